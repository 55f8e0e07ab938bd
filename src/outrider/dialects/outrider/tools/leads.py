"""Leads."""

from typing import Annotated, Literal

from pydantic import Field

from outrider.dialects.outrider import answer_types
from outrider.dialects.outrider.bodies import MOST_LEADS, NewLead
from outrider.dialects.outrider.tools.common import CampaignId, Cursor, Limit, ListId, toolbox

tools = toolbox("leads")


@tools.read("GET /leads")
async def find_leads(
    query: Annotated[str | None, Field(description="Words of name, address, company or title; all must be found.")] = None,
    company: Annotated[str | None, Field(description="Words of the company's name.")] = None,
    list_id: Annotated[ListId | None, Field(description="Only leads of this list.")] = None,
    campaign_id: Annotated[CampaignId | None, Field(description="Only leads of this campaign.")] = None,
    standing: Annotated[
        Literal["active", "paused", "completed", "stopped"] | None, Field(description="Where they stand in that campaign.")
    ] = None,
    limit: Limit = 25,
    cursor: Cursor = None,
) -> answer_types.Leads: ...


@tools.write("POST /leads/import", open_world=True)
async def import_leads(
    leads: Annotated[list[NewLead], Field(min_length=1, max_length=MOST_LEADS)],
    list_name: Annotated[str | None, Field(description="A list by name, made if there is none.")] = None,
    list_id: Annotated[ListId | None, Field(description="Instead of list_name: a list that exists.")] = None,
    campaign_id: Annotated[CampaignId | None, Field(description="Instead of a list: a campaign to enroll them in.")] = None,
    source: Annotated[str | None, Field(max_length=255, description="Where they come from.")] = None,
) -> answer_types.Imported: ...


@tools.write("POST /suppressions", idempotent=True, untrusted=frozenset())
async def suppress(
    value: Annotated[
        str, Field(min_length=1, max_length=500, description="An address, a domain, a company, or a profile's URL.")
    ],
    kind: Literal["email", "domain", "company", "profile_url"] = "email",
) -> answer_types.Suppressed: ...
