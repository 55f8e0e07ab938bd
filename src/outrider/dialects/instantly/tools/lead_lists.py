"""Lead lists."""

from typing import Annotated

from pydantic import Field

from outrider.dialects.instantly.tools import outputs
from outrider.dialects.instantly.tools.common import PAGE, action, ask, page, toolbox
from outrider.dialects.instantly.tools.outputs import LeadListDetail
from outrider.dialects.kit.toolbox import Wire
from outrider.dialects.kit.tools import given

tools = toolbox("lead_lists")


@action(tools, "GET /lead-lists", Wire(answer=page("lead_lists", LeadListDetail)), reads=True)
async def list_lead_lists(
    limit: Annotated[int | None, Field(description="Number of lead lists to return, from 1 to 100" + PAGE)] = None,
    starting_after: Annotated[
        str | None, Field(description="Starting-after cursor from next_starting_after\nUnchanged; null ends the list.")
    ] = None,
    has_enrichment_task: Annotated[bool | None, Field(description="Filter by enrichment task setting")] = None,
    search: Annotated[str | None, Field(description="Search query to filter lead lists by name")] = None,
) -> outputs.ListLeadListsOutput: ...


@action(tools, answers=("POST /lead-lists",))
async def create_lead_list(
    name: Annotated[str, Field(description="Lead list name")],
    has_enrichment_task: Annotated[
        bool | None, Field(description="Whether this list runs enrichment for every added lead")
    ] = None,
    owned_by: Annotated[str | None, Field(description="User ID of the lead list owner")] = None,
) -> outputs.CreateLeadListOutput:
    body = given({"name": name, "has_enrichment_task": has_enrichment_task, "owned_by": owned_by})
    made = LeadListDetail.of(await ask("POST", "/lead-lists", body))
    return outputs.CreateLeadListOutput(success=True, lead_list=made, id=made.id, name=made.name)
