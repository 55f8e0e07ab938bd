"""Smart Delivery's reports on a placement test: by provider, region and sender, and the accounts that it was sent from.

They are of the test's last run; `?test_run_no=` asks for another one. What nothing is known of is null, never a pass.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from typing_extensions import TypedDict

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import iso
from outrider.dialects.smartlead.bodies import PathId
from outrider.dialects.smartlead.routes.placement import provider_name, provider_number, region_of
from outrider.errors import NotFound
from outrider.outreach.deliverability import placement, results
from outrider.outreach.deliverability.placement import Test
from outrider.outreach.deliverability.results import Count, Mail, MailFilter
from outrider.outreach.senders import senders
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


def of_senders(mails: Sequence[Mail]) -> dict[int, list[Mail]]:
    """The mails of each sender."""
    groups: dict[int, list[Mail]] = {}
    for mail in mails:
        groups.setdefault(mail.sender_id, []).append(mail)
    return groups


def total(counts: Sequence[Count]) -> Tally:
    """Where all of these landed."""
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
    known = await senders.get_many(scope, list(of_senders(found.mails)))
    rows: list[SenderRow] = []
    for sender_id, mails in of_senders(found.mails).items():
        own = [count for count in counts if count.sender_id == sender_id]
        record, sender = total(own), known.get(sender_id)
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
