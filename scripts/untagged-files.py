"""untagged-files.py make FOLDER [NAME…]        Makes files without structure, as ten programs write them, each with what it says; prints their names.
untagged-files.py judge NAME RESULT.pdf…      Holds what is read of the annex in RESULT against what people read in NAME: prints what differs.
untagged-files.py outline RESULT.pdf          Prints what is read of the annex.
untagged-files.py many FOLDER GENERATOR COUNT Makes COUNT files of random texts; GENERATOR as in tagged-files.py, their structure taken out.
untagged-files.py words SOURCE RESULT.pdf…    Whether nothing that poppler reads on the pages of SOURCE is missing in what is read of the annex.

What is expected was written by hand. One line a block: „# “ a heading of the first level, „- “ an item (further in: an item of an inner list), „| “ a row
of a table with its cells, „|! “ its heads, „[…]“ a picture; all else is a paragraph.
"""

import collections
import importlib.util
import pathlib
import re
import subprocess
import sys
import unicodedata


def run(*command, **options):
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600, **options)


def untagged(path):
    """Takes out what a program says about the structure."""
    import pikepdf

    with pikepdf.open(path, allow_overwriting_input=True) as file:
        for key in ("/StructTreeRoot", "/MarkInfo"):
            if key in file.Root:
                del file.Root[key]
        for page in file.pages:
            if "/StructParents" in page:
                del page["/StructParents"]
        file.save(path, static_id=True)


# --- The ten files -----------------------------------------------------------------------------------------------------------------

LONG = ("Das Netzwerk trifft sich zweimal im Jahr zu einer Sitzung, zu der die Koordination mit einer Frist von vier Wochen einlädt und deren "
        "Ergebnisse sie in einer Niederschrift festhält, die allen Mitgliedern binnen zwei Wochen zugeht.")
OTHER = ("Wer verhindert ist, benennt rechtzeitig eine Vertretung aus der eigenen Einrichtung; die Vertretung hat dieselben Rechte und unterliegt "
         "derselben Verschwiegenheit wie das Mitglied, für das sie an der Sitzung teilnimmt.")
THIRD = ("Beschlüsse werden mit einfacher Mehrheit gefasst. Bei Stimmengleichheit ist ein Antrag abgelehnt, kann aber in der folgenden Sitzung noch "
         "einmal gestellt werden, wenn sich die Sachlage geändert hat.")


def weasyprint(folder, html, name):
    import weasyprint as engine

    engine.HTML(string='<!doctype html><html lang="de"><meta charset="utf-8"><style>body { font-family: "Liberation Serif"; font-variant-ligatures: none }'
                "</style>" + html).write_pdf(str(folder / f"{name}.pdf"))


def columns(folder, name):
    weasyprint(folder, "<style>@page { size: A4; margin: 25mm; @bottom-center { content: 'Seite ' counter(page) ' von ' counter(pages); font-size: 8pt } }"
               "h1 { font-size: 18pt } h2 { font-size: 13pt; break-after: avoid } .s { columns: 2; column-gap: 10mm; column-fill: balance; text-align: justify; hyphens: auto }</style>"
               f"<h1>Geschäftsordnung</h1><p>Beschlossen am 3. März 2026 von allen Mitgliedern des Netzwerks Frühe Hilfen in Musterstadt und Umgebung.</p><div class=s><h2>Sitzungen</h2>"
               f"<p>{LONG}</p><p>{OTHER}</p><h2>Beschlüsse</h2><p>{THIRD}</p></div><p style='break-before: page'>{OTHER}</p>", name)


