"""What really arrived: a mail server that writes down every delivery, and the account of a day made from it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from outrider.clock import Clock
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import figures
from outrider.outreach.enrollments import enrollments
from outrider.sandbox.faults import Answer
from outrider.sandbox.smtp_server import Envelope
from outrider.sandbox.world import Options, World

STEP = re.compile(rb"This is step (\d+)")
MESSAGE_ID = re.compile(rb"^message-id:\s*<([^>]+)>", re.MULTILINE | re.IGNORECASE)


class Recording(World):
    """The sandbox's world, which also counts what it accepts: by Message-ID, and by recipient and step."""

    def __init__(self, clock: Clock, options: Options) -> None:
        super().__init__(clock, options=options)
        self.by_id: Counter[str] = Counter()
        self.by_step: Counter[tuple[str, int]] = Counter()

    def notice(self) -> None:
        """Look at the clock: it has jumped."""
        self._wake.set()

    def receive(self, envelope: Envelope) -> Answer:
        answer = super().receive(envelope)
        if answer.code == 250 and (step := STEP.search(envelope.raw)) and (wire := MESSAGE_ID.search(envelope.raw)):
            self.by_id[wire[1].decode()] += 1
            for recipient in envelope.recipients:
                self.by_step[recipient, int(step[1])] += 1
        return answer


@dataclass
class Account:
    """The day's account. All lists but `deliveries` should be empty."""

    deliveries: int
    doubles: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    limbo: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    uncertain: int = 0

    @property
    def findings(self) -> list[str]:
        return [*self.doubles, *self.lost, *self.limbo, *self.wrong]


class Unsettled(NamedTuple):
    """What is still under way: enrollments that are active, and messages between claim and record."""

    enrollments: int
    messages: int


async def unsettled(core: Core, healthy: Sequence[int]) -> Unsettled:
    """What of these workspaces is still under way."""
    enrolled = messages = 0
    for workspace_id in healthy:
        async with core.scope(workspace_id) as scope:
            row = await scope.one(
                """
                SELECT (SELECT count(*) FROM enrollments WHERE workspace_id = %(workspace_id)s AND status = 'active') AS enrolled,
                       (SELECT count(*) FROM messages
                        WHERE workspace_id = %(workspace_id)s AND state IN ('sending', 'submitted')) AS messages
                """
            )
            assert row is not None
            enrolled, messages = enrolled + row["enrolled"], messages + row["messages"]
    return Unsettled(enrolled, messages)


async def account(core: Core, world: Recording, accepted: Sequence[tuple[int, str]], steps: int, every: Sequence[int]) -> Account:
    """The account of a day that has settled. `accepted`: workspace and address of each lead that the API took; `every`: all
    workspaces, the poisoned ones too."""
    made = Account(sum(world.by_id.values()))
    made.doubles += [f"Message-ID {name} was delivered {n} times" for name, n in world.by_id.items() if n > 1]
    made.doubles += [f"step {step} of {who} was delivered {n} times" for (who, step), n in world.by_step.items() if n > 1]
    for workspace_id in sorted({workspace_id for workspace_id, _ in accepted}):
        wanted = {address for at, address in accepted if at == workspace_id}
        await _leads(core, world, workspace_id, wanted, steps, made)
        made.lost += await unfiled(core, world, workspace_id)
        made.limbo += await _broken(core, workspace_id)
    for workspace_id in every:
        async with core.scope(workspace_id) as scope:
            if stuck := await enrollments.rescue(scope):
                made.limbo.append(f"doctor: {stuck} active leads of workspace {workspace_id} were due nothing")
            made.wrong += [f"figures of workspace {workspace_id}: {line}" for line in await figures.recount(scope)]
    return made


async def _leads(core: Core, world: Recording, workspace_id: int, wanted: set[str], steps: int, made: Account) -> None:
    async with core.scope(workspace_id) as scope:
        rows = await scope.all(
            """
            SELECT l.email, e.status, e.reason,
                   coalesce(array_agg(m.step_position || ' ' || m.state ORDER BY m.step_position)
                            FILTER (WHERE m.id IS NOT NULL), '{}') AS messages
            FROM enrollments e
            JOIN leads l ON l.workspace_id = %(workspace_id)s AND l.id = e.lead_id
            LEFT JOIN messages m ON m.workspace_id = %(workspace_id)s AND m.enrollment_id = e.id AND m.kind = 'step'
            WHERE e.workspace_id = %(workspace_id)s GROUP BY l.email, e.status, e.reason
            """
        )
    made.lost += [f"lead {address} was accepted and is gone" for address in sorted(wanted - {row["email"] for row in rows})]
    for row in rows:
        told = f"{row['email']} ({row['status']}, {row['reason']}): {row['messages']}"
        states = {int(position): state for position, state in (text.split() for text in row["messages"])}
        if row["status"] == "active":
            made.limbo.append(f"still active: {told}")
        if row["status"] == "completed" and len(states) < steps:
            made.lost.append(f"completed with steps never sent: {told}")
        for position, state in states.items():
            arrived = world.by_step[row["email"], position]
            made.uncertain += state == "uncertain"
            if state == "sent" and not arrived:
                made.lost.append(f"step {position} is recorded as sent and never arrived: {told}")
            if state in ("failed", "cancelled") and arrived:
                made.wrong.append(f"step {position} arrived and is {state}: {told}")
            if state in ("queued", "sending", "submitted"):
                made.limbo.append(f"step {position} is {state}: {told}")


async def _broken(core: Core, workspace_id: int) -> list[str]:
    """The mailboxes of a healthy workspace that do not work: what they have to do waits for a person."""
    async with core.scope(workspace_id) as scope:
        rows = await scope.all(
            """
            SELECT address, status, status_code, status_detail FROM senders
            WHERE workspace_id = %(workspace_id)s AND channel = 'email' AND status <> 'active'
            """
        )
    return [f"mailbox {row['address']} is {row['status']} ({row['status_code']}): {row['status_detail']}" for row in rows]


async def unfiled(core: Core, world: Recording, workspace_id: int) -> list[str]:
    """What people wrote to the mailboxes of a workspace and the engine did not file, and where reading stands in its mailbox."""
    async with core.scope(workspace_id) as scope:
        boxes = await scope.all(
            """
            SELECT s.address, coalesce(jsonb_agg(to_jsonb(c) - 'workspace_id' ORDER BY c.folder)
                   FILTER (WHERE c.folder IS NOT NULL), '[]')::text AS reading
            FROM senders s LEFT JOIN mailbox_cursors c ON c.workspace_id = %(workspace_id)s AND c.sender_id = s.id
            WHERE s.workspace_id = %(workspace_id)s AND s.channel = 'email' GROUP BY s.id, s.address
            """
        )
        filed = await scope.all(
            """
            SELECT from_address FROM messages
            WHERE workspace_id = %(workspace_id)s AND direction = 'in' AND from_address IS NOT NULL
            """
        )
    known = Counter(row["from_address"] for row in filed)
    written = Counter(
        (letter.sender, row["address"], row["reading"])
        for row in boxes
        for letter in world.delivered(row["address"])
        if letter.sender
    )
    return [
        f"{n} letters of {who} in {box} were not filed; it is read so: {reading}"
        for (who, box, reading), count in written.items()
        if (n := count - known[who]) > 0
    ]
