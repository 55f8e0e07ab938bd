"""Filing what comes in: which message it answers, which conversation it belongs to, and what it does to the sequence.

One transaction a message: its row, the conversation, the stop or pause, suppression and events are there together or not at all.
The enrollment is locked first, so that a reply and the claim of the next follow-up take turns.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Literal, Protocol

from psycopg.types.json import Jsonb

from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.query import columns, sql
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import protection
from outrider.outreach.campaigns.campaigns import Settings, settings_of
from outrider.outreach.conversations import conversations
from outrider.outreach.conversations.messages import Headers
from outrider.outreach.correspondence import returned
from outrider.outreach.enrollments import enrollments, leaving, moves, outcomes
from outrider.outreach.leads import suppression
from outrider.outreach.senders import refusals
from outrider.outreach.tenancy import categories
from outrider.rules import addresses, retry, text, threads
from outrider.rules.failure_causes import Consequence, Fault

Kind = Literal["reply", "auto_reply", "bounce", "complaint", "unsubscribe", "other"]

# How far back the last rung of the ladder looks for a message of the same subject.
CANDIDATE_WINDOW = timedelta(days=30)
_SHOWN = ("reply", "auto_reply", "unsubscribe", "other")


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a delivery report says (see rules.failure_causes): whose `fault` it was, its `cause` and the `consequence`.

    `under_way`: the mail system is still trying.
    """

    hard: bool
    recipient: str | None = None
    original_id: str | None = None
    status: str | None = None
    detail: str = ""
    fault: Fault = "recipient"
    cause: str = ""
    consequence: Consequence = "retry"
    under_way: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """A message as it came in, read and judged. Ids are without <>; addresses normalised; `at` is its date, never the future.

    `token_message_id`: the outgoing message named by a signed token that it carries. `thread_key`: the provider's own
    thread. `lead_id`: who wrote it, where the provider knows. `intent`: a category's key. `returns_at`: when an absent person
    will be back. `words`: what the verdict stands on, in the writer's own words. `gone`: the writer left the company, or has
    another address; `successor` is the address to write to instead, where one is named.
    """

    kind: Kind
    wire_id: str
    at: datetime
    from_address: str | None
    from_name: str = ""
    to: Sequence[str] = ()
    cc: Sequence[str] = ()
    reply_to: str | None = None
    subject: str = ""
    body_text: str = ""
    body_html: str | None = None
    reply_text: str = ""
    in_reply_to: str | None = None
    references: Sequence[str] = ()
    thread_key: str | None = None
    token_message_id: int | None = None
    lead_id: int | None = None
    bounce: Bounce | None = None
    complained_of: str | None = None
    intent: str | None = None
    intent_source: str = "rules"
    words: str = ""
    gone: Literal["departed", "moved"] | None = None
    successor: str | None = None
    returns_at: datetime | None = None
    action: str = "email"
    facts: Headers = field(default_factory=Headers)
    raw: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of it. `level`: the rung of the matching ladder (5: only a candidate). Not filed: `message_id` is None."""

    kind: Kind
    message_id: int | None = None
    conversation_id: int | None = None
    enrollment_id: int | None = None
    lead_id: int | None = None
    level: int | None = None
    duplicate: bool = False


@dataclass(frozen=True, slots=True)
class _Origin:
    """The outgoing message that a received one answers."""

    id: int
    lead_id: int | None
    enrollment_id: int | None
    campaign_id: int | None
    conversation_id: int | None
    step_id: int | None
    variant_id: int | None
    sender_id: int
    subject: str


@dataclass(frozen=True, slots=True)
class _Enrollment:
    """The lead's place in the campaign that it is in now, locked. `settings`: the campaign's, as stored."""

    id: int
    replies: int
    category_by_hand: bool
    origin_id: int | None
    seat_id: int
    settings: Mapping[str, object]


class _Happened(Protocol):
    """Appends an event about the message being filed."""

    async def __call__(
        self, kind: str, data: Mapping[str, object] = ..., *, first_for_message: bool = True, first_for_enrollment: bool = True
    ) -> None: ...


@dataclass(slots=True)
class _Match:
    """What it was matched with: the outgoing message answered (`origin`), its lead and enrollment, the conversation if known.

    `enrollment` is where the lead stands now: another one than `enrollment_id` if the lead has moved to another campaign since.
    What was answered, and counts, is the campaign that wrote; what is stopped or paused is where the lead stands.
    """

    level: int
    origin: _Origin | None
    lead_id: int | None
    enrollment_id: int | None
    campaign_id: int | None
    conversation_id: int | None = None
    enrollment: _Enrollment | None = None
    category_by_hand: bool = False  # a person set the lead's category, here or in the campaign that it came from
    settings: Settings = field(default_factory=Settings)

    @property
    def certain(self) -> bool:
        return self.level < 5


async def file(scope: Scope, sender_id: int, received: Received, *, channel: str = "email", strangers: bool = False) -> Filed:
    """File a message that came into a sender's mailbox; filing it again changes nothing.

    Mail that matches nothing we sent is the mailbox owner's private mail and is not kept, unless `strangers`.
    """
    if await is_known(scope, sender_id, received.wire_id):
        return Filed(received.kind, duplicate=True)
    match = await _match(scope, sender_id, received)
    if match is None and not (strangers and received.kind in _SHOWN):
        return Filed(received.kind)
    if match is not None and match.certain:
        sender_id = await _mailbox(scope, sender_id, received, match)
        await _lock(scope, match)
    message_id = await _insert(scope, sender_id, received, match)
    if message_id is None:
        return Filed(received.kind, duplicate=True)
    conversation_id = await _converse(scope, sender_id, channel, received, match, message_id)
    if match is not None and match.certain:
        await _act(scope, sender_id, received, match, message_id, conversation_id)
    return Filed(
        received.kind,
        message_id,
        conversation_id,
        match.enrollment_id if match and match.certain else None,
        match.lead_id if match else None,
        match.level if match else None,
    )


async def file_own(scope: Scope, sender_id: int, thread_key: str, wire_id: str, body: str, at: datetime) -> int | None:
    """What the account's owner wrote elsewhere in a conversation that we keep: it joins that. What we sent is there already.

    A sent message whose result is still awaited is recognized by its text alone.
    """
    row = await scope.one(
        """
        INSERT INTO messages (workspace_id, direction, kind, action, state, sender_id, conversation_id, lead_id, campaign_id,
                              enrollment_id, wire_id, body_text, sent_at, created_at, updated_at)
        SELECT %(workspace_id)s, 'out', 'manual', 'message', 'sent', v.sender_id, v.id, v.lead_id, v.campaign_id, v.enrollment_id,
               %(wire_id)s, %(body)s, %(at)s, %(now)s, %(now)s
        FROM conversations v
        WHERE v.workspace_id = %(workspace_id)s AND v.sender_id = %(sender)s AND v.thread_key = %(thread)s AND NOT EXISTS (
            SELECT FROM messages m WHERE m.workspace_id = %(workspace_id)s AND m.sender_id = %(sender)s AND m.direction = 'out'
            AND (m.wire_id = %(wire_id)s OR m.lead_id = v.lead_id AND m.body_text = %(body)s))
        RETURNING id, conversation_id
        """,
        sender=sender_id,
        thread=thread_key,
        wire_id=wire_id,
        body=body,
        at=min(at, scope.now),
    )
    if row is None:
        return None
    await conversations.refresh(scope, [row["conversation_id"]])
    return row["id"]


async def is_known(scope: Scope, sender_id: int, wire_id: str) -> bool:
    """Whether a message with this id was filed for the sender."""
    return bool(
        await scope.one(
            """
            SELECT 1 FROM messages
            WHERE workspace_id = %(workspace_id)s AND sender_id = %(sender)s AND wire_id = %(wire_id)s AND direction = 'in'
            """,
            sender=sender_id,
            wire_id=wire_id,
        )
    )


# -- the matching ladder ----------------------------------------------------------------------------------------------

_ORIGIN = columns(_Origin, "m")


async def _match(scope: Scope, sender_id: int, received: Received) -> _Match | None:
    """The first rung that holds: what it names, the provider's thread, our token, who wrote it, and at last a mere guess."""
    named = [received.bounce.original_id] if received.bounce and received.bounce.original_id else []
    named += [received.in_reply_to] if received.in_reply_to else []
    named += reversed(received.references)
    if named and (origin := await _by_wire_id(scope, sender_id, named)):
        return _matched(1, origin)
    if received.thread_key and (match := await _by_thread(scope, sender_id, received.thread_key)):
        return match
    if received.token_message_id and (origin := await _by_id(scope, received.token_message_id)):
        return _matched(3, origin)
    if received.lead_id and (origin := await _by_lead(scope, sender_id, received.lead_id)):
        return _matched(4, origin)
    other = received.bounce.recipient if received.bounce else received.complained_of or received.from_address
    if other is None:
        return None
    if origin := await _by_address(scope, sender_id, other):
        return _matched(4, origin)
    if received.kind in ("reply", "auto_reply") and (origin := await _by_subject(scope, sender_id, other, received.subject)):
        return _matched(5, origin)
    return None


