"""How Makinari says no: its envelope, with what is wrong by field."""

from typing import NotRequired

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from pydantic_core import ErrorDetails
from typing_extensions import TypedDict

from outrider.dialects.kit.nouns import Nouns
from outrider.dialects.kit.problems import Problem

# The core's nouns in Makinari's.
NOUNS = Nouns(
    {
        "workspace": "site",
        "sender": "mailbox",
        "enrollment": "lead",
        "list member": "lead",
        "category": "status",
        "suppression": "lead",
        "seat": "site",
        "lead in a campaign": "lead",
    },
    missing="{Noun} not found",
)


class Detail(TypedDict):
    """What is wrong with one field: where it is, and a sentence."""

    path: list[str | int]
    message: str


class Refusal(TypedDict):
    """Every answer that is not a success."""

    success: bool
    error: str
    details: NotRequired[list[Detail]]


NO_KEY = "Missing or invalid API key. Send it as 'Authorization: Bearer <key>' or 'X-API-Key: <key>'."
# Routes that say in `error` itself which field is wrong.
_TELLING = ("/qualify", "/identify")


def error_body(request: Request, problem: Problem) -> Response:
    if problem.status == 401:
        return JSONResponse({"success": False, "error": NO_KEY}, 401, headers={"WWW-Authenticate": "Bearer"})
    status = 400 if problem.status == 422 else problem.status
    body: dict[str, object] = {"success": False, "error": problem.message}
    if problem.details:
        body["details"] = [{"path": _path(d), "message": d["msg"]} for d in problem.details[:20]]
        if not request.url.path.endswith(_TELLING):
            reading = request.url.path.endswith("/get") or request.method == "GET"
            body["error"] = "Invalid filters" if reading else "Invalid input"
    elif problem.field:
        body["details"] = [{"path": problem.field.split("."), "message": problem.message, **problem.data}]
    return JSONResponse(body, status)


def _path(detail: ErrorDetails) -> list[int | str]:
    return [part for part in detail.get("loc", ()) if part not in ("body", "query", "path")]
