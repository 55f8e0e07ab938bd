"""Instantly's webhooks: subscribed by its words, delivered in its shape, logged and counted."""

import json
from typing import Any

import pytest
import pytest_asyncio

from outrider.channels import webhook as wire
from outrider.dialects import load
from outrider.engine import webhooks as delivering
from outrider.outreach import categories, events, filing, outcomes, workspaces
from outrider.outreach.events import Event
from outrider.outreach.scope import Core
from outrider.settings import Settings
from outrider.store.ids import to_uuid
from tests.dialects.clients import Api, ok
from tests.dialects.instantly.conftest import a_campaign, refused
from tests.outreach.mailing import Sent, answer, sent_mail
from tests.receiving import Receiver

Json = dict[str, Any]


@pytest.fixture
def settings() -> Settings:
    return Settings(rate_limits={"instantly": "off"}, allow_private_webhooks=True)


@pytest_asyncio.fixture
async def sent(core: Core, workspace: workspaces.Installed) -> Sent:
    async with core.scope(workspace.workspace_id) as scope:
        return (await sent_mail(scope))[0]


async def hook(api: Api, receiver: Receiver, **fields: Any) -> Json:
    return await ok(api.post("/webhooks", json={"target_hook_url": receiver.url, **fields}))


async def delivered(core: Core, receiver: Receiver) -> list[Json]:
    """What the engine delivers now."""
    delivering.payload_builders["instantly"] = load("instantly").payload()
    receiver.got.clear()
    async with wire.client() as http:
        for delivery in await delivering.claim(core):
            await delivering.deliver(core, http, delivery, allow_private=True)
    return [json.loads(body) for _, body in receiver.got]


async def test_a_webhook_is_made_read_changed_and_deleted(api: Api, receiver: Receiver) -> None:
    campaign = await a_campaign(api)
    made = await hook(api, receiver, name="Mine", event_type="email_sent", campaign=campaign["id"], headers={"X-Key": "k"})
    assert made["status"] == 1 and made["campaign"] == campaign["id"] and made["headers"] == {"X-Key": "k"}
    assert await ok(api.get(f"/webhooks/{made['id']}")) == made
    assert (await ok(api.get("/webhooks")))["items"] == [made]
    assert (await ok(api.get("/webhooks", params={"event_type": "email_sent"})))["items"] == [made]
    assert (await ok(api.get("/webhooks", params={"event_type": "email_opened"})))["items"] == []
    changed = await ok(api.patch(f"/webhooks/{made['id']}", json={"event_type": "all_events", "campaign": None, "name": None}))
    assert (changed["event_type"], changed["campaign"], changed["name"]) == ("all_events", None, None)
    assert changed["headers"] == {"X-Key": "k"}
    assert await ok(api.delete(f"/webhooks/{made['id']}")) == changed
    await refused(api.get(f"/webhooks/{made['id']}"), 404)


@pytest.mark.parametrize(
    "bad",
    [
        {}, {"target_hook_url": "ftp://x.example"}, {"target_hook_url": "x"}, {"target_hook_url": 5},
        {"target_hook_url": "https://x.example", "event_type": "nonsense"},
        {"target_hook_url": "https://x.example", "custom_interest_value": 12345},
        {"target_hook_url": "https://x.example", "campaign": "x"},
        {"target_hook_url": "https://x.example", "headers": {"a\r\nb": "c"}}, {"target_hook_url": "https://[x"},
    ],
)  # fmt: skip
async def test_a_bad_subscription_is_refused(api: Api, bad: Json) -> None:
    await refused(api.post("/webhooks", json=bad), 400)
    assert (await ok(api.get("/webhooks")))["items"] == []


async def test_what_never_happens_here_cannot_be_subscribed_to(api: Api) -> None:
    body = {"target_hook_url": "https://x.example", "event_type": "supersearch_enrichment_completed"}
    await refused(api.post("/webhooks", json=body), 402)


async def test_events_are_told_in_the_vendors_words(
    api: Api, core: Core, workspace: workspaces.Installed, sent: Sent, receiver: Receiver
) -> None:
    await hook(api, receiver)
    async with core.scope(workspace.workspace_id) as scope:
        of: Json = {"campaign_id": sent.campaign_id, "sender_id": sent.sender.id, "lead_id": sent.lead_id,
              "enrollment_id": sent.enrollment_id, "message_id": sent.message_id}  # fmt: skip
        await events.append(scope, [Event(t, **of) for t in ("message.sent", "link.clicked", "message.bounced")])
        await filing.file(scope, sent.sender.id, answer(scope, sent))
    told = {body["event_type"]: body for body in await delivered(core, receiver)}
    # The only lead of the campaign has answered: that completes it.
    assert set(told) == {"email_sent", "link_clicked", "email_bounced", "reply_received", "campaign_completed"}
    body = told["email_sent"]
    assert body["workspace"] == str(to_uuid("workspace", workspace.workspace_id))
    assert body["campaign_id"] == str(to_uuid("campaign", sent.campaign_id)) and body["campaign_name"]
    assert (body["step"], body["variant"], body["email_subject"]) == (1, 1, "Hello there")
    assert body["lead_email"].endswith("@prospect.example") and body["email_account"] == sent.sender.address
    reply = told["reply_received"]
    assert reply["reply_text"] and reply["reply_text_snippet"] and reply["email_subject"] == "Hello there" and reply["step"] == 1
    # The id is good for answering.
    email = await ok(api.get(f"/emails/{reply['email_id']}"))
    assert email["lead"] == reply["lead_email"]


