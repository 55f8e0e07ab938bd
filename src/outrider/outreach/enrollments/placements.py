"""Placements: where people are, in campaigns (enrollments) and in lists (memberships), read as one sequence of rows.

A row of a subsequence is not a separate placement: it continues the parent campaign's row. Rows are ordered by id, those of
lists before those of campaigns of the same id.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Literal, LiteralString

from outrider.errors import NotFound
from outrider.outreach.base import marks
from outrider.outreach.base.query import Where, names_of, parameter, sql
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.enrollments import moves
from outrider.outreach.enrollments.filters import NEAR
from outrider.outreach.enrollments.moves import Kind, Ref
from outrider.outreach.leads import leads
from outrider.outreach.leads.leads import Lead
from outrider.values import is_list

Standing = Literal["active", "paused", "completed", "bounced", "unsubscribed", "skipped"]
MAX_CHANGED = 10_000  # rows that one call acts on


@dataclass(frozen=True, slots=True)
class Placement:
    """A person in one campaign or one list. `fields` override the lead's values here; `standing` says how it ended, or not.

    `known_as`: the row itself, or the one that it began as before it was moved.
    """

    kind: Kind
    id: int
    campaign_id: int | None
    list_id: int | None
    standing: Standing
    reason: str | None
    sender_id: int | None
    done_position: int
    category_id: int | None
    category_at: datetime | None
    interest_value: int | None
    sentiment: str | None
    owner_user_id: int | None
    fields: dict[str, object]
    vendor: dict[str, Any]
    opens: int
    clicks: int
    replies: int
    first_sent_at: datetime | None
    last_step_at: datetime | None
    last_reply_at: datetime | None
    created_at: datetime
    updated_at: datetime
    known_as: Ref
    lead: Lead

    @property
    def ref(self) -> Ref:
        return self.kind, self.id

    @property
    def values(self) -> dict[str, Any]:
        """Merge fields by name as they hold here."""
        return leads.effective(self.lead, self.fields)


@dataclass(frozen=True, slots=True)
class Count:
    """How often something happened (`since` a moment): `condition` 'more', 'less' or 'equal'."""

    column: Literal["replies", "opens", "clicks"]
    condition: Literal["more", "less", "equal"]
    count: float
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """Something happened at or after a moment. `column` 'last_step_at' or 'category_at'."""

    column: Literal["last_step_at", "category_at"]
    at: datetime


@dataclass(frozen=True, slots=True)
class Filter:
    """Which placements: those that pass every filter given. Sequences mean "one of these"."""

    search: str | None = None  # beginnings of words in names, company, title, location and address
    campaign_ids: Sequence[int] | None = None
    list_ids: Sequence[int] | None = None
    in_campaign: bool | None = None
    in_list: bool | None = None
    refs: Sequence[Ref] | None = None
    exclude_refs: Sequence[Ref] | None = None
    lead_ids: Sequence[int] | None = None
    emails: Sequence[str] | None = None
    standing: Sequence[Standing] | None = None
    exclude_standing: Sequence[Standing] | None = None
    category_ids: Sequence[int] | None = None
    custom_sentiments: Sequence[str] | None = None  # categories of the workspace's own, by sentiment
    owner_user_ids: Sequence[int] | None = None
    verification: Sequence[str] | None = None
    verification_not: Sequence[str] | None = None
    contacted: bool | None = None
    opened: bool | None = None
    clicked: bool | None = None
    replied: bool | None = None
    in_subsequence: bool | None = None
    visited: bool | None = None  # was identified as a visitor of the workspace's web pages
    enrichment: Sequence[str] | None = None  # how far it has come: 'running', 'enriched', 'failed'
    counts: Sequence[Count] = ()
    since: Sequence[Since] = ()


# How an enrollment or membership stands. A campaign that is over for a lead is over in one of several ways.
_ENDED = "e.status IN ('completed', 'stopped')"
_ENDS: dict[Standing, LiteralString] = {
    "bounced": "e.reason = ANY (%(reasons_bounced)s)",
    "unsubscribed": "e.reason = ANY (%(reasons_unsubscribed)s)",
    "skipped": "e.reason = ANY (%(reasons_skipped)s)",
}
_REASONS = {
    "reasons_bounced": [Reason.BOUNCED, Reason.SOFT_BOUNCED],
    "reasons_unsubscribed": [Reason.UNSUBSCRIBED, Reason.COMPLAINED],
    "reasons_skipped": [
        Reason.SUPPRESSED,
        Reason.RISKY_ADDRESS,
        Reason.INVALID_ADDRESS,
        Reason.NO_ADDRESS,
        Reason.ROUTED_NOWHERE,
    ],
}
_STANDS: dict[Kind, dict[Standing, LiteralString]] = {
    "enrollment": {
        "active": "e.status = 'active'",
        "paused": "e.status = 'paused'",
        **{name: sql("{ended} AND {so}", ended=_ENDED, so=so) for name, so in _ENDS.items()},
        "completed": sql("{ended} AND coalesce(NOT ({other}), true)", ended=_ENDED, other=" OR ".join([*_ENDS.values()])),
    },
    "list_member": {
        "unsubscribed": "l.unsubscribed_at IS NOT NULL",
        "bounced": "l.bounced_at IS NOT NULL AND l.unsubscribed_at IS NULL",
        "active": "l.bounced_at IS NULL AND l.unsubscribed_at IS NULL",
    },
}


def _stands(kind: Kind) -> LiteralString:
    """How a placement stands, as a value."""
    cases = " ".join([sql("WHEN {so} THEN '{name}'", so=so, name=name) for name, so in _STANDS[kind].items()])
    return sql("CASE {cases} END", cases=cases)


def _stands_so(kind: Kind, wanted: Sequence[Standing]) -> LiteralString:
    """Whether it stands in one of these ways: each asked by itself, so that an index finds those that are rare."""
    ways: list[LiteralString] = [sql("({so})", so=so) for name, so in _STANDS[kind].items() if name in wanted]
    return sql("({ways})", ways=" OR ".join(ways) or "false")


_OWN: tuple[LiteralString, ...] = (
    "campaign_id",
    "list_id",
    "standing",
    "reason",
    "sender_id",
    "done_position",
    "category_at",
    "opens",
    "clicks",
    "replies",
    "first_sent_at",
    "last_step_at",
    "last_reply_at",
)
_SHARED: tuple[LiteralString, ...] = ("category_id", "owner_user_id", "fields", "vendor", "created_at", "updated_at")
# What stands in place of the columns that a kind does not have.
_OTHERWISE: dict[Kind, dict[str, LiteralString]] = {
    "list_member": {
        "campaign_id": "NULL::bigint",
        "reason": "NULL::text",
        "sender_id": "NULL::bigint",
        "done_position": "0",
        "category_at": "NULL::timestamptz",
        "opens": "0",
        "clicks": "0",
        "replies": "0",
        "first_sent_at": "NULL::timestamptz",
        "last_step_at": "NULL::timestamptz",
        "last_reply_at": "NULL::timestamptz",
    },
    "enrollment": {"list_id": "NULL::bigint", "done_position": marks.position()},
}


def _columns(kind: Kind) -> LiteralString:
    """The placement's own columns, under the same names for both kinds. `e` is the enrollment or member, `l` the lead."""

    def value(name: LiteralString) -> LiteralString:
        return _stands(kind) if name == "standing" else _OTHERWISE[kind].get(name, sql("e.{name}", name=name))

    own = ", ".join([sql("{value} AS {name}", value=value(name), name=name) for name in _OWN])
    shared = ", ".join([sql("e.{name}", name=name) for name in _SHARED])
    return sql("'{kind}' AS kind, e.id, e.lead_id, {own}, {shared}", kind=kind, own=own, shared=shared)


