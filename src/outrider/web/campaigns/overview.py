"""A campaign's overview: results, and what holds it up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.responses import Response

from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_senders, campaigns, figures, sequences
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.campaigns.figures import Counts
from outrider.outreach.campaigns.sequences import Step
from outrider.outreach.deliverability import recipients
from outrider.outreach.deliverability.recipients import Outcomes
from outrider.outreach.enrollments import enrollments, explain
from outrider.outreach.enrollments.enrollments import Standing
from outrider.outreach.enrollments.explain import Explanation, Part
from outrider.outreach.senders import senders
from outrider.rules import rates, schedule, variants
from outrider.rules.variants import VariantCounts
from outrider.web.campaigns import head, wordings
from outrider.web.campaigns.head import Head
from outrider.web.kit.text import _
from outrider.web.kit.visit import Visit, page

DAYS = 30
NEWEST = 1000  # messages that the table of providers counts
_MOST_SUBSEQUENCES = 50


@dataclass(frozen=True, slots=True)
class Hold:
    """One thing that holds the campaign up, and the page where it can be fixed."""

    sentence: str
    name: str
    used: str
    next_at: datetime | None
    href: str | None


@dataclass(frozen=True, slots=True)
class Why:
    """The explanation at the top. `calm`: the campaign is working, or nothing it waits for needs a person."""

    sentence: str
    next_at: datetime | None
    calm: bool
    holds: Sequence[Hold]


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the funnel, as a share of the stage it is compared with."""

    name: str
    n: int
    of: int
    href: str | None = None
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A step, a variant of one, or a sender: messages sent and their results. `range`: the confidence range of the reply rate, in
    words.
    """

    name: str
    detail: str
    sent: int
    opened: int
    replied: int
    interested: int
    bounced: int
    range: str = ""
    inner: bool = False
    best: bool = False


@dataclass(frozen=True, slots=True)
class Provider:
    """A mailbox provider of recipients, with the results of the newest messages to it."""

    name: str
    outcomes: Outcomes


@dataclass(frozen=True, slots=True)
class Day:
    label: str
    sent: int
    replies: int
    bounced: int


@dataclass(frozen=True, slots=True)
class Subsequence:
    id: int
    name: str
    state: str
    kind: str


@dataclass(frozen=True, slots=True)
class Overview:
    head: Head
    why: Why
    funnel: Sequence[Stage]
    standing: Standing
    waiting: Sequence[tuple[str, int]]
    steps: Sequence[Line]
    senders: Sequence[Line]
    providers: Sequence[Provider]
    days: Sequence[Day]
    subsequences: Sequence[Subsequence]
    tab: str = "overview"
    newest: int = NEWEST


async def read(visit: Visit, scope: Scope) -> Overview:
    """Load everything the page shows. Figures are empty for a role that may not see them."""
    campaign = await head.seen(visit, scope)
    steps = await sequences.get(scope, campaign.id)
    counted = visit.may("statistics", seat_id=campaign.seat_id)
    total = await figures.total(scope, [campaign.id]) if counted else {}
    standing = await enrollments.standing(scope, campaign.id)
    inner = await campaigns.find_all(scope, parent_id=campaign.id, seat_ids=visit.access.seat_ids(), limit=_MOST_SUBSEQUENCES)
    return Overview(
        head=await head.of(visit, scope, campaign),
        why=why_of(visit, campaign, await explain.of_campaign(scope, campaign.id)),
        funnel=_funnel(visit, campaign, total, standing.total),
        standing=standing,
        waiting=[(wordings.title(step), standing.waiting.get(step.position, 0)) for step in steps],
        steps=await _by_step(scope, campaign, steps) if counted else (),
        senders=await _by_sender(scope, campaign) if counted else (),
        providers=await _by_provider(scope, campaign) if counted else (),
        days=await _days(visit, scope, campaign) if counted else (),
        subsequences=[Subsequence(c.id, c.name, head.state_name(c.status), head.state_kind(c.status)) for c in inner],
    )


# ---- Why not more


_CALM = {
    Reason.READY, Reason.CLAIMED, Reason.NOTHING_DUE, Reason.FOLLOW_UP_DELAY, Reason.CAMPAIGN_COMPLETED, Reason.OUTSIDE_WINDOW,
    Reason.SENDER_GAP, Reason.SENDER_OUTSIDE_WINDOW, Reason.NOT_STARTED_YET, Reason.CAMPAIGN_DRAFT,
}  # fmt: skip
_PLACES: dict[str, str] = {
    Reason.NO_SENDERS: "senders", Reason.NO_STEPS: "sequence", Reason.NO_LEADS: "leads", Reason.OUTSIDE_WINDOW: "senders",
    Reason.CAMPAIGN_DAILY_LIMIT: "senders", Reason.NEW_LEAD_LIMIT: "senders", Reason.CAMPAIGN_ENDED: "senders",
    Reason.NOT_STARTED_YET: "senders", Reason.CAMPAIGN_DRAFT: "review", Reason.NO_MATCHING_SENDER: "senders",
}  # fmt: skip


_BY_HAND = {"paused": _("Paused by hand."), "stopped": _("Stopped by hand."), "completed": _("Ended by hand.")}


def why_of(visit: Visit, campaign: Campaign, found: Explanation, status: str = "") -> Why:
    """An explanation for a page: the binding reason first, then the others. `status`: the lead's."""
    sentence = _BY_HAND.get(status, found.sentence) if found.code == Reason.MANUAL else found.sentence
    holds = [_hold(visit, campaign, part) for part in found.parts]
    said = Hold(sentence, "", "", None, None)  # what the heading says already
    return Why(sentence, found.next_at, found.code in _CALM, [hold for hold in holds if hold != said])


