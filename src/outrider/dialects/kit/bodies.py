"""What requests bring: a body read as JSON."""

from collections.abc import Mapping
from types import NoneType
from typing import Any, get_args

from fastapi import Request
from pydantic import BaseModel

from outrider import errors
from outrider.dialects.kit.intake import parse_json


async def json_body(request: Request) -> Any:
    """The body as JSON whatever the Content-Type says; {} if empty. Raises Invalid if it is not valid JSON."""
    raw = await request.body()
    if not raw.strip():
        return {}
    try:
        return await parse_json(raw)
    except ValueError:
        raise errors.Invalid("The body is not valid JSON.") from None


def without_nulls(model: type[BaseModel], values: Mapping[str, object]) -> dict[str, object]:
    """The fields without those that are null but need not be given: typed clients send null for what they leave out."""
    return {
        name: value
        for name, value in values.items()
        if value is not None
        or (field := model.model_fields.get(name)) is None
        or field.is_required()
        or NoneType in get_args(field.annotation)
    }
