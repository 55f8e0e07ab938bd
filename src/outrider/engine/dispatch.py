"""Claiming: which senders act now, for whom, with what; committed as `sending` before a byte leaves.

A claim is one transaction in one workspace. It locks senders that are ready, then the enrollments they will serve (both
SKIP LOCKED, so that claims never wait for each other), decides and renders each message, writes them as `sending` under a lease,
raises the counters that limits are checked against, and says when each sender shall look again. Whatever stops a message (reply,
pause, suppression) changes one of the rows locked here, so it is either seen by the claim or waits for its commit.
"""

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from psycopg.types.json import Jsonb

from outrider.engine.decide import Candidate, Decision, Done, Later, Pause, Send, Stop, decide
from outrider.engine.engine import Claimed, Engine
from outrider.outreach import enrollments, events, leads, senders, suppression
from outrider.outreach.campaigns import Settings as CampaignSettings
from outrider.outreach.reasons import Reason
from outrider.outreach.scope import Core, Scope
from outrider.outreach.senders import Sender
from outrider.rules import pacing, schedule

# How many messages a sender without a gap gets from one claim.
MESSAGES_AT_ONCE = 50
_SOON = 1.0  # seconds of the machine: something is due, but somebody else has locked it


@dataclass(slots=True)
class _Campaign:
    """An active campaign and what its limits leave for today."""

    id: int
    seat_id: int
    settings: CampaignSettings
    schedule: schedule.Schedule
    gap: int
    day: date
    opens_at: datetime | None
    room: float
    new_room: float
    sent: int
    new_sent: int

    def follow_ups_first(self) -> bool:
        """Whether a due follow-up goes before a new lead: unless told otherwise, or follow-ups have had their share today."""
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


@dataclass(slots=True)
class _Ready:
    """A locked sender, what it may do in this claim, and what it was given to do."""

    sender: Sender
    day: date
    schedule: schedule.Schedule
    campaigns: list[_Campaign] = field(default_factory=list)
    used: dict[str, int] = field(default_factory=dict)
    room: int = 0
    gap: int = 0
    jitter: int = 0
    takes: int = 0
    blocked: tuple[Reason, datetime | None] | None = None
    chosen: list[tuple[_Campaign, dict[str, Any]]] = field(default_factory=list)
    spare: list[tuple[_Campaign, dict[str, Any]]] = field(default_factory=list)
    sends: int = 0

    def wants(self) -> int:
        return self.takes - len(self.chosen)

    def give(self, campaign: _Campaign, enrollment: dict[str, Any]) -> None:
        campaign.take(enrollment["sender_id"] is None)
        self.chosen.append((campaign, enrollment))


_Pairs = Sequence[tuple[_Ready, _Campaign, dict[str, Any]]]


async def ready_workspaces(core: Core, limit: int = 1000) -> list[int]:
    """Workspaces with senders that may act now, the longest waiting first."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            """
            SELECT workspace_id FROM senders
            WHERE status = 'active' AND next_at <= %(now)s AND (lease_until IS NULL OR lease_until <= %(now)s)
            GROUP BY workspace_id ORDER BY min(next_at) LIMIT %(limit)s
            """,
            {"now": core.clock.now(), "limit": limit},
        )
        return [row["workspace_id"] for row in await cursor.fetchall()]


async def claim(engine: Engine, workspace_id: int, *, limit: int = 500) -> list[Claimed]:
    """Claim up to `limit` messages of a workspace and commit them as `sending`. Raises what the database raises."""
    async with engine.core.scope(workspace_id) as scope:
        ready = await _lock_senders(scope, limit)
        if not ready:
            return []
        await _load_campaigns(scope, ready)
        _allot(scope.now, ready, limit)
        await _choose(scope, ready)
        pairs = [(r, campaign, enrollment) for r in ready for campaign, enrollment in r.chosen]
        ids = await _next_ids(scope, "messages", len(pairs))
        candidates = [Candidate(id, r.sender, c.seat_id, c.id, c.settings, e) for id, (r, c, e) in zip(ids, pairs, strict=True)]
        decisions = _within_caps(pairs, await decide(engine, scope, candidates))
        claimed = await _write(engine, scope, pairs, decisions)
        await _write_others(scope, pairs, decisions)
        await _set_next(engine, scope, ready)
        engine.crash_point("before_claim_commit")
    engine.crash_point("after_claim_commit")
    return claimed


# -- what may act --------------------------------------------------------------------------------------------------------

_LOCK = f"""
SELECT {senders.SELECTED}, t.status AS seat_status
FROM senders s JOIN seats t ON t.workspace_id = s.workspace_id AND t.id = s.seat_id
WHERE s.workspace_id = %(workspace_id)s AND s.status = 'active' AND s.next_at <= %(now)s
  AND (s.lease_until IS NULL OR s.lease_until <= %(now)s) AND s.id <> ALL (%(locked)s)
ORDER BY s.next_at, s.id LIMIT %(limit)s
FOR NO KEY UPDATE OF s SKIP LOCKED
"""
_LOCK_THESE = f"""
SELECT {senders.SELECTED}, t.status AS seat_status
FROM senders s JOIN seats t ON t.workspace_id = s.workspace_id AND t.id = s.seat_id
WHERE s.workspace_id = %(workspace_id)s AND s.status = 'active' AND s.id = ANY (%(ids)s)
  AND (s.lease_until IS NULL OR s.lease_until <= %(now)s)
