"""What belongs to the whole workspace: block list, tags, keys, members, the audit log, verification; and what is not served."""

from typing import Any

import pytest
from fastapi import FastAPI

from outrider.channels.email import verify
from outrider.dialects import load
from outrider.dialects.instantly.routes.unserved import UNSERVED
from outrider.outreach.base import jobs
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.leads import leads, suppression
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.tenancy import teams, users, workspaces
from outrider.settings import Settings
from tests.dialects.clients import Api, client, ok
from tests.dialects.instantly.conftest import SCHEDULE, a_campaign, do_jobs, refused, sequence
from tests.zone import Zone

Json = dict[str, Any]


# ---- Block list


async def test_addresses_and_domains_are_blocked(api: Api) -> None:
    one = await ok(api.post("/block-lists-entries", json={"bl_value": "Ada@Acme.example"}))
    assert (one["bl_value"], one["is_domain"]) == ("ada@acme.example", False)
    assert await ok(api.post("/block-lists-entries", json={"bl_value": "ada@acme.example"})) == one
    two = await ok(api.post("/block-lists-entries", json={"bl_value": "globex.example"}))
    assert two["is_domain"] is True
    assert (await ok(api.get("/block-lists-entries")))["items"] == [two, one]
    assert (await ok(api.get("/block-lists-entries", params={"domains_only": True})))["items"] == [two]
    assert (await ok(api.get("/block-lists-entries", params={"search": "ACME"})))["items"] == [one]
    assert await ok(api.get(f"/block-lists-entries/{one['id']}")) == one
    changed = await ok(api.patch(f"/block-lists-entries/{one['id']}", json={"bl_value": "@initech.example"}))
    assert changed == {**one, "bl_value": "initech.example", "is_domain": True}
    assert await ok(api.delete(f"/block-lists-entries/{one['id']}")) == changed
    await refused(api.get(f"/block-lists-entries/{one['id']}"), 404)
    for bad in (
        {},
        {"bl_value": ""},
        {"bl_value": "no domain"},
        {"bl_value": "a@b@c"},
        {"bl_value": 5},
        {"bl_value": "x\x00.example"},
    ):
        await refused(api.post("/block-lists-entries", json=bad), 400)
    # A blocked lead is kept out.
    campaign = await a_campaign(api)
    await refused(api.post("/leads", json={"campaign": campaign["id"], "email": "bob@globex.example"}), 400)


async def test_many_are_blocked_and_lifted_at_once(api: Api) -> None:
    values = ["a@x.example", "b@x.example", "x.example", "nonsense", "a@x.example"]
    made = await ok(api.post("/block-lists-entries/bulk-create", json={"bl_values": values}))
    assert (made["valid_count"], made["invalid_count"], len(made["items"])) == (4, 1, 3)
    again = await ok(api.post("/block-lists-entries/bulk-create", json={"bl_values": ["x.example"]}))
    assert [item["bl_value"] for item in again["items"]] == ["x.example"]
    text = (await api.get("/block-lists-entries/download")).text
    assert text.startswith("Blocked Email,Date\r\n")
    assert text.count("\r\n") == 4
    assert (await api.get("/block-lists-entries/download", params={"domains_only": True})).text.count("\r\n") == 2
    ids = [item["id"] for item in made["items"][:2]]
    assert len(await ok(api.post("/block-lists-entries/bulk-delete", json={"ids": ids}))) == 2
    assert len(await ok(api.delete("/block-lists-entries", params={"search": "x.example"}))) == 1
    assert (await ok(api.get("/block-lists-entries")))["items"] == []
    for path, bad in (("bulk-create", {"bl_values": []}), ("bulk-create", {"bl_values": ["x.example"] * 1001}),
                      ("bulk-delete", {"ids": []}), ("bulk-delete", {"ids": ["x"]})):  # fmt: skip
        await refused(api.post(f"/block-lists-entries/{path}", json=bad), 400)


