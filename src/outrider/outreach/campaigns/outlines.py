"""Campaigns in outline: their names, and which parts they have, without loading them."""

from collections.abc import Sequence
from dataclasses import dataclass

from outrider.outreach.base.query import Where, sql
from outrider.outreach.base.scope import Scope


@dataclass(frozen=True, slots=True)
class Named:
    """A campaign by its name alone, for lists to choose from."""

    id: int
    name: str


async def named(
    scope: Scope,
    *,
    ids: Sequence[int] | None = None,
    seat_ids: Sequence[int] | None = None,
    subsequences: bool | None = None,
    limit: int | None = 100,
) -> list[Named]:
    """Campaigns, newest first. `ids`: of these; `subsequences`: only those, or only others; `limit` None: all."""
    where = Where("c")
    where.given("c.id = ANY (%(ids)s)", ids=ids)
    where.given("c.seat_id = ANY (%(seat_ids)s)", seat_ids=seat_ids)
    where.given("(c.parent_id IS NOT NULL) = %(subsequences)s", subsequences=subsequences)
    return await scope.rows(
        Named,
        sql("SELECT c.id, c.name FROM campaigns c WHERE {where} ORDER BY c.id DESC LIMIT %(limit)s", where=where.sql),
        **where.params,
        limit=limit,
    )


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts a campaign has already."""

    leads: bool
    steps: bool
    senders: bool


async def parts(scope: Scope, id: int) -> Parts:
    found = await scope.row(
        Parts,
        """
        SELECT EXISTS (SELECT FROM enrollments WHERE workspace_id = %(workspace_id)s AND campaign_id = %(id)s) AS leads,
               EXISTS (SELECT FROM steps WHERE workspace_id = %(workspace_id)s AND campaign_id = %(id)s
                       AND deleted_at IS NULL) AS steps,
               EXISTS (SELECT FROM campaign_senders WHERE workspace_id = %(workspace_id)s AND campaign_id = %(id)s) AS senders
        """,
        id=id,
    )
    return found or Parts(leads=False, steps=False, senders=False)
