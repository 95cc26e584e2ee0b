#!/usr/bin/env bash
# LibreOffice 7.4.7 (Debian 12, libreoffice-writer-nogui) opening and saving a DOCX made with python-docx 1.2.0.
# A content control around one whole paragraph (block-level w:sdt) whose text somebody has deleted with „Änderungen nachverfolgen“: w:del around
# the run, w:del in the paragraph's mark. Expected: open and save, and the deletion is still one. LibreOffice saves the control within the
# paragraph and the words in it as if nobody had touched them; only the deletion of the paragraph's end stays. Whoever accepts all changes in
# the saved file gets a contract with the passage that was deleted, joined to the next. Without the control the deletion stays whole.
# So a redline that was saved by LibreOffice may say less than its author did; klauselwerk vergleichen tells what the file says: the end of the
# paragraph is deleted, the words are not.
# Needs Debian 12 with libreoffice-writer.
set -euo pipefail
command -v soffice >/dev/null || { echo "needs soffice (Debian 12: libreoffice-writer-nogui)" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --target "$work/py" python-docx==1.2.0 2>"$work/pip" || { cat "$work/pip" >&2; exit 1; }
cat >"$work/make.py" <<'PY'
import sys
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

WHO = 'w:author="P. Partner" w:date="2026-11-20T10:00:00Z"'
GONE = (
    f'<w:p {nsdecls("w")}><w:pPr><w:rPr><w:del w:id="8" {WHO}/></w:rPr></w:pPr>'
    f'<w:del w:id="9" {WHO}><w:r><w:delText xml:space="preserve">%s</w:delText></w:r></w:del></w:p>'
)
CONTROL = f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="Klausel"/><w:tag w:val="klausel"/><w:id w:val="10029"/></w:sdtPr><w:sdtContent/></w:sdt>'

if sys.argv[1] == "make":
    document = docx.Document()
    last = document.add_paragraph("Davor.")._p
    inside = parse_xml(CONTROL)
    inside.find(qn("w:sdtContent")).append(parse_xml(GONE % "Mit Steuerelement."))
    last.addnext(inside)
    between = document.add_paragraph("Dazwischen.")._p
    inside.addnext(between)
    between.addnext(parse_xml(GONE % "Ohne Steuerelement."))
    document.add_paragraph("Danach.")
    document.save(sys.argv[2])
else:
    body = docx.Document(sys.argv[2]).element.body
    for words in ("Mit Steuerelement.", "Ohne Steuerelement."):
        print(words, "deleted" if any(words in (text.text or "") for text in body.iter(qn("w:delText"))) else "there" if any(words in (text.text or "") for text in body.iter(qn("w:t"))) else "gone")
PY
export PYTHONPATH="$work/py"
python3 "$work/make.py" make "$work/vertrag.docx"
mkdir "$work/saved"
soffice -env:UserInstallation="file://$work/profile" --headless --convert-to docx --outdir "$work/saved" "$work/vertrag.docx" >/dev/null 2>&1
echo "before:"
python3 "$work/make.py" look "$work/vertrag.docx"
echo "saved by $(soffice --version | cut -d ' ' -f 1-2):"
python3 "$work/make.py" look "$work/saved/vertrag.docx" | tee "$work/saved.txt"
grep -q "Mit Steuerelement. there" "$work/saved.txt" && grep -q "Ohne Steuerelement. deleted" "$work/saved.txt"
