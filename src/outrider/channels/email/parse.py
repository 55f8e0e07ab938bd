"""Received bytes as plain data, whatever they are: broken mail gives less, never an error.

All of it was written by strangers. So nothing here takes longer than linear time in the message's size, and no
text contains what PostgreSQL or a page could not hold.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from functools import partial

from outrider.channels.email import bodies, reports, words
from outrider.channels.email.bodies import AttachmentInfo
from outrider.channels.email.mime import CUT, clean, first, leaves, safely
from outrider.channels.email.parts import MOST_HEADERS, Part
from outrider.channels.email.wrapped import opened
from outrider.rules.inbound import Inbound
from outrider.rules.quotes import new_text
from outrider.rules.reports import is_daemon, may_report

__all__ = ["AttachmentInfo", "Parsed", "attachments", "parse"]

_LONGEST_VERDICTS = 4_000
# What the standard library is given of a report to read, and how deeply nested: it takes quadratic time over both.
_LONGEST_REPORT = 1_000_000
_MOST_REPORT_LINES = 10_000
_DEEPEST_REPORT = 20
# What flufl.bounce is given, which tries dozens of expressions on every line.
_LONGEST_BEGINNING = 40_000
_MOST_BEGINNING_LINES = 600
_VERDICT = re.compile(r"(?:^|[;\s])(spf|dkim|dmarc)\s{0,3}=\s{0,3}([a-z]{1,20})", re.IGNORECASE)
_OF_REPORTS = re.compile(
    r"message/(?:global-)?(?:delivery-status|feedback-report|rfc822|headers)|message/global|text/rfc822-headers?"
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A received message. `authentication`: the verdicts of the receiving server by method (spf, dkim, dmarc)."""

    inbound: Inbound
    attachments: tuple[AttachmentInfo, ...] = ()
    authentication: Mapping[str, str] = field(default_factory=dict[str, str])
    reply_to: tuple[str, ...] = ()


def parse(raw: bytes, *, authority: str | None = None) -> Parsed:
    """Read a message. Never raises; what cannot be read is left empty. Message ids come without <>.

    `authority` is the host that writes Authentication-Results in this mailbox (its authserv-id). Without it only the
    topmost such header counts: the receiving server puts its own above any that the sender forged.
    """
    raw, root = opened(raw)
    headers = _headers(root)
    body = bodies.read(raw, root)
    sender = next(iter(words.addresses(headers.get("from", ()))), ("", ""))
    name = sender[0] if sender[1] else words.readable(first(headers, "from")).replace("<>", "").strip(' "')
    subject = words.readable(first(headers, "subject"))
    daemon = is_daemon(sender[1], name) or headers.get("return-path", ("",))[0] == "<>" or "x-failed-recipients" in headers
    likely = daemon or may_report(sender[1], subject)
    message = _report(raw, root, likely=likely)
    beginning = partial(_parsed, raw, _LONGEST_BEGINNING, _MOST_BEGINNING_LINES)
    inner = safely(lambda: list(leaves(message)), [])
    report = reports.read_report(inner, beginning, body.text, likely=likely, daemon=daemon)
    inbound = Inbound(
        headers=headers,
        subject=subject,
        text=body.text,
        reply_text=new_text(body.text, body.html),
        html=body.html,
        from_address=sender[1],
        from_name=name,
        to=_addressees(headers, "to"),
        cc=_addressees(headers, "cc"),
        date=words.date(first(headers, "date")),
        message_id=next(iter(_message_id(headers)), ""),
        in_reply_to=words.ids(headers.get("in-reply-to", ())),
        references=words.ids(headers.get("references", ())),
        report_type=_report_type(root),
        report=report.about,
        dsn=report.dsn,
        feedback=report.feedback,
        invitation=safely(partial(bodies.invitation, raw, root), ""),
        returned_headers=report.returned,
    )
    return Parsed(inbound, body.attachments, _authentication(headers, authority), _addressees(headers, "reply-to"))


def attachments(raw: bytes) -> list[tuple[AttachmentInfo, bytes]]:
    """The attachments of a received message with their content, in the order in which `parse` names them. Never raises."""
    return bodies.attachments(*opened(raw))


def _headers(root: Part) -> dict[str, tuple[str, ...]]:
    """All headers by lower-case name, unfolded, not decoded (RFC 2047)."""
    found: dict[str, list[str]] = {}
    for name, value in root.headers[:MOST_HEADERS]:
        found.setdefault(name, []).append(clean(value))
    return {name: tuple(values) for name, values in found.items()}


def _addressees(headers: Mapping[str, Sequence[str]], name: str) -> tuple[str, ...]:
    return tuple(clean(address) for _, address in words.addresses(headers.get(name, ())))


def _message_id(headers: Mapping[str, Sequence[str]]) -> Iterable[str]:
    return words.ids(headers.get("message-id", ())) or first(headers, "message-id").split()[:1]


def _report_type(root: Part) -> str | None:
    return root.parameters.get("report-type", "").lower() or None if root.content_type == "multipart/report" else None


def _report(raw: bytes, root: Part, *, likely: bool) -> Message:
    """A message that may be a report, as the standard library and flufl.bounce read it; an empty one for all others."""
    likely = likely or root.content_type == "multipart/report"
    if not likely and not any(_OF_REPORTS.fullmatch(part.content_type) for part in root.leaves()):
        return Message()
    if root.depth() > _DEEPEST_REPORT:
        return Message()
    return _parsed(raw, _LONGEST_REPORT, _MOST_REPORT_LINES)


def _parsed(raw: bytes, longest: int, most: int) -> Message:
    """A message's beginning, up to so many bytes and lines, as the standard library reads it."""
    head = b"\n".join(raw[:longest].split(b"\n", most)[:most])
    return safely(lambda: BytesParser(policy=CUT).parsebytes(head), Message())


def _authentication(headers: Mapping[str, Sequence[str]], authority: str | None) -> dict[str, str]:
    values = headers.get("authentication-results", ())
    if authority is not None:
        values = [value for value in values if value.split(";")[0].split()[:1] == [authority]]
    verdicts: dict[str, str] = {}
    for method, verdict in _VERDICT.findall(values[0][:_LONGEST_VERDICTS]) if values else ():
        # Of several DKIM signatures one that passes is enough.
        if verdicts.get(method.lower()) != "pass":
            verdicts[method.lower()] = verdict.lower()
    return verdicts
