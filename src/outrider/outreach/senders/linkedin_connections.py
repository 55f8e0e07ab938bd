"""Known connections on LinkedIn, and what follows when an invitation is accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from outrider.channels.linkedin import port
from outrider.channels.linkedin.port import Profile
from outrider.outreach.base import enrollment_states, events, wake
from outrider.outreach.base.events import Event
from outrider.outreach.base.message_states import OutgoingMessage
from outrider.outreach.base.query import columns, names_of, sql
from outrider.outreach.base.scope import Scope
from outrider.outreach.conversations import conversations


@dataclass(frozen=True, slots=True)
class Connection:
    """Between a sender and a lead."""

    sender_id: int
    lead_id: int
    state: str = "none"
    degree: int | None = None
    open_profile: bool = False
    provider_id: str | None = None
    chat_id: str | None = None
    invitation_id: str | None = None
    invited_at: datetime | None = None
    connected_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """What an action or a lookup has shown about a sender and a lead; None: not known from it."""

    sender_id: int
    lead_id: int
    provider_id: str | None = None
    degree: int | None = None
    open_profile: bool | None = None
    invited: bool = False
    invitation_id: str | None = None
    chat_id: str | None = None


def fact_of(sender_id: int, lead_id: int, profile: Profile) -> Fact:
    """What a profile shows of its connection with the account that looked."""
    return Fact(
        sender_id, lead_id, profile.provider_id, profile.degree or 0, profile.open_profile, invited=profile.invitation == "sent"
    )


# -- connections -----------------------------------------------------------------------------------------------------------


async def between(scope: Scope, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Connection]:
    """What is known of each (sender, lead); an unknown pair has an empty Connection."""
    rows = await scope.all(
        sql(
            """
        SELECT {columns}
        FROM unnest(%(senders)s::bigint[], %(leads)s::bigint[]) AS u (sender_id, lead_id)
        JOIN lead_connections c ON c.workspace_id = %(workspace_id)s AND c.sender_id = u.sender_id AND c.lead_id = u.lead_id
        """,
            columns=columns(Connection, "c"),
        ),
        senders=[sender for sender, _ in pairs],
        leads=[lead for _, lead in pairs],
    )
    known = {(row["sender_id"], row["lead_id"]): Connection(**row) for row in rows}
    return {pair: known.get(pair) or Connection(*pair) for pair in pairs}


async def degree(scope: Scope, seat_id: int, lead_id: int) -> int | None:
    """How near a lead is to the seat's LinkedIn accounts: 1, 2 or 3; None: not known, or out of their networks."""
    row = await scope.one(
        """
        SELECT min(c.degree) AS degree FROM lead_connections c
        JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = c.sender_id AND s.seat_id = %(seat)s
        WHERE c.workspace_id = %(workspace_id)s AND c.lead_id = %(lead)s
        """,
        seat=seat_id,
        lead=lead_id,
    )
    return row["degree"] if row else None


async def last_accepted(scope: Scope, sender_ids: Sequence[int]) -> dict[int, datetime]:
    """When each account last gained a connection that is known; those that never did are absent."""
    rows = await scope.all(
        """
        SELECT u.id, c.connected_at FROM unnest(%(ids)s::bigint[]) AS u (id) CROSS JOIN LATERAL (
            SELECT c.connected_at FROM lead_connections c
            WHERE c.workspace_id = %(workspace_id)s AND c.sender_id = u.id AND c.connected_at IS NOT NULL
            ORDER BY c.connected_at DESC LIMIT 1) c
        """,
        ids=sender_ids,
    )
    return {row["id"]: row["connected_at"] for row in rows}


