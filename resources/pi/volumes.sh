# Shared by backup.sh and restore.sh; not run by itself.
# shellcheck shell=bash disable=SC2034

cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

# The project's name is part of the volumes' names; .env may set it.
if [ -f .env ]; then
  from_env=$(sed -n 's/^COMPOSE_PROJECT_NAME=//p' .env | tail -n 1 | tr -d "\"'[:space:]")
fi
project=${COMPOSE_PROJECT_NAME:-${from_env:-modbus}}

# Any small image with tar and gzip does.
helper_image=${HELPER_IMAGE:-alpine:3}

# A volume and the service that writes to it.
volumes=(prometheus_data grafana_data)
service_of() { echo "${1%_data}"; }

fail() {
  echo "$*" >&2
  exit 1
}

# docker compose is the plugin, docker-compose the program of older systems.
compose() {
  if docker compose version >/dev/null 2>&1; then docker compose "$@"; else docker-compose "$@"; fi
}

is_running() { [ -n "$(compose ps --quiet "$1" 2>/dev/null)" ]; }

# What was stopped is started again, however the script ends.
stopped=()
start_again() {
  local service
  for service in ${stopped[@]+"${stopped[@]}"}; do compose start "$service" || true; done
}
trap start_again EXIT

stop_service() {
  if is_running "$1"; then
    compose stop "$1"
    stopped+=("$1")
  fi
}
