"""What a real mail server's answers do to messages, enrollments and senders."""

from collections.abc import AsyncIterator
from datetime import timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
import pytest_asyncio

from outrider.clock import SimulatedClock
from outrider.engine.engine import Engine
from outrider.engine.sending import recover
from outrider.engine.sending.mail import EmailTransport
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import figures
from outrider.outreach.enrollments import explain
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox.world import Options, World
from tests.engine.helpers import DAY, Made, make, make_engine, run_until, steps, work
from tests.making import rows
from tests.working import do_due


@pytest_asyncio.fixture
async def world(clock: SimulatedClock) -> AsyncIterator[World]:
    async with World(clock, options=Options(react=False, tls=False)) as world:
        yield world


async def ready(
    core: Core, world: World, workspace: Installed, n_leads: int = 1, n_senders: int = 1, **options: Any
) -> tuple[Made, Engine]:
    for i in range(n_senders):
        world.add_mailbox(f"sp{i}@sender.example", "pw")
    made = await make(core, workspace.workspace_id, n_leads=n_leads, n_senders=n_senders, smtp_port=world.smtp_port, **options)
    engine = make_engine(core)
    engine.transports["email"] = EmailTransport(core, engine.settings)
    return made, engine


async def state(core: Core) -> dict[str, object]:
    found = await rows(core, "SELECT state, state_reason, attempts FROM messages ORDER BY id")
    return found[0] if found else {}


async def test_mail_arrives_threaded(core: Core, world: World, workspace: Installed) -> None:
    made, engine = await ready(core, world, workspace, 2, sequence=steps(0, DAY))
    await work(engine, made.workspace_id)
    await run_until(engine, made.workspace_id, core.clock.now() + timedelta(days=2))
    for i in range(2):
        first, second = (message_from_bytes(d.raw, policy=policy.default) for d in world.delivered(f"p{i}@prospect.example"))
        assert first["Subject"] == f"Hi Pat{i}"
        assert second["Subject"] == f"Re: Hi Pat{i}"
        assert second["In-Reply-To"] == first["Message-ID"]
        assert second["References"] == first["Message-ID"]
        assert first["From"] == second["From"] == "Sender 0 <sp0@sender.example>"
        assert first["List-Unsubscribe"].startswith("<mailto:sp0@sender.example?subject=unsubscribe%20")
    async with core.scope(workspace.workspace_id) as scope:
        assert await figures.recount(scope) == []


async def test_a_greylisted_message_is_tried_again_as_the_same_row(core: Core, world: World, workspace: Installed) -> None:
    made, engine = await ready(core, world, workspace)
    world.faults.answer(450, "4.7.1 Greylisted", times=2)
    await work(engine, made.workspace_id)
    assert await state(core) == {"state": "queued", "state_reason": "try_again", "attempts": 1}
    await run_until(engine, made.workspace_id, core.clock.now() + timedelta(hours=2))
    assert (await state(core)) == {"state": "sent", "state_reason": None, "attempts": 3}
    assert len(world.delivered("p0@prospect.example")) == 1
    assert (await rows(core, "SELECT sum(n) AS n FROM sender_days")) == [{"n": 1}]


async def test_an_unknown_recipient_bounces_and_stops_everywhere(core: Core, world: World, workspace: Installed) -> None:
    made, engine = await ready(core, world, workspace, 2, sequence=steps(0, DAY))
    world.faults.answer(550, "5.1.1 No such user", who="p0@*")
    await run_until(engine, made.workspace_id, core.clock.now() + timedelta(days=3))
    assert (await state(core))["state_reason"] == "bounced"
    assert (await rows(core, "SELECT status, reason FROM enrollments ORDER BY id"))[0] == {
        "status": "stopped",
        "reason": "bounced",
    }
    assert await rows(core, "SELECT value, reason FROM suppressions") == [{"value": "p0@prospect.example", "reason": "bounced"}]
    assert len(world.delivered("p1@prospect.example")) == 2


