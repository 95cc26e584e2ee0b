"""docx-schema.py FILE…   Whether DOCX files keep the schemas of ECMA-376 transitional, by openxml-audit (see docx-schema).

First the check itself is checked: copies of the first file with one fault each have to be found faulty. Two things that openxml-audit
0.8.0 takes for faults are none: a theme is no required part (ECMA-376-1, 14.2.7: "can contain"), and the list 0 takes a number away
(17.9.18). Exit codes: 0 all is so, 1 something is not.
"""

import os
import re
import sys
import tempfile
import zipfile

from openxml_audit import FileFormat, OpenXmlValidator

NO_FAULTS = ("/relationships/theme' is missing", "Numbering definition '0' referenced but not found")
FAULTS = (
    ("an element that there is not", r"<w:keepNext/>", "<w:keepNexxt/>"),
    ("properties out of order", r"(<w:pStyle [^>]*/>)(<w:keepNext/>)", r"\2\1"),
    ("a value that the type has not", r'w:hRule="atLeast"', 'w:hRule="mindestens"'),
    ("a required attribute left out", r'<w:tag w:val="[^"]*"/>', "<w:tag/>"),
)


def faults(path):
    result = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(path)
    return [f"{error.part_uri} {error.path}: {error.description}" for error in result.errors if not any(known in error.description for known in NO_FAULTS)]


def seeded(path, pattern, replacement):
    """A copy of the file with the first place changed; None where there is none."""
    source = zipfile.ZipFile(path)
    text = source.read("word/document.xml").decode()
    changed, count = re.subn(pattern, replacement, text, count=1)
    if count == 0:
        return None
    with tempfile.NamedTemporaryFile(suffix=".docx", delete=False) as file, zipfile.ZipFile(file, "w") as target:
        for item in source.infolist():
            target.writestr(item.filename, changed.encode() if item.filename == "word/document.xml" else source.read(item.filename))
    return file.name


failed = 0
tried = 0
for name, pattern, replacement in FAULTS:
    for path in sys.argv[1:]:
        copy = seeded(path, pattern, replacement)
        if copy:
            tried += 1
            try:
                if not faults(copy):
                    print(f"FEHLER: Das Prüfprogramm findet nicht: {name}. / the check does not find it", file=sys.stderr)
                    failed += 1
            finally:
                os.unlink(copy)
            break
if tried < len(FAULTS):
    print(f"FEHLER: Nur {tried} von {len(FAULTS)} Probefehlern ließen sich machen.", file=sys.stderr)
    failed += 1
for path in sys.argv[1:]:
    found = faults(path)
    for fault in found[:5]:
        print(f"FEHLER {os.path.basename(path)}: {fault}", file=sys.stderr)
    failed += bool(found)
if not failed:
    print(f"Schema: {len(sys.argv) - 1} Word-Dateien halten ECMA-376 (transitional) ein")
sys.exit(bool(failed))
