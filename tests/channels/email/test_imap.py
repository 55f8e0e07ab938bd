"""The IMAP client against two servers nobody here wrote it for, and against ones that misbehave."""

import argparse
import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import DictBackend
from pymap.imap import IMAPServer

from outrider.channels.email.account import ImapEndpoint, Secret
from outrider.channels.email.imap import (
    FolderState,
    ImapError,
    ImapSession,
    Timeouts,
    UidValidityChanged,
)
from outrider.channels.email.imap_syntax import (
    decode_folder,
    encode_folder,
    internal_date,
    moment,
    parse,
    ranges,
    string,
)
from outrider.channels.email.tls import client_context
from outrider.clock import RealClock
from outrider.sandbox.world import World

QUICK = Timeouts(connect=30, command=30, transfer=30)
WHEN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def letter(number: int, extra: bytes = b"") -> bytes:
    return b"Message-ID: <%d@example.com>\r\nSubject: Number %d (\r\n\r\nHello ) {3}\r\n%s" % (number, number, extra)


@asynccontextmanager
async def pymap() -> AsyncIterator[ImapEndpoint]:
    args = argparse.Namespace(
        demo_data=False, demo_user="ann@acme.io", demo_password="pass word", host=None, port=None, debug=False,
        cert=None, key=None, tls=False, proxy_protocol=None, inherited_sockets=None, passlib_cfg=None,
    )  # fmt: skip
    backend, config = await DictBackend.init(args, secure_auth=False, reject_dnsbl=False)
    reader = ProxyProtocolReader(config.proxy_protocol)
    server = await asyncio.start_server(reader.get_callback(IMAPServer(backend.login, config)), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    yield ImapEndpoint("127.0.0.1", port, "plain", "ann@acme.io", Secret("pass word"))
    server.close()


@asynccontextmanager
async def sandbox() -> AsyncIterator[ImapEndpoint]:
    async with World(RealClock(), seed="imap") as world:
        world.add_mailbox("ann@acme.io", "pass word")
        yield ImapEndpoint("127.0.0.1", world.imap_port, "plain", "ann@acme.io", Secret("pass word"))


@pytest.fixture(params=["pymap", "sandbox"])
async def mailbox(request: pytest.FixtureRequest) -> AsyncIterator[ImapEndpoint]:
    server = pymap if request.param == "pymap" else sandbox
    async with server() as endpoint:
        yield endpoint


async def test_reads_what_came_since(mailbox: ImapEndpoint):
    async with ImapSession(mailbox, timeouts=QUICK) as session:
        before = await session.state("INBOX")
        assert await session.fetch_since("INBOX", before.uid_validity, before.uid_next - 1) == []
        for number in range(5):
            await session.append("INBOX", letter(number), ["\\Seen"] if number == 1 else (), WHEN)
        after = await session.state("INBOX")
        assert after.uid_next == before.uid_next + 5
        assert after != before
        first = await session.fetch_since("INBOX", before.uid_validity, before.uid_next - 1, limit=2)
        rest = await session.fetch_since("INBOX", before.uid_validity, first[-1].uid)
        none = await session.fetch_since("INBOX", before.uid_validity, rest[-1].uid)
        again = await session.fetch_since("INBOX", None, before.uid_next - 1)
    assert [len(first), len(rest), len(none)] == [2, 3, 0]
    fetched = first + rest
    assert [f.raw for f in fetched] == [letter(number) for number in range(5)]
    assert [f.uid for f in fetched] == sorted({f.uid for f in fetched})
    assert all(f.internal_date == WHEN for f in fetched)
    assert ["\\Seen" in f.flags for f in again] == [False, True, False, False, False], "reading marks nothing"


async def test_resync_is_the_callers_choice(mailbox: ImapEndpoint):
    async with ImapSession(mailbox, timeouts=QUICK) as session:
        state = await session.state("INBOX")
        with pytest.raises(UidValidityChanged) as caught:
            await session.fetch_since("INBOX", state.uid_validity + 1, 0)
        assert caught.value.new == state.uid_validity


async def test_finds_by_message_id(mailbox: ImapEndpoint):
    async with ImapSession(mailbox, timeouts=QUICK) as session:
        sent = await session.sent_folder() or "Sent"
        await session.append(sent, letter(1), ["\\Seen"], WHEN)
        await session.append(sent, letter(2), ["\\Seen"], WHEN)
        fetched = await session.fetch_since(sent, None, 0)
        assert await session.find_message_id(sent, "2@example.com") == fetched[1].uid
        assert await session.find_message_id(sent, "<1@example.com>") == fetched[0].uid
        assert await session.find_message_id(sent, "3@example.com") is None


async def test_moves_and_flags(mailbox: ImapEndpoint):
    async with ImapSession(mailbox, timeouts=QUICK) as session:
        for number in range(3):
            await session.append("INBOX", letter(number))
        uids = [f.uid for f in await session.fetch_since("INBOX", None, 0)][-3:]
        await session.add_flags("INBOX", uids[:1], ["\\Flagged"])
        await session.move("INBOX", uids[1:], "Sent")
        await session.move("INBOX", [], "Sent")
        left = await session.fetch_since("INBOX", None, uids[0] - 1)
        assert [(f.uid, "\\Flagged" in f.flags) for f in left] == [(uids[0], True)]
        assert [f.raw for f in await session.fetch_since("Sent", None, 0)][-2:] == [letter(1), letter(2)]


async def test_waits_until_something_comes(mailbox: ImapEndpoint):
    async with ImapSession(mailbox, timeouts=QUICK) as session, ImapSession(mailbox, timeouts=QUICK) as other:
        assert await session.wait_for_change("INBOX", 5), "nothing fetched yet: look"
        last = max([f.uid for f in await session.fetch_since("INBOX", None, 0)], default=0)
        assert not await session.wait_for_change("INBOX", 0.05)
        waiting = asyncio.create_task(session.wait_for_change("INBOX", 20))
        await asyncio.sleep(0.05)
        await other.append("INBOX", letter(7))
        assert await asyncio.wait_for(waiting, 60)
        assert [f.raw for f in await session.fetch_since("INBOX", None, last)] == [letter(7)]
        assert not await session.wait_for_change("INBOX", 0.05)


async def test_what_came_between_fetching_and_waiting_is_not_missed(mailbox: ImapEndpoint):
    async with ImapSession(mailbox, timeouts=QUICK) as session, ImapSession(mailbox, timeouts=QUICK) as other:
        await session.fetch_since("INBOX", None, 0)
        await other.append("INBOX", letter(8))
        assert await session.wait_for_change("INBOX", 10)


async def test_large_messages_are_read_in_part(mailbox: ImapEndpoint):
    async with ImapSession(mailbox, timeouts=QUICK, max_message=300_000) as session:
        await session.append("INBOX", letter(1, b"x" * 70 + b"\r\n"))
        await session.append("INBOX", letter(2, (b"x" * 70 + b"\r\n") * 10_000))
        small, large = (await session.fetch_since("INBOX", None, 0))[-2:]
    assert (small.truncated, large.truncated) == (False, True)
    assert large.raw.startswith(letter(2))
    assert len(large.raw) == 256 * 1024


async def test_wrong_password(mailbox: ImapEndpoint):
    wrong = ImapEndpoint(mailbox.host, mailbox.port, "plain", "ann@acme.io", Secret("not this"))
    with pytest.raises(ImapError) as caught:
        async with ImapSession(wrong, timeouts=QUICK):
            pass
    assert (caught.value.phase, caught.value.response) == ("auth", "NO")
    assert "not this" not in repr(wrong) + str(caught.value) + repr(caught.value)


async def test_a_folder_that_is_not_there(mailbox: ImapEndpoint):
    async with ImapSession(mailbox, timeouts=QUICK) as session:
        with pytest.raises(ImapError) as caught:
            await session.fetch_since("Nowhere", None, 0)
        assert caught.value.response == "NO"
        assert await session.fetch_since("INBOX", None, 1_000_000) == [], "the session is still good"


@pytest.mark.parametrize("security", ["starttls", "plain"])
@pytest.mark.parametrize("auth", ["plain", "login", "xoauth2"])
async def test_security_and_mechanisms_of_the_sandbox(security: str, auth: str):
    async with World(RealClock(), seed="tls") as world:
        world.add_mailbox("ann@acme.io", "pass word", token="TOKEN")
        context = ssl.create_default_context(cadata=world.certificate.decode())
        secret = Secret("TOKEN" if auth == "xoauth2" else "pass word")
        where = ImapEndpoint("127.0.0.1", world.imap_port, security, "ann@acme.io", secret, auth)  # type: ignore[arg-type]
        async with ImapSession(where, tls=context, timeouts=QUICK) as session:
            assert await session.sent_folder() == "Sent"
            assert await session.spam_folder() == "Spam"
        if security == "starttls":
            with pytest.raises(ImapError, match="certificate"):
                async with ImapSession(where, tls=client_context("imap.acme.io"), timeouts=QUICK):
                    pass
            async with ImapSession(where, timeouts=QUICK) as session:
                assert await session.sent_folder() == "Sent", "a program of this machine signs for itself"


async def test_refused_token_says_so():
    async with World(RealClock(), seed="token") as world:
        world.add_mailbox("ann@acme.io", "pass word", token="TOKEN")
        where = ImapEndpoint("127.0.0.1", world.imap_port, "plain", "ann@acme.io", Secret("OLD"), "xoauth2")
        with pytest.raises(ImapError) as caught:
            async with ImapSession(where, timeouts=QUICK):
                pass
        assert (caught.value.phase, caught.value.response) == ("auth", "NO")


async def test_uid_validity_change_on_the_way():
    async with World(RealClock(), seed="renumber") as world:
        world.add_mailbox("ann@acme.io", "pass word")
        where = ImapEndpoint("127.0.0.1", world.imap_port, "plain", "ann@acme.io", Secret("pass word"))
        async with ImapSession(where, timeouts=QUICK) as session:
            await session.append("INBOX", letter(1))
            state = await session.state("INBOX")
            assert isinstance(state, FolderState)
            assert state.highest_modseq
            world.folder("ann@acme.io").renumber()
            with pytest.raises(UidValidityChanged) as caught:
                await session.fetch_since("INBOX", state.uid_validity, 0)
            assert [f.raw for f in await session.fetch_since("INBOX", caught.value.new, 0)] == [letter(1)]


# -- servers that misbehave

GREETING = b"* OK hi\r\n"


def scripted(*lines: bytes, then: bytes = b""):
    """Answers each command with the next of `lines` (TAG replaced by its tag), then hangs up."""

    async def play(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(GREETING)
        for answer in (b"* CAPABILITY IMAP4rev1\r\nTAG OK\r\n", b"TAG OK\r\n", b"* CAPABILITY IMAP4rev1\r\nTAG OK\r\n", *lines):
            tag = (await reader.readuntil(b"\r\n")).split()[0]
            writer.write(answer.replace(b"TAG", tag))
        writer.write(then)

    return play


async def fetch(port: int) -> list:
    where = ImapEndpoint("127.0.0.1", port, "plain", "ann", Secret("x"))
    async with ImapSession(where, timeouts=Timeouts(1, 1, 1)) as session:
        return await session.fetch_since("INBOX", None, 0)


SELECTED = b"* 2 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 9] ok\r\nTAG OK [READ-ONLY] done\r\n"


async def test_flags_of_others_and_odd_order(script):
    port = await script(
        scripted(
            SELECTED,
            b"* SEARCH 3 4\r\nTAG OK\r\n",
            b"* 9 FETCH (FLAGS (\\Seen))\r\n* 1 FETCH (RFC822.SIZE 3 FLAGS (\\Seen $x) UID 3)\r\n"
            b'* 2 FETCH (UID 4 RFC822.SIZE 5 INTERNALDATE " 2-Mar-2026 09:30:00 +0000")\r\nTAG OK\r\n',
            b'* 2 FETCH (BODY[] {5}\r\n)(\r\n" UID 4)\r\n* 8 EXISTS\r\n* 1 FETCH (UID 3 BODY[] "a\\"b")\r\nTAG OK\r\n',
        )
    )
    first, second = await fetch(port)
    assert (first.uid, first.raw, first.flags) == (3, b'a"b', ("\\Seen", "$x"))
    assert (second.uid, second.raw, second.internal_date) == (4, b')(\r\n"', WHEN)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"* SEARCH 3",
        b"* 1 FETCH (UID 3 BODY[] {100}\r\nabc",
        b"* 1 FETCH (UID 3 BODY[] {99999999999}\r\nabc",
        b"* BYE going down\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"TAG NO [UNAVAILABLE] try later\r\n",
        b"TAG BAD what\r\n",
    ],
)
async def test_broken_answers_are_errors_not_hangs(script, answer: bytes):
    with pytest.raises(ImapError):
        await fetch(await script(scripted(SELECTED, answer)))


