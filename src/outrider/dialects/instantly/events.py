"""What Instantly's webhooks say: its event words, and the body a subscriber gets."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from outrider.dialects.instantly import answers, translate
from outrider.dialects.kit.ids import uid
from outrider.dialects.kit.texts import iso
from outrider.outreach.base import events
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaigns, sequences
from outrider.outreach.conversations import inbox, messages
from outrider.outreach.conversations.messages import Message
from outrider.outreach.enrollments import enrollments, placements, triggers
from outrider.outreach.tenancy import categories
from outrider.rules import text
from outrider.values import Json, or_empty

# Interest status -> event name. A custom label's event has its own name.
INTEREST = {
    1: "lead_interested", 2: "lead_meeting_booked", 3: "lead_meeting_completed", 4: "lead_closed", 0: "lead_out_of_office",
    -1: "lead_not_interested", -2: "lead_wrong_person", -4: "lead_no_show", None: "lead_neutral",
}  # fmt: skip
VALUE = {word: value for value, word in INTEREST.items()}
EVENT_TYPES: dict[str, tuple[str, ...]] = {
    "email_sent": ("message.sent",),
    "email_opened": ("message.opened",),
    "email_link_clicked": ("link.clicked",),
    "reply_received": ("reply.received",),
    "auto_reply_received": ("auto_reply.received",),
    "email_bounced": ("message.bounced",),
    "lead_unsubscribed": ("lead.unsubscribed",),
    "campaign_completed": ("campaign.completed",),
    "account_error": ("sender.error",),
    "supersearch_enrichment_completed": ("enrichment.completed",),
    **dict.fromkeys(VALUE, ("lead.category_set",)),
}
ALL = tuple(dict.fromkeys(kind for kinds in EVENT_TYPES.values() for kind in kinds))
assert set(ALL) <= set(events.TYPES)
FIELDS = frozenset({
    "timestamp", "event_type", "workspace", "campaign_id", "campaign_name", "lead_email", "email_account", "unibox_url", "step",
    "variant", "is_first", "email_id", "email_subject", "email_text", "email_html", "reply_text_snippet", "reply_subject",
    "reply_text", "reply_html", "error",
})  # fmt: skip
# Subscribed as email_link_clicked, delivered as link_clicked.
_DELIVERED = {"email_link_clicked": "link_clicked"}


async def payload(core: Core, event: Mapping[str, Any], _webhook: Mapping[str, Any]) -> Json:
    """The body for one event: the vendor's fields, and the lead's own values as extra keys. What there is not is left out."""
    async with core.scope(event["workspace_id"]) as scope:
        message = await _message(scope, event)
        campaign, data = await _campaign(scope, event), or_empty(event.get("data"))
        answer: Json = {
            **await _of_lead(scope, event),
            "timestamp": iso(datetime.fromisoformat(event["at"])),
            "event_type": await _word(scope, event),
            "workspace": uid("workspace", event["workspace_id"]),
            "campaign_id": uid("campaign", campaign.get("id")),
            "campaign_name": campaign.get("name"),
            "lead_email": or_empty(event.get("lead")).get("email"),
            "email_account": or_empty(event.get("sender")).get("address"),
        }
        if message is not None:
            answer |= await _of_message(scope, event, message)
        if event["type"] == "sender.error":
            answer["error"] = data.get("detail") or data.get("code")
    kept = ("campaign_id", "campaign_name")
    return {name: value for name, value in answer.items() if value is not None or name in kept}


async def _word(scope: Scope, event: Mapping[str, Any]) -> str:
    """The vendor's word for what happened."""
    if event["type"] != "lead.category_set":
        word = next((word for word, types in EVENT_TYPES.items() if event["type"] in types), event["type"])
        return _DELIVERED.get(word, word)
    data = or_empty(event.get("data"))
    if data.get("category_id") is None:
        return INTEREST[None]
    value, sentiment, name = (data.get(key) for key in ("interest_value", "sentiment", "name"))
    if value is None:
        found = await _category(scope, data["category_id"])
        value, sentiment, name = (found.interest_value, found.sentiment, found.name) if found else (None, sentiment, name)
    shown = translate.interest(value, sentiment)
    return INTEREST[shown] if shown is not None and shown in INTEREST else str(name or "lead_neutral")


async def _category(scope: Scope, id: int) -> categories.Category | None:
    return next((c for c in await categories.find_all(scope) if c.id == id), None)


async def _message(scope: Scope, event: Mapping[str, Any]) -> Message | None:
    if not event.get("message_id"):
        return None
    rows = await inbox.messages(scope, inbox.MessageFilter(ids=[event["message_id"]]), limit=1)
    return rows[0]["message"] if rows else None


async def _campaign(scope: Scope, event: Mapping[str, Any]) -> Mapping[str, Any]:
    """The campaign it happened in; for a subsequence, the campaign that it goes on from."""
    campaign = or_empty(event.get("campaign"))
    found = (await campaigns.get_many(scope, [campaign["id"]])).get(campaign["id"]) if campaign else None
    if found is None or found.parent_id is None:
        return campaign
    parent = await campaigns.get(scope, found.parent_id)
    return {"id": parent.id, "name": parent.name}


async def _of_lead(scope: Scope, event: Mapping[str, Any]) -> Json:
    """The values of the lead's row there, else the lead's own; none hides, or passes for, a field of the event."""
    lead, id = or_empty(event.get("lead")), event.get("enrollment_id")
    values = {**lead, **or_empty(lead.get("custom"))}
    if id:
        origin = (await triggers.origins(scope, [id])).get(id)
        ref: placements.Ref = ("enrollment", origin or id)
        row = (await placements.get_many(scope, [ref])).get(ref)
        values = row.values if row else values
    known = answers.payload({name: value for name, value in values.items() if name not in ("id", "custom")})
    return {name: value for name, value in known.items() if name not in FIELDS and isinstance(value, str | int | float | bool)}


async def _of_message(scope: Scope, event: Mapping[str, object], message: Message) -> Json:
    sent, reply = message, None
    if message.direction == "in":
        sent, reply = await _answered(scope, event, message), message
    found: Json = {"email_id": uid("message", message.id)}
    if sent is not None:
        found |= {
            "step": sent.step_position,
            "variant": await _variant(scope, sent),
            "email_subject": sent.subject,
            "email_text": sent.body_text,
            "email_html": sent.body_html,
            "is_first": event.get("first_for_enrollment"),
        }
    if reply is not None:
        words = (reply.headers or {}).get("reply_text") or reply.body_text
        found |= {
            "reply_subject": reply.subject,
            "reply_text": reply.body_text,
            "reply_html": reply.body_html,
            "reply_text_snippet": text.preview(words, 140),
        }
    return found


async def _answered(scope: Scope, event: Mapping[str, Any], reply: Message) -> Message | None:
    """The message of ours that was answered; else the last one before."""
    id = event.get("enrollment_id")
    if not id or id not in await enrollments.get_many(scope, [id]):
        return None
    before = [m for m in await messages.history(scope, enrollment_ids=[id]) if m.direction == "out" and m.id < reply.id]
    return next((m for m in before if m.wire_id and m.wire_id == reply.in_reply_to), before[-1] if before else None)


async def _variant(scope: Scope, sent: Message) -> int | None:
    """Which variant of its step it was, from 1."""
    if sent.campaign_id is None or sent.variant_id is None:
        return None
    for step in (await sequences.get_many(scope, [sent.campaign_id])).get(sent.campaign_id, ()):
        for number, variant in enumerate(step.variants, 1):
            if variant.id == sent.variant_id:
                return number
    return None
