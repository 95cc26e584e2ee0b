"""mutations.py [--every N] FOLDER IN.pdf…   Copies of conforming files (`pdf: archiv-2`), each spoilt in one way: for the tests.
mutations.py --list   The names of all of them, one a line.

The table below is the negative proof of docs/standards: what we write because a clause asks for it is undone, and the rule that has to notice is
named. A mutation is made of the first file that has what it changes. Prints what was made as JSON: name, file, standard, rule. With --every only
every Nth is made.
"""

import io
import json
import pathlib
import re
import sys

import pikepdf
from pikepdf import Array, Dictionary, Name, String

PUA = "\ue000"
# Judged by tests of ours, over what the first file is spoilt to.
OURS = "eigene"


class NotThere(Exception):
    """The file has nothing to be spoilt in that way."""


def first(found):
    for item in found:
        return item
    raise NotThere


def elements(pdf, role=None):
    """In reading order, those of a role."""
    def walk(node):
        if role is None or node.S == "/" + role:
            yield node
        for kid in kids(node):
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield from walk(kid)
    for node in kids(pdf.Root.StructTreeRoot):
        yield from walk(node)


def kids(node):
    found = node.get("/K", Array())
    return list(found) if isinstance(found, Array) else [found]


def annotations(pdf, subtype):
    return (item for page in pdf.pages for item in page.get("/Annots", Array()) if item.Subtype == "/" + subtype)


def objects(pdf, **entries):
    """Dictionaries and streams with these entries."""
    for item in pdf.objects:
        if isinstance(item, (Dictionary, pikepdf.Stream)) and all(item.get("/" + key) == value for key, value in entries.items()):
            yield item


def attributes(node, owner):
    return first(item for item in node.get("/A", Array()) if item.O == "/" + owner)


def drop(node, key):
    if key not in node:
        raise NotThere
    del node[key]


def put(node, key, value):
    node[key] = value


def metadata(old, new):
    def change(pdf):
        packet = pdf.Root.Metadata.read_bytes().decode("utf-8")
        if not re.search(old, packet, re.S):
            raise NotThere
        pdf.Root.Metadata.write(re.sub(old, new, packet, count=1, flags=re.S).encode("utf-8"))
    return change


def content(data, behind=True):
    """Adds to what the first page draws."""
    def change(pdf):
        pdf.pages[0].contents_add(pdf.make_stream(data), prepend=not behind)
    return change


def to_unicode(change):
    def changed(pdf):
        for font in objects(pdf, Type=Name.Font):
            if "/ToUnicode" in font and b"beginbfchar" in font.ToUnicode.read_bytes():
                font.ToUnicode.write(re.sub(rb"(<\w+>) <\w+>", change, font.ToUnicode.read_bytes()))
                return
        raise NotThere
    return changed


def note(pdf):
    return first(elements(pdf, "FENote"))


def note_mark(pdf):
    return first(node for node in elements(pdf, "Lbl") if "/Ref" in node)


def named_destinations(pdf):
    tree = pdf.Root.Names.Dests
    return tree.Names


def page_destinations(pdf):
    names = named_destinations(pdf)
    for index in range(1, len(names), 2):
        names[index] = names[index].D


def page_action(pdf):
    link = first(item for item in annotations(pdf, "Link") if "/Dest" in item)
    del link["/Dest"]
    link.A = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]))


