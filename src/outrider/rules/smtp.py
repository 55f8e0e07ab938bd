"""What an SMTP server's reply means: for this recipient, for this sender, or only for now (D2, D3, D9).

Only a real reply of a server says anything permanent. A time-out, a lost connection or an error of our own is `no_reply`.
"""

import re
from dataclasses import dataclass
from typing import Literal

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
    reason: str  # a reason code
    detail: str = ""  # what the server said


def no_reply(detail: str = "") -> Outcome:
    """No server answered: connection refused or lost, time-out, an error in here."""
    return Outcome("temporary", "no_reply", detail)


def smtp_outcome(code: int, enhanced: str | None = None, text: str = "") -> Outcome:
    """Classify a reply by its code, its enhanced status code (RFC 3463; found in the text when None) and its words."""
    if not 200 <= code <= 599:
        return no_reply(text)
    if code < 400:
        return Outcome("accepted", "accepted", text)
    enhanced = enhanced or enhanced_code(text) or ""
    for rule in (_of_sender, _of_rate, _transient if code < 500 else _of_recipient):
        if found := rule(code, enhanced, text):
            return Outcome(*found, text)
    return Outcome("policy", "refused", text)


def enhanced_code(text: str) -> str | None:
    """The first enhanced status code in a server's words."""
    match = _ENHANCED.search(text)
    return match[1] if match else None


_ENHANCED = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")

_LOGIN_CODES = {530, 534, 535, 538}
_LOGIN = {"5.7.8", "5.7.9", "5.7.14", "5.7.57", "5.7.139", "5.7.3"}
_BASIC_AUTH_OFF = {"5.7.30"}
# SPF, DKIM and DMARC of the sender's domain: Gmail's 26, 27, 29, 31; Microsoft's 515, 509; RFC 7372's 20 to 26.
_UNAUTHENTICATED = {f"5.7.{n}" for n in (20, 21, 22, 23, 24, 25, 26, 27, 29, 31, 32, 509, 515)}
_UNAUTHENTICATED_FOR_NOW = {f"4.7.{n}" for n in (20, 23, 24, 25, 26, 27, 29, 30, 31, 32)}
_SENDER_BLOCKED = {f"5.7.{n}" for n in (501, 502, 503, 508, 703, 705, 708, 750)} | {"5.1.8"}

_AUTH_WORDS = re.compile(
    r"authentication (?:required|unsuccessful|failed|is disabled)|"
    r"username and password not accepted",
    re.I,
)
_DMARC_WORDS = re.compile(
    r"(?:fail|not|lack|unauthenticated|violat|reject|does not)[^.]{0,60}\b(?:dmarc|dkim|spf)\b|"
    r"\b(?:dmarc|dkim|spf)\b[^.]{0,60}(?:fail|policy|not pass|reject|violat)",
    re.I,
)
_RATE_WORDS = re.compile(
    r"rate.?limit|too (?:many|fast|much)(?! recipients)|throttl|sending (?:limit|quota)|"
    r"daily (?:user )?(?:sending )?(?:limit|quota)"
    r"|unusual rate|submission quota|messages? per (?:hour|day|minute)|exceeded (?:the |your )?(?:hourly|"
    r"daily|maximum number of messages)",
    re.I,
)
_GREYLIST = re.compile(r"gr[ea]y.?list|try again (?:in|later)|postgrey", re.I)
_MAILBOX_WORDS = re.compile(
    r"(?:no such|unknown|invalid|non.?existent|unrouteable|undeliverable|inactive|disabled|"
    r"nonexistent)[^.]{0,30}"
    r"(?:user|mailbox|recipient|address|account|person|domain)"
    r"|(?:user|mailbox|recipient|address|account|domain)[^.]{0,60}"
    r"(?:unknown|not (?:found|exist|valid|here|listed)|doesn'?t|does not|no longer|rejected|unavailable|"
    r"disabled|inactive|suspended)"
    r"|mailbox (?:unavailable|not found)|address rejected|not our customer|no mailbox",
    re.I,
)
_POLICY_WORDS = re.compile(
    r"spam|block(?:ed|ing|list)|black.?list|dnsbl|\brbl\b|reputation|policy|polic(?:y|ies)|banned|"
    r"content|virus|malware|phish|"
    r"prohibited|unsolicited|access denied|not permitted|relay",
    re.I,
)

_Found = tuple[OutcomeKind, str] | None


def _of_sender(code: int, enhanced: str, text: str) -> _Found:
    if enhanced in _BASIC_AUTH_OFF:
        return "sender_auth", "basic_auth_disabled"
    if enhanced in _UNAUTHENTICATED or (code >= 500 and enhanced[:4] in ("", "5.7.") and _DMARC_WORDS.search(text)):
        return "sender_auth", "domain_unauthenticated"
    if code in _LOGIN_CODES or enhanced in _LOGIN or (code >= 500 and _AUTH_WORDS.search(text)):
        return "sender_auth", "login_refused"
    if enhanced in _UNAUTHENTICATED_FOR_NOW or (code < 500 and enhanced.startswith("4.7.") and _DMARC_WORDS.search(text)):
        return "sender_paused", "domain_unauthenticated"
    if enhanced in _SENDER_BLOCKED:
        return "sender_paused", "sender_blocked"
    return None


def _of_rate(code: int, enhanced: str, text: str) -> _Found:
    if enhanced == "4.5.3" or enhanced == "5.4.5" or _RATE_WORDS.search(text):
        # A recipient who gets too much mail is no fault of the sender's.
        if re.search(r"(?:user|recipient|account) you are trying to (?:contact|reach)", text, re.I):
            return ("temporary", "recipient_busy") if code < 500 else None
        return "sender_paused", "rate_limited"
    if code == 421 and enhanced.startswith("4.7."):
        return "sender_paused", "rate_limited"
    return None


def _transient(code: int, enhanced: str, text: str) -> _Found:
    if _GREYLIST.search(text) and not enhanced.startswith("4.2.2"):
        return "temporary", "greylisted"
    return "temporary", "mailbox_full" if enhanced == "4.2.2" else "try_later"


def _of_recipient(code: int, enhanced: str, text: str) -> _Found:
    subject, _, detail = enhanced[2:].partition(".") if enhanced[:1] == "5" else ("", "", "")
    if subject == "1" and detail != "7":
        return "permanent_recipient", "no_such_address"
    if subject == "2":
        return {
            "2": ("permanent_recipient", "mailbox_full"),
            "3": ("policy", "too_large"),
        }.get(detail, ("permanent_recipient", "mailbox_unavailable"))  # type: ignore[return-value]
    if subject == "4":
        return "permanent_recipient", "unreachable"
    if subject == "3":
        return "policy", "too_large" if detail == "4" else "refused"
    if subject in ("6", "7"):
        # "5.7.1 recipient rejected": some servers file an unknown address under policy.
        unknown = _MAILBOX_WORDS.search(text) and not _POLICY_WORDS.search(text)
        return ("permanent_recipient", "no_such_address") if unknown else ("policy", "refused")
    if _MAILBOX_WORDS.search(text) and not re.search(r"spam|block(?:ed|list)|black.?list|reputation", text, re.I):
        return "permanent_recipient", "no_such_address"
    if _POLICY_WORDS.search(text):
        return "policy", "refused"
    return ("permanent_recipient", "no_such_address") if code in (550, 551, 553) else None
