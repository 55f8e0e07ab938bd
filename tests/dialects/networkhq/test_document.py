"""The document this API serves, against the vendor's where that is at hand: paths, parameters, statuses, schemas."""

import json
from typing import Any

import pytest
from fastapi import FastAPI

from outrider.dialects import load
from outrider.dialects.networkhq.document import NAMES
from outrider.settings import Settings
from tests.dialects.clients import Api
from tests.dialects.networkhq.conftest import vendors

# Said of a value rather than required of it.
_WORDS = ("description", "example", "examples", "title", "summary")
METHODS = ("get", "put", "post", "patch", "delete")


def resolved(schema: Any, components: dict[str, Any]) -> Any:
    """A schema with its references written out, allOf merged, in one order, without words."""
    if not isinstance(schema, dict):
        return schema
    if ref := schema.get("$ref"):
        return resolved(components[ref.rpartition("/")[2]], components)
    plain: dict[str, Any] = {}
    for name, value in schema.items():
        if name == "properties":
            plain[name] = {key: resolved(part, components) for key, part in value.items()}
        elif name in ("anyOf", "oneOf"):
            plain[name] = sorted(
                (resolved(part, components) for part in value), key=lambda part: json.dumps(part, sort_keys=True)
            )
        elif name in ("items",):
            plain[name] = resolved(value, components)
        elif name == "allOf":
            for part in (resolved(part, components) for part in value):
                plain["type"] = part["type"]
                plain.setdefault("properties", {}).update(part["properties"])
                plain["required"] = sorted([*plain.get("required", ()), *part["required"]])
        elif name in ("required", "type") and isinstance(value, list):
            plain[name] = sorted(value)
        elif name == "enum":
            plain[name] = sorted(value, key=str)
        elif name not in _WORDS:
            plain[name] = value
    return plain


def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Each operation as what a client depends on."""
    components = document["components"]["schemas"]

    def content(part: dict[str, Any] | None) -> Any:
        return {kind: resolved(c["schema"], components) for kind, c in (part or {}).get("content", {}).items()}

    return {
        f"{method.upper()} {path}": {
            "tags": operation["tags"],
            "security": operation["security"],
            "parameters": sorted(
                (
                    (p["in"], p["name"], p.get("required", False), resolved(p["schema"], components))
                    for p in operation.get("parameters", ())
                ),
                key=str,
            ),
            "body": content(operation.get("requestBody")),
            "body required": (operation.get("requestBody") or {}).get("required", False),
            "responses": {status: content(response) for status, response in operation["responses"].items()},
        }
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method in METHODS
    }  # fmt: skip


@pytest.fixture(scope="module")
def ours() -> dict[str, Any]:
    app: FastAPI = load("networkhq").app(None, Settings())  # pyright: ignore[reportArgumentType]
    return json.loads(json.dumps(app.openapi()))


def test_every_operation_is_the_vendors(ours: dict[str, Any]) -> None:
    theirs, mine = operations(vendors()), operations(ours)
    assert sorted(theirs) == sorted(mine)
    for name, operation in theirs.items():
        for part, value in operation.items():
            assert mine[name][part] == value, f"{name}: {part}"


def test_every_schema_is_the_vendors(ours: dict[str, Any]) -> None:
    document = vendors()
    theirs, mine = document["components"]["schemas"], ours["components"]["schemas"]
    assert sorted(theirs) == sorted(mine)
    for name in theirs:
        assert resolved(mine[name], mine) == resolved(theirs[name], theirs), name
    assert ours["components"]["securitySchemes"] == document["components"]["securitySchemes"]


def test_the_document_is_our_own_words(ours: dict[str, Any]) -> None:
    """No sentence of the vendor's descriptions is in ours."""
    theirs = {sentence for text in _said(vendors()) for sentence in text.split(". ") if len(sentence) > 60}
    mine = " ".join(_said(ours))
    assert [sentence for sentence in theirs if sentence in mine] == []


def _said(node: Any) -> list[str]:
    if isinstance(node, dict):
        return [v for k, v in node.items() if k in ("description", "summary") and isinstance(v, str)] + [
            text for value in node.values() for text in _said(value)
        ]
    return [text for value in node for text in _said(value)] if isinstance(node, list) else []


def test_the_document_holds_together(ours: dict[str, Any]) -> None:
    """Whether the vendor's is at hand or not: sixteen operations, every reference resolves, every operation has its tool."""
    found = operations(ours)
    assert len(found) == 16
    assert sorted(ours["components"]["schemas"]) == sorted(NAMES)
    ids = {operation["operationId"] for methods in ours["paths"].values() for operation in methods.values()}
    assert ids == {tool.name for tool in load("networkhq").tools()}
    assert all({"401", "403", "429"} <= set(operation["responses"]) for operation in found.values())


async def test_it_is_served_with_a_page_to_read_it(app: FastAPI) -> None:
    import httpx

    async with Api(transport=httpx.ASGITransport(app=app), base_url="http://test") as plain:
        assert (await plain.get("/openapi.json")).json()["openapi"] == "3.1.0"
        assert (await plain.get("/docs")).status_code == 200
