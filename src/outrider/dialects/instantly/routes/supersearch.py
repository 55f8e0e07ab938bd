"""SuperSearch: finding people at the operator's enrichment provider, and enriching whole lists and campaigns.

Without a provider every operation that would ask it answers 402 and says what the operator sets. What a search or an enrichment
adds costs the workspace a credit for each lead. `model_version` in answers is the model that the installation uses.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Annotated, Literal, cast
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BeforeValidator, Field

from outrider.channels.enrichment.port import About, EnrichmentError, People, Person, Provider, Unsearchable
from outrider.dialects.instantly import answers, supersearch_types
from outrider.dialects.instantly.bodies import NUMBER, Body, Changes, Count, LongText, Number, Text, not_null
from outrider.dialects.instantly.pages import row_id
from outrider.dialects.instantly.routes.leads import rows_of
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.instantly.search_filters import SearchFilters
from outrider.dialects.kit.access import Scoped, Work
from outrider.dialects.kit.fields import Flag
from outrider.dialects.kit.ids import uid
from outrider.dialects.kit.texts import iso
from outrider.errors import Invalid, NotFound, PaymentRequired, Unavailable
from outrider.outreach.base.jobs import Job
from outrider.outreach.base.scope import Scope
from outrider.outreach.enrollments import finding, placements
from outrider.outreach.enrollments.finding import Plan, Resource, Rows, Search, Writing
from outrider.outreach.leads import enrichment, lists
from outrider.settings import Settings
from outrider.store.ids import kind_of, to_id
from outrider.values import is_object

UNPAID: dict[int | str, dict[str, str]] = {402: {"description": "No provider of leads is set up, or no credit is left."}}
router = APIRouter(
    prefix="/supersearch-enrichment",
    tags=["SuperSearch"],
    responses=UNPAID,
)
PREVIEWED = 10  # people that a preview shows
COUNTED = 100  # people that a count looks at one by one
RESOURCE_TYPES: dict[str, int] = {"campaign": 1, "list": 2}
_UNKNOWN = ("joblisting", "technologies", "news", "funding", "engagement_score", "custom_flow")
Type = Literal[
    "work_email_enrichment",
    "fully_enriched_profile",
    "email_verification",
    "ai_enrichment",
    "joblisting",
    "technologies",
    "news",
    "funding",
    "engagement_score",
    "custom_flow",
]
ENRICHMENTS: dict[str, finding.Enrichment] = {
    "work_email_enrichment": "address", "fully_enriched_profile": "profile", "email_verification": "verification",
}  # fmt: skip
TYPES = {kind: word for word, kind in ENRICHMENTS.items()}
Limit = Annotated[Number, Field(ge=1, le=finding.MOST)]


# ---- Bodies


class Asked(Body):
    search_filters: Annotated[SearchFilters, BeforeValidator(not_null)]
    skip_owned_leads: Flag | None = None
    show_one_lead_per_company: Flag | None = None

    def search(self, most: int) -> Search:
        filters = self.search_filters
        return Search(
            filters.criteria(),
            most,
            one_per_company=bool(_first(self.show_one_lead_per_company, filters.show_one_lead_per_company)),
            skip_known=bool(_first(self.skip_owned_leads, filters.skip_owned_leads)),
        )


class FindInto(Asked):
    limit: Limit
    resource_id: UUID | None = None
    resource_type: Annotated[Literal[1, 2], NUMBER] | None = None
    list_name: Text | None = None
    search_name: Text | None = None
    custom_flow: list[Text] | None = None
    work_email_enrichment: Flag | None = None
    fully_enriched_profile: Flag | None = None
    email_verification: Flag | None = None
    auto_update: Flag | None = None
    skip_rows_without_email: Flag | None = None
    ai_enrichment: dict[str, object] | None = None
    signal_enrichment: dict[str, object] | None = None


class Enrich(Body):
    resource_id: UUID
    type: Type | None = None
    limit: Limit | None = None
    custom_flow: list[Text] | None = None
    filters: object = None
    integration_actions: object = None


class Run(Body):
    resource_id: UUID
    column_name: Text | None = None
    count: Annotated[Count, Field(ge=1)] | None = None
    limit: Annotated[Count, Field(ge=1)] | None = None
    starting_row: Annotated[Count, Field(ge=1)] | None = None
    overwrite: Flag | None = None
    lead_ids: Annotated[list[UUID], Field(max_length=10_000)] | None = None
    filters: object = None


class Settle(Changes):
    auto_update: Flag | None = None
    is_evergreen: Flag | None = None
    skip_rows_without_email: Flag | None = None


class Write(Body):
    resource_id: UUID
    output_column: Annotated[Text, Field(min_length=1)]
    resource_type: Annotated[Literal[1, 2], NUMBER]
    model_version: Text
    prompt: LongText | None = None
    template_id: Text | None = None
    input_columns: Annotated[list[Text], Field(max_length=100)] | None = None
    limit: Limit | None = None
    status: Annotated[Literal[1, 2, 3, 4], NUMBER] | None = None
    auto_update: Flag | None = None
    overwrite: Flag | None = None
    skip_leads_without_email: Flag | None = None
    use_instantly_account: Flag | None = None
    filters: object = None


class Facet(Body):
    category: Text
    field: Text
    prefix: Text | None = None
    limit: Annotated[Number, Field(ge=1, le=100)] | None = None


def _first(*values: bool | None) -> bool | None:
    return next((value for value in values if value is not None), None)


def _whole(value: float, name: str = "limit") -> int:
    if value != int(value):
        raise Invalid(f"body/{name} must be integer")
    return int(value)


# What the vendor's own services stand behind, and what to use instead.
NOT_SERVED = {
    "custom_flow": "there is one provider here, the operator's",
    "filters": "name leads with lead_ids, or rows with starting_row and limit",
    "integration_actions": "there are no integrations here",
    "ai_enrichment": "have a column written with POST /supersearch-enrichment/ai",
    "signal_enrichment": "the operator's provider tells no signals",
    "template_id": "there are no prompt templates here; give prompt",
}


def _refuse_unserved(**values: object) -> None:
    for name, value in values.items():
        if value not in (None, [], {}, ""):
            raise Invalid(f"body/{name} is not served: {NOT_SERVED[name]}.")


# ---- What is asked about


def _resource(value: UUID) -> Resource:
    kind = kind_of(str(value))
    id = to_id(kind, str(value)) if kind in ("list", "campaign") else None
    if id is None:
        raise NotFound("Resource not found")
    return ("list" if kind == "list" else "campaign"), id


def _settings(request: Request) -> Settings:
    return request.app.state.settings


def require_provider(request: Request) -> None:
    """Raises PaymentRequired where no enrichment provider is set up."""
    try:
        enrichment.configured(_settings(request))
    except Unavailable as error:
        raise PaymentRequired(
            "SuperSearch asks the operator's own enrichment provider, and none is set up: the operator sets"
            " OUTRIDER_ENRICHMENT_KEY, and OUTRIDER_ENRICHMENT_PROVIDER and OUTRIDER_ENRICHMENT_URL for another than People Data"
            " Labs.",
            error.code,
        ) from error


async def _searched(request: Request, search: Search, limit: int) -> People:
    """The first page of a search. No transaction may be open."""
    async with _provider(request, "search_filters") as provider:
        return await provider.search(search.criteria, limit)


@asynccontextmanager
async def _provider(request: Request, field: str) -> AsyncGenerator[Provider]:
    """The provider for one question, its errors in the words of ours. `field`: where what it cannot search by was given."""
    provider = enrichment.open_provider(_settings(request))
    try:
        yield provider
    except Unsearchable as error:
        raise Invalid(f"body/{field}: {error.detail}") from error
    except EnrichmentError as error:
        raise Unavailable(f"The enrichment provider fails: {error.detail}.", "enrichment_unreachable") from error
    finally:
        await provider.close()


async def _left(scope: Scope, search: Search, people: People) -> list[tuple[Person, bool]]:
    """Those of a page that the search takes, each with whether it is a lead already."""
    known = await finding.known(scope, people.people)
    wanted = [(p, owned) for p, owned in zip(people.people, known, strict=True) if not (owned and search.skip_known)]
    if not search.one_per_company:
        return wanted
    kept = {id(p) for p in finding.of_different_companies([p for p, _ in wanted], set())}
    return [(p, owned) for p, owned in wanted if id(p) in kept]


# ---- Searching


@router.post("/count-leads-from-supersearch", dependencies=[needs("supersearch_enrichments:read")])
async def count(request: Request, work: Work, body: Asked) -> supersearch_types.FoundCount:
    """How many people match. Those that the search would pass over are taken off as far as the first hundred show them."""
    require_provider(request)
    search = body.search(COUNTED)
    people = await _searched(request, search, COUNTED if search.skip_known or search.one_per_company else 1)
    if not (search.skip_known or search.one_per_company):
        return {"number_of_leads": people.total}
    async with work() as scope:
        taken = await _left(scope, search, people)
    return {"number_of_leads": people.total - (len(people.people) - len(taken))}


@router.post("/preview-leads-from-supersearch", dependencies=[needs("supersearch_enrichments:read")])
async def preview(request: Request, work: Work, body: Asked) -> supersearch_types.FoundPeople:
    """The first ten people that match, without their addresses."""
    require_provider(request)
    search = body.search(PREVIEWED)
    people = await _searched(request, search, PREVIEWED)
    async with work() as scope:
        taken = await _left(scope, search, people)
    return {
        "leads": [_person(person, owned) for person, owned in taken],
        "number_of_leads": people.total,
        "number_of_redacted_results": 0,
    }


def _person(person: Person, owned: bool) -> supersearch_types.FoundPerson:
    company = person.company
    names = [name for name in (person.first_name, person.last_name) if name]
    return {
        "firstName": person.first_name or "",
        "lastName": person.last_name or "",
        "fullName": " ".join(names),
        "jobTitle": person.job_title or "",
        "companyId": (company and company.key) or "",
        "companyName": (company and company.name) or "",
        "companyLogo": (company and company.logo_url) or "",
        "linkedIn": person.linkedin_url or "",
        "location": person.location or "",
        "isOwned": owned,
    }


@router.post("/enrich-leads-from-supersearch", dependencies=[needs("supersearch_enrichments:create")])
async def find_into(request: Request, scope: Scoped, body: FindInto) -> supersearch_types.FoundInto:
    """Search in the background, and add the people found to a list: the one named by `resource_id`, or a new one.

    With `work_email_enrichment` or `fully_enriched_profile` they are then enriched there, and with `email_verification` their
    addresses verified; `skip_rows_without_email` leaves out who has no address in the end.
    """
    require_provider(request)
    _refuse_unserved(custom_flow=body.custom_flow, ai_enrichment=body.ai_enrichment, signal_enrichment=body.signal_enrichment)
    if body.resource_type == RESOURCE_TYPES["campaign"]:
        raise Invalid(f"body/resource_type is {body.resource_type}, but people are found into lists: {RESOURCE_TYPES['list']}.")
    search = body.search(_whole(body.limit))
    wanted = [name for name in ENRICHMENTS if getattr(body, name)]
    kind: finding.Enrichment = "profile" if "fully_enriched_profile" in wanted else ENRICHMENTS[wanted[0]] if wanted else "none"
    if body.resource_id is None:
        name = body.list_name or body.search_name or "SuperSearch"
        found = await lists.create(scope, name, scope.actor.user_id)
    else:
        found = await lists.get(scope, row_id("list", body.resource_id, "Lead list"))
        if body.list_name:
            found = await lists.update(scope, found.id, name=body.list_name)
    payload = _payload(body) | ({"search_name": body.search_name} if body.search_name else {})
    verifies = bool(body.email_verification) and kind != "verification"
    await finding.plan(scope, ("list", found.id), enrichment=kind, verifies=verifies, search=search, vendor=payload)
    plan = await finding.settle(
        scope,
        ("list", found.id),
        auto_update=body.auto_update,
        addressed_only=body.skip_rows_without_email,
    )
    job = await finding.find(scope, found.id, search)
    return {
        "id": uid("enrichment_plan", plan.id),
        "organization_id": uid("workspace", scope.workspace_id),
        "resource_id": uid("list", found.id),
        "resource_type": RESOURCE_TYPES["list"],
        "limit": search.most,
        "list_name": found.name,
        "custom_flow": [],
        "background_job_id": answers.job_id(job.id),
        "live_list_workflow_id": None,
        "search_filters": body.search_filters.model_dump(mode="json", exclude_unset=True),
    }


def _payload(body: Body) -> dict[str, object]:
    """The request as it was given, to be shown, without what is not served."""
    return body.model_dump(mode="json", exclude_unset=True, exclude={"resource_id", "resource_type", *NOT_SERVED})


_ABOUT: dict[str, About] = {
    "title": "title", "job_title": "title", "titles": "title", "skill": "skill", "skills": "skill", "technologies": "skill",
    "industry": "industry", "industries": "industry", "company": "company", "companies": "company", "company_name": "company",
    "location": "location", "locations": "location",
}  # fmt: skip


@router.post("/signal-keywords-facet", dependencies=[needs("supersearch_enrichments:read")])
async def facet(request: Request, body: Facet) -> supersearch_types.Keywords:
    """Words that the provider knows for a field (or else for a category), most frequent first."""
    require_provider(request)
    about = _ABOUT.get(body.field.strip().lower()) or _ABOUT.get(body.category.strip().lower())
    if about is None:
        raise Invalid(f"body/field must be equal to one of the allowed values: {', '.join(_ABOUT)}")
    async with _provider(request, "field") as provider:
        found = await provider.keywords(about, body.prefix or "", _whole(body.limit or 10))
    return {"keywords": [{"keyword": word, "count": n} for word, n in found]}


# ---- Enriching


def _kind(type: Type | None) -> finding.Enrichment:
    if type == "ai_enrichment":
        raise Invalid("body/type is not served here: have a column written with POST /supersearch-enrichment/ai.")
    if type in _UNKNOWN:
        raise Invalid(
            f"body/type {type} is not served: the operator's provider does not tell it. Use one of {', '.join(ENRICHMENTS)}."
        )
    return ENRICHMENTS[type or "work_email_enrichment"]


def _plan(scope: Scope, plan: Plan, limit: int | None, in_progress: bool) -> supersearch_types.EnrichmentPlan:
    kind, id = plan.resource
    return {
        "id": uid("enrichment_plan", plan.id),
        "organization_id": uid("workspace", scope.workspace_id),
        "resource_id": uid(kind, id),
        "resource_type": RESOURCE_TYPES[kind],
        "type": TYPES.get(plan.enrichment),
        "limit": limit,
        "auto_update": plan.auto_update,
        "is_evergreen": plan.is_evergreen,
        "skip_rows_without_email": plan.addressed_only,
        "in_progress": in_progress,
        "enrichment_payload": dict(plan.vendor),
    }


@router.post("/", include_in_schema=False, dependencies=[needs("supersearch_enrichments:create")])
@router.post("", dependencies=[needs("supersearch_enrichments:create")])
async def create(request: Request, scope: Scoped, body: Enrich) -> supersearch_types.EnrichmentPlan:
    """Enrich a list or campaign in the background.

    `work_email_enrichment`: people without an address. `fully_enriched_profile`: everyone. `email_verification`: addresses that
    are not verified yet; it needs no provider.
    """
    resource, kind = _resource(body.resource_id), _kind(body.type)
    if kind != "verification":
        require_provider(request)
    _refuse_unserved(custom_flow=body.custom_flow, filters=body.filters, integration_actions=body.integration_actions)
    limit = _whole(body.limit) if body.limit is not None else None
    before = await finding.plan_of(scope, resource)
    filters = _filters(before) if before else None  # of the search that fills the list, which stays
    payload = _payload(body) | ({"search_filters": filters} if filters else {})
    plan = await finding.plan(scope, resource, enrichment=kind, vendor=payload)
    await finding.enrich(scope, resource, Rows(most=limit))
    return _plan(scope, plan, limit, True)


@router.post("/run", dependencies=[needs("supersearch_enrichments:update")])
async def run(request: Request, scope: Scoped, body: Run) -> supersearch_types.EnrichmentPlan:
    """Run a list's or campaign's enrichment again, or with `column_name` the writing of that column: for some rows or leads."""
    resource = _resource(body.resource_id)
    _refuse_unserved(filters=body.filters)
    plan = await finding.plan_of(scope, resource)
    if plan is None:
        raise NotFound("Enrichment not found")
    rows = Rows(
        first=body.starting_row or 1,
        most=min((n for n in (body.limit, body.count) if n is not None), default=None),
        lead_ids=await _lead_ids(scope, body.lead_ids),
        overwrite=bool(body.overwrite),
    )
    if body.column_name is not None:
        if (writing := plan.writings.get(body.column_name)) is None:
            raise NotFound("Column not found: it must be the output_column of an AI enrichment of this resource")
        await finding.write(scope, resource, writing, rows)
    else:
        if plan.enrichment == "none":
            raise Invalid("body/column_name must be given: this resource has AI enrichments only")
        if plan.enrichment != "verification":
            require_provider(request)
        await finding.enrich(scope, resource, rows)
    return _plan(scope, plan, rows.most, True)


async def _lead_ids(scope: Scope, values: list[UUID] | None) -> tuple[int, ...] | None:
    if values is None:
        return None
    found = await placements.get_many(scope, await rows_of(scope, values))
    if len(found) < len(set(values)):
        raise NotFound("Lead not found")
    return tuple(placement.lead.id for placement in found.values())


@router.get("/{resource_id}", dependencies=[needs("supersearch_enrichments:read")])
async def get(scope: Scoped, resource_id: UUID) -> supersearch_types.EnrichmentState:
    """Whether and how a list or campaign is enriched."""
    resource = _resource(resource_id)
    plan = await finding.plan_of(scope, resource)
    kind, id = resource
    where = placements.Filter(list_ids=[id]) if kind == "list" else placements.Filter(campaign_ids=[id])
    return {
        "resource_id": str(resource_id),
        "exists": plan is not None,
        "has_no_leads": not await placements.refs_of(scope, where, limit=1),
        "in_progress": bool(await finding.history(scope, resource, open_only=True)),
        "is_evergreen": plan is not None and plan.is_evergreen,
        "auto_update": plan is not None and plan.auto_update,
        "enrichment_payload": dict(plan.vendor) if plan else {},
        "search_filters": _filters(plan) if plan else None,
    }


def _filters(plan: Plan) -> dict[str, object] | None:
    given = plan.vendor.get("search_filters")
    return cast("dict[str, object]", given) if is_object(given) else None


@router.patch("/{resource_id}/settings", dependencies=[needs("supersearch_enrichments:update")])
async def settle(scope: Scoped, resource_id: UUID, body: Settle) -> supersearch_types.EnrichmentPlan:
    """`auto_update`: leads who come in later are enriched within an hour. `is_evergreen`: the search is run again each day.
    `skip_rows_without_email`: people still without an address are removed from the list."""
    resource = _resource(resource_id)
    before = await finding.plan_of(scope, resource)
    if before is None:
        raise NotFound("Enrichment not found")
    if body.is_evergreen and before.search is None:
        raise Invalid("body/is_evergreen is not served for a list or campaign that no search fills: there is none to run again.")
    if body.skip_rows_without_email and resource[0] == "campaign":
        raise Invalid("body/skip_rows_without_email is not served for campaigns: it takes people out of lists.")
    plan = await finding.settle(
        scope,
        resource,
        auto_update=body.auto_update,
        is_evergreen=body.is_evergreen,
        addressed_only=body.skip_rows_without_email,
    )
    limit = plan.vendor.get("limit")
    return _plan(
        scope,
        plan,
        int(limit) if isinstance(limit, int | float) else None,
        bool(await finding.history(scope, resource, open_only=True)),
    )


@router.get("/history/{resource_id}", dependencies=[needs("supersearch_enrichments:read")])
async def history(scope: Scoped, resource_id: UUID) -> list[supersearch_types.EnrichmentRun]:
    """The last hundred searches, enrichments and writings of a list or campaign, newest first."""
    return [
        {
            "id": answers.job_id(job.id),
            "resource_id": str(resource_id),
            "type": _run_type(job),
            "status": answers.JOB_STATUS[job.state],
            "timestamp_created": iso(job.created_at),
            "timestamp_updated": iso(job.updated_at),
            "data": answers.job(scope, job)["data"],
        }
        for job in await finding.history(scope, _resource(resource_id))
    ]


def _run_type(job: Job) -> str:
    match job.kind:
        case finding.FIND:
            return "supersearch"
        case finding.WRITE:
            return "ai_enrichment"
        case _:
            return TYPES[job.params["enrichment"]]


# ---- Writing


@router.post("/ai", dependencies=[needs("supersearch_enrichments:create")])
async def write(request: Request, scope: Scoped, body: Write) -> supersearch_types.WritingRun:
    """Have the installation's model write a column for the leads of a list or campaign, in the background.

    It is given the values of `input_columns`, or all that a lead has. Rows that have a value keep it unless `overwrite`.
    `model_version` is kept and chooses nothing: the installation has one model.
    """
    settings = _settings(request)
    if settings.classifier_url is None or settings.classifier_model is None:
        raise PaymentRequired(
            "AI enrichment asks the operator's own model, and none is set up: the operator sets OUTRIDER_CLASSIFIER_URL and"
            " OUTRIDER_CLASSIFIER_MODEL.",
            "model_not_configured",
        )
    _refuse_unserved(template_id=body.template_id, filters=body.filters)
    if not body.prompt or not body.prompt.strip():
        raise Invalid("body must have required property 'prompt'")
    if body.use_instantly_account is False:
        raise Invalid("body/use_instantly_account is false, but the installation's model is the only one: leave it out.")
    if body.status not in (None, 1):
        raise Invalid("body/status is 1 for a column that is asked for: what becomes of it the engine says.")
    resource = _resource(body.resource_id)
    if RESOURCE_TYPES[resource[0]] != body.resource_type:
        raise Invalid(
            f"body/resource_type is {body.resource_type}, but the resource is a {resource[0]}: {RESOURCE_TYPES[resource[0]]}."
        )
    writing = Writing(
        body.output_column,
        body.prompt,
        tuple(body.input_columns or ()),
        overwrite=bool(body.overwrite),
        addressed_only=bool(body.skip_leads_without_email),
        auto_update=bool(body.auto_update),
        vendor={"model_version": body.model_version},
    )
    await finding.keep_writing(scope, resource, writing)
    job = await finding.write(scope, resource, writing, Rows(most=_whole(body.limit) if body.limit is not None else None))
    return _writing(scope, job, settings.classifier_model)


def _writing(scope: Scope, job: Job, model: str) -> supersearch_types.WritingRun:
    writing, rows = finding.WRITING.validate_python(job.params["writing"]), finding.ROWS.validate_python(job.params["rows"])
    kind = job.entity_kind or "list"
    return {
        "id": answers.job_id(job.id),
        "organization_id": uid("workspace", scope.workspace_id),
        "resource_id": uid(kind, job.entity_id or 0),
        "resource_type": RESOURCE_TYPES[kind],
        "output_column": writing.column,
        "status": 1 if job.state == "pending" else 2,
        "model_version": model,
        "input_columns": list(writing.inputs),
        "limit": rows.most,
        "overwrite": writing.overwrite,
        "auto_update": writing.auto_update,
        "template_id": None,
    }


@router.get("/ai/{resource_id}/in-progress", dependencies=[needs("supersearch_enrichments:read")])
async def writing_now(request: Request, scope: Scoped, resource_id: UUID) -> list[supersearch_types.WritingRun]:
    """The columns of a list or campaign that are being written, or wait for it."""
    model = _settings(request).classifier_model or ""
    found = await finding.history(scope, _resource(resource_id), open_only=True, kinds=[finding.WRITE])
    return [_writing(scope, job, model) for job in found]