async def invited(scope: Scope, sender_id: int, provider_ids: Sequence[str], slugs: Sequence[str]) -> set[str]:
    """The provider ids and slugs among these of people with a pending invitation from the account, as far as known."""
    rows = await scope.all(
        """
        SELECT provider_id AS known FROM lead_connections
        WHERE workspace_id = %(workspace_id)s AND sender_id = %(sender_id)s AND provider_id = ANY (%(provider_ids)s)
          AND state = 'pending'
        UNION
        SELECT l.linkedin_key FROM leads l
        JOIN lead_connections c ON c.workspace_id = %(workspace_id)s AND c.sender_id = %(sender_id)s AND c.lead_id = l.id
        WHERE l.workspace_id = %(workspace_id)s AND l.linkedin_key = ANY (%(slugs)s) AND c.state = 'pending'
        """,
        sender_id=sender_id,
        provider_ids=provider_ids,
        slugs=slugs,
    )
    return {row["known"] for row in rows}


_NOTE = """
INSERT INTO lead_connections AS c (workspace_id, sender_id, lead_id, state, degree, open_profile, provider_id, chat_id,
                                   invitation_id, invited_at, connected_at, updated_at)
SELECT %(workspace_id)s, u.sender_id, u.lead_id,
       CASE WHEN u.degree = 1 THEN 'connected' WHEN u.invited THEN 'pending' ELSE 'none' END, nullif(u.degree, 0),
       coalesce(u.open_profile, false), u.provider_id, u.chat_id, u.invitation_id, CASE WHEN u.invited THEN %(now)s END,
       CASE WHEN u.degree = 1 THEN %(now)s END, %(now)s
FROM unnest(%(senders)s::bigint[], %(leads)s::bigint[], %(degrees)s::int[], %(opens)s::boolean[], %(providers)s::text[],
            %(chats)s::text[], %(invitations)s::text[], %(invited)s::boolean[])
     AS u (sender_id, lead_id, degree, open_profile, provider_id, chat_id, invitation_id, invited)
JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = u.lead_id
JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = u.sender_id
ORDER BY u.sender_id, u.lead_id FOR KEY SHARE OF l, s
ON CONFLICT (workspace_id, sender_id, lead_id) DO UPDATE SET
    state = CASE WHEN excluded.state = 'none' AND (excluded.degree IS NULL OR c.state <> 'connected') THEN c.state
                 WHEN excluded.state = 'pending' AND c.state = 'connected' THEN c.state
                 ELSE excluded.state END,
    degree = coalesce(excluded.degree, c.degree),
    open_profile = excluded.open_profile OR c.open_profile,
    provider_id = coalesce(excluded.provider_id, c.provider_id),
    chat_id = coalesce(excluded.chat_id, c.chat_id),
    invitation_id = coalesce(excluded.invitation_id, c.invitation_id),
    invited_at = coalesce(c.invited_at, excluded.invited_at),
    connected_at = coalesce(c.connected_at, excluded.connected_at),
    updated_at = excluded.updated_at
RETURNING c.sender_id, c.lead_id, c.state
"""


