"""Real mail servers on loopback, and a certificate authority of our own for them."""

import asyncio
import ipaddress
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from outrider.channels.email.account import SmtpEndpoint
from outrider.channels.email.compose import Outgoing
from outrider.channels.email.smtp import Timeouts

PASSWORD = "correct horse"
WHEN = datetime(2026, 3, 2, 9, 0, 7, 123456, tzinfo=UTC)
PLAIN = Outgoing("1.abc@acme.io", WHEN, "bob@acme.io", "ann@example.com", "Hello", "Hi Ann\n")
QUICK = Timeouts(connect=30, command=30, data=30)


@dataclass
class Authority:
    """TLS contexts for a server on localhost, for a client that trusts it, and for one that does not."""

    server: ssl.SSLContext
    client: ssl.SSLContext
    stranger: ssl.SSLContext


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime(2020, 1, 1, tzinfo=UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=36500))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder: Path = tmp_path_factory.mktemp("tls")
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    client = ssl.create_default_context(cafile=str(folder / "cert.pem"))
    return Authority(server, client, ssl.create_default_context())


@dataclass
class Mailroom:
    """What an aiosmtpd server received, and what it shall answer."""

    envelopes: list[Envelope] = field(default_factory=list)
    peers: set[object] = field(default_factory=set)
    rcpt: dict[str, str] = field(default_factory=dict)  # address -> reply
    data_reply: str = "250 2.0.0 taken"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        if address in self.rcpt:
            return self.rcpt[address]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.peers.add(session.peer)
        if self.data_reply.startswith("2"):
            self.envelopes.append(envelope)
        return self.data_reply


def authenticator(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    good = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
    return AuthResult(success=good, handled=False)


Listen = Callable[..., Awaitable[int]]


@pytest.fixture
async def listen():
    """listen(protocol_factory, ssl=None) -> port on 127.0.0.1, closed when the test ends."""
    servers: list[asyncio.AbstractServer] = []

    async def start(factory: Callable[[], asyncio.BaseProtocol], tls: ssl.SSLContext | None = None) -> int:
        server = await asyncio.get_running_loop().create_server(factory, "127.0.0.1", 0, ssl=tls)
        servers.append(server)
        return server.sockets[0].getsockname()[1]

    yield start
    for server in servers:
        server.close()


Script = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture
async def script():
    """script(coroutine function) -> port: a server that does exactly what the test says, then hangs up."""
    servers: list[asyncio.AbstractServer] = []

    async def start(play: Script) -> int:
        async def connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                await play(reader, writer)
            except (ConnectionError, asyncio.IncompleteReadError):
                pass
            finally:
                writer.close()

        server = await asyncio.start_server(connection, "127.0.0.1", 0)
        servers.append(server)
        return server.sockets[0].getsockname()[1]

    yield start
    for server in servers:
        server.close()


def endpoint(port: int, **changes: Any) -> SmtpEndpoint:
    settings = {"host": "127.0.0.1", "port": port, "security": "plain", "auth": "none"} | changes
    return SmtpEndpoint(**settings)


def dying(phase: str, pipelining: bool):
    """A server that hangs up in this phase, after having seen all that the phase takes."""

    async def play(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if phase == "connect":
            return
        writer.write(b"220 hi\r\n")
        await reader.readuntil(b"\n")
        writer.write(b"250-me\r\n" + (b"250-PIPELINING\r\n" if pipelining else b"") + b"250 AUTH PLAIN\r\n")
        if phase == "auth":
            await reader.readuntil(b"\n")
            return
        await reader.readuntil(b"\n")
        if phase == "mail":
            return
        writer.write(b"250 ok\r\n")
        await reader.readuntil(b"\n")
        if phase == "rcpt":
            return
        writer.write(b"250 ok\r\n")
        await reader.readuntil(b"\n")
        if phase == "data":
            return
        writer.write(b"354 go\r\n")
        if phase == "body":
            await reader.readexactly(100_000)
            writer.transport.abort()
            return
        await reader.readuntil(b"\r\n.\r\n")

    return play
