"""Drafts: replies that an agent or a person has written and that wait in the inbox for a person to send, edit or discard.

A draft puts nothing on a wire. `correspondence.letters.send_draft` sends it; when that letter is taken back, it waits again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, LiteralString

from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.query import Where, sql
from outrider.outreach.base.scope import Scope
from outrider.outreach.conversations import conversations

State = Literal["waiting", "sent", "discarded"]
MOST_LENGTH = 100_000  # characters
MOST_NOTE = 1000
MOST_WAITING = 10  # in one conversation


@dataclass(frozen=True, slots=True)
class Draft:
    """`author`: the name of the key or the user that wrote it. `surface`: through what ('outrider.mcp', 'web', ...). `note`: what
    the author's note to the reviewer. `message_id`: the message that it became.
    """

    id: int
    conversation_id: int
    state: State
    body_text: str
    note: str
    surface: str
    author: str
    edited_at: datetime | None
    message_id: int | None
    created_at: datetime
    updated_at: datetime


_COLUMNS: LiteralString = """d.id, d.conversation_id, d.state, d.body_text, d.note, d.surface,
    coalesce(nullif(k.name, ''), nullif(u.full_name, ''), u.email, '') AS author, d.edited_at, d.message_id, d.created_at,
    d.updated_at"""
_FROM: LiteralString = """drafts d LEFT JOIN api_keys k ON k.workspace_id = %(workspace_id)s AND k.id = d.api_key_id
    LEFT JOIN users u ON u.id = d.user_id"""


async def create(scope: Scope, conversation_id: int, body_text: str, *, note: str = "") -> Draft:
    """Write a draft of a reply in a conversation. Raises NotFound, Invalid, or Conflict when too many wait."""
    conversation = await conversations.get(scope, conversation_id)
    text = _text(body_text)
    if len(note) > MOST_NOTE:
        raise Invalid(f"At most {MOST_NOTE} characters.", field="note")
    if len(await of_conversation(scope, conversation_id)) >= MOST_WAITING:
        raise Conflict(f"{MOST_WAITING} drafts already wait in this conversation.", code="too_many_drafts")
    row = await scope.one(
        """
        INSERT INTO drafts (workspace_id, conversation_id, state, body_text, note, surface, api_key_id, user_id, created_at,
                            updated_at)
        VALUES (%(workspace_id)s, %(conversation)s, 'waiting', %(text)s, %(note)s, %(surface)s, %(key)s, %(user)s, %(now)s,
                %(now)s)
        RETURNING id
        """,
        conversation=conversation_id,
        text=text,
        note=note.strip(),
        surface=scope.actor.surface,
        key=scope.actor.api_key_id,
        user=scope.actor.user_id,
    )
    assert row is not None
    drafted = Event(
        events.DRAFTED,
        campaign_id=conversation.campaign_id,
        sender_id=conversation.sender_id,
        lead_id=conversation.lead_id,
        enrollment_id=conversation.enrollment_id,
        conversation_id=conversation_id,
        data={"draft": row["id"]},
    )
    await events.append(scope, [drafted])
    await events.audit(scope, "draft.created", "draft", row["id"], conversation_id=conversation_id)
    return await get(scope, row["id"])


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A conversation in which they wrote last, at `reply_at`."""

    conversation_id: int
    subject: str
    reply_at: datetime


DRAFTED_WITHIN = timedelta(days=1)  # of a reply: older ones are answered by people or not at all


async def take_unanswered(scope: Scope) -> Unanswered | None:
    """The next conversation in which a model may draft a reply, latest first; each reply is returned once.

    Excludes people who ask to be left alone, are away, have unsubscribed, or were matched only by a guess.
    """
    return await scope.row(
        Unanswered,
        """
        UPDATE conversations u SET drafted_at = u.last_reply_at
        WHERE u.workspace_id = %(workspace_id)s AND u.id = (
            SELECT c.id FROM conversations c
            LEFT JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = c.lead_id
            WHERE c.workspace_id = %(workspace_id)s AND c.last_reply_at > %(since)s
              AND (c.last_sent_at IS NULL OR c.last_sent_at < c.last_reply_at)
              AND (c.drafted_at IS NULL OR c.drafted_at < c.last_reply_at)
              AND coalesce(c.intent, '') <> ALL (%(never)s) AND NOT c.candidate AND NOT c.archived AND l.unsubscribed_at IS NULL
              AND NOT EXISTS (SELECT FROM drafts d WHERE d.workspace_id = %(workspace_id)s AND d.conversation_id = c.id
                                AND d.state = 'waiting')
            ORDER BY c.last_reply_at DESC, c.id DESC LIMIT 1 FOR NO KEY UPDATE OF c SKIP LOCKED)
        RETURNING u.id AS conversation_id, u.subject, u.last_reply_at AS reply_at
        """,
        since=scope.now - DRAFTED_WITHIN,
        never=["do_not_contact", "out_of_office"],
    )


