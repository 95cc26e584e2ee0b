"""word_checks.py said TEXT PDF   Whether a PDF that another program printed says every line of the assembled text. Besides, for word-partners:
what a file for word processors has to say once a section stands in its middle that was not there.
"""

import copy
import importlib.util
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as tree
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def check_docx():
    """scripts/check-docx.py, which counts paragraphs as a word processor does."""
    spec = importlib.util.spec_from_file_location("check_docx", ROOT / "scripts/check-docx.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def squeezed(text):
    """Signs that a word processor draws in its own way, and blanks, are not compared."""
    return re.sub(r"[\s\u00ad\u200b\u2060\u2010\u2011\u2013\u2022_-]", "", text)


def missing(lines, pdf):
    """Those of the lines that the PDF does not say. Letters that come from another font than their neighbours pdftotext finds in its own order of
    reading only, text over columns in the order of the file only: either will do."""
    lost = list(filter(None, map(squeezed, lines)))
    for order in (["-raw"], []):
        pages = subprocess.run(["pdftotext", *order, pdf, "-"], capture_output=True, text=True, check=True).stdout.split("\f")
        lost = unsaid(lost, squeezed("".join(pages)), [squeezed(page) for page in pages])
    return lost


def unsaid(lines, said, sides):
    def over_pages(line):
        """Head and foot of the page come between the two parts of a line that a page's end divides."""
        return any(line[:at] in here and line[at:] in there for here, there in zip(sides, sides[1:]) for at in range(1, len(line)))

    return [line for line in lines if line not in said and not over_pages(line)]


def lines_of(text):
    """Lines of what `build --text` wrote, without its notes."""
    return pathlib.Path(text).read_text(encoding="utf-8").split("\f")[0].split("\n")


def with_section(source, target):
    """Writes the file with another section in its middle, as somebody inserts one: a paragraph of the headings' style, and text.

    Returns what it has to say once its fields are updated – every numbered heading, and every paragraph that cites one – and how many citations
    have another number than before. None where no section is numbered.
    """
    reader = check_docx()
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for prefix, uri in re.findall(rb'xmlns:(\w+)="([^"]+)"', parts["word/document.xml"]):
        tree.register_namespace(prefix.decode(), uri.decode())
    body = tree.fromstring(parts["word/document.xml"])
    numbers = reader.Numbers(tree.fromstring(parts["word/numbering.xml"]), tree.fromstring(parts["word/styles.xml"])) if "word/numbering.xml" in parts else None
    if numbers is None:
        return None
    before = labels(body, numbers)
    headings = [paragraph for paragraph in body.iter(W + "p") if reader.value(paragraph.find(W + "pPr"), W + "pStyle") == "Heading1" and before[paragraph]]
    if len(headings) < 3:
        return None
    # Before the first that is cited, so that as many references as can have to move.
    cited = set(re.findall(r"REF (\S+) \\r \\h", "".join(text.text or "" for text in body.iter(W + "instrText"))))
    ahead = [index for index, heading in enumerate(headings) if any(mark.get(W + "name") in cited for mark in heading.iter(W + "bookmarkStart"))]
    middle = headings[next((index for index in ahead if index > 0), len(headings) // 2)]
    parent = next(element for element in body.iter() if middle in list(element))
    new, text = tree.Element(W + "p"), tree.Element(W + "p")
    properties = tree.SubElement(new, W + "pPr")
    for name in ("pStyle", "numPr"):
        found = middle.find(f"{W}pPr/{W}{name}")
        if found is not None:
            properties.append(copy.deepcopy(found))
    for paragraph, words in ((new, "Eingefügter Abschnitt"), (text, "Hier steht, was vorher nirgends stand.")):
        run = tree.SubElement(paragraph, W + "r")
        tree.SubElement(run, W + "t").text = words
    place = list(parent).index(middle)
    parent.insert(place, text)
    parent.insert(place, new)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, tree.tostring(body, encoding="utf-8", xml_declaration=True) if name == "word/document.xml" else content)
    after = labels(body, reader.Numbers(tree.fromstring(parts["word/numbering.xml"]), tree.fromstring(parts["word/styles.xml"])))
    marks = {mark.get(W + "name"): paragraph for paragraph in body.iter(W + "p") for mark in paragraph.iter(W + "bookmarkStart")}
    said, moved = [], 0
    for paragraph in body.iter(W + "p"):
        words, cited, changed = updated(paragraph, marks, before, after)
        moved += changed
        if cited or paragraph in headings or paragraph is new:
            said.append(after[paragraph] + words)
    return said, moved


def labels(body, numbers):
    """By paragraph, in the order of the text: counting has to see all of them."""
    return {paragraph: numbers.label(paragraph) for paragraph in body.iter(W + "p")}


def updated(paragraph, marks, before, after):
    """Text of a paragraph with every reference to a number as it is now; how many references it has, and how many say something else."""
    text, fields, cited, changed = "", [], 0, 0
    for element in paragraph.iter():
        if element.tag == W + "fldChar":
            kind = element.get(W + "fldCharType")
            if kind == "begin":
                fields.append({"instruction": "", "shown": False, "result": ""})
            elif kind == "separate":
                fields[-1]["shown"] = True
            else:
                field = fields.pop()
                found = re.fullmatch(r"\s*REF (\S+) \\r \\h\s*", field["instruction"])
                result = field["result"]
                if found and not any(not outer["shown"] for outer in fields):
                    target = marks[found[1]]
                    cited += 1
                    # In front of what is new nothing moves.
                    if before.get(target, after[target]) != after[target]:
                        changed += 1
                        result = after[target].rstrip(".")
                if not fields:
                    text += result
                elif fields[-1]["shown"]:
                    fields[-1]["result"] += result
        elif element.tag == W + "instrText" and fields:
            fields[-1]["instruction"] += element.text or ""
        elif element.tag in (W + "t", W + "tab", W + "br", W + "noBreakHyphen"):
            words = element.text or "" if element.tag == W + "t" else "-" if element.tag == W + "noBreakHyphen" else " "
            if not fields:
                text += words
            elif fields[-1]["shown"]:
                fields[-1]["result"] += words
    return text, cited, changed


if __name__ == "__main__":
    lines = lines_of(sys.argv[2])
    lost = missing(lines, sys.argv[3])
    for line in lost[:5]:
        print(f"FEHLER {sys.argv[3]}: {line[:120]}", file=sys.stderr)
    print(f"{sys.argv[3].rsplit('/', 1)[1]}: {len([line for line in lines if squeezed(line)])} Zeilen, {len(lost)} fehlen")
    sys.exit(bool(lost))
