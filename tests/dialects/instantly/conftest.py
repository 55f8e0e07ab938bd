"""Instantly's API in this process, on a fresh database."""

from collections.abc import Awaitable
from typing import Any

import httpx
import pytest
import pytest_asyncio

from outrider.dialects import Dialect, load
from outrider.engine.work import chores
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.tenancy import workspaces
from outrider.settings import Settings
from tests import working
from tests.dialects.clients import Api, Json, answer, ok
from tests.making import a_sender

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
def dialect() -> Dialect:
    return load("instantly")


@pytest_asyncio.fixture
async def mailbox(core: Core, workspace: workspaces.Installed) -> str:
    """A sending account's address."""
    async with core.scope(workspace.workspace_id, Actor("test", workspace.user_id)) as scope:
        return (await a_sender(scope)).address


async def refused(pending: Awaitable[httpx.Response], status: int) -> str:
    """The message of an answer that must be an error in the vendor's shape."""
    body = (await answer(pending, status)).json()
    assert set(body) == {"statusCode", "error", "message"}
    assert body["statusCode"] == status
    assert body["error"]
    assert body["message"]
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


async def do_jobs(core: Core) -> int:
    """Do what waits as the engine would; how many jobs there were."""
    return await working.do_jobs(core, chores.handlers(Settings()))
