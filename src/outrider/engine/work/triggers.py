"""Triggers of subsequences: events that may bring a lead in are looked at soon after they happened."""

import contextlib
from collections.abc import AsyncGenerator

from outrider.engine.engine import Engine
from outrider.engine.queue import Queue, per_workspace
from outrider.outreach.base import due
from outrider.outreach.enrollments import triggers

LEASE_SECONDS = 300.0  # of the machine
IDLE_SECONDS = 1.0  # of the machine


async def fire(engine: Engine, workspace_id: int) -> int:
    """Decide about all that is due in a workspace, a transaction a batch; how many firings."""
    done = 0
    while True:
        async with engine.core.scope(workspace_id) as scope:
            fired = await triggers.fire(scope)
        if not fired:
            return done
        done += fired
        engine.work.set()


@contextlib.asynccontextmanager
async def queue(engine: Engine) -> AsyncGenerator[Queue[int]]:
    """Workspaces in which something may have been triggered."""
    yield per_workspace(
        "triggers",
        lambda: due.workspaces(engine.core, "firings"),
        lambda workspace_id: fire(engine, workspace_id),
        lease=LEASE_SECONDS,
        idle=IDLE_SECONDS,
    )
