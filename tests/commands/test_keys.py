"""Keys made from the command line: their scopes must be words that some dialect knows."""

import pytest

from outrider.commands import keys
from outrider.commands.keys import NewKey
from outrider.dialects import available
from outrider.dialects.kit.scopes import allows, scopes
from outrider.errors import Invalid
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from outrider.rules.policy import Asked
from outrider.settings import Settings


@pytest.fixture
def settings(database: str, workspace: Installed, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("DATABASE_URL", database)
    monkeypatch.setenv("OUTRIDER_SECRET_KEY", "a secret of the tests")
    return Settings()


async def test_scopes_of_every_dialect_are_taken(settings: Settings) -> None:
    scopes = (
        "leads:read",
        "lead-labels:create",
        "linkedin_accounts:read",
        "inbox:write",
        "campaigns:*",
        "all:read",
        "emails:all",
    )
    assert await keys.create(settings, NewKey(scopes, "several"))
    assert await keys.create(settings, NewKey(name="everything"))
    listed = await keys.listing(settings)
    assert any(",".join(sorted(scopes)) in line for line in listed)


@pytest.mark.parametrize(
    ("word", "meant"),
    [("lead:read", "Did you mean leads:read"), ("campaigns.read", "campaigns:read"), ("xyzzy", "of: "), ("", "noun:verb")],
)
async def test_a_word_that_opens_nothing_is_refused(settings: Settings, word: str, meant: str) -> None:
    before = await keys.listing(settings)
    with pytest.raises(Invalid, match="There is no scope") as refused:
        await keys.create(settings, NewKey(("leads:read", word), "wrong"))
    assert meant in refused.value.message
    assert await keys.listing(settings) == before


async def test_every_word_that_a_route_asks_for_opens_that_route(core: Core, settings: Settings) -> None:
    for word in scopes([dialect.app(core, settings) for dialect in available()]):
        noun, _, verb = word.partition(":")
        if verb not in ("*", "all") and noun not in ("*", "all") and word != "*":
            assert allows([word], word)
            assert allows([f"{noun}:all"], word)
            assert not allows([f"{noun}x:all"], word)


async def test_a_key_is_free_unless_a_mode_is_given(settings: Settings) -> None:
    await keys.create(settings, NewKey(name="agent", mode="approve"))
    modes = {line.split("\t")[1]: line.split("\t")[4] for line in (await keys.listing(settings))[1:]}
    assert modes == {"first key": "free", "agent": "approve"}


async def test_a_mode_that_does_not_exist_is_refused(settings: Settings) -> None:
    with pytest.raises(Invalid, match="one of read, approve, free"):
        await keys.create(settings, NewKey(name="agent", mode="careful"))


async def test_a_key_is_restricted(settings: Settings) -> None:
    await keys.create(settings, NewKey(name="agent", policy=Asked(sends_a_day=5)))
    made = next(line.split("\t") for line in (await keys.listing(settings))[1:] if line.split("\t")[1] == "agent")
    await keys.restrict(settings, int(made[0]), Asked(domains=["acme.example"]))
    after = next(line.split("\t") for line in (await keys.listing(settings))[1:] if line.split("\t")[1] == "agent")
    assert (made[5], after[5]) == ("5 sends a day", "only acme.example")