async def test_emptying_the_list_keeps_the_unsubscribed_blocked(api: Api, core: Core, workspace: workspaces.Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await suppression.suppress_address(scope, "gone@x.example", "unsubscribed")
    await ok(api.post("/block-lists-entries", json={"bl_value": "x.example"}))
    assert [e["bl_value"] for e in await ok(api.delete("/block-lists-entries"))] == ["x.example"]
    [kept] = (await ok(api.get("/block-lists-entries")))["items"]
    assert kept["bl_value"] == "gone@x.example"


# ---- Tags


async def test_tags_on_campaigns_and_accounts(api: Api, mailbox: str) -> None:
    tag = await ok(api.post("/custom-tags", json={"label": " Hot ", "description": "Now"}))
    assert (tag["label"], tag["description"]) == ("Hot", "Now")
    assert await refused(api.post("/custom-tags", json={"label": "hot"}), 409)
    other = await ok(api.post("/custom-tags", json={"label": "Cold"}))
    assert await refused(api.patch(f"/custom-tags/{other['id']}", json={"label": "HOT"}), 409)
    assert (await ok(api.patch(f"/custom-tags/{other['id']}", json={"label": "Cool"})))["label"] == "Cool"
    campaign = await a_campaign(api)
    toggle = {"tag_ids": [tag["id"]], "assign": True}
    assert await ok(
        api.post("/custom-tags/toggle-resource", json={**toggle, "resource_type": 2, "resource_ids": [campaign["id"]]})
    ) == {"success": True}
    await ok(api.post("/custom-tags/toggle-resource", json={**toggle, "resource_type": 1, "selected_all": True}))
    mappings = (await ok(api.get("/custom-tag-mappings")))["items"]
    assert sorted(m["resource_type"] for m in mappings) == [1, 2]
    assert {m["tag_id"] for m in mappings} == {tag["id"]}
    of_campaign = (await ok(api.get("/custom-tag-mappings", params={"resource_ids": campaign["id"]})))["items"]
    assert [m["resource_id"] for m in of_campaign] == [campaign["id"]]
    assert len((await ok(api.get("/custom-tag-mappings", params={"resource_ids": f"{mailbox},x"})))["items"]) == 1
    assert (await ok(api.get("/custom-tags", params={"resource_ids": mailbox})))["items"] == [tag]
    assert (await ok(api.get("/custom-tags", params={"tag_ids": tag["id"]})))["items"] == [tag]
    assert (await ok(api.get("/campaigns", params={"tag_ids": tag["id"]})))["items"][0]["id"] == campaign["id"]
    off = {**toggle, "assign": False, "resource_type": 1, "resource_ids": [mailbox]}
    await ok(api.post("/custom-tags/toggle-resource", json=off))
    assert len((await ok(api.get("/custom-tag-mappings")))["items"]) == 1
    assert (await ok(api.delete(f"/custom-tags/{tag['id']}")))["id"] == tag["id"]
    assert (await ok(api.get("/custom-tag-mappings")))["items"] == []


@pytest.mark.parametrize(
    ("filter", "chosen"),
    [
        ({"tag_ids": ["hot", "cold"]}, {"Both", "Hot"}),
        ({"tag_ids_all": ["hot", "cold"]}, {"Both"}),
        ({"tag_ids": ["cold"], "tag_ids_all": ["hot"]}, {"Both"}),
        ({"tag_id": "no-tag"}, {"Bare"}),
        ({"tag_ids": ["gone"]}, set()),
        ({"tag_ids_all": ["hot", "gone"]}, set()),
    ],
)
async def test_campaigns_are_chosen_by_their_tags(api: Api, filter: dict[str, Any], chosen: set[str]) -> None:
    tags = {name: (await ok(api.post("/custom-tags", json={"label": name})))["id"] for name in ("hot", "cold", "new")}
    tags["gone"] = "6c0a6a3e-0000-4000-8000-000000000000"
    toggle = {"resource_type": 2, "assign": True}
    for name, of in (("Both", ["hot", "cold"]), ("Hot", ["hot"]), ("Bare", [])):
        campaign = await a_campaign(api, name=name)
        if of:
            named = {"tag_ids": [tags[t] for t in of], "resource_ids": [campaign["id"]]}
            await ok(api.post("/custom-tags/toggle-resource", json={**toggle, **named}))
    words = {key: value if isinstance(value, str) else [tags[t] for t in value] for key, value in filter.items()}
    selected = {"tag_ids": [tags["new"]], "selected_all": True, "filter": words}
    await ok(api.post("/custom-tags/toggle-resource", json={**toggle, **selected}))
    found = (await ok(api.get("/campaigns", params={"tag_ids": tags["new"]})))["items"]
    assert {c["name"] for c in found} == chosen


@pytest.mark.parametrize(
    ("asked", "chosen"),
    [
        ({"selected_all": True, "filter": {"search": "One"}, "resource_ids": ["Two"]}, {"One", "Two"}),
        ({"selected_all": True, "resource_ids": ["Two"]}, {"One", "Two", "Three"}),
        ({"selected_all": True, "excluded_resource_ids": ["One"]}, {"Two", "Three"}),
        ({"resource_ids": ["One", "Two"], "excluded_resource_ids": ["One"]}, {"Two"}),
    ],
)
async def test_named_campaigns_are_tagged_beside_those_that_are_found(api: Api, asked: dict[str, Any], chosen: set[str]) -> None:
    tag = (await ok(api.post("/custom-tags", json={"label": "Hot"})))["id"]
    made = {name: (await a_campaign(api, name=name))["id"] for name in ("One", "Two", "Three")}
    body = {key: [made[name] for name in value] if isinstance(value, list) else value for key, value in asked.items()}
    await ok(api.post("/custom-tags/toggle-resource", json={"tag_ids": [tag], "resource_type": 2, "assign": True, **body}))
    found = (await ok(api.get("/campaigns", params={"tag_ids": tag})))["items"]
    assert {c["name"] for c in found} == chosen


async def test_named_things_must_be_there_beside_those_that_are_found(api: Api) -> None:
    tag = (await ok(api.post("/custom-tags", json={"label": "Hot"})))["id"]
    body = {"tag_ids": [tag], "resource_type": 2, "assign": True, "selected_all": True, "resource_ids": [tag]}
    await refused(api.post("/custom-tags/toggle-resource", json=body), 404)


async def test_bad_tags_are_refused(api: Api, mailbox: str) -> None:
    tag = await ok(api.post("/custom-tags", json={"label": "Hot"}))
    for bad in ({}, {"label": ""}, {"label": "  "}, {"label": "x" * 101}, {"label": 5}, {"label": "a\x00b"}):
        await refused(api.post("/custom-tags", json=bad), 400)
    whole = {"tag_ids": [tag["id"]], "resource_type": 1, "resource_ids": [mailbox], "assign": True}
    for change in ({"tag_ids": []}, {"resource_type": 3}, {"resource_ids": []}, {"resource_ids": None}, {"assign": "x"},
                   {"tag_ids": ["x"]}):  # fmt: skip
        await refused(api.post("/custom-tags/toggle-resource", json={**whole, **change}), 400)
    for change in (
        {"resource_ids": ["x@y.example"]},
        {"resource_type": 2, "resource_ids": [tag["id"]]},
        {"resource_ids": [mailbox, "x"]},
    ):
        await refused(api.post("/custom-tags/toggle-resource", json={**whole, **change}), 404)
    assert (await ok(api.get("/custom-tag-mappings")))["items"] == []


# ---- Keys


async def test_a_key_is_shown_once_and_does_what_its_scopes_allow(api: Api, app: FastAPI) -> None:
    made = await ok(api.post("/api-keys", json={"name": "Reader", "scopes": ["leads:read", "api_keys:create"]}))
    async with client(app, made["key"]) as reader:
        assert await ok(reader.post("/leads/list", json={})) == {"items": []}
        await refused(reader.get("/campaigns"), 403)
        # A key hands on no more than it has.
        assert "all:all" in await refused(reader.post("/api-keys", json={"name": "More", "scopes": ["all:all"]}), 403)
        await ok(reader.post("/api-keys", json={"name": "Same", "scopes": ["leads:read"]}))
    listed = (await ok(api.get("/api-keys")))["items"]
    assert [key["name"] for key in listed] == ["Same", "Reader", "first key"]
    assert listed[2]["scopes"] == ["all:all"]
    assert made["key"] not in str(listed)
    assert listed[1]["key"].endswith(made["key"][-4:])
    assert (await ok(api.delete(f"/api-keys/{made['id']}")))["id"] == made["id"]
    async with client(app, made["key"]) as reader:
        await refused(reader.post("/leads/list", json={}), 401)
    await refused(api.delete(f"/api-keys/{made['id']}"), 404)
    for bad in (
        {},
        {"name": "x"},
        {"name": "x", "scopes": []},
        {"name": "x", "scopes": ["leads:fly"]},
        {"name": " ", "scopes": ["all:all"]},
    ):
        await refused(api.post("/api-keys", json=bad), 400)


# ---- Workspace, members, audit log


async def test_the_workspace(api: Api, workspace: workspaces.Installed) -> None:
    found = await ok(api.get("/workspaces/current"))
    assert found["name"] == "Acme" and found["scheduled_for_removal_at"] is None if "scheduled_for_removal_at" in found else True
    changed = await ok(api.patch("/workspaces/current", json={"name": "Acme 2", "org_logo_url": "https://x.example/l.png"}))
    assert (changed["name"], changed["org_logo_url"], changed["id"]) == ("Acme 2", "https://x.example/l.png", found["id"])
    for bad in ({}, {"name": ""}, {"name": 5}):
        await refused(api.patch("/workspaces/current", json=bad), 400)


async def test_members_are_invited_changed_and_removed(api: Api) -> None:
    [owner] = (await ok(api.get("/workspace-members")))["items"]
    assert owner["role"] == "owner"
    assert owner["accepted"] is True
    body = {"email": "eva@acme.example", "role": "view", "nickname": "Eva", "permissions": ["unibox.all"]}
    made = await ok(api.post("/workspace-members", json=body))
    assert {name: made[name] for name in body} == body
    assert made["accepted"] is False
    assert (await ok(api.get("/workspace-members", params={"accepted": False})))["items"] == [made]
    assert (await ok(api.get("/workspace-members", params={"search": "eva"})))["items"] == [made]
    changed = await ok(api.patch(f"/workspace-members/{made['id']}", json={"role": "admin", "nickname": None}))
    assert (changed["role"], changed["nickname"], changed["permissions"]) == ("admin", None, None)
    await refused(api.post("/workspace-members", json=body), 400)
    await refused(api.patch(f"/workspace-members/{owner['id']}", json={"role": "view"}), 403)
    await refused(api.delete(f"/workspace-members/{owner['id']}"), 400)
    for bad in ({}, {"email": "x", "role": "view"}, {"email": "a@b.example", "role": "king"},
                {"email": "a@b.example", "role": "owner"},
                {**body, "email": "b@c.example", "nickname": "x" * 81}, {**body, "permissions": ["fly"]}):  # fmt: skip
        await refused(api.post("/workspace-members", json=bad), 400)
    assert (await ok(api.delete(f"/workspace-members/{made['id']}")))["id"] == made["id"]
    await refused(api.get(f"/workspace-members/{made['id']}"), 404)


@pytest.mark.parametrize(
    ("role", "given", "level"), [("editor", ["unibox.all"], "full"), ("view", ["unibox.all"], "view"), ("editor", [], None)]
)
async def test_a_member_may_do_what_their_permissions_say(
    api: Api, core: Core, workspace: workspaces.Installed, role: str, given: list[str], level: str | None
) -> None:
    body = {"email": "eva@acme.example", "role": role, "permissions": given}
    made = await ok(api.post("/workspace-members", json=body))
    assert (made["role"], made["permissions"]) == (role, given)
    async with core.scope(workspace.workspace_id) as scope:
        member = next(m for m in await users.members(scope, 10) if m.email == "eva@acme.example")
        await users.accept_membership(scope, member.user_id)
    access = await teams.access_of(core, member.user_id, workspace.workspace_id)
    assert access is not None
    assert dict(access.everywhere or {}) == ({"inbox": level} if level else {})


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"permissions": ["campaigns.edit"]}, "give all of them, or none"), ({"role": "admin", "permissions": []}, "an admin")],
)
async def test_permissions_that_cannot_be_kept_are_refused(api: Api, changes: dict[str, Any], said: str) -> None:
    body = {"email": "eva@acme.example", "role": "editor", **changes}
    assert said in await refused(api.post("/workspace-members", json=body), 400)


