"""The view model of Home."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta

from outrider.outreach.base import approvals
from outrider.outreach.base.reasons import sentence
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, figures
from outrider.outreach.conversations import inbox
from outrider.outreach.conversations.inbox import ConversationFilter, ConversationRow
from outrider.outreach.senders import capacity, mailboxes, senders
from outrider.outreach.senders.senders import SenderFilter
from outrider.rules import schedule
from outrider.web.home import first_steps, lately
from outrider.web.home.first_steps import Step
from outrider.web.home.lately import Line
from outrider.web.kit.text import _
from outrider.web.kit.visit import Visit
from outrider.web.senders.view import Fix, fix_for, permission_of, problem_of

DAYS = 30
_MOST_PROBLEMS = 20  # of a kind
_STOPPED = ("error", "connecting", "awaiting_code", "disconnected", "suspended")


@dataclass(frozen=True, slots=True)
class Problem:
    """A sender or campaign that does not work, the reason, and the fix (None if the visitor cannot fix it)."""

    name: str
    kind: str
    reason: str
    href: str
    fix: Fix | None


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the chart."""

    label: str
    sent: int
    replies: int
    bounced: int


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of today."""

    label: str
    sent: int


@dataclass(frozen=True, slots=True)
class Home:
    """Today's numbers are for the day in the workspace's time zone."""

    steps: Sequence[Step]  # empty once a campaign has been started
    sent_today: int
    capacity: int
    waiting: int
    approvals: int  # approvals waiting for a decision
    replied_today: int
    running: int
    problems: Sequence[Problem]
    days: Sequence[Day]
    hours: Sequence[Hour]  # of today; empty until something is sent
    latest: Sequence[ConversationRow]
    lately: Sequence[Line]


async def read(visit: Visit, scope: Scope) -> Home:
    """Load everything the page shows, in one transaction. Parts that the visitor's role may not see are empty."""
    today = schedule.local_day(scope.now, visit.place.timezone)
    seats = visit.access.seat_ids()
    reads_mail, reads_figures = visit.may("inbox"), visit.may("statistics")
    waiting = ConversationFilter(unread=True, archived=False, snoozed=False, seat_ids=seats)
    running = await campaigns.count(scope, status="active")
    days = await _days(scope, visit.place.timezone, today, seats) if reads_figures else []
    return Home(
        steps=await first_steps.read(visit, scope),
        sent_today=days[-1].sent if days else 0,
        capacity=await capacity.on(scope, today, seat_ids=seats) if visit.may("mailboxes") else 0,
        waiting=await inbox.count(scope, waiting) if reads_mail else 0,
        approvals=await approvals.count(scope) if visit.may("campaigns") else 0,
        replied_today=days[-1].replies if days else 0,
        running=running,
        problems=[*await _broken_senders(visit, scope), *await _stopped_campaigns(visit, scope)],
        days=days,
        hours=await _hours(scope, visit.place.timezone, today, seats) if days and days[-1].sent else [],
        latest=await inbox.conversations(scope, ConversationFilter(replied=True, archived=False, seat_ids=seats), limit=6)
        if reads_mail
        else [],
        lately=await lately.read(visit, scope),
    )


async def _days(scope: Scope, timezone: str, today: date, seats: Sequence[int] | None) -> list[Day]:
    first = today - timedelta(days=DAYS - 1)
    counts = await figures.daily(scope, first, today, tz=timezone, seat_ids=seats)
    days: list[Day] = []
    for n in range(DAYS):
        day = first + timedelta(days=n)
        read = counts.get((day,), {})
        sent, replies, bounced = (read.get(name, 0) for name in ("message.sent", "reply.received", "message.bounced"))
        days.append(Day(f"{day:%-d %b}", sent, replies, bounced))
    return days


async def _hours(scope: Scope, timezone: str, today: date, seats: Sequence[int] | None) -> list[Hour]:
    """The hours of today in the workspace's time zone."""
    read = await figures.hourly(scope, today, tz=timezone, seat_ids=seats)
    start, end = figures.span(today, today, timezone)
    count = round((end.astimezone(UTC) - start.astimezone(UTC)) / timedelta(hours=1))
    instants = [start.astimezone(UTC) + timedelta(hours=n) for n in range(count)]
    return [Hour(f"{at.astimezone(start.tzinfo):%H:%M}", read.get(at, {}).get("message.sent", 0)) for at in instants]


async def _broken_senders(visit: Visit, scope: Scope) -> list[Problem]:
    """Senders that have stopped, need a person, or whose mailbox cannot be read, newest first."""
    seats = visit.access.seat_ids()
    stopped = SenderFilter(seat_ids=seats, status=_STOPPED)
    paused = SenderFilter(seat_ids=seats, status="paused", status_codes_not=["", "manual"])
    found = [sender for of in (stopped, paused) for sender in await senders.find_all(scope, of, limit=_MOST_PROBLEMS)]
    failing = await mailboxes.failing(scope, seat_ids=seats, limit=_MOST_PROBLEMS)
    readings = await mailboxes.of(scope, failing) if failing else {}
    known = {sender.id: sender for sender in found} | (await senders.get_many(scope, failing) if failing else {})
    problems: list[Problem] = []
    for id in sorted(known, reverse=True):
        sender, reason = known[id], problem_of(known[id], readings.get(id))
        if reason is not None and visit.may(permission_of(sender)):
            writes = visit.may(permission_of(sender), write=True, seat_id=sender.seat_id)
            fix = fix_for(sender, readings.get(id)) if writes else None
            problems.append(Problem(sender.name or sender.address, _("Sender"), reason, visit.url(f"/senders/{id}"), fix))
    return problems[:_MOST_PROBLEMS]


async def _stopped_campaigns(visit: Visit, scope: Scope) -> list[Problem]:
    """Campaigns that were stopped because of bounces or complaints, not by a person."""
    found: list[Problem] = []
    if not visit.may("campaigns"):
        return found
    for campaign in await campaigns.find_all(scope, status="paused", limit=_MOST_PROBLEMS):
        if campaign.status_reason in (None, "manual") or not visit.access.sees(campaign.seat_id):
            continue
        writes = visit.may("campaigns", write=True, seat_id=campaign.seat_id)
        here = f"/campaigns/{campaign.id}"
        fix = Fix(_("Resume"), f"{here}/state?to=resume", posts=True) if writes else None
        found.append(Problem(campaign.name, _("Campaign"), sentence(campaign.status_reason), visit.url(here), fix))
    return found
