"""The Unibox, beyond reading and answering: marking, deleting, forwarding, test mails, and counting what is unread."""

from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import Field

from outrider.channels.email import verify
from outrider.dialects.instantly.bodies import Address, Body, Changes, Content, LongText, Text
from outrider.dialects.instantly.emails import message_id, shown
from outrider.dialects.instantly.pages import comma_list, row_id
from outrider.dialects.instantly.scopes import limited
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.wire import Scoped, Work, iso
from outrider.errors import Invalid, NotFound
from outrider.outreach import conversations, inbox, letters, messages, senders
from outrider.outreach.inbox import MessageFilter
from outrider.outreach.scope import Scope
from outrider.store import ids

router = APIRouter(prefix="/emails", tags=["Emails"])
Json = dict[str, Any]


class PatchEmail(Changes):
    is_unread: Literal[0, 1] | None = None
    reminder_ts: datetime | None = None


class Forward(Body):
    eaccount: Text
    reply_to_uuid: UUID
    to_address_email_list: LongText
    subject: Text
    body: Content | None = None
    cc_address_email_list: LongText | None = None
    bcc_address_email_list: LongText | None = None
    reply_to: Address | None = None
    forwarded_attachments: LongText | None = None
    include_original_body: bool = False
    assigned_to: UUID | None = None


class TestContent(Body):
    html: LongText = Field(min_length=1)


class TestEmail(Body):
    eaccount: Text
    to_address_email_list: LongText
    subject: Text
    body: TestContent


async def _account(scope: Scope, address: str) -> senders.Sender:
    found = (await senders.by_addresses(scope, [address])).get(address)
    if found is None:
        raise NotFound("Email account not found")
    return found


def _thread(value: str) -> Json:
    """The conversations of a thread's id: a lead's, or a stranger's. Raises NotFound."""
    if (id := ids.to_id("enrollment", value)) is not None:
        return {"enrollment_ids": [id]}
    return {"conversation_ids": [row_id("conversation", value, "Thread")]}


@router.post("/forward", dependencies=[needs("emails:create")])
async def forward(scope: Scoped, body: Forward) -> Json:
    """Pass an email on: below what you write, or (without `include_original_body`) only what you write. It leaves at once."""
    sender = await _account(scope, body.eaccount)
    parent = message_id(body.reply_to_uuid)
    await shown(scope, parent)
    html, text = (body.body.html, body.body.text) if body.body else (None, None)
    if not (html or text or "").strip() and not body.include_original_body:
        raise Invalid("body/body must have html or text, or include_original_body must be true")
    if (body.forwarded_attachments or "").strip() not in ("", "[]", "{}", "null"):
        raise Invalid("body/forwarded_attachments: attachments are not passed on here; forward the email without them")
    sent = await letters.forward(
        scope, parent, to=comma_list(body.to_address_email_list), subject=body.subject or None, body_html=html or None,
        body_text=text or None, cc=comma_list(body.cc_address_email_list), bcc=comma_list(body.bcc_address_email_list),
        reply_to=body.reply_to, sender_id=sender.id, quote=body.include_original_body,
    )  # fmt: skip
    if body.assigned_to is not None and sent.conversation_id is not None:
        user = row_id("user", body.assigned_to, "User")
        await conversations.mark(scope, conversation_ids=[sent.conversation_id], assigned_user_id=user)
    return await shown(scope, sent.id)


@router.post("/test", dependencies=[needs("emails:create"), limited("emails.test", 10)])
async def send_test(request: Request, work: Work, body: TestEmail) -> Json:
    """Send a mail to see what it looks like; it appears in no thread. The account is logged in to first: a refusal is answered
    as `{"error": ...}` with status 200, as the vendor does.
    """
    async with work() as scope:
        found = (await senders.by_addresses(scope, [body.eaccount])).get(body.eaccount)
        if found is None:
            return {"error": "ACC_NOT_FOUND"}
        smtp, _ = await senders.endpoints(scope, found, allow_plain=request.app.state.settings.allow_plain_smtp)
    login = await verify.check_smtp(smtp)
    if not login.ok:
        return {"error": "ACC_AUTH_ERROR" if login.phase == "auth" else "ACC_UNKNOWN_ERROR"}
    async with work() as scope:
        to = comma_list(body.to_address_email_list)
        await letters.send_new(scope, found.id, to=to, subject=body.subject, body_html=body.body.html, kind="test")
    return {"status": "success"}


@router.get("/unread/count", dependencies=[needs("emails:read")])
async def unread_count(scope: Scoped) -> Json:
    """How many emails nobody has read."""
    wanted = MessageFilter(channels=["email"], directions=["in"], unread=True, shown=True)
    return {"count": await inbox.count_messages(scope, wanted)}


@router.post("/threads/{thread_id}/mark-as-read", dependencies=[needs("emails:update")])
async def mark_thread_read(scope: Scoped, thread_id: UUID) -> Json:
    """Mark every email of a thread read."""
    thread = _thread(str(thread_id))
    if not await conversations.set_read(scope, True, **thread) and not await inbox.count_messages(scope, MessageFilter(**thread)):
        raise NotFound("Thread not found")
    return {"success": True}


@router.patch("/{id}", dependencies=[needs("emails:update")])
async def patch_email(scope: Scoped, id: UUID, body: PatchEmail) -> Json:
    """Mark an email read or unread, or note when to be reminded of it (null: not at all)."""
    found = message_id(id)
    await shown(scope, found)
    if body.is_unread is not None:
        await messages.set_read(scope, found, not body.is_unread)
    if "reminder_ts" in body.model_fields_set:
        at = body.reminder_ts
        utc = None if at is None else at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        await messages.note(scope, found, reminder_ts=iso(utc))
    return await shown(scope, found)


@router.delete("/{id}", dependencies=[needs("emails:delete")])
async def delete_email(scope: Scoped, id: UUID) -> Json:
    """Remove an email from the Unibox; the answer is the email as it was. Nothing is removed from the mailbox itself."""
    found = message_id(id)
    answer = await shown(scope, found)
    await messages.delete(scope, found)
    return answer
