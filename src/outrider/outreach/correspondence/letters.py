"""Letters: what a person writes by hand from the inbox (replies, new mail, forwards, tests). Queued here, sent by the engine.

A letter is never refused by campaign windows or limits, but it is counted for the sender, and it leaves once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, TypedDict
from uuid import uuid4

from psycopg.types.json import Jsonb
from typing_extensions import Unpack

from outrider.channels.email.compose import new_message_id
from outrider.channels.linkedin import port
from outrider.errors import Invalid, NotFound
from outrider.outreach.base import events, message_states, wake
from outrider.outreach.base.message_states import Waiting
from outrider.outreach.base.query import columns, sql
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import linkedin_accounts
from outrider.outreach.conversations import attachments, conversations, drafts, messages
from outrider.outreach.conversations.attachments import Upload
from outrider.outreach.conversations.conversations import Conversation
from outrider.outreach.conversations.messages import Headers, Message
from outrider.outreach.correspondence import policies
from outrider.rules import addresses, text, threads

MAX_RECIPIENTS = 100


@dataclass(frozen=True, slots=True)
class _Sender:
    """The sender that a letter leaves from."""

    id: int
    channel: Literal["email", "linkedin"]
    address: str


class Letter(TypedDict, total=False):
    """What a person writes: HTML or text, or both, and perhaps files (`upload`). `from_name` and `reply_to`: instead of the
    mailbox's own. `due_at`: when it leaves; immediately by default.
    """

    subject: str | None
    to: Sequence[str] | None
    cc: Sequence[str]
    bcc: Sequence[str]
    body_html: str | None
    body_text: str | None
    due_at: datetime | None
    from_name: str | None
    reply_to: str | None
    upload: Upload | None


async def reply(
    scope: Scope,
    *,
    message_id: int | None = None,
    conversation_id: int | None = None,
    sender_id: int | None = None,
    **letter: Unpack[Letter],
) -> Message:
    """Answer a message, or the last one of a conversation, in its thread.

    Without `to` it goes to that message's sender (their Reply-To, if given), or to its recipients if it was ours. `sender_id`
    writes from another mailbox than the conversation's. Raises NotFound, or Invalid naming the field.
    """
    parent = await _parent(scope, message_id, conversation_id)
    sender = await _sender(scope, sender_id or parent.sender_id)
    theirs = [parent.reply_to or parent.from_address or ""] if parent.direction == "in" else parent.to_addresses
    chain = threads.references_chain(parent.reference_ids or [], parent.wire_id) if parent.wire_id else parent.reference_ids
    thread = await _thread(scope, parent, sender)
    wording = _Wording(
        letter.get("subject") or threads.reply_subject(parent.subject),
        letter.get("body_html"),
        letter.get("body_text"),
        in_reply_to=parent.wire_id,
        references=chain,
        facts=_facts(letter),
    )
    letter["to"] = letter.get("to") or theirs or []
    return await _queue(scope, sender, "manual", thread, letter, wording)


def quoted(parent: Message, *, body_html: str | None = None, at: datetime | None = None) -> str:
    """A message as HTML below the answer to it: who wrote it, when (or as of `at`), and its text (or `body_html`)."""
    written = at or parent.sent_at or parent.created_at
    line = text.text_to_html(f"On {written:%a, %d %b %Y at %H:%M} UTC, {parent.from_address or ''} wrote:")
    body = body_html or parent.body_html
    inside = text.safe_html(body) if body else text.text_to_html(parent.body_text)
    return f'<div class="gmail_quote">{line}<blockquote class="gmail_quote">{inside}</blockquote></div>'


async def send_draft(
    scope: Scope, draft_id: int, *, body_text: str | None = None, cc: Sequence[str] = (), due_at: datetime | None = None
) -> Message:
    """Send a draft that waits, with this text if it is given, as a reply in its conversation.

    Raises NotFound, Conflict for a draft that was sent or discarded, or Invalid naming the field.
    """
    if body_text is not None:
        await drafts.edit(scope, draft_id, body_text)
    draft = await drafts.get(scope, draft_id)
    sent = await reply(scope, conversation_id=draft.conversation_id, body_text=draft.body_text, cc=cc, due_at=due_at)
    await drafts.note_sent(scope, draft_id, sent.id)
    return sent


async def send_new(
    scope: Scope,
    sender_id: int,
    *,
    lead_id: int | None = None,
    kind: Literal["manual", "test"] = "manual",
    action: Literal["message", "inmail"] = "message",
    **letter: Unpack[Letter],
) -> Message:
    """Begin a conversation. The lead is `lead_id`, else the one with the first recipient's address, if there is one.

    A 'test' belongs to no conversation and no lead. For a LinkedIn sender `to` may be empty: the message goes to the lead, as
    `action` says.
    """
    sender, subject = await _sender(scope, sender_id), letter.get("subject") or ""
    thread = None
    if kind == "manual":
        lead = await _lead(scope, lead_id, letter.get("to") or ())
        thread = await _open(scope, sender, lead, subject)
    wording = _Wording(subject, letter.get("body_html"), letter.get("body_text"), facts=_facts(letter))
    return await _queue(scope, sender, kind, thread, letter, wording, action=action)


async def send_on_linkedin(
    scope: Scope, sender_id: int, lead_id: int, text: str, *, action: Literal["message", "inmail"] = "message", subject: str = ""
) -> Message:
    """A message that a person wrote, to a lead; the engine sends it. On LinkedIn there is one conversation with each person."""
    await linkedin_accounts.sender(scope, sender_id)
    row = await scope.one("SELECT linkedin_key FROM leads WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=lead_id)
    if row is None:
        raise NotFound("There is no such lead.", field="lead_id")
    if row["linkedin_key"] is None:
        raise Invalid("The lead has no LinkedIn profile.", code=Reason.NO_PROFILE, field="lead_id")
    most = port.MAX_INMAIL if action == "inmail" else port.MAX_MESSAGE
    if len(text) > most:
        raise Invalid(f"At most {most} characters.", field="body")
    return await send_new(scope, sender_id, to=(), subject=subject, body_text=text, lead_id=lead_id, action=action)


async def forward(
    scope: Scope,
    message_id: int,
    *,
    sender_id: int | None = None,
    quote: bool = True,
    attach: Sequence[int] = (),
    **letter: Unpack[Letter],
) -> Message:
    """Forward a message, below the given text (without `quote`: only that). It stays in its conversation.

    `attach`: the places, among its attachments, of those that go along.
    """
    parent = await messages.get(scope, message_id)
    sender = await _sender(scope, sender_id or parent.sender_id)
    quoted_html, quoted_text = _forwarded(parent) if quote else ("", "")
    body_text = letter.get("body_text")
    above = letter.get("body_html") or (text.text_to_html(body_text) if body_text else "")
    wording = _Wording(
        letter.get("subject") or threads.forward_subject(parent.subject),
        f"{above}<br><br>{quoted_html}" if quote else above or None,
        f"{body_text or text.html_to_text(above)}\n\n{quoted_text}".strip(),
        references=[parent.wire_id] if parent.wire_id else None,
        facts=_facts(letter) | (await attachments.passed_on(scope, parent, attach) if attach else Headers()),
    )
    return await _queue(scope, sender, "forward", await _thread(scope, parent, sender), letter, wording)


async def cancel(scope: Scope, message_id: int) -> Message:
    """Take back a letter that has not begun to leave. Raises Invalid when it has."""
    cancelled = await message_states.cancel(scope, Waiting(ids=[message_id], steps=False), Reason.MANUAL)
    found = await messages.get(scope, message_id)
    if not cancelled:
        raise Invalid(f"The message is {found.state}; only a queued message can be cancelled.", code="message_not_queued")
    await drafts.reopen(scope, message_ids=[message_id])
    return found


# -- recipients, sender and conversation -------------------------------------------------------------------------------


async def _parent(scope: Scope, message_id: int | None, conversation_id: int | None) -> Message:
    """The message answered: the one named, else the last of the conversation, theirs before ours."""
    if message_id is not None:
        return await messages.get(scope, message_id)
    if conversation_id is None:
        raise TypeError("name a message or a conversation")
    conversation = await conversations.get(scope, conversation_id)
    row = await scope.one(
        sql(
            """
        SELECT {columns} FROM messages
        WHERE workspace_id = %(workspace_id)s
          AND (conversation_id = %(id)s OR enrollment_id = %(enrollment)s::bigint AND campaign_id = %(campaign)s::bigint)
          AND state IN ('sent', 'received', 'submitted', 'uncertain') AND kind NOT IN ('bounce', 'complaint')
        ORDER BY (direction = 'in') DESC, id DESC LIMIT 1
        """,
            columns=columns(Message),
        ),
        id=conversation_id,
        enrollment=conversation.enrollment_id,
        campaign=conversation.campaign_id,
    )
    if row is None:
        raise NotFound("There is nothing in this conversation to answer.", field="conversation_id")
    return Message(**row)


async def _sender(scope: Scope, sender_id: int) -> _Sender:
    row = await scope.row(
        _Sender, "SELECT id, channel, address FROM senders WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=sender_id
    )
    if row is None:
        raise NotFound("There is no such sender.", field="sender_id")
    return row


async def _lead(scope: Scope, lead_id: int | None, to: Sequence[str]) -> int | None:
    if lead_id is None and not to:
        raise Invalid("Give at least one recipient.", field="to")
    row = await scope.one(
        """
        SELECT id FROM leads
        WHERE workspace_id = %(workspace_id)s AND (id = %(id)s OR %(id)s::bigint IS NULL AND email = %(email)s)
        """,
        id=lead_id,
        email=_normal(to[0], "to") if to else None,
    )
    if row is None and lead_id is not None:
        raise NotFound("There is no such lead.", field="lead_id")
    return row["id"] if row else None


async def _thread(scope: Scope, parent: Message, sender: _Sender) -> Conversation:
    """The conversation an answer belongs to: the parent's; opened if there is none yet."""
    if parent.conversation_id is not None:
        return await conversations.get(scope, parent.conversation_id)
    if parent.enrollment_id is not None:
        found = await conversations.of_enrollments(scope, [parent.enrollment_id])
        if found:
            return found[parent.enrollment_id]
    opened = await conversations.start(
        scope,
        channel=sender.channel,
        sender_id=parent.sender_id,
        lead_id=parent.lead_id,
        campaign_id=parent.campaign_id,
        enrollment_id=parent.enrollment_id,
        subject=parent.subject,
    )
    await scope.run(
        "UPDATE messages SET conversation_id = %(to)s WHERE workspace_id = %(workspace_id)s AND id = %(id)s",
        id=parent.id,
        to=opened.id,
    )
    return opened


