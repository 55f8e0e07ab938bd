"""Codes of authenticator apps, against the vectors of RFC 6238 (their last six digits)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.rules import totp

SECRET = b"12345678901234567890"


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
        (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ],
)  # fmt: skip
def test_the_vectors_of_the_rfc(at: int, code: str) -> None:
    assert totp.code(SECRET, at // totp.STEP) == code


@given(st.integers(0, 2**40), st.sampled_from([-1, 0, 1]))
def test_a_clock_may_be_off_by_a_step(at: int, off: int) -> None:
    step = max(0, at // totp.STEP + off)
    assert totp.matching_step(SECRET, totp.code(SECRET, step), at, -1) is not None


@given(st.integers(0, 2**40))
def test_a_code_works_once(at: int) -> None:
    step = at // totp.STEP
    assert totp.matching_step(SECRET, totp.code(SECRET, step), at, step + totp.DRIFT) is None


def test_spaces_in_a_code_do_not_matter() -> None:
    assert totp.matching_step(SECRET, " 287 082 ", 59, 0) == 1


@pytest.mark.parametrize("given", ["", "287083", "28708", "２８７０８２", "2870820"])
def test_other_codes_do_not_match(given: str) -> None:
    assert totp.matching_step(SECRET, given, 59, 0) is None
