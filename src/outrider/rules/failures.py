"""From what servers said to why a message failed: the one reading of refusals, for SMTP answers and notifications alike.

Every statement gives readings (a cause and how sure it is): by its phrases, its enhanced codes and its reply code. The surest
reading of all statements wins; of equally sure ones that which spares the lead. So a bounce needs words or a code that speak
of the recipient's address for good, and nothing as specific that speaks of something else.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from outrider.rules.failure_causes import MEANINGS, Cause, Consequence, Fault
from outrider.rules.failure_codes import PRECISE, of_reply, of_status
from outrider.rules.failure_phrases import GENERAL, PHRASES, SURE, WEAK
from outrider.rules.failure_subjects import for_now, login_for_now, login_too_often, of_sender, of_thing

# What had been said when the server refused: greeting, HELO, login, MAIL FROM, RCPT TO, DATA, the message itself ("dot").
Phase = Literal["", "connect", "helo", "auth", "mail", "rcpt", "data", "dot"]

_MAX_TEXT = 3_000
_GAP = 80
_SHORTEST_TALK = 10
# Less than any phrase says: the Status field of a report whose server's own words are there too. Many mail systems derive it
# from the reply code, sendmail "5.1.1" from every 550.
_DERIVED = 25


@dataclass(frozen=True, slots=True)
class Statement:
    """What a server, or a report, said. `reply` and `status`: if known independently of the text. `derived`: the status
    was made up by the reporting system, in addition to the server's own words."""

    text: str = ""
    reply: int | None = None
    status: str = ""
    phase: Phase = ""
    derived: bool = False


