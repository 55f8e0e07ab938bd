"""What a key's policy does not let leave is refused when it is asked for, or held where it would leave, with a reason."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
import pytest_asyncio

from outrider.clock import SimulatedClock
from outrider.errors import Forbidden
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Actor, Core, Scope
from outrider.outreach.campaigns import campaign_states
from outrider.outreach.correspondence import letters
from outrider.outreach.enrollments import enrollments, explain
from outrider.outreach.leads import leads
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.tenancy import keys
from outrider.outreach.tenancy.workspaces import Installed
from outrider.rules.policy import EVERYTHING, Asked, Policy, parse
from tests.engine.helpers import DAY, Made, Remembering, make, make_engine, run_until, steps, work
from tests.making import rows


@dataclass
class Desk:
    """A draft campaign with three leads, and an agent's key that a policy restricts."""

    core: Core
    made: Made
    key_id: int
    transport: Remembering
    policy: Policy = EVERYTHING

    async def restrict(self, asked: Asked) -> None:
        self.policy = parse(asked)
        async with self.core.scope(self.made.workspace_id) as scope:
            await keys.restrict(scope, self.key_id, self.policy)

    async def asks(self, act: Callable[[Scope], Awaitable[object]]) -> None:
        """Do something with the key."""
        actor = Actor("test", api_key_id=self.key_id, policy=self.policy)
        async with self.core.scope(self.made.workspace_id, actor) as scope:
            await act(scope)

    async def start(self, scope: Scope) -> None:
        await campaign_states.start(scope, self.made.campaign_id)

    async def enroll_eve(self, scope: Scope) -> None:
        [saved] = await leads.upsert(scope, [LeadInput(email="eve@attacker.example", first_name="Eve")])
        await enrollments.enroll(scope, self.made.campaign_id, [saved.lead_id or 0])

    async def starts(self) -> None:
        """A person starts the campaign."""
        async with self.core.scope(self.made.workspace_id) as scope:
            await self.start(scope)

    async def write(self, *to: str) -> None:
        await self.asks(lambda scope: letters.send_new(scope, self.made.sender_ids[0], to=to, subject="Hi", body_text="Hello"))

    async def sent(self) -> list[str]:
        """Who was written to, once all that may leave now has left."""
        await work(make_engine(self.core, self.transport), self.made.workspace_id)
        return sorted(self.transport.recipients())

    async def reasons(self) -> set[str | None]:
        """Why enrollments that were written nothing wait."""
        return {row["reason"] for row in await rows(self.core, "SELECT reason FROM enrollments WHERE first_sent_at IS NULL")}


@pytest_asyncio.fixture
async def desk(core: Core, workspace: Installed) -> Desk:
    made = await make(core, workspace.workspace_id, start=False, sequence=steps(0, 2 * DAY))
    async with core.scope(workspace.workspace_id) as scope:
        key, _ = await keys.create(scope, "agent", user_id=workspace.user_id)
    return Desk(core, made, key.id, Remembering(core))


async def test_without_a_policy_everything_leaves(desk: Desk) -> None:
    await desk.asks(desk.start)
    assert len(await desk.sent()) == 3


async def test_a_campaign_writes_only_to_the_domains_of_its_key(desk: Desk) -> None:
    await desk.restrict(Asked(domains=["elsewhere.example"]))
    await desk.asks(desk.start)
    assert await desk.sent() == []
    assert await desk.reasons() == {Reason.KEY_DOMAINS}


async def test_explain_says_that_the_policy_holds_a_lead(desk: Desk) -> None:
    await desk.restrict(Asked(domains=["elsewhere.example"]))
    await desk.asks(desk.start)
    await desk.sent()
    async with desk.core.scope(desk.made.workspace_id) as scope:
        found = await explain.of_enrollment(scope, desk.made.enrollment_ids[0])
    assert found.code == Reason.KEY_DOMAINS


async def test_a_campaign_of_a_person_is_held_to_no_policy(desk: Desk) -> None:
    await desk.restrict(Asked(recipients="thread"))
    await desk.starts()
    assert len(await desk.sent()) == 3


@pytest.mark.parametrize("recipients", ["enrolled", "thread"])
async def test_a_lead_that_the_key_put_into_a_campaign_is_not_written_to(desk: Desk, recipients: str) -> None:
    await desk.restrict(Asked(recipients=recipients))
    await desk.starts()
    await desk.asks(desk.enroll_eve)
    assert await desk.sent() == [f"p{i}@prospect.example" for i in range(3)]
    assert await desk.reasons() == {Reason.KEY_RECIPIENTS}


async def test_a_key_sends_so_many_a_day(desk: Desk) -> None:
    await desk.restrict(Asked(sends_a_day=2))
    await desk.asks(desk.start)
    assert len(await desk.sent()) == 2
    assert await desk.reasons() == {Reason.KEY_DAILY_LIMIT}


async def test_the_rest_leaves_on_the_next_day(desk: Desk) -> None:
    await desk.restrict(Asked(sends_a_day=2))
    await desk.asks(desk.start)
    now = desk.core.clock.now()
    await run_until(make_engine(desk.core, desk.transport), desk.made.workspace_id, now + timedelta(days=1, hours=1))
    assert len(desk.transport.left) == 3


