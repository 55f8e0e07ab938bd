"""Seats: who may use which, made, cancelled, suspended and brought back; their LinkedIn accounts and the people met there."""

from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from outrider.channels.linkedin.port import Login
from outrider.dialects.kit.access import Caller, actor_of, core_of, entered
from outrider.dialects.kit.fields import Offset, TimeZone
from outrider.dialects.kit.texts import iso
from outrider.dialects.multilead import answer_types, permissions, seat_answers, seat_types
from outrider.dialects.multilead.access import NO_PERMISSION, WHITELABEL, Seat, Work, at, working
from outrider.dialects.multilead.answers import items, says
from outrider.dialects.multilead.bodies import AccountId, Body, Id, Limit, Search, Switch, UserId, body
from outrider.dialects.multilead.errors import clash, forbidden, refusal, wrong
from outrider.dialects.multilead.routes.users import Name
from outrider.errors import Conflict, Invalid, Unavailable
from outrider.outreach.base import events
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import linkedin_accounts
from outrider.outreach.correspondence import linkedin
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import Sender
from outrider.outreach.tenancy import seats, teams
from outrider.rules.schedule import Schedule, ScheduleJson, Window, parse_time, to_json

router = APIRouter(tags=["Seats"])
SYNC_EVERY = timedelta(minutes=15)
WORKING_DAYS = frozenset(range(1, 6))
Time = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


@router.get("/accounts")
async def list_seats(
    request: Request,
    principal: Caller,
    search: Search = None,
    limit: Limit | None = None,
    offset: Offset = 0,
    only_active: Annotated[Switch, Query(alias="onlyActive")] = False,
) -> answer_types.Items[seat_types.ListedSeat]:
    """The seats that the key's user may use, in all teams that the key opens.

    The vendor's document has `search` alone. Clients in use read page after page until one is short, which never ends where
    each holds all seats.
    """
    core = core_of(request)
    rows: list[seat_types.ListedSeat] = []
    before = offset
    for workspace_id in await teams.opened(core, principal):
        access = await teams.access(core, principal, workspace_id)
        async with entered(request, principal, workspace_id, None) as scope:
            status = "active" if only_active else None
            found = await seats.find_all(scope, limit=1000, search=search, ids=access.seat_ids(), status=status)
            here = found[before:] if limit is None else found[before : before + limit - len(rows)]
            rows += [seat_answers.listed(seat) for seat in await seat_answers.seats(scope, here)]
            before = max(0, before - len(found))
    return items(rows)


class NewSeat(Body):
    planId: Id
    fullName: Name
    startUTCTime: Time
    endUTCTime: Time
    timeZone: Annotated[str, TimeZone()]
    teamId: Id
    whitelabelId: Id


@router.post("/users/{userId}/accounts/register", status_code=201)
async def create_seat(
    request: Request, principal: Caller, user_id: UserId, data: Annotated[NewSeat, body(NewSeat)]
) -> answer_types.Result[seat_types.NewSeat]:
    """A seat in one of the key's teams, for a user of that team.

    Campaigns made in it from saved sequences run from `startUTCTime` to `endUTCTime` from Monday to Friday. `planId` is kept:
    no seat has a price here.
    """
    core = core_of(request)
    workspace_id = await teams.reached(core, principal, data.teamId)
    if workspace_id is None:
        raise forbidden()
    access = await teams.access(core, principal, workspace_id)
    if not access.may("team", write=True):
        raise forbidden(NO_PERMISSION)
    if data.whitelabelId != WHITELABEL:
        raise wrong(whitelabelId="There is no such white label.")
    async with entered(request, principal, workspace_id, None) as scope:
        if not await teams.knows_user(core, workspace_id, user_id):
            raise forbidden()
        settings = {"vendor": {"plan_id": data.planId}, "schedule": _working_hours(data)}
        seat = await seats.create(scope, data.fullName, timezone=data.timeZone, user_id=user_id, settings=settings)
    held = access.everywhere or teams.FULL
    return {
        "result": {
            "id": seat.id,
            "fullName": seat.name,
            "theme": 1,
            "subscriptionId": seat.id,
            "subscriptionValidTo": seat_answers.FOREVER,
            "permissions": seat_answers.numbered(permissions.shown(held)),
        }
    }


def _working_hours(data: NewSeat) -> ScheduleJson:
    """When campaigns of the seat run: on working days, by the clock of UTC."""
    start, end = (parse_time(text) for text in (data.startUTCTime, data.endUTCTime))
    return to_json(Schedule(data.timeZone, (Window(WORKING_DAYS, start, end, "UTC"),)))


async def _status(scope: Scope, seat_id: int, status: str, reason: str | None = None, **settings: Any) -> None:
    try:
        await seats.set_status(scope, seat_id, status, reason=reason)
    except Conflict:
        raise refusal("The team's first seat cannot be cancelled or suspended.") from None
    if settings:
        await seats.update(scope, seat_id, settings=settings)


