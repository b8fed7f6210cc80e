# Sourced by the scripts that compile: sccache's server, and what cargo runs in its place.

# without_secrets NAME=FILE...: the input in one line for JSON, without what these variables hold, and without who opens an address.
without_secrets() {
  tr -s '\000-\040\177' ' ' | LC_ALL=C awk -v secrets="$*" '
    function secret(what) { if (length(what) > 3) hidden[++known] = what }
    { text = $0 }
    END {
      sub(/^.*sccache: error: /, "", text)
      count = split(secrets, pair, " ")
      for (i = 1; i <= count; i++) {
        sub(/=.*/, "", pair[i])
        lines = split(ENVIRON[pair[i]], line, "\n")
        for (j = 1; j <= lines; j++) {
          gsub(/[[:space:]]+/, " ", line[j])
          gsub(/^ | $/, "", line[j])
          secret(line[j])
          if (!match(line[j], /:\/\/.*@/)) continue
          opener = substr(line[j], RSTART + 3, RLENGTH - 4)
          secret(opener)
          sub(/^[^:]*:/, "", opener)
          secret(opener)
        }
      }
      # The longest first: a short one may be part of another.
      for (;;) {
        longest = 0
        for (i = 1; i <= known; i++) if (length(hidden[i]) > length(hidden[longest])) longest = i
        if (!longest) break
        while (at = index(text, hidden[longest])) text = substr(text, 1, at - 1) "***" substr(text, at + length(hidden[longest]))
        hidden[longest] = ""
      }
      gsub(/:\/\/[^ ]*@/, "://***@", text)
      gsub(/["\\]/, "\047", text)
      sub(/ $/, "", text)
      print substr(text, 1, 1000)
    }
  '
}

# Its server is the only one that needs to know what opens a cache outside of the builder. Why it does not start, it says with its address.
start_sccache() (
  export_secrets $secrets ${cache_secrets:-}
  said=$(mktemp)
  for attempt in first second; do
    if sccache --start-server >/dev/null 2>"$said"; then
      rm "$said"
      return 0
    fi
    # Some miss at times that the server is there.
    grep -q 'Timed out' "$said" || break
    sccache --stop-server >/dev/null 2>&1 || :
  done
  why=$(without_secrets $secrets ${cache_secrets:-} <"$said")
  rm "$said"
  printf '{"reason":"rustcontainer-sccache","text":"%s"}\n' "$why" >&2
  fail "sccache did not start: $why"
)

# wrap_sccache, before cargo: it runs sccache-rustc.sh, which knows the files of the sources as they are now. The crate cc takes a wrapper
# of this name for C too.
wrap_sccache() {
  if [ -f "$state/.ledger" ]; then
    sed -n 's/^[-xl] //p' "$state/.ledger"
  else
    (
      cd "$state/src"
      find . -type f -exec sha256sum {} + | sed -e '/^\\/{s/^.//;s/\\\\/\\/g;}'
      find . -type l -exec sh -c 'for link; do printf "%.64s  %s\n" "$(readlink "$link" | sha256sum)" "$link"; done' sh {} +
    )
  fi | LC_ALL=C sort >"$out/sources"
  printf %s "$needs" >"$out/needed"
  cp "$scripts/sccache-rustc.sh" "$out/sccache"
  chmod +x "$out/sccache"
  touch -d @946684800 "$out/sccache"
  export RUSTC_WRAPPER="$out/sccache"
}

# Says how often its cache had what was compiled, and lets it write what it has still to write.
stop_sccache() {
  [ "${RUSTC_WRAPPER:-}" = sccache ] || return 0
  sccache --stop-server 2>/dev/null | awk '
    /^Cache hits  / { hits = $3 }
    /^Cache misses  / { misses = $3 }
    END { print "sccache: " hits + 0 " hits, " misses + 0 " misses" }
  ' >&2 || :
}
