"""Makinari's API as one application: its routes and its envelope."""

from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from outrider.dialects.kit.app import Conventions, Part, build_app
from outrider.dialects.kit.problems import Problem
from outrider.dialects.makinari import DIALECT, sites
from outrider.dialects.makinari.routes import campaigns, leads, letters, segments, visitors
from outrider.outreach.base.scope import Core
from outrider.settings import Settings

DESCRIPTION = """Makinari's tool routes, spoken by Outrider. Send the key as `Authorization: Bearer` or `X-API-Key`.

Answers are `{"success": true, ...}` or `{"success": false, "error": ..., "details": [...]}`. `site_id` is the
key's own site, which `GET /api/site` tells; any other is refused with 403."""

NO_KEY = "Missing or invalid API key. Send it as 'Authorization: Bearer <key>' or 'X-API-Key: <key>'."
# Routes that say in `error` itself which field is wrong.
_TELLING = ("/qualify", "/identify")


def error_body(request: Request, problem: Problem) -> Response:
    if problem.status == 401:
        return JSONResponse({"success": False, "error": NO_KEY}, 401, headers={"WWW-Authenticate": "Bearer"})
    status = 400 if problem.status == 422 else problem.status
    body: dict[str, Any] = {"success": False, "error": problem.message}
    if problem.details:
        body["details"] = [{"path": _path(d), "message": d["msg"]} for d in problem.details[:20]]
        if not request.url.path.endswith(_TELLING):
            reading = request.url.path.endswith("/get") or request.method == "GET"
            body["error"] = "Invalid filters" if reading else "Invalid input"
    elif problem.field:
        body["details"] = [{"path": problem.field.split("."), "message": problem.message, **problem.data}]
    return JSONResponse(body, status)


def _path(detail: dict[str, Any]) -> list[Any]:
    return [part for part in detail.get("loc", ()) if part not in ("body", "query", "path")]


def make_app(core: Core, settings: Settings) -> FastAPI:
    parts = (sites, leads, campaigns, segments, letters, visitors)
    return build_app(
        DIALECT,
        core,
        settings,
        parts=[*(Part(part.router, DIALECT.api_base) for part in parts), Part(visitors.images)],
        conventions=Conventions(error_body=error_body),
        description=DESCRIPTION,
        version="1",
    )
