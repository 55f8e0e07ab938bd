"""Machines that answer, requests to stop, refusals and interest, in every language of the table."""

from datetime import date

import pytest

from outrider.channels.email.parse import parse
from outrider.rules.absence import automatic_subject, is_out_of_office
from outrider.rules.inbound import Inbound
from outrider.rules.intents import asks_to_stop, intent
from outrider.rules.languages import ALL
from outrider.rules.languages.language import phrases
from outrider.rules.machines import machine
from outrider.rules.replies import kind
from outrider.rules.returning import return_date
from tests import absence_corpus, gone_corpus
from tests.reply_corpus import ABSENCES, ACKNOWLEDGEMENTS, DEPARTED, INTERESTS, REFUSALS, STOPS

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize("code", ABSENCES)
def test_absences_without_any_header(code: str) -> None:
    prefix, text = ABSENCES[code]
    found = kind(Inbound(subject=f"{prefix}: Rotor blades", text=text), TODAY)
    assert (found.name, found.out_of_office, found.returns_on) == ("auto_reply", True, date(2026, 6, 15))


@pytest.mark.parametrize("code", ABSENCES)
def test_absences_by_their_text_alone(code: str) -> None:
    assert is_out_of_office(ABSENCES[code][1], "Re: Rotor blades")


@pytest.mark.parametrize(
    "tag", ["[External] ", "[sales-list] ", "EXTERNAL: ", "RE: ", "AW: ", "SV: ", "Antw: ", "回复：", "[EXT] RE: "]
)
@pytest.mark.parametrize("code", ["en", "da", "fi", "ja", "tr"])
def test_tags_and_reply_marks_before_the_prefix(tag: str, code: str) -> None:
    prefix, text = ABSENCES[code]
    assert kind(Inbound(subject=f"{tag}{prefix}: Rotor blades", text=text), TODAY).out_of_office


@pytest.mark.parametrize("code", ABSENCES)
def test_an_absence_with_words_about_unsubscribing_is_no_request_to_stop(code: str) -> None:
    prefix, text = ABSENCES[code]
    text += "\n\nTo unsubscribe from these notices write to me once more."
    found = kind(Inbound(subject=f"{prefix}: Rotor blades", text=text), TODAY)
    assert found.name == "auto_reply"


@pytest.mark.parametrize(
    ("subject", "ours"),
    [
        ("Re: Out of office cover for your clinic", ()),
        ("AW: Urlaubsvertretung für Ihre Praxis", ()),
        ("Re: Absence management in 2 days", ()),
        ("SV: Automatisk svar", ("Automatisk svar",)),
        ("Automatic reply: the new feature", ("Automatic reply: the new feature",)),
        ("RE: Vacation rentals", ()),
    ],
)
def test_a_subject_that_is_ours_says_nothing(subject: str, ours: tuple[str, ...]) -> None:
    assert automatic_subject(subject, ours) is None


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("RE: Automatic reply: Rotor blades", "Ok to proceed."),
        ("AW: Abwesenheitsnotiz: Rotor blades", "Ja, ich habe Ihren Vorschlag gelesen. Donnerstag ginge."),
        ("RE: Respuesta automática: Rotor blades", "Gracias por la paciencia, ya he vuelto. ¿Hablamos?"),
        ("SV: Autosvar: Rotor blades", "Nu sitter jag vid skrivbordet igen."),
    ],
)
def test_an_answer_to_an_automatic_answer_is_a_persons(subject: str, text: str) -> None:
    assert kind(Inbound(subject=subject, text=text), TODAY).name == "reply"


def test_an_absence_under_a_reply_to_an_automatic_answer_is_one_by_its_text() -> None:
    text = "I am out of the office until June 15 and will answer when I am back."
    assert kind(Inbound(subject="Re: Automatic reply: Rotor blades", text=text), TODAY).out_of_office


def test_a_person_whose_name_begins_like_a_desks_is_none() -> None:
    text = "Thanks, got it. Your message went to our buyers."
    assert kind(Inbound(subject="Re: Rotor blades", text=text, from_address="hiroshi@acme.example"), TODAY).name == "reply"


