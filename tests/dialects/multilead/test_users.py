"""Users: registration with its mail, confirmation, passwords, the white label's users, credits, warm-up."""

import re
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from outrider.app import create_app
from outrider.clock import RealClock
from outrider.commands.notices import listing
from outrider.engine.work import chores, system_mail
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy import notices, teams, users, workspaces
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox.world import Options, World
from outrider.settings import Settings
from tests.dialects.clients import Api
from tests.dialects.multilead.conftest import V2, client, mails, ok, refused
from tests.making import a_sender
from tests.web.visiting import ORIGIN, Browser
from tests.working import do_jobs

NEW = {"email": "john@company.example", "password": "strong_password", "fullName": "John Smith", "whitelabelId": 1}


@pytest.fixture
def pages(core: Core, settings: Settings) -> Browser:
    """The pages behind the links, as a person's browser reaches them."""
    transport = httpx.ASGITransport(app=create_app(core, settings))
    return Browser(httpx.AsyncClient(transport=transport, base_url=ORIGIN), core)


async def credits(core: Core, workspace_id: int) -> int:
    async with core.scope(workspace_id) as scope:
        return (await workspaces.get(scope)).credits


class TestRegistration:
    async def test_a_user_with_a_team_and_a_key_who_confirms_by_mail(
        self, core: Core, app: FastAPI, api: Api, pages: Browser
    ) -> None:
        made = (await ok(api.post("/users/register", data={**NEW, "phone": "+3816423416"}), 201))["result"]
        assert (made["email"], made["emailConfirmed"], made["whitelabelId"]) == ("john@company.example", False, 1)
        async with client(app, made["apiKey"]) as john:
            me = await ok(john.get("/user/me"))
            assert (me["id"], me["fullName"], me["phone"], me["userTypeId"]) == (made["id"], "John Smith", "+3816423416", 3)
            assert len((await ok(john.get("/accounts")))["result"]["items"]) == 1
        (mail,) = await mails(core)
        assert mail.to == "john@company.example"
        assert "{link}" in mail.text
        assert mail.path
        assert (await pages.get(mail.path)).status_code == 200
        listed = (await ok(api.get("/users", params={"search": "john@"})))["result"]["items"]
        assert [(u["emailConfirmed"], u["resendEmailCounter"]) for u in listed] == [(False, 1)], "a GET confirms nothing"
        assert "confirmed" in (await pages.post(mail.path)).text
        assert (await pages.get(mail.path)).status_code == 404
        listed = (await ok(api.get("/users", params={"search": "john@"})))["result"]["items"]
        assert listed[0]["emailConfirmed"] is True
        assert len(listed[0]["linkedinAccounts"]) == 0
        again = api.post(f"/users/{made['id']}/resend_confirmation", files={"email": (None, "john@company.example")})
        assert await refused(again, 409) == "You have already confirmed your email address."

    async def test_the_mail_again(self, core: Core, api: Api) -> None:
        made = (await ok(api.post("/users/register", json=NEW)))["result"]
        path = f"/users/{made['id']}/resend_confirmation"
        assert await ok(api.post(path, data={"email": "john@company.example"}), 200) == ""
        assert len(await mails(core)) == 2
        assert "email" in await refused(api.post(path, data={"email": "jane@company.example"}), 422)
        assert len(await mails(core)) == 2

    async def test_without_mail_the_address_counts_as_confirmed(self, core: Core, api: Api) -> None:
        made = (await ok(api.post("/users/register", json={**NEW, "skipConfirmationEmail": True})))["result"]
        assert made["emailConfirmed"] is True
        assert await mails(core) == []

    async def test_twice_is_a_conflict_and_leaves_nothing(self, core: Core, api: Api) -> None:
        await ok(api.post("/users/register", json=NEW))
        assert await refused(api.post("/users/register", json={**NEW, "email": "JOHN@company.example"}), 409) == "Conflict Error"
        assert len(await workspaces.find_all(core)) == 2
        assert len(await mails(core)) == 1

    @pytest.mark.parametrize(
        ("change", "param"),
        [
            ({"phone": "invalid_phone_value"}, "phone"), ({"email": "john"}, "email"), ({"password": "short"}, "password"),
            ({"fullName": ""}, "fullName"), ({"whitelabelId": 7}, "whitelabelId"), ({"whitelabelId": "x"}, "whitelabelId"),
            ({"invitationId": "nonsense"}, "invitationId"), ({"email": "a@b.example\x00"}, "email"),
        ],
    )  # fmt: skip
    async def test_bad_input(self, core: Core, api: Api, change: dict[str, Any], param: str) -> None:
        assert param in await refused(api.post("/users/register", json={**NEW, **change}), 422)
        assert await users.find_user(core, NEW["email"]) is None  # type: ignore[arg-type]

    async def test_other_teams_do_not_see_the_user(self, api: Api, other: Api, stranger: Installed) -> None:
        made = (await ok(api.post("/users/register", json=NEW)))["result"]
        assert [u["id"] for u in (await ok(other.get("/users")))["result"]["items"]] == [stranger.user_id]
        for path in (f"/users/{made['id']}/resend_confirmation", f"/users/{made['id']}/change_password"):
            await refused(other.post(path, json={"email": NEW["email"], "newPassword": "another password"}), 403)


