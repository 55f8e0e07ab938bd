"""Campaigns, segments, conversations, letters and visitors: what their routes take and refuse."""

from typing import Any
from uuid import uuid4

import pytest

from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.correspondence import filing
from outrider.outreach.enrollments import leaving
from outrider.outreach.leads import leads, suppression
from outrider.outreach.tenancy import workspaces
from tests.dialects.makinari.conftest import Site, ok, refused
from tests.making import a_sender
from tests.outreach import mailing


async def test_segments_are_made_changed_and_listed(site: Site) -> None:
    made = (await ok(site.tool("segments/create", name="Founders", size=10, attributes={"a": 1}, is_active=True), 201))["segment"]
    assert made["name"] == "Founders"
    assert made["attributes"] == {"a": 1}
    assert made["site_id"] == site.id
    assert made["lead_count"] == 0
    await site.a_lead(segment_id=made["id"])
    changed = (await ok(site.tool("segments/update", segment_id=made["id"], name="Owners", is_active=False, size=None)))[
        "segment"
    ]
    assert (changed["name"], changed["is_active"], changed["size"], changed["lead_count"]) == ("Owners", False, None, 1)
    assert (await ok(site.tool("segments/get", is_active=True)))["data"]["segments"] == []
    for name, n in (("WNE", 1), ("founders", 0), ("", 1)):
        found = (await ok(site.tool("segments/get", name=name)))["data"]
        assert (len(found["segments"]), found["pagination"]["total"]) == (n, n), name
    assert (await ok(site.tool("segments/get", segment_id=made["id"])))["data"]["segment"] == changed
    assert (await ok(site.tool("segments/get", segment_id=str(uuid4()))))["data"]["segment"] is None


async def test_campaigns_are_made_changed_and_listed(site: Site) -> None:
    made = (await ok(site.tool("campaigns/create", title="Spring", type="inbound", revenue={"projected": 9}), 201))["campaign"]
    assert (made["title"], made["status"], made["type"], made["revenue"], made["budget"]) == (
        "Spring",
        "pending",
        "inbound",
        {"projected": 9},
        {},
    )
    changed = (await ok(site.tool("campaigns/update", campaign_id=made["id"], status="completed", priority="high")))["campaign"]
    assert (changed["status"], changed["priority"], changed["type"]) == ("completed", "high", "inbound")
    assert [x["id"] for x in (await ok(site.tool("campaigns/get", status="completed")))["data"]["campaigns"]] == [made["id"]]
    assert (await ok(site.tool("campaigns/get", status="pending")))["data"]["pagination"]["total"] == 0
    for filters, n in (
        ({"title": "PRING"}, 1), ({"title": "autumn"}, 0), ({"type": "inbound"}, 1), ({"type": "ad"}, 0),
        ({"type": "inbound", "priority": "high"}, 1), ({"type": "inbound", "priority": "low"}, 0),
        ({"user_id": site.owner}, 1), ({"user_id": str(uuid4())}, 0),
    ):  # fmt: skip
        found = (await ok(site.tool("campaigns/get", **filters)))["data"]
        assert (len(found["campaigns"]), found["pagination"]["total"]) == (n, n), filters
    await refused(site.tool("campaigns/update", campaign_id=str(uuid4()), title="x"), 404)
    assert (
        "mailbox" in (await refused(site.tool("campaigns/update", campaign_id=made["id"], status="active"), 400))["error"].lower()
    )


@pytest.mark.parametrize(
    ("route", "body", "field"),
    [
        ("segments/create", {}, "name"), ("segments/create", {"name": ""}, "name"),
        ("segments/create", {"name": "A", "size": -1}, "size"),
        ("segments/update", {"name": "A"}, "segment_id"), ("segments/get", {"limit": 0}, "limit"),
        ("campaigns/create", {}, "title"), ("campaigns/create", {"title": "A", "status": "draft"}, "status"),
        ("campaigns/create", {"title": "A", "budget": 5}, "budget"), ("campaigns/update", {}, "campaign_id"),
        ("sendEmail", {}, "email"), ("sendEmail", {"email": "x", "subject": "s", "message": "m"}, "email"),
        ("sendEmail", {"email": "a@b.example", "subject": "", "message": "m"}, "subject"),
        ("sendEmail", {"email": "a@b.example", "subject": "s", "message": " "}, "message"),
        ("sendEmail", {"email": "a@b.example", "subject": "s", "message": "m", "placeholder_policy": "keep"},
         "placeholder_policy"),
        ("visitors/identify", {"id": "x", "traits": {"name": "A"}}, "id"), ("visitors/identify", {"id": str(uuid4())}, "traits"),
    ],
)  # fmt: skip
async def test_bad_input_is_named(site: Site, route: str, body: dict[str, Any], field: str) -> None:
    assert (await refused(site.tool(route, **body), 400))["details"][0]["path"][0] == field


