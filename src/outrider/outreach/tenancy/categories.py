"""Categories: the outcome of a conversation (interested, wrong person, ...), the built-in ones and the workspace's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString

from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base import events, jobs
from outrider.outreach.base.query import Where, sql
from outrider.outreach.base.scope import Scope

SENTIMENTS = ("positive", "neutral", "negative")

# (key, name, sentiment, interest value). Order is the order of ids in a new workspace. Keys never change: rules and dialects
# speak of categories by key, while an operator may rename them.
DEFAULTS: tuple[tuple[str, str, str, int | None], ...] = (
    ("interested", "Interested", "positive", 1),
    ("meeting_request", "Meeting Request", "positive", None),
    ("not_interested", "Not Interested", "negative", -1),
    ("do_not_contact", "Do Not Contact", "negative", None),
    ("information_request", "Information Request", "positive", None),
    ("out_of_office", "Out Of Office", "neutral", 0),
    ("wrong_person", "Wrong Person", "negative", -2),
    ("uncategorizable", "Uncategorizable by AI", "neutral", None),
    ("bounce", "Sender Originated Bounce", "negative", None),
    ("meeting_booked", "Meeting Booked", "positive", 2),
    ("meeting_completed", "Meeting Completed", "positive", 3),
    ("won", "Won", "positive", 4),
    ("lost", "Lost", "negative", -3),
    ("no_show", "No Show", "negative", -4),
)

# The first number handed out to a workspace's own category, by sentiment; further ones follow from there.
_FIRST_VALUE = {"positive": 100, "neutral": 10_000, "negative": -100}


@dataclass(frozen=True, slots=True)
class Category:
    """`key` is set on built-in ones only; `interest_value` is a number unique in the workspace, where there is one."""

    id: int
    key: str | None
    name: str
    description: str | None
    sentiment: str
    interest_value: int | None
    created_by: int | None
    created_at: datetime
    updated_at: datetime


_COLUMNS = "id, key, name, description, sentiment, interest_value, created_by, created_at, updated_at"


async def install_defaults(scope: Scope) -> None:
    """Give a new workspace the built-in categories. Harmless when repeated."""
    await scope.run(
        """
        INSERT INTO categories (workspace_id, key, name, sentiment, interest_value, created_at, updated_at)
        SELECT %(workspace_id)s, d.key, d.name, d.sentiment, d.value, %(now)s, %(now)s
        FROM unnest(%(keys)s::text[], %(names)s::text[], %(sentiments)s::text[], %(values)s::int[])
             WITH ORDINALITY AS d (key, name, sentiment, value, n)
        ORDER BY d.n
        ON CONFLICT DO NOTHING
        """,
        keys=[d[0] for d in DEFAULTS],
        names=[d[1] for d in DEFAULTS],
        sentiments=[d[2] for d in DEFAULTS],
        values=[d[3] for d in DEFAULTS],
    )


async def find_all(
    scope: Scope,
    *,
    sentiment: str | None = None,
    query: str | None = None,
    custom: bool | None = None,
    numbered: bool | None = None,
    limit: int = 1000,
    after: int | None = None,
) -> list[Category]:
    """Categories by id. `custom`: True for the workspace's own only, False for built-in only. `numbered`: with an
    interest value, or without."""
    where = Where("c")
    where.given("c.id > %(after)s", after=after)
    where.given("c.sentiment = %(sentiment)s", sentiment=sentiment)
    where.given("strpos(lower(c.name), lower(%(part)s)) > 0", part=query)
    where.given("(c.key IS NULL) = %(custom)s", custom=custom)
    where.given("(c.interest_value IS NOT NULL) = %(numbered)s", numbered=numbered)
    return await scope.rows(
        Category,
        sql("SELECT {columns} FROM categories c WHERE {where} ORDER BY c.id LIMIT %(limit)s", columns=_COLUMNS, where=where.sql),
        **where.params,
        limit=limit,
    )


async def get(scope: Scope, category_id: int) -> Category:
    return _found(await find(scope, category_id))


async def get_many(scope: Scope, ids: Sequence[int]) -> dict[int, Category]:
    """Those of the ids that exist."""
    rows = await scope.rows(
        Category,
        sql("SELECT {columns} FROM categories WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s)", columns=_COLUMNS),
        ids=ids,
    )
    return {row.id: row for row in rows}


async def find(scope: Scope, category_id: int) -> Category | None:
    return await scope.row(
        Category,
        sql("SELECT {columns} FROM categories WHERE workspace_id = %(workspace_id)s AND id = %(id)s", columns=_COLUMNS),
        id=category_id,
    )


async def by_key(scope: Scope, key: str) -> Category | None:
    """The built-in category of that key."""
    return await scope.row(
        Category,
        sql("SELECT {columns} FROM categories WHERE workspace_id = %(workspace_id)s AND key = %(key)s", columns=_COLUMNS),
        key=key,
    )


async def by_value(scope: Scope, interest_value: int) -> Category | None:
    return await scope.row(
        Category,
        sql(
            "SELECT {columns} FROM categories WHERE workspace_id = %(workspace_id)s AND interest_value = %(value)s",
            columns=_COLUMNS,
        ),
        value=interest_value,
    )


async def create(
    scope: Scope,
    name: str,
    *,
    sentiment: str = "neutral",
    description: str | None = None,
    interest_value: int | None = None,
    number: bool = False,
) -> Category:
    """A category of the workspace's own. `number`: give it a free interest value of its sentiment's range."""
    _check(name, sentiment)
    if number and interest_value is None:
        interest_value = await _free_value(scope, sentiment)
    made = await scope.row(
        Category,
        sql(
            """
        INSERT INTO categories (workspace_id, name, description, sentiment, interest_value, created_by, created_at, updated_at)
        VALUES (%(workspace_id)s, %(name)s, %(description)s, %(sentiment)s, %(value)s, %(user_id)s, %(now)s, %(now)s)
        ON CONFLICT DO NOTHING RETURNING {columns}
        """,
            columns=_COLUMNS,
        ),
        name=name.strip(),
        description=description,
        sentiment=sentiment,
        value=interest_value,
        user_id=scope.actor.user_id,
    )
    if made is None:
        raise Conflict("A category with this name or interest value exists already.", code="category_exists", field="name")
    await events.audit(scope, "category.created", "category", made.id, name=made.name)
    return made


async def update(
    scope: Scope,
    category_id: int,
    *,
    name: str | None = None,
    description: str | None = None,
    sentiment: str | None = None,
) -> Category:
    """Change what is given. A built-in category may be renamed and described; its sentiment is fixed."""
    current = await get(scope, category_id)
    _check(name if name is not None else current.name, sentiment or current.sentiment)
    if current.key and sentiment and sentiment != current.sentiment:
        raise Invalid("The sentiment of a built-in category can't be changed.", field="sentiment")
    taken = name is not None and await scope.one(
        """
        SELECT 1 FROM categories
        WHERE workspace_id = %(workspace_id)s AND lower(name) = lower(%(name)s) AND id <> %(id)s
        """,
        name=name.strip(),
        id=category_id,
    )
    if taken:
        raise Conflict("A category with this name exists already.", code="category_exists", field="name")
    changed = await scope.row(
        Category,
        sql(
            """
        UPDATE categories SET name = coalesce(%(name)s, name), description = coalesce(%(description)s, description),
               sentiment = coalesce(%(sentiment)s, sentiment), updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING {columns}
        """,
            columns=_COLUMNS,
        ),
        id=category_id,
        name=name.strip() if name is not None else None,
        description=description,
        sentiment=sentiment,
    )
    return _found(changed)


# What carries a category. An index of each table begins with the workspace and the category.
_CARRIERS: tuple[LiteralString, ...] = ("enrollments", "conversations", "list_members")
_REPLACE: tuple[LiteralString, ...] = tuple(
    sql(
        """
        UPDATE {table} SET category_id = %(to)s WHERE workspace_id = %(workspace_id)s AND id = ANY (ARRAY(
            SELECT id FROM {table} WHERE workspace_id = %(workspace_id)s AND category_id = %(id)s
            LIMIT %(limit)s FOR NO KEY UPDATE))
        """,
        table=table,
    )
    for table in _CARRIERS
)
_HOLD = "SELECT 1 FROM categories WHERE workspace_id = %(workspace_id)s AND id = %(id)s FOR KEY SHARE"
REPLACE = "categories.replace"  # the kind of job that takes a deleted category from what carries it
BATCH = 2000  # rows of each table that one transaction changes


async def hold(scope: Scope, category_id: int) -> Category:
    """The category, protected from deletion until this transaction ends. Call this before assigning it to anything."""
    await scope.one(_HOLD, id=category_id)
    return await get(scope, category_id)


async def delete(scope: Scope, category_id: int, *, reassign_to: int | None = None) -> Category:
    """Remove a category of the workspace's own; what carried it gets `reassign_to`, or none. Returns what was removed.

    Where many rows carried it, a job changes the rest: until then they refer to nothing, which reads as no category.
    """
    category = await get(scope, category_id)
    if category.key:
        raise Conflict("A built-in category can't be deleted.", code="category_built_in")
    if reassign_to is not None and (await get(scope, reassign_to)).id == category_id:
        raise Invalid("A category can't be replaced with itself.", field="reassign_to")
    await scope.run("DELETE FROM categories WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=category_id)
    await events.audit(scope, "category.deleted", "category", category_id, name=category.name, reassign_to=reassign_to)
    if await replace(scope, category_id, reassign_to):
        await jobs.enqueue(scope, REPLACE, {"id": category_id, "to": reassign_to}, entity_kind="category", entity_id=category_id)
    return category


async def replace(scope: Scope, category_id: int, to: int | None) -> bool:
    """Put `to` in the place of a deleted category on up to BATCH rows of each kind that carry it, or none where `to` has been
    deleted, too. Whether there may be more.
    """
    if to is not None and await scope.one(_HOLD, id=to) is None:
        to = None
    changed = [await scope.run(statement, id=category_id, to=to, limit=BATCH) for statement in _REPLACE]
    return max(changed) >= BATCH


async def _free_value(scope: Scope, sentiment: str) -> int:
    """The next number in a sentiment's range. Of two concurrent calls, one fails on the unique index with a conflict."""
    first = _FIRST_VALUE[sentiment]
    step = -1 if first < 0 else 1
    beyond = min((v * step for v in _FIRST_VALUE.values() if v * step > first * step), default=2**31)
    row = await scope.one(
        """
        SELECT max(interest_value * %(step)s) AS furthest FROM categories
        WHERE workspace_id = %(workspace_id)s AND interest_value * %(step)s >= %(first)s * %(step)s
          AND interest_value * %(step)s < %(beyond)s
        """,
        step=step,
        first=first,
        beyond=beyond,
    )
    return first if row is None or row["furthest"] is None else (row["furthest"] + 1) * step


def _check(name: str, sentiment: str) -> None:
    if not name.strip():
        raise Invalid("A category needs a name.", field="name")
    if sentiment not in SENTIMENTS:
        raise Invalid(f"Sentiment must be one of {', '.join(SENTIMENTS)}.", field="sentiment")


def _found(category: Category | None) -> Category:
    if category is None:
        raise NotFound("There is no such category.", field="category_id")
    return category
