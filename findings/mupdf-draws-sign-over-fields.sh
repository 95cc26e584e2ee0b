#!/usr/bin/env bash
# MuPDF 1.26.11 (PyMuPDF 1.26.6) beside PDFium (pypdfium2 5.1.0), reading a page made with pikepdf 10.0.2 that has one unsigned signature
# field. The field brings its own appearance (a rule and „Ort, Datum“), as ISO 32000-2, 12.7.5.5 allows.
# Expected: whoever reads or draws the page shows the field's appearance. PDFium draws it. MuPDF throws the appearance of every
# *unsigned* signature field away and puts one of its own in its place, an orange arrow with the English word SIGN: on screen, in pictures,
# in text that is taken from the page. The words of the form itself are gone. Fields of other kinds keep what they bring.
# So text or pictures compared by MuPDF differ by a word for each party that has not signed, and what shall be read at the place of a
# signature must stand on the page, not in the field.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --target "$work/py" PyMuPDF==1.26.6 pypdfium2==5.1.0 pikepdf==10.0.2 2>"$work/pip" \
  || { cat "$work/pip" >&2; exit 1; }
cd "$work"
cat >look.py <<'PY'
import pikepdf
import pymupdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, String


def make(kind, path):
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 200))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    page.obj.Resources = Dictionary(Font=Dictionary(F=font))
    page.Contents = pdf.make_stream(b"BT /F 12 Tf 40 150 Td (Vertrag) Tj ET")
    look = pdf.make_stream(b"0 14 m 200 14 l S BT /F 10 Tf 2 2 Td (Ort, Datum) Tj ET")
    look.Type, look.Subtype, look.BBox, look.Resources = Name.XObject, Name.Form, Array([0, 0, 200, 50]), page.obj.Resources
    field = pdf.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=kind, T=String("feld"), Ff=65536 if kind == Name.Btn else 0, Rect=Array([40, 40, 240, 90]), F=4, P=page.obj, AP=Dictionary(N=look)))
    page.obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    pdf.save(path)


print("MuPDF", pymupdf.mupdf_version)
for name, kind in (("signature", Name.Sig), ("button", Name.Btn)):
    make(kind, name + ".pdf")
    mupdf = pymupdf.open(name + ".pdf")[0]
    picture = mupdf.get_pixmap()
    orange = any(picture.pixel(x, y)[0] > 200 and picture.pixel(x, y)[2] < 100 for x in range(40, 240, 5) for y in range(110, 160, 5))
    pdfium = pypdfium2.PdfDocument(name + ".pdf")
    pdfium.init_forms()
    drawn = pdfium[0].render(may_draw_forms=True).to_pil().convert("RGB")
    dark = any(sum(pixel) < 300 for pixel in drawn.crop((40, 110, 240, 160)).getdata())
    print(name, "| MuPDF:", " / ".join(mupdf.get_text().split("\n")[:-1]), "| orange" if orange else "| black",
          "| PDFium black" if dark else "| PDFium nothing")
PY
python3 -m pip install --quiet --disable-pip-version-check --target "$work/py" pillow==12.0.0 2>"$work/pip" || { cat "$work/pip" >&2; exit 1; }
PYTHONPATH="$work/py" python3 look.py 2>/dev/null | tee result
cat >expected <<'OUT'
MuPDF 1.26.11
signature | MuPDF: Vertrag / SIGN | orange | PDFium black
button | MuPDF: Vertrag / Ort, Datum | black | PDFium black
OUT
diff expected result
