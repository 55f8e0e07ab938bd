"""The job that removes what a deleted campaign, list or sender left behind, batch by batch."""

from outrider.engine.job import Handler, Running
from outrider.outreach.base import purges
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.enrollments import enrollments


async def work(core: Core, job: Running) -> None:
    """`params`: what, id, total, as purges.go_on writes them. A batch is a transaction; a job that starts again goes on."""
    total, more = int(job.params["total"]), True
    while more:
        async with job.scope() as scope:
            more = await _batch(scope, job.params["what"], job.params["id"])
            left = await purges.left(scope, job.params["what"], job.params["id"]) if more else 0
        await job.progress(100 * (total - left) / total, done=total - left, total=total)


async def _batch(scope: Scope, what: purges.What, id: int) -> bool:
    """Whether there may be more. A sender's leads wait, paused; those of a campaign or list are taken out of it."""
    if what == "sender":
        return len(await enrollments.pause_of_senders(scope, [id], limit=purges.BATCH)) >= purges.BATCH
    return await purges.batch(scope, what, id, purges.BATCH)


HANDLERS: dict[str, Handler] = {purges.KIND: work}
