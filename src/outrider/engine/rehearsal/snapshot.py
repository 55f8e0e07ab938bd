"""The initial state of a rehearsal: everything that claims would read, loaded once.

Campaigns share mailboxes with each other, so every campaign that competes for the same senders, directly or indirectly, is
included and the rehearsal sees the same queues as the engine. Nothing is locked or written.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from outrider.engine.rehearsal.memory import Snapshot, Standing, Thread
from outrider.engine.sending.books import CampaignRow, DomainDay, LockedSender
from outrider.engine.sending.database import CAMPAIGN_ROWS
from outrider.engine.sending.ready import domain_rule
from outrider.errors import Invalid
from outrider.outreach.base import marks
from outrider.outreach.base.query import columns, names_of, sql
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import linkedin_accounts, overrides, sequences
from outrider.outreach.campaigns.settings import settings_of
from outrider.outreach.correspondence import policies
from outrider.outreach.enrollments import providers
from outrider.outreach.leads import leads, suppression
from outrider.outreach.leads.leads import Lead
from outrider.outreach.senders import domains, senders, sending_limits, tracking_domains
from outrider.outreach.senders.domains import SenderDomain
from outrider.outreach.senders.senders import Sender

# Leads with remaining steps, in all campaigns that share senders.
MAX_LEADS = 200_000
_AT_ONCE = 5000
_NEVER = datetime(9000, 1, 1, tzinfo=UTC)

# Campaigns that share a sender with these; repeated until no more are found.
_NEIGHBOURS = """
SELECT DISTINCT o.campaign_id FROM campaign_senders k
JOIN campaign_senders o ON o.workspace_id = %(workspace_id)s AND o.sender_id = k.sender_id
JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = o.campaign_id AND c.status = 'active'
WHERE k.workspace_id = %(workspace_id)s AND k.campaign_id = ANY (%(ids)s)
"""
_ACTIVE = "SELECT id FROM campaigns WHERE workspace_id = %(workspace_id)s AND status = 'active'"
_LINKS = """
SELECT campaign_id, sender_id, last_used_at, id FROM campaign_senders
WHERE workspace_id = %(workspace_id)s AND campaign_id = ANY (%(ids)s)
"""
_SENDERS = sql(
    """
SELECT {selected}, t.status AS seat_status
FROM senders s JOIN seats t ON t.workspace_id = %(workspace_id)s AND t.id = s.seat_id
WHERE s.workspace_id = %(workspace_id)s AND s.id = ANY (%(ids)s)
""",
    selected=senders.SELECTED,
)
_USED = """
SELECT sender_id, day, action, n FROM sender_days
WHERE workspace_id = %(workspace_id)s AND sender_id = ANY (%(ids)s) AND day >= %(since)s
"""
_CAMPAIGN_DAYS = """
SELECT campaign_id, day, sent, new_leads FROM campaign_days
WHERE workspace_id = %(workspace_id)s AND campaign_id = ANY (%(ids)s) AND day >= %(since)s
"""
_DOMAIN_DAYS = """
SELECT campaign_id, domain, day, n FROM domain_days WHERE workspace_id = %(workspace_id)s AND day >= %(since)s
"""
_STANDINGS = sql(
    """
SELECT {standing}, {position} AS done_position
FROM enrollments e JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = ANY (%(ids)s) AND e.id > %(after)s
  AND (e.status = 'active' AND e.due_at IS NOT NULL OR e.status = 'paused' AND e.resume_at <= %(until)s)
ORDER BY e.id LIMIT %(limit)s
""",
    standing=columns(Standing, "e", without=("done_position", "steps", "writers")),
    position=marks.position(),
)
_STEPS_WRITTEN = """
SELECT m.enrollment_id, m.step_id, m.sender_id FROM messages m
JOIN enrollments e ON e.workspace_id = %(workspace_id)s AND e.id = m.enrollment_id
WHERE m.workspace_id = %(workspace_id)s AND m.enrollment_id = ANY (%(ids)s) AND m.kind = 'step' AND m.direction = 'out'
  AND m.run = e.run ORDER BY m.id
