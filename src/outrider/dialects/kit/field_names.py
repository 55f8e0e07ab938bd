"""The field that a refusal names: one that the caller could give, by the vendor's name for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import get_args

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import AliasChoices, BaseModel

from outrider.dialects.kit.alike import query_names
from outrider.dialects.kit.problems import Problem

Words = Mapping[str, Sequence[str]]  # the core's name of a value -> the vendor's names, those to look for first in front


def renamed(request: Request, problem: Problem, words: Words) -> Problem:
    """The problem with its field by the name that the request's route has for it; with none where the route has none.

    What a route reads of its body by itself is known to it alone: its refusals stay as they are.
    """
    route = request.scope.get("route")
    if problem.field is None or not isinstance(route, APIRoute):
        return problem
    known = {*_names_of(route.dependant)}
    if request.method != "GET" and not route.dependant.body_params:
        return problem
    found: list[str] = []
    for part in problem.field.split("."):
        name = part if part.isdigit() else next((name for name in (part, *words.get(part, ())) if name in known), None)
        if name is None:
            break
        found.append(name)
    return replace(problem, field=".".join(found) or None)


def _names_of(dependant: Dependant) -> Iterator[str]:
    """Every name that a route reads of its path, its query, and at any depth of its body."""
    yield from query_names(dependant)
    yield from (param.alias for param in dependant.path_params)
    for param in dependant.body_params:
        yield param.alias  # a form's field
        yield from _names_within(param.field_info.annotation, set())
    for inner in dependant.dependencies:
        yield from _names_of(inner)


def _names_within(annotation: object, seen: set[type[BaseModel]]) -> Iterator[str]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation in seen:
            return
        seen.add(annotation)
        yield from names_of_model(annotation)
        for field in annotation.model_fields.values():
            yield from _names_within(field.annotation, seen)
    for part in get_args(annotation):
        yield from _names_within(part, seen)


def names_of_model(model: type[BaseModel]) -> Iterator[str]:
    """The names of a model's fields, and those by which they are understood as well."""
    for name, field in model.model_fields.items():
        yield name
        if field.alias:
            yield field.alias
        if isinstance(field.validation_alias, AliasChoices):
            yield from (choice for choice in field.validation_alias.choices if isinstance(choice, str))
