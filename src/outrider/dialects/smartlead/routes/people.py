"""Single leads by their ids, where they stand, and what happened to all of them."""

from datetime import timedelta
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query
from pydantic import Field, model_validator
from typing_extensions import TypedDict

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import iso
from outrider.dialects.smartlead import answer_types, answers
from outrider.dialects.smartlead.bodies import Body, Id, Instant, PathId, instant
from outrider.dialects.smartlead.events import EVENT_TYPES
from outrider.outreach.campaigns import campaigns
from outrider.outreach.enrollments import activities, enrollments, timeline
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.leads import leads, lists

router = APIRouter(tags=["Leads"])
READ, WRITE = needs("leads:read"), needs("leads:write")
WORDS = {kind: word for word, kinds in reversed(EVENT_TYPES.items()) for kind in kinds}  # the first word of each event


class CampaignOf(TypedDict):
    campaign_lead_map_id: int
    campaign_id: int
    campaign_name: str
    campaign_status: str
    client_id: int | None
    status: str
    lead_category_id: int | None
    last_sequence_number: int
    open_count: int
    click_count: int
    reply_count: int
    first_sent_time: str | None
    last_reply_time: str | None
    created_at: str | None


class LeadOf(answer_types.Lead):
    lead_campaign_data: list[CampaignOf]


class LeadAnswer(LeadOf):
    """The lead as the vendor's page shows it, and as its deliveries have it: the one item of `data`."""

    ok: bool
    message: str
    data: list[LeadOf]


class Overview(TypedDict):
    ok: bool
    data: list[CampaignOf]


class StepOf(TypedDict):
    seq_number: int | None
    email_campaign_seq_id: int | None
    status: str
    scheduled_time: str | None
    sent_time: str | None
    reason: str | None
    stats_id: str | None


class StepsOf(TypedDict):
    ok: bool
    campaign_lead_map_id: int
    lead_id: int
    campaign_id: int
    data: list[StepOf]


class Activity(TypedDict):
    id: int
    event_type: str
    event_time: str | None
    lead_id: int | None
    lead_email: str | None
    lead_first_name: str | None
    lead_last_name: str | None
    campaign_id: int | None
    campaign_name: str | None
    campaign_lead_map_id: int | None
    email_account_id: int | None
    from_email: str | None
    sequence_number: int | None
    subject: str | None
    stats_id: str | None


class Pagination(TypedDict):
    offset: int
    limit: int
    has_more: bool


class Activities(TypedDict):
    ok: bool
    data: list[Activity]
    offset: int
    limit: int
    hasMore: bool
    pagination: Pagination


class PushToList(Body):
    also: ClassVar[dict[str, str]] = {"to_list_id": "list_id", "lead_list_id": "list_id"}

    list_id: Id | None = None
    list_name: str | None = Field(default=None, min_length=1, max_length=255)
    lead_ids: list[Id] = Field(min_length=1, max_length=10_000)

    @model_validator(mode="after")
    def _named(self) -> "PushToList":
        if (self.list_id is None) == (self.list_name is None):
            raise ValueError("give list_id, or list_name to make a list")
        return self


class PushedData(TypedDict):
    list_id: int
    total_leads_pushed: int


class Pushed(TypedDict):
    ok: bool
    data: PushedData


# Before the paths that have an id in the same place


@router.get("/campaigns/all-leads-activities", dependencies=[READ])
async def all_activities(
    scope: Scoped,
    offset: Annotated[int, Query(ge=0, le=10**6)] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    event_time_from: Instant = None,
    event_time_to: Instant = None,
    client_id: Annotated[Id | None, Query()] = None,
) -> Activities:
    """What was sent to leads and what they did, in all campaigns, newest first."""
    end = instant(event_time_to, "event_time_to")
    found = await activities.find_all(
        scope,
        list(WORDS),
        seat_id=client_id,
        start=instant(event_time_from, "event_time_from"),
        end=end + timedelta(milliseconds=1) if end else None,
        limit=limit + 1,
        offset=offset,
    )
    rows: list[Activity] = [
        {
            "id": a.id,
            "event_type": WORDS[a.type],
            "event_time": iso(a.at),
            "lead_id": a.lead_id,
            "lead_email": a.lead_email,
            "lead_first_name": a.lead_first_name,
            "lead_last_name": a.lead_last_name,
            "campaign_id": a.campaign_id,
            "campaign_name": a.campaign_name,
            "campaign_lead_map_id": a.enrollment_id,
            "email_account_id": a.sender_id,
            "from_email": a.sender_address,
            "sequence_number": a.step_position,
            "subject": a.subject,
            "stats_id": answers.stats_id(a.message_id) if a.message_id else None,
        }
        for a in found[:limit]
    ]
    more = len(found) > limit
    pagination: Pagination = {"offset": offset, "limit": limit, "has_more": more}
    return {"ok": True, "data": rows, "offset": offset, "limit": limit, "hasMore": more, "pagination": pagination}


