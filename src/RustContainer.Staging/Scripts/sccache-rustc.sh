#!/bin/sh
# sccache-rustc.sh COMPILER ARGUMENT...
#
# What cargo runs in place of rustc, and the crate cc in place of a C compiler. sccache's key for a crate holds rustc's arguments and the
# content of what it reads, but neither the names of the sources, which file!() and macros put into a program, nor what macros and build
# scripts read by themselves, nor the libraries that #[link] names. So a crate of the sources is compiled with a variable that is part of
# the key, as all are that begin with CARGO_: a hash of names and contents of all files of its package and, but for a dependency that
# lies there, of all in the sources that are not Rust. What sccache takes from a static library it does not see, so that none is kept.
#
# Beside this script lie the files of the sources, "<sha256>  ./<path>" a line, and the paths of the dependencies among them.
case ${1##*/} in
  rustc) ;;
  *) exec sccache "$@" ;;
esac
for argument; do
  case $argument in
    staticlib | static:* | -lstatic:*) exec "$@" ;;
  esac
done
case ${CARGO_MANIFEST_DIR:-}/ in
  /w/src/*)
    folder=${CARGO_MANIFEST_DIR#/w/src}
    CARGO_RUSTCONTAINER_SOURCES=$(
      folder=.$folder/ LC_ALL=C awk '
        BEGIN { folder = ENVIRON["folder"] }
        reading == "needed" { if (index(folder, "./" $0 "/") == 1) apart = 1; next }
        { path = substr($0, 67) }
        index(path, folder) == 1 || (!apart && path !~ /\.rs$/)
      ' reading=needed "${0%/*}/needed" reading=sources "${0%/*}/sources" | sha256sum
    )
    export CARGO_RUSTCONTAINER_SOURCES
    ;;
esac
exec sccache "$@"
