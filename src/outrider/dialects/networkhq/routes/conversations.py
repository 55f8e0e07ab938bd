"""Conversations on LinkedIn: read, and written into."""

import asyncio
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request

from outrider.dialects.kit.access import Scoped, Transactions, Work
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import clean
from outrider.dialects.networkhq import answer_types, answers, bodies, pages
from outrider.dialects.networkhq.document import documented
from outrider.errors import Invalid, Unavailable
from outrider.outreach.base.scope import Scope
from outrider.outreach.conversations import conversations, inbox, messages
from outrider.outreach.conversations.inbox import ConversationFilter
from outrider.outreach.conversations.messages import Message
from outrider.outreach.correspondence import letters
from outrider.outreach.senders import senders
from outrider.settings import Settings
from outrider.store.ids import to_id

router = APIRouter(tags=["Conversations"])

# Seconds of the machine that an answer waits for what came of a message; then it says `pending`.
WAIT_SECONDS = 10.0
_LOOK_EVERY = 0.1


@router.get(
    "/conversations",
    operation_id="list_conversations",
    dependencies=[needs("conversations:read")],
    responses=documented(401, 403, 429),
)
async def list_conversations(
    scope: Scoped,
    limit: pages.LenientLimit = pages.DEFAULT,
    cursor: pages.Cursor = None,
    unread_only: pages.LenientFlag = None,
    linkedin_account_id: Annotated[str | None, Query(description="Only those of this LinkedIn account.")] = None,
) -> answer_types.Page[answer_types.Conversation]:
    """LinkedIn conversations with leads, the latest message first, with a preview of it."""
    start = pages.after(cursor, "conversation", timed=True)
    account = to_id("sender", linkedin_account_id) if linkedin_account_id else None
    if start.nowhere or (linkedin_account_id and account is None):
        found: list[inbox.ConversationRow] = []
    else:
        which = ConversationFilter(
            channel="linkedin", with_lead=True, unread=True if unread_only else None, sender_ids=[account] if account else None
        )
        found = await inbox.conversations(scope, which, sort="recent", limit=limit + 1, after=start.key)
    rows, pagination = pages.page(found, limit, "conversation", _place)
    return {"data": [answers.conversation(row) for row in rows], "pagination": pagination}


def _place(row: inbox.ConversationRow) -> tuple[datetime, int]:
    found = row["conversation"]
    assert found.last_message_at is not None  # those without a message are not listed
    return found.last_message_at, found.id


async def _find(scope: Scope, conversation_id: str) -> inbox.ConversationRow:
    """Raises NotFound, also if it is not a LinkedIn conversation with a lead."""
    row = await inbox.conversation(scope, answers.id_of("conversation", conversation_id, "conversation"))
    if row["conversation"].channel != "linkedin" or row["lead"] is None:
        raise conversations.missing_conversation()
    return row


@router.get(
    "/conversations/{conversation_id}",
    operation_id="get_conversation",
    dependencies=[needs("conversations:read")],
    responses=documented(401, 403, 404, 429),
)
async def get_conversation(
    scope: Scoped, conversation_id: str, limit: pages.LenientLimit = pages.DEFAULT, cursor: pages.Cursor = None
) -> answer_types.OneConversation:
    """One conversation with its messages, the oldest first."""
    row = await _find(scope, conversation_id)
    start = pages.after(cursor, "message", timed=True)
    found = [] if start.nowhere else await messages.transcript(scope, row["conversation"].id, limit=limit + 1, after=start.key)
    shown, pagination = pages.page(found, limit, "message", lambda m: (m.sent_at or m.created_at, m.id))
    return {"data": answers.conversation_detail(row, shown), "pagination": pagination}


@router.post(
    "/conversations/{conversation_id}/messages",
    operation_id="send_conversation_message",
    dependencies=[needs("conversations:write")],
    responses=documented(400, 401, 403, 404, 429, 502, 503),
)
async def send_conversation_message(
    request: Request, work: Work, conversation_id: str, body: bodies.SendConversationMessageRequest
) -> answer_types.Data[answer_types.SendConversationMessageResult]:
    """Send a text into a conversation, through the account it is with. It leaves once, whatever happens meanwhile.

    `pending`: it was accepted and its id is not known yet; it shows in the conversation later. 502: it could not be sent. 503:
    LinkedIn is not set up here, or the account is not signed in.
    """
    text = clean(body.content)
    if not text.strip():
        raise Invalid("The message is blank.", code="invalid_request", field="content")
    settings: Settings = request.app.state.settings
    async with work() as scope:
        row = await _find(scope, conversation_id)
        sender = await senders.get(scope, row["sender"]["id"])
        if not settings.linkedin_url or sender.status not in ("active", "paused"):
            raise Unavailable("Messages can't be sent through this LinkedIn account for now.", code="sending_unavailable")
        queued = await letters.reply(scope, conversation_id=row["conversation"].id, body_text=text)
    sent = await _outcome(work, queued)
    if sent.state in ("failed", "cancelled"):
        raise Unavailable(
            f"The message could not be sent: {sent.state_detail or sent.state_reason or 'refused'}.", code="send_failed"
        )
    known = sent.state == "sent" and sent.wire_id is not None
    return {"data": {"ok": True, "pending": not known, "message": answers.message(sent) if known else None}}


async def _outcome(work: Transactions, queued: Message) -> Message:
    """The message once it has left, or could not; or as it stands when that takes too long."""
    clock = asyncio.get_running_loop().time
    deadline = clock() + WAIT_SECONDS
    while True:
        async with work() as scope:
            found = await messages.get(scope, queued.id)
        if found.state not in ("queued", "sending", "submitted") or clock() >= deadline:
            return found
        await asyncio.sleep(_LOOK_EVERY)
