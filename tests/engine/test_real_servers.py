"""The engine against Postfix and Dovecot: delivery, threads, replies, bounces, in real time."""

import asyncio
import contextlib
import email
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage, Message
from typing import Any

import pytest
import pytest_asyncio

from outrider.clock import RealClock
from outrider.engine import loops
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaign_senders, campaign_states, campaigns, figures, sequences
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.conversations import inbox
from outrider.outreach.correspondence import letters
from outrider.outreach.enrollments import enrollments
from outrider.outreach.leads import leads
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import SenderInput, Server
from outrider.outreach.tenancy import workspaces
from outrider.settings import Settings
from outrider.store.crypto import Vault
from outrider.store.db import open_pool
from tests.servers.postfix_dovecot import PASSWORD, MailServers, mail_servers, missing
from tests.waiting import eventually

SENDER = "ada@senders.test"
ANN, BOB, GONE = "ann@prospects.test", "bob@prospects.test", "gone@prospects.test"

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing() or "")


@pytest.fixture(scope="module")
def servers() -> Iterator[MailServers]:
    with mail_servers([SENDER, ANN, BOB]) as running:
        yield running


class Ahead(RealClock):
    """The system clock plus what the test adds: servers in other processes know real time alone, which no test may race."""

    ahead = timedelta()

    def now(self) -> datetime:
        return super().now() + self.ahead


@dataclass(frozen=True)
class Campaign:
    core: Core
    clock: Ahead
    workspace_id: int
    id: int
    servers: MailServers

    async def figure(self, metric: str) -> int:
        async with self.core.scope(self.workspace_id) as scope:
            return (await figures.total(scope, [self.id])).get(metric, 0)

    async def inbox(self, address: str) -> list[Message]:
        raw = await asyncio.to_thread(self.servers.inbox, address)
        return [email.message_from_bytes(m) for m in raw]

    async def enrollment(self, address: str) -> Any:
        async with self.core.scope(self.workspace_id) as scope:
            lead = await leads.get_by_email(scope, address)
            assert lead
            found = await enrollments.by_lead(scope, self.id, lead.id)
            assert found
            return found


@pytest_asyncio.fixture
async def campaign(database: str, servers: MailServers) -> AsyncIterator[Campaign]:
    """A started campaign of two steps to Ann, Bob and someone who is gone, in a process that works on it."""
    async with open_pool(database, size=8) as pool:
        clock = Ahead()
        core = Core(pool, clock, Vault("a secret of the tests"))
        installed = await workspaces.install(core, email="owner@senders.test", workspace_name="Real")
        here: dict[str, Any] = {"host": "127.0.0.1", "security": "plain", "username": SENDER, "password": PASSWORD}
        async with core.scope(installed.workspace_id) as scope:
            sender = await senders.create(
                scope,
                SenderInput(
                    SENDER, name="Ada", min_gap_seconds=0,
                    smtp=Server(port=servers.smtp_port, **here), imap=Server(port=servers.imap_port, **here),
                ),
            )  # fmt: skip
            made = await campaigns.create(scope, "Real mail")
            first, second = (
                VariantInput("Hello {{first_name}}", "<p>Grüße, {{first_name}}</p>"),
                VariantInput("", "<p>And now?</p>"),
            )
            await sequences.replace(scope, made.id, [StepInput([first]), StepInput([second], delay_seconds=86_400)])
            await campaign_senders.attach(scope, made.id, [sender.id])
            rows = [LeadInput(email=a, first_name=a.partition("@")[0].title()) for a in (ANN, BOB, GONE)]
            ids = [u.lead_id for u in await leads.upsert(scope, rows) if u.lead_id]
            await enrollments.enroll(scope, made.id, ids)
            await campaign_states.start(scope, made.id)
        stop = asyncio.Event()
        working = asyncio.create_task(loops.run(core, Settings(), stop=stop))
        try:
            yield Campaign(core, clock, installed.workspace_id, made.id, servers)
        finally:
            stop.set()
            with contextlib.suppress(asyncio.CancelledError):
                await working


async def test_delivery_reply_and_bounce(campaign: Campaign) -> None:
    [to_ann] = await eventually(lambda: campaign.inbox(ANN), seconds=60)
    assert to_ann["Subject"] == "Hello Ann"
    assert to_ann["From"] == f"Ada <{SENDER}>"
    assert to_ann.is_multipart()
    assert to_ann.get_payload(0).get_content_type() == "text/plain"

    reply = EmailMessage()
    reply["From"], reply["To"], reply["Subject"] = ANN, SENDER, f"Re: {to_ann['Subject']}"
    reply["Message-ID"], reply["In-Reply-To"], reply["References"] = "<reply-1@prospects.test>", *[to_ann["Message-ID"]] * 2
    reply.set_content("Yes, I am interested. Tell me more.\n\n> Grüße, Ann\n")
    await asyncio.to_thread(campaign.servers.reply, ANN, reply.as_bytes(), SENDER)

    async def filed() -> bool:
        return await campaign.figure("reply.received") == 1 and await campaign.figure("message.bounced") == 1

    await eventually(filed, seconds=60)
    assert ((await campaign.enrollment(ANN)).status, (await campaign.enrollment(ANN)).reason) == ("stopped", "replied")
    assert ((await campaign.enrollment(GONE)).status, (await campaign.enrollment(GONE)).reason) == ("stopped", "bounced")

    campaign.clock.ahead = timedelta(days=1)

    async def bob_heard_twice() -> list[Message] | None:
        letters_to_bob = await campaign.inbox(BOB)
        return letters_to_bob if len(letters_to_bob) == 2 else None

    first, second = await eventually(bob_heard_twice, seconds=60) or []
    assert second["Subject"] == "Re: Hello Bob"
    assert second["In-Reply-To"] == first["Message-ID"]
    assert len(await campaign.inbox(ANN)) == 1, "after a reply nothing more leaves"

    async with campaign.core.scope(campaign.workspace_id) as scope:
        [conversation] = [c for c in await inbox.conversations(scope) if c["lead"] and c["lead"]["email"] == ANN]
        assert conversation["category"]
        assert conversation["category"]["key"] == "interested"
        await letters.reply(scope, conversation_id=conversation["conversation"].id, body_html="<p>With pleasure.</p>")

    async def answered() -> Message | None:
        return next((m for m in await campaign.inbox(ANN) if m["In-Reply-To"] == "<reply-1@prospects.test>"), None)

    answer = await eventually(answered, seconds=60)
    assert answer
    assert answer["Subject"] == "Re: Hello Ann"
    assert await campaign.figure("message.sent") >= 4
    async with campaign.core.scope(campaign.workspace_id) as scope:
        assert await figures.recount(scope) == []
