"""The team's leads as people, in no campaign."""

from typing import Annotated

from pydantic import Field

from outrider.dialects.kit.toolbox import Wire
from outrider.dialects.kit.tools import ApiError, call, given
from outrider.dialects.multilead import lead_types
from outrider.dialects.multilead.tools.common import (
    AS_TEXT,
    SILENT,
    Offset,
    an_id,
    commas,
    toolbox,
)

tools = toolbox("leads", file="team_leads", spelling=str)


@tools.write("POST /v1/leads")
async def create_lead(
    email: Annotated[str, Field(min_length=3, description="One that no lead has yet; to change a lead use update_lead.")],
    first_name: str | None = None,
    last_name: str | None = None,
    company: Annotated[str | None, Field(description="Company name.")] = None,
    title: Annotated[str | None, Field(description="Job title.")] = None,
    phone: str | None = None,
    tags: Annotated[list[str] | None, Field(description="Names of tags to put on the lead; new ones are made.")] = None,
    custom_fields: Annotated[dict[str, object] | None, Field(description="Further fields by name, for merge tags.")] = None,
) -> lead_types.TeamLead: ...


@tools.read("GET /v1/leads/{lead_id}")
async def get_lead(
    lead_id: Annotated[str, an_id("The lead's id, from create_lead or list_leads."), AS_TEXT],
) -> lead_types.TeamLead: ...


@tools.read("GET /v1/leads", Wire(forms={"tags": commas}))
async def list_leads(
    tags: Annotated[list[str] | None, Field(description="Only leads with one of these tags, by name.")] = None,
    company: Annotated[str | None, Field(description="Only leads of companies whose name contains this.")] = None,
    created_after: Annotated[str | None, Field(description="Only leads created after this ISO 8601 time.")] = None,
    created_before: Annotated[str | None, Field(description="Only leads created before this ISO 8601 time.")] = None,
    limit: Annotated[int, Field(ge=1, le=1000, description="Rows a page, 1 to 1000.")] = 100,
    offset: Offset = 0,
) -> lead_types.TeamLeads: ...


@tools.write(answers=("PUT /v1/leads/{id}",), destructive=True, idempotent=True)
async def update_lead(
    lead_id: Annotated[str, an_id("The lead's id, from create_lead or list_leads."), AS_TEXT],
    email: Annotated[str | None, Field(description="New email address.")] = None,
    first_name: str | None = None,
    last_name: str | None = None,
    company: Annotated[str | None, Field(description="New company name.")] = None,
    title: Annotated[str | None, Field(description="New job title.")] = None,
    phone: str | None = None,
    tags: Annotated[list[str] | None, Field(description="The lead's tags from now on: the others are taken off.")] = None,
    custom_fields: Annotated[dict[str, object] | None, Field(description="Merged into the custom fields there are.")] = None,
) -> lead_types.TeamLead:
    changes = {
        "email": email,
        "first_name": first_name,
        "last_name": last_name,
        "company": company,
        "title": title,
        "phone": phone,
        "tags": tags,
        "custom_fields": custom_fields,
    }
    if not given(changes):
        raise ApiError(0, "Give at least one field to change.")
    return await call("PUT", f"/v1/leads/{lead_id}", json=given(changes))


@tools.write("DELETE /v1/leads/{lead_id}", SILENT, destructive=True, idempotent=True)
async def delete_lead(
    lead_id: Annotated[str, an_id("The lead's id, from create_lead or list_leads."), AS_TEXT],
) -> lead_types.DeletedLead: ...
