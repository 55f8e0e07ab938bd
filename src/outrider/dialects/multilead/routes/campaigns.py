"""Campaigns: listed with their figures, looked into, made from saved sequences; and the saved sequences.

A campaign made from a template answers 201 with its id: the 204 that is recorded for it could have no body.
"""

import json
from collections import Counter
from datetime import timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import AliasChoices, Field

from outrider.dialects.kit import ignored
from outrider.dialects.kit.fields import Offset
from outrider.dialects.kit.texts import iso
from outrider.dialects.multilead import answer_types, answers, campaign_types
from outrider.dialects.multilead.access import at
from outrider.dialects.multilead.answers import counted
from outrider.dialects.multilead.bodies import (
    ONE_OR_MANY,
    Body,
    CampaignId,
    Id,
    Limit,
    Switch,
    TeamId,
    Text,
    Timestamp,
    UserId,
    body,
    moment,
)
from outrider.dialects.multilead.errors import refusal, wrong
from outrider.dialects.multilead.places import campaign_at
from outrider.dialects.multilead.routes.lead_sources import SEARCH, link
from outrider.dialects.multilead.stats import stats_of
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_senders, campaigns, figures, linkedin_accounts, sequences, templates
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.campaigns.templates import Template
from outrider.outreach.enrollments import enrollments, sources
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import seats, users
from outrider.values import or_empty

router = APIRouter(tags=["Campaigns"])

SeatScope = Annotated[Scope, at("seat", "campaigns")]
State = Annotated[int, Query(ge=1, le=3)]


@router.get("/users/{userId}/accounts/{accountId}/campaigns")
async def listed(
    scope: SeatScope,
    campaignState: State = answers.ACTIVE,
    sortOrder: Literal["ASC", "DESC"] = "DESC",
    sortColumn: Literal["isActive", "name", "createdAt"] = "createdAt",
    limit: Limit = 30,
    offset: Offset = 0,
) -> answer_types.Result[campaign_types.CampaignRows]:
    """The seat's campaigns of a state: 1 active (also those that rest), 2 draft, 3 archived."""
    assert scope.seat_id is not None
    orders = {
        "isActive": ("resting", "running"),
        "name": ("name", "name_down"),
        "createdAt": ("oldest", "newest"),
    }
    rows = await campaigns.find_all(
        scope,
        seat_id=scope.seat_id,
        status=answers.STATES[campaignState],
        limit=limit,
        offset=offset,
        order=orders[sortColumn][sortOrder == "DESC"],  # pyright: ignore[reportArgumentType]
    )
    ids = [c.id for c in rows]
    stats, counts = await stats_of(scope, ids, scope.seat_id), await campaigns.enrollment_counts(scope, ids)
    found = await sources.of_campaigns(scope, ids)
    total = await campaigns.count(scope, status=answers.STATES[campaignState], seat_id=scope.seat_id)
    shown = [answers.listed_campaign(c, stats[c.id], counts[c.id], found[c.id], scope.now) for c in rows]
    return {"result": {"count": total, "campaigns": shown}}


