"""Mailboxes that are read without an error and yield nothing, though mail went out: answers to it may go astray unseen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from outrider.outreach.base.scope import Scope

# After this long without a message since the first one was sent, a mailbox is reported.
QUIET = timedelta(days=1)
# How many of a sender's latest messages are considered.
_LATEST = 500


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing has arrived in a sender's mailbox `since` then, though `sent` messages left more than a day ago."""

    sender_id: int
    since: datetime
    sent: int

    @property
    def sentence(self) -> str:
        """What a person reads."""
        messages = "1 message was" if self.sent == 1 else f"{self.sent} messages were"
        return (
            f"Nothing has arrived in this mailbox since {self.since:%Y-%m-%d %H:%M} UTC, although {messages} sent from it."
            " Check that replies reach it and that no rule moves them to another folder."
        )


async def silent(scope: Scope, sender_ids: Sequence[int]) -> dict[int, Silence]:
    """Which of these senders' mailboxes are silent, by sender. Those that cannot be read at all say so elsewhere."""
    rows = await scope.all(
        """
        SELECT s.id, h.since, n.sent FROM senders s
        CROSS JOIN LATERAL (
            SELECT max(coalesce(c.heard_at, s.created_at)) AS since, bool_and(c.failures = 0) AS read FROM mailbox_cursors c
            WHERE c.workspace_id = %(workspace_id)s AND c.sender_id = s.id) h
        CROSS JOIN LATERAL (
            SELECT count(*) AS sent FROM (
                SELECT m.direction, m.sent_at FROM messages m
                WHERE m.workspace_id = %(workspace_id)s AND m.sender_id = s.id ORDER BY m.id DESC LIMIT %(latest)s) l
            WHERE l.direction = 'out' AND l.sent_at >= h.since AND l.sent_at <= %(before)s) n
        WHERE s.workspace_id = %(workspace_id)s AND s.id = ANY (%(ids)s) AND s.channel = 'email'
          AND h.read AND h.since <= %(before)s AND n.sent > 0
        """,
        ids=sender_ids,
        before=scope.now - QUIET,
        latest=_LATEST,
    )
    return {row["id"]: Silence(row["id"], row["since"], row["sent"]) for row in rows}