ORDER BY s.id FOR NO KEY UPDATE OF s SKIP LOCKED
"""
# Read after the locks, in a statement of its own: only so does it see all that earlier claims have counted.
_USED = """
SELECT d.sender_id, d.action, d.n FROM unnest(%(senders)s::bigint[], %(days)s::date[]) AS u (sender_id, day)
JOIN sender_days d ON d.workspace_id = %(workspace_id)s AND d.sender_id = u.sender_id AND d.day = u.day
"""


async def _lock_senders(scope: Scope, limit: int) -> list[_Ready]:
    """As many senders as `limit` messages need and no more: other processes want some too."""
    rows = await scope.all(_LOCK, locked=[], limit=max(limit // MESSAGES_AT_ONCE, 1))
    left = limit - sum(1 if row["min_gap_seconds"] else MESSAGES_AT_ONCE for row in rows)
    if rows and left > 0:
        rows += await scope.all(_LOCK, locked=[row["id"] for row in rows], limit=left)
    return await _as_ready(scope, rows)


async def _as_ready(scope: Scope, rows: Sequence[dict[str, Any]]) -> list[_Ready]:
    ready = []
    for row in rows:
        seat_status = row.pop("seat_status")
        sender = Sender(**row)
        r = _Ready(sender, schedule.local_day(scope.now, sender.timezone), schedule.from_json(sender.schedule))
        if seat_status != "active":
            r.blocked = (Reason.SEAT_SUSPENDED, None)
        ready.append(r)
    by_id = {r.sender.id: r for r in ready}
    for row in await scope.all(_USED, senders=list(by_id), days=[r.day for r in ready]):
        by_id[row["sender_id"]].used[row["action"]] = row["n"]
    for r in ready:
        mail = r.used.get("email", 0) + r.used.get("manual", 0)
        # What a LinkedIn account may do is counted by action, and known only once the step is.
        r.room = MESSAGES_AT_ONCE if r.sender.channel == "linkedin" else pacing.room(_limit(r), mail)
    return ready


def _limit(r: _Ready) -> int:
    return senders.daily_limit_on(r.sender, r.day)


def _within_caps(pairs: _Pairs, decisions: list[Decision]) -> list[Decision]:
    """Put off actions that their sender has used up for today."""
    for index, ((r, _, _), decision) in enumerate(zip(pairs, decisions, strict=True)):
        if isinstance(decision, Send) and r.sender.channel == "linkedin":
            action = decision.message["action"]
            if not pacing.has_room(senders.action_caps(r.sender, action, r.day).daily, r.used.get(action, 0)):
                decisions[index] = Later(_midnight(r.day, r.sender.timezone))
            else:
                r.used[action] = r.used.get(action, 0) + 1
    return decisions


_LINKS = """
SELECT cs.sender_id, cs.campaign_id FROM campaign_senders cs
JOIN campaigns c ON c.workspace_id = cs.workspace_id AND c.id = cs.campaign_id AND c.status = 'active'
WHERE cs.workspace_id = %(workspace_id)s AND cs.sender_id = ANY (%(senders)s)
ORDER BY cs.last_used_at NULLS FIRST, cs.id
"""
# FOR SHARE: a pause of the campaign waits for this claim, or this claim sees it.
_CAMPAIGNS = """
SELECT id, seat_id, schedule, settings, min_gap_seconds, daily_limit, new_leads_per_day FROM campaigns
WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s) AND status = 'active' ORDER BY id FOR SHARE
"""
_OPEN_DAYS = """
INSERT INTO campaign_days (workspace_id, campaign_id, day)
SELECT %(workspace_id)s, u.* FROM unnest(%(ids)s::bigint[], %(days)s::date[]) AS u ON CONFLICT DO NOTHING
"""
# Locked: of two claims under one limit the second sees what the first has counted. In order: none waits in a circle.
_LOCK_DAYS = """
SELECT d.campaign_id, d.sent, d.new_leads FROM campaign_days d
JOIN unnest(%(ids)s::bigint[], %(days)s::date[]) AS u (campaign_id, day) ON d.campaign_id = u.campaign_id AND d.day = u.day
WHERE d.workspace_id = %(workspace_id)s ORDER BY d.campaign_id FOR NO KEY UPDATE OF d
"""


async def _load_campaigns(scope: Scope, ready: Sequence[_Ready]) -> None:
    """Give each sender its active campaigns, those that waited longest first."""
    links = await scope.all(_LINKS, senders=[r.sender.id for r in ready])
    rows = await scope.all(_CAMPAIGNS, ids=sorted({link["campaign_id"] for link in links}))
    found = {row["id"]: _campaign(row, scope.now) for row in rows}
    limited = [
        found[row["id"]] for row in rows
        if row["daily_limit"] is not None or row["new_leads_per_day"] is not None
        or found[row["id"]].settings.follow_up_percentage is not None
    ]  # fmt: skip
    if limited:
        keys = {"ids": [c.id for c in limited], "days": [c.day for c in limited]}
        await scope.run(_OPEN_DAYS, **keys)
        for row in await scope.all(_LOCK_DAYS, **keys):
            campaign = found[row["campaign_id"]]
            campaign.sent, campaign.new_sent = row["sent"], row["new_leads"]
            campaign.room -= row["sent"]
            campaign.new_room -= row["new_leads"]
    by_id = {r.sender.id: r for r in ready}
    for link in links:
        if campaign := found.get(link["campaign_id"]):
            by_id[link["sender_id"]].campaigns.append(campaign)


def _campaign(row: dict[str, Any], now: datetime) -> _Campaign:
    opening = schedule.from_json(row["schedule"])
    unlimited = float("inf")
    return _Campaign(
        id=row["id"],
        seat_id=row["seat_id"],
        settings=CampaignSettings.model_validate(row["settings"]),
        schedule=opening,
        gap=row["min_gap_seconds"],
        day=schedule.local_day(now, opening.timezone),
        opens_at=schedule.next_open(opening, now),
        room=unlimited if row["daily_limit"] is None else row["daily_limit"],
        new_room=unlimited if row["new_leads_per_day"] is None else row["new_leads_per_day"],
        sent=0,
        new_sent=0,
    )


def _allot(now: datetime, ready: Sequence[_Ready], limit: int) -> None:
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
        elif r.room < 1:
            r.blocked = (Reason.SENDER_DAILY_LIMIT, _midnight(r.day, sender.timezone))
        else:
            r.takes = min(limit, r.room, MESSAGES_AT_ONCE if r.gap + r.jitter == 0 else 1)
            limit -= r.takes


def _after_gap(r: _Ready, now: datetime) -> datetime:
    return pacing.next_allowed(now, r.sender.last_sent_at, r.gap, r.jitter, str(r.sender.id))


def _midnight(day: date, timezone: str) -> datetime:
    """The first instant after a local day."""
    return schedule.day_bounds(day, timezone)[1]


# -- whom to write to ------------------------------------------------------------------------------------------------------

_ENROLLMENT = (
    "e.id, e.campaign_id, e.lead_id, e.sender_id, e.done_position, e.run, e.due_at, e.last_step_at, e.fields, e.connection"
)
_FOLLOW_UPS = f"""
SELECT e.* FROM unnest(%(senders)s::bigint[], %(campaigns)s::bigint[], %(n)s::int[]) AS w (sender_id, campaign_id, n)
CROSS JOIN LATERAL (
    SELECT {_ENROLLMENT} FROM enrollments e
    WHERE e.workspace_id = %(workspace_id)s AND e.sender_id = w.sender_id AND e.campaign_id = w.campaign_id
      AND e.status = 'active' AND e.due_at <= %(now)s
    ORDER BY e.due_at LIMIT w.n FOR NO KEY UPDATE SKIP LOCKED) e
