"""Multilead's API in this process, on a fresh database."""

from collections.abc import Awaitable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from outrider.dialects import Dialect, load
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy import notices, workspaces
from tests.dialects import clients
from tests.dialects.clients import Api
from tests.dialects.multilead.story import story as story

V1, V2 = "/api/open-api/v1", "http://test/api/open-api/v2"


@pytest.fixture
def dialect() -> Dialect:
    return load("multilead")


@pytest.fixture
def base() -> str:
    return V1


def client(app: FastAPI, key: str) -> Api:
    """A client of the API's first version."""
    return clients.client(app, key, V1)


@pytest.fixture
def home(workspace: workspaces.Installed) -> str:
    """Where the default seat's routes begin."""
    return f"/users/{workspace.user_id}/accounts/{workspace.seat_id}"


async def ok(pending: Awaitable[httpx.Response], status: int | tuple[int, ...] = (200, 201, 204)) -> Any:
    """The body of an answer that must be good: decoded, or text."""
    return await clients.ok(pending, status)


async def refused(pending: Awaitable[httpx.Response], status: int) -> Any:
    """The error of an answer in the first version's shape: its message, or (422) what is wrong by parameter."""
    body = (await clients.answer(pending, status)).json()
    assert body["error"]["code"] == status, body
    assert body["error"]["message"], body
    return body.get("errors", body["error"]["message"])


async def mails(core: Core) -> list[notices.Notice]:
    """What the installation has to send, oldest first."""
    async with core.pool.connection() as conn:
        cursor = await conn.execute("SELECT workspace_id, params FROM jobs WHERE kind = %s ORDER BY id", (notices.KIND,))
        return [notices.opened(core.vault, row["workspace_id"], row["params"]) for row in await cursor.fetchall()]
