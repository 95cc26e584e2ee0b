"""The register in a real browser: from dropped contracts to an amendment of them and a stack that comes back; with the mouse, by keyboard alone, without
JavaScript; every screen in every state by axe-core, at 320 pixels, with forced colours.
"""

import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from PIL import Image

from office import COMMAND, LIBRARY, WINDOWS, Keyboard, Mouse, PageTests, Server
from test_contract import VALUES, downloaded

NEW_NAME = "Kita Sternenzelt e. V."


def scan_without_mark(file, erased):
    """What a copier would send of a contract; on one page the mark has been torn off."""
    folder = Path(tempfile.mkdtemp(dir=file.parent))
    subprocess.run(["pdftoppm", "-r", "200", "-gray", file, folder / "blatt"], check=True)
    sheets = []
    for number, path in enumerate(sorted(folder.glob("blatt*.pgm")), start=1):
        sheet = Image.open(path)
        if number == erased:
            sheet.paste(255, (0, sheet.height - 200, 500, sheet.height))
        sheets.append(sheet)
    target = file.with_name(file.stem + "-scan.pdf")
    sheets[0].save(target, save_all=True, append_images=sheets[1:], resolution=200)
    return target


def contract(folder, name, town):
    """A contract as the command line makes it, with the mark on its pages."""
    file = Path(folder, f"{name}.pdf")
    values = VALUES | {"partner.name": f"{name} e. V.", "partner.ort": town}
    options = [part for path, value in values.items() for part in ("--set", f"{path}={value}")]
    subprocess.run([COMMAND, "build", "fruehe-hilfen", "--library", LIBRARY, "--kennung", "-o", file, "--quiet", *options], check=True)
    return file


