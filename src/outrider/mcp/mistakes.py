"""What is wrong with the arguments of a call, so that a model can correct it: which argument, and what it may be instead."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TypeAlias

import pydantic

from outrider.mcp.schemas import Object, alternatives, as_object
from outrider.mcp.written import as_day, as_hour, kind_of

Place: TypeAlias = tuple[str | int, ...]
_SHOWN = 10  # mistakes
_UNKNOWN = ("unexpected_keyword_argument", "extra_forbidden")
_A_DAY, _AN_HOUR = "write a day as 2026-03-31", "write an hour as 09:30"
# What the library calls a mistake -> the words for a reader of JSON.
_SAYS: Mapping[str, str] = {
    "missing_argument": "is required",
    "missing": "is required",
    "list_type": "should be a list",
    "dict_type": "should be an object",
    "model_type": "should be an object",
    "model_attributes_type": "should be an object",
    "dataclass_type": "should be an object",
    "typed_dict_type": "should be an object",
    "int_parsing": "should be a whole number",
    "int_type": "should be a whole number",
    "string_type": "should be text",
    "float_type": "should be a number",
    "float_parsing": "should be a number",
    "bool_type": "should be true or false",
    "bool_parsing": "should be true or false",
    "date_parsing": _A_DAY,
    "date_type": _A_DAY,
    "date_from_datetime_parsing": _A_DAY,
    "date_from_datetime_inexact": _A_DAY,
}


def sentence(tool: str, error: pydantic.ValidationError, schema: Object) -> str:
    """All mistakes of a call in one line. `schema`: of the tool's arguments."""
    told: dict[str, list[str]] = {}
    found = [(_where(each["loc"], schema, keep_last=each["type"] in _UNKNOWN), each) for each in error.errors(include_url=False)]
    for place, each in found:
        if any(len(other) > len(place) and other[: len(place)] == place for other, _ in found):
            continue  # of an alternative that the value was not meant to be
        says = told.setdefault(".".join(map(str, place)), [])
        if (says_so := _says(place, dict(each), schema)) not in says:
            says.append(says_so)
    lines = [f"{place}: {_together(says)}" for place, says in list(told.items())[:_SHOWN]]
    more = [f"and {len(told) - _SHOWN} more"] if len(told) > _SHOWN else []
    return f"The arguments of {tool} do not fit: " + "; ".join([*lines, *more])


def _together(says: Sequence[str]) -> str:
    """What is said of the alternatives of one value: should be a list or an object."""
    return " or ".join([says[0], *(one.removeprefix("should be ") for one in says[1:])])


def _where(loc: Place, schema: Object, *, keep_last: bool) -> Place:
    """The path as the caller wrote it, without the library's names of alternatives."""
    kept: list[str | int] = []
    for n, part in enumerate(loc):
        if _inside([*kept, part], schema) or (keep_last and n == len(loc) - 1) or not kept:
            kept.append(part)
    return tuple(kept)


def _says(place: Place, mistake: Mapping[str, object], schema: Object) -> str:
    kind = str(mistake["type"])
    if kind in _UNKNOWN:
        there = dict.fromkeys(name for part in _inside(place[:-1], schema) for name in as_object(part.get("properties")))
        return _unknown(str(place[-1]), list(there))
    if kind == "string_pattern_mismatch":
        kinds = [kind_of(part) for part in _inside(place, schema)]
        if as_day in kinds or as_hour in kinds:
            return _A_DAY if as_day in kinds else _AN_HOUR
    if kind == "int_parsing" and str(place[-1]).endswith(("id", "ids")):
        return "should be the number of the thing, not its name"
    return _SAYS.get(kind) or str(mistake["msg"]).removeprefix("Value error, ").removeprefix("Input ")


def _unknown(name: str, there: Sequence[str]) -> str:
    near = [one for one in there if one.startswith(f"{name}_")] or get_close_matches(name, there, 1)
    meant = f" (is {near[0]} meant?)" if near else ""
    return f"there is no such argument{meant}; there are {', '.join(there)}" if there else "it takes no arguments"


def _inside(place: Sequence[str | int], schema: Object) -> list[Object]:
    """The schemas that a path leads to; several where there are alternatives."""
    definitions = as_object(schema.get("$defs"))
    parts = alternatives(schema, definitions)
    for step in place:
        inner: list[Object] = []
        for part in parts:
            if isinstance(step, int):
                found = part.get("items")
            else:
                found = as_object(part.get("properties")).get(step, part.get("additionalProperties") if _is_map(part) else None)
            inner += alternatives(found, definitions) if isinstance(found, dict) else [{}] if found is True else []
        parts = inner
    return parts


def _is_map(schema: Object) -> bool:
    """Whether any name may stand in the object."""
    return schema.get("type") == "object" and not schema.get("properties")
