"""Imports: many people at once, from rows or from a CSV file, into the workspace, a list or a campaign.

Both ways run the same statements on a staged batch (outreach.staging): match, screen against suppression and the options, merge,
join the target. A file is worked in batches, each a transaction: memory stays flat, a failure leaves whole batches only, and
running the file again updates what is there. Every line that was not taken is written to a reject file with its reason.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from html import unescape
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO, Literal, LiteralString, TypedDict

from psycopg.types.json import Jsonb
from typing_extensions import Unpack

from outrider.errors import Invalid
from outrider.outreach.base import events, purges, tables
from outrider.outreach.base.query import sql
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import ENGINE, Actor, Core, Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.enrollments import enrollments
from outrider.outreach.leads import lists, staging, suppression
from outrider.outreach.leads.staging import LeadInput, Prepared, Rejected
from outrider.rules import addresses, headings
from outrider.rules.tables import LOOKED_AT, says_nothing
from outrider.rules.text import csv_lines

BATCH = 50_000

Result = Literal[
    "created", "updated", "already_member", "duplicate", "suppressed", "unsubscribed", "bounced", "skipped", "invalid"
]
RESULTS: tuple[Result, ...] = (
    "created", "updated", "already_member", "duplicate", "suppressed", "unsubscribed", "bounced", "skipped", "invalid",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How an import treats what it meets.

    existing: 'update' gives leads that exist the values of the row; 'keep' leaves them and keeps the row's values in the
    membership or enrollment, which then stands alone (also for values that the row does not have).
    The ignore_ options let people in who are suppressed, unsubscribed or bounced; the engine still does not write to them while
    that holds. Complaints and erasures are never ignored.
    """

    existing: Literal["update", "keep"] = "update"
    ignore_suppression: bool = False
    ignore_unsubscribed: bool = False
    ignore_bounced: bool = False
    skip_if_in_workspace: bool = False  # in any campaign or list
    skip_if_in_campaign: bool = False  # in any campaign
    skip_if_in_list: bool = False  # in any list
    allow_duplicates_across_campaigns: bool = True  # False: skip who is in another campaign
    nameable: bool = False  # rows into a list: a name is enough, the address may be found later; each such row is a new lead
    seat_id: int | None = None  # whose suppressions apply in addition to the workspace's; default: the campaign's seat
    source: str | None = None  # noted on new leads that bring none


_TAKEN = frozenset(("created", "updated", "already_member"))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row. `line` is its index in the request, or its line in the file.

    created, updated: it is in now (updated: the lead existed); already_member: was in the target before; duplicate: an earlier
    row is the same person; invalid, suppressed, unsubscribed, bounced, skipped: not taken, `reason` says why.
    `target_id` is the list member's or enrollment's id.
    """

    line: int
    result: Result
    reason: str | None = None
    lead_id: int | None = None
    target_id: int | None = None


@dataclass(frozen=True, slots=True)
class ImportResult:
    """Counts by result (they add up to `total`), and for imports of rows each row's outcome in order."""

    counts: Mapping[str, int]
    rows: Sequence[Outcome] = field(default=(), repr=False)
    reject_file: Path | None = None

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def __getattr__(self, name: str) -> int:
        if name in RESULTS:
            return self.counts.get(name, 0)
        raise AttributeError(name)

    @property
    def lead_ids(self) -> list[int]:
        """Ids of the leads that are in now, in order of the rows."""
        return [r.lead_id for r in self.rows if r.lead_id and r.result in ("created", "updated", "already_member")]

    @property
    def enrollment_ids(self) -> list[int]:
        """Ids of the enrollments (or list members) made, in order of the rows."""
        return [r.target_id for r in self.rows if r.target_id and r.result in ("created", "updated")]


@dataclass(frozen=True, slots=True)
class Target:
    """Where imported leads go: a list, a campaign, or neither."""

    list_id: int | None = None
    campaign_id: int | None = None


