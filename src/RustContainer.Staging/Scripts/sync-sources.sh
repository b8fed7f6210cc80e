#!/bin/sh
# sync-sources.sh CONTEXT STATE [VARIANT]
#
# Makes STATE/src the same as CONTEXT, so that the time of a file moves only when its content does: cargo decides by times what
# it compiles, and the times in a build context mean nothing. Needs a POSIX shell, awk, find, xargs and sha256sum: busybox will do.
#
# STATE/.ledger  what was last copied into src, a line "<kind> <sha256>  <path>" each (d folder, - file, x executable, l link).
#                While a run is on its way: also what it changes (? a name comes or goes, @ a link does or changes, ! other content).
#                It says nothing about what cargo made of it.
# STATE/.clock   touched by the caller when cargo has ended, well or not; missing means that a run did not come to its end.
# STATE/.written  which sources in src, and which files of the context, build scripts ever wrote.
# STATE/.variant  a hash of VARIANT, which is what cargo was asked for, at the last run.
# STATE/.made/VARIANT  what was in the sources of .written after the last run of a variant.
#
# The process may be killed at any point; the next run puts it right. That is why the steps have the order that they have.
set -eu
export LC_ALL=C
umask 022

context=$1 state=$2
src=$state/src ledger=$state/.ledger work=$state/.sync
header='# sync-sources 1'

fail() {
  echo "error: sync-sources: $1" >&2
  exit 65
}

# The ledger goes first: it must never list a file that src lacks.
start_over() {
  rm -f "$ledger"
  rm -rf "$state/.written" "$state/.variant" "$state/.made"
  rm -rf "$src"
  mkdir "$src"
  echo "$header" >"$work/empty"
  mv "$work/empty" "$ledger"
}

replace_ledger() {
  { echo "$header"; cat "$1"; } >"$work/ledger"
  mv "$work/ledger" "$ledger"
}

# each FOLDER LIST COMMAND...: runs the command in FOLDER, with the lines of LIST as its last arguments
each() (
  cd "$1"
  tr '\n' '\0' <"$2" >"$work/arguments"
  shift 2
  [ ! -s "$work/arguments" ] || xargs -0 "$@" <"$work/arguments"
)

rm -rf "$work"
mkdir -p "$src" "$state/build" "$work"
: >"$work/now"

# A clock that went back makes new files look older than what was compiled from the old ones.
if [ -e "$state/.clock" ]; then
  future=$(find "$state/.clock" -newer "$work/now")
else
  future=$(find "$src" "$state/build" -newer "$work/now" | head -n 1)
fi
if [ -n "$future" ]; then
  echo "sync-sources: the clock went back, so everything is compiled again" >&2
  start_over
  rm -rf "$state/build"
  mkdir "$state/build"
fi
rm -f "$state/.clock"
[ "$(head -n 1 "$ledger" 2>/dev/null)" = "$header" ] || start_over

cd "$context"
odd=$(find . -name '*
*' | head -n 2 | tr '\n' '?')
[ -z "$odd" ] || fail "the name of '$odd' holds a line end"

# Some sha256sum mark a line with a backslash where they wrote the name's own backslashes twice.
as_named() { sed -e '/^\\/{s/^.//;s/\\\\/\\/g;}'; }
{
  find . ! -name . -type d | sed 's/^/d 0000000000000000000000000000000000000000000000000000000000000000  /'
  find . -type f ! -perm -100 -exec sha256sum {} + | as_named | sed 's/^/- /'
  find . -type f -perm -100 -exec sha256sum {} + | as_named | sed 's/^/x /'
  find . -type l -exec sh -c 'for link; do
    hash=$(readlink "$link" | sha256sum)
    printf "l %.64s  %s\n" "$hash" "$link"
  done' sh {} +
} >"$work/context"
names_package='^[[:blank:]]*(\[[[:blank:]]*package[[:blank:]]*\]|package[[:blank:]]*[.=])'
find . -name Cargo.toml -type f -exec grep -lE "$names_package" {} + >"$work/packages" || :
(cd "$src" && find . -type d) >"$work/folders"

# What a build script wrote: it may have to do so again.
: >"$work/written"
: >"$work/made"
(cd "$src" && find . -type f -newer "$ledger") >"$work/newer"
case $(find --version 2>&1) in
  *GNU*) ;;
  *)
    # That of busybox goes by whole seconds: of the files of the ledger's own, the bytes tell.
    touch -d "@$(($(date -r "$ledger" +%s) - 1))" "$work/second"
    (cd "$src" && find . -type f -newer "$work/second" ! -newer "$ledger") >"$work/same"
    each "$src" "$work/same" sha256sum | as_named | awk '
      reading == "ledger" { hash[substr($0, 69)] = substr($0, 3, 64); next }
      hash[substr($0, 67)] != substr($0, 1, 64) { print substr($0, 67) }
    ' reading=ledger "$ledger" reading=same - >>"$work/newer"
    ;;
