"""Instantly's webhooks: subscribed by its words, delivered in its shape, logged and counted."""

import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import pytest_asyncio

from outrider.clock import SimulatedClock
from outrider.engine.work import housekeeping
from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Core
from outrider.outreach.correspondence import filing, tracking
from outrider.outreach.correspondence.received import Bounce
from outrider.outreach.enrollments import enrollments, outcomes, triggers
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import categories, workspaces
from outrider.settings import Settings
from outrider.store.ids import to_id, to_uuid
from tests.dialects.clients import Api, ok
from tests.dialects.instantly.conftest import SCHEDULE, a_campaign, a_lead, refused, sequence
from tests.outreach.mailing import Sent, answer, sent_mail
from tests.receiving import Receiver
from tests.working import deliver_webhooks

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


async def deliver_all(core: Core, receiver: Receiver) -> None:
    """Have the engine deliver what waits."""
    receiver.got.clear()
    await deliver_webhooks(core, "instantly")


async def delivered(core: Core, receiver: Receiver) -> list[Json]:
    """What the engine delivers now."""
    await deliver_all(core, receiver)
    return [json.loads(body) for _, body in receiver.got]


async def test_a_webhook_is_made_read_changed_and_deleted(api: Api, receiver: Receiver) -> None:
    campaign = await a_campaign(api)
    made = await hook(api, receiver, name="Mine", event_type="email_sent", campaign=campaign["id"], headers={"X-Key": "k"})
    assert made["status"] == 1
    assert made["campaign"] == campaign["id"]
    assert made["headers"] == {"X-Key": "k"}
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
        {"target_hook_url": "https://x.example", "event_type": "email_sent", "custom_interest_value": 1},
        {"target_hook_url": "https://x.example", "campaign": "x"},
        {"target_hook_url": "https://x.example", "headers": {"a\r\nb": "c"}}, {"target_hook_url": "https://[x"},
    ],
)  # fmt: skip
async def test_a_bad_subscription_is_refused(api: Api, bad: Json) -> None:
    await refused(api.post("/webhooks", json=bad), 400)
    assert (await ok(api.get("/webhooks")))["items"] == []


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
    assert body["campaign_id"] == str(to_uuid("campaign", sent.campaign_id))
    assert body["campaign_name"]
    assert (body["step"], body["variant"], body["email_subject"]) == (1, 1, "Hello there")
    assert body["lead_email"].endswith("@prospect.example")
    assert body["email_account"] == sent.sender.address
    reply = told["reply_received"]
    assert reply["reply_text"]
    assert reply["reply_text_snippet"]
    assert reply["email_subject"] == "Hello there"
    assert reply["step"] == 1
    # The id is good for answering.
    email = await ok(api.get(f"/emails/{reply['email_id']}"))
    assert email["lead"] == reply["lead_email"]


async def test_a_body_has_the_address_under_both_names_and_leads_to_the_thread(
    api: Api, core: Core, workspace: workspaces.Installed, sent: Sent, receiver: Receiver
) -> None:
    """As bodies do that the vendor delivered: flows read `email`, and receivers the thread's id out of `unibox_url`."""
    await hook(api, receiver)
    async with core.scope(workspace.workspace_id) as scope:
        of: Json = {"campaign_id": sent.campaign_id, "lead_id": sent.lead_id, "message_id": sent.message_id}
        await events.append(scope, [Event("message.sent", **of)])
        filed = await filing.file(scope, sent.sender.id, answer(scope, sent))
    told = {b["event_type"]: b for b in await delivered(replace(core, public_url="https://out.example/"), receiver)}
    assert told["email_sent"]["email"] == told["email_sent"]["lead_email"] == "lead1@prospect.example"
    assert told["email_sent"]["unibox_url"] is None
    page = urlsplit(told["reply_received"]["unibox_url"])
    assert (page.netloc, page.path) == ("out.example", f"/w/{workspace.workspace_id}/inbox/{filed.conversation_id}")
    query = parse_qs(page.query)
    assert query["selected_wks"] == [str(to_uuid("workspace", workspace.workspace_id))]
    [search] = query["thread_search"]
    assert len((await ok(api.get("/emails", params={"search": search})))["items"]) == 2


