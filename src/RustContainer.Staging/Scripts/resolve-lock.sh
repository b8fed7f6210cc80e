#!/bin/sh
# resolve-lock.sh [--in FOLDER] -- CARGO-ARGUMENT...
#
# Lets cargo bring the Cargo.lock of the workspace in FOLDER of the sources up to date with its manifests, as little as it must,
# and puts it into /out. The sources are the context, mounted at /w/src in such a way that what is written there is thrown away.
set -eu
umask 022

fail() {
  echo "error: resolve-lock: $1" >&2
  exit 70
}

folder=.
while [ $# -gt 0 ]; do
  case $1 in
    --in) folder=$2; shift 2 ;;
    --) shift; break ;;
    *) fail "unknown option $1" ;;
  esac
done

. "${0%/*}/cargo-environment.sh"
cd "/w/src/$folder"
cargo "$@"
mkdir -p /out
cp Cargo.lock /out/
