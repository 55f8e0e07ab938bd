"""Connecting many mailboxes from a table: the form, the job's progress, and the rejected lines."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from outrider.errors import Forbidden, Invalid, NotFound
from outrider.outreach.base import jobs
from outrider.outreach.base.jobs import Job
from outrider.outreach.base.scope import Scope
from outrider.outreach.senders import many
from outrider.rules.text import csv_lines
from outrider.web.kit import table
from outrider.web.kit.text import _
from outrider.web.kit.visit import Visit, act, page
from outrider.web.senders import seat

MAX_BYTES = 2_000_000
_SHOWN = 20  # rejected lines on the page; the file has all of them
_EXAMPLE = (
    ("address", "password", "name", "daily_limit", "smtp_host", "smtp_port", "imap_host", "imap_port"),
    ("ada@gmail.com", "abcd efgh ijkl mnop", "Ada Okafor", 40, "", "", "", ""),
    ("grace@acme.com", "a password", "Grace Lind", 30, "mail.acme.com", 587, "mail.acme.com", 993),
)


@dataclass(frozen=True, slots=True)
class Start:
    """The form. `latest`: earlier tables."""

    seats: Sequence[tuple[int, str]]
    latest: Sequence["Shown"]
    columns: Sequence[str]
    most: int
    errors: Mapping[str, str]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """The job. `refused`: (line, address, reason)."""

    id: int
    state: str
    percent: int
    ended: bool
    error: str | None
    connected: int
    refused: Sequence[tuple[int, str, str]]
    at: datetime
    most: int = _SHOWN


def _shown(job: Job) -> Shown:
    refused = [(one["line"], one["address"], one["reason"]) for one in job.result.get("refused", ())]
    return Shown(job.id, job.state, job.progress, job.ended, job.error, job.result.get("connected", 0), refused, job.created_at)


async def _start(visit: Visit, scope: Scope, text: str = "", errors: Mapping[str, str] | None = None) -> Start:
    latest = [_shown(job) for job in await jobs.find_all(scope, kinds=[many.KIND], limit=5) if _may_see(visit, job)]
    return Start(await seat.offered(visit, scope), latest, many.COLUMNS, many.MOST, errors or {}, text)


def _may_see(visit: Visit, job: Job) -> bool:
    return job.params.get("seat_id") is None or visit.access.sees(job.params["seat_id"])


async def start(visit: Visit) -> Response:
    """The form."""
    if not visit.may("mailboxes", write=True):
        raise Forbidden(_("Your role does not allow this. Ask a workspace administrator."))
    async with visit.scope() as scope:
        return visit.render("senders/many.html", await _start(visit, scope))


async def give(visit: Visit) -> Response:
    """Start the job with an uploaded or pasted table. The pasted text is not shown again, because it holds passwords."""
    try:
        rows, refused = many.read(await _content(visit))
        seat_id = seat.chosen(visit)
        zone = getattr(visit.zone, "key", "UTC")
        async with visit.scope() as scope:
            job = await many.enqueue(scope, rows, refused, seat_id=seat_id, timezone=zone)
    except Invalid as error:
        async with visit.scope() as scope:
            view = await _start(visit, scope, errors={"file": error.message})
        return visit.render("senders/many.html", view, status=422)
    return visit.done(visit.url(f"/senders/many/{job.id}"))


async def _content(visit: Visit) -> bytes:
    for file in visit.files("file"):
        content = await file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise Invalid(_("The file is larger than 2 MB."), field="file")
        return content
    if not (pasted := visit.text("pasted", MAX_BYTES)):
        raise Invalid(_("Choose a file, or paste the lines."), field="file")
    return pasted.encode()


async def _job(visit: Visit, scope: Scope) -> Job:
    job = await jobs.get(scope, visit.request.path_params["id"])
    if job.kind != many.KIND or not _may_see(visit, job):
        raise NotFound(_("There is no such job."))
    return job


async def show(visit: Visit) -> Response:
    """Show the job's progress and result."""
    async with visit.scope() as scope:
        shown = _shown(await _job(visit, scope))
    return visit.render("senders/many_progress.html" if visit.partial else "senders/many_job.html", shown)


async def rejected(visit: Visit) -> Response:
    """The rejected lines with their reasons, without passwords."""
    async with visit.scope() as scope:
        shown = _shown(await _job(visit, scope))
    lines = csv_lines([("line", "address", "reason"), *shown.refused])
    return table.download(f"refused-mailboxes-{shown.id}.csv", _once(lines))


async def example(_visit: Visit) -> Response:
    """A template of the table."""
    return table.download("mailboxes.csv", _once(csv_lines(_EXAMPLE)))


async def _once(text: str) -> AsyncIterator[str]:
    yield text


ROUTES = [
    page("/senders/many", start, needs="mailboxes"),
    act("/senders/many", give, needs="mailboxes"),
    page("/senders/many/example.csv", example, needs="mailboxes"),
    page("/senders/many/{id:int}", show, needs="mailboxes"),
    page("/senders/many/{id:int}/refused.csv", rejected, needs="mailboxes"),
]
