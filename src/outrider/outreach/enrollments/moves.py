"""What leads are known by after they moved.

A move makes a new row, an enrollment or a membership, and takes the old one away. Those who know the lead by the old row's id
still find it: for each row made by a move, the row that the lead began as is kept. Messages and events stay with the row that
they happened to; tags and conversations go along.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, LiteralString

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
    """Have new rows be known by what those that they replace are known by, and give them their tags and conversations.

    The replaced rows are still there.
    """
    if not moved:
        return
    await scope.run(
        """
        INSERT INTO lead_moves (workspace_id, kind, id, lead_id, first_kind, first_id, moved_at)
        SELECT %(workspace_id)s, u.kind, u.id, u.lead_id, coalesce(m.first_kind, u.from_kind), coalesce(m.first_id, u.from_id),
               %(now)s
        FROM unnest(%(lead_id)s::bigint[], %(kind)s::text[], %(id)s::bigint[], %(from_kind)s::text[], %(from_id)s::bigint[])
             AS u (lead_id, kind, id, from_kind, from_id)
        LEFT JOIN lead_moves m ON m.workspace_id = %(workspace_id)s AND m.kind = u.from_kind AND m.id = u.from_id
        """,
        **batches.columns(Moved, moved),
    )
    pairs = [(m.id, m.from_id) for m in moved if (m.kind, m.from_kind) == ("enrollment", "enrollment")]
    if not pairs:
        return
    new, old = zip(*pairs, strict=True)
    for statement in _FOLLOW:
        await scope.run(statement, new=list(new), old=list(old))


_FOLLOW: tuple[LiteralString, ...] = (
    """
    UPDATE conversations c SET enrollment_id = u.new, updated_at = %(now)s
    FROM unnest(%(new)s::bigint[], %(old)s::bigint[]) AS u (new, old)
    WHERE c.workspace_id = %(workspace_id)s AND c.enrollment_id = u.old
    """,
    """
    UPDATE taggings t SET object_id = u.new
    FROM unnest(%(new)s::bigint[], %(old)s::bigint[]) AS u (new, old)
    WHERE t.workspace_id = %(workspace_id)s AND t.object_kind = 'enrollment' AND t.object_id = u.old
    """,
    """
    UPDATE enrollments e SET category_by_hand = o.category_by_hand
    FROM unnest(%(new)s::bigint[], %(old)s::bigint[]) AS u (new, old)
    JOIN enrollments o ON o.workspace_id = %(workspace_id)s AND o.id = u.old
    WHERE e.workspace_id = %(workspace_id)s AND e.id = u.new AND o.category_by_hand
    """,
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
        ids=enrollment_ids,
    )
    return {row["id"]: (row["first_kind"], row["first_id"]) for row in rows}


async def lines_of(scope: Scope, enrollment_ids: Sequence[int]) -> dict[int, list[int]]:
    """For each enrollment's id all that its lead has had by moves, from the first, by which it is known, to the last.

    One at most still exists; only of one that never moved may there be just the id itself.
    """
    rows = await scope.all(
        """
        SELECT u.id, m.first_kind, m.first_id, array_agg(x.id) FILTER (WHERE x.id IS NOT NULL) AS made
        FROM unnest(%(ids)s::bigint[]) AS u (id)
        LEFT JOIN lead_moves m ON m.workspace_id = %(workspace_id)s AND m.kind = 'enrollment' AND m.id = u.id
        LEFT JOIN lead_moves x ON x.workspace_id = %(workspace_id)s AND x.kind = 'enrollment'
             AND x.first_kind = coalesce(m.first_kind, 'enrollment') AND x.first_id = coalesce(m.first_id, u.id)
        GROUP BY u.id, m.first_kind, m.first_id
        """,
        ids=enrollment_ids,
    )
    return {
        row["id"]: sorted({row["id"], *(row["made"] or ()), *([row["first_id"]] if row["first_kind"] == "enrollment" else ())})
        for row in rows
    }


async def known_by(scope: Scope, enrollment_ids: Sequence[int]) -> dict[int, int]:
    """The enrollments' ids by which their leads are known: of each the first that its lead had."""
    return {id: line[0] for id, line in (await lines_of(scope, enrollment_ids)).items()}


async def has_replied(scope: Scope, enrollment_id: int, replies: int, campaign_id: int | None) -> bool:
    """Whether the lead of an enrollment with so many replies has answered the campaign before, in which it may be no more."""
    line = (await lines_of(scope, [enrollment_id]))[enrollment_id]
    if len(line) == 1:
        return replies > 0
    return bool(
        await scope.one(
            """
            SELECT 1 FROM events
            WHERE workspace_id = %(workspace_id)s AND enrollment_id = ANY (%(line)s) AND campaign_id = %(campaign)s
              AND type = 'reply.received' LIMIT 1
            """,
            line=line,
            campaign=campaign_id,
        )
    )
