"""The letters that come back: replies with quotes, absence notes, bounces and complaints. Pure."""

import html
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr, parsedate_to_datetime
from typing import Literal

from outrider.sandbox.imap_fetch import header_block
from outrider.sandbox.personas import Voice, display_name, fraction, language, token, voice
from outrider.sandbox.programs import ENGLISH_PREFIX, PROGRAMS, Answer, Written, put
from outrider.sandbox.tongues import TONGUES, Tongue
from outrider.sandbox.wordings import MANNERS, TEXTS

_RE = re.compile(r"^\s*(re|aw|sv|fwd?)\s*:\s*", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_LINK = re.compile(r"<a\b[^>]*?\bhref=[\"']([^\"']+)", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b[^>]*?\bsrc=[\"']([^\"']+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a letter replies to: the received message, its sender and recipient, the seed, and the current time. `serial`
    distinguishes this letter from others by the same prospect to the same sender."""

    raw: bytes
    sender: str
    prospect: str
    seed: str
    now: datetime
    serial: str

    def choice(self, what: str) -> float:
        return fraction(self.seed, what, self.prospect, self.sender, self.serial)


@dataclass(frozen=True, slots=True)
class Original:
    """What is needed of the message answered."""

    message_id: str
    references: str
    subject: str
    who: str
    reply_to: str
    date: datetime | None
    text: str
    page: str
    links: tuple[str, ...]
    images: tuple[str, ...]
    one_click: str | None


def read(raw: bytes) -> Original:
    """Read a message as its recipient's mail program would."""
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    page = _part(message, "html")
    text = _part(message, "plain") or html.unescape(_TAG.sub("", page))
    one_click = None
    if "one-click" in str(message.get("List-Unsubscribe-Post", "")).lower():
        urls = re.findall(r"<(https?://[^>]+)>", str(message.get("List-Unsubscribe", "")))
        one_click = urls[0] if urls else None
    return Original(
        message_id=str(message.get("Message-ID", "")).strip(),
        references=" ".join(str(message.get("References", "")).split()),
        subject=" ".join(str(message.get("Subject", "")).split()),
        who=str(message.get("From", "")),
        reply_to=parseaddr(str(message.get("Reply-To") or message.get("From", "")))[1].lower(),
        date=_date(message),
        text=text.replace("\r\n", "\n").strip(),
        page=page,
        links=tuple(map(html.unescape, _LINK.findall(page))),
        images=tuple(map(html.unescape, _IMAGE.findall(page))),
        one_click=one_click,
    )


def _part(message: EmailMessage, kind: Literal["plain", "html"]) -> str:
    body = message.get_body((kind,))
    if not isinstance(body, EmailMessage):
        return ""
    try:
        return str(body.get_content())
    except (LookupError, UnicodeError):
        return ""


def _date(message: EmailMessage) -> datetime | None:
    try:
        return parsedate_to_datetime(str(message.get("Date", "")))
    except ValueError:
        return None


def message_id(occasion: Occasion, kind: str) -> str:
    domain = occasion.prospect.rpartition("@")[2]
    return f"<{token(occasion.seed, kind, occasion.prospect, occasion.sender, occasion.serial)}@{domain}>"


def reply(occasion: Occasion, wording: str) -> bytes:
    """A person's answer, the original quoted below it."""
    original = read(occasion.raw)
    if own := voice(occasion.prospect):
        return _voiced_reply(occasion, original, own, wording)
    tongue = language(occasion.prospect, occasion.seed)
    letter = _begin(occasion, original, "reply")
    letter["Subject"] = "Re: " + _RE.sub("", original.subject)
    text = _worded(occasion, original, tongue, wording)
    style = occasion.choice("style")
    if style < 0.5:
        _gmail(letter, text, original, tongue, occasion.now)
    elif style < 0.75:
        letter.set_content(text + "\n\n" + _outlook_quote(original, occasion.sender), cte="quoted-printable")
    else:
        letter.set_content(f"{text}\n\n{_quote(original, tongue, occasion.now)}", cte="quoted-printable")
    return letter.as_bytes()


def out_of_office(occasion: Occasion) -> bytes:
    """An absence note: sent by a machine, saying when the person is back, quoting nothing."""
    original = read(occasion.raw)
    if own := voice(occasion.prospect):
        return _voiced_absence(occasion, original, own)
    tongue = language(occasion.prospect, occasion.seed)
    letter = _begin(occasion, original, "ooo")
    letter["Subject"] = MANNERS[tongue].away + _RE.sub("", original.subject)
    letter["Auto-Submitted"] = "auto-replied"
    if occasion.choice("precedence") < 0.5:
        letter["X-Auto-Response-Suppress"] = "All"
    else:
        letter["Precedence"] = "auto_reply"
    letter.set_content(_worded(occasion, original, tongue, "ooo"), cte="quoted-printable")
    return letter.as_bytes()


def _voiced_reply(occasion: Occasion, original: Original, own: Voice, wording: str) -> bytes:
    """The same from a persona with a voice: in their language, as their mail program writes it."""
    tongue = TONGUES[own.language]
    letter = _begin(occasion, original, "reply")
    prefix = "Re: " if own.program in ENGLISH_PREFIX else tongue.prefix
    letter["Subject"] = prefix + _RE.sub("", original.subject)
    name, address = parseaddr(original.who)
    page = original.page or "<br>\r\n".join(html.escape(original.text).splitlines())
    answer = Answer(
        _spoken(occasion, original, tongue, wording) + _closing(occasion, tongue),
        tongue,
        original.text,
        page,
        original.subject,
        name or address,
        address,
        occasion.prospect,
        original.date or occasion.now,
    )
    put(letter, PROGRAMS[own.program](answer), "=_" + token(letter["Message-ID"]))
    return letter.as_bytes()


def _voiced_absence(occasion: Occasion, original: Original, own: Voice) -> bytes:
    """An absence note whose marking header half of all gateways remove."""
    tongue = TONGUES[own.language]
    letter = _begin(occasion, original, "ooo")
    letter["Subject"] = tongue.away + _RE.sub("", original.subject)
    if occasion.choice("header") < 0.5:
        letter["Auto-Submitted"] = "auto-replied"
    put(letter, Written(_spoken(occasion, original, tongue, "away"), charset=tongue.charset), "")
    return letter.as_bytes()


def _spoken(occasion: Occasion, original: Original, tongue: Tongue, wording: str) -> str:
    texts, back = tongue.texts[wording], back_on(occasion)
    name = parseaddr(original.who)[0].split()
    return texts[int(occasion.choice(wording) * len(texts))].format(
        sender=name[0] if name else display_name(occasion.sender).split()[0],
        me=display_name(occasion.prospect),
        back=tongue.day.format(d=back.day, m=back.month, month=tongue.months.split()[back.month + 11], y=back.year),
    )


def _closing(occasion: Occasion, tongue: Tongue) -> str:
    """What stands under some answers: a signature, a company's disclaimer."""
    name, domain = display_name(occasion.prospect), occasion.prospect.rpartition("@")[2]
    signature = f"\n\n-- \n{name}\n{domain.partition('.')[0].capitalize()}\nTel. +49 30 123 45-67\nwww.{domain}"
    closing = signature if occasion.choice("signature") < 0.4 else ""
    return f"{closing}\n\n{tongue.disclaimer}" if occasion.choice("disclaimer") < 0.25 else closing


def back_on(occasion: Occasion) -> datetime:
    """The day an absent prospect returns: two days to two weeks from now."""
    return occasion.now + timedelta(days=2 + int(13 * occasion.choice("absence")))


def bounce(occasion: Occasion, *, soft: bool = False) -> bytes:
    """A delivery status notification from the prospect's server, in one of three mail systems' manners."""
    host = f"mx.{occasion.prospect.rpartition('@')[2]}"
    status, code, why = (
        ("4.2.2", "452 4.2.2", "The recipient's mailbox is full and can't accept messages now")
        if soft
        else ("5.1.1", "550 5.1.1", "The email account that you tried to reach does not exist")
    )
    system = occasion.choice("mail system")
    name, subject = (
        ("Mail Delivery Subsystem", "Delivery Status Notification (Failure)")
        if system < 0.4
        else ("Mail Delivery System", "Undelivered Mail Returned to Sender")
        if system < 0.8
        else ("Microsoft Outlook", "Undeliverable: " + read(occasion.raw).subject)
    )
    text = (
        f"Your message to <{occasion.prospect}> couldn't be delivered.\n\n"
        f"{why}.\n\nThe response from {host} was:\n\n{code} {why}\n"
    )
    report = (
        f"Reporting-MTA: dns; {host}\r\n"
        f"Arrival-Date: {format_datetime(occasion.now)}\r\n\r\n"
        f"Final-Recipient: rfc822; {occasion.prospect}\r\n"
        f"Action: failed\r\nStatus: {status}\r\n"
        f"Remote-MTA: dns; {host}\r\n"
        f"Diagnostic-Code: smtp; {code} {why}\r\n"
    )
    head = [f"From: {name} <mailer-daemon@{host}>", f"Subject: {_ascii(subject)}"]
    head.append("Auto-Submitted: auto-replied")
    if system < 0.4:
        head.append(f"X-Failed-Recipients: {occasion.prospect}")
        if concerned := read(occasion.raw).message_id:
            head += [f"In-Reply-To: {concerned}", f"References: {concerned}"]
    original = ("text/rfc822-headers", header_block(occasion.raw))
    if system >= 0.4:
        original = ("message/rfc822", occasion.raw)
    return _report(occasion, "bounce", "delivery-status", head, text, report, original)


def complaint(occasion: Occasion) -> bytes:
    """An abuse report: the prospect pressed "spam", and their provider notifies the sender."""
    text = f"This is an email abuse report for a message received on {format_datetime(occasion.now)}.\n"
    report = (
        "Feedback-Type: abuse\r\nUser-Agent: Outrider-Sandbox/1.0\r\nVersion: 1\r\n"
        f"Original-Mail-From: <{occasion.sender}>\r\n"
        f"Original-Rcpt-To: <{occasion.prospect}>\r\n"
        f"Arrival-Date: {format_datetime(occasion.now)}\r\n"
    )
    domain = occasion.prospect.rpartition("@")[2]
    head = [f"From: Abuse reports <feedback@{domain}>", f"Subject: FW: {_ascii(read(occasion.raw).subject)}"]
    original = ("message/rfc822", occasion.raw)
    return _report(occasion, "complaint", "feedback-report", head, text, report, original)


def _begin(occasion: Occasion, original: Original, kind: str) -> EmailMessage:
    # formataddr and the plain policy refuse addresses beyond ASCII (RFC 6531), which live here as well.
    letter = EmailMessage(policy.SMTP if occasion.prospect.isascii() else policy.SMTPUTF8)
    letter["From"] = f'"{display_name(occasion.prospect)}" <{occasion.prospect}>'
    letter["To"] = original.who or occasion.sender
    letter["Date"] = format_datetime(occasion.now)
    letter["Message-ID"] = message_id(occasion, kind)
    if original.message_id:
        letter["In-Reply-To"] = original.message_id
        letter["References"] = f"{original.references} {original.message_id}".strip()
    return letter


def _worded(occasion: Occasion, original: Original, tongue: str, wording: str) -> str:
    texts = TEXTS[tongue][wording]
    name = parseaddr(original.who)[0].split()
    back, manners = back_on(occasion), MANNERS[tongue]
    day = manners.day.format(day=back.day, month=manners.months[back.month - 1], year=back.year)
    return texts[int(occasion.choice(wording) * len(texts))].format(
        sender=name[0] if name else display_name(occasion.sender).split()[0],
        me=display_name(occasion.prospect),
        back=day,
    )


def _quote_line(original: Original, tongue: str, now: datetime) -> str:
    when, manners = original.date or now, MANNERS[tongue]
    return manners.quote.format(
        day=when.day,
        month=manners.months[when.month - 1],
        year=when.year,
        time=f"{when:%H:%M}",
        who=original.who,
    )


def _quote(original: Original, tongue: str, now: datetime) -> str:
    lines = [f"> {line}" for line in original.text.splitlines()]
    return "\n".join([_quote_line(original, tongue, now), "", *lines])


def _outlook_quote(original: Original, to: str) -> str:
    sent = format_datetime(original.date) if original.date else ""
    head = f"From: {original.who}\nSent: {sent}\nTo: {to}\nSubject: {original.subject}"
    return f"________________________________\n{head}\n\n{original.text}"


def _gmail(letter: EmailMessage, text: str, original: Original, tongue: str, now: datetime) -> None:
    """Text and HTML side by side, the quote in the HTML folded into a blockquote."""
    letter.set_content(f"{text}\n\n{_quote(original, tongue, now)}\n", cte="quoted-printable")
    mine = html.escape(text).replace("\n", "<br>\r\n")
    line = html.escape(_quote_line(original, tongue, now))
    quoted = html.escape(original.text).replace("\n", "<br>\r\n")
    page = (
        f'<div dir="ltr">{mine}</div><br><div class="gmail_quote">'
        f'<div dir="ltr" class="gmail_attr">{line}<br></div>'
        f'<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc">'
        f"{quoted}</blockquote></div>"
    )
    letter.add_alternative(page, subtype="html", cte="quoted-printable")
    # The library draws a boundary by lot; a world must repeat exactly.
    letter.set_boundary("=_" + token(letter["Message-ID"]))


def _report(
    occasion: Occasion,
    kind: str,
    report_type: str,
    head: list[str],
    text: str,
    report: str,
    original: tuple[str, bytes],
) -> bytes:
    """A multipart/report of three parts: for people, for machines, and the message concerned."""
    boundary = "=_" + token(occasion.seed, kind, occasion.prospect, occasion.serial)
    lines = [
        *head,
        f"To: {occasion.sender}",
        f"Date: {format_datetime(occasion.now)}",
        f"Message-ID: {message_id(occasion, kind)}",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/report; report-type={report_type}; boundary="{boundary}"',
    ]
    start = f"--{boundary}\r\nContent-Type: "
    parts = [
        "\r\n".join(lines) + "\r\n\r\n",
        f"{start}text/plain; charset=utf-8\r\n\r\n" + text.replace("\n", "\r\n"),
        f"\r\n{start}message/{report_type}\r\n\r\n{report}",
        f"\r\n{start}{original[0]}\r\n\r\n",
    ]
    return "".join(parts).encode() + original[1].rstrip(b"\r\n") + f"\r\n\r\n--{boundary}--\r\n".encode()


def _ascii(subject: str) -> str:
    return subject if subject.isascii() else subject.encode("ascii", "replace").decode()
