"""What holds for keys of each mode on every route of every dialect."""

import itertools

import pytest

from outrider.channels.email import verify
from outrider.dialects import ALL, load
from outrider.dialects.kit.modes import Modes
from outrider.errors import Forbidden
from outrider.outreach.base.scope import Actor, Core, Mode
from outrider.outreach.tenancy import keys
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from tests.dialects.every_route import Spoken
from tests.dialects.test_every_route import PUBLIC, a_workspace, linkedin_only
from tests.outreach.test_isolation import everything as rows_of
from tests.zone import Zone


@pytest.fixture(autouse=True)
def _no_dns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "default_resolver", Zone)


@pytest.fixture(params=ALL)
def spoken(request: pytest.FixtureRequest, core: Core) -> Spoken:
    settings = Settings(rate_limits=dict.fromkeys(ALL, "off"))
    return Spoken(load(request.param).app(core, settings))


async def a_key(core: Core, installed: Installed, mode: Mode) -> str:
    async with core.scope(installed.workspace_id) as scope:
        return (await keys.create(scope, str(mode), user_id=installed.user_id, mode=mode))[1]


def is_reading(spoken: Spoken, method: str, path: str) -> bool:
    """Whether the dialect counts a route among those that only read."""
    gate = Modes(spoken.app, spoken.app, lambda *_: pytest.fail("not asked"))
    return method == "GET" or gate.kind_of(path, method) in ("reads", "open")


@pytest.mark.timeout(300)
async def test_a_reading_key_changes_nothing(spoken: Spoken, core: Core, workspace: Installed) -> None:
    """Every writing route answers 403, and no route leaves a trace in any row."""
    own = await a_workspace(core, workspace, "Own")
    if spoken.name == "networkhq":
        await linkedin_only(core, workspace)
    key, turns = await a_key(core, workspace, Mode.READ), itertools.count(1)
    await keys.authenticate(core, key)  # notes that the key was used
    before = await rows_of(core, workspace.workspace_id)
    wrong: list[str] = []
    async with spoken.client(key) as client:
        for route in spoken.routes:
            if f"{route.method} {route.path}" in PUBLIC:
                continue
            request = route.request(own, own, None, next(turns))
            told = await client.request(**request)
            reading = is_reading(spoken, route.method, str(told.request.url.path))
            if reading == (told.status_code == 403) or told.status_code == 500:
                wrong.append(f"{route}: {told.status_code} {told.text[:200]}")
    assert not wrong, "\n".join(wrong)
    assert await rows_of(core, workspace.workspace_id) == before


@pytest.mark.parametrize(("own", "wanted"), [(Mode.READ, Mode.APPROVE), (Mode.READ, Mode.FREE), (Mode.APPROVE, Mode.FREE)])
async def test_a_key_hands_on_no_more_than_its_own_mode(core: Core, workspace: Installed, own: Mode, wanted: Mode) -> None:
    with pytest.raises(Forbidden):
        async with core.scope(workspace.workspace_id, Actor("test", mode=own)) as scope:
            await keys.create(scope, "more", mode=wanted)


async def test_a_key_made_by_a_key_has_its_mode(core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id, Actor("test", mode=Mode.APPROVE)) as scope:
        made, _ = await keys.create(scope, "another")
    assert made.mode == Mode.APPROVE