def office(folder, name):
    import docx

    made = docx.Document()
    made.styles["Normal"].font.name = "Liberation Serif"
    foot = made.sections[0].footer.paragraphs[0]
    foot.text = "Stadt Musterstadt – Jugendamt"
    made.add_heading("Leistungen", 1)
    made.add_paragraph(LONG)
    made.add_heading("Umfang", 2)
    for item in ("Beratung der Eltern", "Begleitung der Familie bei Wegen zu Ämtern und zu Ärztinnen und Ärzten, soweit das gewünscht wird und die Fachkraft es einrichten kann", "Berichte"):
        made.add_paragraph(item, "List Number")
    table = made.add_table(rows=0, cols=3)
    table.style = "Table Grid"
    for number, row in enumerate((("Leistung", "Stunden", "Entgelt"), ("Beratung", "12", "720,00 €"), ("Begleitung zu Terminen aller Art", "8,5", "510,00 €"))):
        for cell, words in zip(table.add_row().cells, row):
            cell.paragraphs[0].add_run(words).bold = number == 0
    made.add_page_break()
    made.add_paragraph(OTHER)
    source = folder / f"{name}.docx"
    made.save(str(source))
    run("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
        'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"},"ExportBookmarks":{"type":"boolean","value":"false"}}', "--outdir", folder, source)
    source.unlink()


def latex(folder, name, engine, text, head):
    source = folder / f"{name}.tex"
    source.write_text(head + "\\begin{document}\n" + text + "\n\\end{document}\n", encoding="utf-8")
    run(engine, "-interaction=batchmode", f"-output-directory={folder}", source)
    for ending in ("tex", "aux", "log"):
        (folder / f"{name}.{ending}").unlink(missing_ok=True)


def pdftex(folder, name):
    latex(folder, name, "pdflatex", "\\twocolumn[\\begin{center}\\LARGE Hilfeplanung im Verbund\\end{center}\\bigskip]\n\\section{Anlass}\n" + LONG + "\n\n" + OTHER +
          "\n\\section{Verlauf}\n" + THIRD + "\n\n" + LONG + "\n\n" + OTHER + "\n\n" + THIRD + "\n\n" + LONG + "\n\n" + OTHER + "\n\\newpage\n\\section{Ende}\n" + THIRD,
          "\\documentclass[10pt,a4paper]{article}\\usepackage[T1]{fontenc}\\usepackage[utf8]{inputenc}\\usepackage{lmodern}"
          "\\input{glyphtounicode}\\pdfgentounicode=1\\parindent=12pt\\textheight=420pt\\footskip=176pt\\raggedbottom\\hyphenpenalty=10000\\sloppy\n")


def lists(folder, name):
    latex(folder, name, "pdflatex", "\\section*{Pflichten}\nDie Fachkraft\n\\begin{enumerate}\n\\item führt die Akte,\n\\item berichtet\n\\begin{enumerate}\\item dem Jugendamt und\n"
          "\\item dem Träger,\\end{enumerate}\n\\item wahrt das Geheimnis.\n\\end{enumerate}\n" + LONG + "\n\\begin{itemize}\\item Räume\\item Fahrzeuge\\end{itemize}\n\n\\noindent " + THIRD,
          "\\documentclass[11pt,a4paper]{article}\\usepackage[T1]{fontenc}\\usepackage[utf8]{inputenc}\\usepackage{lmodern}"
          "\\input{glyphtounicode}\\pdfgentounicode=1\\pagestyle{empty}\\hyphenpenalty=10000\\sloppy\n")


def groff(folder, name):
    text = (".nr PS 11\n.nr GROWPS 3\n.nr PSINCR 2p\n.SH 1\nZusammenarbeit\n.LP\n" + LONG + "\n.PP\n" + OTHER + "\n.IP \\(bu 3\nerste Stelle\n.IP \\(bu 3\nzweite Stelle, die etwas mehr Platz braucht, weil ihr Name "
            "sich über mehr als eine Zeile erstreckt und dann umbricht\n.LP\n" + THIRD + "\n")
    made = subprocess.run(["groff", "-Kutf8", "-ms", "-Tps", "-P-pa4", "-dpaper=a4"], input=text.encode(), check=True, capture_output=True).stdout
    (folder / f"{name}.ps").write_bytes(made)
    run("ps2pdf", "-dPDFSETTINGS=/prepress", "-sPAPERSIZE=a4", folder / f"{name}.ps", folder / f"{name}.pdf")
    (folder / f"{name}.ps").unlink()


