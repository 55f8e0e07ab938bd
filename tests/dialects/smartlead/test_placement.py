"""Smart Delivery's operations on a test that really ran, between mailboxes of the sandbox."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio
from tests.dialects.clients import Api, ok
from tests.dialects.smartlead.conftest import PASSWORD, a_campaign, mailbox, refused, step
from tests.working import do_due

from outrider import dialects
from outrider.clock import SimulatedClock
from outrider.dialects.smartlead.routes import placement
from outrider.engine import loops
from outrider.engine.engine import Engine
from outrider.engine.sending.deliver import delivering
from outrider.engine.sending.mail import EmailTransport
from outrider.engine.work import placement as work
from outrider.outreach.base.scope import Core
from outrider.outreach.deliverability import seeds
from outrider.outreach.deliverability.seeds import SeedInput
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox.world import SENDING_IP, Options, World
from outrider.settings import Settings

TEXT = "<p>Hello, would a short call on Tuesday suit you? I have an idea about your warehouse.</p>"
REPORTS = [
    ("POST", "providerwise"), ("POST", "groupwise"), ("GET", "sender-account-wise"), ("GET", "sender-accounts"),
    ("GET", "spf-details"), ("GET", "dkim-details"), ("GET", "rdns-details"), ("GET", "blacklist"), ("GET", "domain-blacklist"),
    ("GET", "ip-analytics"), ("GET", "spam-filter-details"), ("GET", "email-content"), ("GET", "schedule-history"),
]  # fmt: skip


@dataclass
class Ran:
    """A test that has run: from one account to a seed whose mail lands in the inbox and one in Germany."""

    api: Api
    core: Core
    test: dict[str, Any]

    async def report(self, method: str, name: str) -> Any:
        return await ok(self.api.request(method, f"/spam-test/report/{self.test['id']}/{name}"))


@pytest_asyncio.fixture
async def world(core: Core) -> AsyncIterator[World]:
    options = Options(any_sender_password=PASSWORD, spam_rate=0, spam_words=frozenset({b"lottery"}))
    async with World(core.clock, options=options) as made:
        yield made


@pytest_asyncio.fixture
async def account(api: Api, world: World, core: Core, workspace: Installed) -> int:
    """An account, and seeds at Google in the United States and at Microsoft in Germany."""
    async with core.scope(workspace.workspace_id) as scope:
        for address, provider, country in (("one@seed.example", "google", "US"), ("two@seed.example", "microsoft", "DE")):
            world.add_mailbox(address, PASSWORD)
            seed = SeedInput(
                address, PASSWORD, provider, "professional", country, world.host, world.imap_port, "plain"
            )  # fmt: skip
            await seeds.add(scope, seed)
    return (await ok(api.post("/email-accounts/save", json=mailbox(world, min_time_to_wait_in_mins=0))))["emailAccountId"]


async def make(api: Api, **values: Any) -> dict[str, Any]:
    given = {
        "test_name": "Spring", "custom_email_subject": "A question", "custom_email_content": TEXT,
        "sender_accounts": ["anna@sender.example"], "all_email_sent_without_time_gap": True, **values,
    }  # fmt: skip
    return await ok(api.post("/spam-test/manual", json={k: v for k, v in given.items() if v is not None}))


async def run(core: Core, clock: SimulatedClock, minutes: int = 4) -> None:
    engine = Engine(core, Settings(require_authentication_dns=False))
    engine.transports["email"] = EmailTransport(core, engine.settings)
    async with delivering(engine) as delivery:
        for _ in range(minutes):
            await do_due(engine, work.runs)
            await loops.dispatch_round(engine, delivery, loops.Resting())
            await delivery.below(1)
            await do_due(engine, work.looks)
            clock.advance(60)
    await engine.transports["email"].close()


@pytest_asyncio.fixture
async def ran(api: Api, core: Core, clock: SimulatedClock, account: int) -> Ran:
    test = await make(api)
    await run(core, clock)
    return Ran(api, core, test)


async def test_a_new_test_has_the_vendors_fields(api: Api, account: int) -> None:
    test = await make(api, spam_filters=["spam_assassin"], is_warmup=True, provider_ids=[20])
    shown = {name: test[name] for name in ("test_type", "status", "spam_filters", "is_warmup", "provider_id", "has_seed_mapping")}
    assert shown == {
        "test_type": "manual", "status": "ACTIVE", "spam_filters": ["spam_assassin"], "is_warmup": True, "provider_id": [20],
        "has_seed_mapping": 1,
    }  # fmt: skip


async def test_the_text_is_that_of_the_campaigns_sequence(api: Api, account: int) -> None:
    campaign = await a_campaign(api)
    await ok(api.post(f"/campaigns/{campaign}/sequences", json={"sequences": [step(1, "Hello {{first_name}}", TEXT)]}))
    [sequence] = await ok(api.get(f"/campaigns/{campaign}/sequences"))
    ids = {"campaign_id": campaign, "sequence_mapping_id": sequence["id"]}
    test = await make(api, custom_email_subject=None, custom_email_content=None, **ids)
    assert test["custom_email_subject"] == "Hello Jane"


@pytest.mark.parametrize(
    ("values", "status", "says"),
    [
        ({"sender_accounts": ["nobody@sender.example"]}, 404, "nobody@sender.example"),
        ({"provider_ids": [999]}, 400, "seed/providers"),
        ({"provider_ids": [15]}, 400, "outrider seed add"),
        ({"min_time_unit": "fortnights"}, 400, "min_time_unit"),
        ({"custom_email_content": None}, 400, "custom_email_content"),
        ({"custom_email_content": None, "custom_email_subject": None}, 400, "campaign_id"),
        ({"folder_id": 77}, 404, "folder"),
    ],
)
async def test_what_no_run_could_begin_with_is_refused(
    api: Api, account: int, values: dict[str, Any], status: int, says: str
) -> None:
    given = {
        "test_name": "Spring", "custom_email_subject": "A question", "custom_email_content": TEXT,
        "sender_accounts": ["anna@sender.example"], **values,
    }  # fmt: skip
    assert says in await refused(api.post("/spam-test/manual", json={k: v for k, v in given.items() if v is not None}), status)


async def test_the_providers_are_those_of_the_seeds(api: Api, account: int) -> None:
    regions = await ok(api.get("/spam-test/seed/providers"))
    shown = {(r["region_name"], p["provider_id"]) for r in regions for g in r["groups"] for p in g["providers"]}
    assert shown == {("North America", "20"), ("Europe", "21")}


async def test_a_test_that_ran_is_completed(ran: Ran) -> None:
    assert (await ok(ran.api.get(f"/spam-test/{ran.test['id']}")))["status"] == "COMPLETED"


async def test_places_by_provider(ran: Ran) -> None:
    report = await ran.report("POST", "providerwise")
    assert {(row["provider_id"], row["inbox_rate"], row["mailbox_count"]) for row in report["result"]} == {
        (20, 100.0, 1),
        (21, 100.0, 1),
    }


async def test_places_by_region(ran: Ran) -> None:
    report = await ran.report("POST", "groupwise")
    assert {row["region"] for row in report["result"]} == {"North America", "Europe"}


async def test_the_record_of_a_sender(ran: Ran) -> None:
    [row] = await ran.report("GET", "sender-account-wise")
    assert (row["details"]["tests_count"], row["details"]["reputation_score"], len(row["replies"])) == (1, 10.0, 2)


async def test_the_headers_of_a_mail(ran: Ran) -> None:
    [row] = await ran.report("GET", "sender-account-wise")
    reply = row["replies"][0]["reply_id"]
    shown = await ran.report("GET", f"sender-account-wise/{reply}/email-headers")
    assert "Authentication-Results" in {line["name"] for line in shown["headers"]}


async def test_authentication_by_seed(ran: Ran) -> None:
    [row] = await ran.report("GET", "spf-details")
    assert {seed["spf_verified"] for seed in row["seed_accounts"]} == {True}


async def test_a_lookup_that_has_not_happened_is_no_pass(ran: Ran) -> None:
    [row] = await ran.report("GET", "ip-analytics")
    assert (row["ip"], row["blacklisted"]) == (SENDING_IP, None)


async def test_the_history_has_a_row_for_each_run(ran: Ran) -> None:
    [row] = await ran.report("GET", "schedule-history")
    assert (row["test_run_no"], row["status"], row["inbox_count"]) == (1, "completed", 2)


async def test_the_list_tells_where_mails_landed(ran: Ran) -> None:
    [row] = await ok(ran.api.post("/spam-test/report", json={"limit": 10, "offset": 0}, params={"testType": "manual"}))
    assert row["inbox_count"] == 2


async def test_the_list_of_recurring_tests_leaves_others_out(ran: Ran) -> None:
    assert await ok(ran.api.post("/spam-test/report", params={"testType": "auto"})) == []


async def test_mailboxes_that_were_used(ran: Ran) -> None:
    assert await ok(ran.api.get("/spam-test/report/mailboxes-count")) == {"mailboxCount": 1}
    [row] = await ok(ran.api.get("/spam-test/report/mailboxes-summary"))
    assert (row["from_email"], row["placement_score"]) == ("anna@sender.example", 100.0)


@pytest.mark.parametrize(("method", "name"), REPORTS)
async def test_reports_of_no_test_are_not_found(api: Api, method: str, name: str) -> None:
    await refused(api.request(method, f"/spam-test/report/77/{name}"), 404)


async def test_what_landed_in_spam_is_counted_there(api: Api, core: Core, clock: SimulatedClock, account: int) -> None:
    test = await make(api, custom_email_subject="Lottery results")
    await run(core, clock)
    assert (await ok(api.get(f"/spam-test/{test['id']}")))["spam_count"] == 2


async def test_a_schedule_runs_again_until_it_is_stopped(api: Api, core: Core, clock: SimulatedClock, account: int) -> None:
    given = {
        "test_name": "Daily", "custom_email_subject": "A question", "custom_email_content": TEXT, "every_days": 1,
        "sender_accounts": ["anna@sender.example"], "schedule_start_time": "2026-03-02T09:05:00Z",
    }  # fmt: skip
    test = await ok(api.post("/spam-test/schedule", json=given))
    assert test["next_run_time"] == "2026-03-02T09:05:00.000Z"
    clock.advance(360)
    await run(core, clock)
    found = await ok(api.get(f"/spam-test/{test['id']}"))
    assert (found["test_run_no"], found["next_run_time"]) == (1, "2026-03-03T09:05:00.000Z")
    await ok(api.put(f"/spam-test/{test['id']}/stop"))
    assert (await ok(api.get(f"/spam-test/{test['id']}")))["next_run_time"] is None


async def test_deleted_tests_are_gone(ran: Ran) -> None:
    assert (await ok(ran.api.post("/spam-test/delete", json={"spamTestIds": [ran.test["id"], 77]})))["deleted_count"] == 1
    await refused(ran.api.get(f"/spam-test/{ran.test['id']}"), 404)


async def test_folders(api: Api, account: int) -> None:
    folder = await ok(api.post("/spam-test/folder", json={"folder_name": "Q4"}))
    test = await make(api, folder_id=folder["id"])
    [listed] = await ok(api.get("/spam-test/folder", params={"limit": 10, "offset": 0, "name": "q4"}))
    assert [one["id"] for one in listed["tests"]] == [test["id"]]
    await refused(api.delete(f"/spam-test/folder/{folder['id']}"), 400)
    await ok(api.post("/spam-test/delete", json={"spamTestIds": [test["id"]]}))
    await ok(api.delete(f"/spam-test/folder/{folder['id']}"))
    await refused(api.get(f"/spam-test/folder/{folder['id']}"), 404)


def test_every_operation_of_the_vendor_is_a_route(core: Core) -> None:
    app = dialects.load("smartlead").app(core, Settings())
    served = {
        (method.upper(), re.sub(r"{\w+}", "{}", path))
        for path, methods in app.openapi()["paths"].items() if "/spam-test" in path for method in methods
    }  # fmt: skip
    assert len(served) == 27


@pytest.mark.parametrize("country", ["US", "DE", "JP", "ZZ"])
def test_every_country_is_in_a_region(country: str) -> None:
    assert placement.region_of(country)[1]