_TABLES: dict[Kind, LiteralString] = {"list_member": "list_members", "enrollment": "enrollments"}
_JOINED: dict[Kind, LiteralString] = {
    "list_member": """{rows} e JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = e.lead_id
        JOIN lists t ON t.workspace_id = %(workspace_id)s AND t.id = e.list_id""",
    "enrollment": """{rows} e JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = e.lead_id
        JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id AND c.parent_id IS NULL""",
}
_FROM: dict[Kind, LiteralString] = {kind: sql(joined, rows=_TABLES[kind]) for kind, joined in _JOINED.items()}
_IN_SUBSEQUENCE = """(e.campaign_id, e.lead_id) IN (
    SELECT k.parent_id, x.lead_id FROM campaigns k
    JOIN enrollments x ON x.workspace_id = %(workspace_id)s AND x.campaign_id = k.id AND x.status IN ('active', 'paused')
    WHERE k.workspace_id = %(workspace_id)s AND k.parent_id IS NOT NULL)"""
_IN_NO_SUBSEQUENCE = """NOT EXISTS (
    SELECT FROM campaigns k JOIN enrollments x ON x.workspace_id = %(workspace_id)s AND x.campaign_id = k.id
    WHERE k.workspace_id = %(workspace_id)s AND k.parent_id = e.campaign_id AND x.lead_id = e.lead_id
      AND x.status IN ('active', 'paused'))"""
