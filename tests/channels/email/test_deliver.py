"""What is known of a message after its delivery was tried, and whether the Sent folder knows it."""

import asyncio
from collections.abc import Awaitable
from dataclasses import replace

import pytest
from aiosmtpd.smtp import SMTP

from outrider.channels.email.account import ImapEndpoint, Secret, SmtpEndpoint
from outrider.channels.email.deliver import Delivery, deliver, store_sent, was_sent
from outrider.channels.email.smtp import SmtpPool, Timeouts
from outrider.channels.email.verify import check_imap, check_smtp
from outrider.clock import RealClock
from outrider.sandbox.world import World
from tests.channels.email.conftest import PASSWORD, PLAIN, QUICK, Mailroom, authenticator, dying, endpoint


@pytest.fixture
async def pool():
    pool = SmtpPool(timeouts=QUICK)
    yield pool
    await pool.close()


async def to(pool: SmtpPool, port: Awaitable[int] | int, message=PLAIN, **changes) -> Delivery:
    number = port if isinstance(port, int) else await port
    return await deliver(pool, "bob", endpoint(number, **changes), message)


async def test_accepted(listen, pool: SmtpPool):
    room = Mailroom()
    delivery = await to(pool, listen(lambda: SMTP(room)), replace(PLAIN, bcc=["hidden@x.io"]))
    assert (delivery.verdict, delivery.outcome.kind, delivery.code) == ("accepted", "accepted", 250)
    assert room.envelopes[0].rcpt_tos == ["ann@example.com", "hidden@x.io"]
    assert b"hidden" not in (room.envelopes[0].original_content or b"")


@pytest.mark.parametrize(
    ("reply", "kind", "reason", "retryable"),
    [
        ("550 5.1.1 no such user", "permanent_recipient", "no_such_address", False),
        ("450 4.2.0 greylisted, try again later", "temporary", "greylisted", True),
        ("452 4.2.2 mailbox full", "temporary", "mailbox_full", True),
        ("550 5.7.515 access denied, unauthenticated domain", "sender_auth", "domain_unauthenticated", True),
        ("421 4.7.32 your DMARC is not aligned", "sender_paused", "domain_unauthenticated", True),
        ("554 5.7.1 spam", "policy", "refused", False),
    ],
)
async def test_refused(listen, pool: SmtpPool, reply: str, kind: str, reason: str, retryable: bool):
    room = Mailroom(rcpt={"ann@example.com": reply})
    delivery = await to(pool, listen(lambda: SMTP(room)))
    assert (delivery.verdict, delivery.outcome.kind, delivery.outcome.reason) == ("refused", kind, reason)
    assert delivery.retryable is retryable
    assert delivery.code == int(reply[:3])


async def test_a_bare_refusal_of_the_message_is_not_one_of_the_recipient(listen, pool: SmtpPool):
    delivery = await to(pool, listen(lambda: SMTP(Mailroom(data_reply="550 rejected"))))
    assert (delivery.verdict, delivery.outcome.kind) == ("refused", "policy")


async def test_refused_login_is_the_senders(listen, pool: SmtpPool):
    port = listen(lambda: SMTP(Mailroom(), authenticator=authenticator, auth_require_tls=False, auth_required=True))
    delivery = await to(pool, port, auth="plain", username="bob", secret=Secret("wrong"))
    assert (delivery.verdict, delivery.outcome.kind, delivery.phase) == ("not_sent", "sender_auth", "auth")


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ("432 4.7.12 a password transition is needed", "sender_auth"),
        ("432 4.3.2 concurrent connections limit exceeded", "temporary"),
        ("454 4.7.0 temporary authentication failure", "temporary"),
        ("535 5.7.8 authentication failed: connection lost to authentication server", "temporary"),
        ("535 5.7.8 the authentication server is unavailable", "temporary"),
        ("535 5.7.0 refused, try again later", "temporary"),
        ("535 refused (this user authenticates too many times)", "sender_paused"),
        ("535 5.7.8 authentication failed: UGFzc3dvcmQ6", "sender_auth"),
        ("534 5.7.14 please log in by a browser and then try again", "sender_auth"),
        ("538 5.7.11 encryption required by this server", "sender_auth"),
    ],
)
async def test_a_login_refused_for_now_waits_unless_only_a_person_can_help(script, pool: SmtpPool, reply: str, kind: str):
    answer = f"{reply}\r\n".encode()

    async def refusing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 hi\r\n")
        await reader.readuntil(b"\n")
        writer.write(b"250-me\r\n250 AUTH PLAIN\r\n")
        await reader.readuntil(b"\n")
        writer.write(answer)
        await reader.read()

    delivery = await to(pool, script(refusing), auth="plain", username="bob", secret=Secret("right"))
    assert (delivery.verdict, delivery.outcome.kind) == ("not_sent", kind)


