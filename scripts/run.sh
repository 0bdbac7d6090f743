#!/usr/bin/env bash
# Builds the binary and starts what it can do: the server once it has one, until then the list of what it has.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --package tongguan-server
tongguan=target/debug/tongguan
if "$tongguan" serve --help >/dev/null 2>&1; then
  exec "$tongguan" serve "$@"
fi
echo "There is no server to start yet. The binary is $tongguan; today it has:"
"$tongguan" --help
"$tongguan" tool --help
