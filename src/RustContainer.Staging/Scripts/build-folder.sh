# Sourced by the scripts that compile: cargo's build folder in $state, when it is empty, what in it is used, and what it says.

# Files of a layer all have one time, just above that of a context's files.
layer_time=946684801

# The y of cargo 1.y, once it was asked for.
minor=

# crates_of_the_image: what is in the directories that the image's own configuration takes crates from. A distribution's are packages.
crates_of_the_image() {
  value="[[:blank:]]*=[[:blank:]]*[\"']\\(/[^\"']*\\)[\"'].*"
  for file in /.cargo/config /.cargo/config.toml "$image_cargo_home/config" "$image_cargo_home/config.toml"; do
    [ ! -f "$file" ] || sed -n -e "s,^[[:blank:]]*directory$value,\\1,p" -e "s,^[[:blank:]]*local-registry$value,\\1,p" "$file"
  done | while IFS= read -r folder; do
    case $folder in /usr/share/*) continue ;; esac
    [ ! -d "$folder" ] || find "$folder" -type f -exec stat -c '%n %s %Y' {} + -name .cargo-checksum.json -exec sha256sum {} +
  done | LC_ALL=C sort
}

# of_the_image: of the paths that the lines name ("link FOLDER" too) those that nothing is mounted over and no step writes.
of_the_image() {
  LC_ALL=C awk -v own="$state" -v out="$out" '
    reading == "mounts" { if ($5 != "/") apart[$5]; next }
    BEGIN { apart[own]; apart[out]; apart["/rustcontainer"]; apart["/proc"]; apart["/sys"]; apart["/dev"]; apart["/tmp"] }
    {
      path = $0
      sub(/^link /, "", path)
      for (; path != ""; sub(/\/[^\/]*$/, "", path)) if (path in apart) next
      print
    }
  ' reading=mounts /proc/self/mountinfo reading=paths -
}

# describe: what the files are that the lines name; of folders, those in it. Those of reproducible images all have one time, so that of
# scripts the content counts.
describe() {
  tr '\n' '\0' |
    xargs -0 sh -c '[ $# = 0 ] || find -L "$@" -maxdepth 2 -type f -exec stat -L -c "%n %s %Y" {} + -size -128 -exec sha256sum {} +' sh 2>/dev/null |
    LC_ALL=C sort
}

# tools: what links and compiles C, whether or not it came with a package, and what an image has beside its packages: in /usr/local, in
# other folders of its path, and where a variable names a program.
tools() {
  {
    env | grep -E '^(CARGO_TARGET_.*_LINKER|((HOST|TARGET)_)?(CC|CXX|AR|LD)([_-].*)?)=' | sed -e 's/^[^=]*=//' -e 's/ .*//'
    printf '%s\n' cc c++ gcc g++ clang clang++ ld ld.bfd ld.gold ld.lld lld mold wild ar as
  } | sort -u | while IFS= read -r tool; do command -v "$tool" || :; done >"$out/tools"
  for folder in bin sbin lib lib64 libexec include; do
    [ ! -d "/usr/local/$folder" ] || echo "/usr/local/$folder" >>"$out/tools"
  done
  printf '%s\n' "$PATH" | tr : '\n' | while IFS= read -r folder; do
    case $folder in
      /bin | /sbin | /usr/bin | /usr/sbin | /usr/local/bin | /usr/local/sbin | "$image_cargo_home"/*) ;;
      /*) [ ! -d "$folder" ] || echo "$folder" ;;
    esac
  done | of_the_image >>"$out/tools"
  env | sed -n 's,^[^=]*=\(/.*\)$,\1,p' | while IFS= read -r file; do
    [ ! -f "$file" ] || [ ! -x "$file" ] || echo "$file"
  done | of_the_image >>"$out/tools"
  describe <"$out/tools"
  rm "$out/tools"
}

# configured: the files that cargo's configuration names, from $folder up and in the image, or a variable with flags.
configured() {
  {
    env | grep 'RUSTFLAGS=' || :
    path=/rustcontainer/context/$folder
    while [ "$path" != /rustcontainer ]; do
      cat "$path/.cargo/config" "$path/.cargo/config.toml" 2>/dev/null || :
      path=${path%/*}
    done
    cat /.cargo/config /.cargo/config.toml "$image_cargo_home/config" "$image_cargo_home/config.toml" 2>/dev/null || :
  } | tr -s "\"'=, \037" '\n' | grep '^/' | sort -u | while IFS= read -r path; do [ ! -f "$path" ] || echo "$path"; done | describe
}

# stamp: a hash of what compiles.
stamp() {
  {
    cd /
    rustc -vV
    cat /etc/os-release /var/lib/dpkg/status /lib/apk/db/installed /usr/lib/apk/db/installed \
      /usr/lib/sysimage/rpm/rpmdb.sqlite /usr/lib/sysimage/rpm/Packages.db /var/lib/rpm/rpmdb.sqlite /var/lib/rpm/Packages \
      /var/lib/rpm/Packages.db 2>/dev/null || :
    ls /var/lib/pacman/local 2>/dev/null || :
    tools
    crates_of_the_image
  } | sha256sum
}

# cargo does not see that another compiler, linker or C library took the place of the one before. To look for that takes as long as to
# look for other sources, so both are done at once. What is configured is compared with this mount's own alone: a layer that it began with
# was made with the part of the configuration that concerns dependencies.
sync_and_empty_if_tools_changed() { # sync_and_empty_if_tools_changed CARGO-ARGUMENT...
  { stamp >"$out/stamp"; configured | sha256sum >"$out/configured"; cargo_minor >"$out/minor"; } &
  synced=0
  sh "$scripts/sync-sources.sh" /rustcontainer/context "$state" "$*" || synced=$?
  wait $!
  [ $synced = 0 ] || exit $synced
  stamp=$(cat "$out/stamp") configured=$(cat "$out/configured") minor=$(cat "$out/minor")
  rm "$out/stamp" "$out/configured" "$out/minor"
  if [ "$(cat "$state/.stamp" 2>/dev/null)" != "$stamp" ] || [ "$(cat "$state/.configured" 2>/dev/null || echo "$configured")" != "$configured" ]; then
    rm -f "$state/.stamp" "$state/.configured"
    rm -rf "$state/build" "$state/.used"
    mkdir "$state/build"
    echo "$stamp" >"$state/.stamp"
  fi
  echo "$configured" >"$state/.configured"
}

# cargo takes a package of a directory source for the same as long as its version is, and a linker as long as its name is.
forget_changed_needs() {
  [ -n "$needs" ] || return 0
  printf %s "$needs" | LC_ALL=C awk '
    reading == "needs" { needs[++count] = "./" $0; next }
    {
      path = substr($0, 69)
      for (i = 1; i <= count; i++)
        if (path == needs[i] || index(path, needs[i] "/") == 1) print
    }
  ' reading=needs - reading=ledger "$state/.ledger" | LC_ALL=C sort >"$out/needs"
  if [ -f "$state/.needs" ]; then
    printf %s "$needs" | LC_ALL=C awk '
      reading == "needs" { needs[++count] = "./" $0; next }
      reading == "old" { old[$0]; next }
      { if ($0 in old) delete old[$0]; else concern($0) }
      # The package of a directory source that a line is about, or all of what is needed.
      function concern(line,  path, i, rest) {
        path = substr(line, 69)
        for (i = 1; i <= count; i++)
          if (index(path, needs[i] "/") == 1) {
            rest = substr(path, length(needs[i]) + 2)
            sub(/\/.*/, "", rest)
            print needs[i] "/" rest
          } else if (path == needs[i] && line !~ /^d/) print path
      }
      END { for (line in old) concern(line) }
    ' reading=needs - reading=old "$state/.needs" reading=new "$out/needs" | sort -u >"$out/changed"
    while IFS= read -r path; do
      package=$(sed -n 's/^name = "\([A-Za-z0-9_-]*\)"$/\1/p;' "$state/src/$path/Cargo.toml" 2>/dev/null | head -n 1)
      if [ -n "$package" ]; then
        find "$state/build" -type d \( -path "*/.fingerprint/$package-*" -o -path "*/build/$package" \) -prune -exec rm -rf {} +
      elif [ ! -d "$state/src/${path%/*}" ] || [ -e "$state/src/$path" ]; then
        rm -rf "$state/build"
        mkdir "$state/build"
      fi
    done <"$out/changed"
    rm "$out/changed"
  fi
  mv "$out/needs" "$state/.needs"
}