async def test_response_codes_are_told(script):
    with pytest.raises(ImapError) as caught:
        await fetch(await script(scripted(b"TAG NO [UNAVAILABLE] try later\r\n")))
    assert (caught.value.response, caught.value.code) == ("NO", "UNAVAILABLE")


async def test_silence_is_an_error(script):
    async def play(reader, writer):
        writer.write(GREETING)
        await reader.read()

    where = ImapEndpoint("127.0.0.1", await script(play), "plain", "ann", Secret("x"))
    with pytest.raises(ImapError, match="no connection in time"):
        async with ImapSession(where, timeouts=Timeouts(connect=0.2)):
            pass


async def test_polls_where_there_is_no_idle(script):
    async def play(reader, writer):
        await scripted(SELECTED, b"* SEARCH\r\nTAG OK\r\n", b"TAG OK\r\n", b"TAG OK\r\n", b"* 3 EXISTS\r\nTAG OK\r\n")(
            reader, writer
        )
        await reader.readline()

    where = ImapEndpoint("127.0.0.1", await script(play), "plain", "ann", Secret("x"))
    async with ImapSession(where, timeouts=QUICK, poll_seconds=0.01) as session:
        assert await session.fetch_since("INBOX", 7, 0) == []
        assert await session.wait_for_change("INBOX", 20)


# -- grammar


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"))))
def test_folder_names_survive(name: str):
    encoded = encode_folder(name)
    assert encoded.isascii()
    assert decode_folder(encoded) == name


@given(st.binary(max_size=200))
def test_parse_gives_values_or_valueerror(data: bytes):
    with suppress(ValueError):
        assert isinstance(parse([data]), list)


@given(st.sets(st.integers(1, 60)))
def test_ranges_name_exactly_the_uids(uids: set[int]):
    spans = [part.split(":") for part in ranges(uids).split(",") if part]
    assert {uid for span in spans for uid in range(int(span[0]), int(span[-1]) + 1)} == uids


def test_strings_and_dates():
    assert string('a"b\\c') == b'"a\\"b\\\\c"'
    assert string("ü") is None
    assert string("a\r\nb") is None
    assert moment(internal_date(WHEN).strip('"')) == WHEN
    assert moment("yesterday") is None
    assert parse([b'A (B NIL "x\\"y" BODY[HEADER.FIELDS (TO)]) ', b"lit)", b""]) == [
        "A", ["B", None, b'x"y', "BODY[HEADER.FIELDS (TO)]"], b"lit)",
    ]  # fmt: skip
