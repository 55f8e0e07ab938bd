"""`outrider distribute`: distribute the tables across the servers of a Citus cluster, by workspace."""

from outrider.process import server
from outrider.settings import Settings
from outrider.store import distribute as store


async def distribute(settings: Settings, *, shards: int) -> tuple[list[str], store.State]:
    """Return the tables newly distributed and the resulting layout. Raises Unavailable if that is not possible."""
    with server(settings) as url:
        return store.distribute(url, shards), store.state(url)
