"""What was searched for each engine, and how settings are judged.

Each engine is tuned for each measure on `Benchmarks/Text/abstimmung`, one setting after the other (`tune.py`); the best found are in
`settings.json`. Ours has one set of costs for all measures: the defaults of `LineCosts`.
"""

# How far the search that settings.json holds has gone; the report says it. To be changed with that file.
SEARCHED = """LuaLaTeX was searched at 160 and 120 mm on the whole tuning half, twice over all settings; at 75 mm on its first four files, with a milder
score for lines that stand out.
typst was searched at 160 mm, and what was found serves at 120 and 75 mm too. WeasyPrint was not searched: it has the minimum lengths
that we have (6/3/3). `make quality-tuning` runs the whole search."""

GRID = {
    # TeX's parameters (The TeXbook, chapter 14); expansion and protrusion are microtype's, within the same ±2 % that we allow ourselves.
    "lualatex": {
        "pretolerance": [100, -1, 500],
        "tolerance": [200, 500, 1000, 3000, 9999],
        "emergencystretch": [0, 1, 3],
        "hyphenpenalty": [50, 150, 300, 600, 1000, 2000],
        "exhyphenpenalty": [50, 300],
        "linepenalty": [10, 0, 50, 200],
        "adjdemerits": [10000, 0, 50000, 500000],
        "doublehyphendemerits": [10000, 100000, 10000000],
        "finalhyphendemerits": [5000, 100000],
        "brokenpenalty": [100, 10000],
    },
    # Costs in per cent of typst's own; how far justification may change spaces (per cent) and tracking (em). Tracking goes up to 1 % of
    # an em, beyond which letters are seen to stand apart; we allow ourselves 0.6 %.
    "typst": {
        "hyphenation": [100, 25, 50, 200, 400, 800],
        "runt": [100, 0, 300],
        "tracking": [0, 0.006, 0.01],
        "spacing_min": [66.67, 50, 75, 90],
        "spacing_max": [150, 110, 130, 200, 300],
    },
    # It breaks line by line; only hyphenation can be set.
    "weasyprint": {
        "hyphens": ["auto", "manual"],
        "hyphenate-limit-chars": ["5 2 2", "6 3 3", "8 3 3", "10 4 4"],
        "hyphenate-limit-zone": ["0", "2%", "4%", "8%", "16%"],
    },
}


def score(measures):
    """One number for „even“, less is better. Typical values of the first three terms are 1 each; a line in a ladder, one with a
    hole, a hyphen across pages or a runt count as faults of their line; a line that stands out of its column is the worst of all."""
    lines = measures["lines"]
    return (
        measures["gap_sd"] / 0.04
        + measures["contrast"] / 0.04
        + measures["hyphenated"] / 0.20
        + (10 * measures["holes"] + 10 * measures["ladders"] + 5 * measures["hyphens_across_pages"] + 2 * measures["runts"]) / lines
        + 1000 * measures["overfull"] / lines
    )
