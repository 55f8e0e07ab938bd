"""Promise 5: figures equal a recount of the events, always."""

import asyncio
import random
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import LiteralString

import pytest

from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.query import sql
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import figures
from outrider.outreach.tenancy.workspaces import Installed


def some_events(n: int, seed: int, start: datetime) -> list[Event]:
    draw = random.Random(seed)
    return [
        Event(
            draw.choice(["message.sent", "message.opened", "reply.received", "message.bounced", "lead.category_set"]),
            at=start + timedelta(minutes=draw.randrange(3 * 1440)),
            seat_id=draw.choice([None, 1]),
            campaign_id=draw.choice([None, 1, 2]),
            step_id=draw.choice([None, 11, 12]),
            variant_id=draw.choice([None, 21]),
            sender_id=draw.choice([None, 31, 32]),
            first_for_message=draw.random() < 0.5,
            first_for_enrollment=draw.random() < 0.5,
            data=draw.choice([{}, {"kind": "hard"}, {"key": "won", "sentiment": "positive"}]),
        )
        for _ in range(n)
    ]


async def test_kept_figures_equal_a_recount(scope: Scope) -> None:
    for seed in range(5):
        await events.append(scope, some_events(200, seed, scope.now))
    assert await figures.recount(scope) == []


async def test_the_recount_would_notice(scope: Scope) -> None:
    await events.append(scope, some_events(50, 1, scope.now))
    await scope.run("UPDATE figure_totals SET n = n + 1 WHERE workspace_id = %(workspace_id)s AND metric = 'message.sent'")
    await scope.run("DELETE FROM sender_figures WHERE workspace_id = %(workspace_id)s AND sender_id = 31")
    await scope.run("UPDATE sender_totals SET n = n + 1 WHERE workspace_id = %(workspace_id)s AND sender_id = 32")
    await scope.run("UPDATE sender_figure_days SET n = n + 1 WHERE workspace_id = %(workspace_id)s AND sender_id = 32")
    await scope.run("UPDATE figure_days SET n = n + 1 WHERE workspace_id = %(workspace_id)s AND metric = 'message.sent'")
    assert {d.table for d in await figures.recount(scope)} == {
        "figure_totals",
        "figure_days",
        "sender_figures",
        "sender_figure_days",
        "sender_totals",
    }


@pytest.mark.parametrize("column", ["n", "messages", "enrollments"])
async def test_the_recount_notices_each_count_of_each_table(scope: Scope, column: LiteralString) -> None:
    await events.append(scope, some_events(50, 1, scope.now))
    for table, _, _ in events.COUNTS:
        change = sql(
            "UPDATE {table} SET {column} = {column} + 1 WHERE workspace_id = %(workspace_id)s", table=table, column=column
        )
        await scope.run(change + " AND metric = 'message.opened'")
    suffix = {"n": "", "messages": "/m", "enrollments": "/e"}[column]
    found = await figures.recount(scope, limit=1000)
    assert {d.table for d in found} == {table for table, _, _ in events.COUNTS}
    assert {(d.key["metric"], d.kept - d.recounted) for d in found} == {("message.opened" + suffix, 1)}


@pytest.mark.parametrize("table", [table for table, _, _ in events.COUNTS])
async def test_the_openings_at_a_place_are_one_row(scope: Scope, table: LiteralString) -> None:
    """Three fetches of the pixels of two messages to one lead."""
    opened = Event("message.opened", campaign_id=1, step_id=11, sender_id=31)
    again = replace(opened, first_for_message=False, first_for_enrollment=False)
    await events.append(scope, [opened, again, replace(opened, first_for_enrollment=False)])
    rows = await scope.all(
        sql("SELECT metric, n, messages, enrollments FROM {table} WHERE workspace_id = %(workspace_id)s", table=table)
    )
    assert rows == [{"metric": "message.opened", "n": 3, "messages": 2, "enrollments": 1}]


async def test_what_is_counted_apart_has_a_row_of_its_own_and_is_never_a_first(scope: Scope) -> None:
    await events.append(scope, [Event("message.bounced", campaign_id=1, data={"kind": "hard"})])
    assert await figures.total(scope) == {"message.bounced": 1, "message.bounced/e": 1, "message.bounced:hard": 1}


