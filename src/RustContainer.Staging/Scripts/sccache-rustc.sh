#!/bin/sh
# sccache-rustc.sh PROGRAM ARGUMENT...
#
# What cargo runs before rustc, and the crate cc before a C compiler. sccache's key for a crate holds rustc's arguments and the content of
# what it reads. It lacks the names of the sources, which file!() and macros put into a program, what macros and build scripts read by
# themselves, and the libraries that #[link] names. So a crate that needs it is compiled with a variable that is part of the key, as all
# are that begin with CARGO_: a hash of
# - the static libraries in the folders where rustc looks for them,
# - for a crate of the sources, names and contents of its package's files,
# - and of all other files there that are neither Rust nor another package's manifest, unless it is a dependency that lies there.
# What the key lacks of a staticlib, and of a library that is linked with modifiers, is its native code, so that these are not kept.
#
# Beside this script lie the files of the sources, "<sha256>  ./<path>" a line, and the paths of the dependencies among them.
case " $* " in
  *' --crate-name '*) ;;
  *) exec sccache "$@" ;;
esac
own=${0%/*}

for argument; do
  case $argument in
    staticlib | static:* | -lstatic:*) exec "$@" ;;
  esac
done

# libraries FOLDER: names and contents of those in it. The image has many, which are looked at once.
libraries() {
  case $1 in
    /w/* | [!/]*) known= ;;
    *) known=$own/libraries$(printf %s "$1" | tr / +) ;;
  esac
  [ -z "$known" ] || [ ! -f "$known" ] || { cat "$known"; return; }
  found=$(find -L "$1" -maxdepth 1 -type f '(' -name '*.a' -o -name '*.lib' ')' -exec sha256sum {} + 2>/dev/null | LC_ALL=C sort)
  [ -z "$known" ] || { printf %s "$found" >"$known.$$" && mv "$known.$$" "$known"; }
  printf %s "$found"
}

of_libraries=$(
  last=
  for argument; do
    case $last$argument in
      -Lnative=* | -Lall=*) libraries "${argument#*=}" ;;
      -L*=*) ;;
      -L?*) libraries "${argument#-L}" ;;
    esac
    last=
    [ "$argument" != -L ] || last=-L
  done
)
of_sources=$(
  case ${CARGO_MANIFEST_DIR:-}/ in
    /w/src/*)
      folder=${CARGO_MANIFEST_DIR#/w/src}
      folder=.$folder/ LC_ALL=C awk '
        BEGIN { folder = ENVIRON["folder"] }
        reading == "needed" { if (index(folder, "./" $0 "/") == 1) apart = 1; next }
        { path = substr($0, 67) }
        index(path, folder) == 1 { print; next }
        apart || path ~ /\.rs$/ || path ~ /\/Cargo\.lock$/ { next }
        # Of manifests only those of the folders above, one of which is the workspace.
        path ~ /\/Cargo\.toml$/ && index(folder, substr(path, 1, length(path) - 10)) != 1 { next }
        { print }
      ' reading=needed "$own/needed" reading=sources "$own/sources"
      ;;
  esac
)
if [ -n "$of_libraries$of_sources" ]; then
  CARGO_RUSTCONTAINER_INPUTS=$(printf '%s\n' "$of_libraries" "$of_sources" | sha256sum)
  export CARGO_RUSTCONTAINER_INPUTS
fi
exec sccache "$@"
