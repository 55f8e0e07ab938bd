"""Who may use the workspace: its members, and API keys with their scopes and modes."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from outrider.dialects.kit.access import Caller, Scoped
from outrider.dialects.kit.scopes import allows, needs
from outrider.dialects.kit.texts import iso
from outrider.dialects.outrider import answer_types, bodies, pages
from outrider.errors import Forbidden
from outrider.outreach.base.scope import Mode
from outrider.outreach.tenancy import keys, users
from outrider.outreach.tenancy.keys import ApiKey
from outrider.outreach.tenancy.users import Member

router = APIRouter(tags=["Access"])
READ, WRITE = needs("api_keys:read"), needs("api_keys:write")
KeyId = Annotated[int, Path(ge=1, lt=1 << 63)]


def _key(key: ApiKey) -> answer_types.ApiKey:
    return {
        "id": key.id,
        "name": key.name,
        "ends_with": key.hint,
        "scopes": [*key.scopes],
        "mode": key.mode,
        "user_id": key.user_id,
        "created_at": iso(key.created_at),
        "last_used_at": iso(key.last_used_at),
        "revoked_at": iso(key.revoked_at),
    }


def _member(member: Member) -> answer_types.Member:
    return {
        "user_id": member.user_id,
        "email": member.email,
        "name": member.full_name,
        "role": member.role,
        "invited_at": iso(member.created_at),
        "joined_at": iso(member.accepted_at),
    }


@router.get("/api-keys", dependencies=[READ])
async def list_keys(
    scope: Scoped,
    revoked: Annotated[bool, Query(description="Also those that were revoked.")] = False,
    limit: pages.Limit = pages.DEFAULT,
    cursor: pages.Cursor = None,
) -> answer_types.ApiKeys:
    """API keys, newest first. Of a key itself, only its end is shown."""
    found = await keys.find_all(scope, limit + 1, pages.after_id(cursor), revoked=revoked)
    shown, following = pages.page(found, limit, lambda key: str(key.id))
    return {"api_keys": [_key(key) for key in shown], "next_cursor": following}


@router.post("/api-keys", status_code=201, dependencies=[WRITE])
async def create_key(scope: Scoped, caller: Caller, body: bodies.NewKey) -> answer_types.CreatedKey:
    """A new key, which the answer shows once. It may do no more than the key that makes it: neither in scopes nor in mode."""
    if beyond := [word for word in body.scopes if not allows(caller.scopes, word)]:
        raise Forbidden(f"A key hands on only what it may do itself, which {beyond[0]} is not.", code="beyond_scopes")
    mode = Mode(body.mode) if body.mode else None
    made, plain = await keys.create(scope, body.name, body.scopes, caller.user_id, mode=mode)
    return {**_key(made), "key": plain}


@router.delete("/api-keys/{key_id}", dependencies=[WRITE])
async def revoke_key(scope: Scoped, key_id: KeyId) -> answer_types.ApiKey:
    """Revoke a key: it stops working within seconds. Revoking it twice changes nothing."""
    return _key(await keys.revoke(scope, key_id))


@router.get("/members", dependencies=[needs("members:read")])
async def list_members(
    scope: Scoped,
    search: Annotated[str | None, Query(max_length=200, description="Part of the name or address.")] = None,
    limit: pages.Limit = pages.DEFAULT,
    cursor: pages.Cursor = None,
) -> answer_types.Members:
    """The people of the workspace, in the order in which they were invited."""
    found = await users.members(scope, limit + 1, pages.after_id(cursor) or 0, search=search)
    shown, following = pages.page(found, limit, lambda member: str(member.id))
    return {"members": [_member(member) for member in shown], "next_cursor": following}
