"""Received mail of many makes, read and judged; and mail that is not mail at all."""

import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from outrider.channels.email.compose import Attachment, compose
from outrider.channels.email.parse import parse
from outrider.rules.quotes import new_text
from outrider.rules.replies import kind
from tests.channels.email.conftest import PLAIN

FIXTURES = Path(__file__).parent / "fixtures"
ANN = ("ann@prospect.example",)


def fixture(name: str) -> bytes:
    return (FIXTURES / f"{name}.eml").read_bytes().replace(b"\n", b"\r\n")


@pytest.mark.parametrize(
    ("name", "verdict", "recipients", "status", "original"),
    [
        ("dsn_postfix", "bounce_hard", ANN, "5.1.1", "postfix"),
        ("dsn_postfix_delayed", "bounce_soft", ("ann@slow.example",), "4.4.1", "delayed"),
        ("dsn_gmail", "bounce_hard", ANN, "5.1.1", "gmail"),
        ("dsn_exchange_online", "bounce_hard", ANN, "5.1.10", "exo"),
        ("dsn_exchange_full", "bounce_soft", ANN, "5.2.2", "exfull"),
        ("dsn_microsoft_unauthenticated", "bounce_soft", ("ann@outlook.example",), "5.7.515", "515"),
        ("dsn_sendmail", "bounce_soft", ANN, "5.7.1", "sendmail"),
        ("dsn_two_recipients", "bounce_hard", ANN, "5.1.1", "two"),
        ("dsn_delivered", "auto_reply", (), "", "delivered"),
        ("dsn_encoded", "bounce_hard", ANN, "5.0.0", "zoho"),
        ("dsn_exim", "bounce_hard", ANN, "5.1.1", "exim"),
        ("dsn_qmail", "bounce_hard", ANN, "5.1.1", "qmail"),
        ("dsn_yahoo", "bounce_soft", ANN, "5.7.9", "yahoo"),
        ("dsn_german_warning", "bounce_soft", ANN, "", None),
    ],
)
@pytest.mark.parametrize("line_end", [b"\r\n", b"\n"])
def test_bounces(name: str, verdict: str, recipients: tuple, status: str, original: str | None, line_end: bytes):
    inbound = parse(fixture(name).replace(b"\r\n", line_end)).inbound
    found = kind(inbound)
    assert (found.name, found.recipients, found.status) == (verdict, recipients, status)
    if original:
        assert inbound.returned_headers["message-id"] == (f"<step.{original}@acme.example>",)


def test_what_a_report_says_recipient_by_recipient():
    first, second = parse(fixture("dsn_two_recipients")).inbound.dsn
    assert (first.address, first.action, first.status) == ("carl@prospect.example", "delivered", "2.0.0")
    assert (second.address, second.action, second.status) == ("ann@prospect.example", "failed", "5.1.1")
    assert second.diagnostic == "550 unknown user"


@pytest.mark.parametrize(
    ("name", "away"),
    [
        ("auto_rfc3834", False), ("auto_exchange_ooo", True), ("auto_vacation_header", True),
        ("auto_precedence", False), ("auto_null_return_path", False), ("auto_german_subject", True),
    ],
)  # fmt: skip
def test_automatic_replies(name: str, away: bool):
    inbound = parse(fixture(name)).inbound
    found = kind(inbound)
    assert (found.name, found.out_of_office) == ("auto_reply", away)
    assert inbound.in_reply_to == ("step.1@acme.example",)


@pytest.mark.parametrize(
    ("name", "verdict", "recipients"),
    [
        ("arf_standard", "complaint", ANN),
        ("arf_redacted", "complaint", ANN),
        ("arf_ses", "complaint", ANN),
        ("arf_opt_out", "unsubscribe", ANN),
        ("arf_hotmail", "complaint", ("ann@hotmail.example",)),
    ],
)
def test_complaints(name: str, verdict: str, recipients: tuple):
    inbound = parse(fixture(name)).inbound
    found = kind(inbound)
    assert (found.name, found.recipients) == (verdict, recipients)
    assert inbound.returned_headers["message-id"] == ("<step.arf@acme.example>",)


