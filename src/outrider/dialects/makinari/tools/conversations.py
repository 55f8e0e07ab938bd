"""Conversations."""

from typing import Annotated, Literal

from outrider.dialects.kit.toolbox import Wire
from outrider.dialects.makinari import answer_types
from outrider.dialects.makinari.tools.common import Number, Text, about, toolbox, whole, with_site

tools = toolbox("conversations")
PAGED = Wire(context=with_site, forms={"limit": whole, "offset": whole}, unsent=frozenset({"action"}))


@tools.read("GET /agents/customerSupport/conversations", PAGED, untrusted=frozenset({"title", "content"}))
async def conversations(
    action: Annotated[Literal["list"], about("What to do with conversations")] = "list",
    lead_id: Annotated[Text, about("Only with this lead (UUID)")] = None,
    visitor_id: Annotated[Text, about("Only with this visitor (UUID)")] = None,
    user_id: Annotated[Text, about("Only those this user handles (UUID)")] = None,
    agent_id: Annotated[Text, about("Only those this agent handles (UUID)")] = None,
    status: Annotated[Text, about("active, archived or closed")] = None,
    channel: Annotated[Text, about("email or linkedin")] = None,
    limit: Annotated[Number, about("Most results to return (default 10)")] = None,
    offset: Annotated[Number, about("How many results to skip")] = None,
) -> answer_types.Conversations: ...


@tools.read("GET /agents/customerSupport/conversations/messages", PAGED, untrusted=frozenset({"content"}))
async def messages(
    action: Annotated[Literal["list"], about("What to do with messages")] = "list",
    conversation_id: Annotated[Text, about("Of this conversation alone (UUID), oldest first")] = None,
    lead_id: Annotated[Text, about("Only with this lead (UUID)")] = None,
    role: Annotated[Text, about("user: what people wrote; assistant: what the site wrote")] = None,
    limit: Annotated[Number, about("Most results to return (default 50)")] = None,
    offset: Annotated[Number, about("How many results to skip")] = None,
) -> answer_types.Messages: ...
