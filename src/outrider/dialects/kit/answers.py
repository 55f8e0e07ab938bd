"""Answers leave as their routes made them; the declared types are for the OpenAPI document, pyright and the tests.

FastAPI would build every answer a second time by its type, which costs time on each request and drops keys that the type does not
name. A dialect whose types say how values are written applies them (`Conventions.apply_types`).
"""

from contextvars import ContextVar
from typing import Any

from fastapi import routing
from fastapi._compat.v2 import ModelField
from fastapi.routing import APIRoute
from pydantic_core import to_json

# The route as seen by the application that is including it: its own copy of the answer's type, among others. FastAPI hands it to
# `get_route_handler`, the public hook, only through this variable; it offers no argument or attribute for it.
_including: ContextVar[APIRoute | None] = vars(routing)["_effective_route_context_var"]


class AsMade(ModelField):
    """The type of a route's answer: described by its schema, but not applied to the answer."""

    def __init__(self, declared: ModelField) -> None:
        vars(self).update(vars(declared))

    def validate(self, value: object, *_: object, **__: object) -> tuple[Any, list[dict[str, Any]]]:
        return value, []

    def serialize_json(self, value: object, **_: object) -> bytes:
        return to_json(value, inf_nan_mode="null")


def send_as_made(route: APIRoute) -> None:
    """Have a route send what it returns. Called while the route's handler is made, for the application that is including it."""
    place = _including.get() or route
    declared = place.response_field
    if declared is not None and not isinstance(declared, AsMade):
        place.response_field = AsMade(declared)