async def test_letters_need_a_mailbox_and_a_welcome(site: Site, other: Site, core: Core, workspace: workspaces.Installed) -> None:
    letter = {"email": "a@b.example", "subject": "Hello {{lead.first_name}}", "message": "Hi {{site.name}}"}
    assert "mailbox" in (await refused(site.tool("sendEmail", **letter), 409))["error"]
    async with core.scope(workspace.workspace_id) as scope:
        await a_sender(scope, "anna@sender.example", name="Anna")
        bert = await a_sender(scope, "bert@sender.example", name="Bert")
        await suppression.add(scope, [suppression.EntryInput("domain", "blocked.example")])
    sent = await ok(site.tool("sendEmail", **letter))
    assert sent["from"] == "Anna <anna@sender.example>"
    assert sent["status"] == "sent"
    # What the vendor's own test of this route reads of its answer.
    assert {name: sent[name] for name in ("recipient", "sender", "subject", "sent_at")} == {
        "recipient": "a@b.example",
        "sender": "anna@sender.example",
        "subject": "Hello",
        "sent_at": "2026-03-02T09:00:00.000Z",
    }
    skipped = await ok(site.tool("sendEmail", **letter, placeholder_policy="skip_recipient"))
    assert (skipped["status"], skipped["recipient"]) == ("skipped", "a@b.example")
    assert "lead.first_name" in skipped["reason"]
    chosen = await ok(site.tool("sendEmail", **{**letter, "from": "bert"}))
    assert chosen["from"] == "Bert <bert@sender.example>"
    found = (await ok(site.http.get("/api/agents/customerSupport/conversations", params={"site_id": site.id, "limit": 1})))[
        "data"
    ]
    assert found["pagination"] == {"total": 2, "page": 1, "limit": 1, "pages": 2}
    assert found["conversations"][0]["id"] == chosen["conversation_id"]
    assert found["conversations"][0]["title"] == "Hello"
    await refused(site.tool("sendEmail", **{**letter, "email": "x@blocked.example"}), 409)
    await refused(site.tool("sendEmail", **letter, conversation_id=str(uuid4())), 404)
    await refused(site.tool("sendEmail", **letter, lead_id=str(uuid4())), 404)
    await refused(site.tool("sendEmail", **{**letter, "subject": "{{nobody}}"}), 400)
    theirs = await other.a_lead()
    await refused(site.tool("sendEmail", **letter, lead_id=theirs["id"]), 403)
    async with core.scope(workspace.workspace_id) as scope:
        rows = await scope.all("SELECT sender_id, subject FROM messages WHERE workspace_id = %(workspace_id)s ORDER BY id")
        assert [r["subject"] for r in rows] == ["Hello", "Hello"], "nothing half-written"
        assert rows[1]["sender_id"] == bert.id, "nothing half-written"
        await leads.upsert(scope, [leads.LeadInput(email="a@b.example")])
        await leaving.unsubscribe(scope, "a@b.example")
    assert "unsubscribed" in (await refused(site.tool("sendEmail", **letter), 409))["error"]


