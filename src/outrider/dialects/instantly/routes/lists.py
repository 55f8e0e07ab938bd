"""Lead lists."""

from uuid import UUID

from fastapi import APIRouter, Request

from outrider.dialects.instantly import answer_types, answers
from outrider.dialects.instantly.bodies import CreateList, PatchList
from outrider.dialects.instantly.pages import DEFAULT, After, Limit, after_id, page, row_id
from outrider.dialects.instantly.routes.leads import owner_of
from outrider.dialects.instantly.routes.supersearch import UNPAID, require_provider
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.ids import uid
from outrider.outreach.base.scope import Scope
from outrider.outreach.enrollments import finding
from outrider.outreach.leads import lists
from outrider.outreach.leads.lists import ListChanges

router = APIRouter(prefix="/lead-lists", tags=["Lead lists"])


def _id(value: UUID) -> int:
    return row_id("list", value, "Lead list")


async def _enrich_newcomers(request: Request, scope: Scope, id: int, on: bool) -> None:
    """Raises PaymentRequired where there is no provider to ask."""
    plan = await finding.plan_of(scope, ("list", id))
    if on and (plan is None or plan.enrichment != "verification"):
        require_provider(request)
    await finding.enrich_newcomers(scope, id, on)


@router.post("", dependencies=[needs("lead_lists:create")], responses=UNPAID)
async def create_list(request: Request, scope: Scoped, body: CreateList) -> answer_types.LeadList:
    """A new list, owned by `owned_by` or else by the key's user.

    With `has_enrichment_task` the enrichment provider is asked about each lead that comes in, within an hour.
    """
    owner = await owner_of(scope, body.owned_by) or scope.actor.user_id
    made = await lists.create(scope, body.name, owner)
    if body.has_enrichment_task:
        await _enrich_newcomers(request, scope, made.id, True)
    return answers.lead_list(scope, await lists.get(scope, made.id))


@router.get("", dependencies=[needs("lead_lists:read")])
async def list_lists(
    scope: Scoped,
    limit: Limit = DEFAULT,
    starting_after: After = None,
    has_enrichment_task: bool | None = None,
    search: str | None = None,
) -> answer_types.Page[answer_types.LeadList]:
    """Lists, newest first; `search` is any part of the name."""
    found = await lists.find_all(
        scope,
        limit=limit,
        after=after_id("list", starting_after),
        query=search,
        settings=None if has_enrichment_task is None else {finding.ENRICHES: has_enrichment_task},
    )
    return page(found, limit, lambda item: answers.lead_list(scope, item), lambda item: str(uid("list", item.id)))


@router.get("/{id}", dependencies=[needs("lead_lists:read")])
async def get_list(scope: Scoped, id: UUID) -> answer_types.LeadList:
    return answers.lead_list(scope, await lists.get(scope, _id(id)))


@router.patch("/{id}", dependencies=[needs("lead_lists:update")], responses=UNPAID)
async def patch_list(request: Request, scope: Scoped, id: UUID, body: PatchList) -> answer_types.LeadList:
    """Change what is given. `has_enrichment_task`: enrich who is in the list, and who comes in later, as its enrichment says."""
    changes: ListChanges = {}
    given = body.given()
    if body.name is not None:
        changes["name"] = body.name
    if "owned_by" in given:
        changes["owner_user_id"] = await owner_of(scope, body.owned_by)
    if "has_enrichment_task" in given:
        await _enrich_newcomers(request, scope, _id(id), bool(body.has_enrichment_task))
    return answers.lead_list(scope, await lists.update(scope, _id(id), **changes))


@router.delete("/{id}", dependencies=[needs("lead_lists:delete")])
async def delete_list(scope: Scoped, id: UUID) -> answer_types.LeadList:
    """Delete a list and its rows; the answer is the list as it was."""
    return answers.lead_list(scope, await lists.delete(scope, _id(id)))


@router.get("/{id}/verification-stats", dependencies=[needs("lead_lists:read")])
async def verification_stats(scope: Scoped, id: UUID) -> answer_types.VerificationStats:
    """How many leads of the list have which result of verification."""
    counts = await lists.verification_counts(scope, _id(id))
    names = ("verified", "invalid", "risky", "catch_all", "job_change")
    stats = {name: counts.get(name, 0) for name in names}
    pending = {"verification_job_pending_leadfinder": 0, "verification_job_pending_user": counts.get("pending", 0)}
    return {"stats": stats | pending, "total_leads": sum(counts.values())}
