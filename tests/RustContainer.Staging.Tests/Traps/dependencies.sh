#!/bin/sh
# Runs the scripts that make the layer of dependencies against a registry of this container's own that wants a token for everything.
# Plain folders stand for mounts and layers. Prints "ok" for each trial.
set -eu

token="a token with spaces"
export HOME=/root CARGO_TERM_COLOR=never
staged=${SCRIPTS:?} target=x86_64-unknown-linux-gnu
cp -r "$staged" /rustcontainer-scripts

publish() { # publish NAME INDEX-FOLDER DEPENDENCIES-OF-INDEX
  mkdir -p "/registry/$2"
  tar -C /pack -czf "/registry/$1.crate" "$1-1.0.0"
  sum=$(sha256sum "/registry/$1.crate" | cut -d' ' -f1)
  echo '{"name":"'"$1"'","vers":"1.0.0","deps":['"$3"'],"cksum":"'"$sum"'","features":{},"yanked":false}' >"/registry/$2/$1"
}
mkdir -p /pack/mine-1.0.0/src /pack/inner-1.0.0/src
printf '[package]\nname = "inner"\nversion = "1.0.0"\nedition = "2021"\n' >/pack/inner-1.0.0/Cargo.toml
echo 'pub fn says() -> &'"'"'static str { "inner" }' >/pack/inner-1.0.0/src/lib.rs
publish inner in/ne ''
# Its build script wants to know the token, and remembers what it saw.
printf '[package]\nname = "mine"\nversion = "1.0.0"\nedition = "2021"\n[dependencies]\ninner = { version = "1", registry-index = "sparse+http://127.0.0.1:8080/" }\n' >/pack/mine-1.0.0/Cargo.toml
echo 'pub fn says() -> String { format!("mine {}", inner::says()) }' >/pack/mine-1.0.0/src/lib.rs
cat >/pack/mine-1.0.0/build.rs <<'RUST'
fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:warning={:?}", std::env::var("CARGO_REGISTRIES_MINE_TOKEN"));
}
RUST
publish mine mi/ne '{"name":"inner","req":"^1","features":[],"optional":false,"default_features":true,"target":null,"kind":"normal"}'
echo '{"dl":"http://127.0.0.1:8080/{crate}.crate?","auth-required":true}' >/registry/config.json

. /traps/token-registry.sh

check() {
  if [ "$1" = "$2" ]; then echo "ok $3"; else echo "failed $3: '$1' and not '$2'"; tail -n 40 /log; exit 1; fi
}
requests() { sort -u /requests 2>/dev/null | tr '\n' ' '; rm -f /requests; }
project() { # project FOLDER NAME: a package that asks for "mine"
  mkdir -p "$1/.cargo" "$1/src"
  printf '[package]\nname = "%s"\nversion = "0.0.0"\nedition = "2021"\n\n[dependencies]\nmine = { version = "1", registry = "mine" }\n' "$2" >"$1/Cargo.toml"
  printf '[registries.mine]\nindex = "sparse+http://127.0.0.1:8080/"\n' >"$1/.cargo/config.toml"
}
mkdir -p /run/secrets /rustcontainer/downloads
printf '%s\n' "$token" >/run/secrets/mine
secret="--secret CARGO_REGISTRIES_MINE_TOKEN=/run/secrets/mine"
project /app app
echo 'fn main() { println!("{}", mine::says()); }' >/app/src/main.rs
(cd /app && CARGO_HOME=/tmp/home CARGO_REGISTRY_GLOBAL_CREDENTIAL_PROVIDERS=cargo:token CARGO_REGISTRIES_MINE_TOKEN=$token cargo generate-lockfile) >/log 2>&1
project /rustcontainer/recipe rustcontainer-skeleton
: >/rustcontainer/recipe/src/lib.rs
sed 's/name = "app"/name = "rustcontainer-skeleton"/; s/version = "0.1.0"/version = "0.0.0"/' /app/Cargo.lock >/rustcontainer/recipe/Cargo.lock
fetch() { sh /rustcontainer-scripts/fetch-dependencies.sh "$@" -- fetch --target $target >/log 2>&1; }
requests >/dev/null

status=0; fetch || status=$?
check "$status" 101 "without a token the registry refuses"
rm -rf /w /out /rustcontainer/cargo-home
requests >/dev/null

fetch $secret
check "$(requests)" "/config.json /in/ne/inner /inner.crate /mi/ne/mine /mine.crate " "the dependencies are downloaded"
check "$(cd /rustcontainer/cargo-home && echo registry/src/*/*)" "$(cd /rustcontainer/cargo-home && echo registry/src/*/inner-1.0.0 registry/src/*/mine-1.0.0)" "they lie in the layer"
check "$(find /rustcontainer/cargo-home -type l; grep -rlF "$token" /rustcontainer /w /out 2>/dev/null || :)" "" "and neither the token nor a link to credentials"
mkdir -p /rustcontainer/downloads/registry/cache/other
echo other >/rustcontainer/downloads/registry/cache/other/other-1.0.0.crate

rm -rf /rustcontainer/cargo-home
fetch $secret
check "$(requests)" "" "a new layer takes from the mount what that has"
check "$(find /rustcontainer/cargo-home -name 'other*')" "" "and nothing of other workspaces"

