"""What an inbound message is."""

import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.rules.replies import (
    WARMUP_HEADER,
    DsnRecipient,
    Inbound,
    RulesClassifier,
    asks_to_stop,
    intent,
    kind,
    return_date,
)
from outrider.sandbox.wordings import TEXTS

TODAY = date(2026, 3, 2)  # a Monday


def dsn(action: str, status: str, diagnostic: str = "") -> Inbound:
    return Inbound(report_type="delivery-status", dsn=(DsnRecipient("jo@acme.com", action, status, diagnostic),))


# The forms in which large providers and servers report, by their fields.
@pytest.mark.parametrize(
    ("message", "name"),
    [
        (
            dsn("failed", "5.1.1", "smtp; 550-5.1.1 The email account that you tried to reach does not exist."),
            "bounce_hard",
        ),  # Gmail
        (
            dsn("failed", "5.1.10", "smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found"),
            "bounce_hard",
        ),  # Exchange
        (dsn("failed", "5.4.1", "smtp;550 5.4.1 Recipient address rejected: Access denied."), "bounce_hard"),  # Outlook
        (
            dsn("failed", "5.0.0", "smtp; 554 delivery error: dd This user doesn't have a yahoo.com account"),
            "bounce_hard",
        ),  # Yahoo
        (dsn("failed", "5.1.1", 'X-Postfix; unknown user: "jo"'), "bounce_hard"),  # Postfix
        (dsn("failed", "5.1.2", "Host or domain name not found"), "bounce_hard"),
        (dsn("failed", "5.2.1", "smtp; 550 5.2.1 The email account that you tried to reach is disabled."), "bounce_hard"),
        (dsn("failed", "5.0.0"), "bounce_soft"),  # nothing speaks of the address
        (dsn("failed", "4.4.1", "connection timed out"), "bounce_soft"),
        (dsn("failed", "4.2.2", "smtp; 452 4.2.2 over quota"), "bounce_soft"),
        (dsn("delayed", "4.4.7", "X-Postfix; connect to mx: Connection refused"), "bounce_soft"),
        (dsn("delayed", "5.0.0"), "bounce_soft"),
        (dsn("delivered", "2.0.0"), "auto_reply"),
        (dsn("relayed", "2.0.0"), "auto_reply"),
    ],
)
def test_d8_delivery_status_notifications(message: Inbound, name: str) -> None:
    verdict = kind(message)
    assert verdict.name == name
    if name.startswith("bounce"):
        assert verdict.recipients == ("jo@acme.com",)


def test_d2_a_refused_sender_is_no_bad_lead() -> None:
    for diagnostic in (
        "smtp; 550 5.7.515 Access denied, sending domain does not meet the required authentication level",
        "smtp; 550-5.7.26 This mail has been blocked because the sender is unauthenticated",
        "smtp; 554 5.7.1 Service unavailable; client host blocked using Spamhaus",
    ):
        assert (
            kind(dsn("failed", diagnostic.split()[1][-5:] if "-" in diagnostic[:10] else "5.7.1", diagnostic)).name
            == "bounce_soft"
        )


def test_d8_one_lost_recipient_of_several_counts() -> None:
    both = Inbound(dsn=(DsnRecipient("a@x.de", "delayed", "4.4.1"), DsnRecipient("b@x.de", "failed", "5.1.1")))
    verdict = kind(both)
    assert (verdict.name, verdict.recipients, verdict.status) == ("bounce_hard", ("b@x.de",), "5.1.1")


@pytest.mark.parametrize(
    ("subject", "text", "name"),
    [
        ("Mail delivery failed: returning message to sender", "jo@acme.com\n  550 5.1.1 No such user", "bounce_hard"),
        ("Undeliverable: Hello", "Your message to jo@acme.com couldn't be delivered.", "bounce_soft"),
        ("failure notice", "<jo@acme.com>:\nSorry, no mailbox here by that name. (#5.1.1)", "bounce_hard"),
        ("Delivery Status Notification (Delay)", "jo@acme.com: still trying", "bounce_soft"),
        ("Warning: message 1a delayed 24 hours", "jo@acme.com delay", "bounce_soft"),
        ("Returned mail: see transcript for details", "jo@acme.com\n452 4.2.2 Mailbox full", "bounce_soft"),
        ("Unzustellbar: Hallo", "jo@acme.com wurde nicht gefunden", "bounce_hard"),
    ],
)
def test_d8_bounces_in_words_only(subject: str, text: str, name: str) -> None:
    verdict = kind(Inbound(subject=subject, text=text, from_address="MAILER-DAEMON@mx.test"))
    assert (verdict.name, verdict.recipients) == (name, ("jo@acme.com",))