def test_an_answer_by_a_person():
    raw = (
        b"Return-Path: <ann@prospect.example>\r\n"
        b"Authentication-Results: mx.acme.example; dkim=fail header.d=x; dkim=pass header.d=prospect.example;\r\n"
        b" spf=pass smtp.mailfrom=prospect.example; dmarc=pass (p=NONE)\r\n"
        b"Authentication-Results: forged.example; dmarc=fail; spf=fail\r\n"
        b"From: =?iso-8859-1?q?Ann_M=FCller?= <Ann@Prospect.Example>\r\nTo: Bob <bob@acme.example>, <c@x.io>\r\n"
        b"Cc: undisclosed-recipients:;\r\nReply-To: desk@prospect.example\r\n"
        b"Subject: =?utf-8?b?UmU6IEZyw6ltZGVzIA==?= =?utf-8?b?V29ydA==?=\r\n"
        b"Date: Mon, 2 Mar 2026 10:00:00 +0100\r\nMessage-ID: <r1@prospect.example>\r\n"
        b"In-Reply-To: <s1@acme.example>\r\nReferences: <s0@acme.example>\r\n\t<s1@acme.example>\r\n"
        b"Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    ) + "Klingt gut – wann?\r\n\r\nAm 2. März 2026 schrieb Bob <bob@acme.example>:\r\n> Hallo Ann\r\n".encode("cp1252")
    parsed = parse(raw)
    m = parsed.inbound
    assert (m.from_name, m.from_address) == ("Ann Müller", "ann@prospect.example")
    assert (m.to, m.cc, parsed.reply_to) == (("bob@acme.example", "c@x.io"), (), ("desk@prospect.example",))
    assert m.subject == "Re: Frémdes Wort"
    assert m.date is not None
    assert m.date.isoformat() == "2026-03-02T09:00:00+00:00"
    assert (m.message_id, m.in_reply_to) == ("r1@prospect.example", ("s1@acme.example",))
    assert m.references == ("s0@acme.example", "s1@acme.example")
    assert m.text.startswith("Klingt gut – wann?")
    assert m.reply_text == "Klingt gut – wann?"
    assert parsed.authentication == {"dkim": "pass", "spf": "pass", "dmarc": "pass"}
    assert parse(raw, authority="forged.example").authentication == {"dmarc": "fail", "spf": "fail"}
    assert parse(raw, authority="other.example").authentication == {}
    assert kind(m).name == "reply"


def test_what_we_compose_we_can_read():
    message = replace(
        PLAIN,
        subject="Grüße 漢字",
        from_name="Bøb",
        text="Hällo\n",
        html="<p>Hällo</p>",
        references=["a@x.io"],
        attachments=[Attachment("März.pdf", "application/pdf", b"12345")],
    )
    parsed = parse(compose(message))
    m = parsed.inbound
    assert (m.subject, m.from_name, m.text, m.html) == ("Grüße 漢字", "Bøb", "Hällo\n", "<p>Hällo</p>\r\n")
    assert (m.message_id, m.references, m.date) == ("1.abc@acme.io", ("a@x.io",), PLAIN.date.replace(microsecond=0))
    (attachment,) = parsed.attachments
    assert (attachment.filename, attachment.content_type, attachment.size) == ("März.pdf", "application/pdf", 5)


def test_html_only():
    raw = (
        b"From: a@x.io\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><head><title>t</title><style>p{}</style>"
        b"</head><body><p>Yes, <b>call</b> me.</p><p style='display:none'>hidden</p>"
        b"<div>On Mon, 2 March, Bob &lt;bob@acme.io&gt; wrote:</div><blockquote>Hi</blockquote></body></html>"
    )
    m = parse(raw).inbound
    assert m.reply_text == "Yes, call me."
    assert "hidden" not in m.text
    assert "p{}" not in m.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yes.\n\nOn Mon, Mar 2, 2026 at 9:00 AM Bob\n<bob@acme.io> wrote:\n> Hi\n", "Yes."),
        ("Oui.\n\nLe lun. 2 mars 2026 à 09:00, Bob <bob@acme.io> a écrit :\n\n> Salut", "Oui."),
        ("Sure\n\n-----Original Message-----\nFrom: Bob\nSent: Monday\nSubject: Hi\n\nHi", "Sure"),
        ("Sure\n\n________________________________\nVon: Bob\nGesendet: Montag\nAn: Ann\n\nHi", "Sure"),
        ("Sure\n\nFrom: Bob <b@x.io>\nSent: Monday\nTo: Ann\nSubject: Hi\n\nHi", "Sure"),
        ("> what does it cost?\n100\n> and support?\nincluded\n", "100\nincluded"),
        ("On 2 March Bob wrote:\n> a?\nyes\n> b?\nno", "yes\nno"),
        ("Call me\n\n-- \nAnn Lee\nCEO", "Call me"),
        ("Fine\n\nSent from my iPhone", "Fine"),
        ("From: here to there is a long way\nand more", "From: here to there is a long way\nand more"),
        ("On reflection, no.\nHe wrote: it is fine.", "On reflection, no.\nHe wrote: it is fine."),
        ("On this I agree with what Bob wrote:\nbuy", "On this I agree with what Bob wrote:\nbuy"),
        ("> only quoted", ""),
        ("", ""),
    ],
)
def test_quotes_are_stripped(text: str, expected: str):
    assert new_text(text) == expected


