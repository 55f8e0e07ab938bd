"""Multilead's API in this process, on a fresh database."""

from collections.abc import AsyncIterator, Awaitable
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from outrider.dialects import load
from outrider.outreach import workspaces
from outrider.outreach.scope import Core
from outrider.settings import Settings
from tests.dialects.multilead.story import story as story

Api = httpx.AsyncClient
V2 = "http://test/api/open-api/v2"


@pytest.fixture
def settings() -> Settings:
    return Settings(rate_limits={"multilead": "off"})


@pytest.fixture
def app(core: Core, settings: Settings) -> FastAPI:
    return load("multilead").app(core, settings)


def client(app: FastAPI, key: str) -> Api:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=True)
    return Api(transport=transport, base_url="http://test/api/open-api/v1", headers={"Authorization": key})


@pytest_asyncio.fixture
async def api(app: FastAPI, workspace: workspaces.Installed) -> AsyncIterator[Api]:
    async with client(app, workspace.key) as made:
        yield made


@pytest_asyncio.fixture
async def other(app: FastAPI, stranger: workspaces.Installed) -> AsyncIterator[Api]:
    """Somebody else's key on the same installation."""
    async with client(app, stranger.key) as made:
        yield made


@pytest.fixture
def home(workspace: workspaces.Installed) -> str:
    """Where the default seat's routes begin."""
    return f"/users/{workspace.user_id}/accounts/{workspace.seat_id}"


async def ok(pending: Awaitable[httpx.Response], status: int | tuple[int, ...] = (200, 201, 204)) -> Any:
    """The body of an answer that must be good: decoded, or text."""
    response = await pending
    assert response.status_code in (status if isinstance(status, tuple) else (status,)), f"{response.status_code} {response.text}"
    return response.json() if "json" in response.headers.get("content-type", "") else response.text


async def refused(pending: Awaitable[httpx.Response], status: int) -> Any:
    """The error of an answer in the first version's shape: its message, or (422) what is wrong by parameter."""
    response = await pending
    assert response.status_code == status, f"{response.status_code} {response.text}"
    body = response.json()
    assert body["error"]["code"] == status and body["error"]["message"], body
    return body.get("errors", body["error"]["message"])
