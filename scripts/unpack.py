"""unpack.py CATALOGUE: fills the folder files/ beside a catalogue (fonts/catalogue.yaml, Tests/UnicodeTestData/catalogue.yaml) with
what it lists and compares every file with its SHA-256.

A file comes from the installed Debian package if there is one with the right checksum, else from the package's archive, which is
downloaded and unpacked but not installed; no right to install anything is needed. With all files in place nothing is
downloaded. A newer Debian may carry another build of a font or other hyphenation patterns, with which lines would break
elsewhere: then the file is taken from the archive of the release that the catalogues were made on, RELEASE, so that a contract
looks the same on both.
"""

import hashlib
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile

import catalogue

CATALOGUE = pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) == 2 else sys.exit("usage: unpack.py CATALOGUE")
FILES = CATALOGUE.parent / "files"
EXIT_CHECKSUM = 70
RELEASE = "bookworm"


def say(*lines):
    for line in lines:
        print(f"setup: {line}", file=sys.stderr)


def checksum(data):
    return hashlib.sha256(data).hexdigest()


def stop_at_mismatch(entry, found, where):
    say(
        f"Prüfsumme falsch: {entry['datei']} ({where})",
        f"  erwartet {entry['sha256']}",
        f"  gefunden {found}",
        f"Entweder ist die Datei beschädigt (dann {FILES} löschen und noch einmal beginnen), oder Debian liefert eine neue",
        f"Fassung: Was dann zu tun ist, steht am Anfang von {CATALOGUE}. / Wrong checksum; see there.",
    )
    sys.exit(EXIT_CHECKSUM)


def place(entry, data):
    """Writes one file whole or not at all."""
    FILES.mkdir(parents=True, exist_ok=True)
    target = FILES / entry["datei"]
    partial = target.with_name(target.name + ".part")
    partial.write_bytes(data)
    partial.replace(target)


def archive_of_release(folder):
    """Sources of RELEASE alone, in the Debian archive that this system is set up for; None if it has none."""
    listed = subprocess.run(["apt-get", "indextargets", "--format", "$(REPO_URI) $(COMPONENT)", "Created-By: Packages"],
                            text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    main = [line.split()[0] for line in listed.splitlines() if line.endswith(" main") and "security" not in line]
    if not main:
        return None
    sources = folder / "sources.list"
    sources.write_text(f"deb {main[0]} {RELEASE} main\n")
    # What is installed of another release is no candidate.
    return ["-o", f"Dir::Etc::SourceList={sources}", "-o", f"Dir::Etc::SourceParts={folder}/none", "-o", "Dir::State::status=/dev/null"]


def download(package, folder, release=None):
    """Downloads the archive of a Debian package into folder; with package lists of its own where the system has none, and for
    another release than the system's (options for apt-get)."""
    own = ["-o", f"Dir::State={folder}/state", "-o", f"Dir::Cache={folder}/cache",
           "-o", "Dir::State::status=/var/lib/dpkg/status", *(release or [])]
    fetch = ["download", package]
    # Without the privileges of the account _apt, which may not write into a folder of ours, apt would only warn at length.
    sandbox = ["-o", "APT::Sandbox::User="]
    for attempt in ([["update"], fetch],) if release else ([fetch], [["update"], fetch]):
        options = own if len(attempt) == 2 else []
        for sub in ("state/lists/partial", "cache/archives/partial"):
            (folder / sub).mkdir(parents=True, exist_ok=True)
        outcomes = [
            subprocess.run(["apt-get", "--quiet=2", *options, *sandbox, *command], cwd=folder, text=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            for command in attempt
        ]
        archives = sorted(folder.glob(f"{package}_*.deb"))
        if outcomes[-1].returncode == 0 and archives:
            return archives[0]
    say(
        f"Das Debian-Paket {package} ließ sich nicht herunterladen. Besteht eine Verbindung zum Paketarchiv?",
        f"The Debian package {package} could not be downloaded:",
        *outcomes[-1].stderr.strip().splitlines()[-3:],
    )
    sys.exit(1)


def take(archive, entries):
    """Places what the archive has with the right checksum; returns the rest, each with what was found instead of it."""
    wanted = {"./" + entry["pfad_im_paket"]: entry for entry in entries}
    different = []
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", archive], stdout=subprocess.PIPE) as process:
        with tarfile.open(fileobj=process.stdout, mode="r|") as tar:
            for member in tar:
                entry = wanted.get(member.name)
                if entry is None or not member.isfile():
                    continue
                data = tar.extractfile(member).read()
                if checksum(data) == entry["sha256"]:
                    place(entry, data)
                else:
                    different.append((entry, checksum(data)))
                del wanted[member.name]
    return different + [(entry, None) for entry in wanted.values()]


def unpack(package, entries):
    say(f"wird entnommen: {package} ({len(entries)} Dateien)")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        archive = download(package, folder)
        rest = take(archive, entries)
        release = archive_of_release(folder) if rest else None
        if release:
            say(f"  {len(rest)} davon in der Fassung von Debian {RELEASE}")
            archive.unlink()
            archive = download(package, folder, release)
            rest = take(archive, [entry for entry, _ in rest])
        for entry, found in rest:
            if found:
                stop_at_mismatch(entry, found, f"{archive.name}, {entry['pfad_im_paket']}")
            say(f"Das Paket {archive.name} enthält {entry['pfad_im_paket']} nicht (mehr); siehe {CATALOGUE}.")
            sys.exit(EXIT_CHECKSUM)


def main():
    try:
        content = catalogue.read(CATALOGUE)
    except (OSError, ValueError) as error:
        say(str(error))
        sys.exit(1)
    missing = {}
    for entry in (entry for section in content.values() if isinstance(section, list) for entry in section):
        present = FILES / entry["datei"]
        if present.is_file():
            found = checksum(present.read_bytes())
            if found != entry["sha256"]:
                stop_at_mismatch(entry, found, present)
            continue
        installed = pathlib.Path("/") / entry["pfad_im_paket"]
        data = installed.read_bytes() if installed.is_file() else b""
        if checksum(data) == entry["sha256"]:
            place(entry, data)
        else:
            missing.setdefault(entry["paket"], []).append(entry)
    if missing and (shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None):
        say("apt-get und dpkg-deb fehlen: Klauselwerk braucht ein Debian-System. / A Debian system is needed.")
        sys.exit(1)
    for package in sorted(missing):
        unpack(package, missing[package])


if __name__ == "__main__":
    main()