@pytest.mark.parametrize("sender", ["jane@acme.example", "dock7@acme.example"])
def test_a_number_that_a_help_desk_gives_needs_more_from_anyone_else(sender: str) -> None:
    bare, full = "Reference 48213.", "Thank you for your message. We logged it under reference 48213."
    assert kind(Inbound(subject="Re: Rotor blades", text=bare, from_address=sender), TODAY).name == "reply"
    assert kind(Inbound(subject="Re: Rotor blades", text=full, from_address=sender), TODAY).name == "auto_reply"
    assert kind(Inbound(subject="Re: Rotor blades", text=bare, from_address="support@acme.example"), TODAY).name == "auto_reply"


def test_a_person_who_is_away_and_interested_is_a_person() -> None:
    text = "I am on vacation until Monday, but very interested. Could you call me then?"
    assert kind(Inbound(subject="Re: Rotor blades", text=text), TODAY).name == "reply"


@pytest.mark.parametrize("text", ACKNOWLEDGEMENTS)
def test_acknowledgements_of_help_desks(text: str) -> None:
    found = kind(Inbound(subject="Re: Rotor blades", text=text, from_address="help@acme.example"), TODAY)
    assert (found.name, found.out_of_office) == ("auto_reply", False)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("unsubscribe", "Some Mail wrote this message to unsubscribe its owner from “Rotor blades”."),
        ("Unsubscribe", "This message was automatically generated by a mail program. Please do not reply."),
        ("Abmelden", "Diese Nachricht hat ein Mailprogramm im Namen seiner Besitzerin erzeugt."),
    ],
)
def test_a_mail_program_that_unsubscribes_its_owner(subject: str, text: str) -> None:
    headers = {"auto-submitted": ("auto-replied",)}
    assert kind(Inbound(headers=headers, subject=subject, text=text), TODAY).name == "unsubscribe"
    assert kind(Inbound(headers=headers, subject=f"Automatic reply: {subject} my way", text=text), TODAY).name == "auto_reply"


def test_the_number_of_a_request_in_brackets() -> None:
    text = "Your request (48213) has been received and is being reviewed by our staff."
    assert kind(Inbound(subject="Request received: Rotor blades", text=text), TODAY).name == "auto_reply"


def test_a_return_that_only_the_subject_names() -> None:
    assert kind(Inbound(subject="Nicht im Büro bis 15.6.", text="Danke."), TODAY).returns_on == date(2026, 6, 15)


def test_a_persons_answer_through_a_help_desk_is_a_reply() -> None:
    text = "Hi, yes we need new blades. What do they cost?"
    assert (
        kind(Inbound(subject="[Ticket #48213] Re: Rotor blades", text=text, from_address="help@acme.example"), TODAY).name
        == "reply"
    )


@pytest.mark.parametrize("text", DEPARTED)
def test_departed_people_and_their_successors(text: str) -> None:
    found = kind(Inbound(headers={"auto-submitted": ("auto-replied",)}, subject="Re: Rotor", text=text), TODAY)
    assert (found.name, found.gone, found.successor) == ("auto_reply", "departed", "kim@acme.example")


def test_a_retired_mailbox_is_no_absence_whatever_its_subject() -> None:
    text = "I retired in May and am no longer using this email."
    found = kind(Inbound(subject="Out of office: Rotor blades", text=text), TODAY)
    assert (found.name, found.out_of_office, found.gone) == ("auto_reply", False, "departed")
    assert intent(text, "Out of office: Rotor blades").name == "wrong_person"


