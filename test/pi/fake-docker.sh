#!/usr/bin/env bash
# Stands in for docker: volumes are folders below $FAKE_DOCKER/volumes, containers run their
# command here with /data and /backup put in, and every call that changes something is written down.
set -euo pipefail
note() { echo "$*" >>"$FAKE_DOCKER/calls"; }
case "$1 ${2:-}" in
'compose version') ;;
'compose ps') [ ! -e "$FAKE_DOCKER/stopped-$4" ] && echo id ;;
'compose stop') note "stop $3" && touch "$FAKE_DOCKER/stopped-$3" ;;
'compose start') note "start $3" && rm -f "$FAKE_DOCKER/stopped-$3" ;;
'volume inspect') [ -d "$FAKE_DOCKER/volumes/$3" ] ;;
'volume create') mkdir -p "$FAKE_DOCKER/volumes/$3" ;;
'run --rm')
  data=$FAKE_DOCKER/volumes/${4%%:*}
  backup=${6%%:*}
  shift 7
  note "run on $(basename "$data")"
  [ ! -e "$FAKE_DOCKER/no-space" ] || exit 1
  arguments=()
  for argument in "$@"; do
    argument=${argument//\/data/$data}
    arguments+=("${argument//\/backup/$backup}")
  done
  "${arguments[@]}"
  ;;
*) echo "unexpected: $*" >&2 && exit 99 ;;
esac
