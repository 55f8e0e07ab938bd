"""Keys, scopes, the rate limit, and what every answer carries."""

import asyncio
import sys
from pathlib import Path

import pytest
from fastapi import FastAPI

from outrider.clock import SimulatedClock
from outrider.dialects import load
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy import keys, workspaces
from outrider.settings import Settings
from tests.dialects.clients import client, ok
from tests.dialects.networkhq.conftest import refused

SCOPES = {
    "GET /campaigns": "campaigns:read",
    "POST /campaigns/x/actions": "campaigns:write",
    "GET /campaigns/x/leads": "campaigns:read",
    "PUT /campaigns/x/leads/y/message-overrides": "campaigns:write",
    "GET /linkedin_accounts": "linkedin_accounts:read",
    "GET /lead_lists": "lead_lists:read",
    "POST /lead_lists": "lead_lists:write",
    "GET /lead_lists/x": "lead_lists:read",
    "GET /lead_lists/x/leads": "leads:read",
    "POST /lead_lists/x/leads": "leads:write",
    "GET /leads": "leads:read",
    "GET /leads/x": "leads:read",
    "POST /leads/x/enrich": "leads:write",
    "GET /conversations": "conversations:read",
    "GET /conversations/x": "conversations:read",
    "POST /conversations/x/messages": "conversations:write",
}
LIMITS = ("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset")


async def a_key(core: Core, workspace: workspaces.Installed, *scopes: str) -> str:
    async with core.scope(workspace.workspace_id) as scope:
        return (await keys.create(scope, "narrow", scopes))[1]


@pytest.fixture
def limited(core: Core) -> FastAPI:
    """The API with the vendor's own rate limit."""
    return load("networkhq").app(core, Settings())


async def test_every_operation_401_without_a_good_key_and_403_without_its_scope(
    app: FastAPI, core: Core, workspace: workspaces.Installed
) -> None:
    for operation, scope in SCOPES.items():
        method, path = operation.split()
        async with client(app, None) as api:
            for header in (None, b"", b"Bearer", b"Bearer wrong", "Bearer schl\u00fcssel".encode()):
                headers = {b"Authorization": header} if header is not None else {}
                answer = await api.request(method, path, headers=headers)
                assert answer.status_code == 401, operation
                assert answer.json()["error"]["code"] == "unauthorized", operation
        async with client(app, await a_key(core, workspace, *(set(SCOPES.values()) - {scope}))) as api:
            assert await refused(api.request(method, path, json={}), 403) == "forbidden", operation
        async with client(app, await a_key(core, workspace, scope)) as api:
            assert (await api.request(method, path, json={})).status_code not in (401, 403), operation


async def test_a_key_in_another_scheme_or_revoked_is_401(app: FastAPI, core: Core, workspace: workspaces.Installed) -> None:
    async with client(app, None) as api:
        await refused(api.get("/leads", headers={"Authorization": f"Basic {workspace.key}"}), 401)
        await refused(api.get("/leads", headers={"Authorization": workspace.key}), 401)
        await refused(api.get("/leads", params={"api_key": workspace.key}), 401)
    async with core.scope(workspace.workspace_id) as scope:
        made, plain = await keys.create(scope, "short-lived")
    async with client(app, plain) as api:
        await ok(api.get("/leads"))
        async with core.scope(workspace.workspace_id) as scope:
            await keys.revoke(scope, made.id)
        await refused(api.get("/leads"), 401)


async def test_every_answer_carries_the_rate_limit(
    limited: FastAPI, core: Core, workspace: workspaces.Installed, clock: SimulatedClock
) -> None:
    """200, 201, 400, 401, 403, 404, 405, also where there is no such path and where the body is no JSON."""
    reset = str(int(clock.now().timestamp()) // 60 * 60 + 60)
    narrow = await a_key(core, workspace, "leads:read")
    used = 0
    async with client(limited, workspace.key) as api:
        for method, path, body, status in (
            ("GET", "/leads", None, 200),
            ("POST", "/lead_lists", b'{"lead_lists": [{"name": "a"}]}', 201),
            ("POST", "/lead_lists", b"{no json", 400),
            ("GET", "/campaigns/x/leads?limit=0", None, 400),
            ("GET", "/leads/x", None, 404),
            ("GET", "/nothing/here", None, 404),
            ("DELETE", "/leads", None, 405),
        ):
            used += 1
            answer = await api.request(method, path, content=body, headers={"Content-Type": "application/json"})
            assert answer.status_code == status, answer.text
            assert [answer.headers[name] for name in LIMITS] == ["60", str(60 - used), reset]
    async with client(limited, narrow) as api:
        answer = await api.get("/campaigns")
        assert answer.status_code == 403
        assert [answer.headers[name] for name in LIMITS] == ["60", "59", reset]
    async with client(limited, "wrong") as api:
        answer = await api.get("/campaigns")
        assert answer.status_code == 401
        assert [answer.headers[name] for name in LIMITS] == ["60", "60", reset]


async def test_the_61st_request_of_a_minute_is_429_and_the_next_minute_is_free(
    limited: FastAPI, core: Core, workspace: workspaces.Installed, stranger: workspaces.Installed, clock: SimulatedClock
) -> None:
    async with client(limited, workspace.key) as api, client(limited, stranger.key) as other:
        clock.advance(59)
        for left in range(59, -1, -1):
            assert (await api.get("/lead_lists")).headers["x-ratelimit-remaining"] == str(left)
        answer = await api.get("/lead_lists")
        assert answer.status_code == 429
        assert answer.headers["x-ratelimit-remaining"] == "0"
        assert answer.headers["retry-after"] == "1"
        assert answer.json()["error"]["code"] == "rate_limited"
        await ok(other.get("/lead_lists"))
        clock.advance(1)
        assert (await api.get("/lead_lists")).headers["x-ratelimit-remaining"] == "59"


async def test_the_limit_is_exact_under_four_processes(
    database: str, workspace: workspaces.Installed, clock: SimulatedClock
) -> None:
    worker = Path(__file__).parent / "counting_worker.py"
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, str(worker), database, workspace.key, "25", clock.now().isoformat(), stdout=asyncio.subprocess.PIPE
        )
        for _ in range(4)
    ]
    told = [[int(n) for n in (await process.communicate())[0].split()] for process in processes]
    assert sum(one[0] for one in told) == 60
    assert sum(one[1] for one in told) == 40
    assert sorted(left for one in told for left in one[2:]) == list(range(60))


async def test_405_names_every_method_of_the_path(app: FastAPI, workspace: workspaces.Installed) -> None:
    async with client(app, workspace.key) as api:
        for path, methods in (
            ("/lead_lists", "GET, POST"),
            ("/lead_lists/x/leads", "GET, POST"),
            ("/leads", "GET"),
            ("/leads/x/enrich", "POST"),
        ):
            answer = await api.delete(path)
            assert (answer.status_code, answer.headers["allow"]) == (405, methods)


async def test_each_key_of_a_workspace_has_a_limit_of_its_own(
    limited: FastAPI, core: Core, workspace: workspaces.Installed
) -> None:
    second = await a_key(core, workspace, "*")
    async with client(limited, workspace.key) as api, client(limited, second) as same:
        for _ in range(60):
            await ok(api.get("/lead_lists"))
        await refused(api.get("/lead_lists"), 429)
        assert (await same.get("/lead_lists")).headers["x-ratelimit-remaining"] == "59"
