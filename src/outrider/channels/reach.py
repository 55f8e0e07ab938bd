"""Where a name leads: connections that users ask for go to public addresses only, unless the operator lets them go further.

The address that was looked at is the one to connect to: a name could lead elsewhere a moment later.
"""

import asyncio
import ipaddress
import socket

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Forbidden(Exception):
    """The name leads to an address of the inside of a network."""


async def address_of(host: str, port: int, *, allow_private: bool) -> str:
    """The address to connect to. Raises Forbidden, and OSError or UnicodeError for a name that leads nowhere."""
    infos = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    found = [ipaddress.ip_address(str(info[4][0]).partition("%")[0]) for info in infos]
    if not found:
        raise Forbidden(f"{host} has no address")
    if not allow_private and not all(map(is_public, found)):
        raise Forbidden(f"{host} is not a public address")
    # IPv4 first: a host without IPv6 routing is commoner than one without IPv4.
    return str(min(found, key=lambda address: address.version))


def is_public(address: Address) -> bool:
    """Whether an address is somewhere on the internet, also when it holds an IPv4 address in disguise."""
    if isinstance(address, ipaddress.IPv6Address):
        if embedded := address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]:
            return is_public(embedded)
        if address in ipaddress.ip_network("64:ff9b::/96"):  # NAT64: the last four bytes are an IPv4 address
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return address.is_global and not address.is_multicast
