"""Campaigns, their schedules, sequences, accounts and copies; subsequences; labels; figures of none."""

from typing import Any

import pytest

from outrider.engine.work import moves
from outrider.outreach.base.scope import Core
from outrider.outreach.campaigns import campaign_senders, campaigns, sequences
from outrider.outreach.enrollments import staffing
from outrider.store import ids
from tests.dialects.clients import Api, ok
from tests.dialects.instantly.conftest import SCHEDULE, a_campaign, a_lead, a_list, refused, sequence
from tests.making import a_sender
from tests.working import do_jobs


async def test_a_campaign_is_shown_as_it_was_given(api: Api, core: Core, mailbox: str) -> None:
    leave = "<p>Two <a href='https://UNSUBSCRIBE_INSTANTLY.ai'>out</a></p>"
    fields: dict[str, Any] = {
        "sequences": sequence("<p>One</p>", leave, "<p>Three</p>", delay=1.5),
        "email_list": [mailbox], "daily_limit": 50, "daily_max_leads": 20, "email_gap": 10, "random_wait_max": 5,
        "stop_on_reply": True, "stop_on_auto_reply": True, "stop_for_company": True, "open_tracking": False,
        "link_tracking": True,
        "text_only": False, "first_email_text_only": True, "prioritize_new_leads": True, "is_evergreen": True, "pl_value": 250,
        "insert_unsubscribe_header": True, "allow_risky_contacts": True, "disable_bounce_protect": True,
        "cc_list": ["boss@sender.example"], "auto_variant_select": {"trigger": "reply_rate"}, "match_lead_esp": False,
        "limit_emails_per_company_override": {"mode": "custom", "daily_limit": 3, "scope": "per_campaign"},
    }  # fmt: skip
    made = await a_campaign(api, **fields)
    assert made["status"] == 0
    assert made["campaign_schedule"] == SCHEDULE
    assert {name: made[name] for name in fields} == fields
    async with core.scope(1) as scope:
        id = ids.to_id("campaign", made["id"]) or 0
        stored, steps = await campaigns.get(scope, id), await sequences.get(scope, id)
    assert [s.delay_seconds for s in steps] == [0, 129_600, 129_600]
    assert "{{unsubscribe_url}}" in steps[1].variants[0].body
    assert stored.settings.first_plain_text
    assert stored.settings.random_wait_minutes == 5
    assert stored.min_gap_seconds == 600
    assert stored.schedule["timezone"] == "America/Chicago"
    assert stored.schedule["windows"] == [{"days": [1, 2, 3, 4, 5], "start": "08:00", "end": "18:00"}]

    changed = await ok(
        api.patch(f"/campaigns/{made['id']}", json={"sequences": sequence("<p>1</p>", "<p>2</p>"), "daily_limit": None})
    )
    assert changed["daily_limit"] is None
    assert len(changed["sequences"][0]["steps"]) == 2
    async with core.scope(1) as scope:
        assert [s.id for s in await sequences.get(scope, id)] == [s.id for s in steps[:2]]
    assert (await ok(api.post(f"/campaigns/{made['id']}/activate")))["status"] == 1
    assert (await ok(api.get("/campaigns/count-launched"))) == {"count": 1}
    assert [c["id"] for c in (await ok(api.get("/campaigns", params={"status": 1})))["items"]] == [made["id"]]
    assert (await ok(api.get("/campaigns", params={"status": 0})))["items"] == []
    status = await ok(api.get(f"/campaigns/{made['id']}/sending-status"))
    assert status["diagnostics"]["campaign_id"] == made["id"]
    assert (await ok(api.post(f"/campaigns/{made['id']}/pause")))["status"] == 2
    assert (await ok(api.get(f"/campaigns/{made['id']}/sending-status")))["summary"]["status"] == "campaign_paused"
    assert (await ok(api.delete(f"/campaigns/{made['id']}")))["id"] == made["id"]
    await refused(api.get(f"/campaigns/{made['id']}"), 404)


