"""Drafts in the inbox's thread: shown with who wrote them, edited, sent with an undo window, discarded."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest_asyncio

from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.conversations import drafts, messages
from outrider.outreach.conversations.drafts import Draft
from outrider.outreach.tenancy import keys
from outrider.outreach.tenancy.workspaces import Installed
from tests.web.mailing import replies
from tests.web.test_inbox_undo import acted
from tests.web.visiting import Browser, browser, member


@dataclass
class Desk:
    """An inbox with one conversation, in which an agent's draft waits."""

    core: Core
    workspace: Installed
    person: Browser
    draft: Draft

    @property
    def base(self) -> str:
        return f"/w/{self.workspace.workspace_id}/inbox"

    @property
    def page(self) -> str:
        return f"{self.base}/{self.draft.conversation_id}"

    async def act(self, what: str, **form: str) -> str | None:
        return await acted(self.person, self.page, f"{self.base}/drafts/{self.draft.id}/{what}", dict(form))

    async def now(self) -> Draft:
        async with self.core.scope(self.workspace.workspace_id) as scope:
            return await drafts.get(scope, self.draft.id)


@pytest_asyncio.fixture
async def desk(core: Core, workspace: Installed) -> AsyncIterator[Desk]:
    (conversation,) = await replies(core, workspace)
    async with core.scope(workspace.workspace_id) as scope:
        key, _ = await keys.create(scope, "Assistant")
    async with core.scope(workspace.workspace_id, Actor("outrider.mcp", api_key_id=key.id)) as scope:
        draft = await drafts.create(scope, conversation, "Monday suits me.\nAt ten?", note="She asked for Monday.")
    async with browser(core) as person:
        await person.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "editor"))
        yield Desk(core, workspace, person, draft)


async def test_a_draft_is_shown_with_its_author(desk: Desk) -> None:
    assert "Draft by Assistant" in (await desk.person.get(desk.page)).text


async def test_the_list_of_drafts_has_its_conversation(desk: Desk) -> None:
    assert f"{desk.base}/{desk.draft.conversation_id}" in (await desk.person.get(f"{desk.base}?view=drafts")).text


async def test_what_a_person_changed_is_what_leaves(desk: Desk) -> None:
    await desk.act("send", body="Tuesday suits me.")
    found = await desk.now()
    async with desk.core.scope(desk.workspace.workspace_id) as scope:
        sent = await messages.get(scope, found.message_id or 0)
    assert sent.body_text == "Tuesday suits me."


async def test_an_unchanged_draft_does_not_count_as_edited(desk: Desk) -> None:
    await desk.act("send", body="Monday suits me.\r\nAt ten?")
    assert (await desk.now()).edited_at is None


async def test_sending_is_taken_back(desk: Desk) -> None:
    undo = await desk.act("send", body="Tuesday suits me.")
    await acted(desk.person, desk.page, undo or "", {})
    assert (await desk.now()).state == "waiting"


async def test_a_saved_draft_goes_on_waiting(desk: Desk) -> None:
    await desk.act("save", body="Tuesday suits me.")
    found = await desk.now()
    assert (found.state, found.body_text) == ("waiting", "Tuesday suits me.")


async def test_discarding_is_taken_back(desk: Desk) -> None:
    undo = await desk.act("discard")
    await acted(desk.person, desk.page, undo or "", {})
    assert (await desk.now()).state == "waiting"
