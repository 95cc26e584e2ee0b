"""Makes the foreign files that tests attach as annexes: foreign-files.py FOLDER GENERATOR…

Every generator is another program, named like the column of Tests/RenderingTests/Foreign/cases.csv, which says what must become of
each file. Nothing of what is made here is kept in the repository; the same call makes the same kinds of files each time.
"""

import io
import pathlib
import random
import subprocess
import sys
import zlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
FONTS = ROOT / "fonts" / "files"
TEXT = "Geschäftsordnung des Netzwerks: Größe, Maß, „Anführung“ und 3,50 €"


def run(*command, **options):
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180, **options)


# --- ReportLab -------------------------------------------------------------------------------------------------------------------


def canvas(path, size=(595.28, 841.89), font="Serif", **options):
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    if font == "Serif" and font not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(font, str(FONTS / "LiberationSans-Regular.ttf")))
    made = Canvas(str(path), pagesize=size, invariant=1, initialFontName=font, **options)
    made.setFont(font, 12)
    return made


def lines(page, size=(595.28, 841.89), font="Serif", top=90, bottom=90):
    page.setFont(font, 12)
    y = size[1] - top
    while y > bottom:
        page.drawString(min(70, size[0] / 10), y, TEXT[: max(4, int(size[0] / 8))])
        y -= 16


def reportlab(folder):
    def simple(name, size=(595.28, 841.89), pages=1, **margins):
        page = canvas(folder / name, size)
        for _ in range(pages):
            lines(page, size, **margins)
            page.showPage()
        page.save()

    simple("rl-text.pdf")
    simple("rl-twenty-pages.pdf", pages=20)
    simple("rl-landscape.pdf", (841.89, 595.28))
    simple("rl-a3.pdf", (841.89, 1190.55))
    simple("rl-a5.pdf", (419.53, 595.28))
    simple("rl-letter.pdf", (612, 792))
    simple("rl-tiny.pdf", (30, 20), top=12, bottom=2)
    simple("rl-largest.pdf", (14400, 14400))
    simple("rl-full-bleed.pdf", top=10, bottom=2)

    page = canvas(folder / "rl-mixed-sizes.pdf")
    for size in ((595.28, 841.89), (841.89, 595.28), (419.53, 595.28)):
        page.setPageSize(size)
        lines(page, size)
        page.showPage()
    page.save()

    page = canvas(folder / "rl-standard-font.pdf", font="Helvetica")
    page.drawString(70, 700, "Helvetica ist nicht eingebettet")
    page.save()

    page = canvas(folder / "rl-one-bad-page.pdf")
    for index in range(3):
        page.setFont("Helvetica" if index == 1 else "Serif", 12)
        page.drawString(70, 700, f"Seite {index + 1}")
        page.showPage()
    page.save()

    page = canvas(folder / "rl-cmyk.pdf")
    page.setFillColorCMYK(0.9, 0.1, 0, 0)
    page.rect(100, 500, 200, 100, fill=1)
    page.save()

    page = canvas(folder / "rl-spot-colour.pdf")
    from reportlab.lib.colors import CMYKColorSep

    page.setFillColor(CMYKColorSep(1, 0.6, 0, 0, spotName="HKS 43"))
    page.rect(100, 500, 200, 100, fill=1)
    page.save()

    page = canvas(folder / "rl-transparency.pdf")
    for index in range(5):
        page.setFillColorRGB(1 - index / 5, index / 5, 0.4)
        page.setFillAlpha(0.4)
        page.circle(200 + 40 * index, 500, 80, fill=1)
    page.save()

    page = canvas(folder / "rl-gradient.pdf")
    from reportlab.lib.colors import Color

    page.linearGradient(100, 400, 400, 700, (Color(1, 0, 0), Color(0, 0, 1)))
    page.radialGradient(300, 200, 90, (Color(1, 1, 0), Color(0, 0.5, 0)))
    page.save()

    page = canvas(folder / "rl-picture.pdf")
    from reportlab.lib.utils import ImageReader

    page.drawImage(ImageReader(picture("RGBA")), 100, 400, 200, 200, mask="auto")
    page.save()

    page = canvas(folder / "rl-links.pdf")
    lines(page)
    page.linkURL("https://www.example.org/", (70, 600, 300, 620))
    page.bookmarkPage("hier")
    page.addOutlineEntry("Hier", "hier")
    page.save()

    page = canvas(folder / "rl-form.pdf")
    lines(page, bottom=500)
    page.acroForm.textfield(name="name", value="Erika Muster", x=100, y=300, width=200, height=20)
    page.acroForm.checkbox(name="ja", checked=True, x=100, y=250)
    page.save()

    page = canvas(folder / "rl-bullet.pdf")
    page.drawString(70, 700, "G")
    page.drawString(90, 700, "Punkt")
    page.save()

    page = canvas(folder / "rl-empty-page.pdf")
    page.showPage()
    page.save()

    page = canvas(folder / "rl-encrypted.pdf", encrypt="geheim")
    lines(page)
    page.save()

    page = canvas(folder / "rl-many-pages.pdf")
    for _ in range(2001):
        page.drawString(70, 700, "Seite")
        page.showPage()
    page.save()


