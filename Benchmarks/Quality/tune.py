"""Searches the peers' best settings on the half of the text that is kept for tuning; writes settings.json.

tune.py [--quick] [ENGINE[:MEASURE]…]   all engines at all measures, or those named

Coordinate search: each setting of the grid in turn, the others as they are best so far; twice over all of them. --quick: once, on every
third file.
"""

import json
import multiprocessing
import pathlib
import sys
import tempfile

import engines
import measure
import settings
from texts import Text

HERE = pathlib.Path(__file__).resolve().parent
MEASURES = (160, 120, 75)


def judge(name, text, width, choice):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "text.pdf"
        try:
            engines.ENGINES[name].set(text.files, text.paragraphs, width, choice, path)
            return settings.score(measure.measures(path, text.paragraphs, width, engines.SIZE))
        except (engines.EngineError, measure.MeasureError) as error:
            print(f"{name} {width} mm {choice}: {error}", file=sys.stderr)
            return float("inf")


def search(job):
    name, width, quick = job
    text = Text.of("abstimmung", every=3 if quick else 1)
    grid = settings.GRID[name]
    best = {key: values[0] for key, values in grid.items()}
    lowest = judge(name, text, width, best)
    first = lowest
    known = {tuple(best.values())}
    for _ in range(1 if quick else 2):
        for key, values in grid.items():
            for value in values:
                choice = {**best, key: value}
                if tuple(choice.values()) in known:
                    continue
                known.add(tuple(choice.values()))
                found = judge(name, text, width, choice)
                if found < lowest:
                    best, lowest = choice, found
    print(f"{name} {width} mm: {first:.3f} → {lowest:.3f} {best}", flush=True)
    return name, width, best


def jobs(arguments):
    quick = "--quick" in arguments
    for argument in [each for each in arguments if each != "--quick"] or sorted(settings.GRID):
        name, _, width = argument.partition(":")
        yield from [(name, int(width), quick)] if width else [(name, each, quick) for each in MEASURES]


def main():
    path = HERE / "settings.json"
    found = json.loads(path.read_text()) if path.exists() else {}
    with multiprocessing.Pool() as pool:
        for name, width, best in pool.imap_unordered(search, list(jobs(sys.argv[1:])), chunksize=1):
            found.setdefault(name, {})[str(width)] = best
            path.write_text(json.dumps(found, indent=2, sort_keys=True, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
