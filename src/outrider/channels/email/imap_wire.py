"""The bytes of an IMAP connection: commands out, responses in, each command with its deadline and its share of memory.

Servers are read as they are: more than one blank after the star, lines without it, unsolicited responses anywhere, literals in
every place and form, a farewell at any time. A few lines that are no responses are passed over; more of them are an error.
"""

import asyncio
import re
import ssl
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Literal

from outrider.channels.email.account import ImapEndpoint
from outrider.channels.email.imap_syntax import Value, parse, text
from outrider.channels.email.tls import client_context

Phase = Literal["connect", "auth", "command"]

_MAX_LINE = 2 * 1024 * 1024
# Of one command: responses, bytes of them, and lines that are no responses.
_MOST_RESPONSES = 20_000
_MOST_BYTES = 16 * 1024 * 1024
_MOST_NOISE = 20
_LONGEST_LITERAL = 256 * 1024 * 1024  # read past, where it is more than what is kept
_AT_ONCE = 64 * 1024
_MOST_BEFORE_GREETING = 5  # blank lines and banners
_STATES = ("OK", "NO", "BAD", "BYE", "PREAUTH")
_STATE_WORDS = [[state.encode()] for state in _STATES]
_LITERAL = re.compile(rb"~?\{(\d{1,20})[+-]?\}$")
# Codes of a refusal that says nothing about what was asked, only that the server is busy or over a limit.
BUSY = frozenset(("UNAVAILABLE", "INUSE", "LIMIT", "OVERQUOTA", "THROTTLED"))
# With those of a fault of the server, which a single message may cause, too.
TEMPORARY = BUSY | {"SERVERBUG", "CONTACTADMIN"}
# The same in words: many servers refuse a login so, some of them under the code of a wrong password.
_FOR_NOW = re.compile(
    r"too many (?:simultaneous |concurrent |open |active )?(?:connections|sessions)"
    r"|too many (?:login |auth\w* )?(?:attempts|requests|logins)"
    r"|maximum number of|(?:limits?|quota) (?:was |has been )?exceeded|exceeded .{0,30}limits?|rate.?limit|throttl|slow down"
    r"|try (?:again )?(?:later|in \d)|again (?:later|in \d)|temporar|(?:currently|not) available|unavailable|not connected"
    r"|(?:server|internal|system|backend|database|proxy) (?:\w+ )?(?:error|failure|busy)|server is busy|overload"
    r"|time[d-]?.?out|(?:can(?:no|')t|could not|unable to|failed to) connect|connection .{0,40}(?:failed|refused|lost|closed)",
    re.IGNORECASE,
)


class ImapError(Exception):
    """The server refused (`response` NO, BAD or BYE, perhaps with a bracketed `code`) or was not reached."""

    def __init__(self, detail: str, phase: Phase, response: str | None = None, code: str | None = None) -> None:
        super().__init__(f"{phase}: {detail}")
        self.detail = detail
        self.phase: Phase = phase
        self.response = response
        self.code = code

    @property
    def for_now(self) -> bool:
        """Whether it is the server that refuses at this moment: that says nothing about the password."""
        return self.code in TEMPORARY or _FOR_NOW.search(self.detail) is not None


class Beginning(bytes):
    """A literal that was longer than this client keeps: how it begins."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds for each step as a whole, however much the server sends; `transfer` is for messages."""

    connect: float = 30
    command: float = 30
    transfer: float = 120


@dataclass(frozen=True, slots=True)
class Response:
    """An untagged response: its name, the number before it, and what follows."""

    name: str
    number: int
    values: list[Value]

    @property
    def words(self) -> str:
        """The text of a status response."""
        return text(self.values[0]) if self.values else ""

    @property
    def count(self) -> int:
        """Its number, wherever it stands: "* 5 EXISTS", "* EXISTS 5" and "[UIDNEXT 5]"."""
        return self.number or next((int(word) for value in self.values for word in (text(value),) if word.isdigit()), 0)


@dataclass(frozen=True, slots=True)
class SentByLength:
    """An argument that goes as a literal."""

    data: bytes


Word = str | bytes | SentByLength


