#!/usr/bin/env bash
# Load stand-ins for the public base images into the engine at DOCKER_HOST, for machines that reach no image registry.
#
#   images.sh [--crates "librust-axum-dev librust-tokio-dev ..."] [--old-rust]
#
# debian:bookworm-slim     a minimal Debian 12
# rust:1-bookworm          that Debian with gcc, pkg-config, sccache and Debian's current Rust (rustc-web), in the shape of the
#   (and rust:bookworm,    official image: cargo, rustc and rustup in /usr/local/cargo/bin only, CARGO_HOME=/usr/local/cargo,
#   rust:<version>-...)    RUSTUP_HOME=/usr/local/rustup; std for x86_64-unknown-linux-musl and aarch64-unknown-linux-gnu is there
#                          only after `rustup target add`, a toolchain of another version cannot be installed. The named crates
#                          of Debian 13's librust-*-dev packages replace crates-io (/.cargo/config.toml), each stamped with its
#                          real crates.io checksum where crate-checksums.tsv knows it, so that a Cargo.lock made here looks real.
# rust:1-alpine (...)      the same with busybox in the place of bash and the GNU tools. It has no apk, and its host is still gnu.
# rust:1.63-bookworm       with --old-rust: Debian 12's own rustc 1.63 and cargo, older than CARGO_BUILD_BUILD_DIR
# alpine:3                 busybox on musl: no glibc, so it runs static and musl binaries only
#
# Needs root and apt, no Rust. A second run reuses what the first built (about 5 minutes the first time, 20 s after).
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
crates="librust-axum-dev librust-tokio-dev librust-clap-dev librust-serde-json-dev librust-regex-dev librust-anyhow-dev librust-tracing-subscriber-dev librust-uuid-dev"
old=false
say() { echo "$*" >&2; }
while (($#)); do
  case $1 in
    --crates) crates=$2; shift 2 ;;
    --old-rust) old=true; shift ;;
    *) echo "images.sh: unknown option $1" >&2; exit 2 ;;
  esac
done
cache=${RUSTCONTAINER_ENGINE_CACHE:-/var/cache/rustcontainer-engine}
docker=docker
if [[ -x $cache/root/usr/bin/docker ]]; then docker=$cache/root/usr/bin/docker; export DOCKER_CONFIG=$cache/cli; fi

say "Making stand-ins for the base images from Debian's packages: some minutes the first time, seconds after."
apt-get update -qq
command -v debootstrap >/dev/null || apt-get install -y -qq --no-install-recommends debootstrap >/dev/null
targets=$(apt-get indextargets --format '$(ORIGIN) $(CODENAME) $(REPO_URI)')
mirror=$(awk '$1 == "Debian" && $2 !~ /-/ { print $3; exit }' <<<"$targets")
security=$(awk '$1 == "Debian" && $2 ~ /-security/ { print $3; exit }' <<<"$targets")

load() { # load ROOT CHANGE... -- TAG...
  local root=$1; shift
  local changes=(); while [[ $1 != -- ]]; do changes+=(--change "$1"); shift; done; shift
  local id; id=$(tar -C "$root" --sort=name --mtime=@1700000000 --numeric-owner -c . | "$docker" import "${changes[@]}" - "$1")
  for tag in "${@:2}"; do "$docker" tag "$id" "$tag"; done
}

