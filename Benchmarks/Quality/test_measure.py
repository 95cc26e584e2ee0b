"""The measuring script on a hand-made PDF whose distances are known: spaces by TJ, by missing blanks, expanded by Tz and tracked by Tc,
with added hyphens, over two pages. Run by `make quality` before anything is measured."""

import pathlib
import tempfile
import unittest

import measure

# Every glyph 600/1000 em wide.
WIDTHS = " ".join(["600"] * 224)


def pdf(pages):
    """A PDF of content streams, with one font whose widths are stated."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{4 + 2 * i} 0 R' for i in range(len(pages)))}] >>".encode(),
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /FirstChar 32 /LastChar 255 /Widths [{WIDTHS}] /Encoding /WinAnsiEncoding >>".encode(),
    ]
    for index, content in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * index} 0 R /Resources << /Font << /F 3 0 R >> >> >>".encode())
        data = content.encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data))
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def at(y, text):
    return f"BT /F 10 Tf 100 {y} Td {text} ET\n"


PARAGRAPHS = ["eins zwei drei vierfach", "links rechts mitte", "Baum\u00a0haus ende"]
FIRST = (
    # Kerned by TJ: 300/1000 em to the left of nothing, so the gap is .3 em; then .5 em.
    at(700, "[(eins) -300 (zwei) -500 (drei)] TJ")
    # An added hyphen, and a blank glyph of .6 em narrowed by .2 em.
    + at(686, "(vier-) Tj") + at(672, "(fach) Tj")
    # Expanded by 2 %: a blank of .6 em is .612 em wide.
    + at(650, "102 Tz (links rechts) Tj 100 Tz")
)
SECOND = (
    at(700, "(mitte) Tj")
    # Tracked by .2 points a glyph: the blank has its width and two tracks, one after the word and one after itself.
    + at(680, "0.2 Tc (Baum\xa0haus) Tj 0 Tc")
    + at(666, "(ende) Tj")
)


class HandMade(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name) / "hand.pdf"
        self.path.write_bytes(pdf([FIRST, SECOND]))

    def tearDown(self):
        self.folder.cleanup()

    def lines(self):
        return measure.lines_of(self.path, PARAGRAPHS, 10)[0]

    def test_gaps_are_the_known_ones(self):
        gaps = [[round(gap, 4) for gap in line.gaps] for line in self.lines()]
        self.assertEqual(gaps, [[0.3, 0.5], [], [], [0.612], [], [0.64], []])

    def test_lines_belong_to_their_paragraphs(self):
        self.assertEqual([line.paragraph for line in self.lines()], [0, 0, 0, 1, 1, 2, 2])
        self.assertEqual([line.is_last for line in self.lines()], [False, False, True, False, True, False, True])

    def test_only_added_hyphens_count(self):
        self.assertEqual([line.adds_hyphen for line in self.lines()], [False, True, False, False, False, False, False])

    def test_all_measures(self):
        found = measure.measures(self.path, PARAGRAPHS, 50, 10)
        self.assertEqual(found["lines"], 4)
        self.assertAlmostEqual(found["gap_mean"], (0.3 + 0.5 + 0.612 + 0.64) / 4)
        self.assertEqual(found["holes"], 3)
        self.assertEqual((found["widows"], found["orphans"], found["ladders"]), (1, 1, 0))
        self.assertAlmostEqual(found["hyphenated"], 1 / 4)

    def test_lost_words_are_errors(self):
        for wrong in (["eins zwei drei vier"], PARAGRAPHS + ["mehr"], ["eins drei zwei vierfach"] + PARAGRAPHS[1:]):
            with self.assertRaises(measure.MeasureError):
                measure.measures(self.path, wrong, 50, 10)

    def test_another_font_is_an_error(self):
        with self.assertRaises(measure.MeasureError):
            measure.measures(self.path, PARAGRAPHS, 50, 10, face="Antiqua")


if __name__ == "__main__":
    unittest.main()