"""
_NEW = f"""
SELECT e.* FROM unnest(%(campaigns)s::bigint[], %(n)s::int[]) AS w (campaign_id, n)
CROSS JOIN LATERAL (
    SELECT {_ENROLLMENT} FROM enrollments e
    WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = w.campaign_id AND e.sender_id IS NULL
      AND e.status = 'active' AND e.due_at <= %(now)s AND e.id <> ALL (%(taken)s)
    ORDER BY e.priority DESC, e.due_at, e.id LIMIT w.n FOR NO KEY UPDATE SKIP LOCKED) e
"""


async def _choose(scope: Scope, ready: Sequence[_Ready]) -> None:
    """Follow-ups before new leads, campaigns in turn. What goes beyond a sender's number stays as it was."""
    able = [r for r in ready if r.takes]
    asked = [(r, c) for r in able for c in r.campaigns if c.opens_at == scope.now and c.has_room(False)]
    if not asked:
        return
    rows = await scope.all(
        _FOLLOW_UPS,
        senders=[r.sender.id for r, _ in asked],
        campaigns=[c.id for _, c in asked],
        n=[r.takes for r, _ in asked],
    )
    follow_ups: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["due_at"]):
        follow_ups[row["sender_id"]].append(row)
    for r in able:
        of = {c.id: c for c in r.campaigns}
        for row in follow_ups[r.sender.id]:
            campaign = of[row["campaign_id"]]
            if r.wants() and campaign.has_room(False) and campaign.follow_ups_first():
                r.give(campaign, row)
            else:
                r.spare.append((campaign, row))
    await _choose_new(scope, able)
    for r in able:
        for campaign, row in r.spare:
            if r.wants() and campaign.has_room(False):
                r.give(campaign, row)


