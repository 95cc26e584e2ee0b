"""The texts that are set: two halves, one for tuning and one for the report, or any file."""

import dataclasses
import pathlib
import subprocess

import engines

FOLDER = engines.ROOT / "Benchmarks" / "Text"


@dataclasses.dataclass
class Text:
    name: str
    files: list
    # Normalised as the program sets it: every engine gets the same blanks, dashes and quotes.
    paragraphs: list

    @classmethod
    def of(cls, half, every=1):
        return cls.from_files(half, sorted((FOLDER / half).glob("*.txt"))[::every])

    @classmethod
    def from_files(cls, name, files):
        result = subprocess.run([engines.Klauselwerk.program, "text", *files], stdout=subprocess.PIPE, text=True, check=True)
        return cls(name, files, result.stdout.splitlines())

    @property
    def words(self):
        return sum(len(paragraph.split()) for paragraph in self.paragraphs)
