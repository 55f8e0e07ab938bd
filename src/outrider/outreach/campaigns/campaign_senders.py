"""Which senders work for a campaign. To take them off it concerns their leads, too: enrollments.staffing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from outrider.errors import NotFound
from outrider.outreach.base import approvals, events, wake
from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns


@dataclass(frozen=True, slots=True)
class Attachment:
    """A sender's link to a campaign."""

    id: int
    campaign_id: int
    sender_id: int
    last_used_at: datetime | None
    created_at: datetime
    updated_at: datetime


_LINK = "id, campaign_id, sender_id, last_used_at, created_at, updated_at"


async def attach(scope: Scope, id: int, sender_ids: Sequence[int]) -> list[Attachment]:
    """Attach senders to the campaign. Returns the links, in the order given. Attaching one again is not an error."""
    await campaigns.get(scope, id)
    wanted = list(dict.fromkeys(sender_ids))
    await wake.senders(scope, wanted)
    known = await scope.all(
        "SELECT id FROM senders WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s) ORDER BY id FOR KEY SHARE",
        ids=wanted,
    )
    missing = set(wanted) - {r["id"] for r in known}
    if missing:
        raise NotFound(f"There is no sender {min(missing)}.", field="sender_ids", data={"missing": sorted(missing)})
    rows = await scope.all(
        sql(
            """
        INSERT INTO campaign_senders AS cs (workspace_id, campaign_id, sender_id, created_at, updated_at)
        SELECT %(workspace_id)s, %(id)s, u.id, %(now)s, %(now)s
        FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY AS u (id, n) ORDER BY u.n
        ON CONFLICT (workspace_id, campaign_id, sender_id) DO UPDATE SET updated_at = %(now)s
        RETURNING {link}
        """,
            link=_LINK,
        ),
        id=id,
        ids=wanted,
    )
    await events.audit(scope, "campaign.senders_attached", "campaign", id, affected=len(rows))
    await approvals.note_campaign(scope, "campaign.change", id)
    links = {r["sender_id"]: Attachment(**r) for r in rows}
    return [links[sender_id] for sender_id in wanted]


async def links(scope: Scope, id: int, limit: int = 10_000) -> list[Attachment]:
    """The campaign's links to senders, in the order they were attached."""
    await campaigns.get(scope, id)
    rows = await scope.all(
        sql(
            """
        SELECT {link} FROM campaign_senders WHERE workspace_id = %(workspace_id)s AND campaign_id = %(id)s
        ORDER BY id LIMIT %(limit)s
        """,
            link=_LINK,
        ),
        id=id,
        limit=limit,
    )
    return [Attachment(**r) for r in rows]


async def ids_of(scope: Scope, ids: Sequence[int]) -> dict[int, list[int]]:
    """For each campaign, its senders' ids in the order they were attached."""
    rows = await scope.all(
        """
        SELECT campaign_id, array_agg(sender_id ORDER BY id) AS sender_ids FROM campaign_senders
        WHERE workspace_id = %(workspace_id)s AND campaign_id = ANY (%(ids)s) GROUP BY campaign_id
        """,
        ids=ids,
    )
    found = {r["campaign_id"]: r["sender_ids"] for r in rows}
    return {id: found.get(id, []) for id in ids}
