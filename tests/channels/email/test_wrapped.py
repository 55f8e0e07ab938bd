"""Messages that lie as a whole within the one that arrived."""

import base64
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID

from outrider.channels.email.parse import attachments, parse
from outrider.channels.email.wrapped import signed_content
from tests.mail_corpus import HEAD, HTML, PDF, PLAIN, YES, multipart

INNER = multipart(b"mixed", PLAIN + YES.encode(), PDF, boundary=b"i", declared=b"i")


@pytest.fixture(scope="module")
def container() -> bytes:
    """INNER in a container with its signature."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Jane Roe")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    signing = pkcs7.PKCS7SignatureBuilder().set_data(INNER).add_signer(certificate, key, hashes.SHA256())
    return signing.sign(Encoding.DER, [pkcs7.PKCS7Options.Binary])


def contained(container: bytes, kind: bytes) -> bytes:
    about = b"MIME-Version: 1.0\r\nContent-Type: %s\r\nContent-Transfer-Encoding: base64\r\n\r\n" % kind
    return HEAD + about + base64.encodebytes(container)


@pytest.mark.parametrize(
    "kind",
    [
        b'application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"',
        b"application/x-pkcs7-mime",
        b'application/octet-stream; name="smime.p7m"',
    ],
)
def test_what_was_signed_is_read(container: bytes, kind: bytes):
    raw = contained(container, kind)
    read = parse(raw)
    assert (read.inbound.text.strip(), read.inbound.subject) == (YES, "Re: Hello")
    assert [one.filename for one in read.attachments] == [one.filename for one, _ in attachments(raw)] == ["card.pdf"]


def test_a_container_that_is_sealed_stays_an_attachment(container: bytes):
    read = parse(contained(container, b'application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"'))
    assert [one.filename for one in read.attachments] == ["smime.p7m"]


def test_a_footer_behind_the_container_does_not_hide_it(container: bytes):
    part = b'Content-Type: application/pkcs7-mime; name="smime.p7m"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    raw = HEAD + multipart(b"mixed", part + base64.encodebytes(container), PLAIN + b"Mind what comes from outside")
    assert parse(raw).inbound.text.strip() == YES


def test_a_signed_document_is_an_attachment(container: bytes):
    read = parse(contained(container, b'application/pkcs7-mime; name="contract.pdf.p7m"'))
    assert [one.filename for one in read.attachments] == ["contract.pdf.p7m"]


def element(tag: int, *contents: bytes, endless: bool = False) -> bytes:
    content = b"".join(contents)
    if endless:
        return bytes((tag, 0x80)) + content + b"\0\0"
    size = len(content)
    return bytes((tag, size)) + content if size < 128 else bytes((tag, 0x82)) + size.to_bytes(2) + content


def test_what_was_signed_comes_in_pieces_of_unknown_length():
    pieces = [element(0x04, INNER[at : at + 100]) for at in range(0, len(INNER), 100)]
    octets = element(0x24, *pieces, endless=True)
    data = element(0x30, element(0x06, bytes.fromhex("2a864886f70d010701")), element(0xA0, octets, endless=True), endless=True)
    signed = element(0x30, element(0x02, b"\1"), element(0x31), data, endless=True)
    found = element(0x30, element(0x06, bytes.fromhex("2a864886f70d010702")), element(0xA0, signed, endless=True), endless=True)
    assert signed_content(found) == INNER


def test_a_broken_container_is_an_attachment_like_any_other(container: bytes):
    for cut in range(0, len(container), 7):
        assert signed_content(container[:cut]) in (None, INNER)
    assert signed_content(b"\x30\x80" * 500) is None


# -- certified mail

CERTIFIED = (
    HEAD.replace(b"Jane Roe <jane@prospect.example>", b'"Per conto di: jane@pec.example" <posta-certificata@gestore.example>')
    + b"Message-ID: <envelope@gestore.example>\r\nX-Trasporto: posta-certificata\r\n"
)
ORIGINAL = (
    b'Content-Type: message/rfc822; name="postacert.eml"\r\nContent-Disposition: inline; filename="postacert.eml"\r\n\r\n'
    b"From: Jane Roe <jane@pec.example>\r\nSubject: R: Hello\r\nMessage-ID: <hers@pec.example>\r\n"
    b"In-Reply-To: <m1.7@outreach.example>\r\n" + PLAIN + YES.encode()
)
NOTICE = PLAIN + b"Messaggio di posta certificata"


def test_certified_mail_is_the_message_in_the_envelope():
    read = parse(CERTIFIED + multipart(b"mixed", NOTICE, ORIGINAL)).inbound
    assert (read.text.strip(), read.from_address, read.subject) == (YES, "jane@pec.example", "R: Hello")
    assert (read.message_id, read.in_reply_to) == ("hers@pec.example", ("m1.7@outreach.example",))


def test_an_attached_message_of_that_name_is_no_certified_mail():
    read = parse(HEAD + multipart(b"mixed", NOTICE, ORIGINAL)).inbound
    assert read.from_address == "jane@prospect.example"


# -- encoded once more


@pytest.mark.parametrize("encoding", [b"base64", b"quoted-printable"])
def test_a_multipart_that_was_encoded_whole(encoding: bytes):
    head, _, body = multipart(b"alternative", PLAIN + YES.encode(), HTML + b"<p>x</p>").partition(b"\r\n\r\n")
    body = base64.encodebytes(body) if encoding == b"base64" else body.replace(b"-", b"=2D")
    assert (
        parse(HEAD + b"Content-Transfer-Encoding: " + encoding + b"\r\n" + head + b"\r\n\r\n" + body).inbound.text.strip() == YES
    )


def test_a_multipart_that_only_says_so_is_read_as_it_is():
    raw = HEAD + b"Content-Transfer-Encoding: base64\r\n" + multipart(b"mixed", PLAIN + YES.encode())
    assert parse(raw).inbound.text.strip() == YES
