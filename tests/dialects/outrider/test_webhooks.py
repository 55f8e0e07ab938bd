"""Webhooks of our own API: the secret once, pausing, what became of each delivery, and clear refusals."""

import json

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from outrider.dialects.outrider.workspace_bodies import EVENT_TYPES
from outrider.engine.engine import Engine
from outrider.engine.queue import Room
from outrider.engine.work import webhooks as delivering
from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.scope import Core
from outrider.outreach.conversations import webhooks
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from tests.dialects.clients import Api, Json, answer, ok
from tests.receiving import Receiver

NEW: Json = {"url": "https://hooks.example/in", "events": ["reply.received"]}


@pytest.fixture
def settings() -> Settings:
    return Settings(allow_private_webhooks=True)


@pytest_asyncio.fixture
async def hook(api: Api, receiver: Receiver) -> Json:
    return await ok(api.post("/webhooks", json={"url": receiver.url, "events": ["message.sent"], "name": "Ours"}), 201)


async def happens(core: Core, workspace: Installed) -> None:
    """A message is sent, and whoever is told of it is told."""
    async with core.scope(workspace.workspace_id) as scope:
        await events.append(scope, [Event("message.sent")])
    engine = Engine(core, Settings(allow_private_webhooks=True))
    async with httpx.AsyncClient() as http:
        for delivery in await delivering.claim(core, workspace.workspace_id, Room(8, ())):
            await delivering.deliver(engine, http, delivery)


async def test_the_secret_is_shown_once(api: Api, core: Core, workspace: Installed) -> None:
    made = await ok(api.post("/webhooks", json=NEW), 201)
    async with core.scope(workspace.workspace_id) as scope:
        assert made["secret"] == await webhooks.secret_of(scope, made["id"])
    assert "secret" not in await ok(api.get(f"/webhooks/{made['id']}"))


async def test_headers_are_sent_and_their_values_not_shown(api: Api) -> None:
    made = await ok(api.post("/webhooks", json={**NEW, "headers": {"X-Token": "a very secret word"}}), 201)
    shown = await answer(api.get(f"/webhooks/{made['id']}"), 200)
    assert shown.json()["headers"] == ["X-Token"]
    assert "a very secret word" not in shown.text


async def test_an_event_comes_in_our_own_words(
    api: Api, core: Core, workspace: Installed, hook: Json, receiver: Receiver
) -> None:
    await happens(core, workspace)
    [(headers, body)] = receiver.got
    assert json.loads(body)["type"] == "message.sent"
    [delivery] = (await ok(api.get(f"/webhooks/{hook['id']}/deliveries")))["deliveries"]
    assert delivery["event_id"] == headers["x-outrider-event-id"]
    assert (await ok(api.get(f"/deliveries/{delivery['id']}")))["payload"] == json.loads(body)


async def test_a_delivery_is_sent_again(api: Api, core: Core, workspace: Installed, hook: Json) -> None:
    await happens(core, workspace)
    [delivery] = (await ok(api.get(f"/webhooks/{hook['id']}/deliveries", params={"delivered": True})))["deliveries"]
    again = await ok(api.post(f"/deliveries/{delivery['id']}/resend"))
    assert (again["state"], again["attempts"]) == ("pending", 0)
    refused = (await answer(api.post(f"/deliveries/{delivery['id']}/resend"), 409)).json()["error"]
    assert refused["code"] == "delivery_pending"


async def test_a_paused_webhook_is_sent_nothing(
    api: Api, core: Core, workspace: Installed, hook: Json, receiver: Receiver
) -> None:
    assert (await ok(api.post(f"/webhooks/{hook['id']}/pause")))["status"] == "paused"
    await happens(core, workspace)
    assert receiver.got == []
    assert (await ok(api.post(f"/webhooks/{hook['id']}/resume")))["status"] == "active"
    await happens(core, workspace)
    assert len(receiver.got) == 1


async def test_a_test_says_what_came_back(api: Api, hook: Json, receiver: Receiver) -> None:
    receiver.status = 503
    told = await ok(api.post(f"/webhooks/{hook['id']}/test"))
    assert (told["delivered"], told["status_code"]) == (False, 503)


async def test_changes_keep_what_is_not_given(api: Api) -> None:
    campaign = (await ok(api.post("/campaigns", json={"name": "Spring"}), 201))["id"]
    made = await ok(api.post("/webhooks", json={**NEW, "campaign_id": campaign}), 201)
    changed = await ok(api.post(f"/webhooks/{made['id']}", json={"name": "Other"}))
    assert (changed["name"], changed["campaign_id"], changed["events"]) == ("Other", campaign, ["reply.received"])
    every = await ok(api.post(f"/webhooks/{made['id']}", json={"campaign_id": None}))
    assert every["campaign_id"] is None


async def test_the_events_of_a_vendors_webhook_stay(api: Api, core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        made, _ = await webhooks.create(scope, dialect="smartlead", url=NEW["url"], event_types=["message.sent"])
    refused = await answer(api.post(f"/webhooks/{made.id}", json={"events": ["message.sent"]}), 409)
    assert refused.json()["error"]["code"] == "vendor_webhook"


async def test_a_deleted_webhook_is_gone(api: Api, hook: Json) -> None:
    assert await ok(api.delete(f"/webhooks/{hook['id']}")) == {"removed": hook["id"]}
    await answer(api.get(f"/webhooks/{hook['id']}"), 404)


@pytest.mark.parametrize(
    ("change", "field"),
    [({"url": "ftp://hooks.example"}, "url"), ({"events": []}, "events"), ({"events": ["no.such"]}, "events"), ({"x": 1}, "x")],
)
async def test_a_bad_one_is_refused_by_its_field(api: Api, change: Json, field: str) -> None:
    refused = (await answer(api.post("/webhooks", json={**NEW, **change}), 400)).json()["error"]
    assert field in refused["field"]


async def test_the_document_names_the_events(app: FastAPI) -> None:
    schema = app.openapi()["components"]["schemas"]["NewWebhook"]["properties"]["events"]
    assert schema["items"]["enum"] == [*EVENT_TYPES]
