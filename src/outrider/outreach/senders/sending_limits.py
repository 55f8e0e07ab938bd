"""How much senders may do in a day, and what they did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import LiteralString

from outrider.outreach.base.batches import columns
from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Scope
from outrider.outreach.senders.kept import Limits
from outrider.outreach.senders.senders import Sender
from outrider.rules import pacing
from outrider.rules import schedule as schedules

# What leaves a mailbox, as actions of sender_days: to leads by a sequence, by hand, and to other mailboxes that warm up.
MAIL = ("email", "manual", "warmup", "warmup_answer")
_DAY = timedelta(days=1)


def daily_limit_on(sender: Sender, day: date) -> int:
    """How many messages the sender may send on one of its local days: its limit, or its slow start while that is lower."""
    return pacing.effective_daily_limit(sender.daily_limit, ramp_of(sender.limits, day))


def ramp_of(limits: Limits, day: date) -> pacing.Ramp | None:
    """The slow start kept in `limits`, as of a day."""
    ramp = limits.get("ramp")
    if not ramp:
        return None
    return pacing.Ramp(
        start=ramp["start"],
        step=ramp["step"],
        started_on=date.fromisoformat(ramp["started_on"]),
        today=day,
        ceiling=ramp.get("ceiling"),
    )


def action_caps(sender: Sender, action: str, day: date) -> pacing.ActionCaps:
    """How often a LinkedIn sender may do an action: a day, and for invitations a week. One that warms up starts slowly."""
    began = schedules.local_day(sender.warmup_started_at or sender.created_at, sender.timezone)
    week = (day - began).days // 7 if sender.warmup_enabled else None
    tier = str(sender.profile.get("tier") or pacing.Tier.BASIC)
    return pacing.linkedin_caps(action, tier, week, sender.limits.get(action))


async def counters(
    scope: Scope, ids: Sequence[int], day: date | None = None, at: datetime | None = None
) -> dict[int, dict[str, int]]:
    """What senders did on a day, by action ('email', 'warmup', 'invite', ...); without a day, on each one's local day `at` a
    moment, by default now."""
    rows = await scope.all(
        """
        SELECT d.sender_id, d.action, d.n FROM senders s
        JOIN sender_days d ON d.workspace_id = %(workspace_id)s AND d.sender_id = s.id
             AND d.day = coalesce(%(day)s, (%(at)s AT TIME ZONE s.timezone)::date)
        WHERE s.workspace_id = %(workspace_id)s AND s.id = ANY (%(ids)s)
        """,
        ids=ids,
        day=day,
        at=at or scope.now,
    )
    counts: dict[int, dict[str, int]] = {id: {} for id in ids}
    for row in rows:
        counts[row["sender_id"]][row["action"]] = row["n"]
    return counts


# The newest mails of senders in the last 24 hours, warm-up among them. `{mail}`, `{letter}`: when one left.
_NEWEST: LiteralString = """
    SELECT b.at FROM (
        (SELECT {mail} AS at FROM messages o
         WHERE o.workspace_id = %(workspace_id)s AND o.sender_id = u.id AND o.direction = 'out' AND o.action = 'email'
           AND o.state IN ('sending', 'submitted', 'sent', 'uncertain')
         ORDER BY o.id DESC LIMIT u.most)
        UNION ALL
        (SELECT {letter} FROM warmup_messages w
         WHERE w.workspace_id = %(workspace_id)s AND w.sender_id = u.id AND w.state IN ('queued', 'sending', 'sent', 'uncertain')
         ORDER BY w.id DESC LIMIT u.most)) b
    ORDER BY b.at DESC LIMIT u.most
"""
_LAST_DAY = sql(
    """
