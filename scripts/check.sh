#!/usr/bin/env bash
# Format, lints and the rules of the tree. Licences and bans too, where cargo-deny is installed.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo fmt --all --check
cargo clippy --workspace --all-targets -- -D warnings
cargo xtask tidy
if command -v cargo-deny >/dev/null; then
  cargo deny check
fi
