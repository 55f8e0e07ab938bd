"""Policies of keys: read from what people write, kept, and applied to messages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.errors import Invalid
from outrider.rules.policy import EVERYTHING, Asked, Letter, from_json, parse, refusal, to_json

ADDRESSES = st.lists(st.sampled_from(["a@x.example", "b@x.example", "c@y.example"]), unique=True)
HOURS = st.sampled_from(["", "mon-fri 09:00-17:00 Europe/Berlin", "sat 10:00-12:00", "sat-sun 10:00-12:00"])
ASKED = st.builds(
    Asked,
    st.sampled_from(["anyone", "enrolled", "thread"]),
    st.lists(st.sampled_from(["x.example", "y.example"])),
    st.none() | st.integers(0, 100),
    st.booleans(),
    HOURS,
)


@given(ASKED)
def test_a_policy_is_kept_as_it_was(asked: Asked) -> None:
    assert from_json(to_json(parse(asked))) == parse(asked)


@given(ASKED, ADDRESSES, ADDRESSES, ADDRESSES, ADDRESSES)
def test_every_recipient_must_be_allowed(
    asked: Asked, addresses: list[str], thread: list[str], enrolled: list[str], contacted: list[str]
) -> None:
    """A message may go to several exactly if it may go to each."""
    policy = parse(asked)
    each = [refusal(policy, Letter([a], thread, enrolled, contacted)) for a in addresses] or [
        refusal(policy, Letter([], thread, enrolled, contacted))
    ]
    assert (refusal(policy, Letter(addresses, thread, enrolled, contacted)) is None) == (each == [None] * len(each))


def test_no_policy_refuses_nothing() -> None:
    assert refusal(EVERYTHING, Letter(["a@x.example"])) is None


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (Asked(recipients="friends"), "recipients"),
        (Asked(domains=["no domain"]), "domains"),
        (Asked(sends_a_day=-1), "sends_a_day"),
        (Asked(hours="nine to five"), "hours"),
        (Asked(hours="fri-mon 09:00-17:00"), "hours"),
        (Asked(hours="mon 09:00-17:00 Mars/Base"), "hours"),
    ],
)
def test_what_is_no_policy_is_refused(asked: Asked, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse(asked)
    assert refused.value.field == field
