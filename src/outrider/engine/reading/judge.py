"""From the bytes of a received message to what filing needs: its kind, its lead and its writer's intent."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from outrider.channels.email.parse import AttachmentInfo, Parsed
from outrider.outreach.conversations.messages import File, Headers
from outrider.outreach.correspondence import tracking
from outrider.outreach.correspondence.received import Bounce, Kind, Received
from outrider.outreach.correspondence.thread import Written
from outrider.rules import addresses, replies, threads
from outrider.rules.failures import Failure
from outrider.rules.quotes import new_text
from outrider.rules.reports import original_ids
from outrider.store.crypto import Vault

_KINDS: dict[replies.KindName, Kind] = {
    "reply": "reply",
    "auto_reply": "auto_reply",
    "bounce_hard": "bounce",
    "bounce_soft": "bounce",
    "complaint": "complaint",
    "unsubscribe": "unsubscribe",
    "warmup": "other",
    "challenge": "other",
}
# One of our tickets in a link that the writer quoted, or after "unsubscribe" in a subject or address.
_TICKET = re.compile(r"(?:/([uoc])/|unsubscribe[+ :-]+)([0-9a-f]{1,16}\.[0-9a-f]{1,16}\.[0-9a-f]{1,16}\.[A-Za-z0-9_-]{22})")
_BACK_AT = time(9)  # the hour at which the sequence resumes on the day of return, in the sender's time zone
_BODY_LIMIT = 500_000
_NOTHING = Written()


@dataclass(frozen=True, slots=True)
class Reader:
    """The context of reading: the mailbox's workspace, the time, the sender's time zone and the intent classifier."""

    workspace_id: int
    vault: Vault
    now: datetime
    zone: str
    classifier: replies.Classifier


async def judge(parsed: Parsed, raw: bytes, reader: Reader, written: Written = _NOTHING) -> Received:
    """Classify one message of the thread in which we sent `written`.

    The caller must sort out warm-up mail; forged warm-up mail is read without its header.
    """
    now = reader.now
    inbound = own_words(parsed.inbound, written)
    found = replies.kind(inbound, now.date(), written.subjects)
    if found.name == "warmup":
        bare = {k: v for k, v in inbound.headers.items() if k != replies.WARMUP_HEADER}
        inbound = replace(inbound, headers=bare)
        found = replies.kind(inbound, now.date(), written.subjects)
    kind = _KINDS[found.name]
    intent, words = None, found.words
    if kind in ("reply", "auto_reply", "unsubscribe"):
        meant = await reader.classifier.classify(inbound.new_text, _subject(inbound, written))
        intent, words = meant.name, words or meant.reason
        if kind == "auto_reply":
            intent = "out_of_office" if found.out_of_office else "wrong_person" if found.gone else None
    others = original_ids(inbound) if kind == "bounce" else []
    facts: Headers = {"reason": found.reason, "authentication": dict(parsed.authentication)}
    if words and (intent or found.words):
        facts["words"] = clean(words)[:300]
    if parsed.attachments:
        facts["attachments"] = [_file(a) for a in parsed.attachments]
    return Received(
        kind=kind,
        wire_id=bare_id(inbound.message_id) or f"{hashlib.sha256(raw).hexdigest()[:40]}@no-message-id.invalid",
        at=(inbound.date or now).astimezone(UTC),
        from_address=normal(inbound.from_address),
        from_name=clean(inbound.from_name),
        to=[clean(a) for a in inbound.to],
        cc=[clean(a) for a in inbound.cc],
        reply_to=_first_address(parsed.reply_to),
        subject=clean(inbound.subject),
        body_text=clean(inbound.text),
        body_html=clean(inbound.html) or None,
        reply_text=clean(inbound.reply_text or ""),
        in_reply_to=next(iter(_bare_ids(inbound.in_reply_to)), None),
        references=_bare_ids([*inbound.references, *(reversed(others) if kind == "bounce" else ())]),
        token_message_id=_ticket(inbound, reader.workspace_id, reader.vault),
        bounce=_bounce(inbound, found) if kind == "bounce" else None,
        complained_of=_first_address(found.recipients) if kind == "complaint" else None,
        intent=intent,
        returns_at=datetime.combine(found.returns_on, _BACK_AT, ZoneInfo(reader.zone)) if found.returns_on else None,
        words=facts.get("words", ""),
        gone=found.gone,
        successor=normal(found.successor) if found.successor else None,
        facts=facts,
        raw=raw,
    )


def _file(info: AttachmentInfo) -> File:
    return {
        "filename": info.filename,
        "content_type": info.content_type,
        "size": info.size,
        "content_id": info.content_id,
        "inline": info.inline,
    }


def own_words(inbound: replies.Inbound, written: Written) -> replies.Inbound:
    """The message with its writer's own words separated from quotes, using what was sent in its thread."""
    if not written.sent or not inbound.text:
        return inbound
    own = new_text(inbound.text, inbound.html, written.sent, written.received)
    return replace(inbound, reply_text=own)


def _subject(inbound: replies.Inbound, written: Written) -> str:
    """The subject, unless it is ours: the subject of a reply to our message says nothing."""
    ours = {threads.normal_subject(subject) for subject in written.subjects}
    return "" if threads.normal_subject(inbound.subject) in ours else inbound.subject


def bare_id(message_id: str) -> str:
    """A Message-ID without its angle brackets, and no longer than a line of mail may be."""
    return clean(message_id).strip().strip("<>").strip().encode()[:998].decode(errors="ignore")


def normal(address: str) -> str | None:
    """The normalised address, or None if it is not valid."""
    try:
        return addresses.normalise(address)
    except addresses.InvalidAddress:
        return None


def clean(text: str) -> str:
    """Remove what PostgreSQL cannot store (NUL, lone surrogates), and truncate."""
    return text[:_BODY_LIMIT].replace("\0", "").encode("utf-8", "replace").decode()


def _bare_ids(ids: Sequence[str]) -> list[str]:
    return [i for i in dict.fromkeys(map(bare_id, ids)) if i][-50:]


def _first_address(recipients: Sequence[str]) -> str | None:
    return next((a for a in map(normal, recipients) if a), None)


def _ticket(inbound: replies.Inbound, workspace_id: int, vault: Vault) -> int | None:
    """The outgoing message named by one of our tickets in this message."""
    for text in (inbound.subject, " ".join(inbound.to), inbound.text[:100_000], inbound.html[:200_000]):
        for purpose, token in _TICKET.findall(text)[:5]:
            ticket = tracking.read_token(vault, purpose or "u", token)
            if ticket and ticket.workspace_id == workspace_id:
                return ticket.message_id
    return None


def _bounce(inbound: replies.Inbound, found: replies.Kind) -> Bounce:
    failure = found.failure or Failure()
    return Bounce(
        hard=found.name == "bounce_hard",
        recipient=_first_address(found.recipients),
        original_id=next(iter(map(bare_id, original_ids(inbound))), None),
        status=found.status or None,
        detail=clean(found.reason),
        fault=failure.fault,
        cause=failure.cause,
        consequence=failure.consequence,
        under_way=failure.under_way,
    )
