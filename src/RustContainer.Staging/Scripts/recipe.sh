# Sourced by the scripts that work on dependencies alone: what these are compiled from.

# place_recipe ROOT: makes ROOT look like the context, with the recipe in the place of the workspace in $folder, and of all else only
# what cargo needs: the files in /rustcontainer/needed, named by number, whose paths are in $needs.
place_recipe() {
  mkdir -p "$1/$folder"
  if $chef; then
    command -v cargo-chef >/dev/null || lacks cargo-chef
    # Its stand-ins for the sources: cargo reads no manifest without them.
    (cd "$1/$folder" && cargo chef cook --recipe-path /rustcontainer/recipe/recipe.json --no-build)
  else
    cp -RP /rustcontainer/recipe/. "$1/$folder/"
  fi
  number=0
  printf %s "$needs" | while IFS= read -r path; do
    rm -rf "${1:?}/$path"
    mkdir -p "$1/$(dirname "$path")"
    cp -RP "/rustcontainer/needed/$number" "$1/$path"
    number=$((number + 1))
  done
}

# clean_cargo_home FOLDER: leaves what was downloaded. Where git keeps an address as it was given, that may hold a password.
clean_cargo_home() {
  (cd "$1" && find . ! -name . -prune ! -name registry ! -name git -exec rm -rf {} +)
  for store in "$1"/git/db/* "$1"/registry/index/*/.git; do rm -rf "$store/FETCH_HEAD" "$store/logs"; done
  # What old cargos fetch into a submodule of a checkout.
  [ ! -d "$1/git/checkouts" ] || find "$1/git/checkouts" '(' -name FETCH_HEAD -o -path '*/.git/logs' ')' -prune -exec rm -rf {} +
}
