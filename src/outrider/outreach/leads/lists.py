"""Lead lists and their members. A member is a lead in a list, with values of its own where they differ from the lead's."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from typing import Any, Literal, LiteralString, TypedDict

from psycopg.types.json import Jsonb
from typing_extensions import Unpack

from outrider.errors import Conflict, Invalid, NotFound, naming
from outrider.outreach.base import events, purges, tallies
from outrider.outreach.base.query import Where, assignments, keys_of, sql
from outrider.outreach.base.scope import Scope
from outrider.outreach.leads import leads

MAX_NAME = 255
_COPIED = MAX_NAME - 20  # characters of a name that a copy's begins with


@dataclass(frozen=True, slots=True)
class LeadList:
    """A list; `lead_count` is what a count of its members gives."""

    id: int
    name: str
    owner_user_id: int | None
    settings: dict[str, Any]
    lead_count: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Member:
    """A lead in a list. `fields` override the lead's values here."""

    id: int
    list_id: int
    fields: dict[str, object]
    category_id: int | None
    created_at: datetime
    updated_at: datetime
    lead: leads.Lead


_COLUMNS = "l.id, l.name, l.owner_user_id, l.settings, l.created_at, l.updated_at"


def _name(name: str) -> str:
    name = name.strip()
    if not name or len(name) > MAX_NAME or "\x00" in name:
        raise Invalid(f"A list's name has 1 to {MAX_NAME} characters.", field="name")
    return name


async def create(
    scope: Scope,
    name: str,
    owner_user_id: int | None = None,
    unique: bool = False,
    settings: Mapping[str, object] | None = None,
) -> LeadList:
    """With `unique`, raises Conflict (data: id) when a list has this name already, in any case."""
    name = _name(name)
    if unique and (taken := await by_name(scope, name)):
        raise Conflict(f"There is a list {name!r} already.", field="name", data={"id": taken.id})
    row = await scope.one(
        sql(
            """
        INSERT INTO lists AS l (workspace_id, name, owner_user_id, settings, created_at, updated_at)
        VALUES (%(workspace_id)s, %(name)s, %(owner)s, %(settings)s, %(now)s, %(now)s) RETURNING {columns}
        """,
            columns=_COLUMNS,
        ),
        name=name,
        owner=owner_user_id,
        settings=Jsonb(dict(settings or {})),
    )
    assert row is not None
    await events.audit(scope, "list.created", "list", row["id"])
    return LeadList(**row, lead_count=0)


async def create_many(
    scope: Scope, given: Sequence[tuple[str, Mapping[str, object]]], owner_user_id: int | None = None
) -> list[LeadList]:
    """Lists of these (name, settings), in order. A name that is taken, or comes twice, gets ' (Copy 1)', ' (Copy 2)', ...

    Callers in the same workspace wait for each other, so that no two lists made this way ever share a name.
    """
    await scope.run("SELECT pg_advisory_xact_lock(hashtextextended('lists', %(workspace_id)s))")
    wanted = [_name(name) for name, _ in given]
    rows = await scope.all(
        """
        SELECT DISTINCT lower(l.name) AS name FROM unnest(%(names)s::text[]) AS u (name)
        JOIN lists l ON l.workspace_id = %(workspace_id)s
          AND (lower(l.name) = lower(u.name) OR starts_with(lower(l.name), lower(left(u.name, %(most)s)) || ' (copy '))
        """,
        names=wanted,
        most=_COPIED,
    )
    taken = {row["name"] for row in rows}
    numbers: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(1))  # of copies that were not tried yet
    names: list[str] = []
    for name in wanted:
        copied = name[:_COPIED]
        copies = (f"{copied} (Copy {i})" for i in numbers[copied.lower()])
        free = next(n for n in chain([name], copies) if n.lower() not in taken)
        taken.add(free.lower())
        names.append(free)
    rows = await scope.all(
        sql(
            """
        INSERT INTO lists AS l (workspace_id, name, owner_user_id, settings, created_at, updated_at)
        SELECT %(workspace_id)s, u.name, %(owner)s, u.settings, %(now)s, %(now)s
        FROM unnest(%(names)s::text[], %(settings)s::jsonb[]) WITH ORDINALITY AS u (name, settings, n) ORDER BY u.n
        RETURNING {columns}
        """,
            columns=_COLUMNS,
        ),
        names=names,
        owner=owner_user_id,
        settings=[Jsonb(dict(settings)) for _, settings in given],
    )
    await events.audit(scope, "list.created", "list", rows[0]["id"] if len(rows) == 1 else None, affected=len(rows))
    return [LeadList(**row, lead_count=0) for row in sorted(rows, key=lambda row: row["id"])]


