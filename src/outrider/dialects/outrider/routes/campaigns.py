"""Campaigns: drafted, looked at, launched, paused."""

from dataclasses import replace
from itertools import zip_longest
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.scopes import needs
from outrider.dialects.outrider import answer_types, answers, bodies, pages
from outrider.errors import Invalid
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_senders, campaign_states, campaigns, figures, sequences
from outrider.outreach.campaigns.sequences import Step, StepInput, Variant, VariantInput
from outrider.outreach.enrollments import preview, pushes
from outrider.rules.text import html_to_text, text_to_html

router = APIRouter(tags=["Campaigns"])
READ, WRITE = needs("campaigns:read"), needs("campaigns:write")
CampaignId = Annotated[int, Path(ge=1, lt=1 << 63)]
Status = Literal["draft", "active", "paused", "stopped", "completed", "archived"]
_DAY_SECONDS = 86_400


@router.get("/campaigns", dependencies=[READ])
async def list_campaigns(
    scope: Scoped,
    status: Annotated[Status | None, Query()] = None,
    search: Annotated[str | None, Query(max_length=200, description="Part of the name.")] = None,
    limit: pages.Limit = pages.DEFAULT,
    cursor: pages.Cursor = None,
) -> answer_types.Campaigns:
    """Campaigns, newest first."""
    found = await campaigns.find_all(scope, status=status, search=search, limit=limit + 1, after=pages.after_id(cursor))
    shown, following = pages.page(found, limit, lambda c: str(c.id))
    return {"campaigns": [answers.campaign(c) for c in shown], "next_cursor": following}


@router.post("/campaigns", status_code=201, dependencies=[WRITE])
async def draft_campaign(scope: Scoped, body: bodies.NewCampaign) -> answer_types.CampaignDetail:
    """A new campaign, as a draft: nothing is sent before it is launched."""
    settings = {"winning_metric": "positive_reply"}
    made = await campaigns.create(scope, body.name, owner_user_id=scope.actor.user_id, settings=settings)
    return await _detail(scope, made.id, await _carry_out(scope, made.id, body))


@router.get("/campaigns/{campaign_id}", dependencies=[READ])
async def get_campaign(scope: Scoped, campaign_id: CampaignId) -> answer_types.CampaignDetail:
    """One campaign with its texts, schedule, leads and figures."""
    return await _detail(scope, campaign_id, None)


@router.post("/campaigns/{campaign_id}", dependencies=[WRITE])
async def revise_campaign(scope: Scoped, campaign_id: CampaignId, body: bodies.CampaignChanges) -> answer_types.CampaignDetail:
    """Change what is given. The texts of a running campaign can't be changed: pause it first."""
    if body.name is not None:
        await campaigns.update(scope, campaign_id, name=body.name)
    return await _detail(scope, campaign_id, await _carry_out(scope, campaign_id, body))


async def _carry_out(scope: Scope, campaign_id: int, plan: bodies.Plan) -> pushes.Pushed | None:
    """Give a campaign what a plan says; what became of the leads to be enrolled."""
    if plan.list_id is not None and plan.lead_ids is not None:
        raise Invalid("Give list_id or lead_ids, not both.", field="lead_ids")
    await campaigns.get(scope, campaign_id)
    if plan.brief is not None:
        await campaigns.update(scope, campaign_id, vendor={"brief": plan.brief})
    if plan.schedule is not None:
        await campaigns.update(scope, campaign_id, schedule=_schedule(plan.schedule))
    if plan.daily_limit is not None:
        await campaigns.update(scope, campaign_id, daily_limit=plan.daily_limit)
    if plan.tracking_domain is not None:
        await campaigns.update(scope, campaign_id, settings={"tracking_domain": plan.tracking_domain.strip() or None})
    if plan.winning_metric is not None:
        metric = None if plan.winning_metric == "none" else plan.winning_metric
        await campaigns.update(scope, campaign_id, settings={"winning_metric": metric})
    if plan.new_leads_per_day is not None:
        await campaigns.update(scope, campaign_id, new_leads_per_day=plan.new_leads_per_day)
    if plan.steps is not None:
        steps = await _kept(scope, campaign_id, [step_input(step) for step in plan.steps])
        await sequences.check_texts(scope, steps)
        await sequences.replace(scope, campaign_id, steps, strict=True)
    if plan.sender_ids:
        await campaign_senders.attach(scope, campaign_id, plan.sender_ids)
    if plan.list_id is not None:
        return await pushes.push(scope, campaign_id, list_id=plan.list_id)
    return await pushes.push(scope, campaign_id, lead_ids=plan.lead_ids) if plan.lead_ids else None


