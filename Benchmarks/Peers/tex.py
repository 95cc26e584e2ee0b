"""The contract as LaTeX, for contract.tex."""
SPECIAL = str.maketrans(
    {c: "\\" + c for c in "&%$#_{}"} | {"\\": r"\textbackslash{}", "\u00a0": "~", "\u202f": r"\,", "\u2060": r"\nobreak\hskip0pt\relax{}"})


def escape(text):
    return text.translate(SPECIAL)


def pieces(content):
    return "".join(map(piece, content))


def piece(it):
    if isinstance(it, str):
        return escape(it)
    match it["kind"]:
        case "reference":
            return f"\\hyperlink{{{it['target']}}}{{{pieces(it['content'])}}}"
        case "footnote":
            return f"\\footnote{{{pieces(it['content'])}}}"
        case "page":
            return r"\thepage{}"
        case "pages":
            return r"\pageref*{ende}"
    raise ValueError(it["kind"])


def name(it):
    return f"\\protect\\hypertarget{{{it['target']}}}{{}}" if "target" in it else ""


def heading(it):
    number = it.get("number", "")
    text = pieces(it["text"])
    shown = f"\\texorpdfstring{{\\protect\\makebox[9mm][l]{{{escape(number)}}}{name(it)}}}{{{escape(number)} }}" if number else name(it)
    return f"\\section{{{shown}{text}}}"


def listing(it):
    items = "\n".join(f"\\item[{{{escape(item.get('label', '•'))}}}]{name(item)}{blocks(item['blocks'])}" for item in it["items"])
    return f"\\begin{{items}}{{{'4bp' if it['list'] == 'absaetze' else '-3bp'}}}\n{items}\n\\end{{items}}"


def title(it):
    first, *rest = map(pieces, it["lines"])
    lines = [f"{{\\fontsize{{17bp}}{{21bp}}\\selectfont\\bfseries {first}\\par}}", *(f"{{\\fontsize{{12bp}}{{15bp}}\\selectfont {line}\\par}}" for line in rest)]
    return "{\\centering " + "\n".join(lines) + "}"


def parties(it):
    def party(entry):
        first, *rest = map(pieces, entry["lines"])
        return "\\begin{party}" + "\\\\".join([f"\\textbf{{{first}}}", *rest]) + f"\\par {pieces(entry['shortName'])}\\end{{party}}"

    middle = f"\n\n{pieces(it['conjunction'])}\n\n".join(map(party, it["parties"]))
    return f"{pieces(it['lead'])}\n\n{middle}\n\n{pieces(it['closing'])}"


def signatures(it):
    def unit(entry):
        parts = [pieces(entry["party"]), pieces(entry["place"]), escape(entry.get("mandate", "")), pieces(entry["name"]), pieces(entry["office"])]
        return "\\sign" + "".join(f"{{{part}}}" for part in parts)

    return "\\vspace{24bp}\\mbox{" + "%\n".join(map(unit, it["units"])) + "}"


KINDS = {
    "paragraph": lambda it: name(it) + pieces(it["content"]), "heading": heading, "list": listing, "title": title, "parties": parties,
    "signatures": signatures,
}


def blocks(content):
    return "\n\n".join(KINDS[it["kind"]](it) for it in content)


def document(template, contract, fonts):
    annexes = (
        f"\\clearpage\n\\section{{\\texorpdfstring{{{name(annex)}{escape(annex['label'])}\\\\}}{{{escape(annex['label'])} }}{pieces(annex['title'])}}}\n"
        f"{blocks(annex['blocks'])}" for annex in contract["annexes"])
    (head_left, head_right), (foot_left, foot_right) = contract["head"], contract["foot"]
    attachment = contract["attachment"]
    values = {
        "FONTS": str(fonts), "TITLE": escape(contract["title"]), "AUTHOR": escape(contract["author"]), "LANGUAGE": contract["language"],
        "HEADLEFT": pieces(head_left), "HEADRIGHT": pieces(head_right), "FOOTLEFT": pieces(foot_left), "FOOTRIGHT": pieces(foot_right),
        "ATTACHMENT": attachment["name"], "DESCRIPTION": attachment["description"],
        "BODY": "\n\n".join([blocks(contract["body"]), *annexes]),
    }
    for key, value in values.items():
        template = template.replace(f"@{key}@", value)
    return template
