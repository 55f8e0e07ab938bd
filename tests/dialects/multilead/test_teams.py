"""Teams, roles and what they allow; members invited, changed, turned away."""

from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from outrider.app import create_app
from outrider.dialects.multilead.routes.teams import FOREIGN_SEATS, NOT_COVERED, OWNER
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy import keys, users, workspaces
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from tests.dialects.clients import Api
from tests.dialects.multilead.conftest import client, mails, ok, refused
from tests.web.visiting import ORIGIN, Browser

NUMBERS = range(1, 15)


@pytest.fixture
def team(workspace: Installed) -> str:
    return f"/teams/{workspace.workspace_id}/users/{workspace.user_id}"


@pytest.fixture
def members(workspace: Installed) -> str:
    return f"/users/{workspace.user_id}/teams/{workspace.workspace_id}/get_team_members"


async def a_role(api: Api, team: str, name: str, **levels: bool) -> str:
    """A role of permissions by number: `_1=True` for viewing only."""
    permissions = [{"id": int(number.strip("_")), "isViewOnly": view} for number, view in levels.items()]
    return (await ok(api.post(f"{team}/create_role", json={"name": name, "permissions": permissions}), 200))["result"]["id"]


async def a_key(core: Core, workspace: Installed, email: str) -> str:
    """A key of a member's."""
    async with core.scope(workspace.workspace_id) as scope:
        [member] = await users.members(scope, search=email)
        return (await keys.create(scope, "member", user_id=member.user_id))[1]


def invitation(role: str, *accounts: int, email: str = "meg@company.example", **more: Any) -> dict[str, Any]:
    return {"name": "Meg", "email": email, "accountRoles": [{"roleId": role, "accounts": list(accounts)}], **more}


class TestTeams:
    async def test_a_new_team_is_opened_by_the_key_that_made_it(
        self, core: Core, api: Api, other: Api, workspace: Installed, stranger: Installed
    ) -> None:
        made = (await ok(api.post(f"/users/{workspace.user_id}/create_team", json={"name": "Example"}), 201))["result"]
        assert made["value"] == "Team Example team successfully created!"
        listed = (await ok(api.get(f"/users/{workspace.user_id}/teams")))["result"]
        assert [t["teamId"] for t in listed["items"]] == [workspace.workspace_id, made["teamId"]]
        assert listed["count"] == 2
        assert len((await ok(api.get("/accounts")))["result"]["items"]) == 2
        again = api.post(f"/users/{workspace.user_id}/create_team", data={"name": "example"})
        assert "already exists" in await refused(again, 400)
        async with core.scope(workspace.workspace_id) as scope:
            _, second = await keys.create(scope, "second", user_id=workspace.user_id)
        for path in (f"/users/{workspace.user_id}/teams/{made['teamId']}/get_team_members",
                     f"/teams/{made['teamId']}/users/{workspace.user_id}/get_roles"):  # fmt: skip
            await ok(api.get(path))
            await refused(other.get(path), 403)
            assert (await api.get(path, headers={"Authorization": second})).status_code == 403, "only the key that made it"
        await refused(other.get(f"/users/{workspace.user_id}/teams"), 403)

    @pytest.mark.parametrize("body", [{}, {"name": ""}, {"name": "x" * 513}, {"name": 7}, {"name": ["x"]}])
    async def test_bad_names(self, core: Core, api: Api, workspace: Installed, body: dict[str, Any]) -> None:
        assert "name" in await refused(api.post(f"/users/{workspace.user_id}/create_team", json=body), 422)
        assert len(await workspaces.find_all(core)) == 1


class TestRoles:
    async def test_made_and_listed(self, api: Api, team: str) -> None:
        id = await a_role(api, team, "Writer", _3=False, _1=True)
        owner, writer = (await ok(api.get(f"{team}/get_roles")))["result"]["items"]
        assert owner["id"] == OWNER
        assert [p["id"] for p in owner["permissions"]] == list(NUMBERS)
        assert (writer["id"], writer["permissions"]) == (id, [{"id": 1, "isViewOnly": True}, {"id": 3, "isViewOnly": False}])

    async def test_ten_at_most_and_one_of_a_name(self, api: Api, team: str) -> None:
        for n in range(10):
            await a_role(api, team, f"Role {n}", _1=True)
        body = {"name": "Role 0", "permissions": [{"id": 1, "isViewOnly": True}]}
        assert await refused(api.post(f"{team}/create_role", json=body), 400) == "Can't create more than 10 roles for a team"

    async def test_bad_input(self, api: Api, team: str) -> None:
        await a_role(api, team, "Writer", _1=True)
        one = [{"id": 1, "isViewOnly": True}]
        taken = await refused(api.post(f"{team}/create_role", json={"name": "Writer", "permissions": one}), 400)
        assert taken == "The role with the name Writer already exists. Pick another name."
        for body, param in (({"name": "x"}, "permissions"), ({"permissions": one}, "name"),
                            ({"name": "x", "permissions": [{"id": 15, "isViewOnly": True}]}, "permissions.0.id")):  # fmt: skip
            assert param in await refused(api.post(f"{team}/create_role", json=body), 422)
        assert "teamId" in await refused(api.get("/teams/azi/users/1/get_roles"), 422)


