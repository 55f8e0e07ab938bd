"""Campaigns: what a start needs, how states follow each other, who is woken, when one is complete."""

import functools
from datetime import timedelta

import pytest

from outrider.engine.work import moves
from outrider.engine.work.housekeeping import complete_campaigns
from outrider.errors import Conflict, Invalid, NotFound
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.campaigns import campaign_senders, campaign_states, campaigns, copying, sequences
from outrider.outreach.enrollments import enrollments, staffing
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.leads import tags
from outrider.outreach.senders import senders
from outrider.outreach.tenancy.workspaces import Installed
from tests.making import OFFICE_HOURS, a_campaign, a_sender, a_sequence, event_types, put, some_leads
from tests.working import do_jobs


class TestStart:
    async def test_needs_a_working_sender_and_a_step(self, scope: Scope) -> None:
        campaign = await campaigns.create(scope, "Spring")
        with pytest.raises(Invalid) as refused:
            await campaign_states.start(scope, campaign.id)
        assert refused.value.code == "no_senders"
        sender = await a_sender(scope)
        await campaign_senders.attach(scope, campaign.id, [sender.id])
        with pytest.raises(Invalid) as refused:
            await campaign_states.start(scope, campaign.id)
        assert refused.value.code == "no_steps"
        await a_sequence(scope, campaign.id)
        await senders.pause(scope, sender.id)
        with pytest.raises(Invalid) as refused:
            await campaign_states.start(scope, campaign.id)
        assert refused.value.code == "no_senders"
        await senders.resume(scope, sender.id)
        started = await campaign_states.start(scope, campaign.id)
        assert (started.status, started.started_at) == ("active", scope.now)

    async def test_wakes_its_senders(self, scope: Scope) -> None:
        campaign = await a_campaign(scope)
        sender = await a_sender(scope)
        await campaign_senders.attach(scope, campaign.id, [sender.id])
        await put(scope, "senders", sender.id, {"next_at": None})
        await campaign_states.start(scope, campaign.id)
        assert (await senders.get(scope, sender.id)).next_at == scope.now

    async def test_tells_idle_dispatchers_once_committed(self, core: Core, workspace: Installed) -> None:
        async with core.scope(workspace.workspace_id) as scope:
            campaign = await a_campaign(scope)
            sender = await a_sender(scope)
            await campaign_senders.attach(scope, campaign.id, [sender.id])
            await put(scope, "senders", sender.id, {"next_at": None})
        async with core.pool.connection() as listener:
            await listener.set_autocommit(True)
            await listener.execute("LISTEN outrider_work")
            async with core.scope(workspace.workspace_id) as scope:
                await campaign_states.start(scope, campaign.id)
            heard = [note.channel async for note in listener.notifies(timeout=60, stop_after=1)]
            await listener.execute("UNLISTEN *")
            await listener.set_autocommit(False)
        assert heard == ["outrider_work"]


class TestStates:
    async def test_pause_resume_stop(self, scope: Scope) -> None:
        campaign = await a_campaign(scope, start=True)
        for verb, status in (
            (campaign_states.pause, "paused"), (campaign_states.pause, "paused"), (campaign_states.resume, "active"),
            (campaign_states.start, "active"), (campaign_states.stop, "stopped"), (campaign_states.start, "active"),
        ):  # fmt: skip
            assert (await verb(scope, campaign.id)).status == status
        assert await event_types(scope) == [
            "campaign.started", "campaign.paused", "campaign.started", "campaign.stopped", "campaign.started",
        ]  # fmt: skip

    async def test_a_draft_cannot_be_paused(self, scope: Scope) -> None:
        campaign = await a_campaign(scope)
        with pytest.raises(Conflict):
            await campaign_states.pause(scope, campaign.id)

    async def test_archive_and_restore(self, scope: Scope) -> None:
        campaign = await a_campaign(scope, start=True)
        await campaign_states.archive(scope, campaign.id)
        with pytest.raises(Conflict):
            await campaign_states.start(scope, campaign.id)
        assert (await campaign_states.restore(scope, campaign.id)).status == "paused"

    async def test_unknown(self, scope: Scope) -> None:
        for verb in (campaigns.get, campaign_states.start, campaign_states.pause, campaigns.delete, copying.duplicate):
            with pytest.raises(NotFound):
                await verb(scope, 999_999)


