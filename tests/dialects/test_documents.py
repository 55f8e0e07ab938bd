"""What every dialect's OpenAPI document says besides what FastAPI knows of its routes."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, cast

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from outrider.dialects import ALL, load
from outrider.dialects.kit.fields import NO_NUL, NOT_BLANK, DayText, Flag, NumbersText, Stripped, TimeZone, some_of
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
    assert [option["type"] for option in form["properties"]["proxyCountry"]["anyOf"]] == ["string", "string"]


class _Marked(BaseModel):
    marked: Flag


@pytest.mark.parametrize("number", [0, 1, 0.0, 1.0])
def test_a_number_is_not_a_boolean(number: float) -> None:
    with pytest.raises(ValidationError, match="must be true or false"):
        _Marked.model_validate({"marked": number})


@pytest.mark.parametrize("text", ["true", "false"])
def test_a_form_writes_booleans_as_text(text: str) -> None:
    assert _Marked.model_validate({"marked": text}).marked is (text == "true")


class _Named(Stripped):
    name: Annotated[str, Field(min_length=1, max_length=10)] = "x"
    address: Annotated[str, Field(min_length=3)] | None = None
    words: list[Annotated[str, Field(min_length=1, json_schema_extra=NO_NUL)]] | None = None


def allowed(of: Any, value: object) -> bool:
    """Whether the schema of a type allows a value."""
    return Draft202012Validator(TypeAdapter(of).json_schema(), format_checker=FormatChecker()).is_valid(value)


def taken(of: Any, value: object) -> bool:
    try:
        TypeAdapter(of).validate_python(value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("name", ["", " ", "\t\n", "\x85", "\x1d", "\u2028", "\ufeff", "x", " x "])
def test_a_blank_name_is_documented_as_refused(name: str) -> None:
    assert allowed(_Named, {"name": name}) == taken(_Named, {"name": name})


@pytest.mark.parametrize("address", ["   ", "  x", "x y", " abc ", "abc"])
def test_spaces_around_do_not_count_as_documented(address: str) -> None:
    assert allowed(_Named, {"address": address}) == taken(_Named, {"address": address}) == (len(address.strip()) >= 3)


@pytest.mark.parametrize("word", ["", " ", "x"])
def test_a_blank_entry_is_documented_as_refused(word: str) -> None:
    assert allowed(_Named, {"words": [word]}) == taken(_Named, {"words": [word]}) == (word == "x")


@pytest.mark.parametrize("character", [chr(n) for n in range(0x10000) if not 0xD800 <= n < 0xE000 and chr(n).isspace()])
def test_what_python_takes_for_a_space_is_blank(character: str) -> None:
    assert not taken(Annotated[str, Field(pattern=NOT_BLANK)], character)


@pytest.mark.parametrize("name", ["Europe/Berlin", "UTC", "Mars/One", "", "../etc/passwd"])
def test_time_zones_are_documented(name: str) -> None:
    zone = Annotated[str, TimeZone()]
    assert allowed(zone, name) == taken(zone, name) == (name in ("Europe/Berlin", "UTC"))


@pytest.mark.parametrize(("text", "is_one"), [("2026-02-28", True), ("", True), ("2026-02-30", False), ("tomorrow", False)])
def test_days_are_documented(text: str, is_one: bool) -> None:
    assert allowed(DayText, text) == is_one


@pytest.mark.parametrize(("text", "are_some"), [("1,20", True), ("", True), ("0", False), ("1,,2", False), ("x", False)])
def test_numbers_are_documented(text: str, are_some: bool) -> None:
    assert allowed(NumbersText, text) == are_some


@pytest.mark.parametrize(("text", "are_some"), [("a", True), ("b,a", True), ("", True), ("c", False), ("a,", False)])
def test_words_with_commas_are_documented(text: str, are_some: bool) -> None:
    assert allowed(Annotated[str, Field(json_schema_extra=some_of(["a", "b"]))], text) == are_some
