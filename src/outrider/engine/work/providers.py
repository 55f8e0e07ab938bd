"""Sorting new leads by who runs their mail, for campaigns that choose their mailboxes by it; and asking DNS who that is."""

import asyncio
from collections import defaultdict
from datetime import datetime
from typing import Any

from outrider.channels.email.verify import Resolver, exchangers
from outrider.engine.engine import Engine
from outrider.outreach.campaigns import campaigns
from outrider.outreach.enrollments import providers
from outrider.rules.addresses import esp_of

# Seconds of the machine: between rounds; how long an answer holds; until DNS is asked again when it was silent.
ROUND = 2.0
HOLDS, HOLDS_FOR_WANT_OF_BETTER = 7 * 86_400.0, 3600.0
AGAIN = 15.0
# How often DNS may be silent before a domain counts as "other": leads do not wait for a broken name server.
PATIENCE = 3
_LEASE = 120.0
_AT_ONCE = 200
_TOGETHER = 20


async def run_providers(engine: Engine, resolver: Resolver | None = None) -> None:
    """The loop."""
    while not engine.stop.is_set():
        asked = await ask_due(engine, resolver)
        settled = await sort_due(engine)
        if settled:
            engine.work.set()
        if not asked and not settled:
            await engine.core.clock.wait(engine.stop, engine.core.clock.real(ROUND).total_seconds())


async def sort_due(engine: Engine) -> int:
    """Settle for new leads whose mailboxes write to them, a transaction a campaign; how many."""
    settled = 0
    for workspace_id, campaign_id in await providers.campaigns_to_sort(engine.core):
        async with engine.core.scope(workspace_id) as scope:
            if campaign := (await campaigns.get_many(scope, [campaign_id])).get(campaign_id):
                settled += await providers.sort(scope, campaign_id, campaign.settings)
    return settled


async def ask_due(engine: Engine, resolver: Resolver | None = None) -> int:
    """Ask DNS about the domains that are due; how many."""
    core, clock = engine.core, engine.core.clock
    due = await providers.take_due(core, clock.now() + clock.real(_LEASE), _AT_ONCE)
    together = asyncio.Semaphore(_TOGETHER)

    async def ask(row: dict[str, Any]) -> tuple[str | None, datetime]:
        async with together:
            hosts = await exchangers(row["domain"], resolver)
        if hosts is not None:
            return esp_of(hosts), clock.now() + clock.real(HOLDS)
        if row["failures"] + 1 >= PATIENCE:
            return "other", clock.now() + clock.real(HOLDS_FOR_WANT_OF_BETTER)
        return None, clock.now() + clock.real(AGAIN)

    answers: dict[int, dict[str, tuple[str | None, datetime]]] = defaultdict(dict)
    for row, answer in zip(due, await asyncio.gather(*map(ask, due)), strict=True):
        answers[row["workspace_id"]][row["domain"]] = answer
    for workspace_id, of in answers.items():
        async with core.scope(workspace_id) as scope:
            await providers.note(scope, of)
    return len(due)
