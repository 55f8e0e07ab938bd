"""Reports by machines about what we sent: failure notifications (RFC 3464, RFC 6533 and free text) and complaints (RFC 5965)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from outrider.rules import report_words as words
from outrider.rules.failure_causes import Cause
from outrider.rules.failure_codes import PLAIN
from outrider.rules.failures import REPLY_CODE, STATUS_CODE, Failure, Parties, Statement, addresses_in, read, weight
from outrider.rules.inbound import DsnRecipient, Inbound, Kind, KindName, header
from outrider.rules.report_text import own_words, reported, says, subjects, without
from outrider.rules.threads import bare_subject, is_reply_subject, message_ids

# --- complaints

# Feedback types that are not a complaint about a message (RFC 5965, 6430, 6591; the registry of feedback types).
_NO_COMPLAINT = ("not-spam", "notspam", "auth-failure", "dmarc", "dkim", "virus", "false-positive", "other")
# Subjects of the reports that mailbox providers send about a domain (RFC 7489, RFC 8460).
_OF_DOMAIN = re.compile(r"(?:\[[^\]]{1,30}\] ?){0,3}report domain: ?\S+ submitter: ?\S", re.IGNORECASE)


def complaint(m: Inbound) -> Kind | None:
    """A feedback report: ARF (RFC 5965), and the forms of Hotmail, Yahoo, Amazon SES and others."""
    if m.report_type == "feedback-report" or m.feedback:
        feedback_type = header(m.feedback, "feedback-type").lower() or "abuse"
        if feedback_type.startswith(_NO_COMPLAINT):
            return Kind("auto_reply", f"feedback report: {feedback_type}")
        name: KindName = "unsubscribe" if feedback_type.startswith("opt-out") else "complaint"
        return Kind(name, f"feedback report: {feedback_type}", _complainers(m))
    if m.report_type == "tlsrpt" or _OF_DOMAIN.match(m.subject):
        return Kind("auto_reply", "report about a domain")
    hotmail = header(m.returned_headers, "x-hmxmroriginalrecipient") or header(m.headers, "x-hmxmroriginalrecipient")
    if hotmail or (m.from_address == "staff@hotmail.com" and m.subject.lower().startswith("complaint about message")):
        return Kind("complaint", "Hotmail complaint", (hotmail,) if hotmail else _complainers(m))
    if _FROM_LOOP.match(m.from_address) and _OF_SPAM.search(m.subject) and _returns_ours(m):
        return Kind("complaint", "complaint without a report", _complainers(m))
    return None


# Who complains for its users without a report that a program could read, and of what; our message is attached.
_FROM_LOOP = re.compile(
    r"(?:fbl|feedback-?loop|spam-?feedback|complaints?|abuse-?reports?|spam-?reports?)(?:[._+-][^@]*)?@", re.I
)
_OF_SPAM = re.compile(r"\b(?:spam|abuse|complaint|junk|fbl)\b", re.I)


def _returns_ours(m: Inbound) -> bool:
    """Whether a message brings one along that its receiver wrote."""
    return any(address in m.to for address in _named(header(m.returned_headers, "from")))


def _complainers(m: Inbound) -> tuple[str, ...]:
    for headers, name in (
        (m.feedback, "original-rcpt-to"),
        (m.feedback, "removal-recipient"),
        (m.feedback, "redacted-address"),
        (m.returned_headers, "x-hmxmroriginalrecipient"),
        (m.returned_headers, "to"),
    ):
        found = tuple(a for value in headers.get(name, ()) for a in _named(value))
        if found:
            return found
    return ()


# --- failure notifications

_LONGEST = 40_000
_MAX_SECTION = 1_500
_MAX_ADDRESSES = 50
_BEGINNING = 400
_TRANSCRIPT = re.compile(r"^\s{0,8}>>> .{0,300}$", re.M)


def bounce(m: Inbound) -> Kind | None:
    """A failure notification read: whose mail failed, and why. None for anything else."""
    text = own_words(m.text[:_LONGEST])
    if not is_notification(m, text):
        return None
    if m.dsn and all(_arrived(r) for r in m.dsn):
        return Kind("auto_reply", "delivery report: " + m.dsn[0].action)
    if not m.dsn and says(f"{m.subject} {text[:500]}".lower(), words.SUCCESSES):
        return Kind("auto_reply", "delivery report: delivered")
    own = tuple(dict.fromkeys(a.lower() for a in (*m.to, *_named(header(m.returned_headers, "from")))))
    failed = _failed(m, text, own)
    ours = subjects(text, header(m.returned_headers, "subject"))
    text, subject = reported(text, ours), without(m.subject, ours)
    judged = [(r, _failure(r, text if len(failed) == 1 else _section(text, r.address), own, subject)) for r in failed]
    hard = [(r, f) for r, f in judged if f.hard]
    worst = hard or judged
    failure = next((f for _, f in worst if f.cause is not Cause.UNKNOWN), worst[0][1])
    reason = " ".join((failure.detail or m.subject).split())[:300] or "delivery failed"
    name: KindName = "bounce_hard" if hard else "bounce_soft"
    return Kind(name, reason, tuple(r.address for r, _ in worst if "@" in r.address), failure.status, failure=failure)


def is_notification(m: Inbound, text: str) -> bool:
    """Whether a message reports on the delivery of another: by its structure, else by who sends it and its words (`text`)."""
    if m.dsn or m.report_type == "delivery-status" or "x-failed-recipients" in m.headers:
        return True
    if m.report_type:
        return False
    start = " ".join(text[:3_000].lower().split())
    subject = may_report("", m.subject)
    opening = says(start, words.OPENINGS)
    coded = bool(REPLY_CODE.search(start) or STATUS_CODE.search(start))
    returned = "message-id" in m.returned_headers
    agreeing = (subject and (opening or coded or returned)) or (opening and (coded or returned))
    if is_reply_subject(m.subject):
        return _reports_in_reply(m, start, agreeing=agreeing)
    if _is_daemons(m.from_address) or (not m.from_address and (is_daemon("", m.from_name) or not m.from_name)):
        reports = _is_daemons(m.from_address) and "?" not in start and _names_another(m, start)
        return subject or opening or coded or reports
    if is_daemon("", m.from_name) or header(m.headers, "return-path") == "<>" or _is_automatic(m):
        return agreeing or (opening and {"from", "to"} <= set(m.returned_headers))
    by_another = m.from_address not in _named(header(m.returned_headers, "to"))
    return subject and by_another and (returned or (opening and (coded or _names_another(m, start))))


def _reports_in_reply(m: Inbound, start: str, *, agreeing: bool) -> bool:
    """Whether a notification came under a reply's subject, as some gateways send it: from a mail system, or one that does
    nothing but list an address that it could not reach, under a subject that says the same."""
    if _is_daemons(m.from_address):
        return agreeing or bool(REPLY_CODE.search(start[:_BEGINNING]))
    if is_daemon("", m.from_name):
        return agreeing
    beginning = start[:_BEGINNING]
    reported_above = says(bare_subject(m.subject).lower(), words.SUBJECTS) and says(beginning, words.OPENINGS)
    listed = {line.strip(" <>\t").lower() for line in m.text[:_BEGINNING].splitlines()}
    others = {address for address in _named(beginning) if address not in (m.from_address, *m.to, *m.cc)}
    return reported_above and len(start) <= _BEGINNING and "?" not in start and bool(listed & others)


def _names_another(m: Inbound, start: str) -> bool:
    """Whether a text gives an address that is neither its sender's nor its recipients'."""
    return any(address not in (m.from_address, *m.to, *m.cc) for address in _named(start[:1_000]))


def is_daemon(address: str, name: str) -> bool:
    """Whether a From header names a mail system."""
    return _is_daemons(address) or says(name.lower(), words.DAEMON_NAMES)


def _is_daemons(address: str) -> bool:
    return says(address.partition("@")[0].lower() + "@" * bool(address), words.DAEMONS)


def may_report(address: str, subject: str) -> bool:
    """Whether sender and subject look like a report's, though no mail system is named."""
    if address.endswith("@sns.amazonaws.com") or subject.lower().startswith(("email feedback report", "complaint about message")):
        return True
    return says(subject.lower(), words.SUBJECTS) and not is_reply_subject(subject)


