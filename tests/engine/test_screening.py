"""Leads that are verified on import are not written to before, and never when their address takes no mail."""

import pytest

from outrider.clock import SimulatedClock
from outrider.engine.job import MAX_ATTEMPTS
from outrider.engine.work import screening
from outrider.outreach.base.scope import Core
from outrider.outreach.enrollments import enrollments
from outrider.outreach.leads import leads, verification
from outrider.outreach.tenancy import workspaces
from tests.engine.helpers import Remembering, make, make_engine, work
from tests.working import do_jobs


async def test_only_who_takes_mail_is_written_to(
    core: Core, workspace: workspaces.Installed, clock: SimulatedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = {"p0@prospect.example": "verified", "p1@prospect.example": "invalid", "p2@prospect.example": "unknown"}
    unanswered = 0

    async def look(email: str) -> tuple[str, str]:
        return answers[email], "said the test"

    monkeypatch.setattr(verification, "look", look)
    wire = Remembering(core)
    engine = make_engine(core, wire)
    made = await make(core, workspace.workspace_id, n_leads=3)
    async with core.scope(workspace.workspace_id) as scope:
        assert await verification.of_leads(scope, made.lead_ids)
        assert await verification.of_leads(scope, made.lead_ids) is None
    await work(engine, workspace.workspace_id)
    assert wire.left == []
    for _ in range(MAX_ATTEMPTS):
        assert await do_jobs(core, screening.HANDLERS) == 1
        unanswered += 1
        clock.advance(1200)
    assert unanswered == MAX_ATTEMPTS
    assert await do_jobs(core, screening.HANDLERS) == 0
    await work(engine, workspace.workspace_id)
    assert sorted(wire.recipients()) == ["p0@prospect.example", "p2@prospect.example"]
    async with core.scope(workspace.workspace_id) as scope:
        refused = await enrollments.get(scope, made.enrollment_ids[1])
        assert (refused.status, refused.reason) == ("stopped", "invalid_address")
        assert (await leads.get(scope, made.lead_ids[2])).verification is None
