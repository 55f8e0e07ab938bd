"""Lead lists."""

from typing import Annotated, Literal

from pydantic import Field

from outrider.dialects.kit.tools import call, given
from outrider.dialects.smartlead import answer_types
from outrider.dialects.smartlead.tools.common import Id, ImportSettings, Lead, Offset, listed, some_ids, toolbox

tools = toolbox("lead_lists")


@tools.write("POST /lead-list/assign-tags", idempotent=True)
async def assign_tags_to_lead_lists(
    list_ids: Annotated[list[Id], some_ids(10, "The lists to change, 1 to 10.")],
    tag_ids: Annotated[list[Id] | None, some_ids(10, "Tags to attach, 1 to 10.")] = None,
    remove_tag_ids: Annotated[list[Id] | None, some_ids(10, "Tags to detach, 1 to 10.")] = None,
) -> answer_types.Data[list[answer_types.TagsOfList]]: ...


@tools.write("DELETE /lead-list/{id}", destructive=True, idempotent=True)
async def delete_lead_list(
    id: Annotated[int, Field(ge=1, description="Lead list id, from get_lead_lists.")],
) -> answer_types.Ok: ...


@tools.read(answers=("GET /lead-list/{id}", "GET /lead-list/"))
async def get_lead_lists(
    id: Annotated[int | None, Field(ge=1, description="One list; omit to list them all.")] = None,
    limit: Annotated[int, Field(ge=1, le=1000, description="Lists a page.")] = 10,
    offset: Offset = 0,
    tag_ids: Annotated[list[Id] | None, Field(description="Only lists that carry one of these tags.")] = None,
) -> answer_types.OneLeadList | answer_types.LeadLists:
    if id is not None:
        return await call("GET", f"/lead-list/{id}")
    tags = ",".join(map(str, tag_ids)) if tag_ids else None
    return listed(await call("GET", "/lead-list/", params={"limit": limit, "offset": offset, "tag_ids": tags}))


@tools.write("POST /lead-list/{list_id}/import", idempotent=True)
async def import_leads_to_list(
    list_id: Annotated[int, Field(ge=1, description="The list to fill, from get_lead_lists or upsert_lead_list.")],
    file_name: Annotated[str, Field(min_length=1, description="A label for this import; no such file need exist.")],
    lead_list: Annotated[list[Lead], Field(min_length=1, max_length=400, description="The contacts, at most 400 a call.")],
    settings: ImportSettings | None = None,
) -> answer_types.ImportedLeads: ...


@tools.write(answers=("POST /leads/push-to-campaign",), open_world=True)
async def push_leads_to_campaign(
    campaign_id: Annotated[int | None, Field(ge=1, description="An existing campaign ...")] = None,
    campaign_name: Annotated[
        str | None,
        Field(min_length=1, max_length=500, description="... or a name: a new campaign if none has it."),
    ] = None,
    list_id: Annotated[int | None, Field(ge=1, description="Source: every lead of this list.")] = None,
    lead_ids: Annotated[list[Id] | None, some_ids(10_000, "Source: these leads.")] = None,
    all_leads: Annotated[bool | None, Field(description="Source: every lead of the workspace.")] = None,
    action: Annotated[
        Literal["copy", "move"],
        Field(description="'move' takes the leads out of their list, 'copy' leaves them there."),
    ] = "copy",
) -> answer_types.PushedLeads:
    target = given({"campaign_id": campaign_id, "campaign_name": campaign_name, "action": action})
    source = given({"list_id": list_id, "lead_ids": lead_ids, "all_leads": all_leads})
    return await call("POST", "/leads/push-to-campaign", json={**target, "lead_list": source})


@tools.write(answers=("POST /lead-list/", "PUT /lead-list/{id}"))
async def upsert_lead_list(
    list_name: Annotated[str, Field(min_length=1, max_length=255, description="The list's name.")],
    id: Annotated[int | None, Field(ge=1, description="Rename this list; omit to create one.")] = None,
) -> answer_types.OneLeadList:
    if id is None:
        return await call("POST", "/lead-list/", json={"list_name": list_name})
    return await call("PUT", f"/lead-list/{id}", json={"list_name": list_name})
