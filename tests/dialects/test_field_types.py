"""Numbers and booleans of bodies are what their schemas say: Python takes True for 1, and 0 for False; JSON does not."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from fastapi.routing import APIRoute
from pydantic import BaseModel, TypeAdapter, ValidationError

from outrider.dialects import ALL
from tests.ledger import coverage

NUMBERS, BOOLEANS = {"integer", "number", "null"}, {"boolean", "null"}


def models(annotation: Any, seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    """The models within, each once."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel) and annotation not in seen:
        seen.add(annotation)
        yield annotation
        for field in annotation.model_fields.values():
            yield from models(field.annotation, seen)
    for part in get_args(annotation):
        yield from models(part, seen)


def bodies(dialect: str) -> list[type[BaseModel]]:
    seen: set[type[BaseModel]] = set()
    for route in coverage.app_of(dialect).routes:
        if isinstance(route, APIRoute):
            for param in route.dependant.body_params:
                list(models(param.field_info.annotation, seen))
    return sorted(seen, key=lambda model: model.__qualname__)


def kinds(schema: Any) -> set[str]:
    """The types that a schema takes, of JSON; those of the items of a list, and of the values of an object."""
    found: set[str] = set()
    for one in schema.get("anyOf", [schema]):
        inner = one.get("items") or one.get("additionalProperties") or one
        found |= {str(inner.get("type", "any"))} if isinstance(inner, dict) else {"any"}
    return found


def takes(adapter: TypeAdapter[Any], values: tuple[Any, ...]) -> bool:
    for value in values:
        try:
            adapter.validate_python(value)
        except ValidationError:
            continue
        return True
    return False


@pytest.mark.parametrize("dialect", ALL)
def test_numbers_and_booleans_are_told_apart(dialect: str) -> None:
    wrong: list[str] = []
    for model in bodies(dialect):
        for name, field in model.model_fields.items():
            adapter: TypeAdapter[Any] = TypeAdapter(field.rebuild_annotation())
            try:
                found = kinds(adapter.json_schema())
            except Exception:
                continue
            if found <= NUMBERS and takes(adapter, (True, False, [True], {"1": True})):
                wrong.append(f"{model.__qualname__}.{name} takes true for a number")
            if found <= BOOLEANS and takes(adapter, (0, 1, [0], {"1": 0})):
                wrong.append(f"{model.__qualname__}.{name} takes 0 for false")
    assert not wrong, "\n".join(wrong)
