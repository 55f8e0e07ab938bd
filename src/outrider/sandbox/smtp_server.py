"""An SMTP submission server as one asyncio protocol: quick enough to be a benchmark's sink, faulty when
asked."""

import asyncio
import ssl
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from typing_extensions import override

from outrider.sandbox import sasl
from outrider.sandbox.faults import Answer, Fault, Faults, Stage
from outrider.sandbox.mailboxes import Account

MAX_SIZE = 26_214_400
MAX_LINE = 12_288  # an OAuth2 token makes a long AUTH line
MAX_RECIPIENTS = 1000

OK = Answer(250, "2.0.0 OK")
SEQUENCE = Answer(503, "5.5.1 Bad sequence of commands")
SYNTAX = Answer(501, "5.5.4 Syntax error in parameters")
BAD_AUTH = Answer(535, "5.7.8 Authentication credentials invalid")


@dataclass(slots=True)
class Envelope:
    """A submitted message: the login (or None), envelope sender, recipients and bytes."""

    login: str | None
    sender: str
    recipients: list[str] = field(default_factory=list[str])
    raw: bytes = b""


class Reception(Protocol):
    """What the server asks of the world. An `Answer` refuses; None is yes."""

    faults: Faults
    require_auth: bool

    def log_in(self, credentials: sasl.Credentials) -> Account | None: ...
    def may_send(self, login: str | None, sender: str) -> Answer | None: ...
    def may_receive(self, envelope: Envelope, recipient: str) -> Answer | None: ...
    def receive(self, envelope: Envelope) -> Answer: ...


