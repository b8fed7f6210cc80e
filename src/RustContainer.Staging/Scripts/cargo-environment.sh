# Sourced by the scripts that run cargo: settles which toolchain it is, where it keeps what it downloads, and what it alone may know.

# An image for a user of its own has the toolchain in that user's home, and the steps run as root.
cargo=$(command -v cargo) || cargo=
case $cargo in
  */.cargo/bin/cargo)
    home_of_cargo=${cargo%/.cargo/bin/cargo}
    export CARGO_HOME="${CARGO_HOME:-$home_of_cargo/.cargo}"
    [ ! -d "$home_of_cargo/.rustup" ] || export RUSTUP_HOME="${RUSTUP_HOME:-$home_of_cargo/.rustup}"
    ;;
esac

# has_toolchain_file FOLDER: whether rustup would find one from there.
has_toolchain_file() (
  path=$1
  until [ -e "$path/rust-toolchain" ] || [ -e "$path/rust-toolchain.toml" ]; do
    [ -n "$path" ] || return 1
    path=${path%/*}
  done
)

# A rust-toolchain file in the sources would make rustup install its toolchain in every run. What it asks for was installed in a
# layer before, so that is asked for where no such file is. $sources, where a script has them already: without the file nothing need be.
if [ -z "${RUSTUP_TOOLCHAIN:-}" ] && { [ -z "${sources:-}" ] || has_toolchain_file "$sources/$folder"; } && command -v rustup >/dev/null; then
  active=$(cd / && rustup show active-toolchain 2>/dev/null | sed -e 's/[[:blank:]].*//' -e q) || active=
  [ -z "$active" ] || export RUSTUP_TOOLCHAIN="$active"
fi

image_cargo_home=${CARGO_HOME:-${HOME:-/root}/.cargo}

# use_cargo_home FOLDER: downloads are kept there. The image's folder holds cargo itself, and its settings still count.
use_cargo_home() {
  for name in config config.toml credentials.toml; do
    setting=$image_cargo_home/$name link=$1/$name
    [ "$(readlink "$link")" = "$setting" ] || ln -sf "$setting" "$link"
  done
  export CARGO_HOME="$1"
}
[ ! -d /rustcontainer/cargo-home ] || use_cargo_home /rustcontainer/cargo-home

# lacks TOOL: ends with a line that the reader of the log knows.
lacks() {
  printf '{"reason":"rustcontainer-lacks","tool":"%s"}\n' "$1"
  echo "error: the builder image has no $1" >&2
  exit 69
}

export_secrets() { # export_secrets NAME=FILE...
  for secret; do
    value=$(cat "${secret#*=}") || fail "the secret for ${secret%%=*} cannot be read"
    export "${secret%%=*}=$value"
  done
}

# Of a download that a full disk or a kill cut off, a part stays, which cargo takes for the whole ever after. What is whole is unpacked at
# once.
forget_broken_downloads() {
  cd "${CARGO_HOME:-${HOME:-/root}/.cargo}/registry/cache" 2>/dev/null || return 0
  find . -type f -name '*.crate' | while IFS= read -r crate; do
    [ -e "../src/${crate%.crate}/.cargo-ok" ] || gzip -t "$crate" 2>/dev/null || rm -f "$crate"
  done
}

# run_cargo ARGUMENT...: with the files in $secrets (NAME=FILE, each) as variables, and ssh to the agent's keys where $ssh says so. In a
# shell of its own, so that no other program sees them.
run_cargo() (
  if [ "${RUSTC_WRAPPER:-}" = sccache ]; then
    start_sccache || exit 70
    wrap_sccache
  fi
  # cargo's own ssh knows the keys of github.com and no others; the program's knows what the user gave. Neither takes a key on trust.
  if $ssh && command -v git >/dev/null && command -v ssh >/dev/null &&
    { [ -s /etc/ssh/ssh_known_hosts ] || [ -s "${HOME:-/root}/.ssh/known_hosts" ]; }; then
    export CARGO_NET_GIT_FETCH_WITH_CLI="${CARGO_NET_GIT_FETCH_WITH_CLI:-true}"
    export GIT_SSH_COMMAND="${GIT_SSH_COMMAND:-ssh -o BatchMode=yes -o StrictHostKeyChecking=yes}"
  fi
  # Since 1.74 cargo takes a token that a registry requires from nowhere unless told to. Providers that the user set still count.
  if [ -n "$secrets" ] || [ -s "${CARGO_HOME:-${HOME:-/root}/.cargo}/credentials.toml" ]; then
    export CARGO_REGISTRY_GLOBAL_CREDENTIAL_PROVIDERS="${CARGO_REGISTRY_GLOBAL_CREDENTIAL_PROVIDERS:-cargo:token}"
  fi
  status=0
  # The last: whatever they are called, they change nothing here.
  (export_secrets $secrets; exec cargo "$@") || status=$?
  [ $status = 0 ] || forget_broken_downloads || :
  exit $status
)

# In the script's own shell: what a shell of its own says in vain.
[ "${RUSTC_WRAPPER:-}" != sccache ] || command -v sccache >/dev/null || lacks sccache
