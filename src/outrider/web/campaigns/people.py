"""The leads of a campaign: where each stands, why nothing was sent, and the actions on them."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from starlette.responses import Response

from outrider.errors import Invalid, NotFound
from outrider.outreach.base.reasons import sentence
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, sequences
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.campaigns.sequences import Step
from outrider.outreach.conversations import inbox
from outrider.outreach.conversations.inbox import ConversationFilter
from outrider.outreach.enrollments import enrollments, explain, timeline
from outrider.outreach.enrollments.enrollments import Enrollment, Listed
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.enrollments.timeline import Action
from outrider.outreach.leads import leads, lists
from outrider.outreach.senders import senders
from outrider.rules.text import csv_lines
from outrider.web.campaigns import head, overview, wordings
from outrider.web.campaigns.head import Head
from outrider.web.campaigns.overview import Why
from outrider.web.kit import table
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act, announce, page

PAGE = 50
MOST = 500  # leads that one act concerns
EVERYONE = "all"  # the choice of all leads of the workspace
_CHOICES = 200
_EXPORTED = 500  # rows read at a time

SHOWS: dict[str, tuple[str, Filters]] = {
    "": (_("All"), Filters()),
    "active": (_("Active"), Filters(status=["active"])),
    "waiting": (_("Not contacted yet"), Filters(status=["active"], started=False)),
    "paused": (_("Paused"), Filters(status=["paused"])),
    "completed": (_("Completed"), Filters(status=["completed"])),
    "stopped": (_("Stopped"), Filters(status=["stopped"])),
    "contacted": (_("Contacted"), Filters(started=True)),
    "opened": (_("Opened"), Filters(opened=True)),
    "clicked": (_("Clicked"), Filters(clicked=True)),
    "replied": (_("Replied"), Filters(replied=True)),
    "bounced": (_("Bounced"), Filters(bounced=True)),
    "unsubscribed": (_("Unsubscribed"), Filters(unsubscribed=True, started=True)),
}
STATUSES: dict[str, tuple[str, str]] = {
    "active": (_("Active"), "good"),
    "paused": (_("Paused"), "warn"),
    "completed": (_("Completed"), "info"),
    "stopped": (_("Stopped"), ""),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A lead in the list. `why`: the recorded reason for its status; `at`: when it is due or was last contacted."""

    id: int
    name: str
    email: str
    company: str
    status: str
    kind: str
    why: str
    step: str
    due_at: datetime | None
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class People:
    """A page of leads, with the forms that add more."""

    head: Head
    show: str
    query: str
    rows: Sequence[Row]
    next: int | None
    first: bool
    shows: dict[str, tuple[str, Filters]]
    sources: Sequence[tuple[int | str, str]]
    can_add: bool
    pasted: str = ""
    error: str = ""
    tab: str = "leads"


def filters_of(visit: Visit, campaign: Campaign) -> tuple[str, str, Filters]:
    """(selection, search words, filters) from the URL."""
    asked = visit.request.query_params
    show, query = asked.get("show", ""), asked.get("q", "").strip()[:200]
    show = show if show in SHOWS else ""
    return show, query, replace(SHOWS[show][1], campaign_ids=[campaign.id], search=query or None)


def name_of(found: Listed) -> str:
    names = " ".join(n for n in (found.lead.first_name, found.lead.last_name) if n)
    return names or found.lead.email or found.lead.linkedin_url or _("Unknown")


def _row(found: Listed, campaign: Campaign, steps: int) -> Row:
    e, lead = found.enrollment, found.lead
    name, kind = _status(e, campaign)
    due_at = e.due_at if campaign.status == "active" else None  # nothing is due before it runs
    why = sentence(e.reason) if e.reason and e.reason != "manual" else ""
    step = _("{n} of {all} steps done").format(n=min(e.done_position, steps), all=steps) if steps else ""
    return Row(
        e.id,
        name_of(found),
        lead.email or "",
        lead.company_name or "",
        name,
        kind,
        why,
        step,
        due_at if e.status == "active" else e.resume_at,
        e.last_step_at,
    )


