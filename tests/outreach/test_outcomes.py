"""What came of leads, and how often it counts."""

from typing import Any

import pytest

from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import figures, sequences
from outrider.outreach.correspondence import filing
from outrider.outreach.enrollments import enrollments, outcomes, placement_changes
from outrider.outreach.tenancy import categories
from outrider.outreach.tenancy.workspaces import Installed
from tests.outreach.mailing import answer, sent_mail


async def counts(core: Core, workspace: Installed, *by: str) -> dict[tuple[int, ...], dict[str, int]]:
    """What categories were counted as, by short name; and that it is what the events say."""
    async with core.scope(workspace.workspace_id) as scope:
        assert await figures.recount(scope) == []
        read = await figures.totals(scope, by=by)
    head = "lead.category_set:"
    return {key: {m.removeprefix(head): n for m, n in of.items() if m.startswith(head)} for key, of in read.items()}


async def test_a_lead_is_an_opportunity_once_and_corrections_do_not_count(core: Core, workspace: Installed, clock: Any) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        (sent,) = await sent_mail(scope)

    async def put(key: str | None, minutes: float) -> None:
        clock.advance(60 * minutes)
        async with core.scope(workspace.workspace_id) as scope:
            category = await categories.by_key(scope, key) if key else None
            await outcomes.set_category(scope, category and category.id, enrollment_ids=[sent.enrollment_id])

    for key, minutes in (("interested", 0), ("not_interested", 5), ("interested", 5), ("meeting_booked", 60), ("won", 60)):
        await put(key, minutes)
    await put(None, 60)
    await put("interested", 60)
    read = (await counts(core, workspace))[()]
    assert (read["interested"], read["interested/e"], read["interested/apart"]) == (3, 1, 2)  # the second was a correction
    assert (read["meeting_booked/e"], read["won/e"], read["not_interested/e"]) == (1, 1, 1)
    assert "not_interested/apart" not in read
    # Positive after not being so: at first, after "not interested", and after nothing. Booked and won go on from there.
    assert (read["opportunity"], read["opportunity/e"]) == (3, 1)


async def test_it_counts_for_the_step_last_sent(core: Core, workspace: Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        (sent,) = await sent_mail(scope)
        category = await categories.by_key(scope, "interested")
        assert category is not None
        await outcomes.set_category(scope, category.id, enrollment_ids=[sent.enrollment_id])
        row = await scope.one("SELECT step_id FROM messages WHERE workspace_id = %(workspace_id)s AND kind = 'step'")
    assert row is not None
    assert row["step_id"]
    assert (await counts(core, workspace, "step"))[(row["step_id"],)]["opportunity/e"] == 1


async def test_it_counts_for_the_step_that_was_answered(core: Core, workspace: Installed) -> None:
    """A late answer to the first message is no result of the second, which had left meanwhile."""
    async with core.scope(workspace.workspace_id) as scope:
        (sent,) = await sent_mail(scope)
        second = (await sequences.get(scope, sent.campaign_id))[1]
        await scope.run(
            """
            INSERT INTO messages (workspace_id, direction, kind, state, sender_id, lead_id, campaign_id, enrollment_id, run,
                                  step_id, step_position, variant_id, wire_id, to_addresses, subject, body_text, sent_at,
                                  created_at, updated_at)
            SELECT workspace_id, direction, kind, state, sender_id, lead_id, campaign_id, enrollment_id, run, %(step)s, 2,
                   %(variant)s, 'second@sender.example', to_addresses, subject, body_text, sent_at, created_at, updated_at
            FROM messages WHERE workspace_id = %(workspace_id)s AND id = %(id)s
            """,
            step=second.id,
            variant=second.variants[0].id,
            id=sent.message_id,
        )
        await filing.file(scope, sent.sender.id, answer(scope, sent, intent="interested"))
    read = await counts(core, workspace, "step", "variant")
    assert [key for key, of in read.items() if of.get("opportunity")] == [(sent.step_id, sent.variant_id)]


@pytest.mark.parametrize("kept", [False, True])
async def test_what_a_reply_says_may_be_kept_from_changing_the_category(scope: Scope, kept: bool) -> None:
    (sent,) = await sent_mail(scope)
    await placement_changes.keep_category(scope, [("enrollment", sent.enrollment_id)], kept)
    filed = await filing.file(scope, sent.sender.id, answer(scope, sent, intent="interested"))
    assert filed.enrollment_id == sent.enrollment_id
    enrollment = await enrollments.get(scope, sent.enrollment_id)
    assert (enrollment.category_id is None) == kept
    assert enrollment.replies == 1
