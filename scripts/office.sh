#!/usr/bin/env bash
# Opens a sample of every document with LibreOffice and turns it into pages as pictures, to be looked at:
# scripts/office.sh [FOLDER]   (var/papers where none is named). Needs Debian's libreoffice-writer-nogui, libreoffice-calc-nogui and
# poppler-utils (100 MB), so it is no part of `make test`. FEATURES=pdf sets the PDFs as well.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=${1:-var/papers}
command -v soffice >/dev/null || { echo "office: install libreoffice-writer-nogui and libreoffice-calc-nogui" >&2; exit 1; }
cargo run --quiet --package tongguan-doc ${FEATURES:+--features "$FEATURES"} --example papers -- "$folder"
for format in docx xlsx; do
  mkdir -p "$folder/$format"
  soffice --headless --convert-to pdf --outdir "$folder/$format" "$folder"/*."$format" >/dev/null 2>&1
  made=$(find "$folder/$format" -name '*.pdf' | wc -l) wanted=$(find "$folder" -maxdepth 1 -name "*.$format" | wc -l)
  echo "office: $made of $wanted $format files were opened"
  [ "$made" = "$wanted" ]
done
# Nothing that somebody typed is evaluated in an exported list.
TONGGUAN_OFFICE=1 cargo test --quiet --package tongguan-doc --test it -- libreoffice
