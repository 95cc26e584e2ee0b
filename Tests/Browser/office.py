"""A running page and a browser in front of it, for tests: Debian's Chromium driven by Playwright, judged by axe-core."""

import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import unittest
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

PROGRAM = Path(os.environ["KLAUSELWERK_WEB"])
LIBRARY = Path(os.environ["KLAUSELWERK_LIBRARY"])
COMMAND = PROGRAM.with_name("klauselwerk")
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
# A page drawn by a debug build on a busy machine takes its time; what is missing is missing after two minutes, too.
PATIENCE = 120_000


class Server:
    """The page's program on a port of its own, with a data folder of its own."""

    def __init__(self, data=None, library=LIBRARY, options=()):
        self.owns = data is None
        self.data = data or tempfile.mkdtemp(prefix="klauselwerk-seite.")
        self.process = subprocess.Popen(
            [PROGRAM, "--library", library, "--data", self.data, "--port", "0", *options], stdout=subprocess.PIPE, text=True)
        self.entrance = self.printed()
        self.address = self.entrance.split("/anmelden")[0].rstrip("/")

    def printed(self):
        """The next address that the program prints."""
        said = ""
        while not (found := re.search(r"http://\S+", said)):
            line = self.process.stdout.readline()
            if not line:
                raise RuntimeError("the page's program ended: " + said)
            said += line
        return found.group(0)

    def let_in(self, page):
        """Each printed address lets in once; then the next one is printed."""
        page.goto(self.entrance)
        self.entrance = self.printed()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        self.process.terminate()
        self.process.wait(20)
        self.process.stdout.close()
        if self.owns:
            shutil.rmtree(self.data, ignore_errors=True)


# Where pictures of every screen go, for people; none without it.
PICTURES = os.environ.get("KLAUSELWERK_PICTURES")
# Each screen is looked at in these.
WINDOWS = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "forced colours": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
    "without JavaScript": {"viewport": {"width": 1280, "height": 900}, "java_script_enabled": False},
}
# No screen says this: phrases of HTTP, holes of templates.
FOREIGN = r"Forbidden|Unauthorized|Not Found|Conflict|Unprocessable|Internal|\{\{#"


class PageTests(unittest.TestCase):
    """One server and one browser a class; each test is a person of its own in front of it."""

    library = LIBRARY
    # What else no screen of these tours says, and how the pictures' names begin.
    foreign, pictured = r"|\.yaml", ""

    @classmethod
    def setUpClass(cls):
        cls.server = Server(library=cls.library)
        cls.addClassCleanup(cls.server.stop)
        cls.playwright = sync_playwright().start()
        cls.addClassCleanup(cls.playwright.stop)
        # As root, and in most containers, Chromium's own sandbox cannot start.
        cls.browser = cls.playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        cls.addClassCleanup(cls.browser.close)
        # The printed address opens the page once; the other persons of this class come with the same cookie.
        context = cls.browser.new_context(locale="de-DE")
        cls.server.let_in(context.new_page())
        cls.cookies = context.storage_state()
        context.close()

    @contextmanager
    def person(self, server=None, **options):
        """A page that asks no other host for anything and on which no script fails; at another server it comes without a cookie."""
        address = (server or self.server).address
        context = self.browser.new_context(locale="de-DE", storage_state=None if server else self.cookies, base_url=address, **options)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        hosts, complaints = set(), []
        page.on("request", lambda request: hosts.add("/".join(request.url.split("/")[:3])))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" and "status of" not in line.text else None)
        yield page
        context.close()
        self.assertLessEqual({host for host in hosts if not host.startswith(("data:", "blob:"))}, {address})
        self.assertEqual(complaints, [])

    def expect_accessible(self, page, screen):
        """axe-core finds nothing, and nothing is wider than the window."""
        found = Axe().run(page).response["violations"]
        told = [f"{rule['id']}: {rule['help']} – {node['target']} {node['html'][:160]}" for rule in found for node in rule["nodes"]]
        self.assertEqual(told, [], screen)
        self.assertEqual(page.locator("html").get_attribute("lang"), "de", screen)
        self.assertEqual(page.locator("h1").count(), 1, screen)
        self.expect_no_sideways_scrolling(page, screen)

    def look(self, page, screen, window):
        """At a screen of a tour: nothing on it is inaccessible, English or a file name of ours; as a picture, too, where they are wanted."""
        if window == "without JavaScript":
            # axe itself is a script: here only what Playwright asks of the browser.
            self.assertEqual(page.locator("h1").count(), 1, screen)
            self.expect_no_sideways_scrolling(page, screen)
        else:
            self.expect_accessible(page, f"{screen}, {window}")
        self.assertNotRegex(page.locator("body").inner_text(), FOREIGN + self.foreign, screen)
        if PICTURES:
            # What stays at the window's edge would lie across a picture of the whole page; a style sheet of ours the page's policy would refuse.
            edge = "position => document.querySelectorAll('.leiste').forEach(bar => { bar.style.position = position; })"
            page.evaluate(edge, "static")
            page.screenshot(path=Path(PICTURES, f"{self.pictured}{screen} {window}.png".replace(" ", "-").replace(",", "")), full_page=True)
            page.evaluate(edge, "")

    def expect_no_sideways_scrolling(self, page, screen):
        wide = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
        beyond = page.evaluate(
            """[...document.querySelectorAll("body *")].filter(node => node.getBoundingClientRect().right > document.scrollingElement.clientWidth + 1)
                .map(node => node.outerHTML.slice(0, 120))""") if wide > 0 else []
        self.assertLessEqual(wide, 0, f"{screen} scrolls sideways: {beyond}")


