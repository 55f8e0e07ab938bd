"""Leads: added, changed, listed by groups of filters, paused, returned to a campaign; and the people behind them."""

from contextlib import suppress
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import AliasChoices, ConfigDict, Field, model_validator

from outrider.dialects.kit import totals
from outrider.dialects.kit.access import core_of
from outrider.dialects.kit.fields import EMAIL, Offset
from outrider.dialects.multilead import answer_types, answers, campaign_types, inbox_answers, lead_types
from outrider.dialects.multilead.access import OfCampaign, OfLead, Place, Work, at, working
from outrider.dialects.multilead.answers import items, says
from outrider.dialects.multilead.bodies import Body, CampaignId, Id, LeadId, Switch, Timestamp, body, moment
from outrider.dialects.multilead.errors import clash, refusal, vendor_path, wrong
from outrider.dialects.multilead.filters import LeadFilter
from outrider.dialects.multilead.places import campaign_at, conversation_at, lead_anywhere, lead_at, lead_of_thread
from outrider.errors import Conflict, Invalid, NotFound, OutriderError
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, sequences
from outrider.outreach.correspondence import linkedin
from outrider.outreach.enrollments import enrollments, imports, moves, placement_changes
from outrider.outreach.enrollments.enrollments import Listed
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.enrollments.imports import ImportOptions
from outrider.outreach.leads import leads
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.senders import linkedin_connections, linkedin_people, senders

router, second = APIRouter(tags=["Leads"]), APIRouter(tags=["Leads"])

SeatScope = Annotated[Scope, at("seat", "leads")]
Thread = Annotated[str, Path(max_length=200)]
MOST_FIELDS = 200


# Adding


class NewCampaignLead(Body):
    """`profileUrl` or `email`, and any other fields."""

    model_config = ConfigDict(extra="allow")

    profileUrl: str | None = Field(default=None, max_length=1000)
    email: Annotated[str, Field(max_length=320, json_schema_extra=EMAIL)] | None = None
    removeDbDuplicates: Switch = True
    personalizedField: Any = None

    @model_validator(mode="after")
    def _somebody(self) -> "NewCampaignLead":
        if not self.profileUrl and not self.email:
            raise ValueError("profileUrl or email is required")
        if len(self.model_extra or {}) > MOST_FIELDS:
            raise ValueError(f"at most {MOST_FIELDS} fields")
        return self

    def values(self) -> dict[str, object]:
        """All that is said of the lead. Some clients put what is more than an address into `custom_fields`."""
        more = dict(self.model_extra or {})
        for name in ("custom_fields", "customFields"):
            if isinstance(nested := more.pop(name, None), dict):
                more |= nested
        return {"profileUrl": self.profileUrl, "email": self.email, "personalizedField": self.personalizedField, **more}


NOT_ADDED = {
    "skipped": "The lead is in a campaign already.",
    "suppressed": "The lead is on the blacklist.",
    "unsubscribed": "The lead has unsubscribed.",
    "bounced": "The lead's email address bounced.",
}


@router.post("/campaign/{campaignId}/leads", status_code=201)
async def add_lead(
    campaignId: CampaignId,
    place: OfCampaign,
    scope: Annotated[Scope, at("campaign", "leads")],
    data: Annotated[NewCampaignLead, body(NewCampaignLead)],
) -> lead_types.AddedLead:
    """Add a lead to a campaign. Unless `removeDbDuplicates` is false, not one who is in any campaign of the team."""
    campaign = await campaigns.get(scope, campaignId)
    place.check("leads", write=True, seat_id=campaign.seat_id)
    ours, others = answers.core_fields(data.values())
    options = ImportOptions(skip_if_in_campaign=data.removeDbDuplicates, source="multilead")
    result = await imports.import_rows(scope, [LeadInput(**ours, custom=others)], campaign_id=campaignId, options=options)
    outcome = result.rows[0]
    if outcome.result == "invalid":
        field = "profileUrl" if (outcome.reason or "").startswith("invalid_linkedin_url") else "email"
        raise wrong(**{field: f"{field} is not valid"})
    if outcome.result in NOT_ADDED:
        raise clash(NOT_ADDED[outcome.result])
    assert outcome.lead_id is not None
    enrollment = await enrollments.by_lead(scope, campaignId, outcome.lead_id)
    steps = await sequences.get(scope, campaignId)
    return answers.added_lead(enrollment, steps, await leads.get(scope, outcome.lead_id))


# Changing


class LeadChanges(Body):
    campaignId: Id | None = None
    linkedinAccountId: Id
    changedValues: dict[str, object] = Field(min_length=1, max_length=MOST_FIELDS)


