"""The books of real claims: the workspace's rows, locked for as long as the claim's transaction lasts."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, LiteralString

from outrider.engine.engine import Claimed
from outrider.engine.sending.books import (
    AskedWritten,
    CampaignRow,
    DomainDay,
    DueEnrollment,
    FollowUps,
    LockedSender,
    Next,
    Place,
    T,
    Used,
    Written,
)
from outrider.outreach.base import batches, enrollment_states, marks, message_states, wake
from outrider.outreach.base.enrollment_states import Change
from outrider.outreach.base.query import columns, sql
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import linkedin_accounts, overrides, sequences
from outrider.outreach.campaigns.sequences import Step
from outrider.outreach.correspondence import policies
from outrider.outreach.correspondence.policies import Policies
from outrider.outreach.enrollments import enrollments, providers
from outrider.outreach.leads import leads, suppression
from outrider.outreach.leads.leads import Lead
from outrider.outreach.senders import domains, linkedin_connections, senders, sending_limits, tracking_domains
from outrider.outreach.senders.domains import SenderDomain
from outrider.outreach.senders.senders import Sender
from outrider.outreach.senders.sending_limits import Asked
from outrider.outreach.senders.tracking_domains import TrackingDomain
from outrider.rules import routing
from outrider.store.crypto import Vault

# -- statements ----------------------------------------------------------------------------------------------------------

_LOCK = sql(
    """
SELECT {selected}, t.status AS seat_status
FROM senders s JOIN seats t ON t.workspace_id = %(workspace_id)s AND t.id = s.seat_id
WHERE s.workspace_id = %(workspace_id)s AND s.status = 'active' AND s.next_at <= %(now)s
  AND (s.lease_until IS NULL OR s.lease_until <= %(now)s) AND s.id <> ALL (%(locked)s)
  AND coalesce(s.connection -> 'smtp' ->> 'host', s.provider) <> ALL (%(full)s)
ORDER BY s.next_at, s.id LIMIT %(limit)s
FOR NO KEY UPDATE OF s SKIP LOCKED
""",
    selected=senders.SELECTED,
)
_LOCK_THESE = sql(
    """
SELECT {selected}, t.status AS seat_status
FROM senders s JOIN seats t ON t.workspace_id = %(workspace_id)s AND t.id = s.seat_id
WHERE s.workspace_id = %(workspace_id)s AND s.status = 'active' AND s.id = ANY (%(ids)s)
  AND (s.lease_until IS NULL OR s.lease_until <= %(now)s)
ORDER BY s.id FOR NO KEY UPDATE OF s SKIP LOCKED
""",
    selected=senders.SELECTED,
)
# Read after the locks, in a statement of its own: only so does it see all that earlier claims have counted. Tomorrow has counts
# where the sender's time zone was changed, or the clock set back.
_USED = """
SELECT d.sender_id, d.day, d.action, d.n FROM unnest(%(senders)s::bigint[], %(days)s::date[]) AS u (sender_id, day)
JOIN sender_days d ON d.workspace_id = %(workspace_id)s AND d.sender_id = u.sender_id AND d.day BETWEEN u.day - 2 AND u.day + 1
"""

_LINKS = """
SELECT cs.sender_id, cs.campaign_id FROM campaign_senders cs
JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = cs.campaign_id AND c.status = 'active'
WHERE cs.workspace_id = %(workspace_id)s AND cs.sender_id = ANY (%(senders)s)
ORDER BY cs.last_used_at NULLS FIRST, cs.id
"""
# What a claim asks of campaigns; `{which}` says of which.
CAMPAIGN_ROWS: LiteralString = """
SELECT c.id, c.seat_id, c.schedule, c.settings, c.min_gap_seconds, c.daily_limit, c.new_leads_per_day, c.started_at,
       c.api_key_id, c.marks, (
    SELECT ARRAY[s.channel, s.action] FROM steps s
    WHERE s.workspace_id = %(workspace_id)s AND s.campaign_id = c.id AND s.deleted_at IS NULL ORDER BY s.position LIMIT 1)
    AS first, w.settings -> 'domain_daily_limit' AS domain_daily_limit, w.timezone,
       w.settings ->> 'postal_address' AS postal_address
FROM campaigns c JOIN workspaces w ON w.id = c.workspace_id
WHERE c.workspace_id = %(workspace_id)s AND c.id = ANY (%(ids)s) {which}
"""
# FOR SHARE: a pause of the campaign waits for this claim, or this claim sees it.
_CAMPAIGNS = sql(CAMPAIGN_ROWS, which="AND c.status = 'active' ORDER BY c.id FOR SHARE OF c")
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

_ENROLLMENT = sql(
    "{own}, {position} AS done_position",
    own=columns(DueEnrollment, "e", without=("done_position",)),
    position=marks.position(),
)
_FOLLOW_UPS = sql(
    """
