#!/usr/bin/env bash
# poppler 22.12.0 and mutool 1.21.1 (Debian 12), pypdfium2 5.15.2, PyMuPDF 2.0, pypdf 7.1.1, pdfminer.six 20260107; page by typst 0.15.2.
# Two hyphens end a line in German: the one that a compound is written with (Nord-Süd-Vertrag) and the one that only divides a word
# (Ju-gendhilfe), which PDF/UA wants to be U+00AD. Expected: readers keep the first and may drop the second. What they do:
# - pdftotext without options does the opposite: it keeps the dividing one and the break, takes the written one for a division and
#   joins the compound: „Nord-SüdVertrag“, „von A-\nund B“ becomes „von Aund B“. With -raw or -layout it does not.
# - PDFium makes both one noncharacter: U+FFFE from one function, U+0002 from the other. Neither may stand in XML, so text that goes on
#   into a metadata file or an index is refused there.
# - typst writes one glyph for both and says in ToUnicode that it is U+00AD, correcting the written one by ActualText. pypdf, pdfminer
#   and mutool 1.21 do not look at that: every real hyphen of the document, also within lines, is a soft one for them, and a search for
#   „Nord-Süd“ finds nothing. PyMuPDF (MuPDF 1.28) and poppler do look.
# So a test that compares a PDF's text with its source has to say which reader it means, and a writer should give each hyphen a code.
# Needs Debian 12 with poppler-utils and mupdf-tools.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[[ $(pdftotext -v 2>&1 || true) == *22.12* ]] || { echo "poppler-utils 22.12 (Debian 12) is needed" >&2; exit 2; }
[[ $(mutool -v 2>&1 || true) == *1.21* ]] || { echo "mupdf-tools 1.21 (Debian 12) is needed" >&2; exit 2; }
python3 -m pip install --quiet --disable-pip-version-check --target "$work/py" typst==0.15.2 pypdfium2==5.15.2 pymupdf==2.0 \
  pypdf==7.1.1 pdfminer.six==20260107 2>"$work/pip" || { cat "$work/pip" >&2; exit 1; }
PYTHONPATH="$work/py" nice -n 10 python3 -W ignore - "$work" <<'PY'
import subprocess, sys, xml.etree.ElementTree as xml
import pymupdf, pypdf, pypdfium2, typst
from pdfminer.high_level import extract_text

work = sys.argv[1]
path = work + "/page.pdf"
open(work + "/page.typ", "w").write("""#set document(title: "Muster")
#set page(width: 6cm, height: 6cm, margin: 5mm)
#set text(lang: "de", size: 11pt, hyphenate: true)
#set par(justify: true)
Die Kooperationsvereinbarung der Vertragsparteien über Jugendhilfemaßnahmen und Verwaltungsverfahren, Nord-Süd-Vertrag.
""")
typst.compile(work + "/page.typ", output=path, pdf_standards=["ua-1"])

def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout.decode()

page = pypdfium2.PdfDocument(path)[0].get_textpage()
texts = {
    "pdftotext": run("pdftotext", path, "-"), "pdftotext -raw": run("pdftotext", "-raw", path, "-"),
    "mutool 1.21": run("mutool", "draw", "-q", "-F", "text", path), "PyMuPDF": pymupdf.open(path)[0].get_text(),
    "pypdf": pypdf.PdfReader(path).pages[0].extract_text(), "pdfminer": extract_text(path),
    "PDFium range": page.get_text_range(), "PDFium bounded": page.get_text_bounded(),
}
for name, text in texts.items():
    divided, compound = text[text.index("Ju"):][:5], text[text.index("Nord"):].split("ertrag")[0] + "ertrag"
    print(f"{name:15} {divided!r:15} {compound!r}")
def in_xml(text):
    try:
        return xml.fromstring("<t>" + text + "</t>").text is not None
    except xml.ParseError:
        return False
print("fits into XML:", {name: in_xml(text.replace("\x0c", "")) for name, text in texts.items() if "PDFium" in name})
soft, end = "\u00ad", "ertrag"
expected = {
    "pdftotext": (f"Ju{soft}\n", "Nord-SüdV"), "pdftotext -raw": (f"Ju{soft}\n", "Nord-Süd-\nV"),
    "mutool 1.21": (f"Ju{soft}\n", f"Nord{soft}Süd{soft}\nV"), "PyMuPDF": (f"Ju{soft}\n", "Nord-Süd-\nV"),
    "pypdf": (f"Ju{soft}\n", f"Nord{soft}Süd{soft}\nV"), "pdfminer": (f"Ju{soft}\n", f"Nord{soft}Süd{soft}\nV"),
    "PDFium range": ("Ju\ufffeg", "Süd\ufffeV"), "PDFium bounded": ("Ju\x02g", "Süd\x02V"),
}
wrong = [name for name, parts in expected.items() if not all(part in texts[name] for part in parts)]
print("not as stated:", wrong or "none")
sys.exit(1 if wrong or any(in_xml(texts[name]) for name in texts if "PDFium" in name) else 0)
PY