async def note_facts(scope: Scope, facts: Sequence[Fact]) -> None:
    """Keep what was shown. An invitation found accepted by this is an event, and steps that waited for it continue.

    A `degree` of 0 says that they are not connected, at an unknown distance.
    """
    by_pair: dict[tuple[int, int], Fact] = {(f.sender_id, f.lead_id): f for f in facts}
    if not by_pair:
        return
    before = await scope.all(
        """
        SELECT c.sender_id, c.lead_id, c.state FROM unnest(%(senders)s::bigint[], %(leads)s::bigint[]) AS u (sender_id, lead_id)
        JOIN lead_connections c ON c.workspace_id = %(workspace_id)s AND c.sender_id = u.sender_id AND c.lead_id = u.lead_id
        ORDER BY c.sender_id, c.lead_id FOR NO KEY UPDATE OF c
        """,
        senders=[pair[0] for pair in by_pair],
        leads=[pair[1] for pair in by_pair],
    )
    old = {(row["sender_id"], row["lead_id"]): row["state"] for row in before}
    given = list(by_pair.values())
    rows = await scope.all(
        _NOTE,
        senders=[f.sender_id for f in given],
        leads=[f.lead_id for f in given],
        degrees=[f.degree for f in given],
        opens=[f.open_profile for f in given],
        providers=[f.provider_id for f in given],
        chats=[f.chat_id for f in given],
        invitations=[f.invitation_id for f in given],
        invited=[f.invited for f in given],
    )
    changed = [row for row in rows if row["state"] != old.get((row["sender_id"], row["lead_id"]), "none")]
    if not changed:
        return
    await scope.run(
        """
        UPDATE enrollments e SET connection = nullif(nullif(u.state, 'none'), 'withdrawn'), updated_at = %(now)s
        FROM unnest(%(senders)s::bigint[], %(leads)s::bigint[], %(states)s::text[]) AS u (sender_id, lead_id, state)
        WHERE e.workspace_id = %(workspace_id)s AND e.lead_id = u.lead_id AND e.sender_id = u.sender_id
        """,
        senders=[r["sender_id"] for r in changed],
        leads=[r["lead_id"] for r in changed],
        states=[r["state"] for r in changed],
    )
    connected = [(r["sender_id"], r["lead_id"]) for r in changed if r["state"] == "connected"]
    if connected:
        await _tell_accepted(scope, [pair for pair in connected if old.get(pair) == "pending"])
        await _go_on(scope, connected)


# The invitation's own message says which campaign, step and enrollment sent it.
_INVITED_BY = """
SELECT u.sender_id, u.lead_id, m.id AS message_id, m.campaign_id, m.enrollment_id, m.step_id, m.variant_id, m.conversation_id,
       coalesce(c.seat_id, s.seat_id) AS seat_id
FROM unnest(%(senders)s::bigint[], %(leads)s::bigint[]) AS u (sender_id, lead_id)
JOIN senders s ON s.workspace_id = %(workspace_id)s AND s.id = u.sender_id
LEFT JOIN LATERAL (
    SELECT * FROM messages m WHERE m.workspace_id = %(workspace_id)s AND m.lead_id = u.lead_id AND m.sender_id = u.sender_id
      AND m.action = 'invite' AND m.state IN ('submitted', 'sent', 'uncertain') ORDER BY m.id DESC LIMIT 1) m ON true
LEFT JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = m.campaign_id
"""


async def _tell_accepted(scope: Scope, pairs: Sequence[tuple[int, int]]) -> None:
    rows = await scope.all(_INVITED_BY, senders=[s for s, _ in pairs], leads=[lead for _, lead in pairs])
    await events.append(scope, [Event("invite.accepted", **row) for row in rows])


async def _go_on(scope: Scope, pairs: Sequence[tuple[int, int]]) -> None:
    """Have enrollments that may have waited for this considered again, as soon as their next step's delay is over.

    Also those with a mailbox of the same campaign, whose next step may be a LinkedIn one.
    """
    if senders := await enrollment_states.hasten(scope, pairs):
        await wake.senders(scope, senders)


async def address(scope: Scope, message: OutgoingMessage) -> tuple[str | None, Connection, str | None]:
    """What a message needs to reach its person: the profile's slug, what is known of the connection, and the chat they have."""
    row = await scope.one(
        sql(
            """
        SELECT (SELECT linkedin_key FROM leads WHERE workspace_id = %(workspace_id)s AND id = %(lead)s) AS slug,
               coalesce(c.chat_id, v.thread_key) AS chat, {columns}
        FROM (SELECT 1) AS always
        LEFT JOIN lead_connections c ON c.workspace_id = %(workspace_id)s AND c.sender_id = %(sender)s AND c.lead_id = %(lead)s
        LEFT JOIN conversations v ON v.workspace_id = %(workspace_id)s AND v.id = %(conversation)s AND v.sender_id = %(sender)s
        """,
            columns=columns(Connection, "c", without=names_of(Connection)[:2]),
        ),
        lead=message.lead_id,
        sender=message.sender_id,
        conversation=message.conversation_id,
    )
    assert row is not None
    slug, chat, state = row.pop("slug"), row.pop("chat"), row.pop("state") or "none"
    row["open_profile"] = bool(row["open_profile"])
    return slug, Connection(message.sender_id, message.lead_id or 0, state, **row), chat


