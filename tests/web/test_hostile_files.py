"""Files that strangers send: a browser saves them under harmless names and shows none, whatever they call them."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.applications import Starlette

from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.conversations import attachments, messages
from outrider.outreach.conversations.messages import Message
from outrider.outreach.correspondence import filing
from outrider.outreach.tenancy.workspaces import Installed
from outrider.web import recipients
from tests.outreach.mailing import answer, sent_mail
from tests.web.visiting import browser, member

PUBLIC = "https://outrider.example"
MARKUP = b"<script>alert(1)</script>"
# As a header of a mail has it -> as it is saved.
NAMES = {
    b'"../../../etc/passwd"': "passwd",
    b'"C:\\\\Windows\\\\System32\\\\evil.dll"': "evil.dll",
    b'".."': "attachment",
    b'"offer\\".html; filename=evil.exe"': "offer%22.html%3B%20filename%3Devil.exe",
    b'"a\x00b.txt"': "ab.txt",
    b'"bell\x07.txt"': "bell.txt",
    b"=?utf-8?q?a=0D=0ASet-Cookie=3A_x=3D1?=": "aSet-Cookie%3A%20x%3D1",
    b"=?utf-8?q?invoice=E2=80=AEgpj.exe?=": "invoicegpj.exe",
    b"=?utf-8?q?half=ED=A0=80.txt?=": None,
    b'"' + b"x" * 10_000 + b'.pdf"': "x" * 200,
    b"<img src=x onerror=alert(1)>.svg": None,
}
TYPES = (b"text/html", b"image/svg+xml", b"application/xhtml+xml; charset=utf-7", b"text/html\x0b\x00X: y", b"nonsense")


def a_mail(name: bytes, content_type: bytes) -> bytes:
    head = b"From: lead1@prospect.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    file = b"Content-Type: %s\r\nContent-Disposition: attachment; filename=%s\r\n\r\n%s" % (content_type, name, MARKUP)
    return head + b"--b\r\n\r\nHi.\r\n--b\r\n" + file + b"\r\n--b--\r\n"


async def received(core: Core, installed: Installed, raw: bytes) -> Message:
    """A reply with this mail, filed as the engine files it."""
    async with core.scope(installed.workspace_id, Actor("engine")) as scope:
        (sent,) = await sent_mail(scope)
        facts = {"attachments": [{"filename": "offer", "content_type": "text/html", "size": 12}]}
        filed = await filing.file(scope, sent.sender.id, answer(scope, sent, raw=raw, facts=facts))
        assert filed.message_id is not None
        return await messages.get(scope, filed.message_id)


async def public_path(core: Core, installed: Installed, message: Message) -> str:
    async with core.scope(installed.workspace_id) as scope:
        address = attachments.address(replace(scope, public_url=PUBLIC), message, 0)
    assert address is not None
    return urlsplit(address).path


def anyone(core: Core) -> httpx.AsyncClient:
    """Somebody without an account, at the addresses that need none."""
    transport = httpx.ASGITransport(app=Starlette(routes=recipients.routes(core)))
    return httpx.AsyncClient(transport=transport, base_url=PUBLIC)


def assert_saved(answered: httpx.Response, name: str | None) -> None:
    """The answer is a file to be saved, under this name where one is given."""
    assert answered.status_code == 200
    assert answered.content.strip() == MARKUP
    assert answered.headers["content-type"] == "application/octet-stream"
    assert answered.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answered.headers["content-security-policy"]
    assert "set-cookie" not in answered.headers
    disposition = answered.headers["content-disposition"]
    assert re.fullmatch(r"attachment; filename\*=UTF-8''[\w.~%-]{1,2000}", disposition, re.ASCII)
    if name is not None:
        assert disposition.endswith(f"''{name}")


@pytest.mark.parametrize(("name", "saved"), NAMES.items())
async def test_a_file_is_saved_under_a_harmless_name(core: Core, workspace: Installed, name: bytes, saved: str | None) -> None:
    message = await received(core, workspace, a_mail(name, b"text/html"))
    async with anyone(core) as client:
        assert_saved(await client.get(await public_path(core, workspace, message)), saved)
    async with browser(core) as visitor:
        await visitor.sign_in(await member(core, workspace.workspace_id, "ed@acme.example", "editor"))
        base = f"/w/{workspace.workspace_id}/inbox/messages/{message.id}"
        assert_saved(await visitor.get(f"{base}/attachments/0"), saved)


@pytest.mark.parametrize("content_type", TYPES)
async def test_a_file_is_never_shown(core: Core, workspace: Installed, content_type: bytes) -> None:
    message = await received(core, workspace, a_mail(b"offer.html", content_type))
    async with anyone(core) as client:
        assert_saved(await client.get(await public_path(core, workspace, message)), "offer.html")


async def test_a_signed_address_opens_one_file_alone(core: Core, workspace: Installed, stranger: Installed) -> None:
    message = await received(core, workspace, a_mail(b"offer.html", b"text/html"))
    other = await received(core, stranger, a_mail(b"secret.html", b"text/html"))
    path = await public_path(core, workspace, message)
    ticket, _, signature = path.removeprefix("/a/").rpartition(".")
    theirs, _, their_signature = (await public_path(core, stranger, other)).removeprefix("/a/").rpartition(".")
    altered = [
        f"{theirs}.{signature}",
        f"{ticket}.{their_signature}",
        f"{ticket[:-1]}1.{signature}",
        f"{ticket}.{signature[:-1]}",
        f"{ticket}.{signature}0",
        f"{ticket}.",
        ticket,
        f"{ticket.upper()}x.{signature}",
        f"+{ticket}.{signature}",
        f"{ticket}.{core.vault.sign(f'c.{ticket}')}",  # signed for another purpose
    ]
    async with anyone(core) as client:
        assert {t: (await client.get(f"/a/{t}")).status_code for t in altered} == dict.fromkeys(altered, 404)
        assert (await client.get(path)).status_code == 200


async def test_an_address_ends_with_the_mail(core: Core, workspace: Installed) -> None:
    message = await received(core, workspace, a_mail(b"offer.html", b"text/html"))
    path = await public_path(core, workspace, message)
    async with core.scope(workspace.workspace_id) as scope:
        await scope.run("UPDATE messages SET raw = NULL WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=message.id)
    async with anyone(core) as client:
        assert (await client.get(path)).status_code == 404
