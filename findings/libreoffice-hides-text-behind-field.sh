#!/usr/bin/env bash
# LibreOffice 7.4.7 (Debian 12, libreoffice-writer-nogui) opening and saving a DOCX made with python-docx 1.2.0.
# A link (w:hyperlink) to a bookmark that holds a field and then words: „§ 2 dieser Vereinbarung“, the number a REF field with its result.
# Expected: open and save, and the words stand where they stood. LibreOffice shows and prints them rightly, but saves the words *inside*
# the field, between its beginning and its instruction, where no word processor shows anything (only if the paragraph begins before the
# link): in the saved file the sentence ends with
# „§ 2“, and the next reader of the contract never sees the rest. With the words in front of the field, or behind the link, all stays.
# So a citation that partners will send back after saving must not have text behind a field within one link.
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
from docx.oxml.ns import nsdecls

FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> REF ziel \\r \\h </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
WORDS = '<w:r><w:t xml:space="preserve"> dieser Vereinbarung</w:t></w:r>'
LINK = '<w:hyperlink {} w:anchor="ziel" w:history="1">{}</w:hyperlink>'


def shown(paragraph):
    """What a word processor shows: of a field only what stands behind its separator."""
    text, inside = "", []
    for element in paragraph.iter():
        tag = element.tag.rsplit("}", 1)[-1]
        if tag == "fldChar":
            kind = next(value for name, value in element.attrib.items() if name.endswith("fldCharType"))
            if kind == "begin":
                inside.append(False)
            elif kind == "separate":
                inside[-1] = True
            else:
                inside.pop()
        elif tag == "t" and all(inside):
            text += element.text or ""
    return text


if sys.argv[1] == "make":
    document = docx.Document()
    target = document.add_paragraph("Ziele", style="List Number")._p
    target.append(parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="1" w:name="ziel"/>'))
    target.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="1"/>'))
    for content, rest in ((FIELD + WORDS, ""), (WORDS + FIELD, ""), (FIELD, WORDS)):
        paragraph = document.add_paragraph("Ziele nach ")._p
        paragraph.append(parse_xml(LINK.format(nsdecls("w"), content)))
        if rest:
            paragraph.append(parse_xml(rest.replace("<w:r>", f'<w:r {nsdecls("w")}>', 1)))
    document.save(sys.argv[2])
else:
    for paragraph in docx.Document(sys.argv[2]).paragraphs[1:]:
        print("Vereinbarung" in shown(paragraph._p))
PY
export PYTHONPATH="$work/py"
python3 "$work/make.py" make "$work/brief.docx"
soffice --version | cut -d' ' -f1-2
soffice -env:UserInstallation="file://$work/profile" --headless --convert-to pdf --outdir "$work" "$work/brief.docx" >/dev/null 2>&1
mkdir "$work/saved"
soffice -env:UserInstallation="file://$work/profile" --headless --convert-to docx --outdir "$work/saved" "$work/brief.docx" >/dev/null 2>&1
before=$(python3 "$work/make.py" read "$work/brief.docx" | paste -sd' ')
after=$(python3 "$work/make.py" read "$work/saved/brief.docx" | paste -sd' ')
echo "words shown (behind the field in the link, in front of it, behind the link)"
echo "as made:  $before"
echo "as saved: $after"
[ "$before" = "True True True" ] && [ "$after" = "False True True" ]