def _matched(level: int, origin: _Origin) -> _Match:
    conversation_id = origin.conversation_id if level < 5 else None
    return _Match(level, origin, origin.lead_id, origin.enrollment_id, origin.campaign_id, conversation_id)


async def _by_wire_id(scope: Scope, sender_id: int, wire_ids: Sequence[str]) -> _Origin | None:
    """The nearest message named that is ours; this sender's own before another's (a Reply-To may lead elsewhere)."""
    return await scope.row(
        _Origin,
        sql(
            """
        SELECT {origin} FROM messages m
        WHERE m.workspace_id = %(workspace_id)s AND m.wire_id = ANY (%(ids)s) AND m.direction = 'out' AND m.kind <> 'test'
        ORDER BY m.sender_id = %(sender)s DESC, array_position(%(ids)s, m.wire_id) LIMIT 1
        """,
            origin=_ORIGIN,
        ),
        ids=threads.ids_of_attempts(list(wire_ids)[:50], retry.MOST_ATTEMPTS),
        sender=sender_id,
    )


async def _by_thread(scope: Scope, sender_id: int, thread_key: str) -> _Match | None:
    row = await scope.one(
        """
        SELECT id, lead_id, enrollment_id, campaign_id FROM conversations
        WHERE workspace_id = %(workspace_id)s AND sender_id = %(sender)s AND thread_key = %(key)s AND NOT candidate
        """,
        sender=sender_id,
        key=thread_key,
    )
    if row is None:
        return None
    origin = await scope.row(
        _Origin,
        sql(
            """
        SELECT {origin} FROM messages m
        WHERE m.workspace_id = %(workspace_id)s AND m.direction = 'out'
          AND (m.conversation_id = %(id)s
               OR m.enrollment_id = %(enrollment)s::bigint AND m.campaign_id = %(campaign)s::bigint)
          AND (m.state IN ('submitted', 'sent', 'uncertain') OR m.state = 'queued' AND m.sent_at IS NOT NULL)
        ORDER BY m.id DESC LIMIT 1
        """,
            origin=_ORIGIN,
        ),
        id=row["id"],
        enrollment=row["enrollment_id"],
        campaign=row["campaign_id"],
    )
    return _Match(2, origin, row["lead_id"], row["enrollment_id"], row["campaign_id"], row["id"])


