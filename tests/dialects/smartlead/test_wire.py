"""What holds for every route: keys, limits, transactions, tenancy, bad input, and an honest answer for what is not served."""

import json
import re
from typing import Any

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from tests.dialects.clients import Api, client, ok
from tests.dialects.smartlead.conftest import a_campaign, leads, refused

from outrider import errors
from outrider.app import create_app
from outrider.clock import SimulatedClock
from outrider.dialects import load
from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.app import Conventions, build_app
from outrider.dialects.kit.routing import Part
from outrider.dialects.smartlead import DIALECT
from outrider.dialects.smartlead.errors import error_body
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.tenancy import keys, workspaces
from outrider.settings import Settings


async def test_a_key_is_needed(app: FastAPI, workspace: workspaces.Installed, core: Core) -> None:
    async with client(app, "") as nobody:
        assert await refused(nobody.get("/campaigns"), 401) == "Invalid API Key"
    async with client(app, "or_" + "0" * 40) as guesser:
        await refused(guesser.get("/campaigns"), 401)
    async with client(app, workspace.key) as api:
        await ok(api.get("/campaigns"))
        async with core.scope(workspace.workspace_id, Actor("test", workspace.user_id)) as scope:
            [key] = await keys.find_all(scope)
            await keys.revoke(scope, key.id)
        await refused(api.get("/campaigns"), 401)


async def test_a_key_does_what_its_scopes_allow(app: FastAPI, workspace: workspaces.Installed, core: Core) -> None:
    async with core.scope(workspace.workspace_id, Actor("test", workspace.user_id)) as scope:
        _, key = await keys.create(scope, "reader", scopes=("*:read",))
    async with client(app, key) as api:
        await ok(api.get("/campaigns"))
        assert "campaigns:write" in await refused(api.post("/campaigns/create", json={"name": "x"}), 403)


async def test_ten_requests_in_two_seconds(core: Core, workspace: workspaces.Installed, clock: SimulatedClock) -> None:
    async with client(load("smartlead").app(core, Settings()), workspace.key) as api:
        for left in reversed(range(10)):
            answer = await api.get("/leads/fetch-categories")
            assert (answer.status_code, answer.headers["x-ratelimit-remaining"]) == (200, str(left))
        late = await api.get("/leads/fetch-categories")
        assert late.status_code == 429
        assert late.json()["message"]
        assert int(late.headers["retry-after"]) >= 1
        clock.advance(2.1)
        await ok(api.get("/leads/fetch-categories"))


async def test_what_was_answered_is_committed(api: Api, core: Core, workspace: workspaces.Installed) -> None:
    """When the answer is here, another connection sees the row."""
    id = await a_campaign(api)
    async with core.pool.connection() as conn:
        cursor = await conn.execute(
            "SELECT name FROM campaigns WHERE workspace_id = %s AND id = %s", (workspace.workspace_id, id)
        )
        assert await cursor.fetchone() == {"name": "Spring"}


async def test_commit_precedes_the_answer_and_errors_roll_back(
    core: Core, workspace: workspaces.Installed, settings: Settings
) -> None:
    router = APIRouter(prefix="/api/v1")
    seen: list[Any] = []

    @router.post("/make/{how}")
    async def make(scope: Scoped, how: str) -> dict[str, bool]:
        await scope.run(
            "INSERT INTO tags (workspace_id, name, created_at, updated_at) VALUES (%(workspace_id)s, %(name)s, %(now)s, %(now)s)",
            name=how,
        )
        if how == "refused":
            raise errors.Invalid("no")
        if how == "broken":
            raise RuntimeError("secret detail")
        return {"ok": True}

    app = build_app(DIALECT, core, settings, parts=[Part(router)], conventions=Conventions(error_body=error_body))

    async def names() -> set[str]:
        async with core.pool.connection() as conn:
            cursor = await conn.execute("SELECT name FROM tags WHERE workspace_id = %s", (workspace.workspace_id,))
            return {row["name"] for row in await cursor.fetchall()}

    async def watching(scope: Any, receive: Any, send: Any) -> None:
        async def watched(message: Any) -> None:
            if message["type"] == "http.response.start":
                seen.append(await names())
            await send(message)

        await app(scope, receive, watched)

    transport = httpx.ASGITransport(app=watching)
    async with httpx.AsyncClient(transport=transport, base_url="http://t/api/v1", params={"api_key": workspace.key}) as api:
        await ok(api.post("/make/kept"))
        await refused(api.post("/make/refused"), 400)
        broken = await api.post("/make/broken")
        assert broken.status_code == 500
        assert "secret" not in broken.text
        assert broken.json()["ok"] is False
    assert seen == [{"kept"}, {"kept"}, {"kept"}]


