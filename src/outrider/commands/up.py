"""`outrider up` and `outrider worker`: the processes that serve requests and that run the engine."""

import asyncio
import contextlib
import os
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import structlog
from pydantic import SecretStr
from rich.console import Console

from outrider import dialects
from outrider.clock import Clock
from outrider.errors import Unavailable
from outrider.garbage import keep_what_is_loaded
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy import installation, sessions
from outrider.process import (
    address_of,
    keep_address,
    open_core,
    reserve,
    serving,
    stopping_on_signals,
)
from outrider.settings import Settings, unknown
from outrider.web.kit.visit import SandboxMail

log = structlog.get_logger()

SANDBOX_PASSWORD = "sandbox"
SANDBOX_PORTS = "sandbox-ports"  # a file of the data directory


async def up(settings: Settings, host: str, port: int, *, sandbox: bool, console: Console) -> None:
    """Run API, MCP and engine until SIGTERM. Prints `ready URL` on stdout once requests are accepted."""
    stop = asyncio.Event()
    async with contextlib.AsyncExitStack() as stack:
        reserved = stack.enter_context(reserve(host, port))  # a port in use is reported before anything starts
        loading = asyncio.get_running_loop().run_in_executor(None, _load)  # takes about as long as the database takes to start
        core = await stack.enter_async_context(open_core(settings, new=True))
        core = replace(core, local_url=pages_at(settings, address_of(reserved)))
        mail: SandboxMail | None = None
        if sandbox:
            settings, mail = await _open_sandbox(stack, core.clock, settings, console)
        stack.enter_context(stopping_on_signals(stop))
        await loading
        _check(settings)
        from outrider.app import create_app
        from outrider.engine import loops

        app = create_app(core, settings, mail)
        url = await stack.enter_async_context(serving(app, host, port, reserved=reserved, proxies=settings.trusted_proxies))
        if installed := await installation.install_if_empty(core):  # start-up can no longer fail: the key is shown once
            _say(console, f"New workspace. Its API key, shown only once: [bold]{installed.key}[/bold]")
        if sandbox and settings.public_url is None:  # real recipients could not follow a link to this machine
            settings = settings.model_copy(update={"public_url": url})
        await _show_sign_in(core, pages_at(settings, url), console)
        keep_address(settings, pages_at(settings, url))
        print(f"ready {url}", flush=True)
        keep_what_is_loaded()
        await loops.run(core, settings, stop=stop, webhook_forms=dialects.webhook_forms())


def _check(settings: Settings) -> None:
    """Raise Invalid for settings that only their use would show to be wrong; warn of variables that nothing reads."""
    from outrider.engine.work import system_mail

    system_mail.mailbox(settings)
    for sentence in unknown(os.environ):
        log.warning(sentence)


def _load() -> None:
    for name in ("outrider.app", "outrider.engine.loops"):
        import_module(name)


def pages_at(settings: Settings, url: str) -> str:
    """The base URL of the pages for a process that listens at `url`: the public URL, or else a local one if the process listens
    on all addresses.
    """
    if settings.public_url:
        return settings.public_url.rstrip("/")
    return url.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:")


async def _show_sign_in(core: Core, url: str, console: Console) -> None:
    """Print the URL of the pages. An owner without a password gets a sign-in link; later it is only shown on a terminal, because
    logs are stored and read by others.
    """
    owner = await installation.owner(core)
    if owner is not None and (not owner.claimed or console.is_terminal):
        link = url + await sessions.link(core, owner.user_id)
        _say(console, f"Open the pages with this one-time sign-in link: [bold]{link}[/bold]")
    else:
        _say(console, f"The pages: {url}")


async def _open_sandbox(
    stack: contextlib.AsyncExitStack, clock: Clock, settings: Settings, console: Console
) -> tuple[Settings, SandboxMail]:
    """Start the sandbox's mail servers, and its LinkedIn unless a real one is configured. Returns settings that use them, and the
    mail servers' addresses.
    """
    from outrider.sandbox.linkedin import (
        CODE,
        LinkedInWorld,
    )  # imported only here: it is a tenth of what every other command would load
    from outrider.sandbox.world import Options, World

    kept = settings.data_dir / SANDBOX_PORTS
    smtp, imap = ports_kept(kept)
    world = World(clock, smtp_port=smtp, imap_port=imap, options=Options(any_sender_password=SANDBOX_PASSWORD))
    await stack.enter_async_context(world)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(f"{world.smtp_port} {world.imap_port}\n")
    where = f"SMTP {world.host}:{world.smtp_port}, IMAP {world.host}:{world.imap_port}"
    _say(console, f"Sandbox mail: {where}; the password of every mailbox is {SANDBOX_PASSWORD!r}")
    mail = SandboxMail(world.host, world.smtp_port, world.imap_port, SANDBOX_PASSWORD)
    if settings.linkedin_url:
        return settings, mail
    linkedin = await stack.enter_async_context(LinkedInWorld(clock))
    _say(console, f"Sandbox LinkedIn: every password except 'wrong' signs in; the second factor's code is {CODE!r}")
    found = {"linkedin_url": linkedin.base_url, "linkedin_key": SecretStr(linkedin.key)}
    return settings.model_copy(update=found), mail


def ports_kept(path: Path) -> tuple[int, int]:
    """The ports of SMTP and IMAP in the file, because mailboxes of the sandbox name them; zeros, for any free ones, where there
    is no such file or a port is in use.
    """
    try:
        smtp, imap = (int(port) for port in path.read_text().split())
        for port in (smtp, imap):
            reserve("127.0.0.1", port).close()
    except (OSError, ValueError, OverflowError, Unavailable):
        return 0, 0
    return smtp, imap


def _say(console: Console, line: str) -> None:
    """Print on one line even on a narrow terminal, because the text is meant to be copied."""
    console.print(line, highlight=False, soft_wrap=True)


async def work(settings: Settings) -> None:
    """Run the engine loops until SIGTERM. Prints `ready` on stdout once they run."""
    from outrider.engine import loops

    _check(settings)
    stop = asyncio.Event()
    async with open_core(settings) as core:
        with stopping_on_signals(stop):
            print("ready", flush=True)
            keep_what_is_loaded()
            await loops.run(core, settings, stop=stop, webhook_forms=dialects.webhook_forms())
