"""structure.py FILE.pdf…   Prints the structure trees as pikepdf reads them, a JSON array of elements a file: for the tests.
structure.py --text FILE.pdf…     The same with the text of each element that has content of its own.
structure.py --targets FILE.pdf…  What each link and bookmark within the file leads to, as text: an object a file (below).

An element has `role`, what is there of `lang`, `alt`, `actual`, `id`, its attributes of all owners, the numbers of its `marks` and of its
`objects` (annotations), and its `kids`. `namespace` is that of its type where it has one, `ref` the roles of the elements it names.

Of the targets, `links` and `bookmarks` are lists of `name` (what is read to a person, or the bookmark's title), `role` and `text` of the element
that the structure destination leads to, and `page` (from 1), which has to be one on which content of the element stands.
"""

import json
import re
import sys

import pikepdf

# Further apart than that, a text goes on in another line: points.
LINE = 5


class Font:
    """A font of ours: its codes to text by its own ToUnicode map (ISO 32000-1, 9.10.3)."""

    def __init__(self, font):
        self.width = 2 if font.Subtype == "/Type0" else 1
        self.texts = {}
        if "/ToUnicode" not in font:
            return
        for block, ranged in re.findall(r"begin(bfchar|bfrange)(.*?)endbf", font.ToUnicode.read_bytes().decode("latin-1"), re.S):
            if block == "bfchar":
                for code, text in re.findall(r"<(\w+)>\s*<(\w*)>", ranged):
                    self.texts[int(code, 16)] = self.unicode(text)
            else:
                for first, last, text, many in re.findall(r"<(\w+)>\s*<(\w+)>\s*(?:<(\w+)>|\[([^\]]*)\])", ranged):
                    for code in range(int(first, 16), int(last, 16) + 1):
                        offset = code - int(first, 16)
                        if many:
                            self.texts[code] = self.unicode(re.findall(r"<(\w*)>", many)[offset])
                        else:
                            base = self.unicode(text)
                            self.texts[code] = base[:-1] + chr(ord(base[-1]) + offset)

    @staticmethod
    def unicode(digits):
        return bytes.fromhex(digits).decode("utf-16-be")

    def decode(self, data):
        codes = (int.from_bytes(data[at:at + self.width], "big") for at in range(0, len(data), self.width))
        return "".join(self.texts.get(code, "\ufffd") for code in codes)


class Page:
    """The text of a page's marked content, by its identifiers."""

    def __init__(self, page, fonts):
        self.texts = {}
        self.marks = []
        self.read(page, page.get("/Resources", pikepdf.Dictionary()), fonts)

    def read(self, stream, resources, fonts):
        # Scale and line: rows of a text differ in y after the transformations within the stream.
        font, matrix, saved, current = None, (1.0, 0.0), [], 1.0
        y, leading = 0.0, 0.0
        for operands, operator in pikepdf.parse_content_stream(stream):
            name = str(operator)
            if name in ("BDC", "BMC"):
                mark = None
                if name == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]:
                    mark = int(operands[1].MCID)
                self.marks.append(mark)
            elif name == "EMC":
                self.marks.pop()
            elif name == "q":
                saved.append(current)
            elif name == "Q":
                current = saved.pop() if saved else 1.0
            elif name == "cm":
                current *= abs(float(operands[3])) or 1.0
            elif name == "Tf":
                named = resources.Font[str(operands[0])]
                if named.objgen not in fonts:
                    fonts[named.objgen] = Font(named)
                font = fonts[named.objgen]
            elif name == "BT":
                y, matrix = 0.0, (1.0, 0.0)
            elif name == "Tm":
                matrix, y = (float(operands[3]), float(operands[5])), float(operands[5])
            elif name in ("Td", "TD"):
                y += float(operands[1]) * matrix[0]
                leading = -float(operands[1]) if name == "TD" else leading
            elif name == "TL":
                leading = float(operands[0])
            elif name == "T*":
                y -= leading * matrix[0]
            elif name in ("Tj", "'", '"'):
                y -= leading * matrix[0] if name != "Tj" else 0
                self.add(font.decode(bytes(operands[-1])), y * current)
            elif name == "TJ":
                self.add("".join(font.decode(bytes(part)) for part in operands[0] if isinstance(part, pikepdf.String)), y * current)

    def add(self, text, y):
        mark = next((mark for mark in reversed(self.marks) if mark is not None), None)
        if mark is None:
            return
        before = self.texts.get(mark)
        if before is None:
            self.texts[mark] = (text, y)
        else:
            line = "\n" if abs(before[1] - y) > LINE else ""
            self.texts[mark] = (before[0] + line + text, y if line else before[1])

    def text(self, mark):
        return self.texts.get(mark, ("", 0))[0]