class Cancellation(Body):
    reason: Annotated[str, Field(min_length=1, max_length=2000)]


@router.post("/users/{userId}/subscriptions/accounts/{accountId}")
async def cancel_seat(
    request: Request,
    account_id: AccountId,
    scope: Annotated[Scope, at("seat", "team")],
    data: Annotated[Cancellation, body(Cancellation)],
) -> Response:
    """Stop all sending from the seat; its data is kept, and the reason is kept in the audit log."""
    await _status(scope, account_id, "cancelled", data.reason, cancelled_at=iso(scope.now))
    return says(request, 200)


class Reactivation(Body):
    proxyCountry: Annotated[str | None, Field(pattern=r"^[A-Za-z]{2}$")] = None


@router.put("/users/{userId}/accounts/{accountId}/reactivate")
async def reactivate_seat(
    request: Request,
    account_id: AccountId,
    scope: Annotated[Scope, at("seat", "team")],
    data: Annotated[Reactivation, body(Reactivation)],
) -> Response:
    """The seat's senders work again. Only a cancelled seat can be reactivated; a suspended one is unsuspended.

    `proxyCountry`: where the seat's LinkedIn account signs in from next, if its connection names no country.
    """
    seat = await seats.get(scope, account_id)
    if seat.status != "cancelled":
        raise refusal("Only an inactive seat can be reactivated.")
    country = {"country": data.proxyCountry.lower()} if data.proxyCountry else {}
    await _status(scope, account_id, "active", cancelled_at=None, **country)
    return says(request, 200)


class Suspension(Body):
    accountId: Id
    suspended: Switch


@router.put("/users/{userId}/accounts/suspend", status_code=201)
async def suspend_seat(
    request: Request, principal: Caller, user_id: UserId, data: Annotated[Suspension, body(Suspension)]
) -> Response:
    """Suspend a seat or let it work again. A cancelled seat stays cancelled."""
    core = core_of(request)
    workspace_id = await teams.locate(core, principal, "seat", data.accountId)
    if workspace_id is None or not await teams.knows_user(core, workspace_id, user_id):
        raise forbidden()
    if not (await teams.access(core, principal, workspace_id)).may("team", write=True, seat_id=data.accountId):
        raise forbidden(NO_PERMISSION)
    async with entered(request, principal, workspace_id, None) as scope:
        seat = await seats.get(scope, data.accountId)
        if seat.status == "cancelled":
            raise refusal("The seat is cancelled: reactivate it first.")
        await _status(scope, data.accountId, "suspended" if data.suspended else "active")
    return says(request, 201)


@router.get("/users/{userId}/accounts/{accountId}/get_associated_users")
async def associated_users(
    request: Request,
    account_id: AccountId,
    scope: Annotated[Scope, at("seat", "team")],
    limit: Limit = 30,
    offset: Offset = 0,
    search: Search = None,
) -> answer_types.Items[seat_types.SeatUser]:
    """Members who were given the seat, and those who manage its team."""
    found = await teams.members_of_seat(scope, account_id, search=search, limit=limit, offset=offset)
    users = {u.id: u for u in await teams.users_by_id(scope, [member.user_id for member in found])}
    mails = await teams.mails_sent(core_of(request), [scope.workspace_id], list(users))
    kinds = {"owner": seat_answers.PLATFORM_ADMIN, "admin": seat_answers.COWORKER}
    return items(
        [
            {
                "id": m.user_id,
                "name": m.full_name or m.email,
                "email": m.email,
                "phone": users[m.user_id].settings.get("phone"),
                "createdAt": iso(users[m.user_id].created_at),
                "updatedAt": iso(users[m.user_id].updated_at),
                "resendEmailCounter": mails.get(m.user_id, 0),
                "emailConfirmed": int(users[m.user_id].confirmed_at is not None),
                "userTypeId": kinds.get(m.role, seat_answers.REGULAR),
                "emailClientApplicationId": 1,
                "hasPlatformRoles": int(m.role in kinds),
            }
            for m in found
        ]
    )


# LinkedIn


async def linkedin_sender(scope: Scope, seat_id: int) -> Sender | None:
    """The seat's LinkedIn account; a seat has one."""
    return next((s for s in (await senders.of_seats(scope, [seat_id]))[seat_id] if s.channel == "linkedin"), None)


class Connection(Body):
    """Credentials, or (which the vendor has in its pages only) the session cookie `li_at` of a browser that is signed in."""

    linkedinEmail: Annotated[str, Field(min_length=3, max_length=320)]
    linkedinPassword: Annotated[str | None, Field(min_length=1, max_length=1000, coerce_numbers_to_str=True)] = None
    sessionCookie: Annotated[str | None, Field(min_length=1, max_length=4000)] = None
    userAgent: Annotated[str | None, Field(min_length=1, max_length=1000)] = None
    linkedinSubscriptionId: Id
    countryCode: Annotated[str | None, Field(pattern=r"^[A-Za-z]{2}$")] = None
    note: Annotated[str | None, Field(max_length=2000)] = None
    setupProxyType: Annotated[str | None, Field(max_length=50)] = None


