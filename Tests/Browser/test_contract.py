"""From the start page to a contract: with the mouse, by keyboard alone, without JavaScript."""

import unittest
from pathlib import Path

from office import PageTests, Server, built

PARTNER = {
    "partner.name": "Familienzentrum Regenbogen e. V.", "partner.strasse": "Beispielweg 12", "partner.plz": "00002", "partner.ort": "Musterstadt",
    "partner.vertreten_durch": "Jale Öztürk-Mustermann, Vorstand",
}
VALUES = PARTNER | {"partner.art": "ev", "alter_bis": "6", "datum": "3. Dezember 2026"}
AGREEMENT = "Kooperationsvereinbarung Frühe Hilfen"


def field(page, path):
    return page.locator(f"[name='{path}']")


def fill(page, values):
    for path, value in values.items():
        place = field(page, path)
        if place.evaluate("node => node.tagName") == "SELECT":
            place.select_option(value)
        else:
            place.fill(value)


def downloaded(page, press):
    with page.expect_download() as download:
        press()
    return Path(download.value.path()).read_bytes(), download.value.suggested_filename


class Contract(PageTests):
    def begin(self, page):
        page.goto("/")
        page.get_by_role("link", name="Neuer Vertrag").first.click()
        page.get_by_role("listitem").filter(has_text=AGREEMENT).get_by_role("button").first.click()
        page.wait_for_url("**/entwuerfe/*")

    def test_filling_in_shows_the_pages_and_gives_the_file_of_the_command_line(self):
        with self.person() as page:
            self.begin(page)
            fill(page, VALUES)
            page.locator("#vorschau").get_by_text("Regenbogen").first.wait_for()
            page.locator("#pdf").wait_for()
            file, name = downloaded(page, page.locator("#pdf").click)
            self.assertTrue(name.endswith(".pdf"), name)
            self.assertEqual(file, built("fruehe-hilfen", VALUES))

    def test_reloading_and_another_window_lose_nothing(self):
        with self.person() as page:
            self.begin(page)
            fill(page, PARTNER)
            page.locator("#vorschau").get_by_text("Regenbogen").first.wait_for()
            page.reload()
            for path, value in PARTNER.items():
                self.assertEqual(field(page, path).input_value(), value)
            later = page.context.new_page()
            later.goto(page.url)
            self.assertEqual(field(later, "partner.ort").input_value(), "Musterstadt")

    def test_a_second_window_is_told_before_it_overwrites(self):
        with self.person() as page:
            self.begin(page)
            other = page.context.new_page()
            other.goto(page.url)
            fill(page, {"partner.ort": "Musterstadt"})
            page.locator("#vorschau").get_by_text("Musterstadt").first.wait_for()
            fill(other, {"partner.ort": "Beispielhausen"})
            other.locator("#gespeichert").filter(has_text="geändert").wait_for()
            page.reload()
            self.assertEqual(field(page, "partner.ort").input_value(), "Musterstadt")

    def test_a_word_on_the_page_leads_to_its_field(self):
        with self.person() as page:
            self.begin(page)
            fill(page, PARTNER)
            word = page.locator("#vorschau tspan[data-feld='partner.name']").first
            word.wait_for()
            word.click()
            self.assertEqual(page.evaluate("document.activeElement.name"), "partner.name")
            self.assertGreater(page.locator("#vorschau rect.marke").count(), 0)

    def test_a_word_of_a_clause_leads_to_its_variants(self):
        with self.person() as page:
            self.begin(page)
            page.locator("#vorschau tspan[data-klausel]:not([data-feld])").first.click()
            page.locator("#stelle").get_by_role("link").click()
            page.wait_for_url("**/klauseln/*")
            page.get_by_text("Diese Fassung hat der Vertrag.").wait_for()

    def test_what_changed_is_shown_for_a_moment(self):
        with self.person() as page:
            self.begin(page)
            fill(page, PARTNER)
            page.locator("#vorschau").get_by_text("Regenbogen").first.wait_for()
            page.locator("#vorschau [data-soll]").first.wait_for(state="detached")
            page.evaluate("""() => {
                window.shown = new Set();
                new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(node => {
                    if (node.classList?.contains("neu")) window.shown.add(node.nextElementSibling?.textContent.trim());
                }))).observe(document.getElementById("vorschau"), { childList: true, subtree: true });
            }""")
            fill(page, {"partner.strasse": "Sonnenallee 7"})
            page.wait_for_function("() => window.shown.size > 0")
            self.assertTrue(all("Sonnenallee" in line for line in page.evaluate("[...window.shown].filter(Boolean)")), page.evaluate("[...window.shown]"))
            page.wait_for_function("() => document.querySelectorAll('#vorschau rect.neu').length === 0")

    def test_words_on_the_pages_can_be_searched_and_selected(self):
        with self.person() as page:
            self.begin(page)
            self.assertTrue(page.evaluate("window.find('Schriftform')"))
            self.assertEqual(page.evaluate("getSelection().toString()"), "Schriftform")
            self.assertTrue(page.evaluate("document.getElementById('vorschau').contains(getSelection().anchorNode)"))

    def test_whatever_was_typed_the_pages_are_those_of_a_fresh_look(self):
        """Pages are mended where they changed, those out of sight later: in the end they are what a reload shows."""
        pages = """() => [...document.querySelectorAll('#vorschau .seite')].map(page =>
            [page.id, page.dataset.seite, page.getAttribute('aria-label'), page.getAttribute('viewBox'), page.textContent])"""
        with self.person() as page:
            self.begin(page)
            fill(page, PARTNER)
            for change in [{"partner.name": "Ev. Kirchengemeinde"}, {"partner.art": "kirche_ev"}, {"leistungserbringer": "nein"}, {"leistungserbringer": "ja"},
                           {"partner.name": "Verein " * 40}, {"partner.name": "Kita"}, {"partner.name": "Kita Löwenzahn gGmbH", "partner.art": "ggmbh"}]:
                fill(page, change)
                page.wait_for_timeout(250)
            page.wait_for_function("() => !document.querySelector('#vorschau [data-soll]') && document.getElementById('vorschau').textContent.includes('Löwenzahn')")
            mended = page.evaluate(pages)
            self.assertGreater(len(mended), 5)
            page.reload()
            self.assertEqual(mended, page.evaluate(pages))

    def test_a_wrong_value_is_told_beside_its_field_and_above(self):
        with self.person() as page:
            self.begin(page)
            fill(page, PARTNER | {"alter_bis": "viele"})
            field(page, "alter_bis").blur()
            page.locator("#befund-alter_bis").filter(has_text="Fehler").wait_for()
            self.assertEqual(field(page, "alter_bis").get_attribute("aria-invalid"), "true")
            page.get_by_role("alert").get_by_role("link").first.click()
            self.expect_accessible(page, "draft with a fault")

    def test_by_keyboard_alone(self):
        with self.person() as page:
            page.goto("/")
            self.go_to(page, "Neuer Vertrag")
            page.keyboard.press("Enter")
            page.wait_for_url("**/vereinbarungen")
            self.go_to(page, AGREEMENT)
            page.keyboard.press("Enter")
            page.wait_for_url("**/entwuerfe/*")
            seen = []
            while len(seen) < 400 and not set(VALUES) <= set(seen):
                page.keyboard.press("Tab")
                name, kind = page.evaluate("[document.activeElement.name ?? '', document.activeElement.tagName]")
                if name not in VALUES or name in seen:
                    continue
                seen.append(name)
                if kind == "SELECT":
                    text = page.locator(f"[name='{name}'] option[value='{VALUES[name]}']").inner_text()
                    page.keyboard.type(text)
                else:
                    page.keyboard.press("Control+A")
                    page.keyboard.type(VALUES[name])
            self.assertEqual(sorted(seen), sorted(VALUES))
            page.locator("#pdf").wait_for()
            self.go_to(page, "PDF herunterladen")
            file, _ = downloaded(page, lambda: page.keyboard.press("Enter"))
            self.assertEqual(file, built("fruehe-hilfen", VALUES))

    def go_to(self, page, words):
        """Presses Tab until what has the focus says so."""
        for _ in range(500):
            page.keyboard.press("Tab")
            if words in page.evaluate("document.activeElement.innerText ?? ''"):
                ring = page.evaluate("(style => style.outlineStyle + style.boxShadow)(getComputedStyle(document.activeElement))")
                self.assertNotEqual(ring, "nonenone", f"nobody sees that „{words}“ has the focus")
                return
        self.fail(f"„{words}“ cannot be reached by keyboard")

    def test_without_javascript(self):
        with self.person(java_script_enabled=False) as page:
            self.begin(page)
            fill(page, VALUES)
            page.get_by_role("button", name="Speichern").click()
            page.get_by_text("Alle Angaben sind da").wait_for()
            # Words of a picture are no lines to a browser: the text alone.
            self.assertIn("Regenbogen", page.locator("#vorschau").text_content())
            file, _ = downloaded(page, page.locator("#pdf").click)
            self.assertEqual(file, built("fruehe-hilfen", VALUES))


