"""Which addresses are the public internet, and that what was looked at is what is connected to."""

import asyncio
import socket
from collections.abc import AsyncIterator
from ipaddress import IPv4Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.channels import reach, webhook
from outrider.clock import RealClock
from outrider.errors import Invalid

# The IANA registries of special-purpose addresses (what is not globally reachable), multicast, and clouds' own services.
SPECIAL = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.0.170/31",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
    "255.255.255.255/32",
    "168.63.129.16/32",
    "100.100.100.200/32",
    "192.0.0.192/32",
    "::/128",
    "::1/128",
    "::/96",
    "::ffff:0:0:0/96",
    "64:ff9b:1::/48",
    "100::/64",
    "100:0:0:1::/64",
    "2001:2::/48",
    "2001:10::/28",
    "2001:20::/28",
    "2001:db8::/32",
    "3fff::/20",
    "5f00::/16",
    "fc00::/7",
    "fe80::/10",
    "fec0::/10",
    "ff00::/8",
    "fd00:ec2::254/128",
]
PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "93.184.216.34",
    "172.32.0.1",
    "100.128.0.1",
    "192.0.1.1",
    "198.20.0.1",
    "223.255.255.255",
    "2606:4700:4700::1111",
    "2a00:1450:4001:80b::200e",
    "2001:4860:4860::8888",
    "2620:4f:8000::1",
]


@pytest.mark.parametrize("network", SPECIAL)
@pytest.mark.parametrize("place", [0, -1, 0.5])
def test_special_networks_are_not_public(network: str, place: float) -> None:
    within = ip_network(network)
    address = within[place] if isinstance(place, int) else within[within.num_addresses // 2]
    assert not reach.is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are(address: str) -> None:
    assert reach.is_public(ip_address(address))


def disguised(inner: IPv4Address) -> dict[str, int]:
    """The forms in which IPv6 addresses carry an IPv4 address to which their packets go."""
    return {
        "mapped": (0xFFFF << 32) | int(inner),
        "6to4": (0x2002 << 112) | (int(inner) << 80),
        "nat64": (0x64FF9B << 96) | int(inner),
        "teredo client": (0x20010000 << 96) | (int(IPv4Address("8.8.8.8")) << 64) | (int(inner) ^ 0xFFFFFFFF),
        "teredo server": (0x20010000 << 96) | (int(inner) << 64) | (int(IPv4Address("8.8.8.8")) ^ 0xFFFFFFFF),
    }


@given(st.ip_addresses(v=4))
def test_an_address_in_disguise_is_as_public_as_what_it_hides(inner: IPv4Address) -> None:
    for form, number in disguised(inner).items():
        assert reach.is_public(ip_address(number.to_bytes(16))) == reach.is_public(inner), form


def leads_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    def look_up(host: str, port: int, **_: object) -> list[object]:
        return [(None, None, None, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


@pytest.fixture
async def port() -> AsyncIterator[int]:
    """A server on 127.0.0.1 alone, which answers anything with an HTTP 200."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def test_a_host_with_one_inside_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    leads_to(monkeypatch, "93.184.216.34", "10.0.0.1")
    with pytest.raises(reach.Forbidden):
        await reach.addresses_of("host.example", 443, allow_private=False)


async def test_ipv4_goes_first_and_nothing_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    leads_to(monkeypatch, "2606:4700:4700::1111", "1.1.1.1", "1.1.1.1")
    assert await reach.addresses_of("host.example", 443, allow_private=False) == ["1.1.1.1", "2606:4700:4700::1111"]


async def test_a_dead_address_is_passed_over(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    leads_to(monkeypatch, "127.0.0.2", "127.0.0.1")
    connected = await reach.connect("host.example", port, allow_private=True)
    with connected:
        assert connected.getpeername() == ("127.0.0.1", port)


async def test_connections_do_not_wait_to_fill_a_packet(port: int) -> None:
    with await reach.connect("127.0.0.1", port, allow_private=True) as connected:
        assert connected.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


async def test_no_name_is_looked_up_twice(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    """A name that led outside when it was checked must not lead inside when it is connected to."""
    answers = iter(["127.0.0.1", "127.0.0.2"])

    def look_up(host: str, port: int, **_: object) -> list[object]:
        return [(None, None, None, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with await reach.connect("host.example", port, allow_private=True) as connected:
        assert connected.getpeername()[0] == "127.0.0.1"


@pytest.mark.parametrize("addresses", [["127.0.0.2", "127.0.0.1"], ["::1", "127.0.0.1"]])
async def test_a_webhook_tries_every_address(monkeypatch: pytest.MonkeyPatch, port: int, addresses: list[str]) -> None:
    leads_to(monkeypatch, *addresses)
    async with webhook.client() as http:
        answer = await webhook.post(
            http, f"http://host.example:{port}/", {}, secret="s", event_id="1", at=RealClock().now(), allow_private=True
        )
    assert answer.status == 200


async def test_a_webhook_reaches_an_ipv6_address() -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(serve, "::1", 0)
    async with server, webhook.client() as http:
        url = f"http://[::1]:{server.sockets[0].getsockname()[1]}/"
        answer = await webhook.post(http, url, {}, secret="s", event_id="1", at=RealClock().now(), allow_private=True)
    assert answer.status == 200


@pytest.mark.parametrize("host", ["10.0.0.1", "localhost", "2130706433", "::ffff:127.0.0.1", "fec0::1"])
async def test_an_inside_host_is_refused_when_it_is_saved(host: str) -> None:
    with pytest.raises(Invalid, match="not a public address"):
        await reach.check_host(host, 443, allow_private=False, field="url")


async def test_a_name_that_is_not_known_yet_may_be_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(host: str, port: int, **_: object) -> list[object]:
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    await reach.check_host("host.example", 443, allow_private=False, field="url")
