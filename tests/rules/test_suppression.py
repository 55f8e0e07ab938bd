"""Nobody who must not be written to slips through, however many entries there are."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.rules.suppression import COMPARISONS, KINDS, Entry, Matcher, hash_address, normal_value
from tests.rules.counting import calls

LEAD = {
    "email": "jane@mail.acme.com", "company_name": "ACME  Widgets GmbH", "first_name": "Jane", "last_name": "Doe",
    "job_title": "Head of Sales", "linkedin_url": "https://www.linkedin.com/in/Jane-Doe/",
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "comparison", "value"),
    [
        ("email", "exact", "Jane@Mail.Acme.com "),
        ("email", "starts", "jane@"),
        ("email", "ends", "acme.com"),
        ("email", "contains", "mail"),
        ("email_hash", "exact", hash_address("jane@mail.acme.com").hex()),
        ("domain", "exact", "mail.acme.com"),
        ("domain", "exact", "@acme.com"),
        ("domain", "exact", "*.Acme.com"),
        ("domain", "contains", "acme"),
        ("company", "exact", "acme widgets gmbh"),
        ("company", "contains", "Widgets"),
        ("company", "ends", "GmbH"),
        ("name", "exact", "jane doe"),
        ("name", "starts", "Jane"),
        ("job_title", "contains", "sales"),
        ("profile_url", "exact", "https://linkedin.com/in/jane-doe"),
        ("profile_url", "exact", "jane-doe"),
        ("profile_url", "contains", "jane-doe"),
    ],
)
def test_d21_matches(kind: str, comparison: str, value: str) -> None:
    entry = Entry(1, kind, comparison, value)
    assert Matcher([entry]).match(LEAD) == entry


@pytest.mark.parametrize(
    ("kind", "comparison", "value"),
    [
        ("email", "exact", "jane@acme.com"),
        ("domain", "exact", "cme.com"),
        ("domain", "exact", "x.mail.acme.com"),
        ("company", "exact", "acme"),
        ("company", "starts", "widgets"),
        ("name", "exact", "doe"),
        ("company", "contains", "  "),
        ("domain", "exact", "*."),
    ],
)
def test_d21_matches_nothing_else(kind: str, comparison: str, value: str) -> None:
    assert Matcher([Entry(1, kind, comparison, value)]).match(LEAD) is None


def test_entries_of_a_seat_hold_for_that_seat() -> None:
    matcher = Matcher([Entry(1, "domain", "exact", "acme.com", seat_id=7)])
    assert matcher.match(LEAD, 7)
    assert matcher.match(LEAD, 8) is None
    assert matcher.match(LEAD) is None


words = st.text(st.sampled_from("abc "), max_size=6)


@given(
    st.lists(st.builds(Entry, st.integers(1, 9), st.sampled_from(KINDS[3:]), st.sampled_from(COMPARISONS), words), max_size=8),
    words,
    words,
)
def test_d21_matching_means_what_the_comparison_says(entries: list[Entry], company: str, title: str) -> None:
    lead = {"company_name": company, "job_title": title}

    def holds(e: Entry) -> bool:
        text = " ".join({"company": company, "job_title": title}.get(e.kind, "").split())
        value = normal_value(e.kind, e.value, e.comparison)
        if not value or not text:
            return False
        tests = {
            "exact": text == value,
            "contains": value in text,
            "starts": text.startswith(value),
            "ends": text.endswith(value),
        }
        return tests[e.comparison]

    found = Matcher(entries).match(lead)
    assert (found is not None) == any(holds(e) for e in entries)
    assert found is None or holds(found)


def test_an_unknown_lead_matches_nothing() -> None:
    assert Matcher([Entry(1, k, c, "x") for k in KINDS for c in COMPARISONS]).match({}) is None


def test_a_hundred_thousand_entries_cost_no_more_than_a_few() -> None:
    kinds = ("email", "domain", "company", "name", "job_title")
    matcher = Matcher(Entry(i, kinds[i % 5], COMPARISONS[i // 5 % 4], f"value{i}x.com") for i in range(100_000))
    started = time.process_time()
    for _ in range(1000):
        assert matcher.match(LEAD) is None
    assert time.process_time() - started < 2


@pytest.mark.parametrize("comparison", ["starts", "ends", "contains"])
def test_a_match_costs_in_proportion_to_the_text_whatever_the_entries(comparison: str) -> None:
    """Entries of every length, all of which agree with the text but for their last character."""
    matcher = Matcher(
        Entry(n, "company", comparison, "a" * n + "b" if comparison != "ends" else "b" + "a" * n) for n in range(499)
    )
    few = Matcher([Entry(1, "company", comparison, "b")])

    def cost(matcher: Matcher, n: int) -> int:
        return calls(lambda: matcher.match({"company_name": "a" * n}))

    assert cost(matcher, 1000) == cost(few, 1000)
    assert cost(matcher, 1000) <= 2.2 * cost(matcher, 500) + 20


def test_an_entry_of_a_seat_is_found_behind_one_of_another_seat() -> None:
    entries = [Entry(1, "company", "starts", "ac", seat_id=7), Entry(2, "company", "starts", "acme", seat_id=8)]
    assert Matcher(entries).match(LEAD, 8) == entries[1]
