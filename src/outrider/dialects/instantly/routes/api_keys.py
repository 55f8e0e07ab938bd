"""API keys. The whole key is shown once, when it is made; afterwards only its end."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import AfterValidator, Field, JsonValue

from outrider.dialects.instantly import answer_types
from outrider.dialects.instantly.bodies import Body, Name
from outrider.dialects.instantly.pages import DEFAULT, After, Limit, after_id, page, row_id
from outrider.dialects.instantly.scopes import SCOPES
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.kit.access import Caller, Scoped
from outrider.dialects.kit.ids import uid
from outrider.dialects.kit.scopes import allows
from outrider.dialects.kit.texts import iso
from outrider.errors import Forbidden, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.tenancy import keys
from outrider.outreach.tenancy.keys import ApiKey

router = APIRouter(prefix="/api-keys", tags=["API keys"])


def _known(value: str) -> str:
    if value not in SCOPES:
        raise ValueError("must be equal to one of the allowed values")
    return value


_NAMES: dict[str, JsonValue] = {"enum": [*sorted(SCOPES)]}
Known = Annotated[str, Field(json_schema_extra=_NAMES), AfterValidator(_known)]


class CreateKey(Body):
    name: Name
    scopes: list[Annotated[str, Field(json_schema_extra=_NAMES), AfterValidator(_known)]] = Field(
        min_length=1, max_length=len(SCOPES)
    )


def shown(scope: Scope, key: ApiKey, plain: str | None = None) -> answer_types.ApiKey:
    """A key; scopes of other dialects' words are left out, '*' is all of them."""
    words = ["all:all" if word == "*" else word for word in key.scopes]
    return {
        "id": uid("api_key", key.id),
        "name": key.name,
        "scopes": [word for word in words if word in SCOPES],
        "key": plain or f"...{key.hint}",
        "organization_id": uid("workspace", scope.workspace_id),
        "timestamp_created": iso(key.created_at),
        "timestamp_updated": iso(key.updated_at),
    }


@router.post("", dependencies=[needs("api_keys:create")])
async def create_key(scope: Scoped, caller: Caller, body: CreateKey) -> answer_types.ApiKey:
    """A new key. It can do no more than the key that makes it."""
    beyond = [word for word in body.scopes if not allows(caller.scopes, word)]
    if beyond:
        raise Forbidden(f"A key can hand on only what it may do itself: {', '.join(beyond[:5])} is beyond this one.")
    key, plain = await keys.create(scope, body.name, body.scopes, user_id=caller.user_id)
    return shown(scope, key, plain)


@router.get("", dependencies=[needs("api_keys:read")])
async def list_keys(
    scope: Scoped, limit: Limit = DEFAULT, starting_after: After = None
) -> answer_types.Page[answer_types.ApiKey]:
    """Keys that work, newest first."""
    found = await keys.find_all(scope, limit, after_id("api_key", starting_after))
    return page(found, limit, lambda key: shown(scope, key), lambda key: str(uid("api_key", key.id)))


@router.delete("/{id}", dependencies=[needs("api_keys:delete")])
async def delete_key(scope: Scoped, id: UUID) -> answer_types.ApiKey:
    """The key stops working; the answer is the key as it was."""
    key = await keys.get(scope, row_id("api_key", id, "API key"))
    if key.revoked_at is not None:
        raise NotFound("API key not found")
    await keys.revoke(scope, key.id)
    return shown(scope, key)
