"""The workspace as a whole."""

from typing import Annotated

from pydantic import Field

from outrider.dialects.outrider import answer_types
from outrider.dialects.outrider.tools.common import CampaignId, Cursor, LeadId, Limit, SenderId, toolbox
from outrider.dialects.outrider.tools.views import uri

tools = toolbox("account")


@tools.read("GET /why")
async def why(
    campaign_id: Annotated[CampaignId | None, Field(description="A campaign, from list_campaigns.")] = None,
    lead_id: Annotated[LeadId | None, Field(description="With campaign_id: a lead of that campaign.")] = None,
    sender_id: Annotated[SenderId | None, Field(description="A sender alone, from senders_health.")] = None,
) -> answer_types.Why: ...


@tools.read("GET /figures", view=uri("figures"))
async def figures(
    campaign_id: Annotated[CampaignId | None, Field(description="Only this campaign.")] = None,
    days: Annotated[int | None, Field(ge=1, le=3650, description="The last so many days; left out: since ever.")] = None,
) -> answer_types.Report: ...


@tools.read("GET /senders")
async def senders_health(
    search: Annotated[str | None, Field(description="Part of the address or name.")] = None,
    limit: Limit = 25,
    cursor: Cursor = None,
) -> answer_types.Senders: ...


@tools.read("GET /approvals", view=uri("approvals"))
async def list_approvals(
    waiting: Annotated[bool, Field(description="false: those that were decided, too.")] = True,
    limit: Limit = 25,
    cursor: Cursor = None,
) -> answer_types.Approvals: ...