async def _by_id(scope: Scope, message_id: int) -> _Origin | None:
    return await scope.row(
        _Origin,
        sql(
            """
        SELECT {origin} FROM messages m
        WHERE m.workspace_id = %(workspace_id)s AND m.id = %(id)s AND m.direction = 'out'
        """,
            origin=_ORIGIN,
        ),
        id=message_id,
    )


async def _by_address(scope: Scope, sender_id: int, address: str) -> _Origin | None:
    """The last message this sender wrote to the lead of that address."""
    return await scope.row(
        _Origin,
        sql(
            """
        SELECT {origin} FROM messages m
        JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.email = %(address)s AND l.id = m.lead_id
        WHERE m.workspace_id = %(workspace_id)s AND m.sender_id = %(sender)s AND m.direction = 'out'
          AND (m.state IN ('submitted', 'sent', 'uncertain') OR m.state = 'queued' AND m.sent_at IS NOT NULL)
        ORDER BY m.id DESC LIMIT 1
        """,
            origin=_ORIGIN,
        ),
        address=address,
        sender=sender_id,
    )


async def _by_lead(scope: Scope, sender_id: int, lead_id: int) -> _Origin | None:
    """What this sender last sent to the lead: a text if there is one, else whatever else it did."""
    return await scope.row(
        _Origin,
        sql(
            """
        SELECT {origin} FROM messages m
        WHERE m.workspace_id = %(workspace_id)s AND m.sender_id = %(sender)s AND m.lead_id = %(lead)s AND m.direction = 'out'
          AND (m.state IN ('submitted', 'sent', 'uncertain') OR m.state = 'queued' AND m.sent_at IS NOT NULL)
        ORDER BY m.body_text <> '' DESC, m.id DESC LIMIT 1
        """,
            origin=_ORIGIN,
        ),
        lead=lead_id,
        sender=sender_id,
    )


