"""Leads: enrolled in campaigns, in the whole workspace, their categories, and who must not be written to."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import Field, JsonValue

from outrider.dialects.kit import totals
from outrider.dialects.kit.access import Caller, Scoped, actor_of, core_of
from outrider.dialects.kit.csv_files import CsvFile, csv_file
from outrider.dialects.kit.demands import IMPORTS
from outrider.dialects.kit.fields import Offset
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import iso
from outrider.dialects.smartlead import answer_types, answers
from outrider.dialects.smartlead.bodies import (
    AddLeads,
    Domains,
    Id,
    ImportSettings,
    Instant,
    Lead,
    PathId,
    Resume,
    UpdateLead,
    instant,
)
from outrider.dialects.smartlead.inbox_bodies import LeadCategory
from outrider.dialects.smartlead.routes.inbox import set_category
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.enrollments import enrollments, imports, leaving
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.leads import leads, suppression
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.tenancy import categories, seats
from outrider.rules.text import csv_lines

router = APIRouter(tags=["Leads"])
READ, WRITE = needs("leads:read"), needs("leads:write")
PAGE = 1000  # rows read at a time for an export

_FIELDS = {
    "first_name": "first_name", "last_name": "last_name", "company_name": "company_name", "phone_number": "phone",
    "website": "website", "location": "location", "linkedin_profile": "linkedin_url", "job_title": "job_title",
}  # fmt: skip


def inputs(given: Sequence[Lead], *, source: str | None = None) -> list[LeadInput]:
    """Contacts as the core takes them. A company URL is kept as it was written."""
    return [
        LeadInput(
            email=x.email,
            custom=x.custom_fields or {},
            profile={"company_url": x.company_url} if x.company_url else {},
            source=source,
            **{ours: getattr(x, theirs) for theirs, ours in _FIELDS.items()},
        )
        for x in given
    ]


def options(settings: ImportSettings, *, duplicates: bool = False) -> imports.ImportOptions:
    """`duplicates`: whether leads of other campaigns are taken where the request does not say."""
    elsewhere = settings.ignore_duplicate_leads_in_other_campaign
    return imports.ImportOptions(
        ignore_suppression=settings.ignore_global_block_list,
        ignore_unsubscribed=settings.ignore_unsubscribe_list,
        ignore_bounced=settings.ignore_community_bounce_list,
        allow_duplicates_across_campaigns=duplicates if elsewhere is None else elsewhere,
    )


# In a campaign

STANDINGS: list[JsonValue] = ["STARTED", "INPROGRESS", "COMPLETED", "PAUSED", "STOPPED", "BLOCKED", ""]
Standing = Annotated[str, Field(max_length=20, json_schema_extra={"enum": STANDINGS})]
EmailStatus = Literal[
    "is_opened",
    "is_clicked",
    "is_bounced",
    "is_replied",
    "is_unsubscribed",
    "is_spam",
    "is_accepted",
    "not_replied",
    "is_sender_bounced",
]


@router.get("/campaigns/{campaign_id}/leads", dependencies=[READ])
async def get_campaign_leads(
    scope: Scoped,
    campaign_id: PathId,
    offset: Offset = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 100,
    status: Annotated[Standing | None, Query()] = None,
    lead_category_id: Annotated[Id | None, Query()] = None,
    created_at_gt: Instant = None,
    last_sent_time_gt: Instant = None,
    event_time_gt: Instant = None,
    emailStatus: EmailStatus | None = None,
) -> answer_types.CampaignLeads:
    """A page of the leads enrolled in a campaign. `total_leads` is a text."""
    await campaigns.get(scope, campaign_id)
    filters = replace(
        _with_status(status),
        campaign_ids=[campaign_id],
        category_ids=[lead_category_id] if lead_category_id else None,
        created_after=instant(created_at_gt, "created_at_gt"),
        sent_after=instant(last_sent_time_gt, "last_sent_time_gt"),
        happened_after=instant(event_time_gt, "event_time_gt"),
        any_of=_email_status(emailStatus) if emailStatus else (),
    )
    rows = await enrollments.search(scope, filters, limit=limit, offset=offset)
    total = await totals.total(rows, lambda: enrollments.count(scope, filters), limit=limit, offset=offset)
    return {
        "total_leads": str(total),
        "offset": offset,
        "limit": limit,
        "data": [answers.campaign_lead(row) for row in rows],
    }


def _email_status(status: EmailStatus) -> list[list[Filters]]:
    """The leads that match this, as one group of alternatives. Raises Invalid for attributes that leads do not have."""
    match status:
        case "is_opened":
            return [[Filters(opened=True)]]
        case "is_clicked":
            return [[Filters(clicked=True)]]
        case "is_replied":
            return [[Filters(replied=True)]]
        case "not_replied":
            return [[Filters(replied=False)]]
        case "is_bounced":
            return [[Filters(bounced=True), Filters(reasons=[Reason.BOUNCED, Reason.SOFT_BOUNCED])]]
        case "is_unsubscribed":
            return [[Filters(unsubscribed=True), Filters(reasons=[Reason.UNSUBSCRIBED])]]
        case "is_spam":
            return [[Filters(reasons=[Reason.COMPLAINED])]]
        case "is_accepted":
            return [[Filters(connection=["connected"])]]
        case "is_sender_bounced":
            raise Invalid(
                "What an account's own server refuses is kept with the account, not with leads: see its smtp_failure_error.",
                field="emailStatus",
            )


def _with_status(status: str | None) -> Filters:
    """The leads of a status, by the vendor's word."""
    match (status or "").upper():
        case "":
            return Filters()
        case "STARTED":
            return Filters(status=["active"], started=False)
        case "INPROGRESS":
            return Filters(status=["active"], started=True)
        case "COMPLETED" | "PAUSED" | "STOPPED" as word:
            return Filters(status=[word.lower()])
        case "BLOCKED":
            return Filters(status=["stopped"], reasons=list(answers.BLOCKED))
        case _:
            raise Invalid("status is STARTED, INPROGRESS, COMPLETED, PAUSED, STOPPED or BLOCKED.", field="status")