def test_a_moved_address() -> None:
    text = "My email address has changed. My new address is bo@new.example. This is an automatic message."
    found = kind(Inbound(headers={"auto-submitted": ("auto-replied",)}, text=text, from_address="bo@old.example"), TODAY)
    assert (found.gone, found.successor) == ("moved", "bo@new.example")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Zurück am 15.06.2026", date(2026, 6, 15)),
        ("tilbage den 15/6", date(2026, 6, 15)),
        ("back on 2026-06-15", date(2026, 6, 15)),
        ("2026/06/15 に復帰します", date(2026, 6, 15)),
        ("2026. június 15-én térek vissza", date(2026, 6, 15)),
        ("2026 m. birželio 15 d. grįšiu", date(2026, 6, 15)),
        ("wracam w poniedziałek", date(2026, 6, 8)),
        ("palaan maanantaina", date(2026, 6, 8)),
        ("вернусь в среду", date(2026, 6, 3)),
        ("Do 3. listopadu jsem na dovolené", date(2026, 11, 3)),
        ("Na godišnjem sam odmoru do 3. listopada", date(2026, 10, 3)),
        ("Jestem na urlopie do 3 listopada", date(2026, 11, 3)),
        ("From 2 June to 15 June I am on annual leave, back 16 June.", date(2026, 6, 16)),
        ("fuera hasta el 15 de junio de 2027", date(2027, 6, 15)),
        ("until June 15, 2027", date(2027, 6, 15)),
        ("bis 15. Juni 2025", None),
        ("do 15 czerwca 2027 r.", date(2027, 6, 15)),
        ("Call +45 12 34 56 78 in urgent cases", None),
        ("back on the 9th", date(2026, 6, 9)),
        ("zurück am 9.", date(2026, 6, 9)),
        ("volto dia 9", date(2026, 6, 9)),
        ("вернусь 9 числа", date(2026, 6, 9)),
        ("9日から出社します", date(2026, 6, 9)),
        ("9일에 복귀", date(2026, 6, 9)),
        ("六月十五日返回", date(2026, 6, 15)),
        ("6.15 복귀", date(2026, 6, 15)),
        ("חוזר ב-15.6", date(2026, 6, 15)),
        ("wieder ab KW 25", date(2026, 6, 15)),
        ("tilbage i uge 25", date(2026, 6, 15)),
        ("åter vecka 25", date(2026, 6, 15)),
        ("back in week 25", date(2026, 6, 15)),
        ("I was away until 28 May, back now", None),
        ("The 9th floor is closed", None),
    ],
)
def test_return_dates(text: str, day: date | None) -> None:
    assert return_date(text, TODAY) == day


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("language", ALL, ids=lambda language: language.code)
def test_every_name_of_a_month_is_read(language, month: int) -> None:
    today = date(2026, 1, 1)
    back = phrases(language.away)[0].replace("…", " ").split("/")[0].split("?")[0]
    for name in phrases(language.months)[month - 1].split():
        text = f"15 {name}".replace("\u200c", " ")
        if len(name) > 3 and not any(c.isdigit() for c in name):
            found = return_date(f"{back}: {text}", today)
            assert found is not None, name
            assert found.day == 15, name


# --- people

_WILLING = ("interested", "meeting_request", "information_request")


@pytest.mark.parametrize("code", STOPS)
def test_requests_to_stop(code: str) -> None:
    assert asks_to_stop(STOPS[code])


@pytest.mark.parametrize("code", REFUSALS)
def test_refusals_are_no_requests_to_stop(code: str) -> None:
    assert asks_to_stop(REFUSALS[code]) is None
    assert intent(REFUSALS[code]).name == "not_interested"


@pytest.mark.parametrize("code", INTERESTS)
def test_interest(code: str) -> None:
    assert intent(INTERESTS[code]).name in _WILLING


@pytest.mark.parametrize("language", ALL, ids=lambda language: language.code)
def test_no_word_of_interest_asks_to_stop(language) -> None:
    for field in ("interest", "meeting", "question"):
        for phrase in phrases(getattr(language, field)):
            assert asks_to_stop(phrase.replace("*", "").replace("…", " ").replace("?", "").split("/")[0]) is None, phrase


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for reaching out to us. We are interested, I will get back to you on Monday. Bo, Calle Mayor 3, Madrid 28001",
        "Thanks for your message. Call me on 0170 5551234 please.",
        "We have received your brochure, ticket sales start on Monday. What do forty blades cost?",
    ],
)
def test_a_persons_thanks_are_no_acknowledgement(text: str) -> None:
    assert kind(Inbound(subject="Re: Rotor blades", text=text), TODAY).name == "reply"


@pytest.mark.parametrize(
    "text",
    [
        "Number 3 of your list is what we need. Please call me.",
        "No more emails needed, just call me tomorrow.",
        "I'll pass this on to our legal team and we sign on Friday.",
        "Bitte löschen Sie den zweiten Punkt, dann passt das Angebot.",
        "Не могли бы вы удалить второй пункт из предложения?",
        "Ne me contactez pas avant lundi, je suis en réunion. Appelez-moi mardi.",
    ],
)
def test_no_willing_lead_is_lost_to_a_word(text: str) -> None:
    assert kind(Inbound(subject="Re: Rotor blades", text=text), TODAY).name == "reply"
    assert intent(text).name != "do_not_contact"


