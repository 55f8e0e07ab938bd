"""How reading a mailbox goes: when it was last read, and what stands in the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from outrider.outreach.base.scope import Scope


@dataclass(frozen=True, slots=True)
class Reading:
    """`read_at`: last read without an error; `heard_at`: a message last came; `failures` in a row, and the last error."""

    sender_id: int
    read_at: datetime | None
    heard_at: datetime | None
    failures: int
    error: str | None
    next_at: datetime | None


async def of(scope: Scope, sender_ids: Sequence[int]) -> dict[int, Reading]:
    """By sender; those whose mailbox has not been read yet are absent."""
    rows = await scope.rows(
        Reading,
        """
        SELECT sender_id, max(read_at) AS read_at, max(heard_at) AS heard_at, max(failures) AS failures, max(error) AS error,
               min(next_poll_at) AS next_at
        FROM mailbox_cursors WHERE workspace_id = %(workspace_id)s AND sender_id = ANY (%(ids)s) GROUP BY sender_id
        """,
        ids=list(sender_ids),
    )
    return {row.sender_id: row for row in rows}
