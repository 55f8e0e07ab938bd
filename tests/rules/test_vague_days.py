"""Days of return that are named in words, in ranges, or behind a weekday's working hours."""

from datetime import date

import pytest

from outrider.rules.inbound import Inbound
from outrider.rules.replies import kind
from outrider.rules.returning import returns

WEDNESDAY = date(2026, 7, 15)


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("Back in two weeks.", date(2026, 7, 29)),
        ("Ich bin in drei Wochen wieder da.", date(2026, 8, 5)),
        ("De retour dans 2 semaines.", date(2026, 7, 29)),
        ("Vuelvo en dos semanas.", date(2026, 7, 29)),
        ("2주 후 복귀합니다.", date(2026, 7, 29)),
    ],
)
def test_weeks_are_counted_from_the_message(text: str, back: date) -> None:
    assert returns(text, WEDNESDAY).back == back


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("Away until mid January 2027.", date(2027, 1, 15)),
        ("Bin bis Mitte August verreist.", date(2026, 8, 15)),
        ("Absente jusqu'à la fin du mois.", date(2026, 7, 31)),
        ("Away until the end of the month.", date(2026, 7, 31)),
    ],
)
def test_a_part_of_a_month_is_its_first_day_its_middle_or_its_last(text: str, until: date) -> None:
    assert returns(text, WEDNESDAY).until == until


@pytest.mark.parametrize(
    "text",
    [
        "Vom 20.07. bis 02.08.2026 verreist.",
        "Away from Monday 20 July to Sunday 2 August.",
        "Away from 06-Jul-2026 to 02-Aug-2026.",
        "Fermé du 1er au 2 août.",
        "Fora até 2 de agosto, inclusive.",
    ],
)
def test_the_last_day_of_a_range_is_one_of_the_absence(text: str) -> None:
    assert returns(text, WEDNESDAY).until == date(2026, 8, 3)


@pytest.mark.parametrize(
    "text",
    [
        "19일까지 휴가이며 20일부터 답변드립니다.",
        "7月19日まで休みます。7月20日より通常営業します。",
        "休假到7月19日,7月20日起正常回复。",
    ],
)
def test_the_day_from_which_mail_is_answered_is_that_of_the_return(text: str) -> None:
    assert returns(text, WEDNESDAY).back == date(2026, 7, 20)


@pytest.mark.parametrize("text", ["Åter på kontoret v 33.", "Ab KW 33 wieder da."])
def test_a_week_at_the_end_of_a_sentence_is_one(text: str) -> None:
    assert returns(text, WEDNESDAY).stated == date(2026, 8, 10)


def test_weekdays_of_working_hours_are_no_days_of_return() -> None:
    assert returns("I work Monday to Thursday and reply on my next working day.", WEDNESDAY).stated is None


def test_a_machine_that_says_only_when_someone_is_back_speaks_of_an_absence() -> None:
    found = kind(Inbound(headers={"auto-submitted": ("auto-replied",)}, subject="Re: Rotor", text="Back on the 20th."), WEDNESDAY)
    assert (found.out_of_office, found.returns_on) == (True, date(2026, 7, 20))


@pytest.mark.parametrize("text", ["On long service leave until September.", "Zurück im September.", "Absent jusqu'en septembre."])
def test_a_month_alone_means_its_first_day(text: str) -> None:
    assert returns(text, WEDNESDAY).stated == date(2026, 9, 1)


def test_a_full_stop_behind_a_month_ends_what_is_said_of_its_day() -> None:
    assert returns("We are closed until 26 July. We reopen on the 28th.", WEDNESDAY).back == date(2026, 7, 28)
