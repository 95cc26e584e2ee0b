"""Small foreign files, each of which stands for a kind that was once read wrongly; part of foreign-files.py, which see."""

import io
import pathlib


def make(folder, canvas):
    """canvas: makes a page by ReportLab, as foreign-files.py does."""
    import pikepdf
    from PIL import Image
    from pikepdf import Array, Dictionary, Name, Stream, String

    def form(pdf, content, box=(0, 0, 200, 50), resources=None, **entries):
        made = Stream(pdf, content)
        made.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array(box), **entries)
        if resources is not None:
            made.stream_dict.Resources = resources
        return pdf.make_indirect(made)

    def case(name, content=b"0.9 g 20 20 260 160 re f", change=lambda pdf, page: None, pages=1):
        pdf = pikepdf.new()
        for _ in range(pages):
            pdf.add_blank_page(page_size=(300, 200))
            pdf.pages[-1].obj.Contents = pdf.make_stream(content)
            pdf.pages[-1].obj.Resources = Dictionary()
        change(pdf, pdf.pages[0].obj)
        pdf.save(folder / f"case-{name}.pdf", static_id=True)

    def text(pdf, words, size=12, bottom=8):
        """A form with the words in an embedded font; bottom: the last line's base."""
        source = folder / "words.pdf"
        page = canvas(source, (200, 50))
        page.setFont("Serif", size)
        for number, line in enumerate(reversed(words.split("\n"))):
            page.drawString(2, bottom + 14 * number, line)
        page.save()
        with pikepdf.open(source) as words_pdf:
            shown = words_pdf.pages[0].obj
            content = shown.Contents.read_bytes()
            resources = pdf.copy_foreign(words_pdf.make_indirect(shown.Resources))
        source.unlink()
        return form(pdf, content, resources=resources)

    def helvetica(pdf):
        return pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding))

    # --- Scalars that are objects of their own -----------------------------------------------------------------------------------

    def loosened(source):
        with pikepdf.open(folder / source) as pdf:
            def loosen(value, depth=0):
                if isinstance(value, (Dictionary, Stream)):
                    for key in list(value.keys()):
                        if key in ("/Length", "/Filter", "/Parent", "/Type"):
                            continue
                        entry = value[key]
                        if isinstance(entry, (Dictionary, Array, Stream)):
                            if depth < 12:
                                loosen(entry, depth + 1)
                        else:
                            value[key] = pdf.make_indirect(entry)
                elif isinstance(value, Array):
                    for index, entry in enumerate(list(value)):
                        if isinstance(entry, (Dictionary, Array, Stream)):
                            if depth < 12:
                                loosen(entry, depth + 1)
                        else:
                            value[index] = pdf.make_indirect(entry)

            loosen(pdf.pages[0].obj.Resources)
            pdf.save(folder / f"case-indirect-{pathlib.Path(source).stem}.pdf", static_id=True)

    for source in ("rl-text.pdf", "rl-transparency.pdf", "rl-gradient.pdf", "rl-picture.pdf", "i2p-fax.pdf", "pk-nested-forms.pdf"):
        loosened(source)

    # --- Fonts that show nothing -------------------------------------------------------------------------------------------------

    def named_font(pdf, page):
        page.Resources = Dictionary(Font=Dictionary(F=helvetica(pdf)))

    case("font-idle", b"0.5 g BT /F 12 Tf 20 20 Td () Tj ET 20 20 100 100 re f", named_font)
    case("font-idle-array", b"0.5 g BT /F 12 Tf 20 20 Td [()] TJ ET 20 20 100 100 re f", named_font)
    case("font-idle-moving", b"0.5 g BT /F 12 Tf 20 20 Td [() -500 ()] TJ ET 20 20 100 100 re f", named_font)
    case("font-idle-line", b"0.5 g BT /F 12 Tf 20 20 Td () ' ET 20 20 100 100 re f", named_font)
    case("font-shown", b"BT /F 12 Tf 20 20 Td (a) Tj ET", named_font)
    case("font-shown-later", b"q BT /F 12 Tf 20 20 Td () Tj ET Q BT /F 12 Tf 20 20 Td (a) Tj ET", named_font)

    def inherited_font(pdf, page):
        named_font(pdf, page)
        page.Resources.XObject = Dictionary(X=form(pdf, b"BT 20 20 Td (a) Tj ET", resources=Dictionary()))

    case("font-inherited-by-form", b"BT /F 12 Tf ET /X Do", inherited_font)

    # --- Forms that draw with what others have -----------------------------------------------------------------------------------

    def colours(pdf, page, differ=True):
        square = form(pdf, b"/C cs 1 scn 0 0 80 80 re f /P Do", (0, 0, 100, 100))

        def space(red):
            function = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0, 0, 0]), C1=Array([red, 0, 1 - red]))
            return Dictionary(C=Array([Name.Separation, Name(f"/Farbe{red}" if differ else "/Farbe"), Name.DeviceRGB, function]))

        def outer(red):
            inner = form(pdf, b"%f g 85 0 10 10 re f" % red, (0, 0, 100, 100), Dictionary())
            return form(pdf, b"/S Do", (0, 0, 100, 100), Dictionary(XObject=Dictionary(S=square, P=inner), ColorSpace=space(red)))

        page.Resources = Dictionary(XObject=Dictionary(A=outer(1), B=outer(0)))

    case("form-two-resources", b"q 1 0 0 1 20 50 cm /A Do Q q 1 0 0 1 150 50 cm /B Do Q", colours)

    case("spot-colour-two-meanings", b"q 1 0 0 1 20 50 cm /A Do Q q 1 0 0 1 150 50 cm /B Do Q", lambda pdf, page: colours(pdf, page, False))

    def two_pages(pdf, page):
        square = form(pdf, b"/G gs 0 0 1 rg 0 0 80 80 re f", (0, 0, 100, 100))
        for index, each in enumerate(pdf.pages):
            state = Dictionary(Type=Name.ExtGState, ca=1 - 0.7 * index)
            each.obj.Resources = Dictionary(XObject=Dictionary(S=square), ExtGState=Dictionary(G=state))

    case("form-two-pages", b"q 1 0 0 1 20 50 cm /S Do Q", two_pages, pages=2)

    def masks(pdf, page):
        mask = form(pdf, b"/I Do", (0, 0, 300, 200), Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
        state = pdf.make_indirect(Dictionary(Type=Name.ExtGState, SMask=Dictionary(Type=Name.Mask, S=Name.Luminosity, G=mask)))

        def outer(left, width):
            inner = form(pdf, b"1 g %d 0 %d 200 re f" % (left, width), (0, 0, 300, 200), Dictionary())
            return form(pdf, b"/M gs 0 0.5 0 rg 20 20 260 160 re f", (0, 0, 300, 200), Dictionary(XObject=Dictionary(I=inner), ExtGState=Dictionary(M=state)))

        page.Resources = Dictionary(XObject=Dictionary(A=outer(40, 60), B=outer(180, 60)))

    case("mask-two-resources", b"q /A Do Q q /B Do Q", masks)

    # --- Annotations: layers and flags -------------------------------------------------------------------------------------------

    def stamp(subtype="Stamp", rect=(100, 100, 200, 150), flags=4, **entries):
        def change(pdf, page):
            look = form(pdf, b"1 0 0 rg 0 0 200 50 re f 0 0 1 rg 0 0 60 20 re f", resources=Dictionary())
            made = Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array(rect), F=flags, AP=Dictionary(N=look), **entries)
            page.Annots = Array([pdf.make_indirect(made)])

        return change

    def layers(pdf, off=(), **configuration):
        groups = {name: pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in ("eins", "zwei")}
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array(groups.values()), D=Dictionary(Order=Array(groups.values()), OFF=Array([groups[name] for name in off]), **configuration))
        return groups

    def membership(policy=None, expression=None):
        def make(groups):
            made = Dictionary(Type=Name.OCMD, OCGs=Array([groups["eins"], groups["zwei"]]))
            if policy:
                made.P = Name(f"/{policy}")
            if expression:
                made.VE = Array([Name(f"/{expression[0]}")] + [groups[name] for name in expression[1:]])
            return made

        return make

    def layered_note(off, content):
        def change(pdf, page):
            stamp()(pdf, page)
            page.Annots[0].OC = content(layers(pdf, off))

        return change

    for name, off, content in (
        ("hidden", ["eins"], lambda groups: groups["eins"]), ("shown", ["zwei"], lambda groups: groups["eins"]),
        ("any-on", ["eins"], membership()), ("all-on", ["eins"], membership("AllOn")), ("all-off", [], membership("AllOff")),
        ("any-off", ["eins"], membership("AnyOff")), ("not", [], membership(expression=("Not", "eins"))),
        ("or", ["eins"], membership(expression=("Or", "eins", "zwei"))), ("and", ["eins"], membership(expression=("And", "eins", "zwei"))),
    ):
        case(f"layer-note-{name}", change=layered_note(off, content))

    def layered_content(off, content, where="page"):
        def change(pdf, page):
            made = content(layers(pdf, off))
            if where == "page":
                page.Resources = Dictionary(Properties=Dictionary(L=made))
            else:
                page.Resources = Dictionary(XObject=Dictionary(X=form(pdf, b"/OC /L BDC 20 20 50 50 re f EMC", (0, 0, 300, 200), Dictionary(Properties=Dictionary(L=made)))))

        return change

    marked = b"/OC /L BDC 20 20 50 50 re f EMC"
    case("layer-content-all-off", marked, layered_content([], membership("AllOff")))
    case("layer-content-other-hidden", marked, layered_content(["zwei"], lambda groups: groups["eins"]))
    case("layer-in-form-hidden", b"/X Do", layered_content(["eins"], lambda groups: groups["eins"], "form"))

    def printing(pdf, page):
        stamp()(pdf, page)
        groups = layers(pdf)
        groups["eins"].Usage = Dictionary(Print=Dictionary(PrintState=Name.OFF))
        pdf.Root.OCProperties.D.AS = Array([Dictionary(Event=Name.Print, Category=Array([Name.Print]), OCGs=Array([groups["eins"]]))])
        page.Annots[0].OC = groups["eins"]

    case("layer-note-not-printed", change=printing)

    def turned(angle, **options):
        def change(pdf, page):
            stamp(**options)(pdf, page)
            page.Rotate = angle

        return change

    for angle in (0, 90, 180, 270):
        case(f"note-upright-{angle}", change=turned(angle, flags=4 | 16))
        case(f"note-turned-{angle}", change=turned(angle))
    case("note-sticky-90", change=turned(90, subtype="Text"))
    case("note-hidden", change=stamp(flags=2))
    case("note-not-on-screen", change=stamp(flags=4 | 32))
    case("note-unknown-kind", change=stamp(subtype="Unbekannt"))
    case("note-unknown-hidden", change=stamp(subtype="Unbekannt", flags=1))
    case("note-not-printed", change=stamp(flags=0))

    def bare(subtype, **entries):
        def change(pdf, page):
            made = Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array([20, 100, 280, 130]), F=4, **entries)
            page.Annots = Array([pdf.make_indirect(made)])
            page.Resources = Dictionary()

        return change

    case("note-stamp-without-look", change=bare("Stamp", Name=Name.Approved))
    case("note-stamp-of-a-program", change=bare("Stamp", Name=Name("/#Eingang")))
    case("note-caret-without-look", change=bare("Caret"))
    case("note-words-without-look", change=bare("FreeText", Contents=String("genehmigt"), DA=String("/Helv 12 Tf 0 g")))
    case("note-letters-without-look", change=bare("FreeText", Contents=String("утверждено"), DA=String("/Helv 12 Tf 0 g")))

    # --- Values of form fields ---------------------------------------------------------------------------------------------------

    def field(value, look=None, needs=False, rect=(20, 100, 280, 130), font=True, **entries):
        def change(pdf, page):
            made = Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), Rect=Array(rect), F=4, DA=String("/Helv 12 Tf 0 g"))
            if value is not None:
                made.V = String(value)
            for key, entry in entries.items():
                made[f"/{key}"] = entry
            made = pdf.make_indirect(made)
            if look is not None:
                made.AP = Dictionary(N=look(pdf))
            page.Annots = Array([made])
            pdf.Root.AcroForm = Dictionary(Fields=Array([made]), DA=String("/Helv 12 Tf 0 g"))
            if font:
                pdf.Root.AcroForm.DR = Dictionary(Font=Dictionary(Helv=helvetica(pdf)))
            if needs:
                pdf.Root.AcroForm.NeedAppearances = True

        return change

    def empty(pdf):
        return form(pdf, b"/Tx BMC EMC", (0, 0, 260, 30), Dictionary())

    def unset(pdf):
        return form(pdf, b"/Tx BMC q BT /Helv 12 Tf 0 g 2 8 Td () Tj ET Q EMC", (0, 0, 260, 30), Dictionary(Font=Dictionary(Helv=helvetica(pdf))))

    def showing(words):
        return lambda pdf: text(pdf, words)

    case("field-unset", change=field("", unset))
    case("field-unset-outdated", change=field("", unset, needs=True))
    case("field-fresh", change=field("Łukasz Gąsior", showing("Łukasz Gąsior")))
    case("field-fresh-outdated", change=field("Łukasz Gąsior", showing("Łukasz Gąsior"), needs=True))
    case("field-stale", change=field("Erika Muster", showing("Max Muster")))
    case("field-stale-outdated", change=field("Erika Muster", showing("Max Muster"), needs=True))
    case("field-stale-letters", change=field("Łukasz Gąsior", showing("Max Muster"), needs=True))
    case("field-empty-look", change=field("Erika Muster", empty))
    case("field-empty-look-outdated", change=field("Erika Muster", empty, needs=True))
    case("field-empty-look-letters", change=field("Дмитрий", empty, needs=True))
    case("field-no-look", change=field("Käthe Müller"))
    case("field-no-look-letters", change=field("Şule Yıldız", needs=True))
    case("field-no-look-no-font", change=field("Käthe Müller", font=False))
    case("field-many-lines", change=field("eins\nzwei", needs=True, Ff=1 << 12))
    case("field-comb", change=field("40123", needs=True, Ff=1 << 24, MaxLen=5))
    case("field-secret", change=field("geheim", needs=True, Ff=1 << 13))
    case("field-hidden", change=field("Дмитрий", needs=True, F=2))
    options = Array([Array([String("w1"), String("Mitte")]), Array([String("w2"), String("Nord")])])
    case("choice-empty-look", change=field("w2", empty, needs=True, FT=Name.Ch, Ff=1 << 17, Opt=options))

    def chosen(entries, look=None, height=50, **others):
        """A list of several entries, without a combo box's flag."""
        names = ["Nord", "Nordost", "Mitte", "Süd"]
        return field(
            None, look, rect=(20, 100, 220, 100 + height), FT=Name.Ch, Ff=1 << 21, V=Array([String(entry) for entry in entries]),
            Opt=Array([String(name) for name in names]), I=Array([names.index(entry) for entry in entries]), **others)

    case("list-no-look", change=chosen(["Nord", "Süd"], height=70))
    case("list-no-look-order", change=chosen(["Süd", "Nord"], height=70))
    case("list-no-look-cut", change=chosen(["Nord", "Nordost"], height=25))
    case("list-no-look-too-low", change=chosen(["Nord", "Süd"], height=20))
    case("list-fresh", change=chosen(["Nord", "Mitte"], showing("Nord\nNordost\nMitte")))
    case("list-fresh-one", change=chosen(["Mitte"], showing("Mitte\nSüd")))
    case("list-cut", change=chosen(["Nord", "Mitte"], lambda pdf: text(pdf, "Nord\nNordost\nMitte", bottom=-2)))
    case("list-scrolled", change=chosen(["Nord", "Süd"], showing("Mitte\nSüd")))
    case("list-alike", change=chosen(["Nord", "Süd"], showing("Nordost\nMitte\nSüd")))
    case("field-many-lines-cut", change=field("eins\nzwei\ndrei", needs=True, Ff=1 << 12, rect=(20, 100, 280, 138)))

    def inheriting(pdf, page):
        field(None, empty, needs=True)(pdf, page)
        widget = page.Annots[0]
        parent = pdf.make_indirect(Dictionary(T=String("antrag"), V=String("Łukasz"), FT=Name.Tx, Kids=Array([widget])))
        widget.Parent = parent
        del widget["/FT"]
        pdf.Root.AcroForm.Fields = Array([parent])

    case("field-inherits", change=inheriting)

    def box(value, state, looks=("Ja", "Off"), **entries):
        def change(pdf, page):
            ticked = {"Ja": b"0 g 5 5 20 20 re f", "Off": b"0 G 5 5 20 20 re S"}
            normal = Dictionary()
            for name in looks:
                normal[f"/{name}"] = form(pdf, ticked[name], (0, 0, 30, 30), Dictionary())
            made = Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Btn, T=String("ja"), Rect=Array([20, 100, 50, 130]), F=4,
                AP=Dictionary(N=normal), MK=Dictionary(CA=String("4")), DA=String("/ZaDb 0 Tf 0 g"), **entries)
            if value:
                made.V = Name(f"/{value}")
            if state:
                made.AS = Name(f"/{state}")
            made = pdf.make_indirect(made)
            page.Annots = Array([made])
            pdf.Root.AcroForm = Dictionary(Fields=Array([made]))

        return change

    case("box-ticked", change=box("Ja", "Ja"))
    case("box-not-ticked", change=box("Off", "Off"))
    case("box-ticked-without-state", change=box("Ja", None))
    case("box-ticked-without-look", change=box("Ja", "Ja", looks=["Off"]))
    case("box-not-ticked-without-look", change=box("Off", "Off", looks=["Ja"]))

    # --- Printing inks -----------------------------------------------------------------------------------------------------------

    def colour_space(space):
        return lambda pdf, page: page.__setitem__("/Resources", Dictionary(ColorSpace=Dictionary(C=space(pdf))))

    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0, 0, 0, 0]), C1=Array([0, 0.8, 0.9, 0]))
    case("inks-black", b"0 0 0 1 k 20 20 100 100 re f 0 0 0 .6 K 150 50 80 80 re S")
    case("inks-black-text", b"0 0 0 1.0 k BT ET 20 20 100 100 re f")
    case("inks-flat", b"0.9 0.1 0 0 k 20 20 100 100 re f 0 1 1 0 K 10 w 150 50 80 80 re S")
    case("inks-space", b"/DeviceCMYK cs 0.2 0 0.9 0.1 sc 20 20 100 100 re f")
    case("inks-spot", b"/C cs 0.7 scn 20 20 100 100 re f", colour_space(lambda pdf: Array([Name.Separation, Name.HKS, Name.DeviceCMYK, tint])))
    case("inks-indexed", b"/C cs 1 sc 20 20 100 100 re f", colour_space(lambda pdf: Array([Name.Indexed, Name.DeviceCMYK, 1, String(bytes([0, 0, 0, 0, 200, 30, 0, 20]))])))
    case("inks-inline", b"q 100 0 0 100 20 20 cm BI /W 1 /H 1 /CS /CMYK /BPC 8 ID \x10\x90\x30\x40 EI Q")

    def ink_objects(pdf, page):
        picture = Stream(pdf, bytes([200, 0, 0, 0, 0, 200, 0, 0, 0, 0, 200, 0, 0, 0, 0, 200]))
        picture.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=2, Height=2, BitsPerComponent=8, ColorSpace=Name.DeviceCMYK)
        function = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([1, 0, 0, 0]), C1=Array([0, 0, 1, 0]))
        shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=Array([150, 0, 280, 0]), Function=function, Extend=Array([True, True]))
        page.Resources = Dictionary(XObject=Dictionary(I=pdf.make_indirect(picture)), Shading=Dictionary(S=shading))
        page.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)

    case("inks-objects", b"q 100 0 0 100 20 50 cm /I Do Q q 150 50 130 100 re W n /S sh Q", ink_objects)

    def glyphs(inks):
        def change(pdf, page):
            glyph = pdf.make_stream(b"500 0 d0 " + inks + b" k 0 0 400 400 re f")
            font = Dictionary(
                Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 500, 500]), FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FirstChar=65,
                LastChar=65, Widths=Array([500]), CharProcs=Dictionary(A=glyph), Encoding=Dictionary(Differences=Array([65, Name.A])),
                Resources=Dictionary(), ToUnicode=pdf.make_stream(b"1 beginbfchar <41> <0041> endbfchar"))
            page.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))

        return change

    case("inks-in-glyph", b"BT /F 100 Tf 20 20 Td (A) Tj ET", glyphs(b"0 1 0 0"))
    case("inks-black-in-glyph", b"BT /F 100 Tf 20 20 Td (A) Tj ET", glyphs(b"0 0 0 1"))

    case("name-no-text", b"/F#FFa gs 20 20 100 100 re f")
    case("name-umlaut", b"/F#C3#BCr gs 20 20 100 100 re f", lambda pdf, page: page.__setitem__("/Resources", Dictionary(ExtGState=Dictionary({"/Für": Dictionary(ca=0.5)}))))

    # --- Pictures whose data are not all there, content without bound ------------------------------------------------------------

    def pixels(data, **entries):
        def change(pdf, page):
            made = Stream(pdf, data)
            made.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.Image, BitsPerComponent=8, **entries)
            page.Resources = Dictionary(XObject=Dictionary(I=pdf.make_indirect(made)))

        return change

    shown = b"q 200 0 0 150 20 20 cm /I Do Q"
    photo = io.BytesIO()
    Image.linear_gradient("L").resize((200, 150)).save(photo, "JPEG")
    jpeg = dict(Width=200, Height=150, ColorSpace=Name.DeviceGray, Filter=Name.DCTDecode)
    case("picture-whole", shown, pixels(photo.getvalue(), **jpeg))
    case("picture-cut", shown, pixels(photo.getvalue()[: len(photo.getvalue()) // 2], **jpeg))
    case("picture-no-jpeg", shown, pixels(bytes(500), **jpeg))
    raw = dict(Width=100, Height=100, ColorSpace=Name.DeviceRGB)
    case("picture-raw", shown, pixels(bytes(range(200)) * 150, **raw))
    case("picture-raw-cut", shown, pixels(bytes(range(200)) * 70, **raw))

    def deep(pdf, page):
        inner = form(pdf, b"0 0 50 50 re f", resources=Dictionary())
        for _ in range(40):
            inner = form(pdf, b"/X Do", resources=Dictionary(XObject=Dictionary(X=inner)))
        page.Resources = Dictionary(XObject=Dictionary(X=inner))

    case("forms-too-deep", b"/X Do", deep)

    # Of no use, and often attached.
    for name, start in (
        ("heic", b"\0\0\0\x18ftypheic"), ("webp", b"RIFF\x20\0\0\0WEBP"), ("gif", b"GIF89a"), ("docx", b"PK\3\4"),
        ("doc", b"\xd0\xcf\x11\xe0"), ("rtf", b"{\\rtf1"), ("ps", b"%!PS-Adobe"), ("avif", b"\0\0\0\x18ftypavif"),
    ):
        (folder / f"case-other.{name}").write_bytes(start + bytes(100))

    # --- XFA ---------------------------------------------------------------------------------------------------------------------

    def xfa(fields, needs_rendering=False):
        def change(pdf, page):
            if fields:
                field("Muster", showing("Muster"))(pdf, page)
            else:
                pdf.Root.AcroForm = Dictionary(Fields=Array([]))
            pdf.Root.AcroForm.XFA = pdf.make_stream(b'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template xmlns="http://www.xfa.org/schema/xfa-template/3.0/"/></xdp:xdp>')
            if needs_rendering:
                pdf.Root.NeedsRendering = True

        return change

    case("xfa-only", change=xfa(False))
    case("xfa-made-by-reader", change=xfa(True, True))
    case("xfa-beside", change=xfa(True))

    # --- Transfer functions ------------------------------------------------------------------------------------------------------

    def transfer(make):
        def change(pdf, page):
            page.Resources = Dictionary(ExtGState=Dictionary(T=Dictionary(Type=Name.ExtGState, **make(pdf))))

        return change

    drawn = b"/T gs 0.2 g 20 20 100 100 re f"
    inverse = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([1]), C1=Array([0]))
    case("transfer-inverse", drawn, transfer(lambda pdf: dict(TR=inverse)))
    case("transfer-inverse-array", drawn, transfer(lambda pdf: dict(TR2=Array([inverse] * 4))))
    case("transfer-identity", drawn, transfer(lambda pdf: dict(TR=Name.Identity)))
    case("transfer-default", drawn, transfer(lambda pdf: dict(TR2=Name.Default)))