_HAS_WORDS = """e.lead_id IN (
    SELECT x.id FROM leads x WHERE x.workspace_id = %(workspace_id)s AND x.search @@ to_tsquery('simple', %(words)s))"""
_CUSTOM_SENTIMENTS = """e.category_id IN (
    SELECT k.id FROM categories k
    WHERE k.workspace_id = %(workspace_id)s AND k.key IS NULL AND k.sentiment = ANY (%(custom_sentiments)s))"""
_VISITED = """(e.lead_id IN (
    SELECT x.lead_id FROM visitors x WHERE x.workspace_id = %(workspace_id)s AND x.lead_id IS NOT NULL))"""
_EITHER: dict[str, LiteralString] = {
    "lead_ids": "e.lead_id = ANY (%(lead_ids)s)",
    "category_ids": "e.category_id = ANY (%(category_ids)s)",
    "custom_sentiments": _CUSTOM_SENTIMENTS,
    "owner_user_ids": "e.owner_user_id = ANY (%(owner_user_ids)s)",
    "verification": "l.verification = ANY (%(verification)s)",
    "enrichment": """e.lead_id IN (SELECT x.lead_id FROM enrichments x
        WHERE x.workspace_id = %(workspace_id)s AND x.state = ANY (%(enrichment)s))""",
    "verification_not": "coalesce(l.verification <> ALL (%(verification_not)s), true)",
}
# What only happens in campaigns: to members of lists none of it has.
_ENROLLED: dict[str, LiteralString] = {
    "contacted": "(e.first_sent_at IS NOT NULL) = %(contacted)s",
    "opened": "(e.opens > 0) = %(opened)s",
    "clicked": "(e.clicks > 0) = %(clicked)s",
    "replied": "(e.replies > 0) = %(replied)s",
}
_REFS: dict[Kind, LiteralString] = {
    "list_member": "e.id = ANY (%(refs_list_member)s)",
    "enrollment": "e.id = ANY (%(refs_enrollment)s)",
}
_EXCLUDED_REFS: dict[Kind, LiteralString] = {
    "list_member": "NOT e.id = ANY (%(exclude_refs_list_member)s)",
    "enrollment": "NOT e.id = ANY (%(exclude_refs_enrollment)s)",
}
_SIGNS: dict[str, LiteralString] = {"more": ">", "less": "<", "equal": "="}
_EVENTS = {"replies": "reply.received", "opens": "message.opened", "clicks": "link.clicked"}
_HAPPENED = """(
    SELECT count(*) FROM events v WHERE v.workspace_id = %(workspace_id)s AND v.enrollment_id = e.id
      AND v.type = {event} AND v.at >= {since})"""


def _kinds(filters: Filter) -> list[Kind]:
    """Which kinds can pass the filter at all."""
    happened = filters.campaign_ids is not None or any(getattr(filters, name) is True for name in (*_ENROLLED, "in_subsequence"))
    enrolled_only = happened or filters.counts or filters.since or filters.in_campaign or filters.in_list is False
    listed_only = filters.list_ids is not None or filters.in_list or filters.in_campaign is False
    kinds: list[Kind] = [] if enrolled_only else ["list_member"]
    return kinds if listed_only else [*kinds, "enrollment"]


def _where(filters: Filter, after: Ref | None = None) -> dict[Kind, Where]:
    """For each kind that can match, the conditions of its rows after `after`."""
    return {kind: _where_of(kind, filters, after) for kind in _kinds(filters)}


_PLACES: dict[Kind, dict[str, LiteralString]] = {
    "enrollment": {"campaign_ids": "e.campaign_id = ANY (%(campaign_ids)s)"},
    "list_member": {"list_ids": "e.list_id = ANY (%(list_ids)s)"},
}


def _place(kind: Kind, filters: Filter, after: Ref | None) -> Where:
    """Where rows of a kind are looked for: in which campaigns or lists, and after which row."""
    where = Where("e")
    where.fields(_PLACES[kind], filters)
    if after:
        # Of the same id, the membership comes first.
        same = (after[0], kind) == ("list_member", "enrollment")
        where.add("e.id >= %(after)s" if same else "e.id > %(after)s", after=after[1])
    return where


