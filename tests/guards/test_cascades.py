"""What is deleted takes few rows with it in its own transaction: those that may be many are removed in batches by a purge."""

import re

from outrider.outreach.base import purges
from tests.guards.statements import foreign_keys
from tests.guards.test_house import modules

# Each cascading foreign key under something that can be deleted: (child, parent) -> what keeps the rows of one parent few.
FEW = {
    ("campaign_days", "campaigns"): "one a day",
    ("campaign_senders", "campaigns"): "one a sender",
    ("campaign_senders", "senders"): "one a campaign",
    ("enrichment_plans", "campaigns"): "one",
    ("enrichment_plans", "lists"): "one",
    ("enrichments", "leads"): "one",
    ("enrollments", "leads"): "one a campaign",
    ("lead_connections", "leads"): "one a sender",
    ("lead_moves", "leads"): "one a move",
    ("lead_notes", "leads"): "what people write about one person",
    ("lead_searches", "lists"): "what people keep by a name",
    ("lead_searches", "tags"): "what people keep by a name",
    ("lead_sources", "campaigns"): "what people set up",
    ("lead_tasks", "leads"): "what people write about one person",
    ("linkedin_accounts", "senders"): "one",
    ("list_members", "leads"): "one a list",
    ("mailbox_cursors", "senders"): "one a folder",
    ("member_grants", "members"): "one a seat",
    ("message_overrides", "leads"): "one a step",
    ("page_views", "visitors"): "visitors.MAX_PAGES",
    ("placement_runs", "placement_tests"): "one a day at most",
    ("segment_members", "leads"): "one",
    ("sender_days", "senders"): "one a day and action",
    ("sender_health", "senders"): "one",
    ("sender_last_days", "senders"): "one",
    ("steps", "campaigns"): "sequences.MAX_STEPS",
    ("variants", "steps"): "sequences.MAX_VARIANTS",
    ("visitors", "leads"): "one a browser",
}


def cascades() -> set[tuple[str, str]]:
    """(child, parent) of every foreign key that deletes rows with the row they refer to."""
    return {(key.child, key.parent) for key in foreign_keys() if key.cascades}


def deleted() -> set[str]:
    """The tables that rows are deleted from: by a statement, by a purge, or by a foreign key to one of these."""
    found = {name for path in modules() for name in re.findall(r"DELETE FROM (\w+)", path.read_text())}
    found |= {child.table for children in purges.CHILDREN.values() for child in children}
    while more := {child for child, parent in cascades() if parent in found} - found:
        found |= more
    return found


def test_a_row_that_is_deleted_takes_few_with_it() -> None:
    assert {pair for pair in cascades() if pair[1] in deleted()} == FEW.keys()
