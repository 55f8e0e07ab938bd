"""Answers leave as their routes made them; the declared types are for the OpenAPI document, pyright and the tests.

FastAPI would build every answer a second time by its type, which costs time on each request and drops keys that the type does not
name. A dialect whose types say how values are written applies them (`Conventions.apply_types`).
"""

from typing import Any

from fastapi._compat.v2 import ModelField
from pydantic_core import to_json


class AsMade(ModelField):
    """The type of a route's answer: described by its schema, but not applied to the answer."""

    def __init__(self, declared: ModelField) -> None:
        vars(self).update(vars(declared))

    def validate(self, value: object, *_: object, **__: object) -> tuple[Any, list[dict[str, Any]]]:
        return value, []

    def serialize_json(self, value: object, **_: object) -> bytes:
        return to_json(value, inf_nan_mode="null")
