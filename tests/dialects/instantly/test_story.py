"""The whole job, told only through the 13 actions over real HTTP, with real mail servers and the engine's own loops."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from fastmcp import Client
from fastmcp.client.transports import StreamableHttpTransport

from outrider.app import create_app
from outrider.clock import ScaledClock
from outrider.dialects import load
from outrider.engine import loops
from outrider.outreach.base.scope import Core
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import SenderInput, Server
from outrider.outreach.tenancy import workspaces
from outrider.sandbox.world import Options, World
from outrider.settings import Settings
from outrider.store.crypto import Vault
from outrider.store.db import open_pool
from tests.dialects.instantly.conftest import sequence
from tests.mcp.serving import served
from tests.waiting import eventually

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
FACTOR = 20_000  # a day in about four seconds
PASSWORD = "letmein"
SENDERS = ("anna@sender.example", "otto@sender.example")
PEOPLE = {
    "ada+interested@acme.example": "Ada",
    "bob+reply@acme.example": "Bob",
    "cyd+ooo@globex.example": "Cyd",
    "dan+bounce@initech.example": "Dan",
    "eve+unsubscribe@hooli.example": "Eve",
    "fay+silent@umbrella.example": "Fay",
}
ALWAYS = {
    "schedules": [
        {
            "name": "Always",
            "timing": {"from": "00:00", "to": "23:59"},
            "days": {str(day): True for day in range(7)},
            "timezone": "Africa/Abidjan",
        }
    ]
}


class Teller:
    """Calls actions and remembers which: at the end none may be missing."""

    def __init__(self, client: Client[Any]) -> None:
        self.client, self.called = client, set[str]()

    async def __call__(self, action: str, **arguments: Any) -> dict[str, Any]:
        self.called.add(action)
        answer = (await self.client.call_tool(action, arguments)).structured_content
        assert answer is not None, answer
        assert answer["success"], answer
        return answer


@asynccontextmanager
async def running(database: str) -> AsyncIterator[tuple[World, Core, str, workspaces.Installed]]:
    """World, core, base URL and owner, with the engine at work and two sending accounts."""
    clock = ScaledClock(FACTOR, MONDAY)
    settings = Settings(rate_limits={"instantly": "off"})
    stop = asyncio.Event()
    async with World(clock, options=Options(any_sender_password=PASSWORD)) as world, open_pool(database, size=10) as pool:
        core = Core(pool, clock, Vault("story"))
        owner = await workspaces.install(core, email="owner@example.com", workspace_name="Story")
        async with core.scope(owner.workspace_id) as scope:
            for address in SENDERS:
                smtp = Server(world.host, world.smtp_port, "plain", address, PASSWORD)
                imap = Server(world.host, world.imap_port, "plain", address, PASSWORD)
                await senders.create(scope, SenderInput(address, name="Anna", smtp=smtp, imap=imap, min_gap_seconds=60))
        engine = asyncio.create_task(loops.run(core, settings, stop=stop))
        try:
            async with served(create_app(core, settings)) as url:
                yield world, core, url, owner
        finally:
            stop.set()
            await engine


@pytest.mark.timeout(180)
async def test_a_campaign_from_its_list_to_an_answered_reply(database: str) -> None:
    async with running(database) as (world, _, url, owner):
        transport = StreamableHttpTransport(f"{url}/mcp/instantly", headers={"Authorization": f"Bearer {owner.key}"})
        async with Client(transport) as client:
            tell = Teller(client)
            await _tell(tell, world)
            assert tell.called == {tool.name for tool in load("instantly").tools()}
        await _check_the_figures(url, owner.key)


async def _tell(tell: Teller, world: World) -> None:
    await _keep_a_list(tell)
    campaign = await _prepare(tell)
    assert (await tell("activate_campaign", campaign_id=campaign))["status"] == 1

    async def all_said() -> bool:
        leads = (await tell("list_leads", campaign=campaign, limit=100))["leads"]
        return all(lead["status"] not in (1, 2) for lead in leads)

    await eventually(all_said, seconds=100, every=0.5)
    await _read_what_came_back(tell, campaign)
    await _answer(tell, world, campaign)
    _check_the_mail(world)
    await _tidy_up(tell, campaign)


async def _keep_a_list(tell: Teller) -> None:
    made = await tell("create_lead_list", name="Spring")
    await tell("create_lead", list_id=made["id"], email="later@acme.example", first_name="Later")
    assert (await tell("list_lead_lists", search="spr"))["lead_lists"][0]["id"] == made["id"]
    assert (await tell("list_leads", list_id=made["id"]))["count"] == 1


async def _prepare(tell: Teller) -> str:
    """A campaign of three steps, with its people, built up in two calls."""
    made = await tell("create_campaign", name="Spring outreach", campaign_schedule=ALWAYS, stop_on_reply=True, email_gap=1)
    campaign = made["id"]
    link = '<p>Last note. <a href="https://UNSUBSCRIBE_INSTANTLY.ai">No more</a></p>'
    await tell(
        "patch_campaign", campaign_id=campaign, email_list=list(SENDERS), daily_limit=500, daily_max_leads=100,
        sequences=sequence("<p>Hi {{firstName}}, {{personalization}}</p>", "<p>Did you see this?</p>", link, delay=2),
    )  # fmt: skip
    for email, name in PEOPLE.items():
        lead = await tell(
            "create_lead", campaign=campaign, email=email, first_name=name, company_name="Acme", personalization=f"about {name}",
            custom_variables={"city": "Ulm"},
        )  # fmt: skip
        assert lead["campaign"] == campaign
        assert lead["status"] == 1
    assert (await tell("list_campaigns", status=0))["campaigns"][0]["id"] == campaign
    return campaign


async def _read_what_came_back(tell: Teller, campaign: str) -> None:
    leads = {lead["email"]: lead for lead in (await tell("list_leads", campaign=campaign, limit=100))["leads"]}
    assert leads["dan+bounce@initech.example"]["status"] == -1
    assert leads["eve+unsubscribe@hooli.example"]["status"] == -2
    assert leads["fay+silent@umbrella.example"]["status"] == 3
    assert leads["ada+interested@acme.example"]["email_reply_count"] == 1
    assert leads["ada+interested@acme.example"]["lt_interest_status"] == 1
    replied = {lead["email"] for lead in (await tell("list_leads", campaign=campaign, filter="FILTER_VAL_REPLIED"))["leads"]}
    assert {"ada+interested@acme.example", "bob+reply@acme.example"} <= replied


async def _answer(tell: Teller, world: World, campaign: str) -> None:
    unread = (await tell("list_emails", campaign_id=campaign, is_unread=True, limit=100))["emails"]
    ada = next(mail for mail in unread if mail["lead"].startswith("ada"))
    assert ada["ue_type"] == 2
    assert ada["i_status"] == 1
    assert "<untrusted_text " in ada["body"]["text"]
    thread = (await tell("list_emails", search=f"thread:{ada['thread_id']}"))["emails"]
    assert [mail["ue_type"] for mail in thread] == [2, 1]
    lead = await tell("get_lead", lead_id=ada["lead_id"])
    assert lead["email_address"] == "ada+interested@acme.example"
    before = len(world.delivered("ada+interested@acme.example"))
    reply = await tell(
        "reply_to_email",
        eaccount=ada["eaccount"],
        reply_to_uuid=ada["id"],
        subject="Re: Hello Ada",
        body_html="<p>Tuesday at ten?</p>",
    )
    assert reply["email"]["ue_type"] == 3
    assert reply["thread_id"] == ada["thread_id"]

    async def arrived() -> bool:
        return len(world.delivered("ada+interested@acme.example")) > before

    await eventually(arrived, seconds=30)
    raw = world.delivered("ada+interested@acme.example")[-1].raw.decode(errors="replace")
    assert "Tuesday at ten?" in raw
    assert "In-Reply-To:" in raw
    await tell("update_lead_interest_status", lead_email="ada+interested@acme.example", interest_value=2, campaign_id=campaign)
    assert (await tell("get_lead", lead_id=ada["lead_id"]))["lead"]["lt_interest_status"] == 2


def _check_the_mail(world: World) -> None:
    """What a silent prospect's own mailbox holds: three mails, one sender, one thread, her own values and link."""
    assert world.doubled == 0
    letters = world.delivered("fay+silent@umbrella.example")
    raws = [letter.raw.decode(errors="replace") for letter in letters]
    assert len(raws) == 3
    assert len({letter.sender for letter in letters}) == 1
    assert "about Fay" in raws[0]
    assert "In-Reply-To:" not in raws[0]
    assert all("In-Reply-To:" in raw for raw in raws[1:])
    assert not any("UNSUBSCRIBE_INSTANTLY" in raw for raw in raws)


