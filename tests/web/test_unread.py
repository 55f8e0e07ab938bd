"""How many conversations are unread, beside "Inbox" in the navigation of every page."""

import re
from datetime import timedelta

import pytest

from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.conversations import conversations
from outrider.outreach.tenancy import seats, users
from outrider.outreach.tenancy.workspaces import Installed
from tests.web.mailing import replies
from tests.web.visiting import browser, member


def said(page: str) -> str:
    """What a screen reader says of it."""
    found = re.search(
        r'id="unread-count"[^>]*>(?:<span aria-hidden="true">[^<]*</span><span class="unseen">([^<]*)</span>)?</span>', page
    )
    assert found, page[:300]
    return found.group(1) or ""


@pytest.mark.parametrize("path", ["", "inbox", "campaigns", "settings/about", "campaigns/999"])
async def test_it_is_on_every_page(core: Core, workspace: Installed, path: str) -> None:
    await replies(core, workspace, 2)
    async with browser(core) as editor:
        await editor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "editor"))
        assert said((await editor.get(f"/w/{workspace.workspace_id}/{path}")).text) == "2 unread"


async def test_beyond_99_it_is_not_counted(core: Core, workspace: Installed) -> None:
    await replies(core, workspace, 101)
    async with browser(core) as editor:
        await editor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "editor"))
        assert said((await editor.get(f"/w/{workspace.workspace_id}/")).text) == "more than 99 unread"


async def test_what_was_read_archived_or_put_off_does_not_count(core: Core, workspace: Installed) -> None:
    read, archived, snoozed, _waiting = await replies(core, workspace, 4)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        await conversations.set_read(scope, True, conversation_ids=[read])
        await conversations.mark(scope, conversation_ids=[archived], archived=True)
        await conversations.mark(scope, conversation_ids=[snoozed], snoozed_until=scope.now + timedelta(days=1))
    async with browser(core) as editor:
        await editor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "editor"))
        assert said((await editor.get(f"/w/{workspace.workspace_id}/inbox/unread")).text) == "1 unread"
        assert said((await editor.get(f"/w/{workspace.workspace_id}/inbox", **{"HX-Request": "true"})).text) == "1 unread"


async def test_nothing_is_said_of_seats_that_one_may_not_see(core: Core, workspace: Installed) -> None:
    await replies(core, workspace, 2)
    user_id = await member(core, workspace.workspace_id, "ed@acme.example", "editor")
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        await users.update_member(scope, user_id, seat_ids=[(await seats.create(scope, "Other")).id])
    async with browser(core) as editor:
        await editor.sign_in(user_id)
        assert said((await editor.get(f"/w/{workspace.workspace_id}/")).text) == ""
