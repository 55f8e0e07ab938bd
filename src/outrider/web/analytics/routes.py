"""The analytics page, and each of its charts as CSV."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields, replace

from starlette.responses import Response

from outrider.errors import NotFound
from outrider.outreach.campaigns.sender_ranking import Done
from outrider.rules.text import csv_lines
from outrider.web.analytics import view
from outrider.web.analytics.view import Asked, Line, Tables
from outrider.web.kit.text import _
from outrider.web.kit.visit import Visit, page


async def show(visit: Visit) -> Response:
    """The page. Scripts load the tables by sender once they come into sight."""
    async with visit.scope() as scope:
        shown = await view.read(visit, scope, _asked(visit))
    return visit.render("analytics/analytics.html", shown)


def _asked(visit: Visit) -> Asked:
    return view.asked_of(visit.request.query_params, view.today_of(visit))


async def show_senders(visit: Visit) -> Response:
    """The tables by sender for a script, or the whole page with them."""
    asked = _asked(visit)
    async with visit.scope() as scope:
        tables = await view.by_sender(visit, scope, asked)
        shown = None if visit.partial else await view.read(visit, scope, asked)
    if shown is None:
        return visit.render("analytics/senders.html", OfSenders(asked, tables))
    return visit.render("analytics/analytics.html", replace(shown, of_senders=tables))


@dataclass(frozen=True, slots=True)
class OfSenders:
    """The tables by sender alone."""

    asked: Asked
    of_senders: Tables


async def download(visit: Visit) -> Response:
    """Download one chart or table as CSV, with the filters of the URL."""
    name = visit.request.path_params["name"]
    asked = _asked(visit)
    async with visit.scope() as scope:
        if name in view.BY_SENDER:
            found = (await view.by_sender(visit, scope, asked, whole=True)).get(name)
            lines = found and found.lines
        else:
            shown = await view.read(visit, scope, asked)
            table = shown.tables.get(name)
            lines = shown.timeline if name == "timeline" else table and table.lines
    if lines is None:
        raise NotFound(_("There is no page at this address."))
    first = view.width_of(asked.days) if name == "timeline" else name.removesuffix("s")
    filename = f"outrider-{name}-{asked.start}-{asked.end}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{filename}"', "Cache-Control": "no-store"}
    return Response(as_csv(first, lines), headers=headers, media_type="text/csv; charset=utf-8")


def as_csv(first: str, lines: Sequence[Line]) -> str:
    """A heading, and a row for every line."""
    heading = (first, *(field.name for field in fields(Done)))
    return csv_lines([heading, *((line.name, *astuple(line.numbers)) for line in lines)])


ROUTES = [
    page("/analytics", show, needs="statistics"),
    page("/analytics/senders", show_senders, needs="statistics"),
    page("/analytics/{name}.csv", download, needs="statistics"),
]
