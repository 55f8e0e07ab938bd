"""Leads that leave: unsubscribed, bounced, deleted, exported and erased. All their enrollments end."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Literal, LiteralString

from outrider.outreach.base import approvals, enrollment_states, events, message_states
from outrider.outreach.base.enrollment_states import Moved
from outrider.outreach.base.message_states import Waiting
from outrider.outreach.base.query import Where, sql
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_states
from outrider.outreach.leads import lists, suppression
from outrider.outreach.leads.leads import COLUMNS, Lead, get, get_by_email, get_many
from outrider.outreach.leads.suppression import EntryInput
from outrider.rules.suppression import hash_address


async def _lock(scope: Scope, lead_ids: Sequence[int]) -> None:
    """Lock leads after what would end of them, as everything does that changes both: so no two transactions wait for each other,
    and what one does is not done by the other as well."""
    for statement in _LOCKS:
        await scope.run(statement, ids=lead_ids)


_LOCKS: tuple[LiteralString, ...] = (
    """
    SELECT id FROM enrollments
    WHERE workspace_id = %(workspace_id)s AND lead_id = ANY (%(ids)s) AND status IN ('active', 'paused')
    ORDER BY id FOR NO KEY UPDATE
    """,
    "SELECT id FROM leads WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s) ORDER BY id FOR NO KEY UPDATE",
)


async def _stop(
    scope: Scope,
    lead_ids: Sequence[int],
    reason: Reason,
    *,
    detail: str | None = None,
    campaign_id: int | None = None,
    event: Literal["lead.stopped"] | None = "lead.stopped",
) -> list[Moved]:
    """End the leads' enrollments, with what was queued for them; those that ended."""
    where = Where("e")
    where.add("e.lead_id = ANY (%(lead_ids)s) AND e.status IN ('active', 'paused')", lead_ids=lead_ids)
    where.given("e.campaign_id = %(campaign_id)s", campaign_id=campaign_id)
    rows = await scope.all(
        sql(
            """
        SELECT e.id FROM enrollments e JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
        WHERE {where}
        """,
            where=where.sql,
        ),
        **where.params,
    )
    wanted = enrollment_states.changes([row["id"] for row in rows], reason, detail)
    stopped = await enrollment_states.stop(scope, wanted, event=event)
    await campaign_states.complete_if_done(scope, sorted({e.campaign_id for e in stopped}))
    return stopped


async def unsubscribe(
    scope: Scope,
    lead: int | str,
    *,
    campaign_id: int | None = None,
    only_campaign: bool = False,
    reason: Reason = Reason.UNSUBSCRIBED,
    message_id: int | None = None,
    words: str | None = None,
) -> Lead | None:
    """Never write to this person again: suppress the address, stop every enrollment, cancel what is queued.

    `lead` is an id or a bare address (which may belong to no lead: then only the suppression is made and None returned).
    `words`: of the request. `campaign_id`, `message_id`: where the request was made; that enrollment gets the event
    even if it had ended. With `only_campaign` just that campaign stops and nothing is suppressed. Doing it twice changes
    nothing. Raises NotFound for an unknown id.
    """
    if isinstance(lead, str):
        known = await get_by_email(scope, lead)
        if known is None:
            await suppression.suppress_address(scope, lead, reason)
            return None
        lead = known.id
    await _lock(scope, [lead])
    found = await get(scope, lead)
    if not only_campaign:
        await _mark_unsubscribed(scope, [found], reason)
    stopped = await _stop(scope, [found.id], reason, detail=words, campaign_id=campaign_id if only_campaign else None, event=None)
    origin = await _origin(scope, found.id, campaign_id, message_id)
    await _append_unsubscribed(scope, _unsubscribe_events(found, stopped, origin, words=words))
    await events.audit_by_hand(scope, "lead.unsubscribed", "lead", [found.id])
    return await get(scope, found.id)


async def unsubscribe_all(scope: Scope, ids: Sequence[int]) -> None:
    """Never write to these people again, as `unsubscribe` does for one. Ids of no lead are passed over."""
    await _lock(scope, ids)
    found = [lead for _, lead in sorted((await get_many(scope, ids)).items())]
    await _mark_unsubscribed(scope, found, Reason.UNSUBSCRIBED)
    stopped: dict[int, list[Moved]] = {lead.id: [] for lead in found}
    for moved in await _stop(scope, list(stopped), Reason.UNSUBSCRIBED, event=None):
        stopped[moved.lead_id].append(moved)
    await _append_unsubscribed(scope, [event for lead in found for event in _unsubscribe_events(lead, stopped[lead.id])])
    await events.audit_by_hand(scope, "lead.unsubscribed", "lead", list(stopped))


