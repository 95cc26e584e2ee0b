"""Documents of tagged-files.py as typst, LuaLaTeX with tagpdf, and Word write them (Word is not at hand: its way of tagging is written by hand); and as
troff and pdfTeX do, which tag nothing."""

import pathlib
import subprocess

FONTS = pathlib.Path(__file__).resolve().parent.parent / "fonts" / "files"


# --- typst -------------------------------------------------------------------------------------------------------------------------


def typst(text, target, picture, is_declared):
    """is_declared: as PDF/UA-1, which typst checks itself."""
    import typst_compiler

    def quoted(words):
        return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'

    parts = ['#set document(title: "Anlage")\n#set page(paper: "a4", margin: 25mm)\n#set text(lang: "de", font: "Liberation Serif", size: 11pt, ligatures: false)\n']
    for kind, *rest in text.blocks:
        if kind == "heading":
            parts.append(f"#heading(level: {rest[0]}, {quoted(rest[1])})\n")
        elif kind == "text":
            parts.append(f"#par({quoted(rest[0])})\n")
        elif kind in ("list", "numbers"):
            parts.append(f"#{'list' if kind == 'list' else 'enum'}({', '.join(quoted(item) for item in rest[0])})\n")
        elif kind == "table":
            head, *rows = rest[0]
            cells = ", ".join(quoted(cell) for row in rows for cell in row)
            parts.append(f"#table(columns: {len(head)}, table.header({', '.join(quoted(cell) for cell in head)}), {cells})\n")
        elif kind == "picture":
            parts.append(f"#image({quoted(picture.name)}, alt: {quoted(rest[0])}, width: 90pt)\n")
        else:
            parts.append(f"#par[#{quoted(rest[0])} #link({quoted(rest[2])}, {quoted(rest[1])}) Ende]\n")
    source = target.with_suffix(".typ")
    source.write_text("".join(parts), encoding="utf-8")
    typst_compiler.compile(source, target, **({"pdf_standards": ["ua-1"]} if is_declared else {}))
    source.unlink()


# --- LuaLaTeX ----------------------------------------------------------------------------------------------------------------------

HEAD = r"""\DocumentMetadata{lang=de,pdfversion=1.7}
\documentclass[a4paper,11pt]{article}
\usepackage{fontspec,graphicx,array}
\setmainfont{LiberationSerif-Regular.ttf}[Path=%s/,Ligatures=NoCommon]
\usepackage{tagpdf}
\tagpdfsetup{activate-all,interwordspace=true,newattribute={spalte}{/O /Table /Scope /Column},newattribute={punkte}{/O /List /ListNumbering /Disc},newattribute={zahlen}{/O /List /ListNumbering /Decimal}}
\usepackage{hyperref}
\pagestyle{empty}\parindent0pt\hyphenpenalty=10000\exhyphenpenalty=10000\sloppy
\newcommand\said[2]{\tagstructbegin{tag=#1}\tagmcbegin{tag=#1}#2\tagmcend\tagstructend}
\begin{document}
\tagstructbegin{tag=Document}
"""


