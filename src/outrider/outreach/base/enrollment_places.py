"""How many of a campaign's enrollments stand where, kept as they move: reading it costs the same however many there are.

Whatever moves enrollments records it here in the same transaction, without waiting for others (base.tallies).
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from outrider.frozen import checked
from outrider.outreach.base import batches, tallies
from outrider.outreach.base.scope import Scope


@checked(frozen=True, slots=True, order=True)
class Place:
    """Where enrollments of a campaign stand: their status, and the number of the last step that they have done."""

    campaign_id: int
    status: str
    done_position: int


@checked(frozen=True, slots=True)
class Move:
    """`n` enrollments that went from one place to another. None: they were not there before, or are gone."""

    before: Place | None
    after: Place | None
    n: int = 1


_ADD = tallies.adding("enrollment_counts", ("campaign_id", "status", "done_position"), "bigint text int")


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


async def read(scope: Scope, campaign_ids: Sequence[int]) -> dict[Place, int]:
    """How many stand at each place of these campaigns; places without any are missing."""
    rows = await scope.all(
        """
        SELECT campaign_id, status, done_position, sum(n)::bigint AS n FROM enrollment_counts
        WHERE workspace_id = %(workspace_id)s AND campaign_id = ANY (%(campaigns)s)
        GROUP BY campaign_id, status, done_position HAVING sum(n) <> 0
        """,
        campaigns=campaign_ids,
    )
    return {Place(row["campaign_id"], row["status"], row["done_position"]): row["n"] for row in rows}
