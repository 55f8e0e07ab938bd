"""HTTP servers as no client expects them. Each is a coroutine that plays one connection and ends when the client hangs up."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

Play = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


async def _asked(reader: asyncio.StreamReader) -> None:
    await reader.readuntil(b"\r\n\r\n")


async def _until_gone(reader: asyncio.StreamReader) -> None:
    while await reader.read(65536):
        pass


async def _for_ever(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, begin: bytes, piece: bytes, pause: float) -> None:
    await _asked(reader)
    writer.write(begin)
    while True:
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(pause)


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Takes the request and says nothing."""
    await _until_gone(reader)


async def trickling_head(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await _for_ever(reader, writer, b"HTTP/1.1 200 OK\r\n", b"X", 0.01)


async def trickling_body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await _for_ever(reader, writer, OK + b"Content-Length: 1000000\r\n\r\n{", b" ", 0.01)


async def endless_head(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await _for_ever(reader, writer, b"HTTP/1.1 200 OK\r\n", b"X-Padding: " + b"x" * 1000 + b"\r\n", 0)


async def endless_body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    piece = b" " * 65536
    await _for_ever(reader, writer, OK + b"Transfer-Encoding: chunked\r\n\r\n", b"%x\r\n%b\r\n" % (len(piece), piece), 0)


async def huge(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Announces far more than is read."""
    await _for_ever(reader, writer, OK + b"Content-Length: 999999999999\r\n\r\n", b"[" * 65536, 0)


async def bomb(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Compressed without having been asked for it."""
    await _asked(reader)
    writer.write(OK + b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nxxxx")
    await _until_gone(reader)


async def garbage(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await _asked(reader)
    writer.write(b"\x00\xff* OK IMAP4rev1\r\n220 smtp\r\n\r\n")


async def half_closed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Ends its side in the middle of an answer and keeps the connection."""
    await _asked(reader)
    writer.write(OK + b"Content-Length: 100\r\n\r\n{")
    writer.write_eof()
    await _until_gone(reader)


async def hanging_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await _asked(reader)


def _answer(body: bytes, status: bytes = b"200 OK") -> Play:
    async def play(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _asked(reader)
        head = b"HTTP/1.1 " + status + b"\r\nContent-Type: application/json\r\nRetry-After: 99999999999999999999\r\n"
        writer.write(head + b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(body) + body)
        await writer.drain()
        await _until_gone(reader)

    return play


PLAYS: dict[str, Play] = {
    "silent": silent,
    "trickling head": trickling_head,
    "trickling body": trickling_body,
    "endless head": endless_head,
    "endless body": endless_body,
    "huge": huge,
    "compressed": bomb,
    "garbage": garbage,
    "half closed": half_closed,
    "hanging up": hanging_up,
    "nested": _answer(b"[" * 100_000 + b"]" * 100_000),
    "not JSON": _answer(b"<html>"),
    "a list": _answer(b"[1, 2]"),
    "a number": _answer(b"1e999"),
    "wrong types": _answer(
        b'{"access_token": [], "expires_in": {}, "data": 3, "items": {"a": 1}, "provider_id": null, "sources": 4}'
    ),
    "redirect": _answer(b"{}", b"307 Temporary Redirect"),
    "too many": _answer(b'{"type": {}, "title": []}', b"429 Too Many Requests"),
    "broken": _answer(b"\xff\xfe", b"500 Oops"),
}


@asynccontextmanager
async def serving(play: Play) -> AsyncIterator[str]:
    """The base URL of a server that treats every connection so."""
    running: set[asyncio.Task[None]] = set()

    async def connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        running.add(task)
        try:
            await play(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError, ssl.SSLError):
            pass
        finally:
            running.discard(task)
            writer.transport.abort()

    server = await asyncio.start_server(connection, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