class Mouse:
    """Presses and fills in by pointing; what is filled in is known by its name, or by its `#id` where a page has several of one name."""

    def __init__(self, page):
        self.page = page

    def press(self, words):
        # What only screen readers say stands apart from the word before it.
        name = re.compile(re.escape(words).replace(":", r"\s*:"))
        self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name)).first.click()

    def fill(self, name, value):
        place = self.page.locator(name if name.startswith("#") else f"[name='{name}']")
        if place.evaluate("node => node.tagName") == "SELECT":
            place.select_option(value)
        elif place.get_attribute("type") == "checkbox":
            place.check()
        else:
            place.fill(value)

    def choose(self, *files):
        self.page.locator("#datei").set_input_files(*files)


class Keyboard:
    """Does the same with Tab, letters, the space bar and Enter alone, from where the focus is; what has it can be seen."""

    def __init__(self, page, test):
        self.page, self.test = page, test

    def go_to(self, is_it, told):
        for _ in range(800):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(f"(e => {is_it})(document.activeElement)"):
                ring = self.page.evaluate("(style => style.outlineStyle + style.boxShadow)(getComputedStyle(document.activeElement))")
                self.test.assertNotEqual(ring, "nonenone", f"nobody sees that „{told}“ has the focus")
                return
        self.test.fail(f"„{told}“ cannot be reached by keyboard")

    def press(self, words):
        self.go_to(f"(e.tagName === 'A' || e.tagName === 'BUTTON') && e.innerText.replace(/\\s*:\\s*/g, ': ').includes({json.dumps(words)})", words)
        self.page.keyboard.press("Enter")

    def fill(self, name, value):
        self.go_to(f"e.id === {json.dumps(name[1:])}" if name.startswith("#") else f"e.name === {json.dumps(name)}", name)
        kind = self.page.evaluate("document.activeElement.tagName === 'SELECT' ? 'SELECT' : document.activeElement.type")
        if kind == "SELECT":
            # By arrows, not by the choice's first letters: letters that a US keyboard lacks are put in as text, and Chromium puts such text where the caret
            # was last, into the field before.
            place = self.page.locator(name if name.startswith("#") else f"[name='{name}']")
            wanted = place.locator("option").evaluate_all("(options, value) => options.findIndex(option => option.value === value)", value)
            self.page.keyboard.press("Home")
            for _ in range(wanted):
                self.page.keyboard.press("ArrowDown")
            self.test.assertEqual(place.input_value(), value)
        elif kind == "checkbox":
            self.page.keyboard.press("Space")
        else:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(value)

    def choose(self, *files):
        """The dialogue in which a file is chosen is the system's, not the page's."""
        self.go_to("e.id === 'datei'", "datei")
        self.page.locator("#datei").set_input_files(*files)


def built(agreement, values):
    """What klauselwerk build makes of the same values."""
    tree = {}
    for path, value in values.items():
        *folders, name = path.split(".")
        place = tree
        for folder in folders:
            place = place.setdefault(folder, {})
        place[name] = value
    with tempfile.TemporaryDirectory() as folder:
        data, file = Path(folder, "werte.json"), Path(folder, "vertrag.pdf")
        data.write_text(json.dumps(tree), encoding="utf-8")
        subprocess.run([COMMAND, "build", agreement, "--library", LIBRARY, "--data", data, "-o", file, "--quiet"], check=True)
        return file.read_bytes()
