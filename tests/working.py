"""Doing what waits as the engine's loop does it, once."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager

from outrider.channels import webhook
from outrider.dialects import load
from outrider.engine.engine import Engine
from outrider.engine.job import Handler, Running
from outrider.engine.queue import Queue, Room, T
from outrider.engine.work import jobs, webhooks
from outrider.outreach.base import due
from outrider.outreach.base.scope import Core
from outrider.settings import Settings


async def do_job(handler: Handler, job: Running) -> None:
    """Do a claimed job; one that fails is tried again later."""
    try:
        await jobs.run(handler, job)
    except Exception as error:
        await jobs.failed(job, error)


async def do_jobs(core: Core, handlers: Mapping[str, Handler]) -> int:
    """Do the jobs of these kinds that are due, in all workspaces; how many there were."""
    done = 0
    for workspace_id in await due.workspaces(core, "jobs"):
        for job in await jobs.claim(core, workspace_id, list(handlers), 10):
            await do_job(handlers[job.kind], job)
            done += 1
    return done


async def do_due(
    engine: Engine, open_queue: Callable[[Engine], AbstractAsyncContextManager[Queue[T] | None]], limit: int = 50
) -> int:
    """Do what a queue has due in all workspaces, one claim of up to `limit` in each; how many items there were."""
    done = 0
    async with open_queue(engine) as queue:
        assert queue is not None
        for workspace_id in await queue.due():
            items = await queue.claim(workspace_id, Room(limit))
            await asyncio.gather(*(queue.do(item) for item in items))
            done += len(items)
    return done


async def deliver_webhooks(core: Core, dialect: str) -> None:
    """Make a dialect's webhook deliveries that are due in all workspaces, one after the other."""
    forms = {dialect: load(dialect).webhook_form()}
    engine = Engine(core, Settings(allow_private_webhooks=True), webhook_forms=forms)
    async with webhook.client() as http:
        for workspace_id in await due.workspaces(core, "webhooks"):
            while claimed := await webhooks.claim(core, workspace_id, Room(32)):
                for delivery in claimed:
                    await webhooks.deliver(engine, http, delivery)
