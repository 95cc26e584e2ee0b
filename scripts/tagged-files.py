"""tagged-files.py make FOLDER GENERATOR COUNT   Makes tagged PDF files as other programs write them: libreoffice, chromium, weasyprint, typst, latex,
                                               word (in Word's way; Word itself is not at hand); without tags: qt, groff, pdftex.
tagged-files.py pages FILE COUNT [plain]       Makes a file of so many pages, or one more, in Word's way; plain: without its structure.
tagged-files.py break SOURCE FOLDER            Makes copies of a tagged file of ours, each with one fault in its structure, named after it.
tagged-files.py judge SOURCE RESULT…            Holds documents with SOURCE as annex against it: prints what differs, one line each.

The texts come from a generator of pseudo-random numbers, so that the same call makes the same documents. Of the annex in a result, poppler has to
read along the structure what it reads on the source's pages, or along the source's own structure, letter by letter; headings, tables with their heads, items of lists, described pictures
and links are read back by pikepdf and have to be the source's.
"""

import collections
import html
import inspect
import pathlib
import random
import re
import subprocess
import sys
import unicodedata

import tagged_generators

WORDS = ("Träger Jugendamt Hilfe Maß Größe Fläche Prüfung Frist Entgelt Leistung Qualität Bericht Kind Familie Gruppe Ziel Übergang Ärztin Öffnung "
         "Fachkraft Schutz Beratung offiziell Auflage fünf Straße „Anführung“ 3,50 € § 8a Abs. 4").split(" ")


def run(*command, **options):
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600, **options)


KINDS = ["heading", "text", "text", "list", "numbers", "table", "picture", "link", "long"]
# WeasyPrint 57 has no Figure, puts the marks of links into those of the text around them, and draws the numbers of items last.
PLAIN = ["heading", "text", "text", "table", "long"]


class Text:
    """A document as a list of blocks."""

    def __init__(self, seed, kinds):
        self.dice = random.Random(seed)
        self.blocks = [("heading", 1, self.line(3))]
        level = 1
        for _ in range(self.dice.randint(4, 14)):
            kind = self.dice.choice(kinds)
            if kind == "heading":
                level = self.dice.randint(1, min(level + 1, 4))
                self.blocks.append(("heading", level, self.line(4)))
            elif kind in ("text", "long"):
                self.blocks.append(("text", self.line(self.dice.randint(20, 60) * (5 if kind == "long" else 1))))
            elif kind in ("list", "numbers"):
                self.blocks.append((kind, [self.line(5) for _ in range(self.dice.randint(1, 5))]))
            elif kind == "table":
                columns = self.dice.randint(1, 4)
                self.blocks.append(("table", [[self.line(2) for _ in range(columns)] for _ in range(self.dice.randint(2, 7))]))
            elif kind == "picture":
                self.blocks.append(("picture", f"Bild: {self.line(3)}"))
            else:
                self.blocks.append(("link", self.line(4), self.line(2), f"https://www.example.org/{self.dice.randint(1, 99)}"))

    def line(self, count):
        return " ".join(self.dice.choice(WORDS) for _ in range(count))


