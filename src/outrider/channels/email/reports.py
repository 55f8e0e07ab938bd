"""The fields of reports in a received message: delivery status (RFC 3464, RFC 6533), feedback (RFC 5965), what they return."""

import binascii
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from email.message import Message
from email.parser import HeaderParser

from flufl.bounce import all_failures

from outrider.channels.email.mime import (
    CUT,
    MAX_HEADERS,
    clean,
    decode_bytes,
    fields,
    first,
    has_parts,
    leaves,
    parts_of,
    safely,
    text_of,
)
from outrider.channels.email.ses import read_notice
from outrider.rules.inbound import DsnRecipient, Headers

_LONGEST_TEXT = 40_000
_RETURNED_LINE = re.compile(
    r"^[>\s|]{0,8}(message-id|subject|from|to|date|references)\s{0,2}:[ \t]{0,8}(\S.{0,1000})$", re.IGNORECASE | re.MULTILINE
)
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_ADDRESS = re.compile(r"[^\s<>;,\"]{1,100}@[^\s<>;,\"]{1,250}")
# Feedback fields that stand in the text, for want of a part of their own.
_FEEDBACK_LINE = re.compile(r"^(feedback-type|user-agent|original-rcpt-to|removal-recipient): *(.{1,300})$", re.I | re.M)


@dataclass(frozen=True, slots=True)
class Report:
    """The parts of a delivery report in a message. All are empty if the message is not a report."""

    about: Headers = field(default_factory=dict[str, tuple[str, ...]])  # a delivery report's fields about the message
    dsn: tuple[DsnRecipient, ...] = ()
    feedback: Headers = field(default_factory=dict[str, tuple[str, ...]])
    returned: Headers = field(default_factory=dict[str, tuple[str, ...]])


def read_report(parts: Sequence[Message], beginning: Callable[[], Message], text: str, *, likely: bool, daemon: bool) -> Report:
    """Read a report out of a message's parts. `likely`: sender or subject look like one, so that its words count too;
    `daemon`: a mail system sent it. `beginning` gives the message's first lines."""
    found = safely(lambda: _by_parts(parts), Report())
    if not likely:
        return found
    if daemon and not found.dsn and (mislabeled := safely(lambda: _by_parts(parts, mislabeled=True), Report())).dsn:
        found = mislabeled
    if not found.dsn and not found.feedback and (attached := safely(lambda: _attached(parts), ())):
        found = safely(lambda: _by_parts(attached), found)
    if notice := safely(lambda: read_notice(text), None):
        return Report(dsn=notice.dsn, feedback=notice.feedback, returned=notice.returned)
    feedback = found.feedback or _feedback_in_text(text)
    returned = found.returned or _returned_in_text(text)
    dsn = found.dsn or (() if feedback or not daemon else safely(lambda: tuple(_recognised(beginning(), text, returned)), ()))
    return Report(found.about, dsn, feedback, returned)


def _attached(parts: Sequence[Message]) -> Sequence[Message]:
    """The parts of a report that another one brings as an attachment, as scanners and forwarders send it on."""
    for part in parts:
        inner = next(iter(parts_of(part)), None) if part.get_content_type() == "message/rfc822" else None
        if inner is not None and inner.get_content_type() == "multipart/report":
            return list(leaves(inner))
    return ()


def _by_parts(parts: Sequence[Message], *, mislabeled: bool = False) -> Report:
    """The fields of a report's parts. `mislabeled`: a part whose text is such fields counts, whatever its type says."""
    about: dict[str, tuple[str, ...]] = {}
    recipients: list[DsnRecipient] = []
    feedback: dict[str, tuple[str, ...]] = {}
    for part in parts:
        content_type = part.get_content_type()
        if content_type in ("message/delivery-status", "message/global-delivery-status") or (mislabeled and _is_status(part)):
            for block in _blocks(part)[:MAX_HEADERS]:
                group = fields(block)
                recipient = _recipient(group)
                if recipient:
                    recipients.append(recipient)
                if recipient is None or "reporting-mta" in group:
                    about = about or group
        elif content_type == "message/feedback-report":
            blocks = _blocks(part)
            feedback = feedback or (fields(blocks[0]) if blocks else {})
    return Report(about, tuple(recipients), feedback, _returned(parts))


def _is_status(part: Message) -> bool:
    """Whether a part without a fitting type holds the fields of a delivery report."""
    if has_parts(part) or part.get_content_maintype() not in ("text", "application"):
        return False
    text = text_of(part)[:_LONGEST_TEXT]
    return bool(_STATUS_FIELD.search(text) and _ACTION_FIELD.search(text))


