"""Draws the annexes that agreements embed as PDF files: agreements/anlagen/quellen/NAME.html becomes agreements/anlagen/NAME.pdf.

They stand for the files that other programs make and clerks attach, so they come from another program than ours (ReportLab). The
fonts are the catalogue's, embedded, every glyph with its Unicode value; colours are grey or RGB; the same source always gives the
same bytes. A source is plain HTML: headings, paragraphs, lists, tables, bold and italic. Its style sheet is for browsers and is
not read here. Only what is missing, or older than its source, is drawn.
"""

import html
import html.parser
import pathlib
import re
import sys
from xml.sax.saxutils import escape

ROOT = pathlib.Path(__file__).resolve().parent.parent
ANNEXES = ROOT / "agreements" / "anlagen"
FAMILY = "LiberationSans"
FRAME_PADDING = 6  # points that ReportLab's frame keeps free at each side
CELL_PADDING = 6  # the same for a table's cells
FACES = {"Regular": "", "Bold": "-Bold", "Italic": "-Italic", "BoldItalic": "-BoldItalic"}
BLOCKS = {"h1", "h2", "h3", "p", "li", "th", "td"}
INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i"}
CONTAINERS = {"html", "body", "thead", "tbody", "main", "section"}


class SourceError(Exception):
    """A source uses something that this script does not draw."""


class Source(html.parser.HTMLParser):
    """Reads a source into a list of blocks: (tag, text, depth, label) and ("table", rows, widths)."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks, self.title = [], ""
        self.text, self.block = None, None
        self.lists, self.row, self.rows = [], None, None
        self.skipped = 0

    def handle_starttag(self, tag, attributes):
        if tag in ("head", "style", "title", "meta"):
            if tag != "meta":
                self.skipped += 1
            self.block = "title" if tag == "title" else self.block
            self.text = [] if tag == "title" else self.text
        elif tag in ("ol", "ul"):
            self.finish()
            self.lists.append([tag, 0])
        elif tag == "table":
            self.finish()
            self.rows = []
        elif tag == "tr":
            self.rows.append([])
        elif tag in BLOCKS:
            self.finish()
            self.block, self.text = tag, []
            if tag == "li":
                self.lists[-1][1] += 1
        elif tag in INLINE and self.text is not None:
            self.text.append(f"<{INLINE[tag]}>")
        elif tag == "br" and self.text is not None:
            self.text.append("<br/>")
        elif tag not in CONTAINERS:
            raise SourceError(f"line {self.getpos()[0]}: <{tag}> is not drawn here")

    def handle_endtag(self, tag):
        if tag in ("head", "style", "title"):
            if tag == "title":
                self.title, self.text, self.block = "".join(self.text).strip(), None, None
            self.skipped -= 1
        elif tag in ("ol", "ul"):
            self.finish()
            self.lists.pop()
        elif tag == "table":
            self.blocks.append(("table", self.rows, 0, ""))
            self.rows = None
        elif tag in BLOCKS:
            self.finish()
        elif tag in INLINE and self.text is not None:
            self.text.append(f"</{INLINE[tag]}>")

    def handle_data(self, data):
        if self.text is not None and (not self.skipped or self.block == "title"):
            self.text.append(data if self.block == "title" else escape(data))

    def finish(self):
        """Closes the block that is open, if any: into the row of a table, or into the blocks."""
        if self.text is None:
            return
        text = " ".join("".join(self.text).split())
        block, self.block, self.text = self.block, None, None
        if block in ("th", "td"):
            self.rows[-1].append((block, text))
        elif block == "li":
            kind, number = self.lists[-1]
            self.blocks.append(("li", text, len(self.lists), f"{number}." if kind == "ol" else "•"))
        elif text:
            self.blocks.append((block, text, 0, ""))


def register_fonts():
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for face, suffix in FACES.items():
        file = ROOT / "fonts" / "files" / f"LiberationSans-{face}.ttf"
        pdfmetrics.registerFont(TTFont(FAMILY + suffix, str(file)))
    names = {key: FAMILY + suffix for key, suffix in zip(("normal", "bold", "italic", "boldItalic"), FACES.values())}
    pdfmetrics.registerFontFamily(FAMILY, **names)


def styles():
    from reportlab.lib.styles import ParagraphStyle

    base = dict(fontName=FAMILY, bulletFontName=FAMILY, fontSize=10.5, bulletFontSize=10.5, leading=14.5, spaceAfter=6)
    bold = {**base, "fontName": FAMILY + "-Bold", "keepWithNext": 1}
    return {
        "p": ParagraphStyle("p", **base),
        "td": ParagraphStyle("td", **{**base, "spaceAfter": 0}),
        "th": ParagraphStyle("th", **{**bold, "spaceAfter": 0}),
        "h1": ParagraphStyle("h1", **{**bold, "fontSize": 15, "leading": 20, "spaceAfter": 10}),
        "h2": ParagraphStyle("h2", **{**bold, "fontSize": 12, "leading": 16, "spaceBefore": 10}),
        "h3": ParagraphStyle("h3", **{**bold, "spaceBefore": 6}),
        **{
            ("li", depth): ParagraphStyle(f"li{depth}", **base, leftIndent=18 * depth, bulletIndent=18 * (depth - 1))
            for depth in range(1, 5)
        },
    }


def column_widths(rows, measure):
    """Every column holds its longest word; what is left goes to columns with much text, by its root."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    columns = [[html.unescape(re.sub("<[^>]*>", "", text)) for _, text in column] for column in zip(*rows, strict=True)]
    least = [
        max(stringWidth(word, FAMILY + "-Bold", 10.5) for text in column for word in text.split()) + 2 * CELL_PADDING
        for column in columns
    ]
    weights = [max(map(len, column)) ** 0.5 for column in columns]
    left = measure - sum(least)
    return [width + left * weight / sum(weights) for width, weight in zip(least, weights, strict=True)]


