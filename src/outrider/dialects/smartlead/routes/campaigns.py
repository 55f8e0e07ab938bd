"""Campaigns, their settings, schedules, sequences and attached senders."""

from typing import Annotated, NotRequired

from fastapi import APIRouter, Query, Request
from typing_extensions import TypedDict

from outrider.dialects.kit import ignored
from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import iso
from outrider.dialects.smartlead import answer_types, answers
from outrider.dialects.smartlead.bodies import Id, PathId, utc
from outrider.dialects.smartlead.campaign_bodies import (
    TRACK_WORDS,
    AccountIds,
    CampaignSchedule,
    CampaignSettings,
    CreateCampaign,
    SaveSequences,
    SetStatus,
    Step,
    Variant,
)
from outrider.dialects.smartlead.inbox_bodies import TestEmail
from outrider.dialects.smartlead.routes import accounts
from outrider.errors import Invalid
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_senders, campaign_states, campaigns, sequences
from outrider.outreach.campaigns.campaigns import CampaignChanges
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.correspondence import letters
from outrider.outreach.enrollments import preview, staffing
from outrider.outreach.leads import tags
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import categories, seats
from outrider.rules import pacing

router = APIRouter(tags=["Campaigns"])
READ, WRITE = needs("campaigns:read"), needs("campaigns:write")

MAX_LISTED = 10_000  # the vendor's list has no pages
METRICS = {
    "OPEN_RATE": "open",
    "CLICK_RATE": "click",
    "REPLY_RATE": "reply",
    "POSITIVE_REPLY_RATE": "positive_reply",
}


@router.get("/campaigns", dependencies=[READ])
@router.get("/campaigns/", dependencies=[READ], include_in_schema=False)
async def list_campaigns(
    scope: Scoped, client_id: Annotated[Id | None, Query()] = None, include_tags: bool = False
) -> list[answer_types.Campaign]:
    """Every campaign, newest first, as a bare array."""
    found = await campaigns.find_all(scope, seat_id=client_id, limit=MAX_LISTED)
    tagged = await tags.of_objects(scope, "campaign", [c.id for c in found]) if include_tags else None
    return [answers.campaign(scope, c, None if tagged is None else tagged.get(c.id, [])) for c in found]


@router.post("/campaigns/create", dependencies=[WRITE])
async def create_campaign(scope: Scoped, body: CreateCampaign) -> answer_types.CreatedCampaign:
    """A new campaign, DRAFTED. Settings, schedule, sequence, senders and leads are given by further calls."""
    made = await campaigns.create(scope, body.name, seat_id=body.client_id, owner_user_id=scope.actor.user_id)
    return {"ok": True, "id": made.id, "name": made.name, "created_at": iso(made.created_at)}


@router.get("/campaigns/{campaign_id}", dependencies=[READ])
async def get_campaign(scope: Scoped, campaign_id: PathId, include_tags: bool = False) -> answer_types.Campaign:
    """One campaign."""
    found = await campaigns.get(scope, campaign_id)
    tagged = (await tags.of_objects(scope, "campaign", [found.id]))[found.id] if include_tags else None
    return answers.campaign(scope, found, tagged)


@router.delete("/campaigns/{campaign_id}", dependencies=[WRITE])
async def delete_campaign(scope: Scoped, campaign_id: PathId) -> answer_types.Ok:
    """Delete a campaign with its sequence and enrollments. Senders and leads stay."""
    await campaigns.delete(scope, campaign_id)
    return {"ok": True}


@router.post("/campaigns/{campaign_id}/status", dependencies=[WRITE])
@router.patch("/campaigns/{campaign_id}/status", dependencies=[WRITE], include_in_schema=False)
async def set_status(scope: Scoped, campaign_id: PathId, body: SetStatus) -> answer_types.CampaignStatus:
    """START, PAUSED or STOPPED. Starting needs a sequence and an attached sender that can send."""
    change = {"START": campaign_states.start, "PAUSED": campaign_states.pause, "STOPPED": campaign_states.stop}[body.status]
    now = await change(scope, campaign_id)
    return {"ok": True, "status": answers.CAMPAIGN_STATUS[now.status]}


