"""Machines that answer: absence, acknowledgements of help desks, departed people, moved addresses, challenges."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal

from outrider.rules.absence import automatic_subject, is_personal, return_date, said_away, says_interest
from outrider.rules.inbound import Inbound, header
from outrider.rules.languages import lists
from outrider.rules.phrases import Words, read

MachineName = Literal["challenge", "departed", "moved", "away", "ticket", "other"]

_READ = 3000
_MOST_WORDS_OF_ACKNOWLEDGEMENT = 250
_SHORT_ACKNOWLEDGEMENT = 60  # words
_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,250}[A-Za-z0-9]")
_NUMBERED = re.compile(
    r"(?:\b(?:ticket|tickets|tiket|tichet\w*|case|request|incident|inc|sr|anfrage|vorgang|sag|sak\w*|ärende\w*|zgłoszeni\w*"
    r"|solicitud|caso|protocolo|pratica|dossier|заявк\w*|запрос|запит|обращени\w*|звернення|talep\w*|saknummer"
    r"|demande|aanvraag)"
    r"(?:\s?(?:id|no|nr|number|nummer|nº|n°))?|#|№|工单|工單|チケット|受付番号|티켓)[\s.:：#№_(\[-]{0,4}[a-z]{0,4}-?\d{3,}",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"(?:support|help|helpdesk|service|info|kundenservice|office|contact|kontakt|no-?reply|noreply|ticket|desk|hello|hi|hallo|team|mail|enquir|inquir|anfrage|kunden|customer|care|contacto|contatto|contato|biuro|sales)[^@]*@",
    re.I,
)
_CHALLENGE = re.compile(
    r"\[?boxbe\]?|spam ?arrest|action required.{0,40}verif|mailinblack|"
    r"message (?:is )?(?:being )?held.{0,60}(?:confirm|verif|click)",
    re.IGNORECASE | re.DOTALL,
)
_ACT = re.compile(r"https?://|captcha|click|reply to this", re.IGNORECASE)
_AUTO_HEADERS = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-autoreply-from", "x-mail-autoreply")


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine's answer and the words or header that say so.

    `successor`: of somebody who left, the address to write to instead; of one who moved, the new address.
    """

    name: MachineName
    reason: str
    returns_on: date | None = None
    successor: str = ""


def machine(m: Inbound, today: date | None, ours: Collection[str] = ()) -> Machine | None:
    """What kind of machine wrote a message; None for a person. `ours` are the subjects of what we wrote in its thread."""
    text = m.new_text[:_READ]
    words = read(text)
    if found := _challenge(m):
        return found
    marked = _header(m)
    subject = automatic_subject(m.subject, ours)
    automatic = marked or (subject.words if subject and subject.certain else None)
    away = said_away(text, m.subject, ours, today, marked=bool(marked))
    returns = (return_date(text, today) or return_date(m.subject[:300], today)) if away and today else None
    stated = automatic or (lists.of("ticket").first(words) and _NO_ANSWER.search(text) and "no answer is read")
    says_absent = lists.of("away").first(words) is not None
    absent = returns is not None and (says_absent or lists.of("absent").first(words) is not None)
    if not absent and (found := _gone(m, words, sure=bool(stated))):
        return found
    # An absence note thanks for the message as well: only a number makes one that speaks of being away a ticket.
    if (not (away and says_absent) or _is_numbered(m, words.text)) and (
        acknowledged := _acknowledges(m, words.text, bool(marked))
    ):
        return Machine("ticket", acknowledged)
    if away:
        return Machine("away", marked or f"absence: {away}", returns)
    said = automatic or _says_automatic(words, text)
    return Machine("other", said) if said else None