def latex(text, target, picture):
    """By the commands of tagpdf: the LaTeX of 2022 tags nothing by itself."""
    parts = [HEAD % FONTS]
    for kind, *rest in text.blocks:
        if kind == "heading":
            parts.append(r"{\Large\said{H%d}{%s}\par}" % (rest[0], rest[1]))
        elif kind == "text":
            parts.append(r"\said{P}{%s}\par" % rest[0])
        elif kind in ("list", "numbers"):
            parts.append(r"\tagstructbegin{tag=L,attribute=%s}" % ("punkte" if kind == "list" else "zahlen"))
            for number, item in enumerate(rest[0], 1):
                label = "•" if kind == "list" else f"{number}."
                parts.append(r"\tagstructbegin{tag=LI}\said{Lbl}{%s}\quad\said{LBody}{%s}\tagstructend\par" % (label, item))
            parts.append(r"\tagstructend")
        elif kind == "table":
            width = 0.9 / len(rest[0][0])
            parts.append(r"\tagstructbegin{tag=Table}\begin{tabular}{|%s}\hline" % (r">{\raggedright\arraybackslash}p{%.3f\linewidth}|" % width * len(rest[0][0])))
            for number, row in enumerate(rest[0]):
                role = "tag=TH,attribute=spalte" if number == 0 else "tag=TD"
                cells = [r"\tagstructbegin{%s}\tagmcbegin{tag=%s}%s\tagmcend\tagstructend" % (role, "TH" if number == 0 else "TD", cell) for cell in row]
                parts.append(r"\tagstructbegin{tag=TR}" + " & ".join(cells) + r"\tagstructend\\\hline")
            parts.append(r"\end{tabular}\tagstructend\par")
        elif kind == "picture":
            parts.append(r"\tagstructbegin{tag=Figure,alttext={{%s}}}\tagmcbegin{tag=Figure}\includegraphics[width=90pt]{%s}\tagmcend\tagstructend\par" % (rest[0], picture))
        else:
            parts.append(r"\tagstructbegin{tag=P}\tagmcbegin{tag=P}%s \tagmcend\href{%s}{%s}\tagmcbegin{tag=P} Ende\tagmcend\tagstructend\par" % (rest[0], rest[2], rest[1]))
    source = target.with_suffix(".tex")
    source.write_text("\n".join(parts) + "\n\\tagstructend\n\\end{document}\n", encoding="utf-8")
    for _ in range(2):
        subprocess.run(["lualatex", "-interaction=batchmode", "-halt-on-error", source.name], cwd=target.parent, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
    for ending in (".tex", ".aux", ".log", ".out"):
        target.with_suffix(ending).unlink(missing_ok=True)


# --- Word --------------------------------------------------------------------------------------------------------------------------


class Word:
    """A file as Word 365 exports it: elements name their page, marks repeat the role, items and cells hold paragraphs, a bullet is a letter of
    private use in a symbol font, the role map has Word's own types."""

    LEFT, RIGHT, TOP, BOTTOM, LINE = 70.9, 524.4, 771.0, 70.9, 14.6

    def __init__(self, picture):
        import pikepdf
        from fontTools.ttLib import TTFont

        self.p = pikepdf
        self.pdf = pikepdf.new()
        self.font = TTFont(FONTS / "LiberationSerif-Regular.ttf")
        self.characters, self.metrics = self.font.getBestCmap(), self.font["hmtx"]
        self.scale = 1000 / self.font["head"].unitsPerEm
        self.picture = picture
        self.content, self.pages, self.parents = [], [], []
        self.root = self.pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        self.document = self.element(self.root, "Document")
        self.resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=self.text_font(), F2=self.symbol_font()), XObject=pikepdf.Dictionary(Image1=self.image()))
        self.turn()

    def program(self):
        return self.pdf.make_stream((FONTS / "LiberationSerif-Regular.ttf").read_bytes())

    def width(self, text):
        return sum(self.metrics[self.characters[ord(letter)]][0] for letter in text) * self.scale * 11 / 1000

    def text_font(self):
        D, N = self.p.Dictionary, self.p.Name
        head = self.font["head"]
        descriptor = self.pdf.make_indirect(D(
            Type=N.FontDescriptor, FontName=N("/TimesNewRomanPSMT"), Flags=32, ItalicAngle=0, Ascent=891, Descent=-216, CapHeight=693, StemV=40,
            FontBBox=[round(value * self.scale) for value in (head.xMin, head.yMin, head.xMax, head.yMax)], FontFile2=self.program()))
        letters = [bytes([code]).decode("cp1252", "replace") for code in range(32, 256)]
        widths = [round(self.metrics[self.characters[ord(letter)]][0] * self.scale) if ord(letter) in self.characters else 0 for letter in letters]
        return self.pdf.make_indirect(D(
            Type=N.Font, Subtype=N.TrueType, Name=N.F1, BaseFont=N("/TimesNewRomanPSMT"), Encoding=N.WinAnsiEncoding, FontDescriptor=descriptor, FirstChar=32, LastChar=255,
            Widths=widths))

    def symbol_font(self):
        D, N = self.p.Dictionary, self.p.Name
        glyph = self.font.getGlyphID(self.characters[0x2022])
        width = round(self.metrics[self.characters[0x2022]][0] * self.scale)
        descriptor = self.pdf.make_indirect(D(
            Type=N.FontDescriptor, FontName=N("/SymbolMT"), Flags=32, ItalicAngle=0, Ascent=1005, Descent=-216, CapHeight=693, StemV=60, FontBBox=[0, -220, 1113, 1005],
            FontFile2=self.program()))
        below = self.pdf.make_indirect(D(
            Type=N.Font, Subtype=N.CIDFontType2, BaseFont=N("/SymbolMT"), CIDSystemInfo=D(Ordering="Identity", Registry="Adobe", Supplement=0), CIDToGIDMap=N.Identity, DW=1000,
            W=[glyph, [width]], FontDescriptor=descriptor))
        meaning = ("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Adobe-Identity-UCS def /CMapType 2 def\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
                   f"1 beginbfchar <{glyph:04X}> <F0B7> endbfchar\nendcmap end end")
        self.bullet = f"<{glyph:04X}>"
        return self.pdf.make_indirect(D(
            Type=N.Font, Subtype=N.Type0, BaseFont=N("/SymbolMT"), Encoding=N("/Identity-H"), DescendantFonts=[below], ToUnicode=self.pdf.make_stream(meaning.encode())))

    def image(self):
        from PIL import Image

        N = self.p.Name
        picture = Image.open(self.picture).convert("RGB")
        return self.pdf.make_stream(picture.tobytes(), Type=N.XObject, Subtype=N.Image, Width=picture.width, Height=picture.height, ColorSpace=N.DeviceRGB, BitsPerComponent=8,
                                    Interpolate=False)

    def element(self, parent, role, **entries):
        made = self.pdf.make_indirect(self.p.Dictionary(Type=self.p.Name.StructElem, S=self.p.Name("/" + role), P=parent, K=self.p.Array(), **entries))
        if "/K" not in parent:
            parent.K = self.p.Array()
        parent.K.append(made)
        return made

    def turn(self):
        """To the next page."""
        self.finish()
        self.page = self.pdf.make_indirect(self.p.Dictionary(
            Type=self.p.Name.Page, MediaBox=[0, 0, 595.32, 841.92], Resources=self.resources, StructParents=len(self.parents), Tabs=self.p.Name.S,
            Group=self.p.Dictionary(Type=self.p.Name.Group, S=self.p.Name.Transparency, CS=self.p.Name.DeviceRGB)))
        self.parents.append([])
        self.y = self.TOP

    def finish(self):
        if self.content:
            self.page.Contents = self.pdf.make_stream("\n".join(self.content).encode("cp1252"))
            self.pages.append(self.page)
        self.content = []

    def mark(self, element, role, operators):
        """Content of an element: by number where it is on the element's page, else with the page."""
        number = len(self.parents[self.page.StructParents])
        self.parents[self.page.StructParents].append(element)
        if "/Pg" not in element:
            element.Pg = self.page
        element.K.append(number if element.Pg == self.page else self.p.Dictionary(Type=self.p.Name.MCR, Pg=self.page, MCID=number))
        language = "/Lang (de-DE)" if role in ("P", "Span") else ""
        self.content.append(f"/{role} <</MCID {number}{language}>> BDC q\n0.000008871 0 595.32 841.92 re\nW* n\n{operators}\nQ\n EMC")

    def show(self, x, text):
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"BT\n/F1 11.04 Tf\n1 0 0 1 {x:.3f} {self.y:.3f} Tm\n0 g\n0 G\n[({escaped})] TJ\nET"

    def lines(self, text, width):
        found, line = [], ""
        for word in text.split(" "):
            longer = f"{line} {word}" if line else word
            if line and self.width(longer) * 11.04 / 11 > width:
                found.append(line + " ")
                line = word
            else:
                line = longer
        return found + [line]

    def write(self, element, role, text, left=LEFT, width=RIGHT - LEFT, first=None):
        """Of an element; a mark a page."""
        waiting = []
        for line in self.lines(text, width):
            if self.y < self.BOTTOM:
                if waiting:
                    self.mark(element, role, "\n".join(waiting))
                waiting = []
                self.turn()
            waiting.append(self.show(left, line))
            self.y -= self.LINE
        self.mark(element, role, "\n".join(waiting))

    def room(self, lines):
        if self.y - lines * self.LINE < self.BOTTOM:
            self.turn()

    def add(self, blocks):
        for kind, *rest in blocks:
            self.room(8 if kind in ("picture", "table") else 2)
            if kind == "heading":
                self.write(self.element(self.document, f"H{rest[0]}"), f"H{rest[0]}", rest[1])
            elif kind == "text":
                self.write(self.element(self.document, "P"), "P", rest[0])
            elif kind in ("list", "numbers"):
                self.items(rest[0], kind == "list")
            elif kind == "table":
                self.table(rest[0])
            elif kind == "picture":
                figure = self.element(self.element(self.document, "P"), "Figure", Alt=self.p.String(rest[0]))
                self.y -= 90
                self.mark(figure, "Figure", f"q\n120 0 0 90 {self.LEFT} {self.y + self.LINE:.3f} cm\n/Image1 Do\nQ")
            else:
                self.link(*rest)
            self.y -= 8

    def items(self, found, has_bullets):
        kind = self.p.Name.Disc if has_bullets else self.p.Name.Decimal
        numbers = self.element(self.document, "L", A=self.p.Dictionary(O=self.p.Name.List, ListNumbering=kind))
        for number, item in enumerate(found, 1):
            self.room(1)
            entry = self.element(numbers, "LI")
            label = f"BT\n/F2 11.04 Tf\n1 0 0 1 {self.LEFT + 18} {self.y:.3f} Tm\n0 g\n{self.bullet} Tj\nET" if has_bullets else self.show(self.LEFT + 18, f"{number}.")
            self.mark(self.element(entry, "Lbl"), "Lbl", label)
            self.write(self.element(entry, "LBody"), "LBody", item, self.LEFT + 36, 400)

    def table(self, rows):
        table = self.element(self.document, "Table")
        width = (self.RIGHT - self.LEFT) / len(rows[0])
        head = self.element(table, "THead")
        body = self.element(table, "TBody")
        for number, row in enumerate(rows):
            self.room(4)
            line = self.element(body if number else head, "TR")
            top, bottom = self.y, self.y
            for column, words in enumerate(row):
                scope = {} if number else dict(A=self.p.Dictionary(O=self.p.Name.Table, Scope=self.p.Name.Column))
                self.y = top
                self.write(self.element(self.element(line, "TD" if number else "TH", **scope), "P"), "P", words, self.LEFT + column * width + 4, width - 8)
                bottom = min(bottom, self.y)
            self.content.append(f"/Artifact BMC 0 g {self.LEFT} {bottom + 10:.2f} {self.RIGHT - self.LEFT} 0.48 re f* EMC")
            self.y = bottom

    def link(self, before, words, address):
        paragraph = self.element(self.document, "P")
        self.write(paragraph, "P", before + " ")
        # On a line of its own, so that it has one rectangle.
        self.room(2)
        link = self.element(paragraph, "Link")
        annotation = self.pdf.make_indirect(self.p.Dictionary(
            Type=self.p.Name.Annot, Subtype=self.p.Name.Link, Rect=[self.LEFT, self.y - 3, self.LEFT + self.width(words), self.y + 11], BS=self.p.Dictionary(W=0), F=4,
            A=self.p.Dictionary(Type=self.p.Name.Action, S=self.p.Name.URI, URI=self.p.String(address)), Contents=self.p.String(""), P=self.page))
        self.mark(link, "Span", self.show(self.LEFT, words))
        link.K.append(self.p.Dictionary(Type=self.p.Name.OBJR, Obj=annotation, Pg=self.page))
        if "/Annots" not in self.page:
            self.page.Annots = self.p.Array()
        self.page.Annots.append(annotation)
        annotation.StructParent = len(self.parents)
        self.parents.append(link)
        self.y -= self.LINE
        self.write(paragraph, "P", " Ende")

    def save(self, target, is_plain=False):
        """is_plain: without its structure."""
        self.finish()
        p = self.p
        for page in self.pages:
            self.pdf.pages.append(p.Page(page))
        if is_plain:
            self.pdf.save(target, static_id=True)
            return
        self.root.RoleMap = p.Dictionary({
            "/" + name: p.Name("/" + role) for name, role in (
                ("Footnote", "Note"), ("Endnote", "Note"), ("Textbox", "Sect"), ("Header", "Sect"), ("Footer", "Sect"), ("InlineShape", "Sect"), ("Annotation", "Sect"),
                ("Artifact", "Sect"), ("Workbook", "Document"), ("Worksheet", "Part"), ("Chart", "Sect"), ("Diagram", "Figure"), ("Title", "H1"))})
        numbers = p.Array()
        for key, parents in enumerate(self.parents):
            numbers.append(key)
            numbers.append(self.pdf.make_indirect(p.Array(parents)) if isinstance(parents, list) else parents)
        self.root.ParentTree = self.pdf.make_indirect(p.Dictionary(Nums=numbers))
        self.root.ParentTreeNextKey = len(self.parents)
        root = self.pdf.Root
        root.StructTreeRoot, root.MarkInfo, root.Lang = self.root, p.Dictionary(Marked=True), p.String("de")
        root.ViewerPreferences = p.Dictionary(DisplayDocTitle=True)
        self.pdf.save(target, static_id=True)