async def _mark_unsubscribed(scope: Scope, found: Sequence[Lead], reason: Reason) -> None:
    await scope.run(
        """
        UPDATE leads SET unsubscribed_at = coalesce(unsubscribed_at, %(now)s), updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s)
        """,
        ids=[lead.id for lead in found],
    )
    entries = [EntryInput("email", lead.email, reason=reason, source_lead_id=lead.id) for lead in found if lead.email]
    if entries:
        await suppression.add(scope, entries)


async def _append_unsubscribed(scope: Scope, left: Sequence[events.Event]) -> None:
    contacted = await _contacted(scope, [event.enrollment_id for event in left if event.enrollment_id])
    # Who was never written to did not leave because of what they got: figures of those contacted leave them out.
    counted = [
        replace(event, first_for_enrollment=event.message_id is not None or event.enrollment_id in contacted) for event in left
    ]
    await events.append(scope, counted)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something happened to a lead, as an event has it."""

    enrollment_id: int | None = None
    seat_id: int | None = None
    campaign_id: int | None = None
    sender_id: int | None = None
    message_id: int | None = None
    conversation_id: int | None = None
    step_id: int | None = None
    variant_id: int | None = None


async def _origin(scope: Scope, lead_id: int, campaign_id: int | None, message_id: int | None) -> _Place | None:
    """Where an unsubscription was asked for, as an event has it: the message, else the enrollment in the campaign."""
    if message_id:
        return await scope.row(
            _Place,
            """
            SELECT m.id AS message_id, m.enrollment_id, m.campaign_id, m.step_id, m.variant_id, m.sender_id, m.conversation_id,
                   c.seat_id
            FROM messages m LEFT JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = m.campaign_id
            WHERE m.workspace_id = %(workspace_id)s AND m.id = %(id)s AND m.lead_id = %(lead_id)s
            """,
            id=message_id,
            lead_id=lead_id,
        )
    if campaign_id is None:
        return None
    return await scope.row(
        _Place,
        """
        SELECT e.id AS enrollment_id, e.campaign_id, e.sender_id, c.seat_id
        FROM enrollments e JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
        WHERE e.workspace_id = %(workspace_id)s AND e.campaign_id = %(id)s AND e.lead_id = %(lead_id)s
        """,
        id=campaign_id,
        lead_id=lead_id,
    )


async def _contacted(scope: Scope, enrollment_ids: Sequence[int]) -> set[int]:
    """Those to whom a first message was sent."""
    rows = await scope.all(
        """
        SELECT e.id FROM enrollments e
        WHERE e.workspace_id = %(workspace_id)s AND e.id = ANY (%(ids)s) AND e.first_sent_at IS NOT NULL
        """,
        ids=enrollment_ids,
    )
    return {row["id"] for row in rows}


def _unsubscribe_events(
    lead: Lead, stopped: Sequence[Moved], origin: _Place | None = None, *, words: str | None = None
) -> list[events.Event]:
    """One for each enrollment that ended; the first time also one for where it was asked, else one for the lead alone. `lead`: as
    it was before.
    """
    again = lead.unsubscribed_at is not None
    places: dict[int | None, _Place] = {e.id: _Place(e.id, e.seat_id, e.campaign_id, e.sender_id) for e in stopped}
    if origin and (not again or origin.enrollment_id in places):
        places[origin.enrollment_id] = origin
    if not places and not again:
        places[None] = _Place()
    data = {"words": words} if words else {}
    return [events.Event("lead.unsubscribed", lead_id=lead.id, data=data, **asdict(place)) for place in places.values()]


async def resubscribe(scope: Scope, id: int) -> Lead:
    """Undo an unsubscription made by mistake: the mark and the suppression of the address go, enrollments stay stopped."""
    await get(scope, id)
    await resubscribe_all(scope, [id])
    return await get(scope, id)


async def resubscribe_all(scope: Scope, ids: Sequence[int]) -> None:
    """The same for several. Ids of no lead are passed over."""
    found = await get_many(scope, ids)
    await suppression.release_addresses(scope, [lead.email for lead in found.values() if lead.email], Reason.UNSUBSCRIBED)
    await scope.run(
        """
        UPDATE leads SET unsubscribed_at = NULL, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s)
        """,
        ids=list(found),
    )
    for id in sorted(found):
        scope.note("suppression.lift", id, {"entries": [found[id].email or found[id].linkedin_url]})
    if found:
        await events.audit(
            scope, "lead.resubscribed", "lead", next(iter(found)) if len(found) == 1 else None, affected=len(found)
        )


async def mark_bounced(scope: Scope, lead_ids: Sequence[int]) -> set[int]:
    """The addresses do not exist: suppress them and stop the leads everywhere; those of them that there are. The caller appends
    message.bounced."""
    await _lock(scope, lead_ids)
    found = await get_many(scope, lead_ids)
    if not found:
        return set()
    await scope.run(
        """
        UPDATE leads SET bounced_at = %(now)s, updated_at = %(now)s
        WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s)
        """,
        ids=sorted(found),
    )
    addressed = [(id, lead.email) for id, lead in sorted(found.items()) if lead.email]
    await suppression.add(
        scope, [EntryInput("email", email, reason=Reason.BOUNCED, source_lead_id=id) for id, email in addressed]
    )
    await _stop(scope, sorted(found), Reason.BOUNCED)
    return set(found)


async def delete(scope: Scope, ids: Sequence[int]) -> int:
    """Remove leads with their enrollments, memberships and tags; how many there were. Messages, events and figures stay."""
    await _stop(scope, ids, Reason.DELETED)
    params: dict[str, object] = {"ids": list(ids)}
    await scope.run(
        """
        DELETE FROM taggings t WHERE t.workspace_id = %(workspace_id)s AND (
            (t.object_kind = 'lead' AND t.object_id = ANY (%(ids)s)) OR (t.object_kind = 'enrollment' AND t.object_id IN (
                SELECT e.id FROM enrollments e WHERE e.workspace_id = %(workspace_id)s AND e.lead_id = ANY (%(ids)s))))
        """,
        **params,
    )
    await enrollment_states.remove(scope, ids, by="lead_id")
    await lists.take_out(scope, None, ids)
    deleted = await scope.run("DELETE FROM leads WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s)", **params)
    # After the leads: what is recorded of their messages at this moment is waited for before they go.
    await scope.run("DELETE FROM lead_contacts WHERE workspace_id = %(workspace_id)s AND lead_id = ANY (%(ids)s)", **params)
    if deleted:
        await events.audit(scope, "lead.deleted", "lead", ids[0] if len(ids) == 1 else None, affected=deleted)
    return deleted


async def export(scope: Scope, id: int) -> dict[str, object]:
    """Everything kept about a person, for the person (GDPR). Raises NotFound."""
    lead = await get(scope, id)
    digest = hash_address(lead.email).hex() if lead.email else None
    parts: dict[str, object] = {"lead": {name: getattr(lead, name) for name in COLUMNS}}
    for name, statement in _EXPORTS.items():
        parts[name] = await scope.all(statement, id=id, email=lead.email, hash=digest)
    return parts


_EXPORTS: dict[str, LiteralString] = {
    "segments": """
        SELECT m.segment_id, s.name, m.created_at FROM segment_members m
        JOIN segments s ON s.workspace_id = %(workspace_id)s AND s.id = m.segment_id
        WHERE m.workspace_id = %(workspace_id)s AND m.lead_id = %(id)s""",
    "visits": """
        SELECT v.key AS visitor, v.first_seen_at, v.last_seen_at, v.visit_count, v.time_spent, v.facts, p.page, p.n, p.last_at
        FROM visitors v LEFT JOIN page_views p ON p.workspace_id = %(workspace_id)s AND p.visitor_id = v.id
        WHERE v.workspace_id = %(workspace_id)s AND v.lead_id = %(id)s ORDER BY v.id, p.last_at""",
    "lists": """
        SELECT m.list_id, t.name, m.fields, m.created_at FROM list_members m
        JOIN lists t ON t.workspace_id = %(workspace_id)s AND t.id = m.list_id
        WHERE m.workspace_id = %(workspace_id)s AND m.lead_id = %(id)s ORDER BY m.id""",
    "tags": """
        SELECT t.name, g.created_at FROM taggings g JOIN tags t ON t.workspace_id = %(workspace_id)s AND t.id = g.tag_id
        WHERE g.workspace_id = %(workspace_id)s AND g.object_kind = 'lead' AND g.object_id = %(id)s ORDER BY g.id""",
    "notes": """
        SELECT body, campaign_id, created_at FROM lead_notes
        WHERE workspace_id = %(workspace_id)s AND lead_id = %(id)s ORDER BY id""",
    "tasks": """
        SELECT name, description, status, due_at, created_at FROM lead_tasks
        WHERE workspace_id = %(workspace_id)s AND lead_id = %(id)s ORDER BY id""",
    "enrollments": """
        SELECT e.id, e.campaign_id, c.name AS campaign, e.status, e.reason, e.fields, e.opens, e.clicks, e.replies, e.created_at
        FROM enrollments e JOIN campaigns c ON c.workspace_id = %(workspace_id)s AND c.id = e.campaign_id
        WHERE e.workspace_id = %(workspace_id)s AND e.lead_id = %(id)s ORDER BY e.id""",
    "messages": """
        SELECT id, direction, kind, state, from_address, to_addresses, cc_addresses, subject, body_text, body_html, sent_at,
            opens, clicks
        FROM messages WHERE workspace_id = %(workspace_id)s AND lead_id = %(id)s ORDER BY id""",
    "drafts": """
        SELECT d.state, d.body_text, d.note, d.created_at FROM drafts d
        JOIN conversations c ON c.workspace_id = %(workspace_id)s AND c.id = d.conversation_id
        WHERE d.workspace_id = %(workspace_id)s AND c.lead_id = %(id)s ORDER BY d.id""",
    "events": """
        SELECT at, type, campaign_id, message_id, data FROM events
        WHERE workspace_id = %(workspace_id)s AND lead_id = %(id)s ORDER BY id""",
    "message_overrides": """
        SELECT campaign_id, slot, body, updated_at FROM message_overrides
        WHERE workspace_id = %(workspace_id)s AND lead_id = %(id)s ORDER BY id""",
    "enrichment": """
        SELECT e.state, e.requested_at, e.profile_enriched_at, c.facts AS company FROM enrichments e
        LEFT JOIN companies c ON c.workspace_id = %(workspace_id)s AND c.id = e.company_id
        WHERE e.workspace_id = %(workspace_id)s AND e.lead_id = %(id)s""",
    "suppressions": """
        SELECT kind, reason, created_at FROM suppressions
        WHERE workspace_id = %(workspace_id)s AND comparison = 'exact'
          AND ((kind = 'email' AND value = %(email)s) OR (kind = 'email_hash' AND value = %(hash)s)) ORDER BY id""",
}


# Erasing keeps what the engine's promises need (that a message existed, its id on the wire, when), and nothing about the person.
_SCRUBS: tuple[LiteralString, ...] = (
    """
    UPDATE messages SET subject = '', body_text = '', body_html = NULL, raw = NULL, headers = NULL, state_detail = NULL,
        from_address = CASE WHEN direction = 'out' THEN from_address END, to_addresses = NULL,
        cc_addresses = NULL, bcc_addresses = NULL, reply_to = NULL, updated_at = %(now)s
    WHERE workspace_id = %(workspace_id)s AND lead_id = %(id)s
    """,
    """
    DELETE FROM links WHERE workspace_id = %(workspace_id)s AND message_id IN (
        SELECT m.id FROM messages m WHERE m.workspace_id = %(workspace_id)s AND m.lead_id = %(id)s)
    """,
    """
    DELETE FROM drafts WHERE workspace_id = %(workspace_id)s AND conversation_id IN (
        SELECT c.id FROM conversations c WHERE c.workspace_id = %(workspace_id)s AND c.lead_id = %(id)s)
    """,
    """
    UPDATE conversations SET subject = '', preview = '', search = NULL, vendor = '{}', updated_at = %(now)s
    WHERE workspace_id = %(workspace_id)s AND lead_id = %(id)s
    """,
    """
    UPDATE webhook_deliveries d SET payload = NULL FROM events e
    WHERE d.workspace_id = %(workspace_id)s AND e.workspace_id = %(workspace_id)s AND e.lead_id = %(id)s AND d.event_id = e.id
      AND d.webhook_id IN (SELECT w.id FROM webhooks w WHERE w.workspace_id = %(workspace_id)s)
    """,
    """
    UPDATE events SET data = coalesce((
        SELECT jsonb_object_agg(k, data -> k) FROM unnest('{reason,kind,key,sentiment,category_id,code}'::text[]) k WHERE data ? k
    ), '{}') WHERE workspace_id = %(workspace_id)s AND lead_id = %(id)s
    """,
    """
    UPDATE audit SET data = '{}' WHERE workspace_id = %(workspace_id)s AND object_kind = 'lead' AND object_id = %(id)s
    """,
    """
    DELETE FROM suppressions WHERE workspace_id = %(workspace_id)s AND comparison = 'exact' AND (
        (kind = 'email' AND value = %(email)s) OR (kind = 'profile_url' AND value = %(linkedin_key)s))
    """,
)


async def erase(scope: Scope, id: int) -> None:
    """Delete a lead and all data about the person (GDPR). A hash of the address is kept, so that it is never contacted again."""
    lead = await get(scope, id)
    await message_states.cancel(scope, Waiting(leads=[id]), Reason.DELETED)
    await delete(scope, [id])
    for statement in _SCRUBS:
        await scope.run(statement, id=id, email=lead.email, linkedin_key=lead.linkedin_key)
    await approvals.forget(scope, id, [lead.email or "", lead.linkedin_key or ""])
    if lead.email:
        await suppression.suppress_hash(scope, lead.email)
    await events.audit(scope, "lead.erased", "lead", id)
