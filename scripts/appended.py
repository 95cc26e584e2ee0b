"""appended.py IN.pdf FOLDER [OTHER.pdf]   Copies of a contract with something appended: for the tests of `verify`.

The names say what is to come of them: `erlaubt-…` are signed, stamped or filled in and in order, `verboten-…` are changed by what was
appended. IN has two fields to sign (the first two of its form) and, for `erlaubt-feld-…`, text fields. OTHER is another contract.
scripts/sign --copies runs it with pyHanko; certificates are made up on the spot.
"""

import datetime
import pathlib
import re
import sys

from asn1crypto import crl as asn1_crl
from asn1crypto import keys, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers, timestamps
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

name = generic.NameObject
pdf_string = generic.pdf_string
NOW = datetime.datetime.now(datetime.timezone.utc)


class Bare(IncrementalPdfFileWriter):
    """Writes nothing into properties and metadata of its own accord."""

    def _update_meta(self):
        pass


class Authority:
    """Certificates of one root: two signers, a time stamper, an empty revocation list."""

    def __init__(self):
        self.key, self.root = self.issue("Probe Wurzel", None, ca=True)
        self.signers = [self.issue(f"Probe Musterfrau {i}", "sign") for i in (1, 2)]
        self.stamper = self.issue("Probe Zeitstempel", "stamp")
        builder = certificates.CertificateRevocationListBuilder().issuer_name(self.root.subject).last_update(NOW - datetime.timedelta(hours=1))
        revocations = builder.next_update(NOW + datetime.timedelta(days=1)).sign(self.key, hashes.SHA256())
        self.crl = asn1_crl.CertificateList.load(revocations.public_bytes(serialization.Encoding.DER))

    def issue(self, common_name, use, ca=False):
        # pyHanko's dummy time stamper signs with RSA alone.
        key = rsa.generate_private_key(65537, 2048) if use == "stamp" else ec.generate_private_key(ec.SECP256R1())
        subject = certificates.Name([certificates.NameAttribute(NameOID.COMMON_NAME, common_name)])
        issuer, issuer_key = (subject, key) if ca else (self.root.subject, self.key)
        builder = (
            certificates.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
            .serial_number(certificates.random_serial_number()).not_valid_before(NOW - datetime.timedelta(days=1))
            .not_valid_after(NOW + datetime.timedelta(days=1))
            .add_extension(certificates.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(certificates.KeyUsage(
                digital_signature=not ca, content_commitment=use == "sign", key_encipherment=False, data_encipherment=False, key_agreement=False,
                key_cert_sign=ca, crl_sign=ca, encipher_only=False, decipher_only=False), critical=True))
        if use == "stamp":
            builder = builder.add_extension(certificates.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        return key, builder.sign(issuer_key, hashes.SHA256())

    @staticmethod
    def asn1(issued):
        key, certificate = issued
        private = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        return x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)), keys.PrivateKeyInfo.load(private)

    @property
    def root_certificate(self):
        return x509.Certificate.load(self.root.public_bytes(serialization.Encoding.DER))

    def signer(self, index):
        certificate, key = self.asn1(self.signers[index])
        registry = SimpleCertificateStore()
        registry.register(self.root_certificate)
        return signers.SimpleSigner(signing_cert=certificate, signing_key=key, cert_registry=registry)

    def time_stamper(self):
        certificate, key = self.asn1(self.stamper)
        registry = SimpleCertificateStore()
        registry.register(self.root_certificate)
        return timestamps.DummyTimeStamper(certificate, key, registry)

    def context(self):
        return ValidationContext(trust_roots=[self.root_certificate], crls=[self.crl], allow_fetching=False)


