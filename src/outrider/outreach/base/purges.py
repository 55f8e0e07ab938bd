"""What a deleted thing leaves behind, removed in batches: however much it is, no request and no transaction is long.

A campaign or list is deleted at once, by its own row. The rows of its leads refer to nothing from then on and are shown nowhere.
Up to BATCH of them go with it, and the rest by a job (engine.work.purge), each batch in a transaction of its own. Whoever adds
such a row holds the campaign or list (`hold`) until its transaction ends, so that none is added to what is being deleted.
"""

from typing import Literal, LiteralString

from outrider.errors import NotFound
from outrider.outreach.base import jobs
from outrider.outreach.base.jobs import Job
from outrider.outreach.base.scope import Scope

KIND = "purge"
BATCH = 2000  # rows of each table that one transaction removes

What = Literal["campaign", "list", "sender"]

_HOLD: dict[What, LiteralString] = {
    "campaign": "SELECT id FROM campaigns WHERE workspace_id = %(workspace_id)s AND id = %(id)s FOR KEY SHARE",
    "list": "SELECT id FROM lists WHERE workspace_id = %(workspace_id)s AND id = %(id)s FOR KEY SHARE",
}
_ENROLLMENTS: LiteralString = """
DELETE FROM enrollments WHERE workspace_id = %(workspace_id)s AND id = ANY (ARRAY(
    SELECT id FROM enrollments WHERE workspace_id = %(workspace_id)s AND campaign_id = %(id)s ORDER BY id LIMIT %(limit)s))
RETURNING id
"""
_TAGGINGS: LiteralString = """
DELETE FROM taggings WHERE workspace_id = %(workspace_id)s AND object_kind = 'enrollment' AND object_id = ANY (%(ids)s)
"""
_OVERRIDES: LiteralString = """
DELETE FROM message_overrides WHERE workspace_id = %(workspace_id)s AND id = ANY (ARRAY(
    SELECT id FROM message_overrides WHERE workspace_id = %(workspace_id)s AND campaign_id = %(id)s LIMIT %(limit)s))
"""
_MEMBERS: LiteralString = """
DELETE FROM list_members WHERE workspace_id = %(workspace_id)s AND id = ANY (ARRAY(
    SELECT id FROM list_members WHERE workspace_id = %(workspace_id)s AND list_id = %(id)s ORDER BY id LIMIT %(limit)s))
"""
_LEFT: dict[What, LiteralString] = {
    "campaign": "SELECT count(*) FROM enrollments WHERE workspace_id = %(workspace_id)s AND campaign_id = %(id)s",
    "list": "SELECT count(*) FROM list_members WHERE workspace_id = %(workspace_id)s AND list_id = %(id)s",
    "sender": """
        SELECT count(*) FROM enrollments
        WHERE workspace_id = %(workspace_id)s AND sender_id = %(id)s AND status = 'active'
        """,
}


async def hold(scope: Scope, what: What, id: int) -> None:
    """Keep a campaign or list from being deleted until this transaction ends. Raises NotFound."""
    if await scope.one(_HOLD[what], id=id) is None:
        raise NotFound("There is no such campaign." if what == "campaign" else f"There is no lead list {id} in this workspace.")


async def batch(scope: Scope, what: What, id: int, limit: int) -> bool:
    """Remove up to `limit` rows of each kind that a deleted campaign or list left; whether there may be more."""
    if what == "list":
        return await scope.run(_MEMBERS, id=id, limit=limit) >= limit
    gone = [row["id"] for row in await scope.all(_ENROLLMENTS, id=id, limit=limit)]
    if gone:
        await scope.run(_TAGGINGS, ids=gone)
    overrides = await scope.run(_OVERRIDES, id=id, limit=limit)
    return max(len(gone), overrides) >= limit


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
    return await scope.count(_LEFT[what], id=id)


async def begin(scope: Scope, what: What, id: int) -> Job | None:
    """Remove what a campaign or list left that was deleted in this transaction: the job that removes the rest, if any."""
    return await go_on(scope, what, id) if await batch(scope, what, id, BATCH) else None


async def go_on(scope: Scope, what: What, id: int) -> Job | None:
    """Have a job do what is left of it; None where nothing is."""
    total = await left(scope, what, id)
    if not total:
        return None
    return await jobs.enqueue(scope, KIND, {"what": what, "id": id, "total": total}, entity_kind=what, entity_id=id)
