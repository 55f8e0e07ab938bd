"""Schemas of arguments: what a value may be, and the words of JSON Schema that every model's provider takes."""

from collections.abc import Mapping
from typing import TypeAlias

from outrider.values import JsonValue

Object: TypeAlias = Mapping[str, JsonValue]
_DEPTH = 20  # references that lead to references


def as_object(value: JsonValue) -> Object:
    """The value if it is an object, otherwise an empty one."""
    return value if isinstance(value, dict) else {}


def alternatives(schema: Object, definitions: Object) -> list[Object]:
    """The schemas of which a value may fit any (anyOf, oneOf, several types), without references to `definitions`."""
    for _ in range(_DEPTH):
        reference = schema.get("$ref")
        if not isinstance(reference, str):
            break
        schema = as_object(definitions.get(reference.rpartition("/")[2]))
    found: list[Object] = []
    for word in ("anyOf", "oneOf"):
        choices = schema.get(word)
        for choice in choices if isinstance(choices, list) else ():
            found += alternatives(as_object(choice), definitions)
    kinds = schema.get("type")
    if isinstance(kinds, list):
        return [{**schema, "type": kind} for kind in kinds]
    return found or [schema]


def portable(schema: JsonValue) -> JsonValue:
    """The same schema without words that some providers refuse, and with them every tool of the server.

    `const` is an `enum` of one, and bounds of whole numbers are those that can be reached. `propertyNames` is left out: what it
    says is checked when the tool is called.
    """
    if isinstance(schema, list):
        return [portable(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: _portable_parts(part) if name == "properties" else portable(part) for name, part in schema.items()}
    made.pop("propertyNames", None)
    if isinstance(word := made.get("const"), str):
        made["enum"] = [word]
        del made["const"]
    if made.get("type") == "integer":
        for exclusive, inclusive, step in (("exclusiveMinimum", "minimum", 1), ("exclusiveMaximum", "maximum", -1)):
            if isinstance(bound := made.pop(exclusive, None), int):
                made[inclusive] = bound + step
    return made


def _portable_parts(parts: JsonValue) -> JsonValue:
    """The members of `properties`, whose names are not the schema's words."""
    return {name: portable(part) for name, part in parts.items()} if isinstance(parts, dict) else parts
