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

# without_secrets NAME=FILE...: the input in one line for JSON, without what these variables hold, and without who opens an address.
without_secrets() {
  tr -s '\000-\040\177' ' ' | LC_ALL=C awk -v secrets="$*" '
    function hide(what,  at) {
      if (length(what) > 3) while (at = index(text, what)) text = substr(text, 1, at - 1) "***" substr(text, at + length(what))
    }
    { text = $0 }
    END {
      count = split(secrets, pair, " ")
      for (i = 1; i <= count; i++) {
        sub(/=.*/, "", pair[i])
        lines = split(ENVIRON[pair[i]], line, "\n")
        for (j = 1; j <= lines; j++) {
          gsub(/[[:space:]]+/, " ", line[j])
          gsub(/^ | $/, "", line[j])
          hide(line[j])
          if (!match(line[j], /:\/\/.*@/)) continue
          opener = substr(line[j], RSTART + 3, RLENGTH - 4)
          hide(opener)
          sub(/^[^:]*:/, "", opener)
          hide(opener)
        }
      }
      gsub(/:\/\/[^ ]*@/, "://***@", text)
      gsub(/["\\]/, "\047", text)
      sub(/^.*sccache: error: /, "", text)
      sub(/ $/, "", text)
      print substr(text, 1, 1000)
    }
  '
}

# Its server is the only one that needs to know what opens a cache outside of the builder. Why it does not start, it says with its address.
start_sccache() (
  [ "${RUSTC_WRAPPER:-}" = sccache ] || return 0
  export_secrets $secrets ${cache_secrets:-}
  said=$(mktemp)
  if sccache --start-server >/dev/null 2>"$said"; then
    rm "$said"
    return 0
  fi
  why=$(without_secrets $secrets ${cache_secrets:-} <"$said")
  rm "$said"
  printf '{"reason":"rustcontainer-sccache","text":"%s"}\n' "$why" >&2
  fail "sccache did not start: $why"
)

# Says how often its cache had what was compiled, and lets it write what it has still to write.
stop_sccache() {
  [ "${RUSTC_WRAPPER:-}" = sccache ] || return 0
  sccache --stop-server 2>/dev/null | awk '
    /^Cache hits  / { hits = $3 }
    /^Cache misses  / { misses = $3 }
    END { print "sccache: " hits + 0 " hits, " misses + 0 " misses" }
  ' >&2 || :
}

# run_cargo ARGUMENT...: with the files in $secrets (NAME=FILE, each) as variables, and ssh to the agent's keys where $ssh says so. In a
# shell of its own, so that no other program sees them.
run_cargo() (
  start_sccache || exit 70
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
  export_secrets $secrets
  exec cargo "$@"
)

# In the script's own shell: what a shell of its own says in vain.
[ "${RUSTC_WRAPPER:-}" != sccache ] || command -v sccache >/dev/null || lacks sccache
