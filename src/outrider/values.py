"""Values whose shape is not fixed, as they come from outside or are kept, and how code finds out what they are."""

from typing import Any, TypeAlias

from typing_extensions import TypeIs

Json = dict[str, Any]  # an object of JSON, as it comes from outside or is kept
JsonObject: TypeAlias = "dict[str, JsonValue]"
JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"


def or_empty(value: Json | None) -> Json:
    """An object that may be missing; an empty one then."""
    return value or {}


def amended(given: Json, **values: object) -> Json:
    """An object with other values under these names."""
    return given | values


def is_object(value: object) -> TypeIs[Json]:
    """Whether a value of JSON is an object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeIs[list[Any]]:
    """Whether a value of JSON is an array."""
    return isinstance(value, list)


def is_list(value: object) -> TypeIs[list[object] | tuple[object, ...]]:
    """Whether a value of ours is a list or a tuple."""
    return isinstance(value, list | tuple)
