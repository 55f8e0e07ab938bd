"""NetworkHQ's API in this process, on a fresh database, with a LinkedIn and an enrichment provider that really answer."""

from collections.abc import AsyncIterator, Awaitable
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from outrider.channels.sandbox.enrichment import EnrichmentWorld
from outrider.channels.sandbox.linkedin import LinkedInWorld
from outrider.clock import SimulatedClock
from outrider.dialects import load
from outrider.outreach import people
from outrider.outreach.scope import Core
from outrider.settings import Settings

Api = httpx.AsyncClient


@pytest_asyncio.fixture
async def enrichment() -> AsyncIterator[EnrichmentWorld]:
    async with EnrichmentWorld() as world:
        yield world


@pytest_asyncio.fixture
async def world(clock: SimulatedClock) -> AsyncIterator[LinkedInWorld]:
    async with LinkedInWorld(clock) as made:
        yield made


@pytest.fixture
def settings(enrichment: EnrichmentWorld, world: LinkedInWorld) -> Settings:
    return Settings(
        rate_limits={"networkhq": "off"},
        enrichment_url=enrichment.base_url,
        enrichment_key=enrichment.key,
        linkedin_url=world.base_url,
        linkedin_key=world.key,
    )  # pyright: ignore[reportArgumentType]


@pytest.fixture
def app(core: Core, settings: Settings) -> FastAPI:
    return load("networkhq").app(core, settings)


def client(app: FastAPI, key: str | None) -> Api:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=True)
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return Api(transport=transport, base_url="http://test/api/v1", headers=headers, timeout=60)


@pytest_asyncio.fixture
async def api(app: FastAPI, workspace: people.Installed) -> AsyncIterator[Api]:
    async with client(app, workspace.key) as made:
        yield made


@pytest_asyncio.fixture
async def other(app: FastAPI, stranger: people.Installed) -> AsyncIterator[Api]:
    """Somebody else's key on the same installation."""
    async with client(app, stranger.key) as made:
        yield made


async def ok(pending: Awaitable[httpx.Response], status: int = 200) -> Any:
    """The body of an answer that must have this status."""
    response = await pending
    assert response.status_code == status, f"{response.status_code} {response.text}"
    return response.json()


async def refused(pending: Awaitable[httpx.Response], status: int) -> str:
    """The code of an answer that must be an error in the vendor's shape."""
    error = (await ok(pending, status))["error"]
    assert set(error) == {"code", "message"} and error["message"]
    return error["code"]


def person(n: int = 1, **values: Any) -> dict[str, Any]:
    return {"first_name": f"Pia{n}", "last_name": "Prospect", "linkedin_url": f"https://www.linkedin.com/in/pia-{n}", **values}


async def a_list(api: Api, name: str = "Founders") -> str:
    return (await ok(api.post("/lead_lists", json={"lead_lists": [{"name": name}]}), 201))["data"][0]["id"]


async def some_leads(api: Api, list_id: str, n: int, start: int = 1) -> list[str]:
    """Ids of `n` new leads of a list, in order."""
    body = {"leads": [person(i) for i in range(start, start + n)]}
    return [item["lead"]["id"] for item in (await ok(api.post(f"/lead_lists/{list_id}/leads", json=body), 201))["data"]]
