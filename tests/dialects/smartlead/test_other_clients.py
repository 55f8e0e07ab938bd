"""Requests as public clients of Smartlead make them, with all their arguments: each is done, and nothing of it is passed over.

Written after their sources. Where one sends what no document has, only the one thing that can be meant is taken.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from tests.dialects.clients import Api
from tests.dialects.every_route import Ids
from tests.dialects.test_every_route import a_workspace
from tests.zone import Zone

from outrider.channels.email import verify
from outrider.outreach.base.scope import Core
from outrider.outreach.senders import connecting
from outrider.outreach.senders.senders import Server
from outrider.outreach.tenancy.workspaces import Installed


class Call(NamedTuple):
    """'{kind}' in the path is the id of a thing; 'kind' as a value, too. `ignored`: what is told to be passed over."""

    method: str
    path: str
    query: Mapping[str, Any] = MappingProxyType({})
    body: Any = None
    ignored: str = ""


SPAN = {"start_date": "2026-02-01", "end_date": "2026-03-01"}
SEAT = {"client_id": "<seat>"}
PAGE = {"offset": 0, "limit": 20}
TALK = {"lead_id": "<lead>", "campaign_id": "<campaign>"}
LEAD = {"email": "new@prospect.example", "first_name": "Ada", "last_name": "Byron", "company_name": "Engines",
        "website": "x.example", "phone_number": "+15551234567", "location": "London", "linkedin_profile": "https://www.linkedin.com/in/ada",
        "company_url": "x.example", "custom_fields": {"size": 10, "warm": True, "note": "x"}}  # fmt: skip
FLAGS = {"ignore_global_block_list": True, "ignore_unsubscribe_list": True, "ignore_community_bounce_list": True}
MAILBOX = {"from_name": "Ada", "from_email": "ada@sender.example", "username": "ada@sender.example", "password": "a password",
           "smtp_host": "127.0.0.1", "smtp_port": 2525, "imap_host": "127.0.0.1", "imap_port": 1143, "max_email_per_day": 40,
           "signature": "<p>Ada</p>", "bcc": "crm@sender.example", "smtp_port_type": "TLS"}  # fmt: skip
STEP = {"id": None, "seq_number": 1, "subject": "Hello", "email_body": "<p>Hi</p>", "seq_delay_details": {"delay_in_days": 0}}
VARIANTS = [{"variant_id": letter, "subject": letter, "email_body": letter, "distribution": 50} for letter in "AB"]

# A command line and MCP server that follows the documents closely.
COMMAND_LINE = [
    Call("GET", "/campaigns/", {**SEAT, "include_tags": "true"}),
    Call("POST", "/campaigns/create", body={"name": "Q1", **SEAT}),
    Call("POST", "/campaigns/{campaign}/status", body={"status": "PAUSED"}),
    Call("POST", "/campaigns/{campaign}/settings", body={
        "track_settings": ["DONT_LINK_CLICK"], "stop_lead_settings": "REPLY_TO_AN_EMAIL", "unsubscribe_text": "No more",
        "send_as_plain_text": True, "follow_up_percentage": 40, "ai_esp_matching": True, **SEAT}),
    Call("POST", "/campaigns/{campaign}/schedule", body={
        "timezone": "America/New_York", "days_of_the_week": [1, 2, 3], "start_hour": "08:00", "end_hour": "17:00",
        "min_time_btw_emails": 10, "max_leads_per_day": 50, "schedule_start_time": "2030-01-01T09:00:00Z", **SEAT},
        ignored="client_id"),
    Call("POST", "/campaigns/{campaign}/sequences", body={"sequences": [STEP]}),
    Call("POST", "/campaigns/{campaign}/sequences", body={"sequences": [
        {"id": None, "seq_number": 1, "seq_delay_details": {"delay_in_days": 0}, "seq_variants": VARIANTS}]}),
    Call("GET", "/campaigns/{campaign}/sequences"),
    Call("POST", "/campaigns/{campaign}/leads/{lead}/category", body={"category": "Interested"}),
    Call("GET", "/leads/", {"email": "lead1@prospect.example"}),
    Call("GET", "/leads/fetch-categories", SEAT, ignored="client_id"),
    Call("POST", "/campaigns/{campaign}/leads", body={"lead_list": [LEAD], "allow_duplicate": True, **FLAGS}),
    Call("POST", "/campaigns/{campaign}/leads/{lead}", body={"first_name": "Jane", "custom_fields": {"size": "9"}}),
    Call("POST", "/leads/add-domain-block-list", body={"domain": "rival.example", **SEAT}),
    Call("GET", "/leads/get-domain-block-list", SEAT),
    Call("DELETE", "/leads/remove-domain-block-list", {"domain": "rival.example", **SEAT}, ignored="client_id"),
    Call("DELETE", "/leads/remove-domain-block-list", body={"domain": "own.example"}),
    Call("GET", "/campaigns/{campaign}/leads-export"),
    Call("GET", "/email-accounts/", PAGE),
    Call("GET", "/email-accounts/{sender}/"),
    Call("POST", "/email-accounts/save", body=MAILBOX),
    Call("POST", "/email-accounts/{sender}", body={
        "from_name": "Ada B.", "max_email_per_day": 30, "signature": "x", "smtp_port_type": "SSL", "bcc": "a@sender.example"}),
    Call("PUT", "/email-accounts/suspend/{sender}"),
    Call("DELETE", "/email-accounts/unsuspend/{sender}"),
    Call("POST", "/email-accounts/{sender}/warmup", body={
        "warmup_enabled": True, "total_warmup_per_day": 20, "daily_rampup": 2, "reply_rate_percentage": 30}),
    Call("GET", "/email-accounts/{sender}/warmup-stats"),
    Call("POST", "/campaigns/{campaign}/email-accounts", body={"email_account_id": "<sender>"}),
    Call("DELETE", "/campaigns/{campaign}/email-accounts", {"email_account_id": "<sender>"}),
    Call("POST", "/email-accounts/tag-manager", body={"name": "Gmail", "color": "#4285F4"}),
    Call("POST", "/email-accounts/tag-manager", body={"id": "<tag>", "name": "Google", "color": "#4285F4"}),
    *(Call("POST", f"/master-inbox/{view}", body={**PAGE, "campaign_id": "<campaign>", **SEAT})
      for view in ("inbox-replies", "unread-replies", "archived", "sent", "scheduled", "snoozed", "important", "reminders")),
    Call("GET", "/master-inbox/{enrollment}"),
    Call("PATCH", "/master-inbox/update-category", body={**TALK, "category": "Interested"}),
    Call("PATCH", "/master-inbox/change-read-status", body={**TALK, "is_read": True}),
    Call("POST", "/master-inbox/set-reminder", body={**TALK, "reminder_date": "2030-02-01T09:00:00Z"}),
    Call("PATCH", "/master-inbox/update-revenue", body={**TALK, "revenue": 5000}),
    Call("POST", "/master-inbox/update-team-member", body={**TALK, "team_member_id": "<user>"}),
    Call("POST", "/master-inbox/create-note", body={**TALK, "note": "Called"}),
    Call("POST", "/master-inbox/create-task", body={
        **TALK, "title": "Send proposal", "due_date": "2030-02-01", "description": "Soon"}),
    Call("POST", "/master-inbox/push-to-subsequence", body={**TALK, "subsequence_id": "<subsequence>"}),
    Call("POST", "/campaigns/{campaign}/reply-email-thread", body={
        "lead_id": "<lead>", "email_body": "<p>Thanks</p>", "email_stats_id": "<stats>", "reply_message_id": "<wire>",
        "cc": ["boss@sender.example"], "bcc": ["crm@sender.example"]}),
    Call("POST", "/email-campaigns/forward-reply-email", body={
        **TALK, "to": ["boss@sender.example"], "email_stats_id": "<stats>", "note": "See below"}, ignored="lead_id"),
    Call("GET", "/campaigns/{campaign}/analytics", SEAT),
    Call("GET", "/campaigns/{campaign}/analytics-by-date", {**SPAN, **SEAT}),
    Call("GET", "/campaigns/{campaign}/leads-statistics", SEAT),
    *(Call("GET", f"/analytics/{name}", {**SPAN, **SEAT}) for name in (
        "campaign/overall-stats", "campaign/response-stats", "day-wise-overall-stats", "day-wise-positive-reply-stats",
        "mailbox/domain-wise-health-metrics", "mailbox/name-wise-health-metrics", "mailbox/provider-wise-overall-performance",
        "lead/overall-stats", "lead/category-wise-response", "campaign/follow-up-reply-rate", "campaign/lead-to-reply-time")),
    Call("GET", "/analytics/day-wise-overall-stats", {**SPAN, "campaign_id": "<campaign>"}),
    Call("POST", "/webhooks", body={
        "name": "Replies", "url": "https://hooks.example/x", "events": ["EMAIL_REPLIED", "EMAIL_BOUNCED"], **SEAT}),
    Call("PATCH", "/webhooks/{webhook}", body={"name": "New", "url": "https://hooks.example/y", "events": ["EMAIL_OPENED"]}),
    Call("POST", "/lead-list/", body={"name": "Q1 prospects", **SEAT}, ignored="client_id"),
    Call("GET", "/lead-list/", {**PAGE, **SEAT}, ignored="client_id"),
    Call("PUT", "/lead-list/{list}", body={"name": "Q2 prospects"}),
    Call("POST", "/lead-list/{list}/import", body={"leads": [{**LEAD, "email": "list@prospect.example"}], "allow_duplicate": True,
                                                  **FLAGS}),
    Call("POST", "/lead-list/assign-tags", body={"id": "<list>", "tag_ids": ["<tag>"]}),
    Call("POST", "/leads/push-to-campaign", body={"id": "<list>", "campaign_id": "<campaign>", "allow_duplicate": True, **FLAGS}),
    Call("POST", "/client/save", body={"name": "Acme", "email": "admin@acme.example", "password": "a password",
                                        "logo_url": "https://x.example/l.png"}),
    Call("GET", "/client/api-key", {"clientId": "<seat>", "status": "active", "keyName": "x"}),
    Call("POST", "/client/api-key", body={"client_id": "<seat>", "key_name": "Production"}),
    Call("POST", "/send-email/initiate", body={
        "from": "own@foreign.example", "to": "new@prospect.example", "subject": "Hello", "body": "Hi",
        "email_account_id": "<sender>", "cc": ["boss@sender.example"], "bcc": ["crm@sender.example"]}),
]  # fmt: skip
# One that holds to the newest pages word for word.
STRICT = [
    Call("GET", "/campaigns/{campaign}", {"include_tags": "true"}),
    Call("GET", "/campaigns/{campaign}/leads", {
        **PAGE, "created_at_gt": "2026-01-01T00:00:00Z", "last_sent_time_gt": "2026-01-01T00:00:00Z",
        "event_time_gt": "2026-01-01T00:00:00Z", "status": "INPROGRESS", "lead_category_id": "<category>",
        "emailStatus": "is_opened"}),
    *(Call("GET", "/campaigns/{campaign}/leads", {"emailStatus": status}) for status in (
        "is_opened", "is_clicked", "is_bounced", "is_replied", "is_unsubscribed", "is_spam", "is_accepted",
        "not_replied")),
    *(Call("GET", "/campaigns/{campaign}/leads", {"status": status}) for status in (
        "STARTED", "INPROGRESS", "COMPLETED", "PAUSED", "STOPPED")),
    Call("GET", "/email-accounts", {
        **PAGE, "isInUse": "true", "emailWarmupStatus": "ACTIVE", "isSmtpSuccess": "true", "isWarmupBlocked": "false",
        "esp": "GMAIL", "username": "own", **SEAT, "fetch_campaigns": "true"}),
    Call("GET", "/lead-list", {"listName": "own", "tagIds": "<tag>", **PAGE}),
    Call("GET", "/leads/get-domain-block-list", {
        **PAGE, "filter_client_id": "<seat>", "filter_email_or_domain": "own", "filter_email_with_domain": "own"}),
    Call("POST", "/campaigns/create", body={}),
    Call("POST", "/campaigns/{campaign}/leads", body={"lead_list": [{**LEAD, "email": "strict@prospect.example"}], "settings": {
        **FLAGS, "ignore_duplicate_leads_in_other_campaign": True, "return_lead_ids": True}}),
    Call("POST", "/leads/add-domain-block-list", body={"domain_block_list": ["x.example", "bob@y.example"], **SEAT}),
    Call("DELETE", "/leads/delete-domain-block-list", {"id": "<suppression>"}),
]  # fmt: skip
# Older MCP servers, which take one lead for a list of one, and name things in their own way.
OLDER = [
    Call("PATCH", "/campaigns/{campaign}/status", body={"status": "PAUSED"}),
    Call("POST", "/campaigns/{campaign}/leads", body={"leads": [{**LEAD, "email": "older@prospect.example"}]}),
    Call("POST", "/campaigns/{campaign}/leads", body={
        "campaign_id": "<campaign>", "email": "one@prospect.example", "first_name": "Ada", "company": "Engines",
        "title": "Countess", "phone": "+15551234567", "custom_fields": {"size": "10"}}),
    Call("GET", "/leads", {"campaign_id": "<campaign>", "status": "active", **PAGE, "search": "lead", **SPAN},
         ignored="status, start_date, end_date"),
    Call("GET", "/campaigns/{campaign}/statistics", {
        **PAGE, "email_sequence_number": "1", "email_status": "opened", "sent_time_start_date": "2026-01-01T00:00:00Z",
        "sent_time_end_date": "2026-03-01T00:00:00Z"}),
    Call("GET", "/campaigns/{campaign}/lead-statistics", {
        **PAGE, "created_at_gt": "2026-01-01", "event_time_gt": "2026-01-01"}),
    Call("GET", "/campaigns/{campaign}/mailbox-statistics", {**PAGE, **SPAN, **SEAT, "timezone": "UTC"}),
    Call("GET", "/campaigns/{campaign}/sequence-analytics", {
        "start_date": "2026-02-01 00:00:00", "end_date": "2026-03-01 00:00:00", "time_zone": "America/New_York"}),
    Call("POST", "/campaigns/{campaign}/webhooks", body={
        "id": None, "name": "Hook", "webhook_url": "https://hooks.example/x", "categories": ["Interested"],
        "event_types": ["LEAD_REPLIED", "LEAD_OPENED", "LEAD_CLICKED", "LEAD_BOUNCED", "LEAD_UNSUBSCRIBED"]}),
    Call("DELETE", "/campaigns/{campaign}/webhooks", body={"id": "<webhook>"}),
    Call("GET", "/campaigns/{campaign}/webhooks/summary", {
        "fromTime": "2026-02-01T00:00:00Z", "toTime": "2026-03-01T00:00:00Z"}),
    Call("POST", "/campaigns/{campaign}/webhooks/retrigger-failed-events", body={
        "fromTime": "2026-02-01T00:00:00Z", "toTime": "2026-03-01T00:00:00Z"}),
    Call("GET", "/analytics/team-board/overall-stats", {**SPAN, "full_data": "true"}),
    Call("POST", "/email-accounts/reconnect-failed-email-accounts", body={}),
]  # fmt: skip
# Pieces of automation platforms, which hold to the newer pages' words.
PIECES = [
    Call("POST", "/campaigns/{campaign}/settings", body={
        "track_settings": {"track_open": True, "track_click": False}, "stop_lead_settings": "OPENED_EMAIL"}),
    Call("POST", "/campaigns/{campaign}/settings", body={
        "track_settings": "DONT_TRACK_EMAIL_OPEN", "stop_lead_settings": "CLICKED_LINK"}),
    Call("POST", "/webhook/create", body={
        "name": "Replies", "webhook_url": "https://hooks.example/x", "association_type": "campaign",
        "email_campaign_id": "<campaign>", "event_type_map": {"REPLIED": True, "EMAIL_OPEN": False},
        "category_id_map": {"1": True}}),
    Call("POST", "/webhook/create", body={
        "name": "All", "webhook_url": "https://hooks.example/y", "association_type": "user", "event_type": "EMAIL_BOUNCE"}),
    Call("GET", "/campaigns/{campaign}/leads-statistics", {"limit": 10, "skip": 5}),
    Call("GET", "/campaigns/all-leads-activities", {"limit": 10, "offset": 0}),
    Call("POST", "/campaigns/{campaign}/message-history-for-leads", body={"lead_ids": ["<lead>"]}),
    Call("POST", "/campaigns/{campaign}/message-history-for-leads/bbfbdsFGHlBr76ruhjvh6fhHL",
         {"event_time_gt": "2026-01-01T00:00:00Z", "show_plain_text_response": "true"}, {"lead_ids": ["<lead>"]}),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _no_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "default_resolver", Zone)

    async def prove(smtp: Server, imap: Server, **_: object) -> tuple[Server, Server]:
        return smtp, imap

    monkeypatch.setattr(connecting, "prove", prove)


def named(value: Any, ids: Ids) -> Any:
    """With the ids of things in place of '<kind>'."""
    if isinstance(value, Mapping):
        return {name: named(part, ids) for name, part in value.items()}
    if isinstance(value, list):
        return [named(part, ids) for part in value]
    thing = re.fullmatch(r"<(\w+)>", value) if isinstance(value, str) else None
    return ids[thing[1]] if thing else value


@pytest.mark.timeout(300)
@pytest.mark.parametrize("calls", [COMMAND_LINE, STRICT, OLDER, PIECES], ids=["command line", "strict", "older", "pieces"])
async def test_every_call_is_done_and_nothing_of_it_passed_over(
    api: Api, core: Core, workspace: Installed, calls: list[Call]
) -> None:
    ids = {**await a_workspace(core, workspace, "Own"), "user": workspace.user_id}
    wrong = []
    for call in calls:
        body = {} if call.body is None else {"json": named(call.body, ids)}
        answer = await api.request(call.method, call.path.format(**ids), params=named(call.query, ids), **body)
        ignored = answer.headers.get("X-Outrider-Ignored", "")
        if not answer.is_success or ignored != call.ignored:
            wrong.append(
                f"{call.method} {call.path} {call.query} {call.body}\n    {answer.status_code} {answer.text[:300]} {ignored}"
            )
    assert not wrong, f"{len(wrong)} of {len(calls)}\n" + "\n".join(wrong)