async def by_name(scope: Scope, name: str) -> LeadList | None:
    """The oldest list of this name, in any case."""
    row = await scope.one(
        sql(
            """
        SELECT {columns} FROM lists l WHERE l.workspace_id = %(workspace_id)s AND lower(l.name) = lower(%(name)s)
        ORDER BY l.id LIMIT 1
        """,
            columns=_COLUMNS,
        ),
        name=name.strip(),
    )
    return (await _counted(scope, [row]))[0] if row else None


async def get_many(scope: Scope, ids: Sequence[int]) -> dict[int, LeadList]:
    """Those of the ids that exist."""
    rows = await scope.all(
        sql("SELECT {columns} FROM lists l WHERE l.workspace_id = %(workspace_id)s AND l.id = ANY (%(ids)s)", columns=_COLUMNS),
        ids=ids,
    )
    return {found.id: found for found in await _counted(scope, rows)}


async def get(scope: Scope, id: int) -> LeadList:
    """Raises NotFound."""
    row = await scope.one(
        sql("SELECT {columns} FROM lists l WHERE l.workspace_id = %(workspace_id)s AND l.id = %(id)s", columns=_COLUMNS), id=id
    )
    if row is None:
        raise NotFound(f"There is no lead list {id} in this workspace.", field="list_id")
    return (await _counted(scope, [row]))[0]


class ListChanges(TypedDict, total=False):
    """What may be changed of a list. `settings` are merged into those that it has."""

    name: str
    owner_user_id: int | None
    settings: Mapping[str, object] | None


_CHANGEABLE = keys_of(ListChanges)


async def update(scope: Scope, id: int, **changes: Unpack[ListChanges]) -> LeadList:
    """Raises NotFound, Invalid."""
    if unknown := changes.keys() - set(_CHANGEABLE):
        raise Invalid(f"A list has no field {sorted(unknown)[0]}.", field=sorted(unknown)[0])
    values: dict[str, object] = {**changes}
    if "name" in changes:
        values["name"] = _name(changes["name"])
    if "settings" in changes:
        values["settings"] = Jsonb(dict(changes["settings"] or {}))
    sets = assignments(_CHANGEABLE, values, merged=("settings",), table="l")
    changed = await scope.run(
        sql("UPDATE lists l SET {sets}updated_at = %(now)s WHERE l.workspace_id = %(workspace_id)s AND l.id = %(id)s", sets=sets),
        id=id,
        **values,
    )
    if not changed:
        raise NotFound(f"There is no lead list {id} in this workspace.", field="list_id")
    await events.audit(scope, "list.updated", "list", id)
    return await get(scope, id)


async def rename(scope: Scope, id: int, name: str) -> LeadList:
    """Raises NotFound, Invalid."""
    return await update(scope, id, name=name)


