"""What was written in the thread that a received message belongs to, for telling its quotations from its own words."""

from collections.abc import Sequence
from dataclasses import dataclass

from outrider.outreach.base.scope import Scope
from outrider.rules import retry, threads
from outrider.rules.text import html_to_text

_MOST_MESSAGES = 12
_LONGEST = 20_000  # characters of a body


@dataclass(frozen=True, slots=True)
class Written:
    """The bodies and subjects of a thread's latest messages: what we sent, and what came in."""

    sent: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()


async def written(scope: Scope, sender_id: int, answers: Sequence[str], address: str | None) -> Written:
    """What was written to and by the lead whose mail has one of the Message-IDs `answers`, else the lead of the address."""
    lead = await _lead_of_message(scope, answers) if answers else None
    if lead is None and address:
        lead = await _lead_of_address(scope, sender_id, address)
    if lead is None:
        return Written()
    rows = await scope.all(
        """
        SELECT direction, subject, left(body_text, %(longest)s) AS text,
               CASE WHEN body_text = '' THEN left(body_html, %(longest)s) END AS html
        FROM messages
        WHERE workspace_id = %(workspace_id)s AND lead_id = %(lead)s AND action = 'email'
          AND (state IN ('sending', 'submitted', 'sent', 'uncertain', 'received') OR sent_at IS NOT NULL)
        ORDER BY id DESC LIMIT %(most)s
        """,
        lead=lead,
        longest=_LONGEST,
        most=_MOST_MESSAGES,
    )
    bodies = [(row["direction"], row["text"] or html_to_text(row["html"] or "")) for row in rows]
    return Written(
        sent=tuple(body for direction, body in bodies if direction == "out"),
        received=tuple(body for direction, body in bodies if direction == "in"),
        subjects=tuple(dict.fromkeys(row["subject"] for row in rows if row["direction"] == "out" and row["subject"])),
    )


async def _lead_of_message(scope: Scope, wire_ids: Sequence[str]) -> int | None:
    row = await scope.one(
        """
        SELECT lead_id FROM messages
        WHERE workspace_id = %(workspace_id)s AND wire_id = ANY (%(ids)s) AND direction = 'out' AND lead_id IS NOT NULL
        ORDER BY array_position(%(ids)s, wire_id) LIMIT 1
        """,
        ids=threads.ids_of_attempts(list(wire_ids)[:50], retry.MOST_ATTEMPTS),
    )
    return row["lead_id"] if row else None


async def _lead_of_address(scope: Scope, sender_id: int, address: str) -> int | None:
    row = await scope.one(
        """
        SELECT l.id FROM leads l
        WHERE l.workspace_id = %(workspace_id)s AND l.email = %(address)s AND EXISTS (
            SELECT FROM messages m
            WHERE m.workspace_id = %(workspace_id)s AND m.lead_id = l.id AND m.sender_id = %(sender)s AND m.direction = 'out')
        """,
        address=address,
        sender=sender_id,
    )
    return row["id"] if row else None
