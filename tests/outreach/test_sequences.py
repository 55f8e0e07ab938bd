"""Sequences: replacing keeps what is named, marks the rest deleted, and leads in flight go on by number."""

import functools
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from outrider.engine.work import moves
from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base import enrollment_states
from outrider.outreach.base.enrollment_states import Step
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaigns, figures, sequences, templates
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.enrollments import enrollments
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.tenancy.workspaces import Installed
from outrider.rules.steps import mark_at
from tests.making import DAY, a_campaign, event_types, put
from tests.working import do_jobs


def step(body: str = "b", **values: object) -> StepInput:
    return StepInput([VariantInput("s", body)], **values)  # pyright: ignore[reportArgumentType]


async def mark_of(scope: Scope, done: sequences.Step) -> int:
    """The mark that a message of a step would have if it were made now."""
    campaign = "SELECT marks FROM campaigns WHERE workspace_id = %(workspace_id)s AND id = %(id)s"
    (row,) = await scope.all(campaign, id=done.campaign_id)
    return mark_at(row["marks"], done.position)


async def test_ids_given_are_kept_in_a_new_order(scope: Scope) -> None:
    campaign = await a_campaign(scope, steps=3)
    a, b, c = await sequences.get(scope, campaign.id)
    saved = await sequences.replace(
        scope,
        campaign.id,
        [
            StepInput([VariantInput("s", "kept", id=c.variants[0].id), VariantInput("s", "added")], id=c.id),
            step("new", delay_seconds=DAY),
            StepInput([VariantInput("s", "replaced")], id=a.id),
        ],
    )
    assert [s.position for s in saved] == [1, 2, 3]
    assert [saved[0].id, saved[2].id] == [c.id, a.id]
    assert [(v.id == c.variants[0].id, v.label, v.body) for v in saved[0].variants] == [
        (True, "A", "kept"),
        (False, "B", "added"),
    ]
    assert [v.body for v in saved[2].variants] == ["replaced"]
    everything = await sequences.get(scope, campaign.id, deleted=True)
    assert [s.id for s in everything if s.deleted_at] == [b.id]
    assert [v.deleted_at is None for v in everything[2].variants] == [False, True]
    assert (await sequences.get_step(scope, b.id)).deleted_at == scope.now


async def test_saving_the_same_again_changes_no_id(scope: Scope) -> None:
    campaign = await a_campaign(scope, steps=3)
    before = await sequences.get(scope, campaign.id)
    again = [
        StepInput([VariantInput(v.subject, v.body, id=v.id) for v in s.variants], delay_seconds=s.delay_seconds, id=s.id)
        for s in before
    ]
    after = await sequences.replace(scope, campaign.id, again)
    assert [(s.id, [v.id for v in s.variants]) for s in after] == [(s.id, [v.id for v in s.variants]) for s in before]


@pytest.mark.parametrize(
    ("steps", "field"),
    [
        ([step(action="telegram")], "action"),
        ([step(delay_seconds=-1)], "delay_seconds"),
        ([StepInput([])], "variants"),
        ([StepInput([VariantInput("s", "b", weight=-1)])], "weight"),
        ([StepInput([VariantInput()] * 27)], "variants"),
        ([step()] * 101, "steps"),
        ([step(condition={"if": "moon_is_full"})], "condition"),
    ],
)
async def test_bad_steps_are_refused_and_change_nothing(scope: Scope, steps: list[StepInput], field: str) -> None:
    campaign = await a_campaign(scope)
    before = await sequences.get(scope, campaign.id)
    with pytest.raises(Invalid) as refused:
        await sequences.replace(scope, campaign.id, steps)
    assert refused.value.field == field
    assert await sequences.get(scope, campaign.id) == before


async def test_ids_of_another_campaign_are_refused(scope: Scope) -> None:
    mine, other = await a_campaign(scope), await a_campaign(scope)
    foreign = (await sequences.get(scope, other.id))[0]
    for bad in (step(id=foreign.id), StepInput([VariantInput(id=foreign.variants[0].id)]), step(id=999_999)):
        with pytest.raises(NotFound):
            async with scope.conn.transaction():
                await sequences.replace(scope, mine.id, [bad])
    own = (await sequences.get(scope, mine.id))[0]
    with pytest.raises(Invalid):
        async with scope.conn.transaction():
            await sequences.replace(scope, mine.id, [step(id=own.id), step(id=own.id)])
    assert len(await sequences.get(scope, other.id)) == 2


