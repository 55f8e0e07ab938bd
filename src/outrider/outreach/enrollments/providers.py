"""Who runs the mail of recipients, for campaigns that choose their mailboxes by it; and which of them wait for which mailbox."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from outrider.outreach.base import wake
from outrider.outreach.base.query import sql
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns.settings import Settings
from outrider.outreach.enrollments import enrollments
from outrider.rules import addresses, routing

UNROUTED = 0  # enrollments.route of a lead that any mailbox may write to, or that has not been routed yet
ROUTES: dict[routing.Group, int] = {group: n for n, group in enumerate(routing.GROUPS, 1)}
ALL_ROUTES = [UNROUTED, *ROUTES.values()]
# A campaign that chooses its mailboxes; `c` is its row.
ROUTED = "((c.settings ->> 'esp_matching')::boolean OR jsonb_array_length(coalesce(c.settings -> 'routing', '[]')) > 0)"


def routes_for(settings: Settings, mailbox: routing.Group, working: Sequence[routing.Group]) -> tuple[int, ...]:
    """The routes whose leads a mailbox of this group writes to first. `working`: the groups of the campaign's mailboxes."""
    return tuple(
        ROUTES[group]
        for group in routing.GROUPS
        if mailbox in routing.writers(settings.routing, settings.esp_matching, group, working)
    )


async def working_groups(scope: Scope, campaign_ids: Sequence[int]) -> dict[int, tuple[routing.Group, ...]]:
    """The groups of each campaign's active mailboxes."""
    rows = await scope.all(
        """
        SELECT DISTINCT cs.campaign_id, s.provider, coalesce(s.connection -> 'smtp' ->> 'host', '') AS host
        FROM campaign_senders cs JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = cs.sender_id
        WHERE cs.workspace_id = %(workspace_id)s AND cs.campaign_id = ANY (%(ids)s) AND s.status = 'active'
          AND s.channel = 'email'
        """,
        ids=campaign_ids,
    )
    found: dict[int, set[routing.Group]] = {id: set() for id in campaign_ids}
    for row in rows:
        found[row["campaign_id"]].add(routing.group_of_mailbox(row["provider"], row["host"]))
    return {id: tuple(sorted(groups)) for id, groups in found.items()}


async def of_domains(scope: Scope, domains: Sequence[str]) -> dict[str, str]:
    """The mail provider of each of these domains; unknown ones are absent."""
    known = {domain: provider for domain in domains if (provider := addresses.provider_of_domain(domain))}
    rows = await scope.all(
        """
        SELECT domain, provider FROM mail_domains
        WHERE workspace_id = %(workspace_id)s AND domain = ANY (%(domains)s) AND provider IS NOT NULL
        """,
        domains=sorted(set(domains) - known.keys()),
    )
    return known | {row["domain"]: row["provider"] for row in rows}


# ---- Sorting leads by it

_WAITING = """
SELECT e.id, l.email_domain FROM enrollments e JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = e.lead_id
WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = %(campaign)s AND e.route = 0 AND e.status = 'active'
  AND e.due_at IS NOT NULL AND e.sender_id IS NULL
ORDER BY e.priority DESC, e.due_at, e.id LIMIT %(limit)s
"""


