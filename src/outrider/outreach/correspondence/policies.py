"""The policies of keys at work: what letters and campaigns of a key may send, asked when they are made and when they leave."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

from outrider.errors import Forbidden
from outrider.outreach.base import reasons
from outrider.outreach.base.query import sql
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.leads import contacts
from outrider.rules import policy, schedule
from outrider.rules.policy import Letter, Policy

_OF_KEYS = """
SELECT k.id, k.policy, w.timezone FROM api_keys k JOIN workspaces w ON w.id = %(workspace_id)s
WHERE k.id = ANY (%(ids)s) AND k.policy <> '{}'
"""
# Participants are the senders and recipients of the conversation's messages, not addresses that only appear in a header.
_LETTERS = sql(
    """
SELECT u.id, coalesce(u.to_addresses || u.cc_addresses || u.bcc_addresses, '{{}}') AS addresses,
       ARRAY(SELECT DISTINCT a FROM messages m CROSS JOIN LATERAL unnest(
                 CASE WHEN m.direction = 'in' THEN ARRAY[m.from_address] ELSE m.to_addresses || m.cc_addresses END) a
             WHERE m.workspace_id = %(workspace_id)s AND m.conversation_id = u.conversation_id AND a IS NOT NULL
               AND m.state IN ('received', 'submitted', 'sent', 'uncertain')) AS taking_part,
       ARRAY(SELECT l.email FROM leads l WHERE l.workspace_id = %(workspace_id)s
               AND l.email = ANY (u.to_addresses || u.cc_addresses || u.bcc_addresses)
               AND EXISTS (SELECT FROM enrollments e
                             JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
                             WHERE e.workspace_id = %(workspace_id)s AND e.lead_id = l.id
                             AND e.api_key_id IS DISTINCT FROM u.api_key_id)) AS enrolled,
       ARRAY(SELECT l.email FROM leads l WHERE l.workspace_id = %(workspace_id)s
               AND l.email = ANY (u.to_addresses || u.cc_addresses || u.bcc_addresses)
               AND ({last} IS NOT NULL OR l.last_replied_at IS NOT NULL)) AS contacted,
       u.action <> 'email' AND EXISTS (
           SELECT FROM messages m WHERE m.workspace_id = %(workspace_id)s AND m.conversation_id = u.conversation_id
              AND m.state IN ('received', 'submitted', 'sent', 'uncertain')) AS goes_on,
       u.action <> 'email' AND EXISTS (
           SELECT FROM enrollments e JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
           WHERE e.workspace_id = %(workspace_id)s AND e.lead_id = u.lead_id
              AND e.api_key_id IS DISTINCT FROM u.api_key_id) AS has_enrolled
FROM messages u WHERE u.workspace_id = %(workspace_id)s AND u.id = ANY (%(ids)s)
""",
    last=contacts.LAST,
)
_OPEN = """
INSERT INTO key_days (workspace_id, api_key_id, day)
SELECT %(workspace_id)s, u.* FROM unnest(%(keys)s::bigint[], %(days)s::date[]) AS u ON CONFLICT DO NOTHING
"""
# Locked: of two claims under one policy the second sees what the first has counted. In order: none waits in a circle.
_LOCK = """
SELECT d.api_key_id, d.n FROM key_days d
JOIN unnest(%(keys)s::bigint[], %(days)s::date[]) AS u (api_key_id, day) ON d.api_key_id = u.api_key_id AND d.day = u.day
WHERE d.workspace_id = %(workspace_id)s ORDER BY d.api_key_id FOR NO KEY UPDATE OF d
"""
_COUNT = """
UPDATE key_days d SET n = u.n
FROM unnest(%(keys)s::bigint[], %(days)s::date[], %(n)s::int[]) AS u (api_key_id, day, n)
WHERE d.workspace_id = %(workspace_id)s AND d.api_key_id = u.api_key_id AND d.day = u.day
"""


_GIVE_BACK = """
UPDATE key_days d SET n = greatest(d.n - u.n, 0)
FROM unnest(%(keys)s::bigint[], %(days)s::date[], %(n)s::int[]) AS u (api_key_id, day, n)
WHERE d.workspace_id = %(workspace_id)s AND d.api_key_id = u.api_key_id AND d.day = u.day
"""
_COUNTED = """
SELECT d.api_key_id, d.day, d.n FROM key_days d
WHERE d.workspace_id = %(workspace_id)s AND d.api_key_id = ANY (%(keys)s) AND d.day >= %(since)s
"""


KeyDay: TypeAlias = tuple[int, date]  # a key, and the day on which it sends


@dataclass(frozen=True, slots=True)
class KeyPolicy:
    """A key's policy, and the time zone of the workspace by which its days are counted."""

    policy: Policy
    timezone: str


@dataclass(slots=True)
class Held:
    """One key's policy in this workspace, and what it has sent today."""

    policy: Policy
    day: date
    tomorrow: datetime
    used: int = 0

    def waits(self, now: datetime) -> tuple[Reason, datetime] | None:
        """Why nothing may be sent in the key's name now, and until when."""
        if self.policy.sends_a_day is not None and self.used >= self.policy.sends_a_day:
            return Reason.KEY_DAILY_LIMIT, self.tomorrow
        if not schedule.is_open(self.policy.hours, now):
            return Reason.KEY_OUTSIDE_HOURS, policy.opens(self.policy, now) or self.tomorrow
        return None


