"""`outrider distribute`: distribute the tables over the servers of a Citus cluster, by workspace."""

from outrider.process import server
from outrider.settings import Settings
from outrider.store import distribute as spreading


async def distribute(settings: Settings, *, shards: int) -> tuple[list[str], spreading.State]:
    """Returns the tables it distributed and the resulting layout. Raises Unavailable if that is not possible."""
    with server(settings) as url:
        return spreading.distribute(url, shards), spreading.state(url)