def original_ids(m: Inbound) -> list[str]:
    """The ids that a notification gives for the message that it is about, the likeliest first, without <>."""
    found = list(m.returned_headers.get("message-id", ()))
    for headers in (m.report, m.headers):
        found += [v for name, values in headers.items() if name != "message-id" and _CARRIES_ID.search(name) for v in values]
    found += [match[1] for match in _ID_LINE.finditer(m.text[:20_000])]
    ids = [bare for value in found for bare in ([i.strip("<>") for i in message_ids(value)] or value.split()[:1])]
    return [i for i in dict.fromkeys(ids) if i and i != m.message_id][:20]


_CARRIES_ID = re.compile(r"message-?id|envelope-?id|^in-reply-to$|^references$|^x-.{0,40}original", re.I)
_ID_LINE = re.compile(r"\bmessage-?id\s{0,3}[:=]\s{0,3}(<?[^\s<>]{1,300}@[^\s<>]{1,200}>?)", re.I)


# -- who failed


def _arrived(r: DsnRecipient) -> bool:
    """Whether a report says of a recipient that nothing failed; "deliverable" is what Postfix answers to a question."""
    return r.action in ("delivered", "relayed", "expanded", "deliverable") or (r.action != "failed" and r.status.startswith("2."))


def _failed(m: Inbound, text: str, own: Sequence[str]) -> list[DsnRecipient]:
    """The recipients that the notification reports as failed or delayed, with what it says of each."""
    failed = [r for r in m.dsn if not _arrived(r) and r.address not in own]
    addresses = _addresses(m, text, own)
    if failed:  # one in a form of its own (X.400, Exchange's IMCEA, a name) is the one we wrote to
        return [r if _is_mail_address(r.address) else replace(r, address=addresses[0] if addresses else "") for r in failed]
    return [DsnRecipient(address) for address in addresses] or [DsnRecipient("")]


