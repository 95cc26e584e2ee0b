#!/usr/bin/env bash
# python-docx 1.2.0, docx2txt 0.9 and mammoth 1.13.0: the text of a paragraph that Word wrote.
# Expected: the words a person sees. Each reader loses other ones, silently, and always those that matter in a contract:
# - a number that Word keeps as a simple field („nach § 4 Absatz 2“) is gone in python-docx and mammoth;
# - a word in a content control, a smart tag or an insertion under review is gone in python-docx: „Frau Muster zahlt“ is „Frau  zahlt“;
# - of a term moved under review docx2txt gives both, the old and the new, and python-docx none;
# - a hyphen that must not break is gone in docx2txt („EMail“), a mark in a box in both others but mammoth;
# - a line break joins two words in mammoth („Musterweg 1Hinterhaus“).
# On no line but the last are all three right, on five of nine only one is. A comparison of what came back from the other party with
# what was sent has to read the XML.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --target "$work/py" python-docx==1.2.0 docx2txt==0.9 mammoth==1.13.0 \
  2>"$work/pip" || { cat "$work/pip" >&2; exit 1; }
PYTHONPATH="$work/py" nice -n 10 python3 - "$work/sample.docx" <<'PY'
import sys
import docx, docx2txt, mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

def run(text, tag="t"):
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'
def only(tag):
    return f"<w:r><w:{tag}/></w:r>"
change = 'w:id="7" w:author="M" w:date="2026-01-01T00:00:00Z"'
# what a person sees, how it is written, which readers (python-docx, docx2txt, mammoth) give just that
lines = [
    ("nach § 4 Absatz 2", run("nach § ") + '<w:fldSimple w:instr=" REF frist \\r ">' + run("4") + "</w:fldSimple>" + run(" Absatz 2"), "no yes no"),
    ("Frau Muster zahlt", run("Frau ") + "<w:sdt><w:sdtContent>" + run("Muster") + "</w:sdtContent></w:sdt>" + run(" zahlt"), "no yes yes"),
    ("in Musterstadt am", run("in ") + '<w:smartTag w:uri="x" w:element="place">' + run("Musterstadt") + "</w:smartTag>" + run(" am"), "no yes yes"),
    ("bis zehn Tage", run("bis ") + f"<w:ins {change}>" + run("zehn") + f"</w:ins><w:del {change}>" + run("zwölf", "delText") + "</w:del>" + run(" Tage"), "no yes yes"),
    ("Ort: neu", run("Ort: ") + f"<w:moveFrom {change}>" + run("alt") + f"</w:moveFrom><w:moveTo {change}>" + run("neu") + "</w:moveTo>", "no no yes"),
    ("E‑Mail", run("E") + only("noBreakHyphen") + run("Mail"), "no no yes"),
    ("ja ☒ nein", run("ja ") + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run(" nein"), "no no no"),
    ("Musterweg 1\nHinterhaus", run("Musterweg 1") + only("br") + run("Hinterhaus"), "yes yes no"),
    ("zahlt 1.250,50 €", run("zahlt 1.250,50 €"), "yes yes yes"),
]
document = docx.Document()
for _, inner, _ in lines:
    document.element.body.insert(-1, parse_xml(f'<w:p {nsdecls("w")}>{inner}</w:p>'))
document.save(sys.argv[1])
first = [paragraph.text for paragraph in docx.Document(sys.argv[1]).paragraphs]
second = docx2txt.process(sys.argv[1]).split("\n\n")
with open(sys.argv[1], "rb") as file:
    third = mammoth.extract_raw_text(file).value.split("\n\n")
holds = True
for (seen, _, expected), *texts in zip(lines, first, second, third):
    print(f"{seen!r:26}", *(f"{text!r:26}" for text in texts))
    holds = holds and ["yes" if text == seen else "no" for text in texts] == expected.split()
sys.exit(0 if holds else 1)
PY
