"""What the engine's tests are made of: a campaign ready to send, and a transport that remembers what left."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from outrider.engine.engine import Claimed, Engine, Outcome
from outrider.engine.sending import dispatch, queued, ready
from outrider.engine.sending.deliver import delivering
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaign_senders, campaign_states, campaigns, sequences
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.enrollments import enrollments
from outrider.outreach.leads import leads
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import SenderInput, Server
from outrider.settings import Settings

DAY = 86_400


def steps(*delays: int, body: str = "Hello {{first_name}}") -> list[StepInput]:
    """Email steps with these delays; follow-ups stay in the thread of the first."""
    return [
        StepInput(delay_seconds=delay, variants=[VariantInput(subject="" if n else "Hi {{first_name}}", body=body)])
        for n, delay in enumerate(delays)
    ]


@dataclass(frozen=True)
class Made:
    workspace_id: int
    campaign_id: int
    sender_ids: list[int]
    enrollment_ids: list[int]
    lead_ids: list[int]


async def make_senders(scope: Scope, n: int, *, smtp_port: int = 2525, prefix: str = "s", **options: Any) -> list[int]:
    given = {"min_gap_seconds": 0, "daily_limit": 1000, **options}
    return [
        (
            await senders.create(
                scope,
                SenderInput(
                    f"{prefix}{i}@sender.example",
                    name=f"Sender {i}",
                    smtp=Server("127.0.0.1", smtp_port, "plain", f"{prefix}{i}@sender.example", "pw"),
                    **given,
                ),
            )
        ).id
        for i in range(n)
    ]


async def make(
    core: Core, workspace_id: int, *, n_leads: int = 3, n_senders: int = 1, smtp_port: int = 2525,
    sequence: Sequence[StepInput] | None = None, sender: dict[str, Any] | None = None, prefix: str = "p", start: bool = True,
    **campaign: Any,
) -> Made:  # fmt: skip
    """A started campaign with leads p0@prospect.example ... and senders s0@sender.example ..."""
    async with core.scope(workspace_id) as scope:
        sender_ids = await make_senders(scope, n_senders, smtp_port=smtp_port, prefix=f"s{prefix}", **(sender or {}))
        made = await campaigns.create(scope, "A campaign", **campaign)
        await sequences.replace(scope, made.id, list(sequence or steps(0)))
        await campaign_senders.attach(scope, made.id, sender_ids)
        rows = [LeadInput(email=f"{prefix}{i}@prospect.example", first_name=f"Pat{i}") for i in range(n_leads)]
        lead_ids = [u.lead_id for u in await leads.upsert(scope, rows)]
        enrolled = await enrollments.enroll(scope, made.id, [id for id in lead_ids if id])
        if start:
            await campaign_states.start(scope, made.id)
    ids = [enrolled[id] for id in lead_ids if id]
    return Made(workspace_id, made.id, sender_ids, [id for id in ids if id], [id for id in lead_ids if id])


@dataclass
class Remembering:
    """A transport that takes everything, or what `answers` says of a recipient, and remembers what left and when."""

    core: Core
    left: list[tuple[datetime, Claimed]] = field(default_factory=list)
    answers: dict[str, Outcome] = field(default_factory=dict)
    found: bool | None = None
    hold: asyncio.Event | None = None
    waiting: int = 0  # messages that `hold` has held up so far
    fails: Exception | None = None

    async def send(self, claimed: Claimed) -> Outcome:
        if self.fails is not None:
            raise self.fails
        if self.hold is not None:
            self.waiting += 1
            await self.hold.wait()
        recipient = claimed.message.recipient
        outcome = self.answers.get(recipient, Outcome("sent"))
        if outcome.verdict in ("sent", "unanswered"):
            self.left.append((self.core.clock.now(), claimed))
        return outcome

    async def was_sent(self, claimed: Claimed) -> bool | None:
        return self.found

    async def close(self) -> None:
        pass

    def recipients(self) -> list[str]:
        return [c.message.recipient for _, c in self.left]


def make_engine(core: Core, transport: Any = None, **settings: Any) -> Engine:
    return Engine(core, Settings(**settings), transports={"email": transport or Remembering(core)})


async def work(engine: Engine, workspace_id: int, *, rounds: int = 100, limit: int = 500) -> int:
    """Claim and deliver until nothing is due at this moment; how many were claimed."""
    total = 0
    engine.stop.clear()
    async with delivering(engine) as delivery:
        for _ in range(rounds):
            claimed = await queued.claim_queued(engine, workspace_id) + await dispatch.claim(engine, workspace_id, limit=limit)
            total += len(claimed)
            delivery.take(claimed)
            await delivery.below(1)
            if not claimed and workspace_id not in await ready.ready_workspaces(engine.core):
                break
    engine.stop.clear()
    return total


async def run_until(engine: Engine, workspace_id: int, end: datetime) -> int:
    """Live through the time until `end`: work at every moment at which something is due."""
    total = 0
    clock: Any = engine.core.clock
    while True:
        total += await work(engine, workspace_id)
        due = await ready.next_due(engine.core)
        if due is None or due > end:
            clock.set(end)
            return total
        clock.set(max(due, clock.now()))
        if due <= clock.now() and not await ready.ready_workspaces(engine.core):
            clock.advance(1)