def _addresses(m: Inbound, text: str, own: Sequence[str]) -> list[str]:
    """The recipients named by a notification without fields, preferably those of the returned message."""
    listed = [a for value in m.headers.get("x-failed-recipients", ()) for a in _named(value)]
    if listed:
        return listed[:_MAX_ADDRESSES]
    written_to = [a for name in ("to", "x-original-to", "delivered-to") for a in _named(header(m.returned_headers, name))]
    returned = [a for a in written_to if a not in own]
    named = [a for a in _named(text[:6_000]) if a not in own and a != m.from_address and not is_daemon(a, "")]
    both = [a for a in returned if a in named]
    return both or returned[:1] or named[:1] or [a for address in m.to if (a := _returned_to(address))]


def _is_mail_address(address: str) -> bool:
    return "@" in address and not address.startswith("imcea")


def _returned_to(address: str) -> str:
    """The recipient that a return path of its own names: bounces+jane=prospect.example@ours (VERP)."""
    match = _VERP.search(address.partition("@")[0])
    return f"{match[1]}@{match[2]}".lower() if match else ""


_VERP = re.compile(r"(?:^|[+-])([^+=\s]{1,64})=((?:[\w-]{1,63}\.){1,8}[a-z]{2,24})$", re.IGNORECASE)


def _named(text: str) -> list[str]:
    return list(islice(dict.fromkeys(found[0].lower() for found in islice(addresses_in(text), 1_000)), _MAX_ADDRESSES))


# -- why


def _failure(r: DsnRecipient, text: str, own: Sequence[str], subject: str) -> Failure:
    """Why one recipient's mail failed: by the server's own words, else by the notification's, with the report's status."""
    parties = Parties(r.address, tuple(own))
    said = Statement(r.diagnostic, status="" if r.diagnostic else r.status)
    field = Statement(r.category, status=r.status, derived=bool(r.diagnostic))
    telling = weight(said, parties) >= PLAIN and bool(r.diagnostic)
    delayed = r.action == "delayed" or (not r.status and not r.diagnostic and _is_delay(subject, text))
    permanent = False if delayed else (r.status or "5")[0] != "4"
    statements = [said, field] if telling else [said, field, *_stated(text, parties)]
    failure = read(statements, parties, permanent=permanent)
    if failure.cause is Cause.UNKNOWN and not permanent:
        failure = replace(failure, cause=Cause.TRY_LATER, permanent=False)
    return replace(failure, permanent=False, under_way=True) if delayed else failure


def _stated(text: str, parties: Parties) -> Iterator[Statement]:
    """What a notification's words say: the first line with a code, or all of them if that is not enough. What stands
    around such a line is the reporting system's own talk."""
    text = _TRANSCRIPT.sub("", text)
    lines = text.splitlines()
    for n, line in enumerate(lines):
        if REPLY_CODE.search(line.lower()) or STATUS_CODE.search(line):
            before = "" if line.lstrip().startswith("<<<") else lines[max(n - 1, 0)]
            coded = Statement(" ".join([before, line, *_continued(line, lines[n + 1 : n + 6])])[:800])
            yield coded
            if weight(coded, parties) >= PLAIN:
                return
            break
    yield Statement(" ".join(text[:_MAX_SECTION].split()))


def _continued(line: str, following: Sequence[str]) -> Iterator[str]:
    """The lines that continue a server's answer: up to an empty one, or one with another answer."""
    first = REPLY_CODE.search(line.lower())
    for more in following:
        other = REPLY_CODE.search(more.lower())
        if not more.strip() or more.lstrip().startswith(("<<<", ">>>")) or (first and other and other[1] != first[1]):
            return
        yield more


def _section(text: str, address: str) -> str:
    """The part of a notification about several recipients that is about one: from its address to the next one's, where no
    code or reason follows the address what stands above them all."""
    at = text.lower().find(address) if address else -1
    if at < 0:
        return text
    after = next(addresses_in(text, at + len(address)), None)
    while after and after[0].lower() == address:
        after = next(addresses_in(text, after.end()), None)
    section = text[at : after.start() if after else at + _MAX_SECTION]
    first = next(addresses_in(text), None)
    return section if weight(Statement(section)) or not first else text[: first.start()] + section


def _is_delay(subject: str, text: str) -> bool:
    """Whether the words speak of a delay; a server that refused for good is not asked again, whatever they advise."""
    codes = {code[0] for code in REPLY_CODE.findall(text.lower())}
    return codes != {"5"} and says(f"{subject} {' '.join(text[:1_500].split())}".lower(), words.DELAYS)


def _is_automatic(m: Inbound) -> bool:
    value = header(m.headers, "auto-submitted").lower()
    return bool(value) and not value.startswith("no")
