"""One agent tool for each operation, on NetworkHQ's own wire, so that it works here and at the vendor alike."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from outrider.dialects.agent import Toolbox, call

TOOLS = Toolbox()

Result = dict[str, Any]
Limit = Annotated[int | None, Field(ge=1, le=500, description="Rows a page; 100 when left out.")]
Cursor = Annotated[str | None, Field(description="pagination.next_cursor of the page before; left out for the first page.")]
CampaignId = Annotated[str, Field(min_length=1, description="A campaign's id, from list_campaigns.")]
ListId = Annotated[str, Field(min_length=1, description="A lead list's id, from list_lead_lists.")]
LeadId = Annotated[str, Field(min_length=1, description="A lead's id, from list_leads or a list's leads.")]
ConversationId = Annotated[str, Field(min_length=1, description="A conversation's id, from list_conversations.")]


class NewLeadList(BaseModel):
    """A lead list to be made."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=120)
    description: str | None = Field(None, max_length=500)


class NewLead(BaseModel):
    """A person. The LinkedIn profile says who it is."""

    model_config = ConfigDict(extra="forbid")

    first_name: str = Field(min_length=1)
    last_name: str = Field(min_length=1)
    linkedin_url: str = Field(description="URL of the LinkedIn profile.")
    email: str | None = None
    company: str | None = None
    company_linkedin_url: str | None = None
    job_title: str | None = None
    headline: str | None = None
    summary: str | None = None
    industry: str | None = None
    skills: list[str] | None = None
    phone: str | None = None
    location: str | None = None
    gender: str | None = None
    date_of_birth: str | None = Field(None, description="A date-time with its offset, as in 1990-01-15T00:00:00Z.")
    notes: str | None = None
    profile_picture_url: str | None = None


class MessageOverride(BaseModel):
    """The text that one lead is sent for one message of the campaign."""

    model_config = ConfigDict(extra="forbid")

    message_stage: Literal["ice_breaker", "follow_up_1", "follow_up_2"] = Field(
        description="Which message: the first, the second or the third."
    )
    message: str = Field(min_length=1, max_length=8000, description="Sent exactly as written: no merge tags.")
    node_type: Literal["send_message"] = "send_message"


def _body(item: BaseModel) -> Result:
    return item.model_dump(exclude_unset=True)


# -- campaigns -------------------------------------------------------------------------------------------------------------


@TOOLS.read("campaigns")
async def list_campaigns(limit: Limit = None, cursor: Cursor = None) -> Result:
    """Show the campaigns, the newest first: status (draft, started, paused, completed), how many leads, invitations sent and
    accepted, messages and replies there were, their LinkedIn accounts, and the lead list they draw on."""
    return await call("GET", "/campaigns", params={"limit": limit, "cursor": cursor})


@TOOLS.write("campaigns", open_world=True)
async def run_campaign_action(
    campaign_id: CampaignId,
    action: Annotated[
        Literal["start", "pause", "resume"], Field(description="start a draft, pause a running campaign, resume a paused one.")
    ],
) -> Result:
    """Start, pause or resume a campaign. Starting enrolls everybody on its lead list and begins to write to real people: it
    needs a lead list, a schedule, a message and a LinkedIn account that is signed in. What is missing, or an action that does
    not fit the present status, is refused with 409 and nothing changes."""
    return await call("POST", f"/campaigns/{campaign_id}/actions", json={"action": action})


@TOOLS.read("campaigns")
async def list_campaign_leads(campaign_id: CampaignId, limit: Limit = None, cursor: Cursor = None) -> Result:
    """Show where each lead of a campaign stands, enrolled last first: connection and message state, status, priority, what
    their answer meant, who writes to them, and everything done or planned for them in order of time."""
    return await call("GET", f"/campaigns/{campaign_id}/leads", params={"limit": limit, "cursor": cursor})


@TOOLS.write("campaigns", idempotent=True)
async def save_message_overrides(
    campaign_id: CampaignId,
    lead_id: LeadId,
    messages: Annotated[list[MessageOverride], Field(min_length=1, max_length=10, description="One text for each message.")],
) -> Result:
    """Write what one lead shall be sent in place of the campaign's own text. Saving a message again replaces it. The lead must
    be in the campaign, or in its lead list: then the text waits until the lead is enrolled (pending_enrollment)."""
    body = [{"node_type": m.node_type, "message_stage": m.message_stage, "message": m.message} for m in messages]
    return await call("PUT", f"/campaigns/{campaign_id}/leads/{lead_id}/message-overrides", json={"messages": body})


# -- LinkedIn accounts -----------------------------------------------------------------------------------------------------


@TOOLS.read("linkedin_accounts")
async def list_linkedin_accounts(limit: Limit = None, cursor: Cursor = None) -> Result:
    """Show the LinkedIn accounts that send: whether they are signed in, their tier, how much they may do a day, warm-up,
    connections, pending invitations, when they last acted and until when they rest."""
    return await call("GET", "/linkedin_accounts", params={"limit": limit, "cursor": cursor})