@pytest.mark.parametrize(
    "text",
    [
        "Guten Tag,\n\nvielen Dank für Ihre Nachricht. Ich bin bis zum 11. Januar 2027 nicht im Büro.",
        "Hello,\n\nThank you for your email. I am out of the office until 11 January 2027 with no access to mail.",
        "Bonjour,\n\nMerci pour votre message. Je suis absent du bureau jusqu'au 11 janvier 2027.",
        "Hola:\n\nGracias por su mensaje. Estaré fuera de la oficina hasta el 11 de enero de 2027.",
        "Buongiorno,\n\ngrazie per il suo messaggio. Sono fuori ufficio fino all'11 gennaio 2027.",
        "Beste,\n\nBedankt voor uw bericht. Ik ben afwezig tot 11 januari 2027.",
        "Dzień dobry,\n\ndziękuję za wiadomość. Jestem nieobecna w biurze do 11 stycznia 2027.",
        "Olá,\n\nObrigado pela sua mensagem. Estou fora do escritório até 11 de janeiro de 2027.",
        "Hej,\n\nTack för ditt mejl. Jag är inte på kontoret till den 11 januari 2027.",
    ],
)
def test_an_absence_note_that_says_thanks_is_no_ticket(text: str) -> None:
    note = Inbound(headers={"auto-submitted": ["auto-replied"]}, subject="Re: Quick question", text=text, reply_text=text)
    found = machine(note, date(2026, 11, 29))
    assert found is not None
    assert (found.name, found.returns_on) == ("away", date(2027, 1, 11))


def test_a_numbered_acknowledgement_that_speaks_of_absence_is_a_ticket() -> None:
    text = "Thank you for contacting us. We have received your request #48213. Our office is closed until 11 January 2027."
    note = Inbound(headers={"auto-submitted": ["auto-replied"]}, subject="Request received", text=text, reply_text=text)
    found = machine(note, date(2026, 11, 29))
    assert found is not None
    assert found.name == "ticket"


MARCH = date(2026, 3, 3)
NINTH = date(2026, 3, 9)


@pytest.mark.parametrize("text", [text for notes in absence_corpus.AWAY.values() for text in absence_corpus.lines(notes)])
def test_what_keeps_people_away_until_a_day(text: str) -> None:
    found = kind(Inbound(subject="Re: Rotor blades", text=text), MARCH)
    assert (found.out_of_office, found.returns_on) == (True, NINTH)


@pytest.mark.parametrize("text", absence_corpus.lines(absence_corpus.MEANWHILE))
def test_what_to_do_meanwhile_is_no_wish(text: str) -> None:
    assert kind(Inbound(subject="Re: Rotor blades", text=text), MARCH).returns_on == NINTH


@pytest.mark.parametrize("text", absence_corpus.lines(absence_corpus.RETURNS))
def test_the_day_of_return_among_other_days(text: str) -> None:
    assert kind(Inbound(subject="Re: Rotor blades", text=text), MARCH).returns_on == NINTH


@pytest.mark.parametrize("text", absence_corpus.lines(absence_corpus.PEOPLE))
def test_people_who_speak_of_absences_are_people(text: str) -> None:
    assert kind(Inbound(subject="Re: Rotor blades", text=text), MARCH).name in ("reply", "unsubscribe")


def test_a_header_tells_a_machine_whatever_it_asks() -> None:
    text = "I am out of the office until March 9. Is it urgent? Call the front desk."
    found = kind(Inbound(headers={"auto-submitted": ("auto-replied",)}, subject="Re: Rotor blades", text=text), MARCH)
    assert found.returns_on == NINTH


@pytest.mark.parametrize(
    ("gone", "text"), [(gone, text) for gone, notes in absence_corpus.GONE.items() for text in absence_corpus.lines(notes)]
)
def test_who_is_gone_without_any_mark(gone: str, text: str) -> None:
    found = kind(Inbound(subject="Re: Rotor blades", text=text, from_address="bo@acme.example"), MARCH)
    assert (found.gone, found.successor) == (gone, "kim@acme.example")


