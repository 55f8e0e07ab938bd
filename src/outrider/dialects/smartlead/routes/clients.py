"""Clients: seats of the workspace, each with its own campaigns and accounts, and keys that open only those."""

import re
from typing import Annotated, ClassVar, Literal

from fastapi import APIRouter, Query, Request
from pydantic import Field
from typing_extensions import TypedDict

from outrider.dialects.kit.access import Scoped, core_of
from outrider.dialects.kit.fields import Flag
from outrider.dialects.kit.paths import path_within
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import iso
from outrider.dialects.smartlead import DIALECT, answers
from outrider.dialects.smartlead.bodies import Body, Decimal, Id, PathId
from outrider.errors import Forbidden, Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.tenancy import keys, seats, users
from outrider.outreach.tenancy.keys import ApiKey, Principal
from outrider.outreach.tenancy.seats import Seat
from outrider.outreach.tenancy.users import Member

router = APIRouter(tags=["Clients"])
READ, WRITE = needs("clients:read"), needs("clients:write")
MAX_CLIENTS = 10_000
ROLES = {"full_access": "editor", "reply_master_inbox": "client", "view": "client", "view_only": "client"}
KEY_NAME = r"^[A-Za-z0-9 _-]+$"


Permission = Annotated[str, Field(max_length=50, json_schema_extra={"enum": [*ROLES]})]

Credits = Annotated[Decimal, Field(ge=0, le=1e9)]


class SaveClient(Body):
    also: ClassVar[dict[str, str]] = {"permissions": "permission", "client_id": "id"}

    id: Id | None = None
    name: str | None = Field(default=None, min_length=1, max_length=200)
    email: str | None = Field(default=None, max_length=254)
    password: str | None = Field(default=None, min_length=8, max_length=200, repr=False)
    logo: str | None = Field(default=None, max_length=500_000)
    logo_url: str | None = Field(default=None, max_length=2000)
    permission: list[Permission] | None = Field(default=None, max_length=20)
    is_credit_assigned: Flag | None = None
    email_credits: Credits | None = None
    lead_credits: Credits | None = None


class NewKey(Body):
    also: ClassVar[dict[str, str]] = {"name": "key_name"}

    client_id: Id
    key_name: str = Field(min_length=1, max_length=100, pattern=KEY_NAME)


class Client(TypedDict):
    id: int
    name: str
    email: str | None
    logo_url: str | None
    permission: list[str]
    status: str
    timezone: str
    created_at: str | None
    updated_at: str | None


class ClientSaved(TypedDict):
    ok: bool
    clientId: int
    name: str
    email: str | None
    data: Client


class Key(TypedDict):
    """The key itself is shown once, when it is made or renewed (`api_key`); later only its last four characters."""

    id: int
    client_id: int | None
    key_name: str
    status: Literal["active", "inactive"]
    hint: str
    api_key: str | None
    created_at: str | None
    last_used_at: str | None


class KeyAnswer(TypedDict):
    ok: bool
    data: Key


class KeyList(TypedDict):
    ok: bool
    data: list[Key]


class Done(TypedDict):
    ok: bool


def shown(x: Seat) -> Client:
    kept = x.settings.get("smartlead", {})
    return {
        "id": x.id,
        "name": x.name,
        "email": answers.client_email(x.settings),
        "logo_url": kept.get("logo_url"),
        "permission": kept.get("permission", []),
        "status": x.status,
        "timezone": x.timezone,
        "created_at": iso(x.created_at),
        "updated_at": iso(x.updated_at),
    }


async def every(scope: Scope) -> list[Seat]:
    """The workspace's clients: its seats but the default one."""
    return [x for x in await seats.find_all(scope, limit=MAX_CLIENTS) if not x.is_default]


async def _client(scope: Scope, id: int) -> Seat:
    found = await seats.get(scope, id)
    if found.is_default:
        raise NotFound("There is no such client.", field="client_id")
    return found


@router.get("/client/", dependencies=[READ])
@router.get("/client", dependencies=[READ], include_in_schema=False)
async def list_clients(scope: Scoped) -> list[Client]:
    """Every client, as a bare array."""
    return [shown(x) for x in await every(scope)]


@router.post("/client/save", dependencies=[WRITE])
async def save_client(scope: Scoped, body: SaveClient) -> ClientSaved:
    """Make a client, or change the one whose id is given. With email and password the client can sign in and sees only what is
    theirs: `full_access` lets them work there, anything else lets them look.
    """
    _refuse(body)
    old = await _client(scope, body.id) if body.id is not None else None
    if old is None and (not body.name or not body.email):
        raise Invalid("A new client needs a name and an email.", field="email" if body.name else "name")
    email = users.checked_email(body.email) if body.email else None
    kept = dict(old.settings.get("smartlead", {})) if old else {}
    given = {"email": email, "logo_url": body.logo_url, "permission": body.permission}
    kept |= {name: value for name, value in given.items() if value is not None}
    if old is None:
        saved = await seats.create(scope, body.name or "", settings={"smartlead": kept})
    else:
        saved = await seats.update(scope, old.id, name=body.name, settings={"smartlead": kept})
    if kept.get("email") and (body.password or body.permission is not None or old is None):
        await _member(scope, saved, kept["email"], body)
    row = shown(saved)
    return {"ok": True, "clientId": row["id"], "name": row["name"], "email": row["email"], "data": row}


