"""How Makinari says no: its envelope, with what is wrong by field."""

from typing import NotRequired, get_args

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from pydantic_core import ErrorDetails
from typing_extensions import TypedDict

from outrider.dialects.kit.nouns import Nouns
from outrider.dialects.kit.problems import Problem, describe
from outrider.dialects.makinari.bodies import Status

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
        if request.url.path.endswith(_TELLING):
            body["error"] = "; ".join(_told(d) for d in problem.details[:5])
        else:
            reading = request.url.path.endswith("/get") or request.method == "GET"
            body["error"] = "Invalid filters" if reading else "Invalid input"
    elif problem.field:
        body["details"] = [{"path": problem.field.split("."), "message": problem.message, **problem.data}]
    return JSONResponse(body, status)


def _told(detail: ErrorDetails) -> str:
    """What is wrong with one field, in the vendor's words; `details` say more."""
    field, kind = ".".join(str(part) for part in _path(detail)), detail["type"]
    if kind.startswith("uuid"):
        return f"{field} must be a valid UUID"
    if field in ("email", "phone") and kind == "value_error":
        return f"{field} format is invalid"
    if field == "status" and kind == "literal_error":
        return "Invalid status. Must be one of: " + ", ".join(get_args(Status))
    return describe([detail])


def _path(detail: ErrorDetails) -> list[int | str]:
    return [part for part in detail.get("loc", ()) if part not in ("body", "query", "path")]
