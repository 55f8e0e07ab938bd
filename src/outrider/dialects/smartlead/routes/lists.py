"""Lead lists: buckets of contacts apart from any campaign, and the ways from them into campaigns."""

from typing import Annotated

from fastapi import APIRouter, Query

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.demands import IMPORTS
from outrider.dialects.kit.fields import NumbersText, Offset
from outrider.dialects.kit.scopes import needs
from outrider.dialects.smartlead import answer_types, answers
from outrider.dialects.smartlead.bodies import AssignTags, ImportLeads, ListName, PathId, PushBetween, PushLeads
from outrider.dialects.smartlead.routes.leads import inputs, options
from outrider.errors import Invalid
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.enrollments import enrollments, imports, pushes
from outrider.outreach.leads import leads, lists, tags
from outrider.outreach.leads.lists import LeadList

router = APIRouter(tags=["Lead lists"])
READ, WRITE = needs("lists:read", "leads:read"), needs("lists:write", "leads:write")


async def shown(scope: Scope, found: list[LeadList]) -> list[answer_types.LeadList]:
    ids = [x.id for x in found]
    active = await lists.active_counts(scope, ids)
    tagged = await tags.of_objects(scope, "list", ids)
    return [answers.lead_list(x, active[x.id], [t.id for t in tagged[x.id]]) for x in found]


@router.get("/lead-list", dependencies=[READ], include_in_schema=False)
@router.get("/lead-list/", dependencies=[READ])
async def get_lists(
    scope: Scoped,
    limit: Annotated[int, Query(ge=1, le=1000)] = 10,
    offset: Offset = 0,
    tag_ids: Annotated[NumbersText | None, Query(description="Comma-separated tag ids.")] = None,
    tagIds: Annotated[str | None, Query(include_in_schema=False, max_length=2000)] = None,
    listName: Annotated[str | None, Query(description="Any part of the name.", max_length=255)] = None,
) -> answer_types.LeadLists:
    """A page of lists, newest first."""
    found = await lists.find_all(scope, limit=limit + 1, offset=offset, tag_ids=_ids(tag_ids or tagIds), query=listName or None)
    rows = await shown(scope, found[:limit])
    return {"ok": True, "data": rows, "offset": offset, "limit": limit, "hasMore": len(found) > limit}


def _ids(text: str | None) -> list[int] | None:
    """'1,2' or '[1, 2]' as ids."""
    parts = [part.strip() for part in (text or "").strip("[] ").split(",") if part.strip()]
    if not parts:
        return None
    if not all(part.isascii() and part.isdigit() and len(part) < 19 for part in parts):
        raise Invalid("tag_ids must be numbers separated by commas.", field="tag_ids")
    return [int(part) for part in parts]


@router.post("/lead-list", dependencies=[WRITE], include_in_schema=False)
@router.post("/lead-list/", dependencies=[WRITE])
async def create_list(scope: Scoped, body: ListName) -> answer_types.OneLeadList:
    """A new, empty list."""
    made = await lists.create(scope, body.list_name, owner_user_id=scope.actor.user_id)
    row = (await shown(scope, [made]))[0]
    return {"ok": True, **row, "data": row}


@router.post("/lead-list/assign-tags", dependencies=[WRITE])
async def assign_tags(scope: Scoped, body: AssignTags) -> answer_types.Data[list[answer_types.TagsOfList]]:
    """Attach and detach tags on up to 10 lists."""
    await tags.assign(scope, "list", body.list_ids, add=body.tag_ids or (), remove=body.remove_tag_ids or ())
    found = await tags.of_objects(scope, "list", body.list_ids)
    return {"ok": True, "data": [{"list_id": id, "tag_ids": [t.id for t in found[id]]} for id in body.list_ids]}


@router.get("/lead-list/{list_id}", dependencies=[READ])
async def get_list(scope: Scoped, list_id: PathId) -> answer_types.OneLeadList:
    """One list."""
    row = (await shown(scope, [await lists.get(scope, list_id)]))[0]
    return {"ok": True, **row, "data": row}


