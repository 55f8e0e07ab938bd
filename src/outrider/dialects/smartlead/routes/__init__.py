"""Smartlead's API as one application: its routes, its error bodies, and an honest answer for what is not served."""

from fastapi import FastAPI

from outrider import errors
from outrider.dialects.kit.app import Conventions, Part, build_app
from outrider.dialects.kit.problems import Problem as Problem
from outrider.dialects.kit.problems import path_of as path_of
from outrider.dialects.smartlead import DIALECT
from outrider.dialects.smartlead.errors import error_body
from outrider.dialects.smartlead.routes import accounts, analytics, campaigns, inbox, leads, lists, unserved, webhooks
from outrider.outreach.base.scope import Core
from outrider.settings import Settings

DESCRIPTION = """Smartlead's API, spoken by Outrider. Send the key as `?api_key=`.

Answers have the shapes that Smartlead's clients parse. Errors are `{"ok": false, "error": ..., "message": ...}`: 400 and 422 for
requests that cannot be served, 401 without a good key, 404 for what is not there, 429 beyond 10 requests in 2 seconds, and 501
for what Outrider does not do, with what to use instead."""


def make_app(core: Core, settings: Settings) -> FastAPI:
    # inbox before campaigns: one of its words stands where campaigns have an id.
    parts = (unserved, inbox, campaigns, leads, lists, accounts, analytics, webhooks)
    return build_app(
        DIALECT,
        core,
        settings,
        parts=[Part(part.router, DIALECT.api_base) for part in parts],
        conventions=Conventions(error_body=error_body, statuses={errors.Conflict: 400, errors.Unavailable: 400}),
        description=DESCRIPTION,
        version="v1",
    )
