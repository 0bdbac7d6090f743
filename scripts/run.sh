#!/usr/bin/env bash
# Builds the binary and starts the server, on this machine only and without TLS. The first start prints the token for the set-up.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --package tongguan-server
exec target/debug/tongguan serve --plain-http "$@"
