"""What a deleted thing leaves behind, removed in batches: however much it is, no request and no transaction is long.

A campaign, list, sender, tag, webhook or placement test is deleted at once, by its own row. The rows under it that may be many
(CHILDREN) refer to nothing from then on and are shown nowhere. Up to BATCH of them go with it, and the rest by a job
(engine.work.purge), each batch in a transaction of its own. A transaction that adds such a row locks its parent until the
transaction ends (`hold`, or FOR KEY SHARE), so that none is added to what is being deleted.
"""

from dataclasses import dataclass
from typing import Literal, LiteralString

from outrider.errors import NotFound
from outrider.outreach.base import jobs
from outrider.outreach.base.jobs import Job
from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Scope

KIND = "purge"
BATCH = 2000  # rows of each table that one transaction removes

What = Literal["campaign", "list", "sender", "tag", "webhook", "test"]


@dataclass(frozen=True, slots=True)
class Child:
    """A table of rows that are useless without their parent: the column that names it, and one that identifies its rows. An
    index of the table begins with the workspace and that column."""

    table: LiteralString
    column: LiteralString
    key: LiteralString = "id"


TABLES: dict[What, LiteralString] = {
    "campaign": "campaigns",
    "list": "lists",
    "sender": "senders",
    "tag": "tags",
    "webhook": "webhooks",
    "test": "placement_tests",
}
CHILDREN: dict[What, tuple[Child, ...]] = {
    "campaign": (
        Child("enrollments", "campaign_id"),
        Child("enrollment_counts", "campaign_id"),
        Child("message_overrides", "campaign_id"),
        Child("lead_searches", "campaign_id"),
    ),
    "list": (Child("list_members", "list_id"), Child("list_counts", "list_id")),
    "sender": (
        Child("warmup_messages", "sender_id"),
        Child("lead_connections", "sender_id", "lead_id"),
        Child("unfiled_messages", "sender_id"),
    ),
    "tag": (Child("taggings", "tag_id"),),
    "webhook": (Child("webhook_deliveries", "webhook_id"),),
    "test": (Child("placement_mails", "test_id"),),
}
_HOLD: dict[Literal["campaign", "list"], LiteralString] = {
    "campaign": "SELECT id FROM campaigns WHERE workspace_id = %(workspace_id)s AND id = %(id)s FOR KEY SHARE",
    "list": "SELECT id FROM lists WHERE workspace_id = %(workspace_id)s AND id = %(id)s FOR KEY SHARE",
}
_TAGGINGS: LiteralString = """
DELETE FROM taggings WHERE workspace_id = %(workspace_id)s AND object_kind = 'enrollment' AND object_id = ANY (%(ids)s)
"""
# A deleted sender's leads are not removed: they wait, paused (engine.work.purge).
_PAUSING: LiteralString = """
SELECT count(*) FROM enrollments WHERE workspace_id = %(workspace_id)s AND sender_id = %(id)s AND status = 'active'
"""


def _removing(child: Child) -> LiteralString:
    return sql(
        """
        DELETE FROM {table} WHERE workspace_id = %(workspace_id)s AND {column} = %(id)s AND {key} = ANY (ARRAY(
            SELECT {key} FROM {table} WHERE workspace_id = %(workspace_id)s AND {column} = %(id)s LIMIT %(limit)s))
        RETURNING {key} AS key
        """,
        table=child.table,
        column=child.column,
        key=child.key,
    )


def _counting(child: Child) -> LiteralString:
    return sql(
        "SELECT count(*) FROM {table} WHERE workspace_id = %(workspace_id)s AND {column} = %(id)s",
        table=child.table,
        column=child.column,
    )


@dataclass(frozen=True, slots=True)
class Batch:
    """What one transaction removed or changed: how many rows, and whether there may be more."""

    n: int
    more: bool


async def hold(scope: Scope, what: Literal["campaign", "list"], id: int) -> None:
    """Keep a campaign or list from being deleted until this transaction ends. Raises NotFound."""
    if await scope.one(_HOLD[what], id=id) is None:
        missing = "There is no such campaign." if what == "campaign" else f"There is no lead list {id} in this workspace."
        raise NotFound(missing, field=f"{what}_id")


async def batch(scope: Scope, what: What, id: int, limit: int) -> Batch:
    """Remove up to `limit` rows of each table under what was deleted."""
    removed: list[int] = []
    for child in CHILDREN[what]:
        gone = [row["key"] for row in await scope.all(_removing(child), id=id, limit=limit)]
        removed.append(len(gone))
        if gone and child.table == "enrollments":
            await scope.run(_TAGGINGS, ids=gone)
    return Batch(sum(removed), max(removed) >= limit)


async def going(scope: Scope) -> list[int]:
    """The campaigns that were deleted and whose enrollments are being removed."""
    rows = await scope.all(
        """
        SELECT entity_id FROM jobs
        WHERE workspace_id = %(workspace_id)s AND due_at IS NOT NULL AND kind = %(kind)s AND entity_kind = 'campaign'
        """,
        kind=KIND,
    )
    return [row["entity_id"] for row in rows]


async def left(scope: Scope, what: What, id: int) -> int:
    """How many rows are still to be removed, or changed."""
    n = sum([await scope.count(_counting(child), id=id) for child in CHILDREN[what]])
    return n + await scope.count(_PAUSING, id=id) if what == "sender" else n


async def begin(scope: Scope, what: What, id: int) -> Job | None:
    """Remove what something left that was deleted in this transaction: the job that removes the rest, if any."""
    return await schedule(scope, what, id) if (await batch(scope, what, id, BATCH)).more else None


async def schedule(scope: Scope, what: What, id: int) -> Job | None:
    """Have a job do what is left of it; None where nothing is."""
    total = await left(scope, what, id)
    if not total:
        return None
    return await jobs.enqueue(scope, KIND, {"what": what, "id": id, "total": total}, entity_kind=what, entity_id=id)