class SmtpSession(asyncio.Protocol):
    """One connection. Input collects in a buffer; replies to all that has arrived leave in one write
    (pipelining)."""

    def __init__(
        self,
        world: Reception,
        tls: ssl.SSLContext | None,
        sessions: set["SmtpSession"],
    ) -> None:
        self.world = world
        self.tls = tls
        self.sessions = sessions
        self.transport: asyncio.Transport | None = None
        self.buffer = bytearray()
        self.out: list[bytes] = []
        self.encrypted = False
        self.held = False  # waiting for a delay or a TLS handshake: nothing is read from the buffer
        self.greeted = False
        self.login: str | None = None
        self.envelope: Envelope | None = None
        self.expecting: Callable[[bytes], Answer] | None = None  # AUTH's next line
        self.in_data = False
        self.scanned = 0
        self.oversize = False

    # --- connection -------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.sessions.add(self)
        self._reply(Answer(220, "sandbox.outrider.test ESMTP"), self._fault("connect"))
        self._flush()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self.sessions.discard(self)
        self.transport = None

    def eof_received(self) -> bool:
        return False

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        self._work()

    def close(self) -> None:
        if self.transport:
            self.transport.abort()
            self.transport = None

    # --- the loop over what has arrived -----------------------------------------------------------

    def _work(self) -> None:
        while self.transport and not self.held and (self._message() if self.in_data else self._line()):
            pass
        self._flush()

    def _flush(self) -> None:
        if self.out and self.transport and not self.held:
            self.transport.write(b"".join(self.out))
            self.out.clear()

    def _line(self) -> bool:
        end = self.buffer.find(b"\n")
        if end < 0:
            if len(self.buffer) > MAX_LINE:
                self._reply(Answer(500, "5.5.6 Line too long"))
                self._hang_up()
            return False
        line = bytes(self.buffer[:end]).rstrip(b"\r")
        del self.buffer[: end + 1]
        if self.expecting:
            answer, self.expecting = self.expecting, None
            self._reply(Answer(501, "5.7.0 Authentication cancelled") if line == b"*" else answer(line))
            return True
        verb, _, rest = line.partition(b" ")
        command = self._COMMANDS.get(bytes(verb).upper())
        if command is None:
            self._reply(Answer(500, "5.5.2 Command not recognised"))
        else:
            command(self, rest.strip())
        return True

    def _message(self) -> bool:
        """Take one message up to its final dot, if all of it is here."""
        buffer = self.buffer
        if buffer.startswith(b".\r\n") and not self.scanned:
            raw, length = b"", 3
        else:
            end = buffer.find(b"\r\n.\r\n", self.scanned)
            if end < 0:
                self._wait_for_more()
                return False
            raw, length = bytes(buffer[: end + 2]), end + 5
        del buffer[:length]
        self.in_data, self.scanned = False, 0
        envelope, self.envelope = self.envelope, None
        assert envelope
        if self.oversize or len(raw) > MAX_SIZE:
            self.oversize = False
            self._reply(Answer(552, "5.3.4 Message too big"))
            return True
        if raw.startswith(b"."):
            raw = raw[1:]
        envelope.raw = raw.replace(b"\r\n.", b"\r\n") if b"\r\n." in raw else raw
        self._accept(envelope)
        return True

    def _wait_for_more(self) -> None:
        if len(self.buffer) > MAX_SIZE + 5:
            self.oversize = True
            del self.buffer[:-4]
        self.scanned = max(0, len(self.buffer) - 4)

    def _accept(self, envelope: Envelope) -> None:
        fault = self._fault("data", *envelope.recipients)
        if fault and fault.drop == "unaccepted":
            self.close()
        elif fault and fault.drop == "accepted":
            self.world.receive(envelope)
            self.close()
        elif fault and fault.answer:
            self._reply(fault.answer, fault)
        else:
            self._reply(self.world.receive(envelope), fault)

    # --- replies ----------------------------------------------------------------------------------

    def _fault(self, stage: Stage, *who: str) -> Fault | None:
        faults = self.world.faults
        return faults.take(stage, *who) if faults.pending else None

    def _reply(self, answer: Answer, fault: Fault | None = None) -> None:
        """Say `answer`, or what `fault` makes of it."""
        if fault and fault.drop:
            self.close()
            return
        if fault and fault.answer:
            answer = fault.answer
        if fault and fault.delay:
            self._flush()
            self._hold(fault.delay)
        self.out.append(b"%d %s\r\n" % (answer.code, answer.text.encode()))
        if answer.code == 421:
            self._hang_up()

    def _hold(self, seconds: float) -> None:
        self.held = True
        asyncio.get_running_loop().call_later(seconds, self._resume)

    def _resume(self) -> None:
        self.held = False
        self._work()

    def _hang_up(self) -> None:
        self.held = False
        self._flush()
        if self.transport:
            self.transport.close()
            self.transport = None

    # --- commands ---------------------------------------------------------------------------------

    def _ehlo(self, _rest: bytes) -> None:
        self.greeted, self.envelope = True, None
        offers = ["sandbox.outrider.test", "PIPELINING", f"SIZE {MAX_SIZE}", "8BITMIME", "SMTPUTF8"]
        offers.append("ENHANCEDSTATUSCODES")
        if self.tls and not self.encrypted:
            offers.append("STARTTLS")
        offers.append("AUTH PLAIN LOGIN XOAUTH2")
        self.out.extend(b"250-%s\r\n" % offer.encode() for offer in offers[:-1])
        self._reply(Answer(250, offers[-1]))

    def _helo(self, _rest: bytes) -> None:
        self.greeted, self.envelope = True, None
        self._reply(Answer(250, "sandbox.outrider.test"))

    def _starttls(self, _rest: bytes) -> None:
        if not self.tls or self.encrypted:
            self._reply(Answer(502, "5.5.1 STARTTLS not offered"))
            return
        self._reply(Answer(220, "2.0.0 Ready to start TLS"))
        self._flush()
        self.buffer.clear()  # what was pipelined before TLS must not be believed after it
        self.held = True
        self.greeted, self.login, self.envelope = False, None, None
        self._handshake = asyncio.get_running_loop().create_task(self._start_tls(self.tls))

    async def _start_tls(self, context: ssl.SSLContext) -> None:
        assert self.transport
        self.encrypted = True
        try:
            loop = asyncio.get_running_loop()
            transport = await loop.start_tls(self.transport, self, context, server_side=True)
        except (OSError, ssl.SSLError):
            self.close()
            return
        self.transport = transport if isinstance(transport, asyncio.Transport) else None
        self._resume()

    def _auth(self, rest: bytes) -> None:
        mechanism, _, initial = rest.decode("ascii", "replace").partition(" ")
        mechanism = mechanism.upper()
        if not self.greeted or self.login or self.envelope:
            self._reply(SEQUENCE)
        elif mechanism == "LOGIN":
            self._auth_login(initial.encode())
        elif mechanism not in sasl.MECHANISMS:
            self._reply(Answer(504, "5.5.4 Unrecognised authentication type"))
        elif initial:
            self._log_in(sasl.MECHANISMS[mechanism](initial.encode()))
        else:
            self.expecting = lambda line: self._checked(sasl.MECHANISMS[mechanism](line))
            self._reply(Answer(334, ""))

    def _auth_login(self, initial: bytes) -> None:
        def password(login: str | None) -> Answer:
            def check(line: bytes) -> Answer:
                secret = sasl.decode(line)
                if login is None or secret is None:
                    return self._checked(None)
                return self._checked(sasl.Credentials(login, secret))

            self.expecting = check
            return Answer(334, b64encode(b"Password:").decode())

        if initial:
            self._reply(password(sasl.decode(initial)))
        else:
            self.expecting = lambda line: password(sasl.decode(line))
            self._reply(Answer(334, b64encode(b"Username:").decode()))

    def _log_in(self, credentials: sasl.Credentials | None) -> None:
        self._reply(self._checked(credentials))

    def _checked(self, credentials: sasl.Credentials | None) -> Answer:
        if credentials is None:
            return Answer(501, "5.5.2 Cannot decode the response")
        fault = self._fault("auth", credentials.login.lower())
        if fault and fault.drop:
            self.close()
        if fault and fault.delay:
            self._hold(fault.delay)
        if fault and fault.answer:
            return fault.answer
        account = self.world.log_in(credentials)
        self.login = account.address if account else None
        return Answer(235, "2.7.0 Authentication successful") if self.login else BAD_AUTH

    def _mail(self, rest: bytes) -> None:
        path = _path(rest, b"FROM:")
        if not self.greeted or self.envelope:
            self._reply(SEQUENCE)
        elif self.world.require_auth and not self.login:
            self._reply(Answer(530, "5.7.0 Authentication required"))
        elif path is None:
            self._reply(SYNTAX)
        elif (size := _size(path[1])) > MAX_SIZE:
            self._reply(Answer(552, f"5.3.4 {size} bytes are too many"))
        else:
            fault = self._fault("mail", self.login or path[0])
            refusal = self.world.may_send(self.login, path[0])
            if refusal is None and not (fault and (fault.answer or fault.drop)):
                self.envelope = Envelope(self.login, path[0])
            self._reply(refusal or OK, fault)

    def _rcpt(self, rest: bytes) -> None:
        path = _path(rest, b"TO:")
        if not self.envelope:
            self._reply(SEQUENCE)
        elif path is None or "@" not in path[0]:
            self._reply(Answer(501, "5.1.3 Bad recipient address"))
        elif len(self.envelope.recipients) >= MAX_RECIPIENTS:
            self._reply(Answer(452, "4.5.3 Too many recipients"))
        else:
            fault = self._fault("rcpt", path[0])
            if fault and (fault.answer or fault.drop):
                self._reply(OK, fault)
                return
            refusal = self.world.may_receive(self.envelope, path[0])
            if refusal is None:
                self.envelope.recipients.append(path[0])
            self._reply(refusal or OK, fault)

    def _data(self, _rest: bytes) -> None:
        if not self.envelope:
            self._reply(SEQUENCE)
        elif not self.envelope.recipients:
            self._reply(Answer(554, "5.5.1 No valid recipients"))
        else:
            self.in_data = True
            self._reply(Answer(354, "End with a dot on a line of its own"))

    def _rset(self, _rest: bytes) -> None:
        self.envelope = None
        self._reply(OK)

    def _noop(self, _rest: bytes) -> None:
        self._reply(OK)

    def _vrfy(self, _rest: bytes) -> None:
        self._reply(Answer(252, "2.5.0 Send it and see"))

    def _quit(self, _rest: bytes) -> None:
        self._reply(Answer(221, "2.0.0 Bye"))
        self._hang_up()

    _COMMANDS: ClassVar[dict[bytes, Callable[["SmtpSession", bytes], None]]] = {
        b"EHLO": _ehlo,
        b"HELO": _helo,
        b"STARTTLS": _starttls,
        b"AUTH": _auth,
        b"MAIL": _mail,
        b"RCPT": _rcpt,
        b"DATA": _data,
        b"RSET": _rset,
        b"NOOP": _noop,
        b"VRFY": _vrfy,
        b"QUIT": _quit,
    }


def _path(rest: bytes, keyword: bytes) -> tuple[str, str] | None:
    """`FROM:<a@b> SIZE=9` → ("a@b", "SIZE=9"), the address in lower case; None when malformed."""
    if rest[: len(keyword)].upper() != keyword:
        return None
    text = rest[len(keyword) :].lstrip()
    end = text.find(b">")
    if not text.startswith(b"<") or end < 0:
        return None
    try:
        return text[1:end].decode().lower(), text[end + 1 :].decode().strip()
    except UnicodeDecodeError:
        return None


def _size(parameters: str) -> int:
    for parameter in parameters.split():
        name, _, value = parameter.partition("=")
        if name.upper() == "SIZE" and value.isdigit():
            return int(value)
    return 0
