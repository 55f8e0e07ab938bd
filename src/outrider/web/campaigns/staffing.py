"""A campaign's senders, schedule and options."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.responses import Response

from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_senders, campaigns
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.enrollments import staffing
from outrider.outreach.senders import senders, sending_limits, tracking_domains
from outrider.outreach.senders.senders import SenderFilter
from outrider.outreach.senders.tracking_domains import TrackingDomain
from outrider.rules import schedule as schedules
from outrider.rules.schedule import Schedule, ScheduleJson, WindowJson
from outrider.web.campaigns import head, says
from outrider.web.campaigns.head import Head
from outrider.web.kit.text import _, zones
from outrider.web.kit.visit import Toast, Visit, act, page
from outrider.web.senders.view import STATUSES

DAYS: Sequence[tuple[int, str]] = (
    (1, _("Mon")),
    (2, _("Tue")),
    (3, _("Wed")),
    (4, _("Thu")),
    (5, _("Fri")),
    (6, _("Sat")),
    (0, _("Sun")),
)
# Switches of a campaign's settings, with what each does.
SWITCHES: Sequence[tuple[str, str, str]] = (
    ("stop_on_reply", _("Stop when the lead replies"), _("The sequence ends for a lead who replies.")),
    (
        "stop_for_company",
        _("Stop for the whole company"),
        _("A reply also stops the sequence for everyone else at the same company."),
    ),
    (
        "stop_on_auto_reply",
        _("Stop on automatic replies"),
        _("Otherwise, an out-of-office reply only pauses the lead until they return."),
    ),
    ("open_tracking", _("Track opens"), _("Adds an invisible image, which may hurt deliverability.")),
    ("click_tracking", _("Track clicks"), _("Links are redirected through your tracking domain.")),
    ("plain_text", _("Send as plain text"), _("Without formatting; opens cannot be tracked.")),
    ("unsubscribe_header", _("Unsubscribe header"), _("Mail apps show their own unsubscribe button.")),
    ("prioritize_new_leads", _("New leads first"), _("New leads come before follow-ups when the daily limit is reached.")),
    ("evergreen", _("Keep running"), _("The campaign stays active after every lead has finished.")),
    ("esp_matching", _("Match mail providers"), _("Gmail mailboxes write to Gmail addresses where possible, and so on.")),
    ("bounce_protect", _("Pause when too many emails bounce"), _("Protects the reputation of your senders.")),
)
METRICS = (
    ("positive_reply", _("Positive replies")),
    ("reply", _("Replies")),
    ("open", _("Opens")),
    ("click", _("Clicks")),
    ("", _("None: keep the weights")),
)
MOST_SENDERS = 200  # shown at once


@dataclass(frozen=True, slots=True)
class Choice:
    """A sender that can be chosen. `state`: its status in words, with the badge's color; `today`: the used part of its limit."""

    id: int
    address: str
    name: str
    channel: str
    status: str
    state: tuple[str, str]
    why: str
    today: int
    limit: int
    chosen: bool

    @property
    def use(self) -> str:
        return _("{used} of {limit} today").format(used=self.today, limit=self.limit)


@dataclass(frozen=True, slots=True)
class Hours:
    """A window of the schedule's form. `zone`: its own time zone, where that is not the schedule's."""

    days: frozenset[int]
    start: str
    end: str
    zone: str


@dataclass(frozen=True, slots=True)
class Staffing:
    """The page. `query`: what senders are searched for, where `many` cannot all be shown. `saves`: changes are saved as they are
    made. `tracking`: the state of the campaign's own tracking domain; `target`: the host that its CNAME must point to.
    """

    head: Head
    choices: Sequence[Choice]
    query: str
    many: bool
    zone: str
    hours: Sequence[Hours]
    start_date: str
    end_date: str
    holidays: str
    limits: Mapping[str, int | None]
    settings: Mapping[str, object]
    tracking: TrackingDomain | None
    target: str
    zones: Sequence[tuple[str, str]]
    can_write: bool
    saves: bool
    days: Sequence[tuple[int, str]] = DAYS
    switches: Sequence[tuple[str, str, str]] = SWITCHES
    metrics: Sequence[tuple[str, str]] = METRICS
    tab: str = "senders"


