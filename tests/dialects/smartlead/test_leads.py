"""Leads in campaigns and in the workspace, lead lists, pushes and tags over Smartlead's API."""

import csv
import io
import json
import re

import pytest
from tests.dialects.clients import Api, ok
from tests.dialects.smartlead.conftest import Talk, a_campaign, leads, refused, step
from tests.making import put

from outrider.outreach.base.scope import Core
from outrider.outreach.leads import suppression
from outrider.outreach.leads.suppression import EntryInput
from outrider.outreach.tenancy.workspaces import Installed


async def test_adding_leads_counts_every_row(api: Api) -> None:
    id = await a_campaign(api)
    rows = [*leads(3), {"email": "LEAD1@prospect.example"}, {"email": "not an address"}]
    done = await ok(api.post(f"/campaigns/{id}/leads", json={"lead_list": rows}))
    assert (done["upload_count"], done["total_leads"], done["duplicate_count"], done["invalid_email_count"]) == (3, 5, 1, 1)
    assert done["added_count"] == 3
    assert done["skipped_count"] == 2
    assert len(done["skipped_leads"]) == 2
    assert done["invalid_emails"] == ["not an address"]
    assert done["is_lead_limit_exhausted"] is False
    again = await ok(api.post(f"/campaigns/{id}/leads", json={"lead_list": leads(3), "settings": {"return_lead_ids": True}}))
    assert again["upload_count"] == 0
    assert again["already_added_to_campaign"] == 3
    assert set(again["emailToLeadIdMap"]) == {f"lead{i}@prospect.example" for i in (1, 2, 3)}


async def test_campaign_leads_come_in_pages_with_counts_as_texts(api: Api) -> None:
    id = await a_campaign(api)
    await ok(api.post(f"/campaigns/{id}/leads", json={"lead_list": leads(5)}))
    page = await ok(api.get(f"/campaigns/{id}/leads", params={"offset": 2, "limit": 2}))
    assert page["total_leads"] == "5"
    assert page["offset"] == 2
    assert page["limit"] == 2
    assert len(page["data"]) == 2
    row = page["data"][0]
    assert row["status"] == "STARTED"
    assert row["campaign_lead_map_id"]
    assert row["lead_category_id"] is None
    assert row["lead"]["email"] == "lead3@prospect.example"
    assert row["lead"]["custom_fields"] == {"city": "Ulm"}
    assert row["lead"]["is_unsubscribed"] is False
    assert row["lead"]["unsubscribed_client_id_map"] == {}
    await refused(api.get(f"/campaigns/{id}/leads", params={"limit": 101}), 422)


async def test_one_lead_in_two_campaigns_is_two_rows_and_one_lead(api: Api) -> None:  # rule 2
    one, two = await a_campaign(api, "One"), await a_campaign(api, "Two")
    await ok(api.post(f"/campaigns/{one}/leads", json={"lead_list": leads(1)}))
    skipped = await ok(api.post(f"/campaigns/{two}/leads", json={"lead_list": leads(1)}))
    assert skipped["upload_count"] == 0
    assert skipped["duplicate_count"] == 1
    settings = {"ignore_duplicate_leads_in_other_campaign": True}
    await ok(api.post(f"/campaigns/{two}/leads", json={"lead_list": leads(1), "settings": settings}))
    found = await ok(api.get("/leads/", params={"email": "Lead1@Prospect.example"}))
    assert {c["campaign_id"] for c in found["lead_campaign_data"]} == {one, two}
    assert len({c["campaign_lead_map_id"] for c in found["lead_campaign_data"]}) == 2
    assert {c["id"] for c in await ok(api.get(f"/leads/{found['id']}/campaigns"))} == {one, two}
    everyone = await ok(api.get("/leads/global-leads"))
    assert [x["id"] for x in everyone["data"]] == [found["id"]]
    assert everyone["hasMore"] is False
    # Removing it from one campaign keeps the lead and the other enrollment (rule 13).
    await ok(api.delete(f"/campaigns/{one}/leads/{found['id']}"))
    await refused(api.delete(f"/campaigns/{one}/leads/{found['id']}"), 404)
    left = await ok(api.get("/leads/", params={"email": "lead1@prospect.example"}))
    assert [c["campaign_id"] for c in left["lead_campaign_data"]] == [two]


