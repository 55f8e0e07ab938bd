"""The job that does one act to every lead that a search finds, page by page."""

from collections.abc import Mapping

from outrider.engine.job import Handler, Running
from outrider.outreach.enrollments import bulk
from outrider.outreach.enrollments.bulk import Act
from outrider.outreach.leads import leads, searches

PAGE = 200


async def work(job: Running) -> Mapping[str, object]:
    """`params`: act and search, as bulk.enqueue writes them. A page is a transaction."""
    act, asked = Act(**job.params["act"]), bulk.SEARCH.validate_python(job.params["search"])
    async with job.scope() as scope:
        search = await searches.filter_of(scope, asked)
        total = await leads.count(scope, search)
    seen, changed, after = 0, 0, None
    while True:
        async with job.scope() as scope:
            page = await leads.search(scope, search, limit=PAGE, after=after, order=asked.order)
            if not page:
                return {"seen": seen, "changed": changed, "total": total}
            changed += await bulk.apply(scope, act, [lead.id for lead in page])
        after = page[-1].id
        seen += len(page)
        await job.progress(100 * seen / max(total, seen), seen=seen, changed=changed, total=total)


HANDLERS: dict[str, Handler] = {bulk.KIND: work}
