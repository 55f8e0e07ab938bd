"""What happened lately: the newest events of the workspace, summed up by their kind and by the campaign or sender."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from outrider.outreach.base import events
from outrider.outreach.base.events import Happened
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.senders import senders
from outrider.web.kit.text import _
from outrider.web.kit.visit import Visit
from outrider.web.senders.view import permission_of

_NEWEST = 500  # events that are summed up
_LINES = 8

# Event type -> (text, icon, color).
TEXTS: Mapping[str, tuple[str, str, str]] = {
    "message.sent": (_("Messages sent"), "send", ""),
    "message.failed": (_("Messages that could not be sent"), "alert", "danger"),
    "reply.received": (_("Replies"), "reply", "good"),
    "message.bounced": (_("Bounces"), "alert", "danger"),
    "complaint.received": (_("Spam complaints"), "alert", "danger"),
    "lead.unsubscribed": (_("Leads unsubscribed"), "block", "warn"),
    "lead.added": (_("Leads added"), "plus", ""),
    "invite.sent": (_("Invitations sent"), "linkedin", ""),
    "invite.accepted": (_("Invitations accepted"), "linkedin", "good"),
    "campaign.started": (_("Campaign started"), "play", "good"),
    "campaign.paused": (_("Campaign paused"), "pause", "warn"),
    "campaign.stopped": (_("Campaign stopped"), "block", "warn"),
    "campaign.completed": (_("Campaign completed"), "check", "good"),
    "sender.error": (_("Sender stopped working"), "alert", "danger"),
    "sender.recovered": (_("Sender works again"), "check", "good"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """`n` events of one kind about one campaign or sender; `at`: the newest of them."""

    text: str
    icon: str
    kind: str
    n: int
    name: str
    href: str
    at: datetime


async def read(visit: Visit, scope: Scope) -> list[Line]:
    """The newest first, limited to campaigns and senders that the visitor may see."""
    found = await events.since(scope, await events.last_id(scope) - _NEWEST, _NEWEST)
    groups: dict[tuple[str, str], list[Happened]] = {}
    names = await _names(visit, scope, found)
    for event in reversed(found):
        path = _path(event)
        if event.type in TEXTS and path in names:
            groups.setdefault((event.type, path), []).append(event)
    shown = list(groups.items())[:_LINES]
    return [Line(*TEXTS[kind], len(of), names[path], visit.url(path), of[0].at) for (kind, path), of in shown]


def _path(event: Happened) -> str:
    """The page of what the event is about."""
    if event.campaign_id and not event.type.startswith("sender."):
        return f"/campaigns/{event.campaign_id}"
    return f"/senders/{event.sender_id}" if event.sender_id else ""


async def _names(visit: Visit, scope: Scope, found: Sequence[Happened]) -> dict[str, str]:
    """What the visitor may see of that, by its page."""
    about = {event.campaign_id for event in found if event.campaign_id} if visit.may("campaigns") else set[int]()
    known = await campaigns.get_many(scope, sorted(about)) if about else {}
    names = {f"/campaigns/{c.id}": c.name for c in known.values() if visit.access.sees(c.seat_id)}
    by = {event.sender_id for event in found if event.sender_id and _path(event).startswith("/senders/")}
    boxes = await senders.get_many(scope, sorted(by)) if by else {}
    may_see = [s for s in boxes.values() if visit.access.sees(s.seat_id) and visit.may(permission_of(s))]
    return names | {f"/senders/{sender.id}": sender.address or sender.name for sender in may_see}