class TestCompletion:
    async def test_when_the_last_lead_ends(self, scope: Scope) -> None:
        campaign = await a_campaign(scope, leads=2, start=True)
        first, second = await enrollments.ids_of(scope, Filters(campaign_ids=[campaign.id]))
        await enrollments.stop(scope, [first], "replied")
        assert (await campaigns.get(scope, campaign.id)).status == "active"
        await enrollments.complete(scope, [second])
        done = await campaigns.get(scope, campaign.id)
        assert (done.status, done.completed_at) == ("completed", scope.now)
        assert (await event_types(scope))[-2:] == ["lead.completed", "campaign.completed"]

    async def test_not_while_one_is_paused_nor_without_leads_nor_evergreen(self, scope: Scope) -> None:
        paused = await a_campaign(scope, name="paused", leads=1, start=True)
        await enrollments.pause(scope, await enrollments.ids_of(scope, Filters(campaign_ids=[paused.id])))
        sender = (await senders.find_all(scope))[0]
        empty = await a_campaign(scope, name="empty", start=True, sender=sender)
        green = await a_campaign(scope, name="green", leads=1, start=True, sender=sender, settings={"evergreen": True})
        await enrollments.stop(scope, await enrollments.ids_of(scope, Filters(campaign_ids=[green.id])))
        assert await campaign_states.complete_if_done(scope, [paused.id, empty.id, green.id]) == []

    async def test_a_lead_added_later_makes_it_active_again(self, scope: Scope) -> None:
        campaign = await a_campaign(scope, leads=1, start=True)
        await enrollments.stop(scope, await enrollments.ids_of(scope, Filters(campaign_ids=[campaign.id])))
        late = await some_leads(scope, 1, "late.example")
        await enrollments.enroll(scope, campaign.id, late, reopen=False)
        assert (await campaigns.get(scope, campaign.id)).status == "completed"
        await enrollments.enroll(scope, campaign.id, await some_leads(scope, 1, "later.example"))
        assert (await campaigns.get(scope, campaign.id)).status == "active"

    async def test_not_while_leads_come_into_it(self, core: Core, workspace: Installed) -> None:
        async with core.scope(workspace.workspace_id) as scope:
            campaign = await a_campaign(scope, leads=2, start=True)
            first, last = await enrollments.ids_of(scope, Filters(campaign_ids=[campaign.id]))
            await enrollments.stop(scope, [first])
        async with core.scope(workspace.workspace_id) as one, core.scope(workspace.workspace_id) as other:
            await enrollments.enroll(one, campaign.id, await some_leads(one, 1, "late.example"))
            await enrollments.complete(other, [last])
        async with core.scope(workspace.workspace_id) as scope:
            assert (await campaigns.get(scope, campaign.id)).status == "active"
            assert (await campaigns.enrollment_counts(scope, [campaign.id]))[campaign.id]["active"] == 1

    async def test_two_leads_that_end_at_the_same_time_are_found_later(self, core: Core, workspace: Installed) -> None:
        async with core.scope(workspace.workspace_id) as scope:
            campaign = await a_campaign(scope, leads=2, start=True)
            ids = await enrollments.ids_of(scope, Filters(campaign_ids=[campaign.id]))
        async with core.scope(workspace.workspace_id) as one, core.scope(workspace.workspace_id) as other:
            await enrollments.stop(one, ids[:1])
            await enrollments.complete(other, ids[1:])
        async with core.scope(workspace.workspace_id) as scope:
            assert (await campaigns.get(scope, campaign.id)).status == "active"
        assert await complete_campaigns(core) == 1
        async with core.scope(workspace.workspace_id) as scope:
            assert (await campaigns.get(scope, campaign.id)).status == "completed"


