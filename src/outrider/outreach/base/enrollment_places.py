"""How many of a campaign's enrollments stand where, kept as they move: reading it costs the same however many there are.

Whatever moves enrollments records it here in the same transaction, without waiting for others (base.tallies).
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from outrider.frozen import checked
from outrider.outreach.base import batches, marks, tallies
from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Scope


@checked(frozen=True, slots=True, order=True)
class Place:
    """Where enrollments of a campaign stand: their status, and how far they are (base.marks)."""

    campaign_id: int
    status: str
    mark: int


@checked(frozen=True, slots=True)
class Move:
    """`n` enrollments that went from one place to another. None: they were not there before, or are gone."""

    before: Place | None
    after: Place | None
    n: int = 1


_ADD = tallies.adding("enrollment_counts", ("campaign_id", "status", "mark"), "bigint text int")


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
        await scope.run(_ADD, **batches.columns(Place, places), n=[changes[place] for place in places])


@checked(frozen=True, slots=True)
class Count:
    """How many enrollments of a campaign have a status and have done the steps up to a position."""

    campaign_id: int
    status: str
    done_position: int
    n: int


async def read(scope: Scope, campaign_ids: Sequence[int]) -> list[Count]:
    """How many there are of each kind in these campaigns; kinds of which there are none are missing."""
    return await scope.rows(Count, _READ, campaigns=campaign_ids)


_READ = sql(
    """
SELECT e.campaign_id, e.status, {position} AS done_position, sum(e.n)::bigint AS n
FROM enrollment_counts e LEFT JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = ANY (%(campaigns)s)
GROUP BY e.campaign_id, e.status, {position} HAVING sum(e.n) <> 0
""",
    position=marks.position(),
)