@router.post("/campaigns/{campaign_id}/leads", dependencies=[WRITE, IMPORTS])
async def add_leads(scope: Scoped, caller: Caller, campaign_id: PathId, body: AddLeads) -> answer_types.AddedLeads:
    """Enroll at most 400 leads. Nothing is dropped silently: the counts account for every row. What a client's key says of leads
    that exist already is kept for its campaign.
    """
    asked = options(body.settings)
    if caller.only_seat_id is not None:
        asked = replace(asked, existing="keep")
    done = await imports.import_rows(scope, inputs(body.lead_list), campaign_id=campaign_id, options=asked)
    skipped: list[answer_types.SkippedLead] = [
        {"email": body.lead_list[o.line].email, "reason": o.reason or o.result}
        for o in done.rows
        if o.result not in ("created", "updated")
    ]
    added = done.created + done.updated
    answer: answer_types.AddedLeads = {
        "ok": True,
        "success": True,
        "upload_count": added,
        "total_leads": done.total,
        "already_added_to_campaign": done.already_member,
        "duplicate_count": done.duplicate + done.skipped,
        "invalid_email_count": done.invalid,
        "invalid_emails": [body.lead_list[o.line].email for o in done.rows if o.result == "invalid"],
        "unsubscribed_leads": [body.lead_list[o.line].email for o in done.rows if o.result == "unsubscribed"],
        "bounce_count": done.bounced,
        "block_count": done.suppressed + done.bounced,
        "is_lead_limit_exhausted": False,
        "lead_import_stopped_count": 0,
        "added_count": added,
        "skipped_count": done.total - added,
        "skipped_leads": skipped,
    }
    if body.settings.return_lead_ids:
        answer["emailToLeadIdMap"] = {body.lead_list[o.line].email: o.lead_id for o in done.rows if o.lead_id}
    return answer


