"""Sender accounts over Smartlead's API: saved only when both servers let them in."""

import pytest
from psycopg.types.json import Jsonb
from tests.dialects.clients import Api, ok
from tests.dialects.smartlead.conftest import a_campaign, mailbox, refused
from tests.making import a_sender, put

from outrider.clock import SimulatedClock
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox.world import World


async def test_an_account_is_saved_when_both_logins_work(api: Api, world: World) -> None:  # rules 9 and 12
    saved = await ok(api.post("/email-accounts/save", json=mailbox(world, max_email_per_day=25, signature="<b>Anna</b>")))
    assert saved["ok"] is True
    assert saved["message"]
    assert saved["warmupKey"]
    one = await ok(api.get(f"/email-accounts/{saved['emailAccountId']}"))
    assert one["from_email"] == "anna@sender.example"
    assert one["type"] == "SMTP"
    assert one["message_per_day"] == 25
    assert one["smtp_host"] == world.host
    assert one["smtp_port"] == world.smtp_port
    assert one["imap_port"] == world.imap_port
    assert one["is_smtp_success"] is True
    assert one["is_imap_success"] is True
    assert one["smtp_failure_error"] is None
    assert one["warmup_enabled"] is True
    assert one["warmup_details"]["status"] == "ACTIVE"
    assert one["warmup_details"]["warmup_reputation"] == "100%"
    assert one["signature"] == "<b>Anna</b>"
    assert one["client_id"] is None
    assert one["campaign_count"] == 0
    assert "letmein" not in str(one)
    assert "password" not in one
    assert (await ok(api.get("/email-accounts"))) == [one]


@pytest.mark.parametrize(
    "wrong", [{"password": "no"}, {"imap_password": "no"}, {"smtp_port": 1}, {"imap_host": "nowhere.invalid"}]
)
async def test_a_login_that_fails_saves_nothing(api: Api, world: World, wrong: dict[str, object]) -> None:
    message = await refused(api.post("/email-accounts/save", json=mailbox(world, **wrong)), 400)
    assert "login failed" in message
    assert "letmein" not in message
    assert ("SMTP" in message) == ("smtp_port" in wrong or "password" in wrong)
    assert await ok(api.get("/email-accounts")) == []


@pytest.mark.parametrize(
    "missing", ["from_name", "from_email", "username", "password", "smtp_host", "smtp_port", "imap_host", "imap_port"]
)
async def test_every_field_of_a_new_account_is_required(api: Api, world: World, missing: str) -> None:
    body = mailbox(world)
    del body[missing]
    assert missing in await refused(api.post("/email-accounts/save", json=body), 400)


async def test_the_other_spellings_are_understood(api: Api, world: World) -> None:
    body = mailbox(world)
    body["user_name"] = body.pop("username")
    body["imap_user_name"] = "anna.reads@sender.example"
    saved = await ok(api.post("/email-accounts/save", json={**body, "warmup_enabled": False}))
    one = await ok(api.get(f"/email-accounts/{saved['emailAccountId']}/"))
    assert one["username"] == "anna@sender.example"
    assert one["imap_username"] == "anna.reads@sender.example"
    assert one["warmup_details"]["status"] == "INACTIVE"


async def test_an_address_is_saved_once(api: Api, world: World) -> None:
    await ok(api.post("/email-accounts/save", json=mailbox(world)))
    assert "already" in await refused(api.post("/email-accounts/save", json=mailbox(world)), 400)
    assert len(await ok(api.get("/email-accounts"))) == 1


async def test_changes_try_new_credentials_first(api: Api, world: World) -> None:
    id = (await ok(api.post("/email-accounts/save", json=mailbox(world))))["emailAccountId"]
    await ok(
        api.post(f"/email-accounts/{id}", json={"from_name": "Anna B.", "max_email_per_day": 5, "bcc": "crm@sender.example"})
    )
    await refused(api.post(f"/email-accounts/{id}", json={"password": "wrong", "from_name": "Mallory"}), 400)
    one = await ok(api.get(f"/email-accounts/{id}"))
    assert (one["from_name"], one["message_per_day"], one["bcc_email"]) == ("Anna B.", 5, "crm@sender.example")
    await refused(api.post(f"/email-accounts/{id}", json={"from_email": "else@sender.example"}), 400)
    await refused(api.post("/email-accounts/999999", json={"from_name": "x"}), 404)


async def test_warm_up_is_changed_in_part(api: Api, world: World) -> None:
    id = (await ok(api.post("/email-accounts/save", json=mailbox(world))))["emailAccountId"]
    body = {
        "warmup_enabled": True,
        "total_warmup_per_day": 30,
        "daily_rampup": 2,
        "reply_rate_percentage": 35,
        "warmup_key_id": "apple",
    }
    await ok(api.post(f"/email-accounts/{id}/warmup", json=body))
    await ok(api.post(f"/email-accounts/{id}/warmup", json={"warmup_enabled": False}))
    details = (await ok(api.get(f"/email-accounts/{id}")))["warmup_details"]
    assert details["status"] == "INACTIVE"
    assert details["reply_rate"] == 35
    assert details["warmup_key_id"] == "apple"
    assert details["total_warmup_per_day"] == 30
    assert details["daily_rampup"] == 2
    for bad in ({}, {"warmup_enabled": "perhaps"}, {"warmup_enabled": True, "total_warmup_per_day": 0}):
        await refused(api.post(f"/email-accounts/{id}/warmup", json=bad), 422)
    await refused(api.post("/email-accounts/999999/warmup", json={"warmup_enabled": True}), 404)


