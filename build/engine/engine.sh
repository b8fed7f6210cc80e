#!/usr/bin/env bash
# Start a private Docker Engine on a Debian machine that has none, from Debian's own packages.
#
#   engine.sh up [--store graphdriver|containerd] [--name NAME] [--old]   start it, wait until it answers, print DOCKER_HOST=...
#   engine.sh down [--name NAME]                                          stop it and delete its state
#
# The matching CLI is root/usr/bin/docker in the cache folder; with DOCKER_CONFIG set to its folder cli it finds buildx.
# Needs root and apt. The engine is Debian 13's docker.io (26.1: BuildKit 0.13, named contexts, heredocs), unpacked
# beside the system rather than installed, so that it runs on Debian 12 too; runc and iptables come from the system. --old starts
# Debian 12's instead (20.10), which is too old to build with.
set -euo pipefail

command=${1:-}; shift || true
store=graphdriver name=main release=trixie packages=(docker.io docker-cli docker-buildx containerd)
while (($#)); do
  case $1 in
    --store) store=$2; shift 2 ;;
    --name) name=$2; shift 2 ;;
    --old) release=bookworm packages=(docker.io containerd libdevmapper1.02.1); shift ;;
    *) echo "engine.sh: unknown option $1" >&2; exit 2 ;;
  esac
done

cache=${RUSTCONTAINER_ENGINE_CACHE:-/var/cache/rustcontainer-engine}
root=$cache/root work=$cache
[[ $release == trixie ]] || root=$cache/root-$release work=$cache/$release
state=/var/lib/rustcontainer-engine/$name
socket=/run/rustcontainer-engine-$name.sock

# The Debian mirror that this machine's own apt uses.
debian_mirror() {
  apt-get indextargets --format '$(ORIGIN) $(CODENAME) $(REPO_URI)' | awk '$1 == "Debian" && $2 !~ /-/ { print $3; exit }'
}

fetch_engine() {
  [[ -x $root/usr/sbin/dockerd ]] && return
  echo "Fetching Docker Engine from the packages of Debian's $release into $cache" >&2
  mkdir -p "$root" "$work"/{lists/partial,archives/partial,debs}
  apt-get update -qq
  command -v runc >/dev/null && command -v iptables >/dev/null ||
    apt-get install -y -qq --no-install-recommends runc iptables >/dev/null
  : >"$work/status"
  echo "deb $(debian_mirror) $release main" >"$work/sources.list"
  local options=(-qq -o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$work/lists"
    -o "Dir::State::status=$work/status" -o "Dir::Cache=$work" -o APT::Sandbox::User=root)
  apt-get "${options[@]}" update
  (cd "$work/debs" && apt-get "${options[@]}" download "${packages[@]}")
  for deb in "$work"/debs/*.deb; do dpkg -x "$deb" "$root"; done
  [[ $release != trixie ]] || {
    mkdir -p "$cache/cli/cli-plugins"
    ln -sf "$root/usr/libexec/docker/cli-plugins/docker-buildx" "$cache/cli/cli-plugins/"
  }
}

up() {
  fetch_engine >&2
  mkdir -p "$state"
  if DOCKER_HOST=unix://$socket "$root/usr/bin/docker" version >/dev/null 2>&1; then
    echo "DOCKER_HOST=unix://$socket"; return
  fi
  local snapshotter=false; [[ $store == containerd ]] && snapshotter=true
  cat >"$state/daemon.json" <<JSON
{ "data-root": "$state/data", "exec-root": "/run/rustcontainer-engine-$name", "pidfile": "$state/dockerd.pid",
  "hosts": ["unix://$socket"], "features": { "containerd-snapshotter": $snapshotter } }
JSON
  local path="$cache/runc:$root/usr/bin:$root/usr/sbin:$PATH"  # sbin holds docker-proxy
  mkdir -p "$cache/runc"; ln -sf "$(command -v runc || echo /usr/sbin/runc)" "$cache/runc/runc"
  [[ $release == trixie ]] || export LD_LIBRARY_PATH="$(echo "$root"/lib/*-linux-gnu)"
  PATH=$path setsid "$root/usr/sbin/dockerd" --config-file "$state/daemon.json" >"$state/dockerd.log" 2>&1 </dev/null &
  for _ in $(seq 100); do
    if DOCKER_HOST=unix://$socket "$root/usr/bin/docker" version >/dev/null 2>&1; then
      echo "DOCKER_HOST=unix://$socket"; return
    fi
    sleep 0.2
  done
  echo "engine.sh: dockerd did not start; the end of its log:" >&2
  tail -n 20 "$state/dockerd.log" >&2
  exit 1
}

down() {
  local pid; pid=$(cat "$state/dockerd.pid" 2>/dev/null) || pid=
  if [[ -n $pid ]] && kill "$pid" 2>/dev/null; then
    for _ in $(seq 75); do kill -0 "$pid" 2>/dev/null || break; sleep 0.2; done
    kill -KILL "$pid" 2>/dev/null || true
  fi
  # What a killed one had mounted; and its containerd may be on its way out still.
  awk -v state="$state/" 'index($2, state) == 1 { print $2 }' /proc/mounts | sort -r | xargs -r -n 1 umount -l 2>/dev/null || true
  for _ in $(seq 25); do
    rm -rf "$state" "/run/rustcontainer-engine-$name" 2>/dev/null && break
    sleep 0.2
  done
  [[ ! -e $state ]] || echo "engine.sh: '$state' could not be deleted" >&2
}

case $command in
  up) up ;;
  down) down ;;
  *) sed -n '2,9p' "$0"; exit 2 ;;
esac
