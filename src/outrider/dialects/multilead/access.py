"""What Multilead's routes share: its ids in paths, bodies in three encodings, empty answers, and who may work where."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from starlette.datastructures import UploadFile

from outrider.dialects.kit.access import Caller, actor_of, core_of
from outrider.dialects.kit.bodies import json_body
from outrider.dialects.multilead.errors import WORDS as WORDS_FOR
from outrider.dialects.multilead.errors import forbidden
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.tenancy import teams
from outrider.outreach.tenancy.teams import Access

MOST = 2**63 - 1
WHITELABEL = 1  # the installation
NO_PERMISSION = "You do not have required permission perform this action!"  # as the vendor spells it

Json = dict[str, Any]
M = TypeVar("M", bound=BaseModel)

Id = Annotated[int, Field(ge=1, le=MOST)]
UserId = Annotated[int, Path(alias="userId", ge=1, le=MOST)]
AccountId = Annotated[int, Path(alias="accountId", ge=1, le=MOST)]
TeamId = Annotated[int, Path(alias="teamId", ge=1, le=MOST)]
CampaignId = Annotated[int, Path(alias="campaignId", ge=1, le=MOST)]
LeadId = Annotated[int, Path(alias="leadId", ge=1, le=MOST)]
Limit = Annotated[int, Query(ge=1, le=1000)]
Offset = Annotated[int, Query(ge=0, le=10**9)]
Text = Annotated[str, Field(max_length=100_000)]
Search = Annotated[str | None, Query(min_length=1, max_length=500)]


# Lists that come as JSON text, as repeated parameters, or (numbers) with commas in between


def _listed(value: Any) -> Any:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list):
        return value
    found: list[Any] = []
    for item in value:
        decoded = _decoded(item) if isinstance(item, str) and item.lstrip().startswith("[") else item
        found.extend(decoded if isinstance(decoded, list) else [decoded])
    return found


def _decoded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _numbered(value: Any) -> Any:
    found = _listed(value)
    if not isinstance(found, list):
        return found
    return [part for item in found for part in (item.split(",") if isinstance(item, str) else [item]) if part != ""]


WORDS = BeforeValidator(_listed)
NUMBERS = BeforeValidator(_numbered)
Words = Annotated[list[str], WORDS]
Numbers = Annotated[list[Id], NUMBERS]


# Bodies


class Body(BaseModel):
    """A request's body. Fields are in the vendor's camelCase; what else is sent is ignored, as the vendor does."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)


async def fields_of(request: Request) -> Json:
    """The fields of a body in JSON, urlencoded or multipart; uploaded files stay files. A field sent twice is a list."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        body = await json_body(request)
        if not isinstance(body, dict):
            raise Invalid("The body must be an object.")
        return body
    form = await request.form(max_fields=2000)
    fields: Json = {}
    for name, value in form.multi_items():
        fields[name] = [*_many(fields[name]), value] if name in fields else value
    return fields


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def parsed(model: type[M], fields: Json) -> M:
    """The fields as the model; the vendor's 422 where they are wrong. Empty strings count as not given."""
    try:
        return model.model_validate({name: value for name, value in fields.items() if value != ""})
    except ValidationError as exc:
        details = [{**error, "loc": ("body", *error["loc"])} for error in exc.errors(include_url=False, include_context=False)]
        raise RequestValidationError(details) from None


def body(model: type[M], **left_out: Any) -> Any:
    """Route parameter: `data: Annotated[NewTeam, body(NewTeam)]`, in whatever encoding it came.

    `left_out`: required fields that the published MCP server does not send, and what it means.
    """

    async def read(request: Request) -> M:
        return parsed(model, {**(left_out if only_json(request) else {}), **await fields_of(request)})

    return Depends(read)


async def text_of(file: Any, *, most: int = 20_000_000) -> str:
    """The text of an uploaded file. Raises Invalid for what is no file, too large, or no text."""
    if not isinstance(file, UploadFile):
        raise Invalid("A file is needed.", field="files")
    raw = await file.read(most + 1)
    if len(raw) > most:
        raise Invalid("The file is too large.", field="files")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid("The file is not UTF-8 text.", field="files") from None


def only_json(request: Request) -> bool:
    """Whether the client accepts nothing but JSON, as the published MCP server says of itself."""
    return request.headers.get("accept", "").strip() == "application/json"


def says(request: Request, status: int, text: str = "") -> Response:
    """An answer that is a word or nothing. A client that accepts nothing but JSON could not read that: it gets an object."""
    if status != 204 and only_json(request):
        return JSONResponse({"success": True, **({"result": text} if text else {})}, status)
    return PlainTextResponse(text, status) if text else Response(status_code=status)


def items(rows: list[Any], **more: Any) -> Json:
    return {"result": {"items": rows, **more}}


# Who may work where


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
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST):
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
Work = Callable[[], AbstractAsyncContextManager[Scope]]


def at(where: str, permission: str | None, *, write: bool | None = None) -> Any:
    """Route parameter: a scope of one transaction at the 'seat', 'team', 'campaign' or 'lead' that the path names, where the
    caller's role has the permission: `scope: Annotated[Scope, at("seat", "campaigns")]`.

    GET asks for viewing, everything else for full use, unless `write` says. A route that finds the seat itself (campaign, lead)
    must `check` it on its `Place`.
    """

    async def enter(request: Request, principal: Caller, place: Any = Depends(_PLACES[where])) -> AsyncIterator[Scope]:
        async with _open(request, principal, place, permission, write) as scope:
            yield scope

    return Depends(enter, scope="function")


def working(where: str, permission: str | None, *, write: bool | None = None) -> Any:
    """Like `at`, for routes that wait on the network: `work: Annotated[Work, working("seat", "linkedin")]`, then
    `async with work() as scope:`.
    """

    async def enter(request: Request, principal: Caller, place: Any = Depends(_PLACES[where])) -> Work:
        if permission:
            place.check(permission, write=request.method != "GET" if write is None else write)
        return lambda: _open(request, principal, place, None, None)

    return Depends(enter)


@asynccontextmanager
async def _open(
    request: Request, principal: Caller, place: Place, permission: str | None, write: bool | None
) -> AsyncIterator[Scope]:
    if permission:
        place.check(permission, write=request.method != "GET" if write is None else write)
    core = core_of(request)
    own = place.workspace_id == principal.workspace_id
    seat_id = place.seat_id or (principal.seat_id if own else None)
    async with core.scope(place.workspace_id, actor_of(request, principal), seat_id) as scope:
        yield scope