@router.post("/leads/push-to-list", dependencies=[WRITE])
async def push_to_list(scope: Scoped, body: PushToList) -> Pushed:
    """Put leads of the workspace on a lead list, which is made where only a name is given."""
    if body.list_id is not None:
        list_id = (await lists.get(scope, body.list_id)).id
    else:
        list_id = (await lists.create(scope, body.list_name or "", owner_user_id=scope.actor.user_id)).id
    added = await lists.add_members(scope, list_id, body.lead_ids)
    data: PushedData = {"list_id": list_id, "total_leads_pushed": len(added)}
    return {"ok": True, "data": data}


async def _campaigns_of(scope: Scoped, lead_id: int) -> list[CampaignOf]:
    found = await enrollments.search(scope, Filters(lead_ids=[lead_id]), limit=1000)
    known = await campaigns.get_many(scope, [x.enrollment.campaign_id for x in found])
    rows: list[CampaignOf] = []
    for x in found:
        e, campaign = x.enrollment, known[x.enrollment.campaign_id]
        rows.append(
            {
                "campaign_lead_map_id": e.id,
                "campaign_id": campaign.id,
                "campaign_name": campaign.name,
                "campaign_status": answers.CAMPAIGN_STATUS[campaign.status],
                "client_id": answers.client_id(scope, campaign.seat_id),
                "status": answers.enrollment_status(e),
                "lead_category_id": e.category_id,
                "last_sequence_number": e.done_position,
                "open_count": e.opens,
                "click_count": e.clicks,
                "reply_count": e.replies,
                "first_sent_time": iso(e.first_sent_at),
                "last_reply_time": iso(e.last_reply_at),
                "created_at": iso(e.created_at),
            }
        )
    return rows


@router.get("/leads/{lead_id}", dependencies=[READ])
async def get_lead(scope: Scoped, lead_id: PathId) -> LeadAnswer:
    """One lead by its id in the workspace, with the campaigns it is in."""
    lead = await leads.get(scope, lead_id)
    found: LeadOf = {**answers.lead(lead), "lead_campaign_data": await _campaigns_of(scope, lead_id)}
    return {"ok": True, "message": "Lead details fetched successfully", **found, "data": [found]}


@router.get("/leads/{lead_id}/campaign-overview", dependencies=[READ])
async def campaign_overview(scope: Scoped, lead_id: PathId) -> Overview:
    """The campaigns a lead is in, with where it stands and what it did in each."""
    await leads.get(scope, lead_id)
    return {"ok": True, "data": await _campaigns_of(scope, lead_id)}


@router.get("/leads/{lead_map_id}/sequence-details", dependencies=[READ])
async def sequence_details(scope: Scoped, lead_map_id: PathId) -> StepsOf:
    """The steps of a lead in a campaign, done and to come. The id is that of the lead's place in the campaign."""
    e = await enrollments.get(scope, lead_map_id)
    steps: list[StepOf] = [
        {
            "seq_number": a.step_position,
            "email_campaign_seq_id": a.step_id,
            "status": a.status.upper(),
            "scheduled_time": iso(a.scheduled_for),
            "sent_time": iso(a.performed_at),
            "reason": a.detail or a.reason,
            "stats_id": answers.stats_id(a.message_id) if a.message_id else None,
        }
        for a in (await timeline.of(scope, [e.id]))[e.id]
    ]
    return {"ok": True, "campaign_lead_map_id": e.id, "lead_id": e.lead_id, "campaign_id": e.campaign_id, "data": steps}
