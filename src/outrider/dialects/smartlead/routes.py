"""Smartlead's API as one application: its routes, its error bodies, and an honest answer for what is not served."""

from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from outrider import errors
from outrider.dialects import wire
from outrider.dialects.smartlead import DIALECT, accounts, analytics, campaigns, inbox, leads, lists, unserved, webhook_routes
from outrider.outreach.scope import Core
from outrider.settings import Settings

DESCRIPTION = """Smartlead's API, spoken by Outrider. Send the key as `?api_key=`.

Answers have the shapes that Smartlead's clients parse. Errors are `{"ok": false, "error": ..., "message": ...}`: 400 and 422 for
requests that cannot be served, 401 without a good key, 404 for what is not there, 429 beyond 10 requests in 2 seconds, and 501
for what Outrider does not do, with what to use instead."""


def error_body(request: Request, problem: wire.Problem) -> Response:
    """Both generations' fields: `error` (newer pages) and `message` (older ones)."""
    message = "Invalid API Key" if problem.code == "unauthorized" and problem.status == 401 else problem.message
    body: dict[str, Any] = {"ok": False, "statusCode": problem.status, "error": message, "message": message, "code": problem.code}
    if problem.field:
        body["field"] = problem.field
    if problem.details:
        body["details"] = [{"field": wire.path_of([d]), "message": d["msg"]} for d in problem.details[:20]]
    return JSONResponse(body, status_code=problem.status)


def make_app(core: Core, settings: Settings) -> FastAPI:
    parts = (unserved, campaigns, leads, lists, accounts, inbox, analytics, webhook_routes)
    return wire.make_app(
        DIALECT,
        core,
        settings,
        routers=[part.router for part in parts],
        prefix=DIALECT.api_base,
        error_body=error_body,
        statuses={errors.Conflict: 400, errors.Unavailable: 400},
        description=DESCRIPTION,
        version="v1",
    )
