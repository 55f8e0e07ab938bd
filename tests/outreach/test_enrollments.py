"""Enrollments: enrolling in bulk, filters, stopping, pausing, returning; and that lists stay fast on a large table."""

from datetime import timedelta
from typing import Any

import pytest

from outrider.clock import SimulatedClock
from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaign_senders, campaigns, sequences
from outrider.outreach.enrollments import enrollments, staffing
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.leads import leads, tags
from outrider.outreach.leads.leads import LeadInput
from outrider.outreach.senders import linkedin_people, senders
from outrider.outreach.tenancy import categories
from outrider.outreach.tenancy.workspaces import Installed
from tests.explaining import rows_read
from tests.making import DAY, OFFICE_HOURS, a_campaign, a_sender, event_types, put, some_leads


async def ids_in(scope: Scope, campaign_id: int) -> list[int]:
    return await enrollments.ids_of(scope, Filters(campaign_ids=[campaign_id]))


class TestEnroll:
    async def test_new_existing_and_unknown_leads(self, scope: Scope) -> None:
        campaign = await a_campaign(scope)
        a, b, c = await some_leads(scope, 3)
        first = await enrollments.enroll(scope, campaign.id, [a])
        second = await enrollments.enroll(scope, campaign.id, [c, a, b, c, 999_999], fields={b: {"company_name": "Acme"}})
        assert list(second) == [c, a, b]
        assert second[a] is None
        assert first[a] is not None
        b_in = await enrollments.by_lead(scope, campaign.id, b)
        assert (b_in.id, b_in.due_at, b_in.fields, b_in.done_position) == (second[b], scope.now, {"company_name": "Acme"}, 0)
        assert await event_types(scope) == ["lead.added"] * 3

    async def test_twenty_thousand_at_once(self, scope: Scope) -> None:
        campaign = await a_campaign(scope)
        await scope.run(
            """
            INSERT INTO leads (workspace_id, email, created_at, updated_at)
            SELECT %(workspace_id)s, 'many' || n || '@x.example', %(now)s, %(now)s FROM generate_series(1, 20000) AS n
            """
        )
        all_leads = [r["id"] for r in await scope.all("SELECT id FROM leads WHERE workspace_id = %(workspace_id)s")]
        added = await enrollments.enroll(scope, campaign.id, all_leads)
        assert len(added) == 20_000
        assert None not in added.values()
        figure = await scope.one("SELECT n FROM figure_totals WHERE workspace_id = %(workspace_id)s AND metric = 'lead.added'")
        assert figure == {"n": 20_000}

    async def test_wakes_senders_when_the_window_opens(self, scope: Scope) -> None:
        sender = await a_sender(scope)
        hours = OFFICE_HOURS | {"windows": [{"days": [1], "start": "12:00", "end": "18:00"}]}
        campaign = await a_campaign(scope, start=True, sender=sender, schedule=hours)
        await put(scope, "senders", sender.id, {"next_at": None})
        await enrollments.enroll(scope, campaign.id, await some_leads(scope, 1))
        assert (await senders.get(scope, sender.id)).next_at == scope.now + timedelta(hours=3)

    async def test_a_draft_wakes_nobody(self, scope: Scope) -> None:
        campaign, sender = await a_campaign(scope), await a_sender(scope)
        await campaign_senders.attach(scope, campaign.id, [sender.id])
        await put(scope, "senders", sender.id, {"next_at": None})
        await enrollments.enroll(scope, campaign.id, await some_leads(scope, 1))
        assert (await senders.get(scope, sender.id)).next_at is None

    async def test_into_nothing(self, scope: Scope) -> None:
        with pytest.raises(NotFound):
            await enrollments.enroll(scope, 999_999, await some_leads(scope, 1))
        assert await enrollments.enroll(scope, (await a_campaign(scope)).id, []) == {}