kill $server
secret=
sh /rustcontainer-scripts/compile-dependencies.sh -- build --offline --target $target --profile dev >/log 2>&1
check "$(cat /rustcontainer/dependencies/build/*/*/mine-*/output /rustcontainer/dependencies/build/*/*/*/mine-*/output 2>/dev/null | grep -c 'Err(NotPresent)')" 1 "dependencies are compiled without secrets, and without the registry"
check "$(cd /rustcontainer/dependencies/build && find . -name 'lib*.rlib' | sed 's,.*/lib,,; s,-.*,,' | sort | tr '\n' ' ')" "inner mine " "what they are compiled to lies in the layer"
check "$(find /rustcontainer/dependencies /rustcontainer/cargo-home -name '*skeleton*' -o -type l)" "" "without the skeleton, and without links"
check "$(find /rustcontainer/dependencies -newermt '2000-01-01 00:00:01' -o ! -newermt '2000-01-01 00:00:00')" "" "with a time that is older than anything"

# The layer seeds the mounts, on a machine whose downloads are those of the layer alone. Of a configuration it has only a part.
rm -rf /w /rustcontainer/downloads /rustcontainer/recipe
mkdir -p /rustcontainer/context
cp -a /rustcontainer/dependencies /w
cp -R /app/. /rustcontainer/context/
echo '# linker = "/bin/sh"' >>/rustcontainer/context/.cargo/config.toml
sh /rustcontainer-scripts/compile.sh --artifact $target/debug/app -- build --locked --target $target >/log 2>&1
check "$(/out/artifacts/bin/app), $(grep rustcontainer-summary /log)" 'mine inner, {"reason":"rustcontainer-summary","compiled":1,"fresh":2}' "the workspace is compiled with the dependencies of the layer"

# Artefacts that no build of late has used go, when other ones come; in the mount of a workspace not those of the last days.
mkdir -p /w/build/$target/debug/deps
for name in libold-0123456789abcdef.rlib libnew-0123456789abcdee.rlib; do : >/w/build/$target/debug/deps/$name; done
touch -d '2001-01-01 00:00:00' /w/build/$target/debug/deps/libold-0123456789abcdef.rlib
rm -rf /w/.used /out
sh /rustcontainer-scripts/compile.sh --artifact $target/debug/app -- build --locked --target $target >/log 2>&1
check "$(cd /w/build/$target/debug/deps && echo libold* libnew*)" "libold* libnew-0123456789abcdee.rlib" "what nothing uses is deleted"
rm -rf /out
sh /rustcontainer-scripts/compile.sh --artifact $target/debug/app -- build --locked --target $target >/log 2>&1
check "$(grep rustcontainer-summary /log)" '{"reason":"rustcontainer-summary","compiled":0,"fresh":3}' "and what is used is not"

# What opens a cache of sccache elsewhere: a sccache that writes down what it knows.
mkdir -p /fake
cat >/fake/sccache <<'SH'
#!/bin/sh
case $1 in
  --start-server) env >/server ;;
  --stop-server) ;;
  *) env >>/clients; exec "$@" ;;
esac
SH
chmod +x /fake/sccache
rm -rf /w /out /rustcontainer/dependencies
mkdir -p /rustcontainer/recipe
cp -R /app/. /rustcontainer/recipe/
PATH=/fake:$PATH RUSTC_WRAPPER=sccache sh /rustcontainer-scripts/compile-dependencies.sh --cache-secret AWS_SECRET_ACCESS_KEY=/run/secrets/mine -- build --offline --target $target --profile dev >/log 2>&1
check "$(grep AWS_ /server)" "AWS_SECRET_ACCESS_KEY=$token" "the server of sccache is told what opens its cache"
check "$(grep -c AWS_ /clients), $(grep -rlF "$token" /rustcontainer /w 2>/dev/null || :)" "0, " "and no program that compiles"

# One that does not start, and tells all.
printf 'redis://:pass:w@rd@cache:6379/0' >/run/secrets/redis
printf cache >/run/secrets/bucket
cat >/fake/sccache <<'SH'
#!/bin/sh
echo "sccache: Starting the server..."
cat >&2 <<TEXT
sccache: error: Server startup failed: cannot read "$AWS_SECRET_ACCESS_KEY"
  address: $SCCACHE_REDIS or redis://:pass:w@rd@cache:6379, as pass:w@rd is refused
  of: https://me:secret@other/
TEXT
exit 2
SH
rm -rf /w /out /rustcontainer/dependencies
mkdir -p /rustcontainer/recipe
cp -R /app/. /rustcontainer/recipe/
status=0
PATH=/fake:$PATH RUSTC_WRAPPER=sccache sh /rustcontainer-scripts/compile-dependencies.sh --cache-secret SCCACHE_BUCKET=/run/secrets/bucket --cache-secret AWS_SECRET_ACCESS_KEY=/run/secrets/mine --cache-secret SCCACHE_REDIS=/run/secrets/redis -- build --offline --target $target --profile dev >/log 2>&1 || status=$?
check "$status" 70 "a sccache that does not start ends the step"
check "$(grep sccache /log | head -n 1)" '{"reason":"rustcontainer-sccache","text":"Server startup failed: cannot read '"'***'"' address: *** or redis://***@***:6379, as *** is refused of: https://***@other/"}' "and says why, without what opens its cache"
rm -rf /w /out
mkdir -p /rustcontainer/context
cp -R /app/. /rustcontainer/context/
status=0
PATH=/fake:$PATH RUSTC_WRAPPER=sccache sh /rustcontainer-scripts/compile.sh --artifact $target/debug/app --secret SCCACHE_REDIS=/run/secrets/redis -- build --locked --target $target >/log 2>&1 || status=$?
check "$status $(grep -c rustcontainer-sccache /log) $(grep -cF w@rd /log || :)" "70 1 0" "neither where the workspace is compiled"
echo done