_STATUS_FIELD = re.compile(r"^(?:final|original)-recipient:", re.I | re.M)
_ACTION_FIELD = re.compile(r"^action:", re.I | re.M)


def _blocks(part: Message) -> list[Message]:
    """The groups of fields in a report's part."""
    if has_parts(part) and first(fields(part), "content-transfer-encoding").strip().lower() == "base64":
        written = "".join(str(block.get_payload()) for block in parts_of(part))
        return _groups(clean(decode_bytes(binascii.a2b_base64(written.encode("ascii", "ignore")), None)))
    if blocks := [block for block in parts_of(part) if len(block)]:
        # The international form is read as one message, its other groups as the message's text.
        inner = blocks[0].get_payload() if len(blocks) == 1 else ""
        return blocks + (_groups(inner) if isinstance(inner, str) else [])
    return _groups(text_of(part)) if not has_parts(part) else []


def _groups(text: str) -> list[Message]:
    groups = re.split(r"\r?\n[ \t]*\r?\n", text)
    return [HeaderParser(policy=CUT).parsestr(group.strip()) for group in groups if group.strip()]


def _recipient(group: Mapping[str, Sequence[str]]) -> DsnRecipient | None:
    """One group of a delivery report; the address is the one we wrote to, if the report names it."""
    address = next((a for name in ("original-recipient", "final-recipient") if "@" in (a := _address(first(group, name)))), "")
    address = address or _address(first(group, "final-recipient") or first(group, "original-recipient"))
    action = re.sub(r"[^a-z].*", "", first(group, "action").strip().lower())
    status = _STATUS.search(first(group, "status"))
    if not (address or action or status) or ("reporting-mta" in group and not address):
        return None
    category = first(group, "x-powermta-bouncecategory").strip()[:100]
    return DsnRecipient(address, action, status[0] if status else "", _typed(first(group, "diagnostic-code")), category)


def _address(value: str) -> str:
    typed = _typed(value).strip("<> ")
    found = _ADDRESS.search(typed)
    return (found[0] if found else typed).strip("<>").lower()


def _typed(value: str) -> str:
    """A value such as "rfc822; ann@example.com" without its type."""
    kind, separator, rest = value.partition(";")
    return (rest if separator and " " not in kind.strip() else value).strip()


_HOLDS_HEADERS = (
    "text/rfc822-headers", "text/rfc822-header", "message/global-headers", "message/rfc822", "text/rfc822", "message/partial",
)  # fmt: skip


def _returned(parts: Sequence[Message]) -> dict[str, tuple[str, ...]]:
    """The headers of the message that is sent back inside a report."""
    for part in parts:
        content_type = part.get_content_type()
        if content_type in ("message/rfc822", "message/global"):
            inner = next(iter(parts_of(part)), None)
            if inner is not None and len(inner):
                return fields(inner)
        if content_type in _HOLDS_HEADERS:
            blocks = _blocks(part)
            if blocks and len(blocks[0]):
                return fields(blocks[0])
    return {}


def _returned_in_text(text: str) -> dict[str, tuple[str, ...]]:
    """The same of servers that append the message to their words."""
    found: dict[str, tuple[str, ...]] = {}
    for name, value in _RETURNED_LINE.findall(text[:_LONGEST_TEXT]):
        found.setdefault(name.lower(), (value.strip(),))
    return found if "message-id" in found else {}


def _feedback_in_text(text: str) -> dict[str, tuple[str, ...]]:
    found = {name.lower(): (value.strip(),) for name, value in _FEEDBACK_LINE.findall(text[:_LONGEST_TEXT])}
    return found if "feedback-type" in found else {}


def _recognised(message: Message, text: str, returned: Headers) -> Iterator[DsnRecipient]:
    """The recipients that flufl.bounce finds in a bounce without a delivery-status part; it knows many servers' formats.

    Only recipients of the returned message count, if these are known.
    """
    if len(text) > _LONGEST_TEXT:
        return
    temporary, permanent = all_failures(message)
    written_to = ", ".join(returned.get("to", ())).lower()
    for addresses, action in ((permanent, "failed"), (temporary, "delayed")):
        for found in sorted(addresses):
            address = clean(found.decode("utf-8", "replace")).lower().rstrip(".")
            if not written_to or address in written_to:
                yield DsnRecipient(address, action)