async def test_an_unknown_address_is_an_empty_object(api: Api) -> None:
    assert await ok(api.get("/leads/", params={"email": "nobody@nowhere.example"})) == {}


async def test_leads_without_an_address_are_a_page_of_all(api: Api) -> None:
    first, second = await a_campaign(api, "First"), await a_campaign(api, "Second")
    await ok(api.post(f"/campaigns/{first}/leads", json={"lead_list": leads(2, "first.example")}))
    await ok(api.post(f"/campaigns/{second}/leads", json={"lead_list": leads(1, "second.example")}))
    assert len((await ok(api.get("/leads")))["data"]) == 3
    [found] = (await ok(api.get("/leads", params={"campaign_id": second})))["data"]
    assert found["email"].endswith("@second.example")


async def test_leads_of_a_campaign_by_what_they_did(api: Api, core: Core, workspace: Installed) -> None:
    campaign = await a_campaign(api)
    await ok(api.post(f"/campaigns/{campaign}/leads", json={"lead_list": leads(2)}))
    row = (await ok(api.get(f"/campaigns/{campaign}/leads")))["data"][0]
    async with core.scope(workspace.workspace_id) as scope:
        await put(scope, "enrollments", row["campaign_lead_map_id"], {"opens": 1, "clicks": 1, "replies": 1, "reason": "bounced"})

    async def found(**query: str) -> list[int]:
        answer = await ok(api.get(f"/campaigns/{campaign}/leads", params=query))
        return [lead["campaign_lead_map_id"] for lead in answer["data"]]

    for status in ("is_opened", "is_clicked", "is_replied", "is_bounced"):
        assert await found(emailStatus=status) == [row["campaign_lead_map_id"]], status
    for status in ("is_unsubscribed", "is_spam", "is_accepted"):
        assert await found(emailStatus=status) == [], status
    assert row["campaign_lead_map_id"] not in await found(emailStatus="not_replied")
    assert "account" in await refused(api.get(f"/campaigns/{campaign}/leads", params={"emailStatus": "is_sender_bounced"}), 400)
    assert await found(last_sent_time_gt="2026-01-01") == []


async def test_blocked_domains_by_client_part_and_address(api: Api) -> None:
    await ok(
        api.post(
            "/leads/add-domain-block-list", json={"domain_block_list": ["acme.example", "bob@acme.example", "other.example"]}
        )
    )

    async def found(**query: str) -> set[str]:
        return {entry["domain_block"] for entry in await ok(api.get("/leads/get-domain-block-list", params=query))}

    assert await found(filter_email_or_domain="acme") == {"acme.example", "bob@acme.example"}
    assert await found(filter_email_with_domain="Bob@acme.example") == {"acme.example", "bob@acme.example"}
    assert await found(filter_email_with_domain="eve@acme.example") == {"acme.example"}
    assert await ok(api.request("DELETE", "/leads/remove-domain-block-list", json={"domain": "other.example"}))
    assert await found() == {"acme.example", "bob@acme.example"}


@pytest.mark.parametrize(
    "body",
    [
        {"lead_list": []},
        {"lead_list": [{"email": f"l{i}@x.example"} for i in range(401)]},
        {"lead_list": [{"first_name": "No address"}]},
        {"lead_list": [{"email": "a@b.example", "custom_fields": {f"f{i}": 1 for i in range(251)}}]},
        {"lead_list": [{"email": "a@b.example", "custom_fields": {"nested": {"x": 1}}}]},
        {"lead_list": [{"email": "a@b.example", "first_name": ["list"]}]},
        {"lead_list": "a@b.example"},
        {},
        [],
        None,
    ],
)
async def test_bad_leads_are_refused_whole(api: Api, body: object) -> None:
    id = await a_campaign(api)
    await refused(api.post(f"/campaigns/{id}/leads", json=body), 422)
    assert (await ok(api.get(f"/campaigns/{id}/leads")))["total_leads"] == "0"
    assert (await ok(api.get("/leads/global-leads")))["data"] == []


