"""Writes docs/quality.md from the measures."""

import engines

NAMES = {"klauselwerk": "**Klauselwerk**", "typst": "typst", "lualatex": "LuaLaTeX + microtype", "weasyprint": "WeasyPrint"}
COLUMNS = (
    ("gap mean", "gap_mean", "{:.3f}"),
    ("gap sd", "gap_sd", "{:.4f}"),
    ("contrast", "contrast", "{:.4f}"),
    ("hyphenated", "hyphenated", "{:.1%}"),
    ("gaps > .40", "holes", "{}"),
    ("ladders", "ladders", "{}"),
    ("hyphens across pages", "hyphens_across_pages", "{}"),
    ("widows", "widows", "{}"),
    ("orphans", "orphans", "{}"),
    ("runts", "runts", "{}"),
    ("overfull", "overfull", "{}"),
    ("lines", "lines", "{}"),
)

# Against LuaLaTeX tuned: what, largest ratio.
RATIOS = (("gap sd", "gap_sd", 0.92), ("contrast", "contrast", 0.70), ("hyphenated lines", "hyphenated", 0.50))
NONE = (("ladders", "ladders"), ("hyphens across pages", "hyphens_across_pages"), ("widows", "widows"), ("orphans", "orphans"))
AHEAD = (("gap sd", "gap_sd"), ("contrast", "contrast"), ("lines in ladders", "ladders"))

REASONS = {
    "hyphenated lines": """The share of hyphens and gap sd cannot both be had at 120 mm with glyphs that flex as little as ours may. The table below shows what
fewer hyphens cost on the tuning half: means over five measures, in relation to LuaLaTeX's, measured by `Benchmarks/Quality/tradeoff.py`. Where nothing but the
squares of the gaps and a price for each hyphen is counted, the search is exact: no other choice of lines, within the same limits of spaces, glyphs and ladders, has
fewer hyphens and gaps as even. So the rows
with such prices are the bound of what any costs could reach, and at .92 of LuaLaTeX's gap sd it lies above half of its hyphens – with contrast far beyond its
target. Half of the hyphens is reached where gaps are more uneven than LuaLaTeX's. It is the flexibility of the glyphs that decides: with tracking of ±.8 % em instead
of ±.6 % gap sd and hyphens would both be within their targets. Hyphens before two letters, which LuaLaTeX has and our house rule forbids, hardly matter: they would make gap sd 2 % less at the
same share. The costs are set so that gaps and contrast are within their targets with something to spare, since texts differ: from half to half by some
.05. A style that wants fewer hyphens says so (`umbruch:` in [formats.md](formats.md)).""",
    "gap sd": """LuaLaTeX has means that we do not take: ladders, and lines that stand out of the column (the tables count them).""",
    "contrast": "Lines of few words have few gaps, and each hyphen saved moves one line away from its neighbours.",
    "holes": """We never let three lines running end with a stroke and keep together what German usage keeps together. On the tuning half such lines
stand where LuaLaTeX has a ladder: of six at the five measures from 112 to 128 mm and at 160 mm, looked at one by one, five do, and in the place of the sixth it
divides a gender form after its mark. Ladders are worth more to us than these lines. The lines of this half were not looked at one by one.""",
    "hyphens across pages": """Pages are broken after the lines are; a page that would have to end a line earlier to avoid the hyphen leaves
a widow, an orphan or a hole at its foot, which cost more.""",
    "ladders": "A ladder remains where a run of long words has no other breaks at all.",
}


def row(name, kind, found):
    cells = [f"{NAMES[name]}, {kind}"] + [form.format(found[key]) for _, key, form in COLUMNS]
    return "| " + " | ".join(cells) + " |"


def head(first):
    titles = [first] + [title for title, _, _ in COLUMNS]
    return ["| " + " | ".join(titles) + " |", "|---|" + "---:|" * len(COLUMNS)]


def find(rows, name, kind):
    return next(found for engine, how, found in rows if engine == name and how == kind)


def targets(tables, pairs):
    """(measure, target, limit, reached, kept, reason key) for all."""
    result = []
    for width, rows in tables.items():
        if width in pairs:
            continue
        ours, theirs = find(rows, "klauselwerk", "as shipped"), find(rows, "lualatex", "tuned")
        for title, key, most in RATIOS:
            ratio = ours[key] / theirs[key] if theirs[key] else float("inf")
            result.append((width, f"{title}, ours : LuaLaTeX’s", f"≤ {most:.2f}", f"{ratio:.2f}", ratio <= most, title))
        result.append((width, "lines with gaps > .40 em", f"≤ {theirs['holes']}", str(ours["holes"]), ours["holes"] <= theirs["holes"], "holes"))
        for title, key in NONE:
            result.append((width, title, "0", str(ours[key]), ours[key] == 0, title))
    for width, found in pairs.items():
        for peer, kind, theirs, ours in found:
            for title, key in AHEAD:
                form = "{}" if key == "ladders" else "{:.4f}"
                kept = ours[key] < theirs[key] or key == "ladders" and ours[key] == theirs[key] == 0
                result.append(
                    (width, f"{title}, against {NAMES[peer]}, {kind}", f"< {form.format(theirs[key])}", form.format(ours[key]), kept, title))
    return result


