"""What every verb works within: one workspace, one transaction, one moment, one actor."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal, LiteralString, TypeAlias, TypeVar

from psycopg.rows import class_row, scalar_row
from psycopg.types.json import Jsonb

from outrider.clock import Clock
from outrider.errors import ApprovalNeeded, Conflict, Forbidden
from outrider.outreach.base import acts
from outrider.outreach.base.acts import Noted
from outrider.outreach.base.query import Words
from outrider.rules.policy import EVERYTHING, Policy
from outrider.store.crypto import Vault
from outrider.store.db import Connection, Pool, autocommit
from outrider.values import is_tuple_or_set

Row = TypeVar("Row")
Facts: TypeAlias = Mapping[str, object]  # values of JSON


class Mode(StrEnum):
    """What an actor may do by itself: only read; change things, but send nothing without a person's approval; everything."""

    READ = "read"
    APPROVE = "approve"
    FREE = "free"


# How a client of agents asks a person about an approval: not at all; with a link to the page of the approval; with a question
# whose answer decides, where the key's user may decide.
Asks = Literal["off", "link", "form"]


@dataclass(frozen=True, slots=True)
class Act:
    """Something that would put a message on a wire: what kind of act, of which thing, and everything that it depends on."""

    kind: str
    id: int | None
    facts: Facts

    def shown(self) -> Noted:
        return {"kind": self.kind, "id": self.id, "facts": dict(self.facts)}


@dataclass(frozen=True, slots=True)
class Approved:
    """The approval by which an actor works: only these acts, to the letter."""

    id: int
    workspace_id: int
    acts: Sequence[Noted]


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
    approval: Approved | None = None
    policy: Policy = EVERYTHING


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
    acts: list[Act] = field(default_factory=list[Act])
    shown: dict[str, object] = field(default_factory=dict[str, object])  # what a person who approves the acts sees beside them
    public_url: str | None = None  # of the installation

    @property
    def is_asked_about(self) -> bool:
        """Whether a person approves what this actor would send, or has approved it."""
        return self.actor.mode == Mode.APPROVE or self.actor.approval is not None

    @property
    def is_held(self) -> bool:
        """Whether a policy alone restricts what this actor sends: no person is asked."""
        return self.actor.policy.restricts and not self.is_asked_about

    @property
    def is_watched(self) -> bool:
        """Whether what this actor would send has to be noted."""
        return self.is_asked_about or self.is_held

    def note(self, kind: str, id: int | None, facts: Facts, *, own: bool = False) -> None:
        """Say what this transaction would put on a wire. `facts` (of JSON) are what a person is shown, and what must still hold
        when it is carried out: nothing that is generated on each call.

        A policy is asked about a message when it leaves. So a key with a policy may do by itself only what leaves in its name
        (acts.HELD_AT_CLAIM; `own`: of a campaign that it started): anything else raises Forbidden.
        """
        if self.is_held and not own and kind not in acts.HELD_AT_CLAIM:
            act = acts.sentence({"kind": kind, "id": id, "facts": facts})
            raise Forbidden(f"The policy of this key does not allow it to do this: {act}.", code="beyond_policy")
        if self.is_asked_about:
            self.acts.append(Act(kind, id, facts))

    def require_no_policy(self, what: str) -> None:
        """Raise Forbidden for an actor restricted by a policy, because `what` could be used to get around it."""
        if self.is_held:
            raise Forbidden(f"A key with a policy cannot {what}.", code="beyond_policy")

    def require_person(self, what: str) -> None:
        """Raise Forbidden for an actor whose sending a person approves or a policy restricts: `what` it asks for could let it
        decide for itself."""
        if self.actor.mode == Mode.APPROVE:
            raise Forbidden(f"A key of the mode approve cannot {what}.", code="beyond_mode")
        if self.actor.policy.restricts:
            raise Forbidden(f"A key with a policy cannot {what}.", code="beyond_policy")

    async def one(self, query: LiteralString, **params: object) -> dict[str, Any] | None:
        """First row. `%(workspace_id)s` and `%(now)s` are always bound."""
        cursor = await self.conn.execute(query, self._bind(params), prepare=_prepared(params))
        return await cursor.fetchone()

    async def all(self, query: LiteralString, **params: object) -> list[dict[str, Any]]:
        """All rows."""
        cursor = await self.conn.execute(query, self._bind(params), prepare=_prepared(params))
        return await cursor.fetchall()

    async def run(self, query: LiteralString, **params: object) -> int:
        """Execute; how many rows were touched."""
        cursor = await self.conn.execute(query, self._bind(params), prepare=_prepared(params))
        return cursor.rowcount

    async def rows(self, row: type[Row], query: LiteralString, **params: object) -> list[Row]:
        """All rows, each as `row`: a class whose arguments have the names of the columns."""
        async with self.conn.cursor(row_factory=class_row(row)) as cursor:
            await cursor.execute(query, self._bind(params), prepare=_prepared(params))
            return await cursor.fetchall()

    async def row(self, row: type[Row], query: LiteralString, **params: object) -> Row | None:
        """The first row as `row`."""
        async with self.conn.cursor(row_factory=class_row(row)) as cursor:
            await cursor.execute(query, self._bind(params), prepare=_prepared(params))
            return await cursor.fetchone()

    async def count(self, query: LiteralString, **params: object) -> int:
        """The number that a statement of one row and one column answers; 0 for none."""
        async with self.conn.cursor(row_factory=scalar_row) as cursor:
            await cursor.execute(query, self._bind(params), prepare=_prepared(params))
            return await cursor.fetchone() or 0

    def _bind(self, params: Mapping[str, object]) -> dict[str, object]:
        """Tuples and sets are bound as lists are: as arrays."""
        bound = {name: list(value) if is_tuple_or_set(value) else value for name, value in params.items()}
        return {"workspace_id": self.workspace_id, "now": self.now, **bound}


