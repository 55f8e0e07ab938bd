"""Answers have every field that clients of the vendor read."""

from typing import Any

from tests.dialects.clients import Api, ok
from tests.dialects.smartlead.conftest import Talk, a_campaign, leads, mailbox, step

from outrider.dialects import load
from outrider.sandbox.world import World

CAMPAIGN = """id user_id created_at updated_at status name track_settings scheduler_cron_value min_time_btwn_emails
    max_leads_per_day stop_lead_settings unsubscribe_text client_id enable_ai_esp_matching send_as_plain_text
    follow_up_percentage parent_campaign_id"""
STEP = """id created_at updated_at email_campaign_id seq_number seq_delay_details subject email_body sequence_variants"""
VARIANT = "id is_deleted subject email_body email_campaign_seq_id variant_label"
CAMPAIGN_LEAD = "campaign_lead_map_id lead_category_id status created_at lead"
LEAD = """id email first_name last_name phone_number company_name website location linkedin_profile company_url
    custom_fields is_unsubscribed unsubscribed_client_id_map"""
IN_CAMPAIGN = "campaign_lead_map_id lead_category_id campaign_id campaign_name client_id client_email"
MESSAGE = "stats_id from to type message_id time subject email_body email_seq_number open_count click_count click_details"
STATISTIC = """lead_name lead_email lead_category sequence_number stats_id email_campaign_seq_id seq_variant_id
    email_subject email_message sent_time open_time click_time reply_time open_count click_count is_unsubscribed
    is_bounced"""
ANALYTICS = """id user_id created_at status name start_date end_date sent_count unique_sent_count open_count
    unique_open_count click_count unique_click_count reply_count block_count total_count drafted_count bounce_count
    unsubscribed_count sequence_count client_id client_name client_email parent_campaign_id tags campaign_lead_stats"""
STANDS = "total notStarted inprogress completed paused stopped blocked interested"
ACCOUNT = """id created_at updated_at user_id from_name from_email username smtp_host smtp_port smtp_port_type imap_host
    imap_port imap_port_type message_per_day different_reply_to_address is_different_imap_account imap_username signature
    custom_tracking_domain bcc_email is_smtp_success is_imap_success smtp_failure_error imap_failure_error type
    daily_sent_count client_id campaign_count warmup_details warmup_enabled"""
WARMUP = "id status reply_rate warmup_key_id total_sent_count total_spam_count warmup_reputation"
WARMUP_STATS = "id sent_count spam_count inbox_count warmup_email_received_count stats_by_date"
WARMUP_DAY = "id date sent_count reply_count save_from_spam_count"
ATTACHED = "id email_campaign_id email_account_id updated_at"
ADDED = """ok upload_count total_leads already_added_to_campaign duplicate_count invalid_email_count unsubscribed_leads
    block_count is_lead_limit_exhausted added_count skipped_count"""
ITEM = """campaign_lead_map_id email_lead_map_id email_lead_id email_campaign_id email_campaign_name email_account_id
    lead_first_name lead_last_name lead_email lead_status lead_category_id current_sequence_number last_sent_time
    last_reply_time has_new_unread_email is_important is_archived is_snoozed team_member_id client_id sub_sequence_id
    belongs_to_sub_sequence campaign_sending_schedule revenue lead campaign email_account last_message category stats
    is_read"""
LIST = "id list_name leads_count active_leads_count tag_ids created_at updated_at"
IMPORTED = "uploadedCount duplicateCount invalidCount totalCount"
SAVED = "ok message emailAccountId warmupKey"


def has(found: dict[str, Any], names: str) -> None:
    assert not (missing := set(names.split()) - set(found)), sorted(missing)


