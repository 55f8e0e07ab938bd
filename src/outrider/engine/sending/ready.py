"""Which senders may act: those locked for a claim, what gap, windows and limits allow them, and when to look for work again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import repeat

from outrider.engine.engine import Engine
from outrider.engine.sending.books import Books, CampaignRow, DueEnrollment, LockedSender, Next
from outrider.outreach.base import due
from outrider.outreach.base.query import sql
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns.settings import Settings as CampaignSettings
from outrider.outreach.enrollments import providers
from outrider.outreach.senders import senders, sending_limits
from outrider.outreach.senders.senders import Sender
from outrider.rules import pacing, routing, schedule
from outrider.rules.schedule import Schedule

# How many messages a sender without a gap gets from one claim.
MESSAGES_AT_ONCE = 50
_SOON = 1.0  # seconds of the machine: something is due, but locked by another process


@dataclass(frozen=True, slots=True)
class DomainRule:
    """How many messages one recipient domain gets on a day. `counter`: the campaign that counts, 0 for the whole workspace."""

    limit: int
    counter: int
    day: date
    timezone: str


@dataclass(slots=True)
class OpenCampaign:
    """An active campaign and what its limits leave for today."""

    id: int
    seat_id: int
    settings: CampaignSettings
    schedule: Schedule  # with use_lead_timezone, open whenever it may be by some lead's clock
    own_schedule: Schedule
    gap: int
    day: date
    opens_at: datetime | None
    room: float
    new_room: float
    sent: int
    new_sent: int
    first: tuple[str, str] | None = None  # channel and action of the first step
    marks: Sequence[int] = ()  # how far its leads are (base.marks)
    started_at: datetime | None = None
    domain_rule: DomainRule | None = None
    postal_address: str = ""
    api_key_id: int | None = None  # the key that started it
    working: tuple[routing.Group, ...] = ()  # groups of its active mailboxes, where it chooses by them

    def follow_ups_first(self) -> bool:
        """Whether due follow-ups precede new leads: by default, until follow-ups have used today's share."""
        if self.settings.prioritize_new_leads:
            return False
        share = self.settings.follow_up_percentage
        return share is None or (self.sent - self.new_sent) * 100 < share * (self.sent + 1)

    def take(self, new: bool) -> None:
        self.room -= 1
        self.sent += 1
        if new:
            self.new_room -= 1
            self.new_sent += 1

    def has_room(self, new: bool) -> bool:
        return self.room >= 1 and (self.new_room >= 1 or not new)


Choice = tuple[OpenCampaign, DueEnrollment]


