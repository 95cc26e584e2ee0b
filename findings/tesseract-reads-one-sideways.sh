#!/usr/bin/env bash
# Tesseract (Debian 12: tesseract-ocr 5.3.0-2, tesseract-ocr-deu 1:4.1.0-2), a sheet that lies on its side in the picture.
# Expected of `--psm 3`, the default, „fully automatic page segmentation, but no orientation detection“: a sheet on its side is not read,
# whichever side it lies on, or its boxes say which way its lines go. What happens depends on the side. Turned to the right (lines go
# down) every word is read, as surely as on the upright sheet, at some 96 %; turned to the left, not one, at some 30 %. And of the sheet that was
# read nothing tells that it lies: hOCR, which writes `textangle 90` for lines found with orientation detection (`--psm 1`), writes none.
# Who puts the words under the picture as its text layer then writes right words across tall, narrow boxes, each wrong in place and
# direction, and the confidence says that all is well. The boxes alone betray it: they are higher than wide.
# So what a program asks besides the confidence is the shape of the boxes, and only then the direction, whose query costs as much again.
# Needs Debian with apt, dpkg-deb and poppler-utils (pdftoppm); nothing is installed there. Page and turns by typst 0.15.2 and Pillow 12.0.0 from PyPI.
set -euo pipefail
command -v pdftoppm >/dev/null || { echo "pdftoppm (poppler-utils) is missing" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --target "$work/py" typst==0.15.2 pillow==12.0.0 2>"$work/pip" || { cat "$work/pip" >&2; exit 1; }
cd "$work"
# What Tesseract needs, as apt counts it on this system, the C library apart.
packages=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances \
  tesseract-ocr | grep -E '^(lib(tesseract5|lept5|archive13|gif7|jpeg62-turbo|openjp2-7|png16-16|tiff6|webp7|webpmux3|icu72|xml2|gomp1|nettle8|acl1|lz4-1|zstd1|bz2-1\.0|deflate0|jbig2?0?|lerc4|lzma5|curl4))$' | sort -u)
apt-get --quiet=2 -o APT::Sandbox::User= download tesseract-ocr=5.3.0-2 tesseract-ocr-deu=1:4.1.0-2 tesseract-ocr-osd=1:4.1.0-2 $packages
for deb in *.deb; do dpkg-deb --extract "$deb" root; done
export LD_LIBRARY_PATH="$work/root/usr/lib/x86_64-linux-gnu" OMP_THREAD_LIMIT=1 PYTHONPATH="$work/py"
data=$(dirname "$(find root -name deu.traineddata)")
cat >page.typ <<'TYP'
#set page(width: 210mm, height: 297mm, margin: 25mm)
#set text(lang: "de", size: 12pt, font: "Libertinus Serif")
#for n in range(5) [Die Kommune stellt die Räume bis zum Ende des Jahres bereit.

Der Verein benennt eine Ansprechperson für Rückfragen.

Beide Seiten treffen sich im Frühjahr und im Herbst.

]
TYP
python3 -c 'import typst; typst.compile("page.typ", output="page.pdf")'
pdftoppm -r 300 -gray -png -singlefile page.pdf upright
python3 - <<'PY'
from PIL import Image
sheet = Image.open("upright.png")
sheet.transpose(Image.Transpose.ROTATE_270).save("right.png", dpi=(300, 300))
sheet.transpose(Image.Transpose.ROTATE_90).save("left.png", dpi=(300, 300))
PY
root/usr/bin/tesseract --version 2>&1 | head -n 1
for sheet in upright right left; do
  for mode in 3 1; do
    nice -n 10 root/usr/bin/tesseract $sheet.png $sheet.$mode --tessdata-dir "$data" -l deu --psm $mode tsv hocr 2>/dev/null
  done
done
python3 - <<'PY'
import csv, re
text = open("page.typ", encoding="utf-8").read()
known = set(re.findall(r"\w+", text))
seen = {}
for sheet in ("upright", "right", "left"):
    for mode in (3, 1):
        with open(f"{sheet}.{mode}.tsv", encoding="utf-8") as file:
            words = [row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row["level"] == "5" and row["text"].strip()]
        right = sum(word["text"].strip(".") in known for word in words)
        sure = sum(float(word["conf"]) for word in words) / max(1, len(words))
        tall = sum(int(word["height"]) > int(word["width"]) for word in words)
        angles = sorted(set(re.findall(r"textangle (\d+)", open(f"{sheet}.{mode}.hocr", encoding="utf-8").read())))
        seen[sheet, mode] = (len(words), right, sure, tall, angles)
        print(f"{sheet}, --psm {mode}: {len(words)} words, {right} right, {sure:.0f} % sure, {tall} higher than wide, textangle {angles or 'none'}")
total = seen["upright", 3][0]
assert total > 100 and seen["upright", 3][1] == total
# Turned to the right: all read, as surely, and nothing said of it.
assert seen["right", 3][1] == total and seen["right", 3][2] > 90 and seen["right", 3][4] == [] and seen["right", 3][3] > total * 0.9
# Turned to the left: nothing.
assert seen["left", 3][1] < total / 20 and seen["left", 3][2] < 60
# With orientation detection both are read, and said to lie.
assert seen["right", 1][1] == total and len(seen["right", 1][4]) == 1
assert seen["left", 1][1] == total and len(seen["left", 1][4]) == 1
PY