def _hold(visit: Visit, campaign: Campaign, part: Part) -> Hold:
    limit, whose = part.limit or {}, part.object or {}
    used = _("{used} of {limit} used").format(used=limit["used"], limit=limit["limit"]) if limit else ""
    href: str | None = None
    if place := _PLACES.get(part.code):
        href = visit.url(f"/campaigns/{campaign.id}/{place}")
    elif whose.get("kind") == "sender" and visit.may("mailboxes"):
        href = visit.url(f"/senders/{whose['id']}")
    return Hold(part.sentence, str(whose.get("name", "")) if whose.get("kind") == "sender" else "", used, part.next_at, href)


# ---- What happened


def _funnel(visit: Visit, campaign: Campaign, n: Counts, leads: int) -> list[Stage]:
    contacted, to = n.get("message.sent/e", 0), f"/campaigns/{campaign.id}/leads"
    stages = [
        Stage(_("Leads"), leads, leads, visit.url(to)),
        Stage(_("Contacted"), contacted, leads, visit.url(to, show="contacted")),
    ]
    if campaign.settings.open_tracking:
        stages.append(Stage(_("Opened"), n.get("message.opened/e", 0), contacted, visit.url(to, show="opened")))
    if campaign.settings.click_tracking:
        stages.append(Stage(_("Clicked"), n.get("link.clicked/e", 0), contacted, visit.url(to, show="clicked")))
    return [
        *stages,
        Stage(_("Replied"), n.get("reply.received/e", 0), contacted, visit.url(to, show="replied")),
        Stage(_("Interested"), n.get("lead.category_set:positive", 0), contacted),
        Stage(_("Bounced"), n.get("message.bounced/e", 0), contacted, visit.url(to, show="bounced"), bad=True),
        Stage(_("Unsubscribed"), n.get("lead.unsubscribed/e", 0), contacted, visit.url(to, show="unsubscribed"), bad=True),
    ]


def _line(name: str, detail: str, n: Counts, *, inner: bool = False, best: bool = False) -> Line:
    sent, replied = n.get("message.sent", 0), n.get("reply.received/m", 0)
    low, high = rates.interval(replied, sent)
    spread = _("{low}–{high}%").format(low=f"{100 * low:.1f}", high=f"{100 * high:.1f}") if inner and sent else ""
    return Line(
        name,
        detail,
        sent,
        n.get("message.opened/m", 0),
        replied,
        n.get("lead.category_set:positive", 0),
        n.get("message.bounced", 0),
        spread,
        inner,
        best,
    )


def _added(parts: Sequence[Counts]) -> Counts:
    return {name: sum(n.get(name, 0) for n in parts) for name in {name for n in parts for name in n}}


async def _by_step(scope: Scope, campaign: Campaign, steps: Sequence[Step]) -> list[Line]:
    """Each step, followed by its variants if it has several; the best is marked once the difference is significant."""
    counts = await figures.totals(scope, [campaign.id], by=("step", "variant"))
    lines: list[Line] = []
    for step in steps:
        own = {variant: n for (step_id, variant), n in counts.items() if step_id == step.id}
        lines.append(_line(wordings.title(step), wordings.subject(step), _added(list(own.values()))))
        if len(step.variants) < 2:
            continue
        compared = [_counts_of(v.id, own.get(v.id, {})) for v in step.variants]
        won = variants.winner(compared, "reply")
        lines += [
            _line(
                _("Variant {label}").format(label=v.label),
                v.subject,
                own.get(v.id, {}),
                inner=True,
                best=won is not None and v.id == won.id,
            )
            for v in step.variants
        ]
    return lines


def _counts_of(id: int, n: Counts) -> VariantCounts:
    return VariantCounts(id, n.get("message.sent", 0), replied=n.get("reply.received/m", 0))


async def _by_sender(scope: Scope, campaign: Campaign) -> list[Line]:
    counts = await figures.totals(scope, [campaign.id], by=("sender",))
    attached = (await campaign_senders.ids_of(scope, [campaign.id]))[campaign.id]
    ids = [*dict.fromkeys([*attached, *(id for (id,) in counts if id)])][:200]
    known = await senders.get_many(scope, ids)
    return [
        _line(known[id].address, "" if known[id].status == "active" else known[id].status, counts.get((id,), {}))
        for id in ids
        if id in known
    ]


async def _by_provider(scope: Scope, campaign: Campaign) -> list[Provider]:
    """Providers by number of messages, most first."""
    since = scope.now - timedelta(days=DAYS)
    counts = await recipients.by_provider(scope, "campaign", campaign.id, since=since, recent=since, newest=NEWEST)
    return sorted((Provider(name, found) for (name, _recent), found in counts.items()), key=lambda line: -line.outcomes.sent)


async def _days(visit: Visit, scope: Scope, campaign: Campaign) -> list[Day]:
    timezone = campaign.schedule.get("timezone") or visit.place.timezone
    today = schedule.local_day(scope.now, timezone)
    first = today - timedelta(days=DAYS - 1)
    counts = await figures.daily(scope, first, today, tz=timezone, campaign_ids=[campaign.id])
    days: list[Day] = []
    for n in range(DAYS):
        day = first + timedelta(days=n)
        read = counts.get((day,), {})
        sent, replies, bounced = (read.get(name, 0) for name in ("message.sent", "reply.received", "message.bounced"))
        days.append(Day(f"{day:%-d %b}", sent, replies, bounced))
    return days


async def show(visit: Visit) -> Response:
    """The whole page, or only the part that changes over time for a script."""
    async with visit.scope() as scope:
        view = await read(visit, scope)
    return visit.render("campaigns/figures.html" if visit.partial else "campaigns/overview.html", view)


ROUTES = [page("/campaigns/{id:int}", show, needs="campaigns")]
