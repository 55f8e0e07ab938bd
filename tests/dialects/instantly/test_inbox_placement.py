"""Inbox placement on a test that really ran, between mailboxes of the sandbox."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from outrider.clock import SimulatedClock
from outrider.engine import loops
from outrider.engine.engine import Engine
from outrider.engine.sending.deliver import delivering
from outrider.engine.sending.mail import EmailTransport
from outrider.engine.work import placement as work
from outrider.outreach.base.scope import Core
from outrider.outreach.deliverability import results, seeds
from outrider.outreach.deliverability.seeds import SeedInput
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import SenderInput, Server
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox.world import Options, World
from outrider.settings import Settings
from outrider.store.ids import to_id, to_uuid
from tests.dialects.clients import Api, Json, ok
from tests.dialects.instantly.conftest import refused
from tests.working import do_due

PASSWORD = "letmein"
TEXT = "<p>Hello, would a short call on Tuesday suit you? I have an idea about your warehouse.</p>"
GIVEN: Json = {
    "name": "Spring",
    "type": 1,
    "sending_method": 1,
    "email_subject": "A question",
    "email_body": TEXT,
    "delivery_mode": 2,
    "emails": ["anna@sender.example"],
}
GOOGLE = {"region": "North America", "sub_region": "US", "type": "Professional", "esp": "Google"}
SCHEDULE: Json = {"days": {"1": True, "3": True}, "timing": {"from": "10:00"}, "timezone": "Etc/GMT+12"}


@dataclass
class Ran:
    """A test that has run: a seed at Google in the United States and one at Microsoft in Germany."""

    api: Api
    test: Json

    async def stats(self, **values: Any) -> Any:
        return await ok(
            self.api.post("/inbox-placement-analytics/stats-by-test-id", json={"test_ids": [self.test["id"]], **values})
        )

    async def records(self, **values: Any) -> list[Json]:
        return (await ok(self.api.get("/inbox-placement-analytics", params={"test_id": self.test["id"], **values})))["items"]


@pytest_asyncio.fixture
async def accounts(core: Core, workspace: Installed) -> AsyncIterator[World]:
    options = Options(spam_rate=0, spam_words=frozenset({b"lottery"}), unsigned=frozenset({"sender.example"}))
    async with World(core.clock, options=options) as world:
        async with core.scope(workspace.workspace_id) as scope:
            world.add_mailbox("anna@sender.example", PASSWORD)
            smtp = Server("127.0.0.1", world.smtp_port, "plain", "anna@sender.example", PASSWORD)
            await senders.create(scope, SenderInput("anna@sender.example", smtp=smtp, min_gap_seconds=0))
            for address, provider, country in (("one@seed.example", "google", "US"), ("two@seed.example", "microsoft", "DE")):
                world.add_mailbox(address, PASSWORD)
                seed = SeedInput(address, PASSWORD, provider, "professional", country, "127.0.0.1", world.imap_port, "plain")
                await seeds.add(scope, seed)
        yield world


async def run(core: Core) -> None:
    clock = core.clock
    assert isinstance(clock, SimulatedClock)
    engine = Engine(core, Settings(require_authentication_dns=False))
    engine.transports["email"] = EmailTransport(core, engine.settings)
    async with delivering(engine) as delivery:
        for _ in range(4):
            await do_due(engine, work.runs)
            await loops.dispatch_round(engine, delivery, loops.Resting())
            await delivery.below(1)
            await do_due(engine, work.looks)
            clock.advance(60)
    await engine.transports["email"].close()


@pytest_asyncio.fixture
async def ran(api: Api, core: Core, accounts: World) -> Ran:
    test = await ok(api.post("/inbox-placement-tests", json=GIVEN))
    await run(core)
    return Ran(api, test)


async def test_a_test_names_its_recipients(api: Api, accounts: World) -> None:
    test = await ok(api.post("/inbox-placement-tests", json={**GIVEN, "recipients_labels": [GOOGLE]}))
    assert (test["recipients"], test["recipients_labels"]) == (["one@seed.example"], [GOOGLE])


async def test_the_options_are_kinds_of_seeds(api: Api, accounts: World) -> None:
    options = await ok(api.get("/inbox-placement-tests/email-service-provider-options"))
    assert {(o["esp"], o["sub_region"]) for o in options} == {("Google", "US"), ("Outlook", "DE")}


@pytest.mark.parametrize(
    ("values", "status", "says"),
    [
        ({"sending_method": 2}, 400, "sending_method"),
        ({"type": 2}, 400, "schedule"),
        ({"emails": ["nobody@sender.example"]}, 404, "nobody@sender.example"),
        ({"emails": []}, 400, "emails"),
        ({"automations": [{"on": "spam"}]}, 400, "automations"),
        ({"recipients_labels": [{**GOOGLE, "esp": "Nowhere"}]}, 400, "email-service-provider-options"),
        ({"recipients_labels": [{**GOOGLE, "esp": "Yahoo"}]}, 400, "seed mailbox"),
        ({"type": 2, "schedule": {**SCHEDULE, "timezone": "Mars/Olympus"}}, 400, "timezone"),
    ],
)
async def test_what_cannot_run_is_refused(api: Api, accounts: World, values: Json, status: int, says: str) -> None:
    assert says in await refused(api.post("/inbox-placement-tests", json={**GIVEN, **values}), status)


async def test_counts_of_a_test(ran: Ran) -> None:
    [row] = await ran.stats()
    assert (row["count"], row["inbox_count"], row["inbox_percent"]) == (2, 2, 100.0)


async def test_counts_by_provider(ran: Ran) -> None:
    [row] = await ran.stats(recipient_esp=[1])
    assert row["count"] == 1


async def test_counts_by_country(ran: Ran) -> None:
    [row] = await ran.stats(recipient_geo=[3])
    assert row["count"] == 1


async def test_a_number_of_no_provider_is_refused(ran: Ran) -> None:
    body = {"test_ids": [ran.test["id"]], "recipient_esp": [77]}
    assert "recipient_esp" in await refused(ran.api.post("/inbox-placement-analytics/stats-by-test-id", json=body), 400)


async def test_counts_of_a_day(ran: Ran) -> None:
    body = {"test_id": ran.test["id"]}
    [row] = await ok(ran.api.post("/inbox-placement-analytics/stats-by-date", json=body))
    assert (row["timestamp_created_date"], row["sent_count"], row["received_count"]) == ("2026-03-02", 2, 2)


async def test_insights_by_providers(ran: Ran) -> None:
    body = {"test_id": ran.test["id"], "date_from": "2026-03-02", "date_to": "2026-03-02", "show_previous": True}
    rows = await ok(ran.api.post("/inbox-placement-analytics/deliverability-insights", json=body))
    assert {(row["recipient_esp"], row["inbox_percentage"], row["prev_inbox_percentage"]) for row in rows} == {
        (1, 100.0, None),
        (2, 100.0, None),
    }


async def test_there_is_no_time_before_the_first(ran: Ran) -> None:
    body = {"test_id": ran.test["id"], "date_from": "0001-01-02", "date_to": "2026-03-02", "show_previous": True}
    said = await refused(ran.api.post("/inbox-placement-analytics/deliverability-insights", json=body), 400)
    assert "body/date_from is too early" in said


async def test_a_wrong_date_is_named_by_where_it_stood(ran: Ran) -> None:
    body = {"test_id": ran.test["id"], "date_from": "2026-13-45"}
    said = await refused(ran.api.post("/inbox-placement-analytics/stats-by-date", json=body), 400)
    assert "body/date_from must match" in said


async def test_a_record_says_how_the_receiver_judged(ran: Ran) -> None:
    record = (await ran.records())[0]
    shown = {name: record[name] for name in ("record_type", "is_spam", "spf_pass", "authentication_failure_results")}
    assert shown == {
        "record_type": 2,
        "is_spam": False,
        "spf_pass": False,
        "authentication_failure_results": {"spf": "fail", "dkim": "fail", "dmarc": "fail"},
    }


async def test_records_are_paged(ran: Ran) -> None:
    first = await ok(ran.api.get("/inbox-placement-analytics", params={"test_id": ran.test["id"], "limit": 1}))
    following = {"test_id": ran.test["id"], "limit": 1, "starting_after": first["next_starting_after"]}
    second = await ok(ran.api.get("/inbox-placement-analytics", params=following))
    assert second["items"][0]["id"] != first["items"][0]["id"]
    assert await ok(
        ran.api.get("/inbox-placement-analytics", params={**following, "starting_after": second["next_starting_after"]})
    ) == {"items": []}


async def test_one_record(ran: Ran) -> None:
    record = (await ran.records())[0]
    assert await ok(ran.api.get(f"/inbox-placement-analytics/{record['id']}")) == record


async def test_a_report_for_the_sending_domain(ran: Ran) -> None:
    [report] = (await ok(ran.api.get("/inbox-placement-reports", params={"test_id": ran.test["id"]})))["items"]
    assert (report["domain"], report["domain_blacklist_count"], report["spam_assassin_score"]) == ("sender.example", None, 0.0)
    assert await ok(ran.api.get(f"/inbox-placement-reports/{report['id']}")) == report


async def test_a_report_has_the_address_that_any_mail_of_its_run_came_from(ran: Ran, core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await scope.run(
            """
            UPDATE placement_mails SET ip = CASE WHEN id <> (
                SELECT min(id) FROM placement_mails WHERE workspace_id = %(workspace_id)s) THEN '192.0.2.7' END
            WHERE workspace_id = %(workspace_id)s
            """
        )
    [report] = (await ok(ran.api.get("/inbox-placement-reports", params={"test_id": ran.test["id"]})))["items"]
    assert report["domain_ip"] == "192.0.2.7"
    assert await ok(ran.api.get(f"/inbox-placement-reports/{report['id']}")) == report


async def test_a_mail_that_is_not_the_first_of_its_run_is_no_report(ran: Ran) -> None:
    later = to_id("placement_mail", (await ran.records())[1]["id"])
    await refused(ran.api.get(f"/inbox-placement-reports/{to_uuid('placement_report', later or 0)}"), 404)


async def test_figures_are_of_all_mails(ran: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "_AT_ONCE", 1)
    [row] = await ran.stats()
    assert row["count"] == 2


async def test_a_part_of_a_report_may_be_left_out(ran: Ran) -> None:
    params = {"test_id": ran.test["id"], "skip_blacklist_report": True}
    [report] = (await ok(ran.api.get("/inbox-placement-reports", params=params)))["items"]
    assert "blacklist_report" not in report


async def test_what_landed_in_spam(api: Api, core: Core, accounts: World) -> None:
    test = await ok(api.post("/inbox-placement-tests", json={**GIVEN, "email_subject": "Lottery results"}))
    await run(core)
    [row] = await Ran(api, test).stats()
    assert row["spam_percent"] == 100.0


async def test_a_completed_test_is_found_by_its_status(ran: Ran) -> None:
    assert [test["id"] for test in (await ok(ran.api.get("/inbox-placement-tests", params={"status": "3"})))["items"]] == [
        ran.test["id"]
    ]
    assert (await ok(ran.api.get("/inbox-placement-tests", params={"status": "1"})))["items"] == []


async def test_an_automated_test_waits_for_its_day(api: Api, accounts: World) -> None:
    test = await ok(api.post("/inbox-placement-tests", json={**GIVEN, "type": 2, "schedule": SCHEDULE}))
    assert (test["type"], test["timestamp_next_run"]) == (2, "2026-03-02T22:00:00.000Z")
    assert {day for day, on in test["schedule"]["days"].items() if on} == {"1", "3"}


async def test_an_automated_test_is_paused_and_resumed(api: Api, accounts: World) -> None:
    test = await ok(api.post("/inbox-placement-tests", json={**GIVEN, "type": 2, "schedule": SCHEDULE}))
    paused = await ok(api.patch(f"/inbox-placement-tests/{test['id']}", json={"status": 2}))
    assert (paused["status"], paused["timestamp_next_run"]) == (2, None)
    resumed = await ok(api.patch(f"/inbox-placement-tests/{test['id']}", json={"status": 1, "name": "Summer"}))
    assert (resumed["status"], resumed["name"], resumed["timestamp_next_run"]) == (1, "Summer", test["timestamp_next_run"])


async def test_a_deleted_test_is_gone(ran: Ran) -> None:
    await ok(ran.api.delete(f"/inbox-placement-tests/{ran.test['id']}"))
    await refused(ran.api.get(f"/inbox-placement-tests/{ran.test['id']}"), 404)


async def test_metadata_names_the_campaign(ran: Ran) -> None:
    shown = await ok(ran.api.get(f"/inbox-placement-tests/{ran.test['id']}", params={"with_metadata": True}))
    assert shown["metadata"] == {"campaign": None, "tags": []}