# said_by_build_scripts: what cargo was told by each that ran.
said_by_build_scripts() {
  printf '%s\0' "$state"/build/*/build/*/output "$state"/build/*/*/build/*/output \
    "$state"/build/*/build/*/*/run/* "$state"/build/*/*/build/*/*/run/* |
    xargs -0 cat 2>/dev/null
}

# describe_watched: what lies at the paths in $state/.watched, and the libraries in the folders there ("link FOLDER"). What is newer than
# this step is not the image's.
describe_watched() {
  while IFS= read -r path; do
    case $path in
      link\ *) set -- -L "${path#link }" -maxdepth 1 '(' -name '*.a' -o -name '*.o' -o -name '*.so' -o -name '*.so.*' ')' ;;
      *) set -- -H "$path" -xdev ;;
    esac
    [ ! -e "$2" ] || find "$@" -type f ! -newer "$out/begun" -exec stat -L -c '%n %s %Y' {} + -size -128 -exec sha256sum {} +
  done <"$state/.watched" | LC_ALL=C sort | sha256sum
}

# remember_watched, after cargo: the files of the image that build scripts said they read, and where they let a linker look. What is
# mounted is not the image's: it has another time in every step, which cargo sees.
remember_watched() {
  said_by_build_scripts | sed -n -e 's,^cargo::*rerun-if-changed=\(/.*\),\1,p' -e 's,^cargo::*rustc-link-arg[^=/]*=\(/.*\),\1,p' \
    -e 's,^cargo::*rustc-link-search=\([a-z]*=\)\{0\,1\}\(/.*\),link \2,p' |
    of_the_image | LC_ALL=C sort -u >"$state/.watched" || :
  describe_watched >"$state/.watched-content"
  rm "$out/begun"
}

# forget_changed_watched, before cargo: it goes by their times, which are as old in another image.
forget_changed_watched() {
  : >"$out/begun"
  [ -s "$state/.watched" ] && [ "$(describe_watched)" != "$(cat "$state/.watched-content" 2>/dev/null)" ] || return 0
  rm -rf "$state/build"
  mkdir "$state/build"
}

# cargo_minor: the y of cargo 1.y.
cargo_minor() (
  cd /
  cargo -V | sed -n 's/^cargo 1\.\([0-9][0-9]*\)\..*/\1/p'
)

