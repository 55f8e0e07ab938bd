"""What the engine's loops share: the core, the settings, how messages leave, and the signal to stop."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal, Protocol

from outrider.engine.bells import Bells
from outrider.engine.job import Handler
from outrider.outreach.base.message_states import OutgoingMessage
from outrider.outreach.base.scope import Core
from outrider.outreach.conversations.webhooks import PayloadBuilder
from outrider.outreach.correspondence.policies import KeyDay
from outrider.outreach.senders.linkedin_connections import Fact
from outrider.outreach.senders.senders import Sender
from outrider.settings import Settings

# Seconds of the machine. A claimed message must be answered and recorded within its lease; one that could not be any more
# when its turn comes is released instead of being put on the wire.
LEASE_SECONDS = 360.0
WIRE_SECONDS = 180.0


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message committed as `sending`: what its transport and its recording need.

    The days are those it was counted on (`domain_day`: campaign, recipient domain and day, where a limit on domains counts it).
    `tickets` are its tracked links (target -> links.id). `starts`: it is its enrollment's first. `fresh`: this claim made the row
    (a retry's was there before). `gap`: the sender's minimum gap. `key_days`: the keys whose policies count it, and when.
    """

    workspace_id: int
    sender: Sender
    message: OutgoingMessage
    seat_id: int
    sender_day: date
    campaign_day: date | None = None
    tickets: dict[str, int] = field(default_factory=dict[str, int])
    domain_day: tuple[int, str, date] | None = None
    starts: bool = False
    fresh: bool = True
    gap: timedelta = timedelta()
    lease_until: datetime | None = None
    key_days: tuple[KeyDay, ...] = ()

    @property
    def id(self) -> int:
        return self.message.id

    @property
    def counter(self) -> str:
        """The action that it counts as in sender_days."""
        return counter(self.message.kind, self.message.action)


def counter(kind: str, action: str) -> str:
    """What a message counts as: hand-written mail apart from a campaign's. LinkedIn counts what is done, whoever wrote it."""
    return action if kind == "step" or action != "email" else "manual"


Verdict = Literal[
    "sent", "later", "refused", "skipped", "bounced", "sender_failed", "limited", "uncertain", "unanswered", "released"
]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message.

    sent: the server took it. later: refused for now. refused: refused for good, the recipient not to blame. skipped: not done,
    and the sequence goes on (`code` is the reason). bounced: there is no such recipient. sender_failed: surely not taken,
    because the sender cannot work (`auth`: its credentials were refused). limited: surely not done, this sender has done enough
    of it. uncertain: nobody knows. released: it never came to the wire. `wire_id`: the provider's own id, where it gives one.
    `fact`: what LinkedIn showed of sender and lead on the way.
    """

    verdict: Verdict
    code: str = ""
    detail: str = ""
    wire_id: str | None = None
    auth: bool = False
    retry_after: timedelta | None = None
    fact: Fact | None = None


class Transport(Protocol):
    """How messages of one channel leave."""

    async def send(self, claimed: Claimed) -> Outcome:
        """Put one message on the wire. Never raises for what a server or network does; one call per sender at a time."""
        ...

    async def was_sent(self, claimed: Claimed) -> bool | None:
        """Whether the message left after all. None: there is no way to know."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


def no_crash(point: str) -> None:
    """Called at each point where a process must be able to die; tests replace it to kill the process there."""


@dataclass(slots=True)
class Engine:
    """One process' engine.

    transports: by channel. handlers: what does each kind of job. payloads: what subscribers of webhooks are sent, by the dialect
    they subscribed in. `work` is set when a message may leave; `bells` sets it, and what other queues wait for, on NOTIFY.
    `crash_point` is for tests only.
    """

    core: Core
    settings: Settings
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    transports: dict[str, Transport] = field(default_factory=dict[str, Transport])
    handlers: Mapping[str, Handler] = field(default_factory=dict[str, Handler])
    payloads: Mapping[str, PayloadBuilder] = field(default_factory=dict[str, PayloadBuilder])
    bells: Bells = field(default_factory=Bells)
    work: asyncio.Event = field(default_factory=asyncio.Event)
    crash_point: Callable[[str], None] = no_crash

    def lease(self) -> datetime:
        return self.core.clock.now() + self.core.clock.real(LEASE_SECONDS)
