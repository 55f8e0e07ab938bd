"""Links of sent messages: tickets that nobody else can make, and what following them records."""

import asyncio
import re
from datetime import timedelta

import pytest

from outrider.clock import SimulatedClock
from outrider.engine.sending.mail import as_bytes
from outrider.outreach.base import enrollment_states
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaigns, figures
from outrider.outreach.correspondence import tracking
from outrider.outreach.enrollments import enrollments, leaving
from outrider.outreach.tenancy.workspaces import Installed
from outrider.store.crypto import Vault
from tests.engine.helpers import Made, Remembering, make, make_engine, run_until, steps, work
from tests.engine.test_meanwhile import lock_waits
from tests.making import rows
from tests.waiting import eventually

BASE = "https://go.example.org"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


async def sent(core: Core, workspace: Installed, **settings: object) -> tuple[Made, dict[str, str]]:
    """A tracked message that was sent, and the tokens it carries by purpose."""
    body = '<p>See <a href="https://example.com/page?a=1&amp;b=2">this</a></p>'
    made = await make(
        core, workspace.workspace_id, n_leads=1, sequence=steps(0, 86_400, body=body),
        settings={"open_tracking": True, "click_tracking": True, **settings},
    )  # fmt: skip
    transport = Remembering(core)
    await work(make_engine(core, transport, public_url=BASE), made.workspace_id)
    assert isinstance(core.clock, SimulatedClock)
    core.clock.advance(60)  # nobody reads as fast as a gateway does
    text = as_bytes(transport.left[0][1], core.vault).decode().replace("=\r\n", "").replace("=3D", "=")
    return made, {purpose: re.findall(rf"{BASE}/{purpose}/([\w.-]+?)(?:\.gif)?[\">]", text)[0] for purpose in "uoc"}


async def test_an_open_and_clicks_are_counted(core: Core, workspace: Installed) -> None:
    made, tokens = await sent(core, workspace)
    await tracking.record_open(core, tokens["o"], FIREFOX)
    await tracking.record_open(core, tokens["o"], FIREFOX)
    assert await tracking.record_click(core, tokens["c"], FIREFOX) == "https://example.com/page?a=1&b=2"
    found = await rows(core, "SELECT opens, clicks FROM enrollments")
    assert found == [{"opens": 2, "clicks": 1}]
    async with core.scope(workspace.workspace_id) as scope:
        total = await figures.total(scope, [made.campaign_id])
        assert await figures.recount(scope) == []
    assert (total["message.opened"], total["message.opened/m"], total["message.opened/e"], total["link.clicked"]) == (2, 1, 1, 1)


async def test_what_is_opened_in_a_subsequence_counts_on_the_leads_row_in_the_campaign(core: Core, workspace: Installed) -> None:
    made, tokens = await sent(core, workspace)
    async with core.scope(workspace.workspace_id) as scope:
        parent = await campaigns.create(scope, "Parent")
        [origin] = (await enrollments.enroll(scope, parent.id, made.lead_ids)).values()
        await scope.run(
            "UPDATE enrollments SET origin_id = %(origin)s WHERE workspace_id = %(workspace_id)s AND id = %(id)s",
            origin=origin,
            id=made.enrollment_ids[0],
        )
    await tracking.record_open(core, tokens["o"], FIREFOX)
    await tracking.record_click(core, tokens["c"], FIREFOX)
    assert await rows(core, "SELECT opens, clicks FROM enrollments ORDER BY id") == [{"opens": 1, "clicks": 1}] * 2


async def test_a_machines_click_leads_on_but_is_not_counted(core: Core, workspace: Installed) -> None:
    _, tokens = await sent(core, workspace)
    for machine in ("", "python-requests/2.31", "Barracuda Sentinel (EE)", "Mozilla/5.0 (compatible; bingbot/2.0)"):
        assert await tracking.record_click(core, tokens["c"], machine) == "https://example.com/page?a=1&b=2"
    assert await rows(core, "SELECT clicks FROM enrollments") == [{"clicks": 0}]


async def test_a_gateway_that_poses_as_a_browser_is_too_quick(core: Core, workspace: Installed) -> None:
    _, tokens = await sent(core, workspace, stop_on_open=True, stop_on_click=True)
    later = core.clock.now() - timedelta(seconds=1)
    await rows(core, "UPDATE messages SET sent_at = %(later)s RETURNING id", later=later)
    assert await tracking.record_click(core, tokens["c"], FIREFOX) == "https://example.com/page?a=1&b=2"
    await tracking.record_open(core, tokens["o"], FIREFOX)
    assert await rows(core, "SELECT clicks, status FROM enrollments") == [{"clicks": 0, "status": "active"}]