@router.post("/campaigns/{campaign_id}/settings", dependencies=[WRITE])
@router.patch("/campaigns/{campaign_id}/settings", dependencies=[WRITE], include_in_schema=False)
async def save_settings(request: Request, scope: Scoped, campaign_id: PathId, body: CampaignSettings) -> answer_types.Ok:
    """Change what is given; the rest stays.

    `ignore_ss_mailbox_sending_limit` is kept and named as ignored: there are no mailboxes of Smart Senders here.
    """
    await campaigns.get(scope, campaign_id)
    changes: CampaignChanges = {}
    settings = _settings(body)
    if body.ai_categorisation_options is not None:
        settings["categories"] = await _categories(scope, body.ai_categorisation_options)
    if settings:
        changes["settings"] = settings
    if body.ignore_ss_mailbox_sending_limit:
        ignored.note(request, "ignore_ss_mailbox_sending_limit")
    if kept := {name: value for name in _KEPT if (value := getattr(body, name)) is not None}:
        changes["vendor"] = kept
    if body.name is not None:
        changes["name"] = body.name
    if "client_id" in body.model_fields_set:
        changes["seat_id"] = await seats.or_default(scope, body.client_id)
    await campaigns.update(scope, campaign_id, **changes)
    return {"ok": True}


# Settings that are shown again as they were given.
_KEPT = (
    "unsubscribe_text", "ignore_ss_mailbox_sending_limit", "domain_level_rate_limit", "force_plain_text",
)  # fmt: skip
# The vendor's name of a setting, and ours, where they mean the same.
_SETTINGS = {
    "follow_up_percentage": "follow_up_percentage",
    "enable_ai_esp_matching": "esp_matching",
    "auto_pause_domain_leads_on_reply": "stop_for_company",
    "add_unsubscribe_tag": "unsubscribe_header",
}
# A switch of out_of_office_detection_settings, and the setting of ours that it says the same (True) or the opposite of.
_OUT_OF_OFFICE = {
    "ignoreOOOasReply": ("stop_on_auto_reply", False),
    "autoReactivateOOO": ("resume_after_ooo", True),
    "autoCategorizeOOO": ("categorize_ooo", True),
}


def _settings(body: CampaignSettings) -> dict[str, object]:
    """The vendor's words as the core's settings; those left out or null are not among them."""
    settings: dict[str, object] = {
        ours: value for theirs, ours in _SETTINGS.items() if (value := getattr(body, theirs)) is not None
    }
    if body.track_settings is not None:
        off = {TRACK_WORDS[word] for word in body.track_settings}
        settings |= {name: name not in off for name in ("open_tracking", "click_tracking", "reply_tracking")}
    if (word := body.stop_lead_settings) is not None:
        # A reply always stops the sequence, whichever weaker signal is chosen.
        settings["stop_on_reply"] = True
        settings["stop_on_click"] = word in ("CLICK_ON_A_LINK", "OPEN_AN_EMAIL")
        settings["stop_on_open"] = word == "OPEN_AN_EMAIL"
    if body.unsubscribe_text is not None:
        text = body.unsubscribe_text.strip()
        if text and "{{unsubscribe_url}}" not in text:
            text = f'<p><a href="{{{{unsubscribe_url}}}}">{text}</a></p>'
        settings["unsubscribe_text"] = text
    if body.domain_level_rate_limit is not None:
        settings["domain_daily_limit"] = pacing.DEFAULT_DOMAIN_DAILY_LIMIT if body.domain_level_rate_limit else None
    if body.bounce_autopause_threshold is not None:
        settings["bounce_limit"] = body.bounce_autopause_threshold / 100
    if body.send_as_plain_text is not None or body.force_plain_text is not None:
        settings["plain_text"] = bool(body.send_as_plain_text or body.force_plain_text)
    if (away := body.out_of_office_detection_settings) is not None:
        for theirs, (ours, same) in _OUT_OF_OFFICE.items():
            if (value := getattr(away, theirs)) is not None:
                settings[ours] = value is same
        if "reactivateOOOwithDelay" in away.model_fields_set:
            settings["ooo_days"] = away.reactivateOOOwithDelay
    return settings


async def _categories(scope: Scope, wanted: list[int]) -> tuple[int, ...]:
    """The categories that replies may be given. Raises Invalid for one that is not there."""
    known = {category.id for category in await categories.find_all(scope)}
    if unknown := [id for id in wanted if id not in known]:
        raise Invalid(f"There is no category {unknown[0]}.", field="ai_categorisation_options")
    return tuple(wanted)


