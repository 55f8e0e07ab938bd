"""Mail servers that are ill or hostile: what they cost is bounded, and what became of the task is said. IMAP and SMTP alike."""

import asyncio
import time
import tracemalloc
from collections.abc import Awaitable, Callable
from itertools import count

import pytest

from outrider.channels.email import imap, smtp
from outrider.channels.email.account import ImapEndpoint, Secret, Security, SmtpEndpoint
from outrider.channels.email.imap import ImapError, ImapSession
from outrider.channels.email.smtp import SmtpError, SmtpSession, SubmitResult

# So short that a test is quick, so long that a loaded machine comes as far as the fault.
SHORT = 0.2
Play = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()


async def half_closed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    if writer.can_write_eof():
        writer.write_eof()
    await reader.read()


def flood(pattern: bytes, *, pause: float = 0) -> Play:
    """Sends `pattern` for ever (%d counts), and reads nothing."""

    async def play(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for number in count():
            writer.write(pattern.replace(b"%d", b"%d" % number))
            await writer.drain()
            await asyncio.sleep(pause)

    return play


def after(conversation: list[tuple[bytes, bytes]], then: Play) -> Play:
    """Greets and answers commands as listed (what the command contains, the answer), `then` misbehaves."""

    async def play(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        (_, greeting), *answers = conversation
        writer.write(greeting)
        for expected, answer in answers:
            line = await reader.readline()
            assert expected in line, line
            writer.write(answer.replace(b"$", line.split(b" ")[0]))
        await reader.readline()
        await then(reader, writer)

    return play


BAD: dict[str, Play] = {
    "silent": silent,
    "half closed": half_closed,
    "garbage": flood(bytes(range(256)) * 40 + b"\r\n"),
    "HTTP": flood(b"HTTP/1.1 400 Bad Request\r\n"),
    "endless line": flood(b"x" * 65_536),
    "empty lines": flood(b"\r\n" * 1000),
}
BAD_IMAP = BAD | {
    "trickle": flood(b"* OK still here\r\n", pause=0.02),
    "endless": flood(b'* LIST () "/" "folder %d"\r\n* %d FETCH (UID %d FLAGS ())\r\n* OK x\r\n' * 50),
    "huge literal": flood(b"* 1 FETCH (UID 3 BODY[] {99999999999}\r\n"),
    "endless literals": flood(b"* 1 FETCH (UID %d BODY[] {20000}\r\n" + b"x" * 20_000 + b")\r\n"),
    "literal that stops": flood(b"* 1 FETCH (UID 3 BODY[] {100000}\r\nabc", pause=1),
    "deep": flood(b"* LIST " + b"(" * 10_000 + b"\r\n"),
}
BAD_SMTP = BAD | {
    "trickle": flood(b"250-still here\r\n", pause=0.02),
    "endless reply": flood(b"250-%d\r\n" * 100),
    "endless replies": flood(b"250 ok\r\n" * 100),
}
IMAP = [
    (b"", b"* OK hi\r\n"),
    (b"CAPABILITY", b"* CAPABILITY IMAP4rev1 IDLE\r\n$ OK\r\n"),
    (b"LOGIN", b"$ OK\r\n"),
    (b"CAPABILITY", b"* CAPABILITY IMAP4rev1 IDLE\r\n$ OK\r\n"),
    (b"EXAMINE", b"* 2 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n$ OK\r\n"),
    (b"UID SEARCH", b"* SEARCH 3\r\n$ OK\r\n"),
    (b"UID FETCH", b"* 1 FETCH (UID 3 RFC822.SIZE 5)\r\n$ OK\r\n"),
]
SMTP = [(b"", b"220 hi\r\n"), (b"EHLO", b"250-me\r\n250 AUTH PLAIN\r\n"), (b"AUTH", b"235 ok\r\n"), (b"MAIL", b"250 ok\r\n")]


async def read(port: int, security: Security = "plain", *, folders: bool = False, seconds: float = SHORT) -> object:
    where = ImapEndpoint("127.0.0.1", port, security, "ann", Secret("x"))
    async with ImapSession(where, timeouts=imap.Timeouts(SHORT, seconds, SHORT)) as session:
        if folders:
            return await session.folders()
        return await session.fetch_since("INBOX", None, 0)


async def submit(port: int, security: Security = "plain") -> SubmitResult:
    where = SmtpEndpoint("127.0.0.1", port, security, "ann", Secret("x"))
    limits = smtp.Timeouts(connect=SHORT, greeting=SHORT, command=SHORT, data=SHORT, verdict=SHORT)
    session = await SmtpSession.open(where, timeouts=limits)
    try:
        return await session.send("a@example.com", ["b@example.com"], b"Subject: x\r\n\r\nHello\r\n")
    finally:
        session.abort()


async def ends(task: Awaitable[object], error: type[Exception]) -> Exception:
    """The task ends with this error; it neither takes long nor keeps much."""
    tracemalloc.start()
    began = time.process_time()
    try:
        with pytest.raises(error) as caught:
            await asyncio.wait_for(task, 30)
        assert tracemalloc.get_traced_memory()[1] < 64_000_000
        assert time.process_time() - began < 10
    finally:
        tracemalloc.stop()
    return caught.value


@pytest.mark.parametrize(
    "known", [0, 1, 2, 4, 5, 6, 7], ids=["greeting", "capability", "login", "examine", "search", "facts", "bodies"]
)
@pytest.mark.parametrize("bad", BAD_IMAP)
async def test_imap(script, bad: str, known: int):
    play = after(IMAP[:known], BAD_IMAP[bad]) if known else BAD_IMAP[bad]
    await ends(read(await script(play)), ImapError)


async def test_imap_endless_list(script):
    error = await ends(read(await script(after(IMAP[:4], BAD_IMAP["endless"])), seconds=25, folders=True), ImapError)
    assert "more than any answer" in str(error)


@pytest.mark.parametrize("known", [0, 1, 4], ids=["greeting", "hello", "recipient"])
@pytest.mark.parametrize("bad", BAD_SMTP)
async def test_smtp(script, bad: str, known: int):
    play = after(SMTP[:known], BAD_SMTP[bad]) if known else BAD_SMTP[bad]
    error = await ends(submit(await script(play)), SmtpError)
    assert isinstance(error, SmtpError)
    assert error.phase != "uncertain"


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize("then", [silent, half_closed, flood(b"x" * 1000), flood(b"\x16\x03\x03\x40\x00" + b"\x02" * 16_384)])
async def test_a_handshake_that_does_not_come_about(script, security: Security, then: Play):
    plain = security == "starttls"
    hello = after([(b"", b"* OK\r\n"), (b"STARTTLS", b"$ OK\r\n")], then) if plain else then
    await ends(read(await script(hello), security), ImapError)
    hello = after([(b"", b"220 hi\r\n"), (b"EHLO", b"250 STARTTLS\r\n"), (b"STARTTLS", b"220 go\r\n")], then) if plain else then
    await ends(submit(await script(hello), security), SmtpError)


async def test_what_is_cancelled_closes_its_connection(script):
    closed = asyncio.Event()

    async def then(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        closed.set()

    task = asyncio.ensure_future(read(await script(after(IMAP[:5], then))))
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await asyncio.wait_for(closed.wait(), 20)
