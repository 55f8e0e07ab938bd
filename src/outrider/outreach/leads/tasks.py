"""Tasks about a lead, with an assignee and a due date."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypedDict, Unpack

from outrider.errors import Invalid, NotFound
from outrider.outreach.base import checks, events
from outrider.outreach.base.query import columns, sql
from outrider.outreach.base.scope import Scope
from outrider.outreach.leads import leads

Priority = Literal["low", "medium", "high"]
Status = Literal["open", "done"]
MAX_NAME = 500  # characters
MAX_DESCRIPTION = 20_000


@dataclass(frozen=True, slots=True)
class Task:
    """`user_id` made it; `assigned_user_id` is to do it."""

    id: int
    lead_id: int
    campaign_id: int | None
    user_id: int | None
    assigned_user_id: int | None
    name: str
    description: str
    priority: Priority
    status: Status
    due_at: datetime | None
    created_at: datetime
    updated_at: datetime


class Details(TypedDict, total=False):
    """What may be given when a task is made and when it is changed."""

    description: str
    priority: Priority
    status: Status
    due_at: datetime | None
    assigned_user_id: int | None


async def create(scope: Scope, lead_id: int, name: str, *, campaign_id: int | None = None, **details: Unpack[Details]) -> Task:
    """Raises NotFound for an unknown lead or member, Invalid for a name or description that is too long."""
    await leads.get(scope, lead_id)
    await _check(scope, name, details)
    made = await scope.row(
        Task,
        sql(
            """
            INSERT INTO lead_tasks (workspace_id, lead_id, campaign_id, user_id, assigned_user_id, name, description, priority,
                                    status, due_at, created_at, updated_at)
            SELECT %(workspace_id)s, %(lead_id)s, (
                SELECT id FROM campaigns WHERE workspace_id = %(workspace_id)s AND id = %(campaign_id)s),
                %(user_id)s, %(assigned)s, %(name)s, %(description)s, %(priority)s, %(status)s, %(due_at)s, %(now)s, %(now)s
            RETURNING {columns}
            """,
            columns=columns(Task),
        ),
        lead_id=lead_id,
        campaign_id=campaign_id,
        user_id=scope.actor.user_id,
        assigned=details.get("assigned_user_id"),
        name=name.strip(),
        description=details.get("description", ""),
        priority=details.get("priority", "medium"),
        status=details.get("status", "open"),
        due_at=details.get("due_at"),
    )
    assert made is not None
    await events.audit(scope, "task.created", "lead", lead_id)
    return made


async def update(scope: Scope, id: int, *, name: str | None = None, **details: Unpack[Details]) -> Task:
    """Change what is given. Raises NotFound, and Invalid as `create` does."""
    old = await get(scope, id)
    await _check(scope, old.name if name is None else name, details)
    changed = await scope.row(
        Task,
        sql(
            """
            UPDATE lead_tasks SET name = %(name)s, description = %(description)s, priority = %(priority)s, status = %(status)s,
                   due_at = %(due_at)s, assigned_user_id = %(assigned)s, updated_at = %(now)s
            WHERE workspace_id = %(workspace_id)s AND id = %(id)s RETURNING {columns}
            """,
            columns=columns(Task),
        ),
        id=id,
        name=old.name if name is None else name.strip(),
        description=details.get("description", old.description),
        priority=details.get("priority", old.priority),
        status=details.get("status", old.status),
        due_at=details.get("due_at", old.due_at),
        assigned=details.get("assigned_user_id", old.assigned_user_id),
    )
    assert changed is not None
    return changed


async def get(scope: Scope, id: int) -> Task:
    found = await scope.row(
        Task,
        sql("SELECT {columns} FROM lead_tasks WHERE workspace_id = %(workspace_id)s AND id = %(id)s", columns=columns(Task)),
        id=id,
    )
    if found is None:
        raise NotFound("There is no such task.", field="task_id")
    return found


async def find_all(scope: Scope, lead_id: int, *, limit: int = 100, offset: int = 0) -> list[Task]:
    """A lead's tasks, newest first."""
    return await scope.rows(
        Task,
        sql(
            """
            SELECT {columns} FROM lead_tasks WHERE workspace_id = %(workspace_id)s AND lead_id = %(lead_id)s
            ORDER BY id DESC LIMIT %(limit)s OFFSET %(offset)s
            """,
            columns=columns(Task),
        ),
        lead_id=lead_id,
        limit=limit,
        offset=offset,
    )


async def _check(scope: Scope, name: str, details: Details) -> None:
    if len(checks.name(name)) > MAX_NAME:
        raise Invalid(f"A task's name has at most {MAX_NAME} characters.", field="name")
    if len(details.get("description", "")) > MAX_DESCRIPTION:
        raise Invalid(f"A task's description has at most {MAX_DESCRIPTION:,} characters.", field="description")
    assigned = details.get("assigned_user_id")
    if assigned is not None and not await scope.one(
        "SELECT 1 FROM members WHERE workspace_id = %(workspace_id)s AND user_id = %(id)s", id=assigned
    ):
        raise NotFound("There is no such member in this workspace.", field="assigned_user_id")