@router.post("/campaigns/{campaign_id}/leads/{lead_id}", dependencies=[WRITE])
async def update_lead(
    scope: Scoped, caller: Caller, campaign_id: PathId, lead_id: PathId, body: UpdateLead
) -> answer_types.Data[answer_types.Lead]:
    """Change a lead's details, for every campaign it is in; with a client's key for this campaign. Custom fields are merged by
    name.
    """
    found = await enrollments.by_lead(scope, campaign_id, lead_id)
    given = body.given()
    changes: dict[str, object] = {ours: given[theirs] for theirs, ours in _FIELDS.items() if theirs in given}
    lead = await leads.get(scope, lead_id)
    if caller.only_seat_id is not None:
        return {"ok": True, "data": await _update_here(scope, found, lead, body, changes)}
    if held := {name: value for name, value in (changes | (body.custom_fields or {})).items() if name in found.fields}:
        found = await enrollments.update_fields(scope, found.id, held)
    if given.get("email"):
        changes["email"] = given["email"]
    if "custom_fields" in given:
        changes["custom"] = {**lead.custom, **(given["custom_fields"] or {})}
    if "company_url" in given:
        changes["profile"] = {**lead.profile, "company_url": given["company_url"]}
    return {"ok": True, "data": answers.lead(await leads.update(scope, lead_id, **changes) if changes else lead, found.fields)}


async def _update_here(
    scope: Scope, found: enrollments.Enrollment, lead: leads.Lead, body: UpdateLead, changes: dict[str, object]
) -> answer_types.Lead:
    """Change what the campaign holds of a lead that other clients may write to as well. An address is the same everywhere."""
    if body.email and body.email.strip().lower() != lead.email:
        raise Invalid("A client's key does not change a lead's address: other campaigns may write to it.", field="email")
    here = {**changes, **(body.custom_fields or {})}
    if "company_url" in body.model_fields_set:
        here["company_domain"] = body.company_url
    changed = await enrollments.update_fields(scope, found.id, here) if here else found
    return answers.lead(lead, changed.fields)


@router.delete("/campaigns/{campaign_id}/leads/{lead_id}", dependencies=[WRITE])
async def delete_campaign_lead(scope: Scoped, campaign_id: PathId, lead_id: PathId) -> answer_types.Ok:
    """Take a lead out of a campaign. The lead stays, also in its other campaigns."""
    found = await enrollments.by_lead(scope, campaign_id, lead_id)
    await enrollments.remove(scope, [found.id])
    return {"ok": True}


@router.post("/campaigns/{campaign_id}/leads/{lead_id}/pause", dependencies=[WRITE])
async def pause_lead(scope: Scoped, campaign_id: PathId, lead_id: PathId) -> answer_types.Success:
    """Hold a lead's sequence until it is resumed."""
    found = await enrollments.by_lead(scope, campaign_id, lead_id)
    if not await enrollments.pause(scope, [found.id]) and found.status != "paused":
        raise Invalid(f"The lead's sequence has ended ({found.status}), so that it cannot be paused.", code="ended")
    return {"ok": True, "data": "success"}


@router.post("/campaigns/{campaign_id}/leads/{lead_id}/resume", dependencies=[WRITE])
async def resume_lead(scope: Scoped, campaign_id: PathId, lead_id: PathId, body: Resume | None = None) -> answer_types.Success:
    """Let a paused lead go on with its next step, now or some days from now."""
    found = await enrollments.by_lead(scope, campaign_id, lead_id)
    if found.status not in ("paused", "active"):
        raise Invalid(f"The lead is not paused ({found.status}).", code="not_paused")
    days = body.resume_lead_with_delay_days if body else 0
    if found.status == "paused" and days:
        await enrollments.return_to(scope, found.id, at=scope.now + timedelta(days=days))
    else:
        await enrollments.resume(scope, [found.id])
    return {"ok": True, "data": "success"}


@router.post("/campaigns/{campaign_id}/leads/{lead_id}/unsubscribe", dependencies=[WRITE])
async def unsubscribe_from_campaign(scope: Scoped, campaign_id: PathId, lead_id: PathId) -> answer_types.Ok:
    """End a lead's sequence in this campaign, as if it had opted out of it."""
    found = await enrollments.by_lead(scope, campaign_id, lead_id)
    await leaving.unsubscribe(scope, found.lead_id, campaign_id=campaign_id, only_campaign=True)
    return {"ok": True}


