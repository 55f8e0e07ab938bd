"""JSON values of unknown shape, and type guards for them."""

from typing import Any, TypeAlias

from typing_extensions import TypeIs

Json = dict[str, Any]  # a JSON object, as received or stored
JsonObject: TypeAlias = "dict[str, JsonValue]"
JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"


def or_empty(value: Json | None) -> Json:
    """The object, or an empty one if it is None."""
    return value or {}


def amended(given: Json, **values: object) -> Json:
    """A copy of the object with these values replaced."""
    return given | values


def is_object(value: object) -> TypeIs[Json]:
    """Whether a JSON value is an object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeIs[list[Any]]:
    """Whether a JSON value is an array."""
    return isinstance(value, list)


def is_tuple_or_set(value: object) -> TypeIs[tuple[object, ...] | set[object] | frozenset[object]]:
    """Whether a Python value is a tuple or a set."""
    return isinstance(value, tuple | set | frozenset)


def is_list(value: object) -> TypeIs[list[object] | tuple[object, ...]]:
    """Whether a Python value is a list or a tuple."""
    return isinstance(value, list | tuple)
