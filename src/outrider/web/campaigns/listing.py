"""The list of campaigns: state, progress, figures and a sparkline of the last days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.responses import Response

from outrider.outreach.base.reasons import sentence
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, figures
from outrider.rules import schedule
from outrider.web.campaigns.head import STATES, state_kind, state_name
from outrider.web.kit.visit import Visit, page

PAGE = 25
DAYS = 14  # of the line
_OPEN = ("draft", "active", "paused", "stopped", "completed")


@dataclass(frozen=True, slots=True)
class Row:
    """A campaign in the list. `contacted`: how many of `leads` were sent a first message; `line`: messages sent by day."""

    id: int
    name: str
    status: str
    state: str
    kind: str
    why: str
    leads: int
    contacted: int
    replied: int
    interested: int
    bounced: int
    line: Sequence[int]
    parent: str
    created_at: datetime

    @property
    def path(self) -> str:
        """The path of `line` for a 96 × 26 SVG."""
        top, step = max(*self.line, 1), 96 / max(len(self.line) - 1, 1)
        return "M" + " ".join(f"{n * step:.1f},{24 - 22 * value / top:.1f}" for n, value in enumerate(self.line))


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the list. `state` and `query`: from the URL; `next`: the last id of this page."""

    state: str
    query: str
    rows: Sequence[Row]
    next: int | None
    first: bool
    can_write: bool
    states: Mapping[str, tuple[str, str]]


async def listing(visit: Visit, scope: Scope) -> Listing:
    """The requested page of campaigns, limited to the seats that the visitor can see."""
    asked = visit.request.query_params
    state, query, after = asked.get("state", ""), asked.get("q", "").strip()[:200], asked.get("after", "")
    state = state if state in STATES else ""
    start = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else None
    found = await campaigns.find_all(
        scope, seat_ids=visit.access.seat_ids(), status=state or _OPEN, search=query or None, limit=PAGE + 1, after=start
    )
    shown = found[:PAGE]
    ids = [c.id for c in shown]
    counts = await figures.totals(scope, ids) if ids else {}
    today = schedule.local_day(scope.now, visit.place.timezone)
    first = today - timedelta(days=DAYS - 1)
    daily = await figures.daily(scope, first, today, tz=visit.place.timezone, campaign_ids=ids, by=("campaign",)) if ids else {}
    parents = await campaigns.get_many(scope, [c.parent_id for c in shown if c.parent_id])
    rows: list[Row] = []
    for c in shown:
        n = counts.get((c.id,), {})
        parent = parents.get(c.parent_id) if c.parent_id else None
        why = (
            c.status_reason if c.status in ("paused", "stopped", "archived") and c.status_reason not in (None, "manual") else None
        )
        rows.append(
            Row(
                c.id,
                c.name,
                c.status,
                state_name(c.status),
                state_kind(c.status),
                sentence(why) if why else "",
                n.get("lead.added", 0),
                n.get("message.sent/e", 0),
                n.get("reply.received/e", 0),
                n.get("lead.category_set:positive", 0),
                n.get("message.bounced", 0),
                [daily.get((first + timedelta(days=d), c.id), {}).get("message.sent", 0) for d in range(DAYS)],
                parent.name if parent else "",
                c.created_at,
            )
        )
    following = shown[-1].id if len(found) > PAGE else None
    return Listing(state, query, rows, following, start is None, visit.may("campaigns", write=True), STATES)


async def show(visit: Visit) -> Response:
    """The whole page, or only its rows for a script that refreshes them."""
    async with visit.scope() as scope:
        view = await listing(visit, scope)
    return visit.render("campaigns/rows.html" if visit.partial else "campaigns/list.html", view)


ROUTES = [page("/campaigns", show, needs="campaigns")]
