"""What is read of a request before anybody knows who sends it."""

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import httpx
import pytest
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from outrider.app import create_app
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy.workspaces import Installed
from outrider.settings import Settings
from outrider.web.bounds import Bounded
from outrider.web.kit.notice import Notice, notice
from tests.mcp.serving import served


async def echo(request: Request) -> Response:
    return JSONResponse({"bytes": len(await request.body())})


def bounded(most: int = 1000, seconds: float = 60) -> Starlette:
    return Starlette(routes=[Route("/", echo, methods=["POST"])], middleware=[Middleware(Bounded, most=most, seconds=seconds)])


async def in_pieces(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 100):
        yield b"x" * 100


async def test_a_body_that_is_too_long_is_not_read_to_its_end() -> None:
    transport = httpx.ASGITransport(app=bounded())
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as http:
        assert (await http.post("/", content=b"x" * 1000)).json() == {"bytes": 1000}
        for content in (b"x" * 1001, in_pieces(2000)):  # announced, and not
            answer = await http.post("/", content=content)
            assert answer.status_code == 413
            assert "1,000 bytes" in answer.json()["message"]


async def test_a_body_that_does_not_come_is_not_waited_for() -> None:
    async with served(bounded(seconds=0.2)) as url:
        host = urlsplit(url)
        reader, writer = await asyncio.open_connection(host.hostname, host.port)
        writer.write(b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 10\r\n\r\nabc")
        answer = await asyncio.wait_for(reader.read(), 60)  # it hangs up, too
        writer.close()
    assert answer.startswith(b"HTTP/1.1 408 ")


PATHS = {
    "/smartlead/api/v1/campaigns/create": "application/json",
    "/instantly/api/v2/leads": "application/json",
    "/mcp/smartlead": "application/json",
    "/connect/google": "application/x-www-form-urlencoded",
}


@pytest.mark.parametrize("path", PATHS)
async def test_nobody_fills_the_memory_without_a_key(core: Core, workspace: Installed, path: str) -> None:
    app = create_app(core, Settings(max_body_bytes=2000, google_client_id="id"))
    transport = httpx.ASGITransport(app=app)
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url="http://here") as http:
        answer = await http.post(path, content=in_pieces(100_000), headers={"Content-Type": PATHS[path]})
    assert answer.status_code in (401, 413), answer.text


def test_pages_stand_alone() -> None:
    headers = notice(Notice("Title", ["text"])).headers
    assert "unsafe" not in headers["content-security-policy"]
    assert "set-cookie" not in headers, "a recipient is not tracked"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "no-store" in headers["cache-control"]


def test_settings_show_no_secret() -> None:
    secrets = ("the-key-of-this-installation", "the-password", "the-client")
    url = f"postgresql://u:{secrets[1]}@h/d"
    settings = Settings(secret_key=secrets[0], database_url=url, google_client_secret=SecretStr(secrets[2]))
    for shown in (repr(settings), str(settings)):
        assert not any(secret in shown for secret in secrets)
