"""Figures by email account, by domain and by provider."""

from collections import defaultdict
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query
from typing_extensions import TypedDict

from outrider.dialects.kit.access import Scoped
from outrider.dialects.smartlead import answers
from outrider.dialects.smartlead.routes.reporting import (
    MAX_CAMPAIGNS,
    READ,
    Asked,
    ByAccount,
    Clients,
    Listing,
    Rates,
    chosen_clients,
    rates,
    reach,
    summed,
)
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns.figures import Counts
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import Sender, SenderFilter

router = APIRouter(tags=["Analytics"])


class AccountRow(Rates):
    from_email: str


class DomainRow(Rates):
    domain: str


class ProviderRow(Rates):
    email_provider: str


class AccountData(TypedDict):
    email_health_metrics: list[AccountRow]


class AccountAnswer(TypedDict):
    success: bool
    message: str
    data: AccountData


class DomainData(TypedDict):
    domain_health_metrics: list[DomainRow]


class DomainAnswer(TypedDict):
    success: bool
    message: str
    data: DomainData


class ProviderData(TypedDict):
    email_provider_performance_overview: list[ProviderRow]


class ProviderAnswer(TypedDict):
    success: bool
    message: str
    data: ProviderData


async def _grouped(scope: Scope, asked: Asked, key: Callable[[Sender], str]) -> list[tuple[str, Counts]]:
    """Counts of accounts, those with the same key together, in the order of their keys."""
    read = await (await reach(scope, asked)).totals(scope, "sender")
    found = await senders.get_many(scope, [id for (id,) in read if id])
    groups: dict[str, list[Counts]] = defaultdict(list)
    for id, sender in found.items():
        if sender.channel == "email":
            groups[key(sender)].append(read[(id,)])
    return [(name, summed(many)) for name, many in sorted(groups.items())]


@router.get("/analytics/mailbox/name-wise-health-metrics", dependencies=[READ])
async def mailbox_health(scope: Scoped, asked: Annotated[ByAccount, Query()]) -> AccountAnswer:
    """Sums by account. `is_bounced`: only those with bounces, or only those without."""
    rows: list[AccountRow] = [
        {"from_email": name, **rates(read)} for name, read in await _grouped(scope, asked, lambda s: s.address)
    ]
    if asked.is_bounced is not None:
        rows = [row for row in rows if (row["bounced"] > 0) == asked.is_bounced]
    return {"success": True, "message": "OK", "data": {"email_health_metrics": asked.page(rows)}}


@router.get("/analytics/mailbox/domain-wise-health-metrics", dependencies=[READ])
async def domain_health(scope: Scoped, asked: Annotated[Listing, Query()]) -> DomainAnswer:
    """Sums by the accounts' domains."""
    rows: list[DomainRow] = [
        {"domain": name, **rates(read)} for name, read in await _grouped(scope, asked, lambda s: s.address.rpartition("@")[2])
    ]
    return {"success": True, "message": "OK", "data": {"domain_health_metrics": asked.page(rows)}}


@router.get("/analytics/mailbox/provider-wise-overall-performance", dependencies=[READ])
async def provider_performance(scope: Scoped, asked: Annotated[Listing, Query()]) -> ProviderAnswer:
    """Sums by the accounts' providers."""
    rows: list[ProviderRow] = [
        {"email_provider": name, **rates(read)}
        for name, read in await _grouped(scope, asked, lambda s: answers.PROVIDERS.get(s.provider, "SMTP"))
    ]
    return {"success": True, "message": "OK", "data": {"email_provider_performance_overview": asked.page(rows)}}


class Mailboxes(TypedDict):
    total: int
    connected: int
    disconnected: int
    suspended: int
    warmup_active: int
    daily_capacity: int
    by_provider: dict[str, int]


class MailboxesAnswer(TypedDict):
    success: bool
    message: str
    data: Mailboxes


@router.get("/analytics/mailbox/overall-stats", dependencies=[READ])
async def mailboxes(scope: Scoped, asked: Annotated[Clients, Query()]) -> MailboxesAnswer:
    """How many accounts there are, and how many of them work."""
    of = chosen_clients(asked)
    found: list[Sender] = []
    for seat in of or [None]:
        found += await senders.find_all(scope, SenderFilter(channel="email", seat_id=seat), limit=MAX_CAMPAIGNS)
    providers: dict[str, int] = defaultdict(int)
    for s in found:
        providers[answers.PROVIDERS.get(s.provider, "SMTP")] += 1
    broken = sum(s.status in ("error", "disconnected") for s in found)
    data: Mailboxes = {
        "total": len(found),
        "connected": len(found) - broken,
        "disconnected": broken,
        "suspended": sum(s.status == "suspended" for s in found),
        "warmup_active": sum(s.warmup_enabled for s in found),
        "daily_capacity": sum(s.daily_limit or 0 for s in found if s.status == "active"),
        "by_provider": dict(providers),
    }
    return {"success": True, "message": "OK", "data": data}
