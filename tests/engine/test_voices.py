"""A campaign whose prospects answer in twelve languages from eight mail programs: everyone who is willing is found."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest_asyncio

from outrider.clock import SimulatedClock
from outrider.engine.engine import Engine
from outrider.engine.queue import Room
from outrider.engine.reading import receive
from outrider.engine.sending.mail import EmailTransport
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaign_senders, campaign_states, campaigns, sequences
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.conversations import inbox
from outrider.outreach.conversations.inbox import ConversationFilter
from outrider.outreach.enrollments import enrollments
from outrider.outreach.leads import leads, suppression
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import SenderInput, Server
from outrider.outreach.tenancy.workspaces import Installed
from outrider.sandbox import personas
from outrider.sandbox.world import Options, World
from outrider.settings import Settings
from tests.engine import helpers

SENDER = "mira@holm.example"
BODY = (
    "<p>Hi {{first_name}},</p><p>our crews repair wind turbines in two days instead of nine. Are you interested, and could we "
    "talk for ten minutes next week?</p><p>If you are not interested, just answer &quot;unsubscribe&quot; and I will stop "
    "emailing you and remove you from my list.</p><p>Mira</p>"
)
PROSPECTS = [f"pat{n}+reply@acme.example" for n in range(80)]
CATEGORIES = {
    "interested": "interested",
    "question": "information_request",
    "notinterested": "not_interested",
    "unsubscribe": "do_not_contact",
    "away": "out_of_office",
}


class Campaign:
    """A workspace with one mailbox, a campaign to all prospects, and an engine that sends and reads."""

    def __init__(self, core: Core, clock: SimulatedClock, world: World, workspace_id: int) -> None:
        self.core, self.clock, self.world, self.workspace_id = core, clock, world, workspace_id
        settings = Settings()
        self.engine = Engine(core, settings, transports={"email": EmailTransport(core, settings)})

    async def begin(self) -> None:
        async with self.core.scope(self.workspace_id) as scope:
            ports = (self.world.smtp_port, self.world.imap_port)
            smtp, imap = (Server("127.0.0.1", port, "plain", SENDER, "pw") for port in ports)
            given = SenderInput(SENDER, name="Mira Holm", smtp=smtp, imap=imap, min_gap_seconds=0, daily_limit=1000)
            sender = await senders.create(scope, given)
            made = await campaigns.create(scope, "Rotors")
            first = StepInput([VariantInput("Rotor blades, {{first_name}}", BODY)])
            second = StepInput([VariantInput("", "<p>Did you see this?</p>")], delay_seconds=5 * helpers.DAY)
            await sequences.replace(scope, made.id, [first, second])
            await campaign_senders.attach(scope, made.id, [sender.id])
            rows = [LeadInput(email=address, first_name=address.partition("+")[0].title()) for address in PROSPECTS]
            ids = [u.lead_id for u in await leads.upsert(scope, rows) if u.lead_id]
            await enrollments.enroll(scope, made.id, ids)
            await campaign_states.start(scope, made.id)

    async def live(self, days: float) -> None:
        """Send what is due, let prospects answer, and read the mailbox, hour by hour."""
        end = self.clock.now() + timedelta(days=days)
        while self.clock.now() < end:
            await helpers.work(self.engine, self.workspace_id)
            self.clock.advance(3 * 3600)
            await self.world.settle()
            await receive.register(self.engine)
            for mailbox in await receive.claim(self.engine, self.workspace_id, Room(10)):
                await receive.poll(self.engine, mailbox)

    async def categories(self) -> dict[str, str]:
        async with self.core.scope(self.workspace_id) as scope:
            rows = await inbox.conversations(scope, ConversationFilter(), limit=200)
        return {r["lead"]["email"]: r["category"]["key"] if r["category"] else "" for r in rows if r["lead"]}

    async def never_to_be_written_to(self) -> set[str]:
        async with self.core.scope(self.workspace_id) as scope:
            return {entry.value for entry in await suppression.find_all(scope, limit=500) if entry.kind == "email"}


@pytest_asyncio.fixture
async def campaign(core: Core, clock: SimulatedClock, workspace: Installed) -> AsyncIterator[Campaign]:
    async with World(clock, "voices", options=Options(spam_rate=0, keep=1000)) as world:
        world.add_mailbox(SENDER, "pw", name="Mira Holm")
        campaign = Campaign(core, clock, world, workspace.workspace_id)
        await campaign.begin()
        yield campaign


def test_the_prospects_speak_every_language_from_every_program() -> None:
    voices = [voice for address in PROSPECTS if (voice := personas.voice(address))]
    assert {v.language for v in voices} == set(personas.VOICE_LANGUAGES)
    assert {v.program for v in voices} == set(personas.VOICE_PROGRAMS)


async def test_all_who_are_willing_are_found_and_only_who_asks_is_left_alone(campaign: Campaign) -> None:
    await campaign.live(1.5)
    voices = {address: voice for address in PROSPECTS if (voice := personas.voice(address))}
    found = await campaign.categories()
    wrong = {
        address: (found.get(address), voice)
        for address, voice in voices.items()
        if found.get(address) != CATEGORIES[voice.intent]
    }
    assert wrong == {}
    asked = {address for address, voice in voices.items() if voice.intent == "unsubscribe"}
    assert await campaign.never_to_be_written_to() == asked
    assert Counter(v.intent for v in voices.values())["interested"] > 20
