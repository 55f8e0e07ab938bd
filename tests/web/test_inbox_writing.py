"""What goes into a reply: files, snippets, and the lead's own values."""

from collections.abc import AsyncIterator
from html import unescape

import httpx
import pytest
import pytest_asyncio

from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.conversations import attachments, inbox, snippets
from outrider.outreach.conversations.inbox import MessageFilter
from outrider.outreach.conversations.messages import Message
from outrider.outreach.leads import leads
from outrider.outreach.tenancy.workspaces import Installed
from tests.web.mailing import replies
from tests.web.visiting import ORIGIN, Browser, browser, form_token, member


@pytest_asyncio.fixture
async def editor(core: Core, workspace: Installed) -> AsyncIterator[Browser]:
    async with browser(core) as editor:
        await editor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "editor"))
        yield editor


@pytest.fixture
def base(workspace: Installed) -> str:
    return f"/w/{workspace.workspace_id}"


async def reply_with(editor: Browser, thread: str, *files: tuple[str, bytes, str], **fields: str) -> httpx.Response:
    token = form_token((await editor.get(thread)).text)
    return await editor.client.post(
        f"{thread}/reply",
        data={"form_token": token, "body": "See the file.", **fields},
        files=[("file", file) for file in files],
        headers={"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"},
    )


async def letter(core: Core, workspace: Installed) -> Message:
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        return (await inbox.messages(scope, MessageFilter(waiting=True)))[0]["message"]


async def test_a_file_goes_along_with_a_reply(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await replies(core, workspace)
    files = ("Prices é.pdf", b"%PDF-1.7 prices", "application/pdf"), ("notes.txt", b"Line\nSecond", "text/plain")
    await reply_with(editor, f"{base}/inbox/{id}", *files)
    waiting = await letter(core, workspace)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        taken = await attachments.content(scope, waiting.headers)
    assert [(a.filename, a.content, a.content_type) for a in taken] == [*files]


async def test_a_file_sent_can_be_downloaded_again(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await replies(core, workspace)
    await reply_with(editor, f"{base}/inbox/{id}", ("prices.pdf", b"%PDF-1.7 prices", "application/pdf"))
    waiting = await letter(core, workspace)
    assert (await editor.get(f"{base}/inbox/messages/{waiting.id}/attachments/0")).content == b"%PDF-1.7 prices"


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../etc/passwd", "passwd"), ("C:\\fakepath\\plan.doc", "plan.doc"), ("a\r\nb.txt", "ab.txt"), ("x" * 300, "x" * 200)],
)
async def test_a_file_keeps_a_harmless_name(given: str, kept: str) -> None:
    packed = await attachments.pack([attachments.Attachment(given, "text/html; charset=x", b"1")])
    assert packed is not None
    assert packed.known[0] == {"filename": kept, "content_type": "application/octet-stream", "size": 1}


async def test_files_beyond_the_limit_are_refused(
    core: Core, workspace: Installed, editor: Browser, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (id,) = await replies(core, workspace)
    monkeypatch.setattr(attachments, "MAX_BYTES", 10)
    answer = await reply_with(editor, f"{base}/inbox/{id}", ("a.bin", b"123456", ""), ("b.bin", b"123456", ""))
    assert answer.status_code == 400
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        assert await inbox.messages(scope, MessageFilter(waiting=True)) == []


async def test_a_snippet_is_offered_with_the_leads_values(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await replies(core, workspace)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        (lead,) = await leads.search(scope, limit=1)
        await leads.update(scope, lead.id, first_name="Zora")
    text = 'Hi {{first_name}}, "here" it is.'
    await editor.post(f"{base}/settings/snippets/save", {"name": "Booking", "body": text}, page=f"{base}/settings/snippets")
    assert 'data-insert="Hi Zora, "here" it is."' in unescape((await editor.get(f"{base}/inbox/{id}")).text)


async def test_a_snippet_that_cannot_be_rendered_is_not_kept(
    core: Core, workspace: Installed, editor: Browser, base: str
) -> None:
    page = f"{base}/settings/snippets"
    answer = await editor.post(f"{page}/save", {"name": "Broken", "body": "{% if %}"}, page=page)
    assert answer.status_code == 422
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        assert await snippets.find_all(scope) == []


async def test_two_snippets_do_not_share_a_name(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    page = f"{base}/settings/snippets"
    await editor.post(f"{page}/save", {"name": "Booking", "body": "One"}, page=page)
    answer = await editor.post(f"{page}/save", {"name": "booking", "body": "Two"}, page=page)
    assert answer.status_code == 422


async def test_a_snippet_is_changed_and_deleted(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    page = f"{base}/settings/snippets"
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        snippet = await snippets.save(scope, "Booking", "One")
    await editor.post(f"{page}/save", {"id": str(snippet.id), "name": "Booking", "body": "Two"}, page=f"{page}?edit={snippet.id}")
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        assert [s.body for s in await snippets.find_all(scope)] == ["Two"]
    await editor.post(f"{page}/{snippet.id}/delete", page=page)
    async with core.scope(workspace.workspace_id, Actor("test")) as scope:
        assert await snippets.find_all(scope) == []
