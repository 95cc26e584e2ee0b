"""Every screen of the library in every state – clauses, comparisons, statutes, approvals, roles, agreements, bodies, styles: axe-core finds nothing; nothing
scrolls sideways at 320 pixels; with forced colours, too; and without JavaScript. Pictures as in test_screens."""

import shutil
import tempfile
import unittest
from pathlib import Path

import office
import test_screens
from office import WINDOWS, PageTests, Server, built
from test_contract import VALUES

CLAUSE = "/bibliothek/klauseln/evaluation/jaehrlich"
LIST = "/bibliothek/vereinbarungen"
AGREEMENT = LIST + "/fruehe-hilfen"
ROLES = """personen:
  anna: {name: Anna Muster, rollen: [bearbeiten]}
  ben: {name: Ben Beispiel, stelle: Rechtsamt Musterstadt, rollen: [freigeben]}
  cem: {rollen: [bearbeiten, freigeben], stelle: Jugendamt}
  dana: {rollen: lesen}
"""


class LibraryScreens(PageTests):
    """A library of its own for each tour: these write into it."""

    second = test_screens.Screens.second
    foreign, pictured = "|/tmp/", "library "

    def tour(self, name, window):
        folder = tempfile.mkdtemp(prefix="klauselwerk-bibliothek.")
        self.addCleanup(shutil.rmtree, folder, True)
        self.copy = Path(folder, "bibliothek")
        shutil.copytree(office.LIBRARY, self.copy, symlinks=True, ignore=shutil.ignore_patterns(".git", ".build*", "Tests"))
        self.window = window
        options = WINDOWS[window]
        if name == "roles":
            (self.copy / "rollen.yaml").write_text(ROLES, encoding="utf-8")
            server = Server(library=self.copy, options=["--user-header", "X-Remote-User", "--trusted-proxy", "127.0.0.1"])
            self.addCleanup(server.stop)
            self.roles(server, options)
            return
        server = Server(library=self.copy)
        self.addCleanup(server.stop)
        with self.person(server=server, **options) as page:
            server.let_in(page)
            getattr(self, name)(page, lambda screen, page=page: self.look(page, screen, window))

    def press(self, page, name):
        """A button that leads to a page of its own."""
        with page.expect_navigation():
            page.get_by_role("button", name=name, exact=True).click()

    def open_all(self, page):
        # From the outside in: what is within becomes visible with what is around it.
        while (closed := page.locator("details:not([open]) > summary:visible")).count():
            closed.first.click()

    # MARK: - Tours

    def clauses(self, page, look):
        for path, screen in [("/bibliothek", "clauses"), ("/bibliothek?suche=gibtesnicht", "clauses none found"), ("/bibliothek/protokoll", "log empty"), ("/bibliothek/nachsehen", "facts to look up"),
                             ("/bibliothek/vergleich", "compare"), ("/bibliothek/vorschriften", "statutes"), ("/bibliothek/klauseln/gibt/esnicht", "no clause")]:
            page.goto(path)
            look(screen)
        page.goto(CLAUSE)
        page.locator("#vorschau .seite").first.wait_for()
        look("clause")
        self.open_all(page)
        look("clause with everything open")
        other = self.second(page)
        other.goto(CLAUSE)
        # A page in which nobody has written yet would take the other's text by itself.
        other.locator("#wortlaut").fill("1. Ganz anders.")
        page.locator("#wortlaut").fill("1. Die Zusammenarbiet wird zweimal im Jahr gemeinsam ausgewertet.")
        self.press(page, "Prüfen, ohne zu speichern")
        page.locator("#befunde").get_by_text("Zusammenarbiet").first.wait_for()
        look("clause with findings")
        page.locator("#wortlaut").fill("1. Die Zusammenarbeit wird zweimal im Jahr gemeinsam ausgewertet.")
        self.press(page, "Was bewirkt die Änderung?")
        self.assertGreater(page.locator(".paar rect.neu").count(), 0)
        look("clause what a change does")
        self.open_all(page)
        page.locator("[name=gilt_ab]").fill("bald")
        self.press(page, "Speichern")
        page.get_by_role("alert").first.wait_for()
        look("clause not saved")
        page.locator("[name=gilt_ab]").fill("")
        self.press(page, "Speichern")
        page.get_by_text("als neue Fassung").first.wait_for()
        look("clause saved")
        other.get_by_role("button", name="Speichern", exact=True).click()
        other.get_by_role("heading", name="Inzwischen geändert").wait_for()
        look("clause conflict", other)
        other.close()
        page.get_by_role("link", name="vergleichen").first.click()
        page.locator("ins").first.wait_for()
        look("comparison")
        page.goto("/bibliothek/protokoll")
        look("log")
        page.goto("/bibliothek/vorschriften")
        page.get_by_label("Vorschrift, zum Beispiel").fill("§ 72a SGB VIII")
        page.get_by_label("Was sich geändert hat").fill("Neu gefasst zum 1. Januar 2027")
        self.press(page, "Melden")
        page.goto("/bibliothek/vorschriften")
        look("statutes one changed")
        page.locator("a[href*='/bibliothek/klauseln/']").first.click()
        look("clause to be looked at")
        contract = {"name": "Vertrag.pdf", "mimeType": "application/pdf", "buffer": built("fruehe-hilfen", VALUES)}
        page.goto("/bibliothek/vergleich")
        page.locator("input[type=file]").first.set_input_files([contract])
        page.locator("input[type=file]").evaluate_all("nodes => nodes.forEach(node => node.removeAttribute('required'))")
        page.locator("form:has(input[type=file]) button").first.click()
        page.get_by_role("heading", name="Es fehlt ein Vertrag").wait_for()
        look("comparison one contract missing")

    def workshop(self, page, look):
        for path, screen in [(LIST, "agreements to change"), ("/bibliothek/stellen", "bodies"), ("/bibliothek/stile", "styles"), (LIST + "/gibt-es-nicht", "no agreement to change")]:
            page.goto(path)
            look(screen)
        page.goto(LIST)
        page.locator("#name").evaluate("node => node.removeAttribute('required')")
        self.press(page, "Beginnen")
        look("new agreement without a name")
        page.goto(LIST)
        page.locator("#name").fill("Kinderschutz")
        self.press(page, "Beginnen")
        look("new agreement of a name that is taken")
        page.goto(LIST)
        page.locator("#name").fill("Netzwerk Süd")
        self.press(page, "Beginnen")
        page.locator("#werkstatt").wait_for()
        look("new agreement")
        page.goto(AGREEMENT)
        page.locator("#vorschau .seite").first.wait_for()
        look("agreement")
        self.open_all(page)
        look("agreement with everything open")
        page.goto(AGREEMENT)
        other = self.second(page)
        other.goto(AGREEMENT)
        page.locator("#teil-grund > summary").click()
        page.locator("[name='a.titel']").fill("Vereinbarung über die gemeinsame Arbeit")
        self.press(page, "Was bewirkt das?")
        self.assertGreater(page.locator(".paar rect.neu").count(), 0)
        look("agreement what a change does")
        self.press(page, "Speichern")
        page.get_by_text("Gespeichert.").first.wait_for()
        look("agreement saved")
        if other.locator("#teil-grund:not([open])").count():
            other.locator("#teil-grund > summary").click()
        other.locator("[name='a.titel']").fill("Etwas anderes")
        self.press(other, "Speichern")
        other.get_by_role("heading", name="Inzwischen geändert").wait_for()
        look("agreement conflict", other)
        other.close()
        page.goto(AGREEMENT)
        page.locator("#teil-text > summary").click()
        text = page.locator("#text").input_value()
        page.locator("#text").fill(text + "unfug: [\n")
        self.press(page, "Speichern")
        page.get_by_role("alert").first.wait_for()
        look("agreement that cannot be read")
        page.goto(AGREEMENT)
        page.locator("#teil-text > summary").click()
        page.locator("#text").fill(text.replace("  - ziele/netzwerk-fruehe-hilfen\n", "  - klausel: ziele/netzwerk-fruehe-hilfen\n    wenn: leistungserbringer\n"))
        if self.window == "without JavaScript":
            self.press(page, "Nachweis führen")
        page.locator("#nachweis").get_by_role("button", name="Diesen Fall als Vertrag zeigen").first.wait_for()
        look("agreement with a failing proof")
        page.locator("#nachweis").get_by_role("button", name="Diesen Fall als Vertrag zeigen").first.click()
        page.locator("#fall").get_by_text("Gezeigt ist der Vertrag in dem Fall").wait_for()
        look("agreement a failing case")
        page.goto(AGREEMENT)
        page.locator("details:has(#neuer) > summary").click()
        page.locator("#neuer").fill("kinderschutz")
        self.press(page, "Umbenennen")
        look("agreement not renamed")
        for path, screen in [("/bibliothek/stellen/musterstadt", "body"), ("/bibliothek/stile/klassisch", "style")]:
            page.goto(path)
            page.locator("#vorschau .seite").first.wait_for()
            look(screen)
            self.open_all(page)
            look(screen + " with everything open")
        page.goto("/bibliothek/stellen/musterstadt")
        page.locator("[name='a.ort']").fill("Musterhausen")
        self.press(page, "Was bewirkt das?")
        look("body what a change does")
        page.locator("#datei").set_input_files({"name": "Wappen.gif", "mimeType": "image/gif", "buffer": b"GIF89a" + bytes(20)})
        page.get_by_role("button", name="Wappen hinzufügen").click()
        page.get_by_text("nicht als Wappen verwenden").first.wait_for()
        look("coat of arms refused")

    def roles(self, server, options):
        def at(account):
            return self.person(server=server, extra_http_headers={"X-Remote-User": account}, **options)

        def look(page, screen):
            self.look(page, screen, self.window)

        with at("anna") as page:
            page.goto(CLAUSE)
            page.locator("#wortlaut").fill("1. Die Zusammenarbeit wird zweimal im Jahr gemeinsam ausgewertet.")
            self.press(page, "Speichern")
            page.get_by_text("als neue Fassung").first.wait_for()
            look(page, "clause nobody has asked for")
            page.locator("#k-antrag").fill("Bitte bis Freitag")
            self.press(page, "Freigabe beantragen")
            look(page, "clause approval asked for")
            page.goto("/bibliothek")
            look(page, "clauses with a request of others")
        with at("ben") as page:
            page.goto("/")
            page.get_by_text("Wartet auf Ihre Entscheidung").wait_for()
            look(page, "start with a request")
            page.goto("/bibliothek")
            look(page, "clauses with a request")
            page.goto(CLAUSE)
            look(page, "clause to approve")
            page.get_by_role("link", name="Was bewirkt die Freigabe?").click()
            page.get_by_role("heading", name="Was die Freigabe bewirkt").wait_for()
            self.assertGreater(page.locator("rect.neu").count(), 0)
            look(page, "clause what approving does")
            page.goto(AGREEMENT)
            look(page, "agreement for somebody who approves")
            page.goto(CLAUSE)
            page.locator("#k-nein").fill("Bitte den Monat nennen")
            self.press(page, "Ablehnen")
            look(page, "clause refused")
        with at("anna") as page:
            page.goto("/")
            page.get_by_text("Bitte den Monat nennen").wait_for()
            look(page, "start with a refusal")
            page.goto("/bibliothek")
            look(page, "clauses with a refusal")
            page.goto(CLAUSE)
            self.press(page, "Freigabe beantragen")
        with at("ben") as page:
            page.goto(CLAUSE)
            self.press(page, "Freigeben")
            page.get_by_text("Die Klausel ist freigegeben.").wait_for()
            look(page, "clause approved")
        with at("cem") as page:
            page.goto(CLAUSE)
            page.locator("#wortlaut").fill("1. Cems Text.")
            self.press(page, "Speichern")
            self.press(page, "Freigabe beantragen")
            page.get_by_text("freigeben kann sie nur jemand anderes").wait_for()
            look(page, "clause of one's own")
        with at("dana") as page:
            for path, screen in [(CLAUSE, "clause to read"), (AGREEMENT, "agreement to read"), (LIST, "agreements to read")]:
                page.goto(path)
                look(page, screen)
        with at("fremd") as page:
            page.goto("/bibliothek")
            look(page, "without a role")
        (self.copy / "rollen.yaml").write_text("personen: [\n", encoding="utf-8")
        with at("anna") as page:
            page.goto("/bibliothek")
            look(page, "roles that cannot be read")


def tests():
    """One test a tour and window."""
    for name in ["clauses", "workshop", "roles"]:
        for window in WINDOWS:
            def test(self, name=name, window=window):
                self.tour(name, window)

            setattr(LibraryScreens, f"test_{name}_{window.replace(' ', '_').lower()}", test)


tests()

if __name__ == "__main__":
    unittest.main()
