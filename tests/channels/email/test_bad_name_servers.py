"""Name servers as no client expects them: whatever they do, an answer is neither believed nor waited for without end."""

import asyncio
import struct
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import dns.asyncresolver
import dns.flags
import dns.message
import dns.rrset
import pytest

from outrider.channels.email.verify import check_alias, check_domain, check_mail_domain, check_resolver, exchangers

# What a server makes of a query: the datagrams it sends back.
Play = Callable[[bytes], list[bytes]]

SECONDS = 0.5  # the lifetime of a question here


def _good(query: bytes, kind: str = "MX", text: str = "10 mx.evil.example.") -> dns.message.Message:
    asked = dns.message.from_wire(query)
    answer = dns.message.make_response(asked)
    answer.flags |= dns.flags.RA
    answer.answer.append(dns.rrset.from_text(str(asked.question[0].name), 60, "IN", kind, text))
    return answer


def _wrong_id(query: bytes) -> list[bytes]:
    answer = _good(query)
    answer.id ^= 0xFFFF
    return [answer.to_wire()]


def _wrong_question(query: bytes) -> list[bytes]:
    answer = _good(query)
    answer.question = dns.message.make_query("other.example.", "MX").question
    return [answer.to_wire()]


def _loop(query: bytes) -> list[bytes]:
    """A name that points at itself."""
    head = query[:2] + struct.pack("!HHHHH", 0x8180, 1, 1, 0, 0) + query[12:]
    return [head + b"\xc0" + bytes([len(head)]) + struct.pack("!HHIH", 15, 1, 60, 4) + b"\x00\x0a\xc0\x0c"]


def _empty_response(query: bytes) -> list[bytes]:
    return [query[:2] + struct.pack("!HHHHH", 0x8180, 0, 0, 0, 0)]


def _claims_more(query: bytes) -> list[bytes]:
    """Says that thousands of records follow, and ends."""
    return [query[:2] + struct.pack("!HHHHH", 0x8180, 1, 65535, 65535, 65535) + query[12:]]


PLAYS: dict[str, Play] = {
    "silent": lambda query: [],
    "garbage": lambda query: [b"\x00\xff" * 40],
    "empty": lambda query: [b""],
    "half a header": lambda query: [query[:7]],
    "truncated in the middle": lambda query: [_good(query).to_wire()[:-3]],
    "no question": _empty_response,
    "claims more": _claims_more,
    "a name in a loop": _loop,
    "wrong id": _wrong_id,
    "wrong question": _wrong_question,
    "the query itself": lambda query: [query],
    "endless garbage": lambda query: [b"x" * 512] * 500,
    "endless wrong ids": lambda query: _wrong_id(query) * 500,
}


class _NameServer(asyncio.DatagramProtocol):
    def __init__(self, play: Play) -> None:
        self.play = play
        self.asked = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.DatagramTransport)
        self.transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.asked += 1
        for answer in self.play(data):
            self.transport.sendto(answer, addr)


@asynccontextmanager
async def resolver_of(play: Play) -> AsyncIterator[dns.asyncresolver.Resolver]:
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: _NameServer(play), local_addr=("127.0.0.1", 0))
    resolver = dns.asyncresolver.Resolver(configure=False)
    resolver.nameservers = ["127.0.0.1"]
    resolver.port = transport.get_extra_info("sockname")[1]
    resolver.lifetime = SECONDS
    try:
        yield resolver
    finally:
        transport.close()


@pytest.fixture(params=PLAYS)
async def resolver(request: pytest.FixtureRequest) -> AsyncIterator[dns.asyncresolver.Resolver]:
    async with resolver_of(PLAYS[request.param]) as resolver:
        yield resolver


async def test_a_domain_is_not_condemned(resolver: dns.asyncresolver.Resolver) -> None:
    async with asyncio.timeout(60):
        report = await check_domain("acme.example", resolver=resolver)
    assert {r.verdict for r in (report.mx, report.spf, report.dkim, report.dmarc)} == {"unknown"}


async def test_nothing_is_said_of_an_address(resolver: dns.asyncresolver.Resolver) -> None:
    async with asyncio.timeout(60):
        assert (await check_mail_domain("acme.example", resolver)).verdict == "unknown"


async def test_no_mail_server_is_made_up(resolver: dns.asyncresolver.Resolver) -> None:
    async with asyncio.timeout(60):
        assert await exchangers("acme.example", resolver) is None


async def test_a_tracking_domain_is_not_condemned(resolver: dns.asyncresolver.Resolver) -> None:
    async with asyncio.timeout(60):
        assert (await check_alias("go.acme.example", "here.example", resolver)).verdict == "unknown"


async def test_it_is_said_that_dns_does_not_answer(resolver: dns.asyncresolver.Resolver) -> None:
    async with asyncio.timeout(60):
        assert not (await check_resolver(resolver)).ok
