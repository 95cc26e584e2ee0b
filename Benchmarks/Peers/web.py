"""The contract as HTML, with contract.css."""
from html import escape


def pieces(content):
    return "".join(map(piece, content))


def piece(it):
    if isinstance(it, str):
        return escape(it)
    if it["kind"] == "reference":
        return f'<a href="#{it["target"]}">{pieces(it["content"])}</a>'
    if it["kind"] == "footnote":
        return f'<span class="note">{pieces(it["content"])}</span>'
    raise ValueError(it["kind"])


def name(it):
    return f' id="{it["target"]}"' if "target" in it else ""


def heading(it):
    number = f'<span class="number">{escape(it["number"])}</span> ' if "number" in it else ""
    return f'<h{it["level"] + 1}{name(it)}>{number}{pieces(it["text"])}</h{it["level"] + 1}>'


def listing(it):
    tag = "ul" if it["list"] == "bullets" else "ol"
    sign = lambda item: "• " if tag == "ul" else item["label"] + " "
    items = (f'<li{name(item)} style=\'list-style-type: "{sign(item)}"\'>{blocks(item["blocks"])}</li>' for item in it["items"])
    return f'<{tag} class="{it["list"]}">{"".join(items)}</{tag}>'


def title(it):
    first, *rest = map(pieces, it["lines"])
    return f"<h1>{first}</h1>" + "".join(f'<p class="subtitle">{line}</p>' for line in rest)


def parties(it):
    def party(entry):
        first, *rest = map(pieces, entry["lines"])
        return f'<div class="party"><p>{"<br>".join([f"<strong>{first}</strong>", *rest])}</p><p>{pieces(entry["shortName"])}</p></div>'

    middle = f'<p>{pieces(it["conjunction"])}</p>'.join(map(party, it["parties"]))
    return f'<p>{pieces(it["lead"])}</p>{middle}<p>{pieces(it["closing"])}</p>'


def signatures(it):
    def unit(entry):
        return (
            f'<div><p>{pieces(entry["party"])}</p><p class="place">{pieces(entry["place"])}<span></span></p>'
            f'<p>{escape(entry.get("mandate", ""))}</p><p class="sign">{pieces(entry["name"])}<br>{pieces(entry["office"])}</p></div>')

    return f'<div class="signatures">{"".join(map(unit, it["units"]))}</div>'


KINDS = {
    "paragraph": lambda it: f'<p{name(it)}>{pieces(it["content"])}</p>', "heading": heading, "list": listing, "title": title,
    "parties": parties, "signatures": signatures,
}


def blocks(content):
    return "".join(KINDS[it["kind"]](it) for it in content)


def document(contract):
    head, foot = contract["head"], contract["foot"]
    date = "-".join(f"{part:02}" for part in contract["date"])
    annexes = "".join(
        f'<div class="annex"><h2{name(annex)}>{escape(annex["label"])}<br>{pieces(annex["title"])}</h2>{blocks(annex["blocks"])}</div>'
        for annex in contract["annexes"])
    return (
        f'<html lang="{contract["language"]}"><head><title>{escape(contract["title"])}</title>'
        f'<meta name="author" content="{escape(contract["author"])}"><meta name="dcterms.created" content="{date}"></head>'
        f'<body data-head-left="{pieces(head[0])}" data-head-right="{pieces(head[1])}" data-foot-left="{pieces(foot[0])}">'
        f'{blocks(contract["body"])}{annexes}</body></html>')
