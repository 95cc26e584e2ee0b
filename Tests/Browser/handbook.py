"""Pictures of the page for the handbook (scripts/handbook-pictures): the same screens, the same words, every time. No test; its name is not found by discovery."""

import os
import shutil
import tempfile
from pathlib import Path

import office
from office import PageTests

FOLDER = Path(os.environ.get("KLAUSELWERK_PICTURES", "."))
CLAUSE = "/bibliothek/klauseln/kuendigung/frist"


class HandbookPictures(PageTests):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.mkdtemp(prefix="klauselwerk-bibliothek.")
        cls.addClassCleanup(shutil.rmtree, folder, True)
        cls.library = Path(folder, "bibliothek")
        shutil.copytree(office.LIBRARY, cls.library, symlinks=True, ignore=shutil.ignore_patterns(".git", ".build*", "Tests"))
        super().setUpClass()

    def take(self, page, name, height=900):
        page.set_viewport_size({"width": 1280, "height": height})
        page.screenshot(path=FOLDER / f"{name}.png")

    def test_pictures(self):
        with self.person(viewport={"width": 1280, "height": 900}) as page:
            page.goto(CLAUSE)
            page.locator("#vorschau .seite").first.wait_for()
            area = page.locator("#wortlaut")
            area.fill(area.input_value().replace("Die Kündigung bedarf der Schriftform", "Die Kündigung bedarf der Schrifftform", 1))
            mark = page.locator(".unterlage mark", has_text="Schrifftform")
            mark.wait_for(state="attached")
            area.evaluate("area => { const at = area.value.indexOf('Schrifftform'); area.focus(); area.setSelectionRange(at + 3, at + 3); }")
            page.keyboard.press("ArrowRight")
            page.locator("#am-wort").get_by_text("Schrifftform").wait_for()
            page.wait_for_timeout(1500)
            area.evaluate("area => area.scrollIntoView({ block: 'center', behavior: 'instant' })")
            self.take(page, "klausel-schreiben")
            page.goto("/bibliothek/vorschriften")
            page.get_by_label("Vorschrift, zum Beispiel").fill("§ 72a SGB VIII")
            page.get_by_label("Was sich geändert hat").fill("Neu gefasst zum 1. Januar 2027")
            page.get_by_role("button", name="Melden").click()
            page.goto("/bibliothek/vorschriften")
            self.take(page, "klausel-vorschriften", 700)
            self.workshop(page)

    def at(self, page, place):
        """The place at the top of the window."""
        place.evaluate("place => place.scrollIntoView({ block: 'start', behavior: 'instant' })")

    def workshop(self, page):
        page.goto("/bibliothek/vereinbarungen/fruehe-hilfen")
        page.locator("#nachweis").get_by_text("Nachweise in").wait_for()
        page.locator("#vorschau .seite").first.wait_for()
        self.at(page, page.locator("#nachweis-titel"))
        self.take(page, "werkstatt-vereinbarung", 1000)
        page.locator("#teil-text > summary").click()
        text = page.locator("#text").input_value()
        page.locator("#text").fill(text.replace("  - evaluation/jaehrlich\n", "  - evaluation/jaehrlich\n  - streitbeilegung/vermittlung\n", 1))
        page.get_by_role("button", name="Was bewirkt das?").click()
        page.locator(".paar rect.neu").first.wait_for(state="attached")
        self.at(page, page.locator("#wirkung"))
        page.wait_for_load_state("networkidle")
        self.take(page, "werkstatt-wirkung")
        for path, name in [("stellen/musterstadt", "werkstatt-stelle"), ("stile/klassisch", "werkstatt-stil")]:
            page.goto(f"/bibliothek/{path}")
            page.locator("#vorschau .seite").first.wait_for()
            self.at(page, page.locator("#werkstatt"))
            page.wait_for_load_state("networkidle")
            self.take(page, name)

    def test_pictures_of_two_people(self):
        """One writes and asks, the other sees what approving does, and decides."""
        roles = self.library / "rollen.yaml"
        roles.write_text("personen:\n  anna: {name: Anna Muster, rollen: [bearbeiten]}\n  ben: {name: Ben Beispiel, stelle: Rechtsamt Musterstadt, rollen: [freigeben]}\n", encoding="utf-8")
        self.addCleanup(roles.unlink)
        server = office.Server(library=self.library, options=["--user-header", "X-Remote-User", "--trusted-proxy", "127.0.0.1"])
        self.addCleanup(server.stop)
        window = {"viewport": {"width": 1280, "height": 900}}
        with self.person(server=server, extra_http_headers={"X-Remote-User": "anna"}, **window) as page:
            page.goto(CLAUSE)
            area = page.locator("#wortlaut")
            area.fill(area.input_value().replace("Schriftform", "Textform", 1))
            page.get_by_role("button", name="Speichern", exact=True).click()
            page.get_by_text("als neue Fassung").first.wait_for()
            page.locator("#k-antrag").fill("Textform genügt, siehe Protokoll vom 3. November")
            page.get_by_role("button", name="Freigabe beantragen").click()
            page.get_by_text("Die Freigabe ist beantragt.").wait_for()
            page.get_by_role("link", name="vergleichen").first.click()
            page.locator("ins", has_text="Textform").wait_for()
            page.locator("ins", has_text="Textform").evaluate("place => place.scrollIntoView({ block: 'center', behavior: 'instant' })")
            self.take(page, "klausel-vergleich", 700)
        with self.person(server=server, extra_http_headers={"X-Remote-User": "ben"}, **window) as page:
            page.goto(CLAUSE)
            page.locator("#vorschau .seite").first.wait_for()
            self.at(page, page.locator("#entscheiden"))
            self.take(page, "klausel-freigabe", 800)
