"""The fields of reports in a received message: delivery status (RFC 3464, RFC 6533), feedback (RFC 5965), what they return."""

import re
from collections.abc import Iterator
from email.message import Message
from email.parser import HeaderParser

from flufl.bounce import all_failures

from outrider.channels.email.mime import CUT, MAX_HEADERS, clean, fields, first, safely, text_of
from outrider.rules.inbound import DsnRecipient

_MAX_DECODED = 4_000
_RETURNED_LINE = re.compile(r"^[>\s]{0,4}(message-id|subject|from|to|date|references): ?(.{1,1000})$", re.I | re.M)
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_CODE_LINE = re.compile(r"(?<![\d.])(?:[45]\d\d[ -]|[45]\.\d{1,3}\.\d{1,3}(?![\d.]))")


def report_type(message: Message) -> str | None:
    if safely(message.get_content_type, "") != "multipart/report":
        return None
    value = safely(lambda: message.get_param("report-type"), None)
    return value.lower() if isinstance(value, str) else None


def _blocks(part: Message) -> list[Message]:
    """The groups of fields in a report's part."""
    payload = part.get_payload()
    if isinstance(payload, list) and any(len(block) for block in payload):
        return [block for block in payload if isinstance(block, Message) and len(block)]
    groups = re.split(r"\r?\n[ \t]*\r?\n", text_of(part) if not isinstance(payload, list) else "")
    return [HeaderParser(policy=CUT).parsestr(group.strip()) for group in groups if group.strip()]


def dsn(parts: list[Message]) -> Iterator[DsnRecipient]:
    """Per recipient what a delivery-status part says; the address is the one we wrote to, where it is told."""
    for part in parts:
        if part.get_content_type() not in ("message/delivery-status", "message/global-delivery-status"):
            continue
        for block in _blocks(part)[:MAX_HEADERS]:
            group = fields(block)
            address = _typed(first(group, "original-recipient")) or _typed(first(group, "final-recipient"))
            action = re.sub(r"\(.*", "", first(group, "action")).strip().lower()
            status = _STATUS.search(first(group, "status"))
            if not (address or action or status) or ("reporting-mta" in group and not address):
                continue
            diagnostic = _typed(first(group, "diagnostic-code"))
            yield DsnRecipient(address.strip("<>").lower(), action, status[0] if status else "", diagnostic)


def _typed(value: str) -> str:
    """A value such as "rfc822; ann@example.com" without its type."""
    kind, separator, rest = value.partition(";")
    return (rest if separator and " " not in kind.strip() else value).strip()


def feedback(parts: list[Message]) -> dict[str, tuple[str, ...]]:
    for part in parts:
        if part.get_content_type() == "message/feedback-report":
            blocks = _blocks(part)
            return fields(blocks[0]) if blocks else {}
    return {}


def returned(parts: list[Message]) -> dict[str, tuple[str, ...]]:
    """The headers of the message that is sent back inside a report."""
    for part in parts:
        content_type = part.get_content_type()
        if content_type in ("message/rfc822", "message/global"):
            payload = part.get_payload()
            if isinstance(payload, list) and payload and isinstance(payload[0], Message):
                return fields(payload[0])
        if content_type in ("text/rfc822-headers", "message/global-headers", "message/rfc822"):
            blocks = _blocks(part)
            if blocks:
                return fields(blocks[0])
    return {}


def returned_in_text(text: str) -> dict[str, tuple[str, ...]]:
    """The same of older servers, which append the message to their words."""
    found: dict[str, tuple[str, ...]] = {}
    for name, value in _RETURNED_LINE.findall(text[: _MAX_DECODED * 10]):
        found.setdefault(name.lower(), (value.strip(),))
    return found if "message-id" in found else {}


def recognised(message: Message, text: str) -> Iterator[DsnRecipient]:
    """What flufl.bounce makes of a bounce without a delivery-status part: it knows many servers' wordings."""
    if len(text) > _MAX_DECODED * 10:
        return
    temporary, permanent = all_failures(message)
    diagnostic = next((line.strip()[:500] for line in text.splitlines() if _CODE_LINE.search(line[:1000])), "")
    code = _STATUS.search(diagnostic)
    for addresses, action, status in ((permanent, "failed", "5.0.0"), (temporary, "delayed", "4.0.0")):
        for address in sorted(addresses):
            stated = code[0] if code and code[0][0] == status[0] else status
            yield DsnRecipient(clean(address.decode("utf-8", "replace")).lower(), action, stated, diagnostic)
