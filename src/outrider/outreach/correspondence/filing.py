"""Filing what comes in: the message that it answers, its row, its conversation, and what it does to the sequence.

One transaction a message: its row, the conversation, the stop or pause, suppression and events are there together or not at all.
The enrollment is locked first, so that a reply and the claim of the next follow-up take turns.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from psycopg.types.json import Jsonb

from outrider.outreach.base.scope import Scope
from outrider.outreach.conversations import conversations
from outrider.outreach.correspondence import consequences, matching
from outrider.outreach.correspondence.matching import Match
from outrider.outreach.correspondence.received import SHOWN, Kind, Received
from outrider.rules import text

_APART_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of it. `level`: the rung of the matching ladder (5: only a candidate). Not filed: `message_id` is None."""

    kind: Kind
    message_id: int | None = None
    conversation_id: int | None = None
    enrollment_id: int | None = None
    lead_id: int | None = None
    level: int | None = None
    duplicate: bool = False


async def file(scope: Scope, sender_id: int, received: Received, *, channel: str = "email", strangers: bool = False) -> Filed:
    """File a message that came into a sender's mailbox; filing it again changes nothing.

    Mail that matches nothing we sent is the mailbox owner's private mail and is not kept, unless `strangers`.
    """
    if await is_known(scope, sender_id, received.wire_id):
        if channel != "email" or not await _is_another(scope, sender_id, received):
            return Filed(received.kind, duplicate=True)
        received = replace(received, wire_id=_id_of_its_own(received))
        if await is_known(scope, sender_id, received.wire_id):
            return Filed(received.kind, duplicate=True)
    match = await matching.find(scope, sender_id, received)
    if match is None and not (strangers and received.kind in SHOWN):
        return Filed(received.kind)
    if match is not None and match.certain:
        sender_id = await matching.mailbox(scope, sender_id, received, match)
        await matching.lock(scope, match)
    message_id = await _insert(scope, sender_id, received, match)
    if message_id is None:
        return Filed(received.kind, duplicate=True)
    conversation_id = await _converse(scope, sender_id, channel, received, match, message_id)
    if match is not None and match.certain:
        await consequences.act(scope, sender_id, received, match, message_id, conversation_id)
    return Filed(
        received.kind,
        message_id,
        conversation_id,
        match.enrollment_id if match and match.certain else None,
        match.lead_id if match else None,
        match.level if match else None,
    )


async def file_own(scope: Scope, sender_id: int, thread_key: str, wire_id: str, body: str, at: datetime) -> int | None:
    """What the account's owner wrote elsewhere in a conversation that we keep: it joins that. What we sent is there already.

    A sent message whose result is still awaited is recognized by its text alone.
    """
    row = await scope.one(
        """
        INSERT INTO messages (workspace_id, direction, kind, action, state, sender_id, conversation_id, lead_id, campaign_id,
                              enrollment_id, wire_id, body_text, sent_at, created_at, updated_at)
        SELECT %(workspace_id)s, 'out', 'manual', 'message', 'sent', v.sender_id, v.id, v.lead_id, v.campaign_id, v.enrollment_id,
               %(wire_id)s, %(body)s, %(at)s, %(now)s, %(now)s
        FROM conversations v
        WHERE v.workspace_id = %(workspace_id)s AND v.sender_id = %(sender)s AND v.thread_key = %(thread)s AND NOT EXISTS (
            SELECT FROM messages m WHERE m.workspace_id = %(workspace_id)s AND m.sender_id = %(sender)s AND m.direction = 'out'
            AND (m.wire_id = %(wire_id)s OR m.lead_id = v.lead_id AND m.body_text = %(body)s))
        RETURNING id, conversation_id
        """,
        sender=sender_id,
        thread=thread_key,
        wire_id=wire_id,
        body=body,
        at=min(at, scope.now),
    )
    if row is None:
        return None
    await conversations.refresh(scope, [row["conversation_id"]])
    return row["id"]


async def is_known(scope: Scope, sender_id: int, wire_id: str) -> bool:
    """Whether a message with this id was filed for the sender."""
    return bool(
        await scope.one(
            """
            SELECT 1 FROM messages
            WHERE workspace_id = %(workspace_id)s AND sender_id = %(sender)s AND wire_id = %(wire_id)s AND direction = 'in'
            """,
            sender=sender_id,
            wire_id=wire_id,
        )
    )


async def _is_another(scope: Scope, sender_id: int, received: Received) -> bool:
    """Whether what was filed under this id is another message: some programs give one id to all that they send.

    Copies of one message have one date, though a list may have changed the text of one of them.
    """
    return bool(
        await scope.one(
            """
            SELECT 1 FROM messages
            WHERE workspace_id = %(workspace_id)s AND sender_id = %(sender)s AND wire_id = %(wire_id)s AND direction = 'in'
              AND body_text <> %(text)s AND abs(extract(epoch FROM sent_at - %(at)s)) > %(apart)s
            """,
            sender=sender_id,
            wire_id=received.wire_id,
            text=received.body_text,
            at=min(received.at, scope.now),
            apart=_APART_SECONDS,
        )
    )


def _id_of_its_own(received: Received) -> str:
    digest = hashlib.sha256(f"{received.at.isoformat()}\n{received.body_text}".encode()).hexdigest()
    return f"{digest[:16]}.{received.wire_id}"


