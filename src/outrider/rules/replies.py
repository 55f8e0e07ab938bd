"""What an inbound message is: an answer by a person, or one of the many things that machines send (D8, D10, D11)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from outrider.rules.intents import (
    Classifier,
    Intent,
    RulesClassifier,
    asks_to_stop,
    intent,
    is_out_of_office,
    return_date,
)
from outrider.rules.smtp import Outcome, enhanced_code, no_reply, smtp_outcome

__all__ = [
    "WARMUP_HEADER", "Classifier", "DsnRecipient", "Inbound", "Intent", "Kind", "KindName", "Outcome", "RulesClassifier",
    "asks_to_stop", "intent", "is_out_of_office", "kind", "no_reply", "return_date", "smtp_outcome",
]  # fmt: skip

# Carried by warm-up mail. Anybody can write it: the engine checks its value before it trusts the verdict.
WARMUP_HEADER = "x-outrider-warmup"

Headers = Mapping[str, Sequence[str]]
KindName = Literal["reply", "auto_reply", "bounce_hard", "bounce_soft", "complaint", "unsubscribe", "warmup", "challenge"]


@dataclass(frozen=True, slots=True)
class DsnRecipient:
    """One recipient's part of a delivery status notification (RFC 3464)."""

    address: str
    action: str = ""  # failed, delayed, delivered, relayed, expanded
    status: str = ""  # 5.1.1
    diagnostic: str = ""


@dataclass(frozen=True, slots=True)
class Inbound:
    """A received message as plain data. Header names are in lower case; every header may occur several times."""

    headers: Headers = field(default_factory=dict)
    subject: str = ""
    text: str = ""  # the whole plain text (made from the HTML where there is none)
    reply_text: str = ""  # without what it quotes; "" where that is not known
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
    dsn: tuple[DsnRecipient, ...] = ()
    feedback: Headers = field(default_factory=dict)  # fields of message/feedback-report
    returned_headers: Headers = field(default_factory=dict)  # of the message that a report is about

    @property
    def new_text(self) -> str:
        """What the writer wrote, as far as it is known."""
        return self.reply_text or self.text


@dataclass(frozen=True, slots=True)
class Kind:
    """What a message is and why. `recipients`: whose mail bounced, who complained. `returns_on`: for out of office."""

    name: KindName
    reason: str
    recipients: tuple[str, ...] = ()
    status: str = ""  # of a bounce
    out_of_office: bool = False
    returns_on: date | None = None


def kind(inbound: Inbound, today: date | None = None) -> Kind:
    """Say what a message is. `today` (default: the message's own date) is what "back on Monday" is counted from."""
    for rule in (_warmup, _complaint, _bounce, _challenge):
        if found := rule(inbound):
            return found
    if found := _auto_reply(inbound, today or (inbound.date.date() if inbound.date else None)):
        return found
    if asks_to_stop(inbound.new_text, inbound.subject):
        return Kind("unsubscribe", "asks not to be written to")
    return Kind("reply", "nothing says that a machine wrote it")


def _header(headers: Headers, name: str) -> str:
    values = headers.get(name)
    return values[0].strip() if values else ""


def _warmup(m: Inbound) -> Kind | None:
    return Kind("warmup", WARMUP_HEADER) if _header(m.headers, WARMUP_HEADER) else None


# --- complaints


def _complaint(m: Inbound) -> Kind | None:
    """ARF (RFC 5965), and Hotmail's and Yahoo's older forms of it."""
    if m.report_type == "feedback-report" or m.feedback:
        feedback_type = _header(m.feedback, "feedback-type").lower() or "abuse"
        if feedback_type in ("not-spam", "auth-failure", "dmarc"):
            return Kind("auto_reply", f"feedback report: {feedback_type}")
        name: KindName = "unsubscribe" if feedback_type.startswith("opt-out") else "complaint"
        return Kind(name, f"feedback report: {feedback_type}", _complainers(m))
    hotmail = _header(m.returned_headers, "x-hmxmroriginalrecipient")
    if hotmail or (m.from_address == "staff@hotmail.com" and m.subject.lower().startswith("complaint about message")):
        return Kind("complaint", "Hotmail complaint", (hotmail,) if hotmail else _complainers(m))
    return None


def _complainers(m: Inbound) -> tuple[str, ...]:
    for headers, name in (
        (m.feedback, "original-rcpt-to"),
        (m.feedback, "removal-recipient"),
        (m.returned_headers, "x-hmxmroriginalrecipient"),
        (m.returned_headers, "to"),
    ):
        found = tuple(a for value in headers.get(name, ()) for a in _ADDRESS.findall(value))
        if found:
            return found
    return ()


# --- bounces

