"""What people want and what machines say, in their own words."""

import pytest
from bench.reading import machine, notice, wish

from tests.idiom_corpus import MISTAKABLE, idioms, machines
from tests.market_corpus import market_answers, mistakable_answers
from tests.notice_corpus import notices
from tests.reply_corpus import Reply
from tests.wish_corpus import plain_wishes


@pytest.mark.parametrize("case", [*idioms(), *plain_wishes(), *market_answers()], ids=lambda case: case.name)
def test_what_people_want(case: Reply) -> None:
    assert wish(case) == case.right


@pytest.mark.parametrize("case", machines(), ids=lambda case: case.name)
def test_what_machines_say(case: Reply) -> None:
    assert machine(case) == case.right


@pytest.mark.parametrize("case", notices(), ids=lambda case: case.name)
def test_what_notices_say(case: Reply) -> None:
    assert notice(case) == case.right


@pytest.mark.parametrize("text", MISTAKABLE.strip().splitlines())
def test_no_willing_lead_is_taken_for_one_who_asks_to_be_left_alone(text: str) -> None:
    assert wish(Reply("", text, "")) != "stop"


@pytest.mark.parametrize("case", mistakable_answers(), ids=lambda case: case.name)
def test_other_things_may_be_removed_ceased_and_refused(case: Reply) -> None:
    assert wish(case) in ("interest", "none")
