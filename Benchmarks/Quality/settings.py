"""What was searched for each engine, and how settings are judged.

Each engine is tuned for each measure on `Benchmarks/Text/abstimmung`, one setting after the other (`tune.py`); the best found are in
`settings.json`. Ours has one set of costs for all measures: the defaults of `LineCosts`.
"""

GRID = {
    # TeX's parameters (The TeXbook, chapter 14); expansion and protrusion are microtype's, within the same ±2 % that we allow ourselves
    # (thousandths; `step` is how finely glyphs are drawn wider).
    "lualatex": {
        "pretolerance": [100, -1, 500],
        "tolerance": [200, 300, 500, 1000, 2000, 5000, 9999],
        "emergencystretch": [0, 0.5, 1, 2, 3],
        "hyphenpenalty": [50, -50, 0, 100, 150, 200, 300, 600, 1000, 2000],
        "exhyphenpenalty": [50, 0, 300],
        "linepenalty": [10, 0, 20, 50, 100, 200],
        "adjdemerits": [10000, 0, 2000, 50000, 500000],
        "doublehyphendemerits": [10000, 0, 100000, 1000000, 10000000],
        "finalhyphendemerits": [5000, 0, 100000],
        "brokenpenalty": [100, 10000],
        "looseness": [0, -1, 1],
        "stretch": [20, 15],
        "shrink": [20, 15],
        "step": [5, 1],
    },
    # Costs in per cent of typst's own; how far justification may change spaces (per cent) and tracking (em). Tracking goes up to 1 % of
    # an em, beyond which letters are seen to stand apart; we allow ourselves 0.6 %. What widows and orphans cost has no influence on
    # lines (set at 0, 100 and 400 %, lines were the same at all measures; at 0 % there are some); both are forbidden as in the other engines.
    "typst": {
        "hyphenation": [100, 0, 10, 25, 50, 75, 150, 200, 400, 800],
        "runt": [100, 0, 50, 300],
        "tracking": [0, 0.003, 0.006, 0.01],
        "spacing_min": [66.67, 50, 75, 80, 90],
        "spacing_max": [150, 105, 110, 120, 130, 200, 300],
    },
    # It breaks line by line; only hyphenation can be set.
    "weasyprint": {
        "hyphens": ["auto", "manual"],
        "hyphenate-limit-chars": ["5 2 2", "5 2 3", "6 3 3", "8 3 3", "10 4 4", "12 5 5"],
        "hyphenate-limit-zone": ["0", "1%", "2%", "4%", "8%", "16%"],
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