@dataclass(slots=True)
class Ready:
    """A locked sender, what it may do in this claim, and what it was given to do."""

    sender: Sender
    day: date
    schedule: schedule.Schedule
    campaigns: list[OpenCampaign] = field(default_factory=list[OpenCampaign])
    used: dict[str, int] = field(default_factory=dict[str, int])
    used_before: int = 0  # mails of the days around today
    last_day: Sequence[datetime] = ()  # when each mail of the last 24 hours was sent
    used_week: dict[str, int] = field(default_factory=dict[str, int])
    cooldowns: dict[str, datetime] = field(default_factory=dict[str, datetime])
    limit: int = 0
    room: int = 0
    room_left: int = 0  # after what it was given in this claim
    gap: int = 0
    jitter: int = 0
    takes: int = 0
    blocked: tuple[Reason, datetime | None] | None = None
    chosen: list[Choice] = field(default_factory=list[Choice])
    spare: list[Choice] = field(default_factory=list[Choice])
    sends: int = 0

    @property
    def is_unbound(self) -> bool:
        """Does a campaign let it send although its day is full?"""
        return any(c.settings.ignore_sender_limits for c in self.campaigns)

    def wants(self) -> int:
        return self.takes - len(self.chosen)

    def has_room(self, campaign: OpenCampaign) -> bool:
        return self.room_left > 0 or campaign.settings.ignore_sender_limits

    def give(self, campaign: OpenCampaign, enrollment: DueEnrollment) -> None:
        campaign.take(enrollment.sender_id is None)
        self.room_left -= not campaign.settings.ignore_sender_limits
        self.chosen.append((campaign, enrollment))

    @property
    def mails(self) -> int:
        """What counts against the daily limit today: all mail of the mailbox, its warm-up as well (D12)."""
        return sum(self.used.get(action, 0) for action in sending_limits.MAIL)

    def renews(self, now: datetime) -> tuple[Reason, datetime]:
        """Which of the day's limits is used up, and when one more message is within both of them."""
        sent = [*self.last_day, *repeat(now, self.sends)]
        over = len(sent) - self.limit
        tomorrow = midnight(self.day, self.sender.timezone)
        if 0 <= over < len(sent):
            leaves = sent[over] + timedelta(days=1)  # the 24 hours that count
            if self.mails + self.sends < self.limit or leaves > tomorrow:
                return Reason.SENDER_24H_LIMIT, leaves
        return Reason.SENDER_DAILY_LIMIT, tomorrow

    def left(self, action: str) -> int:
        """How many more of an action this sender may do now. Only LinkedIn accounts are held to a number of each."""
        if self.sender.channel != "linkedin":
            return MESSAGES_AT_ONCE
        if action in self.cooldowns:
            return 0
        caps = sending_limits.action_caps(self.sender, action, self.day)
        weekly = MESSAGES_AT_ONCE if caps.weekly is None else caps.weekly - self.used_week.get(action, 0)
        return max(0, min(caps.daily - self.used.get(action, 0), weekly))

    def again_at(self, action: str) -> datetime:
        """When an action of which nothing is left may be done again, or at least be asked for."""
        return self.cooldowns.get(action) or midnight(self.day, self.sender.timezone)

    def do(self, action: str) -> None:
        self.used[action] = self.used.get(action, 0) + 1
        self.used_week[action] = self.used_week.get(action, 0) + 1

    def starts(self, campaign: OpenCampaign) -> bool:
        """Whether the first step of a campaign is for this sender's channel."""
        return campaign.first is None or campaign.first[0] == self.sender.channel

    def routes(self, campaign: OpenCampaign) -> tuple[int, ...]:
        """Which of the campaign's new leads this sender may write to (enrollments.route)."""
        if not campaign.settings.is_routed:
            return (providers.UNROUTED,)
        if self.sender.channel != "email":
            return (providers.UNROUTED, *providers.ROUTES.values())
        return providers.routes_for(campaign.settings, senders.mail_group(self.sender), campaign.working)


async def ready_workspaces(core: Core, limit: int = 1000) -> list[int]:
    """Workspaces with senders that may act now, the longest waiting first."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            sql(
                """
            -- every workspace
            SELECT workspace_id FROM senders
            WHERE status = 'active' AND next_at <= %(now)s AND (lease_until IS NULL OR lease_until <= %(now)s)
              AND workspace_id NOT IN {paused}
            GROUP BY workspace_id ORDER BY min(next_at) LIMIT %(limit)s
            """,
                paused=due.PAUSED,
            ),
            {"now": core.clock.now(), "limit": limit},
        )
        return [row["workspace_id"] for row in await cursor.fetchall()]


_NEXT_SENDER = sql(
    """
-- every workspace
SELECT min(greatest(next_at, lease_until)) AS due FROM (
    SELECT next_at, lease_until FROM senders
    WHERE status = 'active' AND next_at IS NOT NULL AND workspace_id NOT IN {paused} ORDER BY next_at LIMIT 1000) s
""",
    paused=due.PAUSED,
)
_NEXT_MESSAGE = sql(
    """
-- every workspace
SELECT min(first.due_at) AS due FROM seats t CROSS JOIN LATERAL (
    SELECT m.due_at FROM messages m
    JOIN senders s ON s.workspace_id = t.workspace_id AND s.id = m.sender_id AND s.status = 'active'
    WHERE m.workspace_id = t.workspace_id AND m.due_at IS NOT NULL ORDER BY m.due_at LIMIT 1) first
