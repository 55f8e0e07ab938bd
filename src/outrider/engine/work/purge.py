"""The jobs that delete: a campaign whose time to be restored is over, and what something deleted left behind, batch by batch."""

from collections.abc import Mapping

from outrider.engine.job import Handler, Running
from outrider.outreach.base import purges
from outrider.outreach.base.purges import Batch
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import deleting
from outrider.outreach.enrollments import enrollments
from outrider.outreach.tenancy import categories


async def work(job: Running) -> None:
    """`params`: what, id, total, as purges.schedule writes them. A batch is a transaction; a job that starts again goes on."""
    what, id, total = job.params["what"], job.params["id"], int(job.params["total"])
    async with job.scope() as scope:
        left = await purges.left(scope, what, id)
    more = True
    while more:
        async with job.scope() as scope:
            done = await _batch(scope, what, id)
        left, more = left - done.n if done.more else 0, done.more
        await job.progress(100 * (total - left) / total, done=total - left, total=total)


async def _batch(scope: Scope, what: purges.What, id: int) -> Batch:
    """Remove one batch; a sender's leads are not removed but paused."""
    removed = await purges.batch(scope, what, id, purges.BATCH)
    if what != "sender":
        return removed
    paused = len(await enrollments.pause_of_senders(scope, [id], limit=purges.BATCH))
    return Batch(removed.n + paused, removed.more or paused >= purges.BATCH)


async def delete_campaign(job: Running) -> Mapping[str, object]:
    """`params`: id. A campaign that was restored stays."""
    async with job.scope() as scope:
        return {"deleted": await deleting.delete_if_due(scope, job.params["id"])}


async def replace_category(job: Running) -> None:
    """`params`: id of a deleted category, and `to`, what takes its place or None. A batch is a transaction."""
    more = True
    while more:
        async with job.scope() as scope:
            more = await categories.replace(scope, job.params["id"], job.params["to"])
        await job.progress(0)


HANDLERS: dict[str, Handler] = {
    purges.KIND: work,
    deleting.KIND: delete_campaign,
    categories.REPLACE: replace_category,
}
