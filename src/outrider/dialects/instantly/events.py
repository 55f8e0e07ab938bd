"""What Instantly's webhooks say: its event words, and the body a subscriber gets.

The vendor's guide names the fields. What else its receivers count on is known from bodies that it delivered: the lead's address
comes as `email`, too; `unibox_url` is null unless there is a reply, and then it identifies the thread; and a change of interest
comes with the lead's last reply.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TypedDict, cast
from urllib.parse import urlencode

from outrider.dialects.instantly import answers, translate
from outrider.dialects.kit.ids import uid
from outrider.dialects.kit.texts import iso
from outrider.outreach.base import events
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaigns, sequences
from outrider.outreach.conversations import inbox, messages
from outrider.outreach.conversations.messages import Message
from outrider.outreach.conversations.webhooks import Happened, Receiver
from outrider.outreach.enrollments import moves, placements, triggers
from outrider.outreach.tenancy import categories
from outrider.rules import text

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
    "timestamp", "event_type", "workspace", "campaign_id", "campaign_name", "lead_email", "email", "email_account", "unibox_url",
    "step", "variant", "is_first", "email_id", "email_subject", "email_text", "email_html", "reply_text_snippet", "reply_subject",
    "reply_text", "reply_html", "error",
})  # fmt: skip
_NULLABLE = ("campaign_id", "campaign_name", "unibox_url")
_WRITTEN = ("reply.received", "auto_reply.received")
# Subscribed as email_link_clicked, delivered as link_clicked.
_DELIVERED = {"email_link_clicked": "link_clicked"}


async def payload(core: Core, event: Happened, _webhook: Receiver) -> dict[str, object]:
    """The body for one event: the vendor's fields, and the lead's own values as extra keys. What there is not is left out."""
    async with core.scope(event["workspace_id"]) as scope:
        message = await _message(scope, event)
        campaign, data = await _campaign(scope, event), event.get("data") or {}
        lead, sender = event.get("lead"), event.get("sender")
        answer: dict[str, object] = {
            **await _of_lead(scope, event),
            "timestamp": iso(datetime.fromisoformat(event["at"])),
            "event_type": await _word(scope, event),
            "workspace": uid("workspace", event["workspace_id"]),
            "campaign_id": uid("campaign", campaign[0]) if campaign else None,
            "campaign_name": campaign[1] if campaign else None,
            "lead_email": lead["email"] if lead else None,
            "email": lead["email"] if lead else None,
            "email_account": sender["address"] if sender else None,
            "unibox_url": None,
        }
        if message is not None:
            answer |= await _of_message(scope, event, message)
            base = core.public_url or core.local_url
            if base and event["type"] in _WRITTEN:
                answer["unibox_url"] = base.rstrip("/") + await _page_of_thread(scope, message)
        if event["type"] == "sender.error":
            answer["error"] = data.get("detail") or data.get("code")
    return {name: value for name, value in answer.items() if value is not None or name in _NULLABLE}


class CategorySet(TypedDict, total=False):
    """The data of an event lead.category_set."""

    category_id: int | None
    interest_value: int | None
    sentiment: str | None
    name: str | None


async def _word(scope: Scope, event: Happened) -> str:
    """The vendor's word for what happened."""
    if event["type"] != "lead.category_set":
        word = next((word for word, types in EVENT_TYPES.items() if event["type"] in types), event["type"])
        return _DELIVERED.get(word, word)
    data = cast(CategorySet, event.get("data") or {})
    category_id = data.get("category_id")
    if category_id is None:
        return INTEREST[None]
    value, sentiment, name = data.get("interest_value"), data.get("sentiment"), data.get("name")
    if value is None:
        found = await _category(scope, category_id)
        value, sentiment, name = (found.interest_value, found.sentiment, found.name) if found else (None, sentiment, name)
    shown = translate.interest(value, sentiment)
    return INTEREST[shown] if shown is not None and shown in INTEREST else str(name or "lead_neutral")


async def _category(scope: Scope, id: int) -> categories.Category | None:
    return next((c for c in await categories.find_all(scope) if c.id == id), None)


async def _message(scope: Scope, event: Happened) -> Message | None:
    """The message of the event; of a change of interest, the lead's last reply before it."""
    id = event.get("message_id")
    if id:
        rows = await inbox.messages(scope, inbox.MessageFilter(ids=[id]), limit=1)
        return rows[0]["message"] if rows else None
    enrollment_id = event.get("enrollment_id")
    if event["type"] != "lead.category_set" or not enrollment_id:
        return None
    at = datetime.fromisoformat(event["at"])
    line = await triggers.line_of(scope, enrollment_id)
    written = [m for m in await messages.history(scope, enrollment_ids=line) if m.direction == "in" and m.created_at <= at]
    return written[-1] if written else None


async def _page_of_thread(scope: Scope, message: Message) -> str:
    """The path of the inbox's page with this message. Its query is the vendor's, from which receivers read the thread's id."""
    own = message.enrollment_id
    own = own and (await triggers.origins(scope, [own])).get(own, own)
    thread = uid("enrollment", own) or uid("conversation", message.conversation_id)
    query = {"thread_search": f"thread:{thread}", "selected_wks": str(uid("workspace", scope.workspace_id))}
    return f"/w/{scope.workspace_id}/inbox/{message.conversation_id}?" + urlencode(query, safe=":")


async def _campaign(scope: Scope, event: Happened) -> tuple[int, str] | None:
    """Id and name of the campaign it happened in; for a subsequence, of the campaign that it goes on from."""
    campaign = event.get("campaign")
    if campaign is None:
        return None
    found = (await campaigns.get_many(scope, [campaign["id"]])).get(campaign["id"])
    if found is None or found.parent_id is None:
        return campaign["id"], campaign["name"]
    parent = await campaigns.get(scope, found.parent_id)
    return parent.id, parent.name


async def _of_lead(scope: Scope, event: Happened) -> dict[str, object]:
    """The values of the lead's row there, else the lead's own; none hides, or passes for, a field of the event."""
    lead, id = event.get("lead"), event.get("enrollment_id")
    values: Mapping[str, object] = {**lead, **(lead.get("custom") or {})} if lead else {}
    if id:
        origin = (await triggers.origins(scope, [id])).get(id)
        line = (await moves.lines_of(scope, [origin or id])).values()
        rows = await placements.get_many(scope, [("enrollment", one) for had in line for one in had])
        values = next((row.values for row in rows.values()), values)
    known = answers.payload({name: value for name, value in values.items() if name not in ("id", "custom")})
    return {name: value for name, value in known.items() if name not in FIELDS and isinstance(value, str | int | float | bool)}


async def _of_message(scope: Scope, event: Happened, message: Message) -> dict[str, object]:
    sent, reply = await messages.both_sides(scope, message, event.get("data") or {})
    found: dict[str, object] = {"email_id": uid("message", message.id)}
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


async def _variant(scope: Scope, sent: Message) -> int | None:
    """Which variant of its step it was, from 1."""
    if sent.campaign_id is None or sent.variant_id is None:
        return None
    for step in (await sequences.get_many(scope, [sent.campaign_id])).get(sent.campaign_id, ()):
        for number, variant in enumerate(step.variants, 1):
            if variant.id == sent.variant_id:
                return number
    return None
