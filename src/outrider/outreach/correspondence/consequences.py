"""What a received message does: it ends or pauses the sequence, suppresses an address, counts, and sets a category."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Protocol

from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.reasons import Reason
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import protection
from outrider.outreach.conversations import conversations
from outrider.outreach.correspondence import returned
from outrider.outreach.correspondence.matching import Match
from outrider.outreach.correspondence.received import Bounce, Received
from outrider.outreach.enrollments import enrollments, leaving, moves, outcomes
from outrider.outreach.leads import suppression
from outrider.outreach.senders import refusals
from outrider.outreach.tenancy import categories


class _Happened(Protocol):
    """Appends an event about the message being filed."""

    async def __call__(
        self, kind: str, data: Mapping[str, object] = ..., *, first_for_message: bool = True, first_for_enrollment: bool = True
    ) -> None: ...


async def act(
    scope: Scope, sender_id: int, received: Received, match: Match, message_id: int, conversation_id: int | None
) -> None:
    """Do what a filed message, matched with certainty, asks for: events, stops, pauses, suppression, its category."""

    async def happened(
        kind: str,
        data: Mapping[str, object] = MappingProxyType({}),
        *,
        first_for_message: bool = True,
        first_for_enrollment: bool = True,
    ) -> None:
        origin = match.origin
        event = Event(
            kind,
            seat_id=match.enrollment.seat_id if match.enrollment else None,
            campaign_id=match.campaign_id,
            step_id=origin and origin.step_id,
            variant_id=origin and origin.variant_id,
            sender_id=sender_id,
            lead_id=match.lead_id,
            enrollment_id=match.enrollment_id,
            conversation_id=conversation_id,
            message_id=message_id,
            first_for_message=first_for_message,
            first_for_enrollment=first_for_enrollment,
            data={"answers": origin and origin.id, **data},
        )
        await events.append(scope, [event])

    match received.kind:
        case "reply":
            await _replied(scope, received, match, happened)
            await _categorise(scope, received, match, conversation_id)
        case "auto_reply":
            await _auto_replied(scope, received, match, happened)
            await _categorise(scope, received, match, conversation_id)
        case "bounce":
            await _bounced(scope, received, match, happened)
        case "complaint":
            await happened("complaint.received")
            await _contact_no_more(scope, received, match, Reason.COMPLAINED)
            await protection.check(scope, [match.campaign_id] if match.campaign_id else [])
        case "unsubscribe":
            if received.in_reply_to or received.references:  # a person's answer; mail to the List-Unsubscribe address is none
                await _replied(scope, received, match, happened, stop=False)
            await _contact_no_more(scope, received, match, Reason.UNSUBSCRIBED)
            await _categorise(scope, received, match, conversation_id)
        case "other":
            pass


async def _replied(scope: Scope, received: Received, match: Match, happened: _Happened, *, stop: bool = True) -> None:
    tracked = match.settings.reply_tracking
    first_for_message = first_for_enrollment = tracked
    if match.origin and tracked:
        first_for_message = bool(
            await scope.run(
                """
                UPDATE messages SET replied_at = %(at)s, updated_at = %(now)s
                WHERE workspace_id = %(workspace_id)s AND id = %(id)s AND replied_at IS NULL
                """,
                id=match.origin.id,
                at=min(received.at, scope.now),
            )
        )
    place = match.enrollment
    if place:
        first_for_enrollment = tracked and not await moves.has_replied(scope, place.id, place.replies, match.campaign_id)
        await scope.run(
            """
            UPDATE enrollments SET replies = replies + 1, last_reply_at = %(now)s, updated_at = %(now)s
            WHERE workspace_id = %(workspace_id)s AND id = ANY (%(ids)s)
            """,
            ids=[place.id, place.origin_id],
        )
    if match.lead_id is not None:
        await scope.run(
            "UPDATE leads SET last_replied_at = %(now)s WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=match.lead_id
        )
    facts: dict[str, object] = {"intent": received.intent, "words": received.words} if received.intent else {}
    await happened(
        "reply.received",
        first_for_message=first_for_message,
        first_for_enrollment=first_for_enrollment,
        data=facts if tracked else {**facts, "untracked": True},
    )
    if stop and place:
        if match.settings.stop_on_reply:
            await enrollments.stop(scope, [place.id], Reason.REPLIED)
        if match.settings.stop_for_company:
            await enrollments.stop_for_company(scope, place.id)


async def _auto_replied(scope: Scope, received: Received, match: Match, happened: _Happened) -> None:
    first = match.enrollment_id is None or not await scope.one(
        """
        SELECT 1 FROM events
        WHERE workspace_id = %(workspace_id)s AND enrollment_id = %(id)s AND type = 'auto_reply.received' LIMIT 1
        """,
        id=match.enrollment_id,
    )
    again = match.origin is not None and await scope.one(
        """
        SELECT 1 FROM events
        WHERE workspace_id = %(workspace_id)s AND enrollment_id = %(id)s AND type = 'auto_reply.received'
          AND (data ->> 'answers')::bigint = %(origin)s LIMIT 1
        """,
        id=match.enrollment_id,
        origin=match.origin.id,
    )
    back = received.returns_at
    data = {"returns_at": back and back.isoformat(), "gone": received.gone, "successor": received.successor}
    await happened(
        "auto_reply.received",
        first_for_message=not again,
        first_for_enrollment=first,
        data={k: v for k, v in data.items() if v},
    )
    if match.enrollment is None:
        return
    id = match.enrollment.id
    if received.gone:
        reason = Reason.DEPARTED if received.gone == "departed" else Reason.ADDRESS_MOVED
        detail = f"Named instead: {received.successor}" if received.successor else None
        await enrollments.stop(scope, [id], reason, detail)
    elif match.settings.stop_on_auto_reply:
        await enrollments.stop(scope, [id], Reason.AUTO_REPLIED)
    elif until := match.settings.resumes_at(scope.now, back):
        await enrollments.pause(scope, [id], Reason.OUT_OF_OFFICE, resume_at=until)


async def _bounced(scope: Scope, received: Received, match: Match, happened: _Happened) -> None:
    bounce = received.bounce or Bounce(hard=False)
    kind = "sender" if bounce.fault == "sender" else "hard" if bounce.hard and bounce.fault == "recipient" else "soft"
    first = False
    if match.origin:  # a hard one may follow soft ones, and counts again; the same kind twice does not
        first = bool(
            await scope.run(
                """
                UPDATE messages SET bounced_at = coalesce(bounced_at, %(now)s), bounce_kind = %(kind)s, updated_at = %(now)s,
                       state_detail = coalesce(%(detail)s, state_detail)
                WHERE workspace_id = %(workspace_id)s AND id = %(id)s
                  AND bounce_kind IS DISTINCT FROM %(kind)s AND bounce_kind IS DISTINCT FROM 'hard'
                """,
                id=match.origin.id,
                kind=kind,
                detail=bounce.detail[:500] or None,
            )
        )
    again = await _sent_again(scope, match, bounce, kind)
    if first or again or not match.origin:
        known = match.enrollment_id is not None and again is not None and await _has_bounced(scope, match.enrollment_id)
        data = {"kind": kind, "status": bounce.status, "recipient": bounce.recipient, "cause": bounce.cause}
        data |= {"detail": bounce.detail[:300], "retry_at": again.isoformat() if again else None}
        await happened("message.bounced", first_for_enrollment=not known, data={k: v for k, v in data.items() if v})
    if kind == "hard" and match.lead_id is not None and await _is_address_of(scope, match.lead_id, bounce.recipient):
        await leaving.mark_bounced(scope, [match.lead_id])
    if first and kind == "sender" and match.origin:
        await refusals.note_refusal(scope, match.origin.sender_id, bounce.cause, bounce.consequence, bounce.detail)
    if first and kind == "hard" and match.campaign_id is not None:
        await protection.check(scope, [match.campaign_id])


async def _sent_again(scope: Scope, match: Match, bounce: Bounce, kind: str) -> datetime | None:
    """When the message is sent again: it came back for now, or could not be delivered because of its sender."""
    final = not bounce.under_way and (bounce.consequence == "retry" or kind == "sender") and kind != "hard"
    if not final or match.origin is None or match.enrollment is None or match.lead_id is None:
        return None
    if not await _is_address_of(scope, match.lead_id, bounce.recipient):
        return None
    return await returned.try_again(scope, match.origin.id, bounce.original_id, bounce.detail[:500], hold=kind == "soft")


async def _has_bounced(scope: Scope, enrollment_id: int) -> bool:
    return bool(
        await scope.one(
            """
            SELECT 1 FROM events
            WHERE workspace_id = %(workspace_id)s AND enrollment_id = %(id)s AND type = 'message.bounced' LIMIT 1
            """,
            id=enrollment_id,
        )
    )


async def _is_address_of(scope: Scope, lead_id: int, recipient: str | None) -> bool:
    """Whether the address that failed is the lead's: a copy (cc) that bounces says nothing about the lead."""
    row = await scope.one("SELECT email FROM leads WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=lead_id)
    return row is not None and (recipient is None or row["email"] == recipient)


async def _contact_no_more(scope: Scope, received: Received, match: Match, reason: Reason) -> None:
    if match.lead_id is not None and await _exists(scope, match.lead_id):
        origin = match.origin.id if match.origin else None
        await leaving.unsubscribe(scope, match.lead_id, reason=reason, message_id=origin, words=received.words or None)
    elif address := received.complained_of or (received.from_address if received.kind == "unsubscribe" else None):
        await suppression.suppress_address(scope, address, reason)


async def _exists(scope: Scope, lead_id: int) -> bool:
    return bool(await scope.one("SELECT 1 FROM leads WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=lead_id))


async def _categorise(scope: Scope, received: Received, match: Match, conversation_id: int | None) -> None:
    """Set the category that the intent stands for, unless a person has set one, or only people may set it."""
    if received.intent is None or conversation_id is None or match.category_by_hand:
        return
    category = await categories.by_key(scope, received.intent)
    conversation = await conversations.get(scope, conversation_id)
    away = received.kind == "auto_reply"
    if category is None or not match.settings.may_give(category.id, away=away):
        return
    if conversation.category_id is not None and (away or conversation.intent_source == "manual"):
        return  # an automatic reply does not change the category of a person's
    await outcomes.set_category(scope, category.id, conversation_ids=[conversation_id], source=received.intent_source)
