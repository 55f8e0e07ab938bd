"""Errors before a dialect gives them its vendor's body: the core's, malformed requests, and what the database refuses."""

import dataclasses
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import psycopg
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic_core import ErrorDetails
from starlette.exceptions import HTTPException

from outrider import errors
from outrider.store.db import as_of_one_server, may_pass

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, before a dialect gives it its vendor's body. `details`: pydantic's errors of a
    malformed request.
    """

    status: int
    code: str
    message: str
    field: str | None = None
    data: Mapping[str, Any] = dataclasses.field(default_factory=dict[str, object])
    details: list[ErrorDetails] = dataclasses.field(default_factory=list[ErrorDetails])


ErrorBody = Callable[[Request, Problem], Response]

STATUS: dict[type[errors.OutriderError], int] = {
    errors.NotFound: 404,
    errors.Invalid: 400,
    errors.Conflict: 409,
    errors.Forbidden: 403,
    errors.Unauthorized: 401,
    errors.RateLimited: 429,
    errors.PaymentRequired: 402,
    errors.Unavailable: 502,
}


def problem_of(exc: Exception, statuses: Mapping[type[errors.OutriderError], int]) -> Problem:
    """What an exception is to a caller; `statuses` says which status each of the core's errors has."""
    match exc:
        case errors.OutriderError():
            status = next((statuses[t] for t in type(exc).__mro__ if t in statuses), 400)
            return Problem(status, exc.code, exc.message, exc.field, exc.data)
        case RequestValidationError():
            details = [plainly(error) for error in exc.errors()]
            return Problem(422, "invalid", describe(details), path_of(details), details=details)
        case HTTPException():
            return Problem(exc.status_code, HTTPStatus(exc.status_code).name.lower(), str(exc.detail))
        case _:
            return storage_problem(exc)


_PLAIN = {
    "missing": "is required",
    "extra_forbidden": "is not a known field",
    "json_invalid": "is not valid JSON",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), "must be an integer"),
    **dict.fromkeys(("model_attributes_type", "model_type", "dict_type"), "must be an object"),
    **dict.fromkeys(("uuid_type", "uuid_parsing"), "must be a UUID"),
}
_OF_THE_BODY = {"missing": "A JSON body is required.", "json_invalid": "The body is not valid JSON."}


def plainly(error: ErrorDetails) -> ErrorDetails:
    """What is wrong with a value, said of the field and not of pydantic's input: 'must be an integer', 'is required'."""
    kind = error["type"]
    if kind == "json_invalid" or (error["loc"] == ("body",) and (kind == "missing" or _PLAIN.get(kind) == "must be an object")):
        return {**error, "msg": _OF_THE_BODY.get(kind, "The body must be a JSON object"), "loc": ("body",)}
    message = error["msg"].removeprefix("Value error, ")
    words = re.sub(r"^(Input|String|Value|\w+) should ", "must ", message).replace("be a valid ", "be a ")
    return {**error, "msg": _PLAIN.get(kind) or re.sub(r",? (unable to|after validation|because) .*", "", words)}


READS_ONLY = "This key may only read: its mode is read."


def storage_problem(exc: Exception) -> Problem:
    """What the database refused: the caller's value (4xx), a clash (409), or a passing trouble (503); never
    its text.
    """
    match as_of_one_server(exc):
        case psycopg.errors.UniqueViolation() | psycopg.errors.ForeignKeyViolation():
            return Problem(409, "conflict", "Something in this request already exists, or refers to something that does not.")
        case (
            psycopg.DataError()
            | psycopg.errors.CheckViolation()
            | psycopg.errors.NotNullViolation()
            | UnicodeError()
            | OverflowError()  # a date beyond the calendar, or a number beyond what can be reckoned with
        ):
            return Problem(422, "invalid", "A value is out of range or has characters that cannot be stored.")
        case psycopg.errors.ReadOnlySqlTransaction():
            return Problem(403, "forbidden", READS_ONLY)
        case psycopg.errors.ProgramLimitExceeded():
            return Problem(422, "invalid", "A value is too long.")
        case _ if may_pass(exc):
            log.warning("the database did not answer", exc_info=exc)
            return Problem(503, "unavailable", "The database is busy or restarting; try again in a moment.")
        case _:
            log.error("unexpected error", exc_info=exc)
            return UNEXPECTED


UNEXPECTED = Problem(500, "internal", "Something went wrong on our side; it has been logged.")


def path_of(details: Sequence[ErrorDetails]) -> str | None:
    """The dotted name of the first wrong field: 'lead_list.0.email'."""
    if not details:
        return None
    path = [str(part) for part in details[0].get("loc", ()) if part not in ("body", "query", "path", "header")]
    return ".".join(path) or None


def said_of(field: str, message: str) -> str:
    """'limit must be an integer'; a message that is a sentence of its own comes after a colon."""
    return f"{field}{' ' if message.startswith(('must ', 'is ')) else ': '}{message}"


def describe(details: Sequence[ErrorDetails], *, most: int = 5) -> str:
    """One line for people: each wrong field with what is wrong."""
    lines: list[str] = []
    for detail in details[:most]:
        where, message = path_of([detail]), str(detail["msg"])
        lines.append(said_of(where, message) if where else message)
    if len(details) > most:
        lines.append(f"and {len(details) - most} more")
    return "; ".join(lines) or "The request is malformed."
