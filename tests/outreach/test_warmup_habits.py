"""What whoever gets a letter of the warm-up does with it, by the settings of the mailbox that wrote it."""

import pytest

from outrider.outreach.senders.warmup import READING, Treatment, treatment

LETTERS = [f"{n}@wire.example" for n in range(1000)]


def share(settings: dict[str, object], what: str, *, in_spam: bool = True) -> float:
    return sum(bool(getattr(treatment(settings, wire, in_spam=in_spam), what)) for wire in LETTERS) / len(LETTERS)


def test_without_settings_every_letter_is_opened_and_fetched_out_of_spam() -> None:
    assert treatment({}, "a@wire.example", in_spam=True) == Treatment(opens=True, marks=True, saves=True)


def test_a_letter_in_the_inbox_is_only_opened() -> None:
    assert treatment({}, "a@wire.example", in_spam=False) == Treatment(opens=True, marks=False, saves=False)


@pytest.mark.parametrize(("setting", "what"), [("open_rate", "opens"), ("important_rate", "marks"), ("save_rate", "saves")])
@pytest.mark.parametrize("rate", [0, 30, 100])
def test_a_rate_is_the_share_of_letters(setting: str, what: str, rate: int) -> None:
    assert share({setting: rate}, what) == pytest.approx(rate / 100, abs=0.05)


def test_letters_in_the_inbox_are_marked_important_where_a_rate_says_so() -> None:
    assert share({"important_rate": 60}, "marks", in_spam=False) == pytest.approx(0.6, abs=0.05)


def test_a_letter_is_treated_alike_each_time_it_is_seen() -> None:
    settings = {"open_rate": 50, "important_rate": 50, "save_rate": 50}
    assert treatment(settings, LETTERS[0], in_spam=True) == treatment(settings, LETTERS[0], in_spam=True)


def test_who_reads_slowly_takes_some_seconds() -> None:
    least, most = READING
    assert all(least <= treatment({"reads_slowly": True}, wire, in_spam=True).seconds <= most for wire in LETTERS)
