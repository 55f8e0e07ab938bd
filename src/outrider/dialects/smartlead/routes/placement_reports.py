"""Smart Delivery's reports on a placement test: by provider, region and sender, what receivers, filters and blocklists said.

They are of the test's last run; `?test_run_no=` asks for another one. What nothing is known of is null, never a pass.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from typing_extensions import TypedDict

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.fields import Offset
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import iso
from outrider.dialects.smartlead.bodies import PathId
from outrider.dialects.smartlead.routes.placement import Limit, filters_of, provider_name, provider_number, region_of
from outrider.errors import NotFound
from outrider.outreach.deliverability import blocklists, placement, results
from outrider.outreach.deliverability.blocklists import Check
from outrider.outreach.deliverability.placement import Test
from outrider.outreach.deliverability.results import Count, Mail, MailFilter
from outrider.outreach.senders import senders
from outrider.rules import content
from outrider.rules.addresses import domain
from outrider.rules.placement import Tally, tally

router = APIRouter(prefix="/spam-test/report", tags=["Smart Delivery"], dependencies=[needs("deliverability:read")])


@dataclass(frozen=True, slots=True)
class Found:
    """A test and the mails of the run that is reported on."""

    test: Test
    run_no: int
    mails: Sequence[Mail]


async def _found(scope: Scoped, spam_test_id: PathId, test_run_no: Annotated[int | None, Query(ge=1, le=10**9)] = None) -> Found:
    test = await placement.get(scope, spam_test_id)
    run_no = test_run_no or test.run_no
    return Found(test, run_no, await results.every(scope, MailFilter([test.id], run_no)))


Reported = Annotated[Found, Depends(_found, scope="function")]


class Rates(TypedDict):
    inbox_count: int
    tab_count: int
    spam_count: int
    failed_count: int
    total_email_count: int
    adjusted_total_email_count: int
    inbox_rate: float
    tab_rate: float
    spam_rate: float
    bounce_rate: float
    mailbox_count: int
    avg_delivery_time_seconds: float | None


class ProviderRow(Rates):
    provider: str
    provider_name: str
    provider_id: int


class RegionRow(Rates):
    region: str
    region_id: str


class ProviderReport(TypedDict):
    status: str
    overallTotalCount: int
    result: list[ProviderRow]


class RegionReport(TypedDict):
    status: str
    overallTotalCount: int
    result: list[RegionRow]


def _rates(mails: Sequence[Mail]) -> Rates:
    found = tally(mail.landed for mail in mails)
    took = [(at - sent).total_seconds() for mail in mails if (at := mail.received_at) and (sent := mail.sent_at)]
    return {
        "inbox_count": found.inbox,
        "tab_count": found.category,
        "spam_count": found.spam,
        "failed_count": found.failed + found.missing,
        "total_email_count": found.total,
        "adjusted_total_email_count": found.total - found.pending,
        "inbox_rate": found.percent("inbox"),
        "tab_rate": found.percent("category"),
        "spam_rate": found.percent("spam"),
        "bounce_rate": found.percent("failed"),
        "mailbox_count": len({mail.seed_address for mail in mails}),
        "avg_delivery_time_seconds": round(sum(max(s, 0.0) for s in took) / len(took), 1) if took else None,
    }


def _status(found: Found) -> str:
    return "pending" if any(mail.landed is None for mail in found.mails) or not found.mails else "completed"


@router.post("/{spam_test_id}/providerwise")
async def by_provider(found: Reported) -> ProviderReport:
    """Where mails landed, by the provider of the seed mailboxes."""
    groups: dict[tuple[str, str], list[Mail]] = {}
    for mail in found.mails:
        groups.setdefault((mail.provider, mail.audience), []).append(mail)
    rows: list[ProviderRow] = [
        {
            **_rates(mails),
            "provider": provider_name(provider),
            "provider_name": provider_name(provider),
            "provider_id": provider_number(provider, audience),
        }
        for (provider, audience), mails in groups.items()
    ]
    return {"status": _status(found), "overallTotalCount": len(found.mails), "result": rows}


@router.post("/{spam_test_id}/groupwise")
async def by_region(found: Reported) -> RegionReport:
    """Where mails landed, by the region of the seed mailboxes."""
    groups: dict[tuple[str, str], list[Mail]] = {}
    for mail in found.mails:
        groups.setdefault(region_of(mail.country), []).append(mail)
    rows: list[RegionRow] = [{**_rates(mails), "region_id": id, "region": name} for (id, name), mails in groups.items()]
    return {"status": _status(found), "overallTotalCount": len(found.mails), "result": rows}


# -- by sender


class ReplyRow(TypedDict):
    reply_id: int
    to_email: str
    esp: str
    folder: str | None
    placement: str | None
    received_at: str | None
    spf: str | None
    dkim: str | None
    dmarc: str | None


class SenderDetails(TypedDict):
    sender_name: str
    tests_count: int
    avg_inbox_rate: float
    avg_spam_rate: float
    avg_bounce_rate: float
    reputation_score: float
    last_test_date: str | None


class SenderRow(TypedDict):
    email: str
    details: SenderDetails
    replies: list[ReplyRow]


class SenderAccount(TypedDict):
    id: int
    email: str
    from_email: str
    from_name: str
    esp: str
    status: str | None


class HeaderLine(TypedDict):
    name: str
    value: str


class HeadersShown(TypedDict):
    reply_id: int
    from_email: str
    to_email: str
    headers: list[HeaderLine]
    hops: list[dict[str, str | float | None]]
    raw_headers: str


def _senders(mails: Sequence[Mail]) -> dict[int, list[Mail]]:
    groups: dict[int, list[Mail]] = {}
    for mail in mails:
        groups.setdefault(mail.sender_id, []).append(mail)
    return groups


def _sum(counts: Sequence[Count]) -> Tally:
    places: dict[str, int] = {}
    for count in counts:
        places[count.landed or "pending"] = places.get(count.landed or "pending", 0) + count.n
    return Tally(**places)


@router.get("/{spam_test_id}/sender-account-wise")
async def by_sender(scope: Scoped, found: Reported) -> list[SenderRow]:
    """Every sender's record over all of its tests (its score is of 10: a tenth of the percentage in the inbox), and the mails of
    this run.
    """
    counts = await results.counts(scope)
    known = await senders.get_many(scope, list(_senders(found.mails)))
    rows: list[SenderRow] = []
    for sender_id, mails in _senders(found.mails).items():
        own = [count for count in counts if count.sender_id == sender_id]
        record, sender = _sum(own), known.get(sender_id)
        last = max((mail.due_at for mail in mails), default=None)
        details: SenderDetails = {
            "sender_name": sender.name if sender else "",
            "tests_count": len({count.test_id for count in own}),
            "avg_inbox_rate": record.percent("inbox"),
            "avg_spam_rate": record.percent("spam"),
            "avg_bounce_rate": record.percent("failed"),
            "reputation_score": round(record.percent("inbox") / 10, 1),
            "last_test_date": iso(last),
        }
        rows.append({"email": mails[0].sender_address, "details": details, "replies": [_reply(mail) for mail in mails]})
    return rows


def _reply(mail: Mail) -> ReplyRow:
    return {
        "reply_id": mail.id,
        "to_email": mail.seed_address,
        "esp": provider_name(mail.provider),
        "folder": mail.folder,
        "placement": mail.landed,
        "received_at": iso(mail.received_at),
        "spf": mail.spf,
        "dkim": mail.dkim,
        "dmarc": mail.dmarc,
    }


@router.get("/{spam_test_id}/sender-account-wise/{reply_id}/email-headers")
async def email_headers(scope: Scoped, spam_test_id: PathId, reply_id: PathId) -> HeadersShown:
    """The headers of a mail as its receiver kept them, and the way it came."""
    await placement.get(scope, spam_test_id)
    mail = await results.mail(scope, reply_id)
    raw = await results.headers(scope, reply_id)
    if mail is None or mail.test_id != spam_test_id or raw is None:
        raise NotFound("There is no such mail in this test, or it has not arrived.", field="reply_id")
    unfolded = raw.replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " ")
    lines = [line.partition(":") for line in unfolded.split("\n") if ":" in line]
    return {
        "reply_id": mail.id,
        "from_email": mail.sender_address,
        "to_email": mail.seed_address,
        "headers": [{"name": name.strip(), "value": value.strip()} for name, _, value in lines],
        "hops": [{"by": hop.by, "from": hop.sent_from, "ip": hop.ip, "at": hop.at, "seconds": hop.seconds} for hop in mail.hops],
        "raw_headers": raw,
    }


@router.get("/{spam_test_id}/sender-accounts")
async def sender_accounts(scope: Scoped, spam_test_id: PathId) -> list[SenderAccount]:
    """The accounts that the test is sent from."""
    test = await placement.get(scope, spam_test_id)
    found = await senders.get_many(scope, test.sender_ids)
    return [
        {
            "id": s.id,
            "email": s.address,
            "from_email": s.address,
            "from_name": s.name,
            "esp": senders.mail_group(s),
            "status": s.status,
        }
        for id in test.sender_ids
        if (s := found.get(id))
    ]


# -- what receivers said


class SpfSeed(TypedDict):
    id: int
    email: str
    esp: str
    spf_verified: bool | None


class DkimSeed(TypedDict):
    id: int
    email: str
    esp: str
    dkim_verified: bool | None
    dmarc_verified: bool | None


class RdnsSeed(TypedDict):
    id: int
    email: str
    esp: str
    ip: str | None
    rdns: str | None
    rdns_verified: bool | None


class SpfRow(TypedDict):
    from_email: str
    seed_accounts: list[SpfSeed]


class DkimRow(TypedDict):
    from_email: str
    seed_accounts: list[DkimSeed]


class RdnsRow(TypedDict):
    from_email: str
    seed_accounts: list[RdnsSeed]


def _passed(verdict: str | None) -> bool | None:
    return None if verdict is None else verdict == "pass"


def _arrived(found: Found) -> list[list[Mail]]:
    """The mails that were found somewhere, sender by sender."""
    placed = [mail for mail in found.mails if mail.landed in ("inbox", "category", "spam")]
    return list(_senders(placed).values())


def _seed(mail: Mail) -> tuple[int, str, str]:
    return mail.id, mail.seed_address, provider_name(mail.provider)


@router.get("/{spam_test_id}/spf-details")
async def spf_details(found: Reported) -> list[SpfRow]:
    """Whether SPF passed, as each receiver saw it; null where it did not say."""
    return [
        {
            "from_email": mails[0].sender_address,
            "seed_accounts": [
                {"id": id, "email": email, "esp": esp, "spf_verified": _passed(mail.spf)}
                for mail in mails
                for id, email, esp in [_seed(mail)]
            ],
        }
        for mails in _arrived(found)
    ]


@router.get("/{spam_test_id}/dkim-details")
async def dkim_details(found: Reported) -> list[DkimRow]:
    """Whether DKIM (and DMARC) passed, as each receiver saw it; null where it did not say."""
    return [
        {
            "from_email": mails[0].sender_address,
            "seed_accounts": [
                {
                    "id": id,
                    "email": email,
                    "esp": esp,
                    "dkim_verified": _passed(mail.dkim),
                    "dmarc_verified": _passed(mail.dmarc),
                }
                for mail in mails
                for id, email, esp in [_seed(mail)]
            ],
        }
        for mails in _arrived(found)
    ]


async def _addresses(scope: Scoped, found: Found) -> dict[str, Check]:
    return await blocklists.of(scope, "ip", [mail.ip for mail in found.mails if mail.ip])


def _rdns_verified(check: Check | None) -> bool | None:
    return None if check is None or check.checked_at is None else check.rdns is not None


@router.get("/{spam_test_id}/rdns-details")
async def rdns_details(scope: Scoped, found: Reported) -> list[RdnsRow]:
    """Whether the address that each mail came from has a name that leads back to it."""
    known = await _addresses(scope, found)
    return [
        {
            "from_email": mails[0].sender_address,
            "seed_accounts": [
                {
                    "id": id,
                    "email": email,
                    "esp": esp,
                    "ip": mail.ip,
                    "rdns": check.rdns if check else None,
                    "rdns_verified": _rdns_verified(check),
                }
                for mail in mails
                for id, email, esp in [_seed(mail)]
                for check in [known.get(mail.ip or "")]
            ],
        }
        for mails in _arrived(found)
    ]


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


# -- over time


class RunRow(TypedDict):
    spam_test_id: int
    test_run_no: int
    status: str
    inbox_count: int
    tab_count: int
    spam_count: int
    failed_count: int
    adjusted_total_email_count: int
    reply_hour_interval_start: int
    reply_hour_interval_end: int
    started_at: str | None
    ended_at: str | None


class MailboxCount(TypedDict):
    mailboxCount: int


class MailboxRow(TypedDict):
    id: int
    from_email: str
    esp: str
    total_email_count: int
    inbox_count: int
    tab_count: int
    spam_count: int
    failed_count: int
    placement_score: float
    spam_test_id: int


def _by(counts: Sequence[Count], key: Callable[[Count], int]) -> dict[int, list[Count]]:
    groups: dict[int, list[Count]] = {}
    for count in counts:
        groups.setdefault(key(count), []).append(count)
    return groups


@router.get("/{spam_test_id}/schedule-history")
async def schedule_history(scope: Scoped, spam_test_id: PathId) -> list[RunRow]:
    """Every run of the test, the newest first."""
    await placement.get(scope, spam_test_id)
    counts = _by(await results.counts(scope, test_ids=[spam_test_id]), lambda count: count.run_no)
    rows: list[RunRow] = []
    for run in await results.runs(scope, [spam_test_id]):
        found = _sum(counts.get(run.run_no, []))
        rows.append(
            {
                "spam_test_id": spam_test_id,
                "test_run_no": run.run_no,
                "status": "completed" if run.ended_at else "running",
                "inbox_count": found.inbox,
                "tab_count": found.category,
                "spam_count": found.spam,
                "failed_count": found.failed + found.missing,
                "adjusted_total_email_count": found.total - found.pending,
                "reply_hour_interval_start": 0,
                "reply_hour_interval_end": int(results.GIVEN_UP.total_seconds() // 3600),
                "started_at": iso(run.started_at),
                "ended_at": iso(run.ended_at),
            }
        )
    return rows


@router.get("/mailboxes-count")
async def mailboxes_count(scope: Scoped) -> MailboxCount:
    """How many accounts have been used in tests."""
    return {"mailboxCount": len({count.sender_id for count in await results.counts(scope)})}


@router.get("/mailboxes-summary")
async def mailboxes_summary(scope: Scoped, limit: Limit = 10, offset: Offset = 0) -> list[MailboxRow]:
    """Each account's record over all of its tests; its score is the percentage that landed in the inbox."""
    rows: list[MailboxRow] = []
    for sender_id, own in _by(await results.counts(scope), lambda count: count.sender_id).items():
        found = _sum(own)
        rows.append(
            {
                "id": sender_id,
                "from_email": own[0].sender_address,
                "esp": own[0].sender_provider,
                "total_email_count": found.total,
                "inbox_count": found.inbox,
                "tab_count": found.category,
                "spam_count": found.spam,
                "failed_count": found.failed + found.missing,
                "placement_score": found.percent("inbox"),
                "spam_test_id": own[0].test_id,
            }
        )
    return rows[offset : offset + limit]
