"""A running job, as its handler sees it."""

import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from psycopg.types.json import Jsonb

from outrider.outreach.base.scope import Actor, Core, Scope
from outrider.store.db import allow

LEASE_SECONDS = 60.0  # of real time; the worker renews it three times per lease
MAX_ATTEMPTS = 4
STATEMENT_SECONDS = 900.0


class Lost(Exception):
    """The job was taken over by another process or cancelled; the handler must stop."""


@dataclass(frozen=True, slots=True)
class Running:
    """A claimed job. `attempt` counts from 1: handlers must be safe to run again from the start."""

    core: Core
    workspace_id: int
    id: int
    kind: str
    params: dict[str, Any]
    user_id: int | None
    attempt: int
    secrets: bytes | None = field(default=None, repr=False)  # encrypted

    @contextlib.asynccontextmanager
    async def scope(self) -> AsyncGenerator[Scope]:
        """A scope in the job's workspace, acting for the user who requested the job. Statements time out after
        STATEMENT_SECONDS.
        """
        async with self.core.scope(self.workspace_id, Actor("job", self.user_id)) as scope:
            await allow(scope.conn, STATEMENT_SECONDS)
            yield scope

    async def progress(self, percent: float, **result: object) -> None:
        """Record how far it got (0 to 100) and merge `result` into the job's result. Raises Lost when it is no longer ours."""
        async with self.core.scope(self.workspace_id) as scope:
            await self.note(scope, percent, **result)

    async def note(self, scope: Scope, percent: float, **result: object) -> None:
        """As `progress`, in the transaction of the work itself: both are committed or neither."""
        if not await self._renew(scope, percent, result):
            raise Lost

    async def keep(self) -> bool:
        """Renew the lease; False when the job is no longer ours."""
        async with self.core.scope(self.workspace_id) as scope:
            return await self._renew(scope, 0, {})

    async def _renew(self, scope: Scope, percent: float, result: Mapping[str, object]) -> bool:
        kept = await scope.run(
            """
            UPDATE jobs SET progress = greatest(progress, %(percent)s), result = result || %(result)s,
                   lease_until = %(lease)s, due_at = %(lease)s, updated_at = %(now)s
            WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND state = 'running' AND attempts = %(attempt)s
            """,
            id=self.id,
            attempt=self.attempt,
            percent=min(99, max(0, int(percent))),
            result=Jsonb(dict(result)),
            lease=self.core.clock.now() + self.core.clock.real(LEASE_SECONDS),
        )
        return kept > 0


# Does one kind of job; its return value is merged into the job's result. An OutriderError fails the job with its message; after
# any other exception the job is retried.
Handler = Callable[[Running], Awaitable[Mapping[str, object] | None]]