async def _by_subject(scope: Scope, sender_id: int, address: str, subject: str) -> _Origin | None:
    """The sender's last message to someone at the same company with the same subject: a guess."""
    domain = addresses.domain(address)
    if not threads.normal_subject(subject) or addresses.is_free_provider(domain):
        return None
    rows = await scope.rows(
        _Origin,
        sql(
            """
        SELECT {origin} FROM messages m
        JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.email_domain = %(domain)s AND l.id = m.lead_id
        WHERE m.workspace_id = %(workspace_id)s AND m.sender_id = %(sender)s AND m.direction = 'out'
          AND m.state IN ('submitted', 'sent', 'uncertain') AND m.sent_at > %(since)s
        ORDER BY m.id DESC LIMIT 50
        """,
            origin=_ORIGIN,
        ),
        domain=domain,
        sender=sender_id,
        since=scope.now - CANDIDATE_WINDOW,
    )
    return next((r for r in rows if threads.same_thread_candidate(subject, r.subject, domain, domain)), None)


async def _mailbox(scope: Scope, sender_id: int, received: Received, match: _Match) -> int:
    """Which sender a message belongs to: of several that got it, the one that it answers. So it is filed once."""
    writer = match.origin.sender_id if match.origin else sender_id
    if writer == sender_id:
        return sender_id
    row = await scope.one(
        "SELECT id FROM senders WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND address = ANY (%(to)s)",
        id=writer,
        to=[*received.to, *received.cc],
    )
    return row["id"] if row else sender_id


async def _lock(scope: Scope, match: _Match) -> None:
    """Lock the enrollment before anything else (in a subsequence with the one that it continues, in the order of their ids), and
    read what its campaign says about replies.
    """
    if match.enrollment_id is None:
        return
    wanted = [match.enrollment_id]
    if not (rows := await _locked(scope, wanted)):
        wanted = (await moves.lines_of(scope, wanted))[match.enrollment_id]
        rows = await _locked(scope, wanted)
    match.enrollment = next((row for row in rows if row.id in wanted), None)
    if match.enrollment is None:  # taken out of its campaign since
        match.enrollment_id = None
    else:
        match.settings = settings_of(match.enrollment.settings)
        match.category_by_hand = any(row.category_by_hand for row in rows)


