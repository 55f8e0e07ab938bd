"""Simulates a campaign's coming weeks: who gets what when, which limits apply, and when it ends.

All data is read in one read-only transaction. The weeks are then simulated in memory with the real claim, on a clock that jumps
from one action to the next. Every message is assumed to arrive, and no one to reply.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from outrider.clock import SimulatedClock
from outrider.engine.engine import Claimed, Engine
from outrider.engine.rehearsal import snapshot
from outrider.engine.rehearsal.memory import Memory, Snapshot, Standing
from outrider.engine.rehearsal.snapshot import Elsewhere
from outrider.engine.sending import dispatch
from outrider.errors import Invalid
from outrider.outreach.base.enrollment_states import Status
from outrider.outreach.base.reasons import Reason, sentence
from outrider.outreach.base.scope import ENGINE, Actor, Core
from outrider.outreach.campaigns import campaigns
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.rules import schedule
from outrider.settings import Settings

MAX_DAYS = 90
_CLAIM_LIMIT = 500  # messages per claim, as in real sending
_MAX_CLAIMS = 300_000
_MAX_HELD = 500  # leads listed by name, at most: those held up, and those in other campaigns too
# Limits that a person can change to send more.
_BINDING = (
    Reason.SENDER_DAILY_LIMIT, Reason.SENDER_24H_LIMIT, Reason.SENDER_ACTION_LIMIT, Reason.CAMPAIGN_DAILY_LIMIT,
    Reason.NEW_LEAD_LIMIT, Reason.DOMAIN_LIMIT, Reason.SEAT_SUSPENDED, Reason.DOMAIN_UNAUTHENTICATED, Reason.OUTSIDE_WINDOW,
    Reason.SENDER_OUTSIDE_WINDOW, Reason.LEAD_OUTSIDE_WINDOW, Reason.NOT_CONNECTED_YET,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planned:
    """A message that would be sent. `new`: the lead's first in this campaign."""

    at: datetime
    enrollment_id: int
    lead_id: int
    recipient: str
    sender_id: int
    step_position: int
    variant_id: int | None
    action: str
    subject: str
    new: bool


@dataclass(frozen=True, slots=True)
class Sample:
    """A rendered text: the first message of a step and variant."""

    step_position: int
    variant_id: int | None
    action: str
    sender_id: int
    recipient: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class SenderDay:
    """A sender's messages on a day in the campaign's time zone. `new`: first messages among `sent`. `others`: for other
    campaigns.
    """

    day: date
    sender_id: int
    sent: int = 0
    new: int = 0
    others: int = 0


@dataclass(frozen=True, slots=True)
class Load:
    """A sender over the whole period. `full_days`: days on which its own limits kept it from sending more."""

    sender_id: int
    address: str
    channel: str
    daily_limit: int
    sent: int
    others: int
    full_days: int


@dataclass(frozen=True, slots=True)
class Bind:
    """A limit that held messages back: on how many days, and for how many senders (0: it held back leads)."""

    reason: str
    sentence: str
    days: int
    senders: int