@router.get("/users/{userId}/accounts/{accountId}/campaigns/{campaignId}/details")
async def details(scope: SeatScope, campaignId: CampaignId) -> answer_types.Result[campaign_types.Campaign]:
    """A campaign with its steps, figures, lead sources and mailboxes."""
    campaign = await campaign_at(scope, campaignId)
    steps = await sequences.get(scope, campaignId)
    waiting = (await enrollments.standing(scope, campaignId)).waiting
    done = await figures.totals(scope, [campaignId], by=("step",))
    stats = (await stats_of(scope, [campaignId], campaign.seat_id))[campaignId]
    today = await figures.daily(scope, scope.now.date(), scope.now.date(), campaign_ids=[campaignId])
    attached = await senders.get_many(scope, [link.sender_id for link in await campaign_senders.links(scope, campaignId)])
    mailboxes = [s for s in attached.values() if s.channel == "email"]
    of_seat = await senders.count(scope, seat_id=campaign.seat_id, channel="email")
    personalized = campaign.vendor.get("personalizedFields") or ["fullName", "email", "phone"]
    short = answers.short_campaign(campaign)
    return {
        "result": {
            **short,
            "connectMessage": None,
            "outOfNetworkLeadsIgnored": 0,
            "includeGloballyTargetedLeads": answers.flag(campaign, "includeGloballyTargetedLeads", True),
            "globalTargetingIgnoreCount": 0,
            "dailyEmailSendingLimit": campaign.daily_limit or sum(s.daily_limit for s in mailboxes),
            "totalEmailsSentToday": next(iter(today.values()), Counter[str]()).get("message.sent", 0),
            "isDirtyEmailScheduler": False,
            "textOnlyEmails": campaign.settings.plain_text,
            "campaignSteps": [
                answers.step(
                    s,
                    following=steps[s.position : s.position + 1],
                    done=_executed(done.get((s.id,), {})),
                    waiting=waiting.get(s.position, 0),
                )
                for s in steps
            ],
            "campaignStats": {
                "id": campaign.id,
                "campaignId": campaign.id,
                "profileViewsMade": stats.views,
                "connectionsRequested": stats.invites,
                "connectionsViaEmailRequested": 0,
                "messagesSent": stats.messages,
                "inMailsSent": stats.inmails,
                "connectionRequestsAccepted": stats.accepted,
                "leadsEngaged": stats.reached,
                "leadReplies": stats.repliers,
                "emailsClicked": stats.clicked,
                "emailsOpened": stats.opened,
                "emailsSent": stats.emails,
                "emailsVerified": stats.verified,
                "emailsBounced": stats.bounced,
                "createdAt": iso(campaign.created_at),
                "updatedAt": iso(campaign.updated_at),
                "totalFollowCount": stats.follows,
            },
            "additionalData": {"id": campaign.id, "campaignId": campaign.id, "personalizedFields": json.dumps(personalized)},
            "leadSources": [_own_source(s, scope) for s in (await sources.of_campaigns(scope, [campaignId]))[campaignId]],
            "mailboxes": [{"id": s.id, "email": s.address, "name": s.name} for s in mailboxes],
            "scheduleId": campaign.id,
            "allMailboxesSelected": bool(mailboxes) and len(mailboxes) == of_seat,
        }
    }


def _executed(counts: figures.Counts) -> int:
    """How often a step was done."""
    kinds = ("message.sent", "invite.sent", "profile.viewed", "profile.followed", "post.liked")
    return sum(counts.get(kind, 0) for kind in kinds)


def _own_source(s: sources.Source, scope: Scope) -> campaign_types.Source:
    return {**answers.source(s, scope.now), "scheduledAt": None}


# Saved sequences


class FromTemplate(Body):
    name: str = Field(min_length=1, max_length=500, validation_alias=AliasChoices("name", "campaignName", "campaign_name"))
    templateId: Id = Field(validation_alias=AliasChoices("templateId", "sequenceTemplateId", "sequence_template_id"))
    isFirstConnection: Switch = False
    getPersonalInfo: Switch = False
    enableOpenRate: Switch = False
    enableClickRate: Switch = False
    onlyPremium: Switch = False
    onlyDiscoverLeads: Switch = False
    onlyUniqueLeads: Switch = False
    includeGloballyTargetedLeads: Switch = True
    noPendingConnections: Switch = False
    additionalFields: Annotated[list[str], ONE_OR_MANY] = Field(default_factory=list, max_length=100)
    startAt: Timestamp = None
    leadSourceUrl: Annotated[str, Field(max_length=sources.MAX_URL, json_schema_extra=SEARCH)] | None = Field(
        default=None, validation_alias=AliasChoices("leadSourceUrl", "lead_source_url")
    )


_NOT_KNOWN = {
    "onlyPremium": "Searches do not say who has a premium account: narrow the search itself, and leave this false.",
    "onlyDiscoverLeads": "A campaign does the steps of its sequence: leave this false.",
}


