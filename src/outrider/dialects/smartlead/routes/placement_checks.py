"""Smart Delivery's reports on a placement test: what receivers, blocklists and filters said of its mails.

They are of the test's last run; `?test_run_no=` asks for another one. What nothing is known of is null, never a pass.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

from fastapi import APIRouter
from typing_extensions import TypedDict

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import iso
from outrider.dialects.smartlead.bodies import PathId
from outrider.dialects.smartlead.routes.placement import filters_of, provider_name
from outrider.dialects.smartlead.routes.placement_reports import Found, Reported, of_senders
from outrider.outreach.deliverability import blocklists, placement, results
from outrider.outreach.deliverability.blocklists import Check
from outrider.outreach.deliverability.results import Mail
from outrider.rules import content
from outrider.rules.addresses import domain

router = APIRouter(prefix="/spam-test/report", tags=["Smart Delivery"], dependencies=[needs("deliverability:read")])
Seed = TypeVar("Seed")


class SeedAccount(TypedDict):
    id: int
    email: str
    esp: str


class SpfSeed(SeedAccount):
    spf_verified: bool | None


class DkimSeed(SeedAccount):
    dkim_verified: bool | None
    dmarc_verified: bool | None


class RdnsSeed(SeedAccount):
    ip: str | None
    rdns: str | None
    rdns_verified: bool | None


class BySender(TypedDict, Generic[Seed]):
    from_email: str
    seed_accounts: list[Seed]


def _passed(verdict: str | None) -> bool | None:
    return None if verdict is None else verdict == "pass"


def _arrived(found: Found) -> list[list[Mail]]:
    """The mails that were found somewhere, sender by sender."""
    placed = [mail for mail in found.mails if mail.landed in ("inbox", "category", "spam")]
    return list(of_senders(placed).values())


def _by_sender(found: Found, seed: Callable[[Mail], Seed]) -> list[BySender[Seed]]:
    """A report's rows: each sender with what is said of each of its mails."""
    return [{"from_email": mails[0].sender_address, "seed_accounts": [seed(mail) for mail in mails]} for mails in _arrived(found)]


def _account(mail: Mail) -> SeedAccount:
    return {"id": mail.id, "email": mail.seed_address, "esp": provider_name(mail.provider)}


@router.get("/{spam_test_id}/spf-details")
async def spf_details(found: Reported) -> list[BySender[SpfSeed]]:
    """Whether SPF passed, as each receiver saw it; null where it did not say."""
    return _by_sender(found, lambda mail: {**_account(mail), "spf_verified": _passed(mail.spf)})


@router.get("/{spam_test_id}/dkim-details")
async def dkim_details(found: Reported) -> list[BySender[DkimSeed]]:
    """Whether DKIM (and DMARC) passed, as each receiver saw it; null where it did not say."""
    return _by_sender(
        found,
        lambda mail: {**_account(mail), "dkim_verified": _passed(mail.dkim), "dmarc_verified": _passed(mail.dmarc)},
    )


async def _addresses(scope: Scoped, found: Found) -> dict[str, Check]:
    return await blocklists.of(scope, "ip", [mail.ip for mail in found.mails if mail.ip])


@router.get("/{spam_test_id}/rdns-details")
async def rdns_details(scope: Scoped, found: Reported) -> list[BySender[RdnsSeed]]:
    """Whether the address that each mail came from has a name that leads back to it."""
    known = await _addresses(scope, found)

    def shown(mail: Mail) -> RdnsSeed:
        check = known.get(mail.ip or "")
        name = check.rdns if check else None
        verified = None if check is None or check.checked_at is None else name is not None
        return {**_account(mail), "ip": mail.ip, "rdns": name, "rdns_verified": verified}

    return _by_sender(found, shown)


# -- blocklists, addresses and filters


class FromEmail(TypedDict):
    from_email: str


class BlacklistRow(TypedDict):
    reply_id: int
    reply: FromEmail
    from_email: str
    to_email: str
    domain: str
    ip: str | None
    rdns: str | None
    blacklist_type_value: str | None
    total_blacklist: int
    details: str
    checked_at: str | None


class DomainListed(TypedDict):
    domain: str
    is_link: bool
    blacklisted: bool | None
    total_blacklist: int
    blacklists: list[str]
    details: str
    checked_at: str | None


class DomainRow(TypedDict):
    from_email: str
    domain: str
    total_blacklist: int
    domains: list[DomainListed]


class Whois(TypedDict):
    isp: str | None
    organization: str | None
    location: str | None
    reverse_dns: str | None


class IpRow(TypedDict):
    ip: str
    blacklisted: bool | None
    summary: str
    whois_data: Whois
    created_at: str | None


def _says(name: str, check: Check | None) -> str:
    if check is None or not check.asked:
        return f"{name} has not been looked up yet"
    if not check.listings:
        return f"{name} is not listed on any of {len(check.asked)} blocklists"
    return f"{name} is listed on {', '.join(listing.name for listing in check.listings)}"


def _listed(mail: Mail, check: Check | None, listing: blocklists.Listing | None) -> BlacklistRow:
    return {
        "reply_id": mail.id,
        "reply": {"from_email": mail.sender_address},
        "from_email": mail.sender_address,
        "to_email": mail.seed_address,
        "domain": domain(mail.sender_address),
        "ip": mail.ip,
        "rdns": check.rdns if check else None,
        "blacklist_type_value": listing.name if listing else None,
        "total_blacklist": len(check.listings) if check else 0,
        "details": _says(mail.ip or "The address", check),
        "checked_at": iso(check.checked_at) if check else None,
    }