class TestPasswords:
    async def test_the_one_of_the_registration_signs_in(self, core: Core, api: Api) -> None:
        made = (await ok(api.post("/users/register", json=NEW)))["result"]
        assert (await users.check_password(core, str(NEW["email"]), str(NEW["password"]))).id == made["id"]

    async def test_one_s_own_and_those_of_users_one_registered(self, core: Core, api: Api, workspace: Installed) -> None:
        made = (await ok(api.post("/users/register", json=NEW)))["result"]
        for user_id, email in ((made["id"], NEW["email"]), (workspace.user_id, "owner@example.com")):
            assert await ok(api.post(f"/users/{user_id}/change_password", json={"newPassword": "a new password"}), 200) == ""
            assert (await users.check_password(core, str(email), "a new password")).id == user_id
        await refused(api.post(f"/users/{made['id']}/change_password", json={"newPassword": "short"}), 422)

    async def test_a_member_cannot_change_another_s(self, app: FastAPI, core: Core, api: Api, workspace: Installed) -> None:
        made = (await ok(api.post("/users/register", json=NEW)))["result"]
        async with client(app, made["apiKey"]) as john:
            for user_id in (workspace.user_id, 10**9):
                assert (
                    await john.post(f"/users/{user_id}/change_password", json={"newPassword": "mine now!"})
                ).status_code == 403

    async def test_forgotten(self, core: Core, api: Api, pages: Browser) -> None:
        await ok(api.post("/users/register", json={**NEW, "skipConfirmationEmail": True}))
        assert await ok(api.post("/users/reset_password_email", files={"email": (None, NEW["email"])}), 200) == ""  # type: ignore[arg-type]
        assert await ok(api.post("/users/reset_password_email", json={"email": NEW["email"]}), 200) == ""
        assert await ok(api.post("/users/reset_password_email", json={"email": "nobody@nowhere.example"}), 200) == ""
        await do_jobs(core, chores.handlers(Settings()))
        (mail,) = await mails(core)
        assert mail.path
        assert "at least 8" in (await pages.post(mail.path, {"password": "short"})).text
        assert "password has been changed" in (await pages.post(mail.path, {"password": "from the page"})).text
        assert (await users.check_password(core, str(NEW["email"]), "from the page")).full_name == "John Smith"
        assert (await pages.get(mail.path)).status_code == 404

    async def test_asking_does_the_same_for_every_address(self, core: Core, api: Api, workspace: Installed) -> None:
        for email in ("owner@example.com", "nobody@nowhere.example"):
            answer = await api.post("/users/reset_password_email", json={"email": email})
            assert (answer.status_code, answer.text) == (200, "")
        async with core.scope(workspace.workspace_id) as scope:
            rows = await scope.all("SELECT kind, state FROM jobs WHERE workspace_id = %(workspace_id)s")
        assert [(row["kind"], row["state"]) for row in rows] == [("password_reset", "pending")] * 2

    async def test_nobody_is_mailed_twice(self, core: Core, api: Api) -> None:
        for _ in range(3):
            await ok(api.post("/users/reset_password_email", json={"email": "owner@example.com"}), 200)
        await do_jobs(core, chores.handlers(Settings()))
        assert len(await mails(core)) == 1

    async def test_asking_about_many_addresses_is_throttled(self, api: Api) -> None:
        answers = [await api.post("/users/reset_password_email", json={"email": f"a{n}@b.example"}) for n in range(21)]
        assert [a.status_code for a in answers] == [200] * 20 + [429]


