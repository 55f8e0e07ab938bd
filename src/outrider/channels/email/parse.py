"""Received bytes as plain data, whatever they are: broken mail gives less, never an error.

All of it was written by strangers. So nothing here takes longer than linear time in the message's size, and no
text contains what PostgreSQL or a page could not hold.
"""

import codecs
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email._policybase import Compat32
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser, HeaderParser
from email.utils import getaddresses, parsedate_to_datetime
from typing import TypeVar

import nh3
from flufl.bounce import all_failures

from outrider.channels.email.quotes import new_text
from outrider.rules.replies import DsnRecipient, Inbound
from outrider.rules.text import html_to_text
from outrider.rules.threads import message_ids

T = TypeVar("T")

_MAX_HEADERS = 300
_MAX_VALUE = 16_000
_MAX_PARAMETERS = 2_000
_MAX_DECODED = 4_000
_MAX_TEXT = 500_000
_MAX_TAGS = 10_000
_MAX_DEPTH = 20
_MAX_PARTS = 500
# Codecs that are not character sets of mail, or take quadratic time.
_NOT_CHARSETS = frozenset(("idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem", "palmos"))
_DAEMON = re.compile(r"mailer-daemon|postmaster|mail-?daemon|maildelivery|bounce|microsoftexchange", re.IGNORECASE)
_CODE_LINE = re.compile(r"(?<![\d.])(?:[45]\d\d[ -]|[45]\.\d{1,3}\.\d{1,3}(?![\d.]))")
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_VERDICT = re.compile(r"(?:^|[;\s])(spf|dkim|dmarc)\s{0,3}=\s{0,3}([a-z]{1,20})", re.IGNORECASE)
_RETURNED_LINE = re.compile(r"^[>\s]{0,4}(message-id|subject|from|to|date|references): ?(.{1,1000})$", re.I | re.M)
_SEEN_TAGS = set(
    re.findall(
        r"\w+",
        "a b blockquote body br center code dd del div dl dt em font footer form h1 h2 h3 h4 h5 h6 header hr html"
        " i img label li main nav ol p pre s section article small span strike strong sub sup table tbody td tfoot"
        " th thead tr u ul",
    )
)


class _Cut(Compat32):
    """Cuts headers before anything looks into them, the parser itself included: it takes quadratic time over parameters."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[: _MAX_PARAMETERS if name[:8].lower() == "content-" else _MAX_VALUE]


_CUT = _Cut()


@dataclass(frozen=True, slots=True)
class AttachmentInfo:
    """What is known of a part that is not the message's text. `size` in bytes, decoded."""

    filename: str
    content_type: str
    size: int
    content_id: str = ""
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """A received message. `authentication`: the verdicts of the receiving server by method (spf, dkim, dmarc)."""

    inbound: Inbound
    attachments: tuple[AttachmentInfo, ...] = ()
    authentication: Mapping[str, str] = field(default_factory=dict)
    reply_to: tuple[str, ...] = ()


def parse(raw: bytes, *, authority: str | None = None) -> Parsed:
    """Read a message. Never raises; what cannot be read is left empty. Message ids come without <>.

    `authority` is the host that writes Authentication-Results in this mailbox (its authserv-id). Without it only the
    topmost such header counts: the receiving server puts its own above any that the sender forged.
    """
    try:
        message = BytesParser(policy=_CUT).parsebytes(raw)
    except Exception:  # the standard parser has its ways to fail, recursion among them
        head = re.split(rb"\r?\n\r?\n", raw[:_MAX_TEXT], maxsplit=1)[0]
        try:
            message = HeaderParser(policy=_CUT).parsestr(head.decode("latin-1"))
        except Exception:
            message = Message()
    return _read(message, authority)


def attachments(raw: bytes) -> list[tuple[AttachmentInfo, bytes]]:
    """The attachments of a received message with their content, in the order in which `parse` tells of them. Never raises."""
    try:
        parts = list(_leaves(BytesParser(policy=_CUT).parsebytes(raw)))
    except Exception:  # as in `parse`
        return []
    return [found for part in parts if (found := _attachment(part)) is not None]


