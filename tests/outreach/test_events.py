"""Events, what they count in, and whom they are told to."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import LiteralString

import pytest

from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.scope import ENGINE, Core, Scope
from outrider.outreach.campaigns import figures
from outrider.outreach.conversations import webhooks
from outrider.outreach.enrollments import enrollments, leaving, outcomes
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.leads import leads
from outrider.outreach.tenancy import categories
from outrider.outreach.tenancy.workspaces import Installed
from tests.making import a_campaign


def test_buckets_are_quarters_of_an_hour() -> None:
    at = datetime(2026, 3, 2, 9, 44, 59, 999, tzinfo=UTC)
    assert events.bucket(at) == datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def test_metrics() -> None:
    opened = Event("message.opened", first_for_message=True, first_for_enrollment=False)
    assert events.metrics(opened) == ["message.opened", "message.opened/m"]
    assert events.metrics(Event("message.sent")) == ["message.sent", "message.sent/e"]
    bounced = Event("message.bounced", first_for_enrollment=False, data={"kind": "hard"})
    assert events.metrics(bounced) == ["message.bounced", "message.bounced:hard"]


@pytest.mark.parametrize(
    ("metric", "counted"),
    [
        ("message.opened", "sum(n) FILTER (WHERE metric = 'message.opened')"),
        ("message.opened/m", "sum(messages) FILTER (WHERE metric = 'message.opened')"),
        ("message.opened/e", "sum(enrollments) FILTER (WHERE metric = 'message.opened')"),
        ("lead.category_set:opportunity/e", "sum(n) FILTER (WHERE metric = 'lead.category_set:opportunity/e')"),
    ],
)
def test_a_metric_is_summed_from_its_column(metric: LiteralString, counted: str) -> None:
    assert events.summed(metric) == f"coalesce({counted}, 0)::bigint"


async def test_ids_come_in_order(scope: Scope) -> None:
    ids = await events.append(scope, [Event("lead.added", lead_id=n) for n in range(1, 200)])
    rows = await scope.all("SELECT id, lead_id FROM events WHERE workspace_id = %(workspace_id)s ORDER BY id")
    assert [(r["id"], r["lead_id"]) for r in rows] == list(zip(ids, range(1, 200), strict=True))


async def test_nothing_is_nothing(scope: Scope) -> None:
    assert await events.append(scope, []) == []


async def test_deliveries_follow_the_filters(scope: Scope) -> None:
    async def hook(**filters: object) -> int:
        values = {"dialect": "x", "url": "https://hooks.example/", "event_types": ["lead.category_set"], **filters}
        return (await webhooks.create(scope, **values))[0].id  # pyright: ignore[reportArgumentType]

    everything, other_type = await hook(), await hook(event_types=["message.sent"])
    category, other_category = await hook(category_ids=[7]), await hook(category_ids=[8])
    seat, other_seat = await hook(seat_id=1), await hook(seat_id=2)
    off = await hook()
    await scope.run("UPDATE webhooks SET status = 'disabled' WHERE workspace_id = %(workspace_id)s AND id = %(id)s", id=off)
    await events.append(scope, [Event("lead.category_set", seat_id=1, data={"category_id": 7})])
    rows = await scope.all("SELECT webhook_id FROM webhook_deliveries WHERE workspace_id = %(workspace_id)s")
    told = {r["webhook_id"] for r in rows}
    assert told == {everything, category, seat}
    assert not told & {other_type, other_category, other_seat, off}


async def test_another_workspaces_webhook_hears_nothing(core: Core, workspace: Installed, stranger: Installed) -> None:
    async with core.scope(stranger.workspace_id) as other:
        await webhooks.create(other, dialect="x", url="https://hooks.example/", event_types=["message.sent"])
    async with core.scope(workspace.workspace_id) as scope:
        await events.append(scope, [Event("message.sent", campaign_id=1)])
    async with core.scope(stranger.workspace_id) as other:
        row = await other.one("SELECT count(*) AS n FROM webhook_deliveries WHERE workspace_id = %(workspace_id)s")
        assert row
        assert row["n"] == 0
        assert not await figures.total(other)


async def test_audit_keeps_who_and_through_what(scope: Scope) -> None:
    await events.audit(scope, "campaign.started", "campaign", 5, affected=1, why="test")
    row = await scope.one("SELECT * FROM audit WHERE workspace_id = %(workspace_id)s AND action = 'campaign.started'")
    assert row
    assert (row["surface"], row["user_id"], row["object_id"], row["data"]) == (
        "test",
        scope.actor.user_id,
        5,
        {"why": "test"},
    )


async def test_what_is_done_by_hand_is_audited_and_what_the_engine_does_is_not(scope: Scope) -> None:
    campaign = await a_campaign(scope, leads=1)
    (enrollment,) = await enrollments.ids_of(scope, Filters(campaign_ids=[campaign.id]))
    lead_id = (await enrollments.get(scope, enrollment)).lead_id
    interested = await categories.by_key(scope, "interested")
    assert interested is not None
    engine = replace(scope, actor=ENGINE)
    for who in (engine, scope):
        await enrollments.pause(who, [enrollment])
        await enrollments.resume(who, [enrollment])
        await outcomes.set_category(who, interested.id, enrollment_ids=[enrollment])
        await leads.update(who, lead_id, first_name="Pat")
    await leaving.unsubscribe(scope, lead_id)
    rows = await scope.all(
        """
        SELECT action, surface FROM audit WHERE workspace_id = %(workspace_id)s AND action = ANY (%(actions)s) ORDER BY id
        """,
        actions=["lead.paused", "lead.resumed", "lead.category_set", "lead.updated", "lead.unsubscribed"],
    )
    assert [row["action"] for row in rows] == [
        "lead.paused", "lead.resumed", "lead.category_set", "lead.updated", "lead.unsubscribed",
    ]  # fmt: skip
    assert {row["surface"] for row in rows} == {"test"}