class TestSystemMail:
    async def test_leaves_by_the_operator_s_server(self, core: Core, api: Api) -> None:
        await ok(api.post("/users/register", json=NEW))
        async with World(RealClock(), options=Options(any_sender_password="secret")) as world:
            url = f"smtp://robot%40outrider.example:secret@{world.host}:{world.smtp_port}"
            settings = Settings(system_smtp_url=url, system_smtp_from="Outrider <robot@outrider.example>",  # type: ignore[arg-type]
                                public_url="https://out.example")  # fmt: skip
            assert await do_jobs(core, {notices.KIND: system_mail.handler(settings)}) == 1
            (letter,) = world.delivered("john@company.example")
        letter = letter.raw.decode()
        assert "https://out.example/account/confirm/" in letter
        assert "robot@outrider.example" in letter

    async def test_without_a_server_a_command_shows_the_link_and_the_log_does_not(
        self, core: Core, api: Api, workspace: Installed, capsys: pytest.CaptureFixture[str]
    ) -> None:
        await ok(api.post("/users/register", json=NEW))
        assert await do_jobs(core, {notices.KIND: system_mail.handler(Settings())}) == 1
        assert "/account/confirm/" not in "".join(capsys.readouterr())
        (_, line) = await listing(core, None, workspace.workspace_id)
        assert re.search(r"/account/confirm/[\w-]{20,}", line)
        assert "john@company.example" in line


class TestCredits:
    async def test_move_once(self, core: Core, app: FastAPI, api: Api, workspace: Installed) -> None:
        made = (await ok(api.post("/users/register", json=NEW)))["result"]
        async with core.scope(workspace.workspace_id) as scope:
            await workspaces.spend_credits(scope, -10, "gift")
        path, body = f"{V2}/users/{workspace.user_id}/transfer_credits", {"destinationUserId": made["id"], "quantity": 3}
        for _ in range(2):  # the same request again, as after a lost answer
            done = await ok(api.post(path, json=body, headers={"Idempotency-Key": "k1"}), 201)
            assert done["success"]
            assert done["metadata"]["path"].endswith("/transfer_credits")
        team = next(w.id for w in await workspaces.find_all(core, user_id=made["id"]))
        assert (await credits(core, workspace.workspace_id), await credits(core, team)) == (7, 3)
        used = await api.post(path, json={**body, "quantity": 4}, headers={"Idempotency-Key": "k1"})
        poor = await api.post(path, json={**body, "quantity": 8})
        assert (used.status_code, poor.status_code, poor.json()["message"]) == (409, 409, "Insufficient seats/credits")
        assert (await credits(core, workspace.workspace_id), await credits(core, team)) == (7, 3)

    async def test_bad_input(self, core: Core, api: Api, other: Api, workspace: Installed) -> None:
        path = f"{V2}/users/{workspace.user_id}/transfer_credits"
        own, nobody = {"destinationUserId": workspace.user_id, "quantity": 1}, {"destinationUserId": 10**9, "quantity": 1}
        for body in (own, nobody, {**own, "quantity": -5}, {"quantity": 1}, {"destinationUserId": "x", "quantity": 2**70}):
            answer = await api.post(path, json=body)
            assert answer.status_code == 400, answer.text
            assert answer.json()["success"] is False, answer.text
        assert (await other.post(path, json={"destinationUserId": 1, "quantity": 1})).status_code == 403
        assert (await api.post(path, headers={"Authorization": ""})).json()["error"] == "UnauthorizedException"


async def test_warmup(core: Core, api: Api, workspace: Installed) -> None:
    path = f"/users/{workspace.user_id}/activate_warmup_inboxflare"
    await refused(api.post(path), 400)
    async with core.scope(workspace.workspace_id) as scope:
        await a_sender(scope)
    assert await ok(api.post(path), 201) == ""
    assert await refused(api.post(path), 400) == "Your account email warm-up is already active."


async def test_two_transfers_the_other_way_round_end(core: Core, workspace: Installed, stranger: Installed) -> None:
    import asyncio

    async def move(source: Installed, to: Installed) -> None:
        async with core.scope(source.workspace_id) as scope:
            await teams.transfer_credits(scope, to.user_id, 1)

    for owner in (workspace, stranger):
        async with core.scope(owner.workspace_id) as scope:
            await workspaces.spend_credits(scope, -50, "gift")
    await asyncio.wait_for(asyncio.gather(*(move(*pair) for pair in [(workspace, stranger), (stranger, workspace)] * 20)), 30)
    assert (await credits(core, workspace.workspace_id), await credits(core, stranger.workspace_id)) == (50, 50)
