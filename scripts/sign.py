"""sign.py IN.pdf OUT.pdf FIELD [--time]   Signs a signature field as PAdES (ETSI EN 319 142-1, B-B) with a certificate made up on the spot, and says
what a validator thinks of the result: for the tests. scripts/sign runs it with pyHanko. With --time as B-T, with a time stamp of an authority made up
on the spot, too.

The appearance is drawn without text: a signing program's own fonts need not be embedded, and would spoil PDF/A.
"""

import datetime
import sys

from asn1crypto import keys, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore


def identity():
    """A key, and a certificate that it has signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = certificates.Name([certificates.NameAttribute(NameOID.COMMON_NAME, "Probe Musterfrau")])
    now = datetime.datetime.now(datetime.timezone.utc)
    certificate = (
        certificates.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(certificates.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(certificates.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            certificates.KeyUsage(
                digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
                key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False),
            critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return (
        x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        keys.PrivateKeyInfo.load(private),
    )


def main():
    source, target, field, *options = sys.argv[1:]
    stamper = None
    if "--time" in options:
        from appended import Authority

        authority = Authority()
        stamper = authority.time_stamper()
    certificate, key = identity()
    signer = signers.SimpleSigner(signing_cert=certificate, signing_key=key, cert_registry=SimpleCertificateStore())
    metadata = signers.PdfSignatureMetadata(field_name=field, subfilter=fields.SigSeedSubFilter.PADES)
    mark = RawContent(b"0.2 w 2 4 m 30 14 l 60 4 l 90 14 l S", box=BoxConstraints(width=100, height=20))
    style = StaticStampStyle(border_width=0, background=mark, background_opacity=1)
    with open(source, "rb") as original, open(target, "wb") as signed:
        writer = IncrementalPdfFileWriter(original)
        signers.PdfSigner(metadata, signer, stamp_style=style, timestamper=stamper).sign_pdf(writer, output=signed)
    with open(target, "rb") as signed:
        signature = PdfFileReader(signed).embedded_signatures[-1]
        roots = [certificate] + ([authority.root_certificate] if stamper else [])
        revocations = [authority.crl] if stamper else []
        status = validate_pdf_signature(signature, ValidationContext(trust_roots=roots, crls=revocations, allow_fetching=False))
        stamp = status.timestamp_validity
    print(f"field={signature.field_name} intact={status.intact} valid={status.valid} trusted={status.trusted}",
          f"time={stamp is not None and stamp.intact and stamp.valid}", f"coverage={status.coverage.name} bottom_line={status.bottom_line}")
    sys.exit(0 if status.bottom_line else 1)


if __name__ == "__main__":
    main()
