"""Smart Delivery: placement tests on the installation's own seed mailboxes, their folders, and starting and stopping them.

The vendor's providers are numbers; here they stand for a provider and who uses its mailboxes, of the seeds that there are. A
test's text is a step of a campaign as it would be written to one of its leads from the test's first account.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Annotated, ClassVar, Literal, get_args

from fastapi import APIRouter, Query
from pydantic import Field
from typing_extensions import TypedDict

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.fields import ONE_LINE, Flag, Moment, Offset
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import iso
from outrider.dialects.smartlead.bodies import Body, Id, Ids, LongText, Number, PathId, Text, utc
from outrider.errors import Invalid, NotFound
from outrider.outreach.base import checks
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import sequences
from outrider.outreach.deliverability import placement, results, seeds
from outrider.outreach.deliverability.placement import Folder, Test, TestFilter, TestInput
from outrider.outreach.deliverability.seeds import Seed, Target
from outrider.outreach.enrollments import preview
from outrider.outreach.senders import senders
from outrider.rules.placement import Recurrence, Tally
from outrider.rules.providers import AUDIENCES, PROVIDERS, Audience
from outrider.rules.schedule import zone
from outrider.values import is_array

router = APIRouter(prefix="/spam-test", tags=["Smart Delivery"])
READ, WRITE = needs("deliverability:read"), needs("deliverability:write")
Limit = Annotated[int, Query(ge=1, le=1000)]

# The vendor's numbers where clients know them, and numbers of our own for the rest.
_KNOWN: dict[tuple[str, Audience], int] = {
    ("google", "professional"): 20, ("microsoft", "professional"): 21, ("google", "personal"): 22, ("microsoft", "personal"): 23,
    ("libero", "personal"): 15,
}  # fmt: skip
_EVERY: list[tuple[str, Audience]] = [(key, audience) for key in PROVIDERS for audience in AUDIENCES]
_NUMBERS = _KNOWN | {pair: 100 + n for n, pair in enumerate(_EVERY) if pair not in _KNOWN}
_PAIRS = {number: pair for pair, number in _NUMBERS.items()}
_EUROPE = frozenset({
    "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IS", "IT", "LT", "LU",
    "LV", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "UA",
})  # fmt: skip
_PACIFIC = frozenset({"AU", "CN", "HK", "ID", "IN", "JP", "KR", "MY", "NZ", "PH", "SG", "TH", "TW", "VN"})
_GAPS = {"min": 60, "minute": 60, "minutes": 60, "hour": 3600, "hours": 3600, "day": 86_400, "days": 86_400}
FilterName = Literal["content_rules", "spam_assassin", "rspamd", "microsoft"]  # whose verdicts a report can show
_STATUS = {"active": "ACTIVE", "paused": "PAUSED", "completed": "COMPLETED", "stopped": "STOPPED"}


class NewTest(Body):
    also: ClassVar[dict[str, str]] = {
        "name": "test_name", "provider_id": "provider_ids", "subject": "custom_email_subject",
        "email_content": "custom_email_content", "custom_email_body": "custom_email_content",
    }  # fmt: skip

    test_name: str = Field(min_length=1, max_length=placement.MAX_NAME)
    description: Text = ""
    spam_filters: list[FilterName] = Field(default=[])  # shown in its report; none: all
    link_checker: Flag = True
    campaign_id: Id | None = None
    sequence_mapping_id: Id | None = None
    sequence_variant_id: Id | None = None
    custom_email_subject: Annotated[Text, Field(pattern=ONE_LINE)] | None = None
    custom_email_content: LongText | None = None
    provider_ids: Ids = Field(default=[], max_length=100)
    sender_accounts: list[Annotated[str, Field(max_length=320)]] = Field(min_length=1, max_length=placement.MOST_SENDERS)
    all_email_sent_without_time_gap: Flag = False
    min_time_btwn_emails: Annotated[Number, Field(ge=0, le=10_000)] = 0
    min_time_unit: Annotated[Text, Field(json_schema_extra={"enum": [*_GAPS]})] = "minutes"
    is_warmup: Flag = False
    folder_id: Id | None = None


class CronValue(Body):
    also: ClassVar[dict[str, str]] = {"timezone": "tz"}

    tz: Text = "UTC"
    days: list[Annotated[Number, Field(ge=0, le=7)]] = Field(default=[], max_length=7)


class NewSchedule(NewTest):
    schedule_start_time: Moment | None = None
    test_end_date: Moment | None = None
    every_days: Annotated[Number, Field(ge=1, le=365)] = 1
    days: list[Annotated[Number, Field(ge=1, le=7)]] = Field(default=[], max_length=7)
    tz: Text | None = None
    scheduler_cron_value: CronValue | None = None


class TestIds(Body):
    also: ClassVar[dict[str, str]] = {"test_ids": "spam_test_ids", "ids": "spam_test_ids"}

    spam_test_ids: Ids = Field(min_length=1, max_length=1000)


class NewFolder(Body):
    also: ClassVar[dict[str, str]] = {"name": "folder_name"}

    folder_name: str = Field(min_length=1, max_length=placement.MAX_NAME)
    description: Text = ""


class ListTests(Body):
    test_type: Annotated[Text, Field(json_schema_extra={"enum": ["manual", "auto", "automated", ""]})] | None = None
    status: Annotated[Text, Field(json_schema_extra={"enum": [*_STATUS.values(), ""]})] | None = None
    folder_id: Id | None = None
    search: Text | None = None
    limit: Annotated[Number, Field(ge=1, le=1000)] | None = None
    offset: Annotated[Number, Field(ge=0, le=10**9)] | None = None


class SpamTest(TypedDict):
    id: int
    spam_test_id: int
    test_name: str
    description: str
    test_type: str
    status: str
    reason: str | None
    spam_filters: list[str]
    link_checker: bool
    campaign_id: int | None
    sequence_mapping_id: int | None
    sequence_variant_id: int | None
    custom_email_subject: str
    custom_email_content: str
    all_email_sent_without_time_gap: bool
    min_time_btwn_emails: int
    min_time_unit: str
    is_warmup: bool
    test_with_sl_account: bool
    has_seed_mapping: int
    provider_id: list[int]
    folder_id: int | None
    user_id: int | None
    every_days: int | None
    schedule_start_time: str | None
    next_run_time: str | None
    test_end_date: str | None
    test_run_no: int
    current_test_run_no: int
    created_at: str | None
    updated_at: str | None


class Summary(SpamTest):
    inbox_count: int
    tab_count: int
    spam_count: int
    failed_count: int
    pending_count: int
    adjusted_total_email_count: int
    inbox_rate: float
    spam_rate: float


class ProviderShown(TypedDict):
    provider_id: str
    provider_name: str


class GroupShown(TypedDict):
    group_id: str
    group_name: str
    providers: list[ProviderShown]


class Region(TypedDict):
    region_id: str
    region_name: str
    groups: list[GroupShown]


class FolderShown(TypedDict):
    id: int
    folder_name: str
    name: str
    description: str
    test_count: int
    created_at: str | None
    updated_at: str | None
    tests: list[SpamTest]


class Done(TypedDict):
    ok: bool
    message: str


class Deleted(Done):
    deleted_count: int


def region_of(country: str) -> tuple[str, str]:
    """The vendor's region of a country: its number and its name."""
    if country in ("US", "CA", "MX"):
        return "1", "North America"
    if country in _EUROPE:
        return "2", "Europe"
    return ("4", "Asia/Pacific") if country in _PACIFIC else ("3", "Rest of the World")


