"""Templates, snippets and categories of our own API."""

import pytest

from tests.dialects.clients import Api, Json, answer, ok

STEPS = [{"subject": "Hello {{first_name}}", "body": "Shall we talk?"}, {"wait_days": 2.5, "body": "<p>And now?</p>"}]


async def test_a_template_makes_a_campaign(api: Api) -> None:
    saved = await ok(api.post("/templates", json={"title": "Two steps", "steps": STEPS}), 201)
    steps = (await ok(api.get(f"/templates/{saved['id']}")))["steps"]
    made = await ok(api.post("/campaigns", json={"name": "Spring", "steps": steps}), 201)
    assert [step["wait_days"] for step in made["steps"]] == [0, 2.5]
    assert made["steps"][0]["variants"][0]["subject"] == "Hello {{first_name}}"


async def test_a_campaigns_steps_are_kept(api: Api) -> None:
    made = await ok(api.post("/campaigns", json={"name": "Spring", "steps": STEPS}), 201)
    saved = await ok(api.post("/templates", json={"title": "Of spring", "campaign_id": made["id"]}), 201)
    assert saved["steps"][1]["body"] == "<p>And now?</p>"
    assert await ok(api.delete(f"/templates/{saved['id']}")) == {"removed": saved["id"]}
    await answer(api.get(f"/templates/{saved['id']}"), 404)


@pytest.mark.parametrize("body", [{}, {"steps": STEPS, "campaign_id": 1}, {"steps": [{"subject": "{{", "body": "x"}]}])
async def test_a_template_that_is_none_is_refused(api: Api, body: Json) -> None:
    refused = (await answer(api.post("/templates", json={"title": "Bad", **body}), 400)).json()["error"]
    assert refused["message"]


async def test_a_snippet_is_kept_changed_and_removed(api: Api) -> None:
    made = await ok(api.post("/snippets", json={"name": "Thanks", "body": "Thank you, {{first_name}}"}), 201)
    changed = await ok(api.post(f"/snippets/{made['id']}", json={"name": "Thanks", "body": "Thanks!"}))
    assert changed["body"] == "Thanks!"
    assert [one["id"] for one in (await ok(api.get("/snippets")))["snippets"]] == [made["id"]]
    await ok(api.delete(f"/snippets/{made['id']}"))
    assert (await ok(api.get("/snippets")))["snippets"] == []


async def test_a_snippets_name_is_taken_once(api: Api) -> None:
    await ok(api.post("/snippets", json={"name": "Thanks", "body": "x"}), 201)
    refused = (await answer(api.post("/snippets", json={"name": "thanks", "body": "y"}), 409)).json()["error"]
    assert refused["field"] == "name"


async def test_a_category_is_made_changed_and_removed(api: Api) -> None:
    made = await ok(api.post("/categories", json={"name": "Budget next year", "sentiment": "positive"}), 201)
    changed = await ok(api.post(f"/categories/{made['id']}", json={"description": "Ask again in January"}))
    assert (changed["name"], changed["description"]) == ("Budget next year", "Ask again in January")
    await ok(api.delete(f"/categories/{made['id']}"))
    assert made["id"] not in [c["id"] for c in (await ok(api.get("/categories", params={"limit": 100})))["categories"]]


async def test_a_built_in_category_stays(api: Api) -> None:
    first = (await ok(api.get("/categories")))["categories"][0]
    assert (await answer(api.delete(f"/categories/{first['id']}"), 409)).json()["error"]["code"] == "category_built_in"
    refused = (await answer(api.post(f"/categories/{first['id']}", json={"sentiment": "negative"}), 400)).json()["error"]
    assert refused["field"] == "sentiment"


@pytest.mark.parametrize("path", ["/templates", "/snippets", "/categories", "/tags", "/webhooks", "/api-keys"])
async def test_pages_show_everything_once(api: Api, path: str) -> None:
    for n in range(5):
        new = {
            "/templates": {"title": f"T{n}", "steps": STEPS},
            "/snippets": {"name": f"S{n}", "body": "x"},
            "/webhooks": {"url": f"https://hooks.example/{n}", "events": ["message.sent"]},
            "/api-keys": {"name": f"K{n}", "scopes": ["leads:read"]},
        }.get(path, {"name": f"N{n}"})
        await ok(api.post(path, json=new), 201)
    name, seen, cursor = path.strip("/").replace("-", "_"), [], ""
    while cursor is not None:
        page = await ok(api.get(path, params={"limit": 2, "cursor": cursor}))
        seen += [row["id"] for row in page[name]]
        cursor = page["next_cursor"]
    whole = [row["id"] for row in (await ok(api.get(path, params={"limit": 100})))[name]]
    assert seen == whole
    assert len(seen) >= 5