def _where_of(kind: Kind, filters: Filter, after: Ref | None) -> Where:
    where = _place(kind, filters, after)
    where.params |= _REASONS
    where.fields(_EITHER, filters)
    if filters.emails is not None:
        where.add("l.email = ANY (%(emails)s)", emails=[email.strip().lower() for email in filters.emails])
    if filters.standing is not None:
        where.add(_stands_so(kind, filters.standing))
    if filters.exclude_standing is not None:
        where.add(sql("{so} IS NOT TRUE", so=_stands_so(kind, filters.exclude_standing)))
    if filters.refs is not None:
        where.add(_REFS[kind], **{f"refs_{kind}": [id for of, id in filters.refs if of == kind]})
    if filters.exclude_refs is not None:
        where.add(_EXCLUDED_REFS[kind], **{f"exclude_refs_{kind}": [id for of, id in filters.exclude_refs if of == kind]})
    if filters.visited is not None:
        where.add(_VISITED if filters.visited else sql("NOT {visited}", visited=_VISITED))
    if kind == "enrollment":
        where.fields(_ENROLLED, filters)
        if filters.in_subsequence is not None:
            where.add(_IN_SUBSEQUENCE if filters.in_subsequence else _IN_NO_SUBSEQUENCE)
        _add_history(where, filters)
    where.words(_HAS_WORDS, "words", filters.search)
    return where


def _add_history(where: Where, filters: Filter) -> None:
    """What has to have happened how often, and since when."""
    for n, count in enumerate(filters.counts):
        event, since = parameter("event", n), parameter("counted", n)
        times = sql("e.{column}", column=count.column) if count.since is None else sql(_HAPPENED, event=event, since=since)
        clause = sql("{times} {sign} {count}", times=times, sign=_SIGNS[count.condition], count=parameter("count", n))
        where.add(clause, **{f"count_{n}": count.count, f"event_{n}": _EVENTS[count.column], f"counted_{n}": count.since})
    for n, since in enumerate(filters.since):
        clause = sql("e.{column} >= {since}", column=since.column, since=parameter("since", n))
        where.add(clause, **{f"since_{n}": since.at})


_LEAD = leads.PREFIXED
_RANK = "CASE p.kind WHEN 'list_member' THEN 0 ELSE 1 END"
_NAMES: tuple[LiteralString, ...] = tuple([name for name in names_of(Placement) if name not in ("known_as", "lead")])
_KNOWN_AS = "coalesce(v.first_kind, p.kind) AS known_kind, coalesce(v.first_id, p.id) AS known_id"
_MOVED = "LEFT JOIN lead_moves v ON v.workspace_id = %(workspace_id)s AND v.kind = p.kind AND v.id = p.id"


def _placement(row: Mapping[str, Any]) -> Placement:
    lead = Lead(**{name: row[f"lead__{name}"] for name in leads.COLUMNS})
    return Placement(**{name: row[name] for name in _NAMES}, known_as=(row["known_kind"], row["known_id"]), lead=lead)


_NEXT: LiteralString = "(SELECT * FROM {table} e WHERE {place} ORDER BY e.id LIMIT %(near)s)"


def _halves(
    filters: Filter, after: Ref | None = None, *, near: bool = False, only_ids: bool = False
) -> tuple[LiteralString, dict[str, object]]:
    """Each kind's first rows after the cursor, in order of their ids; and the parameters. `near`: only of the next rows.

    Leads found by words are few: + 0 keeps the planner from walking all rows by their key.
    """
    halves: list[LiteralString] = []
    params: dict[str, object] = {}
    for kind, conditions in _where(filters, after).items():
        rows = _TABLES[kind]
        if near:
            rows = sql(_NEXT, table=rows, place=_place(kind, filters, after).sql)
        halves.append(
            sql(
                "(SELECT {shown} FROM {source} WHERE {where} ORDER BY {key} LIMIT %(limit)s)",
                shown=sql("'{kind}' AS kind, e.id", kind=kind) if only_ids else _columns(kind),
                source=sql(_JOINED[kind], rows=rows),
                where=conditions.sql,
                key="e.id + 0" if "words" in conditions.params and not near else "e.id",
            )
        )
        params |= conditions.params
    return " UNION ALL ".join(halves), params