def _read(message: Message, authority: str | None) -> Parsed:
    headers = _headers(message)
    parts = _safely(lambda: list(_leaves(message)), [])
    text, html, attachments = _bodies(parts)
    report_type = _report_type(message)
    feedback = _safely(lambda: _feedback(parts), {})
    sender = _addresses(headers.get("from", ()))[:1] or [("", "")]
    returned = _safely(lambda: _returned(parts), {})
    dsn = _safely(lambda: tuple(_dsn(parts)), ())
    from_daemon = bool(_DAEMON.search(sender[0][1] or sender[0][0]))
    if from_daemon or headers.get("return-path", ("",))[0] == "<>" or "x-failed-recipients" in headers:
        returned = returned or _returned_in_text(text)
        if not dsn and "x-failed-recipients" not in headers and not feedback:
            dsn = _safely(lambda: tuple(_recognised(message, text)), ())
    inbound = Inbound(
        headers=headers,
        subject=_decoded(_first(headers, "subject")),
        text=text,
        reply_text=new_text(text),
        html=html,
        from_address=sender[0][1],
        from_name=sender[0][0],
        to=tuple(address for _, address in _addresses(headers.get("to", ()))),
        cc=tuple(address for _, address in _addresses(headers.get("cc", ()))),
        date=_date(_first(headers, "date")),
        message_id=next(iter(_ids(headers, "message-id")), ""),
        in_reply_to=_ids(headers, "in-reply-to"),
        references=_ids(headers, "references"),
        report_type=report_type,
        dsn=dsn,
        feedback=feedback,
        returned_headers=returned,
    )
    reply_to = tuple(address for _, address in _addresses(headers.get("reply-to", ())))
    return Parsed(inbound, attachments, _authentication(headers, authority), reply_to)


def _safely(read: Callable[[], T], otherwise: T) -> T:
    try:
        return read()
    except Exception:  # the standard library raises all kinds of things on malformed mail
        return otherwise


# -- headers


def _headers(message: Message) -> dict[str, tuple[str, ...]]:
    """All headers by lower-case name, unfolded, not decoded (RFC 2047)."""
    found: dict[str, list[str]] = {}
    for name, value in list(message.raw_items())[:_MAX_HEADERS]:
        unfolded = re.sub(r"[\r\n]+[ \t]?", " ", str(value)[:_MAX_VALUE])
        found.setdefault(_clean(name).lower(), []).append(_clean(unfolded).strip())
    return {name: tuple(values) for name, values in found.items()}


def _first(headers: Mapping[str, Sequence[str]], name: str) -> str:
    return headers.get(name, ("",))[0]


def _clean(text: str) -> str:
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
        return _decode_bytes(text.encode("ascii", "surrogateescape"), None).replace("\x00", "")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()


def _decode_bytes(data: bytes, charset: str | None) -> str:
    for name in (charset, "utf-8"):
        if not name:
            continue
        try:
            # What calls itself Latin-1 is Windows' superset of it, in practice.
            codec = codecs.lookup("cp1252" if name.lower() in ("iso-8859-1", "latin-1", "latin1") else name)
            if codec.name.replace("-", "_") not in _NOT_CHARSETS and getattr(codec, "_is_text_encoding", True):
                return codec.decode(data, "strict")[0]
        except (LookupError, ValueError, TypeError):
            continue
    return data.decode("cp1252", "replace")


def _decoded(value: str) -> str:
    """A header's text with its encoded words decoded."""
    if "=?" not in value or len(value) > _MAX_DECODED:
        return value
    try:
        parts = decode_header(value)
    except Exception:  # HeaderParseError, binascii.Error, and more on malformed words
        return value
    text = "".join(part if isinstance(part, str) else _decode_bytes(part, charset) for part, charset in parts)
    return " ".join(_clean(text).split())


def _addresses(values: Sequence[str]) -> list[tuple[str, str]]:
    """(name, address) pairs, addresses in lower case."""
    pairs = _safely(lambda: getaddresses(list(values)), [])
    if not any("@" in address for _, address in pairs):
        pairs = [("", address) for value in values for address in re.findall(r"[^\s<>,;\"]{1,64}@[^\s<>,;\"]{1,255}", value)]
    return [(_decoded(name), _clean(address).strip().lower()) for name, address in pairs if "@" in address]


