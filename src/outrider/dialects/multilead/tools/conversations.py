"""Conversations."""

from typing import Annotated

from pydantic import Field

from outrider.dialects.kit.toolbox import Wire
from outrider.dialects.multilead import answer_types
from outrider.dialects.multilead.tools.common import (
    AS_TEXT,
    PART,
    SILENT,
    Account,
    Campaign,
    CampaignNumber,
    ContactName,
    Lead,
    LeadNumber,
    Offset,
    Rows,
    Thread,
    User,
    array,
    bracketed,
    done,
    or_done,
    or_none,
    rebracketed,
    segment,
    toolbox,
)

tools = toolbox("conversations")


@tools.write("GET {seat}/fetch_conversations", SILENT, idempotent=True, open_world=True)
async def sync_linkedin_messages(user_id: User, account_id: Account) -> answer_types.Done: ...


@tools.read("GET {seat}/conversations/threads", Wire(forms={"threads": array}))
async def get_messages_from_a_specific_thread(
    user_id: User,
    account_id: Account,
    threads: Annotated[list[str], Field(min_length=1, description="Thread ids, as conversations show them.")],
    filter_by_step_change_timestamp: Annotated[
        str | None, Field(description="Only what changed after this time (ISO 8601, or Unix milliseconds)."), AS_TEXT
    ] = None,
) -> answer_types.Result[answer_types.ByKey[list[answer_types.Message]]]: ...


@tools.read("GET {seat}/conversations/identifiers", Wire(forms={"identifiers": array}))
async def get_conversations_by_identifiers(
    user_id: User,
    account_id: Account,
    identifiers: Annotated[list[str], Field(min_length=1, description="LinkedIn profile names or email addresses.")],
) -> answer_types.Result[answer_types.ByKey[answer_types.Channels]]: ...


@tools.read("GET {seat}/conversations/unread", Wire(forms={"name": or_none}))
async def get_unread_conversations(
    user_id: User, account_id: Account, limit: Rows = 100, offset: Offset = 0, name: ContactName = None
) -> answer_types.Items[answer_types.Conversation]: ...


@tools.read("GET {seat}/conversations/other", Wire(forms={"name": or_none}))
async def get_other_conversations(
    user_id: User, account_id: Account, limit: Rows = 100, offset: Offset = 0, name: ContactName = None
) -> answer_types.Items[answer_types.Conversation]: ...


@tools.read("GET {seat}/conversations", Wire(forms={"name": or_none, "tag_ids": rebracketed}))
async def get_all_conversations(
    user_id: User,
    account_id: Account,
    limit: Rows = 100,
    offset: Offset = 0,
    name: ContactName = None,
    tag_ids: Annotated[
        str | None, Field(description="Only leads with one of these tags: ids with commas between."), AS_TEXT
    ] = None,
) -> answer_types.Items[answer_types.Conversation]: ...


@tools.read("GET {seat}/campaigns/{campaign_id}/messages", Wire(forms={"name": or_none}))
async def get_campaign_conversations(
    user_id: User, account_id: Account, campaign_id: Campaign, limit: Rows = 100, offset: Offset = 0, name: ContactName = None
) -> answer_types.Items[answer_types.Conversation]: ...


@tools.read("GET {seat}/conversations/leads", Wire(forms={"lead_ids": bracketed}))
async def get_messages_for_leads(
    user_id: User,
    account_id: Account,
    lead_ids: Annotated[
        list[Annotated[str, Field(pattern=PART), AS_TEXT]] | None, Field(description="Ids of leads; none: no messages.")
    ] = None,
    limit: Annotated[int, Field(ge=1, le=1000, description="Messages at most.")] = 100,
) -> answer_types.Result[answer_types.OfLeads]: ...


@tools.write(
    "PATCH {seat}/conversations/{thread}/seen", Wire(forms={"thread": segment}, answer=done, shown_as=or_done), idempotent=True
)
async def mark_messages_as_seen(user_id: User, account_id: Account, thread: Thread) -> answer_types.Done: ...


@tools.write("POST {seat}/conversations/send_email_manually", SILENT, open_world=True)
async def send_new_email(
    user_id: User,
    account_id: Account,
    recipient: Annotated[str, Field(min_length=3, description="The address to write to.")],
    subject: Annotated[str, Field(min_length=1, description="Subject line.")],
    content: Annotated[str, Field(min_length=1, description="The mail's body; may be HTML.")],
    signature_id: Annotated[int, Field(ge=0, description="Which signature to put under it; 0 for none.")],
) -> answer_types.Done: ...


@tools.write(
    "POST {seat}/conversations/{thread}/email",
    Wire(forms={"thread": segment}, fixed={"dashboard": 4, "messageType": "EMAIL"}),
    open_world=True,
)
async def send_email_reply(
    user_id: User,
    account_id: Account,
    thread: Thread,
    message: Annotated[str, Field(min_length=1, description="What to answer; may be HTML.")],
    lead_id: LeadNumber,
    campaign_id: CampaignNumber,
    recipient: Annotated[str, Field(min_length=3, description="The address to answer to.")],
) -> answer_types.SentMessage: ...


@tools.write(
    "POST {seat}/conversations/send_message", Wire(fixed={"dashboard": 1, "messageType": "LINKEDIN_MESSAGE"}), open_world=True
)
async def send_linkedin_message(
    user_id: User,
    account_id: Account,
    message: Annotated[str, Field(min_length=1, description="What to write.")],
    linkedin_user_id: Annotated[int, Field(ge=1, description="The person's linkedinUserId, from the conversation.")],
    public_identifier: Annotated[str, Field(description="The person's profile name, from their LinkedIn URL.")],
    campaign_id: CampaignNumber,
    lead_id: LeadNumber,
) -> answer_types.SentMessage: ...


@tools.read("GET {seat}/conversations/leads/{lead_id}")
async def get_lead_messages(user_id: User, account_id: Account, lead_id: Lead) -> answer_types.Result[answer_types.OfLead]: ...
