"""Inbox placement, mail by mail and in figures: where each mail of a test landed.

A record is of type 2 once its mail was found, and of type 1 until then, or where it went missing. A mail that the provider sorted
into another folder than the inbox has a category.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field
from typing_extensions import TypedDict

from outrider.dialects.instantly import answer_types
from outrider.dialects.instantly.bodies import NUMBER, Body, Text
from outrider.dialects.instantly.dates import Place, moment
from outrider.dialects.instantly.pages import DEFAULT, After, Limit, after_id, page, row_id
from outrider.dialects.instantly.routes.placement_tests import id_of_test
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.fields import Flag, MomentText, some_of
from outrider.dialects.kit.ids import uid
from outrider.dialects.kit.texts import comma_list, iso
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.deliverability import blocklists, placement, results
from outrider.outreach.deliverability.blocklists import Check
from outrider.outreach.deliverability.results import Mail, MailFilter
from outrider.rules.placement import Tally, tally

router = APIRouter(tags=["Inbox placement"])

_ESP = {"google": 1, "microsoft": 2, "webde": 12, "libero": 13}
_PROVIDER = {number: key for key, number in _ESP.items()}
_SENDER_ESP = {"google": 1, "outlook": 2}
_GEO = {"US": 1, "IT": 2, "DE": 3, "FR": 4}
_COUNTRY = {number: country for country, number in _GEO.items()}
_AUDIENCE = {1: "professional", 2: "personal"}


Esp = Annotated[int, NUMBER, Field(json_schema_extra={"enum": [*_PROVIDER]})]
Geo = Annotated[int, NUMBER, Field(json_schema_extra={"enum": [*_COUNTRY]})]
Audience = Annotated[int, NUMBER, Field(json_schema_extra={"enum": [*_AUDIENCE]})]


class Analytics(TypedDict):
    id: str
    organization_id: str
    test_id: str
    timestamp_created: str | None
    timestamp_created_date: str
    record_type: int
    is_spam: bool | None
    has_category: bool | None
    sender_email: str
    sender_esp: int | None
    recipient_email: str
    recipient_esp: int | None
    recipient_geo: int | None
    recipient_type: int | None
    spf_pass: bool | None
    dkim_pass: bool | None
    dmarc_pass: bool | None
    smtp_ip_blacklist_report: dict[str, object] | None
    authentication_failure_results: dict[str, str] | None


class TestStats(TypedDict):
    test_id: str
    count: int
    inbox_count: int
    inbox_percent: float
    spam_count: int
    spam_percent: float
    category_count: int
    category_percent: float


class DateStats(TypedDict):
    timestamp_created_date: str
    sent_count: int
    received_count: int
    inbox_count: int
    spam_count: int
    category_count: int


Insight = TypedDict(
    "Insight",
    {
        "test_id": str,
        "sender_esp": int | None,
        "recipient_esp": int | None,
        "from": str | None,
        "to": str | None,
        "previous_from": str | None,
        "previous_to": str | None,
        "inbox_percentage": float | None,
        "spam_percentage": float | None,
        "category_percentage": float | None,
        "prev_inbox_percentage": float | None,
        "prev_spam_percentage": float | None,
        "prev_category_percentage": float | None,
    },
)


class Wanted(Body):
    date_from: MomentText | None = None
    date_to: MomentText | None = None
    recipient_esp: list[Esp] | None = Field(default=None, max_length=20)
    recipient_geo: list[Geo] | None = Field(default=None, max_length=20)
    recipient_type: list[Audience] | None = Field(default=None, max_length=5)


class StatsOfTests(Wanted):
    test_ids: list[UUID] = Field(min_length=1, max_length=100)
    sender_email: Text | None = None


class StatsByDate(Wanted):
    test_id: UUID
    sender_email: Text | None = None


class Insights(Wanted):
    test_id: UUID
    previous_date_from: MomentText | None = None
    previous_date_to: MomentText | None = None
    show_previous: Flag = False


def _of(known: dict[int, str], numbers: Sequence[int] | None, name: str) -> list[str] | None:
    if numbers is None:
        return None
    if unknown := [number for number in numbers if number not in known]:
        raise Invalid(f"{name} must be one of {', '.join(map(str, known))}, not {unknown[0]}")
    return [known[number] for number in numbers]


def _filter(wanted: Wanted, test_ids: Sequence[int], sender: str | None = None, place: Place = "body") -> MailFilter:
    return MailFilter(
        test_ids,
        None,
        _of(_PROVIDER, wanted.recipient_esp, f"{place}/recipient_esp"),
        _of(_AUDIENCE, wanted.recipient_type, f"{place}/recipient_type"),
        _of(_COUNTRY, wanted.recipient_geo, f"{place}/recipient_geo"),
        sender.lower() if sender else None,
        moment(wanted.date_from, "date_from", place=place),
        moment(wanted.date_to, "date_to", end=True, place=place),
    )


def _passed(verdict: str | None) -> bool | None:
    return None if verdict is None else verdict == "pass"


def _record(scope: Scope, mail: Mail, address: Check | None) -> Analytics:
    received = mail.landed in ("inbox", "category", "spam")
    failures = {
        name: verdict
        for name, verdict in (("spf", mail.spf), ("dkim", mail.dkim), ("dmarc", mail.dmarc))
        if verdict not in (None, "pass")
    }
    return {
        "id": uid("placement_mail", mail.id),
        "organization_id": uid("workspace", scope.workspace_id),
        "test_id": uid("placement_test", mail.test_id),
        "timestamp_created": iso(mail.due_at),
        "timestamp_created_date": mail.due_at.astimezone(UTC).date().isoformat(),
        "record_type": 2 if received else 1,
        "is_spam": mail.landed == "spam" if received else None,
        "has_category": mail.landed == "category" if received else None,
        "sender_email": mail.sender_address,
        "sender_esp": _SENDER_ESP.get(mail.sender_provider),
        "recipient_email": mail.seed_address,
        "recipient_esp": _ESP.get(mail.provider),
        "recipient_geo": _GEO.get(mail.country),
        "recipient_type": 1 if mail.audience == "professional" else 2,
        "spf_pass": _passed(mail.spf),
        "dkim_pass": _passed(mail.dkim),
        "dmarc_pass": _passed(mail.dmarc),
        "smtp_ip_blacklist_report": (
            {"ip": mail.ip, "listed": [one.name for one in address.listings], "asked": list(address.asked)} if address else None
        ),
        "authentication_failure_results": {k: str(v) for k, v in failures.items()} if received and failures else None,
    }


async def _records(scope: Scope, mails: Sequence[Mail]) -> list[Analytics]:
    known = await blocklists.of(scope, "ip", [mail.ip for mail in mails if mail.ip])
    return [_record(scope, mail, known.get(mail.ip or "")) for mail in mails]


@router.get("/inbox-placement-analytics", dependencies=[needs("inbox_placement_analytics:read")])
async def list_records(
    scope: Scoped,
    test_id: UUID,
    limit: Limit = DEFAULT,
    starting_after: After = None,
    date_from: Annotated[MomentText | None, Query()] = None,
    date_to: Annotated[MomentText | None, Query()] = None,
    recipient_esp: Annotated[str | None, Query(max_length=100, json_schema_extra=some_of(_PROVIDER))] = None,
    recipient_geo: Annotated[str | None, Query(max_length=100, json_schema_extra=some_of(_COUNTRY))] = None,
    recipient_type: Annotated[str | None, Query(max_length=100, json_schema_extra=some_of(_AUDIENCE))] = None,
    sender_email: Annotated[str | None, Query(max_length=320)] = None,
) -> answer_types.Page[Analytics]:
    """One record for each mail of a test, oldest first; filters take several numbers with commas in between."""
    test = await placement.get(scope, id_of_test(test_id))
    wanted = Wanted(
        date_from=date_from,
        date_to=date_to,
        recipient_esp=_numbers(recipient_esp, "recipient_esp"),
        recipient_geo=_numbers(recipient_geo, "recipient_geo"),
        recipient_type=_numbers(recipient_type, "recipient_type"),
    )
    after = after_id("placement_mail", starting_after) or 0
    chosen = _filter(wanted, [test.id], sender_email, "querystring")
    found = await results.mails(scope, chosen, after=after, limit=limit)
    return page(await _records(scope, found), limit, lambda item: item, lambda item: item["id"])


def _numbers(text: str | None, name: str) -> list[int] | None:
    words = comma_list(text)
    if not all(word.isascii() and word.isdigit() and len(word) < 6 for word in words):
        raise Invalid(f"querystring/{name} must hold numbers with commas in between")
    return [int(word) for word in words] or None


@router.get("/inbox-placement-analytics/{id}", dependencies=[needs("inbox_placement_analytics:read")])
async def get_record(scope: Scoped, id: UUID) -> Analytics:
    """One record."""
    mail = await results.mail(scope, row_id("placement_mail", id, "Inbox placement analytics"))
    if mail is None:
        raise NotFound("Inbox placement analytics not found")
    return (await _records(scope, [mail]))[0]


def _percent(tally_: Tally, part: int) -> float:
    return round(100 * part / tally_.placed, 2) if tally_.placed else 0.0


@router.post("/inbox-placement-analytics/stats-by-test-id", dependencies=[needs("inbox_placement_analytics:read")])
async def stats_by_test(scope: Scoped, body: StatsOfTests) -> list[TestStats]:
    """Where the mails of tests landed: counts, and percentages of the mails whose place is known."""
    ids = [id_of_test(id) for id in body.test_ids]
    for id in ids:
        await placement.get(scope, id)
    mails = await results.every(scope, _filter(body, ids, body.sender_email))
    rows: list[TestStats] = []
    for id in dict.fromkeys(ids):
        found = tally(mail.landed for mail in mails if mail.test_id == id)
        rows.append(
            {
                "test_id": uid("placement_test", id),
                "count": found.total,
                "inbox_count": found.inbox,
                "inbox_percent": _percent(found, found.inbox),
                "spam_count": found.spam,
                "spam_percent": _percent(found, found.spam),
                "category_count": found.category,
                "category_percent": _percent(found, found.category),
            }
        )
    return rows


@router.post("/inbox-placement-analytics/stats-by-date", dependencies=[needs("inbox_placement_analytics:read")])
async def stats_by_date(scope: Scoped, body: StatsByDate) -> list[DateStats]:
    """Where the mails of a test landed, for each UTC day."""
    test = await placement.get(scope, id_of_test(body.test_id))
    days: dict[str, list[Mail]] = {}
    for mail in await results.every(scope, _filter(body, [test.id], body.sender_email)):
        days.setdefault(mail.due_at.astimezone(UTC).date().isoformat(), []).append(mail)
    rows: list[DateStats] = []
    for day, mails in sorted(days.items()):
        found = tally(mail.landed for mail in mails)
        rows.append(
            {
                "timestamp_created_date": day,
                "sent_count": found.total - found.failed,
                "received_count": found.inbox + found.category + found.spam,
                "inbox_count": found.inbox,
                "spam_count": found.spam,
                "category_count": found.category,
            }
        )
    return rows


@router.post("/inbox-placement-analytics/deliverability-insights", dependencies=[needs("inbox_placement_analytics:read")])
async def insights(scope: Scoped, body: Insights) -> list[Insight]:
    """Where the mails of a test landed by the providers of sender and recipient; and (`show_previous`) where earlier ones did."""
    test = await placement.get(scope, id_of_test(body.test_id))
    now = _by_providers(await results.every(scope, _filter(body, [test.id])))
    before: dict[tuple[str, str], Tally] = {}
    earlier_from = earlier_to = None
    if body.show_previous:
        earlier_from, earlier_to = _earlier(body)
        earlier = body.model_copy(update={"date_from": iso(earlier_from), "date_to": iso(earlier_to)})
        before = _by_providers(await results.every(scope, _filter(earlier, [test.id])))
    rows: list[Insight] = []
    for (sender, recipient), found in now.items():
        old = before.get((sender, recipient))
        rows.append(
            {
                "test_id": uid("placement_test", test.id),
                "sender_esp": _SENDER_ESP.get(sender),
                "recipient_esp": _ESP.get(recipient),
                "from": body.date_from,
                "to": body.date_to,
                "previous_from": iso(earlier_from),
                "previous_to": iso(earlier_to),
                "inbox_percentage": _percent(found, found.inbox),
                "spam_percentage": _percent(found, found.spam),
                "category_percentage": _percent(found, found.category),
                "prev_inbox_percentage": _percent(old, old.inbox) if old else None,
                "prev_spam_percentage": _percent(old, old.spam) if old else None,
                "prev_category_percentage": _percent(old, old.category) if old else None,
            }
        )
    return rows


def _by_providers(mails: Sequence[Mail]) -> dict[tuple[str, str], Tally]:
    groups: dict[tuple[str, str], list[str | None]] = {}
    for mail in mails:
        groups.setdefault((mail.sender_provider, mail.provider), []).append(mail.landed)
    return {key: tally(places) for key, places in groups.items()}


def _earlier(body: Insights) -> tuple[datetime, datetime]:
    """The time to compare with: as given, else as long as the one asked about, right before it."""
    start, end = (
        moment(body.previous_date_from, "previous_date_from", place="body"),
        moment(body.previous_date_to, "previous_date_to", end=True, place="body"),
    )
    if start and end:
        return start, end
    first = moment(body.date_from, "date_from", place="body")
    last = moment(body.date_to, "date_to", end=True, place="body")
    if first is None or last is None:
        raise Invalid("body/show_previous needs previous_date_from and previous_date_to, or date_from and date_to")
    try:
        return first - max(last - first, timedelta(days=1)), first
    except OverflowError:
        raise Invalid("body/date_from is too early for show_previous") from None
