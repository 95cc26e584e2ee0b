"""Reads a catalogue of files (fonts/catalogue.yaml) with the standard library alone.

The catalogue keeps to a small part of YAML: top-level scalars, and top-level lists of one-level mappings. Anything else in
the file is an error, so this reader can never see something different from the program's YAML parser.
"""

import re

KEY = re.compile(r"^([a-z0-9_]+):(?:\s+(.*))?$")


def _scalar(text):
    text = re.split(r"\s#", text or "", maxsplit=1)[0].strip()
    if text and text[0] in "[{|>&*!\"'%@`":
        raise ValueError(f"only plain scalars are allowed here: {text}")
    return text


def read(path):
    """The catalogue as a dictionary of strings and lists of dictionaries of strings. Raises ValueError naming the line."""
    result, section = {}, None
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            text = line.strip()
            if not text or text.startswith("#"):
                continue
            indent = len(line) - len(line.lstrip(" "))
            starts_item = text.startswith("- ")
            match = KEY.match(text[2:] if starts_item else text)
            try:
                if match is None:
                    raise ValueError("expected „key: value“")
                key, value = match.group(1), _scalar(match.group(2))
                if indent == 0 and not starts_item:
                    section = None if value else result.setdefault(key, [])
                    if value:
                        result[key] = value
                elif indent == 2 and starts_item and section is not None:
                    section.append({key: value})
                elif indent == 4 and not starts_item and section:
                    section[-1][key] = value
                else:
                    raise ValueError("unexpected indentation")
            except ValueError as error:
                raise ValueError(f"{path}:{number}: {error}") from None
    return result