def _ids(headers: Mapping[str, Sequence[str]], name: str) -> tuple[str, ...]:
    found = message_ids(headers.get(name, ()))
    if not found and name == "message-id" and (bare := _first(headers, name)):
        found = bare.split()[:1]
    return tuple(identifier.strip("<>") for identifier in found)


def _date(value: str) -> datetime | None:
    def read() -> datetime:
        when = parsedate_to_datetime(value)
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)

    return _safely(read, None)


def _authentication(headers: Mapping[str, Sequence[str]], authority: str | None) -> dict[str, str]:
    values = headers.get("authentication-results", ())
    if authority is not None:
        values = [value for value in values if value.split(";")[0].split()[:1] == [authority]]
    verdicts: dict[str, str] = {}
    for method, verdict in _VERDICT.findall(values[0][:_MAX_DECODED]) if values else ():
        # Of several DKIM signatures one that passes is enough.
        if verdicts.get(method.lower()) != "pass":
            verdicts[method.lower()] = verdict.lower()
    return verdicts


# -- bodies


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something, in order; attached messages and reports are not entered."""
    stack: list[tuple[Message, int]] = [(message, 0)]
    seen = 0
    while stack and seen < _MAX_PARTS:
        part, depth = stack.pop()
        payload = part.get_payload()
        if isinstance(payload, list) and part.get_content_maintype() == "multipart":
            children = payload if depth < _MAX_DEPTH else []
            stack += [(child, depth + 1) for child in reversed(children) if isinstance(child, Message)]
        else:
            seen += 1
            yield part


def _bodies(parts: list[Message]) -> tuple[str, str, tuple[AttachmentInfo, ...]]:
    texts, htmls, attached = [], [], []
    for part in parts:
        if _is_text(part):
            (texts if part.get_content_type() == "text/plain" else htmls).append(_text_of(part))
        elif (found := _attachment(part)) is not None:
            attached.append(found[0])
    html = "\n".join(htmls)
    text = "\n".join(texts)
    if not text.strip() and html:
        text = _safely(lambda: html_to_text(_well_formed(html)), "")
    return text.replace("\r\n", "\n")[:_MAX_TEXT], html, tuple(attached)


def _is_text(part: Message) -> bool:
    """Whether a part is of the message's own text."""
    text = part.get_content_type() in ("text/plain", "text/html")
    return text and _safely(part.get_content_disposition, None) != "attachment" and not _filename(part)


def _filename(part: Message) -> str:
    return _safely(lambda: _decoded(_clean(part.get_filename() or "")), "")[:255]


def _attachment(part: Message) -> tuple[AttachmentInfo, bytes] | None:
    """A part that is neither the message's text nor a report's, with its content."""
    content_type = part.get_content_type()
    if _is_text(part) or content_type in ("message/delivery-status", "message/feedback-report", "text/rfc822-headers"):
        return None
    content = _safely(lambda: _content(part), b"")
    content_id = _clean(str(part.get("Content-ID", ""))).strip("<> ")[:255]
    inline = _safely(part.get_content_disposition, None) == "inline"
    return AttachmentInfo(_filename(part), _clean(content_type), len(content), content_id, inline), content


def _content(part: Message) -> bytes:
    payload = part.get_payload()
    if isinstance(payload, list):  # an attached message
        return b"".join(child.as_bytes() for child in payload if isinstance(child, Message))
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _text_of(part: Message) -> str:
    payload = _safely(lambda: part.get_payload(decode=True), b"")
    data = payload if isinstance(payload, bytes) else b""
    charset = _safely(part.get_content_charset, None)
    return _clean(_decode_bytes(data[:_MAX_TEXT], charset))