@second.patch("/campaigns/{campaignId}/leads/{leadId}")
@second.put("/campaigns/{campaignId}/leads/{leadId}", include_in_schema=False)
async def update_lead(
    request: Request,
    campaignId: CampaignId,
    leadId: LeadId,
    place: OfCampaign,
    scope: Annotated[Scope, at("campaign", "leads", write=True)],
    data: Annotated[LeadChanges, body(LeadChanges)],
) -> answer_types.Updated:
    """Change fields of a lead in a campaign. Address and profile are the person's; all else is this campaign's alone."""
    campaign = await campaigns.get(scope, campaignId)
    if data.linkedinAccountId != campaign.seat_id or data.campaignId not in (None, campaignId):
        raise NotFound("The campaign is not of this account.")
    place.check("leads", write=True, seat_id=campaign.seat_id)
    lead = await lead_anywhere(scope, leadId)
    enrollment = lead.enrollment
    if enrollment.campaign_id != campaignId:
        raise NotFound("The lead is not in this campaign.")
    ours, others = answers.core_fields({k: v for k, v in data.changedValues.items() if v is not None})
    cleared = {answers.FIELDS.get(k, k): None for k, v in data.changedValues.items() if v is None or v == ""}
    if {"email", "linkedin_url"} & cleared.keys():
        raise Invalid("A lead's address and profile cannot be taken away.", field="changedValues")
    if known := {name: ours.pop(name) for name in ("email", "linkedin_url") if name in ours}:
        await leads.update(scope, enrollment.lead_id, **known)
    await enrollments.update_fields(scope, enrollment.id, {**ours, **others, **cleared})
    return accepted(request, lead.id)


def accepted(request: Request, lead_id: int) -> answer_types.Updated:
    """The second version's answer to something that was done."""
    metadata: answer_types.Metadata = {
        "method": request.method,
        "path": vendor_path(request),
        "timestamp": answers.millis(core_of(request).clock.now()),
    }
    return {"success": True, "data": {"id": lead_id}, "statusCode": 200, "metadata": metadata}


# Listing


# The vendor's document says no limit; its clients in use ask for up to 10,000 leads.
ManyLeads = Annotated[int, Query(ge=1, le=10_000)]
_AT_ONCE = 1000


async def _page(scope: Scope, filters: Filters, limit: int, offset: int, *, in_campaign: bool) -> lead_types.Leads:
    rows: list[Listed] = []
    shown: list[lead_types.Lead] = []
    while (most := min(limit - len(rows), _AT_ONCE)) > 0:
        last = rows[-1].enrollment.id if rows else None
        more = await enrollments.search(scope, filters, limit=most, after=last, offset=0 if rows else offset)
        beside = await answers.LeadShapes.read(scope, more)
        shown += [beside.shape(row, in_campaign=in_campaign) for row in more]
        rows += more
        if len(more) < most:
            break
    names = dict.fromkeys(answers.ALL_FIELDS) | {name: None for row in shown for name in row["allFieldsData"]}
    count = await totals.total(rows, lambda: enrollments.count(scope, filters), limit=limit, offset=offset)
    return {"result": {"items": shown, "count": count, "allFields": list(names)}}


@router.get("/users/{userId}/accounts/{accountId}/campaigns/{campaignId}/leads")
async def leads_of_campaign(
    scope: SeatScope, campaignId: CampaignId, filter: Annotated[LeadFilter, Depends()], limit: ManyLeads = 30, offset: Offset = 0
) -> lead_types.Leads:
    """Leads of a campaign by 7 groups of filters."""
    await campaign_at(scope, campaignId)
    return await _page(scope, await filter.core(scope, campaign_ids=[campaignId]), limit, offset, in_campaign=True)


@router.get("/users/{userId}/accounts/{accountId}/leads")
async def leads_of_seat(
    scope: SeatScope, filter: Annotated[LeadFilter, Depends()], limit: ManyLeads = 30, offset: Offset = 0
) -> lead_types.Leads:
    """Leads of all the seat's campaigns by 6 groups of filters."""
    return await _page(scope, await filter.core(scope, seat_ids=[scope.seat_id]), limit, offset, in_campaign=False)


@router.get("/users/{userId}/accounts/{accountId}/conversations/{thread}/belonged_leads")
async def leads_of_thread(scope: SeatScope, thread: Thread) -> answer_types.Items[campaign_types.BelongedLead]:
    """Who takes part in a thread: the lead, in each of the seat's campaigns."""
    conversation = await conversation_at(scope, thread)
    if conversation is None:
        lead_id = (await lead_at(scope, lead_of_thread(thread) or 0)).enrollment.lead_id
    elif (lead_id := conversation.lead_id) is None:
        return items([])
    rows = await enrollments.search(scope, Filters(lead_ids=[lead_id], seat_ids=[scope.seat_id or 0]), limit=1000)
    of = await campaigns.get_many(scope, [r.enrollment.campaign_id for r in rows])
    steps = await sequences.get_many(scope, list(of))
    known = await linkedin_connections.between(scope, [(r.enrollment.sender_id or 0, lead_id) for r in rows])
    user = (await linkedin_people.of_leads(scope, [lead_id])).get(lead_id)
    ids = await moves.known_by(scope, [r.enrollment.id for r in rows])
    return items(
        [
            answers.belonged_lead(
                ids[r.enrollment.id],
                r,
                of[r.enrollment.campaign_id],
                steps[r.enrollment.campaign_id],
                known[r.enrollment.sender_id or 0, lead_id],
                user,
            )
            for r in rows
        ]
    )


