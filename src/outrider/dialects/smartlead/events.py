"""What Smartlead's webhooks say: its event words, and the body a subscriber gets.

Field names are those of both generations: `event_type` with flat fields (older), and `event`, `lead`, `email`, `reply` (newer).
"""

from outrider.dialects.smartlead.answers import CAMPAIGN_STATUS, body_of, stats_id
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.conversations import messages, webhooks
from outrider.outreach.conversations.messages import Message
from outrider.outreach.conversations.webhooks import Happened, Receiver
from outrider.outreach.enrollments import enrollments
from outrider.values import is_list

EVENT_TYPES: dict[str, tuple[str, ...]] = {
    "EMAIL_SENT": ("message.sent",),
    "FIRST_EMAIL_SENT": ("message.sent",),
    "EMAIL_OPEN": ("message.opened",),
    "EMAIL_LINK_CLICK": ("link.clicked",),
    "EMAIL_REPLY": ("reply.received",),
    "EMAIL_BOUNCE": ("message.bounced",),
    "LEAD_UNSUBSCRIBED": ("lead.unsubscribed",),
    "LEAD_CATEGORY_UPDATED": ("lead.category_set",),
    "CAMPAIGN_STATUS_CHANGED": ("campaign.started", "campaign.paused", "campaign.stopped", "campaign.completed"),
    # Words that clients subscribe to with the others. They stand for nothing that happens here: every reply that is filed
    # belongs to a campaign, and no step waits for a person.
    "UNTRACKED_REPLIES": (),
    "MANUAL_STEP_REACHED": (),
}
# The newer pages' words for the same.
SYNONYMS = {
    "EMAIL_OPENED": "EMAIL_OPEN",
    "EMAIL_CLICKED": "EMAIL_LINK_CLICK",
    "EMAIL_REPLIED": "EMAIL_REPLY",
    "EMAIL_BOUNCED": "EMAIL_BOUNCE",
    "EMAIL_UNSUBSCRIBED": "LEAD_UNSUBSCRIBED",
    "LEAD_OPENED": "EMAIL_OPEN",
    "LEAD_CLICKED": "EMAIL_LINK_CLICK",
    "LEAD_REPLIED": "EMAIL_REPLY",
    "LEAD_BOUNCED": "EMAIL_BOUNCE",
    "CAMPAIGN_STATUS_CHANGE": "CAMPAIGN_STATUS_CHANGED",
}
_TIMES = {
    "EMAIL_SENT": "time_sent",
    "FIRST_EMAIL_SENT": "time_sent",
    "EMAIL_OPEN": "time_opened",
    "EMAIL_LINK_CLICK": "time_clicked",
    "EMAIL_REPLY": "time_replied",
    "EMAIL_BOUNCE": "time_bounced",
    "LEAD_UNSUBSCRIBED": "time_unsubscribed",
}


def word_of(event_type: str, asked: list[str]) -> str:
    """The word that the webhook was created with for an event of this core type; the first one that fits."""
    fitting = [word for word, types in EVENT_TYPES.items() if event_type in types]
    return next((word for word in asked if SYNONYMS.get(word, word) in fitting), fitting[0] if fitting else event_type)


async def payload(core: Core, event: Happened, webhook: Receiver) -> dict[str, object]:
    """The body for one event. Parts that an event lacks are left out or null."""
    async with core.scope(event["workspace_id"]) as scope:
        return await _payload(scope, event, webhook)


