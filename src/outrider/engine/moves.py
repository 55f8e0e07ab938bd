"""The job that moves or copies leads between campaigns and lists, page by page."""

from collections.abc import Mapping
from typing import Any

from outrider.engine.jobs import Handler, Running
from outrider.outreach import placements
from outrider.outreach.scope import Core

PAGE = 500
MAX_EMAILS = 10_000  # moved addresses that the job's result names


async def move(core: Core, job: Running) -> Mapping[str, Any]:
    """`params`: filter (placements.to_json), limit, and the arguments of placements.move. Each page is one transaction."""
    filter = placements.from_json(job.params["filter"])
    left = job.params.get("limit") or placements.MAX_CHANGED * 100
    emails: list[str] = []
    moved, after = 0, None
    while left > 0:
        async with job.scope() as scope:
            page = await placements.search(scope, filter, limit=min(PAGE, left), after=after)
            gone = await placements.move(scope, page, **job.params["move"]) if page else []
        if not page:
            break
        after = page[-1].ref
        left -= len(page)
        moved += len(gone)
        emails += [p.lead.email for p in gone if p.lead.email][: MAX_EMAILS - len(emails)]
        await job.progress(50, moved=moved)
    return {"moved": moved, "moved_lead_emails": emails}


HANDLERS: dict[str, Handler] = {"leads.move": move}
