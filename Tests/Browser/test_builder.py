"""Agreements put together in a real browser: by mouse, by keyboard alone, with JavaScript off; bodies and styles; what is wider than 320 px."""

import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import office
from office import COMMAND, Keyboard, Mouse, PageTests

LIST = "/bibliothek/vereinbarungen"
SCREENS = [LIST, "/bibliothek/stellen", "/bibliothek/stile", LIST + "/fruehe-hilfen", "/bibliothek/stellen/musterau", "/bibliothek/stile/klassisch"]
WINDOWS = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "forced colours": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
}
#: Parties beside the own body: called, fields of their data.
PARTIES = [
    ("Kreis", "kreis", {"name": "Kreis Musterau", "art": "gebietskoerperschaft", "strasse": "Am Kreishaus 1", "plz": "00040", "ort": "Bad Musterau"}),
    ("Verein", "verein", {"name": "Beispielverein e. V.", "art": "ev", "strasse": "Musterweg 1", "plz": "00000", "ort": "Beispielhausen", "vertreten_durch": "den Vorstand"}),
    ("Kirchengemeinde", "kirchengemeinde",
     {"name": "Evangelische Kirchengemeinde Kirchdorf", "art": "kirche_ev", "strasse": "Kirchplatz 1", "plz": "00001", "ort": "Kirchdorf", "vertreten_durch": "das Presbyterium"}),
]
CLAUSES = ["finanzierung/eigene-kosten", "schriftform/aenderungen", "ausfertigungen/je-partei", "salvatorische-klausel/kurz"]
PLACES = [("stelle", "Musterstadt"), ("kreis", "Bad Musterau"), ("kreis", "Seedorf"), ("verein", "Beispielhausen"), ("kirchengemeinde", "Kirchdorf")]