@router.put("/lead-list/{list_id}", dependencies=[WRITE])
async def rename_list(scope: Scoped, list_id: PathId, body: ListName) -> answer_types.OneLeadList:
    """Rename a list: nothing else of it can be changed."""
    row = (await shown(scope, [await lists.rename(scope, list_id, body.list_name)]))[0]
    return {"ok": True, **row, "data": row}


@router.delete("/lead-list/{list_id}", dependencies=[WRITE])
async def delete_list(scope: Scoped, list_id: PathId) -> answer_types.Ok:
    """Delete a list and its memberships. The contacts stay, also in campaigns they were pushed to."""
    await lists.delete(scope, list_id)
    return {"ok": True}


@router.post("/lead-list/{list_id}/import", dependencies=[WRITE, IMPORTS])
async def import_leads(scope: Scoped, list_id: PathId, body: ImportLeads) -> answer_types.ImportedLeads:
    """Import at most 400 contacts. Those that exist are updated; duplicates are counted, not refused."""
    done = await imports.import_rows(
        scope, inputs(body.lead_list, source=body.file_name), list_id=list_id, options=options(body.settings)
    )
    blocked = done.suppressed + done.unsubscribed + done.bounced
    answer: answer_types.ImportedLeads = {
        "ok": True,
        "uploadedCount": done.created + done.updated,
        "duplicateCount": done.duplicate + done.already_member,
        "invalidCount": done.invalid,
        "blockedCount": blocked,
        "skippedCount": done.skipped,
        "totalCount": done.total,
    }
    if body.settings.return_lead_ids:
        answer["leadIds"] = done.lead_ids
    return answer


@router.post("/leads/push-to-campaign", dependencies=[WRITE])
async def push_to_campaign(scope: Scoped, body: PushLeads) -> answer_types.PushedLeads:
    """Enroll staged leads: of a list, some by id, or all; into a campaign by id, or by name (made if there is none)."""
    source = body.lead_list
    if source.list_id is not None:
        await lists.require(scope, source.list_id)
    if body.campaign_id is not None:
        campaign = await campaigns.get(scope, body.campaign_id)
    else:
        name = body.campaign_name or ""
        campaign = await campaigns.by_name(scope, name) or await campaigns.create(scope, name, owner_user_id=scope.actor.user_id)
    done = await pushes.push(
        scope,
        campaign.id,
        list_id=source.list_id,
        lead_ids=source.lead_ids,
        everyone=source.all_leads,
        move=body.action == "move",
        options=options(body.settings, duplicates=True),
    )
    pushed: answer_types.Pushed = {
        "campaign_id": campaign.id,
        "campaign_name": campaign.name,
        "total_leads": done.total,
        "pushed": done.pushed,
        "duplicates": done.duplicate + done.in_other_campaign,
        "unsubscribed": done.unsubscribed,
        "bounced": done.bounced,
        "blocked": done.suppressed,
        "not_found": done.unknown,
    }
    if body.settings.return_lead_ids:
        pushed["lead_ids"] = [found.lead_id for found in (await enrollments.get_many(scope, done.enrollment_ids)).values()]
    return {"ok": True, "message": "Leads pushed to the campaign.", **pushed, "data": pushed}


@router.post("/leads/leads/push-between-lists", dependencies=[WRITE])
@router.post("/leads/push-between-lists", dependencies=[WRITE], include_in_schema=False)
async def push_between_lists(scope: Scoped, body: PushBetween) -> answer_types.Data[answer_types.MovedLeads]:
    """Copy or move leads from one list to another."""
    if body.lead_ids is not None:
        known = await leads.get_many(scope, body.lead_ids)
        missing = [id for id in body.lead_ids if id not in known]
        if missing:
            raise Invalid(f"There is no lead {missing[0]} in this workspace.", field="lead_ids")
    n = await lists.move(scope, body.from_list_id, body.to_list_id, body.lead_ids, copy=body.action == "copy")
    return {"ok": True, "data": {"total_leads_moved": n}}