async def _choose_new(scope: Scope, able: Sequence[_Ready]) -> None:
    """Fill up with new leads: one for each sender in turn, each going round its campaigns; one that ran dry is passed over."""
    dry: set[int] = set()
    taken: list[int] = []
    while True:
        wishes: dict[int, list[_Ready]] = defaultdict(list)
        by_id = {c.id: c for r in able for c in r.campaigns}
        turns = {r.sender.id: deque(c for c in r.campaigns if c.id not in dry and c.opens_at == scope.now) for r in able}
        wanted = {r.sender.id: r.wants() for r in able}
        asking = deque(r for r in able if wanted[r.sender.id] and turns[r.sender.id])
        while asking:
            r = asking.popleft()
            mine = turns[r.sender.id]
            if len(wishes[mine[0].id]) + 1 > min(mine[0].room, mine[0].new_room):
                mine.popleft()
            else:
                wishes[mine[0].id].append(r)
                mine.rotate(-1)
                wanted[r.sender.id] -= 1
            if wanted[r.sender.id] and mine:
                asking.append(r)
        wishes = {id: wishing for id, wishing in sorted(wishes.items()) if wishing}
        if not wishes:
            return
        rows = await scope.all(_NEW, campaigns=list(wishes), n=[len(wishing) for wishing in wishes.values()], taken=taken)
        for row in rows:
            taken.append(row["id"])
            wishes[row["campaign_id"]].pop(0).give(by_id[row["campaign_id"]], row)
        dry |= {id for id, unmet in wishes.items() if unmet}
        if not rows or not dry:
            return


# -- writing it down -----------------------------------------------------------------------------------------------------

MESSAGE_COLUMNS = (
    "id", "kind", "action", "sender_id", "conversation_id", "lead_id", "campaign_id", "enrollment_id", "run", "step_id",
    "step_position", "variant_id", "wire_id", "in_reply_to", "reference_ids", "from_address", "to_addresses", "cc_addresses",
    "bcc_addresses", "reply_to", "subject", "body_text", "body_html", "headers", "attempts", "created_at",
)  # fmt: skip
_COPY_MESSAGES = f"""
COPY messages (workspace_id, direction, state, lease_until, updated_at, {", ".join(MESSAGE_COLUMNS)}) FROM STDIN
"""
_COPY_LINKS = "COPY links (workspace_id, id, message_id, url) FROM STDIN"
_TAKE_ENROLLMENTS = """
UPDATE enrollments e SET due_at = NULL, sender_id = u.sender_id, updated_at = %(now)s
FROM unnest(%(ids)s::bigint[], %(senders)s::bigint[]) AS u (id, sender_id)
WHERE e.workspace_id = %(workspace_id)s AND e.id = u.id
"""
_USE_CAMPAIGNS = """
UPDATE campaign_senders cs SET last_used_at = %(now)s
FROM unnest(%(campaigns)s::bigint[], %(senders)s::bigint[]) AS u (campaign_id, sender_id)
WHERE cs.workspace_id = %(workspace_id)s AND cs.campaign_id = u.campaign_id AND cs.sender_id = u.sender_id
"""


async def _next_ids(scope: Scope, table: str, n: int) -> list[int]:
    """Ids for rows that other rows and texts must name before they are written."""
    if not n:
        return []
    rows = await scope.all(
        "SELECT nextval(pg_get_serial_sequence(%(table)s, 'id')) AS id FROM generate_series(1, %(n)s)", table=table, n=n
    )
    return [row["id"] for row in rows]


async def _write(
    engine: Engine,
    scope: Scope,
    pairs: _Pairs,
    decisions: Sequence[Decision],
) -> list[Claimed]:
    """Write every message as `sending`, and count it."""
    sends = [(r, c, e, d) for (r, c, e), d in zip(pairs, decisions, strict=True) if isinstance(d, Send)]
    if not sends:
        return []
    lease = engine.lease()
    link_ids = iter(await _next_ids(scope, "links", sum(len(d.links) for *_, d in sends)))
    claimed = []
    for r, campaign, enrollment, decision in sends:
        r.sends += 1
        claimed.append(
            Claimed(
                workspace_id=scope.workspace_id,
                sender=r.sender,
                message=decision.message,
                seat_id=campaign.seat_id,
                sender_day=r.day,
                campaign_day=campaign.day,
                tickets=dict(zip(decision.links, islice(link_ids, len(decision.links)), strict=True)),
                starts=enrollment["sender_id"] is None,
                gap=timedelta(seconds=r.gap),
                lease_until=lease,
            )
        )
    await _copy(scope, claimed, lease)
    await scope.run(
        _TAKE_ENROLLMENTS,
        ids=[c.message["enrollment_id"] for c in claimed],
        senders=[c.sender.id for c in claimed],
    )
    used = sorted({(c.message["campaign_id"], c.sender.id) for c in claimed})
    await scope.run(_USE_CAMPAIGNS, campaigns=[u[0] for u in used], senders=[u[1] for u in used])
    await count(scope, claimed, 1)
    return claimed


async def _copy(scope: Scope, claimed: Sequence[Claimed], lease: datetime) -> None:
    # The unique index messages_once is the last guard against a second message: it would end this transaction.
    first = (scope.workspace_id, "out", "sending", lease, scope.now)
    async with scope.conn.cursor().copy(_COPY_MESSAGES.encode()) as copy:
        for c in claimed:
            row = c.message | {"headers": Jsonb(c.message["headers"]) if c.message["headers"] else None}
            await copy.write_row((*first, *(row[name] for name in MESSAGE_COLUMNS)))
    if any(c.tickets for c in claimed):
        async with scope.conn.cursor().copy(_COPY_LINKS.encode()) as copy:
            for c in claimed:
                for url, id in c.tickets.items():
                    await copy.write_row((scope.workspace_id, id, c.id, url))


