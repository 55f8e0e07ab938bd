"""What Home shows, read from the core."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from outrider.outreach.base import approvals
from outrider.outreach.base.reasons import sentence
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, figures
from outrider.outreach.conversations import inbox
from outrider.outreach.conversations.inbox import ConversationFilter, ConversationRow
from outrider.outreach.leads import leads
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import Sender, SenderFilter
from outrider.rules import schedule
from outrider.web.kit.text import _
from outrider.web.kit.visit import Visit

DAYS = 30
_MOST_SENDERS = 1000


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way to the first campaign. `href` None: its page is not there, or the role does not open it."""

    title: str
    text: str
    done: bool
    href: str | None
    button: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A sender or campaign that does not work, why, and where to put it right."""

    name: str
    kind: str
    reason: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the chart."""

    label: str
    sent: int
    replies: int
    bounced: int


@dataclass(frozen=True, slots=True)
class Home:
    """Numbers of today are of the workspace's own day."""

    steps: Sequence[Step]  # empty once a campaign was started
    sent_today: int
    capacity: int
    waiting: int
    approvals: int  # that wait for a decision
    replied_today: int
    running: int
    problems: Sequence[Problem]
    days: Sequence[Day]
    latest: Sequence[ConversationRow]


async def read(visit: Visit, scope: Scope) -> Home:
    """Everything the page shows, in one transaction. Parts that the visitor's role does not open are empty."""
    today = schedule.local_day(scope.now, visit.place.timezone)
    seats = visit.access.seat_ids()
    reads_mail, reads_figures = visit.may("inbox"), visit.may("statistics")
    waiting = ConversationFilter(unread=True, archived=False, seat_ids=seats)
    running = await campaigns.count(scope, status="active")
    mailboxes = await senders.all(scope, SenderFilter(channel="email"), limit=_MOST_SENDERS) if visit.may("mailboxes") else []
    days = await _days(scope, visit.place.timezone, today, seats) if reads_figures else []
    return Home(
        steps=await _steps(visit, scope),
        sent_today=days[-1].sent if days else 0,
        capacity=sum(senders.daily_limit_on(s, today) for s in mailboxes if s.status == "active" and _visible(visit, s)),
        waiting=await inbox.count(scope, waiting) if reads_mail else 0,
        approvals=await approvals.count(scope) if visit.may("campaigns") else 0,
        replied_today=days[-1].replies if days else 0,
        running=running,
        problems=await _problems(visit, scope),
        days=days,
        latest=await inbox.conversations(scope, ConversationFilter(replied=True, archived=False, seat_ids=seats), limit=6)
        if reads_mail
        else [],
    )


def _visible(visit: Visit, sender: Sender) -> bool:
    return visit.access.sees(sender.seat_id)


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


async def _problems(visit: Visit, scope: Scope) -> list[Problem]:
    """Senders that stopped, and campaigns that were stopped for their bounces or complaints."""
    found: list[Problem] = []
    if visit.may("mailboxes"):
        for sender in await senders.all(scope, SenderFilter(status="error"), limit=20):
            if _visible(visit, sender):
                reason = sender.status_detail or sentence(sender.status_code or "sender_error")
                found.append(Problem(sender.name or sender.address, _("Sender"), reason, None))
    if visit.may("campaigns"):
        for campaign in await campaigns.all(scope, status="paused", limit=20):
            if campaign.status_reason not in (None, "manual") and visit.access.sees(campaign.seat_id):
                found.append(
                    Problem(
                        campaign.name,
                        _("Campaign"),
                        sentence(campaign.status_reason or ""),
                        visit.url(f"/campaigns/{campaign.id}"),
                    )
                )
    return found


async def _steps(visit: Visit, scope: Scope) -> list[Step]:
    """The way from an empty workspace to the first message; empty for those who cannot go it, and once it was gone."""
    if not visit.access.manages or await campaigns.count(scope, launched=True):
        return []
    has_senders, has_campaign = bool(await senders.count(scope)), bool(await campaigns.count(scope))
    has_leads = bool(await leads.search(scope, limit=1))
    to_mailbox = _("Your own, or one of the sandbox to try things safely.")
    to_write = _("Start from one that works, and make it yours.")
    to_start = _("See who gets what and when before anything leaves.")
    return [
        Step(_("Connect a mailbox"), to_mailbox, has_senders, visit.url("/senders/new"), _("Connect")),
        Step(_("Bring in leads"), _("Import a file, or paste ten."), has_leads, visit.url("/leads/import"), _("Import")),
        Step(_("Write a sequence"), to_write, has_campaign, visit.url("/campaigns/new"), _("Write")),
        Step(_("Review and start"), to_start, False, visit.url("/campaigns"), _("Review")),
    ]
