"""A received message as plain data, and what it was found to be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from outrider.rules.failures import Failure

Headers = Mapping[str, Sequence[str]]
KindName = Literal["reply", "auto_reply", "bounce_hard", "bounce_soft", "complaint", "unsubscribe", "warmup", "challenge"]


@dataclass(frozen=True, slots=True)
class DsnRecipient:
    """One recipient's part of a delivery status notification (RFC 3464)."""

    address: str
    action: str = ""  # failed, delayed, delivered, relayed, expanded
    status: str = ""  # 5.1.1
    diagnostic: str = ""
    category: str = ""  # the reporting system's own word for the reason: bad-mailbox


@dataclass(frozen=True, slots=True)
class Inbound:
    """A received message as plain data. Header names are in lower case; every header may occur several times."""

    headers: Headers = field(default_factory=dict[str, Sequence[str]])
    subject: str = ""
    text: str = ""  # the whole plain text (made from the HTML where there is none)
    reply_text: str | None = None  # without what it quotes; None where that is not known
    html: str = ""
    from_address: str = ""
    from_name: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    date: datetime | None = None
    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    report_type: str | None = None  # of a multipart/report: delivery-status, feedback-report, disposition-notification
    report: Headers = field(default_factory=dict[str, Sequence[str]])  # of a delivery report: the fields about the message
    dsn: tuple[DsnRecipient, ...] = ()
    feedback: Headers = field(default_factory=dict[str, Sequence[str]])  # fields of message/feedback-report
    invitation: str = ""  # what its calendar part does: accepted, declined, tentative, request, counter, cancel
    returned_headers: Headers = field(default_factory=dict[str, Sequence[str]])  # of the message that a report is about

    @property
    def new_text(self) -> str:
        """What the writer wrote, as far as it is known; nothing where all of it is quoted."""
        return self.text if self.reply_text is None else self.reply_text


@dataclass(frozen=True, slots=True)
class Kind:
    """What a message is and why.

    `recipients`: whose mail bounced, who complained. `failure`: why mail bounced. `returns_on`: for out of
    office. `gone`: its writer left the company or has another address; `successor` is then the address to write to
    instead, where one is named. `words`: what the verdict stands on, in the writer's own words.
    """

    name: KindName
    reason: str
    recipients: tuple[str, ...] = ()
    status: str = ""  # of a bounce
    out_of_office: bool = False
    returns_on: date | None = None
    failure: Failure | None = None
    gone: Literal["departed", "moved"] | None = None
    successor: str = ""
    words: str = ""


def header(headers: Headers, name: str) -> str:
    values = headers.get(name)
    return values[0].strip() if values else ""
