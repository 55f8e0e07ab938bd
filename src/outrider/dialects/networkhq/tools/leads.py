"""Leads."""

from typing import Annotated

from pydantic import Field

from outrider.dialects.kit.toolbox import as_sent, segment
from outrider.dialects.kit.tools import call
from outrider.dialects.networkhq import answer_types
from outrider.dialects.networkhq.tools.common import Cursor, LeadId, Limit, ListId, NewLead, toolbox

tools = toolbox("leads")


@tools.read("GET /lead_lists/{lead_list_id}/leads")
async def list_lead_list_leads(
    lead_list_id: ListId, limit: Limit = 100, cursor: Cursor = None
) -> answer_types.Page[answer_types.Lead]: ...


@tools.write(answers=("POST /lead_lists/{id}/leads",), idempotent=True)
async def create_leads(
    lead_list_id: ListId,
    leads: Annotated[
        NewLead | Annotated[list[NewLead], Field(min_length=1, max_length=100)],
        Field(description="One lead, or a batch of up to 100."),
    ],
) -> answer_types.ImportedLead | answer_types.ImportedLeads:
    body = as_sent(leads) if isinstance(leads, NewLead) else {"leads": [as_sent(lead) for lead in leads]}
    return await call("POST", f"/lead_lists/{segment(lead_list_id)}/leads", json=body)


@tools.read("GET /leads")
async def list_leads(
    query: Annotated[str | None, Field(description="Words, or beginnings of words.")] = None,
    list_ids: Annotated[str | None, Field(description="Comma-separated lead list IDs to filter by.")] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> answer_types.Page[answer_types.LeadWithLists]: ...


@tools.read("GET /leads/{lead_id}")
async def get_lead(lead_id: LeadId) -> answer_types.Data[answer_types.LeadWithLists]: ...


@tools.write("POST /leads/{lead_id}/enrich", idempotent=True, open_world=True)
async def enrich_lead(lead_id: LeadId) -> answer_types.LeadEnrichmentResult: ...
