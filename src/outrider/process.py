"""One process of Outrider: its database, its log, its signals, its server."""

import asyncio
import logging
import signal
import socket
import sys
from collections.abc import AsyncGenerator, Generator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from ipaddress import IPv4Network, ip_network

import psycopg
import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp

from outrider.clock import Clock, RealClock
from outrider.errors import OutriderError, Unavailable
from outrider.outreach.base.scope import Actor, Core, Scope
from outrider.outreach.tenancy import installation
from outrider.settings import Settings
from outrider.store.crypto import open_vault
from outrider.store.db import open_pool
from outrider.store.embedded import embedded_postgres, exists
from outrider.store.migrate import migrate, require_current
from outrider.web.connection import IDLE_SECONDS, Connection

log = structlog.get_logger()
ADDRESS = "address"  # a file of the data directory


def explained(error: Exception) -> str | None:
    """A one-line explanation without secrets of an error that the operator can fix; None for other errors."""
    match error:
        case OutriderError():
            return error.message
        case psycopg.ProgrammingError(sqlstate=None):  # libpq's message repeats the URL with its password
            return "DATABASE_URL is not a PostgreSQL URL: postgresql://user:password@host/database."
        case OSError(filename=str() as name, strerror=str() as reason):
            return f"{name}: {reason}."
        case psycopg.OperationalError(sqlstate=None):  # no server responded
            return f"The database cannot be reached. Check DATABASE_URL, and that its server runs: {' '.join(str(error).split())}"
        case psycopg.OperationalError() | OSError():
            return " ".join(str(error).split())
        case _:
            return None


@contextmanager
def server(settings: Settings, *, new: bool = False) -> Generator[str]:
    """The database's URL: DATABASE_URL, or else the embedded PostgreSQL in the data directory.

    Without `new`, raises Unavailable if the data directory has no database, since the directory is probably wrong.
    """
    if settings.database_url:
        yield settings.database_url
    elif not new and not exists(settings.data_dir):
        raise Unavailable(
            f"There is no installation in {settings.data_dir}: start `outrider up` there first, or say where it is with --data,"
            " OUTRIDER_DATA_DIR or DATABASE_URL.",
            code="no_installation",
        )
    else:
        with embedded_postgres(settings.data_dir) as url:
            yield url


@contextmanager
def database(settings: Settings, *, new: bool = False) -> Generator[str]:
    """Like `server`. `new`: migrate the database; otherwise raises Unavailable unless its schema is this version's."""
    with server(settings, new=new) as url:
        if new:
            migrate(url)
        else:
            require_current(url)
        yield url


@asynccontextmanager
async def open_core(settings: Settings, clock: Clock | None = None, *, new: bool = False) -> AsyncGenerator[Core]:
    """The core on a migrated database; `new`: create and migrate the database if needed.

    Raises Unavailable for a different schema or secret key, Invalid for a weak secret key.
    """
    with database(settings, new=new) as url:
        async with open_pool(url, size=settings.pool_size) as pool:
            core = Core(
                pool,
                clock or RealClock(),
                open_vault(settings.data_dir, settings.secret_key, settings.other_secret_keys),
                settings.public_url,
            )
            await installation.check_secret(core)
            yield core


@asynccontextmanager
async def open_scope(settings: Settings, actor: Actor) -> AsyncGenerator[Scope]:
    """A transaction in the workspace that the settings name, as `open_core` and `Core.scope`."""
    async with open_core(settings) as core:
        workspace_id = await installation.find_workspace(core, settings.workspace)
        async with core.scope(workspace_id, actor) as scope:
            yield scope


def keep_address(settings: Settings, url: str) -> None:
    """Note where the pages are served, for commands that show links to them. A directory that is read-only is left alone."""
    with suppress(OSError):
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        (settings.data_dir / ADDRESS).write_text(f"{url}\n")


def kept_address(settings: Settings) -> str | None:
    """The public URL of the pages, or else where they were last served."""
    if settings.public_url:
        return settings.public_url
    with suppress(OSError):
        return (settings.data_dir / ADDRESS).read_text().strip() or None
    return None


def set_up_log(settings: Settings) -> None:
    """Log everything to stderr in one format; stdout carries results only."""
    level = getattr(logging, settings.log_level.upper(), logging.INFO)
    renderer = structlog.processors.JSONRenderer() if settings.log_format == "json" else structlog.dev.ConsoleRenderer()
    finish = [structlog.processors.TimeStamper(fmt="iso", utc=True), structlog.processors.format_exc_info]
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, structlog.processors.add_log_level, *finish, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    theirs = logging.StreamHandler(sys.stderr)
    theirs.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                structlog.contextvars.merge_contextvars,
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                *finish,
            ],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    # At lower levels, libraries log URLs and data that include secrets.
    logging.basicConfig(level=max(level, logging.WARNING), handlers=[theirs], force=True)


@contextmanager
def stopping_on_signals(stop: asyncio.Event) -> Generator[None]:
    """Set `stop` on SIGTERM or SIGINT; a second signal ends the process at once."""
    loop = asyncio.get_running_loop()

    def on_signal() -> None:
        if stop.is_set():
            raise SystemExit(130)
        log.info("stopping: finishing work in progress; a second signal ends the process immediately")
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, on_signal)
    try:
        yield
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


class _Server(uvicorn.Server):
    """A uvicorn server that does not handle signals."""

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


def reserve(host: str, port: int) -> socket.socket:
    """A socket bound to the address that does not accept connections yet. Raises Unavailable when the port is in use."""
    bound = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Accepted connections inherit it. asyncio sets it only for sockets created with the TCP protocol number.
        bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise Unavailable(
            f"Could not listen on {host}:{port}: {(error.strerror or str(error)).partition(' (while')[0]}."
            " Choose another port, or stop the process that uses it."
        ) from None
    return bound


def address_of(listening: socket.socket) -> str:
    """The URL of a server that listens there."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _also_mapped(networks: Sequence[str]) -> list[str]:
    """The networks, and those of IPv4 also as a socket for both kinds of address sees them: 127.0.0.1 is ::ffff:127.0.0.1."""
    given = [ip_network(network) for network in networks]
    mapped = [f"::ffff:{n.network_address}/{96 + n.prefixlen}" for n in given if isinstance(n, IPv4Network)]
    return [*map(str, given), *mapped]


@asynccontextmanager
async def serving(
    app: ASGIApp,
    host: str,
    port: int,
    *,
    reserved: socket.socket | None = None,
    proxies: Sequence[str] = ("127.0.0.1", "::1"),
) -> AsyncGenerator[str]:
    """Serve `app`; yields its base URL once it accepts requests. Port 0 picks a free one; `reserved` is one taken before.

    `proxies`: the addresses and networks whose word about a client is believed (X-Forwarded-For, X-Forwarded-Proto).
    On exit, streams of live updates are ended before the server waits for open requests.
    """
    listening = reserved or reserve(host, port)
    config = uvicorn.Config(
        app,
        http=Connection,
        log_level="warning",
        access_log=False,
        forwarded_allow_ips=_also_mapped(proxies),
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=5,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        while not server.started:
            if task.done():
                task.result()
                raise Unavailable("The application did not start; the log says why.")
            await asyncio.sleep(0.005)
        yield address_of(listening)
    finally:
        if isinstance(app, Starlette) and (live := getattr(app.state, "live", None)):
            live.close()
        server.should_exit = True
        await task
