"""`outrider migrate`: the schema of the database, brought to this version's."""

from outrider.process import server
from outrider.settings import Settings
from outrider.store import migrate as schema


async def migrate(settings: Settings, *, check: bool) -> list[str]:
    """The names of the migrations applied; with `check`, of those that would be. Raises Unavailable for a newer schema."""
    with server(settings, new=not check) as url:
        return schema.pending(url) if check else schema.migrate(url)
