"""Users: oneself, registration, confirmation, passwords, the white label's users, credits, warm-up."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request, Response
from pydantic import Field

from outrider.dialects.kit.access import Caller, Scoped, Work, core_of
from outrider.dialects.kit.fields import Offset
from outrider.dialects.multilead import answer_types, seat_answers, seat_types
from outrider.dialects.multilead.access import WHITELABEL, Team, at
from outrider.dialects.multilead.answers import items, says
from outrider.dialects.multilead.bodies import Body, Id, Limit, Search, Switch, UserId, body
from outrider.dialects.multilead.errors import clash, forbidden, refusal, vendor_path, wrong
from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base import limits
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.senders import senders, warmup
from outrider.outreach.tenancy import keys, logins, registration, seats, teams, users, workspaces
from outrider.outreach.tenancy.users import User

router = APIRouter(tags=["Users & Seats"])
second = APIRouter(tags=["Users & Seats"])

Email = Annotated[str, Field(min_length=3, max_length=254, pattern=r"^[^@\s\x00-\x1f]+@[^@\s\x00-\x1f]+\.[^@\s\x00-\x1f]+$")]
Password = Annotated[str, Field(min_length=logins.MIN_PASSWORD, max_length=1000)]
Name = Annotated[str, Field(min_length=1, max_length=500)]
NOT_YOURS = "You cannot change password for this user."
ABOUT_ADDRESSES = (20, 3600)  # how often in how many seconds a key may do what concerns the users of the whole installation
_KINDS = {"owner": seat_answers.PLATFORM_ADMIN, "admin": seat_answers.COWORKER}


async def me_of(scope: Scope, principal: keys.Principal) -> users.Member:
    """The key's user; of a key without one, the workspace's owner."""
    user_id = principal.user_id or (await workspaces.get(scope)).owner_user_id
    if user_id is None:
        raise NotFound("This key belongs to no user.")
    return await users.get_member(scope, user_id)


async def _known(scope: Scope, user_id: int) -> User:
    """A member of the team, or a user it registered."""
    return await teams.registered(scope, user_id) or await users.get_user(scope, user_id)


@router.get("/user/me")
async def get_user_information(request: Request, scope: Scoped, principal: Caller) -> seat_types.User:
    """The key's user."""
    member = await me_of(scope, principal)
    found = await users.get_user(scope, member.user_id)
    mails = await teams.mails_sent(core_of(request), [scope.workspace_id], [found.id])
    return seat_answers.user(found, kind=_KINDS.get(member.role, seat_answers.REGULAR), mails=mails.get(found.id, 0))


@router.get("/users")
async def list_users(
    request: Request, principal: Caller, place: Team, limit: Limit = 30, offset: Offset = 0, search: Search = None
) -> answer_types.Items[seat_types.ListedUser]:
    """The users of the platform as this key's user runs it: members of its teams, and those registered through them."""
    if not place.access.manages:
        raise forbidden()
    core = core_of(request)
    ids = await teams.opened(core, principal)
    found = await teams.search_users(core, ids, search=search, limit=limit, offset=offset)
    owned, owners = await _seats_of(core, ids, [u.id for u in found])
    mails = await teams.mails_sent(core, ids, [u.id for u in found])
    return items(
        [
            {
                **seat_answers.user(
                    u, kind=seat_answers.PLATFORM_ADMIN if u.id in owners else seat_answers.REGULAR, mails=mails.get(u.id, 0)
                ),
                "linkedinAccounts": owned.get(u.id, []),
            }
            for u in found
        ]
    )


async def _seats_of(
    core: Core, workspace_ids: list[int], user_ids: list[int]
) -> tuple[dict[int, list[seat_types.OwnedSeat]], set[int]]:
    """The seats of users, by user, and who of them owns a team. One team after another: a key opens few."""
    owned: dict[int, list[seat_types.OwnedSeat]] = {}
    owners: set[int] = set()
    for workspace_id in workspace_ids:
        async with core.scope(workspace_id) as scope:
            owners.add((await workspaces.get(scope)).owner_user_id or 0)
            found = await seats.find_all(scope, limit=1000, user_ids=user_ids)
            for seat, shown in zip(found, await seat_answers.seats(scope, found), strict=True):
                owned.setdefault(seat.user_id or 0, []).append(seat_answers.of_a_user(shown))
    return owned, owners


async def _throttled(request: Request, principal: Caller) -> None:
    """Raise RateLimited for a key that asks about many addresses."""
    window = await limits.hit(core_of(request), principal.api_key_id, "multilead.addresses", *ABOUT_ADDRESSES)
    window.check()


class NewUser(Body):
    email: Email
    password: Password
    fullName: Name
    whitelabelId: Id = WHITELABEL
    phone: Annotated[str | None, Field(pattern=r"^(\+?[\d\s()./-]{5,30})?$")] = None
    invitationId: Annotated[str | None, Field(max_length=200)] = None
    skipConfirmationEmail: Switch = False
    skipTeamCreation: Switch = False


