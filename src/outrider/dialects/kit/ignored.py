"""Unknown names in a request are reported in a response header instead of being dropped silently."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import cast, get_args
from urllib.parse import quote

from fastapi import Request
from fastapi.routing import APIRoute
from pydantic import BaseModel

from outrider.dialects.kit.alike import query_names
from outrider.dialects.kit.field_names import names_of_model

HEADER = "X-Outrider-Ignored"
MOST = 20  # names reported, at most

Names = Callable[[type[BaseModel]], Iterable[str]]


def naming_ignored(names: Names = names_of_model, spelled: Callable[[str], str] = str) -> Callable[[Request], Awaitable[None]]:
    """A dependency of routes that notes the names they do not know, of the query and of the body's first level.

    `names`: what an object is understood by. `spelled`: how a name that is not known as it stands is looked for.
    """

    async def name_ignored(request: Request) -> None:
        route = request.scope.get("route")
        if not isinstance(route, APIRoute):
            return
        dialect = request.app.state.dialect
        known = {*query_names(route.dependant), *getattr(request.state, "from_query", ())}
        known |= {place.name for place in (dialect.credential, *dialect.also)}
        unknown = [name for name in request.query_params if name not in known]
        given = await _body(request, route)
        known = {name for model in _models_of(route) for name in names(model)}
        unknown += [name for name in given if name not in known and spelled(name) not in known]
        # Percent-encoded: a header's value holds neither control characters nor spaces at its ends.
        listed = [quote(name[:60], safe="_-.[]") for name in dict.fromkeys(unknown) if name]
        if listed:
            request.state.headers[HEADER] = ", ".join(listed[:MOST])

    return name_ignored


def note(request: Request, name: str) -> None:
    """Report a name that a route knows, and whose value changes nothing."""
    before = request.state.headers.get(HEADER)
    request.state.headers[HEADER] = f"{before}, {name}" if before else name


async def _body(request: Request, route: APIRoute) -> list[str]:
    """The names of the body's first level, where a model reads it."""
    if not any(_models_of(route)) or not await request.body():
        return []
    try:
        given: object = await request.json()
    except ValueError:
        return []
    return [str(name) for name in cast("dict[object, object]", given)] if isinstance(given, dict) else []


def _models_of(route: APIRoute) -> Iterator[type[BaseModel]]:
    for param in route.dependant.body_params:
        yield from _models(param.field_info.annotation)


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)
