"""Campaigns: what one is made of, and its schedule. Beside it: campaign_states (start, pause, …), campaign_senders, settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, LiteralString, TypedDict

from psycopg.types.json import Jsonb
from typing_extensions import Unpack

from outrider.errors import Invalid, NotFound
from outrider.outreach.base import approvals, batches, enrollment_places, events, jobs, purges, wake
from outrider.outreach.base.jobs import Job
from outrider.outreach.base.query import Where, any_of, assignments, columns, keys_of, sql
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import trial
from outrider.outreach.campaigns.settings import Settings, merged, settings_of
from outrider.outreach.senders import tracking_domains
from outrider.outreach.tenancy import seats
from outrider.rules import schedule as schedules
from outrider.rules.schedule import ScheduleJson
from outrider.values import Json, amended

UNROUTE = "leads.unroute"  # the job that goes on with leads whose mailboxes are no longer chosen (engine.work.moves)
STATUSES = ("draft", "active", "paused", "stopped", "completed", "archived")


class Triggers(TypedDict):
    """What brings a lead into a subsequence (see outreach.triggers)."""

    category_values: list[int]
    category_ids: list[int]
    activities: list[str]
    reply_contains: str
    wait_seconds: int


@dataclass(frozen=True, slots=True)
class Campaign:
    """`schedule` is rules.schedule JSON. `vendor`: values that a dialect echoes and that decide nothing. `triggers`: what brings
    leads of the parent campaign in here (outreach.triggers)."""

    id: int
    seat_id: int
    parent_id: int | None
    name: str
    status: str
    status_reason: str | None
    list_id: int | None
    owner_user_id: int | None
    schedule: ScheduleJson
    daily_limit: int | None
    new_leads_per_day: int | None
    min_gap_seconds: int
    settings: Settings
    vendor: dict[str, Any]
    triggers: Triggers | None
    started_at: datetime | None
    completed_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @property
    def opening(self) -> ScheduleJson:
        """The schedule of the campaign as a whole: where it keeps to its leads' clocks, open when it may be by one of them."""
        if not self.settings.use_lead_timezone:
            return self.schedule
        return schedules.to_json(schedules.in_any_zone(schedules.from_json(self.schedule)))


class CampaignInput(TypedDict, total=False):
    """What a campaign is made of, in addition to its name and seat. `settings`: only those that are given."""

    schedule: Mapping[str, object] | ScheduleJson | None
    settings: Settings | Mapping[str, object] | None
    daily_limit: int | None
    new_leads_per_day: int | None
    min_gap_seconds: int | None
    list_id: int | None
    parent_id: int | None
    owner_user_id: int | None
    vendor: Mapping[str, object] | None
    triggers: Mapping[str, object] | Triggers | None


class CampaignChanges(CampaignInput, total=False):
    """What may be changed of a campaign."""

    name: str | None
    seat_id: int


class CampaignFilters(TypedDict, total=False):
    """Which campaigns. None does not filter. `tag_ids`: with any of them; `all_tag_ids`: with each; `untagged`: with none.
    `subsequences`: True only campaigns with a parent, False only those without. `vendor`: what the vendor's facts hold.
    """

    seat_id: int | None
    seat_ids: Sequence[int] | None
    status: str | Sequence[str] | None
    exclude_status: str | Sequence[str] | None
    search: str | None
    tag_ids: Sequence[int] | None
    all_tag_ids: Sequence[int] | None
    untagged: bool
    parent_id: int | None
    parent_id_not: int | None
    subsequences: bool | None
    sender_id: int | None
    lead_email: str | None
    owner_user_id: int | None
    vendor: Mapping[str, object] | None


_COLUMNS = columns(Campaign, "c")


def _campaign(row: Json) -> Campaign:
    return Campaign(**amended(row, settings=settings_of(row["settings"])))


# ---- Reading


