"""The import wizard: a file or pasted text, the column mapping, the job's progress and the rejected lines."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.datastructures import UploadFile
from starlette.responses import Response

from outrider.errors import Invalid, NotFound, OutriderError
from outrider.outreach.base import jobs
from outrider.outreach.base.jobs import Job
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.enrollments import import_files
from outrider.outreach.enrollments.import_files import ImportFile, Look
from outrider.outreach.enrollments.imports import ImportOptions, Target
from outrider.outreach.leads import lists
from outrider.web.home import first_steps
from outrider.web.kit import table
from outrider.web.kit.text import _
from outrider.web.kit.visit import Visit, act, page
from outrider.web.leads import view
from outrider.web.leads.view import Choices

FIELDS: Sequence[tuple[str, str]] = (
    ("email", _("Email")),
    ("first_name", _("First name")),
    ("last_name", _("Last name")),
    ("company_name", _("Company")),
    ("company_domain", _("Company's domain")),
    ("job_title", _("Job title")),
    ("phone", _("Phone")),
    ("website", _("Website")),
    ("location", _("Location")),
    ("linkedin_url", _("LinkedIn profile")),
    ("source", _("Source")),
)
RESULTS: Mapping[str, str] = {
    "created": _("New leads"),
    "updated": _("Existing leads, updated"),
    "already_member": _("Were in it already"),
    "duplicate": _("Duplicate of another row"),
    "suppressed": _("Suppressed"),
    "unsubscribed": _("Unsubscribed"),
    "bounced": _("Bounced"),
    "skipped": _("Skipped, as you chose"),
    "invalid": _("Not valid"),
}
_LATEST = 8


@dataclass(frozen=True, slots=True)
class Import:
    """An import in progress or finished. `next`: the next step towards the first campaign."""

    id: int
    name: str
    state: str
    percent: int
    ended: bool
    error: str | None
    counts: Sequence[tuple[str, int]]
    rejected: bool
    target: str | None
    list_id: int | None
    campaign_id: int | None
    job: Job
    next: first_steps.Step | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """The first step. `text`: the pasted text, if it was not accepted."""

    latest: Sequence[Import]
    text: str = ""
    errors: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: heading, target field and sample values. `fixed`: the target is a standard field."""

    heading: str
    field: str
    fixed: bool
    samples: Sequence[str]


@dataclass(frozen=True, slots=True)
class Step:
    """The second step."""

    file: ImportFile
    columns: Sequence[Column]
    fields: Sequence[tuple[str, str]]
    choices: Choices
    given: Mapping[str, str]
    errors: Mapping[str, str]


async def _shown(scope: Scope, job: Job) -> Import:
    target, result = job.params["target"], job.result
    list_id, campaign_id = target.get("list_id"), target.get("campaign_id")
    name: str | None = None
    if list_id:
        found = await lists.get_many(scope, [list_id])
        name = found[list_id].name if list_id in found else None
    elif campaign_id:
        found_campaigns = await campaigns.get_many(scope, [campaign_id])
        name = found_campaigns[campaign_id].name if campaign_id in found_campaigns else None
    counts: Mapping[str, int] = result.get("counts", {})
    shown = [(label, counts[key]) for key, label in RESULTS.items() if counts.get(key)]
    return Import(
        job.entity_id or 0,
        str(job.params.get("name") or _("File")),
        job.state,
        job.progress,
        job.ended,
        job.error,
        shown,
        bool(result.get("rejected")),
        name,
        list_id,
        campaign_id,
        job,
    )


async def _start(scope: Scope, text: str = "", errors: Mapping[str, str] | None = None) -> Start:
    latest = await jobs.find_all(scope, kinds=[import_files.KIND], limit=_LATEST)
    return Start([await _shown(scope, job) for job in latest], text, errors or {})


async def start(visit: Visit) -> Response:
    """Show the first step: choose a file, or paste."""
    async with visit.scope() as scope:
        return visit.render("leads/import.html", await _start(scope))


async def give(visit: Visit) -> Response:
    """Store the file or text, and continue with its columns."""
    pasted = visit.text("text", 900_000)
    try:
        name, content = await _content(visit.files("file"), pasted)
        async with visit.scope() as scope:
            file = await import_files.keep(scope, name, content)
    except Invalid as error:
        async with visit.scope() as scope:
            view = await _start(scope, pasted, {"text" if pasted else "file": error.message})
        return visit.render("leads/import.html", view, status=422)
    return visit.done(visit.url(f"/leads/import/{file.id}"))


async def _content(files: Sequence[UploadFile], pasted: str) -> tuple[str, bytes]:
    if files:
        return files[0].filename or "leads.csv", await files[0].read()
    if not pasted:
        raise Invalid(_("Choose a file, or paste some lines."), field="file")
    return _("Pasted lines"), import_files.table_of(pasted).encode()


