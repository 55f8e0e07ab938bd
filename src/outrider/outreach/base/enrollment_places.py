"""How many of a campaign's enrollments stand where, kept as they move: reading it costs the same however many there are.

Whoever moves enrollments says so here in the same transaction. A place may have several rows, which are summed: each change takes
the rows that no other transaction holds, and puts them back as one with the change added. So nobody waits for anybody, and what
is read is always what a recount gives.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from outrider.outreach.base import batches
from outrider.outreach.base.scope import Scope


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where enrollments of a campaign stand: their status, and the number of the last step that they have done."""

    campaign_id: int
    status: str
    done_position: int


@dataclass(frozen=True, slots=True)
class Move:
    """`n` enrollments that went from one place to another. None: they were not there before, or are gone."""

    before: Place | None
    after: Place | None
    n: int = 1


_CHANGE = """
WITH given AS (
    SELECT * FROM unnest(%(campaign_id)s::bigint[], %(status)s::text[], %(done_position)s::int[], %(n)s::bigint[])
        AS u (campaign_id, status, done_position, n)
), taken AS (
    DELETE FROM enrollment_counts t WHERE t.workspace_id = %(workspace_id)s AND t.id IN (
        SELECT c.id FROM enrollment_counts c
        WHERE c.workspace_id = %(workspace_id)s AND c.campaign_id = ANY (%(campaign_id)s)
          AND (c.campaign_id, c.status, c.done_position) IN (SELECT g.campaign_id, g.status, g.done_position FROM given g)
        FOR UPDATE OF c SKIP LOCKED)
    RETURNING t.campaign_id, t.status, t.done_position, t.n
)
INSERT INTO enrollment_counts (workspace_id, campaign_id, status, done_position, n)
SELECT %(workspace_id)s, a.campaign_id, a.status, a.done_position, sum(a.n)
FROM (SELECT * FROM given UNION ALL SELECT * FROM taken) a
GROUP BY a.campaign_id, a.status, a.done_position HAVING sum(a.n) <> 0
"""


async def count(scope: Scope, moves: Iterable[Move]) -> None:
    """Count what moved."""
    changes = Counter[Place]()
    for move in moves:
        if move.before:
            changes[move.before] -= move.n
        if move.after:
            changes[move.after] += move.n
    places = sorted(place for place, n in changes.items() if n)
    if places:
        await scope.run(_CHANGE, **batches.columns(Place, places), n=[changes[place] for place in places])


async def read(scope: Scope, campaign_ids: Sequence[int]) -> dict[Place, int]:
    """How many stand at each place of these campaigns; places without any are missing."""
    rows = await scope.all(
        """
        SELECT campaign_id, status, done_position, sum(n)::bigint AS n FROM enrollment_counts
        WHERE workspace_id = %(workspace_id)s AND campaign_id = ANY (%(campaigns)s)
        GROUP BY campaign_id, status, done_position HAVING sum(n) <> 0
        """,
        campaigns=list(campaign_ids),
    )
    return {Place(row["campaign_id"], row["status"], row["done_position"]): row["n"] for row in rows}
