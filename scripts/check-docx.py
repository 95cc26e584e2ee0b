"""check-docx.py TEXT DOCX   Whether a DOCX says exactly the assembled text, with the numbers that Word counts.

TEXT is what `klauselwerk build --text` wrote (see check-text.py). The numbers of paragraphs are reckoned here from numbering.xml and
styles.xml as a word processor does (ECMA-376-1, 17.9): nothing of them stands in the text itself. Every line of TEXT has to come in
that order; blanks, hyphens and the signs of bullets are not compared. Besides: every part is well-formed and has the one fixed time, every
reference leads to a bookmark, nothing is fetched from elsewhere, nothing asks to be updated at opening.
Exit codes: 0 all is so, 1 something is not.
"""

import collections
import pathlib
import re
import sys
import xml.etree.ElementTree as tree
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
IGNORED = re.compile(r"[\s\u00ad\u200b\u2060\u2010\u2011\u2013\u2022_-]")
LETTERS = {"lowerLetter": "abcdefghijklmnopqrstuvwxyz", "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def squeezed(text):
    return IGNORED.sub("", text)


def value(element, path):
    found = element.find(path) if element is not None else None
    return found.get(W + "val") if found is not None else None


def roman(number):
    text = ""
    for sign, worth in (("M", 1000), ("CM", 900), ("D", 500), ("CD", 400), ("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)):
        text += sign * (number // worth)
        number %= worth
    return text


def numeral(number, form):
    if form in LETTERS:
        # Behind z comes aa.
        return LETTERS[form][(number - 1) % 26] * ((number - 1) // 26 + 1)
    if form in ("upperRoman", "lowerRoman"):
        return roman(number) if form == "upperRoman" else roman(number).lower()
    return str(number)


class Numbers:
    """Counts paragraphs as a word processor does."""

    def __init__(self, numbering, styles):
        self.levels, self.abstract, self.starts, self.counts = {}, {}, {}, collections.defaultdict(dict)
        for definition in numbering.iter(W + "abstractNum"):
            key = definition.get(W + "abstractNumId")
            self.levels[key] = {int(level.get(W + "ilvl")): level for level in definition.iter(W + "lvl")}
        for number in numbering.iter(W + "num"):
            key = number.get(W + "numId")
            self.abstract[key] = value(number, W + "abstractNumId")
            for override in number.iter(W + "lvlOverride"):
                start = value(override, W + "startOverride")
                if start is not None:
                    self.starts[key, int(override.get(W + "ilvl"))] = int(start)
        self.styles = {style.get(W + "styleId"): style for style in styles.iter(W + "style")}

    def of_style(self, name):
        """Number and level that a style gives, by itself or by what it is based on."""
        seen, number, level = set(), None, None
        while name and name not in seen:
            seen.add(name)
            style = self.styles.get(name)
            found = style.find(f"{W}pPr/{W}numPr") if style is not None else None
            if found is not None:
                number = number or value(found, W + "numId")
                level = level or value(found, W + "ilvl")
            name = value(style, W + "basedOn") if style is not None else None
        return number, level

    def label(self, paragraph):
        properties = paragraph.find(W + "pPr")
        if properties is None:
            return ""
        number, level = self.of_style(value(properties, W + "pStyle"))
        own = properties.find(W + "numPr")
        if own is not None:
            number = value(own, W + "numId") or number
            level = value(own, W + "ilvl") or level
        if number in (None, "0"):
            return ""
        level = int(level or 0)
        kind = self.abstract[number]
        levels, counts = self.levels[kind], self.counts[kind]
        start = self.starts.pop((number, level), None)
        if start is not None:
            counts[level] = start
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = int(value(levels[level], W + "start") or 1)
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]

        def reckoned(match):
            at = int(match[1]) - 1
            return numeral(counts.get(at, int(value(levels[at], W + "start") or 1)), value(levels[at], W + "numFmt"))

        return re.sub(r"%(\d)", reckoned, value(levels[level], W + "lvlText") or "")


def words(paragraph, notes):
    """Text as it is shown: results of fields without their instructions, in which other fields may stand with results of their own."""
    text, fields = "", []
    for element in paragraph.iter():
        if element.tag == W + "fldChar":
            kind = element.get(W + "fldCharType")
            if kind == "begin":
                fields.append(False)
            elif kind == "separate":
                fields[-1] = True
            else:
                fields.pop()
        elif not all(fields):
            continue
        elif element.tag == W + "t":
            text += element.text or ""
        elif element.tag in (W + "tab", W + "br"):
            text += " "
        elif element.tag == W + "noBreakHyphen":
            text += "-"
        elif element.tag == W + "footnoteReference":
            # Counted in the order of the text.
            text += str(notes.setdefault(element.get(W + "id"), len(notes) + 1))
    return text


def paragraphs(element):
    """Each once, those in frames and text boxes inside others, too."""
    return [found for found in element.iter(W + "p")]


def main():
    lines, notes = (pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").split("\f") + [""])[:2]
    wrong = []
    with zipfile.ZipFile(sys.argv[2]) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
        if len({info.date_time for info in archive.infolist()}) != 1:
            wrong.append("the parts have different times")
    trees = {}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                trees[name] = tree.fromstring(content)
            except tree.ParseError as error:
                wrong.append(f"{name}: {error}")
    body = trees["word/document.xml"]
    for name, part in trees.items():
        for relation in part.iter("{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"):
            if relation.get("TargetMode") == "External" and not relation.get("Type", "").endswith("/hyperlink"):
                wrong.append(f"{name}: {relation.get('Target')} lies elsewhere")
    if trees["word/settings.xml"].find(W + "updateFields") is not None:
        wrong.append("settings.xml asks to update fields")
    marks = {mark.get(W + "name") for mark in body.iter(W + "bookmarkStart")}
    wanted = {link.get(W + "anchor") for link in body.iter(W + "hyperlink")} - {None}
    instructions = "".join(text.text or "" for text in body.iter(W + "instrText"))
    wanted |= set(re.findall(r"\bREF\s+(\S+)", instructions))
    wrong += [f"no bookmark {name}" for name in sorted(wanted - marks)]

    # A letter has no numbers, and some programs leave the part out then.
    numbers = Numbers(trees.get("word/numbering.xml", tree.Element("none")), trees["word/styles.xml"])
    references = {}
    said = squeezed("".join(numbers.label(paragraph) + words(paragraph, references) for paragraph in paragraphs(body)))
    place = 0
    for line in filter(None, map(squeezed, lines.split("\n"))):
        found = said.find(line, place)
        if found < 0:
            wrong.append(("out of order: " if line in said else "not there: ") + line[:120])
        else:
            place = found + len(line)
    below = squeezed("".join(words(paragraph, {}) for paragraph in paragraphs(trees["word/footnotes.xml"]))) if "word/footnotes.xml" in trees else ""
    for line in filter(None, map(squeezed, notes.split("\n"))):
        # Its number is a field of its own.
        if re.sub(r"^\d+", "", line) not in below:
            wrong.append("note not there: " + line[:120])
    for reason in wrong[:20]:
        print(f"FEHLER {sys.argv[2]}: {reason}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
