"""GET /api/explain/{campaign|sender|enrollment}/{id}: why it does not send, which limit applies, and when it acts next. It serves
callers of every dialect; the ids are those in the dialects' lists (Smartlead: campaign, email account, campaign_lead_map_id).
"""

from collections.abc import Awaitable, Callable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from outrider.errors import NotFound, OutriderError, Unauthorized
from outrider.outreach.base.scope import Actor, Core, Scope
from outrider.outreach.enrollments import explain
from outrider.outreach.tenancy import keys
from outrider.store.ids import to_id
from outrider.values import is_list, is_object

OF: dict[str, Callable[[Scope, int], Awaitable[explain.Explanation]]] = {
    "campaign": explain.of_campaign,
    "sender": explain.of_sender,
    "enrollment": explain.of_enrollment,
}
STATUS: dict[type[OutriderError], int] = {Unauthorized: 401, NotFound: 404}


def routes(core: Core) -> list[Route]:
    """The key is sent as `Authorization: Bearer <key>`; any key may ask about its own workspace."""

    async def answer(request: Request) -> Response:
        try:
            scheme, _, key = request.headers.get("authorization", "").partition(" ")
            if scheme.lower() != "bearer" or not key.strip():
                raise Unauthorized("Send an API key as 'Authorization: Bearer <key>'.")
            principal = await keys.authenticate(core, key.strip())
            kind, id = request.path_params["kind"], number(request.path_params["kind"], request.path_params["id"])
            actor = Actor("api", principal.user_id, principal.api_key_id, frozenset(principal.scopes), mode=principal.mode)
            async with core.scope(principal.workspace_id, actor, principal.seat_id) as scope:
                found = await OF[kind](scope, id)
        except OutriderError as error:
            return JSONResponse({"error": error.message, "code": error.code}, STATUS.get(type(error), 400))
        return JSONResponse(plain(found.as_dict()), headers={"Cache-Control": "no-store"})

    return [Route("/api/explain/{kind}/{id}", answer, methods=["GET"])]


def number(kind: str, given: str) -> int:
    """The id, given as a number or as the UUID that dialects show. Raises NotFound."""
    if kind not in OF:
        raise NotFound(f"Choose one of: {', '.join(OF)}.")
    id = int(given) if given.isascii() and given.isdigit() and len(given) < 19 else to_id(kind, given)
    if id is None:
        raise NotFound(f"There is no such {kind}.")
    return id


def plain(value: object) -> object:
    """Convert times to ISO 8601; leave everything else as it is."""
    if isinstance(value, datetime):
        return value.isoformat()
    if is_object(value):
        return {name: plain(part) for name, part in value.items()}
    return [plain(part) for part in value] if is_list(value) else value