class Copies:
    def __init__(self, source, folder, other):
        self.bytes = pathlib.Path(source).read_bytes()
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.other = pathlib.Path(other).read_bytes() if other else None
        self.authority = Authority()
        reader = PdfFileReader(self.open(self.bytes))
        form = [field.get_object() for field in reader.root["/AcroForm"]["/Fields"]]
        self.sign_fields = [str(f["/T"]) for f in form if f["/FT"] == "/Sig"]
        self.text_fields = [str(f["/T"]) for f in form if f["/FT"] == "/Tx"]

    @staticmethod
    def open(data):
        import io
        return io.BytesIO(data)

    def write(self, kind, data):
        (self.folder / f"{kind}.pdf").write_bytes(data)

    def updated(self, change, data=None, kind=IncrementalPdfFileWriter):
        """The file with one more revision, in which `change` has been at work."""
        writer = kind(self.open(data or self.bytes))
        change(writer)
        output = self.open(b"")
        writer.write(output)
        return output.getvalue()

    def signed(self, field, signer=0, data=None, stamp=None, new=None, **metadata):
        mark = RawContent(b"0.2 w 2 4 m 30 14 l 60 4 l 90 14 l S", box=BoxConstraints(width=100, height=20))
        style = StaticStampStyle(border_width=0, background=mark, background_opacity=1)
        writer = IncrementalPdfFileWriter(self.open(data or self.bytes))
        settings = signers.PdfSignatureMetadata(field_name=field, subfilter=fields.SigSeedSubFilter.PADES, **metadata)
        output = self.open(b"")
        signers.PdfSigner(
            settings, self.authority.signer(signer), stamp_style=style, timestamper=stamp, new_field_spec=new).sign_pdf(writer, output=output)
        return output.getvalue()

    # What is in order

    def accepted(self):
        first, second = self.sign_fields[:2]
        basic = self.signed(first)
        self.write("erlaubt-unterschrift", basic)
        self.write("erlaubt-unterschrift-mit-zeit", self.signed(first, stamp=self.authority.time_stamper()))
        self.write("erlaubt-zwei-unterschriften", self.signed(second, 1, basic))
        self.write("erlaubt-mit-grund", self.signed(first, reason="Für den Träger", location="Musterstadt", name="Probe Musterfrau"))
        self.write("erlaubt-beglaubigt", self.signed(first, certify=True))
        self.write("erlaubt-langzeit", self.long_term(first))
        self.write("erlaubt-zwei-langzeit", self.long_term(second, self.long_term(first), 1))
        self.write("erlaubt-zeitstempel", self.stamped(self.bytes))
        self.write("erlaubt-unterschrift-zeitstempel", self.stamped(basic))
        unseen = fields.SigFieldSpec(sig_field_name="neu")
        self.write("erlaubt-neues-unsichtbares-feld", self.signed("neu", new=unseen))
        # In the margin at the lower left corner, where nothing is printed.
        margin = fields.SigFieldSpec(sig_field_name="neu", on_page=0, box=(2, 2, 40, 12))
        self.write("erlaubt-neues-feld-am-rand", self.signed("neu", new=margin))
        self.write("erlaubt-nur-daten", self.updated(lambda writer: writer.mark_update(writer.trailer.raw_get("/Info"))))
        # Metadata as other programs write them: one more value of those that are noted when a file is saved, a new object, prefixes of their own.
        self.write("erlaubt-metadaten-neu-notiert", self.updated(self.packet(self.noted), kind=Bare))
        self.write("erlaubt-metadaten-neues-objekt", self.updated(self.moved_packet, kind=Bare))
        if self.text_fields:
            filled = self.updated(self.fill("Musterstadt, 1. Oktober 2026"))
            self.write("erlaubt-feld-ausgefuellt", filled)
            self.write("erlaubt-feld-und-unterschrift", self.signed(first, data=filled))
            self.write("erlaubt-unterschrift-und-feld", self.updated(self.fill("Musterstadt"), basic))

    def long_term(self, field, data=None, signer=0):
        return self.signed(
            field, signer, data, self.authority.time_stamper(), embed_validation_info=True, use_pades_lta=True,
            validation_context=self.authority.context())

    def stamped(self, data):
        writer = IncrementalPdfFileWriter(self.open(data))
        output = self.open(b"")
        signers.PdfTimeStamper(self.authority.time_stamper()).timestamp_pdf(writer, "sha256", output=output)
        return output.getvalue()

    def fill(self, text):
        def change(writer):
            for reference in writer.root["/AcroForm"]["/Fields"]:
                field = reference.get_object()
                if field["/FT"] != "/Tx":
                    continue
                rect = [float(value) for value in field["/Rect"]]
                content = b"/Tx BMC q BT /Text 10 Tf 0 g 2 2 Td (" + text.encode("latin-1") + b") Tj ET Q EMC"
                fonts = generic.DictionaryObject({name("/Font"): writer.root["/AcroForm"]["/DR"]["/Font"]})
                stream = generic.StreamObject({
                    name("/Type"): name("/XObject"), name("/Subtype"): name("/Form"), name("/Resources"): fonts,
                    name("/BBox"): generic.ArrayObject(map(generic.FloatObject, [0, 0, rect[2] - rect[0], rect[3] - rect[1]]))},
                    stream_data=content)
                field["/V"] = pdf_string(text)
                field["/AP"] = generic.DictionaryObject({name("/N"): writer.add_object(stream)})
                writer.mark_update(reference)
                return
        return change

    def packet(self, change):
        """A change of the metadata's own text."""
        def update(writer):
            reference = writer.root.raw_get("/Metadata")
            stream = reference.get_object()
            stream._data, stream._encoded_data = change(stream.data.decode()).encode(), None
            stream.pop("/Filter", None)
            writer.mark_update(reference)
        return update

    @staticmethod
    def noted(text):
        text = text.replace("<pdf:Producer>Klauselwerk</pdf:Producer>", "").replace("xmp:", "zeit:").replace(":xmp=", ":zeit=")
        text = re.sub(r"(<zeit:(?:ModifyDate|MetadataDate)>)[^<]*", r"\g<1>2026-11-02T10:20:30.5+01:00", text)
        more = ('<rdf:Description rdf:about="" xmlns:p="http://ns.adobe.com/pdf/1.3/" xmlns:mm="http://ns.adobe.com/xap/1.0/mm/" p:Producer="Probe 1"'
                ' mm:InstanceID="uuid:0c4f2a10-7d1e-4c55-9a41-27d3b1c3a001"/>')
        return text.replace("</rdf:RDF>", more + "</rdf:RDF>")

    def moved_packet(self, writer):
        data = writer.root["/Metadata"].data
        stream = generic.StreamObject({name("/Type"): name("/Metadata"), name("/Subtype"): name("/XML")}, stream_data=data)
        self.catalog(writer, "/Metadata", writer.add_object(stream))

    # What is not

    def refused(self):
        first, second = self.sign_fields[:2]
        for kind, change in self.changes().items():
            changed = self.updated(change)
            self.write(f"verboten-{kind}", changed)
        for kind, change in self.packets().items():
            self.write(f"verboten-metadaten-{kind}", self.updated(self.packet(change), kind=Bare))
        self.write("verboten-metadaten-kein-paket", self.updated(self.metadata, kind=Bare))
        # Signed afterwards, and before: neither makes it better.
        self.write("verboten-verdeckt-dann-unterschrieben", self.signed(first, data=self.updated(self.covering)))
        self.write("verboten-unterschrieben-dann-verdeckt", self.updated(self.covering, self.signed(first)))
        back = self.updated(self.original_content, self.signed(first, data=self.updated(self.other_content)))
        self.write("verboten-anderer-text-unterschrieben", back)
        self.write("verboten-unterschrift-entfernt", self.updated(self.unsigned(first), self.signed(first)))
        self.write("verboten-feld-verdeckt-text", self.signed("neu", new=fields.SigFieldSpec(sig_field_name="neu", on_page=0, box=(60, 60, 530, 780))))
        self.write("verboten-bemerkung", self.bytes + b"% eine Bemerkung\n")
        self.write("verboten-nullen", self.bytes + bytes(512))
        self.write("verboten-objekte-ohne-verzeichnis", self.bytes + b"1 0 obj\n<</Type/Catalog>>\nendobj\n")
        self.write("verboten-abgeschnitten", self.signed(first)[:-200])
        self.write("verboten-unterschrift-und-mehr", self.signed(first) + b"\n1 0 obj\n<<>>\nendobj\n")
        self.write("verboten-verschoben", self.shifted(self.signed(first)))
        self.write("verboten-leere-unterschrift", self.updated(self.empty_signature(first)))
        if self.other:
            self.write("verboten-anderer-vertrag", self.bytes + self.other)
            self.write("verboten-anderer-vertrag-davor", self.other + self.bytes)
            self.write("verboten-derselbe-vertrag", self.bytes + self.bytes)

    def changes(self):
        return {
            "text": self.other_content, "seite-weiss": self.white, "seite-entfernt": self.removed, "seiten-vertauscht": self.swapped,
            "seite-neu": self.inserted, "anmerkung": self.covering, "verweis-umgebogen": self.bent_link, "katalog-aktion": self.action,
            "katalog-seitenbeschriftung": self.labels, "metadaten": self.metadata,
            "titel": self.title, "schrift": self.font,
            "herkunft": self.attachment, "vorlesetext": self.structure, "fremde-objekte": self.stray, "seitengroesse": self.box,
            "feld-versetzt": self.moved_field, "feld-mit-aktion": self.field_action, "textfeld-neu": self.new_text_field,
            "pruefdaten-falsch": self.false_validation, "xfa": self.xfa, "feld-verborgen": self.hidden_field, "ebene": self.layers,
        }

    @staticmethod
    def packets():
        """Changes of what the metadata say, each of one thing."""
        def replaced(pattern, new):
            return lambda text: re.sub(pattern, new, text, count=1, flags=re.S)
        return {
            "titel": replaced(r"(<dc:title>.*?x-default\">)[^<]*", r"\g<1>Anderer Titel"), "status": replaced(r"<klauselwerk:status>[^<]*", "<klauselwerk:status>anders"),
            "kennzeichnung": replaced(r"<pdfuaid:part>.*?</pdfuaid:part>", ""), "verfasser": replaced(r"<rdf:Seq><rdf:li>", "<rdf:Seq><rdf:li>Jemand</rdf:li><rdf:li>"),
            "erstellt": replaced(r"<xmp:CreateDate>[^<]*", "<xmp:CreateDate>2020-01-01"), "zusatz": replaced(r"<dc:format>", "<dc:source>anderswo</dc:source><dc:format>"),
            "doppelt": replaced(r"</rdf:RDF>", '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:format="text/plain"/></rdf:RDF>'),
            "dokumenttyp": lambda text: '<!DOCTYPE x [<!ENTITY e "1">]>' + text, "kein-xml": lambda text: text[:-60],
            "datum-ohne-datum": replaced(r"<xmp:ModifyDate>[^<]*", "<xmp:ModifyDate>Der Vertrag gilt nicht."),
            "kennung-mit-text": replaced(r"<dc:format>", '<m:InstanceID xmlns:m="http://ns.adobe.com/xap/1.0/mm/">uuid:Der Vertrag gilt nicht.</m:InstanceID><dc:format>'),
        }

    @staticmethod
    def page(writer, index):
        return writer.root["/Pages"]["/Kids"][index].get_object()

    def touch(self, writer, index):
        writer.update_container(self.page(writer, index))

    def stream(self, writer, content):
        return writer.add_object(generic.StreamObject(stream_data=content))

    def content(self, writer, content):
        page = self.page(writer, 0)
        page["/Contents"] = self.stream(writer, content)
        self.touch(writer, 0)

    def other_content(self, writer):
        self.content(writer, b"BT ET")

    def original_content(self, writer):
        page = self.page(writer, 0)
        original = PdfFileReader(self.open(self.bytes)).root["/Pages"]["/Kids"][0].get_object()
        page["/Contents"] = original.raw_get("/Contents").__class__ and self.reference(writer, original)
        self.touch(writer, 0)

    @staticmethod
    def reference(writer, page):
        old = page.raw_get("/Contents")
        if isinstance(old, generic.IndirectObject):
            return generic.IndirectObject(old.idnum, old.generation, writer)
        return generic.ArrayObject(generic.IndirectObject(item.idnum, item.generation, writer) for item in map(old.raw_get, range(len(old))))

    def white(self, writer):
        contents = self.page(writer, 0).raw_get("/Contents")
        if not isinstance(contents, generic.IndirectObject):
            contents = contents.raw_get(0)
        stream = contents.get_object()
        stream._data = b"1 g 0 0 600 850 re f"
        stream._encoded_data = None
        stream.pop("/Filter", None)
        writer.mark_update(contents)

    def tree(self, writer, change):
        tree = writer.root["/Pages"]
        kids = list(tree["/Kids"].raw_get(i) for i in range(len(tree["/Kids"])))
        change(kids)
        tree["/Kids"] = generic.ArrayObject(kids)
        tree["/Count"] = generic.NumberObject(len(kids))
        writer.update_container(tree)

    def removed(self, writer):
        self.tree(writer, lambda kids: kids.pop())

    def swapped(self, writer):
        self.tree(writer, lambda kids: kids.reverse())

    def inserted(self, writer):
        page = generic.DictionaryObject({
            name("/Type"): name("/Page"), name("/Parent"): writer.root.raw_get("/Pages"), name("/Resources"): generic.DictionaryObject(),
            name("/MediaBox"): generic.ArrayObject(map(generic.NumberObject, [0, 0, 595, 842]))})
        self.tree(writer, lambda kids: kids.append(writer.add_object(page)))

    def annotation(self, writer, entries):
        annotation = generic.DictionaryObject({
            name("/Type"): name("/Annot"), name("/Rect"): generic.ArrayObject(map(generic.NumberObject, [60, 60, 530, 780])), name("/F"): generic.NumberObject(4)})
        annotation.update(entries)
        page = self.page(writer, 0)
        annots = page.get("/Annots", generic.ArrayObject())
        page["/Annots"] = generic.ArrayObject([annots.raw_get(i) for i in range(len(annots))] + [writer.add_object(annotation)])
        self.touch(writer, 0)

    def covering(self, writer):
        self.annotation(writer, {name("/Subtype"): name("/Square"), name("/IC"): generic.ArrayObject(map(generic.NumberObject, [1, 1, 1]))})

    def bent_link(self, writer):
        page = next(page.get_object() for page in writer.root["/Pages"]["/Kids"] if "/Annots" in page.get_object())
        reference = page["/Annots"].raw_get(0)
        annotation = reference.get_object()
        annotation["/A"] = generic.DictionaryObject({name("/S"): name("/URI"), name("/URI"): pdf_string("https://example.org/")})
        writer.mark_update(reference)

    def catalog(self, writer, key, value):
        writer.root[key] = value
        writer.update_root()

    def action(self, writer):
        self.catalog(writer, "/OpenAction", generic.DictionaryObject({name("/S"): name("/JavaScript"), name("/JS"): pdf_string("1")}))

    def labels(self, writer):
        self.catalog(writer, "/PageLabels", generic.DictionaryObject({name("/Nums"): generic.ArrayObject()}))

    def layers(self, writer):
        self.catalog(writer, "/OCProperties", generic.DictionaryObject({name("/OCGs"): generic.ArrayObject()}))

    def metadata(self, writer):
        self.catalog(writer, "/Metadata", self.stream(writer, b"<x/>"))

    def title(self, writer):
        writer.trailer["/Info"]["/Title"] = pdf_string("Anderer Titel")
        writer.update_container(writer.trailer["/Info"])

    def font(self, writer):
        fonts = self.page(writer, 0)["/Resources"]["/Font"]
        reference = fonts.raw_get(next(iter(fonts)))
        font = reference.get_object()
        font["/ToUnicode"] = self.stream(writer, b"")
        writer.mark_update(reference)

    def attachment(self, writer):
        reference = writer.root["/AF"][0]["/EF"].raw_get("/F")
        stream = reference.get_object()
        stream._data, stream._encoded_data = b"{}", None
        stream.pop("/Filter", None)
        writer.mark_update(reference)

    def structure(self, writer):
        tree = writer.root["/StructTreeRoot"]
        tree["/K"] = generic.ArrayObject()
        writer.update_container(tree)

    def stray(self, writer):
        self.stream(writer, b"0 0 600 850 re f")

    def box(self, writer):
        self.page(writer, 0)["/CropBox"] = generic.ArrayObject(map(generic.NumberObject, [0, 400, 595, 842]))
        self.touch(writer, 0)

    def field(self, writer, change, kind="/Sig"):
        reference = next(
            f for f in map(writer.root["/AcroForm"]["/Fields"].raw_get, range(len(writer.root["/AcroForm"]["/Fields"])))
            if f.get_object()["/FT"] == kind)
        change(reference.get_object())
        writer.mark_update(reference)

    def moved_field(self, writer):
        self.field(writer, lambda field: field.update({name("/Rect"): generic.ArrayObject(map(generic.NumberObject, [60, 60, 530, 780]))}))

    def hidden_field(self, writer):
        self.field(writer, lambda field: field.update({name("/F"): generic.NumberObject(6)}))

    def field_action(self, writer):
        action = generic.DictionaryObject({name("/S"): name("/JavaScript"), name("/JS"): pdf_string("1")})
        self.field(writer, lambda field: field.update({name("/A"): action}))

    def unsigned(self, wanted):
        def change(writer):
            for reference in map(writer.root["/AcroForm"]["/Fields"].raw_get, range(len(writer.root["/AcroForm"]["/Fields"]))):
                if str(reference.get_object()["/T"]) == wanted:
                    del reference.get_object()["/V"]
                    writer.mark_update(reference)
        return change

    def empty_signature(self, wanted):
        def change(writer):
            signature = generic.DictionaryObject({
                name("/Type"): name("/Sig"), name("/Filter"): name("/Adobe.PPKLite"), name("/Contents"): generic.ByteStringObject(b"0"),
                name("/ByteRange"): generic.ArrayObject(map(generic.NumberObject, [0, 10, 20, 30]))})
            self.field(writer, lambda field: field.update({name("/V"): writer.add_object(signature)}))
        return change

    def form(self, writer):
        form = writer.root["/AcroForm"]
        writer.update_root()
        return form

    def new_text_field(self, writer):
        field = generic.DictionaryObject({
            name("/Type"): name("/Annot"), name("/Subtype"): name("/Widget"), name("/FT"): name("/Tx"), name("/T"): pdf_string("neu"),
            name("/V"): pdf_string("10.000"), name("/Rect"): generic.ArrayObject(map(generic.NumberObject, [60, 60, 530, 780]))})
        self.form(writer)["/Fields"].append(writer.add_object(field))

    def xfa(self, writer):
        self.form(writer)["/XFA"] = self.stream(writer, b"<x/>")

    def false_validation(self, writer):
        streams = generic.ArrayObject([self.stream(writer, b"1 0 obj <</Type/Catalog>> endobj")])
        self.catalog(writer, "/DSS", writer.add_object(generic.DictionaryObject({name("/Certs"): streams})))

    @staticmethod
    def shifted(data):
        """One cross-reference entry points somewhere else: readers that mend files would find another object."""
        table = data.rindex(b"\nxref\n")
        entry = data.index(b" 00000 n", table)
        return data[:entry - 1] + bytes([data[entry - 1] ^ 1]) + data[entry:]


def main():
    copies = Copies(sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else None)
    copies.accepted()
    copies.refused()


if __name__ == "__main__":
    main()
