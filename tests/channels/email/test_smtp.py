"""The SMTP client against real servers: logging in, every kind of refusal, and death at every phase."""

import asyncio
import base64
import json

import pytest
from aiosmtpd.smtp import SMTP

from outrider.channels.email.account import Secret, SmtpEndpoint
from outrider.channels.email.smtp import (
    SmtpError,
    SmtpPool,
    SmtpSession,
    SubmitResult,
    Timeouts,
    Unsendable,
    wire_form,
)
from outrider.errors import Invalid
from tests.channels.email.conftest import PASSWORD, QUICK, Authority, Mailroom, authenticator, dying, endpoint
from tests.waiting import eventually

DATA = b"Subject: x\r\n\r\nHello\r\n.\r\n..two\r\n"


def login(port: int, **changes) -> SmtpEndpoint:
    return endpoint(port, username="ann", secret=Secret(PASSWORD), auth="plain", **changes)


async def send(port: int, to: str = "b@example.com", data: bytes = DATA) -> SubmitResult:
    session = await SmtpSession.open(endpoint(port), timeouts=QUICK)
    try:
        return await session.send("a@example.com", [to], data)
    finally:
        await session.quit()


@pytest.mark.parametrize("security", ["plain", "starttls", "tls"])
@pytest.mark.parametrize("auth", ["plain", "login"])
async def test_logs_in_and_delivers(listen, authority: Authority, security: str, auth: str):
    room = Mailroom()
    starttls = authority.server if security == "starttls" else None
    port = await listen(
        lambda: SMTP(
            room,
            authenticator=authenticator,
            auth_required=True,
            auth_require_tls=False,
            tls_context=starttls,
            require_starttls=starttls is not None,
        ),
        authority.server if security == "tls" else None,
    )
    where = endpoint(port, security=security, auth=auth, username="ann", secret=Secret(PASSWORD))
    session = await SmtpSession.open(where, tls=authority.client, timeouts=QUICK)
    result = await session.send("a@example.com", ["b@example.com"], DATA)
    await session.quit()
    assert (result.accepted, result.code, result.enhanced) == (True, 250, "2.0.0")
    assert room.envelopes[0].original_content == DATA


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_refuses_a_certificate_it_does_not_trust(listen, authority: Authority, security: str):
    port = await listen(
        lambda: SMTP(Mailroom(), tls_context=authority.server if security == "starttls" else None),
        authority.server if security == "tls" else None,
    )
    with pytest.raises(SmtpError, match="certificate") as caught:
        await SmtpSession.open(endpoint(port, security=security), tls=authority.stranger, timeouts=QUICK)
    assert caught.value.phase == "connect"
    assert caught.value.code is None


async def test_never_falls_back_to_plain_text(listen):
    port = await listen(lambda: SMTP(Mailroom()))
    with pytest.raises(SmtpError, match="STARTTLS"):
        await SmtpSession.open(endpoint(port, security="starttls"), timeouts=QUICK)


async def test_wrong_password_is_an_auth_error_without_the_password(listen):
    port = await listen(lambda: SMTP(Mailroom(), authenticator=authenticator, auth_require_tls=False, auth_required=True))
    where = endpoint(port, username="ann", secret=Secret("wrong secret"), auth="plain")
    with pytest.raises(SmtpError) as caught:
        await SmtpSession.open(where, timeouts=QUICK)
    assert (caught.value.phase, caught.value.code, caught.value.enhanced) == ("auth", 535, "5.7.8")
    assert "wrong secret" not in repr(where) + str(where) + repr(caught.value) + str(caught.value)


@pytest.mark.parametrize("good", [True, False])
async def test_xoauth2(script, good: bool):
    seen: list[bytes] = []

    async def play(reader, writer):
        writer.write(b"220 hi\r\n")
        await reader.readline()
        writer.write(b"250-me\r\n250 AUTH XOAUTH2\r\n")
        seen.append(await reader.readline())
        if good:
            writer.write(b"235 2.7.0 ok\r\n")
        else:
            challenge = base64.b64encode(json.dumps({"status": "401", "schemes": "bearer"}).encode())
            writer.write(b"334 " + challenge + b"\r\n")
            seen.append(await reader.readline())
            writer.write(b"535 5.7.8 not accepted\r\n")
        await reader.readline()

    where = endpoint(await script(play), username="ann@x.io", secret=Secret("TOKEN"), auth="xoauth2")
    if good:
        await (await SmtpSession.open(where, timeouts=QUICK)).quit(timeout=0.1)
    else:
        with pytest.raises(SmtpError, match="status 401") as caught:
            await SmtpSession.open(where, timeouts=QUICK)
        assert caught.value.code == 535
        assert seen[1] == b"\r\n"
    assert base64.b64decode(seen[0].split()[2]) == b"user=ann@x.io\1auth=Bearer TOKEN\1\1"