_FOR_NOW: dict[Consequence, Consequence] = {
    "bounce": "retry",
    "retry": "retry",
    "refuse": "retry",
    "rest": "rest",
    "stop": "rest",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a message failed. `permanent`: the server said that trying again is useless. `detail`: the words it stands on.
    `under_way`: it has not failed yet; the mail system keeps trying."""

    cause: Cause = Cause.UNKNOWN
    permanent: bool = False
    status: str = ""
    detail: str = ""
    under_way: bool = False

    @property
    def fault(self) -> Fault:
        return MEANINGS[self.cause].fault

    @property
    def consequence(self) -> Consequence:
        """What follows. A temporary refusal never costs more than another attempt or a rest."""
        consequence = MEANINGS[self.cause].consequence
        return consequence if self.permanent else _FOR_NOW[consequence]

    @property
    def hard(self) -> bool:
        return self.consequence == "bounce"


@dataclass(frozen=True, slots=True)
class Parties:
    """Whose addresses a statement may name: who was written to, and who wrote."""

    recipient: str = ""
    own: tuple[str, ...] = ()

    @property
    def own_domains(self) -> set[str]:
        return {address.rpartition("@")[2] for address in self.own}


@dataclass(frozen=True, slots=True)
class _Reading:
    weight: int
    cause: Cause
    permanent: bool
    status: str
    detail: str

    @property
    def rank(self) -> tuple[int, int]:
        return self.weight, _SPARING.index(MEANINGS[self.cause].consequence)


# Of equally sure readings the one further right wins: when in doubt the lead is spared, and the sender rests.
_SPARING: tuple[Consequence, ...] = ("bounce", "retry", "refuse", "rest", "stop")


def read(statements: Sequence[Statement], parties: Parties = Parties(), *, permanent: bool | None = None) -> Failure:
    """The failure named by the most reliable statement. `permanent`: known independently; False overrides the statements."""
    readings = [reading for statement in statements for reading in _readings(statement, parties, permanent)]
    status = _status(statements)
    if not readings:
        return Failure(Cause.UNKNOWN, bool(permanent), status)
    best = max(readings, key=lambda reading: reading.rank)
    return Failure(best.cause, best.permanent and permanent is not False, best.status or status, best.detail)


def weight(statement: Statement, parties: Parties = Parties()) -> int:
    """How sure the surest reading of a statement is (0: it says nothing)."""
    return max((reading.weight for reading in _readings(statement, parties, None)), default=0)


# -- one statement


def _readings(statement: Statement, parties: Parties, permanent: bool | None) -> Iterable[_Reading]:
    text = _MARKS.sub("'", statement.text[:_MAX_TEXT]).lower()
    replies = [statement.reply] if statement.reply else [int(code) for code in REPLY_CODE.findall(text)]
    statuses = list(dict.fromkeys(STATUS_CODE.findall(text)))
    if statement.status and statement.status not in statuses and not statement.derived:
        statuses.insert(0, statement.status)
    lasting = _permanent(replies, statuses or [statement.status], permanent)
    plain, names_own = _plain(text, parties)
    phase = statement.phase or _phase(plain)
    detail = " ".join(statement.text.split())[:500]
    found = [(cause, w, "") for w, cause in _phrases(plain, parties)]
    found += [(*code, status) for status in statuses if (code := of_status(status))]
    if statement.derived and (code := of_status(statement.status)):
        found.append((code[0], code[1] if code[1] >= PRECISE else min(code[1], _DERIVED), statement.status))
    if replies:
        found.append((*of_reply(replies[0]), ""))
    for cause, w, status in found:
        if cause in (Cause.TRY_LATER, Cause.GREYLISTED) and lasting and w < SURE:
            w = min(w, WEAK)
        cause = _in_context(cause, w, phase, names_own, plain, parties)
        if w <= WEAK and MEANINGS[cause].consequence == "bounce" and any(code[2:4] == "7." for code in statuses):
            cause = Cause.REFUSED  # 550 is called "mailbox unavailable" whatever it is given for, and this is a policy
        yield _Reading(w, cause, lasting, status, detail)
    if 421 in replies[:1] and any(status.startswith("4.7.") for status in statuses):
        yield _Reading(PRECISE - 1, Cause.RATE_LIMITED, False, statuses[0], detail)


def _permanent(replies: Sequence[int], statuses: Sequence[str], given: bool | None) -> bool:
    """By the server's reply, else by its enhanced code, else by other known facts; without any sign, yes."""
    if replies:
        return replies[0] >= 500
    for status in statuses:
        if status.startswith(("4", "5")):
            return status[0] == "5"
    return given is not False


def _in_context(cause: Cause, weight: int, phase: Phase, names_own: bool, plain: str, parties: Parties) -> Cause:
    """A cause that blames the recipient, where the recipient had not been spoken of, or the sender was."""
    if cause is Cause.MAILBOX_FULL and names_own:
        return Cause.RATE_LIMITED
    if cause is Cause.LOGIN_REFUSED or (phase == "auth" and cause is Cause.UNREACHABLE):
        return _of_login(cause, _after_reply(plain))
    if MEANINGS[cause].consequence != "bounce" and cause is not Cause.REFUSED:
        return cause
    if names_own and weight < SURE:
        return Cause.SENDER_REFUSED
    if MEANINGS[cause].consequence != "bounce":
        return cause
    if weight < SURE and (other := _of_another(cause, weight, plain)):
        return other
    if (cause is Cause.NO_SUCH_DOMAIN and _names_own_domain(plain, parties)) or _speaks_of_own_domain(plain, parties):
        return Cause.SENDER_DOMAIN
    if phase == "mail" and "<rcpt>" not in _after_reply(plain):
        return Cause.SENDER_REFUSED
    if phase in ("connect", "helo", "auth") or (phase in ("data", "dot") and weight <= WEAK):
        return Cause.REFUSED
    return cause


def _of_login(cause: Cause, said: str) -> Cause:
    """What a refused login means where the words say that it was not the password."""
    if login_too_often(said):
        return Cause.RATE_LIMITED
    return Cause.TRY_LATER if login_for_now(said) else cause


_OF_SENDER = {Cause.NO_SUCH_DOMAIN: Cause.SENDER_DOMAIN, Cause.MAILBOX_DISABLED: Cause.SENDER_BLOCKED}
_LONGEST_ANSWER = 400


def _of_another(cause: Cause, weight: int, plain: str) -> Cause | None:
    """What a cause is where a server's words speak of something else than the recipient, or of this moment only.

    A notification's own talk is left aside: it advises its reader what else it could be.
    """
    said = _after_reply(plain)
    if said is plain and len(plain) > _LONGEST_ANSWER:
        return None
    if of_sender(said):
        return _OF_SENDER.get(cause, Cause.SENDER_REFUSED)
    if weight < PRECISE and for_now(said):
        return Cause.TRY_LATER
    return Cause.REFUSED if of_thing(said) else None


def _names_own_domain(plain: str, parties: Parties) -> bool:
    recipients = parties.recipient.rpartition("@")[2]
    return any(d in plain and d != recipients for d in parties.own_domains if d) and not (recipients and recipients in plain)


def _speaks_of_own_domain(plain: str, parties: Parties) -> bool:
    """Whether our own domain is what a statement that names no recipient says something of ("ours.example does not exist")."""
    recipients = parties.recipient.rpartition("@")[2]
    said = _after_reply(plain)
    if "<rcpt>" in said or (recipients and recipients in said):
        return False
    return any(
        _OF_DOMAIN.match(said, found.end())
        for domain in parties.own_domains
        if domain and domain != recipients
        for found in re.finditer(rf"(?<![\w.@-]){re.escape(domain)}(?![\w.-]*\w)", said)
    )


_OF_DOMAIN = re.compile(
    r"[\"'>)\]]{0,3}:?\s(?:is|does|doesn't|not|no|has|could|couldn't|can|cannot|unknown|invalid|rejected|blocked"
    r"|existiert|konnte|ist|n'existe|est|no existe|non esiste|não existe|bestaat|is niet|nie|neexistuje|не)\b"
)


def _after_reply(plain: str) -> str:
    """What follows the first reply code: the server's own words."""
    reply = REPLY_CODE.search(plain)
    return plain[reply.end() :] if reply else plain


def _phrases(plain: str, parties: Parties) -> list[tuple[int, Cause]]:
    """The surest phrases in a text, one for each cause: no weaker ones once there are any.

    The recipient's domain is not searched for any, other names of hosts only for those that say something for sure: "relay",
    "spam" and "policy" are what hosts are called.
    """
    recipients = parties.recipient.rpartition("@")[2]
    reply = REPLY_CODE.search(plain)
    if reply and reply.start() > _SHORTEST_TALK:  # what a reporter says and what a server answered are two sentences
        plain = plain[: reply.start()] + " " * (_GAP + 1) + plain[reply.start() :]
    if recipients and recipients in plain:
        plain = re.sub(rf"(?:[\w-]{{1,63}}\.){{0,8}}{re.escape(recipients)}(?![\w-])", _HOST, plain)
    bare = _HOST_NAME.sub(_HOST, plain)
    found: dict[Cause, int] = {}
    surest = 0
    for weight, cause, pieces in PHRASES:  # the surest come first
        if weight < surest:
            break
        if cause not in found and aligned(plain if weight > GENERAL else bare, pieces):
            found[cause] = surest = weight
    return [(weight, cause) for cause, weight in found.items()]


_HOST = "<host>"
# Of three labels or more, or after a word that says so: a sentence may have a full stop without a blank.
_HOST_NAME = re.compile(
    r"(?<![\w.@-])(?:[a-z0-9-]{1,63}\.){2,8}[a-z]{2,24}(?![\w-])"
    r"|(?<=\bhost )[a-z0-9-]{1,63}\.[a-z]{2,24}\b|(?<=\bat )[a-z0-9-]{1,63}\.[a-z]{2,24}\b(?=[,:])"
)


def aligned(plain: str, pieces: tuple[str, ...]) -> bool:
    """Whether the pieces of a phrase follow each other with small gaps."""
    if len(pieces) == 1:
        return pieces[0] in plain
    at = plain.find(pieces[0])
    while at >= 0:
        end = at + len(pieces[0])
        for piece in pieces[1:]:
            next_at = plain.find(piece, end, end + _GAP + len(piece))
            if next_at < 0:
                break
            end = next_at + len(piece)
        else:
            return True
        at = plain.find(pieces[0], at + 1)
    return False


# -- text

STATUS_CODE = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
REPLY_CODE = re.compile(r"(?<![\d.#+/-])([45]\d\d)(?=(?:[ -]| - |: )(?:[#\d(<\[\"'*]|[^\W\d_]))")
_NOT_IN_ADDRESSES = r"\s<>()\[\]:;,\"'|=\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7af\uff00-\uffef"
ADDRESS = re.compile(rf"[^{_NOT_IN_ADDRESSES}]{{1,100}}@[^{_NOT_IN_ADDRESSES}]{{1,200}}[^{_NOT_IN_ADDRESSES}.]")
_LONGEST_LOCAL, _LONGEST_ADDRESS = 100, 302


def addresses_in(text: str, at: int = 0) -> Iterator[re.Match[str]]:
    """The addresses in a text, from `at` on: looked for around each "@", so that long texts without one cost nothing."""
    while (sign := text.find("@", at)) >= 0:
        found = ADDRESS.search(text, max(at, sign - _LONGEST_LOCAL), sign + _LONGEST_ADDRESS)
        if found:
            yield found
        at = found.end() if found else sign + 1


_BRACKETED = re.compile(r"<?(" + ADDRESS.pattern + r")>?")
_MARKS = re.compile(r"[\u2019\u2018\u00b4`]")
_LINK = re.compile(r"https?://([^\s/<>()\"']{1,200})([^\s<>()\"']{0,500})")
_REASON_IN_LINK = re.compile(r"[?&]p=(\w{1,40})")
_IP = re.compile(r"\[?(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\w)\]?|\[?(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f:]{0,30}\]?")
# Names of scanners, and what they add to every message: neither means a virus in ours.
_SCANNER = re.compile(
    r"virus ?wall|anti-?virus(?:es)?|virus[- ]?free|(?:scanned|checked) (?:for|against) (?:all |known )?viruses"
)
_SAID = re.compile(r"host [^\s:]{1,200} said: ?|h=[^\s:]{1,200}|remote host said: ?|server replied: ?")


def _plain(text: str, parties: Parties) -> tuple[str, bool]:
    """A text as phrases are sought in it (see failure_phrases), and whether it names the sender but not the recipient.

    The IP addresses before the first reply code are the receiving server's.
    """
    named: set[str] = set()

    def token(match: re.Match[str]) -> str:
        named.add(match[1])
        return " <self> " if match[1] in parties.own else " <rcpt> "

    def link(match: re.Match[str]) -> str:
        reason = _REASON_IN_LINK.search(match[2])
        return f" <url> {match[1]} {reason[1] if reason else ''} "

    text = _BRACKETED.sub(token, _LINK.sub(link, _SCANNER.sub(" ", text)))
    first = REPLY_CODE.search(text)
    before, after = (text[: first.start()], text[first.start() :]) if first else ("", text)
    text = _SAID.sub(" ", _IP.sub(" ", before)) + _IP.sub(" <ip> ", after)
    own = bool(named & set(parties.own)) and parties.recipient not in named
    return re.sub(r" (?=[.,:;!])", "", " ".join(text.split())), own


_PHASES: tuple[tuple[Phase, tuple[str, ...]], ...] = (
    ("mail", ("reply to mail from", "after mail from", "our mail from", "mail from command", "sender was rejected")),
    ("rcpt", ("reply to rcpt to", "after rcpt to", "our rcpt to", "rcpt to command", "like recipient")),
    ("helo", ("reply to helo", "reply to ehlo", "after helo", "after ehlo", "my name was rejected")),
    ("connect", ("after initial connection", "refused to talk to me", "initial server greeting")),
    ("dot", ("reply to end of data", "after end of data", "end of data command", "final .")),
    ("data", ("reply to data", "after data", "our data", "data command", "failed after i sent the message")),
)


def _phase(plain: str) -> Phase:
    """The phase that a notification's words name."""
    for phase, words in _PHASES:
        if any(word in plain for word in words):
            return phase
    return ""


def _status(statements: Iterable[Statement]) -> str:
    """The most specific enhanced code of all statements; those of a report's field come last among equals."""
    codes = [code for s in statements for code in STATUS_CODE.findall(s.text[:_MAX_TEXT])] + [
        s.status for s in statements if s.status
    ]
    return max(codes, key=lambda code: (of_status(code) or (Cause.UNKNOWN, 0))[1], default="")
