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

    def __init__(self, data=None, library=LIBRARY):
        self.owns = data is None
        self.data = data or tempfile.mkdtemp(prefix="klauselwerk-seite.")
        self.process = subprocess.Popen(
            [PROGRAM, "--library", library, "--data", self.data, "--port", "0"], stdout=subprocess.PIPE, text=True)
        said = ""
        while not (found := re.search(r"http://\S+", said)):
            line = self.process.stdout.readline()
            if not line:
                raise RuntimeError("the page's program ended: " + said)
            said += line
        self.entrance = found.group(0)
        self.address = self.entrance.split("/anmelden")[0]

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


class PageTests(unittest.TestCase):
    """One server and one browser a class; each test is a person of its own in front of it."""

    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.stop)
        cls.playwright = sync_playwright().start()
        cls.addClassCleanup(cls.playwright.stop)
        # As root, and in most containers, Chromium's own sandbox cannot start.
        cls.browser = cls.playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        cls.addClassCleanup(cls.browser.close)
        # The printed address opens the page once; the other persons of this class come with the same cookie.
        context = cls.browser.new_context(locale="de-DE")
        context.new_page().goto(cls.server.entrance)
        cls.cookies = context.storage_state()
        context.close()

    @contextmanager
    def person(self, **options):
        """A page that asks no other host for anything and on which no script fails."""
        context = self.browser.new_context(locale="de-DE", storage_state=self.cookies, base_url=self.server.address, **options)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        hosts, complaints = set(), []
        page.on("request", lambda request: hosts.add("/".join(request.url.split("/")[:3])))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" and "status of" not in line.text else None)
        yield page
        context.close()
        self.assertEqual({host for host in hosts if not host.startswith(("data:", "blob:"))}, {self.server.address})
        self.assertEqual(complaints, [])

    def expect_accessible(self, page, screen):
        """axe-core finds nothing, and nothing is wider than the window."""
        found = Axe().run(page).response["violations"]
        told = [f"{rule['id']}: {rule['help']} – {node['target']} {node['html'][:160]}" for rule in found for node in rule["nodes"]]
        self.assertEqual(told, [], screen)
        self.assertEqual(page.locator("html").get_attribute("lang"), "de", screen)
        self.assertEqual(page.locator("h1").count(), 1, screen)
        self.expect_no_sideways_scrolling(page, screen)

    def expect_no_sideways_scrolling(self, page, screen):
        wide = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
        self.assertLessEqual(wide, 0, f"{screen} scrolls sideways")


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