async def test_global_leads_filter_and_page(api: Api) -> None:
    id = await a_campaign(api)
    await ok(api.post(f"/campaigns/{id}/leads", json={"lead_list": leads(3)}))
    page = await ok(api.get("/leads/global-leads", params={"limit": 2}))
    assert len(page["data"]) == 2
    assert page["hasMore"] is True
    assert page["skip"] == 0
    assert page["limit"] == 2
    assert (await ok(api.get("/leads/global-leads", params={"email": "lead2@prospect.example"})))["data"][0][
        "first_name"
    ] == "Lead2"
    assert (await ok(api.get("/leads/global-leads", params={"created_at_gt": "2030-01-01T00:00:00Z"})))["data"] == []
    await refused(api.get("/leads/global-leads", params={"created_at_gt": "yesterday"}), 400)


async def test_a_lead_is_paused_resumed_completed_and_unsubscribed(api: Api) -> None:
    id = await a_campaign(api)
    await ok(api.post(f"/campaigns/{id}/sequences", json={"sequences": [step(1)]}))
    await ok(api.post(f"/campaigns/{id}/leads", json={"lead_list": leads(2)}))
    rows = (await ok(api.get(f"/campaigns/{id}/leads")))["data"]
    (one, two), map_id = [row["lead"]["id"] for row in rows], rows[0]["campaign_lead_map_id"]

    async def status(lead: int) -> str:
        rows = (await ok(api.get(f"/campaigns/{id}/leads")))["data"]
        return next(row["status"] for row in rows if row["lead"]["id"] == lead)

    await ok(api.post(f"/campaigns/{id}/leads/{one}/pause"))
    assert await status(one) == "PAUSED"
    await ok(api.post(f"/campaigns/{id}/leads/{one}/resume"))
    assert await status(one) == "STARTED"
    await ok(api.post(f"/campaigns/{id}/leads/{one}/pause"))
    await ok(api.post(f"/campaigns/{id}/leads/{one}/resume", json={"resume_lead_with_delay_days": 2}))
    assert await status(one) == "STARTED"
    await ok(api.post(f"/campaigns/{id}/leads/{map_id}/manual-complete"))
    assert await status(one) == "COMPLETED"
    await refused(api.post(f"/campaigns/{id}/leads/{one}/pause"), 400)
    await ok(api.post(f"/leads/{two}/unsubscribe"))
    assert await status(two) == "BLOCKED"
    assert (await ok(api.get("/leads/", params={"email": "lead2@prospect.example"})))["is_unsubscribed"] is True
    await refused(api.post(f"/campaigns/{id}/leads/999999/pause"), 404)


async def test_details_of_a_lead_are_changed(api: Api) -> None:
    id = await a_campaign(api)
    await ok(api.post(f"/campaigns/{id}/leads", json={"lead_list": leads(2)}))
    lead = (await ok(api.get(f"/campaigns/{id}/leads")))["data"][0]["lead"]["id"]
    changed = await ok(
        api.post(
            f"/campaigns/{id}/leads/{lead}", json={"first_name": "Zoe", "phone_number": 4971, "custom_fields": {"role": "CEO"}}
        )
    )
    assert changed["data"]["first_name"] == "Zoe"
    assert changed["data"]["phone_number"] == "4971"
    assert changed["data"]["custom_fields"] == {"city": "Ulm", "role": "CEO"}
    await refused(api.post(f"/campaigns/{id}/leads/{lead}", json={"email": "lead2@prospect.example"}), 400)