class TestUpdate:
    async def test_merges_settings_and_vendor_and_replaces_the_rest(self, scope: Scope) -> None:
        campaign = await campaigns.create(
            scope, "Spring", settings={"open_tracking": True}, vendor={"a": 1}, daily_limit=10, schedule=OFFICE_HOURS
        )
        changed = await campaigns.update(
            scope, campaign.id, name="Summer", settings={"stop_on_reply": False}, vendor={"b": 2}, daily_limit=None
        )
        assert (changed.name, changed.daily_limit, changed.vendor) == ("Summer", None, {"a": 1, "b": 2})
        assert changed.settings.open_tracking
        assert not changed.settings.stop_on_reply
        assert changed.schedule == campaign.schedule

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"name": " "}, "name"),
            ({"settings": {"no_such": 1}}, "no_such"),
            ({"settings": {"follow_up_percentage": 101}}, "follow_up_percentage"),
            ({"settings": {"stop_on_reply": "perhaps"}}, "stop_on_reply"),
            ({"daily_limit": -1}, "daily_limit"),
            ({"status": "active"}, "status"),
            ({"schedule": {"timezone": "Mars/Olympus"}}, "timezone"),
        ],
    )
    async def test_bad_values_change_nothing(self, scope: Scope, changes: dict[str, object], field: str) -> None:
        campaign = await a_campaign(scope)
        with pytest.raises(Invalid) as refused:
            await campaigns.update(scope, campaign.id, **changes)
        assert refused.value.field == field
        assert await campaigns.get(scope, campaign.id) == campaign

    async def test_an_old_row_with_a_setting_of_another_version_still_reads(self, scope: Scope) -> None:
        campaign = await a_campaign(scope)
        await scope.run(
            'UPDATE campaigns SET settings = \'{"gone": 1, "cc": ["x@y.example"]}\' WHERE workspace_id = %(workspace_id)s'
        )
        settings = (await campaigns.get(scope, campaign.id)).settings
        assert tuple(settings.cc) == ("x@y.example",)
        assert settings.stop_on_reply
        await campaigns.update(scope, campaign.id, settings={"evergreen": True})


class TestSenders:
    async def test_attaching_twice_is_no_error_and_keeps_the_link(self, scope: Scope) -> None:
        campaign = await a_campaign(scope)
        a, b = await a_sender(scope), await a_sender(scope, "b@sender.example")
        first = await campaign_senders.attach(scope, campaign.id, [b.id])
        both = await campaign_senders.attach(scope, campaign.id, [a.id, b.id, a.id])
        assert [link.sender_id for link in both] == [a.id, b.id]
        assert both[1].id == first[0].id
        assert await campaign_senders.ids_of(scope, [campaign.id]) == {campaign.id: [b.id, a.id]}

    async def test_detaching_pauses_the_leads_the_sender_wrote_to(self, scope: Scope) -> None:
        sender = await a_sender(scope)
        campaign = await a_campaign(scope, leads=2, start=True, sender=sender)
        fresh, written = await enrollments.ids_of(scope, Filters(campaign_ids=[campaign.id]))
        await put(scope, "enrollments", written, {"sender_id": sender.id, "mark": 1})
        assert await staffing.detach(scope, campaign.id, [sender.id, 999_999]) == 1
        assert (await enrollments.get(scope, fresh)).status == "active"
        paused = await enrollments.get(scope, written)
        assert (paused.status, paused.reason) == ("paused", "sender_gone")

    async def test_set_senders(self, scope: Scope) -> None:
        campaign = await a_campaign(scope)
        ids = [(await a_sender(scope, f"{name}@sender.example")).id for name in "abc"]
        await staffing.set_senders(scope, campaign.id, ids[:2])
        await staffing.set_senders(scope, campaign.id, ids[1:])
        assert [link.sender_id for link in await campaign_senders.links(scope, campaign.id)] == ids[1:]

    async def test_an_unknown_sender_attaches_nothing(self, scope: Scope) -> None:
        campaign = await a_campaign(scope)
        with pytest.raises(NotFound):
            await campaign_senders.attach(scope, campaign.id, [(await a_sender(scope)).id, 999_999])
        assert await campaign_senders.links(scope, campaign.id) == []


async def test_lists_filter_and_page(scope: Scope) -> None:
    a = await a_campaign(scope, name="Alpha one", leads=1, start=True)
    b = await a_campaign(scope, name="beta", parent_id=a.id)
    c = await a_campaign(scope, name="ALPHA two")
    tag = await tags.create(scope, "hot")
    await tags.assign(scope, "campaign", [b.id], add=[tag.id])

    async def ids(**filters: object) -> list[int]:
        return [found.id for found in await campaigns.find_all(scope, **filters)]  # pyright: ignore[reportArgumentType]

    assert await ids() == [c.id, b.id, a.id]
    assert await ids(order="oldest", after=a.id, limit=1) == [b.id]
    assert await ids(after=c.id) == [b.id, a.id]
    assert await ids(order="name") == [a.id, c.id, b.id]
    assert await ids(search="alpha") == [c.id, a.id]
    assert await ids(search="%") == []
    assert await ids(status="active") == [a.id]
    assert await ids(exclude_status=["active"]) == [c.id, b.id]
    assert await ids(tag_ids=[tag.id]) == [b.id]
    assert await ids(subsequences=True) == await ids(parent_id=a.id) == [b.id]
    assert await ids(sender_id=(await senders.find_all(scope))[0].id) == [a.id]
    assert await ids(lead_email="LEAD1@prospect.example") == [a.id]
    assert await campaigns.count(scope) == 3
    assert await campaigns.count(scope, launched=True) == 1
    assert (await campaigns.enrollment_counts(scope, [a.id, b.id]))[a.id] == {
        "total": 1, "not_started": 1, "active": 1, "paused": 0, "completed": 0, "stopped": 0,
    }  # fmt: skip
    found = await campaigns.by_name(scope, "alpha TWO")
    assert found
    assert found.id == c.id


