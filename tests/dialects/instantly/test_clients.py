"""What public clients send that the vendor's document does not have: understood where only one thing can be meant.

Each fact was found by running the client, unmodified, against `outrider up`.
"""

import json

import pytest

from outrider.outreach.base.scope import Core
from outrider.outreach.senders import senders
from outrider.outreach.tenancy import workspaces
from tests.dialects.clients import Api, ok
from tests.dialects.instantly.conftest import SCHEDULE, a_campaign, a_lead, a_list, refused, sequence
from tests.outreach.mailing import sent_mail


async def test_accounts_by_the_words_of_the_command_line_client(api: Api, mailbox: str) -> None:
    for switch in ("enable", "disable"):
        job = await ok(api.post(f"/accounts/warmup/{switch}", json={"account_ids": [mailbox]}))
        assert job["type"] == "update-warmup-accounts"
    vitals = await ok(api.post("/accounts/test/vitals", json={"email": mailbox}))
    assert len(vitals["success_list"] + vitals["failure_list"]) == 1


async def test_a_forward_by_the_words_of_the_command_line_client(api: Api, core: Core, workspace: workspaces.Installed) -> None:
    async with core.scope(workspace.workspace_id) as scope:
        [sent] = await sent_mail(scope)
    [mail] = (await ok(api.get("/emails")))["items"]
    body = {"forward_uuid": mail["id"], "to": "boss@acme.example", "eaccount": sent.sender.address, "subject": "Fwd",
            "body": {"text": "Look", "html": ""}}  # fmt: skip
    assert (await ok(api.post("/emails/forward", json=body)))["to_address_email_list"] == "boss@acme.example"
    body.pop("forward_uuid")
    assert "reply_to_uuid" in await refused(api.post("/emails/forward", json=body), 400)


async def test_several_campaigns_in_one_value(api: Api) -> None:
    ids = [(await a_campaign(api, name))["id"] for name in "ab"]
    for params in ({"ids": ",".join(ids)}, {"ids": ids}, [("ids", ids[0]), ("ids", ids[1])]):
        assert await ok(api.get("/campaigns/analytics", params=params)) == []
        assert (await ok(api.get("/campaigns/analytics/overview", params=params)))["emails_sent_count"] == 0
    assert "ids" in (await api.get("/campaigns/analytics", params={"ids": f"{ids[0]},x"})).text


async def test_a_lead_into_a_subsequence_by_a_list_of_one(api: Api) -> None:
    campaign = await a_campaign(api, sequences=sequence("Hello"))
    lead = await a_lead(api, campaign=campaign["id"])
    body = {"parent_campaign": campaign["id"], "name": "After", "conditions": {"crm_status": [1]}, "sequences": sequence("More"),
            "subsequence_schedule": SCHEDULE}  # fmt: skip
    subsequence = await ok(api.post("/subsequences", json=body))
    moved = await ok(api.post("/leads/subsequence/move", json={"lead_ids": [lead["id"]], "subsequence_id": subsequence["id"]}))
    assert moved["subsequence_id"] == subsequence["id"]
    both = {"lead_ids": [lead["id"]] * 2, "subsequence_id": subsequence["id"]}
    await refused(api.post("/leads/subsequence/move", json=both), 400)


async def test_campaign_and_campaign_id_are_one_in_every_body(api: Api) -> None:
    here, there = await a_campaign(api, "here"), await a_campaign(api, "there")
    lead = await ok(api.post("/leads", json={"campaign_id": here["id"], "email": "ada@acme.example"}))
    assert lead["campaign"] == here["id"]
    await ok(api.post("/leads/add", json={"campaign": there["id"], "leads": [{"email": "bob@acme.example"}]}))
    for word in ("campaign", "campaign_id"):
        found = (await ok(api.post("/leads/list", json={word: there["id"], "skip": 0, "status": "active"})))["items"]
        assert [row["email"] for row in found] == ["bob@acme.example"]


@pytest.mark.parametrize("path", ["/email-templates", "/custom-prompt-templates/x", "/sales-flow"])
async def test_what_only_a_client_knows_is_answered_with_a_reason(api: Api, path: str) -> None:
    assert "not served" in await refused(api.get(path), 402)


async def test_bodies_that_are_empty_though_json_is_announced(
    api: Api, core: Core, workspace: workspaces.Installed, mailbox: str
) -> None:
    campaign = await a_campaign(api, sequences=sequence("Hello"), email_list=[mailbox])
    headers = {"Content-Type": "application/json"}
    assert (await ok(api.post(f"/campaigns/{campaign['id']}/activate", headers=headers)))["status"] == 1
    assert (await ok(api.post(f"/campaigns/{campaign['id']}/pause", headers=headers, content=b"{}")))["status"] == 2
    assert (await ok(api.request("DELETE", f"/campaigns/{campaign['id']}", headers=headers)))["id"] == campaign["id"]
    assert (await ok(api.request("DELETE", f"/accounts/{mailbox}", headers=headers, content=b"null")))["email"] == mailbox
    async with core.scope(workspace.workspace_id) as scope:
        assert await senders.by_addresses(scope, [mailbox]) == {}


async def test_codes_of_a_query_written_as_floats(api: Api, mailbox: str) -> None:
    """As a library sends them whose numbers are floats."""
    found = (await ok(api.get("/accounts", params={"provider_code": "1.0", "status": "1.0", "limit": "10.0"})))["items"]
    assert [account["email"] for account in found] == [mailbox]
    assert (await ok(api.get("/inbox-placement-tests", params={"status": "1.0"})))["items"] == []
    for value in ("5", "1.5", "one"):
        assert "querystring/provider_code" in await refused(api.get("/accounts", params={"provider_code": value}), 400)