async def test_a_lead_by_its_id_is_the_one_item_of_a_list(api: Api, talk: Talk) -> None:
    answer = await ok(api.get(f"/leads/{talk.lead}"))
    [row] = answer["data"]
    assert (row["id"], row["email"]) == (answer["id"], answer["email"]) == (talk.lead, "lead1@prospect.example")
    assert [of["campaign_id"] for of in row["lead_campaign_data"]] == [talk.campaign]


async def test_lead_figures_are_paged_by_the_name_that_the_answer_has(api: Api) -> None:
    id = await a_campaign(api)
    await ok(api.post(f"/campaigns/{id}/leads", json={"lead_list": leads(3)}))
    pages = [await ok(api.get(f"/campaigns/{id}/leads-statistics", params={"limit": 2, "skip": skip})) for skip in (0, 2)]
    assert [(len(page["data"]), page["skip"], page["hasMore"]) for page in pages] == [(2, 0, True), (1, 2, False)]
    assert len({row["lead_id"] for page in pages for row in page["data"]}) == 3


async def test_an_export_is_csv_that_runs_no_formula(api: Api) -> None:
    id = await a_campaign(api)
    await ok(api.post(f"/campaigns/{id}/leads", json={"lead_list": [{"email": "a@b.example", "first_name": "=cmd()"}]}))
    answer = await api.get(f"/campaigns/{id}/leads-export")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/csv")
    head, row = answer.text.splitlines()
    assert head.startswith("id,campaign_lead_map_id,status")
    assert "a@b.example" in row
    assert "'=cmd()" in row


async def test_an_export_has_the_columns_that_programs_read(api: Api, talk: Talk) -> None:
    """By the vendor's names: `custom_fields` as JSON, the last step sent as a number."""
    await ok(api.post(f"/campaigns/{talk.campaign}/leads/{talk.lead}", json={"custom_fields": {"city": "Ulm"}}))
    await ok(api.patch("/master-inbox/update-category", json={"email_lead_map_id": talk.map_id, "category_id": 1}))
    file = (await api.get(f"/campaigns/{talk.campaign}/leads-export")).text
    [row] = csv.DictReader(io.StringIO(file))
    assert json.loads(row["custom_fields"]) == {"city": "Ulm"}
    assert (int(row["last_email_sequence_sent"]), int(row["open_count"]), int(row["reply_count"])) == (1, 0, 1)
    assert (row["category"], row["is_interested"], row["is_unsubscribed"]) == ("Interested", "true", "false")
    assert (int(row["id"]), int(row["campaign_lead_map_id"]), row["email"]) == (talk.lead, talk.map_id, "lead1@prospect.example")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", row["created_at"])
    assert json.loads(row["unsubscribed_client_id_map"]) == {}


async def test_an_entry_is_found_among_many_that_contain_it(api: Api, core: Core, workspace: Installed) -> None:
    await ok(api.post("/leads/add-domain-block-list", json={"domain_block_list": ["t.co"]}))
    async with core.scope(workspace.workspace_id) as scope:
        await suppression.add(scope, [EntryInput(kind="domain", value=f"c{i}t.com") for i in range(1001)])
    removed = await ok(api.delete("/leads/remove-domain-block-list", params={"domain": "t.co"}))
    assert removed["removed"] == 1


async def test_the_block_list_keeps_people_out(api: Api) -> None:
    id = await a_campaign(api)
    added = await ok(api.post("/leads/add-domain-block-list", json={"domain_block_list": ["prospect.example", "x@y.example"]}))
    assert added["uploadCount"] == 2
    done = await ok(api.post(f"/campaigns/{id}/leads", json={"lead_list": [*leads(2), {"email": "fine@else.example"}]}))
    assert done["upload_count"] == 1
    assert done["block_count"] == 2
    listed = await ok(api.get("/leads/get-domain-block-list"))
    assert {e["domain_block"] for e in listed} == {"prospect.example", "x@y.example"}
    await ok(api.delete("/leads/remove-domain-block-list", params={"domain": "prospect.example"}))
    await refused(api.delete("/leads/remove-domain-block-list", params={"domain": "prospect.example"}), 400)
    assert len(await ok(api.get("/leads/get-domain-block-list"))) == 1


