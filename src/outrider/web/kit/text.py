"""Translatable messages, and the formatting of times, numbers and URLs.

Texts in templates are wrapped in `_()` or `{% trans %}`, those in Python in `_()`.
`python -m outrider.web.kit.messages` prints all of them for translators.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import cache
from gettext import NullTranslations
from urllib.parse import urlencode
from zoneinfo import available_timezones

from markupsafe import Markup, escape

TRANSLATIONS = NullTranslations()  # the messages themselves are in English


def _(message: str) -> str:
    """The message in the reader's language."""
    return TRANSLATIONS.gettext(message)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as a page shows it: `short` beside a row, `day` where only the day counts, `exact` on hover, `iso` for machines."""

    short: str
    day: str
    exact: str
    iso: str


def moment(at: datetime, now: datetime, zone: tzinfo) -> Moment:
    """A past or future time, in the viewer's time zone and relative to `now`."""
    local = at.astimezone(zone)
    short = _relative(at - now, local, now.astimezone(zone))
    return Moment(short, f"{local:%-d %b}", f"{local:%a %-d %b %Y, %H:%M:%S %Z}", at.isoformat())


def _relative(away: timedelta, local: datetime, now: datetime) -> str:
    seconds = abs(away).total_seconds()
    days = (local.date() - now.date()).days
    if seconds < 60:
        return _("now")
    if seconds < 3600:
        minutes = int(seconds // 60)
        return _("in {n} min").format(n=minutes) if away > timedelta(0) else _("{n} min ago").format(n=minutes)
    if days == 0:
        return f"{local:%H:%M}"
    if days == -1:
        return _("yesterday")
    if days == 1:
        return _("tomorrow {time}").format(time=f"{local:%H:%M}")
    if -7 < days < 7:
        return f"{local:%a %H:%M}"
    if local.year != now.year:
        return f"{local:%-d %b %Y}"
    return f"{local:%-d %b %H:%M}" if away > timedelta(0) else f"{local:%-d %b}"


def address(workspace_id: int, path: str, query: Mapping[str, object]) -> str:
    """The URL of a page in a workspace; parameters that are None or empty are omitted."""
    given = {k: v for k, v in query.items() if v not in (None, "", False, ())}
    return f"/w/{workspace_id}{path}" + ("?" + urlencode(given, doseq=True) if given else "")


def amount(number: float) -> str:
    """A count for display: 1,234 in full, larger ones as 12.3k and 4.5M."""
    for limit, unit in ((1_000_000, "M"), (10_000, "k")):
        if abs(number) >= limit:
            scale = 1_000_000 if unit == "M" else 1_000
            return f"{number / scale:.1f}".removesuffix(".0") + unit
    return f"{number:,.0f}"


def share(part: float, whole: float) -> str:
    """A percentage; a dash if the whole is zero."""
    if not whole:
        return "–"
    percent = 100 * part / whole
    return f"{percent:.0f}%" if percent >= 10 or percent == 0 else f"{percent:.1f}%"


_BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
_SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Mac OS X": "macOS", "Linux": "Linux"}


def browser(user_agent: str | None) -> str:
    """The browser and system that a User-Agent header names, such as "Firefox on Windows"; of others, its first product."""
    agent = user_agent or ""
    name = next((name for mark, name in _BROWSERS.items() if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS.items() if mark in agent), "")
    if name and system:
        return _("{browser} on {system}").format(browser=name, system=system)
    return name or agent.partition("/")[0][:40] or _("Unknown")


def coded(text: str) -> Markup:
    """Escaped text in which words between backticks are shown as code."""
    return Markup(re.sub(r"(`{1,2})([^`\n]+)\1", r"<code>\2</code>", str(escape(text))))


@cache
def _inhabited() -> frozenset[str]:
    """The time zones of the system's database that people live in. Its folder is searched once in a process."""
    return frozenset(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))


def zones(*own: str) -> list[tuple[str, str]]:
    """Values and names of all inhabited time zones, for a select; `own`: others that are in use."""
    names = _inhabited()
    return [(name, name.replace("_", " ")) for name in ("UTC", *sorted((names | {*own}) - {"UTC"}))]


# Bidirectional control characters, with those that close them.
_CLOSING = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")
_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def closed(text: str) -> str:
    """The text with its bidirectional marks closed, so that an untrusted name cannot reverse the text after it."""
    open_marks: list[str] = []
    for mark in _MARKS.findall(text):
        if mark in _CLOSING:
            open_marks.append(_CLOSING[mark])
        elif open_marks and mark == open_marks[-1]:
            open_marks.pop()
    return text + "".join(reversed(open_marks)) if open_marks else text
