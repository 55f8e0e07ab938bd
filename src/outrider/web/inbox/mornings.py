"""Times that a reply is often postponed to, in the viewer's time zone."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from outrider.web.kit.text import _

_HOUR = 8
_MONDAY = 0


def mornings(now: datetime, zone: tzinfo) -> Sequence[tuple[str, str]]:
    """Tomorrow and next Monday, as (label, local time for a form's field)."""
    today = now.astimezone(zone).date()
    tomorrow, monday = today + timedelta(days=1), today + timedelta(days=(_MONDAY - today.weekday() - 1) % 7 + 1)
    days = {_("Tomorrow morning"): tomorrow, _("Monday morning"): monday}
    if tomorrow == monday:
        del days[_("Monday morning")]
    return [(label, f"{day.isoformat()}T{_HOUR:02}:00") for label, day in days.items()]
