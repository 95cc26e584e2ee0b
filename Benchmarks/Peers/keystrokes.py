"""keystrokes.py FOLDER FONTS   How long typst takes from one letter to the next: the contract of the benchmarks as somebody types a partner's name into it.

FOLDER holds N.json, the contract after N letters (what contract.typ reads). One compiler stays in this process, with all that it remembers (comemo): it is
typst's incremental compile, which `typst watch` runs at each change of a file. Measured are the compile to PDF (without the standards of an archive, as a
preview needs none) and to pictures of all pages at 96 dpi, each over all N by turns. Prints one JSON object: milliseconds.
"""
import json
import pathlib
import shutil
import sys
import tempfile
import time

import typst

here = pathlib.Path(__file__).resolve().parent
# Letters before anything counts.
WARM_UP = 10


def percentile(times, share):
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def main():
    source, fonts = map(pathlib.Path, sys.argv[1:])
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        shutil.copy(here / "contract.typ", folder)
        compiler = typst.Compiler(str(folder / "contract.typ"), root=place, font_paths=[str(fonts)], ignore_system_fonts=True)
        states = sorted(source.glob("*.json"), key=lambda path: int(path.stem))
        report = {}
        for form in ["pdf", "png"]:
            times, before = [], None
            for number, state in enumerate(states):
                (folder / "contract.json").write_bytes(state.read_bytes())
                begin = time.perf_counter()
                made = compiler.compile(format=form, **({"ppi": 96} if form == "png" else {}))
                if number >= WARM_UP:
                    times.append((time.perf_counter() - begin) * 1000)
                if made == before:
                    sys.exit(f"after letter {number} typst's pages are the same: nothing was measured")
                before = made
            report[form] = {"p50": percentile(times, 0.5), "p95": percentile(times, 0.95), "pages": len(made) if form == "png" else 0}
        json.dump(report, sys.stdout)


if __name__ == "__main__":
    main()