async def test_categories_have_the_vendors_names(api: Api) -> None:
    found = await ok(api.get("/leads/fetch-categories"))
    assert [c["name"] for c in found][:9] == [
        "Interested", "Meeting Request", "Not Interested", "Do Not Contact", "Information Request", "Out Of Office",
        "Wrong Person",
        "Uncategorizable by AI", "Sender Originated Bounce",
    ]  # fmt: skip
    assert all(isinstance(c["id"], int) for c in found)  # rule 7


# Lists


async def a_list(api: Api, name: str = "Leads of May", n: int = 0) -> int:
    id = (await ok(api.post("/lead-list/", json={"list_name": name})))["id"]
    if n:
        await ok(api.post(f"/lead-list/{id}/import", json={"file_name": "may", "lead_list": leads(n)}))
    return id


async def test_only_the_name_of_a_list_changes(api: Api) -> None:  # rule 3
    id = await a_list(api)
    renamed = await ok(api.put(f"/lead-list/{id}", json={"list_name": "June", "leads_count": 7, "tag_ids": [1]}))
    assert renamed["list_name"] == "June"
    assert renamed["leads_count"] == 0
    assert renamed["tag_ids"] == []
    assert (await ok(api.get(f"/lead-list/{id}")))["data"]["list_name"] == "June"
    await refused(api.put(f"/lead-list/{id}", json={"list_name": ""}), 422)


async def test_lists_are_paged_ten_at_a_time_and_filtered_by_tag_only(api: Api) -> None:  # rule 3
    ids = [await a_list(api, f"List {i}") for i in range(12)]
    first = await ok(api.get("/lead-list/"))
    assert first["limit"] == 10
    assert len(first["data"]) == 10
    assert first["hasMore"] is True
    rest = await ok(api.get("/lead-list/", params={"offset": 10, "limit": 1000}))
    assert len(rest["data"]) == 2
    assert rest["hasMore"] is False
    for params in ({"limit": 0}, {"limit": 1001}, {"offset": -1}, {"limit": "ten"}):
        await refused(api.get("/lead-list/", params=params), 422)
    tag = (await ok(api.post("/email-accounts/tag-manager", json={"name": "VIP", "color": "#ff0000"})))["id"]
    await ok(api.post("/lead-list/assign-tags", json={"list_ids": ids[:2], "tag_ids": [tag]}))
    tagged = await ok(api.get("/lead-list/", params={"tag_ids": str(tag)}))
    assert {x["id"] for x in tagged["data"]} == set(ids[:2])
    assert tagged["data"][0]["tag_ids"] == [tag]
    assert (await ok(api.get("/lead-list/", params={"query": "List 1"})))["limit"] == 10  # no free-text filter


async def test_tags_go_on_and_off_ten_lists_at_once(api: Api) -> None:  # rule 6
    ids = [await a_list(api, f"List {i}") for i in range(2)]
    tag = (await ok(api.post("/email-accounts/tag-manager", json={"name": "VIP"})))["id"]
    for _ in range(2):
        await ok(api.post("/lead-list/assign-tags", json={"list_ids": ids, "tag_ids": [tag]}))
    await ok(api.post("/lead-list/assign-tags", json={"listIds": ids[:1], "removeTagIds": [tag]}))
    assert [x["tag_ids"] for x in (await ok(api.get("/lead-list/")))["data"]] == [[tag], []]
    for body in (
        {"list_ids": ids}, {"list_ids": ids, "tag_ids": []}, {"list_ids": [], "tag_ids": [tag]},
        {"list_ids": list(range(1, 12)), "tag_ids": [tag]}, {"list_ids": ids, "tag_ids": list(range(1, 12))},
    ):  # fmt: skip
        await refused(api.post("/lead-list/assign-tags", json=body), 422)
    await refused(api.post("/lead-list/assign-tags", json={"list_ids": [*ids, 999_999], "tag_ids": [tag]}), 404)
    await refused(api.post("/lead-list/assign-tags", json={"list_ids": ids, "tag_ids": [999_999]}), 404)