async def search(scope: Scope, filters: Filter = Filter(), *, limit: int = 100, after: Ref | None = None) -> list[Placement]:
    """A page of placements, oldest first. `after`: the last one seen.

    Words that many leads have fill a page at once, whereas finding all the leads that have them takes seconds: so the next rows
    are looked at first.
    """
    if not _kinds(filters):
        return []
    if filters.search:
        near = await _page(scope, *_halves(filters, after, near=True), limit)
        if len(near) == limit:
            return near
    return await _page(scope, *_halves(filters, after), limit)


async def _page(scope: Scope, page: LiteralString, params: Mapping[str, object], limit: int) -> list[Placement]:
    rows = await scope.all(
        sql(
            """
            SELECT p.*, {known_as}, k.interest_value, k.sentiment, {lead}
            FROM ({page}) p
            JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = p.lead_id
            {moved}
            LEFT JOIN categories k ON k.workspace_id = %(workspace_id)s AND k.id = p.category_id
            ORDER BY p.id, {rank} LIMIT %(limit)s
            """,
            known_as=_KNOWN_AS,
            moved=_MOVED,
            lead=_LEAD,
            page=page,
            rank=_RANK,
        ),
        **params,
        limit=limit,
        near=NEAR * limit,
    )
    return [_placement(r) for r in rows]


async def people(scope: Scope, filters: Filter = Filter(), *, limit: int = 100, after: str | None = None) -> list[Placement]:
    """As `search`, but one row, the oldest, for each address; in order of the addresses. `after`: the last address seen."""
    where = _where(filters)
    if not where:
        return []
    halves: list[LiteralString] = [
        sql(
            "(SELECT {columns} FROM {source} WHERE l.id = person.id AND {where} ORDER BY e.id LIMIT 1)",
            columns=_columns(kind),
            source=_FROM[kind],
            where=conditions.sql,
        )
        for kind, conditions in where.items()
    ]
    people = Where("l")
    people.add("l.email IS NOT NULL")
    people.given("l.email > %(after)s", after=after)
    params = {name: value for conditions in (people, *where.values()) for name, value in conditions.params.items()}
    rows = await scope.all(
        sql(
            """
            SELECT p.*, {known_as}, k.interest_value, k.sentiment, {lead}
            FROM leads l
            CROSS JOIN LATERAL (
                SELECT h.* FROM (SELECT l.id) AS person (id), LATERAL ({halves}) h ORDER BY h.id LIMIT 1
            ) p
            {moved}
            LEFT JOIN categories k ON k.workspace_id = %(workspace_id)s AND k.id = p.category_id
            WHERE {people} ORDER BY l.email LIMIT %(limit)s
            """,
            known_as=_KNOWN_AS,
            moved=_MOVED,
            lead=_LEAD,
            halves=" UNION ALL ".join(halves),
            people=people.sql,
        ),
        **params,
        limit=limit,
    )
    return [_placement(r) for r in rows]


async def count(scope: Scope, filters: Filter) -> int:
    """How many placements pass the filter."""
    total = 0
    for kind, conditions in _where(filters).items():
        query = sql("SELECT count(*) FROM {source} WHERE {where}", source=_FROM[kind], where=conditions.sql)
        total += await scope.count(query, **conditions.params)
    return total


async def refs_of(scope: Scope, filters: Filter, limit: int = MAX_CHANGED) -> list[Ref]:
    """The kinds and ids alone, oldest first: for acting on what a filter finds."""
    if not _kinds(filters):
        return []
    page, params = _halves(filters, only_ids=True)
    rows = await scope.all(
        sql("SELECT p.kind, p.id FROM ({page}) p ORDER BY p.id, {rank} LIMIT %(limit)s", page=page, rank=_RANK),
        **params,
        limit=limit,
    )
    return [(r["kind"], r["id"]) for r in rows]


async def get(scope: Scope, ref: Ref) -> Placement:
    """Raises NotFound, also for a row of a subsequence."""
    found = await get_many(scope, [ref])
    if ref not in found:
        raise NotFound("There is no such lead in a campaign or list.")
    return found[ref]


async def current(scope: Scope, ref: Ref) -> Ref:
    """The row itself, or the one that replaced it since. Raises NotFound."""
    found = await refs_of(scope, Filter(refs=await moves.with_later(scope, [ref])), limit=1)
    if not found:
        raise NotFound("There is no such lead in a campaign or list.")
    return found[0]


