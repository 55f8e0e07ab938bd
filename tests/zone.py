"""DNS as a test wants it."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from types import MappingProxyType

import dns.rdata
import dns.resolver

NOTHING: Mapping[tuple[str, str], Sequence[str]] = MappingProxyType({})


class Zone:
    """A resolver that knows these records, by name and type, and counts what it is asked.

    `silent`: it never answers, or not for these names.
    """

    def __init__(self, records: Mapping[tuple[str, str], Sequence[str]] = NOTHING, silent: bool | Container[str] = False) -> None:
        self.records, self.silent, self.asked = dict(records), silent, Counter[str]()

    async def resolve(self, qname: str, rdtype: str) -> list[dns.rdata.Rdata]:
        self.asked[qname] += 1
        if self.silent if isinstance(self.silent, bool) else qname in self.silent:
            raise dns.resolver.LifetimeTimeout
        if (qname, rdtype) not in self.records:
            raise dns.resolver.NXDOMAIN
        texts = self.records[qname, rdtype]
        return [dns.rdata.from_text("IN", rdtype, f'"{text}"' if rdtype == "TXT" else text) for text in texts]
