"""A template that costs too much and is in the database all the same stops its own lead, with a reason, and nobody else's."""

import threading

import pytest

from outrider.engine.sending import decide, dispatch
from outrider.outreach.base.scope import Core
from outrider.outreach.enrollments import enrollments
from outrider.outreach.tenancy.workspaces import Installed
from tests.engine.helpers import Remembering, make, make_engine, work

ENDLESS = "{% for i in (1..9000000000) offset: 8999999990 %}x{% endfor %}"


async def test_a_costly_template_pauses_its_lead_and_the_others_go_on(core: Core, workspace: Installed) -> None:
    costly = await make(core, workspace.workspace_id, n_leads=1, prefix="costly")
    fine = await make(core, workspace.workspace_id, n_leads=2, prefix="fine")
    async with core.scope(workspace.workspace_id) as scope:
        await scope.run(
            """
            UPDATE variants v SET body = %(body)s FROM steps s
            WHERE v.workspace_id = %(workspace_id)s AND s.workspace_id = v.workspace_id AND s.id = v.step_id
              AND s.campaign_id = %(campaign)s
            """,
            body=ENDLESS,
            campaign=costly.campaign_id,
        )
    transport = Remembering(core)
    await work(make_engine(core, transport), workspace.workspace_id)
    async with core.scope(workspace.workspace_id) as scope:
        stopped = await enrollments.get(scope, costly.enrollment_ids[0])
    assert (stopped.status, stopped.reason) == ("paused", "template_error")
    assert "1,000 numbers" in (stopped.reason_detail or "")
    assert len(transport.left) == len(fine.enrollment_ids)


async def test_texts_are_made_beside_the_event_loop(core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[threading.Thread] = []
    message = decide._message

    def seen(*args: object) -> object:
        threads.append(threading.current_thread())
        return message(*args)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(decide, "_message", seen)
    made = await make(core, workspace.workspace_id, n_leads=1)
    await dispatch.claim(make_engine(core), made.workspace_id)
    assert threads
    assert threading.main_thread() not in threads