async def note_chats(scope: Scope, chats: Sequence[tuple[int, str]]) -> None:
    """Messages that left, and LinkedIn's chat each went to: their conversations go by it from now on, and begin with it."""
    await scope.run(
        """
        UPDATE conversations v SET thread_key = u.chat_id
        FROM unnest(%(ids)s::bigint[], %(chats)s::text[]) AS u (id, chat_id)
        JOIN messages m ON m.workspace_id = %(workspace_id)s AND m.id = u.id
        WHERE v.workspace_id = %(workspace_id)s AND v.id = m.conversation_id AND v.thread_key IS NULL AND NOT EXISTS (
            SELECT FROM conversations o WHERE o.workspace_id = %(workspace_id)s AND o.sender_id = v.sender_id
            AND o.thread_key = u.chat_id)
        """,
        ids=[id for id, _ in chats],
        chats=[chat for _, chat in chats],
    )
    await conversations.open_chats(scope, chats)


async def campaign_facts(scope: Scope, wanted: Sequence[tuple[int, int, int, int | None]]) -> dict[int, tuple[bool, bool]]:
    """For each (enrollment, lead, campaign, sender): whether they are connected and whether the profile is open.

    Without a sender it is asked of every LinkedIn account of the campaign. Enrollments of which nothing is known are absent.
    """
    rows = await scope.all(
        """
        SELECT u.id, bool_or(c.state = 'connected') AS connected, bool_or(c.open_profile) AS open_profile
        FROM unnest(%(ids)s::bigint[], %(leads)s::bigint[], %(campaigns)s::bigint[], %(senders)s::bigint[])
             AS u (id, lead_id, campaign_id, sender_id)
        JOIN lead_connections c ON c.workspace_id = %(workspace_id)s AND c.lead_id = u.lead_id
        WHERE c.sender_id = u.sender_id OR u.sender_id IS NULL AND EXISTS (
            SELECT FROM campaign_senders cs WHERE cs.workspace_id = %(workspace_id)s AND cs.campaign_id = u.campaign_id
            AND cs.sender_id = c.sender_id)
        GROUP BY u.id
        """,
        ids=[w[0] for w in wanted],
        leads=[w[1] for w in wanted],
        campaigns=[w[2] for w in wanted],
        senders=[w[3] for w in wanted],
    )
    return {row["id"]: (row["connected"], row["open_profile"]) for row in rows}


async def note_relations(scope: Scope, sender_id: int, relations: Sequence[port.Relation]) -> None:
    """New connections of an account: those of them that are leads are connected now."""
    rows = await scope.all(
        """
        SELECT DISTINCT ON (x.lead_id) x.lead_id, u.provider_id
        FROM unnest(%(providers)s::text[], %(slugs)s::text[]) AS u (provider_id, slug)
        CROSS JOIN LATERAL (
            SELECT l.id AS lead_id FROM leads l WHERE l.workspace_id = %(workspace_id)s AND l.linkedin_key = u.slug
            UNION ALL
            SELECT c.lead_id FROM lead_connections c
            WHERE c.workspace_id = %(workspace_id)s AND c.sender_id = %(sender)s AND c.provider_id = u.provider_id) x
        """,
        sender=sender_id,
        providers=[r.provider_id for r in relations],
        slugs=[r.slug for r in relations],
    )
    await note_facts(scope, [Fact(sender_id, row["lead_id"], row["provider_id"], degree=1) for row in rows])
