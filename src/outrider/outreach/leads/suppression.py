"""Suppression: who must not be written to. Kept by the workspace or one of its seats; asked at import and in every claim."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import md5
from typing import Protocol, TypedDict

from typing_extensions import Unpack

from outrider.errors import Invalid, NotFound
from outrider.outreach.base import events
from outrider.outreach.base.query import Where, columns, names_of, sql, words
from outrider.outreach.base.scope import Scope
from outrider.rules import suppression as rules
from outrider.rules.addresses import InvalidAddress

# Entries of these kinds, compared exactly, may be millions: the database looks them up. All others are matched in memory.
INDEXED_KINDS = ("email", "email_hash", "domain")
_PATTERNS = "(comparison <> 'exact' OR kind NOT IN ('email','email_hash','domain'))"
MAX_VALUE = 500
FINAL = ("complained", "erased")  # reasons of entries that stay whatever anyone chooses: a spam complaint, an erasure


@dataclass(frozen=True, slots=True)
class EntryInput:
    """An entry to be made. `seat_id` None: for the whole workspace. Reasons: manual or one of the engine's (reasons.py)."""

    kind: str
    value: str
    comparison: str = "exact"
    seat_id: int | None = None
    reason: str = "manual"
    source_lead_id: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A suppression as kept; `value` in the form that is compared (lower case; an address's hash in hex)."""

    id: int
    kind: str
    comparison: str
    value: str
    seat_id: int | None
    reason: str
    source_lead_id: int | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Added:
    """The result of adding entries: created, already existing, and (index, reason) of invalid ones."""

    created: list[Entry]
    existing: list[Entry]
    invalid: list[tuple[int, str]]


_COLUMNS = columns(Entry)


def _checked(entry: EntryInput) -> EntryInput:
    """The entry with its value in the compared form. Raises Invalid."""
    if entry.kind not in rules.KINDS:
        raise Invalid(f"The kind must be one of {', '.join(rules.KINDS)}.", field="kind")
    if entry.comparison not in rules.COMPARISONS:
        raise Invalid(f"The comparison must be one of {', '.join(rules.COMPARISONS)}.", field="comparison")
    try:
        value = rules.normal_value(entry.kind, entry.value, entry.comparison)
    except InvalidAddress as e:
        raise Invalid(f"This is not an email address: {e.reason}", field="value") from None
    if not value or len(value) > MAX_VALUE or "\x00" in value:
        raise Invalid(f"The value must have 1 to {MAX_VALUE} characters.", field="value")
    if entry.kind == "domain" and entry.comparison == "exact" and (" " in value or "." not in value or "@" in value):
        raise Invalid("This is not a domain.", field="value")
    return EntryInput(entry.kind, value, entry.comparison, entry.seat_id, entry.reason, entry.source_lead_id)


async def add(scope: Scope, entries: Sequence[EntryInput]) -> Added:
    """Make entries; those that exist stay as they are, with their first reason."""
    valid: dict[tuple[str, str, str, int], EntryInput] = {}
    invalid: list[tuple[int, str]] = []
    for index, given in enumerate(entries):
        try:
            entry = _checked(given)
        except Invalid as e:
            invalid.append((index, e.message))
        else:
            valid.setdefault((entry.kind, entry.comparison, entry.value, entry.seat_id or 0), entry)
    if not valid:
        return Added([], [], invalid)
    params: dict[str, list[object]] = {
        name: [getattr(e, name) for e in valid.values()]
        for name in ("kind", "comparison", "value", "seat_id", "reason", "source_lead_id")
    }
    made = await scope.all(
        sql(
            """
        INSERT INTO suppressions (workspace_id, kind, comparison, value, seat_id, reason, source_lead_id, created_at)
        SELECT %(workspace_id)s, u.*, %(now)s FROM unnest(%(kind)s::text[], %(comparison)s::text[], %(value)s::text[],
            %(seat_id)s::bigint[], %(reason)s::text[], %(source_lead_id)s::bigint[]) AS u
        ON CONFLICT DO NOTHING RETURNING {columns}
        """,
            columns=_COLUMNS,
        ),
        **params,
    )
    created = [Entry(**r) for r in made]
    if created and scope.actor.surface != "engine":
        await events.audit(scope, "suppression.added", "suppression", created[0].id, affected=len(created))
    return Added(created, await _existing(scope, params, {e.id for e in created}), invalid)


async def _existing(scope: Scope, params: Mapping[str, list[object]], created: set[int]) -> list[Entry]:
    if len(created) == len(params["kind"]):
        return []
    rows = await scope.all(
        sql(
            """
        SELECT {columns}
        FROM unnest(%(kind)s::text[], %(comparison)s::text[], %(value)s::text[], %(seat_id)s::bigint[])
             AS u (kind, comparison, value, seat_id)
        JOIN suppressions s ON s.workspace_id = %(workspace_id)s AND s.kind = u.kind AND s.comparison = u.comparison
             AND s.value = u.value AND coalesce(s.seat_id, 0) = coalesce(u.seat_id, 0)
        ORDER BY s.id
        """,
            columns=columns(Entry, "s"),
        ),
        **params,
    )
    return [Entry(**r) for r in rows if r["id"] not in created]


async def get(scope: Scope, id: int) -> Entry:
    """Raises NotFound."""
    row = await scope.one(
        sql("SELECT {columns} FROM suppressions WHERE workspace_id = %(workspace_id)s AND id = %(id)s", columns=_COLUMNS), id=id
    )
    if row is None:
        raise NotFound(f"There is no suppression {id} in this workspace.", field="suppression_id")
    return Entry(**row)


class EntryFilters(TypedDict, total=False):
    """Which entries. None does not filter. `search`: any part of the value, for which all are read; `values`: one of these.
    `seat_id`: only that seat's own; `workspace_only`: only those that apply to every seat; neither: all.
    """

    kinds: Sequence[str] | None
    search: str | None
    seat_id: int | None
    workspace_only: bool
    reasons: Sequence[str] | None
    comparison: str | None
    values: Sequence[str] | None


def _where(filters: EntryFilters, after: int | None) -> Where:
    """The entries `s` that pass these filters, beyond the last one seen."""
    where = Where("s")
    where.given("s.kind = ANY (%(kinds)s)", kinds=filters.get("kinds") or None)
    where.given("strpos(s.value, lower(%(search)s)) > 0", search=filters.get("search") or None)
    where.given("s.value = ANY (%(values)s)", values=filters.get("values") or None)
    where.given("s.reason = ANY (%(reasons)s)", reasons=filters.get("reasons") or None)
    where.given("s.comparison = %(comparison)s", comparison=filters.get("comparison"))
    if filters.get("workspace_only"):
        where.add("s.seat_id IS NULL")
    else:
        where.given("s.seat_id = %(seat_id)s", seat_id=filters.get("seat_id"))
    where.given("s.id < %(after)s", after=after)
    return where


async def find_all(
    scope: Scope, *, limit: int = 100, after: int | None = None, offset: int = 0, **filters: Unpack[EntryFilters]
) -> list[Entry]:
    """Entries, newest first; pages by `after` (the last id seen) or `offset`."""
    where = _where(filters, after)
    return await scope.rows(
        Entry,
        sql(
            "SELECT {columns} FROM suppressions s WHERE {where} ORDER BY s.id DESC LIMIT %(limit)s OFFSET %(offset)s",
            columns=_COLUMNS,
            where=where.sql,
        ),
        **where.params,
        limit=limit,
        offset=offset,
    )


# Words that many entries have fill a page from the newest of them; others are rare enough for the index alone. The planner
# cannot tell the two apart by the beginning of a word.
_NEWEST = 2000
_AMONG_NEWEST = """
SELECT {columns} FROM (
    SELECT * FROM suppressions n WHERE {newer} ORDER BY n.id DESC LIMIT %(newest)s
) s
WHERE {where} AND search @@ to_tsquery('simple', %(words)s) ORDER BY s.id DESC LIMIT %(limit)s
"""
_BY_WORDS = """
WITH found AS MATERIALIZED (
    SELECT workspace_id, {columns} FROM suppressions
    WHERE workspace_id = %(workspace_id)s AND search @@ to_tsquery('simple', %(words)s)
)
SELECT {columns} FROM found s WHERE {where} ORDER BY s.id DESC LIMIT %(limit)s
"""


async def with_words(
    scope: Scope, text: str, *, limit: int = 100, after: int | None = None, **filters: Unpack[EntryFilters]
) -> list[Entry]:
    """Entries that have words beginning like all of those of the text, newest first; found by an index."""
    wanted = words(text)
    if wanted is None:
        return []
    where, newer = _where(filters, after), Where("n")
    newer.given("n.id < %(after)s", after=after)
    found: list[Entry] = []
    for statement in (_AMONG_NEWEST, _BY_WORDS):
        found = await scope.rows(
            Entry,
            sql(statement, columns=_COLUMNS, where=where.sql, newer=newer.sql),
            **where.params,
            words=wanted,
            newest=_NEWEST,
            limit=limit,
        )
        if len(found) >= limit:
            break
    return found


async def having(scope: Scope, kind: str, value: str, limit: int = 1000) -> list[Entry]:
    """The entries of this very value, for the workspace and for its seats."""
    rows = await scope.all(
        sql(
            """
        SELECT {columns} FROM suppressions
        WHERE workspace_id = %(workspace_id)s AND kind = %(kind)s AND value = %(value)s ORDER BY id LIMIT %(limit)s
        """,
            columns=_COLUMNS,
        ),
        kind=kind,
        value=value,
        limit=limit,
    )
    return [Entry(**row) for row in rows]


async def update(scope: Scope, id: int, value: str) -> Entry:
    """Another value for an exact address or domain. Raises NotFound; Invalid for a bad value or other kinds of entry."""
    entry = await get(scope, id)
    if entry.kind not in ("email", "domain") or entry.comparison != "exact":
        raise Invalid("Only exact addresses and domains can be changed: remove the entry and add another.", field="value")
    changed = _checked(EntryInput("email" if "@" in value.lstrip("@") else "domain", value))
    if await scope.one(
        """
        SELECT 1 FROM suppressions WHERE workspace_id = %(workspace_id)s AND kind = %(kind)s AND comparison = 'exact'
            AND value = %(value)s AND coalesce(seat_id, 0) = %(seat_id)s AND id <> %(id)s
        """,
        kind=changed.kind,
        value=changed.value,
        seat_id=entry.seat_id or 0,
        id=id,
    ):
        raise Invalid("This value is suppressed already.", field="value")
    await scope.run(
        "UPDATE suppressions SET kind = %(kind)s, value = %(value)s WHERE workspace_id = %(workspace_id)s AND id = %(id)s",
        kind=changed.kind,
        value=changed.value,
        id=id,
    )
    scope.note("suppression.lift", None, {"entries": [entry.value], "instead": changed.value})
    await events.audit(scope, "suppression.updated", "suppression", id)
    return await get(scope, id)


async def remove(scope: Scope, ids: Sequence[int]) -> list[Entry]:
    """Lift entries; those that were there."""
    rows = await scope.all(
        sql(
            "DELETE FROM suppressions WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s) RETURNING {columns}",
            columns=_COLUMNS,
        ),
        ids=ids,
    )
    if rows:
        scope.note("suppression.lift", None, {"entries": sorted(str(row["value"]) for row in rows)})
        await events.audit(scope, "suppression.removed", "suppression", rows[0]["id"], affected=len(rows))
    return [Entry(**r) for r in rows]


async def clear(
    scope: Scope,
    *,
    kinds: Sequence[str] | None = None,
    search: str | None = None,
    seat_id: int | None = None,
    reasons: Sequence[str] | None = None,
    comparison: str | None = None,
    limit: int = 10_000,
) -> list[Entry]:
    """Lift the newest `limit` entries that `find_all` would list with these filters; call again until it answers none."""
    rows = await find_all(scope, kinds=kinds, search=search, seat_id=seat_id, reasons=reasons, comparison=comparison, limit=limit)
    return await remove(scope, [r.id for r in rows]) if rows else []


# What the engine and the lead module add and lift


async def suppress_address(
    scope: Scope, email: str, reason: str, lead_id: int | None = None, seat_id: int | None = None
) -> Entry | None:
    """Suppress this address. Returns the entry, old or new; None if it is not an address."""
    added = await add(scope, [EntryInput("email", email, seat_id=seat_id, reason=reason, source_lead_id=lead_id)])
    return next(iter(added.created or added.existing), None)


async def suppress_hash(scope: Scope, email: str, reason: str = "erased") -> None:
    """Never write to this address again, without keeping the address."""
    await add(scope, [EntryInput("email_hash", rules.hash_address(email).hex(), reason=reason)])


async def release_addresses(scope: Scope, emails: Sequence[str], reason: str) -> int:
    """Lift the entries for these addresses that were made for this reason, of the workspace and its seats."""
    return await scope.run(
        """
        DELETE FROM suppressions WHERE workspace_id = %(workspace_id)s AND kind = 'email' AND comparison = 'exact'
            AND value = ANY (%(values)s) AND reason = %(reason)s
        """,
        values=[rules.normal_value("email", email) for email in emails],
        reason=reason,
    )


# Asking

# Which entries there are: a digest of their ids.
_IDS = "md5(coalesce(string_agg(id::text, ',' ORDER BY id), ''))"
# One statement for a batch: every key of every row looked up in the unique index, and which other entries there are, by which
# the copy in memory is known to be fresh.
_BLOCKED = sql(
    """
SELECT f.ids, h.*
FROM (SELECT {ids} AS ids FROM suppressions
      WHERE workspace_id = %(workspace_id)s AND {patterns}) f
LEFT JOIN (
    SELECT DISTINCT ON (k.i) k.i, {columns}
    FROM unnest(%(index)s::int[], %(seat)s::bigint[], %(kind)s::text[], %(value)s::text[]) AS k (i, seat_id, kind, value)
    JOIN suppressions s ON s.workspace_id = %(workspace_id)s AND s.kind = k.kind AND s.comparison = 'exact'
         AND s.value = k.value AND (s.seat_id IS NULL OR s.seat_id = k.seat_id)
    ORDER BY k.i, s.id
) h ON true
""",
    ids=_IDS,
    patterns=_PATTERNS,
    columns=columns(Entry, "s"),
)


class Person(Protocol):
    """What entries are compared with: a Lead or a LeadInput."""

    @property
    def email(self) -> str | None: ...
    @property
    def first_name(self) -> str | None: ...
    @property
    def last_name(self) -> str | None: ...
    @property
    def company_name(self) -> str | None: ...
    @property
    def job_title(self) -> str | None: ...
    @property
    def linkedin_url(self) -> str | None: ...


def facts(person: Person) -> dict[str, str | None]:
    """A person as rules.suppression compares."""
    return {
        "email": person.email,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "company_name": person.company_name,
        "job_title": person.job_title,
        "linkedin_url": person.linkedin_url,
    }


async def blocked(scope: Scope, wishes: Sequence[tuple[Person, int | None]]) -> dict[int, Entry]:
    """Of (person, seat that wants to write): those who must not be contacted, by index, with the matching entry.

    Seat None: only what holds for the whole workspace counts. One statement, whatever the number: made for the claim's
    transaction. Addresses are expected normalised.
    """
    known = [facts(person) for person, _ in wishes]
    keys = [
        (i, seat_id, kind, value)
        for i, (_, seat_id) in enumerate(wishes)
        for kind, value in rules.exact_keys(known[i], INDEXED_KINDS)
    ]
    index, seat, kind, value = ([k[n] for k in keys] for n in range(4))
    answers = await scope.all(_BLOCKED, index=index, seat=seat, kind=kind, value=value)
    found = {a["i"]: Entry(**{c: a[c] for c in names_of(Entry)}) for a in answers if a["i"] is not None}
    patterns = await _patterns(scope, answers[0]["ids"])
    for i, (_, seat_id) in enumerate(wishes if patterns.entries else ()):
        if i not in found and (entry := patterns.match(known[i], seat_id)):
            found[i] = entry
    return found


async def check(scope: Scope, people: Sequence[Person], seat_id: int | None = None) -> dict[int, Entry]:
    """`blocked`, for one seat."""
    return await blocked(scope, [(person, seat_id) for person in people])


async def has_exact(scope: Scope, kind: str) -> bool:
    """Is there any exact entry of this kind?"""
    statement = (
        "SELECT 1 FROM suppressions WHERE workspace_id = %(workspace_id)s AND kind = %(kind)s AND comparison = 'exact' LIMIT 1"
    )
    return await scope.one(statement, kind=kind) is not None


@dataclass(frozen=True, slots=True)
class Patterns:
    """The workspace's entries that are matched in memory."""

    entries: Mapping[int, Entry]
    matcher: rules.Matcher

    def match(self, facts: Mapping[str, object], seat_id: int | None) -> Entry | None:
        found = self.matcher.match(facts, seat_id)
        return self.entries[found.id] if found else None


# Compiled entries by database and workspace, each with the ids it was compiled of. An entry of this kind is made and removed but
# never changed, and an id is never given twice: the same ids are the same entries, in whatever order they were committed.
_compiled: dict[tuple[str, int], tuple[str, Patterns]] = {}
_COMPILED_WORKSPACES = 1000


async def patterns(scope: Scope) -> Patterns:
    """The entries that are not looked up in the database: patterns, companies, names, profiles, titles."""
    row = await scope.one(
        sql(
            "SELECT {ids} AS ids FROM suppressions WHERE workspace_id = %(workspace_id)s AND {patterns}",
            ids=_IDS,
            patterns=_PATTERNS,
        )
    )
    return await _patterns(scope, row["ids"] if row else "")


async def _patterns(scope: Scope, ids: str) -> Patterns:
    """From memory where the same entries were compiled before. `ids`: what the database has now, as `_IDS` writes it."""
    key = (scope.conn.info.dsn, scope.workspace_id)
    held = _compiled.get(key)
    if held and held[0] == ids:
        return held[1]
    entries: dict[int, Entry] = {}
    if ids != _digest(entries):
        rows = await scope.all(
            sql(
                "SELECT {columns} FROM suppressions WHERE workspace_id = %(workspace_id)s AND {patterns} ORDER BY id",
                columns=_COLUMNS,
                patterns=_PATTERNS,
            )
        )
        entries = {r["id"]: Entry(**r) for r in rows}
    made = Patterns(entries, rules.Matcher(rules.Entry(e.id, e.kind, e.comparison, e.value, e.seat_id) for e in entries.values()))
    if len(_compiled) >= _COMPILED_WORKSPACES:
        _compiled.pop(next(iter(_compiled)))
    _compiled[key] = (_digest(entries), made)
    return made


def _digest(entries: Mapping[int, Entry]) -> str:
    """What `_IDS` makes of these."""
    return md5(",".join(map(str, entries)).encode(), usedforsecurity=False).hexdigest()
