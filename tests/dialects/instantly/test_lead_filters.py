"""Every way to find leads: each filter word, smart queries, and all of them together."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio

from outrider.dialects.instantly.routes import leads as routes
from outrider.outreach.base import events
from outrider.outreach.base.events import Event
from outrider.outreach.base.scope import Core, Scope
from outrider.outreach.enrollments import outcomes
from outrider.outreach.leads import leads, visitors
from outrider.outreach.tenancy import categories
from outrider.outreach.tenancy.workspaces import Installed
from outrider.store import ids
from tests.dialects.clients import Api, Json, ok
from tests.dialects.instantly.conftest import a_campaign, a_lead, a_list, refused, sequence
from tests.making import put

# What the engine would have made of leads: columns of their enrollments, by name.
CAME_TO: dict[str, Json] = {
    "fresh": {},
    "written": {"mark": 1, "first_sent_at": -3, "last_step_at": -3},
    "opened": {"mark": 1, "first_sent_at": -3, "last_step_at": -3, "opens": 2},
    "clicked": {"mark": 1, "first_sent_at": -20, "last_step_at": -20, "opens": 1, "clicks": 1},
    "replied": {"status": "stopped", "reason": "replied", "first_sent_at": -3, "last_step_at": -3, "opens": 1, "replies": 1},
    "through": {"status": "completed", "reason": "done", "first_sent_at": -3, "last_step_at": -3},
    "paused": {"status": "paused", "reason": "manual"},
    "bounced": {"status": "stopped", "reason": "bounced", "first_sent_at": -3, "last_step_at": -3},
    "left": {"status": "stopped", "reason": "unsubscribed", "first_sent_at": -3, "last_step_at": -3},
    "skipped": {"status": "stopped", "reason": "suppressed"},
}
INTERESTS = {
    "INTERESTED": 1, "NOT_INTERESTED": -1, "MEETING_BOOKED": 2, "MEETING_COMPLETED": 3, "CLOSED": 4, "OUT_OF_OFFICE": 0,
    "WRONG_PERSON": -2, "LOST": -3, "NO_SHOW": -4,
}  # fmt: skip


async def names(api: Api, **filter: Any) -> set[str]:
    found = (await ok(api.post("/leads/list", json={"limit": 100, **filter})))["items"]
    assert len(found) == len({lead["id"] for lead in found})
    return {lead["email"].partition("@")[0] for lead in found}


@pytest_asyncio.fixture
async def campaign(api: Api, core: Core, workspace: Installed) -> Json:
    """One lead that came to each of these ends."""
    made = await a_campaign(api, sequences=sequence("<p>Hi</p>", "<p>Again</p>"))
    rows = {name: await a_lead(api, f"{name}@acme.example", campaign=made["id"]) for name in CAME_TO}
    async with core.scope(workspace.workspace_id) as scope:
        for name, columns in CAME_TO.items():
            values = {c: scope.now + timedelta(days=v) if isinstance(v, int) and c.endswith("_at") else v
                      for c, v in columns.items()}  # fmt: skip
            if values:
                await put(scope, "enrollments", number("enrollment", rows[name]), values)
        await happened(scope, number("enrollment", rows["opened"]), "message.opened", -1, -10)
        await happened(scope, number("enrollment", rows["clicked"]), "link.clicked", -10)
        await happened(scope, number("enrollment", rows["replied"]), "reply.received", -2)
    return made


def number(kind: str, row: Json) -> int:
    found = ids.to_id(kind, row["id"])
    assert found is not None
    return found


async def happened(scope: Scope, enrollment_id: int, type: str, *days: int) -> None:
    await events.append(scope, [Event(type, at=scope.now + timedelta(days=d), enrollment_id=enrollment_id) for d in days])


async def test_every_filter_finds_what_it_says(api: Api, campaign: Json, core: Core, workspace: Installed) -> None:
    contacted = {"written", "opened", "clicked", "replied", "through", "bounced", "left"}
    expected: dict[str, set[str]] = {
        "FILTER_VAL_CONTACTED": contacted,
        "FILTER_VAL_NOT_CONTACTED": set(CAME_TO) - contacted,
        "FILTER_VAL_COMPLETED": {"through", "replied"},
        "FILTER_VAL_UNSUBSCRIBED": {"left"},
        "FILTER_VAL_ACTIVE": {"fresh", "written", "opened", "clicked"},
        "FILTER_VAL_BOUNCED": {"bounced"},
        "FILTER_VAL_SKIPPED": {"skipped"},
        "FILTER_VAL_OPENED_NO_REPLY": {"opened", "clicked"},
        "FILTER_VAL_COMPLETED_NO_REPLY": {"through"},
        "FILTER_VAL_NO_OPENS": {"written", "through", "bounced", "left"},
        "FILTER_VAL_REPLIED": {"replied"},
        "FILTER_VAL_LINK_CLICKED": {"clicked"},
        "FILTER_VAL_RISKY": {"risky", "catch"},
        "FILTER_VAL_INVALID": {"wrong"},
        "FILTER_VAL_VALID": {"good"},
        "FILTER_VAL_IN_SUBSEQUENCE": {"sub"},
        "FILTER_LEAD_CUSTOM_LABEL_POSITIVE": {"hot"},
        "FILTER_LEAD_CUSTOM_LABEL_NEGATIVE": {"cold"},
        **{f"FILTER_LEAD_{word}": {f"interest{value}"} for word, value in INTERESTS.items()},
    }
    assert set(expected) == {*routes.FILTERS, *routes.INTERESTS}
    second = await a_campaign(api, "Second", sequences=sequence("<p>Hi</p>"))
    async with core.scope(workspace.workspace_id) as scope:
        verified = {"risky": "risky", "catch": "catch_all", "wrong": "invalid", "good": "verified"}
        rows = {name: await a_lead(api, f"{name}@acme.example", campaign=second["id"]) for name in [*verified, "sub"]}
        for name, verdict in verified.items():
            await scope.run("UPDATE leads SET verification = %(v)s WHERE workspace_id = %(workspace_id)s AND email = %(email)s",
                            v=verdict, email=f"{name}@acme.example")  # fmt: skip
    for value in INTERESTS.values():
        await a_lead(api, f"interest{value}@acme.example", campaign=second["id"], lt_interest_status=value)
    for name, sentiment in (("hot", "positive"), ("cold", "negative")):
        label = await ok(api.post("/lead-labels", json={"label": name, "interest_status_label": sentiment}))
        await a_lead(api, f"{name}@acme.example", campaign=second["id"], lt_interest_status=label["interest_status"])
    sub = {"parent_campaign": second["id"], "name": "More", "conditions": {}, "sequences": sequence("<p>More</p>")}
    sub = await ok(api.post("/subsequences", json=sub))
    await ok(api.post("/leads/subsequence/move", json={"id": rows["sub"]["id"], "subsequence_id": sub["id"]}))
    for word, found in expected.items():
        where = campaign if found <= set(CAME_TO) else second
        assert await names(api, filter=word, campaign=where["id"]) == found, word
    assert "filter" in await refused(api.post("/leads/list", json={"filter": "FILTER_VAL_NICE"}), 400)


async def test_a_category_without_a_number_is_found_as_what_it_is_shown_as(api: Api, core: Core, workspace: Installed) -> None:
    lead = await a_lead(api, campaign=(await a_campaign(api))["id"])
    async with core.scope(workspace.workspace_id) as scope:
        plain = await categories.create(scope, "Wants a brochure", sentiment="positive")
        await outcomes.set_category(scope, plain.id, enrollment_ids=[number("enrollment", lead)])
    assert (await ok(api.get(f"/leads/{lead['id']}")))["lt_interest_status"] == 1
    assert await names(api, filter="FILTER_LEAD_INTERESTED") == {"ada"}


def query(action: str, **values: Any) -> Json:
    return {"actionType": action, "values": {name.replace("_", "-"): value for name, value in values.items()}}


async def test_smart_queries_count_within_their_days(api: Api, campaign: Json) -> None:
    def times(condition: str, count: int) -> Json:
        return {"condition": condition, "count": count}

    for asked, found in (
        ([query("email-open", occurrence_count=times("more", 1))], {"opened"}),
        ([query("email-open", occurrence_count=times("equal", 2), occurrence_days=30)], {"opened"}),
        ([query("email-open", occurrence_count=times("equal", 1), occurrence_days=7)], {"opened"}),
        ([query("link-click", occurrence_days=7)], set()),
        ([query("link-click", occurrence_days=11)], {"clicked"}),
        ([query("reply")], {"replied"}),
        ([query("reply", occurrence_days=1)], set()),
        ([query("last-contacted", occurrence_days=7)], {"written", "opened", "replied", "through", "bounced", "left"}),
        ([query("lead-status", lead_status={"status": 2, "condition": "is"})], {"paused"}),
        (
            [query("lead-status", lead_status={"status": n, "condition": "is-not"}) for n in (1, 2, 3)],
            {"bounced", "left", "skipped"},
        ),
        ([query("lead-status", lead_status={"status": n, "condition": "is"}) for n in (1, 2)], set()),
        ([query("reply"), query("email-open", occurrence_count=times("more", 0))], {"replied"}),
        ([query("lead-status-change", occurrence_days=1)], set()),
    ):
        assert await names(api, campaign=campaign["id"], queries=asked) == found, asked
    both = {"filter": "FILTER_VAL_COMPLETED", "queries": [query("lead-status", lead_status={"status": 1, "condition": "is"})]}
    assert await names(api, **both) == set()
    for bad in ([{"actionType": "smile", "values": {}}], [{"values": {}}], [query("reply", occurrence_days="many")], "reply"):
        assert "queries" in await refused(api.post("/leads/list", json={"queries": bad}), 400)


@pytest.mark.parametrize("code", ["0", "2", "none"])
async def test_a_filter_by_gateway_is_refused_rather_than_guessed(api: Api, campaign: Json, code: str) -> None:
    to = await a_list(api)
    for path, body in (("list", {}), ("move", {"campaign": campaign["id"], "to_list_id": to["id"]})):
        assert "esg_code" in await refused(api.post(f"/leads/{path}", json={"esg_code": code, **body}), 400)


async def test_filters_hold_together(api: Api, campaign: Json, other: Api) -> None:
    people = await a_list(api)
    member = await a_lead(api, "opened@acme.example", list_id=people["id"])
    assert await names(api, in_list=True) == {"opened"}
    assert await names(api, in_campaign=False) == {"opened"}
    assert await names(api, in_campaign=True, in_list=False) == set(CAME_TO)
    assert await names(api, campaign=campaign["id"], list_id=people["id"]) == set()
    assert await names(api, campaign=campaign["id"], search="opened") == {"opened"}
    assert await names(api, search="opened nobody") == set()
    assert await names(api, search="@@") == set()
    assert await names(api, ids=[member["id"]], campaign=campaign["id"]) == set()
    assert await names(api, ids=[]) == set()
    assert await names(api, contacts=[]) == set()
    assert await names(api, ids=[member["id"], campaign["id"]]) == {"opened"}
    assert await names(api, excluded_ids=[member["id"]], in_list=True) == set()
    assert await names(api, smart_view_id=campaign["id"]) == set()
    assert await names(api, is_website_visitor=False, esg_code="all", in_list=True) == {"opened"}
    for bad in ({"limit": 0}, {"limit": 101}, {"ids": ["x"]}, {"enrichment_status": 7}, {"starting_after": "x"},
                {"in_list": "perhaps"}, {"esg_code": "9"}, {"contacts": "a@b.example"}):  # fmt: skip
        await refused(api.post("/leads/list", json=bad), 400)
    await refused(api.post("/leads/list", json={"starting_after": campaign["id"]}), 400)
    assert await names(other, campaign=campaign["id"]) == set()
    assert await names(other, ids=[member["id"]]) == set()
    assert await names(api, nonsense=1, in_list=True) == {"opened"}  # keys that are not known are passed over


async def test_visitors_and_enriched_people_are_found(api: Api, core: Core, workspace: Installed, campaign: Json) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        found = await leads.search(scope, leads.LeadFilter(email="opened@acme.example"), limit=1)
    key = uuid4()
    assert await visitors.record(core, workspace.workspace_id, key, "https://acme.example/pricing")
    async with core.scope(workspace.workspace_id) as scope:
        await visitors.identify(scope, (await visitors.by_key(scope, key)).id, found[0].id)
        for name, state in (("opened", "enriched"), ("clicked", "failed"), ("fresh", "running")):
            [person] = await leads.search(scope, leads.LeadFilter(email=f"{name}@acme.example"), limit=1)
            await scope.run(
                """
                INSERT INTO enrichments (workspace_id, lead_id, state, requested_at)
                VALUES (%(workspace_id)s, %(lead)s, %(state)s, %(now)s)
                """,
                lead=person.id,
                state=state,
            )
    assert await names(api, is_website_visitor=True) == {"opened"}
    assert await names(api, is_website_visitor=False) == set(CAME_TO) - {"opened"}
    for status, who in ((1, {"opened"}), (-1, {"clicked"}), (11, {"fresh"}), (-2, set())):
        assert await names(api, enrichment_status=status) == who, status
    [row] = (await ok(api.post("/leads/list", json={"is_website_visitor": True})))["items"]
    assert (row["is_website_visitor"], row["enrichment_status"]) == (True, 1)


async def test_assigning_what_filters_find(api: Api, campaign: Json, workspace: Installed) -> None:
    user = str(ids.to_uuid("user", workspace.user_id))
    await ok(api.post("/leads/bulk-assign", json={"organization_user_ids": [user], "filter": "FILTER_VAL_BOUNCED"}), 202)
    found = (await ok(api.post("/leads/list", json={"limit": 100, "organization_user_ids": [user]})))["items"]
    assert "bounced@acme.example" in {lead["email"] for lead in found}
    stranger = str(ids.to_uuid("user", 99_999))
    await refused(api.post("/leads/bulk-assign", json={"organization_user_ids": [stranger], "search": "bounced"}), 404)
    await refused(api.post("/leads/bulk-assign", json={"organization_user_ids": [stranger], "search": "of nobody"}), 404)
    moved = {"campaign": campaign["id"], "to_campaign_id": campaign["id"], "assigned_to": stranger}
    await refused(api.post("/leads/move", json=moved), 404)
    await refused(api.post("/leads/bulk-assign", json={"organization_user_ids": []}), 400)
    await refused(api.post("/leads/bulk-assign", json={"organization_user_ids": [user], "filter": "FILTER_NICE"}), 400)