async def test_what_must_be_there_cannot_be_taken_away(api: Api) -> None:
    made, people = await a_campaign(api), await a_list(api)
    sub = await ok(api.post("/subsequences", json={"parent_campaign": made["id"], "name": "More", "conditions": {}}))
    label = await ok(api.post("/lead-labels", json={"label": "hot", "interest_status_label": "positive"}))
    for path, names in (
        (f"/campaigns/{made['id']}", ("name", "campaign_schedule")), (f"/lead-lists/{people['id']}", ("name",)),
        (f"/subsequences/{sub['id']}", ("name", "conditions")),
        (f"/lead-labels/{label['id']}", ("label", "interest_status_label")),
    ):  # fmt: skip
        before = await ok(api.get(path))
        for name in names:
            assert f"body/{name} must NOT be null" in await refused(api.patch(path, json={name: None}), 400)
        await refused(api.patch(path, json={}), 400)
        await refused(api.patch(path, json={"nobody": "knows this"}), 400)
        assert "object" in await refused(api.patch(path, content=b""), 400)
        assert await ok(api.get(path)) == before
    for dates in ({"start_date": "2026-02-30"}, {"end_date": "20260302"}, {"start_date": "soon"}):
        body = {"name": "x", "campaign_schedule": SCHEDULE | dates}
        assert 'must match format "date"' in await refused(api.post("/campaigns", json=body), 400)


async def test_a_shared_campaign_is_copied_and_its_copies_are_not_shared(api: Api, clock: Any) -> None:
    made = await a_campaign(api, sequences=sequence("<p>Hi</p>"))
    assert (await api.post(f"/campaigns/{made['id']}/from-export")).status_code == 403
    assert (await api.post(f"/campaigns/{made['id']}/share")).status_code == 204
    for copied in ("from-export", "duplicate"):
        copy = await ok(api.post(f"/campaigns/{made['id']}/{copied}"))
        assert copy["name"] == "Spring (copy)"
        assert copy["sequences"] == made["sequences"]
        assert copy["status"] == 0
        refusal = await api.post(f"/campaigns/{copy['id']}/from-export")
        assert (refusal.status_code, set(refusal.json())) == (403, {"message"})
    assert await ok(api.post(f"/campaigns/{made['id']}/export")) == await ok(api.get(f"/campaigns/{made['id']}"))
    clock.advance(7 * 86_400 + 1)
    assert (await api.post(f"/campaigns/{made['id']}/from-export")).status_code == 403


async def test_campaigns_of_a_contact_in_the_order_asked_for(api: Api) -> None:
    for name in ("Beta", "Alpha", "Gamma"):
        campaign = await a_campaign(api, name)
        if name != "Gamma":
            await a_lead(api, campaign=campaign["id"])

    async def found(**params: str) -> list[str]:
        params = {"search": "Ada@Acme.example", **params}
        return [c["name"] for c in (await ok(api.get("/campaigns/search-by-contact", params=params)))["items"]]

    assert await found() == ["Beta", "Alpha"]
    assert await found(sort_order="desc") == ["Alpha", "Beta"]
    assert await found(sort_column="name") == ["Alpha", "Beta"]
    assert await found(sort_column="name", sort_order="desc") == ["Beta", "Alpha"]
    assert await found(search="nobody@acme.example") == []
    assert await found(search="") == []
    await refused(api.get("/campaigns/search-by-contact", params={"sort_order": "up"}), 400)


