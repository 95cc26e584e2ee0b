#!/usr/bin/env bash
# LibreOffice 7.4.7 (Debian 12, libreoffice-writer-nogui), exporting a tagged PDF of a DOCX made with python-docx 1.2.0; read with pikepdf 10.0.2.
# A picture in the line, with a description: in the PDF's structure there is a Figure with that description (ISO 32000-1, 14.8.4.5).
# Expected: the picture's drawing is the Figure's content. It is not: the drawing is an artifact, that is nothing a reader looks at (14.8.2.2), and the
# Figure has no content at all. Validators do not mind either; but whoever takes over marked content with what it belongs to loses the description, and
# a reader that goes by the page (text reflow, structure of a selection) finds no picture.
# So the structure of an annex from LibreOffice is taken over with its Figures paired to the artifact pictures by their order, where a page has as
# many of the one as of the other.
# Needs Debian 12 with libreoffice-writer.
set -euo pipefail
command -v soffice >/dev/null || { echo "needs soffice (Debian 12: libreoffice-writer-nogui)" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --target "$work/py" python-docx==1.2.0 pikepdf==10.0.2 pillow==12.0.0 2>"$work/pip" || { cat "$work/pip" >&2; exit 1; }
export PYTHONPATH="$work/py"
cd "$work"
python3 - <<'PY'
import docx
from PIL import Image
Image.new("RGB", (60, 40), (10, 80, 160)).save("bild.png")
text = docx.Document()
text.add_paragraph("Davor.")
text.add_paragraph().add_run().add_picture("bild.png")._inline.docPr.set("descr", "Der Weg zum Amt")
text.save("brief.docx")
PY
soffice --version | cut -d' ' -f1-2
soffice -env:UserInstallation="file://$work/profile" --headless \
  --convert-to 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}' brief.docx >/dev/null 2>&1
python3 - <<'PY' | tee result
import pikepdf
pdf = pikepdf.open("brief.pdf")
open_marks = []
for instruction in pikepdf.parse_content_stream(pdf.pages[0]):
    operator = str(instruction.operator)
    if operator in ("BMC", "BDC"):
        open_marks.append(str(instruction.operands[0]))
    elif operator == "EMC":
        open_marks.pop()
    elif operator == "Do":
        print("picture drawn within:", *open_marks)
def walk(element):
    if element.get("/S") == "/Figure":
        print("Figure:", element.get("/Alt"), "| content:", "some" if "/K" in element else "none")
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            walk(kid)
walk(pdf.Root.StructTreeRoot)
PY
cat >expected <<'OUT'
picture drawn within: /Artifact
Figure: Der Weg zum Amt | content: none
OUT
diff expected result