async def test_strict_refuses_while_the_campaign_runs(scope: Scope) -> None:
    campaign = await a_campaign(scope, start=True)
    with pytest.raises(Conflict) as refused:
        await sequences.replace(scope, campaign.id, [step()], strict=True)
    assert refused.value.code == "campaign_active"
    await sequences.replace(scope, campaign.id, [step()])
    with pytest.raises(Conflict):
        await sequences.replace(scope, campaign.id, [])


async def test_steps_added_reopen_leads_that_were_done(scope: Scope) -> None:
    campaign = await a_campaign(scope, steps=1, leads=2, start=True)
    done, stopped = await enrollments.ids_of(scope, Filters(campaign_ids=[campaign.id]))
    await put(scope, "enrollments", done, {"mark": 1, "last_step_at": scope.now})
    await enrollments.complete(scope, [done])
    await enrollments.stop(scope, [stopped], "replied")
    assert (await campaigns.get(scope, campaign.id)).status == "completed"
    first = (await sequences.get(scope, campaign.id))[0]
    await sequences.replace(scope, campaign.id, [step(id=first.id), step(delay_seconds=DAY)], reopen_done=True)
    again = await enrollments.get(scope, done)
    assert (again.status, again.due_at) == ("active", scope.now + timedelta(days=1))
    assert (await enrollments.get(scope, stopped)).status == "stopped"
    assert (await campaigns.get(scope, campaign.id)).status == "active"
    assert "lead.resumed" in await event_types(scope)


