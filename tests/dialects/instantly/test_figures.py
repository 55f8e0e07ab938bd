"""Figures after a few days of sending: campaigns, days, steps and accounts all tell the same story, and exactly."""

from datetime import timedelta
from typing import Any

from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import figures
from outrider.outreach.correspondence import filing
from outrider.outreach.tenancy.workspaces import Installed
from outrider.store import ids
from tests.dialects.clients import Api, Json, ok
from tests.dialects.instantly.conftest import a_campaign, sequence
from tests.engine.helpers import Remembering, make_engine, run_until
from tests.outreach.mailing import answer

ALWAYS: Json = {"schedules": [{"name": "Always", "timing": {"from": "00:00", "to": "23:59"},
                               "days": {str(day): True for day in range(7)}, "timezone": "Africa/Abidjan"}]}  # fmt: skip


async def interest(api: Api, email: str, value: int | None) -> None:
    await ok(api.post("/leads/update-interest-status", json={"lead_email": email, "interest_value": value}), 202)


async def test_days_steps_campaigns_and_accounts_tell_one_story(
    api: Api, core: Core, workspace: Installed, mailbox: str, clock: Any
) -> None:
    """Three leads are written to twice on the first day (an hour apart) and once on the next; one answers in between."""
    steps = sequence("<p>One</p>", "<p>Two</p>", "<p>Three</p>", delay=1)
    steps[0]["steps"][0]["delay_unit"] = "hours"
    campaign = await a_campaign(api, campaign_schedule=ALWAYS, sequences=steps, email_list=[mailbox], pl_value=100)
    rows = [{"email": f"p{n}@acme.example", "first_name": f"Pat{n}"} for n in range(3)]
    await ok(api.post("/leads/add", json={"campaign_id": campaign["id"], "leads": rows}))
    assert (await ok(api.post(f"/campaigns/{campaign['id']}/activate")))["status"] == 1
    transport, start = Remembering(core), clock.now()
    engine = make_engine(core, transport)
    await run_until(engine, workspace.workspace_id, start + timedelta(hours=10))
    assert len(transport.left) == 6

    answered = next(c for _, c in transport.left if c.message.to_addresses == ["p0@acme.example"])
    async with core.scope(workspace.workspace_id) as scope:
        received = answer(scope, from_address="p0@acme.example", in_reply_to=answered.message.wire_id,
                          references=[answered.message.wire_id])  # fmt: skip
        await filing.file(scope, answered.sender.id, received)
    for email, values in (("p0@acme.example", (1, 2)), ("p1@acme.example", (1, -1, 1)), ("p2@acme.example", (-1,))):
        for value in values:
            await interest(api, email, value)
            clock.advance(3600)
    await run_until(engine, workspace.workspace_id, start + timedelta(days=3))
    assert len(transport.left) == 8  # whoever answered is written to no more

    first, second = (start + timedelta(days=n) for n in (0, 1))
    days = {"start_date": first.date().isoformat(), "end_date": second.date().isoformat()}
    read = await ok(api.get("/campaigns/analytics/daily", params={"campaign_id": campaign["id"], **days}))
    by_day = {row["date"]: row for row in read}
    one, two = by_day[days["start_date"]], by_day[days["end_date"]]
    assert (one["sent"], one["contacted"], one["new_leads_contacted"]) == (6, 3, 3)
    assert (two["sent"], two["contacted"], two["new_leads_contacted"]) == (2, 2, 0)
    assert sum(row["replies"] for row in read) == sum(row["unique_replies"] for row in read) == 1
    assert sum(row["opportunities"] for row in read) == 3
    assert sum(row["unique_opportunities"] for row in read) == 2

    [total] = await ok(api.get("/campaigns/analytics", params={"id": campaign["id"]}))
    assert (total["leads_count"], total["emails_sent_count"], total["contacted_count"]) == (3, 8, 3)
    assert (total["total_opportunities"], total["total_opportunity_value"]) == (2, 200)
    assert (total["completed_count"], total["reply_count"]) == (2, 1)
    assert total["campaign_status"] == 1
    whole = await ok(api.get("/campaigns/analytics/overview"))
    assert whole["total_opportunities"] == 2
    assert whole["total_interested"] == 2
    assert whole["total_meeting_booked"] == 1
    every = await ok(api.get("/campaigns/analytics/overview", params={"expand_crm_events": True}))
    assert every["total_interested"] == 3
    assert every["total_meeting_booked"] == 1

    params = {"campaign_id": campaign["id"], "include_opportunities_count": True}
    of_steps = {row["step"]: row for row in await ok(api.get("/campaigns/analytics/steps", params=params))}
    assert {step: row["sent"] for step, row in of_steps.items()} == {"1": 3, "2": 3, "3": 2}
    assert sum(row["opportunities"] for row in of_steps.values()) == 3
    assert sum(row["unique_opportunities"] for row in of_steps.values()) == 2
    assert sum(row["meetings_booked"] for row in of_steps.values()) == 1

    accounts = await ok(api.get("/accounts/analytics/daily", params=days | {"emails": mailbox}))
    shown = {row["date"]: (row["sent"], row["contacted"], row["new_leads_contacted"]) for row in accounts}
    assert {day: row for day, row in shown.items() if row[0]} == {days["start_date"]: (6, 3, 3), days["end_date"]: (2, 2, 0)}
    for name in ("replies", "unique_replies"):
        assert sum(row[name] for row in accounts) == sum(row[name] for row in read), name
    async with core.scope(workspace.workspace_id) as scope:
        assert await figures.recount(scope) == []


