"""What people want and what machines say, in their own words."""

import pytest
from bench.reading import machine, wish

from tests.idiom_corpus import idioms, machines
from tests.reply_corpus import Reply


@pytest.mark.parametrize("case", idioms(), ids=lambda case: case.name)
def test_what_people_want(case: Reply) -> None:
    assert wish(case) == case.right


@pytest.mark.parametrize("case", machines(), ids=lambda case: case.name)
def test_what_machines_say(case: Reply) -> None:
    assert machine(case) == case.right
