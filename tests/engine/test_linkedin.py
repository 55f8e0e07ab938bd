"""LinkedIn steps through the real engine and the real adapter, against the sandbox's LinkedIn."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
import pytest_asyncio
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.routing import Route

from outrider.channels.linkedin.port import ChatAttachment, ChatMessage, Login, Page, Relation
from outrider.channels.linkedin.unipile import Unipile
from outrider.clock import SimulatedClock
from outrider.engine.queue import Room
from outrider.engine.reading import linkedin_filing, linkedin_receive
from outrider.engine.reading import unfiled as refiling
from outrider.engine.sending import dispatch
from outrider.engine.sending.linkedin import LinkedInTransport
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import figures, linkedin_accounts, overrides
from outrider.outreach.conversations import conversations, inbox, messages
from outrider.outreach.correspondence import filing, letters, linkedin, unfiled
from outrider.outreach.correspondence.received import Received
from outrider.outreach.enrollments import enrollments, explain, timeline
from outrider.outreach.leads import leads
from outrider.outreach.senders import senders
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox.linkedin import LinkedInWorld
from outrider.settings import Settings
from tests.engine.desk import Desk, at_work, text
from tests.engine.helpers import make_senders
from tests.engine.test_model import UNCLEAR, Model, model
from tests.mcp.serving import served
from tests.working import do_due

__all__ = ["model"]

HOUR, DAY = 3600, 86_400
WAIT = 7 * DAY


CONNECTED = {"if": "connected", "wait_seconds": WAIT}
STORY = [
    text("view_profile"),
    text("invite", "Hi {{first_name}}, let us connect", DAY),
    text("message", "Thanks for connecting, {{first_name}}", HOUR, condition=CONNECTED),
    text("message", "Did you see my message?", 3 * DAY, condition={"if": "connected"}),
]


@pytest_asyncio.fixture
async def desk(core: Core, workspace: Installed, clock: SimulatedClock) -> AsyncIterator[Desk]:
    async with LinkedInWorld(clock) as world:
        settings = Settings(linkedin_url=world.base_url, linkedin_key=SecretStr(world.key))
        async with at_work(core, settings, world, workspace.workspace_id, clock) as desk:
            yield desk


# -- the story


async def test_view_invite_wait_message_follow_up(desk: Desk) -> None:
    people = ["jane-doe--accepts", "ira-kent--ignores", "bob-roe--accepts--interested"]
    campaign_id, of = await desk.campaign(people, STORY)
    await desk.live(6)
    assert desk.actions("view") == people
    assert sorted(desk.actions("invite")) == sorted(people)
    assert set(desk.actions("message")) == {people[0], people[2]}

    # accepted, silent: message and follow-up
    assert await desk.states(of[people[0]]) == [
        ("view_profile", "sent"), ("invite", "sent"), ("message", "sent"), ("message", "sent"),
    ]  # fmt: skip
    async with desk.core.scope(desk.workspace_id) as scope:
        ((_, invited, *_),) = (await timeline.of(scope, [of[people[0]]])).values()
        assert invited.with_note
        assert invited.accepted_at
        said = [d.text for d in desk.world.transcript if d.slug == people[0] and d.what in ("invite", "message")]
        assert said == ["Hi Jane, let us connect", "Thanks for connecting, Jane", "Did you see my message?"]

        # never accepted: still waiting
        waiting = await timeline.of(scope, [of[people[1]]])
        assert [(a.action, a.status, a.upcoming) for a in waiting[of[people[1]]]][2:] == [
            ("message", "scheduled", True), ("message", "scheduled", True),
        ]  # fmt: skip
        why = await explain.of_enrollment(scope, of[people[1]])
        assert why.code == "not_connected_yet"
        assert why.next_at
        assert why.next_at > scope.now

        # replied: stopped, filed, in one conversation with what we wrote
        replied = await enrollments.get(scope, of[people[2]])
        assert (replied.status, replied.reason, replied.connection) == ("stopped", "replied", "connected")
        conversation = (await conversations.of_enrollments(scope, [replied.id]))[replied.id]
        assert (conversation.channel, conversation.unread, conversation.intent) == ("linkedin", True, "interested")
        said = await inbox.messages(scope, inbox.MessageFilter(conversation_ids=[conversation.id]), limit=50)
        assert sorted(m["message"].direction + "/" + m["message"].action for m in said) == [
            "in/message", "out/invite", "out/message",
        ]  # fmt: skip
        totals = await figures.totals(scope, [campaign_id], by=())
        assert totals[()]["invite.sent"] == 3
        assert totals[()]["invite.accepted"] == 2
        assert totals[()]["profile.viewed"] == 3
        assert totals[()]["reply.received"] == 1

    await desk.live(4)  # the wait for Ira is over: nothing is left to do
    assert (await desk.enrollment(of[people[1]])).status == "completed"
    assert people[1] not in desk.actions("message")


async def test_every_deed_of_the_story_is_done_once(desk: Desk) -> None:
    people = [f"person-{n}--accepts" for n in range(12)]
    await desk.campaign(people, STORY)
    await desk.live(8)
    for what, times in (("view", 1), ("invite", 1), ("message", 2)):
        assert sorted(desk.actions(what)) == sorted(people * times)


async def test_follow_like_and_open_profiles(desk: Desk) -> None:
    steps = [
        text("follow"),
        text("like"),
        text("message", "You have an open profile", condition={"if": "open_profile"}),
        text("inmail", "Hello", subject="Hi {{first_name}}"),
    ]
    open_, closed = "olga-open--openprofile", "carl-closed--noposts--ignores"
    _, of = await desk.campaign([open_, closed], [text("view_profile"), *steps])
    await desk.live(1)
    assert await desk.states(of[open_]) == [(a, "sent") for a in ("view_profile", "follow", "like", "message", "inmail")]
    # nothing to like, not open, and a basic account has no InMail for him: passed over, with reasons
    assert await desk.states(of[closed]) == [
        ("view_profile", "sent"), ("follow", "sent"), ("like", "skipped"), ("inmail", "skipped"),
    ]  # fmt: skip
    assert (await desk.enrollment(of[closed])).status == "completed"


async def test_connected_people_are_not_invited_and_strangers_not_written_to(desk: Desk) -> None:
    friend, stranger, gone = "old-friend--connected", "some-one--ignores", "gone-away--unreachable"
    steps = [text("invite"), text("message", "Hello", DAY)]
    _, of = await desk.campaign([friend, stranger, gone], steps)
    await desk.live(2)
    assert await desk.states(of[friend]) == [("invite", "skipped"), ("message", "sent")]
    assert await desk.states(of[stranger]) == [("invite", "sent"), ("message", "skipped")]
    assert await desk.states(of[gone]) == [("invite", "skipped"), ("message", "skipped")]
    async with desk.core.scope(desk.workspace_id) as scope:
        reasons = [a.reason for a in (await timeline.of(scope, [of[stranger]]))[of[stranger]]]
        assert reasons[1] == "not_connected"


async def test_a_text_for_one_lead_goes_before_the_template(desk: Desk) -> None:
    slug = "old-friend--connected"
    campaign_id, of = await desk.campaign([slug], [text("message", "The template", HOUR, slot="ice_breaker")])
    lead_id = (await desk.enrollment(of[slug])).lead_id
    async with desk.core.scope(desk.workspace_id) as scope:
        await overrides.save(scope, campaign_id, lead_id, [("ice_breaker", "Only for you {{x}}")])
    await desk.live(1)
    assert [d.text for d in desk.world.transcript if d.what == "message"] == ["Only for you {{x}}"]


async def test_a_note_that_is_too_long_waits_for_somebody(desk: Desk) -> None:
    """Of a basic account: one that pays may write a hundred characters more."""
    _, of = await desk.campaign(["jane-doe"], [text("invite", "x" * 201)])
    await desk.live(0.1)
    paused = await desk.enrollment(of["jane-doe"])
    assert (paused.status, paused.reason) == ("paused", "too_long")


async def test_mixed_sequences_change_hands(desk: Desk) -> None:
    async with desk.core.scope(desk.workspace_id) as scope:
        (mailbox,) = await make_senders(scope, 1)
    steps = [
        text("invite"),
        text("email", "<p>Did you get my invitation?</p>", DAY, subject="Hello"),
        text("message", "Now that we are connected", HOUR, condition={"if": "connected", "wait_seconds": 14 * DAY}),
    ]
    slug = "jane-doe--slow"
    _, of = await desk.campaign([slug], steps, [desk.sender_id, mailbox], email="jane@prospect.example")
    await desk.live(2)
    assert (await desk.enrollment(of[slug])).sender_id == mailbox
    await desk.live(12)
    assert await desk.states(of[slug]) == [("invite", "sent"), ("email", "sent"), ("message", "sent")]
    assert (await desk.enrollment(of[slug])).sender_id == desk.sender_id


# -- limits


async def test_daily_limits_hold_for_each_action(desk: Desk) -> None:
    async with desk.core.scope(desk.workspace_id) as scope:
        await linkedin_accounts.set_limits(scope, desk.sender_id, {"invite": 3, "view_profile": 5})
    people = [f"person-{n}--ignores" for n in range(20)]
    _, of = await desk.campaign(people, [text("view_profile"), text("invite", delay=60)])
    for day in range(1, 5):
        await desk.live(1)
        by_day: dict[str, dict[str, int]] = {}
        for action in desk.world.transcript:
            days = by_day.setdefault(action.what, {})
            days[str(action.at.date())] = days.get(str(action.at.date()), 0) + 1
        assert max(by_day["invite"].values()) <= 3, day
        assert max(by_day["view"].values()) <= 5, day
    assert len(desk.actions("view")) >= 20
    assert len(desk.actions("invite")) >= 12
    async with desk.core.scope(desk.workspace_id) as scope:
        waiting = [await explain.of_enrollment(scope, of[slug]) for slug in people if slug not in desk.actions("invite")]
    assert "sender_action_limit" in {why.code for why in waiting}


async def test_a_new_account_starts_slowly_and_the_week_has_a_limit(desk: Desk) -> None:
    slow = await desk.connect("new.account@sender.example")
    async with desk.core.scope(desk.workspace_id) as scope:
        await linkedin_accounts.set_limits(scope, slow, {"invite": None}, slow_start=True)
        assert (await linkedin_accounts.limits(scope, [slow]))[slow]["invite"].daily == 5
        await linkedin_accounts.set_limits(scope, slow, {"invite": 1000}, slow_start=False)
        limit = (await linkedin_accounts.limits(scope, [slow]))[slow]["invite"]
        assert (limit.daily, limit.weekly) == (20, 100)
    await desk.campaign([f"person-{n}--ignores" for n in range(130)], [text("invite")], [slow])
    await desk.live(7.5)  # no 168 hours hold more than a hundred
    assert len(desk.actions("invite")) == 100
    await desk.live(1)
    assert len(desk.actions("invite")) == 120


async def test_rest_when_linkedin_has_had_enough(desk: Desk) -> None:
    desk.world.faults.answer(429, "too_many_requests", route="POST /users/invite", retry_after=7200)
    await desk.campaign(["jane-doe--accepts"], [text("invite")])
    await desk.live(0.05)
    assert not desk.actions("invite")
    async with desk.core.scope(desk.workspace_id) as scope:
        account = (await linkedin_accounts.get_many(scope, [desk.sender_id]))[desk.sender_id]
        assert account.cooldown_until
        assert account.cooldown_until - scope.now > timedelta(minutes=40)
    await desk.live(0.1)
    assert desk.actions("invite") == ["jane-doe--accepts"]


async def test_enough_invitations_do_not_stop_messages(desk: Desk) -> None:
    desk.world.invites_a_week = 0
    await desk.campaign(["jane-doe--accepts"], [text("invite")])
    await desk.campaign(["old-friend--connected"], [text("message", "Hello")])
    await desk.live(1)
    assert desk.actions("message") == ["old-friend--connected"]
    async with desk.core.scope(desk.workspace_id) as scope:
        assert list((await linkedin_accounts.get_many(scope, [desk.sender_id]))[desk.sender_id].cooldowns) == ["invite"]
    desk.world.invites_a_week = 10
    await desk.live(2)
    assert desk.actions("invite") == ["jane-doe--accepts"]


async def test_a_signed_out_account_stops_and_goes_on_when_it_is_back(desk: Desk) -> None:
    desk.world.sign_out(desk.account_id)
    await desk.campaign(["jane-doe--accepts"], [text("invite")])
    await desk.live(0.1)
    async with desk.core.scope(desk.workspace_id) as scope:
        sender = await senders.get(scope, desk.sender_id)
        assert (sender.status, sender.status_code) == ("disconnected", "sender_disconnected")
    login = Login("anna.meyer@sender.example", "a password")
    again = await linkedin.connect(desk.core, desk.engine.settings, desk.workspace_id, login, sender_id=desk.sender_id)
    assert again.status == "active"
    await desk.live(0.1)
    assert desk.actions("invite") == ["jane-doe--accepts"]


# -- never twice


@pytest.mark.parametrize("done", [True, False])
@pytest.mark.parametrize("route", ["POST /users/invite", "POST /chats"])
async def test_an_answer_that_never_comes_is_looked_up_and_never_done_again(desk: Desk, route: str, done: bool) -> None:
    step = text("invite", "Hi") if "invite" in route else text("message", "Hi")
    slug = "jane-doe--ignores" if "invite" in route else "old-friend--connected"
    (desk.world.faults.drop_after if done else desk.world.faults.drop_before)(route)
    _, of = await desk.campaign([slug], [step])
    await desk.live(3)
    # what is found counts as sent; what is not found may have left all the same
    assert await desk.states(of[slug]) == [(step.action, "sent" if done else "uncertain")]
    assert len(desk.actions(step.action)) == done


async def test_without_the_uncertain_state_it_would_be_done_twice(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The opposite proof: were an answer that never came taken for a no, the message would go out again."""

    async def surely_not(_: object, __: object) -> bool:
        return False

    monkeypatch.setattr(LinkedInTransport, "was_sent", surely_not)
    desk.world.faults.drop_after("POST /chats")
    await desk.campaign(["old-friend--connected"], [text("message", "Hi")])
    await desk.live(1)
    assert len(desk.actions("message")) == 2


