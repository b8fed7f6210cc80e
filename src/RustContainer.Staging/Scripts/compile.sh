#!/bin/sh
# compile.sh [--copied] [--layer [--chef]] [--in FOLDER] [--needs PATH]... [--artifact FILE]... [--secret NAME=FILE]... [--ssh]
#   -- CARGO-ARGUMENT...
#
# Runs cargo on the workspace in FOLDER of the sources and puts each FILE that it made (relative to its target folder) into
# /out/artifacts/bin. The sources are the context mounted at /rustcontainer/context, brought into the cache mount /w by
# sync-sources.sh; with --copied they were copied to /w/src before, and nothing is kept between builds. With --layer the dependencies in
# /w/build are those of a layer (with --chef cargo-chef's). Each PATH of the context is what cargo needs for them. cargo alone gets the
# secrets in each FILE as the variable NAME, and the ssh agent with --ssh. rustc's messages go to /out/artifacts/diagnostics.jsonl, and so
# do cargo's own warnings, which it has no JSON for:
#   {"reason":"rustcontainer-warning","text":"warning: …"}
#
# Standard error is cargo's own, as it comes. Standard output begins when cargo has ended, one JSON object a line:
#   {"reason":"rustcontainer-summary","compiled":N,"fresh":N}   how many packages were compiled, and how many were not
#   {"reason":"compiler-message",...}                           only if cargo failed: its messages, errors first
#   {"reason":"rustcontainer-sccache","text":"why"}             only if sccache did not start, and on standard error
#   {"reason":"rustcontainer-clipped","omitted":N}              only if there were too many for a log: how many are left out
# and after these, for who reads the log, the errors as text. The exit code is cargo's, so that BuildKit keeps no failure.
set -eu
umask 022

fail() {
  echo "error: compile: $1" >&2
  exit 70
}

line_end='
'
copied=false layer=false chef=false folder=. needs= wanted= secrets= ssh=false
while [ $# -gt 0 ]; do
  case $1 in
    --copied) copied=true; shift ;;
    --layer) layer=true; shift ;;
    --chef) chef=true; shift ;;
    --in) folder=$2; shift 2 ;;
    --needs) needs="$needs$2$line_end"; shift 2 ;;
    --artifact) wanted="$wanted $2"; shift 2 ;;
    --secret) secrets="$secrets $2"; shift 2 ;;
    --ssh) ssh=true; shift ;;
    --) shift; break ;;
    *) fail "unknown option $1" ;;
  esac
done

scripts=${0%/*} state=/w out=/out artifacts=/out/artifacts
messages=$out/messages.jsonl diagnostics=$artifacts/diagnostics.jsonl
sources=/rustcontainer/context
! $copied || sources=$state/src
mkdir -p "$artifacts/bin"
. "$scripts/cargo-environment.sh"
. "$scripts/sccache.sh"
. "$scripts/build-folder.sh"

if $copied; then
  # Copied files have the times of the machine that they come from, which cargo must not compare with ours.
  find "$state/src" -type f -exec touch {} +
  if $chef; then export CARGO_TARGET_DIR="$state/build"
  elif $layer; then use_build_folder
  else export CARGO_TARGET_DIR="$out/target"; fi
else
  sync_and_empty_if_tools_changed "$@"
  forget_changed_needs
  forget_changed_watched
  use_build_folder
fi
# The layer was made from these very files, or it would be another one: they are not newer than what it holds.
! $layer || printf %s "$needs" | while IFS= read -r path; do settle "$state/src/$path" $((layer_time - 1)); done

cd "$state/src/$folder"
status=0 words=$out/words
rm -f "$words"
mkfifo "$words"
tee "$words.txt" <"$words" >&2 &
tee=$!
run_cargo "$@" --message-format=json >"$messages" 2>"$words" || status=$?
stop_sccache
# A server that cargo's programs left behind may hold on to the pipe.
{ sleep 3; kill "$tee"; } >/dev/null 2>&1 &
wait "$tee" || :
kill $! 2>/dev/null || :
$copied || { remember_watched; : >"$state/.clock"; }

grep '^{"reason":"compiler-message"' "$messages" >"$diagnostics" || :
LC_ALL=C tr -d '\000-\011\013-\037\177' <"$words.txt" | sed -n -e 's/[\\"]/\\&/g' -e 's/^warning: .*/{"reason":"rustcontainer-warning","text":"&"}/p' >>"$diagnostics"
summarize "$messages"
if [ "$status" != 0 ]; then
  tell_failure
  exit "$status"
fi

for file in $wanted; do
  made=$CARGO_TARGET_DIR/$file
  # In a target folder that outlives the build, only what this run speaks of is this run's.
  grep -qF "\"$made\"" "$messages" && [ -f "$made" ] || fail "cargo succeeded, but did not make $file"
  case $made in
    "$out"/*) mv "$made" "$artifacts/bin/" ;;
    *) cp "$made" "$artifacts/bin/" ;;
  esac
done
if $copied; then rm -rf "$state/build"; else forget_unused "$messages" 2; fi
rm -rf "$messages" "$words" "$words.txt" "$out/target" "$out/sccache" "$out/sources" "$out/needed" "$out"/libraries*
