"""Subjects and reference chains."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.rules.threads import (
    forward_subject,
    message_ids,
    normal_subject,
    references_chain,
    reply_subject,
    same_thread_candidate,
)


@pytest.mark.parametrize(
    "subject",
    ["Quick question", "Re: Quick question", "RE: re:  Quick   question", "AW: Re[2]: Quick question", "Fwd: SV: Quick question",
     "[EXTERNAL] Re: Quick question", "RE (3): Quick question", "回复：Quick question", "Antw: WG: Quick question"],
)  # fmt: skip
def test_reply_marks_are_not_the_subject(subject: str) -> None:
    assert normal_subject(subject) == "quick question"
    assert reply_subject(subject) == "Re: Quick question"
    assert forward_subject(subject) == "Fwd: Quick question"


@pytest.mark.parametrize(
    "mark",
    ["Antwort:", "Réf :", "Rép :", "Válasz:", "ΑΠ:", "Σχετ:", "Odg:", "ODG:", "НА:", "Ответ:", "Отв:", "Відп:", "Отг:", "I:",
     "Vast:", "Betr:", "Svar:", "Trs:", "Trả lời:", "השב:", "הועבר:", "رد:", "الرد:", "ตอบกลับ:", "回覆：",
     "轉發:", "転送:", "회신:", "답장:",
     "Re.:", "Re-:", "RE;", "RE:[2]", "EXTERN: AW:", "EXTERNAL: Re:", "(EXTERNAL) Re:", "{Spam?} Re:", "[Externe] RE :",
     "[Suspected Spam] RE:", "CAUTION: Re:", "SPAM: Re:", "İLT:"],
)  # fmt: skip
def test_marks_of_all_languages_are_not_the_subject(mark: str) -> None:
    assert normal_subject(f"{mark} Quick question") == "quick question"


@pytest.mark.parametrize(
    "subject",
    ["External: an audit", "Spam: how to avoid it", "ATS: for you", "CT: scans", "TL;DR: no", "R&D: x", "[Extension] x",
     "(Possible) partners", "Antworten: x", "Ref. 7: x"],
)  # fmt: skip
def test_words_of_the_subjects_own_stay(subject: str) -> None:
    assert normal_subject(subject) == subject.casefold()


@pytest.mark.parametrize("subject", ["Reply rates", "Regarding: x", "Award: you won", "resume: Jane", "Trade: fair"])
def test_words_that_only_begin_like_a_mark_stay(subject: str) -> None:
    assert normal_subject(subject) == subject.lower()


@given(st.text(max_size=60))
def test_replying_twice_marks_once(subject: str) -> None:
    once = reply_subject(subject)
    assert reply_subject(once) == once
    assert normal_subject(once) == normal_subject(subject)


def test_message_ids() -> None:
    assert message_ids("<a@b>\r\n <c@d> <a@b>, junk e@f") == ["<a@b>", "<c@d>"]
    assert message_ids(None) == message_ids("") == []
    assert message_ids(["<a@b>", "<c@d>"]) == ["<a@b>", "<c@d>"]


@given(st.lists(st.integers(0, 50).map(lambda i: f"<{i}@x>"), max_size=60))
def test_chains_end_with_the_parent_and_do_not_grow_for_ever(references: list[str]) -> None:
    chain = references_chain(references, "<p@x>")
    assert chain[-1] == "<p@x>"
    assert len(chain) == len(set(chain)) <= 20
    assert not references or chain[0] == references[0]


def test_the_last_rung_only_proposes() -> None:
    assert same_thread_candidate("AW: Hello", "Hello", "acme.com", "ACME.com")
    assert not same_thread_candidate("", "", "acme.com", "acme.com")
    assert not same_thread_candidate("Hello", "Hello", "acme.com", "acme.de")