class Pages:
    """Read when asked for."""

    def __init__(self, file):
        self.objects = {page.obj.objgen: page for page in file.pages}
        self.numbers = {page.obj.objgen: index + 1 for index, page in enumerate(file.pages)}
        self.known, self.fonts = {}, {}

    def text(self, page, mark):
        key = page.objgen
        if key not in self.known:
            self.known[key] = Page(self.objects[key], self.fonts)
        return self.known[key].text(mark)


def kids(node):
    found = node.get("/K", [])
    return list(found) if isinstance(found, (list, pikepdf.Array)) else [found]


def contents(node):
    """Marked content of an element itself: page and identifier."""
    for kid in kids(node):
        if isinstance(kid, int):
            yield node.get("/Pg"), int(kid)
        elif kid.get("/Type") == "/MCR":
            yield kid.get("/Pg", node.get("/Pg")), int(kid.MCID)


def elements(node):
    """Children that are elements."""
    return [kid for kid in kids(node) if not isinstance(kid, int) and kid.get("/Type") not in ("/MCR", "/OBJR")]


def element(node, pages=None):
    found = {"role": str(node.S)[1:], "marks": 0, "objects": 0, "attributes": {}, "kids": []}
    for key, name in (("/Lang", "lang"), ("/Alt", "alt"), ("/ActualText", "actual"), ("/ID", "id")):
        if key in node:
            found[name] = str(node[key])
    if "/NS" in node:
        found["namespace"] = str(node.NS.NS)
    if "/Ref" in node:
        found["ref"] = [str(other.S)[1:] for other in node.Ref]
    attributes = node.get("/A", [])
    for entry in [attributes] if isinstance(attributes, pikepdf.Dictionary) else attributes:
        for key, value in entry.items():
            if isinstance(value, pikepdf.Array):
                value = [str(item) for item in value]
            found["attributes"][key[1:]] = value if isinstance(value, list) else str(value).removeprefix("/")
    marks = list(contents(node))
    found["marks"] = len(marks)
    found["objects"] = sum(1 for kid in kids(node) if not isinstance(kid, int) and kid.get("/Type") == "/OBJR")
    if pages is not None and marks:
        found["text"] = "\n".join(pages.text(page, mark) for page, mark in marks)
    found["kids"] = [element(kid, pages) for kid in elements(node)]
    return found


def text(node, pages):
    """Of an element and all below it."""
    parts = [pages.text(page, mark) for page, mark in contents(node)] + [text(kid, pages) for kid in elements(node)]
    return " ".join(part for part in parts if part)


def pages_of(node, pages):
    found = {pages.numbers[page.objgen] for page, _ in contents(node)}
    for kid in elements(node):
        found |= set(pages_of(kid, pages))
    return sorted(found)


class Targets:
    def __init__(self, file):
        self.file, self.pages = file, Pages(file)
        self.names = {}
        if "/Names" in file.Root and "/Dests" in file.Root.Names:
            self.names = {str(key): value for key, value in pikepdf.NameTree(file.Root.Names.Dests).items()}

    def target(self, name, destination):
        """A named destination, its structure destination followed."""
        named = self.names[str(destination)]
        found = {"name": name}
        if isinstance(named, pikepdf.Dictionary):
            node = named.SD[0]
            found |= {"role": str(node.S)[1:], "text": text(node, self.pages), "pages": pages_of(node, self.pages)}
            named = named.D
        return found | {"page": self.pages.numbers[named[0].objgen]}

    def links(self):
        for page in self.file.pages:
            for annotation in page.get("/Annots", []):
                if annotation.Subtype == "/Link" and "/Dest" in annotation:
                    yield self.target(str(annotation.Contents), annotation.Dest)

    def bookmarks(self, parent=None):
        item = (parent if parent is not None else self.file.Root.get("/Outlines", pikepdf.Dictionary())).get("/First")
        while item is not None:
            yield self.target(str(item.Title), item.Dest)
            yield from self.bookmarks(item)
            item = item.get("/Next")


def main():
    sys.setrecursionlimit(10_000)
    arguments = sys.argv[1:]
    mode = arguments.pop(0) if arguments and arguments[0].startswith("--") else ""
    answers = []
    for path in arguments:
        with pikepdf.open(path) as file:
            if mode == "--targets":
                targets = Targets(file)
                answers.append({"links": list(targets.links()), "bookmarks": list(targets.bookmarks())})
            else:
                pages = Pages(file) if mode == "--text" else None
                answers.append([element(node, pages) for node in kids(file.Root.StructTreeRoot)])
    json.dump(answers, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
