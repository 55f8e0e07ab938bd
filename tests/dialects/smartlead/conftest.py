"""Smartlead's API in this process, on a fresh database, with mail servers that really answer."""

from collections.abc import AsyncIterator, Awaitable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import pytest_asyncio
from tests.dialects.clients import Api, answer, ok
from tests.outreach import mailing

from outrider.clock import RealClock, SimulatedClock
from outrider.dialects import Dialect, load
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.correspondence import filing
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import workspaces
from outrider.sandbox.world import Options, World

PASSWORD = "letmein"


@pytest.fixture
def dialect() -> Dialect:
    return load("smartlead")


@pytest_asyncio.fixture
async def world() -> AsyncIterator[World]:
    async with World(RealClock(), options=Options(any_sender_password=PASSWORD)) as made:
        yield made


def mailbox(world: World, address: str = "anna@sender.example", **values: Any) -> dict[str, Any]:
    """The body that adds a mailbox of the world."""
    return {
        "from_name": "Anna", "from_email": address, "username": address, "password": PASSWORD,
        "smtp_host": world.host, "smtp_port": world.smtp_port, "imap_host": world.host, "imap_port": world.imap_port, **values,
    }  # fmt: skip


async def refused(pending: Awaitable[httpx.Response], status: int | tuple[int, ...]) -> str:
    """The message of an answer that must be an error in the vendor's shape."""
    body = (await answer(pending, status)).json()
    assert body["error"]
    assert body["message"]
    assert body["ok"] is False
    return body["message"]


async def a_campaign(api: Api, name: str = "Spring") -> int:
    return (await ok(api.post("/campaigns/create", json={"name": name})))["id"]


def step(n: int, subject: str = "Hello {{first_name}}", body: str = "<p>Hi</p>", days: int | None = None) -> dict[str, Any]:
    delay = days if days is not None else (0 if n == 1 else 3)
    return {"seq_number": n, "seq_delay_details": {"delay_in_days": delay}, "subject": subject, "email_body": body}


def leads(n: int, domain: str = "prospect.example") -> list[dict[str, Any]]:
    return [{"email": f"lead{i}@{domain}", "first_name": f"Lead{i}", "custom_fields": {"city": "Ulm"}} for i in range(1, n + 1)]


@dataclass(frozen=True)
class Talk:
    """A lead who answered a campaign's first mail."""

    campaign: int
    lead: int
    map_id: int
    account: int


async def _talk(core: Core, workspace: workspaces.Installed, clock: SimulatedClock, domain: str) -> Talk:
    async with core.scope(workspace.workspace_id, Actor("engine")) as scope:
        [sent] = await mailing.sent_mail(scope, domain=domain)
        await senders.update(scope, sent.sender.id, signature="<p>Anna</p>")
    clock.advance(3600)
    async with core.scope(workspace.workspace_id, Actor("engine")) as scope:
        await filing.file(scope, sent.sender.id, mailing.answer(scope, sent))
    return Talk(sent.campaign_id, sent.lead_id, sent.enrollment_id, sent.sender.id)


@pytest_asyncio.fixture
async def talk(core: Core, workspace: workspaces.Installed, clock: SimulatedClock) -> Talk:
    return await _talk(core, workspace, clock, "prospect.example")


@pytest_asyncio.fixture
async def second_talk(core: Core, workspace: workspaces.Installed, clock: SimulatedClock, talk: Talk) -> Talk:
    """In another campaign, from another sender."""
    return await _talk(core, workspace, clock, "other.example")
