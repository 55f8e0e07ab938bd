"""Answers leave as their routes made them; the declared types are for the OpenAPI document, pyright and the tests.

FastAPI would build every answer a second time by its type, which costs time on each request and drops keys that the type does not
name. Only a type that says how its values are written is applied.
"""

from typing import Any

from fastapi._compat.v2 import ModelField
from fastapi.routing import APIRoute, _effective_route_context_var
from pydantic_core import to_json


class AsMade(ModelField):
    """The type of a route's answer: described by its schema, but not applied to the answer."""

    def __init__(self, declared: ModelField) -> None:
        vars(self).update(vars(declared))

    def validate(self, value: Any, *_: Any, **__: Any) -> tuple[Any, list[dict[str, Any]]]:
        return value, []

    def serialize_json(self, value: Any, **_: Any) -> bytes:
        return to_json(value, inf_nan_mode="null")


def send_as_made(route: APIRoute) -> None:
    """Have a route send what it returns. Called while the route's handler is made, for the application that is including it."""
    place = _effective_route_context_var.get() or route
    declared = place.response_field
    if declared is not None and not isinstance(declared, AsMade) and not _says_how(declared):
        place.response_field = AsMade(declared)


def _says_how(declared: ModelField) -> bool:
    """Whether the type says how its values are written (times in a format of their own): then it has to be applied."""
    return "'function-plain'" in str(declared._type_adapter.core_schema)
