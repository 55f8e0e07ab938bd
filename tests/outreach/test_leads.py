"""Leads: made, found, changed, unsubscribed, deleted, erased."""

import pytest

from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach import leads
from outrider.outreach.leads import LeadInput
from outrider.outreach.scope import Scope


async def test_upsert_tells_what_became_of_every_row(scope: Scope) -> None:
    first = await leads.upsert(scope, [
        LeadInput(email=" Jane@Acme.com ", first_name="Jane", custom={"city": "Oslo"}),
        LeadInput(email="not an address"),
        LeadInput(email="JANE@acme.com", first_name="Other"),
        LeadInput(linkedin_url="https://www.linkedin.com/in/Bob-Stone/?x=1", first_name="Bob"),
        LeadInput(first_name="Nobody"),
    ])  # fmt: skip
    assert [u.result for u in first] == ["created", "invalid", "duplicate", "created", "invalid"]
    assert first[2].lead_id == first[0].lead_id and first[4].reason == "no_identity"
    jane = await leads.get(scope, first[0].lead_id or 0)
    assert (jane.email, jane.email_domain, jane.first_name, jane.custom) == ("jane@acme.com", "acme.com", "Jane", {"city": "Oslo"})
    again = await leads.upsert(scope, [LeadInput(email="jane@acme.com", last_name="Doe", custom={"size": 5})])
    assert (again[0].result, again[0].lead_id) == ("updated", jane.id)
    jane = await leads.get(scope, jane.id)
    assert (jane.first_name, jane.last_name, jane.custom) == ("Jane", "Doe", {"city": "Oslo", "size": 5})
