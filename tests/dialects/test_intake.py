"""A request's key is looked at before its body is read, and a body is read as far as its route takes it."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from outrider.dialects import ALL, load
from outrider.dialects.kit import intake
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from tests.dialects.clients import client

# A route of each dialect that takes a body, and one that takes imports.
ROUTES = {
    "smartlead": "/campaigns/create",
    "instantly": "/campaigns",
    "multilead": "/users/register",
    "networkhq": "/lead_lists",
    "makinari": "/agents/tools/leads/create",
    "outrider": "/campaigns",
}
IMPORTS = [("smartlead", "/campaigns/1/leads"), ("instantly", "/leads/add"), ("instantly", "/block-lists-entries/bulk-create")]


class Watched:
    """A body that says how much of it was read."""

    def __init__(self, size: int) -> None:
        self.size, self.read = size, 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while self.read < self.size:
            self.read += 65536
            yield b" " * 65536


def app_of(core: Core, dialect: str) -> FastAPI:
    return load(dialect).app(core, Settings(rate_limits={dialect: "off"}))


@pytest.mark.parametrize("dialect", ALL)
@pytest.mark.parametrize("key", [None, "or_" + "0" * 40], ids=["no key", "a wrong key"])
async def test_without_a_good_key_nothing_is_read(core: Core, dialect: str, key: str | None) -> None:
    async with client(app_of(core, dialect), key) as api:
        body = Watched(10 * 1024 * 1024)
        answer = await api.post(ROUTES[dialect], content=body)
    assert answer.status_code == 401
    assert body.read <= 65536  # what the client itself had at hand


@pytest.mark.parametrize("dialect", ALL)
async def test_an_idempotency_key_does_not_have_it_read_either(core: Core, dialect: str) -> None:
    async with client(app_of(core, dialect), None) as api:
        body = Watched(10 * 1024 * 1024)
        answer = await api.post(ROUTES[dialect], content=body, headers={"Idempotency-Key": "k"})
    assert answer.status_code == 401
    assert body.read <= 65536


@pytest.mark.parametrize("dialect", ALL)
@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "k"}], ids=["plain", "idempotent"])
async def test_a_body_is_read_as_far_as_its_route_takes_it(
    core: Core, workspace: Installed, dialect: str, headers: dict[str, str]
) -> None:
    async with client(app_of(core, dialect), workspace.key) as api:
        body = Watched(10 * 1024 * 1024)
        answer = await api.post(ROUTES[dialect], content=body, headers={"Content-Type": "application/json", **headers})
    assert answer.status_code == 413
    assert body.read <= intake.BODY + 2 * 65536


@pytest.mark.parametrize("dialect", ALL)
async def test_a_length_that_is_too_long_is_refused_at_once(core: Core, workspace: Installed, dialect: str) -> None:
    async with client(app_of(core, dialect), workspace.key) as api:
        answer = await api.post(ROUTES[dialect], content=b" " * (intake.BODY + 1))
    assert answer.status_code == 413
    assert "at most 2,097,152 bytes" in answer.text


@pytest.mark.parametrize(("dialect", "path"), IMPORTS)
async def test_imports_may_be_longer(core: Core, workspace: Installed, dialect: str, path: str) -> None:
    async with client(app_of(core, dialect), workspace.key) as api:
        answer = await api.post(path, content=b" " * (intake.BODY + 1), headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)


@pytest.mark.parametrize("dialect", ALL)
@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
async def test_deep_json_is_refused(core: Core, workspace: Installed, dialect: str, opening: bytes) -> None:
    closing = b"]" if opening == b"[" else b"}"
    async with client(app_of(core, dialect), workspace.key) as api:
        for depth in (intake.NESTING + 2, 900, 100_000):
            body = opening * depth + b"1" + closing * depth
            answer = await api.post(ROUTES[dialect], content=body, headers={"Content-Type": "application/json"})
            assert answer.status_code in (400, 422), depth


async def test_long_json_is_parsed_beside_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[object] = []

    async def seen(function: object, *args: bytes) -> object:
        threads.append(function)
        return intake._parse(*args)

    monkeypatch.setattr(intake.asyncio, "to_thread", seen)
    assert await intake.parse_json(b"[1]") == [1]
    assert not threads
    await intake.parse_json(json.dumps(["x" * intake.OFF_THE_LOOP]).encode())
    assert threads


@pytest.mark.parametrize(("depth", "fine"), [(intake.NESTING, True), (intake.NESTING + 1, True), (intake.NESTING + 2, False)])
async def test_the_depth_is_counted(depth: int, fine: bool) -> None:
    raw = b"[" * depth + b"]" * depth
    try:
        await intake.parse_json(raw)
        done = True
    except json.JSONDecodeError:
        done = False
    assert done is fine


async def test_a_route_without_key_reads_little(core: Core) -> None:
    """Makinari's pixel is open to anybody; nothing open takes a long body."""
    app = app_of(core, "makinari")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as http:
        answer = await http.request("GET", "/v/1/x.gif", content=b" " * (intake.WITHOUT_KEY + 1))
    assert answer.status_code == 413
