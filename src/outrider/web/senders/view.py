"""The view models of the sender pages: the list with each sender's health, and one sender."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from outrider.outreach.base.reasons import sentence
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import linkedin_accounts
from outrider.outreach.campaigns.linkedin_accounts import Account, Limit
from outrider.outreach.deliverability import blocklists, health
from outrider.outreach.deliverability.health import Judged, ProviderTrend
from outrider.outreach.enrollments import explain
from outrider.outreach.enrollments.explain import Explanation
from outrider.outreach.senders import domains, mailboxes, senders, sending_limits, warmup
from outrider.outreach.senders.domains import SenderDomain
from outrider.outreach.senders.kept import Ramp
from outrider.outreach.senders.mailboxes import Reading
from outrider.outreach.senders.senders import Sender, SenderFilter
from outrider.rules import schedule
from outrider.web.kit.text import _, zones
from outrider.web.kit.visit import Visit

PAGE = 100
CHART_DAYS = 30
STATUSES: Mapping[str, tuple[str, str]] = {
    "active": (_("Working"), "good"),
    "paused": (_("Paused"), "warn"),
    "error": (_("Not working"), "danger"),
    "connecting": (_("Connecting"), "info"),
    "awaiting_code": (_("Waits for a code"), "warn"),
    "disconnected": (_("Signed out"), "danger"),
    "suspended": (_("Suspended"), "warn"),
}


# Health band -> (label, color).
BANDS: Mapping[str, tuple[str, str]] = {
    "good": (_("Good"), "good"),
    "fair": (_("Fair"), "info"),
    "poor": (_("Poor"), "warn"),
    "bad": (_("Bad"), "danger"),
    "unknown": (_("Too little mail"), ""),
}
PARTS: Mapping[str, str] = {
    "bounces": _("Hard bounces"),
    "complaints": _("Complaints"),
    "spam": _("Landed in spam"),
    "authentication": _("Missing DNS records"),
    "blocklists": _("Blocklists"),
}
ACTIONS: Mapping[str, str] = {
    "view_profile": _("Profile views"),
    "follow": _("Follows"),
    "invite": _("Invitations"),
    "message": _("Messages"),
    "inmail": _("InMails"),
    "like": _("Likes"),
}
DIRECTIONS: Mapping[str, tuple[str, str]] = {
    "better": (_("better"), "good"),
    "worse": (_("worse"), "danger"),
    "same": (_("unchanged"), ""),
    "unknown": ("", ""),
}


@dataclass(frozen=True, slots=True)
class Fix:
    """What fixes a sender's problem: a page to open or, if `posts`, an action to post to."""

    text: str
    path: str
    posts: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A sender in the list. `limit` is today's; `ramping`: slow start keeps it below the daily limit."""

    sender: Sender
    state: tuple[str, str]
    used: int
    limit: int
    ramping: bool
    problem: str | None
    fix: Fix | None
    read_at: datetime | None
    health: int | None
    judged: Judged | None
    campaigns: int

    @property
    def band(self) -> tuple[str, str]:
        """Its health as a badge shows it."""
        return BANDS[self.judged.health.band if self.judged else "unknown"]


@dataclass(frozen=True, slots=True)
class Listing:
    """The list's page."""

    rows: Sequence[Row]
    query: str
    status: str
    next: int | None
    statuses: Sequence[tuple[str, str]]


def state_of(sender: Sender, reading: Reading | None) -> tuple[str, str]:
    """The sender's state in words, with the color of its badge."""
    if sender.status == "active" and reading and reading.failures:
        return _("Cannot be read"), "warn"
    return STATUSES[sender.status]


def problem_of(sender: Sender, reading: Reading | None) -> str | None:
    """The sender's problem in words; None if nothing needs a person."""
    if sender.status == "active":
        return _unread(reading) if reading and reading.failures else None
    if sender.status == "paused" and sender.status_code in (None, "manual"):
        return None
    reason = sentence(sender.status_code) if sender.status_code else ""
    return " ".join(part for part in (reason, _said(sender.status_detail)) if part) or None