class ImapWire:
    """One connection. `note` is called with every untagged response and with the codes in it."""

    def __init__(self, timeouts: Timeouts, *, most_literal: int, kept: int, note: Callable[[Response], None]) -> None:
        self.timeouts = timeouts
        self.non_synchronizing = False  # whether literals may go without waiting
        self._most_literal = most_literal
        self._kept = kept  # of longer ones
        self._note = note
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._tag = 0
        self._farewell: Response | None = None
        self._complaint: Response | None = None
        self._budget = _Budget(_MOST_BYTES)

    @property
    def usable(self) -> bool:
        """Whether the connection is, as far as is known, still there."""
        return self._writer is not None and not self._writer.is_closing()

    async def connect(self, endpoint: ImapEndpoint, context: ssl.SSLContext | None) -> Response:
        """Connect and return the greeting."""
        over_tls = endpoint.security == "tls"
        self._reader, self._writer = await asyncio.open_connection(
            sock=await endpoint.connect(),
            ssl=(context or client_context(endpoint.host)) if over_tls else None,
            server_hostname=endpoint.host if over_tls else None,
            limit=_MAX_LINE,
        )
        for _ in range(_MOST_BEFORE_GREETING):
            line, *rest = await self._response("connect")
            if line.split(None, 1)[:1] in _STATE_WORDS:
                line = b"* " + line
            greeting = _response([line, *rest])
            if greeting is not None and greeting.name in _STATES:
                return greeting
        self.abandon()
        raise ImapError("the server sent something that is not IMAP", "connect")

    async def start_tls(self, endpoint: ImapEndpoint, context: ssl.SSLContext | None) -> None:
        """Go on encrypted; the server has agreed to it."""
        assert self._reader is not None
        assert self._writer is not None
        if self._reader._buffer:  # noqa: SLF001  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
            # Whatever came before the handshake came from someone in between.
            raise ImapError("unencrypted data after STARTTLS", "connect")
        await self._writer.start_tls(context or client_context(endpoint.host), server_hostname=endpoint.host)

    async def command(
        self, *words: Word, timeout: float | None = None, most_bytes: int = _MOST_BYTES, phase: Phase = "command"
    ) -> list[Response]:
        """Send a command and return its untagged responses, response codes among them."""
        timeout = timeout or self.timeouts.command
        responses: list[Response] = []
        async with self._deadline(timeout, phase):
            self._budget = _Budget(most_bytes)
            self._complaint = None
            tag = await self._send(*words, phase=phase)
            while True:
                fragments = await self._response(phase)
                if _is_tagged(fragments[0], tag):
                    return responses + self._finish(fragments, phase)
                responses += self._untagged(fragments, phase)

    async def authenticate(
        self, mechanism: str, answers: Sequence[bytes], *, at_once: bool, explain: Callable[[str], str]
    ) -> list[Response]:
        """Log in with encoded answers, one to each challenge, the first `at_once`; other responses of the server.

        `explain` says what an error in a challenge means.
        """
        responses: list[Response] = []
        async with self._deadline(self.timeouts.command, "auth"):
            self._budget = _Budget(_MOST_BYTES)
            left = list(answers)
            first = [left.pop(0)] if at_once else []
            tag = await self._send("AUTHENTICATE", mechanism, *first, phase="auth")
            detail = ""
            while True:
                fragments = await self._response("auth")
                if fragments[0].startswith(b"+"):
                    challenge = fragments[0][1:].strip().decode("ascii", "replace")
                    if not left:
                        # An error comes as a challenge, and its NO only after an empty answer.
                        detail = f" ({explain(challenge)})"
                    await self._write((left.pop(0) if left else b"") + b"\r\n", "auth")
                elif _is_tagged(fragments[0], tag):
                    return responses + self._finish(fragments, "auth", detail)
                else:
                    responses += self._untagged(fragments, "auth")

    async def idle(self, seconds: float, over: Callable[[], bool]) -> None:
        """IDLE until `over`, asked after each response, or for `seconds`."""
        loop = asyncio.get_running_loop()
        self._budget = _Budget(_MOST_BYTES)
        async with self._deadline(self.timeouts.command, "command"):
            tag = await self._send("IDLE")
        ends = loop.time() + seconds
        while not over() and self.usable:
            # Only the wait for a line may be broken off without harm: a line half read stays in the buffer.
            line = await self._line("command", until=ends)
            if line is None:
                break
            async with self._deadline(self.timeouts.command, "command"):
                fragments = await self._rest_of(line, "command")
            if _is_tagged(fragments[0], tag):
                self._finish(fragments, "command")
                return
            self._untagged(fragments, "command")
        async with self._deadline(self.timeouts.command, "command"):
            await self._write(b"DONE\r\n", "command")
            while not _is_tagged((fragments := await self._response("command"))[0], tag):
                self._untagged(fragments, "command")
            self._finish(fragments, "command")

    def abandon(self) -> None:
        """Close at once."""
        if self._writer is not None:
            self._writer.transport.abort()

    # -- out

    async def _send(self, *words: Word, phase: Phase = "command") -> bytes:
        self._tag += 1
        tag = b"O%d" % self._tag
        line = tag
        for word in words:
            if isinstance(word, SentByLength):
                if self.non_synchronizing:
                    line += b" {%d+}\r\n" % len(word.data) + word.data
                else:
                    await self._write(line + b" {%d}\r\n" % len(word.data), phase)
                    await self._go_ahead(tag, phase)
                    line = word.data
            elif word:
                line += b" " + (word.encode() if isinstance(word, str) else word)
        await self._write(line + b"\r\n", phase)
        return tag

    async def _go_ahead(self, tag: bytes, phase: Phase) -> None:
        while True:
            fragments = await self._response(phase)
            if fragments[0].startswith(b"+"):
                return
            if _is_tagged(fragments[0], tag):
                self._finish(fragments, phase)
                raise ImapError("the server did not wait for the literal", phase, "BAD")
            self._untagged(fragments, phase)

    async def _write(self, data: bytes, phase: Phase) -> None:
        if self._writer is None or self._writer.is_closing():
            raise self._gone("the connection is closed", phase)
        try:
            self._writer.write(data)
            await self._writer.drain()
        except OSError as error:
            self.abandon()
            raise self._gone(f"the connection broke: {error}", phase) from None

    # -- in

    @asynccontextmanager
    async def _deadline(self, seconds: float, phase: Phase) -> AsyncGenerator[None]:
        """A command's time, however much arrives within it. Breaking off, also by cancelling, ends the connection."""
        try:
            async with asyncio.timeout(seconds):
                yield
        except TimeoutError:
            self.abandon()
            said = f", after: {self._complaint.words}" if self._complaint else ""
            raise self._gone(f"no answer within {seconds:g} s{said}", phase) from None
        except asyncio.CancelledError:
            # A half-read response cannot be distinguished from the next one.
            self.abandon()
            raise

    async def _response(self, phase: Phase) -> list[bytes]:
        """The next response, as text and literals in turn."""
        line = await self._line(phase)
        assert line is not None
        return await self._rest_of(line, phase)

    async def _line(self, phase: Phase, until: float | None = None) -> bytes | None:
        """The next line; None when `until` passed first."""
        assert self._reader is not None
        try:
            async with asyncio.timeout_at(until):
                line = await self._reader.readuntil(b"\n")
        except TimeoutError:
            return None
        except asyncio.IncompleteReadError:
            self.abandon()
            raise self._gone("the server closed the connection", phase) from None
        except (asyncio.LimitOverrunError, ValueError):
            self.abandon()
            raise ImapError("the server sent an endless line", phase) from None
        except OSError as error:
            self.abandon()
            raise self._gone(f"the connection broke: {error}", phase) from None
        except asyncio.CancelledError:
            self.abandon()
            raise
        self._spend(len(line), 1, phase)
        return line.strip(b"\r\n\0").lstrip(b" \t")

    async def _rest_of(self, line: bytes, phase: Phase) -> list[bytes]:
        """The response that begins with `line`."""
        assert self._reader is not None
        fragments: list[bytes] = []
        while (size := _literal_size(line, first=not fragments)) is not None:
            if size > _LONGEST_LITERAL:
                self.abandon()
                raise ImapError(f"the server sent a literal of {size} bytes", phase)
            self._spend(min(size, self._most_literal), 0, phase)
            try:
                literal = await self._literal(size)
            except (asyncio.IncompleteReadError, OSError):
                self.abandon()
                raise self._gone("the server closed the connection", phase) from None
            fragments += [line[: line.rindex(b"{")].removesuffix(b"~"), literal]
            following = await self._line(phase)
            line = following or b""
        return [*fragments, line]

    async def _literal(self, size: int) -> bytes:
        """A literal; of one that is too long its beginning. One message must not end the reading of its folder."""
        assert self._reader is not None
        if size <= self._most_literal:
            return await self._reader.readexactly(size)
        kept = bytearray()
        left = size
        while left:
            piece = await self._reader.readexactly(min(left, _AT_ONCE))
            left -= len(piece)
            if len(kept) < self._kept:
                kept += piece
        return Beginning(kept[: self._kept])

    def _spend(self, size: int, responses: int, phase: Phase) -> None:
        budget = self._budget
        budget.bytes -= size
        budget.responses -= responses
        if budget.bytes < 0 or budget.responses < 0:
            self.abandon()
            raise ImapError("the server sent more than any answer to this command has", phase)

    def _untagged(self, fragments: list[bytes], phase: Phase) -> list[Response]:
        """An untagged response and the codes in it, noted; nothing for noise."""
        response = _response(fragments)
        if response is None:
            self._budget.noise -= fragments[0] != b")"  # left behind by a literal that was longer than announced
            if self._budget.noise < 0:
                self.abandon()
                raise ImapError("the server sent something that is not IMAP", phase)
            return []
        found = [response, *codes(response)]
        for one in found:
            self._note(one)
        if response.name == "BYE":
            self._farewell = response
        elif response.name in ("NO", "BAD"):
            self._complaint = response
        return found

    def _finish(self, fragments: list[bytes], phase: Phase, detail: str = "") -> list[Response]:
        """The tagged response: its code as responses if OK, else ImapError."""
        _, _, rest = fragments[0].partition(b" ")
        response = _response([b"* " + rest, *fragments[1:]]) or Response("BAD", 0, ["the server gave no status"])
        found = codes(response)
        if response.name == "OK":
            for one in found:
                self._note(one)
            return found
        raise ImapError(response.words + detail, phase, response.name, found[0].name if found else None)

    def _gone(self, detail: str, phase: Phase) -> ImapError:
        """The connection's end, in the server's own words where it said farewell."""
        if self._farewell is None:
            return ImapError(detail, phase)
        found = codes(self._farewell)
        return ImapError(f"the server said goodbye: {self._farewell.words}", phase, "BYE", found[0].name if found else None)


