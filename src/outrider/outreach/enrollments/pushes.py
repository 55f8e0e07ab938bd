"""Pushes: leads that are in the workspace already, put into a campaign, from a list or from anywhere."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field

from outrider.outreach.base import events
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.enrollments import enrollments
from outrider.outreach.enrollments.imports import ImportOptions
from outrider.outreach.leads import leads, lists, suppression
from outrider.outreach.leads.leads import Lead

_BATCH = 5000


@dataclass(slots=True)
class Pushed:
    """How many leads were considered, and what became of them; these add up to `total`."""

    total: int = 0
    pushed: int = 0
    duplicate: int = 0
    in_other_campaign: int = 0
    unsubscribed: int = 0
    bounced: int = 0
    suppressed: int = 0
    unknown: int = 0
    enrollment_ids: list[int] = field(default_factory=list[int], repr=False)


_Batch = dict[int, tuple[Lead, Mapping[str, object]]]


async def push(
    scope: Scope,
    campaign_id: int,
    *,
    list_id: int | None = None,
    lead_ids: Sequence[int] | None = None,
    everyone: bool = False,
    move: bool = False,
    options: ImportOptions = ImportOptions(),
) -> Pushed:
    """Enroll the leads of a list, these leads, or every lead of the workspace; exactly one of the three is given.

    What a list holds in place of a lead's own values goes with it into the campaign. `move` takes the leads that are in the
    campaign now out of the list, or (with lead_ids) out of every list. Raises NotFound for the campaign or list.
    """
    if (list_id is not None) + (lead_ids is not None) + everyone != 1:
        raise TypeError("name one source")
    campaign = await campaigns.get(scope, campaign_id)
    done = Pushed(unknown=0)
    async for batch in _batches(scope, list_id, lead_ids, done):
        done.total += len(batch)
        kept = await _screened(scope, batch, campaign.seat_id, campaign_id, options, done)
        made = await enrollments.enroll(scope, campaign_id, list(kept), fields={id: own for id, (_, own) in kept.items() if own})
        done.enrollment_ids += [id for id in made.values() if id is not None]
        done.duplicate += sum(id is None for id in made.values())
        if move:
            await lists.take_out(scope, list_id, list(made))
    done.pushed = len(done.enrollment_ids)
    await events.audit(scope, "leads.pushed", "campaign", campaign_id, affected=done.pushed, list_id=list_id, move=move)
    return done


async def _batches(scope: Scope, list_id: int | None, lead_ids: Sequence[int] | None, done: Pushed) -> AsyncIterator[_Batch]:
    """The leads with their list's own values, in order of id or membership, so that a move does not disturb the paging."""
    if lead_ids is not None:
        wanted = list(dict.fromkeys(lead_ids))
        for i in range(0, len(wanted), _BATCH):
            found = await leads.get_many(scope, wanted[i : i + _BATCH])
            done.unknown += len(wanted[i : i + _BATCH]) - len(found)
            done.total += len(wanted[i : i + _BATCH]) - len(found)
            yield {id: (lead, {}) for id, lead in found.items()}
        return
    after: int | None = None
    while True:
        if list_id is not None:
            members = await lists.members(scope, list_id, _BATCH, after, order="oldest")
            batch: _Batch = {m.lead.id: (m.lead, m.fields) for m in members}
            last, n = (members[-1].id if members else None), len(members)
        else:
            found_leads = await leads.search(scope, limit=_BATCH, after=after, order="oldest")
            batch = {lead.id: (lead, {}) for lead in found_leads}
            last, n = (found_leads[-1].id if found_leads else None), len(found_leads)
        if batch:
            yield batch
        if n < _BATCH:
            return
        after = last


async def _screened(scope: Scope, batch: _Batch, seat_id: int, campaign_id: int, options: ImportOptions, done: Pushed) -> _Batch:
    """Those of the batch that may be written to; the others are counted."""
    order = list(batch)
    blocked = await suppression.check(scope, [batch[id][0] for id in order], options.seat_id or seat_id)
    elsewhere = await _elsewhere(scope, order, campaign_id) if not options.allow_duplicates_across_campaigns else frozenset[int]()
    kept: _Batch = {}
    for index, id in enumerate(order):
        lead, entry = batch[id][0], blocked.get(index)
        reason = entry.reason if entry else None
        if (lead.unsubscribed_at or reason == Reason.UNSUBSCRIBED) and not options.ignore_unsubscribed:
            done.unsubscribed += 1
        elif (lead.bounced_at or reason == Reason.BOUNCED) and not options.ignore_bounced:
            done.bounced += 1
        elif entry and (
            entry.reason in suppression.FINAL
            or (reason not in (Reason.UNSUBSCRIBED, Reason.BOUNCED) and not options.ignore_suppression)
        ):
            done.suppressed += 1
        elif id in elsewhere:
            done.in_other_campaign += 1
        else:
            kept[id] = batch[id]
    return kept


async def _elsewhere(scope: Scope, ids: Sequence[int], campaign_id: int) -> frozenset[int]:
    rows = await scope.all(
        """
        SELECT DISTINCT e.lead_id FROM enrollments e
        JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
        WHERE e.workspace_id = %(workspace_id)s AND e.lead_id = ANY (%(ids)s) AND e.campaign_id <> %(campaign_id)s
        """,
        ids=ids,
        campaign_id=campaign_id,
    )
    return frozenset(r["lead_id"] for r in rows)