# From 1.91 on cargo keeps what it works with apart from what it hands out, so that the latter lands in the layer by itself.
use_build_folder() {
  minor=${minor:-$(cargo_minor)}
  if [ "${minor:-91}" -ge 91 ]; then
    export CARGO_BUILD_BUILD_DIR="$state/build" CARGO_TARGET_DIR="$out/target"
  else
    export CARGO_TARGET_DIR="$state/build"
  fi
}

# used_artifacts MESSAGES: the hashes in the names of what a build used, the skeleton's own aside.
used_artifacts() {
  grep -v 'rustcontainer-skeleton' "$1" | grep '^{"reason":"\(compiler-artifact\|build-script-executed\)"' | tr '"' '\n' |
    grep "^$state/build/" | LC_ALL=C awk '
      BEGIN { h = "[0-9a-f]"; h = h h h h; pattern = "^(.*-)?" h h h h "([.].*)?$" }
      {
        count = split($0, part, "/")
        for (i = 1; i <= count; i++)
          if (part[i] ~ pattern) {
            sub(/[.].*/, "", part[i])
            print substr(part[i], length(part[i]) - 15)
            break
          }
      }
    ' | sort -u
}

# artifacts_in FOLDER: a line "<hash> <path>" for everything in a build folder that has a hash in its name, by the outermost.
artifacts_in() {
  (cd "$1" && find . ! -name .) | LC_ALL=C awk '
    BEGIN { h = "[0-9a-f]"; h = h h h h; pattern = "^(.*-)?" h h h h "([.].*)?$" }
    {
      count = split($0, part, "/")
      path = "."
      for (i = 2; i <= count; i++) {
        path = path "/" part[i]
        if (part[i] ~ pattern) {
          name = part[i]
          sub(/[.].*/, "", name)
          if (!(path in seen)) print substr(name, length(name) - 15) " " path
          seen[path]
          break
        }
      }
    }
  '
}

