"""Watching deliverability: senders' domains and the hosts they send through on blocklists, and the health of mailboxes."""

import asyncio
import ipaddress
from collections import defaultdict
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import dns.exception

from outrider.channels.email.account import is_loopback
from outrider.channels.email.presets import ZOHO
from outrider.channels.email.verify import Resolver, Unanswered, default_resolver, look_up
from outrider.engine.engine import Engine
from outrider.engine.queue import Queue, in_each, per_workspace, repeating
from outrider.outreach.base import due
from outrider.outreach.base.scope import Scope
from outrider.outreach.deliverability import blocklists, health

ROUND = 3600.0  # seconds of the machine between looks for what is to be watched
AT_ONCE = 10  # hosts asked about
LEASE_SECONDS = 120.0
_WATCHING = "watching deliverability"
# Hosts of shared providers, whose outgoing addresses change with every message and say nothing about one sender.
_SHARED = ("gmail.com", "google.com", "googlemail.com", "office365.com", "outlook.com", "yahoo.com", "icloud.com", *ZOHO)

_NEW = """
-- every workspace
SELECT DISTINCT s.workspace_id FROM senders s
WHERE s.channel = 'email' AND NOT EXISTS (
    SELECT FROM sender_health h WHERE h.workspace_id = s.workspace_id AND h.sender_id = s.id)
"""
_SCORED = """
INSERT INTO sender_health (workspace_id, sender_id, next_at)
SELECT %(workspace_id)s, s.id, %(now)s FROM senders s
WHERE s.workspace_id = %(workspace_id)s AND s.channel = 'email' AND NOT EXISTS (
    SELECT FROM sender_health h WHERE h.workspace_id = %(workspace_id)s AND h.sender_id = s.id)
FOR KEY SHARE OF s
ON CONFLICT DO NOTHING
"""
_SENDING = """
-- every workspace
SELECT DISTINCT s.workspace_id FROM senders s WHERE s.channel = 'email' AND s.status = 'active' ORDER BY 1
"""
_WATCHED = """
SELECT DISTINCT split_part(s.address, '@', 2) AS domain, lower(s.connection -> 'smtp' ->> 'host') AS host
FROM senders s
WHERE s.workspace_id = %(workspace_id)s AND s.channel = 'email' AND s.status = 'active'
  AND s.connection -> 'smtp' ->> 'host' IS NOT NULL
"""


async def watch(engine: Engine, resolver: Resolver | None = None) -> None:
    """Note the senders to judge, and the domains and addresses that blocklists are asked about."""
    core = engine.core
    async with core.pool.connection() as conn:
        found = [row["workspace_id"] for row in await (await conn.execute(_NEW)).fetchall()]
    await in_each(core, _WATCHING, found, lambda scope: scope.run(_SCORED))
    if engine.settings.blocklists == []:
        return
    names: dict[int, set[str]] = defaultdict(set)
    hosts: dict[str, set[int]] = defaultdict(set)
    async with core.pool.connection() as conn:
        sending = [row["workspace_id"] for row in await (await conn.execute(_SENDING)).fetchall()]

    async def gather(scope: Scope) -> int:
        for row in await scope.all(_WATCHED):
            if not is_loopback(row["host"]):
                names[scope.workspace_id].add(row["domain"])
                if not any(row["host"] == shared or row["host"].endswith(f".{shared}") for shared in _SHARED):
                    hosts[row["host"]].add(scope.workspace_id)
        return 1

    await in_each(core, _WATCHING, sending, gather)
    addresses: dict[int, set[str]] = defaultdict(set)
    gate = asyncio.Semaphore(AT_ONCE)

    async def ask(host: str) -> None:
        async with gate:
            found = await _addresses(host, resolver)
        for workspace_id in hosts[host]:
            addresses[workspace_id].update(found)

    await asyncio.gather(*map(ask, hosts))

    async def note(scope: Scope) -> int:
        await blocklists.watch(scope, "domain", sorted(names[scope.workspace_id]))
        await blocklists.watch(scope, "ip", sorted(addresses[scope.workspace_id]))
        return 1

    await in_each(core, _WATCHING, sorted({*names, *addresses}), note)


async def _addresses(host: str, resolver: Resolver | None) -> set[str]:
    """The public addresses of a host; none where DNS is silent."""
    try:
        found = [host] if _is_address(host) else await look_up(resolver or default_resolver(), host, "A")
    except (Unanswered, ValueError, dns.exception.DNSException):
        return set()
    return {one for one in found if _is_address(one) and ipaddress.ip_address(one).is_global}


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


@asynccontextmanager
async def queue(engine: Engine) -> AsyncGenerator[Queue[int]]:
    """Workspaces with senders whose health is to be judged."""
    core = engine.core

    async def judge(workspace_id: int) -> None:
        async with core.scope(workspace_id) as scope:
            await health.judge_due(scope, core.clock.real(health.EVERY.total_seconds()))

    async with repeating(engine, _WATCHING, ROUND, lambda: watch(engine)):
        yield per_workspace("health", lambda: due.workspaces(core, "sender_health"), judge, lease=LEASE_SECONDS, idle=60.0)
