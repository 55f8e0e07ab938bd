"""Our own API: campaigns from draft to launch, leads, the inbox with its drafts, pages, and clear refusals."""

from typing import Any

import pytest
import pytest_asyncio
from fastapi import FastAPI

from outrider.engine.work.housekeeping import choose_winners
from outrider.outreach.base.scope import Core, Mode
from outrider.outreach.campaigns import campaign_states, sequences
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.tenancy import keys
from outrider.outreach.tenancy.workspaces import Installed
from tests.dialects.clients import Api, answer, client, ok
from tests.engine.test_winners import counted, sent_labels
from tests.making import a_sender
from tests.web.mailing import replies

STEPS: list[dict[str, Any]] = [
    {"subject": "Hello {{first_name}}", "body": "Shall we talk?\nAnna"},
    {"wait_days": 2, "body": "<p>And now?</p>"},
]


@pytest_asyncio.fixture
async def sender(core: Core, workspace: Installed) -> int:
    async with core.scope(workspace.workspace_id) as scope:
        return (await a_sender(scope)).id


async def people(api: Api, n: int = 2, **target: Any) -> dict[str, Any]:
    leads = [{"email": f"p{i}@prospect.example", "first_name": f"Pat{i}"} for i in range(n)]
    return await ok(api.post("/leads/import", json={"leads": leads, **(target or {"list_name": "People"})}))


async def a_draft(api: Api, sender: int, **more: Any) -> dict[str, Any]:
    imported = await people(api)
    body = {"name": "Spring", "steps": STEPS, "sender_ids": [sender], "list_id": imported["list_id"], **more}
    return await ok(api.post("/campaigns", json=body), 201)


async def test_a_campaign_is_drafted_whole(api: Api, sender: int) -> None:
    made = await a_draft(api, sender, brief="Offer a talk", schedule={"timezone": "Europe/Berlin", "days": ["mon"]})
    assert (made["status"], made["brief"], made["enrolled"], made["sender_ids"]) == ("draft", "Offer a talk", 2, [sender])
    assert made["schedule"]["windows"] == [{"days": ["mon"], "start": "09:00", "end": "17:00", "timezone": "Europe/Berlin"}]
    assert [step["wait_days"] for step in made["steps"]] == [0, 2]


async def test_a_draft_is_made_whole_or_not_at_all(api: Api, sender: int) -> None:
    body = {"name": "Spring", "steps": STEPS, "sender_ids": [sender, sender + 1000]}
    await answer(api.post("/campaigns", json=body), 404)
    assert (await ok(api.get("/campaigns")))["campaigns"] == []


async def test_plain_text_keeps_its_lines(api: Api, sender: int) -> None:
    made = await a_draft(api, sender)
    shown = await ok(api.get(f"/campaigns/{made['id']}/preview"))
    assert shown["messages"][0]["text"].startswith("Shall we talk?\nAnna")


async def test_a_preview_says_what_would_not_be_sent(api: Api, sender: int) -> None:
    made = await a_draft(api, sender, steps=[{"subject": "Hello", "body": "Dear {{nickname}}"}])
    shown = await ok(api.get(f"/campaigns/{made['id']}/preview"))
    assert "nickname" in shown["messages"][0]["problem"]


async def test_a_campaign_is_launched_and_paused(api: Api, sender: int) -> None:
    made = await a_draft(api, sender)
    assert (await ok(api.post(f"/campaigns/{made['id']}/launch")))["status"] == "active"
    assert (await ok(api.post(f"/campaigns/{made['id']}/pause")))["status"] == "paused"


async def test_revising_keeps_what_is_not_given_and_the_ids_of_texts(api: Api, sender: int) -> None:
    made = await a_draft(api, sender)
    new = [{"subject": "Good morning", "body": "Shall we?"}]
    changed = await ok(api.post(f"/campaigns/{made['id']}", json={"steps": new}))
    assert (changed["name"], changed["lead_counts"]["total"]) == ("Spring", 2)
    assert changed["steps"][0]["variants"][0]["id"] == made["steps"][0]["variants"][0]["id"]


async def test_the_texts_of_a_running_campaign_stay(api: Api, sender: int) -> None:
    made = await a_draft(api, sender)
    await ok(api.post(f"/campaigns/{made['id']}/launch"))
    refused = await answer(api.post(f"/campaigns/{made['id']}", json={"steps": STEPS}), 409)
    assert refused.json()["error"]["code"] == "campaign_active"