def _status(e: Enrollment, campaign: Campaign) -> tuple[str, str]:
    """The lead's status in words, with the badge's color."""
    if e.status == "active" and campaign.status == "draft":
        return _("Not started"), ""
    return STATUSES.get(e.status, (e.status, ""))


async def read(visit: Visit, scope: Scope, *, pasted: str = "", error: str = "") -> People:
    campaign = await head.seen(visit, scope)
    show, query, filters = filters_of(visit, campaign)
    after = visit.request.query_params.get("after", "")
    start = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else None
    found = await enrollments.search(scope, filters, limit=PAGE + 1, after=start)
    steps = len(await sequences.get(scope, campaign.id))
    top = await head.of(visit, scope, campaign)
    can_add = top.can_write and visit.may("leads") and campaign.parent_id is None and campaign.status != "archived"
    chosen = await _sources(scope) if can_add else []
    following = found[PAGE - 1].enrollment.id if len(found) > PAGE else None
    rows = [_row(one, campaign, steps) for one in found[:PAGE]]
    return People(top, show, query, rows, following, start is None, SHOWS, chosen, can_add, pasted, error)


async def _sources(scope: Scope) -> list[tuple[int | str, str]]:
    """What leads can be added from: lists, and everyone in the workspace, if there is anyone."""
    named: list[tuple[int | str, str]] = [(one.id, one.name) for one in await lists.named(scope, limit=_CHOICES)]
    return [*named, (EVERYONE, _("All leads in the workspace"))] if await leads.search(scope, limit=1) else named


async def show(visit: Visit) -> Response:
    """The whole page, or only its rows for a script that refreshes them."""
    async with visit.scope() as scope:
        view = await read(visit, scope)
    return visit.render("campaigns/people_rows.html" if visit.partial else "campaigns/people.html", view)


# ---- One lead


@dataclass(frozen=True, slots=True)
class Happened:
    """A past or future step of the lead."""

    title: str
    state: str
    kind: str
    at: datetime | None
    why: str
    upcoming: bool


@dataclass(frozen=True, slots=True)
class One:
    """A lead in the campaign. `steps`: those it can be returned to. `conversation_id`: the conversation with the lead, if there
    is one that the visitor may read; `sees_lead`: whether they may open the lead's own page.
    """

    head: Head
    id: int
    lead_id: int
    name: str
    email: str
    status: str
    state: str
    kind: str
    why: Why
    sender: str
    happened: Sequence[Happened]
    steps: Sequence[tuple[int, str]]
    values: Sequence[tuple[str, str]]
    opens: int
    clicks: int
    replies: int
    can_write: bool
    conversation_id: int | None
    sees_lead: bool
    tab: str = "leads"


_STATES: dict[str, tuple[str, str]] = {
    "scheduled": (_("To come"), ""),
    "in_progress": (_("Sending"), "info"),
    "sent": (_("Sent"), "good"),
    "uncertain": (_("May not have been sent"), "danger"),
    "failed": (_("Failed"), "danger"),
    "skipped": (_("Passed over"), ""),
    "cancelled": (_("Cancelled"), ""),
}


async def _enrolled(visit: Visit, scope: Scope, campaign: Campaign) -> Listed:
    found = await enrollments.search(scope, Filters(campaign_ids=[campaign.id], ids=[visit.request.path_params["lead"]]), limit=1)
    if not found:
        raise NotFound(_("This lead is not in the campaign."))
    return found[0]


def _happened(action: Action, steps: dict[int, Step]) -> Happened:
    step = steps.get(action.step_id or 0)
    name = wordings.ACTIONS.get(action.action, action.action)
    state, kind = _STATES[action.status]
    why = sentence(action.reason) if action.reason else ""
    title = wordings.title(step) if step else name
    return Happened(title, state, kind, action.performed_at or action.scheduled_for, action.detail or why, action.upcoming)