async def get(scope: Scope, id: int) -> Campaign:
    row = await scope.one(
        sql("SELECT {columns} FROM campaigns c WHERE c.workspace_id = %(workspace_id)s AND c.id = %(id)s", columns=_COLUMNS),
        id=id,
    )
    if row is None:
        raise NotFound("There is no such campaign.", field="campaign_id")
    return _campaign(row)


async def get_many(scope: Scope, ids: Sequence[int]) -> dict[int, Campaign]:
    """Those of the ids that exist."""
    rows = await scope.all(
        sql(
            "SELECT {columns} FROM campaigns c WHERE c.workspace_id = %(workspace_id)s AND c.id = ANY (%(ids)s)", columns=_COLUMNS
        ),
        ids=ids,
    )
    return {row["id"]: _campaign(row) for row in rows}


async def by_name(scope: Scope, name: str) -> Campaign | None:
    """The newest campaign of exactly this name (letter case aside)."""
    row = await scope.one(
        sql(
            """
        SELECT {columns} FROM campaigns c
        WHERE c.workspace_id = %(workspace_id)s AND lower(c.name) = lower(%(name)s) ORDER BY c.id DESC LIMIT 1
        """,
            columns=_COLUMNS,
        ),
        name=name.strip(),
    )
    return _campaign(row) if row else None


Order = Literal["newest", "oldest", "name", "name_down", "running", "resting"]
_ORDERS: dict[Order, LiteralString] = {
    "newest": "c.id DESC",
    "oldest": "c.id",
    "name": "lower(c.name), c.id",
    "name_down": "lower(c.name) DESC, c.id DESC",
    "running": "c.status <> 'active', c.id DESC",
    "resting": "c.status = 'active', c.id DESC",
}
_TAGGED = """EXISTS (
    SELECT FROM taggings t WHERE t.workspace_id = %(workspace_id)s AND t.object_kind = 'campaign' AND t.object_id = c.id
      AND t.tag_id = ANY (%(tag_ids)s))"""
_TAGGED_WITH_ALL = """(
    SELECT count(*) FROM taggings t WHERE t.workspace_id = %(workspace_id)s AND t.object_kind = 'campaign' AND t.object_id = c.id
      AND t.tag_id = ANY (%(all_tag_ids)s)) = cardinality(%(all_tag_ids)s)"""
_UNTAGGED = """NOT EXISTS (
    SELECT FROM taggings t WHERE t.workspace_id = %(workspace_id)s AND t.object_kind = 'campaign' AND t.object_id = c.id)"""
_STAFFED_BY = """EXISTS (
    SELECT FROM campaign_senders s WHERE s.workspace_id = %(workspace_id)s AND s.campaign_id = c.id
      AND s.sender_id = %(sender_id)s)"""
_WITH_LEAD = """EXISTS (
    SELECT FROM enrollments e JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = e.lead_id
    WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = c.id AND l.email = lower(%(lead_email)s))"""


async def find_all(
    scope: Scope,
    *,
    limit: int = 100,
    after: int | None = None,
    offset: int = 0,
    order: Order = "newest",
    **filters: Unpack[CampaignFilters],
) -> list[Campaign]:
    """Campaigns that pass every filter given. `after` is the last id seen (with newest and oldest).

    Order 'running' lists those that are active first, 'resting' last.
    """
    where = _where(filters)
    where.given("c.id > %(after)s" if order == "oldest" else "c.id < %(after)s", after=after)
    rows = await scope.all(
        sql(
            "SELECT {columns} FROM campaigns c WHERE {where} ORDER BY {order} LIMIT %(limit)s OFFSET %(offset)s",
            columns=_COLUMNS,
            where=where.sql,
            order=_ORDERS[order],
        ),
        **where.params,
        limit=limit,
        offset=offset,
    )
    return [_campaign(r) for r in rows]


