"""Reading the record of who did what (events.audit writes it), and noting the calls of tools in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from outrider.outreach.base import events
from outrider.outreach.base.scope import Scope

CALLED = "tool.called"


async def note_call(scope: Scope, tool: str, arguments: str, outcome: str, milliseconds: int, *, durable: bool) -> None:
    """Note the call of a tool. `arguments`: their digest. `durable`: wait until it is on disk; else a crash of the machine may
    lose the note, as is fit for calls that only read."""
    if not durable:
        await scope.run("SET LOCAL synchronous_commit TO off")
    await events.audit(scope, CALLED, tool=tool, arguments=arguments, outcome=outcome, milliseconds=milliseconds)


@dataclass(frozen=True, slots=True)
class Act:
    """One act of an operator. `surface`: through what, such as 'instantly.http', 'web', 'cli'. `parent_id`: a subsequence's."""

    id: int
    at: datetime
    user_id: int | None
    user_name: str | None
    api_key_id: int | None
    surface: str
    action: str
    object_kind: str | None
    object_id: int | None
    affected: int | None
    ip: str | None
    user_agent: str | None
    data: dict[str, object]
    parent_id: int | None


async def acts(
    scope: Scope,
    *,
    actions: Sequence[str] | None = None,
    on_subsequences: bool | None = None,
    search: str | None = None,
    start: datetime | None = None,
    end: datetime | None = None,
    limit: int = 100,
    after: int | None = None,
) -> list[Act]:
    """Newest first. `search`: part of the user's name or address, of the action, or of a tool's name.

    `end` is exclusive; `after`: last id seen.
    """
    rows = await scope.all(
        """
        SELECT a.id, a.at, a.user_id, coalesce(nullif(u.full_name, ''), u.email) AS user_name, a.api_key_id, a.surface, a.action,
               a.object_kind, a.object_id, a.affected, a.ip, a.user_agent, a.data, c.parent_id
        FROM audit a LEFT JOIN users u ON u.id = a.user_id
        LEFT JOIN campaigns c ON a.object_kind = 'campaign' AND c.workspace_id = %(workspace_id)s AND c.id = a.object_id
        WHERE a.workspace_id = %(workspace_id)s
          AND (%(actions)s::text[] IS NULL OR a.action = ANY (%(actions)s))
          AND (%(inner)s::boolean IS NULL OR (c.parent_id IS NOT NULL) = %(inner)s)
          AND (%(after)s::bigint IS NULL OR a.id < %(after)s)
          AND (%(start)s::timestamptz IS NULL OR a.at >= %(start)s)
          AND (%(end)s::timestamptz IS NULL OR a.at < %(end)s)
          AND (%(search)s::text IS NULL
               OR strpos(lower(concat_ws(' ', u.full_name, u.email, a.action, a.data ->> 'tool')), lower(%(search)s)) > 0)
        ORDER BY a.id DESC LIMIT %(limit)s
        """,
        actions=None if actions is None else list(actions),
        inner=on_subsequences,
        search=search or None,
        start=start,
        end=end,
        limit=limit,
        after=after,
    )
    return [Act(**row) for row in rows]
