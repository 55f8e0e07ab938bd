"""The suppression list: show, add, remove, import and export entries, and check one address."""

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
    try:
        kind, comparison, seat_id = _given(visit, "kind"), _given(visit, "comparison"), view.number(_given(visit, "seat"))
        _require(visit, seat_id)
        values = await _values(visit)
        counts = [0, 0, 0]
        async with visit.scope() as scope:
            for start in range(0, len(values), _BATCH):
                batch = [EntryInput(kind, value, comparison, seat_id) for value in values[start : start + _BATCH]]
                added = await suppression.add(scope, batch)
                if len(values) == 1 and added.invalid:
                    raise Invalid(added.invalid[0][1], field="values")
                counts = [n + len(of) for n, of in zip(counts, (added.created, added.existing, added.invalid), strict=True)]
    except Invalid as error:
        async with visit.scope() as scope:
            shown = await _page(visit, scope, given, {error.field or "values": error.message})
        return visit.render("leads/suppression.html", shown, status=422)
    text = _("{new} added, {known} already listed, {wrong} not valid").format(new=counts[0], known=counts[1], wrong=counts[2])
    return visit.done(visit.url("/leads/suppression"), Toast(text, "error" if not counts[0] and counts[2] else "done"))


def _given(visit: Visit, name: str) -> str:
    """A value from the form, or else from the query, which the undo of a removal uses."""
    given = visit.form.get(name) or visit.request.query_params.get(name, "")
    return given.strip()[:2000] if isinstance(given, str) else ""


def _require(visit: Visit, seat_id: int | None) -> None:
    if seat_id is not None:
        visit.require_seat(seat_id, "blacklist", write=True)
    elif not _may_share(visit):
        raise Forbidden(_("Your role does not allow this. Ask a workspace administrator."))


async def _values(visit: Visit) -> list[str]:
    """The distinct values; for a table, its first column. Raises Invalid."""
    text = visit.text("values", 900_000) or _given(visit, "values")
    for file in visit.files("file"):
        text += "\n" + (await file.read()).decode("utf-8-sig", "replace")
    lines = (line.strip().split(",")[0].split(";")[0].split("\t")[0].strip().strip('"') for line in text.splitlines())
    values = list(dict.fromkeys(line for line in lines if line))
    if not values:
        raise Invalid(_("Enter one per line, or choose a file."), field="values")
    if len(values) > MOST:
        raise Invalid(_("At most {n} at once.").format(n=f"{MOST:,}"), field="values")
    return values


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
