"""Accounts over Instantly's API: kept only when both servers let them in; warm-up as jobs; examined, counted, paused."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any, Literal

import pytest
import pytest_asyncio

from outrider.channels.email import verify
from outrider.clock import RealClock
from outrider.dialects.instantly.routes import account_figures
from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.scope import Core
from outrider.outreach.senders import senders, tracking_domains, warmup
from outrider.outreach.tenancy import workspaces
from outrider.sandbox.world import Options, World
from tests.dialects.clients import Api, ok
from tests.dialects.instantly.conftest import SCHEDULE, a_campaign, do_jobs, refused, sequence
from tests.making import a_sender
from tests.zone import Zone

PASSWORD = "letmein"
Json = dict[str, Any]


@pytest_asyncio.fixture
async def world() -> AsyncIterator[World]:
    async with World(RealClock(), options=Options(any_sender_password=PASSWORD)) as made:
        yield made


def account(world: World, email: str = "anna@sender.example", **values: Any) -> Json:
    both = {f"{kind}_{name}": value for kind in ("imap", "smtp") for name, value in
            (("username", email), ("password", PASSWORD), ("host", world.host))}  # fmt: skip
    return {"email": email, "first_name": "Anna", "last_name": "Lind", "provider_code": 1, "imap_port": world.imap_port,
            "smtp_port": world.smtp_port, **both, **values}  # fmt: skip


async def test_an_account_is_kept_when_both_servers_let_it_in(api: Api, world: World) -> None:
    warm = {"limit": 25, "increment": "2", "reply_rate": 40, "advanced": {"weekday_only": True}}
    made = await ok(api.post("/accounts", json=account(world, warmup=warm, daily_limit=30, sending_gap=12, signature="<b>A</b>")))
    assert made["email"] == "anna@sender.example"
    assert (made["first_name"], made["last_name"]) == ("Anna", "Lind")
    assert made["status"] == 1
    assert made["warmup_status"] == 0
    assert made["provider_code"] == 1
    assert made["setup_pending"] is False
    assert made["warmup"] == warm
    assert made["daily_limit"] == 30
    assert made["sending_gap"] == 12
    assert PASSWORD not in str(made)
    assert await ok(api.get("/accounts/anna%40sender.example")) == made
    assert (await ok(api.get("/accounts")))["items"] == [made]
    assert "already" in await refused(api.post("/accounts", json=account(world)), 400)


@pytest.mark.parametrize("wrong", [{"smtp_password": "no"}, {"imap_password": "no"}, {"smtp_port": 1}])
async def test_a_login_that_fails_keeps_nothing(api: Api, world: World, wrong: Json) -> None:
    message = await refused(api.post("/accounts", json=account(world, **wrong)), 400)
    assert "login failed" in message
    assert PASSWORD not in message
    assert ("IMAP" in message) == ("imap_password" in wrong)
    assert (await ok(api.get("/accounts")))["items"] == []


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"email": "nobody"}, "body/email"), ({"provider_code": 5}, "body/provider_code"), ({"imap_port": 0}, "body/imap_port"),
        ({"smtp_port": "x"}, "body/smtp_port"), ({"sending_gap": 1441}, "body/sending_gap"),
        ({"daily_limit": -1}, "body/daily_limit"), ({"smtp_host": "x\x00y"}, "body/smtp_host"),
        ({"warmup": {"limit": 0}}, "body/warmup/limit"), ({"warmup": {"increment": "9"}}, "body/warmup/increment"),
        ({"reply_to": "x"}, "body/reply_to"), ({"first_name": None}, "body/first_name"),
    ],
)  # fmt: skip
async def test_a_wrong_value_is_named(api: Api, world: World, wrong: Json, where: str) -> None:
    assert where in await refused(api.post("/accounts", json=account(world, **wrong)), 400)
    assert (await ok(api.get("/accounts")))["items"] == []


@pytest.mark.parametrize("missing", ["email", "first_name", "last_name", "provider_code", "imap_host", "smtp_password"])
async def test_what_is_required_is_named(api: Api, world: World, missing: str) -> None:
    body = account(world)
    del body[missing]
    assert f"'{missing}'" in await refused(api.post("/accounts", json=body), 400)


async def test_changes_merge(api: Api, mailbox: str) -> None:
    change = {"first_name": "Eva", "daily_limit": 7, "tracking_domain_name": "go.acme.example", "enable_slow_ramp": True,
              "warmup": {"limit": 9, "advanced": {"open_rate": 50}}, "reply_to": "crm@acme.example"}  # fmt: skip
    found = await ok(api.patch(f"/accounts/{mailbox}", json=change))
    assert (found["first_name"], found["daily_limit"], found["enable_slow_ramp"]) == ("Eva", 7, True)
    found = await ok(api.patch(f"/accounts/{mailbox}", json={"warmup": {"reply_rate": 10}, "last_name": "Ek"}))
    assert found["warmup"]["limit"] == 9
    assert found["warmup"]["reply_rate"] == 10
    assert found["warmup"]["advanced"] == {"open_rate": 50}
    assert (found["first_name"], found["last_name"], found["reply_to"]) == ("Eva", "Ek", "crm@acme.example")
    assert found["tracking_domain_name"] == "go.acme.example"
    found = await ok(api.patch(f"/accounts/{mailbox}", json={"remove_tracking_domain": True, "enable_slow_ramp": False}))
    assert found["tracking_domain_name"] is None
    assert found["enable_slow_ramp"] is False
    await refused(api.patch(f"/accounts/{mailbox}", json={}), 400)
    await refused(api.patch("/accounts/nobody@x.example", json={"daily_limit": 1}), 404)


async def test_pause_resume_and_mark_fixed(api: Api, mailbox: str, core: Core, workspace: workspaces.Installed) -> None:
    assert (await ok(api.post(f"/accounts/{mailbox}/pause")))["status"] == 2
    assert (await ok(api.post(f"/accounts/{mailbox}/resume")))["status"] == 1
    both = await ok(api.post("/accounts/pause", json={"emails": [mailbox, "nobody@x.example"]}))
    assert both == {"paused_emails": [mailbox], "failed_emails": ["nobody@x.example"]}
    async with core.scope(workspace.workspace_id) as scope:
        found = (await senders.by_addresses(scope, [mailbox]))[mailbox]
        for code, status in (("auth_failed", -1), ("bounced", -2), ("domain_unauthenticated", -3)):
            await senders.set_status(scope, found.id, "error", code, "550 no")
            assert shown_status(await senders.get(scope, found.id)) == status
    broken = await ok(api.get(f"/accounts/{mailbox}"))
    assert broken["status"] == -3
    assert broken["status_message"]["e_message"] == "550 no"
    assert len((await ok(api.get("/accounts", params={"status": -3})))["items"]) == 1
    assert (await ok(api.get("/accounts", params={"status": -1})))["items"] == []
    assert len((await ok(api.get("/accounts", params={"filter": "ACC_FILTER_ERROR"})))["items"]) == 1
    assert (await ok(api.get("/accounts", params={"filter": "ACC_FILTER_PAUSED", "status": -3})))["items"] == []
    assert (await ok(api.post(f"/accounts/{mailbox}/mark-fixed")))["status"] == 1
    for path in ("/accounts/x@y.example/pause", "/accounts/x@y.example/resume", "/accounts/x@y.example/mark-fixed"):
        await refused(api.post(path), 404)
    await refused(api.get("/accounts", params={"status": 9}), 400)
    await refused(api.get("/accounts", params={"filter": "ACC_FILTER_NONSENSE"}), 400)


def shown_status(sender: senders.Sender) -> int:
    from outrider.dialects.instantly import account_filter

    return account_filter.status(sender)


async def test_lists_are_filtered_sorted_and_paged(api: Api, core: Core, workspace: workspaces.Installed) -> None:
    from tests.making import a_sender

    async with core.scope(workspace.workspace_id) as scope:
        for name in ("cyd", "ada", "bob"):
            await a_sender(scope, f"{name}@sender.example")

    async def names(**params: Any) -> list[str]:
        return [a["email"].partition("@")[0] for a in (await ok(api.get("/accounts", params=params)))["items"]]

    assert await names() == ["bob", "ada", "cyd"]
    assert await names(search="AD") == ["ada"]
    assert await names(sort_by="email", sort_order="asc") == ["ada", "bob", "cyd"]
    assert await names(sort_by="email", sort_order="asc", skip=1, limit=1) == ["bob"]
    assert await names(sort_by="timestamp_created", sort_order="asc") == ["cyd", "ada", "bob"]
    for by in ("stat_warmup_score", "status"):
        assert len(await names(sort_by=by)) == 3
    first = await ok(api.get("/accounts", params={"limit": 2}))
    rest = await ok(api.get("/accounts", params={"limit": 2, "starting_after": first["next_starting_after"]}))
    assert [len(p["items"]) for p in (first, rest)] == [2, 1]
    assert "next_starting_after" not in rest
    tag = await ok(api.post("/custom-tags", json={"label": "Hot"}))
    await ok(api.post("/custom-tags/toggle-resource", json={
        "tag_ids": [tag["id"]], "resource_type": 1, "resource_ids": ["ada@sender.example"], "assign": True}))  # fmt: skip
    tagged = await ok(api.get("/accounts", params={"tag_ids": tag["id"], "include_tags": True}))
    assert [(a["email"], a["tags"]) for a in tagged["items"]] == [("ada@sender.example", [{"id": tag["id"], "label": "Hot"}])]
    other = await ok(api.post("/custom-tags", json={"label": "Cold"}))
    neither = await ok(api.get("/accounts", params={"tag_ids": other["id"], "tag_ids_all": tag["id"]}))
    assert neither["items"] == []
    for bad in ({"limit": 0}, {"limit": 101}, {"skip": -1}, {"sort_by": "x"}, {"starting_after": "x"}, {"provider_code": 7}):
        await refused(api.get("/accounts", params=bad), 400)


async def test_warm_up_is_switched_in_the_background(api: Api, mailbox: str, core: Core) -> None:
    job = await ok(api.post("/accounts/warmup/enable", json={"emails": [mailbox]}))
    assert job["type"] == "update-warmup-accounts"
    assert job["status"] == "pending"
    assert len(job["id"]) == 24
    assert (await ok(api.get(f"/accounts/{mailbox}")))["warmup_status"] == 0
    assert await do_jobs(core) == 1
    done = await ok(api.get(f"/background-jobs/{job['id']}"))
    assert done["status"] == "success"
    assert done["progress"] == 100
    assert done["data"] == {"accounts_updated": 1, "success_count": 1, "failed_count": 0, "total_to_process": 1}
    assert (await ok(api.get(f"/accounts/{mailbox}")))["warmup_status"] == 1
    listed = await ok(api.get("/background-jobs", params={"type": "update-warmup-accounts", "status": "success,failed"}))
    assert listed["items"] == [done]
    assert (await ok(api.get("/background-jobs", params={"status": "pending"})))["items"] == []
    assert (await ok(api.get("/background-jobs", params={"ids": job["id"], "sort_column": "updated_at"})))["items"] == [done]
    kept = await ok(api.get(f"/background-jobs/{job['id']}", params={"data_fields": "nothing"}))
    assert kept["data"] == {}
    await ok(api.post("/accounts/warmup/disable", json={"include_all_emails": True, "excluded_emails": [mailbox]}))
    assert await do_jobs(core) == 1
    assert (await ok(api.get(f"/accounts/{mailbox}")))["warmup_status"] == 1
    job = await ok(api.post("/accounts/warmup/disable", json={"filter": {"filter": "ACC_FILTER_W_ACTIVE"}}))
    assert await do_jobs(core) == 1
    assert (await ok(api.get(f"/background-jobs/{job['id']}")))["data"] == done["data"]
    assert (await ok(api.get(f"/accounts/{mailbox}")))["warmup_status"] == 0
    for bad in ({}, {"emails": ["x@y.example"] * 101}, {"emails": "x"}, {"filter": {"filter": "x"}, "emails": [mailbox]}):
        await refused(api.post("/accounts/warmup/enable", json=bad), 400)
    for bad in ("x", "0" * 24, "f" * 24, "z" * 24, f"{10**6:024x}"):
        await refused(api.get(f"/background-jobs/{bad}"), 404)


async def test_an_unknown_address_keeps_no_account_from_warming_up(api: Api, other: Api, mailbox: str, core: Core) -> None:
    """Lists of addresses outlive accounts: in the vendor's recorded answers an unknown one fails by itself, in the job."""
    job = await ok(api.post("/accounts/warmup/enable", json={"emails": [mailbox, "x@y.example", "x@y.example"]}))
    gone = {"email": "x@y.example", "status": "failed", "error": "Account not found"}
    assert job["data"] == {"success_count": 0, "failed_count": 1, "total_to_process": 2, "processed_emails": [gone]}
    elsewhere = await ok(other.post("/accounts/warmup/disable", json={"emails": [mailbox]}))
    assert await do_jobs(core) == 2
    counts = {"data_fields": "success_count,failed_count,total_to_process"}
    done = await ok(api.get(f"/background-jobs/{job['id']}", params=counts))
    assert (done["status"], done["data"]) == ("success", {"success_count": 1, "failed_count": 1, "total_to_process": 2})
    done = await ok(other.get(f"/background-jobs/{elsewhere['id']}", params=counts))
    assert (done["status"], done["data"]) == ("success", {"success_count": 0, "failed_count": 1, "total_to_process": 1})
    assert (await ok(api.get(f"/accounts/{mailbox}")))["warmup_status"] == 1


