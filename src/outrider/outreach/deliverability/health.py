"""The health of mailboxes: judged every hour, remembered, and alerted about when it falls into trouble or comes out of it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import LiteralString

from psycopg.types.json import Jsonb

from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import figures
from outrider.outreach.deliverability import blocklists, recipients
from outrider.outreach.deliverability.recipients import Outcomes
from outrider.outreach.senders import domains, senders, warmup
from outrider.outreach.senders.senders import Sender
from outrider.outreach.tenancy import alerts
from outrider.outreach.tenancy.alerts import Alert
from outrider.rules.health import Band, Direction, Facts, Health, Part, Share, is_trouble, judge, trend

DAYS = 14  # that a score looks back
WEEK = timedelta(days=7)
EVERY = timedelta(hours=1)
NEWEST = 2000  # messages of a sender that a trend looks at
LEARNED = 200  # messages of a sender whose recipients' providers are found out, each time it is judged
_WORDS = {
    "bounces": "bounced messages",
    "complaints": "complaints",
    "spam": "mail that landed in spam",
    "authentication": "missing SPF, DKIM or DMARC records",
    "blocklists": "a domain on blocklists",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of a mailbox's health, and since when."""

    health: Health
    at: datetime


@dataclass(frozen=True, slots=True)
class ProviderTrend:
    """What became of a sender's mail to one recipient provider in the last seven days, against the seven before.

    `delivered`: of what was sent, what did not bounce. `inbox`: of what placement tests found, what was in the inbox.
    """

    provider: str
    delivered: Share
    delivered_trend: Direction
    inbox: Share
    inbox_trend: Direction
    replied: Share


async def of(scope: Scope, sender_ids: Sequence[int]) -> dict[int, Judged]:
    """What was last judged of these senders; those never judged are absent."""
    rows = await scope.all(
        """
        SELECT sender_id, score, band, parts, judged_at FROM sender_health
        WHERE workspace_id = %(workspace_id)s AND sender_id = ANY (%(ids)s) AND judged_at IS NOT NULL
        """,
        ids=sender_ids,
    )
    return {
        row["sender_id"]: Judged(
            Health(row["score"], row["band"], tuple(Part(**part) for part in row["parts"])), row["judged_at"]
        )
        for row in rows
    }


_CLAIM: LiteralString = """
UPDATE sender_health SET next_at = %(next)s
WHERE workspace_id = %(workspace_id)s AND sender_id = ANY (ARRAY(
    SELECT sender_id FROM sender_health WHERE workspace_id = %(workspace_id)s AND next_at <= %(now)s
    ORDER BY next_at LIMIT %(limit)s FOR NO KEY UPDATE SKIP LOCKED))
RETURNING sender_id
"""


async def judge_due(scope: Scope, every: timedelta = EVERY, limit: int = 200) -> int:
    """Judge the senders whose turn it is; how many."""
    rows = await scope.all(_CLAIM, next=scope.now + every, limit=limit)
    ids = sorted(row["sender_id"] for row in rows)
    if ids:
        await _record(scope, await senders.get_many(scope, ids))
        await recipients.learn(scope, ids, since=scope.now - WEEK, newest=LEARNED)
    return len(ids)


async def _record(scope: Scope, found: Mapping[int, Sender]) -> None:
    before = await of(scope, list(found))
    facts = await _facts(scope, found)
    now = {id: judge(facts[id]) for id in found}
    await scope.run(
        """
        UPDATE sender_health h SET score = u.score, band = u.band, parts = u.parts, judged_at = %(now)s
        FROM unnest(%(ids)s::bigint[], %(scores)s::int[], %(bands)s::text[], %(parts)s::jsonb[]) AS u (id, score, band, parts)
        WHERE h.workspace_id = %(workspace_id)s AND h.sender_id = u.id
        """,
        ids=list(now),
        scores=[health.score for health in now.values()],
        bands=[health.band for health in now.values()],
        parts=[Jsonb([asdict(part) for part in health.parts]) for health in now.values()],
    )
    changes = [_change(found[id], before[id].health if id in before else None, health) for id, health in now.items()]
    await alerts.raise_all(scope, [change for change in changes if change])


