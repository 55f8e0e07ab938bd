"""How much senders may do in a day, and what they did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from outrider.outreach.base.scope import Scope
from outrider.outreach.senders.kept import Limits
from outrider.outreach.senders.senders import Sender
from outrider.rules import pacing
from outrider.rules import schedule as schedules

# What leaves a mailbox, as actions of sender_days: to leads by a sequence, by hand, and to other mailboxes that warm up.
MAIL = ("email", "manual", "warmup", "warmup_answer")


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


_LAST_DAY = """
SELECT u.id, array_agg(m.at ORDER BY m.at) AS at
FROM unnest(%(ids)s::bigint[], %(n)s::int[]) AS u (id, n)
CROSS JOIN LATERAL (
    SELECT b.at FROM (
        (SELECT coalesce(o.sent_at, o.created_at) AS at FROM messages o
         WHERE o.workspace_id = %(workspace_id)s AND o.sender_id = u.id AND o.direction = 'out' AND o.action = 'email'
           AND o.state IN ('sending', 'submitted', 'sent', 'uncertain')
         ORDER BY o.id DESC LIMIT u.n)
        UNION ALL
        (SELECT coalesce(w.sent_at, w.created_at) FROM warmup_messages w
         WHERE w.workspace_id = %(workspace_id)s AND w.sender_id = u.id AND w.state IN ('queued', 'sending', 'sent', 'uncertain')
         ORDER BY w.id DESC LIMIT u.n)) b
    ORDER BY b.at DESC LIMIT u.n) m
WHERE m.at > %(since)s GROUP BY u.id
"""


async def last_day(scope: Scope, most: Mapping[int, int]) -> dict[int, list[datetime]]:
    """When each sender's mails of the last 24 hours left, warm-up among them, oldest first; of each at most the newest `most[id]`
    (D14)."""
    rows = await scope.all(_LAST_DAY, ids=list(most), n=list(most.values()), since=scope.now - timedelta(days=1))
    return {id: [] for id in most} | {row["id"]: row["at"] for row in rows}


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