async def _choices(visit: Visit, scope: Scope, campaign: Campaign, query: str) -> list[Choice]:
    """The senders that the query finds; without one, those chosen and the first of the others."""
    chosen = set((await campaign_senders.ids_of(scope, [campaign.id]))[campaign.id])
    wanted = SenderFilter(seat_id=campaign.seat_id, search=query or None)
    everyone = await senders.find_all(scope, wanted, limit=MOST_SENDERS, order="address")
    if not query:
        others = await senders.get_many(scope, sorted(chosen - {s.id for s in everyone})[:MOST_SENDERS])
        everyone = [*others.values(), *everyone][:MOST_SENDERS]
    today = schedules.local_day(scope.now, visit.place.timezone)
    counts = await sending_limits.counters(scope, [s.id for s in everyone], today)
    return [
        Choice(
            s.id,
            s.address,
            s.name,
            s.channel,
            s.status,
            STATUSES[s.status],
            s.status_detail or "",
            counts[s.id].get("email", 0) + counts[s.id].get("manual", 0),
            sending_limits.daily_limit_on(s, today),
            s.id in chosen,
        )
        for s in everyone
    ]


def _hours(schedule: Schedule) -> list[Hours]:
    return [Hours(w.days, f"{w.start:%H:%M}", f"{w.end:%H:%M}", w.timezone or "") for w in schedule.windows]


async def read(visit: Visit, scope: Scope) -> Staffing:
    campaign = await head.seen(visit, scope)
    schedule = schedules.from_json(campaign.schedule)
    top = await head.of(visit, scope, campaign)
    own = campaign.settings.tracking_domain
    query = visit.request.query_params.get("q", "").strip()[:200]
    choices = await _choices(visit, scope, campaign, query)
    limits = {
        "daily_limit": campaign.daily_limit,
        "new_leads_per_day": campaign.new_leads_per_day,
        "min_gap_minutes": campaign.min_gap_seconds // 60,
    }
    return Staffing(
        top,
        choices,
        query,
        len(choices) >= MOST_SENDERS,
        schedule.timezone,
        _hours(schedule),
        str(schedule.start_date or ""),
        str(schedule.end_date or ""),
        ", ".join(schedule.holidays),
        limits,
        campaign.settings.model_dump(),
        (await tracking_domains.of(scope, [own])).get(own) if own else None,
        urlsplit(visit.site.settings.public_url or "").hostname or "",
        zones(schedule.timezone, str(visit.zone)),
        top.can_write,
        campaign.status != "active",
    )


async def show(visit: Visit) -> Response:
    async with visit.scope() as scope:
        view = await read(visit, scope)
    return visit.render("campaigns/senders.html", view)


# ---- Saving: each part of the page is a form of its own


async def _done(visit: Visit, campaign: Campaign) -> Response:
    if visit.partial:
        return says.says(visit)
    return visit.done(visit.url(f"/campaigns/{campaign.id}/senders"), Toast(_("Saved")))


async def save_senders(visit: Visit) -> Response:
    """Set the campaign's senders: all of them, or of those `shown` if the page could not show all. Leads of a removed sender wait
    until another takes over.
    """
    wanted, shown = visit.numbers("sender"), {int(id) for id in re.findall("[0-9]{1,18}", visit.text("shown"))}
    async with visit.scope() as scope:
        campaign = await head.seen(visit, scope, write=True)
        present = set((await campaign_senders.ids_of(scope, [campaign.id]))[campaign.id])
        if shown:
            wanted += sorted(present - shown - set(wanted))
        known = await senders.get_many(scope, wanted)
        if any(id not in known or (not visit.access.sees(known[id].seat_id) and id not in present) for id in wanted):
            raise NotFound(_("There is no such sender."), field="sender")
        await staffing.set_senders(scope, campaign.id, wanted)
    return await _done(visit, campaign)


