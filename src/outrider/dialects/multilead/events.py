"""What Multilead's webhooks say: its actions by number, and the body that a subscriber is sent.

The vendor numbers its actions without saying which is which; these are our numbers. An action's name does as well. LinkedIn's and
email's messages and replies are actions apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from outrider.dialects.multilead import answers, inbox_answers
from outrider.dialects.multilead.places import as_known
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.conversations import inbox
from outrider.outreach.conversations.messages import Message
from outrider.outreach.conversations.webhooks import Happened, LeadFacts, Receiver
from outrider.outreach.enrollments import enrollments, moves
from outrider.outreach.enrollments.filters import Filters


@dataclass(frozen=True, slots=True)
class Action:
    """`only`: messages of these kinds of doing (messages.action); None: whatever it is."""

    name: str
    types: tuple[str, ...]
    only: frozenset[str] | None = None


_LINKEDIN = frozenset({"message", "invite", "view_profile", "follow", "like"})
_EMAIL, _INMAIL = frozenset({"email"}), frozenset({"inmail"})
ACTIONS: dict[int, Action] = {
    1: Action("CONNECTION_REQUEST_SENT", ("invite.sent",)),
    2: Action("CONNECTION_REQUEST_ACCEPTED", ("invite.accepted",)),
    3: Action("MESSAGE_SENT", ("message.sent",), _LINKEDIN),
    4: Action("MESSAGE_REPLIED", ("reply.received",), _LINKEDIN | _INMAIL),
    5: Action("INMAIL_SENT", ("message.sent",), _INMAIL),
    6: Action("PROFILE_VIEWED", ("profile.viewed",)),
    7: Action("PROFILE_FOLLOWED", ("profile.followed",)),
    8: Action("EMAIL_SENT", ("message.sent",), _EMAIL),
    9: Action("EMAIL_OPENED", ("message.opened",)),
    10: Action("EMAIL_CLICKED", ("link.clicked",)),
    11: Action("EMAIL_REPLIED", ("reply.received",), _EMAIL),
    12: Action("EMAIL_BOUNCED", ("message.bounced",)),
    13: Action("LEAD_ADDED", ("lead.added",)),
    14: Action("LEAD_UNSUBSCRIBED", ("lead.unsubscribed",)),
    15: Action("LEAD_FINISHED", ("lead.completed",)),
    16: Action("OUT_OF_OFFICE", ("auto_reply.received",)),
    17: Action("CAMPAIGN_STATUS_CHANGED", ("campaign.started", "campaign.paused", "campaign.stopped", "campaign.completed")),
}
EVENT_TYPES: dict[str, tuple[str, ...]] = {action.name: action.types for action in ACTIONS.values()}
_BY_NAME = {action.name: number for number, action in ACTIONS.items()}


def number_of(action: object) -> int | None:
    """An action's number, given by number or name in any case; None for none."""
    text = str(action).strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text) if int(text) in ACTIONS else None
    return _BY_NAME.get("_".join(text.upper().replace("-", " ").replace(".", " ").split()))


async def payload(core: Core, event: Happened, webhook: Receiver) -> Mapping[str, object] | None:
    """The body for one event; None when it is not what this webhook is for."""
    async with core.scope(event["workspace_id"]) as scope:
        return await _payload(scope, event, webhook)


async def _payload(scope: Scope, event: Happened, webhook: Receiver) -> Mapping[str, object] | None:
    vendor = webhook.get("vendor") or {}
    given = vendor.get("action")
    number = given if isinstance(given, int) else 0
    action = ACTIONS.get(number) or Action(event["type"], (event["type"],))
    message = await _message(scope, event)
    if action.only is not None and (message is None or message.action not in action.only):
        return None
    seat_id = event.get("seat_id") or webhook.get("seat_id") or 0
    campaign, sender, data = event.get("campaign"), event.get("sender"), event.get("data") or {}
    id = event.get("enrollment_id")
    line = (await moves.lines_of(scope, [id]))[id] if id else []
    return {
        "event": action.name,
        "accountWebhookActionId": number,
        "webhookId": webhook.get("id"),
        "metadata": vendor.get("metadata") or {},
        "timestamp": event["at"],
        "linkedinAccountId": seat_id,
        "campaignId": event.get("campaign_id"),
        "campaign": {"id": campaign["id"], "name": campaign["name"], "status": campaign["status"]} if campaign else None,
        "leadId": line[0] if line else None,
        "lead": await _lead(scope, line, event.get("lead")),
        "account": {"id": seat_id, "sender": sender["address"] if sender else None},
        "thread": inbox_answers.thread_of(message) if message else None,
        "message": inbox_answers.message(message, seat_id) if message else None,
        "reason": _reason(data),
        "url": data.get("url"),
    }


def _reason(data: Mapping[str, object]) -> object:
    """Why it happened: the code, else the words that the verdict stands on."""
    return data.get("reason") or data.get("words") or data.get("detail")


async def _message(scope: Scope, event: Happened) -> Message | None:
    id = event.get("message_id")
    if not id:
        return None
    rows = await inbox.messages(scope, inbox.MessageFilter(ids=[id]), limit=1)
    shown = await as_known(scope, [row["message"] for row in rows])
    return shown[0] if shown else None


async def _lead(scope: Scope, line: Sequence[int], person: LeadFacts | None) -> Mapping[str, object] | None:
    """The lead where it is now, whose enrollments are `line`; else what is known of the person."""
    rows = await enrollments.search(scope, Filters(ids=line), limit=1) if line else []
    if rows:
        return (await answers.LeadShapes.read(scope, rows)).shape(rows[0], in_campaign=True)
    if person is None:
        return None
    return {
        "id": None,
        "linkedinUserId": answers.person_of_lead(person["id"]),
        "firstName": person["first_name"] or "",
        "lastName": person["last_name"] or "",
        "personalEmail": person["email"],
        "linkedinUrl": person["linkedin_url"] or "",
    }
