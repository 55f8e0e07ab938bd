"""Reports by machines about what we sent: failure notifications (RFC 3464, RFC 6533 and free text) and complaints (RFC 5965)."""

import re

from outrider.rules.inbound import DsnRecipient, Inbound, Kind, KindName, header
from outrider.rules.smtp import enhanced_code, smtp_outcome

# --- complaints


def complaint(m: Inbound) -> Kind | None:
    """ARF (RFC 5965), and Hotmail's and Yahoo's older forms of it."""
    if m.report_type == "feedback-report" or m.feedback:
        feedback_type = header(m.feedback, "feedback-type").lower() or "abuse"
        if feedback_type in ("not-spam", "auth-failure", "dmarc"):
            return Kind("auto_reply", f"feedback report: {feedback_type}")
        name: KindName = "unsubscribe" if feedback_type.startswith("opt-out") else "complaint"
        return Kind(name, f"feedback report: {feedback_type}", _complainers(m))
    hotmail = header(m.returned_headers, "x-hmxmroriginalrecipient")
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


def bounce(m: Inbound) -> Kind | None:
    if m.dsn:
        return _dsn(m)
    failed = tuple(a for value in m.headers.get("x-failed-recipients", ()) for a in _ADDRESS.findall(value))
    from_daemon = bool(_DAEMON.search(m.from_address)) or header(m.headers, "return-path") == "<>"
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
