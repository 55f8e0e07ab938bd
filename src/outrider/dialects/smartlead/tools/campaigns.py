"""Campaigns."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field

from outrider.dialects.kit.tools import ApiError, call, given
from outrider.dialects.smartlead import answer_types
from outrider.dialects.smartlead.tools.common import LISTED, Campaign, Step, as_listed, listed, toolbox

tools = toolbox("campaigns")


class UnfinishedCampaign(answer_types.CreatedCampaign):
    """A campaign that was created without some of the arguments: the wire takes them only for one that exists."""

    ignored_on_create: list[str]
    next: str


@tools.write("DELETE /campaigns/{id}", destructive=True, idempotent=True)
async def delete_campaign(id: Campaign) -> answer_types.Ok: ...


@tools.read(answers=("GET /campaigns/{id}", "GET /campaigns"), shown_as=as_listed)
async def get_campaigns(
    id: Annotated[int | None, Field(ge=1, description="One campaign; omit to list them all.")] = None,
) -> answer_types.Campaign | answer_types.Listed[answer_types.Campaign]:
    return await call("GET", f"/campaigns/{id}") if id is not None else listed(await call("GET", "/campaigns"))


@tools.read("GET /campaigns/{campaign_id}/sequences", LISTED, untrusted=frozenset())
async def get_campaign_sequences(campaign_id: Campaign) -> answer_types.Listed[answer_types.Step]: ...


@tools.write("POST /campaigns/{campaign_id}/status", idempotent=True, open_world=True)
async def set_campaign_status(
    campaign_id: Campaign,
    status: Annotated[Literal["START", "PAUSED", "STOPPED"], Field(description="Where the campaign should go.")],
) -> answer_types.CampaignStatus: ...


@tools.write(answers=("POST /campaigns/create", "GET /campaigns/{id}"))
async def upsert_campaign(
    id: Annotated[int | None, Field(ge=1, description="Change this campaign; omit to create one.")] = None,
    name: Annotated[str | None, Field(min_length=1, max_length=500, description="Required to create.")] = None,
    client_id: Annotated[int | None, Field(ge=1, description="The client it belongs to.")] = None,
    track_settings: Annotated[
        list[answer_types.Untracked] | None,
        Field(description="What not to track. Not tracking opens and clicks helps delivery of first mails."),
    ] = None,
    stop_lead_settings: Annotated[
        Literal["REPLY_TO_AN_EMAIL", "CLICK_ON_A_LINK", "OPEN_AN_EMAIL"] | None,
        Field(description="Which act of a lead ends its sequence. REPLY_TO_AN_EMAIL is the safe choice."),
    ] = None,
    unsubscribe_text: Annotated[str | None, Field(max_length=2000, description="Text of the opt-out line.")] = None,
    send_as_plain_text: bool | None = None,
    force_plain_text: bool | None = None,
    follow_up_percentage: Annotated[
        int | None,
        Field(ge=0, le=100, description="Share of a day's mails kept for follow-ups; the rest is for new leads."),
    ] = None,
    enable_ai_esp_matching: Annotated[
        bool | None, Field(description="Prefer senders at the recipient's own mail provider.")
    ] = None,
    auto_pause_domain_leads_on_reply: Annotated[
        bool | None,
        Field(description="When one person of a company answers, pause the others of its domain."),
    ] = None,
    timezone: Annotated[str | None, Field(description="IANA name, such as 'Europe/Berlin'.")] = None,
    days_of_the_week: Annotated[
        list[Annotated[int, Field(ge=0, le=6)]] | None, Field(description="0 is Sunday, 6 is Saturday.")
    ] = None,
    start_hour: Annotated[str | None, Field(pattern=r"^\d{2}:\d{2}$", description="'09:00'")] = None,
    end_hour: Annotated[str | None, Field(pattern=r"^\d{2}:\d{2}$", description="'17:30'")] = None,
    min_time_btw_emails: Annotated[int | None, Field(ge=1, description="Minutes between two mails of a sender.")] = None,
    max_new_leads_per_day: Annotated[int | None, Field(ge=1, description="New leads to begin with a day.")] = None,
    schedule_start_time: Annotated[str | None, Field(description="ISO 8601: nothing is sent before.")] = None,
) -> answer_types.CreatedCampaign | UnfinishedCampaign | answer_types.Campaign:
    settings = given(
        {
            "name": name,
            "client_id": client_id,
            "track_settings": track_settings,
            "stop_lead_settings": stop_lead_settings,
            "unsubscribe_text": unsubscribe_text,
            "send_as_plain_text": send_as_plain_text,
            "force_plain_text": force_plain_text,
            "follow_up_percentage": follow_up_percentage,
            "enable_ai_esp_matching": enable_ai_esp_matching,
            "auto_pause_domain_leads_on_reply": auto_pause_domain_leads_on_reply,
        }
    )
    schedule = given(
        {
            "timezone": timezone,
            "days_of_the_week": days_of_the_week,
            "start_hour": start_hour,
            "end_hour": end_hour,
            "min_time_btw_emails": min_time_btw_emails,
            "max_new_leads_per_day": max_new_leads_per_day,
            "schedule_start_time": schedule_start_time,
        }
    )
    if id is None:
        return await _created(name, client_id, sorted({*settings, *schedule} - {"name", "client_id"}))
    if not settings and not schedule:
        raise ApiError(0, "Nothing to change: pass at least one settings or schedule field.")
    if settings:
        await call("POST", f"/campaigns/{id}/settings", json=settings)
    if schedule:
        await _save_schedule(id, schedule, saved=sorted(settings))
    return await call("GET", f"/campaigns/{id}")


async def _save_schedule(id: int, schedule: Mapping[str, object], saved: Sequence[str]) -> None:
    """The wire takes settings and schedule apart. Raises ApiError, which says what is saved already."""
    try:
        await call("POST", f"/campaigns/{id}/schedule", json=schedule)
    except ApiError as error:
        if not saved:
            raise
        message = f"{error.message} The schedule is as it was; these were saved: {', '.join(saved)}."
        raise ApiError(error.status, message, error.body, error.headers) from None


async def _created(
    name: str | None, client_id: int | None, ignored: list[str]
) -> answer_types.CreatedCampaign | UnfinishedCampaign:
    if name is None:
        raise ApiError(0, "name is required to create a campaign; pass id to change one.")
    body = given({"name": name, "client_id": client_id})
    made: answer_types.CreatedCampaign = await call("POST", "/campaigns/create", json=body)
    return {**made, "ignored_on_create": ignored, "next": "call again with id to apply them"} if ignored else made


@tools.write("POST /campaigns/{campaign_id}/sequences", destructive=True, idempotent=True)
async def upsert_campaign_sequences(
    campaign_id: Campaign,
    sequences: Annotated[list[Step], Field(min_length=1, max_length=50, description="All steps, in order.")],
) -> answer_types.SavedSequences: ...
