#!/usr/bin/env bash
# Puts `sunting` on the path of the steps that follow: the binary that is named, the one that is there, or that of a
# release, whose checksum is compared. Only the last needs the network.
set -euo pipefail

version=${SUNTING_VERSION:-}
target_of() {
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) echo x86_64-unknown-linux-musl ;;
    Linux-aarch64 | Linux-arm64) echo aarch64-unknown-linux-musl ;;
    Darwin-x86_64) echo x86_64-apple-darwin ;;
    Darwin-arm64) echo aarch64-apple-darwin ;;
    MINGW*-x86_64 | MSYS*-x86_64) echo x86_64-pc-windows-msvc ;;
    *) echo "sunting: no release for $(uname -s) on $(uname -m); name a binary of your own" >&2; return 1 ;;
  esac
}

if [ -n "${SUNTING_BINARY:-}" ]; then
  folder=$(cd "$(dirname "$SUNTING_BINARY")" && pwd)
elif [ -z "$version" ] && command -v sunting > /dev/null; then
  folder=$(dirname "$(command -v sunting)")
else
  if [ -z "$version" ]; then
    echo "sunting: neither a version nor a binary is named, and none is on the path" >&2
    exit 2
  fi
  target=$(target_of)
  folder=${RUNNER_TEMP:-/tmp}/sunting-$version
  mkdir -p "$folder"
  archive=sunting-$version-$target.tar.gz
  for file in "$archive" "$archive.sha256"; do
    curl --fail --silent --show-error --location --retry 3 --output "$folder/$file" "$SUNTING_RELEASES/$version/$file"
  done
  expected=$(cut -d ' ' -f 1 "$folder/$archive.sha256")
  actual=$( (sha256sum "$folder/$archive" 2> /dev/null || shasum -a 256 "$folder/$archive") | cut -d ' ' -f 1)
  if [ -z "$expected" ] || [ "$expected" != "$actual" ]; then
    echo "sunting: $archive is not what its checksum says" >&2
    exit 2
  fi
  tar -xzf "$folder/$archive" -C "$folder" --strip-components 1
fi
"$folder/sunting" --version
echo "$folder" >> "$GITHUB_PATH"
