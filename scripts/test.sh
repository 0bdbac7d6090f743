#!/usr/bin/env bash
# Everything that CI runs: set-up, checks, the browser interface, all tests with a PostgreSQL of their own, the first walk-through as it is written, then tests in a browser.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh
scripts/check.sh
scripts/web.sh
scripts/with-postgres.sh cargo test --workspace --features tongguan-server/pdf
scripts/walkthrough.sh
scripts/e2e.sh
