#!/bin/sh
# A private PostgreSQL that lives exactly as long as this script's standard input stays open: whoever holds the other end may
# die in any way, and the server goes with it. Prints the URL of the server once it accepts connections.
# It listens on a socket in its own folder only, so no port has to be found and nobody else can reach it.
set -eu

bin=""
for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) $(dirname "$(command -v initdb || echo /none/x)"); do
    if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then bin=$folder; break; fi
done
if [ -z "$bin" ]; then
    echo "no PostgreSQL server found: install the package postgresql, or run through scripts/with-postgres.sh, or set TONGGUAN_TEST_PG_URL" >&2
    exit 1
fi

# The server refuses to run as root.
as_server() { "$@"; }
if [ "$(id -u)" = 0 ]; then
    account=nobody
    if id postgres >/dev/null 2>&1; then account=postgres; fi
    as_server() { setpriv --reuid="$account" --regid="$(id -g "$account")" --clear-groups "$@"; }
fi

# Databases come and go by the hundred here, with some hundred files each: in memory where there is room for them.
place=/tmp
free=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
if [ "${free:-0}" -gt 4194304 ]; then place=/dev/shm; fi
home=$(mktemp -d "$place/tongguan-pg.XXXXXX")
if [ "$(id -u)" = 0 ]; then chown "$account" "$home"; fi
cd "$home"

stop() {
    as_server "$bin/pg_ctl" -D "$home/data" -m immediate -w stop >/dev/null 2>&1 || true
    cd /
    rm -rf "$home"
}
trap stop EXIT
# An interrupt reaches the whole process group; the end of standard input is what stops this script. It may also come before anyone
# has read the URL, which must not end this script before it has stopped the server.
trap '' INT TERM HUP PIPE

# Nothing here must survive a power cut, so the tests need not wait for the disk.
if ! as_server "$bin/initdb" -D "$home/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$home/initdb.log" 2>&1; then
    cat "$home/initdb.log" >&2
    exit 1
fi
options="-c listen_addresses='' -c unix_socket_directories='$home' -c fsync=off -c full_page_writes=off -c max_connections=300"
if ! as_server "$bin/pg_ctl" -D "$home/data" -l "$home/server.log" -w -t 120 -o "$options" start >/dev/null 2>&1; then
    cat "$home/server.log" >&2
    exit 1
fi
echo "postgresql://postgres@$(echo "$home" | sed 's|/|%2F|g')/postgres" || true
cat >/dev/null
