"""Inbox placement tests: a text sent from accounts to the installation's own seed mailboxes, once or by a schedule."""

from collections.abc import Sequence
from datetime import time
from typing import Annotated, Literal, NotRequired
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field
from typing_extensions import TypedDict

from outrider.dialects.instantly import answer_types
from outrider.dialects.instantly.bodies import MAX_TEXT, NUMBER, STORABLE, TIMEZONES, Body, Changes, Clock, Days, Moment, Text
from outrider.dialects.instantly.pages import DEFAULT, After, Limit, after_id, page, row_id
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.fields import NOT_BLANK, Flag, OneOf
from outrider.dialects.kit.ids import some_ids, uid
from outrider.dialects.kit.texts import iso
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.deliverability import placement, seeds
from outrider.outreach.deliverability.placement import Test, TestFilter, TestInput
from outrider.outreach.deliverability.seeds import Seed, Target
from outrider.outreach.leads import tags as labels
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import SenderFilter
from outrider.rules.placement import Recurrence
from outrider.rules.providers import PROVIDERS
from outrider.values import is_array

router = APIRouter(tags=["Inbox placement"])

ONE_BY_ONE = 60  # seconds between two mails of an account
_STATUS = {"active": 1, "paused": 2, "completed": 3, "stopped": 3}
_TIMEZONES = sorted({*TIMEZONES, "Etc/GMT"})
_REGION = {"US": "North America", "CA": "North America"}


TestName = Annotated[str, Field(max_length=placement.MAX_NAME, pattern=NOT_BLANK), STORABLE]


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


def id_of_test(value: UUID | str) -> int:
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
    found = await placement.page(scope, wanted, before=after_id("placement_test", starting_after), limit=limit)
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
    test = await placement.get(scope, id_of_test(id))
    [shown] = await _shown(scope, [test])
    if with_metadata:
        campaign = (await campaigns.get_many(scope, [test.campaign_id])).get(test.campaign_id) if test.campaign_id else None
        wanted = some_ids("tag", shown["tags"])
        named = {tag.id: tag.name for tag in await labels.find_all(scope, ids=wanted, limit=len(wanted))} if wanted else {}
        ids = [tag_id for tag_id in wanted if tag_id in named]
        shown["metadata"] = {
            "campaign": {"id": uid("campaign", campaign.id), "name": campaign.name} if campaign else None,
            "tags": [{"id": uid("tag", tag_id), "label": named[tag_id]} for tag_id in ids],
        }
    return shown


@router.patch("/inbox-placement-tests/{id}", dependencies=[needs("inbox_placement_tests:update")])
async def patch_test(scope: Scoped, id: UUID, body: PatchTest) -> TestShown:
    """Another name or schedule; status 1 resumes, 2 pauses."""
    _no_automations(body.automations)
    test_id = id_of_test(id)
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
    test = await placement.get(scope, id_of_test(id))
    [shown] = await _shown(scope, [test])
    await placement.delete(scope, [test.id])
    return shown
