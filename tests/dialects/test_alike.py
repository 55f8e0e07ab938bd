"""A route reads its values from the body, from a form and from the query alike."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

import pytest
import pytest_asyncio
from fastapi import APIRouter, FastAPI, Query
from pydantic import BaseModel, BeforeValidator

from outrider.dialects import load
from outrider.dialects.kit.app import Conventions, build_app
from outrider.dialects.kit.routing import Part
from outrider.dialects.smartlead.errors import error_body
from outrider.outreach.base.scope import Core
from outrider.settings import Settings
from tests.dialects.clients import Api, client, ok

router = APIRouter()


class Body(BaseModel):
    id: int
    tags: Annotated[list[int], BeforeValidator(lambda value: value if isinstance(value, list) else [value])] = []
    note: str | None = None


@router.api_route("/with-body", methods=["POST", "DELETE"])
async def with_body(body: Body, page: int = 0) -> dict[str, Any]:
    return {**body.model_dump(), "page": page}


class Optional(BaseModel):
    note: str | None = None


@router.post("/optional")
async def optional(body: Optional) -> dict[str, Any]:
    return body.model_dump()


@router.api_route("/with-query", methods=["GET", "POST", "DELETE"])
async def with_query(id: int, tags: Annotated[tuple[int, ...], Query()] = (), note: str | None = None) -> dict[str, Any]:
    return {"id": id, "tags": [*tags], "note": note}


@pytest.fixture(params=["smartlead", "instantly"])  # whose key is in the query, and in a header
def app(request: pytest.FixtureRequest, core: Core) -> FastAPI:
    dialect = load(request.param)
    return build_app(
        dialect, core, Settings(), parts=[Part(router, dialect.api_base)], conventions=Conventions(error_body=error_body)
    )


@pytest_asyncio.fixture
async def api(app: FastAPI) -> AsyncIterator[Api]:
    async with client(app, "any") as made:
        yield made


WANTED = {"id": 7, "tags": [1, 2], "note": "x"}
WAYS: dict[str, dict[str, Any]] = {
    "body": {"json": WANTED},
    "form": {"data": {"id": "7", "tags": ["1", "2"], "note": "x"}},
    "form in parts": {"files": [("id", (None, "7")), ("tags", (None, "1")), ("tags", (None, "2")), ("note", (None, "x"))]},
    "query": {"params": {"id": "7", "tags": ["1", "2"], "note": "x"}},
    "query beside an empty body": {"params": {"id": "7", "tags": ["1", "2"], "note": "x"}, "json": {}},
    "brackets": {"params": {"id": "7", "tags[]": ["1", "2"], "note": "x"}},
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("method", ["POST", "DELETE"])
async def test_a_body_may_be_a_form_or_the_query(api: Api, method: str, way: str) -> None:
    assert await ok(api.request(method, "/with-body", **WAYS[way])) == WANTED | {"page": 0}


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
async def test_a_query_may_be_the_body(api: Api, method: str) -> None:
    assert await ok(api.request(method, "/with-query", json=WANTED)) == WANTED


async def test_what_the_query_says_is_not_overruled(api: Api) -> None:
    assert (await ok(api.request("DELETE", "/with-query", params={"id": 7}, json={"id": 8, "note": "x"})))["id"] == 7
    assert (await ok(api.post("/with-body", params={"id": 8, "page": 3}, json={"id": 7}))) == {
        "id": 7, "tags": [], "note": None, "page": 3,
    }  # fmt: skip


async def test_one_of_a_list_is_a_list_with_brackets(api: Api) -> None:
    assert (await ok(api.post("/with-body", params={"id": 7, "tags[]": "1"})))["tags"] == [1]


@pytest.mark.parametrize("asked", [{"json": {"tags": [1]}}, {"data": {"tags": "1"}}, {"params": {"tags": "1"}}, {}])
async def test_what_is_missing_is_refused_as_ever(api: Api, asked: dict[str, Any]) -> None:
    for path in ("/with-body", "/with-query"):
        assert (await api.post(path, **asked)).status_code == 422


async def test_broken_json_is_not_taken_for_a_form(api: Api) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = await api.post("/optional", content="{bad", headers=form)
    assert answer.status_code == 422
    assert (await api.post("/optional", content="note=x", headers=form)).json()["note"] == "x"


async def test_a_body_that_is_not_json_is_refused_in_plain_words(api: Api) -> None:
    answer = await api.post("/with-body", content="<a/>", headers={"content-type": "application/xml"})
    assert answer.status_code == 422
    assert answer.json()["message"] == "The body must be a JSON object"


async def test_head_is_answered_as_get(api: Api) -> None:
    assert (await api.request("HEAD", "/with-query", params={"id": 1})).status_code == 200
    assert (await api.request("HEAD", "/with-body")).status_code == 405