@router.post("/campaigns/{campaign_id}/leads/{lead_map_id}/manual-complete", dependencies=[WRITE])
@router.patch("/campaigns/{campaign_id}/leads/{lead_map_id}/manual-complete", dependencies=[WRITE], include_in_schema=False)
async def complete_lead(scope: Scoped, campaign_id: PathId, lead_map_id: PathId) -> answer_types.Ok:
    """Declare a lead's sequence done. The id is the campaign_lead_map_id, not the lead's."""
    found = await enrollments.get(scope, lead_map_id)
    if found.campaign_id != campaign_id:
        raise NotFound("The campaign has no lead with this campaign_lead_map_id.", field="lead_map_id")
    await enrollments.complete(scope, [found.id])
    return {"ok": True}


@router.post("/campaigns/{campaign_id}/leads/{lead_id}/category", dependencies=[WRITE])
async def set_lead_category(
    scope: Scoped, caller: Caller, campaign_id: PathId, lead_id: PathId, body: LeadCategory
) -> answer_types.Success:
    """Set a lead's category in a campaign; `pause_lead` also holds its sequence."""
    found = await enrollments.by_lead(scope, campaign_id, lead_id)
    await set_category(scope, found.id, body.category_id, caller.only_seat_id)
    if body.pause_lead:
        await enrollments.pause(scope, [found.id])
    return {"ok": True, "data": "success"}


# As the vendor's files have them, by name and in this order, for programs read them by either; ours is the last.
COLUMNS = (
    "id", "campaign_lead_map_id", "status", "category", "is_interested", "created_at", "first_name", "last_name", "email",
    "phone_number", "company_name", "website", "location", "custom_fields", "linkedin_profile", "company_url",
    "is_unsubscribed", "unsubscribed_client_id_map", "last_email_sequence_sent", "open_count", "click_count", "reply_count",
    "job_title",
)  # fmt: skip


@router.get("/campaigns/{campaign_id}/leads-export", dependencies=[READ], response_class=CsvFile)
async def export_leads(request: Request, caller: Caller, campaign_id: PathId) -> CsvFile:
    """The campaign's leads as CSV, streamed. `custom_fields` is a JSON object."""
    core, actor = core_of(request), actor_of(request, caller)
    async with core.scope(caller.workspace_id, actor, caller.seat_id) as scope:
        await campaigns.get(scope, campaign_id)
        known = {c.id: c for c in await categories.find_all(scope)}

    async def lines() -> AsyncIterator[str]:
        yield csv_lines([COLUMNS])
        after: int | None = None
        while True:
            async with core.scope(caller.workspace_id, actor, caller.seat_id) as scope:
                rows = await enrollments.search(scope, Filters(campaign_ids=[campaign_id]), limit=PAGE, after=after)
            yield csv_lines(_export_row(row, known) for row in rows)
            if len(rows) < PAGE:
                return
            after = rows[-1].enrollment.id

    return csv_file(f"campaign-{campaign_id}-leads.csv", lines(), media_type="text/csv; charset=utf-8")


def _export_row(row: enrollments.Listed, known: Mapping[int, categories.Category]) -> list[object]:
    e, category = row.enrollment, known.get(row.enrollment.category_id or 0)
    values: dict[str, object] = {
        **answers.lead(row.lead, e.fields),
        "campaign_lead_map_id": e.id,
        "status": answers.enrollment_status(e),
        "category": category.name if category else None,
        "is_interested": category is not None and category.sentiment == "positive",
        "created_at": iso(e.created_at),
        "last_email_sequence_sent": e.done_position,
        "open_count": e.opens,
        "click_count": e.clicks,
        "reply_count": e.replies,
        "job_title": row.lead.job_title,
    }
    return [_cell(values[name]) for name in COLUMNS]


