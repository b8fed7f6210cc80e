#!/bin/sh
# resolve-lock.sh [--in FOLDER] [--secret NAME=FILE]... [--ssh] -- CARGO-ARGUMENT...
#
# Lets cargo bring the Cargo.lock of the workspace in FOLDER of the sources up to date with its manifests, as little as it must,
# and puts it into /out. The sources are the context, mounted at /w/src in such a way that what is written there is thrown away. cargo
# alone gets the secrets in each FILE as the variable NAME, and the ssh agent with --ssh.
set -eu
umask 022

fail() {
  echo "error: resolve-lock: $1" >&2
  exit 70
}

folder=. secrets= ssh=false
while [ $# -gt 0 ]; do
  case $1 in
    --in) folder=$2; shift 2 ;;
    --secret) secrets="$secrets $2"; shift 2 ;;
    --ssh) ssh=true; shift ;;
    --) shift; break ;;
    *) fail "unknown option $1" ;;
  esac
done

sources=/w/src
. "${0%/*}/cargo-environment.sh"
export RUSTC_WRAPPER=
cd "/w/src/$folder"
run_cargo "$@"
mkdir -p /out
cp Cargo.lock /out/
