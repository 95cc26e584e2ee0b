"""Every screen in every state, error states included: axe-core finds nothing; nothing scrolls sideways at 320 pixels (400 % of 1280); with forced colours, too.

With KLAUSELWERK_PICTURES=FOLDER a picture of each screen is kept there (scripts/page-pictures).
"""

import csv
import io
import shutil
import tempfile
import unittest
import zipfile
from pathlib import Path

from office import LIBRARY, WINDOWS, PageTests, Server, built
from test_contract import AGREEMENT, PARTNER, VALUES, field, fill
from test_series import FAULTS, LIST, SCHEME, workbook

RULES = SCHEME.with_name("geschaeftsordnung.pdf")


def long_list(count):
    """A list that keeps the program busy for a while: as text, with other numbers and names."""
    with open(LIST, encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file, delimiter=";")
    name = head.index("partner.name")
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(head)
    for number in range(1, count + 1):
        row = list(rows[number % len(rows)])
        row[head.index("nr")], row[name] = str(number), f"{row[name]} {number}"
        writer.writerow(row)
    return text.getvalue().encode()


def document(words):
    """A file as Word writes it, as small as it can be."""
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package, office = "http://schemas.openxmlformats.org/package/2006", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{main}"><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)
    return file.getvalue()


class Screens(PageTests):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # One behind a house's sign-on, and one whose library somebody changes.
        cls.office = Server(options=["--user-header", "X-Remote-User", "--trusted-proxy", "127.0.0.1"])
        cls.addClassCleanup(cls.office.stop)
        cls.library = Path(tempfile.mkdtemp(prefix="klauselwerk-bibliothek."), "bibliothek")
        cls.addClassCleanup(shutil.rmtree, cls.library.parent, ignore_errors=True)
        shutil.copytree(LIBRARY, cls.library, ignore=shutil.ignore_patterns("fonts"))
        (cls.library / "fonts").symlink_to((LIBRARY / "fonts").resolve())
        cls.changing = Server(library=cls.library)
        cls.addClassCleanup(cls.changing.stop)

    # MARK: - Looking

    def visit(self, window, tour):
        self.options = WINDOWS[window]
        with self.person(**self.options) as page:
            tour(page, lambda screen, page=page: self.look(page, screen, window))

    def second(self, page):
        """Another window of the same person."""
        other = page.context.new_page()
        other.set_default_timeout(120_000)
        return other

    def begin(self, page):
        page.goto("/vereinbarungen")
        page.get_by_role("listitem").filter(has_text=AGREEMENT).get_by_role("button").first.click()
        page.wait_for_url("**/entwuerfe/*")
        return page.url

    def send(self, page, name, content):
        page.goto("/neue-serie/fruehe-hilfen")
        page.locator("#datei").set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})
        page.get_by_role("button", name="Tabelle senden und prüfen").click()
        page.wait_for_url("**/serien/*")
        return page.url.split("#")[0].split("?")[0]

    def upload(self, page, place, name, content, button, wait=None):
        page.goto(place)
        page.locator("#datei").set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})
        page.get_by_role("button", name=button, exact=True).click()
        if wait:
            page.locator(wait).first.wait_for()

    # MARK: - Tours

    def contract(self, page, look):
        page.goto("/")
        look("start")
        page.goto("/vereinbarungen")
        look("agreements")
        draft = self.begin(page)
        look("draft empty")
        fill(page, PARTNER | {"alter_bis": "viele"})
        page.get_by_role("button", name="Speichern").click()
        field(page, "partner.name").focus()
        page.get_by_role("alert").first.wait_for()
        look("draft with a fault")
        fill(page, VALUES)
        page.get_by_role("button", name="Speichern").click()
        page.get_by_text("Alle Angaben sind da").wait_for()
        look("draft complete")
        for more in page.locator("details > summary").all():
            if more.is_visible():
                more.click()
        look("draft with everything open")
        # Two windows: the later one is told.
        other = self.second(page)
        other.goto(draft)
        fill(page, {"partner.ort": "Musterdorf"})
        page.get_by_role("button", name="Speichern").click()
        page.locator("#vorschau tspan").filter(has_text="Musterdorf").first.wait_for(state="attached")
        fill(other, {"partner.ort": "Beispielhausen"})
        other.get_by_role("button", name="Speichern").click()
        # With a script the form says it first; the button then shows both states.
        if other.get_by_role("heading", name="Inzwischen geändert").count() == 0:
            other.locator("#gespeichert, h1").filter(has_text="Inzwischen geändert").first.wait_for()
            if other.locator("#gespeichert").count():
                look("draft overtaken", other)
                other.get_by_role("button", name="Speichern").click()
        other.get_by_role("heading", name="Inzwischen geändert").wait_for()
        look("draft conflict", other)
        other.close()
        page.goto(draft + "/loeschen")
        look("draft delete")
        page.goto("/")
        look("start with drafts")

    def clauses(self, page, look):
        draft = self.begin(page)
        fill(page, VALUES)
        page.get_by_role("button", name="Speichern").click()
        page.get_by_text("Alle Angaben sind da").wait_for()
        page.goto(draft + "/klauseln")
        look("clauses")
        page.goto(draft + "/klauseln/evaluation")
        look("variants")
        page.get_by_label("Wortlaut", exact=True).fill("1. Die Zusammenarbeit wird zweimal im Jahr ausgewertet.")
        with page.expect_navigation():
            page.get_by_role("button", name="Wortlaut übernehmen").click()
        page.goto(draft + "/klauseln/evaluation")
        look("variants with own wording")
        page.goto(draft + "/klauseln")
        look("clauses with own wording")
        page.goto(draft)
        page.get_by_text("Gedruckt wird ein Entwurf").wait_for()
        look("draft with own wording")

    def changes(self, page, look):
        """A library that somebody changes meanwhile."""
        clause = self.library / "clauses/evaluation/jaehrlich.md"
        text = clause.read_text(encoding="utf-8")
        context = self.browser.new_context(locale="de-DE", base_url=self.changing.address, **self.options)
        here = context.new_page()
        here.set_default_timeout(120_000)
        try:
            self.changing.let_in(here)
            draft = self.begin(here)
            fill(here, VALUES)
            here.get_by_role("button", name="Speichern").click()
            here.get_by_text("Alle Angaben sind da").wait_for()
            clause.write_text(text.replace("1. ", "1. Nach gemeinsamer Beratung gilt: ", 1), encoding="utf-8")
            here.goto(draft)
            here.get_by_role("link", name="Ansehen, was anders ist").wait_for()
            look("draft of a changed library", here)
            here.goto(draft + "/neuerungen")
            here.locator("ins").filter(has_text="Beratung").wait_for()
            look("changed clauses", here)
            here.get_by_role("button", name="Gesehen").click()
            here.wait_for_url("**/entwuerfe/*")
            here.goto(draft + "/neuerungen")
            look("no changed clauses", here)
            clause.unlink()
            here.goto(draft)
            here.get_by_text("Was Sie eingegeben haben, ist gespeichert.").wait_for()
            look("draft of a library without its clause", here)
        finally:
            clause.write_text(text, encoding="utf-8")
            context.close()

    def series(self, page, look):
        page.goto("/neue-serie")
        look("new series")
        page.goto("/neue-serie/fruehe-hilfen")
        look("series begin")
        self.upload(page, "/neue-serie/fruehe-hilfen", "Brief.pdf", b"%PDF-1.7\n\xe2\xe3\n1 0 obj\n\0\1\2\xff", "Tabelle senden und prüfen")
        page.get_by_role("heading", name="Diese Tabelle lässt sich nicht verwenden").wait_for()
        look("table refused")
        series = self.send(page, "Partner.xlsx", workbook())
        page.get_by_text("3 Zeilen haben Fehler").wait_for()
        look("series with faults")
        other = self.second(page)
        other.goto(series)
        page.goto(series + "?zeilen=alle&spalten=alle")
        look("series with all cells")
        page.goto(series + "/druck")
        look("print run too early")
        page.goto(series + "/zeilen/2/vorschau.pdf")
        look("row with faults")
        page.goto(series)
        for row, column, _, right in FAULTS:
            page.locator(f"[name='z.0.{row}.{column}']").fill(right)
        page.get_by_role("button", name="Berichtigungen speichern").click()
        page.get_by_text("25 Zeilen geprüft").wait_for()
        look("series without faults")
        row, column, *_ = FAULTS[0]
        other.locator(f"[name='z.0.{row}.{column}']").fill("99999")
        other.get_by_role("button", name="Berichtigungen speichern").click()
        other.get_by_role("heading", name="Inzwischen geändert").wait_for()
        look("series conflict", other)
        other.close()
        page.goto(series)
        page.get_by_role("button", name="25 Verträge erstellen").click()
        page.get_by_text("25 Verträge liegen bereit.").wait_for()
        look("series done")
        page.goto(series + "/vertraege")
        look("contracts")
        page.goto(series + "/vertraege?suche=gibt-es-nicht")
        look("contracts none found")
        page.goto(series + "/gemeinsam")
        look("values of all rows")
        page.goto(series + "/anlagen")
        look("annexes of all rows none")
        page.goto(series + "/dateien")
        look("files of rows none")
        self.upload(page, series + "/dateien", "Plan.pdf", SCHEME.read_bytes(), "Ablegen", "ul.liste li")
        look("files of rows")
        page.goto(series)
        page.get_by_role("button", name="25 Verträge erstellen").click()
        page.get_by_text("25 Verträge liegen bereit.").wait_for()
        page.goto(series + "/druck")
        look("print run")
        page.get_by_label("Ausfertigungen", exact=True).fill("viele")
        page.get_by_label("Höchstens so viele Blätter").fill("keine")
        page.get_by_role("button", name="Druckauflage erstellen").click()
        page.get_by_role("alert").wait_for()
        look("print run with faults")
        page.get_by_label("Ausfertigungen", exact=True).fill("2")
        page.get_by_label("Höchstens so viele Blätter").fill("")
        page.get_by_role("button", name="Druckauflage erstellen").click()
        page.get_by_role("link", name="Druckauflage.pdf").wait_for()
        look("series printed")
        page.goto(series + "/loeschen")
        look("series delete")
        page.goto("/")
        look("start with series")

    def runs(self, page, look):
        """Series that are being made, wait, and have been stopped."""
        first = self.send(page, "Viele.csv", long_list(2_000))
        page.get_by_role("button", name="2000 Verträge erstellen").wait_for()
        look("long series checked")
        page.get_by_role("button", name="2000 Verträge erstellen").click()
        page.locator("#fortschritt").wait_for()
        look("series running")
        second = self.send(page, "Partner.xlsx", workbook(faulty=False))
        page.get_by_role("button", name="25 Verträge erstellen").click()
        page.get_by_text("Die Serie wartet").or_(page.locator("#fortschritt")).first.wait_for()
        look("series waiting")
        page.goto(first + "/vertraege")
        look("contracts while running")
        for place in ["anlagen", "dateien", "gemeinsam"]:
            page.goto(f"{first}/{place}")
            look(f"{place} while running")
        page.goto("/")
        look("start with running series")
        page.goto(first)
        page.get_by_role("button", name="Anhalten").click()
        page.get_by_text("Stand: angehalten").wait_for()
        look("series stopped")
        page.goto(second)
        page.get_by_text("25 Verträge liegen bereit.").wait_for()
        lines = b'{"nr": "1", "partner": {"name": "Verein Muster"}}\n'
        self.send(page, "Partner.jsonl", lines)
        page.get_by_text("keine Tabelle mit Zellen").wait_for()
        look("series of lines")

    def annexes(self, page, look):
        place = self.begin(page) + "/anlagen"
        page.goto(place)
        look("annexes none")
        self.upload(page, place, "Geschaeftsordnung.pdf", RULES.read_bytes(), "Anfügen", ".anlage")
        look("annexes one")
        page.get_by_role("button", name="Weglassen").first.click()
        page.locator(".weg-gelassen").wait_for()
        self.upload(page, place, "Plan.pdf", SCHEME.read_bytes(), "Anfügen", ".anlage:nth-of-type(2)")
        look("annexes two")
        page.get_by_label("Seiten").first.fill("7")
        page.get_by_role("button", name="Speichern").first.click()
        page.get_by_role("alert").wait_for()
        look("annexes with a fault")
        other = self.second(page)
        other.goto(place)
        page.goto(place)
        page.get_by_label("Titel").first.fill("Ordnung")
        page.get_by_role("button", name="Speichern").first.click()
        page.get_by_role("heading", name="1. Ordnung").wait_for()
        other.get_by_label("Titel").first.fill("Regeln")
        other.get_by_role("button", name="Speichern").first.click()
        other.get_by_role("heading", name="Inzwischen geändert").wait_for()
        look("annexes conflict", other)
        other.close()
        self.upload(page, place, "Foto.heic", b"\0\0\0\x18ftypheic" + bytes(16), "Anfügen")
        # With a script it is told where it was dropped; without, on a page of its own.
        page.get_by_text("JPEG oder PNG").wait_for()
        look("annex refused")
        page.goto(place)
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.truncate(65 << 20)
            page.locator("#datei").set_input_files(file.name)
            page.get_by_role("button", name="Anfügen", exact=True).click()
            page.get_by_text("höchstens 64 MiB").and_(page.get_by_text("mehr gesendet")).first.wait_for()
        look("annex too large")
        # What an office program has written is converted, and agreed to.
        page.goto(place)
        page.locator("#datei").set_input_files({"name": "Konzept.docx", "mimeType": "application/zip", "buffer": document("Ein Konzept in Word, mit Größe und Übung.")})
        page.get_by_role("button", name="Anfügen", exact=True).click()
        page.get_by_text("Stimmt das Ergebnis?").wait_for()
        look("annex converted")
        page.get_by_role("button", name="Ja, so übernehmen").click()
        page.get_by_text("umgewandelt in").wait_for()
        page.get_by_text("Stimmt das Ergebnis?").wait_for(state="detached")

    def finished(self, page, look):
        contract = built("fruehe-hilfen", VALUES)
        page.goto("/anhaengen")
        look("supplement")
        self.upload(page, "/anhaengen", "Brief.pdf", b"%PDF-1.7\nkein Vertrag\n", "Weiter")
        page.get_by_role("heading", name="Diesem Vertrag lässt sich nichts anfügen").wait_for()
        look("supplement refused")
        self.upload(page, "/anhaengen", "Vertrag.pdf", contract, "Weiter")
        page.get_by_text("Noch keine angefügt").wait_for()
        look("finished contract")
        place = page.url
        self.upload(page, place, "Plan.pdf", SCHEME.read_bytes(), "Anfügen", ".anlage")
        look("finished contract with an annex")
        page.goto(place.replace("/anlagen", "/loeschen"))
        look("finished contract remove")
        page.goto("/anhaengen")
        look("supplement with contracts")
        page.goto("/pruefung")
        look("proof begin")
        self.upload(page, "/pruefung", "Vertrag.pdf", contract, "Prüfen", ".meldung.gut")
        look("proof unchanged")
        self.upload(page, "/pruefung", "Vertrag.pdf", contract[:5000] + bytes([contract[5000] ^ 1]) + contract[5001:], "Prüfen", ".meldung.fehler, .meldung.offen")
        look("proof changed")
        self.upload(page, "/pruefung", "Brief.pdf", SCHEME.read_bytes(), "Prüfen", ".meldung")
        look("proof foreign")

    def sharing(self, page, look):
        with self.person(server=self.office, extra_http_headers={"X-Remote-User": "anna.muster"}, **self.options) as here:
            draft = self.begin(here)
            here.goto(draft + "/teilen")
            look("share nobody", here)
            here.get_by_label("Anmeldename der Person").fill("ben.beispiel")
            here.get_by_role("button", name="Teilen", exact=True).click()
            here.get_by_role("button", name="Nicht mehr teilen").wait_for()
            look("share somebody", here)
            series = self.send(here, "Partner.xlsx", workbook())
            here.goto(series + "/teilen")
            look("share series", here)
            here.get_by_label("Anmeldename der Person").fill("ben.beispiel")
            here.get_by_role("button", name="Teilen", exact=True).click()
            here.get_by_role("button", name="Nicht mehr teilen").wait_for()
            look("share series somebody", here)
        with self.person(server=self.office, extra_http_headers={"X-Remote-User": "ben.beispiel"}, **self.options) as here:
            here.goto("/")
            here.get_by_text("geteilt von anna.muster").first.wait_for()
            look("start with what is shared", here)
            here.goto(draft + "/teilen")
            look("not yours", here)
            here.goto(series)
            here.get_by_text("Geteilt von anna.muster").wait_for()
            look("series of somebody else", here)

    def faults(self, page, look):
        for path, name in [("/gibt-es-nicht", "not found"), ("/entwuerfe/" + "0" * 32, "no draft"), ("/serien/" + "0" * 32, "no series"), ("/fertige/" + "0" * 32 + "/anlagen", "no finished contract"), ("/anmelden/x", "no entrance")]:
            page.goto(path)
            look(name)
        page.goto("/pruefung")
        page.locator("#datei").evaluate("node => node.removeAttribute('required')")
        page.get_by_role("button", name="Prüfen").click()
        page.get_by_role("heading", name="Es ist keine Datei gewählt").wait_for()
        look("no file")
        page.goto("/vereinbarungen")
        page.locator("[name='_kennung']").first.evaluate("node => node.value = '0'.repeat(32)")
        page.get_by_role("button", name="Ausfüllen").first.click()
        page.wait_for_url("**/entwuerfe")
        look("wrong token")
        page.goto("/neue-serie/fruehe-hilfen")
        with tempfile.NamedTemporaryFile(suffix=".csv") as file:
            file.truncate(65 << 20)
            page.locator("#datei").set_input_files(file.name)
            page.get_by_role("button", name="Tabelle senden und prüfen").click()
            page.get_by_role("heading", name="Das ist zu groß").wait_for()
        look("too large")
        context = self.browser.new_context(locale="de-DE", **self.options)
        stranger = context.new_page()
        for path, name in [("/", "without a session"), ("/anmelden?kennung=" + "0" * 32, "used entrance")]:
            stranger.goto(self.server.address + path)
            look(name, stranger)
        context.close()


def tests():
    """One test a tour and window."""
    for tour in ["contract", "clauses", "changes", "series", "runs", "annexes", "finished", "sharing", "faults"]:
        for window in WINDOWS:
            def test(self, tour=tour, window=window):
                self.visit(window, getattr(self, tour))

            setattr(Screens, f"test_{tour}_{window.replace(' ', '_').lower()}", test)


tests()

if __name__ == "__main__":
    unittest.main()