async def test_conversations_are_filtered(site: Site, other: Site, core: Core, workspace: workspaces.Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await a_sender(scope)
    lead = await site.a_lead()
    visitor = await site.visit()
    await ok(site.tool("visitors/identify", id=visitor, traits={"email": "jane@example.com"}))
    await ok(site.tool("sendEmail", email="jane@example.com", subject="s", message="m"))
    url = "/api/agents/customerSupport/conversations"
    for params, n in (
        ({}, 1), ({"lead_id": lead["id"]}, 1), ({"visitor_id": visitor}, 1), ({"visitor_id": str(uuid4())}, 0),
        ({"lead_id": str(uuid4())}, 0), ({"channel": "linkedin"}, 0),
        ({"channel": "email"}, 1), ({"channel": "whatsapp"}, 0), ({"status": "active"}, 1), ({"status": "closed"}, 0),
        ({"user_id": site.owner}, 0), ({"agent_id": str(uuid4())}, 0), ({"offset": 1}, 0),
    ):  # fmt: skip
        found = (await ok(site.http.get(url, params={"site_id": site.id, **params})))["data"]
        assert len(found["conversations"]) == n, params
    for bad in ({"limit": 0}, {"site_id": "x"}, {"status": "x"}, {"lead_id": "x"}):
        assert (await refused(site.http.get(url, params={"site_id": site.id, **bad}), 400))["error"] == "Invalid filters"
    await refused(site.http.get(url), 400)
    await refused(site.http.get(url, params={"site_id": other.id}), 403)


async def test_messages_are_read_in_full(site: Site, other: Site, core: Core, workspace: workspaces.Installed) -> None:
    """As the vendor's route has them: a conversation's from the beginning, the whole site's from the end."""
    async with core.scope(workspace.workspace_id, Actor("engine")) as scope:
        [sent] = await mailing.sent_mail(scope)
        await filing.file(scope, sent.sender.id, mailing.answer(scope, sent, intent="interested"))
    await ok(site.tool("sendEmail", email="john@example.com", subject="Three", message="three"))
    listed = (await ok(site.http.get("/api/agents/customerSupport/conversations", params={"site_id": site.id})))["data"]
    thread = next(found for found in listed["conversations"] if found["message_count"] > 1)
    url, answered = "/api/agents/customerSupport/conversations/messages", {"conversation_id": thread["id"]}
    for params, roles in (
        ({}, ["assistant", "user", "assistant"]), (answered, ["assistant", "user"]), ({"limit": 1, "offset": 1}, ["user"]),
        ({"lead_id": thread["lead_id"]}, ["user", "assistant"]), ({"lead_id": str(uuid4())}, []), ({"role": "user"}, ["user"]),
        ({**answered, "role": "assistant"}, ["assistant"]),
    ):  # fmt: skip
        found = (await ok(site.http.get(url, params={"site_id": site.id, **params})))["data"]
        assert [message["role"] for message in found["messages"]] == roles, params
    page = (await ok(site.http.get(url, params={"site_id": site.id, **answered, "limit": 1, "offset": 1})))["data"]
    assert page["pagination"] == {"total": 2, "page": 2, "limit": 1, "pages": 2}
    [last] = page["messages"]
    assert {name: last[name] for name in thread["last_message"]} == thread["last_message"]
    assert (last["conversation_id"], last["lead_id"]) == (thread["id"], thread["lead_id"])
    await refused(site.http.get(url, params={"site_id": site.id, "conversation_id": str(uuid4())}), 404)
    await refused(site.http.get(url, params={"site_id": site.id, "role": "x"}), 400)
    await refused(site.http.get(url, params={"site_id": other.id}), 403)
    await refused(other.http.get(url, params={"site_id": other.id, **answered}), 404)


async def test_a_conversation_keeps_the_agent_that_wrote(site: Site, core: Core, workspace: workspaces.Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await a_sender(scope)
    agent, url = str(uuid4()), "/api/agents/customerSupport/conversations"
    await ok(site.tool("sendEmail", email="jane@example.com", subject="s", message="m", agent_id=agent))
    await ok(site.tool("sendEmail", email="john@example.com", subject="s", message="m"))
    found = (await ok(site.http.get(url, params={"site_id": site.id, "agent_id": agent})))["data"]["conversations"]
    assert [conversation["agent_id"] for conversation in found] == [agent]


async def test_a_visitor_is_linked_once_and_stays_linked(site: Site) -> None:
    visitor = await site.visit(page="/pricing")
    made = await ok(
        site.http.post(
            "/api/visitors/identify",
            json={"site_id": site.id, "id": visitor, "traits": {"email": "v@x.example", "name": "Vi Vo"}},
        )
    )
    assert made["lead"]["name"] == "Vi Vo"
    assert made["visitor"]["pages_visited"] == ["/pricing"]
    again = await ok(site.tool("visitors/identify", id=visitor, traits={"email": "else@x.example"}))
    assert again["lead"]["id"] == made["lead"]["id"]
    assert again["visitor"]["lead_id"] == made["lead"]["id"]
    await refused(site.tool("visitors/identify", id=visitor, traits={"age": 3}), 400)
    await refused(site.tool("visitors/identify", id=str(uuid4()), traits={"name": "X"}), 404)