async def test_limits_on_companies_and_routing_mean_what_they_say(api: Api, core: Core) -> None:
    async def kept(id: str) -> tuple[int | None, str, list[tuple[bool, tuple[str, ...], tuple[str, ...]]]]:
        async with core.scope(1) as scope:
            s = (await campaigns.get(scope, ids.to_id("campaign", id) or 0)).settings
        return s.domain_daily_limit, s.domain_limit_scope, [(r.sends, r.recipients, r.senders) for r in s.routing]

    made = await a_campaign(api)
    assert "limit_emails_per_company_override" not in made
    assert "provider_routing_rules" not in made
    for given, limit in (
        ({"mode": "custom", "daily_limit": 3, "scope": "per_campaign"}, (3, "campaign")),
        ({"mode": "custom", "daily_limit": 2, "scope": "across_workspace"}, (2, "workspace")),
        ({"mode": "custom"}, (10, "campaign")),
        ({"mode": "disabled"}, (0, "campaign")),
        (None, (None, "campaign")),
    ):
        changed = await ok(api.patch(f"/campaigns/{made['id']}", json={"limit_emails_per_company_override": given}))
        assert changed.get("limit_emails_per_company_override") == given
        assert (await kept(made["id"]))[:2] == limit
    for bad in (
        {"mode": "perhaps"},
        {"daily_limit": 3},
        {"mode": "custom", "daily_limit": 0},
        {"mode": "custom", "scope": "all"},
    ):
        await refused(api.patch(f"/campaigns/{made['id']}", json={"limit_emails_per_company_override": bad}), 400)
    rules = [
        {"action": "send", "recipient_esp": ["google", "outlook"], "sender_esp": ["google"]},
        {"action": "do_not_send", "recipient_esp": ["other"], "sender_esp": ["all"]},
    ]
    changed = await ok(api.patch(f"/campaigns/{made['id']}", json={"provider_routing_rules": rules, "match_lead_esp": True}))
    assert changed["provider_routing_rules"] == rules
    assert changed["match_lead_esp"] is True
    everyone = ("google", "outlook", "other")
    assert (await kept(made["id"]))[2] == [(True, ("google", "outlook"), ("google",)), (False, ("other",), everyone)]
    for bad in ([{"action": "send"}], [rules[0] | {"action": "wait"}], [rules[0] | {"sender_esp": ["zoho"]}], "google"):
        await refused(api.patch(f"/campaigns/{made['id']}", json={"provider_routing_rules": bad}), 400)
    changed = await ok(api.patch(f"/campaigns/{made['id']}", json={"provider_routing_rules": [], "match_lead_esp": None}))
    assert changed["match_lead_esp"] is False
    assert (await kept(made["id"]))[2] == []
    async with core.scope(1) as scope:  # changed on another surface: shown as it is now
        id = ids.to_id("campaign", made["id"]) or 0
        await campaigns.update(scope, id, settings={"domain_daily_limit": 7, "routing": [
            {"sends": True, "recipients": ["google"], "senders": ["other"]}]})  # fmt: skip
    shown = await ok(api.get(f"/campaigns/{made['id']}"))
    assert shown["limit_emails_per_company_override"] == {"mode": "custom", "daily_limit": 7, "scope": "per_campaign"}
    assert shown["provider_routing_rules"] == [{"action": "send", "recipient_esp": ["google"], "sender_esp": ["other"]}]


async def test_a_subsequence_follows_its_campaign_in_what_is_not_its_own(api: Api, core: Core) -> None:
    made = await a_campaign(api, daily_limit=50)
    body = {"parent_campaign": made["id"], "conditions": {}}
    follows = await ok(api.post("/subsequences", json=body | {"name": "Follows"}))
    own = await ok(api.post("/subsequences", json=body | {
        "name": "Own", "subsequence_schedule": SCHEDULE, "daily_limit_mode": "custom", "daily_limit": 5,
        "ignore_account_daily_limit": True}))  # fmt: skip
    assert own["ignore_account_daily_limit"] is True
    assert follows["ignore_account_daily_limit"] is False
    other = {"schedules": [SCHEDULE["schedules"][0] | {"timezone": "Asia/Tehran"}]}
    changes = {"campaign_schedule": other, "daily_limit": 9, "email_gap": 4, "stop_on_reply": False, "is_evergreen": False}
    await ok(api.patch(f"/campaigns/{made['id']}", json=changes))
    async with core.scope(1) as scope:
        first, second = [await campaigns.get(scope, ids.to_id("subsequence", s["id"]) or 0) for s in (follows, own)]
    assert (first.schedule["timezone"], first.daily_limit) == ("Asia/Tehran", 9)
    assert (second.schedule["timezone"], second.daily_limit) == ("America/Chicago", 5)
    assert first.min_gap_seconds == second.min_gap_seconds == 240
    assert not first.settings.stop_on_reply
    assert first.settings.evergreen
    assert second.settings.evergreen
    assert second.settings.ignore_sender_limits
    assert not first.settings.ignore_sender_limits