@dataclass(frozen=True, slots=True)
class Held:
    """A lead who would not complete the sequence. `detail`: for example, the merge tag without a value."""

    enrollment_id: int
    lead_id: int
    email: str | None
    status: str
    reason: str
    sentence: str
    detail: str | None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would happen from `begins` to `until`.

    `leads`: counts by final status (completed, stopped, paused, active). `ends_at`: when the last message is sent; None: not
    within the period. `held` lists at most 500; `reasons` counts all. `is_cut`: the rehearsal was too large and stopped early, at
    `until`.
    """

    campaign_id: int
    name: str
    timezone: str
    begins: datetime
    until: datetime
    is_cut: bool
    ends_at: datetime | None
    leads: dict[str, int]
    reasons: dict[str, int]
    sends: Sequence[Planned] = field(repr=False)
    calendar: Sequence[SenderDay]
    senders: Sequence[Load]
    binds: Sequence[Bind]
    samples: Sequence[Sample]
    held: Sequence[Held]
    elsewhere: Sequence[Elsewhere]

    @property
    def first_day(self) -> date | None:
        """The first day with a message."""
        return self.calendar[0].day if self.calendar else None


async def rehearse(
    core: Core, settings: Settings, workspace_id: int, campaign_id: int, days: int = 30, *, actor: Actor = ENGINE
) -> Rehearsal:
    """Simulate the next `days` of a campaign as if it were started now, without sending anything.

    Raises NotFound, and Invalid if `days` is not from 1 to 90 or there are too many leads.
    """
    if not 1 <= days <= MAX_DAYS:
        raise Invalid(f"A rehearsal takes from 1 to {MAX_DAYS} days, not {days}.", code="invalid_days")
    async with core.scope(workspace_id, actor) as scope:
        await scope.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        campaign = await campaigns.get(scope, campaign_id)
        taken = await snapshot.take(scope, campaign_id, days)
        elsewhere = await snapshot.elsewhere(scope, campaign_id, _MAX_HELD)
        before = await snapshot.statuses(scope, campaign_id)
    others = before - _statuses(taken, campaign_id)  # what nothing will become of
    engine = Engine(replace(core, clock=SimulatedClock(taken.at)), settings)
    lived = await asyncio.to_thread(lambda: asyncio.run(live(engine, taken, days, starts=campaign_id)))
    return _report(campaign, lived, elsewhere, others)


@dataclass(slots=True)
class Lived:
    """A simulated period: the books at its end, and each message with its time."""

    books: Memory
    begins: datetime
    until: datetime
    is_cut: bool = False
    sent: list[tuple[datetime, Claimed]] = field(default_factory=list[tuple[datetime, Claimed]])


async def live(engine: Engine, taken: Snapshot, days: int, *, starts: int | None = None) -> Lived:
    """Repeatedly claim what is due and jump to the next due time. `starts`: a campaign that starts now."""
    books = Memory(taken)
    lived = Lived(books, taken.at, taken.at + timedelta(days=days))
    if starts is not None:
        books.wake([sender_id for campaign_id, sender_id in taken.links if campaign_id == starts])
    claims = 0
    while (due := books.next_time()) is not None and due < lived.until:
        books.now = max(books.now, due)
        books.end_pauses()
        while books.is_anyone_due() and (claimed := await dispatch.claim_in(engine, books, _CLAIM_LIMIT)) is not None:
            await books.record(claimed)
            lived.sent += [(books.now, c) for c in claimed]
            claims += 1
            if claims >= _MAX_CLAIMS:
                lived.until, lived.is_cut = books.now, True
                return lived
    return lived


# -- what it comes to ----------------------------------------------------------------------------------------------------


def _report(campaign: Campaign, lived: Lived, elsewhere: Sequence[Elsewhere], others: Counter[tuple[str, str]]) -> Rehearsal:
    kept, timezone = lived.books.kept, schedule.from_json(campaign.schedule).timezone
    own = [(at, c) for at, c in lived.sent if c.message.campaign_id == campaign.id]
    standings = [s for s in kept.standings.values() if s.campaign_id == campaign.id]
    now = _statuses(kept, campaign.id)
    leads: Counter[str] = Counter()
    for (status, _), n in (others + now).items():
        leads[status] += n
    calendar = _calendar(lived, campaign.id, timezone)
    return Rehearsal(
        campaign_id=campaign.id,
        name=campaign.name,
        timezone=timezone,
        begins=lived.begins,
        until=lived.until,
        is_cut=lived.is_cut,
        ends_at=own[-1][0] if own and not leads[Status.ACTIVE] else None,
        leads=dict(leads),
        reasons=_reasons(now),
        sends=[_planned(at, c) for at, c in own],
        calendar=calendar,
        senders=_loads(lived, campaign.id, calendar),
        binds=_binds(lived, campaign.id),
        samples=_samples(own),
        held=_held(standings, kept),
        elsewhere=elsewhere,
    )


def _statuses(kept: Snapshot, campaign_id: int) -> Counter[tuple[str, str]]:
    return Counter((s.status, s.reason or "") for s in kept.standings.values() if s.campaign_id == campaign_id)


def _planned(at: datetime, c: Claimed) -> Planned:
    m = c.message
    return Planned(
        at,
        m.enrollment_id or 0,
        m.lead_id or 0,
        m.recipient,
        m.sender_id,
        m.step_position or 0,
        m.variant_id,
        m.action,
        m.subject,
        c.starts,
    )


def _reasons(standings: Counter[tuple[str, str]]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for (status, reason), n in standings.items():
        if status in (Status.STOPPED, Status.PAUSED) and reason:
            found[reason] += n
    return dict(found.most_common())


def _calendar(lived: Lived, campaign_id: int, timezone: str) -> list[SenderDay]:
    counts: dict[tuple[date, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    zone = schedule.zone(timezone)
    for at, c in lived.sent:
        of = counts[at.astimezone(zone).date(), c.sender.id]
        is_own = c.message.campaign_id == campaign_id
        of[0] += is_own
        of[1] += is_own and c.starts
        of[2] += not is_own
    theirs = {sender_id for id, sender_id in lived.books.kept.links if id == campaign_id}
    return [SenderDay(day, id, *counts[day, id]) for day, id in sorted(counts) if id in theirs]


def _loads(lived: Lived, campaign_id: int, calendar: Sequence[SenderDay]) -> list[Load]:
    full: dict[int | None, set[date]] = defaultdict(set)
    for day, sender_id, reason in lived.books.waits:
        if reason in (Reason.SENDER_DAILY_LIMIT, Reason.SENDER_24H_LIMIT, Reason.SENDER_ACTION_LIMIT):
            full[sender_id].add(day)
    loads: list[Load] = []
    for id in sorted({sender_id for campaign, sender_id in lived.books.kept.links if campaign == campaign_id}):
        days, sender = [d for d in calendar if d.sender_id == id], lived.books.kept.senders[id].sender
        sent, others = sum(d.sent for d in days), sum(d.others for d in days)
        loads.append(Load(id, sender.address, sender.channel, sender.daily_limit, sent, others, len(full[id])))
    return loads


def _binds(lived: Lived, campaign_id: int) -> list[Bind]:
    theirs = {sender_id for campaign, sender_id in lived.books.kept.links if campaign == campaign_id}
    days: dict[Reason, set[date]] = defaultdict(set)
    senders: dict[Reason, set[int]] = defaultdict(set)
    for day, sender_id, reason in lived.books.waits:
        if reason in _BINDING and (sender_id is None or sender_id in theirs):
            days[reason].add(day)
            senders[reason] |= set() if sender_id is None else {sender_id}
    found = [Bind(reason, sentence(reason), len(of), len(senders[reason])) for reason, of in days.items()]
    return sorted(found, key=lambda bind: (-bind.days, bind.reason))


def _samples(own: Sequence[tuple[datetime, Claimed]]) -> list[Sample]:
    first: dict[tuple[int, int], Sample] = {}
    for _, c in own:
        m = c.message
        key = m.step_position or 0, m.variant_id or 0
        if key not in first:
            first[key] = Sample(m.step_position or 0, m.variant_id, m.action, m.sender_id, m.recipient, m.subject, m.body_text)
    return [first[key] for key in sorted(first)]


def _held(standings: Sequence[Standing], kept: Snapshot) -> list[Held]:
    held = [s for s in standings if s.status in (Status.STOPPED, Status.PAUSED)]
    return [
        Held(s.id, s.lead_id, kept.people[s.lead_id].email, s.status, s.reason or "", sentence(s.reason or ""), s.reason_detail)
        for s in held[:_MAX_HELD]
    ]