SELECT e.* FROM unnest(%(sender_id)s::bigint[], %(campaign_id)s::bigint[], %(n)s::int[]) AS w (sender_id, campaign_id, n)
JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = w.campaign_id
CROSS JOIN LATERAL (
    SELECT {enrollment} FROM enrollments e
    WHERE e.workspace_id = %(workspace_id)s AND e.sender_id = w.sender_id AND e.campaign_id = w.campaign_id
      AND e.status = 'active' AND e.due_at <= %(now)s
    ORDER BY e.due_at, e.id LIMIT w.n FOR NO KEY UPDATE SKIP LOCKED) e
""",
    enrollment=_ENROLLMENT,
)
_NEW = sql(
    """
SELECT e.* FROM unnest(%(campaigns)s::bigint[], %(routes)s::smallint[], %(n)s::int[]) AS w (campaign_id, route, n)
JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = w.campaign_id
CROSS JOIN LATERAL (
    SELECT {enrollment} FROM enrollments e
    WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = w.campaign_id AND e.route = w.route AND e.sender_id IS NULL
      AND e.status = 'active' AND e.due_at <= %(now)s AND e.id <> ALL (%(taken)s)
    ORDER BY e.priority DESC, e.due_at, e.id LIMIT w.n FOR NO KEY UPDATE SKIP LOCKED) e
""",
    enrollment=_ENROLLMENT,
)

_WAITING_FOLLOW_UPS = """
SELECT w.sender_id, w.campaign_id, f.due_at
FROM unnest(%(senders)s::bigint[], %(campaigns)s::bigint[]) AS w (sender_id, campaign_id)
CROSS JOIN LATERAL (
    SELECT e.due_at FROM enrollments e
    WHERE e.workspace_id = %(workspace_id)s AND e.sender_id = w.sender_id AND e.campaign_id = w.campaign_id
      AND e.status = 'active' AND e.due_at IS NOT NULL ORDER BY e.due_at LIMIT 1) f
"""
# Whatever its priority: one that may be claimed before others is not always due before them.
_WAITING_NEW = """
SELECT w.campaign_id, w.route, f.due_at
FROM unnest(%(campaigns)s::bigint[], %(routes)s::smallint[]) AS w (campaign_id, route)
CROSS JOIN LATERAL (
    SELECT e.due_at FROM enrollments e
    WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = w.campaign_id AND e.route = w.route AND e.sender_id IS NULL
      AND e.status = 'active' AND e.due_at IS NOT NULL ORDER BY e.due_at LIMIT 1) f
"""

_SET_NEXT = """
UPDATE senders s SET next_at = u.next_at, wait_reason = u.reason, lease_until = u.lease,
       last_sent_at = CASE WHEN u.lease IS NULL THEN s.last_sent_at ELSE %(now)s END
FROM unnest(%(id)s::bigint[], %(next_at)s::timestamptz[], %(reason)s::text[], %(lease)s::timestamptz[])
     AS u (id, next_at, reason, lease)
WHERE s.workspace_id = %(workspace_id)s AND s.id = u.id
"""

# What an enrollment has already been written: the steps of this run that have a message, and the last message of its thread. Its
# messages are read once, by the enrollment: asked for the last one, the database would go through all that the sender has sent.
_WRITTEN = """
SELECT u.id, w.steps, w.under_way, p.wire_id, p.reference_ids, p.subject, p.conversation_id
FROM unnest(%(id)s::bigint[], %(run)s::int[], %(sender_id)s::bigint[]) AS u (id, run, sender_id)
CROSS JOIN LATERAL (
    SELECT array_agg(m.step_id) FILTER (WHERE m.enrollment_id = u.id AND m.run = u.run AND m.kind = 'step') AS steps,
           bool_or(m.state IN ('queued', 'sending', 'submitted'))
               FILTER (WHERE m.enrollment_id = u.id AND m.run = u.run AND m.kind = 'step') AS under_way,
           max(m.id) FILTER (WHERE m.sender_id = u.sender_id AND m.wire_id IS NOT NULL
               AND m.state IN ('submitted', 'sent', 'uncertain', 'received')
               AND (m.direction = 'out' OR m.kind = 'reply')) AS last_id  -- not from an automatic reply or a report
    FROM messages m
    WHERE m.workspace_id = %(workspace_id)s AND m.enrollment_id IN (
        u.id, (SELECT x.origin_id FROM enrollments x WHERE x.workspace_id = %(workspace_id)s AND x.id = u.id))) w
