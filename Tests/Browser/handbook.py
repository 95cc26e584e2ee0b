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
