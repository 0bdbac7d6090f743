#!/usr/bin/env bash
# Checks the code on every save where cargo-watch is installed, and once where it is not.
set -euo pipefail
cd "$(dirname "$0")/.."

if command -v cargo-watch >/dev/null; then
  exec cargo watch -x 'clippy --workspace --all-targets'
fi
echo "dev: cargo-watch is not installed (cargo install cargo-watch); checking once." >&2
exec cargo clippy --workspace --all-targets
