#!/bin/sh
# What other schemes fell into, run against the staged scripts in a container of a builder image. SCRIPTS is where they lie. One line
# a trap: "ok NAME" or "WRONG NAME: what it was"; at the end "done". In the container /w, /out and /rustcontainer are plain folders.
set -u
ws=/tmp/ws context=/rustcontainer/context log=/tmp/log target=x86_64-unknown-linux-gnu
only=${1:-}
unset CARGO_TARGET_DIR
export CARGO_NET_OFFLINE=true
AR=$(command -v x86_64-linux-gnu-ar || echo ar) # not busybox's, which makes none
export AR
rm -rf /rustcontainer
mkdir -p /rustcontainer/scripts
cp "$SCRIPTS"/*.sh /rustcontainer/scripts/

crate() { # crate NAME DEPENDENCY...
  name=$1; shift
  mkdir -p "$ws/$name/src"
  printf '[package]\nname = "%s"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\n' "$name" >"$ws/$name/Cargo.toml"
  for d; do printf '%s = { path = "../%s" }\n' "$d" "$d" >>"$ws/$name/Cargo.toml"; done
}
leaf() { echo "pub fn v() -> String { \"leaf$1\".into() }" >"$ws/leaf/src/lib.rs"; }
mid() { echo "pub fn v() -> String { format!(\"mid$1 {}\", leaf::v()) }" >"$ws/mid/src/lib.rs"; }
app() { echo "fn main() { println!(\"app$1 {}\", mid::v()); }" >"$ws/app/src/main.rs"; }
put_context() { # all with the same old time, as a context may well have
  rm -rf "$context"
  mkdir -p "$context"
  cp -RPp "$ws/." "$context/"
  find "$context" -exec touch -h -d '2023-11-14 00:00:00' {} +
}
lock() { (cd "$ws" && cargo generate-lockfile -q); }
forget() { rm -rf "$ws" /w /out "$context"; mkdir -p "$ws"; }
fresh() { # the workspace as it is at the beginning, built once
  forget
  if [ -d /tmp/first ]; then
    cp -RPp /tmp/first/ws/. "$ws/"; cp -a /tmp/first/w /w
  else
    printf '[workspace]\nmembers = ["app", "mid", "lea*"]\nresolver = "2"\n' >"$ws/Cargo.toml"
    crate leaf; crate mid leaf; crate app mid; leaf 1; mid 1; app 1
    lock
    build
    mkdir /tmp/first; cp -RPp "$ws" /tmp/first/ws; cp -a /w /tmp/first/w
  fi
}
compile() { # compile FILE CARGO-ARGUMENT...
  put_context
  rm -rf /out
  file=$1; shift
  sh /rustcontainer/scripts/compile.sh --artifact "$target/$file" -- build --locked --target "$target" "$@" >"$log" 2>&1
}
build() { compile debug/app "$@"; }
says() { # says NAME WHAT [HOW-MANY-COMPILED]
  got=$(/out/artifacts/bin/app 2>&1) compiled=$(grep -c Compiling "$log")
  if [ "$got" = "$2" ] && { [ -z "${3:-}" ] || [ "$compiled" = "$3" ]; }; then echo "ok $1"
  else echo "WRONG $1: '$got', compiled $compiled; expected '$2' ${3:+and $3}"; grep -v '^{' "$log" | sed 's/^/    /' | tail -n 15; fi
}
same() { # same NAME: the files of src are those of the context
  (cd "$context" && find . ! -type d | sort && find . -type f -exec sha256sum {} + | sort) >/tmp/a
  (cd /w/src && find . ! -type d | sort && find . -type f -exec sha256sum {} + | sort) >/tmp/b
  if cmp -s /tmp/a /tmp/b; then echo "ok $1"; else echo "WRONG $1: src is not the context"; diff /tmp/a /tmp/b | head -n 8; fi
}
run() { [ -z "$only" ] || [ "$only" = "$1" ] || return 0; fresh; "$1"; }

nothing_changed() {
  build; says "nothing changed compiles nothing" "app1 mid1 leaf1" 0
  touch "$ws"/*/src/*; build; says "touched compiles nothing" "app1 mid1 leaf1" 0
  leaf 2; build; says "an edit compiles its package and who depends on it" "app1 mid1 leaf2" 3
  app 2; build; says "an edit of the app compiles the app" "app2 mid1 leaf2" 1
}
older() { leaf 2; touch -d '2001-01-01 00:00:00' "$ws/leaf/src/lib.rs"; build; says "other bytes of the same size with an older time" "app1 mid1 leaf2" 3; }
failed() {
  leaf 2; echo broken >"$ws/mid/src/lib.rs"; build; echo "$?" >/tmp/code
  [ "$(cat /tmp/code)" = 101 ] && echo "ok a failing cargo fails with its code" || echo "WRONG a failing cargo fails with its code: $(cat /tmp/code)"
  grep -q '^{"reason":"compiler-message".*"level":"error' "$log" && echo "ok a failing build logs its errors" || { echo "WRONG a failing build logs its errors:"; cat "$log"; }
  grep -q '^error: expected one of' "$log" && echo "ok a failing build logs its errors as text" || { echo "WRONG a failing build logs its errors as text:"; cat "$log"; }
  leaf 1; mid 1; build; says "a failed build, then a revert" "app1 mid1 leaf1"
}
profiles() {
  compile release/app --release; leaf 2; build; says "dev, an edit" "app1 mid1 leaf2"
  compile release/app --release; says "and release" "app1 mid1 leaf2"
}
selections() {
  leaf 2; compile debug/libleaf.rlib -p leaf; build -p app; says "an edit between two selections" "app1 mid1 leaf2"
}
reverted() { leaf 2; build; leaf 1; build; says "a revert" "app1 mid1 leaf1"; }
module_to_folder() {
  echo 'mod x; pub fn v() -> String { x::v() }' >"$ws/leaf/src/lib.rs"; echo 'pub fn v() -> String { "flat".into() }' >"$ws/leaf/src/x.rs"; build
  mkdir "$ws/leaf/src/x"; rm "$ws/leaf/src/x.rs"; echo 'pub fn v() -> String { "deep".into() }' >"$ws/leaf/src/x/mod.rs"
  build; says "x.rs becomes x/mod.rs" "app1 mid1 deep"
}
included() {
  echo one >"$ws/leaf/text.txt"; echo 'pub fn v() -> String { include_str!("../text.txt").trim().into() }' >"$ws/leaf/src/lib.rs"; build
  echo two >"$ws/leaf/text.txt"; build; says "include_str!" "app1 mid1 two"
}
deleted_under_rerun() {
  mkdir "$ws/leaf/in"; touch "$ws/leaf/in/a" "$ws/leaf/in/b"
  echo 'fn main() { println!("cargo:rerun-if-changed=in"); let n = std::fs::read_dir("in").unwrap().count(); println!("cargo:rustc-env=N={n}"); }' >"$ws/leaf/build.rs"
  echo 'pub fn v() -> String { concat!("files", env!("N")).into() }' >"$ws/leaf/src/lib.rs"; build; says "two files under rerun-if-changed" "app1 mid1 files2"
  rm "$ws/leaf/in/b"; build; says "a file deleted under rerun-if-changed" "app1 mid1 files1"
}
counted_elsewhere() { # the build script says nothing of what it reads, and what it reads lies in the workspace's root
  mkdir "$ws/shared"; touch "$ws/shared/a" "$ws/shared/b"
  echo 'fn main() { println!("cargo:rerun-if-changed=build.rs"); let n = std::fs::read_dir("../shared").unwrap().count(); println!("cargo:rustc-env=N={n}"); }' >"$ws/leaf/build.rs"
  echo 'pub fn v() -> String { concat!("files", env!("N")).into() }' >"$ws/leaf/src/lib.rs"; build
  rm "$ws/shared/b"; build; says "a file deleted outside every package" "app1 mid1 files1"
}
writes_into_src() {
  echo 'fn main() { std::fs::write("src/gen.rs", "pub fn v() -> String { \"made\".into() }").unwrap(); println!("cargo:rerun-if-changed=build.rs"); }' >"$ws/leaf/build.rs"
  echo 'mod gen; pub use gen::v;' >"$ws/leaf/src/lib.rs"; build; mid 2; build; says "a build script writes into src" "app1 mid2 made"
  [ -f /w/src/leaf/src/gen.rs ] && echo "ok what a build script wrote stays" || echo "WRONG what a build script wrote stays: it is gone"
}
writes_over() { # a source that was committed
  echo one >"$ws/leaf/words"
  echo 'fn main() { println!("cargo:rerun-if-changed=words"); std::fs::write("src/made.rs", format!("pub fn v() -> String {{ {:?}.into() }}", std::fs::read_to_string("words").unwrap().trim())).unwrap(); }' >"$ws/leaf/build.rs"
  echo 'mod made; pub use made::v;' >"$ws/leaf/src/lib.rs"; echo 'pub fn v() -> String { "committed1".into() }' >"$ws/leaf/src/made.rs"
  build; says "a build script writes over a source" "app1 mid1 one"
  build; says "nothing changed since" "app1 mid1 one" 0
  mid 2; build; says "something else changes" "app1 mid2 one"
  echo 'pub fn v() -> String { "committed2".into() }' >"$ws/leaf/src/made.rs"; build; says "what it wrote over changes, two builds later" "app1 mid2 one"
  mid 3; build; says "something else once more" "app1 mid3 one"
  echo 'fn main() { println!("cargo:rerun-if-changed=words"); }' >"$ws/leaf/build.rs"; build; says "it writes no more" "app1 mid3 committed2"
  echo 'fn main() { println!("cargo:rerun-if-changed=build.rs"); if std::env::var("PROFILE").unwrap() == "debug" { std::fs::write("src/made.rs", "pub fn v() -> String { \"debug\".into() }").unwrap() } }' >"$ws/leaf/build.rs"
  build; says "it writes again" "app1 mid3 debug"
  compile release/app --release; says "but not for every profile" "app1 mid3 committed2"
  build; says "and for the first again" "app1 mid3 debug"
  build; says "which nothing changes" "app1 mid3 debug" 0
}
writes_by_profile() {
  echo 'fn main() { println!("cargo:rerun-if-changed=build.rs"); std::fs::write("src/made.rs", format!("pub fn v() -> String {{ {:?}.into() }}", std::env::var("PROFILE").unwrap())).unwrap(); }' >"$ws/leaf/build.rs"
  echo 'mod made; pub use made::v;' >"$ws/leaf/src/lib.rs"; build; says "a build script writes the profile" "app1 mid1 debug"
  compile release/app --release; says "and another" "app1 mid1 release"
  build; says "and the first again" "app1 mid1 debug"
  build; says "which nothing changes" "app1 mid1 debug" 0
}
library() { # library FILE NUMBER: one of C
  mkdir -p "${1%/*}"; printf 'int n(void) { return %s; }' "$2" | cc -c -x c - -o /tmp/n.o; rm -f "$1"; $AR crs "$1" /tmp/n.o
  touch -d '2024-01-01 00:00:00' "$1"
}
linked() {
  echo 'fn main() { println!("cargo:rerun-if-changed=build.rs"); println!("cargo:rustc-link-lib=static=n"); println!("cargo:rustc-link-search=native=libs"); }' >"$ws/leaf/build.rs"
  echo 'extern "C" { fn n() -> i32; } pub fn v() -> String { format!("n{}", unsafe { n() }) }' >"$ws/leaf/src/lib.rs"
  library "$ws/libs/libn.a" 1; build; says "a library in the workspace" "app1 mid1 n1"
  library "$ws/libs/libn.a" 2; build; says "another library" "app1 mid1 n2"
}
through_sccache() { # what its key lacks
  command -v sccache >/dev/null || { echo "ok the image has no sccache"; return 0; }
  export RUSTC_WRAPPER=sccache SCCACHE_DIR=/tmp/sccache CARGO_INCREMENTAL=0
  echo 'fn main() { println!("cargo:rerun-if-changed=build.rs"); println!("cargo:rustc-link-search=native=libs"); }' >"$ws/leaf/build.rs"
  echo '#[link(name = "n", kind = "static")] extern "C" { fn n() -> i32; } pub fn v() -> String { format!("n{}", unsafe { n() }) }' >"$ws/leaf/src/lib.rs"
  library "$ws/libs/libn.a" 1; build; says "a library in the workspace, with sccache" "app1 mid1 n1"
  library "$ws/libs/libn.a" 2; build; says "another library, with sccache" "app1 mid1 n2"
  rm -rf /w; library "$ws/libs/libn.a" 1; build; says "the first in another mount, with sccache" "app1 mid1 n1"
  if grep -q '^sccache: [1-9][0-9]* hits, 0 misses' "$log"; then echo "ok which sccache has"; else echo "WRONG which sccache has: $(grep ^sccache "$log")"; fi
  sed -i 's,native=libs,native=/opt/apart,' "$ws/leaf/build.rs"
  library /opt/apart/libn.a 3; build; says "a library of the image, with sccache" "app1 mid1 n3"
  library /opt/apart/libn.a 4; build; says "another of the same size and time, with sccache" "app1 mid1 n4"
  rm "$ws/leaf/build.rs"; echo 'mod x; pub use x::v;' >"$ws/leaf/src/lib.rs"; echo 'pub fn v() -> String { file!().into() }' >"$ws/leaf/src/x.rs"
  build; says "a source that tells its name, with sccache" "app1 mid1 leaf/src/x.rs"
  mkdir "$ws/leaf/src/x"; mv "$ws/leaf/src/x.rs" "$ws/leaf/src/x/mod.rs"; build; says "another name, with sccache" "app1 mid1 leaf/src/x/mod.rs"
  crate says; printf '[lib]\nproc-macro = true\n' >>"$ws/says/Cargo.toml"; sed -i 's/"mid"/"mid", "says"/' "$ws/Cargo.toml"
  echo '#[proc_macro] pub fn says(_: proc_macro::TokenStream) -> proc_macro::TokenStream { format!("{:?}", std::fs::read_to_string("words").unwrap().trim()).parse().unwrap() }' >"$ws/says/src/lib.rs"
  echo 'says = { path = "../says" }' >>"$ws/leaf/Cargo.toml"; echo 'pub fn v() -> String { says::says!().into() }' >"$ws/leaf/src/lib.rs"; lock
  echo one >"$ws/words1"; echo two >"$ws/words2"
  for word in one two; do
    case $word in one) ln -s words1 "$ws/words" ;; two) ln -sf words2 "$ws/words" ;; esac
    rm -rf /w /out; mkdir /w; cp -a "$ws" /w/src
    sh /rustcontainer/scripts/compile.sh --copied --artifact "$target/debug/app" -- build --locked --target "$target" >"$log" 2>&1
    says "a macro that reads $word, with sccache" "app1 mid1 $word"
  done
  unset RUSTC_WRAPPER SCCACHE_DIR CARGO_INCREMENTAL
}
linked_in_the_image() {
  echo 'fn main() { println!("cargo:rerun-if-changed=build.rs"); println!("cargo:rustc-link-lib=static=n"); println!("cargo:rustc-link-search=native=/opt/libs"); }' >"$ws/leaf/build.rs"
  echo 'extern "C" { fn n() -> i32; } pub fn v() -> String { format!("n{}", unsafe { n() }) }' >"$ws/leaf/src/lib.rs"
  library /opt/libs/libn.a 1; build; says "a library of the image" "app1 mid1 n1"
  build; says "the same library" "app1 mid1 n1" 0
  library /opt/libs/libn.a 2; build; says "another of the same size and time" "app1 mid1 n2"
}
undeclared() { # as the crate cc has it: what it says of the environment keeps cargo from looking at the package's files
  mkdir "$ws/leaf/native"; echo 'int n(void) { return 1; }' >"$ws/leaf/native/n.c"
  cat >"$ws/leaf/build.rs" <<'RUST'
fn main() {
    let out = std::env::var("OUT_DIR").unwrap();
    let run = |program: &str, arguments: &[&str]| assert!(std::process::Command::new(program).args(arguments).status().unwrap().success());
    run("cc", &["-c", "native/n.c", "-o", &format!("{out}/n.o")]);
    run(&std::env::var("AR").unwrap(), &["crs", &format!("{out}/libn.a"), &format!("{out}/n.o")]);
    println!("cargo:rerun-if-env-changed=CC\ncargo:rustc-link-lib=static=n\ncargo:rustc-link-search=native={out}");
}
RUST
  echo 'extern "C" { fn n() -> i32; } pub fn v() -> String { format!("n{}", unsafe { n() }) }' >"$ws/leaf/src/lib.rs"
  build; says "a source in C that nobody says is read" "app1 mid1 n1"
  echo 'int n(void) { return 2; }' >"$ws/leaf/native/n.c"; build; says "an edit of it" "app1 mid1 n2"
}
read_by_a_macro() { # as sqlx has it, which can tell cargo only where the compiler is a nightly one
  crate says; printf '[lib]\nproc-macro = true\n' >>"$ws/says/Cargo.toml"; sed -i 's/"mid"/"mid", "says"/' "$ws/Cargo.toml"
  echo '#[proc_macro] pub fn says(_: proc_macro::TokenStream) -> proc_macro::TokenStream { format!("{:?}", std::fs::read_to_string("leaf/.sqlx/query-1.json").unwrap().trim()).parse().unwrap() }' >"$ws/says/src/lib.rs"
  echo 'says = { path = "../says" }' >>"$ws/leaf/Cargo.toml"; echo 'pub fn v() -> String { says::says!().into() }' >"$ws/leaf/src/lib.rs"; lock
  mkdir "$ws/leaf/.sqlx"; echo one >"$ws/leaf/.sqlx/query-1.json"; build; says "a file that a macro reads" "app1 mid1 one"
  echo two >"$ws/leaf/.sqlx/query-1.json"; build; says "an edit of what a macro reads" "app1 mid1 two" 3
}
clock_back() {
  leaf 2; build; touch -d '2099-01-01 00:00:00' /w/.clock; find /w/build -exec touch -h -d '2099-01-01 00:00:00' {} +
  leaf 3; build; says "the clock went back" "app1 mid1 leaf3"
  rm /w/.clock; find /w/build -exec touch -h -d '2099-01-01 00:00:00' {} +
  leaf 4; build; says "the clock went back after a killed build" "app1 mid1 leaf4"
}
killed_compile() {
  leaf 2; put_context; rm -rf /out; mkdir -p /tmp/wrapper
  printf '#!/bin/sh\ncase "$*" in *"crate-name leaf"*|*"crate-name mid"*) kill -9 $$ ;; esac\nexec "$@"\n' >/tmp/wrapper/rustc; chmod +x /tmp/wrapper/rustc
  RUSTC_WRAPPER=/tmp/wrapper/rustc build && echo "WRONG a killed compiler fails the build: it did not" || echo "ok a killed compiler fails the build"
  build; says "a killed compile is compiled again" "app1 mid1 leaf2"
}
other_tools() {
  build; cp /etc/os-release /tmp/os-release; echo 'EXTRA=1' >>/etc/os-release; build; says "other tools compile everything" "app1 mid1 leaf1" 3
  cp /tmp/os-release /etc/os-release; build; says "the tools before compile everything" "app1 mid1 leaf1" 3
  mkdir -p "$ws/.cargo" /opt/tools; printf '[env]\nCC = "/opt/tools/cc"\n' >"$ws/.cargo/config.toml"; echo 1 >/opt/tools/cc; chmod +x /opt/tools/cc; touch -d '2024-01-01 00:00:00' /opt/tools/cc; build
  echo 2 >/opt/tools/cc; touch -d '2024-01-01 00:00:00' /opt/tools/cc; build; says "another tool that a configuration names compiles everything" "app1 mid1 leaf1" 3
  for id in 0x11 0x22; do
    printf '#!/bin/sh\nexec /usr/bin/cc -Wl,--build-id=%s "$@"\n' $id >/usr/local/bin/cc; chmod +x /usr/local/bin/cc; touch -d '2024-01-01 00:00:00' /usr/local/bin/cc
    build; says "another linker of no package compiles everything" "app1 mid1 leaf1" 3
  done
  rm /usr/local/bin/cc
  mkdir -p /opt/more/bin; before=$PATH PATH=/opt/more/bin:$PATH; export PROTOC=/opt/tools/protoc
  for tool in /opt/more/bin/generate "$PROTOC"; do echo 1 >"$tool"; chmod +x "$tool"; touch -d '2024-01-01 00:00:00' "$tool"; done; build
  build; says "the same programs beside the packages compile nothing" "app1 mid1 leaf1" 0
  for tool in /opt/more/bin/generate "$PROTOC"; do
    echo 2 >"$tool"; touch -d '2024-01-01 00:00:00' "$tool"; build; says "another $tool compiles everything" "app1 mid1 leaf1" 3
  done
  PATH=$before; unset PROTOC
}
watched_in_the_image() {
  mkdir /opt/watched; printf one >/opt/watched/words; find /opt/watched -exec touch -d '2024-01-01 00:00:00' {} +
  echo 'fn main() { println!("cargo:rerun-if-changed=/opt/watched"); println!("cargo:rustc-env=W={}", std::fs::read_to_string("/opt/watched/words").unwrap()); }' >"$ws/leaf/build.rs"
  echo 'pub fn v() -> String { env!("W").into() }' >"$ws/leaf/src/lib.rs"; build; says "a file of the image that a build script watches" "app1 mid1 one"
  build; says "the same file" "app1 mid1 one" 0
  printf two >/opt/watched/words; touch -d '2024-01-01 00:00:00' /opt/watched/words; build; says "another file of the same size and time" "app1 mid1 two" 3
  ln -s watched /opt/current; sed -i 's,/opt/watched",/opt/current",' "$ws/leaf/build.rs"; build; says "behind a link" "app1 mid1 two"
  printf six >/opt/watched/words; touch -d '2024-01-01 00:00:00' /opt/watched/words; build; says "another file behind it" "app1 mid1 six" 3
}
watched_mount() { # a secret, say, whose file is a new one in every step
  echo one >/mounted/file
  echo 'fn main() { println!("cargo:rerun-if-changed=/mounted/file"); }' >"$ws/app/build.rs"; build; says "a file of a mount that a build script watches" "app1 mid1 leaf1"
  touch /mounted/file; build; says "the file with a new time concerns who watches it" "app1 mid1 leaf1" 1
}
links() {
  echo 'pub fn v() -> String { "old".into() }' >"$ws/leaf/src/a.rs"; echo 'pub fn v() -> String { "new".into() }' >"$ws/leaf/src/b.rs"
  ln -s a.rs "$ws/leaf/src/x.rs"; echo '#[path = "x.rs"] mod x; pub fn v() -> String { x::v() }' >"$ws/leaf/src/lib.rs"; build; says "a link to a module" "app1 mid1 old"
  ln -sf b.rs "$ws/leaf/src/x.rs"; build; says "the link points elsewhere" "app1 mid1 new"
  rm "$ws/leaf/src/x.rs"; cp "$ws/leaf/src/a.rs" "$ws/leaf/src/x.rs"; build; says "the link becomes a file" "app1 mid1 old"
}
member_gone() {
  crate leaf2; : >"$ws/leaf2/src/lib.rs"; lock
  echo 'fn main() { std::fs::write("made.txt", "x").unwrap(); }' >"$ws/leaf2/build.rs"; build --workspace
  rm -r "$ws/leaf2"; lock; build; says "a member of a glob is deleted" "app1 mid1 leaf1"
}
crates_come_and_go() {
  crate leaf2; echo 'pub fn v() {}' >"$ws/leaf2/src/lib.rs"; lock; build; says "a crate that comes compiles itself" "app1 mid1 leaf1" 1
  mv "$ws/leaf" "$ws/leaf-moved"; sed -i 's,"../leaf","../leaf-moved",' "$ws/mid/Cargo.toml"
  build; says "a crate whose folder has another name compiles who depends on it" "app1 mid1 leaf1" 3
  rm -r "$ws/leaf2"; lock; build; says "a crate that goes compiles nothing" "app1 mid1 leaf1" 0
  sed -i 's,"app",&\, "app/sub"\, "some/new/*",' "$ws/Cargo.toml"
  crate some/new/a; crate some/new/b; for d in a b; do sed -i "s,some/new/,," "$ws/some/new/$d/Cargo.toml"; : >"$ws/some/new/$d/src/lib.rs"; done
  crate app/sub; sed -i 's,app/sub,sub,' "$ws/app/sub/Cargo.toml"; : >"$ws/app/sub/src/lib.rs"
  lock; build; says "crates in a new folder, and one in another's, compile themselves and that" "app1 mid1 leaf1" 4
  rm -r "$ws/some" "$ws/app/sub"; sed -i 's,\, "app/sub"\, "some/new/\*",,' "$ws/Cargo.toml"
  lock; build; says "they go, and compile that" "app1 mid1 leaf1" 1
  mkdir -p "$ws/leaf-data/src"; echo 'pub fn v() {}' >"$ws/leaf-data/src/lib.rs"; sed -i 's/"lea\*"/"leaf-moved"/' "$ws/Cargo.toml"; build
  sed -i 's/"leaf-moved"/"leaf-moved", "leaf-data"/' "$ws/Cargo.toml"; crate leaf-data; lock
  build; says "a folder that was there becomes a crate: that concerns all around it" "app1 mid1 leaf1" 4
}
strange_names() {
  cd "$ws/leaf"; mkdir ' a b' ./-d "d'q" 'd"q' 'ü' 'back\slash'
  for d in ' a b' ./-d "d'q" 'd"q' 'ü' 'back\slash'; do echo 1 >"$d/-f"; echo 1 >"$d/f g"; echo 1 >"$d/*"; echo 1 >"$d/\$(x)"; echo 1 >"$d/ö\\n"; done
  mkdir same other; echo 1 >same/x; echo 1 >other/y; ln -s same dir; ln -s nowhere dangling; echo 1 >file; echo '#!/bin/sh' >exec; cd /
  build; same "strange names come"
  cd "$ws/leaf"; for d in ' a b' ./-d "d'q" 'd"q' 'ü' 'back\slash'; do echo 2 >"$d/-f"; rm "$d/f g"; echo 2 >"$d/ö\\n"; done; chmod +x exec
  rm dir; mkdir dir; echo 2 >dir/x; rm file; mkdir file; echo 2 >file/f; rm -r same; echo 2 >same; rm -r other; ln -s dir other; cd /
  build; same "files, folders and links take each other's place"
  [ "$(cat /w/src/leaf/dir/x)" = 2 ] && [ -x /w/src/leaf/exec ] && echo "ok the executable bit" || echo "WRONG the executable bit"
  cd "$ws/leaf"; rm -r dir; ln -s file dir; rm other; mkdir other; echo 3 >other/x; rm same; mkdir same; echo 3 >same/z; chmod -x exec; cd /
  build; same "and back"
  [ -x /w/src/leaf/exec ] && echo "WRONG the executable bit goes" || echo "ok the executable bit goes"
  printf 1 >"$ws/leaf/$(printf 'a\nb')"; build && echo "WRONG a line end in a name is refused: it is not" || echo "ok a line end in a name is refused"
  grep -qsa "[c]ompile\.sh" /proc/[0-9]*/cmdline && echo "WRONG nothing of it runs on: something does" || echo "ok nothing of it runs on"
}
killed_sync() { # the sync is killed before the first, second, ... of the commands that change something
  mkdir -p /tmp/shim
  for tool in cp; do
    real=$(command -v "$tool")
    printf '#!/bin/sh\nn=$(($(cat /tmp/count) + 1)); echo $n >/tmp/count\n[ $n != "$KILL_AT" ] || { kill -9 "$(cat /tmp/main)"; exit 255; }\nexec %s "$@"\n' "$real" >/tmp/shim/$tool
    chmod +x /tmp/shim/$tool
  done
  # Some busybox runs its own tools without looking for them, so that these are functions too.
  {
    echo 'dies() { n=$(($(cat /tmp/count) + 1)); echo $n >/tmp/count; [ $n != "$KILL_AT" ] || { kill -9 $$; exit 255; }; }'
    for tool in rm mkdir cp mv touch xargs sort; do echo "$tool() { dies; command $tool \"\$@\"; }"; done
    cat /rustcontainer/scripts/sync-sources.sh
  } >/rustcontainer/scripts/sync-killed.sh
  cd "$ws/leaf"; mkdir -p a/b same; echo 1 >a/b/c; echo 1 >same/x; ln -s same dir; echo 1 >gone
  echo 'mod x; pub fn v() -> String { x::v() }' >src/lib.rs; echo 'pub fn v() -> String { "leaf1".into() }' >src/x.rs; cd /
  build
  rm -rf /tmp/before; mkdir /tmp/before; cp -a /w /tmp/before/w; cp -RPp "$ws" /tmp/before/ws
  cd "$ws/leaf"; rm -r a gone dir; echo 2 >a; mkdir dir; echo 2 >dir/x; rm -r same; ln -s dir same
  rm src/x.rs; mkdir src/x; echo 'pub fn v() -> String { "leaf2".into() }' >src/x/mod.rs; cd /
  rm -rf /tmp/after; cp -RPp "$ws" /tmp/after
  cd "$ws/leaf"; rm -r a dir same src/x; echo 'pub fn v() -> String { "leaf3".into() }' >src/lib.rs; cd /
  rm -rf /tmp/without; cp -RPp "$ws" /tmp/without
  at=0 bad=0 killed=true
  while $killed && [ $at -lt 60 ]; do
    at=$((at + 1))
    for then in after before/ws without; do
      forget; cp -a /tmp/before/w /w; cp -RPp /tmp/after/. "$ws/"; put_context; echo 0 >/tmp/count
      KILL_AT=$at PATH=/tmp/shim:$PATH sh -c 'echo $$ >/tmp/main; exec sh /rustcontainer/scripts/sync-killed.sh /rustcontainer/context /w' >/tmp/sync.log 2>&1 && killed=false
      rm -rf "$ws"; cp -RPp "/tmp/$then" "$ws"
      # A build takes its time, so each of the three is built after every third command.
      case $at/$then in
        *[0369]/after) expected=2 ;;
        *[147]/without) expected=3 ;;
        *[258]/before*) expected=1 ;;
        *) expected= ;;
      esac
      if [ -n "$expected" ]; then build; says "killed before command $at, then $then" "app1 mid1 leaf$expected"
      else put_context; sh /rustcontainer/scripts/sync-sources.sh "$context" /w; fi >/tmp/said
      same "killed before command $at, then $then" >>/tmp/said
      ! grep -v '^ok' /tmp/said || bad=1
    done
  done
  [ $bad = 0 ] && [ $at -gt 10 ] && echo "ok killed before each of $at commands" || echo "WRONG killed before each of $at commands"
}
copied() {
  forget; fresh; rm -rf /w /out; mkdir -p /w; cp -a "$ws" /w/src
  sh /rustcontainer/scripts/compile.sh --copied --artifact "$target/debug/app" -- build --locked --target "$target" >"$log" 2>&1
  says "copied sources" "app1 mid1 leaf1" 3
}
subfolder() {
  forget; rm -rf /tmp/whole; fresh; mkdir -p /tmp/inner; rm -rf /tmp/inner/ws; mv "$ws" /tmp/inner/ws; mkdir "$ws"; mv /tmp/inner/ws "$ws/in ner"
  mv "$ws/in ner/leaf" "$ws/leaf"; sed -i 's/, "lea\*"//' "$ws/in ner/Cargo.toml"; sed -i 's,"../leaf","../../leaf",' "$ws/in ner/mid/Cargo.toml"
  put_context; rm -rf /out
  sh /rustcontainer/scripts/compile.sh --in "in ner" --artifact "$target/debug/app" -- build --locked --target "$target" >"$log" 2>&1
  says "a path dependency outside the workspace" "app1 mid1 leaf1"
}
toolchain_file() { # rustup starts slowly, and chooses the same as without a word where none of its files lies on the way up
  mkdir -p /tmp/rustup /tmp/some/a/b
  printf '#!/bin/sh\necho "1.99-there (default)"\n' >/tmp/rustup/rustup
  chmod +x /tmp/rustup/rustup
  chosen=
  for file in "" /tmp/some/a/b/rust-toolchain.toml /tmp/some/rust-toolchain /rust-toolchain.toml; do
    [ -z "$file" ] || : >"$file"
    chosen="$chosen $(
      unset RUSTUP_TOOLCHAIN
      PATH=/tmp/rustup:$PATH sources=/tmp/some folder=a/b
      . /rustcontainer/scripts/cargo-environment.sh
      echo "${RUSTUP_TOOLCHAIN:-none}"
    )"
    [ -z "$file" ] || rm "$file"
  done
  mkdir -p /tmp/me/.cargo/bin /tmp/me/.rustup
  printf '#!/bin/sh\n' >/tmp/me/.cargo/bin/cargo
  chmod +x /tmp/me/.cargo/bin/cargo
  homes=$(unset CARGO_HOME RUSTUP_HOME; PATH=/tmp/me/.cargo/bin:$PATH; . /rustcontainer/scripts/cargo-environment.sh; echo "$image_cargo_home ${RUSTUP_HOME:-}")
  if [ "$homes" = "/tmp/me/.cargo /tmp/me/.rustup" ]; then echo "ok a toolchain in a home"; else echo "WRONG a toolchain in a home: $homes"; fi
  if [ "$chosen" = " none 1.99-there 1.99-there 1.99-there" ]; then echo "ok rustup is asked where it has a file"; else echo "WRONG rustup is asked where it has a file:$chosen"; fi
}

for trap in nothing_changed older failed profiles selections reverted module_to_folder included deleted_under_rerun counted_elsewhere \
  writes_into_src writes_over writes_by_profile linked through_sccache linked_in_the_image undeclared read_by_a_macro clock_back killed_compile other_tools watched_in_the_image \
  watched_mount links member_gone crates_come_and_go strange_names copied subfolder toolchain_file killed_sync; do run "$trap"; done
echo done
