"""The inbox's pages and acts: what each does, what takes it back, and who may."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from outrider.clock import SimulatedClock
from outrider.engine.engine import Engine
from outrider.engine.work import housekeeping
from outrider.outreach.base import events
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.conversations import conversations, inbox
from outrider.outreach.conversations.conversations import Conversation
from outrider.outreach.conversations.inbox import ConversationFilter, MessageFilter
from outrider.outreach.tenancy import seats, users
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from outrider.web.kit import live
from tests.making import put
from tests.web.mailing import replies
from tests.web.visiting import Browser, browser, member
from tests.working import do_due

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'‮evil"


@pytest_asyncio.fixture
async def editor(core: Core, workspace: Installed) -> AsyncIterator[Browser]:
    async with browser(core) as editor:
        await editor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "editor"))
        yield editor


@pytest.fixture
def base(workspace: Installed) -> str:
    return f"/w/{workspace.workspace_id}/inbox"


async def state(core: Core, workspace: Installed, id: int) -> Conversation:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        return await conversations.get(scope, id)


async def test_a_reply_is_listed_and_opened(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await replies(core, workspace, body="Sounds good to me.")
    assert f'data-row="{id}"' in (await editor.get(base)).text
    assert "Sounds good to me." in (await editor.get(f"{base}/{id}")).text


async def test_the_words_on_which_a_verdict_stands_are_shown(
    core: Core, workspace: Installed, editor: Browser, base: str
) -> None:
    (id,) = await replies(core, workspace, body="No, take me off your list.", words="take me off")
    assert "“take me off”" in (await editor.get(f"{base}/{id}")).text


@pytest.mark.parametrize(
    ("act", "undo", "field", "after"),
    [
        ("archive", "restore", "archived", True),
        ("read", "unread", "unread", False),
        ("star", "unstar", "important", True),
    ],
)
async def test_a_marking_is_done_and_taken_back(
    core: Core, workspace: Installed, editor: Browser, base: str, act: str, undo: str, field: str, after: bool
) -> None:
    (id,) = await replies(core, workspace)
    await editor.post(f"{base}/mark/{act}", {"id": str(id)}, page=f"{base}/{id}")
    assert getattr(await state(core, workspace, id), field) is after
    await editor.post(f"{base}/mark/{undo}", {"id": str(id)}, page=f"{base}/{id}")
    assert getattr(await state(core, workspace, id), field) is not after


async def test_a_snoozed_conversation_leaves_the_list(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await replies(core, workspace)
    await editor.post(f"{base}/snooze", {"id": str(id), "until": "tomorrow"}, page=f"{base}/{id}")
    assert f'data-row="{id}"' not in (await editor.get(base)).text
    assert f'data-row="{id}"' in (await editor.get(f"{base}?view=snoozed")).text


async def _wake(core: Core) -> int:
    return await do_due(Engine(core, Settings()), housekeeping.snoozed)


async def test_a_snoozed_conversation_returns_unread_at_its_time(
    core: Core, workspace: Installed, clock: SimulatedClock, editor: Browser, base: str
) -> None:
    (id,) = await replies(core, workspace, 1)
    await editor.post(f"{base}/snooze", {"id": str(id), "until": "hour"}, page=f"{base}/{id}")
    before = await _wake(core)
    clock.advance(3600)
    assert (before, await _wake(core), await _wake(core)) == (0, 1, 0)
    assert f'<li class="unread" data-row="{id}"' in (await editor.get(base)).text


async def test_pages_are_told_of_a_conversation_that_returns(
    core: Core, workspace: Installed, clock: SimulatedClock, editor: Browser, base: str
) -> None:
    (id,) = await replies(core, workspace, 1)
    await editor.post(f"{base}/snooze", {"id": str(id), "until": "hour"}, page=f"{base}/{id}")
    async with core.scope(workspace.workspace_id) as scope:
        before = await events.last_id(scope)
    clock.advance(3600)
    await _wake(core)
    async with core.scope(workspace.workspace_id) as scope:
        update = live.update_of(await events.since(scope, before))
    assert update
    assert (update.topics, update.conversations) == (("inbox",), (id,))


async def test_a_conversation_that_was_archived_while_it_was_snoozed_stays_away(
    core: Core, workspace: Installed, clock: SimulatedClock, editor: Browser, base: str
) -> None:
    (id,) = await replies(core, workspace, 1)
    await editor.post(f"{base}/snooze", {"id": str(id), "until": "hour"}, page=f"{base}/{id}")
    await editor.post(f"{base}/mark/archive", {"id": str(id)}, page=f"{base}/{id}")
    clock.advance(3600)
    await _wake(core)
    found = await state(core, workspace, id)
    assert (found.archived, found.snoozed_until) == (True, None)


async def test_a_time_that_is_over_snoozes_nothing(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await replies(core, workspace)
    answer = await editor.post(f"{base}/snooze", {"id": str(id), "at": "2020-01-01T10:00"}, page=f"{base}/{id}")
    assert answer.status_code == 400
    assert (await state(core, workspace, id)).snoozed_until is None


async def waiting(core: Core, workspace: Installed) -> list[int]:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        return [row["message"].id for row in await inbox.messages(scope, MessageFilter(waiting=True))]


async def test_a_reply_waits_and_can_be_taken_back(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await replies(core, workspace)
    await editor.post(f"{base}/{id}/reply", {"body": "On Monday at ten?"}, page=f"{base}/{id}")
    (letter,) = await waiting(core, workspace)
    await editor.post(f"{base}/letters/{letter}/cancel", page=f"{base}/{id}")
    assert await waiting(core, workspace) == []


async def test_an_empty_reply_is_refused(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await replies(core, workspace)
    assert (await editor.post(f"{base}/{id}/reply", {"body": "  "}, page=f"{base}/{id}")).status_code == 400
    assert await waiting(core, workspace) == []


async def test_blocking_an_address_stops_the_lead(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await replies(core, workspace)
    await editor.post(f"{base}/{id}/block", {"what": "email"}, page=f"{base}/{id}")
    assert "Stopped" in (await editor.get(f"{base}/{id}")).text


ACTS = (
    ("mark/archive", {}), ("mark/read", {}), ("mark/star", {}), ("snooze", {"until": "hour"}), ("category", {"category": "1"}),
    ("assign", {"member": "1"}), ("{id}/reply", {"body": "x"}), ("{id}/forward", {"to": "x@y.example", "body": "x"}),
    ("{id}/lead", {"what": "pause"}), ("{id}/block", {"what": "domain"}),
)  # fmt: skip


@pytest.mark.parametrize(("act", "form"), ACTS)
async def test_a_viewer_may_look_and_not_act(core: Core, workspace: Installed, base: str, act: str, form: dict[str, str]) -> None:
    (id,) = await replies(core, workspace)
    before = await state(core, workspace, id)
    async with browser(core) as viewer:
        await viewer.sign_in(await member(core, workspace.workspace_id, "vi@acme.example", "viewer"))
        assert (await viewer.get(f"{base}/{id}")).status_code == 200
        answer = await viewer.post(f"{base}/{act.format(id=id)}", {"id": str(id), **form}, page=f"{base}/{id}")
    assert answer.status_code == 403
    assert await state(core, workspace, id) == before


@pytest.mark.parametrize(("act", "form"), ACTS)
async def test_another_workspaces_conversation_is_not_there(
    core: Core, workspace: Installed, stranger: Installed, editor: Browser, base: str, act: str, form: dict[str, str]
) -> None:
    (own,) = await replies(core, workspace)
    theirs = (await replies(core, stranger, 2))[-1]
    before = await state(core, stranger, theirs)
    answer = await editor.post(f"{base}/{act.format(id=theirs)}", {"id": str(theirs), **form}, page=f"{base}/{own}")
    assert answer.status_code == 404
    assert await state(core, stranger, theirs) == before


async def test_a_seat_that_is_not_ones_own_is_not_there(core: Core, workspace: Installed, base: str) -> None:
    (id,) = await replies(core, workspace)
    user_id = await member(core, workspace.workspace_id, "se@acme.example", "editor")
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        other = await seats.create(scope, "Another")
        await users.update_member(scope, user_id, seat_ids=[other.id])
    async with browser(core) as visitor:
        await visitor.sign_in(user_id)
        assert f'data-row="{id}"' not in (await visitor.get(base)).text
        assert (await visitor.get(f"{base}/{id}")).status_code == 404


async def test_hostile_text_stays_text(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await replies(core, workspace, body=HOSTILE)
    for path in (base, f"{base}/{id}", f"/w/{workspace.workspace_id}/"):
        shown = (await editor.get(path)).text
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown


async def test_the_frame_lets_nothing_in(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await replies(core, workspace)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        found = await inbox.messages(scope, MessageFilter(conversation_ids=[id], directions=["in"]))
    answer = await editor.get(f"{base}/messages/{found[0]['message'].id}/html")
    policy = answer.headers["content-security-policy"]
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert "sandbox" in policy


async def test_the_views_count_what_they_say(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    ids = await replies(core, workspace, 3)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        await conversations.mark(scope, conversation_ids=ids[:1], archived=True)
        assert await inbox.count(scope, ConversationFilter(unanswered=True, archived=False)) == 2
    assert (await editor.get(f"{base}?view=needs")).text.count("data-row=") == 2
    assert (await editor.get(f"{base}?view=archived")).text.count("data-row=") == 1


@pytest.mark.parametrize(("query", "loaded"), [("", False), ("?images=1", True)])
async def test_remote_images_load_only_when_asked_for(
    core: Core, workspace: Installed, editor: Browser, base: str, query: str, loaded: bool
) -> None:
    (id,) = await replies(core, workspace)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        (message,) = await inbox.messages(scope, MessageFilter(conversation_ids=[id], directions=["in"]))
        html = '<p>Hi <img src="https://tracker.example/a.png" width="1"></p>'
        await put(scope, "messages", message["message"].id, {"body_html": html})
    shown = (await editor.get(f"{base}/messages/{message['message'].id}/html{query}")).text
    assert (' src="https://tracker.example/a.png"' in shown) == loaded


async def test_a_thread_of_a_thousand_messages_is_read_page_by_page(
    core: Core, workspace: Installed, editor: Browser, base: str
) -> None:
    (id,) = await replies(core, workspace)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        await scope.run(
            """
            INSERT INTO messages (workspace_id, direction, kind, state, sender_id, conversation_id, lead_id, subject,
                                  from_address, body_text, wire_id, sent_at, created_at, updated_at)
            SELECT c.workspace_id, 'in', 'reply', 'received', c.sender_id, c.id, c.lead_id, 'Re', 'a@b.example',
                   'number ' || n, n || '@b.example', %(now)s, %(now)s, %(now)s
            FROM conversations c, generate_series(1, 1000) AS n WHERE c.workspace_id = %(workspace_id)s AND c.id = %(id)s
            """,
            id=id,
        )
    newest = (await editor.get(f"{base}/{id}")).text
    assert [text in newest for text in ("number 1000<", "number 901<", "number 900<")] == [True, True, False]
    earlier = re.search(rf'href="([^"]*/inbox/{id}\?before=\d+)"', newest)
    assert earlier
    assert "number 900<" in (await editor.get(earlier[1])).text


async def test_a_message_of_one_endless_line_is_cut_and_read_whole_elsewhere(
    core: Core, workspace: Installed, editor: Browser, base: str
) -> None:
    (id,) = await replies(core, workspace, body="<b>W" * 100_000)
    shown = (await editor.get(f"{base}/{id}")).text
    whole = re.search(r'href="([^"]*/text)"', shown)
    assert whole
    assert len(shown) < 250_000
    answer = await editor.get(whole[1])
    assert (answer.headers["content-type"], len(answer.text)) == ("text/plain; charset=utf-8", 400_000)
