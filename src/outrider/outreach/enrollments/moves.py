"""What leads are known by after they moved.

A move makes a new row, an enrollment or a membership, and takes the old one away. Those who know the lead by the old row's id
still find it: for each row made by a move, the row that the lead began as is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from outrider.outreach.base import batches
from outrider.outreach.base.scope import Scope

Kind = Literal["list_member", "enrollment"]
Ref = tuple[Kind, int]


@dataclass(frozen=True, slots=True)
class Moved:
    """A lead's new row, and the row that it replaces."""

    lead_id: int
    kind: Kind
    id: int
    from_kind: Kind
    from_id: int


async def record(scope: Scope, moved: Sequence[Moved]) -> None:
    """Have new rows be known by what those that they replace are known by."""
    if moved:
        await scope.run(
            """
            INSERT INTO lead_moves (workspace_id, kind, id, lead_id, first_kind, first_id, moved_at)
            SELECT %(workspace_id)s, u.kind, u.id, u.lead_id, coalesce(m.first_kind, u.from_kind),
                   coalesce(m.first_id, u.from_id), %(now)s
            FROM unnest(%(lead_id)s::bigint[], %(kind)s::text[], %(id)s::bigint[], %(from_kind)s::text[], %(from_id)s::bigint[])
                 AS u (lead_id, kind, id, from_kind, from_id)
            LEFT JOIN lead_moves m ON m.workspace_id = %(workspace_id)s AND m.kind = u.from_kind AND m.id = u.from_id
            """,
            **batches.columns(Moved, moved),
        )


async def with_later(scope: Scope, refs: Sequence[Ref]) -> list[Ref]:
    """These rows, and those that replaced them since. Of each and what replaced it, one at most still exists."""
    rows = await scope.all(
        """
        SELECT m.kind, m.id
        FROM unnest(%(kinds)s::text[], %(ids)s::bigint[]) AS u (kind, id)
        JOIN lead_moves m ON m.workspace_id = %(workspace_id)s AND m.first_kind = u.kind AND m.first_id = u.id
        """,
        kinds=[kind for kind, _ in refs],
        ids=[id for _, id in refs],
    )
    return [*refs, *((row["kind"], row["id"]) for row in rows)]


async def firsts_of(scope: Scope, enrollment_ids: Sequence[int]) -> dict[int, Ref]:
    """The rows that leads began as whose enrollments these are; only of those that moved. An enrollment may be gone since."""
    rows = await scope.all(
        """
        SELECT id, first_kind, first_id FROM lead_moves
        WHERE workspace_id = %(workspace_id)s AND kind = 'enrollment' AND id = ANY (%(ids)s)
        """,
        ids=list(enrollment_ids),
    )
    return {row["id"]: (row["first_kind"], row["first_id"]) for row in rows}
