"""What a caller's text costs is bounded before any work is done, and grows with its length alone."""

from typing import Any

import pytest

from outrider.errors import Invalid
from outrider.outreach.base import query
from outrider.outreach.base.scope import Scope
from outrider.outreach.conversations import inbox
from outrider.outreach.enrollments.imports import mapping_of
from outrider.outreach.leads import leads
from tests.rules.counting import calls

TOO_LONG = "x " * 251


def headings(n: int) -> int:
    """The cost of n columns under one heading."""
    return calls(lambda: mapping_of(["email", *["Plan"] * n]))


def test_repeated_headings_cost_in_proportion_to_their_number() -> None:
    once, twice, four_times = headings(100), headings(200), headings(400)
    assert twice <= 2.2 * once
    assert four_times <= 2.2 * twice


def test_repeated_headings_are_numbered() -> None:
    fields = mapping_of(["email", "Plan", "Plan", "Plan 2", "Plan"])
    assert fields == ["email", "custom:Plan", "custom:Plan 2", "custom:Plan 2 2", "custom:Plan 3"]


def test_a_refusal_names_a_few_of_many_headings() -> None:
    with pytest.raises(Invalid, match="and 980 more") as refused:
        mapping_of(["x" * 255] * 1000)
    assert len(refused.value.message) < 2000


def test_a_word_said_twice_is_looked_for_once() -> None:
    assert query.words("Acme acme ACME") == "'acme':*"


SEARCHES = {
    "leads": lambda scope: leads.search(scope, leads.LeadFilter(query=TOO_LONG)),
    "conversations": lambda scope: inbox.conversations(scope, inbox.ConversationFilter(search=TOO_LONG)),
    "messages": lambda scope: inbox.messages(scope, inbox.MessageFilter(search=TOO_LONG)),
}


@pytest.mark.parametrize("what", SEARCHES)
async def test_too_long_a_search_is_refused_with_a_sentence(scope: Scope, what: str) -> None:
    search: Any = SEARCHES[what]
    with pytest.raises(Invalid, match="at most 500 characters"):
        await search(scope)
