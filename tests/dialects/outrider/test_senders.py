"""Senders of our own API: mailboxes connected when both logins work, tried again later, paused, limited and disconnected."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from outrider.clock import RealClock
from outrider.outreach.base.scope import Core
from outrider.outreach.senders import senders
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox.world import Options, World
from tests.dialects.clients import Api, Json, answer, ok
from tests.making import a_sender

ADDRESS, PASSWORD = "anna@wire.example", "a password"


@pytest_asyncio.fixture
async def world() -> AsyncIterator[World]:
    async with World(RealClock(), options=Options(any_sender_password=PASSWORD)) as made:
        yield made


def mailbox(world: World, **more: object) -> Json:
    smtp = {"host": world.host, "port": world.smtp_port, "password": PASSWORD}
    imap = {"host": world.host, "port": world.imap_port, "password": PASSWORD}
    return {"address": ADDRESS, "smtp": smtp, "imap": imap, **more}


@pytest_asyncio.fixture
async def sender(api: Api, world: World) -> Json:
    return await ok(api.post("/senders", json=mailbox(world, name="Anna", daily_limit=30)), 201)


async def test_a_mailbox_is_connected_with_its_limits(api: Api, sender: Json, world: World) -> None:
    assert (sender["address"], sender["name"], sender["status"], sender["limit_today"]) == (ADDRESS, "Anna", "active", 30)
    for name, port in (("smtp", world.smtp_port), ("imap", world.imap_port)):
        assert sender[name] == {"host": world.host, "port": port, "security": "plain", "username": ADDRESS}


async def test_a_password_is_never_shown(api: Api, sender: Json) -> None:
    assert PASSWORD not in (await answer(api.get(f"/senders/{sender['id']}"), 200)).text


@pytest.mark.parametrize("server", ["smtp", "imap"])
@pytest.mark.parametrize("wrong", [{"password": "wrong"}, {"port": 1}, {"host": "nowhere.invalid"}, {"security": "tls"}])
async def test_nothing_is_kept_where_a_login_fails(api: Api, world: World, server: str, wrong: Json) -> None:
    body = mailbox(world)
    body[server] |= wrong
    refused = (await answer(api.post("/senders", json=body), 400)).json()["error"]
    assert (refused["code"], refused["field"]) == ("login_failed", f"{server}.host")
    assert (await ok(api.get("/senders")))["senders"] == []


async def test_a_mailbox_is_connected_once(api: Api, sender: Json, world: World) -> None:
    refused = (await answer(api.post("/senders", json=mailbox(world, address=ADDRESS.upper())), 409)).json()["error"]
    assert refused["code"] == "sender_exists"


async def test_a_test_tries_both_directions(api: Api, sender: Json, core: Core, workspace: Installed) -> None:
    assert (await ok(api.post(f"/senders/{sender['id']}/test")))["imap"] == {"works": True, "error": None}
    async with core.scope(workspace.workspace_id) as scope:
        await senders.set_secrets(scope, sender["id"], {"smtp_password": "changed"})
    told = await ok(api.post(f"/senders/{sender['id']}/test"))
    assert (told["smtp"]["works"], told["imap"]["works"]) == (False, True)
    assert told["smtp"]["error"]


async def test_what_has_no_servers_is_not_tried(api: Api, core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        made = await a_sender(scope, "anna", channel="linkedin", smtp=None, imap=None)
    refused = (await answer(api.post(f"/senders/{made.id}/test"), 409)).json()["error"]
    assert refused["code"] == "no_servers"


async def test_a_sender_is_paused_and_resumed(api: Api, sender: Json) -> None:
    assert (await ok(api.post(f"/senders/{sender['id']}/pause")))["status"] == "paused"
    assert (await ok(api.post(f"/senders/{sender['id']}/resume")))["status"] == "active"


async def test_limits_change_and_the_rest_stays(api: Api, sender: Json) -> None:
    await ok(api.post(f"/senders/{sender['id']}", json={"reply_to": "team@wire.example"}))
    changed = await ok(api.post(f"/senders/{sender['id']}", json={"daily_limit": 5, "min_gap_seconds": 600}))
    assert (changed["daily_limit"], changed["min_gap_seconds"]) == (5, 600)
    assert (changed["name"], changed["reply_to"]) == ("Anna", "team@wire.example")
    assert (await ok(api.post(f"/senders/{sender['id']}", json={"reply_to": None})))["reply_to"] is None


@pytest.mark.parametrize(
    ("change", "field"),
    [({"timezone": "Mars/Olympus"}, "timezone"), ({"daily_limit": -1}, "daily_limit"), ({"reply_to": "nobody"}, "reply_to")],
)
async def test_a_bad_change_is_refused_by_its_field(api: Api, sender: Json, change: Json, field: str) -> None:
    refused = (await answer(api.post(f"/senders/{sender['id']}", json=change), 400)).json()["error"]
    assert refused["field"].endswith(field)


async def test_a_sender_is_disconnected(api: Api, sender: Json) -> None:
    assert await ok(api.delete(f"/senders/{sender['id']}")) == {"removed": sender["id"]}
    await answer(api.get(f"/senders/{sender['id']}"), 404)
