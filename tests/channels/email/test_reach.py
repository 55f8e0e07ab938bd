"""Mail servers of the inside of a network are out of reach where the operator says so."""

import asyncio
from typing import Any

import pytest

from outrider.channels.email.account import ImapEndpoint, SmtpEndpoint
from outrider.channels.email.verify import check_imap, check_smtp
from outrider.engine import oauth
from outrider.errors import Invalid
from outrider.outreach.base.scope import Core
from outrider.outreach.senders import connecting, senders
from outrider.outreach.senders.senders import Server
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from tests.making import a_sender

INSIDE = [
    "127.0.0.1",
    "localhost",
    "10.0.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "2130706433",
    "::1",
    "::ffff:127.0.0.1",
    "0.0.0.0",
]


@pytest.mark.parametrize("host", INSIDE)
async def test_the_inside_is_out_of_reach(host: str) -> None:
    for security in ("tls", "starttls"):
        smtp = await check_smtp(SmtpEndpoint(host, 465, security, allow_private=False))
        imap = await check_imap(ImapEndpoint(host, 993, security, allow_private=False))
        assert not smtp.ok, smtp
        assert "not a public address" in (smtp.error or ""), smtp
        assert not imap.ok, imap
        assert "not a public address" in (imap.error or ""), imap


async def test_nothing_is_connected_to() -> None:
    seen: list[Any] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(writer)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        for allowed in (False, True):
            place = Server("127.0.0.1", port, username="a", password="b")
            with pytest.raises(Invalid) as refused:
                await connecting.prove(place, place, allow_plain=False, allow_private=allowed)
            assert ("not a public address" in refused.value.message) is not allowed
            assert bool(seen) is allowed


async def test_the_operators_word_holds_for_mailboxes_that_are_there_already(core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        sender: senders.Sender = await a_sender(scope)
    for allowed in (True, False):
        (smtp, imap), _ = await oauth.endpoints(
            core, Settings(allow_private_mail_servers=allowed), workspace.workspace_id, sender
        )
        assert imap is not None
        assert (smtp.allow_private, imap.allow_private) == (allowed, allowed)