# --- Pictures --------------------------------------------------------------------------------------------------------------------


def picture(mode, size=(400, 300)):
    from PIL import Image, ImageDraw

    image = Image.new("RGBA", size, (255, 255, 255, 0 if mode == "RGBA" else 255))
    draw = ImageDraw.Draw(image)
    draw.rectangle((40, 30, 160, 120), fill=(200, 30, 30, 255))
    draw.ellipse((180, 100, 360, 260), fill=(30, 60, 200, 160), outline=(0, 0, 0, 255), width=5)
    draw.text((50, 180), "oben links", fill=(0, 0, 0, 255))
    if mode == "RGBA":
        return image
    flat = Image.new("RGB", size, "white")
    flat.paste(image, mask=image.getchannel("A"))
    return flat.convert(mode)


def pillow(folder):
    picture("RGB").save(folder / "png-colour.png")
    picture("L").save(folder / "png-grey.png")
    picture("1").save(folder / "png-black-and-white.png")
    picture("RGBA").save(folder / "png-transparent.png")
    picture("P").save(folder / "png-palette.png", dpi=(96, 96))
    picture("L", (1240, 1754)).save(folder / "png-scan-a4.png", dpi=(150, 150))
    picture("RGB").save(folder / "jpeg-colour.jpg", quality=85)
    picture("L").save(folder / "jpeg-grey.jpg", quality=85)
    picture("RGB").save(folder / "jpeg-progressive.jpg", progressive=True)
    picture("CMYK").save(folder / "jpeg-printing-inks.jpg")
    picture("RGB", (1600, 1200)).save(folder / "jpeg-photo.jpg", dpi=(72, 72))
    exif = picture("RGB").getexif()
    exif[274] = 6
    picture("RGB").save(folder / "jpeg-turned.jpg", exif=exif)
    scans = [picture("1", (620, 877)) for _ in range(3)]
    scans[0].save(folder / "tiff-fax.tif", compression="group4", dpi=(75, 75), save_all=True, append_images=scans[1:])
    picture("RGB").save(folder / "tiff-lzw.tif", compression="tiff_lzw", dpi=(150, 150))
    picture("RGB").save(folder / "tiff-jpeg.tiff", compression="jpeg", dpi=(150, 150))
    picture("L").save(folder / "tiff-deflate-grey.tif", compression="tiff_adobe_deflate")
    picture("CMYK").save(folder / "tiff-printing-inks.tif")
    picture("RGBA").save(folder / "tiff-transparent.tif")
    for turn in (3, 6, 8):
        picture("RGB").save(folder / f"tiff-turned-{turn}.tif", tiffinfo={274: turn})
    for name in ("png-colour.png", "jpeg-colour.jpg", "tiff-lzw.tif"):
        whole = (folder / name).read_bytes()
        (folder / f"cut-{name}").write_bytes(whole[: len(whole) // 2])
    (folder / "picture-named.pdf").write_bytes((folder / "png-colour.png").read_bytes())


def img2pdf(folder):
    import img2pdf as converter

    for name, image, options in (
        ("i2p-jpeg.pdf", picture("RGB"), dict(format="JPEG")), ("i2p-png.pdf", picture("RGB"), dict(format="PNG")),
        ("i2p-alpha-grey.pdf", picture("L"), dict(format="PNG")), ("i2p-cmyk.pdf", picture("CMYK"), dict(format="JPEG")),
        ("i2p-fax.pdf", picture("1"), dict(format="TIFF", compression="group4")), ("i2p-jpeg2000.pdf", picture("RGB"), dict(format="JPEG2000")),
    ):
        data = io.BytesIO()
        image.save(data, **options)
        (folder / name).write_bytes(converter.convert(data.getvalue()))


# --- pikepdf and qpdf ------------------------------------------------------------------------------------------------------------


def changed(folder, name, change, source="rl-text.pdf", **options):
    import pikepdf

    with pikepdf.open(folder / source) as pdf:
        change(pdf, pdf.pages[0] if len(pdf.pages) else None)
        pdf.save(folder / name, **options)


def pike(folder):
    import pikepdf
    from pikepdf import Array, Dictionary, Name, Stream, String

    def attribute(key, value):
        def change(pdf, page):
            page.obj[key] = value

        return change

    for turn in (90, 180, 270):
        changed(folder, f"pk-rotated-{turn}.pdf", attribute("/Rotate", turn))
    changed(folder, "pk-rotated-oddly.pdf", attribute("/Rotate", 45))
    changed(folder, "pk-user-unit.pdf", attribute("/UserUnit", 2))
    changed(folder, "pk-cropped.pdf", attribute("/CropBox", Array([50, 300, 400, 800])))
    changed(folder, "pk-crop-outside.pdf", attribute("/CropBox", Array([5000, 5000, 6000, 6000])))
    changed(folder, "pk-box-reversed.pdf", attribute("/MediaBox", Array([595, 842, 0, 0])))

    def moved(pdf, page):
        page.obj.MediaBox = Array([-100, -200, 495, 642])
        page.contents_add(b"1 0 0 1 -100 -200 cm", prepend=True)

    changed(folder, "pk-box-elsewhere.pdf", moved)

    def without_box(pdf, page):
        del page.obj["/MediaBox"]

    changed(folder, "pk-without-box.pdf", without_box)

    def inherited(pdf, page):
        pdf.Root.Pages.Resources = page.obj.Resources
        pdf.Root.Pages.MediaBox = page.obj.MediaBox
        pdf.Root.Pages.Rotate = 90
        for key in ("/Resources", "/MediaBox", "/Rotate"):
            if key in page.obj:
                del page.obj[key]

    changed(folder, "pk-inherited.pdf", inherited)
    changed(folder, "pk-object-streams.pdf", lambda pdf, page: None, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    changed(folder, "pk-linearised.pdf", lambda pdf, page: None, linearize=True)
    changed(folder, "pk-uncompressed.pdf", lambda pdf, page: None, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    for name, encryption in (
        ("pk-password.pdf", pikepdf.Encryption(user="geheim", owner="geheimer", R=6)),
        ("pk-only-restricted.pdf", pikepdf.Encryption(user="", owner="geheim", R=4, allow=pikepdf.Permissions(extract=False))),
        ("pk-old-encryption.pdf", pikepdf.Encryption(user="a", owner="b", R=3, aes=False, metadata=False)),
    ):
        changed(folder, name, lambda pdf, page: None, encryption=encryption)

    def annotation(subtype, **entries):
        def change(pdf, page):
            made = Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array([100, 600, 300, 650]), F=4, **entries)
            page.obj.Annots = Array([pdf.make_indirect(made)])

        return change

    def appearance(content=b"1 0 0 RG 2 w 5 5 90 40 re S", **entries):
        def change(pdf, page):
            form = Stream(pdf, content)
            form.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 100, 50]), Resources=Dictionary(), **entries)
            annotation("Stamp", AP=Dictionary(N=form))(pdf, page)

        return change

    changed(folder, "pk-stamp.pdf", appearance())
    changed(folder, "pk-stamp-turned.pdf", appearance(Matrix=Array([0, 1, -1, 0, 50, 0])))
    changed(folder, "pk-stamp-inks.pdf", appearance(b"0 1 1 0 k 5 5 90 40 re f"))
    changed(folder, "pk-note-without-look.pdf", annotation("Highlight", QuadPoints=Array([100, 650, 300, 650, 100, 600, 300, 600]), C=Array([1, 1, 0])))
    changed(folder, "pk-hidden-note.pdf", lambda pdf, page: (appearance()(pdf, page), page.obj.Annots[0].__setitem__("/F", 2)))

    def field(pdf, page):
        annotation("Widget", FT=Name.Tx, T=String("name"), V=String("Erika Muster"), DA=String("/Helv 10 Tf"))(pdf, page)
        pdf.Root.AcroForm = Dictionary(Fields=page.obj.Annots, NeedAppearances=True)

    changed(folder, "pk-field-without-look.pdf", field)

    def empty_field(pdf, page):
        annotation("Widget", FT=Name.Tx, T=String("name"))(pdf, page)
        pdf.Root.AcroForm = Dictionary(Fields=page.obj.Annots)

    changed(folder, "pk-empty-field.pdf", empty_field)

    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('x')"))
    changed(folder, "pk-script-at-opening.pdf", lambda pdf, page: pdf.Root.__setitem__("/OpenAction", script))
    changed(folder, "pk-script-by-name.pdf", lambda pdf, page: pdf.Root.__setitem__("/Names", Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))))
    changed(folder, "pk-script-on-page.pdf", lambda pdf, page: page.obj.__setitem__("/AA", Dictionary(O=script)))
    changed(folder, "pk-script-in-link.pdf", annotation("Link", A=Dictionary(S=Name.URI, URI=String("https://example.org"), Next=script)))
    changed(folder, "pk-launches.pdf", annotation("Link", A=Dictionary(S=Name.Launch, F=String("calc.exe"))))
    changed(folder, "pk-xfa.pdf", lambda pdf, page: pdf.Root.__setitem__("/AcroForm", Dictionary(Fields=Array([]), XFA=Stream(pdf, b"<xdp/>"))))

    def attached(pdf, page):
        pdf.attachments["tabelle.csv"] = pikepdf.AttachedFileSpec(pdf, b"a;b\n1;2\n", filename="tabelle.csv")

    changed(folder, "pk-attachment.pdf", attached)

    def signed(pdf, page):
        annotation("Widget", FT=Name.Sig, T=String("Unterschrift"), V=Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Contents=String("x" * 40)))(pdf, page)
        pdf.Root.AcroForm = Dictionary(Fields=page.obj.Annots, SigFlags=3)

    changed(folder, "pk-signed.pdf", signed)

    def layers(off):
        def change(pdf, page):
            group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Entwurf")))
            hidden = Array([group]) if off else Array([])
            pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(Order=Array([group]), OFF=hidden))
            page.obj.Resources.Properties = Dictionary(L0=group)
            page.contents_add(b"/OC /L0 BDC 1 0 0 rg 300 300 100 100 re f EMC", prepend=False)

        return change

    changed(folder, "pk-layers-shown.pdf", layers(False))
    changed(folder, "pk-layers-hidden.pdf", layers(True))

    def font_of(page):
        fonts = page.obj.Resources.Font
        return next(fonts[key] for key in fonts.keys() if "/ToUnicode" in fonts[key])

    def to_unicode(edit):
        def change(pdf, page):
            font = font_of(page)
            text = font.ToUnicode.read_bytes()
            font.ToUnicode = Stream(pdf, edit(text))

        return change

    def without_unicode(pdf, page):
        del font_of(page)["/ToUnicode"]

    changed(folder, "pk-without-unicode.pdf", without_unicode)
    changed(folder, "pk-unicode-incomplete.pdf", to_unicode(lambda text: text.replace(b"endbfrange", b"endbfrange")[: text.rfind(b"[") + 9] + b"] endbfrange endcmap"))
    changed(folder, "pk-unicode-zero.pdf", to_unicode(lambda text: text.replace(b"<0047>", b"<0000>")))
    changed(folder, "pk-unicode-private.pdf", to_unicode(lambda text: text.replace(b"<0047>", b"<F0B7>")))

    def word_bullet(pdf, page):
        """As word processors write the sign before an item."""
        font = font_of(page)
        font.BaseFont = font.FontDescriptor.FontName = Name("/ABCDEF+SymbolMT")
        to_unicode(lambda text: text.replace(b"<0047>", b"<F0B7>"))(pdf, page)

    changed(folder, "pk-word-bullet.pdf", word_bullet, source="rl-bullet.pdf")

    def widths(pdf, page):
        font = font_of(page)
        font.Widths = Array([width + 120 for width in font.Widths])

    changed(folder, "pk-widths-wrong.pdf", widths)

    def font_cut(pdf, page):
        file = font_of(page).FontDescriptor
        data = file.FontFile2.read_bytes()
        file.FontFile2 = Stream(pdf, data[: len(data) // 3])

    changed(folder, "pk-font-damaged.pdf", font_cut)

    def font_missing(pdf, page):
        del font_of(page)["/FontDescriptor"]

    changed(folder, "pk-font-missing.pdf", font_missing)

    def content(data):
        def change(pdf, page):
            page.obj.Contents = Stream(pdf, data)

        return change

    changed(folder, "pk-deeply-saved.pdf", content(b"q " * 60 + b"0 0 10 10 re f " + b"Q " * 60))
    changed(folder, "pk-unbalanced.pdf", content(b"Q Q q q 100 100 50 50 re f"))
    changed(folder, "pk-unknown-operators.pdf", content(b"1 2 foo 100 100 50 50 re f (EMC) bar"))
    changed(folder, "pk-content-cut.pdf", content(b"100 100 50 50 re f BT (offen"))
    changed(folder, "pk-missing-resource.pdf", content(b"/Nirgends Do /Weg gs 100 100 50 50 re f"))
    changed(folder, "pk-inline-picture.pdf", content(b"q 100 0 0 100 100 500 cm BI /W 2 /H 2 /CS /RGB /BPC 8 ID \x00\x10\x20\x30\x40\x50\x60\x70\x80\x90\xa0\xb0 EI Q"))
    changed(folder, "pk-inline-inks.pdf", content(b"q 100 0 0 100 100 500 cm BI /W 1 /H 1 /CS /CMYK /BPC 8 ID \x10\x20\x30\x40 EI Q"))

    def split(pdf, page):
        whole = page.obj.Contents.read_bytes()
        at = whole.find(b"\n", len(whole) // 2)
        page.obj.Contents = Array([Stream(pdf, whole[:at]), Stream(pdf, whole[at:])])

    changed(folder, "pk-content-in-parts.pdf", split)

    def nested(pdf, page):
        inner = Stream(pdf, page.obj.Contents.read_bytes())
        inner.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]))
        outer = Stream(pdf, b"/In Do")
        outer.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]), Resources=Dictionary(XObject=Dictionary(In=inner), Font=page.obj.Resources.Font))
        page.obj.Resources.XObject = Dictionary(Out=outer)
        page.obj.Contents = Stream(pdf, b"/Out Do")

    changed(folder, "pk-nested-forms.pdf", nested)

    def circular(pdf, page):
        form = pdf.make_indirect(Stream(pdf, b"/Ich Do 10 10 50 50 re f"))
        form.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]))
        form.stream_dict.Resources = Dictionary(XObject=Dictionary(Ich=form))
        page.obj.Resources.XObject = Dictionary(Ich=form)
        page.obj.Contents = Stream(pdf, b"/Ich Do")

    changed(folder, "pk-form-in-itself.pdf", circular)

    def no_pages(pdf, page):
        del pdf.pages[0]

    changed(folder, "pk-no-pages.pdf", no_pages)

    whole = (folder / "rl-text.pdf").read_bytes()
    (folder / "by-hand-empty.pdf").write_bytes(b"")
    (folder / "by-hand-word.pdf").write_bytes(b"PK\x03\x04" + bytes(200))
    (folder / "by-hand-text.pdf").write_text("Dies ist kein PDF.")
    (folder / "by-hand-cut.pdf").write_bytes(whole[: len(whole) // 3])
    (folder / "by-hand-only-header.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
    (folder / "by-hand-junk-before.pdf").write_bytes(b"X" * 500 + whole)
    (folder / "by-hand-junk-after.pdf").write_bytes(whole + b"\0" * 3000)
    (folder / "by-hand-lost-table.pdf").write_bytes(whole[: whole.rfind(b"startxref")] + b"startxref\n0\n%%EOF\n")
    bomb = zlib.compress(bytes(1 << 28), 9)
    head = b"%%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n" % len(bomb)
    (folder / "by-hand-bomb.pdf").write_bytes(head + bomb + b"\nendstream\nendobj\ntrailer<</Root 2 0 R/Size 3>>\nstartxref\n0\n%%EOF\n")
    for seed in range(8):
        data = bytearray(whole)
        generator = random.Random(seed)
        for _ in range(12):
            data[generator.randrange(len(data))] = generator.randrange(256)
        (folder / f"mutated-{seed}.pdf").write_bytes(bytes(data))


def cases(folder):
    import foreign_cases
    import foreign_fonts

    foreign_cases.make(folder, canvas)
    foreign_fonts.make(folder)


# --- Ghostscript, Poppler's Cairo, WeasyPrint --------------------------------------------------------------------------------------

PAGE = f"""<!doctype html><html lang="de"><meta charset="utf-8"><title>Anlage</title>
<style>@page {{ size: A4; margin: 25mm }} table, td {{ border: 1px solid; border-collapse: collapse }} .farbe {{ background: linear-gradient(red, blue); height: 2cm; opacity: .5 }}</style>
<h1>Anlage</h1><p>{TEXT}</p><p style="font-family: Liberation Serif, serif"><b>fett</b>, <i>kursiv</i> <a href="https://www.example.org/">Verweis</a></p>
<table><tr><td>Schritt</td><td>Frist</td></tr><tr><td>1</td><td>3 Wochen</td></tr></table><div class="farbe"></div><ul><li>Punkt</li></ul></html>"""


def ghostscript(folder):
    source = folder / "page.ps"
    source.write_text("%!PS\n/NimbusSans-Regular findfont 14 scalefont setfont 72 700 moveto (Ghostscript page) show\n"
                      "/NimbusRoman-Italic findfont 14 scalefont setfont 72 670 moveto (italic) show 1 0 0 setrgbcolor 72 600 50 30 rectfill showpage\n")
    run("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", f"-sOutputFile={folder / 'gs-postscript.pdf'}", source)
    run("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-dCompatibilityLevel=1.4", f"-sOutputFile={folder / 'gs-again.pdf'}", folder / "rl-text.pdf")
    run("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-sColorConversionStrategy=CMYK", f"-sOutputFile={folder / 'gs-cmyk.pdf'}", source)
    run("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-r75", "-sDEVICE=tiffg4", f"-sOutputFile={folder / 'gs-fax.tif'}", folder / "rl-twenty-pages.pdf")
    source.unlink()


def poppler(folder):
    run("pdftocairo", "-pdf", folder / "rl-text.pdf", folder / "cairo-again.pdf")
    run("pdftocairo", "-pdf", folder / "rl-transparency.pdf", folder / "cairo-transparency.pdf")
    run("pdftocairo", "-ps", folder / "rl-text.pdf", folder / "page.ps")
    run("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", f"-sOutputFile={folder / 'gs-from-cairo.pdf'}", folder / "page.ps")
    (folder / "page.ps").unlink()


def weasyprint(folder):
    import weasyprint as printer

    document = printer.HTML(string=PAGE)
    document.write_pdf(str(folder / "wp-page.pdf"))
    document.write_pdf(str(folder / "wp-archive.pdf"), variant="pdf/a-3b")


# --- TeX, LibreOffice, Chromium, typst ---------------------------------------------------------------------------------------------

LATEX = r"\documentclass{article}\usepackage[T1]{fontenc}%s\begin{document}\section{Anlage} Gr\"o\ss e, Ma\ss{} $\int_0^1 x^2\,dx = \frac13$ \begin{itemize}\item Punkt\end{itemize}\end{document}"


def tex(folder):
    for name, engine, text in (
        ("tex-pdflatex.pdf", "pdflatex", LATEX % ""), ("tex-pdflatex-cmap.pdf", "pdflatex", LATEX % r"\usepackage{lmodern}\usepackage{cmap}\input glyphtounicode \pdfgentounicode=1"),
        ("tex-lualatex.pdf", "lualatex", r"\documentclass{article}\usepackage{fontspec}\setmainfont[Path=%s/,Extension=.ttf]{LiberationSerif-Regular}\begin{document}\section{Anlage} Größe, Maß \end{document}" % FONTS),
    ):
        work = folder / "tex"
        work.mkdir(exist_ok=True)
        (work / "page.tex").write_text(text, encoding="utf-8")
        run(engine, "-interaction=nonstopmode", "page.tex", cwd=work)
        (work / "page.pdf").replace(folder / name)


def libreoffice(folder):
    (folder / "lo-page.html").write_text(PAGE, encoding="utf-8")
    (folder / "lo-table.csv").write_text("Schritt;Frist\nPrüfung;3 Wochen\n", encoding="utf-8")
    for source, options in (("lo-page.html", "writer_web_pdf_Export"), ("lo-table.csv", "calc_pdf_Export")):
        run("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", f"pdf:{options}", "--outdir", folder, folder / source)
        (folder / source).unlink()
    (folder / "lo-letter.html").write_text(PAGE, encoding="utf-8")
    run("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--infilter=HTML (StarWriter)", "--convert-to", 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},"UseTaggedPDF":{"type":"boolean","value":"true"}}', "--outdir", folder, folder / "lo-letter.html")
    (folder / "lo-letter.html").unlink()


def chromium(folder):
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    run("chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/chromium", f"--print-to-pdf={folder / 'chromium-page.pdf'}", folder / "page.html")
    (folder / "page.html").unlink()


def typst(folder):
    import typst_compiler

    (folder / "page.typ").write_text(f"#set text(lang: \"de\", font: \"Liberation Serif\")\n= Anlage\n{TEXT.replace('€', 'Euro')}\n\n$ integral_0^1 x^2 dif x = 1/3 $\n\n#table(columns: 2, [Schritt], [Frist])\n#rect(fill: gradient.linear(red, blue))", encoding="utf-8")
    for name, options in (("typst-page.pdf", {}), ("typst-archive.pdf", {"pdf_standards": ["a-2b"]})):
        typst_compiler.compile(folder / "page.typ", folder / name, **options)
    (folder / "page.typ").unlink()


# In this order: later ones change what earlier ones made.
GENERATORS = dict(
    reportlab=reportlab, pillow=pillow, img2pdf=img2pdf, pikepdf=pike, cases=cases, ghostscript=ghostscript, poppler=poppler, weasyprint=weasyprint,
    tex=tex, libreoffice=libreoffice, chromium=chromium, typst=typst)


def main():
    folder, wanted = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:]
    unknown = set(wanted) - GENERATORS.keys()
    if not wanted or unknown:
        sys.exit(f"foreign-files.py FOLDER GENERATOR…: {', '.join(GENERATORS)}")
    folder.mkdir(parents=True, exist_ok=True)
    for name, generate in GENERATORS.items():
        if name in wanted:
            generate(folder)


if __name__ == "__main__":
    main()