_COUNT_SENDERS = """
INSERT INTO sender_days AS d (workspace_id, sender_id, day, action, n)
SELECT %(workspace_id)s, u.*
FROM unnest(%(ids)s::bigint[], %(days)s::date[], %(actions)s::text[], %(n)s::int[]) AS u (sender_id, day, action, n)
WHERE EXISTS (SELECT FROM senders s WHERE s.workspace_id = %(workspace_id)s AND s.id = u.sender_id)
ON CONFLICT (workspace_id, sender_id, day, action) DO UPDATE SET n = greatest(d.n + excluded.n, 0)
"""
_COUNT_CAMPAIGNS = """
INSERT INTO campaign_days AS d (workspace_id, campaign_id, day, sent, new_leads)
SELECT %(workspace_id)s, u.*
FROM unnest(%(ids)s::bigint[], %(days)s::date[], %(n)s::int[], %(new)s::int[]) AS u (campaign_id, day, n, new)
WHERE EXISTS (SELECT FROM campaigns c WHERE c.workspace_id = %(workspace_id)s AND c.id = u.campaign_id)
ON CONFLICT (workspace_id, campaign_id, day)
DO UPDATE SET sent = greatest(d.sent + excluded.sent, 0), new_leads = greatest(d.new_leads + excluded.new_leads, 0)
"""


async def count(scope: Scope, claimed: Sequence[Claimed], by: int) -> None:
    """Raise (by = 1) or give back (by = -1) what limits are checked against. Rows in order, so that none waits in a circle."""
    by_sender: dict[tuple[int, date, str], int] = defaultdict(int)
    by_campaign: dict[tuple[int, date], list[int]] = defaultdict(lambda: [0, 0])
    for c in claimed:
        by_sender[c.sender.id, c.sender_day, c.counter] += by
        if c.campaign_day is not None:
            counts = by_campaign[c.message["campaign_id"], c.campaign_day]
            counts[0] += by
            counts[1] += by if c.starts else 0
    if by_campaign:
        keys = sorted(by_campaign)
        await scope.run(
            _COUNT_CAMPAIGNS, ids=[k[0] for k in keys], days=[k[1] for k in keys],
            n=[by_campaign[k][0] for k in keys], new=[by_campaign[k][1] for k in keys],
        )  # fmt: skip
    if by_sender:
        keys = sorted(by_sender)
        await scope.run(
            _COUNT_SENDERS, ids=[k[0] for k in keys], days=[k[1] for k in keys], actions=[k[2] for k in keys],
            n=[by_sender[k] for k in keys],
        )  # fmt: skip


async def _write_others(scope: Scope, pairs: _Pairs, decisions: Sequence[Decision]) -> None:
    """What becomes of the enrollments that get no message."""
    stops: dict[Reason, list[int]] = defaultdict(list)
    pauses: dict[tuple[Reason, str], list[int]] = defaultdict(list)
    later: dict[int, datetime] = {}
    done: dict[int, int] = {}
    for (_, _, enrollment), decision in zip(pairs, decisions, strict=True):
        match decision:
            case Stop(reason):
                stops[reason].append(enrollment["id"])
            case Pause(reason, detail):
                pauses[reason, detail].append(enrollment["id"])
            case Later(at):
                later[enrollment["id"]] = at
            case Done(position):
                done[enrollment["id"]] = position
    for reason, ids in stops.items():
        await enrollments.stop(scope, ids, reason)
    for (reason, detail), ids in pauses.items():
        await enrollments.pause(scope, ids, reason, detail=detail)
    if later:
        await scope.run(
            """
            UPDATE enrollments e SET due_at = u.at, updated_at = %(now)s
            FROM unnest(%(ids)s::bigint[], %(at)s::timestamptz[]) AS u (id, at)
            WHERE e.workspace_id = %(workspace_id)s AND e.id = u.id
            """,
            ids=list(later), at=list(later.values()),
        )  # fmt: skip
    if done:
        await advance(scope, list(done), list(done.values()), [None] * len(done))


_ADVANCE = """
UPDATE enrollments e SET
    done_position = greatest(e.done_position, u.position),
    last_step_at = coalesce(u.at, e.last_step_at),
    first_sent_at = coalesce(e.first_sent_at, u.at),
    due_at = CASE WHEN e.status = 'active' THEN coalesce(u.at, %(now)s) + make_interval(secs => n.delay_seconds) END,
    status = CASE WHEN e.status = 'active' AND n.delay_seconds IS NULL THEN 'completed' ELSE e.status END,
    reason = CASE WHEN e.status = 'active' AND n.delay_seconds IS NULL THEN 'done' ELSE e.reason END,
    updated_at = %(now)s
FROM unnest(%(ids)s::bigint[], %(positions)s::int[], %(at)s::timestamptz[]) AS u (id, position, at)
JOIN enrollments b ON b.workspace_id = %(workspace_id)s AND b.id = u.id
LEFT JOIN LATERAL (
    SELECT s.delay_seconds FROM steps s
    WHERE s.workspace_id = %(workspace_id)s AND s.campaign_id = b.campaign_id AND s.deleted_at IS NULL
      AND s.position > greatest(b.done_position, u.position)
    ORDER BY s.position LIMIT 1) n ON true
WHERE e.workspace_id = %(workspace_id)s AND e.id = u.id
RETURNING e.id, e.campaign_id, e.lead_id, e.sender_id, e.status, e.due_at, e.first_sent_at = u.at AS first,
          e.status = 'completed' AND b.status = 'active' AS completed
"""


