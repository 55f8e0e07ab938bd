"""Subsequences: campaigns that leads of another campaign go on in, by what happens or by hand; and copies of campaigns."""

from datetime import timedelta
from typing import Annotated, ClassVar

from fastapi import APIRouter
from pydantic import Field
from typing_extensions import TypedDict

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.fields import Flag
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import iso
from outrider.dialects.smartlead import answers
from outrider.dialects.smartlead.bodies import Body, Id, Number, PathId
from outrider.errors import Invalid, NotFound, naming
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_senders, campaigns, copying
from outrider.outreach.enrollments import enrollments, triggers
from outrider.outreach.enrollments.triggers import Activity, Triggers
from outrider.outreach.tenancy import categories, users

router = APIRouter(tags=["Subsequences"])
WRITE = needs("campaigns:write")
DAY = 86_400

# The vendor's pages and clients name the same events differently. 'reply' and 'category' are distinguished below.
_EVENTS: dict[str, Activity] = {
    "EMAIL_OPEN": "opened", "EMAIL_OPENED": "opened", "OPEN_AN_EMAIL": "opened", "OPEN": "opened",
    "EMAIL_LINK_CLICK": "clicked", "EMAIL_CLICKED": "clicked", "CLICK_ON_A_LINK": "clicked", "CLICK": "clicked",
    "EMAIL_REPLY": "replied", "EMAIL_REPLIED": "replied", "REPLY_AN_EMAIL": "replied", "REPLY_TO_AN_EMAIL": "replied",
    "REPLY": "replied",
    "SEQUENCE_COMPLETED": "completed", "CAMPAIGN_COMPLETED": "completed", "COMPLETED": "completed", "NO_REPLY": "completed",
}  # fmt: skip
_CATEGORY = ("LEAD_CATEGORY", "LEAD_CATEGORY_UPDATED", "CATEGORY", "CATEGORY_UPDATED")


class Condition(Body):
    also: ClassVar[dict[str, str]] = {"event": "event_type", "type": "event_type", "keyword": "text"}

    event_type: str = Field(min_length=1, max_length=50)
    event_sub_type: str | None = Field(default=None, max_length=50)
    category_id: Id | None = None
    text: str | None = Field(default=None, max_length=500)


class CreateSubsequence(Body):
    also: ClassVar[dict[str, str]] = {
        "subsequence_name": "name",
        "campaign_id": "parent_campaign_id",
        "delay_in_days": "delay_for_new_leads",
    }

    parent_campaign_id: Id
    name: str | None = Field(default=None, min_length=1, max_length=500)
    client_id: Id | None = None
    condition_events: list[Condition] = Field(default_factory=list[Condition], max_length=20)
    delay_for_new_leads: Annotated[Number, Field(ge=0, le=365)] = 0
    stop_lead_on_parent_campaign_reply: Flag = True


class SubsequenceOf(Body):
    """The older path names the parent in the path, and one trigger in plain words."""

    also: ClassVar[dict[str, str]] = {"subsequence_name": "name", "trigger": "condition_events"}

    name: str | None = Field(default=None, min_length=1, max_length=500)
    condition_events: list[Condition] | str = Field(default_factory=list[Condition])


class PushToSubsequence(Body):
    also: ClassVar[dict[str, str]] = {"subsequence_id": "sub_sequence_id", "campaign_lead_map_id": "email_lead_map_id"}

    email_lead_map_id: Id | None = None
    campaign_id: Id | None = None
    lead_id: Id | None = None
    sub_sequence_id: Id
    sub_sequence_delay_time: Annotated[Number, Field(ge=0, le=365 * DAY)] | None = None
    stop_lead_on_parent_campaign_reply: Flag = True


class Duplicate(Body):
    name: str | None = Field(default=None, min_length=1, max_length=500)
    duplicate_sub_sequence: Flag = False
    duplicate_client_label: Flag = False


class OwnerBody(Body):
    also: ClassVar[dict[str, str]] = {"user_id": "team_member_id"}

    team_member_id: Id | None


class Made(TypedDict):
    ok: bool
    id: int
    name: str
    created_at: str | None
    parent_campaign_id: int | None
    client_id: int | None
    status: str


class Pushed(TypedDict):
    ok: bool
    message: str
    email_lead_map_id: int
    sub_sequence_id: int


class Owned(TypedDict):
    ok: bool
    campaign_id: int
    team_member_id: int | None


def _made(scope: Scope, found: campaigns.Campaign) -> Made:
    return {
        "ok": True,
        "id": found.id,
        "name": found.name,
        "created_at": iso(found.created_at),
        "parent_campaign_id": found.parent_id,
        "client_id": answers.client_id(scope, found.seat_id),
        "status": answers.CAMPAIGN_STATUS[found.status],
    }


def _held_to_reply(stops: bool) -> None:
    if not stops:
        raise Invalid(
            "A lead who answers is never written to by a sequence again: leave this out or send true.",
            field="stop_lead_on_parent_campaign_reply",
        )


async def _triggers(scope: Scope, body: CreateSubsequence) -> Triggers:
    activities: list[Activity] = []
    wanted: list[int] = []
    said = ""
    for condition in body.condition_events:
        word = condition.event_type.strip().upper()
        if condition.category_id is not None:
            wanted.append((await categories.get(scope, condition.category_id)).id)
        elif word in _CATEGORY:
            raise Invalid("Say which category: categoryId.", field="condition_events.category_id")
        elif word not in _EVENTS:
            known = ", ".join(("EMAIL_OPEN", "EMAIL_LINK_CLICK", "EMAIL_REPLY", "LEAD_CATEGORY_UPDATED", "SEQUENCE_COMPLETED"))
            raise Invalid(f"{word[:50]} brings no lead in; there are {known}.", field="condition_events.event_type")
        elif condition.text and condition.text.strip():
            if _EVENTS[word] != "replied" or said:
                raise Invalid("One reply's text can be looked for, and no other event's.", field="condition_events.text")
            said = condition.text.strip()
        elif _EVENTS[word] not in activities:
            activities.append(_EVENTS[word])
    return Triggers(category_ids=wanted, activities=activities, reply_contains=said, wait_seconds=body.delay_for_new_leads * DAY)


