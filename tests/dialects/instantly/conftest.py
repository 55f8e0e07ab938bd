"""Instantly's API in this process, on a fresh database."""

from collections.abc import AsyncIterator, Awaitable
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from outrider.dialects import load
from outrider.outreach import workspaces
from outrider.outreach.scope import Actor, Core
from outrider.settings import Settings
from tests.making import a_sender

Api = httpx.AsyncClient
Json = dict[str, Any]

SCHEDULE: Json = {
    "schedules": [
        {
            "name": "Weekdays",
            "timing": {"from": "08:00", "to": "18:00"},
            "days": {"1": True, "2": True, "3": True, "4": True, "5": True, "0": False},
            "timezone": "America/Chicago",
        }
    ]
}


@pytest.fixture
def settings() -> Settings:
    return Settings(rate_limits={"instantly": "off"})


@pytest.fixture
def app(core: Core, settings: Settings) -> FastAPI:
    return load("instantly").app(core, settings)


def client(app: FastAPI, key: str) -> Api:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=True)
    return Api(transport=transport, base_url="http://test/api/v2", headers={"Authorization": f"Bearer {key}"})


@pytest_asyncio.fixture
async def api(app: FastAPI, workspace: workspaces.Installed) -> AsyncIterator[Api]:
    async with client(app, workspace.key) as made:
        yield made


@pytest_asyncio.fixture
async def other(app: FastAPI, stranger: workspaces.Installed) -> AsyncIterator[Api]:
    """Somebody else's key on the same installation."""
    async with client(app, stranger.key) as made:
        yield made


@pytest_asyncio.fixture
async def mailbox(core: Core, workspace: workspaces.Installed) -> str:
    """A sending account's address."""
    async with core.scope(workspace.workspace_id, Actor("test", workspace.user_id)) as scope:
        return (await a_sender(scope)).address


async def ok(pending: Awaitable[httpx.Response], status: int = 200) -> Any:
    """The body of an answer that must be good."""
    response = await pending
    assert response.status_code == status, f"{response.status_code} {response.text}"
    return response.json() if response.content else None


async def refused(pending: Awaitable[httpx.Response], status: int) -> str:
    """The message of an answer that must be an error in the vendor's shape."""
    response = await pending
    assert response.status_code == status, f"{response.status_code} {response.text}"
    body = response.json()
    assert set(body) == {"statusCode", "error", "message"} and body["statusCode"] == status
    assert body["error"] and body["message"]
    return body["message"]


def sequence(*bodies: str, delay: float = 2) -> list[Json]:
    """Steps with these bodies; only the first has a subject."""
    steps = [
        {"type": "email", "delay": delay, "variants": [{"subject": "" if n else "Hello {{firstName}}", "body": body}]}
        for n, body in enumerate(bodies)
    ]
    return [{"steps": steps}]


async def a_campaign(api: Api, name: str = "Spring", **fields: Any) -> Json:
    return await ok(api.post("/campaigns", json={"name": name, "campaign_schedule": SCHEDULE, **fields}))


async def a_list(api: Api, name: str = "People") -> Json:
    return await ok(api.post("/lead-lists", json={"name": name}))


async def a_lead(api: Api, email: str = "ada@acme.example", **fields: Any) -> Json:
    return await ok(api.post("/leads", json={"email": email, **fields}))
