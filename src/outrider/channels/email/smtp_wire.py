"""The bytes of an SMTP connection: replies as they come, each wait with its deadline, and no more kept than a reply may have."""

import asyncio
import re
from dataclasses import dataclass
from typing import Literal

Phase = Literal["connect", "auth", "envelope", "data", "uncertain"]

_ENHANCED = re.compile(r"(?<![\d.])(?:([245]\.\d{1,3}\.\d{1,3})|[xX#]?(\.\d{1,2}\.\d{1,3}))(?![\d.]\d)")
_REPLY_LINE = re.compile(r"\s{0,8}([2-5]\d\d)(?!\d)([-\s:,]?)(.*)$", re.DOTALL)
_MAX_REPLY = 64 * 1024
_MOST_UNREAD = 200  # unsolicited replies


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds each step may take, the least that RFC 5321, 4.5.3.2 asks for; the whole task has a deadline of its own.

    `connect` is until the connection (with TLS) stands, `data` until the message has left, `verdict` until it is decided on.
    """

    connect: float = 30
    command: float = 300
    data: float = 180
    greeting: float = 300
    verdict: float = 600


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply of the server; `text` has its lines without the codes."""

    code: int
    text: str

    @property
    def enhanced(self) -> str | None:
        """The enhanced status code (RFC 3463): the first of the class that the basic code has, wherever it stands."""
        kind = str(self.code // 100)
        for classed, unclassed in _ENHANCED.findall(self.text[:2_000]):
            if classed.startswith(kind):
                return classed
            if unclassed:
                return f"{kind}{unclassed}"
        return None


class SmtpError(Exception):
    """The exchange did not come to an answer about the message. `code` is None unless the server sent it."""

    def __init__(self, code: int | None, enhanced: str | None, text: str, phase: Phase) -> None:
        super().__init__(f"{phase}: {code or ''} {text}".replace("  ", " "))
        self.code = code
        self.enhanced = enhanced
        self.text = text
        self.phase: Phase = phase

    @classmethod
    def of(cls, reply: Reply, phase: Phase) -> "SmtpError":
        return cls(reply.code, reply.enhanced, reply.text, phase)


class SmtpWire(asyncio.Protocol):
    """Collects replies; wakes the one who waits when there are enough, or nothing more will come."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.lost: str | None = None
        self._transport: asyncio.BaseTransport | None = None
        self._buffer = b""
        self._code = 0
        self._lines: list[str] = []
        self._size = 0
        self._wanted = 0
        self._waiter: asyncio.Future[None] | None = None
        self._until = 0.0  # when the present wait is over, by the loop's clock
        self._timer: asyncio.TimerHandle | None = None
        self._paused = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        if self.lost is not None:
            return
        *lines, self._buffer = (self._buffer + data).split(b"\n")
        for raw in lines:
            if not self._line(raw.rstrip(b"\r\0").decode("utf-8", "replace")):
                return self._refuse("the server sent something that is not SMTP")
        if len(self._buffer) + self._size > _MAX_REPLY or len(self.replies) > _MOST_UNREAD:
            return self._refuse("the server sent an endless reply")
        if len(self.replies) >= self._wanted or self._closing():
            self._wake()

    def _closing(self) -> bool:
        """Whether the server has said that it hangs up: nothing more will be answered."""
        return any(reply.code == 421 for reply in self.replies)

    def _line(self, line: str) -> bool:
        """Take in a line of a reply; False for what is none."""
        match = _REPLY_LINE.match(line)
        if match is None:
            # Blank lines between replies, and lines of a long reply that carry no code, are passed over.
            self._lines += [line.strip()] if self._lines and line.strip() else []
            self._size += len(line) + 1
            return bool(self._lines) or not line.strip()
        self._code = int(match[1])
        self._lines.append(match[3].strip(" \t"))
        self._size += len(line) + 1
        if match[2] != "-":
            self.replies.append(Reply(self._code, "\n".join(self._lines)))
            self._lines = []
            self._size = 0
        return True

    def ended_without_end(self) -> bool:
        """Whether a reply of several lines came whose last line has a hyphen too; it then counts as whole."""
        if not self._lines or self.replies or self.lost is not None:
            return False
        self.replies.append(Reply(self._code, "\n".join(self._lines)))
        self._lines = []
        self._size = 0
        return True

    def _refuse(self, why: str) -> None:
        """Listen no longer: whatever else such a server sends would only be kept."""
        self._fail(why)
        self._buffer = b""
        if isinstance(self._transport, asyncio.Transport):
            self._transport.abort()

    def eof_received(self) -> bool:
        self._fail("the server closed the connection")
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
        self._fail(f"the connection broke: {exc}" if exc else "the connection was closed")

    def pause_writing(self) -> None:
        self._paused = True

    def resume_writing(self) -> None:
        self._paused = False
        self._wake()

    def goes_on(self, code: int) -> bool:
        """Whether more of a reply came behind the line that should have been its last."""
        if self.replies:
            return self.replies[0].code == code
        return bool(self._lines) and self._code == code

    def unread(self) -> bool:
        """Whether the server sent unsolicited data."""
        return bool(self.replies or self._buffer)

    async def take(self, count: int, timeout: float, phase: Phase) -> list[Reply]:
        """The next `count` replies; fewer if the connection ended or the server hangs up (421), SmtpError if it gave none."""
        while len(self.replies) < count and self.lost is None and not self._closing():
            await self._wait(count, timeout, phase)
        taken, self.replies = self.replies[:count], self.replies[count:]
        if not taken:
            raise SmtpError(None, None, self.lost or "no reply", phase)
        return taken

    async def drained(self, timeout: float) -> bool:
        """Until everything written has left this process; False if a reply or the end came first."""
        while self._paused and not self.replies and self.lost is None:
            await self._wait(1, timeout, "data")
        return not self._paused and not self.replies and self.lost is None

    async def _wait(self, wanted: int, timeout: float, phase: Phase) -> None:
        # This is the hottest wait there is: one timer serves many waits, and is set again only for one that ends before it.
        loop = asyncio.get_running_loop()
        self._wanted = wanted
        self._waiter = loop.create_future()
        self._until = loop.time() + timeout
        if self._timer is None or self._timer.when() > self._until:
            self._set_timer(loop)
        try:
            await self._waiter
        except TimeoutError:
            raise SmtpError(None, None, f"no answer within {timeout:g} s", phase) from None
        finally:
            self._waiter = None

    def _set_timer(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = loop.call_at(self._until, self._expire, loop)

    def _wake(self) -> None:
        if self._waiter and not self._waiter.done():
            self._waiter.set_result(None)

    def _fail(self, why: str) -> None:
        self.lost = self.lost or why
        self._wake()

    def _expire(self, loop: asyncio.AbstractEventLoop) -> None:
        """The end of a wait, of the present one or of one that is over."""
        self._timer = None
        if self._waiter is None or self._waiter.done():
            return
        if loop.time() < self._until:
            self._set_timer(loop)
        else:
            self._waiter.set_exception(TimeoutError())