@pytest.mark.parametrize(
    ("reply", "code", "enhanced"),
    [
        ("550 5.1.1 no such user", 550, "5.1.1"),
        ("450 4.7.1 greylisted, come back", 450, "4.7.1"),
        ("452 4.2.2 mailbox full", 452, "4.2.2"),
        ("550 no enhanced code", 550, None),
    ],
)
async def test_refused_recipient(listen, reply: str, code: int, enhanced: str | None):
    room = Mailroom(rcpt={"b@example.com": reply})
    result = await send(await listen(lambda: SMTP(room)))
    assert (result.accepted, result.code, result.enhanced, result.stage) == (False, code, enhanced, "rcpt")
    assert room.envelopes == []


async def test_refused_message(listen):
    room = Mailroom(data_reply="554 5.7.1 looks like spam")
    result = await send(await listen(lambda: SMTP(room)))
    assert (result.accepted, result.code, result.stage) == (False, 554, "dot")


async def test_session_survives_a_refusal(listen):
    room = Mailroom(rcpt={"gone@example.com": "550 5.1.1 gone"})
    session = await SmtpSession.open(endpoint(await listen(lambda: SMTP(room))), timeouts=QUICK)
    assert not (await session.send("a@example.com", ["gone@example.com"], DATA)).accepted
    assert (await session.send("a@example.com", ["here@example.com"], DATA)).accepted
    await session.quit()
    assert [envelope.rcpt_tos for envelope in room.envelopes] == [["here@example.com"]]


async def test_copies_go_only_with_the_first_recipient(listen):
    room = Mailroom(rcpt={"gone@example.com": "550 5.1.1 gone"})
    session = await SmtpSession.open(endpoint(await listen(lambda: SMTP(room))), timeouts=QUICK)
    refused = await session.send("a@example.com", ["gone@example.com", "cc@example.com"], DATA)
    partly = await session.send("a@example.com", ["b@example.com", "gone@example.com", "cc@example.com"], DATA)
    await session.quit()
    assert not refused.accepted
    assert partly.accepted
    assert [refusal.address for refusal in partly.refused] == ["gone@example.com"]
    assert [envelope.rcpt_tos for envelope in room.envelopes] == [["b@example.com", "cc@example.com"]]


async def test_what_a_server_cannot_take(listen):
    port = await listen(lambda: SMTP(Mailroom(), data_size_limit=100))
    session = await SmtpSession.open(endpoint(port), timeouts=QUICK)
    for recipient, data, reason in [
        ("b@example.com", b"x" * 101, "too_large"),
        ("b@example.com\r\nRCPT TO:<c@x.io>", DATA, "bad_address"),
        ("bü@example.com", DATA, "no_smtputf8"),
    ]:
        with pytest.raises(Unsendable) as caught:
            await session.send("a@example.com", [recipient], data)
        assert caught.value.reason == reason
    assert (await session.send("a@example.com", ["b@example.com"], DATA)).accepted
    await session.quit()


async def test_international_addresses_where_offered(listen):
    room = Mailroom()
    port = await listen(lambda: SMTP(room, enable_SMTPUTF8=True))
    assert (await send(port, "bü@example.com")).accepted
    assert room.envelopes[0].rcpt_tos == ["bü@example.com"]


def test_wire_form():
    assert wire_form(b".a\n.b\r..c\r\n") == b"..a\r\n..b\r\n...c\r\n"
    assert wire_form(b"") == b"\r\n"
    assert wire_form(b"a\n.\nMAIL FROM:<x>") == b"a\r\n..\r\nMAIL FROM:<x>\r\n"


# -- death at every phase


