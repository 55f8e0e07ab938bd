"""What a verb's statements read, as PostgreSQL counts it: how much that is does not depend on how busy the machine is."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, LiteralString, TypeVar

from outrider.outreach.base.scope import Scope

Node = dict[str, Any]
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Explaining(Scope):
    """A scope that also asks how each of its statements is done. For verbs that read.

    A statement is run before it is asked about: then the index no longer leads to rows that earlier tests deleted.
    """

    plans: list[Node] = field(default_factory=list[Node])

    async def all(self, query: LiteralString, **params: Any) -> list[dict[str, Any]]:
        found = await Scope.all(self, query, **params)
        await self._explain(query, params)
        return found

    async def one(self, query: LiteralString, **params: Any) -> dict[str, Any] | None:
        found = await Scope.one(self, query, **params)
        await self._explain(query, params)
        return found

    async def rows(self, row: type[Row], query: LiteralString, **params: Any) -> list[Row]:
        found = await Scope.rows(self, row, query, **params)
        await self._explain(query, params)
        return found

    async def row(self, row: type[Row], query: LiteralString, **params: Any) -> Row | None:
        found = await Scope.row(self, row, query, **params)
        await self._explain(query, params)
        return found

    async def count(self, query: LiteralString, **params: Any) -> int:
        found = await Scope.count(self, query, **params)
        await self._explain(query, params)
        return found

    async def _explain(self, query: LiteralString, params: dict[str, Any]) -> None:
        asked = f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {query}"
        for found in await Scope.all(self, asked, **params):
            self.plans.append(found["QUERY PLAN"][0]["Plan"])


@dataclass(frozen=True, slots=True)
class Counting(Scope):
    """A scope that counts its statements."""

    seen: list[str] = field(default_factory=list[str])

    async def all(self, query: LiteralString, **params: Any) -> list[dict[str, Any]]:
        self.seen.append(query)
        return await Scope.all(self, query, **params)

    async def one(self, query: LiteralString, **params: Any) -> dict[str, Any] | None:
        self.seen.append(query)
        return await Scope.one(self, query, **params)

    async def rows(self, row: type[Row], query: LiteralString, **params: Any) -> list[Row]:
        self.seen.append(query)
        return await Scope.rows(self, row, query, **params)

    async def row(self, row: type[Row], query: LiteralString, **params: Any) -> Row | None:
        self.seen.append(query)
        return await Scope.row(self, row, query, **params)

    async def count(self, query: LiteralString, **params: Any) -> int:
        self.seen.append(query)
        return await Scope.count(self, query, **params)

    async def run(self, query: LiteralString, **params: Any) -> int:
        self.seen.append(query)
        return await Scope.run(self, query, **params)


async def statements(scope: Scope, verb: Callable[[Scope], Awaitable[object]]) -> int:
    """How many statements a verb runs."""
    counting = Counting(scope.workspace_id, scope.conn, scope.now, scope.vault, scope.actor)
    await verb(counting)
    return len(counting.seen)


async def plans_of(scope: Scope, verb: Callable[[Scope], Awaitable[object]]) -> list[Node]:
    """The plans of the statements that a verb runs."""
    explaining = Explaining(scope.workspace_id, scope.conn, scope.now, scope.vault)
    await verb(explaining)
    return explaining.plans


async def blocks_read(scope: Scope, verb: Callable[[Scope], Awaitable[object]]) -> int:
    """How many blocks of 8 kB the statements of a verb touch."""
    return sum(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] for plan in await plans_of(scope, verb))


async def rows_read(scope: Scope, verb: Callable[[Scope], Awaitable[object]]) -> int:
    """How many rows the statements of a verb touch."""
    leaves = [node for plan in await plans_of(scope, verb) for node in _nodes(plan) if not node.get("Plans")]
    return sum(int((node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]) for node in leaves)


def _nodes(plan: Node) -> Iterator[Node]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from _nodes(below)
