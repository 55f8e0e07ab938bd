"""Doing what waits as the engine's loop does it, once."""

from collections.abc import Mapping

from outrider.engine.job import Handler, Running
from outrider.engine.work import jobs
from outrider.outreach.base import due
from outrider.outreach.base.scope import Core


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