async def test_refused_credentials_stop_the_sender_not_the_leads(core: Core, world: World, workspace: Installed) -> None:
    made, engine = await ready(core, world, workspace, 3)
    world.faults.refuse_auth("sp0@sender.example", times=6)  # three logins, each by two mechanisms
    await run_until(engine, made.workspace_id, core.clock.now() + timedelta(hours=1))
    assert await rows(core, "SELECT status, status_code FROM senders") == [{"status": "error", "status_code": "auth_failed"}]
    assert await rows(core, "SELECT count(*) AS n FROM messages") == [{"n": 0}]
    assert await rows(core, "SELECT DISTINCT status, sender_id FROM enrollments") == [{"status": "active", "sender_id": None}]
    assert await rows(core, "SELECT sum(n) AS n FROM sender_days") == [{"n": 0}]


async def test_an_unauthenticated_domain_is_the_senders_fault(core: Core, world: World, workspace: Installed) -> None:
    made, engine = await ready(core, world, workspace, 2)
    world.faults.answer(550, "5.7.515 Access denied, sending domain does not meet the required authentication level")
    await work(engine, made.workspace_id)
    assert await rows(core, "SELECT status, status_code FROM senders") == [
        {"status": "paused", "status_code": "domain_unauthenticated"}
    ]
    assert await rows(core, "SELECT count(*) AS n FROM leads WHERE bounced_at IS NOT NULL") == [{"n": 0}]


async def test_a_full_mailbox_is_tried_again_and_spares_the_lead(core: Core, world: World, workspace: Installed) -> None:
    made, engine = await ready(core, world, workspace)
    world.faults.answer(552, "5.2.2 Mailbox full")
    await work(engine, made.workspace_id)
    assert await state(core) == {"state": "queued", "state_reason": "try_again", "attempts": 1}
    assert await rows(core, "SELECT count(*) AS n FROM leads WHERE bounced_at IS NOT NULL") == [{"n": 0}]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("You have exceeded your hourly limit", "sender_rate_limited"),
        ("Sender address rejected: Access denied", "sender_refused"),
        ("Bad HELO: your host name does not resolve", "sender_host_refused"),
    ],
)
async def test_a_refused_sender_rests_with_a_reason(
    core: Core, world: World, workspace: Installed, answer: str, reason: str
) -> None:
    made, engine = await ready(core, world, workspace, 2)
    world.faults.answer(550, answer)
    await work(engine, made.workspace_id)
    async with core.scope(workspace.workspace_id) as scope:
        assert (await explain.of_sender(scope, made.sender_ids[0])).code == reason
    assert await rows(core, "SELECT DISTINCT status FROM enrollments") == [{"status": "active"}]
    assert await rows(core, "SELECT count(*) AS n FROM leads WHERE bounced_at IS NOT NULL") == [{"n": 0}]


async def test_a_sender_that_may_not_use_its_address_is_stopped(core: Core, world: World, workspace: Installed) -> None:
    made, engine = await ready(core, world, workspace, 2)
    world.faults.answer(550, "5.7.60 Client does not have permissions to send as this sender")
    await work(engine, made.workspace_id)
    assert await rows(core, "SELECT status, status_code FROM senders") == [
        {"status": "paused", "status_code": "sender_not_allowed"}
    ]
    assert await rows(core, "SELECT count(*) AS n FROM leads WHERE bounced_at IS NOT NULL") == [{"n": 0}]


async def test_an_answer_that_never_came_is_uncertain_and_not_sent_again(
    core: Core, world: World, workspace: Installed, clock: SimulatedClock
) -> None:
    made, engine = await ready(core, world, workspace, sequence=steps(0, DAY))
    world.faults.drop_after_accepting()
    await work(engine, made.workspace_id)
    clock.advance(60)
    assert await do_due(engine, recover.queue) == 1
    assert (await state(core))["state"] == "uncertain"
    await run_until(engine, made.workspace_id, core.clock.now() + timedelta(days=5))
    assert len(world.delivered("p0@prospect.example")) == 1
    assert await rows(core, "SELECT status, reason FROM enrollments") == [{"status": "paused", "reason": "uncertain"}]
    assert await rows(core, "SELECT sum(n) AS n FROM sender_days") == [{"n": 1}]


async def test_a_campaign_that_bounces_too_much_is_paused(core: Core, world: World, workspace: Installed) -> None:
    made, engine = await ready(core, world, workspace, 120)
    world.faults.answer(550, "5.1.1 No such user", who="p*", times=None)
    await work(engine, made.workspace_id)
    found = await rows(core, "SELECT status, status_reason FROM campaigns")
    assert found == [{"status": "paused", "status_reason": "bounce_rate"}]
