"""Searches the peers' best settings on the half of the text that is kept for tuning; writes settings.json.

tune.py [ENGINE[:MEASURE]…]   all engines at all measures, or those named

Coordinate search: each setting of the grid in turn, the others as they are best so far, over and over until nothing gets better; once from
the engine's own settings and once from those found before.
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
            return settings.score(measure.measures(path, text.paragraphs, width, engines.SIZE, engines.FACE))
        except (engines.EngineError, measure.MeasureError) as error:
            print(f"{name} {width} mm {choice}: {error}", file=sys.stderr)
            return float("inf")


def descend(name, text, width, start, known):
    """The settings nothing in the grid makes better, one changed at a time, and their score. `known`: scores found so far."""
    grid = settings.GRID[name]

    def scored(choice):
        key = tuple(choice[key] for key in grid)
        if key not in known:
            known[key] = judge(name, text, width, choice)
        return known[key]

    best, lowest = start, scored(start)
    before = float("inf")
    while lowest < before:
        before = lowest
        for key, values in grid.items():
            for value in values:
                choice = {**best, key: value}
                if scored(choice) < lowest:
                    best, lowest = choice, scored(choice)
    return best, lowest


def search(job):
    name, width, found = job
    text = Text.of("abstimmung")
    default = {key: values[0] for key, values in settings.GRID[name].items()}
    known = {}
    results = [descend(name, text, width, start, known) for start in (default, {**default, **found})]
    best, lowest = min(results, key=lambda result: result[1])
    first = known[tuple(default.values())]
    print(f"{name} {width} mm: {first:.3f} → {lowest:.3f} of {len(known)} tried: {best}", flush=True)
    return name, width, best


def jobs(arguments, found):
    for argument in arguments or sorted(settings.GRID):
        name, _, width = argument.partition(":")
        for each in [int(width)] if width else MEASURES:
            yield name, each, found.get(name, {}).get(str(each), {})


def main():
    path = HERE / "settings.json"
    found = json.loads(path.read_text()) if path.exists() else {}
    with multiprocessing.Pool() as pool:
        for name, width, best in pool.imap_unordered(search, list(jobs(sys.argv[1:], found)), chunksize=1):
            found.setdefault(name, {})[str(width)] = best
            path.write_text(json.dumps(found, indent=2, sort_keys=True, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
