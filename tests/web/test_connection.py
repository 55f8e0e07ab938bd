"""Connections over real sockets: they answer at once, and they end when a client is too slow."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from outrider.process import serving
from outrider.web.connection import Connection

PATIENCE = 60.0  # of the machine: only an end that never comes is to be noticed


async def small(scope: Scope, receive: Receive, send: Send) -> None:
    assert scope["type"] == "http"
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@asynccontextmanager
async def opened(app: ASGIApp) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    async def quiet(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await app(scope, receive, send)

    async with serving(quiet, "127.0.0.1", 0) as url:
        host = urlsplit(url)
        reader, writer = await asyncio.open_connection(host.hostname, host.port)
        try:
            yield reader, writer
        finally:
            writer.close()


async def answered(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    await reader.readexactly(2)
    return head


@pytest.mark.parametrize(
    ("proxies", "host", "client"),
    [
        (["127.0.0.0/8"], "127.0.0.1", "198.51.100.9"),
        (["127.0.0.0/8"], "::", "198.51.100.9"),  # such a socket sees the proxy as ::ffff:127.0.0.1
        (["127.0.0.1", "198.51.100.0/24"], "127.0.0.1", "203.0.113.7"),
        (["10.0.0.5"], "127.0.0.1", "127.0.0.1"),
    ],
)
async def test_only_trusted_proxies_say_who_a_client_is(proxies: list[str], host: str, client: str) -> None:
    seen: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            seen.append(scope["client"][0])
            await small(scope, receive, send)

    async with serving(app, host, 0, proxies=proxies) as url:
        reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(url).port)
        writer.write(b"GET / HTTP/1.1\r\nHost: here\r\nX-Forwarded-For: 192.0.2.1, 203.0.113.7, 198.51.100.9\r\n\r\n")
        await answered(reader)
        writer.close()
    assert seen == [client]


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Connection, "head_seconds", 0.1)
    monkeypatch.setattr(Connection, "stalled_seconds", 0.1)


@pytest.mark.parametrize("begin", [b"", b"GET", b"GET / HTTP/1.1\r\nHost: here\r\nX-Slow: "])
async def test_a_head_that_does_not_come_is_not_waited_for(hasty: None, begin: bytes) -> None:
    async with opened(small) as (reader, writer), asyncio.timeout(PATIENCE):
        writer.write(begin)
        assert (await reader.read()).startswith(b"HTTP/1.1 408 ")


async def test_a_head_that_trickles_is_not_waited_for(hasty: None) -> None:
    async with opened(small) as (reader, writer), asyncio.timeout(PATIENCE):
        writer.write(b"GET / HTTP/1.1\r\n")
        while not reader.at_eof():
            writer.write(b"X: y\r\n")
            await asyncio.sleep(0.01)
            if b"408" in await _now(reader):
                return
    raise AssertionError("the connection ended without a word")


async def _now(reader: asyncio.StreamReader) -> bytes:
    try:
        async with asyncio.timeout(0.01):
            return await reader.read(1000)
    except TimeoutError:
        return b""


async def test_the_second_head_on_a_connection_has_its_own_deadline(hasty: None) -> None:
    async with opened(small) as (reader, writer), asyncio.timeout(PATIENCE):
        writer.write(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
        await answered(reader)
        writer.write(b"GET /")
        assert (await reader.read()).startswith(b"HTTP/1.1 408 ")


async def test_a_long_answer_is_not_a_late_head(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Connection, "head_seconds", 0.1)

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(0.3)
        await small(scope, receive, send)

    async with opened(slow) as (reader, writer), asyncio.timeout(PATIENCE):
        writer.write(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
        assert (await answered(reader)).startswith(b"HTTP/1.1 200 ")


async def test_requests_sent_ahead_are_all_answered(hasty: None) -> None:
    async with opened(small) as (reader, writer), asyncio.timeout(PATIENCE):
        writer.write(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n" * 3)
        for _ in range(3):
            assert (await answered(reader)).startswith(b"HTTP/1.1 200 ")


async def test_a_client_that_takes_nothing_is_let_go(hasty: None) -> None:
    ended = asyncio.Event()

    async def endless(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await send({"type": "http.response.start", "status": 200, "headers": []})
            while (
                await asyncio.wait_for(send({"type": "http.response.body", "body": b"x" * 65536, "more_body": True}), PATIENCE)
            ) is None:
                if scope["state"].get("gone") or (await _gone(receive)):
                    return
        finally:
            ended.set()

    async with opened(endless) as (_, writer), asyncio.timeout(PATIENCE):
        writer.transport.pause_reading()  # pyright: ignore[reportAttributeAccessIssue]
        writer.write(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
        await ended.wait()


async def _gone(receive: Receive) -> bool:
    try:
        async with asyncio.timeout(0):
            return (await receive())["type"] == "http.disconnect"
    except TimeoutError:
        return False


async def test_a_connection_outlives_those_that_proxies_keep(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Connection] = []
    made = Connection.connection_made

    def look(self: Connection, transport: asyncio.Transport) -> None:
        seen.append(self)
        made(self, transport)

    monkeypatch.setattr(Connection, "connection_made", look)
    async with opened(small) as (reader, writer):
        writer.write(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
        await answered(reader)
        ends = seen[0].timeout_keep_alive_task
        assert ends
        assert ends.when() - asyncio.get_running_loop().time() > 120


async def test_accepted_connections_do_not_wait_to_fill_a_packet(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    made = Connection.connection_made

    def look(self: Connection, transport: asyncio.Transport) -> None:
        seen.append(transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        made(self, transport)

    monkeypatch.setattr(Connection, "connection_made", look)
    async with opened(small) as (reader, writer):
        writer.write(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
        await answered(reader)
    assert seen
    assert all(seen)
