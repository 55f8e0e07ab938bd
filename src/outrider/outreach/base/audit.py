"""Reading the record of who did what (events.audit writes it), and noting the calls of tools in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString

from psycopg.types.json import Jsonb

from outrider.outreach.base.query import Where, sql
from outrider.outreach.base.scope import Scope

CALLED = "tool.called"


# How the statement is committed is said in it, because a round trip for each setting would be felt at every call of a tool.
_NOTE_CALL = """
INSERT INTO audit (workspace_id, at, user_id, api_key_id, surface, action, data)
SELECT %(workspace_id)s, %(now)s, %(user_id)s, %(api_key_id)s, %(surface)s, %(action)s, %(data)s
FROM set_config('synchronous_commit', CASE WHEN %(durable)s THEN current_setting('synchronous_commit') ELSE 'off' END, true)
"""


async def note_call(scope: Scope, tool: str, arguments: str, outcome: str, milliseconds: int, *, durable: bool) -> None:
    """Note the call of a tool. `arguments`: their digest. `durable`: wait until it is on disk; else a crash of the machine may
    lose the note, and what else the transaction wrote, as is fit for calls that only read."""
    await scope.run(
        _NOTE_CALL,
        user_id=scope.actor.user_id,
        api_key_id=scope.actor.api_key_id,
        surface=scope.actor.surface,
        action=CALLED,
        data=Jsonb({"tool": tool, "arguments": arguments, "outcome": outcome, "milliseconds": milliseconds}),
        durable=durable,
    )


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


# Entries are found through the few users, actions and tools whose names match, each read by its index as far as the page goes.
# Which there are is read by going from one value of an index to the next.
_NAMED = """
WITH RECURSIVE people AS (
    (SELECT a.user_id FROM audit a WHERE a.workspace_id = %(workspace_id)s AND a.user_id IS NOT NULL
     ORDER BY a.user_id LIMIT 1)
    UNION ALL
    SELECT (SELECT a.user_id FROM audit a WHERE a.workspace_id = %(workspace_id)s AND a.user_id > x.user_id
            ORDER BY a.user_id LIMIT 1)
    FROM people x WHERE x.user_id IS NOT NULL
), actions AS (
    (SELECT a.action FROM audit a WHERE a.workspace_id = %(workspace_id)s ORDER BY a.action LIMIT 1)
    UNION ALL
    SELECT (SELECT a.action FROM audit a WHERE a.workspace_id = %(workspace_id)s AND a.action > x.action
            ORDER BY a.action LIMIT 1)
    FROM actions x WHERE x.action IS NOT NULL
), tools AS (
    (SELECT a.data ->> 'tool' AS tool FROM audit a
     WHERE a.workspace_id = %(workspace_id)s AND a.action = 'tool.called' AND a.data ->> 'tool' IS NOT NULL
     ORDER BY a.data ->> 'tool' LIMIT 1)
    UNION ALL
    SELECT (SELECT a.data ->> 'tool' FROM audit a
            WHERE a.workspace_id = %(workspace_id)s AND a.action = 'tool.called' AND a.data ->> 'tool' > x.tool
            ORDER BY a.data ->> 'tool' LIMIT 1)
    FROM tools x WHERE x.tool IS NOT NULL
)
SELECT ARRAY(SELECT u.id FROM people x JOIN users u ON u.id = x.user_id
             WHERE strpos(lower(concat_ws(' ', u.full_name, u.email)), lower(%(search)s)) > 0) AS users,
       ARRAY(SELECT x.action FROM actions x WHERE strpos(lower(x.action), lower(%(search)s)) > 0) AS actions,
       ARRAY(SELECT x.tool FROM tools x WHERE strpos(lower(x.tool), lower(%(search)s)) > 0) AS tools
"""
_NEWEST = "ORDER BY a.at DESC, a.id DESC LIMIT %(limit)s"
_ANY = "SELECT a.id, a.at FROM audit a WHERE {where} {newest}"
_OF_EACH: dict[str, LiteralString] = {
    "users": """
        SELECT a.* FROM unnest(%(users)s::bigint[]) AS k (id) CROSS JOIN LATERAL (
            SELECT a.id, a.at FROM audit a WHERE {where} AND a.user_id = k.id {newest}) a""",
    "actions": """
        SELECT a.* FROM unnest(%(actions)s::text[]) AS k (name) CROSS JOIN LATERAL (
            SELECT a.id, a.at FROM audit a WHERE {where} AND a.action = k.name {newest}) a""",
    "tools": """
        SELECT a.* FROM unnest(%(tools)s::text[]) AS k (name) CROSS JOIN LATERAL (
            SELECT a.id, a.at FROM audit a
            WHERE {where} AND a.action = 'tool.called' AND a.data ->> 'tool' = k.name {newest}) a""",
}
_IS_ON_SUBSEQUENCE = """(a.object_kind = 'campaign' AND EXISTS (
    SELECT FROM campaigns c WHERE c.workspace_id = %(workspace_id)s AND c.id = a.object_id AND c.parent_id IS NOT NULL))"""
_BELOW = """(a.at, a.id) < ((
    SELECT x.at FROM audit x WHERE x.workspace_id = %(workspace_id)s AND x.id <= %(after)s ORDER BY x.id DESC LIMIT 1
), %(after)s)"""


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
    where, found = Where("a"), _ANY
    where.given("a.at >= %(start)s", start=start)
    where.given("a.at < %(end)s", end=end)
    where.given(_BELOW, after=after)
    where.given(sql("{so} = %(inner)s", so=_IS_ON_SUBSEQUENCE), inner=on_subsequences)
    if search:
        named = await scope.one(_NAMED, search=search) or {}
        where.given("a.action = ANY (%(only)s)", only=actions)
        found = "\nUNION\n".join(_OF_EACH.values())
        where.params |= named
    elif actions is not None:
        found = _OF_EACH["actions"]
        where.params["actions"] = actions
    rows = await scope.all(
        sql(
            """
        WITH page AS (SELECT a.id FROM ({found}) a {newest})
        SELECT a.id, a.at, a.user_id, coalesce(nullif(u.full_name, ''), u.email) AS user_name, a.api_key_id, a.surface, a.action,
               a.object_kind, a.object_id, a.affected, a.ip, a.user_agent, a.data, c.parent_id
        FROM page JOIN audit a ON a.workspace_id = %(workspace_id)s AND a.id = page.id LEFT JOIN users u ON u.id = a.user_id
        LEFT JOIN campaigns c ON a.object_kind = 'campaign' AND c.workspace_id = %(workspace_id)s AND c.id = a.object_id
        WHERE a.workspace_id = %(workspace_id)s ORDER BY a.at DESC, a.id DESC
        """,
            found=sql(found, where=where.sql, newest=_NEWEST),
            newest=_NEWEST,
        ),
        **where.params,
        limit=limit,
    )
    return [Act(**row) for row in rows]
