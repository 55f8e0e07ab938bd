"""Where each behaviour that the vendor's document states is shown: by operation, the tests that fail without it."""

from importlib import import_module

from outrider.dialects import load

# By operation ("*": all of them): what is stated, in our words, and the test.
SHOWN: dict[str, dict[str, str]] = {
    "*": {
        "401 without a key, 403 without the scope": "access.every_operation_401_without_a_good_key_and_403_without_its_scope",
        "401 for a revoked or malformed key": "access.a_key_in_another_scheme_or_revoked_is_401",
        "60 a minute, in fixed windows; 429": "access.the_61st_request_of_a_minute_is_429_and_the_next_minute_is_free",
        "the limit is each key's own": "access.each_key_of_a_workspace_has_a_limit_of_its_own",
        "the limit is exact": "access.the_limit_is_exact_under_four_processes",
        "rate headers on every answer": "access.every_answer_carries_the_rate_limit",
        "cursors to the last page, stable meanwhile": "cursors.every_list_is_stable_while_rows_are_inserted",
        "limit 1 to 500": "cursors.limit_is_100_unless_said_and_at_most_500",
        "limit 100 by default": "cursors.every_list_has_100_rows_a_page_unless_told",
        "statuses and schemas of every answer": "schemathesis.every_operation_keeps_to_the_document",
    },
    "list_campaigns": {
        "newest first; status, figures, accounts, list": "campaigns.list_campaigns_newest_first_with_figures_accounts_and_list",
        "completed": "states.list_campaigns_shows_a_campaign_completed_when_nobody_is_left",
    },
    "run_campaign_action": {
        "what start requires": "campaigns.start_needs_list_schedule_message_account_and_session",
        "states, else 409; start enrolls all": "campaigns.lifecycle_start_draft_only_pause_active_only_resume_paused_only",
        "resume only flips": "states.resume_only_flips_the_campaign_back",
        "404, 400": "campaigns.actions_404_and_400",
    },
    "list_campaign_leads": {
        "newest first; state, status, priority, intent, sender, timeline":
            "campaigns.list_campaign_leads_newest_first_with_state_priority_intent_sender_and_timeline",
        "InMail state": "states.list_campaign_leads_shows_inmail_sent_and_replied",
        "every action": "states.list_campaign_leads_shows_every_kind_of_action",
        "every status; what is to come": "states.list_campaign_leads_status_and_timeline_of_those_who_do_not_go_on",
        "404": "campaigns.list_campaign_leads_404_and_400",
    },
    "save_message_overrides": {
        "exact text, upserted by slot, before and after enrollment":
            "campaigns.save_message_overrides_wins_over_the_template_saved_before_and_after_enrollment",
        "1 to 10, 8000 characters, the slot must be there (400); 404; 409": "campaigns.save_message_overrides_400_404_409",
        "which message a stage is": "campaigns.slots_follow_the_steps_that_name_them",
    },
    "list_linkedin_accounts": {
        "newest first; status, tier, limits, warm-up":
            "campaigns.list_linkedin_accounts_newest_first_with_limits_status_tier_and_counts",
        "counts, last run, cool-down": "states.list_linkedin_accounts_shows_what_they_did_and_who_has_not_answered",
    },
    "list_lead_lists": {"newest first, with counts": "lists.list_lead_lists_newest_first_with_member_counts"},
    "create_lead_lists": {
        "201 with data and summary": "lists.create_lead_lists_makes_them_and_counts",
        "unique names": "lists.create_lead_lists_suffixes_names_that_collide",
        "unique names under concurrency": "lists.create_lead_lists_keeps_names_unique_under_concurrency",
        "207 with what was malformed": "lists.create_lead_lists_reports_malformed_entries_with_207",
    },
    "get_lead_list": {"count; 404": "lists.get_lead_list_counts_members_and_404"},
    "list_lead_list_leads": {
        "newest membership first; 404": "lists.list_lead_list_leads_newest_membership_first",
        "company, heat": "states.leads_of_the_workspace_and_of_a_list_show_company_and_heat",
    },
    "create_leads": {
        "one: created, added, there already; 201, 200":
            "lists.create_leads_single_says_created_added_existing_and_already_in_list",
        "several: 201, 200, 207": "lists.create_leads_batch_statuses",
        "up to 100": "lists.create_leads_takes_a_hundred_at_once",
        "malformed entries": "lists.create_leads_batch_of_nothing_good_is_207_with_why",
        "failed entries": "lists.create_leads_reports_who_may_not_be_processed_as_failed",
        "nobody twice": "lists.create_leads_is_deduplicated_against_the_workspace_by_profile_and_by_address",
        "404": "lists.create_leads_404_for_a_list_that_is_not_there_or_not_ours",
    },
    "list_leads": {
        "newest first, with lists": "leads.list_leads_newest_first_with_their_lists",
        "search": "leads.list_leads_query_needs_every_word_in_any_field_and_case",
        "by lists": "leads.list_leads_list_ids_keeps_to_those_lists",
        "company, heat": "states.leads_of_the_workspace_and_of_a_list_show_company_and_heat",
    },
    "get_lead": {
        "lists, heat; 404": "leads.get_lead_shows_it_with_heat_and_lists_or_404",
        "heat and its reason": "leads.heat_follows_what_the_lead_did",
    },
    "enrich_lead": {
        "enriched, already_enriched; charged once": "leads.enrich_lead_fills_blanks_charges_once_then_is_already_enriched",
        "insufficient_credits": "leads.enrich_lead_without_credits_asks_nobody",
        "failed": "leads.enrich_lead_whom_the_provider_does_not_know_failed_costs_nothing",
        "once under concurrency": "leads.fifty_calls_at_once_charge_once",
        "the balance under concurrency": "leads.fifty_leads_and_three_credits_charge_three",
        "once after a crash": "leads.a_call_that_died_is_taken_over_without_a_second_charge",
        "404": "leads.enrich_lead_404",
        "502": "leads.enrich_lead_502_when_the_provider_fails_and_the_credit_comes_back",
    },
    "list_conversations": {
        "latest message first; lead, account, intent, unread, preview":
            "conversations.list_conversations_latest_message_first_with_lead_account_intent_and_preview",
        "filters": "conversations.list_conversations_unread_only_and_by_account",
        "those nobody has answered in": "states.a_conversation_begins_with_the_first_message_not_with_the_first_answer",
        "stable meanwhile": "cursors.conversations_and_messages_are_stable_while_people_write",
    },
    "get_conversation": {
        "oldest message first, in pages; 404": "conversations.get_conversation_oldest_message_first_in_pages_or_404",
    },
    "send_conversation_message": {
        "ok": "conversations.send_message_leaves_once_and_shows_in_the_conversation",
        "pending": "conversations.send_message_pending_until_the_engine_has_sent_it",
        "8000 characters; 404": "conversations.send_message_400_and_404",
        "502": "conversations.send_message_502_when_linkedin_refuses_it",
        "503": "conversations.send_message_503_while_it_cannot_be_sent_at_all",
    },
}  # fmt: skip


def test_every_operation_is_there_and_every_test() -> None:
    assert SHOWN.keys() - {"*"} == {tool.name for tool in load("networkhq").tools()}
    for stated in SHOWN.values():
        for name in stated.values():
            module, _, test = name.partition(".")
            assert hasattr(import_module(f"tests.dialects.networkhq.test_{module}"), f"test_{test}"), name
