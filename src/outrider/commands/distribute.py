"""`outrider distribute`: the tables spread over the servers of a Citus cluster, by workspace."""

from outrider.process import server
from outrider.settings import Settings
from outrider.store import distribute as spreading


async def distribute(settings: Settings, *, shards: int) -> tuple[list[str], spreading.State]:
    """The tables that it concerned, and how all lie now. Raises Unavailable where that cannot be done."""
    with server(settings) as url:
        return spreading.distribute(url, shards), spreading.state(url)
