"""Workspace groups and acting in a member, billing, and the workspace's own domain."""

from datetime import timedelta

import pytest
from fastapi import FastAPI

from outrider.engine.work import system_mail
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.senders import tracking_domains
from outrider.outreach.tenancy import keys, workspaces
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from outrider.store.ids import to_uuid
from tests.dialects.clients import Api, Json, ok
from tests.dialects.instantly.conftest import refused

URL = "https://outrider.example"


@pytest.fixture
async def branch(core: Core, workspace: Installed) -> str:
    """Another workspace of the same owner, by its id on the wire."""
    async with core.scope(workspace.workspace_id, Actor("test", workspace.user_id)) as scope:
        return str(to_uuid("workspace", (await workspaces.create(scope, "Branch", owner_user_id=workspace.user_id)).workspace_id))


@pytest.fixture
async def grouped(api: Api, branch: str) -> Json:
    return await ok(api.post("/workspace-group-members", json={"sub_workspace_id": branch}))


@pytest.fixture
def here(app: FastAPI) -> str:
    app.state.settings = Settings(public_url=URL)
    return URL


# ---- Groups


async def test_a_workspace_of_the_same_owner_joins(grouped: Json, branch: str) -> None:
    assert (grouped["sub_workspace_id"], grouped["status"], grouped["sub_workspace_name"]) == (branch, "accepted", "Branch")


async def test_a_foreign_workspace_does_not_join(api: Api, other: Api) -> None:
    foreign = (await ok(other.get("/workspaces/current")))["id"]
    await refused(api.post("/workspace-group-members", json={"sub_workspace_id": foreign}), 404)


async def test_a_workspace_joins_one_group(api: Api, grouped: Json, branch: str) -> None:
    await refused(api.post("/workspace-group-members", json={"sub_workspace_id": branch}), 400)


async def test_members_are_listed(api: Api, grouped: Json) -> None:
    assert (await ok(api.get("/workspace-group-members")))["items"] == [grouped]


async def test_a_member_is_read_by_its_id(api: Api, grouped: Json) -> None:
    assert await ok(api.get(f"/workspace-group-members/{grouped['id']}")) == grouped


async def test_a_member_is_a_strangers_not(other: Api, grouped: Json) -> None:
    await refused(other.get(f"/workspace-group-members/{grouped['id']}"), 404)


async def test_a_workspace_without_a_group_has_no_admin(api: Api) -> None:
    assert await ok(api.get("/workspace-group-members/admin")) == {"has_admin_workspace": False, "workspace_name": ""}


async def test_a_member_knows_its_admin(api: Api, grouped: Json, branch: str) -> None:
    found = await ok(api.get("/workspace-group-members/admin", headers={"x-as-workspace": branch}))
    assert found["workspace_group_member_id"] == grouped["id"]


async def test_a_key_acts_in_a_member(api: Api, grouped: Json, branch: str) -> None:
    assert (await ok(api.get("/workspaces/current", headers={"x-as-workspace": branch})))["id"] == branch


async def test_what_a_key_makes_in_a_member_is_the_members(api: Api, grouped: Json, branch: str) -> None:
    await ok(api.post("/lead-lists", json={"name": "Theirs"}, headers={"x-as-workspace": branch}))
    assert (await ok(api.get("/lead-lists")))["items"] == []


@pytest.mark.parametrize("header", ["nonsense", "00000000-0000-4000-8000-000000000000"])
async def test_a_key_does_not_act_in_what_is_no_workspace(api: Api, header: str) -> None:
    await refused(api.get("/workspaces/current", headers={"x-as-workspace": header}), 403)


async def test_a_key_does_not_act_outside_its_group(api: Api, other: Api) -> None:
    foreign = (await ok(other.get("/workspaces/current")))["id"]
    await refused(api.get("/workspaces/current", headers={"x-as-workspace": foreign}), 403)