async def test_many_at_once(core: Core, workspace: Installed) -> None:
    async def one(seed: int) -> None:
        async with core.scope(workspace.workspace_id) as scope:
            await events.append(scope, some_events(50, seed, scope.now))

    await asyncio.gather(*(one(seed) for seed in range(20)))
    async with core.scope(workspace.workspace_id) as scope:
        assert await figures.recount(scope) == []


async def test_totals_by_key_and_time(scope: Scope) -> None:
    base = Event("message.sent", at=scope.now, campaign_id=1, step_id=11, variant_id=21, sender_id=31, seat_id=1)
    await events.append(
        scope,
        [base, replace(base, step_id=12), replace(base, campaign_id=2, sender_id=32, at=scope.now + timedelta(days=1))],
    )
    assert (await figures.total(scope))["message.sent"] == 3
    by_step = await figures.totals(scope, [1], by=("step", "variant"))
    assert {k: v["message.sent"] for k, v in by_step.items()} == {(11, 21): 1, (12, 21): 1}
    by_sender = await figures.totals(scope, by=("sender",))
    assert {k: v["message.sent"] for k, v in by_sender.items()} == {(31,): 2, (32,): 1}
    dated = await figures.totals(scope, start=scope.now + timedelta(hours=1), end=scope.now + timedelta(days=2))
    assert list(dated) == [(2,)]
    assert (await figures.total(scope, sender_ids=[32])) == {"message.sent": 1, "message.sent/e": 1}
    assert await figures.total(scope, []) == {}
    assert (await figures.total(scope, seat_ids=[1]))["message.sent"] == 3
    with pytest.raises(ValueError, match="by campaign only"):
        await figures.totals(scope, by=("sender", "step"))


