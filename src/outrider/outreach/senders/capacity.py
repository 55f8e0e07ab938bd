"""How much the mailboxes of a workspace may send together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from outrider.outreach.base.query import Where, sql
from outrider.outreach.base.scope import Scope
from outrider.outreach.senders.kept import Limits
from outrider.outreach.senders.sending_limits import ramp_of
from outrider.rules import pacing


@dataclass(frozen=True, slots=True)
class _Alike:
    """`n` mailboxes with the same limits."""

    daily_limit: int
    limits: Limits
    n: int


async def on(scope: Scope, day: date, *, seat_ids: Sequence[int] | None = None) -> int:
    """The daily limits of the active mailboxes on one of their local days, summed. `seat_ids`: only of these seats."""
    where = Where("s")
    where.add("s.channel = 'email' AND s.status = 'active'")
    where.given("s.seat_id = ANY (%(seat_ids)s)", seat_ids=seat_ids)
    found = await scope.rows(
        _Alike,
        sql(
            """
            SELECT s.daily_limit, jsonb_build_object('ramp', s.limits -> 'ramp') AS limits, count(*) AS n
            FROM senders s WHERE {where} GROUP BY s.daily_limit, s.limits -> 'ramp'
            """,
            where=where.sql,
        ),
        **where.params,
    )
    return sum(pacing.effective_daily_limit(alike.daily_limit, ramp_of(alike.limits, day)) * alike.n for alike in found)