async def _payload(scope: Scope, event: Happened, webhook: Receiver) -> dict[str, object]:
    vendor = webhook.get("vendor") or {}
    asked = vendor.get("event_types")
    word = word_of(event["type"], [str(word) for word in asked] if is_list(asked) else [])
    plain = SYNONYMS.get(word, word)
    message_id = event.get("message_id")
    message = await messages.get(scope, message_id) if message_id else None
    sent, reply = await _both_sides(scope, event, message)
    lead, campaign, sender = event.get("lead"), event.get("campaign"), event.get("sender")
    names = (lead.get("first_name"), lead.get("last_name")) if lead else ()
    email = lead.get("email") if lead else None
    body: dict[str, object] = {
        "event_type": word,
        "event": word,
        "event_timestamp": event["at"],
        "timestamp": event["at"],
        "webhook_id": webhook.get("id"),
        "webhook_name": webhook.get("name"),
        "webhook_url": webhook.get("url"),
        "campaign_id": event.get("campaign_id"),
        "campaign_name": campaign.get("name") if campaign else None,
        "campaign_status": CAMPAIGN_STATUS.get(campaign.get("status", "")) if campaign else None,
        "client_id": None if event.get("seat_id") == await _default_seat(scope) else event.get("seat_id"),
        "lead_id": event.get("lead_id"),
        "sl_email_lead_id": event.get("lead_id"),
        "sl_email_lead_map_id": event.get("enrollment_id"),
        "sl_lead_email": email,
        "email_account_id": event.get("sender_id"),
        "from_email": sender.get("address") if sender else None,
        "to_email": email,
        "to_name": " ".join(filter(None, names)) or None,
        "stats_id": stats_id(message.id) if message else None,
        "sequence_number": sent.step_position if sent else None,
        "subject": sent.subject if sent else None,
        "lead": {
            "email": email,
            "first_name": lead.get("first_name") if lead else None,
            "last_name": lead.get("last_name") if lead else None,
            "company_name": lead.get("company_name") if lead else None,
            "custom_fields": (lead.get("custom") or {}) if lead else {},
        },
        "secret_key": await webhooks.secret_of(scope, webhook["id"]),
        "metadata": {"webhook_created_at": vendor.get("created_at")},
    }
    if plain in _TIMES:
        body[_TIMES[plain]] = event["at"]
    if sent:
        body |= {
            "sent_message_body": body_of(sent),
            "sent_message": _part(sent),
            "message_id": _id(sent),
            "custom_subject": sent.subject,
            "custom_email_message": body_of(sent),
            "email": {"subject": sent.subject, "message_id": _id(sent)},
        }
    return body | _special(plain, event, email, reply)


def _special(word: str, event: Happened, email: str | None, reply: Message | None) -> dict[str, object]:
    """What one kind of event has beyond the common fields. `email`: the lead's."""
    data = event.get("data") or {}
    match word:
        case "EMAIL_REPLY" if reply:
            text = reply.body_text
            address = reply.from_address or email or ""
            return {
                "reply_message": _part(reply),
                "reply_body": body_of(reply),
                "preview_text": " ".join(text.split())[:500],
                "message_id": _id(reply),
                "cc_emails": reply.cc_addresses or [],
                "reply_category": data.get("category_id"),
                "reply": {
                    "subject": reply.subject,
                    "body": text,
                    "received_at": event["at"],
                    "message_id": _id(reply),
                },
                "leadCorrespondence": {
                    "targetLeadEmail": email,
                    "replyReceivedFrom": address,
                    "repliedCompanyDomain": address.rpartition("@")[2],
                },
            }
        case "EMAIL_LINK_CLICK":
            return {"link_clicked": data.get("url"), "link_details": [data.get("url")], "link": {"url": data.get("url")}}
        case "EMAIL_BOUNCE":
            return {"bounce_type": data.get("kind"), "bounce_reason": data.get("reason") or data.get("detail")}
        case "LEAD_CATEGORY_UPDATED":
            category = {"id": data.get("category_id"), "name": data.get("name"), "sentiment": data.get("sentiment")}
            return {
                "lead_category": {
                    "new_id": category["id"],
                    "new_name": category["name"],
                    "old_id": data.get("previous_category_id"),
                },
                "category": category,
                "category_id": category["id"],
                "category_name": category["name"],
            }
        case "CAMPAIGN_STATUS_CHANGED":
            return {"reason": data.get("reason")}
        case _:
            return {}


async def _both_sides(scope: Scope, event: Happened, message: Message | None) -> tuple[Message | None, Message | None]:
    """The message of ours that an event is about, and the one that came in, if one did."""
    if message is None or message.direction == "out":
        return message, None
    thread: list[Message] = []
    id = event.get("enrollment_id")
    if id and id in await enrollments.get_many(scope, [id]):
        thread = await messages.history(scope, enrollment_ids=[id])
    before = [m for m in thread if m.direction == "out" and m.id < message.id]
    answered = next((m for m in before if m.wire_id and m.wire_id == message.in_reply_to), before[-1] if before else None)
    return answered, message


async def _default_seat(scope: Scope) -> int:
    from outrider.outreach.tenancy import seats

    return (await seats.default(scope)).id


def _id(m: Message) -> str | None:
    return f"<{m.wire_id}>" if m.wire_id else None


def _part(m: Message) -> dict[str, object]:
    at = m.sent_at or m.created_at
    return {"message_id": _id(m), "html": body_of(m), "text": m.body_text, "time": at.isoformat()}
