"""Campaigns, lead sources, saved sequences and statistics: what decides, and what is refused."""

from typing import Any

import pytest

from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaign_senders, campaign_states, campaigns, templates
from outrider.outreach.enrollments import sources
from tests.dialects.clients import Api
from tests.dialects.multilead.conftest import ok, refused
from tests.dialects.multilead.story import Story
from tests.making import put

SEARCH = "https://www.linkedin.com/sales/search/people?titleIncluded=SDR"


async def test_lists_by_state_and_order(api: Api, story: Story) -> None:
    async with story.scope() as scope:
        draft = await campaigns.create(scope, "A draft")
        archived = await campaigns.create(scope, "Old")
        await campaign_states.archive(scope, archived.id)
        resting = await campaigns.create(scope, "Autumn")
        await put(scope, "campaigns", resting.id, {"status": "paused"})

    async def names(**params: Any) -> list[str]:
        listed = (await ok(api.get(f"{story.home}/campaigns", params=params)))["result"]
        return [c["name"] for c in listed["campaigns"]]

    assert await names() == ["Autumn", "Spring"]
    assert await names(campaignState=2) == [draft.name]
    assert await names(campaignState=3) == ["Old"]
    assert await names(sortColumn="name", sortOrder="ASC") == ["Autumn", "Spring"]
    assert await names(sortColumn="name", sortOrder="DESC") == ["Spring", "Autumn"]
    assert await names(sortColumn="isActive", sortOrder="DESC") == ["Spring", "Autumn"]
    assert await names(sortColumn="createdAt", sortOrder="ASC", limit=1, offset=1) == ["Autumn"]
    for name, value in (("campaignState", "4"), ("campaignState", "azzi"), ("sortColumn", "status"), ("limit", "x")):
        assert name in await refused(api.get(f"{story.home}/campaigns", params={name: value}), 422)
    await refused(api.get(f"{story.home}/campaigns/999999/details"), 403)


async def test_sources(api: Api, story: Story) -> None:
    path, campaign = f"{story.home}/lead_sources", story.campaign_id
    good = {"campaignId": campaign, "leadSourceUrl": SEARCH}
    for body in (
        {}, {"leadSources": []}, {"leadSources": [good, good]}, {"leadSources": [{"campaignId": campaign}]},
        {"leadSources": [{**good, "leadSourceUrl": "https://example.com"}]}, {"leadSources": [{**good, "autoReuseInterval": 0}]},
        {"leadSources": "x"}, {"leadSources": [{**good, "campaignId": "x"}]},
    ):  # fmt: skip
        await refused(api.post(path, json=body), 422)
    for field, value in (("dashboard", 1), ("leadSourceType", "RECRUITER")):
        assert field in await refused(api.post(path, json={"leadSources": [{**good, field: value}]}), 422)
    await refused(api.post(path, json={"leadSources": [{**good, "campaignId": 999_999}]}), 403)
    async with story.scope() as scope:
        assert await sources.of_campaigns(scope, [campaign]) == {campaign: []}
    [made] = (await ok(api.post(path, json={"leadSources": [good]}), 201))["result"]["items"]
    assert (made["autoReuse"], made["autoReuseInterval"], made["leadSourceType"]) == (False, None, "SALES_NAVIGATOR")


async def test_a_saved_sequence_becomes_a_campaign(api: Api, story: Story) -> None:
    saved = f"/users/{story.user_id}/teams/{story.workspace_id}/saved_sequences"
    steps = [
        {"action": "connect", "message": "Hi {{firstName}}"},
        {"action": "message", "message": "Thanks", "doAfterPreviousStep": 86_400_000},
    ]
    made = (await ok(api.post(saved, json={"title": "Two steps", "steps": steps}), 201))["result"]
    assert [(s["action"], s["doAfterPreviousStep"]) for s in made["steps"]] == [("connect", 0), ("message", 86_400_000)]
    copy = (await ok(api.post(saved, json={"title": "Copied", "campaignId": story.campaign_id}), 201))["result"]
    assert [t["title"] for t in (await ok(api.get(saved)))["result"]["items"]] == ["Copied", "Two steps"]
    path = f"{story.home}/campaigns"
    body = {"name": "Live", "templateId": made["id"], "onlyUniqueLeads": "true", "leadSourceUrl": SEARCH}
    id = (await ok(api.post(path, data=body), 201))["result"]["value"]
    async with story.scope() as scope:
        campaign = await campaigns.get(scope, id)
        assert (campaign.status, campaign.settings.open_tracking) == ("active", False)
        assert [link.sender_id for link in await campaign_senders.links(scope, id)] == [story.account_id]
        [source] = (await sources.of_campaigns(scope, [id]))[id]
        assert source.options.unique
        assert not source.options.connected
    later = {"name": "Later", "templateId": copy["id"], "startAt": "1897862280000"}
    id = (await ok(api.post(path, json=later), 201))["result"]["value"]
    async with story.scope() as scope:
        assert (await campaigns.get(scope, id)).schedule["start_date"] == "2030-02-20"
        before = await campaigns.count(scope)
    for wrong, status in (
        ({"name": "x"}, 422), ({"templateId": made["id"]}, 422), ({"name": "x", "templateId": 999_999}, 422),
        ({"name": "x", "templateId": "x"}, 422), ({"name": "x", "templateId": made["id"], "startAt": "soon"}, 422),
        ({"name": "x", "templateId": made["id"], "leadSourceUrl": "https://example.com"}, 422),
        ({"name": "x", "templateId": made["id"], "onlyPremium": True}, 422),
        ({"name": "x", "templateId": made["id"], "onlyDiscoverLeads": "true"}, 422),
    ):  # fmt: skip
        await refused(api.post(path, json=wrong), status)
    async with story.scope() as scope:
        assert await campaigns.count(scope) == before, "nothing half-made"
    for wrong in ({"title": "", "steps": steps}, {"title": "x"}, {"title": "x", "steps": [{"action": "dance"}]}):
        answer = await api.post(saved, json=wrong)
        assert answer.status_code == 422, answer.text


