"""Campaigns that keep to their leads' own clocks, and that close on holidays: when the engine really sends."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Core
from outrider.outreach.enrollments import explain
from outrider.outreach.leads import leads
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.tenancy.workspaces import Installed
from tests.conftest import START
from tests.engine.helpers import Made, Remembering, make, make_engine, run_until, steps, work

OFFICE: dict[str, Any] = {"timezone": "Europe/Berlin", "windows": [{"days": [1, 2, 3, 4, 5], "start": "09:00", "end": "11:00"}]}
PLACES = {
    "p0@prospect.example": {"country": "Japan"},
    "p1@prospect.example": {"schedule_timezone": "America/Los_Angeles"},
    "p2@prospect.example": {"notes": "nobody knows where"},
}
ZONES = dict(zip(PLACES, ("Asia/Tokyo", "America/Los_Angeles", "Europe/Berlin"), strict=True))


async def made(core: Core, workspace: Installed, **campaign: Any) -> Made:
    settings = {"use_lead_timezone": True}
    found = await make(
        core, workspace.workspace_id, n_leads=3, sequence=steps(0, 86_400), settings=settings, schedule=OFFICE, **campaign
    )
    async with core.scope(workspace.workspace_id) as scope:
        await leads.upsert(scope, [LeadInput(email=email, custom=custom) for email, custom in PLACES.items()])
    return found


async def test_each_lead_is_written_to_in_the_window_of_its_own_clock(core: Core, workspace: Installed) -> None:
    await made(core, workspace)
    transport = Remembering(core)
    await run_until(make_engine(core, transport), workspace.workspace_id, START + timedelta(days=4))
    hours = [at.astimezone(ZoneInfo(ZONES[claimed.message.recipient])).hour for at, claimed in transport.left]
    assert (len(hours), set(hours) <= {9, 10}) == (6, True)


async def test_a_lead_waits_for_its_own_morning_and_explain_says_so(core: Core, workspace: Installed) -> None:
    found = await made(core, workspace)
    await work(make_engine(core, Remembering(core)), found.workspace_id)  # 10:00 in Berlin
    async with core.scope(found.workspace_id) as scope:
        in_tokyo = await explain.of_enrollment(scope, found.enrollment_ids[0])
    assert (in_tokyo.code, in_tokyo.next_at) == (Reason.LEAD_OUTSIDE_WINDOW, datetime(2026, 3, 3, 0, tzinfo=UTC))


async def test_a_senders_own_day_holds_as_well(core: Core, workspace: Installed) -> None:
    hours = {"timezone": "Europe/Berlin", "windows": [{"days": [1, 2, 3, 4, 5], "start": "18:30", "end": "20:00"}]}
    await made(core, workspace, sender={"schedule": hours})
    transport = Remembering(core)
    await run_until(make_engine(core, transport), workspace.workspace_id, START + timedelta(days=1))
    left = [(claimed.message.recipient, at) for at, claimed in transport.left]
    assert left == [("p1@prospect.example", datetime(2026, 3, 2, 17, 30, tzinfo=UTC))]


async def test_nothing_leaves_on_a_holiday(core: Core, workspace: Installed) -> None:
    """6 March 2026 is one in Ghana, and the 8th a Sunday."""
    await make(core, workspace.workspace_id, n_leads=1, sequence=steps(0, 4 * 86_400), schedule={**OFFICE, "holidays": ["GH"]})
    transport = Remembering(core)
    await run_until(make_engine(core, transport), workspace.workspace_id, START + timedelta(days=9))
    assert [at.date().isoformat() for at, _ in transport.left] == ["2026-03-02", "2026-03-09"]