def _planned(happened: Sequence[Happened], campaign: Campaign, next_at: datetime | None) -> list[Happened]:
    """Steps to come no earlier than the lead's next action, and when the campaign's window is open: those after the first come as
    much later as it does. Of a campaign that does not run, they have no time.
    """
    if campaign.status != "active":
        return [replace(h, at=None) if h.upcoming else h for h in happened]
    first = next((h.at for h in happened if h.upcoming and h.at), None)
    by = max(next_at - first, timedelta(0)) if first and next_at else timedelta(0)
    return [
        replace(h, at=campaigns.window(campaign.schedule, h.at + by).opens_at) if h.upcoming and h.at else h for h in happened
    ]


async def one(visit: Visit) -> Response:
    """Load one lead's status, its reason, and all past and future steps."""
    async with visit.scope() as scope:
        campaign = await head.seen(visit, scope)
        found = await _enrolled(visit, scope, campaign)
        e = found.enrollment
        steps = await sequences.get(scope, campaign.id)
        by_id = {step.id: step for step in await sequences.get(scope, campaign.id, deleted=True)}
        actions = (await timeline.of(scope, [e.id]))[e.id]
        sender = (await senders.get_many(scope, [e.sender_id])).get(e.sender_id) if e.sender_id else None
        why = overview.why_of(visit, campaign, await explain.of_enrollment(scope, e.id), e.status)
        top = await head.of(visit, scope, campaign)
        talk = await _conversation(visit, scope, campaign, e.id)
    state, kind = _status(e, campaign)
    values = sorted((str(k), str(v)) for k, v in found.values.items() if v not in (None, "", {}, []))
    view = One(
        top,
        e.id,
        e.lead_id,
        name_of(found),
        found.lead.email or "",
        e.status,
        state,
        kind,
        why,
        sender.address if sender else "",
        _planned([_happened(a, by_id) for a in actions], campaign, why.next_at),
        [(s.position, wordings.title(s)) for s in steps],
        values[:40],
        e.opens,
        e.clicks,
        e.replies,
        top.can_write,
        talk,
        visit.may("leads"),
    )
    return visit.render("campaigns/lead.html", view)


async def _conversation(visit: Visit, scope: Scope, campaign: Campaign, enrollment_id: int) -> int | None:
    """The newest conversation with the lead in the campaign that the visitor may read."""
    if not visit.may("inbox", seat_id=campaign.seat_id):
        return None
    wanted = ConversationFilter(enrollment_ids=[enrollment_id], seat_ids=visit.access.seat_ids())
    found = await inbox.conversations(scope, wanted, sort="recent", limit=1)
    return found[0]["conversation"].id if found else None


# ---- Acts


@dataclass(frozen=True, slots=True)
class Move:
    """An action on leads of a campaign. `do` returns the ids it affected. `undo`: the action that reverts it."""

    do: Callable[[Scope, Sequence[int]], Awaitable[Sequence[int]]]
    done: str
    undo: str | None = None


async def _remove(scope: Scope, ids: Sequence[int]) -> Sequence[int]:
    await enrollments.remove(scope, ids)
    return ids


async def _go_on(scope: Scope, ids: Sequence[int]) -> Sequence[int]:
    """Let a stopped lead continue with its next step."""
    if len(ids) != 1:
        raise Invalid(_("Choose one lead."), field="lead")
    await enrollments.return_to(scope, ids[0])
    return ids


MOVES: dict[str, Move] = {
    "pause": Move(lambda s, ids: enrollments.pause(s, ids), _("Paused"), "resume"),
    "resume": Move(lambda s, ids: enrollments.resume(s, ids), _("Resumed"), "pause"),
    "stop": Move(lambda s, ids: enrollments.stop(s, ids), _("Stopped"), "continue"),
    "continue": Move(_go_on, _("Continuing with the next step")),
    "remove": Move(_remove, _("Removed from the campaign")),
}


