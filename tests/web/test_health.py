"""What whoever operates the process asks it: is it alive, is it ready, what does it count."""

import httpx
import pytest
from pydantic import SecretStr

from outrider.app import create_app
from outrider.engine import metrics
from outrider.mcp import http as mcp_http
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings


def asking(core: Core, settings: Settings | None = None) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=create_app(core, settings or Settings()))
    return httpx.AsyncClient(transport=transport, base_url="http://here")


async def test_a_process_without_its_database_is_alive_and_not_ready(core: Core) -> None:
    async with asking(core) as http:
        assert (await http.get("/readyz")).status_code == 200
        await core.pool.close()
        assert (await http.get("/readyz")).status_code == 503
        assert (await http.get("/healthz")).status_code == 200


async def test_metrics_can_be_switched_off(core: Core) -> None:
    async with asking(core, Settings(metrics=False)) as http:
        assert (await http.get("/metrics")).status_code == 404


@pytest.mark.parametrize(("given", "status"), [("", 401), ("Bearer wrong", 401), ("Bearer the-token", 200)])
async def test_metrics_can_be_kept_for_who_has_a_token(core: Core, given: str, status: int) -> None:
    async with asking(core, Settings(metrics_token=SecretStr("the-token"))) as http:
        assert (await http.get("/metrics", headers={"Authorization": given})).status_code == status


async def test_metrics_ask_the_database_seldom(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    ask = metrics.Exposition._ask

    async def counted(self: metrics.Exposition) -> bytes:
        nonlocal asked
        asked += 1
        return await ask(self)

    monkeypatch.setattr(metrics.Exposition, "_ask", counted)
    async with asking(core) as http:
        for _ in range(3):
            await http.get("/metrics")
    assert asked == 1


async def test_metrics_of_the_process_are_there_without_the_database(core: Core) -> None:
    async with asking(core) as http:
        await core.pool.close()
        answer = await http.get("/metrics")
    assert "outrider_database_answers 0.0" in answer.text
    assert "outrider_wire_seconds" in answer.text


async def test_tools_that_cannot_be_built_say_so(core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no tools today")

    monkeypatch.setattr(mcp_http, "http_app", broken)
    app = create_app(core, Settings())
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://here", timeout=60) as http,
    ):
        answer = await http.post("/mcp/smartlead", json={}, headers={"Authorization": f"Bearer {workspace.key}"})
    assert answer.status_code == 503
