"""The parts and headers of a report as the standard library reads them. Never raises for what the bytes are."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from email._policybase import Compat32
from email.message import Message
from typing import TypeVar

from typing_extensions import TypeIs

from outrider.channels.email import charsets
from outrider.values import is_array

T = TypeVar("T")

MAX_HEADERS = 300
MAX_VALUE = 16_000
MAX_PARAMETERS = 2_000
MAX_TEXT = 500_000
MAX_DEPTH = 20
MAX_PARTS = 500


class _Cut(Compat32):
    """Cuts headers before anything looks into them, the parser itself included: it takes quadratic time over parameters."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[: MAX_PARAMETERS if name[:8].lower() == "content-" else MAX_VALUE]


CUT = _Cut()


def safely(read: Callable[[], T], otherwise: T) -> T:
    try:
        return read()
    except Exception:  # noqa: BLE001  the standard library raises all kinds of things on malformed mail
        return otherwise


def fields(message: Message) -> dict[str, tuple[str, ...]]:
    """All headers by lower-case name, unfolded, not decoded (RFC 2047)."""
    found: dict[str, list[str]] = {}
    for name, value in list(message.raw_items())[:MAX_HEADERS]:
        unfolded = re.sub(r"[\r\n]+[ \t]?", " ", str(value)[:MAX_VALUE])
        found.setdefault(clean(name).lower(), []).append(clean(unfolded).strip())
    return {name: tuple(values) for name, values in found.items()}


def first(headers: Mapping[str, Sequence[str]], name: str) -> str:
    return headers.get(name, ("",))[0]


def clean(text: str) -> str:
    """Without NUL; bytes that the parser smuggled through as surrogates read as UTF-8, else Windows' Latin."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    if text.isascii() or text.isprintable():
        return text
    try:
        text.encode()
        return text
    except UnicodeEncodeError:
        pass
    try:
        return decode_bytes(text.encode("ascii", "surrogateescape"), None).replace("\x00", "")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()


def decode_bytes(data: bytes, charset: str | None) -> str:
    return charsets.decode(data, charset)


def leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something, in order; attached messages and reports are not entered."""
    stack: list[tuple[Message, int]] = [(message, 0)]
    seen = 0
    while stack and seen < MAX_PARTS:
        part, depth = stack.pop()
        if has_parts(part) and part.get_content_maintype() == "multipart":
            stack += [(child, depth + 1) for child in reversed(parts_of(part))] if depth < MAX_DEPTH else []
        else:
            seen += 1
            yield part


def has_parts(message: Message) -> bool:
    """Whether a message was read as one that holds others."""
    return is_array(message.get_payload())


def parts_of(message: Message) -> list[Message]:
    """The messages that a message holds; none in one that holds text."""
    payload: object = message.get_payload()
    return [part for part in payload if _is_message(part)] if is_array(payload) else []


def _is_message(value: object) -> TypeIs[Message]:
    return isinstance(value, Message)


def text_of(part: Message) -> str:
    payload = safely(lambda: part.get_payload(decode=True), b"")
    data = payload if isinstance(payload, bytes) else b""
    charset = safely(part.get_content_charset, None)
    return clean(decode_bytes(data[:MAX_TEXT], charset))
