"""Promise 5 for enrollments: the counts that are kept of them equal a recount, whatever moved them, and cost the same to read."""

import asyncio
import functools
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from outrider.outreach.base import enrollment_places, enrollment_states
from outrider.outreach.base.enrollment_places import Count, Move, Place
from outrider.outreach.base.enrollment_states import Step
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaigns, figures, sequences
from outrider.outreach.campaigns.sequences import StepInput
from outrider.outreach.enrollments import enrollments, leaving
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.tenancy.workspaces import Installed
from tests.explaining import rows_read
from tests.making import a_campaign, some_leads

Ids = list[int]


async def _advance(scope: Scope, ids: Ids) -> None:
    await enrollment_states.advance(scope, [Step(id, 1, 1, scope.now) for id in ids])


async def _come_to_the_end(scope: Scope, ids: Ids) -> None:
    await enrollment_states.advance(scope, [Step(id, 1, 2, scope.now) for id in ids])


async def _pause_and_resume(scope: Scope, ids: Ids) -> None:
    await enrollments.pause(scope, ids)
    await enrollments.resume(scope, ids)


async def _stop_what_is_paused(scope: Scope, ids: Ids) -> None:
    await enrollments.pause(scope, ids[:1])
    await enrollments.stop(scope, ids)


async def _return(scope: Scope, ids: Ids) -> None:
    await _come_to_the_end(scope, ids)
    await enrollments.return_to(scope, ids[0], 2)


async def _send_again(scope: Scope, ids: Ids) -> None:
    await _come_to_the_end(scope, ids)
    await enrollment_states.await_message(scope, ids[0], 1)


async def _steps(scope: Scope, ids: Ids) -> tuple[int, list[StepInput]]:
    """The campaign of these, and its steps as they are kept when it is saved again."""
    campaign_id = (await enrollments.get(scope, ids[0])).campaign_id
    steps = await sequences.get(scope, campaign_id)
    return campaign_id, [replace(sequences.as_input(step), id=step.id) for step in steps]


async def _lose_the_first_step(scope: Scope, ids: Ids) -> None:
    await _advance(scope, ids)
    campaign_id, steps = await _steps(scope, ids)
    await sequences.replace(scope, campaign_id, steps[1:])


async def _gain_a_step(scope: Scope, ids: Ids) -> None:
    await _come_to_the_end(scope, ids)
    campaign_id, steps = await _steps(scope, ids)
    await sequences.replace(scope, campaign_id, [*steps, replace(steps[1], id=None)], reopen_done=True)


async def _delete_leads(scope: Scope, ids: Ids) -> None:
    await leaving.delete(scope, [(await enrollments.get(scope, id)).lead_id for id in ids])


# What happens to two of three leads -> where the three stand then, as (status, steps done).
MOVES: dict[str, tuple[Callable[[Scope, Ids], Awaitable[Any]], dict[tuple[str, int], int]]] = {
    "enrolled": (lambda scope, ids: asyncio.sleep(0), {("active", 0): 3}),
    "paused": (enrollments.pause, {("active", 0): 1, ("paused", 0): 2}),
    "resumed": (_pause_and_resume, {("active", 0): 3}),
    "stopped": (_stop_what_is_paused, {("active", 0): 1, ("stopped", 0): 2}),
    "completed": (enrollments.complete, {("active", 0): 1, ("completed", 0): 2}),
    "advanced": (_advance, {("active", 0): 1, ("active", 1): 2}),
    "ended": (_come_to_the_end, {("active", 0): 1, ("completed", 2): 2}),
    "returned": (_return, {("active", 0): 1, ("active", 1): 1, ("completed", 2): 1}),
    "sent again": (_send_again, {("active", 0): 1, ("active", 2): 1, ("completed", 2): 1}),
    "renumbered": (_lose_the_first_step, {("active", 0): 3}),
    "reopened": (_gain_a_step, {("active", 0): 1, ("active", 2): 2}),
    "removed": (enrollments.remove, {("active", 0): 1}),
    "deleted with their leads": (_delete_leads, {("active", 0): 1}),
}


@pytest.mark.parametrize("name", MOVES)
async def test_what_moves_is_counted(scope: Scope, name: str) -> None:
    act, expected = MOVES[name]
    campaign = await a_campaign(scope)
    made = await enrollments.enroll(scope, campaign.id, await some_leads(scope, 3))
    await act(scope, [id for id in made.values() if id][:2])
    read = await enrollment_places.read(scope, [campaign.id])
    assert {(place.status, place.done_position): place.n for place in read} == expected
    assert await figures.recount(scope) == []