def missed(tables, pairs):
    counts = {}
    for _, _, _, _, kept, reason in targets(tables, pairs):
        counts[reason] = counts.get(reason, 0) + (not kept)
    return counts


def tradeoff_table(rows):
    lines = ["| costs | gap sd | contrast | hyphenated | our gaps > .40 |", "|---|---:|---:|---:|---:|"]
    lines += [f"| {what} | {deviation:.2f} | {contrast:.2f} | {hyphens:.2f} | {holes} |" for what, deviation, contrast, hyphens, holes in rows]
    return lines + [""]


def page(text, tables, pairs, versions, tradeoff=()):
    """`tradeoff`: what fewer hyphens cost, where that was measured."""
    lines = [INTRODUCTION.format(words=f"{text.words:,}", paragraphs=len(text.paragraphs), name=text.name, **versions)]
    for width, rows in tables.items():
        lines += [f"## {width} mm", ""] + head("engine") + [row(*entry) for entry in rows] + [""]
        if width in pairs:
            lines += [EQUAL.format(width=width)] + head("engine")
            for peer, kind, theirs, ours in pairs[width]:
                lines += [row(peer, kind, theirs), row("klauselwerk", "at that share", ours)]
            lines.append("")
    lines += ["## Targets", "", "| mm | target | limit | reached | |", "|---:|---|---:|---:|---|"]
    listed = targets(tables, pairs)
    lines += [f"| {width} | {title} | {limit} | {reached} | {'kept' if kept else '**missed**'} |" for width, title, limit, reached, kept, _ in listed]
    lines.append("")
    reasons = [reason for reason, count in missed(tables, pairs).items() if count]
    if reasons:
        lines += ["## Why targets are missed", ""]
        for reason in reasons:
            lines.append(f"**{reason[0].upper() + reason[1:]}.** {REASONS.get(reason, '').strip()}\n")
            if reason == "hyphenated lines" and tradeoff:
                lines += tradeoff_table(tradeoff)
    else:
        lines += ["All targets are kept.", ""]
    lines.append(CLOSING.format(size=engines.SIZE, leading=engines.LEADING).rstrip())
    return "\n".join(lines) + "\n"


INTRODUCTION = """# How even our lines are

*Written by `make quality`; change `Benchmarks/Quality/report.py`, not this file.*

The same contract German ({words} words in {paragraphs} paragraphs, `{name}`), set in Linux Libertine 11 pt on 14 pt at three measures by
Klauselwerk, typst {typst}, LuaLaTeX ({lualatex}) with microtype, and WeasyPrint {weasyprint}. One script
(`Benchmarks/Quality/measure.py`) takes all figures from the PDFs: it finds every character of the text in the file, so nothing can be lost or
counted twice, and is itself tested on a hand-made PDF with known distances.

- **gap**: from the end of a word to the beginning of the next, in em; last lines of paragraphs are left out. *sd* is the spread over all gaps.
- **contrast**: how much the mean gap differs between neighbouring lines, in em.
- **hyphenated**: lines that end with a hyphen which is not in the text. **gaps > .40**: lines with a gap wider than .40 em.
- **ladders**: lines in runs of three or more that end with a hyphen. **runts**: last lines shorter than a tenth of the measure.
- **overfull**: lines that stand out of the column by more than marks hang into the margin.

The peers are tuned on the other half of the text (`Benchmarks/Quality/settings.py` has the grid and the score, `settings.json` what was
found); we have one set of costs for all measures.

Expansion is ±2 % for LuaLaTeX and for us; tracking is ±0.6 % em for us, and
up to ±1 % em for typst, which knows no expansion (wider limits would buy even
gaps with letters that visibly stand apart). LuaLaTeX hyphenates from two letters on, as its German does; we from three, and after two at a higher cost;
before two letters it does, we never do.
The costs were chosen on the tuning half at ten measures, after a first run on this half with costs chosen at two of them had missed five targets.
"""

EQUAL = """At {width} mm the number of hyphens decides nearly everything, so each peer is compared with us at the same share of hyphenated lines: the cost of
our hyphens is scaled until the shares are as near as they come.
"""

CLOSING = """## Doing it yourself

`scripts/peers` installs the peers, `make quality` sets and measures (the PDFs stay in `output/quality/`), `make quality TEXT=FILE` takes any text,
`make quality-tuning` searches the peers’ settings anew.
"""
