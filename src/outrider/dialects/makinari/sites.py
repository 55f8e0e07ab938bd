"""Sites: which one a request is about, and what is of it."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from outrider.errors import Forbidden, Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.leads import leads, segments
from outrider.outreach.leads.leads import Lead
from outrider.outreach.tenancy import users
from outrider.store.ids import to_id

NOBODY = 0  # the id of nothing: a filter by it finds nothing


def enter(scope: Scope, site_id: UUID) -> None:
    """Raises Forbidden when the key is not of this site."""
    if to_id("workspace", site_id) != scope.workspace_id:
        raise Forbidden("The API key does not open this site.", field="site_id")


async def lead_of(scope: Scope, lead_id: UUID) -> Lead:
    """Raises NotFound for an invalid lead id, Forbidden for a lead outside this site."""
    id = to_id("lead", lead_id)
    if id is None:
        raise NotFound("Lead not found", field="lead_id")
    found = await leads.get_many(scope, [id])
    if id not in found:
        raise Forbidden("This lead is not of this site.", field="lead_id")
    return found[id]


async def segment(scope: Scope, given: UUID | None) -> int | None:
    """The segment's own id. Raises Invalid naming the field."""
    return await _existing(scope, "segment", "segment_id", given, segments.get)


async def campaign(scope: Scope, given: UUID | None) -> int | None:
    return await _existing(scope, "campaign", "campaign_id", given, campaigns.get)


async def user(scope: Scope, given: UUID | None, field: str) -> int | None:
    """A user who is a member of the site."""
    return await _existing(scope, "user", field, given, users.get_member)


async def _existing(
    scope: Scope, kind: str, field: str, given: UUID | None, get: Callable[[Scope, int], Awaitable[object]]
) -> int | None:
    if given is None:
        return None
    id = to_id(kind, given)
    try:
        if id is None:
            raise NotFound("")
        await get(scope, id)
    except NotFound:
        raise Invalid(f"{field}: there is no such {kind} in this site.", field=field) from None
    return id