async def test_a_look_whose_answer_never_came_is_simply_repeated(desk: Desk) -> None:
    desk.world.faults.drop_after("GET /users/jane-doe")
    _, of = await desk.campaign(["jane-doe"], [text("view_profile")])
    await desk.live(1)
    assert await desk.states(of["jane-doe"]) == [("view_profile", "sent")]


@pytest.mark.parametrize("answered", [True, False])
async def test_a_process_that_dies_after_its_claim_or_after_the_answer_invites_once(desk: Desk, answered: bool) -> None:
    _, of = await desk.campaign(["jane-doe--ignores"], [text("invite", "Hi")])
    (claimed,) = await dispatch.claim(desk.engine, desk.workspace_id)
    if answered:
        assert (await desk.engine.transports["linkedin"].send(claimed)).verdict == "sent"
    desk.clock.advance(HOUR)  # the lease of whoever died runs out
    await desk.live(1)
    assert await desk.states(of["jane-doe--ignores"]) == [("invite", "sent" if answered else "uncertain")]
    assert len(desk.actions("invite")) == answered


# -- by hand, and reading


async def test_writing_and_answering_by_hand(desk: Desk) -> None:
    _, of = await desk.campaign(["old-friend--connected--interested"], [text("view_profile"), text("message", "Hi", 30 * DAY)])
    lead_id = (await desk.enrollment(of["old-friend--connected--interested"])).lead_id
    async with desk.core.scope(desk.workspace_id) as scope:
        first = await letters.send_on_linkedin(scope, desk.sender_id, lead_id, "Written by hand")
    await desk.live(2)
    async with desk.core.scope(desk.workspace_id) as scope:
        assert (await messages.get(scope, first.id)).state == "sent"
        assert first.conversation_id
        conversation = await conversations.get(scope, first.conversation_id)
        assert conversation.thread_key
        assert conversation.last_reply_at
        await letters.reply(scope, conversation_id=conversation.id, body_text="Gladly")
    await desk.live(1)
    said = [m.text for m in next(iter(desk.world.members[desk.account_id].rooms.values())).messages if m.ours]
    assert said == ["Written by hand", "Gladly"]
    async with desk.core.scope(desk.workspace_id) as scope:
        counts = await linkedin_accounts.limits(scope, [desk.sender_id])
        assert counts[desk.sender_id]["message"].used_week == 2
        found = await inbox.messages(scope, inbox.MessageFilter(conversation_ids=[conversation.id]), limit=50)
        assert len(found) == 4


