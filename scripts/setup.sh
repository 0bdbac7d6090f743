#!/usr/bin/env bash
# Installs what building and testing need and what is missing: a C compiler, make, pkg-config, CA certificates and
# PostgreSQL, Chromium, Chinese fonts and pdftotext, from Debian's packages. Rust and Node are not installed here: they must be there (https://rustup.rs, Node 20.19 or newer).
# Does nothing when everything is present; safe to run again.
# scripts/setup.sh run   leaves out PostgreSQL, Chromium and fonts, which only tests need.
set -euo pipefail

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

command -v cargo >/dev/null || fail "Rust is missing. Install it from https://rustup.rs, then run this again."
cargo fmt --version >/dev/null 2>&1 || fail "rustfmt is missing: rustup component add rustfmt"
cargo clippy --version >/dev/null 2>&1 || fail "clippy is missing: rustup component add clippy"
command -v npm >/dev/null || fail "Node is missing. Install Node 20.19 or newer with npm, then run this again."

has_postgres() {
  command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null
}

missing=()
command -v cc >/dev/null || missing+=(gcc libc6-dev)
command -v make >/dev/null || missing+=(make)
command -v pkg-config >/dev/null || missing+=(pkg-config)
[ -e /etc/ssl/certs/ca-certificates.crt ] || missing+=(ca-certificates)
if [ "${1:-}" != run ]; then
  has_postgres || missing+=(postgresql)
  [ -x "${CHROMIUM:-/usr/bin/chromium}" ] || missing+=(chromium)
  compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK-*' >/dev/null || missing+=(fonts-noto-cjk)
  command -v pdftotext >/dev/null || missing+=(poppler-utils)
fi

if [ ${#missing[@]} -eq 0 ]; then
  say "nothing to install"
  exit 0
fi

command -v apt-get >/dev/null || fail "install these by hand, there is no apt-get here: ${missing[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || fail "install these as root, there is no sudo here: ${missing[*]}"
  as_root=(sudo)
fi

say "installing ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
