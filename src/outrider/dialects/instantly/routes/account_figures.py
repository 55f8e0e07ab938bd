"""What sending accounts did by day, and how their warm-up goes."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException

from outrider.dialects.instantly import answer_types
from outrider.dialects.instantly.dates import days_before, moment
from outrider.dialects.instantly.errors import with_body
from outrider.dialects.instantly.routes import analytics
from outrider.dialects.instantly.routes.accounts import SCORE_DAYS, Emails
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.texts import comma_list
from outrider.errors import Invalid
from outrider.outreach.campaigns import figures
from outrider.outreach.senders import senders, warmup

router = APIRouter(tags=["Accounts"])

MOST_DAYS = 31
ANALYTICS_ROWS = 20_000


@router.post("/accounts/warmup-analytics", dependencies=[needs("accounts:read")])
async def warmup_analytics(scope: Scoped, body: Emails) -> answer_types.WarmupAnalytics:
    """The last 7 days of the accounts' warm-up. Addresses that are no accounts are left out."""
    found = await senders.by_addresses(scope, body.emails)
    stats = await warmup.stats(scope, [s.id for s in found.values()], days=SCORE_DAYS)
    by_date: dict[str, dict[str, answer_types.WarmupDay]] = {}
    total: dict[str, answer_types.WarmupTotal] = {}
    for sender in found.values():
        read = stats[sender.id]
        by_date[sender.address] = {day.isoformat(): _day(on) for day, on in sorted(read.days.items())}
        total[sender.address] = {**_day(read.total), **_health(read.health)}
    return {"email_date_data": by_date, "aggregate_data": total}


def _day(day: warmup.Day) -> answer_types.WarmupDay:
    return {"sent": day.sent, "landed_inbox": day.landed_inbox, "landed_spam": day.landed_spam, "received": day.received}


def _health(health: int | None) -> answer_types.Health:
    if health is None:
        return {"health_score_label": "Unknown", "health_score": 0}
    return {"health_score_label": "Good" if health >= 80 else "Fair" if health >= 50 else "Poor", "health_score": health}


@router.get(
    "/accounts/analytics/daily",
    dependencies=[needs("accounts:read")],
    responses={413: {"description": "The answer would have too many rows."}},
)
async def daily_analytics(
    scope: Scoped,
    start_date: analytics.Date = None,
    end_date: analytics.Date = None,
    emails: Annotated[list[str] | None, Query(max_length=1000)] = None,
) -> list[answer_types.AccountDay]:
    """What accounts did on each UTC day of at most 31: the last 30 unless said otherwise. Days without anything are left out."""
    wanted = list(dict.fromkeys(email for part in emails or () for email in comma_list(part)))
    try:
        end = _date(end_date, "end_date") or scope.now.date()
        start = _date(start_date, "start_date") or days_before(end, 29)
        if start > end:
            raise Invalid("start_date must not be later than end_date")
        if (end - start).days >= MOST_DAYS:
            raise Invalid(f"At most {MOST_DAYS} days at a time: bring start_date and end_date closer together")
        if len(wanted) > 200:
            raise Invalid("At most 200 emails at a time")
    except Invalid as error:
        raise with_body(error, {"message": error.message}) from None
    if wanted:
        known = {s.id: s for s in (await senders.by_addresses(scope, wanted)).values()}
    else:
        most = ANALYTICS_ROWS // ((end - start).days + 1)
        known = {s.id: s for s in await senders.find_all(scope, senders.SenderFilter(channel="email"), limit=most + 1)}
        if len(known) > most:
            raise HTTPException(413, f"More than {ANALYTICS_ROWS} rows: ask for some emails, or for fewer days")
    read = await figures.daily(scope, start, end, by=("sender",), sender_ids=list(known)) if known else {}
    return [_row(day, known[id].address, counts) for (day, id), counts in sorted(read.items()) if id in known]


def _row(day: date, address: str, n: Mapping[str, int]) -> answer_types.AccountDay:
    return {
        "date": day.isoformat(),
        "email_account": address,
        "sent": n.get("message.sent", 0),
        "bounced": n.get("message.bounced:hard", 0),
        **analytics.contacted(n),
        **analytics.engaged(n),
    }


def _date(text: str | None, name: str) -> date | None:
    """A day, or the UTC day of a moment. Raises Invalid."""
    try:
        found = moment(text, name)
    except Invalid:
        raise Invalid(f"{name} must be a date such as 2026-03-02") from None
    return found.date() if found else None
