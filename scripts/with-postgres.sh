#!/bin/bash
# scripts/with-postgres.sh COMMAND…   runs a command with a PostgreSQL of its own in TONGGUAN_TEST_PG_URL, and always stops it.
# Installs Debian's postgresql when the machine has no server. The exit code is the command's.
set -euo pipefail

if [ $# -eq 0 ]; then
    sed -n '2,3s/^# //p' "$0" >&2
    exit 64
fi
if [ -n "${TONGGUAN_TEST_PG_URL:-}" ]; then
    exec "$@"
fi

here=$(cd "$(dirname "$0")" && pwd)
if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && ! command -v initdb >/dev/null; then
    as_root=()
    if [ "$(id -u)" != 0 ]; then as_root=(sudo); fi
    if ! command -v apt-get >/dev/null || { [ ${#as_root[@]} -gt 0 ] && ! command -v sudo >/dev/null; }; then
        echo "no PostgreSQL server here and no way to install one: install PostgreSQL 15 or newer, or set TONGGUAN_TEST_PG_URL" >&2
        exit 69
    fi
    "${as_root[@]}" apt-get update -q >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends postgresql >&2
fi

# The server lives as long as file descriptor 7 of this shell is open; the command itself does not inherit it.
coproc SERVER { exec sh "$here/../crates/tongguan-testkit/src/postgres.sh"; }
server=$SERVER_PID
exec 7>&"${SERVER[1]}" 8<&"${SERVER[0]}"
eval "exec ${SERVER[1]}>&- ${SERVER[0]}<&-"
stop() {
    exec 7>&-
    wait "$server" || true
}
trap stop EXIT
if ! read -r url <&8; then
    echo "PostgreSQL did not start" >&2
    exit 69
fi

code=0
TONGGUAN_TEST_PG_URL=$url "$@" 7>&- 8<&- || code=$?
exit "$code"