async def _mapping(
    visit: Visit, scope: Scope, id: int, given: Mapping[str, str], errors: Mapping[str, str] | None = None
) -> Step:
    file = await import_files.get(scope, id)
    look = import_files.look(await import_files.content(scope, id))
    columns = _columns(look, given)
    if not errors and not {"email", "linkedin_url"} & {column.field for column in columns}:
        errors = {"columns": _("No column was recognized as the email address. Choose which one holds it.")}
    return Step(file, columns, FIELDS, await view.choices(visit, scope), given, errors or {})


def _columns(look: Look, given: Mapping[str, str]) -> list[Column]:
    columns: list[Column] = []
    for place, (heading, guess) in enumerate(zip(look.header, look.guess, strict=True)):
        samples = [row[place] for row in look.rows if place < len(row) and row[place].strip()]
        repeated = heading in look.header[:place]
        columns.append(Column(heading, given.get(f"column-{place}", guess), repeated, samples[:3]))
    return columns


async def open_file(visit: Visit) -> Response:
    """Show the second step or, once the import has started, its progress and result."""
    id = visit.request.path_params["id"]
    async with visit.scope() as scope:
        begun = await jobs.find_all(scope, kinds=[import_files.KIND], entity_kind="import_file", entity_ids=[id], limit=1)
        if begun:
            shown = await _shown(scope, begun[0])
            if shown.ended:
                shown = replace(shown, next=await first_steps.following(visit, scope))
            return visit.render("leads/importing.html" if visit.partial else "leads/imported.html", shown)
        return visit.render("leads/mapping.html", await _mapping(visit, scope, id, {}))


async def begin(visit: Visit) -> Response:
    """Start the import with the chosen mapping."""
    id = visit.request.path_params["id"]
    given = {name: value for name, value in visit.form.items() if isinstance(value, str)}
    try:
        async with visit.scope() as scope:
            begun = await jobs.find_all(scope, kinds=[import_files.KIND], entity_kind="import_file", entity_ids=[id], limit=1)
            if not begun:
                look = import_files.look(await import_files.content(scope, id), 0)
                columns: dict[str, str] = {}
                for place, (heading, guess) in enumerate(zip(look.header, look.guess, strict=True)):
                    if heading.strip():  # the first column of this name; the others keep their guessed target
                        columns.setdefault(heading, given.get(f"column-{place}", guess))
                await import_files.begin(scope, id, columns, await _target(visit, scope), _options(visit))
    except OutriderError as error:
        if isinstance(error, NotFound):
            raise
        async with visit.scope() as scope:
            view = await _mapping(visit, scope, id, given, {error.field or "columns": error.message})
        return visit.render("leads/mapping.html", view, status=422)
    return visit.done(visit.url(f"/leads/import/{id}"))


async def _target(visit: Visit, scope: Scope) -> Target:
    """The target of the leads; a list is created if a name is given."""
    match visit.text("into"):
        case "list":
            name = visit.text("list_name", 200)
            if name:
                found = await lists.by_name(scope, name) or await lists.create(scope, name, visit.visitor.user_id)
                return Target(list_id=found.id)
            if chosen := view.number(visit.text("list_id")):
                return Target(list_id=chosen)
            raise Invalid(_("Choose a list, or name a new one."), field="list_id")
        case "campaign":
            chosen = view.number(visit.text("campaign_id"))
            if chosen is None:
                raise Invalid(_("Choose a campaign."), field="campaign_id")
            visit.require_seat((await campaigns.get(scope, chosen)).seat_id, "campaigns", write=True)
            return Target(campaign_id=chosen)
        case _:
            return Target()


def _options(visit: Visit) -> ImportOptions:
    return ImportOptions(
        existing="keep" if visit.text("existing") == "keep" else "update",
        skip_if_in_campaign=visit.text("skip_if_in_campaign") == "yes",
        source=visit.text("source", 200) or "import",
    )


async def rejected(visit: Visit) -> Response:
    """The rejected lines with their reasons, as CSV."""
    id = visit.request.path_params["id"]
    async with visit.scope() as scope:
        lines = (await import_files.rejects(scope, id)).decode()

    async def parts() -> AsyncIterator[str]:
        yield lines

    return table.download(f"rejected-{id}.csv", parts())


ROUTES = [
    page("/leads/import", start, needs="leads"),
    act("/leads/import", give, needs="leads"),
    page("/leads/import/{id:int}", open_file, needs="leads"),
    act("/leads/import/{id:int}", begin, needs="leads"),
    page("/leads/import/{id:int}/rejected.csv", rejected, needs="leads"),
]