def _cell(value: object) -> object:
    """What JSON has its own form for is in that form."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, bool | dict) else value


# In the workspace


@router.get("/leads/global-leads", dependencies=[READ])
@router.get("/leads/all", dependencies=[READ], include_in_schema=False)
async def global_leads(
    scope: Scoped,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    offset: Offset = 0,
    created_at_gt: Instant = None,
    email: Annotated[str | None, Query(max_length=320)] = None,
) -> answer_types.GlobalLeads:
    """A page of the workspace's leads, newest first."""
    which = leads.LeadFilter(email=email or None, created_after=instant(created_at_gt, "created_at_gt"))
    return await _page(scope, which, limit, offset)


async def _page(scope: Scope, which: leads.LeadFilter, limit: int, offset: int) -> answer_types.GlobalLeads:
    rows = await leads.search(scope, which, limit=limit + 1, offset=offset)
    in_campaigns = await leads.campaigns_of(scope, [x.id for x in rows[:limit]])
    data: list[answer_types.GlobalLead] = [
        {**answers.lead(x), "campaigns": [_campaign_of(scope, c) for c in in_campaigns[x.id]]} for x in rows[:limit]
    ]
    return {"ok": True, "data": data, "skip": offset, "limit": limit, "hasMore": len(rows) > limit}


def _campaign_of(scope: Scope, row: leads.InCampaign) -> answer_types.LeadCampaign:
    client = answers.client_id(scope, row["seat_id"])
    return {
        "campaign_lead_map_id": row["enrollment_id"],
        "lead_category_id": row["category_id"],
        "campaign_id": row["campaign_id"],
        "campaign_name": row["campaign_name"],
        "client_id": client,
        "client_email": answers.client_email(row["seat_settings"]) if client else None,
    }


@router.get("/leads", dependencies=[READ], include_in_schema=False)
@router.get("/leads/", dependencies=[READ])
async def lead_by_email(
    scope: Scoped,
    email: Annotated[str | None, Query(min_length=1, max_length=320)] = None,
    campaign_id: Annotated[Id | None, Query(include_in_schema=False)] = None,
    search: Annotated[str | None, Query(include_in_schema=False, max_length=200)] = None,
    limit: Annotated[int, Query(include_in_schema=False, ge=1, le=1000)] = 100,
    offset: Annotated[int, Query(include_in_schema=False, ge=0, le=10**9)] = 0,
) -> answer_types.FoundLead | answer_types.GlobalLeads:
    """The lead with this address and the campaigns it is in; {} where there is none. Without an address, as several clients ask,
    a page of all leads.
    """
    if email is None:
        which = leads.LeadFilter(campaign_ids=[campaign_id] if campaign_id else None, query=search or None)
        return await _page(scope, which, limit, offset)
    found = await leads.search(scope, leads.LeadFilter(email=email), limit=1)
    if not found:
        return {}
    rows = (await leads.campaigns_of(scope, [found[0].id]))[found[0].id]
    return {**answers.lead(found[0]), "lead_campaign_data": [_campaign_of(scope, row) for row in rows]}


@router.get("/leads/fetch-categories", dependencies=[READ])
async def fetch_categories(scope: Scoped) -> list[answer_types.Category]:
    """The workspace's categories, as a bare array."""
    return [
        {"id": c.id, "name": c.name, "created_at": iso(c.created_at), "sentiment_type": c.sentiment}
        for c in await categories.find_all(scope)
    ]


@router.get("/leads/{lead_id}/campaigns", dependencies=[READ])
async def campaigns_of_lead(scope: Scoped, lead_id: PathId) -> list[answer_types.CampaignOfLead]:
    """The campaigns a lead is enrolled in, as a bare array."""
    lead = await leads.get(scope, lead_id)
    rows = (await leads.campaigns_of(scope, [lead.id]))[lead.id]
    found = await campaigns.get_many(scope, [row["campaign_id"] for row in rows])
    return [
        {
            "id": row["campaign_id"],
            "name": row["campaign_name"],
            "status": answers.CAMPAIGN_STATUS[row["campaign_status"]],
            "created_at": iso(found[row["campaign_id"]].created_at),
            **_campaign_of(scope, row),
        }
        for row in rows
        if row["campaign_id"] in found
    ]