async def import_rows(
    scope: Scope,
    rows: Sequence[LeadInput],
    *,
    list_id: int | None = None,
    campaign_id: int | None = None,
    options: ImportOptions = ImportOptions(),
) -> ImportResult:
    """Import rows in the scope's transaction. Raises NotFound for the list or campaign; a bad row is an outcome, not an error."""
    target = Target(list_id, campaign_id)
    if options.nameable and campaign_id:
        raise Invalid("A campaign takes only leads that can be written to.", field="campaign_id")
    options = await _settle(scope, target, options)
    screen = await suppression.patterns(scope)
    batch = _prepare(enumerate(rows), options, screen)
    outcomes = [*batch.outcomes, *await _take(scope, batch.rows, target, options)]
    made = {o.line: o for o in outcomes}
    outcomes += [Outcome(line, "duplicate", "in_request", made[first].lead_id) for line, first in batch.duplicates.items()]
    outcomes.sort(key=lambda o: o.line)
    await events.audit(scope, "leads.imported", *_object(target), affected=len(rows))
    return ImportResult(Counter(o.result for o in outcomes), outcomes)


def _object(target: Target) -> tuple[str | None, int | None]:
    """What the audit names."""
    if target.campaign_id:
        return "campaign", target.campaign_id
    return ("list", target.list_id) if target.list_id else (None, None)


async def _settle(scope: Scope, target: Target, options: ImportOptions) -> ImportOptions:
    """Check the target; suppressions of its seat count unless the options name another."""
    if target.list_id and target.campaign_id:
        raise Invalid("Import into a list or a campaign, not both.", field="list_id")
    if target.list_id:
        await lists.require(scope, target.list_id)
    if target.campaign_id:
        campaign = await campaigns.get(scope, target.campaign_id)
        return replace(options, seat_id=options.seat_id or campaign.seat_id)
    return options


# A batch, from rows to outcomes


@dataclass(frozen=True, slots=True)
class _Batch:
    """Rows fit to stage, and what is decided of the others."""

    rows: list[Prepared]
    outcomes: list[Outcome]
    duplicates: dict[int, int]  # line -> line of the first


def _prepare(rows: Iterable[tuple[int, LeadInput]], options: ImportOptions, patterns: suppression.Patterns) -> _Batch:
    """Check, screen and dedupe rows as far as memory knows."""
    fit: list[Prepared] = []
    outcomes: list[Outcome] = []
    for line, row in rows:
        if options.source and not row.source:
            row = replace(row, source=options.source)
        checked = staging.prepare(line, row, nameable=options.nameable)
        if isinstance(checked, Rejected):
            outcomes.append(Outcome(line, "invalid", _because(checked.reason, checked.detail)))
        elif patterns.entries and (entry := _forbidding(patterns, checked, row, options)):
            outcomes.append(Outcome(line, _refusal(entry.reason), _because(entry.kind, entry.value)))
        else:
            fit.append(checked)
    kept, duplicates = staging.distinct(fit)
    return _Batch(kept, outcomes, duplicates)


def _because(reason: str, detail: str) -> str:
    return f"{reason}: {detail}" if detail else reason


def _forbidding(
    patterns: suppression.Patterns, checked: Prepared, row: LeadInput, options: ImportOptions
) -> suppression.Entry | None:
    entry = patterns.match(suppression.facts(replace(row, email=checked[1])), options.seat_id)
    return entry if entry and not _ignored(entry.reason, options) else None


_BY_REASON: dict[str, Result] = {Reason.UNSUBSCRIBED: "unsubscribed", Reason.BOUNCED: "bounced"}
_NEVER_IGNORED = (Reason.COMPLAINED, "erased")


def _refusal(reason: str) -> Result:
    return _BY_REASON.get(reason, "suppressed")


def _ignored(reason: str, options: ImportOptions) -> bool:
    match reason:
        case Reason.UNSUBSCRIBED:
            return options.ignore_unsubscribed
        case Reason.BOUNCED:
            return options.ignore_bounced
        case _:
            return options.ignore_suppression and reason not in _NEVER_IGNORED