def test_d8_x_failed_recipients() -> None:
    message = Inbound(headers={"x-failed-recipients": ["jo@acme.com"]}, subject="Delivery failed", text="550 5.1.1 no")
    assert kind(message).recipients == ("jo@acme.com",)
    assert kind(message).name == "bounce_hard"


def test_a_person_who_quotes_a_bounce_is_a_person() -> None:
    assert kind(Inbound(subject="Undeliverable?", text="I got a 550 5.1.1", from_address="jo@acme.com")).name == "reply"


@pytest.mark.parametrize(
    "headers",
    [
        {"auto-submitted": ["auto-replied"]},
        {"auto-submitted": ['auto-replied; owner-email="x@y.de"']},
        {"auto-submitted": ["Auto-Generated (rejected)"]},
        {"x-autoreply": ["yes"]},
        {"precedence": ["auto_reply"]},
        {"return-path": ["<>"]},
        {"x-autorespond": ["1"]},
        {"preference": ["auto-reply"]},
    ],
)
def test_d10_machines_say_so_in_headers(headers: dict[str, list[str]]) -> None:
    verdict = kind(Inbound(headers=headers, subject="Re: Hello", text="We got your ticket and will answer."))
    assert (verdict.name, verdict.out_of_office) == ("auto_reply", False)


@pytest.mark.parametrize(
    "headers", [{}, {"auto-submitted": ["no"]}, {"precedence": ["bulk"]}, {"x-auto-response-suppress": ["All"]}]
)
def test_d10_people_are_not_machines(headers: dict[str, list[str]]) -> None:
    assert kind(Inbound(headers=headers, subject="Re: Hello", text="Sounds good, let's talk.")).name == "reply"


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: Hello",
        "Out of Office: Hello",
        "Automatische Antwort: Hallo",
        "Abwesenheitsnotiz: Hallo",
        "Réponse automatique : x",
        "Respuesta automática: Hola",
        "Risposta automatica: Ciao",
        "Resposta automática: Olá",
        "Autosvar: Hej",
        "Afwezig: Hallo",
        "Automatyczna odpowiedź: Cześć",
        "自动回复: 你好",
        "Re: OOO",
        "Автоматический ответ: x",
    ],
)
def test_d10_subjects_come_last(subject: str) -> None:
    verdict = kind(Inbound(subject=subject, text="Back on March 9, 2026."), TODAY)
    assert (verdict.name, verdict.out_of_office, verdict.returns_on) == ("auto_reply", True, date(2026, 3, 9))


def test_d10_the_day_of_the_message_is_today() -> None:
    message = Inbound(subject="Out of office", text="I am back on Monday.", date=datetime(2026, 3, 4, tzinfo=UTC))
    assert kind(message).returns_on == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("message", "name"),
    [
        (
            Inbound(report_type="feedback-report", feedback={"feedback-type": ["abuse"], "original-rcpt-to": ["jo@acme.com"]}),
            "complaint",
        ),
        (Inbound(feedback={"feedback-type": ["fraud"], "removal-recipient": ["jo@acme.com"]}), "complaint"),
        (
            Inbound(report_type="feedback-report", returned_headers={"to": ["Jo <jo@acme.com>"]}),
            "complaint",
        ),  # Yahoo leaves fields out
        (Inbound(feedback={"feedback-type": ["complaint"], "original-rcpt-to": ["<jo@acme.com>"]}), "complaint"),  # SES
        (
            Inbound(
                from_address="staff@hotmail.com",
                subject="complaint about message from 1.2.3.4",
                returned_headers={"x-hmxmroriginalrecipient": ["jo@acme.com"]},
            ),
            "complaint",
        ),
        (Inbound(feedback={"feedback-type": ["opt-out"], "original-rcpt-to": ["jo@acme.com"]}), "unsubscribe"),
    ],
)
def test_d11_complaints(message: Inbound, name: str) -> None:
    verdict = kind(message)
    assert (verdict.name, verdict.recipients) == (name, ("jo@acme.com",))


def test_d11_not_spam_is_no_complaint() -> None:
    assert kind(Inbound(feedback={"feedback-type": ["not-spam"]})).name == "auto_reply"