WHERE {each}
""",
    each=due.EACH,
)


async def next_due(core: Core) -> datetime | None:
    """When the next sender may act or the next queued message is due; None: nothing waits. A time may have passed.

    Of the senders, the first thousand are looked at: behind so many that may not act, others are found by asking again.
    """
    async with core.pool.connection() as conn:
        sender = await (await conn.execute(_NEXT_SENDER)).fetchone()
        # Planned each time: a plan made while there were no messages would read all of those that come.
        message = await (await conn.execute(_NEXT_MESSAGE, prepare=False)).fetchone()
    return min((row["due"] for row in (sender, message) if row and row["due"]), default=None)


# -- senders -------------------------------------------------------------------------------------------------------------


async def lock_senders(books: Books, limit: int, full: Sequence[str] = ()) -> list[Ready]:
    """As many senders as `limit` messages need and no more (other processes want some too), none at the servers in `full`."""
    locked = list(await books.lock_senders(max(limit // MESSAGES_AT_ONCE, 1), (), full))
    left = limit - sum(1 if row.sender.min_gap_seconds else MESSAGES_AT_ONCE for row in locked)
    if locked and left > 0:
        locked += await books.lock_senders(left, [row.sender.id for row in locked], full)
    return await as_ready(books, locked)


async def as_ready(books: Books, locked: Sequence[LockedSender]) -> list[Ready]:
    """What gap, windows and limits leave each of these senders."""
    if not locked:
        return []
    ready: list[Ready] = []
    for row in locked:
        r = Ready(row.sender, schedule.local_day(books.now, row.sender.timezone), schedule.from_json(row.sender.schedule))
        if row.seat_status != "active":
            r.blocked = (Reason.SEAT_SUSPENDED, None)
        ready.append(r)
    by_id = {r.sender.id: r for r in ready}
    for used in await books.used({r.sender.id: r.day for r in ready}):
        r = by_id[used.sender_id]
        if used.day == r.day:
            r.used[used.action] = used.n
        elif used.action in sending_limits.MAIL:
            r.used_before += used.n
    on_linkedin = [r.sender.id for r in ready if r.sender.channel == "linkedin"]
    if on_linkedin:
        for id, counts in (await books.week_counts(on_linkedin)).items():
            by_id[id].used_week = counts
        for id, cooldowns in (await books.cooldowns(on_linkedin)).items():
            by_id[id].cooldowns = cooldowns
    await _give_room(books, ready)
    return ready


async def _give_room(books: Books, ready: Sequence[Ready]) -> None:
    """How many mails each sender may still send: neither its day nor any 24 hours hold more than its limit (D14)."""
    for r in ready:
        r.limit = sending_limits.daily_limit_on(r.sender, r.day)
    # The last 24 hours are looked at one by one only where they could bind before the day does.
    close = {
        r.sender.id: r
        for r in ready
        if r.sender.channel == "email" and r.used_before and r.mails < r.limit < r.mails + r.used_before + MESSAGES_AT_ONCE
    }
    if close:
        asked = [sending_limits.Asked(id, r.day, r.limit, r.mails + r.used_before) for id, r in close.items()]
        for id, times in (await books.last_day(asked)).items():
            close[id].last_day = times
    for r in ready:
        # What a LinkedIn account may do is counted by action, and known only once the step is.
        r.room = MESSAGES_AT_ONCE if r.sender.channel == "linkedin" else pacing.room(r.limit, r.mails, len(r.last_day))
        r.room_left = r.room


# -- campaigns -----------------------------------------------------------------------------------------------------------


async def load_campaigns(books: Books, ready: Sequence[Ready]) -> None:
    """Give each sender its active campaigns, those that waited longest first."""
    links = await books.links([r.sender.id for r in ready])
    rows = await books.campaigns(sorted({campaign_id for _, campaign_id in links}))
    found = {row.id: _campaign(row, books.now) for row in rows}
    limited = [
        found[row.id]
        for row in rows
        if row.daily_limit is not None
        or row.new_leads_per_day is not None
        or found[row.id].settings.follow_up_percentage is not None
    ]
    if limited:
        for id, (sent, new_sent) in (await books.campaign_days({c.id: c.day for c in limited})).items():
            campaign = found[id]
            campaign.sent, campaign.new_sent = sent, new_sent
            campaign.room -= sent
            campaign.new_room -= new_sent
    if routed := [c.id for c in found.values() if c.settings.is_routed]:
        for id, groups in (await books.working_groups(routed)).items():
            found[id].working = groups
    by_id = {r.sender.id: r for r in ready}
    for sender_id, campaign_id in links:
        if campaign := found.get(campaign_id):
            by_id[sender_id].campaigns.append(campaign)


def _campaign(row: CampaignRow, now: datetime) -> OpenCampaign:
    own = row.hours
    unlimited = float("inf")
    settings = row.wishes
    opening = schedule.in_any_zone(own) if settings.use_lead_timezone else own
    return OpenCampaign(
        id=row.id,
        seat_id=row.seat_id,
        settings=settings,
        schedule=opening,
        own_schedule=own,
        gap=row.min_gap_seconds,
        api_key_id=row.api_key_id,
        day=schedule.local_day(now, opening.timezone),
        opens_at=schedule.next_open(opening, now),
        room=unlimited if row.daily_limit is None else row.daily_limit,
        new_room=unlimited if row.new_leads_per_day is None else row.new_leads_per_day,
        sent=0,
        new_sent=0,
        first=(row.first[0], row.first[1]) if row.first else None,
        marks=row.marks,
        started_at=row.started_at,
        domain_rule=domain_rule(row, settings, opening.timezone, now),
        postal_address=(row.postal_address or "") if settings.postal_address is None else settings.postal_address,
    )


def domain_rule(row: CampaignRow, settings: CampaignSettings, timezone: str, now: datetime) -> DomainRule | None:
    """The campaign's own limit on recipient domains, else the workspace's; 0 of the campaign's own is none at all."""
    limit, counter = settings.domain_daily_limit, row.id if settings.domain_limit_scope == "campaign" else 0
    if limit is None:
        limit, counter = row.domain_daily_limit, 0
    if not isinstance(limit, int) or limit < 1:
        return None
    zone = timezone if counter else row.timezone
    return DomainRule(limit, counter, schedule.local_day(now, zone), zone)


