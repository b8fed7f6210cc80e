#!/bin/sh
# fetch-dependencies.sh [--chef] [--in FOLDER] [--needs PATH]... [--secret NAME=FILE]... [--ssh] -- CARGO-ARGUMENT...
#
# Downloads the dependencies of the recipe in /rustcontainer/recipe (with --chef it is cargo-chef's, else a skeleton) into
# /rustcontainer/cargo-home, which is a layer: nothing of other workspaces, and nothing that a secret is made of. Where there is the
# cache mount /rustcontainer/downloads, what it has is not downloaded again, and what it lacks comes into it. FOLDER and PATH are those of
# the context; cargo alone gets the secrets in each FILE as the variable NAME, and the ssh agent with --ssh.
set -eu
umask 022

fail() {
  echo "error: fetch-dependencies: $1" >&2
  exit 70
}

line_end='
'
chef=false folder=. needs= secrets= sources= ssh=false
while [ $# -gt 0 ]; do
  case $1 in
    --chef) chef=true; shift ;;
    --in) folder=$2; shift 2 ;;
    --needs) needs="$needs$2$line_end"; shift 2 ;;
    --secret) secrets="$secrets $2"; shift 2 ;;
    --ssh) ssh=true; shift ;;
    --) shift; break ;;
    *) fail "unknown option $1" ;;
  esac
done

scripts=${0%/*} out=/out home=/rustcontainer/cargo-home downloads=/rustcontainer/downloads
mkdir -p "$home" "$out"
. "$scripts/cargo-environment.sh"
. "$scripts/build-folder.sh"
. "$scripts/recipe.sh"
export RUSTC_WRAPPER=
# What build scripts and macros need is for the machine that compiles.
machine=$(rustc -vV | sed -n 's/^host: //p')
case " $* " in *" $machine "*) ;; *) set -- "$@" --target "$machine" ;; esac
place_recipe /w/src
cd "/w/src/$folder"

# What the mount has of the packages in the lock. Another cargo may be writing there: whatever comes over broken, cargo gets again.
take_from_downloads() {
  [ -f Cargo.lock ] || return 0
  awk -F'"' '
    /^name = / { name = $2 }
    /^version = / { version = $2 }
    /^source = "(registry|sparse)/ { print "crate " name "-" version ".crate"; print "name " tolower(name) }
    /^source = "git/ { sub(/.*#/, "", $2); print "revision " $2 }
  ' Cargo.lock >"$out/locked"
  (
    cd "$downloads"
    [ ! -d registry ] || find registry -path registry/src -prune -o -type f -print
    [ ! -d git/checkouts ] || find git/checkouts -type d -path 'git/checkouts/*/*' -prune
  ) | LC_ALL=C awk '
    reading == "locked" { locked[$0]; if ($1 == "revision") revisions[++count] = $2; next }
    { parts = split($0, part, "/") }
    part[1] == "git" {
      for (i = 1; i <= count; i++)
        if (index(revisions[i], part[4]) == 1) { print $0; print "git/db/" part[3] }
      next
    }
    part[2] == "cache" { if (("crate " part[parts]) in locked) print; next }
    part[4] == ".cache" { if (("name " part[parts]) in locked) print; next }
    { print }
  ' reading=locked "$out/locked" reading=paths - | sort -u >"$out/taken"
  while read -r path; do
    mkdir -p "$home/${path%/*}"
    cp -RPp "$downloads/$path" "$home/$path" || :
  done <"$out/taken"
}

if [ -d "$downloads" ]; then
  use_cargo_home "$downloads"
  run_cargo "$@"
  take_from_downloads
  use_cargo_home "$home"
fi
run_cargo "$@"
clean_cargo_home "$home"
settle "$home"
cd /
rm -rf /w/src "$out"
