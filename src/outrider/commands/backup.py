"""Files of a whole installation (`backup`, `restore`) and of a workspace (`export`, `import workspace`)."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from outrider.clock import RealClock
from outrider.errors import OutriderError
from outrider.outreach.base.scope import Actor, Core
from outrider.outreach.tenancy import installation, workspaces
from outrider.process import database, server
from outrider.settings import Settings
from outrider.store import backup as store
from outrider.store import transfer
from outrider.store.archive import Manifest
from outrider.store.archive import Progress as OnProgress
from outrider.store.crypto import FILE, open_vault
from outrider.store.db import open_pool

ACTOR = Actor("cli")


def backup(settings: Settings, file: Path, console: Console) -> list[str]:
    """Write a backup, even while processes are running. Returns a heading and a tab-separated line per table."""
    with database(settings) as url, _Bar(console, f"Writing {file.name}") as progress:
        manifest = store.write(url, file, RealClock().now(), progress)
    key = "OUTRIDER_SECRET_KEY" if settings.secret_key else str(settings.data_dir / FILE)
    console.print(
        f"The secret key is not in the backup. Store {key} separately: without it, passwords in the backup cannot be read.",
        soft_wrap=True,
    )
    return _table(manifest)


async def restore(settings: Settings, file: Path, console: Console, *, paused: bool = False) -> list[str]:
    """Restore a backup into an empty database, created if needed. Returns lines like `backup`.

    `paused`: the copy sends and reads nothing until `outrider resume`.
    """
    paused_at = RealClock().now() if paused else None
    with server(settings, new=True) as url:
        with _Bar(console, f"Reading {file.name}") as progress:
            manifest = store.restore(url, file, progress, paused_at=paused_at)
        await _check_secret(settings, url, console)
    if paused:
        console.print("This copy sends and reads nothing until you run `outrider resume`.", markup=False)
    return _table(manifest)


async def export(settings: Settings, workspace: str, file: Path, passphrase: str, console: Console) -> list[str]:
    """Write one workspace to a file, its secrets encrypted with a key derived from the passphrase. Returns lines like
    `backup`.
    """
    with database(settings) as url:
        async with _opened(settings, url) as core:
            id = await installation.find_workspace(core, workspace)
            async with core.scope(id, ACTOR) as scope:
                paused = (await workspaces.get(scope)).paused_at is not None
            asked = transfer.Asked(id, core.clock.now(), core.vault, passphrase)
            with _Bar(console, f"Writing {file.name}") as progress:
                manifest = await asyncio.to_thread(transfer.write, url, file, asked, progress)
    if not paused:
        console.print(
            f"The workspace is still active here. To move rather than copy it, run `outrider pause {id}`, then export it again.",
            style="yellow",
            soft_wrap=True,
        )
    return _table(manifest)


async def import_workspace(settings: Settings, file: Path, passphrase: str, name: str | None, console: Console) -> list[str]:
    """Import one workspace; it stays paused until `outrider resume`. Returns lines like `backup`."""
    with database(settings) as url:
        async with _opened(settings, url) as core:
            target = transfer.Target(core.clock.now(), core.vault, passphrase, name)
            with _Bar(console, f"Reading {file.name}") as progress:
                manifest, id = await asyncio.to_thread(transfer.read, url, file, target, progress)
    console.print(f"Imported as workspace {id}. It sends and reads nothing until you run `outrider resume {id}`.")
    return _table(manifest)


async def pause(settings: Settings, workspace: str, console: Console) -> None:
    """Pause a workspace, and wait until no message is being sent."""
    with database(settings) as url:
        async with _opened(settings, url) as core:
            id = await installation.find_workspace(core, workspace)
            async with core.scope(id, ACTOR) as scope:
                await workspaces.pause(scope)
            with console.status("Waiting for messages that are being sent…"):
                while await _under_way(core, id):
                    await core.clock.sleep(0.5)
    console.print(f"Workspace {id} sends and reads nothing until you run `outrider resume {id}`.")


async def _under_way(core: Core, workspace_id: int) -> int:
    async with core.scope(workspace_id, ACTOR) as scope:
        return await workspaces.under_way(scope)


async def resume(settings: Settings, workspace: str | None, console: Console) -> None:
    """Resume a paused workspace or, without one, an installation that was restored paused."""
    with database(settings) as url:
        async with _opened(settings, url) as core:
            if workspace is None:
                resumed = await installation.resume(core)
            else:
                async with core.scope(await installation.find_workspace(core, workspace), ACTOR) as scope:
                    resumed = await workspaces.resume(scope)
    what = "installation" if workspace is None else "workspace"
    console.print("Running processes resume work within seconds." if resumed else f"This {what} is not paused.")


@asynccontextmanager
async def _opened(settings: Settings, url: str) -> AsyncGenerator[Core]:
    """The core on an open database. Raises Unavailable if the database has a different secret key."""
    async with open_pool(url, size=2) as pool:
        core = Core(pool, RealClock(), open_vault(settings.data_dir, settings.secret_key, settings.other_secret_keys))
        await installation.check_secret(core)
        yield core


async def _check_secret(settings: Settings, url: str, console: Console) -> None:
    """Warn if the secret key here is not the backup's, since processes would refuse to start."""
    kept = settings.data_dir / FILE
    if not settings.secret_key and not kept.exists():
        console.print(
            f"Now put the installation's secret key into {kept}, or set OUTRIDER_SECRET_KEY: nothing starts without it."
        )
        return
    try:
        async with _opened(settings, url):
            pass
    except (OutriderError, psycopg.Error) as error:
        console.print(f"{error}", style="yellow", markup=False)


def _table(manifest: Manifest) -> list[str]:
    return ["table\trows", *(f"{table.name}\t{table.rows}" for table in manifest.tables)]


class _Bar:
    """A context manager that shows a progress bar on stderr; it yields a store.archive.Progress callback."""

    def __init__(self, console: Console, what: str) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self.bar = Progress(*columns, console=console)
        self.what, self.task = what, self.bar.add_task(what, total=None)

    def __enter__(self) -> OnProgress:
        self.bar.start()
        return self.show

    def show(self, table: str, done: int, of: int) -> None:
        self.bar.update(self.task, description=f"{self.what}: {table}" if table else self.what, completed=done, total=of)

    def __exit__(self, *_: object) -> None:
        self.bar.stop()