def two_in_a_form(pdf):
    forms = [node for node in elements(pdf, "Form") if any(isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR" for kid in kids(node))]
    if len(forms) < 2:
        raise NotThere
    moved = first(kid for kid in kids(forms[1]) if isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR")
    forms[1].K = Array([kid for kid in kids(forms[1]) if kid != moved])
    forms[0].K.append(moved)


def item_without_body(pdf):
    item = first(node for node in elements(pdf, "LI") if any(kid.S == "/LBody" and kids(kid) for kid in kids(node)))
    body = first(kid for kid in kids(item) if kid.S == "/LBody")
    inner = [kid for kid in kids(body) if isinstance(kid, Dictionary) and "/S" in kid]
    if not inner:
        raise NotThere
    for kid in inner:
        kid.P = item
    item.K = Array([kid for kid in kids(item) if kid != body] + inner)


def caption_in_the_middle(pdf):
    node = first(node for node in elements(pdf) if len(kids(node)) > 2 and kids(node)[0].get("/S") == "/Caption")
    found = kids(node)
    node.K = Array([found[1], found[0], *found[2:]])


def wrong_span(pdf):
    cell = first(node for row in elements(pdf, "TR") if len(kids(row)) > 1 for node in kids(row)[:1])
    cell.A = Array([Dictionary(O=Name.Table, ColSpan=2), *cell.get("/A", Array())])


def inner(node, role):
    for kid in kids(node):
        if isinstance(kid, Dictionary) and "/S" in kid:
            if kid.S == "/" + role:
                yield kid
            yield from inner(kid, role)


def paragraph_in_list(pdf):
    first(elements(pdf, "LI")).S = Name.P


def second_document(pdf):
    root = pdf.Root.StructTreeRoot
    other = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array(), NS=first(elements(pdf, "Document")).NS))
    root.K.append(other)


def info(pdf):
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String("Vertrag")))


def without_font_program(pdf):
    descriptor = first(item for item in objects(pdf, Type=Name.FontDescriptor))
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


def wrong_widths(pdf):
    for font in objects(pdf, Type=Name.Font):
        if "/Widths" in font:
            font.Widths = Array([int(width) + 100 for width in font.Widths])
            return
        if "/W" in font:
            font.W = Array([Array([float(width) + 100 for width in item]) if isinstance(item, Array) else item for item in font.W])
            return
    raise NotThere


def resource(pdf, kind, name, value):
    """A resource of the first page."""
    resources = pdf.pages[0].obj.Resources
    if "/" + kind not in resources:
        resources["/" + kind] = Dictionary()
    resources["/" + kind]["/" + name] = value


def wrong_profile(pdf):
    data = bytearray(pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes())
    # ICC.1:2010, 7.2.5: the class of device.
    data[12:16] = b"link"
    resource(pdf, "ColorSpace", "Falsch", Array([Name.ICCBased, pdf.make_stream(bytes(data), N=3)]))
    content(b"/Artifact BMC q /Falsch cs 0 0 0 sc 0 0 9 9 re f Q EMC\n")(pdf)


def two_inks_of_one_name(pdf):
    for name, color in (("Eine", [1, 0, 0]), ("Andere", [0, 1, 0])):
        tint = pdf.make_indirect(Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=color, N=1))
        resource(pdf, "ColorSpace", name, Array([Name.Separation, Name.Schmuckfarbe, Name.DeviceRGB, tint]))
    content(b"/Artifact BMC q /Eine cs 1 sc 0 0 9 9 re f /Andere cs 1 sc 9 9 9 9 re f Q EMC\n")(pdf)


def unknown_mixing(pdf):
    resource(pdf, "ExtGState", "Mischung", Dictionary(BM=Name.Unbekannt))
    content(b"/Artifact BMC q /Mischung gs 0 0 9 9 re f Q EMC\n")(pdf)


def without_glyph(pdf):
    fonts = pdf.pages[0].obj.Resources.Font
    name = first(key for key in fonts.keys() if fonts[key].Subtype == "/Type0")
    content(b"/Artifact BMC BT " + name.encode() + b" 9 Tf <0000> Tj ET EMC\n")(pdf)


def swapped(pdf):
    """Two paragraphs that follow each other."""
    for node in elements(pdf):
        found = kids(node)
        for index in range(len(found) - 1):
            if all(isinstance(kid, Dictionary) and kid.get("/S") == "/P" and kid.get("/K") for kid in found[index:index + 2]):
                node.K = Array([*found[:index], found[index + 1], found[index], *found[index + 2:]])
                return
    raise NotThere


