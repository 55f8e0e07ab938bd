"""Subsequences: campaigns that leads of another campaign are brought into by what happens to them."""

from uuid import UUID

from fastapi import APIRouter

from outrider.dialects.instantly import answer_types, answers, campaign_types, status, translate
from outrider.dialects.instantly.bodies import (
    Conditions,
    CreateSubsequence,
    DuplicateSubsequence,
    PatchSubsequence,
    SubsequenceFields,
)
from outrider.dialects.instantly.pages import DEFAULT, After, Limit, after_id, page, row_id
from outrider.dialects.instantly.routes import analytics, campaigns
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.ids import some_ids, uid
from outrider.errors import NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_senders, campaign_states, copying, figures, sequences
from outrider.outreach.campaigns import campaigns as core
from outrider.outreach.enrollments.triggers import Triggers

router = APIRouter(prefix="/subsequences", tags=["Subsequences"])


async def own(scope: Scope, id: UUID) -> core.Campaign:
    """The subsequence of that id. Raises NotFound."""
    found = await core.get(scope, row_id("subsequence", id, "Subsequence"))
    if found.parent_id is None:
        raise NotFound("Subsequence not found")
    return found


async def shown(scope: Scope, id: int) -> campaign_types.Subsequence:
    found = await core.get(scope, id)
    return answers.subsequence(scope, found, await sequences.get(scope, id))


def _triggers(given: Conditions) -> core.Triggers:
    return Triggers(
        category_values=given.crm_status or (),
        activities=[answers.ACTIVITIES[n] for n in dict.fromkeys(given.lead_activity or ())],
        reply_contains=given.reply_contains or "",
    ).as_json()


async def _save(scope: Scope, found: core.Campaign, body: SubsequenceFields) -> None:
    """Write the fields given. Without a schedule of its own a subsequence keeps its parent's."""
    given = body.given()
    changes: core.CampaignChanges = {}
    kept = dict(found.vendor.get("instantly", {}))
    settings: dict[str, object] = {}
    if "daily_limit_mode" in given:
        kept["daily_limit_mode"] = given["daily_limit_mode"]
    if "ignore_account_daily_limit" in given:
        settings["ignore_sender_limits"] = bool(given["ignore_account_daily_limit"])
    if "daily_limit" in given or "daily_limit_mode" in given:
        parent = await core.get(scope, found.parent_id or 0)
        own_limit = given.get("daily_limit", kept.get("daily_limit"))
        kept["daily_limit"] = own_limit
        changes["daily_limit"] = {
            "custom": None if own_limit is None else int(own_limit),
            "unlimited": None,
        }.get(kept.get("daily_limit_mode") or "inherit", parent.daily_limit)
    if body.subsequence_schedule is not None:
        changes["schedule"] = translate.schedule(body.subsequence_schedule)
        kept["campaign_schedule"] = body.subsequence_schedule.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if "auto_variant_select" in given:
        settings["winning_metric"] = translate.winning_metric(body.auto_variant_select)
    if name := given.get("name"):
        changes["name"] = name
    conditions: Conditions | None = getattr(body, "conditions", None)
    if conditions is not None:
        changes["triggers"] = _triggers(conditions)
        kept["reply_contains"] = conditions.reply_contains
    changes["settings"], changes["vendor"] = settings, {"instantly": kept}
    await core.update(scope, found.id, **changes)
    if body.sequences is not None:
        await campaigns.save_sequence(scope, found.id, body.sequences, first_waits=True)


@router.post("", dependencies=[needs("subsequences:create")])
async def create(scope: Scoped, body: CreateSubsequence) -> campaign_types.Subsequence:
    """A new subsequence, which takes leads as soon as it has steps and is resumed. With steps it runs when its campaign does."""
    parent = await campaigns.own(scope, body.parent_campaign)
    made = await core.create(
        scope,
        body.name,
        seat_id=parent.seat_id,
        parent_id=parent.id,
        schedule=parent.schedule,
        settings=parent.settings,
        daily_limit=parent.daily_limit,
        min_gap_seconds=parent.min_gap_seconds,
        owner_user_id=parent.owner_user_id,
    )
    await core.update(scope, made.id, settings={"evergreen": True})
    await campaign_senders.attach(scope, made.id, (await campaign_senders.ids_of(scope, [parent.id]))[parent.id])
    await _save(scope, made, body)
    return await shown(scope, made.id)


@router.get("", dependencies=[needs("subsequences:read")])
async def list_subsequences(
    scope: Scoped,
    limit: Limit = DEFAULT,
    starting_after: After = None,
    parent_campaign: UUID | None = None,
    parent_campaign_not: UUID | None = None,
    search: str | None = None,
) -> answer_types.Page[campaign_types.Subsequence]:
    """Subsequences, newest first."""
    found = await core.find_all(
        scope,
        subsequences=True,
        search=search,
        limit=limit,
        after=after_id("subsequence", starting_after),
        parent_id=_or_none(parent_campaign),
        parent_id_not=_or_none(parent_campaign_not),
    )
    steps = await sequences.get_many(scope, [c.id for c in found])
    return page(found, limit, lambda c: answers.subsequence(scope, c, steps[c.id]), lambda c: str(uid("subsequence", c.id)))


