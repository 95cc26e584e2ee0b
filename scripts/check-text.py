"""check-text.py TEXT PDF   Whether a reader gets exactly the assembled text out of a finished PDF.

TEXT is what `klauselwerk build --text` wrote: one line a block, then, after a form feed, the footnotes, one line each. The PDF
is read with `pdftotext -raw`, after what the structure says is no text of the document was taken out of the pages: artifacts (page
furniture, repeated table heads), tables of contents, foreign annex pages (figures, or forms with marks of their own where they can be read aloud). Footnotes are read apart, because on paper they stand at the
foot of a page, wherever that is in the text.

A line's end in the extracted text may stand for a blank or for nothing (after a hard hyphen), and U+00AD at a line's end for
nothing; every other difference is an error. Exit codes: 0 equal, 1 different.
"""

import pathlib
import subprocess
import sys
import tempfile
import unicodedata

import pikepdf

SHOWING = {"Tj", "TJ", "'", '"', "Do"}
NOT_TEXT = {"Figure", "TOC", "TOCI"}
NOTES = {"Note", "FENote"}
# The house style chooses the sign of a bullet; the assembled text always has „•“.
BULLETS = "•–-"
# A rule to write on: in the PDF it is drawn.
RULE = "_____"
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def roles(element):
    """The structure types from an element up to the root."""
    found = set()
    while isinstance(element, pikepdf.Dictionary) and "/S" in element:
        found.add(str(element.S)[1:])
        element = element.get("/P")
    return found


def is_foreign(page, operator, operands):
    """Whether a foreign page is drawn: a form with marks of its own, which no text of ours is in."""
    return operator == "Do" and "/StructParents" in page.Resources.XObject[str(operands[0])]


def keep(page, parents, wanted):
    """The page's content, with only the text shown that `wanted` accepts by the roles above it."""
    kept, open_content = [], []
    elements = parents[int(page.StructParents)] if "/StructParents" in page else []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BMC", "BDC"):
            mark = {"Artifact"} if str(operands[0]) == "/Artifact" else set()
            if name == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]:
                mark = roles(elements[int(operands[1].MCID)])
            open_content.append(mark)
        elif name == "EMC":
            open_content.pop()
        elif name in SHOWING and (not wanted(set().union(*open_content)) or is_foreign(page, name, operands)):
            continue
        kept.append((operands, operator))
    return pikepdf.unparse_content_stream(kept)


def extracted(path, wanted):
    with pikepdf.open(path) as pdf, tempfile.TemporaryDirectory() as folder:
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        for page in pdf.pages:
            page.Contents = pdf.make_stream(keep(page, parents, wanted))
        reduced = pathlib.Path(folder) / "reduced.pdf"
        pdf.save(reduced)
        run = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", reduced, "-"], check=True, capture_output=True)
    text = run.stdout.decode("utf-8").replace("\f", "\n")
    return unicodedata.normalize("NFC", text.replace("\u00ad\n", ""))


def difference(expected, found):
    """Where two texts part: offsets into both, or None."""
    expected, found = unicodedata.normalize("NFC", expected).translate(INVISIBLE).strip(), found.strip()
    i = j = 0
    while True:
        blank_expected = blank_found = line_end = False
        while i < len(expected) and expected[i].isspace():
            blank_expected, i = True, i + 1
        while j < len(found) and found[j].isspace():
            line_end = line_end or found[j] == "\n"
            blank_found, j = True, j + 1
        at_end = i == len(expected) or j == len(found)
        if at_end and i == len(expected) and j == len(found):
            return None
        # A line may end where no blank stands; between two blocks no blank needs to be drawn.
        blanks_agree = blank_expected == blank_found or line_end
        equal = not at_end and (expected[i] == found[j] or expected[i] == "•" and found[j] in BULLETS)
        if not equal or not blanks_agree:
            return expected[max(0, i - 60):i + 60], found[max(0, j - 60):j + 60]
        i, j = i + 1, j + 1


def main():
    text, path = sys.argv[1:]
    body, _, notes = pathlib.Path(text).read_text(encoding="utf-8").replace(RULE, "").partition("\f")
    parts = {
        "Text": (body, lambda above: not above & (NOT_TEXT | NOTES | {"Artifact"})),
        "Fußnoten": (notes, lambda above: above & NOTES and "Artifact" not in above),
    }
    status = 0
    for name, (expected, wanted) in parts.items():
        parted = difference(expected, extracted(path, wanted))
        if parted is not None:
            print(f"FEHLER {path}: {name} im PDF weicht vom zusammengesetzten Text ab", file=sys.stderr)
            print(f"  erwartet: …{parted[0]!r}…\n  gefunden: …{parted[1]!r}…", file=sys.stderr)
            status = 1
    sys.exit(status)


if __name__ == "__main__":
    main()
