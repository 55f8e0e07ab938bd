"""Inbox placement reports by sending domain: what stands out in a test's text, and what blocklists say."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC
from typing import Annotated, NotRequired
from uuid import UUID

from fastapi import APIRouter, Query
from typing_extensions import TypedDict

from outrider.dialects.instantly import answer_types
from outrider.dialects.instantly.dates import moment
from outrider.dialects.instantly.pages import DEFAULT, After, Limit, after_id, page, row_id
from outrider.dialects.instantly.routes.placement_tests import id_of_test
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.fields import MomentText
from outrider.dialects.kit.ids import uid
from outrider.dialects.kit.texts import iso
from outrider.errors import NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.deliverability import blocklists, placement, results
from outrider.outreach.deliverability.blocklists import Check
from outrider.outreach.deliverability.placement import Test
from outrider.outreach.deliverability.results import Mail, MailFilter
from outrider.rules import content
from outrider.rules.addresses import domain

router = APIRouter(tags=["Inbox placement"])


class ListingShown(TypedDict):
    name: str
    codes: list[str]
    since: str


class FindingShown(TypedDict):
    name: str
    score: str
    description: str


class SpamReport(TypedDict):
    is_spam: bool
    spam_score: float
    rules: list[FindingShown]


class BlacklistReport(TypedDict):
    domain: list[ListingShown]
    domain_ip: list[ListingShown]
    asked: list[str]


class Report(TypedDict):
    id: str
    organization_id: str
    test_id: str
    timestamp_created: str | None
    timestamp_created_date: str
    domain: str
    domain_ip: str
    spam_assassin_score: float
    domain_blacklist_count: int | None
    domain_ip_blacklist_count: int | None
    spam_assassin_report: NotRequired[SpamReport]
    blacklist_report: NotRequired[BlacklistReport]


@router.get("/inbox-placement-reports", dependencies=[needs("inbox_placement_reports:read")])
async def list_reports(
    scope: Scoped,
    test_id: UUID,
    limit: Limit = DEFAULT,
    starting_after: After = None,
    date_from: Annotated[MomentText | None, Query()] = None,
    date_to: Annotated[MomentText | None, Query()] = None,
    skip_spam_assassin_report: bool = False,
    skip_blacklist_report: bool = False,
) -> answer_types.Page[Report]:
    """A report for each run and sending domain: what stands out in the text, and what blocklists say of domain and address."""
    test = await placement.get(scope, id_of_test(test_id))
    after = after_id("placement_report", starting_after) or 0
    wanted = MailFilter([test.id], since=moment(date_from, "date_from"), until=moment(date_to, "date_to", end=True))
    firsts = [mail for mail in _firsts(await results.every(scope, wanted)) if mail.id > after][:limit]
    shown = await _reports(scope, test, firsts, skip_spam=skip_spam_assassin_report, skip_lists=skip_blacklist_report)
    return page(shown, limit, lambda item: item, lambda item: item["id"])


def _firsts(mails: Sequence[Mail]) -> list[Mail]:
    """The first mail of each run and sending domain, whose id is the report's, with the first address that one came from."""
    found: dict[tuple[int, str], Mail] = {}
    for mail in mails:
        known = found.setdefault((mail.run_no, domain(mail.sender_address)), mail)
        if known.ip is None and mail.ip:
            found[mail.run_no, domain(mail.sender_address)] = replace(known, ip=mail.ip)
    return list(found.values())


async def _reports(scope: Scope, test: Test, firsts: Sequence[Mail], *, skip_spam: bool, skip_lists: bool) -> list[Report]:
    domains = await blocklists.of(scope, "domain", [domain(mail.sender_address) for mail in firsts])
    addresses = await blocklists.of(scope, "ip", [mail.ip for mail in firsts if mail.ip])
    findings = content.check(test.subject, test.body, html=not test.text_only)
    score = content.score(findings)
    rules: list[FindingShown] = [{"name": f.rule, "score": f"{f.points:.1f}", "description": f.says} for f in findings]
    shown: list[Report] = []
    for mail in firsts:
        name = domain(mail.sender_address)
        listed, address = domains.get(name), addresses.get(mail.ip or "")
        report: Report = {
            "id": uid("placement_report", mail.id),
            "organization_id": uid("workspace", scope.workspace_id),
            "test_id": uid("placement_test", test.id),
            "timestamp_created": iso(mail.due_at),
            "timestamp_created_date": mail.due_at.astimezone(UTC).date().isoformat(),
            "domain": name,
            "domain_ip": mail.ip or "",
            "spam_assassin_score": score,
            "domain_blacklist_count": _count(listed),
            "domain_ip_blacklist_count": _count(address),
        }
        if not skip_spam:
            report["spam_assassin_report"] = {"is_spam": score >= content.FLAGGED, "spam_score": score, "rules": rules}
        if not skip_lists:
            report["blacklist_report"] = {
                "domain": _listings(listed),
                "domain_ip": _listings(address),
                "asked": sorted({*(listed.asked if listed else ()), *(address.asked if address else ())}),
            }
        shown.append(report)
    return shown


def _count(check: Check | None) -> int | None:
    return len(check.listings) if check and check.asked else None


def _listings(check: Check | None) -> list[ListingShown]:
    return [{"name": one.name, "codes": list(one.codes), "since": one.since} for one in check.listings] if check else []


@router.get("/inbox-placement-reports/{id}", dependencies=[needs("inbox_placement_reports:read")])
async def get_report(scope: Scoped, id: UUID) -> Report:
    """One report."""
    mail = await results.mail(scope, row_id("placement_report", id, "Inbox placement report"))
    if mail is None:
        raise NotFound("Inbox placement report not found")
    test = await placement.get(scope, mail.test_id)
    first = next((one for one in _firsts(await results.every(scope, MailFilter([test.id]))) if one.id == mail.id), None)
    if first is None:
        raise NotFound("Inbox placement report not found")
    return (await _reports(scope, test, [first], skip_spam=False, skip_lists=False))[0]
