"""The whole job, told only through the 33 agent tools over real HTTP, with real mail servers and the engine's own loops."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from fastmcp import Client
from fastmcp.client.transports import StreamableHttpTransport
from tests.dialects.smartlead.conftest import PASSWORD
from tests.mcp.serving import served
from tests.waiting import eventually

from outrider.app import create_app
from outrider.clock import ScaledClock
from outrider.dialects import load
from outrider.engine import loops
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy import workspaces
from outrider.sandbox.world import Options, World
from outrider.settings import Settings
from outrider.store.crypto import Vault
from outrider.store.db import open_pool

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
FACTOR = 20_000  # a day in about four seconds
PEOPLE = {
    "ada+interested@acme.example": "Ada",
    "bob+reply@acme.example": "Bob",
    "cyd+ooo@globex.example": "Cyd",
    "dan+bounce@initech.example": "Dan",
    "eve+unsubscribe@hooli.example": "Eve",
    "fay+silent@umbrella.example": "Fay",
}


class Teller:
    """Calls tools and remembers which: at the end none may be missing."""

    def __init__(self, client: Client[Any]) -> None:
        self.client, self.called = client, set[str]()

    async def __call__(self, tool: str, **arguments: Any) -> dict[str, Any]:
        self.called.add(tool)
        result = await self.client.call_tool(tool, arguments)
        assert result.structured_content is not None
        return result.structured_content


@asynccontextmanager
async def running(database: str) -> AsyncIterator[tuple[World, str, str]]:
    """World, base URL and key, with the engine at work."""
    clock = ScaledClock(FACTOR, MONDAY)
    settings = Settings(rate_limits={"smartlead": "off"})
    stop = asyncio.Event()
    async with World(clock, options=Options(any_sender_password=PASSWORD)) as world, open_pool(database, size=10) as pool:
        core = Core(pool, clock, Vault("story"))
        owner = await workspaces.install(core, email="owner@example.com", workspace_name="Story")
        engine = asyncio.create_task(loops.run(core, settings, stop=stop))
        try:
            async with served(create_app(core, settings)) as url:
                yield world, url, owner.key
        finally:
            stop.set()
            await engine


@pytest.mark.timeout(180)
async def test_a_campaign_from_import_to_answered_replies(database: str) -> None:
    async with running(database) as (world, url, key):
        transport = StreamableHttpTransport(f"{url}/mcp/smartlead", headers={"Authorization": f"Bearer {key}"})
        async with Client(transport) as client:
            tell = Teller(client)
            await _tell(tell, world)
            assert tell.called == {tool.name for tool in load("smartlead").tools()}


async def _tell(tell: Teller, world: World) -> None:
    campaign, accounts = await _prepare(tell, world)
    await tell("set_campaign_status", campaign_id=campaign, status="START")

    async def all_said() -> bool:
        figures = await tell("get_campaign_analytics", campaign_id=campaign)
        stands = figures["campaign_lead_stats"]
        return stands["inprogress"] + stands["notStarted"] == 0 and stands["total"] == len(PEOPLE)

    await eventually(all_said, seconds=100, every=0.5)
    await _read_what_came_back(tell, campaign)
    await _answer(tell, world, campaign)
    _check_the_mail(world, accounts)
    await _tidy_up(tell, campaign, accounts)


async def _prepare(tell: Teller, world: World) -> tuple[int, dict[int, str]]:
    """A list, imported and pushed to a new campaign; a sequence of three steps; two mailboxes; settings and schedule."""
    made = await tell("upsert_lead_list", list_name="Spring")
    list_id = made["id"]
    rows = [{"email": email, "first_name": name, "company_name": "Acme"} for email, name in PEOPLE.items()]
    counts = await tell("import_leads_to_list", list_id=list_id, file_name="spring.csv", lead_list=rows)
    assert counts["uploadedCount"] == len(PEOPLE)
    assert (await tell("get_lead_lists"))["data"][0]["leads_count"] == len(PEOPLE)
    pushed = await tell("push_leads_to_campaign", campaign_name="Spring outreach", list_id=list_id, action="copy")
    campaign = pushed["campaign_id"]
    again = await tell("upsert_campaign_leads", campaign_id=campaign, lead_list=rows[:1])
    assert again["already_added_to_campaign"] == 1
    assert (await tell("get_campaign_leads", campaign_id=campaign))["total_leads"] == str(len(PEOPLE))
    assert len((await tell("get_global_leads"))["data"]) == len(PEOPLE)
    await tell(
        "upsert_campaign", id=campaign, track_settings=["DONT_TRACK_EMAIL_OPEN", "DONT_TRACK_LINK_CLICK"],
        stop_lead_settings="REPLY_TO_AN_EMAIL", timezone="UTC", days_of_the_week=[0, 1, 2, 3, 4, 5, 6], start_hour="00:00",
        end_hour="23:59", min_time_btw_emails=1, max_new_leads_per_day=100,
    )  # fmt: skip
    variants = [
        {"subject": "{{first_name}}, a question", "email_body": "<p>Hi {{first_name}}</p>", "variant_label": "A"},
        {"subject": "Quick one, {{first_name}}", "email_body": "<p>Hello {{first_name}}</p>", "variant_label": "B"},
    ]
    steps = [
        {
            "seq_number": 1,
            "seq_delay_details": {"delay_in_days": 0},
            "seq_variants": variants,
            "variant_distribution_type": "MANUAL_EQUAL",
        },
        {"seq_number": 2, "seq_delay_details": {"delay_in_days": 2}, "subject": "", "email_body": "<p>Did you see this?</p>"},
        {"seq_number": 3, "seq_delay_details": {"delay_in_days": 2}, "subject": "", "email_body": "<p>Last note.</p>"},
    ]
    await tell("upsert_campaign_sequences", campaign_id=campaign, sequences=steps)
    read = (await tell("get_campaign_sequences", campaign_id=campaign))["data"]
    assert [s["seq_number"] for s in read] == [1, 2, 3]
    assert len(read[0]["sequence_variants"]) == 2
    accounts: dict[int, str] = {}
    for address in ("anna@sender.example", "otto@sender.example"):
        saved = await tell(
            "upsert_email_account", from_name=address.partition("@")[0].title(), from_email=address,
            username=address, password=PASSWORD,
            smtp_host=world.host, smtp_port=world.smtp_port, imap_host=world.host, imap_port=world.imap_port,
            signature="<p>Best regards</p>",
        )  # fmt: skip
        accounts[saved["emailAccountId"]] = address
        await tell("upsert_email_account_warmup", id=saved["emailAccountId"], warmup_enabled=False)
    assert len((await tell("get_email_accounts"))["data"]) == 2
    await tell("upsert_campaign_email_accounts", campaign_id=campaign, email_account_ids=list(accounts))
    assert len((await tell("get_campaign_email_accounts", campaign_id=campaign))["data"]) == 2
    return campaign, accounts


async def _read_what_came_back(tell: Teller, campaign: int) -> None:
    figures = await tell("get_campaign_analytics", campaign_id=campaign)
    assert figures["unique_sent_count"] == str(len(PEOPLE))
    assert figures["bounce_count"] == "1"
    assert int(figures["reply_count"]) >= 2
    assert int(figures["sent_count"]) >= len(PEOPLE) + 2
    dated = await tell("get_campaign_analytics", campaign_id=campaign, start_date="2026-03-01", end_date="2026-06-30")
    assert dated["sent_count"] == figures["sent_count"]
    sent = await tell("get_campaign_statistics", campaign_id=campaign, limit=1000)
    assert sent["total_stats"] == figures["sent_count"]
    assert {row["lead_email"] for row in sent["data"]} >= {"ada+interested@acme.example"}
    bounced = await tell("get_campaign_statistics", campaign_id=campaign, email_status="bounced")
    assert [row["lead_email"] for row in bounced["data"]] == ["dan+bounce@initech.example"]
    fay = [row for row in sent["data"] if row["lead_email"].startswith("fay")]
    assert [row["sequence_number"] for row in fay] == [1, 2, 3]
    ada = [row for row in sent["data"] if row["lead_email"].startswith("ada")]
    assert len(ada) == 1, "a reply stops the sequence"
    assert "{{" not in ada[0]["email_subject"]
    assert "Ada" in ada[0]["email_subject"]
    one = await tell("get_lead_by_email", email="ada+interested@acme.example")
    [mine] = one["lead_campaign_data"]
    history = (await tell("get_message_history", campaign_id=campaign, lead_id=one["id"]))["history"]
    assert [m["type"] for m in history][:2] == ["SENT", "REPLY"]
    assert "<untrusted_text " in history[1]["email_body"]
    assert mine["campaign_id"] == campaign


async def _answer(tell: Teller, world: World, campaign: int) -> None:
    inbox = (await tell("get_inbox_replies", view="all", email_status="Replied", campaign_id=[campaign]))["data"]
    assert {"ada+interested@acme.example", "bob+reply@acme.example"} <= {item["lead_email"] for item in inbox}
    ada = next(item for item in inbox if item["lead_email"].startswith("ada"))
    map_id = ada["campaign_lead_map_id"]
    assert ada["has_new_unread_email"] is True
    assert "email_history" not in ada
    assert map_id in [i["campaign_lead_map_id"] for i in (await tell("get_inbox_replies", view="unread"))["data"]]
    await tell("set_inbox_read_status", email_lead_map_id=map_id, read_status=True)
    assert map_id not in [i["campaign_lead_map_id"] for i in (await tell("get_inbox_replies", view="unread"))["data"]]
    interested = next(c["id"] for c in (await tell("get_lead_categories"))["data"] if c["name"] == "Interested")
    await tell("set_lead_category", email_lead_map_id=map_id, category_id=interested)
    found = (await tell("get_inbox_replies", category_ids_in=[interested]))["data"]
    assert map_id in [i["campaign_lead_map_id"] for i in found]
    before = len(world.delivered("ada+interested@acme.example"))
    answered = await tell("reply_inbox_email", email_lead_map_id=map_id, email_body="<p>Tuesday at ten?</p>", add_signature=True)
    assert answered["ok"] is True

    async def arrived() -> bool:
        return len(world.delivered("ada+interested@acme.example")) > before

    await eventually(arrived, seconds=30)
    raw = world.delivered("ada+interested@acme.example")[-1].raw.decode(errors="replace")
    assert "Tuesday at ten?" in raw
    assert "In-Reply-To:" in raw
    assert "Best regards" in raw


def _check_the_mail(world: World, accounts: dict[int, str]) -> None:
    """What the prospects' own mailboxes hold: follow-ups from the same sender, in the same thread, nothing twice."""
    assert world.doubled == 0
    letters = world.delivered("fay+silent@umbrella.example")
    raws = [letter.raw.decode(errors="replace") for letter in letters]
    assert len(raws) == 3
    assert len({letter.sender for letter in letters}) == 1
    assert letters[0].sender in accounts.values()
    assert "In-Reply-To:" not in raws[0]
    assert all("In-Reply-To:" in raw for raw in raws[1:])
    assert all("Fay" in raw for raw in raws[:1])
    assert len(world.delivered("ada+interested@acme.example")) == 2


async def _tidy_up(tell: Teller, campaign: int, accounts: dict[int, str]) -> None:
    stats = await tell("get_email_account_warmup_stats", id=next(iter(accounts)))
    assert len(stats["stats_by_date"]) == 7
    fay = await tell("get_lead_by_email", email="fay+silent@umbrella.example")
    await tell("delete_campaign_lead", campaign_id=campaign, lead_id=fay["id"])
    await tell("delete_campaign_email_accounts", campaign_id=campaign, email_account_ids=list(accounts))
    for account in accounts:
        await tell("delete_email_account", id=account)
    lists = (await tell("get_lead_lists"))["data"]
    refused = await tell.client.call_tool(
        "assign_tags_to_lead_lists", {"list_ids": [lists[0]["id"]], "tag_ids": [999_999]}, raise_on_error=False
    )
    tell.called.add("assign_tags_to_lead_lists")
    assert refused.is_error
    assert "HTTP 404" in str(refused.content)
    await tell("delete_lead_list", id=lists[0]["id"])
    await tell("delete_campaign", id=campaign)
    assert (await tell("get_campaigns"))["data"] == []