async def _insert(scope: Scope, sender_id: int, received: Received, match: Match | None) -> int | None:
    headers = received.facts.copy()
    if received.reply_text:
        headers["reply_text"] = received.reply_text
    if received.from_name:
        headers["from_name"] = received.from_name
    if received.bounce:
        b = received.bounce
        headers["bounce"] = {
            "hard": b.hard,
            "recipient": b.recipient,
            "fault": b.fault,
            "cause": b.cause,
            "status": b.status,
            "detail": b.detail,
        }
    if match is not None and not match.certain and match.origin:
        headers["candidate"] = {"message_id": match.origin.id, "enrollment_id": match.enrollment_id}
    certain = match if match and match.certain else None
    row = await scope.one(
        """
        INSERT INTO messages (workspace_id, direction, kind, action, state, sender_id, lead_id, campaign_id, enrollment_id,
                              wire_id, in_reply_to, reference_ids, from_address, to_addresses, cc_addresses, reply_to, subject,
                              body_text, body_html, raw, headers, unread, bounce_kind, sent_at, created_at, updated_at)
        VALUES (%(workspace_id)s, 'in', %(kind)s, %(action)s, 'received', %(sender)s, %(lead)s, %(campaign)s, %(enrollment)s,
                %(wire_id)s, %(in_reply_to)s, %(references)s, %(from)s, %(to)s, %(cc)s, %(reply_to)s, %(subject)s, %(text)s,
                %(html)s, %(raw)s, %(headers)s, %(unread)s, %(bounce)s, %(at)s, %(now)s, %(now)s)
        ON CONFLICT DO NOTHING RETURNING id
        """,
        **{"from": received.from_address},
        kind=received.kind,
        action=received.action,
        sender=sender_id,
        lead=match.lead_id if match else None,
        campaign=certain and certain.campaign_id,
        enrollment=certain and certain.enrollment_id,
        wire_id=received.wire_id,
        in_reply_to=received.in_reply_to,
        references=received.references,
        to=received.to,
        cc=received.cc,
        reply_to=received.reply_to,
        subject=received.subject,
        text=received.body_text,
        html=received.body_html,
        raw=received.raw,
        headers=Jsonb(headers),
        unread=received.kind in SHOWN,
        at=min(received.at, scope.now),
        bounce=None if received.bounce is None else "hard" if received.bounce.hard else "soft",
    )
    return row["id"] if row else None


async def _converse(
    scope: Scope, sender_id: int, channel: str, received: Received, match: Match | None, message_id: int
) -> int | None:
    """Put the message into its conversation and bring that up to date. Reports join one that exists but never open one."""
    shown = received.kind in SHOWN
    conversation_id = match.conversation_id if match else None
    if conversation_id is None and match is not None and match.enrollment_id is not None and match.certain:
        found = await conversations.of_enrollments(scope, [match.enrollment_id], channel=channel)
        same = found.get(match.enrollment_id)
        conversation_id = same.id if same and same.campaign_id == match.campaign_id else None
    if conversation_id is None:
        if not shown:
            return None
        conversation_id = await _open(scope, sender_id, channel, received, match)
    if match is not None and match.certain:
        await _adopt(scope, conversation_id, channel, match)
    await scope.run(
        """
        UPDATE messages SET conversation_id = %(conversation)s WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=message_id,
        conversation=conversation_id,
    )
    await scope.run(
        """
        UPDATE conversations SET message_count = message_count + 1, last_message_at = greatest(last_message_at, %(at)s),
               last_reply_at = CASE WHEN %(shown)s THEN greatest(last_reply_at, %(at)s) ELSE last_reply_at END,
               unread = unread OR %(shown)s, archived = archived AND NOT %(shown)s,
               snoozed_until = CASE WHEN %(shown)s THEN NULL ELSE snoozed_until END,
               preview = CASE WHEN %(shown)s THEN %(preview)s ELSE preview END,
               intent = coalesce(%(intent)s, intent), thread_key = coalesce(thread_key, %(thread_key)s),
               subject = CASE WHEN subject = '' THEN %(subject)s ELSE subject END, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=conversation_id,
        at=min(received.at, scope.now),
        shown=shown,
        intent=received.intent,
        subject=received.subject,
        preview=text.preview(received.reply_text or received.body_text),
        thread_key=received.thread_key,
    )
    await conversations.index(scope, [conversation_id])
    return conversation_id


async def _open(scope: Scope, sender_id: int, channel: str, received: Received, match: Match | None) -> int:
    certain = match is not None and match.certain
    opened = await conversations.start(
        scope,
        channel=channel,
        sender_id=sender_id,
        lead_id=match.lead_id if match else None,
        campaign_id=match.campaign_id if match else None,
        enrollment_id=match.enrollment_id if match and certain else None,
        thread_key=received.thread_key,
        subject=received.subject,
        candidate=match is not None and not certain,
    )
    return opened.id


async def _adopt(scope: Scope, conversation_id: int, channel: str, match: Match) -> None:
    """Add earlier messages to the newly opened conversation. A profile visit is not a message."""
    joined = await scope.run(
        """
        UPDATE messages SET conversation_id = %(id)s
        WHERE workspace_id = %(workspace_id)s AND conversation_id IS NULL AND direction = 'out'
          AND CASE WHEN %(channel)s = 'email' THEN action = 'email' ELSE action <> 'email' AND body_text <> '' END
          AND (id = %(origin)s OR enrollment_id = %(enrollment)s::bigint AND campaign_id = %(campaign)s::bigint)
        """,
        id=conversation_id,
        channel=channel,
        origin=match.origin and match.origin.id,
        enrollment=match.enrollment_id,
        campaign=match.campaign_id,
    )
    if joined:
        await conversations.refresh(scope, [conversation_id])