def allot(now: datetime, ready: Sequence[Ready], limit: int) -> None:
    """How many messages each sender takes now; for one that takes none, the reason that is its own."""
    for r in ready:
        sender = r.sender
        r.gap = max([sender.min_gap_seconds, *(c.gap for c in r.campaigns)])
        r.jitter = sender.gap_jitter_seconds + 60 * max([0, *(c.settings.random_wait_minutes for c in r.campaigns)])
        if r.blocked:
            continue
        after_gap = _after_gap(r, now)
        if after_gap > now:
            r.blocked = (Reason.SENDER_GAP, after_gap)
        elif not schedule.is_open(r.schedule, now):
            r.blocked = (Reason.SENDER_OUTSIDE_WINDOW, schedule.next_open(r.schedule, now))
        elif r.room < 1 and not r.is_unbound:
            r.blocked = r.renews(now)
        else:
            at_once = MESSAGES_AT_ONCE if r.gap + r.jitter == 0 else 1
            r.takes = min(limit, at_once if r.is_unbound else min(r.room, at_once))
            limit -= r.takes


def _after_gap(r: Ready, now: datetime) -> datetime:
    return pacing.next_allowed(now, r.sender.last_sent_at, r.gap, r.jitter, str(r.sender.id))


def _after_sending(r: Ready, now: datetime) -> datetime:
    """When the gap after a message of this moment is over."""
    return pacing.next_allowed(now, now, r.gap, r.jitter, str(r.sender.id))