async def test_duplicate(scope: Scope) -> None:
    original = await a_campaign(scope, leads=2, start=True, schedule=OFFICE_HOURS, settings={"evergreen": True})
    copy = await copying.duplicate(scope, original.id)
    assert (copy.status, copy.name) == ("draft", "A campaign (copy)")
    assert (copy.settings, copy.schedule) == (original.settings, original.schedule)
    old, new = [await sequences.get(scope, id) for id in (original.id, copy.id)]
    assert [[(v.subject, v.body) for v in s.variants] for s in old] == [[(v.subject, v.body) for v in s.variants] for s in new]
    assert not {s.id for s in old} & {s.id for s in new}
    assert len(await campaign_senders.links(scope, copy.id)) == 1
    assert await enrollments.count(scope, Filters(campaign_ids=[copy.id])) == 0


async def test_deleting_keeps_leads_senders_and_children(scope: Scope) -> None:
    campaign = await a_campaign(scope, leads=2, start=True)
    child = await a_campaign(scope, name="child", parent_id=campaign.id)
    await campaigns.delete(scope, campaign.id)
    assert (await campaigns.get(scope, child.id)).parent_id is None
    counts = await scope.one(
        """
        SELECT (SELECT count(*) FROM leads WHERE workspace_id = %(workspace_id)s) AS leads,
               (SELECT count(*) FROM senders WHERE workspace_id = %(workspace_id)s) AS senders,
               (SELECT count(*) FROM enrollments WHERE workspace_id = %(workspace_id)s) AS enrollments
        """
    )
    assert counts == {"leads": 2, "senders": 1, "enrollments": 0}


def test_window_says_when_it_is_open() -> None:
    from tests.conftest import START

    ended = OFFICE_HOURS | {"end_date": "2026-03-01"}
    early = OFFICE_HOURS | {"start_date": "2026-03-05"}
    assert campaigns.window({}, START) == campaigns.Opening(START, None, None)
    assert campaigns.window(OFFICE_HOURS, START) == campaigns.Opening(START, START + timedelta(hours=9), None)
    tonight = START + timedelta(hours=10)
    assert campaigns.window(OFFICE_HOURS, tonight).opens_at == START + timedelta(hours=23)
    assert campaigns.window(OFFICE_HOURS, tonight).reason == "outside_window"
    assert campaigns.window(early, START).reason == "not_started_yet"
    assert campaigns.window(ended, START) == campaigns.Opening(None, None, "campaign_ended")


@pytest.mark.parametrize("again", [False, True])
async def test_many_leads_whose_mailboxes_are_no_longer_chosen_are_freed_by_a_job(
    core: Core, workspace: Installed, monkeypatch: pytest.MonkeyPatch, again: bool
) -> None:
    """Unless the campaign chooses them again by then."""
    async with core.scope(workspace.workspace_id) as scope:
        campaign = await a_campaign(scope, leads=5, start=True)
        await campaigns.update(scope, campaign.id, settings={"esp_matching": True})
        for id in await enrollments.ids_of(scope, Filters(campaign_ids=[campaign.id])):
            await put(scope, "enrollments", id, {"route": 1})
        monkeypatch.setattr(campaigns, "unroute", functools.partial(campaigns.unroute, limit=2))
        await campaigns.update(scope, campaign.id, settings={"esp_matching": False})
        await campaigns.update(scope, campaign.id, settings={"esp_matching": again})

    async def routes() -> list[int]:
        async with core.scope(workspace.workspace_id) as scope:
            rows = await scope.all("SELECT route FROM enrollments WHERE workspace_id = %(workspace_id)s ORDER BY id")
            return [row["route"] for row in rows]

    assert await routes() == [0, 0, 1, 1, 1]
    await do_jobs(core, moves.HANDLERS)
    assert await routes() == ([0, 0, 1, 1, 1] if again else [0] * 5)