async def _locked(scope: Scope, ids: Sequence[int]) -> list[_Enrollment]:
    return await scope.rows(
        _Enrollment,
        """
        SELECT e.id, e.replies, e.category_by_hand, e.origin_id, c.seat_id, c.settings
        FROM enrollments e JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
        WHERE e.workspace_id = %(workspace_id)s AND (e.id = ANY (%(ids)s) OR e.id IN (
            SELECT x.origin_id FROM enrollments x WHERE x.workspace_id = %(workspace_id)s AND x.id = ANY (%(ids)s)))
        ORDER BY e.id FOR NO KEY UPDATE OF e
        """,
        ids=ids,
    )


# -- the message and its conversation ---------------------------------------------------------------------------------


async def _insert(scope: Scope, sender_id: int, received: Received, match: _Match | None) -> int | None:
    headers = received.facts.copy()
    if received.reply_text:
        headers["reply_text"] = received.reply_text
    if received.from_name:
        headers["from_name"] = received.from_name
    if received.bounce:
        b = received.bounce
        headers["bounce"] = {
            "hard": b.hard,
            "recipient": b.recipient,
            "fault": b.fault,
            "cause": b.cause,
            "status": b.status,
            "detail": b.detail,
        }
    if match is not None and not match.certain and match.origin:
        headers["candidate"] = {"message_id": match.origin.id, "enrollment_id": match.enrollment_id}
    certain = match if match and match.certain else None
    row = await scope.one(
        """
        INSERT INTO messages (workspace_id, direction, kind, action, state, sender_id, lead_id, campaign_id, enrollment_id,
                              wire_id, in_reply_to, reference_ids, from_address, to_addresses, cc_addresses, reply_to, subject,
                              body_text, body_html, raw, headers, unread, bounce_kind, sent_at, created_at, updated_at)
        VALUES (%(workspace_id)s, 'in', %(kind)s, %(action)s, 'received', %(sender)s, %(lead)s, %(campaign)s, %(enrollment)s,
                %(wire_id)s, %(in_reply_to)s, %(references)s, %(from)s, %(to)s, %(cc)s, %(reply_to)s, %(subject)s, %(text)s,
                %(html)s, %(raw)s, %(headers)s, %(unread)s, %(bounce)s, %(at)s, %(now)s, %(now)s)
        ON CONFLICT DO NOTHING RETURNING id
        """,
        **{"from": received.from_address},
        kind=received.kind,
        action=received.action,
        sender=sender_id,
        lead=match.lead_id if match else None,
        campaign=certain and certain.campaign_id,
        enrollment=certain and certain.enrollment_id,
        wire_id=received.wire_id,
        in_reply_to=received.in_reply_to,
        references=received.references,
        to=received.to,
        cc=received.cc,
        reply_to=received.reply_to,
        subject=received.subject,
        text=received.body_text,
        html=received.body_html,
        raw=received.raw,
        headers=Jsonb(headers),
        unread=received.kind in _SHOWN,
        at=min(received.at, scope.now),
        bounce=None if received.bounce is None else "hard" if received.bounce.hard else "soft",
    )
    return row["id"] if row else None


