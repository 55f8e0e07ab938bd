"""Messages that wait in their own right: letters written by hand, and those a server refused for now."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from outrider.engine.engine import Claimed, Engine
from outrider.engine.sending import domain_hold, recipients
from outrider.engine.sending.database import Database, count
from outrider.engine.sending.ready import OpenCampaign, Ready, allot, as_ready, load_campaigns, midnight
from outrider.outreach.base import due, message_states
from outrider.outreach.base.enrollment_states import Change
from outrider.outreach.base.message_states import OutgoingMessage, Waiting
from outrider.outreach.base.query import columns, sql
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.correspondence import policies
from outrider.outreach.correspondence.policies import KeyDay
from outrider.outreach.enrollments import clocks, enrollments
from outrider.outreach.leads import leads, suppression
from outrider.outreach.tenancy import workspaces
from outrider.rules.policy import Letter
from outrider.store.db import prefer_keys

AT_ONCE = 100  # messages of one claim

# Nothing is locked yet: senders, campaigns, enrollments and messages are, in this order, as claims of new messages do.
_DUE = """
SELECT m.id, m.sender_id, CASE WHEN m.kind = 'step' THEN m.enrollment_id END AS enrollment_id FROM messages m
JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = m.sender_id AND s.status = 'active'
     AND (s.lease_until IS NULL OR s.lease_until <= %(now)s)
     AND coalesce(s.connection -> 'smtp' ->> 'host', s.provider) <> ALL (%(full)s)
WHERE m.workspace_id = %(workspace_id)s AND m.state = 'queued' AND m.due_at <= %(now)s
ORDER BY m.due_at, m.id LIMIT %(limit)s
"""
_THEIR_ENROLLMENTS = """
SELECT id, status, run, first_sent_at, fields, api_key_id FROM enrollments
WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED
"""
_STILL_THERE = "SELECT id FROM enrollments WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s)"
_LOCK = sql(
    """
SELECT {columns} FROM messages m
WHERE m.workspace_id = %(workspace_id)s AND m.id = ANY (%(ids)s) AND m.state = 'queued' AND m.due_at <= %(now)s
ORDER BY m.due_at, m.id FOR NO KEY UPDATE SKIP LOCKED
""",
    columns=columns(OutgoingMessage, "m"),
)
_LEASE_SENDERS = """
UPDATE senders SET lease_until = %(lease)s, last_sent_at = %(now)s WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s)
"""
_LOOK_AGAIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class _Due:
    """A message that is due. `enrollment_id`: of a step."""

    id: int
    sender_id: int
    enrollment_id: int | None


@dataclass(frozen=True, slots=True)
class _Enrolled:
    """What an enrollment says of a message of its that waits."""

    id: int
    status: str
    run: int
    first_sent_at: datetime | None
    fields: Mapping[str, object]
    api_key_id: int | None


@dataclass(frozen=True, slots=True)
class _Hold:
    """Not before `at`."""

    at: datetime
    reason: Reason


@dataclass(frozen=True, slots=True)
class _Never:
    """Not at all. `ends`: nor is anything else of its sequence sent to the lead."""

    reason: Reason
    ends: bool = False


@dataclass(frozen=True, slots=True)
class _State:
    """What is known of a message that waits: its enrollment, why its lead may not be written to, and the policy that holds it."""

    enrolled: _Enrolled | None
    barred: Reason | None
    held: _Hold | None


async def queued_workspaces(core: Core, limit: int = 1000) -> list[int]:
    """Workspaces with queued messages that are due and whose sender is free."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            sql(
                """
            -- every workspace
            SELECT t.workspace_id FROM seats t CROSS JOIN LATERAL (
                SELECT m.due_at FROM messages m
                JOIN senders s ON s.workspace_id = t.workspace_id AND s.id = m.sender_id AND s.status = 'active'
                     AND (s.lease_until IS NULL OR s.lease_until <= %(now)s)
                WHERE m.workspace_id = t.workspace_id AND m.state = 'queued' AND m.due_at <= %(now)s
                ORDER BY m.due_at LIMIT 1) first
            WHERE {each} ORDER BY first.due_at LIMIT %(limit)s
            """,
                each=due.EACH,
            ),
            {"now": core.clock.now(), "limit": limit},
        )
        return [row["workspace_id"] for row in await cursor.fetchall()]


