"""Notes of machines in free wording: several weak signs make one, and none of them alone."""

from datetime import date

import pytest
from bench.reading import note

from outrider.rules import notes
from outrider.rules.inbound import Inbound
from outrider.rules.languages import ALL, notices
from outrider.rules.languages.language import phrases
from outrider.rules.phrases import read
from outrider.rules.replies import kind
from tests import note_corpus

MARCH = date(2026, 3, 2)


@pytest.mark.parametrize("right", ["away", "departed", "moved", "auto_reply", "challenge", "reply"])
def test_what_notes_and_people_say(right: str) -> None:
    wrong = [case.text for case in note_corpus.notes() if case.right == right and note(case) != right]
    assert wrong == []


def test_every_language_of_the_table_has_its_signs() -> None:
    assert {language.code for language in ALL} == {language.code for language in notices.ALL}


@pytest.mark.parametrize("language", notices.ALL, ids=lambda language: language.code)
@pytest.mark.parametrize("field", ["kept", "answer", "thanks", "urgent", "unread", "later", "deputy"])
def test_no_sign_of_an_absence_is_enough_alone(language: notices.Notices, field: str) -> None:
    for phrase in phrases(getattr(language, field)):
        alone = phrase.replace("*", "").replace("…", " ").split("/")[0]
        assert notes.says_absent(alone, read(alone), MARCH) is None, phrase


def test_signs_of_different_languages_do_not_add_up() -> None:
    text = "Urlaub. In case of emergency."
    assert notes.says_absent(text, read(text), MARCH) is None


def test_what_is_left_and_changed_needs_an_address() -> None:
    for text in ("I have moved on to other topics.", "My address has changed."):
        assert kind(Inbound(subject="Re: Rotor blades", text=text), MARCH).name == "reply"


@pytest.mark.parametrize(
    "text",
    [
        "Я в отпуске до 9 марта, отвечу после возвращения.\n\nИван Петров\nГенеральный директор ООО Пример",
        "3月8日まで休暇をいただいております。お急ぎの場合は代表電話までご連絡ください。\n\n営業部長 田中",
        "I am on leave until 9 March and will answer when I am back.\n\nBo Berg\nManaging Director",
    ],
)
def test_a_title_in_a_signature_is_no_other_person(text: str) -> None:
    assert kind(Inbound(subject="Re: Rotor blades", text=text), MARCH).out_of_office


@pytest.mark.parametrize(
    "text",
    [
        "I had an accident on Sunday. Please contact Bo Berg.",
        "Ich war auf der Jahrestagung und bin nun im Krankenhaus, wenden Sie sich bitte an Frau Berg.",
        "En convalescence, je vous invite à contacter Bo.",
    ],
)
def test_a_named_deputy_is_a_sign_beside_what_keeps_someone_away(text: str) -> None:
    assert kind(Inbound(subject="Re: Rotor blades", text=text), MARCH).out_of_office


@pytest.mark.parametrize(
    "text",
    [
        "I run our training. Please contact Bo Berg, who decides on rotor blades.",
        "We only buy training from universities. Contact Bo if that is of use.",
        "Do not write to me on my holiday any more, and take me off your list.",
        "夏季休業明けに改めてご連絡ください。今のところ予定はありません。",
    ],
)
def test_people_who_name_another_or_mention_holidays_are_people(text: str) -> None:
    assert kind(Inbound(subject="Re: Rotor blades", text=text), MARCH).name in ("reply", "unsubscribe")


@pytest.mark.parametrize(
    "text", ["The addressee is on holiday, mailbox closed.", "Empfänger im Urlaub, das Postfach ist geschlossen."]
)
def test_a_mailbox_that_is_closed_for_a_holiday_has_not_lost_its_owner(text: str) -> None:
    found = kind(Inbound(headers={"auto-submitted": ("auto-replied",)}, subject="Re: Rotor blades", text=text), MARCH)
    assert (found.out_of_office, found.gone) == (True, None)


def test_an_absence_that_is_denied_is_none() -> None:
    text = "Non sono in ferie, ma non mi serve nulla."
    assert kind(Inbound(subject="Re: Rotor blades", text=text), MARCH).name == "reply"


def test_who_leaves_today_and_names_another_address_is_gone() -> None:
    text = "I'm leaving Acme today. From tomorrow please write to bo@acme.example."
    assert kind(Inbound(subject="Re: Rotor blades", text=text), MARCH).gone == "departed"


def test_an_answer_that_mentions_an_automatic_notice_is_a_persons() -> None:
    text = "Got your automated notice. Everything is in order, thank you."
    assert kind(Inbound(subject="Re: Rotor blades", text=text), MARCH).name == "reply"
