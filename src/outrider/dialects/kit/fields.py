"""Fields of requests that every dialect reads alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from fastapi import Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, JsonValue
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from outrider.values import is_array, is_object

# What a text's schema says of rules that a validator or a route checks. pydantic leaves a pattern that follows a validator out of
# the schema, so validators come last.
NO_NUL: dict[str, JsonValue] = {"pattern": "^[^\\u0000]*$"}  # PostgreSQL does not store NUL
EMAIL: dict[str, JsonValue] = {"format": "email", "pattern": r"\.[A-Za-z]{2,63}$"}
ONE_LINE = r"^[^\r\n\x00]*$"
# Spaces are written out, because \s differs between the regular expressions of JSON Schema, Python and pydantic.
SPACES = r"\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
NOT_BLANK = rf"[^\x1c-\x1f{SPACES}]"  # what Python considers a space is left out
_NOT_STRIPPED = rf"[^{SPACES}]"  # what pydantic strips is left out


def no_boolean(value: object) -> object:
    """Validator of numbers: True and False are not numbers here, though they are in Python."""
    if isinstance(value, bool):
        raise ValueError("must be a number, not a boolean")
    return value


def whole_number(value: object) -> object:
    """Validator of whole numbers: 1.0 is one in JSON, which does not distinguish it from 1."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def no_number(value: object) -> object:
    """Validator of booleans: 0 and 1 are not accepted for false and true."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise ValueError("must be true or false, not a number")
    return value


def no_timestamp(value: object) -> object:
    """Validator of dates and times: refuses numbers, which pydantic would read as seconds since 1970."""
    if isinstance(value, int | float) or (isinstance(value, str) and value.strip().lstrip("+-").replace(".", "").isdigit()):
        raise ValueError("must be a date or time in ISO 8601, not a number")
    return value


@dataclass(frozen=True, slots=True)
class OneOf:
    """Annotation of a whole number of a query that is one of these codes, however it is written: clients whose numbers are
    floats send 1.0.
    """

    codes: tuple[int, ...]

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._one, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "enum": list(self.codes)}

    def _one(self, value: int) -> int:
        if value not in self.codes:
            raise PydanticCustomError("enum", "must be one of {codes}", {"codes": ", ".join(map(str, self.codes))})
        return value


class TimeZone:
    """Annotation of a text that is the name of a time zone."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._known, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "enum": sorted(available_timezones())}

    def _known(self, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            raise PydanticCustomError("timezone", "must be a time zone such as Europe/Berlin") from None
        return name


STRIPPED = ConfigDict(extra="ignore", str_strip_whitespace=True)


class Stripped(BaseModel):
    """A body whose texts are stripped before they are validated. Where an empty text is refused, a blank one is too, and the
    document says so.
    """

    model_config = STRIPPED

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        said = handler(schema)
        say_stripped(handler.resolve_ref_schema(said).get("properties"))
        return said


def say_stripped(schema: object) -> None:
    """Say of every text in a schema that has a minimum length that spaces around it do not count."""
    parts: list[object] = []
    if is_array(schema):
        parts = schema
    elif is_object(schema):
        parts = [*schema.values()]
        least = schema.get("minLength")
        if least:
            pattern = _NOT_STRIPPED if least == 1 else rf"{_NOT_STRIPPED}[\s\S]{{{least - 2},}}{_NOT_STRIPPED}"
            schema.update({"allOf": [{"pattern": pattern}]} if "pattern" in schema else {"pattern": pattern})
    for part in parts:
        say_stripped(part)


class OneForMany:
    """Annotation of a list for which one item may stand by itself."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._listed, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        said = handler(schema)
        return {"anyOf": [said, said["items"]]}

    def _listed(self, value: object) -> object:
        return [value] if isinstance(value, int | float | str) and not isinstance(value, bool) else value


def some_of(words: Iterable[object]) -> dict[str, JsonValue]:
    """What the schema says of a text that is empty or holds some of these words, separated by commas."""
    one = f"({'|'.join(map(str, words))})"
    return {"pattern": f"^({one}(,{one})*)?$"}


# How many rows of a list a request passes over.
Offset = Annotated[int, Query(ge=0, le=10**9)]
WebAddress = Annotated[str, Field(max_length=2000, pattern=rf"^https?://[^/?#\x00{SPACES}]+([/?#][^\x00{SPACES}]*)?$")]
# Texts that a route reads as a day, a time, or numbers separated by commas; an empty one counts as left out.
_EMPTY: JsonValue = {"maxLength": 0}
_TIMES: list[JsonValue] = [{"format": "date"}, {"format": "date-time"}, _EMPTY]
DayText = Annotated[str, Field(max_length=10, json_schema_extra={"anyOf": [{"format": "date"}, _EMPTY]})]
MomentText = Annotated[str, Field(max_length=40, json_schema_extra={"anyOf": _TIMES})]
NumbersText = Annotated[str, Field(max_length=20_000, json_schema_extra={"pattern": "^([1-9][0-9]{0,17}(,[1-9][0-9]{0,17})*)?$"})]
Moment = Annotated[datetime, BeforeValidator(no_timestamp)]
Flag = Annotated[bool, BeforeValidator(no_number)]
