"""Whether an address would be written to, and what keeps it from being."""

from dataclasses import dataclass

from outrider.errors import Invalid
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.leads import leads, suppression
from outrider.outreach.leads.leads import Lead, LeadInput
from outrider.outreach.leads.suppression import Entry
from outrider.rules import addresses


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reason` None: it would be written to. `lead`: whose address it is, where that is known; `entry`: what suppresses it."""

    email: str
    reason: Reason | None
    lead: Lead | None
    entry: Entry | None


async def check(scope: Scope, email: str, seat_id: int | None = None) -> Verdict:
    """Why campaigns of this seat (None: of the whole workspace) would refuse the address. Raises Invalid if it is not an
    address.
    """
    try:
        address = addresses.normalise(email)
    except addresses.InvalidAddress as error:
        raise Invalid(f"This is not an email address: {error.reason}", field="email") from None
    lead = await leads.get_by_email(scope, address)
    entry = (await suppression.check(scope, [lead or LeadInput(email=address)], seat_id)).get(0)
    return Verdict(address, _reason(lead, entry), lead, entry)


def _reason(lead: Lead | None, entry: Entry | None) -> Reason | None:
    if lead and lead.unsubscribed_at:
        return Reason.UNSUBSCRIBED
    if lead and lead.bounced_at:
        return Reason.BOUNCED
    return Reason.SUPPRESSED if entry else None