_PHASE = re.compile("^(connect|greeting|auth|command|starttls|login|mail|rcpt|data): ")


def _said(error: str | None) -> str:
    """What a server said, without the word for the part of the exchange in which it did."""
    return _PHASE.sub("", error or "")


def _unread(reading: Reading) -> str:
    return _("The mailbox cannot be read: {error}").format(error=_said(reading.error))


def fix_for(sender: Sender, reading: Reading | None = None) -> Fix | None:
    """What a person can do to fix the sender's state, or a mailbox that cannot be read."""
    path = f"/senders/{sender.id}"
    if sender.status == "awaiting_code":
        return Fix(_("Enter the code"), path + "#code")
    if sender.status_code in ("domain_unauthenticated", "domain_unchecked"):
        return Fix(_("See the DNS records"), path + "/dns")
    if sender.status in ("error", "disconnected"):
        return Fix(_("Connect again"), path + ("#connection" if sender.channel == "email" else "#code"))
    if sender.status == "paused":
        return Fix(_("Resume"), path + "/resume", posts=True)
    if sender.status == "active" and reading and reading.failures:
        return Fix(_("Check the connection"), path + "#connection")
    return None


async def listing(visit: Visit, scope: Scope, query: str, status: str, after: int | None) -> Listing:
    """The senders of the seats that the visitor can see."""
    wanted = SenderFilter(search=query or None, status=status if status in STATUSES else None)
    found = await senders.find_all(scope, wanted, limit=PAGE + 1, after=after)
    shown = [sender for sender in found[:PAGE] if visit.access.sees(sender.seat_id)]
    ids = [sender.id for sender in shown]
    used, readings = await sending_limits.counters(scope, ids), await mailboxes.of(scope, ids)
    judged = await health.of(scope, ids)
    warm, attached = await warmup.stats(scope, ids), await senders.campaign_counts(scope, ids)
    rows: list[Row] = []
    for sender in shown:
        limit = sending_limits.daily_limit_on(sender, schedule.local_day(scope.now, sender.timezone))
        today = used[sender.id]
        reading = readings.get(sender.id)
        counted = sum(today.values()) if sender.channel == "linkedin" else today.get("email", 0) + today.get("manual", 0)
        rows.append(
            Row(
                sender,
                state_of(sender, reading),
                counted,
                limit,
                limit < sender.daily_limit,
                problem_of(sender, reading),
                fix_for(sender, reading),
                reading.read_at if reading else None,
                warm[sender.id].health,
                judged.get(sender.id),
                attached[sender.id],
            )
        )
    options = [(key, text) for key, (text, _kind) in STATUSES.items()]
    return Listing(rows, query, status, found[PAGE - 1].id if len(found) > PAGE else None, options)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the charts."""

    label: str
    sent: int
    landed: int
    spam: int
    warmed: int


@dataclass(frozen=True, slots=True)
class Hours:
    """A sender's working hours as one window. `other`: the schedule does not fit the form and is kept unchanged."""

    days: Sequence[int]
    start: str
    end: str
    other: bool


@dataclass(frozen=True, slots=True)
class One:
    """A sender's page."""

    sender: Sender
    state: tuple[str, str]
    used: int
    limit: int
    problem: str | None
    fix: Fix | None
    explanation: Explanation
    reading: Reading | None
    domain: SenderDomain | None
    health: int | None
    judged: Judged | None
    listings: Sequence[tuple[str, str]]
    trends: Sequence[ProviderTrend]
    campaigns: int
    days: Sequence[Day]
    hours: Hours
    ramp: Ramp | None
    account: Account | None
    limits: Mapping[str, Limit]
    writes: bool
    given: Mapping[str, str]
    errors: Mapping[str, str]

    @property
    def band(self) -> tuple[str, str]:
        """Its health as a badge shows it."""
        return BANDS[self.judged.health.band if self.judged else "unknown"]

    def action_of(self, name: str) -> str:
        """The label of a LinkedIn action."""
        return ACTIONS[name]

    @property
    def zones(self) -> Sequence[tuple[str, str]]:
        """The time zones that it can have."""
        return zones(self.sender.timezone)

    def part_of(self, name: str) -> str:
        """The label of a part of the health score."""
        return PARTS[name]

    def direction_of(self, name: str) -> tuple[str, str]:
        """The badge of a trend."""
        return DIRECTIONS[name]


