"""Where letters end, so that the words of a signature are no part of an answer."""

import pytest

from outrider.rules.letters import body, without_greeting
from outrider.rules.replies import asks_to_stop, intent

NAMES = """
Bo Berg
Chief Operating Officer

Acme Wind Energy GmbH & Co. KG
Hafenstrasse 12, 20457 Hamburg, Germany
T: +49 40 1234567 | M: +49 171 1234567
bo@acme.example | www.acme.example
Managing Directors: Kim Vale, Dana Reyes, Sam Ode
Registered at the court of Hamburg, HRB 123456, VAT ID DE123456789

Follow us and learn more about what we do: our report tells how two million homes were powered with clean wind energy from
the North Sea last year, and how interested students can apply for one of our many scholarships this autumn."""


@pytest.mark.parametrize(
    "closing",
    ["Best regards,", "Kind regards", "Mit freundlichen Grüßen", "Cordialement,", "Un saludo,", "Distinti saluti",
     "Atenciosamente,", "Met vriendelijke groet,", "Med venlig hilsen", "Pozdrawiam", "S pozdravem", "Üdvözlettel:",
     "С уважением,", "Saygılarımla,", "Viele Grüße aus Hamburg", "Best regards Bo"],
)  # fmt: skip
def test_a_letter_ends_at_its_closing(closing: str) -> None:
    closing = closing.rstrip(":")
    assert body(f"Hello Mira,\n\nnot this year.\n\n{closing}\n{NAMES}") == "Hello Mira,\n\nnot this year."


def test_thanks_close_a_letter_only_above_a_name() -> None:
    assert body("Send it over.\n\nThanks,\nBo Berg") == "Send it over."
    going_on = "Hello Mira,\n\nThanks.\nplease take us off your list."
    assert body(going_on) == going_on


def test_a_postscript_stays() -> None:
    assert body("Not now.\n\nKind regards\nBo\n\nPS: ask Kim.") == "Not now.\nPS: ask Kim."


def test_what_is_nothing_but_a_closing_stays() -> None:
    assert body("Hello Mira,\n\nKind regards\nBo") == "Hello Mira,\n\nKind regards\nBo"


@pytest.mark.parametrize("text", ["Regards from Hamburg, where we need twelve blades.\nCall me.", "Best,\nwhat does it cost?"])
def test_sentences_are_no_closings(text: str) -> None:
    assert body(f"Hi!\n{text}") == f"Hi!\n{text}"


@pytest.mark.parametrize("wish", ["Unsubscribe", "Please remove me from your mailing list.", "Bitte keine weiteren Mails."])
def test_a_long_signature_does_not_hide_a_request_to_stop(wish: str) -> None:
    assert asks_to_stop(f"{wish}\n\nKind regards\n{NAMES}")
    assert asks_to_stop(wish + NAMES.replace("Chief", "T: +49 40 1234567\nChief"))


def test_a_signature_says_nothing_of_what_its_writer_wants() -> None:
    assert intent(f"Got it.\n\nKind regards\n{NAMES}").name is None


@pytest.mark.parametrize(("word", "name"), [("Yes.", "interested"), ("No.", "not_interested"), ("👍", "interested")])
def test_one_word_between_greeting_and_closing_is_an_answer(word: str, name: str) -> None:
    assert intent(f"Hi Mira,\n\n{word}\n\nBest regards,\nBo Berg").name == name


def test_a_greeting_that_says_more_stays() -> None:
    assert without_greeting("Hi Mira, yes please\nBo") == "Hi Mira, yes please\nBo"
