#!/usr/bin/env bash
# Makes the fonts that the program carries for PDF: Noto Sans CJK SC, regular and bold, cut to GBK and the rarer characters of
# names (crates/tongguan-doc/fonts/names.txt). Source: Debian's package fonts-noto-cjk; tool: PyPI's fonttools; both are fetched
# where they are missing. What it makes is committed, so nobody needs to run it to build.
set -euo pipefail
cd "$(dirname "$0")/.."

source=/usr/share/fonts/opentype/noto
fonts=crates/tongguan-doc/fonts
[ -e "$source/NotoSansCJK-Regular.ttc" ] || { echo "fonts: install Debian's fonts-noto-cjk" >&2; exit 1; }
command -v zstd >/dev/null || { echo "fonts: install zstd" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet install fonttools==4.68.0

"$work/venv/bin/python" - "$fonts/names.txt" >"$work/characters.txt" <<'PYTHON'
import sys

gbk = {bytes([high, low]) for high in range(0x81, 0xFF) for low in range(0x40, 0xFF)}
letters = {code.decode("gbk", "ignore") for code in gbk}
latin = {chr(code) for code in [*range(0x20, 0x7F), *range(0xA0, 0x180)]}
signs = set("€¥–—‘’“”…•□■☐☑☒✓✗→←↑↓①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳−×÷≤≥≈‰℃²³")
names = set(open(sys.argv[1], encoding="utf-8").read().split("\n", 1)[1])
print("".join(sorted(letter for letter in letters | latin | signs | names if letter in " \u00a0\u3000" or letter.strip())))
PYTHON

for weight in Regular Bold; do
  # Face 2 of Debian's collections is SC.
  "$work/venv/bin/pyftsubset" "$source/NotoSansCJK-$weight.ttc" --font-number=2 --text-file="$work/characters.txt" \
    --output-file="$work/$weight.otf" --layout-features=kern,ccmp,locl --no-hinting --notdef-outline --name-IDs='0,1,2,3,4,5,6,13,14,16,17' --name-languages='*'
  zstd --quiet --force --ultra -22 "$work/$weight.otf" -o "$fonts/NotoSansCJKsc-$weight.otf.zst"
done
ls -l "$fonts"
