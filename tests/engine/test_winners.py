"""Winners of A/B tests: chosen by the figures, obeyed by what is sent, and taken back."""

from collections.abc import Mapping

import pytest
from psycopg.types.json import Jsonb

from outrider.engine.work.housekeeping import choose_winners
from outrider.outreach.base import enrollment_places
from outrider.outreach.base.enrollment_places import Move, Place
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaign_states, sequences, wording
from outrider.outreach.campaigns.sequences import Step, StepInput, VariantInput
from outrider.outreach.tenancy.workspaces import Installed
from tests.making import a_campaign, put

POSITIVE = "lead.category_set:positive_reply"


async def a_trial(scope: Scope, metric: str, counts: dict[str, tuple[int, int]]) -> int:
    """An active campaign of one step with two variants, of which so many were sent and came to so much."""
    campaign = await a_campaign(scope, leads=1, start=True)
    variants = [VariantInput("Hello", "A", label="A"), VariantInput("Hello", "B", label="B")]
    [step] = await sequences.replace(scope, campaign.id, [StepInput(variants, settings={"winning_metric": metric})])
    figures = {label: {"message.sent": sent, POSITIVE: hits, "reply.received/e": hits} for label, (sent, hits) in counts.items()}
    await counted(scope, campaign.id, step, figures)
    return campaign.id


async def counted(scope: Scope, campaign_id: int, step: Step, figures: Mapping[str, Mapping[str, int]]) -> None:
    """Give the variants of a step these figures, by label and metric."""
    for variant in step.variants:
        for name, n in figures[variant.label].items():
            await scope.run(
                """
                INSERT INTO figure_totals (workspace_id, campaign_id, metric, step_id, variant_id, seat_id, n, enrollments,
                                           messages)
                VALUES (%(workspace_id)s, %(campaign)s, %(metric)s, %(step)s, %(variant)s, 0, %(n)s, %(first)s, 0)
                """,
                campaign=campaign_id, metric=name.removesuffix("/e"), step=step.id, variant=variant.id, n=n,
                first=n if name.endswith("/e") else 0,
            )  # fmt: skip


def sent_labels(step: Step) -> set[str]:
    return {wording.variant_of(step, wording.key_of(n, 1, step.id)).label for n in range(50)}


@pytest.mark.parametrize(
    ("counts", "labels"),
    [
        ({"A": (500, 5), "B": (500, 40)}, {"B"}),
        ({"A": (500, 20), "B": (500, 22)}, {"A", "B"}),  # too close
        ({"A": (50, 0), "B": (50, 40)}, {"A", "B"}),  # too early
    ],
)
@pytest.mark.parametrize("metric", ["positive_reply", "reply"])
async def test_the_better_variant_takes_all(
    core: Core, workspace: Installed, metric: str, counts: dict[str, tuple[int, int]], labels: set[str]
) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        id = await a_trial(scope, metric, counts)
    await choose_winners(core)
    async with core.scope(workspace.workspace_id) as scope:
        [step] = await sequences.get(scope, id)
    assert sent_labels(step) == labels


async def test_a_winner_says_what_it_was_judged_by_and_is_taken_back(core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        id = await a_trial(scope, "positive_reply", {"A": (500, 5), "B": (500, 40)})
    assert await choose_winners(core) == 1
    assert await choose_winners(core) == 0
    async with core.scope(workspace.workspace_id) as scope:
        [step] = await sequences.get(scope, id)
        won = step.settings["winner"]
        assert (won["metric"], won["rate"]) == ("positive_reply", 0.08)
        assert won["confidence"] > 0.95
        await campaign_states.pause(scope, id)
        kept = [VariantInput(v.subject, v.body, label=v.label, id=v.id) for v in step.variants]
        [again] = await sequences.replace(scope, id, [StepInput(kept, id=step.id)])
    assert sent_labels(again) == {"A", "B"}


@pytest.mark.parametrize(("share", "labels"), [(50.0, {"A", "B"}), (25.0, {"B"})])
async def test_no_winner_is_chosen_before_the_trials_share_of_the_leads(
    core: Core, workspace: Installed, share: float, labels: set[str]
) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        id = await a_trial(scope, "reply", {"A": (500, 5), "B": (500, 40)})
        await enrollment_places.count(scope, [Move(None, Place(id, "active", 0), 3_999)])  # with the one there: 4,000
        [step] = await sequences.get(scope, id)
        await put(scope, "steps", step.id, {"settings": Jsonb({**step.settings, "trial_share": share})})
    await choose_winners(core)
    async with core.scope(workspace.workspace_id) as scope:
        [step] = await sequences.get(scope, id)
    assert sent_labels(step) == labels
