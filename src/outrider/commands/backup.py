"""`outrider backup` and `outrider restore`: an installation in one file, and back."""

from pathlib import Path

import psycopg
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from outrider.clock import RealClock
from outrider.errors import OutriderError
from outrider.outreach.base.scope import Core
from outrider.outreach.tenancy import installation
from outrider.process import database, server
from outrider.settings import Settings
from outrider.store import backup as store
from outrider.store.crypto import FILE, open_vault
from outrider.store.db import open_pool


def backup(settings: Settings, file: Path, console: Console) -> list[str]:
    """Write a backup; a heading, then a tab-separated line for each table. Processes may run meanwhile."""
    with database(settings) as url, _Bar(console, f"Writing {file.name}") as progress:
        manifest = store.write(url, file, RealClock().now(), progress)
    key = "OUTRIDER_SECRET_KEY" if settings.secret_key else str(settings.data_dir / FILE)
    console.print(
        f"The secret key is not in the backup. Keep {key} apart from it: without it no password in it can be read.",
        soft_wrap=True,
    )
    return _table(manifest)


async def restore(settings: Settings, file: Path, console: Console, *, paused: bool = False) -> list[str]:
    """Read a backup into an empty database, made where there is none; lines as of `backup`.

    `paused`: nothing is sent or read there until `outrider resume`.
    """
    paused_at = RealClock().now() if paused else None
    with server(settings, new=True) as url:
        with _Bar(console, f"Reading {file.name}") as progress:
            manifest = store.restore(url, file, progress, paused_at=paused_at)
        await _check_secret(settings, url, console)
    if paused:
        console.print("Nothing is sent or read from this copy until you run `outrider resume`.", markup=False)
    return _table(manifest)


async def resume(settings: Settings, console: Console) -> None:
    """Let the engines work on an installation that was restored paused."""
    with database(settings) as url:
        async with open_pool(url, size=2) as pool:
            core = Core(pool, RealClock(), open_vault(settings.data_dir, settings.secret_key, settings.other_secret_keys))
            await installation.check_secret(core)
            resumed = await installation.resume(core)
    console.print("Running processes begin within seconds." if resumed else "This installation is not paused.")


async def _check_secret(settings: Settings, url: str, console: Console) -> None:
    """Say so where the secret key here is not the backup's: processes would refuse to start."""
    kept = settings.data_dir / FILE
    if not settings.secret_key and not kept.exists():
        console.print(
            f"Now put the installation's secret key into {kept}, or set OUTRIDER_SECRET_KEY: nothing starts without it."
        )
        return
    async with open_pool(url, size=2) as pool:
        core = Core(pool, RealClock(), open_vault(settings.data_dir, settings.secret_key, settings.other_secret_keys))
        try:
            await installation.check_secret(core)
        except (OutriderError, psycopg.Error) as error:
            console.print(f"{error}", style="yellow", markup=False)


def _table(manifest: store.Manifest) -> list[str]:
    return ["table\trows", *(f"{table.name}\t{table.rows}" for table in manifest.tables)]


class _Bar:
    """A progress bar on stderr for as long as it is entered; what it gives is called as store.backup.Progress."""

    def __init__(self, console: Console, what: str) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self.bar = Progress(*columns, console=console)
        self.what, self.task = what, self.bar.add_task(what, total=None)

    def __enter__(self) -> store.Progress:
        self.bar.start()
        return self.show

    def show(self, table: str, done: int, of: int) -> None:
        self.bar.update(self.task, description=f"{self.what}: {table}" if table else self.what, completed=done, total=of)

    def __exit__(self, *_: object) -> None:
        self.bar.stop()