async def test_a_change_of_interest_tells_what_the_lead_wrote_last(
    api: Api, core: Core, workspace: workspaces.Installed, sent: Sent, receiver: Receiver
) -> None:
    """As the vendor's do: who is told of an interested lead answers in the thread, by `email_id`."""
    await hook(api, receiver, event_type="lead_interested")
    body = {"lead_email": "lead1@prospect.example", "interest_value": 1}
    await ok(api.post("/leads/update-interest-status", json=body), 202)
    [before] = await delivered(core, receiver)
    async with core.scope(workspace.workspace_id) as scope:
        await filing.file(scope, sent.sender.id, answer(scope, sent))
    await ok(api.post("/leads/update-interest-status", json=body | {"interest_value": None}), 202)
    await ok(api.post("/leads/update-interest-status", json=body), 202)
    *_, after = await delivered(core, receiver)
    assert "reply_text" not in before
    assert after["reply_text"]
    assert (after["reply_subject"], after["step"], after["variant"]) == ("Re: Hello there", 1, 1)
    assert (await ok(api.get(f"/emails/{after['email_id']}")))["ue_type"] == 2


async def test_a_label_takes_the_place_of_an_event_and_an_event_that_of_a_label(api: Api, receiver: Receiver) -> None:
    label = await ok(api.post("/lead-labels", json={"label": "Hot one", "interest_status_label": "positive"}))
    made = await hook(api, receiver, event_type="email_sent")
    path, number = f"/webhooks/{made['id']}", label["interest_status"]
    changed = await ok(api.patch(path, json={"custom_interest_value": number}))
    assert (changed.get("event_type"), changed["custom_interest_value"]) == (None, number)
    changed = await ok(api.patch(path, json={"event_type": "email_opened"}))
    assert (changed["event_type"], changed["custom_interest_value"]) == ("email_opened", None)
    await refused(api.patch(path, json={"event_type": "email_opened", "custom_interest_value": number}), 400)


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


# ---- Every event, from what really happens


WORDS = {
    "email_sent": "email_sent", "email_opened": "email_opened", "email_link_clicked": "link_clicked",
    "reply_received": "reply_received", "auto_reply_received": "auto_reply_received", "email_bounced": "email_bounced",
    "lead_unsubscribed": "lead_unsubscribed", "account_error": "account_error", "campaign_completed": "campaign_completed",
}  # fmt: skip
INTERESTS = {
    "lead_interested": 1, "lead_meeting_booked": 2, "lead_meeting_completed": 3, "lead_closed": 4, "lead_out_of_office": 0,
    "lead_not_interested": -1, "lead_wrong_person": -2, "lead_no_show": -4, "lead_neutral": None,
}  # fmt: skip


async def happen(core: Core, clock: SimulatedClock, workspace_id: int) -> list[Sent]:
    """A campaign's life, from its first mails to its end."""
    async with core.scope(workspace_id) as scope:
        mails = await sent_mail(scope, 5)
        first = mails[0]
        link = await scope.one(
            """
            INSERT INTO links (workspace_id, message_id, url) VALUES (%(workspace_id)s, %(id)s, 'https://acme.example/')
            RETURNING id
            """,
            id=first.message_id,
        )
        assert link is not None
    clock.advance(3600)
    browser = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"
    at = (workspace_id, first.message_id)
    await tracking.record_open(core, tracking.make_token(core.vault, "o", *at), browser)
    assert await tracking.record_click(core, tracking.make_token(core.vault, "c", *at, link["id"]), browser)
    assert await tracking.unsubscribe(core, tracking.make_token(core.vault, "u", workspace_id, mails[3].message_id))
    async with core.scope(workspace_id) as scope:
        await filing.file(scope, first.sender.id, answer(scope, first))
        away = answer(scope, mails[1], "auto_reply", from_address="lead2@prospect.example")
        await filing.file(scope, first.sender.id, away)
        gone = Bounce(hard=True, recipient="lead3@prospect.example", original_id=mails[2].wire_id, status="5.1.1")
        report = answer(scope, mails[2], "bounce", from_address="mailer-daemon@prospect.example", bounce=gone)
        await filing.file(scope, first.sender.id, report)
        for _ in range(3):
            await senders.note_auth_failure(scope, first.sender.id, "535 no")
        await enrollments.stop(scope, [m.enrollment_id for m in mails], Reason.STOPPED)
    await housekeeping.complete_campaigns(core)
    return mails