class TestStop:
    async def test_ends_active_and_paused_ones_only_once(self, scope: Scope) -> None:
        campaign = await a_campaign(scope, leads=3)
        a, b, c = await ids_in(scope, campaign.id)
        await enrollments.pause(scope, [a])
        assert sorted(await enrollments.stop(scope, [a, b], "replied", "by hand")) == [a, b]
        assert await enrollments.stop(scope, [a, b], "bounced") == []
        stopped = await enrollments.get(scope, a)
        assert (stopped.status, stopped.reason, stopped.reason_detail, stopped.due_at) == ("stopped", "replied", "by hand", None)
        assert (await enrollments.get(scope, c)).status == "active"
        row = await scope.all("SELECT data FROM events WHERE workspace_id = %(workspace_id)s AND type = 'lead.stopped'")
        assert [r["data"] for r in row] == [{"reason": "replied"}] * 2

    async def test_the_company_but_not_a_free_provider(self, scope: Scope) -> None:
        campaign, other = await a_campaign(scope), await a_campaign(scope, name="other")
        acme = await some_leads(scope, 3, "acme.example")
        free = await some_leads(scope, 2, "gmail.com")
        added = await enrollments.enroll(scope, campaign.id, acme + free)
        elsewhere = await enrollments.enroll(scope, other.id, acme)
        assert await enrollments.stop_for_company(scope, added[free[0]] or 0) == []
        assert sorted(await enrollments.stop_for_company(scope, added[acme[0]] or 0)) == sorted([added[acme[1]], added[acme[2]]])
        assert (await enrollments.get(scope, added[acme[0]] or 0)).status == "active"
        assert (await enrollments.get(scope, elsewhere[acme[1]] or 0)).status == "active"


class TestPauseAndResume:
    async def test_what_is_left_of_the_delay_is_kept(self, core: Core, workspace: Installed, clock: SimulatedClock) -> None:
        async with core.scope(workspace.workspace_id) as scope:
            campaign = await a_campaign(scope, leads=2, start=True)
            fresh, written = await ids_in(scope, campaign.id)
            await put(scope, "enrollments", written, {"mark": 1, "last_step_at": scope.now, "due_at": scope.now})
            assert sorted(await enrollments.pause(scope, [fresh, written])) == [fresh, written]
        start = clock.now()
        clock.advance(DAY)
        async with core.scope(workspace.workspace_id) as scope:
            assert sorted(await enrollments.resume(scope, [fresh, written])) == [fresh, written]
            assert (await enrollments.get(scope, fresh)).due_at == scope.now
            assert (await enrollments.get(scope, written)).due_at == start + timedelta(days=2)
            assert await enrollments.resume(scope, [fresh]) == []

    async def test_out_of_office_ends_by_itself(self, core: Core, workspace: Installed, clock: SimulatedClock) -> None:
        async with core.scope(workspace.workspace_id) as scope:
            campaign = await a_campaign(scope, leads=2, start=True)
            away, held = await ids_in(scope, campaign.id)
            await enrollments.pause(scope, [away], "out_of_office", resume_at=scope.now + timedelta(days=3))
            await enrollments.pause(scope, [held])
        clock.advance(3 * DAY - 1)
        assert await resumed(core, workspace) == 0
        clock.advance(1)
        assert await resumed(core, workspace) == 1
        assert await resumed(core, workspace) == 0
        async with core.scope(workspace.workspace_id) as scope:
            assert (await enrollments.get(scope, away)).status == "active"
            assert (await enrollments.get(scope, held)).status == "paused"

    async def test_handing_over_to_another_sender(self, scope: Scope) -> None:
        campaign = await a_campaign(scope, leads=1, start=True)
        (id,) = await ids_in(scope, campaign.id)
        old = (await senders.find_all(scope))[0]
        await put(scope, "enrollments", id, {"sender_id": old.id})
        await staffing.delete_sender(scope, old.id)
        assert (await enrollments.get(scope, id)).reason == "sender_gone"
        new = await a_sender(scope, "new@sender.example")
        await enrollments.resume(scope, [id], sender_id=new.id)
        assert (await enrollments.get(scope, id)).sender_id == new.id
        with pytest.raises(NotFound):
            await enrollments.resume(scope, [id], sender_id=999_999)


class TestReturn:
    async def test_begins_a_new_run_at_the_step(self, scope: Scope) -> None:
        campaign = await a_campaign(scope, steps=3, leads=1, start=True)
        (id,) = await ids_in(scope, campaign.id)
        sender = (await senders.find_all(scope))[0]
        await put(scope, "enrollments", id, {"mark": 3, "sender_id": sender.id})
        await enrollments.complete(scope, [id])
        assert (await campaigns.get(scope, campaign.id)).status == "completed"
        second = (await sequences.get(scope, campaign.id))[1]
        at = scope.now + timedelta(hours=5)
        back = await enrollments.return_to(scope, id, step_id=second.id, at=at)
        assert (back.status, back.reason, back.done_position, back.run, back.due_at) == ("active", None, 1, 2, at)
        assert back.sender_id == sender.id
        assert (await campaigns.get(scope, campaign.id)).status == "active"

    async def test_refuses_a_step_there_is_not_and_a_message_on_its_way(self, scope: Scope) -> None:
        campaign = await a_campaign(scope, leads=1)
        (id,) = await ids_in(scope, campaign.id)
        with pytest.raises(Invalid):
            await enrollments.return_to(scope, id, 9)
        foreign = (await sequences.get(scope, (await a_campaign(scope)).id))[0]
        with pytest.raises(NotFound):
            await enrollments.return_to(scope, id, step_id=foreign.id)
        await put(scope, "enrollments", id, {"due_at": None})
        await scope.run(
            """
            INSERT INTO messages (workspace_id, direction, kind, state, sender_id, enrollment_id, run, created_at, updated_at)
            VALUES (%(workspace_id)s, 'out', 'step', 'sending', 1, %(id)s, 1, %(now)s, %(now)s)
            """,
            id=id,
        )
        with pytest.raises(Conflict) as refused:
            await enrollments.return_to(scope, id, 1)
        assert refused.value.code == "claimed"


