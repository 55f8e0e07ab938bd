"""Every dialect's document says in which ways its routes refuse, and with what body."""

import httpx
import jsonschema
import psycopg
import pytest
from fastapi import FastAPI

from outrider.dialects import ALL, load
from outrider.dialects.kit.problems import STATUS, problem_of
from outrider.outreach.base.scope import Core
from outrider.settings import Settings


@pytest.fixture(params=ALL)
def app(request: pytest.FixtureRequest, core: Core) -> FastAPI:
    return load(request.param).app(core, Settings())


async def test_every_operation_documents_what_any_route_may_answer(app: FastAPI) -> None:
    lacking = [
        f"{method} {path}: {status}"
        for path, item in app.openapi()["paths"].items()
        for method, operation in item.items()
        for status in ("401", "403", "429")
        if status not in operation["responses"]
    ]
    assert not lacking


async def test_no_operation_documents_an_error_of_the_framework(app: FastAPI) -> None:
    assert "HTTPValidationError" not in str(app.openapi())


async def test_the_answer_to_a_wrong_key_is_as_documented(app: FastAPI) -> None:
    document, dialect = app.openapi(), app.state.dialect
    path, operation = next((p, item["get"]) for p, item in document["paths"].items() if "get" in item and "{" not in p)
    whole = path if path.startswith(dialect.api_base) else dialect.api_base + path
    wrong = "or_a_key_that_is_none"
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        answer = await client.get(whole, headers=dialect.credential.headers(wrong), params=dialect.credential.query(wrong))
    assert answer.status_code == 401
    [content] = operation["responses"]["401"]["content"].values()
    jsonschema.validate(answer.json(), {**content["schema"], "components": document.get("components", {})})


def test_what_cannot_be_reckoned_with_is_the_callers() -> None:
    """A date beyond the calendar is a wrong value, not a fault."""
    assert problem_of(OverflowError("date value out of range"), STATUS).status == 422


def test_what_another_server_of_a_cluster_refuses_is_a_conflict() -> None:
    """A COPY reports it with the code of an internal error."""
    clash = psycopg.errors.InternalError_('duplicate key value violates unique constraint "tags_name_102010"')
    assert problem_of(clash, STATUS).status == 409