def midnight(day: date, timezone: str) -> datetime:
    """The first instant after a local day."""
    return schedule.day_bounds(day, timezone)[1]


# -- when each sender looks again ----------------------------------------------------------------------------------------


async def set_next(engine: Engine, books: Books, ready: Sequence[Ready]) -> None:
    """Set when each sender should look for work again and the reason for waiting; lease those with a message in progress."""
    now, lease = books.now, engine.lease()
    idle = [r for r in ready if r.takes and not r.chosen]
    waits = await _waits(books, idle, now + engine.core.clock.real(_SOON)) if idle else {}
    updates: list[Next] = []
    for r in ready:
        if r.blocked:
            reason, at = r.blocked
        elif r.sends and r.sends >= r.room and not r.is_unbound:
            reason, at = r.renews(now)
            if (after := _after_sending(r, now)) > at:
                reason, at = Reason.SENDER_GAP, after
        elif r.sends:
            after = _after_sending(r, now)
            reason, at = (Reason.SENDER_GAP if after > now else None), after
        elif r.chosen:
            reason, at = None, now  # its lead could not be contacted: look again immediately
        elif r.takes:
            reason, at = waits.get(r.sender.id, (Reason.NOTHING_DUE, None))
        else:
            continue  # beyond this claim's number: untouched
        updates.append(Next(r.sender.id, at, reason, lease if r.sends else None))
    await books.set_next(updates)


async def _waits(books: Books, idle: Sequence[Ready], soon: datetime) -> dict[int, tuple[Reason, datetime]]:
    """For senders that found nothing: when something will be there for them, and what keeps it until then."""
    campaigns = {c.id: c for r in idle for c in r.campaigns}
    links = [(r.sender.id, c.id) for r in idle for c in r.campaigns]
    follow_ups = await books.next_follow_ups(links)
    asked = {(r.sender.id, c.id, route) for r in idle for c in r.campaigns for route in r.routes(c)}
    places = sorted({(campaign_id, route) for _, campaign_id, route in asked})
    new = await books.next_new(places)
    due = [(sender_id, campaign_id, due_at, False) for sender_id, campaign_id, due_at in follow_ups]
    due += [(s, c, new[c, route], True) for s, c, route in asked if (c, route) in new]
    of = {r.sender.id: r for r in idle}
    found: dict[int, tuple[Reason, datetime]] = {}
    for sender_id, campaign_id, due_at, is_new in due:
        wait = _wait(of[sender_id], campaigns[campaign_id], due_at, is_new, books.now)
        if wait is None:
            continue
        reason, at = wait[0], max(wait[1], soon)
        if sender_id not in found or at < found[sender_id][1]:
            found[sender_id] = reason, at
    return found


def _wait(r: Ready, c: OpenCampaign, due_at: datetime, new: bool, now: datetime) -> tuple[Reason, datetime] | None:
    """When this sender may do what is due in this campaign, and what it waits for. None: never."""
    at, reason = max(due_at, now), Reason.NOTHING_DUE if new else Reason.FOLLOW_UP_DELAY
    if new and not r.starts(c):
        return None
    if not c.has_room(new):
        at = max(at, midnight(c.day, c.schedule.timezone))
        reason = Reason.NEW_LEAD_LIMIT if new and c.has_room(False) else Reason.CAMPAIGN_DAILY_LIMIT
    if r.room < 1 and not c.settings.ignore_sender_limits:
        reason, renewed = r.renews(now)
        at = max(at, renewed)
    if new and c.first and not r.left(c.first[1]):
        at, reason = max(at, r.again_at(c.first[1])), Reason.SENDER_ACTION_LIMIT
    opens = schedule.next_all_open([c.schedule, r.schedule], at)
    if opens is None:
        return None
    return (reason if opens == at else Reason.OUTSIDE_WINDOW), opens