esac
if [ -s "$work/newer" ] || [ -s "$state/.written" ]; then
  touch "$state/.written"
  awk '
    function ends(path, with) { return substr(path, length(path) - length(with) + 1) == with }
    reading == "ledger" { if (!/^#/) kind[substr($0, 69)] = substr($0, 1, 1); next }
    # A file that a run which was killed has put there is in the ledger too, with a mark.
    reading == "written" || (($0 in kind) ? kind[$0] ~ /[-x]/ : ends($0, ".rs"))
  ' reading=ledger "$ledger" reading=written "$state/.written" reading=newer "$work/newer" | sort -u >"$work/written"
  grep '\.rs$' "$work/written" >"$work/sources" || :
  each "$src" "$work/sources" sh -c 'for file; do [ ! -f "$file" ] || sha256sum "$file"; done' sh | as_named >"$work/made"
  cp "$work/written" "$work/list"
  mv "$work/list" "$state/.written"
fi
variant=$(printf %s "${3:-}" | sha256sum | cut -c -64)
last=$(cat "$state/.variant" 2>/dev/null) || last=$variant
rewritten=0 restoring=0
if [ -s "$work/made" ]; then
  mkdir -p "$state/.made"
  cp "$work/made" "$state/.made/$last"
  if [ ! -e "$state/.made/$variant" ]; then
    restoring=1
  elif ! cmp -s "$work/made" "$state/.made/$variant"; then
    # What this variant wrote is not what is there now, and cargo does not know of it.
    restoring=1 rewritten=1
  fi
fi
remember_variant() {
  [ "$last" != "$variant" ] || [ ! -e "$state/.variant" ] || return 0
  echo "$variant" >"$work/variant"
  mv "$work/variant" "$state/.variant"
  [ ! -d "$state/.made" ] || (cd "$state/.made" && ls -t | sed 1,32d | xargs rm -f)
}

# What is looked for only where the names of what changed say that it may count.
look_closer() {
  sed -n '/^[^dl@]/s,^.\{68\}\(.*/Cargo\.toml\)$,\1,p' "$ledger" >"$work/manifests"
  each "$src" "$work/manifests" grep -slE "$names_package" /dev/null >"$work/packages-before" || :
  # What tells a linker what to read: cargo does not know of it.
  sed -n 's,^.\{68\}\(.*/\.cargo/config\)$,\1,p; s,^.\{68\}\(.*/\.cargo/config\.toml\)$,\1,p' "$work/context" >"$work/configurations"
  {
    env | grep '^[A-Z0-9_]*RUSTFLAGS=' || :
    each . "$work/configurations" cat
    printf '%s\0' "$state"/build/*/build/*/output "$state"/build/*/*/build/*/output \
      "$state"/build/*/build/*/*/run/* "$state"/build/*/*/build/*/*/run/* |
      xargs -0 cat 2>/dev/null || :
  } | grep link >"$work/linked" || :
}

decide() {
  for list in put make gone leave drop next touch touch-links closer; do : >"$work/$list"; done
  awk -v work="$work" -v restoring="$restoring" -v rewritten="$rewritten" '
    # Without patterns: some do not match names that are not ASCII.
    function parent(path,  i) { for (i = length(path); i > 1 && substr(path, i, 1) != "/"; i--); return i > 1 ? substr(path, 1, i - 1) : "." }
    function ends(path, with) { return substr(path, length(path) - length(with) + 1) == with }
    function manifest(path) { return ends(path, "/Cargo.toml") }
    function owner(path) { do path = parent(path); while (path != "." && !(path in package)); return path }
    # The folder of a package that came or went with all that is in it, and path too.
    function moved(path) {
      for (path = parent(path); path != "."; path = parent(path))
        if (path in package ? !(path in real) : path in before_package && !(path in now)) return path
      return ""
    }
    # A name that came or went can change what a build script or a macro finds. A .rs file concerns its own package, any other file
    # the packages beneath too, and a whole package the one that its folder lies in.
    function came_or_went(path,  folder) {
      folder = moved(path)
      if (folder != "") {
        if (owner(folder) in package) alone[owner(folder)]
        return
      }
      if (ends(path, ".rs") && owner(path) in package) alone[owner(path)]; else beneath[owner(path)]
      if (manifest(path) && parent(path) != ".") beneath[owner(parent(path))]
    }
    function concerned(path) {
      if (owner(path) in alone) return 1
      do { path = parent(path); if (path in beneath) return 1 } while (path != ".")
      return 0
    }
    function name(path) { return substr(path, length(parent(path)) + 2) }
    function is_a(path, kinds,  i) { for (i = length(path); i > 1 && substr(path, i, 1) !~ /[.\/]/; i--); return index(kinds, " " substr(path, i) " ") }
    # What a linker reads: nothing says of a library where it is looked for, and of other files their names do.
    function linked(path) {
      if (ends(path, ".rs") || manifest(path)) return 0
      if (is_a(path, " .a .o .lib .so ") || index(name(path), ".so.")) return 1
      print path >(work "/closer")
      return index(links, name(path))
    }
    # What other compilers read, for build scripts that do not say so, and what macros do: sqlx has files of what a database answered.
    function foreign(path) {
      return is_a(path, " .c .cc .cpp .cxx .h .hh .hpp .hxx .inl .s .S .asm .proto .sql .graphql .gql .ftl ") || index(path, "/.sqlx/")
    }
    function edited(path) {
      if (path in written || linked(path)) beneath["."]
      else if (foreign(path)) { if (owner(path) in package) alone[owner(path)]; else beneath["."] }
    }
    # What lies behind a link has a time of its own, and cargo remembers it by its own name: nobody can tell that the link changed.
    function unsettled(path, before, after) {
      if (before ~ /[l@]/ || after == "l") { mark = "@"; beneath["."] }
      else if (before ~ /[-x!]/ && after ~ /[-x]/) { mark = "!"; edited(path) }
      else { mark = "?"; came_or_went(path) }
      print mark " " none "  " path >(work "/next")
    }
    BEGIN { none = sprintf("%064d", 0); if (rewritten) beneath["."] }
    reading == "folders" { real[$0]; next }
    reading == "written" { written[$0]; next }
    reading == "made" { made[substr($0, 67)] = substr($0, 1, 64); next }
    reading == "packages" { package[parent($0)]; next }
    reading == "links" { links = links $0 "\n"; next }
    reading == "before" { before_package[parent($0)]; next }
    /^#/ { next }
    { path = substr($0, 69); kind = substr($0, 1, 1) }
    reading == "ledger" { old[path] = $0; next }
    { now[path] = kind; before = path in old ? substr(old[path], 1, 1) : "" }
    kind == "d" {
      if (!(path in real)) print path >(work "/make")
      if (before == "" || before == "d") print >(work "/next"); else unsettled(path, before, kind)
      next
    }
    before != "" && old[path] == $0 && !(restoring && path in made && made[path] != substr($0, 3, 64)) { print >(work "/next"); next }
    { print path >(work "/put"); unsettled(path, before, kind) }
    END {
      for (path in old) {
        if (path in now) continue
        kind = substr(old[path], 1, 1)
        if (manifest(path)) print path >(work "/closer")
        if (kind == "d") print old[path] >(work "/next"); else unsettled(path, kind, "")
        # A folder that is a link by now is not ours to reach through.
        reachable = parent(path) in real
        if (path in real) print path >(work "/leave")
        else if (reachable) print path >(work "/gone")
        if (manifest(path) && reachable && parent(path) != "." && !(parent(path) in now)) print parent(path) >(work "/drop")
      }
      for (path in now)
        if (ends(path, ".rs") && now[path] != "d" && concerned(path)) print path >(work (now[path] == "l" ? "/touch-links" : "/touch"))
    }
  ' reading=folders "$work/folders" reading=written "$work/written" reading=made "$work/made" reading=packages "$work/packages" \
    reading=before "$work/packages-before" reading=links "$work/linked" reading=ledger "$ledger" reading=context "$work/context"
}
: >"$work/packages-before"
: >"$work/linked"
decide
again=false
if [ -s "$work/closer" ]; then
  look_closer
  again=true
fi
# Whether a script still writes the source that it wrote over, only the script knows, and any change may be one of its.
if [ $restoring = 0 ] && [ -s "$work/made" ] && [ -n "$(cat "$work/put" "$work/gone" "$work/touch")" ]; then
  restoring=1 again=true
fi
! $again || decide

if [ "$(cat "$ledger")" = "$header" ]; then
  # Everything is new. Killed on the way, it starts over: the ledger still lists nothing.
  start_over
  cp -RP ./. "$src/"
else
  for list in put make gone leave touch; do cat "$work/$list"; done >"$work/changes"
  if [ ! -s "$work/changes" ]; then
    remember_variant
    exit 0
  fi
  # 1. Whatever is about to be written or deleted is marked: whether or not it comes to that, it is ours, and its content unknown.
  replace_ledger "$work/next"
  # 2. What the ledger lists and the context lacks goes, and nothing else: a build script may have written into src. But a package
  #    that went takes its folder with it, or a glob among the workspace's members would still find it.
  each "$src" "$work/gone" rm -f
  each "$src" "$work/drop" rm -rf
  sort -r "$work/leave" >"$work/leave-deepest-first"
  each "$src" "$work/leave-deepest-first" rmdir 2>/dev/null || :
  # 3. New and changed files come, with the current time; whatever stands in their place goes first.
  each "$src" "$work/make" rm -rf
  each "$src" "$work/make" mkdir -p
  each "$src" "$work/put" rm -rf
  target=$src each "$context" "$work/put" sh -c 'for file; do cp -P "$file" "$target/$file" || exit 255; done' sh
  # 4. What may find other names than before is looked at again.
  each "$src" "$work/touch" touch
  each "$src" "$work/touch-links" touch -c 2>/dev/null || :
fi
# 5. Now src is the context.
replace_ledger "$work/context"
remember_variant