def _refuse(body: SaveClient) -> None:
    if body.logo:
        raise Invalid("Pages here have no client's logo: give logo_url, which is kept for your own use.", field="logo")
    if body.is_credit_assigned or body.email_credits or body.lead_credits:
        raise Invalid("Outrider counts no credits for clients: leave them out.", field="is_credit_assigned")
    if unknown := [word for word in body.permission or () if word not in ROLES]:
        raise Invalid(f"A permission is one of {', '.join(ROLES)}; {unknown[0][:50]!r} is not.", field="permission")


async def _member(scope: Scope, client: Seat, email: str, body: SaveClient) -> None:
    """Let the client's user in, limited to this seat: with the password, or when the user of the address signs in.

    Whether the address has a user is not said: the client's is a provisional one of its own.
    """
    role = "editor" if "full_access" in (body.permission or ()) else "client"
    known = await users.seen_here(scope, email)
    if known is not None and body.password:
        raise Invalid("This address signs in here already, with a password of its own: leave it out.", field="password")
    if known is None:
        made = await users.create_user(
            scope, email, full_name=client.name, password=body.password or None, confirmed=bool(body.password), provisional=True
        )
        known = made.id
    member = await _member_of(scope, known)
    if member is None:
        await users.add_member(scope, known, role, seat_ids=[client.id], accepted=True)
    elif member.seat_ids is None:
        raise Invalid("This address belongs to a member of your own team: give the client another one.", field="email")
    else:
        wanted = sorted({*member.seat_ids, client.id})
        await users.update_member(scope, known, role=role, seat_ids=wanted)


async def _member_of(scope: Scope, user_id: int) -> Member | None:
    try:
        return await users.get_member(scope, user_id)
    except NotFound:
        return None


# Keys


def _key(x: ApiKey, plain: str | None = None) -> Key:
    return {
        "id": x.id,
        "client_id": x.seat_id,
        "key_name": x.name,
        "status": "inactive" if x.revoked_at else "active",
        "hint": x.hint,
        "api_key": plain,
        "created_at": iso(x.created_at),
        "last_used_at": iso(x.last_used_at),
    }


async def _of_client(scope: Scope, id: int) -> ApiKey:
    found = await keys.get(scope, id)
    if found.seat_id is None:
        raise NotFound("There is no such API key.", field="key_id")
    return found


@router.get("/client/api-key", dependencies=[READ])
async def list_keys(
    scope: Scoped,
    clientId: Annotated[Id | None, Query()] = None,
    client_id: Annotated[Id | None, Query()] = None,
    status: Annotated[Literal["active", "inactive"] | None, Query()] = None,
    keyName: Annotated[str | None, Query(max_length=100)] = None,
) -> KeyList:
    """The keys of clients, newest first."""
    found = await keys.of_seats(
        scope, seat_id=clientId or client_id, revoked=None if status is None else status == "inactive", search=keyName, limit=1000
    )
    return {"ok": True, "data": [_key(x) for x in found]}


@router.post("/client/api-key", dependencies=[WRITE])
async def create_key(scope: Scoped, body: NewKey) -> KeyAnswer:
    """A key that opens this client's campaigns and nothing else. It is shown this once."""
    client = await _client(scope, body.client_id)
    made, plain = await keys.create(scope, body.key_name, user_id=scope.actor.user_id, seat_id=client.id)
    return {"ok": True, "data": _key(made, plain)}


@router.put("/client/api-key/reset/{key_id}", dependencies=[WRITE])
async def reset_key(scope: Scoped, key_id: PathId) -> KeyAnswer:
    """A new key in the place of this one, which stops working."""
    await _of_client(scope, key_id)
    made, plain = await keys.renew(scope, key_id)
    return {"ok": True, "data": _key(made, plain)}


@router.delete("/client/api-key/{key_id}", dependencies=[WRITE])
async def delete_key(scope: Scoped, key_id: PathId) -> Done:
    """The key stops working."""
    await _of_client(scope, key_id)
    await keys.revoke(scope, key_id)
    return {"ok": True}


# What a client's key opens

_OWN = re.compile(rf"^{DIALECT.api_base}/campaigns/(\d{{1,18}})(/.*)?$")
# What else than GET a client's key may do in its own campaigns: nothing that names accounts, clients or members.
_CHANGES = re.compile(r"^/(status|schedule|sequences|leads|leads/.+|reply-email-thread)/?$")


async def hold_to_client(request: Request, principal: Principal) -> None:
    """Raise Forbidden where a client's key goes beyond its own campaigns."""
    path, own = path_within(request.scope).rstrip("/"), principal.only_seat_id
    if path == f"{DIALECT.api_base}/campaigns" and request.method == "GET":
        if request.query_params.get("client_id") == str(own):
            return
        raise Forbidden(f"This key opens one client's campaigns: ask for them with client_id={own}.")
    found = _OWN.match(path)
    if found and (request.method == "GET" or _CHANGES.match(found[2] or "")):
        core = core_of(request)
        async with core.scope(principal.workspace_id) as scope:
            campaign = (await campaigns.get_many(scope, [int(found[1])])).get(int(found[1]))
        if campaign is not None and campaign.seat_id == own:
            return
        raise NotFound("There is no such campaign.", field="campaign_id")
    raise Forbidden("This key opens one client's campaigns, and this is outside them.")
