"""What a seat holds: that a campaign, lead or conversation named in a request is of the seat in its path."""

from collections.abc import Sequence

from outrider.dialects.multilead.errors import forbidden, refusal
from outrider.errors import NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.conversations import inbox
from outrider.outreach.conversations.conversations import Conversation
from outrider.outreach.conversations.inbox import ConversationFilter
from outrider.outreach.enrollments import enrollments
from outrider.outreach.enrollments.enrollments import Enrollment, Listed
from outrider.outreach.enrollments.filters import Filters


async def campaign_at(scope: Scope, id: int) -> Campaign:
    """The seat's campaign; the vendor's 403 for any other."""
    found = (await campaigns.get_many(scope, [id])).get(id)
    if found is None or found.seat_id != scope.seat_id:
        raise forbidden()
    return found


async def lead_at(scope: Scope, id: int) -> Enrollment:
    """The seat's lead; the vendor's 400 for any other."""
    return (await leads_at(scope, [id]))[0].enrollment


async def leads_at(scope: Scope, ids: Sequence[int]) -> list[Listed]:
    """The seat's leads of these ids, in the order of their ids. Raises the vendor's 400 when one is not there."""
    found = await known_leads(scope, ids)
    if len(found) < len(set(ids)):
        raise refusal("Lead not found for user")
    return found


async def known_leads(scope: Scope, ids: Sequence[int]) -> list[Listed]:
    """Those of the ids that are leads of the seat."""
    assert scope.seat_id is not None
    return await enrollments.search(scope, Filters(ids=list(ids), seat_ids=[scope.seat_id]), limit=max(1, len(ids)))


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