slim=$cache/images/slim
[[ -f $slim.done ]] || {
  say "  debian:bookworm-slim"
  rm -rf "$slim"; mkdir -p "$cache/images"
  debootstrap --variant=minbase --include=ca-certificates bookworm "$slim" "$mirror" >/dev/null
  rm -rf "$slim"/var/cache/apt/archives/*.deb "$slim"/var/lib/apt/lists/* "$slim"/usr/share/{doc,man,locale}
  touch "$slim.done"
}

registry=$cache/images/registry
[[ -f $registry.done && $(<"$registry.done") == "$crates" ]] || {
  say "  the crates"
  rm -rf "$registry" "$cache/images/crates"; mkdir -p "$registry" "$cache/images/crates"
  : >"$cache/status"
  mkdir -p "$cache"/{lists/partial,archives/partial}
  echo "deb $mirror trixie main" >"$cache/sources.list"
  options=(-qq -o "Dir::Etc::sourcelist=$cache/sources.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$cache/lists"
    -o "Dir::State::status=$cache/status" -o "Dir::Cache=$cache" -o APT::Sandbox::User=root)
  apt-get "${options[@]}" update
  names=$(apt-get "${options[@]}" install -s --no-install-recommends $crates | awk '/^Inst librust-/{print $2}')
  (cd "$cache/images/crates" && apt-get "${options[@]}" download $names)
  for deb in "$cache"/images/crates/*.deb; do dpkg -x "$deb" "$cache/images/crates/x"; done
  cp -a "$cache"/images/crates/x/usr/share/cargo/registry/. "$registry/"
  while IFS=$'\t' read -r name number checksum; do
    [[ ! -d $registry/$name-$number ]] || printf '{"package":"%s","files":{}}' "$checksum" >"$registry/$name-$number/.cargo-checksum.json"
  done <"$here/crate-checksums.tsv"
  echo "$crates" >"$registry.done"
}

rust=$cache/images/rust
[[ -f $rust.done ]] || {
  say "  rust:1-bookworm, rust:1-alpine"
  rm -rf "$rust"
  debootstrap --variant=minbase --include=ca-certificates,gcc,libc6-dev,musl-tools,pkg-config,sccache,busybox-static,gcc-aarch64-linux-gnu,libc6-dev-arm64-cross,libunwind-14-dev bookworm "$rust" "$mirror" >/dev/null
  echo "deb $security bookworm-security main" >>"$rust/etc/apt/sources.list"
  cp /etc/resolv.conf "$rust/etc/resolv.conf"
  chroot "$rust" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive chroot "$rust" apt-get install -y -qq --no-install-recommends rustc-web cargo-web libstd-rust-web-dev rust-web-src >/dev/null
  chroot "$rust" bash -euo pipefail <<'SH'
# std for targets that Debian does not ship: built from rust-web-src, which carries its dependencies. musl's unwinder is LLVM's,
# whose one glibc-only symbol gets a stand-in.
library=/usr/lib/rustlib/src/rust/library
mkdir -p /tmp/std/src /tmp/std/home && cd /tmp/std && : >src/lib.rs
printf '[package]\nname = "stdbuild"\nversion = "0.0.0"\nedition = "2021"\n' >Cargo.toml
printf '[source.crates-io]\nreplace-with = "vendored"\n[source.vendored]\ndirectory = "%s/vendor"\n' "$library" >home/config.toml
for target in x86_64-unknown-linux-musl aarch64-unknown-linux-gnu; do
  CARGO_HOME=/tmp/std/home RUSTC_BOOTSTRAP=1 cargo build -q --release -Zbuild-std=std,panic_abort,panic_unwind,proc_macro,test --target $target
  mkdir -p /usr/lib/rustlib/$target/lib
  cp target/$target/release/deps/*.rlib /usr/lib/rustlib/$target/lib/
  rm -f /usr/lib/rustlib/$target/lib/libstdbuild*
done
own=/usr/lib/rustlib/x86_64-unknown-linux-musl/lib/self-contained
gcc=$(dirname "$(gcc -print-libgcc-file-name)")
mkdir -p $own
cp /usr/lib/x86_64-linux-musl/{crt1,rcrt1,Scrt1,crti,crtn}.o /usr/lib/x86_64-linux-musl/libc.a "$gcc"/{crtbegin,crtbeginS,crtbeginT,crtend,crtendS}.o "$gcc"/libgcc.a $own/
cp /usr/lib/llvm-14/lib/libunwind.a $own/
cat >chk.c <<'C'
#include <stdarg.h>
#include <stdio.h>
int __fprintf_chk(FILE *stream, int flag, const char *format, ...)
{
    va_list arguments;
    (void)flag;
    va_start(arguments, format);
    int written = vfprintf(stream, format, arguments);
    va_end(arguments);
    return written;
}
C
musl-gcc -O2 -fPIC -c chk.c && ar r $own/libunwind.a chk.o 2>/dev/null
cd / && rm -rf /tmp/std
apt-get purge -y -qq rust-web-src >/dev/null
SH
  rm -rf "$rust"/var/cache/apt/archives/*.deb "$rust"/var/lib/apt/lists/* "$rust"/usr/share/{doc,man,locale} "$rust/etc/resolv.conf"
  mkdir -p "$rust"/usr/local/{cargo/bin,rustup/downloads} "$rust/usr/share/cargo" "$rust/.cargo"
  mv "$rust"/usr/bin/{cargo,rustc,rustdoc} "$rust/usr/local/cargo/bin/"
  for target in x86_64-unknown-linux-musl aarch64-unknown-linux-gnu; do mv "$rust/usr/lib/rustlib/$target" "$rust/usr/local/rustup/downloads/"; done
  install -m 755 "$here/rustup" "$rust/usr/local/cargo/bin/rustup"
  printf '[source.crates-io]\nreplace-with = "debian"\n\n[source.debian]\ndirectory = "/usr/share/cargo/registry"\n' >"$rust/.cargo/config.toml"
  touch "$rust.done"
}
rm -rf "$rust/usr/share/cargo/registry" && cp -a "$registry" "$rust/usr/share/cargo/registry"
version=$(chroot "$rust" /usr/local/cargo/bin/rustc --version | cut -d' ' -f2)

alpine=$cache/images/alpine
[[ -f $alpine.done ]] || {
  say "  alpine:3"
  rm -rf "$alpine"; mkdir -p "$alpine"/{bin,lib,etc,tmp,proc,sys,dev,usr/bin,usr/local/bin,root}
  : >"$cache/status"
  (cd "$cache/images" && apt-get -qq -o APT::Sandbox::User=root download busybox-static musl && for deb in busybox-static_*.deb musl_*.deb; do dpkg -x "$deb" "$cache/images/alpine.x"; done)
  cp "$(find "$cache/images/alpine.x" -path '*bin/busybox' | head -1)" "$alpine/bin/busybox"
  cp -L "$cache"/images/alpine.x/lib/ld-musl-x86_64.so.1 "$alpine/lib/" 2>/dev/null || cp -L "$(find "$cache/images/alpine.x" -name 'libc.so' -path '*musl*' | head -1)" "$alpine/lib/ld-musl-x86_64.so.1"
  for applet in sh ls cat id env adduser addgroup mkdir wget; do ln -s busybox "$alpine/bin/$applet"; done
  echo 3.99.0 >"$alpine/etc/alpine-release"
  echo 'root:x:0:0:root:/root:/bin/sh' >"$alpine/etc/passwd"; echo 'root:x:0:' >"$alpine/etc/group"
  chmod 1777 "$alpine/tmp"; touch "$alpine.done"
}

load "$slim" 'CMD ["bash"]' -- debian:bookworm-slim
environment=('CMD ["bash"]' 'ENV PATH=/usr/local/cargo/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
  'ENV CARGO_HOME=/usr/local/cargo' 'ENV RUSTUP_HOME=/usr/local/rustup')
load "$rust" "${environment[@]}" "ENV RUST_VERSION=$version" -- rust:1-bookworm rust:bookworm "rust:$version-bookworm" "rust:${version%.*}-bookworm"
DOCKER_BUILDKIT=1 "$docker" build -q -t rust:1-alpine -t rust:alpine -t "rust:$version-alpine" -t "rust:${version%.*}-alpine" - <<'DOCKERFILE'
FROM rust:1-bookworm
RUN dpkg-query -L bash coreutils findutils sed grep mawk tar gzip diffutils util-linux | grep -E '/s?bin/' >/tmp/gnu; exec busybox sh -c \
    'for f in $(busybox cat /tmp/gnu) /usr/bin/awk /bin/sh; do [ -d "$f" ] || busybox rm -f "$f"; done; busybox rm /tmp/gnu; /usr/bin/busybox --install -s /bin'
CMD ["sh"]
DOCKERFILE
if $old; then
  ancient=$cache/images/rust-1.63
  [[ -f $ancient.done ]] || {
    say "  rust:1.63-bookworm"
    rm -rf "$ancient"
    debootstrap --variant=minbase --include=ca-certificates,gcc,libc6-dev,rustc,cargo bookworm "$ancient" "$mirror" >/dev/null
    rm -rf "$ancient"/var/cache/apt/archives/*.deb "$ancient"/var/lib/apt/lists/* "$ancient"/usr/share/{doc,man,locale}
    mkdir -p "$ancient"/usr/local/cargo/bin "$ancient/usr/local/rustup"
    for tool in cargo rustc rustdoc; do # rustc finds its std from where its own file lies
      mv "$ancient/usr/bin/$tool" "$ancient/usr/bin/$tool-1.63"; ln -s "/usr/bin/$tool-1.63" "$ancient/usr/local/cargo/bin/$tool"
    done
    install -m 755 "$here/rustup" "$ancient/usr/local/cargo/bin/rustup"
    touch "$ancient.done"
  }
  load "$ancient" "${environment[@]}" 'ENV RUST_VERSION=1.63.0' -- rust:1.63-bookworm rust:1.63.0-bookworm
fi
load "$alpine" 'CMD ["/bin/sh"]' -- alpine:3 alpine:latest
"$docker" image ls