async def delete(scope: Scope, id: int) -> LeadList:
    """Remove a list with its memberships and tags; the leads stay, and so do their enrollments. Raises NotFound.

    Where it has many members, a job removes them: they are shown nowhere from now on.
    """
    found = await get(scope, id)
    await scope.run(
        "DELETE FROM taggings WHERE workspace_id = %(workspace_id)s AND object_kind = 'list' AND object_id = %(id)s", id=id
    )
    await scope.run("DELETE FROM lists WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=id)
    await events.audit(scope, "list.deleted", "list", id, affected=found.lead_count)
    await purges.begin(scope, "list", id)
    return found


Order = Literal["newest", "oldest", "name"]
_WITH_TAGS = """EXISTS (
    SELECT FROM taggings g WHERE g.workspace_id = %(workspace_id)s AND g.object_kind = 'list' AND g.object_id = l.id
      AND g.tag_id = ANY (%(tag_ids)s))"""
_ORDERS: dict[Order, LiteralString] = {"newest": "l.id DESC", "oldest": "l.id", "name": "lower(l.name), l.id"}


async def find_all(
    scope: Scope,
    *,
    limit: int = 100,
    after: int | None = None,
    offset: int = 0,
    tag_ids: Sequence[int] | None = None,
    query: str | None = None,
    settings: Mapping[str, object] | None = None,
    order: Order = "newest",
) -> list[LeadList]:
    """Lists with their counts; `query` is any part of the name; `tag_ids`: with at least one of these; `settings`: with these
    values (false: also without one). Pages by `after` (newest, oldest) or `offset`."""
    where = Where("l")
    where.given("strpos(lower(l.name), lower(%(search)s)) > 0", search=query or None)
    where.given(_WITH_TAGS, tag_ids=tag_ids or None)
    where.given(sql("l.id {sign} %(after)s", sign=">" if order == "oldest" else "<"), after=after)
    if settings is not None:
        unset = {name: False for name, value in settings.items() if value is False}
        where.add("%(unset)s::jsonb || l.settings @> %(settings)s::jsonb", unset=Jsonb(unset), settings=Jsonb(dict(settings)))
    rows = await scope.all(
        sql(
            "SELECT {columns} FROM lists l WHERE {where} ORDER BY {orders} LIMIT %(limit)s OFFSET %(offset)s",
            columns=_COLUMNS,
            where=where.sql,
            orders=_ORDERS[order],
        ),
        **where.params,
        limit=limit,
        offset=offset,
    )
    return await _counted(scope, rows)


@dataclass(frozen=True, slots=True)
class Named:
    """A list by its name alone."""

    id: int
    name: str


async def named(scope: Scope, *, limit: int = 100) -> list[Named]:
    """Lists by name."""
    rows = await scope.all(
        "SELECT id, name FROM lists WHERE workspace_id = %(workspace_id)s ORDER BY lower(name), id LIMIT %(limit)s",
        limit=limit,
    )
    return [Named(**row) for row in rows]


async def _counted(scope: Scope, rows: Sequence[Mapping[str, Any]]) -> list[LeadList]:
    counts = await sizes(scope, [r["id"] for r in rows])
    return [LeadList(**r, lead_count=counts[r["id"]]) for r in rows]


async def sizes(scope: Scope, ids: Sequence[int]) -> dict[int, int]:
    """How many members each of these lists has."""
    counts = await scope.all(
        """
        SELECT list_id, sum(n)::bigint AS n FROM list_counts
        WHERE workspace_id = %(workspace_id)s AND list_id = ANY (%(ids)s) GROUP BY list_id
        """,
        ids=ids,
    )
    return dict.fromkeys(ids, 0) | {c["list_id"]: c["n"] for c in counts}


async def active_counts(scope: Scope, ids: Sequence[int]) -> dict[int, int]:
    """How many members of each list may still be written to: neither unsubscribed nor bounced, who are few and taken off."""
    rows = await scope.all(
        """
        SELECT m.list_id, count(*) AS n FROM leads l JOIN list_members m ON m.workspace_id = %(workspace_id)s AND m.lead_id = l.id
        WHERE l.workspace_id = %(workspace_id)s AND (l.unsubscribed_at IS NOT NULL OR l.bounced_at IS NOT NULL)
          AND m.list_id = ANY (%(ids)s) GROUP BY m.list_id
        """,
        ids=ids,
    )
    lost = {r["list_id"]: r["n"] for r in rows}
    return {id: n - lost.get(id, 0) for id, n in (await sizes(scope, ids)).items()}


async def verification_counts(scope: Scope, id: int) -> dict[str, int]:
    """How many members have each result of address verification; '' for those without one. Raises NotFound.

    Those who have one are in an index; the others are what is left of the list.
    """
    await require(scope, id)
    rows = await scope.all(
        """
        SELECT l.verification AS name, count(*)::int AS n
        FROM list_members m JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = m.lead_id
        WHERE m.workspace_id = %(workspace_id)s AND m.list_id = %(id)s AND l.verification IS NOT NULL GROUP BY 1
        """,
        id=id,
    )
    counts = {r["name"]: r["n"] for r in rows}
    others = (await sizes(scope, [id]))[id] - sum(counts.values())
    return counts | ({"": others} if others else {})


# Members


async def add_members(
    scope: Scope, list_id: int, lead_ids: Sequence[int], *, fields: Mapping[int, Mapping[str, object]] | None = None
) -> list[int]:
    """Put leads in a list; the ids of those that were not in it yet. `fields`: values by lead id that hold in this list only.

    Ids of no lead of the workspace are passed over. Raises NotFound for the list.
    """
    await purges.hold(scope, "list", list_id)
    ids = list(dict.fromkeys(lead_ids))
    rows = await scope.all(
        """
        INSERT INTO list_members (workspace_id, list_id, lead_id, fields, created_at, updated_at)
        SELECT %(workspace_id)s, %(list_id)s, l.id, u.fields, %(now)s, %(now)s
        FROM unnest(%(ids)s::bigint[], %(fields)s::jsonb[]) WITH ORDINALITY AS u (id, fields, n)
        JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = u.id ORDER BY u.n FOR KEY SHARE OF l
        ON CONFLICT DO NOTHING RETURNING lead_id
        """,
        list_id=list_id,
        ids=ids,
        fields=[Jsonb(dict((fields or {}).get(id, {}))) for id in ids],
    )
    await count_members(scope, {list_id: len(rows)})
    return [r["lead_id"] for r in rows]


async def require(scope: Scope, id: int) -> None:
    """Raises NotFound when there is no such list."""
    if await scope.one("SELECT 1 FROM lists WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=id) is None:
        raise NotFound(f"There is no lead list {id} in this workspace.", field="list_id")


_MEMBER = sql(
    """
SELECT m.id AS m_id, m.list_id, m.fields, m.category_id, m.created_at AS m_created_at, m.updated_at AS m_updated_at,
       {selected}
FROM list_members m JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = m.lead_id
JOIN lists t ON t.workspace_id = %(workspace_id)s AND t.id = m.list_id
WHERE m.workspace_id = %(workspace_id)s
""",
    selected=leads.SELECTED,
)


def _member(row: dict[str, Any]) -> Member:
    return Member(
        row["m_id"],
        row["list_id"],
        row["fields"],
        row["category_id"],
        row["m_created_at"],
        row["m_updated_at"],
        leads.Lead(**{c: row[c] for c in leads.COLUMNS}),
    )


async def members(
    scope: Scope,
    list_id: int | None = None,
    limit: int = 100,
    after: int | None = None,
    *,
    offset: int = 0,
    query: str | None = None,
    order: Literal["newest", "oldest"] = "newest",
) -> list[Member]:
    """The leads of a list (None: of every list), by when they came into it; pages by `after`, the last member's id.

    `query` as in `leads.search`.
    """
    where = Where("m")
    where.given("m.list_id = %(list_id)s", list_id=list_id)
    where.given("m.id < %(after)s" if order == "newest" else "m.id > %(after)s", after=after)
    where.words("l.search @@ to_tsquery('simple', %(words)s)", "words", query)
    rows = await scope.all(
        sql(
            "{member} AND {where} ORDER BY m.id {direction} LIMIT %(limit)s OFFSET %(offset)s",
            member=_MEMBER,
            where=where.sql,
            direction="DESC" if order == "newest" else "ASC",
        ),
        **where.params,
        limit=limit,
        offset=offset,
    )
    return [_member(r) for r in rows]


async def lead_ids(scope: Scope, list_id: int, *, limit: int = 10_000, after: int | None = None) -> list[tuple[int, int]]:
    """(member id, lead id) of a list, oldest first; pages by `after`, the last member's id."""
    rows = await scope.all(
        """
        SELECT id, lead_id FROM list_members
        WHERE workspace_id = %(workspace_id)s AND list_id = %(list_id)s AND id > coalesce(%(after)s, 0)
        ORDER BY id LIMIT %(limit)s
        """,
        list_id=list_id,
        after=after,
        limit=limit,
    )
    return [(row["id"], row["lead_id"]) for row in rows]


async def get_members(scope: Scope, ids: Sequence[int]) -> dict[int, Member]:
    """Members by their own ids; unknown ones are absent."""
    rows = await scope.all(sql("{member} AND m.id = ANY (%(ids)s)", member=_MEMBER), ids=ids)
    return {r["m_id"]: _member(r) for r in rows}


async def update_member(
    scope: Scope, id: int, *, fields: Mapping[str, object] | None = None, category_id: int | Literal["keep"] | None = "keep"
) -> Member:
    """Replace a member's own values, or set its category. Raises NotFound."""
    changed = await scope.run(
        """
        UPDATE list_members SET fields = coalesce(%(fields)s, fields),
            category_id = CASE WHEN %(keep)s THEN category_id ELSE %(category_id)s::bigint END, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=id,
        fields=None if fields is None else Jsonb(dict(fields)),
        keep=category_id == "keep",
        category_id=None if category_id == "keep" else category_id,
    )
    if not changed:
        raise NotFound(f"There is no list member {id} in this workspace.")
    return (await get_members(scope, [id]))[id]


async def delete_members(scope: Scope, ids: Sequence[int]) -> int:
    """Take members out of their lists by the members' own ids; how many there were."""
    return await _gone(
        scope,
        await scope.all(
            "DELETE FROM list_members WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s) RETURNING list_id",
            ids=ids,
        ),
    )


async def take_out(scope: Scope, list_id: int | None, lead_ids: Sequence[int]) -> int:
    """Take leads out of a list, or (None) out of all; how many memberships that were."""
    where = Where("m")
    where.add("m.lead_id = ANY (%(ids)s)", ids=lead_ids)
    where.given("m.list_id = %(list_id)s", list_id=list_id)
    rows = await scope.all(sql("DELETE FROM list_members m WHERE {where} RETURNING m.list_id", where=where.sql), **where.params)
    return await _gone(scope, rows)


async def _gone(scope: Scope, rows: Sequence[Mapping[str, int]]) -> int:
    """Count memberships that there are no longer; how many they were."""
    gone = Counter(row["list_id"] for row in rows)
    await count_members(scope, {id: -n for id, n in gone.items()})
    return gone.total()


_ADD = tallies.adding("list_counts", ("list_id",), "bigint")


async def count_members(scope: Scope, more: Mapping[int, int]) -> None:
    """Record how many members lists have gained or lost in this transaction. Whatever adds or removes members must call it."""
    changed = {id: n for id, n in sorted(more.items()) if n}
    if changed:
        await scope.run(_ADD, list_id=list(changed), n=list(changed.values()))


async def lists_of(scope: Scope, lead_ids: Sequence[int]) -> dict[int, list[int]]:
    """The ids of the lists each lead is in, oldest membership first; every lead id is a key."""
    rows = await scope.all(
        """
        SELECT m.lead_id, m.list_id FROM list_members m
        JOIN lists t ON t.workspace_id = %(workspace_id)s AND t.id = m.list_id
        WHERE m.workspace_id = %(workspace_id)s AND m.lead_id = ANY (%(ids)s) ORDER BY m.id
        """,
        ids=lead_ids,
    )
    found: dict[int, list[int]] = {id: [] for id in lead_ids}
    for row in rows:
        found[row["lead_id"]].append(row["list_id"])
    return found


async def move(
    scope: Scope, from_list: int | None, to_list: int, lead_ids: Sequence[int] | None = None, copy: bool = False
) -> int:
    """Move or copy members into another list: some leads, or (None) all of `from_list`. How many leads it concerned.

    Their own values go with them; a lead that is in `to_list` already keeps what it has there. With `from_list` None the leads
    are taken from wherever they are and stay there. Raises NotFound for a list.
    """
    with naming("to_list"):
        await purges.hold(scope, "list", to_list)
    if from_list is None:
        return len(await add_members(scope, to_list, lead_ids or ()))
    with naming("from_list"):
        await require(scope, from_list)
    if from_list == to_list:
        raise Invalid("The two lists are the same.", field="to_list")
    where = Where("m", {"to": to_list})
    where.add("m.list_id = %(from)s", **{"from": from_list})
    where.given("m.lead_id = ANY (%(ids)s)", ids=lead_ids)
    chosen = sql("list_members m WHERE {where}", where=where.sql)
    if copy:
        await count_members(scope, {to_list: await scope.run(sql(_ADD_CHOSEN, chosen=chosen), **where.params)})
        moved = await scope.count(sql("SELECT count(*) FROM {chosen}", chosen=chosen), **where.params)
    else:
        row = await scope.one(sql(_MOVE, chosen=chosen, add=sql(_ADD_CHOSEN, chosen="taken m")), **where.params)
        assert row is not None
        moved = row["moved"]
        await count_members(scope, {to_list: row["added"], from_list: -moved})
    await events.audit(scope, "list.copied" if copy else "list.moved", "list", to_list, affected=moved, from_list=from_list)
    return moved


_ADD_CHOSEN: LiteralString = """
INSERT INTO list_members (workspace_id, list_id, lead_id, fields, category_id, created_at, updated_at)
SELECT %(workspace_id)s, %(to)s, m.lead_id, m.fields, m.category_id, %(now)s, %(now)s FROM {chosen} ORDER BY m.id
ON CONFLICT DO NOTHING RETURNING 1
"""
# One statement, so that whoever comes into the list in the meantime is moved or stays.
_MOVE: LiteralString = """
WITH taken AS (DELETE FROM {chosen} RETURNING m.id, m.lead_id, m.fields, m.category_id), added AS ({add})
SELECT (SELECT count(*) FROM taken) AS moved, (SELECT count(*) FROM added) AS added
"""
