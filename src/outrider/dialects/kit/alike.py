"""Values where a route looks for them: clients differ in what they put into the body, into a form and into the query."""

import json
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, urlencode

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from outrider.values import JsonValue

FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
Fields = dict[str, str | list[str]]


def query_names(dependant: Dependant) -> Iterator[str]:
    """What a route and its dependencies read of the query."""
    for param in dependant.query_params:
        fields = getattr(param.field_info.annotation, "model_fields", None)
        if fields is None:
            yield param.alias
        else:
            yield from (field.alias or name for name, field in fields.items())
    for inner in dependant.dependencies:
        yield from query_names(inner)


async def as_body(request: Request, route: APIRoute) -> Fields | None:
    """The object to read as the JSON body: a form's fields, or what the query says and the route does not read there, where there
    is no body. None: the body stays as it is, a form with files too.
    """
    if route.body_field is None or request.method == "GET":
        return None
    raw = (await request.body()).strip()
    if raw and raw != b"{}":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == FORM:
            return _object(parse_qsl(raw.decode(errors="replace"), keep_blank_values=True))
        if kind == MULTIPART:
            fields = [(name, value) for name, value in (await request.form()).multi_items() if isinstance(value, str)]
            return _object(fields) or None
        return None
    dialect = request.app.state.dialect
    known = {*query_names(route.dependant), *(place.name for place in (dialect.credential, *dialect.also))}
    return _object((name, value) for name, value in request.query_params.multi_items() if name not in known) or None


async def as_query(request: Request, route: APIRoute) -> str | None:
    """The query with what only the body says, for a route that takes no body. None: the query stays as it is."""
    if route.body_field is not None or not (raw := (await request.body()).strip()).startswith(b"{"):
        return None
    try:
        given = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    known = {*query_names(route.dependant)} - {*request.query_params}
    added = [(name, one) for name, value in given.items() if name in known for one in _texts(value)]
    return urlencode([*request.query_params.multi_items(), *added]) if added else None


def _object(pairs: Iterable[tuple[str, str]]) -> Fields:
    """An object of pairs: a name that comes twice, or ends in [], holds a list."""
    found: dict[str, list[str]] = {}
    listed = set[str]()
    for name, value in pairs:
        plain = name.removesuffix("[]")
        found.setdefault(plain, []).append(value)
        if plain != name:
            listed.add(plain)
    return {name: values if name in listed or len(values) > 1 else values[0] for name, values in found.items()}


def _texts(value: JsonValue) -> Iterator[str]:
    """A value of JSON as a query writes it: each item of a list, and nothing of null or an object."""
    match value:
        case bool():
            yield str(value).lower()
        case str() | int() | float():
            yield str(value)
        case list():
            for one in value:
                yield from _texts(one)
        case _:
            return
