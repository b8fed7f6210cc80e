# Sourced by the scripts that run cargo: settles which toolchain it is and where it keeps what it downloads.

# A rust-toolchain file in the sources would make rustup install its toolchain in every run. What it asks for was installed in a
# layer before, so that is asked for where no such file is.
if [ -z "${RUSTUP_TOOLCHAIN:-}" ] && command -v rustup >/dev/null; then
  active=$(cd / && rustup show active-toolchain 2>/dev/null | sed -e 's/[[:blank:]].*//' -e q) || active=
  [ -z "$active" ] || export RUSTUP_TOOLCHAIN="$active"
fi

# Downloads are kept in a mount of our own: the image's folder holds cargo itself. Its settings still count.
if [ -d /rustcontainer/cargo-home ]; then
  for name in config config.toml; do
    setting=${CARGO_HOME:-${HOME:-/root}/.cargo}/$name link=/rustcontainer/cargo-home/$name
    [ "$(readlink "$link")" = "$setting" ] || ln -sf "$setting" "$link"
  done
  export CARGO_HOME=/rustcontainer/cargo-home
fi
