"""Measures how evenly a PDF is set, from the positions of its glyphs, whatever program made it.

The script is given the text, a paragraph a line, and finds every character of it in the PDF: so it knows which distances are
spaces between words, which hyphens were added, and where paragraphs end; a PDF that lacks a word, has one too many or in the
wrong order is an error. Advances come from the fonts' widths as the PDF states them, so expanded and tracked glyphs count as wide as they
are drawn.

A gap is the distance from the right edge of a word's last advance to the origin of the next word's first glyph, in em. Last lines
of paragraphs are left out, for they are not justified.
"""

import dataclasses
import math
import re

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTContainer
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

MM = 72 / 25.4
# Blanks that stretch; a narrow no-break space (U+202F) is as wide as its font says.
STRETCHING = " \u00a0"
BLANK = re.compile(r"[\s\u00a0\u202f\u200b\u2060\ufeff]")
HYPHENS = "-\u2010\u00ad"
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}


class MeasureError(Exception):
    """The PDF does not show the text."""


@dataclasses.dataclass
class Glyph:
    text: str
    left: float
    right: float
    baseline: float
    page: int


@dataclasses.dataclass
class Line:
    page: int
    baseline: float
    left: float
    right: float
    gaps: list  # em
    text: str
    adds_hyphen: bool = False
    ends_with_stroke: bool = False
    paragraph: int = 0
    is_first: bool = False
    is_last: bool = False

    @property
    def gap(self):
        return mean(self.gaps)


class GlyphCollector(PDFLayoutAnalyzer):
    """Keeps the glyphs of each page as the interpreter meets them; no layout analysis."""

    def __init__(self, resources):
        super().__init__(resources, laparams=None)
        self.glyphs = []
        self.fonts = set()
        self.page = 0

    def receive_layout(self, page):
        self._collect(page)
        self.page += 1

    def _collect(self, container):
        for item in container:
            if isinstance(item, LTChar):
                # Horizontal text: advance along x, scaled by the text matrix.
                a, _, _, _, x, y = item.matrix
                self.fonts.add(item.fontname)
                self.glyphs.append(Glyph(item.get_text(), x, x + item.adv * a, y, self.page))
            elif isinstance(item, LTContainer):
                self._collect(item)


def glyphs_of(path, face=None):
    """The glyphs and the number of pages. `face`: what the name of every font has to hold; an engine that does not find a font takes
    another one without a word."""
    with open(path, "rb") as file:
        resources = PDFResourceManager()
        collector = GlyphCollector(resources)
        interpreter = PDFPageInterpreter(resources, collector)
        for page in PDFPage.create_pages(PDFDocument(PDFParser(file))):
            interpreter.process_page(page)
    others = sorted(font for font in collector.fonts if face and face not in font)
    if others:
        raise MeasureError(f"{path} is set in {', '.join(others)}, not in {face}")
    return collector.glyphs, collector.page


def rows_of(glyphs):
    """Glyphs by page and baseline, from left to right; blanks left out."""
    inked = [glyph for glyph in glyphs if BLANK.sub("", glyph.text)]
    inked.sort(key=lambda glyph: (glyph.page, -round(glyph.baseline, 1), glyph.left))
    rows = []
    for glyph in inked:
        if rows and rows[-1][0].page == glyph.page and abs(rows[-1][0].baseline - glyph.baseline) < 1.5:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    for row in rows:
        row.sort(key=lambda glyph: glyph.left)
    return rows


class Source:
    """The text's characters without blanks, with the kind of blank before each and the paragraph it stands in."""

    def __init__(self, paragraphs):
        self.characters = []
        self.blank = []
        self.paragraph = []
        for index, paragraph in enumerate(paragraphs):
            pending = ""
            for character in paragraph:
                if BLANK.match(character):
                    pending += character
                    continue
                self.characters.append(character)
                self.blank.append(any(blank in STRETCHING for blank in pending))
                self.paragraph.append(index)
                pending = ""


def lines_of(path, paragraphs, size, face=None):
    """The lines of the PDF, each with its gaps."""
    source = Source(paragraphs)
    glyphs, pages = glyphs_of(path, face)
    lines = []
    at = 0
    for row in rows_of(glyphs):
        line = Line(row[0].page, row[0].baseline, row[0].left, row[-1].right, [], "")
        line.paragraph = source.paragraph[at] if at < len(source.characters) else -1
        line.is_first = at == 0 or source.paragraph[at - 1] != line.paragraph
        before = None
        for index, glyph in enumerate(row):
            text = "".join(LIGATURES.get(c, c) for c in BLANK.sub("", glyph.text))
            if before is not None and at < len(source.characters) and source.blank[at]:
                line.gaps.append((glyph.left - before.right) / size)
            for character in text:
                if at < len(source.characters) and same(character, source.characters[at]):
                    at += 1
                elif index == len(row) - 1 and character in HYPHENS:
                    line.adds_hyphen = True
                else:
                    wanted = "".join(source.characters[at:at + 30])
                    raise MeasureError(f"{path}, page {glyph.page + 1}: „{text}“ where the text has „{wanted}“ ({line.text})")
            line.text += text
            before = glyph
        line.ends_with_stroke = line.text[-1] in HYPHENS
        line.is_last = at == len(source.characters) or source.paragraph[at] != line.paragraph
        lines.append(line)
    if at != len(source.characters):
        raise MeasureError(f"{path}: ends before „{''.join(source.characters[at:at + 40])}“")
    return lines, pages


def same(shown, wanted):
    return shown == wanted or shown in HYPHENS and wanted in HYPHENS


def mean(values):
    return sum(values) / len(values) if values else 0.0


def deviation(values):
    centre = mean(values)
    return math.sqrt(mean([(value - centre) ** 2 for value in values]))


def ladders(lines):
    """Lines in runs of three and more that end with a hyphen."""
    total = run = 0
    for line in lines + [None]:
        if line is not None and line.ends_with_stroke and not line.is_last:
            run += 1
            continue
        total += run if run >= 3 else 0
        run = 0
    return total


def measures(path, paragraphs, measure_mm, size, face=None):
    """All measures of a PDF as a dictionary."""
    lines, pages = lines_of(path, paragraphs, size, face)
    left = min(sorted(line.left for line in lines)[len(lines) // 10:])
    width = measure_mm * MM
    body = [line for line in lines if not line.is_last]
    gaps = [gap for line in body for gap in line.gaps]
    contrasts = [
        abs(a.gap - b.gap)
        for a, b in zip(lines, lines[1:])
        if not a.is_last and not b.is_last and a.paragraph == b.paragraph and a.gaps and b.gaps
    ]
    widows = orphans = across = 0
    for above, below in zip(lines, lines[1:]):
        if above.page == below.page:
            continue
        across += above.adds_hyphen
        if above.paragraph == below.paragraph:
            widows += below.is_last
            orphans += above.is_first
    last = [line for line in lines if line.is_last and not line.is_first]
    return {
        "lines": len(body),
        "pages": pages,
        "gap_mean": mean(gaps),
        "gap_sd": deviation(gaps),
        "contrast": mean(contrasts),
        "hyphenated": mean([line.adds_hyphen for line in body]),
        "holes": sum(bool(line.gaps) and max(line.gaps) > 0.40 for line in body),
        "ladders": ladders(lines),
        "hyphens_across_pages": across,
        "widows": widows,
        "orphans": orphans,
        "runts": sum(line.right - left < 0.1 * width for line in last),
        # Beyond what any program lets hang into the margin.
        "overfull": sum(line.right - left > width + 0.3 * size for line in lines),
    }
