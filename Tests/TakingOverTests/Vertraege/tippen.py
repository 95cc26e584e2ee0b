"""tippen.py LINES OUT [auto|hand]   Types a contract as somebody in an office would: numbers counted by Word's lists, or typed by hand.

LINES has a line a paragraph: kind, label, text, parted by tabs. Kinds: T title, P party, H heading, U heading within a section, 0 1 2 3 text
by its depth, C cells parted by " | ", S signature, N heading of an annex, M its text. In a text „¶“ is a line end.
"""
import copy
import re
import sys

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def element(name, **attributes):
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn("w:" + key), str(value))
    return made


class Lists:
    """One multilevel list for headings, Absätze and items; each list of items that begins anew has a number of its own."""

    def __init__(self, document, labels):
        self.root = document.part.numbering_part.element
        self.abstract = 90
        definition = element("w:abstractNum", abstractNumId=self.abstract)
        definition.append(element("w:multiLevelType", val="multilevel"))
        for level in range(6):
            part = element("w:lvl", ilvl=level)
            start, form, text = self.form(labels.get(level, ""), level)
            part.append(element("w:start", val=start))
            part.append(element("w:numFmt", val=form))
            part.append(element("w:lvlText", val=text))
            definition.append(part)
        first = self.root.find(qn("w:num"))
        first.addprevious(definition) if first is not None else self.root.append(definition)
        bullets = copy.deepcopy(definition)
        bullets.set(qn("w:abstractNumId"), "91")
        for part in bullets.findall(qn("w:lvl")):
            part.find(qn("w:numFmt")).set(qn("w:val"), "bullet")
            part.find(qn("w:lvlText")).set(qn("w:val"), "–")
        definition.addnext(bullets)
        self.count = 900
        self.main = self.number(90)
        self.bullets = self.number(91)
        self.current = {}

    @staticmethod
    def form(label, level):
        place = "%" + str(level + 1)
        core = re.search(r"\d+(?:\.\d+)*|[IVX]+(?=\.|$)|[a-z]{1,2}(?=\)|\.)|[A-Z](?=\.|\))", label)
        if not core:
            return 1, "decimal", place + "."
        word = core.group(0)
        form = "decimal" if word[0].isdigit() else "upperRoman" if word.isupper() and word[0] in "IVX" else "lowerLetter"
        number = "%1." + place if "." in word else place * 2 if len(word) == 2 and form == "lowerLetter" else place
        return 1, form, label[: core.start()] + number + label[core.end():]

    def number(self, abstract, restart=None):
        self.count += 1
        made = element("w:num", numId=self.count)
        made.append(element("w:abstractNumId", val=abstract))
        if restart is not None:
            override = element("w:lvlOverride", ilvl=restart)
            override.append(element("w:startOverride", val=1))
            made.append(override)
        self.root.append(made)
        return self.count

    def bind(self, paragraph, level, is_first=False, is_bullet=False):
        if is_bullet:
            number = self.bullets
        else:
            if is_first and level >= 2:
                self.current[level] = self.number(90, level)
            number = self.current.get(level, self.main) if level >= 2 else self.main
        properties = paragraph._p.get_or_add_pPr()
        made = element("w:numPr")
        made.append(element("w:ilvl", val=level))
        made.append(element("w:numId", val=number))
        properties.append(made)


def is_bullet(label):
    return label in ("-", "–", "•")


def is_lettered(kind, label):
    """„a) Kosten“ as a heading has no level of its own beside the Absätze, and no list counts „§ 3a“: both are typed."""
    return kind == "U" and label[:1].isalpha() or kind == "H" and re.search(r"\d[a-z]$", label) is not None


def level(kind, label, has_absatz):
    if kind == "H":
        return 0
    if kind == "U" or "." in label.strip(".") and label[:1].isdigit():
        return 1
    depth = int(kind) if kind.isdigit() else 0
    return min(5, depth + (1 if has_absatz else 2))


def put(paragraph, text, bold=False):
    for index, part in enumerate(text.split("¶")):
        run = paragraph.add_run(part)
        run.bold = bold or None
        if index < text.count("¶"):
            run.add_break()


def main(source, target, style):
    rows = [line.rstrip("\n").split("\t") for line in open(source, encoding="utf-8") if line.strip() and not line.startswith("#")]
    document = docx.Document()
    has_absatz = any(kind == "0" and label and not is_bullet(label) for kind, label, _ in rows)
    labels = {}
    for kind, label, _ in rows:
        if label and not is_bullet(label) and not is_lettered(kind, label) and (kind in "HU" or kind.isdigit()):
            labels.setdefault(level(kind, label, has_absatz), label)
    lists = Lists(document, labels) if style == "auto" else None
    two_lines = style == "hand" and any(label.startswith("§") for kind, label, _ in rows if kind == "H")
    table, before = None, ""
    for kind, label, text in rows:
        if kind == "C":
            cells = text.split(" | ")
            if table is None:
                table = document.add_table(rows=0, cols=len(cells))
            row = table.add_row()
            for cell, words in zip(row.cells, cells):
                cell.text = words.replace("¶", "\n")
            continue
        table = None
        counted = style == "auto" and label and not is_lettered(kind, label) and (kind in "HU" or kind.isdigit())
        if kind == "H" and style == "auto":
            paragraph = document.add_paragraph(style="Heading 1")
        elif kind == "U" and style == "auto":
            paragraph = document.add_paragraph(style="Heading 2")
        else:
            paragraph = document.add_paragraph()
        bold = kind in ("T", "H", "U", "N")
        if kind in ("T", "P"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if counted:
            lists.bind(paragraph, level(kind, label, has_absatz), re.fullmatch(r"[^\w]*(?:1|a|aa|i|A|I)[^\w]*", label) is not None, is_bullet(label))
            put(paragraph, text, bold)
        elif kind == "H" and two_lines and label:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            put(paragraph, label, True)
            paragraph = document.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            put(paragraph, text, True)
        else:
            put(paragraph, (label + ("\t" if kind.isdigit() else " ") if label else "") + text, bold)
        before = kind
    document.save(target)


main(sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else "hand")