def test_challenges_and_warm_up() -> None:
    challenge = Inbound(subject="[boxbe] Action required", text="Please verify you are human: https://boxbe.test/x")
    assert kind(challenge).name == "challenge"
    assert kind(Inbound(headers={WARMUP_HEADER: ["t0k3n"]}, text="stop")).name == "warmup"


@pytest.mark.parametrize(
    "text",
    [
        "unsubscribe",
        "STOP",
        "Stop.",
        "Please remove me",
        "Remove me from your list, thanks",
        "take me off this list",
        "Unsubscribe me please.",
        "Do not email me again.",
        "Please stop contacting me!",
        "opt out",
        "No more emails please",
        "Hi,\n\nunsubscribe\n\nJo",
        "Bitte nehmen Sie mich aus dem Verteiler",
        "Abmelden",
        "Merci de me désinscrire",
        "Désabonnez-moi",
        "Por favor, darme de baja",
        "Cancellatemi dalla lista",
        "Schrijf mij uit",
        "No thanks, and don't contact me.\n\n> stop\n> unsubscribe",
    ],
)
def test_requests_to_stop(text: str) -> None:
    assert asks_to_stop(text)
    assert kind(Inbound(subject="Re: Hello", text=text)).name == "unsubscribe"
    assert intent(text).name == "do_not_contact"


@pytest.mark.parametrize(
    "text",
    [
        "Interesting, tell me more.",
        "Please don't unsubscribe me, I like it",
        "We help people stop smoking. Interested?",
        "I can't stop thinking about it",
        "Where do I find the unsubscribe rate in your tool?",
        "Hello\n\n> To unsubscribe, click here\n> unsubscribe me",
        "Sure\n\nOn Mon, Mar 2, 2026 at 9:00 Ann wrote:\nplease unsubscribe",
        "word " * 80 + "remove me from your list",
        "",
    ],
)
def test_what_only_sounds_like_it(text: str) -> None:
    assert asks_to_stop(text) is None
    assert kind(Inbound(subject="Re: Hello", text=text)).name == "reply"


def test_mail_to_the_unsubscribe_address() -> None:
    assert kind(Inbound(subject="unsubscribe", text="")).name == "unsubscribe"
    assert kind(Inbound(subject="unsubscribe 1.2af.0.AbCdEfGhIj_lMnOp-rStUv", text="")).name == "unsubscribe"
    assert kind(Inbound(subject="unsubscribe 1.2af.0.AbCdEfGhIj_lMnOp-rStUv and more", text="")).name == "reply"


PERSONAS = {
    "interested": {"interested"},
    "meeting": {"meeting_request"},
    "notinterested": {"not_interested"},
    "wrongperson": {"wrong_person"},
    "unsubscribe": {"do_not_contact"},
    "ooo": {"out_of_office"},
    "reply": {"information_request", None},
    "reply_again": {None},
}


@pytest.mark.parametrize(
    ("persona", "wording"),
    [(persona, w) for texts in TEXTS.values() for persona in PERSONAS for w in texts.get(persona, ())],
)
async def test_intents_of_usual_answers(persona: str, wording: str) -> None:
    found = await RulesClassifier().classify(wording.format(sender="Ann", me="Bo", back="15 March"), "Re: Hello")
    assert found.name in PERSONAS[persona], found.reason
    assert (found.confidence > 0) == (found.name is not None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Not interested, but sounds great for others", "not_interested"),
        ("Thanks, I will pass this on to my boss", None),
        ("We'll pass.", "not_interested"),
        ("I left the company, please talk to Sam instead", "wrong_person"),
        ("Can we schedule a quick call on Tuesday?", "meeting_request"),
        ("What is the price?", "information_request"),
        ("Yes please", "interested"),
        ("This is spam, I will report you as spam", "do_not_contact"),
        ("ok", None),
        ("", None),
    ],
)
def test_intents(text: str, name: str | None) -> None:
    assert intent(text).name == name


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("I am out of the office until March 15.", date(2026, 3, 15)),
        ("Out from March 3rd through March 13th, 2026", date(2026, 3, 14)),
        ("Away 3 March - 13 March, back on 16 March", date(2026, 3, 16)),
        ("I will return on Monday, 9th of March", date(2026, 3, 9)),
        ("I'll be back tomorrow", date(2026, 3, 3)),
        ("back next week", date(2026, 3, 9)),
        ("I return on Wednesday", date(2026, 3, 4)),
        ("Ich bin bis zum 15. März nicht im Büro und ab dem 16.03. wieder da", date(2026, 3, 16)),
        ("Ich bin ab dem 09.03.2026 wieder erreichbar", date(2026, 3, 9)),
        ("bis einschließlich 13.3.", date(2026, 3, 14)),
        ("de retour le 20 mars 2026", date(2026, 3, 20)),
        ("estaré fuera hasta el 15 de marzo", date(2026, 3, 15)),
        ("back 2026-04-01", date(2026, 4, 1)),
        ("back on 04/03", date(2026, 3, 4)),
        ("Back on January 5", date(2027, 1, 5)),
        ("back on February 31", None),
        ("I was out until 1 March 2025", None),
        ("Our offices are closed.", None),
    ],
)
def test_d10_return_dates(text: str, day: date | None) -> None:
    assert return_date(text, TODAY) == day


