"""The field that a refusal names: one that the caller could give, by the vendor's name for it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import get_args

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import AliasChoices, BaseModel
from pydantic_core import ErrorDetails

from outrider.dialects.kit.alike import query_names
from outrider.dialects.kit.demands import calls
from outrider.dialects.kit.documents import BodyReader
from outrider.dialects.kit.problems import Problem, describe, path_of

Words = Mapping[str, Sequence[str]]  # the core's name of a value -> the vendor's names, those to look for first in front


def renamed(request: Request, problem: Problem, words: Words) -> Problem:
    """The problem with its field by the name that the request's route documents; with none where the route has none.

    What a route reads of its body by itself is known to it alone: its refusals stay as they are. Only what is not found is
    renamed there too, since it is the path or the query that names it.
    """
    route = request.scope.get("route")
    if problem.field is None or not isinstance(route, APIRoute):
        return problem
    models = [*_models_of(route.dependant)]
    if request.method != "GET" and not models and problem.status != 404:
        return problem
    known = {*_names_of(route.dependant)}
    others = {other: name for model in models for other, name in getattr(model, "also", {}).items()}
    found: list[str] = []
    for part in problem.field.split("."):
        wanted = (part, others.get(part, part), _camel(part), _snake(part), *words.get(part, ()))
        name = next((name for name in wanted if name in known), None)
        if name is None and not found:
            return replace(problem, field=None)
        found.append(name or part)  # a place in a list, or a name in an object whose names are free
    return replace(problem, field=".".join(found))


def _camel(name: str) -> str:
    """'lead_id' -> 'leadId'."""
    return re.sub(r"_([a-z])", lambda letter: letter[1].upper(), name)


def _snake(name: str) -> str:
    """'leadId' -> 'lead_id'."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


# Where a value may be of several kinds, pydantic names them beside the fields: 'cc.list[constrained-str].0'.
_KINDS = re.compile(
    r"(constrained|function|nullable|json-or-python|lax-or-strict|is-instance|definition-ref|tagged-union|chain)-.*"
    r"|str|int|float|bool|none|any|bytes|uuid|url|date|datetime|time|timedelta|decimal"
)


def without_kinds(request: Request, problem: Problem) -> Problem:
    """What is wrong with a malformed request, its places by names alone."""
    route = request.scope.get("route")
    if not problem.details or not isinstance(route, APIRoute):
        return problem
    models = [*_models_of(route.dependant)]
    known = {*_names_of(route.dependant), *(name for model in models for name in names_of_model(model))}
    titles = {model.__name__ for model in models}

    def is_name(part: object) -> bool:
        text = str(part)
        return text in known or not (text in titles or "[" in text or _KINDS.fullmatch(text))

    details = problem.details[:0]
    for detail in problem.details:
        place, *path = detail.get("loc", ()) or ("body",)
        cleaned: ErrorDetails = {**detail, "loc": (place, *filter(is_name, path))}
        if all((cleaned["loc"], cleaned["msg"]) != (other["loc"], other["msg"]) for other in details):
            details.append(cleaned)
    return replace(problem, message=describe(details), field=path_of(details), details=details)


def _names_of(dependant: Dependant) -> Iterator[str]:
    """Every name that a route documents of its path, its query, and at any depth of its body."""
    yield from query_names(dependant)
    yield from (param.alias for param in dependant.path_params)
    yield from (param.alias for param in dependant.body_params)  # a form's fields
    for model in _models_of(dependant):
        yield from (field.alias or name for name, field in model.model_fields.items())
    for inner in dependant.dependencies:
        yield from _names_of(inner)


def _models_of(dependant: Dependant) -> Iterator[type[BaseModel]]:
    """The models of a route's body, and those within, each once."""
    seen: set[type[BaseModel]] = set()
    bodies = [param.field_info.annotation for param in dependant.body_params]
    for body in [*bodies, *(call.model for call in calls(dependant) if isinstance(call, BodyReader))]:
        yield from _models_within(body, seen)


def _models_within(annotation: object, seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel) and annotation not in seen:
        seen.add(annotation)
        yield annotation
        for field in annotation.model_fields.values():
            yield from _models_within(field.annotation, seen)
    for part in get_args(annotation):
        yield from _models_within(part, seen)


def names_of_model(model: type[BaseModel]) -> Iterator[str]:
    """The names of a model's fields, and those by which they are understood as well."""
    for name, field in model.model_fields.items():
        yield name
        if field.alias:
            yield field.alias
        if isinstance(field.validation_alias, AliasChoices):
            yield from (choice for choice in field.validation_alias.choices if isinstance(choice, str))
    yield from getattr(model, "also", ())
