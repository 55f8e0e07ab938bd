"""How NetworkHQ says no: a code and a message."""

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from outrider.dialects.kit.nouns import Nouns
from outrider.dialects.kit.problems import Problem

# The core's nouns in NetworkHQ's.
NOUNS = Nouns(
    {
        "sender": "LinkedIn account",
        "enrollment": "lead",
        "list member": "lead",
        "category": "intent",
        "categories": "intents",
        "lead in a campaign": "lead",
        "suppression": "lead",
        "seat": "workspace",
    }
)


_CODES = {"invalid": "invalid_request", "internal": "internal_error"}


def error_body(_request: Request, problem: Problem) -> Response:
    status = 400 if problem.status == 422 else 503 if problem.code == "sending_unavailable" else problem.status
    error = {"code": _CODES.get(problem.code, problem.code), "message": problem.message}
    return JSONResponse({"error": error}, status_code=status)
