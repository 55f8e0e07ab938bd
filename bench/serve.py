"""A process of its own that serves what a bench asks: `python -m bench.serve WHAT DATABASE_URL [WORKSPACE_ID]`.

It prints its base URL once it accepts requests, and ends when its input does.
"""

import asyncio
import json
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastmcp import FastMCP
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from outrider.app import create_app
from outrider.clock import RealClock
from outrider.dialects.networkhq.routes.leads import with_lists
from outrider.outreach.base.scope import Core
from outrider.outreach.leads import leads
from outrider.process import serving
from outrider.settings import Settings
from outrider.store.crypto import Vault
from outrider.store.db import open_pool

UNLIMITED = {"networkhq": "1000000/1", "smartlead": "off"}


def outrider(core: Core, _: int) -> ASGIApp:
    """Everything that a process of Outrider serves."""
    return create_app(core, Settings(rate_limits=UNLIMITED))  # type: ignore[call-arg]


def lead_list(core: Core, workspace_id: int) -> ASGIApp:
    """A bare route that reads the same rows with the same SQL."""

    async def read(_: Request) -> Response:
        async with core.scope(workspace_id) as scope:
            rows = await with_lists(scope, await leads.search(scope, limit=101))
        return Response(json.dumps({"data": rows[:100]}, default=str), media_type="application/json")

    return Starlette(routes=[Route("/leads", read)])


def route(_core: Core, _workspace_id: int) -> ASGIApp:
    """A bare route that says ok."""

    async def ok(_: Request) -> Response:
        return JSONResponse({"status": "ok"})

    return Starlette(routes=[Route("/", ok)])


def tool(_core: Core, _workspace_id: int) -> ASGIApp:
    """An MCP server with a tool that does nothing."""
    server = FastMCP("empty")

    @server.tool
    def nothing() -> str:
        return ""

    return server.http_app(path="/mcp", stateless_http=True, json_response=True)


APPS = {made.__name__: made for made in (outrider, lead_list, route, tool)}


@asynccontextmanager
async def process(what: str, core: Core, workspace_id: int = 0) -> AsyncGenerator[str]:
    """The base URL of such a process while the body runs."""
    command = [sys.executable, "-m", "bench.serve", what, str(core.pool.conninfo), str(workspace_id)]
    running = await asyncio.create_subprocess_exec(*command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
    assert running.stdin is not None
    assert running.stdout is not None
    url = (await running.stdout.readline()).decode().strip()
    logged = asyncio.create_task(running.stdout.read())  # a full pipe would stop the process
    try:
        yield url
    finally:
        running.stdin.close()
        await running.wait()
        await logged


async def serve(what: str, database: str, workspace_id: int) -> None:
    async with (
        open_pool(database, size=6) as pool,
        serving(APPS[what](Core(pool, RealClock(), Vault("bench")), workspace_id), "127.0.0.1", 0) as url,
    ):
        print(url, flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], sys.argv[2], int(sys.argv[3])))
