"""Leads: the people written to. One row a person and workspace; unique by normalised address and by LinkedIn profile."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Literal, LiteralString, TypedDict

from psycopg.types.json import Jsonb

from outrider.errors import Conflict, Invalid, NotFound
from outrider.frozen import checked
from outrider.outreach.base import approvals, events, marks
from outrider.outreach.base.query import Where, assignments, columns, names_of, prefixed, sql, words
from outrider.outreach.base.scope import Scope
from outrider.outreach.leads import contacts, staging
from outrider.outreach.leads.staging import MERGE_FIELDS, LeadInput
from outrider.rules import addresses, providers, zones

__all__ = [
    "Lead",
    "LeadFilter",
    "LeadInput",
    "Upserted",
    "campaigns_of",
    "count",
    "create_unaddressed",
    "effective",
    "find_by_emails",
    "find_by_phone",
    "find_by_profiles",
    "get",
    "get_by_email",
    "get_many",
    "search",
    "update",
    "upsert",
]

MAX_PAGE = 10_000


@checked(frozen=True, slots=True)
class Lead:
    """A person. `custom` are merge fields beyond the columns; `profile` facts that a dialect or provider keeps."""

    id: int
    email: str | None
    linkedin_key: str | None
    email_domain: str | None
    first_name: str | None
    last_name: str | None
    company_name: str | None
    company_domain: str | None
    job_title: str | None
    phone: str | None
    website: str | None
    location: str | None
    linkedin_url: str | None
    custom: dict[str, Any]
    profile: dict[str, Any]
    status: str | None
    owner_user_id: int | None
    source: str | None
    created_by: int | None
    verification: str | None
    unsubscribed_at: datetime | None
    bounced_at: datetime | None
    last_contacted_at: datetime | None
    last_replied_at: datetime | None
    created_at: datetime
    updated_at: datetime


COLUMNS = tuple(f.name for f in fields(Lead))
# For joins in other modules: SELECT {leads.SELECTED} FROM leads l; or PREFIXED, as lead__id, lead__email and so on.
SELECTED = sql(
    "{columns}, {last} AS last_contacted_at", columns=columns(Lead, "l", without=("last_contacted_at",)), last=contacts.LAST
)
PREFIXED = sql(
    "{columns}, {last} AS lead__last_contacted_at",
    columns=prefixed("l", "lead_", [name for name in names_of(Lead) if name != "last_contacted_at"]),
    last=contacts.LAST,
)
_STORED: tuple[LiteralString, ...] = (*staging.FIELDS, "verification", "created_by", "email_domain", "linkedin_key")
_WRITABLE = frozenset(staging.FIELDS) | {"verification", "created_by"}


@dataclass(frozen=True, slots=True)
class Upserted:
    """What became of one row. A duplicate carries the id of the lead that an earlier row of the same call made or met."""

    index: int
    lead_id: int | None
    result: Literal["created", "updated", "duplicate", "invalid"]
    reason: str | None = None


async def upsert(scope: Scope, rows: Sequence[LeadInput], *, update: bool = True) -> list[Upserted]:
    """Make leads of rows; those that exist already (by address, else by profile) get the values given, unless `update` is off.

    One outcome for each row, in order. Values not given never erase any.
    """
    checked = [staging.prepare(i, row) for i, row in enumerate(rows)]
    kept, duplicates = staging.distinct(c for c in checked if not isinstance(c, staging.Rejected))
    if kept:
        await staging.load(scope, kept)
        await staging.match(scope)
        await staging.merge(scope, update=update)
    made = await staging.ids(scope) if kept else {}
    outcomes: list[Upserted] = []
    for index, row in enumerate(checked):
        if isinstance(row, staging.Rejected):
            outcomes.append(Upserted(index, None, "invalid", row.reason))
        elif index in duplicates:
            outcomes.append(Upserted(index, made[duplicates[index]][0], "duplicate", "in_request"))
        else:
            lead_id, created = made[index]
            outcomes.append(Upserted(index, lead_id, "created" if created else "updated"))
    if scope.is_watched and update:
        changed = [o.lead_id for o in outcomes if o.result == "updated" and o.lead_id is not None]
        await approvals.note_leads(scope, changed, {"rows": [repr(row) for row in rows]})
    return outcomes


async def create_unaddressed(scope: Scope, **values: object) -> Lead:
    """A lead without address or profile, who cannot be contacted until `update` adds one."""
    row = await scope.one(
        """
        WITH made AS (
            INSERT INTO leads (workspace_id, created_at, updated_at) VALUES (%(workspace_id)s, %(now)s, %(now)s) RETURNING id)
        INSERT INTO lead_contacts (workspace_id, lead_id) SELECT %(workspace_id)s, id FROM made RETURNING lead_id AS id
        """
    )
    assert row is not None
    return await update(scope, row["id"], **values)


async def get(scope: Scope, id: int) -> Lead:
    """Raises NotFound."""
    found = await get_many(scope, [id])
    if id not in found:
        raise NotFound(f"There is no lead {id} in this workspace.", field="lead_id")
    return found[id]


async def get_many(scope: Scope, ids: Sequence[int]) -> dict[int, Lead]:
    """Those of the ids that exist in the workspace."""
    rows = await scope.all(
        sql("SELECT {selected} FROM leads l WHERE l.workspace_id = %(workspace_id)s AND l.id = ANY (%(ids)s)", selected=SELECTED),
        ids=ids,
    )
    return {r["id"]: Lead(**r) for r in rows}


async def get_by_email(scope: Scope, email: str) -> Lead | None:
    """The lead with this address, written in any case, or None."""
    return (await find_by_emails(scope, [email])).get(email)


async def find_by_emails(scope: Scope, emails: Sequence[str]) -> dict[str, Lead]:
    """Leads by address, keyed by the address as given. Unknown and malformed ones are absent."""
    normalised = {e: _normal(e) for e in emails}
    rows = await scope.all(
        sql(
            "SELECT {selected} FROM leads l WHERE l.workspace_id = %(workspace_id)s AND l.email = ANY (%(emails)s)",
            selected=SELECTED,
        ),
        emails=list({n for n in normalised.values() if n}),
    )
    by_email = {r["email"]: Lead(**r) for r in rows}
    return {given: by_email[n] for given, n in normalised.items() if n in by_email}


async def find_by_profiles(scope: Scope, slugs: Sequence[str]) -> dict[str, Lead]:
    """Leads by the slug of their LinkedIn profile (rules.addresses.linkedin_key). Unknown ones are absent."""
    rows = await scope.all(
        sql(
            "SELECT {selected} FROM leads l WHERE l.workspace_id = %(workspace_id)s AND l.linkedin_key = ANY (%(slugs)s)",
            selected=SELECTED,
        ),
        slugs=slugs,
    )
    return {r["linkedin_key"]: Lead(**r) for r in rows}


def _normal(email: str) -> str | None:
    try:
        return addresses.normalise(email)
    except addresses.InvalidAddress:
        return None


async def colleagues(scope: Scope, lead: Lead, limit: int = 10) -> list[Lead]:
    """Other leads with an address at the lead's domain, newest first; none where the domain is a mail provider's."""
    if not lead.email or providers.audience_of(lead.email) == "personal":
        return []
    return await scope.rows(
        Lead,
        sql(
            """
            SELECT {columns} FROM leads l
            WHERE l.workspace_id = %(workspace_id)s AND l.email_domain = %(domain)s AND l.id <> %(id)s
            ORDER BY l.id DESC LIMIT %(limit)s
            """,
            columns=SELECTED,
        ),
        domain=lead.email_domain,
        id=lead.id,
        limit=limit,
    )


async def find_by_phone(scope: Scope, phone: str, limit: int = 10) -> list[Lead]:
    """Leads whose number has the same digits, newest first."""
    rows = await scope.all(
        sql(
            """
        SELECT {selected} FROM leads l
        WHERE l.workspace_id = %(workspace_id)s AND l.phone IS NOT NULL AND regexp_replace(l.phone, '\\D', '', 'g') = %(digits)s
        ORDER BY l.id DESC LIMIT %(limit)s
        """,
            selected=SELECTED,
        ),
        digits=re.sub(r"\D", "", phone),
        limit=limit,
    )
    return [Lead(**r) for r in rows]


async def update(scope: Scope, id: int, **changes: object) -> Lead:
    """Change the fields named (LeadInput's); None clears one; `custom` and `profile` replace the whole object.

    A new address forgets that the old one bounced and how it was verified; an unsubscription is the person's and stays.
    Raises NotFound; Invalid for a bad value or an unknown field; Conflict when the address or profile is another lead's.
    """
    if unknown := changes.keys() - _WRITABLE:
        raise Invalid(f"A lead has no field {sorted(unknown)[0]}.", field=sorted(unknown)[0])
    values = {name: _storable(name, value) for name, value in changes.items()}
    if "email" in values:
        values["email"] = _address(values["email"])
        values["email_domain"] = values["email"] and addresses.domain(values["email"])
    if "linkedin_url" in values:
        values["linkedin_key"] = values["linkedin_url"] and addresses.linkedin_key(values["linkedin_url"])
    await _require_free(scope, id, values)
    if values.keys() & {"email", "linkedin_url"}:
        await _hold_addresses(scope, id, values)
    await approvals.note_leads(scope, [id], {"changes": {name: str(value) for name, value in values.items()}})
    row = await scope.row(
        Lead,
        sql(
            """
            UPDATE leads l SET {changes}{forgotten}updated_at = %(now)s
            WHERE l.workspace_id = %(workspace_id)s AND l.id = %(id)s RETURNING {columns}
            """,
            changes=assignments(_STORED, values),
            forgotten=_forgotten(values),
            columns=SELECTED,
        ),
        id=id,
        **values,
    )
    if row is None:
        raise NotFound(f"There is no lead {id} in this workspace.", field="lead_id")
    if "email" in values:  # who runs its mail is settled again
        await scope.run(
            "UPDATE enrollments SET route = 0 WHERE workspace_id = %(workspace_id)s AND lead_id = %(id)s AND route <> 0", id=id
        )
    await events.audit_by_hand(scope, "lead.updated", "lead", [id], changed=sorted(changes))
    return row


_KNOWN = sql(
    """
SELECT l.email, l.linkedin_url FROM leads l
WHERE l.workspace_id = %(workspace_id)s AND l.id = %(id)s AND (
    {last} IS NOT NULL OR l.last_replied_at IS NOT NULL
    OR EXISTS (SELECT FROM enrollments e WHERE e.workspace_id = %(workspace_id)s AND e.lead_id = l.id))
""",
    last=contacts.LAST,
)


async def _hold_addresses(scope: Scope, id: int, values: Mapping[str, object]) -> None:
    """A key with a policy leaves it to others where people are written to who were enrolled or written to."""
    known = await scope.one(_KNOWN, id=id) if scope.is_held else None
    if known and any(values[name] != known[name] for name in ("email", "linkedin_url") if name in values):
        scope.require_no_policy("change the address of a lead that was enrolled or written to")


def _forgotten(values: Mapping[str, object]) -> LiteralString:
    """What a new address makes untrue: that the old one bounced and how it was verified."""
    names: tuple[LiteralString, ...] = () if "email" not in values else ("bounced_at", "verification")
    return "".join(
        [
            sql("{name} = CASE WHEN l.email IS NOT DISTINCT FROM %(email)s THEN l.{name} END, ", name=name)
            for name in names
            if name not in values
        ]
    )


def _storable(name: str, value: Any) -> Any:
    """The value as its column takes it. Raises Invalid."""
    if name in ("custom", "profile"):
        text, stored = json.dumps(dict(value or {}), ensure_ascii=False), Jsonb(dict(value or {}))
    elif isinstance(value, str):
        text = stored = value.strip() or None
    else:
        return value
    if text and (not staging.storable(text) or (isinstance(stored, str) and staging.is_too_long(name, text))):
        raise Invalid(f"{name} is too long, or not text.", field=name)
    return stored


def _address(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return addresses.normalise(value)
    except addresses.InvalidAddress as e:
        raise Invalid(f"This is not an email address: {e.reason}", field="email") from None


_TAKEN: dict[str, LiteralString] = {
    "email": "SELECT 1 FROM leads WHERE workspace_id = %(workspace_id)s AND email = %(value)s AND id <> %(id)s",
    "linkedin_key": "SELECT 1 FROM leads WHERE workspace_id = %(workspace_id)s AND linkedin_key = %(value)s AND id <> %(id)s",
}


async def _require_free(scope: Scope, id: int, values: Mapping[str, object]) -> None:
    for name, field in (("email", "email"), ("linkedin_key", "linkedin_url")):
        if values.get(name) and await scope.one(_TAKEN[name], value=values[name], id=id):
            raise Conflict("Another lead of the workspace has this value.", field=field)


# Search

Order = Literal["newest", "oldest", "added", "updated", "name", "email"]
_ORDERS: dict[Order, LiteralString] = {
    "newest": "l.id DESC",
    "oldest": "l.id",
    "added": "l.created_at DESC, l.id DESC",
    "updated": "l.updated_at DESC, l.id DESC",
    "name": "l.first_name, l.last_name, l.id",
    "email": "l.email, l.id",
}

# What lies beyond the lead `after`.
_BEYOND: dict[Order, LiteralString] = {
    "newest": "l.id < %(after)s",
    "oldest": "l.id > %(after)s",
    # Behind a lead that was deleted since: behind the one added before it.
    "added": """(l.created_at, l.id) < ((
        SELECT a.created_at FROM leads a WHERE a.workspace_id = %(workspace_id)s AND a.id <= %(after)s ORDER BY a.id DESC LIMIT 1
    ), %(after)s)""",
}


# How far we are with a lead, in a word: what matters most of what happened.
Standing = Literal["new", "contacted", "replied", "bounced", "unsubscribed"]


def standing(lead: Lead) -> Standing:
    """The one of `Standing` that a lead has. LeadFilter finds by the same (_STANDINGS)."""
    if lead.unsubscribed_at:
        return "unsubscribed"
    if lead.bounced_at:
        return "bounced"
    if lead.last_replied_at:
        return "replied"
    return "contacted" if lead.last_contacted_at else "new"


@dataclass(frozen=True, slots=True)
class LeadFilter:
    """Which leads. None does not filter; sequences mean "any of these"; times but `created_from` exclude their own instant.

    `query`: beginnings of words of names, company, title, location, address and notes; all must be there. `company` is contained
    in the company's name, its words each beginning one of it.
    """

    query: str | None = None
    list_ids: Sequence[int] | None = None
    email: str | None = None
    created_after: datetime | None = None
    created_from: datetime | None = None
    created_before: datetime | None = None
    status: str | None = None
    owner_user_id: int | None = None
    company: str | None = None
    tag_ids: Sequence[int] | None = None
    campaign_ids: Sequence[int] | None = None
    standing: Standing | None = None


_CONDITIONS: dict[str, LiteralString] = {
    "list_ids": """l.id IN (
        SELECT m.lead_id FROM list_members m WHERE m.workspace_id = %(workspace_id)s AND m.list_id = ANY (%(list_ids)s))""",
    "created_after": "l.created_at > %(created_after)s",
    "created_from": "l.created_at >= %(created_from)s",
    "created_before": "l.created_at < %(created_before)s",
    "status": "l.status = %(status)s",
    "owner_user_id": "l.owner_user_id = %(owner_user_id)s",
    "tag_ids": """l.id IN (
        SELECT t.object_id FROM taggings t
        WHERE t.workspace_id = %(workspace_id)s AND t.object_kind = 'lead' AND t.tag_id = ANY (%(tag_ids)s))""",
    "campaign_ids": """l.id IN (
        SELECT e.lead_id FROM enrollments e
        WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = ANY (%(campaign_ids)s))""",
}
_UNTOUCHED: LiteralString = "l.last_replied_at IS NULL AND l.unsubscribed_at IS NULL AND l.bounced_at IS NULL"
_STANDINGS: dict[Standing, LiteralString] = {
    "unsubscribed": "l.unsubscribed_at IS NOT NULL",
    "bounced": "l.bounced_at IS NOT NULL AND l.unsubscribed_at IS NULL",
    "replied": "l.last_replied_at IS NOT NULL AND l.unsubscribed_at IS NULL AND l.bounced_at IS NULL",
    "contacted": sql("{written} AND {untouched}", written=contacts.WRITTEN, untouched=_UNTOUCHED),
    "new": sql("{never} AND {untouched}", never=contacts.NEVER, untouched=_UNTOUCHED),
}
_OF_COMPANY = """(l.search @@ to_tsquery('simple', %(company_words)s)
    AND strpos(lower(l.company_name), lower(%(company)s)) > 0)"""


def _where(filters: LeadFilter) -> Where:
    where = Where("l")
    where.fields(_CONDITIONS, filters)
    where.words("l.search @@ to_tsquery('simple', %(words)s)", "words", filters.query)
    if filters.standing is not None:
        where.add(_STANDINGS[filters.standing])
    if filters.email is not None:
        email = _normal(filters.email)
        where.add("l.email = %(email)s" if email else "false", email=email)
    if filters.company and (found := words(filters.company)):
        where.add(_OF_COMPANY, company_words=found, company=filters.company.strip())
    return where


async def search(
    scope: Scope,
    filters: LeadFilter | None = None,
    *,
    limit: int = 100,
    after: int | None = None,
    offset: int = 0,
    order: Order = "newest",
) -> list[Lead]:
    """Leads that pass the filter. Pages by `after`, the id of the last lead seen (orders newest, oldest and added), or by
    `offset`.
    """
    if after is not None and order not in _BEYOND:
        raise Invalid("Only the orders newest, oldest and added page by id.", field="after")
    limit = min(limit, MAX_PAGE)
    if (
        filters
        and order in _BY_CONTACT
        and filters.standing in contacts.KEPT
        and filters == LeadFilter(standing=filters.standing)
    ):
        return await _by_contact(scope, contacts.KEPT[filters.standing], order, (limit, after, offset))
    where = _where(filters or LeadFilter())
    where.given(_BEYOND.get(order, ""), after=after)

    async def page(by: LiteralString, extra: LiteralString = "") -> list[Lead]:
        statement = sql(
            "SELECT {columns} FROM leads l WHERE {where}{extra} ORDER BY {by} LIMIT %(limit)s OFFSET %(offset)s",
            columns=SELECTED,
            where=where.sql,
            extra=extra,
            by=by,
        )
        return await scope.rows(Lead, statement, **where.params, limit=limit, offset=offset)

    if where.params.get("words") is None or order != "newest":
        return await page(_ORDERS[order])
    # A common word fills the page from the newest leads; a rare one is in few. The planner can't tell which is which: it
    # would read a million leads backwards for a word that none has.
    newer = Where("x")
    newer.given("x.id < %(after)s", after=after)
    found = await page(_ORDERS[order], sql(_RECENT, newer=newer.sql))
    return found if len(found) == limit else await page("l.id + 0 DESC")  # + 0: not by the key, so by the words' index


# An order of ids, and what lies beyond the lead `after` in it.
_BY_CONTACT: dict[Order, tuple[LiteralString, LiteralString]] = {
    "newest": ("k.lead_id DESC", "k.lead_id < %(after)s"),
    "oldest": ("k.lead_id", "k.lead_id > %(after)s"),
}


async def _by_contact(scope: Scope, source: LiteralString, order: Order, page: tuple[int, int | None, int]) -> list[Lead]:
    """Leads that were written to, or never were, and did nothing yet. `page`: limit, after, offset."""
    limit, after, offset = page
    by, beyond = _BY_CONTACT[order]
    where = Where("l")
    where.add(_UNTOUCHED)
    where.given(beyond, after=after)
    statement = sql(
        "SELECT {columns} FROM {source} WHERE {where} ORDER BY {by} LIMIT %(limit)s OFFSET %(offset)s",
        columns=SELECTED,
        source=source,
        where=where.sql,
        by=by,
    )
    return await scope.rows(Lead, statement, **where.params, limit=limit, offset=offset)


_RECENT: LiteralString = """
AND l.id > coalesce((SELECT x.id FROM leads x WHERE {newer} ORDER BY x.id DESC OFFSET 5000 LIMIT 1), 0)
"""


async def count(scope: Scope, filters: LeadFilter | None = None) -> int:
    """How many leads `search` would find."""
    where = _where(filters or LeadFilter())
    return await scope.count(sql("SELECT count(*) FROM leads l WHERE {where}", where=where.sql), **where.params)


def effective(lead: Lead, overrides: Mapping[str, object] | None = None) -> dict[str, Any]:
    """Merge fields by name: the lead's columns, its custom fields, then what an enrollment or membership overrides."""
    values: dict[str, object] = {"email": lead.email, **{name: getattr(lead, name) for name in MERGE_FIELDS}}
    return {**values, **lead.custom, **(overrides or {})}


def timezone_of(lead: Lead, overrides: Mapping[str, object] | None = None) -> str | None:
    """The zone of a lead's clock: what a field such as `schedule_timezone` says, else where it is (rules.zones)."""
    return zones.zone_of({**lead.profile, **effective(lead, overrides)})


class InCampaign(TypedDict):
    """An enrollment of a lead with its campaign and seat."""

    enrollment_id: int
    lead_id: int
    campaign_id: int
    campaign_name: str
    campaign_status: str
    seat_id: int
    seat_settings: dict[str, object]
    category_id: int | None
    status: str
    reason: str | None
    done_position: int
    created_at: datetime


async def campaigns_of(scope: Scope, lead_ids: Sequence[int]) -> dict[int, list[InCampaign]]:
    """Every enrollment of these leads, oldest first."""
    rows = await scope.rows(
        InCampaign,
        sql(
            """
        SELECT e.id AS enrollment_id, e.lead_id, e.campaign_id, c.name AS campaign_name, c.status AS campaign_status, c.seat_id,
               s.settings AS seat_settings, e.category_id, e.status, e.reason, {position} AS done_position,
               e.created_at
        FROM enrollments e
        JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
        JOIN seats s ON s.workspace_id = %(workspace_id)s AND s.id = c.seat_id
        WHERE e.workspace_id = %(workspace_id)s AND e.lead_id = ANY (%(ids)s) ORDER BY e.id
        """,
            position=marks.position(),
        ),
        ids=lead_ids,
    )
    found: dict[int, list[InCampaign]] = {id: [] for id in lead_ids}
    for row in rows:
        found[row["lead_id"]].append(row)
    return found


# Leaving
