"""What FETCH can say of a letter: sections of its bytes, its envelope, its structure. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses

from typing_extensions import TypeIs

from outrider.sandbox.imap_syntax import BadSyntax, Token, internal_date, string, text
from outrider.sandbox.mailboxes import Letter
from outrider.values import is_array

MACROS = {
    "ALL": ("FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE"),
    "FAST": ("FLAGS", "INTERNALDATE", "RFC822.SIZE"),
    "FULL": ("FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE", "BODY"),
}
PLAIN = {"FLAGS", "UID", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE", "BODY", "BODYSTRUCTURE", "MODSEQ"}
OLD = {"RFC822": "", "RFC822.HEADER": "HEADER", "RFC822.TEXT": "TEXT"}
_SECTION = re.compile(r"^BODY(\.PEEK)?\[(.*)\](?:<(\d+)\.(\d+)>)?$", re.IGNORECASE | re.DOTALL)
_PART = re.compile(r"^(\d+(?:\.\d+)*)(?:\.(.+))?$")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing asked for: a plain attribute, or a `section` of the message, perhaps a slice of it."""

    name: str
    section: str | None = None
    slice: tuple[int, int] | None = None
    peek: bool = True


def items(wanted: Token) -> list[Item]:
    """Read FETCH's second argument."""
    words = [text(token) for token in wanted] if isinstance(wanted, list) else [text(wanted)]
    if len(words) == 1:
        words = list(MACROS.get(words[0].upper(), words))
    return [_item(word) for word in words]


def _item(word: str) -> Item:
    name = word.upper()
    if name in PLAIN:
        return Item(name)
    if name in OLD:
        return Item(name, OLD[name], peek=name == "RFC822.HEADER")
    found = _SECTION.match(word)
    if not found:
        raise BadSyntax(f"Unknown FETCH item {word[:40]}")
    peek, section, start, length = found.groups()
    part = (int(start), int(length)) if start is not None else None
    shown = f"BODY[{section.upper()}]" + (f"<{start}>" if start is not None else "")
    return Item(shown, section.upper(), part, peek=bool(peek))


def answer(letter: Letter, wanted: Iterable[Item]) -> bytes:
    """The parenthesised inside of a FETCH response."""
    return b" ".join(b"%s %s" % (item.name.encode(), _value(letter, item)) for item in wanted)


def flags(letter: Letter) -> bytes:
    return b"(%s)" % " ".join(sorted(letter.flags)).encode()


def _value(letter: Letter, item: Item) -> bytes:
    if item.section is not None:
        data = section(letter.raw, item.section)
        if item.slice:
            start, length = item.slice
            data = data[start : start + length]
        return b"{%d}\r\n%s" % (len(data), data)
    match item.name:
        case "FLAGS":
            return flags(letter)
        case "UID":
            return b"%d" % letter.uid
        case "MODSEQ":
            return b"(%d)" % letter.modseq
        case "INTERNALDATE":
            return internal_date(letter.at)
        case "RFC822.SIZE":
            return b"%d" % len(letter.raw)
        case "ENVELOPE":
            return envelope(message_from_bytes(header_block(letter.raw)))
        case _:
            return structure(message_from_bytes(letter.raw), extended=item.name == "BODYSTRUCTURE")


def header_block(raw: bytes) -> bytes:
    """The header with the empty line that ends it."""
    end = raw.find(b"\r\n\r\n")
    return raw if end < 0 else raw[: end + 4]


def section(raw: bytes, name: str) -> bytes:
    """The bytes of BODY[name]; empty when there is no such part."""
    if not name:
        return raw
    if numbered := _PART.match(name):
        return _part(message_from_bytes(raw), [int(n) for n in numbered[1].split(".")], numbered[2] or "")
    return _of_message(raw, name)


def _of_message(raw: bytes, name: str) -> bytes:
    head = header_block(raw)
    if name == "HEADER":
        return head
    if name == "TEXT":
        return raw[len(head) :]
    keyword, _, rest = name.partition(" ")
    wanted = {word.strip('"').lower().encode() for word in rest.strip("()").split()}
    if keyword not in ("HEADER.FIELDS", "HEADER.FIELDS.NOT") or not wanted:
        raise BadSyntax(f"Unknown section {name[:40]}")
    fields = re.findall(rb"^([^\s:]+):([^\r\n]*\r\n(?:[ \t][^\r\n]*\r\n)*)", head, re.MULTILINE)
    keep = keyword == "HEADER.FIELDS"
    chosen = (b"%s:%s" % field for field in fields if (field[0].lower() in wanted) == keep)
    return b"".join(chosen) + b"\r\n"


