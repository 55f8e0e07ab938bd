"""Who gets a message, from whom, when, and why not."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from outrider.clock import SimulatedClock
from outrider.engine.engine import Outcome
from outrider.engine.rehearsal.rehearse import rehearse
from outrider.engine.sending import dispatch
from outrider.engine.sending.deliver import delivering
from outrider.engine.sending.mail import as_bytes
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaign_senders, campaign_states, figures, sequences
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.correspondence import letters
from outrider.outreach.enrollments import enrollments, explain
from outrider.outreach.leads import leads, suppression
from outrider.outreach.leads.suppression import EntryInput
from outrider.outreach.senders import senders, sending_limits, warmup
from outrider.outreach.tenancy.workspaces import Installed
from outrider.rules.schedule import local_day
from outrider.settings import Settings
from tests.engine.helpers import DAY, Remembering, make, make_engine, run_until, steps, work
from tests.making import put, rows

OFFICE_HOURS = {"timezone": "UTC", "windows": [{"days": [1, 2, 3, 4, 5], "start": "08:00", "end": "18:00"}]}


async def test_a_sequence_runs_to_its_end_in_one_thread_from_one_sender(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=5, n_senders=2, sequence=steps(0, 2 * DAY, 3 * DAY))
    transport = Remembering(core)
    engine = make_engine(core, transport)
    start = core.clock.now()
    assert await work(engine, made.workspace_id) == 5
    await run_until(engine, made.workspace_id, start + timedelta(days=10))
    assert len(transport.left) == 15
    for lead_id in made.lead_ids:
        mine = [(at, c) for at, c in transport.left if c.message.lead_id == lead_id]
        assert [at - start for at, _ in mine] == [timedelta(), timedelta(days=2), timedelta(days=5)]
        assert len({c.sender.id for _, c in mine}) == 1
        first, second, third = (c.message for _, c in mine)
        assert second.subject == third.subject == f"Re: {first.subject}"
        assert second.in_reply_to == first.wire_id
        assert third.in_reply_to == second.wire_id
        assert third.reference_ids == [first.wire_id, second.wire_id]
    done = await rows(core, "SELECT status, reason, mark FROM enrollments")
    assert done == [{"status": "completed", "reason": "done", "mark": 3}] * 5


async def test_a_sequence_changed_under_way_repeats_nothing_and_skips_nothing_new(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=2, sequence=steps(0, 2 * DAY, 2 * DAY))
    transport = Remembering(core)
    engine = make_engine(core, transport)
    await work(engine, made.workspace_id)

    async def save(*order: int | str) -> list[int]:
        """The steps of these ids in this order; a text is a new step."""
        async with core.scope(made.workspace_id) as scope:
            known = {s.id: s for s in await sequences.get(scope, made.campaign_id, deleted=True)}
            given = [
                StepInput(
                    [VariantInput("", known[x].variants[0].body, id=known[x].variants[0].id)]
                    if isinstance(x, int)
                    else [VariantInput("", x)],
                    delay_seconds=2 * DAY,
                    id=x if isinstance(x, int) else None,
                )
                for x in order
            ]
            return [s.id for s in await sequences.replace(scope, made.campaign_id, given)]

    async with core.scope(made.workspace_id) as scope:
        a, b, c = (s.id for s in await sequences.get(scope, made.campaign_id))
    ids = await save("put in front", a, "put between", b, c)
    await run_until(engine, made.workspace_id, core.clock.now() + timedelta(days=3))
    await save(ids[2], c)  # b is taken out before its turn came
    await run_until(engine, made.workspace_id, core.clock.now() + timedelta(days=30))
    for lead_id in made.lead_ids:
        assert [x.message.step_id for _, x in transport.left if x.message.lead_id == lead_id] == [a, ids[2], c]
    async with core.scope(made.workspace_id) as scope:
        done = await enrollments.get_many(scope, made.enrollment_ids)
        assert [(e.status, e.done_position) for e in done.values()] == [("completed", 2)] * 2
        assert await figures.recount(scope) == []


async def test_a_step_that_moves_while_its_message_is_under_way(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1, sequence=steps(0, 2 * DAY))
    transport = Remembering(core, hold=asyncio.Event())
    engine = make_engine(core, transport)
    claimed = await dispatch.claim(engine, made.workspace_id)
    async with core.scope(made.workspace_id) as scope:
        a, b = (s.id for s in await sequences.get(scope, made.campaign_id))
        moved = [StepInput([VariantInput("New", "new")]), StepInput([VariantInput("A", "a")], id=a)]
        await sequences.replace(scope, made.campaign_id, [*moved, StepInput([VariantInput("", "b")], delay_seconds=DAY, id=b)])
    transport.hold = None
    async with delivering(engine) as delivery:
        delivery.take(claimed)
        await delivery.below(1)
    await run_until(engine, made.workspace_id, core.clock.now() + timedelta(days=9))
    assert [x.message.step_id for _, x in transport.left] == [a, b]


async def test_one_leads_trouble_holds_up_nobody_else(core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch) -> None:
    made = await make(core, workspace.workspace_id, n_leads=3)

    def trouble(lead: leads.Lead, fields: dict[str, Any]) -> dict[str, Any]:
        if lead.id == made.lead_ids[1]:
            raise RuntimeError("nobody thought of this")
        return {"first_name": "Pat"}

    monkeypatch.setattr(leads, "effective", trouble)
    transport = Remembering(core)
    await work(make_engine(core, transport), made.workspace_id)
    assert sorted(transport.recipients()) == ["p0@prospect.example", "p2@prospect.example"]
    async with core.scope(made.workspace_id) as scope:
        held = await enrollments.get(scope, made.enrollment_ids[1])
    assert (held.status, held.reason, held.reason_detail) == ("paused", "template_error", "RuntimeError")


async def test_settings_of_a_newer_version_do_not_stop_an_older_one(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1)
    await rows(core, """UPDATE campaigns SET settings = settings || '{"of_tomorrow": 1}' RETURNING id""")
    transport = Remembering(core)
    await work(make_engine(core, transport), made.workspace_id)
    assert len(transport.left) == 1


async def test_both_senders_of_a_campaign_share_its_new_leads(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=6, n_senders=3, sender={"min_gap_seconds": 60})
    transport = Remembering(core)
    await run_until(make_engine(core, transport), made.workspace_id, core.clock.now() + timedelta(hours=1))
    assert Counter(c.sender.id for _, c in transport.left) == dict.fromkeys(made.sender_ids, 2)


async def test_a_lead_put_off_hides_none_of_a_lower_priority_that_is_due_before(core: Core, workspace: Installed) -> None:
    """The sender with nothing to do looks again when the first lead is due, and so does a rehearsal."""
    made = await make(core, workspace.workspace_id, n_leads=2)
    soon, tomorrow = core.clock.now() + timedelta(hours=1), core.clock.now() + timedelta(days=1)
    async with core.scope(made.workspace_id) as scope:
        await put(scope, "enrollments", made.enrollment_ids[0], {"priority": 9, "due_at": tomorrow})
        await put(scope, "enrollments", made.enrollment_ids[1], {"due_at": soon})
    rehearsed = await rehearse(core, Settings(), made.workspace_id, made.campaign_id)
    transport = Remembering(core)
    engine = make_engine(core, transport)
    assert await work(engine, made.workspace_id) == 0
    assert await rows(core, "SELECT next_at FROM senders") == [{"next_at": soon}]
    await run_until(engine, made.workspace_id, tomorrow)
    assert [at for at, _ in transport.left] == [send.at for send in rehearsed.sends] == [soon, tomorrow]


async def test_d14_a_sender_keeps_its_gap_and_its_limit_on_its_own_day_and_in_any_24_hours(
    core: Core, workspace: Installed
) -> None:
    sender = {"min_gap_seconds": 3600, "gap_jitter_seconds": 600, "daily_limit": 5, "timezone": "Asia/Tokyo"}
    made = await make(core, workspace.workspace_id, n_leads=30, sender=sender)
    transport = Remembering(core)
    await run_until(make_engine(core, transport), made.workspace_id, core.clock.now() + timedelta(days=3))
    times = [at for at, _ in transport.left]
    assert min(b - a for a, b in pairwise(times)) >= timedelta(hours=1)
    by_day = Counter((at + timedelta(hours=9)).date() for at in times)  # Tokyo's days
    assert max(by_day.values()) == 5
    in_a_day = [sum(at <= later < at + timedelta(days=1) for later in times) for at in times]
    assert max(in_a_day) == 5
    assert len(times) >= 5 * 3
    async with core.scope(made.workspace_id) as scope:
        answer = await explain.of_sender(scope, made.sender_ids[0])
    assert answer.code in ("sender_24h_limit", "ready", "sender_gap")


async def test_d14_the_last_24_hours_bind_across_midnight(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    clock.set(datetime.fromisoformat("2026-03-02T23:00:00+00:00"))
    made = await make(core, workspace.workspace_id, n_leads=30, sender={"daily_limit": 4, "min_gap_seconds": 600})
    transport = Remembering(core)
    engine = make_engine(core, transport)
    await run_until(engine, made.workspace_id, clock.now() + timedelta(hours=2))
    assert len(transport.left) == 4  # not four more after midnight
    async with core.scope(made.workspace_id) as scope:
        answer = await explain.of_sender(scope, made.sender_ids[0])
    assert (answer.code, answer.next_at) == ("sender_24h_limit", transport.left[0][0] + timedelta(days=1))
    async with core.scope(made.workspace_id) as scope:
        sender = await senders.get(scope, made.sender_ids[0])
    assert (sender.wait_reason, sender.next_at) == (answer.code, answer.next_at)
    await run_until(engine, made.workspace_id, clock.now() + timedelta(hours=23))
    assert [later - at for (at, _), (later, _) in zip(transport.left, transport.left[4:], strict=False)] == [
        timedelta(days=1)
    ] * 4


async def test_d14_what_leaves_after_the_days_reading_counts(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    clock.set(datetime.fromisoformat("2026-03-02T20:00:00+00:00"))
    made = await make(core, workspace.workspace_id, n_leads=30, sender={"daily_limit": 6, "min_gap_seconds": 3600})
    transport = Remembering(core)
    engine = make_engine(core, transport)
    await run_until(engine, made.workspace_id, datetime.fromisoformat("2026-03-03T00:30:00+00:00"))
    read = await rows(core, "SELECT day, counted, read_at, sent_at FROM sender_last_days")
    assert [(len(r["sent_at"]), r["counted"]) for r in read] == [(4, 4)]  # of 20 to 23 o'clock
    async with core.scope(made.workspace_id) as scope:
        await letters.send_new(scope, made.sender_ids[0], to=["eve@elsewhere.example"], subject="Hi", body_text="By hand")
    await run_until(engine, made.workspace_id, datetime.fromisoformat("2026-03-03T19:00:00+00:00"))
    assert len(transport.left) == 6  # the one of midnight, the one by hand, and no more before the first is a day old
    assert await rows(core, "SELECT day, counted, read_at, sent_at FROM sender_last_days") == read
    async with core.scope(made.workspace_id) as scope:
        await senders.update(scope, made.sender_ids[0], daily_limit=8)
    await run_until(engine, made.workspace_id, datetime.fromisoformat("2026-03-04T20:00:00+00:00"))
    times = [at for at, _ in transport.left]
    assert max(sum(at <= later < at + timedelta(days=1) for later in times) for at in times) == 8
    assert times[6:8] == [
        datetime.fromisoformat("2026-03-03T19:00:00+00:00"),
        datetime.fromisoformat("2026-03-03T20:00:00+00:00"),
    ]


async def test_d14_a_mail_under_way_at_the_days_reading_counts_from_when_it_leaves(
    core: Core, workspace: Installed, clock: SimulatedClock
) -> None:
    clock.set(datetime.fromisoformat("2026-03-02T12:00:00+00:00"))
    made = await make(core, workspace.workspace_id, n_leads=9, sender={"daily_limit": 2})
    sender_id = made.sender_ids[0]
    async with core.scope(made.workspace_id) as scope:
        for state, at in (("sent", clock.now() - timedelta(hours=23)), ("queued", clock.now() - timedelta(hours=22))):
            await scope.run(
                """
                INSERT INTO warmup_messages (workspace_id, sender_id, recipient, state, wire_id, sent_at, created_at)
                VALUES (%(workspace_id)s, %(id)s, 'a@b.example', %(state)s, %(state)s || '@b.example', %(sent)s, %(at)s)
                """,
                id=sender_id, state=state, at=at, sent=at if state == "sent" else None,
            )  # fmt: skip
        asked = sending_limits.Asked(sender_id, clock.now().date(), 2, 0)
        read = {sender_id: [clock.now() - timedelta(hours=23), clock.now()]}
        assert await sending_limits.claimed_last_day(scope, [asked]) == read


async def test_d14_another_time_zone_gives_no_second_day(core: Core, workspace: Installed, clock: SimulatedClock) -> None:
    sender = {"daily_limit": 3, "timezone": "Pacific/Auckland"}
    made = await make(core, workspace.workspace_id, n_leads=9, sender=sender)
    transport = Remembering(core)
    engine = make_engine(core, transport)
    clock.set(clock.now().replace(hour=12))  # the day after in Auckland, the same day in Honolulu
    await work(engine, made.workspace_id)
    assert len(transport.left) == 3
    async with core.scope(made.workspace_id) as scope:
        await senders.update(scope, made.sender_ids[0], timezone="Pacific/Honolulu")
    await run_until(engine, made.workspace_id, clock.now() + timedelta(hours=23))
    assert len(transport.left) == 3
    await run_until(engine, made.workspace_id, clock.now() + timedelta(hours=24))
    assert len(transport.left) == 6


async def test_d16_first_messages_and_follow_ups_keep_the_campaigns_hours_and_the_senders(
    core: Core, workspace: Installed, clock: SimulatedClock
) -> None:
    everyday = {"days": [0, 1, 2, 3, 4, 5, 6]}
    tokyo = {"timezone": "Asia/Tokyo", "windows": [{**everyday, "start": "17:00", "end": "20:00"}]}  # 8 to 11 in UTC
    office = {"timezone": "UTC", "windows": [{**everyday, "start": "09:00", "end": "17:00"}]}
    sequence, sender = steps(0, 3 * 3600, DAY - 1800), {"schedule": tokyo}
    made = await make(core, workspace.workspace_id, n_leads=1, sequence=sequence, sender=sender, schedule=office)
    transport = Remembering(core)
    engine = make_engine(core, transport)
    start = clock.now()  # nine o'clock
    # At noon the second is due, but the sender has gone home; at half past eight the third, before the campaign begins.
    for at in (timedelta(hours=3), timedelta(days=2, minutes=-30), timedelta(days=5)):
        await run_until(engine, made.workspace_id, start + at)
        async with core.scope(made.workspace_id) as scope:
            await senders.update(scope, made.sender_ids[0], name="New")  # wakes it, whatever it had planned
        await work(engine, made.workspace_id)
    assert [at - start for at, _ in transport.left] == [timedelta(days=n) for n in range(3)]


async def test_nothing_leaves_outside_the_windows_across_a_clock_change(core: Core, workspace: Installed) -> None:
    # New York changes its clocks on 8 March 2026: 09:00 there is 14:00 UTC before and 13:00 UTC after.
    windows = [{"days": [0, 1, 2, 3, 4, 5, 6], "start": "09:00", "end": "10:00"}]
    made = await make(
        core, workspace.workspace_id, n_leads=100, sender={"min_gap_seconds": 1200, "daily_limit": 7},
        schedule={"timezone": "America/New_York", "windows": windows},
    )  # fmt: skip
    transport = Remembering(core)
    await run_until(make_engine(core, transport), made.workspace_id, datetime.fromisoformat("2026-03-10T12:00:00+00:00"))
    hours = {(at.date().day, at.hour) for at, _ in transport.left}
    assert hours == {(d, 14) for d in range(2, 8)} | {(d, 13) for d in (8, 9)}
    assert len(transport.left) == 3 * 8


async def test_new_leads_per_day_holds_and_follow_ups_go_on(core: Core, workspace: Installed) -> None:
    made = await make(
        core, workspace.workspace_id, n_leads=12, n_senders=2, sequence=steps(0, DAY), new_leads_per_day=4,
        schedule=OFFICE_HOURS,
    )  # fmt: skip
    transport = Remembering(core)
    await run_until(make_engine(core, transport), made.workspace_id, core.clock.now() + timedelta(days=4))
    by_day = Counter((at.date().isoformat(), c.message.step_position) for at, c in transport.left)
    assert by_day == {
        ("2026-03-02", 1): 4, ("2026-03-03", 1): 4, ("2026-03-03", 2): 4, ("2026-03-04", 1): 4, ("2026-03-04", 2): 4,
        ("2026-03-05", 2): 4,
    }  # fmt: skip


async def test_a_campaigns_daily_limit_counts_everything(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=9, n_senders=3, sequence=steps(0, DAY), daily_limit=4)
    transport = Remembering(core)
    await run_until(make_engine(core, transport), made.workspace_id, core.clock.now() + timedelta(days=8))
    assert max(Counter(at.date() for at, _ in transport.left).values()) == 4
    assert len(transport.left) == 18
    counted = await rows(core, "SELECT day, sent FROM campaign_days ORDER BY day")
    assert {r["day"]: r["sent"] for r in counted} == Counter(at.date() for at, _ in transport.left)


async def test_campaigns_take_turns_on_a_sender(core: Core, workspace: Installed) -> None:
    one = await make(core, workspace.workspace_id, n_leads=10, prefix="one", sender={"min_gap_seconds": 60})
    two = await make(core, workspace.workspace_id, n_leads=10, prefix="two", n_senders=0, start=False)
    async with core.scope(workspace.workspace_id) as scope:
        await campaign_senders.attach(scope, two.campaign_id, one.sender_ids)
        await campaign_states.start(scope, two.campaign_id)
    transport = Remembering(core)
    await run_until(make_engine(core, transport), one.workspace_id, core.clock.now() + timedelta(minutes=5, seconds=30))
    turns = [c.message.campaign_id for _, c in transport.left]
    assert len(turns) == 6
    assert all(a != b for a, b in pairwise(turns))


async def test_follow_ups_go_before_new_leads_unless_told_otherwise(
    core: Core, workspace: Installed, clock: SimulatedClock
) -> None:
    nine_to_ten = {"timezone": "UTC", "windows": [{"days": [1, 2, 3, 4, 5], "start": "09:00", "end": "10:00"}]}
    for prefix, settings, expected in (("a", {}, 2), ("b", {"prioritize_new_leads": True}, 1)):
        made = await make(
            core, workspace.workspace_id, n_leads=4, prefix=prefix, sequence=steps(0, DAY), sender={"daily_limit": 2},
            settings=settings, schedule=nine_to_ten,
        )  # fmt: skip
        transport = Remembering(core)
        await run_until(make_engine(core, transport), made.workspace_id, core.clock.now() + timedelta(days=1, hours=1))
        assert [c.message.step_position for _, c in transport.left[2:]] == [expected, expected]
        async with core.scope(workspace.workspace_id) as scope:
            await campaign_states.pause(scope, made.campaign_id)
        clock.advance(23 * 3600)  # 09:00 again


async def test_a_missing_tag_stops_that_message_only_and_says_which(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=3, sequence=steps(0, body="<p>{{company_name}}</p>"))
    async with core.scope(workspace.workspace_id) as scope:
        await leads.update(scope, made.lead_ids[1], company_name="Acme & Co")
    transport = Remembering(core)
    await work(make_engine(core, transport), made.workspace_id)
    assert [c.message.body_html for _, c in transport.left] == ["<p>Acme &amp; Co</p>"]
    held = await rows(core, "SELECT reason, reason_detail FROM enrollments WHERE status = 'paused'")
    assert held == [{"reason": "missing_tag", "reason_detail": "company_name"}] * 2


async def test_whoever_must_not_be_written_to_is_stopped_at_the_last_moment(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=5)
    async with core.scope(workspace.workspace_id) as scope:
        await suppression.add(scope, [EntryInput("email", "p0@prospect.example")])
        await put(scope, "leads", made.lead_ids[1], {"unsubscribed_at": scope.now})
        await put(scope, "leads", made.lead_ids[2], {"verification": "invalid"})
        await enrollments.pause(scope, [made.enrollment_ids[3]])
    transport = Remembering(core)
    await work(make_engine(core, transport), made.workspace_id)
    assert transport.recipients() == ["p4@prospect.example"]
    found = await rows(core, "SELECT reason FROM enrollments ORDER BY id LIMIT 4")
    assert [r["reason"] for r in found] == ["suppressed", "unsubscribed", "invalid_address", "manual"]


async def test_variants_are_drawn_by_weight_and_stay_the_same(core: Core, workspace: Installed) -> None:
    variants = [VariantInput("A", "a {x|y|z}", weight=80), VariantInput("B", "b {x|y|z}", weight=20)]
    made = await make(core, workspace.workspace_id, n_leads=300, sequence=[StepInput(variants)])
    transport = Remembering(core)
    await work(make_engine(core, transport), made.workspace_id)
    drawn = Counter(c.message.subject for _, c in transport.left)
    assert 210 < drawn["A"] < 270
    assert drawn["A"] + drawn["B"] == 300
    assert len({c.message.body_text for _, c in transport.left}) == 6


async def test_links_are_tickets_and_retries_render_the_same_bytes(core: Core, workspace: Installed) -> None:
    body = '<p>See <a href="https://example.com/a?b=1&amp;c=2">this</a> and <a href="mailto:x@y.z">that</a></p>'
    made = await make(
        core, workspace.workspace_id, n_leads=1, sequence=steps(0, body=body),
        settings={"click_tracking": True, "open_tracking": True, "unsubscribe_text": '<a href="{{unsubscribe_url}}">stop</a>'},
    )  # fmt: skip
    transport = Remembering(
        core,
        answers={"p0@prospect.example": Outcome("later", detail="greylisted")},
    )
    sent: list[bytes] = []
    original = transport.send

    async def send(claimed: Any) -> Any:
        sent.append(as_bytes(claimed, core.vault))
        return await original(claimed)

    transport.send = send  # type: ignore[method-assign]
    engine = make_engine(core, transport, public_url="https://go.example.org")
    await work(engine, made.workspace_id)
    transport.answers.clear()
    await run_until(engine, made.workspace_id, core.clock.now() + timedelta(hours=1))
    assert len(sent) == 2
    assert sent[0] == sent[1]
    text = sent[0].decode()
    assert "https://go.example.org/c/" in text
    assert "https://go.example.org/o/" in text
    assert text.count("example.com/a") == 1  # in the text part alone
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in text
    counted = await rows(core, "SELECT n FROM sender_days")
    assert counted == [{"n": 1}]


async def test_figures_equal_a_recount_after_a_busy_week(core: Core, workspace: Installed) -> None:
    made = await make(
        core, workspace.workspace_id, n_leads=40, n_senders=4, sequence=steps(0, DAY, DAY), schedule=OFFICE_HOURS,
        sender={"min_gap_seconds": 900, "daily_limit": 7}, new_leads_per_day=20,
    )  # fmt: skip
    transport = Remembering(core)
    await run_until(make_engine(core, transport), made.workspace_id, core.clock.now() + timedelta(days=7))
    async with core.scope(workspace.workspace_id) as scope:
        assert await figures.recount(scope) == []
        total = await figures.total(scope, [made.campaign_id])
    assert total["message.sent"] == len(transport.left)
    assert total["message.sent/e"] == len({c.message.lead_id for _, c in transport.left})


async def test_an_idle_sender_costs_nothing_and_is_woken(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=1)
    transport = Remembering(core)
    engine = make_engine(core, transport)
    await work(engine, made.workspace_id)
    assert await rows(core, "SELECT next_at, wait_reason FROM senders") == [{"next_at": None, "wait_reason": "nothing_due"}]
    async with core.scope(workspace.workspace_id) as scope:
        found = await leads.upsert(scope, [leads.LeadInput(email="late@prospect.example", first_name="Late")])
        await enrollments.enroll(scope, made.campaign_id, [u.lead_id for u in found if u.lead_id])
    await work(engine, made.workspace_id)
    assert transport.recipients()[-1] == "late@prospect.example"


async def test_figures_know_how_many_leads_were_written_to_on_a_day(core: Core, workspace: Installed) -> None:
    made = await make(core, workspace.workspace_id, n_leads=3, sequence=steps(0, 3600, DAY))
    start = core.clock.now()
    await run_until(make_engine(core), made.workspace_id, start + timedelta(days=3))
    async with core.scope(made.workspace_id) as scope:
        read = await figures.daily(scope, start.date(), (start + timedelta(days=2)).date(), campaign_ids=[made.campaign_id])
        assert await figures.recount(scope) == []
    counted = [(n["message.sent"], n.get("message.sent/e", 0), n.get("message.sent:day", 0)) for n in read.values()]
    assert counted == [(6, 3, 0), (3, 0, 3)]


async def test_warm_up_counts_against_the_mailboxes_day(core: Core, workspace: Installed) -> None:
    """All mail of a mailbox counts against its limit (D12, D14)."""
    made = await make(core, workspace.workspace_id, n_leads=10, sender={"daily_limit": 5})
    async with core.scope(made.workspace_id) as scope:
        await warmup.count(scope, made.sender_ids[0], local_day(core.clock.now(), "UTC"), sent=3)
    assert await work(make_engine(core), made.workspace_id) == 2
