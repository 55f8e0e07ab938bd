"""What a seat holds: that a campaign, lead or conversation named in a request is of the seat in its path."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from outrider.dialects.multilead.errors import forbidden, refusal
from outrider.errors import NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.conversations import inbox
from outrider.outreach.conversations.conversations import Conversation
from outrider.outreach.conversations.inbox import ConversationFilter
from outrider.outreach.conversations.messages import Message
from outrider.outreach.enrollments import enrollments, moves
from outrider.outreach.enrollments.enrollments import Enrollment
from outrider.outreach.enrollments.filters import Filters


async def campaign_at(scope: Scope, id: int) -> Campaign:
    """The seat's campaign; the vendor's 403 for any other."""
    found = (await campaigns.get_many(scope, [id])).get(id)
    if found is None or found.seat_id != scope.seat_id:
        raise forbidden()
    return found


@dataclass(frozen=True, slots=True)
class KnownLead:
    """A lead. `id`: what it is known by, into whatever campaigns it has moved since; `line`: all enrollments that it has had."""

    id: int
    enrollment: Enrollment
    line: Sequence[int]


async def lead_at(scope: Scope, id: int) -> KnownLead:
    """The seat's lead; the vendor's 400 for any other."""
    found = await known_leads(scope, [id])
    if not found:
        raise refusal("Lead not found for user")
    return found[0]


async def known_leads(scope: Scope, ids: Sequence[int]) -> list[KnownLead]:
    """Those of the ids that are leads of the seat."""
    assert scope.seat_id is not None
    lines = await _lines(scope, ids)
    rows = await enrollments.search(scope, Filters(ids=list(lines), seat_ids=[scope.seat_id]), limit=max(1, len(lines)))
    return [_known(row.enrollment, lines[row.enrollment.id]) for row in rows]


async def lead_anywhere(scope: Scope, id: int) -> KnownLead:
    """A lead of any seat. Raises NotFound."""
    lines = await _lines(scope, [id])
    for enrollment in (await enrollments.get_many(scope, list(lines))).values():
        return _known(enrollment, lines[enrollment.id])
    raise NotFound("There is no such lead in a campaign.", field="enrollment_id")


def _known(enrollment: Enrollment, line: Sequence[int]) -> KnownLead:
    return KnownLead(line[0], enrollment, line)


async def _lines(scope: Scope, ids: Sequence[int]) -> dict[int, list[int]]:
    """Every enrollment that a lead of these ids has had, with all of its lead's."""
    return {id: line for line in (await moves.lines_of(scope, ids)).values() for id in line}


async def as_known(scope: Scope, found: Sequence[Message]) -> list[Message]:
    """Messages with the ids that their leads are known by."""
    known = await moves.known_by(scope, sorted({m.enrollment_id for m in found if m.enrollment_id}))
    return [replace(m, enrollment_id=known[m.enrollment_id]) if m.enrollment_id else m for m in found]


async def conversation_at(scope: Scope, thread: str) -> Conversation | None:
    """The seat's conversation that a thread is; None for a lead's own thread ('lead-12'). Raises NotFound."""
    assert scope.seat_id is not None
    if lead_of_thread(thread) is not None:
        return None
    if not thread.isascii() or not thread.isdigit() or len(thread) > 18:
        raise NotFound("There is no such thread.")
    here = ConversationFilter(ids=[int(thread)], seat_ids=[scope.seat_id])
    rows = await inbox.conversations(scope, here, sort="recent", limit=1)
    if not rows:
        raise NotFound("There is no such thread.")
    return rows[0]["conversation"]


def lead_of_thread(thread: str) -> int | None:
    """The lead of a thread without a reply yet."""
    kind, _, number = thread.partition("-")
    return int(number) if kind == "lead" and number.isascii() and number.isdigit() and len(number) <= 18 else None
