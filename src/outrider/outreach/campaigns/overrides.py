"""Message slots and their overrides: the exact text that one lead is sent in place of a campaign's own.

A campaign's messages are its slots, in order: ice_breaker, follow_up_1, follow_up_2. A step can name its slot itself. What is
written for a slot is sent as it is, without merge tags or variants, and may be written before the lead is enrolled.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base import approvals, events, purges
from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, sequences
from outrider.outreach.campaigns.sequences import Step

SLOTS = ("ice_breaker", "follow_up_1", "follow_up_2")
MAX_TEXT = 8000


@dataclass(frozen=True, slots=True)
class Override:
    """A slot's text for one lead."""

    id: int
    campaign_id: int
    lead_id: int
    slot: str
    body: str
    created_at: datetime
    updated_at: datetime


_COLUMNS = "id, campaign_id, lead_id, slot, body, created_at, updated_at"


def slots(steps: Sequence[Step]) -> dict[str, int]:
    """The id of the step that fills each slot: as the steps name them, or where none does, by their place among the messages."""
    messages = [s for s in sorted(steps, key=lambda s: s.position) if s.action == "message" and s.deleted_at is None]
    named = {s.slot: s.id for s in messages if s.slot in SLOTS}
    return named or dict(zip(SLOTS, (s.id for s in messages), strict=False))


async def save(scope: Scope, campaign_id: int, lead_id: int, texts: Sequence[tuple[str, str]]) -> tuple[list[Override], bool]:
    """Set the text of slots for a lead, replacing what was there; and whether the lead is enrolled already.

    A slot given twice gets the later text. Raises NotFound for the campaign or lead; Invalid 'no_such_slot' for a slot that the
    campaign has no message for; Conflict 'not_in_campaign' for a lead neither enrolled nor in the campaign's list.
    """
    campaign = await campaigns.get(scope, campaign_id)
    standing = await scope.one(
        """
        SELECT EXISTS (SELECT FROM enrollments e WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = %(campaign)s
                       AND e.lead_id = l.id) AS enrolled,
               EXISTS (SELECT FROM list_members m WHERE m.workspace_id = %(workspace_id)s AND m.list_id = %(list)s
                       AND m.lead_id = l.id) AS listed
        FROM leads l WHERE l.workspace_id = %(workspace_id)s AND l.id = %(lead)s
        """,
        campaign=campaign_id,
        lead=lead_id,
        list=campaign.list_id,
    )
    if standing is None:
        raise NotFound("There is no such lead.", field="lead_id")
    there = slots(await sequences.get(scope, campaign_id))
    wanted = dict(texts)
    for slot, body in wanted.items():
        if slot not in there:
            raise Invalid(f"The campaign has no message for {slot}.", code="no_such_slot", field="message_stage")
        if not body.strip() or len(body) > MAX_TEXT:
            raise Invalid(f"A message has 1 to {MAX_TEXT} characters, not all of them blank.", field="message")
    await purges.hold(scope, "campaign", campaign_id)
    if not (standing["enrolled"] or standing["listed"]):
        raise Conflict("The lead is neither in this campaign nor in its lead list.", code="not_in_campaign", field="lead_id")
    rows = await scope.all(
        sql(
            """
        INSERT INTO message_overrides AS o (workspace_id, campaign_id, lead_id, slot, body, created_at, updated_at)
        SELECT %(workspace_id)s, %(campaign)s, %(lead)s, u.slot, u.body, %(now)s, %(now)s
        FROM unnest(%(slots)s::text[], %(bodies)s::text[]) AS u (slot, body) ORDER BY u.slot
        ON CONFLICT (workspace_id, campaign_id, lead_id, slot)
            DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at
        RETURNING {columns}
        """,
            columns=_COLUMNS,
        ),
        campaign=campaign_id,
        lead=lead_id,
        slots=list(wanted),
        bodies=list(wanted.values()),
    )
    await approvals.note_campaign(scope, "campaign.texts", campaign_id, facts={"lead": lead_id, "texts": wanted})
    await events.audit(scope, "message.overridden", "campaign", campaign_id, lead_id=lead_id, slots=sorted(wanted))
    saved = {row["slot"]: Override(**row) for row in rows}
    return [saved[slot] for slot in wanted], standing["enrolled"]


async def texts(scope: Scope, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], dict[str, str]]:
    """The overriding texts by slot of each (campaign, lead) that has any."""
    rows = await scope.all(
        """
        SELECT o.campaign_id, o.lead_id, o.slot, o.body
        FROM unnest(%(campaigns)s::bigint[], %(leads)s::bigint[]) AS u (campaign_id, lead_id)
        JOIN message_overrides o ON o.workspace_id = %(workspace_id)s AND o.campaign_id = u.campaign_id AND o.lead_id = u.lead_id
        """,
        campaigns=[campaign for campaign, _ in pairs],
        leads=[lead for _, lead in pairs],
    )
    found: dict[tuple[int, int], dict[str, str]] = {}
    for row in rows:
        found.setdefault((row["campaign_id"], row["lead_id"]), {})[row["slot"]] = row["body"]
    return found


def text_for(step: Step, steps: Sequence[Step], written: Mapping[str, str] | None) -> str | None:
    """What a lead with these overrides is sent at a step, if that is not the campaign's own text."""
    if not written or step.action != "message":
        return None
    return next((written[slot] for slot, id in slots(steps).items() if id == step.id and slot in written), None)