async def _take(
    scope: Scope, rows: Sequence[Prepared], target: Target, options: ImportOptions, *, seen: bool = False
) -> list[Outcome]:
    """Bring rows into the workspace and the target; an outcome for each. `seen`: rows of earlier batches are duplicates."""
    if not rows:
        return []
    await staging.load(scope, rows)
    outcomes = await _forget_seen(scope) if seen else []
    await staging.match(scope)
    outcomes += await _screen(scope, options)
    outcomes += await _skip(scope, target, options)
    await staging.merge(scope, update=options.existing == "update")
    return outcomes + await _outcomes(scope, await _join(scope, target, options))


# Every kind that is looked up in the database, and the expression that finds it. A domain's entry holds for those under it.
_SCREENS: dict[str, LiteralString] = {
    "email": "SELECT line, email AS value FROM staged WHERE email IS NOT NULL",
    "email_hash": "SELECT line, encode(sha256(convert_to(email, 'UTF8')), 'hex') AS value FROM staged WHERE email IS NOT NULL",
    "domain": """
        SELECT s.line, array_to_string((string_to_array(s.email_domain, '.'))[i:], '.') AS value
        FROM staged s, generate_series(1, cardinality(string_to_array(s.email_domain, '.'))) AS i""",
}
_SCREEN = """
DELETE FROM staged s USING ({keys}) k
JOIN suppressions x ON x.workspace_id = %(workspace_id)s AND x.kind = %(kind)s AND x.comparison = 'exact' AND x.value = k.value
WHERE k.line = s.line AND (x.seat_id IS NULL OR x.seat_id = %(seat_id)s)
  AND NOT (CASE x.reason WHEN 'unsubscribed' THEN %(unsubscribed)s WHEN 'bounced' THEN %(bounced)s
           ELSE %(suppressed)s AND x.reason <> ALL (%(never)s) END)
RETURNING s.line, x.reason, x.kind, x.value
"""
_MARKED = """
DELETE FROM staged s USING leads l
WHERE l.workspace_id = %(workspace_id)s AND l.id = s.lead_id
  AND ((l.unsubscribed_at IS NOT NULL AND NOT %(unsubscribed)s) OR (l.bounced_at IS NOT NULL AND NOT %(bounced)s))
RETURNING s.line,
    CASE WHEN l.unsubscribed_at IS NOT NULL AND NOT %(unsubscribed)s THEN 'unsubscribed' ELSE 'bounced' END AS reason
"""


async def _screen(scope: Scope, options: ImportOptions) -> list[Outcome]:
    """Take out of the staged rows who must not be written to."""
    allowed = {
        "unsubscribed": options.ignore_unsubscribed,
        "bounced": options.ignore_bounced,
        "suppressed": options.ignore_suppression,
        "never": list(_NEVER_IGNORED),
    }
    outcomes: list[Outcome] = []
    for kind, keys in _SCREENS.items():
        if await suppression.has_exact(scope, kind):
            hits = await scope.all(sql(_SCREEN, keys=keys), kind=kind, seat_id=options.seat_id, **allowed)
            outcomes += [Outcome(h["line"], _refusal(h["reason"]), _because(h["kind"], h["value"])) for h in hits]
    marked = await scope.all(_MARKED, **allowed)
    return outcomes + [Outcome(m["line"], _refusal(m["reason"]), "lead") for m in marked]


# Which of some leads are somewhere already. Asked before the staged rows are gone through: those are on this connection's server,
# these may be on another.
_IN_LIST = """
SELECT m.lead_id FROM list_members m JOIN lists t ON t.workspace_id = %(workspace_id)s AND t.id = m.list_id
WHERE m.workspace_id = %(workspace_id)s AND m.lead_id = ANY (%(met)s)
"""
_OF_CAMPAIGNS: LiteralString = """
SELECT e.lead_id FROM enrollments e JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
WHERE e.workspace_id = %(workspace_id)s AND e.lead_id = ANY (%(met)s){but}
"""
_IN_CAMPAIGN = sql(_OF_CAMPAIGNS, but="")
_IN_OTHER_CAMPAIGN = sql(_OF_CAMPAIGNS, but=" AND e.campaign_id <> %(but)s")
_IN_WORKSPACE = sql("{in_list} UNION ALL {in_campaign}", in_list=_IN_LIST, in_campaign=_IN_CAMPAIGN)


