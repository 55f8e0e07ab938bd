"""What requests bring: ids in paths, bodies in three encodings, and lists however they are written."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, BeforeValidator, Field, JsonValue, ValidationError, WithJsonSchema
from starlette.datastructures import UploadFile

from outrider.dialects.kit.bodies import json_body
from outrider.dialects.kit.documents import JSON, BodyReader
from outrider.dialects.kit.fields import OneForMany, Stripped
from outrider.errors import Invalid
from outrider.values import is_array, is_object

MOST = 2**63 - 1

M = TypeVar("M", bound=BaseModel)

Id = Annotated[int, Field(ge=1, le=MOST)]
UserId = Annotated[int, Path(alias="userId", ge=1, le=MOST)]
AccountId = Annotated[int, Path(alias="accountId", ge=1, le=MOST)]
TeamId = Annotated[int, Path(alias="teamId", ge=1, le=MOST)]
CampaignId = Annotated[int, Path(alias="campaignId", ge=1, le=MOST)]
LeadId = Annotated[int, Path(alias="leadId", ge=1, le=MOST)]
Limit = Annotated[int, Query(ge=1, le=1000)]
Text = Annotated[str, Field(max_length=100_000)]
# A boolean, which the vendor's own clients also write as 0 or 1, and forms as text.
Switch = Annotated[bool, WithJsonSchema({"anyOf": [{"type": "boolean"}, {"enum": [0, 1, "0", "1", "true", "false"]}]})]
Search = Annotated[str | None, Query(min_length=1, max_length=500)]

# Times, which `moment` reads. 0, and an empty text, are none.
LAST_MOMENT = 10**14  # milliseconds: the year 5138
_ISO: list[JsonValue] = [{"format": "date"}, {"format": "date-time"}]
_OR_NONE: list[JsonValue] = [*_ISO, {"pattern": r"^([0-9]{1,14}(\.[0-9]+)?)?$"}]
TimestampText = Annotated[
    str, Field(max_length=40, json_schema_extra={"anyOf": [*_ISO, {"pattern": r"^[1-9][0-9]{0,13}(\.[0-9]+)?$"}]})
]
MaybeTimestampText = Annotated[str, Field(max_length=40, json_schema_extra={"anyOf": _OR_NONE})]
Timestamp = Annotated[
    Any,
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "anyOf": _OR_NONE},
                {"type": "number", "minimum": 0, "maximum": LAST_MOMENT},
                {"type": "null"},
            ]
        }
    ),
]


def moment(value: Any) -> datetime | None:
    """A time given in seconds or milliseconds since 1970, or in ISO 8601. Empty and 0 are none. Raises Invalid."""
    if isinstance(value, bool):
        raise Invalid("must be a timestamp", field="timestamp")
    if value in (None, "", 0, "0"):
        return None
    try:
        if isinstance(value, str) and not value.strip().lstrip("-").replace(".", "", 1).isdigit():
            at = datetime.fromisoformat(value.strip())
            return at if at.tzinfo else at.replace(tzinfo=UTC)
        number = float(value)
        if not 0 <= number <= LAST_MOMENT:
            raise ValueError
        return datetime.fromtimestamp(number / 1000 if number >= 1e11 else number, UTC)
    except (ValueError, OverflowError, OSError, TypeError):
        raise Invalid("must be a timestamp", field="timestamp") from None


# Lists that come as JSON text, as repeated parameters, or (numbers) with commas in between


def _listed(value: object) -> object:
    if isinstance(value, str):
        value = [value]
    if not is_array(value):
        return value
    found: list[Any] = []
    for item in value:
        decoded = _decoded(item) if isinstance(item, str) and item.lstrip().startswith("[") else item
        found.extend(decoded if is_array(decoded) else [decoded])
    return found


def _decoded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _numbered(value: object) -> object:
    found = _listed(value)
    if not is_array(found):
        return found
    return [part for item in found for part in (item.split(",") if isinstance(item, str) else [item]) if part != ""]


class _OneOrMany(OneForMany):
    """Annotation of a list in a body that may be one item, or JSON text."""

    def _listed(self, value: object) -> object:
        return super()._listed(_listed(value))


WORDS = BeforeValidator(_listed)
NUMBERS = BeforeValidator(_numbered)
ONE_OR_MANY = _OneOrMany()
Words = Annotated[list[str], WORDS]
Numbers = Annotated[list[Id], NUMBERS]


# Bodies


class Body(Stripped):
    """A request's body. Fields are in the vendor's camelCase; what else is sent is ignored, as the vendor does."""


async def fields_of(request: Request) -> dict[str, object]:
    """The fields of a body in JSON, urlencoded or multipart; uploaded files stay files. A field sent twice is a list."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        body = await json_body(request)
        if not is_object(body):
            raise Invalid("The body must be an object.")
        return body
    form = await request.form(max_fields=2000)
    fields: dict[str, object] = {}
    for name, value in form.multi_items():
        fields[name] = [*_many(fields[name]), value] if name in fields else value
    return fields


def _many(value: object) -> list[Any]:
    return value if is_array(value) else [value]


def parsed(model: type[M], fields: Mapping[str, object]) -> M:
    """The fields as the model; the vendor's 422 where they are wrong. Empty strings count as not given."""
    try:
        return model.model_validate({name: value for name, value in fields.items() if value != ""})
    except ValidationError as exc:
        details = [{**error, "loc": ("body", *error["loc"])} for error in exc.errors(include_url=False, include_context=False)]
        raise RequestValidationError(details) from None


@dataclass(frozen=True, eq=False)
class _Reader(BodyReader):
    """Reads a body in whatever encoding it came, with what clients leave out that accept nothing but JSON."""

    left_out: Mapping[str, object] = field(default_factory=dict[str, object])

    async def __call__(self, request: Request) -> BaseModel:
        return parsed(self.model, {**(self.left_out if only_json(request) else {}), **await fields_of(request)})


def _media(model: type[BaseModel]) -> list[str]:
    """The media types in which every field of a model can be written."""
    nested = any(word in str(model.model_json_schema().get("properties")) for word in ("'array'", "'object'", "$ref", "{}"))
    return [JSON] if nested else [JSON, "application/x-www-form-urlencoded"]


def body(model: type[M], *, media: Sequence[str] | None = None, **left_out: object) -> Any:
    """Route parameter: `data: Annotated[NewTeam, body(NewTeam)]`, in whatever encoding it came.

    `media`: what the document says it comes in: JSON, and as a form where no field holds more than texts and numbers.
    `left_out`: required fields that the published MCP server does not send, and what it means.
    """

    return Depends(_Reader(model, tuple(media or _media(model)), empty_is_none=True, left_out=left_out))


async def content_of(file: object, *, most: int = 20_000_000) -> bytes:
    """The content of an uploaded file. Raises Invalid for what is not a file, or too large."""
    if not isinstance(file, UploadFile):
        raise Invalid("A file is needed.", field="files")
    raw = await file.read(most + 1)
    if len(raw) > most:
        raise Invalid("The file is too large.", field="files")
    return raw


def only_json(request: Request) -> bool:
    """Whether the client accepts nothing but JSON, as the published MCP server says of itself."""
    return request.headers.get("accept", "").strip() == "application/json"
