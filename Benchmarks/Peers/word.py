"""word.py PROGRAM ROWS   How many contracts a second become a file for Word on one core: ours, and docxtpl with the same content.

The template is our own file of the first partner with `{{…}}` where his values stand, so docxtpl has the same text, styles, lists, fields and
footers to write; what it makes for every partner is compared, word for word, with what we make. Ours makes the PDF as well and reads library and
list (`batch --word --workers 1`): the same run without `--word` tells what of it the Word files cost; both figures are printed. docxtpl only fills in a
template that it has read. CPU seconds, user and system, of the whole process; docxtpl's without starting Python. Exit code 1 where our Word files are less
than four times as fast, or a word differs.
"""

import csv
import html
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time
import zipfile

import docxtpl

FACTOR = 4
AGREEMENT = "fruehe-hilfen"
FIELDS = ("name", "strasse", "plz", "ort", "vertreten_durch")


def cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def said(path):
    text = zipfile.ZipFile(path).read("word/document.xml").decode()
    return re.sub(r"[\s\u00ad\u2060]+", " ", html.unescape(re.sub(r"<[^>]*>", " ", text))).split()


program, rows = sys.argv[1], int(sys.argv[2])
with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    with open(folder / "liste.csv", "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow(["nr", "partner.art", "partner.genus"] + ["partner." + name for name in FIELDS])
        for row in range(1, rows + 1):
            table.writerow([row, "ev", "m", f"Probeverein {row} e. V.", f"Musterweg {row}", "00001", "Probestadt", f"Vorsitzende Nr. {row}"])

    def seconds(target, *options):
        before = cpu()
        subprocess.run(
            [program, "batch", AGREEMENT, "--partners", folder / "liste.csv", "-o", folder / target, "--workers", "1", "--quiet", *options], check=True)
        return cpu() - before

    both, contracts = seconds("aus", "--word"), seconds("pdf")
    ours = rows / (both - contracts)
    files = sorted((folder / "aus").glob("*.docx"), key=lambda path: int(path.name.split("-")[0]))
    assert len(files) == rows, f"{len(files)} files of {rows}"

    # Each control of the partner, in its order, is one name of the template.
    first = zipfile.ZipFile(files[0])
    markup, count = first.read("word/document.xml").decode(), 0

    def named(match):
        global count
        count += 1
        return re.sub(r"(<w:t[^>]*>)[^<]*(</w:t>)", rf"\g<1>{{{{ w{count} }}}}\g<2>", match.group(0), count=1)

    markup = re.sub(r'<w:tag w:val="partner\.[^"]*"/>.*?</w:sdtContent>', named, markup)
    with zipfile.ZipFile(folder / "vorlage.docx", "w", zipfile.ZIP_DEFLATED) as target:
        for item in first.infolist():
            target.writestr(item.filename, markup.encode() if item.filename == "word/document.xml" else first.read(item.filename))

    def values(path):
        texts = re.findall(r'<w:tag w:val="partner\.[^"]*"/>.*?<w:sdtContent>(.*?)</w:sdtContent>', zipfile.ZipFile(path).read("word/document.xml").decode())
        return {f"w{index + 1}": html.unescape("".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", text))) for index, text in enumerate(texts)}

    contexts = [values(path) for path in files]
    start = time.process_time()
    template = docxtpl.DocxTemplate(folder / "vorlage.docx")
    for index, context in enumerate(contexts):
        template.render(context, autoescape=True)
        template.save(folder / f"{index}.docx")
    theirs = rows / (time.process_time() - start)
    different = [index + 1 for index, path in enumerate(files) if said(path) != said(folder / f"{index}.docx")]
    if different:
        sys.exit(f"bench-word: docxtpl says other words in {len(different)} of {rows} files, first in {different[0]}")
    print(f"DOCX a second on one core, {rows} partners of {AGREEMENT}: klauselwerk {ours:.1f} ({rows / both:.1f} with the PDF), "
          f"docxtpl {theirs:.1f}, {ours / theirs:.1f} times ({rows / both / theirs:.1f})")
    sys.exit(ours < FACTOR * theirs)
