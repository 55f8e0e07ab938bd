"""NetworkHQ's API in this process, on a fresh database, with a LinkedIn and an enrichment provider that really answer."""

from collections.abc import AsyncIterator, Awaitable
from typing import Any

import httpx
import pytest
import pytest_asyncio

from outrider.clock import SimulatedClock
from outrider.dialects import Dialect, load
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaign_senders, campaigns, sequences
from outrider.outreach.tenancy import workspaces
from outrider.sandbox.enrichment import EnrichmentWorld
from outrider.sandbox.linkedin import LinkedInWorld
from outrider.settings import Settings
from outrider.store.ids import to_id, to_uuid
from tests.dialects.clients import Api, ok
from tests.dialects.vendor_documents import ABSENT, vendor_document
from tests.engine.desk import Desk, at_work, text


@pytest.fixture
def dialect() -> Dialect:
    return load("networkhq")


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


async def refused(pending: Awaitable[httpx.Response], status: int) -> str:
    """The code of an answer that must be an error in the vendor's shape."""
    error = (await ok(pending, status))["error"]
    assert set(error) == {"code", "message"}
    assert error["message"]
    return error["code"]


def person(n: int = 1, **values: Any) -> dict[str, Any]:
    return {"first_name": f"Pia{n}", "last_name": "Prospect", "linkedin_url": f"https://www.linkedin.com/in/pia-{n}", **values}


async def a_list(api: Api, name: str = "Founders") -> str:
    return (await ok(api.post("/lead_lists", json={"lead_lists": [{"name": name}]}), 201))["data"][0]["id"]


async def some_leads(api: Api, list_id: str, n: int, start: int = 1) -> list[str]:
    """Ids of `n` new leads of a list, in order."""
    body = {"leads": [person(i) for i in range(start, start + n)]}
    return [item["lead"]["id"] for item in (await ok(api.post(f"/lead_lists/{list_id}/leads", json=body), 201))["data"]]


@pytest_asyncio.fixture
async def desk(
    core: Core, workspace: workspaces.Installed, clock: SimulatedClock, world: LinkedInWorld, settings: Settings
) -> AsyncIterator[Desk]:
    """An engine with a connected LinkedIn account, working in the sandbox's LinkedIn."""
    async with at_work(core, settings, world, workspace.workspace_id, clock) as made:
        yield made


ALWAYS = {"timezone": "UTC", "windows": [{"days": [0, 1, 2, 3, 4, 5, 6], "start": "00:00", "end": "23:59"}]}
CONNECTED = {"if": "connected", "wait_seconds": 7 * 86_400}
SEQUENCE = [
    text("view_profile"),
    text("invite", "Hi {{first_name}}", 3600),
    text("message", "Thanks, {{first_name}}", 3600, condition=CONNECTED),
    text("message", "Did you see it?", 2 * 86_400, condition={"if": "connected"}),
]


async def a_draft(desk: Desk, list_id: str | None, **changes: Any) -> str:
    """A draft campaign with everything it needs to start, on a list."""
    values = {"name": "Spring", "schedule": ALWAYS, "steps": SEQUENCE, "senders": [desk.sender_id], **changes}
    async with desk.core.scope(desk.workspace_id) as scope:
        made = await campaigns.create(
            scope, values["name"], schedule=values["schedule"], list_id=to_id("list", list_id) if list_id else None
        )
        if values["steps"]:
            await sequences.replace(scope, made.id, values["steps"])
        if values["senders"]:
            await campaign_senders.attach(scope, made.id, values["senders"])
    return str(to_uuid("campaign", made.id))


async def act(api: Api, campaign: str, action: str) -> Any:
    return (await ok(api.post(f"/campaigns/{campaign}/actions", json={"action": action})))["data"]


async def prospects(api: Api, list_id: str, *slugs: str) -> dict[str, str]:
    """Leads of a list by their profiles' slugs."""
    body = {"leads": [
        {"first_name": slug.split("-")[0].title(), "last_name": "Prospect", "linkedin_url": f"https://www.linkedin.com/in/{slug}"}
        for slug in slugs
    ]}  # fmt: skip
    made = await ok(api.post(f"/lead_lists/{list_id}/leads", json=body), 201)
    return {slug: item["lead"]["id"] for slug, item in zip(slugs, made["data"], strict=True)}


def vendors() -> dict[str, Any]:
    """The vendor's document; without it the test is skipped."""
    return vendor_document("networkhq") or pytest.skip(ABSENT)