async def test_reading_twice_files_once_and_strangers_stay_out(desk: Desk) -> None:
    slug = "jane-doe--connected"
    _, of = await desk.campaign([slug], [text("message", "Hi")])
    await desk.live(0.1)
    desk.world.says(desk.account_id, slug, "Please stop writing to me")
    desk.world.says(desk.account_id, "some-stranger", "Buy my product")
    desk.clock.advance(60)
    for _ in range(3):
        await desk.sync()
    async with desk.core.scope(desk.workspace_id) as scope:
        assert await inbox.count_messages(scope, inbox.MessageFilter(directions=["in"])) == 1
        lead = await leads.get(scope, (await enrollments.get(scope, of[slug])).lead_id)
        assert lead.unsubscribed_at


async def test_what_the_owner_writes_on_linkedin_joins_the_conversation(desk: Desk) -> None:
    slug = "jane-doe--connected"
    await desk.campaign([slug], [text("message", "Hi")])
    await desk.live(0.1)
    desk.world.says(desk.account_id, slug, "Tell me more")
    desk.clock.advance(60)
    await desk.sync()
    member = desk.world.members[desk.account_id]
    desk.world.write(member, desk.world.person(slug), "Typed on my phone")
    desk.clock.advance(60)
    await desk.sync()
    async with desk.core.scope(desk.workspace_id) as scope:
        (row,) = await inbox.conversations(scope, limit=10)
        found = await inbox.messages(scope, inbox.MessageFilter(conversation_ids=[row["conversation"].id]), limit=50)
        assert {m["message"].body_text for m in found} == {"Hi", "Tell me more", "Typed on my phone"}