async def test_letters_count_with_campaigns(desk: Desk) -> None:
    await desk.restrict(Asked(sends_a_day=2))
    await desk.write("a@elsewhere.example")
    await desk.sent()
    await desk.asks(desk.start)
    assert len(await desk.sent()) == 2


async def test_a_letter_beyond_the_days_number_is_refused(desk: Desk) -> None:
    await desk.restrict(Asked(sends_a_day=1))
    await desk.write("a@elsewhere.example")
    await desk.sent()
    with pytest.raises(Forbidden, match="as much today"):
        await desk.write("b@elsewhere.example")


async def test_nobody_is_written_to_for_the_first_time(desk: Desk) -> None:
    await desk.restrict(Asked(first_contact=False))
    await desk.asks(desk.start)
    assert await desk.sent() == []
    assert await desk.reasons() == {Reason.KEY_FIRST_CONTACT}


async def test_follow_ups_are_no_first_contact(desk: Desk) -> None:
    await desk.asks(desk.start)
    await desk.sent()
    await desk.restrict(Asked(first_contact=False))
    now = desk.core.clock.now()
    await run_until(make_engine(desk.core, desk.transport), desk.made.workspace_id, now + timedelta(days=3))
    assert len(desk.transport.left) == 6


async def test_nothing_leaves_outside_of_the_hours_of_its_key(desk: Desk, clock: SimulatedClock) -> None:
    await desk.restrict(Asked(hours="mon-fri 10:00-11:00 UTC"))
    await desk.asks(desk.start)
    assert await desk.sent() == []
    clock.advance(3600)
    assert len(await desk.sent()) == 3


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (Asked(recipients="thread"), "this recipient"),
        (Asked(recipients="enrolled"), "this recipient"),
        (Asked(domains=["elsewhere.example"]), "this domain"),
        (Asked(first_contact=False), "for the first time"),
    ],
)
async def test_a_letter_that_the_policy_forbids_is_refused(desk: Desk, asked: Asked, says: str) -> None:
    await desk.restrict(asked)
    with pytest.raises(Forbidden, match=says):
        await desk.write("eve@attacker.example")


async def test_a_letter_to_an_enrolled_person_leaves(desk: Desk) -> None:
    await desk.restrict(Asked(recipients="enrolled"))
    await desk.write("p1@prospect.example")
    assert await desk.sent() == ["p1@prospect.example"]


async def test_a_hidden_copy_is_a_recipient_too(desk: Desk) -> None:
    await desk.restrict(Asked(recipients="enrolled"))
    with pytest.raises(Forbidden, match="this recipient"):
        await desk.asks(
            lambda scope: letters.send_new(
                scope,
                desk.made.sender_ids[0],
                to=["p1@prospect.example"],
                bcc=["eve@attacker.example"],
                subject="Hi",
                body_text="x",
            )
        )


async def test_a_letter_is_held_by_a_policy_that_came_after_it(desk: Desk) -> None:
    await desk.write("eve@attacker.example")
    await desk.restrict(Asked(recipients="enrolled"))
    assert await desk.sent() == []
    [row] = await rows(desk.core, "SELECT state, state_reason FROM messages WHERE direction = 'out'")
    assert row == {"state": "queued", "state_reason": Reason.KEY_RECIPIENTS}


async def answered(desk: Desk, reply_to: str | None = None) -> int:
    """Have the first lead answer in its thread; the message's id. `reply_to`: where it wants answers."""
    await desk.starts()
    await desk.sent()
    [message] = await rows(
        desk.core,
        """
        INSERT INTO messages (workspace_id, direction, kind, state, sender_id, conversation_id, lead_id, from_address, reply_to,
                              subject, wire_id, sent_at, created_at, updated_at)
        SELECT m.workspace_id, 'in', 'reply', 'received', m.sender_id, m.conversation_id, m.lead_id, 'p0@prospect.example',
               %(reply_to)s, 'Re: Hi', 'theirs@prospect.example', m.sent_at, m.created_at, m.updated_at
        FROM messages m WHERE m.workspace_id = %(workspace_id)s AND m.to_addresses = '{p0@prospect.example}' RETURNING id
        """,
        workspace_id=desk.made.workspace_id,
        reply_to=reply_to,
    )
    return message["id"]


async def test_an_answer_in_the_thread_leaves(desk: Desk) -> None:
    message = await answered(desk)
    await desk.restrict(Asked(recipients="thread"))
    await desk.asks(lambda scope: letters.reply(scope, message_id=message, body_text="Thanks"))
    assert (await desk.sent()).count("p0@prospect.example") == 2


async def test_an_address_that_only_a_header_names_is_not_in_the_thread(desk: Desk) -> None:
    message = await answered(desk, reply_to="eve@attacker.example")
    await desk.restrict(Asked(recipients="thread"))
    with pytest.raises(Forbidden, match="this recipient"):
        await desk.asks(lambda scope: letters.reply(scope, message_id=message, body_text="Thanks"))


async def test_a_key_with_a_policy_makes_no_other(desk: Desk) -> None:
    await desk.restrict(Asked(sends_a_day=1))
    with pytest.raises(Forbidden, match="cannot make keys"):
        await desk.asks(lambda scope: keys.create(scope, "another"))