async def _converse(
    scope: Scope, sender_id: int, channel: str, received: Received, match: _Match | None, message_id: int
) -> int | None:
    """Put the message into its conversation and bring that up to date. Reports join one that exists but never open one."""
    shown = received.kind in _SHOWN
    conversation_id = match.conversation_id if match else None
    if conversation_id is None and match is not None and match.enrollment_id is not None and match.certain:
        found = await conversations.of_enrollments(scope, [match.enrollment_id], channel=channel)
        same = found.get(match.enrollment_id)
        conversation_id = same.id if same and same.campaign_id == match.campaign_id else None
    if conversation_id is None:
        if not shown:
            return None
        conversation_id = await _open(scope, sender_id, channel, received, match)
    if match is not None and match.certain:
        await _adopt(scope, conversation_id, channel, match)
    await scope.run(
        """
        UPDATE messages SET conversation_id = %(conversation)s WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=message_id,
        conversation=conversation_id,
    )
    await scope.run(
        """
        UPDATE conversations SET message_count = message_count + 1, last_message_at = greatest(last_message_at, %(at)s),
               last_reply_at = CASE WHEN %(shown)s THEN greatest(last_reply_at, %(at)s) ELSE last_reply_at END,
               unread = unread OR %(shown)s, archived = archived AND NOT %(shown)s,
               snoozed_until = CASE WHEN %(shown)s THEN NULL ELSE snoozed_until END,
               preview = CASE WHEN %(shown)s THEN %(preview)s ELSE preview END,
               intent = coalesce(%(intent)s, intent), thread_key = coalesce(thread_key, %(thread_key)s),
               subject = CASE WHEN subject = '' THEN %(subject)s ELSE subject END, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s
        """,
        id=conversation_id,
        at=min(received.at, scope.now),
        shown=shown,
        intent=received.intent,
        subject=received.subject,
        preview=text.preview(received.reply_text or received.body_text),
        thread_key=received.thread_key,
    )
    await conversations.index(scope, [conversation_id])
    return conversation_id


async def _open(scope: Scope, sender_id: int, channel: str, received: Received, match: _Match | None) -> int:
    certain = match is not None and match.certain
    opened = await conversations.start(
        scope,
        channel=channel,
        sender_id=sender_id,
        lead_id=match.lead_id if match else None,
        campaign_id=match.campaign_id if match else None,
        enrollment_id=match.enrollment_id if match and certain else None,
        thread_key=received.thread_key,
        subject=received.subject,
        candidate=match is not None and not certain,
    )
    return opened.id


async def _adopt(scope: Scope, conversation_id: int, channel: str, match: _Match) -> None:
    """Add earlier messages to the newly opened conversation. A profile visit is not a message."""
    joined = await scope.run(
        """
        UPDATE messages SET conversation_id = %(id)s
        WHERE workspace_id = %(workspace_id)s AND conversation_id IS NULL AND direction = 'out'
          AND CASE WHEN %(channel)s = 'email' THEN action = 'email' ELSE action <> 'email' AND body_text <> '' END
          AND (id = %(origin)s OR enrollment_id = %(enrollment)s::bigint AND campaign_id = %(campaign)s::bigint)
        """,
        id=conversation_id,
        channel=channel,
        origin=match.origin and match.origin.id,
        enrollment=match.enrollment_id,
        campaign=match.campaign_id,
    )
    if joined:
        await conversations.refresh(scope, [conversation_id])


# -- what it does -----------------------------------------------------------------------------------------------------


async def _act(
    scope: Scope, sender_id: int, received: Received, match: _Match, message_id: int, conversation_id: int | None
) -> None:
    async def happened(
        kind: str,
        data: Mapping[str, object] = MappingProxyType({}),
        *,
        first_for_message: bool = True,
        first_for_enrollment: bool = True,
    ) -> None:
        origin = match.origin
        event = Event(
            kind,
            seat_id=match.enrollment.seat_id if match.enrollment else None,
            campaign_id=match.campaign_id,
            step_id=origin and origin.step_id,
            variant_id=origin and origin.variant_id,
            sender_id=sender_id,
            lead_id=match.lead_id,
            enrollment_id=match.enrollment_id,
            conversation_id=conversation_id,
            message_id=message_id,
            first_for_message=first_for_message,
            first_for_enrollment=first_for_enrollment,
            data={"answers": origin and origin.id, **data},
        )
        await events.append(scope, [event])

    match received.kind:
        case "reply":
            await _replied(scope, received, match, happened)
            await _categorise(scope, received, match, conversation_id)
        case "auto_reply":
            await _auto_replied(scope, received, match, happened)
            await _categorise(scope, received, match, conversation_id)
        case "bounce":
            await _bounced(scope, received, match, happened)
        case "complaint":
            await happened("complaint.received")
            await _contact_no_more(scope, received, match, Reason.COMPLAINED)
            await protection.check(scope, [match.campaign_id] if match.campaign_id else [])
        case "unsubscribe":
            if received.in_reply_to or received.references:  # a person's answer; mail to the List-Unsubscribe address is none
                await _replied(scope, received, match, happened, stop=False)
            await _contact_no_more(scope, received, match, Reason.UNSUBSCRIBED)
            await _categorise(scope, received, match, conversation_id)
        case "other":
            pass


async def _replied(scope: Scope, received: Received, match: _Match, happened: _Happened, *, stop: bool = True) -> None:
    tracked = match.settings.reply_tracking
    first_for_message = first_for_enrollment = tracked
    if match.origin and tracked:
        first_for_message = bool(
            await scope.run(
                """
                UPDATE messages SET replied_at = %(at)s, updated_at = %(now)s
                WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND replied_at IS NULL
                """,
                id=match.origin.id,
                at=min(received.at, scope.now),
            )
        )
    place = match.enrollment
    if place:
        first_for_enrollment = tracked and not await moves.has_replied(scope, place.id, place.replies, match.campaign_id)
        await scope.run(
            """
            UPDATE enrollments SET replies = replies + 1, last_reply_at = %(now)s, updated_at = %(now)s
            WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s)
            """,
            ids=[place.id, place.origin_id],
        )
    if match.lead_id is not None:
        await scope.run(
            "UPDATE leads SET last_replied_at = %(now)s WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=match.lead_id
        )
    facts: dict[str, object] = {"intent": received.intent, "words": received.words} if received.intent else {}
    await happened(
        "reply.received",
        first_for_message=first_for_message,
        first_for_enrollment=first_for_enrollment,
        data=facts if tracked else {**facts, "untracked": True},
    )
    if stop and place:
        if match.settings.stop_on_reply:
            await enrollments.stop(scope, [place.id], Reason.REPLIED)
        if match.settings.stop_for_company:
            await enrollments.stop_for_company(scope, place.id)


async def _auto_replied(scope: Scope, received: Received, match: _Match, happened: _Happened) -> None:
    first = match.enrollment_id is None or not await scope.one(
        """
        SELECT 1 FROM events
        WHERE workspace_id = %(workspace_id)s AND enrollment_id = %(id)s AND type = 'auto_reply.received' LIMIT 1
        """,
        id=match.enrollment_id,
    )
    again = match.origin is not None and await scope.one(
        """
        SELECT 1 FROM events
        WHERE workspace_id = %(workspace_id)s AND enrollment_id = %(id)s AND type = 'auto_reply.received'
          AND (data ->> 'answers')::bigint = %(origin)s LIMIT 1
        """,
        id=match.enrollment_id,
        origin=match.origin.id,
    )
    back = received.returns_at
    data = {"returns_at": back and back.isoformat(), "gone": received.gone, "successor": received.successor}
    await happened(
        "auto_reply.received",
        first_for_message=not again,
        first_for_enrollment=first,
        data={k: v for k, v in data.items() if v},
    )
    if match.enrollment is None:
        return
    id = match.enrollment.id
    if received.gone:
        reason = Reason.DEPARTED if received.gone == "departed" else Reason.ADDRESS_MOVED
        detail = f"Named instead: {received.successor}" if received.successor else None
        await enrollments.stop(scope, [id], reason, detail)
    elif match.settings.stop_on_auto_reply:
        await enrollments.stop(scope, [id], Reason.AUTO_REPLIED)
    elif until := match.settings.resumes_at(scope.now, back):
        await enrollments.pause(scope, [id], Reason.OUT_OF_OFFICE, resume_at=until)


async def _bounced(scope: Scope, received: Received, match: _Match, happened: _Happened) -> None:
    bounce = received.bounce or Bounce(hard=False)
    kind = "sender" if bounce.fault == "sender" else "hard" if bounce.hard and bounce.fault == "recipient" else "soft"
    first = False
    if match.origin:  # a hard one may follow soft ones, and counts again; the same kind twice does not
        first = bool(
            await scope.run(
                """
                UPDATE messages SET bounced_at = coalesce(bounced_at, %(now)s), bounce_kind = %(kind)s, updated_at = %(now)s,
                       state_detail = coalesce(%(detail)s, state_detail)
                WHERE workspace_id = %(workspace_id)s AND id = %(id)s
                  AND bounce_kind IS DISTINCT FROM %(kind)s AND bounce_kind IS DISTINCT FROM 'hard'
                """,
                id=match.origin.id,
                kind=kind,
                detail=bounce.detail[:500] or None,
            )
        )
    again = await _sent_again(scope, match, bounce, kind)
    if first or again or not match.origin:
        known = match.enrollment_id is not None and again is not None and await _has_bounced(scope, match.enrollment_id)
        data = {"kind": kind, "status": bounce.status, "recipient": bounce.recipient, "cause": bounce.cause}
        data |= {"detail": bounce.detail[:300], "retry_at": again.isoformat() if again else None}
        await happened("message.bounced", first_for_enrollment=not known, data={k: v for k, v in data.items() if v})
    if kind == "hard" and match.lead_id is not None and await _is_address_of(scope, match.lead_id, bounce.recipient):
        await leaving.mark_bounced(scope, match.lead_id)
    if first and kind == "sender" and match.origin:
        await refusals.note_refusal(scope, match.origin.sender_id, bounce.cause, bounce.consequence, bounce.detail)
    if first and kind == "hard" and match.campaign_id is not None:
        await protection.check(scope, [match.campaign_id])


async def _sent_again(scope: Scope, match: _Match, bounce: Bounce, kind: str) -> datetime | None:
    """When the message is sent again: it came back for now, or could not be delivered because of its sender."""
    final = not bounce.under_way and (bounce.consequence == "retry" or kind == "sender") and kind != "hard"
    if not final or match.origin is None or match.enrollment is None or match.lead_id is None:
        return None
    if not await _is_address_of(scope, match.lead_id, bounce.recipient):
        return None
    return await returned.try_again(scope, match.origin.id, bounce.original_id, bounce.detail[:500], hold=kind == "soft")


async def _has_bounced(scope: Scope, enrollment_id: int) -> bool:
    return bool(
        await scope.one(
            """
            SELECT 1 FROM events
            WHERE workspace_id = %(workspace_id)s AND enrollment_id = %(id)s AND type = 'message.bounced' LIMIT 1
            """,
            id=enrollment_id,
        )
    )


async def _is_address_of(scope: Scope, lead_id: int, recipient: str | None) -> bool:
    """Whether the address that failed is the lead's: a copy (cc) that bounces says nothing about the lead."""
    row = await scope.one("SELECT email FROM leads WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=lead_id)
    return row is not None and (recipient is None or row["email"] == recipient)


async def _contact_no_more(scope: Scope, received: Received, match: _Match, reason: Reason) -> None:
    if match.lead_id is not None and await _exists(scope, match.lead_id):
        origin = match.origin.id if match.origin else None
        await leaving.unsubscribe(scope, match.lead_id, reason=reason, message_id=origin, words=received.words or None)
    elif address := received.complained_of or (received.from_address if received.kind == "unsubscribe" else None):
        await suppression.suppress_address(scope, address, reason)


async def _exists(scope: Scope, lead_id: int) -> bool:
    return bool(await scope.one("SELECT 1 FROM leads WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=lead_id))


async def _categorise(scope: Scope, received: Received, match: _Match, conversation_id: int | None) -> None:
    """Set the category that the intent stands for, unless a person has set one, or only people may set it."""
    if received.intent is None or conversation_id is None or match.category_by_hand:
        return
    category = await categories.by_key(scope, received.intent)
    conversation = await conversations.get(scope, conversation_id)
    away = received.kind == "auto_reply"
    if category is None or not match.settings.may_give(category.id, away=away):
        return
    if conversation.category_id is not None and (away or conversation.intent_source == "manual"):
        return  # an automatic reply does not change the category of a person's
    await outcomes.set_category(scope, category.id, conversation_ids=[conversation_id], source=received.intent_source)
