"""Email."""

from typing import Annotated, Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from outrider.dialects.kit.toolbox import Wire
from outrider.dialects.makinari import answer_types
from outrider.dialects.makinari.tools.common import Text, about, toolbox, with_site

tools = toolbox("email")
SENT = Wire(context=with_site, names={"sender": "from"})


@tools.write(
    "POST /agents/tools/sendEmail",
    SENT,
    name="sendEmail",
    title="Send email",
    open_world=True,
    untrusted=frozenset({"subject"}),  # what the lead is called may stand in it
)
async def send_email(
    email: Annotated[str, about("The recipient's address")],
    subject: Annotated[str, about("Subject line")],
    message: Annotated[str, about("The letter, as text or HTML")],
    sender: Annotated[Text, Field(alias="from", description="Display name of the mailbox it leaves from")] = None,
    lead_id: Annotated[Text, about("The lead it is for (UUID); else the one with that address")] = None,
    conversation_id: Annotated[Text, about("Answer in this conversation (UUID)")] = None,
    agent_id: Annotated[Text, about("The agent that writes (UUID)")] = None,
    placeholder_policy: Annotated[
        Literal["strip_tokens", "skip_recipient"] | SkipJsonSchema[None],
        about("What a placeholder without a value does: strip_tokens (default) leaves it out, skip_recipient sends nothing"),
    ] = None,
) -> answer_types.SentEmail | answer_types.SkippedEmail: ...