async def test_many_leads_that_were_done_are_reopened_by_a_job(
    core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        campaign = await a_campaign(scope, steps=1, leads=5, start=True)
        done = await enrollments.ids_of(scope, Filters(campaign_ids=[campaign.id]))
        for id in done:
            await put(scope, "enrollments", id, {"mark": 1, "last_step_at": scope.now})
        await enrollments.complete(scope, done)
        first = (await sequences.get(scope, campaign.id))[0]
        two = functools.partial(sequences.continue_done, limit=2)
        monkeypatch.setattr(sequences, "continue_done", two)
        await sequences.replace(scope, campaign.id, [step(id=first.id), step(delay_seconds=DAY)], reopen_done=True)
        found = await enrollments.get_many(scope, done)
        assert Counter(e.status for e in found.values()) == {"active": 2, "completed": 3}
    await do_jobs(core, moves.HANDLERS)
    async with core.scope(workspace.workspace_id) as scope:
        found = await enrollments.get_many(scope, done)
        assert {(e.status, e.due_at) for e in found.values()} == {("active", scope.now + timedelta(days=1))}


async def test_no_lead_is_rewritten_when_steps_are_renumbered(scope: Scope) -> None:
    """There may be a million."""
    campaign = await a_campaign(scope, steps=3, leads=3)
    new, first, third = await enrollments.ids_of(scope, Filters(campaign_ids=[campaign.id]))
    await enrollment_states.advance(scope, [Step(first, 1, 1, scope.now), Step(third, 1, 3, scope.now)])
    rows = "SELECT id, ctid FROM enrollments WHERE workspace_id = %(workspace_id)s ORDER BY id"
    before = await scope.all(rows)
    a, b, c = [step(id=kept.id) for kept in await sequences.get(scope, campaign.id)]
    for steps, expected in (
        ([step(), a, b, c], (0, 2, 4)),
        ([c, a, b], (0, 2, 3)),
        ([a, step()], (0, 2, 2)),
        ([], (0, 0, 0)),
        ([step(), step()], (0, 0, 0)),
    ):
        await sequences.replace(scope, campaign.id, steps)
        found = await enrollments.get_many(scope, [new, first, third])
        assert tuple(found[id].done_position for id in (new, first, third)) == expected
    assert await scope.all(rows) == before
    assert await figures.recount(scope) == []


async def test_leads_that_were_renumbered_go_on_from_where_they_are(scope: Scope) -> None:
    campaign = await a_campaign(scope, steps=2, leads=2)
    new, first = await enrollments.ids_of(scope, Filters(campaign_ids=[campaign.id]))
    await enrollment_states.advance(scope, [Step(first, 1, 1, scope.now)])
    a, b = [step(id=kept.id, delay_seconds=DAY) for kept in await sequences.get(scope, campaign.id)]
    _, one, added, two = await sequences.replace(scope, campaign.id, [step(), a, step(delay_seconds=2 * DAY), b])

    async def found_by(filters: Filters) -> list[int]:
        return await enrollments.ids_of(scope, replace(filters, campaign_ids=[campaign.id]))

    assert await found_by(Filters(step_ids=[added.id])) == [first]
    assert await found_by(Filters(done_position=2)) == [first]
    assert (await found_by(Filters(started=True)), await found_by(Filters(started=False))) == ([first], [new])
    assert (await enrollments.standing(scope, campaign.id)).waiting == {1: 1, 3: 1}
    done, then = await mark_of(scope, added), await mark_of(scope, one)
    await enrollment_states.advance(scope, [Step(first, 1, done, scope.now), Step(new, 1, then, scope.now)])
    found = await enrollments.get_many(scope, [new, first])
    assert [(e.done_position, e.due_at) for e in (found[new], found[first])] == [
        (2, scope.now + timedelta(days=2)),
        (3, scope.now + timedelta(days=1)),
    ]
    await enrollment_states.advance(scope, [Step(first, 1, await mark_of(scope, two), scope.now)])
    assert (await enrollments.get(scope, first)).status == "completed"
    assert (await enrollments.return_to(scope, first, 3)).done_position == 2
    assert await figures.recount(scope) == []


async def test_a_change_that_was_cut_off_has_changed_nothing(core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        campaign = await a_campaign(scope, steps=2, leads=1)
        (lead,) = await enrollments.ids_of(scope, Filters(campaign_ids=[campaign.id]))
        await enrollment_states.advance(scope, [Step(lead, 1, 1, scope.now)])
        before = await sequences.get(scope, campaign.id)
    with pytest.raises(ZeroDivisionError):
        async with core.scope(workspace.workspace_id) as scope:
            await sequences.replace(scope, campaign.id, [step(), *[step(id=kept.id) for kept in before]])
            raise ZeroDivisionError
    async with core.scope(workspace.workspace_id) as scope:
        assert await sequences.get(scope, campaign.id) == before
        assert (await enrollments.get(scope, lead)).done_position == 1


async def test_linkedin_steps_need_no_text(scope: Scope) -> None:
    campaign = await campaigns.create(scope, "LinkedIn")
    saved = await sequences.replace(
        scope,
        campaign.id,
        [
            StepInput(action="view_profile"),
            StepInput(action="invite"),
            step(action="message", condition={"if": "connected", "wait_seconds": DAY}),
        ],
    )
    assert [(s.channel, s.action) for s in saved] == [("linkedin", a) for a in ("view_profile", "invite", "message")]
    assert saved[2].condition == {"if": "connected", "wait_seconds": DAY}


ENDLESS = "{% for i in (1..9000000000) offset: 8999999990 %}x{% endfor %}"


@pytest.mark.parametrize("text", [ENDLESS, "{{first_name", "{{ first_name | nosuch: 1 }}", "{a|b}" * 30_000])
@pytest.mark.parametrize(
    ("action", "field"), [("email", "subject"), ("email", "body"), ("message", "body"), ("inmail", "subject"), ("invite", "body")]
)
async def test_a_text_that_could_never_be_sent_is_refused(scope: Scope, text: str, action: str, field: str) -> None:
    campaign = await a_campaign(scope)
    texts = {"subject": "s", "body": "b", field: text}
    with pytest.raises(Invalid) as refused:
        await sequences.replace(scope, campaign.id, [StepInput([VariantInput(**texts)], action=action)])
    assert (refused.value.code, refused.value.field) == ("invalid_template", field)


async def test_a_template_with_such_a_text_is_refused(scope: Scope) -> None:
    with pytest.raises(Invalid, match="The body of step 2 cannot be used"):
        await templates.save(scope, "Title", [step(), step(ENDLESS)])


async def test_an_opt_out_text_like_that_is_refused(scope: Scope) -> None:
    campaign = await a_campaign(scope)
    with pytest.raises(Invalid) as refused:
        await campaigns.update(scope, campaign.id, settings={"unsubscribe_text": ENDLESS})
    assert refused.value.field == "unsubscribe_text"


async def test_many_texts_share_a_budget(scope: Scope) -> None:
    campaign = await a_campaign(scope)
    costly = "{% for i in (1..900) %}{{ i | plus: 1 | times: 2 | minus: 1 }} {{ first_name }}{% endfor %}"
    await sequences.replace(scope, campaign.id, [step(costly)])
    with pytest.raises(Invalid, match="too much work"):
        await sequences.replace(scope, campaign.id, [step(costly) for _ in range(100)])