class Register(PageTests):
    """One register for all tests of the class; what a test notes, it notes at a contract of its own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = tempfile.mkdtemp(prefix="klauselwerk-register.")
        cls.addClassCleanup(shutil.rmtree, cls.folder, True)
        towns = {"Kita Maus": "Mausfeld", "Kita Taste": "Tastheim", "Kita Ohne": "Ohnedorf", "Kita Blick": "Blickau"}
        cls.contracts = {name: contract(cls.folder, name, town) for name, town in towns.items()}
        cls.expected = {}
        cls.torn = {name: contract(cls.folder, name, "Handorf") for name in ["Kita Zeigen", "Kita Tippen", "Kita Schlicht"]}
        cls.scans = {name: scan_without_mark(file, 2) for name, file in cls.torn.items()}
        for name, file in cls.contracts.items():
            subprocess.run(
                [COMMAND, "nachtrag", file, "--library", LIBRARY, "--set", f"partner.name={NEW_NAME}", "--datum", "2027-02-01", "--ab", "2027-03-01", "-o", cls.folder],
                check=True, stdout=subprocess.DEVNULL)
            cls.expected[name] = Path(cls.folder, f"{name}-nachtrag-1.pdf").read_bytes()

    def whole_way(self, page, hand, name, look):
        """Takes a contract in, notes that it was sent, amends it, and gives its sheets back; `look` judges each screen."""
        page.goto("/")
        hand.press("Register")
        page.wait_for_url("**/register")
        look("register")
        hand.press("Verträge aufnehmen")
        page.wait_for_url("**/aufnehmen")
        hand.choose(str(self.contracts[name]))
        hand.press("Aufnehmen")
        page.wait_for_url("**/aufnahmen/*")
        page.get_by_text("Verträge: 1 neu.").wait_for()
        look("taken in")
        page.goto("/register")
        hand.fill("suche", name)
        hand.press("Suchen")
        page.wait_for_url(re.compile("suche="))
        page.locator("td, th").filter(has_text=name).first.wait_for()
        look("found")
        hand.press(f"{name} e. V.")
        page.wait_for_url("**/vertraege/*")
        hand.fill("art", "versandt")
        hand.fill("wer", "Poststelle")
        hand.press("Eintragen")
        page.get_by_text("Poststelle").first.wait_for()
        look("noted")
        hand.press("Ändern (Nachtrag)")
        page.wait_for_url("**/aendern?*")
        hand.fill("feld1", "partner.name")
        hand.fill("wert1", NEW_NAME)
        hand.fill("datum", "01.02.2027")
        hand.fill("ab", "01.03.2027")
        look("what changes")
        hand.press("Weiter: einen Nachtrag ansehen")
        page.wait_for_url(re.compile(r"/aendern/[0-9a-f]{32}"))
        page.locator("img.seite").first.wait_for()
        look("amendment to look at")
        hand.press("1 Nachtrag erstellen und ins Register aufnehmen")
        page.get_by_text("1 Nachtrag liegt bereit.").wait_for()
        look("amendment made")
        file, _ = downloaded(page, lambda: hand.press(f"{name}-nachtrag-1.pdf"))
        self.assertEqual(file, self.expected[name])
        hand.press("Druckauflage")
        page.wait_for_url("**/druck")
        look("print run of amendments")
        hand.fill("ausfertigungen", "2")
        hand.press("Druckauflage erstellen")
        page.get_by_text("Die Druckauflage liegt bereit.").wait_for()
        look("amendments printed")
        volume, _ = downloaded(page, lambda: hand.press("Druckauflage.pdf"))
        self.assertTrue(volume.startswith(b"%PDF"))
        page.goto("/ruecklauf")
        hand.choose(str(self.contracts[name]))
        hand.press("Zuordnen")
        page.wait_for_url(re.compile(r"/ruecklauf/[0-9a-f]{32}"))
        page.get_by_role("heading", name="Zu klären").wait_for()
        look("returned")
        hand.press("Zum Vertrag")
        page.wait_for_url("**/vertraege/*")
        page.get_by_role("link", name=f"{name}-ruecklauf.pdf").wait_for()
        look("contract with a scan")
        page.goto("/fristen")
        page.get_by_text(name).or_(page.get_by_text(NEW_NAME)).first.wait_for()
        look("deadlines")
        calendar, _ = downloaded(page, lambda: hand.press("Als Kalenderdatei"))
        self.assertTrue(calendar.startswith(b"BEGIN:VCALENDAR"))

    def torn_off(self, page, hand, name, look):
        """A page whose mark is gone is put to its place by somebody who looks at it."""
        page.goto("/register/aufnehmen")
        hand.choose(str(self.torn[name]))
        hand.press("Aufnehmen")
        page.get_by_text("Verträge: 1 neu.").wait_for()
        page.goto("/ruecklauf")
        hand.choose(str(self.scans[name]))
        hand.press("Zuordnen")
        page.get_by_text("Seite 2 fehlt.").first.wait_for()
        page.get_by_text("1 Blatt ohne Kennung").first.wait_for()
        report = page.url
        hand.press("Von Hand zuordnen")
        page.wait_for_url("**/zuordnen/*/*")
        look("sheet without a mark")
        hand.fill("suche", f"{name} Handorf")
        hand.press("Suchen")
        page.get_by_text("1 Vertrag.").wait_for()
        look("contract looked for")
        hand.press(f"{name} e. V.")
        page.locator("#seite").wait_for()
        page.goto(page.url.split("?")[0])
        page.get_by_role("heading", name="Diesen Verträgen fehlen").wait_for()
        hand.press(f"{name}.pdf")
        page.locator("#seite").wait_for()
        self.assertEqual(page.locator("#seite").input_value(), "2")
        look("page of the contract")
        hand.fill("ausfertigung", "viele")
        hand.fill("von", "Erika Beispiel")
        hand.press("Zuordnen und den Stapel neu ordnen")
        page.get_by_role("heading", name="So lässt sich das Blatt nicht zuordnen").wait_for()
        look("no such copy")
        hand.press("Zurück zum Blatt")
        page.locator("#seite").wait_for()
        hand.fill("seite", "2")
        hand.fill("von", "Erika Beispiel")
        hand.press("Zuordnen und den Stapel neu ordnen")
        page.wait_for_url(report)
        page.get_by_text("Seite 2 von Hand zugeordnet (Erika Beispiel).").first.wait_for()
        look("placed by hand")
        self.assertEqual(page.get_by_text("1 Blatt ohne Kennung").count(), 0)
        hand.press("Zum Vertrag")
        page.wait_for_url("**/vertraege/*")
        page.get_by_role("link", name=f"{name}-ruecklauf.pdf").wait_for()
        page.get_by_text("Seite 2 von Hand zugeordnet (Erika Beispiel)").first.wait_for()
        page.goto(report)
        hand.press("Aufheben")
        page.get_by_text("Seite 2 fehlt.").first.wait_for()

    def test_torn_off_with_the_mouse(self):
        with self.person() as page:
            self.torn_off(page, Mouse(page), "Kita Zeigen", lambda screen: self.expect_accessible(page, screen))

    def test_torn_off_by_keyboard_alone(self):
        with self.person() as page:
            self.torn_off(page, Keyboard(page, self), "Kita Tippen", lambda screen: None)

    def test_torn_off_without_javascript(self):
        with self.person(java_script_enabled=False, viewport={"width": 320, "height": 640}) as page:
            self.torn_off(page, Mouse(page), "Kita Schlicht", lambda screen: self.expect_no_sideways_scrolling(page, screen))

    def test_with_the_mouse(self):
        with self.person() as page:
            self.whole_way(page, Mouse(page), "Kita Maus", lambda screen: self.expect_accessible(page, screen))

    def test_by_keyboard_alone(self):
        with self.person() as page:
            self.whole_way(page, Keyboard(page, self), "Kita Taste", lambda screen: None)

    def test_without_javascript(self):
        with self.person(java_script_enabled=False) as page:
            self.whole_way(page, Mouse(page), "Kita Ohne", lambda screen: self.expect_no_sideways_scrolling(page, screen))


class RegisterScreens(PageTests):
    """Every screen, one register a window."""

    pictured = "register "

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = tempfile.mkdtemp(prefix="klauselwerk-register.")
        cls.addClassCleanup(shutil.rmtree, cls.folder, True)
        cls.contract = contract(cls.folder, "Kita Blick", "Blickau")
        cls.scan = scan_without_mark(cls.contract, 2)
        cls.table = Path(cls.folder, "alt.csv")
        cls.table.write_text(
            "kennung;partner.name;partner.ort;datum;gekuendigt;gekuendigt_zum\nalt/1;Verein Muster;Musterau;2001-01-01;2005-06-01;2005-12-31\n", encoding="utf-8")

    def tour(self, window):
        server = Server(library=LIBRARY)
        self.addCleanup(server.stop)
        with self.person(server=server, **WINDOWS[window]) as page:
            server.let_in(page)
            look = lambda screen: self.look(page, screen, window)

            def open_all():
                for place in page.locator("details:not([open]) > summary").all():
                    if place.is_visible():
                        place.click()

            def send(path, file, words, until):
                page.goto(path)
                page.locator("#datei").set_input_files(file)
                page.get_by_role("button", name=words).click()
                page.get_by_text(until).first.wait_for()

            for path, screen in [("/register", "none"), ("/fristen", "deadlines none"), ("/ruecklauf", "returns none"), ("/aendern", "amend none"), ("/register/klauseln", "no register"), ("/register/aufnehmen", "take in")]:
                page.goto(path)
                look(screen)
            send("/register/aufnehmen", str(self.contract), "Aufnehmen", "Verträge: 1 neu.")
            open_all()
            look("taken in")
            send("/register/aufnehmen", str(self.table), "Aufnehmen", "Verträge: 1 neu.")
            send("/register/aufnehmen", {"name": "Brief.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\nkein Vertrag\n"}, "Aufnehmen", "Nicht aufgenommen")
            look("not taken in")
            send("/register/aufnehmen", {"name": "Brief.txt", "mimeType": "text/plain", "buffer": b"x"}, "Aufnehmen", "weder ein PDF noch eine Tabelle")
            look("no file for the register")
            page.goto("/register/aufnehmen")
            look("take in with earlier ones")
            page.goto("/register")
            page.get_by_text("Kita Blick").first.wait_for()
            open_all()
            look("list")
            for query, screen in [("suche=gibtesnicht", "found nothing"), ("ende_bis=bald&kuendigung_bis=nie", "wrong days"), ("klausel=datenschutz@9&stand=versandt&ordnung=ende", "filtered")]:
                page.goto("/register?" + query)
                look(screen)
            page.goto("/register/klauseln")
            look("clauses")
            page.goto("/register?suche=Blickau")
            page.get_by_role("link", name="Kita Blick").first.click()
            page.wait_for_url("**/vertraege/*")
            address = page.url
            open_all()
            look("contract")
            page.locator("#am").fill("31.2.2027")
            page.get_by_role("button", name="Eintragen", exact=True).first.click()
            page.get_by_role("heading", name="Das ist kein Tag").wait_for()
            look("wrong day")
            page.goto(address + "/kuendigung")
            look("termination")
            page.locator("#zum").fill("1.1.2000")
            page.get_by_role("button", name="Brief als PDF").click()
            page.get_by_role("heading", name="Das ging nicht").wait_for()
            look("termination refused")
            page.goto("/register/mitglieder?von=fruehe-hilfen")
            look("members")
            page.goto("/register/mitglieder?von=gibtesnicht")
            look("no such contract")
            page.goto("/register/vertraege/0123456789abcdef")
            look("no record")
            page.goto("/fristen")
            page.get_by_text("Kita Blick").first.wait_for()
            look("deadlines")
            page.goto("/fristen?bis=bald&art=bericht")
            look("deadlines wrong day")
            page.goto("/ruecklauf")
            look("returns begin")
            send("/ruecklauf", str(self.contract), "Zuordnen", "Zu klären")
            open_all()
            look("returns report")
            page.goto("/ruecklauf")
            look("returns with earlier ones")
            page.get_by_role("link", name="Entfernen").first.click()
            look("returns remove")
            send("/ruecklauf", {"name": "Bild.png", "mimeType": "image/png", "buffer": b"kein Scan"}, "Zuordnen", "kein Scan als PDF")
            look("no scan")
            send("/ruecklauf", str(self.scan), "Zuordnen", "1 Blatt ohne Kennung")
            open_all()
            look("returns without mark")
            page.get_by_role("link", name="Von Hand zuordnen").click()
            look("returns by hand")
            page.locator("#suche").fill("gibtesnicht")
            page.get_by_role("button", name="Suchen").click()
            look("returns by hand nothing found")
            page.locator("#suche").fill("Blickau")
            page.get_by_role("button", name="Suchen").click()
            page.get_by_role("link", name="Kita Blick").last.click()
            look("returns by hand page")
            page.locator("#seite").select_option("2")
            page.locator("#von").fill("Erika Beispiel")
            page.get_by_role("button", name="Zuordnen und").click()
            page.get_by_role("heading", name="Von Hand zugeordnet").wait_for()
            open_all()
            look("returns placed by hand")
            page.goto(address)
            open_all()
            look("contract with a scan")
            page.get_by_role("link", name="Ändern (Nachtrag)").click()
            page.wait_for_url("**/aendern?*")
            open_all()
            look("amend")
            page.get_by_role("button", name="Weiter").click()
            page.get_by_role("heading", name="Was soll sich ändern?").wait_for()
            look("amend nothing")
            page.go_back()
            page.locator("#feld1").select_option("partner.name")
            page.locator("#wert1").fill(NEW_NAME)
            page.get_by_role("button", name="Weiter").click()
            page.locator("img.seite").first.wait_for()
            look("amendment preview")
            page.get_by_role("link", name="Verwerfen").click()
            look("amendment discard")
            page.go_back()
            page.get_by_role("button", name="1 Nachtrag erstellen").click()
            page.get_by_text("1 Nachtrag liegt bereit.").wait_for()
            open_all()
            look("amendment made")
            made = page.url
            page.get_by_role("link", name="Druckauflage").click()
            look("amendments print run")
            page.locator("#ausfertigungen").fill("viele")
            page.get_by_role("button", name="Druckauflage erstellen").click()
            page.get_by_role("heading", name="Bitte prüfen").wait_for()
            look("amendments print run wrong")
            page.locator("#ausfertigungen").fill("2")
            page.locator("#trennblaetter").check()
            page.get_by_role("button", name="Druckauflage erstellen").click()
            page.wait_for_url(made)
            page.get_by_text("Die Druckauflage liegt bereit.").wait_for()
            look("amendments printed")
            page.goto("/aendern")
            look("amend with earlier ones")
            page.goto(address)
            page.get_by_role("heading", name="Nachträge").wait_for()
            look("contract with an amendment")
            page.goto("/register/verwalten")
            open_all()
            look("keeping")
            page.get_by_role("button", name="Register prüfen").click()
            page.locator(".meldung.gut").wait_for()
            look("checked")
            page.goto("/register/loeschen?jahre=viele")
            look("no years")
            page.goto("/register/loeschen?jahre=10")
            look("delete")
            page.locator("#verstanden").check()
            page.get_by_role("button", name="Löschen", exact=True).click()
            page.get_by_role("heading", name="Gelöscht").wait_for()
            look("deleted")
            page.goto("/register/loeschen?jahre=10")
            look("nothing to delete")
            page.goto("/")
            look("start")


def tests():
    for window in WINDOWS:
        def test(self, window=window):
            self.tour(window)

        setattr(RegisterScreens, f"test_{window.replace(' ', '_').lower()}", test)


tests()

if __name__ == "__main__":
    unittest.main()
