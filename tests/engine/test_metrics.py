"""GET /metrics says what waits, how late it is and what happened, and nothing about anybody."""

from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from outrider.app import create_app
from outrider.clock import SimulatedClock
from outrider.engine import metrics, totals
from outrider.engine.engine import LEASE_SECONDS, Outcome
from outrider.engine.sending import dispatch
from outrider.outreach.base import jobs
from outrider.outreach.base.scope import Core
from outrider.outreach.conversations import webhooks
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from tests.engine.helpers import Remembering, make, make_engine, work


async def figures(core: Core) -> tuple[str, dict[tuple[str, ...], float]]:
    await totals.keep(core)
    return await scraped(core)


async def scraped(core: Core) -> tuple[str, dict[tuple[str, ...], float]]:
    transport = httpx.ASGITransport(app=create_app(core, Settings()))
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as http:
        answer = await http.get("/metrics")
    assert answer.status_code == 200
    found = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }
    return answer.text, found


async def test_what_waits_and_what_happened(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    made = await make(core, workspace.workspace_id, n_leads=3)
    async with core.scope(workspace.workspace_id) as scope:
        _, secret = await webhooks.create(
            scope, dialect="plain", url="https://hooks.example/?token=tok", event_types=["message.sent"]
        )
    clock.advance(90)
    _, before = await figures(core)
    assert before["outrider_due", "senders"] == before["outrider_due_workspaces", "senders"] == 1
    assert before["outrider_lag_seconds", "senders"] == 90
    wire = before.get(("outrider_wire_total", "email", "sent"), 0)
    transport: Any = Remembering(
        core, answers={"p0@prospect.example": Outcome("bounced"), "p1@prospect.example": Outcome("later")}
    )
    await work(make_engine(core, transport), made.workspace_id)
    clock.advance(LEASE_SECONDS)
    text, after = await figures(core)
    assert after["outrider_events_total", "message.sent"] == after["outrider_events_total", "message.bounced"] == 1
    assert after["outrider_wire_total", "email", "sent"] == wire + 1
    assert after["outrider_due", "messages"] == 1
    assert after["outrider_due", "webhooks"] == 1
    assert after["outrider_lag_seconds", "webhooks"] == LEASE_SECONDS
    assert after["outrider_things", "email/active", "sender"] == 1
    assert after["outrider_due", "lost_messages"] == 0
    for hidden in (secret, "tok", "example", workspace.key, "Acme", "password"):
        assert hidden not in text


async def test_a_message_whose_process_died_shows(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1)
    await dispatch.claim(make_engine(core), made.workspace_id)
    clock.advance(LEASE_SECONDS + 30)
    _, found = await figures(core)
    assert (found["outrider_due", "lost_messages"], found["outrider_lag_seconds", "lost_messages"]) == (1, 30)
    assert found["outrider_things", "sending", "message"] == 1


async def test_totals_are_read_and_not_counted(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    """What they say is as old as they say."""
    await totals.keep(core)
    await make(core, workspace.workspace_id, n_leads=1)
    clock.advance(30)
    _, found = await scraped(core)
    assert ("outrider_things", "email/active", "sender") not in found
    assert found["outrider_totals_age_seconds",] == 30


async def test_one_process_counts_at_a_time(core: Core, clock: SimulatedClock) -> None:
    assert await totals.keep(core)
    assert not await totals.keep(core)
    clock.advance(totals.SECONDS)
    assert await totals.keep(core)


async def test_what_piles_up_is_counted_up_to_a_bound(
    core: Core, workspace: Installed, clock: SimulatedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metrics, "MOST", 5)
    monkeypatch.setattr(metrics, "MOST_IN_ALL", 3)
    await make(core, workspace.workspace_id, n_leads=1, n_senders=4)
    async with core.scope(workspace.workspace_id) as scope:
        for _ in range(7):
            await jobs.enqueue(scope, "leads.bulk")
    clock.advance(20)
    _, found = await scraped(core)
    assert (found["outrider_due", "jobs"], found["outrider_due", "senders"]) == (5, 3)
    assert (found["outrider_lag_seconds", "jobs"], found["outrider_due_workspaces", "jobs"]) == (20, 1)