@pytest.mark.parametrize("tz", ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati"])
@pytest.mark.parametrize("days", [0, 1, 2])
async def test_a_period_by_sender_is_counted_in_its_own_zone(scope: Scope, tz: str, days: int) -> None:
    await events.append(scope, some_events(400, 3, scope.now))
    first = scope.now.date() + timedelta(days=1)
    start, end = figures.span(first, first + timedelta(days=days), tz)
    found = await scope.all(
        """
        SELECT sender_id, count(*) AS n FROM events
        WHERE workspace_id = %(workspace_id)s AND sender_id IS NOT NULL AND type = 'message.sent'
          AND at >= %(start)s AND at < %(end)s
        GROUP BY sender_id
        """,
        start=start,
        end=end,
    )
    read = await figures.totals(scope, by=("sender",), start=start, end=end)
    assert {key[0]: n for key, counts in read.items() if (n := counts.get("message.sent", 0))} == {
        r["sender_id"]: r["n"] for r in found
    }


@pytest.mark.parametrize("tz", ["UTC", "America/New_York", "Asia/Kathmandu"])
async def test_a_campaigns_period_by_sender_equals_each_senders_own(scope: Scope, tz: str) -> None:
    await events.append(scope, some_events(400, 3, scope.now))
    first = scope.now.date() + timedelta(days=1)
    start, end = figures.span(first, first + timedelta(days=1), tz)
    read = await figures.totals(scope, [1], by=("sender",), start=start, end=end)
    own = await figures.totals(scope, [1], by=("sender",), start=start, end=end, sender_ids=[31, 32])
    assert read == own
    assert set(read) == {(31,), (32,)}


async def test_a_days_messages_of_a_sender_are_kept_in_one_row(scope: Scope) -> None:
    sent = Event("message.sent", campaign_id=1, sender_id=31, first_for_enrollment=False)
    noon = scope.now.replace(hour=12, minute=0)
    await events.append(scope, [replace(sent, at=noon + timedelta(minutes=20 * n)) for n in range(30)])
    (row,) = await scope.all("SELECT count(*) AS n FROM sender_figure_days WHERE workspace_id = %(workspace_id)s")
    assert row["n"] == 1


async def test_days_are_local(scope: Scope) -> None:
    """15:30 UTC and 22:00 UTC: one day in London, two in Kathmandu (UTC+5:45)."""
    for hour, minute in ((15, 30), (22, 0)):
        at = datetime(2026, 3, 2, hour, minute, tzinfo=UTC)
        await events.append(scope, [Event("message.sent", at=at, campaign_id=1)])
    days = (date(2026, 3, 1), date(2026, 3, 4))
    read = {tz: await figures.daily(scope, *days, tz=tz) for tz in ("Europe/London", "Asia/Kathmandu")}
    assert [k[0].day for k in read["Europe/London"]] == [2]
    assert [k[0].day for k in read["Asia/Kathmandu"]] == [2, 3]
    only = await figures.daily(scope, date(2026, 3, 3), date(2026, 3, 3), tz="Asia/Kathmandu", by=("campaign",))
    assert {k: v["message.sent"] for k, v in only.items()} == {(date(2026, 3, 3), 1): 1}


@pytest.mark.parametrize("tz", ["UTC", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu"])
async def test_days_read_by_the_hour_equal_days_read_by_the_quarter(scope: Scope, tz: str) -> None:
    await events.append(scope, some_events(300, 7, scope.now))
    first, last = scope.now.date() - timedelta(days=1), scope.now.date() + timedelta(days=4)
    by_step = await figures.daily(scope, first, last, tz=tz, by=("campaign", "step"))  # steps are counted by the quarter only
    summed: dict[tuple[date, int], Counter[str]] = defaultdict(Counter)
    for (day, campaign, _), counts in by_step.items():
        summed[day, campaign].update(counts)
    assert await figures.daily(scope, first, last, tz=tz, by=("campaign",)) == summed


@pytest.mark.parametrize("tz", ["UTC", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu"])
@pytest.mark.parametrize("by", [("campaign",), ("sender",)])
async def test_weeks_equal_the_days_in_them(scope: Scope, tz: str, by: tuple[str]) -> None:
    """Weeks are read by the UTC day, but for the days in which they begin and end."""
    spread = [replace(event, at=scope.now - timedelta(hours=5 * n)) for n, event in enumerate(some_events(150, 7, scope.now))]
    await events.append(scope, spread)
    first = scope.now.date() - timedelta(days=40)
    weeks = [first + timedelta(days=7 * n) for n in range(7)]
    daily = await figures.daily(scope, first, weeks[-1] - timedelta(days=1), tz=tz, by=by)
    summed: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for (day, key), counts in daily.items():
        summed[(day - first).days // 7, key].update(counts)
    read = await figures.between(scope, [figures.span(week, week, tz)[0] for week in weeks], by=by)
    assert read == summed


async def test_a_long_period_is_read_by_the_day(scope: Scope) -> None:
    await events.append(scope, [Event("message.sent", at=scope.now + timedelta(days=n), campaign_id=1) for n in range(28)])
    await scope.run("DELETE FROM figure_hours WHERE workspace_id = %(workspace_id)s")
    start, end = figures.span(scope.now.date(), scope.now.date() + timedelta(days=27), "America/New_York")
    read = await figures.total(scope, start=start, end=end)
    assert read["message.sent"] >= 26


async def test_days_are_read_from_as_few_rows_as_there_are(scope: Scope) -> None:
    """What is counted by the hour is read so, and only half and quarter hours from the larger table."""
    await events.append(scope, [Event("message.sent", at=scope.now, campaign_id=1, step_id=n) for n in range(20)])
    await scope.run("DELETE FROM figures WHERE workspace_id = %(workspace_id)s")
    day = scope.now.date()
    read = {tz: await figures.daily(scope, day, day, tz=tz) for tz in ("America/New_York", "Asia/Kathmandu")}
    assert {tz: len(days) for tz, days in read.items()} == {"America/New_York": 1, "Asia/Kathmandu": 0}


async def test_a_day_of_the_clocks_change_has_23_hours() -> None:
    start, end = figures.span(date(2026, 3, 29), date(2026, 3, 29), "Europe/Berlin")
    assert end.astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=23)


async def test_hours_are_of_the_local_day(scope: Scope) -> None:
    """15:30 and 16:15 UTC are one hour in London, two hours that begin at a quarter in Kathmandu (UTC+5:45)."""
    for hour, minute in ((15, 30), (15, 45), (16, 15)):
        await events.append(scope, [Event("message.sent", at=datetime(2026, 3, 2, hour, minute, tzinfo=UTC), campaign_id=1)])
    read = {tz: await figures.hourly(scope, date(2026, 3, 2), tz=tz) for tz in ("Europe/London", "Asia/Kathmandu")}
    counts = {tz: {f"{at:%H:%M}": of["message.sent"] for at, of in hours.items()} for tz, hours in read.items()}
    assert counts == {"Europe/London": {"15:00": 2, "16:00": 1}, "Asia/Kathmandu": {"15:15": 2, "16:15": 1}}
