"""Leads: of a list, of the workspace, brought in, enriched."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request
from fastapi.responses import JSONResponse
from pydantic import TypeAdapter, ValidationError

from outrider.dialects.kit.access import Caller, Scoped, actor_of, core_of
from outrider.dialects.kit.ids import uid
from outrider.dialects.kit.problems import said_of
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import clean
from outrider.dialects.networkhq import answer_types, answers, bodies, pages
from outrider.dialects.networkhq.document import LEAD_IMPORT, documented
from outrider.dialects.networkhq.routes.lists import field_errors
from outrider.errors import Invalid
from outrider.outreach.base.scope import Scope
from outrider.outreach.enrollments import imports
from outrider.outreach.enrollments.imports import ImportOptions
from outrider.outreach.leads import enrichment, heat, leads, lists
from outrider.outreach.leads.staging import MAX_TEXT, LeadInput, storable
from outrider.store.ids import to_id
from outrider.values import is_array, is_object

router = APIRouter(tags=["Leads"])
MOST = 100  # leads an import

# Suppressed people may be in a list; the engine does not contact them.
_OPTIONS = ImportOptions(ignore_suppression=True, ignore_unsubscribed=True, ignore_bounced=True, source="networkhq")


async def shown(scope: Scope, found: Sequence[leads.Lead]) -> list[answer_types.Lead]:
    ids = [lead.id for lead in found]
    heats, enriched = await heat.of(scope, ids), await enrichment.of(scope, ids)
    return [answers.lead(lead, heats.get(lead.id), enriched.get(lead.id)) for lead in found]


async def with_lists(scope: Scope, found: Sequence[leads.Lead]) -> list[answer_types.LeadWithLists]:
    member_of = await lists.lists_of(scope, [lead.id for lead in found])
    return [
        answer_types.LeadWithLists(**shape, lead_list_ids=[uid("list", id) for id in member_of[lead.id]])
        for lead, shape in zip(found, await shown(scope, found), strict=True)
    ]


@router.get(
    "/lead_lists/{lead_list_id}/leads",
    operation_id="list_lead_list_leads",
    dependencies=[needs("leads:read")],
    responses=documented(401, 403, 404, 429),
)
async def list_lead_list_leads(
    scope: Scoped, lead_list_id: str, limit: pages.LenientLimit = pages.DEFAULT, cursor: pages.Cursor = None
) -> answer_types.Page[answer_types.Lead]:
    """The leads of a list, most recently added first, with their company and heat score."""
    list_id = answers.id_of("list", lead_list_id, "lead list")
    await lists.require(scope, list_id)
    start = pages.after(cursor, "member")
    found = [] if start.nowhere else await lists.members(scope, list_id, limit + 1, start.id)
    members, pagination = pages.page(found, limit, "member", lambda m: (m.id,))
    return {"data": await shown(scope, [m.lead for m in members]), "pagination": pagination}


@router.post(
    "/lead_lists/{lead_list_id}/leads",
    operation_id="create_leads",
    status_code=201,
    dependencies=[needs("leads:write")],
    responses=documented(400, 401, 403, 404, 429),
    openapi_extra=LEAD_IMPORT,
)
async def create_leads(scope: Scoped, lead_list_id: str, body: Any = Body(None)) -> JSONResponse:
    """Bring one lead, or up to 100 as `leads`, into a list. People the workspace knows already are not made twice.

    One lead: 201, or 200 when it was in the list. Several: 201 when all went well and something changed, 200 when all were in
    the list, 207 when some were malformed or failed.
    """
    list_id = answers.id_of("list", lead_list_id, "lead list")
    await lists.require(scope, list_id)
    if not is_object(body):
        raise Invalid("Send a lead, or an object with the array leads.", code="invalid_request")
    if "leads" not in body:
        return await _bring_one(scope, list_id, body)
    given = body["leads"]
    if len(body) > 1 or not is_array(given) or not 1 <= len(given) <= MOST:
        raise Invalid(f"leads must be an array of 1 to {MOST} leads, alone.", code="invalid_request", field="leads")
    result = await _bring(scope, list_id, given)
    summary = result["summary"]
    all_well = 201 if summary["created"] or summary["added_existing"] else 200
    status = 207 if summary["malformed"] or summary["failed"] else all_well
    return JSONResponse(_BATCH.dump_python(result, mode="json"), status)


async def _bring_one(scope: Scope, list_id: int, body: Mapping[str, object]) -> JSONResponse:
    result = await _bring(scope, list_id, [body])
    if result["malformed"]:
        problem = result["malformed"][0]["errors"][0]
        raise Invalid(said_of(problem["field"], problem["message"]), code="invalid_request", field=problem["field"])
    if result["failed"]:
        raise Invalid(result["failed"][0]["error"]["message"], code="processing_failed")
    item = result["data"][0]
    answer = answer_types.ImportedLead(data=item["lead"], result=item["result"])
    return JSONResponse(_ONE.dump_python(answer, mode="json"), 200 if item["result"] == "already_in_list" else 201)


_RESULTS: dict[str, answer_types.LeadResult] = {
    "created": "created", "updated": "added_existing", "already_member": "already_in_list", "duplicate": "already_in_list",
}  # fmt: skip


async def _bring(scope: Scope, list_id: int, given: Sequence[object]) -> answer_types.ImportedLeads:
    """Bring a batch of leads into a list."""
    malformed: list[answer_types.LeadCreateValidationError] = []
    wanted: dict[int, bodies.LeadCreateRequest] = {}
    for index, entry in enumerate(given):
        try:
            wanted[index] = bodies.LeadCreateRequest.model_validate(entry)
        except ValidationError as error:
            malformed.append({"index": index, "errors": field_errors(error)})
    rows = [_row(lead) for lead in wanted.values()]
    brought = await imports.import_rows(scope, rows, list_id=list_id, options=_OPTIONS) if rows else None
    failed: list[answer_types.LeadCreateProcessingError] = []
    taken: list[tuple[int, answer_types.LeadResult, int]] = []
    for index, outcome in zip(wanted, brought.rows if brought else (), strict=True):
        if outcome.result in _RESULTS and outcome.lead_id:
            taken.append((index, _RESULTS[outcome.result], outcome.lead_id))
        elif outcome.result == "invalid":
            malformed.append({"index": index, "errors": [_complaint(outcome.reason or "", wanted[index])]})
        else:
            message = f"This lead may not be brought in: {outcome.reason or outcome.result}."
            failed.append({"index": index, "error": {"code": "processing_failed", "message": message}})
    people = await leads.get_many(scope, sorted({lead_id for _, _, lead_id in taken}))
    by_id = dict(zip(people, await shown(scope, list(people.values())), strict=True))
    results = [result for _, result, _ in taken]
    return {
        "data": [{"index": i, "result": r, "lead": by_id[lead_id]} for i, r, lead_id in taken],
        "malformed": sorted(malformed, key=lambda m: m["index"]),
        "failed": failed,
        "summary": {
            "attempted": len(given),
            "created": results.count("created"),
            "added_existing": results.count("added_existing"),
            "already_in_list": results.count("already_in_list"),
            "malformed": len(malformed),
            "failed": len(failed),
        },
    }


_BATCH, _ONE = TypeAdapter(answer_types.ImportedLeads), TypeAdapter(answer_types.ImportedLead)


def _row(lead: bodies.LeadCreateRequest) -> LeadInput:
    given = {name: clean(value) if isinstance(value, str) else value for name, value in lead}
    born = lead.date_of_birth
    facts = {name: given[name] for name in answers.FACTS if given[name]}
    if lead.skills:
        facts["skills"] = [clean(skill) for skill in lead.skills]
    if born:
        facts["date_of_birth"] = born.isoformat()
    return LeadInput(
        email=given["email"],
        first_name=given["first_name"],
        last_name=given["last_name"],
        company_name=given["company"],
        job_title=given["job_title"],
        phone=given["phone"],
        location=given["location"],
        linkedin_url=given["linkedin_url"],
        profile=facts,
    )


_COMPLAINTS = {
    "invalid_email": ("email", "is not an email address"),
    "invalid_linkedin_url": ("linkedin_url", "is not the URL of a LinkedIn profile"),
    "no_identity": ("linkedin_url", "is not the URL of a LinkedIn profile"),
}


def _complaint(reason: str, given: bodies.LeadCreateRequest) -> answer_types.FieldError:
    """What was wrong with a row, from what the importer says: 'code' or 'code: detail'."""
    code, _, detail = reason.partition(":")
    if code in _COMPLAINTS:
        field, message = _COMPLAINTS[code]
    elif code == "too_long":
        field = detail.strip().replace("company_name", "company")
        message = f"must not be longer than {MAX_TEXT} characters"
    else:
        texts = {name: str(value) for name, value in given if value}
        field = next((name for name, text in texts.items() if not storable(text)), "first_name")
        message = "must not contain \\u0000"
    return {"field": field, "message": message}


@router.get("/leads", operation_id="list_leads", dependencies=[needs("leads:read")], responses=documented(401, 403, 429))
async def list_leads(
    scope: Scoped,
    limit: pages.LenientLimit = pages.DEFAULT,
    cursor: pages.Cursor = None,
    query: Annotated[
        str | None, Query(description="Words; all of them must be found, as beginnings of words, in any case.")
    ] = None,
    list_ids: Annotated[str | None, Query(description="Lead list ids, separated by commas: only leads in one of these.")] = None,
) -> answer_types.Page[answer_types.LeadWithLists]:
    """The workspace's leads, the newest first, with their company, lists and heat score."""
    start = pages.after(cursor, "lead")
    wanted = None
    if list_ids and list_ids.strip():
        wanted = [id for given in list_ids.split(",") if (id := to_id("list", given.strip())) is not None]
    criteria = leads.LeadFilter(query=query, list_ids=wanted)
    found = [] if start.nowhere else await leads.search(scope, criteria, limit=limit + 1, after=start.id)
    rows, pagination = pages.page(found, limit, "lead", lambda lead: (lead.id,))
    return {"data": await with_lists(scope, rows), "pagination": pagination}