# People


@router.get("/users/{userId}/accounts/{accountId}/linkedin_users/{linkedinUserId}")
async def linkedin_user(
    request: Request,
    work: Annotated[Work, working("seat", "leads")],
    linkedinUserId: Annotated[int, Path(ge=1, le=2**62)],
) -> answer_types.Result[lead_types.LinkedInUser]:
    """A person's LinkedIn profile: looked up with the seat's account the first time, and stored."""
    lead_id, user_id = answers.person(linkedinUserId)
    async with work() as scope:
        lead = (await leads.get_many(scope, [lead_id])).get(lead_id) if lead_id else None
        if lead:
            user = (await linkedin_people.of_leads(scope, [lead.id])).get(lead.id)
        else:
            user = (await linkedin_people.get_many(scope, [user_id])).get(user_id) if user_id else None
        if lead is None and user is None:
            raise refusal("Non existing linkedin user")
        accounts = await senders.find_all(
            scope, senders.SenderFilter(seat_id=scope.seat_id, channel="linkedin", status="active"), limit=1
        )
        workspace_id = scope.workspace_id
    if user and user.slug and user.fetched_at is None and accounts:
        with suppress(OutriderError):  # what is known here is better than nothing
            user = await linkedin.look_up(core_of(request), request.app.state.settings, workspace_id, accounts[0].id, user.slug)
    async with work() as scope:
        degree = await linkedin_connections.degree(scope, scope.seat_id or 0, lead.id) if lead else None
        shown = inbox_answers.linkedin_user(linkedinUserId, user, lead, degree, scope.now.date())
    return {"result": shown}


# Pause and return


@router.patch("/leads/{leadId}/pause")
async def pause_lead(request: Request, leadId: LeadId, place: OfLead, scope: Annotated[Scope, at("lead", "leads")]) -> Response:
    """Hold a lead where it stands in its campaign."""
    await enrollments.pause(scope, [await _checked(scope, leadId, place)])
    return says(request, 200)


@router.patch("/leads/{leadId}/continue", status_code=201)
async def resume_lead(request: Request, leadId: LeadId, place: OfLead, scope: Annotated[Scope, at("lead", "leads")]) -> Response:
    """Let a paused lead go on."""
    await enrollments.resume(scope, [await _checked(scope, leadId, place)])
    return says(request, 201)


async def _checked(scope: Scope, lead_id: int, place: Place) -> int:
    """The lead's enrollment, which the key may change."""
    enrollment = (await lead_anywhere(scope, lead_id)).enrollment
    campaign = await campaigns.get(scope, enrollment.campaign_id)
    place.check("leads", write=True, seat_id=campaign.seat_id)
    return enrollment.id


class Return(Body):
    campaignId: Id = Field(validation_alias=AliasChoices("campaignId", "targetCampaignId", "target_campaign_id", "campaign_id"))
    step: Id | None = Field(default=None, validation_alias=AliasChoices("step", "stepId", "step_id"))
    doTaskAt: Timestamp = Field(default=None, validation_alias=AliasChoices("doTaskAt", "scheduledTime", "scheduled_time"))


async def _move(scope: Scope, enrollment_id: int, to: Return, when: datetime | None) -> None:
    try:
        await placement_changes.change_campaign(scope, enrollment_id, to.campaignId, step_id=to.step, at=when)
    except Invalid as error:
        steps = await sequences.get(scope, to.campaignId)
        if error.code != "no_such_step" or not steps:
            raise
        await placement_changes.change_campaign(scope, enrollment_id, to.campaignId, step_id=steps[0].id, at=when)


@router.post("/users/{userId}/accounts/{accountId}/leads/{leadId}/change_campaign", status_code=204)
async def return_lead(request: Request, scope: SeatScope, leadId: LeadId, data: Annotated[Return, body(Return)]) -> Response:
    """Have a lead do a step of a campaign, its own or another of the seat's: now, or at a time.

    Without a step it does the next one; a lead that has done them all begins again. In another campaign it keeps its id, tags
    and conversations. A lead whose person is in that campaign as well is refused.
    """
    lead = await lead_at(scope, leadId)
    await campaign_at(scope, data.campaignId)
    try:
        when = moment(data.doTaskAt)
    except Invalid:
        raise wrong(doTaskAt="doTaskAt must be a timestamp") from None
    try:
        await _move(scope, lead.enrollment.id, data, when)
    except NotFound:
        raise wrong(step="The campaign has no such step.") from None
    except Conflict as busy:
        raise clash(busy.message) from None
    return Response(status_code=204)