"""
_THREADS = """
SELECT DISTINCT ON (e.id, m.sender_id) e.id, m.sender_id, m.wire_id, m.reference_ids, m.subject, m.conversation_id
FROM enrollments e
JOIN messages m ON m.workspace_id = %(workspace_id)s AND m.enrollment_id IN (e.id, e.origin_id)
WHERE e.workspace_id = %(workspace_id)s AND e.id = ANY (%(ids)s) AND m.wire_id IS NOT NULL
  AND m.state IN ('submitted', 'sent', 'uncertain', 'received') AND (m.direction = 'out' OR m.kind = 'reply')
ORDER BY e.id, m.sender_id, m.id DESC
"""
_RELATED = """
SELECT lead_id, sender_id, coalesce(state = 'connected', false) AS connected, coalesce(open_profile, false) AS open_profile
FROM lead_connections
WHERE workspace_id = %(workspace_id)s AND sender_id = ANY (%(senders)s) AND lead_id = ANY (%(leads)s)
"""


async def take(scope: Scope, campaign_id: int, days: int) -> Snapshot:
    """Load everything that claims of the next `days` would read. Raises Invalid 'too_many_leads' if that does not fit in
    memory.
    """
    campaigns = await _campaigns(scope, campaign_id)
    links = {(row["campaign_id"], row["sender_id"]): row for row in await scope.all(_LINKS, ids=list(campaigns))}
    sender_ids = sorted({sender_id for _, sender_id in links})
    since = scope.now.date() - timedelta(days=9)
    working = await _senders(scope, sender_ids)
    used: dict[int, Counter[tuple[date, str]]] = defaultdict(Counter)
    for row in await scope.all(_USED, ids=sender_ids, since=since):
        used[row["sender_id"]][row["day"], row["action"]] = row["n"]
    counts: dict[tuple[int, date], list[int]] = defaultdict(lambda: [0, 0])
    for row in await scope.all(_CAMPAIGN_DAYS, ids=list(campaigns), since=since):
        counts[row["campaign_id"], row["day"]] = [row["sent"], row["new_leads"]]
    steps = await sequences.get_many(scope, list(campaigns))
    standings = await _standings(scope, list(campaigns), scope.now + timedelta(days=days))
    threads = await _written(scope, standings)
    people = await _people(scope, {s.lead_id for s in standings.values()})
    keys = {id for of in (*campaigns.values(), *standings.values()) if (id := of.api_key_id)}
    conditional = {id for id, of in steps.items() if any(step.condition for step in of)}
    return Snapshot(
        workspace_id=scope.workspace_id,
        at=scope.now,
        vault=scope.vault,
        senders=working,
        used=used,
        mails=await _mails(scope, working),
        cooldowns=await linkedin_accounts.cooldowns(scope, sender_ids),
        domains=await _domains(scope, [row.sender for row in working.values()]),
        campaigns=campaigns,
        links={key: (row["last_used_at"], row["id"]) for key, row in links.items()},
        campaign_days=counts,
        groups=await providers.working_groups(scope, list(campaigns)),
        sequences=steps,
        standings=standings,
        people=people,
        blocked=await _blocked(scope, campaigns, standings, people),
        threads=threads,
        related=await _related(scope, sender_ids, [s.lead_id for s in standings.values() if s.campaign_id in conditional]),
        own_texts=await _own_texts(scope, standings),
        policies=await policies.of_keys(scope, keys),
        key_days=Counter(await policies.counted(scope, keys, since)),
        domain_days=Counter(await _domain_days(scope, since)),
        tracking_hosts=await tracking_domains.of(
            scope,
            {host for row in working.values() if (host := row.sender.tracking_domain)}
            | {host for row in campaigns.values() if (host := row.wishes.tracking_domain)},
        ),
    )


def _batches(ids: Collection[int]) -> Iterator[list[int]]:
    rest = sorted(ids)
    for start in range(0, len(rest), _AT_ONCE):
        yield rest[start : start + _AT_ONCE]


async def _campaigns(scope: Scope, campaign_id: int) -> dict[int, CampaignRow]:
    """The campaign, as if active, and all active campaigns that compete with it for senders or for the workspace's domain
    limit.
    """
    found = await _with_neighbours(scope, {campaign_id})
    rows = await _rows(scope, found)
    if any(_counts_for_the_workspace(row) for row in rows):
        active = {row["id"] for row in await scope.all(_ACTIVE)}
        together = {row.id for row in await _rows(scope, active) if _counts_for_the_workspace(row)}
        rows = await _rows(scope, await _with_neighbours(scope, found | together))
    return {row.id: replace(row, started_at=row.started_at or scope.now, marks=()) for row in rows}


async def _with_neighbours(scope: Scope, ids: set[int]) -> set[int]:
    found, asked = set(ids), set(ids)
    while asked:
        asked = {row["campaign_id"] for row in await scope.all(_NEIGHBOURS, ids=sorted(asked))} - found
        found |= asked
    return found


async def _rows(scope: Scope, ids: Collection[int]) -> list[CampaignRow]:
    return await scope.rows(CampaignRow, sql(CAMPAIGN_ROWS, which="ORDER BY c.id"), ids=sorted(ids))


def _counts_for_the_workspace(row: CampaignRow) -> bool:
    rule = domain_rule(row, settings_of(row.settings), row.timezone, _NEVER)
    return rule is not None and rule.counter == 0


async def _senders(scope: Scope, ids: Sequence[int]) -> dict[int, LockedSender]:
    found: dict[int, LockedSender] = {}
    for row in await scope.all(_SENDERS, ids=ids):
        found[row["id"]] = LockedSender(Sender(**{name: row[name] for name in names_of(Sender)}), row["seat_status"])
    return found


async def _mails(scope: Scope, working: Mapping[int, LockedSender]) -> dict[int, list[datetime]]:
    most = {id: max(row.sender.daily_limit, 1) for id, row in working.items() if row.sender.channel == "email"}
    return defaultdict(list, {id: list(at) for id, at in (await sending_limits.last_day(scope, most)).items()} if most else {})


async def _domains(scope: Scope, of: Sequence[Sender]) -> Mapping[str, SenderDomain]:
    """Known DNS results. A domain not checked yet counts as ready; one that lacks records is assumed never to be fixed."""
    names = sorted({name for sender in of if (name := domains.domain_of(sender))})
    known = await domains.known(scope, names)
    ready = {name: SenderDomain(name, "ready", (), None, scope.now) for name in names}
    return ready | {name: replace(domain, next_at=_NEVER) for name, domain in known.items() if domain.status == "lacking"}


async def _domain_days(scope: Scope, since: date) -> dict[DomainDay, int]:
    return {(row["campaign_id"], row["domain"], row["day"]): row["n"] for row in await scope.all(_DOMAIN_DAYS, since=since)}


async def _standings(scope: Scope, campaign_ids: Sequence[int], until: datetime) -> dict[int, Standing]:
    found: dict[int, Standing] = {}
    after = 0
    while True:
        rows = await scope.rows(Standing, _STANDINGS, ids=campaign_ids, after=after, until=until, limit=_AT_ONCE)
        found |= {row.id: row for row in rows}
        if len(found) > MAX_LEADS:
            raise Invalid(
                f"More than {MAX_LEADS:,} leads wait in this campaign and those that share its senders: too many to rehearse.",
                code="too_many_leads",
            )
        if len(rows) < _AT_ONCE:
            return found
        after = rows[-1].id


async def _written(scope: Scope, standings: Mapping[int, Standing]) -> dict[tuple[int, int], Thread]:
    """Record what was sent in the current runs. Returns the last message of each thread, by enrollment and sender."""
    threads: dict[tuple[int, int], Thread] = {}
    for ids in _batches(standings):
        for row in await scope.all(_STEPS_WRITTEN, ids=ids):
            standing = standings[row["enrollment_id"]]
            if row["step_id"]:
                standing.steps.append(row["step_id"])
            standing.writers.append(row["sender_id"])
        for row in await scope.all(_THREADS, ids=ids):
            thread = Thread(row["wire_id"], row["reference_ids"], row["subject"], row["conversation_id"])
            threads[row["id"], row["sender_id"]] = thread
    return threads


async def _people(scope: Scope, lead_ids: Collection[int]) -> dict[int, Lead]:
    """The leads. An address that is still being verified counts as deliverable."""
    found: dict[int, Lead] = {}
    for ids in _batches(lead_ids):
        found |= await leads.get_many(scope, ids)
    return {id: replace(lead, verification=None) if lead.verification == "pending" else lead for id, lead in found.items()}


async def _blocked(
    scope: Scope, campaigns: Mapping[int, CampaignRow], standings: Mapping[int, Standing], people: Mapping[int, Lead]
) -> set[tuple[int, int]]:
    wishes = sorted({(s.lead_id, campaigns[s.campaign_id].seat_id) for s in standings.values()})
    found: set[tuple[int, int]] = set()
    for start in range(0, len(wishes), _AT_ONCE):
        some = wishes[start : start + _AT_ONCE]
        blocked = await suppression.blocked(scope, [(people[lead_id], seat_id) for lead_id, seat_id in some])
        found |= {some[index] for index in blocked}
    return found


async def _related(scope: Scope, sender_ids: Sequence[int], lead_ids: Sequence[int]) -> dict[tuple[int, int], tuple[bool, bool]]:
    found: dict[tuple[int, int], tuple[bool, bool]] = {}
    for ids in _batches(set(lead_ids)):
        for row in await scope.all(_RELATED, senders=sender_ids, leads=ids):
            found[row["lead_id"], row["sender_id"]] = row["connected"], row["open_profile"]
    return found


async def _own_texts(scope: Scope, standings: Mapping[int, Standing]) -> dict[tuple[int, int], dict[str, str]]:
    found: dict[tuple[int, int], dict[str, str]] = {}
    for ids in _batches(standings):
        found |= await overrides.texts(scope, [(standings[id].campaign_id, standings[id].lead_id) for id in ids])
    return found


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A lead of the campaign who is also in another one that has not ended."""

    lead_id: int
    email: str | None
    campaign_id: int
    campaign_name: str


