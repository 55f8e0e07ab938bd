"""Why messages fail: codes, phrases, whose address is named; and notifications of many makes, read as a whole."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.channels.email.parse import parse
from outrider.rules.failure_causes import MEANINGS, Cause
from outrider.rules.failure_phrases import PHRASES
from outrider.rules.failures import Parties, Phase, Statement, read
from outrider.rules.inbound import DsnRecipient, Inbound
from outrider.rules.replies import kind
from outrider.rules.reports import original_ids
from outrider.rules.smtp import smtp_outcome
from tests.notification_corpus import failures, feedbacks
from tests.notification_sentences import sparse_failures
from tests.notifications import OWN, RECIPIENT, RETURNED, Case, feedback, mail

FAILURES = failures()
REAL = [case for case in FAILURES if case.verdict in ("hard", "soft")]
PARTIES = Parties(RECIPIENT, (OWN,))


def verdict_of(case: Case) -> str:
    name = kind(parse(case.raw).inbound).name
    return {"bounce_hard": "hard", "bounce_soft": "soft"}.get(name, name)


@pytest.mark.parametrize("case", FAILURES, ids=lambda case: case.name)
def test_verdicts(case: Case) -> None:
    assert verdict_of(case) == case.verdict


def test_few_words_of_a_mail_system() -> None:
    assert [case.name for case in sparse_failures() if verdict_of(case) != case.verdict] == []


def test_a_person_at_a_mail_systems_address_is_a_person() -> None:
    raw = mail("Re: A question", "Please write to kim@prospect.example, she wants a demo.", "postmaster@prospect.example", "")
    assert kind(parse(raw).inbound).name == "reply"


@pytest.mark.parametrize("case", [case for case in REAL if case.fault], ids=lambda case: case.name)
def test_whose_fault_it_was(case: Case) -> None:
    failure = kind(parse(case.raw).inbound).failure
    assert failure is not None
    assert failure.fault == case.fault


@pytest.mark.parametrize("case", REAL, ids=lambda case: case.name)
def test_whom_a_notification_is_about(case: Case) -> None:
    assert kind(parse(case.raw).inbound).recipients == (case.recipient,)


@pytest.mark.parametrize("case", [case for case in REAL if case.original], ids=lambda case: case.name)
def test_which_message_a_notification_is_about(case: Case) -> None:
    assert case.original in original_ids(parse(case.raw).inbound)


@pytest.mark.parametrize("case", feedbacks(), ids=lambda case: case.name)
def test_feedback(case: Case) -> None:
    assert verdict_of(case) == case.verdict


@pytest.mark.parametrize("case", [case for case in feedbacks() if case.verdict == "complaint"], ids=lambda case: case.name)
def test_who_complained(case: Case) -> None:
    assert kind(parse(case.raw).inbound).recipients == (case.recipient,)


@pytest.mark.parametrize(
    ("statements", "cause"),
    [
        ([Statement("550 5.7.1 user unknown")], Cause.NO_SUCH_ADDRESS),
        ([Statement("550 5.1.1 is listed at zen.spamhaus.org")], Cause.BLOCKLISTED),
        ([Statement("550 refused"), Statement(status="5.1.1", derived=True)], Cause.NO_SUCH_ADDRESS),
        ([Statement("550 ip in prison"), Statement(status="5.1.1", derived=True)], Cause.BLOCKLISTED),
        ([Statement("550 no such user"), Statement(status="5.2.2", derived=True)], Cause.MAILBOX_FULL),
        ([Statement("550 5.4.300 Message expired -> 450 4.1.1 user unknown")], Cause.EXPIRED),
        ([Statement(f"550 <{OWN}> user unknown")], Cause.SENDER_REFUSED),
        ([Statement(f"550 <{RECIPIENT}> user unknown, {OWN} wrote")], Cause.NO_SUCH_ADDRESS),
        ([Statement("550 domain outreach.example does not exist")], Cause.SENDER_DOMAIN),
        ([Statement("550 user unknown", phase="mail")], Cause.SENDER_REFUSED),
        ([Statement("550 mailbox unavailable", phase="dot")], Cause.REFUSED),
        ([Statement("550 mailbox unavailable", phase="rcpt")], Cause.MAILBOX_UNAVAILABLE),
        ([Statement(reply=550)], Cause.REFUSED),
        ([Statement("")], Cause.UNKNOWN),
    ],
)
def test_the_surest_statement_wins(statements: list[Statement], cause: Cause) -> None:
    assert read(statements, PARTIES).cause == cause


@pytest.mark.parametrize("text", ["450 4.1.1 user unknown", "4.1.1 user unknown", "421 4.2.1 account disabled"])
def test_what_is_refused_for_now_never_bounces(text: str) -> None:
    assert not read([Statement(text)]).hard


def test_without_a_stated_reason_it_is_tried_again() -> None:
    """The address may be fine."""
    assert read([Statement("")], permanent=True).consequence == "retry"


def test_what_is_delayed_never_bounces() -> None:
    assert not read([Statement("550 5.1.1 user unknown")], permanent=False).hard


@pytest.mark.parametrize("phase", ["mail", "rcpt", "data", "dot"])
@pytest.mark.parametrize(
    "text",
    [
        "5.7.60 Client does not have permissions to send as this sender",
        "You have exceeded your hourly limit",
        "Bad HELO: your name does not resolve",
        "5.1.8 Domain of sender address does not exist",
        "The sending host has no PTR record",
        "5.7.23 rejected because of Sender Policy Framework violation",
    ],
)
def test_the_senders_own_refusal_concerns_the_sender_in_every_phase(phase: Phase, text: str) -> None:
    assert smtp_outcome(550, None, text, phase=phase).kind in ("sender_paused", "sender_auth")


@pytest.mark.parametrize("text", ["5.2.2 mailbox full", "Quota exceeded", "over quota"])
def test_a_full_mailbox_is_tried_again(text: str) -> None:
    assert smtp_outcome(552, None, text).kind == "temporary"


def test_every_cause_has_a_meaning() -> None:
    assert set(MEANINGS) == set(Cause)


def test_phrases_are_as_the_text_is_in_which_they_are_sought() -> None:
    assert [pieces for _, _, pieces in PHRASES if any(piece != piece.lower() for piece in pieces)] == []


@given(st.text(), st.none() | st.integers(400, 599), st.from_regex(r"([245]\.\d{1,2}\.\d{1,3})?", fullmatch=True))
def test_anything_said_gives_a_failure(text: str, reply: int | None, status: str) -> None:
    failure = read([Statement(text, reply, status)], PARTIES)
    assert failure.consequence in ("bounce", "retry", "refuse", "rest", "stop")


@given(st.text(alphabet="0123456789.<>@- abz:/", max_size=3000))
def test_hostile_texts_are_read_quickly(text: str) -> None:
    assert read([Statement(text * 3)], PARTIES).cause in Cause


SPARED = """
521 5.2.1 AOL-like: this host takes no mail from you
550 5.7.1 Recipient rejected your message: your address is not on the allow list
554 5.7.1 The sending account has been disabled
550 5.7.1 mailbox ada@outreach.example is disabled for sending
550 Account outreach.example has reached its hourly email limit
554 5.7.1 <jane@prospect.example>: Recipient address rejected: Policy; message quota exceeded
550 5.7.1 SPF MAIL FROM check failed
552 5.7.0 The content presents a potential security issue
550 5.7.1 Sender domain has no MX record
550 No MX for sender domain outreach.example
550 Your domain does not have a valid MX record
501 5.1.8 Sender's domain must resolve
550 5.1.8 Return-Path domain not found
553 5.5.4 outreach.example... Domain name required for sender address
550 Administrative prohibition
550 Rejected by header based blocked senders
550 High probability of spam
550 5.7.1 Connection refused - IPBL
550 5.7.1 Your message was rejected because it contains a link to a bad site
550 Rule imposed mailbox access for jane@prospect.example
550 5.7.1 Not authorized to send to this recipient
550 5.7.1 The recipient's mailbox accepts mail only from the whitelist
550 5.1.1 RCPT policy: your server is not allowed
550 Denied by SecuMail valid-address-filter
550 #5.1.0 Address rejected (your IP is listed)
554 5.7.1 Rejected: 192.0.2.9 listed at bl.spamcop.net
554 5.7.1 : Helo command rejected: Host not found
450 4.7.1 : Helo command rejected: Host not found
550 Sender host address lookup failed: host not found
550 5.7.1 Client host does not exist in DNS
550 Mail is rejected by recipients
550 Recipient limit exceeded for your account
452 4.5.3 Too many recipients this hour
550 5.7.1 Command rejected
550 Requested action not taken: local error
554 Transaction failed
554 5.3.0 rewrite: map not found
550 5.6.7 SMTPUTF8 required
550 Maximum line length exceeded
552 Message exceeds maximum fixed size
552 5.2.0 attachment rejected
550 Attachments of type exe are not accepted
554 5.6.1 Body type not supported
550 This message has an invalid Date header
550 5.7.1 Outbound quota exceeded for your mailbox
550 outbound mail disabled for this user
535 5.7.0 Account locked
534 5.7.9 Please log in with your web browser
550 5.7.0 Your account is sending too fast
550 Authentication is required for relay
550 must be authenticated
554 5.7.5 Permanent error evaluating DMARC policy
550 5.7.1 Unauthenticated email is not accepted from this domain
550 5.7.23 DKIM validation failed
550 Blocked by Google Workspace admin
554 mail server permanently rejected message (#5.3.0)
451 4.7.1 Try again later
450 4.2.1 mailbox temporarily disabled
421 Service not available, closing channel
550 5.4.7 Delay notice expired
554 5.4.0 Error: too many hops
550 mailbox for jane@prospect.example is full
550 jane has reached the storage limit
552 5.2.2 Over quota
550 User is over the quota. You can try again later
550 The user has too many messages in the mailbox
550 5.2.2 Benutzerpostfach voll
550 le compte a atteint son quota
550 5.7.1 Mail refused: geographic filter
550 5.7.1 This domain is not accepting mail from you
"""
BOUNCED = """
550 5.1.10 RESOLVER.ADR.RecipientNotFound
550 sorry, this recipient is not in my validrcptto list
550 user (jane) unknown
550 mailbox is currently suspended
550 Message was not accepted: user is terminated
550 user or domain is disabled
550 <jane@prospect.example>: inactive account
550 The user's mailbox is suspended
550 5.1.1 No such person at this address
550 5.1.1 <jane@prospect.example> does not exist here
550 sorry, no such mailbox here
550 invalid recipient jane@prospect.example
550 We have no user by that name
550 Unknown local part jane in <jane@prospect.example>
550 jane@prospect.example is not a valid mailbox
550 no valid recipients
550 5.1.1 recipient unknown
550 #5.1.0 Address rejected.
550 5.1.0 Unknown recipient
550 5.5.0 mailbox unavailable
550 Requested action not taken: mailbox not found
551 User not local; please try <jane@new.example>
550 5.7.1 Recipient not found in directory
550 jane@prospect.example... User not known
550 account is closed
550 This account has been deleted
550 Mailbox disabled, not accepting messages
550 5.2.1 mailbox disabled
550 The email account that you tried to reach is inactive
553 5.3.0 <jane@prospect.example>... No such user
550 Address unknown
550 Bad destination mailbox address
550 Recipient address rejected: User unknown in relay recipient table
550 5.1.1 unknown or illegal alias: jane@prospect.example
550 cuyahoga: that user does not exist
550 Domain not found for recipient
550 El usuario no existe
550 L'adresse n'existe pas
550 Benutzer existiert nicht
550 utente non valido
550 usuário não existe
550 onbekende ontvanger
550 nie ma takiego użytkownika
550 такого пользователя нет
550 宛先が存在しません
550 收件人不存在
550 Employee no longer with the company: mailbox closed
550 Not a valid recipient
550 No account by that name here
550 <jane@prospect.example>: invalid address
550 person has left the company; address no longer valid
"""


@pytest.mark.parametrize("answer", SPARED.strip().splitlines())
def test_what_does_not_speak_of_the_address_spares_the_lead(answer: str) -> None:
    assert smtp_outcome(int(answer[:3]), None, answer[4:]).kind != "permanent_recipient"


@pytest.mark.parametrize("answer", BOUNCED.strip().splitlines())
def test_what_speaks_of_the_address_for_good_is_a_bounce(answer: str) -> None:
    assert smtp_outcome(int(answer[:3]), None, answer[4:]).kind == "permanent_recipient"


def test_the_recipient_of_a_return_path_of_its_own() -> None:
    raw = mail("failure notice", "Your message could not be delivered: user unknown.").replace(
        f"To: {OWN}".encode(), b"To: ada+jane=prospect.example@outreach.example"
    )
    assert kind(parse(raw).inbound).recipients == (RECIPIENT,)


@pytest.mark.parametrize(
    "piece", ["550 ", "5.1.1 ", "a@", "<a@b>", "550 user ", "https://a/?p=", "not ", "1.2.3.4 ", "To: x\n", "--- "]
)
def test_no_notification_keeps_us_busy(piece: str) -> None:
    started = time.process_time()
    kind(
        Inbound(
            subject=piece * 50,
            text=piece * 100_000,
            from_address="mailer-daemon@x.de",
            dsn=(DsnRecipient("", "failed", "", piece * 10_000),),
        )
    )
    assert time.process_time() - started < 2


def _with_attached(sender: str, subject: str, written_by: str = OWN) -> bytes:
    """A message that brings another one along, without any report."""
    head = f'From: {sender}\nTo: {OWN}\nSubject: {subject}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b1"\n\n'
    attached = RETURNED.replace(OWN, written_by)
    text = "Please look at what is attached."
    return f"{head}--b1\nContent-Type: text/plain\n\n{text}\n--b1\nContent-Type: message/rfc822\n\n{attached}\n--b1--\n".encode()


def test_a_complaint_without_a_report() -> None:
    found = kind(parse(_with_attached("fbl@isp.example", "Spam report")).inbound)
    assert (found.name, found.recipients) == ("complaint", (RECIPIENT,))


@pytest.mark.parametrize(
    ("sender", "subject", "written_by"),
    [
        ("jane@prospect.example", "Spam report", OWN),
        ("fbl@isp.example", "Our programme", OWN),
        ("fbl@isp.example", "Spam report", "omar@second.example"),
    ],
)
def test_what_is_no_complaint_about_us(sender: str, subject: str, written_by: str) -> None:
    assert kind(parse(_with_attached(sender, subject, written_by)).inbound).name == "reply"


def test_who_complained_where_headers_come_under_an_old_type() -> None:
    raw = feedback("abuse", fields="").replace(b"message/rfc822", b"text/rfc822-header")
    assert kind(parse(raw).inbound).recipients == (RECIPIENT,)


@pytest.mark.parametrize(("verdict", "hard"), [("Permanent", True), ("Transient", False), ("Undetermined", False)])
def test_amazons_verdict_counts_whatever_the_code_is(verdict: str, hard: bool) -> None:
    failed = f'{{"emailAddress":"{RECIPIENT}","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 no such user"}}'
    text = f'{{"eventType":"Bounce","bounce":{{"bounceType":"{verdict}","bouncedRecipients":[{failed}]}}}}'
    raw = mail("AWS Notification Message", text, "AWS Notifications <no-reply@sns.amazonaws.com>", "")
    assert kind(parse(raw).inbound).name == ("bounce_hard" if hard else "bounce_soft")


_OF_THE_SENDER = """
    550 Your account has been deactivated | 550 The sending mailbox does not exist | 550 5.1.1 Originator unknown |
    554 Sender's account is suspended | 550 5.2.1 Your trial account has expired | 553 Return path does not exist |
    550 5.1.2 Sender domain is unknown | 550 Reply-To address does not exist |
    550 The domain in your From: header does not exist |
    550 Ihr Konto wurde gesperrt | 550 Absender existiert nicht | 550 Votre compte est suspendu | 550 El remitente no existe |
    550 Votre compte utilisateur est suspendu | 550 Su cuenta de usuario no existe | 550 Mittente inesistente |
    550 Sua conta foi desativada | 550 Il mittente non esiste | 550 Отправитель не найден | 550 发件人不存在 | 550 您的邮箱已停用
"""
_OF_SOMETHING_ELSE = """
    550 Session does not exist | 550 The license of this gateway is inactive | 550 Invalid address in Reply-To |
    550 The linked website in your message does not exist | 550 5.6.0 Bad address syntax in To header |
    550 No account balance left |
    550 5.1.1 Error while checking the recipient | 550 5.2.1 Mailbox busy | 554 5.2.1 Mailbox under maintenance |
    550 5.1.1 User directory lookup failure | 550 5.2.1 Mailbox is being moved | 550 5.1.1 Cannot verify the recipient right now |
    550 You do not exist in the recipient's address book | 550 The client does not exist in the allow list |
    550 5.1.1 Recipient address rejected: unverified address: Address lookup failed |
    550 Mail to non-existent users from your network is blocked
"""
_OF_THE_RECIPIENT = """
    550 Your recipient does not exist | 550 Dear sender, this mailbox does not exist | 550 Sender: please note, user unknown |
    550 The address that you sent your message to is inactive | 550 Your message was not delivered. The account was disabled. |
    550 Ihre Nachricht kam nicht an: Empfänger existiert nicht | 550 Votre correspondant n'existe pas |
    550 Su mensaje no fue entregado, el usuario no existe | 550 The address is no longer in use |
    550 jane: no such user here | 550 session closed: no such user |
    550 Benutzer unbekannt. Der Absender wurde benachrichtigt | 550 L'utilisateur n'existe pas, l'expéditeur est averti |
    550 El usuario no existe, avise al remitente | 550 Casella inesistente, avvisare il mittente |
    550 Пользователь не найден, отправитель уведомлён
"""


def _each(texts: str) -> list[str]:
    return [text.strip() for text in texts.replace("\n", " ").split(" | ")]


@pytest.mark.parametrize("text", [*_each(_OF_THE_SENDER), *_each(_OF_SOMETHING_ELSE)])
def test_what_is_said_of_another_than_the_recipient_never_bounces(text: str) -> None:
    assert not read([Statement(text)], PARTIES).hard


@pytest.mark.parametrize("text", _each(_OF_THE_SENDER))
def test_what_is_said_of_the_sender_is_its_fault(text: str) -> None:
    assert read([Statement(text)], PARTIES).fault == "sender"


@pytest.mark.parametrize("text", _each(_OF_THE_RECIPIENT))
def test_a_recipient_is_gone_though_the_sender_is_spoken_to(text: str) -> None:
    assert read([Statement(text)], PARTIES).hard


def test_a_reporters_words_do_not_run_into_the_servers() -> None:
    said = "Not delivered to these recipients: mx.prospect.example said: 550 Host mail.outreach.example not found"
    assert not read([Statement(said)], PARTIES).hard


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("452 Too many messages this hour", Cause.RATE_LIMITED),
        ("554 The daily message limit of your plan is reached", Cause.RATE_LIMITED),
        ("550 5.1.1 Too many misspelled recipients from you", Cause.RATE_LIMITED),
        ("550 5.7.232 Your tenant has reached its external recipient rate limit", Cause.RATE_LIMITED),
        ("550 5.7.230 Blocked due to inactivity of the sending tenant", Cause.SENDER_BLOCKED),
        ("551 Main account unavailable", Cause.SENDER_BLOCKED),
        ("554 Outgoing blocked", Cause.SENDER_BLOCKED),
        ("550 Please authenticate before you send", Cause.LOGIN_REFUSED),
        ("550 The password has expired", Cause.LOGIN_REFUSED),
        ("550 The authenticated sender does not match the From header", Cause.SENDER_NOT_ALLOWED),
        ("553 Sender domain resolve fail", Cause.SENDER_DOMAIN),
        ("552 Message is too long", Cause.TOO_LARGE),
        ("550 Too many links in the message", Cause.CONTENT),
        ("556 Remote address check failed", Cause.REFUSED),
        ("556 prospect.example does not accept mail", Cause.NO_SUCH_DOMAIN),
        ("550 Requested action not taken: mailbox unavailable", Cause.MAILBOX_UNAVAILABLE),
        ("550 5.7.1 Requested action not taken: mailbox unavailable", Cause.REFUSED),
        ("550 5.7.1 No such user", Cause.NO_SUCH_ADDRESS),
        ("550 Mailbox unavailable. Sending failed, try again later", Cause.TRY_LATER),
        ("550 This address has been decommissioned", Cause.MAILBOX_DISABLED),
        ("550 5.2.1 Recipient is on holiday, mailbox closed", Cause.TRY_LATER),
        ("550 Brak takiego konta", Cause.NO_SUCH_ADDRESS),
    ],
)
def test_what_is_said_beside_the_code(text: str, cause: Cause) -> None:
    assert read([Statement(text)], PARTIES).cause == cause