@router.post("/campaigns/create-subsequence", dependencies=[WRITE])
async def create_subsequence(scope: Scoped, body: CreateSubsequence) -> Made:
    """A campaign that leads of its parent go on in, from the same account and in the same thread, by any of the events given or
    when they are pushed. Give it a sequence and start it, as any campaign. It has its parent's schedule, settings and accounts.
    """
    _held_to_reply(body.stop_lead_on_parent_campaign_reply)
    parent = await campaigns.get(scope, body.parent_campaign_id)
    if parent.parent_id is not None:
        raise Invalid("This campaign is a subsequence itself.", field="parent_campaign_id")
    if body.client_id is not None and body.client_id != answers.client_id(scope, parent.seat_id):
        raise Invalid("A subsequence belongs to the client of its campaign: leave client_id out.", field="client_id")
    made = await campaigns.create(
        scope,
        body.name or f"{parent.name} (subsequence)",
        seat_id=parent.seat_id,
        parent_id=parent.id,
        settings=parent.settings,
        schedule=parent.schedule,
        daily_limit=parent.daily_limit,
        new_leads_per_day=parent.new_leads_per_day,
        min_gap_seconds=parent.min_gap_seconds,
        owner_user_id=parent.owner_user_id,
        triggers=(await _triggers(scope, body)).as_json(),
    )
    await campaigns.update(scope, made.id, settings={"evergreen": True})
    await campaign_senders.attach(scope, made.id, (await campaign_senders.ids_of(scope, [parent.id]))[parent.id])
    return _made(scope, made)


@router.post("/campaigns/{campaign_id}/create-subsequence", dependencies=[WRITE], include_in_schema=False)
async def create_subsequence_of(scope: Scoped, campaign_id: PathId, body: SubsequenceOf) -> Made:
    """As create-subsequence, with the parent in the path."""
    events = body.condition_events
    wanted = [Condition(event_type=events)] if isinstance(events, str) else events
    return await create_subsequence(
        scope, CreateSubsequence(parent_campaign_id=campaign_id, name=body.name, condition_events=wanted)
    )


@router.post("/master-inbox/push-to-subsequence", dependencies=[needs("inbox:write", "campaigns:write")])
async def push_to_subsequence(scope: Scoped, body: PushToSubsequence) -> Pushed:
    """Have a lead go on in a subsequence of its campaign; it stops in the campaign itself."""
    _held_to_reply(body.stop_lead_on_parent_campaign_reply)
    if body.email_lead_map_id is None and (body.campaign_id is None or body.lead_id is None):
        raise Invalid("Give email_lead_map_id (or campaign_id and lead_id).", field="email_lead_map_id")
    found = await (
        enrollments.get(scope, body.email_lead_map_id)
        if body.email_lead_map_id is not None
        else enrollments.by_lead(scope, body.campaign_id or 0, body.lead_id or 0)
    )
    if body.campaign_id not in (None, found.campaign_id) or body.lead_id not in (None, found.lead_id):
        raise NotFound("The campaign has no such lead.", field="email_lead_map_id")
    wait = None if body.sub_sequence_delay_time is None else timedelta(seconds=body.sub_sequence_delay_time)
    with naming("sub_sequence_id"):
        made = await triggers.bring_in(scope, body.sub_sequence_id, [found.id], wait=wait)
    if found.id not in made:
        raise Invalid("The lead has been in this subsequence before.", field="sub_sequence_id")
    return {
        "ok": True,
        "message": "Lead pushed to subsequence",
        "email_lead_map_id": made[found.id],
        "sub_sequence_id": body.sub_sequence_id,
    }


@router.post("/campaigns/{campaign_id}/duplicate", dependencies=[WRITE])
async def duplicate(scope: Scoped, campaign_id: PathId, body: Duplicate | None = None) -> Made:
    """A DRAFTED copy with the same settings, schedule, sequence and accounts, and no leads. Its subsequences are copied where it
    is asked for; the copy stays with the campaign's client only where that is asked for.
    """
    wanted = body or Duplicate()
    original = await campaigns.get(scope, campaign_id)
    copy = await copying.duplicate(scope, campaign_id, wanted.name)
    if not wanted.duplicate_client_label and scope.seat_id is not None and original.seat_id != scope.seat_id:
        copy = await campaigns.update(scope, copy.id, seat_id=scope.seat_id)
    if wanted.duplicate_sub_sequence:
        for child in await campaigns.find_all(scope, parent_id=campaign_id, limit=1000):
            made = await copying.duplicate(scope, child.id, child.name, parent_id=copy.id)
            await campaigns.update(scope, made.id, seat_id=copy.seat_id)
    return _made(scope, copy)


@router.post("/campaigns/{campaign_id}/team-member", dependencies=[WRITE])
async def set_owner(scope: Scoped, campaign_id: PathId, body: OwnerBody) -> Owned:
    """Assign a campaign to a member of the workspace, or unassign it (null)."""
    await campaigns.get(scope, campaign_id)
    if body.team_member_id is not None:
        await users.get_member(scope, body.team_member_id)
    changed = await campaigns.update(scope, campaign_id, owner_user_id=body.team_member_id)
    return {"ok": True, "campaign_id": changed.id, "team_member_id": changed.owner_user_id}
