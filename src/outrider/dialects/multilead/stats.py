"""What the counts of a seat's campaigns come to, of all their senders and of those on LinkedIn."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import figures
from outrider.outreach.campaigns.figures import Counts
from outrider.outreach.senders import senders

_MAX_SENDERS = 10_000


class Stats:
    """What a campaign's counts come to. `linkedin`: those of its LinkedIn senders alone."""

    def __init__(self, counts: Counts, linkedin: Counts) -> None:
        self.counts, self.linkedin = counts, linkedin
        n = counts.get
        self.views, self.follows, self.invites = n("profile.viewed", 0), n("profile.followed", 0), n("invite.sent", 0)
        self.accepted, self.inmails = n("invite.accepted", 0), n("message.sent:inmail", 0)
        self.messages = linkedin.get("message.sent", 0) - linkedin.get("message.sent:inmail", 0)
        self.emails = n("message.sent", 0) - linkedin.get("message.sent", 0)
        self.opened, self.clicked = n("message.opened/m", 0), n("link.clicked/m", 0)
        self.message_replies = linkedin.get("reply.received/m", 0)
        self.email_replies = n("reply.received/m", 0) - self.message_replies
        self.replies, self.repliers = n("reply.received", 0), n("reply.received/e", 0)
        self.bounced, self.verified = n("message.bounced", 0), n("lead.added:verified", 0)
        self.reached = max(n("message.sent/e", 0) + n("invite.sent/e", 0), self.repliers)


async def stats_of(scope: Scope, campaign_ids: list[int], seat_id: int) -> dict[int, Stats]:
    """What each campaign's counts come to."""
    if not campaign_ids:
        return {}
    accounts = await _linkedin_accounts(scope, seat_id)
    everything = await figures.totals(scope, campaign_ids)
    on_linkedin = await figures.totals(scope, campaign_ids, sender_ids=accounts) if accounts else {}
    return {id: Stats(everything.get((id,), {}), on_linkedin.get((id,), {})) for id in campaign_ids}


async def stats_by_day(
    scope: Scope, start: date, end: date, *, tz: str, seat_id: int, campaign_id: int | None
) -> dict[date, Stats]:
    """Each day's, of the seat or of one of its campaigns; days on which nothing was counted are absent. A seat's are those of
    its campaigns, and of what was written by hand.
    """
    only = None if campaign_id is None else [campaign_id]
    accounts = await _linkedin_accounts(scope, seat_id)
    everything = await figures.daily(scope, start, end, tz=tz, campaign_ids=only, seat_ids=[seat_id])
    on_linkedin = await figures.daily(scope, start, end, tz=tz, campaign_ids=only, sender_ids=accounts) if accounts else {}
    days = {key[0] for key in (*everything, *on_linkedin)}
    return {day: Stats(everything.get((day,), {}), on_linkedin.get((day,), {})) for day in days}


async def _linkedin_accounts(scope: Scope, seat_id: int) -> list[int]:
    asked = senders.SenderFilter(seat_id=seat_id, channel="linkedin")
    return [s.id for s in await senders.find_all(scope, asked, limit=_MAX_SENDERS)]


def together(days: Iterable[Stats]) -> Stats:
    """What the counts of all these days come to."""
    everything: Counter[str] = Counter()
    on_linkedin: Counter[str] = Counter()
    for day in days:
        everything.update(day.counts)
        on_linkedin.update(day.linkedin)
    return Stats(everything, on_linkedin)