def provider_number(provider: str, audience: str) -> int:
    return _NUMBERS[provider, "personal" if audience == "personal" else "professional"]


def provider_name(provider: str) -> str:
    found = PROVIDERS.get(provider)
    return found.name if found else provider


def shown(test: Test) -> SpamTest:
    """A test in the vendor's shape. `custom_email_…` are the text that is sent."""
    again, vendor = test.recurrence, test.vendor
    filters = vendor.get("spam_filters")
    gap, unit = vendor.get("min_time_btwn_emails"), vendor.get("min_time_unit")
    numbers = {provider_number(t.provider, t.audience) for t in test.targets if t.provider and t.audience}
    started = vendor.get("schedule_start_time")
    return {
        "id": test.id,
        "spam_test_id": test.id,
        "test_name": test.name,
        "description": test.description,
        "test_type": "auto" if again else "manual",
        "status": _STATUS[test.status],
        "reason": test.reason,
        "spam_filters": [str(word) for word in filters] if is_array(filters) else [],
        "link_checker": test.check_links,
        "campaign_id": test.campaign_id,
        "sequence_mapping_id": _number(vendor.get("sequence_mapping_id")),
        "sequence_variant_id": test.variant_id,
        "custom_email_subject": test.subject,
        "custom_email_content": test.body,
        "all_email_sent_without_time_gap": test.gap_seconds == 0,
        "min_time_btwn_emails": _number(gap) or 0,
        "min_time_unit": str(unit or "minutes"),
        "is_warmup": test.rescue,
        "test_with_sl_account": True,
        "has_seed_mapping": 1,
        "provider_id": sorted(numbers),
        "folder_id": test.folder_id,
        "user_id": test.user_id,
        "every_days": again.every_days if again else None,
        "schedule_start_time": str(started) if started else None,
        "next_run_time": iso(test.next_at),
        "test_end_date": again.until.isoformat() if again and again.until else None,
        "test_run_no": test.run_no,
        "current_test_run_no": test.run_no,
        "created_at": iso(test.created_at),
        "updated_at": iso(test.updated_at),
    }


