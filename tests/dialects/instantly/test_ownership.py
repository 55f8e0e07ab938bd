"""Handing a workspace over, and having it closed on a date."""

from datetime import timedelta
from typing import Any

import pytest

from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy import keys, users, workspaces
from tests.dialects.clients import Api, Json, client, ok
from tests.dialects.instantly.conftest import a_campaign, refused

PASSWORD, NEXT = "correct horse battery", "next@acme.example"


async def hand_over(api: Api, email: str = NEXT, sec: str = PASSWORD) -> Any:
    return await api.post("/workspaces/current/change-owner", json={"email": email, "sec": sec})


async def a_member(core: Core, workspace: workspaces.Installed, email: str, *, accepted: bool) -> int:
    async with core.scope(workspace.workspace_id) as scope:
        user = await users.create_user(scope, email, confirmed=True)
        await users.add_member(scope, user.id, "editor", accepted=accepted)
        return user.id


async def test_the_owners_password_hands_the_workspace_over(api: Api, core: Core, workspace: workspaces.Installed) -> None:
    before: Json = await ok(api.get("/workspaces/current"))
    await users.update_user(core, workspace.user_id, password=PASSWORD)
    user_id = await a_member(core, workspace, NEXT, accepted=True)
    await a_member(core, workspace, "invited@acme.example", accepted=False)
    assert (await hand_over(api, sec="wrong password")).status_code == 403
    for email in ("nobody@acme.example", "invited@acme.example"):
        assert (await hand_over(api, email)).status_code == 404
    for bad in ({"email": NEXT}, {"sec": PASSWORD}, {"email": "next", "sec": PASSWORD}, {}):
        await refused(api.post("/workspaces/current/change-owner", json=bad), 400)
    assert (await ok(api.get("/workspaces/current")))["owner"] == before["owner"]

    after = (await hand_over(api, "Next@acme.example")).json()
    assert after["owner"] != before["owner"]
    assert after == await ok(api.get("/workspaces/current"))
    roles = {m["email"]: m["role"] for m in (await ok(api.get("/workspace-members")))["items"]}
    assert roles[NEXT] == "owner"
    assert sorted(roles.values()) == ["admin", "editor", "owner"]
    async with core.scope(workspace.workspace_id) as scope:
        assert (await workspaces.get(scope)).owner_user_id == user_id
    assert (await hand_over(api)).status_code == 403  # whoever was the owner has nothing to hand over any more


async def test_an_owner_without_a_password_hands_over_nothing(api: Api, core: Core, workspace: workspaces.Installed) -> None:
    await a_member(core, workspace, NEXT, accepted=True)
    assert (await hand_over(api, sec="")).status_code == 403


@pytest.mark.parametrize("taken_back", [False, True])
async def test_a_workspace_is_closed_in_a_day(
    api: Api, app: Any, core: Core, workspace: workspaces.Installed, other: Api, clock: Any, taken_back: bool
) -> None:
    assert (await ok(api.get("/workspaces/current")))["scheduled_for_removal_at"] is None
    first = await ok(api.post("/workspaces/current/schedule-for-removal"))
    clock.advance(3600)
    again = await ok(api.post("/workspaces/current/schedule-for-removal"))
    assert again["scheduled_for_removal_at"] == first["scheduled_for_removal_at"] is not None
    await a_campaign(api)  # until then it works as ever
    clock.advance(22 * 3600)
    assert await workspaces.remove_due(core) == 0
    if taken_back:
        assert (await ok(api.delete("/workspaces/current/schedule-for-removal")))["scheduled_for_removal_at"] is None
    clock.advance(timedelta(hours=2).total_seconds())
    assert await workspaces.remove_due(core) == int(not taken_back)
    assert (await api.get("/workspaces/current")).status_code == (200 if taken_back else 401)
    await ok(other.get("/workspaces/current"))  # nobody else's


async def test_removal_needs_its_scope(api: Api, app: Any, core: Core, workspace: workspaces.Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        _, plain = await keys.create(scope, "updates", ["workspaces:update", "workspaces:read"])
    async with client(app, plain) as updates:
        await refused(updates.post("/workspaces/current/schedule-for-removal"), 403)
        assert (await ok(updates.get("/workspaces/current")))["scheduled_for_removal_at"] is None


async def test_a_workspace_is_handed_over_to_one_of_many(api: Api, core: Core, workspace: workspaces.Installed) -> None:
    await users.update_user(core, workspace.user_id, password=PASSWORD)
    async with core.scope(workspace.workspace_id) as scope:
        for n in range(101):
            namesake = await users.create_user(scope, f"{n}{NEXT}", confirmed=True)
            await users.add_member(scope, namesake.id, "editor", accepted=True)
    user_id = await a_member(core, workspace, NEXT, accepted=True)
    assert (await hand_over(api)).status_code == 200
    async with core.scope(workspace.workspace_id) as scope:
        assert (await workspaces.get(scope)).owner_user_id == user_id


async def test_a_campaign_takes_leads_when_its_owner_has_left(api: Api, core: Core, workspace: workspaces.Installed) -> None:
    campaign = await a_campaign(api)
    gone = await a_member(core, workspace, "gone@acme.example", accepted=True)
    async with core.scope(workspace.workspace_id) as scope:
        await scope.run("UPDATE campaigns SET owner_user_id = %(id)s WHERE workspace_id = %(workspace_id)s", id=gone)
        await users.remove_member(scope, gone)
    made = await ok(api.post("/leads", json={"campaign": campaign["id"], "email": "new@acme.example"}))
    assert made["campaign"] == campaign["id"]
