"""The Unibox: emails sent and received, by conversation, and answering them."""

from datetime import datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from typing_extensions import TypedDict

from outrider.dialects.instantly import answer_types, answers, translate
from outrider.dialects.instantly.bodies import Reply
from outrider.dialects.instantly.dates import moment
from outrider.dialects.instantly.pages import DEFAULT, After, Limit, after_id, page, row_id
from outrider.dialects.instantly.scopes import limited
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.fields import MomentText
from outrider.dialects.kit.ids import some_ids
from outrider.dialects.kit.texts import comma_list
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.conversations import conversations, inbox, messages, reminders
from outrider.outreach.conversations.inbox import MessageFilter
from outrider.outreach.conversations.messages import Message
from outrider.outreach.correspondence import letters
from outrider.outreach.enrollments import triggers
from outrider.outreach.senders import senders
from outrider.store import ids

router = APIRouter(prefix="/emails", tags=["Emails"])


async def shown(scope: Scope, message_id: int, *, preview_only: bool = False) -> answer_types.Email:
    """One email. Raises NotFound."""
    rows = await inbox.messages(scope, MessageFilter(ids=[message_id], channels=["email"]), limit=1)
    if not rows or rows[0]["message"].kind == "test":
        raise NotFound("Email not found")
    return (await answers.emails(scope, rows, preview_only=preview_only))[0]


def message_id(value: UUID | str) -> int:
    return row_id("message", value, "Email")


class ThreadFilter(TypedDict, total=False):
    """What finds the messages of one thread."""

    enrollment_ids: list[int]
    conversation_ids: list[int]


async def thread(scope: Scope, text: str) -> ThreadFilter | None:
    """The filter for one thread: a lead's, its subsequences among it, or a stranger's. None when there can be none of that id."""
    value = text.strip()
    if (id := ids.to_id("enrollment", value)) is not None:
        return {"enrollment_ids": await triggers.line_of(scope, id)}
    if (id := ids.to_id("conversation", value)) is not None:
        return {"conversation_ids": [id]}
    return None


_DIRECTIONS = {"received": ["in"], "sent": ["out"]}  # by the type of email asked for


@router.get("", dependencies=[needs("emails:read"), limited("emails.list", 20)])
async def list_emails(
    scope: Scoped,
    limit: Limit = DEFAULT,
    starting_after: After = None,
    search: str | None = None,
    campaign_id: UUID | None = None,
    list_id: UUID | None = None,
    i_status: int | None = None,
    eaccount: str | None = None,
    lead: str | None = None,
    is_unread: bool | None = None,
    has_reminder: bool | None = None,
    mode: Literal["emode_focused", "emode_others", "emode_all"] | None = None,
    preview_only: bool = False,
    sort_order: Literal["asc", "desc"] = "desc",
    scheduled_only: bool = False,
    assigned_to: UUID | None = None,
    company_domain: str | None = None,
    marked_as_done: bool | None = None,
    email_type: Literal["received", "sent", "manual"] | None = None,
    min_timestamp_created: Annotated[MomentText | None, Query()] = None,
    max_timestamp_created: Annotated[MomentText | None, Query()] = None,
    latest_of_thread: bool = False,
    ids: Annotated[list[UUID] | None, Query(include_in_schema=False)] = None,
) -> answer_types.Page[answer_types.Email]:
    """Emails by when they were stored, newest first unless `sort_order` says otherwise.

    `has_reminder`: those with a pending reminder. `marked_as_done`: those of archived conversations. The time range is inclusive.
    """
    of_thread: ThreadFilter = {}
    if search and search.startswith("thread:"):
        wanted = await thread(scope, search.removeprefix("thread:"))
        if wanted is None:
            return {"items": []}
        of_thread, search = wanted, None
    since = moment(min_timestamp_created, "min_timestamp_created")
    until = moment(max_timestamp_created, "max_timestamp_created", end=True)
    found = MessageFilter(
        channels=["email"],
        ids=some_ids("message", ids) if ids else None,
        directions=_DIRECTIONS.get(email_type or ""),
        kinds=["auto_reply"] if mode == "emode_others" else ["manual", "forward"] if email_type == "manual" else None,
        kinds_not=["auto_reply"] if mode == "emode_focused" else None,
        campaign_ids=some_ids("campaign", [campaign_id]) + some_ids("subsequence", [campaign_id]) if campaign_id else None,
        list_ids=some_ids("list", [list_id]) if list_id else None,
        category_ids=None if i_status is None else await translate.category_ids(scope, i_status),
        sender_addresses=[address.lower() for address in comma_list(eaccount)] if eaccount else None,
        lead_email=lead.strip().lower() if lead else None,
        lead_domain=company_domain.strip().lower() if company_domain else None,
        assigned_user_id=(some_ids("user", [assigned_to]) or [0])[0] if assigned_to else None,
        unread=is_unread,
        reminded=has_reminder,
        archived=marked_as_done,
        after=since,
        before=_just_after(until) if until else None,
        search=search if search and search.strip() else None,
        shown=not scheduled_only,
        waiting=scheduled_only,
        latest_of_thread=latest_of_thread,
        **of_thread,
    )
    rows = await inbox.messages(
        scope, found, newest_first=sort_order == "desc", limit=limit, after=after_id("message", starting_after)
    )
    shown_rows = await answers.emails(scope, rows, preview_only=preview_only)
    return page(shown_rows, limit, lambda item: item, lambda item: item["id"])


@router.post("/reply", dependencies=[needs("emails:create")])
async def reply(scope: Scoped, body: Reply) -> answer_types.Email:
    """Answer an email in its thread; it leaves at once."""
    sender = (await senders.by_addresses(scope, [body.eaccount])).get(body.eaccount)
    if sender is None:
        raise NotFound("Email account not found")
    parent = message_id(body.reply_to_uuid)
    await shown(scope, parent)
    if not (body.body.html or body.body.text or "").strip():
        raise Invalid("body/body must have html or text")
    to = None
    if body.additional_recipients:
        answered = await messages.get(scope, parent)
        theirs = [answered.reply_to or answered.from_address or ""] if answered.direction == "in" else answered.to_addresses
        to = [*(theirs or []), *body.additional_recipients]
    sent = await letters.reply(
        scope,
        message_id=parent,
        sender_id=sender.id,
        subject=body.subject or None,
        to=to,
        body_html=body.body.html or None,
        body_text=body.body.text or None,
        cc=comma_list(body.cc_address_email_list),
        bcc=comma_list(body.bcc_address_email_list),
    )
    await settle(scope, sent, body.assigned_to, body.reminder_ts)
    return await shown(scope, sent.id)


def _just_after(until: datetime) -> datetime:
    """The end of the millisecond: times are shown to the millisecond."""
    return until if until.year == 9999 else until + timedelta(milliseconds=1)


async def settle(scope: Scope, sent: Message, assigned_to: UUID | None, reminder: datetime | None = None) -> None:
    """What a letter may say beside its text: whose its conversation is, and when to be reminded of it."""
    if assigned_to is not None and sent.conversation_id is not None:
        user = row_id("user", assigned_to, "User")
        await conversations.mark(scope, conversation_ids=[sent.conversation_id], assigned_user_id=user)
    if reminder is not None:
        await reminders.put(scope, sent.id, reminder)


@router.get("/{id}", dependencies=[needs("emails:read")])
async def get_email(scope: Scoped, id: UUID) -> answer_types.Email:
    return await shown(scope, message_id(id))