@router.post("/leads/{lead_id}/unsubscribe", dependencies=[WRITE])
async def unsubscribe(scope: Scoped, lead_id: PathId) -> answer_types.Ok:
    """Never write to this person again, from any campaign."""
    await leaving.unsubscribe(scope, lead_id)
    return {"ok": True}


# The block list


def entry_of(text: str) -> tuple[str, str]:
    """The kind and value of an entry: '@acme.example' is a domain."""
    return ("email" if "@" in text.strip("@") else "domain"), text.lstrip("@")


@router.post("/leads/add-domain-block-list", dependencies=[WRITE, IMPORTS])
async def block_domains(scope: Scoped, body: Domains) -> answer_types.BlockedDomains:
    """Never write to these domains or addresses."""
    if body.client_id is not None:
        await seats.get(scope, body.client_id)
    entries = [suppression.EntryInput(*entry_of(value), seat_id=body.client_id) for value in body.domain_block_list]
    added = await suppression.add(scope, entries)
    if added.invalid and not added.created and not added.existing:
        raise Invalid(added.invalid[0][1], field="domain_block_list")
    return {
        "ok": True,
        "uploadCount": len(added.created),
        "totalDomainsAdded": len(entries),
        "alreadyAddedCount": len(added.existing),
        "invalid": [body.domain_block_list[i] for i, _ in added.invalid],
    }


@router.get("/leads/get-domain-block-list", dependencies=[READ])
async def get_block_list(
    scope: Scoped,
    offset: Offset = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    client_id: Annotated[Id | None, Query()] = None,
    filter_client_id: Annotated[Id | None, Query()] = None,
    filter_email_or_domain: Annotated[str | None, Query(max_length=320)] = None,
    filter_email_with_domain: Annotated[str | None, Query(max_length=320)] = None,
) -> list[answer_types.BlockedDomain]:
    """Blocked domains and addresses, newest first, as a bare array. `filter_email_or_domain` is any part of an entry;
    `filter_email_with_domain` an address, which finds itself and its domain.
    """
    rows = await suppression.find_all(
        scope,
        kinds=("email", "domain"),
        seat_id=filter_client_id or client_id,
        search=filter_email_or_domain or None,
        values=_with_domain(filter_email_with_domain) if filter_email_with_domain else None,
        limit=limit,
        offset=offset,
    )
    return [
        {
            "id": e.id,
            "domain_block": e.value,
            "source": e.reason,
            "client_id": answers.client_id(scope, e.seat_id) if e.seat_id else None,
            "created_at": iso(e.created_at),
        }
        for e in rows
    ]


def _with_domain(address: str) -> list[str]:
    """'bob@acme.example' -> that and 'acme.example'."""
    value = address.strip().lower()
    return [value, value.rpartition("@")[2]]


@router.delete("/leads/remove-domain-block-list", dependencies=[WRITE])
@router.delete("/leads/delete-domain-block-list", dependencies=[WRITE], include_in_schema=False)
async def unblock_domain(
    scope: Scoped,
    id: Annotated[Id | None, Query()] = None,
    domain: Annotated[str | None, Query(max_length=320)] = None,
) -> answer_types.Unblocked:
    """Take an entry off the block list, by its id or by its domain or address."""
    if id is None and not (domain or "").strip():
        raise Invalid("Give the id or the domain to remove.", field="domain")
    if id is None:
        kind, value = entry_of((domain or "").strip().lower())
        ids = [e.id for e in await suppression.having(scope, kind, value)]
    else:
        ids = [id]
    removed = await suppression.remove(scope, ids) if ids else []
    if not removed:
        raise Invalid("This is not on the block list.", field="domain", code="not_found")
    return {"ok": True, "removed": len(removed)}


# Last: an id here would swallow the words above


@router.delete("/leads/{lead_id}", dependencies=[WRITE])
async def delete_lead(scope: Scoped, lead_id: PathId) -> answer_types.Ok:
    """Delete a lead from the workspace, its lists and campaigns. What was sent and answered stays in the inbox."""
    await leads.get(scope, lead_id)
    await leaving.delete(scope, [lead_id])
    return {"ok": True}
