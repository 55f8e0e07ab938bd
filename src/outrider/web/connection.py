"""uvicorn's HTTP/1.1 protocol with timeouts for receiving a request's head and for a client that stops reading."""

import asyncio
from typing import Any, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 15.0  # of real time, from a request's first byte (or the connection's start) to the end of its head
STALLED_SECONDS = 60.0  # a client that reads nothing for so long is considered gone
# Between two requests. It is longer than proxies keep their connections to us (nginx 60 s, Caddy 120 s): a proxy or client that
# sends a request on a connection just as we close it can only report a failure.
IDLE_SECONDS = 150


class Connection(H11Protocol):
    """One connection. uvicorn itself closes it after `IDLE_SECONDS` between requests."""

    head_seconds = HEAD_SECONDS
    stalled_seconds = STALLED_SECONDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head: asyncio.TimerHandle | None = None
        self._stalled: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._await_head()

    def data_received(self, data: bytes) -> None:
        if self._head is None and self._between_requests():
            self._await_head()
        super().data_received(data)
        if not self._between_requests():
            self._end_of_head()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        # The next request was pipelined: its head is already being read.
        if self._between_requests() and self.conn.trailing_data[0]:
            self._await_head()

    def pause_writing(self) -> None:
        super().pause_writing()
        if self._stalled is None:
            self._stalled = self.loop.call_later(self.stalled_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        self._end_of_stall()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end_of_head()
        self._end_of_stall()
        super().connection_lost(exc)

    def _between_requests(self) -> bool:
        return cast(object, self.conn.their_state) is h11.IDLE

    def _await_head(self) -> None:
        self._end_of_head()
        self._head = self.loop.call_later(self.head_seconds, self._head_is_late)

    def _head_is_late(self) -> None:
        self._head = None
        if self.transport.is_closing():
            return
        if self._between_requests():
            self.transport.write(b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        self.transport.close()

    def _end_of_head(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None

    def _end_of_stall(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None
