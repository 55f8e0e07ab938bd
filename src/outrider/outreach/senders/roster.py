"""The roster of senders, for lists to choose from: their names without settings and state, which are most of a sender."""

from collections.abc import Sequence
from dataclasses import dataclass

from outrider.outreach.base.query import Where, columns, sql
from outrider.outreach.base.scope import Scope

_DOMAIN = "lower(substring(s.address FROM '[^@]*$'))"


@dataclass(frozen=True, slots=True)
class SenderName:
    """A sender as a choice shows it."""

    id: int
    seat_id: int
    channel: str
    address: str
    name: str


async def find_all(
    scope: Scope,
    *,
    seat_ids: Sequence[int] | None = None,
    domain: str | None = None,
    sender_id: int | None = None,
    limit: int = 1000,
) -> list[SenderName]:
    """Mailboxes first, by address. `seat_ids`: only those of these seats; `domain`: only mailboxes of this one, in lower case."""
    where = _where(seat_ids, domain, sender_id)
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


async def ids_of(
    scope: Scope, *, seat_ids: Sequence[int] | None = None, domain: str | None = None, sender_id: int | None = None
) -> list[int]:
    """The ids of all that fit."""
    where = _where(seat_ids, domain, sender_id)
    rows = await scope.all(sql("SELECT s.id FROM senders s WHERE {where} ORDER BY s.id", where=where.sql), **where.params)
    return [row["id"] for row in rows]


async def domains(scope: Scope, *, seat_ids: Sequence[int] | None = None, limit: int = 1000) -> list[str]:
    """The domains of mailboxes, in order."""
    where = _where(seat_ids)
    rows = await scope.all(
        sql(
            """
            SELECT DISTINCT {domain} AS domain FROM senders s
            WHERE {where} AND s.channel = 'email' AND s.address LIKE '%%@%%' ORDER BY 1 LIMIT %(limit)s
            """,
            domain=_DOMAIN,
            where=where.sql,
        ),
        **where.params,
        limit=limit,
    )
    return [row["domain"] for row in rows]


def _where(seat_ids: Sequence[int] | None, domain: str | None = None, sender_id: int | None = None) -> Where:
    where = Where("s")
    where.given("s.seat_id = ANY (%(seat_ids)s)", seat_ids=seat_ids)
    where.given(sql("s.channel = 'email' AND {domain} = %(domain)s", domain=_DOMAIN), domain=domain)
    where.given("s.id = %(sender_id)s", sender_id=sender_id)
    return where
