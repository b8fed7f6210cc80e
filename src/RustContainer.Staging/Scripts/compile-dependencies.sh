#!/bin/sh
# compile-dependencies.sh [--chef | --layer] [--in FOLDER] [--needs PATH]... [--cache-secret NAME=FILE]... -- CARGO-ARGUMENT...
#
# Compiles the dependencies of the recipe in /rustcontainer/recipe (with --chef it is cargo-chef's, else a skeleton), which
# fetch-dependencies.sh has downloaded. FOLDER and PATH are those of the context. /w is a cache mount, and what this build uses of the
# folder is copied to /rustcontainer/dependencies, which is a layer; with --layer or --chef /w is the layer itself.
#
# In a layer all files have one old time, so that they are older than every source and than what is compiled from them, on whatever
# engine and by whatever clock.
set -eu
umask 022

fail() {
  echo "error: compile-dependencies: $1" >&2
  exit 70
}

line_end='
'
chef=false layer=false folder=. needs= secrets= cache_secrets= sources= ssh=false
while [ $# -gt 0 ]; do
  case $1 in
    --chef) chef=true layer=true; shift ;;
    --layer) layer=true; shift ;;
    --in) folder=$2; shift 2 ;;
    --needs) needs="$needs$2$line_end"; shift 2 ;;
    --cache-secret) cache_secrets="$cache_secrets $2"; shift 2 ;;
    --) shift; break ;;
    *) fail "unknown option $1" ;;
  esac
done

scripts=${0%/*} state=/w out=/out home=/rustcontainer/cargo-home dependencies=/rustcontainer/dependencies
messages=$out/messages.jsonl diagnostics=$out/diagnostics.jsonl
mkdir -p "$out"
. "$scripts/cargo-environment.sh"
. "$scripts/sccache.sh"
. "$scripts/build-folder.sh"
. "$scripts/recipe.sh"

# What cargo compares the compiled dependencies with, outside of its own downloads: sources in the image, and what build scripts named.
sources_outside() {
  {
    sed -n 's/.*"manifest_path":"\([^"]*\)\/Cargo\.toml".*/\1/p' "$messages"
    find "$1" -name output -type f -exec sed -n 's/^cargo::*rerun-if-changed=\(\/.*\)/\1/p' {} +
  } | grep -v "^$home/\|^$state/\|^/proc/\|^/sys/\|^/dev/" | sort -u
}

if $layer; then
  place_recipe "$state/src"
else
  place_recipe /rustcontainer/context
  sync_and_empty_if_tools_changed
  rm -rf /rustcontainer/context
  forget_changed_needs
  forget_changed_watched
fi
if $chef; then export CARGO_TARGET_DIR="$state/build"; else use_build_folder; fi

cd "$state/src/$folder"
status=0
if $chef; then
  run_cargo "$@" || exit $?
  stop_sccache
  RUSTC_WRAPPER='' run_cargo metadata --offline --format-version 1 | tr ',' '\n' >"$messages" || :
else
  run_cargo "$@" --message-format=json >"$messages" || status=$?
  stop_sccache
  $layer || { remember_watched; : >"$state/.clock"; }
  summarize "$messages"
fi
if [ "$status" != 0 ]; then
  grep '^{"reason":"compiler-message"' "$messages" >"$diagnostics" || :
  tell_failure
  exit "$status"
fi

if $layer; then
  find "$state/build" -name '*rustcontainer[-_]skeleton*' -prune -exec rm -rf {} +
  settle "$state/build" "$(sources_outside "$state/build" | newest_of)"
  rm -rf "$state/src"
else
  forget_unused "$messages" 0
  mkdir -p "$dependencies/build"
  used_artifacts "$messages" >"$out/used"
  artifacts_in "$state/build" | awk '
    reading == "used" { used[$1]; next }
    $1 in used { path = substr($0, 18); match(path, /.*\//); print substr(path, 1, RLENGTH) " " substr(path, RLENGTH + 1) }
  ' reading=used "$out/used" reading=artifacts - | sort >"$out/copied"
  cut -d' ' -f1 "$out/copied" | uniq >"$out/folders"
  while read -r into; do
    mkdir -p "$dependencies/build/$into"
    (cd "$state/build/$into" && awk -v into="$into" '$1 == into { print substr($0, length(into) + 2) }' "$out/copied" |
      xargs sh -c 'cp -a "$@" "$0"' "$dependencies/build/$into")
  done <"$out/folders"
  cp "$state/.stamp" "$dependencies/"
  settle "$dependencies" "$(sources_outside "$dependencies/build" | newest_of)"
fi
clean_cargo_home "$home"
rm -rf "$out"
