"""What a workspace decides for all of it."""

import pytest

from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.tenancy import preferences


async def test_each_is_set_read_and_unset(scope: Scope) -> None:
    fresh = await preferences.find_all(scope)
    assert set(fresh) == {p.key for p in preferences.PREFERENCES}
    assert fresh["timezone"] == "UTC"
    for key, text, value in (
        ("name", "Acme", "Acme"), ("timezone", "Europe/Berlin", "Europe/Berlin"),
        ("postal_address", "1 High Street\\nExampleton", "1 High Street\nExampleton"), ("domain_daily_limit", "20", 20),
        ("retention_days", "90", 90), ("file_strangers", "ON", True),
    ):  # fmt: skip
        assert await preferences.change(scope, key, text) == value
        assert (await preferences.find_all(scope))[key] == value
    for key in ("postal_address", "domain_daily_limit", "retention_days"):
        assert await preferences.change(scope, key, "none") is None
        assert (await preferences.find_all(scope))[key] is None
    assert await preferences.change(scope, "file_strangers", "off") is False


@pytest.mark.parametrize(
    ("key", "text", "says"),
    [
        ("name", " ", "a name"), ("timezone", "Mars/Olympus", "IANA"), ("postal_address", "x" * 501, "500 characters"),
        ("domain_daily_limit", "0", "a whole number from 1"), ("domain_daily_limit", "-3", "a whole number"),
        ("domain_daily_limit", "ten", "a whole number"), ("domain_daily_limit", "10000000000", "a whole number"),
        ("domain_daily_limit", "00000000110000000000", "a whole number"),
        ("retention_days", "1.5", "none to keep everything"), ("retention_days", "", "a whole number"),
        ("file_strangers", "maybe", "on or off"),
    ],
)  # fmt: skip
async def test_a_wrong_value_is_told_what_there_is(scope: Scope, key: str, text: str, says: str) -> None:
    before = await preferences.find_all(scope)
    with pytest.raises(Invalid, match=says):
        await preferences.change(scope, key, text)
    assert await preferences.find_all(scope) == before


async def test_a_wrong_key_is_told_the_keys(scope: Scope) -> None:
    with pytest.raises(NotFound, match="postal_address, domain_daily_limit, retention_days"):
        await preferences.change(scope, "postcode", "1")