def _well_formed(html: str) -> str:
    """HTML that the standard library's parser reads in linear time; what hides elements is kept."""
    html = "<".join(html[:_MAX_TEXT].split("<", _MAX_TAGS + 1)[: _MAX_TAGS + 1])
    return nh3.clean(
        html,
        tags=_SEEN_TAGS,
        clean_content_tags={"script", "style", "title"},
        attributes={"*": {"style", "hidden"}, "a": {"href"}},
        link_rel=None,
    )


# -- reports


def _report_type(message: Message) -> str | None:
    if _safely(message.get_content_type, "") != "multipart/report":
        return None
    value = _safely(lambda: message.get_param("report-type"), None)
    return value.lower() if isinstance(value, str) else None


def _blocks(part: Message) -> list[Message]:
    """The groups of fields in a report's part."""
    payload = part.get_payload()
    if isinstance(payload, list) and any(len(block) for block in payload):
        return [block for block in payload if isinstance(block, Message) and len(block)]
    groups = re.split(r"\r?\n[ \t]*\r?\n", _text_of(part) if not isinstance(payload, list) else "")
    return [HeaderParser(policy=_CUT).parsestr(group.strip()) for group in groups if group.strip()]


def _dsn(parts: list[Message]) -> Iterator[DsnRecipient]:
    """Per recipient what a delivery-status part says; the address is the one we wrote to, where it is told."""
    for part in parts:
        if part.get_content_type() not in ("message/delivery-status", "message/global-delivery-status"):
            continue
        for block in _blocks(part)[:_MAX_HEADERS]:
            fields = _headers(block)
            address = _typed(_first(fields, "original-recipient")) or _typed(_first(fields, "final-recipient"))
            action = re.sub(r"\(.*", "", _first(fields, "action")).strip().lower()
            status = _STATUS.search(_first(fields, "status"))
            if not (address or action or status) or ("reporting-mta" in fields and not address):
                continue
            diagnostic = _typed(_first(fields, "diagnostic-code"))
            yield DsnRecipient(address.strip("<>").lower(), action, status[0] if status else "", diagnostic)


def _typed(value: str) -> str:
    """A value such as "rfc822; ann@example.com" without its type."""
    kind, separator, rest = value.partition(";")
    return (rest if separator and " " not in kind.strip() else value).strip()


def _feedback(parts: list[Message]) -> dict[str, tuple[str, ...]]:
    for part in parts:
        if part.get_content_type() == "message/feedback-report":
            blocks = _blocks(part)
            return _headers(blocks[0]) if blocks else {}
    return {}


def _returned(parts: list[Message]) -> dict[str, tuple[str, ...]]:
    """The headers of the message that is sent back inside a report."""
    for part in parts:
        content_type = part.get_content_type()
        if content_type in ("message/rfc822", "message/global"):
            payload = part.get_payload()
            if isinstance(payload, list) and payload and isinstance(payload[0], Message):
                return _headers(payload[0])
        if content_type in ("text/rfc822-headers", "message/global-headers", "message/rfc822"):
            blocks = _blocks(part)
            if blocks:
                return _headers(blocks[0])
    return {}


def _returned_in_text(text: str) -> dict[str, tuple[str, ...]]:
    """The same of older servers, which append the message to their words."""
    found: dict[str, tuple[str, ...]] = {}
    for name, value in _RETURNED_LINE.findall(text[: _MAX_DECODED * 10]):
        found.setdefault(name.lower(), (value.strip(),))
    return found if "message-id" in found else {}


def _recognised(message: Message, text: str) -> Iterator[DsnRecipient]:
    """What flufl.bounce makes of a bounce without a delivery-status part: it knows many servers' wordings."""
    if len(text) > _MAX_DECODED * 10:
        return
    temporary, permanent = all_failures(message)
    diagnostic = next((line.strip()[:500] for line in text.splitlines() if _CODE_LINE.search(line[:1000])), "")
    code = _STATUS.search(diagnostic)
    for addresses, action, status in ((permanent, "failed", "5.0.0"), (temporary, "delayed", "4.0.0")):
        for address in sorted(addresses):
            stated = code[0] if code and code[0][0] == status[0] else status
            yield DsnRecipient(_clean(address.decode("utf-8", "replace")).lower(), action, stated, diagnostic)