async def test_a_copy_of_a_subsequence_follows_the_campaign_that_it_is_made_for(api: Api, core: Core) -> None:
    made = await a_campaign(api, daily_limit=50)
    theirs = {"schedules": [SCHEDULE["schedules"][0] | {"timezone": "Asia/Tehran"}]}
    to = await a_campaign(api, name="To", daily_limit=9, email_gap=4, stop_on_reply=False, campaign_schedule=theirs)
    inner = await ok(api.post("/subsequences", json={
        "parent_campaign": made["id"], "conditions": {}, "name": "Inner", "ignore_account_daily_limit": True}))  # fmt: skip
    copy = await ok(api.post(f"/subsequences/{inner['id']}/duplicate", json={"parent_campaign": to["id"]}))
    async with core.scope(1) as scope:
        found = await campaigns.get(scope, ids.to_id("subsequence", copy["id"]) or 0)
    assert (found.schedule["timezone"], found.daily_limit, found.min_gap_seconds) == ("Asia/Tehran", 9, 240)
    settings = found.settings
    assert (settings.stop_on_reply, settings.evergreen, settings.ignore_sender_limits) == (False, True, True)


async def test_holidays_set_elsewhere_stay_and_are_not_shown(api: Api, core: Core) -> None:
    made = await a_campaign(api)
    id = ids.to_id("campaign", made["id"]) or 0
    async with core.scope(1) as scope:
        kept = await campaigns.get(scope, id)
        await campaigns.update(scope, id, schedule=kept.schedule | {"holidays": ["DE"]})
    changed = await ok(api.patch(f"/campaigns/{made['id']}", json={"campaign_schedule": SCHEDULE}))
    assert changed["campaign_schedule"] == SCHEDULE
    async with core.scope(1) as scope:
        assert (await campaigns.get(scope, id)).schedule["holidays"] == ["DE"]


async def test_variables_that_leads_bring_are_the_campaigns(api: Api) -> None:
    made = await a_campaign(api)
    assert made["custom_variables"] is None
    await a_lead(api, campaign=made["id"], custom_variables={"city": "Ulm", "age": 36})
    await ok(api.post(f"/campaigns/{made['id']}/variables", json={"variables": ["team", "city"]}))
    rows = [{"email": "b@acme.example", "custom_variables": {"vip": True}}, {"email": "nonsense", "custom_variables": {"no": 1}}]
    await ok(api.post("/leads/add", json={"campaign_id": made["id"], "leads": rows}))
    shown = await ok(api.get(f"/campaigns/{made['id']}"))
    assert list(shown["custom_variables"]) == ["age", "city", "team", "vip"]


async def test_accounts_of_a_campaign_and_its_subsequences(api: Api, core: Core, mailbox: str) -> None:
    made = await a_campaign(api, sequences=sequence("<p>Hi</p>"), email_list=[mailbox])
    child = await ok(api.post("/subsequences", json={"parent_campaign": made["id"], "name": "More", "conditions": {}}))
    inner = ids.to_id("subsequence", child["id"]) or 0
    async with core.scope(1) as scope:
        second = await a_sender(scope, "otto@sender.example")
    both = await ok(api.patch(f"/campaigns/{made['id']}", json={"email_list": [mailbox, "Otto@sender.example"]}))
    assert [address.lower() for address in both["email_list"]] == [mailbox, "otto@sender.example"]
    async with core.scope(1) as scope:
        assert len(await campaign_senders.links(scope, inner)) == 2
        await staffing.delete_sender(scope, second.id)
    kept = await ok(api.patch(f"/campaigns/{made['id']}", json={"email_list": both["email_list"]}))
    assert len(kept["email_list"]) == 2
    assert (await ok(api.patch(f"/campaigns/{made['id']}", json={"email_list": [mailbox]})))["email_list"] == [mailbox]
    assert "no account" in await refused(api.patch(f"/campaigns/{made['id']}", json={"email_list": ["otto@sender.example"]}), 400)


async def test_a_window_on_no_day_is_kept_beside_others(api: Api) -> None:
    idle = {"name": "Idle", "timing": {"from": "20:00", "to": "22:00"}, "days": {"6": None}, "timezone": "America/Chicago"}
    made = await a_campaign(api, campaign_schedule={"schedules": [*SCHEDULE["schedules"], idle]})
    assert made["campaign_schedule"]["schedules"][1]["days"] == {"6": None}


async def test_campaigns_of_a_contact_are_in_an_order_that_is_known(api: Api) -> None:
    answer = await api.get("/campaigns/search-by-contact", params={"search": "a@b.example", "sort_column": "luck"})
    assert answer.status_code == 400
    assert answer.json()["message"] == "querystring/sort_column must be equal to one of the allowed values"


