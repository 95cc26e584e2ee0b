#!/usr/bin/env python3
"""series.py WEB LIBRARY [--rows N]   A long series through the page: sent, checked, made, fetched as one archive.

Starts WEB (the built klauselwerk-web) on a free port with a data folder of its own. Prints how long each step took, the processor's time and the server's peak
memory after it; fails where a contract is missing or memory goes beyond the target (250 MiB at 20,000 rows). The archive is read as it comes and not kept.
"""

import argparse
import csv
import http.client
import io
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

AGREEMENT = "fruehe-hilfen"
LIST = Path(__file__).resolve().parents[2] / "agreements/partner/fruehe-hilfen.csv"
TARGET = 250


def table(count):
    """The shipped list over and over, under other numbers and names."""
    with open(LIST, encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file, delimiter=";")
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(head)
    for number in range(1, count + 1):
        row = list(rows[number % len(rows)])
        row[head.index("nr")], row[head.index("partner.name")] = str(number), f"{row[head.index('partner.name')]} {number}"
        writer.writerow(row)
    return text.getvalue().encode()


class Clerk:
    def __init__(self, port):
        self.port, self.cookie = port, ""

    def ask(self, method, path, body=None, kind="application/x-www-form-urlencoded"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        headers = {"Accept": "text/html", "X-Remote-User": "anna.muster", "Cookie": self.cookie}
        if body is not None:
            headers["Content-Type"] = kind
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        if answer.getheader("Set-Cookie"):
            self.cookie = answer.getheader("Set-Cookie").split(";")[0]
        return answer

    def page(self, path):
        return self.ask("GET", path).read().decode()

    def wait_for(self, path, *texts):
        while True:
            page = self.page(path)
            for text in texts:
                if text in page:
                    return page
            time.sleep(1)


def state(process):
    """Peak of the resident set in MiB, and seconds of the processor."""
    with open(f"/proc/{process.pid}/status", encoding="ascii") as file:
        memory = int(re.search(r"VmHWM:\s+(\d+)", file.read()).group(1)) / 1024
    with open(f"/proc/{process.pid}/stat", encoding="ascii") as file:
        user, system = file.read().rsplit(")", 1)[1].split()[11:13]
    return memory, (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("web")
    parser.add_argument("library")
    parser.add_argument("--rows", type=int, default=20_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="klauselwerk-serie.") as data:
        process = subprocess.Popen(
            [given.web, "--library", given.library, "--data", data, "--port", "0", "--user-header", "X-Remote-User", "--trusted-proxy", "127.0.0.1"],
            stdout=subprocess.PIPE, text=True)
        try:
            port = None
            while port is None:
                line = process.stdout.readline()
                if not line:
                    sys.exit("the page's program ended")
                found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
                port = int(found.group(1)) if found else None
            clerk = Clerk(port)
            token = re.search('name="_kennung" value="([0-9a-f]+)"', clerk.page("/vereinbarungen")).group(1)
            begun = time.monotonic()

            def told(step, more=""):
                nonlocal begun
                memory, processor = state(process)
                print(f"{step}: {time.monotonic() - begun:.1f} s, processor {processor:.1f} s so far, peak {memory:.0f} MiB{more}", flush=True)
                begun = time.monotonic()
                return memory

            limit = "grenze"
            body = f'--{limit}\r\nContent-Disposition: form-data; name="_kennung"\r\n\r\n{token}\r\n--{limit}\r\nContent-Disposition: form-data; name="datei"; filename="Viele.csv"\r\n\r\n'.encode()
            answer = clerk.ask("POST", f"/neue-serie/{AGREEMENT}", body + table(given.rows) + f"\r\n--{limit}--\r\n".encode(), f"multipart/form-data; boundary={limit}")
            if answer.status != 303:
                sys.exit(f"not taken: {answer.status}")
            series = answer.getheader("Location")
            told("sent")
            if "Alle lassen sich erstellen" not in clerk.wait_for(series, "geprüft: Alle", "Bitte prüfen"):
                sys.exit("the table has faults")
            told("checked")
            clerk.ask("POST", series + "/erstellen", urllib.parse.urlencode({"_kennung": token})).read()
            if "liegen bereit" not in clerk.wait_for(series, "Stand: fertig", "Stand: nicht"):
                sys.exit("not all was made")
            told("made")
            answer, size, count, tail = clerk.ask("GET", series + "/vertraege.zip"), 0, 0, b""
            while part := answer.read(1 << 20):
                size += len(part)
                # Headers of files in the archive, also those that lie across two parts.
                count += (tail + part).count(b"PK\x03\x04") - tail.count(b"PK\x03\x04")
                tail = part[-3:]
            memory = told("archive", f"; {size >> 20} MiB")
            clerk.page(series + "/vertraege?suche=regenbogen")
            memory = told("searched")
        finally:
            process.terminate()
            process.wait(60)
    print(f"{given.rows} rows, {count} files in the archive, peak {memory:.0f} MiB")
    sys.exit(0 if count >= given.rows and memory <= TARGET else 1)


if __name__ == "__main__":
    main()