async def advance(
    scope: Scope, ids: Sequence[int], positions: Sequence[int], at: Sequence[datetime | None]
) -> list[dict[str, Any]]:
    """Note that steps were done, and when the next ones are due; an enrollment without a next one is complete.

    `at` None: nothing was sent. Rows: id, status, due_at, first (it was the enrollment's first message), completed (just now).
    """
    rows = await scope.all(_ADVANCE, ids=list(ids), positions=list(positions), at=list(at))
    completed = [row for row in rows if row["completed"]]
    if completed:
        seats = await scope.all(
            "SELECT id, seat_id FROM campaigns WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s)",
            ids=list({row["campaign_id"] for row in completed}),
        )
        seat_of = {row["id"]: row["seat_id"] for row in seats}
        await events.append(scope, [
            events.Event("lead.completed", seat_id=seat_of[row["campaign_id"]], campaign_id=row["campaign_id"],
                         sender_id=row["sender_id"], lead_id=row["lead_id"], enrollment_id=row["id"])
            for row in completed
        ])  # fmt: skip
    return rows


# -- when each sender looks again ------------------------------------------------------------------------------------------

_WAITING_FOLLOW_UPS = """
SELECT w.sender_id, w.campaign_id, f.due_at
FROM unnest(%(senders)s::bigint[], %(campaigns)s::bigint[]) AS w (sender_id, campaign_id)
CROSS JOIN LATERAL (
    SELECT e.due_at FROM enrollments e
    WHERE e.workspace_id = %(workspace_id)s AND e.sender_id = w.sender_id AND e.campaign_id = w.campaign_id
      AND e.status = 'active' AND e.due_at IS NOT NULL ORDER BY e.due_at LIMIT 1) f
"""
_WAITING_NEW = """
SELECT w.campaign_id, f.due_at FROM unnest(%(campaigns)s::bigint[]) AS w (campaign_id)
CROSS JOIN LATERAL (
    SELECT e.due_at FROM enrollments e
    WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = w.campaign_id AND e.sender_id IS NULL
      AND e.status = 'active' AND e.due_at IS NOT NULL ORDER BY e.priority DESC, e.due_at, e.id LIMIT 1) f
"""
_SET_NEXT = """
UPDATE senders s SET next_at = u.next_at, wait_reason = u.reason, lease_until = u.lease,
       last_sent_at = CASE WHEN u.lease IS NULL THEN s.last_sent_at ELSE %(now)s END
FROM unnest(%(ids)s::bigint[], %(next)s::timestamptz[], %(reasons)s::text[], %(leases)s::timestamptz[])
     AS u (id, next_at, reason, lease)
WHERE s.workspace_id = %(workspace_id)s AND s.id = u.id
"""


async def _set_next(engine: Engine, scope: Scope, ready: Sequence[_Ready]) -> None:
    """Say when each sender shall look for work again and why not before; lease those that have a message under way."""
    now, lease = scope.now, engine.lease()
    idle = [r for r in ready if r.takes and not r.chosen]
    waits = await _waits(scope, idle, now + engine.core.clock.real(_SOON)) if idle else {}
    updates: list[tuple[int, datetime | None, str | None, datetime | None]] = []
    for r in ready:
        if r.blocked:
            reason, at = r.blocked
        elif r.sends and r.sends >= r.room:
            reason, at = Reason.SENDER_DAILY_LIMIT, _midnight(r.day, r.sender.timezone)
        elif r.sends:
            after = pacing.next_allowed(now, now, r.gap, r.jitter, str(r.sender.id))
            reason, at = (Reason.SENDER_GAP if after > now else None), after
        elif r.chosen:
            reason, at = None, now  # whom it was given could not be written to: look again at once
        elif r.takes:
            reason, at = waits.get(r.sender.id, (Reason.NOTHING_DUE, None))
        else:
            continue  # beyond this claim's number: untouched
        updates.append((r.sender.id, at, reason, lease if r.sends else None))
    if updates:
        ids, next_at, reasons, leases = (list(column) for column in zip(*updates, strict=True))
        await scope.run(_SET_NEXT, ids=ids, next=next_at, reasons=reasons, leases=leases)


async def _waits(scope: Scope, idle: Sequence[_Ready], soon: datetime) -> dict[int, tuple[Reason, datetime]]:
    """For senders that found nothing: when something will be there for them, and what keeps it until then."""
    campaigns = {c.id: c for r in idle for c in r.campaigns}
    links = [(r.sender.id, c.id) for r in idle for c in r.campaigns]
    follow_ups = await scope.all(_WAITING_FOLLOW_UPS, senders=[s for s, _ in links], campaigns=[c for _, c in links])
    new = {row["campaign_id"]: row["due_at"] for row in await scope.all(_WAITING_NEW, campaigns=list(campaigns))}
    due = [(row["sender_id"], row["campaign_id"], row["due_at"], False) for row in follow_ups]
    due += [(s, c, new[c], True) for s, c in links if c in new]
    of = {r.sender.id: r for r in idle}
    found: dict[int, tuple[Reason, datetime]] = {}
    for sender_id, campaign_id, due_at, is_new in due:
        wait = _wait(of[sender_id], campaigns[campaign_id], due_at, is_new, scope.now)
        if wait is None:
            continue
        reason, at = wait[0], max(wait[1], soon)
        if sender_id not in found or at < found[sender_id][1]:
            found[sender_id] = reason, at
    return found


