#!/usr/bin/env bash
# Copies the volumes of Prometheus and Grafana to dated archives: ./backup.sh [FOLDER]
# Each service stands still while its volume is read, so that the copy is whole.
set -euo pipefail

target=$(realpath -m "${1:-backups}")
# shellcheck source=volumes.sh
. "$(dirname "${BASH_SOURCE[0]}")/volumes.sh"

mkdir -p "$target"
stamp=$(date +%Y-%m-%d_%H%M%S)

for name in "${volumes[@]}"; do
  volume=${project}_${name}
  docker volume inspect "$volume" >/dev/null 2>&1 || fail "There is no volume $volume. Is COMPOSE_PROJECT_NAME right?"
done

for name in "${volumes[@]}"; do
  volume=${project}_${name}
  archive=${name}_${stamp}.tar.gz
  stop_service "$(service_of "$name")"
  # Under another name until it is complete, so that no half archive looks like a backup.
  docker run --rm -v "$volume:/data:ro" -v "$target:/backup" "$helper_image" \
    sh -c 'tar -czf "/backup/.$1.part" -C /data . && mv "/backup/.$1.part" "/backup/$1"' backup "$archive" ||
    fail "$volume could not be copied; $target has no archive of it from now."
  echo "$target/$archive"
done