def qt(folder, name):
    source = folder / f"{name}.html"
    source.write_text('<!doctype html><meta charset="utf-8"><style>body { font: 12pt "Liberation Serif" } table, td, th { border: 1px solid; border-collapse: collapse; padding: 3px } '
                      f"th {{ text-align: left }}</style><h1>Ansprechpersonen</h1><p>{LONG}</p><table><tr><th>Name</th><th>Telefon</th></tr><tr><td>Ada Muster</td><td>0123 45</td></tr>"
                      f"<tr><td>Ben Beispiel</td><td>0123 46</td></tr></table><p>{OTHER}</p>", encoding="utf-8")
    run("wkhtmltopdf", "-q", "--disable-smart-shrinking", source, folder / f"{name}.pdf", env={"QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin:/bin", "HOME": str(folder)})
    source.unlink()


def browser(folder, name):
    source = folder / f"{name}.html"
    source.write_text('<!doctype html><html lang="de"><meta charset="utf-8"><style>@page { size: A4; margin: 25mm } body { font: 11pt "Liberation Sans" } ul { margin: 0 }</style>'
                      f"<h1>Merkblatt</h1><p>{OTHER}</p><h2>Mitzubringen sind</h2><ul><li>Ausweis<li>Bescheid<li>Unterlagen der Krankenkasse</ul><p>{THIRD}</p>"
                      '<blockquote style="margin-left: 40pt">Wer etwas nicht hat, ruft vorher an.</blockquote>', encoding="utf-8")
    run("chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/chromium", "--no-pdf-header-footer", f"--print-to-pdf={folder}/{name}.pdf", source)
    source.unlink()
    untagged(folder / f"{name}.pdf")


def canvas(folder, name):
    """A letter: addresses side by side, drawn from below upwards."""
    import cairo

    surface = cairo.PDFSurface(str(folder / f"{name}.pdf"), 595, 842)
    context = cairo.Context(surface)
    context.select_font_face("Liberation Serif")

    def line(x, y, text, size=11):
        context.set_font_size(size)
        context.move_to(x, y)
        context.show_text(text)

    for number, text in enumerate(("Mit freundlichen Grüßen", "Ada Muster")):
        line(70, 560 + 40 * number, text)
    for number, text in enumerate(("wir bestätigen den Eingang Ihres Antrags und bitten um Geduld, bis die Unterlagen", "geprüft sind. Sie hören von uns.")):
        line(70, 420 + 15 * number, text)
    line(70, 400, "Sehr geehrte Damen und Herren,")
    line(70, 350, "Ihr Antrag vom 2. Mai 2026", 15)
    for number, text in enumerate(("Ihr Zeichen: 4711", "Mein Zeichen: 51-3", "Datum: 9. Mai 2026")):
        line(380, 163 + 15 * number, text)
    for number, text in enumerate(("Verein Beispiel e. V.", "Musterstraße 7", "12345 Musterstadt")):
        line(70, 170 + 15 * number, text)
    surface.finish()