def swapped_targets(pdf):
    """Links and bookmarks to headings lead to each other's."""
    names = named_destinations(pdf)
    found = [index for index in range(1, len(names), 2) if str(names[index].SD[0].S).startswith("/H")]
    if len(found) < 2:
        raise NotThere
    one, other = found[0], found[-1]
    names[one], names[other] = names[other], names[one]


def specification(pdf):
    return pdf.Root.AF[0]


def widget(pdf):
    return first(annotations(pdf, "Widget"))


def replaced(old, new, plain=False):
    """In the bytes of the file, with equal length. `plain`: in the file written with every object for itself, and with a table: ours has object streams."""
    def change(data):
        if plain:
            with pikepdf.open(io.BytesIO(data)) as pdf:
                written = io.BytesIO()
                pdf.save(written, object_stream_mode=pikepdf.ObjectStreamMode.disable, fix_metadata_version=False)
            data = written.getvalue()
        found = re.search(old, data)
        if not found:
            raise NotThere
        return data[:found.start()] + new(found) + data[found.end():]
    change.is_raw = True
    return change


# Name, standard, rule of veraPDF, what is done.
MUTATIONS = [
    # ISO 19005-4
    ("kopf-der-datei", "4f", "6.1.2-1", replaced(rb"%PDF-2\.0", lambda _: b"%PDF-1.7")),
    ("kopf-ohne-binaerzeichen", "4f", "6.1.2-2", replaced(rb"\n%[\x80-\xff]{4}", lambda _: b"\n%abcd")),
    ("info-verzeichnis", "4f", "6.1.3-4", info),
    ("ohne-kennzahl", "4f", "6.1.3-1", replaced(rb"/ID\[<", lambda _: b"/IX[<")),
    ("tabelle-anderer-form", "4f", "6.1.4-1", replaced(rb"(?s)(.*)\nxref\n0 ", lambda m: m[1] + b"\nxref\n\n0 ", plain=True)),
    ("halbes-byte", "4f", "6.1.5-1", replaced(rb"/ID\[<(\w+)\w>", lambda m: b"/ID[<" + m[1] + b">")),
    ("name-kein-utf-8", "4f", "6.1.7-1", replaced(rb"/S /Sect", lambda _: b"/S /S#ff", plain=True)),
    ("objekt-anderer-form", "4f", "6.1.8-1", replaced(rb"\n(\d+) 0 obj\n<<", lambda m: b"\n" + m[1] + b" 0 obj <<")),
    ("bild-im-inhalt", "4f", "6.1.9-2", content(b"/Artifact BMC q BI /W 1 /H 1 /CS /G /BPC 8 ID \0 EI Q EMC\n")),
    ("farbprofil-falscher-art", "4f", "6.2.4.2-1", wrong_profile),
    ("sonderfarbe-uneins", "4f", "6.2.4.4-2", two_inks_of_one_name),
    ("unbekannte-mischung", "4f", "6.2.9-1", unknown_mixing),
    ("kodierung-fehlt", "4f", "6.2.10.6-2", lambda pdf: drop(first(objects(pdf, Type=Name.Font, Subtype=Name.TrueType)), "/Encoding")),
    ("zeichen-ohne-glyphe", "4f", "6.2.10.9-1", without_glyph),
    ("daten-hinter-dem-ende", "4f", "6.1.3-3", replaced(rb"%%EOF\n\Z", lambda _: b"%%EOF\nabc\n")),
    ("falsche-laenge", "4f", "6.1.6.1-1", replaced(rb"/Length (\d)(\d+)>>stream", lambda m: b"/Length " + (b"8" if m[1] == b"9" else b"9") + m[2] + b">>stream")),
    ("lzw", "4f", "6.1.6.2-1", replaced(rb"/Filter/FlateDecode", lambda _: b"/Filter/LZWDecode  ")),
    ("rechte", "4f", "6.1.11-1", lambda pdf: put(pdf.Root, "/Perms", Dictionary(UR3=Dictionary()))),
    ("fassung-im-katalog", "4f", "6.1.12-1", lambda pdf: put(pdf.Root, "/Version", Name("/1.7"))),
    ("unbekannter-operator", "4f", "6.2.2-1", content(b"abc\n")),
    ("ressource-fehlt", "4f", "6.2.2-3", content(b"/Artifact BMC q /Fehlt gs Q EMC\n")),
    ("ohne-ausgabeprofil", "4f", "6.2.4.3-4", lambda pdf: drop(pdf.Root, "/OutputIntents")),
    ("fremdes-ausgabeprofil", "4f", "6.2.3-3", lambda pdf: put(pdf.Root.OutputIntents[0], "/DestOutputProfileRef", Dictionary())),
    ("transferfunktion", "4f", "6.2.5-1", lambda pdf: put(first(iter(pdf.pages)).Resources.ExtGState.a0, "/TR", Name.Identity)),
    ("interpolation", "4f", "6.2.7.1-3", lambda pdf: put(first(objects(pdf, Subtype=Name.Image)), "/Interpolate", True)),
    ("schrift-nicht-eingebettet", "4f", "6.2.10.4.1-1", without_font_program),
    ("zeichenbreiten", "4f", "6.2.10.5-1", wrong_widths),
    ("unicode-null", "4f", "6.2.10.7-1", to_unicode(rb"\1 <0000>")),
    ("privater-ersatztext", "4f", "6.2.10.8-1", lambda pdf: put(first(elements(pdf, "P")), "/ActualText", String(PUA))),
    ("verbotene-anmerkung", "4f", "6.3.1-1", lambda pdf: put(first(annotations(pdf, "Link")), "/Subtype", Name.Movie)),
    ("anmerkung-ohne-schalter", "4f", "6.3.2-1", lambda pdf: drop(first(annotations(pdf, "Link")), "/F")),
    ("anmerkung-verborgen", "4f", "6.3.2-2", lambda pdf: put(first(annotations(pdf, "Link")), "/F", 6)),
    ("feld-ohne-bild", "4f", "6.3.3-1", lambda pdf: drop(widget(pdf), "/AP")),
    ("feld-mit-zweitem-bild", "4f", "6.3.3-2", lambda pdf: put(widget(pdf).AP, "/D", widget(pdf).AP.N)),
    ("feld-mit-aktion", "4f", "6.4.1-1", lambda pdf: put(widget(pdf), "/A", Dictionary(S=Name.URI, URI=String("https://beispiel.invalid")))),
    ("bilder-der-felder-fehlen", "4f", "6.4.1-2", lambda pdf: put(pdf.Root.AcroForm, "/NeedAppearances", True)),
    ("xfa", "4f", "6.4.2-1", lambda pdf: put(pdf.Root.AcroForm, "/XFA", Array())),
    ("erst-zeichnen", "4f", "6.4.2-2", lambda pdf: put(pdf.Root, "/NeedsRendering", True)),
    ("programmstart", "4f", "6.6.1-1", lambda pdf: put(pdf.Root, "/OpenAction", Dictionary(S=Name.Launch, F=String("a")))),
    ("benannte-aktion", "4f", "6.6.1-2", lambda pdf: put(pdf.Root, "/OpenAction", Dictionary(S=Name.Named, N=Name.Print))),
    ("ohne-metadaten", "4f", "6.7.2.1-1", lambda pdf: drop(pdf.Root, "/Metadata")),
    ("paket-mit-bytes", "4f", "6.7.2.1-2", metadata(r"<\?xpacket begin=", "<?xpacket bytes='9' begin=")),
    ("paket-mit-kodierung", "4f", "6.7.2.1-3", metadata(r"<\?xpacket begin=", "<?xpacket encoding='UTF-8' begin=")),
    ("metadaten-kein-xml", "4f", "6.7.2.1-4", metadata(r"</rdf:RDF>", "")),
    ("ohne-kennung", "4f", "6.7.3-1", metadata(r"<pdfaid:part>.*</pdfaid:rev>", "")),
    ("falscher-teil", "4f", "6.7.3-2", metadata(r"<pdfaid:part>4", "<pdfaid:part>3")),
    ("falsche-stufe", "4f", "6.7.3-3", metadata(r"<pdfaid:conformance>F", "<pdfaid:conformance>B")),
    ("falsches-jahr", "4f", "6.7.3-5", metadata(r"<pdfaid:rev>2020", "<pdfaid:rev>2018")),
    ("anhang-ohne-art", "4f", "6.9-1", lambda pdf: drop(specification(pdf).EF.F, "/Subtype")),
    ("anhang-ohne-namen", "4f", "6.9-2", lambda pdf: drop(specification(pdf), "/UF")),
    ("anhang-ohne-beziehung", "4f", "6.9-4", lambda pdf: drop(specification(pdf), "/AFRelationship")),
    ("ohne-anhaenge", "4f", "6.9-5", lambda pdf: drop(pdf.Root.Names, "/EmbeddedFiles")),
    ("andere-darstellungen", "4f", "6.11-1", lambda pdf: put(pdf.Root.Names, "/AlternatePresentations", Dictionary())),
    ("vorfuehrschritte", "4f", "6.11-2", lambda pdf: put(pdf.pages[0].obj, "/PresSteps", Dictionary())),
    ("anforderungen", "4f", "6.12-1", lambda pdf: put(pdf.Root, "/Requirements", Array())),
    # ISO 14289-2
    ("ohne-kennung-ua", "ua2", "5-1", metadata(r"<pdfuaid:part>.*</pdfuaid:rev>", "")),
    ("falscher-teil-ua", "ua2", "5-2", metadata(r"<pdfuaid:part>2", "<pdfuaid:part>1")),
    ("falsches-jahr-ua", "ua2", "5-5", metadata(r"<pdfuaid:rev>2024", "<pdfuaid:rev>2014")),
    ("fassung-ua", "ua2", "6.1-1", replaced(rb"%PDF-2\.0", lambda _: b"%PDF-1.7")),
    ("nicht-ausgezeichnet", "ua2", "6.2-1", lambda pdf: put(pdf.Root.MarkInfo, "/Marked", False)),
    ("ohne-struktur", "ua2", "8.2.1-1", lambda pdf: drop(pdf.Root, "/StructTreeRoot")),
    ("element-ohne-eltern", "ua2", "8.2.1-2", lambda pdf: drop(first(elements(pdf, "P")), "/P")),
    ("weder-inhalt-noch-schmuck", "ua2", "8.2.2-1", content(b"0 0 9 9 re f\n")),
    ("unbekanntes-element", "ua2", "8.2.4-1", lambda pdf: put(first(elements(pdf, "P")), "/S", Name.Absatz)),
    ("abschnitt-als-absatz", "ua2", "Table 5. P-P-1", lambda pdf: put(first(node for node in elements(pdf, "Sect") if any(kid.S == "/P" for kid in kids(node))), "/S", Name.P)),
    ("zitat-falscher-namensraum", "ua2", "8.2.4-1", lambda pdf: put(first(elements(pdf, "BlockQuote")), "/NS", first(elements(pdf, "Document")).NS)),
    ("feld-ohne-flaeche", "ua2", "8.9.2.4.13-1", lambda pdf: put(widget(pdf), "/Rect", Array([0, 0, 0, 0]))),
    ("zwei-dokumente", "ua2", "8.2.5.2-1", second_document),
    ("dokument-ohne-namensraum", "ua2", "8.2.5.2-2", lambda pdf: drop(first(elements(pdf, "Document")), "/NS")),
    ("inhaltsverzeichnis-ohne-ziel", "ua2", "8.2.5.8-1", lambda pdf: drop(first(elements(pdf, "TOCI")), "/Ref")),
    ("ueberschrift-ohne-ebene", "ua2", "8.2.5.12-1", lambda pdf: (put(first(elements(pdf, "H1")), "/S", Name.H))),
    ("fussnote-alter-art", "ua2", "8.2.5.14-1", lambda pdf: (put(note(pdf), "/S", Name.Note), drop(first(elements(pdf, "Note")), "/NS"))),
    ("fussnote-ohne-zeichen", "ua2", "8.2.5.14-2", lambda pdf: drop(note(pdf), "/Ref")),
    ("zeichen-ohne-fussnote", "ua2", "8.2.5.14-3", lambda pdf: drop(note_mark(pdf), "/Ref")),
    ("fussnote-falscher-art", "ua2", "8.2.5.14-4", lambda pdf: put(attributes(note(pdf), "FENote"), "/NoteType", Name.Randnote)),
    ("verweis-kein-verweis", "ua2", "8.2.5.20-1", lambda pdf: put(first(elements(pdf, "Link")), "/S", Name.Span)),
    ("liste-ohne-zaehlung", "ua2", "8.2.5.25-1", lambda pdf: drop(first(node for node in elements(pdf, "L") if any(True for _ in inner(node, "Lbl"))), "/A")),
    ("posten-ohne-koerper", "ua2", "Table 5. LI-P-1", item_without_body),
    ("zellen-ueber-den-rand", "ua2", "8.2.5.26-4", wrong_span),
    ("beschriftung-mittendrin", "ua2", "8.2.5.27-1", caption_in_the_middle),
    ("bild-ohne-text", "ua2", "8.2.5.28.2-1", lambda pdf: drop(first(elements(pdf, "Figure")), "/Alt")),
    ("privater-ersatztext-ua", "ua2", "8.4.3-2", lambda pdf: put(first(elements(pdf, "P")), "/ActualText", String(PUA))),
    ("privater-alternativtext", "ua2", "8.4.3-3", lambda pdf: put(first(elements(pdf, "P")), "/Alt", String(PUA))),
    ("ohne-sprache", "ua2", "8.4.4-1", lambda pdf: drop(pdf.Root, "/Lang")),
    ("keine-sprache", "ua2", "8.4.4-2", lambda pdf: put(pdf.Root, "/Lang", String("deutsch und mehr"))),
    ("schrift-nicht-eingebettet-ua", "ua2", "8.4.5.5.1-1", without_font_program),
    ("zeichenbreiten-ua", "ua2", "8.4.5.6-1", wrong_widths),
    ("unicode-null-ua", "ua2", "8.4.5.8-2", to_unicode(rb"\1 <0000>")),
    ("privater-titel", "ua2", "8.6-1", lambda pdf: put(pdf.Root.Outlines.First, "/Title", String(PUA))),
    ("ziele-sind-seiten", "ua2", "8.8-1", page_destinations),
    ("aktion-auf-seite", "ua2", "8.8-2", page_action),
    ("anmerkung-unsichtbar", "ua2", "8.9.2.2-1", lambda pdf: put(first(annotations(pdf, "Link")), "/F", 5)),
    ("anmerkung-nicht-zu-sehen", "ua2", "8.9.2.2-2", lambda pdf: put(first(annotations(pdf, "Link")), "/F", 36)),
    ("ohne-reihenfolge", "ua2", "8.9.3.3-1", lambda pdf: drop(first(page.obj for page in pdf.pages if "/Annots" in page), "/Tabs")),
    ("zwei-beschreibungen", "ua2", "8.9.4.2-1", lambda pdf: put(widget(pdf), "/Contents", String("etwas anderes"))),
    ("feld-ohne-element", "ua2", "8.10.1-1", lambda pdf: [put(node, "/S", Name.Div) for node in list(elements(pdf, "Form"))]),
    ("zwei-felder-ein-element", "ua2", "8.10.1-2", two_in_a_form),
    ("xfa-ua", "ua2", "8.10.1-3", lambda pdf: put(pdf.Root.AcroForm, "/XFA", Array())),
    ("feld-ohne-beschreibung", "ua2", "8.10.2.3-1", lambda pdf: drop(widget(pdf), "/Contents")),
    ("ohne-titel", "ua2", "8.11.1-1", metadata(r"<dc:title>.*</dc:title>", "")),
    ("ohne-metadaten-ua", "ua2", "8.11.1-2", lambda pdf: drop(pdf.Root, "/Metadata")),
    ("dateiname-statt-titel", "ua2", "8.11.2-1", lambda pdf: put(pdf.Root.ViewerPreferences, "/DisplayDocTitle", False)),
    ("anhang-ohne-beschreibung", "ua2", "8.14.1-1", lambda pdf: drop(specification(pdf), "/Desc")),
    ("absatz-in-liste", "ua2", "Table 5. L-P-1", paragraph_in_list),
    # Well-Tagged PDF 1.0
    ("ohne-erklaerung-zugang", "wt1a", "6.1.3-1", metadata(r"#accessibility1\.0", "#anders1.0")),
    ("ohne-erklaerung-wiederverwendung", "wt1r", "6.1.2-1", metadata(r"#reuse1\.0", "#anders1.0")),
    ("fussnote-ohne-zeichen-wtpdf", "wt1r", "8.2.5.14-2", lambda pdf: drop(note(pdf), "/Ref")),
    ("ziele-sind-seiten-wtpdf", "wt1a", "8.8-1", page_destinations),
    # What veraPDF cannot see, and tests of ours do (`OwnChecks`).
    ("absaetze-vertauscht", OURS, "reihenfolge", swapped),
    ("buchstaben-vertauscht", OURS, "reihenfolge", to_unicode(rb"\1 <0041>")),
    ("ziele-vertauscht", OURS, "ziele", swapped_targets),
    ("verweis-ohne-text", OURS, "ziele", lambda pdf: put(first(item for item in annotations(pdf, "Link") if "/Dest" in item), "/Contents", String(""))),
    ("ohne-lesezeichen", OURS, "ziele", lambda pdf: drop(pdf.Root, "/Outlines")),
    ("ohne-seitenzahlen", OURS, "seitenzahlen", lambda pdf: drop(pdf.Root, "/PageLabels")),
]


