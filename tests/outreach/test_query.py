"""How statements are put together."""

from outrider.outreach.base.query import Where, alone
from outrider.outreach.base.scope import Scope
from outrider.outreach.conversations.inbox import ConversationFilter
from outrider.outreach.enrollments.filters import Filters, found_by


def test_one_of_a_list_is_compared_by_itself() -> None:
    clause = "x.id = ANY (%(ids)s)"
    assert alone("%(ids)s", [7], clause) == (7, "x.id = %(ids)s")
    assert alone("%(ids)s", [7, 8], clause) == ([7, 8], clause)
    assert alone("%(ids)s", 7, "x.id > %(ids)s") == (7, "x.id > %(ids)s")


def test_a_list_that_is_used_otherwise_stays_a_list() -> None:
    clause = "x.id = ANY (%(ids)s) AND x.n = cardinality(%(ids)s)"
    assert alone("%(ids)s", [7], clause) == ([7], clause)


async def test_the_list_of_one_campaign_is_in_the_order_of_its_index(scope: Scope) -> None:
    found = await found_by(scope, Filters(campaign_ids=[7]))
    assert "e.campaign_id = %(" in found.sql
    assert list(found.params.values()) == [7]
    where = Where("c")
    where.fields({"campaign_ids": "c.campaign_id = ANY (%(campaign_ids)s)"}, ConversationFilter(campaign_ids=[7]))
    assert (where.clauses, where.params) == (["c.campaign_id = %(campaign_ids)s"], {"campaign_ids": 7})