@pytest.mark.parametrize(
    ("warming", "change", "said"),
    [
        (True, {}, None),
        (False, {"status": "error", "status_detail": "The password is wrong."}, None),
        (True, {"status": "error", "status_detail": "The password is wrong."}, "The password is wrong."),
        (True, {"status": "paused"}, "The account is paused."),
        (True, {"connection": Jsonb({"smtp": {}})}, "Warm-up reads the account's mail too: connect its IMAP server."),
    ],
)
async def test_a_mailbox_that_cannot_warm_up_says_why(
    api: Api, core: Core, workspace: Installed, warming: bool, change: dict[str, object], said: str | None
) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        box = await a_sender(scope, warmup_enabled=warming)
        if change:
            await put(scope, "senders", box.id, change)
    details = (await ok(api.get(f"/email-accounts/{box.id}")))["warmup_details"]
    assert (details["is_warmup_blocked"], details["blocked_reason"]) == (said is not None, said)


async def test_warm_up_statistics_cover_seven_days(  # rule 12
    api: Api, world: World, core: Core, workspace: Installed, clock: SimulatedClock
) -> None:
    id = (await ok(api.post("/email-accounts/save", json=mailbox(world))))["emailAccountId"]
    async with core.scope(workspace.workspace_id) as scope:
        await scope.run(
            """
            INSERT INTO sender_days (workspace_id, sender_id, day, action, n)
            SELECT %(workspace_id)s, %(sender)s, %(today)s::date - d, a, n
            FROM (VALUES (0, 'warmup', 5), (6, 'warmup', 3), (7, 'warmup', 100), (1, 'warmup_spam', 1), (1, 'warmup_received', 4))
                 AS x (d, a, n)
            """,
            sender=id,
            today=clock.now().date(),
        )
    stats = await ok(api.get(f"/email-accounts/{id}/warmup-stats"))
    assert (stats["id"], stats["sent_count"], stats["spam_count"], stats["inbox_count"]) == (id, "8", "1", "7")
    assert stats["warmup_email_received_count"] == "4"
    assert [d["date"] for d in stats["stats_by_date"]][::6] == ["2026-02-24", "2026-03-02"]
    assert stats["stats_by_date"][-1]["sent_count"] == 5


async def test_a_deleted_account_is_gone(api: Api, world: World) -> None:
    id = (await ok(api.post("/email-accounts/save", json=mailbox(world))))["emailAccountId"]
    await ok(api.delete(f"/email-accounts/{id}"))
    await refused(api.get(f"/email-accounts/{id}"), 404)
    await refused(api.delete(f"/email-accounts/{id}"), 404)


async def test_an_account_is_suspended_and_taken_back(api: Api, world: World) -> None:
    id = (await ok(api.post("/email-accounts/save", json=mailbox(world))))["emailAccountId"]
    await ok(api.put(f"/email-accounts/suspend/{id}"))
    assert (await ok(api.get(f"/email-accounts/{id}")))["is_suspended"] is True
    await ok(api.delete(f"/email-accounts/unsuspend/{id}"))
    assert (await ok(api.get(f"/email-accounts/{id}")))["is_suspended"] is False


async def test_accounts_are_paged_by_a_hundred(api: Api) -> None:
    for params in ({"limit": 101}, {"limit": 0}, {"offset": -1}):
        await refused(api.get("/email-accounts", params=params), 422)


@pytest.mark.parametrize(("status", "listed"), [("ACTIVE", "warming"), ("INACTIVE", "cold")])
async def test_accounts_by_warm_up(api: Api, core: Core, workspace: Installed, status: str, listed: str) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await a_sender(scope, "warming@sender.example", warmup_enabled=True)
        await a_sender(scope, "cold@sender.example")
    found = await ok(api.get("/email-accounts", params={"emailWarmupStatus": status}))
    assert [account["from_email"] for account in found] == [f"{listed}@sender.example"]


async def test_accounts_by_use_and_provider(api: Api, core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        used = await a_sender(scope, "used@sender.example", provider="google")
        idle = await a_sender(scope, "idle@sender.example")
    campaign = await a_campaign(api)
    await ok(api.post(f"/campaigns/{campaign}/email-accounts", json={"email_account_ids": [used.id]}))

    async def found(**query: str) -> list[int]:
        return [account["id"] for account in await ok(api.get("/email-accounts", params=query))]

    assert await found(isInUse="true") == [used.id]
    assert await found(isInUse="false") == [idle.id]
    assert await found(esp="GMAIL") == [used.id]
    assert await found(esp="SMTP") == [idle.id]
    assert await found(isWarmupBlocked="true") == []
    assert await found(isWarmupBlocked="false") == [idle.id, used.id]
    rows = await ok(api.get("/email-accounts", params={"fetch_campaigns": "true"}))
    assert {row["id"]: row["campaign_ids"] for row in rows} == {used.id: [campaign], idle.id: []}
    answer = await api.delete(f"/campaigns/{campaign}/email-accounts", params={"email_account_id": used.id})
    assert answer.json()["ok"]
    assert "X-Outrider-Ignored" not in answer.headers
    assert await found(isInUse="true") == []
