"""Conversations."""

from typing import Annotated

from pydantic import Field

from outrider.dialects.networkhq import answer_types
from outrider.dialects.networkhq.tools.common import ConversationId, Cursor, Limit, toolbox

tools = toolbox("conversations")


@tools.read("GET /conversations")
async def list_conversations(
    unread_only: Annotated[bool | None, Field(description="Only conversations with something unread.")] = None,
    linkedin_account_id: Annotated[str | None, Field(description="Only this account's, from list_linkedin_accounts.")] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> answer_types.Page[answer_types.Conversation]: ...


@tools.read("GET /conversations/{conversation_id}")
async def get_conversation(
    conversation_id: ConversationId, limit: Limit = 100, cursor: Cursor = None
) -> answer_types.OneConversation: ...


@tools.write("POST /conversations/{conversation_id}/messages", open_world=True)
async def send_conversation_message(
    conversation_id: ConversationId,
    content: Annotated[
        str,
        Field(
            min_length=1,
            max_length=8000,
            description="Plain-text message body to send into the existing LinkedIn conversation. It goes to a real person and"
            " can't be taken back; where the answer says pending, do not send it again.",
        ),
    ],
) -> answer_types.Data[answer_types.SendConversationMessageResult]: ...