async def test_every_filter(scope: Scope, workspace: Installed) -> None:
    campaign, other = await a_campaign(scope), await a_campaign(scope, name="other")
    outcome = await leads.upsert(scope, [LeadInput(email="zoe@big.example", first_name="Zoé", company_name="Big Co")])
    zoe = outcome[0].lead_id or 0
    plain = (await some_leads(scope, 1))[0]
    in_campaign = await enrollments.enroll(scope, campaign.id, [zoe, plain], fields={zoe: {"first_name": "Z."}})
    e, p = in_campaign[zoe] or 0, in_campaign[plain] or 0
    o = (await enrollments.enroll(scope, other.id, [zoe]))[zoe]
    sender = await a_sender(scope)
    category = await categories.by_key(scope, "interested")
    assert category
    tag = await tags.create(scope, "hot")
    await tags.assign(scope, "enrollment", [e], add=[tag.id])
    later = scope.now + timedelta(hours=1)
    await put(scope, "enrollments", e, {
        "sender_id": sender.id, "mark": 2, "opens": 1, "clicks": 1, "replies": 1, "category_id": category.id,
        "connection": "connected", "owner_user_id": workspace.user_id, "updated_at": later, "created_at": later,
    })  # fmt: skip
    here = {"campaign_ids": [campaign.id]}
    for filters in (
        {"ids": [e]}, {"lead_ids": [zoe]}, {"emails": ["ZOE@big.example "]}, {"category_ids": [category.id]},
        {"categorised": True},
        {"sender_ids": [sender.id]}, {"owner_user_ids": [workspace.user_id]}, {"tag_ids": [tag.id]}, {"search": "zoé big"},
        {"done_position": 2}, {"started": True}, {"opened": True}, {"clicked": True}, {"replied": True},
        {"connection": ["connected"]}, {"created_after": scope.now}, {"updated_after": scope.now},
    ):  # fmt: skip
        assert [r.enrollment.id for r in await enrollments.search(scope, Filters(**here, **filters))] == [e], filters
        assert await enrollments.count(scope, Filters(**here, **filters)) == 1
    for filters in (
        {"categorised": False}, {"exclude_category_ids": [category.id]}, {"started": False}, {"opened": False},
        {"connection": ["none"]}, {"created_before": later}, {"updated_before": later}, {"search": "lead1"},
    ):  # fmt: skip
        assert await enrollments.ids_of(scope, Filters(**here, **filters)) == [p], filters
    await enrollments.stop(scope, [p], "bounced")
    assert await enrollments.ids_of(scope, Filters(**here, status=["stopped"], reasons=["bounced"])) == [p]
    assert await enrollments.ids_of(scope, Filters(**here, exclude_status=["stopped"])) == [e]
    assert await enrollments.ids_of(scope, Filters(lead_ids=[zoe])) == [e, o]
    assert await enrollments.ids_of(scope, Filters(campaign_ids=[])) == []
    newest = await enrollments.search(scope, Filters(), order="newest", limit=2)
    assert [r.enrollment.id for r in newest] == [o, p]
    assert [r.enrollment.id for r in await enrollments.search(scope, Filters(), order="newest", after=p)] == [e]
    assert [r.enrollment.id for r in await enrollments.search(scope, Filters(), offset=1, limit=1)] == [p]
    listed = (await enrollments.search(scope, Filters(ids=[e])))[0]
    assert (listed.lead.first_name, listed.values["first_name"], listed.campaign_name) == ("Zoé", "Z.", "A campaign")


