"""Searches of leads that a team keeps by name, to look at the same part of its leads again."""

from dataclasses import dataclass

from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base import checks, events, purges
from outrider.outreach.base.query import columns, sql
from outrider.outreach.base.scope import Scope
from outrider.outreach.leads import lists, tags
from outrider.outreach.leads.leads import Standing

MAX_NAME = 100  # characters
MAX_QUERY = 200
MOST = 50  # in a workspace


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """`query`, `list_id` and so on as in a search; None filters nothing. Names are unique, in any case."""

    id: int
    name: str
    query: str | None
    list_id: int | None
    tag_id: int | None
    campaign_id: int | None
    standing: Standing | None


async def save(
    scope: Scope,
    name: str,
    query: str | None = None,
    *,
    list_id: int | None = None,
    tag_id: int | None = None,
    campaign_id: int | None = None,
    standing: Standing | None = None,
) -> SavedSearch:
    """Keep a search. Raises Invalid for one that filters nothing, NotFound for its list, tag or campaign, Conflict for a name
    that is taken.
    """
    name, query = checks.name(name), (query or "").strip() or None
    if len(name) > MAX_NAME:
        raise Invalid(f"A search's name has at most {MAX_NAME} characters.", field="name")
    if query is None and list_id is None and tag_id is None and campaign_id is None and standing is None:
        raise Invalid("Search for something first: there is nothing to keep.", field="name")
    if query and len(query) > MAX_QUERY:
        raise Invalid(f"A search has at most {MAX_QUERY} characters.", field="query")
    if list_id is not None:
        await lists.get(scope, list_id)
    if tag_id is not None:
        await tags.get(scope, tag_id)
    if campaign_id is not None:
        await purges.hold(scope, "campaign", campaign_id)
    kept = await all(scope)
    if len(kept) >= MOST:
        raise Conflict(f"A workspace keeps at most {MOST} searches.", code="too_many_searches")
    if any(other.name.lower() == name.lower() for other in kept):
        raise Conflict(f"There is a search {name!r} already.", code="name_taken", field="name")
    saved = await scope.row(
        SavedSearch, _CREATE, name=name, words=query, list_id=list_id, tag_id=tag_id, campaign_id=campaign_id, standing=standing
    )
    assert saved is not None
    await events.audit(scope, "search.saved", "search", saved.id)
    return saved


_CREATE = sql(
    """
    INSERT INTO lead_searches (workspace_id, name, query, list_id, tag_id, campaign_id, standing, created_at)
    VALUES (%(workspace_id)s, %(name)s, %(words)s, %(list_id)s, %(tag_id)s, %(campaign_id)s, %(standing)s, %(now)s)
    RETURNING {columns}
    """,
    columns=columns(SavedSearch),
)


async def all(scope: Scope) -> list[SavedSearch]:
    """By name."""
    return await scope.rows(
        SavedSearch,
        sql(
            """
            SELECT {columns} FROM lead_searches WHERE workspace_id = %(workspace_id)s
            ORDER BY lower(name) LIMIT %(most)s
            """,
            columns=columns(SavedSearch),
        ),
        most=MOST,
    )


async def delete(scope: Scope, id: int) -> SavedSearch:
    """Forget a search; the leads stay. Raises NotFound."""
    gone = await scope.row(
        SavedSearch,
        sql(
            "DELETE FROM lead_searches WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING {columns}",
            columns=columns(SavedSearch),
        ),
        id=id,
    )
    if gone is None:
        raise NotFound("There is no such search.")
    await events.audit(scope, "search.deleted", "search", id)
    return gone