async def test_another_workspace_sees_and_changes_nothing(api: Api, other: Api) -> None:  # promise 6
    campaign = await a_campaign(api)
    await ok(api.post(f"/campaigns/{campaign}/leads", json={"lead_list": leads(1)}))
    row = (await ok(api.get(f"/campaigns/{campaign}/leads")))["data"][0]
    lead, map_id = row["lead"]["id"], row["campaign_lead_map_id"]
    list_id = (await ok(api.post("/lead-list/", json={"list_name": "Mine"})))["id"]
    tag = (await ok(api.post("/email-accounts/tag-manager", json={"name": "Mine"})))["id"]
    subscription = {"name": "h", "webhook_url": "https://example.com/h", "event_types": ["EMAIL_SENT"]}
    hook = (await ok(api.post(f"/campaigns/{campaign}/webhooks", json=subscription)))["id"]
    mine = (await ok(other.post("/campaigns/create", json={"name": "Theirs"})))["id"]
    for method, path, body in (
        ("GET", f"/campaigns/{campaign}", None),
        ("DELETE", f"/campaigns/{campaign}", None),
        ("POST", f"/campaigns/{campaign}/status", {"status": "PAUSED"}),
        ("POST", f"/campaigns/{campaign}/settings", {"name": "Stolen"}),
        ("POST", f"/campaigns/{campaign}/schedule", {"max_new_leads_per_day": 1}),
        ("GET", f"/campaigns/{campaign}/sequences", None),
        ("GET", f"/campaigns/{campaign}/leads", None),
        ("POST", f"/campaigns/{campaign}/leads", {"lead_list": leads(1)}),
        ("DELETE", f"/campaigns/{campaign}/leads/{lead}", None),
        ("DELETE", f"/campaigns/{mine}/leads/{lead}", None),
        ("POST", f"/campaigns/{mine}/leads/{lead}", {"first_name": "Stolen"}),
        ("GET", f"/campaigns/{campaign}/analytics", None),
        ("GET", f"/campaigns/{campaign}/statistics", None),
        ("GET", f"/campaigns/{campaign}/leads-export", None),
        ("GET", f"/campaigns/{campaign}/leads/{lead}/message-history", None),
        ("POST", f"/leads/{lead}/unsubscribe", None),
        ("GET", f"/leads/{lead}/campaigns", None),
        ("DELETE", f"/leads/{lead}", None),
        ("GET", f"/lead-list/{list_id}", None),
        ("PUT", f"/lead-list/{list_id}", {"list_name": "Stolen"}),
        ("DELETE", f"/lead-list/{list_id}", None),
        ("POST", f"/lead-list/{list_id}/import", {"file_name": "x", "lead_list": leads(1)}),
        ("POST", "/lead-list/assign-tags", {"list_ids": [list_id], "tag_ids": [tag]}),
        ("POST", "/leads/push-to-campaign", {"campaign_id": mine, "list_id": list_id}),
        ("POST", "/leads/push-to-campaign", {"campaign_id": campaign, "all_leads": True}),
        ("PATCH", "/master-inbox/update-category", {"email_lead_map_id": map_id, "category_id": None}),
        ("PATCH", "/master-inbox/change-read-status", {"email_lead_map_id": map_id, "read_status": True}),
        ("GET", f"/master-inbox/{map_id}", None),
        ("DELETE", f"/campaigns/{mine}/webhooks", {"id": hook}),
        ("GET", f"/webhooks/{hook}", None),
        ("DELETE", f"/webhooks/{hook}", None),
    ):
        await refused(other.request(method, path, json=body), 404)
    assert (await ok(other.post("/leads/push-to-campaign", json={"campaign_id": mine, "lead_ids": [lead]})))["data"][
        "pushed"
    ] == 0
    assert (await ok(other.get("/leads/global-leads")))["data"] == []
    assert (await ok(api.get(f"/campaigns/{campaign}")))["name"] == "Spring"
    assert (await ok(api.get(f"/campaigns/{campaign}/leads")))["data"] == [row]