@pytest.mark.parametrize("taken", [True, False])
async def test_people_with_an_open_invitation_are_passed_over_on_request(api: Api, story: Story, taken: bool) -> None:
    async with story.scope() as scope:
        template = await templates.save_from_campaign(scope, story.campaign_id, "Three steps")
    body = {"name": "New", "templateId": template.id, "noPendingConnections": not taken, "leadSourceUrl": SEARCH}
    id = (await ok(api.post(f"{story.home}/campaigns", json=body), 201))["result"]["value"]
    async with story.scope() as scope:
        [source] = (await sources.of_campaigns(scope, [id]))[id]
    assert source.options.invited is taken


async def test_seventeen_curves(api: Api, story: Story, core: Core) -> None:
    now = int(core.clock.now().timestamp())
    span: dict[str, Any] = {"from": now, "to": now, "timeZone": "UTC", "curves": str(list(range(1, 18)))}
    expected = {
        1: 2, 2: 1, 3: 2, 4: 1, 5: 1, 6: 1, 7: 1, 8: 50, 9: 50, 10: 4, 11: 1, 12: 1, 13: 1, 14: 25, 15: 25, 16: 1, 17: 25,
    }  # fmt: skip
    for campaign in ({}, {"campaignId": story.campaign_id}):
        found = (await ok(api.get(f"{story.home}/statistics", params={**span, **campaign})))["result"]
        assert found["total"] == {str(n): value for n, value in expected.items()}
        assert {n: days[0]["value"] for n, days in found["dailyStatistic"].items()} == found["total"]
    text = await ok(api.get(f"{story.home}/statistics/export_csv", params=span))
    assert [float(v) for v in text.splitlines()[1].split(",")[1:]] == [float(v) for v in expected.values()]
    steps = (await ok(api.get(f"{story.home}/statistics/steps", params={"campaignId": story.campaign_id})))["result"]
    view, invite, email = (steps[str(id)] for id in story.step_ids)
    assert (view["1"], invite["3"], invite["6"], invite["8"], email["10"], email["14"], email["4"]) == (2, 2, 1, 50, 4, 25, 0)
    total = (await ok(api.get(f"{story.home}/all_campaigns_statistics")))["result"]
    assert total == {"total_connections": 1, "total_profile_views": 2, "total_replies": 2}
    archived = await ok(api.get(f"{story.home}/all_campaigns_statistics", params={"campaignState": 3}))
    assert archived["result"] == dict.fromkeys(total, 0)


async def test_days_are_those_of_the_time_zone(api: Api, story: Story, core: Core) -> None:
    """09:00 UTC on Monday is Monday in Belgrade, and still Sunday in Honolulu."""
    now = int(core.clock.now().timestamp())
    for zone, days in (
        ("Europe/Belgrade", {"2026-03-01": 0, "2026-03-02": 2}), ("Pacific/Honolulu", {"2026-02-28": 0, "2026-03-01": 2}),
    ):  # fmt: skip
        span = {"from": (now - 86_400) * 1000, "to": now * 1000, "timeZone": zone, "curves": "1"}
        found = (await ok(api.get(f"{story.home}/statistics", params=span)))["result"]["dailyStatistic"]["1"]
        assert {d["date"]: d["value"] for d in found} == days
    good = {"from": now, "to": now, "timeZone": "UTC", "curves": "[1]"}
    for name, value in (
        ("curves", "[]"), ("curves", "[18]"), ("curves", "x"), ("timeZone", "Mars"), ("from", "x"), ("to", now - 86_400),
        ("to", "9e99"), ("from", "1"), ("campaignId", "x"),
    ):  # fmt: skip
        for path in ("statistics", "statistics/export_csv"):
            await refused(api.get(f"{story.home}/{path}", params={**good, name: value}), 422)
    for name in good:
        missing = {key: value for key, value in good.items() if key != name}
        assert name in await refused(api.get(f"{story.home}/statistics", params=missing), 422)
    await refused(api.get(f"{story.home}/statistics", params={**good, "campaignId": 999_999}), 403)
    await refused(api.get(f"{story.home}/statistics/steps"), 422)
    await refused(api.get(f"{story.home}/all_campaigns_statistics", params={"campaignState": "azzi"}), 422)


@pytest.mark.parametrize(("wanted", "named"), [(True, "getPersonalInfo"), (False, None)])
async def test_private_addresses_that_nobody_tells_are_named_as_ignored(
    api: Api, story: Story, wanted: bool, named: str | None
) -> None:
    async with story.scope() as scope:
        template = await templates.save_from_campaign(scope, story.campaign_id, "Three steps")
    form = {"name": "Summer", "templateId": template.id, "getPersonalInfo": wanted}
    answer = await api.post(f"{story.home}/campaigns", json=form)
    assert answer.status_code == 201
    assert answer.headers.get("X-Outrider-Ignored") == named
