"""What requests bring: a body read as JSON."""

from typing import Any

from fastapi import Request

from outrider import errors
from outrider.dialects.kit.intake import parse_json


async def json_body(request: Request) -> Any:
    """The body as JSON whatever the Content-Type says; {} when empty. Raises Invalid when it is no JSON."""
    raw = await request.body()
    if not raw.strip():
        return {}
    try:
        return await parse_json(raw)
    except ValueError:
        raise errors.Invalid("The body is not valid JSON.") from None


def no_boolean(value: Any) -> Any:
    """Validator of numbers: True and False are not numbers here, though they are in Python."""
    if isinstance(value, bool):
        raise ValueError("must be a number, not a boolean")
    return value