async def test_what_postgresql_cannot_hold_is_left_out_of_what_the_owner_writes(desk: Desk) -> None:
    slug = "jane-doe--connected"
    await desk.campaign([slug], [text("message", "Hi")])
    await desk.live(0.1)
    desk.world.says(desk.account_id, slug, "Tell me more")
    desk.world.write(desk.world.members[desk.account_id], desk.world.person(slug), "Typed\0 on my phone")
    desk.clock.advance(60)
    await desk.sync()
    async with desk.core.scope(desk.workspace_id) as scope:
        found = await inbox.messages(scope, inbox.MessageFilter(), limit=50)
        assert "Typed on my phone" in {m["message"].body_text for m in found}


async def test_an_empty_page_of_connections_ends_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []

    async def relations(_provider: Unipile, _account_id: str, cursor: str | None = None) -> Page[Relation]:
        asked.append(cursor)
        return Page([], None if cursor else "more")

    monkeypatch.setattr(Unipile, "relations", relations)
    await desk.sync()
    assert asked == [None, "more"]


async def heard(desk: Desk) -> list[str]:
    """What was filed of what people wrote, the oldest first."""
    async with desk.core.scope(desk.workspace_id) as scope:
        found = await inbox.messages(scope, inbox.MessageFilter(directions=["in"]), limit=50)
    return [m["message"].body_text for m in sorted(found, key=lambda m: m["message"].sent_at)]