@pytest.mark.parametrize("name", MOVES)
async def test_a_list_is_as_long_as_is_counted(scope: Scope, name: str) -> None:
    """Of lists that ask only where enrollments stand, the kept counts say how long they are."""
    act, _ = MOVES[name]
    campaign, other = await a_campaign(scope), await a_campaign(scope, leads=1, domain="other.example")
    made = await enrollments.enroll(scope, campaign.id, await some_leads(scope, 3))
    await act(scope, [id for id in made.values() if id][:2])
    steps = [step.id for step in await sequences.get(scope, campaign.id)]
    for asked in (
        *({"status": [status]} for status in enrollments.STATUSES), {"exclude_status": ["stopped", "completed"]},
        *({"done_position": n} for n in range(4)), {"started": True}, {"started": False}, {"step_ids": steps[:1]},
        {"seat_ids": [campaign.seat_id]}, {"seat_ids": [999_999]}, {},
        {"any_of": [[Filters(status=["paused"]), Filters(started=False)]], "status": ["active", "paused"]},
    ):  # fmt: skip
        for where in ({"campaign_ids": [campaign.id]}, {"campaign_ids": [campaign.id, other.id]}, {}):
            filters = Filters(**where, **asked)
            assert await enrollments.count(scope, filters) == len(await enrollments.search(scope, filters)), filters


async def test_to_count_what_is_counted_reads_no_enrollment(scope: Scope) -> None:
    campaign = await a_campaign(scope, leads=50)
    for filters in (Filters(campaign_ids=[campaign.id]), Filters(campaign_ids=[campaign.id], status=["active"], started=False)):
        assert await rows_read(scope, functools.partial(enrollments.count, filters=filters)) < 10, filters


async def test_the_recount_would_notice(scope: Scope) -> None:
    campaign = await a_campaign(scope, leads=3)
    await enrollment_places.count(scope, [Move(None, Place(campaign.id, "stopped", 1))])
    (difference,) = await figures.recount(scope)
    assert (difference.table, difference.kept, difference.recounted) == ("enrollment_counts", 1, 0)


async def test_a_campaign_that_is_deleted_leaves_no_counts(scope: Scope) -> None:
    campaign = await a_campaign(scope, leads=3)
    await campaigns.delete(scope, campaign.id)
    assert await enrollment_places.read(scope, [campaign.id]) == []


async def test_many_at_once(core: Core, workspace: Installed) -> None:
    """Each pauses, resumes or stops some of the same leads, so that most find them otherwise than they saw them."""
    async with core.scope(workspace.workspace_id) as scope:
        campaign = await a_campaign(scope)
        ids = sorted(id for id in (await enrollments.enroll(scope, campaign.id, await some_leads(scope, 40))).values() if id)

    async def one(seed: int) -> None:
        draw = random.Random(seed)
        act = draw.choice([enrollments.pause, enrollments.resume, enrollments.stop])
        async with core.scope(workspace.workspace_id) as scope:
            await act(scope, draw.sample(ids, 10))

    await asyncio.gather(*(one(seed) for seed in range(40)))
    async with core.scope(workspace.workspace_id) as scope:
        assert await figures.recount(scope) == []


async def test_a_change_waits_for_no_other(core: Core, workspace: Installed) -> None:
    """Two transactions count at the same place at the same time."""
    place = Place(1, "active", 0)
    async with core.scope(workspace.workspace_id) as scope:
        await enrollment_places.count(scope, [Move(None, place, 10)])
    async with core.scope(workspace.workspace_id) as first, core.scope(workspace.workspace_id) as second:
        await second.run("SET LOCAL lock_timeout = '5s'")
        await enrollment_places.count(first, [Move(None, place)])
        await enrollment_places.count(second, [Move(place, None, 3)])
    async with core.scope(workspace.workspace_id) as scope:
        assert await enrollment_places.read(scope, [1]) == [Count(1, "active", 0, 8)]


async def test_what_others_left_is_put_together(core: Core, workspace: Installed) -> None:
    """So that there are never many more rows than transactions under way."""
    place = Place(1, "active", 0)
    for _ in range(3):
        async with core.scope(workspace.workspace_id) as first, core.scope(workspace.workspace_id) as second:
            await enrollment_places.count(first, [Move(None, place)])
            await enrollment_places.count(second, [Move(None, place)])
    async with core.scope(workspace.workspace_id) as scope:
        assert await scope.count("SELECT count(*) FROM enrollment_counts WHERE workspace_id = %(workspace_id)s") <= 3