@router.get("/{spam_test_id}/blacklist")
async def blacklist(scope: Scoped, found: Reported) -> list[BlacklistRow]:
    """What blocklists say of the address that each mail came from: a row for each list that names it, or one that none does."""
    known = await _addresses(scope, found)
    return [
        _listed(mail, check, listing)
        for mails in _arrived(found)
        for mail in mails
        for check in (known.get(mail.ip or ""),)
        for listing in (check.listings if check else ()) or (None,)
    ]


@router.get("/{spam_test_id}/domain-blacklist")
async def domain_blacklist(scope: Scoped, found: Reported) -> list[DomainRow]:
    """What blocklists say of each sender's domain, and of the domains that the text links to."""
    links = next((run.links for run in await results.runs(scope, [found.test.id]) if run.run_no == found.run_no), ())
    own = {mail.sender_address: domain(mail.sender_address) for mail in found.mails}
    known = await blocklists.of(scope, "domain", [*own.values(), *links])
    rows: list[DomainRow] = []
    for address, name in own.items():
        listed: list[DomainListed] = [
            {
                "domain": one,
                "is_link": one != name,
                "blacklisted": bool(check.listings) if check and check.asked else None,
                "total_blacklist": len(check.listings) if check else 0,
                "blacklists": [listing.name for listing in check.listings] if check else [],
                "details": _says(one, check),
                "checked_at": iso(check.checked_at) if check else None,
            }
            for one in dict.fromkeys((name, *links))
            for check in [known.get(one)]
        ]
        total = sum(one["total_blacklist"] for one in listed)
        rows.append({"from_email": address, "domain": name, "total_blacklist": total, "domains": listed})
    return rows


@router.get("/{spam_test_id}/ip-analytics")
async def ip_analytics(scope: Scoped, found: Reported) -> list[IpRow]:
    """The addresses that mails came from. Who owns one is not looked up: `isp`, `organization` and `location` are null."""
    known = await _addresses(scope, found)
    first = {ip: mail.sent_at for mail in reversed(found.mails) if (ip := mail.ip)}
    return [
        {
            "ip": ip,
            "blacklisted": bool(check.listings) if check and check.asked else None,
            "summary": _says(ip, check),
            "whois_data": {
                "isp": None,
                "organization": None,
                "location": None,
                "reverse_dns": check.rdns if check else None,
            },
            "created_at": iso(sent_at),
        }
        for ip, sent_at in first.items()
        for check in [known.get(ip)]
    ]


class FilterRow(TypedDict):
    filter: str
    triggered_count: int
    trigger_percentage: float
    reasons: list[str]


class SenderFilters(TypedDict):
    from_email: str
    spam_filter_details: list[FilterRow]


class FindingShown(TypedDict):
    rule: str
    points: float
    description: str


class ContentShown(TypedDict):
    spam_test_id: int
    subject: str
    email_subject: str
    email_body: str
    score: float
    is_risky: bool
    findings: list[FindingShown]


@router.get("/{spam_test_id}/spam-filter-details")
async def spam_filters(scope: Scoped, found: Reported) -> list[SenderFilters]:
    """What the receivers' own filters wrote into the mails (SpamAssassin, rspamd, Microsoft's), and Outrider's content rules: of
    the filters that the test names in `spam_filters`, or of all.
    """
    wanted = filters_of(found.test)
    findings = next((run.content for run in await results.runs(scope, [found.test.id]) if run.run_no == found.run_no), ())
    risky = content.score(findings) >= content.FLAGGED
    rows: list[SenderFilters] = []
    for mails in _arrived(found):
        details: list[FilterRow] = []
        if "content_rules" in wanted:
            details.append(
                {
                    "filter": "content_rules",
                    "triggered_count": len(mails) if risky else 0,
                    "trigger_percentage": 100.0 if risky else 0.0,
                    "reasons": [finding.says for finding in findings],
                }
            )
        for name in sorted({verdict.filter for mail in mails for verdict in mail.filters} & wanted):
            verdicts = [verdict for mail in mails for verdict in mail.filters if verdict.filter == name]
            hits = [verdict for verdict in verdicts if verdict.triggered]
            details.append(
                {
                    "filter": name,
                    "triggered_count": len(hits),
                    "trigger_percentage": round(100 * len(hits) / len(verdicts), 1),
                    "reasons": list(dict.fromkeys(reason for verdict in verdicts for reason in verdict.reasons)),
                }
            )
        rows.append({"from_email": mails[0].sender_address, "spam_filter_details": details})
    return rows


@router.get("/{spam_test_id}/email-content")
async def email_content(scope: Scoped, spam_test_id: PathId) -> ContentShown:
    """The text that the test sends, and what stands out in it."""
    test = await placement.get(scope, spam_test_id)
    findings = content.check(test.subject, test.body, html=not test.text_only)
    return {
        "spam_test_id": test.id,
        "subject": test.subject,
        "email_subject": test.subject,
        "email_body": test.body,
        "score": content.score(findings),
        "is_risky": content.score(findings) >= content.FLAGGED,
        "findings": [{"rule": f.rule, "points": f.points, "description": f.says} for f in findings],
    }
