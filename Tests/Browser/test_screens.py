"""Every screen in every state: axe-core finds nothing; nothing scrolls sideways at 320 pixels (400 % of 1280); with forced colours, too."""

import os
import unittest
from pathlib import Path

from office import PageTests
from test_contract import PARTNER, VALUES, fill, field

WINDOWS = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "forced colours": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
    "without JavaScript": {"viewport": {"width": 1280, "height": 900}, "java_script_enabled": False},
}
# Where pictures of the screens go, for people to look at; nowhere unless asked.
PICTURES = os.environ.get("KLAUSELWERK_PICTURES")


class Screens(PageTests):
    def look(self, page, screen, window):
        if window == "without JavaScript":
            # axe itself is a script: here only the width is measured, by what Playwright asks of the browser.
            self.assertEqual(page.locator("h1").count(), 1, screen)
        else:
            self.expect_accessible(page, f"{screen}, {window}")
        if PICTURES:
            page.screenshot(path=Path(PICTURES, f"{screen} {window}.png".replace(" ", "-")), full_page=True)

    def visit(self, window):
        with self.person(**WINDOWS[window]) as page:
            page.goto("/")
            self.look(page, "start", window)
            page.goto("/vereinbarungen")
            self.look(page, "agreements", window)
            page.get_by_role("listitem").filter(has_text="Frühe Hilfen").get_by_role("button").first.click()
            page.wait_for_url("**/entwuerfe/*")
            draft = page.url
            self.look(page, "draft empty", window)
            fill(page, PARTNER | {"alter_bis": "viele"})
            page.get_by_role("button", name="Speichern").click()
            field(page, "partner.name").focus()
            page.get_by_role("alert").first.wait_for()
            self.look(page, "draft with a fault", window)
            fill(page, VALUES)
            page.get_by_role("button", name="Speichern").click()
            page.get_by_text("Alle Angaben sind da").wait_for()
            self.look(page, "draft complete", window)
            for more in page.locator("details > summary").all():
                if more.is_visible():
                    more.click()
            self.look(page, "draft with everything open", window)
            page.goto(draft + "/klauseln")
            self.look(page, "clauses", window)
            page.get_by_role("link", name="Wortlaut").first.click()
            self.look(page, "variants", window)
            page.goto(draft + "/loeschen")
            self.look(page, "delete", window)
            page.goto("/")
            self.look(page, "start with drafts", window)
            page.goto("/gibt-es-nicht")
            self.look(page, "not found", window)

    def test_wide(self):
        self.visit("wide")

    def test_narrow(self):
        self.visit("narrow")

    def test_forced_colours(self):
        self.visit("forced colours")

    def test_without_javascript(self):
        self.visit("without JavaScript")

    def test_a_stranger_is_told_how_to_get_in(self):
        context = self.browser.new_context(locale="de-DE")
        page = context.new_page()
        page.goto(self.server.address + "/")
        self.expect_accessible(page, "without a session")
        self.assertNotRegex(page.locator("body").inner_text(), "Forbidden|Unauthorized|Not Found|Error")
        context.close()


if __name__ == "__main__":
    unittest.main()