SELECT u.id, array_agg(m.at ORDER BY m.at) AS at FROM unnest(%(id)s::bigint[], %(most)s::int[]) AS u (id, most)
CROSS JOIN LATERAL ({newest}) m WHERE m.at > %(since)s GROUP BY u.id
""",
    newest=sql(_NEWEST, mail="coalesce(o.sent_at, o.created_at)", letter="coalesce(w.sent_at, w.created_at)"),
)


async def last_day(scope: Scope, most: Mapping[int, int]) -> dict[int, list[datetime]]:
    """When each sender's mails of the last 24 hours left, warm-up among them, oldest first; of each at most the newest `most[id]`
    (D14)."""
    rows = await scope.all(_LAST_DAY, id=list(most), most=list(most.values()), since=scope.now - _DAY)
    return {id: [] for id in most} | {row["id"]: row["at"] for row in rows}


@dataclass(frozen=True, slots=True)
class Asked:
    """A sender whose last 24 hours are asked for, on its local day. `most`: how many of its newest mails; `counted`: its mails in
    sender_days from two days before the day to the day after it."""

    id: int
    day: date
    most: int
    counted: int


@dataclass(frozen=True, slots=True)
class _Reading:
    id: int
    counted: int
    read_at: datetime
    sent_at: list[datetime]


_KEPT = """
SELECT k.sender_id AS id, k.counted, k.read_at, k.sent_at
FROM unnest(%(id)s::bigint[], %(day)s::date[], %(most)s::int[]) AS u (id, day, most)
JOIN sender_last_days k ON k.workspace_id = %(workspace_id)s AND k.sender_id = u.id AND k.day = u.day AND k.most >= u.most
WHERE k.read_at > %(since)s
"""
# Counts and mails in one statement: what changes meanwhile is in both or in neither. What is still under way leaves after this
# moment, and so stays within 24 hours for as long as the reading holds.
_READ = sql(
    """
INSERT INTO sender_last_days AS k (workspace_id, sender_id, day, most, read_at, counted, sent_at)
SELECT %(workspace_id)s, u.id, u.day, u.most, %(now)s, (
    SELECT coalesce(sum(d.n), 0) FROM sender_days d
    WHERE d.workspace_id = %(workspace_id)s AND d.sender_id = u.id AND d.day BETWEEN u.day - 2 AND u.day + 1
      AND d.action = ANY (%(mail)s)),
    ARRAY(SELECT m.at FROM ({newest}) m WHERE m.at > %(since)s ORDER BY m.at)
FROM unnest(%(id)s::bigint[], %(day)s::date[], %(most)s::int[]) AS u (id, day, most)
ON CONFLICT (workspace_id, sender_id) DO UPDATE SET day = excluded.day, most = excluded.most, read_at = excluded.read_at,
    counted = excluded.counted, sent_at = excluded.sent_at
RETURNING k.sender_id AS id, k.counted, k.read_at, k.sent_at
""",
    newest=sql(
        _NEWEST,
        mail="CASE WHEN o.state IN ('sent', 'uncertain') THEN coalesce(o.sent_at, o.created_at) ELSE %(now)s END",
        letter="CASE WHEN w.state IN ('sent', 'uncertain') THEN coalesce(w.sent_at, w.created_at) ELSE %(now)s END",
    ),
)


async def claimed_last_day(scope: Scope, asked: Sequence[Asked]) -> dict[int, list[datetime]]:
    """As `last_day`, of senders that this transaction has locked. The mails are read once in a sender's local day. Of later ones
    only the number is known; each gets the time of the reading, which keeps it in the list until the day ends."""
    counted = {a.id: a.counted for a in asked}
    since = scope.now - _DAY
    readings = await scope.rows(_Reading, _KEPT, **columns(Asked, asked), since=since)
    known = {r.id for r in readings}
    if unread := [a for a in asked if a.id not in known]:
        readings += await scope.rows(_Reading, _READ, **columns(Asked, unread), since=since, mail=list(MAIL))
    return {r.id: [at for at in r.sent_at if at > since] + [r.read_at] * (counted[r.id] - r.counted) for r in readings}


@dataclass(frozen=True, slots=True)
class Done:
    """How often a sender did an action on a local day."""

    day: date
    action: str
    n: int


async def days(scope: Scope, id: int, start: date, end: date) -> list[Done]:
    """What a sender did from one local day to another (both included)."""
    return await scope.rows(
        Done,
        """
        SELECT day, action, n FROM sender_days
        WHERE workspace_id = %(workspace_id)s AND sender_id = %(id)s AND day BETWEEN %(start)s AND %(end)s
        ORDER BY day, action
        """,
        id=id,
        start=start,
        end=end,
    )
