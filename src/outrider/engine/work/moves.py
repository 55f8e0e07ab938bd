"""The jobs that move, copy or remove many leads page by page, let them continue, or free them for any mailbox."""

from collections.abc import Mapping, Sequence

from outrider.engine.job import Handler, Running
from outrider.outreach.base import wake
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, sequences
from outrider.outreach.enrollments import placement_changes, placements, providers
from outrider.outreach.enrollments.placements import Placement

PAGE = 500
MAX_EMAILS = 10_000  # moved addresses that the job's result names


async def move(job: Running) -> Mapping[str, object]:
    """`params`: filter (placements.to_json), limit, providers, and what placement_changes.move takes. A page is a transaction.

    `providers`: only leads whose mail one of these runs; None among them means an unknown provider.
    """
    async with job.scope() as scope:
        filters = await placements.following(scope, placements.from_json(job.params["filter"]))
    left = job.params.get("limit") or placements.MAX_CHANGED * 100
    emails: list[str] = []
    moved, after = 0, None
    while left > 0:
        async with job.scope() as scope:
            page = await placements.search(scope, filters, limit=min(PAGE, left), after=after)
            wanted = await _at(scope, page, job.params.get("providers"))
            gone = await placement_changes.move(scope, wanted, **job.params["move"]) if wanted else []
        if not page:
            break
        after = page[-1].ref
        left -= len(page)
        moved += len(gone)
        emails += [p.lead.email for p in gone if p.lead.email][: MAX_EMAILS - len(emails)]
        await job.progress(50, moved=moved)
    return {"moved": moved, "moved_lead_emails": emails}


async def remove(job: Running) -> None:
    """`params`: filter (placements.to_json), and how many at most: what a request left to be removed. A page is a transaction."""
    filters, total = placements.from_json(job.params["filter"]), int(job.params["limit"])
    removed = 0
    while removed < total:
        async with job.scope() as scope:
            refs = await placements.refs_of(scope, filters, limit=min(PAGE, total - removed))
            await placement_changes.remove(scope, refs)
        if not refs:
            break
        removed += len(refs)
        await job.progress(100 * removed / total, removed=removed)


async def continue_done(job: Running) -> None:
    """`params`: id of a campaign with new steps, and leads that had done all the others. A batch is a transaction."""
    more = True
    while more:
        async with job.scope() as scope:
            # In the order in which the dispatcher locks: senders, the campaign, its leads.
            await wake.senders_of(scope, [job.params["id"]])
            await campaigns.lock(scope, job.params["id"])
            more = await sequences.continue_done(scope, job.params["id"])
        await job.progress(0)


async def unroute(job: Running) -> None:
    """`params`: id of a campaign that no longer chooses its mailboxes by its leads'. A batch is a transaction."""
    id, after = int(job.params["id"]), 0
    while True:
        async with job.scope() as scope:
            await wake.senders_of(scope, [id])  # in the order in which the dispatcher locks, as above
            if (await campaigns.lock(scope, id)).settings.is_routed:
                return  # it chooses them again, and its leads are sorted as new ones are
            last = await campaigns.unroute(scope, id, after)
        if last is None:
            return
        after = last
        await job.progress(0)


async def _at(scope: Scope, page: Sequence[Placement], names: Sequence[str | None] | None) -> Sequence[Placement]:
    """Those of a page whose mail is run by one of these providers."""
    if names is None:
        return page
    known = await providers.of_domains(scope, [p.lead.email_domain for p in page if p.lead.email_domain])
    return [p for p in page if known.get(p.lead.email_domain or "") in names]


HANDLERS: dict[str, Handler] = {
    "leads.move": move,
    placement_changes.REMOVE_KIND: remove,
    sequences.CONTINUE: continue_done,
    campaigns.UNROUTE: unroute,
}
