"""`outrider mcp`: a dialect's agent tools over stdio or HTTP, on the local engine or on a vendor account."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from outrider import dialects
from outrider.clock import RealClock
from outrider.commands import mcp_environment as environment
from outrider.dialects import Dialect
from outrider.errors import Invalid
from outrider.mcp.asking import Asking
from outrider.mcp.audited import Audited, Note
from outrider.mcp.backend import Host, HttpBackend, InProcess, vendor
from outrider.mcp.requests import TidyLines
from outrider.mcp.selection import Selection
from outrider.mcp.server import build_server
from outrider.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI
    from fastmcp import FastMCP


# A backend, its lifespan, the middleware that records its calls, and how a person is asked about approvals.
Serving = tuple[HttpBackend, Callable[[], AbstractAsyncContextManager[None]], list[Audited], Asking]


def choose_backend(dialect: Dialect, asked: str | None) -> str:
    """The requested backend; by default 'vendor' if the environment has a base URL or a key that is not one of ours."""
    if asked not in (None, "engine", "vendor"):
        raise Invalid(f"--backend is engine or vendor, not {asked!r}.")
    key = os.environ.get(dialect.vendor.key_env, "")
    elsewhere = os.environ.get(dialect.vendor.base_url_env or "")
    return asked or ("vendor" if elsewhere or (key and not key.startswith("or_")) else "engine")


async def serve(
    name: str,
    asked: str | None,
    load_settings: Callable[[], Settings],
    *,
    read_only: bool = False,
    toolsets: Sequence[str] | None = None,
    search: bool = False,
) -> None:
    """Serve until the client disconnects.

    TRANSPORT=http and PORT select HTTP on HOST (default 127.0.0.1), with a health check at /health. LOG_LEVEL and LOG_FORMAT
    (json or text) configure the log on stderr, RATE_LIMIT_PER_MINUTE and RATE_LIMIT_PER_HOUR the rate limits.
    """
    if name not in dialects.ALL:
        raise Invalid(f"Unknown dialect {name!r}. Dialects: {', '.join(dialects.ALL)}.")
    dialect = dialects.load(name)
    serving, env = dialect.serving, environment.read(dialect.serving)
    environment.set_up_log(env)
    key = os.environ.get(dialect.vendor.key_env) or None
    if not key and serving.key_required and asked != "engine":
        raise Invalid(
            f"Set {dialect.vendor.key_env} to a {dialect.title} key or to one of this installation's, or use --backend engine."
        )
    lifespan = None
    audited: list[Audited] = []
    asking: Asking | None = None
    if choose_backend(dialect, asked) == "vendor":
        if not key:
            raise Invalid(f"Set {dialect.vendor.key_env} to your {dialect.title} key, or use --backend engine.")
        base_url = (os.environ.get(dialect.vendor.base_url_env or "") or "").rstrip("/") or None
        backend = vendor(dialect, lambda: key, base_url=base_url, timeout=env.timeout)
        if file := os.environ.get("OUTRIDER_MCP_AUDIT"):
            audited = [_journal(Path(file), dialect)]
    else:
        backend, lifespan, audited, asking = _engine(dialect, key, load_settings)
    _check_toolsets(dialect, toolsets or ())
    server = build_server(
        dialect,
        backend,
        select=Selection(read_only=read_only, toolsets=frozenset(toolsets) if toolsets else None),
        search=search,
        lifespan=lifespan,
        facts=facts(env),
        middleware=[*environment.middleware(env), *audited],
        asking=asking,
    )
    if env.transport == "stdio":
        sys.stdin = io.TextIOWrapper(io.BufferedReader(TidyLines(sys.stdin.buffer)), encoding="utf-8", errors="replace")
        await server.run_async("stdio", show_banner=False)
    else:
        await _serve_http(server, dialect, env)


async def _serve_http(server: FastMCP, dialect: Dialect, env: environment.Environment) -> None:
    from starlette.middleware import Middleware

    from outrider.mcp.http import Checked

    environment.add_health(server, dialect)
    await server.run_async(
        "http",
        host=env.host,
        port=env.port,
        show_banner=False,
        stateless_http=True,
        json_response=True,
        middleware=[Middleware(Checked, title=f"Outrider: {dialect.title}", beside=environment.HEALTH)],
        log_level=env.log_level.lower(),
    )


def _journal(path: Path, dialect: Dialect) -> Audited:
    """Record calls in a file, because a vendor account has no audit log."""
    from outrider.mcp import journal

    note = journal.note_in(path, f"{dialect.name}.mcp.vendor", RealClock())
    return Audited(lambda: note)


def facts(env: environment.Environment) -> dict[str, object]:
    """What tools may know about the process. They may read files only in the directory OUTRIDER_MCP_FILES, because the
    conversation also contains untrusted text.
    """
    return {
        "debug": env.debug,
        "per_minute": env.per_minute,
        "per_hour": env.per_hour,
        "files": os.environ.get("OUTRIDER_MCP_FILES") or None,
    }


def _check_toolsets(dialect: Dialect, asked: Sequence[str]) -> None:
    there = {tool.toolset for tool in dialect.tools()}
    if unknown := sorted(set(asked) - there):
        raise Invalid(f"Unknown toolset {unknown[0]!r}. Toolsets of {dialect.title}: {', '.join(sorted(there))}.")


def _engine(dialect: Dialect, key: str | None, load_settings: Callable[[], Settings]) -> Serving:
    """A backend on the local engine. The database is opened by the first call, so that the server starts quickly."""
    stack = AsyncExitStack()
    held: list[str] = [key] if key else []
    notes: list[Note] = []
    apps: list[FastAPI] = []

    async def connect() -> Host:
        from outrider.mcp.noting import note_in
        from outrider.outreach.tenancy import installation
        from outrider.process import open_core

        settings = load_settings()
        core = await stack.enter_async_context(open_core(settings))
        if not held:
            held.append(
                await stack.enter_async_context(installation.temporary_key(core, "mcp (this machine)", settings.workspace))
            )
        notes.append(note_in(core, dialect, lambda: held[0]))
        apps.append(dialect.app(core, settings))
        return InProcess(dialect, apps[0])

    @asynccontextmanager
    async def running() -> AsyncGenerator[None]:
        async with stack:
            yield

    # A call is recorded when it has ended; by then the core has been opened.
    noting = Audited(lambda: notes[0] if notes else None)
    asking = Asking(
        dialect,
        lambda: apps[0] if apps else None,
        lambda: held[0] if held else None,
        lambda: apps[0].state.settings.public_url if apps else None,
    )
    return HttpBackend(dialect, connect, lambda: held[0] if held else "local"), running, [noting], asking
