"""Searches of leads: what is asked, and those that a team keeps by name to look at the same part of its leads again."""

from dataclasses import dataclass, replace
from datetime import date

from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base import checks, events, purges
from outrider.outreach.base.query import columns, names_of, sql
from outrider.outreach.base.scope import Scope
from outrider.outreach.leads import lists, tags
from outrider.outreach.leads.leads import LeadFilter, Order, Standing
from outrider.outreach.tenancy import workspaces
from outrider.rules import schedule

MAX_NAME = 100  # characters
MAX_QUERY = 200
MOST = 50  # in a workspace


@dataclass(frozen=True, slots=True)
class Search:
    """Which leads: those that pass every filter given. `added_from` and `added_to` are days of the workspace, both included."""

    query: str | None = None
    list_id: int | None = None
    tag_id: int | None = None
    campaign_id: int | None = None
    standing: Standing | None = None
    owner_user_id: int | None = None
    company: str | None = None
    added_from: date | None = None
    added_to: date | None = None

    @property
    def order(self) -> Order:
        """The order in which few leads are read to find a page of them."""
        return "added" if self.added_from or self.added_to else "newest"


@dataclass(frozen=True, slots=True)
class SavedSearch(Search):
    """One that is kept. Names are unique, in any case."""

    id: int = 0
    name: str = ""

    @property
    def search(self) -> Search:
        """What it asks."""
        return Search(**{field: getattr(self, field) for field in names_of(Search)})


async def filter_of(scope: Scope, search: Search) -> LeadFilter:
    """The search as leads are looked for."""
    zone = (await workspaces.get(scope)).timezone if search.added_from or search.added_to else "UTC"
    chosen = (search.list_id, search.tag_id, search.campaign_id)
    list_ids, tag_ids, campaign_ids = ([id] if id else None for id in chosen)
    return LeadFilter(
        query=search.query,
        list_ids=list_ids,
        tag_ids=tag_ids,
        campaign_ids=campaign_ids,
        standing=search.standing,
        owner_user_id=search.owner_user_id,
        company=search.company,
        created_from=schedule.day_bounds(search.added_from, zone)[0] if search.added_from else None,
        created_before=schedule.day_bounds(search.added_to, zone)[1] if search.added_to else None,
    )


async def save(scope: Scope, name: str, search: Search) -> SavedSearch:
    """Keep a search. Raises Invalid for one that filters nothing, NotFound for its list, tag or campaign, Conflict for a name
    that is taken.
    """
    name = checks.name(name)
    search = replace(search, query=(search.query or "").strip() or None, company=(search.company or "").strip() or None)
    if len(name) > MAX_NAME:
        raise Invalid(f"A search's name has at most {MAX_NAME} characters.", field="name")
    if search == Search():
        raise Invalid("Search for something first: there is nothing to keep.", field="name")
    if max(len(search.query or ""), len(search.company or "")) > MAX_QUERY:
        raise Invalid(f"A search has at most {MAX_QUERY} characters.", field="query")
    if search.list_id is not None:
        await lists.get(scope, search.list_id)
    if search.tag_id is not None:
        await tags.get(scope, search.tag_id)
    if search.campaign_id is not None:
        await purges.hold(scope, "campaign", search.campaign_id)
    kept = await find_all(scope)
    if len(kept) >= MOST:
        raise Conflict(f"A workspace keeps at most {MOST} searches.", code="too_many_searches")
    if any(other.name.lower() == name.lower() for other in kept):
        raise Conflict(f"There is a search {name!r} already.", code="name_taken", field="name")
    asked = {field: getattr(search, field) for field in names_of(Search)}
    saved = await scope.row(SavedSearch, _CREATE, name=name, words=asked.pop("query"), **asked)
    assert saved is not None
    await events.audit(scope, "search.saved", "search", saved.id)
    return saved


_COLUMNS = columns(SavedSearch)
_CREATE = sql(
    """
INSERT INTO lead_searches (workspace_id, name, query, list_id, tag_id, campaign_id, standing, owner_user_id, company, added_from,
                           added_to, created_at)
VALUES (%(workspace_id)s, %(name)s, %(words)s, %(list_id)s, %(tag_id)s, %(campaign_id)s, %(standing)s, %(owner_user_id)s,
        %(company)s, %(added_from)s, %(added_to)s, %(now)s)
RETURNING {columns}
""",
    columns=_COLUMNS,
)
_ALL = sql(
    "SELECT {columns} FROM lead_searches WHERE workspace_id = %(workspace_id)s ORDER BY lower(name) LIMIT %(most)s",
    columns=_COLUMNS,
)
_DELETE = sql(
    "DELETE FROM lead_searches WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING {columns}",
    columns=_COLUMNS,
)


async def find_all(scope: Scope) -> list[SavedSearch]:
    """By name."""
    return await scope.rows(SavedSearch, _ALL, most=MOST)


async def delete(scope: Scope, id: int) -> SavedSearch:
    """Forget a search; the leads stay. Raises NotFound."""
    gone = await scope.row(SavedSearch, _DELETE, id=id)
    if gone is None:
        raise NotFound("There is no such search.", field="search_id")
    await events.audit(scope, "search.deleted", "search", id)
    return gone