@dataclass(slots=True)
class Policies:
    """The policies of one claim's keys, locked where they count. Keys without one are not in it."""

    now: datetime
    by_key: Mapping[int, Held] = field(default_factory=dict[int, Held])

    def verdict(self, letters: Mapping[int, Letter]) -> tuple[Reason, datetime] | None:
        """Why a message may not leave now, and when to look again. `letters`: what it is to each key that it is sent for. A
        message that may leave is counted."""
        if (waits := self.waits(letters)) is None:
            self.take(letters)
        return waits

    def waits(self, letters: Mapping[int, Letter]) -> tuple[Reason, datetime] | None:
        """As `verdict`, without counting."""
        for key, letter in letters.items():
            if (of := self.by_key.get(key)) is None:
                continue
            if refused := policy.refusal(of.policy, letter):
                return Reason(refused), of.tomorrow
            if waits := of.waits(self.now):
                return waits
        return None

    def take(self, api_key_ids: Iterable[int]) -> None:
        """Count a message that leaves for these keys."""
        for key in api_key_ids:
            if key in self.by_key:
                self.by_key[key].used += 1

    def days(self, api_key_ids: Iterable[int | None]) -> tuple[KeyDay, ...]:
        """What a message that is sent for these keys counts against."""
        held = {id: self.by_key[id] for id in api_key_ids if id is not None and id in self.by_key}
        return tuple((id, held[id].day) for id in _limited(held))


async def of_keys(scope: Scope, api_key_ids: Iterable[int]) -> dict[int, KeyPolicy]:
    """The policies of those of the keys that have one."""
    ids = sorted(set(api_key_ids))
    rows = await scope.all(_OF_KEYS, ids=ids) if ids else []
    return {row["id"]: KeyPolicy(policy.from_json(row["policy"]), row["timezone"]) for row in rows}


async def counted(scope: Scope, api_key_ids: Iterable[int], since: date) -> dict[tuple[int, date], int]:
    """What these keys have sent on each day from `since` on."""
    rows = await scope.all(_COUNTED, keys=sorted(set(api_key_ids)), since=since)
    return {(row["api_key_id"], row["day"]): row["n"] for row in rows}


def held(of: KeyPolicy, now: datetime) -> Held:
    """A policy on the day of `now`, with nothing counted yet."""
    day = schedule.local_day(now, of.timezone)
    return Held(of.policy, day, schedule.day_bounds(day, of.timezone)[1])


async def lock(scope: Scope, api_key_ids: Iterable[int]) -> Policies:
    """The policies of these keys; what those that limit a day have sent today is locked until this transaction ends."""
    found = {id: held(of, scope.now) for id, of in (await of_keys(scope, api_key_ids)).items()}
    limited = _limited(found)
    if limited:
        days = {"keys": limited, "days": [found[id].day for id in limited]}
        await scope.run(_OPEN, **days)
        for row in await scope.all(_LOCK, **days):
            found[row["api_key_id"]].used = row["n"]
    return Policies(scope.now, found)


async def count(scope: Scope, policies: Policies) -> None:
    """Write down what has been counted since `lock`."""
    if limited := _limited(policies.by_key):
        held = [policies.by_key[id] for id in limited]
        await scope.run(_COUNT, keys=limited, days=[of.day for of in held], n=[of.used for of in held])


async def give_back(scope: Scope, days: Iterable[KeyDay]) -> None:
    """Take back what was counted for messages that did not leave. Rows in order, so that none waits in a circle."""
    if counted := sorted(Counter(days).items()):
        keys, at = [key for (key, _), _ in counted], [day for (_, day), _ in counted]
        await scope.run(_GIVE_BACK, keys=keys, days=at, n=[n for _, n in counted])


def _limited(held: Mapping[int, Held]) -> list[int]:
    return sorted(id for id, of in held.items() if of.policy.sends_a_day is not None)


@dataclass(frozen=True, slots=True)
class _Letter:
    """A row of `_LETTERS`. `goes_on`, `has_enrolled`: the same of a message on a network, which goes to no address."""

    id: int
    addresses: list[str]
    taking_part: list[str]
    enrolled: list[str]
    contacted: list[str]
    goes_on: bool
    has_enrolled: bool

    @property
    def letter(self) -> Letter:
        if self.addresses:
            return Letter(self.addresses, self.taking_part, self.enrolled, self.contacted)
        known = ("",) if self.goes_on else ()
        return Letter(("",), known, ("",) if self.has_enrolled else (), known)


@dataclass(frozen=True, slots=True)
class StepKeys:
    """The keys that a campaign's message is sent for: the one that started the campaign, and the one that put the lead in."""

    campaign: int | None
    enrollment: int | None

    def __iter__(self) -> Iterator[int]:
        return (key for key in (self.campaign, self.enrollment) if key is not None)


def of_step(keys: StepKeys, address: str, copies: Sequence[str], *, is_first: bool) -> dict[int, Letter]:
    """What a campaign's message is to each key that it is sent for."""
    known = () if is_first else (address,)
    return {key: Letter((address,), known, () if key == keys.enrollment else (address,), known, copies) for key in keys}


async def letters(scope: Scope, message_ids: Sequence[int]) -> dict[int, Letter]:
    """What the policies have to know of queued letters."""
    if not message_ids:
        return {}
    rows = await scope.rows(_Letter, _LETTERS, ids=message_ids)
    return {row.id: row.letter for row in rows}


async def check(scope: Scope, message_id: int) -> None:
    """Raise Forbidden for a letter of this transaction that its actor's policy lets not leave, today at least."""
    if not scope.actor.policy.restricts or scope.actor.api_key_id is None:
        return
    letter = (await letters(scope, [message_id]))[message_id]
    refused = policy.refusal(scope.actor.policy, letter)
    if refused is None:
        known = await lock(scope, [scope.actor.api_key_id])
        waits = next((of.waits(scope.now) for of in known.by_key.values()), None)
        refused = waits[0] if waits and waits[0] == Reason.KEY_DAILY_LIMIT else None
    if refused:
        raise Forbidden(reasons.sentence(refused), code=str(refused))
