#!/usr/bin/env bash
# Fetch Debian's docker-registry for tests, and print the path of the program. It is unpacked beside the system, not installed: nothing
# starts it but the tests, each with a configuration of its own. Needs root and apt.
set -euo pipefail

cache=${RUSTCONTAINER_ENGINE_CACHE:-/var/cache/rustcontainer-engine}
program=$cache/registry/usr/bin/docker-registry
[[ -x $program ]] || {
  echo "Fetching docker-registry from Debian's packages into $cache" >&2
  mkdir -p "$cache/registry"
  apt-get update -qq >&2
  (cd "$cache/registry" && apt-get -qq -o APT::Sandbox::User=root download docker-registry >&2 && dpkg -x docker-registry_*.deb . && rm docker-registry_*.deb)
}
echo "$program"
