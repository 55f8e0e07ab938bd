"""Clients of a dialect's API in this process, carrying a key where the vendor's do, and what they make of answers."""

from collections.abc import Awaitable
from typing import Any

import httpx
from fastapi import FastAPI

from outrider.dialects import Dialect

Api = httpx.AsyncClient
Json = dict[str, Any]


def client(app: FastAPI, key: str | None, base: str | None = None) -> Api:
    """A client of a dialect's application. `base`: what precedes the paths, where it is not the dialect's own base."""
    dialect: Dialect = app.state.dialect
    return Api(
        transport=httpx.ASGITransport(app=app, raise_app_exceptions=True),
        base_url="http://test" + (dialect.api_base if base is None else base),
        params=dialect.credential.query(key) if key is not None else {},
        headers=dialect.credential.headers(key) if key is not None else {},
        timeout=60,
    )


async def answer(pending: Awaitable[httpx.Response], status: int | tuple[int, ...]) -> httpx.Response:
    """An answer that must have this status, or one of these."""
    response = await pending
    assert response.status_code in (status if isinstance(status, tuple) else (status,)), f"{response.status_code} {response.text}"
    return response


async def ok(pending: Awaitable[httpx.Response], status: int | tuple[int, ...] = 200) -> Any:
    """The body of an answer that must be good: decoded, or text where it is not JSON."""
    response = await answer(pending, status)
    return response.json() if "json" in response.headers.get("content-type", "") else response.text