def page(text, picture):
    parts = []
    for kind, *rest in text.blocks:
        words = [html.escape(part) if isinstance(part, str) else part for part in rest]
        if kind == "heading":
            parts.append(f"<h{rest[0]}>{words[1]}</h{rest[0]}>")
        elif kind == "text":
            parts.append(f"<p>{words[0]}</p>")
        elif kind in ("list", "numbers"):
            tag = "ul" if kind == "list" else "ol"
            parts.append(f"<{tag}>" + "".join(f"<li>{html.escape(item)}</li>" for item in rest[0]) + f"</{tag}>")
        elif kind == "table":
            head, *rows = rest[0]
            parts.append("<table><thead><tr>" + "".join(f"<th>{html.escape(cell)}</th>" for cell in head) + "</tr></thead><tbody>" + "".join(
                "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows) + "</tbody></table>")
        elif kind == "picture":
            parts.append(f'<p><img src="{picture}" alt="{words[0]}" width="120" height="90"></p>')
        else:
            parts.append(f'<p>{words[0]} <a href="{words[2]}">{words[1]}</a> Ende</p>')
    return ('<!doctype html><html lang="de"><meta charset="utf-8"><title>Anlage</title><style>@page { size: A4; margin: 25mm } '
            "body { font-family: 'Liberation Serif'; font-variant-ligatures: none } table, td, th { border: 1px solid; border-collapse: collapse } </style><body>" + "".join(parts) + "</body></html>")


def document(text, path, picture, hasWordsBullets):
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    made = docx.Document()
    made.styles["Normal"].font.name = "Liberation Serif"
    # Word's bullet is a letter of private use.
    for level in [] if hasWordsBullets else made.part.numbering_part.element.iter(qn("w:lvl")):
        for shown in level.iter(qn("w:lvlText")):
            if shown.get(qn("w:val")) == "\uf0b7":
                shown.set(qn("w:val"), "•")
                for font in level.iter(qn("w:rFonts")):
                    font.attrib.clear()
                    font.set(qn("w:ascii"), "Liberation Serif")
                    font.set(qn("w:hAnsi"), "Liberation Serif")
    for kind, *rest in text.blocks:
        if kind == "heading":
            made.add_heading(rest[1], rest[0])
        elif kind == "text":
            made.add_paragraph(rest[0])
        elif kind in ("list", "numbers"):
            for item in rest[0]:
                made.add_paragraph(item, "List Bullet" if kind == "list" else "List Number")
        elif kind == "table":
            table = made.add_table(rows=0, cols=len(rest[0][0]))
            table.style = "Table Grid"
            for number, row in enumerate(rest[0]):
                cells = table.add_row()
                for cell, words in zip(cells.cells, row):
                    cell.text = words
                if number == 0:
                    mark = OxmlElement("w:tblHeader")
                    mark.set(qn("w:val"), "true")
                    cells._tr.get_or_add_trPr().append(mark)
        elif kind == "picture":
            paragraph = made.add_paragraph()
            paragraph.add_run().add_picture(str(picture), width=Pt(120))
            paragraph._p.xpath(".//wp:docPr")[0].set("descr", rest[0])
        else:
            paragraph = made.add_paragraph(rest[0] + " ")
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), made.part.relate_to(rest[2], "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True))
            text_run, words = OxmlElement("w:r"), OxmlElement("w:t")
            words.text = rest[1]
            text_run.append(words)
            link.append(text_run)
            paragraph._p.append(link)
            paragraph.add_run(" Ende")
    made.save(str(path))


def drawn(folder):
    from PIL import Image, ImageDraw

    picture = folder / "bild.png"
    image = Image.new("RGB", (160, 120), "white")
    ImageDraw.Draw(image).ellipse((20, 20, 140, 100), fill=(30, 60, 200))
    image.save(picture)
    return picture


def long(target, count, is_plain):
    picture = drawn(target.parent)
    made, number = tagged_generators.Word(picture), 0
    while len(made.pages) < count - 1:
        for block in Text(f"pages {number}", [kind for kind in KINDS if kind != "list"]).blocks:
            if len(made.pages) < count - 1:
                made.add([block])
        number += 1
    made.save(target, is_plain)
    picture.unlink()


def make(folder, generator, count):
    folder.mkdir(parents=True, exist_ok=True)
    picture = drawn(folder)
    sources = []
    for number in range(count):
        text = Text(f"{generator} {number}", PLAIN if generator == "weasyprint" else KINDS)
        if generator in ("typst", "latex", "word", "groff", "pdftex"):
            target = folder / f"{generator}-{number}.pdf"
            if generator == "typst":
                tagged_generators.typst(text, target, picture, is_declared=number % 2 == 1)
            else:
                getattr(tagged_generators, generator)(text, target, picture)
            continue
        source = folder / f"{generator}-{number}.{'docx' if generator == 'libreoffice' else 'html'}"
        if generator == "libreoffice":
            document(text, source, picture, hasWordsBullets=number % 2 == 1)
        else:
            source.write_text(page(text, picture.as_uri()), encoding="utf-8")
        sources.append(source)
    if generator == "libreoffice":
        run("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
            'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}', "--outdir", folder, *sources)
    for source in sources:
        target = source.with_suffix(".pdf")
        if generator == "chromium":
            run("chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/chromium", "--no-pdf-header-footer",
                "--allow-file-access-from-files", f"--print-to-pdf={target}", source)
        elif generator == "qt":
            run("wkhtmltopdf", "-q", "--disable-smart-shrinking", "--enable-local-file-access", source, target,
                env={"QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin:/bin", "HOME": str(folder)})
        elif generator == "weasyprint":
            import weasyprint

            # Debian 13's WeasyPrint 62 calls the option otherwise than 57, and passes over what it does not know.
            known = inspect.signature(weasyprint.HTML.write_pdf).parameters
            weasyprint.HTML(str(source)).write_pdf(str(target), **{"variant" if "variant" in known else "pdf_variant": "pdf/ua-1"})
        source.unlink()
    picture.unlink()


# --- Breaking ----------------------------------------------------------------------------------------------------------------------


def broken(source, folder):
    import pikepdf
    from pikepdf import Array, Dictionary, Name

    folder.mkdir(parents=True, exist_ok=True)

    def leaves(node, role, found):
        for kid in node.get("/K", []) if isinstance(node.get("/K"), Array) else []:
            if isinstance(kid, Dictionary) and "/S" in kid:
                if str(kid.S)[1:] == role:
                    found.append(kid)
                leaves(kid, role, found)
        return found

    def fault(name, change):
        with pikepdf.open(source) as file:
            change(file, lambda role: leaves(file.Root.StructTreeRoot, role, []))
            file.save(folder / f"{name}.pdf", static_id=True)

    def content(edit):
        def change(file, find):
            page = file.pages[0].obj
            parts = page.Contents if isinstance(page.Contents, Array) else [page.Contents]
            page.Contents = file.make_stream(edit(b"\n".join(part.read_bytes() for part in parts)))

        return change

    def forgotten(file, find):
        find("P")[0].K = Array([])

    def twice(file, find):
        one, other = find("P")[:2]
        other.K = one.K
        other.Pg = one.Pg

    def circle(file, find):
        find("P")[0].K = Array([find("L")[0]])

    def crooked(file, find):
        list(find("TR")[-1].K)[-1].A = Dictionary(O=Name.Table, ColSpan=2)

    def foreign_types(file, find):
        for number, paragraph in enumerate(find("P")):
            paragraph.S = Name(f"/Absatz{number % 3}")
        file.Root.StructTreeRoot.RoleMap = Dictionary({"/Absatz0": Name("/Absatz1"), "/Absatz1": Name.P, "/Absatz2": Name("/Absatz2")})

    def loose(file, find):
        for item in find("LI"):
            item.Pg = file.pages[0].obj
            item.K = Array([kid for label in item.K for kid in (label.K if str(label.S) == "/LBody" else [label])])

    def deep(file, find):
        for number, heading in enumerate(find("H1")):
            heading.S = Name(f"/H{1 + 2 * number}")

    fault("forgotten", forgotten)
    fault("twice", twice)
    fault("circle", circle)
    fault("crooked-table", crooked)
    fault("suspect", lambda file, find: file.Root.MarkInfo.__setitem__("/Suspects", True))
    fault("outside", content(lambda data: re.sub(rb"/P\s*<<\s*/MCID \d+\s*>>\s*BDC(.*?)EMC", rb"\1", data, count=1, flags=re.S)))
    fault("unended", content(lambda data: data[: data.rfind(b"EMC")] + data[data.rfind(b"EMC") + 3:]))
    fault("same-number", content(lambda data: re.sub(rb"/MCID 2\b", b"/MCID 1", data)))
    fault("own-types", foreign_types)
    fault("items-without-body", loose)
    fault("levels-skipped", deep)


# --- Judging -----------------------------------------------------------------------------------------------------------------------


def letters(text):
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("\uf0b7", "•")


def read(path, along):
    """What poppler reads: on the pages, or along the structure."""
    if not along:
        return letters(subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", path, "-"], check=True, capture_output=True).stdout.decode())
    # Titles of elements (typst writes them) come out in the encoding that they have in the file.
    said = subprocess.run(["pdfinfo", "-struct-text", "-enc", "UTF-8", path], check=True, capture_output=True).stdout.decode("utf-8", "replace")
    return letters("".join(line.strip()[1:-1] for line in said.split("\n") if re.match(r'\s*".*"$', line)))


class Tree:
    def __init__(self, path, skipped=()):
        import pikepdf

        self.kinds = collections.Counter()
        self.tables, self.alts, self.levels, self.addresses = [], [], [], []
        with pikepdf.open(path) as file:
            self.pikepdf, self.root = pikepdf, file.Root.StructTreeRoot
            self.map = self.root.get("/RoleMap", {})
            for kid in self.kids(self.root):
                self.walk(kid)
            for page in file.pages:
                for annotation in page.get("/Annots", []):
                    if annotation.Subtype == "/Link" and annotation.get("/A", {}).get("/S") == "/URI":
                        self.addresses.append(str(annotation.A.URI))
            del self.root, self.map

    def kids(self, node):
        found = node.get("/K", [])
        return list(found) if isinstance(found, self.pikepdf.Array) else [found]

    def role(self, node):
        role = str(node.S)[1:]
        standard = {"Document", "Sect", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "Figure", "Link", "Span", "Div", "NonStruct"}
        seen = set()
        while role not in standard and not re.fullmatch("H[1-9]", role) and f"/{role}" in self.map and role not in seen:
            seen.add(role)
            role = str(self.map[f"/{role}"])[1:]
        return role

    def walk(self, node):
        if not isinstance(node, self.pikepdf.Dictionary) or "/S" not in node:
            return
        role = self.role(node)
        if re.fullmatch("H[1-9]", role):
            self.levels.append(int(role[1:]))
        if role == "Figure":
            self.alts.append(str(node.get("/Alt", "")))
        if role == "Table":
            self.tables.append(self.table(node))
        if role == "LI":
            self.kinds["items"] += 1
        for kid in self.kids(node):
            self.walk(kid)

    def table(self, node):
        rows = []
        for kid in self.kids(node):
            if not isinstance(kid, self.pikepdf.Dictionary) or "/S" not in kid:
                continue
            role = self.role(kid)
            if role in ("THead", "TBody"):
                rows += self.table(kid)
            elif role == "TR":
                rows.append("".join("H" if self.role(cell) == "TH" else "D" for cell in self.kids(kid) if isinstance(cell, self.pikepdf.Dictionary) and "/S" in cell))
        return rows


def below(levels, base):
    """Headings below one of ours, no level skipped."""
    found, above = [], []
    for level in levels:
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        found.append(min(base + len(above), 6))
    return found


def judge(source, results):
    theirs = Tree(source)
    words, along = read(source, along=False), read(source, along=True)
    for result in results:
        ours = Tree(result)
        for name in ("tables", "addresses"):
            if getattr(ours, name) != getattr(theirs, name):
                print(f"{result}: {name}: {getattr(theirs, name)} → {getattr(ours, name)}")
        if ours.kinds != theirs.kinds:
            print(f"{result}: {dict(theirs.kinds)} → {dict(ours.kinds)}")
        alts = [alt or "Bild ohne Beschreibung" for alt in theirs.alts]
        if ours.alts != alts:
            print(f"{result}: {alts} → {ours.alts}")
        if ours.levels != [1, 1] + below(theirs.levels, 1):
            print(f"{result}: headings {theirs.levels} → {ours.levels}")
        read_aloud = re.sub("^§1Anlagen", "", read(result, along=True)).replace("Anlage1", "")
        # What a page shows twice, as the head of a broken table, the source says once.
        if read_aloud not in (words, along):
            at = next((i for i, (a, b) in enumerate(zip(words, read_aloud)) if a != b), min(len(words), len(read_aloud)))
            print(f"{result}: text: …{words[max(0, at - 20):at + 40]} → …{read_aloud[max(0, at - 20):at + 40]}")


def main():
    if len(sys.argv) == 5 and sys.argv[1] == "make":
        make(pathlib.Path(sys.argv[2]).resolve(), sys.argv[3], int(sys.argv[4]))
    elif len(sys.argv) in (4, 5) and sys.argv[1] == "pages":
        long(pathlib.Path(sys.argv[2]).resolve(), int(sys.argv[3]), sys.argv[4:] == ["plain"])
    elif len(sys.argv) == 4 and sys.argv[1] == "break":
        broken(sys.argv[2], pathlib.Path(sys.argv[3]).resolve())
    elif len(sys.argv) >= 4 and sys.argv[1] == "judge":
        sys.setrecursionlimit(10_000)
        judge(sys.argv[2], sys.argv[3:])
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