async def test_who_was_sent_something(scope: Scope) -> None:
    """However long before it was made, and tried; what was found lately is found otherwise than what was found in a long time."""
    campaign, other = await a_campaign(scope, leads=7), await a_campaign(scope, leads=1, domain="other.example")
    ids, (elsewhere,) = await ids_in(scope, campaign.id), await ids_in(scope, other.id)
    sender = await a_sender(scope)
    made = [  # enrollment, direction, kind, tried, days since it was made, days since it was sent
        (ids[0], "out", "step", 1, 0.1, 0.1), (ids[1], "out", "step", 2, 9, 0.1), (ids[2], "out", "manual", 1, 9, 0.1),
        (ids[3], "out", "step", 1, 2.5, 2.5), (ids[4], "out", "step", 1, 5, 5), (ids[5], "in", "reply", 0, 0.1, 0.1),
        (ids[6], "out", "step", 0, 0.1, None), (elsewhere, "out", "step", 1, 0.1, 0.1),
    ]  # fmt: skip
    for n, (id, direction, kind, attempts, days, sent_days) in enumerate(made):
        await scope.run(
            """
            INSERT INTO messages (workspace_id, direction, kind, state, sender_id, campaign_id, enrollment_id, run, step_id,
                                  attempts, sent_at, created_at, updated_at)
            VALUES (%(workspace_id)s, %(direction)s, %(kind)s, 'sent', %(sender)s, %(campaign)s, %(id)s, 1, %(n)s, %(attempts)s,
                    %(sent)s, %(made)s, %(now)s)
            """,
            id=id,
            campaign=other.id if id == elsewhere else campaign.id,
            sender=sender.id,
            direction=direction,
            kind=kind,
            attempts=attempts,
            made=scope.now - timedelta(days=days),
            sent=scope.now - timedelta(days=sent_days) if sent_days else None,
            n=n,
        )
    for hours, expected in ((3, ids[:3]), (20, ids[:3]), (30, ids[:3]), (72, ids[:4]), (200, ids[:5]), (1, [])):
        since = scope.now - timedelta(hours=hours)
        assert await enrollments.ids_of(scope, Filters(campaign_ids=[campaign.id], sent_after=since)) == expected, hours
        anywhere = Filters(any_of=[[Filters(sent_after=since), Filters(ids=[])]])
        assert await enrollments.ids_of(scope, anywhere) == expected + ([elsewhere] if expected else []), hours


async def test_fields_owner_vendor_remove(scope: Scope, workspace: Installed) -> None:
    campaign = await a_campaign(scope, leads=2)
    a, b = await ids_in(scope, campaign.id)
    await enrollments.update_fields(scope, a, {"x": 1, "y": 2})
    assert (await enrollments.update_fields(scope, a, {"x": None, "z": 3})).fields == {"x": None, "y": 2, "z": 3}
    assert (await enrollments.update_vendor(scope, a, {"v": 1})).vendor == {"v": 1}
    assert await enrollments.set_owner(scope, [a, b], workspace.user_id) == 2
    with pytest.raises(NotFound):
        await enrollments.set_owner(scope, [a], 999_999)
    assert await enrollments.remove(scope, [a, 999_999]) == 1
    with pytest.raises(NotFound):
        await enrollments.get(scope, a)
    assert len(await leads.search(scope, limit=10)) == 2


@pytest.mark.one_server
async def test_lists_use_an_index_on_a_large_table(scope: Scope) -> None:
    """60,000 enrollments: the first and a later page of every usual list read an index in order and stop at the limit."""
    campaign = await a_campaign(scope)
    await scope.run(
        """
        WITH l AS (
            INSERT INTO leads (workspace_id, email, created_at, updated_at)
            SELECT %(workspace_id)s, 'many' || n || '@x.example', %(now)s, %(now)s FROM generate_series(1, 60000) AS n
            RETURNING id)
        INSERT INTO enrollments (workspace_id, campaign_id, lead_id, status, due_at, created_at, updated_at)
        SELECT %(workspace_id)s, %(campaign)s, id, CASE WHEN id %% 300 = 0 THEN 'stopped' ELSE 'active' END, %(now)s, %(now)s,
               %(now)s
        FROM l
        """,
        campaign=campaign.id,
    )
    await scope.run("ANALYZE enrollments, leads")
    somewhere = (await enrollments.ids_of(scope, Filters(), limit=1))[0] + 30_000
    for filters in (Filters(campaign_ids=[campaign.id]), Filters(campaign_ids=[campaign.id], status=["stopped"]), Filters()):
        for after in (None, somewhere):
            assert await rows_listed(scope, filters, after) < 2000, (filters, after)
    assert await rows_listed(scope, Filters(emails=["many777@x.example"]), None) < 100


