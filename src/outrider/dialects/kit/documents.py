"""What an application's OpenAPI document says beyond FastAPI's own: where the key goes, ids and bodies that dependencies read by
themselves, and bounds in the words of JSON Schema.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from outrider.dialects import Credential, Dialect
from outrider.dialects.kit.access import caller
from outrider.dialects.kit.demands import calls
from outrider.dialects.kit.tools import Schema
from outrider.values import is_array, is_object

JSON = "application/json"
MOST = 2**63 - 1  # of an id
_NAME = "{model}Request"  # of what is read: answers may have the same name
# pydantic's names of bounds, which it leaves as they are where a field has a validator of its own.
_BOUNDS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
_LENGTHS = {"string": ("minLength", "maxLength"), "array": ("minItems", "maxItems"), "object": ("minProperties", "maxProperties")}


@dataclass(frozen=True, eq=False)
class BodyReader:
    """A dependency that reads a body by itself: the model it makes of it, and the media types it understands. `empty_is_none`: a
    field with an empty text counts as left out.
    """

    model: type[BaseModel]
    media: tuple[str, ...] = (JSON,)
    empty_is_none: bool = False


@dataclass(frozen=True, slots=True)
class _Operation:
    """A route of the document: its part of it, whether it needs a key, and who reads its body."""

    said: Schema
    keyed: bool
    reader: BodyReader | None


def documented(app: FastAPI, dialect: Dialect, document: Callable[[], Schema], *, gated: bool) -> Callable[[], Schema]:
    """The application's document with what FastAPI cannot know. `gated`: every route needs a key."""

    def openapi() -> Schema:
        made = document()
        if "security" not in made:
            operations = list(_operations(app, made["paths"], gated))
            _say_keys(made, dialect, operations)
            _say_ids(made["paths"])
            _say_bodies(made, operations)
            _say_bounds(made)
        return made

    return openapi


def _operations(app: FastAPI, paths: Schema, gated: bool) -> Iterator[_Operation]:
    for route in app.routes:
        if not isinstance(route, APIRoute) or not route.include_in_schema:
            continue
        used = list(calls(route.dependant))
        reader = next((call for call in used if isinstance(call, BodyReader)), None)
        for method in route.methods or ():
            if (said := paths.get(route.path_format, {}).get(method.lower())) is not None:
                yield _Operation(said, gated or caller in used, reader)


def _say_keys(made: Schema, dialect: Dialect, operations: list[_Operation]) -> None:
    places = [dialect.credential, *dialect.also]
    schemes = {f"key{n or ''}": _scheme(place) for n, place in enumerate(places)}
    made.setdefault("components", {})["securitySchemes"] = schemes
    made["security"] = [{name: []} for name in schemes]
    for operation in operations:
        if not operation.keyed:
            operation.said["security"] = []


def _scheme(place: Credential) -> Schema:
    if place.scheme:
        return {"type": "http", "scheme": place.scheme.lower()}
    return {"type": "apiKey", "in": place.place, "name": place.name}


def _say_ids(paths: Schema) -> None:
    """Names in paths that dependencies read by themselves: they are all ids that are numbers."""
    for path, item in paths.items():
        for operation in item.values():
            said = operation.setdefault("parameters", [])
            known = {parameter["name"] for parameter in said if parameter["in"] == "path"}
            said += [
                {"in": "path", "name": name, "required": True, "schema": {"type": "integer", "minimum": 1, "maximum": MOST}}
                for name in re.findall(r"{(\w+)}", path)
                if name not in known
            ]


def _say_bodies(made: Schema, operations: list[_Operation]) -> None:
    models = sorted({o.reader.model for o in operations if o.reader}, key=str)
    template = f"#/components/schemas/{_NAME}"
    shapes, shared = models_json_schema([(model, "validation") for model in models], ref_template=template)
    schemas: Schema = made["components"].setdefault("schemas", {})
    for name, shape in shared.get("$defs", {}).items():
        schemas[_NAME.format(model=name)] = shape
    for model in {o.reader.model for o in operations if o.reader and o.reader.empty_is_none}:
        _say_empty(schemas[shapes[model, "validation"]["$ref"].rpartition("/")[2]])
    for operation in operations:
        if operation.reader is None:
            continue
        shape = shapes[operation.reader.model, "validation"]
        written = schemas[shape["$ref"].rpartition("/")[2]]
        content = {media: {"schema": shape if media == JSON else _without_null(written)} for media in operation.reader.media}
        operation.said["requestBody"] = {"required": bool(written.get("required")), "content": content}


def _say_empty(schema: Schema) -> None:
    """Say of an object's fields that an empty text stands for one that is left out."""
    for name, field in schema["properties"].items():
        if name not in schema.get("required", ()):
            kept = {key: field.pop(key) for key in ("title", "description", "default") if key in field}
            options = field["anyOf"] if field.keys() == {"anyOf"} else [field]
            schema["properties"][name] = {"anyOf": [*options, {"type": "string", "maxLength": 0}], **kept}


def _without_null(schema: Schema) -> Schema:
    """The schema of an object as a form: it has no null."""
    fields: Schema = {}
    for name, field in schema["properties"].items():
        real = [part for part in field.get("anyOf", ()) if part.get("type") != "null"]
        rest = {key: value for key, value in field.items() if key != "anyOf" and value is not None}
        fields[name] = {**real[0], **rest} if len(real) == 1 else {"anyOf": real, **rest} if real else field
    return {**schema, "properties": fields}


def _say_bounds(schema: object) -> None:
    """Say bounds in the words of JSON Schema, and of an object whose names follow a pattern that it has no others."""
    if is_array(schema):
        for part in schema:  # pyright: ignore[reportUnknownVariableType]
            _say_bounds(part)
    elif is_object(schema):
        said: Schema = schema  # pyright: ignore[reportUnknownVariableType]
        names = {**_BOUNDS, **dict(zip(("min_length", "max_length"), _LENGTHS.get(str(said.get("type")), ()), strict=False))}
        for name in names:
            if isinstance(said.get(name), int | float):
                tighter = max if name in ("ge", "gt", "min_length") else min
                said[names[name]] = tighter(said.get(names[name], said[name]), said.pop(name))
        if "patternProperties" in said:
            said.setdefault("additionalProperties", False)
        for part in said.values():
            _say_bounds(part)