async def test_each_event_reaches_who_subscribed_to_it(
    api: Api, core: Core, clock: SimulatedClock, workspace: workspaces.Installed, receiver: Receiver
) -> None:
    for word in (*WORDS, *INTERESTS, "all_events"):
        await hook(api, receiver, event_type=word, headers={"X-Word": word})
    label = await ok(api.post("/lead-labels", json={"label": "Hot one", "interest_status_label": "positive"}))
    await hook(api, receiver, custom_interest_value=label["interest_status"], headers={"X-Word": "label"})
    mails = await happen(core, clock, workspace.workspace_id)
    for value in (*INTERESTS.values(), label["interest_status"]):
        body = {"lead_email": "lead5@prospect.example", "interest_value": value}
        await ok(api.post("/leads/update-interest-status", json=body), 202)
    await deliver_all(core, receiver)
    told: dict[str, list[Json]] = {}
    for headers, body in receiver.got:
        told.setdefault(headers["x-word"], []).append(json.loads(body))

    everything = told.pop("all_events")
    assert {word: {body["event_type"] for body in bodies} for word, bodies in told.items()} == {
        **{word: {delivered} for word, delivered in WORDS.items()}, **{word: {word} for word in INTERESTS},
        "label": {"Hot one"},
    }  # fmt: skip
    assert len(everything) == sum(map(len, told.values()))
    campaign = str(to_uuid("campaign", mails[0].campaign_id))
    for body in everything:
        assert body["workspace"] == str(to_uuid("workspace", workspace.workspace_id))
        assert re.fullmatch(r"2026-03-02T\d\d:00:00\.000Z", body["timestamp"])
        alone = body["event_type"] == "account_error"
        assert body["campaign_id"] == (None if alone else campaign)
        assert bool(body["campaign_name"]) is not alone
    sent, opened, clicked, replied, away, bounced, left, broken, done = (told[word] for word in WORDS)
    assert len(sent) == 5
    assert {len(of) for of in (opened, clicked, replied, away, bounced, left, broken, done)} == {1}
    for of, lead in ((opened, 1), (clicked, 1), (replied, 1), (away, 2), (bounced, 3), (left, 4)):
        assert of[0]["lead_email"] == f"lead{lead}@prospect.example"
        assert of[0]["email_account"] == mails[0].sender.address
        assert (of[0]["step"], of[0]["variant"], of[0]["is_first"]) == (1, 1, True)
        assert of[0]["email_subject"] == "Hello there"
    for of in (replied, away):
        assert of[0]["reply_text"]
        assert of[0]["reply_subject"] == "Re: Hello there"
        assert (await ok(api.get(f"/emails/{of[0]['email_id']}")))["ue_type"] == 2
    assert "535 no" in broken[0]["error"]
    assert broken[0]["email_account"] == mails[0].sender.address
    assert "lead_email" not in done[0]
    assert "step" not in done[0]
    assert {body["lead_email"] for word in INTERESTS for body in told[word]} == {"lead5@prospect.example"}


async def test_the_values_of_the_row_come_along_and_pass_for_nothing_else(
    api: Api, core: Core, clock: SimulatedClock, workspace: workspaces.Installed, receiver: Receiver
) -> None:
    campaign = await a_campaign(api, sequences=sequence("Hello"))
    await hook(api, receiver, campaign=campaign["id"])
    values = {"city": "Ulm", "size": 12, "event_type": "lead_closed", "reply_text": "I never said this"}
    lead = await a_lead(api, campaign=campaign["id"], first_name="Ada", personalization="Hi", custom_variables=values)
    subsequence = await ok(api.post("/subsequences", json={
        "parent_campaign": campaign["id"], "name": "After", "conditions": {"crm_status": [1]}, "sequences": sequence("More"),
        "subsequence_schedule": SCHEDULE,
    }))  # fmt: skip
    await ok(api.post("/leads/subsequence/move", json={"id": lead["id"], "subsequence_id": subsequence["id"]}))
    async with core.scope(workspace.workspace_id) as scope:
        parent = to_id("enrollment", lead["id"])
        assert parent is not None
        line = await triggers.line_of(scope, parent)
        inner = to_id("subsequence", subsequence["id"])
        lead_id = (await enrollments.get(scope, parent)).lead_id
        of: Json = {"campaign_id": inner, "lead_id": lead_id, "enrollment_id": line[-1]}
        await events.append(scope, [Event("message.bounced", **of)])
    [body] = await delivered(core, receiver)
    assert body["campaign_id"] == campaign["id"]
    assert body["campaign_name"] == campaign["name"]
    assert {name: body[name] for name in ("firstName", "personalization", "city", "size")} == {
        "firstName": "Ada", "personalization": "Hi", "city": "Ulm", "size": 12,
    }  # fmt: skip
    assert body["event_type"] == "email_bounced"
    assert "reply_text" not in body


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
    assert good["success"] is True
    assert good["status_code"] == 200
    assert good["will_retry"] is False
    assert bad["success"] is False
    assert bad["will_retry"] is True
    assert bad["retry_count"] == 0
    assert bad["timestamp_next_retry"]
    assert good["payload"]["event_type"] == "email_sent"
    assert good["lead_email"] == good["payload"]["lead_email"]
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
    assert told["success"] is True
    assert told["status_code"] == 200
    assert "error" not in told
    assert json.loads(receiver.got[0][1])["event_type"] == "reply_received"
    receiver.status = 404
    told = await ok(api.post(f"/webhooks/{made['id']}/test"))
    assert told["success"] is False
    assert told["status_code"] == 404
    assert told["error"]
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
