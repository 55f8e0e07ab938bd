"""Which of our messages a received one answers, and which lead, enrollment and conversation it belongs to: a ladder of signs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from outrider.outreach.base.query import columns, sql
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns.settings import Settings, settings_of
from outrider.outreach.correspondence.received import Received
from outrider.outreach.enrollments import moves
from outrider.rules import addresses, retry, threads

# How far back the last rung of the ladder looks for a message of the same subject.
CANDIDATE_WINDOW = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Origin:
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
class Standing:
    """The lead's place in the campaign that it is in now, locked. `settings`: the campaign's, as stored."""

    id: int
    replies: int
    category_by_hand: bool
    origin_id: int | None
    seat_id: int
    settings: Mapping[str, object]


@dataclass(slots=True)
class Match:
    """What it was matched with: the outgoing message answered (`origin`), its lead and enrollment, the conversation if known.

    `enrollment` is where the lead stands now: another one than `enrollment_id` if the lead has moved to another campaign since.
    What was answered, and counts, is the campaign that wrote; what is stopped or paused is where the lead stands.
    """

    level: int
    origin: Origin | None
    lead_id: int | None
    enrollment_id: int | None
    campaign_id: int | None
    conversation_id: int | None = None
    enrollment: Standing | None = None
    category_by_hand: bool = False  # a person set the lead's category, here or in the campaign that it came from
    settings: Settings = field(default_factory=Settings)

    @property
    def certain(self) -> bool:
        return self.level < 5


_ORIGIN = columns(Origin, "m")


async def find(scope: Scope, sender_id: int, received: Received) -> Match | None:
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


def _matched(level: int, origin: Origin) -> Match:
    conversation_id = origin.conversation_id if level < 5 else None
    return Match(level, origin, origin.lead_id, origin.enrollment_id, origin.campaign_id, conversation_id)


async def _by_wire_id(scope: Scope, sender_id: int, wire_ids: Sequence[str]) -> Origin | None:
    """The nearest message named that is ours; this sender's own before another's (a Reply-To may lead elsewhere)."""
    return await scope.row(
        Origin,
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


async def _by_thread(scope: Scope, sender_id: int, thread_key: str) -> Match | None:
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
        Origin,
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
    return Match(2, origin, row["lead_id"], row["enrollment_id"], row["campaign_id"], row["id"])


async def _by_id(scope: Scope, message_id: int) -> Origin | None:
    return await scope.row(
        Origin,
        sql(
            """
        SELECT {origin} FROM messages m
        WHERE m.workspace_id = %(workspace_id)s AND m.id = %(id)s AND m.direction = 'out'
        """,
            origin=_ORIGIN,
        ),
        id=message_id,
    )


async def _by_address(scope: Scope, sender_id: int, address: str) -> Origin | None:
    """The last message this sender wrote to the lead of that address."""
    return await scope.row(
        Origin,
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


async def _by_lead(scope: Scope, sender_id: int, lead_id: int) -> Origin | None:
    """What this sender last sent to the lead: a text if there is one, else whatever else it did."""
    return await scope.row(
        Origin,
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


async def _by_subject(scope: Scope, sender_id: int, address: str, subject: str) -> Origin | None:
    """The sender's last message to someone at the same company with the same subject: a guess."""
    domain = addresses.domain(address)
    if not threads.normal_subject(subject) or addresses.is_free_provider(domain):
        return None
    rows = await scope.rows(
        Origin,
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


async def mailbox(scope: Scope, sender_id: int, received: Received, match: Match) -> int:
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


async def lock(scope: Scope, match: Match) -> None:
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


async def _locked(scope: Scope, ids: Sequence[int]) -> list[Standing]:
    return await scope.rows(
        Standing,
        """
        SELECT e.id, e.replies, e.category_by_hand, e.origin_id, c.seat_id, c.settings
        FROM enrollments e JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
        WHERE e.workspace_id = %(workspace_id)s AND (e.id = ANY (%(ids)s) OR e.id IN (
            SELECT x.origin_id FROM enrollments x WHERE x.workspace_id = %(workspace_id)s AND x.id = ANY (%(ids)s)))
        ORDER BY e.id FOR NO KEY UPDATE OF e
        """,
        ids=ids,
    )
