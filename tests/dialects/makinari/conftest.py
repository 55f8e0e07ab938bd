"""Makinari's API in this process, on a fresh database."""

from collections.abc import AsyncIterator, Awaitable
from typing import Any
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from outrider.dialects import Dialect, load
from outrider.outreach.tenancy import workspaces
from outrider.settings import Settings
from outrider.store.ids import to_uuid
from tests.dialects.clients import answer, client

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0"}


@pytest.fixture
def dialect() -> Dialect:
    return load("makinari")


@pytest.fixture
def settings() -> Settings:
    return Settings()


class Site:
    """A client with a key, and its site."""

    def __init__(self, app: FastAPI, installed: workspaces.Installed, key: str | None = None) -> None:
        self.http = client(app, key or installed.key, base="")
        self.id = str(to_uuid("workspace", installed.workspace_id))
        self.owner = str(to_uuid("user", installed.user_id))

    def tool(self, path: str, **body: Any) -> Awaitable[httpx.Response]:
        return self.http.post(f"/api/agents/tools/{path}", json={"site_id": self.id, **body})

    async def visit(self, visitor: str | None = None, page: str = "/", **params: Any) -> str:
        """Somebody looks at a page; who it was."""
        visitor = visitor or str(uuid4())
        seen = await self.http.get(f"/v/{self.id}/{visitor}.gif", params={"page": page, **params}, headers=BROWSER)
        assert seen.status_code == 200
        assert seen.headers["content-type"] == "image/gif"
        return visitor

    async def a_lead(self, name: str = "Jane Smith", email: str = "jane@example.com", **values: Any) -> dict[str, Any]:
        return (await ok(self.tool("leads/create", name=name, email=email, **values), 201))["lead"]

    async def listed(self, **filters: Any) -> list[str]:
        """Names of the leads that pass."""
        return [x["name"] for x in (await ok(self.tool("leads/get", **filters)))["data"]["leads"]]


@pytest_asyncio.fixture
async def site(app: FastAPI, workspace: workspaces.Installed) -> AsyncIterator[Site]:
    made = Site(app, workspace)
    async with made.http:
        yield made


@pytest_asyncio.fixture
async def other(app: FastAPI, stranger: workspaces.Installed) -> AsyncIterator[Site]:
    """Somebody else's site on the same installation."""
    made = Site(app, stranger)
    async with made.http:
        yield made


async def ok(pending: Awaitable[httpx.Response], status: int = 200) -> dict[str, Any]:
    """The body of an answer that must be good."""
    body = (await answer(pending, status)).json()
    assert body["success"] is True
    return body


async def refused(pending: Awaitable[httpx.Response], status: int) -> dict[str, Any]:
    """The body of an answer that must be an error in the vendor's envelope."""
    body = (await answer(pending, status)).json()
    assert body["success"] is False
    assert isinstance(body["error"], str)
    assert body["error"]
    return body
