#!/usr/bin/env bash
# Runs every block of docs/guide/walkthrough.md, in order, against a fresh demo company: what a new user copies, works.
# scripts/walkthrough.sh   TONGGUAN_BIN names another binary than target/debug/tongguan, which is built otherwise.
set -euo pipefail
cd "$(dirname "$0")/.."

guide=$PWD/docs/guide/walkthrough.md
if [ -z "${TONGGUAN_BIN:-}" ]; then
  cargo build --quiet --package tongguan-server --features pdf
  TONGGUAN_BIN=$PWD/target/debug/tongguan
fi
room=$(mktemp -d)
server=
# shellcheck disable=SC2317 # called by the trap
leave() {
  [ -z "$server" ] || { kill "$server" && wait "$server" || true; }
  rm -rf "$room"
}
trap leave EXIT

# A person pauses between two steps; here one address asks as fast as it can.
printf '[limits.%s]\nper_s = 10000\nburst = 10000\n' peer account >"$room/tongguan.toml"
"$TONGGUAN_BIN" demo --data "$room/data" --seed 1 --deals 6 >/dev/null
"$TONGGUAN_BIN" serve --config "$room/tongguan.toml" --data "$room/data" --plain-http --listen 127.0.0.1:0 >"$room/log" &
server=$!
until address=$(sed -n 's/.*"listen":"\([^"]*\)".*/\1/p' "$room/log") && [ -n "$address" ]; do
  kill -0 "$server" || { echo "walkthrough: the server did not start" >&2; exit 1; }
  sleep 0.1
done

mkdir "$room/desk"
# Each line keeps its number, so that bash names the line of the guide that failed.
awk '/^```sh$/ { code = 1; print ""; next } /^```/ { code = 0 } { print code ? $0 : "" }' "$guide" >"$room/walkthrough.md"
cd "$room/desk"
if ! TONGGUAN=http://$address bash -eEuo pipefail -c 'trap "echo \"walkthrough: docs/guide/walkthrough.md, line \$LINENO\" >&2" ERR; . "$1"' walkthrough "$room/walkthrough.md" >"$room/said" 2>&1; then
  tail -n 20 "$room/said" >&2
  exit 1
fi
for end in '"stage":"aftercare"' '"outstanding_minor":0}'; do
  grep -qF "$end" "$room/said" || { echo "walkthrough: the deal did not end with $end" >&2; exit 1; }
done
echo "walkthrough: $(grep -c '^完成' "$room/said") steps done, $(grep -c '^拒绝' "$room/said") refused as the guide says"
