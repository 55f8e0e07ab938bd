"""Leads: found and brought in."""

from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.demands import IMPORTS
from outrider.dialects.kit.scopes import needs
from outrider.dialects.outrider import answer_types, answers, bodies, pages
from outrider.errors import Invalid
from outrider.outreach.base.scope import Scope
from outrider.outreach.enrollments import enrollments, imports
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.enrollments.imports import ImportOptions
from outrider.outreach.leads import leads, lists
from outrider.outreach.leads.staging import LeadInput

router = APIRouter(tags=["Leads"])
READ, WRITE = needs("leads:read"), needs("leads:write")
Standing = Literal["active", "paused", "completed", "stopped"]
_MOST_NAMED = 100  # leads not taken that an import names


async def _shown(scope: Scope, found: Sequence[leads.Lead]) -> list[answer_types.Lead]:
    enrolled = await leads.campaigns_of(scope, [lead.id for lead in found])
    shown: dict[int, list[answer_types.InCampaign]] = {
        id: [
            {"campaign_id": e["campaign_id"], "campaign": e["campaign_name"], "status": e["status"], "reason": e["reason"]}
            for e in rows
        ]
        for id, rows in enrolled.items()
    }
    return [answers.lead(lead, shown[lead.id]) for lead in found]


@router.get("/leads", dependencies=[READ])
async def find_leads(
    scope: Scoped,
    query: Annotated[
        str | None, Query(max_length=200, description="Words of name, address, company or title; all must be found.")
    ] = None,
    company: Annotated[str | None, Query(max_length=200)] = None,
    list_id: Annotated[int | None, Query(ge=1, lt=1 << 63, description="Only leads of this list.")] = None,
    tag_id: Annotated[int | None, Query(ge=1, lt=1 << 63, description="Only leads with this tag.")] = None,
    campaign_id: Annotated[int | None, Query(ge=1, lt=1 << 63, description="Only leads of this campaign.")] = None,
    standing: Annotated[Standing | None, Query(description="Where they stand in the campaign; needs campaign_id.")] = None,
    limit: pages.Limit = pages.DEFAULT,
    cursor: pages.Cursor = None,
) -> answer_types.Leads:
    """Leads that pass every filter, newest first; those of a campaign in the order they came into it."""
    after = pages.after_id(cursor)
    if campaign_id is None and standing is not None:
        raise Invalid("standing and campaign_id go together: give the campaign, too.", field="campaign_id")
    if campaign_id is not None and tag_id is not None:
        raise Invalid("tag_id and campaign_id do not go together.", field="tag_id")
    if campaign_id is None:
        wanted = leads.LeadFilter(query=query, company=company, list_ids=_only(list_id), tag_ids=_only(tag_id))
        found = await leads.search(scope, wanted, limit=limit + 1, after=after)
        shown, following = pages.page(found, limit, lambda lead: str(lead.id))
        return {"leads": await _shown(scope, shown), "next_cursor": following}
    enrolled = await enrollments.search(
        scope,
        Filters(
            campaign_ids=[campaign_id],
            list_ids=_only(list_id),
            status=[standing] if standing else None,
            search=query,
            company=company,
        ),
        limit=limit + 1,
        after=after,
    )
    page, following = pages.page(enrolled, limit, lambda row: str(row.enrollment.id))
    return {"leads": await _shown(scope, [row.lead for row in page]), "next_cursor": following}


def _only(id: int | None) -> list[int] | None:
    return None if id is None else [id]


@router.post("/leads/import", dependencies=[WRITE, IMPORTS])
async def import_leads(scope: Scoped, body: bodies.LeadImport) -> answer_types.Imported:
    """Add up to 1,000 people to a list or a campaign. Existing leads are updated and not duplicated; anyone who
    is suppressed, unsubscribed or bounced is left out.
    """
    targets = [name for name in ("list_id", "list_name", "campaign_id") if getattr(body, name) is not None]
    if len(targets) != 1:
        raise Invalid("Give one of list_id, list_name and campaign_id.", field=targets[1] if targets else "list_name")
    list_id = body.list_id
    if body.list_name is not None:
        known = await lists.by_name(scope, body.list_name)
        list_id = (known or await lists.create(scope, body.list_name)).id
    done = await imports.import_rows(
        scope,
        [_row(lead) for lead in body.leads],
        list_id=list_id,
        campaign_id=body.campaign_id,
        options=ImportOptions(source=body.source or "api"),
    )
    counts, taken = done.counts, ("created", "updated", "already_member")
    missed = [row for row in done.rows if row.result not in (*taken, "duplicate")]
    return {
        "list_id": list_id,
        "campaign_id": body.campaign_id,
        "created": counts["created"],
        "updated": counts["updated"],
        "already_there": counts["already_member"],
        "duplicates": counts["duplicate"],
        "refused": len(missed),
        "lead_ids": [row.lead_id for row in done.rows if row.result in taken and row.lead_id is not None],
        "not_taken": [{"index": r.line, "result": r.result, "reason": r.reason} for r in missed[:_MOST_NAMED]],
    }


def _row(lead: bodies.NewLead) -> LeadInput:
    return LeadInput(
        email=lead.email,
        first_name=lead.first_name,
        last_name=lead.last_name,
        company_name=lead.company,
        job_title=lead.job_title,
        phone=lead.phone,
        website=lead.website,
        location=lead.location,
        linkedin_url=lead.linkedin_url,
        custom=lead.custom or {},
    )


@router.get("/leads/{lead_id}", dependencies=[READ])
async def get_lead(scope: Scoped, lead_id: Annotated[int, Path(ge=1, lt=1 << 63)]) -> answer_types.Lead:
    """One lead, with the campaigns they are or were in."""
    return (await _shown(scope, [await leads.get(scope, lead_id)]))[0]