async def move(visit: Visit) -> Response:
    """Apply one of MOVES to the leads given as `lead`; `on=lead` in the URL if it is done on the lead's own page."""
    name = visit.request.path_params["move"]
    if name not in MOVES:
        raise NotFound(_("There is no page at this address."))
    ids = sorted(set(visit.numbers("lead")))
    if not ids or len(ids) > MOST:
        raise Invalid(_("Choose between 1 and {n} leads.").format(n=MOST), field="lead")
    made = MOVES[name]
    async with visit.scope() as scope:
        campaign = await head.seen(visit, scope, write=True)
        if set(await enrollments.ids_of(scope, Filters(campaign_ids=[campaign.id], ids=ids), limit=MOST)) != set(ids):
            raise NotFound(_("One of these leads is not in the campaign."))
        changed = list(await made.do(scope, ids))
    if not changed:
        raise Invalid(_("This is not possible for any of these leads in their current state."), field="lead")
    listed = f"/campaigns/{campaign.id}/leads"
    alone = visit.request.query_params.get("on") == "lead" and name != "remove"
    text = made.done if len(changed) == 1 else _("{what}: {n} leads").format(what=made.done, n=len(changed))
    can_undo = made.undo and (made.undo != "continue" or len(changed) == 1)
    undo = visit.url(f"{listed}/{made.undo}", lead=changed, on="lead" if alone else None) if can_undo else None
    if visit.partial:
        return Response(status_code=204, headers=announce(Toast(text, undo=undo), **{"leads-changed": dict[str, str]()}))
    return visit.done(visit.url(f"{listed}/{changed[0]}" if alone else listed), Toast(text, undo=undo))


async def return_to(visit: Visit) -> Response:
    """Return one lead to a step, due now."""
    position = visit.numbers("position")
    async with visit.scope() as scope:
        campaign = await head.seen(visit, scope, write=True)
        e: Enrollment = (await _enrolled(visit, scope, campaign)).enrollment
        await enrollments.return_to(scope, e.id, position[0] if position else None)
    return visit.done(visit.url(f"/campaigns/{campaign.id}/leads/{e.id}"), Toast(_("Returned to this step")))


# ---- Export


_COLUMNS = ("email", "first_name", "last_name", "company_name", "job_title", "linkedin_url")
_FIGURES = ("status", "reason", "steps_done", "opens", "clicks", "replies", "first_sent_at", "last_reply_at")


async def export(visit: Visit) -> Response:
    """Export the filtered leads as CSV, read page by page without holding a connection in between."""
    async with visit.scope() as scope:
        campaign = await head.seen(visit, scope)
        visit.require_seat(campaign.seat_id, "exports")
        _show, _query, filters = filters_of(visit, campaign)
    return table.download(f"campaign-{campaign.id}-leads.csv", _lines(visit, filters))


async def _lines(visit: Visit, filters: Filters) -> AsyncIterator[str]:
    yield csv_lines([[*_COLUMNS, *_FIGURES]])
    after: int | None = None
    while True:
        async with visit.scope() as scope:
            found = await enrollments.search(scope, filters, limit=_EXPORTED, after=after)
        yield csv_lines(_exported(one) for one in found)
        if len(found) < _EXPORTED:
            return
        after = found[-1].enrollment.id


def _exported(found: Listed) -> list[object]:
    e, lead = found.enrollment, found.lead
    return [
        lead.email,
        lead.first_name,
        lead.last_name,
        lead.company_name,
        lead.job_title,
        lead.linkedin_url,
        e.status,
        e.reason,
        e.done_position,
        e.opens,
        e.clicks,
        e.replies,
        e.first_sent_at,
        e.last_reply_at,
    ]


ROUTES = [
    page("/campaigns/{id:int}/leads", show, needs="campaigns"),
    page("/campaigns/{id:int}/leads.csv", export, needs="exports"),
    page("/campaigns/{id:int}/leads/{lead:int}", one, needs="campaigns"),
    act("/campaigns/{id:int}/leads/{lead:int}/return", return_to, needs="campaigns"),
    act("/campaigns/{id:int}/leads/{move:str}", move, needs="campaigns"),
]