async def campaigns_to_sort(core: Core) -> list[tuple[int, int]]:
    """(workspace, campaign) of campaigns that choose mailboxes by provider and have new leads without a route."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            sql(
                """
            -- every workspace
            SELECT c.workspace_id, c.id FROM campaigns c WHERE c.status = 'active' AND {routed} AND EXISTS (
                SELECT FROM enrollments e WHERE e.workspace_id = c.workspace_id AND e.campaign_id = c.id AND e.route = 0
                  AND e.status = 'active' AND e.due_at IS NOT NULL AND e.sender_id IS NULL)
            ORDER BY c.workspace_id, c.id
            """,
                routed=ROUTED,
            ).encode()
        )
        return [(row["workspace_id"], row["id"]) for row in await cursor.fetchall()]


async def sort(scope: Scope, campaign_id: int, settings: Settings, limit: int = 1000) -> int:
    """Settle for new leads of a campaign whose mailboxes write to them; how many. DNS is asked about unknown domains soon.

    Leads that no mailbox may write to are stopped. A lead without an address passes: the claim stops it with its own reason.
    """
    rows = await scope.all(_WAITING, campaign=campaign_id, limit=limit)
    domains = {row["email_domain"] for row in rows if row["email_domain"]}
    known = await of_domains(scope, sorted(domains))
    await ask(scope, sorted(domains - known.keys()))
    groups: dict[int, routing.Group] = {
        row["id"]: routing.group_of(known.get(row["email_domain"] or "", "other"))
        for row in rows
        if row["email_domain"] is None or row["email_domain"] in known
    }
    if not groups:
        return 0
    await wake.senders_of(scope, [campaign_id])  # before enrollments are locked: the dispatcher locks in this order, too
    barred = [id for id, group in groups.items() if not routing.permitted(settings.routing, group)]
    await enrollments.stop(scope, barred, Reason.ROUTED_NOWHERE)
    await scope.run(
        """
        UPDATE enrollments e SET route = u.route FROM unnest(%(ids)s::bigint[], %(routes)s::smallint[]) AS u (id, route)
        WHERE e.workspace_id = %(workspace_id)s AND e.id = u.id AND e.sender_id IS NULL
        """,
        ids=list(groups),
        routes=[ROUTES[group] for group in groups.values()],
    )
    return len(groups)


# ---- Asking DNS


async def ask(scope: Scope, domains: Sequence[str]) -> None:
    """Have DNS asked who runs the mail of these domains; those that it was asked about before are left as they are."""
    await scope.run(
        """
        INSERT INTO mail_domains (workspace_id, domain, next_at)
        SELECT %(workspace_id)s, u.*, %(now)s FROM unnest(%(domains)s::text[]) AS u ON CONFLICT DO NOTHING
        """,
        domains=domains,
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """A domain that DNS is asked about. `failures`: times in a row that it did not answer."""

    workspace_id: int
    domain: str
    failures: int


async def take_due(scope: Scope, lease_until: datetime, limit: int) -> list[Asked]:
    """Domains that DNS is to be asked about, leased. Old answers are forgotten."""
    await scope.run(
        """
        DELETE FROM mail_domains WHERE workspace_id = %(workspace_id)s AND domain = ANY (ARRAY(
            SELECT domain FROM mail_domains
            WHERE workspace_id = %(workspace_id)s AND provider IS NOT NULL AND next_at <= %(now)s
            ORDER BY next_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED))
        """,
        limit=limit,
    )
    rows = await scope.all(
        """
        UPDATE mail_domains SET lease_until = %(lease)s
        WHERE workspace_id = %(workspace_id)s AND domain = ANY (ARRAY(
            SELECT domain FROM mail_domains
            WHERE workspace_id = %(workspace_id)s AND provider IS NULL AND next_at <= %(now)s
              AND (lease_until IS NULL OR lease_until <= %(now)s)
            ORDER BY next_at LIMIT %(limit)s FOR NO KEY UPDATE SKIP LOCKED))
        RETURNING workspace_id, domain, failures
        """,
        lease=lease_until,
        limit=limit,
    )
    return [Asked(**row) for row in rows]


async def note(scope: Scope, answers: Mapping[str, tuple[str | None, datetime]]) -> None:
    """What DNS said of domains: the provider (None: it did not answer), and until when that holds or it is asked again."""
    await scope.run(
        """
        UPDATE mail_domains d SET provider = u.provider, next_at = u.next_at, failures = d.failures + 1, lease_until = NULL
        FROM unnest(%(domains)s::text[], %(providers)s::text[], %(next)s::timestamptz[]) AS u (domain, provider, next_at)
        WHERE d.workspace_id = %(workspace_id)s AND d.domain = u.domain
        """,
        domains=list(answers),
        providers=[provider for provider, _ in answers.values()],
        next=[next_at for _, next_at in answers.values()],
    )
