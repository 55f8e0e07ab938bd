"""Drafts of replies: they wait, are edited, sent, taken back and discarded, and nothing leaves before a person sends them."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from outrider.errors import Conflict, Invalid
from outrider.outreach.base.scope import Actor, Core, Scope
from outrider.outreach.conversations import drafts, inbox
from outrider.outreach.conversations.inbox import ConversationFilter, MessageFilter
from outrider.outreach.correspondence import letters
from outrider.outreach.enrollments import leaving
from outrider.outreach.tenancy import keys
from outrider.outreach.tenancy.workspaces import Installed
from tests.web.mailing import replies


@pytest_asyncio.fixture
async def conversation(core: Core, workspace: Installed) -> int:
    return (await replies(core, workspace))[0]


@pytest_asyncio.fixture
async def scope(core: Core, workspace: Installed, conversation: int) -> AsyncIterator[Scope]:
    async with core.scope(workspace.workspace_id, Actor("outrider.mcp")) as opened:
        yield opened


async def queued(scope: Scope) -> list[str]:
    return [m["message"].body_text for m in await inbox.messages(scope, MessageFilter(waiting=True, kinds=["manual"]))]


async def test_a_draft_puts_nothing_on_a_wire(scope: Scope, conversation: int) -> None:
    await drafts.create(scope, conversation, "Monday suits me.")
    assert await queued(scope) == []


async def test_a_draft_names_the_key_that_wrote_it(core: Core, workspace: Installed, conversation: int) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        key, _ = await keys.create(scope, "Assistant")
    async with core.scope(workspace.workspace_id, Actor("outrider.mcp", api_key_id=key.id)) as scope:
        found = await drafts.create(scope, conversation, "Monday suits me.")
    assert (found.author, found.surface) == ("Assistant", "outrider.mcp")


async def test_a_sent_draft_is_a_reply_in_its_thread(scope: Scope, conversation: int) -> None:
    draft = await drafts.create(scope, conversation, "Monday suits me.")
    sent = await letters.send_draft(scope, draft.id, body_text="Tuesday suits me.")
    assert (sent.conversation_id, sent.body_text) == (conversation, "Tuesday suits me.")


@pytest.mark.parametrize("how", ["sent", "discarded"])
async def test_a_draft_is_decided_once(scope: Scope, conversation: int, how: str) -> None:
    draft = await drafts.create(scope, conversation, "Monday suits me.")
    await (letters.send_draft(scope, draft.id) if how == "sent" else drafts.discard(scope, draft.id))
    before = await queued(scope)
    with pytest.raises(Conflict, match=how):
        async with scope.conn.transaction():
            await letters.send_draft(scope, draft.id)
    assert await queued(scope) == before


async def test_a_letter_taken_back_is_a_draft_again(scope: Scope, conversation: int) -> None:
    draft = await drafts.create(scope, conversation, "Monday suits me.")
    sent = await letters.send_draft(scope, draft.id)
    await letters.cancel(scope, sent.id)
    assert (await drafts.get(scope, draft.id)).state == "waiting"


async def test_conversations_with_drafts_are_listed(scope: Scope, conversation: int) -> None:
    draft = await drafts.create(scope, conversation, "Monday suits me.")
    listed = [row["conversation"].id for row in await inbox.conversations(scope, ConversationFilter(drafted=True))]
    await drafts.discard(scope, draft.id)
    assert (listed, await inbox.conversations(scope, ConversationFilter(drafted=True))) == ([conversation], [])


@pytest.mark.parametrize("text", ["", " \n ", "x" * (drafts.MOST_LENGTH + 1)])
async def test_a_draft_needs_a_text_that_could_be_sent(scope: Scope, conversation: int, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        await drafts.create(scope, conversation, text)
    assert refused.value.field == "body"


async def test_a_conversation_holds_so_many_drafts(scope: Scope, conversation: int) -> None:
    for n in range(drafts.MOST_WAITING):
        await drafts.create(scope, conversation, f"Draft {n}")
    with pytest.raises(Conflict, match="already wait"):
        await drafts.create(scope, conversation, "One more")


async def test_drafts_go_with_the_person(scope: Scope, conversation: int) -> None:
    await drafts.create(scope, conversation, "Dear Jane")
    row = await inbox.conversation(scope, conversation)
    assert row["lead"] is not None
    await leaving.erase(scope, row["lead"]["id"])
    assert await drafts.of_conversation(scope, conversation, waiting=False) == []