async def _skip(scope: Scope, target: Target, options: ImportOptions) -> list[Outcome]:
    """Take out of the staged rows who is somewhere already, as far as the options ask."""
    elsewhere = _IN_CAMPAIGN if target.campaign_id is None else _IN_OTHER_CAMPAIGN
    every: tuple[tuple[str, bool, LiteralString], ...] = (
        ("in_workspace", options.skip_if_in_workspace, _IN_WORKSPACE),
        ("in_campaign", options.skip_if_in_campaign, _IN_CAMPAIGN),
        ("in_list", options.skip_if_in_list, _IN_LIST),
        ("in_other_campaign", not options.allow_duplicates_across_campaigns, elsewhere),
    )
    asked = [one for one in every if one[1]]
    met = await staging.met(scope) if asked else []
    outcomes: list[Outcome] = []
    for reason, _, statement in asked if met else ():
        there = {row["lead_id"] for row in await scope.all(statement, met=met, but=target.campaign_id)}
        if there:
            hits = await scope.all("DELETE FROM staged WHERE lead_id = ANY (%(there)s) RETURNING line", there=sorted(there))
            outcomes += [Outcome(h["line"], "skipped", reason) for h in hits]
    return outcomes


# What a membership of a lead that existed holds with existing='keep': the row, and nothing else of the lead. The names of the
# lead's own fields are asked for first, as above.
_NAMES = """
SELECT l.id, (SELECT jsonb_object_agg(k, NULL) FROM jsonb_object_keys(l.custom) k) AS names FROM leads l
WHERE l.workspace_id = %(workspace_id)s AND l.id = ANY (%(met)s) AND l.custom <> '{}'
"""
_WITH_NAMES = "staged s LEFT JOIN unnest(%(ids)s::bigint[], %(names)s::jsonb[]) AS n (id, names) ON n.id = s.lead_id"
_FIELDS = sql(
    "CASE WHEN %(keep)s AND s.lead_id IS NOT NULL THEN coalesce(n.names, '{{}}') || jsonb_build_object({row}) || s.custom END",
    row=", ".join([sql("'{name}', s.{name}", name=name) for name in staging.MERGE_FIELDS]),
)
_JOIN_LIST = sql(
    """
INSERT INTO list_members (workspace_id, list_id, lead_id, fields, created_at, updated_at)
SELECT %(workspace_id)s, %(list_id)s, coalesce(s.lead_id, s.new_id), coalesce({fields}, '{{}}'), %(now)s, %(now)s
FROM {with_names} ORDER BY s.line ON CONFLICT DO NOTHING RETURNING id, lead_id
""",
    fields=_FIELDS,
    with_names=_WITH_NAMES,
)
_FOR_CAMPAIGN = sql(
    "SELECT coalesce(s.lead_id, s.new_id) AS id, {fields} AS fields FROM {with_names} ORDER BY s.line",
    fields=_FIELDS,
    with_names=_WITH_NAMES,
)


async def _join(scope: Scope, target: Target, options: ImportOptions) -> dict[int, int | None] | None:
    """Make the members or enrollments: lead id -> its new one, absent or None when it was in. None: there is no target."""
    keep = options.existing == "keep"
    named = await scope.all(_NAMES, met=await staging.met(scope)) if keep and (target.list_id or target.campaign_id) else []
    kept = {"keep": keep, "ids": [row["id"] for row in named], "names": [Jsonb(row["names"]) for row in named]}
    if target.list_id:
        await purges.hold(scope, "list", target.list_id)
        rows = await scope.all(_JOIN_LIST, list_id=target.list_id, **kept)
        await lists.count_members(scope, {target.list_id: len(rows)})
        return {r["lead_id"]: r["id"] for r in rows}
    if target.campaign_id:
        rows = await scope.all(_FOR_CAMPAIGN, **kept)
        fields = {r["id"]: r["fields"] for r in rows if r["fields"]}
        return await enrollments.enroll(scope, target.campaign_id, [r["id"] for r in rows], fields=fields)
    return None