def _where(filters: CampaignFilters) -> Where:
    where = Where("c")
    where.given("c.seat_id = %(seat_id)s", seat_id=filters.get("seat_id"))
    where.given("c.seat_id = ANY (%(seat_ids)s)", seat_ids=filters.get("seat_ids"))
    where.given("c.status = ANY (%(status)s)", status=any_of(filters.get("status")))
    where.given("c.status <> ALL (%(exclude_status)s)", exclude_status=any_of(filters.get("exclude_status")))
    where.given("strpos(lower(c.name), lower(%(search)s)) > 0", search=filters.get("search") or None)
    where.given("c.parent_id = %(parent_id)s", parent_id=filters.get("parent_id"))
    where.given("c.parent_id IS DISTINCT FROM %(parent_id_not)s", parent_id_not=filters.get("parent_id_not"))
    where.given("(c.parent_id IS NOT NULL) = %(subsequences)s", subsequences=filters.get("subsequences"))
    where.given(_TAGGED, tag_ids=filters.get("tag_ids") or None)
    where.given(_TAGGED_WITH_ALL, all_tag_ids=sorted({*(filters.get("all_tag_ids") or ())}) or None)
    if filters.get("untagged"):
        where.add(_UNTAGGED)
    where.given(_STAFFED_BY, sender_id=filters.get("sender_id"))
    where.given(_WITH_LEAD, lead_email=filters.get("lead_email"))
    where.given("c.owner_user_id = %(owner_user_id)s", owner_user_id=filters.get("owner_user_id"))
    facts = filters.get("vendor")
    where.given("c.vendor @> %(vendor)s", vendor=Jsonb(facts) if facts else None)
    return where


async def count(scope: Scope, *, launched: bool = False, **filters: Unpack[CampaignFilters]) -> int:
    """How many campaigns pass every filter given; `launched`: that have ever been started."""
    where = _where(filters)
    if launched:
        where.add("c.started_at IS NOT NULL")
    return await scope.count(sql("SELECT count(*) FROM campaigns c WHERE {where}", where=where.sql), **where.params)


async def with_running_subsequences(scope: Scope, ids: Sequence[int]) -> set[int]:
    """Those of the campaigns that still have active leads in a subsequence."""
    rows = await scope.all(
        """
        SELECT DISTINCT k.parent_id AS id FROM campaigns k
        WHERE k.workspace_id = %(workspace_id)s AND k.parent_id = ANY (%(ids)s) AND k.status = 'active'
          AND EXISTS (SELECT FROM enrollments e WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = k.id
                      AND e.status IN ('active', 'paused'))
        """,
        ids=ids,
    )
    return {row["id"] for row in rows}