def word(text, target, picture):
    made = Word(picture)
    made.add(text.blocks)
    made.save(target)


# --- Without structure -------------------------------------------------------------------------------------------------------------


def groff(text, target, picture):
    parts = [".nr PS 11\n.nr HM 2.5c\n.nr FM 2.5c\n.nr PO 2.5c\n.nr LL 16c\n.ds CH"]
    for kind, *rest in text.blocks:
        if kind == "heading":
            parts.append(f".SH {rest[0]}\n{rest[1]}")
        elif kind == "text":
            parts.append(f".LP\n{rest[0]}")
        elif kind in ("list", "numbers"):
            for number, item in enumerate(rest[0], 1):
                parts.append(f".IP {chr(92)}(bu 3\n{item}" if kind == "list" else f".IP {number}. 4\n{item}")
        elif kind == "table":
            columns = len(rest[0][0])
            parts.append(".TS\nallbox;\n" + " ".join(["lb"] * columns) + "\n" + " ".join(["l"] * columns) + ".\n" + "\n".join("\t".join(row) for row in rest[0]) + "\n.TE")
        elif kind == "link":
            parts.append(f".LP\n{rest[0]} {rest[1]} Ende")
    made = subprocess.run(["groff", "-t", "-Kutf8", "-ms", "-Tps", "-P-pa4", "-dpaper=a4"], input=("\n".join(parts) + "\n").encode(), check=True, capture_output=True).stdout
    subprocess.run(["ps2pdf", "-dPDFSETTINGS=/prepress", "-sPAPERSIZE=a4", "-", str(target)], input=made, check=True, capture_output=True)