async def test_days_that_are_null_are_not_given(api: Api) -> None:
    """As a library sends them that names all seven."""
    days = {str(day): True if day == 1 else None for day in range(7)}
    schedule = {"schedules": [{**SCHEDULE["schedules"][0], "days": days}]}
    made = await ok(api.post("/campaigns", json={"name": "Spring", "campaign_schedule": schedule}))
    assert made["campaign_schedule"]["schedules"][0]["days"] == {"1": True}


async def test_an_interest_in_a_campaign_and_a_list_at_once(api: Api) -> None:
    campaign, people = await a_campaign(api), await ok(api.post("/lead-lists", json={"name": "People"}))
    rows = [await a_lead(api, campaign=campaign["id"]), await a_lead(api, list_id=people["id"])]
    body = {"lead_email": rows[0]["email"], "interest_value": 1, "campaign_id": campaign["id"], "list_id": people["id"]}
    await ok(api.post("/leads/update-interest-status", json=body), 202)
    for row in rows:
        assert (await ok(api.get(f"/leads/{row['id']}")))["lt_interest_status"] == 1


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("DELETE", "/leads", {"campaign_id": "{campaign}", "delete_list": ["ada@acme.example"]}),
        ("POST", "/leads/move", {"campaign": "{campaign}", "to_list_id": "{list}", "emails": ["ada@acme.example"]}),
        ("POST", "/leads/bulk-assign", {"campaign": "{campaign}", "organization_user_ids": [], "lead_status": 1}),
    ],
)
async def test_a_filter_of_a_clients_own_never_lets_an_act_take_in_everyone(
    api: Api, method: str, path: str, body: dict[str, object]
) -> None:
    campaign, people = await a_campaign(api), await a_list(api)
    for name in ("ada", "bob"):
        await a_lead(api, f"{name}@acme.example", campaign=campaign["id"])
    given = json.loads(json.dumps(body).replace("{campaign}", campaign["id"]).replace("{list}", people["id"]))
    assert "must NOT have additional properties" in await refused(api.request(method, path, json=given), 400)
    assert len((await ok(api.post("/leads/list", json={"campaign": campaign["id"]})))["items"]) == 2


async def test_names_that_are_not_known_are_told(api: Api) -> None:
    campaign = await a_campaign(api)
    answer = await api.post("/leads/list?page=2", json={"campaign": campaign["id"], "lt_interest_status": 1})
    assert answer.headers["X-Outrider-Ignored"] == "page, lt_interest_status"
    answer = await api.post("/leads/list", json={"campaign_id": campaign["id"]})
    assert "X-Outrider-Ignored" not in answer.headers


async def test_numbers_for_a_leads_texts(api: Api) -> None:
    """Senders of a spreadsheet's rows hand on cells as they find them: a telephone number is a number there."""
    campaign = await a_campaign(api)
    cells = {"phone": 4915112345, "company_name": 1848, "first_name": 7.0, "website": 1.5, "custom_variables": {"size": 20}}
    lead = await ok(api.post("/leads", json={"campaign": campaign["id"], "email": "ada@acme.example", **cells}))
    texts = {"phone": "4915112345", "company_name": "1848", "first_name": "7", "website": "1.5"}
    assert {name: lead[name] for name in texts} == texts
    assert lead["payload"]["size"] == 20
    rows = [{"email": "eve@acme.example", "phone": 4915112346, "last_name": None}]
    assert (await ok(api.post("/leads/add", json={"campaign_id": campaign["id"], "leads": rows})))["leads_uploaded"] == 1
    assert (await ok(api.patch(f"/leads/{lead['id']}", json={"job_title": 3})))["job_title"] == "3"
    for wrong in (True, [], {}):
        await refused(api.patch(f"/leads/{lead['id']}", json={"job_title": wrong}), 400)
    await refused(api.patch(f"/leads/{lead['id']}", json={"phone": 10**1000}), 400)


async def test_reading_on_for_as_long_as_pages_are_full_ends(api: Api, mailbox: str) -> None:
    """The rows of these lists fill their last page exactly; a page without a cursor would be followed by the first one."""
    for name in "ab":
        campaign = await a_campaign(api, name)
        await a_lead(api, f"{name}@acme.example", campaign=campaign["id"])
        await a_list(api, name)
        await ok(api.post("/custom-tags", json={"label": name}))
        await ok(
            api.post("/webhooks", json={"target_hook_url": f"https://hooks.acme.example/{name}", "event_type": "all_events"})
        )
        await ok(api.post("/block-lists-entries", json={"bl_value": f"{name}.example"}))
        await ok(api.post("/accounts/warmup/enable", json={"emails": [mailbox]}))
    paths = ("/campaigns", "/lead-lists", "/custom-tags", "/webhooks", "/block-lists-entries", "/background-jobs")
    for path in (*paths, "/leads/list", "/leads/list distinct"):
        seen: list[str] = []
        asked: dict[str, object] = {"limit": 1}
        while True:
            if path in paths:
                answer = await ok(api.get(path, params={k: str(v) for k, v in asked.items()}))
            else:
                answer = await ok(api.post("/leads/list", json={**asked, "distinct_contacts": path.endswith("distinct")}))
            seen += [item["id"] for item in answer["items"]]
            if len(answer["items"]) < 1 or len(seen) > 2:
                break
            asked = {"limit": 1} | ({"starting_after": answer["next_starting_after"]} if "next_starting_after" in answer else {})
        assert len(seen) == len(set(seen)) == 2, path
