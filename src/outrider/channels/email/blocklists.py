"""Asking blocklists by DNS about a domain or an address, and what an address is called."""

import asyncio
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass

import dns.exception
import dns.reversename

from outrider.channels.email.verify import Resolver, Unanswered, default_resolver, look_up
from outrider.rules import blocklists
from outrider.rules.blocklists import Blocklist, Kind


@dataclass(frozen=True, slots=True)
class Answers:
    """What was found: for each list that names it, its codes; and the zones of the lists that answered."""

    listed: dict[Blocklist, tuple[str, ...]]
    asked: tuple[str, ...]


async def ask(kind: Kind, name: str, lists: Sequence[Blocklist], resolver: Resolver | None = None) -> Answers:
    """Ask every list of its kind about a domain or an address. A list that does not answer is left out. Never raises."""
    try:
        dns_resolver = resolver or default_resolver()
    except dns.exception.DNSException:
        return Answers({}, ())
    wanted = [blocklist for blocklist in lists if blocklist.kind == kind]
    answers = await asyncio.gather(*(_ask(dns_resolver, blocklist, name) for blocklist in wanted))
    known = {blocklist: codes for blocklist, codes in zip(wanted, answers, strict=True) if codes is not None}
    return Answers({one: codes for one, codes in known.items() if codes}, tuple(one.zone for one in known))


async def _ask(resolver: Resolver, blocklist: Blocklist, name: str) -> tuple[str, ...] | None:
    try:
        return blocklists.codes(await look_up(resolver, blocklists.question(blocklist, name), "A"))
    except (Unanswered, ValueError):
        return None


async def reverse_name(ip: str, resolver: Resolver | None = None) -> str | None:
    """The name of an address, if that name leads back to it (forward-confirmed). None where it does not. Never raises."""
    try:
        dns_resolver = resolver or default_resolver()
        names = [name.rstrip(".").lower() for name in await look_up(dns_resolver, str(dns.reversename.from_address(ip)), "PTR")]
        record = "A" if ipaddress.ip_address(ip).version == 4 else "AAAA"
        for name in names[:5]:
            found = await look_up(dns_resolver, name, record)
            if ipaddress.ip_address(ip) in map(ipaddress.ip_address, found):
                return name
    except (Unanswered, ValueError, dns.exception.DNSException):
        return None
    return None
