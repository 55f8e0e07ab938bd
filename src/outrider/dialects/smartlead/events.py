"""What Smartlead's webhooks say: its event words, and the body a subscriber gets.

Field names are those of both generations: `event_type` with flat fields (older), and `event`, `lead`, `email`, `reply` (newer).
They are the vendor's help pages', event by event, with the types that its own deliveries have: `sl_email_lead_id` is a text,
`link_clicked` a list, `category` the category's name. A name of the lead, a subject or a link that there is not is '' rather than
null, because receivers that check what they get declare them as texts.
"""

import hmac
from collections.abc import Mapping

from outrider.dialects.smartlead import answers
from outrider.dialects.smartlead.answers import CAMPAIGN_STATUS, body_of, stats_id
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.conversations import messages, webhooks
from outrider.outreach.conversations.messages import Message
from outrider.outreach.conversations.webhooks import Happened, Receiver
from outrider.outreach.enrollments import enrollments
from outrider.outreach.leads import leads
from outrider.outreach.tenancy import categories, seats
from outrider.rules.text import preview
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
    "SENT": "EMAIL_SENT",
    "OPENED": "EMAIL_OPEN",
    "CLICKED": "EMAIL_LINK_CLICK",
    "REPLIED": "EMAIL_REPLY",
    "BOUNCED": "EMAIL_BOUNCE",
    "UNSUBSCRIBED": "LEAD_UNSUBSCRIBED",
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


async def payload(core: Core, event: Happened, webhook: Receiver) -> dict[str, object] | None:
    """The body for one event, or None where the webhook is not for it. Parts that an event lacks are left out or null."""
    async with core.scope(event["workspace_id"]) as scope:
        return await _payload(scope, event, webhook, core.public_url or core.local_url or "")


async def _payload(scope: Scope, event: Happened, webhook: Receiver, base: str) -> dict[str, object] | None:
    asked = (webhook.get("vendor") or {}).get("event_types")
    word = word_of(event["type"], [str(word) for word in asked] if is_list(asked) else [])
    plain = SYNONYMS.get(word, word)
    message_id = event.get("message_id")
    message = await messages.get(scope, message_id) if message_id else None
    sent = back = None
    if message is not None:
        sent, back = await messages.both_sides(scope, message, event.get("data") or {})
    if plain == "FIRST_EMAIL_SENT" and sent is not None and sent.step_position != 1:
        return None
    link = _page(base, event)
    body = await _of_campaign(scope, event, webhook) | {
        "event_type": word,
        "event": word,
        "app_url": link,
        "ui_master_inbox_link": link,
        "description": _said(plain, event, sent),
    }
    if plain != "CAMPAIGN_STATUS_CHANGED":
        about = sent if plain == "EMAIL_BOUNCE" and sent is not None else message
        body |= _of_lead(event, sent) | {"stats_id": stats_id(about.id) if about else None}
    if plain in _TIMES:
        body[_TIMES[plain]] = event["at"]
    if sent:
        body |= _of_sent(sent)
    if plain == "LEAD_CATEGORY_UPDATED":
        return body | {"from": body["from_email"], "to": body["to_email"]} | await _category(scope, event)
    return body | _special(plain, event, sent, back)


async def _of_campaign(scope: Scope, event: Happened, webhook: Receiver) -> dict[str, object]:
    """What every body has: when it happened, for which webhook, in which campaign and for which client."""
    campaign, seat_id = event.get("campaign"), event.get("seat_id")
    return {
        "event_timestamp": event["at"],
        "timestamp": event["at"],
        "webhook_id": webhook.get("id"),
        "webhook_name": webhook.get("name"),
        "webhook_url": webhook.get("url"),
        "campaign_id": event.get("campaign_id"),
        "campaign_name": campaign.get("name") if campaign else None,
        "campaign_status": CAMPAIGN_STATUS.get(campaign.get("status", "")) if campaign else None,
        "client_id": None if seat_id == (await seats.default(scope)).id else seat_id,
        "secret_key": await webhooks.secret_of(scope, webhook["id"]),
        "metadata": {"webhook_created_at": (webhook.get("vendor") or {}).get("created_at")},
    }


