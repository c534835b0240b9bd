#!/bin/sh
# Makes stand-ins of the base images where none can be pulled: Debian packages and this project's own Node, by the names that the
# Dockerfile is then given. For trying the image, not for shipping it. Root, Debian, `mmdebstrap`, npm.
#
#   debian-bases.sh BUILD_IMAGE RUNTIME_IMAGE
set -eu
build_image=$1 runtime_image=$2
root=$(cd "$(dirname "$0")/../.." && pwd)
node=$root/node_modules/node/bin/node
[ -x "$node" ] || { echo "The project's own Node is not installed yet: run any npm script of it first, e.g. npm run bundle" >&2; exit 1; }
node=$(readlink -f "$node")
npm=$(readlink -f "$(dirname "$(readlink -f "$(command -v npm)")")/..")
command -v mmdebstrap >/dev/null || { echo "mmdebstrap is needed: apt-get install mmdebstrap" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Unpacked, not configured: all that a program needs, and no shell.
base() {
  LD_LIBRARY_PATH='' mmdebstrap --quiet --variant=extract --include="$2" bookworm "$work/$1" 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
}
libraries=libc6,libstdc++6,libgcc-s1,base-files,tzdata,netbase,ca-certificates

base runtime "$libraries"
rm -rf "$work/runtime/usr/share/doc" "$work/runtime/usr/share/man" "$work/runtime/var/lib/apt" "$work/runtime/var/cache/apt"
mkdir -p "$work/runtime/nodejs/bin"
cp "$node" "$work/runtime/nodejs/bin/node"
tar -C "$work/runtime" -c . | docker import --change 'USER 65532' - "$runtime_image" >/dev/null

base build "$libraries,busybox-static"
mkdir -p "$work/build/usr/local/bin" "$work/build/usr/local/lib/node_modules"
ln -sf busybox "$work/build/bin/sh"
mkdir -p "$work/build/usr/bin"
ln -sf /bin/busybox "$work/build/usr/bin/env"
cp "$node" "$work/build/usr/local/bin/node"
cp -r "$npm" "$work/build/usr/local/lib/node_modules/npm"
for tool in npm npx; do ln -s "../lib/node_modules/npm/bin/$tool-cli.js" "$work/build/usr/local/bin/$tool"; done
tar -C "$work/build" -c . | docker import --change 'ENV PATH=/usr/local/bin:/usr/bin:/bin' - "$build_image" >/dev/null