@pytest.mark.parametrize("pipelining", [True, False])
@pytest.mark.parametrize(
    ("dies", "phase"),
    [
        ("connect", "connect"),
        ("auth", "auth"),
        ("mail", "envelope"),
        ("rcpt", "envelope"),
        ("data", "envelope"),
        ("body", "data"),
        ("dot", "uncertain"),
    ],
)
async def test_phase_of_death(script, dies: str, phase: str, pipelining: bool):
    port = await script(dying(dies, pipelining))
    where = login(port) if dies == "auth" else endpoint(port)
    body = DATA + (b"x" * 70 + b"\r\n") * 1_000_000 if dies == "body" else DATA
    with pytest.raises(SmtpError) as caught:
        session = await SmtpSession.open(where, timeouts=QUICK)
        await session.send("a@example.com", ["b@example.com"], body)
    assert (caught.value.phase, caught.value.code) == (phase, None)


async def test_silence_after_the_dot_is_uncertain(script):
    async def play(reader, writer):
        await dying("dot", True)(reader, writer)
        await reader.read()

    session = await SmtpSession.open(endpoint(await script(play)), timeouts=Timeouts(verdict=0.05))
    with pytest.raises(SmtpError, match="no answer within") as caught:
        await session.send("a@example.com", ["b@example.com"], DATA)
    assert caught.value.phase == "uncertain"
    assert not session.usable


async def test_nobody_listens(unused_tcp_port: int):
    with pytest.raises(SmtpError) as caught:
        await SmtpSession.open(endpoint(unused_tcp_port), timeouts=QUICK)
    assert (caught.value.phase, caught.value.code) == ("connect", None)


@pytest.mark.parametrize(
    ("replies", "code", "stage"),
    [
        (b"550 5.7.1 blocked\r\n", 550, "mail"),
        (b"421 4.3.2 closing\r\n", 421, "mail"),
        (b"250 ok\r\n550 5.1.1 unknown\r\n", 550, "rcpt"),
        (b"250 ok\r\n250 ok\r\n451 4.3.0 not now\r\n", 451, "data"),
        (b"550 no\r\n550 no\r\n503 no\r\n", 550, "mail"),
    ],
)
async def test_a_reply_counts_even_if_the_server_then_hangs_up(script, replies: bytes, code: int, stage: str):
    async def play(reader, writer):
        writer.write(b"220 hi\r\n")
        await reader.readuntil(b"\n")
        writer.write(b"250-me\r\n250 PIPELINING\r\n")
        await reader.readuntil(b"DATA\r\n")
        writer.write(replies)

    result = await send(await script(play))
    assert (result.accepted, result.code, result.stage) == (False, code, stage)


async def test_go_ahead_for_nobody_is_answered_with_an_empty_message(script):
    seen: list[bytes] = []

    async def play(reader, writer):
        writer.write(b"220 hi\r\n")
        await reader.readuntil(b"\n")
        writer.write(b"250-me\r\n250 PIPELINING\r\n")
        await reader.readuntil(b"DATA\r\n")
        writer.write(b"250 ok\r\n550 5.1.1 unknown\r\n354 go\r\n")
        seen.append(await reader.readuntil(b".\r\n"))
        writer.write(b"554 no valid recipients\r\n")
        await reader.readuntil(b"DATA\r\n")
        writer.write(b"250 ok\r\n250 ok\r\n354 go\r\n")
        seen.append(await reader.readuntil(b"\r\n.\r\n"))
        writer.write(b"250 2.0.0 ok\r\n")
        await reader.readline()

    session = await SmtpSession.open(endpoint(await script(play)), timeouts=QUICK)
    assert not (await session.send("a@example.com", ["b@example.com"], DATA)).accepted
    assert (await session.send("a@example.com", ["b@example.com"], DATA)).accepted
    await session.quit(timeout=0.1)
    assert seen[0] == b".\r\n"


async def test_refusal_in_the_middle_of_a_large_message(script):
    done = asyncio.Event()

    async def play(reader, writer):
        writer.write(b"220 hi\r\n")
        await reader.readuntil(b"\n")
        writer.write(b"250-me\r\n250 PIPELINING\r\n")
        await reader.readuntil(b"DATA\r\n")
        writer.write(b"250 ok\r\n250 ok\r\n354 go\r\n")
        await reader.readexactly(10_000)
        writer.write(b"552 5.3.4 too much\r\n")
        await done.wait()

    result = await send(await script(play), data=(b"x" * 70 + b"\r\n") * 1_000_000)
    done.set()
    assert (result.accepted, result.code, result.stage) == (False, 552, "dot")


