"""Inbox placement: tests on the installation's own seed mailboxes, one record for each of their mails, and reports by domain.

A record is of type 2 once its mail was found, and of type 1 until then, or where it went missing. A mail that the provider sorted
into another folder than the inbox has a category.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Annotated, Literal, NotRequired
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field
from typing_extensions import TypedDict

from outrider.dialects.instantly import answer_types
from outrider.dialects.instantly.bodies import MAX_TEXT, NUMBER, STORABLE, TIMEZONES, Body, Changes, Clock, Days, Moment, Text
from outrider.dialects.instantly.dates import Place, moment
from outrider.dialects.instantly.pages import DEFAULT, After, Limit, after_id, page, row_id
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.fields import NOT_BLANK, Flag, MomentText, OneOf, some_of
from outrider.dialects.kit.ids import some_ids, uid
from outrider.dialects.kit.texts import comma_list, iso
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.deliverability import blocklists, placement, results, seeds
from outrider.outreach.deliverability.blocklists import Check
from outrider.outreach.deliverability.placement import Test, TestFilter, TestInput
from outrider.outreach.deliverability.results import Mail, MailFilter
from outrider.outreach.deliverability.seeds import Seed, Target
from outrider.outreach.leads import tags as labels
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import SenderFilter
from outrider.rules import content
from outrider.rules.addresses import domain
from outrider.rules.placement import Recurrence, Tally, tally
from outrider.rules.providers import PROVIDERS
from outrider.values import is_array

router = APIRouter(tags=["Inbox placement"])

ONE_BY_ONE = 60  # seconds between two mails of an account
_ESP = {"google": 1, "microsoft": 2, "webde": 12, "libero": 13}
_PROVIDER = {number: key for key, number in _ESP.items()}
_SENDER_ESP = {"google": 1, "outlook": 2}
_GEO = {"US": 1, "IT": 2, "DE": 3, "FR": 4}
_COUNTRY = {number: country for country, number in _GEO.items()}
_AUDIENCE = {1: "professional", 2: "personal"}
_STATUS = {"active": 1, "paused": 2, "completed": 3, "stopped": 3}
_TIMEZONES = sorted({*TIMEZONES, "Etc/GMT"})
_REGION = {"US": "North America", "CA": "North America"}


Esp = Annotated[int, NUMBER, Field(json_schema_extra={"enum": [*_PROVIDER]})]
Geo = Annotated[int, NUMBER, Field(json_schema_extra={"enum": [*_COUNTRY]})]
TestName = Annotated[str, Field(max_length=placement.MAX_NAME, pattern=NOT_BLANK), STORABLE]
Audience = Annotated[int, NUMBER, Field(json_schema_extra={"enum": [*_AUDIENCE]})]


class Label(Body):
    region: Text
    sub_region: Text
    type: Text
    esp: Text


class Timing(Body):
    start: Clock = Field(validation_alias="from", serialization_alias="from")


class Schedule(Body):
    days: Days
    timing: Timing
    timezone: Annotated[Text, Field(json_schema_extra={"enum": [*_TIMEZONES]})] = "Etc/GMT"


class CreateTest(Body):
    name: TestName
    type: Annotated[Literal[1, 2], NUMBER]
    sending_method: Annotated[Literal[1, 2], NUMBER]
    email_subject: Annotated[str, Field(max_length=MAX_TEXT, pattern=rf"^[^\r\n]*{NOT_BLANK}[^\r\n]*$"), STORABLE]
    email_body: Annotated[str, Field(max_length=500_000, pattern=NOT_BLANK), STORABLE]
    emails: list[Text] = Field(max_length=placement.MOST_SENDERS)
    description: Text | None = None
    campaign_id: UUID | None = None
    delivery_mode: Annotated[Literal[1, 2], NUMBER] | None = None
    status: Annotated[Literal[1, 2], NUMBER] | None = None
    recipients_labels: list[Label] | None = Field(default=None, max_length=100)
    run_immediately: Flag | None = None
    schedule: Schedule | None = None
    tags: list[UUID] | None = Field(default=None, max_length=100)
    text_only: Flag | None = None
    timestamp_next_run: Moment | None = None
    automations: list[dict[str, object]] | None = Field(default=None, max_length=100)


class PatchTest(Changes):
    name: TestName | None = None
    status: Annotated[Literal[1, 2], NUMBER] | None = None
    schedule: Schedule | None = None
    automations: list[dict[str, object]] | None = Field(default=None, max_length=100)


class LabelShown(TypedDict):
    region: str
    sub_region: str
    type: str
    esp: str


class Metadata(TypedDict):
    campaign: dict[str, str] | None
    tags: list[dict[str, str]]


class TestShown(TypedDict):
    id: str
    organization_id: str
    name: str
    description: str | None
    type: int
    sending_method: int
    delivery_mode: int
    status: int
    not_sending_status: str
    campaign_id: str | None
    email_subject: str
    email_body: str
    emails: list[str]
    recipients: list[str]
    recipients_labels: list[LabelShown]
    tags: list[str]
    text_only: bool
    schedule: dict[str, object] | None
    automations: list[object]
    test_code: str | None
    timestamp_created: str | None
    timestamp_next_run: str | None
    metadata: NotRequired[Metadata]


class ListingShown(TypedDict):
    name: str
    codes: list[str]
    since: str


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


def _label(seed: Seed) -> LabelShown:
    esp = "Outlook" if seed.provider == "microsoft" else PROVIDERS[seed.provider].name
    region = _REGION.get(seed.country, "Europe" if seed.country in ("IT", "DE", "FR", "GB", "ES", "NL") else "Other")
    return {"region": region, "sub_region": seed.country, "type": seed.audience.title(), "esp": esp}


def _target(label: Label) -> Target:
    word = label.esp.strip().lower()
    names = {provider.name.lower(): key for key, provider in PROVIDERS.items()} | {"outlook": "microsoft"}
    audience = label.type.strip().lower()
    if word not in names or audience not in ("professional", "personal"):
        raise Invalid("body/recipients_labels must hold options of GET /inbox-placement-tests/email-service-provider-options")
    return Target(names[word], audience, label.sub_region.strip().upper() or None)


async def _shown(scope: Scope, tests: Sequence[Test]) -> list[TestShown]:
    known = await senders.get_many(scope, sorted({id for test in tests for id in test.sender_ids}))
    every = await seeds.all_seeds(scope, active=True)
    return [_test(scope, test, [s.address for id in test.sender_ids if (s := known.get(id))], every) for test in tests]


def _test(scope: Scope, test: Test, emails: list[str], every: Sequence[Seed]) -> TestShown:
    recipients = [seed for seed in every if not test.targets or any(target.takes(seed) for target in test.targets)]
    seen: list[LabelShown] = []
    for label in map(_label, recipients):
        if label not in seen:
            seen.append(label)
    tags = test.vendor.get("tags")
    again = test.recurrence
    return {
        "id": uid("placement_test", test.id),
        "organization_id": uid("workspace", scope.workspace_id),
        "name": test.name,
        "description": test.description or None,
        "type": 2 if again else 1,
        "sending_method": 1,
        "delivery_mode": 1 if test.gap_seconds else 2,
        "status": _STATUS[test.status],
        "not_sending_status": {"no_senders": "no_accounts", "no_seeds": "no_recipients"}.get(test.reason or "", ""),
        "campaign_id": uid("campaign", test.campaign_id),
        "email_subject": test.subject,
        "email_body": test.body,
        "emails": emails,
        "recipients": [seed.address for seed in recipients],
        "recipients_labels": seen,
        "tags": [str(tag) for tag in tags] if is_array(tags) else [],
        "text_only": test.text_only,
        "schedule": _schedule(again) if again else None,
        "automations": [],
        "test_code": None,
        "timestamp_created": iso(test.created_at),
        "timestamp_next_run": iso(test.next_at),
    }


def _schedule(again: Recurrence) -> dict[str, object]:
    days = {str((day + 1) % 7): not again.weekdays or day in again.weekdays for day in range(7)}
    return {"days": days, "timing": {"from": again.at.isoformat("minutes")}, "timezone": again.timezone}


def _recurrence(scope: Scope, given: Schedule) -> Recurrence:
    if given.timezone not in _TIMEZONES:
        raise Invalid("body/schedule/timezone must be equal to one of the allowed values")
    weekdays = frozenset((int(day) - 1) % 7 for day, on in given.days.items() if on)
    if not weekdays:
        raise Invalid("body/schedule/days must have a day that is true")
    return Recurrence(time.fromisoformat(given.timing.start), given.timezone, scope.now.date(), weekdays=weekdays)


def _no_automations(given: list[dict[str, object]] | None) -> None:
    if given:
        raise Invalid("body/automations: Outrider runs none. Subscribe a webhook, or read stats-by-test-id.")


def _test_id(value: UUID | str) -> int:
    return row_id("placement_test", value, "Inbox placement test")


async def _accounts(scope: Scope, body: CreateTest) -> list[int]:
    found = await senders.by_addresses(scope, body.emails)
    if missing := [email for email in body.emails if email not in found]:
        raise NotFound(f"Account not found: {missing[0][:320]}")
    ids = [found[email].id for email in body.emails]
    if body.tags:
        tagged = SenderFilter(channel="email", tag_ids=some_ids("tag", body.tags))
        ids += [sender.id for sender in await senders.find_all(scope, tagged, limit=placement.MOST_SENDERS)]
    if not ids:
        raise Invalid("body/emails must NOT have fewer than 1 items")
    return list(dict.fromkeys(ids))


# -- tests


@router.post("/inbox-placement-tests", dependencies=[needs("inbox_placement_tests:create")])
async def create_test(scope: Scoped, body: CreateTest) -> TestShown:
    """Send a text from accounts to the seed mailboxes of the kinds named (all, where none are): once, or by a schedule."""
    _no_automations(body.automations)
    if body.sending_method == 2:
        raise Invalid("body/sending_method 2 is not served: the engine sends from the accounts of this installation.")
    if body.type == 2 and body.schedule is None:
        raise Invalid("body/schedule is required for an automated test (type 2)")
    again = _recurrence(scope, body.schedule) if body.schedule and body.type == 2 else None
    made = await placement.create(
        scope,
        TestInput(
            body.name,
            body.email_subject,
            body.email_body,
            await _accounts(scope, body),
            [_target(label) for label in body.recipients_labels or ()],
            body.description or "",
            campaign_id=row_id("campaign", body.campaign_id, "Campaign") if body.campaign_id else None,
            text_only=bool(body.text_only),
            gap_seconds=ONE_BY_ONE if body.delivery_mode == 1 else 0,
            recurrence=again,
            starts_at=body.timestamp_next_run,
            run_now=again is None or bool(body.run_immediately),
            vendor={"tags": [str(tag) for tag in body.tags or ()]},
        ),
    )
    if body.status == 2:
        made = await placement.change(scope, made.id, status="paused")
    return (await _shown(scope, [made]))[0]


@router.get("/inbox-placement-tests", dependencies=[needs("inbox_placement_tests:read")])
async def list_tests(
    scope: Scoped,
    limit: Limit = DEFAULT,
    starting_after: After = None,
    search: Annotated[str | None, Query(max_length=200)] = None,
    status: Annotated[int, OneOf((1, 2, 3))] | None = None,
) -> answer_types.Page[TestShown]:
    """Tests, newest first."""
    wanted = TestFilter(status=("active", "paused", "completed")[status - 1] if status else None, search=search or None)
    found = await placement.page(scope, wanted, before=after_id("placement_test", starting_after), limit=limit + 1)
    return page(await _shown(scope, found), limit, lambda item: item, lambda item: item["id"])


@router.get("/inbox-placement-tests/email-service-provider-options", dependencies=[needs("inbox_placement_tests:read")])
async def provider_options(scope: Scoped) -> list[LabelShown]:
    """The kinds of recipients that there are seed mailboxes of."""
    found: list[LabelShown] = []
    for label in map(_label, await seeds.all_seeds(scope, active=True)):
        if label not in found:
            found.append(label)
    return found


@router.get("/inbox-placement-tests/{id}", dependencies=[needs("inbox_placement_tests:read")])
async def get_test(scope: Scoped, id: UUID, with_metadata: bool = False) -> TestShown:
    """One test; `with_metadata` adds the names of its campaign and tags."""
    test = await placement.get(scope, _test_id(id))
    [shown] = await _shown(scope, [test])
    if with_metadata:
        campaign = (await campaigns.get_many(scope, [test.campaign_id])).get(test.campaign_id) if test.campaign_id else None
        named = {tag.id: tag.name for tag in await labels.find_all(scope, limit=1000)}
        ids = [tag_id for tag_id in some_ids("tag", shown["tags"]) if tag_id in named]
        shown["metadata"] = {
            "campaign": {"id": uid("campaign", campaign.id), "name": campaign.name} if campaign else None,
            "tags": [{"id": uid("tag", tag_id), "label": named[tag_id]} for tag_id in ids],
        }
    return shown


@router.patch("/inbox-placement-tests/{id}", dependencies=[needs("inbox_placement_tests:update")])
async def patch_test(scope: Scoped, id: UUID, body: PatchTest) -> TestShown:
    """Another name or schedule; status 1 resumes, 2 pauses."""
    _no_automations(body.automations)
    test_id = _test_id(id)
    test = await placement.get(scope, test_id)
    if body.schedule and test.recurrence is None:
        raise Invalid("body/schedule: the test is a one-time test (type 1).")
    changed = await placement.change(
        scope,
        test_id,
        name=body.name,
        status={1: "active", 2: "paused", None: None}[body.status],
        recurrence=_recurrence(scope, body.schedule) if body.schedule else None,
    )
    return (await _shown(scope, [changed]))[0]


@router.delete("/inbox-placement-tests/{id}", dependencies=[needs("inbox_placement_tests:delete")])
async def delete_test(scope: Scoped, id: UUID) -> TestShown:
    """Delete a test and what it found; the answer is the test as it was."""
    test = await placement.get(scope, _test_id(id))
    [shown] = await _shown(scope, [test])
    await placement.delete(scope, [test.id])
    return shown


# -- records


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
    test = await placement.get(scope, _test_id(test_id))
    wanted = Wanted(
        date_from=date_from,
        date_to=date_to,
        recipient_esp=_numbers(recipient_esp, "recipient_esp"),
        recipient_geo=_numbers(recipient_geo, "recipient_geo"),
        recipient_type=_numbers(recipient_type, "recipient_type"),
    )
    after = after_id("placement_mail", starting_after) or 0
    chosen = _filter(wanted, [test.id], sender_email, "querystring")
    found = await results.mails(scope, chosen, after=after, limit=limit + 1)
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
    ids = [_test_id(id) for id in body.test_ids]
    for id in ids:
        await placement.get(scope, id)
    mails = await results.mails(scope, _filter(body, ids, body.sender_email))
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
    test = await placement.get(scope, _test_id(body.test_id))
    days: dict[str, list[Mail]] = {}
    for mail in await results.mails(scope, _filter(body, [test.id], body.sender_email)):
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
    test = await placement.get(scope, _test_id(body.test_id))
    now = _by_providers(await results.mails(scope, _filter(body, [test.id])))
    before: dict[tuple[str, str], Tally] = {}
    earlier_from = earlier_to = None
    if body.show_previous:
        earlier_from, earlier_to = _earlier(body)
        earlier = body.model_copy(update={"date_from": iso(earlier_from), "date_to": iso(earlier_to)})
        before = _by_providers(await results.mails(scope, _filter(earlier, [test.id])))
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


# -- reports


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
    test = await placement.get(scope, _test_id(test_id))
    after = after_id("placement_report", starting_after) or 0
    wanted = MailFilter([test.id], since=moment(date_from, "date_from"), until=moment(date_to, "date_to", end=True))
    firsts = [mail for mail in _firsts(await results.mails(scope, wanted)) if mail.id > after][: limit + 1]
    shown = [await _report(scope, test, mail, skip_spam_assassin_report, skip_blacklist_report) for mail in firsts]
    return page(shown, limit, lambda item: item, lambda item: item["id"])


def _firsts(mails: Sequence[Mail]) -> list[Mail]:
    """The first mail of each run and sending domain: its id is the report's."""
    found: dict[tuple[int, str], Mail] = {}
    for mail in mails:
        known = found.setdefault((mail.run_no, domain(mail.sender_address)), mail)
        if known.ip is None and mail.ip:
            found[mail.run_no, domain(mail.sender_address)] = known
    return list(found.values())


async def _report(scope: Scope, test: Test, mail: Mail, skip_spam: bool, skip_lists: bool) -> Report:
    name = domain(mail.sender_address)
    domains, addresses = await blocklists.of(scope, "domain", [name]), await blocklists.of(scope, "ip", [mail.ip or ""])
    listed, address = domains.get(name), addresses.get(mail.ip or "")
    findings = content.check(test.subject, test.body, html=not test.text_only)
    score = content.score(findings)
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
        rules: list[FindingShown] = [{"name": f.rule, "score": f"{f.points:.1f}", "description": f.says} for f in findings]
        report["spam_assassin_report"] = {"is_spam": score >= content.FLAGGED, "spam_score": score, "rules": rules}
    if not skip_lists:
        report["blacklist_report"] = {
            "domain": _listings(listed),
            "domain_ip": _listings(address),
            "asked": sorted({*(listed.asked if listed else ()), *(address.asked if address else ())}),
        }
    return report


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
    return await _report(scope, test, mail, skip_spam=False, skip_lists=False)