async def _outcomes(scope: Scope, joined: Mapping[int, int | None] | None) -> list[Outcome]:
    outcomes: list[Outcome] = []
    for line, (lead_id, created) in (await staging.ids(scope)).items():
        target_id = joined.get(lead_id) if joined is not None else None
        result: Result = "created" if created else "updated"
        if joined is not None and target_id is None:
            result = "already_member"
        outcomes.append(Outcome(line, result, None, lead_id, target_id))
    return outcomes


# CSV files

_SKIP_COLUMN = "-"


def mapping_of(
    header: Sequence[str], columns: Mapping[str, str] | None = None, rows: Sequence[Sequence[str]] = ()
) -> list[str | None]:
    """Which field each column of a file goes to: as `columns` (heading -> field) says, else by its name; others are custom
    fields under their heading. 'custom:NAME' names a custom field, '-' leaves a column out (None).

    Where other headings are known but none says email, the only column of the first `rows` that holds addresses is taken for it.
    Raises Invalid for an unknown heading or field, and when no column holds addresses or profiles.
    """
    fields = guess_of(header, columns, rows)
    if not {"email", "linkedin_url"} & set(fields):
        if any(map(addresses.listed, header)):
            raise Invalid("The first line holds an address where headings should be: add a line of headings.", field="file")
        raise Invalid(
            f"No column is known to hold email addresses: map one to email. It has: {_listed(header)}.", field="columns"
        )
    return fields


def guess_of(
    header: Sequence[str], columns: Mapping[str, str] | None = None, rows: Sequence[Sequence[str]] = ()
) -> list[str | None]:
    """As `mapping_of`, for a file of which it is not known yet which column holds the addresses."""
    wanted = {k.strip().casefold(): v for k, v in (columns or {}).items()}
    if unknown := wanted.keys() - {h.strip().casefold() for h in header}:
        raise Invalid(f"The file has no column {sorted(unknown)[0]!r}. It has: {_listed(header)}.", field="columns")
    fields: list[str | None] = []
    taken: set[str] = set()
    seen: Counter[str] = Counter()
    left = [heading.strip().casefold() for heading in header]
    known = headings.fields_of(["" if heading in wanted else heading for heading in left])
    for heading, guess in zip(header, known, strict=True):
        name = wanted.pop(heading.strip().casefold(), None)  # the first of its name; repeated ones are custom fields
        if name is None:
            name = guess
            if name is None or name in taken:
                name = _custom_name(heading.strip(), taken, seen)
        elif name not in _SETTABLE and not name.startswith("custom:") and name != _SKIP_COLUMN:
            raise Invalid(f"A lead has no field {name!r}; for one of your own write custom:{name}.", field="columns")
        elif name in taken:
            raise Invalid(f"Two columns go to {name}.", field="columns")
        if name != _SKIP_COLUMN:
            taken.add(name)
        fields.append(None if name == _SKIP_COLUMN else name)
    if any(known) and not {"email", "linkedin_url"} & taken:
        asked = {heading.strip().casefold() for heading in columns or ()}
        own = [
            at for at, heading in enumerate(header) if heading.strip().casefold() not in asked and not addresses.listed(heading)
        ]
        with_addresses = [at for at in own if _all_addresses([row[at] for row in rows])]
        if len(with_addresses) == 1:
            fields[with_addresses[0]] = "email"
    return fields


