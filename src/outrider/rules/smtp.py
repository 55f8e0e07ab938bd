"""What an SMTP server's reply means: for this recipient, for this sender, or only for now (D2, D3, D9).

Only a real reply of a server says anything permanent. A time-out, a lost connection or an error of our own is `no_reply`.
"""

from dataclasses import dataclass
from typing import Literal

from outrider.rules.failure_causes import Cause, Consequence
from outrider.rules.failures import STATUS_CODE, Failure, Parties, Phase, Statement, read

OutcomeKind = Literal["accepted", "permanent_recipient", "temporary", "sender_auth", "sender_paused", "policy"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What to do next, by `kind`:

    accepted: done. permanent_recipient: a bounce, never write to this address again. temporary: try this message again later.
    sender_auth: the sender's login or its domain's authentication is refused: stop the sender, keep the lead.
    sender_paused: the sender is too fast or out of favour: rest the sender, keep the message. policy: this message was
    refused, which says nothing about the address: do not send it again as it is.
    """

    kind: OutcomeKind
    reason: str  # a reason code: a cause of `failure_causes`, or one of our own
    detail: str = ""  # what the server said


_KINDS: dict[Consequence, OutcomeKind] = {
    "bounce": "permanent_recipient",
    "retry": "temporary",
    "refuse": "policy",
    "rest": "sender_paused",
    "stop": "sender_auth",
}


def no_reply(detail: str = "") -> Outcome:
    """No server answered: connection refused or lost, time-out, an error in here."""
    return Outcome("temporary", "no_reply", detail)


def smtp_outcome(
    code: int, enhanced: str | None = None, text: str = "", *, phase: Phase = "rcpt", parties: Parties = Parties()
) -> Outcome:
    """Classify a reply by its code, its enhanced status code (RFC 3463; found in the text when None) and its words.

    `phase`: what the server answered. `parties`: the recipient's and the sender's addresses, so that it is known whose the
    text names.
    """
    if not 200 <= code <= 599:
        return no_reply(text)
    if code < 400:
        return Outcome("accepted", "accepted", text)
    failure = smtp_failure(code, enhanced, text, phase=phase, parties=parties)
    return Outcome(_KINDS[failure.consequence], failure.cause, text)


def smtp_failure(
    code: int, enhanced: str | None = None, text: str = "", *, phase: Phase = "rcpt", parties: Parties = Parties()
) -> Failure:
    """The failure reported by a reply of 400 to 599."""
    failure = read([Statement(text, code, enhanced or "", phase)], parties, permanent=code >= 500)
    if failure.cause is Cause.UNKNOWN:
        return Failure(Cause.REFUSED if failure.permanent else Cause.TRY_LATER, failure.permanent, failure.status, text)
    return failure


def enhanced_code(text: str) -> str | None:
    """The first enhanced status code in a server's words."""
    match = STATUS_CODE.search(text)
    return match[1] if match else None
