#!/usr/bin/env bash
# Makes the archive of a release: package.sh BINARY VERSION TARGET FOLDER. The binary, its manual pages, completions,
# licences of the code and of the word data, and a checksum beside it. A binary that does not run here is packed without
# the pages that it would have made itself.
set -euo pipefail

binary=$1 version=$2 target=$3 folder=$4
root=$(cd "$(dirname "$0")/.." && pwd)
name=sunting-$version-$target
stage=$folder/$name
rm -rf "$stage"
mkdir -p "$stage/completions" "$stage/lexicon"
cp "$binary" "$stage/"
cp "$root"/LICENSE-* "$root"/README*.md "$root"/CHANGELOG.md "$stage/"
cp -r "$root/lexicon/licences" "$root/lexicon/README.md" "$stage/lexicon/"
if "$binary" --version > /dev/null 2>&1; then
  "$binary" man --dir "$stage/man"
  for shell in bash zsh fish powershell elvish; do
    "$binary" completions "$shell" > "$stage/completions/sunting.$shell"
  done
fi
tar -C "$folder" -czf "$folder/$name.tar.gz" "$name"
rm -rf "$stage"
(cd "$folder" && (sha256sum "$name.tar.gz" 2> /dev/null || shasum -a 256 "$name.tar.gz") > "$name.tar.gz.sha256")