def _windows(visit: Visit) -> list[WindowJson]:
    """The sending windows of the form; a window without days is ignored."""
    windows: list[WindowJson] = []
    for n in range(10):
        days = [day for day in visit.numbers(f"days-{n}") if day < 7]
        start, end = visit.text(f"start-{n}", 5), visit.text(f"end-{n}", 5)
        if not days:
            continue
        if not start or not end:
            raise Invalid(_("A sending window needs an opening and a closing time."), field=f"start-{n}")
        window: WindowJson = {"days": days, "start": start, "end": end}
        if own := visit.text(f"zone-{n}", 64):
            window["timezone"] = own
        windows.append(window)
    return windows


async def save_schedule(visit: Visit) -> Response:
    """Save windows, time zone, dates, holidays and whether the lead's time zone applies. Without windows it may send at any
    time.
    """
    first, last = visit.text("start_date", 10) or None, visit.text("end_date", 10) or None
    wanted: ScheduleJson = {
        "timezone": visit.text("timezone", 64),
        "windows": _windows(visit),
        "start_date": first,
        "end_date": last,
        "holidays": [code.upper() for code in re.split(r"[\s,;]+", visit.text("holidays", 300)) if code],
    }
    settings = {"use_lead_timezone": bool(visit.text("use_lead_timezone", 5))}
    if first and last and last < first:
        raise Invalid(_("The last day is before the first."), field="end_date")
    async with visit.scope() as scope:
        campaign = await head.seen(visit, scope, write=True)
        await campaigns.update(scope, campaign.id, schedule=wanted, settings=settings)
    return await _done(visit, campaign)


def _count(visit: Visit, name: str) -> int | None:
    given = visit.text(name, 9)
    if not given:
        return None
    if not (given.isascii() and given.isdigit()):
        raise Invalid(_("Write a whole number, or leave it empty."), field=name)
    return int(given)


async def save_limits(visit: Visit) -> Response:
    async with visit.scope() as scope:
        campaign = await head.seen(visit, scope, write=True)
        await campaigns.update(
            scope,
            campaign.id,
            daily_limit=_count(visit, "daily_limit"),
            new_leads_per_day=_count(visit, "new_leads_per_day"),
            min_gap_seconds=(_count(visit, "min_gap_minutes") or 0) * 60,
        )
    return await _done(visit, campaign)


async def save_behaviour(visit: Visit) -> Response:
    """Save the switches, the winner metric, blind copies, the opt-out line and the tracking host."""
    given = visit.form.getlist("on")
    wanted: dict[str, object] = {name: name in given for name, _title, _text in SWITCHES}
    metric = visit.text("winning_metric", 20)
    wanted["winning_metric"] = metric if metric in [key for key, _name in METRICS if key] else None
    wanted["unsubscribe_text"] = visit.text("unsubscribe_text", 2000)
    wanted["postal_address"] = visit.text("postal_address", 1000) or None
    wanted["tracking_domain"] = visit.text("tracking_domain", 300) or None
    for name in ("cc", "bcc"):
        copies = tuple(visit.text(name, 2000).replace(";", ",").replace(",", " ").split())
        wanted[name] = copies
        if bad := next((address for address in copies if "@" not in address), None):
            raise Invalid(_("“{value}” is not an address.").format(value=bad), field=name)
    async with visit.scope() as scope:
        campaign = await head.seen(visit, scope, write=True)
        await campaigns.update(scope, campaign.id, settings=wanted)
    return await _done(visit, campaign)


Save = Callable[[Visit], Awaitable[Response]]


def _said(save: Save) -> Save:
    """Wrap a save so that scripts get a status line below the form: saved, or what is wrong."""

    async def handler(visit: Visit) -> Response:
        try:
            return await save(visit)
        except (Invalid, Conflict) as error:
            if not visit.partial:
                raise
            return says.says(visit, error=error)

    return handler


ROUTES = [
    page("/campaigns/{id:int}/senders", show, needs="campaigns"),
    act("/campaigns/{id:int}/senders", _said(save_senders), needs="campaigns"),
    act("/campaigns/{id:int}/schedule", _said(save_schedule), needs="campaigns"),
    act("/campaigns/{id:int}/limits", _said(save_limits), needs="campaigns"),
    act("/campaigns/{id:int}/behaviour", _said(save_behaviour), needs="campaigns"),
]