def _schedule(given: bodies.Schedule) -> dict[str, object]:
    if given.start >= given.end:
        raise Invalid("The end must be after the start.", field="schedule.end")
    return {
        "timezone": given.timezone,
        "windows": [{"days": answers.days_of(given.days), "start": given.start, "end": given.end}],
        "start_date": given.start_date.isoformat() if given.start_date else None,
        "end_date": given.end_date.isoformat() if given.end_date else None,
    }


def step_input(given: bodies.Step) -> StepInput:
    is_plain = given.action == "email" and "<" not in given.body
    body = text_to_html(given.body) if is_plain else given.body
    return StepInput([VariantInput(given.subject, body)], given.action, round(given.wait_days * _DAY_SECONDS))


async def _kept(scope: Scope, campaign_id: int, steps: list[StepInput]) -> list[StepInput]:
    """The steps with the ids of those whose places they take, so that figures and messages stay with them."""
    old = await sequences.get(scope, campaign_id)
    pairs = zip_longest(steps, old[: len(steps)])
    return [_in_place_of(before, new) if before and before.action == new.action else new for new, before in pairs]


def _in_place_of(before: Step, new: StepInput) -> StepInput:
    ids = [v.id for v in before.variants[:1]] or [None]
    return replace(new, id=before.id, variants=[replace(v, id=ids[0]) for v in new.variants])


async def _detail(scope: Scope, campaign_id: int, pushed: pushes.Pushed | None) -> answer_types.CampaignDetail:
    found = await campaigns.get(scope, campaign_id)
    counts = (await campaigns.enrollment_counts(scope, [campaign_id]))[campaign_id]
    return {
        **answers.campaign(found),
        "steps": [answers.step(s) for s in await sequences.get(scope, campaign_id)],
        "sender_ids": (await campaign_senders.ids_of(scope, [campaign_id]))[campaign_id],
        "schedule": answers.schedule(found.schedule),
        "daily_limit": found.daily_limit,
        "new_leads_per_day": found.new_leads_per_day,
        "tracking_domain": found.settings.tracking_domain,
        "winning_metric": found.settings.winning_metric,
        "lead_counts": {
            "total": counts["total"],
            "not_started": counts["not_started"],
            "active": counts["active"],
            "paused": counts["paused"],
            "completed": counts["completed"],
            "stopped": counts["stopped"],
        },
        "figures": answers.figures(await figures.total(scope, [campaign_id])),
        "enrolled": pushed.pushed if pushed else 0,
        "not_enrolled": pushed.total - pushed.pushed if pushed else 0,
    }


@router.get("/campaigns/{campaign_id}/preview", dependencies=[READ])
async def preview_campaign(
    scope: Scoped,
    campaign_id: CampaignId,
    lead_id: Annotated[
        int | None, Query(ge=1, lt=1 << 63, description="A lead of the campaign; left out: its first, or an example.")
    ] = None,
) -> answer_types.Preview:
    """Every text of the campaign as one lead would read it."""
    staff = (await campaign_senders.ids_of(scope, [campaign_id]))[campaign_id]
    shown = [
        await _rendered(scope, step, variant, staff[0] if staff else None, lead_id)
        for step in await sequences.get(scope, campaign_id)
        for variant in step.variants
        if variant.enabled
    ]
    return {"campaign_id": campaign_id, "lead_id": lead_id, "messages": shown}


async def _rendered(
    scope: Scope, step: Step, variant: Variant, sender_id: int | None, lead_id: int | None
) -> answer_types.Rendered:
    shown: answer_types.Rendered = {
        "position": step.position,
        "action": step.action,
        "variant": variant.label,
        "subject": "",
        "text": "",
        "problem": None,
    }
    try:
        written = await preview.of_variant(scope, step.campaign_id, variant.id, sender_id, lead_id=lead_id)
    except Invalid as problem:
        shown["problem"] = problem.message
    else:
        shown["subject"], shown["text"] = written.subject, html_to_text(written.body)
    return shown


@router.post("/campaigns/{campaign_id}/launch", dependencies=[WRITE])
async def launch_campaign(scope: Scoped, campaign_id: CampaignId) -> answer_types.Campaign:
    """Let a draft or paused campaign send. One that runs goes on running."""
    return answers.campaign(await campaign_states.start(scope, campaign_id))


@router.post("/campaigns/{campaign_id}/pause", dependencies=[WRITE])
async def pause_campaign(scope: Scoped, campaign_id: CampaignId) -> answer_types.Campaign:
    """Nothing leaves from here on; every lead keeps its place."""
    return answers.campaign(await campaign_states.pause(scope, campaign_id))
