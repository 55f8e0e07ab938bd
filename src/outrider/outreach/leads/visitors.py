"""Visitors: people who look at a workspace's web pages, unknown until one is identified as a lead.

A page carries an image whose address names the visitor (an id the site keeps in its own cookie) and the page: no script runs.
Time spent is derived from page views alone: the time between two of them, if less than half an hour, counts for the first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from outrider.errors import Conflict, NotFound
from outrider.outreach.base import events
from outrider.outreach.base.query import columns, sql
from outrider.outreach.base.scope import Core, Scope

MAX_PAGES = 200  # different pages kept of one visitor
MAX_PAGE = 2000  # characters of a page's address
SILENCE = "30 minutes"  # ends a visit


@dataclass(frozen=True, slots=True)
class Visitor:
    """`time_spent` in seconds. `facts`: what was said when it was identified."""

    id: int
    key: UUID
    visit_count: int
    time_spent: float
    first_seen_at: datetime
    last_seen_at: datetime
    source: str | None
    lead_id: int | None
    identified_at: datetime | None
    facts: dict[str, Any]


_COLUMNS = columns(Visitor, "v")

_SEEN = sql(
    """
INSERT INTO visitors AS v (workspace_id, key, first_seen_at, last_seen_at, source)
SELECT w.id, %(key)s, %(now)s, %(now)s, %(source)s FROM workspaces w WHERE w.id = %(workspace_id)s AND w.deleted_at IS NULL
ON CONFLICT (workspace_id, key) DO UPDATE SET
    visit_count = v.visit_count + CASE WHEN %(now)s - v.last_seen_at >= interval '{silence}' THEN 1 ELSE 0 END,
    time_spent = v.time_spent + CASE WHEN %(now)s - v.last_seen_at < interval '{silence}'
        THEN greatest(extract(epoch FROM %(now)s - v.last_seen_at), 0) ELSE 0 END,
    last_seen_at = greatest(v.last_seen_at, %(now)s)
RETURNING id
""",
    silence=SILENCE,
)
_VIEWED = """
INSERT INTO page_views AS p (workspace_id, visitor_id, page, first_at, last_at)
SELECT %(workspace_id)s, %(visitor_id)s, u.page, %(now)s, %(now)s FROM unnest(%(pages)s::text[]) AS u (page)
WHERE (SELECT count(*) FROM page_views x WHERE x.workspace_id = %(workspace_id)s AND x.visitor_id = %(visitor_id)s) < %(most)s
   OR EXISTS (SELECT FROM page_views x
              WHERE x.workspace_id = %(workspace_id)s AND x.visitor_id = %(visitor_id)s AND x.page = u.page)
ON CONFLICT (workspace_id, visitor_id, page) DO UPDATE SET n = p.n + %(seen)s, last_at = excluded.last_at
"""


async def record(core: Core, workspace_id: int, key: UUID, page: str, source: str | None = None) -> bool:
    """Record a page view. False if the workspace does not exist."""
    async with core.scope(workspace_id) as scope:
        row = await scope.one(_SEEN, key=key, source=source)
        if row is None:
            return False
        await scope.run(_VIEWED, visitor_id=row["id"], pages=[page[:MAX_PAGE]], most=MAX_PAGES, seen=1)
        return True


async def by_key(scope: Scope, key: UUID, *, lock: bool = False) -> Visitor:
    """The visitor that the site calls by this id. Raises NotFound.

    `lock`: serialize identifications in the workspace until the scope ends, so that two visitors who are the same person become
    one lead.
    """
    if lock:
        await scope.run("SELECT pg_advisory_xact_lock(hashtextextended('visitors', %(workspace_id)s))")
    row = await scope.one(
        sql("SELECT {columns} FROM visitors v WHERE v.workspace_id = %(workspace_id)s AND v.key = %(key)s", columns=_COLUMNS),
        key=key,
    )
    if row is None:
        raise NotFound("Visitor not found", field="visitor_id")
    return Visitor(**row)


async def identify(
    scope: Scope,
    id: int,
    lead_id: int,
    *,
    facts: Mapping[str, object] | None = None,
    pages: Sequence[str] = (),
    time_spent: float = 0,
    visit_count: int = 0,
) -> Visitor:
    """Say which lead a visitor is. What the caller counted of pages, seconds and visits is added where it is more than is known.

    Raises NotFound; Conflict when it is identified already.
    """
    lead = await scope.one("SELECT 1 FROM leads WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=lead_id)
    if lead is None:
        raise NotFound("Lead not found", field="lead_id")
    row = await scope.one(
        sql(
            """
        UPDATE visitors v SET lead_id = %(lead_id)s, identified_at = %(now)s, facts = %(facts)s,
            time_spent = greatest(v.time_spent, %(time_spent)s), visit_count = greatest(v.visit_count, %(visit_count)s)
        WHERE v.workspace_id = %(workspace_id)s AND v.id = %(id)s AND v.lead_id IS NULL RETURNING {columns}
        """,
            columns=_COLUMNS,
        ),
        id=id,
        lead_id=lead_id,
        facts=Jsonb(dict(facts or {})),
        time_spent=time_spent,
        visit_count=visit_count,
    )
    if row is None:
        known = await scope.one("SELECT 1 FROM visitors WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=id)
        if known is None:
            raise NotFound("Visitor not found", field="visitor_id")
        raise Conflict("Visitor already identified as a lead", field="visitor_id")
    unique = list(dict.fromkeys(page[:MAX_PAGE] for page in pages))[:MAX_PAGES]
    await scope.run(_VIEWED, visitor_id=id, pages=unique, most=MAX_PAGES, seen=0)
    await events.audit(scope, "visitor.identified", "visitor", id, lead_id=lead_id)
    return Visitor(**row)


async def of_leads(scope: Scope, lead_ids: Sequence[int]) -> dict[int, Visitor]:
    """The visitor identified last as each of these leads."""
    rows = await scope.all(
        sql(
            """
        SELECT DISTINCT ON (v.lead_id) {columns} FROM visitors v
        WHERE v.workspace_id = %(workspace_id)s AND v.lead_id = ANY (%(ids)s) ORDER BY v.lead_id, v.identified_at DESC, v.id DESC
        """,
            columns=_COLUMNS,
        ),
        ids=lead_ids,
    )
    return {row["lead_id"]: Visitor(**row) for row in rows}


async def pages(scope: Scope, ids: Sequence[int]) -> dict[int, list[str]]:
    """The pages each visitor has seen, in the order of first seeing them."""
    rows = await scope.all(
        """
        SELECT visitor_id, page FROM page_views
        WHERE workspace_id = %(workspace_id)s AND visitor_id = ANY (%(ids)s) ORDER BY visitor_id, first_at, page
        """,
        ids=ids,
    )
    found: dict[int, list[str]] = {id: [] for id in ids}
    for row in rows:
        found[row["visitor_id"]].append(row["page"])
    return found
