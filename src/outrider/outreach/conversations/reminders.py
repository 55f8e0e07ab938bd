"""What returns to the inbox at a time: conversations that were snoozed until then, and those of messages with a reminder."""

from collections.abc import Sequence
from datetime import datetime

from outrider.errors import NotFound
from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.scope import Scope
from outrider.outreach.conversations import conversations

BATCH = 500


async def put(scope: Scope, message_id: int, at: datetime | None) -> None:
    """Be reminded of a message at that time, which may be past; None: not at all."""
    changed = await scope.run(
        """
        UPDATE messages SET remind_at = %(at)s, updated_at = %(now)s WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=message_id,
        at=at,
    )
    if not changed:
        raise NotFound("There is no such message.", field="message_id")


async def remind_due(scope: Scope, limit: int = BATCH) -> int:
    """Handle up to `limit` due reminders, each once: the message becomes unread. Returns their number."""
    rows = await scope.all(
        """
        SELECT id FROM messages WHERE workspace_id = %(workspace_id)s AND remind_at <= %(now)s
        ORDER BY remind_at LIMIT %(limit)s
        """,
        limit=limit,
    )
    return await _remind(scope, [row["id"] for row in rows]) if rows else 0


async def _remind(scope: Scope, message_ids: list[int]) -> int:
    # Lock conversations first, as marking a whole thread does, to avoid a deadlock.
    held = await scope.all(
        """
        SELECT id FROM conversations
        WHERE workspace_id = %(workspace_id)s AND id IN (
            SELECT conversation_id FROM messages WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s))
        ORDER BY id FOR NO KEY UPDATE
        """,
        ids=message_ids,
    )
    reminded = await scope.run(
        """
        UPDATE messages SET unread = true, remind_at = NULL, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s) AND remind_at <= %(now)s
        """,
        ids=message_ids,
    )
    found = [row["id"] for row in held]
    await conversations.refresh(scope, found)
    await conversations.mark(scope, conversation_ids=found, archived=False, snoozed_until=None)
    await _say(scope, found)
    return reminded


async def wake_due(scope: Scope, limit: int = BATCH) -> int:
    """End the snooze of up to `limit` conversations whose time has come: they become unread, unless they were archived since.
    Returns their number.
    """
    held = await scope.all(
        """
        SELECT id, archived FROM conversations WHERE workspace_id = %(workspace_id)s AND snoozed_until <= %(now)s
        ORDER BY snoozed_until LIMIT %(limit)s FOR NO KEY UPDATE SKIP LOCKED
        """,
        limit=limit,
    )
    await conversations.mark(scope, conversation_ids=[row["id"] for row in held], snoozed_until=None)
    returned = [row["id"] for row in held if not row["archived"]]
    await conversations.set_read(scope, read=False, conversation_ids=returned)
    await _say(scope, returned)
    return len(held)


async def _say(scope: Scope, conversation_ids: Sequence[int]) -> None:
    """Record that these conversations are back in the inbox, for pages and webhooks."""
    found = await scope.all(
        """
        SELECT c.id AS conversation_id, s.seat_id, c.sender_id, c.lead_id, c.campaign_id, c.enrollment_id FROM conversations c
        LEFT JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = c.sender_id
        WHERE c.workspace_id = %(workspace_id)s AND c.id = ANY (%(ids)s) ORDER BY c.id
        """,
        ids=conversation_ids,
    )
    await events.append(scope, [Event(events.RETURNED, **whose) for whose in found])