async def _open(scope: Scope, sender: _Sender, lead_id: int | None, subject: str) -> Conversation:
    """The conversation that a new letter begins; on LinkedIn, where there is but one with each person, that one."""
    if sender.channel == "linkedin" and lead_id is not None:
        row = await scope.one(
            """
            SELECT max(id) AS id FROM conversations
            WHERE workspace_id = %(workspace_id)s AND sender_id = %(sender)s AND lead_id = %(lead)s
            """,
            sender=sender.id,
            lead=lead_id,
        )
        if row and row["id"]:
            return await conversations.get(scope, row["id"])
    return await conversations.start(scope, channel=sender.channel, sender_id=sender.id, lead_id=lead_id, subject=subject)


# -- writing it down --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Wording:
    """A letter's final text, and what its row keeps of its origin."""

    subject: str
    body_html: str | None
    body_text: str | None
    in_reply_to: str | None = None
    references: Sequence[str] | None = None
    facts: Headers = field(default_factory=Headers)


def _facts(letter: Letter) -> Headers:
    name = letter.get("from_name")
    return Headers(from_name=name) if name else Headers()


@dataclass(frozen=True, slots=True)
class _Envelope:
    """Who receives a letter, where answers go if not to the sender, and when it leaves (None: immediately)."""

    to: list[str]
    cc: list[str]
    bcc: list[str]
    reply_to: str | None
    due_at: datetime | None