class TestMembers:
    async def test_without_mail_they_are_there_at_once(
        self, core: Core, api: Api, team: str, members: str, workspace: Installed
    ) -> None:
        role = await a_role(api, team, "Reader", _4=True)
        body = invitation(role, workspace.seat_id)
        assert await ok(api.post(f"{team}/invite_team_member", json=body), 201) == ""
        owner, meg = (await ok(api.get(members)))["result"]["items"]
        assert owner["isTeamOwner"]
        assert owner["seatRoles"][0]["roleName"] == "Owner"
        assert (meg["status"], meg["canManagePayment"], meg["isTeamOwner"]) == ("active", False, False)
        assert meg["seatRoles"] == [
            {"roleName": "Reader", "roleId": role, "seats": [{"accountId": workspace.seat_id, "name": "Default"}]}
        ]
        assert await mails(core) == []
        assert "already a member" in await refused(api.post(f"{team}/invite_team_member", json=body), 400)

    async def test_with_mail_they_accept(
        self, core: Core, settings: Settings, app: FastAPI, api: Api, team: str, members: str, workspace: Installed
    ) -> None:
        role = await a_role(api, team, "Reader", _4=True)
        body = invitation(role, workspace.seat_id, sendAnInvitationEmail=True)
        await ok(api.post(f"{team}/invite_team_member", json=body))
        assert "already invited" in await refused(api.post(f"{team}/invite_team_member", json=body), 400)
        assert (await ok(api.get(members)))["result"]["items"][1]["status"] == "invited"
        key = await a_key(core, workspace, "meg@company.example")
        async with client(app, key) as meg:
            assert (await meg.get(f"{team}/get_roles")).status_code == 403, "not before she accepts"
        (mail,) = await mails(core)
        assert mail.path
        transport = httpx.ASGITransport(app=create_app(core, settings))
        pages = Browser(httpx.AsyncClient(transport=transport, base_url=ORIGIN), core)
        assert "Acme" in (await pages.get(mail.path)).text
        assert "at least 8" in (await pages.post(mail.path, {"password": "x"})).text
        assert (await pages.post(mail.path, {"password": "long enough"})).headers["location"] == "/"
        assert (await ok(api.get(members)))["result"]["items"][1]["status"] == "active"
        assert (await users.check_password(core, "meg@company.example", "long enough")).confirmed_at

    async def test_registration_answers_an_invitation(
        self, core: Core, app: FastAPI, api: Api, team: str, workspace: Installed
    ) -> None:
        role = await a_role(api, team, "Reader", _4=True)
        await ok(api.post(f"{team}/invite_team_member", json=invitation(role, workspace.seat_id, sendAnInvitationEmail=True)))
        (mail,) = await mails(core)
        assert mail.path
        new = {"email": "meg@company.example", "password": "long enough", "fullName": "Meg Ryan", "whitelabelId": 1,
               "invitationId": mail.path.rpartition("/")[2]}  # fmt: skip
        assert "invitationId" in await refused(api.post("/users/register", json={**new, "email": "eve@evil.example"}), 422)
        made = (await ok(api.post("/users/register", json=new)))["result"]
        assert made["emailConfirmed"] is True
        async with client(app, made["apiKey"]) as meg:
            seats = (await ok(meg.get("/accounts")))["result"]["items"]
            assert {seat["teamId"] for seat in seats} > {workspace.workspace_id}
        assert "invitationId" in await refused(api.post("/users/register", json=new), 422)

    async def test_changed(self, core: Core, api: Api, team: str, members: str, workspace: Installed) -> None:
        reader, writer = await a_role(api, team, "Reader", _4=True), await a_role(api, team, "Writer", _3=False)
        await ok(api.post(f"{team}/invite_team_member", json=invitation(reader, workspace.seat_id)))
        change = {"email": "meg@company.example", "accountRoles": [{"roleId": writer, "accounts": [workspace.seat_id]}],
                  "canManageTeamGlobalWebhooks": True}  # fmt: skip
        assert await ok(api.patch(f"{team}/update_team_member", json=change), 201) == ""
        meg = (await ok(api.get(members)))["result"]["items"][1]
        assert [role["roleName"] for role in meg["seatRoles"]] == ["Writer"]
        async with core.scope(workspace.workspace_id) as scope:
            assert (await users.get_member(scope, meg["userId"])).permissions["manage_global_webhooks"] is True

    async def test_bad_input(
        self, core: Core, api: Api, team: str, members: str, workspace: Installed, stranger: Installed
    ) -> None:
        role = await a_role(api, team, "Reader", _4=True)
        invite, update = f"{team}/invite_team_member", f"{team}/update_team_member"
        assert await refused(api.post(invite, json=invitation(role, stranger.seat_id)), 400) == FOREIGN_SEATS
        assert await refused(api.post(invite, json=invitation("d144079f-2a22-4f86-b2a9-45b3289b4bf4", 1)), 400) == NOT_COVERED
        for body, param in (({}, "email"), ({"email": "x", "name": "x"}, "email"), (invitation(role), "accountRoles.0.accounts"),
                            (invitation(role, -1), "accountRoles.0.accounts.0")):  # fmt: skip
            assert param in await refused(api.post(invite, json=body), 422)
        assert "email" in await refused(api.patch(update, json={}), 422)
        owner = {"email": "owner@example.com", "accountRoles": []}
        assert await refused(api.patch(update, json=owner), 400) == "You cannot update team owner!"
        assert "no team member" in await refused(api.patch(update, json={"email": "who@company.example"}), 400)
        assert len((await ok(api.get(members)))["result"]["items"]) == 1
        assert await users.find_user(core, "meg@company.example") is None