def tables(folder, name):
    """A page that lies on its side, with a table whose cells span, and an upright one."""
    from reportlab.lib import pagesizes, styles
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

    place = pathlib.Path(__file__).resolve().parent.parent / "fonts" / "files"
    for face in ("Regular",):
        pdfmetrics.registerFont(TTFont(f"Muster-{face}", str(place / f"LiberationSans-{face}.ttf")))
    text = styles.ParagraphStyle("t", fontName="Muster-Regular", fontSize=10, leading=13)
    head = styles.ParagraphStyle("h", fontName="Muster-Regular", fontSize=16, leading=20, spaceAfter=8)
    grid = Table([["Maßnahme", "Kosten", ""], ["", "einmalig", "laufend"], ["Anbau", "12 000 €", "–"], ["Personal", "–", "3 500 €"]], colWidths=[200, 120, 120], style=[
        ("GRID", (0, 0), (-1, -1), 0.5, "black"), ("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0)), ("FONT", (0, 0), (-1, -1), "Muster-Regular", 10)])
    made = SimpleDocTemplate(str(folder / f"{name}.pdf"), pagesize=pagesizes.landscape(pagesizes.A4), invariant=1, initialFontName="Muster-Regular")
    made.build([Paragraph("Kostenplan", head), grid, Paragraph(LONG, text), PageBreak(), Paragraph(OTHER, text)])
    import pikepdf

    # The same page as a printer driver writes it: upright, turned by the viewer.
    with pikepdf.open(folder / f"{name}.pdf", allow_overwriting_input=True) as file:
        page = file.pages[0]
        page.contents_add(b"q 0 1 -1 0 595.2756 0 cm", prepend=True)
        page.contents_add(b"Q")
        page.MediaBox = [0, 0, 595.2756, 841.8898]
        page.Rotate = 90
        file.save(folder / f"{name}.pdf", static_id=True)


def typst(folder, name):
    import typst_compiler

    source = folder / f"{name}.typ"
    source.write_text('#set text(lang: "de", size: 11pt)\n#set page(numbering: "1 / 1")\n= Vereinbarung\n' + LONG + "\n== Ziele\n+ Schutz\n+ Förderung\n\n" + OTHER +
                      "\n\n#table(columns: 2, [*Ziel*], [*Frist*], [Schutz], [sofort], [Förderung], [ein Jahr])\n#pagebreak()\n" + THIRD, encoding="utf-8")
    typst_compiler.compile(source, folder / f"{name}.pdf")
    source.unlink()
    untagged(folder / f"{name}.pdf")


FILES = {
    "weasyprint-spalten": (columns, f"""# Geschäftsordnung
Beschlossen am 3. März 2026 von allen Mitgliedern des Netzwerks Frühe Hilfen in Musterstadt und Umgebung.
## Sitzungen
{LONG}
{OTHER}
## Beschlüsse
{THIRD}
{OTHER}"""),
    "cairo-brief": (canvas, """Verein Beispiel e. V.
Musterstraße 7
12345 Musterstadt
Ihr Zeichen: 4711
Mein Zeichen: 51-3
Datum: 9. Mai 2026
# Ihr Antrag vom 2. Mai 2026
Sehr geehrte Damen und Herren,
wir bestätigen den Eingang Ihres Antrags und bitten um Geduld, bis die Unterlagen geprüft sind. Sie hören von uns.
Mit freundlichen Grüßen
Ada Muster"""),
    "reportlab-quer": (tables, f"""# Kostenplan
| Maßnahme | Kosten
| einmalig | laufend
| Anbau | 12 000 € | –
| Personal | – | 3 500 €
{LONG}
{OTHER}"""),
    "groff-liste": (groff, f"""# Zusammenarbeit
{LONG}
{OTHER}
- • erste Stelle
- • zweite Stelle, die etwas mehr Platz braucht, weil ihr Name sich über mehr als eine Zeile erstreckt und dann umbricht
{THIRD}"""),
    "libreoffice-tabelle": (office, f"""# Leistungen
{LONG}
## Umfang
- 1. Beratung der Eltern
- 2. Begleitung der Familie bei Wegen zu Ämtern und zu Ärztinnen und Ärzten, soweit das gewünscht wird und die Fachkraft es einrichten kann
- 3. Berichte
|! Leistung | Stunden | Entgelt
| Beratung | 12 | 720,00 €
| Begleitung zu Terminen aller Art | 8,5 | 510,00 €
Stadt Musterstadt – Jugendamt
{OTHER}"""),
    "pdftex-spalten": (pdftex, f"""# Hilfeplanung im Verbund
## 1 Anlass
{LONG}
{OTHER}
## 2 Verlauf
{THIRD}
{LONG}
{OTHER}
{THIRD}
{LONG}
{OTHER}
## 3 Ende
{THIRD}"""),
    "pdftex-listen": (lists, f"""# Pflichten
Die Fachkraft
- 1. führt die Akte,
- 2. berichtet
  - (a) dem Jugendamt und
  - (b) dem Träger,
- 3. wahrt das Geheimnis.
{LONG}
- • Räume
- • Fahrzeuge
{THIRD}"""),
    "qt-tabelle": (qt, f"""# Ansprechpersonen
{LONG}
|! Name | Telefon
| Ada Muster | 0123 45
| Ben Beispiel | 0123 46
{OTHER}"""),
    "chromium-merkblatt": (browser, f"""# Merkblatt
{OTHER}
## Mitzubringen sind
- Ausweis
- Bescheid
- Unterlagen der Krankenkasse
{THIRD}
Wer etwas nicht hat, ruft vorher an."""),
    "typst-ziele": (typst, f"""# Vereinbarung
{LONG}
## Ziele
- 1. Schutz
- 2. Förderung
{OTHER}
|! Ziel | Frist
| Schutz | sofort
| Förderung | ein Jahr
{THIRD}"""),
}


def make(folder, names):
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or FILES:
        FILES[name][0](folder, name)
        print(name)


# --- Reading back ------------------------------------------------------------------------------------------------------------------


# A heading of ours, whose text is not in a form.
OURS = "(Anlage)"


class Annex:
    """What stands below the last heading of a result that begins with „Anlage“."""

    def __init__(self, path):
        import pikepdf

        self.pikepdf = pikepdf
        self.streams, self.fonts = {}, {}
        self.lines, self.texts = [], []
        with pikepdf.open(path) as file:
            self.walk(file.Root.StructTreeRoot.K, 0, None)
            first = max((number for number, (kind, text) in enumerate(self.lines) if kind in ("H1", "H2") and text == OURS), default=-1)
            self.lines = self.lines[first + 1:]

    def font(self, font):
        if font.objgen in self.fonts:
            return self.fonts[font.objgen]
        spec = importlib.util.spec_from_file_location("structure", pathlib.Path(__file__).with_name("structure.py"))
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        made = module.Font(font)
        if not made.texts:
            made.texts = {code: bytes([code]).decode("cp1252", "replace") for code in range(256)}
            from fontTools import agl

            for code, name in self.differences(font):
                # Adobe's list of names has signs of their own for ligatures.
                made.texts[code] = unicodedata.normalize("NFKC", agl.toUnicode(name)) or made.texts.get(code, "?")
        self.fonts[font.objgen] = made
        return made

    def differences(self, font):
        encoding, code = font.get("/Encoding"), 0
        for item in encoding.get("/Differences", []) if isinstance(encoding, self.pikepdf.Dictionary) else []:
            if isinstance(item, self.pikepdf.Name):
                yield code, str(item)[1:]
                code += 1
            else:
                code = int(item)

    def marks(self, stream):
        """The text of each mark of a form, with its replacement where it has one."""
        if stream.objgen in self.streams:
            return self.streams[stream.objgen]
        found, current, inner, font = collections.defaultdict(str), None, [], None
        for operands, operator in self.pikepdf.parse_content_stream(stream):
            name = str(operator)
            if name in ("BDC", "BMC"):
                properties = operands[1] if name == "BDC" and isinstance(operands[1], self.pikepdf.Dictionary) else {}
                if "/MCID" in properties:
                    current = int(properties.MCID)
                replaced = "/ActualText" in properties
                if replaced and current is not None and not any(inner):
                    found[current] += str(properties.ActualText)
                inner.append(replaced)
            elif name == "EMC":
                inner.pop()
                if not inner:
                    current = None
            elif name == "Tf":
                font = self.font(stream.Resources.Font[str(operands[0])])
            elif name in ("Tj", "'", '"', "TJ") and current is not None and not any(inner):
                parts = operands[0] if name == "TJ" else [operands[-1]]
                found[current] += "".join(font.decode(bytes(part)) for part in parts if isinstance(part, self.pikepdf.String))
        self.streams[stream.objgen] = found
        return found

    def kids(self, node):
        found = node.get("/K", [])
        return list(found) if isinstance(found, self.pikepdf.Array) else [found]

    def text(self, node):
        made = ""
        for kid in self.kids(node):
            if isinstance(kid, self.pikepdf.Dictionary) and "/Stm" in kid:
                made += self.marks(kid.Stm)[int(kid.MCID)]
            elif isinstance(kid, self.pikepdf.Dictionary) and "/S" in kid and str(kid.S) not in ("/L",):
                blank = " " if made and not made.endswith(" ") and str(kid.S) in ("/LBody", "/P") else ""
                made += blank + self.text(kid)
        return made

    def walk(self, node, depth, role):
        if isinstance(node, self.pikepdf.Array):
            for kid in node:
                self.walk(kid, depth, role)
            return
        if not isinstance(node, self.pikepdf.Dictionary) or "/S" not in node:
            return
        kind = str(node.S)[1:]
        if re.fullmatch("H[1-6]", kind):
            self.lines.append((kind, clean(self.text(node)) or OURS))
        elif kind == "P":
            self.lines.append(("P", clean(self.text(node))))
        elif kind == "Figure":
            self.lines.append(("Figure", str(node.get("/Alt", ""))))
        elif kind == "LI":
            self.lines.append(("LI", "  " * max(0, depth - 1) + "- " + clean(self.text(node))))
            self.inner(node, depth)
        elif kind == "TR":
            cells = [kid for kid in self.kids(node) if isinstance(kid, self.pikepdf.Dictionary) and "/S" in kid]
            heads = all(str(cell.S) == "/TH" for cell in cells)
            self.lines.append(("TR", ("|! " if heads else "| ") + " | ".join(clean(self.text(cell)) for cell in cells)))
        else:
            for kid in self.kids(node):
                self.walk(kid, depth + (kind == "L"), kind)

    def inner(self, node, depth):
        for kid in self.kids(node):
            if isinstance(kid, self.pikepdf.Dictionary) and "/S" in kid:
                if str(kid.S) == "/L":
                    self.walk(kid, depth, None)
                else:
                    self.inner(kid, depth)

    def outline(self):
        base = None
        for kind, text in self.lines:
            if kind.startswith("H"):
                level = int(kind[1])
                base = level if base is None else base
                yield "#" * max(1, level - base + 1) + " " + text
            elif kind == "Figure":
                yield f"[{text}]"
            else:
                yield text


def clean(text):
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).replace("\u00ad", "").strip()


def judge(name, results):
    expected = [clean(line) if not line.startswith("  ") else "  " + clean(line) for line in FILES[name][1].split("\n")]
    for result in results:
        found = list(Annex(result).outline())
        for number in range(max(len(found), len(expected))):
            ours = found[number] if number < len(found) else "(nichts)"
            theirs = expected[number] if number < len(expected) else "(nichts)"
            # Where a word is broken nobody can see whether its hyphen is its own.
            if ours.replace("- ", "").replace("-", "").replace(" ", "") != theirs.replace("- ", "").replace("-", "").replace(" ", "") or \
                    (ours[:1] in "#|[" or ours.strip()[:2] == "- ") and ours != theirs and "-" not in ours.strip()[2:]:
                print(f"{result}: Zeile {number + 1}: „{theirs}“ → „{ours}“")
                break


def letters(text):
    return re.sub(r"[\s\u00ad-]", "", unicodedata.normalize("NFKC", text)).replace("\uf0b7", "•")


def words(source, results):
    """Letters that are lost, and how much of the order is poppler's."""
    import difflib

    theirs = letters(subprocess.run(["pdftotext", "-enc", "UTF-8", source, "-"], check=True, capture_output=True).stdout.decode())
    for result in results:
        ours = letters("".join(text for kind, text in Annex(result).lines if kind != "Figure").replace("|!", "").replace("|", "").replace("  - ", "").replace("- ", ""))
        missing = collections.Counter(theirs.replace("|", "")) - collections.Counter(ours)
        lost = sum(missing.values())
        same = sum(block.size for block in difflib.SequenceMatcher(None, theirs, ours, autojunk=False).get_matching_blocks()) if len(theirs) < 20000 else 0
        print(f"{pathlib.Path(result).name}: {len(theirs)} Zeichen, {lost} fehlen, {100 * same / max(1, len(theirs)):.1f} % in derselben Folge")


def many(folder, generator, count):
    folder = folder.resolve()
    run("/usr/bin/python3", pathlib.Path(__file__).with_name("tagged-files.py"), "make", folder, generator, count)
    for number in range(count):
        untagged(folder / f"{generator}-{number}.pdf")


if __name__ == "__main__":
    verb, *rest = sys.argv[1:]
    if verb == "make":
        make(pathlib.Path(rest[0]).resolve(), rest[1:])
    elif verb == "judge":
        judge(rest[0], rest[1:])
    elif verb == "outline":
        print("\n".join(Annex(rest[0]).outline()))
    elif verb == "many":
        many(pathlib.Path(rest[0]), rest[1], int(rest[2]))
    elif verb == "words":
        words(rest[0], rest[1:])
    else:
        sys.exit(__doc__)