async def test_importing_again_updates_and_counts_duplicates(api: Api) -> None:  # rule 4
    id = await a_list(api)
    rows = [*leads(2), {"email": "lead1@prospect.example"}, {"email": "broken"}]
    first = await ok(api.post(f"/lead-list/{id}/import", json={"file_name": "may.csv", "lead_list": rows}))
    assert [first[n] for n in ("uploadedCount", "duplicateCount", "invalidCount", "totalCount")] == [2, 1, 1, 4]
    again = await ok(
        api.post(
            f"/lead-list/{id}/import",
            json={"fileName": "may", "leadList": [{"email": "lead1@prospect.example", "firstName": "Eve"}]},
        )
    )
    assert again["duplicateCount"] == 1
    assert again["uploadedCount"] == 0
    assert (await ok(api.get("/leads/", params={"email": "lead1@prospect.example"})))["first_name"] == "Eve"
    assert (await ok(api.get(f"/lead-list/{id}")))["leads_count"] == 2
    for body in (
        {"file_name": "", "lead_list": leads(1)}, {"file_name": "x", "lead_list": []},
        {"file_name": "x", "lead_list": leads(401)}, {"file_name": "x", "lead_list": [{"first_name": "Ann"}]},
    ):  # fmt: skip
        await refused(api.post(f"/lead-list/{id}/import", json=body), 422)
    await refused(api.post("/lead-list/999999/import", json={"file_name": "x", "lead_list": leads(1)}), 404)


async def test_a_list_is_pushed_and_survives_or_not(api: Api) -> None:  # rule 5
    list_id = await a_list(api, n=3)
    copied = await ok(api.post("/leads/push-to-campaign", json={"campaign_name": "Brand new", "list_id": list_id}))
    assert copied["data"]["pushed"] == 3
    assert copied["campaign_id"]
    assert (await ok(api.get(f"/lead-list/{list_id}")))["leads_count"] == 3
    body = {"campaignId": copied["campaign_id"], "action": "move", "leadList": {"listId": list_id}}
    moved = await ok(api.post("/leads/push-to-campaign", json=body))
    assert moved["data"]["duplicates"] == 3
    assert moved["data"]["pushed"] == 0
    assert (await ok(api.get(f"/lead-list/{list_id}")))["leads_count"] == 0
    assert [c["name"] for c in await ok(api.get("/campaigns"))] == ["Brand new"]
    # Deleting a list keeps the leads that were pushed.
    await ok(api.delete(f"/lead-list/{list_id}"))
    await refused(api.get(f"/lead-list/{list_id}"), 404)
    assert (await ok(api.get(f"/campaigns/{copied['campaign_id']}/leads")))["total_leads"] == "3"


async def test_leads_are_pushed_by_id_and_all_at_once(api: Api) -> None:
    await a_list(api, n=3)
    ids = [x["id"] for x in (await ok(api.get("/leads/global-leads")))["data"]]
    campaign = await a_campaign(api)
    some = await ok(api.post("/leads/push-to-campaign", json={"campaign_id": campaign, "lead_ids": [*ids[:1], 999_999]}))
    assert some["data"]["pushed"] == 1
    assert some["data"]["not_found"] == 1
    everyone = await ok(api.post("/leads/push-to-campaign", json={"campaign_id": campaign, "lead_list": {"all_leads": True}}))
    assert everyone["data"]["pushed"] == 2
    assert everyone["data"]["duplicates"] == 1


