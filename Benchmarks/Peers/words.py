"""Whether a peer's pages hold all the words of the assembled contract, and no others, in its order.

Read with `pdftotext -raw` (order of the content). Head, foot and footnotes stand elsewhere on every engine's pages: they must be there and are
taken out. Blanks and hyphens are no words: engines break lines differently.
"""
import os
import re
import subprocess
import unicodedata

# Blanks, hyphens, what is invisible, and the rule to write on, which is drawn.
NO_WORD = re.compile("[\\s_\u00ad\u2010\u2011\u200b-\u200d\u2060\ufeff-]")
# An engine chooses its own sign.
BULLET = re.compile("[•–](?=\\s|$)")


class WordsDiffer(Exception):
    """What an engine set is another text."""


def letters(text):
    return NO_WORD.sub("", BULLET.sub("", unicodedata.normalize("NFC", text)))


def labels(blocks):
    """The numbers of list items, in reading order."""
    for block in blocks:
        for item in block.get("items", []):
            if "label" in item:
                yield item["label"]
            yield from labels(item["blocks"])


def slot(pieces, page, pages):
    """A place of head or foot as it is printed on a page."""
    values = {"page": str(page), "pages": str(pages)}
    return letters("".join(piece if isinstance(piece, str) else values[piece["kind"]] for piece in pieces))


def without_furniture(page, printed, number):
    """Engines write head and foot before or after the text of a page."""
    while printed:
        part = next((part for part in printed if page.startswith(part) or page.endswith(part)), None)
        if part is None:
            raise WordsDiffer(f"page {number}: head or foot is missing: {printed}")
        printed.remove(part)
        page = page.removeprefix(part) if page.startswith(part) else page.removesuffix(part)
    return page


def check(pdf, contract, text, labels_last=False):
    """contract: the JSON; text: the assembled text, after a form feed the footnotes, one a line.

    labels_last: the engine draws the numbers of lists after all else on a page. Returns the number of pages."""
    output = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", pdf, "-"], check=True, capture_output=True).stdout.decode()
    pages = output.removesuffix("\f").split("\f")
    body, _, notes = text.partition("\f")
    notes = [letters(f"{number}{note}") for number, note in enumerate(notes.splitlines(), 1)]
    apart = list(labels([*contract["body"], *(block for annex in contract["annexes"] for block in annex["blocks"])])) if labels_last else []
    lines, rest = [], list(apart)
    for line in body.splitlines():
        if rest and line.startswith(rest[0] + " "):
            line = line.removeprefix(rest.pop(0))
        lines.append(letters(line))
    expected = "".join(lines)
    for number, page in enumerate(pages, 1):
        printed = contract["foot"] if number == 1 and contract["firstPageWithoutHead"] else contract["head"] + contract["foot"]
        page = without_furniture(letters(page), [slot(pieces, number, len(pages)) for pieces in printed], number)
        while notes and notes[0] in page:
            page = page.replace(notes.pop(0), "", 1)
        same = len(os.path.commonprefix([page, expected]))
        left = page[same:]
        while left and apart and left.startswith(apart[0]):
            left = left.removeprefix(apart.pop(0))
        if left:
            raise WordsDiffer(f"page {number}: expected …{expected[max(0, same - 30):same + 30]}…, found …{left[:60]}…")
        expected = expected[same:]
    if expected or notes or apart:
        raise WordsDiffer(f"missing at the end: {expected[:60]} {notes} {apart}")
    return len(pages)
