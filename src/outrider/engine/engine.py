"""What the engine's loops share: the core, the settings, the transports and the stop signal."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal, Protocol

from outrider.engine.bells import Bells
from outrider.engine.job import Handler
from outrider.frozen import checked
from outrider.outreach.base.message_states import OutgoingMessage
from outrider.outreach.base.scope import Core
from outrider.outreach.conversations.webhooks import Form
from outrider.outreach.correspondence.policies import KeyDay
from outrider.outreach.senders.linkedin_connections import Fact
from outrider.outreach.senders.senders import Sender
from outrider.settings import Settings

# Seconds of real time. A claimed message must be answered and recorded within its lease. If too little of the lease is left when
# its turn comes, it is released instead of sent.
LEASE_SECONDS = 360.0
WIRE_SECONDS = 180.0


@checked(frozen=True, slots=True)
class Claimed:
    """A message committed as `sending`, with everything needed to send and record it.

    The days are those it was counted on (`domain_day`: campaign, recipient domain and day, if a domain limit applies). `tickets`
    are its tracked links (target -> links.id). `starts`: it is its enrollment's first message. `fresh`: this claim created the
    row (a retry reuses its row). `gap`: the sender's minimum gap. `key_days`: the keys whose policies count it, with the day.
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
        """The action it counts as in sender_days."""
        return counter(self.message.kind, self.message.action)


def counter(kind: str, action: str) -> str:
    """The action a message counts as. Hand-written mail is counted apart from campaign mail; on LinkedIn only the action
    counts.
    """
    return action if kind == "step" or action != "email" else "manual"


Verdict = Literal[
    "sent", "later", "refused", "skipped", "bounced", "sender_failed", "limited", "uncertain", "unanswered", "released"
]


@checked(frozen=True, slots=True)
class Outcome:
    """The result of an attempt to send a message.

    sent: the server accepted it. later: temporarily refused. refused: permanently refused, not because of the recipient. skipped:
    not done, and the sequence continues (`code` is the reason). bounced: the recipient does not exist. sender_failed: definitely
    not accepted, because the sender does not work (`auth`: its credentials were refused). limited: definitely not done, because
    the sender reached a limit. uncertain: unknown. released: never put on the wire. `wire_id`: the provider's own id, if any.
    `fact`: what LinkedIn revealed about sender and lead.
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
        """Put one message on the wire. Never raises for server or network errors. Called for one message per sender at a time.

        It asks the database before the wire and not afterwards: where the database fails it, nothing has left.
        """
        ...

    async def was_sent(self, claimed: Claimed) -> bool | None:
        """Whether the message was sent after all. None: it cannot be determined."""
        ...

    async def close(self) -> None:
        """Close all connections."""
        ...


def no_crash(point: str) -> None:
    """Called at each point where a crash must be safe; tests replace it to kill the process there."""


@dataclass(slots=True)
class Engine:
    """One process' engine.

    transports: by channel. handlers: by kind of job. webhook_forms: by the webhook's dialect. `work` is set when a message may be
    due; `bells` sets it, and the events of other queues, on NOTIFY. `crash_point` is for tests only.
    """

    core: Core
    settings: Settings
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    transports: dict[str, Transport] = field(default_factory=dict[str, Transport])
    handlers: Mapping[str, Handler] = field(default_factory=dict[str, Handler])
    webhook_forms: Mapping[str, Form] = field(default_factory=dict[str, Form])
    bells: Bells = field(default_factory=Bells)
    work: asyncio.Event = field(default_factory=asyncio.Event)
    crash_point: Callable[[str], None] = no_crash

    @property
    def logs_messages(self) -> bool:
        """Whether the log has a line for each message."""
        return self.settings.log_level == "debug"

    def lease(self) -> datetime:
        return self.core.clock.now() + self.core.clock.real(LEASE_SECONDS)
