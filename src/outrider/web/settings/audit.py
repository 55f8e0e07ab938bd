"""The audit log: who did what, how, and when."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from starlette.responses import Response

from outrider.outreach.base import audit
from outrider.outreach.base.audit import Act
from outrider.web.kit.text import _
from outrider.web.kit.visit import Visit, page
from outrider.web.settings import frame

PAGE = 50
_SURFACES = {"web": _("Pages"), "cli": _("Command line"), "engine": _("Engine"), "mcp": _("Agent")}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry for display. `details`: its recorded data as JSON, possibly empty."""

    act: Act
    who: str
    through: str
    what: str
    details: str


@dataclass(frozen=True, slots=True)
class AuditView:
    lines: Sequence[Line]
    search: str
    start: str
    end: str
    next: str | None
    first: str | None


def _line(found: Act) -> Line:
    system, _dot, surface = found.surface.partition(".")
    through = _SURFACES.get(found.surface) or f"{system.capitalize()} {surface.upper()}".strip()
    who = found.user_name or (_("API key {id}").format(id=found.api_key_id) if found.api_key_id else _("The system"))
    what = found.action.replace(".", " ").replace("_", " ").capitalize()
    details = {**found.data, **({"affected": found.affected} if found.affected is not None else {})}
    return Line(found, who, through, what, json.dumps(details, ensure_ascii=False, default=str) if details else "")


def _midnight(visit: Visit, text: str, days: int = 0) -> datetime | None:
    """The start of a day in the viewer's time zone; None if not a date."""
    try:
        return datetime.combine(date.fromisoformat(text) + timedelta(days=days), time(), visit.zone)
    except (ValueError, OverflowError):
        return None


async def show(visit: Visit) -> Response:
    """Show entries, newest first, filtered by words and dates."""
    frame.require_manager(visit)
    asked = visit.request.query_params
    search, start, end, after = (asked.get(name, "")[:200].strip() for name in ("q", "start", "end", "after"))
    last = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else None
    async with visit.scope() as scope:
        found = await audit.acts(
            scope, search=search or None, start=_midnight(visit, start), end=_midnight(visit, end, 1), limit=PAGE + 1, after=last
        )
    here = "/settings/audit"
    following = visit.url(here, q=search, start=start, end=end, after=found[PAGE - 1].id) if len(found) > PAGE else None
    first = visit.url(here, q=search, start=start, end=end) if last else None
    view = AuditView([_line(one) for one in found[:PAGE]], search, start, end, following, first)
    return frame.show(visit, "audit.html", view)


ROUTES = [page("/settings/audit", show, needs=None)]