_ADDRESS = re.compile(r"[^\s<>()\[\]:;,\"']+@[^\s<>()\[\]:;,\"']+[^\s<>()\[\]:;,\"'.]")
_DAEMON = re.compile(
    r"^(?:mailer-daemon|postmaster|mail-daemon|microsoftexchange\w*|bounces?|"
    r"mdaemon)(?:[+.-][^@]*)?@|^mailer-daemon$",
    re.I,
)
_BOUNCE_SUBJECT = re.compile(
    r"undeliver(?:able|ed)|delivery (?:status notification|failure|has failed|incomplete)|returned mail|"
    r"failure notice|"
    r"mail (?:delivery|system) (?:failed|failure|error|subsystem)|message (?:undeliverable|not delivered|"
    r"delayed|could not)|"
    r"delivery delayed|warning: (?:message|could not send)|unzustellbar|nicht zugestellt|"
    r"zustellung fehlgeschlagen|"
    r"non remis|échec de (?:la )?remise|no se (?:ha )?(?:puede|podido) entregar|correo no entregado|"
    r"mancata consegna|onbestelbaar|"
    r"não (?:foi )?entregue|obeställbart|nie dostarczono|rejected: ",
    re.I,
)
_DELAY = re.compile(
    r"\bdelay(?:ed)?\b|will (?:retry|be retried|keep trying|continue)|still (?:trying|being retried)|"
    r"temporar(?:y|ily)|"
    r"not yet (?:been )?delivered|verzögert|wird weiterhin versucht|retard|warning: ",
    re.I,
)
_REPLY_CODE = re.compile(r"(?<![\d.])([45]\d\d)[ -](?=[#\d(<A-Za-z])")


def _bounce(m: Inbound) -> Kind | None:
    if m.dsn:
        return _dsn(m)
    failed = tuple(a for value in m.headers.get("x-failed-recipients", ()) for a in _ADDRESS.findall(value))
    from_daemon = bool(_DAEMON.search(m.from_address)) or _header(m.headers, "return-path") == "<>"
    worded = from_daemon and _BOUNCE_SUBJECT.search(m.subject)
    if not (failed or worded or m.report_type == "delivery-status"):
        return None
    return _worded_bounce(m, failed or _addresses_written_to(m))


def _dsn(m: Inbound) -> Kind:
    """By the notification's own words, recipient by recipient; the worst counts."""
    hard = [r for r in m.dsn if _is_hard(r)]
    soft = [r for r in m.dsn if r not in hard and r.action.lower() in ("failed", "delayed", "")]
    if not hard and not soft:
        return Kind("auto_reply", "delivery report: " + (m.dsn[0].action or "no failure"))
    worst = hard or soft
    name: KindName = "bounce_hard" if hard else "bounce_soft"
    reason = " ".join((worst[0].diagnostic or worst[0].action).split())[:300] or "delivery failed"
    return Kind(name, reason, tuple(r.address for r in worst if r.address), worst[0].status)


def _is_hard(r: DsnRecipient) -> bool:
    status = r.status or enhanced_code(r.diagnostic) or ""
    if r.action.lower() not in ("failed", "") or not status.startswith("5"):
        return False
    # What the receiving side holds against the sender says nothing about the address (D2).
    real = enhanced_code(r.diagnostic)
    code = _REPLY_CODE.search(r.diagnostic)
    outcome = smtp_outcome(int(code[1]) if code else 550, real or status, r.diagnostic)
    return outcome.kind == "permanent_recipient" or (outcome.kind == "policy" and not status.startswith("5.7"))


def _worded_bounce(m: Inbound, recipients: tuple[str, ...]) -> Kind:
    """No machine-readable part: the words have to do."""
    text = m.text[:8000]
    status = enhanced_code(text) or ""
    code = _REPLY_CODE.search(text)
    reason = " ".join((m.subject or "delivery failed").split())[:300]
    if status or code:
        number = int(code[1]) if code and code[1][0] == (status[:1] or code[1][0]) else int((status or "5")[0]) * 100 + 50
        outcome = smtp_outcome(number, status or None, text)
        hard = outcome.kind == "permanent_recipient" or (outcome.kind == "policy" and not status.startswith("5.7"))
    else:
        hard = not _DELAY.search(m.subject) and not _DELAY.search(text[:2000])
    return Kind("bounce_hard" if hard else "bounce_soft", reason, recipients, status)


def _addresses_written_to(m: Inbound) -> tuple[str, ...]:
    """Of a bounce without fields: who the returned message was for, else the first address in the text."""
    returned = tuple(a for value in m.returned_headers.get("to", ()) for a in _ADDRESS.findall(value))
    own = {a.lower() for a in (*m.to, m.from_address)}
    named = [a for a in _ADDRESS.findall(m.text[:4000]) if a.lower() not in own and not _DAEMON.search(a)]
    return returned or tuple(named[:1])


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
    auto_submitted = re.split(r"[;\s(]", _header(m.headers, "auto-submitted").lower())[0]
    if auto_submitted and auto_submitted != "no":
        return f"Auto-Submitted: {auto_submitted}"
    if m.report_type == "disposition-notification":
        return "read receipt"
    for name in _AUTO_HEADERS:
        if (value := _header(m.headers, name)) and value.lower() not in ("no", "false", "none"):
            return name
    for name in ("precedence", "x-precedence", "preference"):
        if re.sub(r"[-_ ]", "", _header(m.headers, name).lower()) in ("autoreply", "autoresponder"):
            return f"{name}: auto_reply"
    if _header(m.headers, "return-path") == "<>":
        return "empty Return-Path"
    if "autoresponder" in _header(m.headers, "x-post-messageclass").lower():
        return "X-POST-MessageClass"
    if _header(m.headers, "x-fc-machinegenerated").lower() == "true":
        return "X-FC-MachineGenerated"
    return None
