"""What an inbound message is: an answer by a person, or one of the many things that machines send (D8, D10, D11)."""

from collections.abc import Collection
from datetime import date

from outrider.rules.absence import automatic_subject, is_out_of_office
from outrider.rules.inbound import DsnRecipient, Headers, Inbound, Kind, KindName, header
from outrider.rules.intents import (
    Classifier,
    Intent,
    RulesClassifier,
    asks_to_stop,
    intent,
    is_stop_subject,
)
from outrider.rules.machines import Machine, machine
from outrider.rules.reports import bounce, complaint
from outrider.rules.returning import return_date
from outrider.rules.smtp import Outcome, no_reply, smtp_outcome

__all__ = [
    "WARMUP_HEADER", "Classifier", "DsnRecipient", "Headers", "Inbound", "Intent", "Kind", "KindName", "Outcome",
    "RulesClassifier", "asks_to_stop", "intent", "is_out_of_office", "kind", "no_reply", "return_date", "smtp_outcome",
]  # fmt: skip

# Carried by warm-up mail. Anyone can write it: the engine checks its value before it trusts the verdict.
WARMUP_HEADER = "x-outrider-warmup"


def kind(inbound: Inbound, today: date | None = None, ours: Collection[str] = ()) -> Kind:
    """Say what a message is.

    `today` (default: the message's own date) is what "back on Monday" is counted from; `ours` are the subjects of what we wrote
    in its thread, which say nothing about an answer.
    """
    for rule in (_warmup, complaint, bounce, _invitation):
        if found := rule(inbound):
            return found
    if answer := machine(inbound, today or (inbound.date.date() if inbound.date else None), ours):
        if answer.name == "other" and is_stop_subject(inbound.subject):  # a mail program unsubscribes its owner
            return Kind("unsubscribe", "asks not to be written to", words=f"subject: {inbound.subject.strip()}")
        return _answered(answer)
    if words := asks_to_stop(inbound.new_text, inbound.subject):
        return Kind("unsubscribe", "asks not to be written to", words=words)
    return Kind("reply", "nothing says that a machine wrote it")


def _answered(answer: Machine) -> Kind:
    return Kind(
        "challenge" if answer.name == "challenge" else "auto_reply",
        answer.reason,
        out_of_office=answer.name == "away",
        returns_on=answer.returns_on,
        gone=answer.name if answer.name in ("departed", "moved") else None,
        successor=answer.successor,
        words=answer.reason,
    )


def _invitation(m: Inbound) -> Kind | None:
    """Who answers an invitation or sends one is a person, whatever the calendar that puts it into words says of itself."""
    sure = m.invitation and not ((subject := automatic_subject(m.subject)) and subject.certain)
    return Kind("reply", "answers or sends an invitation", words=m.invitation) if sure else None


def _warmup(m: Inbound) -> Kind | None:
    return Kind("warmup", WARMUP_HEADER) if header(m.headers, WARMUP_HEADER) else None