@pytest.mark.parametrize("name", ["status", "exclude_status"])
async def test_a_status_that_no_campaign_can_have_is_refused(api: Api, name: str) -> None:
    answer = await api.get("/campaigns", params={name: 7})
    assert answer.status_code == 400
    assert answer.json()["message"] == f"querystring/{name} must be equal to one of the allowed values"


async def test_several_windows_in_several_zones(api: Api, core: Core) -> None:
    second = {"name": "Late", "timing": {"from": "20:00", "to": "22:00"}, "days": {"6": True}, "timezone": "Asia/Dubai"}
    schedule = {"schedules": [*SCHEDULE["schedules"], second], "start_date": "2026-03-01", "end_date": "2026-05-01"}
    made = await a_campaign(api, campaign_schedule=schedule)
    assert made["campaign_schedule"] == schedule
    async with core.scope(1) as scope:
        stored = await campaigns.get(scope, ids.to_id("campaign", made["id"]) or 0)
    assert stored.schedule["timezone"] == "America/Chicago"
    assert [w.get("timezone") for w in stored.schedule["windows"]] == [None, "Asia/Dubai"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"campaign_schedule": {"schedules": []}}, "campaign_schedule/schedules"),
        ({"campaign_schedule": None}, "campaign_schedule"),
        ({"name": " "}, "name"),
        ({"name": 7}, "body/name must be string"),
        ({"email_list": ["nobody@nowhere.example"]}, "email_list"),
        ({"daily_limit": -1}, "daily_limit"),
        ({"daily_limit": True}, "daily_limit"),
        ({"sequences": [{"steps": [{"type": "fax", "delay": 1, "variants": []}]}]}, "must be equal to one of the allowed values"),
        (
            {"sequences": [{"steps": [{"type": "email", "delay": 1, "variants": [{"subject": "", "body": "{{#"}] * 27}]}]},
            "variants",
        ),
        ({"owned_by": "0190f3f0-0000-7000-8000-000000000000"}, ""),
        ({"cc_list": ["nonsense"]}, "email"),
    ],
)
async def test_bad_campaigns_are_refused_and_leave_nothing(api: Api, change: dict[str, Any], said: str) -> None:
    response = await api.post("/campaigns", json={"name": "Spring", "campaign_schedule": SCHEDULE, **change})
    assert response.status_code in (400, 404), response.text
    assert said in response.json()["message"], response.text
    assert (await ok(api.get("/campaigns")))["items"] == []


async def test_a_time_zone_that_is_not_listed_is_named(api: Api) -> None:
    schedule = {"schedules": [{**SCHEDULE["schedules"][0], "timezone": "America/New_York"}]}
    message = await refused(api.post("/campaigns", json={"name": "Spring", "campaign_schedule": schedule}), 400)
    assert message == "body/campaign_schedule/schedules/0/timezone must be equal to one of the allowed values"


async def test_copies_variables_and_search_by_contact(api: Api, mailbox: str) -> None:
    made = await a_campaign(api, sequences=sequence("<p>Hi</p>"), email_list=[mailbox])
    await a_lead(api, campaign=made["id"])
    copy = await ok(api.post(f"/campaigns/{made['id']}/duplicate"))
    assert copy["name"] == "Spring (copy)"
    assert copy["sequences"] == made["sequences"]
    assert copy["email_list"] == [mailbox]
    assert (await ok(api.post(f"/campaigns/{made['id']}/export")))["id"] == made["id"]
    response = await api.post(f"/campaigns/{made['id']}/from-export")
    assert response.status_code == 403
    assert set(response.json()) == {"message"}
    assert (await api.post(f"/campaigns/{made['id']}/share")).status_code == 204
    taken = await ok(api.post(f"/campaigns/{made['id']}/from-export"))
    assert taken["id"] != made["id"]
    assert taken["email_list"] == []
    assert taken["sequences"] == made["sequences"]
    named = await ok(api.post(f"/campaigns/{made['id']}/variables", json={"variables": ["city", "city", "team"]}))
    assert set(named["custom_variables"]) == {"city", "team"}
    found = await ok(api.get("/campaigns/search-by-contact", params={"search": "ada@acme.example"}))
    assert [c["id"] for c in found["items"]] == [made["id"]]


