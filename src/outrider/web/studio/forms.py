"""Build a form from a tool's JSON Schema, and parse its input into arguments."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from outrider.errors import Invalid
from outrider.values import JsonValue
from outrider.web.kit.text import _

Kind = Literal["text", "area", "number", "switch", "choice", "json"]
_LONG = ("body", "text", "message", "html", "csv", "content")  # parts of names whose values need more than one line


@dataclass(frozen=True, slots=True)
class Field:
    """One argument. `value`: as typed; `choices`: for the kind 'choice'; `whole`: an integer."""

    name: str
    kind: Kind
    required: bool
    hint: str
    value: str = ""
    choices: Sequence[str] = ()
    whole: bool = False
    error: str | None = None

    @property
    def options(self) -> list[tuple[str, str]]:
        """The options of a select; empty for other fields."""
        offered = [("yes", _("yes")), ("no", _("no"))] if self.kind == "switch" else [(c, c) for c in self.choices]
        return offered if self.required or not offered else [("", _("not given")), *offered]


def fields(schema: Mapping[str, JsonValue]) -> list[Field]:
    """The fields of a tool's input schema, required ones first."""
    properties, required = _object(schema.get("properties")), schema.get("required")
    needed = required if isinstance(required, list) else []
    made = [_field(name, _object(part), name in needed) for name, part in properties.items()]
    return sorted(made, key=lambda field: not field.required)


def _object(value: JsonValue) -> Mapping[str, JsonValue]:
    return value if isinstance(value, dict) else {}


def _field(name: str, part: Mapping[str, JsonValue], required: bool) -> Field:
    options = part.get("anyOf")
    kinds = [_object(o) for o in options] if isinstance(options, list) else [part]
    kinds = [k for k in kinds if k.get("type") != "null"]
    plain: Mapping[str, JsonValue] = kinds[0] if len(kinds) == 1 else {}
    kind, default = _kind(name, plain), part.get("default")
    choices = plain.get("enum")
    return Field(
        name,
        kind,
        required,
        str(part.get("description") or plain.get("description") or ""),
        _shown(kind, default),
        [str(c) for c in choices] if isinstance(choices, list) else (),
        whole=plain.get("type") == "integer",
    )


def _kind(name: str, part: Mapping[str, JsonValue]) -> Kind:
    longest = part.get("maxLength")
    match part.get("type"):
        case "string" if "enum" in part:
            return "choice"
        case "string" if any(word in name for word in _LONG) or (isinstance(longest, int) and longest > 500):
            return "area"
        case "string":
            return "text"
        case "integer" | "number":
            return "number"
        case "boolean":
            return "switch"
        case _:
            return "json"


def _shown(kind: Kind, value: JsonValue) -> str:
    if value is None:
        return ""
    if kind == "switch":
        return "yes" if value else "no"
    return json.dumps(value) if kind == "json" else str(value)


def filled(fields: Sequence[Field], typed: Mapping[str, str]) -> list[Field]:
    """The fields with their input and errors."""
    return [_checked(replace(field, value=typed.get(field.name, "").strip())) for field in fields]


def _checked(field: Field) -> Field:
    if not field.value:
        return replace(field, error=_("This is needed.")) if field.required else field
    try:
        _value(field)
    except Invalid as error:
        return replace(field, error=error.message)
    return field


def arguments(fields: Sequence[Field]) -> dict[str, JsonValue]:
    """The arguments of a call; empty fields are omitted. Raises Invalid naming the field."""
    return {field.name: _value(field) for field in fields if field.value}


def _value(field: Field) -> JsonValue:
    try:
        match field.kind:
            case "number":
                return int(field.value) if field.whole else float(field.value)
            case "switch":
                return field.value == "yes"
            case "json":
                return cast(JsonValue, json.loads(field.value))
            case _:
                return field.value
    except json.JSONDecodeError as error:
        where = _("line {line}, column {column}").format(line=error.lineno, column=error.colno)
        raise Invalid(
            _("This is not valid JSON: {why} ({where}).").format(why=error.msg, where=where), field=field.name
        ) from None
    except (ValueError, RecursionError):
        raise Invalid(_("Enter a whole number.") if field.whole else _("Give a number."), field=field.name) from None
