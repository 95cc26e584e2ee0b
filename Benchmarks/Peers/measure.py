"""measure.py TEXT FONTS   Times the peers on the contract of the benchmarks; prints one JSON object: CPU seconds a document and peer.

TEXT is our assembled text: one line a block, after a form feed the footnotes. Every document has another partner, so that a cache helps
only with what repeats. typst and WeasyPrint run in this process, one compiler reused; LuaLaTeX is started for each document, as it has to be.
"""
import html
import json
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time

NAME = "Familienzentrum Regenbogen e. V."
here = pathlib.Path(__file__).parent
text_path, fonts = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
text = text_path.read_text()
body, _, notes = text.partition("\f")
blocks = body.strip().split("\n")
notes = [re.sub(r"^\d+ ", "", line) for line in notes.strip().split("\n") if line]


def is_heading(index, line):
    return index == 0 or re.match(r"^\d+\. ?\D", line)


def note(index):
    return notes[index - 7] if 6 < index < 7 + len(notes) else None


def timed(count, make):
    """Least CPU seconds of a document; the first one warms up."""
    make(0)
    least = float("inf")
    for number in range(1, count + 1):
        begin = time.process_time()
        make(number)
        least = min(least, time.process_time() - begin)
    return least


def typst_documents(work):
    import typst

    (work / "contract.typ").write_text((here / "contract.typ").read_text())
    (work / "text.txt").write_text(text)
    compiler = typst.Compiler(str(work / "contract.typ"), root=str(work), font_paths=[str(fonts)], ignore_system_fonts=True)

    def make(number):
        pdf = compiler.compile(format="pdf", sys_inputs={"partner": f"{NAME} {number}", "text": "text.txt"}, pdf_standards=["a-3a", "ua-1"])
        assert pdf.startswith(b"%PDF")

    return timed(12, make)


def weasyprint_documents(work):
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    config = FontConfiguration()
    faces = "".join(
        f'@font-face {{ font-family: "Linux Libertine O"; src: url("file://{fonts}/LinLibertine_{file}.otf"); {style} }}\n'
        for file, style in [("R", ""), ("RB", "font-weight: bold"), ("RI", "font-style: italic")])
    css = CSS(string=faces + (here / "contract.css").read_text(), font_config=config)

    def make(number):
        out = []
        for index, line in enumerate(blocks):
            content = html.escape(line)
            if note(index):
                content += f'<span class="note">{html.escape(note(index))}</span>'
            tag = "h2" if is_heading(index, line) else "p"
            out.append(f"<{tag}>{content}</{tag}>")
        page = f'<html lang="de"><title>Kooperationsvereinbarung</title><body>{"".join(out)}</body></html>'
        HTML(string=page.replace(NAME, f"{NAME} {number}")).write_pdf(stylesheets=[css], font_config=config, pdf_variant="pdf/ua-1")

    return timed(4, make)


def lualatex_documents(work):
    special = str.maketrans({c: "\\" + c for c in "&%$#_{}"})
    out = []
    for index, line in enumerate(blocks):
        content = line.translate(special)
        if note(index):
            content += "\\footnote{" + note(index).translate(special) + "}"
        out.append(f"\\section*{{{content}}}" if is_heading(index, line) else content + "\n")
    source = (here / "contract.tex").read_text().replace("@FONTS@", str(fonts)).replace("@BLOCKS@", "\n".join(out))

    def make(number):
        (work / "contract.tex").write_text(source.replace("@PARTNER@", NAME.translate(special)).replace(NAME, f"{NAME} {number}"))
        done = subprocess.run(["lualatex", "-interaction=batchmode", "contract.tex"], cwd=work, stdout=subprocess.DEVNULL)
        assert (work / "contract.pdf").exists(), done

    make(0)
    least = float("inf")
    for number in range(1, 4):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        make(number)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        least = min(least, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return least


with tempfile.TemporaryDirectory() as folder:
    work = pathlib.Path(folder)
    results = {"typst": typst_documents(work), "WeasyPrint": weasyprint_documents(work), "LuaLaTeX": lualatex_documents(work)}
print(json.dumps(results))
