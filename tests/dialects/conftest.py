"""A dialect's API in this process, on a fresh database. Each dialect's folder says which one, as the fixture `dialect`."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from fastapi import FastAPI

from outrider.dialects import ALL, Dialect, load
from outrider.dialects.kit.answers import AsMade
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from tests.dialects.clients import Api, client
from tests.dialects.every_route import Spoken


@pytest.fixture(autouse=True)
def _answers_as_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every answer of a route has the type that the route declares, and no key besides."""

    def checked(field: AsMade, value: Any, *_: Any, **__: Any) -> tuple[Any, list[Any]]:
        field._type_adapter.validate_python(value, strict=True, extra="forbid")
        return value, []

    monkeypatch.setattr(AsMade, "validate", checked)


@pytest.fixture
def settings(dialect: Dialect) -> Settings:
    return Settings(rate_limits={dialect.name: "off"})


@pytest.fixture
def app(core: Core, settings: Settings, dialect: Dialect) -> FastAPI:
    return dialect.app(core, settings)


@pytest.fixture
def base() -> str | None:
    """What precedes the paths of requests, where it is not the dialect's own base."""
    return None


@pytest_asyncio.fixture
async def api(app: FastAPI, base: str | None, workspace: Installed) -> AsyncIterator[Api]:
    async with client(app, workspace.key, base) as made:
        yield made


@pytest_asyncio.fixture
async def other(app: FastAPI, base: str | None, stranger: Installed) -> AsyncIterator[Api]:
    """Somebody else's key on the same installation."""
    async with client(app, stranger.key, base) as made:
        yield made


@pytest.fixture(params=ALL)
def spoken(request: pytest.FixtureRequest, core: Core) -> Spoken:
    """The application of each dialect in turn, without a rate limit."""
    return Spoken(load(request.param).app(core, Settings(rate_limits=dict.fromkeys(ALL, "off"))))