async def claim_queued(engine: Engine, workspace_id: int, *, limit: int = AT_ONCE, full: Sequence[str] = ()) -> list[Claimed]:
    """Claim messages that wait in their own right, as `dispatch.claim` does.

    A letter written by hand is counted, but neither gap nor limit nor window holds it up; a retry obeys all that its first
    attempt obeyed.
    """
    async with engine.core.scope(workspace_id) as scope:
        await prefer_keys(scope.conn)
        if await workspaces.hold_unpaused(scope):
            return []
        waiting = await scope.rows(_Due, _DUE, limit=limit, full=full)
        books = Database(scope)
        locked = await books.lock_these(sorted({m.sender_id for m in waiting}))
        ready = {r.sender.id: r for r in await as_ready(books, locked)}
        waiting = [m for m in waiting if m.sender_id in ready]
        if not waiting:
            return []
        await domain_hold.hold(engine, books, list(ready.values()))
        await load_campaigns(books, list(ready.values()))
        enrolled, messages = await _lock(scope, waiting)
        if not messages:
            return []
        allot(scope.now, list(ready.values()), limit)
        barred = await _barred(scope, messages, ready)
        closed = await _by_leads_clocks(scope, messages, ready, enrolled)
        steps = [(c, m) for m in messages if m.kind == "step" and (c := _campaign(ready[m.sender_id], m))]
        room = await recipients.room(books, [(c, m.recipient) for c, m in steps if c.domain_rule])
        allowed = await _Allowed.of(scope, messages, ready, enrolled)
        sends: list[tuple[Ready, OutgoingMessage]] = []
        held: list[message_states.Wait] = []
        never: list[tuple[OutgoingMessage, _Never]] = []
        for m in messages:
            r = ready[m.sender_id]
            if (opens := closed.get(m.id)) and m.id not in barred:
                held.append(message_states.Wait(m.id, opens, Reason.LEAD_OUTSIDE_WINDOW))
                continue
            state = _State(enrolled.get(m.enrollment_id or 0), barred.get(m.id), allowed.holds(m))
            match _may_leave(scope.now, r, m, state, room):
                case None:
                    allowed.take(m)
                    sends.append((r, m))
                case _Hold(at, reason):
                    held.append(message_states.Wait(m.id, at, reason))
                case _Never() as verdict:
                    never.append((m, verdict))
        await policies.count(scope, allowed.policies)
        await message_states.postpone(scope, held)
        await _cancel(scope, never)
        claimed = await _claim(engine, scope, sends, enrolled, allowed)
        engine.crash_point("before_claim_commit")
    engine.crash_point("after_claim_commit")
    return claimed


async def _lock(scope: Scope, waiting: Sequence[_Due]) -> tuple[dict[int, _Enrolled], list[OutgoingMessage]]:
    """The enrollments of these messages, and the messages, as they are once both are locked. What another process holds is left
    to it: nothing is waited for while it is needed there."""
    ids = sorted({m.enrollment_id for m in waiting if m.enrollment_id})
    enrolled = {e.id: e for e in await scope.rows(_Enrolled, _THEIR_ENROLLMENTS, ids=ids)} if ids else {}
    missing = [id for id in ids if id not in enrolled]
    held = {row["id"] for row in await scope.all(_STILL_THERE, ids=missing)} if missing else set[int]()
    free = [m.id for m in waiting if m.enrollment_id not in held]
    return enrolled, await scope.rows(OutgoingMessage, _LOCK, ids=free) if free else []


