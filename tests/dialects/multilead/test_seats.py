"""Seats: made, suspended, cancelled, brought back, with what that does to sending; their LinkedIn accounts."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
from pydantic import SecretStr

from outrider.clock import SimulatedClock
from outrider.dialects import load
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaigns, templates
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.senders import senders, tracking_domains
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox.linkedin import CODE, LinkedInWorld
from outrider.settings import Settings
from tests.dialects.clients import Api
from tests.dialects.multilead.conftest import client, ok, refused
from tests.making import a_sender, put, rows

LOGIN = {"linkedinEmail": "anna@sender.example", "linkedinPassword": "correct", "linkedinSubscriptionId": 1, "countryCode": "us"}


def new_seat(workspace: Installed, **values: Any) -> dict[str, Any]:
    return {"planId": 1, "fullName": "John Smith", "startUTCTime": "08:00", "endUTCTime": "16:00", "timeZone": "Europe/Belgrade",
            "teamId": workspace.workspace_id, "whitelabelId": 1, **values}  # fmt: skip


@pytest_asyncio.fixture
async def seat(api: Api, workspace: Installed) -> int:
    made = await ok(api.post(f"/users/{workspace.user_id}/accounts/register", json=new_seat(workspace)), 201)
    return made["result"]["id"]


async def status_of(core: Core, workspace: Installed, sender_id: int) -> str:
    async with core.scope(workspace.workspace_id) as scope:
        return (await senders.get(scope, sender_id)).status


class TestSeats:
    async def test_made_and_shown(self, api: Api, workspace: Installed, seat: int) -> None:
        first, second = (await ok(api.get("/accounts")))["result"]["items"]
        assert (first["id"], second["id"], second["fullName"]) == (workspace.seat_id, seat, "John Smith")
        assert second["accountGlobalSettings"]["timeZone"] == "Europe/Belgrade"
        assert second["linkedinUser"] is None
        assert second["suspended"] is False
        found = (await ok(api.get("/accounts", params={"search": "john"})))["result"]["items"]
        assert [s["id"] for s in found] == [seat]
        assert (await ok(api.get("/accounts", params={"search": "nobody"})))["result"]["items"] == []

    async def test_page_after_page_until_one_is_short(self, api: Api, workspace: Installed, seat: int) -> None:
        """As clients in use read them: they would never end if a page beyond the last held seats."""

        async def page(**params: Any) -> list[int]:
            return [s["id"] for s in (await ok(api.get("/accounts", params=params)))["result"]["items"]]

        assert await page(limit=1) == await page(limit=1, offset=0) == [workspace.seat_id]
        assert await page(limit=1, offset=1) == await page(limit=50, offset=1) == [seat]
        assert await page(limit=50, offset=2) == await page(offset=50) == []
        suspended = {"accountId": seat, "suspended": True}
        await ok(api.put(f"/users/{workspace.user_id}/accounts/suspend", json=suspended))
        assert await page(onlyActive="true", limit=50, offset=0) == [workspace.seat_id]
        assert await page(onlyActive="false") == [workspace.seat_id, seat]

    async def test_its_working_hours_are_those_of_campaigns_made_in_it(
        self, core: Core, api: Api, workspace: Installed, seat: int
    ) -> None:
        async with core.scope(workspace.workspace_id) as scope:
            await a_sender(scope, seat_id=seat)
            template = await templates.save(scope, "One mail", [StepInput([VariantInput("Hello", "Body")])])
        body = {"name": "New", "templateId": template.id}
        path = f"/users/{workspace.user_id}/accounts/{seat}/campaigns"
        id = (await ok(api.post(path, json=body), 201))["result"]["value"]
        async with core.scope(workspace.workspace_id) as scope:
            schedule = (await campaigns.get(scope, id)).schedule
        assert schedule["windows"] == [{"days": [1, 2, 3, 4, 5], "start": "08:00", "end": "16:00", "timezone": "UTC"}]

    @pytest.mark.parametrize(
        ("change", "param"),
        [({"timeZone": "Mars/Base"}, "timeZone"), ({"startUTCTime": "25:00"}, "startUTCTime"), ({"fullName": ""}, "fullName"),
         ({"teamId": "x"}, "teamId"), ({"whitelabelId": 2}, "whitelabelId"), ({"planId": 2**70}, "planId")],
    )  # fmt: skip
    async def test_bad_input(self, api: Api, workspace: Installed, change: dict[str, Any], param: str) -> None:
        path = f"/users/{workspace.user_id}/accounts/register"
        assert param in await refused(api.post(path, json=new_seat(workspace, **change)), 422)
        assert len((await ok(api.get("/accounts")))["result"]["items"]) == 1

    async def test_not_in_another_s_team(
        self, api: Api, other: Api, workspace: Installed, stranger: Installed, seat: int
    ) -> None:
        for path, body in ((f"/users/{stranger.user_id}/accounts/register", new_seat(workspace)),
                           (f"/users/{workspace.user_id}/accounts/register", new_seat(stranger)),
                           (f"/users/{workspace.user_id}/subscriptions/accounts/{seat}", {"reason": "Mine"})):  # fmt: skip
            assert await refused(other.post(path, json=body), 403) == "Forbidden"
        await refused(other.put(f"/users/{stranger.user_id}/accounts/suspend", json={"accountId": seat, "suspended": True}), 403)
        assert await refused(api.get(f"/users/{stranger.user_id}/accounts/{seat}/get_associated_users"), 403) == "Forbidden"
        wrong = await refused(api.get("/users/x/accounts/mu/get_associated_users"), 422)
        assert wrong["accountId"]["msg"] == "Account id must be a number."
        assert wrong["userId"]["location"] == "params"

    async def test_what_suspending_and_cancelling_do_to_sending(
        self, core: Core, api: Api, workspace: Installed, seat: int
    ) -> None:
        async with core.scope(workspace.workspace_id) as scope:
            box = (await a_sender(scope, seat_id=seat)).id
        suspend, cancel = (
            f"/users/{workspace.user_id}/accounts/suspend",
            f"/users/{workspace.user_id}/subscriptions/accounts/{seat}",
        )
        back = f"/users/{workspace.user_id}/accounts/{seat}/reactivate"
        assert await ok(api.put(suspend, json={"accountId": seat, "suspended": True}), 201) == ""
        assert await status_of(core, workspace, box) == "suspended"
        async with core.scope(workspace.workspace_id) as scope:
            late = (await a_sender(scope, "late@sender.example", seat_id=seat)).id
        assert await status_of(core, workspace, late) == "suspended", "a mailbox added meanwhile does not send either"
        await refused(api.put(back), 400)
        await ok(api.put(suspend, json={"accountId": seat, "suspended": False}))
        assert await status_of(core, workspace, box) == await status_of(core, workspace, late) == "active"
        assert "reason" in await refused(api.post(cancel, json={}), 422)
        assert await ok(api.post(cancel, json={"reason": "Enough"}), 200) == ""
        assert await status_of(core, workspace, box) == "suspended"
        shown = next(s for s in (await ok(api.get("/accounts")))["result"]["items"] if s["id"] == seat)
        assert shown["subscription"]["status"] == "canceled"
        assert shown["cancelAt"]
        assert "reactivate" in await refused(api.put(suspend, json={"accountId": seat, "suspended": False}), 400)
        assert await ok(api.put(back, data={"proxyCountry": "us"}), 200) == ""
        assert await status_of(core, workspace, box) == "active"

    async def test_what_its_mailboxes_and_hours_are_is_shown(self, api: Api, core: Core, workspace: Installed, seat: int) -> None:
        at = datetime(2026, 2, 1, tzinfo=UTC)
        async with core.scope(workspace.workspace_id) as scope:
            box = await a_sender(scope, "own@sender.example", seat_id=seat, bcc="crm@acme.example", min_gap_seconds=120)
            changes = {"tracking_domain": "go.acme.example", "warmup_enabled": True, "warmup_started_at": at, "last_sent_at": at}
            await put(scope, "senders", box.id, changes)
            await tracking_domains.want(scope, "go.acme.example")
            await tracking_domains.note(scope, "go.acme.example", "ready", "", timedelta(days=1))
        shown = next(s for s in (await ok(api.get("/accounts")))["result"]["items"] if s["id"] == seat)
        settings, milliseconds = shown["accountGlobalSettings"], int(at.timestamp() * 1000)
        assert (settings["customDomain"], settings["domainVerified"]) == ("go.acme.example", True)
        assert (settings["bccRecipients"], settings["emailDelay"]) == (["crm@acme.example"], 120)
        assert (settings["startUTCDay"], settings["endUTCDay"]) == (1, 5)
        assert settings["warmupStartedAt"] == milliseconds
        assert shown["lastEmailSent"] == milliseconds
        assert shown["nextEmailLimitRestart"] == int(datetime(2026, 3, 3, tzinfo=UTC).timestamp())

    async def test_the_first_seat_stays(self, api: Api, workspace: Installed) -> None:
        path = f"/users/{workspace.user_id}/subscriptions/accounts/{workspace.seat_id}"
        assert "first seat" in await refused(api.post(path, json={"reason": "Why not"}), 400)

    async def test_who_has_to_do_with_it(self, api: Api, workspace: Installed, seat: int) -> None:
        (owner,) = (await ok(api.get(f"/users/{workspace.user_id}/accounts/{seat}/get_associated_users")))["result"]["items"]
        assert (owner["id"], owner["hasPlatformRoles"], owner["emailConfirmed"]) == (workspace.user_id, 1, 1)


class TestLinkedIn:
    @pytest_asyncio.fixture
    async def settings(self, clock: SimulatedClock) -> AsyncIterator[Settings]:
        async with LinkedInWorld(clock) as world:
            yield Settings(linkedin_url=world.base_url, linkedin_key=SecretStr(world.key), rate_limits={"multilead": "off"})

    async def test_connected_and_disconnected(self, core: Core, api: Api, home: str, workspace: Installed) -> None:
        assert await ok(api.post(f"{home}/connect_linkedin", json=LOGIN), 201) == ""
        (seat,) = (await ok(api.get("/accounts")))["result"]["items"]
        assert (seat["accountGlobalStatusId"], seat["linkedinUser"]["primaryIdentifier"]) == (5, "anna")
        assert seat["accountGlobalSettings"]["addMaxPeople"] > 0
        person = (await ok(api.get(f"{home}/linkedin_users/{seat['linkedinUserId']}")))["result"]
        assert person["linkedinUser"]["profileIdentifiers"][0]["identifier"] == "anna"
        assert await ok(api.get(f"{home}/fetch_conversations"), 204) == ""
        assert await refused(api.get(f"{home}/fetch_conversations"), 409) == "For your security, you should wait 15 minutes."
        assert await ok(api.patch(f"{home}/disconnect_linkedin"), 200) == ""
        for pending in (api.patch(f"{home}/disconnect_linkedin"), api.get(f"{home}/fetch_conversations")):
            assert "No LinkedIn account" in await refused(pending, 400)
        assert (await ok(api.get("/accounts")))["result"]["items"][0]["accountGlobalStatusId"] == 10
        assert await ok(api.post(f"{home}/connect_linkedin", data=LOGIN), 201) == "", "again"
        assert len((await ok(api.get("/accounts")))["result"]["items"]) == 1

    async def test_a_code_is_asked_for(self, api: Api, home: str) -> None:
        await ok(api.post(f"{home}/connect_linkedin", json={**LOGIN, "linkedinEmail": "anna+2fa@sender.example"}))
        (seat,) = (await ok(api.get("/accounts")))["result"]["items"]
        assert seat["twoFactorAuthFormInfo"] == [{"type": "2FA", "field": "code"}]
        assert seat["accountGlobalStatusId"] == 2
        assert "code" in await refused(api.post(f"{home}/linkedin_code", json={"code": "000000"}), 422)
        await ok(api.post(f"{home}/linkedin_code", json={"code": CODE}))
        (seat,) = (await ok(api.get("/accounts")))["result"]["items"]
        assert seat["twoFactorAuthFormInfo"] == []
        assert seat["accountGlobalStatusId"] == 5

    async def test_a_country_of_the_seat_s_own(self, api: Api, home: str, seat: int, workspace: Installed) -> None:
        path = f"/users/{workspace.user_id}/accounts/{seat}"
        login = {name: value for name, value in LOGIN.items() if name != "countryCode"}
        assert "countryCode" in await refused(api.post(f"{path}/connect_linkedin", json=login), 422)
        await ok(api.post(f"/users/{workspace.user_id}/subscriptions/accounts/{seat}", json={"reason": "Away"}))
        await ok(api.put(f"{path}/reactivate", json={"proxyCountry": "DE"}))
        await ok(api.post(f"{path}/connect_linkedin", json=login), 201)

    async def test_a_note_and_a_reason_are_kept_in_the_audit_log(
        self, core: Core, api: Api, seat: int, workspace: Installed
    ) -> None:
        path = f"/users/{workspace.user_id}/accounts/{seat}/connect_linkedin"
        await ok(api.post(path, json={**LOGIN, "note": "Hers"}), 201)
        await ok(api.post(f"/users/{workspace.user_id}/subscriptions/accounts/{seat}", json={"reason": "Away"}))
        noted = await rows(
            core, "SELECT action, data FROM audit WHERE action IN ('seat.connected', 'seat.cancelled') ORDER BY id"
        )
        assert [(row["action"], row["data"]) for row in noted] == [
            ("seat.connected", {"note": "Hers"}),
            ("seat.cancelled", {"reason": "Away"}),
        ]

    async def test_another_proxy_than_the_provider_s_is_refused(self, api: Api, home: str) -> None:
        answer = api.post(f"{home}/connect_linkedin", json={**LOGIN, "setupProxyType": "CUSTOM"})
        assert "setupProxyType" in await refused(answer, 422)

    async def test_a_session_cookie_instead_of_a_password(self, api: Api, home: str) -> None:
        path = f"{home}/connect_linkedin"
        cookie = {name: value for name, value in LOGIN.items() if name != "linkedinPassword"} | {"userAgent": "Mozilla/5.0"}
        assert "linkedinPassword" in await refused(api.post(path, json=cookie), 422)
        assert "sessionCookie" in await refused(api.post(path, json={**cookie, "sessionCookie": "expired"}), 422)
        await ok(api.post(path, json={**cookie, "sessionCookie": "AQEDAT-anna"}), 201)
        assert (await ok(api.get("/accounts")))["result"]["items"][0]["accountGlobalStatusId"] == 5

    async def test_bad_input(self, core: Core, api: Api, home: str, workspace: Installed) -> None:
        path = f"{home}/connect_linkedin"
        assert "linkedinPassword" in await refused(api.post(path, json={**LOGIN, "linkedinPassword": "wrong"}), 422)
        assert "countryCode" in await refused(api.post(path, json={**LOGIN, "countryCode": "usa"}), 422)
        assert "linkedinEmail" in await refused(api.post(path, json={}), 422)
        assert await refused(api.get(f"{home}/linkedin_users/999"), 400) == "Non existing linkedin user"
        assert "linkedinUserId" in await refused(api.get(f"{home}/linkedin_users/invalid"), 422)
        async with core.scope(workspace.workspace_id) as scope:
            assert await senders.find_all(scope) == []

    async def test_without_a_provider(self, core: Core, home: str, workspace: Installed) -> None:
        app = load("multilead").app(core, Settings())
        async with client(app, workspace.key) as api:
            assert await refused(api.post(f"{home}/connect_linkedin", json=LOGIN), 400)


async def test_an_answer_to_a_repeatable_request_is_kept_in_its_transaction(
    core: Core, api: Api, workspace: Installed, seat: int
) -> None:
    path = f"/users/{workspace.user_id}/subscriptions/accounts/{seat}"
    await ok(api.post(path, json={"reason": "moving"}, headers={"Idempotency-Key": "k1"}))
    same = await rows(
        core,
        """
        SELECT s.id FROM seats s JOIN idempotency i ON i.workspace_id = s.workspace_id AND i.xmin = s.xmin
        WHERE s.workspace_id = %(workspace_id)s
        """,
        workspace_id=workspace.workspace_id,
    )
    assert same == [{"id": seat}]
