"""Messages as bytes. Built directly: the standard library's EmailMessage costs twenty times as much.

The same `Outgoing` always gives the same bytes, so that a retry sends what was first decided. Every line is
at most 998 bytes and plain ASCII (international addresses excepted); no value can begin a header of its own.
"""

import binascii
import hashlib
import html as html_entities
import re
from base64 import encodebytes
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from functools import lru_cache
from urllib.parse import quote

import idna

from outrider.errors import Invalid
from outrider.frozen import checked

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_PLAIN_VALUE = re.compile(r"[!-~](?:[ -~]*[!-~])?")
_PLAIN_PHRASE = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_ADDRESS = re.compile(r"[^\x00-\x20\x7f<>()\[\]\\,;:\"@]+@[^\x00-\x20\x7f<>()\[\]\\,;:\"@]+")
_MESSAGE_ID = re.compile(r"[!-;=?-~]+")
_HEADER_NAME = re.compile(r"[!-9;-~]+")
_CONTENT_TYPE = re.compile(r"[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+")
_NEWLINE = re.compile(r"\r\n|\r|\n")
_FOLD = re.compile(r"(?<=[!-~]) (?=[!-~])")
_SEVEN_BIT = bytes((9, 10, 13, *range(32, 127)))
_LONGEST_LINE = 990
# Written here, so an extra header cannot say it a second time.
_OWN_HEADERS = frozenset(
    (
        *(
            "date",
            "from",
            "to",
            "cc",
            "bcc",
            "reply-to",
            "subject",
            "message-id",
            "in-reply-to",
            "references",
        ),
        *("list-unsubscribe", "list-unsubscribe-post"),
        *("mime-version", "content-type", "content-transfer-encoding"),
    )
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a message. With a `content_id` (no <>) the HTML can show it as `cid:...`."""

    filename: str
    content_type: str
    content: bytes = field(repr=False)
    content_id: str | None = None


@checked(frozen=True, slots=True)
class Outgoing:
    """Everything about a message that is to leave. `date` knows its time zone; ids come with or without <>.

    `html` None gives a text-only message. `bcc` reaches the envelope, never the headers.
    `unsubscribe_url` must answer the one-click POST of RFC 8058.
    """

    message_id: str
    date: datetime
    from_address: str
    to_address: str
    subject: str
    text: str
    from_name: str = ""
    to_name: str = ""
    reply_to: str | None = None
    cc: Sequence[str] = ()
    bcc: Sequence[str] = ()
    html: str | None = None
    in_reply_to: str | None = None
    references: Sequence[str] = ()
    unsubscribe_url: str | None = None
    unsubscribe_mailto: str | None = None
    headers: Sequence[tuple[str, str]] = ()
    attachments: Sequence[Attachment] = ()

    @property
    def recipients(self) -> list[str]:
        """The envelope's recipients, the first of them the one written to; each once. Raises Invalid."""
        return list(dict.fromkeys(_address(a, "to_address") for a in (self.to_address, *self.cc, *self.bcc)))


def new_message_id(domain: str, unique: str) -> str:
    """A Message-ID without <>, from something unique (such as a UUID) and the sender's domain."""
    identifier = f"{unique}@{_ascii_domain(domain)}"
    if not _MESSAGE_ID.fullmatch(identifier) or not domain:
        raise Invalid("A Message-ID needs an unspaced unique part and a domain.", field="message_id")
    return identifier


def compose(message: Outgoing) -> bytes:
    """The message in bytes (CRLF line ends, dots not stuffed). Raises Invalid naming the field at fault."""
    lines = [
        "Date: " + _date(message.date),
        "From: " + _mailbox(message.from_name, message.from_address, "from", 6),
        "To: " + _mailbox(message.to_name, message.to_address, "to", 4),
    ]
    if message.cc:
        lines.append("Cc: " + ",\r\n ".join(_address(address, "cc") for address in message.cc))
    if message.reply_to:
        lines.append("Reply-To: " + _address(message.reply_to, "reply_to"))
    lines.append("Subject: " + _unstructured(message.subject, "subject", 9))
    message_id = _bare_id(message.message_id)
    if not _usable_id(message_id):
        raise Invalid("The Message-ID is malformed.", field="message_id")
    lines.append(f"Message-ID: <{message_id}>")
    lines += _threading(message)
    lines += _unsubscribing(message)
    for name, value in message.headers:
        if not _HEADER_NAME.fullmatch(name) or name.lower() in _OWN_HEADERS:
            raise Invalid("A header's name is malformed or not free to set.", field="headers")
        lines.append(f"{name}: {_unstructured(value, 'headers', len(name) + 2)}")
    lines.append("MIME-Version: 1.0")
    return "\r\n".join(lines).encode() + b"\r\n" + _content(message)


# -- header values


def _date(when: datetime) -> str:
    if when.tzinfo is None:
        raise Invalid("A message's date must know its time zone.", field="date")
    return _formatted(when.replace(microsecond=0), when.utcoffset())


@lru_cache(maxsize=64)
def _formatted(when: datetime, _offset: timedelta | None) -> str:
    """The offset distinguishes times that are the same instant."""
    return format_datetime(when)


def _no_control(text: str, name: str) -> None:
    if _CONTROL.search(text):
        raise Invalid("Line breaks and control characters are not allowed in a header.", field=name)


def _unstructured(text: str, name: str, used: int) -> str:
    """A header's text: as it is when plain, folded when long, encoded (RFC 2047) otherwise."""
    if _PLAIN_VALUE.fullmatch(text) and "=?" not in text:
        if len(text) + used <= 78:
            return text
        folded = _fold(text, used)
        if folded is not None:
            return folded
    if not text:
        return text
    _no_control(text, name)
    return _encoded_words(text, used)


def _fold(text: str, used: int) -> str | None:
    """Lines of at most 78 where single spaces permit it; None if a line would pass the limit all the same."""
    lines: list[str] = []
    line = ""
    for word in _FOLD.split(text):
        if not line:
            line = word
        elif used + len(line) + 1 + len(word) > 78:
            lines.append(line)
            line, used = word, 1
        else:
            line += " " + word
    lines.append(line)
    return None if max(map(len, lines)) > _LONGEST_LINE - 78 else "\r\n ".join(lines)


def _encoded_words(text: str, used: int) -> str:
    """`text` as encoded words, none split inside a character, no line longer than 76."""
    words: list[bytes] = []
    chunk, room = b"", (76 - used - 12) // 4 * 3
    for character in text:
        encoded = character.encode()
        if chunk and len(chunk) + len(encoded) > room:
            words.append(chunk)
            chunk, room = b"", 45
        chunk += encoded
    words.append(chunk)
    return "\r\n ".join(f"=?utf-8?b?{binascii.b2a_base64(word, newline=False).decode()}?=" for word in words)


@lru_cache(maxsize=4096)
def _ascii_domain(domain: str) -> str:
    if domain.isascii():
        return domain
    try:
        return idna.encode(domain, uts46=True).decode()
    except idna.IDNAError:
        raise Invalid("The domain is not a valid internationalised name.", field="domain") from None


def _address(address: str, name: str) -> str:
    if not _ADDRESS.fullmatch(address) or len(address) > 320:
        raise Invalid("The address is malformed.", field=name)
    if address.isascii():
        return address
    local, _, domain = address.rpartition("@")
    return f"{local}@{_ascii_domain(domain)}"


def _mailbox(display_name: str, address: str, name: str, used: int) -> str:
    address = _address(address, name + "_address")
    if not display_name:
        return address
    separator = " " if used + len(display_name) + len(address) < 70 else "\r\n "
    if len(display_name) < 60 and "=?" not in display_name:
        if _PLAIN_PHRASE.fullmatch(display_name):
            return f"{display_name}{separator}<{address}>"
        if _PLAIN_VALUE.fullmatch(display_name):
            escaped = display_name.replace("\\", "\\\\").replace('"', '\\"')
            return f'"{escaped}"{separator}<{address}>'
    _no_control(display_name, name + "_name")
    return f"{_encoded_words(display_name, used)}\r\n <{address}>"


def _threading(message: Outgoing) -> Iterable[str]:
    """In-Reply-To and References. A malformed foreign id is left out: it could not thread anything."""
    for identifier in (message.in_reply_to or "", *message.references):
        _no_control(identifier, "references")
    parent = _bare_id(message.in_reply_to or "")
    if _usable_id(parent):
        yield f"In-Reply-To: <{parent}>"
    references = [f"<{bare}>" for bare in map(_bare_id, message.references) if _usable_id(bare)]
    if references:
        yield "References: " + "\r\n ".join(references)


def _bare_id(identifier: str) -> str:
    return identifier[1:-1] if identifier.startswith("<") and identifier.endswith(">") else identifier


def _usable_id(identifier: str) -> bool:
    return len(identifier) < _LONGEST_LINE - 20 and _MESSAGE_ID.fullmatch(identifier) is not None


def _unsubscribing(message: Outgoing) -> Iterable[str]:
    ways: list[str] = []
    if message.unsubscribe_url:
        if not message.unsubscribe_url.startswith(("https://", "http://")):
            raise Invalid("The unsubscribe link must be http or https.", field="unsubscribe_url")
        ways.append(message.unsubscribe_url)
    if message.unsubscribe_mailto:
        ways.append("mailto:" + message.unsubscribe_mailto.removeprefix("mailto:"))
    for way in ways:
        if not _usable_id(way):
            raise Invalid("The unsubscribe address contains characters that a URL cannot.", field="unsubscribe_url")
    if ways:
        yield "List-Unsubscribe: " + ",\r\n ".join(f"<{way}>" for way in ways)
    if message.unsubscribe_url:
        yield "List-Unsubscribe-Post: List-Unsubscribe=One-Click"


# -- the body


def _content(message: Outgoing) -> bytes:
    """From Content-Type on: text, or text and HTML as alternatives, and attachments around them."""
    content = _text_part("plain", message.text)
    if message.html is not None:
        content = _multipart("alternative", message.message_id, [content, _text_part("html", message.html)])
    if message.attachments:
        content = _multipart("mixed", message.message_id, [content, *map(_attachment, message.attachments)])
    return content


def _text_part(subtype: str, text: str) -> bytes:
    """One text part, ending in a line break, in the transfer encoding that suits its characters."""
    if "\r" in text:
        text = _NEWLINE.sub("\n", text)
    if not text.endswith("\n"):
        text += "\n"
    data = text.replace("\n", "\r\n").encode()
    encoding = b""
    too_long = len(data) > _LONGEST_LINE and max(map(len, data.split(b"\n"))) > _LONGEST_LINE
    if too_long or data.translate(None, _SEVEN_BIT):
        if len(text) * 5 < len(data) * 4:
            encoding, data = b"base64", encodebytes(data).replace(b"\n", b"\r\n")
        else:
            encoding, data = b"quoted-printable", binascii.b2a_qp(data)
    return b'Content-Type: text/%s; charset="utf-8"\r\nContent-Transfer-Encoding: %s\r\n\r\n%s' % (
        subtype.encode(),
        encoding or b"7bit",
        data,
    )


def _multipart(subtype: str, seed: str, parts: list[bytes]) -> bytes:
    boundary = b"=_" + hashlib.blake2b(f"{subtype}/{seed}".encode(), digest_size=12).hexdigest().encode()
    while any(boundary in part for part in parts):
        boundary += b"_"
    body = b"".join(b"--%s\r\n%s\r\n" % (boundary, part) for part in parts)
    head = b'Content-Type: multipart/%s; boundary="%s"\r\n\r\n' % (subtype.encode(), boundary)
    return head + body + b"--" + boundary + b"--\r\n"


def _attachment(attachment: Attachment) -> bytes:
    if not _CONTENT_TYPE.fullmatch(attachment.content_type) or attachment.content_type.startswith(("multipart/", "message/")):
        raise Invalid("An attachment's content type is malformed.", field="attachments")
    _no_control(attachment.filename, "attachments")
    disposition = "attachment" if attachment.content_id is None else "inline"
    filename = quote(attachment.filename[:200], safe="")
    lines = [
        f"Content-Type: {attachment.content_type}",
        f"Content-Disposition: {disposition};\r\n filename*=utf-8''{filename}",
        "Content-Transfer-Encoding: base64",
    ]
    if attachment.content_id is not None:
        if not _usable_id(attachment.content_id):
            raise Invalid("An attachment's content id is malformed.", field="attachments")
        lines.append(f"Content-ID: <{attachment.content_id}>")
    encoded = encodebytes(attachment.content).replace(b"\n", b"\r\n")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + encoded


# -- tracking

_BODY_END = re.compile(r"</body\s*>", re.IGNORECASE)
# Links of text and pictures, and Outlook's buttons; attributes may hold angle brackets.
_LINK = re.compile(
    r"""(<(?:a|area|v:\w+)(?=\s)(?:[^<>"']|"[^"]{0,4000}"|'[^']{0,4000}'){0,2000}?[\s"']href\s*=\s*)"""
    r"""(?:"([^"<]*)"|'([^'<]*)'|([^\s<>"']+))""",
    re.IGNORECASE | re.DOTALL,
)
# In an attribute, "&copy=1" is a parameter and "&copy;" a sign.
_ENTITY = re.compile(r"&(?:#\d{1,7};?|#x[0-9a-f]{1,6};?|[a-z][a-z0-9]{1,30};|amp(?![=a-z0-9]))", re.IGNORECASE)


def add_pixel(html: str, url: str) -> str:
    """`html` with an invisible image of `url` at its end."""
    source = html_entities.escape(url)
    image = f'<img src="{source}" width="1" height="1" alt="" style="display:block;border:0">'
    ends = list(_BODY_END.finditer(html))
    return html[: ends[-1].start()] + image + html[ends[-1].start() :] if ends else html + image


def rewrite_links(html: str, make_url: Callable[[str], str | None], keep: Sequence[str] = ()) -> str:
    """`html` with every http(s) link replaced by `make_url(link)`.

    Other schemes, links beginning with one of `keep` (such as the unsubscribe link) and those for which
    `make_url` gives None stay as they are.
    """

    def replace(match: re.Match[str]) -> str:
        written = next(value for value in match.groups()[1:] if value is not None)
        url = re.sub(r"[\t\r\n]", "", _ENTITY.sub(lambda entity: html_entities.unescape(entity[0]), written)).strip()
        if not url.lower().startswith(("http://", "https://")) or url.startswith(tuple(keep)):
            return match[0]
        made = make_url(url)
        return match[0] if made is None else f'{match[1]}"{html_entities.escape(made)}"'

    return _LINK.sub(replace, html)