# -- lead lists ------------------------------------------------------------------------------------------------------------


@TOOLS.read("lead_lists")
async def list_lead_lists(limit: Limit = None, cursor: Cursor = None) -> Result:
    """Show the lead lists, the newest first, each with how many leads are in it."""
    return await call("GET", "/lead_lists", params={"limit": limit, "cursor": cursor})


@TOOLS.write("lead_lists")
async def create_lead_lists(
    lead_lists: Annotated[list[NewLeadList], Field(min_length=1, description="The lists to make.")],
) -> Result:
    """Make lead lists. A name that is taken gets a suffix, so look at the names that come back. Malformed entries are listed
    in `malformed` while the others are made."""
    return await call("POST", "/lead_lists", json={"lead_lists": [_body(entry) for entry in lead_lists]})


@TOOLS.read("lead_lists")
async def get_lead_list(lead_list_id: ListId) -> Result:
    """Show one lead list and how many leads are in it."""
    return await call("GET", f"/lead_lists/{lead_list_id}")


# -- leads -----------------------------------------------------------------------------------------------------------------


@TOOLS.read("leads")
async def list_lead_list_leads(lead_list_id: ListId, limit: Limit = None, cursor: Cursor = None) -> Result:
    """Show the leads of one list, whoever came into it last first, with company details and heat score."""
    return await call("GET", f"/lead_lists/{lead_list_id}/leads", params={"limit": limit, "cursor": cursor})


@TOOLS.write("leads", idempotent=True)
async def create_leads(
    lead_list_id: ListId,
    leads: Annotated[list[NewLead], Field(min_length=1, max_length=100, description="Up to 100 people.")],
) -> Result:
    """Bring people into a lead list. Whoever is known already, by profile or address, is not made twice. For each the answer
    says created, added_existing or already_in_list; `malformed` and `failed` tell who was not taken and why."""
    return await call("POST", f"/lead_lists/{lead_list_id}/leads", json={"leads": [_body(lead) for lead in leads]})


@TOOLS.read("leads")
async def list_leads(
    query: Annotated[str | None, Field(description="Words of name, company, title, location or address; all must match.")] = None,
    list_ids: Annotated[list[str] | None, Field(description="Only leads in one of these lists.")] = None,
    limit: Limit = None,
    cursor: Cursor = None,
) -> Result:
    """Search the leads of the workspace, the newest first, with company details, the lists they are in, and their heat: a
    score from 0 to 100 of how much they have engaged, with its reason."""
    params = {"query": query, "list_ids": ",".join(list_ids) if list_ids else None, "limit": limit, "cursor": cursor}
    return await call("GET", "/leads", params=params)


@TOOLS.read("leads")
async def get_lead(lead_id: LeadId) -> Result:
    """Show one lead with company details, the lists they are in, and their heat score."""
    return await call("GET", f"/leads/{lead_id}")


@TOOLS.write("leads", idempotent=True, open_world=True)
async def enrich_lead(lead_id: LeadId) -> Result:
    """Fill in a lead's profile and company from the enrichment provider. Costs one credit, and only when something was found;
    asking again for the same lead is free. enrichment.status says enriched, already_enriched, insufficient_credits or failed."""
    return await call("POST", f"/leads/{lead_id}/enrich")


# -- conversations ---------------------------------------------------------------------------------------------------------


@TOOLS.read("conversations")
async def list_conversations(
    unread_only: Annotated[bool | None, Field(description="Only conversations with something unread.")] = None,
    linkedin_account_id: Annotated[str | None, Field(description="Only this account's, from list_linkedin_accounts.")] = None,
    limit: Limit = None,
    cursor: Cursor = None,
) -> Result:
    """Show LinkedIn conversations, the latest message first: with whom, through which account, what their answer meant, whether
    something is unread, and the last message."""
    flag = "true" if unread_only else None
    params = {"unread_only": flag, "linkedin_account_id": linkedin_account_id, "limit": limit, "cursor": cursor}
    return await call("GET", "/conversations", params=params)


@TOOLS.read("conversations")
async def get_conversation(conversation_id: ConversationId, limit: Limit = None, cursor: Cursor = None) -> Result:
    """Show one conversation with its messages, the oldest first."""
    return await call("GET", f"/conversations/{conversation_id}", params={"limit": limit, "cursor": cursor})


@TOOLS.write("conversations", open_world=True)
async def send_conversation_message(
    conversation_id: ConversationId,
    content: Annotated[str, Field(min_length=1, max_length=8000, description="Plain text.")],
) -> Result:
    """Send a message to a real person, into a conversation there is. It can't be taken back. `pending` true means it was
    accepted and will show in the conversation later: do not send it again."""
    return await call("POST", f"/conversations/{conversation_id}/messages", json={"content": content})