async def test_the_audit_log_tells_who_did_what(api: Api, mailbox: str) -> None:
    campaign = await a_campaign(api)
    await ok(api.delete(f"/campaigns/{campaign['id']}"))
    await ok(api.post(f"/accounts/{mailbox}/pause"))
    acts = (await ok(api.get("/audit-logs", params={"limit": 1000})))["items"]
    assert {3, 6, 36, 37} <= {act["activity_type"] for act in acts}
    [deleted] = (await ok(api.get("/audit-logs", params={"activity_type": 3})))["items"]
    assert deleted["campaign_id"] == campaign["id"]
    assert deleted["from_api"] is True
    assert deleted["api_key_id"]
    assert deleted["user_name"]
    body = {"parent_campaign": (await a_campaign(api, "Other"))["id"], "name": "After", "conditions": {"crm_status": [1]}}
    made = await ok(api.post("/subsequences", json={**body, "sequences": sequence("More"), "subsequence_schedule": SCHEDULE}))
    await ok(api.patch(f"/subsequences/{made['id']}", json={"name": "Later"}))
    changed = (await ok(api.get("/audit-logs", params={"activity_type": 12})))["items"]
    assert changed
    assert {act["subsequence_id"] for act in changed} == {made["id"]}
    assert {(act["campaign_id"], act["activity_type"]) for act in changed} == {(body["parent_campaign"], 12)}
    assert all("subsequence_id" not in act for act in (await ok(api.get("/audit-logs", params={"activity_type": 11})))["items"])
    assert (await ok(api.get("/audit-logs", params={"activity_type": 33})))["items"] == []
    assert (await ok(api.get("/audit-logs", params={"start_date": "2026-03-03"})))["items"] == []
    assert (await ok(api.get("/audit-logs", params={"end_date": "2026-03-02", "limit": 1})))["next_starting_after"]
    for bad in ({"limit": 1001}, {"start_date": "x"}, {"activity_type": "x"}, {"starting_after": "x"}):
        await refused(api.get("/audit-logs", params=bad), 400)