def _change(sender: Sender, before: Health | None, now: Health) -> Alert | None:
    """The alert for a change of band, if any. Losing the score for lack of data does not count as a recovery."""
    was: Band = before.band if before else "unknown"
    if is_trouble(now.band) == is_trouble(was) or (is_trouble(was) and now.band == "unknown"):
        return None
    facts: dict[str, object] = {"score": now.score, "band": now.band, "was": was}
    path = f"/senders/{sender.id}"
    if is_trouble(now.band):
        why = ", ".join(_WORDS[part.name] for part in now.parts if part.points)
        text = f"The health of {sender.address} fell to {now.score} of 100 ({now.band}): {why}."
        return Alert("health_fell", sender.address, text, path, sender.id, sender.seat_id, facts=facts)
    text = f"The health of {sender.address} recovered to {now.score} of 100."
    return Alert("health_recovered", sender.address, text, path, sender.id, sender.seat_id, facts=facts)


async def _facts(scope: Scope, found: Mapping[int, Sender]) -> dict[int, Facts]:
    ids = list(found)
    today = scope.now.date()
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    for (_, id), counts in (
        await figures.daily(scope, today - timedelta(days=DAYS), today, by=("sender",), sender_ids=ids)
    ).items():
        counted[id].update(counts)
    warm = await warmup.stats(scope, ids, DAYS)
    placed = await _placed(scope, ids)
    named = {id: name for id, sender in found.items() if (name := domains.domain_of(sender))}
    dns: Mapping[str, domains.SenderDomain] = await domains.of(scope, list(named.values())) if named else {}
    written = {id: sender.address.rpartition("@")[2] for id, sender in found.items()}
    listed = await blocklists.of(scope, "domain", sorted(set(written.values())))

    def facts(id: int) -> Facts:
        record = dns.get(named.get(id, ""))
        check = listed.get(written[id])
        total, mails = warm[id].total, placed[id]
        return Facts(
            sent=counted[id]["message.sent"],
            bounced=counted[id]["message.bounced:hard"],
            complained=counted[id]["complaint.received"],
            inbox=total.landed_inbox + mails["inbox"] + mails["category"],
            spam=total.landed_spam + mails["spam"],
            authenticated=None if record is None or record.status == "unchecked" else record.status == "ready",
            listings=len(check.listings) if check and check.asked else None,
        )

    return {id: facts(id) for id in ids}


async def _placed(scope: Scope, ids: Sequence[int]) -> dict[int, Counter[str]]:
    """Where the senders' mails of placement tests landed."""
    rows = await scope.all(
        """
        SELECT sender_id, landed, count(*) AS n FROM placement_mails
        WHERE workspace_id = %(workspace_id)s AND sender_id = ANY (%(ids)s) AND due_at >= %(since)s AND landed IS NOT NULL
        GROUP BY sender_id, landed
        """,
        ids=ids,
        since=scope.now - timedelta(days=DAYS),
    )
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for row in rows:
        found[row["sender_id"]][row["landed"]] = row["n"]
    return found


@dataclass(frozen=True, slots=True)
class _Placed:
    """How many mails of placement tests landed at a provider, and how many of them in the inbox."""

    provider: str
    recent: bool
    inbox: int
    landed: int


_FOUND: LiteralString = """
SELECT provider, due_at >= %(week)s AS recent, count(*) FILTER (WHERE landed IN ('inbox', 'category')) AS inbox,
       count(*) AS landed
FROM placement_mails
WHERE workspace_id = %(workspace_id)s AND sender_id = %(id)s AND due_at >= %(since)s AND landed IN ('inbox', 'category', 'spam')
GROUP BY 1, 2
"""


async def trends(scope: Scope, id: int) -> list[ProviderTrend]:
    """How a sender's mail does at each recipient provider that it was written to lately, the most written to first."""
    week, since = scope.now - WEEK, scope.now - 2 * WEEK
    sent = await recipients.by_provider(scope, "sender", id, since=since, recent=week, newest=NEWEST)
    found_at = await scope.rows(_Placed, _FOUND, id=id, week=week, since=since)
    placed = {(recipients.name_of(row.provider), row.recent): Share(row.inbox, row.landed) for row in found_at}

    def delivered(key: tuple[str, bool]) -> Share:
        found = sent.get(key, Outcomes())
        return Share(found.sent - found.bounced, found.sent)

    def inbox(key: tuple[str, bool]) -> Share:
        return placed.get(key, Share(0, 0))

    found = [
        ProviderTrend(
            name,
            delivered((name, True)),
            trend(delivered((name, True)), delivered((name, False))),
            inbox((name, True)),
            trend(inbox((name, True)), inbox((name, False))),
            Share(sent.get((name, True), Outcomes()).replied, sent.get((name, True), Outcomes()).sent),
        )
        for name in sorted({name for name, _ in (*sent, *placed)})
    ]
    return sorted(found, key=lambda one: -(one.delivered.of + one.inbox.of))