async def test_leads_move_as_a_job(api: Api, core: Core) -> None:
    source, target, people = await a_campaign(api), await a_campaign(api, "Autumn"), await a_list(api)
    for n in range(3):
        await a_lead(
            api, f"p{n}@acme.example", campaign=source["id"], first_name=f"Pat{n}", lt_interest_status=1, pl_value_lead="9"
        )
    body = {"campaign": source["id"], "to_campaign_id": target["id"], "contacts": ["p0@acme.example", "p1@acme.example"]}
    job = await ok(api.post("/leads/move", json=body))
    assert job["status"] == "pending"
    assert job["type"] == "move-leads"
    assert len(job["id"]) == 24
    assert await do_jobs(core, moves.HANDLERS) == 1
    rows = (await ok(api.post("/leads/list", json={"campaign": target["id"]})))["items"]
    assert [(r["first_name"], r["lt_interest_status"], r["pl_value_lead"]) for r in rows] == [("Pat0", 1, "9"), ("Pat1", 1, "9")]
    assert len((await ok(api.post("/leads/list", json={"campaign": source["id"]})))["items"]) == 1
    await ok(
        api.post(
            "/leads/move",
            json={"campaign": target["id"], "to_list_id": people["id"], "copy_leads": True, "reset_interest_status": True},
        )
    )
    assert await do_jobs(core, moves.HANDLERS) == 1
    copied = (await ok(api.post("/leads/list", json={"list_id": people["id"]})))["items"]
    assert [r["first_name"] for r in copied] == ["Pat0", "Pat1"]
    assert "lt_interest_status" not in copied[0]
    merged = await ok(api.post("/leads/merge", json={"lead_id": copied[0]["id"], "destination_lead_id": copied[1]["id"]}))
    assert merged["id"] == copied[1]["id"]
    await refused(api.get(f"/leads/{copied[0]['id']}"), 404)
    await refused(api.post("/leads/move", json={"campaign": source["id"]}), 400)


async def test_labels_have_numbers_of_their_own(api: Api) -> None:
    made = await ok(api.post("/lead-labels", json={"label": "Hot", "interest_status_label": "positive", "use_with_ai": False}))
    assert made["interest_status"] >= 100
    campaign = await a_campaign(api)
    lead = await a_lead(api, campaign=campaign["id"], lt_interest_status=made["interest_status"])
    assert lead["lt_interest_status"] == made["interest_status"]
    assert [item["id"] for item in (await ok(api.get("/lead-labels")))["items"]] == [made["id"]]
    renamed = await ok(api.patch(f"/lead-labels/{made['id']}", json={"label": "Hotter"}))
    assert renamed["label"] == "Hotter"
    assert renamed["interest_status"] == made["interest_status"]
    await refused(api.post("/lead-labels", json={"label": "hotter", "interest_status_label": "neutral"}), 400)
    assert (await ok(api.post("/lead-labels/ai-reply-label", json={"reply_text": "Yes, I am interested, let us talk"})))["result"]
    await ok(api.request("DELETE", f"/lead-labels/{made['id']}", json={"reassigned_status": 1}))
    assert (await ok(api.get(f"/leads/{lead['id']}")))["lt_interest_status"] == 1
    await refused(api.get(f"/lead-labels/{made['id']}"), 404)