def pdftex(text, target, picture):
    parts = [r"""\documentclass[11pt,a4paper]{article}\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{lmodern,textcomp}\input{glyphtounicode}\pdfgentounicode=1
\DeclareUnicodeCharacter{20AC}{\texteuro}\hyphenpenalty=10000\exhyphenpenalty=10000\sloppy\pagestyle{empty}\begin{document}"""]
    levels = ["section*", "subsection*", "subsubsection*", "paragraph*"]
    for kind, *rest in text.blocks:
        if kind == "heading":
            parts.append(rf"\{levels[rest[0] - 1]}{{{rest[1]}}}")
        elif kind == "text":
            parts.append(rest[0] + "\n")
        elif kind in ("list", "numbers"):
            name = "itemize" if kind == "list" else "enumerate"
            parts.append(rf"\begin{{{name}}}" + "".join(rf"\item {item} " for item in rest[0]) + rf"\end{{{name}}}")
        elif kind == "table":
            rows = r"\\\hline ".join(" & ".join(row) for row in rest[0])
            parts.append(r"\noindent\begin{tabular}{|%s|}\hline %s\\\hline\end{tabular}" % ("|".join("l" * len(rest[0][0])), rows) + "\n")
        elif kind == "link":
            parts.append(f"{rest[0]} {rest[1]} Ende\n")
    source = target.with_suffix(".tex")
    source.write_text("\n".join(parts) + "\n\\end{document}\n", encoding="utf-8")
    subprocess.run(["pdflatex", "-interaction=batchmode", "-halt-on-error", source.name], cwd=target.parent, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
    for ending in (".tex", ".aux", ".log"):
        target.with_suffix(ending).unlink(missing_ok=True)
