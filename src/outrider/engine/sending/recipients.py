"""How much a recipient's domain still gets today, where the campaign or the workspace limits it (D15)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from outrider.engine.sending.ready import OpenCampaign, midnight
from outrider.outreach.base.scope import Scope
from outrider.rules import addresses, pacing

Counter = tuple[int, str, date]  # campaign (0: the whole workspace), domain, day

_OPEN = """
INSERT INTO domain_days (workspace_id, campaign_id, domain, day)
SELECT %(workspace_id)s, u.* FROM unnest(%(campaigns)s::bigint[], %(domains)s::text[], %(days)s::date[]) AS u
ON CONFLICT DO NOTHING
"""
# Locked: of two claims under one limit the second sees what the first has counted. In order: none waits in a circle.
_LOCK = """
SELECT d.campaign_id, d.domain, d.day, d.n FROM domain_days d
JOIN unnest(%(campaigns)s::bigint[], %(domains)s::text[], %(days)s::date[]) AS u (campaign_id, domain, day)
     ON d.campaign_id = u.campaign_id AND d.domain = u.domain AND d.day = u.day
WHERE d.workspace_id = %(workspace_id)s ORDER BY d.campaign_id, d.domain, d.day FOR NO KEY UPDATE OF d
"""


@dataclass(slots=True)
class DomainRoom:
    """What was counted for the domains of one claim's messages, this claim's own included."""

    used: dict[Counter, int] = field(default_factory=dict)

    def take(self, campaign: OpenCampaign, address: str) -> datetime | None:
        """Count a message to `address`; or, when its domain has had enough, when it may be written to again."""
        counter = counter_of(campaign, address)
        if counter is None or campaign.domain_rule is None:
            return None
        if not pacing.has_room(campaign.domain_rule.limit, self.used[counter]):
            return midnight(campaign.domain_rule.day, campaign.domain_rule.timezone)
        self.used[counter] += 1
        return None


def counter_of(campaign: OpenCampaign, address: str) -> Counter | None:
    """Where a message to `address` is counted; None: nowhere. Nobody's company is a provider of free mailboxes."""
    rule, domain = campaign.domain_rule, addresses.domain(address)
    return None if rule is None or addresses.is_free_provider(domain) else (rule.counter, domain, rule.day)


async def room(scope: Scope, wishes: Iterable[tuple[OpenCampaign, str]]) -> DomainRoom:
    """What the domains of these addresses have had, locked until this transaction ends."""
    counters = sorted({c for campaign, address in wishes if (c := counter_of(campaign, address))})
    if not counters:
        return DomainRoom()
    campaigns, domains, days = (list(column) for column in zip(*counters, strict=True))
    await scope.run(_OPEN, campaigns=campaigns, domains=domains, days=days)
    rows = await scope.all(_LOCK, campaigns=campaigns, domains=domains, days=days)
    return DomainRoom({(row["campaign_id"], row["domain"], row["day"]): row["n"] for row in rows})
