#!/bin/sh
# Builds the image with whatever this machine has, and saves it where it is asked to:
#
#   infra/docker/build-local.sh [NAME:TAG [FILE.tar]]     (bellhop:test; without a file it stays in the daemon)
#
# A Docker daemon, or root and dockerd (with-docker.sh). Base images are pulled; BASES=debian makes stand-ins from Debian packages
# (debian-bases.sh), for where none can be pulled. The npm registry is the one that npm uses here.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ -n "${WITH_DOCKER:-}" ] || exec env WITH_DOCKER=1 "$here/with-docker.sh" "$here/$(basename "$0")" "$@"
root=$(cd "$here/../.." && pwd)
tag=${1:-bellhop:test} file=${2:-}
set --
if [ "${BASES:-}" = debian ]; then
  build_image=bellhop-base/build:debian runtime_image=bellhop-base/runtime:debian
  docker image inspect "$build_image" "$runtime_image" >/dev/null 2>&1 ||
    "$here/debian-bases.sh" "$build_image" "$runtime_image"
  set -- --build-arg "BUILD_IMAGE=$build_image" --build-arg "RUNTIME_IMAGE=$runtime_image"
fi
registry=$(cd "$root" && npm config get registry)
# A registry behind a CA of this machine: npm knows which, or Node.
ca=${NODE_EXTRA_CA_CERTS:-$(npm config get cafile)}
[ ! -f "$ca" ] || set -- "$@" --secret "id=npm-ca,src=$ca"
revision=$(git -C "$root" rev-parse HEAD 2>/dev/null || echo unknown)
DOCKER_BUILDKIT=1 docker build --progress "${PROGRESS:-plain}" --network host --file "$here/Dockerfile" --tag "$tag" \
  --build-arg "NPM_REGISTRY=$registry" --build-arg "REVISION=$revision" "$@" "$root"
[ -z "$file" ] || docker save --output "$file" "$tag"
