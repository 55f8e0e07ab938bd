"""Inbox."""

from typing import Annotated, Literal

from pydantic import Field

from outrider.dialects.kit.toolbox import Wire
from outrider.dialects.kit.tools import ApiError, call, given
from outrider.dialects.smartlead import answer_types, inbox_types
from outrider.dialects.smartlead.tools.common import Campaign, Id, MapId, Offset, some_ids, toolbox

tools = toolbox("inbox")


@tools.read(answers=("POST /master-inbox/inbox-replies",))
async def get_inbox_replies(
    view: Annotated[
        Literal["all", "unread", "important"],
        Field(description="Every reply, only unread ones, or those marked important."),
    ] = "all",
    offset: Offset = 0,
    limit: Annotated[int, Field(ge=1, le=20, description="Conversations a page.")] = 20,
    email_status: Annotated[
        Literal["Opened", "Clicked", "Replied", "Unsubscribed", "Bounced", "Accepted", "Not Replied"] | None,
        Field(description="Usually 'Replied'. 'Accepted' is about LinkedIn: Outrider's inbox, which is of email, has none."),
    ] = None,
    campaign_id: Annotated[list[Id] | None, some_ids(5, "Up to 5 campaigns.")] = None,
    email_account_id: Annotated[
        list[Id] | None, some_ids(20, "Up to 20 sender accounts with view='all', up to 10 otherwise.")
    ] = None,
    campaign_team_member_id: Annotated[list[Id] | None, some_ids(10, "Up to 10 team members.")] = None,
    campaign_tag_id: Annotated[list[Id] | None, some_ids(10, "Up to 10 campaign tags.")] = None,
    client_id: Annotated[list[Id] | None, some_ids(10, "Up to 10 clients.")] = None,
    category_ids_in: Annotated[list[Id] | None, some_ids(10, "Only these categories, up to 10.")] = None,
    category_ids_not_in: Annotated[list[Id] | None, some_ids(10, "None of these categories, up to 10.")] = None,
    category_assigned: Annotated[bool | None, Field(description="Only with, or only without, a category.")] = None,
    reply_time_between: Annotated[
        list[str] | None,
        Field(min_length=2, max_length=2, description='["2026-03-01T00:00:00Z", "2026-03-31T23:59:59Z"]'),
    ] = None,
    search: Annotated[str | None, Field(max_length=30, description="Free text, at most 30 characters.")] = None,
    sort_by: Literal["REPLY_TIME_DESC", "SENT_TIME_DESC"] = "REPLY_TIME_DESC",
    fetch_message_history: Annotated[
        bool, Field(description="Give each conversation's whole thread too: about ten times as much to read.")
    ] = False,
) -> inbox_types.Inbox:
    categories = given(
        {
            "categoryIdsIn": category_ids_in,
            "categoryIdsNotIn": category_ids_not_in,
            "categoryAssigned": category_assigned,
        }
    )
    filters = given(
        {
            "emailStatus": email_status,
            "campaignId": campaign_id,
            "emailAccountId": email_account_id,
            "campaignTeamMemberId": campaign_team_member_id,
            "campaignTagId": campaign_tag_id,
            "clientId": client_id,
            "leadCategories": categories or None,
            "replyTimeBetween": reply_time_between,
            "search": search,
        }
    )
    path = {"all": "inbox-replies", "unread": "unread-replies", "important": "important"}[view]
    return await call(
        "POST",
        f"/master-inbox/{path}",
        params={"fetch_message_history": fetch_message_history},
        json={"offset": offset, "limit": limit, "filters": filters, "sortBy": sort_by},
    )


@tools.read("GET /campaigns/{campaign_id}/leads/{lead_id}/message-history")
async def get_message_history(
    campaign_id: Campaign,
    lead_id: Annotated[int, Field(ge=1, description="Lead id, from get_campaign_leads.")],
    event_time_gt: Annotated[str | None, Field(description="ISO 8601: only messages after.")] = None,
    show_plain_text_response: Annotated[bool | None, Field(description="Bodies as plain text.")] = None,
) -> inbox_types.Thread: ...


@tools.write(answers=("POST /campaigns/{id}/reply-email-thread",), open_world=True)
async def reply_inbox_email(
    email_body: Annotated[str, Field(min_length=1, description="What to say, HTML or plain text.")],
    email_lead_map_id: Annotated[
        int | None,
        Field(ge=1, description="Answer this conversation's last message: its campaign_lead_map_id."),
    ] = None,
    campaign_id: Annotated[int | None, Field(ge=1, description="With email_stats_id: the campaign.")] = None,
    email_stats_id: Annotated[
        str | None,
        Field(description="With campaign_id: the message to answer, a stats_id of get_message_history."),
    ] = None,
    reply_message_id: Annotated[str | None, Field(description="Message-ID of the mail that is answered.")] = None,
    reply_email_time: Annotated[str | None, Field(description="When that mail came, ISO 8601.")] = None,
    reply_email_body: Annotated[str | None, Field(description="Its text, to be quoted.")] = None,
    cc: Annotated[str | None, Field(description="Addresses, comma-separated.")] = None,
    bcc: Annotated[str | None, Field(description="Addresses, comma-separated.")] = None,
    add_signature: Annotated[bool | None, Field(description="End with the sender account's signature.")] = None,
) -> inbox_types.QueuedReply | answer_types.Said:
    if email_lead_map_id is not None and (campaign_id is None or email_stats_id is None):
        campaign_id, last = await _last_message(email_lead_map_id)
        email_stats_id, reply_message_id = last["stats_id"], reply_message_id or last.get("message_id")
    if campaign_id is None or email_stats_id is None:
        raise ApiError(0, "Name the conversation: email_lead_map_id, or campaign_id with email_stats_id.")
    body = given(
        {
            "email_stats_id": email_stats_id,
            "email_body": email_body,
            "reply_message_id": reply_message_id,
            "reply_email_time": reply_email_time,
            "reply_email_body": reply_email_body,
            "cc": cc,
            "bcc": bcc,
            "add_signature": add_signature,
        }
    )
    answer: inbox_types.QueuedReply | str = await call("POST", f"/campaigns/{campaign_id}/reply-email-thread", json=body)
    return answer if isinstance(answer, dict) else {"ok": True, "message": answer}


async def _last_message(conversation: int) -> tuple[int | None, inbox_types.ThreadMessage]:
    """A conversation's campaign, and its last reply or else its last message. Raises ApiError when it has none."""
    answer: inbox_types.OneInboxItem = await call("GET", f"/master-inbox/{conversation}")
    item = answer.get("data") or answer
    history = [message for message in item.get("email_history") or [] if message.get("stats_id")]
    if not history:
        raise ApiError(0, "This conversation has no message that could be answered.")
    last = next((message for message in reversed(history) if message.get("type") == "REPLY"), history[-1])
    return item.get("email_campaign_id"), last


@tools.write("PATCH /master-inbox/change-read-status", idempotent=True)
async def set_inbox_read_status(
    email_lead_map_id: MapId, read_status: Annotated[bool, Field(description="true: read")]
) -> answer_types.Said: ...


@tools.write("PATCH /master-inbox/update-category", Wire(nulls=True), idempotent=True, open_world=True)
async def set_lead_category(
    email_lead_map_id: MapId,
    category_id: Annotated[int | None, Field(ge=1, description="From get_lead_categories; omit to clear.")] = None,
) -> answer_types.Said: ...
