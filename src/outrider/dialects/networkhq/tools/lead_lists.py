"""Lead lists."""

from typing import Annotated

from pydantic import Field

from outrider.dialects.networkhq import answer_types
from outrider.dialects.networkhq.tools.common import Cursor, Limit, ListId, NewLeadList, toolbox

tools = toolbox("lead_lists")


@tools.read("GET /lead_lists")
async def list_lead_lists(limit: Limit = 100, cursor: Cursor = None) -> answer_types.Page[answer_types.LeadList]: ...


@tools.write("POST /lead_lists")
async def create_lead_lists(
    lead_lists: Annotated[list[NewLeadList], Field(min_length=1, description="The lists to make.")],
) -> answer_types.LeadListCreateResult: ...


@tools.read("GET /lead_lists/{lead_list_id}")
async def get_lead_list(lead_list_id: ListId) -> answer_types.Data[answer_types.LeadList]: ...