class Builder(PageTests):
    """A library of its own: these tests write into it."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.mkdtemp(prefix="klauselwerk-werkstatt.")
        cls.addClassCleanup(shutil.rmtree, folder, True)
        cls.library = Path(folder, "bibliothek")
        shutil.copytree(office.LIBRARY, cls.library, symlinks=True)
        super().setUpClass()

    def file(self, name):
        return (self.library / f"agreements/{name}.yaml").read_text(encoding="utf-8")

    def test_screens_are_accessible(self):
        for window, options in WINDOWS.items():
            with self.person(**options) as page:
                for path in SCREENS:
                    page.goto(path)
                    self.expect_accessible(page, f"{path}, {window}")
                page.goto(LIST + "/fruehe-hilfen")
                page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
                self.expect_accessible(page, f"agreement with everything open, {window}")

    def make(self, page, hands, title):
        """A contract of four parties with chains of representation, five signatures at different places, an annex tied to an article."""
        page.goto(LIST)
        hands.fill("name", title)
        hands.press("Beginnen")
        page.locator("#werkstatt").wait_for()

        def add(button, **fields):
            for name, value in fields.items():
                hands.fill(name, value)
            self.act(page, hands, button)

        for clause in CLAUSES:
            add("Klausel hinzufügen", **{"neu.klausel.klauseln": clause})
        # The second clause goes to the first place.
        self.act(page, hands, "Schriftform nach oben")
        self.open(page, "parteien")
        for called, field, record in PARTIES:
            add("Partei hinzufügen", **{"neu.partei": called})
            for key, value in record.items():
                hands.fill(f"a.{field}.{key}", value)
        self.open_row(page, "parteien.liste.1")
        self.act(page, hands, "Vertretung als Kette von Personen: Kreis")
        hands.fill("a.kreis.vertreten_durch.0.funktion", "Landrätin")
        hands.fill("a.kreis.vertreten_durch.0.name", "Musterfrau")
        add("Weitere Person der Kette", **{"neu.person.kreis.vertreten_durch": "Jugenddezernent"})
        self.open(page, "unterschriften")
        for party, place in PLACES:
            add("Unterschrift hinzufügen", **{"neu.unterschrift": party, "neu.unterschrift.ort": place})
        self.open(page, "anlagen")
        add("Anlage hinzufügen", **{"neu.anlage": "Verhaltensregeln", "neu.anlage.datei": "anlagen/selbstverpflichtung-72a.md", "neu.anlage.zu": "{{ref:schriftform}}"})
        self.open(page, "gliederung")
        hands.fill("a.gliederung.abschnitt", "Artikel 1")
        self.open(page, "grund")
        hands.fill("a.datum", "2026-10-01")
        hands.fill("a.status", "endfassung")
        hands.press("Speichern")
        page.get_by_text("Gespeichert.").first.wait_for()

    def act(self, page, hands, button):
        """Presses a button, and waits until the form has come anew."""
        before = page.locator("[name=_zurueck]").input_value()
        hands.press(button)
        page.wait_for_function("before => document.querySelector('[name=_zurueck]')?.value !== before", arg=before)

    def open(self, page, part):
        """Unfolds a part of the form; where it is folded, its summary is reached by Tab like any button."""
        if not page.locator(f"#teil-{part}").evaluate("part => part.open"):
            page.locator(f"#teil-{part} > summary").focus()
            page.keyboard.press("Enter")

    def open_row(self, page, row):
        details = page.locator(f"[data-pfad='{row}'] > details")
        if not details.evaluate("part => part.open"):
            details.locator("> summary").focus()
            page.keyboard.press("Enter")

    def expect_the_contract(self, name):
        text = self.file(name)
        # A setting that stood in quotation marks keeps them; the YAML says the same either way.
        for line in ["abschnitt: \"Artikel 1\"", "name: Kreis Musterau\n", "- schriftform/aenderungen\n  - finanzierung/eigene-kosten", "zu: \"{{ref:schriftform}}\"", "plz: \"00040\"", "funktion: Landrätin", "ort: Seedorf"]:
            self.assertIn(line, text)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "vertrag.pdf")
            subprocess.run([COMMAND, "build", name, "--library", self.library, "-o", file, "--quiet"], check=True)
            words = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
            for word in ["Artikel 1 Schriftform", "(zu Artikel 1)", "Landrätin Musterfrau", "Jugenddezernent", "Seedorf, den", "Kirchdorf, den"]:
                self.assertIn(word, re.sub(r"\s+", " ", words))
            return file.read_bytes()

    def expect_the_same_bytes(self, page, name, made):
        """The page makes of the saved file what the command line makes."""
        page.goto("/vereinbarungen")
        token = page.locator("[name=_kennung]").first.input_value()
        draft = page.request.post("/entwuerfe", form={"_kennung": token, "vereinbarung": name}, max_redirects=0).headers["location"]
        answer = page.request.get(draft + "/vertrag.pdf")
        self.assertEqual(answer.headers["content-type"], "application/pdf")
        self.assertEqual(answer.body(), made)

    def test_by_mouse_a_contract_of_four_parties_is_made(self):
        with self.person() as page:
            self.make(page, Mouse(page), "Vierer Maus")
            self.expect_accessible(page, "agreement after saving")
            page.locator("#vorschau .seite").first.wait_for()
            self.assertEqual(page.locator("#befunde .Fehler").count(), 0)
            page.locator("#nachweis").get_by_text("Nachweise in").wait_for()
            self.expect_the_same_bytes(page, "vierer-maus", self.expect_the_contract("vierer-maus"))

    def test_by_keyboard_alone_the_same(self):
        with self.person() as page:
            self.make(page, Keyboard(page, self), "Vierer Tasten")
            self.expect_the_contract("vierer-tasten")

    def test_without_javascript_the_same(self):
        with self.person(java_script_enabled=False) as page:
            def act(page, hands, button):
                with page.expect_navigation():
                    hands.press(button)

            self.act = act
            self.open = lambda page, part: page.locator(f"#teil-{part}:not([open]) > summary").click() if page.locator(f"#teil-{part}:not([open])").count() else None
            self.open_row = lambda page, row: page.locator(f"[data-pfad='{row}'] > details:not([open]) > summary").click() if page.locator(
                f"[data-pfad='{row}'] > details:not([open])").count() else None
            self.make(page, Mouse(page), "Vierer Ohne")
            self.expect_the_contract("vierer-ohne")

    def test_dragging_and_alt_with_arrows_order_clauses_and_undo_takes_it_back(self):
        with self.person() as page:
            page.goto(LIST + "/fruehe-hilfen")
            names = lambda: page.locator("#teil-klauseln > .bauliste > .bauzeile > .zeilenkopf .zeilenname strong").all_inner_texts()
            before = names()
            page.locator("[data-pfad='klauseln.3'] > .zeilenkopf .griff").drag_to(page.locator("[data-pfad='klauseln.1'] > .zeilenkopf"))
            page.wait_for_function("name => document.querySelector(\"[data-pfad='klauseln.1'] strong\").innerText === name", arg=before[3])
            self.assertEqual(names()[:4], [before[0], before[3], before[1], before[2]])
            page.locator("[data-pfad='klauseln.1'] > details > summary").focus()
            page.keyboard.press("Alt+ArrowUp")
            page.wait_for_function("name => document.querySelector(\"[data-pfad='klauseln.0'] strong\").innerText === name", arg=before[3])
            for _ in range(2):
                self.act(page, Mouse(page), "Rückgängig")
            self.assertEqual(names(), before)

    def test_what_is_typed_while_the_form_comes_anew_stays_and_keeps_the_focus(self):
        with self.person() as page:
            page.goto(LIST + "/fruehe-hilfen")
            self.open(page, "grund")
            # An answer that takes its time.
            page.evaluate("() => { const send = window.fetch; window.fetch = async (...all) => { const answer = await send(...all); await new Promise(go => setTimeout(go, 1500)); return answer; }; }")
            before = page.locator("[name=_zurueck]").input_value()
            page.locator("[name='neu.klausel.klauseln']").fill("evaluation/abstand")
            page.locator("#teil-klauseln").get_by_role("button", name="Klausel hinzufügen", exact=True).press("Enter")
            page.locator("[name='a.kurztitel']").focus()
            page.keyboard.press("Control+A")
            page.keyboard.type("Ganz neu")
            page.wait_for_function("before => document.querySelector('[name=_zurueck]')?.value !== before", arg=before)
            page.keyboard.type(" genannt")
            self.assertEqual(page.locator("[name='a.kurztitel']").input_value(), "Ganz neu genannt")
            self.assertEqual(page.evaluate("document.activeElement.name"), "a.kurztitel")
            self.act(page, Mouse(page), "Übernehmen und ansehen")
            self.assertIn("kurztitel: Ganz neu genannt", page.locator("#text").input_value())

    def test_what_a_change_does_is_shown_with_marks_and_two_windows_overwrite_nothing(self):
        with self.person(java_script_enabled=False) as page:
            page.goto(LIST + "/kinderschutz")
            other = page.context.new_page()
            other.goto(LIST + "/kinderschutz")
            page.locator("#teil-grund > summary").click()
            page.locator("[name='a.titel']").fill("Eine ganz neue Überschrift")
            page.get_by_role("button", name="Was bewirkt das?").click()
            self.assertIn("Was die Änderung bewirkt", page.locator("main").inner_text())
            self.assertGreater(page.locator("rect.neu").count(), 0)
            other.locator("#teil-grund > summary").click()
            other.locator("[name='a.titel']").fill("Zuerst gespeichert")
            other.get_by_role("button", name="Speichern", exact=True).click()
            page.get_by_role("button", name="Speichern", exact=True).click()
            text = page.locator("main").inner_text()
            self.assertIn("Eine ganz neue Überschrift", text)
            self.assertIn("Zuerst gespeichert", text)
            self.assertIn("Zuerst gespeichert", self.file("kinderschutz"))
            page.get_by_role("button", name="Meinen Text speichern").click()
            self.assertIn("Eine ganz neue Überschrift", self.file("kinderschutz"))

    def test_a_failing_combination_is_shown_as_a_contract(self):
        with self.person() as page:
            page.goto(LIST + "/fruehe-hilfen")
            # A clause that others refer to is there only sometimes.
            self.open_row(page, "klauseln.5")
            page.locator("[name='a.klauseln.5.wenn']").fill("leistungserbringer")
            page.locator("#nachweis").get_by_role("button", name="Diesen Fall als Vertrag zeigen").first.click()
            page.locator("#fall").get_by_text("Gezeigt ist der Vertrag in dem Fall").wait_for()
            page.locator("#vorschau .seite").first.wait_for()
            self.expect_accessible(page, "failing combination")

    def test_a_coat_of_arms_is_dropped_and_a_style_is_seen_live(self):
        svg = "<svg xmlns='http://www.w3.org/2000/svg' width='10mm' height='12mm'><path d='M0 0h10v12z' fill='#036'/></svg>"
        with self.person() as page:
            page.goto("/bibliothek/stellen/musterstadt")
            page.evaluate(
                """text => {
                    const data = new DataTransfer();
                    data.items.add(new File([text], "neu.svg", { type: "image/svg+xml" }));
                    document.getElementById("wappenablage").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
                }""", svg)
            page.locator("#wappen-stand").get_by_text("eingetragen").wait_for()
            page.get_by_role("button", name="Speichern", exact=True).click()
            page.get_by_text("Gespeichert.").first.wait_for()
            text = (self.library / "stellen/musterstadt.yaml").read_text(encoding="utf-8")
            name = re.search(r"wappen/musterstadt-[0-9a-f]{8}\.svg", text).group(0)
            self.assertEqual((self.library / "stellen" / name).read_text(encoding="utf-8"), svg)
            page.goto("/bibliothek/stile/klassisch")
            first = page.locator("#vorschau .seite").first.get_attribute("data-seite")
            page.locator("[name='a.schrift.groesse']").fill("14")
            page.wait_for_function("id => document.querySelector('#vorschau .seite')?.dataset.seite !== id", arg=first)


if __name__ == "__main__":
    unittest.main()