@pytest.mark.parametrize(
    "body",
    [
        {"list_id": 1},
        {"campaign_id": 1, "campaign_name": "x", "list_id": 1},
        {"campaign_id": 1},
        {"campaign_id": 1, "list_id": 1, "lead_ids": [1]},
        {"campaign_id": 1, "lead_list": {"list_id": 1, "all_leads": True}},
        {"campaign_id": 1, "list_id": 1, "action": "steal"},
        {"campaign_id": 1, "lead_ids": []},
        {"campaign_id": True, "list_id": 1},
    ],
)
async def test_a_push_names_one_target_and_one_source(api: Api, body: dict[str, object]) -> None:  # rule 5
    await refused(api.post("/leads/push-to-campaign", json=body), 422)
    assert await ok(api.get("/campaigns")) == []


async def test_a_failed_push_makes_no_campaign(api: Api) -> None:
    await refused(api.post("/leads/push-to-campaign", json={"campaign_name": "Ghost", "list_id": 999_999}), 404)
    assert await ok(api.get("/campaigns")) == []


async def test_leads_go_between_lists(api: Api) -> None:
    a, b = await a_list(api, "A", n=2), await a_list(api, "B")
    done = await ok(api.post("/leads/leads/push-between-lists", json={"fromListId": a, "toListId": b, "action": "copy"}))
    assert done == {"ok": True, "data": {"total_leads_moved": 2}}
    await ok(api.post("/leads/leads/push-between-lists", json={"from_list_id": b, "to_list_id": a, "action": "move"}))
    assert [x["leads_count"] for x in (await ok(api.get("/lead-list/")))["data"]] == [0, 2]
    await refused(api.post("/leads/leads/push-between-lists", json={"toListId": b}), 422)


async def test_settings_are_understood_beside_the_leads_too(api: Api) -> None:
    """As public clients send them: in no object of their own, in snake_case or camelCase."""
    one, two = await a_campaign(api, "One"), await a_campaign(api, "Two")
    await ok(api.post("/leads/add-domain-block-list", json={"domain": "prospect.example"}))
    path, body = f"/campaigns/{one}/leads", {"lead_list": leads(1)}
    assert (await ok(api.post(path, json=body)))["upload_count"] == 0
    assert (await ok(api.post(path, json={**body, "ignore_global_block_list": True})))["upload_count"] == 1
    again = {**body, "ignore_global_block_list": True}
    assert (await ok(api.post(f"/campaigns/{two}/leads", json=again)))["upload_count"] == 0
    assert (await ok(api.post(f"/campaigns/{two}/leads", json={**again, "allow_duplicate": True})))["upload_count"] == 1
    listed = (await ok(api.post("/lead-list/", json={"listName": "Spring"})))["id"]
    imported = {"fileName": "a.csv", "leadList": leads(2)[1:]}
    assert (await ok(api.post(f"/lead-list/{listed}/import", json=imported)))["uploadedCount"] == 0
    assert (await ok(api.post(f"/lead-list/{listed}/import", json={**imported, "ignoreGlobalBlockList": True})))[
        "uploadedCount"
    ] == 1
    await refused(api.post(path, json={**body, "ignore_global_block_list": "perhaps"}), 422)


async def test_lists_are_filtered_by_either_spelling_of_tag_ids(api: Api) -> None:
    ids = [(await ok(api.post("/lead-list/", json={"list_name": name})))["id"] for name in ("A", "B")]
    tag = (await ok(api.post("/email-accounts/tag-manager", json={"name": "Hot"})))["id"]
    await ok(api.post("/lead-list/assign-tags", json={"listIds": ids[:1], "tagIds": [tag]}))
    for name in ("tag_ids", "tagIds"):
        assert [row["id"] for row in (await ok(api.get("/lead-list/", params={name: str(tag)})))["data"]] == ids[:1]
