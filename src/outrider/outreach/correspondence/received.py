"""What came in, read and judged, before it is filed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from outrider.outreach.conversations.messages import Headers
from outrider.rules.failure_causes import Consequence, Fault

Kind = Literal["reply", "auto_reply", "bounce", "complaint", "unsubscribe", "other"]
SHOWN = ("reply", "auto_reply", "unsubscribe", "other")  # kinds that a conversation opens with


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a delivery report says (see rules.failure_causes): whose `fault` it was, its `cause` and the `consequence`.

    `under_way`: the mail system is still trying.
    """

    hard: bool
    recipient: str | None = None
    original_id: str | None = None
    status: str | None = None
    detail: str = ""
    fault: Fault = "recipient"
    cause: str = ""
    consequence: Consequence = "retry"
    under_way: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """A message as it came in, read and judged. Ids are without <>; addresses normalised; `at` is its date, never the future.

    `token_message_id`: the outgoing message named by a signed token that it carries. `thread_key`: the provider's own
    thread. `lead_id`: who wrote it, where the provider knows. `intent`: a category's key. `returns_at`: when an absent person
    will be back. `words`: what the verdict stands on, in the writer's own words. `gone`: the writer left the company, or has
    another address; `successor` is the address to write to instead, where one is named.
    """

    kind: Kind
    wire_id: str
    at: datetime
    from_address: str | None
    from_name: str = ""
    to: Sequence[str] = ()
    cc: Sequence[str] = ()
    reply_to: str | None = None
    subject: str = ""
    body_text: str = ""
    body_html: str | None = None
    reply_text: str = ""
    in_reply_to: str | None = None
    references: Sequence[str] = ()
    thread_key: str | None = None
    token_message_id: int | None = None
    lead_id: int | None = None
    bounce: Bounce | None = None
    complained_of: str | None = None
    intent: str | None = None
    intent_source: str = "rules"
    words: str = ""
    gone: Literal["departed", "moved"] | None = None
    successor: str | None = None
    returns_at: datetime | None = None
    action: str = "email"
    facts: Headers = field(default_factory=Headers)
    raw: bytes | None = field(default=None, repr=False)
