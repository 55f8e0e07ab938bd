"""Messages that come back undelivered for the time being: sent again within bounds, never twice, and explained."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from outrider.clock import SimulatedClock
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaign_states, figures
from outrider.outreach.correspondence import filing
from outrider.outreach.correspondence.received import Bounce, Received
from outrider.outreach.enrollments import enrollments, explain, staffing, timeline
from outrider.outreach.tenancy.workspaces import Installed
from tests.engine.helpers import DAY, Made, Remembering, make, make_engine, run_until, steps
from tests.making import rows

FULL = Bounce(hard=False, status="5.2.2", cause="mailbox_full", detail="552 5.2.2 mailbox full")


class Returning:
    """A campaign whose messages come back when the test says so."""

    def __init__(self, core: Core, made: Made, transport: Remembering) -> None:
        self.core, self.made, self.transport = core, made, transport
        self.engine = make_engine(core, transport)
        self.reports = 0

    async def days(self, n: float) -> list[datetime]:
        """Live through days; when messages left so far."""
        await run_until(self.engine, self.made.workspace_id, self.core.clock.now() + timedelta(days=n))
        return [at for at, _ in self.transport.left]

    async def comes_back(self, bounce: Bounce = FULL, attempt: int = -1, recipient: str = "p0@prospect.example") -> None:
        """A report about one of the attempts that left, by its Message-ID."""
        self.reports += 1
        claimed = self.transport.left[attempt][1]
        about = Bounce(**{**_fields(bounce), "recipient": recipient, "original_id": claimed.message.wire_id})
        received = Received("bounce", f"report{self.reports}@prospect.example", self.core.clock.now(), None, bounce=about)
        async with self.core.scope(self.made.workspace_id) as scope:
            await filing.file(scope, self.made.sender_ids[0], received)

    async def enrollment(self) -> enrollments.Enrollment:
        async with self.core.scope(self.made.workspace_id) as scope:
            return await enrollments.get(scope, self.made.enrollment_ids[0])

    async def explained(self) -> explain.Explanation:
        async with self.core.scope(self.made.workspace_id) as scope:
            return await explain.of_enrollment(scope, self.made.enrollment_ids[0])


def _fields(bounce: Bounce) -> dict[str, Any]:
    return {name: getattr(bounce, name) for name in Bounce.__dataclass_fields__}


@pytest_asyncio.fixture
async def returning(core: Core, workspace: Installed, clock: SimulatedClock) -> AsyncIterator[Returning]:
    made = await make(core, workspace.workspace_id, n_leads=1, sequence=steps(0, 10 * DAY))
    case = Returning(core, made, Remembering(core))
    await case.days(0.01)
    yield case


async def test_a_message_to_a_full_mailbox_is_sent_again_a_day_later(returning: Returning) -> None:
    await returning.comes_back()
    first, second = await returning.days(2)
    assert timedelta(days=1) <= second - first < timedelta(days=1, hours=1)


async def test_the_further_attempt_is_the_same_message_by_an_id_of_its_own(returning: Returning) -> None:
    await returning.comes_back()
    await returning.days(2)
    (_, first), (_, second) = returning.transport.left
    assert first.message.body_text == second.message.body_text
    assert first.message.wire_id != second.message.wire_id


async def test_the_next_step_counts_from_the_attempt_that_arrived(returning: Returning) -> None:
    await returning.comes_back()
    times = await returning.days(12)
    assert len(times) == 3
    assert times[2] - times[1] >= timedelta(days=10)


async def test_while_it_waits_everybody_can_see_why(returning: Returning) -> None:
    await returning.comes_back()
    found = await returning.explained()
    assert found.code == "returned_by_mail"
    assert found.next_at == returning.core.clock.now() + timedelta(days=1)
    assert "mailbox full" in found.sentence
    async with returning.core.scope(returning.made.workspace_id) as scope:
        action = (await timeline.of(scope, returning.made.enrollment_ids))[returning.made.enrollment_ids[0]][0]
    assert (action.status, action.reason, action.scheduled_for) == ("scheduled", "returned_by_mail", found.next_at)


async def test_the_next_step_goes_on_from_our_message_not_from_the_report(returning: Returning) -> None:
    await returning.comes_back()
    await returning.days(12)
    (_, second), (_, follow_up) = returning.transport.left[1:]
    assert follow_up.message.in_reply_to == second.message.wire_id
    assert follow_up.message.subject == "Re: Hi Pat0"


async def test_attempts_end_and_the_lead_waits_two_weeks(returning: Returning) -> None:
    for _ in range(4):
        await returning.comes_back()
        await returning.days(4.5)
    assert len(returning.transport.left) == 4
    found = await returning.enrollment()
    assert (found.status, found.reason) == ("paused", "soft_bounced")
    assert found.resume_at is not None
    assert found.resume_at > returning.core.clock.now()


async def test_every_return_is_counted_and_the_lead_once(returning: Returning) -> None:
    for _ in range(2):
        await returning.comes_back()
        await returning.days(3)
    async with returning.core.scope(returning.made.workspace_id) as scope:
        counted = await figures.total(scope)
    bounced = {metric: n for metric, n in counted.items() if metric.startswith("message.bounced")}
    assert bounced == {"message.bounced": 2, "message.bounced/e": 1, "message.bounced:soft": 2}
    async with returning.core.scope(returning.made.workspace_id) as scope:
        assert not await figures.recount(scope)


async def test_the_same_report_twice_sends_once_more_only(returning: Returning) -> None:
    await returning.comes_back()
    await returning.comes_back()
    assert len(await returning.days(5)) == 2


async def test_a_late_report_about_an_earlier_attempt_sends_nothing(returning: Returning) -> None:
    await returning.comes_back()
    await returning.days(2)
    await returning.comes_back(attempt=0)
    assert len(await returning.days(5)) == 2


async def test_a_delay_is_left_to_the_mail_system(returning: Returning) -> None:
    await returning.comes_back(Bounce(hard=False, status="4.4.1", under_way=True))
    assert len(await returning.days(5)) == 1


async def test_a_delay_that_ends_in_failure_is_sent_again(returning: Returning) -> None:
    await returning.comes_back(Bounce(hard=False, status="4.4.1", under_way=True))
    await returning.comes_back(Bounce(hard=False, status="4.4.7", cause="expired"))
    assert len(await returning.days(5)) == 2


@pytest.mark.parametrize("consequence", ["refuse", "bounce"])
async def test_what_was_refused_for_good_is_not_sent_again(returning: Returning, consequence: Any) -> None:
    await returning.comes_back(Bounce(hard=False, status="5.7.1", fault="content", consequence=consequence))
    assert len(await returning.days(5)) == 1


async def test_what_a_limit_of_the_sender_returned_is_sent_again(returning: Returning) -> None:
    await returning.comes_back(Bounce(hard=False, fault="sender", cause="rate_limited", consequence="rest"))
    assert len(await returning.days(3)) == 2


async def test_a_copy_that_came_back_says_nothing_of_the_lead(returning: Returning) -> None:
    await returning.comes_back(recipient="copy@prospect.example")
    assert len(await returning.days(5)) == 1


async def test_a_lead_that_answers_meanwhile_is_left_alone(returning: Returning) -> None:
    await returning.comes_back()
    first = returning.transport.left[0][1]
    reply = Received(
        "reply", "answer@prospect.example", returning.core.clock.now(), "p0@prospect.example", in_reply_to=first.message.wire_id
    )
    async with returning.core.scope(returning.made.workspace_id) as scope:
        await filing.file(scope, returning.made.sender_ids[0], reply)
    assert len(await returning.days(5)) == 1
    assert (await returning.enrollment()).reason == "replied"


async def test_what_came_back_after_the_next_step_left_stays(returning: Returning) -> None:
    await returning.days(11)
    await returning.comes_back(attempt=0)
    assert len(await returning.days(5)) == 2


async def test_the_last_step_of_a_completed_campaign_is_sent_again(returning: Returning) -> None:
    await returning.days(11)
    async with returning.core.scope(returning.made.workspace_id) as scope:
        assert await campaign_states.complete_if_done(scope, [returning.made.campaign_id])
    await returning.comes_back()
    assert len(await returning.days(3)) == 3
    assert (await returning.enrollment()).status == "completed"


async def test_without_its_sender_it_is_cancelled_and_its_first_attempt_stays_known(returning: Returning) -> None:
    await returning.comes_back()
    async with returning.core.scope(returning.made.workspace_id) as scope:
        await staffing.detach(scope, returning.made.campaign_id, returning.made.sender_ids)
    assert await rows(returning.core, "SELECT state, state_reason FROM messages WHERE kind = 'step'") == [
        {"state": "cancelled", "state_reason": "sender_gone"}
    ]