@router.post("/users/register", status_code=201, dependencies=[Depends(_throttled)])
async def register(
    scope: Annotated[Scope, at("team", "team")], place: Team, data: Annotated[NewUser, body(NewUser)]
) -> answer_types.Result[seat_types.NewUser]:
    """A new user of the platform, with a team and a key of their own."""
    if data.whitelabelId != WHITELABEL:
        raise wrong(whitelabelId="There is no such white label.")
    if not place.access.manages:
        raise forbidden()
    try:
        made = await registration.register(
            scope,
            data.email,
            data.password,
            data.fullName,
            phone=data.phone,
            invitation=data.invitationId,
            confirmed=data.skipConfirmationEmail,
            team=not data.skipTeamCreation,
        )
    except Conflict:
        raise clash() from None
    except Invalid as error:
        raise wrong(invitationId=error.message) if error.code == "bad_token" else error from None
    shown = seat_answers.user(made.user, kind=seat_answers.REGULAR)
    return {
        "result": {
            "id": shown["id"],
            "email": shown["email"],
            "userTypeId": shown["userTypeId"],
            "whitelabelId": shown["whitelabelId"],
            "emailConfirmed": shown["emailConfirmed"],
            "fullName": shown["fullName"],
            "createdAt": shown["createdAt"],
            "apiKey": made.key or "",
        }
    }


class Address(Body):
    email: Email


@router.post("/users/{userId}/resend_confirmation")
async def resend_confirmation(
    request: Request, user_id: UserId, scope: Annotated[Scope, at("team", "team")], data: Annotated[Address, body(Address)]
) -> Response:
    """The confirmation mail once more, to the user's own address."""
    found = await _known(scope, user_id)
    if found.email.lower() != data.email.lower():
        raise wrong(email="This is not the address of that user.")
    await registration.send_confirmation(scope, found)
    return says(request, 200)


@router.post("/users/reset_password_email", dependencies=[Depends(_throttled)])
async def send_reset(request: Request, work: Work, data: Annotated[Address, body(Address)]) -> Response:
    """The mail for setting a new password. For an address without a user, and for one that was mailed, the answer is the same."""
    await registration.ask_for_reset(await work.last(), data.email)
    return says(request, 200)


class NewPassword(Body):
    newPassword: Password


@router.post("/users/{userId}/change_password")
async def change_password(
    request: Request,
    user_id: UserId,
    place: Team,
    principal: Caller,
    scope: Annotated[Scope, at("team", None)],
    data: Annotated[NewPassword, body(NewPassword)],
) -> Response:
    """Set the user's own password, or that of a user registered through this platform."""
    own = (await me_of(scope, principal)).user_id == user_id
    if not own and not place.access.manages:
        raise forbidden(NOT_YOURS)
    await registration.change_password(scope, user_id, data.newPassword)
    return says(request, 200)


class Transfer(Body):
    destinationUserId: Id
    quantity: Annotated[int, Field(ge=1, le=10**12)]


@second.post("/users/{userId}/transfer_credits", status_code=201)
async def transfer_credits(
    request: Request,
    user_id: UserId,
    place: Team,
    principal: Caller,
    scope: Annotated[Scope, at("team", None)],
    data: Annotated[Transfer, body(Transfer)],
    idempotency_key: Annotated[str | None, Header(max_length=200)] = None,
) -> answer_types.Accepted:
    """Credits of the key's team to the team that another user owns. With an Idempotency-Key the same transfer moves them once,
    however often it is asked for.
    """
    if (await me_of(scope, principal)).user_id != user_id or "manage_payment" not in place.access.flags:
        raise forbidden()
    await teams.transfer_credits(scope, data.destinationUserId, data.quantity, key=idempotency_key)
    metadata: answer_types.Metadata = {
        "method": request.method,
        "path": vendor_path(request),
        "timestamp": int(scope.now.timestamp() * 1000),
    }
    return {"success": True, "statusCode": 200, "metadata": metadata}


@router.post("/users/{userId}/activate_warmup_inboxflare", status_code=201, tags=["Warmup"])
async def activate_warmup(request: Request, user_id: UserId, scope: Annotated[Scope, at("team", "warmup")]) -> Response:
    """Switch warm-up on for every mailbox at the user's seats."""
    found = await seats.find_all(scope, limit=1000, status="active", user_ids=[user_id])
    if not found:
        raise refusal("You can't enable the InboxFlare email warm-up because none of your seats are active.")
    owned = await senders.of_seats(scope, [seat.id for seat in found])
    boxes = [sender for mine in owned.values() for sender in mine if sender.channel == "email"]
    if not boxes:
        raise refusal("You can't enable the email warm-up because none of your seats has a mailbox.")
    if all(box.warmup_enabled for box in boxes):
        raise refusal("Your account email warm-up is already active.")
    await warmup.enable(scope, [box.id for box in boxes])
    return says(request, 201)