async def following(scope: Scope, filters: Filter) -> Filter:
    """The filter, with what replaced the rows that it names since it was made."""
    refs = None if filters.refs is None else await moves.with_later(scope, filters.refs)
    excluded = None if filters.exclude_refs is None else await moves.with_later(scope, filters.exclude_refs)
    return replace(filters, refs=refs, exclude_refs=excluded)


async def get_many(scope: Scope, refs: Sequence[Ref]) -> dict[Ref, Placement]:
    """Those that exist."""
    return {p.ref: p for p in await search(scope, Filter(refs=refs), limit=max(1, len(refs)))}


# ---- What happened to them


@dataclass(frozen=True, slots=True)
class Story:
    """What an enrollment's messages say. Steps and variants are counted from 0; None: it never happened."""

    last_step_id: int | None = None
    last_step: tuple[int, int] | None = None
    last_sent_at: datetime | None = None
    opened: tuple[int, int] | None = None
    opened_at: datetime | None = None
    clicked: tuple[int, int] | None = None
    clicked_at: datetime | None = None
    replied: tuple[int, int] | None = None


async def stories(scope: Scope, enrollment_ids: Sequence[int]) -> dict[int, Story]:
    """What the sent messages of each enrollment tell; only those that were written to."""
    rows = await scope.all(
        """
        SELECT m.enrollment_id, m.step_id, m.step_position - 1 AS step, m.sent_at, m.opened_at, m.clicked_at, m.replied_at,
               (SELECT count(*)::int FROM variants v WHERE v.workspace_id = %(workspace_id)s AND v.step_id = m.step_id
                AND v.id < m.variant_id AND v.deleted_at IS NULL) AS variant
        FROM messages m
        WHERE m.workspace_id = %(workspace_id)s AND m.enrollment_id = ANY (%(ids)s) AND m.kind = 'step'
          AND m.state IN ('submitted', 'sent', 'uncertain')
        ORDER BY m.id
        """,
        ids=enrollment_ids,
    )
    found: dict[int, Story] = {}
    for row in rows:
        id, place = row["enrollment_id"], (row["step"], row["variant"])
        story = found.get(id, Story())
        story = replace(story, last_step_id=row["step_id"], last_step=place, last_sent_at=row["sent_at"])
        if row["opened_at"]:
            story = replace(story, opened=place, opened_at=row["opened_at"])
        if row["clicked_at"]:
            story = replace(story, clicked=place, clicked_at=row["clicked_at"])
        found[id] = replace(story, replied=place) if row["replied_at"] else story
    return found


async def subsequences_of(scope: Scope, enrollment_ids: Sequence[int]) -> dict[int, tuple[int, int, datetime]]:
    """For each enrollment whose lead is in a subsequence of its campaign: that campaign, the enrollment there, since when."""
    rows = await scope.all(
        """
        SELECT DISTINCT ON (e.id) e.id, x.campaign_id, x.id AS inner_id, x.created_at
        FROM enrollments e
        JOIN campaigns k ON k.workspace_id = %(workspace_id)s AND k.parent_id = e.campaign_id
        JOIN enrollments x ON x.workspace_id = %(workspace_id)s AND x.campaign_id = k.id AND x.lead_id = e.lead_id
        WHERE e.workspace_id = %(workspace_id)s AND e.id = ANY (%(ids)s)
        ORDER BY e.id, x.id DESC
        """,
        ids=enrollment_ids,
    )
    return {r["id"]: (r["campaign_id"], r["inner_id"], r["created_at"]) for r in rows}


# ---- Filters that outlive a request


def to_json(filters: Filter) -> dict[str, object]:
    """Plain data for a job's parameters."""
    found: dict[str, object] = {f.name: v for f in fields(Filter) if (v := getattr(filters, f.name)) is not None}
    found["counts"] = [[c.column, c.condition, c.count, c.since and c.since.isoformat()] for c in filters.counts]
    found["since"] = [[s.column, s.at.isoformat()] for s in filters.since]
    return {name: list(v) if is_list(v) else v for name, v in found.items()}


def from_json(obj: Mapping[str, Any]) -> Filter:
    """Read what `to_json` wrote."""
    found = dict(obj)
    for name in ("refs", "exclude_refs"):
        if name in found:
            found[name] = [(kind, id) for kind, id in found[name]]
    counts = found.get("counts", ())
    found["counts"] = [Count(column, condition, n, at and datetime.fromisoformat(at)) for column, condition, n, at in counts]
    found["since"] = [Since(column, datetime.fromisoformat(at)) for column, at in found.get("since", ())]
    return Filter(**found)
