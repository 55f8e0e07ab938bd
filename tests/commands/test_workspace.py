"""`outrider workspace`: shown, set, and what it says of wrong words."""

import pytest

from outrider.commands.workspace import workspace as command
from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Core
from outrider.outreach.enrollments import enrollments
from outrider.outreach.tenancy import workspaces
from outrider.settings import Settings
from tests.engine.helpers import Remembering, make, make_engine, work


@pytest.fixture
def settings(database: str) -> Settings:
    return Settings(database_url=database, secret_key="a secret of the tests")


async def test_it_shows_what_was_set(settings: Settings, workspace: workspaces.Installed) -> None:
    assert "postal_address\tnone" in await command(settings, "show", None, None)
    assert await command(settings.model_copy(update={"workspace": "Acme"}), "set", "postal_address", "1 High Street\\nTown") == [
        "key\tvalue",
        "postal_address\t1 High Street\\nTown",
    ]
    assert await command(settings, "set", "file_strangers", "yes") == ["key\tvalue", "file_strangers\ton"]
    shown = await command(settings, "show", None, None)
    assert {"name\tAcme", "postal_address\t1 High Street\\nTown", "file_strangers\ton"} < set(shown)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("drop", None, None), "not 'drop'"), (("show", "name", None), "show"), (("set", None, None), "postal_address"),
        (("set", "name", None), "key and its value"), (("set", "retention_days", "soon"), "a whole number from 1"),
    ],
)  # fmt: skip
async def test_wrong_words_are_told_the_right_ones(
    settings: Settings, workspace: workspaces.Installed, words: tuple[str, str | None, str | None], says: str
) -> None:
    with pytest.raises(Invalid, match=says):
        await command(settings, *words)


async def test_a_wrong_key_is_told_the_keys(settings: Settings, workspace: workspaces.Installed) -> None:
    with pytest.raises(NotFound, match="domain_daily_limit"):
        await command(settings, "set", "adress", "x")


async def test_a_running_engine_keeps_to_it_at_once(settings: Settings, core: Core, workspace: workspaces.Installed) -> None:
    """`core` runs all the while; the command opens the database for itself, as another process does."""
    made = await make(core, workspace.workspace_id, n_leads=2)
    engine = make_engine(core, transport := Remembering(core))
    await command(settings, "set", "domain_daily_limit", "1")
    await command(settings, "set", "postal_address", "1 High Street")
    await work(engine, made.workspace_id)
    assert len(transport.left) == 1
    assert "1 High Street" in transport.left[0][1].message.body_text
    await command(settings, "set", "domain_daily_limit", "none")
    async with core.scope(made.workspace_id) as scope:
        waiting = [id for id in made.enrollment_ids if (await enrollments.get(scope, id)).done_position == 0]
        await enrollments.pause(scope, waiting)
        await enrollments.resume(scope, waiting)  # due now, no longer the next day
    await work(engine, made.workspace_id)
    assert len(transport.left) == 2
