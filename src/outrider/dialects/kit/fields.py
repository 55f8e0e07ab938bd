"""Fields of requests that every dialect reads alike."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, JsonValue
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

# What the schema of a text says that is kept: PostgreSQL keeps no NUL.
NO_NUL: dict[str, JsonValue] = {"pattern": "^[^\\u0000]*$"}

WEB: dict[str, JsonValue] = {"pattern": r"^https?://[^\s\u0000]*$"}  # what the schema of a web address says


def no_boolean(value: object) -> object:
    """Validator of numbers: True and False are not numbers here, though they are in Python."""
    if isinstance(value, bool):
        raise ValueError("must be a number, not a boolean")
    return value


def whole_number(value: object) -> object:
    """Validator of whole numbers: 1.0 is one in JSON, whose numbers have no kinds."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def no_number(value: object) -> object:
    """Validator of booleans: 0 and 1 are not true and false, though Python takes them for it."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise ValueError("must be true or false, not a number")
    return value


def no_timestamp(value: object) -> object:
    """Validator of dates and times: a number is none, though pydantic counts seconds by it."""
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


class OneForMany:
    """Annotation of a list for which one item may stand by itself."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._listed, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        said = handler(schema)
        return {"anyOf": [said, said["items"]]}

    def _listed(self, value: object) -> object:
        return [value] if isinstance(value, int | str) and not isinstance(value, bool) else value


Moment = Annotated[datetime, BeforeValidator(no_timestamp)]
Flag = Annotated[bool, BeforeValidator(no_number)]