BAD_IDS = ["0", "-1", "abc", "1.5", str(2**63), "%00", "null", "1e3"]


@pytest.mark.parametrize("bad", BAD_IDS)
async def test_an_id_that_is_none_is_refused_everywhere(app: FastAPI, api: Api, bad: str) -> None:  # rule 7
    for path, item in app.openapi()["paths"].items():
        for method in item:
            if "{" not in path:
                continue
            answer = await api.request(method.upper(), re.sub(r"\{\w+\}", bad, path).removeprefix("/api/v1"), json={})
            assert answer.status_code in (400, 404, 405, 422), f"{method} {path}: {answer.status_code} {answer.text}"
            assert answer.json()["message"]


@pytest.mark.parametrize("body", [b"", b"{", b"null", b"[]", b'"text"', b"1", b'{"a": NaN}', b"\xff\xfe", b"[" * 3000])
async def test_a_body_that_is_none_is_refused_everywhere(app: FastAPI, api: Api, body: bytes) -> None:
    for path, item in app.openapi()["paths"].items():
        for method, operation in item.items():
            if "requestBody" not in operation:
                continue
            target = re.sub(r"\{\w+\}", "1", path).removeprefix("/api/v1")
            answer = await api.request(method.upper(), target, content=body, headers={"Content-Type": "application/json"})
            assert answer.status_code in (200, 400, 404, 422), f"{method} {path}: {answer.status_code} {answer.text}"
            if answer.status_code == 200:  # an inbox query may be {}, or left out
                assert b"{" in body or body in (b"", b"null")


@pytest.mark.parametrize(
    "value", ["\x00", "\ud800", "x" * 100_000, 10**30, -1, True, None, {}, [], [[]], {"a": 1}, 1.5, float("1e308")]
)
async def test_wrong_values_are_refused_or_harmless(app: FastAPI, api: Api, value: Any) -> None:
    """Every field of every body takes every odd value once: never a 500."""
    campaign = await a_campaign(api)
    document = app.openapi()
    for path, item in document["paths"].items():
        for method, operation in item.items():
            schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            name = str(schema.get("$ref", "")).rpartition("/")[2]
            for field in document["components"]["schemas"].get(name, {}).get("properties", {}):
                target = re.sub(r"\{campaign_id\}", str(campaign), path)
                target = re.sub(r"\{\w+\}", "1", target).removeprefix("/api/v1")
                answer = await api.request(method.upper(), target, content=_json({field: value}))
                assert answer.status_code < 500, f"{method} {path} {field}: {answer.status_code} {answer.text}"


def _json(value: Any) -> bytes:
    return json.dumps(value).encode()


async def test_an_unknown_path_and_method_are_errors_of_the_vendors_shape(api: Api) -> None:
    assert "GET /api/v1/no/such/path" in await refused(api.get("/no/such/path"), 404)
    known = await api.request("PUT", "/campaigns/create", json={})
    assert known.status_code == 405
    assert "POST" in known.headers["Allow"]
    assert known.json()["ok"] is False


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/master-inbox/trash"), ("PUT", "/campaigns/all"), ("POST", "/leads/find")]
)
async def test_a_word_in_the_place_of_an_id_is_an_unknown_path(api: Api, method: str, path: str) -> None:
    assert f"{method} /api/v1{path}" in await refused(api.request(method, path, json={}), 404)
    answer = await api.request(method, re.sub("[a-z]+$", "1", path), json={})
    assert answer.status_code == 405
    assert answer.headers["Allow"]


async def test_a_base_url_that_is_too_short_is_told_the_right_one(
    core: Core, settings: Settings, workspace: workspaces.Installed
) -> None:
    transport = httpx.ASGITransport(app=create_app(core, settings))
    async with httpx.AsyncClient(transport=transport, params={"api_key": workspace.key}) as api:
        right = "http://here:8025/smartlead/api/v1"
        assert f"is {right}." in await refused(api.get("http://here:8025/smartlead/campaigns"), 404)
        assert "is https://server.smartlead.ai/api/v1." in await refused(api.get("https://server.smartlead.ai/campaigns"), 404)
        for path in ("/api/v1/campaigns", "/campaigns", "/smartlead.md"):
            answer = await api.get(f"http://here:8025{path}")
            assert answer.status_code == 404
            assert answer.json()["bases"]["smartlead"] == right


