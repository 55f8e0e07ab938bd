"""A field of an answer that never changes has a reason: nothing is shown that only looks like a fact."""

import pytest

from outrider.dialects import ALL
from tests.ledger.constants import constants, reasons


@pytest.mark.parametrize("dialect", ALL)
def test_every_constant_has_a_reason_and_every_reason_a_constant(dialect: str) -> None:
    found, told = set(constants(dialect)), set(reasons(dialect))
    assert sorted(found - told) == [], "fields that never change: show what is stored, or say why in constants.toml"
    assert sorted(told - found) == [], "reasons for fields that are gone, or that change"