def _of_lead(event: Happened, sent: Message | None) -> dict[str, object]:
    """The lead, the mailbox that writes to it, and the step that was sent."""
    id, lead, sender = event.get("lead_id"), event.get("lead"), event.get("sender")
    email, name = _email_of(event), " ".join(filter(None, (lead.get("first_name"), lead.get("last_name")))) if lead else ""
    return {
        "lead_id": id,
        "lead_email": email,
        "lead_name": name,
        "sl_email_lead_id": str(id) if id else None,
        "sl_email_lead_map_id": event.get("enrollment_id"),
        "sl_lead_email": email,
        "email_account_id": event.get("sender_id"),
        "from_email": (sender.get("address") if sender else None) or "",
        "to_email": email,
        "to_name": name,
        "sequence_number": sent.step_position if sent else None,
        "subject": sent.subject if sent else "",
        "lead": {
            "id": id,
            "email": email,
            "first_name": lead.get("first_name") if lead else None,
            "last_name": lead.get("last_name") if lead else None,
            "company_name": lead.get("company_name") if lead else None,
            "custom_fields": (lead.get("custom") or {}) if lead else {},
        },
    }


def _of_sent(sent: Message) -> dict[str, object]:
    """The message of ours that the event is about."""
    return {
        "sent_message_body": body_of(sent),
        "sent_message": _part(sent),
        "message_id": _id(sent),
        "custom_subject": sent.subject,
        "custom_email_message": body_of(sent),
        "email": {"subject": sent.subject, "message_id": _id(sent)},
    }


def _email_of(event: Happened) -> str:
    lead = event.get("lead")
    return (lead.get("email") if lead else None) or ""


def headers(body: bytes, secret: str, event_id: str, webhook: Receiver) -> dict[str, str]:
    """The headers that the vendor documents: the HMAC of the body, an id that stays the same in every retry, and what the webhook
    is of: one campaign, a client's, or everything.
    """
    level = "campaign" if webhook["campaign_id"] else "client" if webhook["seat_id"] else "user"
    return {
        "X-Smartlead-Signature": f"sha256={hmac.digest(secret.encode(), body, 'sha256').hex()}",
        "X-Request-Id": event_id,
        "X-Webhook-Level": level,
    }


def _page(base: str, event: Happened) -> str:
    """Where a person finds what happened among Outrider's pages; '' where these have no address."""
    if not base:
        return ""
    within = f"{base.rstrip('/')}/w/{event['workspace_id']}"
    if conversation := event.get("conversation_id"):
        return f"{within}/inbox/{conversation}"
    return f"{within}/leads/{event.get('lead_id')}" if event.get("lead_id") else f"{within}/campaigns/{event.get('campaign_id')}"


def _said(word: str, event: Happened, sent: Message | None) -> str:
    """The event as a sentence, for people."""
    email, campaign = _email_of(event), event.get("campaign")
    step = f"Email {sent.step_position}" if sent and sent.step_position else "An email"
    match word:
        case "EMAIL_SENT" | "FIRST_EMAIL_SENT":
            said = f"{step} sent to {email}"
        case "EMAIL_OPEN":
            said = f"{email} opened {step}"
        case "EMAIL_LINK_CLICK":
            said = f"{email} clicked a link in {step}"
        case "EMAIL_REPLY":
            said = f"{email} replied to {step}"
        case "EMAIL_BOUNCE":
            said = f"{step} sent to {email} got bounced"
        case "LEAD_UNSUBSCRIBED":
            said = f"Lead - {email} unsubscribed"
        case "LEAD_CATEGORY_UPDATED":
            said = f"Lead - {email} category updated"
        case _:
            said = "Email campaign status changed"
    return f"{said} for campaign - {campaign.get('name') if campaign else ''}"


