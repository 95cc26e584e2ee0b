"""From the start page to 25 contracts out of an Excel file: three faults mended in the grid, annexes, a print run, proving; with the mouse, by keyboard alone,
without JavaScript."""

import csv
import io
import subprocess
import tempfile
import unittest
import zipfile
from pathlib import Path

from office import COMMAND, LIBRARY, Keyboard, Mouse, PageTests
from test_contract import AGREEMENT, downloaded

CHECKOUT = Path(__file__).resolve().parents[2]
LIST = CHECKOUT / "agreements/partner/fruehe-hilfen.csv"
SCHEME = CHECKOUT / "agreements/anlagen/verfahrensschema.pdf"
# Row and column as the grid names them, what stands there, what has to.
FAULTS = [(2, 4, "12", "00002"), (4, 2, "Verband", "kirche_ev"), (7, 3, "", "Am Anger 24–26")]


def workbook(faulty=True):
    """The list as somebody fills it into the form's sheet: a workbook of Excel's, written by hand."""
    with open(LIST, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    for row, column, wrong, _ in FAULTS if faulty else []:
        rows[row - 1][column] = wrong

    def cell(row, column, text):
        escaped = text.replace("&", "&amp;").replace("<", "&lt;")
        return f'<c r="{chr(65 + column)}{row}" t="inlineStr"><is><t xml:space="preserve">{escaped}</t></is></c>' if text else ""

    sheet = "".join(
        f'<row r="{number}">{"".join(cell(number, column, text) for column, text in enumerate(row))}</row>' for number, row in enumerate(rows, 1))
    main, office = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Partner" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)
    return file.getvalue()


class Series(PageTests):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([COMMAND, "batch", "fruehe-hilfen", "--library", LIBRARY, "--partners", LIST, "-o", folder + "/aus", "--quiet"], check=True)
            cls.expected = {file.name: file.read_bytes() for file in Path(folder, "aus").glob("*.pdf")}

    def contracts(self, page, press):
        archive, _ = downloaded(page, press)
        with zipfile.ZipFile(io.BytesIO(archive)) as files:
            self.assertIsNone(files.testzip())
            return {name: files.read(name) for name in files.namelist() if name.endswith(".pdf")}

    def whole_way(self, page, hand, look):
        """What somebody does who has never seen the program; `look` judges each screen on the way."""
        page.goto("/")
        hand.press("Neue Serie")
        page.wait_for_url("**/neue-serie")
        hand.press(f"Serie beginnen: {AGREEMENT}")
        page.wait_for_url("**/neue-serie/*")
        form, name = downloaded(page, lambda: hand.press("Formular herunterladen"))
        self.assertTrue(form.startswith(b"PK") and name.endswith(".xlsx"))
        hand.choose({"name": "Partner.xlsx", "mimeType": "application/octet-stream", "buffer": workbook()})
        hand.press("Tabelle senden und prüfen")
        page.wait_for_url("**/serien/*")
        page.get_by_text("3 Zeilen haben Fehler").wait_for()
        look("series with faults")
        # A column of a clause's field bears its label, though the table's heading is the short name.
        self.assertEqual(page.get_by_role("columnheader", name="Zahl der Ausfertigungen").count(), 1)
        for row, column, wrong, right in FAULTS:
            place = page.locator(f"[name='z.0.{row}.{column}']")
            self.assertEqual((place.input_value(), place.get_attribute("aria-invalid")), (wrong, "true"))
            hand.fill(f"z.0.{row}.{column}", right)
        hand.press("Berichtigungen speichern")
        page.get_by_text("25 Zeilen geprüft").wait_for()
        look("series without faults")
        series = page.url.split("#")[0].split("?")[0]
        # The address bar is everybody's; the keyboard's focus begins at the top again.
        page.goto(series)
        hand.press("25 Verträge erstellen")
        page.get_by_text("25 Verträge liegen bereit.").wait_for()
        look("series done")
        made = self.contracts(page, lambda: hand.press("Alle als ZIP herunterladen"))
        self.assertEqual(sorted(made), sorted(self.expected))
        self.assertEqual([name for name in made if made[name] != self.expected[name]], [])
        self.assertEqual(len(made), 25)

        page.goto(series)
        hand.press("Anlagen für alle")
        page.wait_for_url("**/anlagen")
        hand.choose(SCHEME)
        hand.press("Anfügen")
        page.locator(".anlage").wait_for()
        look("annexes of all rows")
        page.goto(series)
        page.get_by_text("25 Zeilen geprüft").wait_for()
        hand.press("25 Verträge erstellen")
        page.get_by_text("25 Verträge liegen bereit.").wait_for()
        annexed = self.contracts(page, lambda: hand.press("Alle als ZIP herunterladen"))
        self.assertEqual(sorted(annexed), sorted(made))
        self.assertEqual([name for name in made if annexed[name] == made[name]], [])

        page.goto(series)
        hand.press("Druckauflage")
        page.wait_for_url("**/druck")
        look("print run")
        hand.fill("ausfertigungen", "2")
        hand.fill("trennblaetter", True)
        hand.press("Druckauflage erstellen")
        page.get_by_role("link", name="Druckauflage.pdf").wait_for()
        look("series printed")
        page.goto(series)
        file, _ = downloaded(page, lambda: hand.press("Druckauflage.pdf"))
        self.assertTrue(file.startswith(b"%PDF-"))

        name, contract = sorted(annexed.items())[0]
        page.goto("/")
        hand.press("Datei prüfen")
        page.wait_for_url("**/pruefung")
        hand.choose({"name": name, "mimeType": "application/pdf", "buffer": contract})
        hand.press("Prüfen")
        page.get_by_role("heading", name="Woraus der Vertrag entstanden ist").wait_for()
        self.assertEqual(page.locator(".meldung.gut").count(), 1)
        self.assertIn("verfahrensschema", page.locator("main").inner_text())
        look("proof")

    def test_with_the_mouse(self):
        with self.person() as page:
            self.whole_way(page, Mouse(page), lambda screen: self.expect_accessible(page, screen))

    def test_by_keyboard_alone(self):
        with self.person() as page:
            self.whole_way(page, Keyboard(page, self), lambda screen: None)

    def test_without_javascript(self):
        with self.person(java_script_enabled=False) as page:
            self.whole_way(page, Mouse(page), lambda screen: None)

    def test_in_a_window_of_320_pixels(self):
        with self.person(viewport={"width": 320, "height": 640}) as page:
            self.whole_way(page, Mouse(page), lambda screen: self.expect_accessible(page, screen + ", narrow"))


if __name__ == "__main__":
    unittest.main()
