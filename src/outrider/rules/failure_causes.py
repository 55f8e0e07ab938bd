"""Why a message could not be delivered: every cause, whose fault it is, and what follows from it.

One table for what an SMTP server answers and for what a failure notification reports. Only a cause whose consequence is
`bounce` speaks of the recipient's address for good; everything else leaves the lead alone.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Fault = Literal["recipient", "content", "sender", "network"]

# bounce: the address is dead, never write to it again. retry: the same message may be taken later. refuse: this message is
# not wanted, which says nothing about the address. rest: the sender pauses for a while. stop: the sender cannot send until
# a person acts.
Consequence = Literal["bounce", "retry", "refuse", "rest", "stop"]


class Cause(StrEnum):
    """The codes. They are stored with messages and events: never rename one."""

    # The recipient's address, for good.
    NO_SUCH_ADDRESS = "no_such_address"
    NO_SUCH_DOMAIN = "no_such_domain"
    MAILBOX_DISABLED = "mailbox_disabled"
    MAILBOX_UNAVAILABLE = "mailbox_unavailable"
    MOVED = "moved"

    # The recipient, for now or by choice.
    MAILBOX_FULL = "mailbox_full"
    RECIPIENT_BUSY = "recipient_busy"
    RECIPIENT_REFUSES = "recipient_refuses"

    # The message.
    TOO_LARGE = "too_large"
    SPAM = "spam"
    VIRUS = "virus"
    CONTENT = "content"
    REFUSED = "refused"

    # The sender.
    LOGIN_REFUSED = "login_refused"
    BASIC_AUTH_DISABLED = "basic_auth_disabled"
    DOMAIN_UNAUTHENTICATED = "domain_unauthenticated"
    SENDER_NOT_ALLOWED = "sender_not_allowed"
    SENDER_DOMAIN = "sender_domain"
    SENDER_REFUSED = "sender_refused"
    SENDER_BLOCKED = "sender_blocked"
    SENDER_HOST = "sender_host"
    RATE_LIMITED = "rate_limited"

    # The network between them.
    BLOCKLISTED = "blocklisted"
    RELAYING_DENIED = "relaying_denied"
    GREYLISTED = "greylisted"
    TRY_LATER = "try_later"
    UNREACHABLE = "unreachable"
    EXPIRED = "expired"
    LOOP = "loop"
    SYSTEM = "system"
    PROTOCOL = "protocol"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a cause means."""

    fault: Fault
    consequence: Consequence
    sentence: str


MEANINGS: dict[Cause, Meaning] = {
    Cause.NO_SUCH_ADDRESS: Meaning("recipient", "bounce", "The address does not exist."),
    Cause.NO_SUCH_DOMAIN: Meaning("recipient", "bounce", "The address's domain does not exist or takes no mail."),
    Cause.MAILBOX_DISABLED: Meaning("recipient", "bounce", "The mailbox was disabled."),
    Cause.MAILBOX_UNAVAILABLE: Meaning("recipient", "bounce", "The mailbox is not available."),
    Cause.MOVED: Meaning("recipient", "bounce", "The mailbox has moved to another address."),
    Cause.MAILBOX_FULL: Meaning("recipient", "retry", "The mailbox is full."),
    Cause.RECIPIENT_BUSY: Meaning("recipient", "retry", "The mailbox is receiving too much mail at the moment."),
    Cause.RECIPIENT_REFUSES: Meaning("recipient", "refuse", "The recipient takes mail only from certain senders."),
    Cause.TOO_LARGE: Meaning("content", "refuse", "The message is too large."),
    Cause.SPAM: Meaning("content", "refuse", "The message was taken for spam."),
    Cause.VIRUS: Meaning("content", "refuse", "The message was taken for malware."),
    Cause.CONTENT: Meaning("content", "refuse", "The message's content or format was refused."),
    Cause.REFUSED: Meaning("content", "refuse", "The message was refused by a policy of the receiving side."),
    Cause.LOGIN_REFUSED: Meaning("sender", "stop", "The sender's login was refused."),
    Cause.BASIC_AUTH_DISABLED: Meaning("sender", "stop", "The provider no longer accepts passwords for sending."),
    Cause.DOMAIN_UNAUTHENTICATED: Meaning("sender", "stop", "The sender's domain failed SPF, DKIM or DMARC."),
    Cause.SENDER_NOT_ALLOWED: Meaning("sender", "stop", "The sender may not send from this address."),
    Cause.SENDER_DOMAIN: Meaning("sender", "stop", "The sender's domain does not exist in DNS or takes no mail."),
    Cause.SENDER_REFUSED: Meaning("sender", "rest", "The sender's address was refused."),
    Cause.SENDER_BLOCKED: Meaning("sender", "rest", "The sender's account or address is blocked."),
    Cause.SENDER_HOST: Meaning("sender", "rest", "The name or reverse DNS of the sender's server was refused."),
    Cause.RATE_LIMITED: Meaning("sender", "rest", "The sender exceeded a sending limit."),
    Cause.BLOCKLISTED: Meaning("network", "refuse", "The sending server's address is on a block list."),
    Cause.RELAYING_DENIED: Meaning("network", "refuse", "The server does not relay mail to this domain."),
    Cause.GREYLISTED: Meaning("network", "retry", "The server asks to try again later (greylisting)."),
    Cause.TRY_LATER: Meaning("network", "retry", "The server asks to try again later."),
    Cause.UNREACHABLE: Meaning("network", "retry", "The recipient's server could not be reached."),
    Cause.EXPIRED: Meaning("network", "retry", "The message could not be delivered in time."),
    Cause.LOOP: Meaning("network", "refuse", "The message went round in a loop between servers."),
    Cause.SYSTEM: Meaning("network", "refuse", "The receiving system had an error of its own."),
    Cause.PROTOCOL: Meaning("network", "refuse", "The servers did not understand each other."),
    Cause.UNKNOWN: Meaning("network", "retry", "No reason was given."),
}
