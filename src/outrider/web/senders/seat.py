"""The seat of a sender that is being connected."""

from collections.abc import Sequence

from outrider.outreach.base.scope import Scope
from outrider.outreach.tenancy import seats
from outrider.web.kit.visit import Visit

_MOST = 500


async def offered(visit: Visit, scope: Scope) -> Sequence[tuple[int, str]]:
    """The seats at which the visitor may connect mailboxes, with their names."""
    found = await seats.find_all(scope, limit=_MOST)
    return [(seat.id, seat.name) for seat in found if visit.may("mailboxes", write=True, seat_id=seat.id)]


def chosen(visit: Visit, permission: str = "mailboxes") -> int | None:
    """The seat chosen in the form or the URL, else one of the visitor's own. None: the workspace's default seat. Raises NotFound
    or Forbidden for a seat at which the visitor may not do this.
    """
    given = visit.numbers("seat")
    if not given:
        return visit.own_seat(permission)
    visit.require_seat(given[0], permission, write=True)
    return given[0]