async def give_back_unanswered(scope: Scope, conversation_id: int, reply_at: datetime) -> None:
    """A draft could not be made now: let it be tried again."""
    await scope.run(
        """
        UPDATE conversations SET drafted_at = NULL
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND drafted_at = %(at)s
        """,
        id=conversation_id,
        at=reply_at,
    )


async def get(scope: Scope, draft_id: int) -> Draft:
    """One draft, whatever became of it. Raises NotFound."""
    found = await scope.row(
        Draft,
        sql(
            "SELECT {columns} FROM {tables} WHERE d.workspace_id = %(workspace_id)s AND d.id = %(id)s",
            columns=_COLUMNS,
            tables=_FROM,
        ),
        id=draft_id,
    )
    if found is None:
        raise NotFound("There is no such draft.", field="draft_id")
    return found


async def of_conversation(scope: Scope, conversation_id: int, *, waiting: bool = True) -> list[Draft]:
    """The drafts of a conversation, oldest first: those that wait, or the last hundred."""
    where = Where("d")
    where.add("d.conversation_id = %(id)s", id=conversation_id)
    if waiting:
        where.add("d.state = 'waiting'")
    found = await scope.rows(
        Draft,
        sql(
            "SELECT {columns} FROM {tables} WHERE {where} ORDER BY d.id DESC LIMIT 100",
            columns=_COLUMNS,
            tables=_FROM,
            where=where.sql,
        ),
        **where.params,
    )
    return found[::-1]


async def edit(scope: Scope, draft_id: int, body_text: str) -> Draft:
    """Change the text of a draft that waits. Raises NotFound, Invalid, or Conflict for one that was sent or discarded."""
    text = _text(body_text)
    await _change(scope, draft_id, "body_text = %(text)s, edited_at = %(now)s", text=text)
    await events.audit(scope, "draft.edited", "draft", draft_id)
    return await get(scope, draft_id)


async def discard(scope: Scope, draft_id: int) -> Draft:
    """Put a draft away. Raises NotFound, or Conflict for one that was sent or discarded."""
    await _change(scope, draft_id, "state = 'discarded'")
    await events.audit(scope, "draft.discarded", "draft", draft_id)
    return await get(scope, draft_id)


async def note_sent(scope: Scope, draft_id: int, message_id: int) -> None:
    """Say which letter a draft became. Raises NotFound, or Conflict for one that was sent or discarded."""
    await _change(scope, draft_id, "state = 'sent', message_id = %(message)s", message=message_id)


async def reopen(scope: Scope, *, draft_ids: Sequence[int] = (), message_ids: Sequence[int] = ()) -> int:
    """Let drafts wait again that were discarded, or whose letter was taken back; how many."""
    return await scope.run(
        """
        UPDATE drafts SET state = 'waiting', message_id = NULL, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s
          AND (id = ANY (%(drafts)s) AND state = 'discarded' OR message_id = ANY (%(messages)s) AND state = 'sent')
        """,
        drafts=draft_ids,
        messages=message_ids,
    )


async def _change(scope: Scope, draft_id: int, assignment: LiteralString, **values: object) -> None:
    changed = await scope.run(
        sql(
            """
        UPDATE drafts SET {assignment}, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND state = 'waiting'
        """,
            assignment=assignment,
        ),
        id=draft_id,
        **values,
    )
    if not changed:
        found = await get(scope, draft_id)
        raise Conflict(f"The draft was {found.state}.", code="draft_decided")


def _text(body_text: str) -> str:
    if not body_text.strip():
        raise Invalid("The draft is empty.", field="body")
    if len(body_text) > MOST_LENGTH:
        raise Invalid(f"At most {MOST_LENGTH} characters.", field="body")
    return body_text.strip()