@dataclass(slots=True)
class _Budget:
    """What the server may still send in answer to one command."""

    bytes: int
    responses: int = _MOST_RESPONSES
    noise: int = _MOST_NOISE


def codes(response: Response) -> list[Response]:
    """The bracketed code of a status response, as a response: [UIDNEXT 5] is UIDNEXT with number 5."""
    if response.name not in _STATES:
        return []
    words = response.words.lstrip()
    if not words.startswith("["):
        return []
    written = words[1:].partition("]")[0].split()
    if not written:
        return []
    number = next((int(word) for word in written[1:] if word.isdigit()), 0)
    return [Response(written[0].upper(), number, list(written[1:]))]


def _is_tagged(line: bytes, tag: bytes) -> bool:
    return line.split(b" ", 1)[0].upper() == tag


def _literal_size(line: bytes, *, first: bool) -> int | None:
    """How long the literal is that a line announces. The text of a status response announces none, whatever it ends with."""
    match = _LITERAL.search(line) if line.endswith(b"}") else None
    if match is None:
        return None
    if first and (line.startswith(b"+") or line.upper().split(None, 2)[1:2] in _STATE_WORDS):
        return None
    return int(match[1])


def _parted(line: bytes) -> tuple[bytes, bytes]:
    """The first word of a line, and what follows it."""
    head, *rest = line.split(None, 1) or [b""]
    return head, rest[0] if rest else b""


def _response(fragments: Sequence[bytes]) -> Response | None:
    """An untagged response; None for what is none."""
    first = fragments[0]
    if first.startswith(b"+"):
        return Response("+", 0, [])
    if first.startswith(b"["):
        first = b"* OK " + first  # a response code on a line of its own
    if not first.startswith(b"*"):
        return None
    head, rest = _parted(first[1:])
    number = 0
    if head.isdigit():
        number = int(head)
        head, rest = _parted(rest)
    name = head.decode("ascii", "replace").upper().rstrip(".,:")
    if name in _STATES:
        return Response(name, number, [rest.strip()])
    if name in ("LIST", "LSUB"):
        rest = rest.replace(b' "\\" ', b' "\\\\" ')  # a delimiter that should have been escaped
    with suppress(ValueError):
        return Response(name, number, parse([rest, *fragments[1:]]))
    return Response("MALFORMED", number, [])
