"""Which step comes next."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outrider.errors import Invalid
from outrider.rules.schedule import from_json
from outrider.rules.steps import Facts, StepShape, Wait, check_condition, due_at, mark_at, marks, next_step, places

EMAILS = [StepShape(n, 0, "email", "email") for n in (1, 2, 3)]


@given(st.permutations(EMAILS), st.integers(0, 5))
def test_plain_sequences_go_by_position(steps: list[StepShape], done: int) -> None:
    step = next_step(steps, done)
    assert step == (EMAILS[done] if done < 3 else None)


IDS = st.lists(st.integers(1, 6), unique=True, max_size=6)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([1, 2, 3], [1, 2, 3], [0, 1, 2, 3]),
        ([1, 2], [9, 1, 2], [0, 2, 3]),  # put in before what was done
        ([1, 2], [1, 9, 2], [0, 1, 3]),  # and after it: it is still to come
        ([1, 2, 3], [2, 3], [0, 0, 1, 2]),  # taken out
        ([1, 2, 3], [1, 3], [0, 1, 1, 2]),
        ([1, 2, 3], [1, 9, 3], [0, 1, 2, 3]),  # exchanged
        ([1, 2], [8, 9], [0, 1, 2]),
        ([1, 2, 3], [8, 9], [0, 1, 2, 2]),
        ([1, 2, 3], [2, 1, 3], [0, 2, 2, 3]),  # moved
        ([1, 2], [], [0, 0, 0]),
    ],
)
def test_leads_keep_their_place_when_steps_change(before: list[int], after: list[int], expected: list[int]) -> None:
    assert places(before, after) == expected


@given(IDS, IDS)
def test_the_last_kept_step_that_was_done_stays_done(before: list[int], after: list[int]) -> None:
    for n, place in enumerate(places(before, after)):
        assert 0 <= place <= len(after)
        if last := next((id for id in reversed(before[:n]) if id in after), None):
            assert after.index(last) < place


@given(st.lists(IDS, min_size=2, max_size=6), st.data())
def test_marks_say_the_same_as_if_every_lead_had_been_moved(sequences: list[list[int]], data: st.DataObject) -> None:
    at = list(range(len(sequences[0]) + 1))
    leads: list[tuple[int, int]] = []  # the mark of each, which stays, and the position, which is moved at each change
    for before, after in itertools.pairwise(sequences):
        leads = data.draw(st.permutations(leads))[data.draw(st.integers(0, len(leads))) :]  # some are gone
        done = data.draw(st.integers(0, len(before)))
        leads.append((mark_at(at, done), done))
        moved = places(before, after)
        at = marks(at, moved, len(after), {mark for mark, _ in leads})
        leads = [(mark, moved[position]) for mark, position in leads]
        assert [at[mark] for mark, _ in leads] == [position for _, position in leads]
        assert set(at) == set(range(len(after) + 1))
        assert mark_at(at, 0) == 0


@given(st.lists(IDS, min_size=2, max_size=12), st.sets(st.integers(0, 8)))
def test_there_are_no_more_marks_than_leads_and_steps_need(sequences: list[list[int]], used: set[int]) -> None:
    at = list(range(len(sequences[0]) + 1))
    for before, after in itertools.pairwise(sequences):
        at = marks(at, places(before, after), len(after), used)
        assert len(at) <= max({0, *used}) + max(map(len, sequences)) + 2
    unused = marks(at, places(sequences[-1], sequences[0]), len(sequences[0]), ())
    assert unused == list(range(len(sequences[0]) + 1))


def test_conditions_of_linkedin_steps() -> None:
    steps = [
        StepShape(1, 0, "linkedin", "invite", {"if": "not_connected"}),
        StepShape(2, 0, "linkedin", "message", {"if": "connected", "wait_seconds": 100}),
        StepShape(3, 0, "linkedin", "inmail", {"if": "open_profile"}),
        StepShape(4, 0, "email", "email"),
    ]
    assert next_step(steps, 0, Facts()) == steps[0]
    assert next_step(steps, 0, Facts(connected=True)) == steps[1]
    waiting = next_step(steps, 1, Facts(waited_seconds=40))
    assert isinstance(waiting, Wait)
    assert (waiting.step, waiting.seconds) == (steps[1], 60)
    assert next_step(steps, 1, Facts(connected=True)) == steps[1]
    assert next_step(steps, 1, Facts(waited_seconds=100, open_profile=True)) == steps[2]
    assert next_step(steps, 1, Facts(waited_seconds=100)) == steps[3]
    assert next_step(steps, 4, Facts()) is None


def test_unknown_conditions_never_act_and_are_refused_on_saving() -> None:
    assert next_step([StepShape(1, 0, "email", "email", {"if": "opened"})], 0) is None
    for bad in ({"if": "opened"}, {}, {"if": "connected", "wait_seconds": "long"}):
        with pytest.raises(Invalid):
            check_condition(bad)
    check_condition(None)
    check_condition({"if": "connected", "wait_seconds": 86400})


def test_d17_no_condition_branches_on_an_open() -> None:
    with pytest.raises(Invalid):
        check_condition({"if": "open"})


def test_due_moves_to_the_next_window() -> None:
    week = from_json({"timezone": "UTC", "windows": [{"days": [1, 2, 3, 4, 5], "start": "09:00", "end": "17:00"}]})
    thursday = datetime(2026, 3, 5, 15, tzinfo=UTC)
    assert due_at(thursday, 2 * 86400, week) == datetime(2026, 3, 9, 9, tzinfo=UTC)
    assert due_at(thursday, 86400, week) == thursday + timedelta(days=1)
