"""Tags: short labels on leads, lists, campaigns, senders and enrollments; a workspace's or one seat's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString, TypedDict

from typing_extensions import Unpack

from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base import events, purges
from outrider.outreach.base.query import Where, any_of, assignments, columns, keys_of, sql
from outrider.outreach.base.scope import Scope

# What can be tagged -> the table that says whether it exists.
KINDS: dict[str, LiteralString] = {
    "lead": "leads",
    "list": "lists",
    "campaign": "campaigns",
    "sender": "senders",
    "enrollment": "enrollments",
}
MAX_NAME = 100


class TagChanges(TypedDict, total=False):
    """What may be changed of a tag."""

    name: str
    color: str | None
    description: str | None


_CHANGEABLE = keys_of(TagChanges)


@dataclass(frozen=True, slots=True)
class Tag:
    """A label. `seat_id` None: shared by the workspace."""

    id: int
    name: str
    color: str | None
    description: str | None
    seat_id: int | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Tagging:
    """A tag on a thing."""

    id: int
    tag_id: int
    object_kind: str
    object_id: int
    created_at: datetime


_COLUMNS = columns(Tag)


def _name(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > MAX_NAME or "\x00" in name:
        raise Invalid(f"A tag's name has 1 to {MAX_NAME} characters.", field="name")
    return name


async def create(
    scope: Scope, name: str, *, color: str | None = None, description: str | None = None, seat_id: int | None = None
) -> Tag:
    """Raises Conflict when the name is taken (in any case)."""
    row = await scope.one(
        sql(
            """
        INSERT INTO tags (workspace_id, seat_id, name, color, description, created_at, updated_at)
        VALUES (%(workspace_id)s, %(seat_id)s, %(name)s, %(color)s, %(description)s, %(now)s, %(now)s)
        ON CONFLICT DO NOTHING RETURNING {columns}
        """,
            columns=_COLUMNS,
        ),
        name=_name(name),
        color=color,
        description=description,
        seat_id=seat_id,
    )
    if row is None:
        raise Conflict(f"There is a tag {name!r} already.", field="name")
    await events.audit(scope, "tag.created", "tag", row["id"])
    return Tag(**row)


async def get_or_create(scope: Scope, name: str, *, color: str | None = None, seat_id: int | None = None) -> Tag:
    """The tag of this name (in any case), made if need be."""
    find = sql(
        """
        SELECT {columns} FROM tags
        WHERE workspace_id = %(workspace_id)s AND coalesce(seat_id, 0) = %(seat_id)s AND lower(name) = lower(%(name)s)
    """,
        columns=_COLUMNS,
    )
    if (row := await scope.one(find, name=_name(name), seat_id=seat_id or 0)) is None:
        try:
            return await create(scope, name, color=color, seat_id=seat_id)
        except Conflict:  # another transaction was faster
            row = await scope.one(find, name=_name(name), seat_id=seat_id or 0)
    assert row is not None
    return Tag(**row)


async def get(scope: Scope, id: int) -> Tag:
    """Raises NotFound."""
    row = await scope.one(
        sql("SELECT {columns} FROM tags WHERE workspace_id = %(workspace_id)s AND id = %(id)s", columns=_COLUMNS), id=id
    )
    if row is None:
        raise NotFound(f"There is no tag {id} in this workspace.", field="tag_id")
    return Tag(**row)


async def by_names(scope: Scope, names: Sequence[str]) -> list[Tag]:
    """The tags of these names (in any case), shared and of every seat."""
    rows = await scope.all(
        sql(
            "SELECT {columns} FROM tags WHERE workspace_id = %(workspace_id)s AND lower(name) = ANY (%(names)s) ORDER BY id",
            columns=_COLUMNS,
        ),
        names=[name.lower() for name in names],
    )
    return [Tag(**row) for row in rows]


async def find_all(
    scope: Scope,
    *,
    search: str | None = None,
    seat_id: int | None = None,
    object_ids: Mapping[str, Sequence[int]] | None = None,
    ids: Sequence[int] | None = None,
    limit: int | None = 100,
    after: int | None = None,
    offset: int = 0,
) -> list[Tag]:
    """Tags, newest first; `seat_id`: that seat's and the shared ones; `object_ids`: kind -> ids, only tags on one of these.

    `limit` None: all.
    """
    where = Where("t")
    where.given("strpos(lower(t.name), lower(%(search)s)) > 0", search=search or None)
    where.given("(t.seat_id IS NULL OR t.seat_id = %(seat_id)s)", seat_id=seat_id)
    where.given("t.id = ANY (%(tags)s)", tags=ids)
    if object_ids is not None:
        where.add(_ON_THINGS, **_listed(object_ids))
    where.given("t.id < %(after)s", after=after)
    return await scope.rows(
        Tag,
        sql(
            "SELECT {columns} FROM tags t WHERE {where} ORDER BY t.id DESC LIMIT %(limit)s OFFSET %(offset)s",
            columns=_COLUMNS,
            where=where.sql,
        ),
        **where.params,
        limit=limit,
        offset=offset,
    )


_ON_THINGS = """EXISTS (
    SELECT FROM unnest(%(kinds)s::text[], %(things)s::bigint[]) AS u (kind, id)
    JOIN taggings g ON g.workspace_id = %(workspace_id)s AND g.tag_id = t.id AND g.object_kind = u.kind AND g.object_id = u.id)"""


def _listed(things: Mapping[str, Sequence[int]]) -> dict[str, object]:
    """Things by kind, as two columns."""
    pairs = [(kind, id) for kind, of_kind in things.items() for id in of_kind]
    return {"kinds": [kind for kind, _ in pairs], "things": [id for _, id in pairs]}


async def update(scope: Scope, id: int, **changes: Unpack[TagChanges]) -> Tag:
    """Raises NotFound, Invalid, Conflict when the name is taken."""
    if unknown := changes.keys() - set(_CHANGEABLE):
        raise Invalid(f"A tag has no field {sorted(unknown)[0]}.", field=sorted(unknown)[0])
    tag = await get(scope, id)
    if "name" in changes:
        changes["name"] = _name(changes["name"])
        if await scope.one(
            """
            SELECT 1 FROM tags WHERE workspace_id = %(workspace_id)s AND coalesce(seat_id, 0) = %(seat_id)s
                AND lower(name) = lower(%(name)s) AND id <> %(id)s
            """,
            name=changes["name"],
            seat_id=tag.seat_id or 0,
            id=id,
        ):
            raise Conflict(f"There is a tag {changes['name']!r} already.", field="name")
    row = await scope.one(
        sql(
            """
        UPDATE tags SET {changes} updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING {columns}
        """,
            changes=assignments(_CHANGEABLE, changes),
            columns=_COLUMNS,
        ),
        id=id,
        **changes,
    )
    assert row is not None
    return Tag(**row)


async def delete(scope: Scope, id: int) -> Tag:
    """Remove a tag from everything, by a job where it is on many things. Raises NotFound."""
    tag = await get(scope, id)
    await scope.run("DELETE FROM tags WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=id)
    await events.audit(scope, "tag.deleted", "tag", id)
    await purges.begin(scope, "tag", id)
    return tag


async def assign(
    scope: Scope, object_kind: str, object_ids: Sequence[int], *, add: Sequence[int] = (), remove: Sequence[int] = ()
) -> list[Tagging]:
    """Put tags on things and take others off; the taggings made. Raises NotFound, naming the first unknown thing or tag."""
    await _require(scope, object_kind, object_ids)
    await _hold(scope, [*add, *remove])
    params = {"kind": object_kind, "ids": object_ids, "tags": add, "off": remove}
    if remove:
        await scope.run(
            """
            DELETE FROM taggings WHERE workspace_id = %(workspace_id)s AND object_kind = %(kind)s
                AND object_id = ANY (%(ids)s) AND tag_id = ANY (%(off)s)
            """,
            **params,
        )
    rows = await scope.all(
        """
        INSERT INTO taggings (workspace_id, object_kind, object_id, tag_id, created_at)
        SELECT %(workspace_id)s, %(kind)s, o.id, t.id, %(now)s
        FROM unnest(%(ids)s::bigint[]) AS o (id), unnest(%(tags)s::bigint[]) AS t (id) ORDER BY o.id, t.id
        ON CONFLICT DO NOTHING RETURNING id, tag_id, object_kind, object_id, created_at
        """,
        **params,
    )
    await events.audit(scope, "tag.assigned", object_kind, affected=len(object_ids), add=list(add), remove=list(remove))
    return [Tagging(**r) for r in rows]


async def take_off(scope: Scope, object_kind: str, tagging_id: int) -> bool:
    """Take one tag off one thing of this kind, by the id of the tagging; whether there was such a one."""
    removed = await scope.run(
        "DELETE FROM taggings WHERE workspace_id = %(workspace_id)s AND object_kind = %(kind)s AND id = %(id)s",
        kind=object_kind,
        id=tagging_id,
    )
    if removed:
        await events.audit(scope, "tag.removed", object_kind, affected=1)
    return removed > 0


async def _require(scope: Scope, kind: str, ids: Sequence[int]) -> None:
    """Raises NotFound, naming the first unknown thing."""
    table = KINDS.get(kind)
    if table is None:
        raise Invalid(f"Tags go on {', '.join(KINDS)}.", field="object_kind")
    rows = await scope.all(
        sql("SELECT id FROM {table} WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s::bigint[])", table=table),
        ids=ids,
    )
    if missing := set(ids) - {r["id"] for r in rows}:
        raise NotFound(f"There is no {kind} {min(missing)} in this workspace.", field="object_ids")


async def _hold(scope: Scope, ids: Sequence[int]) -> None:
    """Keep tags from being deleted until this transaction ends. Raises NotFound, naming the first unknown one."""
    rows = await scope.all(
        "SELECT id FROM tags WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s::bigint[]) ORDER BY id FOR KEY SHARE",
        ids=ids,
    )
    if missing := set(ids) - {r["id"] for r in rows}:
        raise NotFound(f"There is no tag {min(missing)} in this workspace.", field="tag_ids")


async def of_objects(scope: Scope, object_kind: str, object_ids: Sequence[int]) -> dict[int, list[Tag]]:
    """The tags of each thing, in the order they were put on; every id is a key."""
    rows = await scope.all(
        sql(
            """
        SELECT g.object_id, {columns} FROM taggings g
        JOIN tags t ON t.workspace_id = %(workspace_id)s AND t.id = g.tag_id
        WHERE g.workspace_id = %(workspace_id)s AND g.object_kind = %(kind)s AND g.object_id = ANY (%(ids)s) ORDER BY g.id
        """,
            columns=columns(Tag, "t"),
        ),
        kind=object_kind,
        ids=object_ids,
    )
    found: dict[int, list[Tag]] = {id: [] for id in object_ids}
    for row in rows:
        found[row.pop("object_id")].append(Tag(**row))
    return found


async def taggings(
    scope: Scope,
    *,
    object_ids: Sequence[int] | None = None,
    tag_ids: Sequence[int] | None = None,
    kind: str | Sequence[str] | None = None,
    things: Mapping[str, Sequence[int]] | None = None,
    limit: int | None = 100,
    after: int | None = None,
) -> list[Tagging]:
    """Which tag is on which thing, newest first. `things`: kind -> ids, only these. `limit` None: all."""
    where = Where("g")
    where.given("g.object_kind = ANY (%(of_kinds)s)", of_kinds=any_of(kind))
    where.given("g.object_id = ANY (%(object_ids)s)", object_ids=object_ids or None)
    if things is not None:
        where.add(
            "(g.object_kind, g.object_id) IN (SELECT * FROM unnest(%(kinds)s::text[], %(things)s::bigint[]))", **_listed(things)
        )
    where.given("g.tag_id = ANY (%(tag_ids)s)", tag_ids=tag_ids or None)
    where.given("g.id < %(after)s", after=after)
    return await scope.rows(
        Tagging,
        sql(
            """
        SELECT g.id, g.tag_id, g.object_kind, g.object_id, g.created_at FROM taggings g
        JOIN tags t ON t.workspace_id = %(workspace_id)s AND t.id = g.tag_id
        WHERE {where} ORDER BY g.id DESC LIMIT %(limit)s
        """,
            where=where.sql,
        ),
        **where.params,
        limit=limit,
    )