async def test_groups_of_alternatives(scope: Scope) -> None:
    """Between groups all must hold, within a group one; what is written about leads is found by its words."""
    campaign = await a_campaign(scope)
    rows = [
        LeadInput(email="zoe@big.example", first_name="Zoé", last_name="Brun", company_name="Big Corp",
                  job_title="Head of Sales"),
        LeadInput(email="tom@small.example", first_name="Tom", last_name="Zobel", company_name="Small", verification="verified",
                  custom={"headline": "Growing small firms"}),
        LeadInput(email="ida@big.example", first_name="Ida", company_name="Big Corp", linkedin_url="linkedin.com/in/ida-b"),
    ]  # fmt: skip
    ids = [u.lead_id for u in await leads.upsert(scope, rows) if u.lead_id]
    zoe, tom, ida = (e for e in (await enrollments.enroll(scope, campaign.id, ids)).values() if e)
    user = (await linkedin_people.of_leads(scope, ids))[ids[2]]
    await put(scope, "linkedin_users", user.id, {"headline": "Small firms, big plans"})
    await put(scope, "enrollments", zoe, {"replies": 1, "mark": 1})

    async def found(*groups: list[Filters], **more: Any) -> set[int]:
        filters = Filters(any_of=groups, seat_ids=[campaign.seat_id], **more)
        listed = await enrollments.search(scope, filters)
        assert await enrollments.count(scope, filters) == len(listed)
        assert await enrollments.ids_of(scope, filters) == [row.enrollment.id for row in listed]
        return {row.enrollment.id for row in listed}

    assert await found() == {zoe, tom, ida}
    assert await found([Filters(name="zo"), Filters(company="small")]) == {zoe, tom}
    assert await found([Filters(name="zoé brun")]) == {zoe}
    assert await found([Filters(name="big")]) == set()
    assert await found([Filters(headline="small firms")]) == {tom, ida}
    assert await found([Filters(headline="small firms"), Filters(title="sales")]) == {zoe, tom, ida}
    assert await found([Filters(headline="small firms"), Filters(title="sales")], [Filters(company="big")]) == {zoe, ida}
    assert await found([Filters(replied=True), Filters(verified=True)], [Filters(name="z")]) == {zoe, tom}
    assert await found([Filters(verified=False)]) == {zoe, ida}
    steps = await sequences.get(scope, campaign.id)
    assert await found(step_ids=[steps[1].id]) == {zoe}
    assert await found(step_ids=[steps[0].id]) == {tom, ida}
    assert await found([Filters(search="corp")], ids=[ida]) == {ida}
    assert await found(moved_after=scope.now) == set()
    assert await enrollments.count(scope, Filters(seat_ids=[campaign.seat_id + 1])) == 0


async def rows_listed(scope: Scope, filters: Filters, after: int | None) -> int:
    """How many rows a listing touched in all, as PostgreSQL counted them."""
    return await rows_read(scope, lambda explaining: enrollments.search(explaining, filters, after=after))


@pytest.mark.parametrize("order", ["oldest", "newest"])
async def test_a_page_is_the_same_wherever_it_is_found(scope: Scope, order: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Among the next enrollments first, which is quick for words that many leads have; else among all that have them."""
    campaign = await a_campaign(scope)
    rows = [
        LeadInput(email=f"p{i}@a.example", first_name="Pat" if i % 3 else "Kim", company_name="Acme" if i % 2 else "Initech")
        for i in range(40)
    ]
    people = [u.lead_id for u in await leads.upsert(scope, rows) if u.lead_id]
    await enrollments.enroll(scope, campaign.id, people)
    asked = [
        Filters(name="pat"), Filters(search="acme pat"), Filters(company="init", started=False),
        Filters(any_of=[[Filters(name="Kim"), Filters(company="Acme")], [Filters(search="p1"), Filters(search="p2")]]),
        Filters(campaign_ids=[campaign.id], search="nobody"), Filters(name="Kim", verified=False),
    ]  # fmt: skip

    async def pages() -> list[list[int]]:
        found = [
            await enrollments.search(scope, filters, limit=limit, offset=offset, order=order, after=after)
            for filters in asked for limit, offset in ((3, 0), (3, 4), (100, 0)) for after in (None, 20)
        ]  # fmt: skip
        return [[row.enrollment.id for row in page] for page in found]

    near = await pages()
    assert any(near)
    assert [] in near
    monkeypatch.setattr(enrollments, "NEAR", 0)
    assert await pages() == near


async def resumed(core: Core, workspace: Installed) -> int:
    async with core.scope(workspace.workspace_id) as scope:
        return await enrollments.resume_due(scope)
