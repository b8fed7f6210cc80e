#!/bin/sh
# compile.sh [--copied] [--in FOLDER] [--artifact FILE]... [--secret NAME=FILE]... [--ssh] -- CARGO-ARGUMENT...
#
# Runs cargo on the workspace in FOLDER of the sources and puts each FILE that it made (relative to its target folder) into /out/bin.
# The sources are the context mounted at /rustcontainer/context, brought into the cache mount /w by sync-sources.sh; with --copied
# they were copied to /w/src before, and nothing is kept between builds. cargo alone gets the secrets in each FILE as the variable NAME,
# and the ssh agent with --ssh. rustc's messages go to /out/diagnostics.jsonl, and so do cargo's own warnings, which it has no JSON for:
#   {"reason":"rustcontainer-warning","text":"warning: …"}
#
# Standard error is cargo's own, as it comes. Standard output begins when cargo has ended, one JSON object a line:
#   {"reason":"rustcontainer-summary","compiled":N,"fresh":N}   how many packages were compiled, and how many were not
#   {"reason":"compiler-message",...}                           only if cargo failed: its messages, errors first
#   {"reason":"rustcontainer-clipped","omitted":N}              only if there were too many for a log: how many are left out
# and after these, for who reads the log, the errors as text. The exit code is cargo's, so that BuildKit keeps no failure.
set -eu
umask 022

fail() {
  echo "error: compile: $1" >&2
  exit 70
}

copied=false folder=. wanted= secrets= ssh=false
while [ $# -gt 0 ]; do
  case $1 in
    --copied) copied=true; shift ;;
    --in) folder=$2; shift 2 ;;
    --artifact) wanted="$wanted $2"; shift 2 ;;
    --secret) secrets="$secrets $2"; shift 2 ;;
    --ssh) ssh=true; shift ;;
    --) shift; break ;;
    *) fail "unknown option $1" ;;
  esac
done

scripts=${0%/*} state=/w out=/out
messages=$out/messages.jsonl diagnostics=$out/diagnostics.jsonl
mkdir -p "$out/bin"
. "$scripts/cargo-environment.sh"

# cargo does not see that another compiler, linker or C library took the place of the one before.
empty_if_tools_changed() {
  stamp=$({
    cd /
    rustc -vV
    cat /etc/os-release /var/lib/dpkg/status /lib/apk/db/installed /usr/lib/apk/db/installed \
      /usr/lib/sysimage/rpm/rpmdb.sqlite 2>/dev/null || :
  } | sha256sum)
  [ "$(cat "$state/.stamp" 2>/dev/null)" != "$stamp" ] || return 0
  rm -f "$state/.stamp"
  rm -rf "$state/build"
  mkdir "$state/build"
  echo "$stamp" >"$state/.stamp"
}

# From 1.91 on cargo keeps what it works with apart from what it hands out, so that the latter lands in the layer by itself.
has_build_dir() {
  minor=$(cd / && cargo -V | sed -n 's/^cargo 1\.\([0-9][0-9]*\)\..*/\1/p')
  [ "${minor:-91}" -ge 91 ]
}

if $copied; then
  # Copied files have the times of the machine that they come from, which cargo must not compare with ours.
  find "$state/src" -type f -exec touch {} +
  export CARGO_TARGET_DIR="$out/target"
else
  sh "$scripts/sync-sources.sh" /rustcontainer/context "$state"
  empty_if_tools_changed
  if has_build_dir; then
    export CARGO_BUILD_BUILD_DIR="$state/build" CARGO_TARGET_DIR="$out/target"
  else
    export CARGO_TARGET_DIR="$state/build"
  fi
fi

cd "$state/src/$folder"
status=0 words=$out/words
rm -f "$words"
mkfifo "$words"
tee "$words.txt" <"$words" >&2 &
tee=$!
run_cargo "$@" --message-format=json >"$messages" 2>"$words" || status=$?
# A server that cargo's programs left behind, as sccache's, may hold on to the pipe.
{ sleep 3; kill "$tee"; } >/dev/null 2>&1 &
wait "$tee" || :
kill $! 2>/dev/null || :
: >"$state/.clock"

grep '^{"reason":"compiler-message"' "$messages" >"$diagnostics" || :
LC_ALL=C tr -d '\000-\011\013-\037\177' <"$words.txt" | sed -n -e 's/[\\"]/\\&/g' -e 's/^warning: .*/{"reason":"rustcontainer-warning","text":"&"}/p' >>"$diagnostics"
awk '
  /^\{"reason":"compiler-artifact"/ && match($0, /"package_id":"[^"]*"/) {
    id = substr($0, RSTART, RLENGTH)
    seen[id]
    if (/"fresh":false/) compiled[id]
  }
  END {
    for (id in seen) if (id in compiled) c++; else f++
    printf "{\"reason\":\"rustcontainer-summary\",\"compiled\":%d,\"fresh\":%d}\n", c, f
  }
' "$messages"

if [ "$status" != 0 ]; then
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
  exit "$status"
fi

for file in $wanted; do
  made=$CARGO_TARGET_DIR/$file
  # In a target folder that outlives the build, only what this run speaks of is this run's.
  grep -qF "\"$made\"" "$messages" && [ -f "$made" ] || fail "cargo succeeded, but did not make $file"
  case $made in
    "$out"/*) mv "$made" "$out/bin/" ;;
    *) cp "$made" "$out/bin/" ;;
  esac
done
rm -rf "$messages" "$words" "$words.txt" "$out/target"