@router.get(
    "/leads/{lead_id}", operation_id="get_lead", dependencies=[needs("leads:read")], responses=documented(401, 403, 404, 429)
)
async def get_lead(scope: Scoped, lead_id: str) -> answer_types.Data[answer_types.LeadWithLists]:
    """One lead with their company, lists and heat score."""
    found = await leads.get(scope, answers.id_of("lead", lead_id, "lead"))
    return {"data": (await with_lists(scope, [found]))[0]}


@router.post(
    "/leads/{lead_id}/enrich",
    operation_id="enrich_lead",
    dependencies=[needs("leads:write")],
    responses=documented(401, 403, 404, 429, 502),
)
async def enrich_lead(request: Request, caller: Caller, lead_id: str) -> answer_types.LeadEnrichmentResult:
    """Have the enrichment provider tell what it knows of a lead, for one credit, once.

    `enriched`: found and charged. `already_enriched`: nothing asked, nothing charged. `insufficient_credits`: nothing asked.
    `failed`: the provider knows nothing of this lead, nothing is charged.
    """
    core, id = core_of(request), answers.id_of("lead", lead_id, "lead")
    actor = actor_of(request, caller)
    done = await enrichment.enrich(core, request.app.state.settings, caller.workspace_id, id, actor=actor)
    async with core.scope(caller.workspace_id, actor) as scope:
        data = (await shown(scope, [done.lead]))[0]
    return {
        "data": data,
        "enrichment": {"status": done.status, "charged": done.charged, "credits_remaining": done.credits_remaining},
    }
