#!/usr/bin/env bash
# Builds the browser interface into web/dist, from where `cargo build` takes it into the binary. Does only what is needed.
set -euo pipefail
cd "$(dirname "$0")/../web"

[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --silent --no-audit --no-fund
if [ -e dist/index.html ] && [ -z "$(find src public scripts index.html package.json vite.config.ts -newer dist/index.html -print -quit)" ]; then
  exit 0
fi
echo "web: building the browser interface" >&2
npm run --silent build >&2
