"""structure.py FILE.pdf…   Prints the structure trees as pikepdf reads them, a JSON array of elements a file: for the tests.

An element has `role`, what is there of `lang`, `alt`, `actual`, `id`, its attributes of all owners, the numbers of its `marks` and of its
`objects` (annotations), and its `kids`.
"""

import json
import sys

import pikepdf


def element(node):
    found = {"role": str(node.S)[1:], "marks": 0, "objects": 0, "attributes": {}, "kids": []}
    for key, name in (("/Lang", "lang"), ("/Alt", "alt"), ("/ActualText", "actual"), ("/ID", "id")):
        if key in node:
            found[name] = str(node[key])
    for attributes in node.get("/A", []):
        for key, value in attributes.items():
            if isinstance(value, pikepdf.Array):
                value = [str(item) for item in value]
            found["attributes"][key[1:]] = value if isinstance(value, list) else str(value).removeprefix("/")
    for kid in node.get("/K", []):
        if isinstance(kid, int):
            found["marks"] += 1
        elif kid.get("/Type") == "/MCR":
            found["marks"] += 1
        elif kid.get("/Type") == "/OBJR":
            found["objects"] += 1
        else:
            found["kids"].append(element(kid))
    return found


def main():
    sys.setrecursionlimit(10_000)
    trees = []
    for path in sys.argv[1:]:
        with pikepdf.open(path) as file:
            trees.append([element(node) for node in file.Root.StructTreeRoot.K])
    json.dump(trees, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
