"""One agent tool for each operation, on NetworkHQ's own wire, so that it works here and at the vendor alike.

Names of arguments, their limits and defaults, and the descriptions are those of the vendor's document; what a parameter's
description says beyond it is ours.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from outrider.dialects.kit.tools import Toolbox, call

TOOLS = Toolbox()

Result = dict[str, Any]
Limit = Annotated[int, Field(ge=1, le=500, description="Rows a page.")]
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

    node_type: Literal["send_message"] = Field(
        description="Campaign node type to override. Only send_message nodes are supported."
    )
    message_stage: Literal["ice_breaker", "follow_up_1", "follow_up_2"] = Field(
        description="Campaign message stage to override. ice_breaker = first message, follow_up_1 = second message,"
        " follow_up_2 = third message."
    )
    message: str = Field(
        min_length=1, max_length=8000,
        description="Lead-level message text to send instead of AI generation or template fallback."
        " Sent exactly as written: no merge tags.",
    )  # fmt: skip


def _body(item: BaseModel) -> Result:
    return item.model_dump(exclude_unset=True)


# -- campaigns -------------------------------------------------------------------------------------------------------------


@TOOLS.read("campaigns")
async def list_campaigns(limit: Limit = 100, cursor: Cursor = None) -> Result:
    """Returns every outreach campaign in the API key workspace, newest first. Each campaign includes its lifecycle `status`
    (`draft`, `started`, `paused`, `completed`), aggregate performance metrics (total leads, connection requests sent and
    accepted, messages sent, replies received), the LinkedIn sender accounts assigned to it, and the source lead list when one
    is configured. Results are cursor-paginated (`limit` 1–500, default 100). Requires the `campaigns:read` scope."""
    return await call("GET", "/campaigns", params={"limit": limit, "cursor": cursor})


@TOOLS.write("campaigns", open_world=True)
async def run_campaign_action(
    campaign_id: CampaignId,
    action: Annotated[
        Literal["start", "pause", "resume"],
        Field(
            description="`start` starts a draft campaign, `pause` pauses an active campaign, and `resume` resumes a paused"
            " campaign. Starting begins to write to real people."
        ),
    ],
) -> Result:
    """Starts, pauses, or resumes one campaign in the API key workspace using the same lifecycle boundaries as the campaign
    settings UI. `start` is only valid for draft campaigns and requires a configured lead list, schedule, LinkedIn sender
    account, valid LinkedIn sender session, and message setup; it enrolls every lead from the source lead list. `pause` is only
    valid for active campaigns. `resume` is only valid for paused campaigns and only flips the campaign back to active. Returns
    404 when the campaign does not exist in the workspace and 409 when the requested action does not match the current campaign
    state. Requires the `campaigns:write` scope."""
    return await call("POST", f"/campaigns/{campaign_id}/actions", json={"action": action})


@TOOLS.read("campaigns")
async def list_campaign_leads(campaign_id: CampaignId, limit: Limit = 100, cursor: Cursor = None) -> Result:
    """Lists the leads enrolled in a campaign with the same fields shown in the campaign status table, newest enrollment first.
    Each row includes the lead's current funnel state (connection, InMail, and message status with the last-action timestamp),
    enrollment `status` and `priority`, reply `intent` and its source, the assigned LinkedIn sender, and a chronological
    `actions_performed` timeline of every action taken or scheduled for that lead. Cursor-paginated (`limit` 1–500, default
    100). Returns 404 when the campaign does not exist in the API key workspace. Requires the `campaigns:read` scope."""
    return await call("GET", f"/campaigns/{campaign_id}/leads", params={"limit": limit, "cursor": cursor})


@TOOLS.write("campaigns", idempotent=True)
async def save_message_overrides(
    campaign_id: CampaignId,
    lead_id: LeadId,
    messages: Annotated[list[MessageOverride], Field(min_length=1, max_length=10, description="One text for each message.")],
) -> Result:
    """Sets the exact text to send to one lead for specific message slots in a campaign, overriding both AI generation and the
    campaign's template fallback. Send 1–10 overrides in a single request; each is upserted by (`node_type`, `message_stage`),
    so repeating a call replaces the text previously saved for that slot.

    Only `send_message` nodes can be overridden today, so `node_type` must be `send_message`. The `message_stage` selects which
    message in the sequence to override: `ice_breaker` (first message), `follow_up_1` (second), `follow_up_2` (third). Each
    message is capped at 8000 characters.

    The campaign must contain a matching message slot for the supplied `node_type`/`message_stage`, otherwise the request
    returns 400. Overrides can be saved before the lead is enrolled: if the lead is already a campaign lead the response reports
    `lead_campaign_state: "enrolled"`; if it is not yet enrolled but belongs to the campaign's source lead list the override is
    stored for use at enrollment and the response reports `pending_enrollment`. If the lead is neither enrolled nor in the
    source lead list the request returns 409. Returns 404 when the campaign or lead does not exist in the workspace. Requires
    the `campaigns:write` scope."""
    body = {"messages": [_body(message) for message in messages]}
    return await call("PUT", f"/campaigns/{campaign_id}/leads/{lead_id}/message-overrides", json=body)


# -- LinkedIn accounts -----------------------------------------------------------------------------------------------------


@TOOLS.read("linkedin_accounts")
async def list_linkedin_accounts(limit: Limit = 100, cursor: Cursor = None) -> Result:
    """Lists the LinkedIn sender accounts connected to the API key workspace, newest first. Each account includes its connection
    `status` (`connecting`, `connected`, `disconnected`, `error`, `awaiting_code`), `account_tier` (`regular`, `premium`,
    `sales_navigator`), the configured daily sending limits and warm-up flag, current connection and pending-invite counts, and
    the last-run and cooldown timestamps. Cursor-paginated (`limit` 1–500, default 100). Requires the `linkedin_accounts:read`
    scope."""
    return await call("GET", "/linkedin_accounts", params={"limit": limit, "cursor": cursor})


# -- lead lists ------------------------------------------------------------------------------------------------------------


@TOOLS.read("lead_lists")
async def list_lead_lists(limit: Limit = 100, cursor: Cursor = None) -> Result:
    """Lists every lead list in the API key workspace, newest first, each with its current member count. Cursor-paginated
    (`limit` 1–500, default 100). Requires the `lead_lists:read` scope."""
    return await call("GET", "/lead_lists", params={"limit": limit, "cursor": cursor})


@TOOLS.write("lead_lists")
async def create_lead_lists(
    lead_lists: Annotated[list[NewLeadList], Field(min_length=1, description="The lists to make.")],
) -> Result:
    """Creates one or more lead lists in the API key workspace from the `lead_lists` array. List names are made unique
    automatically — a name that collides with an existing list is suffixed (for example `Founders (Copy ...)`). The response
    returns the created lists in `data`, any rejected entries in `malformed`, and a `summary` of attempted/created/malformed
    counts. Returns 201 when every list was created and 207 when some entries were malformed but others succeeded. Requires the
    `lead_lists:write` scope."""
    return await call("POST", "/lead_lists", json={"lead_lists": [_body(entry) for entry in lead_lists]})


@TOOLS.read("lead_lists")
async def get_lead_list(lead_list_id: ListId) -> Result:
    """Returns a single lead list in the API key workspace, including its current member count. Returns 404 when the list does
    not exist in the workspace. Requires the `lead_lists:read` scope."""
    return await call("GET", f"/lead_lists/{lead_list_id}")


# -- leads -----------------------------------------------------------------------------------------------------------------


@TOOLS.read("leads")
async def list_lead_list_leads(lead_list_id: ListId, limit: Limit = 100, cursor: Cursor = None) -> Result:
    """Lists the leads that are members of a specific lead list, newest membership first, each with enriched company details
    plus lead heat score and reason when available. Cursor-paginated (`limit` 1–500, default 100). Returns 404 when the list
    does not exist in the API key workspace. Requires the `leads:read` scope."""
    return await call("GET", f"/lead_lists/{lead_list_id}/leads", params={"limit": limit, "cursor": cursor})


@TOOLS.write("leads", idempotent=True)
async def create_leads(
    lead_list_id: ListId,
    leads: Annotated[
        NewLead | Annotated[list[NewLead], Field(min_length=1, max_length=100)],
        Field(description="One lead, or a batch of up to 100."),
    ],
) -> Result:
    """Imports leads into a lead list. Accepts either a single lead object or a batch via the `leads` array (up to 100 per
    request). Leads are de-duplicated against the workspace, and each result is reported as `created` (a new lead was created
    and added), `added_existing` (an existing workspace lead was added to this list), or `already_in_list` (the lead was already
    a member).

    For a single-lead request the response is the lead plus its `result`, returning 200 when the lead was `already_in_list` and
    201 otherwise. For a batch request the response includes per-item `data`, `malformed` entries that failed validation,
    `failed` entries that errored during processing, and a `summary`; the status is 201 when leads were created or attached with
    no problems, 207 when some entries were malformed or failed, and 200 when nothing new was added. Returns 404 when the list
    does not exist in the workspace. Requires the `leads:write` scope."""
    body = _body(leads) if isinstance(leads, NewLead) else {"leads": [_body(lead) for lead in leads]}
    return await call("POST", f"/lead_lists/{lead_list_id}/leads", json=body)


@TOOLS.read("leads")
async def list_leads(
    query: Annotated[str | None, Field(description="Words, or beginnings of words.")] = None,
    list_ids: Annotated[str | None, Field(description="Comma-separated lead list IDs to filter by.")] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Result:
    """Lists every lead in the API key workspace, newest first, each with enriched company details, the IDs of the lead lists it
    belongs to, plus lead heat score and reason when available. Pass `query` to full-text search across first name, last name,
    company, job title, location, and email (space-separated terms are AND-matched, case-insensitive). Pass `list_ids`
    (comma-separated lead list IDs) to return only leads that belong to those lists. Cursor-paginated (`limit` 1–500, default
    100). Requires the `leads:read` scope."""
    return await call("GET", "/leads", params={"query": query, "list_ids": list_ids, "limit": limit, "cursor": cursor})


@TOOLS.read("leads")
async def get_lead(lead_id: LeadId) -> Result:
    """Returns a single lead in the API key workspace, including enriched company details, the IDs of the lead lists it belongs
    to, plus lead heat score and reason when available. Returns 404 when the lead does not exist in the workspace. Requires the
    `leads:read` scope."""
    return await call("GET", f"/leads/{lead_id}")


@TOOLS.write("leads", idempotent=True, open_world=True)
async def enrich_lead(lead_id: LeadId) -> Result:
    """Enriches a lead's profile and company details from the enrichment provider. The `enrichment.status` reports the outcome:
    `enriched` (newly enriched), `already_enriched` (returned existing data without re-charging), `insufficient_credits` (not
    enough credits to enrich), or `failed` (the provider could not enrich the lead). `charged` indicates whether a credit was
    consumed, and `credits_remaining` reports the workspace balance after the call. Returns 404 when the lead does not exist in
    the workspace and 502 when the enrichment provider errors. Requires the `leads:write` scope."""
    return await call("POST", f"/leads/{lead_id}/enrich")


# -- conversations ---------------------------------------------------------------------------------------------------------


@TOOLS.read("conversations")
async def list_conversations(
    unread_only: Annotated[bool | None, Field(description="Only conversations with something unread.")] = None,
    linkedin_account_id: Annotated[str | None, Field(description="Only this account's, from list_linkedin_accounts.")] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Result:
    """Lists LinkedIn conversations across the API key workspace, ordered by most recent message. Each conversation includes the
    associated lead, the LinkedIn sender account, the reply `intent` when one has been classified, an unread flag, and a preview
    of the latest message. Filter with `unread_only=true` to return only unread threads and `linkedin_account_id` to scope
    results to a single sender account. Cursor-paginated (`limit` 1–500, default 100). Requires the `conversations:read` scope."""
    params = {"unread_only": unread_only, "linkedin_account_id": linkedin_account_id, "limit": limit, "cursor": cursor}
    return await call("GET", "/conversations", params=params)


@TOOLS.read("conversations")
async def get_conversation(conversation_id: ConversationId, limit: Limit = 100, cursor: Cursor = None) -> Result:
    """Returns a single conversation with its message history in chronological order (oldest first), plus the associated lead,
    LinkedIn sender account, and reply `intent`. Messages are cursor-paginated (`limit` 1–500, default 100). Returns 404 when
    the conversation does not exist in the API key workspace. Requires the `conversations:read` scope."""
    return await call("GET", f"/conversations/{conversation_id}", params={"limit": limit, "cursor": cursor})


@TOOLS.write("conversations", open_world=True)
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
) -> Result:
    """Sends a plain-text message into an existing LinkedIn conversation through the workspace's automation sender (maximum 8000
    characters). On success the response reports `ok: true`; `pending: true` means LinkedIn accepted the send but did not
    immediately return a message id, in which case the message will appear after the next inbox sync. Returns 404 when the
    conversation does not exist in the workspace, 502 when the send fails, and 503 when message sending is temporarily
    unavailable. Requires the `conversations:write` scope."""
    return await call("POST", f"/conversations/{conversation_id}/messages", json={"content": content})
