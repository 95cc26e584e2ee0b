"""Sets a text with every engine at three measures, measures the PDFs and writes the tables.

quality.py            the half of our text that is never used for tuning; writes docs/quality.md
quality.py FILE…      any text, a paragraph a line or with empty lines between; prints the tables

The PDFs stay in output/quality/ to be looked at.
"""

import json
import multiprocessing
import pathlib
import subprocess
import sys

import engines
import measure
import report
import settings
import tradeoff
from texts import Text

HERE = pathlib.Path(__file__).resolve().parent
OUTPUT = engines.ROOT / "output" / "quality"
MEASURES = (160, 120, 75)
# Where hyphens decide nearly everything, engines are compared at the same share of hyphenated lines.
EQUAL_HYPHENS = (75,)
PEERS = ("lualatex", "typst", "weasyprint")
FACTORS = (0, 0.25, 0.5, 1, 2, 3, 5, 8, 12, 20)


def set_and_measure(job):
    text, engine, width, choice, label = job
    path = OUTPUT / f"{text.name}-{width}-{label}.pdf"
    engines.ENGINES[engine].set(text.files, text.paragraphs, width, choice, path)
    print(path.name, file=sys.stderr)
    return measure.measures(path, text.paragraphs, width, engines.SIZE, engines.FACE)


def nearest_to(share, ours):
    """Our setting whose share of hyphenated lines is nearest."""
    return min(ours, key=lambda row: abs(row["hyphenated"] - share))


def compare(text):
    """By measure: rows (engine, setting, measures), and for equal hyphens pairs of a peer and us."""
    chosen = json.loads((HERE / "settings.json").read_text())
    jobs = {}
    for width in MEASURES:
        jobs[width, "klauselwerk", "as shipped"] = (text, "klauselwerk", width, {}, "klauselwerk")
        for peer in PEERS:
            default = {key: values[0] for key, values in settings.GRID[peer].items()}
            jobs[width, peer, "tuned"] = (text, peer, width, chosen[peer][str(width)], peer)
            jobs[width, peer, "as it comes"] = (text, peer, width, default, f"{peer}-default")
        if width in EQUAL_HYPHENS:
            for factor in FACTORS:
                jobs[width, "klauselwerk", factor] = (text, "klauselwerk", width, {"hyphenReluctance": factor}, f"klauselwerk-{factor}")
    with multiprocessing.Pool() as pool:
        found = dict(zip(jobs, pool.map(set_and_measure, jobs.values(), chunksize=1)))
    tables = {
        width: [(engine, kind, row) for (at, engine, kind), row in found.items() if at == width and kind not in FACTORS] for width in MEASURES
    }
    pairs = {}
    for width in EQUAL_HYPHENS:
        ours = [found[width, "klauselwerk", factor] for factor in FACTORS]
        pairs[width] = [
            (engine, kind, row, nearest_to(row["hyphenated"], ours)) for engine, kind, row in tables[width] if kind == "tuned"
        ]
    return tables, pairs


def versions():
    import typst
    import weasyprint

    tex = subprocess.run(["lualatex", "--version"], stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()[0]
    return {"typst": typst.__version__, "weasyprint": weasyprint.__version__, "lualatex": tex.split(", ")[-1]}


def main():
    OUTPUT.mkdir(parents=True, exist_ok=True)
    files = [pathlib.Path(name) for name in sys.argv[1:]]
    text = Text.from_files(files[0].stem, files) if files else Text.of("bericht")
    try:
        tables, pairs = compare(text)
        curve = () if files else tradeoff.rows()
    except (engines.EngineError, measure.MeasureError) as error:
        sys.exit(f"quality: {error}")
    page = report.page(text, tables, pairs, versions(), curve)
    if files:
        print(page)
    else:
        (engines.ROOT / "docs" / "quality.md").write_text(page, encoding="utf-8")
        print(f"docs/quality.md: {sum(report.missed(tables, pairs).values())} targets missed", file=sys.stderr)


if __name__ == "__main__":
    main()