async def test_a_finished_campaign_runs_its_subsequences(
    api: Api, core: Core, workspace: Installed, mailbox: str, clock: Any
) -> None:
    campaign = await a_campaign(api, campaign_schedule=ALWAYS, sequences=sequence("<p>One</p>"), email_list=[mailbox])
    other = await a_campaign(api, "Other", campaign_schedule=ALWAYS, sequences=sequence("<p>One</p>"), email_list=[mailbox])
    child = {"parent_campaign": campaign["id"], "name": "More", "conditions": {}, "sequences": sequence("<p>A</p>", "<p>B</p>")}
    inner = (await ok(api.post("/subsequences", json=child)))["id"]
    await ok(api.post(f"/subsequences/{inner}/resume"))
    for n, target in enumerate((campaign, other)):
        await ok(api.post("/leads", json={"email": f"p{n}@acme.example", "first_name": "Pat", "campaign": target["id"]}))
        await ok(api.post(f"/campaigns/{target['id']}/activate"))
    engine = make_engine(core, Remembering(core))
    await run_until(engine, workspace.workspace_id, clock.now() + timedelta(hours=1))
    lead = (await ok(api.post("/leads/list", json={"campaign": campaign["id"]})))["items"][0]
    await ok(api.post("/leads/subsequence/move", json={"id": lead["id"], "subsequence_id": inner}))
    await complete(core, workspace, campaign, other)

    async def statuses(**params: Any) -> dict[str, int]:
        return {c["name"]: c["status"] for c in (await ok(api.get("/campaigns", params=params)))["items"]}

    assert await statuses() == {"Spring": 4, "Other": 3}
    assert await statuses(status=4) == {"Spring": 4}
    assert await statuses(status=3) == {"Other": 3}
    assert await statuses(exclude_status=4) == {"Other": 3}
    assert (await ok(api.get(f"/campaigns/{campaign['id']}")))["status"] == 4
    summary = (await ok(api.get(f"/campaigns/{campaign['id']}/sending-status")))["summary"]
    assert summary["status"] == "campaign_running_subsequences"
    [row] = await ok(api.get("/campaigns/analytics", params={"id": campaign["id"]}))
    assert row["campaign_status"] == 4
    found = (await ok(api.get(f"/account-campaign-mappings/{mailbox}")))["items"]
    assert {m["campaign_name"]: m["status"] for m in found} == {"Spring": 4, "Other": 3}
    await run_until(engine, workspace.workspace_id, clock.now() + timedelta(days=4))
    assert await statuses() == {"Spring": 3, "Other": 3}


async def complete(core: Core, workspace: Installed, *campaigns: Json) -> None:
    """What housekeeping does with campaigns that have no lead left to write to."""
    from outrider.outreach.campaigns.campaign_states import complete_if_done

    async with core.scope(workspace.workspace_id) as scope:
        await complete_if_done(scope, [ids.to_id("campaign", c["id"]) or 0 for c in campaigns])
