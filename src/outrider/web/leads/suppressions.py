"""The suppression list: show, add, remove, import and export entries, and check one address."""

import csv
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from outrider.errors import Forbidden, Invalid
from outrider.outreach.base.scope import Scope
from outrider.outreach.leads import leads, suppression
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.leads.suppression import Entry, EntryInput
from outrider.outreach.tenancy import seats
from outrider.rules import addresses
from outrider.rules.text import csv_lines
from outrider.web.kit import table
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act, page
from outrider.web.leads import view

PAGE = 50
MOST = 20_000  # entries per form, at most
_BATCH = 1000
_KINDS = tuple((key, label) for key, label in view.KINDS.items() if key != "email_hash")
_BOTH = "addresses"  # of the form: addresses and domains, as each line says
_LEFT = 200  # lines that are not valid, which the form keeps
_DOMAIN = re.compile(r"@?[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether an address can be contacted. `why`: the reason why not, or None."""

    address: str
    why: str | None
    entry_id: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """An entry to show. `seat` is None for the whole workspace."""

    entry: Entry
    kind: str
    comparison: str
    reason: str
    seat: str | None
    removable: bool

    @property
    def permanent(self) -> bool:
        """Whether the entry stays for good: a spam complaint or an erasure."""
        return self.entry.reason in suppression.FINAL


@dataclass(frozen=True, slots=True)
class Suppressions:
    """The page."""

    rows: Sequence[Row]
    next: int | None
    query: str
    kind: str
    after: int | None
    answer: Answer | None
    tested: str
    kinds: Sequence[tuple[str, str]]
    choices: Sequence[tuple[str, str]]
    comparisons: Sequence[tuple[str, str]]
    seats: Sequence[tuple[int, str]]
    shared: bool
    given: Mapping[str, str]
    errors: Mapping[str, str]


def _may_share(visit: Visit) -> bool:
    """Whether the visitor may add entries for the whole workspace."""
    return visit.access.everywhere is not None and visit.may("blacklist", write=True)


async def _page(
    visit: Visit, scope: Scope, given: Mapping[str, str] | None = None, errors: Mapping[str, str] | None = None
) -> Suppressions:
    asked = visit.request.query_params
    query, kind, after = asked.get("q", "").strip()[:200], asked.get("kind", ""), view.number(asked.get("after", ""))
    tested = asked.get("test", "").strip()[:320]
    kinds = [kind] if kind in view.KINDS else None
    if query:
        found = await suppression.with_words(scope, query, kinds=kinds, limit=PAGE + 1, after=after)
    else:
        found = await suppression.find_all(scope, kinds=kinds, limit=PAGE + 1, after=after)
    names = {seat.id: seat.name for seat in await seats.find_all(scope, limit=500)}
    rows = [
        Row(
            entry,
            view.KINDS[entry.kind],
            view.COMPARISONS[entry.comparison],
            view.REASONS.get(entry.reason, entry.reason.replace("_", " ").capitalize()),
            names.get(entry.seat_id, "–") if entry.seat_id else None,
            _removable(visit, entry),
        )
        for entry in found[:PAGE]
        if entry.seat_id is None or visit.access.sees(entry.seat_id)
    ]
    return Suppressions(
        rows,
        found[PAGE - 1].id if len(found) > PAGE else None,
        query,
        kind,
        after,
        await _test(scope, tested) if tested else None,
        tested,
        _KINDS,
        [(_BOTH, _("Email addresses and domains")), *_KINDS],
        list(view.COMPARISONS.items()),
        [(id, name) for id, name in names.items() if visit.may("blacklist", write=True, seat_id=id)],
        _may_share(visit),
        given or {},
        errors or {},
    )


def _removable(visit: Visit, entry: Entry) -> bool:
    """Whether the visitor may remove the entry."""
    if entry.reason in suppression.FINAL:
        return False
    return _may_share(visit) if entry.seat_id is None else visit.may("blacklist", write=True, seat_id=entry.seat_id)


async def _test(scope: Scope, text: str) -> Answer:
    """Check whether this address can be contacted, and if not, why."""
    try:
        address = addresses.normalise(text)
    except addresses.InvalidAddress as error:
        return Answer(text, _("This is not an email address: {why}").format(why=error.reason))
    lead = await leads.get_by_email(scope, address)
    person = lead or LeadInput(email=address)
    entry = (await suppression.check(scope, [person])).get(0)
    if lead and (why := await view.why_not(scope, lead)):
        return Answer(address, why, entry.id if entry else None)
    return Answer(address, view.in_words(entry) if entry else None, entry.id if entry else None)


async def show(visit: Visit) -> Response:
    """Show the entries, and the result if an address is being checked."""
    async with visit.scope() as scope:
        return visit.render("leads/suppression.html", await _page(visit, scope))


async def add(visit: Visit) -> Response:
    """Add entries from typed lines and from a file with one value per line."""
    given = {name: value for name, value in visit.form.items() if isinstance(value, str)}
    wrong: list[str] = []
    created = known = 0
    try:
        kind, comparison, seat_id = _given(visit, "kind"), _given(visit, "comparison"), view.number(_given(visit, "seat"))
        _require(visit, seat_id)
        values = await _values(visit, kind)
        why = ""
        async with visit.scope() as scope:
            for start in range(0, len(values), _BATCH):
                batch = values[start : start + _BATCH]
                added = await suppression.add(scope, [_entry(kind, value, comparison, seat_id) for value in batch])
                created, known = created + len(added.created), known + len(added.existing)
                wrong += [batch[index] for index, _why in added.invalid]
                why = why or next((said for _index, said in added.invalid), "")
        if wrong:
            given["values"] = "\n".join(wrong[:_LEFT])
            raise Invalid(_left(created, known, len(wrong), why), field="values")
    except Invalid as error:
        async with visit.scope() as scope:
            shown = await _page(visit, scope, given, {error.field or "values": error.message})
        return visit.render("leads/suppression.html", shown, status=422)
    text = (
        _("{new} added, {known} already listed").format(new=created, known=known) if known else _("{n} added").format(n=created)
    )
    return visit.done(visit.url("/leads/suppression"), Toast(text))


def _left(created: int, known: int, wrong: int, why: str) -> str:
    """What became of the lines, when the form keeps those that are not valid."""
    if not (created or known) and wrong == 1:
        return why
    said = _("{new} added, {known} already listed. Not added: {wrong}, which are left here to be put right. The first: {why}")
    return said.format(new=created, known=known, wrong=wrong, why=why)


def _entry(kind: str, value: str, comparison: str, seat_id: int | None) -> EntryInput:
    if kind != _BOTH:
        return EntryInput(kind, value, comparison, seat_id)
    if "@" in value.removeprefix("@"):
        return EntryInput("email", value, comparison, seat_id)
    return EntryInput("domain", value.removeprefix("@"), comparison, seat_id)


def _given(visit: Visit, name: str) -> str:
    """A value from the form, or else from the query, which the undo of a removal uses."""
    given = visit.form.get(name) or visit.request.query_params.get(name, "")
    return given.strip()[:2000] if isinstance(given, str) else ""


def _require(visit: Visit, seat_id: int | None) -> None:
    if seat_id is not None:
        visit.require_seat(seat_id, "blacklist", write=True)
    elif not _may_share(visit):
        raise Forbidden(_("Your role does not allow this. Ask a workspace administrator."))


async def _values(visit: Visit, kind: str) -> list[str]:
    """The distinct values; for a table, its first column. Raises Invalid."""
    text = visit.text("values", 900_000) or _given(visit, "values")
    found = [value for line in text.splitlines() for value in _typed(kind, line.strip())]
    for file in visit.files("file"):
        found += _first_column((await file.read()).decode("utf-8-sig", "replace"), kind)
    values = list(dict.fromkeys(value for value in found if value))
    if not values:
        raise Invalid(_("Enter one per line, or choose a file."), field="values")
    if len(values) > MOST:
        raise Invalid(_("At most {n} at once.").format(n=f"{MOST:,}"), field="values")
    return values


def _typed(kind: str, line: str) -> list[str]:
    """The values of a line. One of addresses or domains may hold several, or a row of a table; another is a value as it is."""
    if kind not in (_BOTH, "email", "domain"):
        return [line]
    pieces = [piece.strip("<>\"'") for piece in re.split(r"[,;\s]+", line)]
    addresses_in = [piece for piece in pieces if "@" in piece.removeprefix("@")] if kind != "domain" else []
    domains_in = [piece for piece in pieces if _DOMAIN.fullmatch(piece)] if kind != "email" else []
    return addresses_in or domains_in or [line]


def _first_column(text: str, kind: str) -> list[str]:
    """The first column of a table, or the lines of a file, without a heading over addresses or domains."""
    lines = text.splitlines()
    between = max(",;\t", key=lambda mark: lines[0].count(mark)) if lines else ","
    column = [row[0].strip() for row in csv.reader(lines, delimiter=between) if row]
    headed = kind in (_BOTH, "email", "domain") and column and not {"@", "."} & {*column[0]}
    return column[1:] if headed else column


async def remove(visit: Visit) -> Response:
    """Remove one entry."""
    async with visit.scope() as scope:
        entry = await suppression.get(scope, visit.request.path_params["id"])
        _require(visit, entry.seat_id)
        if not _removable(visit, entry):
            raise Forbidden(_("Spam complaints and erasures cannot be lifted."))
        await suppression.remove(scope, [entry.id])
    undo = visit.url("/leads/suppression", kind=entry.kind, comparison=entry.comparison, values=entry.value, seat=entry.seat_id)
    said = _("{value} can be contacted again").format(value=entry.value)
    return visit.done(visit.url("/leads/suppression"), Toast(said, undo=undo if len(undo) < 1500 else None))


async def export(visit: Visit) -> Response:
    """Export all entries as CSV."""

    async def parts() -> AsyncIterator[str]:
        yield csv_lines([("kind", "comparison", "value", "reason", "seat_id", "created_at")])
        after: int | None = None
        while True:
            async with visit.scope() as scope:
                found = await suppression.find_all(scope, limit=_BATCH, after=after)
            if not found:
                return
            seen = [e for e in found if e.seat_id is None or visit.access.sees(e.seat_id)]
            yield csv_lines((e.kind, e.comparison, e.value, e.reason, e.seat_id, e.created_at) for e in seen)
            after = found[-1].id

    return table.download("suppression.csv", parts())


ROUTES = [
    page("/leads/suppression", show, needs="blacklist"),
    act("/leads/suppression", add, needs="blacklist"),
    act("/leads/suppression/{id:int}/remove", remove, needs="blacklist"),
    page("/leads/suppression/export.csv", export, needs="blacklist"),
]
