"""Filing a LinkedIn message: who wrote it, what they mean, and its place in a conversation."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from outrider.channels.linkedin import port
from outrider.channels.linkedin.port import ChatAttachment, ChatMessage, Provider
from outrider.engine.reading.judge import clean
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.conversations.messages import Headers
from outrider.outreach.correspondence import filing
from outrider.outreach.correspondence.received import Kind, Received
from outrider.outreach.senders import linkedin_connections, linkedin_people
from outrider.outreach.senders.linkedin_connections import Fact
from outrider.rules import replies
from outrider.values import amended


@dataclass(frozen=True, slots=True)
class Chats:
    """The chats of an account. `strangers`: whether messages of people whom we did not write to are filed too. `provider`: who
    an unknown writer is asked of; None: nobody.
    """

    workspace_id: int
    sender_id: int
    account_id: str
    strangers: bool
    provider: Provider | None


@dataclass(frozen=True, slots=True)
class _Writer:
    lead_id: int | None = None
    slug: str | None = None
    name: str = ""
    provider_id: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A message that is read and judged, and not filed yet."""

    message: ChatMessage
    writer: _Writer
    meant: replies.Intent


async def read(core: Core, chats: Chats, message: ChatMessage, classifier: replies.Classifier) -> Read:
    """Find out who wrote a message and what they mean; outside of any transaction, because both may be slow. Raises
    LinkedInError.
    """
    if message.ours:
        return Read(message, _Writer(), replies.Intent(None, 0.0, ""))
    return Read(message, await _who(core, chats, message), await _meant(core, chats, message, classifier))


async def file(scope: Scope, chats: Chats, read: Read) -> bool:
    """File a message; whether someone's new one. Filing it again changes nothing."""
    message = read.message
    if message.ours:
        await filing.file_own(scope, chats.sender_id, message.chat_id, message.id, clean(message.text), message.at)
        return False
    filed = await filing.file(scope, chats.sender_id, _received(scope, read), channel="linkedin", strangers=chats.strangers)
    if filed.message_id and filed.lead_id:
        fact = Fact(chats.sender_id, filed.lead_id, provider_id=read.writer.provider_id, chat_id=message.chat_id)
        await linkedin_connections.note_facts(scope, [fact])
    return filed.message_id is not None


def packed(message: ChatMessage) -> bytes:
    """A message as JSON in ASCII, which holds whatever its texts do."""
    return json.dumps(asdict(message), default=datetime.isoformat).encode()


def unpacked(raw: bytes) -> ChatMessage:
    values = json.loads(raw)
    attachments = [ChatAttachment(**attachment) for attachment in values["attachments"]]
    return ChatMessage(**amended(values, at=datetime.fromisoformat(values["at"]), attachments=attachments))


# The other person of a chat, found by conversation, by a chat we started, or by their known id.
_WHO = """
SELECT l.id AS lead_id, l.linkedin_key AS slug, concat_ws(' ', l.first_name, l.last_name) AS name FROM leads l
WHERE l.workspace_id = %(workspace_id)s AND l.id = coalesce(
    (SELECT v.lead_id FROM conversations v
     WHERE v.workspace_id = %(workspace_id)s AND v.sender_id = %(sender)s AND v.thread_key = %(chat)s),
    (SELECT c.lead_id FROM lead_connections c WHERE c.workspace_id = %(workspace_id)s AND c.sender_id = %(sender)s
     AND (c.chat_id = %(chat)s OR c.provider_id = %(person)s) ORDER BY c.chat_id = %(chat)s DESC NULLS LAST LIMIT 1),
    (SELECT x.id FROM linkedin_users u JOIN leads x ON x.workspace_id = %(workspace_id)s AND x.linkedin_key = u.slug
     WHERE u.workspace_id = %(workspace_id)s AND u.provider_id = %(person)s LIMIT 1))
"""


async def _who(core: Core, chats: Chats, message: ChatMessage) -> _Writer:
    """The writer of a message. An unknown person is looked up once."""
    async with core.scope(chats.workspace_id) as scope:
        row = await scope.one(_WHO, sender=chats.sender_id, chat=message.chat_id, person=message.sender_id)
        known = row is None and await scope.one(
            """
            SELECT slug, concat_ws(' ', first_name, last_name) AS name FROM linkedin_users
            WHERE workspace_id = %(workspace_id)s AND provider_id = %(person)s LIMIT 1
            """,
            person=message.sender_id,
        )
    if row:
        return _Writer(**row, provider_id=message.sender_id)
    if known or message.sender_id is None:
        return _Writer(None, known["slug"], known["name"], message.sender_id) if known else _Writer()
    if chats.provider is None:
        return _Writer(provider_id=message.sender_id)
    try:
        profile = await chats.provider.profile(chats.account_id, message.sender_id)
    except (port.Unreachable, port.NotAllowed):
        return _Writer(provider_id=message.sender_id)
    async with core.scope(chats.workspace_id) as scope:
        user = await linkedin_people.note_profile(scope, chats.sender_id, profile)
        return _Writer(await linkedin_people.lead_of(scope, user.id), user.slug, user.full_name, message.sender_id)


async def _meant(core: Core, chats: Chats, message: ChatMessage, classifier: replies.Classifier) -> replies.Intent:
    """The writer's intent. Skipped for a message that is filed already."""
    async with core.scope(chats.workspace_id) as scope:
        known = await filing.is_known(scope, chats.sender_id, message.id)
    return replies.Intent(None, 0.0, "") if known else await classifier.classify(clean(message.text), clean(message.subject))


def _received(scope: Scope, read: Read) -> Received:
    message, who, meant = read.message, read.writer, read.meant
    text = clean(message.text)
    inbound = replies.Inbound(subject=clean(message.subject), text=text, reply_text=text, date=message.at)
    found = replies.kind(inbound, scope.now.date())
    kind: Kind = "unsubscribe" if found.name == "unsubscribe" else "reply"
    words = clean((found.words if kind == "unsubscribe" else "") or (meant.reason if meant.name else ""))[:300]
    facts = Headers()
    if message.attachments:
        facts["attachments"] = [{"type": a.type, "name": a.name} for a in message.attachments]
    if words:
        facts["words"] = words
    return Received(
        kind=kind,
        wire_id=message.id,
        at=message.at,
        from_address=who.slug or message.sender_id,
        from_name=clean(who.name),
        subject=inbound.subject,
        body_text=text,
        reply_text=text,
        thread_key=message.chat_id,
        lead_id=who.lead_id,
        intent=meant.name,
        words=words,
        action="message",
        facts=facts,
    )
