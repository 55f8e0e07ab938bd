"""Tags of leads."""

from typing import Annotated

from pydantic import Field

from outrider.dialects.kit.toolbox import Wire
from outrider.dialects.multilead import answer_types, lead_types
from outrider.dialects.multilead.tools.common import (
    AS_TEXT,
    PART,
    SILENT,
    Account,
    Lead,
    Tag,
    User,
    bracketed,
    done,
    or_done,
    toolbox,
)

tools = toolbox("tags")


@tools.read("GET {seat}/leads/tags", Wire(forms={"lead_ids": bracketed}))
async def get_tags_for_leads(
    user_id: User,
    account_id: Account,
    lead_ids: Annotated[list[Annotated[str, Field(pattern=PART), AS_TEXT]], Field(min_length=1, description="Ids of leads.")],
) -> answer_types.Items[lead_types.Tagging]: ...


@tools.write("POST {seat}/leads/{lead_id}/tags/{tag_id}", SILENT, idempotent=True)
async def assign_tag_to_lead(user_id: User, account_id: Account, lead_id: Lead, tag_id: Tag) -> answer_types.Done: ...


@tools.write("DELETE {seat}/leads/{lead_id}/tags/{tag_id}", SILENT, destructive=True, idempotent=True)
async def remove_tag_from_lead(user_id: User, account_id: Account, lead_id: Lead, tag_id: Tag) -> answer_types.Done: ...


@tools.read("GET {seat}/tags")
async def get_tags_for_seat(user_id: User, account_id: Account) -> answer_types.Items[lead_types.Tag]: ...


@tools.write("POST {seat}/tags", Wire(names={"tag_name": "tag"}, answer=done, shown_as=or_done), idempotent=True)
async def create_tag(
    user_id: User,
    account_id: Account,
    tag_name: Annotated[str, Field(min_length=1, description="The tag's name; its id is then in get_tags_for_seat.")],
) -> answer_types.Done: ...


@tools.read("GET {seat}/tags")
async def get_tags_of_a_specific_seat(user_id: User, account_id: Account) -> answer_types.Items[lead_types.Tag]: ...
