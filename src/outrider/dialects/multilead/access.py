"""Who may work where: the team, seat, campaign or lead that a path names, and what the caller's role allows there."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError

from outrider.dialects.kit import idempotency
from outrider.dialects.kit.access import Caller, Transactions, core_of, entered, several
from outrider.dialects.multilead.bodies import MOST, AccountId, CampaignId, LeadId, UserId
from outrider.dialects.multilead.errors import WORDS as WORDS_FOR
from outrider.dialects.multilead.errors import forbidden
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.tenancy import teams
from outrider.outreach.tenancy.teams import Access

WHITELABEL = 1  # the installation
NO_PERMISSION = "You do not have required permission perform this action!"  # as the vendor spells it


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request works: its team, what its user may do there, and (where the path names one) the seat."""

    workspace_id: int
    access: Access
    seat_id: int | None = None

    def may(self, permission: str, *, write: bool, seat_id: int | None = None) -> bool:
        return self.access.may(permission, write=write, seat_id=seat_id or self.seat_id)

    def check(self, permission: str, *, write: bool, seat_id: int | None = None) -> None:
        """Raise Forbidden when the role does not allow it (there)."""
        if not self.may(permission, write=write, seat_id=seat_id):
            raise forbidden(NO_PERMISSION)


async def _entered(request: Request, principal: Caller, workspace_id: int | None, seat_id: int | None = None) -> Place:
    if workspace_id is None:
        raise forbidden()
    core = core_of(request)
    access = await teams.access(core, principal, workspace_id)
    place = Place(workspace_id, access, seat_id)
    user_id = _named(request, "userId")
    if user_id is not None and not await teams.knows_user(core, workspace_id, user_id):
        raise forbidden()
    return place


def _named(request: Request, name: str) -> int | None:
    """An id in the path of a route that need not have it."""
    text = request.path_params.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 20 and 1 <= int(text) <= MOST):
        raise RequestValidationError(
            [{"type": "int_parsing", "loc": ("path", name), "msg": WORDS_FOR.get(name, ""), "input": text}]
        )
    return int(text)


async def team_place(request: Request, principal: Caller) -> Place:
    """The team in the path where there is one, else the key's own."""
    _named(request, "userId")
    wanted = _named(request, "teamId")
    workspace_id = principal.workspace_id if wanted is None else await teams.reached(core_of(request), principal, wanted)
    return await _entered(request, principal, workspace_id)


async def seat_place(request: Request, principal: Caller, accountId: AccountId, userId: UserId) -> Place:
    """The seat in the path, in whichever of the key's teams it is."""
    return await _entered(request, principal, await teams.locate(core_of(request), principal, "seat", accountId), accountId)


async def campaign_place(request: Request, principal: Caller, campaignId: CampaignId) -> Place:
    """The campaign in the path of a route without a seat."""
    workspace_id = await teams.locate(core_of(request), principal, "campaign", campaignId)
    if workspace_id is None:
        raise NotFound("There is no such campaign.")
    return await _entered(request, principal, workspace_id)


async def lead_place(request: Request, principal: Caller, leadId: LeadId) -> Place:
    """The lead (an enrollment) in the path of a route without a seat."""
    workspace_id = await teams.locate(core_of(request), principal, "enrollment", leadId)
    if workspace_id is None:
        raise Invalid("Lead not found for user")
    return await _entered(request, principal, workspace_id)


Team = Annotated[Place, Depends(team_place)]
Seat = Annotated[Place, Depends(seat_place)]
OfCampaign = Annotated[Place, Depends(campaign_place)]
OfLead = Annotated[Place, Depends(lead_place)]

_PLACES: dict[str, Callable[..., Any]] = {
    "team": team_place, "seat": seat_place, "campaign": campaign_place, "lead": lead_place,
}  # fmt: skip
Work = Transactions


def at(where: str, permission: str | None, *, write: bool | None = None) -> Any:
    """Route parameter: a scope of one transaction at the 'seat', 'team', 'campaign' or 'lead' that the path names, where the
    caller's role has the permission: `scope: Annotated[Scope, at("seat", "campaigns")]`.

    GET asks for viewing, everything else for full use, unless `write` says. A route that finds the seat itself (campaign, lead)
    must `check` it on its `Place`.
    """

    async def enter(request: Request, principal: Caller, place: Any = Depends(_PLACES[where])) -> AsyncIterator[Scope]:
        async with _open(request, principal, place, permission, write, alone=True) as scope:
            yield scope
            await idempotency.keep(scope, request)

    return Depends(enter, scope="function")


def working(where: str, permission: str | None, *, write: bool | None = None) -> Any:
    """Like `at`, for routes that wait on the network: `work: Annotated[Work, working("seat", "linkedin")]`, then
    `async with work() as scope:`, and `await work.last()` in the end.
    """

    async def enter(request: Request, principal: Caller, place: Any = Depends(_PLACES[where])) -> AsyncIterator[Work]:
        if permission:
            place.check(permission, write=request.method != "GET" if write is None else write)
        async with several(request, lambda: _open(request, principal, place, None, None)) as work:
            yield work

    # What streams goes on when the function has returned, in transactions of its own.
    return Depends(enter, scope="function")


@asynccontextmanager
async def _open(
    request: Request, principal: Caller, place: Place, permission: str | None, write: bool | None, *, alone: bool = False
) -> AsyncGenerator[Scope]:
    if permission:
        place.check(permission, write=request.method != "GET" if write is None else write)
    own = place.workspace_id == principal.workspace_id
    seat_id = place.seat_id or (principal.seat_id if own else None)
    async with entered(request, principal, place.workspace_id, seat_id, alone=alone) as scope:
        yield scope
