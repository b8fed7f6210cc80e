# Sourced by the scripts that run cargo: settles which toolchain it is, where it keeps what it downloads, and what it alone may know.

# A rust-toolchain file in the sources would make rustup install its toolchain in every run. What it asks for was installed in a
# layer before, so that is asked for where no such file is.
if [ -z "${RUSTUP_TOOLCHAIN:-}" ] && command -v rustup >/dev/null; then
  active=$(cd / && rustup show active-toolchain 2>/dev/null | sed -e 's/[[:blank:]].*//' -e q) || active=
  [ -z "$active" ] || export RUSTUP_TOOLCHAIN="$active"
fi

# Downloads are kept in a mount of our own: the image's folder holds cargo itself. Its settings still count.
if [ -d /rustcontainer/cargo-home ]; then
  for name in config config.toml credentials.toml; do
    setting=${CARGO_HOME:-${HOME:-/root}/.cargo}/$name link=/rustcontainer/cargo-home/$name
    [ "$(readlink "$link")" = "$setting" ] || ln -sf "$setting" "$link"
  done
  export CARGO_HOME=/rustcontainer/cargo-home
fi

# run_cargo ARGUMENT...: with the files in $secrets (NAME=FILE, each) as variables, and ssh to the agent's keys where $ssh says so. In a
# shell of its own, so that no other program sees them.
run_cargo() (
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
  # The last: whatever they are called, they change nothing here.
  for secret in $secrets; do
    value=$(cat "${secret#*=}") || fail "the secret for ${secret%%=*} cannot be read"
    export "${secret%%=*}=$value"
  done
  exec cargo "$@"
)