@pytest.mark.parametrize("text", absence_corpus.lines(absence_corpus.NOTICES))
def test_notices_of_machines(text: str) -> None:
    found = kind(Inbound(subject="Re: Rotor blades", text=text, from_address="support@acme.example"), MARCH)
    assert (found.name, found.out_of_office) == ("auto_reply", False)


@pytest.mark.parametrize("text", absence_corpus.lines(absence_corpus.CHALLENGES))
def test_challenges(text: str) -> None:
    assert kind(Inbound(subject="Re: Rotor blades", text=text), MARCH).name == "challenge"


@pytest.mark.parametrize("text", absence_corpus.lines(absence_corpus.DESK_PEOPLE))
def test_people_at_a_shared_address(text: str) -> None:
    assert kind(Inbound(subject="Re: Rotor blades", text=text, from_address="info@acme.example"), MARCH).name == "reply"


@pytest.mark.parametrize("tag", ["{External} ", "External Email - ", "<External> "])
def test_more_tags_of_gateways(tag: str) -> None:
    assert kind(Inbound(subject=f"{tag}Automatic reply: Rotor blades", text="Bo"), MARCH).out_of_office


def _answers(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(code, text) for code, texts in table.items() for text in absence_corpus.lines(texts)]


@pytest.mark.parametrize(("code", "text"), _answers(gone_corpus.DEPARTED))
def test_departed_people_in_every_language(code: str, text: str) -> None:
    subject = f"{ABSENCES[code][0]}: Rotor blades"
    found = kind(Inbound(subject=subject, text=f"{text} kim@acme.example", from_address="bo@acme.example"), MARCH)
    assert (found.gone, found.successor) == ("departed", "kim@acme.example")


@pytest.mark.parametrize(("code", "text"), _answers(gone_corpus.MOVED))
def test_moved_addresses_in_every_language(code: str, text: str) -> None:
    subject = f"{ABSENCES[code][0]}: Rotor blades"
    found = kind(Inbound(subject=subject, text=f"{text} bo.lind@new.example", from_address="lind@acme.example"), MARCH)
    assert (found.gone, found.successor) == ("moved", "bo.lind@new.example")


def test_another_address_in_a_signature_is_no_move() -> None:
    text = "Thank you for your message.\n\nBo Lind\nbo.lind@acme-group.example"
    found = kind(Inbound(subject="Automatic reply: Rotor blades", text=text, from_address="lind@acme.example"), MARCH)
    assert found.gone is None


def test_a_substitute_takes_over_while_somebody_is_away() -> None:
    text = "I am at a conference until March 9. Kim has taken over my duties: kim@acme.example"
    assert kind(Inbound(subject="Automatic reply: Rotor blades", text=text), MARCH).returns_on == NINTH


@pytest.mark.parametrize(("code", "text"), _answers(gone_corpus.ACKNOWLEDGED))
def test_acknowledgements_in_every_language(code: str, text: str) -> None:
    found = kind(Inbound(subject="Re: Rotor blades", text=text, from_address="support@acme.example"), MARCH)
    assert (found.name, found.out_of_office) == ("auto_reply", False)


@pytest.mark.parametrize(
    "text",
    [
        "I am on parental leave. This mailbox is not monitored. Contact kim@acme.example.",
        "Ich bin in Elternzeit. Dieses Postfach wird nicht gelesen. Bitte an kim@acme.example.",
        "Je suis en congé maternité. Cette boîte n'est plus consultée, écrivez à kim@acme.example.",
    ],
)
def test_a_mailbox_that_is_not_read_during_an_absence(text: str) -> None:
    assert kind(Inbound(subject="Automatic reply: Rotor blades", text=text), MARCH).out_of_office