SERVED_TOO = (
    ("GET", "/campaigns/"), ("POST", "/campaigns/1/send-test-email"), ("POST", "/campaigns/1/leads/1/category"),
    ("POST", "/campaigns/1/leads/1/manual-complete"), ("POST", "/campaigns/update-lead-email-account"),
    ("GET", "/campaigns/1/leads-statistics"), ("GET", "/analytics/campaign/overall-stats"), ("GET", "/campaigns/1/leads-export"),
    ("GET", "/analytics/campaign/response-stats"), ("GET", "/analytics/day-wise-overall-stats"),
    ("GET", "/analytics/day-wise-positive-reply-stats"), ("GET", "/analytics/mailbox/domain-wise-health-metrics"),
    ("GET", "/analytics/mailbox/name-wise-health-metrics"), ("GET", "/analytics/mailbox/provider-wise-overall-performance"),
    ("GET", "/analytics/lead/overall-stats"), ("GET", "/analytics/lead/category-wise-response"),
    ("GET", "/analytics/campaign/follow-up-reply-rate"), ("GET", "/analytics/client/overall-stats"),
    ("PUT", "/email-accounts/suspend/1"), ("DELETE", "/email-accounts/unsuspend/1"), ("POST", "/email-accounts/tag-manager"),
    ("POST", "/email-accounts/tag-mapping"), ("DELETE", "/email-accounts/tag-mapping"), ("GET", "/master-inbox/1"),
    ("POST", "/master-inbox/archived"), ("POST", "/master-inbox/sent"), ("POST", "/master-inbox/scheduled"),
    ("POST", "/master-inbox/snoozed"), ("POST", "/master-inbox/reminders"), ("POST", "/master-inbox/set-reminder"),
    ("PATCH", "/master-inbox/update-revenue"), ("POST", "/master-inbox/update-team-member"),
    ("PATCH", "/master-inbox/resume-lead"),
    ("POST", "/email-campaigns/forward-reply-email"), ("POST", "/leads/leads/push-between-lists"),
    ("POST", "/campaigns/1/leads/1/pause"), ("POST", "/campaigns/1/leads/1/resume"), ("POST", "/campaigns/1/leads/1/unsubscribe"),
    ("POST", "/leads/1/unsubscribe"), ("DELETE", "/leads/1"), ("GET", "/leads/1/campaigns"),
    ("POST", "/leads/add-domain-block-list"),
    ("GET", "/leads/get-domain-block-list"), ("DELETE", "/leads/remove-domain-block-list"), ("GET", "/campaigns/1/webhooks"),
    ("POST", "/webhooks"), ("PATCH", "/webhooks/1"), ("DELETE", "/webhooks/1"),
)  # fmt: skip


@pytest.mark.parametrize(("method", "path"), SERVED_TOO)
async def test_paths_beyond_the_tools_are_served(api: Api, method: str, path: str) -> None:
    """With nothing there and nothing in the body they answer as such, but they are there."""
    answer = await api.request(method, path, json={})
    assert answer.status_code in (200, 400, 404, 422)
    assert answer.status_code == 200 or answer.json()["error"] != "Not Found"


async def test_the_documentation_is_open(app: FastAPI) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://t") as api:
        page = await api.get("/docs")
        assert page.status_code == 200
        assert "swagger" in page.text.lower()
        document = (await api.get("/openapi.json")).json()
    assert len(document["paths"]) >= 60
    assert "/api/v1/campaigns" in document["paths"]


async def test_clients_with_a_fixed_base_url_come_by_its_own_host(
    core: Core, settings: Settings, workspace: workspaces.Installed
) -> None:
    transport = httpx.ASGITransport(app=create_app(core, settings))
    async with httpx.AsyncClient(transport=transport, params={"api_key": workspace.key}) as api:
        made = await ok(api.post("https://server.smartlead.ai/api/v1/campaigns/create", json={"name": "Spring"}))
        listed = await ok(api.get("http://anywhere.example/smartlead/api/v1/campaigns"))
    assert [c["id"] for c in listed] == [made["id"]]