@dataclass(frozen=True, slots=True)
class _Allowed:
    """What the policies of keys say of this claim's messages. `given`: what each is to the keys that it is sent for."""

    policies: policies.Policies
    given: Mapping[int, Mapping[int, Letter]]

    @classmethod
    async def of(
        cls,
        scope: Scope,
        messages: Sequence[OutgoingMessage],
        ready: Mapping[int, Ready],
        enrolled: Mapping[int, _Enrolled],
    ) -> "_Allowed":
        by_hand = {m.id: m.api_key_id for m in messages if m.kind != "step" and m.api_key_id}
        letters = await policies.letters(scope, list(by_hand))
        given: dict[int, Mapping[int, Letter]] = {id: {key: letters[id]} for id, key in by_hand.items()}
        for m in messages:
            campaign, enrollment = _campaign(ready[m.sender_id], m), enrolled.get(m.enrollment_id or 0)
            if m.kind == "step" and campaign and enrollment:
                keys = policies.StepKeys(campaign.api_key_id, enrollment.api_key_id)
                given[m.id] = policies.of_step(keys, m.recipient, m.copies, is_first=enrollment.first_sent_at is None)
        return cls(await policies.lock(scope, {key for of in given.values() for key in of}), given)

    def holds(self, m: OutgoingMessage) -> _Hold | None:
        """Until when the message is held. A retry is asked about as its first attempt was: policies may have changed since."""
        held = self.policies.waits(self.given.get(m.id, {}))
        return _Hold(held[1], held[0]) if held else None

    def take(self, m: OutgoingMessage) -> None:
        self.policies.take(self.given.get(m.id, {}))

    def days(self, m: OutgoingMessage) -> tuple[KeyDay, ...]:
        return self.policies.days(self.given.get(m.id, {}))


async def _cancel(scope: Scope, never: Sequence[tuple[OutgoingMessage, _Never]]) -> None:
    """Cancel messages, and end the enrollments that cannot continue without them."""
    by_reason: dict[Reason, list[int]] = defaultdict(list)
    for m, verdict in never:
        by_reason[verdict.reason].append(m.id)
    for reason, ids in by_reason.items():
        await message_states.cancel(scope, Waiting(ids=ids), reason)
    ends = [Change(m.enrollment_id, verdict.reason, run=m.run) for m, verdict in never if verdict.ends and m.enrollment_id]
    if ends:
        await enrollments.stop_each(scope, ends)


async def _barred(scope: Scope, messages: Sequence[OutgoingMessage], ready: Mapping[int, Ready]) -> dict[int, Reason]:
    """Retries to leads that may not be written to any longer, by message."""
    steps = [(m, m.lead_id) for m in messages if m.kind == "step" and m.lead_id]
    people = await leads.get_many(scope, [lead_id for _, lead_id in steps])
    wishes = [(m, people[lead_id]) for m, lead_id in steps if lead_id in people]
    blocked = await suppression.blocked(scope, [(lead, ready[m.sender_id].sender.seat_id) for m, lead in wishes])
    barred: dict[int, Reason] = {}
    for index, (m, lead) in enumerate(wishes):
        if index in blocked:
            barred[m.id] = Reason.SUPPRESSED
        elif lead.unsubscribed_at:
            barred[m.id] = Reason.UNSUBSCRIBED
        elif m.action == "email" and lead.bounced_at:
            barred[m.id] = Reason.BOUNCED
    return barred


async def _by_leads_clocks(
    scope: Scope, messages: Sequence[OutgoingMessage], ready: Mapping[int, Ready], enrolled: Mapping[int, _Enrolled]
) -> dict[int, datetime]:
    """When retries of campaigns that keep to their leads' clocks may leave, by message; those that may now are left out."""
    kept: list[tuple[OutgoingMessage, Ready, OpenCampaign]] = []
    for m in messages:
        campaign = _campaign(ready[m.sender_id], m) if m.kind == "step" else None
        if campaign and campaign.settings.use_lead_timezone:
            kept.append((m, ready[m.sender_id], campaign))
    people = await leads.get_many(scope, [m.lead_id for m, _, _ in kept if m.lead_id]) if kept else {}
    found: dict[int, datetime] = {}
    for m, r, campaign in kept:
        lead, enrollment = people.get(m.lead_id or 0), enrolled.get(m.enrollment_id or 0)
        if lead and enrollment:
            opens = clocks.opens_for(lead, enrollment.fields, campaign.own_schedule, r.schedule, scope.now)
            found |= {m.id: opens} if opens else {}
    return found


