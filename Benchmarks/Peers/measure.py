"""measure.py FOLDER FONTS   Times the peers on the contracts of the benchmarks; prints one JSON object.

FOLDER holds of every contract N.json (what the templates read), N.txt (its words) and N.pdf (ours). No contract is set twice, so that a
cache helps only with what partners share, as ours does. typst and WeasyPrint run in this process, all that can be kept is kept; LuaLaTeX is
started for each document, as it has to be. Each engine sets some documents to warm up, then rounds; the best round counts.

Of every contract that is timed the words are compared afterwards: an engine that leaves something out has no figure.
"""
import itertools
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

import tex
import web
import words

here = pathlib.Path(__file__).resolve().parent
CACHE = here.parent.parent / ".build-tools" / "texmf-var"


def cpu():
    """Of this process, all its threads, and of those it has started and waited for. Seconds."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def timed(folder, make, warm_up, a_round, rounds=3, labels_last=False):
    """make(number) sets a contract and returns the PDF's bytes."""
    numbers = itertools.count()
    for number in itertools.islice(numbers, warm_up):
        make(number)
    best_cpu = best_wall = float("inf")
    made = {}
    for _ in range(rounds):
        begin = cpu(), time.monotonic()
        for number in itertools.islice(numbers, a_round):
            made[number] = make(number)
        best_cpu = min(best_cpu, (cpu() - begin[0]) / a_round)
        best_wall = min(best_wall, (time.monotonic() - begin[1]) / a_round)
    return {"cpu": best_cpu, "documentsPerSecond": 1 / best_wall, **checked(folder, made, labels_last)}


def contract(folder, number):
    return json.loads((folder / f"{number}.json").read_text())


def checked(folder, made, labels_last=False):
    """Mean pages and bytes of documents that have all our words."""
    pages = []
    for number, pdf in made.items():
        path = folder / "made.pdf"
        path.write_bytes(pdf)
        text = (folder / f"{number}.txt").read_text()
        pages.append(words.check(path, contract(folder, number), text, labels_last))
        # The words of another partner must not do.
        try:
            words.check(path, contract(folder, number), (folder / f"{number + 1}.txt").read_text(), labels_last)
        except words.WordsDiffer:
            continue
        raise words.WordsDiffer("the comparison of words does not see another partner's name")
    return {"pages": sum(pages) / len(pages), "bytes": sum(map(len, made.values())) / len(made)}


def typst_documents(folder, fonts, through_inputs):
    """through_inputs: the contract is named in sys_inputs, as typst-py's documentation shows it; else it lies where the last one lay."""
    import typst

    template = folder / "contract.typ"
    template.write_text((here / "contract.typ").read_text())
    compiler = typst.Compiler(str(template), root=str(folder), font_paths=[str(fonts)], ignore_system_fonts=True)

    def make(number):
        inputs = {"document": f"{number}.json"} if through_inputs else {}
        if not through_inputs:
            (folder / "contract.json").write_bytes((folder / f"{number}.json").read_bytes())
        return compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["a-3a", "ua-1"])

    return timed(folder, make, warm_up=9, a_round=10)


def weasyprint_documents(folder, fonts):
    """PDF/A-3a; PDF/UA-1 cannot be had in the same file."""
    from weasyprint import CSS, HTML, Attachment
    from weasyprint.text.fonts import FontConfiguration

    config = FontConfiguration()
    faces = "".join(
        f'@font-face {{ font-family: "Linux Libertine"; src: url("file://{fonts}/LinLibertine_{file}.otf"); {style} }}\n'
        for file, style in [("R", ""), ("RB", "font-weight: bold"), ("RI", "font-style: italic")])
    css = CSS(string=faces + (here / "contract.css").read_text(), font_config=config)

    def make(number):
        data = contract(folder, number)
        origin = data["attachment"]
        attachment = Attachment(string=origin["text"], name=origin["name"], description=origin["description"], relationship="Source")
        return HTML(string=web.document(data)).write_pdf(
            stylesheets=[css], font_config=config, pdf_variant="pdf/a-3a", attachments=[attachment])

    return timed(folder, make, warm_up=1, a_round=2, labels_last=True)


def lualatex_documents(folder, fonts):
    """Neither PDF/A nor PDF/UA. A second run only where page numbers have changed since the document before."""
    template = (here / "contract.tex").read_text()
    work = folder / "tex"
    work.mkdir()
    environment = {**os.environ, "TEXMFVAR": str(CACHE), "TEXMFCACHE": str(CACHE)}

    def make(number):
        data = contract(folder, number)
        (work / "contract.tex").write_text(tex.document(template, data, fonts))
        (work / data["attachment"]["name"]).write_text(data["attachment"]["text"])
        for _ in range(4):
            done = subprocess.run(
                ["lualatex", "-interaction=nonstopmode", "-halt-on-error", "contract.tex"], cwd=work, env=environment, capture_output=True)
            if done.returncode != 0:
                raise RuntimeError(done.stdout.decode(errors="replace")[-2000:])
            if "may have changed" not in (work / "contract.log").read_text(errors="replace"):
                break
        return (work / "contract.pdf").read_bytes()

    return timed(folder, make, warm_up=1, a_round=2)


def main():
    source, fonts = map(pathlib.Path, sys.argv[1:])
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        shutil.copytree(source, folder, dirs_exist_ok=True)
        ours = checked(folder, {number: (folder / f"{number}.pdf").read_bytes() for number in range(5)})
        peers = {
            "typst": typst_documents(folder, fonts, through_inputs=False),
            "typst by sys_inputs": typst_documents(folder, fonts, through_inputs=True),
            "WeasyPrint": weasyprint_documents(folder, fonts),
            "LuaLaTeX": lualatex_documents(folder, fonts),
        }
    print(json.dumps({"ours": ours, "peers": peers}))


if __name__ == "__main__":
    main()
