"""Names in a request that its route does not know: told in a header, never dropped in silence."""

from collections.abc import Iterator
from typing import get_args
from urllib.parse import quote

from fastapi import Request
from fastapi.routing import APIRoute

from outrider.dialects.kit.alike import query_names
from outrider.dialects.smartlead import DIALECT
from outrider.dialects.smartlead.bodies import AddLeads, Body, Lead, snake

HEADER = "X-Outrider-Ignored"
MOST = 20  # names told


async def name_ignored(request: Request) -> None:
    """Note the names that this route does not know, of the query and of the body's first level."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute):
        return
    known = {DIALECT.credential.name, *query_names(route.dependant), *getattr(request.state, "from_query", ())}
    unknown = [name for name in request.query_params if name not in known]
    unknown += await _in_body(request, route)
    # Percent-encoded: a header's value holds neither control characters nor spaces at its ends.
    names = [quote(name[:60], safe="_-.[]") for name in dict.fromkeys(unknown) if name]
    if names:
        request.state.headers[HEADER] = ", ".join(names[:MOST])


async def _in_body(request: Request, route: APIRoute) -> list[str]:
    models = [m for param in route.dependant.body_params for m in _models(param.field_info.annotation)]
    if not models or not await request.body():
        return []
    try:
        given = await request.json()
    except ValueError:
        return []
    if not isinstance(given, dict):
        return []
    known = {name for model in models for name in _names(model)}
    return [str(name) for name in given if str(name) not in known and snake(str(name)) not in known]


def _models(annotation: object) -> Iterator[type[Body]]:
    if isinstance(annotation, type) and issubclass(annotation, Body):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _names(model: type[Body]) -> Iterator[str]:
    """Every name that a body is understood by; fields of an inner object may stand beside the others."""
    yield from model.model_fields
    yield from model.also
    if model is AddLeads:  # one lead by itself stands for a list
        yield from ("campaign_id", *_names(Lead))
    for field in model.model_fields.values():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Body):
            yield from _names(field.annotation)
