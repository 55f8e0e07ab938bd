"""What every verb works within: one workspace, one transaction, one moment, one actor."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from outrider.clock import Clock
from outrider.store.crypto import Vault
from outrider.store.db import Connection, Pool


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and through what: 'smartlead.http', 'cli', 'engine', ..."""

    surface: str
    user_id: int | None = None
    api_key_id: int | None = None
    scopes: frozenset[str] = frozenset({"*"})
    ip: str | None = None
    user_agent: str | None = None


ENGINE = Actor("engine")


@dataclass(frozen=True, slots=True)
class Scope:
    """`conn` is inside a transaction that the opener of the scope commits; `now` is the clock's time for all of it."""

    workspace_id: int
    conn: Connection
    now: datetime
    vault: Vault = field(repr=False)
    actor: Actor = ENGINE
    seat_id: int | None = None

    async def one(self, query: str, **params: Any) -> dict[str, Any] | None:
        """First row. `%(workspace_id)s` and `%(now)s` are always bound."""
        cursor = await self.conn.execute(query, self._bind(params))  # pyright: ignore[reportArgumentType]
        return await cursor.fetchone()

    async def all(self, query: str, **params: Any) -> list[dict[str, Any]]:
        """All rows."""
        cursor = await self.conn.execute(query, self._bind(params))  # pyright: ignore[reportArgumentType]
        return await cursor.fetchall()

    async def run(self, query: str, **params: Any) -> int:
        """Execute; how many rows were touched."""
        cursor = await self.conn.execute(query, self._bind(params))  # pyright: ignore[reportArgumentType]
        return cursor.rowcount

    def _bind(self, params: dict[str, Any]) -> dict[str, Any]:
        return {"workspace_id": self.workspace_id, "now": self.now, **params}


@dataclass(frozen=True, slots=True)
class Core:
    """What a process holds for as long as it lives."""

    pool: Pool
    clock: Clock
    vault: Vault = field(repr=False)

    @asynccontextmanager
    async def scope(self, workspace_id: int, actor: Actor = ENGINE, seat_id: int | None = None) -> AsyncIterator[Scope]:
        """A scope in a transaction of its own: committed at the end, rolled back when the body raises."""
        async with self.pool.connection() as conn:
            yield Scope(workspace_id, conn, self.clock.now(), self.vault, actor, seat_id)