async def test_a_prefetched_picture_stops_nothing_and_one_shown_to_a_reader_does(core: Core, workspace: Installed) -> None:
    _, tokens = await sent(core, workspace, stop_on_open=True)
    await tracking.record_open(core, tokens["o"], "Mozilla/5.0")  # Apple's
    assert await rows(core, "SELECT opens, status FROM enrollments") == [{"opens": 1, "status": "active"}]
    await tracking.record_open(core, tokens["o"], "Mozilla/5.0 (via ggpht.com GoogleImageProxy)")
    assert await rows(core, "SELECT opens, status FROM enrollments") == [{"opens": 2, "status": "stopped"}]


async def test_an_unsubscription_is_at_once_and_only_once(core: Core, workspace: Installed) -> None:
    made, tokens = await sent(core, workspace)
    assert await tracking.is_valid(core, tokens["u"])
    assert await tracking.unsubscribe(core, tokens["u"])
    assert await tracking.unsubscribe(core, tokens["u"])
    assert await rows(core, "SELECT count(*) AS n FROM events WHERE type = 'lead.unsubscribed'") == [{"n": 1}]
    transport = Remembering(core)
    await run_until(make_engine(core, transport), made.workspace_id, core.clock.now() + timedelta(days=3))
    assert transport.left == []


@pytest.mark.parametrize(("setting", "purpose"), [("stop_on_open", "o"), ("stop_on_click", "c")])
async def test_a_campaign_may_stop_on_open_or_click(core: Core, workspace: Installed, setting: str, purpose: str) -> None:
    _, tokens = await sent(core, workspace, **{setting: True})
    if purpose == "o":
        await tracking.record_open(core, tokens["o"], FIREFOX)
    else:
        await tracking.record_click(core, tokens["c"], FIREFOX)
    found = await rows(core, "SELECT status, reason FROM enrollments")
    assert found == [{"status": "stopped", "reason": "opened" if purpose == "o" else "clicked"}]


async def test_a_token_serves_only_its_own_purpose_and_installation(core: Core, workspace: Installed) -> None:
    _, tokens = await sent(core, workspace)
    other = tracking.make_token(Vault("another secret"), "u", workspace.workspace_id, 1)
    for bad in (tokens["o"], tokens["c"], other, tokens["u"][:-1] + "~", "1.1.0.", "", "x" * 500, "1.2.3.ö"):
        assert not await tracking.is_valid(core, bad)
        assert not await tracking.unsubscribe(core, bad)
    assert await tracking.record_click(core, tokens["u"], FIREFOX) is None
    assert await rows(core, "SELECT unsubscribed_at FROM leads") == [{"unsubscribed_at": None}]


@pytest.mark.parametrize("purpose", ["u", "o", "c"])
async def test_following_a_link_and_recording_do_not_wait_for_each_other(
    core: Core, workspace: Installed, purpose: tracking.Purpose
) -> None:
    """Whatever changes a message or a lead and its enrollment locks the enrollment first: here a result being recorded."""
    made, tokens = await sent(core, workspace)

    async def follow() -> object:
        match purpose:
            case "u":
                return await tracking.unsubscribe(core, tokens["u"])
            case "o":
                return await tracking.record_open(core, tokens["o"], FIREFOX)
            case "c":
                return await tracking.record_click(core, tokens["c"], FIREFOX)

    async with core.scope(workspace.workspace_id) as scope:
        await enrollment_states.lock(scope, made.enrollment_ids)
        following = asyncio.create_task(follow())
        await eventually(lambda: lock_waits(core), saw=lambda: following)
        await scope.run("UPDATE lead_contacts SET last_contacted_at = %(now)s WHERE workspace_id = %(workspace_id)s")
        await scope.run("UPDATE messages SET replied_at = %(now)s WHERE workspace_id = %(workspace_id)s")
    await asyncio.wait_for(following, 60)
    assert (await rows(core, "SELECT opens, clicks, unsubscribed_at IS NOT NULL AS left FROM messages"))[0] == {
        "opens": int(purpose == "o"),
        "clicks": int(purpose == "c"),
        "left": purpose == "u",
    }


async def test_a_link_that_is_followed_twice_at_once_unsubscribes_once(core: Core, workspace: Installed) -> None:
    made, tokens = await sent(core, workspace)
    async with core.scope(workspace.workspace_id) as scope:
        await leaving.unsubscribe(scope, made.lead_ids[0], message_id=1)
        again = asyncio.create_task(tracking.unsubscribe(core, tokens["u"]))
        await eventually(lambda: lock_waits(core), saw=lambda: again)
    await asyncio.wait_for(again, 60)
    assert await rows(core, "SELECT count(*) AS n FROM events WHERE type = 'lead.unsubscribed'") == [{"n": 1}]
