"""How an application's document says in which ways its routes refuse: statuses and the vendor's body, on every operation."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from pydantic import TypeAdapter

from outrider.dialects.kit.tools import Schema

NAME = "Refusal"
_WRITES = ("post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Refusals:
    """Statuses of refusals, all with a body of the type `body`.

    Any route may answer one of `anywhere`, one that changes something one of `writes` as well.
    """

    body: Any
    anywhere: tuple[int, ...] = (400, 401, 403, 404, 429, 503)
    writes: tuple[int, ...] = (409, 413, 415)


def described(document: Callable[[], Schema], refusals: Refusals) -> Callable[[], Schema]:
    """The application's document, with the refusals of every operation in place of FastAPI's own 422."""

    def openapi() -> Schema:
        made = document()
        schemas = made.setdefault("components", {}).setdefault("schemas", {})
        if NAME not in schemas:
            shape = TypeAdapter(refusals.body).json_schema(ref_template="#/components/schemas/{model}")
            schemas |= {**shape.pop("$defs", {}), NAME: shape}
            for operation, writes in _operations(made["paths"]):
                _describe(operation["responses"], (*refusals.anywhere, *(refusals.writes if writes else ())))
            for unused in ("HTTPValidationError", "ValidationError"):
                schemas.pop(unused, None)
        return made

    return openapi


def _operations(paths: Mapping[str, Mapping[str, Schema]]) -> Iterable[tuple[Schema, bool]]:
    """Every operation, and whether it changes something."""
    for item in paths.values():
        for method, operation in item.items():
            if method in ("get", *_WRITES):
                yield operation, method in _WRITES


def _describe(responses: Schema, statuses: Iterable[int]) -> None:
    responses.pop("422", None)
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{NAME}"}}}
    for status in statuses:
        said = responses.setdefault(str(status), {"description": HTTPStatus(status).phrase})
        said.setdefault("content", content)