class TestPermissions:
    async def test_a_member_s_key_does_what_the_role_allows_where_it_allows_it(
        self, core: Core, app: FastAPI, api: Api, team: str, home: str, workspace: Installed
    ) -> None:
        new = {"planId": 1, "fullName": "Second", "startUTCTime": "08:00", "endUTCTime": "16:00", "timeZone": "Europe/Belgrade",
               "teamId": workspace.workspace_id, "whitelabelId": 1}  # fmt: skip
        second = (await ok(api.post(f"/users/{workspace.user_id}/accounts/register", json=new)))["result"]["id"]
        there = f"/users/{workspace.user_id}/accounts/{second}"
        viewer = await a_role(api, team, "Viewer", **{f"_{n}": True for n in NUMBERS})
        boss = await a_role(api, team, "Boss", _14=False)
        roles = [{"roleId": viewer, "accounts": [workspace.seat_id]}, {"roleId": boss, "accounts": [second]}]
        await ok(
            api.post(f"{team}/invite_team_member", json={"name": "M", "email": "meg@company.example", "accountRoles": roles})
        )
        async with client(app, await a_key(core, workspace, "meg@company.example")) as meg:
            assert {s["id"] for s in (await ok(meg.get("/accounts")))["result"]["items"]} == {workspace.seat_id, second}
            await ok(meg.get(f"{home}/get_associated_users"))
            login = {"linkedinEmail": "m@x.example", "linkedinPassword": "x", "linkedinSubscriptionId": 1, "countryCode": "us"}
            for pending in (meg.put(f"{home}/reactivate"), meg.post(f"{home}/connect_linkedin", json=login)):
                assert "required permission" in await refused(pending, 403)
            await ok(meg.post(f"/users/{workspace.user_id}/subscriptions/accounts/{second}", json={"reason": "Boss there"}))
            assert "required permission" in await refused(meg.get(f"{there}/fetch_conversations"), 403)
            wanted = [{"roleId": OWNER, "accounts": [second]}]
            grab = {"email": "meg@company.example", "accountRoles": wanted}
            assert await refused(meg.patch(f"{team}/update_team_member", json=grab), 400) == NOT_COVERED
            more = {"name": "All", "permissions": [{"id": 1, "isViewOnly": False}]}
            assert await refused(meg.post(f"{team}/create_role", json=more), 400) == NOT_COVERED
            await refused(meg.get("/users"), 403)

    async def test_out_of_the_team_out_of_its_key(
        self, core: Core, app: FastAPI, api: Api, team: str, workspace: Installed
    ) -> None:
        role = await a_role(api, team, "Reader", _4=True)
        await ok(api.post(f"{team}/invite_team_member", json=invitation(role, workspace.seat_id)))
        key = await a_key(core, workspace, "meg@company.example")
        async with core.scope(workspace.workspace_id) as scope:
            [member] = await users.members(scope, search="meg@company.example")
            await users.remove_member(scope, member.user_id)
        async with client(app, key) as meg:
            await refused(meg.get("/accounts"), 401)
