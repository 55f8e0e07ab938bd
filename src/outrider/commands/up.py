"""`outrider up` and `outrider worker`: the processes that serve and work."""

import asyncio
import contextlib

from rich.console import Console

from outrider.app import create_app
from outrider.channels.sandbox.world import World
from outrider.engine import loops
from outrider.outreach import installation
from outrider.process import open_core, serving, stopping_on_signals
from outrider.settings import Settings


async def up(settings: Settings, host: str, port: int, *, sandbox: bool, console: Console) -> None:
    """API, MCP and engine until SIGTERM. Prints `ready URL` on stdout once requests are accepted."""
    stop = asyncio.Event()
    async with contextlib.AsyncExitStack() as stack:
        core = await stack.enter_async_context(open_core(settings))
        if installed := await installation.install_if_empty(core):
            console.print(f"New workspace. Its API key, shown this once: [bold]{installed.key}[/bold]", highlight=False)
        if sandbox:
            world = await stack.enter_async_context(World(core.clock))
            console.print(f"Sandbox mail: SMTP 127.0.0.1:{world.smtp_port}, IMAP 127.0.0.1:{world.imap_port}", highlight=False)
        stack.enter_context(stopping_on_signals(stop))
        url = await stack.enter_async_context(serving(create_app(core, settings), host, port))
        if settings.public_url is None:
            settings = settings.model_copy(update={"public_url": url})
        print(f"ready {url}", flush=True)
        await loops.run(core, settings, stop=stop)


async def work(settings: Settings, *, console: Console) -> None:
    """Engine loops until SIGTERM. Prints `ready` on stdout when they run."""
    stop = asyncio.Event()
    async with open_core(settings) as core:
        with stopping_on_signals(stop):
            print("ready", flush=True)
            await loops.run(core, settings, stop=stop)
