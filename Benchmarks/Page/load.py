#!/usr/bin/env python3
"""load.py WEB LIBRARY [--people N] [--seconds N]   So many people type into contracts at the same time, one change a second each, with the preview on.

Starts WEB (the built klauselwerk-web) on a free port with a data folder of its own, lets each person begin a draft, and then measures from the sending of
a change to the last byte of the answer, which has the pictures of the pages in sight. The other pages that changed are fetched when a person pauses, after every eighth change, as a browser does.
Prints errors, percentiles, the processor's time for a change (which says what a busy machine's clock does not) and the server's peak memory; fails beyond
the targets (no error, p95 250 ms, 400 MiB), which hold for two cores with nothing else at work.
"""

import argparse
import html
import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

AGREEMENT = "fruehe-hilfen"
HEADER = "X-Remote-User"
# Changes after which a person waits until the pages out of sight have followed, too.
PAUSE = 8
VALUES = {
    "partner.name": "Familienzentrum Regenbogen e. V.", "partner.art": "ev", "partner.strasse": "Beispielweg 12", "partner.plz": "00002",
    "partner.ort": "Musterstadt", "partner.vertreten_durch": "Jale Öztürk-Mustermann, Vorstand", "alter_bis": "6",
}


class Person:
    """Somebody with a browser: one connection, kept open."""

    def __init__(self, port, name):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {HEADER: name}
        # Nobody types what another has typed: each page is drawn for one person.
        self.partner = f"Verein {name}"
        self.known, self.seen, self.told = "", set(), []
        self.times, self.errors = [], []

    def ask(self, method, path, body=None, accept="text/html"):
        headers = dict(self.headers, Accept=accept)
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.headers["Cookie"] = value.split(";")[0]
        return answer.status, answer.getheader("Location"), content

    def begin(self):
        self.token = re.search(rb'name="_kennung" value="([0-9a-f]+)"', self.ask("GET", "/vereinbarungen")[2]).group(1).decode()
        self.draft = self.ask("POST", "/entwuerfe", urllib.parse.urlencode({"_kennung": self.token, "vereinbarung": AGREEMENT}))[1]
        self.read()
        self.type(VALUES)
        self.read()
        self.look()
        self.times.clear()

    def read(self):
        """The form as the page has it: a browser sends all of it at each change."""
        page = self.ask("GET", self.draft)[2].decode()
        self.version = re.search(r'name="_version" value="(\d+)"', page).group(1)
        inputs = re.findall(r'<(?:input|textarea|select) id="ein-[^"]+" name="([^"]+)"(?: value="([^"]*)")?', page)
        self.form = {name: VALUES.get(name, html.unescape(value)) for name, value in inputs}

    def type(self, values):
        """One change, until the pages in sight are there, with their pictures."""
        start = time.perf_counter()
        fields = {"_kennung": self.token, "_version": self.version, "_seiten": self.known, "_sicht": "0 1"} | self.form | values
        status, _, content = self.ask("POST", self.draft, urllib.parse.urlencode(fields), "application/json")
        if status != 200:
            self.errors.append(f"{status} {content[:200]!r}")
            return
        told = json.loads(content)
        self.version = str(told["version"])
        # Out of sight a browser keeps what it has: it names what it has seen, not what it was told of.
        self.seen |= {page["id"] for page in told["seiten"] if page.get("svg")}
        self.known = " ".join(sorted(self.seen))
        self.times.append(time.perf_counter() - start)
        self.told = told["seiten"]

    def look(self):
        """What a browser does once nobody has typed for a second: fetches the pages that have changed out of sight."""
        for page in self.told:
            if not page.get("svg") and page["id"] not in self.seen:
                status, _, content = self.ask("GET", f"{self.draft}/seiten/{page['id']}", accept="application/json")
                if status == 200:
                    status, _, _ = self.ask("GET", re.search('href="(/[^"]+/bilder/[^"]+)"', json.loads(content)["svg"]).group(1))
                if status != 200:
                    self.errors.append(f"page {status}")
        self.seen = {page["id"] for page in self.told}

    def work(self, begin, until):
        letters = "Regenbogen am Musterplatz"
        count = 0
        time.sleep(max(0, begin - time.monotonic()))
        while (now := time.monotonic()) < until:
            count += 1
            try:
                self.type({"partner.name": f"{self.partner} {letters[:count % len(letters) + 1]}"})
                # Now and then somebody stops to think.
                if count % PAUSE == 0:
                    self.look()
            except OSError as error:
                self.errors.append(str(error))
            time.sleep(max(0, now + 1 - time.monotonic()))


def percentile(times, share):
    return sorted(times)[min(len(times) - 1, int(len(times) * share))] * 1000


def memory(process):
    """Peak of the resident set, MiB."""
    with open(f"/proc/{process.pid}/status", encoding="ascii") as file:
        return int(re.search(r"VmHWM:\s+(\d+)", file.read()).group(1)) / 1024


def processor(process):
    """Seconds of the processor so far."""
    with open(f"/proc/{process.pid}/stat", encoding="ascii") as file:
        user, system = file.read().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("web")
    parser.add_argument("library")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=60)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="klauselwerk-last.") as data:
        process = subprocess.Popen(
            [given.web, "--library", given.library, "--data", data, "--port", "0", "--user-header", HEADER, "--trusted-proxy", "127.0.0.1"],
            stdout=subprocess.PIPE, text=True)
        try:
            port = None
            while port is None:
                line = process.stdout.readline()
                if not line:
                    sys.exit("the page's program ended")
                found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
                port = int(found.group(1)) if found else None
            people = [Person(port, f"person{number}") for number in range(given.people)]
            for person in people:
                person.begin()
            spent = processor(process)
            begin = time.monotonic()
            until = begin + 1 + given.seconds
            # Nobody types in step with the others.
            threads = [threading.Thread(target=person.work, args=(begin + index / len(people), until)) for index, person in enumerate(people)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            times = [value for person in people for value in person.times]
            errors = [error for person in people for error in person.errors]
            peak, spent = memory(process), processor(process) - spent
        finally:
            process.terminate()
            process.wait(30)
    if not times:
        sys.exit("nothing was measured: " + "; ".join(errors[:3]))
    p95 = percentile(times, 0.95)
    print(f"{given.people} people, {len(times)} changes in {given.seconds} s, {len(errors)} errors")
    print(f"change to pages in sight: p50 {percentile(times, 0.5):.0f} ms, p95 {p95:.0f} ms, p99 {percentile(times, 0.99):.0f} ms; memory {peak:.0f} MiB")
    print(f"processor: {1000 * spent / len(times):.1f} ms a change, {100 * spent / given.seconds:.0f} % of one core; load of the machine {os.getloadavg()[0]:.1f}")
    for error in errors[:5]:
        print("  " + error)
    sys.exit(0 if not errors and p95 <= 250 and peak <= 400 else 1)


if __name__ == "__main__":
    main()
