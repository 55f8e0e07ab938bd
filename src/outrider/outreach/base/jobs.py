"""Jobs: work that outlives a request. Enqueued in the request's own transaction, done by engine.jobs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypedDict

from psycopg.types.json import Jsonb
from typing_extensions import Unpack

from outrider.errors import Conflict, NotFound
from outrider.outreach.base.query import Where, sql
from outrider.outreach.base.scope import Facts, Scope

# NOTIFY channel that wakes the engine's job loop once the enqueuing transaction has committed.
WAKE = "outrider_jobs"
# Kinds of jobs that never put a message on a wire, or only what was noted by the verb that asked for them: the others need
# approval where their actor does.
SENDS_NOTHING = (
    "verification.check",
    "leads.verify",
    "senders.connect",
    "purge",
    "categories.replace",
    "leads.remove",
    "leads.continue",
    "campaigns.delete",
)


@dataclass(frozen=True, slots=True)
class Job:
    """`state`: pending, running, success, failed, cancelled. `progress` in percent. `result` grows while it runs."""

    id: int
    kind: str
    state: str
    progress: int
    params: dict[str, Any]
    result: dict[str, Any]
    error: str | None
    entity_kind: str | None
    entity_id: int | None
    user_id: int | None
    attempts: int
    created_at: datetime
    updated_at: datetime

    @property
    def ended(self) -> bool:
        return self.state in ("success", "failed", "cancelled")


COLUMNS = "id, kind, state, progress, params, result, error, entity_kind, entity_id, user_id, attempts, created_at, updated_at"


async def enqueue(
    scope: Scope,
    kind: str,
    params: Mapping[str, object] | None = None,
    *,
    secrets: Mapping[str, object] | None = None,
    entity_kind: str | None = None,
    entity_id: int | None = None,
    due_at: datetime | None = None,
    shown: Facts | None = None,
) -> Job:
    """Ask for a job of `kind` (one that engine.jobs has a handler for). It starts after this transaction commits.

    `secrets`: what else it needs, kept encrypted until it ends. `shown`: what a person who approves it sees,
    instead of its params.
    """
    if kind not in SENDS_NOTHING:
        scope.note("job", entity_id, {"kind": kind, **(params or {} if shown is None else shown)})
    row = await scope.row(
        Job,
        sql(
            """
        INSERT INTO jobs (workspace_id, kind, state, params, secrets, entity_kind, entity_id, user_id, due_at, created_at,
                          updated_at)
        VALUES (%(workspace_id)s, %(kind)s, 'pending', %(params)s, %(secrets)s, %(entity_kind)s, %(entity_id)s, %(user_id)s,
                %(due_at)s, %(now)s, %(now)s)
        RETURNING {columns}
        """,
            columns=COLUMNS,
        ),
        kind=kind,
        params=Jsonb(dict(params or {})),
        secrets=None if secrets is None else scope.vault.encrypt(secrets, workspace_id=scope.workspace_id),
        entity_kind=entity_kind,
        entity_id=entity_id,
        user_id=scope.actor.user_id,
        due_at=due_at or scope.now,
    )
    assert row is not None
    await scope.run(f"NOTIFY {WAKE}")
    return row


async def get(scope: Scope, job_id: int) -> Job:
    row = await scope.row(
        Job, sql("SELECT {columns} FROM jobs WHERE workspace_id = %(workspace_id)s AND id = %(id)s", columns=COLUMNS), id=job_id
    )
    if row is None:
        raise NotFound("There is no such job.", field="job_id")
    return row


class JobFilters(TypedDict, total=False):
    """Which jobs. None does not filter."""

    ids: Sequence[int] | None
    excluded_ids: Sequence[int] | None
    kinds: Sequence[str] | None
    states: Sequence[str] | None
    entity_kind: str | None
    entity_ids: Sequence[int] | None


async def find_all(
    scope: Scope,
    *,
    limit: int = 100,
    after: int | None = None,
    newest_first: bool = True,
    by: Literal["created", "updated"] = "created",
    **filters: Unpack[JobFilters],
) -> list[Job]:
    """Jobs by age or last change, newest first by default. `after`: the last id of the page before."""
    sign, direction = ("<", "DESC") if newest_first else (">", "ASC")
    beyond, order = sql("j.id {sign} %(after)s", sign=sign), sql("j.id {direction}", direction=direction)
    if by == "updated":
        beyond = sql(
            """(j.updated_at, j.id) {sign} (SELECT a.updated_at, a.id FROM jobs a
                     WHERE a.workspace_id = %(workspace_id)s AND a.id = %(after)s)""",
            sign=sign,
        )
        order = sql("j.updated_at {direction}, j.id {direction}", direction=direction)
    where = Where("j")
    where.given(beyond, after=after)
    where.given("j.id = ANY (%(ids)s)", ids=filters.get("ids"))
    where.given("j.id <> ALL (%(excluded)s)", excluded=filters.get("excluded_ids"))
    where.given("j.kind = ANY (%(kinds)s)", kinds=filters.get("kinds"))
    where.given("j.state = ANY (%(states)s)", states=filters.get("states"))
    where.given("j.entity_kind = %(entity_kind)s", entity_kind=filters.get("entity_kind"))
    where.given("j.entity_id = ANY (%(entity_ids)s)", entity_ids=filters.get("entity_ids"))
    return await scope.rows(
        Job,
        sql(
            "SELECT {columns} FROM jobs j WHERE {where} ORDER BY {order} LIMIT %(limit)s",
            columns=COLUMNS,
            where=where.sql,
            order=order,
        ),
        **where.params,
        limit=limit,
    )


async def cancel(scope: Scope, job_id: int) -> Job:
    """Stop a job that has not started. A running one ends by itself: Conflict."""
    row = await scope.row(
        Job,
        sql(
            """
        UPDATE jobs SET state = 'cancelled', secrets = NULL, due_at = NULL, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND state = 'pending' RETURNING {columns}
        """,
            columns=COLUMNS,
        ),
        id=job_id,
    )
    if row is None:
        job = await get(scope, job_id)
        raise Conflict(f"The job is {job.state}; only a pending one can be cancelled.", code="job_not_pending")
    return row