def _login(data: Connection, country: str | None) -> Login:
    """`country`: the seat's own."""
    country = data.countryCode.lower() if data.countryCode else country
    if country is None:
        raise wrong(countryCode="countryCode is required")
    if data.sessionCookie:
        return Login(cookie=data.sessionCookie, user_agent=data.userAgent, country=country)
    if not data.linkedinPassword:
        raise wrong(linkedinPassword="linkedinPassword is required")
    return Login(username=data.linkedinEmail, password=data.linkedinPassword, country=country)


@router.post("/users/{userId}/accounts/{accountId}/connect_linkedin", status_code=201)
async def connect_linkedin(
    request: Request,
    principal: Caller,
    place: Seat,
    account_id: AccountId,
    data: Annotated[Connection, body(Connection)],
    work: Annotated[Work, working("seat", "linkedin")],
) -> Response:
    """Sign the seat's LinkedIn account in, for the first time or again. When LinkedIn asks for a code, the seat shows that.

    Without a country it signs in from the seat's (`proxyCountry`). The note is kept in the audit log; the subscription is shown
    until the network itself says which it is.
    """
    async with work(acts_outside=True) as scope:
        seat = await seats.get(scope, account_id)
        if seat.status != "active":
            raise refusal("The seat is not active.")
        before = await linkedin_sender(scope, account_id)
    if (data.setupProxyType or "BUY").upper() != "BUY":
        raise wrong(setupProxyType="The LinkedIn provider supplies a proxy in the country given: give BUY, or leave this out.")
    login = _login(data, seat.settings.get("country"))
    core, settings = core_of(request), request.app.state.settings
    try:
        await linkedin.connect(
            core,
            settings,
            place.workspace_id,
            login,
            seat_id=account_id,
            sender_id=before.id if before else None,
            name=seat.name,
            actor=actor_of(request, principal),
        )
    except Invalid as error:
        secret = "sessionCookie" if data.sessionCookie else "linkedinPassword"
        raise wrong(**{secret: error.message}) if error.field == "password" else error from None
    except Unavailable as error:
        raise refusal(error.message) from None
    scope = await work.last()
    kept = {**seat.settings.get("vendor", {}), "linkedin_subscription_id": data.linkedinSubscriptionId}
    await seats.update(scope, account_id, settings={"vendor": kept, "country": login.country})
    if data.note:
        await events.audit(scope, "seat.connected", "seat", account_id, note=data.note)
    return says(request, 201)


class Code(Body):
    code: Annotated[str, Field(min_length=1, max_length=100)]


@router.post("/users/{userId}/accounts/{accountId}/linkedin_code", status_code=201)
async def solve_linkedin(
    request: Request,
    principal: Caller,
    place: Seat,
    account_id: AccountId,
    data: Annotated[Code, body(Code)],
    work: Annotated[Work, working("seat", "linkedin")],
) -> Response:
    """The code that LinkedIn asked for. (The vendor's application has this in its pages; its Open API does not.)"""
    async with work(acts_outside=True) as scope:
        sender = await linkedin_sender(scope, account_id)
    if sender is None:
        raise refusal("No LinkedIn account is being connected to this seat.")
    actor = actor_of(request, principal)
    try:
        await linkedin.solve(core_of(request), request.app.state.settings, place.workspace_id, sender.id, data.code, actor=actor)
    except Unavailable as error:
        raise refusal(error.message) from None
    return says(request, 201)


@router.patch("/users/{userId}/accounts/{accountId}/disconnect_linkedin")
async def disconnect_linkedin(
    request: Request, principal: Caller, place: Seat, account_id: AccountId, work: Annotated[Work, working("seat", "linkedin")]
) -> Response:
    """The seat's LinkedIn account is forgotten by the provider; what it did stays."""
    async with work(acts_outside=True) as scope:
        sender = await linkedin_sender(scope, account_id)
    if sender is None or sender.status == "disconnected":
        raise refusal("No LinkedIn account is connected to this seat.")
    core, settings = core_of(request), request.app.state.settings
    await linkedin.disconnect(core, settings, place.workspace_id, sender.id, actor=actor_of(request, principal))
    return says(request, 200)


@router.get("/users/{userId}/accounts/{accountId}/fetch_conversations", status_code=204, tags=["Settings"])
async def sync_messages(request: Request, account_id: AccountId, scope: Annotated[Scope, at("seat", "inbox")]) -> Response:
    """Have all LinkedIn messages read into the inbox; at most every 15 minutes."""
    sender = await linkedin_sender(scope, account_id)
    if sender is None or sender.status == "disconnected":
        raise refusal("No LinkedIn account is connected to this seat.")
    if not await linkedin_accounts.ask_for_sync(scope, sender.id, SYNC_EVERY):
        raise clash("For your security, you should wait 15 minutes.")
    return says(request, 204)
