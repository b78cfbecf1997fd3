#!/usr/bin/env bash
# Debian packages the window needs to run (and to be tested) on a machine without a desktop.
set -euo pipefail
packages=(xvfb xauth libgtk-3-0 libnss3 libasound2 libgbm1 fonts-noto-cjk)
# One more writer of workbooks to read against.
[ "${CI:-}" = true ] && packages+=(libreoffice-calc-nogui)
missing=()
for name in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || missing+=("$name")
done
[ ${#missing[@]} -eq 0 ] && exit 0
echo "Installing system packages: ${missing[*]}" >&2
sudo=()
[ "$(id -u)" -eq 0 ] || sudo=(sudo -n)
export DEBIAN_FRONTEND=noninteractive
"${sudo[@]}" apt-get update -qq >&2
"${sudo[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
