"""Notes that people write about a lead."""

from dataclasses import dataclass
from datetime import datetime

from outrider.errors import Invalid
from outrider.outreach.base import events
from outrider.outreach.base.scope import Scope
from outrider.outreach.leads import leads

MAX_LENGTH = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Note:
    """`campaign_id`: the campaign it was written in, if any. `user_id`: who wrote it, where that is known."""

    id: int
    lead_id: int
    campaign_id: int | None
    user_id: int | None
    body: str
    created_at: datetime
    updated_at: datetime


async def add(scope: Scope, lead_id: int, text: str, *, campaign_id: int | None = None) -> Note:
    """Raises NotFound for an unknown lead, Invalid for an empty note or one that is too long.

    An unknown campaign is left out.
    """
    body = text.strip()
    if not 0 < len(body) <= MAX_LENGTH:
        raise Invalid(f"A note has 1 to {MAX_LENGTH:,} characters.", field="note")
    await leads.get(scope, lead_id)
    made = await scope.row(
        Note,
        """
            INSERT INTO lead_notes (workspace_id, lead_id, campaign_id, user_id, body, created_at, updated_at)
            SELECT %(workspace_id)s, %(lead_id)s, (
                SELECT id FROM campaigns WHERE workspace_id = %(workspace_id)s AND id = %(campaign_id)s),
                %(user_id)s, %(body)s, %(now)s, %(now)s
            RETURNING id, lead_id, campaign_id, user_id, body, created_at, updated_at
            """,
        lead_id=lead_id,
        campaign_id=campaign_id,
        user_id=scope.actor.user_id,
        body=body,
    )
    assert made is not None
    await events.audit(scope, "note.added", "lead", lead_id)
    return made


async def find_all(scope: Scope, lead_id: int, *, limit: int = 100, offset: int = 0) -> list[Note]:
    """A lead's notes, newest first."""
    return await scope.rows(
        Note,
        """
            SELECT id, lead_id, campaign_id, user_id, body, created_at, updated_at FROM lead_notes
            WHERE workspace_id = %(workspace_id)s AND lead_id = %(lead_id)s
            ORDER BY id DESC LIMIT %(limit)s OFFSET %(offset)s
            """,
        lead_id=lead_id,
        limit=limit,
        offset=offset,
    )
