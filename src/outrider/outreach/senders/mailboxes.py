"""How reading a mailbox goes: when it was last read, and what stands in the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from outrider.outreach.base.query import Where, sql
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
        ids=sender_ids,
    )
    return {row.sender_id: row for row in rows}


async def failing(scope: Scope, *, seat_ids: Sequence[int] | None = None, limit: int = 100) -> list[int]:
    """The active senders whose mailbox could not be read the last time, newest first. `seat_ids`: only those of these seats."""
    where = Where("c")
    where.given("s.seat_id = ANY (%(seat_ids)s)", seat_ids=seat_ids)
    rows = await scope.all(
        sql(
            """
            SELECT DISTINCT c.sender_id FROM mailbox_cursors c
            JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = c.sender_id AND s.status = 'active'
            WHERE c.failures > 0 AND {where} ORDER BY c.sender_id DESC LIMIT %(limit)s
            """,
            where=where.sql,
        ),
        **where.params,
        limit=limit,
    )
    return [row["sender_id"] for row in rows]