def filters_of(test: Test) -> set[str]:
    """The filters whose verdicts the test's report shows."""
    chosen = test.vendor.get("spam_filters")
    return {str(name) for name in chosen} if is_array(chosen) and chosen else set(get_args(FilterName))


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


async def tallies_of(scope: Scope, tests: Sequence[Test]) -> dict[int, Tally]:
    """Where the mails of each test's last run landed."""
    last = {test.id: test.run_no for test in tests}
    sums: dict[int, dict[str, int]] = {test.id: {} for test in tests}
    for count in await results.counts(scope, test_ids=list(last)):
        if count.run_no == last[count.test_id]:
            place = count.landed or "pending"
            sums[count.test_id][place] = sums[count.test_id].get(place, 0) + count.n
    return {id: Tally(**places) for id, places in sums.items()}


def summary(test: Test, tally: Tally) -> Summary:
    return {
        **shown(test),
        "inbox_count": tally.inbox,
        "tab_count": tally.category,
        "spam_count": tally.spam,
        "failed_count": tally.failed + tally.missing,
        "pending_count": tally.pending,
        "adjusted_total_email_count": tally.total - tally.pending,
        "inbox_rate": tally.percent("inbox"),
        "spam_rate": tally.percent("spam"),
    }


# -- making tests


async def _text(scope: Scope, body: NewTest, sender_id: int) -> tuple[str, str, int | None]:
    """Subject and HTML that a test sends, and the variant they come from."""
    if body.custom_email_subject and not body.custom_email_content:
        raise Invalid("A subject of your own needs custom_email_content.", field="custom_email_content")
    if body.custom_email_content:
        if not body.custom_email_subject:
            raise Invalid("A text of your own needs custom_email_subject.", field="custom_email_subject")
        return body.custom_email_subject, body.custom_email_content, None
    if body.campaign_id is None:
        raise Invalid('"campaign_id" is required (or custom_email_subject and custom_email_content).', field="campaign_id")
    if body.sequence_mapping_id is None:
        raise Invalid('"sequence_mapping_id" is required: the id of a sequence of the campaign.', field="sequence_mapping_id")
    steps = [step for step in await sequences.get(scope, body.campaign_id) if step.channel == "email"]
    wanted = body.sequence_variant_id or body.sequence_mapping_id
    for step in steps:
        if step.id == body.sequence_mapping_id and step.variants and not body.sequence_variant_id:
            wanted = step.variants[0].id
    if wanted not in {variant.id for step in steps for variant in step.variants}:
        raise NotFound("The campaign has no such sequence or variant.", field="sequence_mapping_id")
    written = await preview.of_variant(scope, body.campaign_id, wanted, sender_id)
    return written.subject, written.body, wanted