def made(change, paths, target):
    """Of the first file that can be spoilt so."""
    for path in paths:
        try:
            if getattr(change, "is_raw", False):
                target.write_bytes(change(pathlib.Path(path).read_bytes()))
            else:
                with pikepdf.open(path) as pdf:
                    change(pdf)
                    pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable, fix_metadata_version=False)
            return True
        except (NotThere, AttributeError, KeyError, IndexError):
            continue
    return False


def main():
    arguments = sys.argv[1:]
    if arguments == ["--list"]:
        print("\n".join(name for name, *_ in MUTATIONS))
        return
    every = 1
    if arguments[0] == "--every":
        every = int(arguments[1])
        arguments = arguments[2:]
    folder, paths = pathlib.Path(arguments[0]), arguments[1:]
    found = []
    for index, path in enumerate(paths):
        # Written anew and otherwise the same: what is noticed is the mutation.
        target = folder / f"unveraendert-{index}.pdf"
        with pikepdf.open(path) as pdf:
            pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable, fix_metadata_version=False)
        archive = "4f" if b"<pdfaid:conformance>F<" in pathlib.Path(path).read_bytes() else "4"
        for standard in (archive, "ua2", "wt1a", "wt1r"):
            found.append({"name": target.stem, "file": str(target), "standard": standard, "rule": None})
    for index, (name, standard, rule, change) in enumerate(MUTATIONS):
        if index % every:
            continue
        target = folder / f"{name}.pdf"
        if not made(change, paths[:1] if standard == OURS else paths, target):
            sys.exit(f"mutations: {name}: keine der Dateien hat, was geändert werden soll / nothing to be spoilt")
        found.append({"name": name, "file": str(target), "standard": standard, "rule": rule})
    json.dump(found, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
