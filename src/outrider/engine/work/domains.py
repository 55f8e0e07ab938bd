"""Asking DNS whether senders' domains are set up for mail (D1), before they send and ever again while they do."""

import contextlib
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import timedelta
from typing import LiteralString

from outrider.channels.email.verify import DomainReport, Resolver, check_domain
from outrider.engine.engine import Engine
from outrider.engine.queue import Queue, repeating
from outrider.engine.sending import domain_hold
from outrider.outreach.base import due
from outrider.outreach.base.scope import Core
from outrider.outreach.senders import domains
from outrider.rules.deliverability import DomainRecords, missing_authentication

# Seconds of the machine: between rounds, until DNS is asked again about what was well and what was not, and when it is silent.
AGAIN_READY, AGAIN_LACKING = 12 * 3600.0, 600.0
AGAIN_SILENT, AGAIN_SILENT_AT_MOST = 30.0, 3600.0
LEASE_SECONDS = 120.0
AT_ONCE = 10


_FIND = """
-- every workspace
INSERT INTO sender_domains (workspace_id, domain, next_at)
SELECT DISTINCT s.workspace_id, split_part(s.address, '@', 2), %(now)s FROM senders s
WHERE s.channel = 'email' AND s.status = 'active' AND s.connection -> 'smtp' ->> 'host' !~ '^(localhost|127\\.|\\[?::1)'
  AND NOT EXISTS (SELECT FROM sender_domains d
                  WHERE d.workspace_id = s.workspace_id AND d.domain = split_part(s.address, '@', 2))
ON CONFLICT DO NOTHING RETURNING workspace_id
"""
_TAKE: LiteralString = """
UPDATE sender_domains SET lease_until = %(lease)s
WHERE workspace_id = %(workspace_id)s AND domain = ANY (ARRAY(
    SELECT domain FROM sender_domains
    WHERE workspace_id = %(workspace_id)s AND next_at <= %(now)s AND (lease_until IS NULL OR lease_until <= %(now)s)
    ORDER BY next_at LIMIT %(limit)s FOR NO KEY UPDATE SKIP LOCKED))
RETURNING workspace_id, domain, failures
"""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A domain that DNS is asked about. `failures`: times in a row that it did not answer."""

    workspace_id: int
    domain: str
    failures: int


async def find(core: Core) -> int:
    """Note the domains of active mailboxes that DNS has never been asked about; how many."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute(_FIND, {"now": core.clock.now()})
        return len(await cursor.fetchall())


async def claim(core: Core, workspace_id: int, limit: int = AT_ONCE) -> list[Claimed]:
    """Take domains that DNS is to be asked about."""
    async with core.scope(workspace_id) as scope:
        rows = await scope.all(_TAKE, lease=scope.now + core.clock.real(LEASE_SECONDS), limit=limit)
    return [Claimed(**row) for row in rows]


async def check(engine: Engine, claimed: Claimed, resolver: Resolver | None = None) -> None:
    """Ask about one domain and record the answer."""
    core, clock = engine.core, engine.core.clock
    lacking = missing(await check_domain(claimed.domain, resolver=resolver))
    async with core.scope(claimed.workspace_id) as scope:
        if lacking is None:
            wait = min(AGAIN_SILENT * 2 ** min(claimed.failures, 20), AGAIN_SILENT_AT_MOST)
            await domains.record_dns_failure(scope, claimed.domain, scope.now + clock.real(wait))
        else:
            again: timedelta = clock.real(AGAIN_LACKING if lacking else AGAIN_READY)
            await domains.note_answer(scope, claimed.domain, lacking, again)
    engine.work.set()


def missing(report: DomainReport) -> list[str] | None:
    """What the domain lacks. None: DNS was silent about something, and nothing else is known to be missing."""
    records = (report.spf, report.dkim, report.dmarc)
    # Where DNS was silent there may be a record: only what is surely not there counts.
    spf, dkim, dmarc = (record.verdict in ("pass", "unknown") for record in records)
    found = missing_authentication(
        DomainRecords(report.domain, spf, dkim, "none" if dmarc else None, spf_domain=report.domain, dkim_domains=[report.domain])
    )
    return None if not found and any(record.verdict == "unknown" for record in records) else found


@contextlib.asynccontextmanager
async def queue(engine: Engine, resolver: Resolver | None = None) -> AsyncGenerator[Queue[Claimed] | None]:
    """Domains that are due. None where the operator does not ask for authentication."""
    core = engine.core
    if not engine.settings.require_authentication_dns:
        yield None
        return
    async with repeating(engine, "new domains", domain_hold.ROUND, lambda: find(core)):
        yield Queue(
            name="domains",
            due=lambda: due.workspaces(core, "sender_domains"),
            claim=lambda workspace_id, room: claim(core, workspace_id, room.limit),
            do=lambda claimed: check(engine, claimed, resolver),
            workspace=lambda claimed: claimed.workspace_id,
            describe=lambda claimed: {"workspace": claimed.workspace_id, "domain": claimed.domain},
            at_once=AT_ONCE,
            lease=LEASE_SECONDS,
            idle=domain_hold.ROUND,
        )
