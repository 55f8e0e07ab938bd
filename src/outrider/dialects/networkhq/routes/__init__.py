"""NetworkHQ's API as one application: its routes, its error body, its rate-limit headers and its document."""

from fastapi import FastAPI

from outrider.dialects.kit.app import Conventions, build_app
from outrider.dialects.kit.problems import Problem as Problem
from outrider.dialects.kit.routing import Part
from outrider.dialects.kit.tools import Schema
from outrider.dialects.networkhq import DIALECT
from outrider.dialects.networkhq.document import document
from outrider.dialects.networkhq.errors import NOUNS, error_body
from outrider.dialects.networkhq.routes import accounts, campaigns, conversations, leads, lists
from outrider.outreach.base.limits import Window
from outrider.outreach.base.scope import Core
from outrider.settings import Settings

DESCRIPTION = """NetworkHQ's public API, spoken by Outrider. Send the key as `Authorization: Bearer <key>`.

Each operation needs a scope of the key's: `campaigns`, `linkedin_accounts`, `lead_lists`, `leads` or `conversations`, with
`:read` or `:write`. 60 requests a minute and key, in fixed windows; every answer says with `X-RateLimit-Limit`,
`X-RateLimit-Remaining` and `X-RateLimit-Reset` (a Unix time) how many are left. Lists come in pages of `limit` (1-500) rows:
pass `pagination.next_cursor` as `cursor` until `has_more` is false. Errors are `{"error": {"code", "message"}}`."""


def rate_headers(window: Window) -> dict[str, str]:
    return {
        "X-RateLimit-Limit": str(window.limit),
        "X-RateLimit-Remaining": str(window.remaining),
        "X-RateLimit-Reset": str(int(window.reset_at.timestamp())),
    }


def make_app(core: Core, settings: Settings) -> FastAPI:
    parts = (campaigns, accounts, lists, leads, conversations)
    app = build_app(
        DIALECT,
        core,
        settings,
        parts=[Part(part.router, DIALECT.api_base) for part in parts],
        conventions=Conventions(error_body=error_body, nouns=NOUNS, rate_headers=rate_headers, gate=True, apply_types=True),
        description=DESCRIPTION,
        version="1.0.0",
    )
    made: Schema = {}

    def openapi() -> Schema:
        if not made:
            made.update(document(app))
        return made

    app.openapi = openapi
    return app