async def _queue(
    scope: Scope,
    sender: _Sender,
    kind: str,
    thread: Conversation | None,
    letter: Letter,
    wording: _Wording,
    *,
    action: str = "message",
) -> Message:
    """Write a letter down for the engine to send, and count it in its conversation."""
    upload = letter.get("upload")
    if upload:
        if sender.channel != "email":
            raise Invalid("Files can go along with email only.", field="attachments")
        wording.facts["attachments"] = list(upload.known)
    wording, envelope = _checked(wording), _envelope(scope, sender, letter)
    queued = await _insert(scope, sender, kind, "email" if sender.channel == "email" else action, thread, wording, envelope)
    if upload:
        await attachments.keep(scope, queued.id, upload)
    await policies.check(scope, queued.id)
    _note(scope, sender, kind, thread, wording, envelope)
    if thread is not None:
        await scope.run(
            """
            UPDATE conversations SET message_count = message_count + 1, last_message_at = %(now)s, updated_at = %(now)s
            WHERE workspace_id = %(workspace_id)s AND id = %(id)s
            """,
            id=thread.id,
        )
    await events.audit(scope, f"message.{kind}_queued", "message", queued.id, conversation_id=thread and thread.id)
    await wake.dispatcher(scope)
    return queued


def _checked(wording: _Wording) -> _Wording:
    """The wording as it leaves, with a text for those who do not read HTML. Raises Invalid for one that says nothing."""
    html = wording.body_html
    body_text = wording.body_text or (text.html_to_text(html) if html else "")
    if not body_text.strip() and not (html or "").strip():
        raise Invalid("The message is empty.", field="body")
    if any(c in wording.subject for c in "\r\n\0"):
        raise Invalid("A subject is one line.", field="subject")
    return replace(wording, subject=wording.subject.strip(), body_text=body_text)


def _envelope(scope: Scope, sender: _Sender, letter: Letter) -> _Envelope:
    given = letter.get("to") or (), letter.get("cc", ()), letter.get("bcc", ())
    to, cc, bcc = _recipients(*given) if sender.channel == "email" else ([], [], [])
    reply_to = letter.get("reply_to")
    if reply_to:
        reply_to = _normal(reply_to, "reply_to")
        if reply_to != sender.address:
            scope.require_no_policy("have answers sent to another address")
    return _Envelope(to, cc, bcc, reply_to, letter.get("due_at"))


