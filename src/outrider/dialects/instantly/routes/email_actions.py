"""The Unibox, beyond reading and answering: marking, deleting, forwarding, test mails, and counting what is unread."""

import json
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import AliasChoices, Field

from outrider.channels.email import verify
from outrider.dialects.instantly import answer_types
from outrider.dialects.instantly.bodies import NUMBER, Address, Body, Changes, Content, Line, LongText, Moment, Text
from outrider.dialects.instantly.routes.emails import message_id, settle, shown, thread
from outrider.dialects.instantly.scopes import limited
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.kit.access import Scoped, Work
from outrider.dialects.kit.fields import Flag
from outrider.dialects.kit.texts import comma_list
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.conversations import attachments, conversations, inbox, messages, reminders
from outrider.outreach.conversations.inbox import MessageFilter
from outrider.outreach.conversations.messages import Message
from outrider.outreach.correspondence import letters
from outrider.outreach.senders import senders
from outrider.values import Json, is_object

router = APIRouter(prefix="/emails", tags=["Emails"])


class PatchEmail(Changes):
    is_unread: Annotated[Literal[0, 1], NUMBER] | Flag | None = None
    reminder_ts: Moment | None = None


class Forward(Body):
    eaccount: Text
    reply_to_uuid: UUID = Field(validation_alias=AliasChoices("reply_to_uuid", "forward_uuid"))  # a public client's word
    to_address_email_list: LongText = Field(validation_alias=AliasChoices("to_address_email_list", "to"))
    subject: Line
    body: Content | None = None
    cc_address_email_list: LongText | None = None
    bcc_address_email_list: LongText | None = None
    reply_to: Address | None = None
    forwarded_attachments: LongText | None = None
    include_original_body: Flag = False
    assigned_to: UUID | None = None


class TestContent(Body):
    html: LongText = Field(min_length=1)


class TestEmail(Body):
    eaccount: Text
    to_address_email_list: LongText
    subject: Line
    body: TestContent


async def _account(scope: Scope, address: str) -> senders.Sender:
    found = (await senders.by_addresses(scope, [address])).get(address)
    if found is None:
        raise NotFound("Email account not found")
    return found


def _forwarded(given: str | None, original: Message, whole: bool) -> list[int]:
    """The places of the attachments to pass on: those named in `given`, JSON like an email's `attachment_json` or its files.

    Without a word about them they go along when the `whole` email is passed on. Raises Invalid for what the email does not have.
    """
    names = [a.get("filename") or "attachment" for a in attachments.of(original)]
    if given is None or not given.strip():
        return list(range(len(names))) if whole else []
    try:
        wanted: Any = json.loads(given)
        files: list[Json] = wanted["files"] if is_object(wanted) else wanted or []
        asked: list[object] = [file["filename"] for file in files]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Invalid('body/forwarded_attachments must be a JSON array of {"filename": ...}') from None
    places: list[int] = []
    for name in asked:
        place = next((n for n, known in enumerate(names) if known == name and n not in places), None)
        if place is None:
            raise Invalid(f"body/forwarded_attachments: the email has no attachment {str(name)[:200]!r}")
        places.append(place)
    return places


@router.post("/forward", dependencies=[needs("emails:create")])
async def forward(scope: Scoped, body: Forward) -> answer_types.Email:
    """Pass an email on: below what you write, or (without `include_original_body`) only what you write. It leaves at once.

    Attachments go along that `forwarded_attachments` names; if it is left out, all of them with the original body.
    """
    sender = await _account(scope, body.eaccount)
    parent = message_id(body.reply_to_uuid)
    await shown(scope, parent)
    html, text = (body.body.html, body.body.text) if body.body else (None, None)
    if not (html or text or "").strip() and not body.include_original_body:
        raise Invalid("body/body must have html or text, or include_original_body must be true")
    attach = _forwarded(body.forwarded_attachments, await messages.get(scope, parent), body.include_original_body)
    sent = await letters.forward(
        scope,
        parent,
        to=comma_list(body.to_address_email_list),
        subject=body.subject or None,
        body_html=html or None,
        body_text=text or None,
        cc=comma_list(body.cc_address_email_list),
        bcc=comma_list(body.bcc_address_email_list),
        reply_to=body.reply_to,
        sender_id=sender.id,
        quote=body.include_original_body,
        attach=attach,
    )
    await settle(scope, sent, body.assigned_to)
    return await shown(scope, sent.id)


@router.post("/test", dependencies=[needs("emails:create"), limited("emails.test", 10)])
async def send_test(request: Request, work: Work, body: TestEmail) -> answer_types.TestSent:
    """Send a mail to see what it looks like; it appears in no thread. The account is logged in to first: a refusal is answered
    as `{"error": ...}` with status 200, as the vendor does.
    """
    async with work() as scope:
        found = (await senders.by_addresses(scope, [body.eaccount])).get(body.eaccount)
        if found is None:
            return {"error": "ACC_NOT_FOUND"}
        smtp, _ = await senders.endpoints(scope, found, **request.app.state.settings.mail_servers)
    login = await verify.check_smtp(smtp)
    if not login.ok:
        return {"error": "ACC_AUTH_ERROR" if login.phase == "auth" else "ACC_UNKNOWN_ERROR"}
    to = comma_list(body.to_address_email_list)
    await letters.send_new(await work.last(), found.id, to=to, subject=body.subject, body_html=body.body.html, kind="test")
    return {"status": "success"}


@router.get("/unread/count", dependencies=[needs("emails:read")])
async def unread_count(scope: Scoped) -> answer_types.Count:
    """The number of unread emails."""
    wanted = MessageFilter(channels=["email"], unread=True, shown=True)
    return {"count": await inbox.count_messages(scope, wanted)}


@router.post("/threads/{thread_id}/mark-as-read", dependencies=[needs("emails:update")])
async def mark_thread_read(scope: Scoped, thread_id: UUID) -> answer_types.Done:
    """Mark every email of a thread read."""
    wanted = await thread(scope, str(thread_id))
    if wanted is None or not await inbox.count_messages(scope, MessageFilter(**wanted)):
        raise NotFound("Thread not found")
    await conversations.set_read(scope, True, **wanted)
    return {"success": True}


@router.patch("/{id}", dependencies=[needs("emails:update")])
async def patch_email(scope: Scoped, id: UUID, body: PatchEmail) -> answer_types.Email:
    """Mark an email read or unread, or say when to be reminded of it (null: not at all): it will be unread then."""
    found = message_id(id)
    await shown(scope, found)
    if body.is_unread is not None:
        await messages.set_read(scope, found, not body.is_unread)
    if "reminder_ts" in body.model_fields_set:
        await reminders.put(scope, found, body.reminder_ts)
    return await shown(scope, found)


@router.delete("/{id}", dependencies=[needs("emails:delete")])
async def delete_email(scope: Scoped, id: UUID) -> answer_types.Email:
    """Remove an email from the Unibox; the answer is the email as it was. Nothing is removed from the mailbox itself."""
    found = message_id(id)
    answer = await shown(scope, found)
    await messages.delete(scope, found)
    return answer