async def _accounts(scope: Scope, addresses: Sequence[str]) -> list[int]:
    wanted = [address.strip().lower() for address in addresses]
    found = await senders.by_addresses(scope, wanted)
    if missing := [address for address in wanted if address not in found]:
        raise NotFound(f"There is no email account {missing[0][:320]}.", field="sender_accounts")
    return [found[address].id for address in wanted]


def _targets(numbers: Sequence[int]) -> list[Target]:
    if unknown := [number for number in numbers if number not in _PAIRS]:
        raise Invalid(f"There is no provider {unknown[0]}: see GET /spam-test/seed/providers.", field="provider_ids")
    return [Target(*_PAIRS[number]) for number in numbers]


async def _create(scope: Scope, body: NewTest, recurrence: Recurrence | None, starts_at: datetime | None) -> Test:
    unit = _GAPS.get(body.min_time_unit.strip().lower())
    if unit is None:
        raise Invalid("min_time_unit must be minutes, hours or days.", field="min_time_unit")
    ids = await _accounts(scope, body.sender_accounts)
    subject, html, variant_id = await _text(scope, body, ids[0])
    return await placement.create(
        scope,
        TestInput(
            body.test_name,
            subject,
            html,
            ids,
            _targets(body.provider_ids),
            body.description,
            body.folder_id,
            body.campaign_id,
            variant_id,
            gap_seconds=0 if body.all_email_sent_without_time_gap else body.min_time_btwn_emails * unit,
            check_links=body.link_checker,
            rescue=body.is_warmup,
            recurrence=recurrence,
            starts_at=starts_at,
            run_now=False,
            vendor={
                "spam_filters": body.spam_filters,
                "sequence_mapping_id": body.sequence_mapping_id,
                "min_time_btwn_emails": body.min_time_btwn_emails,
                "min_time_unit": body.min_time_unit,
                "schedule_start_time": iso(starts_at),
            },
        ),
    )


@router.post("/manual", dependencies=[WRITE])
async def create_manual(scope: Scoped, body: NewTest) -> SpamTest:
    """Send a step of a campaign, or a text of your own, from the accounts to the seed mailboxes of the providers, once."""
    return shown(await _create(scope, body, None, None))


@router.post("/schedule", dependencies=[WRITE])
async def create_automated(scope: Scoped, body: NewSchedule) -> SpamTest:
    """The same again and again: every so many days, or on weekdays (1 = Monday), at the time of day of `schedule_start_time` as
    clocks of the time zone `tz` show it.
    """
    cron = body.scheduler_cron_value
    start = (
        max(utc(body.schedule_start_time, "schedule_start_time"), scope.now)
        if body.schedule_start_time
        else scope.now + timedelta(minutes=1)
    )
    end = utc(body.test_end_date, "test_end_date").date() if body.test_end_date else None
    days = body.days or ([day or 7 for day in cron.days] if cron else [])
    tz = checks.timezone(body.tz or (cron and cron.tz) or "UTC", field="tz")
    at = start.astimezone(zone(tz))
    again = Recurrence(time(at.hour, at.minute), tz, at.date(), body.every_days, frozenset(day - 1 for day in days), end)
    return shown(await _create(scope, body, again, start))


@router.put("/{spam_test_id}/stop", dependencies=[WRITE])
async def stop(scope: Scoped, spam_test_id: PathId) -> Done:
    """No further run begins; what was found stays."""
    await placement.change(scope, spam_test_id, status="stopped")
    return {"ok": True, "message": "Test stopped"}


@router.post("/delete", dependencies=[WRITE])
async def delete(scope: Scoped, body: TestIds) -> Deleted:
    """Delete tests and what they found; ids of no test are passed over."""
    n = await placement.delete(scope, body.spam_test_ids)
    return {"ok": True, "message": "Tests deleted", "deleted_count": n}


