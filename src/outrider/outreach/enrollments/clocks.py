"""Campaigns that keep to their leads' own clocks: when a lead may next be written to."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from outrider.outreach.leads import leads
from outrider.rules import schedule
from outrider.rules.schedule import Schedule


def opens_for(
    lead: leads.Lead, fields: Mapping[str, object] | None, campaign: Schedule, sender: Schedule, now: datetime
) -> datetime | None:
    """When the campaign's schedule by the lead's clock, and the sender's by its own, are next open; None: the lead's is now.

    `fields`: what the enrollment holds in place of the lead's values. A lead whose zone is not known has the campaign's.
    """
    zone = leads.timezone_of(lead, fields)
    own = schedule.in_zone(campaign, zone) if zone else campaign
    if schedule.is_open(own, now):
        return None
    at = schedule.next_all_open([own, sender], now) or schedule.next_open(own, now)
    return at or now + timedelta(days=1)  # it is over for this lead, and within a day for all