def _wait(r: _Ready, c: _Campaign, due_at: datetime, new: bool, now: datetime) -> tuple[Reason, datetime] | None:
    """When this sender may do what is due in this campaign, and what it waits for. None: never."""
    at, reason = max(due_at, now), Reason.NOTHING_DUE if new else Reason.FOLLOW_UP_DELAY
    if not c.has_room(new):
        at = max(at, _midnight(c.day, c.schedule.timezone))
        reason = Reason.NEW_LEAD_LIMIT if new and c.has_room(False) else Reason.CAMPAIGN_DAILY_LIMIT
    opens = schedule.next_all_open([c.schedule, r.schedule], at)
    if opens is None:
        return None
    return (reason if opens == at else Reason.OUTSIDE_WINDOW), opens


# -- messages that wait in their own right: letters written by hand, and retries -------------------------------------------

_QUEUED = f"""
SELECT {", ".join(f"m.{name}" for name in MESSAGE_COLUMNS)} FROM messages m
JOIN senders s ON s.workspace_id = m.workspace_id AND s.id = m.sender_id AND s.status = 'active'
     AND (s.lease_until IS NULL OR s.lease_until <= %(now)s)
WHERE m.workspace_id = %(workspace_id)s AND m.state = 'queued' AND m.due_at <= %(now)s
ORDER BY m.due_at, m.id LIMIT %(limit)s FOR NO KEY UPDATE OF m SKIP LOCKED
"""
_THEIR_ENROLLMENTS = """
SELECT id, status, run, first_sent_at FROM enrollments
WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s) ORDER BY id FOR NO KEY UPDATE
"""
_SEND_QUEUED = """
UPDATE messages m SET state = 'sending', lease_until = %(lease)s, attempts = m.attempts + 1, due_at = NULL, updated_at = %(now)s
WHERE m.workspace_id = %(workspace_id)s AND m.id = ANY (%(ids)s)
"""
_LEASE_SENDERS = """
UPDATE senders SET lease_until = %(lease)s, last_sent_at = %(now)s WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s)
"""
_PUT_OFF = """
UPDATE messages m SET due_at = u.at, state_reason = u.reason, updated_at = %(now)s
FROM unnest(%(ids)s::bigint[], %(at)s::timestamptz[], %(reasons)s::text[]) AS u (id, at, reason)
WHERE m.workspace_id = %(workspace_id)s AND m.id = u.id
"""
_CANCEL = """
UPDATE messages m SET state = 'cancelled', state_reason = %(reason)s, due_at = NULL, updated_at = %(now)s
WHERE m.workspace_id = %(workspace_id)s AND m.id = ANY (%(ids)s)
"""
_LOOK_AGAIN = timedelta(minutes=10)


