#!/bin/sh
# Runs a command with a Docker daemon: the one that answers, or else one that is started for the time of the command, in namespaces
# of its own, which takes root and `dockerd` on the PATH. Its images are kept in DOCKER_DATA (default: .bellhop/docker).
# The daemon that is started here has no bridge: build and run with `--network host`.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
if docker info >/dev/null 2>&1; then exec "$@"; fi
if [ "$(id -u)" != 0 ] || ! command -v dockerd >/dev/null; then
  echo "A Docker daemon is needed. None answers at ${DOCKER_HOST:-unix:///var/run/docker.sock}; one is started where dockerd is on the PATH and this is run by root." >&2
  exit 1
fi
data=${DOCKER_DATA:-$root/.bellhop/docker}
mkdir -p "$data"
export DOCKER_DATA="$data"
exec unshare --mount --pid --fork --kill-child --mount-proc sh -eu -c '
  mount -t tmpfs tmpfs /run
  mkdir -p /run/docker
  export DOCKER_HOST=unix:///run/docker.sock
  dockerd --data-root "$DOCKER_DATA/data" --exec-root /run/docker --pidfile /run/docker.pid --host "$DOCKER_HOST" \
    --bridge none --iptables=false --ip6tables=false >"$DOCKER_DATA/log" 2>&1 &
  daemon=$!
  i=0
  until docker info >/dev/null 2>&1; do
    i=$((i + 1))
    if [ $i -gt 120 ] || ! kill -0 $daemon 2>/dev/null; then
      echo "dockerd did not start; what it said last:" >&2
      tail -n 5 "$DOCKER_DATA/log" >&2
      exit 1
    fi
    sleep 0.25
  done
  code=0
  "$@" || code=$?
  kill $daemon
  wait $daemon || true
  exit $code
' with-docker "$@"