def _prepared(params: Mapping[str, object]) -> bool | None:
    """Whether the statement is prepared on the server; None: once it has been executed often. A search is not: it would get one
    plan for all words, as if each was rare, and read and sort everything that a frequent one finds.
    """
    return False if any(isinstance(value, Words) for value in params.values()) else None


@dataclass(frozen=True, slots=True)
class Core:
    """What a process holds for as long as it lives."""

    pool: Pool
    clock: Clock
    vault: Vault = field(repr=False)
    public_url: str | None = None  # where people and recipients reach this installation
    local_url: str | None = None  # where this process serves the pages, for people on the same machine

    @asynccontextmanager
    async def scope(self, workspace_id: int, actor: Actor = ENGINE, seat_id: int | None = None) -> AsyncGenerator[Scope]:
        """A scope in a transaction of its own: committed at the end, rolled back when the body raises.

        The database itself refuses writes of an actor that may only read. Of one whose sending a person approves, a transaction
        that would send commits only what was approved: otherwise it raises ApprovalNeeded, or Conflict if the request has
        changed.
        """
        async with self.pool.connection() as conn:
            if actor.mode == Mode.READ:
                await conn.execute("SET TRANSACTION READ ONLY")
            scope = Scope(workspace_id, conn, self.clock.now(), self.vault, actor, seat_id, public_url=self.public_url)
            yield scope
            if scope.acts:
                await _settle(scope)

    @asynccontextmanager
    async def without_transaction(
        self, workspace_id: int, actor: Actor = ENGINE, seat_id: int | None = None
    ) -> AsyncGenerator[Scope]:
        """A scope for reading, or for one statement that writes: each statement sees what is committed when it begins."""
        async with autocommit(self.pool) as conn:
            yield Scope(workspace_id, conn, self.clock.now(), self.vault, actor, seat_id, public_url=self.public_url)


async def _settle(scope: Scope) -> None:
    """Let a transaction that would send commit only by its approval, and only once."""
    approval, acts = scope.actor.approval, [act.shown() for act in scope.acts]
    if approval is None:
        raise ApprovalNeeded(
            "This waits for a person's approval.",
            data={
                "acts": acts,
                "shown": scope.shown,
                "workspace_id": scope.workspace_id,
            },
        )
    same = await scope.one(
        "SELECT %(acts)s::jsonb = %(shown)s::jsonb AS same", acts=Jsonb(acts), shown=Jsonb(list(approval.acts))
    )
    if same is None or not same["same"]:
        raise Conflict(f"This is not what was approved: {_changed(approval.acts, acts)} changed.", code="approval_outdated")
    done = await scope.one(
        """
        UPDATE approvals SET state = 'done', outcome = NULL, lease_until = NULL
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND state = 'running' RETURNING id
        """,
        id=approval.id,
    )
    if done is None:
        raise Conflict("This approval was carried out already.", code="approval_decided")


def _changed(before: Sequence[Noted], now: Sequence[Noted]) -> str:
    """The names of what differs."""
    if [(a["kind"], a["id"]) for a in before] != [(a["kind"], a["id"]) for a in now]:
        return "what it would do has"
    names: set[str] = set()
    for old, new in zip(before, now, strict=True):
        was, is_ = old["facts"], new["facts"]
        names |= {name for name in {*was, *is_} if was.get(name) != is_.get(name)}
    return f"{', '.join(sorted(names)) or 'something'} {'have' if len(names) > 1 else 'has'}"