# forget_unused MESSAGES DAYS: remembers what this build used, and deletes what none of the last builds did and that is older than DAYS.
# A set that is known deletes nothing, so an edit of a source costs nothing here.
forget_unused() {
  used_artifacts "$1" >"$out/used"
  mkdir -p "$state/.used"
  name=$(sha256sum <"$out/used" | cut -c -16)
  if [ -e "$state/.used/$name" ]; then
    touch "$state/.used/$name"
    rm "$out/used"
    return
  fi
  mv "$out/used" "$state/.used/$name"
  (cd "$state/.used" && ls -t | sed 1,16d | xargs rm -f)
  artifacts_in "$state/build" >"$out/hashed"
  cat "$state"/.used/* | LC_ALL=C awk '
    reading == "used" { used[$1]; next }
    !($1 in used) { print substr($0, 18) }
  ' reading=used - reading=artifacts "$out/hashed" >"$out/unused"
  rm "$out/hashed"
  (
    cd "$state/build"
    while read -r path; do
      [ "$2" = 0 ] || [ -n "$(find "$path" -prune -mtime "+$2")" ] || continue
      rm -rf "$path"
    done <"$out/unused"
    find . -type d -path '*/incremental/*' -prune -mtime +14 -exec rm -rf {} +
  )
  rm "$out/unused"
}

# settle FOLDER [SECONDS]: gives everything in a layer that time.
settle() {
  find "$1" -exec touch -h -d "@${2:-$layer_time}" {} +
}

# newest_of: the whole second after the newest file in what the lines of the input name, and no earlier than a layer's own time. cargo
# compares a build folder with sources that belong to the image, and with what build scripts named.
newest_of() {
  reference=$out/newest
  touch -d "@$layer_time" "$reference"
  while read -r path; do
    [ -e "$path" ] || continue
    find "$path" -newer "$reference" >"$out/newer"
    while read -r file; do
      if [ "$file" -nt "$reference" ]; then touch -r "$file" "$reference"; fi
    done <"$out/newer"
  done
  newest=$(date -r "$reference" +%s)
  [ "$newest" = "$layer_time" ] || newest=$((newest + 1))
  echo "$newest"
}

# summarize MESSAGES: how many packages were compiled, and how many were not.
summarize() {
  grep -v 'rustcontainer-skeleton' "$1" | awk '
    /^\{"reason":"compiler-artifact"/ && match($0, /"package_id":"[^"]*"/) {
      id = substr($0, RSTART, RLENGTH)
      seen[id]
      if (/"fresh":false/) compiled[id]
    }
    END {
      for (id in seen) if (id in compiled) c++; else f++
      printf "{\"reason\":\"rustcontainer-summary\",\"compiled\":%d,\"fresh\":%d}\n", c, f
    }
  '
}

# tell_failure: what is in $diagnostics, errors first, and after it the errors as text.
tell_failure() {
  { grep '"level":"error' "$diagnostics" || :; } >"$out/errors.jsonl"
  # BuildKit cuts a log at 200 KiB a second and at 2 MiB in all.
  { cat "$out/errors.jsonl"; grep -v '"level":"error' "$diagnostics" || :; } | LC_ALL=C awk '
    { size = length($0) + 1 }
    total + size > 1700000 { omitted++; next }
    sent + size > 150000 { fflush(); system("sleep 1"); sent = 0 }
    { total += size; sent += size; print }
    END { if (omitted) printf "{\"reason\":\"rustcontainer-clipped\",\"omitted\":%d}\n", omitted }
  '
  sed -n 's/.*"rendered":"\(\([^"\\]\|\\.\)*\)".*/\1/p' "$out/errors.jsonl" | head -n 20 |
    sed -e 's/\\\\/\\u005c/g' -e 's/\\"/"/g' -e 's/\\t/\t/g' -e 's/\\n/\n/g' -e 's/\\u005c/\\/g'
}