async def test_subsequences_belong_to_a_campaign(api: Api, other: Api, mailbox: str) -> None:
    parent = await a_campaign(api, sequences=sequence("<p>Hi</p>"), email_list=[mailbox])
    conditions = {"crm_status": [1, 2], "lead_activity": [2, 91], "reply_contains": "Price"}
    steps = sequence("<p>More</p>", "<p>Still</p>")
    steps[0]["steps"][0] |= {"pre_delay": 2, "pre_delay_unit": "hours"}
    body = {"parent_campaign": parent["id"], "name": "More", "conditions": conditions, "sequences": steps}
    made = await ok(api.post("/subsequences", json=body))
    assert made["conditions"] == conditions
    assert made["parent_campaign"] == parent["id"]
    assert made["status"] == 0
    assert made["sequences"] == steps
    lead = await a_lead(api, campaign=parent["id"])
    moved = await ok(api.post("/leads/subsequence/move", json={"id": lead["id"], "subsequence_id": made["id"]}))
    assert moved["subsequence_id"] == made["id"]
    assert moved["id"] == lead["id"]
    assert len((await ok(api.post("/leads/list", json={})))["items"]) == 1
    out = await ok(api.post("/leads/subsequence/remove", json={"id": lead["id"]}))
    assert out["subsequence_id"] is None
    assert (await ok(api.post(f"/subsequences/{made['id']}/resume")))["status"] == 1
    assert (await ok(api.post(f"/subsequences/{made['id']}/pause")))["status"] == 2
    assert [s["id"] for s in (await ok(api.get("/subsequences", params={"parent_campaign": parent["id"]})))["items"]] == [
        made["id"]
    ]
    assert (await ok(api.get("/subsequences", params={"parent_campaign_not": parent["id"]})))["items"] == []
    assert (await ok(api.get("/campaigns")))["items"][0]["id"] == parent["id"]
    await refused(api.get(f"/campaigns/{made['id']}"), 404)
    changed = await ok(
        api.patch(
            f"/subsequences/{made['id']}", json={"subsequence_schedule": SCHEDULE, "daily_limit_mode": "custom", "daily_limit": 7}
        )
    )
    assert changed["subsequence_schedule"] == SCHEDULE
    assert changed["daily_limit"] == 7
    copy = await ok(api.post(f"/subsequences/{made['id']}/duplicate", json={"parent_campaign": parent["id"], "name": "Again"}))
    assert copy["name"] == "Again"
    assert copy["conditions"] == conditions
    assert len(await ok(api.get("/subsequences/analytics", params={"campaign_id": parent["id"]}))) == 2
    assert await ok(api.get(f"/subsequences/{made['id']}/analytics/steps")) == []
    await ok(api.get(f"/subsequences/{made['id']}/sending-status"))
    await refused(other.get(f"/subsequences/{made['id']}"), 404)
    await ok(api.delete(f"/subsequences/{made['id']}"))
    await refused(api.get(f"/subsequences/{made['id']}"), 404)


async def test_figures_before_anything_was_sent(api: Api) -> None:
    made = await a_campaign(api)
    assert await ok(api.get("/campaigns/analytics", params={"id": made["id"]})) == []
    assert (await ok(api.get("/campaigns/analytics/overview")))["emails_sent_count"] == 0
    assert await ok(api.get("/campaigns/analytics/daily", params={"start_date": "2026-01-01", "end_date": "2026-03-01"})) == []
    for first in ({}, {"start_date": "0001-01-02"}):
        assert await ok(api.get("/campaigns/analytics/daily", params={"end_date": "0001-01-05", **first})) == []
    assert await ok(api.get("/campaigns/analytics/steps", params={"campaign_id": made["id"]})) == []
    for bad in ({"start_date": "2026-03-02", "end_date": "2026-03-01"}, {"start_date": "yesterday"}):
        response = await api.get("/campaigns/analytics", params=bad)
        assert response.status_code == 400
        assert set(response.json()) == {"message"}


async def test_keys_need_the_scope(api: Api, app: Any, core: Core) -> None:
    from outrider.outreach.base.scope import Actor
    from outrider.outreach.tenancy import keys
    from tests.dialects.clients import client

    async with core.scope(1, Actor("test")) as scope:
        _, reads = await keys.create(scope, "reads", ["leads:read", "campaigns:all"])
        _, all_reads = await keys.create(scope, "all reads", ["all:read"])
    async with client(app, reads) as key:
        await ok(key.post("/leads/list", json={}))
        await a_campaign(key)
        assert "lead_lists:read" in await refused(key.get("/lead-lists"), 403)
        await refused(key.post("/leads", json={"email": "a@b.example"}), 403)
    async with client(app, all_reads) as key:
        await ok(key.get("/lead-lists"))
        await refused(key.post("/lead-lists", json={"name": "x"}), 403)
    async with client(app, "wrong") as key:
        await refused(key.get("/campaigns"), 401)
    await refused(api.get("/no-such-thing"), 404)
    await refused(api.put("/campaigns"), 405)
    await refused(api.post("/campaigns", content=b"{nonsense"), 400)


async def test_no_label_of_ones_own_is_given_by_a_model(api: Api) -> None:
    label = {"label": "Hot", "interest_status_label": "positive"}
    assert "use_with_ai" in await refused(api.post("/lead-labels", json={**label, "use_with_ai": True}), 400)
    made = await ok(api.post("/lead-labels", json=label))
    assert "use_with_ai" in await refused(api.patch(f"/lead-labels/{made['id']}", json={"use_with_ai": True}), 400)