async def one(
    visit: Visit, scope: Scope, id: int, given: Mapping[str, str] | None = None, errors: Mapping[str, str] | None = None
) -> One:
    """Load everything about a sender. Raises NotFound."""
    sender = await senders.get(scope, id)
    permission = permission_of(sender)
    visit.require_seat(sender.seat_id, permission)
    today = schedule.local_day(scope.now, sender.timezone)
    used = (await sending_limits.counters(scope, [id]))[id]
    reading = (await mailboxes.of(scope, [id])).get(id)
    name = domains.domain_of(sender)
    linkedin = sender.channel == "linkedin"
    return One(
        sender=sender,
        state=state_of(sender, reading),
        used=sum(used.values()) if linkedin else used.get("email", 0) + used.get("manual", 0),
        limit=sending_limits.daily_limit_on(sender, today),
        problem=problem_of(sender, reading),
        fix=fix_for(sender, reading),
        explanation=await explain.of_sender(scope, id),
        reading=reading,
        domain=(await domains.of(scope, [name]))[name] if name else None,
        health=(await warmup.stats(scope, [id]))[id].health,
        judged=(await health.of(scope, [id])).get(id),
        listings=await _listings(scope, sender),
        trends=[] if linkedin else await health.trends(scope, id),
        campaigns=(await senders.campaign_counts(scope, [id]))[id],
        days=await _days(scope, sender),
        hours=_hours(sender),
        ramp=sender.limits.get("ramp"),
        account=(await linkedin_accounts.get_many(scope, [id])).get(id) if linkedin else None,
        limits=(await linkedin_accounts.limits(scope, [id])).get(id, {}) if linkedin else {},
        writes=visit.may(permission, write=True, seat_id=sender.seat_id),
        given=given or {},
        errors=errors or {},
    )


def permission_of(sender: Sender) -> str:
    """The permission needed for a sender of this channel."""
    return "linkedin" if sender.channel == "linkedin" else "mailboxes"


async def _listings(scope: Scope, sender: Sender) -> list[tuple[str, str]]:
    """Blocklists that list the sender's domain, each with the day it was first seen."""
    if sender.channel != "email":
        return []
    name = sender.address.rpartition("@")[2]
    check = (await blocklists.of(scope, "domain", [name])).get(name)
    return [(listing.name, listing.since[:10]) for listing in check.listings] if check else []


async def _days(scope: Scope, sender: Sender) -> list[Day]:
    today = schedule.local_day(scope.now, sender.timezone)
    first = today - timedelta(days=CHART_DAYS - 1)
    counts: dict[tuple[object, str], int] = {
        (done.day, done.action): done.n for done in await sending_limits.days(scope, sender.id, first, today)
    }

    def day(n: int) -> Day:
        at = first + timedelta(days=n)
        sent = sum(counts.get((at, action), 0) for action in ("email", "manual", *linkedin_accounts.ACTIONS))
        inbox, spam, warmed = (counts.get((at, name), 0) for name in ("warmup_inbox", "warmup_spam", "warmup"))
        return Day(f"{at:%-d %b}", sent, inbox, spam, warmed)

    return [day(n) for n in range(CHART_DAYS)]


def _hours(sender: Sender) -> Hours:
    windows = schedule.from_json(sender.schedule).windows
    if not windows:
        return Hours((), "", "", other=False)
    window = windows[0]
    return Hours(sorted(window.days), f"{window.start:%H:%M}", f"{window.end:%H:%M}", other=len(windows) > 1)
