#!/usr/bin/env bash
# Tests in a browser against the real program with the interface inside: scripts/e2e.sh [ARGUMENTS OF PLAYWRIGHT…]
# scripts/e2e.sh shots   writes a picture of every page to var/shots instead.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/web-build.sh
cargo build --quiet --package tongguan-server --features pdf
cd web
if [ "${1:-}" = shots ]; then
  npx playwright test --project=shots "${@:2}"
  echo "shots: $(cd .. && pwd)/var/shots"
  exit 0
fi
npx playwright test --project=walk --project=tests "$@"
