"""Sorting new leads by who runs their mail, for campaigns that choose their mailboxes by it; and asking DNS who that is."""

import contextlib
from collections.abc import AsyncGenerator, Sequence

from outrider.channels.email.verify import Resolver, exchangers
from outrider.engine.engine import Engine
from outrider.engine.queue import Queue, Room, repeating
from outrider.outreach.base import due
from outrider.outreach.campaigns import campaigns
from outrider.outreach.enrollments import providers
from outrider.rules.addresses import esp_of

# Seconds of the machine: between rounds; how long an answer holds; until DNS is asked again when it was silent.
ROUND = 2.0
HOLDS, HOLDS_FOR_WANT_OF_BETTER = 7 * 86_400.0, 3600.0
AGAIN = 15.0
# How often DNS may be silent before a domain counts as "other": leads do not wait for a broken name server.
PATIENCE = 3
LEASE_SECONDS = 120.0
AT_ONCE = 40


async def sort_due(engine: Engine) -> int:
    """Settle for new leads whose mailboxes write to them, a transaction a campaign; how many."""
    settled = 0
    for workspace_id, campaign_id in await providers.campaigns_to_sort(engine.core):
        async with engine.core.scope(workspace_id) as scope:
            if campaign := (await campaigns.get_many(scope, [campaign_id])).get(campaign_id):
                settled += await providers.sort(scope, campaign_id, campaign.settings)
    return settled


async def ask(engine: Engine, asked: providers.Asked, resolver: Resolver | None = None) -> None:
    """Ask DNS about one domain and record the answer."""
    clock = engine.core.clock
    hosts = await exchangers(asked.domain, resolver)
    if hosts is not None:
        answer = esp_of(hosts), clock.now() + clock.real(HOLDS)
    elif asked.failures + 1 >= PATIENCE:
        answer = "other", clock.now() + clock.real(HOLDS_FOR_WANT_OF_BETTER)
    else:
        answer = None, clock.now() + clock.real(AGAIN)
    async with engine.core.scope(asked.workspace_id) as scope:
        await providers.note(scope, {asked.domain: answer})


async def _sort_all(engine: Engine) -> None:
    while await sort_due(engine):
        engine.work.set()


@contextlib.asynccontextmanager
async def queue(engine: Engine, resolver: Resolver | None = None) -> AsyncGenerator[Queue[providers.Asked]]:
    """Recipients' domains that DNS is to be asked about; and meanwhile the sorting of leads by the answers."""
    core = engine.core

    async def claim(workspace_id: int, room: Room) -> Sequence[providers.Asked]:
        async with core.scope(workspace_id) as scope:
            return await providers.take_due(scope, scope.now + core.clock.real(LEASE_SECONDS), room.limit)

    async with repeating(engine, "sorting leads by provider", ROUND, lambda: _sort_all(engine)):
        yield Queue(
            name="providers",
            due=lambda: due.workspaces(core, "mail_domains"),
            claim=claim,
            do=lambda asked: ask(engine, asked, resolver),
            workspace=lambda asked: asked.workspace_id,
            describe=lambda asked: {"workspace": asked.workspace_id, "domain": asked.domain},
            at_once=AT_ONCE,
            lease=LEASE_SECONDS,
            idle=ROUND,
        )
