"""A seat at work: a mailbox, a LinkedIn account, a mixed campaign, leads in all their states, conversations of both channels."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest_asyncio

from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.scope import Actor, Core, Scope
from outrider.outreach.campaigns import campaign_senders, campaign_states, campaigns, sequences
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.conversations import conversations
from outrider.outreach.enrollments import enrollments
from outrider.outreach.leads import leads
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.senders import linkedin_people, senders
from outrider.outreach.senders.senders import SenderInput
from outrider.outreach.tenancy import workspaces
from tests.making import DAY, a_sender, put

PEOPLE = [
    LeadInput(email="jane@acme.example", first_name="Jane", last_name="Doe", company_name="Acme", job_title="Head of Sales",
              phone="+49 1", location="Ulm", linkedin_url="https://www.linkedin.com/in/jane-doe", verification="verified",
              custom={"businessEmail": "j.doe@acme.example", "city": "Ulm"}),
    LeadInput(email="tom@small.example", first_name="Tom", last_name="Small", company_name="Small Ltd", job_title="Founder"),
    LeadInput(first_name="Ida", last_name="Berg", company_name="Acme", linkedin_url="https://www.linkedin.com/in/ida-berg"),
]  # fmt: skip


@dataclass
class Story:
    """What there is, by id."""

    core: Core
    home: str  # where the seat's routes begin
    user_id: int
    workspace_id: int
    seat_id: int
    campaign_id: int = 0
    mailbox_id: int = 0
    account_id: int = 0
    lead_ids: list[int] = field(default_factory=list)  # the people
    ids: list[int] = field(default_factory=list)  # Multilead's leads
    step_ids: list[int] = field(default_factory=list)
    conversation_ids: list[int] = field(default_factory=list)

    def scope(self) -> Any:
        return self.core.scope(self.workspace_id, Actor("test", self.user_id), self.seat_id)


@pytest_asyncio.fixture
async def story(core: Core, workspace: workspaces.Installed, home: str) -> AsyncIterator[Story]:
    told = Story(core, home, workspace.user_id or 0, workspace.workspace_id, workspace.seat_id or 0)
    async with told.scope() as scope:
        await _tell(scope, told)
    yield told


async def _tell(scope: Scope, story: Story) -> None:
    story.mailbox_id = (await a_sender(scope, signature="<p>Anna</p>")).id
    story.account_id = (
        await senders.create(
            scope,
            SenderInput("anna-meyer", channel="linkedin", provider="unipile", name="Anna Meyer", connection={"account_id": "a1"}),
        )
    ).id
    campaign = await campaigns.create(scope, "Spring", settings={"open_tracking": True})
    story.campaign_id = campaign.id
    steps = await sequences.replace(scope, campaign.id, [
        StepInput(action="view_profile"),
        StepInput([VariantInput("", "Let us connect, {{firstName}}")], "invite", DAY),
        StepInput([VariantInput("Hello {{firstName}}", "<p>Hi</p>")], "email", 2 * DAY),
    ])  # fmt: skip
    story.step_ids = [s.id for s in steps]
    await campaign_senders.attach(scope, campaign.id, [story.mailbox_id, story.account_id])
    await campaign_states.start(scope, campaign.id)
    story.lead_ids = [u.lead_id for u in await leads.upsert(scope, PEOPLE) if u.lead_id]
    story.ids = [id for id in (await enrollments.enroll(scope, campaign.id, story.lead_ids)).values() if id]
    jane, tom, ida = story.ids
    await linkedin_people.of_leads(scope, story.lead_ids)
    await put(scope, "enrollments", jane, {
        "sender_id": story.account_id, "mark": 2, "connection": "connected", "replies": 1, "last_step_at": scope.now,
        "last_reply_at": scope.now,
    })  # fmt: skip
    await put(scope, "enrollments", ida, {
        "sender_id": story.account_id, "mark": 2, "connection": "pending", "last_step_at": scope.now,
    })  # fmt: skip
    await put(scope, "enrollments", tom, {"sender_id": story.mailbox_id, "mark": 3, "status": "completed"})
    story.conversation_ids = [
        await _talk(scope, story, jane, story.lead_ids[0], story.account_id, "linkedin", "message", "Sounds good", unread=True),
        await _talk(scope, story, tom, story.lead_ids[1], story.mailbox_id, "email", "email", "No, thanks"),
        await _talk(scope, story, None, None, story.mailbox_id, "email", "email", "Who are you?"),
    ]
    await _count(scope, story)


async def _talk(
    scope: Scope, story: Story, enrollment_id: int | None, lead_id: int | None, sender_id: int, channel: str, action: str,
    answer: str, *, unread: bool = False,
) -> int:  # fmt: skip
    """One message out (of a campaign only) and one in."""
    opened = await conversations.start(
        scope, channel=channel, sender_id=sender_id, lead_id=lead_id, campaign_id=story.campaign_id if enrollment_id else None,
        enrollment_id=enrollment_id, subject="Hello" if channel == "email" else "",
    )  # fmt: skip
    directions = (("out", "Hi there", False), ("in", answer, unread)) if enrollment_id else (("in", answer, unread),)
    for direction, text, new in directions:
        await scope.run(
            """
            INSERT INTO messages (workspace_id, direction, kind, action, state, sender_id, conversation_id, lead_id, campaign_id,
                                  enrollment_id, from_address, to_addresses, subject, body_text, wire_id, unread, sent_at,
                                  created_at, updated_at)
            VALUES (%(workspace_id)s, %(direction)s, %(kind)s, %(action)s, %(state)s, %(sender)s, %(conversation)s, %(lead)s,
                    %(campaign)s, %(enrollment)s, 'them@there.example', '{anna@sender.example}', 'Hello', %(text)s, %(wire)s,
                    %(unread)s, %(now)s, %(now)s, %(now)s)
            """,
            direction=direction, kind="manual" if direction == "out" else "reply", action=action,
            state="sent" if direction == "out" else "received", sender=sender_id, conversation=opened.id, lead=lead_id,
            campaign=opened.campaign_id, enrollment=enrollment_id, text=text, wire=f"{opened.id}.{direction}@x", unread=new,
        )  # fmt: skip
    await conversations.refresh(scope, [opened.id])
    await conversations.index(scope, [opened.id])
    return opened.id


async def _count(scope: Scope, story: Story) -> None:
    """Events of the figures."""
    view, invite, email = story.step_ids
    jane, tom, ida = story.ids
    seat: dict[str, Any] = {"seat_id": story.seat_id, "campaign_id": story.campaign_id}
    there: dict[str, Any] = {**seat, "sender_id": story.account_id}
    mailed: dict[str, Any] = {**seat, "sender_id": story.mailbox_id, "step_id": email, "enrollment_id": tom}
    await events.append(scope, [
        *(Event("profile.viewed", step_id=view, enrollment_id=e, **there) for e in (jane, ida)),
        *(Event("invite.sent", step_id=invite, enrollment_id=e, **there) for e in (jane, ida)),
        Event("invite.accepted", step_id=invite, enrollment_id=jane, **there),
        Event("message.sent", enrollment_id=jane, **there),
        Event("message.sent", enrollment_id=jane, data={"kind": "inmail"}, first_for_enrollment=False, **there),
        Event("reply.received", enrollment_id=jane, **there),
        Event("profile.followed", enrollment_id=jane, **there),
        *(Event("message.sent", **mailed) for _ in range(4)),
        Event("message.opened", **mailed), Event("message.opened", first_for_message=False, **mailed),
        Event("link.clicked", **mailed), Event("message.bounced", data={"kind": "hard"}, **mailed),
        Event("reply.received", **mailed),
    ])  # fmt: skip
