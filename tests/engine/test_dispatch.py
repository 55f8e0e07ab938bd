"""Who gets a message, from whom, when, and why not."""

from outrider.outreach.people import Installed
from outrider.outreach.scope import Core
from tests.engine.helpers import DAY, Remembering, make, make_engine, run_until, steps, work
from datetime import timedelta


async def test_a_sequence_runs_to_its_end(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=5, n_senders=2, sequence=steps(0, 2 * DAY, 3 * DAY))
    transport = Remembering(core)
    engine = make_engine(core, transport)
    start = core.clock.now()
    assert await work(engine, made.workspace_id) == 5
    await run_until(engine, made.workspace_id, start + timedelta(days=10))
    assert len(transport.left) == 15
