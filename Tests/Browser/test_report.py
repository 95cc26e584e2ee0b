"""The report of very many rows, opened from the disk as a clerk opens it: accessible, readable without JavaScript, searched without a server."""

import json
import subprocess
import tempfile
import unittest
from pathlib import Path

from office import COMMAND, WINDOWS, PageTests

ROWS = 5_200
NAMES = ["Kita Öhringer Weg", "Löwenzahn e. V.", "Äpfelchen", "Grundschule am Maß"]


def part(number, count, rows):
    """What `batch --shard` would have left of these rows."""
    head = {"anzahl": len(rows), "eingabe": "e", "format": 1, "gescheitert": 0, "offen": 0, "programm": "P", "seiten": 1, "tabelle": "liste.csv",
            "teil": f"{number}/{count}", "vereinbarung": "fruehe-hilfen"}
    lines = [json.dumps({"befunde": [], "datei": f"{row}.pdf", "eingabe": "e", "nr": f"{row}", "partner": f"{NAMES[row % 4]} {row}", "seiten": 3, "sha256": "a" * 64,
                         "zeile": row + 1}, ensure_ascii=False, separators=(",", ":")) for row in rows]
    return json.dumps(head, indent=2)[:-2] + ',\n  "auswahlen": [\n\n  ],\n  "zeilen": [\n' + ",\n".join(lines) + "\n  ]\n}\n"


class Report(PageTests):
    foreign = ""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        for number in (1, 2):
            rows = range(1 + (number - 1) * ROWS // 2, 1 + number * ROWS // 2)
            Path(folder.name, f"manifest.teil-{number}-von-2.json").write_text(part(number, 2, rows), encoding="utf-8")
        subprocess.run([COMMAND, "manifest", "merge", folder.name, "--quiet"], check=True)
        cls.report = Path(folder.name, "bericht.html").as_uri()

    def opened(self, window, action):
        context = self.browser.new_context(locale="de-DE", **WINDOWS[window])
        page = context.new_page()
        complaints = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith("file:") else None)
        page.goto(self.report)
        action(page)
        context.close()
        self.assertEqual(complaints, [], window)

    def test_every_page_can_be_read_by_everybody(self):
        for window in WINDOWS:
            def walk(page):
                self.look(page, "Bericht", window)
                for name, link in [("Zeilen", "Zeilen 1002 bis 2001"), ("Partner", "Äpfelchen 2 bis")]:
                    page.get_by_role("link", name=link).first.click()
                    self.look(page, f"Bericht {name}", window)
                    page.get_by_role("link", name="Übersicht").click()
            self.opened(window, walk)

    def test_a_name_or_a_number_is_found_without_a_server(self):
        def search(page):
            field = page.get_by_label("Partner oder Nr. suchen")
            field.fill("grundschule am mass 43")
            field.press("Enter")
            page.wait_for_function("document.activeElement.textContent === 'Grundschule am Maß 43'")
            page.locator(":focus").click()
            self.assertIn("#z44", page.url)
            page.goto(self.report)
            page.get_by_label("Partner oder Nr. suchen").fill("4711")
            page.get_by_role("button", name="Öffnen").click()
            page.wait_for_function("document.activeElement.textContent === '4711'")
        self.opened("wide", search)


if __name__ == "__main__":
    unittest.main()
