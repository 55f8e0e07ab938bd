"""Snippets: texts that a team keeps for its replies. Merge tags in them get the recipient's values."""

from dataclasses import dataclass
from datetime import datetime

from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base import checks, events
from outrider.outreach.base.query import Where, columns, sql
from outrider.outreach.base.scope import Scope
from outrider.rules import merge

MAX_NAME = 100  # characters
MAX_BODY = 20_000
MOST = 200  # in a workspace


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text with merge tags, shared by the workspace. Names are unique, in any case."""

    id: int
    name: str
    body: str
    created_at: datetime
    updated_at: datetime


async def save(scope: Scope, name: str, body: str, *, id: int | None = None) -> Snippet:
    """A new snippet, or another name and text for the one with this id.

    Raises NotFound; Invalid for a text that could never be rendered; Conflict for a name that is taken.
    """
    name, body = checks.name(name), body.strip()
    if len(name) > MAX_NAME:
        raise Invalid(f"A snippet's name has at most {MAX_NAME} characters.", field="name")
    if not 0 < len(body) <= MAX_BODY:
        raise Invalid(f"A snippet has 1 to {MAX_BODY:,} characters.", field="body")
    try:
        merge.check(body)
    except merge.InvalidTemplate as error:
        raise Invalid(str(error), field="body") from None
    kept = await find_all(scope)
    if id is None and len(kept) >= MOST:
        raise Conflict(f"A workspace has at most {MOST} snippets.", code="too_many_snippets")
    if any(other.name.lower() == name.lower() and other.id != id for other in kept):
        raise Conflict(f"There is a snippet {name!r} already.", field="name")
    statement = _CHANGE if id is not None else _CREATE
    saved = await scope.row(Snippet, statement, id=id, name=name, body=body)
    if saved is None:
        raise NotFound("There is no such snippet.", field="snippet_id")
    await events.audit(scope, "snippet.saved", "snippet", saved.id)
    return saved


_CREATE = sql(
    """
    INSERT INTO snippets (workspace_id, name, body, created_at, updated_at)
    VALUES (%(workspace_id)s, %(name)s, %(body)s, %(now)s, %(now)s) RETURNING {columns}
    """,
    columns=columns(Snippet),
)
_CHANGE = sql(
    """
    UPDATE snippets SET name = %(name)s, body = %(body)s, updated_at = %(now)s
    WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING {columns}
    """,
    columns=columns(Snippet),
)


async def find_all(scope: Scope) -> list[Snippet]:
    """All of them, by name."""
    return await scope.rows(
        Snippet,
        sql(
            "SELECT {columns} FROM snippets WHERE workspace_id = %(workspace_id)s ORDER BY lower(name), id LIMIT %(limit)s",
            columns=columns(Snippet),
        ),
        limit=MOST,
    )


async def newest(scope: Scope, *, limit: int = 100, after: int | None = None) -> list[Snippet]:
    """Newest first; `after` is the last id seen."""
    where = Where("s")
    where.given("s.id < %(after)s", after=after)
    return await scope.rows(
        Snippet,
        sql(
            "SELECT {columns} FROM snippets s WHERE {where} ORDER BY s.id DESC LIMIT %(limit)s",
            columns=columns(Snippet),
            where=where.sql,
        ),
        **where.params,
        limit=limit,
    )


async def delete(scope: Scope, id: int) -> Snippet:
    """Raises NotFound."""
    gone = await scope.row(
        Snippet,
        sql(
            "DELETE FROM snippets WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING {columns}",
            columns=columns(Snippet),
        ),
        id=id,
    )
    if gone is None:
        raise NotFound("There is no such snippet.", field="snippet_id")
    await events.audit(scope, "snippet.deleted", "snippet", id)
    return gone
