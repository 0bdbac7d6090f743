#!/usr/bin/env bash
# Checks the browser interface: types, lints, words in both languages, tests of logic and components, and that it builds within its budget.
set -euo pipefail
cd "$(dirname "$0")/../web"

npm ci --silent --no-audit --no-fund
node scripts/commands.mjs --check
npm --prefix apigen ci --silent --no-audit --no-fund
npm --prefix apigen run --silent check
npm run --silent build
npm run --silent check
npm test --silent
