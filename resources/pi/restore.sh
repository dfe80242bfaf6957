#!/usr/bin/env bash
# Puts archives of backup.sh in the place of what the volumes hold: ./restore.sh ARCHIVE...
# What was there before is kept beside the archive as before-restore_*, which restores too.
set -euo pipefail

[ $# -gt 0 ] || {
  echo "Usage: ./restore.sh prometheus_data_DATE.tar.gz grafana_data_DATE.tar.gz (one or both)" >&2
  exit 64
}
archives=()
for archive in "$@"; do archives+=("$(realpath "$archive")"); done
# shellcheck source=volumes.sh
. "$(dirname "${BASH_SOURCE[0]}")/volumes.sh"

volume_name() {
  local name
  for name in "${volumes[@]}"; do
    case $(basename "$1") in
    "$name"_*.tar.gz | before-restore_"$name"_*.tar.gz) echo "$name" && return ;;
    esac
  done
  fail "$1 is no archive of backup.sh: its name begins with none of: ${volumes[*]}."
}

# Everything is checked before anything is changed.
for archive in "${archives[@]}"; do
  volume_name "$archive" >/dev/null
  tar -tzf "$archive" >/dev/null 2>&1 || fail "$archive is damaged. Nothing was changed."
done

for archive in "${archives[@]}"; do
  name=$(volume_name "$archive")
  volume=${project}_${name}
  stop_service "$(service_of "$name")"
  docker volume create "$volume" >/dev/null
  docker run --rm -v "$volume:/data" -v "$(dirname "$archive"):/backup" "$helper_image" \
    sh -euc 'tar -czf "/backup/before-restore_$1" -C /data .
      find /data -mindepth 1 -delete
      tar -xzf "/backup/$1" -C /data' restore "$(basename "$archive")" ||
    fail "$volume could not be restored. What it held is in before-restore_$(basename "$archive")."
  echo "$volume is as in $archive"
done