def _gone(m: Inbound, words: Words, *, sure: bool) -> Machine | None:
    """Somebody who left, or has another address. `sure`: a machine wrote it. Else only whom to write to may be said besides."""
    to = successor(m)
    if not sure and (not to or len(words) > _LONGEST_NOTICE or is_personal(words.text)):
        return None
    if departed := lists.of("departed").first(words):
        return Machine("departed", departed.text, successor=to)
    if to and (moved := lists.of("moved").first(words)):
        return Machine("moved", moved.text, successor=to)
    if sure and to and lists.of("away").first(words) is None and _is_own(to, m) and _is_told(to, words.text):
        return Machine("moved", to, successor=to)
    return None


def _is_own(address: str, m: Inbound) -> bool:
    """Whether an address of another domain is the writer's own, by its name."""
    local, _, domain = address.lower().partition("@")
    names = _NAME.findall(f"{m.from_name} {m.from_address.partition('@')[0]}".lower())
    return domain != m.from_address.partition("@")[2] and any(name in _NAME.findall(local) for name in names)


_NAME = re.compile(r"[^\W\d_]{3,}")


def _is_told(address: str, text: str) -> bool:
    """Whether an address stands in a sentence, not in a signature."""
    line = next((line for line in text.splitlines() if address in line), "")
    return len(read(line.replace(address, " "))) >= 3 or (len(line) > len(address) + 5 and not line.isascii())


def _says_automatic(words: Words, text: str) -> str | None:
    """The words by which a short text says that a machine wrote it, when nothing in it is a person's."""
    if len(words) > _LONGEST_NOTICE or is_personal(text) or lists.of("refusal").first(words) or lists.of("stop").first(words):
        return None
    return next((found.text for found in lists.of("ticket").all(words) if _NO_ANSWER.search(found.text)), None)


_LONGEST_NOTICE = 120  # words
_NO_ANSWER = re.compile(
    r"do not reply|not monitored|unmonitored|automati[ckzsšč]|automatis|automaattin|autom[aá]t|αυτόματ|"
    r"автоматич|otomatik|自動|自动|자동",
    re.IGNORECASE,
)


def successor(m: Inbound) -> str:
    """The address that a text names beside its writer's and ours; "" if it names none."""
    own = {address.lower() for address in (m.from_address, *m.to, *m.cc)}
    return next((a for a in _ADDRESS.findall(m.new_text[:_READ]) if a.lower() not in own), "")


def _acknowledges(m: Inbound, text: str, marked: bool) -> str | None:
    """The words by which a help desk says that it got our message."""
    words = read(text)
    received = lists.of("received").first(words)
    if received is None and len(words) <= _SHORT_ACKNOWLEDGEMENT and _DESK.match(m.from_address) and not is_personal(text):
        return _numbered(m, text)
    if received is None or len(words) > _MOST_WORDS_OF_ACKNOWLEDGEMENT:
        return None
    if marked:
        return received.text
    if says_interest(text):
        return None
    numbered = _is_numbered(m, text)
    listed = lists.of("ticket").first(words) and (re.search(r"\d{3,}", text) or _NO_ANSWER.search(text))
    if numbered or (listed and "?" not in text):
        return received.text
    desk = _DESK.match(m.from_address) and len(words) <= 80
    wanted = is_personal(text) or lists.of("refusal").first(words) or lists.of("wrong").first(words)
    return received.text if desk and not wanted else None


def _is_numbered(m: Inbound, text: str) -> bool:
    return _numbered(m, text) is not None


def _numbered(m: Inbound, text: str) -> str | None:
    """The number of a request that a message names."""
    found = _NUMBERED.search(m.subject) or _NUMBERED.search(text)
    return found and found[0]


def _challenge(m: Inbound) -> Machine | None:
    where = f"{m.subject}\n{m.new_text[:1500]}"
    found = _CHALLENGE.search(where)
    listed = None if found else lists.of("challenge").first(read(where))
    if (found or listed) and _ACT.search(m.text[:100_000] + m.html[:100_000]):
        return Machine("challenge", "asks the sender to prove to be a person")
    return None


def _header(m: Inbound) -> str | None:
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
