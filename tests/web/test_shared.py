"""Parts of pages that are made once for all who ask for them at the same moment: never too early, never for others."""

import asyncio

import pytest

from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.tenancy import seats, users
from outrider.outreach.tenancy.workspaces import Installed
from outrider.web.inbox import view
from outrider.web.inbox.view import Asked, Listing
from outrider.web.kit.shared import Audience, Shared
from outrider.web.kit.templates import Body
from tests.web.mailing import replies
from tests.web.visiting import browser, form_token, member, site_of

ASKED = {"HX-Request": "true"}


class Making:
    """A part that takes until `go`, and says what number of its makings it is."""

    def __init__(self) -> None:
        self.n, self.begun, self.go = 0, asyncio.Event(), asyncio.Event()

    async def __call__(self) -> Body:
        self.n += 1
        number = self.n
        self.begun.set()
        await self.go.wait()
        return Body(str(number).encode())


async def test_who_asks_while_it_is_made_gets_the_next_making_together() -> None:
    shared, making = Shared(), Making()
    first = asyncio.create_task(shared.made("list", making))
    await making.begun.wait()
    later = [asyncio.create_task(shared.made("list", making)) for _ in range(3)]
    await asyncio.sleep(0)
    making.go.set()
    assert [(await task).content for task in (first, *later)] == [b"1", b"2", b"2", b"2"]


async def test_nothing_is_kept() -> None:
    shared, making = Shared(), Making()
    making.go.set()
    made = [(await shared.made("list", making)).content for _ in range(2)]
    assert (made, shared.waiting, shared.running) == ([b"1", b"2"], {}, {})


async def test_another_part_is_not_waited_for() -> None:
    shared, slow, quick = Shared(), Making(), Making()
    waiting = asyncio.create_task(shared.made("slow", slow))
    await slow.begun.wait()
    quick.go.set()
    assert (await shared.made("quick", quick)).content == b"1"
    waiting.cancel()


async def test_a_failure_reaches_everyone_who_waits_and_no_one_later() -> None:
    async def fails() -> Body:
        raise LookupError

    shared, making = Shared(), Making()
    failing = [asyncio.create_task(shared.made("list", fails)) for _ in range(2)]
    assert [type(error) for error in await asyncio.gather(*failing, return_exceptions=True)] == [LookupError] * 2
    making.go.set()
    assert (await shared.made("list", making)).content == b"1"


async def test_who_leaves_takes_nothing_from_those_who_stay() -> None:
    shared, making = Shared(), Making()
    leaving, staying = (asyncio.create_task(shared.made("list", making)) for _ in range(2))
    await making.begun.wait()
    leaving.cancel()
    making.go.set()
    assert (await staying).content == b"1"


@pytest.fixture
def base(workspace: Installed) -> str:
    return f"/w/{workspace.workspace_id}/inbox"


async def test_the_list_of_a_script_holds_nothing_personal(core: Core, workspace: Installed, base: str) -> None:
    await replies(core, workspace)
    async with browser(core) as editor:
        await editor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "editor"))
        token = form_token((await editor.get(base)).text)
        shown = (await editor.get(base, **ASKED)).text
    assert [word in shown for word in ("data-row=", token, "ed@acme.example")] == [True, False, False]


async def test_people_of_different_seats_and_roles_who_ask_at_once_see_their_own(
    core: Core, workspace: Installed, base: str
) -> None:
    (id,) = await replies(core, workspace)
    people = [await member(core, workspace.workspace_id, f"{role}@acme.example", role) for role in ("editor", "viewer")]
    elsewhere = await member(core, workspace.workspace_id, "other@acme.example", "editor")
    async with core.scope(workspace.workspace_id) as scope:
        await users.update_member(scope, elsewhere, seat_ids=[(await seats.create(scope, "Another")).id])
    site = site_of(core)
    async with browser(core, site=site) as editor, browser(core, site=site) as viewer, browser(core, site=site) as other:
        visitors = (editor, viewer, other)
        for visitor, user in zip(visitors, (*people, elsewhere), strict=True):
            await visitor.sign_in(user)
        pages = await asyncio.gather(*(visitor.get(base, **ASKED) for visitor in visitors))
    listed, choosing = f'data-row="{id}"', f'type="checkbox" name="id" value="{id}"'
    assert [(listed in page.text, choosing in page.text) for page in pages] == [(True, True), (True, False), (False, False)]


async def test_workspaces_that_are_asked_at_once_show_their_own(core: Core, workspace: Installed, stranger: Installed) -> None:
    ids = {place.workspace_id: (await replies(core, place, n))[-1] for place, n in ((workspace, 1), (stranger, 2))}
    site = site_of(core)
    async with browser(core, site=site) as one, browser(core, site=site) as two:
        for visitor, place in ((one, workspace), (two, stranger)):
            await visitor.sign_in(await member(core, place.workspace_id, f"ed@{place.workspace_id}.example", "editor"))
        asked = [(one, workspace.workspace_id), (two, stranger.workspace_id)]
        pages = await asyncio.gather(*(visitor.get(f"/w/{place}/inbox", **ASKED) for visitor, place in asked))
    assert [page.text.count("data-row=") for page in pages] == [1, 2]
    assert [f'/w/{place}/inbox/{ids[place]}"' in page.text for (_, place), page in zip(asked, pages, strict=True)] == [True, True]


async def test_many_who_ask_at_once_are_shown_a_reply_by_a_few_readings(
    core: Core, workspace: Installed, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (id,) = await replies(core, workspace)
    read = 0

    async def counted(scope: Scope, asked: Asked, audience: Audience, opened: int | None = None) -> Listing:
        nonlocal read
        read += 1
        return await listing(scope, asked, audience, opened)

    listing = view.listing
    monkeypatch.setattr(view, "listing", counted)
    async with browser(core) as editor:
        await editor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "editor"))
        pages = await asyncio.gather(*(editor.get(base, **ASKED) for _ in range(30)))
    assert all(f'data-row="{id}"' in page.text for page in pages)
    assert read < 15