async def _insert(
    scope: Scope,
    sender: _Sender,
    kind: str,
    action: str,
    thread: Conversation | None,
    wording: _Wording,
    envelope: _Envelope,
) -> Message:
    row = await scope.row(
        Message,
        sql(
            """
        INSERT INTO messages (workspace_id, direction, kind, action, state, sender_id, conversation_id, lead_id, campaign_id,
                              enrollment_id, wire_id, in_reply_to, reference_ids, from_address, to_addresses, cc_addresses,
                              bcc_addresses, reply_to, subject, body_text, body_html, headers, due_at, api_key_id,
                              created_at, updated_at)
        VALUES (%(workspace_id)s, 'out', %(kind)s, %(action)s, 'queued', %(sender)s, %(conversation)s, %(lead)s, %(campaign)s,
                %(enrollment)s, %(wire_id)s, %(in_reply_to)s, %(references)s, %(from)s, %(to)s, %(cc)s, %(bcc)s, %(reply_to)s,
                %(subject)s, %(text)s, %(html)s, %(facts)s, %(due_at)s, %(key)s, %(now)s, %(now)s)
        RETURNING {columns}
        """,
            columns=columns(Message),
        ),
        **{"from": sender.address},
        kind=kind,
        action=action,
        sender=sender.id,
        conversation=thread and thread.id,
        lead=thread and thread.lead_id,
        campaign=thread and thread.campaign_id,
        enrollment=thread and thread.enrollment_id,
        wire_id=new_message_id(addresses.domain(sender.address), uuid4().hex) if sender.channel == "email" else None,
        in_reply_to=wording.in_reply_to,
        references=list(wording.references) if wording.references else None,
        to=envelope.to,
        cc=envelope.cc,
        bcc=envelope.bcc,
        reply_to=envelope.reply_to,
        subject=wording.subject,
        text=wording.body_text,
        html=wording.body_html,
        facts=Jsonb(wording.facts) if wording.facts else None,
        due_at=envelope.due_at or scope.now,
        key=scope.actor.api_key_id,
    )
    assert row is not None
    return row


def _note(scope: Scope, sender: _Sender, kind: str, thread: Conversation | None, wording: _Wording, envelope: _Envelope) -> None:
    """Say what would leave, for policies and approvals."""
    scope.note(
        f"message.{kind}",
        thread.id if thread and thread.message_count else None,
        {
            "from": sender.address,
            "to": envelope.to,
            "cc": envelope.cc,
            "bcc": envelope.bcc,
            "reply to": envelope.reply_to,
            "files": [[file.get("filename"), file.get("size")] for file in wording.facts.get("attachments", ())],
            "lead": thread and thread.lead_id,
            "subject": wording.subject,
            "text": wording.body_text,
            "html": wording.body_html,
            "answers": wording.in_reply_to,
            "messages in thread": thread and thread.message_count,
            "at": envelope.due_at and envelope.due_at.isoformat(),
        },
    )


def _recipients(to: Iterable[str], cc: Iterable[str], bcc: Iterable[str]) -> tuple[list[str], list[str], list[str]]:
    found = _all_normal(to, "to"), _all_normal(cc, "cc"), _all_normal(bcc, "bcc")
    if not found[0]:
        raise Invalid("Give at least one recipient.", field="to")
    if sum(map(len, found)) > MAX_RECIPIENTS:
        raise Invalid(f"At most {MAX_RECIPIENTS} recipients.", field="to")
    return found


def _normal(address: str, field: str) -> str:
    try:
        return addresses.normalise(address)
    except addresses.InvalidAddress as e:
        raise Invalid(f"{address[:100]!r} is not an address: {e.reason}", field=field) from None


def _all_normal(given: Iterable[str], field: str) -> list[str]:
    return list(dict.fromkeys(_normal(a, field) for a in given))


def _forwarded(parent: Message) -> tuple[str, str]:
    """A message as it is quoted when passed on: HTML and text."""
    at = parent.sent_at or parent.created_at
    head = "\n".join(
        (
            "---------- Forwarded message ----------",
            f"From: {parent.from_address or ''}",
            f"Date: {at:%a, %d %b %Y %H:%M} UTC",
            f"Subject: {parent.subject}",
            f"To: {', '.join(parent.to_addresses or [])}",
        )
    )
    # A stranger's text is sent on in our name, so only its harmless part is kept.
    body = text.safe_html(parent.body_html) if parent.body_html else text.text_to_html(parent.body_text)
    return f"{text.text_to_html(head)}<br><br>{body}", f"{head}\n\n{parent.body_text}"
