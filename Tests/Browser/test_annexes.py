"""Annexes on a draft and on a finished contract: with the mouse, by keyboard alone, without JavaScript; and proving what came out."""

import subprocess
import tempfile
import unittest
from pathlib import Path

from office import COMMAND, LIBRARY, PageTests, built
from test_contract import AGREEMENT, VALUES, downloaded, fill

CHECKOUT = Path(__file__).resolve().parents[2]
# Two pages, and one.
RULES = CHECKOUT / "agreements/anlagen/geschaeftsordnung.pdf"
SCHEME = CHECKOUT / "agreements/anlagen/verfahrensschema.pdf"


def annexed(contract, files, *options):
    """What klauselwerk annex makes of a contract."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "vertrag.pdf"), Path(folder, "neu.pdf")
        source.write_bytes(contract)
        subprocess.run([COMMAND, "annex", source, *files, *options, "--library", LIBRARY, "-o", target, "--quiet"], check=True)
        return target.read_bytes()


class Annexes(PageTests):
    def begin(self, page):
        page.goto("/vereinbarungen")
        page.get_by_role("listitem").filter(has_text=AGREEMENT).get_by_role("button").first.click()
        page.wait_for_url("**/entwuerfe/*")
        return page.url

    def go_to(self, page, words, shown=True):
        """Presses Tab until what has the focus says so."""
        for _ in range(500):
            page.keyboard.press("Tab")
            if words in page.evaluate("(document.activeElement.innerText || document.activeElement.getAttribute('aria-label') || document.activeElement.name) ?? ''"):
                return
        self.fail(f"„{words}“ cannot be reached by keyboard")

    def order(self, page):
        return page.locator("ol.bogen > li").evaluate_all("list => list.map(item => item.dataset.seite)")

    def test_pages_are_dragged_into_order_and_the_file_is_that_of_the_command_line(self):
        with self.person() as page:
            draft = self.begin(page)
            fill(page, VALUES)
            page.get_by_text("Alle Angaben sind da").wait_for()
            page.get_by_role("link", name="Anlagen", exact=True).click()
            # What was typed goes on its way before the page does.
            page.locator("#datei").wait_for()
            self.expect_accessible(page, "annexes, none")
            page.locator("#datei").set_input_files(RULES)
            page.get_by_role("button", name="Anfügen", exact=True).click()
            page.locator(".anlage").wait_for()
            self.expect_accessible(page, "annexes, one")
            self.assertEqual(self.order(page), ["1", "2"])
            page.locator("ol.bogen > li").nth(1).drag_to(page.locator("ol.bogen > li").nth(0))
            page.locator("ol.bogen > li:first-child[data-seite='2']").wait_for()
            self.assertEqual(self.order(page), ["2", "1"])
            page.get_by_label("Titel").fill("Ordnung")
            page.get_by_label("Alternativtext").fill("Eine Geschäftsordnung")
            page.get_by_role("button", name="Speichern").click()
            page.get_by_role("heading", name="1. Ordnung").wait_for()
            page.goto(draft)
            page.locator("#pdf").wait_for()
            file, _ = downloaded(page, page.locator("#pdf").click)
            self.assertEqual(file, annexed(built("fruehe-hilfen", VALUES), [RULES], "--title", "Ordnung", "--alternative-text", "Eine Geschäftsordnung", "--pages", "2, 1"))

    def test_what_is_no_annex_is_told_where_it_was_dropped(self):
        with self.person() as page:
            page.goto(self.begin(page) + "/anlagen")
            page.locator("#datei").set_input_files({"name": "Bericht.docx", "mimeType": "application/zip", "buffer": b"PK\x03\x04" + bytes(60)})
            page.get_by_role("button", name="Anfügen", exact=True).click()
            told = page.get_by_role("alert")
            told.wait_for()
            self.assertIn("PDF/A-kompatibel", told.inner_text())
            self.expect_accessible(page, "annexes, refused")

    def test_by_keyboard_alone(self):
        with self.person() as page:
            page.goto(self.begin(page) + "/anlagen")
            self.go_to(page, "datei")
            # The dialogue of the system is not the page's.
            page.locator("#datei").set_input_files(RULES)
            self.go_to(page, "Anfügen")
            page.keyboard.press("Enter")
            page.locator(".anlage").wait_for()
            page.goto(page.url.split("#")[0])
            self.go_to(page, "Später")
            page.keyboard.press("Enter")
            page.locator("ol.bogen > li:first-child[data-seite='2']").wait_for()
            # From the page that was moved on, not from the top.
            self.go_to(page, "Weglassen")
            page.keyboard.press("Enter")
            page.locator(".weg-gelassen").wait_for()
            self.assertEqual(len(self.order(page)), 1)
            self.go_to(page, "Aufnehmen")
            page.keyboard.press("Enter")
            page.wait_for_function("() => document.querySelectorAll('ol.bogen > li').length === 2")

    def test_without_javascript(self):
        with self.person(java_script_enabled=False) as page:
            draft = self.begin(page)
            fill(page, VALUES)
            page.get_by_role("button", name="Speichern").click()
            page.goto(draft + "/anlagen")
            for file in [RULES, SCHEME]:
                page.locator("#datei").set_input_files(file)
                page.get_by_role("button", name="Anfügen", exact=True).click()
            self.assertEqual(page.locator(".anlage").count(), 2)
            page.get_by_role("button", name="Später mit Seite 1").first.click()
            page.get_by_role("button", name="Nach vorn mit Anlage 2").click()
            self.assertEqual(page.locator(".anlage h2").first.inner_text(), "1. verfahrensschema")
            page.get_by_label("Seiten").nth(1).fill("7")
            page.get_by_role("button", name="Speichern").nth(1).click()
            self.assertIn("Eine Seite 7 gibt es nicht", page.get_by_role("alert").inner_text())
            page.goto(draft)
            file, _ = downloaded(page, page.locator("#pdf").click)
            self.assertEqual(file, annexed(built("fruehe-hilfen", VALUES), [SCHEME, RULES], "--pages", "", "--pages", "2, 1"))

    def test_a_finished_contract_gets_annexes_and_is_proved(self):
        for options in ({}, {"java_script_enabled": False}):
            with self.person(**options) as page, tempfile.TemporaryDirectory() as folder:
                contract = built("fruehe-hilfen", VALUES)
                source = Path(folder, "vertrag.pdf")
                source.write_bytes(contract)
                page.goto("/")
                page.get_by_role("link", name="Anlagen anfügen").first.click()
                if not options:
                    self.expect_accessible(page, "supplement")
                page.locator("#datei").set_input_files(source)
                page.get_by_role("button", name="Weiter").click()
                page.get_by_text("Noch keine angefügt").wait_for()
                page.locator("#datei").set_input_files(SCHEME)
                page.get_by_role("button", name="Anfügen", exact=True).click()
                link = page.get_by_role("link", name="Vertrag mit Anlagen herunterladen")
                link.wait_for()
                file, name = downloaded(page, link.click)
                self.assertEqual((file, name), (annexed(contract, [SCHEME]), "vertrag.pdf"))
                target = Path(folder, "mit.pdf")
                target.write_bytes(file)
                page.goto("/pruefung")
                page.locator("#datei").set_input_files(target)
                page.get_by_role("button", name="Prüfen").click()
                page.get_by_role("heading", name="Woraus der Vertrag entstanden ist").wait_for()
                self.assertEqual(page.locator(".meldung.gut").count(), 1)
                if not options:
                    self.expect_accessible(page, "proof")
                source.write_bytes(contract[:5000] + bytes([contract[5000] ^ 1]) + contract[5001:])
                page.locator("#datei").set_input_files(source)
                page.get_by_role("button", name="Prüfen").click()
                page.locator(".meldung.fehler, .meldung.offen").wait_for()
                if not options:
                    self.expect_accessible(page, "proof of a changed file")


if __name__ == "__main__":
    unittest.main()