_ELSEWHERE = """
SELECT o.lead_id, l.email, o.campaign_id, c.name AS campaign_name
FROM enrollments e
JOIN enrollments o ON o.workspace_id = %(workspace_id)s AND o.lead_id = e.lead_id AND o.campaign_id <> e.campaign_id
     AND o.status IN ('active', 'paused')
JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = o.campaign_id AND c.status = 'active'
JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = o.lead_id
WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = %(campaign_id)s AND e.status IN ('active', 'paused')
ORDER BY o.lead_id, o.campaign_id LIMIT %(limit)s
"""


async def elsewhere(scope: Scope, campaign_id: int, limit: int) -> list[Elsewhere]:
    """Leads who also get messages from other campaigns, up to `limit`."""
    return await scope.rows(Elsewhere, _ELSEWHERE, campaign_id=campaign_id, limit=limit)


_ENDED = """
SELECT status, coalesce(reason, '') AS reason, count(*) AS n FROM enrollments
WHERE workspace_id = %(workspace_id)s AND campaign_id = %(campaign_id)s GROUP BY 1, 2
"""


async def statuses(scope: Scope, campaign_id: int) -> Counter[tuple[str, str]]:
    """How many leads of the campaign have each status and reason."""
    return Counter({(row["status"], row["reason"]): row["n"] for row in await scope.all(_ENDED, campaign_id=campaign_id)})