@router.post("/users/{userId}/accounts/{accountId}/campaigns", status_code=201)
async def create(
    request: Request, scope: SeatScope, data: Annotated[FromTemplate, body(FromTemplate)]
) -> answer_types.Result[answer_types.Value]:
    """A campaign with a saved sequence, live at once; with `startAt` it does nothing before that day.

    `isFirstConnection`, `onlyUniqueLeads`, `includeGloballyTargetedLeads` and `noPendingConnections` say which people its lead
    sources take. `getPersonalInfo` is kept and named as ignored: the LinkedIn provider does not tell people's private addresses.
    """
    if data.getPersonalInfo:
        ignored.note(request, "getPersonalInfo")
    for name in ("onlyPremium", "onlyDiscoverLeads"):
        if getattr(data, name):
            raise wrong(**{name: _NOT_KNOWN[name]})
    try:
        starts = moment(data.startAt)
    except Invalid:
        raise wrong(startAt="startAt must be a timestamp") from None
    seat = await seats.get(scope, scope.seat_id or 0)
    schedule = dict(or_empty(seat.settings.get("schedule")))
    if starts and starts > scope.now:
        schedule |= {"timezone": schedule.get("timezone") or seat.timezone, "start_date": starts.date().isoformat()}
    vendor = data.model_dump(exclude={"name", "templateId", "leadSourceUrl", "additionalFields", "startAt"})
    vendor |= {"startAt": answers.millis(starts), "personalizedFields": data.additionalFields}
    settings = {"open_tracking": data.enableOpenRate, "click_tracking": data.enableClickRate, "evergreen": True}
    try:
        campaign = await templates.start_campaign(
            scope, data.templateId, data.name, seat_id=scope.seat_id, settings=settings, schedule=schedule, vendor=vendor
        )
    except NotFound:
        raise wrong(templateId="There is no such template.") from None
    except Invalid as error:
        if error.code == Reason.NO_SENDERS:
            raise refusal(error.message) from None
        raise
    if data.leadSourceUrl:
        await link(scope, campaign, data.leadSourceUrl)
    return {"result": {"value": campaign.id}}


@router.get("/users/{userId}/teams/{teamId}/saved_sequences")
async def saved(
    scope: Annotated[Scope, at("team", "templates")], userId: UserId, teamId: TeamId, limit: Limit = 1000, offset: Offset = 0
) -> answer_types.Counted[campaign_types.Template]:
    """The team's saved sequences, newest first."""
    rows = await templates.find_all(scope, limit=limit, offset=offset)
    return counted([await _shown(scope, t, teamId, userId) for t in rows], await templates.count(scope))


async def _shown(scope: Scope, t: Template, team_id: int, user_id: int) -> campaign_types.Template:
    user = await users.get_user(scope, t.user_id or user_id)
    seat = await seats.get(scope, t.seat_id) if t.seat_id else await seats.default(scope)
    accounts = await senders.find_all(scope, senders.SenderFilter(seat_id=seat.id, channel="linkedin"), limit=1)
    known = await linkedin_accounts.get_many(scope, [a.id for a in accounts])
    picture = next((a.picture_url for a in known.values() if a.picture_url), "")
    return answers.template(t, answers.Owner(team_id, seat, picture, user))


# The core's action by the vendor's word for it, and by its own.
ACTIONS = {theirs: ours for ours, theirs in answers.ACTIONS.items()} | {"invite": "invite", "view_profile": "view_profile"}


class NewStep(Body):
    action: str = Field(max_length=50, json_schema_extra={"enum": [*ACTIONS]})
    message: Text = ""
    subject: str = Field(default="", max_length=1000)
    doAfterPreviousStep: Annotated[int, Field(ge=0, le=10**12)] = 0  # milliseconds


class NewTemplate(Body):
    title: str = Field(min_length=1, max_length=512)
    description: str = Field(default="", max_length=10_000)
    campaignId: Id | None = None
    accountId: Id | None = None
    steps: list[NewStep] = Field(default_factory=list[NewStep], max_length=100)


@router.post("/users/{userId}/teams/{teamId}/saved_sequences", status_code=201)
async def save(
    scope: Annotated[Scope, at("team", "templates")],
    userId: UserId,
    teamId: TeamId,
    data: Annotated[NewTemplate, body(NewTemplate)],
) -> answer_types.Result[campaign_types.Template]:
    """Save a sequence: a campaign's, or these steps. The vendor has this in its application only."""
    text, seat_id = data.description, data.accountId
    if data.campaignId:
        made = await templates.save_from_campaign(scope, data.campaignId, data.title, description=text, seat_id=seat_id)
    else:
        steps = [_step(s) for s in data.steps]
        made = await templates.save(scope, data.title, steps, description=text, seat_id=seat_id)
    return {"result": await _shown(scope, made, teamId, userId)}


def _step(s: NewStep) -> StepInput:
    if s.action not in ACTIONS:
        raise wrong(steps=f"action must be one of {', '.join(ACTIONS)}")
    variants = [VariantInput(s.subject, s.message)] if s.message or s.subject else []
    delay = int(timedelta(milliseconds=s.doAfterPreviousStep).total_seconds())
    return StepInput(variants, ACTIONS[s.action], delay)