# ---- Verification


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        verify, "default_resolver", lambda: Zone({("acme.example", "MX"): ["10 mail.acme.example."]}, silent=["silent.example"])
    )


async def test_addresses_are_verified(api: Api, core: Core, workspace: workspaces.Installed, resolver: None) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        await leads.upsert(scope, [LeadInput(email="ada@acme.example"), LeadInput(email="bob@acme.example")])
        await scope.run(
            "UPDATE leads SET bounced_at = %(now)s WHERE workspace_id = %(workspace_id)s AND email = 'bob@acme.example'"
        )
    for email, verdict in (
        ("Ada@Acme.example", "verified"), ("bob@acme.example", "invalid"), ("x@nowhere.example", "invalid"),
        ("nobody", "invalid"),
    ):  # fmt: skip
        made = await ok(api.post("/email-verification", json={"email": email}))
        assert (made["verification_status"], made["status"]) == (verdict, "success"), email
        assert await ok(api.get(f"/email-verification/{email}")) == made
    async with core.scope(workspace.workspace_id) as scope:
        found = await leads.find_by_emails(scope, ["ada@acme.example", "bob@acme.example"])
    assert {lead.verification for lead in found.values()} == {"verified", "invalid"}
    await refused(api.get("/email-verification/other@acme.example"), 404)
    for bad in ({}, {"email": ""}, {"email": "x" * 321}, {"email": "a\x00@b.example"}, {"email": 5},
                {"email": "a@b.example", "webhook_url": "ftp://x"}):  # fmt: skip
        await refused(api.post("/email-verification", json=bad), 400)