# -- mail that is not mail

FIELDS = [b"From", b"To", b"Subject", b"Date", b"Content-Type", b"Content-Transfer-Encoding", b"Message-ID",
          b"Content-Disposition", b"References", b"Return-Path", b"MIME-Version", b"X-Failed-Recipients"]  # fmt: skip
VALUES = [b"multipart/report; report-type=delivery-status; boundary=b", b"multipart/mixed; boundary=b", b"text/html",
          b"text/plain; charset=idna", b"text/plain; charset=\xff", b"message/rfc822", b"message/delivery-status",
          b"message/feedback-report", b"base64", b"quoted-printable", b"uuencode", b"=?utf-8?b?x?=", b"=?x?q?=FF?=",
          b"attachment; filename*0*=x'y'%ff; filename*1=z", b"mailer-daemon@x.io", b"<>", b"<a@b>", b"Mon, 99 Foo 2026",
          b"((((", b'"\\', b"a@b, c@d:;", b"\x00\xff"]  # fmt: skip
LINE = st.one_of(
    st.tuples(st.sampled_from(FIELDS), st.sampled_from(VALUES) | st.binary(max_size=40)).map(b": ".join),
    st.sampled_from([b"", b"--b", b"--b--", b"Final-Recipient: rfc822; a@b", b"Status: 5.1.1", b"begin 644 x"]),
    st.binary(max_size=60),
)


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=3000) | st.lists(LINE, max_size=40).map(b"\r\n".join))
@example(b"")
@example(b"\x00From:")
@example(b"Content-Type: text/plain; charset=utf-7\r\n\r\n+2AA-\x00")
def test_anything_gives_something_that_can_be_stored(raw: bytes):
    parsed = parse(raw)
    m = parsed.inbound
    texts = [m.subject, m.text, m.reply_text, m.html, m.from_name, m.from_address, m.message_id, *m.to, *m.cc]
    texts += [value for headers in (m.headers, m.feedback, m.returned_headers) for v in headers.values() for value in v]
    texts += [a.filename + a.content_type + a.content_id for a in parsed.attachments]
    texts += [r.address + r.action + r.status + r.diagnostic for r in m.dsn]
    for text in texts:
        text.encode()
        assert "\x00" not in text
    kind(m)


