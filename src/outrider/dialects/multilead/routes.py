"""Multilead's Open API as one application: both versions on the vendor's paths, and the same without their prefix."""

from fastapi import APIRouter, FastAPI

from outrider import errors
from outrider.dialects.kit import app as wire
from outrider.dialects.multilead import (
    DIALECT,
    blacklists,
    campaigns,
    conversations,
    exports,
    lead_sources,
    lead_tags,
    leads,
    seats,
    settings_routes,
    statistics,
    team_leads,
    team_routes,
    users,
    webhook_routes,
)
from outrider.dialects.multilead.errors import error_body
from outrider.dialects.multilead.settings_routes import LIMIT, REMAINING
from outrider.outreach.base.scope import Core
from outrider.settings import Settings

V1, V2 = "/api/open-api/v1", "/api/open-api/v2"

DESCRIPTION = """Multilead's Open API, spoken by Outrider. Send the key bare in `Authorization`.

Bodies may be JSON, urlencoded or multipart. Errors are `{"error": {"code", "message"}}`; with 422 there is `errors` beside it, by
parameter. The second version says `{"success": false, "message", "error", "statusCode", "metadata"}`. A key that was made with
scopes needs `:read` for GET and `:write` for all else, of what the operation is about: `leads`, `campaigns`, `inbox`, `webhooks`,
`analytics`, `blacklists`, `seats`, `users`, `teams` or `settings`; the rest is up to the role of the key's user."""

# Each module has `router` (the first version's paths), and may have `second` (the second version's) and `plain` (paths without a
# version of the Open API, such as /v1/leads). Beside it stands what a key's scopes call it.
PARTS = {
    settings_routes: "settings", users: "users", seats: "seats", team_routes: "teams", lead_tags: "leads", leads: "leads",
    team_leads: "leads", campaigns: "campaigns", lead_sources: "campaigns", exports: "leads", conversations: "inbox",
    webhook_routes: "webhooks", statistics: "analytics", blacklists: "blacklists",
}  # fmt: skip


def make_app(core: Core, settings: Settings) -> FastAPI:
    first, second, plain = APIRouter(), APIRouter(), APIRouter()
    for part, noun in PARTS.items():
        scope = [wire.needs_by_method(noun)]
        first.include_router(part.router, dependencies=scope)
        second.include_router(getattr(part, "second", APIRouter()), dependencies=scope)
        plain.include_router(getattr(part, "plain", APIRouter()), dependencies=scope)
    served, again = APIRouter(), APIRouter(include_in_schema=False)
    served.include_router(first, prefix=V1)
    served.include_router(second, prefix=V2)
    served.include_router(plain)
    # Clients that put a path straight after their base URL, whichever of the two that is.
    again.include_router(first)
    again.include_router(second, prefix=V1 + V2)
    again.include_router(plain, prefix=V1)
    app = wire.make_app(
        DIALECT,
        core,
        settings,
        routers=[served, again],
        error_body=error_body,
        rate_headers=lambda window: {LIMIT: str(window.limit), REMAINING: str(window.remaining)},
        statuses={errors.Unavailable: 400},
        description=DESCRIPTION,
        version="v1",
    )
    app.router.redirect_slashes = False  # a path with an id missing at its end is not there
    return app
