"""What the workspace as a whole does: figures, approvals, and why nothing is sent."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.approved import address_of_page
from outrider.dialects.kit.scopes import needs
from outrider.dialects.outrider import answer_types, answers, pages
from outrider.errors import Invalid
from outrider.outreach.base import approvals
from outrider.outreach.campaigns import campaigns
from outrider.outreach.campaigns import figures as counts
from outrider.outreach.enrollments import enrollments, explain

router = APIRouter(tags=["Workspace"])
Given = Annotated[int | None, Query(ge=1, lt=1 << 63)]
_MOST_CAMPAIGNS = 500


@router.get("/why", dependencies=[needs("campaigns:read")])
async def why(scope: Scoped, campaign_id: Given = None, lead_id: Given = None, sender_id: Given = None) -> answer_types.Why:
    """Why a campaign, a lead of a campaign (lead_id and campaign_id) or a sender does not send now, and when it will."""
    if sender_id is not None and campaign_id is None and lead_id is None:
        return answers.why(await explain.of_sender(scope, sender_id))
    if campaign_id is None or sender_id is not None:
        raise Invalid("Give campaign_id, campaign_id with lead_id, or sender_id.", field="campaign_id")
    if lead_id is None:
        return answers.why(await explain.of_campaign(scope, campaign_id))
    enrolled = await enrollments.by_lead(scope, campaign_id, lead_id)
    return answers.why(await explain.of_enrollment(scope, enrolled.id))


@router.get("/figures", dependencies=[needs("campaigns:read")])
async def figures(
    scope: Scoped,
    campaign_id: Given = None,
    days: Annotated[int | None, Query(ge=1, le=3650, description="The last so many days; left out: since ever.")] = None,
) -> answer_types.Report:
    """What was sent and what came of it, in all and by campaign (the newest 500)."""
    if campaign_id is not None:
        await campaigns.get(scope, campaign_id)
    ids = [campaign_id] if campaign_id else [c.id for c in await campaigns.find_all(scope, limit=_MOST_CAMPAIGNS)]
    start = scope.now - timedelta(days=days) if days else None
    read = await counts.totals(scope, ids, start=start)
    total = await counts.total(scope, [campaign_id] if campaign_id else None, start=start)
    return {
        "days": days,
        "total": answers.figures(total),
        "campaigns": [{"campaign_id": id, **answers.figures(read.get((id,), {}))} for id in ids],
    }


@router.get("/approvals", dependencies=[needs("campaigns:read", "conversations:read")])
async def list_approvals(
    request: Request,
    scope: Scoped,
    waiting: Annotated[bool, Query(description="Only those that wait for a person.")] = True,
    limit: pages.Limit = pages.DEFAULT,
    cursor: pages.Cursor = None,
) -> answer_types.Approvals:
    """What keys want to send and a person has to decide about, newest first."""
    found = await approvals.find_all(scope, waiting=waiting, limit=limit + 1, after=pages.after_id(cursor))
    shown, following = pages.page(found, limit, lambda one: str(one.id))
    return {
        "approvals": [answers.approval(one, address_of_page(request, scope.workspace_id, one.id)) for one in shown],
        "next_cursor": following,
    }


@router.get("/approvals/{approval_id}", dependencies=[needs("campaigns:read", "conversations:read")])
async def get_approval(
    request: Request, scope: Scoped, approval_id: Annotated[int, Path(ge=1, lt=1 << 63)]
) -> answer_types.Approval:
    """One approval: whether it waits, and what became of it."""
    return answers.approval(await approvals.get(scope, approval_id), address_of_page(request, scope.workspace_id, approval_id))