@given(st.text(), st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_return_dates_never_lie_in_the_past(text: str, today: date) -> None:
    day = return_date("back on " + text, today)
    assert day is None or today <= day


messages = st.builds(
    Inbound,
    headers=st.dictionaries(
        st.sampled_from(["auto-submitted", "return-path", "precedence", "x-failed-recipients"]), st.lists(st.text(), max_size=2)
    ),
    subject=st.text(),
    text=st.text(),
    from_address=st.text(),
    dsn=st.lists(st.builds(DsnRecipient, st.text(), st.text(), st.text(), st.text()), max_size=2).map(tuple),
)


@given(messages)
def test_anything_that_comes_in_is_something(message: Inbound) -> None:
    verdict = kind(message, TODAY)
    assert verdict.name
    assert verdict.reason


@pytest.mark.parametrize(
    "piece",
    [
        "no ",
        "not ",
        "send ",
        "i am out until ",
        "1/1/",
        "> ",
        "re: ",
        "remove me ",
        "back on 1 ",
        "a@",
        "x@y.de ",
        ": ",
        "please, ",
        "ok no ",
    ],
)
def test_long_messages_are_no_trouble(piece: str) -> None:
    started = time.process_time()
    kind(Inbound(subject=piece * 50, text=piece * 40_000, from_address="mailer-daemon@x.de"), TODAY)
    intent(piece * 40_000, piece * 50)
    assert time.process_time() - started < 5


_PASSED_ON = [{"auto-submitted": ["auto-generated"]}, {"x-ms-exchange-inbox-rules-loop": ["kim@acme.example"]}]


@pytest.mark.parametrize("headers", _PASSED_ON, ids=lambda headers: next(iter(headers)))
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Yes, call me tomorrow.", "reply"),
        ("Not interested, thanks.", "reply"),
        ("Please take me off your list.", "unsubscribe"),
        ("Your weekly summary: 12 new messages", "auto_reply"),
        ("I am out of the office until June 15.", "auto_reply"),
        ("Your request has been received under number 48213.", "auto_reply"),
    ],
)
def test_headers_that_rules_of_exchange_and_service_desks_put_on_mail_of_people(
    headers: dict[str, list[str]], text: str, name: str
) -> None:
    assert kind(Inbound(headers=headers, text=text, subject="Re: Rotor")).name == name


@pytest.mark.parametrize("invitation", ["accepted", "declined", "tentative", "request", "counter", "cancel"])
def test_who_answers_an_invitation_is_a_person(invitation: str) -> None:
    message = Inbound(headers={"auto-submitted": ["auto-generated"]}, subject="Accepted: Rotor", invitation=invitation)
    assert kind(message).name == "reply"


def test_an_absence_with_a_calendar_is_an_absence() -> None:
    assert kind(Inbound(subject="Automatic reply: Rotor", text="Back on June 15.", invitation="request")).out_of_office


@pytest.mark.parametrize(
    ("subject", "text", "name"),
    [
        ("Accepted: Rotor blades @ Thu Jun 4", "Bo has accepted this invitation.", "meeting_request"),
        ("Zugesagt: Rotor blades", "", "meeting_request"),
        ("Accepté : Rotor blades", "Rotor blades", "meeting_request"),
        ("Declined: Rotor blades @ Thu Jun 4", "Bo has declined this invitation. When: Thursday 10 am", None),
        ("Declined: Rotor blades", "Could we do Friday at 10 instead?", "meeting_request"),
    ],
)
def test_answers_to_invitations(subject: str, text: str, name: str | None) -> None:
    assert intent(text, subject).name == name