def _campaign(r: Ready, message: OutgoingMessage) -> OpenCampaign | None:
    return next((c for c in r.campaigns if c.id == message.campaign_id), None)


def _may_leave(
    now: datetime,
    r: Ready,
    message: OutgoingMessage,
    state: _State,
    room: recipients.DomainRoom,
) -> _Hold | _Never | None:
    """None: now."""
    if not message.to_addresses and message.action == "email":
        return _Never(Reason.DELETED)  # the person was erased
    if message.kind != "step":
        return state.held
    enrolled = state.enrolled
    if enrolled is None or enrolled.status in ("stopped", "completed") or enrolled.run != message.run:
        return _Never(Reason.STOPPED)
    if state.barred:
        return _Never(state.barred, ends=True)
    campaign = _campaign(r, message)
    if campaign is None or enrolled.status == "paused":
        return _Hold(now + _LOOK_AGAIN, Reason.PAUSED if campaign else Reason.CAMPAIGN_PAUSED)
    if state.held:
        return state.held
    if r.blocked:
        return _Hold(r.blocked[1] or now + _LOOK_AGAIN, r.blocked[0])
    new = enrolled.first_sent_at is None
    if not campaign.has_room(new):
        return _Hold(midnight(campaign.day, campaign.schedule.timezone), Reason.CAMPAIGN_DAILY_LIMIT)
    if campaign.opens_at != now:
        return _Hold(campaign.opens_at or now + _LOOK_AGAIN, Reason.OUTSIDE_WINDOW)
    if r.takes < 1:
        return _Hold(now + timedelta(seconds=max(r.gap, 1)), Reason.SENDER_GAP)
    if r.sender.channel == "linkedin":
        if not r.left(message.action):
            return _Hold(r.again_at(message.action), Reason.SENDER_ACTION_LIMIT)
        r.do(message.action)
    elif campaign.domain_rule and (until := room.take(campaign, message.recipient)):
        return _Hold(until, Reason.DOMAIN_LIMIT)
    r.takes -= 1
    campaign.take(new)
    return None


async def _claim(
    engine: Engine,
    scope: Scope,
    sends: Sequence[tuple[Ready, OutgoingMessage]],
    enrolled: Mapping[int, _Enrolled],
    allowed: _Allowed,
) -> list[Claimed]:
    if not sends:
        return []
    lease, ids = engine.lease(), [m.id for _, m in sends]
    await message_states.claim(scope, ids, lease)
    await scope.run(_LEASE_SENDERS, ids=sorted({r.sender.id for r, _ in sends}), lease=lease)
    tickets: dict[int, dict[str, int]] = defaultdict(dict)
    for link in await scope.all(
        "SELECT message_id, id, url FROM links WHERE workspace_id = %(workspace_id)s AND message_id = ANY (%(ids)s)", ids=ids
    ):
        tickets[link["message_id"]][link["url"]] = link["id"]
    claimed: list[Claimed] = []
    for r, m in sends:
        campaign = _campaign(r, m)
        own = campaign if m.kind == "step" else None
        claimed.append(
            Claimed(
                workspace_id=scope.workspace_id,
                sender=r.sender,
                message=replace(m, attempts=m.attempts + 1),
                seat_id=campaign.seat_id if campaign else r.sender.seat_id,
                sender_day=r.day,
                campaign_day=own.day if own else None,
                domain_day=recipients.counter_of(own, m.recipient) if own and own.domain_rule else None,
                tickets=tickets[m.id],
                starts=own is not None and enrolled[m.enrollment_id or 0].first_sent_at is None,
                fresh=False,
                key_days=allowed.days(m),
                gap=timedelta(seconds=r.gap),
                lease_until=lease,
            )
        )
    await count(scope, claimed, 1)
    return claimed