async def test_warm_up_analytics(api: Api, mailbox: str, core: Core, workspace: workspaces.Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        found = (await senders.by_addresses(scope, [mailbox]))[mailbox]
        await warmup.count(scope, found.id, scope.now.date(), sent=10, landed_inbox=9, landed_spam=1, received=4)
    read = await ok(api.post("/accounts/warmup-analytics", json={"emails": [mailbox, "x@y.example"]}))
    numbers = {"sent": 10, "landed_inbox": 9, "landed_spam": 1, "received": 4}
    assert read["email_date_data"] == {mailbox: {"2026-03-02": numbers}}
    assert read["aggregate_data"] == {mailbox: {**numbers, "health_score": 90, "health_score_label": "Good"}}
    assert (await ok(api.get(f"/accounts/{mailbox}")))["stat_warmup_score"] == 90
    for bad in ({}, {"emails": []}, {"emails": ["a@b.example"] * 101}):
        await refused(api.post("/accounts/warmup-analytics", json=bad), 400)


async def test_daily_analytics(api: Api, mailbox: str, core: Core, workspace: workspaces.Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        id = (await senders.by_addresses(scope, [mailbox]))[mailbox].id
        again: Json = {"first_for_enrollment": False}
        await events.append(scope, [
            Event("message.sent", sender_id=id), Event("message.sent", sender_id=id, **again),
            Event("reply.received", sender_id=id), Event("message.opened", sender_id=id, **again),
        ])  # fmt: skip
    [row] = await ok(api.get("/accounts/analytics/daily", params={"emails": mailbox}))
    assert (row["date"], row["email_account"], row["sent"], row["new_leads_contacted"]) == ("2026-03-02", mailbox, 2, 1)
    assert (row["replies"], row["unique_replies"], row["opened"], row["unique_opened"], row["clicks"]) == (1, 1, 1, 0, 0)
    assert await ok(api.get("/accounts/analytics/daily", params={"start_date": "2026-02-01", "end_date": "2026-02-20"})) == []
    assert await ok(api.get("/accounts/analytics/daily", params={"emails": "x@y.example"})) == []
    assert await ok(api.get("/accounts/analytics/daily", params={"end_date": "0001-01-05"})) == []
    evening = {"start_date": "2026-03-01T23:30:00-05:00", "end_date": "2026-03-02T01:00:00Z"}
    assert len(await ok(api.get("/accounts/analytics/daily", params=evening))) == 1  # from the UTC day of the moment
    for bad in ({"start_date": "2026-03-02", "end_date": "2026-03-01"}, {"start_date": "2026-01-01", "end_date": "2026-03-01"},
                {"start_date": "soon"}, {"emails": ",".join(f"a{n}@b.example" for n in range(201))}):  # fmt: skip
        answer = await api.get("/accounts/analytics/daily", params=bad)
        assert answer.status_code == 400
        assert set(answer.json()) == {"message"}


async def test_a_report_of_too_many_rows_says_so(
    api: Api, core: Core, workspace: workspaces.Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account_figures, "ANALYTICS_ROWS", 31)
    async with core.scope(workspace.workspace_id) as scope:
        for n in range(2):
            await a_sender(scope, f"a{n}@sender.example")
    assert "fewer days" in await refused(api.get("/accounts/analytics/daily"), 413)
    assert await ok(api.get("/accounts/analytics/daily", params={"emails": "a0@sender.example,a1@sender.example"})) == []
    assert await ok(api.get("/accounts/analytics/daily", params={"start_date": "2026-02-20"})) == []


WELL = {
    ("well.example", "MX"): ["10 mail.well.example."],
    ("well.example", "TXT"): ["v=spf1 -all"],
    ("default._domainkey.well.example", "TXT"): ["v=DKIM1; p=abc"],
    ("_dmarc.well.example", "TXT"): ["v=DMARC1; p=none"],
    ("well.example", "A"): ["192.0.2.1"],
}


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "default_resolver", lambda: Zone(WELL))


async def test_vitals_really_log_in(api: Api, world: World, mailbox: str, resolver: None) -> None:
    await ok(api.post("/accounts", json=account(world, "eva@well.example")))
    read = await ok(api.post("/accounts/test/vitals", json={"accounts": ["eva@well.example", mailbox]}))
    [well], [bad] = read["success_list"], read["failure_list"]
    dns = {"mx": True, "spf": True, "dkim": True, "dmarc": True}
    assert well == {
        "domain": "well.example", "allPass": True, **dns, "account": "eva@well.example", "smtp": True, "imap": True
    }  # fmt: skip
    # Nothing listens where the other one's servers should be.
    assert bad["account"] == mailbox
    assert (bad["smtp"], bad["imap"], bad["mx"]) == (False, False, False)
    assert set(bad["errors"]) == {"smtp", "imap"}
    assert "a password" not in str(bad)
    for bad in ({}, {"accounts": []}, {"accounts": ["x@y.example"]}):
        answer = await api.post("/accounts/test/vitals", json=bad)
        assert answer.status_code == 400
        assert set(answer.json()) == {"error"}


async def test_test_mails_say_whether_the_account_lets_them_out(api: Api, world: World) -> None:
    body = {
        "eaccount": "anna@sender.example",
        "to_address_email_list": "me@acme.example",
        "subject": "Look",
        "body": {"html": "<p>x</p>"},
    }
    assert await ok(api.post("/emails/test", json=body)) == {"error": "ACC_NOT_FOUND"}
    await ok(api.post("/accounts", json=account(world)))
    assert await ok(api.post("/emails/test", json=body)) == {"status": "success"}
    assert (await ok(api.get("/emails")))["items"] == []  # no entry in the Unibox
    await refused(api.post("/emails/test", json={**body, "to_address_email_list": "nobody"}), 400)
    await refused(api.post("/emails/test", json={**body, "body": {}}), 400)


async def test_campaigns_of_an_account(api: Api, mailbox: str) -> None:
    made = await a_campaign(api, sequences=sequence("<p>Hi</p>"), email_list=[mailbox])
    other = await a_campaign(api, "Without", campaign_schedule=SCHEDULE)
    [row] = (await ok(api.get(f"/account-campaign-mappings/{mailbox}")))["items"]
    assert row == {
        "campaign_id": made["id"],
        "campaign_name": made["name"],
        "timestamp_created": made["timestamp_created"],
        "status": 0,
    }
    assert row["campaign_id"] != other["id"]
    await refused(api.get("/account-campaign-mappings/x@y.example"), 404)


async def test_moving_between_workspaces_says_why_not(api: Api, mailbox: str) -> None:
    body = {"emails": [mailbox], "source_workspace_id": "a", "destination_workspace_id": "b"}
    assert "admin workspace" in await refused(api.post("/accounts/move", json=body), 403)
    await refused(api.post("/accounts/move", json={"emails": []}), 400)


async def test_a_deleted_account_is_gone(api: Api, mailbox: str) -> None:
    assert (await ok(api.delete(f"/accounts/{mailbox}")))["email"] == mailbox
    await refused(api.delete(f"/accounts/{mailbox}"), 404)
    assert (await ok(api.get("/accounts")))["items"] == []


async def test_another_workspace_sees_and_changes_nothing(api: Api, other: Api, mailbox: str) -> None:
    job = await ok(api.post("/accounts/warmup/enable", json={"emails": [mailbox]}))
    for method, path, body in (
        ("GET", f"/accounts/{mailbox}", None), ("PATCH", f"/accounts/{mailbox}", {"daily_limit": 1}),
        ("DELETE", f"/accounts/{mailbox}", None), ("POST", f"/accounts/{mailbox}/pause", None),
        ("POST", f"/accounts/{mailbox}/resume", None), ("POST", f"/accounts/{mailbox}/mark-fixed", None),
        ("GET", f"/account-campaign-mappings/{mailbox}", None), ("GET", f"/background-jobs/{job['id']}", None),
    ):  # fmt: skip
        await refused(other.request(method, path, json=body), 404)
    assert (await ok(other.get("/accounts")))["items"] == []
    assert (await ok(other.get("/background-jobs")))["items"] == []
    assert (await ok(other.post("/accounts/pause", json={"emails": [mailbox]})))["failed_emails"] == [mailbox]
    assert (await ok(other.post("/accounts/warmup-analytics", json={"emails": [mailbox]})))["aggregate_data"] == {}
    assert (await ok(api.get(f"/accounts/{mailbox}")))["status"] == 1


@pytest.mark.parametrize(("status", "word"), [("unchecked", "pending"), ("ready", "active"), ("failed", "failed")])
async def test_the_state_of_a_tracking_domain_is_found_out(
    api: Api,
    core: Core,
    workspace: workspaces.Installed,
    mailbox: str,
    status: Literal["unchecked", "ready", "failed"],
    word: str,
) -> None:
    given = {"tracking_domain_name": "go.acme.example", "tracking_domain_status": "active"}
    await ok(api.patch(f"/accounts/{mailbox}", json=given))
    async with core.scope(workspace.workspace_id) as scope:
        await tracking_domains.note(scope, "go.acme.example", status, "", timedelta(hours=1))
    assert (await ok(api.get(f"/accounts/{mailbox}")))["tracking_domain_status"] == word


async def test_a_given_state_has_the_tracking_domain_looked_at(
    api: Api, core: Core, workspace: workspaces.Installed, mailbox: str
) -> None:
    await ok(api.patch(f"/accounts/{mailbox}", json={"tracking_domain_name": "go.acme.example"}))
    async with core.scope(workspace.workspace_id) as scope:
        await tracking_domains.note(scope, "go.acme.example", "failed", "no record", timedelta(hours=1))
    await ok(api.patch(f"/accounts/{mailbox}", json={"tracking_domain_status": "active"}))
    async with core.scope(workspace.workspace_id) as scope:
        assert await tracking_domains.claim(scope, scope.now, 5) == ["go.acme.example"]


async def test_a_state_without_a_tracking_domain_is_refused(api: Api, world: World, mailbox: str) -> None:
    given = {"tracking_domain_status": "active"}
    said = await refused(api.post("/accounts", json=account(world, "eva@sender.example", **given)), 400)
    assert "tracking_domain_name" in said
    assert "tracking_domain_name" in await refused(api.patch(f"/accounts/{mailbox}", json=given), 400)
