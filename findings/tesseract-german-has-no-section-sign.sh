#!/usr/bin/env bash
# Tesseract's German model (Debian 12: tesseract-ocr 5.3.0-2, tesseract-ocr-deu 1:4.1.0-2).
# Expected of a model trained on German: that it reads „§ 12“, the commonest sign of any German contract. It cannot. A model of this
# kind can only answer with the signs of its own list; the German one has some 110, with ©, «, ° and ‚ among them, but neither § nor the
# dash –. So a clean print at 300 dpi comes back as „8 12 Absatz 3“, „nach 88 4, 5“ or „$ 8a“, and the 8 is what harms: no later step can
# tell the paragraph 12 from the number 812. Words, amounts and dates beside it are read without a fault (SGB VIII, though, as SGB VII).
# Whoever reads signed contracts back from a scan must not look for paragraphs in the text; a code printed on the page has to say what it is.
# Needs Debian with apt, dpkg-deb and poppler-utils (pdftoppm); nothing is installed there. The page is set by typst 0.15.2 from PyPI.
set -euo pipefail
command -v pdftoppm >/dev/null || { echo "pdftoppm (poppler-utils) is missing" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --target "$work/py" typst==0.15.2 2>"$work/pip" || { cat "$work/pip" >&2; exit 1; }
cd "$work"
# What Tesseract needs, as apt counts it on this system, the C library apart.
packages=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances \
  tesseract-ocr | grep -E '^(lib(tesseract5|lept5|archive13|gif7|jpeg62-turbo|openjp2-7|png16-16|tiff6|webp7|webpmux3|icu72|xml2|gomp1|nettle8|acl1|lz4-1|zstd1|bz2-1\.0|deflate0|jbig2?0?|lerc4|lzma5|curl4))$' | sort -u)
apt-get --quiet=2 -o APT::Sandbox::User= download tesseract-ocr=5.3.0-2 tesseract-ocr-deu=1:4.1.0-2 $packages
for deb in *.deb; do dpkg-deb --extract "$deb" root; done
export LD_LIBRARY_PATH="$work/root/usr/lib/x86_64-linux-gnu" OMP_THREAD_LIMIT=1
data=$(dirname "$(find root -name deu.traineddata)")
cat >page.typ <<'TYP'
#set text(lang: "de", size: 11pt, font: "Libertinus Serif")
§ 12 Absatz 3 Satz 2 der Satzung gilt nach §§ 4, 5 und § 8a SGB VIII.

Nach § 54 SGB X und § 126a BGB zahlt der Träger 1.250,50 € bis zum 31.12.2026.
TYP
PYTHONPATH="$work/py" python3 -c 'import typst; typst.compile("page.typ", output="page.pdf")'
pdftoppm -r 300 -gray -png -singlefile page.pdf page
root/usr/bin/tesseract --version 2>&1 | head -n 1
root/usr/bin/combine_tessdata -u "$data/deu.traineddata" deu. >/dev/null 2>&1
signs=$(tail -n +2 deu.lstm-unicharset | cut -d' ' -f1 | tail -n +4 | tr -d '\n')
echo "signs of the model: $signs"
nice -n 10 root/usr/bin/tesseract page.png read --tessdata-dir "$data" -l deu 2>/dev/null
cat read.txt
[[ $signs != *§* && $signs != *–* && $signs == *©* ]]
[ "$(grep -c § read.txt)" = 0 ]
grep -qE '^(8|\$) 12 Absatz 3 Satz 2 der Satzung gilt nach ' read.txt
grep -qF 'zahlt der Träger 1.250,50 € bis zum 31.12.2026.' read.txt
