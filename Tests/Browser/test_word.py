"""Contracts out as Word files and back, old ones taken over, a series as Word files: with the mouse, by keyboard alone, without JavaScript."""

import io
import subprocess
import tempfile
import unittest
import zipfile
from pathlib import Path

from office import COMMAND, LIBRARY, PageTests
from test_contract import AGREEMENT, VALUES, downloaded, fill

CHECKOUT = Path(__file__).resolve().parents[2]
TYPED = CHECKOUT / "Tests/TakingOverTests/Vertraege"
# What somebody has changed in a file that came back: of a clause, and of a value.
CHANGES = [("gesetzlichen Vorschriften", "allgemeinen Regeln"), (">Musterstadt<", ">Neustadt<")]


def changed(file):
    """The file as somebody sends it back who does not track his changes."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "word/document.xml":
                for before, after in CHANGES:
                    assert before.encode() in content, before
                    content = content.replace(before.encode(), after.encode())
            new.writestr(item, content)
    return {"name": "zurück.docx", "mimeType": "application/octet-stream", "buffer": result.getvalue()}


def typed(folder, name, style):
    target = Path(folder, f"{name}.docx")
    subprocess.run(["/usr/bin/python3", TYPED / "tippen.py", TYPED / f"{name}.tsv", target, style], check=True)
    return target


class Word(PageTests):
    def begin(self, page):
        """A draft with everything filled in, and its Word file."""
        page.goto("/vereinbarungen")
        page.get_by_role("listitem").filter(has_text=AGREEMENT).get_by_role("button").first.click()
        page.wait_for_url("**/entwuerfe/*")
        draft = page.url
        fill(page, VALUES)
        page.get_by_role("button", name="Speichern").click()
        page.get_by_text("Alle Angaben sind da").wait_for()
        page.goto(draft)
        page.get_by_role("link", name="Word", exact=True).last.click()
        page.wait_for_url("**/word")
        file, name = downloaded(page, page.get_by_role("link", name="Word-Datei herunterladen").click)
        self.assertTrue(file.startswith(b"PK") and name.endswith(".docx"), name)
        return draft, file

    def go_to(self, page, words):
        """Presses Tab until what has the focus says so."""
        for _ in range(500):
            page.keyboard.press("Tab")
            told = "(node => (node.innerText || node.labels?.[0]?.innerText || node.name) ?? '')(document.activeElement)"
            if words in page.evaluate(told):
                return
        self.fail(f"„{words}“ cannot be reached by keyboard")

    def liability(self, page):
        """The change of the clause about liability."""
        return page.locator("section.fassung").filter(has_text="allgemeinen Regeln")

    def expect_carried(self, page, draft):
        page.locator("#uebernommen").wait_for()
        self.assertIn("abweichenden Wortlaut", page.locator("#uebernommen").inner_text())
        page.goto(draft)
        self.assertEqual(page.locator("[name='partner.ort']").input_value(), "Neustadt")
        page.goto(draft + "/klauseln/haftung")
        self.assertIn("allgemeinen Regeln", page.locator("#wortlaut").input_value())

    def test_what_came_back_is_decided_and_carried_over(self):
        with self.person() as page:
            draft, file = self.begin(page)
            self.expect_accessible(page, "word of a draft")
            page.locator("#datei").set_input_files(changed(file))
            page.get_by_role("button", name="Änderungen zeigen").click()
            page.get_by_role("heading", name="Vergleich: zurück.docx").wait_for()
            self.expect_accessible(page, "comparison, undecided")
            self.assertEqual(self.liability(page).locator("ins").inner_text().split(":")[-1].strip(), "allgemeinen Regeln")
            self.liability(page).get_by_label("ablehnen").check()
            page.get_by_role("button", name="Entscheidungen speichern").click()
            page.get_by_label("Was abgelehnt ist").wait_for()
            self.assertIn("Es bleibt bei: ", page.get_by_label("Was abgelehnt ist").input_value())
            self.expect_accessible(page, "comparison with an answer")
            report, name = downloaded(page, page.get_by_role("link", name="Bericht als PDF").click)
            self.assertTrue(report.startswith(b"%PDF-") and name.endswith(".pdf"))
            self.liability(page).get_by_label("annehmen").check()
            page.locator("[name='w.partner.ort']").check()
            page.get_by_role("button", name="Angenommenes in den Entwurf übernehmen").click()
            page.locator("#uebernommen").wait_for()
            self.expect_accessible(page, "comparison, carried over")
            self.expect_carried(page, draft)
            page.goto(draft + "/word")
            self.expect_accessible(page, "word of a draft with a returned file")
            page.get_by_role("link", name="Entfernen von zurück.docx").click()
            self.expect_accessible(page, "remove a returned file")
            page.get_by_role("button", name="Entfernen").click()
            page.wait_for_url("**/word")
            self.assertEqual(page.get_by_text("zurück.docx").count(), 0)

    def test_by_keyboard_alone(self):
        with self.person() as page:
            draft, file = self.begin(page)
            page.goto(draft + "/word")
            self.go_to(page, "Zurückgegebene Word-Datei")
            # The dialogue of the system is not the page's.
            page.locator("#datei").set_input_files(changed(file))
            self.go_to(page, "Änderungen zeigen")
            page.keyboard.press("Enter")
            page.get_by_role("heading", name="Vergleich: zurück.docx").wait_for()
            wanted = self.liability(page).get_by_label("offen").get_attribute("id")
            for _ in range(200):
                page.keyboard.press("Tab")
                if page.evaluate("document.activeElement.id") == wanted:
                    break
            else:
                self.fail("the decision cannot be reached by keyboard")
            page.keyboard.press("ArrowDown")
            self.assertTrue(self.liability(page).get_by_label("annehmen").is_checked())
            for _ in range(200):
                page.keyboard.press("Tab")
                if page.evaluate("document.activeElement.name") == "w.partner.ort":
                    break
            page.keyboard.press("Space")
            self.assertTrue(page.locator("[name='w.partner.ort']").is_checked())
            self.go_to(page, "Angenommenes in den Entwurf übernehmen")
            page.keyboard.press("Enter")
            self.expect_carried(page, draft)

    def test_without_javascript(self):
        with self.person(java_script_enabled=False) as page:
            draft, file = self.begin(page)
            page.locator("#datei").set_input_files(changed(file))
            page.get_by_role("button", name="Änderungen zeigen").click()
            self.liability(page).get_by_label("annehmen").check()
            page.locator("[name='w.partner.ort']").check()
            page.get_by_role("button", name="Angenommenes in den Entwurf übernehmen").click()
            self.expect_carried(page, draft)

    def test_what_is_no_word_file_is_told(self):
        with self.person() as page:
            page.goto("/")
            page.get_by_role("link", name="Word").first.click()
            self.expect_accessible(page, "word")
            page.locator("#rueckgabe").set_input_files({"name": "brief.docx", "mimeType": "application/zip", "buffer": b"PK\x03\x04" + bytes(60)})
            page.get_by_role("button", name="Änderungen zeigen").click()
            page.get_by_role("heading", name="Diese Datei lässt sich nicht vergleichen").wait_for()
            self.expect_accessible(page, "word, refused")

    def test_old_contracts_are_taken_over(self):
        for options in ({}, {"java_script_enabled": False}):
            with self.person(**options) as page, tempfile.TemporaryDirectory() as folder:
                files = [typed(folder, "praktikum", "hand"), typed(folder, "supervision", "auto")]
                page.goto("/word")
                page.get_by_role("link", name="Alte Verträge übernehmen").click()
                if not options:
                    self.expect_accessible(page, "taking over")
                page.locator("#land").select_option("NW")
                page.locator("#datei").set_input_files(files)
                page.get_by_role("button", name="Übernehmen").click()
                # The page fetches itself anew.
                page.get_by_text("2 Verträge übernommen.").wait_for()
                if not options:
                    self.expect_accessible(page, "taken over")
                archive, _ = downloaded(page, page.get_by_role("link", name="als ZIP herunterladen").click)
                target = Path(folder, "neu")
                made = subprocess.run([COMMAND, "uebernehmen", *files, "--land", "NW", "--library", LIBRARY, "-o", target, "--still"], capture_output=True, text=True)
                self.assertIn(made.returncode, (0, 1), made.stderr)
                with zipfile.ZipFile(io.BytesIO(archive)) as read:
                    self.assertIsNone(read.testzip())
                    self.assertEqual({name: read.read(name) for name in read.namelist()}, {str(path.relative_to(target)): path.read_bytes() for path in target.rglob("*") if path.is_file()})
                page.get_by_role("link", name="Hier entfernen").click()
                if not options:
                    self.expect_accessible(page, "remove what was taken over")
                page.get_by_role("button", name="Entfernen").click()
                page.wait_for_url("**/uebernahme")

    def test_what_cannot_be_taken_over_is_told(self):
        with self.person() as page:
            page.goto("/uebernahme")
            page.locator("#datei").set_input_files({"name": "kaputt.docx", "mimeType": "application/zip", "buffer": b"PK kein Vertrag"})
            page.get_by_role("button", name="Übernehmen").click()
            page.get_by_role("alert").wait_for()
            self.assertIn("kaputt.docx", page.get_by_role("alert").inner_text())
            self.expect_accessible(page, "taking over, failed")

    def test_a_series_as_word_files(self):
        with open(CHECKOUT / "agreements/partner/fruehe-hilfen.csv", encoding="utf-8") as file:
            table = "".join([line for line in file if not line.startswith("#")][:3])
        with self.person() as page:
            page.goto("/neue-serie/fruehe-hilfen")
            page.locator("#datei").set_input_files({"name": "Liste.csv", "mimeType": "text/csv", "buffer": table.encode()})
            page.locator("form[enctype] button").click()
            page.get_by_role("button", name="2 Verträge erstellen").click()
            page.get_by_role("link", name="Word-Dateien").click()
            self.expect_accessible(page, "word files of a series, none")
            page.get_by_role("button", name="Word-Dateien erstellen").click()
            link = page.get_by_role("link", name="2 Word-Dateien als ZIP herunterladen")
            link.wait_for()
            self.expect_accessible(page, "word files of a series")
            archive, _ = downloaded(page, link.click)
            with zipfile.ZipFile(io.BytesIO(archive)) as files:
                self.assertEqual([name for name in files.namelist() if not name.endswith(".docx")], [])
                self.assertEqual(len(files.namelist()), 2)

    def test_at_320_pixels_nothing_scrolls_sideways(self):
        with self.person(viewport={"width": 320, "height": 640}) as page:
            draft, file = self.begin(page)
            page.goto(draft + "/word")
            self.expect_accessible(page, "word of a draft, narrow")
            page.locator("#datei").set_input_files(changed(file))
            page.get_by_role("button", name="Änderungen zeigen").click()
            page.get_by_role("heading", name="Vergleich: zurück.docx").wait_for()
            self.expect_accessible(page, "comparison, narrow")
            for place in ("/word", "/uebernahme"):
                page.goto(place)
                self.expect_accessible(page, place + ", narrow")


if __name__ == "__main__":
    unittest.main()
