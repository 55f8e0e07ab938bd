"""What an inbound message is: an answer by a person, or one of the many things that machines send (D8, D10, D11)."""

import re
from datetime import date

from outrider.rules.inbound import DsnRecipient, Headers, Inbound, Kind, KindName, header
from outrider.rules.intents import (
    Classifier,
    Intent,
    RulesClassifier,
    asks_to_stop,
    intent,
    is_out_of_office,
    return_date,
)
from outrider.rules.reports import bounce, complaint
from outrider.rules.smtp import Outcome, no_reply, smtp_outcome

__all__ = [
    "WARMUP_HEADER", "Classifier", "DsnRecipient", "Headers", "Inbound", "Intent", "Kind", "KindName", "Outcome",
    "RulesClassifier", "asks_to_stop", "intent", "is_out_of_office", "kind", "no_reply", "return_date", "smtp_outcome",
]  # fmt: skip

# Carried by warm-up mail. Anybody can write it: the engine checks its value before it trusts the verdict.
WARMUP_HEADER = "x-outrider-warmup"


def kind(inbound: Inbound, today: date | None = None) -> Kind:
    """Say what a message is. `today` (default: the message's own date) is what "back on Monday" is counted from."""
    for rule in (_warmup, complaint, bounce, _challenge):
        if found := rule(inbound):
            return found
    if found := _auto_reply(inbound, today or (inbound.date.date() if inbound.date else None)):
        return found
    if asks_to_stop(inbound.new_text, inbound.subject):
        return Kind("unsubscribe", "asks not to be written to")
    return Kind("reply", "nothing says that a machine wrote it")


def _warmup(m: Inbound) -> Kind | None:
    return Kind("warmup", WARMUP_HEADER) if header(m.headers, WARMUP_HEADER) else None


# --- machines that answer

_CHALLENGE = re.compile(
    r"\[?boxbe\]?|spam ?arrest|verify (?:that )?(?:you are|you're) (?:a )?human|"
    r"confirm (?:that )?you(?:'re| are) (?:a )?(?:human|real)|"
    r"(?:please )?(?:confirm|verify) your (?:message|e-?mail) (?:to|so|before|by)|"
    r"sender verification (?:required|needed)|"
    r"requires? (?:sender )?verification|needs? to be approved by the recipient|"
    r"action required.{0,40}verif|mailinblack|"
    r"message (?:is )?(?:being )?held.{0,60}(?:confirm|verif|click)",
    re.I | re.S,
)
_AUTO_HEADERS = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-autoreply-from", "x-mail-autoreply")


def _challenge(m: Inbound) -> Kind | None:
    where = f"{m.subject}\n{m.new_text[:1500]}"
    if _CHALLENGE.search(where) and re.search(r"https?://|captcha|click|reply to this", m.text + m.html, re.I):
        return Kind("challenge", "asks the sender to prove to be a person")
    return None


def _auto_reply(m: Inbound, today: date | None) -> Kind | None:
    away = is_out_of_office(m.new_text, m.subject)
    reason = _machine_reason(m) or (away and "subject or text of an out-of-office answer")
    if not reason:
        return None
    returns = return_date(m.new_text, today) if away and today else None
    return Kind("auto_reply", reason, out_of_office=away, returns_on=returns)


def _machine_reason(m: Inbound) -> str | None:
    """A header that only machines write (RFC 3834 and what came before it)."""
    auto_submitted = re.split(r"[;\s(]", header(m.headers, "auto-submitted").lower())[0]
    if auto_submitted and auto_submitted != "no":
        return f"Auto-Submitted: {auto_submitted}"
    if m.report_type == "disposition-notification":
        return "read receipt"
    for name in _AUTO_HEADERS:
        if (value := header(m.headers, name)) and value.lower() not in ("no", "false", "none"):
            return name
    for name in ("precedence", "x-precedence", "preference"):
        if re.sub(r"[-_ ]", "", header(m.headers, name).lower()) in ("autoreply", "autoresponder"):
            return f"{name}: auto_reply"
    if header(m.headers, "return-path") == "<>":
        return "empty Return-Path"
    if "autoresponder" in header(m.headers, "x-post-messageclass").lower():
        return "X-POST-MessageClass"
    if header(m.headers, "x-fc-machinegenerated").lower() == "true":
        return "X-FC-MachineGenerated"
    return None