@router.post("/campaigns/{campaign_id}/schedule", dependencies=[WRITE])
@router.post("/campaigns/{campaign_id}", dependencies=[WRITE], include_in_schema=False)  # as older pages have it
async def save_schedule(scope: Scoped, campaign_id: PathId, body: CampaignSchedule) -> answer_types.Ok:
    """When the campaign may send, how far apart, and to how many new leads a day. What is left out stays."""
    campaign = await campaigns.get(scope, campaign_id)
    changes: CampaignChanges = {}
    if any(getattr(body, name) is not None for name in _OF_SCHEDULE):
        changes["schedule"] = _schedule(campaign, body)
    if body.min_time_btw_emails is not None:
        changes["min_gap_seconds"] = body.min_time_btw_emails * 60
    if body.max_new_leads_per_day is not None:
        changes["new_leads_per_day"] = body.max_new_leads_per_day
    if body.use_lead_timezone is not None:
        changes["settings"] = {"use_lead_timezone": body.use_lead_timezone}
    if body.schedule_start_time is not None:
        changes["vendor"] = {"schedule_start_time": iso(utc(body.schedule_start_time, "schedule_start_time"))}
    await campaigns.update(scope, campaign_id, **changes)
    return {"ok": True}


_OF_SCHEDULE = ("timezone", "days_of_the_week", "start_hour", "end_hour", "schedule_start_time", "holidays")


class Window(TypedDict, total=False):
    """When campaigns may send, as schedules are stored."""

    days: list[int]
    start: str
    end: str
    timezone: str


def _schedule(campaign: campaigns.Campaign, body: CampaignSchedule) -> dict[str, object]:
    """The stored schedule with the given parts changed. A window is made of days and both hours together; it is in the time zone
    given, even where it was in one of its own.
    """
    schedule: dict[str, object] = {**campaign.schedule}
    stored = campaign.schedule.get("windows")
    window = Window(**stored[0]) if stored else Window()
    if body.days_of_the_week is not None:
        window["days"] = body.days_of_the_week
    if body.start_hour is not None:
        window["start"] = body.start_hour
    if body.end_hour is not None:
        window["end"] = body.end_hour
    if body.timezone is not None:
        schedule["timezone"] = body.timezone
        window.pop("timezone", None)
    if window:
        schedule["windows"] = [_whole(window)]
    if body.schedule_start_time is not None:
        schedule["start_date"] = utc(body.schedule_start_time, "schedule_start_time").date().isoformat()
    if body.holidays is not None:
        schedule["holidays"] = body.holidays
    return schedule


def _whole(window: Window) -> Window:
    """The window, if it has all its parts. Raises Invalid."""
    days, start, end = window.get("days"), window.get("start"), window.get("end")
    if days is None or start is None or end is None:
        missing = "days_of_the_week" if days is None else "start_hour" if start is None else "end_hour"
        raise Invalid("A schedule needs days_of_the_week, start_hour and end_hour together.", field=missing)
    start, end = start.zfill(5), end.zfill(5)
    if start >= end:
        raise Invalid("start_hour must be before end_hour.", field="end_hour")
    return {**window, "start": start, "end": end}


# Sequences


@router.get("/campaigns/{campaign_id}/sequences", dependencies=[READ])
async def get_sequences(scope: Scoped, campaign_id: PathId) -> list[answer_types.Step]:
    """The steps in their order, as a bare array."""
    return [answers.step(s) for s in await sequences.get(scope, campaign_id)]


@router.post("/campaigns/{campaign_id}/sequences", dependencies=[WRITE])
async def save_sequences(scope: Scoped, campaign_id: PathId, body: SaveSequences) -> answer_types.SavedSequences:
    """Replace all steps. Those whose ids are sent keep them (and their figures); the others are gone. Not while ACTIVE."""
    steps = [_step(s) for s in sorted(body.sequences, key=lambda s: s.seq_number)]
    if steps[0].variants and not any(v.subject.strip() for v in steps[0].variants):
        raise Invalid("The first email needs a subject.", field="sequences.0.subject")
    saved = await sequences.replace(scope, campaign_id, steps, strict=True, reopen_done=True)
    return {"ok": True, "data": "success", "sequences": [{"id": s.id, "seq_number": s.position} for s in saved]}