async def test_a_key_of_the_mode_approve_is_told_which_approval_waits(
    api: Api, app: FastAPI, sender: int, core: Core, workspace: Installed
) -> None:
    made = await a_draft(api, sender)
    async with core.scope(workspace.workspace_id) as scope:
        _, key = await keys.create(scope, "Assistant", user_id=workspace.user_id, mode=Mode.APPROVE)
    async with client(app, key) as asking:
        refused = (await answer(asking.post(f"/campaigns/{made['id']}/launch"), 403)).json()["error"]
    found = await ok(api.get(f"/approvals/{refused['approval']}"))
    assert (refused["code"], found["state"], found["key"]) == ("approval_needed", "pending", "Assistant")


async def test_leads_are_found_by_campaign_and_standing(api: Api, sender: int) -> None:
    made = await a_draft(api, sender)
    active = await ok(api.get("/leads", params={"campaign_id": made["id"], "standing": "active"}))
    paused = await ok(api.get("/leads", params={"campaign_id": made["id"], "standing": "paused"}))
    assert (len(active["leads"]), paused["leads"]) == (2, [])


async def test_an_import_says_who_was_left_out(api: Api) -> None:
    await ok(api.post("/suppressions", json={"value": "p1@prospect.example"}))
    done = await people(api, 3)
    assert (done["created"], done["refused"]) == (2, 1)
    assert done["not_taken"] == [{"index": 1, "result": "suppressed", "reason": done["not_taken"][0]["reason"]}]


@pytest.mark.parametrize("path", ["/leads", "/suppressions", "/lists"])
async def test_pages_show_everything_once(api: Api, path: str) -> None:
    for n in range(5):
        await people(api, n + 1, list_name=f"List {n}")
        await ok(api.post("/suppressions", json={"value": f"x{n}@other.example"}))
    name, seen, cursor = path.strip("/"), [], ""
    while cursor is not None:
        page = await ok(api.get(path, params={"limit": 2, "cursor": cursor}))
        seen += [row["id"] for row in page[name]]
        cursor = page["next_cursor"]
    assert (len(seen), seen) == (5, sorted(set(seen), reverse=True))


async def test_conversations_page_by_their_last_message(api: Api, core: Core, workspace: Installed) -> None:
    ids = await replies(core, workspace, 3)
    first = await ok(api.get("/conversations", params={"limit": 2}))
    second = await ok(api.get("/conversations", params={"limit": 2, "cursor": first["next_cursor"]}))
    assert sorted(c["id"] for c in (*first["conversations"], *second["conversations"])) == sorted(ids)


async def test_a_drafted_reply_waits_in_its_thread(api: Api, core: Core, workspace: Installed) -> None:
    (id,) = await replies(core, workspace)
    made = await ok(api.post(f"/conversations/{id}/drafts", json={"text": "Monday suits me.", "note": "She asked."}), 201)
    thread = await ok(api.get(f"/conversations/{id}"))
    assert [d["id"] for d in thread["drafts"]] == [made["id"]]
    assert [m["direction"] for m in thread["messages"]] == ["out", "in"]


async def test_a_draft_is_sent(api: Api, core: Core, workspace: Installed) -> None:
    (id,) = await replies(core, workspace)
    made = await ok(api.post(f"/conversations/{id}/drafts", json={"text": "Monday suits me."}), 201)
    sent = await ok(api.post(f"/drafts/{made['id']}/send", json={}))
    found = await ok(api.get(f"/drafts/{made['id']}"))
    assert (sent["state"], found["state"], found["message_id"]) == ("queued", "sent", sent["message_id"])


async def test_a_category_is_set_by_name(api: Api, core: Core, workspace: Installed) -> None:
    (id,) = await replies(core, workspace)
    shown = await ok(api.post(f"/conversations/{id}/category", json={"category": "interested", "archive": True}))
    assert (shown["category"], shown["archived"]) == ("Interested", True)


async def test_an_unknown_category_is_told_which_there_are(api: Api, core: Core, workspace: Installed) -> None:
    (id,) = await replies(core, workspace)
    refused = await answer(api.post(f"/conversations/{id}/category", json={"category": "Keen"}), 400)
    assert "Interested" in refused.json()["error"]["message"]


async def test_why_a_draft_does_not_send(api: Api, sender: int) -> None:
    made = await a_draft(api, sender)
    found = await ok(api.get("/why", params={"campaign_id": made["id"]}))
    assert (found["code"], found["next_at"]) == ("campaign_draft", None)


