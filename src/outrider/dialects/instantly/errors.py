"""Instantly's errors: `{statusCode, error, message}`, and for malformed requests what its validator would say."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from pydantic_core import ErrorDetails
from typing_extensions import TypedDict

from outrider.dialects.kit.nouns import Nouns
from outrider.dialects.kit.problems import Problem
from outrider.errors import OutriderError
from outrider.values import or_empty

# The core's nouns in Instantly's.
NOUNS = Nouns(
    {
        "sender": "account",
        "seat": "workspace",
        "enrollment": "lead",
        "suppression": "block list entry",
        "list member": "lead",
        "category": "lead label",
        "categories": "lead labels",
        "tag": "custom tag",
        "job": "background job",
        "conversation": "thread",
        "message": "email",
        "webhook delivery": "webhook event",
        "placement test": "inbox placement test",
        "member": "workspace member",
        "member of a group": "workspace group member",
        "consent": "OAuth session",
        "lead in a campaign": "lead",
        "lead in a campaign or list": "lead",
        "user": "workspace member",
    },
    missing="{Noun} not found",
)


class Refusal(TypedDict, total=False):
    """Every answer that is not a success. A few routes answer less, or name a `host`."""

    statusCode: int
    error: str
    message: str
    status: str
    host: str


# pydantic's kinds of error in the words of a JSON Schema validator.
_RULES: dict[str, str] = {
    "string_type": "must be string",
    "int_type": "must be integer",
    "int_parsing": "must be integer",
    "int_from_float": "must be integer",
    "float_type": "must be number",
    "float_parsing": "must be number",
    "finite_number": "must be number",
    "bool_type": "must be boolean",
    "bool_parsing": "must be boolean",
    "list_type": "must be array",
    "dict_type": "must be object",
    "model_type": "must be object",
    "model_attributes_type": "must be object",
    "uuid_type": 'must match format "uuid"',
    "uuid_parsing": 'must match format "uuid"',
    "literal_error": "must be equal to one of the allowed values",
    "enum": "must be equal to one of the allowed values",
    "datetime_from_date_parsing": 'must match format "date-time"',
    "datetime_parsing": 'must match format "date-time"',
    "datetime_type": 'must match format "date-time"',
    "date_from_datetime_parsing": 'must match format "date"',
    "json_invalid": "is not valid JSON",
}
_BOUNDS = {
    "too_short": "must NOT have fewer than {min_length} items",
    "too_long": "must NOT have more than {max_length} items",
    "string_too_short": "must NOT have fewer than {min_length} characters",
    "string_too_long": "must NOT have more than {max_length} characters",
    "greater_than_equal": "must be >= {ge}",
    "less_than_equal": "must be <= {le}",
    "greater_than": "must be > {gt}",
    "less_than": "must be < {lt}",
    "string_pattern_mismatch": 'must match pattern "{pattern}"',
}
_PLACES = {"query": "querystring", "path": "params", "header": "headers"}


def sentence(detail: ErrorDetails) -> str:
    """'body/campaign_schedule/schedules/0/timezone must be equal to one of the allowed values'."""
    place, *path = [str(part) for part in detail.get("loc", ())] or ["body"]
    kind, context = detail["type"], or_empty(detail.get("ctx"))
    if kind == "missing":
        where = "/".join([_PLACES.get(place, place), *path[:-1]])
        return f"{where} must have required property '{path[-1]}'" if path else "body must be object"
    if kind == "extra_forbidden":
        return f"{'/'.join([_PLACES.get(place, place), *path[:-1]])} must NOT have additional properties: {path[-1]}"
    rule = _RULES.get(kind) or (_BOUNDS[kind].format(**context) if kind in _BOUNDS else None)
    if rule is None:
        rule = detail["msg"].removeprefix("Value error, ") if kind == "value_error" else detail["msg"]
    return f"{'/'.join([_PLACES.get(place, place), *path])} {rule}"


def with_body(error: OutriderError, body: Mapping[str, str]) -> OutriderError:
    """The error for a route whose vendor departs from the usual shape: it is answered with this body."""
    error.data["body"] = dict(body)
    return error


def error_body(_request: Request, problem: Problem) -> Response:
    """Any problem in the vendor's shape. What cannot be read or stored is 400 here, not 422."""
    status = 400 if problem.status == 422 else problem.status
    if own := problem.data.get("body"):
        return JSONResponse(own, status_code=status)
    message = ", ".join(dict.fromkeys(map(sentence, problem.details[:5]))) if problem.details else problem.message
    return JSONResponse({"statusCode": status, "error": HTTPStatus(status).phrase, "message": message}, status_code=status)
