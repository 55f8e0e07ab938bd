"""Conversations of the site, and letters written to people by hand."""

import re
from math import ceil
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query

from outrider.dialects.kit import totals
from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.fields import ONE_LINE, Offset
from outrider.dialects.kit.ids import uid
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import iso
from outrider.dialects.makinari import answer_types, answers, sites
from outrider.dialects.makinari.bodies import SendEmail
from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.conversations import conversations, inbox
from outrider.outreach.conversations.conversations import Conversation
from outrider.outreach.conversations.inbox import ConversationFilter, MessageFilter
from outrider.outreach.correspondence import letters
from outrider.outreach.leads import leads, suppression, visitors
from outrider.outreach.leads.leads import Lead, LeadInput
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import Sender
from outrider.outreach.tenancy import workspaces
from outrider.rules.placeholders import fill
from outrider.store.ids import to_id

router = APIRouter(prefix="/agents", tags=["Conversations"])


@router.get("/customerSupport/conversations", dependencies=[needs("inbox:read")])
async def get_conversations(
    scope: Scoped,
    site_id: UUID,
    lead_id: UUID | None = None,
    visitor_id: UUID | None = None,
    user_id: UUID | None = None,
    agent_id: UUID | None = None,
    status: Literal["active", "archived", "closed"] | None = None,
    channel: Annotated[str, Query(max_length=50, pattern=ONE_LINE)] | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
    offset: Offset = 0,
) -> answer_types.Conversations:
    """Conversations, the latest first. A user handles one; its agent is the one that sendEmail named last.

    Channels here are email and linkedin: in any other there is no conversation.
    """
    sites.enter(scope, site_id)
    whose: list[int] | None = None
    if lead_id is not None:
        whose = [to_id("lead", lead_id) or sites.NOBODY]
    if visitor_id is not None:
        try:
            seen = (await visitors.by_key(scope, visitor_id)).lead_id or sites.NOBODY
        except NotFound:
            seen = sites.NOBODY
        whose = [seen] if whose in (None, [seen]) else [sites.NOBODY]
    handled = [to_id("user", user_id) or sites.NOBODY] if user_id else None
    filters = ConversationFilter(
        lead_ids=whose,
        assigned_user_ids=handled,
        agents=[str(agent_id)] if agent_id else None,
        channel=channel,
        archived=None if status is None else status != "active",
    )
    rows = await inbox.conversations(scope, filters, sort="recent", limit=limit, offset=offset)
    total = await totals.total(rows, lambda: inbox.count(scope, filters, sort="recent"), limit=limit, offset=offset)
    who = await visitors.of_leads(scope, [r["conversation"].lead_id for r in rows if r["conversation"].lead_id])
    return {
        "success": True,
        "data": {
            "conversations": [answers.conversation(scope, row, who) for row in rows],
            "pagination": _pages(total, offset, limit),
        },
    }


@router.get("/customerSupport/conversations/messages", dependencies=[needs("inbox:read")])
async def get_messages(
    scope: Scoped,
    site_id: UUID,
    conversation_id: UUID | None = None,
    lead_id: UUID | None = None,
    role: Literal["user", "assistant"] | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    offset: Offset = 0,
) -> answer_types.Messages:
    """The messages of one conversation, oldest first; without conversation_id those of the whole site, newest first."""
    sites.enter(scope, site_id)
    thread = await _existing(scope, conversation_id)
    filters = MessageFilter(
        conversation_ids=[thread.id] if thread else None,
        lead_ids=[to_id("lead", lead_id) or sites.NOBODY] if lead_id else None,
        directions=[{"user": "in", "assistant": "out"}[role]] if role else None,
        shown=True,
    )
    rows = await inbox.messages(scope, filters, newest_first=thread is None, limit=limit, offset=offset)
    total = await totals.total(rows, lambda: inbox.count_messages(scope, filters), limit=limit, offset=offset)
    return {
        "success": True,
        "data": {"messages": [answers.message(row["message"]) for row in rows], "pagination": _pages(total, offset, limit)},
    }


