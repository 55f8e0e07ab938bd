"""What every dialect's OpenAPI document says besides what FastAPI knows of its routes."""

import re
from collections.abc import Iterator
from typing import Any, cast

import pytest
from pydantic import BaseModel, ValidationError

from outrider.dialects import ALL, load
from outrider.dialects.kit.fields import Flag
from outrider.outreach.base.scope import Core
from outrider.settings import Settings

Json = dict[str, Any]
OPEN = ("/v/{site_id}/{visitor_id}.gif",)  # paths that need no key
PYDANTICS = ("ge", "gt", "le", "lt", "min_length", "max_length")


@pytest.fixture(params=ALL)
def document(request: pytest.FixtureRequest) -> Json:
    return load(request.param).app(cast(Core, None), Settings()).openapi()


def operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield method, path, operation


def test_every_operation_says_where_the_key_goes(document: Json) -> None:
    assert document["components"]["securitySchemes"]
    keyed = document.get("security")
    without = {path for _, path, operation in operations(document) if not operation.get("security", keyed)}
    assert without <= set(OPEN)


def test_every_name_in_a_path_is_described(document: Json) -> None:
    for method, path, operation in operations(document):
        described = {p["name"] for p in operation.get("parameters", ()) if p["in"] == "path"}
        assert described == set(re.findall(r"{(\w+)}", path)), f"{method} {path}"


def test_bounds_are_in_the_words_of_json_schema(document: Json) -> None:
    assert list(bounds(document, "")) == []


def bounds(schema: Any, place: str) -> Iterator[str]:
    """Places of a document where a bound has pydantic's name."""
    if isinstance(schema, dict):
        for name, part in cast(Json, schema).items():
            if name in PYDANTICS and isinstance(part, int | float):
                yield f"{place}/{name}"
            yield from bounds(part, f"{place}/{name}")
    elif isinstance(schema, list):
        for part in cast(list[Any], schema):
            yield from bounds(part, place)


def test_bodies_read_in_several_encodings_are_described() -> None:
    document = load("multilead").app(cast(Core, None), Settings()).openapi()
    described = [path for method, path, operation in operations(document) if method != "get" and "requestBody" in operation]
    assert len(described) == 35


def test_a_form_has_no_null() -> None:
    document = load("multilead").app(cast(Core, None), Settings()).openapi()
    path = "/api/open-api/v1/users/{userId}/accounts/{accountId}/reactivate"
    form = document["paths"][path]["put"]["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]
    assert form["properties"]["proxyCountry"]["type"] == "string"


class _Marked(BaseModel):
    marked: Flag


@pytest.mark.parametrize("number", [0, 1, 0.0, 1.0])
def test_a_number_is_not_a_boolean(number: float) -> None:
    with pytest.raises(ValidationError, match="must be true or false"):
        _Marked.model_validate({"marked": number})


@pytest.mark.parametrize("text", ["true", "false"])
def test_a_form_writes_booleans_as_text(text: str) -> None:
    assert _Marked.model_validate({"marked": text}).marked is (text == "true")