class Killed(unittest.TestCase):
    def test_killed_while_somebody_types_the_server_keeps_what_was_said_to_be_saved(self):
        from playwright.sync_api import sync_playwright
        from office import CHROMIUM, PATIENCE
        server = Server()
        with sync_playwright() as playwright, playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]) as browser:
            page = browser.new_page()
            page.set_default_timeout(PATIENCE)
            page.goto(server.entrance)
            page.get_by_role("link", name="Neuer Vertrag").first.click()
            page.get_by_role("listitem").filter(has_text=AGREEMENT).get_by_role("button").first.click()
            page.wait_for_url("**/entwuerfe/*")
            path = page.url[len(server.address):]
            # Somebody else than in the agreement's example, who stands on the pages once he is saved.
            person = "Mehmet Muster, Vorstand"
            fill(page, PARTNER | {"partner.vertreten_durch": person})
            page.locator("#vorschau").get_by_text("Mehmet").first.wait_for()
            server.kill()
            fill(page, {"partner.ort": "Beispielhausen"})
            page.locator("#gespeichert").filter(has_text="antwortet nicht").wait_for()
            self.assertEqual(field(page, "partner.ort").input_value(), "Beispielhausen")
            again = Server(data=server.data)
            page.goto(again.entrance)
            page.goto(again.address + path)
            self.assertEqual(field(page, "partner.vertreten_durch").input_value(), person)
            self.assertEqual(field(page, "partner.ort").input_value(), "Musterstadt")
            again.stop()
        server.owns and __import__("shutil").rmtree(server.data, ignore_errors=True)


if __name__ == "__main__":
    unittest.main()