LEFT JOIN messages p ON p.workspace_id = %(workspace_id)s AND p.id = w.last_id
"""

_OPEN_DOMAINS = """
INSERT INTO domain_days (workspace_id, campaign_id, domain, day)
SELECT %(workspace_id)s, u.* FROM unnest(%(campaigns)s::bigint[], %(domains)s::text[], %(days)s::date[]) AS u
ON CONFLICT DO NOTHING
"""
# Locked: of two claims under one limit the second sees what the first has counted. In order: none waits in a circle.
_LOCK_DOMAINS = """
SELECT d.campaign_id, d.domain, d.day, d.n FROM domain_days d
JOIN unnest(%(campaigns)s::bigint[], %(domains)s::text[], %(days)s::date[]) AS u (campaign_id, domain, day)
     ON d.campaign_id = u.campaign_id AND d.domain = u.domain AND d.day = u.day
WHERE d.workspace_id = %(workspace_id)s ORDER BY d.campaign_id, d.domain, d.day FOR NO KEY UPDATE OF d
"""

_COPY_LINKS = "COPY links (workspace_id, id, message_id, url) FROM STDIN"
_USE_CAMPAIGNS = """
UPDATE campaign_senders cs SET last_used_at = %(now)s
FROM unnest(%(campaigns)s::bigint[], %(senders)s::bigint[]) AS u (campaign_id, sender_id)
WHERE cs.workspace_id = %(workspace_id)s AND cs.campaign_id = u.campaign_id AND cs.sender_id = u.sender_id
"""


# -- counting ------------------------------------------------------------------------------------------------------------

_COUNT_SENDERS = """
INSERT INTO sender_days AS d (workspace_id, sender_id, day, action, n)
SELECT %(workspace_id)s, u.*
FROM unnest(%(ids)s::bigint[], %(days)s::date[], %(actions)s::text[], %(n)s::int[]) AS u (sender_id, day, action, n)
JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = u.sender_id FOR KEY SHARE OF s
ON CONFLICT (workspace_id, sender_id, day, action) DO UPDATE SET n = greatest(d.n + excluded.n, 0)
"""
_COUNT_CAMPAIGNS = """
INSERT INTO campaign_days AS d (workspace_id, campaign_id, day, sent, new_leads)
SELECT %(workspace_id)s, u.*
FROM unnest(%(ids)s::bigint[], %(days)s::date[], %(n)s::int[], %(new)s::int[]) AS u (campaign_id, day, n, new)
JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = u.campaign_id FOR KEY SHARE OF c
ON CONFLICT (workspace_id, campaign_id, day)
DO UPDATE SET sent = greatest(d.sent + excluded.sent, 0), new_leads = greatest(d.new_leads + excluded.new_leads, 0)
"""
_COUNT_DOMAINS = """
INSERT INTO domain_days AS d (workspace_id, campaign_id, domain, day, n)
SELECT %(workspace_id)s, u.*
FROM unnest(%(campaigns)s::bigint[], %(domains)s::text[], %(days)s::date[], %(n)s::int[]) AS u
ON CONFLICT (workspace_id, campaign_id, domain, day) DO UPDATE SET n = greatest(d.n + excluded.n, 0)
"""


async def count(scope: Scope, claimed: Sequence[Claimed], by: int) -> None:
    """Raise (by = 1) or give back (by = -1) what limits are checked against. Rows in order, so that none waits in a circle."""
    by_sender: dict[tuple[int, date, str], int] = defaultdict(int)
    by_campaign: dict[tuple[int, date], list[int]] = defaultdict(lambda: [0, 0])
    by_domain: dict[tuple[int, str, date], int] = defaultdict(int)
    for c in claimed:
        by_sender[c.sender.id, c.sender_day, c.counter] += by
        if c.campaign_day is not None:
            counts = by_campaign[c.message.campaign_id or 0, c.campaign_day]
            counts[0] += by
            counts[1] += by if c.starts else 0
        if c.domain_day is not None:
            by_domain[c.domain_day] += by
    if by_campaign:
        keys = sorted(by_campaign)
        await scope.run(
            _COUNT_CAMPAIGNS,
            ids=[k[0] for k in keys],
            days=[k[1] for k in keys],
            n=[by_campaign[k][0] for k in keys],
            new=[by_campaign[k][1] for k in keys],
        )
    if by_sender:
        keys = sorted(by_sender)
        await scope.run(
            _COUNT_SENDERS,
            ids=[k[0] for k in keys],
            days=[k[1] for k in keys],
            actions=[k[2] for k in keys],
            n=[by_sender[k] for k in keys],
        )
    if by < 0:  # counted where the policies were asked
        await policies.give_back(scope, [day for c in claimed for day in c.key_days])
    if by_domain:
        keys = sorted(by_domain)
        await scope.run(
            _COUNT_DOMAINS,
            campaigns=[k[0] for k in keys],
            domains=[k[1] for k in keys],
            days=[k[2] for k in keys],
            n=[by_domain[k] for k in keys],
        )


def _locked(rows: Sequence[dict[str, Any]]) -> list[LockedSender]:
    seats = [row.pop("seat_status") for row in rows]
    return [LockedSender(Sender(**row), seat) for row, seat in zip(rows, seats, strict=True)]


@dataclass(frozen=True, slots=True)
class Database:
    """The books of one transaction."""

    scope: Scope

    @property
    def workspace_id(self) -> int:
        return self.scope.workspace_id

    @property
    def now(self) -> datetime:
        return self.scope.now

    @property
    def vault(self) -> Vault:
        return self.scope.vault

    # -- senders

    async def lock_senders(self, limit: int, apart_from: Collection[int], full: Sequence[str]) -> list[LockedSender]:
        return _locked(await self.scope.all(_LOCK, locked=apart_from, full=full, limit=limit))

    async def lock_these(self, ids: Sequence[int]) -> list[LockedSender]:
        """Lock these senders, except those already locked."""
        return _locked(await self.scope.all(_LOCK_THESE, ids=ids))

    async def used(self, days: Mapping[int, date]) -> list[Used]:
        return await self.scope.rows(Used, _USED, senders=list(days), days=list(days.values()))

    async def last_day(self, asked: Sequence[Asked]) -> Mapping[int, Sequence[datetime]]:
        return await sending_limits.claimed_last_day(self.scope, asked)

    async def week_counts(self, sender_ids: Sequence[int]) -> Mapping[int, dict[str, int]]:
        return await linkedin_accounts.week_counts(self.scope, sender_ids)

    async def cooldowns(self, sender_ids: Sequence[int]) -> Mapping[int, dict[str, datetime]]:
        return await linkedin_accounts.cooldowns(self.scope, sender_ids)

    async def domains(self, names: Sequence[str]) -> Mapping[str, SenderDomain]:
        return await domains.of(self.scope, names)

    async def set_next(self, updates: Sequence[Next]) -> None:
        if updates:
            await self.scope.run(_SET_NEXT, **batches.columns(Next, updates))

    # -- campaigns

    async def links(self, sender_ids: Sequence[int]) -> list[tuple[int, int]]:
        rows = await self.scope.all(_LINKS, senders=sender_ids)
        return [(row["sender_id"], row["campaign_id"]) for row in rows]

    async def campaigns(self, ids: Sequence[int]) -> list[CampaignRow]:
        return await self.scope.rows(CampaignRow, _CAMPAIGNS, ids=ids)

    async def campaign_days(self, days: Mapping[int, date]) -> dict[int, tuple[int, int]]:
        keys = {"ids": list(days), "days": list(days.values())}
        await self.scope.run(_OPEN_DAYS, **keys)
        rows = await self.scope.all(_LOCK_DAYS, **keys)
        return {row["campaign_id"]: (row["sent"], row["new_leads"]) for row in rows}

    async def working_groups(self, campaign_ids: Sequence[int]) -> Mapping[int, tuple[routing.Group, ...]]:
        return await providers.working_groups(self.scope, campaign_ids)

    # -- leads in campaigns

    async def follow_ups(self, wanted: Sequence[FollowUps]) -> list[DueEnrollment]:
        return await self.scope.rows(DueEnrollment, _FOLLOW_UPS, **batches.columns(FollowUps, wanted))

    async def new_leads(self, wanted: Mapping[Place, int], apart_from: Collection[int]) -> list[DueEnrollment]:
        return await self.scope.rows(
            DueEnrollment,
            _NEW,
            campaigns=[id for id, _ in wanted],
            routes=[route for _, route in wanted],
            n=list(wanted.values()),
            taken=apart_from,
        )

    async def next_follow_ups(self, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int, datetime]]:
        rows = await self.scope.all(_WAITING_FOLLOW_UPS, senders=[s for s, _ in pairs], campaigns=[c for _, c in pairs])
        return [(row["sender_id"], row["campaign_id"], row["due_at"]) for row in rows]

    async def next_new(self, places: Sequence[Place]) -> dict[Place, datetime]:
        rows = await self.scope.all(_WAITING_NEW, campaigns=[c for c, _ in places], routes=[route for _, route in places])
        return {(row["campaign_id"], row["route"]): row["due_at"] for row in rows}

    # -- what a message depends on

    async def people(self, lead_ids: Sequence[int]) -> dict[int, Lead]:
        return await leads.get_many(self.scope, lead_ids)

    async def sequences(self, campaign_ids: Sequence[int]) -> dict[int, list[Step]]:
        return await sequences.get_many(self.scope, campaign_ids)

    async def blocked(self, wishes: Sequence[tuple[Lead, int | None]]) -> Collection[int]:
        return await suppression.blocked(self.scope, wishes)

    async def written(self, asked: Sequence[AskedWritten]) -> dict[int, Written]:
        rows = await self.scope.rows(Written, _WRITTEN, **batches.columns(AskedWritten, asked))
        return {row.id: row for row in rows if row.steps or row.wire_id}

    async def connections(self, asked: Sequence[tuple[int, int, int, int | None]]) -> dict[int, tuple[bool, bool]]:
        return await linkedin_connections.campaign_facts(self.scope, asked)

    async def own_texts(self, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], dict[str, str]]:
        return await overrides.texts(self.scope, pairs)

    async def tracking_hosts(self, names: Collection[str]) -> Mapping[str, TrackingDomain]:
        return await tracking_domains.of(self.scope, names)

    async def domain_counts(self, counters: Sequence[DomainDay]) -> dict[DomainDay, int]:
        campaigns, names, days = (list(column) for column in zip(*counters, strict=True))
        keys = {"campaigns": campaigns, "domains": names, "days": days}
        await self.scope.run(_OPEN_DOMAINS, **keys)
        rows = await self.scope.all(_LOCK_DOMAINS, **keys)
        return {(row["campaign_id"], row["domain"], row["day"]): row["n"] for row in rows}

    async def policies(self, key_ids: Collection[int]) -> Policies:
        return await policies.lock(self.scope, key_ids)

    async def count_for_policies(self, counted: Policies) -> None:
        await policies.count(self.scope, counted)

    async def aside(self, work: Callable[[], T]) -> T:
        """Beside the event loop, which has other workspaces' messages to send."""
        return await asyncio.to_thread(work)

    # -- what was decided

    async def message_ids(self, n: int) -> list[int]:
        return await self._next_ids("messages", n)

    async def link_ids(self, n: int) -> list[int]:
        return await self._next_ids("links", n)

    async def _next_ids(self, table: str, n: int) -> list[int]:
        """Ids for rows that other rows and texts must name before they are written."""
        if not n:
            return []
        rows = await self.scope.all(
            "SELECT nextval(pg_get_serial_sequence(%(table)s, 'id')) AS id FROM generate_series(1, %(n)s)", table=table, n=n
        )
        return [row["id"] for row in rows]

    async def write(self, claimed: Sequence[Claimed], lease: datetime) -> None:
        messages = [c.message for c in claimed]
        await message_states.insert_claimed(self.scope, messages, lease)
        await self._copy_links(claimed)
        claims = [enrollment_states.Claim(m.enrollment_id, m.sender_id) for m in messages if m.enrollment_id]
        await enrollment_states.claim(self.scope, claims)
        used = sorted({(m.campaign_id, m.sender_id) for m in messages if m.campaign_id})
        await self.scope.run(_USE_CAMPAIGNS, campaigns=[u[0] for u in used], senders=[u[1] for u in used])
        await count(self.scope, claimed, 1)

    async def _copy_links(self, claimed: Sequence[Claimed]) -> None:
        if any(c.tickets for c in claimed):
            async with self.scope.conn.cursor().copy(_COPY_LINKS.encode()) as copy:
                for c in claimed:
                    for url, id in c.tickets.items():
                        await copy.write_row((self.workspace_id, id, c.id, url))

    async def stop(self, changes: Sequence[Change]) -> None:
        if changes:
            await enrollments.stop_each(self.scope, changes)

    async def pause(self, changes: Sequence[Change]) -> None:
        await enrollment_states.pause(self.scope, changes)

    async def wait(self, waits: Sequence[enrollment_states.Wait]) -> None:
        await enrollment_states.wait(self.scope, waits)

    async def advance(self, steps: Sequence[enrollment_states.Step]) -> None:
        await enrollment_states.advance(self.scope, steps)

    async def hand_over(self, ids: Sequence[int], channel: str) -> dict[int, int]:
        taken = await enrollment_states.hand_over(self.scope, ids, channel)
        if taken:
            await wake.senders(self.scope, sorted(set(taken.values())))
        return taken