async def test_campaigns_sequences_and_leads(api: Api) -> None:
    id = await a_campaign(api)
    for found in (await ok(api.get(f"/campaigns/{id}")), (await ok(api.get("/campaigns")))[0]):
        has(found, CAMPAIGN)
    variants = {"seq_variants": [{"subject": "A", "email_body": "a", "variant_label": "A"}]}
    await ok(api.post(f"/campaigns/{id}/sequences", json={"sequences": [step(1), {**step(2), **variants}]}))
    first, second = await ok(api.get(f"/campaigns/{id}/sequences"))
    has(first, STEP)
    has(second["sequence_variants"][0], VARIANT)
    assert first["seq_delay_details"]["delayInDays"] == 0
    assert second["seq_delay_details"]["delayInDays"] == 3
    has(await ok(api.post(f"/campaigns/{id}/leads", json={"lead_list": leads(1)})), ADDED)
    page = await ok(api.get(f"/campaigns/{id}/leads"))
    has(page, "total_leads offset limit data")
    has(page["data"][0], CAMPAIGN_LEAD)
    has(page["data"][0]["lead"], LEAD)
    one = await ok(api.get("/leads/", params={"email": "lead1@prospect.example"}))
    has(one, LEAD)
    has(one["lead_campaign_data"][0], IN_CAMPAIGN)
    has(await ok(api.get("/leads/global-leads")), "data skip limit hasMore")


async def test_lists_and_imports(api: Api) -> None:
    made = await ok(api.post("/lead-list/", json={"list_name": "Spring"}))
    has(made, LIST)
    has((await ok(api.get("/lead-list/")))["data"][0], LIST)
    imported = await ok(api.post(f"/lead-list/{made['id']}/import", json={"file_name": "a", "lead_list": leads(2)}))
    has(imported, IMPORTED)
    assert imported["totalCount"] == 2


async def test_accounts_and_warm_up(api: Api, world: World) -> None:
    saved = await ok(api.post("/email-accounts/save", json=mailbox(world)))
    has(saved, SAVED)
    account = await ok(api.get(f"/email-accounts/{saved['emailAccountId']}"))
    has(account, ACCOUNT)
    has(account["warmup_details"], WARMUP)
    stats = await ok(api.get(f"/email-accounts/{account['id']}/warmup-stats"))
    has(stats, WARMUP_STATS)
    assert len(stats["stats_by_date"]) == 7
    has(stats["stats_by_date"][0], WARMUP_DAY)
    id = await a_campaign(api)
    for _ in range(2):  # the second time is no error
        attached = await ok(api.post(f"/campaigns/{id}/email-accounts", json={"email_account_ids": [account["id"]]}))
        has(attached["result"][0], ATTACHED)


async def test_conversations_and_figures(api: Api, talk: Talk) -> None:
    page = await ok(api.post("/master-inbox/inbox-replies", json={}))
    has(page, "messages data total_count offset limit")
    has(page["data"][0], ITEM)
    history = await ok(api.get(f"/campaigns/{talk.campaign}/leads/{talk.lead}/message-history"))
    has(history, "history from to")
    assert [m["type"] for m in history["history"]] == ["SENT", "REPLY"]
    for message in history["history"]:
        has(message, MESSAGE)
    statistics = await ok(api.get(f"/campaigns/{talk.campaign}/statistics"))
    has(statistics, "total_stats offset limit data")
    has(statistics["data"][0], STATISTIC)
    analytics = await ok(api.get(f"/campaigns/{talk.campaign}/analytics"))
    has(analytics, ANALYTICS)
    has(analytics["campaign_lead_stats"], STANDS)
    assert all(isinstance(v, str) for k, v in analytics.items() if k.endswith("_count"))
    assert isinstance(statistics["total_stats"], str)


async def test_one_inbox_has_the_replies_of_every_campaign_and_sender(api: Api, talk: Talk, second_talk: Talk) -> None:  # rule 1
    assert talk.campaign != second_talk.campaign
    assert talk.account != second_talk.account
    items = (await ok(api.post("/master-inbox/inbox-replies", json={})))["data"]
    assert {(i["email_campaign_id"], i["email_account_id"]) for i in items} == {
        (t.campaign, t.account) for t in (talk, second_talk)
    }
    only = (await ok(api.post("/master-inbox/inbox-replies", json={"filters": {"emailAccountId": second_talk.account}})))["data"]
    assert [i["email_campaign_id"] for i in only] == [second_talk.campaign]


def test_the_skill_offers_conservative_settings() -> None:  # rule 14
    skill = " ".join((load("smartlead").skill() or "").split())
    for advice in (
        "30 new leads a day and sender",
        "business hours",
        "REPLY_TO_AN_EMAIL",
        "Plain text",
        "no open or click tracking",
    ):
        assert advice in skill, advice
