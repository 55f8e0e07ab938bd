"""How our own API says no: one object with a code, a sentence and, where there is one, the field."""

from typing import NotRequired

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from typing_extensions import TypedDict

from outrider.dialects.kit.problems import Problem


class Error(TypedDict):
    """`code` is stable, `message` is for people. `approval`: the one that waits for a person, where that is why."""

    code: str
    message: str
    field: NotRequired[str]
    approval: NotRequired[int]


class Refusal(TypedDict):
    """Every answer that is not a success."""

    error: Error


def error_body(_request: Request, problem: Problem) -> Response:
    error: Error = {"code": problem.code, "message": problem.message}
    if problem.field:
        error["field"] = problem.field
    if "approval" in problem.data:
        error["approval"] = problem.data["approval"]
    status = 400 if problem.status == 422 else problem.status
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return JSONResponse({"error": error}, status, headers)