async def test_senders_say_what_they_may_send(api: Api, sender: int) -> None:
    (shown,) = (await ok(api.get("/senders")))["senders"]
    assert (shown["id"], shown["problem"], shown["sent_today"]) == (sender, None, 0)


@pytest.mark.parametrize(
    ("method", "path", "body", "field"),
    [
        ("GET", "/leads?cursor=x", None, "cursor"),
        ("GET", "/conversations?cursor=2026-01-01_5", None, "cursor"),
        ("GET", "/conversations?category=Keen", None, "category"),
        ("GET", "/leads?standing=active", None, "campaign_id"),
        ("GET", "/why", None, "campaign_id"),
        ("POST", "/campaigns", {"name": "x", "tone": "warm"}, "tone"),
        ("POST", "/campaigns", {"name": "x", "daily_limit": True}, "daily_limit"),
        ("POST", "/campaigns", {"name": "x\u0000"}, "name"),
        ("POST", "/campaigns", {"name": "x", "schedule": {"start": "18:00", "end": "09:00"}}, "schedule.end"),
        ("POST", "/campaigns", {"name": "x", "schedule": {"timezone": "Mars/Base"}}, "timezone"),
        ("POST", "/leads/import", {"leads": [{"email": "a@b.example"}]}, "list_name"),
        ("POST", "/suppressions", {"value": "not an address"}, "value"),
    ],
)
async def test_a_refusal_names_the_field(api: Api, method: str, path: str, body: Any, field: str) -> None:
    refused = await answer(api.request(method, path, json=body), 400)
    assert refused.json()["error"]["field"] == field


async def test_a_rehearsal_says_what_would_leave_and_sends_nothing(api: Api, sender: int) -> None:
    made = await a_draft(api, sender)
    found = await ok(api.get(f"/campaigns/{made['id']}/rehearsal", params={"days": 14}))
    assert (found["messages"], sum(day["new"] for day in found["days"])) == (4, 2)
    assert (await ok(api.get(f"/campaigns/{made['id']}/rehearsal", params={"days": 1})))["messages"] == 2
    assert (await ok(api.get(f"/campaigns/{made['id']}")))["status"] == "draft"


async def test_a_rehearsal_of_nothing_known_is_not_found(api: Api) -> None:
    await answer(api.get("/campaigns/12345/rehearsal"), 404)


@pytest.mark.parametrize(
    ("metric", "kept"), [(None, {"A"}), ("positive_reply", {"A"}), ("reply", {"B"}), ("click", {"A", "B"}), ("none", {"A", "B"})]
)
@pytest.mark.parametrize("at", ["creation", "change"])
async def test_the_variant_is_kept_that_is_best_by_the_metric(
    api: Api, core: Core, workspace: Installed, sender: int, metric: str | None, kept: set[str], at: str
) -> None:
    given = {"winning_metric": metric} if metric else {}
    made = await a_draft(api, sender, **(given if at == "creation" else {}))
    shown = made if at == "creation" else await ok(api.post(f"/campaigns/{made['id']}", json=given))
    assert shown["winning_metric"] == (None if metric == "none" else metric or "positive_reply")
    counts = {"A": {"lead.category_set:positive_reply": 40, "reply.received/e": 60}, "B": {"reply.received/e": 150}}
    async with core.scope(workspace.workspace_id) as scope:
        variants = [VariantInput("Hello", label, label=label) for label in counts]
        [step] = await sequences.replace(scope, made["id"], [StepInput(variants)])
        await campaign_states.start(scope, made["id"])
        await counted(scope, made["id"], step, {label: {"message.sent": 500, **of} for label, of in counts.items()})
    await choose_winners(core)
    async with core.scope(workspace.workspace_id) as scope:
        [step] = await sequences.get(scope, made["id"])
    assert sent_labels(step) == kept


@pytest.mark.parametrize("at", ["creation", "change"])
async def test_a_campaign_has_a_tracking_domain_of_its_own(api: Api, at: str) -> None:
    given = {"tracking_domain": "Links.Acme.example"}
    made = await ok(api.post("/campaigns", json={"name": "Spring", **(given if at == "creation" else {})}), 201)
    shown = made if at == "creation" else await ok(api.post(f"/campaigns/{made['id']}", json=given))
    assert shown["tracking_domain"] == "links.acme.example"
