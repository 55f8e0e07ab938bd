"""What every verb works within: one workspace, one transaction, one moment, one actor."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, LiteralString, TypeVar

from psycopg.rows import class_row, scalar_row

from outrider.clock import Clock
from outrider.store.crypto import Vault
from outrider.store.db import Connection, Pool

Row = TypeVar("Row")


class Mode(StrEnum):
    """What an actor may do by itself: only read; change things, but send nothing without a person's approval; everything."""

    READ = "read"
    APPROVE = "approve"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and through what: 'smartlead.http', 'cli', 'engine', ..."""

    surface: str
    user_id: int | None = None
    api_key_id: int | None = None
    scopes: frozenset[str] = frozenset({"*"})
    ip: str | None = None
    user_agent: str | None = None
    mode: Mode = Mode.FREE


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

    async def one(self, query: LiteralString, **params: Any) -> dict[str, Any] | None:
        """First row. `%(workspace_id)s` and `%(now)s` are always bound."""
        cursor = await self.conn.execute(query, self._bind(params))
        return await cursor.fetchone()

    async def all(self, query: LiteralString, **params: Any) -> list[dict[str, Any]]:
        """All rows."""
        cursor = await self.conn.execute(query, self._bind(params))
        return await cursor.fetchall()

    async def run(self, query: LiteralString, **params: Any) -> int:
        """Execute; how many rows were touched."""
        cursor = await self.conn.execute(query, self._bind(params))
        return cursor.rowcount

    async def rows(self, row: type[Row], query: LiteralString, **params: Any) -> list[Row]:
        """All rows, each as `row`: a class whose arguments have the names of the columns."""
        async with self.conn.cursor(row_factory=class_row(row)) as cursor:
            await cursor.execute(query, self._bind(params))
            return await cursor.fetchall()

    async def row(self, row: type[Row], query: LiteralString, **params: Any) -> Row | None:
        """The first row as `row`."""
        async with self.conn.cursor(row_factory=class_row(row)) as cursor:
            await cursor.execute(query, self._bind(params))
            return await cursor.fetchone()

    async def count(self, query: LiteralString, **params: Any) -> int:
        """The number that a statement of one row and one column answers; 0 for none."""
        async with self.conn.cursor(row_factory=scalar_row) as cursor:
            await cursor.execute(query, self._bind(params))
            return await cursor.fetchone() or 0

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
        """A scope in a transaction of its own: committed at the end, rolled back when the body raises.

        The database itself refuses writes of an actor that may only read.
        """
        async with self.pool.connection() as conn:
            if actor.mode == Mode.READ:
                await conn.execute("SET TRANSACTION READ ONLY")
            yield Scope(workspace_id, conn, self.clock.now(), self.vault, actor, seat_id)
