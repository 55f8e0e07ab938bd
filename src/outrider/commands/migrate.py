"""`outrider migrate`: bring the database's schema to this version."""

from rich.console import Console

from outrider.process import server
from outrider.settings import Settings
from outrider.store import migrate as schema


async def migrate(settings: Settings, console: Console, *, check: bool) -> list[str]:
    """The names of the migrations applied or, with `check`, of those pending. Prints which ones must wait, and for what.

    Raises Unavailable for a newer schema.
    """
    with server(settings, new=not check) as url:
        if check:
            return schema.pending(url)
        applied = schema.migrate(url)
        if waiting := schema.pending(url):
            versions = ", ".join(schema.others(url)) or "another version"
            console.print(
                f"{', '.join(waiting)}: waits for the processes of {versions} to end. Then run this again.", soft_wrap=True
            )
        return applied
