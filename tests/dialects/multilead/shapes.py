"""Shapes of answers, written compactly: `{id: int, tags: [{tag: str}], note: null}`.

Leaves are int, float, str, bool, null and any. `null` is what was null when it was recorded: anything may be there. A `?` after a
leaf allows null, after a name that the field is missing. `{*: shape}` is a map from any name.
"""

import re
from typing import Any

_TOKEN = re.compile(r"\s*([{}\[\]:,]|[^\s{}\[\]:,]+)")
_LEAVES: dict[str, tuple[type, ...]] = {
    "int": (int,), "float": (float, int), "str": (str,), "bool": (bool,), "null": (object,), "any": (object,),
}  # fmt: skip
Shape = Any


def parse(text: str) -> Shape:
    tokens = _TOKEN.findall(text)
    shape, rest = _value(tokens)
    assert not rest, rest
    return shape


def _value(tokens: list[str]) -> tuple[Shape, list[str]]:
    head, *rest = tokens
    if head == "[":
        if rest[0] == "]":
            return [], rest[1:]
        inner, rest = _value(rest)
        assert rest[0] == "]", rest
        return [inner], rest[1:]
    if head == "{":
        fields: dict[str, Shape] = {}
        while rest[0] != "}":
            name, colon, *rest = rest
            assert colon == ":", (name, colon)
            fields[name], rest = _value(rest)
            rest = rest[1:] if rest[0] == "," else rest
        return fields, rest[1:]
    assert head.rstrip("?") in _LEAVES, head
    return head, rest


def differences(value: Any, shape: Shape, where: str = "") -> list[str]:
    """Where a value is not of the shape. Fields beyond those of the shape are differences too."""
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{where}: {type(value).__name__}, not a list"]
        return [d for n, item in enumerate(value) for d in (differences(item, shape[0], f"{where}[{n}]") if shape else ())]
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return [f"{where}: {type(value).__name__}, not an object"]
        if "*" in shape:
            return [d for name, item in value.items() for d in differences(item, shape["*"], f"{where}.{name}")]
        names = {name.rstrip("?"): name for name in shape}
        found = [f"{where}.{name}: missing" for name, spelt in names.items() if name not in value and not spelt.endswith("?")]
        found += [f"{where}.{name}: not in the record" for name in value if name not in names]
        return found + [
            d for name, spelt in names.items() if name in value for d in differences(value[name], shape[spelt], f"{where}.{name}")
        ]
    if value is None:
        return [] if shape.endswith("?") or shape in ("null", "any") else [f"{where}: null, not {shape}"]
    kinds = _LEAVES[shape.rstrip("?")]
    good = isinstance(value, kinds) and not (isinstance(value, bool) and bool not in kinds and object not in kinds)
    return [] if good else [f"{where}: {value!r} is no {shape}"]


def check(value: Any, text: str) -> Any:
    """The value, which must have the shape."""
    assert not (found := differences(value, parse(text))), "\n".join(found[:20])
    return value
