"""A workspace with a connected LinkedIn account, its engine, and the sandbox's LinkedIn that it works in."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from outrider.channels.linkedin.port import Login
from outrider.clock import SimulatedClock
from outrider.engine.engine import Engine
from outrider.engine.reading import linkedin_receive
from outrider.engine.sending import ready, recover
from outrider.engine.sending.linkedin import LinkedInTransport
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaign_senders, campaign_states, campaigns, linkedin_accounts, sequences
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.correspondence import linkedin
from outrider.outreach.enrollments import enrollments, timeline
from outrider.outreach.leads import leads
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.senders import senders
from outrider.sandbox.linkedin import LinkedInWorld
from outrider.settings import Settings
from tests.engine.helpers import Remembering, work
from tests.working import do_due


def text(action: str, body: str = "", delay: int = 0, subject: str = "", **step: Any) -> StepInput:
    """A step of one variant; without a body it says nothing."""
    variants = [VariantInput(subject, body)] if body else []
    return StepInput(variants, action, delay, **step)


@dataclass
class Desk:
    """A workspace with a connected account, and the world it works in."""

    engine: Engine
    world: LinkedInWorld
    workspace_id: int
    clock: SimulatedClock
    sender_id: int = 0
    account_id: str = ""

    @property
    def core(self) -> Core:
        return self.engine.core

    async def connect(self, username: str = "anna.meyer@sender.example", **options: Any) -> int:
        login = Login(username, "a password")
        connecting = await linkedin.connect(self.core, self.engine.settings, self.workspace_id, login)
        async with self.core.scope(self.workspace_id) as scope:
            await linkedin_accounts.set_limits(scope, connecting.sender_id, {}, slow_start=False)
            defaults = {"min_gap_seconds": 0, "gap_jitter_seconds": 0}
            await senders.update(scope, connecting.sender_id, **{**defaults, **options})
        return connecting.sender_id

    async def campaign(
        self, people: Sequence[str], steps: Sequence[StepInput], sender_ids: Sequence[int] = (), **fields: Any
    ) -> tuple[int, dict[str, int]]:
        """A started campaign with leads of these profiles; the enrollments by slug."""
        async with self.core.scope(self.workspace_id) as scope:
            made = await campaigns.create(scope, "A campaign")
            await sequences.replace(scope, made.id, list(steps))
            await campaign_senders.attach(scope, made.id, list(sender_ids) or [self.sender_id])
            rows = [
                LeadInput(linkedin_url=f"https://www.linkedin.com/in/{slug}", first_name=slug.split("-")[0].title(), **fields)
                for slug in people
            ]
            ids = [u.lead_id for u in await leads.upsert(scope, rows) if u.lead_id]
            enrolled = await enrollments.enroll(scope, made.id, ids)
            await campaign_states.start(scope, made.id)
        return made.id, {slug: enrolled[id] or 0 for slug, id in zip(people, ids, strict=True)}

    async def live(self, days: float) -> None:
        """Let time pass: the engine works when something is due, and looks at LinkedIn when somebody there has acted."""
        end = self.clock.now() + timedelta(days=days)
        while self.clock.now() < end:
            await work(self.engine, self.workspace_id)
            await do_due(self.engine, recover.queue)
            now = self.clock.now()
            due = [at for at in (await ready.next_due(self.core), self.world.next_due()) if at]
            self.clock.set(min([end, now + timedelta(hours=12), *(max(at, now + timedelta(seconds=1)) for at in due)]))
            if (acts := self.world.next_due()) and acts <= self.clock.now():
                self.world.live()
                await self.sync()
        await self.sync()
        await work(self.engine, self.workspace_id)

    async def sync(self) -> None:
        async with self.core.scope(self.workspace_id) as scope:
            await linkedin_accounts.request_sync(scope, self.sender_id)
        await linkedin_receive.register(self.engine)
        await do_due(self.engine, linkedin_receive.queue)

    async def enrollment(self, id: int) -> enrollments.Enrollment:
        async with self.core.scope(self.workspace_id) as scope:
            return await enrollments.get(scope, id)

    async def states(self, id: int) -> list[tuple[str, str]]:
        async with self.core.scope(self.workspace_id) as scope:
            return [(a.action, a.status) for a in (await timeline.of(scope, [id]))[id]]

    def actions(self, what: str) -> list[str]:
        return [d.slug for d in self.world.transcript if d.what == what]


@asynccontextmanager
async def at_work(
    core: Core, settings: Settings, world: LinkedInWorld, workspace_id: int, clock: SimulatedClock
) -> AsyncIterator[Desk]:
    """A desk whose engine also remembers the emails it would send."""
    transport = LinkedInTransport(core, settings)
    engine = Engine(core, settings, transports={"linkedin": transport, "email": Remembering(core)})
    desk = Desk(engine, world, workspace_id, clock)
    desk.sender_id = await desk.connect()
    desk.account_id = next(iter(world.members))
    yield desk
    await transport.close()


@asynccontextmanager
async def working(desk: Desk) -> AsyncIterator[None]:
    """The engine at work meanwhile."""

    async def go_on() -> None:
        while True:
            await work(desk.engine, desk.workspace_id)
            await asyncio.sleep(0.02)

    task = asyncio.create_task(go_on())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
