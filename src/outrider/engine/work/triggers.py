"""Triggers of subsequences: events that may bring a lead in are looked at soon after they happened."""

import structlog

from outrider.engine.engine import Engine
from outrider.outreach.enrollments import triggers

log = structlog.get_logger()

_IDLE_SECONDS = 1.0  # of the machine


async def run_triggers(engine: Engine) -> None:
    """The loop: each workspace's firings in a transaction of their own; one that fails is tried again."""
    core = engine.core
    while not engine.stop.is_set():
        if not await fire_round(engine):
            await core.clock.wait(engine.stop, core.clock.real(_IDLE_SECONDS).total_seconds())


async def fire_round(engine: Engine) -> int:
    """One transaction in each workspace that has something due; how many firings were decided about."""
    done = 0
    for workspace_id in await triggers.due_workspaces(engine.core):
        async with engine.core.scope(workspace_id) as scope:
            done += await triggers.fire(scope)
    if done:
        engine.work.set()
    return done
