"""Asking DNS whether senders' domains are set up for mail (D1), before they send and ever again while they do."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from outrider.channels.email.verify import DomainReport, Resolver, check_domain
from outrider.engine.engine import Engine
from outrider.engine.sending.ready import Ready
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.senders import domains
from outrider.rules.deliverability import DomainRecords, missing_authentication

# Seconds of the machine: between rounds, until DNS is asked again about what was well and what was not, and when it is silent.
ROUND = 10.0
AGAIN_READY, AGAIN_LACKING = 12 * 3600.0, 600.0
AGAIN_SILENT, AGAIN_SILENT_AT_MOST = 30.0, 3600.0
_LEASE = 120.0
_AT_ONCE = 50
_TOGETHER = 5


async def run_domains(engine: Engine, resolver: Resolver | None = None) -> None:
    """Check what is due, unless the operator does not ask for it."""
    if not engine.settings.require_authentication_dns:
        await engine.stop.wait()
    while not engine.stop.is_set():
        await find(engine.core)
        if await check_due(engine, resolver):
            engine.work.set()
        else:
            await engine.core.clock.wait(engine.stop, engine.core.clock.real(ROUND).total_seconds())


async def hold(engine: Engine, scope: Scope, ready: Sequence[Ready]) -> None:
    """Block senders of whose domain DNS has not said that it may send. What people write by hand leaves all the same."""
    if not engine.settings.require_authentication_dns:
        return
    asked = [(r, name) for r in ready if (name := domains.domain_of(r.sender))]
    if not asked:
        return
    known = await domains.of(scope, [name for _, name in asked])
    soon = scope.now + engine.core.clock.real(ROUND)
    for r, name in asked:
        if known[name].status != "ready" and not r.blocked:
            lacking = known[name].status == "lacking"
            reason = Reason.DOMAIN_UNAUTHENTICATED if lacking else Reason.DOMAIN_UNCHECKED
            r.blocked = reason, max(soon, known[name].next_at)


_FIND = """
INSERT INTO sender_domains (workspace_id, domain, next_at)
SELECT DISTINCT s.workspace_id, split_part(s.address, '@', 2), %(now)s FROM senders s
WHERE s.channel = 'email' AND s.status = 'active' AND s.connection -> 'smtp' ->> 'host' !~ '^(localhost|127\\.|\\[?::1)'
  AND NOT EXISTS (SELECT FROM sender_domains d
                  WHERE d.workspace_id = s.workspace_id AND d.domain = split_part(s.address, '@', 2))
ON CONFLICT DO NOTHING
"""
_TAKE = """
UPDATE sender_domains d SET lease_until = %(lease)s
FROM (SELECT workspace_id, domain FROM sender_domains
      WHERE next_at <= %(now)s AND (lease_until IS NULL OR lease_until <= %(now)s)
      ORDER BY next_at LIMIT %(limit)s FOR NO KEY UPDATE SKIP LOCKED) due
WHERE d.workspace_id = due.workspace_id AND d.domain = due.domain
RETURNING d.workspace_id, d.domain, d.failures
"""


async def find(core: Core) -> int:
    """Note the domains of active mailboxes that DNS has never been asked about; how many."""
    async with core.pool.connection() as conn:
        return (await conn.execute(_FIND, {"now": core.clock.now()})).rowcount


async def check_due(engine: Engine, resolver: Resolver | None = None) -> int:
    """Ask about the domains that are due; how many."""
    core, clock = engine.core, engine.core.clock
    async with core.pool.connection() as conn:
        taking = {"now": clock.now(), "lease": clock.now() + clock.real(_LEASE), "limit": _AT_ONCE}
        due = await (await conn.execute(_TAKE, taking)).fetchall()
    together = asyncio.Semaphore(_TOGETHER)

    async def check(row: dict[str, Any]) -> None:
        async with together:
            report = await check_domain(row["domain"], resolver=resolver)
        async with core.scope(row["workspace_id"]) as scope:
            lacking = missing(report)
            if lacking is None:
                wait = min(AGAIN_SILENT * 2 ** min(row["failures"], 20), AGAIN_SILENT_AT_MOST)
                await domains.note_silence(scope, row["domain"], scope.now + clock.real(wait))
            else:
                again: timedelta = clock.real(AGAIN_LACKING if lacking else AGAIN_READY)
                await domains.note_answer(scope, row["domain"], lacking, again)

    await asyncio.gather(*map(check, due))
    return len(due)


def missing(report: DomainReport) -> list[str] | None:
    """What the domain lacks. None: DNS was silent about something, and nothing else is known to be missing."""
    records = (report.spf, report.dkim, report.dmarc)
    # Where DNS was silent there may be a record: only what is surely not there counts.
    spf, dkim, dmarc = (record.verdict in ("pass", "unknown") for record in records)
    found = missing_authentication(
        DomainRecords(report.domain, spf, dkim, "none" if dmarc else None, spf_domain=report.domain, dkim_domains=[report.domain])
    )
    return None if not found and any(record.verdict == "unknown" for record in records) else found
