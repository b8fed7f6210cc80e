# Sourced by build/demo and build/test: finds the Docker engine to use, or starts one where none is.

engine_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
engine_cache=${RUSTCONTAINER_ENGINE_CACHE:-/var/cache/rustcontainer-engine}

say() { printf '%s\n' "$*" >&2; }

# Whether this machine is one that the scripts can equip: Debian, as root.
can_install() {
  [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null && grep -qx 'ID=debian' /etc/os-release 2>/dev/null
}

# use_engine IMAGE...: sets RUSTCONTAINER_DOCKER to a docker command whose engine answers, and DOCKER_HOST where it has to be said.
# An engine that is already there is used as it is; the named images are loaded into one of our own alone.
use_engine() {
  local docker=docker
  command -v docker >/dev/null || docker=$engine_cache/root/usr/bin/docker
  if "$docker" version >/dev/null 2>&1; then
    export RUSTCONTAINER_DOCKER=$docker
    return
  fi
  if [[ -n ${DOCKER_HOST:-} ]]; then
    say "No Docker engine answers at DOCKER_HOST=$DOCKER_HOST, or there is no docker command. Start it, or unset DOCKER_HOST."
    return 1
  fi
  if ! can_install; then
    say "No Docker engine answers. Install Docker Engine 23 or later with its docker command, start it, and run this again."
    say "(As root on Debian this script starts one by itself.)"
    return 1
  fi
  start_engine "$@"
}

start_engine() {
  say "No Docker engine answers: using one of our own, from Debian's packages, on a socket of its own."
  say "It keeps running until you say: build/engine/engine.sh down"
  local line
  line=$("$engine_folder/engine.sh" up) || return
  export DOCKER_CONFIG=$engine_cache/cli # where its docker command finds buildx
  export "${line?}" RUSTCONTAINER_DOCKER=$engine_cache/root/usr/bin/docker RUSTCONTAINER_OLD_RUST=rust:1.63-bookworm

  local image options=() missing=()
  for image in "$@"; do
    "$RUSTCONTAINER_DOCKER" image inspect "$image" >/dev/null 2>&1 || missing+=("$image")
    [[ $image != rust:1.63-* ]] || options=(--old-rust)
  done
  ((${#missing[@]} == 0)) || "$engine_folder/images.sh" ${options[@]+"${options[@]}"} >&2
}