async def queued_workspaces(core: Core, limit: int = 1000) -> list[int]:
    """Workspaces with queued messages that are due and whose sender is free."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            """
            SELECT m.workspace_id FROM messages m
            JOIN senders s ON s.workspace_id = m.workspace_id AND s.id = m.sender_id AND s.status = 'active'
                 AND (s.lease_until IS NULL OR s.lease_until <= %(now)s)
            WHERE m.state = 'queued' AND m.due_at <= %(now)s GROUP BY m.workspace_id ORDER BY min(m.due_at) LIMIT %(limit)s
            """,
            {"now": core.clock.now(), "limit": limit},
        )
        return [row["workspace_id"] for row in await cursor.fetchall()]


async def claim_queued(engine: Engine, workspace_id: int, *, limit: int = 100) -> list[Claimed]:
    """Claim messages that wait in their own right, as `claim` does. A letter written by hand is counted, but neither gap nor
    limit nor window holds it up; a retry obeys all that its first attempt obeyed."""
    async with engine.core.scope(workspace_id) as scope:
        rows = await scope.all(_QUEUED, limit=limit)
        locked = await scope.all(_LOCK_THESE, ids=sorted({row["sender_id"] for row in rows}))
        ready = {r.sender.id: r for r in await _as_ready(scope, locked)}
        rows = [row for row in rows if row["sender_id"] in ready]
        if not rows:
            return []
        await _load_campaigns(scope, list(ready.values()))
        _allot(scope.now, list(ready.values()), limit)
        enrolled = await scope.all(_THEIR_ENROLLMENTS, ids=sorted({r["enrollment_id"] for r in rows if r["enrollment_id"]}))
        by_id = {e["id"]: e for e in enrolled}
        stopped = await _who_must_not(scope, rows, ready)
        sends: list[tuple[_Ready, dict[str, Any]]] = []
        put_off: dict[int, tuple[datetime, str]] = {}
        cancelled: dict[str, list[int]] = defaultdict(list)
        for row in rows:
            r = ready[row["sender_id"]]
            verdict = stopped.get(row["id"]) or _may_leave(scope.now, r, row, by_id.get(row["enrollment_id"]))
            if verdict is None:
                sends.append((r, row))
            elif isinstance(verdict, tuple):
                put_off[row["id"]] = verdict
            else:
                cancelled[verdict].append(row["id"])
        if put_off:
            at, reasons = zip(*put_off.values(), strict=True)
            await scope.run(_PUT_OFF, ids=list(put_off), at=list(at), reasons=list(reasons))
        for reason, ids in cancelled.items():
            await scope.run(_CANCEL, ids=ids, reason=reason)
        claimed = await _claim_rows(engine, scope, sends, by_id)
        engine.crash_point("before_claim_commit")
    engine.crash_point("after_claim_commit")
    return claimed


async def _who_must_not(scope: Scope, rows: Sequence[dict[str, Any]], ready: dict[int, _Ready]) -> dict[int, str]:
    """Retries to leads that may not be written to any more, by message."""
    steps = [row for row in rows if row["kind"] == "step" and row["lead_id"]]
    people = await leads.get_many(scope, [row["lead_id"] for row in steps])
    steps = [row for row in steps if row["lead_id"] in people]
    wishes = [(people[row["lead_id"]], ready[row["sender_id"]].sender.seat_id) for row in steps]
    blocked = await suppression.blocked(scope, wishes) if wishes else {}
    return {
        row["id"]: Reason.SUPPRESSED if index in blocked else Reason.UNSUBSCRIBED
        for index, row in enumerate(steps)
        if index in blocked or people[row["lead_id"]].unsubscribed_at
    }


def _may_leave(
    now: datetime, r: _Ready, row: dict[str, Any], enrollment: dict[str, Any] | None
) -> tuple[datetime, str] | str | None:
    """None: now. A time and reason: not before. A reason alone: never."""
    if row["kind"] != "step":
        return None
    if enrollment is None or enrollment["status"] in ("stopped", "completed") or enrollment["run"] != row["run"]:
        return Reason.STOPPED
    campaign = next((c for c in r.campaigns if c.id == row["campaign_id"]), None)
    if campaign is None or enrollment["status"] == "paused":
        return now + _LOOK_AGAIN, Reason.PAUSED if campaign else Reason.CAMPAIGN_PAUSED
    if r.blocked:
        return r.blocked[1] or now + _LOOK_AGAIN, r.blocked[0]
    new = enrollment["first_sent_at"] is None
    if not campaign.has_room(new):
        return _midnight(campaign.day, campaign.schedule.timezone), Reason.CAMPAIGN_DAILY_LIMIT
    if campaign.opens_at != now:
        return campaign.opens_at or now + _LOOK_AGAIN, Reason.OUTSIDE_WINDOW
    if r.takes < 1:
        return now + timedelta(seconds=max(r.gap, 1)), Reason.SENDER_GAP
    r.takes -= 1
    campaign.take(new)
    return None


async def _claim_rows(
    engine: Engine, scope: Scope, sends: Sequence[tuple[_Ready, dict[str, Any]]], enrolled: dict[int, dict[str, Any]]
) -> list[Claimed]:
    if not sends:
        return []
    lease, ids = engine.lease(), [row["id"] for _, row in sends]
    await scope.run(_SEND_QUEUED, ids=ids, lease=lease)
    await scope.run(_LEASE_SENDERS, ids=sorted({r.sender.id for r, _ in sends}), lease=lease)
    tickets: dict[int, dict[str, int]] = defaultdict(dict)
    for link in await scope.all(
        "SELECT message_id, id, url FROM links WHERE workspace_id = %(workspace_id)s AND message_id = ANY (%(ids)s)", ids=ids
    ):
        tickets[link["message_id"]][link["url"]] = link["id"]
    claimed = []
    for r, row in sends:
        campaign = next((c for c in r.campaigns if c.id == row["campaign_id"]), None)
        step = row["kind"] == "step" and campaign is not None
        claimed.append(
            Claimed(
                workspace_id=scope.workspace_id,
                sender=r.sender,
                message={**row, "attempts": row["attempts"] + 1},
                seat_id=campaign.seat_id if campaign else r.sender.seat_id,
                sender_day=r.day,
                campaign_day=campaign.day if campaign and step else None,
                tickets=tickets[row["id"]],
                starts=bool(step and enrolled[row["enrollment_id"]]["first_sent_at"] is None),
                fresh=False,
                gap=timedelta(seconds=r.gap),
                lease_until=lease,
            )
        )
    await count(scope, claimed, 1)
    return claimed


async def next_due(core: Core) -> datetime | None:
    """When the next sender may act or the next queued message is due; None: nothing waits. A time may have passed."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            """
            SELECT least(
                (SELECT min(greatest(next_at, lease_until)) FROM (
                     SELECT next_at, lease_until FROM senders WHERE status = 'active' AND next_at IS NOT NULL
                     ORDER BY next_at LIMIT 1000) s),
                (SELECT m.due_at FROM messages m
                 JOIN senders s ON s.workspace_id = m.workspace_id AND s.id = m.sender_id AND s.status = 'active'
                 WHERE m.state = 'queued' ORDER BY m.due_at LIMIT 1)) AS due
            """
        )
        row = await cursor.fetchone()
        return row["due"] if row else None
