"""What the inbox's tests begin with: a campaign whose first message went out, and answers to it."""

from dataclasses import dataclass
from typing import Any

from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_senders, campaign_states, campaigns, sequences
from outrider.outreach.campaigns.settings import Settings
from outrider.outreach.correspondence.received import Kind, Received
from outrider.outreach.enrollments import enrollments
from outrider.outreach.senders.senders import Sender
from tests import making


@dataclass(frozen=True)
class Sent:
    """One message that left, and everything it belongs to."""

    message_id: int
    wire_id: str
    sender: Sender
    campaign_id: int
    enrollment_id: int
    lead_id: int
    step_id: int
    variant_id: int


async def sent_mail(scope: Scope, n: int = 1, *, domain: str = "prospect.example", **settings: Any) -> list[Sent]:
    """A started campaign that sent its first of two steps to `n` leads, as the engine would have recorded it."""
    sender = await making.a_sender(scope, f"anna@{domain}.sender.example")
    campaign = await making.a_campaign(scope, sender=sender, start=False)
    if settings:
        await campaigns.update(scope, campaign.id, settings=Settings(**settings))
    lead_ids = await making.some_leads(scope, n, domain)
    enrolled = await enrollments.enroll(scope, campaign.id, lead_ids)
    await campaign_senders.attach(scope, campaign.id, [sender.id])
    await campaign_states.start(scope, campaign.id)
    step = (await sequences.get(scope, campaign.id))[0]
    out = []
    for lead_id in lead_ids:
        enrollment_id = enrolled[lead_id]
        assert enrollment_id is not None
        wire_id = f"{enrollment_id}.1@sender.example"
        row = await scope.one(
            """
            INSERT INTO messages (workspace_id, direction, kind, state, sender_id, lead_id, campaign_id, enrollment_id, run,
                                  step_id, step_position, variant_id, wire_id, to_addresses, from_address, subject, body_text,
                                  sent_at, created_at, updated_at)
            SELECT %(workspace_id)s, 'out', 'step', 'sent', %(sender)s, %(lead)s, %(campaign)s, %(enrollment)s, 1, %(step)s, 1,
                   %(variant)s, %(wire)s, array[l.email], %(from)s, 'Hello there', 'Hello', %(now)s, %(now)s, %(now)s
            FROM leads l WHERE l.workspace_id = %(workspace_id)s AND l.id = %(lead)s RETURNING id
            """,
            **{"from": sender.address},
            sender=sender.id,
            lead=lead_id,
            campaign=campaign.id,
            enrollment=enrollment_id,
            step=step.id,
            variant=step.variants[0].id,
            wire=wire_id,
        )
        assert row is not None
        ids = {"step_id": step.id, "variant_id": step.variants[0].id, "sender_id": sender.id, "lead_id": lead_id}
        await events.append(
            scope,
            [
                Event(
                    "message.sent",
                    seat_id=campaign.seat_id,
                    campaign_id=campaign.id,
                    enrollment_id=enrollment_id,
                    message_id=row["id"],
                    **ids,
                )
            ],
        )
        values = {"sender_id": sender.id, "mark": 1, "first_sent_at": scope.now, "last_step_at": scope.now}
        await making.put(scope, "enrollments", enrollment_id, values)
        out.append(Sent(row["id"], wire_id, sender, campaign.id, enrollment_id, lead_id, step.id, step.variants[0].id))
    return out


_numbers = iter(range(1, 1_000_000))


def answer(scope: Scope, sent: Sent | None = None, kind: Kind = "reply", **values: Any) -> Received:
    """An answer to `sent` with the threading headers that a mail program sets; `values` override."""
    defaults: dict[str, Any] = {
        "wire_id": f"answer{next(_numbers)}@prospect.example",
        "at": scope.now,
        "from_address": "lead1@prospect.example",
        "subject": "Re: Hello there",
        "body_text": "Yes, tell me more.",
        "raw": b"From: lead1@prospect.example\r\n\r\nYes, tell me more.",
    }
    if sent is not None:
        defaults |= {"in_reply_to": sent.wire_id, "references": [sent.wire_id]}
    return Received(kind=kind, **{**defaults, **values})