@pytest.mark.parametrize("apart", [pytest.param(HOUR, id="over hours"), pytest.param(1, id="all within what is read again")])
async def test_reading_goes_on_where_it_stopped(desk: Desk, monkeypatch: pytest.MonkeyPatch, apart: int) -> None:
    slug = "jane-doe--connected"
    await desk.campaign([slug], [text("message", "Hi")])
    await desk.live(0.1)
    said = ["One", "Two", "Three", "Four", "Five"]
    for words in said:
        desk.clock.advance(apart)
        desk.world.says(desk.account_id, slug, words)
    monkeypatch.setattr(linkedin_receive, "MOST", 2)
    for _ in said:
        await desk.sync()
    assert await heard(desk) == said


async def test_an_account_with_more_to_read_is_read_again_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    slug = "jane-doe--connected"
    await desk.campaign([slug], [text("message", "Hi")])
    await desk.live(0.1)
    for words in ("One", "Two", "Three"):
        desk.clock.advance(HOUR)
        desk.world.says(desk.account_id, slug, words)
    monkeypatch.setattr(linkedin_receive, "MOST", 2)
    await desk.sync()
    assert (await account_of(desk))["next_poll_at"] == desk.clock.now()


@pytest_asyncio.fixture
async def unfilable(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody wrote two messages, of which the first could not be filed; from here on it could."""
    slug, filed = "jane-doe--connected", filing.file
    await desk.campaign([slug], [text("message", "Hi")])
    await desk.live(0.1)

    async def fails(scope: Scope, sender_id: int, received: Received, **options: Any) -> Any:
        if received.body_text == "One":
            raise ValueError("a bug")
        return await filed(scope, sender_id, received, **options)

    desk.world.says(desk.account_id, slug, "One")
    desk.clock.advance(60)
    desk.world.says(desk.account_id, slug, "Two")
    with monkeypatch.context() as patched:
        patched.setattr(filing, "file", fails)
        await desk.sync()


async def test_a_message_that_cannot_be_filed_holds_up_nothing(desk: Desk, unfilable: None) -> None:
    assert await heard(desk) == ["Two"]


async def test_a_message_that_cannot_be_filed_is_shown(desk: Desk, unfilable: None) -> None:
    async with desk.core.scope(desk.workspace_id) as scope:
        waiting = await unfiled.waiting(scope)
    assert (waiting.n, waiting.error) == (1, "ValueError: a bug")


async def test_a_message_that_could_not_be_filed_is_filed_later(desk: Desk, unfilable: None) -> None:
    desk.clock.advance(unfiled.FIRST_RETRY.total_seconds())
    assert await do_due(desk.engine, refiling.queue) == 1
    assert await heard(desk) == ["One", "Two"]
    async with desk.core.scope(desk.workspace_id) as scope:
        assert (await unfiled.waiting(scope)).n == 0


async def test_a_kept_message_is_the_one_that_came() -> None:
    at = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    message = ChatMessage("1", "2", at, "Hi \0 \ud83d", False, "3", "About", [ChatAttachment("file", "a.pdf")])
    assert linkedin_filing.unpacked(linkedin_filing.packed(message)) == message


async def account_of(desk: Desk) -> dict[str, object]:
    async with desk.core.scope(desk.workspace_id) as scope:
        row = await scope.one("SELECT * FROM linkedin_accounts WHERE workspace_id = %(workspace_id)s")
    assert row is not None
    return row


async def test_an_error_of_the_database_is_not_the_accounts(desk: Desk) -> None:
    await desk.sync()
    desk.clock.advance(HOUR)
    before = await account_of(desk)
    async with linkedin_receive.queue(desk.engine) as queue:
        assert queue is not None
        assert queue.failed is not None
        for mailbox in await queue.claim(desk.workspace_id, Room(1)):
            await queue.failed(mailbox, psycopg.OperationalError("the connection is lost"))
    after = await account_of(desk)
    assert {name for name in before if after[name] != before[name]} == {"next_poll_at"}


async def test_a_model_reads_answers_on_linkedin_once_each(desk: Desk, model: Model) -> None:
    slug = "jane-doe--connected"
    _, of = await desk.campaign([slug], [text("message", "Hi")])
    await desk.live(0.1)
    desk.world.says(desk.account_id, slug, UNCLEAR)
    desk.clock.advance(60)
    model.says = "meeting_request"
    app = Starlette(routes=[Route("/v1/chat/completions", model.complete, methods=["POST"])])
    async with served(app, "off") as base:
        named = {"classifier_url": f"{base}/v1", "classifier_model": "small"}
        desk.engine.settings = desk.engine.settings.model_copy(update=named)
        for _ in range(3):
            await desk.sync()
    async with desk.core.scope(desk.workspace_id) as scope:
        found = (await conversations.of_enrollments(scope, [of[slug]]))[of[slug]]
    assert (found.intent, len(model.asked)) == ("meeting_request", 1)
