"""DNS blocklists: which there are, what is asked of them, and what their answers mean."""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["domain", "ip"]


@dataclass(frozen=True, slots=True)
class Blocklist:
    """A list that is asked by DNS: its zone, what it lists, its name."""

    zone: str
    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that names the domain or address: the codes that it answered, and since when it has been seen (ISO 8601)."""

    zone: str
    name: str
    codes: tuple[str, ...]
    since: str


DEFAULT = (
    Blocklist("zen.spamhaus.org", "ip", "Spamhaus ZEN"),
    Blocklist("bl.spamcop.net", "ip", "SpamCop"),
    Blocklist("b.barracudacentral.org", "ip", "Barracuda"),
    Blocklist("psbl.surriel.com", "ip", "PSBL"),
    Blocklist("dbl.spamhaus.org", "domain", "Spamhaus DBL"),
    Blocklist("multi.surbl.org", "domain", "SURBL"),
    Blocklist("multi.uribl.com", "domain", "URIBL"),
)
_NAMES: dict[tuple[str, str], str] = {(known.zone, known.kind): known.name for known in DEFAULT}


def chosen(entries: Sequence[str] | None) -> tuple[Blocklist, ...]:
    """The lists that a setting names, each as `ip:zone` or `domain:zone`; None: DEFAULT."""
    if entries is None:
        return DEFAULT
    parts = [entry.partition(":") for entry in entries]
    return tuple(Blocklist(zone, "ip" if kind == "ip" else "domain", _NAMES.get((zone, kind), zone)) for kind, _, zone in parts)


def question(blocklist: Blocklist, name: str) -> str:
    """The DNS name that is asked for: an address backwards, a domain as it is, before the list's zone."""
    if blocklist.kind == "domain":
        return f"{name}.{blocklist.zone}"
    address = ipaddress.ip_address(name)
    backwards = address.reverse_pointer.removesuffix(".in-addr.arpa").removesuffix(".ip6.arpa")
    return f"{backwards}.{blocklist.zone}"


def codes(answers: Sequence[str]) -> tuple[str, ...] | None:
    """The codes of a listing: addresses in 127.0.0.0/8. () for none. None: the list refused to answer.

    Lists say by 127.255.255.x, and by 127.0.0.1 where a public resolver asked, that the question itself was refused.
    """
    found = [answer for answer in answers if answer.startswith("127.")]
    if any(answer.startswith("127.255.255.") or answer == "127.0.0.1" for answer in found):
        return None
    return tuple(sorted(found))
