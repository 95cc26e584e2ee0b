"""What fewer hyphens cost: our lines on the half that is kept for tuning, in relation to LuaLaTeX's, for several sets of costs.

At five measures around 120 mm, since at one measure the lines of a few paragraphs decide. Ours are measured before they are drawn (`settext
sweep`), which differs from the PDF by less than a hundredth.
"""

import json
import multiprocessing
import pathlib
import subprocess
import tempfile

import engines
import measure
from texts import Text

MEASURES = (112, 116, 120, 124, 128)
TUNED_AT = "120"
# Nothing but the squares of the gaps and a price for each hyphen: the search then finds the least sum there is, so that no other choice of
# lines has fewer hyphens and gaps as even.
BOUND = {name: 0 for name in (
    "line", "contrast", "evening", "flex", "finalHyphen", "explicit", "hyphenAfterHyphen", "runt", "hole", "hyphenFall")}
PRICES = (8, 11, 14, 17, 20, 24)
# (what, costs that differ from the shipped ones)
SETTINGS = (
    [("as shipped", {}), ("hyphens 15 % dearer, contrast a third cheaper", {"hyphenReluctance": 1.15, "contrast": 0.9})]
    + [(f"nothing but gaps and hyphens, at {price}", {**BOUND, "hyphen": price, "seam": price, "shortHyphen": price}) for price in PRICES]
    + [(f"the same at {price}, tracking ±.8 % em", {
        **BOUND, "hyphen": price, "seam": price, "shortHyphen": price, "trackingLimit": 0.008}) for price in (11, 17)]
)


def theirs(job):
    text, width, choice = job
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "text.pdf"
        engines.ENGINES["lualatex"].set(text.files, text.paragraphs, width, choice, path)
        return measure.measures(path, text.paragraphs, width, engines.SIZE, engines.FACE)


def ours(job):
    text, width = job
    lists = "".join(",".join(f"{name}={value}" for name, value in costs.items()) + "\n" for _, costs in SETTINGS)
    command = [engines.Klauselwerk.program, "sweep", "--root", engines.ROOT, "--measure", str(width), *text.files]
    result = subprocess.run(command, input=lists, stdout=subprocess.PIPE, text=True, check=True)
    return [{name: float(value) for name, value in (entry.split("=") for entry in line.split())} for line in result.stdout.splitlines()]


def rows():
    """(what, gap sd, contrast, hyphenated: means of the ratios to LuaLaTeX's, our lines with holes)."""
    text = Text.of("abstimmung")
    chosen = json.loads((pathlib.Path(__file__).resolve().parent / "settings.json").read_text())["lualatex"][TUNED_AT]
    with multiprocessing.Pool() as pool:
        peers = pool.map(theirs, [(text, width, chosen) for width in MEASURES], chunksize=1)
        own = pool.map(ours, [(text, width) for width in MEASURES], chunksize=1)
    result = []
    for index, (what, _) in enumerate(SETTINGS):
        pairs = [(at[index], peer) for at, peer in zip(own, peers)]
        ratios = [
            measure.mean([mine[name] / peer[key] for mine, peer in pairs])
            for name, key in (("sd", "gap_sd"), ("contrast", "contrast"), ("hyphens", "hyphenated"))
        ]
        result.append((what, *ratios, int(sum(mine["holes"] for mine, _ in pairs))))
    return result


if __name__ == "__main__":
    for what, deviation, contrast, hyphens, holes in rows():
        print(f"sd {deviation:.3f}  contrast {contrast:.3f}  hyphens {hyphens:.3f}  holes {holes}  {what}")