class KeptStep(TypedDict):
    """What is said of a step that only this dialect shows. `plain`: without variants; `shares`: by the variant's label."""

    plain: bool
    shares: NotRequired[dict[str, float]]
    distribution: NotRequired[str]
    lead_share: NotRequired[float]
    winning_metric: NotRequired[str]


def _step(given: Step) -> StepInput:
    variants = given.seq_variants or []
    shares = {v.variant_label or chr(65 + i): v.variant_distribution_percentage for i, v in enumerate(variants)}
    by_share = given.variant_distribution_type == "MANUAL_PERCENTAGE"
    kept: KeptStep = {"plain": not variants}
    if variants:
        kept["shares"] = {label: share for label, share in shares.items() if share is not None}
        kept["distribution"] = given.variant_distribution_type or "MANUAL_EQUAL"
    settings: dict[str, object] = {"smartlead": kept}
    if given.lead_distribution_percentage is not None:
        kept["lead_share"] = settings["trial_share"] = given.lead_distribution_percentage
    if given.winning_metric_property:
        kept["winning_metric"] = given.winning_metric_property
    if given.winning_metric_property or given.variant_distribution_type == "AI_EQUAL":
        settings["winning_metric"] = METRICS[given.winning_metric_property or "POSITIVE_REPLY_RATE"]
    wordings = variants or [Variant(subject=given.subject or "", email_body=given.email_body or "")]
    return StepInput(
        id=given.id,
        delay_seconds=given.seq_delay_details.delay_in_days * 86400,
        settings=settings,
        variants=[
            VariantInput(
                subject=v.subject or given.subject or "",
                body=v.email_body,
                weight=(v.variant_distribution_percentage or 0.0) if by_share else 1.0,
                label=v.variant_label,
                id=v.id,
            )
            for v in wordings
        ],
    )


# Senders of a campaign


@router.get("/campaigns/{campaign_id}/email-accounts", dependencies=[READ])
async def get_campaign_accounts(scope: Scoped, campaign_id: PathId) -> list[answer_types.Account]:
    """The attached sender accounts, as a bare array."""
    links = await campaign_senders.links(scope, campaign_id)
    found = await senders.get_many(scope, [link.sender_id for link in links])
    return await accounts.shown(scope, [found[link.sender_id] for link in links if link.sender_id in found])


@router.post("/campaigns/{campaign_id}/email-accounts", dependencies=[WRITE])
async def attach_accounts(scope: Scoped, campaign_id: PathId, body: AccountIds) -> answer_types.AttachedAccounts:
    """Attach sender accounts. Those attached already are no error; a foreign id attaches none."""
    links = await campaign_senders.attach(scope, campaign_id, body.email_account_ids)
    return {
        "ok": True,
        "result": [
            {
                "id": link.id,
                "email_campaign_id": link.campaign_id,
                "email_account_id": link.sender_id,
                "updated_at": iso(link.updated_at),
            }
            for link in links
        ],
    }


@router.delete("/campaigns/{campaign_id}/email-accounts", dependencies=[WRITE])
async def detach_accounts(scope: Scoped, campaign_id: PathId, body: AccountIds) -> answer_types.DetachedAccounts:
    """Detach sender accounts; they stay in the workspace."""
    return {"ok": True, "result": await staffing.detach(scope, campaign_id, body.email_account_ids)}


@router.post("/campaigns/{campaign_id}/send-test-email", dependencies=[WRITE])
async def send_test_email(scope: Scoped, campaign_id: PathId, body: TestEmail) -> answer_types.QueuedTest:
    """Send one step, as the campaign would write it to `lead_id` (or to some lead of its own), to an address of yours. It counts
    in no figures.
    """
    links = await campaign_senders.links(scope, campaign_id)
    sender_id = body.selected_email_account_id or (links[0].sender_id if links else None)
    if sender_id is None:
        raise Invalid("Attach a sender account first, or name one.", field="selected_email_account_id")
    letter, settings = await preview.preview(scope, campaign_id, body.sequence_number, sender_id, lead_id=body.lead_id)
    message = await letters.send_new(
        scope,
        sender_id,
        to=[body.custom_email_address],
        subject=letter.subject,
        body_html=None if settings.plain_text else letter.body,
        body_text=letter.text,
        kind="test",
    )
    return {"ok": True, "message": "Test email queued", "stats_id": answers.stats_id(message.id)}