async def test_where_dns_is_silent_the_engine_goes_on(
    api: Api, core: Core, workspace: workspaces.Installed, resolver: None, clock: Any
) -> None:
    made = await ok(api.post("/email-verification", json={"email": "x@silent.example"}))
    assert (made["verification_status"], made["status"], made["catch_all"]) == ("pending", None, "pending")
    for _ in range(4):
        assert await do_jobs(core) == 1
        clock.advance(3600)
    told = await ok(api.get("/email-verification/x@silent.example"))
    assert (told["verification_status"], told["status"]) == ("pending", "error")
    async with core.scope(workspace.workspace_id) as scope:
        [job] = await jobs.find_all(scope)
    assert job.state == "success"
    assert job.result["verdict"] == "unknown"
    assert (await ok(api.get("/background-jobs")))["items"] == []  # it is no job of the vendor's


# ---- Emails


async def test_emails_are_marked_forwarded_and_deleted(api: Api, core: Core, workspace: workspaces.Installed) -> None:
    from outrider.outreach.correspondence import filing
    from tests.outreach.mailing import answer, sent_mail

    async with core.scope(workspace.workspace_id, Actor("test", workspace.user_id)) as scope:
        [sent] = await sent_mail(scope)
        await filing.file(scope, sent.sender.id, answer(scope, sent))
    [reply] = (await ok(api.get("/emails", params={"email_type": "received"})))["items"]
    assert reply["is_unread"] == 1
    assert await ok(api.get("/emails/unread/count")) == {"count": 1}
    assert await ok(api.post(f"/emails/threads/{reply['thread_id']}/mark-as-read")) == {"success": True}
    assert await ok(api.get("/emails/unread/count")) == {"count": 0}
    changed = await ok(api.patch(f"/emails/{reply['id']}", json={"is_unread": 1, "reminder_ts": "2026-04-01T10:00:00+02:00"}))
    assert changed["is_unread"] == 1
    assert changed["reminder_ts"] == "2026-04-01T08:00:00.000Z"
    assert (await ok(api.patch(f"/emails/{reply['id']}", json={"reminder_ts": None})))["reminder_ts"] is None
    body = {"eaccount": sent.sender.address, "reply_to_uuid": reply["id"], "to_address_email_list": "boss@acme.example",
            "subject": "Fwd", "body": {"text": "Look"}, "reply_to": "me@acme.example"}  # fmt: skip
    plain = await ok(api.post("/emails/forward", json=body))
    assert plain["to_address_email_list"] == "boss@acme.example"
    assert plain["ue_type"] == 3
    assert plain["body"]["text"] == "Look"
    assert plain["reply_to"] == "me@acme.example"
    quoted = await ok(api.post("/emails/forward", json={**body, "include_original_body": True}))
    assert "Look" in quoted["body"]["text"]
    assert "tell me more" in quoted["body"]["text"]
    for bad, status in (({"body": {}}, 400), ({"to_address_email_list": ""}, 400), ({"forwarded_attachments": "[1]"}, 400),
                        ({"eaccount": "x@y.example"}, 404), ({"reply_to_uuid": workspace_uuid()}, 404),
                        ({"subject": "a\nb"}, 400)):  # fmt: skip
        await refused(api.post("/emails/forward", json={**body, **bad}), status)
    for bad in ({}, {"is_unread": 2}, {"reminder_ts": "soon"}):
        await refused(api.patch(f"/emails/{reply['id']}", json=bad), 400)
    assert (await ok(api.delete(f"/emails/{reply['id']}")))["id"] == reply["id"]
    await refused(api.get(f"/emails/{reply['id']}"), 404)
    await refused(api.post(f"/emails/threads/{workspace_uuid()}/mark-as-read"), 404)


