"""Every request has an id, in its answer and in what is logged meanwhile."""

import re

import httpx
import pytest
import structlog
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from outrider.app import create_app
from outrider.outreach.base.scope import Core
from outrider.settings import Settings
from outrider.web.traced import Traced


async def bound(_: Request) -> Response:
    return JSONResponse(structlog.contextvars.get_contextvars())


async def asked(**headers: str) -> httpx.Response:
    app = Starlette(routes=[Route("/", bound)], middleware=[Middleware(Traced)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://here") as http:
        return await http.get("/", headers=headers)


@pytest.mark.parametrize(
    "given", ["4bf92f3577b34da6", "6a1b5c1e-9d43-4a56-b1a0-1f0c7f0e6c11", "Root=1-67891233-abcdef", "x" * 128]
)
async def test_a_sane_id_of_the_client_is_kept(given: str) -> None:
    answer = await asked(**{"X-Request-ID": given})
    assert answer.headers.get_list("x-request-id") == [given]


@pytest.mark.parametrize("given", ["", "two words", "x" * 129, '{"a":1}', "\x1b[31mred"])
async def test_another_one_is_replaced(given: str) -> None:
    answer = await asked(**{"X-Request-ID": given})
    assert re.fullmatch("[0-9a-f]{16}", answer.headers["x-request-id"])


async def test_it_is_in_what_is_logged_meanwhile() -> None:
    assert (await asked(**{"X-Request-ID": "abc"})).json() == {"request_id": "abc"}


async def test_two_requests_have_two() -> None:
    assert (await asked()).headers["x-request-id"] != (await asked()).headers["x-request-id"]


@pytest.mark.parametrize("path", ["/healthz", "/nowhere", "/smartlead/api/v1/campaigns", "/instantly/api/v2/campaigns"])
async def test_every_answer_has_one(core: Core, path: str) -> None:
    app = create_app(core, Settings())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://here") as http:
        assert (await http.get(path, headers={"X-Request-ID": "abc"})).headers.get_list("x-request-id") == ["abc"]