def _or_none(campaign: UUID | None) -> int | None:
    """A campaign's id for a filter; 0, which none has, for one that is not there."""
    return None if campaign is None else (some_ids("campaign", [campaign]) or [0])[0]


@router.get("/analytics", dependencies=[needs("subsequences:read")])
async def totals(scope: Scoped, campaign_id: UUID) -> list[campaign_types.SubsequenceTotals]:
    """One row for each subsequence of a campaign."""
    parent = await campaigns.own(scope, campaign_id)
    found = await core.find_all(scope, parent_id=parent.id, limit=1000)
    read = await figures.totals(scope, [c.id for c in found])
    return [
        {
            "subsequence_id": uid("subsequence", c.id),
            "emails_sent": read.get((c.id,), {}).get("message.sent", 0),
            "unique_opens": read.get((c.id,), {}).get("message.opened/e", 0),
            "unique_replies": read.get((c.id,), {}).get("reply.received/e", 0),
        }
        for c in found
    ]


@router.get("/{id}", dependencies=[needs("subsequences:read")])
async def get(scope: Scoped, id: UUID) -> campaign_types.Subsequence:
    return await shown(scope, (await own(scope, id)).id)


@router.patch("/{id}", dependencies=[needs("subsequences:update")])
async def patch(scope: Scoped, id: UUID, body: PatchSubsequence) -> campaign_types.Subsequence:
    """Change what is given."""
    found = await own(scope, id)
    await _save(scope, found, body)
    return await shown(scope, found.id)


@router.delete("/{id}", dependencies=[needs("subsequences:delete")])
async def delete(scope: Scoped, id: UUID) -> campaign_types.Subsequence:
    """Delete a subsequence; its leads stay, ended, in the campaign. The answer is the subsequence as it was."""
    found = await own(scope, id)
    answer = await shown(scope, found.id)
    await core.delete(scope, found.id)
    return answer


@router.post("/{id}/duplicate", dependencies=[needs("subsequences:create")])
async def duplicate(scope: Scoped, id: UUID, body: DuplicateSubsequence) -> campaign_types.Subsequence:
    """A copy for a campaign, as a draft. What it does not set itself comes from that campaign."""
    found = await own(scope, id)
    parent = await campaigns.own(scope, body.parent_campaign)
    copy = await copying.duplicate(scope, found.id, body.name, parent_id=parent.id, with_senders=False)
    changes = campaigns.of_parent(parent, copy)
    changes["seat_id"], changes["owner_user_id"] = parent.seat_id, parent.owner_user_id
    await core.update(scope, copy.id, **changes)
    await campaign_senders.attach(scope, copy.id, (await campaign_senders.ids_of(scope, [parent.id]))[parent.id])
    return await shown(scope, copy.id)


@router.post("/{id}/pause", dependencies=[needs("subsequences:update")])
async def pause(scope: Scoped, id: UUID) -> campaign_types.Subsequence:
    """Takes no lead and sends nothing from here on."""
    found = await own(scope, id)
    if found.status == "active":
        await campaign_states.pause(scope, found.id)
    return await shown(scope, found.id)


@router.post("/{id}/resume", dependencies=[needs("subsequences:update")])
async def resume(scope: Scoped, id: UUID) -> campaign_types.Subsequence:
    """Start, or go on: leads are brought in from here on. Needs a step, and an account of the campaign that works."""
    found = await own(scope, id)
    parent_id = found.parent_id or 0
    await campaign_senders.attach(scope, found.id, (await campaign_senders.ids_of(scope, [parent_id]))[parent_id])
    await campaign_states.start(scope, found.id)
    return await shown(scope, found.id)


@router.get("/{id}/analytics/steps", dependencies=[needs("subsequences:read")])
async def steps(
    scope: Scoped, id: UUID, start_date: analytics.Date = None, end_date: analytics.Date = None
) -> list[answer_types.StepFigures]:
    """One row for each step and variant (both from 0) that was sent."""
    found = await own(scope, id)
    rows = await analytics.by_step(scope, [found.id], analytics.Span(start_date, end_date))
    return [analytics.step_row(step - 1, variant, counts) for step, variant, counts in rows]


@router.get("/{id}/sending-status", dependencies=[needs("subsequences:read")])
async def sending_status(scope: Scoped, id: UUID, with_ai_summary: bool = False) -> campaign_types.SendingStatus:
    """Why the subsequence does not send now, or that it does."""
    return await status.of(scope, await own(scope, id), whole=with_ai_summary)
