"""Wake-ups: forwards PostgreSQL's notifications to waiting loops. Without them the engine only reacts later."""

import asyncio
from collections import defaultdict
from collections.abc import Generator
from contextlib import contextmanager

import psycopg
import structlog
from psycopg import sql

log = structlog.get_logger()

_RECONNECT = 1.0  # seconds of real time


class Bells:
    """The asyncio events to set when a channel is notified."""

    def __init__(self) -> None:
        self._by_channel: defaultdict[str, set[asyncio.Event]] = defaultdict(set)

    @contextmanager
    def listening(self, channel: str | None, bell: asyncio.Event) -> Generator[None]:
        """Set `bell` on every notification of `channel` (None: never) while the body runs."""
        if channel is None:
            yield
            return
        self._by_channel[channel].add(bell)
        try:
            yield
        finally:
            self._by_channel[channel].discard(bell)

    def ring(self, channel: str) -> None:
        for bell in self._by_channel.get(channel, ()):
            bell.set()

    async def listen(self, conninfo: str, channels: tuple[str, ...]) -> None:
        """Listen to these channels until cancelled. After a reconnection every bell is set, because notifications may have been
        missed.
        """
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(conninfo, autocommit=True) as conn:
                    for channel in channels:
                        await conn.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
                    for channel in channels:
                        self.ring(channel)
                    async for notification in conn.notifies():
                        self.ring(notification.channel)
            except psycopg.Error as error:
                log.warning("not listening for work", error=" ".join(str(error).split()))
            await asyncio.sleep(_RECONNECT)
