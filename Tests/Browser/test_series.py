"""From the start page to 25 contracts: three faults mended in the grid, a print run; with the mouse, by keyboard alone, without JavaScript."""

import csv
import io
import subprocess
import tempfile
import unittest
import zipfile
from pathlib import Path

from office import COMMAND, LIBRARY, PageTests
from test_contract import AGREEMENT, downloaded

CHECKOUT = Path(__file__).resolve().parents[2]
LIST = CHECKOUT / "agreements/partner/fruehe-hilfen.csv"
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

    def send(self, page):
        page.goto("/")
        page.get_by_role("link", name="Neue Serie").first.click()
        page.get_by_role("listitem").filter(has_text=AGREEMENT).get_by_role("link", name="Serie beginnen").first.click()
        form, name = downloaded(page, page.locator("a[href$='partnerliste.xlsx']").click)
        self.assertTrue(form.startswith(b"PK") and name.endswith(".xlsx"))
        page.locator("#datei").set_input_files({"name": "Partner.xlsx", "mimeType": "application/octet-stream", "buffer": workbook()})
        page.locator("form[enctype] button").click()
        page.wait_for_url("**/serien/*")
        page.get_by_text("3 Zeilen haben Fehler").wait_for()

    def cell(self, page, row, column):
        return page.locator(f"[name='z.0.{row}.{column}']")

    def contracts(self, page):
        archive, _ = downloaded(page, page.get_by_role("link", name="Alle als ZIP herunterladen").click)
        with zipfile.ZipFile(io.BytesIO(archive)) as files:
            self.assertIsNone(files.testzip())
            return {name: files.read(name) for name in files.namelist() if name.endswith(".pdf")}

    def expect_contracts(self, page):
        made = self.contracts(page)
        self.assertEqual(sorted(made), sorted(self.expected))
        self.assertEqual([name for name in made if made[name] != self.expected[name]], [])
        self.assertEqual(len(made), 25)

    def test_three_faults_are_mended_and_25_contracts_made_and_printed(self):
        with self.person() as page:
            self.send(page)
            self.expect_accessible(page, "series with faults")
            for row, column, wrong, right in FAULTS:
                place = self.cell(page, row, column)
                self.assertEqual((place.input_value(), place.get_attribute("aria-invalid")), (wrong, "true"))
                place.fill(right)
            page.get_by_role("button", name="Berichtigungen speichern").click()
            page.get_by_text("25 Zeilen geprüft").wait_for()
            self.expect_accessible(page, "series without faults")
            page.get_by_role("button", name="25 Verträge erstellen").click()
            page.get_by_text("25 Verträge liegen bereit.").wait_for()
            self.expect_accessible(page, "series done")
            self.expect_contracts(page)
            series = page.url.split("#")[0].split("?")[0]
            page.goto(series + "/vertraege?suche=regenbogen")
            self.expect_accessible(page, "contracts of a series")
            for place, name in [("/gemeinsam", "values of all rows"), ("/anlagen", "annexes of all rows"), ("/dateien", "annexes of single rows"), ("/loeschen", "delete a series")]:
                page.goto(series + place)
                self.expect_accessible(page, name)
            page.goto(series)
            page.get_by_role("link", name="Druckauflage").click()
            self.expect_accessible(page, "print run")
            page.get_by_label("Ausfertigungen", exact=True).fill("viele")
            page.get_by_role("button", name="Druckauflage erstellen").click()
            page.get_by_role("alert").wait_for()
            self.expect_accessible(page, "print run with a fault")
            page.get_by_label("Ausfertigungen", exact=True).fill("2")
            page.get_by_label("Vor jedem Partner ein Trennblatt").check()
            page.get_by_role("button", name="Druckauflage erstellen").click()
            volume = page.get_by_role("link", name="Druckauflage.pdf")
            volume.wait_for()
            self.expect_accessible(page, "series printed")
            file, _ = downloaded(page, volume.click)
            self.assertTrue(file.startswith(b"%PDF-"))

    def test_by_keyboard_alone(self):
        with self.person() as page:
            self.send(page)
            for row, column, _, right in FAULTS:
                name = f"z.0.{row}.{column}"
                for _ in range(400):
                    page.keyboard.press("Tab")
                    if page.evaluate("document.activeElement.name") == name:
                        break
                else:
                    self.fail(f"{name} cannot be reached by keyboard")
                page.keyboard.press("Control+A")
                page.keyboard.type(right)
            page.keyboard.press("Enter")
            page.get_by_text("25 Zeilen geprüft").wait_for()
            for _ in range(200):
                page.keyboard.press("Tab")
                if "25 Verträge erstellen" in page.evaluate("document.activeElement.innerText ?? ''"):
                    break
            page.keyboard.press("Enter")
            page.get_by_text("25 Verträge liegen bereit.").wait_for()
            self.expect_contracts(page)

    def test_without_javascript(self):
        with self.person(java_script_enabled=False) as page:
            self.send(page)
            for row, column, _, right in FAULTS:
                self.cell(page, row, column).fill(right)
            page.get_by_role("button", name="Berichtigungen speichern").click()
            page.get_by_text("25 Zeilen geprüft").wait_for()
            page.get_by_role("button", name="25 Verträge erstellen").click()
            # The page fetches itself anew.
            page.get_by_text("25 Verträge liegen bereit.").wait_for()
            self.expect_contracts(page)
            page.get_by_role("link", name="Druckauflage").click()
            page.get_by_role("button", name="Druckauflage erstellen").click()
            page.get_by_role("link", name="Druckauflage.pdf").wait_for()

    def test_at_320_pixels_nothing_scrolls_sideways(self):
        with self.person(viewport={"width": 320, "height": 640}) as page:
            self.send(page)
            self.expect_accessible(page, "series with faults, narrow")
            series = page.url.split("#")[0].split("?")[0]
            for place in ["/gemeinsam", "/anlagen", "/dateien"]:
                page.goto(series + place)
                self.expect_accessible(page, place + ", narrow")


if __name__ == "__main__":
    unittest.main()