HEAD = b"From: mailer-daemon@x.io\r\nReturn-Path: <>\r\nSubject: failure notice\r\nContent-Type: "


@pytest.mark.parametrize(
    "raw",
    [
        HEAD + b"text/plain\r\n\r\n" + b"\n" * 400_000,
        HEAD + b"text/plain\r\n\r\n" + b"> \n" * 200_000,
        HEAD + b"text/plain\r\n\r\n" + b"On " * 150_000,
        HEAD + b"text/plain\r\n\r\n" + b"On x\n" * 100_000,
        HEAD + b"text/plain\r\n\r\n" + b"From: x\n" * 60_000,
        HEAD + b"text/plain\r\n\r\n" + b"<a@b" * 100_000,
        HEAD + b"text/html\r\n\r\n" + b"<a " * 150_000,
        HEAD + b"text/html\r\n\r\n" + b"<!--" * 100_000,
        HEAD + b"text/html\r\n\r\n" + b"<div>" * 90_000,
        HEAD + b"text/plain; charset=punycode\r\n\r\n" + b"a-b" * 100_000,
        b"From: " + b"=?utf-8?q?" * 40_000 + b"\r\n\r\nx",
        b"From: " + b"(" * 200_000 + b"\r\n\r\nx",
        b"To: " + b"a@b," * 50_000 + b"\r\n\r\nx",
        b"Subject: x\r\n" * 30_000 + b"\r\nx",
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(2000)),
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 30_000,
        b"Content-Type: text/plain" + b"; a=b" * 200_000 + b"\r\n\r\nx",
        b"Content-Type: text/plain" + b"".join(b"; a*%d*=b" % n for n in range(50_000)) + b"\r\n\r\nx",
        b"Content-Disposition: attachment" + b"".join(b"; filename*%d*=b" % n for n in range(50_000)) + b"\r\n\r\nx",
        (b"Content-Type: message/rfc822" + b"; a=b" * 2_000 + b"\r\n\r\n") * 500,
    ],
    ids=range(20),
)
def test_no_message_keeps_us_busy(raw: bytes):
    began = time.process_time()  # what else the machine does is not counted
    parse(raw)
    assert time.process_time() - began < (5 if sys.gettrace() is None else 20)  # measuring coverage slows everything down


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ('{"emoji":"👎","version":1}', "👎"),
        ('{"version":1, "emoji" : "\\ud83d\\udc4d"}', "👍"),
        ('{"emoji":', "👍 Ann ha reagito tramite Gmail"),
        ('{"emoji":"\\u12"}', "👍 Ann ha reagito tramite Gmail"),
    ],
)
def test_a_reaction_is_the_sign_alone(part: str, text: str) -> None:
    body = (
        "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n👍 Ann ha reagito tramite Gmail\r\n"
        f"--b\r\nContent-Type: text/vnd.google.email-reaction+json; charset=utf-8\r\n\r\n{part}\r\n--b--\r\n"
    )
    head = "From: ann@prospect.example\r\nSubject: Re: Hello\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n"
    assert parse((head + body).encode()).inbound.new_text == text


@pytest.mark.parametrize(
    ("method", "status", "does"),
    [("REPLY", "ACCEPTED", "accepted"), ("REPLY", "DECLINED", "declined"), ("REQUEST", "NEEDS-ACTION", "request"),
     ("COUNTER", "TENTATIVE", "counter"), ("PUBLISH", "ACCEPTED", "")],
)  # fmt: skip
def test_what_a_calendar_part_does(method: str, status: str, does: str) -> None:
    calendar = (
        f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nATTENDEE;CN=Bo;PARTST\r\n AT={status}:mailto:bo@acme.example\r\n"
    )
    head = b"Subject: Rotor\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n"
    text = b"--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n"
    part = b"--b\r\nContent-Type: text/calendar; charset=utf-8\r\n\r\n" + calendar.encode() + b"--b--\r\n"
    assert parse(head + text + part).inbound.invitation == does
