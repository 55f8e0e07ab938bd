"""Values at the edges of what fields take: each is answered or refused by name, and none ends in a 500."""

import pytest
from tests.dialects.clients import Api, Json, ok
from tests.dialects.smartlead.conftest import a_campaign, refused

FIRST, LAST = "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z"


@pytest.mark.parametrize(
    ("method", "path", "given", "field"),
    [
        ("GET", "/campaigns/all-leads-activities", {"params": {"event_time_to": LAST}}, "event_time_to"),
        ("GET", "/campaigns/{id}/leads", {"params": {"created_at_gt": FIRST}}, "created_at_gt"),
        ("GET", "/campaigns/{id}/analytics-by-date", {"params": {"start_date": LAST[:10], "end_date": LAST[:10]}}, "start_date"),
        (
            "GET",
            "/campaigns/{id}/analytics-by-date",
            {"params": {"start_date": FIRST[:10], "end_date": FIRST[:10]}},
            "start_date",
        ),
        ("GET", "/analytics/day-wise-overall-stats", {"params": {"start_date": LAST[:10], "end_date": LAST[:10]}}, "start_date"),
        (
            "POST",
            "/master-inbox/inbox-replies",
            {"json": {"filters": {"replyTimeBetween": [FIRST, LAST]}}},
            "filters.replyTimeBetween",
        ),
        ("GET", "/campaigns/{id}/webhooks/summary", {"params": {"toTime": LAST}}, "toTime"),
    ],
)
async def test_days_at_the_ends_of_the_calendar(api: Api, method: str, path: str, given: Json, field: str) -> None:
    path = path.format(id=await a_campaign(api))
    said = await refused(api.request(method, path, **given), 400)
    assert said == f"{field} must be between the years 1900 and 9000."


async def test_the_inbox_of_email_has_no_invitations(api: Api) -> None:
    body = {"filters": {"emailStatus": ["Replied", "Accepted"]}}
    assert (await ok(api.post("/master-inbox/inbox-replies", json=body)))["data"] == []


async def test_an_entry_of_the_block_list_is_of_a_client_that_there_is(api: Api) -> None:
    body = {"domain_block_list": ["acme.example"], "client_id": 999_999}
    assert await refused(api.post("/leads/add-domain-block-list", json=body), 404) == "There is no such client."


async def test_an_entry_of_the_block_list_is_removed_as_it_was_given(api: Api) -> None:
    await ok(api.post("/leads/add-domain-block-list", json={"domain_block_list": ["@Acme.example"]}))
    answer = await ok(api.delete("/leads/remove-domain-block-list", params={"domain": "@Acme.example"}))
    assert answer["removed"] == 1
