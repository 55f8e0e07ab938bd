"""An SMTP submission client: pipelined, pooled per sender, exact about what is known when a connection dies.

Only a real reply of the server decides between permanent and temporary. So a reply that refuses the message
is a `SubmitResult`; everything else is an `SmtpError`, whose `code` is None unless a server said it, and
whose `phase` says how far the message had got. `uncertain` means: the terminating dot may have reached the
server and its answer never came. Every other phase means that the message was surely not accepted.
"""

import asyncio
import base64
import hmac
import json
import re
import ssl
from collections import OrderedDict
from collections.abc import AsyncGenerator, Hashable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Literal

from outrider.channels.email.account import SmtpEndpoint
from outrider.channels.email.reaching import why_not
from outrider.channels.email.smtp_wire import Phase, Reply, SmtpError, SmtpWire, Timeouts
from outrider.channels.email.tls import client_context
from outrider.frozen import checked

__all__ = [
    "Refusal",
    "Reply",
    "SmtpError",
    "SmtpPool",
    "SmtpSession",
    "SubmitResult",
    "Timeouts",
    "Unsendable",
    "oauth_challenge",
    "wire_form",
]

_ADDRESS = re.compile(r"[^\s<>\x00-\x1f\x7f]+")
_NOT_TOGETHER = re.compile(r"pipelin|synchroni[sz]|out of sequence|sync error", re.IGNORECASE)
_DOMAIN = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_UNKNOWN_THERE = (500, 501, 502, 504)  # to a mechanism
_NAME_REFUSED = (501, 504, 550, 553, 554)
_MOST_ADDED = 50  # replies behind one that should have been the last
_UNENDED = 15.0  # seconds
# Up to here body and terminating dot go out in one write; beyond, the dot waits until the body has left.
_ONE_WRITE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Refusal:
    """A recipient that the server did not take."""

    address: str
    code: int
    enhanced: str | None
    text: str


@checked(frozen=True, slots=True)
class SubmitResult:
    """What the server answered. `stage` is the command that decided; `refused` names recipients left out."""

    code: int
    enhanced: str | None
    text: str
    accepted: bool
    stage: Literal["mail", "rcpt", "data", "dot"] = "dot"
    refused: tuple[Refusal, ...] = ()


class Unsendable(Exception):
    """This server can never take this message: too large, or an address it has no extension for."""

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(text)
        self.reason = reason
        self.text = text


def wire_form(data: bytes) -> bytes:
    """`data` as it goes after DATA, without the terminating dot: CRLF line ends only, dots stuffed."""
    newlines = data.count(b"\n")
    if newlines != data.count(b"\r\n") or newlines != data.count(b"\r"):
        # A bare CR or LF is read differently by different servers: the door of SMTP smuggling.
        data = re.sub(rb"\r\n|\r|\n", b"\r\n", data)
    if b"\n." in data:
        data = data.replace(b"\n.", b"\n..")
    if data.startswith(b"."):
        data = b"." + data
    return data if data.endswith(b"\r\n") else data + b"\r\n"