def _special(word: str, event: Happened, sent: Message | None, back: Message | None) -> dict[str, object]:
    """What one kind of event has beyond the common fields. `sent`: the message of ours; `back`: the one that came in."""
    data, email = event.get("data") or {}, _email_of(event)
    match word:
        case "EMAIL_REPLY" if back:
            text = _new_text(back)
            address = back.from_address or email
            return {
                "reply_message": {**_part(back), "text": text},
                "reply_body": body_of(back),
                "preview_text": preview(text, 500),
                "message_id": _id(back),
                "cc_emails": back.cc_addresses or [],
                "reply_category": data.get("category_id"),
                "reply": {
                    "subject": back.subject,
                    "body": text,
                    "received_at": event["at"],
                    "message_id": _id(back),
                },
                "leadCorrespondence": {
                    "targetLeadEmail": email,
                    "replyReceivedFrom": address,
                    "repliedCompanyDomain": _company(email, address),
                },
            }
        case "EMAIL_LINK_CLICK":
            url = data.get("url")
            links = [url] if url else []
            return {"link_clicked": links, "link_details": links, "link": {"url": url}}
        case "EMAIL_BOUNCE":
            reason = data.get("reason") or data.get("detail")
            shown = str(reason or "")
            said: dict[str, object] = {"message_id": None, "html": shown, "text": shown, "time": event["at"]}
            notice = _part(back) if back else said
            return {
                "time_sent": _part(sent)["time"] if sent else event["at"],
                "is_bounced": True,
                "is_sender_originated_bounce": data.get("kind") == "sender",
                "bounce_type": data.get("kind"),
                "bounce_reason": reason,
                "bounce_message": notice,
                "bounce_reply_message_id": notice["message_id"],
                "bounce_reply_email": notice["html"],
                "bounce_reply_email_preview": preview(str(notice["text"]), 500),
            }
        case "CAMPAIGN_STATUS_CHANGED":
            status = _STATUS_AFTER.get(event["type"])
            return {"current_status": status, "campaign_status": status, "reason": data.get("reason")}
        case _:
            return {}


# The status that each of these events leaves a campaign with: by the time of the delivery it may have another.
_STATUS_AFTER = {
    "campaign.started": "ACTIVE",
    "campaign.paused": "PAUSED",
    "campaign.stopped": "STOPPED",
    "campaign.completed": "COMPLETED",
}


def _company(target: str, answered: str) -> str:
    """Whether the one who answered is of the lead's company, as far as their addresses tell."""
    domains = [address.rpartition("@")[2].lower() for address in (target, answered)]
    return "Unknown" if "" in domains else "SameCompany" if domains[0] == domains[1] else "DifferentCompany"


async def _category(scope: Scope, event: Happened) -> dict[str, object]:
    """The category that was set and the one before, the lead with it, and the thread."""
    data = event.get("data") or {}
    new, old, id = data.get("category_id"), data.get("previous_category_id"), event.get("enrollment_id")
    known = await categories.get_many(scope, [n for n in (new, old) if isinstance(n, int)])
    before = known.get(old) if isinstance(old, int) else None
    name = data.get("name")
    found = (await leads.get_many(scope, [event.get("lead_id") or 0])).get(event.get("lead_id") or 0)
    place = (await enrollments.get_many(scope, [id])).get(id) if id else None
    thread = await messages.history(scope, enrollment_ids=[place.id], limit=_LONGEST_THREAD) if place else []
    history = [{**shown, "cc_emails": shown["cc"]} for shown in await answers.history(scope, thread)]
    last = next((shown for shown in reversed(history) if shown["type"] == "REPLY"), None)
    shown_lead: Mapping[str, object] = {**answers.lead(found, place.fields if place else None)} if found else {}
    return {
        "category": name,
        "category_id": new,
        "category_name": name,
        "lead_category_id": new,
        "lead_category": {
            "old_id": old,
            "old_name": before.name if before else None,
            "new_id": new,
            "new_name": name,
        },
        "lead_data": {**shown_lead, "category": {"name": name, "sentiment_type": data.get("sentiment")}},
        "current_sequence": place.done_position if place else None,
        "history": history,
        "last_reply": last,
        "lastReply": last,
    }


_LONGEST_THREAD = 100  # messages of a thread that a body has, the newest


def _id(m: Message) -> str | None:
    return f"<{m.wire_id}>" if m.wire_id else None


def _new_text(m: Message) -> str:
    """What the writer of a message that came in wrote, without what it quotes; all of it where that leaves nothing."""
    return (m.headers or {}).get("reply_text") or m.body_text


def _part(m: Message) -> dict[str, object]:
    at = m.sent_at or m.created_at
    return {"message_id": _id(m), "html": body_of(m), "text": m.body_text, "time": at.isoformat()}