def _part(message: Message, path: list[int], what: str) -> bytes:
    part: Message = message
    for number in path:
        if part.get_content_type() == "message/rfc822":
            part = _only_child(part)
        if part.is_multipart():
            children = _children(part)
            if not 1 <= number <= len(children):
                return b""
            part = children[number - 1]
        elif number != 1:
            return b""
    if what == "MIME":
        return _crlf("".join(f"{name}: {value}\n" for name, value in part.items()) + "\n")
    if part.get_content_type() == "message/rfc822":
        inner = _crlf(_only_child(part).as_string())
        return _of_message(inner, what) if what else inner
    if part.is_multipart():
        return _multipart_body(part)
    payload = part.get_payload()
    return _crlf(payload) if isinstance(payload, str) else b""


def _multipart_body(part: Message) -> bytes:
    raw = _crlf(part.as_string())
    return raw[len(header_block(raw)) :]


def _only_child(part: Message) -> Message:
    return next(iter(_children(part)), Message())


def _children(part: Message) -> list[Message]:
    payload: object = part.get_payload()
    return [child for child in payload if _is_message(child)] if is_array(payload) else []


def _is_message(value: object) -> TypeIs[Message]:
    return isinstance(value, Message)


def _crlf(value: str) -> bytes:
    data = value.encode("utf-8", "surrogateescape")
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def envelope(message: Message) -> bytes:
    def people(name: str, fallback: str = "") -> bytes:
        found = getaddresses([str(value) for value in message.get_all(name, [])])
        if not any(address for _, address in found):
            return people(fallback) if fallback else b"NIL"
        return b"(%s)" % b"".join(_address(who, address) for who, address in found if address)

    parts = [_one(message, "Date"), _one(message, "Subject"), people("From"), people("Sender", "From")]
    parts += [
        people("Reply-To", "From"),
        people("To"),
        people("Cc"),
        people("Bcc"),
        _one(message, "In-Reply-To"),
        _one(message, "Message-ID"),
    ]
    return b"(%s)" % b" ".join(parts)


def _one(message: Message, name: str) -> bytes:
    value = message.get(name)
    return string(None if value is None else " ".join(str(value).split()))


def _address(name: str, address: str) -> bytes:
    local, _, domain = address.rpartition("@")
    return b"(%s NIL %s %s)" % (string(name or None), string(local or address), string(domain))


def structure(message: Message, *, extended: bool) -> bytes:
    kind, subtype = message.get_content_maintype(), message.get_content_subtype()
    if message.is_multipart() and kind == "multipart":
        parts = b"".join(structure(part, extended=extended) for part in _children(message))
        more = b" %s NIL NIL NIL" % _parameters(message) if extended else b""
        return b"(%s %s%s)" % (parts, string(subtype.upper()), more)
    inner = _crlf(_only_child(message).as_string()) if kind == "message" and message.is_multipart() else None
    payload = message.get_payload()
    data = inner if inner is not None else _crlf(payload if isinstance(payload, str) else "")
    fields = [string(kind.upper()), string(subtype.upper()), _parameters(message)]
    fields += [_one(message, "Content-ID"), _one(message, "Content-Description")]
    encoding = str(message.get("Content-Transfer-Encoding", "7BIT")).strip().upper()
    fields += [string(encoding), b"%d" % len(data)]
    if inner is not None and subtype == "rfc822":
        child = _only_child(message)
        fields += [envelope(child), structure(child, extended=extended), b"%d" % data.count(b"\n")]
    elif kind == "text":
        fields.append(b"%d" % data.count(b"\n"))
    if extended:
        disposition = message.get_content_disposition()
        name = message.get_filename()
        shown = b"(%s %s)" % (string("FILENAME"), string(name)) if name else b"NIL"
        placed = b"(%s %s)" % (string(disposition), shown) if disposition else b"NIL"
        fields += [b"NIL", placed, b"NIL", b"NIL"]
    return b"(%s)" % b" ".join(fields)


def _parameters(message: Message) -> bytes:
    pairs = message.get_params(failobj=[])[1:]
    if not pairs:
        return b'("CHARSET" "us-ascii")' if message.get_content_maintype() == "text" else b"NIL"
    return b"(%s)" % b" ".join(b"%s %s" % (string(name.upper()), string(value)) for name, value in pairs)
