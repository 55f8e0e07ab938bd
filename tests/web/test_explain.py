"""Explain over HTTP: every kind, by either form of id, within the caller's workspace only."""

from collections.abc import AsyncIterator

import httpx
import pytest_asyncio

from outrider.app import create_app
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from outrider.store.ids import to_uuid
from tests.engine.helpers import make


@pytest_asyncio.fixture
async def http(core: Core) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=create_app(core, Settings()))
    async with httpx.AsyncClient(transport=transport, base_url="http://test/api/explain") as client:
        yield client


def bearer(of: Installed) -> dict[str, str]:
    return {"Authorization": f"Bearer {of.key}"}


async def test_what_binds_and_when_it_ends(core: Core, workspace: Installed, http: httpx.AsyncClient) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1, schedule={"timezone": "UTC", "windows": [
        {"days": [1, 2, 3, 4, 5], "start": "10:00", "end": "12:00"}
    ]})  # fmt: skip
    ids = {"campaign": made.campaign_id, "sender": made.sender_ids[0], "enrollment": made.enrollment_ids[0]}
    for kind, id in ids.items():
        answer = await http.get(f"/{kind}/{id}", headers=bearer(workspace))
        assert answer.status_code == 200
        assert answer.json() == (await http.get(f"/{kind}/{to_uuid(kind, id)}", headers=bearer(workspace))).json()
    told = (await http.get(f"/enrollment/{ids['enrollment']}", headers=bearer(workspace))).json()
    assert (told["code"], told["next_at"]) == ("outside_window", "2026-03-02T10:00:00+00:00")
    assert told["parts"][0]["object"] == {"kind": "campaign", "id": made.campaign_id, "name": "A campaign"}


async def test_who_may_not_ask(core: Core, workspace: Installed, stranger: Installed, http: httpx.AsyncClient) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1)
    assert (await http.get(f"/campaign/{made.campaign_id}")).status_code == 401
    assert (await http.get(f"/campaign/{made.campaign_id}", headers={"Authorization": "Bearer or_no"})).status_code == 401
    for path in (
        f"/campaign/{made.campaign_id}",
        "/campaign/0",
        "/campaign/x",
        f"/nothing/{made.campaign_id}",
        f"/sender/{'9' * 30}",
    ):
        refused = await http.get(path, headers=bearer(stranger))
        assert refused.status_code == 404
        assert set(refused.json()) == {"error", "code"}
