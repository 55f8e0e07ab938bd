"""Segments: the parts of a market that leads belong to, each lead to one at most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString

from psycopg.types.json import Jsonb

from outrider.errors import Invalid, NotFound
from outrider.outreach.base import events
from outrider.outreach.base.query import Where, assignments, columns, inserted, sql
from outrider.outreach.base.scope import Scope

MAX_NAME = 255


@dataclass(frozen=True, slots=True)
class Segment:
    """`size`: the estimated market size; `lead_count`: the number of leads in it."""

    id: int
    name: str
    description: str | None
    audience: str | None
    size: int | None
    estimated_value: float | None
    language: str | None
    is_active: bool
    attributes: dict[str, object]
    created_at: datetime
    updated_at: datetime
    lead_count: int


WRITABLE: tuple[LiteralString, ...] = (
    "name",
    "description",
    "audience",
    "size",
    "estimated_value",
    "language",
    "is_active",
    "attributes",
)
_COLUMNS = columns(Segment, "s", without=["lead_count"])
_COUNTED = sql(
    """
{columns}, (SELECT count(*) FROM segment_members m WHERE m.workspace_id = %(workspace_id)s AND m.segment_id = s.id) AS lead_count
""",
    columns=_COLUMNS,
)


async def create(scope: Scope, name: str, **values: object) -> Segment:
    """Values by the names in WRITABLE. Raises Invalid."""
    given = _checked({"name": name, **values})
    names, parameters = inserted(WRITABLE, given)
    row = await scope.one(
        sql(
            """
            INSERT INTO segments (workspace_id, {names}created_at, updated_at)
            VALUES (%(workspace_id)s, {parameters}%(now)s, %(now)s) RETURNING id
            """,
            names=names,
            parameters=parameters,
        ),
        **given,
    )
    assert row is not None
    await events.audit(scope, "segment.created", "segment", row["id"])
    return await get(scope, row["id"])


async def update(scope: Scope, id: int, **changes: object) -> Segment:
    """Change any of WRITABLE; None clears. Raises NotFound, Invalid."""
    given = _checked(changes)
    changed = await scope.run(
        sql(
            "UPDATE segments SET {changes}updated_at = %(now)s WHERE workspace_id = %(workspace_id)s AND id = %(id)s",
            changes=assignments(WRITABLE, given),
        ),
        id=id,
        **given,
    )
    if not changed:
        raise _missing()
    await events.audit(scope, "segment.updated", "segment", id, changed=sorted(given))
    return await get(scope, id)


async def get(scope: Scope, id: int) -> Segment:
    """Raises NotFound."""
    row = await scope.one(
        sql("SELECT {counted} FROM segments s WHERE s.workspace_id = %(workspace_id)s AND s.id = %(id)s", counted=_COUNTED), id=id
    )
    if row is None:
        raise _missing()
    return Segment(**row)


async def find_all(
    scope: Scope, *, active: bool | None = None, search: str | None = None, limit: int = 100, offset: int = 0
) -> list[Segment]:
    """Newest first. `search`: a part of the name."""
    where = _where(active, search)
    rows = await scope.all(
        sql(
            "SELECT {counted} FROM segments s WHERE {where} ORDER BY s.id DESC LIMIT %(limit)s OFFSET %(offset)s",
            counted=_COUNTED,
            where=where.sql,
        ),
        **where.params,
        limit=limit,
        offset=offset,
    )
    return [Segment(**row) for row in rows]


async def count(scope: Scope, *, active: bool | None = None, search: str | None = None) -> int:
    """How many `find_all` would list."""
    where = _where(active, search)
    return await scope.count(sql("SELECT count(*) FROM segments s WHERE {where}", where=where.sql), **where.params)


def _where(active: bool | None, search: str | None) -> Where:
    where = Where("s")
    where.given("s.is_active = %(active)s", active=active)
    where.given("strpos(lower(s.name), lower(%(search)s)) > 0", search=search or None)
    return where


async def assign(scope: Scope, lead_ids: Sequence[int], segment_id: int | None) -> int:
    """Put leads into a segment, out of the one they were in; None only takes them out. How many it concerned.

    Raises NotFound for the segment; ids of no lead of the workspace are passed over.
    """
    if segment_id is None:
        return await scope.run(
            "DELETE FROM segment_members WHERE workspace_id = %(workspace_id)s AND lead_id = ANY (%(ids)s)", ids=lead_ids
        )
    await get(scope, segment_id)
    return await scope.run(
        """
        INSERT INTO segment_members AS m (workspace_id, lead_id, segment_id, created_at)
        SELECT %(workspace_id)s, l.id, %(segment_id)s, %(now)s FROM leads l
        WHERE l.workspace_id = %(workspace_id)s AND l.id = ANY (%(ids)s) ORDER BY l.id FOR KEY SHARE
        ON CONFLICT (workspace_id, lead_id) DO UPDATE SET segment_id = excluded.segment_id, created_at = excluded.created_at
        WHERE m.segment_id <> excluded.segment_id RETURNING 1
        """,
        ids=lead_ids,
        segment_id=segment_id,
    )


async def of_leads(scope: Scope, lead_ids: Sequence[int]) -> dict[int, int]:
    """The segment of each lead that is in one."""
    rows = await scope.all(
        "SELECT lead_id, segment_id FROM segment_members WHERE workspace_id = %(workspace_id)s AND lead_id = ANY (%(ids)s)",
        ids=lead_ids,
    )
    return {row["lead_id"]: row["segment_id"] for row in rows}


def _checked(changes: Mapping[str, object]) -> dict[str, object]:
    """Values as the columns take them."""
    values: dict[str, object] = dict(changes)
    if unknown := values.keys() - set(WRITABLE):
        raise Invalid(f"A segment has no {min(unknown)}.", field=min(unknown))
    if "name" in values:
        values["name"] = name = str(changes["name"] or "").strip()
        if not 0 < len(name) <= MAX_NAME:
            raise Invalid(f"A segment's name has 1 to {MAX_NAME} characters.", field="name")
    if "attributes" in values:
        values["attributes"] = Jsonb(changes["attributes"] or {})
    return values


def _missing() -> NotFound:
    return NotFound("There is no such segment.", field="segment_id")
