"""The lead pages: the list, one lead, a job's progress and downloads."""

import json
from collections.abc import AsyncIterator

from starlette.responses import Response

from outrider.outreach.base import jobs
from outrider.outreach.enrollments import leaving
from outrider.outreach.leads import leads, searches
from outrider.outreach.leads.leads import Lead
from outrider.rules.text import csv_lines
from outrider.web.kit import table
from outrider.web.kit.visit import Visit, page
from outrider.web.leads import jobs as progress
from outrider.web.leads import view

_EXPORTED = (
    "email", "first_name", "last_name", "company_name", "job_title", "phone", "website", "location", "linkedin_url", "status",
    "source", "created_at", "last_contacted_at", "last_replied_at", "unsubscribed_at", "bounced_at",
)  # fmt: skip
_BATCH = 1000


async def show(visit: Visit) -> Response:
    """The list."""
    async with visit.scope() as scope:
        listing = await view.listing(visit, scope, view.asked_of(visit.request.query_params))
    return visit.render("leads/leads.html", listing)


async def open_lead(visit: Visit) -> Response:
    """One person."""
    before = view.number(visit.request.query_params.get("before", ""))
    async with visit.scope() as scope:
        person = await view.person(visit, scope, visit.request.path_params["id"], before=before)
    return visit.render("leads/lead.html", person)


async def show_job(visit: Visit) -> Response:
    """A job's progress; only the changing part for a script."""
    async with visit.scope() as scope:
        found = progress.shown(await jobs.get(scope, visit.request.path_params["id"]))
    return visit.render("leads/progress.html" if visit.partial else "leads/job.html", found)


async def export_list(visit: Visit) -> Response:
    """Export the filtered leads as CSV with all their fields."""
    asked = view.asked_of(visit.request.query_params)
    async with visit.scope() as scope:
        wanted = await searches.filter_of(scope, await view.search_of(visit, scope, asked))

    async def parts() -> AsyncIterator[str]:
        yield csv_lines([(*_EXPORTED, "custom")])
        after: int | None = None
        while True:
            async with visit.scope() as scope:
                found = await leads.search(scope, wanted, limit=_BATCH, after=after, order=asked.search.order)
            if not found:
                return
            yield csv_lines(_exported(lead) for lead in found)
            after = found[-1].id

    return table.download("leads.csv", parts())


def _exported(lead: Lead) -> list[object]:
    custom = json.dumps(lead.custom, ensure_ascii=False) if lead.custom else ""
    return [*(getattr(lead, name) for name in _EXPORTED), custom]


async def export_lead(visit: Visit) -> Response:
    """Export all data stored about one person, for a subject access request."""
    id = visit.request.path_params["id"]
    async with visit.scope() as scope:
        kept = await leaving.export(scope, id)

    async def parts() -> AsyncIterator[str]:
        yield json.dumps(kept, ensure_ascii=False, indent=2, default=str)

    return table.download(f"lead-{id}.json", parts(), kind="application/json")


ROUTES = [
    page("/leads", show, needs="leads"),
    page("/leads/export.csv", export_list, needs="exports"),
    page("/leads/{id:int}", open_lead, needs="leads"),
    page("/leads/{id:int}/export.json", export_lead, needs="exports"),
    page("/leads/jobs/{id:int}", show_job, needs="leads"),
]
