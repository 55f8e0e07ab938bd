"""Asking an application in this process: what it hears and what is heard of it is as over HTTP."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from outrider.dialects import Credential, Dialect, Vendor
from outrider.dialects.kit.tools import ApiError
from outrider.mcp.backend import HttpBackend, InProcess

DIALECT = Dialect("acme", "Acme", Credential("query", "api_key"), Vendor("https://acme.example", "ACME_KEY"), "/v1")


async def echo(request: Request) -> Response:
    heard = {"query": dict(request.query_params), "path": request.url.path, "body": (await request.body()).decode()}
    return JSONResponse(heard | {"surface": request.scope["outrider.surface"]}, 201, {"X-Acme": "yes"})


async def stream(_: Request) -> Response:
    async def pieces() -> AsyncIterator[bytes]:
        yield b"one, "
        yield b"two"

    return StreamingResponse(pieces(), media_type="text/plain")


async def fail(_: Request) -> Response:
    raise RuntimeError("unforeseen")


HOST = InProcess(DIALECT, Starlette(routes=[
    Route("/v1/echo/{name}", echo, methods=["POST"]), Route("/v1/stream", stream), Route("/v1/fail", fail),
]))  # fmt: skip


async def test_what_is_said_is_heard() -> None:
    answer = await HOST.request("POST", "/echo/ä b", params={"q": ["1", "ü&"], "key": "k"}, json={"a": 1})
    assert (answer.status_code, answer.headers["x-acme"]) == (201, "yes")
    assert answer.json() == {"query": {"q": "ü&", "key": "k"}, "path": "/v1/echo/ä b", "body": '{"a":1}', "surface": "mcp"}


async def test_a_streamed_answer_is_whole() -> None:
    answer = await HOST.request("GET", "/stream")
    assert (answer.status_code, answer.text) == (200, "one, two")


async def test_calls_at_once_connect_once() -> None:
    connected: list[InProcess] = []

    async def connect() -> InProcess:
        await asyncio.sleep(0)
        connected.append(HOST)
        return HOST

    backend = HttpBackend(DIALECT, connect, lambda: "key")
    await asyncio.gather(*(backend.request("GET", "/stream") for _ in range(3)))
    assert len(connected) == 1


async def test_an_application_that_fails_answers_500() -> None:
    assert (await HOST.request("GET", "/fail")).status_code == 500
    assert (await HOST.request("GET", "/nowhere")).status_code == 404


async def test_what_an_application_said_before_it_failed_is_heard() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 500, "headers": []})
        await send({"type": "http.response.body", "body": b"it has been logged"})
        raise RuntimeError("unforeseen")

    answer = await InProcess(DIALECT, app).request("GET", "/")
    assert (answer.status_code, answer.text) == (500, "it has been logged")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"error": {"code": 422, "message": "Not valid"}, "errors": {"curves": {"msg": "must be numbers", "param": "curves"}}},
         "Not valid (curves: must be numbers)"),
        ({"message": "Not valid", "errors": {"email": ["is taken", "is too long"]}}, "Not valid (email: is taken, is too long)"),
        ({"message": "Not valid", "details": [{"path": ["leads", 0, "email"], "message": "is missing"}]},
         "Not valid (leads.0.email: is missing)"),
        ({"message": "Not valid", "errors": ["The day has passed."]}, "Not valid (The day has passed.)"),
        ({"message": "email: is missing", "details": [{"field": "email", "message": "is missing"}]}, "email: is missing"),
        ({"message": "Not valid", "errors": []}, "Not valid"),
        ({"message": "Not valid", "details": "see the log"}, "Not valid"),
        ({"errors": ["The day has passed."]}, "['The day has passed.']"),
    ],
)  # fmt: skip
async def test_what_is_wrong_with_each_field_is_told(body: object, told: str) -> None:
    async def refuse(_: Request) -> Response:
        return JSONResponse(body, 422)

    async def connect() -> InProcess:
        return InProcess(DIALECT, Starlette(routes=[Route("/v1/x", refuse)]))

    with pytest.raises(ApiError) as refused:
        await HttpBackend(DIALECT, connect, lambda: "key").request("GET", "/x")
    assert refused.value.message == told


async def test_only_the_first_details_are_told() -> None:
    async def refuse(_: Request) -> Response:
        return JSONResponse({"message": "Not valid", "errors": [f"The line {n} is empty." for n in range(9)]}, 422)

    async def connect() -> InProcess:
        return InProcess(DIALECT, Starlette(routes=[Route("/v1/x", refuse)]))

    with pytest.raises(ApiError) as refused:
        await HttpBackend(DIALECT, connect, lambda: "key").request("GET", "/x")
    assert refused.value.message.count("is empty") == 5