async def test_a_reply_that_nobody_asked_for_is_no_verdict(script):
    async def play(reader, writer):
        writer.write(b"220 hi\r\n")
        await reader.readuntil(b"\n")
        writer.write(b"250-me\r\n250 PIPELINING\r\n")
        await reader.readuntil(b"DATA\r\n")
        writer.write(b"250 ok\r\n250 ok\r\n354 go\r\n250 2.0.0 taken already\r\n")
        await reader.read(1)

    with pytest.raises(SmtpError) as caught:
        await send(await script(play))
    assert (caught.value.phase, caught.value.code) == ("data", None)


@pytest.mark.parametrize("garbage", [b"HTTP/1.1 400 Bad\r\n\r\n", b"\xff\xfe\r\n", b"x" * 100_000, b"250-" * 40_000])
async def test_what_is_not_smtp(script, garbage: bytes):
    async def play(reader, writer):
        writer.write(garbage)
        await reader.read(1)

    with pytest.raises(SmtpError) as caught:
        await SmtpSession.open(endpoint(await script(play)), timeouts=QUICK)
    assert (caught.value.phase, caught.value.code) == ("connect", None)


async def test_text_before_the_handshake_is_refused(script):
    async def play(reader, writer):
        writer.write(b"220 hi\r\n")
        await reader.readuntil(b"\n")
        writer.write(b"250-me\r\n250 STARTTLS\r\n")
        await reader.readuntil(b"\n")
        writer.write(b"220 go\r\n250 injected\r\n")
        await reader.read(1)

    with pytest.raises(SmtpError, match="STARTTLS"):
        await SmtpSession.open(endpoint(await script(play), security="starttls"), timeouts=QUICK)


# -- the pool


async def test_pool_reuses_a_connection_per_sender(listen):
    room = Mailroom()
    where = endpoint(await listen(lambda: SMTP(room)))
    pool = SmtpPool(timeouts=QUICK, max_messages=3)

    async def one(key: str) -> None:
        async with pool.session(key, where) as session:
            assert (await session.send("a@example.com", ["b@example.com"], DATA)).accepted

    await asyncio.gather(*(one("ann") for _ in range(3)), *(one("bob") for _ in range(3)))
    assert len(room.peers) == 2
    await one("ann")
    assert len(room.peers) == 3
    await pool.close()
    with pytest.raises(SmtpError, match="closed"):
        await one("ann")


async def test_pool_has_one_message_of_a_sender_at_a_time(listen):
    where = endpoint(await listen(lambda: SMTP(Mailroom())))
    pool = SmtpPool(timeouts=QUICK)
    inside = most = 0

    async def one() -> None:
        nonlocal inside, most
        async with pool.session("ann", where) as session:
            inside += 1
            most = max(most, inside)
            await session.send("a@example.com", ["b@example.com"], DATA)
            inside -= 1

    await asyncio.gather(*(one() for _ in range(5)))
    await pool.close()
    assert most == 1


async def test_pool_forgets_idle_and_broken_connections(listen):
    room = Mailroom()
    where = endpoint(await listen(lambda: SMTP(room)))
    pool = SmtpPool(timeouts=QUICK, max_idle=1)
    async with pool.session("ann", where) as first:
        pass
    async with pool.session("bob", where):
        pass
    await eventually(lambda: asyncio.sleep(0, not first.usable))  # the least recently used gives way
    async with pool.session("bob", where) as second:
        second.abort()
    async with pool.session("bob", where) as third:
        assert third is not second
        assert (await third.send("a@example.com", ["b@example.com"], DATA)).accepted
    async with pool.session("bob", endpoint(where.port, host="localhost")) as fourth:
        assert fourth is not third, "another endpoint is another connection"
    await pool.close()
    assert not pool._lanes
    assert not pool._idle


def test_plain_text_only_to_loopback():
    for host in ("localhost", "127.0.0.1", "127.9.9.9", "::1", "mail.localhost"):
        assert SmtpEndpoint(host, 25, "plain")
    for host in ("mail.example.com", "10.0.0.1", "localhost.example.com"):
        with pytest.raises(Invalid):
            SmtpEndpoint(host, 25, "plain")
        assert SmtpEndpoint(host, 25, "plain", allow_plain=True)
