#!/usr/bin/env bash
# Builds the browser interface and the program, makes the demo company at the first start, and serves it on this machine only, without TLS.
# scripts/run.sh ARGS…   arguments go to `tongguan serve`. TONGGUAN_DATA names another folder than var/demo.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh run
scripts/web-build.sh
cargo build --package tongguan-server --features pdf
data=${TONGGUAN_DATA:-var/demo}
program=${CARGO_TARGET_DIR:-target}/debug/tongguan
if [ ! -e "$data/tongguan.db" ]; then
  echo "run: making the demo company in $data"
  "$program" demo --data "$data" --seed 1
fi
echo "run: http://127.0.0.1:8080   logins: README.md"
exec "$program" serve --data "$data" --plain-http "$@"
