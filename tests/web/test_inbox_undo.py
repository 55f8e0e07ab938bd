"""What takes back the acts of the inbox, what is done to many at once, and attachments."""

import json
import re
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest
import pytest_asyncio

from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.conversations import conversations
from outrider.outreach.conversations.conversations import Conversation
from outrider.outreach.correspondence import filing
from outrider.outreach.leads import suppression
from outrider.outreach.tenancy import categories
from outrider.outreach.tenancy.workspaces import Installed
from tests.outreach.mailing import answer, sent_mail
from tests.web.mailing import replies
from tests.web.visiting import ORIGIN, Browser, browser, member


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


async def acted(editor: Browser, page: str, path: str, form: dict[str, str | list[str]]) -> str | None:
    """Act as a script does; the address that takes it back."""
    shown = (await editor.get(page)).text
    token = shown.split('name="form_token" value="', 1)[1].split('"', 1)[0]
    headers = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin", "HX-Request": "true", "X-Form-Token": token}
    answered = await editor.client.post(path, data=form, headers=headers)
    assert answered.status_code == 204, answered.text
    undo = json.loads(answered.headers["hx-trigger"])["toast"]["undo"]
    return undo and urlsplit(undo).path + "?" + urlsplit(undo).query


async def test_a_category_is_taken_back(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await replies(core, workspace)
    async with core.scope(workspace.workspace_id) as scope:
        first, second = (await categories.find_all(scope))[:2]
    await acted(editor, f"{base}/{id}", f"{base}/category", {"id": str(id), "category": str(first.id)})
    undo = await acted(editor, f"{base}/{id}", f"{base}/category", {"id": str(id), "category": str(second.id)})
    await acted(editor, f"{base}/{id}", undo or "", {})
    assert (await state(core, workspace, id)).category_id == first.id


async def test_many_are_assigned_at_once_and_that_is_taken_back(
    core: Core, workspace: Installed, editor: Browser, base: str
) -> None:
    ids = await replies(core, workspace, 2)
    form: dict[str, str | list[str]] = {"id": [str(id) for id in ids], "member": str(workspace.user_id)}
    undo = await acted(editor, base, f"{base}/assign", form)
    assert [(await state(core, workspace, id)).assigned_user_id for id in ids] == [workspace.user_id] * 2
    await acted(editor, base, undo or "", {})
    assert [(await state(core, workspace, id)).assigned_user_id for id in ids] == [None, None]


async def test_a_block_is_lifted(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    (id,) = await replies(core, workspace)
    undo = await acted(editor, f"{base}/{id}", f"{base}/{id}/block", {"what": "email"})
    async with core.scope(workspace.workspace_id) as scope:
        assert len(await suppression.find_all(scope)) == 1
    await acted(editor, f"{base}/{id}", undo or "", {})
    async with core.scope(workspace.workspace_id) as scope:
        assert await suppression.find_all(scope) == []


async def test_only_a_block_of_this_lead_is_lifted(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    one, other = await replies(core, workspace, 2)
    undo = await acted(editor, f"{base}/{one}", f"{base}/{one}/block", {"what": "email"})
    refused = await editor.post((undo or "").replace(f"/inbox/{one}/", f"/inbox/{other}/"), page=f"{base}/{other}")
    assert refused.status_code == 404


async def test_what_to_do_with_many_stands_beside_the_list(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    """An empty page offers it too: its list may be read again, and then holds something to choose."""
    page = (await editor.get(base)).text
    (id,) = await replies(core, workspace)
    listed = (await editor.get(base, **{"HX-Request": "true"})).text
    assert (f"{base}/category" in page, f'type="checkbox" name="id" value="{id}"' in listed) == (True, True)


RAW = (
    b"From: lead1@prospect.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    b"--b\r\n\r\nSee below.\r\n"
    b"--b\r\nContent-Type: text/html\r\nContent-Disposition: attachment; filename=offer.html\r\n\r\n<b>Offer</b>\r\n--b--\r\n"
)


async def test_an_attachment_is_saved_and_never_shown(core: Core, workspace: Installed, editor: Browser, base: str) -> None:
    facts = {"attachments": [{"filename": "offer.html", "content_type": "text/html", "size": 12}]}
    async with core.scope(workspace.workspace_id, Actor("engine")) as scope:
        (sent,) = await sent_mail(scope)
        filed = await filing.file(scope, sent.sender.id, answer(scope, sent, raw=RAW, facts=facts))
    (link,) = re.findall(r'href="([^"]+/attachments/0)"', (await editor.get(f"{base}/{filed.conversation_id}")).text)
    answered = await editor.get(link)
    assert answered.content.strip() == b"<b>Offer</b>"
    assert answered.headers["content-type"] == "application/octet-stream"
    assert (await editor.get(link[:-1] + "1")).status_code == 404
