#!/bin/sh
# resolve-lock.sh [--in FOLDER] -- CARGO-ARGUMENT...
#
# Lets cargo bring the Cargo.lock of the workspace in FOLDER of the sources up to date with its manifests, as little as it must,
# and puts it into /out. The sources are the context, mounted at /w/src in such a way that what is written there is thrown away.
set -eu
umask 022

folder=.
while [ $# -gt 0 ]; do
  case $1 in
    --in) folder=$2; shift 2 ;;
    --) shift; break ;;
    *) echo "error: resolve-lock: unknown option $1" >&2; exit 70 ;;
  esac
done

if [ -z "${RUSTUP_TOOLCHAIN:-}" ] && command -v rustup >/dev/null; then
  active=$(cd / && rustup show active-toolchain 2>/dev/null | sed -e 's/[[:blank:]].*//' -e q) || active=
  [ -z "$active" ] || export RUSTUP_TOOLCHAIN="$active"
fi
for name in config config.toml; do
  setting=${CARGO_HOME:-${HOME:-/root}/.cargo}/$name link=/rustcontainer/cargo-home/$name
  [ "$(readlink "$link")" = "$setting" ] || ln -sf "$setting" "$link"
done
export CARGO_HOME=/rustcontainer/cargo-home

cd "/w/src/$folder"
cargo "$@"
mkdir -p /out
cp Cargo.lock /out/