@router.post("/report", dependencies=[READ])
async def list_tests(
    scope: Scoped,
    body: ListTests | None = None,
    test_type: Annotated[Literal["manual", "auto", "automated"] | None, Query(alias="testType")] = None,
    limit: Limit = 10,
    offset: Offset = 0,
) -> list[Summary]:
    """Tests, newest first, with where the mails of their last run landed."""
    given = body or ListTests()
    asked = (given.test_type or "").lower()
    if asked not in ("", "manual", "auto", "automated"):
        raise Invalid("test_type must be manual or auto.", field="test_type")
    kind = test_type or asked or None
    status = next((ours for ours, theirs in _STATUS.items() if given.status and theirs == given.status.upper()), None)
    if given.status and status is None:
        raise Invalid(f"status must be one of {', '.join(_STATUS.values())}.", field="status")
    wanted = TestFilter(None if kind is None else kind != "manual", status, given.folder_id, given.search)
    found = await placement.page(scope, wanted, limit=given.limit or limit, offset=given.offset or offset)
    tallies = await tallies_of(scope, found)
    return [summary(test, tallies[test.id]) for test in found]


# -- seeds


@router.get("/seed/providers", dependencies=[READ])
async def seed_providers(scope: Scoped) -> list[Region]:
    """The providers that there are seed mailboxes at, by region and group; the numbers are what a test is made with."""
    regions: dict[str, Region] = {}
    groups: dict[str, GroupShown] = {}
    for seed in await seeds.all_seeds(scope, active=True):
        number, name = region_of(seed.country)
        region = regions.setdefault(number, {"region_id": number, "region_name": name, "groups": []})
        group_id = _group(seed)
        if group_id not in groups:
            groups[group_id] = {"group_id": group_id, "group_name": f"{seed.country} {seed.audience.title()}", "providers": []}
            region["groups"].append(groups[group_id])
        provider: ProviderShown = {
            "provider_id": str(provider_number(seed.provider, seed.audience)),
            "provider_name": provider_name(seed.provider),
        }
        if provider not in groups[group_id]["providers"]:
            groups[group_id]["providers"].append(provider)
    return list(regions.values())


def _group(seed: Seed) -> str:
    first, second = (ord(letter) - ord("A") for letter in seed.country)
    return str((first * 26 + second) * 2 + AUDIENCES.index(seed.audience) + 1)


# -- folders


def _folder(folder: Folder, tests: Sequence[Test]) -> FolderShown:
    return {
        "id": folder.id,
        "folder_name": folder.name,
        "name": folder.name,
        "description": folder.description,
        "test_count": folder.tests,
        "created_at": iso(folder.created_at),
        "updated_at": iso(folder.updated_at),
        "tests": [shown(test) for test in tests if test.folder_id == folder.id],
    }


@router.post("/folder", dependencies=[WRITE])
async def create_folder(scope: Scoped, body: NewFolder) -> FolderShown:
    """A folder to keep tests in."""
    return _folder(await placement.add_folder(scope, body.folder_name, body.description), ())


@router.get("/folder", dependencies=[READ])
async def list_folders(
    scope: Scoped, limit: Limit = 10, offset: Offset = 0, name: Annotated[str | None, Query(max_length=200)] = None
) -> list[FolderShown]:
    """Folders with their tests."""
    found = await placement.folders(scope, search=name or None, limit=limit, offset=offset)
    tests = await placement.of_folders(scope, [folder.id for folder in found])
    return [_folder(folder, tests) for folder in found]


@router.get("/folder/{folder_id}", dependencies=[READ])
async def get_folder(scope: Scoped, folder_id: PathId) -> FolderShown:
    """One folder with its tests."""
    folder = await placement.get_folder(scope, folder_id)
    return _folder(folder, await placement.of_folders(scope, [folder_id]))


@router.delete("/folder/{folder_id}", dependencies=[WRITE])
async def delete_folder(scope: Scoped, folder_id: PathId) -> Done:
    """Delete an empty folder."""
    await placement.delete_folder(scope, folder_id)
    return {"ok": True, "message": "Folder deleted successfully"}


@router.get("/{spam_test_id}", dependencies=[READ])
async def get_test(scope: Scoped, spam_test_id: PathId) -> Summary:
    """One test, with where the mails of its last run landed."""
    test = await placement.get(scope, spam_test_id)
    return summary(test, (await tallies_of(scope, [test]))[test.id])
