"""The roster of senders, for lists to choose from: their names without settings and state, which are most of a sender."""

from collections.abc import Sequence
from dataclasses import dataclass

from outrider.outreach.base.query import Where, columns, sql
from outrider.outreach.base.scope import Scope


@dataclass(frozen=True, slots=True)
class SenderName:
    """A sender as a choice shows it."""

    id: int
    seat_id: int
    channel: str
    address: str
    name: str


async def find_all(scope: Scope, *, seat_ids: Sequence[int] | None = None, limit: int = 1000) -> list[SenderName]:
    """Mailboxes first, by address. `seat_ids`: only those of these seats."""
    where = Where("s")
    where.given("s.seat_id = ANY (%(seat_ids)s)", seat_ids=seat_ids)
    return await scope.rows(
        SenderName,
        sql(
            "SELECT {columns} FROM senders s WHERE {where} ORDER BY s.channel, s.address LIMIT %(limit)s",
            columns=columns(SenderName, "s"),
            where=where.sql,
        ),
        **where.params,
        limit=limit,
    )
