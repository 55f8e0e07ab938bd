"""API keys and members of our own API."""

import pytest
from fastapi import FastAPI

from outrider.dialects.kit.scopes import scopes
from outrider.dialects.outrider.scopes import SCOPES
from outrider.outreach.base.scope import Core, Mode
from outrider.outreach.tenancy import keys
from outrider.outreach.tenancy.workspaces import Installed
from tests.dialects.clients import Api, Json, answer, client, ok

NEW = {"name": "Assistant", "scopes": ["campaigns:read"]}


async def test_a_key_is_shown_once_and_opens_what_it_was_made_for(api: Api, app: FastAPI) -> None:
    made = await ok(api.post("/api-keys", json=NEW), 201)
    async with client(app, made["key"]) as other:
        await answer(other.get("/campaigns"), 200)
        await answer(other.get("/leads"), 403)
    listed = await answer(api.get("/api-keys"), 200)
    assert made["key"] not in listed.text
    assert listed.json()["api_keys"][0]["ends_with"] == made["key"][-4:]


async def test_a_key_reads_only_where_its_mode_says_so(api: Api, app: FastAPI) -> None:
    made = await ok(api.post("/api-keys", json={**NEW, "scopes": ["*"], "mode": "read"}), 201)
    async with client(app, made["key"]) as other:
        await answer(other.get("/leads"), 200)
        await answer(other.post("/lists", json={"name": "Warm"}), 403)


async def test_a_key_hands_on_only_its_own_scopes(api: Api, app: FastAPI) -> None:
    made = await ok(api.post("/api-keys", json={**NEW, "scopes": ["api_keys:write", "leads:read"]}), 201)
    async with client(app, made["key"]) as other:
        await ok(other.post("/api-keys", json={**NEW, "scopes": ["leads:read"]}), 201)
        for beyond in ("leads:write", "*"):
            refused = (await answer(other.post("/api-keys", json={**NEW, "scopes": [beyond]}), 403)).json()["error"]
            assert refused["code"] == "beyond_scopes"


async def test_a_key_of_the_mode_approve_makes_none(api: Api, app: FastAPI, core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        _, plain = await keys.create(scope, "Agent", user_id=workspace.user_id, mode=Mode.APPROVE)
    async with client(app, plain) as other:
        await answer(other.post("/api-keys", json=NEW), 403)


async def test_a_revoked_key_opens_nothing(api: Api, app: FastAPI) -> None:
    made = await ok(api.post("/api-keys", json=NEW), 201)
    assert (await ok(api.delete(f"/api-keys/{made['id']}")))["revoked_at"]
    async with client(app, made["key"]) as other:
        await answer(other.get("/campaigns"), 401)
    shown = [key["id"] for key in (await ok(api.get("/api-keys")))["api_keys"]]
    assert made["id"] not in shown
    every = [key["id"] for key in (await ok(api.get("/api-keys", params={"revoked": True})))["api_keys"]]
    assert made["id"] in every


@pytest.mark.parametrize(
    ("change", "field"), [({"scopes": ["leads"]}, "scopes"), ({"scopes": []}, "scopes"), ({"mode": "all"}, "mode")]
)
async def test_a_bad_key_is_refused_by_its_field(api: Api, change: Json, field: str) -> None:
    refused = (await answer(api.post("/api-keys", json={**NEW, **change}), 400)).json()["error"]
    assert refused["field"].startswith(field)


def test_the_scopes_are_those_that_routes_ask_for(app: FastAPI) -> None:
    asked = {word for word in scopes([app]) if not {"*", "all"} & {*word.split(":")}}
    assert asked == {*SCOPES}


async def test_members_are_listed(api: Api, workspace: Installed) -> None:
    [member] = (await ok(api.get("/members")))["members"]
    assert (member["user_id"], member["role"]) == (workspace.user_id, "owner")
    assert (await ok(api.get("/members", params={"search": "nobody here"})))["members"] == []
