"""Reminders: when one is due, its message becomes unread and its conversation returns to the inbox."""

from datetime import datetime

from outrider.errors import NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.conversations import conversations


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


async def remind_due(scope: Scope, limit: int = 500) -> int:
    """Handle up to `limit` due reminders, each once. Returns their number."""
    rows = await scope.all(
        """
        SELECT id FROM messages WHERE workspace_id = %(workspace_id)s AND remind_at <= %(now)s
        ORDER BY remind_at LIMIT %(limit)s
        """,
        limit=limit,
    )
    return await _bring_back(scope, [row["id"] for row in rows]) if rows else 0


async def _bring_back(scope: Scope, message_ids: list[int]) -> int:
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
    return reminded
