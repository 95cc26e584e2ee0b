"""Whole ways through the library in a real browser, by keyboard alone and with JavaScript off: a wording is written, asked for, refused, asked for again and
approved by somebody else; compared; a statute changes; a body and a style are made. The files say the same as the screens."""

import shutil
import tempfile
import unittest
from pathlib import Path

import office
from office import Keyboard, Mouse, PageTests, Server
from test_library_screens import CLAUSE, ROLES


class LibraryWays(PageTests):
    """A library and a house of its own for each way."""

    def way(self, hands_of, **options):
        folder = tempfile.mkdtemp(prefix="klauselwerk-bibliothek.")
        self.addCleanup(shutil.rmtree, folder, True)
        self.copy = Path(folder, "bibliothek")
        shutil.copytree(office.LIBRARY, self.copy, symlinks=True, ignore=shutil.ignore_patterns(".git", ".build*", "Tests"))
        (self.copy / "rollen.yaml").write_text(ROLES, encoding="utf-8")
        server = Server(library=self.copy, options=["--user-header", "X-Remote-User", "--trusted-proxy", "127.0.0.1"])
        self.addCleanup(server.stop)
        for account, part in [("anna", self.write), ("ben", self.refuse), ("anna", self.ask_again), ("ben", self.approve), ("anna", self.compare),
                              ("anna", self.statute), ("anna", self.body), ("anna", self.style)]:
            with self.person(server=server, extra_http_headers={"X-Remote-User": account}, **options) as page:
                part(page, hands_of(page))

    def text(self, path):
        return (self.copy / path).read_text(encoding="utf-8")

    def told(self, page, words):
        page.get_by_text(words).first.wait_for()

    def write(self, page, hands):
        page.goto("/")
        hands.press("Klauselbibliothek")
        page.get_by_role("heading", name="Klauselbibliothek").wait_for()
        hands.fill("suche", "Auswertung")
        page.goto(CLAUSE)
        hands.fill("wortlaut", "1. Die Zusammenarbeit wird zweimal im Jahr gemeinsam ausgewertet.")
        hands.fill("#kommentar", "Zweimal statt einmal")
        hands.press("Speichern")
        self.told(page, "als neue Fassung")
        hands.fill("#k-antrag", "Bitte bis Freitag")
        hands.press("Freigabe beantragen")
        self.told(page, "Die Freigabe ist beantragt.")

    def refuse(self, page, hands):
        page.goto("/")
        self.told(page, "Wartet auf Ihre Entscheidung")
        self.told(page, "Bitte bis Freitag")
        hands.press(", Fassung")
        page.wait_for_url("**" + CLAUSE)
        hands.fill("#k-nein", "Bitte den Monat nennen")
        hands.press("Ablehnen")
        self.told(page, "Der Antrag ist abgelehnt.")

    def ask_again(self, page, hands):
        page.goto("/")
        self.told(page, "Bitte den Monat nennen")
        hands.press(", Fassung")
        page.wait_for_url("**" + CLAUSE)
        hands.fill("wortlaut", "1. Die Zusammenarbeit wird im März und im September gemeinsam ausgewertet.")
        hands.press("Speichern")
        self.told(page, "Gespeichert")
        hands.press("Freigabe beantragen")
        self.told(page, "Die Freigabe ist beantragt.")

    def approve(self, page, hands):
        page.goto(CLAUSE)
        hands.press("Was bewirkt die Freigabe?")
        page.get_by_role("heading", name="Was die Freigabe bewirkt").wait_for()
        self.assertGreater(page.locator("rect.neu").count(), 0)
        hands.press("Freigeben")
        self.told(page, "Die Klausel ist freigegeben.")
        self.assertIn("im März und im September", self.text("clauses/evaluation/jaehrlich.md"))
        approved = [line for line in self.text("clauses/freigaben.txt").splitlines() if line.startswith("evaluation/jaehrlich ")]
        self.assertTrue(approved[-1].endswith(" Rechtsamt Musterstadt"), approved)

    def compare(self, page, hands):
        page.goto(CLAUSE)
        hands.press("Mit der aufbewahrten Fassung")
        page.locator("main .wortlaut ins").first.wait_for()
        self.assertIn("März", page.locator("main .wortlaut").first.inner_text())
        hands.fill("#neu", "kuendigung/frist")
        hands.press("Vergleichen")
        page.get_by_role("heading", name="Kündigung").first.wait_for()
        self.assertIn("kündigen", page.locator("main .wortlaut").first.inner_text())

    def statute(self, page, hands):
        page.goto("/bibliothek/vorschriften")
        hands.fill("vorschrift", "§ 72a SGB VIII")
        hands.fill("grund", "Neu gefasst zum 1. Januar 2027")
        hands.press("Melden")
        self.told(page, "Gemeldet.")
        before = page.get_by_role("button", name="Angesehen").count()
        self.assertGreater(before, 1)
        hands.press("Angesehen")
        self.told(page, "Vermerkt: Die Klausel ist angesehen.")
        self.assertEqual(page.get_by_role("button", name="Angesehen").count(), before - 1)

    def body(self, page, hands):
        page.goto("/bibliothek/stellen")
        hands.fill("name", "Kreis Beispielau")
        hands.fill("#vorlage", page.locator("#vorlage option").evaluate_all("all => all.map(one => one.value).find(value => value.includes('musterau'))"))
        hands.press("Beginnen")
        page.locator("#werkstatt").wait_for()
        hands.fill("a.ort", "Beispielau")
        hands.press("Speichern")
        self.told(page, "Gespeichert.")
        self.assertIn("ort: Beispielau", self.text("stellen/kreis-beispielau.yaml"))

    def style(self, page, hands):
        page.goto("/bibliothek/stile/klassisch")
        hands.fill("a.schrift.groesse", "12")
        hands.press("Was bewirkt das?")
        self.told(page, "Was die Änderung bewirkt")
        hands.press("Speichern")
        self.told(page, "Gespeichert.")
        self.assertIn("groesse: 12, zeilenabstand: 14", self.text("styles/klassisch.yaml"))

    def test_by_keyboard_alone(self):
        self.way(lambda page: Keyboard(page, self), viewport={"width": 1280, "height": 900})

    def test_without_javascript(self):
        self.way(Mouse, java_script_enabled=False)


if __name__ == "__main__":
    unittest.main()
