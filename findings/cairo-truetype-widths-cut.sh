#!/usr/bin/env bash
# Cairo 1.16.0 (Debian 12: libcairo2 1.16.0-7), driven by cairocffi 1.7.1, with DejaVu Sans from matplotlib 3.10.0.
# A PDF's font dictionary tells the width of each glyph in thousandths of an em. For a TrueType face of 2048 units Cairo 1.16 cuts
# these to whole numbers (a blank: 317 for 317.87), but writes strings as if the exact widths stood there: it puts no correction
# between letters. A reader that follows the dictionary, as all do, sets every string too short, by up to 1/1000 em a letter. Cairo
# 1.18 writes the exact widths. Lines that a program has justified to a thousandth of a point lose up to a third of one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --target "$work/py" cairocffi==1.7.1 cffi==2.0.0 pikepdf==9.5.2 fonttools==4.58.0 2>/dev/null
python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest "$work" matplotlib==3.10.0
mkdir "$work/fonts"
python3 - "$work" <<'PY'
import glob, sys, zipfile
work = sys.argv[1]
with zipfile.ZipFile(glob.glob(work + "/matplotlib-*.whl")[0]) as wheel:
    open(work + "/fonts/DejaVuSans.ttf", "wb").write(wheel.read("matplotlib/mpl-data/fonts/ttf/DejaVuSans.ttf"))
open(work + "/fonts.conf", "w").write(f"<fontconfig><dir>{work}/fonts</dir><cachedir>{work}/cache</cachedir></fontconfig>")
PY
FONTCONFIG_FILE="$work/fonts.conf" PYTHONPATH="$work/py" python3 - "$work" <<'PY'
import sys
import cairocffi as cairo
import pikepdf
from fontTools.ttLib import TTFont

work = sys.argv[1]
print("cairo", cairo.cairo_version_string())
surface = cairo.PDFSurface(work + "/out.pdf", 595, 842)
context = cairo.Context(surface)
context.select_font_face("DejaVu Sans")
context.set_font_size(10)
options = cairo.FontOptions()
options.set_hint_metrics(cairo.HINT_METRICS_OFF)
options.set_hint_style(cairo.HINT_STYLE_NONE)
context.set_font_options(options)
context.move_to(50, 100)
text = "Die Vereinbarung gilt"
context.show_text(text)
surface.finish()

font = TTFont(work + "/fonts/DejaVuSans.ttf")
em, cmap, advances = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"]
pdf = pikepdf.open(work + "/out.pdf")
fonts = [font for _, font in pdf.pages[0].Resources.Font.items()]
told = next(f for f in fonts if "/Widths" in f)
first = int(told.FirstChar)
pairs = []
for letter in sorted(set(text)):
    exact = advances[cmap[ord(letter)]][0] * 1000 / em
    pairs.append((letter, float(told.Widths[ord(letter) - first]), exact))
for letter, width, exact in pairs[:5]:
    print(f"  {letter!r}: told {width:g}, exact {exact:.3f}")
content = pdf.pages[0].Contents.read_bytes().decode("latin-1")
print("  the string:", next(line for line in content.splitlines() if "Tj" in line or "TJ" in line))
lost = sum(next(e - w for l, w, e in pairs if l == letter) for letter in text)
print(f"  {len(text)} letters are {lost:.2f}/1000 em too short")
holds = all(width == int(exact) for _, width, exact in pairs) and lost > 5 and "TJ" not in content
sys.exit(0 if holds else 1)
PY
