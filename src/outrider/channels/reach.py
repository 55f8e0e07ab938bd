"""Where a name leads: connections that users ask for go to public addresses only, unless the operator lets them go further.

The address that was looked at is the one to connect to: a name could lead elsewhere a moment later.
"""

import asyncio
import ipaddress
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from outrider.errors import Invalid

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

LOOK_UP_SECONDS = 10.0
# For one of several addresses of a host; the last one has whatever time the caller leaves.
_ADDRESS_SECONDS = 5.0
# A look-up that hangs cannot be stopped. Here it holds up other look-ups at most, and none of the process's other work.
_LOOK_UPS = ThreadPoolExecutor(16, thread_name_prefix="name-look-up")

# Networks that are not the public internet: the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and what was
# added since), multicast, and addresses that clouds use for their own services. Networks of the registries that are globally
# reachable (AS112, AMT, anycast of 192.0.0.9 and .10) are in here only where a larger network takes them in.
_SPECIAL_V4 = (
    "0.0.0.0/8",  # this network, RFC 791
    "10.0.0.0/8",  # private use, RFC 1918
    "100.64.0.0/10",  # carrier-grade NAT, RFC 6598; Alibaba's metadata service is in it
    "127.0.0.0/8",  # loopback, RFC 1122
    "168.63.129.16/32",  # Azure's platform services (learn.microsoft.com, "What is IP address 168.63.129.16")
    "169.254.0.0/16",  # link-local, RFC 3927; metadata services of most clouds
    "172.16.0.0/12",  # private use, RFC 1918
    "192.0.0.0/24",  # IETF protocol assignments, RFC 6890; Oracle's metadata service is in it
    "192.0.2.0/24",  # documentation, RFC 5737
    "192.88.99.0/24",  # 6to4 relays, deprecated by RFC 7526
    "192.168.0.0/16",  # private use, RFC 1918
    "198.18.0.0/15",  # benchmarking, RFC 2544
    "198.51.100.0/24",  # documentation, RFC 5737
    "203.0.113.0/24",  # documentation, RFC 5737
    "224.0.0.0/4",  # multicast, RFC 5771
    "240.0.0.0/4",  # reserved, RFC 1112; limited broadcast, RFC 8190
)
_SPECIAL_V6 = (
    "2001::/23",  # IETF protocol assignments, RFC 2928: benchmarking, ORCHID and others; Teredo is looked into below
    "2001:db8::/32",  # documentation, RFC 3849
    "3fff::/20",  # documentation, RFC 9637
)
# All other global unicast addresses are in here (RFC 4291, IANA IPv6 Address Space). Outside are, among others, ::/96
# (IPv4-compatible, deprecated), ::ffff:0:0:0/96 (IPv4-translated, RFC 2765), 64:ff9b:1::/48 (local NAT64, RFC 8215), 100::/64
# (discard, RFC 6666), 5f00::/16 (segment routing, RFC 9602), fc00::/7 (unique local, RFC 4193), fe80::/10 (link-local),
# fec0::/10 (site-local, deprecated by RFC 3879) and ff00::/8 (multicast).
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last four bytes are an IPv4 address

_V4 = tuple(map(ipaddress.IPv4Network, _SPECIAL_V4))
_V6 = tuple(map(ipaddress.IPv6Network, _SPECIAL_V6))


class Forbidden(Exception):
    """The name leads to an address of the inside of a network."""


async def addresses_of(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The addresses to connect to, in the order in which to try them.

    Raises Forbidden, and OSError (TimeoutError is one) or UnicodeError for a name that leads nowhere.
    """
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(LOOK_UP_SECONDS):
        found = await loop.run_in_executor(_LOOK_UPS, _look_up, host, port)
    if not found:
        raise Forbidden(f"{host} has no address")
    if not allow_private and not all(is_public(_parse(address)) for address in found):
        raise Forbidden(f"{host} is not a public address")
    # IPv4 first: a host without IPv6 routing is commoner than one without IPv4.
    return sorted(found, key=lambda address: _parse(address).version)


def _look_up(host: str, port: int) -> list[str]:
    return list(dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def _parse(address: str) -> Address:
    return ipaddress.ip_address(address.partition("%")[0])


async def connect(host: str, port: int, *, allow_private: bool) -> socket.socket:
    """A connection to the first of a host's addresses that takes one. The caller sets the deadline.

    Raises Forbidden, OSError or UnicodeError.
    """
    addresses = await addresses_of(host, port, allow_private=allow_private)
    for address in addresses[:-1]:
        with suppress(OSError):  # TimeoutError is one, too
            async with asyncio.timeout(_ADDRESS_SECONDS):
                return await _connected(address, port)
    return await _connected(addresses[-1], port)


async def _connected(address: str, port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    try:
        made.setblocking(False)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await asyncio.get_running_loop().sock_connect(made, (address, port))
    except BaseException:
        made.close()
        raise
    return made


async def check_host(host: str, port: int, *, allow_private: bool, field: str) -> None:
    """Raise Invalid for a host that this installation does not connect to; called when a host is saved.

    A name that cannot be resolved at the moment passes: it is checked again at every connection.
    """
    if allow_private:
        return
    try:
        await addresses_of(host, port, allow_private=False)
    except Forbidden:
        raise Invalid(
            f"{host} is not a public address, and this installation only connects to public ones.", field=field
        ) from None
    except (OSError, UnicodeError):
        return


def is_public(address: Address) -> bool:
    """Whether an address is somewhere on the internet, also when it holds an IPv4 address in disguise."""
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _V4)
    if embedded := _embedded(address):
        return all(map(is_public, embedded))
    return address in _GLOBAL_V6 and not any(address in network for network in _V6)


def _embedded(address: ipaddress.IPv6Address) -> tuple[ipaddress.IPv4Address, ...]:
    """The IPv4 addresses that packets to an IPv6 address end up at: IPv4-mapped, 6to4, Teredo (server and client), NAT64."""
    if single := address.ipv4_mapped or address.sixtofour:
        return (single,)
    if pair := address.teredo:
        return pair
    return (ipaddress.IPv4Address(int(address) & 0xFFFFFFFF),) if address in _NAT64 else ()