async def _tidy_up(tell: Teller, campaign: str) -> None:
    assert (await tell("delete_leads", campaign_id=campaign, status=-1))["count"] == 1
    assert (await tell("delete_leads", campaign_id=campaign))["count"] == len(PEOPLE) - 1


async def _check_the_figures(url: str, key: str) -> None:
    async with httpx.AsyncClient(base_url=f"{url}/instantly/api/v2", headers={"Authorization": f"Bearer {key}"}) as api:
        [row] = (await api.get("/campaigns/analytics")).json()
        assert row["contacted_count"] == len(PEOPLE)
        assert row["bounced_count"] == 1
        assert row["reply_count"] >= 2
        overview = (await api.get("/campaigns/analytics/overview")).json()
        assert overview["emails_sent_count"] == row["emails_sent_count"]
        assert overview["total_meeting_booked"] == 1
        steps = (await api.get("/campaigns/analytics/steps", params={"campaign_id": row["campaign_id"]})).json()
        assert [s["step"] for s in steps] == ["1", "2", "3"]
        assert sum(s["sent"] for s in steps) == row["emails_sent_count"]
        days = (await api.get("/campaigns/analytics/daily", params={"start_date": "2026-03-01", "end_date": "2026-12-31"})).json()
        assert sum(day["sent"] for day in days) == row["emails_sent_count"]
