"""People in text that someone pastes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.rules.pasted import Pasted, people, split_name

ANN, BOB = Pasted("ann@x.test", "Ann", "Lee"), Pasted("bob@x.test", "Bob", "Ray")


@pytest.mark.parametrize(
    "line",
    [
        "Ann Lee <ann@x.test>, Bob Ray <bob@x.test>",
        "Lee, Ann <ann@x.test>; Ray, Bob <bob@x.test>",
        '"Lee, Ann" <ann@x.test>, "Ray, Bob" <bob@x.test>',
        "To: Ann Lee <ann@x.test>; 'Bob Ray' <bob@x.test>;",
        "1. Ann Lee (ann@x.test), Bob Ray [mailto:bob@x.test]",
        "- ann@x.test (Ann Lee) bob@x.test (Bob Ray)",
        "Ann Lee <ann@x.test<mailto:ann@x.test>> Dr. Bob Ray, MBA <bob@x.test>",
    ],
)
def test_everyone_is_found_under_their_own_name(line: str) -> None:
    assert people(line) == [ANN, BOB]


@pytest.mark.parametrize("line", ["Ann Lee ann@x.test", "Ann Lee, ann@x.test", "Ann Lee: ann@x.test", "Ann Lee\tann@x.test"])
def test_a_name_before_the_only_address_is_its_owners(line: str) -> None:
    assert people(line) == [ANN]


@pytest.mark.parametrize("line", ["ann@x.test, bob@x.test", "ann@x.test bob@x.test", "ann@x.test, Ann Lee, bob@x.test, Bob Ray"])
def test_a_name_between_addresses_is_nobodys(line: str) -> None:
    assert people(line) == [Pasted("ann@x.test"), Pasted("bob@x.test")]


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("Lee, Dr. Ann", "Ann", "Lee"), ("Prof. Dr. Ann Lee", "Ann", "Lee"), ("Ann Lee, PhD", "Ann", "Lee"), ("Ann", "Ann", ""),
        ("van der Berg, Jan", "Jan", "van der Berg"), ("Jan van der Berg", "Jan", "van der Berg"),
        ("Ann Lee (Acme)", "Ann", "Lee"),
        ("Ann Lee | Acme", "Ann", "Lee"), ("\U0001f680 Ann Lee", "Ann", "Lee"), ("Herr Max Muster", "Max", "Muster"),
        ("Acme GmbH", "", ""), ("Sales Team", "", ""), ("Room 12", "", ""), ("ann@x.test", "", ""), ("", "", ""), ("Dr.", "", ""),
    ],
)  # fmt: skip
def test_names_are_split_as_people_are_greeted(written: str, first: str, last: str) -> None:
    assert split_name(written) == (first, last)


@given(st.text("aB @.<>(),;:\"'[]-1\n", max_size=60))
def test_every_address_is_found_once(line: str) -> None:
    found = [one.email for one in people(line)]
    assert len(found) == len(set(found))
    assert all("@" in email for email in found)
