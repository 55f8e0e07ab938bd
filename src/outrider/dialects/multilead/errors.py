"""Multilead's errors: one shape in version 1, another in version 2, and an HTML page for an unknown path."""

import html
from typing import NotRequired

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic_core import ErrorDetails
from typing_extensions import TypedDict

from outrider.dialects.kit.nouns import Nouns
from outrider.dialects.kit.problems import Problem
from outrider.errors import Conflict, Forbidden, Invalid

# The core's nouns in Multilead's.
NOUNS = Nouns(
    {
        "sender": "account",
        "enrollment": "lead",
        "suppression": "blacklist entry",
        "list member": "lead",
        "workspace": "team",
        "conversation": "thread",
        "lead in a campaign": "lead",
        "variant": "version",
    },
    numbered=True,
)


class Code(TypedDict):
    """A status and its sentence."""

    code: int
    message: str


class Wrong(TypedDict):
    """What is wrong with one parameter."""

    msg: str
    param: str
    location: str
    value: NotRequired[str | float | bool]


class First(TypedDict):
    """A refusal of the first version."""

    error: Code
    errors: NotRequired[dict[str, Wrong]]


class Metadata(TypedDict):
    """What was asked and when, in milliseconds since 1970."""

    method: str
    path: str
    timestamp: int


class Second(TypedDict):
    """A refusal of the second version."""

    success: bool
    message: str | list[str]
    error: str
    statusCode: int
    metadata: Metadata


LONGEST = 200  # characters of a wrong value that an error repeats
ECHOED = 10**18  # numbers beyond it, infinity among them, are not repeated

# What the vendor says of a parameter of the wrong type, where that is recorded.
WORDS = {
    "userId": "User id must be a number.",
    "accountId": "Account id must be a number.",
    "campaignId": "campaignId must be a number.",
    "teamId": "Team id must be a number.",
    "leadId": "leadId is not a number",
    "tagId": "tagId is not a number",
    "linkedinUserId": "Linkedin user id must be a number",
    "campaignState": "campaignState must be numeric",
    "signatureId": "signatureId must be a number",
    "webhookId": "webhookId must be a number",
    "curves": "curves is required.",
}
# The same of a parameter of the query, and of a body's field that is missing.
_IN_QUERY = {"campaignId": "campaignId must be numeric"}
_MISSING = {
    "templateId": "Template id is required",
    "webhooks": "Webhooks is required.",
    "messageType": "Message type is required",
    "recipientEmail": "recipientEmail is required!",
    **{name: f"{name} is required." for name in ("url", "arrayOfActions", "arrayOfIds")},
}
_NAMES = {
    400: "BadRequestException",
    403: "ForbiddenException",
    404: "NotFoundException",
    409: "Conflict",
    422: "BadRequestException",
}
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Error</title>
</head>
<body>
<pre>Cannot {method} {path}</pre>
</body>
</html>
"""
_PLACES = {"path": "params", "query": "query", "body": "body", "header": "headers"}


def refusal(message: str) -> Invalid:
    """A 400 with the vendor's sentence: the request is well formed, but the answer is no."""
    return Invalid(message)


def wrong(**params: str) -> Invalid:
    """A 422 that says of each body field what is wrong."""
    return Invalid("; ".join(params.values()), data={"wrong": params})


def forbidden(message: str = "Forbidden") -> Forbidden:
    return Forbidden(message)


def clash(message: str = "Conflict Error") -> Conflict:
    return Conflict(message)


def error_body(request: Request, problem: Problem) -> Response:
    """The vendor's body for what went wrong."""
    path = request.url.path
    if problem.status == 405 or (problem.status == 404 and "route" not in request.scope):
        return HTMLResponse(_PAGE.format(method=request.method, path=html.escape(path)), 404)
    if "/open-api/v2/" in path:
        return _second(request, problem)
    if problem.status == 401:
        return _first(401, "Unauthorized")
    if errors := params_of(request, problem):
        body = {"error": {"code": 422, "message": "Validation Error"}, "errors": errors}
        return JSONResponse(body, 422)
    return _first(problem.status, problem.message)


def _first(status: int, message: str) -> JSONResponse:
    return JSONResponse({"error": {"code": status, "message": message}}, status)


def _second(request: Request, problem: Problem) -> JSONResponse:
    status, message, name = problem.status, problem.message, _NAMES.get(problem.status, "InternalServerErrorException")
    if status == 401:
        missing = not request.headers.get("authorization")
        message, name = ("API key is missing", "UnauthorizedException") if missing else ("Invalid API key", "Unauthorized")
    wrongs = [str(error["msg"]) for error in params_of(request, problem).values()]
    if wrongs or status == 422:
        status = 400
    at = int(request.app.state.core.clock.now().timestamp() * 1000)
    metadata = {"method": request.method, "path": vendor_path(request), "timestamp": at}
    body = {"success": False, "message": wrongs or message, "error": name, "statusCode": status, "metadata": metadata}
    return JSONResponse(body, status)


def vendor_path(request: Request) -> str:
    """The request's path as the vendor would have seen it: without the place where the dialect is mounted."""
    return request.scope["path"].removeprefix(request.scope.get("root_path", "").rstrip("/"))


def params_of(_request: Request, problem: Problem) -> dict[str, Wrong]:
    """What is wrong, by parameter: {'accountId': {'value', 'msg', 'param', 'location'}}. Empty for other kinds of trouble."""
    if problem.details:
        return dict(_param(detail) for detail in reversed(problem.details))
    if wrong := problem.data.get("wrong"):
        return {name: {"msg": msg, "param": name, "location": "body"} for name, msg in wrong.items()}
    if problem.field and problem.status in (400, 422):
        name = problem.field
        return {name: {"msg": problem.message, "param": name, "location": "body"}}
    return {}


def _param(detail: ErrorDetails) -> tuple[str, Wrong]:
    place, *rest = [str(part) for part in detail.get("loc", ())] or ["body"]
    name = ".".join(rest) or place
    missing = detail.get("type") in ("missing", "required")
    value = "" if detail.get("input") == [""] else detail.get("input")
    msg = _lacking(place, name) if missing else _wrong(place, name, value, detail)
    wrong: Wrong = {"msg": msg, "param": name, "location": _PLACES.get(place, "body")}
    if missing:
        return name, wrong
    if isinstance(value, str):
        return name, {"value": value[:LONGEST], **wrong}
    if isinstance(value, int | float) and -ECHOED < value < ECHOED:
        return name, {"value": value, **wrong}
    return name, wrong


def _lacking(place: str, name: str) -> str:
    return _MISSING.get(name) or (f"{name} is required." if place == "query" else f"{name} is required")


def _wrong(place: str, name: str, value: object, detail: ErrorDetails) -> str:
    kind = detail.get("type")
    if value == "":
        return f"{name} can't be empty"
    if kind in ("literal_error", "enum"):
        return f"invalid value for {name}"
    if kind == "string_pattern_mismatch":
        return "Invalid value"
    known = {**WORDS, **_IN_QUERY} if place == "query" else WORDS
    message = str(detail.get("msg", "Invalid value")).removeprefix("Value error, ")
    return known.get(name, f"{name} {message}" if message.startswith(("must ", "is ")) else message)
