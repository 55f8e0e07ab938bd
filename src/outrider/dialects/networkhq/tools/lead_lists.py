"""Lead lists."""

from typing import Annotated

from pydantic import Field

from outrider.dialects.networkhq.tools.common import Cursor, Limit, ListId, NewLeadList, toolbox
from outrider.values import Json

tools = toolbox("lead_lists")


@tools.read("GET /lead_lists")
async def list_lead_lists(limit: Limit = 100, cursor: Cursor = None) -> Json: ...


@tools.write("POST /lead_lists")
async def create_lead_lists(
    lead_lists: Annotated[list[NewLeadList], Field(min_length=1, description="The lists to make.")],
) -> Json: ...


@tools.read("GET /lead_lists/{lead_list_id}")
async def get_lead_list(lead_list_id: ListId) -> Json: ...
