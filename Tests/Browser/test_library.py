"""The clause library in a real browser: read, change, look over and save; by keyboard, without JavaScript, with axe-core."""

import shutil
import tempfile
import unittest
from pathlib import Path

import office
from office import PageTests

CLAUSE = "/bibliothek/klauseln/evaluation/jaehrlich"
WINDOWS = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "forced colours": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
}


class Library(PageTests):
    """A library of its own: these tests write into it."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.mkdtemp(prefix="klauselwerk-bibliothek.")
        cls.addClassCleanup(shutil.rmtree, folder, True)
        cls.library = Path(folder, "bibliothek")
        shutil.copytree(office.LIBRARY, cls.library, symlinks=True)
        super().setUpClass()

    def file(self):
        return (self.library / "clauses/evaluation/jaehrlich.md").read_text(encoding="utf-8")

    def test_screens_are_accessible(self):
        for window, options in WINDOWS.items():
            with self.person(**options) as page:
                for path in ["/bibliothek", "/bibliothek?suche=gibtesnicht", CLAUSE, "/bibliothek/protokoll", "/bibliothek/nachsehen"]:
                    page.goto(path)
                    self.expect_accessible(page, f"{path}, {window}")
                page.goto(CLAUSE)
                for more in page.locator("details > summary").all():
                    more.click()
                self.expect_accessible(page, f"clause with everything open, {window}")

    def test_findings_come_while_somebody_writes(self):
        with self.person() as page:
            page.goto(CLAUSE)
            page.get_by_label("Text", exact=True).fill("1. Die Zusammenarbiet wird ausgewertet.")
            page.locator("#befunde").get_by_text("Zusammenarbiet").first.wait_for()
            self.expect_accessible(page, "clause with findings")
            self.assertNotIn("Zusammenarbiet", self.file())

    def test_by_keyboard_alone_a_changed_wording_becomes_a_new_version(self):
        with self.person() as page:
            page.goto(CLAUSE)
            before = self.file()
            page.locator("#wortlaut").focus()
            page.keyboard.press("Control+End")
            page.keyboard.type(" Das Ergebnis wird festgehalten.")
            page.locator("#kommentar").focus()
            page.keyboard.type("Ergebnis festhalten")
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
            page.get_by_text("Gespeichert").first.wait_for()
            self.expect_accessible(page, "clause after saving")
            self.assertIn("Das Ergebnis wird festgehalten.", self.file())
            kept = [path for path in (self.library / "clauses/evaluation").glob("jaehrlich@*.md") if path.read_text(encoding="utf-8") == before]
            self.assertEqual(len(kept), 1)
            page.get_by_role("link", name="vergleichen").first.click()
            page.locator("ins").first.wait_for()
            self.expect_accessible(page, "comparison")
            # The wording comes first, without the head's YAML; what the head says otherwise is a table.
            self.assertNotIn("---", page.locator("main").inner_text())
            self.assertIn("Das Ergebnis wird festgehalten", page.locator("main .wortlaut").first.inner_text())
            self.assertNotIn("fassung:", page.locator("main .wortlaut").first.inner_text())
            self.assertEqual(page.get_by_role("row").filter(has_text="Fassung").count(), 1)

    def test_two_windows_overwrite_nothing(self):
        name = next((self.library / "clauses/netzwerktreffen").glob("[!@]*.md")).name.split("@")[0].removesuffix(".md")
        path = f"/bibliothek/klauseln/netzwerktreffen/{name}"
        with self.person(java_script_enabled=False) as page:
            page.goto(path)
            other = page.context.new_page()
            other.goto(path)
            other.locator("#wortlaut").fill("1. Zuerst gespeichert.")
            other.get_by_role("button", name="Speichern", exact=True).click()
            page.locator("#wortlaut").fill("1. Danach gespeichert.")
            page.get_by_role("button", name="Speichern", exact=True).click()
            text = page.locator("main").inner_text()
            self.assertIn("Zuerst gespeichert.", text)
            self.assertIn("Danach gespeichert.", text)
            page.get_by_role("button", name="Meinen Text speichern").click()
            self.assertIn("Gespeichert.", page.locator("main").inner_text())

    def test_without_javascript_it_is_looked_over_and_approved(self):
        with self.person(java_script_enabled=False) as page:
            page.goto("/bibliothek?suche=streitbeilegung")
            page.locator("ul.liste a").first.click()
            page.locator("#wortlaut").fill("1. Die Parteien sprechen zuerst miteinander.")
            page.get_by_role("button", name="Prüfen, ohne zu speichern").click()
            self.assertEqual(page.locator("ins").count() > 0, True)
            page.get_by_role("button", name="Speichern", exact=True).click()
            page.locator("#stelle-freigibt").fill("Rechtsamt Musterstadt")
            page.get_by_role("button", name="Freigeben", exact=True).click()
            self.assertIn("Die Klausel ist freigegeben.", page.locator("main").inner_text())
            page.goto("/bibliothek/protokoll")
            self.assertIn("unverändert", page.locator("main").inner_text())


if __name__ == "__main__":
    unittest.main()
