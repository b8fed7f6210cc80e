#!/bin/sh
# Runs the staged scripts against a registry of this container's own that wants a token for everything. Prints "ok" for each trial.
set -eu

token="a token with spaces"
export HOME=/root CARGO_TERM_COLOR=never
staged=${SCRIPTS:?}
cp -r "$staged" /rustcontainer-scripts

# One crate, "mine", in the form of a sparse registry.
mkdir -p /registry/mi/ne /pack/mine-1.0.0/src
printf '[package]\nname = "mine"\nversion = "1.0.0"\nedition = "2021"\n' >/pack/mine-1.0.0/Cargo.toml
echo 'pub fn says() -> &'"'"'static str { "mine" }' >/pack/mine-1.0.0/src/lib.rs
tar -C /pack -czf /registry/mine.crate mine-1.0.0
sum=$(sha256sum /registry/mine.crate | cut -d' ' -f1)
echo '{"name":"mine","vers":"1.0.0","deps":[],"cksum":"'"$sum"'","features":{},"yanked":false}' >/registry/mi/ne/mine
echo '{"dl":"http://127.0.0.1:8080/mine.crate?","auth-required":true}' >/registry/config.json

. /traps/token-registry.sh

workspace() {
  rm -rf /w /out /rustcontainer
  mkdir -p /w/src/.cargo /w/src/src /rustcontainer/cargo-home /rustcontainer/context
  printf '[package]\nname = "app"\nversion = "0.1.0"\nedition = "2021"\n\n[dependencies]\nmine = { version = "1", registry = "mine" }\n' >/w/src/Cargo.toml
  echo 'fn main() { println!("{}", mine::says()); }' >/w/src/src/main.rs
  printf '[registries.mine]\nindex = "sparse+http://127.0.0.1:8080/"\n' >/w/src/.cargo/config.toml
}

build() {
  sh /rustcontainer-scripts/resolve-lock.sh "$@" -- fetch >/log 2>&1 || return 1
  cp /out/Cargo.lock /w/src/
  sh /rustcontainer-scripts/compile.sh --copied "$@" --artifact debug/app -- build --locked >/log 2>&1 && [ "$(/out/artifacts/bin/app)" = mine ]
}

check() {
  [ "$1" = "$2" ] && echo "ok $3" || { echo "failed $3"; cat /log; exit 1; }
}

mkdir -p /run/secrets
printf '%s\n' "$token" >/run/secrets/mine

workspace
status=0; build || status=$?
check "$status" 1 "without a token the registry refuses"

workspace
status=0; build --secret CARGO_REGISTRIES_MINE_TOKEN=/run/secrets/mine || status=$?
check "$status" 0 "a token comes as the variable that cargo looks for"
check "$(grep -rlF "$token" /rustcontainer /w /out || :)" "" "and is in no folder that outlives the step"

crate=$(find /rustcontainer/cargo-home/registry/cache -name mine-1.0.0.crate)
head -c 20 "$crate" >/part && cat /part >"$crate"
rm -r /rustcontainer/cargo-home/registry/src
status=0; build --secret CARGO_REGISTRIES_MINE_TOKEN=/run/secrets/mine || status=$?
check "$status" 1 "a part of a download fails the build"
status=0; build --secret CARGO_REGISTRIES_MINE_TOKEN=/run/secrets/mine || status=$?
check "$status" 0 "and is downloaded again by the next"

workspace
credentials=${CARGO_HOME:-/root/.cargo}/credentials.toml
mkdir -p "${credentials%/*}"
printf '[registries.mine]\ntoken = "%s"\n' "$token" >"$credentials"
status=0; build || status=$?
rm "$credentials"
check "$status" 0 "a credentials file in the image's cargo home is found"

workspace
printf '[registry]\nglobal-credential-providers = ["cargo:token-from-stdout cat /run/secrets/mine"]\n' >>/w/src/.cargo/config.toml
status=0; build --secret OTHER=/run/secrets/mine || status=$?
check "$status" 0 "a credential provider of the workspace is asked too"

# What cargo is told about ssh, by a cargo that repeats it.
mkdir -p /fake /rustcontainer/cargo-home
printf '#!/bin/sh\necho "${CARGO_NET_GIT_FETCH_WITH_CLI:-none} ${GIT_SSH_COMMAND:-none}"\n' >/fake/cargo
printf '#!/bin/sh\n' | tee /fake/git >/fake/ssh
chmod +x /fake/*
asked() {
  PATH=/fake:$PATH sh -eu -c 'fail() { exit 70; }; secrets=; ssh=$1; shift; . /rustcontainer-scripts/cargo-environment.sh; run_cargo' sh "$1"
}
strict="true ssh -o BatchMode=yes -o StrictHostKeyChecking=yes"
rm -rf /etc/ssh/ssh_known_hosts /root/.ssh
check "$(asked true)" "none none" "without known hosts cargo uses its own ssh, which knows github.com"
mkdir -p /etc/ssh
echo "git.example.com ssh-ed25519 AAAA" >/etc/ssh/ssh_known_hosts
check "$(asked true)" "$strict" "with known hosts git and ssh are used, and no other host is trusted"
check "$(asked false)" "none none" "without an agent nothing is said about ssh"
check "$(GIT_SSH_COMMAND=mine asked true)" "true mine" "what the user says about ssh is kept"
echo done