class SmtpSession:
    """One logged-in connection. Use `SmtpSession.open`, then `send` any number of times, then `quit`."""

    def __init__(self, endpoint: SmtpEndpoint, timeouts: Timeouts) -> None:
        self.endpoint = endpoint
        self.sent = 0
        self.awaiting_verdict = False  # the dot may have reached the server, which has not answered yet
        self.extensions: dict[str, str] = {}
        self._timeouts = timeouts
        self._wire = SmtpWire()
        self._transport: asyncio.Transport | None = None
        self._broken = False

    @classmethod
    async def open(
        cls,
        endpoint: SmtpEndpoint,
        *,
        tls: ssl.SSLContext | None = None,
        timeouts: Timeouts = Timeouts(),
        helo: str = "[127.0.0.1]",
    ) -> "SmtpSession":
        """Connect, secure, greet and log in. Raises SmtpError with phase 'connect' or 'auth'."""
        session = cls(endpoint, timeouts)
        try:
            await session._connect(tls, helo)
            if endpoint.auth != "none" and endpoint.username:
                await session._log_in()
        except BaseException:
            session.abort()
            raise
        return session

    @property
    def usable(self) -> bool:
        """Whether another message can be tried on this connection, as far as is known without asking."""
        return not (self._broken or self._wire.lost or self._wire.unread() or self._transport is None)

    # -- connecting

    async def _connect(self, tls: ssl.SSLContext | None, helo: str) -> None:
        endpoint = self.endpoint
        context = (tls or client_context(endpoint.host)) if endpoint.security != "plain" else None
        try:
            async with asyncio.timeout(self._timeouts.connect):
                transport, _ = await asyncio.get_running_loop().create_connection(
                    lambda: self._wire,
                    sock=await endpoint.connect(),
                    ssl=context if endpoint.security == "tls" else None,
                    server_hostname=endpoint.host if endpoint.security == "tls" else None,
                )
                self._adopt(transport)
            await self._greeted()
            await self._hello(helo)
            if endpoint.security == "starttls":
                await self._ask_for_tls()
                async with asyncio.timeout(self._timeouts.connect):
                    await self._start_tls(context or client_context(self.endpoint.host))
                await self._hello(helo)
        except TimeoutError:
            raise SmtpError(None, None, "no connection in time", "connect") from None
        except ssl.SSLCertVerificationError as error:
            why = f"certificate not trusted: {error.verify_message}"
            raise SmtpError(None, None, why, "connect") from None
        except OSError as error:
            raise SmtpError(None, None, why_not(error), "connect") from None

    def _adopt(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        # With a high-water mark of zero, "resumed" means that nothing is left in our buffers.
        transport.set_write_buffer_limits(high=0)

    async def _greeted(self) -> None:
        reply = (await self._wire.take(1, self._timeouts.greeting, "connect"))[0]
        if reply.code // 100 != 2:
            raise SmtpError.of(reply, "connect")
        await self._continued(reply)

    async def _continued(self, reply: Reply) -> Reply:
        """A reply with what the server adds to it behind a line that was marked as the last, if that came along with it."""
        text = reply.text
        for _ in range(_MOST_ADDED):
            if not self._wire.goes_on(reply.code):
                break
            text += "\n" + (await self._wire.take(1, self._timeouts.command, "connect"))[0].text
        return Reply(reply.code, text)

    async def _hello(self, helo: str) -> None:
        reply = await self._ask(f"EHLO {helo}", "connect", unended=True)
        own = self.endpoint.username.rpartition("@")[2] if "@" in self.endpoint.username else ""
        if reply.code in _NAME_REFUSED and _DOMAIN.fullmatch(own) and self.usable:
            # What it takes is the name of a domain, so it gets the mailbox's own.
            reply = await self._ask(f"EHLO {own}", "connect", unended=True)
        extended = reply.code // 100 == 2
        if reply.code // 100 == 5 and self.usable:
            reply = await self._ask(f"HELO {helo}", "connect", unended=True)
        if reply.code // 100 != 2:
            raise SmtpError.of(reply, "connect")
        reply = await self._continued(reply)
        self.extensions = _extensions(reply.text) if extended else {}

    async def _ask_for_tls(self) -> None:
        if "STARTTLS" not in self.extensions:
            raise SmtpError(None, None, "the server does not offer STARTTLS", "connect")
        reply = await self._ask("STARTTLS", "connect")
        if reply.code // 100 != 2:
            raise SmtpError.of(reply, "connect")
        if self._wire.unread():
            # Whatever came before the handshake came from someone in between.
            raise SmtpError(None, None, "unencrypted data after STARTTLS", "connect")

    async def _start_tls(self, context: ssl.SSLContext) -> None:
        assert self._transport is not None
        transport = await asyncio.get_running_loop().start_tls(
            self._transport, self._wire, context, server_hostname=self.endpoint.host
        )
        if transport is None:
            raise SmtpError(None, None, "the TLS handshake failed", "connect")
        self._adopt(transport)

    async def _log_in(self) -> None:
        """Log in by one mechanism after the other: some servers offer what they do not know, or refuse by one what they take
        by another."""
        refusal: Reply | None = None
        for mechanism in self._mechanisms():
            try:
                reply = await self._authenticate(mechanism)
            except SmtpError as error:
                raise SmtpError.of(refusal, "auth") if refusal else error from None
            if reply.code // 100 == 2:
                return
            # What is said of the login itself says more than that a mechanism is unknown.
            refusal = reply if refusal is None or refusal.code in _UNKNOWN_THERE else refusal
            if reply.code // 100 != 5 or not self.usable:
                break
        assert refusal is not None  # there is at least one mechanism
        raise SmtpError.of(refusal, "auth")

    async def _authenticate(self, mechanism: str) -> Reply:
        username, secret = self.endpoint.username, self.endpoint.secret.get_secret_value()
        if mechanism == "LOGIN":
            reply = await self._ask("AUTH LOGIN", "auth")
            for answer in (username, secret):
                if reply.code == 334:
                    reply = await self._ask(_base64(answer), "auth")
            return reply
        if mechanism == "CRAM-MD5":
            reply = await self._ask("AUTH CRAM-MD5", "auth")
            return await self._ask(_cram_md5(reply.text, username, secret), "auth") if reply.code == 334 else reply
        if mechanism == "PLAIN":
            answer = _base64(f"\0{username}\0{secret}")
            reply = await self._ask(f"AUTH PLAIN {answer}", "auth")
            # Some do not read the answer that comes with the command, and ask for it.
            return await self._ask(answer, "auth") if reply.code == 334 else reply
        bearer = f"user={username}\1auth=Bearer {secret}\1\1"
        reply = await self._ask(f"AUTH XOAUTH2 {_base64(bearer)}", "auth")
        if reply.code != 334:
            return reply
        # The error comes as a challenge; the refusal itself only after an empty answer to it.
        detail = oauth_challenge(reply.text)
        reply = await self._ask("", "auth")
        return Reply(reply.code, f"{reply.text} ({detail})")

    def _mechanisms(self) -> list[str]:
        offered = re.split(r"[\s,]+", self.extensions.get("AUTH", "").upper().strip())
        wanted = {"plain": ("PLAIN", "LOGIN"), "login": ("LOGIN", "PLAIN"), "xoauth2": ("XOAUTH2",)}
        if found := [mechanism for mechanism in wanted[self.endpoint.auth] if mechanism in offered]:
            return found
        if self.endpoint.auth != "xoauth2" and "CRAM-MD5" in offered:
            return ["CRAM-MD5"]
        why = f"the server does not offer {self.endpoint.auth.upper()}, only: {' '.join(offered) or 'none'}"
        raise SmtpError(None, None, why, "auth")

    # -- sending

    async def send(self, envelope_from: str, recipients: Sequence[str], data: bytes) -> SubmitResult:
        """Submit one message to all `recipients`, the first of which is the one that matters.

        If the server refuses the first recipient nothing is sent; other refused ones are named in the result.
        `data` is the whole message; its line ends are made CRLF. Returns what the server decided. Raises
        SmtpError when there was no decision, Unsendable when this server cannot take the message at all.
        """
        if not self.usable or self._transport is None:
            raise SmtpError(None, None, self._wire.lost or "the session is closed", "connect")
        body = wire_form(data)
        envelope = self._envelope(envelope_from, recipients, body)
        try:
            refusal, refused = await self._open_envelope(envelope, recipients)
            if refusal is not None and "PIPELINING" in self.extensions and self.usable and _NOT_TOGETHER.search(refusal.text):
                del self.extensions["PIPELINING"]  # offered, and not meant
                refusal, refused = await self._open_envelope(envelope, recipients)
            if refusal is not None:
                return refusal
            reply = await self._put(body)
        except BaseException:
            # An unfinished exchange cannot be resumed, whatever interrupted it.
            self.abort()
            raise
        self.sent += 1
        return self._result(reply, "dot", refused)

    def _envelope(self, envelope_from: str, recipients: Sequence[str], data: bytes) -> list[str]:
        if not recipients:
            raise Unsendable("no_recipient", "the message has no recipient")
        if "SMTPUTF8" not in self.extensions:
            # The domain has a form in ASCII; what stands before the @ has not.
            envelope_from, *recipients = map(_ascii_domain, (envelope_from, *recipients))
        for address in (envelope_from, *recipients):
            if address and not _ADDRESS.fullmatch(address):
                raise Unsendable("bad_address", "an address contains characters that cannot be sent")
        extensions, options = self.extensions, ""
        if "SIZE" in extensions:
            limit = extensions["SIZE"].partition(" ")[0]
            if limit.isdigit() and 0 < int(limit) < len(data):
                raise Unsendable("too_large", f"the message has {len(data)} bytes, the server takes {limit}")
            options += f" SIZE={len(data)}"
        if not data.isascii():
            if "8BITMIME" not in extensions:
                raise Unsendable("no_8bitmime", "the server takes only 7-bit messages")
            options += " BODY=8BITMIME"
        if not (envelope_from.isascii() and all(map(str.isascii, recipients))):
            if "SMTPUTF8" not in extensions:
                raise Unsendable("no_smtputf8", "the server does not take international addresses")
            options += " SMTPUTF8"
        return [f"MAIL FROM:<{envelope_from}>{options}", *(f"RCPT TO:<{address}>" for address in recipients)]

    async def _open_envelope(
        self, envelope: list[str], recipients: Sequence[str]
    ) -> tuple[SubmitResult | None, tuple[Refusal, ...]]:
        """MAIL, RCPT and DATA, up to the 354. Returns the refusal, if it is one, and recipients left out."""
        # With more than one recipient DATA must wait: once accepted there is no way back but hanging up.
        single = len(recipients) == 1
        replies = await self._converse([*envelope, "DATA"] if single else envelope)
        mail, rcpts, data = replies[0], replies[1 : len(envelope)], replies[len(envelope) :]
        deciding: tuple[Reply, Literal["mail", "rcpt"]] | None = None
        if mail.code // 100 != 2:
            deciding = mail, "mail"
        elif rcpts[0].code // 100 != 2:
            deciding = rcpts[0], "rcpt"
        if deciding:
            await self._withdraw(data[0] if data else None)
            return self._result(*deciding), ()
        refused = tuple(
            Refusal(address, reply.code, reply.enhanced, reply.text)
            for address, reply in zip(recipients, rcpts, strict=True)
            if reply.code // 100 != 2
        )
        go_ahead = data[0] if data else await self._ask("DATA", "envelope")
        if go_ahead.code // 100 == 2:
            raise SmtpError(None, None, f"the server answered DATA with {go_ahead.code}", "envelope")
        if go_ahead.code // 100 != 3:
            await self._withdraw(go_ahead)
            return self._result(go_ahead, "data"), refused
        return None, refused

    async def _converse(self, commands: list[str]) -> list[Reply]:
        """All commands' replies; in one round trip where the server permits it.

        When MAIL or the first RCPT is refused and no more replies come, the refusal stands for them.
        """
        step = len(commands) if "PIPELINING" in self.extensions else 1
        replies: list[Reply] = []
        for end in range(step, len(commands) + 1, step):
            self._write("\r\n".join(commands[end - step : end]).encode() + b"\r\n")
            while len(replies) < end:
                replies += await self._wire.take(end - len(replies), self._timeouts.command, "envelope")
                refusal = next((reply for reply in replies[:2] if reply.code // 100 != 2), None)
                closing = next((reply for reply in replies if reply.code == 421), None)
                if closing is not None:  # the server hangs up, whatever was asked behind that
                    self.abort()
                    return replies + [closing] * (len(commands) - len(replies))
                if refusal and (step == 1 or self._wire.lost):
                    return replies + [refusal] * (len(commands) - len(replies))
        return replies

    async def _withdraw(self, data: Reply | None) -> None:
        """Leave the transaction that was refused, so that the connection can be used again."""
        if not self.usable:
            return
        try:
            if data is not None and data.code // 100 == 3:
                # The server expects a message without recipients: an empty one ends it (RFC 2920, 3.1).
                self._write(b".\r\n")
                await self._wire.take(1, self._timeouts.command, "envelope")
            elif (await self._ask("RSET", "envelope")).code != 250:
                self.abort()
        except SmtpError:
            # The refusal stands, whatever becomes of the connection.
            self.abort()

    async def _put(self, body: bytes) -> Reply:
        """The message and its terminating dot, and the server's verdict on them."""
        transport, wire = self._transport, self._wire
        assert transport is not None
        if wire.lost is not None or wire.unread():
            raise SmtpError(None, None, wire.lost or "the server spoke out of turn", "data")
        if len(body) > _ONE_WRITE:
            transport.write(body)
            if not await wire.drained(self._timeouts.data):
                # Refused in mid-message, or cut off. Without its dot the message does not exist.
                reply = (await wire.take(1, self._timeouts.command, "data"))[0]
                self.abort()
                if reply.code // 100 not in (4, 5):
                    raise SmtpError(None, None, "the server answered before the message's end", "data")
                return reply
            body = b""
        transport.write(body + b".\r\n")
        if transport.is_closing():
            # The write itself failed at once, so its last bytes, the dot, never left.
            raise SmtpError(None, None, wire.lost or "the connection broke", "data")
        self.awaiting_verdict = True
        reply = (await wire.take(1, self._timeouts.verdict, "uncertain"))[0]
        self.awaiting_verdict = False
        return reply

    def _result(
        self, reply: Reply, stage: Literal["mail", "rcpt", "data", "dot"], refused: tuple[Refusal, ...] = ()
    ) -> SubmitResult:
        if reply.code == 421:
            self.abort()
        accepted = stage == "dot" and reply.code // 100 == 2
        return SubmitResult(reply.code, reply.enhanced, reply.text, accepted, stage, refused)

    # -- keeping and closing

    async def healthy(self, timeout: float = 5) -> bool:
        """Ask the server whether the connection still works; closes it when not."""
        if self.usable:
            try:
                self._write(b"NOOP\r\n")
                reply = (await self._wire.take(1, timeout, "connect"))[0]
                if reply.code == 250:
                    return True
            except SmtpError:
                pass
        self.abort()
        return False

    async def quit(self, timeout: float = 2) -> None:
        """Say goodbye and close. Never raises."""
        try:
            if self.usable:
                self._write(b"QUIT\r\n")
                await self._wire.take(1, timeout, "connect")
        except SmtpError:
            pass
        self._broken = True
        if self._transport is not None:
            self._transport.close()

    def abort(self) -> None:
        """Close at once, dropping whatever was not sent."""
        self._broken = True
        if self._transport is not None:
            self._transport.abort()

    def _write(self, data: bytes) -> None:
        assert self._transport is not None
        self._transport.write(data)

    async def _ask(self, command: str, phase: Phase, *, unended: bool = False) -> Reply:
        """A command's reply. `unended`: accept a long reply after a while even if its last line is not marked."""
        self._write(command.encode() + b"\r\n")
        if unended:
            grace = min(_UNENDED, self._timeouts.command / 2)
            with suppress(SmtpError):
                return (await self._wire.take(1, grace, phase))[0]
            self._wire.ended_without_end()
        return (await self._wire.take(1, self._timeouts.command, phase))[0]


def _extensions(text: str) -> dict[str, str]:
    """The extensions in an EHLO reply, by keyword; "AUTH=PLAIN" is an old spelling of "AUTH PLAIN" and adds to it."""
    found: dict[str, str] = {}
    for line in text.split("\n")[1:]:
        keyword, _, value = re.sub(r"^([\w-]+)=", r"\1 ", line.strip()).partition(" ")
        found[keyword.upper()] = f"{found.get(keyword.upper(), '')} {value}".strip()
    return found


def _ascii_domain(address: str) -> str:
    local, at, domain = address.rpartition("@")
    try:
        return local + at + (domain if domain.isascii() else domain.encode("idna").decode())
    except UnicodeError:
        return address


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _cram_md5(challenge: str, username: str, secret: str) -> str:
    """The answer to a challenge (RFC 2195)."""
    try:
        asked = base64.b64decode(challenge)
    except ValueError:
        asked = challenge.encode()
    return _base64(f"{username} {hmac.new(secret.encode(), asked, 'md5').hexdigest()}")


def oauth_challenge(text: str) -> str:
    """What the error inside an XOAUTH2 challenge says, without anything secret in it."""
    try:
        detail = json.loads(base64.b64decode(text))
        return f"token refused, status {detail.get('status', 'unknown')}"
    except (ValueError, AttributeError):
        return "token refused"


@dataclass(slots=True, eq=False)
class _Lane:
    """One sender's way out: its lock, and the connection kept for its next message."""

    lock: asyncio.Lock
    users: int = 0
    session: SmtpSession | None = None
    since: float = 0.0
    timer: asyncio.TimerHandle | None = None


class SmtpPool:
    """Keeps connections between messages: one per key at a time, the least recently used given up first."""

    def __init__(
        self,
        *,
        tls: ssl.SSLContext | None = None,
        timeouts: Timeouts = Timeouts(),
        idle_seconds: float = 30,
        max_messages: int = 100,
        max_idle: int = 500,
        helo: str = "[127.0.0.1]",
    ) -> None:
        self._tls = tls
        self._timeouts = timeouts
        self._idle_seconds = idle_seconds
        self._max_messages = max_messages
        self._max_idle = max_idle
        self._helo = helo
        self._lanes: dict[Hashable, _Lane] = {}
        self._idle: OrderedDict[Hashable, None] = OrderedDict()
        self._farewells: set[asyncio.Task[None]] = set()
        self._closed = False

    @asynccontextmanager
    async def session(self, key: Hashable, endpoint: SmtpEndpoint) -> AsyncGenerator[SmtpSession]:
        """The sender's connection, old or new, for the caller alone while the block lasts."""
        lane = self._lanes.setdefault(key, _Lane(asyncio.Lock()))
        lane.users += 1
        try:
            async with lane.lock:
                session = await self._take(key, lane, endpoint)
                try:
                    yield session
                finally:
                    self._keep(key, lane, session)
        finally:
            lane.users -= 1
            if not lane.users and lane.session is None:
                self._lanes.pop(key, None)

    async def close(self) -> None:
        """Say goodbye on every idle connection; those in use close when their block ends."""
        self._closed = True
        for key in list(self._idle):
            self._drop(key)
        while self._farewells:
            await asyncio.wait(set(self._farewells))

    async def _take(self, key: Hashable, lane: _Lane, endpoint: SmtpEndpoint) -> SmtpSession:
        self._idle.pop(key, None)
        session, lane.session = lane.session, None
        if session is not None:
            rested = asyncio.get_running_loop().time() - lane.since
            try:
                if session.endpoint == endpoint and session.usable and (rested < 5 or await session.healthy()):
                    return session
            except BaseException:
                session.abort()
                raise
            self._part(session)
        if self._closed:
            raise SmtpError(None, None, "the pool is closed", "connect")
        return await SmtpSession.open(endpoint, tls=self._tls, timeouts=self._timeouts, helo=self._helo)

    def _keep(self, key: Hashable, lane: _Lane, session: SmtpSession) -> None:
        if self._closed or not session.usable or session.sent >= self._max_messages:
            return self._part(session)
        loop = asyncio.get_running_loop()
        lane.session = session
        lane.since = loop.time()
        if lane.timer is None:
            lane.timer = loop.call_later(self._idle_seconds, self._idle_over, key, lane)
        self._idle[key] = None
        if len(self._idle) > self._max_idle:
            self._drop(next(iter(self._idle)))

    def _idle_over(self, key: Hashable, lane: _Lane) -> None:
        """Give up a connection that has been idle for long enough. The timer runs on while it is used, and is set again here."""
        lane.timer = None
        if lane.session is None:
            return
        loop = asyncio.get_running_loop()
        over = lane.since + self._idle_seconds
        if loop.time() < over:
            lane.timer = loop.call_at(over, self._idle_over, key, lane)
        else:
            self._drop(key)

    def _drop(self, key: Hashable) -> None:
        """Give up an idle connection."""
        if key not in self._idle:
            return
        del self._idle[key]
        lane = self._lanes[key]
        session, lane.session = lane.session, None
        if lane.timer:
            lane.timer.cancel()
            lane.timer = None
        if not lane.users:
            del self._lanes[key]
        if session is not None:
            self._part(session)

    def _part(self, session: SmtpSession) -> None:
        if session.usable:
            task = asyncio.get_running_loop().create_task(session.quit())
            self._farewells.add(task)
            task.add_done_callback(self._farewells.discard)
        else:
            session.abort()
