"""The inbox."""

from typing import Annotated, Literal

from pydantic import Field

from outrider.dialects.outrider import answer_types
from outrider.dialects.outrider.tools.common import CampaignId, ConversationId, Cursor, LeadId, Limit, toolbox
from outrider.dialects.outrider.tools.views import uri

tools = toolbox("inbox")

Text = Annotated[str, Field(min_length=1, max_length=100_000, description="Plain text, without greeting tags or quotes.")]


@tools.read("GET /conversations")
async def triage_inbox(
    view: Annotated[
        Literal["needs_reply", "unread", "drafts", "all", "archived"], Field(description="needs_reply: they wrote last.")
    ] = "needs_reply",
    campaign_id: Annotated[CampaignId | None, Field(description="Only this campaign's.")] = None,
    lead_id: Annotated[LeadId | None, Field(description="Only with this lead.")] = None,
    category: Annotated[str | None, Field(description="A category's name, such as Interested.")] = None,
    search: Annotated[str | None, Field(description="Words of names, address, company, subject or the last reply.")] = None,
    limit: Limit = 25,
    cursor: Cursor = None,
) -> answer_types.Conversations: ...


@tools.read("GET /conversations/{conversation_id}")
async def get_thread(conversation_id: ConversationId) -> answer_types.Thread: ...


@tools.write("POST /conversations/{conversation_id}/drafts", view=uri("draft"))
async def draft_reply(
    conversation_id: ConversationId,
    text: Text,
    note: Annotated[str, Field(max_length=1000, description="Why you answer so, for the person who decides.")] = "",
) -> answer_types.Draft: ...


@tools.write("POST /conversations/{conversation_id}/reply", open_world=True)
async def reply(conversation_id: ConversationId, text: Text) -> answer_types.Sent: ...


@tools.write("POST /conversations/{conversation_id}/category", idempotent=True, open_world=True)
async def categorise(
    conversation_id: ConversationId,
    category: Annotated[
        str, Field(min_length=1, description="A category's name or key; an unknown one gets an error that lists them.")
    ],
    archive: Annotated[bool, Field(description="And take the conversation out of the inbox.")] = False,
) -> answer_types.Conversation: ...
