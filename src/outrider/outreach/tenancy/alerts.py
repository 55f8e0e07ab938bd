"""Alerts: what happened to the deliverability of a workspace, as an event, to webhooks, and as a mail to its owner."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.scope import Scope
from outrider.outreach.tenancy import notices, users, workspaces
from outrider.outreach.tenancy.notices import Notice

SETTING = "alert_mails"  # a workspace's preference; on unless it is switched off
Kind = Literal["listed", "delisted", "health_fell", "health_recovered", "bounce_rate", "complaint_rate"]


@dataclass(frozen=True, slots=True)
class Alert:
    """`name`: the domain, address, mailbox or campaign; `text`: what happened, in a sentence; `facts`: the same for programs."""

    kind: Kind
    name: str
    text: str
    path: str = "/senders"
    sender_id: int | None = None
    seat_id: int | None = None
    campaign_id: int | None = None
    facts: dict[str, object] = field(default_factory=dict[str, object])


async def raise_all(scope: Scope, alerts: Sequence[Alert]) -> None:
    """Make the events, and one mail of all of them."""
    if not alerts:
        return
    await events.append(
        scope,
        [
            Event(
                events.ALERT,
                sender_id=alert.sender_id,
                seat_id=alert.seat_id,
                campaign_id=alert.campaign_id,
                data={"kind": alert.kind, "name": alert.name, "text": alert.text, **alert.facts},
            )
            for alert in alerts
        ],
    )
    await _mail(scope, alerts)


@dataclass(frozen=True, slots=True)
class Raised:
    """An alert that was raised; the thing that it is about may be gone."""

    id: int
    at: datetime
    kind: str
    text: str
    sender_id: int | None
    campaign_id: int | None


async def latest(scope: Scope, *, limit: int) -> list[Raised]:
    """What was alerted about, newest first."""
    return await scope.rows(
        Raised,
        """
        SELECT id, at, data ->> 'kind' AS kind, data ->> 'text' AS text, sender_id, campaign_id FROM events
        WHERE workspace_id = %(workspace_id)s AND type = 'deliverability.alert' ORDER BY id DESC LIMIT %(limit)s
        """,
        limit=limit,
    )


async def _mail(scope: Scope, alerts: Sequence[Alert]) -> None:
    workspace = await workspaces.get(scope)
    if workspace.owner_user_id is None or workspace.settings.get(SETTING) is False:
        return
    owner = await users.get_user(scope, workspace.owner_user_id)
    subject = alerts[0].text if len(alerts) == 1 else f"{len(alerts)} changes to your deliverability"
    path = alerts[0].path if len(alerts) == 1 else "/senders"
    text = (
        f"In {workspace.name}:\n\n" + "\n".join(alert.text for alert in alerts) + "\n\nLook at it here:\n\n{link}\n\n"
        "An administrator can switch these mails off in the workspace's settings.\n"
    )
    await notices.send(scope, Notice(owner.email, subject[:200], text, f"/w/{scope.workspace_id}{path}"))