@pytest.mark.parametrize(
    ("dies", "verdict"),
    [("connect", "not_sent"), ("mail", "not_sent"), ("data", "not_sent"), ("dot", "uncertain")],
)
async def test_death_of_the_server(script, pool: SmtpPool, dies: str, verdict: str):
    delivery = await to(pool, script(dying(dies, True)))
    assert (delivery.verdict, delivery.code, delivery.outcome.reason) == (verdict, None, "no_reply")
    assert delivery.retryable is (verdict == "not_sent")


async def test_the_time_limit_tells_before_from_after_the_dot(script):
    slow = SmtpPool(timeouts=Timeouts(30, 30, 30))
    done = asyncio.Event()

    def stalling(phase: str):
        async def play(reader, writer):
            await dying(phase, True)(reader, writer)
            await done.wait()

        return play

    for dies, seconds, verdict in [("mail", 0.3, "not_sent"), ("dot", 3, "uncertain")]:
        where = endpoint(await script(stalling(dies)))
        delivery = await deliver(slow, dies, where, PLAIN, seconds=seconds)
        assert delivery.verdict == verdict
    done.set()
    await slow.close()


async def test_a_kept_connection_that_died_is_replaced(script, pool: SmtpPool):
    connections: list[int] = []

    async def play(reader, writer):
        connections.append(1)
        writer.write(b"220 hi\r\n")
        await reader.readuntil(b"\n")
        writer.write(b"250-me\r\n250 PIPELINING\r\n")
        await reader.readuntil(b"DATA\r\n")
        writer.write(b"250 ok\r\n250 ok\r\n354 go\r\n")
        await reader.readuntil(b"\r\n.\r\n")
        writer.write(b"250 2.0.0 ok\r\n")
        await reader.readuntil(b"DATA\r\n")
        if len(connections) == 1:
            writer.write(b"421 4.4.2 idle too long\r\n")

    where = endpoint(await script(play))
    for _ in range(2):
        assert (await deliver(pool, "bob", where, PLAIN)).verdict == "accepted"
    assert len(connections) == 2


@pytest.mark.parametrize("changes", [{"subject": "a\nb"}, {"to_address": "nobody"}, {"subject": "\ud800"}])
async def test_what_is_no_message_never_reaches_the_wire(pool: SmtpPool, changes: dict):
    delivery = await to(pool, 1, replace(PLAIN, **changes))
    assert (delivery.verdict, delivery.outcome.reason, delivery.retryable) == ("not_sent", "invalid_message", False)


async def test_a_message_too_large_is_not_retried(listen, pool: SmtpPool):
    delivery = await to(pool, listen(lambda: SMTP(Mailroom(), data_size_limit=50)))
    assert (delivery.verdict, delivery.outcome.reason, delivery.retryable) == ("not_sent", "too_large", False)


async def test_sent_folder():
    async with World(RealClock(), seed="sent") as world:
        world.add_mailbox("bob@acme.io", PASSWORD)
        where = ImapEndpoint("127.0.0.1", world.imap_port, "plain", "bob@acme.io", Secret(PASSWORD))
        assert await was_sent(where, "1.abc@acme.io") is False
        for _ in range(2):
            raw = b"Message-ID: <1.abc@acme.io>\r\n\r\nx\r\n"
            assert await store_sent(where, raw, "1.abc@acme.io", PLAIN.date)
        assert await was_sent(where, "<1.abc@acme.io>") is True
        (letter,) = world.folder("bob@acme.io", "Sent").letters
        assert letter.raw.endswith(b"x\r\n")
        assert "\\Seen" in letter.flags
    assert await was_sent(where, "1.abc@acme.io") is None, "nobody there to ask"
    assert not await store_sent(where, b"", "1", PLAIN.date)


async def test_checks_of_logins():
    async with World(RealClock(), seed="checks") as world:
        world.add_mailbox("bob@acme.io", PASSWORD)
        for secret, ok in [(PASSWORD, True), ("wrong", False)]:
            login = ("plain", "bob@acme.io", Secret(secret))
            smtp = await check_smtp(SmtpEndpoint("127.0.0.1", world.smtp_port, *login), timeouts=QUICK)
            imap = await check_imap(ImapEndpoint("127.0.0.1", world.imap_port, *login))
            assert (smtp.ok, imap.ok) == (ok, ok)
            assert ok or (smtp.phase, imap.phase) == ("auth", "auth")
            assert "wrong" not in f"{smtp}{imap}"
