"""Foreign files whose font programs stand where they do not belong, or in a wrapping; part of foreign-files.py, which see."""

import pathlib

PRINTER_FONT = pathlib.Path("/usr/share/fonts/type1/urw-base35/NimbusSans-Regular.t1")
WORDS = "Anlage"


def make(folder):
    import pikepdf
    from fontTools import t1Lib
    from fontTools.agl import UV2AGL
    from fontTools.fontBuilder import FontBuilder
    from fontTools.misc.psCharStrings import T2CharString
    from pikepdf import Array, Dictionary, Name, Stream

    letters = sorted(set(WORDS))
    names = [".notdef"] + [UV2AGL[ord(letter)] for letter in letters]
    advances = {name: 600 + 10 * index for index, name in enumerate(names)}

    def box(height):
        """A rectangle: every letter is as high as its place."""
        return T2CharString(program=[50, 0, "rmoveto", 400, "hlineto", height, "vlineto", -400, "hlineto", "endchar"])

    def built(is_true_type):
        builder = FontBuilder(1000, isTTF=is_true_type)
        builder.setupGlyphOrder(names)
        builder.setupCharacterMap({ord(letter): UV2AGL[ord(letter)] for letter in letters})
        if is_true_type:
            from fontTools.pens.ttGlyphPen import TTGlyphPen

            glyphs = {}
            for index, name in enumerate(names):
                pen = TTGlyphPen(None)
                pen.moveTo((50, 0))
                for point in ((50, 300 + 60 * index), (450, 300 + 60 * index), (450, 0)):
                    pen.lineTo(point)
                pen.closePath()
                glyphs[name] = pen.glyph()
            builder.setupGlyf(glyphs)
        else:
            builder.setupCFF("Kasten", {}, {name: box(300 + 60 * index) for index, name in enumerate(names)}, {})
            for name, width in advances.items():
                # Behind the default of 0 a width stands before all else.
                charstring = builder.font["CFF "].cff.topDictIndex[0].CharStrings[name]
                charstring.program.insert(0, width)
        builder.setupHorizontalMetrics({name: (width, 50) for name, width in advances.items()})
        builder.setupHorizontalHeader(ascent=900, descent=-100)
        builder.setupNameTable({"familyName": "Kasten", "styleName": "Regular"})
        builder.setupOS2()
        builder.setupPost()
        return builder.font

    def saved(font):
        import io

        buffer = io.BytesIO()
        font.save(buffer)
        return buffer.getvalue()

    def compact():
        font = built(False)
        return font["CFF "].compile(font)

    to_unicode = ("/CIDInit /ProcSet findresource begin begincmap /CMapName /Adobe-Identity-UCS def 1 begincodespacerange <0000> <FFFF> endcodespacerange "
                  f"{len(letters)} beginbfchar " + " ".join(f"<{index:04X}> <{ord(letter):04X}>" for index, letter in enumerate(letters, 1)) + " endbfchar endcmap end")

    def descriptor(pdf, key, program, subtype=None, flags=4, **entries):
        file = Stream(pdf, program)
        if subtype:
            file.stream_dict = Dictionary(Subtype=Name("/" + subtype))
        for name, value in entries.items():
            file.stream_dict[Name("/" + name)] = value
        made = Dictionary(Type=Name.FontDescriptor, FontName=Name.Kasten, Flags=flags, FontBBox=Array([0, 0, 1000, 1000]), ItalicAngle=0, Ascent=900, Descent=-100,
                          CapHeight=700, StemV=80)
        made[Name(key)] = pdf.make_indirect(file)
        return pdf.make_indirect(made)

    def page(name, font, content):
        pdf = pikepdf.new()
        pdf.add_blank_page(page_size=(300, 200))
        shown = pdf.pages[0].obj
        shown.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font(pdf))))
        shown.Contents = pdf.make_stream(b"BT /F 48 Tf 20 80 Td " + content + b" Tj ET")
        pdf.save(folder / f"font-{name}.pdf", static_id=True)

    def composite(name, *place, descendant="CIDFontType0", **entries):
        def font(pdf):
            carrier = Dictionary(Type=Name.Font, Subtype=Name("/" + descendant), BaseFont=Name.Kasten, FontDescriptor=descriptor(pdf, *place, **entries),
                                 CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
                                 W=Array([0, Array(list(advances.values()))]))
            return Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Kasten, Encoding=Name("/Identity-H"), DescendantFonts=Array([pdf.make_indirect(carrier)]),
                              ToUnicode=pdf.make_stream(to_unicode.encode()))

        page(name, font, b"<" + b"".join(f"{letters.index(letter) + 1:04X}".encode() for letter in WORDS) + b">")

    def simple(name, *place, kind="Type1", widths=None, **entries):
        def font(pdf):
            first, last = ord(letters[0]), ord(letters[-1])
            found = widths or {letter: advances[UV2AGL[ord(letter)]] for letter in letters}
            return Dictionary(Type=Name.Font, Subtype=Name("/" + kind), BaseFont=Name.Kasten, Encoding=Name.WinAnsiEncoding, FirstChar=first, LastChar=last,
                              Widths=Array([found.get(chr(code), 0) for code in range(first, last + 1)]), FontDescriptor=descriptor(pdf, *place, flags=32, **entries))

        page(name, font, b"(" + WORDS.encode() + b")")

    composite("cid-right", "/FontFile3", compact(), "CIDFontType0C")
    composite("cid-called-type1c", "/FontFile3", compact(), "Type1C")
    composite("cid-in-fontfile", "/FontFile", compact())
    composite("cid-opentype-called-c", "/FontFile3", saved(built(False)), "CIDFontType0C")
    simple("compact-in-fontfile", "/FontFile", compact())
    simple("compact-without-subtype", "/FontFile3", compact())
    simple("truetype-in-fontfile", "/FontFile", saved(built(True)), kind="TrueType")
    composite("truetype-in-fontfile3", "/FontFile3", saved(built(True)), "CIDFontType0C", descendant="CIDFontType2")

    # A printer font, in one piece, with the heads of its segments, with a head that says too much, and under a CID font.
    whole = PRINTER_FONT.read_bytes()
    afm = dict(line.split(" ; ")[1:3][::-1] for line in PRINTER_FONT.with_suffix(".afm").read_text().splitlines() if line.startswith("C "))
    printed = {letter: int(afm[f"N {letter}"].removeprefix("WX ")) for letter in letters}
    chunks = [(kind, chunk) for kind, chunk in t1Lib.findEncryptedChunks(whole) if chunk]
    heads = b"".join(b"\x80" + (b"\x02" if kind else b"\x01") + len(chunk).to_bytes(4, "little") + chunk for kind, chunk in chunks)
    simple("printer-in-one-piece", "/FontFile", whole, widths=printed, Length1=len(chunks[0][1]), Length2=len(chunks[1][1]), Length3=0)
    simple("printer-with-heads", "/FontFile", heads + b"\x80\x03", widths=printed)
    simple("printer-with-heads-called-type1c", "/FontFile3", heads + b"\x80\x03", "Type1C", widths=printed)
    simple("printer-with-head-cut", "/FontFile", heads[:4000], widths=printed)
    composite("printer-under-cid", "/FontFile", whole)
