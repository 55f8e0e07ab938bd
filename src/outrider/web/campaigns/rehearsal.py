"""The rehearsal page: what a campaign would send on which day from which sender, what limits it, and when it ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from starlette.responses import Response

from outrider.engine.rehearsal.rehearse import MAX_DAYS, Rehearsal, SenderDay, rehearse
from outrider.errors import Invalid
from outrider.web.campaigns import head
from outrider.web.campaigns.head import Head
from outrider.web.kit.text import _
from outrider.web.kit.visit import Visit, page

DAYS = 30
CHOICES = (7, 30, 60, 90)
_SENDS = 50  # of the first messages, one by one


@dataclass(frozen=True, slots=True)
class Row:
    """A day: how many messages each sender would send (None: none), in column order, and their total."""

    day: date
    cells: Sequence[SenderDay | None]
    sent: int
    new: int


@dataclass(frozen=True, slots=True)
class Line:
    """One of the first messages."""

    at: datetime
    recipient: str
    sender: str
    step: int
    subject: str


@dataclass(frozen=True, slots=True)
class Shown:
    head: Head
    days: int
    choices: Sequence[int]
    found: Rehearsal
    columns: Sequence[str]
    rows: Sequence[Row]
    first: Sequence[Line]
    tab: str = "rehearsal"


def days_of(visit: Visit) -> int:
    """The number of days in the URL. Raises Invalid."""
    given = visit.request.query_params.get("days") or str(DAYS)
    if not given.isdecimal() or not 1 <= int(given) <= MAX_DAYS:
        raise Invalid(_("Rehearse from 1 to {n} days.").format(n=MAX_DAYS))
    return int(given)


def table(found: Rehearsal) -> list[Row]:
    """The calendar, with a row per day and a column per sender."""
    order = [load.sender_id for load in found.senders]
    by_day: dict[date, dict[int, SenderDay]] = {}
    for d in found.calendar:
        if d.sent:
            by_day.setdefault(d.day, {})[d.sender_id] = d
    return [
        Row(day, [of.get(id) for id in order], sum(d.sent for d in of.values()), sum(d.new for d in of.values()))
        for day, of in by_day.items()
    ]


async def show(visit: Visit) -> Response:
    days = days_of(visit)
    async with visit.scope() as scope:
        campaign = await head.seen(visit, scope)
        top = await head.of(visit, scope, campaign)
    found = await rehearse(visit.core, visit.site.settings, visit.place.id, campaign.id, days, actor=visit.actor)
    addresses = {load.sender_id: load.address for load in found.senders}
    first = [Line(s.at, s.recipient, addresses.get(s.sender_id, ""), s.step_position, s.subject) for s in found.sends[:_SENDS]]
    view = Shown(top, days, CHOICES, found, list(addresses.values()), table(found), first)
    return visit.render("campaigns/rehearsal.html", view)


ROUTES = [page("/campaigns/{id:int}/rehearsal", show, needs="campaigns")]