def flowables(source, measure):
    from reportlab.lib import colors
    from reportlab.platypus import Paragraph, Spacer, Table

    style = styles()
    for tag, content, depth, label in source.blocks:
        if tag == "table":
            rows = [[Paragraph(text, style[cell]) for cell, text in row] for row in content]
            widths = column_widths(content, measure)
            grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.Color(0.3, 0.3, 0.3)), ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("FONTNAME", (0, 0), (-1, -1), FAMILY)]
            heads = sum(1 for row in content if all(cell == "th" for cell, _ in row))
            yield Table(rows, colWidths=widths, repeatRows=heads, style=grid)
            yield Spacer(0, 8)
        elif tag == "li":
            yield Paragraph(content, style["li", depth], bulletText=label)
        else:
            yield Paragraph(content, style[tag])


def draw(path, target):
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import SimpleDocTemplate

    source = Source()
    source.feed(path.read_text(encoding="utf-8"))
    source.close()

    def foot(canvas, document):
        canvas.setFont(FAMILY, 8.5)
        canvas.drawRightString(A4[0] - 20 * mm, 14 * mm, f"Seite {document.page}")

    partial = target.with_name(target.name + ".part")
    document = SimpleDocTemplate(
        str(partial), pagesize=A4, leftMargin=25 * mm, rightMargin=20 * mm, topMargin=22 * mm, bottomMargin=24 * mm,
        title=source.title, author="Netzwerkkoordination", lang="de", invariant=1,
        initialFontName=FAMILY, initialFontSize=10)
    document.build(list(flowables(source, document.width - 2 * FRAME_PADDING)), onFirstPage=foot, onLaterPages=foot)
    partial.replace(target)


def main():
    made = max(path.stat().st_mtime for path in (pathlib.Path(__file__), ROOT / "fonts" / "catalogue.yaml"))
    stale = []
    for path in sorted((ANNEXES / "quellen").glob("*.html")):
        target = ANNEXES / (path.stem + ".pdf")
        if not target.exists() or target.stat().st_mtime < max(made, path.stat().st_mtime):
            stale.append((path, target))
    if not stale:
        return
    register_fonts()
    for path, target in stale:
        print(f"setup: wird gezeichnet: agreements/anlagen/{target.name}", file=sys.stderr)
        try:
            draw(path, target)
        except SourceError as error:
            print(f"setup: {path}: {error}", file=sys.stderr)
            sys.exit(1)


if __name__ == "__main__":
    main()