async def enrollment_counts(scope: Scope, ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """For each campaign, how many enrollments by status; 'not_started': active ones without a first message; 'total'."""
    zero = {"total": 0, "not_started": 0, "active": 0, "paused": 0, "completed": 0, "stopped": 0}
    counts = {id: dict(zero) for id in ids}
    for place in await enrollment_places.read(scope, ids):
        of = counts[place.campaign_id]
        of[place.status] += place.n
        of["total"] += place.n
        if place.status == "active" and place.done_position == 0:
            of["not_started"] += place.n
    return counts


async def last_sent_at(scope: Scope, id: int) -> datetime | None:
    """When the campaign last sent something; None: never."""
    row = await scope.one(
        """
        SELECT at FROM events WHERE workspace_id = %(workspace_id)s AND campaign_id = %(id)s AND type = 'message.sent'
        ORDER BY at DESC LIMIT 1
        """,
        id=id,
    )
    return row["at"] if row else None


async def lock(scope: Scope, id: int) -> Campaign:
    """The campaign, held until the transaction ends, so that two changes of its state follow each other."""
    row = await scope.one(
        sql(
            "SELECT {columns} FROM campaigns c WHERE c.workspace_id = %(workspace_id)s AND c.id = %(id)s FOR NO KEY UPDATE",
            columns=_COLUMNS,
        ),
        id=id,
    )
    if row is None:
        raise NotFound("There is no such campaign.", field="campaign_id")
    return _campaign(row)


@dataclass(frozen=True, slots=True)
class Opening:
    """The present or next open stretch of a schedule. `reason` None: open now."""

    opens_at: datetime | None
    closes_at: datetime | None
    reason: str | None


def window(schedule: Mapping[str, object] | None, now: datetime) -> Opening:
    """When a schedule (as JSON) is open: now, or next."""
    parsed = schedules.from_json(schedule)
    opens = schedules.next_open(parsed, now)
    if opens is None:
        return Opening(None, None, Reason.CAMPAIGN_ENDED)
    reason = None
    if opens > now:
        early = parsed.start_date and schedules.local_day(now, parsed.timezone) < parsed.start_date
        reason = Reason.NOT_STARTED_YET if early else Reason.OUTSIDE_WINDOW
    return Opening(opens, schedules.closes_at(parsed, opens), reason)


# ---- Creating and changing


async def create(scope: Scope, name: str, *, seat_id: int | None = None, **given: Unpack[CampaignInput]) -> Campaign:
    """A draft. Without a schedule it may send at any time once started."""
    values = await _checked(
        scope,
        {
            "name": name,
            "schedule": given.get("schedule") or {},
            "settings": given.get("settings") or {},
            "daily_limit": given.get("daily_limit"),
            "new_leads_per_day": given.get("new_leads_per_day"),
            "min_gap_seconds": given.get("min_gap_seconds", 0),
            "list_id": given.get("list_id"),
            "parent_id": given.get("parent_id"),
            "owner_user_id": given.get("owner_user_id"),
            "vendor": given.get("vendor") or {},
            "triggers": given.get("triggers"),
        },
        Settings(),
    )
    row = await scope.one(
        sql(
            """
        INSERT INTO campaigns AS c (workspace_id, seat_id, parent_id, name, list_id, owner_user_id, schedule, daily_limit,
                                    new_leads_per_day, min_gap_seconds, settings, vendor, triggers, created_at, updated_at)
        VALUES (%(workspace_id)s, %(seat_id)s, %(parent_id)s, %(name)s, %(list_id)s, %(owner_user_id)s, %(schedule)s,
                %(daily_limit)s, %(new_leads_per_day)s, %(min_gap_seconds)s, %(settings)s, %(vendor)s, %(triggers)s,
                %(now)s, %(now)s)
        RETURNING {columns}
        """,
            columns=_COLUMNS,
        ),
        seat_id=await seats.or_default(scope, seat_id),
        **values,
    )
    assert row is not None
    await events.audit(scope, "campaign.created", "campaign", row["id"])
    return _campaign(row)


CHANGEABLE = keys_of(CampaignChanges)


async def update(scope: Scope, id: int, **changes: Unpack[CampaignChanges]) -> Campaign:
    """Change any of CHANGEABLE. `settings` and `vendor` are merged name by name, everything else is replaced; None clears."""
    unknown = set(changes) - set(CHANGEABLE)
    if unknown:
        raise Invalid(f"A campaign has no {', '.join(sorted(unknown))} to change.", field=min(unknown))
    await wake.senders_of(scope, [id])  # before the campaign's lock: the dispatcher locks in this order, too
    campaign = await lock(scope, id)
    values = await _checked(scope, changes, campaign.settings)
    if not values:
        return campaign
    await scope.run(
        sql(
            """
        UPDATE campaigns c SET {changes}updated_at = %(now)s
        WHERE c.workspace_id = %(workspace_id)s AND c.id = %(id)s
        """,
            changes=assignments(CHANGEABLE, values, merged=("vendor",), table="c"),
        ),
        id=id,
        **values,
    )
    await events.audit(scope, "campaign.updated", "campaign", id, changed=sorted(values))
    await approvals.note_campaign(scope, "campaign.change", id)
    changed = await get(scope, id)
    if campaign.settings.is_routed and not changed.settings.is_routed and await unroute(scope, id) is not None:
        await jobs.enqueue(scope, UNROUTE, {"id": id}, entity_kind="campaign", entity_id=id)
    return changed


async def unroute(scope: Scope, id: int, after: int = 0, limit: int = batches.AT_ONCE) -> int | None:
    """Let every mailbox write to the leads of a campaign that no longer chooses its mailboxes by theirs, to so many at most: the
    last of them; None when there are no more.
    """
    rows = await scope.all(
        """
        UPDATE enrollments SET route = 0
        WHERE workspace_id = %(workspace_id)s AND id = ANY (ARRAY(
            SELECT id FROM enrollments
            WHERE workspace_id = %(workspace_id)s AND campaign_id = %(id)s AND id > %(after)s AND route <> 0
            ORDER BY id LIMIT %(limit)s FOR NO KEY UPDATE))
        RETURNING id
        """,
        id=id,
        after=after,
        limit=limit,
    )
    return max(row["id"] for row in rows) if len(rows) >= limit else None


async def delete(scope: Scope, id: int) -> Job | None:
    """Remove a campaign with its sequence and enrollments. Leads, senders, conversations, messages and events stay.

    The job that removes the enrollments, where there are many: they are shown nowhere from now on.
    """
    if not await scope.run("DELETE FROM campaigns WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=id):
        raise NotFound("There is no such campaign.", field="campaign_id")
    await scope.run("UPDATE campaigns SET parent_id = NULL WHERE workspace_id = %(workspace_id)s AND parent_id = %(id)s", id=id)
    await scope.run(
        "DELETE FROM taggings WHERE workspace_id = %(workspace_id)s AND object_kind = 'campaign' AND object_id = %(id)s", id=id
    )
    for row in await scope.all(
        "DELETE FROM webhooks WHERE workspace_id = %(workspace_id)s AND campaign_id = %(id)s RETURNING id", id=id
    ):
        await purges.begin(scope, "webhook", row["id"])
    await events.audit(scope, "campaign.deleted", "campaign", id)
    return await purges.begin(scope, "campaign", id)


async def _checked(scope: Scope, changes: CampaignChanges, old: Settings) -> dict[str, object]:
    """The values as the table takes them. Invalid or NotFound for one that breaks a rule."""
    values: dict[str, object] = {**changes}
    if "name" in changes:
        values["name"] = (changes["name"] or "").strip()
        if not values["name"]:
            raise Invalid("A campaign needs a name.", field="name")
    if "schedule" in changes:
        parsed = schedules.from_json(changes["schedule"])
        values["schedule"] = Jsonb(schedules.to_json(parsed) if changes["schedule"] else {})
    if "settings" in changes:
        settings = merged(old, changes["settings"] or {})
        if {*settings.cc, *settings.bcc} - {*old.cc, *old.bcc}:
            scope.require_no_policy("say who gets copies")
        if settings.unsubscribe_text != old.unsubscribe_text:
            await trial.try_out([("The opt-out text", "unsubscribe_text", settings.unsubscribe_text, True)], scope.now)
        if settings.tracking_domain and settings.tracking_domain != old.tracking_domain:
            host = tracking_domains.host_of(settings.tracking_domain)
            await tracking_domains.want(scope, host)
            settings = settings.model_copy(update={"tracking_domain": host})
        values["settings"] = Jsonb(settings.model_dump(mode="json"))
    if "vendor" in changes:
        values["vendor"] = Jsonb(dict(changes["vendor"] or {}))
    if (triggers := changes.get("triggers")) is not None:
        values["triggers"] = Jsonb(dict(triggers))
    for name in ("daily_limit", "new_leads_per_day", "min_gap_seconds"):
        if (limit := changes.get(name)) is not None and limit < 0:
            raise Invalid("A limit cannot be negative.", field=name)
    if changes.get("min_gap_seconds", 0) is None:
        values["min_gap_seconds"] = 0
    if "seat_id" in changes:
        await seats.get(scope, changes["seat_id"])
    if (parent_id := changes.get("parent_id")) is not None:
        await get(scope, parent_id)
    if (list_id := changes.get("list_id")) is not None and not await scope.one(
        "SELECT 1 FROM lists WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=list_id
    ):
        raise NotFound("There is no such list.", field="list_id")
    return values