def _all_addresses(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(map(addresses.listed, filled))


def _custom_name(heading: str, taken: Container[str], seen: Counter[str]) -> str:
    """The custom field of a column: its heading, with a number where another column has it. `seen` counts the headings so far."""
    if not heading:
        return _SKIP_COLUMN
    while True:
        seen[heading] += 1
        number = seen[heading]
        name = f"custom:{heading}" if number == 1 else f"custom:{heading} {number}"
        if name not in taken:
            return name


_LISTED = 20


def _listed(header: Sequence[str]) -> str:
    """Headings as a message shows them: the first few."""
    more = len(header) - _LISTED
    shown = ", ".join(heading[:50] for heading in header[:_LISTED])
    return f"{shown} and {more} more" if more > 0 else shown


_SETTABLE = frozenset(staging.FIELDS) - {"owner_user_id", "custom", "profile"}


def knows(columns: Mapping[str, str] | None) -> Callable[[str], bool]:
    """Whether a heading is one by which the table of an import is recognized."""
    asked = {heading.strip().casefold() for heading in columns or ()}

    def is_known(heading: str) -> bool:
        found = headings.field_of(heading)
        return heading.casefold() in asked or (found is not None and found[0] in ("email", "linkedin_url"))

    return is_known


class _File:
    """A table being read: header, field of each column, rows with the line they begin on."""

    def __init__(self, file: BinaryIO, columns: Mapping[str, str] | None) -> None:
        records = tables.records(file, knows(columns))
        self.header = next(records).cells
        first = list(islice(records, LOOKED_AT))
        self._records = chain(first, records)
        self.lines = 0  # how many have been read
        fields = mapping_of(self.header, columns, [record.cells for record in first if not record.error])
        self._plain = [(i, name) for i, name in enumerate(fields) if name and not name.startswith("custom:")]
        self._custom = [(i, name.removeprefix("custom:")) for i, name in enumerate(fields) if name and name.startswith("custom:")]

    def read(self, size: int, broken: list[Outcome]) -> Iterator[tuple[int, LeadInput]]:
        """The next `size` records; those that are not rows go to `broken`."""
        for record in islice(self._records, size):
            self.lines = record.end or record.line
            if record.error:
                broken.append(Outcome(record.line, "invalid", record.error))
                continue
            values: dict[str, Any] = {name: _said(record.cells[i]) for i, name in self._plain}
            if self._custom:
                values["custom"] = {name: record.cells[i] for i, name in self._custom if record.cells[i]}
            yield record.line, LeadInput(**values)


def _said(cell: str) -> str:
    """What a cell of a lead's own field says: in one line, as those of names and the like are broken only to be seen, and without
    the entities of a web page that it was copied from."""
    if "&" in cell and ";" in cell:
        cell = unescape(cell)
    if "\n" in cell or "\r" in cell or "  " in cell:
        cell = " ".join(cell.split())
    return "" if says_nothing(cell) else cell


# Who was in an earlier batch of the file: dropped at the end, and with the session.
_SEEN = "CREATE TEMPORARY TABLE seen (person text PRIMARY KEY) ON COMMIT PRESERVE ROWS"
_FORGET_SEEN = """
WITH fresh AS (
    INSERT INTO seen SELECT coalesce(email, 'in/' || linkedin_key) FROM staged ON CONFLICT DO NOTHING RETURNING person
)
DELETE FROM staged s WHERE NOT EXISTS (SELECT FROM fresh f WHERE f.person = coalesce(s.email, 'in/' || s.linkedin_key))
RETURNING s.line
"""


async def _forget_seen(scope: Scope) -> list[Outcome]:
    return [Outcome(r["line"], "duplicate", "in_file") for r in await scope.all(_FORGET_SEEN)]


async def _batches(
    core: Core, workspace_id: int, actor: Actor, source: _File, target: Target, options: ImportOptions, size: int
) -> AsyncIterator[list[Outcome]]:
    """The outcomes of each batch, committed. The next batch is read and checked while the database works on this one."""

    def prepare(patterns: suppression.Patterns) -> tuple[_Batch, bool]:
        before = source.lines
        broken: list[Outcome] = []
        batch = _prepare(source.read(size, broken), options, patterns)
        batch.outcomes.extend(broken)
        return batch, source.lines == before

    async with core.pool.connection() as conn:

        def scope() -> Scope:
            return Scope(workspace_id, conn, core.clock.now(), core.vault, actor, options.seat_id)

        async with conn.transaction():
            await scope().run("DROP TABLE IF EXISTS pg_temp.seen")
            await scope().run(_SEEN)
            patterns = await suppression.patterns(scope())
        upcoming = asyncio.create_task(asyncio.to_thread(prepare, patterns))
        try:
            while True:
                batch, ended = await upcoming
                if ended:
                    return
                upcoming = asyncio.create_task(asyncio.to_thread(prepare, patterns))
                async with conn.transaction():
                    taken = await _take(scope(), batch.rows, target, options, seen=True)
                doubles = [Outcome(line, "duplicate", f"line {first}") for line, first in batch.duplicates.items()]
                # Between two transactions; the temporary table needs its connection, and who reads on is this process.
                yield batch.outcomes + doubles + taken  # waits: for import_csv, which reads a file of this machine
        finally:
            await asyncio.wait([upcoming])  # it reads the file, which is about to be closed
            async with conn.transaction():
                await scope().run("DROP TABLE IF EXISTS pg_temp.seen")


class Into(TypedDict, total=False):
    """Where leads are put, in addition to the workspace: a list or a campaign."""

    list_id: int | None
    campaign_id: int | None


async def import_csv(
    core: Core,
    workspace_id: int,
    path: Path,
    *,
    columns: Mapping[str, str] | None = None,
    options: ImportOptions = ImportOptions(),
    actor: Actor = ENGINE,
    progress: Callable[[int, int], Awaitable[None]] | None = None,
    batch: int = BATCH,
    **into: Unpack[Into],
) -> ImportResult:
    """Import a table with a header line in batches, each a transaction: CSV (comma, semicolon, tab or bar) or XLSX.

    CSV is UTF-8, UTF-16, or what spreadsheets on Windows write for western languages (see outreach.base.tables).

    `columns` maps headings to fields (see `mapping_of`). `progress(lines done, lines in the file)` is called after each batch.
    Lines not taken, duplicates included, are written to PATH.reject.csv with line number and reason; there is none when all
    were. May be run again: leads that are there are updated. Raises Invalid for a file or mapping that can't be used, NotFound.
    """
    target = Target(into.get("list_id"), into.get("campaign_id"))
    options = replace(options, nameable=False)  # a file may be run again, which would make such leads again
    async with core.scope(workspace_id, actor) as scope:
        options = await _settle(scope, target, options)
    total = await asyncio.to_thread(_count_lines, path)
    counts: Counter[str] = Counter()
    reject_path = path.with_name(path.name + ".reject.csv")
    with path.open("rb") as file, ExitStack() as stack:
        source = await asyncio.to_thread(_File, file, columns)
        rejects = stack.enter_context(reject_path.open("w", encoding="utf-8", newline=""))
        rejects.write(csv_lines([("line", "result", "reason")]))
        async for outcomes in _batches(core, workspace_id, actor, source, target, options, batch):
            counts.update(o.result for o in outcomes)
            refused = (o for o in outcomes if o.result not in _TAKEN)
            rejects.write(csv_lines((o.line, o.result, o.reason) for o in sorted(refused, key=lambda o: o.line)))
            if progress:
                await progress(min(source.lines, total), total)
    rejected = any(counts[name] for name in RESULTS if name not in _TAKEN)
    if not rejected:
        reject_path.unlink()
    async with core.scope(workspace_id, actor) as scope:
        await events.audit(
            scope, "leads.imported", *_object(target), affected=sum(counts.values()), file=path.name, counts=dict(counts)
        )
    return ImportResult(counts, reject_file=reject_path if rejected else None)


def _count_lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