@pytest.mark.parametrize("text", absence_corpus.lines(gone_corpus.FOR_GOOD))
def test_who_is_gone_for_good(text: str) -> None:
    assert kind(Inbound(subject="Automatic reply: Rotor blades", text=text), MARCH).gone == "departed"


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "Gelezen: Rotor blades",
            "Uw bericht\n\n  Aan: Bo Berg\n  Onderwerp: Rotor blades\n\nis gelezen op dinsdag 3 maart 2026.",
        ),
        ("Letto: Rotor blades", "Il messaggio\n\n A: Bo Berg\n Oggetto: Rotor blades\n\nè stato letto il 3/3/2026."),
        ("[EXT] Not read: Rotor blades", "Your message to Bo Berg was deleted without being read on 3 March 2026."),
        ("Ungelesen gelöscht: Rotor blades", "Ihre Nachricht an Bo Berg wurde ungelesen gelöscht."),
        ("Läskvitto: Rotor blades", "Ditt meddelande har visats på mottagarens dator."),
        ("開封済み: Rotor blades", "メッセージは2026年3月3日 18:05に開封されました。"),
        ("Return Receipt", "Your document: Rotor blades\nwas received by: Bo Berg/Acme\nat: 03.03.2026 10:05"),
    ],
)
def test_receipts_of_reading_without_a_report(subject: str, text: str) -> None:
    assert kind(Inbound(subject=subject, text=text), TODAY).name == "auto_reply"


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Read: Rotor blades", "I have read it and it was read by Ann as well. When can you come?"),
        ("Lu : Rotor blades", "Lu et approuvé, j'attends le contrat."),
        ("Gelesen - Rotor blades", "Gelesen und für gut befunden. Bitte Angebot."),
        ("Kvitto: Rotor blades", "Kvittot bifogas. Kan ni faktura istället?"),
        ("Re: Read: Rotor blades", "Your message was read on Monday at our meeting, we want it."),
    ],
)
def test_people_who_read_are_no_receipts(subject: str, text: str) -> None:
    assert kind(Inbound(subject=subject, text=text), TODAY).name == "reply"


@pytest.mark.parametrize(
    "text",
    [
        "أنا خارج المكتب حتى 15 يونيو. قائمتكم وعدم الرد لا يعني الرفض.",
        "أنا في إجازة حتى 15 يونيو، لا يصلني شيء خلال أيامكم وعدد الرسائل كبير.",
    ],
)
def test_the_end_of_a_word_and_the_next_ones_beginning_are_no_word(text: str) -> None:
    """ "Meeting" stands in these across a blank, and no machine proposes one."""
    assert kind(Inbound(subject="Re: Rotor blades", text=text), TODAY).returns_on == date(2026, 6, 15)


@pytest.mark.parametrize(
    ("sender", "text"),
    [
        ("quarantine@prospect.example", "What you sent to Jane was put into quarantine and is deleted after two weeks."),
        ("team-bounces@lists.prospect.example", "Your mail waits until the list moderator has reviewed it."),
        ("team-owner@lists.prospect.example", "Your mail is being held until a moderator has reviewed it."),
        ("LISTSERV@prospect.example", "You are not authorized to send mail to the TEAM list."),
        ("team-request@lists.prospect.example", "The results of your command are below. Ignored: parts that are not text."),
        ("ne-pas-repondre@prospect.example", "Votre message a été mis en quarantaine et sera remis après contrôle."),
        ("prospect-noreply@desk.example", "This address is not in use. Visit our contact page."),
    ],
)
def test_addresses_of_programs_alone(sender: str, text: str) -> None:
    assert kind(Inbound(subject="Re: Rotor blades", text=text, from_address=sender), TODAY).name == "auto_reply"


@pytest.mark.parametrize(
    ("sender", "text", "name"),
    [
        ("noreply@desk.example", "Could you send me two times for a call?", "reply"),
        ("noreply@desk.example", "Not interested, thanks.", "reply"),
        ("noreply@desk.example", "Please take me off your list.", "unsubscribe"),
        ("team-owner@prospect.example", "I run this list, and the blades are worth a look.", "reply"),
        ("jane-spam@prospect.example", "That is my address for newsletters.", "reply"),
        ("postmaster@prospect.example", "Thanks, we look at the blades next week.", "reply"),
    ],
)
def test_people_behind_such_addresses(sender: str, text: str, name: str) -> None:
    assert kind(Inbound(subject="Re: Rotor blades", text=text, from_address=sender), TODAY).name == name


def test_a_mailbox_that_is_unknown_to_a_gateway() -> None:
    text = "Your message to jane@prospect.example could not be delivered, because the recipient's mailbox is unknown."
    raw = f"From: noreply@gate.example\nTo: ada@outreach.example\nSubject: Message could not be delivered\n\n{text}\n"
    assert kind(parse(raw.encode()).inbound).name == "bounce_hard"
