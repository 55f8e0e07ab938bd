"""How Smartlead says no: both generations' fields, and a sentence for a path that is not there."""

from typing import Any, NotRequired

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from typing_extensions import TypedDict

from outrider.dialects.kit.nouns import Nouns
from outrider.dialects.kit.paths import path_within
from outrider.dialects.kit.problems import Problem, path_of
from outrider.dialects.smartlead import DIALECT

# The core's nouns in Smartlead's.
NOUNS = Nouns(
    {
        "sender": "email account",
        "sender account": "email account",
        "seat": "client",
        "enrollment": "lead",
        "suppression": "block list entry",
        "list member": "lead",
        "user": "team member",
        "workspace": "account",
        "conversation": "thread",
        "placement test": "spam test",
        "webhook delivery": "webhook event",
        "visitor": "lead",
    },
    numbered=True,
)


class Detail(TypedDict):
    """What is wrong with one field."""

    field: str | None
    message: str


class Refusal(TypedDict):
    """Every answer that is not a success: `error` and `message` say the same."""

    ok: bool
    statusCode: int
    error: str
    message: str
    code: str
    field: NotRequired[str]
    details: NotRequired[list[Detail]]


def error_body(request: Request, problem: Problem) -> Response:
    """Both generations' fields: `error` (newer pages) and `message` (older ones)."""
    unrouted = problem.status == 404 and problem.message == "Not Found"
    if unrouted or _names_nothing(request, problem):
        problem = Problem(404, "not_found", _no_such_path(request))
    message = "Invalid API Key" if problem.code == "unauthorized" and problem.status == 401 else problem.message
    body: dict[str, Any] = {"ok": False, "statusCode": problem.status, "error": message, "message": message, "code": problem.code}
    if problem.field:
        body["field"] = problem.field
    if problem.details:
        body["details"] = [{"field": path_of([d]), "message": d["msg"]} for d in problem.details[:20]]
    return JSONResponse(body, status_code=problem.status)


def _names_nothing(request: Request, problem: Problem) -> bool:
    """Whether a path was taken for one with an id, though what stands there is a word: ids are numbers."""
    return problem.status in (405, 422) and not all(str(value).isdigit() for value in request.path_params.values())


def _no_such_path(request: Request) -> str:
    path = path_within(request.scope)
    if path.startswith(f"{DIALECT.api_base}/"):
        return f"There is no {request.method} {path} in Smartlead's API; /docs lists what there is."
    mounted = "" if request.url.hostname in DIALECT.hosts else request.scope.get("root_path", "")
    base = request.url.replace(path=mounted + DIALECT.api_base, query="")
    return f"Paths of this API begin with {DIALECT.api_base}: the base URL of a client is {base}."