def _pages(total: int, offset: int, limit: int) -> answer_types.Pages:
    return {"total": total, "page": offset // limit + 1, "limit": limit, "pages": ceil(total / limit)}


@router.post("/tools/sendEmail", dependencies=[needs("inbox:write")])
async def send_email(scope: Scoped, body: SendEmail) -> answer_types.SentEmail | answer_types.SkippedEmail:
    """Send an email: a new one or, with conversation_id, a reply in its thread. `from` is the sender's display name;
    where a mailbox has this name or address, it is the one that writes. The conversation keeps agent_id.
    """
    sites.enter(scope, body.site_id)
    lead = await sites.lead_of(scope, body.lead_id) if body.lead_id else await leads.get_by_email(scope, body.email)
    thread = await _conversation(scope, body.conversation_id)
    sender = await _sender(scope, body.sender, thread, lead)
    await _require_welcome(scope, body.email, sender)
    name = _own_name(body.sender, sender)
    values = {"lead": _values(lead, body.email), "site": {"name": (await workspaces.get(scope)).name}}
    html = re.search(r"<[a-zA-Z/!][^>]*>", body.message) is not None
    subject, message = fill(body.subject, values), fill(body.message, values, html=html)
    missing = sorted({*subject.missing, *message.missing})
    if missing and body.placeholder_policy == "skip_recipient":
        return _skipped(body.email, missing)
    title = " ".join(subject.text.split())
    if not title:
        raise Invalid("subject: nothing is left of it without its placeholders", field="subject")
    body_html, body_text = (message.text, None) if html else (None, message.text)
    letter: letters.Letter = {
        "to": [body.email],
        "subject": title,
        "body_html": body_html,
        "body_text": body_text,
        "from_name": name,
    }
    if thread is not None:
        sent = await letters.reply(scope, conversation_id=thread.id, sender_id=sender.id, **letter)
    else:
        sent = await letters.send_new(scope, sender.id, lead_id=lead and lead.id, **letter)
    if body.agent_id is not None and sent.conversation_id is not None:
        await conversations.mark(scope, conversation_ids=[sent.conversation_id], agent=str(body.agent_id))
    return {
        "success": True,
        "status": "sent",
        "envelope_id": f"<{sent.wire_id}>",
        "email_id": uid("message", sent.id),
        "conversation_id": uid("conversation", sent.conversation_id),
        "from": f"{name or sender.name} <{sender.address}>".strip(),
        "recipient": body.email,
        "sender": sender.address,
        "subject": title,
        "sent_at": iso(sent.created_at),
    }


def _skipped(recipient: str, missing: list[str]) -> answer_types.SkippedEmail:
    return {
        "success": True,
        "status": "skipped",
        "envelope_id": None,
        "email_id": None,
        "recipient": recipient,
        "reason": f"Nothing was sent: no value for {', '.join(missing)}",
        "missing": missing,
    }


async def _existing(scope: Scope, given: UUID | None) -> Conversation | None:
    if given is None:
        return None
    try:
        return await conversations.get(scope, to_id("conversation", given) or sites.NOBODY)
    except NotFound:
        raise NotFound("Conversation not found", field="conversation_id") from None


async def _conversation(scope: Scope, given: UUID | None) -> Conversation | None:
    found = await _existing(scope, given)
    if found is not None and found.channel != "email":
        raise Invalid("conversation_id: this conversation is not by email", field="conversation_id")
    return found


async def _sender(scope: Scope, wanted: str | None, thread: Conversation | None, lead: Lead | None) -> Sender:
    """The mailbox asked for by name or address; else the one the conversation, or the last one with the lead, is in; else the
    oldest."""
    working = await senders.find_all(scope, senders.SenderFilter(channel="email", status="active"), limit=1000, order="oldest")
    if not working:
        raise Conflict("The site has no mailbox that works: connect one first.", code="no_senders")
    name = (wanted or "").strip().lower()
    asked = [s for s in working if name and name in (s.name.lower(), s.address, f"{s.name} <{s.address}>".lower())]
    if asked:
        return asked[0]
    if thread is None and lead is not None:
        last = await inbox.conversations(scope, ConversationFilter(lead_ids=[lead.id], channel="email"), sort="recent", limit=1)
        thread = last[0]["conversation"] if last else None
    return next((s for s in working if thread is not None and s.id == thread.sender_id), working[0])


def _own_name(wanted: str | None, sender: Sender) -> str | None:
    """The name that the letter bears instead of its mailbox's; None where `from` names the mailbox itself."""
    name = " ".join((wanted or "").partition("<")[0].split())
    return name if name and "@" not in name and name.lower() != sender.name.lower() else None


async def _require_welcome(scope: Scope, email: str, sender: Sender) -> None:
    known = await leads.get_by_email(scope, email)
    person = known or LeadInput(email=email)
    if known and known.unsubscribed_at:
        raise Conflict("This person has unsubscribed and must not be written to.", code="unsubscribed", field="email")
    if await suppression.check(scope, [person], sender.seat_id):
        raise Conflict("This address is suppressed and must not be written to.", code="suppressed", field="email")


def _values(lead: Lead | None, email: str) -> dict[str, object]:
    """What merge tags of a letter stand for."""
    if lead is None:
        return {"email": email}
    named = " ".join(part for part in (lead.first_name, lead.last_name) if part)
    return {
        "name": named,
        "first_name": lead.first_name,
        "last_name": lead.last_name,
        "email": lead.email or email,
        "phone": lead.phone,
        "position": lead.job_title,
        "company": lead.company_name,
        "notes": lead.profile.get("notes"),
        "metadata": lead.custom,
    }
