"""Received bytes as plain data, whatever they are: broken mail gives less, never an error.

All of it was written by strangers. So nothing here takes longer than linear time in the message's size, and no
text contains what PostgreSQL or a page could not hold.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser, HeaderParser
from email.utils import getaddresses, parsedate_to_datetime

import nh3

from outrider.channels.email import reports
from outrider.channels.email.mime import CUT, MAX_TEXT, clean, decode_bytes, fields, first, leaves, safely, text_of
from outrider.channels.email.quotes import new_text
from outrider.rules.inbound import Inbound
from outrider.rules.text import html_to_text
from outrider.rules.threads import message_ids

_MAX_DECODED = 4_000
_MAX_TAGS = 10_000
_DAEMON = re.compile(r"mailer-daemon|postmaster|mail-?daemon|maildelivery|bounce|microsoftexchange", re.IGNORECASE)
_VERDICT = re.compile(r"(?:^|[;\s])(spf|dkim|dmarc)\s{0,3}=\s{0,3}([a-z]{1,20})", re.IGNORECASE)
_SEEN_TAGS = set(
    re.findall(
        r"\w+",
        "a b blockquote body br center code dd del div dl dt em font footer form h1 h2 h3 h4 h5 h6 header hr html"
        " i img label li main nav ol p pre s section article small span strike strong sub sup table tbody td tfoot"
        " th thead tr u ul",
    )
)


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
        message = BytesParser(policy=CUT).parsebytes(raw)
    except Exception:  # the standard parser has its ways to fail, recursion among them
        head = re.split(rb"\r?\n\r?\n", raw[:MAX_TEXT], maxsplit=1)[0]
        try:
            message = HeaderParser(policy=CUT).parsestr(head.decode("latin-1"))
        except Exception:
            message = Message()
    return _read(message, authority)


def attachments(raw: bytes) -> list[tuple[AttachmentInfo, bytes]]:
    """The attachments of a received message with their content, in the order in which `parse` tells of them. Never raises."""
    try:
        parts = list(leaves(BytesParser(policy=CUT).parsebytes(raw)))
    except Exception:  # as in `parse`
        return []
    return [found for part in parts if (found := _attachment(part)) is not None]


def _read(message: Message, authority: str | None) -> Parsed:
    headers = fields(message)
    parts = safely(lambda: list(leaves(message)), [])
    text, html, attachments = _bodies(parts)
    report_type = reports.report_type(message)
    feedback = safely(lambda: reports.feedback(parts), {})
    sender = _addresses(headers.get("from", ()))[:1] or [("", "")]
    returned = safely(lambda: reports.returned(parts), {})
    dsn = safely(lambda: tuple(reports.dsn(parts)), ())
    from_daemon = bool(_DAEMON.search(sender[0][1] or sender[0][0]))
    if from_daemon or headers.get("return-path", ("",))[0] == "<>" or "x-failed-recipients" in headers:
        returned = returned or reports.returned_in_text(text)
        if not dsn and "x-failed-recipients" not in headers and not feedback:
            dsn = safely(lambda: tuple(reports.recognised(message, text)), ())
    inbound = Inbound(
        headers=headers,
        subject=_decoded(first(headers, "subject")),
        text=text,
        reply_text=new_text(text),
        html=html,
        from_address=sender[0][1],
        from_name=sender[0][0],
        to=tuple(address for _, address in _addresses(headers.get("to", ()))),
        cc=tuple(address for _, address in _addresses(headers.get("cc", ()))),
        date=_date(first(headers, "date")),
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


# -- headers


def _decoded(value: str) -> str:
    """A header's text with its encoded words decoded."""
    if "=?" not in value or len(value) > _MAX_DECODED:
        return value
    try:
        parts = decode_header(value)
    except Exception:  # HeaderParseError, binascii.Error, and more on malformed words
        return value
    text = "".join(part if isinstance(part, str) else decode_bytes(part, charset) for part, charset in parts)
    return " ".join(clean(text).split())


def _addresses(values: Sequence[str]) -> list[tuple[str, str]]:
    """(name, address) pairs, addresses in lower case."""
    pairs = safely(lambda: getaddresses(list(values)), [])
    if not any("@" in address for _, address in pairs):
        pairs = [("", address) for value in values for address in re.findall(r"[^\s<>,;\"]{1,64}@[^\s<>,;\"]{1,255}", value)]
    return [(_decoded(name), clean(address).strip().lower()) for name, address in pairs if "@" in address]


def _ids(headers: Mapping[str, Sequence[str]], name: str) -> tuple[str, ...]:
    found = message_ids(headers.get(name, ()))
    if not found and name == "message-id" and (bare := first(headers, name)):
        found = bare.split()[:1]
    return tuple(identifier.strip("<>") for identifier in found)


def _date(value: str) -> datetime | None:
    def read() -> datetime:
        when = parsedate_to_datetime(value)
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)

    return safely(read, None)


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


def _bodies(parts: list[Message]) -> tuple[str, str, tuple[AttachmentInfo, ...]]:
    texts, htmls, attached = [], [], []
    for part in parts:
        if _is_text(part):
            (texts if part.get_content_type() == "text/plain" else htmls).append(text_of(part))
        elif (found := _attachment(part)) is not None:
            attached.append(found[0])
    html = "\n".join(htmls)
    text = "\n".join(texts)
    if not text.strip() and html:
        text = safely(lambda: html_to_text(_well_formed(html)), "")
    return text.replace("\r\n", "\n")[:MAX_TEXT], html, tuple(attached)


def _is_text(part: Message) -> bool:
    """Whether a part is of the message's own text."""
    text = part.get_content_type() in ("text/plain", "text/html")
    return text and safely(part.get_content_disposition, None) != "attachment" and not _filename(part)


def _filename(part: Message) -> str:
    return safely(lambda: _decoded(clean(part.get_filename() or "")), "")[:255]


def _attachment(part: Message) -> tuple[AttachmentInfo, bytes] | None:
    """A part that is neither the message's text nor a report's, with its content."""
    content_type = part.get_content_type()
    if _is_text(part) or content_type in ("message/delivery-status", "message/feedback-report", "text/rfc822-headers"):
        return None
    content = safely(lambda: _content(part), b"")
    content_id = clean(str(part.get("Content-ID", ""))).strip("<> ")[:255]
    inline = safely(part.get_content_disposition, None) == "inline"
    return AttachmentInfo(_filename(part), clean(content_type), len(content), content_id, inline), content


def _content(part: Message) -> bytes:
    payload = part.get_payload()
    if isinstance(payload, list):  # an attached message
        return b"".join(child.as_bytes() for child in payload if isinstance(child, Message))
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _well_formed(html: str) -> str:
    """HTML that the standard library's parser reads in linear time; what hides elements is kept."""
    html = "<".join(html[:MAX_TEXT].split("<", _MAX_TAGS + 1)[: _MAX_TAGS + 1])
    return nh3.clean(
        html,
        tags=_SEEN_TAGS,
        clean_content_tags={"script", "style", "title"},
        attributes={"*": {"style", "hidden"}, "a": {"href"}},
        link_rel=None,
    )