async def test_a_key_keeps_its_scopes_in_a_member(api: Api, core: Core, workspace: Installed, grouped: Json, branch: str) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        _, narrow = await keys.create(scope, "reads leads", ("leads:read",), workspace.user_id)
    headers = {"x-as-workspace": branch, "Authorization": f"Bearer {narrow}"}
    await refused(api.get("/workspaces/current", headers=headers), 403)


async def test_after_the_end_nothing_acts_there(api: Api, grouped: Json, branch: str) -> None:
    await ok(api.delete(f"/workspace-group-members/{grouped['id']}"))
    await refused(api.get("/workspaces/current", headers={"x-as-workspace": branch}), 403)


# ---- Billing


async def test_the_plan_names_the_workspace(api: Api) -> None:
    found = await ok(api.get("/workspace-billing/plan-details"))
    assert found["organization_name"] == (await ok(api.get("/workspaces/current")))["name"]


async def test_there_is_nothing_to_cancel(api: Api) -> None:
    found = await ok(api.get("/workspace-billing/subscription-details"))
    assert found == {"subscriptions": [], "all_subs_cancelled": False}


# ---- The workspace's own domain


async def test_a_domain_waits_for_its_record(api: Api, here: str) -> None:
    await ok(api.post("/workspaces/current/whitelabel-domain", json={"domain": "https://App.Acme.example/"}))
    found = await ok(api.get("/workspaces/current/whitelabel-domain"))
    record = {"domain": "app.acme.example", "type": "CNAME", "value": "outrider.example", "reason": "pending"}
    assert found == {"name": "app.acme.example", "verified": False, "verification": [record]}


async def verified(core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await tracking_domains.note(scope, "app.acme.example", "ready", "", timedelta(hours=1))


async def test_a_verified_domain_needs_no_record(api: Api, core: Core, workspace: Installed, here: str) -> None:
    await ok(api.post("/workspaces/current/whitelabel-domain", json={"domain": "app.acme.example"}))
    await verified(core, workspace)
    assert (await ok(api.get("/workspaces/current/whitelabel-domain")))["verified"] is True


@pytest.mark.parametrize(("ready", "leads_to"), [(False, URL), (True, "https://app.acme.example")])
async def test_mails_lead_to_a_verified_domain(
    api: Api, core: Core, workspace: Installed, here: str, ready: bool, leads_to: str
) -> None:
    await ok(api.post("/workspaces/current/whitelabel-domain", json={"domain": "app.acme.example"}))
    if ready:
        await verified(core, workspace)
    assert await system_mail.base_of(core, Settings(public_url=URL), workspace.workspace_id) == leads_to


async def test_a_domain_in_use_is_looked_at(api: Api, core: Core, workspace: Installed, here: str) -> None:
    await ok(api.post("/workspaces/current/whitelabel-domain", json={"domain": "app.acme.example"}))
    async with core.scope(workspace.workspace_id) as scope:
        assert await tracking_domains.claim(scope, scope.now, 10) == ["app.acme.example"]


async def test_a_domain_is_taken_back(api: Api, here: str) -> None:
    await ok(api.post("/workspaces/current/whitelabel-domain", json={"domain": "app.acme.example"}))
    assert (await ok(api.delete("/workspaces/current/whitelabel-domain")))["org_client_domain"] is None


async def test_a_workspace_without_a_domain(api: Api, here: str) -> None:
    await refused(api.get("/workspaces/current/whitelabel-domain"), 404)


@pytest.mark.parametrize("domain", ["", "not a host", "acme", "-x.example"])
async def test_what_is_no_host_is_refused(api: Api, here: str, domain: str) -> None:
    await refused(api.post("/workspaces/current/whitelabel-domain", json={"domain": domain}), 400)


async def test_an_installation_without_an_address_has_no_domains(api: Api) -> None:
    await refused(api.post("/workspaces/current/whitelabel-domain", json={"domain": "app.acme.example"}), 400)
