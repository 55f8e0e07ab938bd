"""Multilead's Open API as one application: both versions on the vendor's paths, and the same without their prefix."""

from collections.abc import Iterator

from fastapi import FastAPI

from outrider import errors
from outrider.dialects.kit.app import Conventions, build_app
from outrider.dialects.kit.refusals import Refusals
from outrider.dialects.kit.routing import Part
from outrider.dialects.kit.scopes import needs_by_method
from outrider.dialects.multilead import DIALECT
from outrider.dialects.multilead.errors import NOUNS, First, Second, error_body
from outrider.dialects.multilead.routes import (
    blacklists,
    campaigns,
    conversations,
    exports,
    lead_sources,
    lead_tags,
    leads,
    seats,
    statistics,
    team_leads,
    teams,
    users,
    webhooks,
)
from outrider.dialects.multilead.routes import settings as settings_routes
from outrider.dialects.multilead.routes.settings import LIMIT, REMAINING
from outrider.outreach.base.limits import Window
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
    settings_routes: "settings", users: "users", seats: "seats", teams: "teams", lead_tags: "leads", leads: "leads",
    team_leads: "leads", campaigns: "campaigns", lead_sources: "campaigns", exports: "leads", conversations: "inbox",
    webhooks: "webhooks", statistics: "analytics", blacklists: "blacklists",
}  # fmt: skip


# The routers of a module, and where each of them is served: at the vendor's own paths, then (undocumented) for clients that put a
# path straight after their base URL, whichever of the two that is.
LAYOUT = (
    ("router", V1, True), ("second", V2, True), ("plain", "", True),
    ("router", "", False), ("second", V1 + V2, False), ("plain", V1, False),
)  # fmt: skip


def parts() -> Iterator[Part]:
    for name, prefix, documented in LAYOUT:
        for module, noun in PARTS.items():
            if router := getattr(module, name, None):
                yield Part(router, prefix, [needs_by_method(noun)], documented)


def rate_headers(window: Window) -> dict[str, str]:
    return {LIMIT: str(window.limit), REMAINING: str(window.remaining)}


def make_app(core: Core, settings: Settings) -> FastAPI:
    app = build_app(
        DIALECT,
        core,
        settings,
        parts=parts(),
        conventions=Conventions(
            error_body=error_body,
            nouns=NOUNS,
            field_names={"file": ("files",), "seat_id": ("accountId",), "enrollment_id": ("leadId",)},
            statuses={errors.Unavailable: 400},
            rate_headers=rate_headers,
            refusals=Refusals(First | Second, anywhere=(400, 401, 403, 404, 422, 429, 503)),
        ),
        description=DESCRIPTION,
        version="v1",
    )
    app.router.redirect_slashes = False  # a path with an id missing at its end is not there
    return app
