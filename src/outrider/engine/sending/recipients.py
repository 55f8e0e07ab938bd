"""How much a recipient's domain still gets today, where the campaign or the workspace limits it (D15)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from outrider.engine.sending.books import Books, DomainDay
from outrider.engine.sending.ready import OpenCampaign, midnight
from outrider.rules import addresses, pacing


@dataclass(slots=True)
class DomainRoom:
    """What was counted for the domains of one claim's messages, this claim's own included."""

    used: dict[DomainDay, int] = field(default_factory=dict[DomainDay, int])

    def take(self, campaign: OpenCampaign, address: str) -> datetime | None:
        """Count a message to `address`; or, when its domain has had enough, when it may be written to again."""
        counter = counter_of(campaign, address)
        if counter is None or campaign.domain_rule is None:
            return None
        if not pacing.has_room(campaign.domain_rule.limit, self.used[counter]):
            return midnight(campaign.domain_rule.day, campaign.domain_rule.timezone)
        self.used[counter] += 1
        return None


def counter_of(campaign: OpenCampaign, address: str) -> DomainDay | None:
    """The counter for a message to `address`; None if it is not counted. Free mailbox providers are not counted as companies."""
    rule, domain = campaign.domain_rule, addresses.domain(address)
    return None if rule is None or addresses.is_free_provider(domain) else (rule.counter, domain, rule.day)


async def room(books: Books, wishes: Iterable[tuple[OpenCampaign, str]]) -> DomainRoom:
    """What the domains of these addresses have had, locked until this transaction ends."""
    counters = sorted({c for campaign, address in wishes if (c := counter_of(campaign, address))})
    return DomainRoom(dict(await books.domain_counts(counters)) if counters else {})