async def test_interest_is_told_to_those_who_asked_for_it(
    api: Api, core: Core, workspace: workspaces.Installed, sent: Sent, receiver: Receiver
) -> None:
    label = await ok(api.post("/lead-labels", json={"label": "Hot one", "interest_status_label": "positive"}))
    wanted = await hook(api, receiver, name="w", event_type="lead_interested")
    await hook(api, receiver, name="n", event_type="lead_neutral")
    await hook(api, receiver, name="c", event_type=None, custom_interest_value=label["interest_status"])

    async def set_to(value: int | None) -> list[str]:
        async with core.scope(workspace.workspace_id) as scope:
            category = None if value is None else (await categories.by_value(scope, value))
            await outcomes.set_category(scope, category and category.id, enrollment_ids=[sent.enrollment_id])
        return [body["event_type"] for body in await delivered(core, receiver)]

    assert await set_to(1) == ["lead_interested"]
    assert await set_to(-1) == []
    assert await set_to(label["interest_status"]) == ["Hot one"]
    assert await set_to(None) == ["lead_neutral"]
    ids = [item["id"] for item in (await ok(api.get("/webhooks/event-types")))["event_types"]]
    assert {"all_events", "email_sent", str(label["interest_status"])} <= set(ids)
    assert wanted["status"] == 1


async def test_deliveries_are_logged_and_counted(
    api: Api, core: Core, workspace: workspaces.Installed, sent: Sent, receiver: Receiver
) -> None:
    made = await hook(api, receiver, event_type="email_sent")
    async with core.scope(workspace.workspace_id) as scope:
        await events.append(scope, [Event("message.sent", lead_id=sent.lead_id)])
    await delivered(core, receiver)
    receiver.status = 500
    async with core.scope(workspace.workspace_id) as scope:
        await events.append(scope, [Event("message.sent", lead_id=sent.lead_id)])
    await delivered(core, receiver)
    bad, good = (await ok(api.get("/webhook-events")))["items"]
    assert good["success"] is True and good["status_code"] == 200 and good["will_retry"] is False
    assert bad["success"] is False and bad["will_retry"] is True and bad["retry_count"] == 0 and bad["timestamp_next_retry"]
    assert good["payload"]["event_type"] == "email_sent" and good["lead_email"] == good["payload"]["lead_email"]
    assert await ok(api.get(f"/webhook-events/{good['id']}")) == good
    assert (await ok(api.get("/webhook-events", params={"success": True})))["items"] == [good]
    assert (await ok(api.get("/webhook-events", params={"from": "2026-03-03"})))["items"] == []
    assert len((await ok(api.get("/webhook-events", params={"from": "2026-03-02", "to": "2026-03-02"})))["items"]) == 2
    counts = {"total_events": 2, "successful_events": 1, "failed_events": 1, "success_rate": 50}
    assert await ok(api.get("/webhook-events/summary")) == {**counts, "failure_rate": 50}
    by_date = await ok(api.get("/webhook-events/summary-by-date", params={"from": "2026-03-01", "to": "2026-03-02"}))
    assert by_date == {"items": [{"date": "2026-03-02", **counts}]}
    for bad_query in ({"from": "x"}, {"from": "2026-03-02", "to": "2026-03-01"}, {"from": "0001-01-01"}):
        await refused(api.get("/webhook-events/summary", params=bad_query), 400)
    assert made["status"] == 1


async def test_a_test_is_posted_at_once(api: Api, receiver: Receiver) -> None:
    made = await hook(api, receiver, event_type="reply_received")
    told = await ok(api.post(f"/webhooks/{made['id']}/test"))
    assert told["success"] is True and told["status_code"] == 200 and "error" not in told
    assert json.loads(receiver.got[0][1])["event_type"] == "reply_received"
    receiver.status = 404
    told = await ok(api.post(f"/webhooks/{made['id']}/test"))
    assert told["success"] is False and told["status_code"] == 404 and told["error"]
    assert (await ok(api.get("/webhook-events")))["items"] == []
    assert (await ok(api.post(f"/webhooks/{made['id']}/resume")))["status"] == 1


async def test_another_workspace_sees_and_changes_nothing(
    api: Api, other: Api, core: Core, receiver: Receiver, workspace: workspaces.Installed, sent: Sent
) -> None:
    made = await hook(api, receiver, event_type="email_sent")
    async with core.scope(workspace.workspace_id) as scope:
        await events.append(scope, [Event("message.sent", lead_id=sent.lead_id)])
    await delivered(core, receiver)
    [event] = (await ok(api.get("/webhook-events")))["items"]
    path = f"/webhooks/{made['id']}"
    for method, target, body in (
        ("GET", path, None), ("PATCH", path, {"name": "x"}), ("DELETE", path, None), ("POST", f"{path}/test", None),
        ("POST", f"{path}/resume", None), ("GET", f"/webhook-events/{event['id']}", None),
        ("POST", "/webhooks", {"target_hook_url": receiver.url, "campaign": str(to_uuid("campaign", sent.campaign_id))}),
    ):  # fmt: skip
        await refused(other.request(method, target, json=body), 404)
    for target in ("/webhooks", "/webhook-events"):
        assert (await ok(other.get(target)))["items"] == []
    assert (await ok(other.get("/webhook-events/summary")))["total_events"] == 0
    assert (await ok(api.get(path))) == made
