"""Warm-up: switching it on, how much a mailbox writes a day, and what became of its letters. engine.warmup does the writing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from psycopg.types.json import Jsonb

from outrider.errors import Invalid
from outrider.outreach.base import events
from outrider.outreach.base.scope import Scope
from outrider.outreach.senders import senders
from outrider.outreach.senders.kept import Warmup
from outrider.outreach.senders.senders import Sender
from outrider.rules import chance, pacing
from outrider.rules.schedule import local_day

DEFAULT_REPLY_RATE = 30  # percent of the letters that are answered
# Warm-up settings of a mailbox in addition to its volume, in senders.warmup. Rates are percentages of its letters that recipients
# open, mark as important, and move out of spam.
HABITS = ("open_rate", "important_rate", "save_rate", "weekdays_only", "own_domain", "reads_slowly")
READING = (4.0, 12.0)  # seconds that a letter lies open, where it is read slowly
MOST_A_DAY = 200
# Counter -> its action in sender_days. landed, saved (moved out of spam) and replied count what the mailbox sent.
ACTIONS = {
    "sent": "warmup",
    "landed_inbox": "warmup_inbox",
    "landed_spam": "warmup_spam",
    "saved": "warmup_saved",
    "replied": "warmup_reply",
    "received": "warmup_received",
    "answered": "warmup_answer",
}


@dataclass(frozen=True, slots=True)
class Day:
    """One local day of one mailbox. `replied`: how many of its letters were answered; `saved`: moved out of spam; `answered`: how
    many it answered itself."""

    sent: int = 0
    landed_inbox: int = 0
    landed_spam: int = 0
    saved: int = 0
    replied: int = 0
    received: int = 0
    answered: int = 0


@dataclass(frozen=True, slots=True)
class Stats:
    """Days with anything on them, oldest first, and their sum. `health`: percent of letters that did not land in spam."""

    days: dict[date, Day] = field(default_factory=dict[date, Day])

    @property
    def total(self) -> Day:
        return Day(**{name: sum(getattr(d, name) for d in self.days.values()) for name in ACTIONS})

    @property
    def health(self) -> int | None:
        """None while nothing has landed anywhere."""
        total = self.total
        landed = total.landed_inbox + total.landed_spam
        return round(100 * total.landed_inbox / landed) if landed else None


async def enable(
    scope: Scope,
    sender_ids: Sequence[int],
    *,
    daily_target: int | None = None,
    increment: int | None = None,
    reply_rate: int | None = None,
    tag: str | None = None,
) -> int:
    """Switch warm-up on and set what is given; how many mailboxes. A ramp that has begun continues.

    `daily_target`: letters a day at the end of the ramp; `increment`: more each day; `reply_rate`: percent answered.
    """
    _within(daily_target, 1, MOST_A_DAY, "daily_target")
    _within(increment, 0, MOST_A_DAY, "increment")
    _within(reply_rate, 0, 100, "reply_rate")
    given = {"daily_target": daily_target, "increment": increment, "reply_rate": reply_rate, "tag": tag}
    touched = await scope.run(
        """
        UPDATE senders SET warmup_enabled = true, warmup = warmup || %(settings)s,
               warmup_started_at = CASE WHEN warmup_enabled THEN coalesce(warmup_started_at, %(now)s) ELSE %(now)s END,
               updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s) AND channel = 'email'
        """,
        ids=sender_ids,
        settings=Jsonb({k: v for k, v in given.items() if v is not None}),
    )
    scope.note("sender.warmup", None, {"senders": sorted(sender_ids), **given})
    await events.audit(scope, "sender.warmup_enabled", "sender", affected=touched, sender_ids=list(sender_ids)[:100])
    return touched


async def disable(scope: Scope, sender_ids: Sequence[int]) -> int:
    """Switch warm-up off; how many mailboxes. Letters not yet sent are dropped."""
    touched = await scope.run(
        """
        UPDATE senders SET warmup_enabled = false, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s) AND channel = 'email'
        """,
        ids=sender_ids,
    )
    await scope.run(
        """
        DELETE FROM warmup_messages WHERE workspace_id = %(workspace_id)s AND sender_id = ANY (%(ids)s) AND state = 'queued'
        """,
        ids=sender_ids,
    )
    await events.audit(scope, "sender.warmup_disabled", "sender", affected=touched, sender_ids=list(sender_ids)[:100])
    return touched


async def stats(scope: Scope, sender_ids: Sequence[int], days: int | None = 7) -> dict[int, Stats]:
    """What became of the mailboxes' letters in the last `days` local days, today included (None: since ever).

    Every id has an entry.
    """
    found = await senders.get_many(scope, sender_ids)
    since = {
        id: local_day(scope.now, s.timezone) - timedelta(days=days - 1) if days is not None else date.min
        for id, s in found.items()
    }
    rows = await scope.all(
        """
        SELECT d.sender_id, d.day, jsonb_object_agg(d.action, d.n) AS counts
        FROM unnest(%(ids)s::bigint[], %(since)s::date[]) AS u (sender_id, since)
        JOIN sender_days d ON d.workspace_id = %(workspace_id)s AND d.sender_id = u.sender_id AND d.day >= u.since
             AND d.action = ANY (%(actions)s)
        GROUP BY d.sender_id, d.day ORDER BY d.day
        """,
        ids=list(since),
        since=list(since.values()),
        actions=list(ACTIONS.values()),
    )
    read = {id: Stats() for id in sender_ids}
    for row in rows:
        counts = {name: row["counts"].get(action, 0) for name, action in ACTIONS.items()}
        read[row["sender_id"]].days[row["day"]] = Day(**counts)
    return read


@dataclass(frozen=True, slots=True)
class Treatment:
    """What a reader does with a letter of the warm-up."""

    opens: bool = True
    marks: bool = False
    saves: bool = True
    seconds: float = 0.0  # that it lies open before


def obstacle(sender: Sender) -> str | None:
    """Why a mailbox that is to warm up writes no letters now; None where nothing stops it, or where warm-up is off."""
    if not sender.warmup_enabled:
        return None
    if sender.status != "active":
        return sender.status_detail or f"The account is {sender.status}."
    return None if "imap" in sender.connection else "Warm-up reads the account's mail too: connect its IMAP server."


def treatment(settings: Mapping[str, object], wire_id: str, *, in_spam: bool) -> Treatment:
    """What is done with a letter of a mailbox with these settings. Without a rate every letter is opened and fetched out of spam,
    and those from spam are marked as important.
    """

    def chosen(name: str, otherwise: bool) -> bool:
        rate = settings.get(name)
        return chance.fraction(name, wire_id) * 100 < rate if isinstance(rate, int) else otherwise

    saves = in_spam and chosen("save_rate", True)
    seconds = READING[0] + chance.fraction("reading", wire_id) * (READING[1] - READING[0])
    return Treatment(
        chosen("open_rate", True), chosen("important_rate", saves), saves, seconds if settings.get("reads_slowly") else 0.0
    )


def target(warmup: Warmup, day_index: int, live: bool) -> int:
    """How many letters a mailbox writes on day `day_index` (0 = the first) of its warm-up."""
    ceiling = warmup.get("daily_target") or (pacing.WARMUP_WHEN_LIVE if live else pacing.WARMUP_CEILING)
    increment = warmup.get("increment")
    increment = pacing.WARMUP_INCREMENT if increment is None else increment
    # Without a ramp the target holds from the first day on.
    start = pacing.WARMUP_START if increment else ceiling
    return pacing.warmup_target(day_index, start, increment, ceiling)


async def count(scope: Scope, sender_id: int, day: date, **counts: int) -> None:
    """Raise counters (names of ACTIONS) of a mailbox's day; none where the mailbox is gone."""
    await scope.run(
        """
        INSERT INTO sender_days AS d (workspace_id, sender_id, day, action, n)
        SELECT %(workspace_id)s, s.id, %(day)s, u.action, u.n
        FROM senders s CROSS JOIN unnest(%(actions)s::text[], %(counts)s::int[]) AS u (action, n)
        WHERE s.workspace_id = %(workspace_id)s AND s.id = %(sender)s ORDER BY u.action FOR KEY SHARE OF s
        ON CONFLICT (workspace_id, sender_id, day, action) DO UPDATE SET n = d.n + excluded.n
        """,
        sender=sender_id,
        day=day,
        actions=[ACTIONS[name] for name in counts],
        counts=list(counts.values()),
    )


def _within(value: int | None, low: int, high: int, name: str) -> None:
    if value is not None and not low <= value <= high:
        raise Invalid(f"{name} must be between {low} and {high}.", field=name)