def workspace_uuid() -> str:
    from outrider.store.ids import to_uuid

    return str(to_uuid("workspace", 1))


# ---- Not served, and not shared


@pytest.mark.parametrize("group", UNSERVED, ids=lambda group: group.name)
async def test_what_is_not_served_says_why(api: Api, app: FastAPI, group: Any) -> None:
    for path in group.paths:
        for method, target in (("GET", path), ("POST", path), ("GET", path + "/some/thing"), ("DELETE", path)):
            assert group.why in await refused(api.request(method, target, json={}), 402)
    async with client(app, "nobody") as nobody:
        await refused(nobody.get(group.paths[0]), 401)


async def test_another_workspace_sees_and_changes_nothing(api: Api, other: Api, resolver: None) -> None:
    entry = await ok(api.post("/block-lists-entries", json={"bl_value": "x.example"}))
    tag = await ok(api.post("/custom-tags", json={"label": "Hot"}))
    key = await ok(api.post("/api-keys", json={"name": "x", "scopes": ["leads:read"]}))
    member = await ok(api.post("/workspace-members", json={"email": "eva@acme.example", "role": "view"}))
    await ok(api.post("/email-verification", json={"email": "ada@acme.example"}))
    campaign = await a_campaign(other)
    for method, path, body in (
        ("GET", f"/block-lists-entries/{entry['id']}", None),
        ("PATCH", f"/block-lists-entries/{entry['id']}", {"bl_value": "y.example"}),
        ("DELETE", f"/block-lists-entries/{entry['id']}", None), ("GET", f"/custom-tags/{tag['id']}", None),
        ("PATCH", f"/custom-tags/{tag['id']}", {"label": "x"}), ("DELETE", f"/custom-tags/{tag['id']}", None),
        ("POST", "/custom-tags/toggle-resource",
         {"tag_ids": [tag["id"]], "resource_type": 2, "resource_ids": [campaign["id"]], "assign": True}),
        ("DELETE", f"/api-keys/{key['id']}", None), ("GET", f"/workspace-members/{member['id']}", None),
        ("PATCH", f"/workspace-members/{member['id']}", {"role": "admin"}),
        ("DELETE", f"/workspace-members/{member['id']}", None),
        ("GET", "/email-verification/ada@acme.example", None),
    ):  # fmt: skip
        await refused(other.request(method, path, json=body), 404)
    assert await ok(other.post("/block-lists-entries/bulk-delete", json={"ids": [entry["id"]]})) == []
    assert await ok(other.delete("/block-lists-entries")) == []
    for path in ("/block-lists-entries", "/custom-tags", "/custom-tag-mappings"):
        assert (await ok(other.get(path)))["items"] == []
    assert [m["role"] for m in (await ok(other.get("/workspace-members")))["items"]] == ["owner"]
    assert key["id"] not in str(await ok(other.get("/api-keys")))
    assert entry["id"] in str(await ok(api.get("/block-lists-entries")))


async def test_some_operations_have_lower_limits(core: Core, workspace: workspaces.Installed, clock: Any) -> None:
    body = {"eaccount": "x@y.example", "to_address_email_list": "a@b.example", "subject": "x", "body": {"html": "x"}}
    async with client(load("instantly").app(core, Settings()), workspace.key) as api:
        for _ in range(10):
            await ok(api.post("/emails/test", json=body))
        await refused(api.post("/emails/test", json=body), 429)
        for _ in range(20):
            await ok(api.get("/emails"))
        late = await api.get("/emails")
        assert late.status_code == 429
        assert int(late.headers["retry-after"]) >= 1
        await ok(api.get("/campaigns"))
        clock.advance(61)
        await ok(api.get("/emails"))
