#!/usr/bin/env bash
# Installs the Debian packages that the build needs, if any is missing: as root or through sudo; otherwise it prints the
# one command to run. Each package is recognised by one file of it, which costs milliseconds where nothing is missing.
set -euo pipefail

# package, then a file that it brings; a relative path is one below an include folder
packages=(
  "g++ /usr/bin/g++"
  "cmake /usr/bin/cmake"
  "ninja-build /usr/bin/ninja"
  "mold /usr/bin/mold"
  "libboost1.81-dev boost/describe.hpp"
  "nlohmann-json3-dev nlohmann/json.hpp"
  "libfmt-dev fmt/format.h"
  "libcli11-dev CLI/CLI.hpp"
  "libre2-dev re2/re2.h"
  "zlib1g-dev zlib.h"
  "libcurl4-openssl-dev /usr/bin/curl-config"
  "libssl-dev openssl/ssl.h"
  "libgtest-dev gtest/gtest.h"
  "libgmock-dev gmock/gmock.h"
  "libbenchmark-dev benchmark/benchmark.h"
)

missing=()
for entry in "${packages[@]}"; do
  file=${entry#* }
  [ -e "$file" ] || [ -e "/usr/include/$file" ] || [ -e "/usr/local/include/$file" ] ||
    command -v "${file##*/}" >/dev/null || missing+=("${entry%% *}")
done
[ ${#missing[@]} -gt 0 ] || exit 0

install=(apt-get install -y --no-install-recommends --no-remove "${missing[@]}")
refuse() {
  printf 'Missing packages: %s\n%s\n  %s\n' "${missing[*]}" "$1" "sudo apt-get update && sudo ${install[*]}" >&2
  exit 1
}
command -v apt-get >/dev/null || refuse 'This system has no apt-get; install their equivalents. On Debian 12 it is:'

sudo=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || refuse 'Neither root nor sudo is at hand. Have this run once:'
  sudo=(sudo)
  [ -t 0 ] || sudo=(sudo -n)
  "${sudo[@]}" true 2>/dev/null || refuse 'sudo was refused. Have this run once:'
fi

echo "Installing what the build needs: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${sudo[@]}" apt-get update -qq
"${sudo[@]}" "${install[@]}" || refuse 'apt-get failed (see above). Once that is mended, run:'
