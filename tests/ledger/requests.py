"""What requests need beyond the samples of their fields to get through: by route, values of the body and the query."""

import json
import re
from collections.abc import Mapping
from typing import Any

from outrider.store.ids import KINDS as UUIDS
from outrider.store.ids import to_uuid
from tests.dialects.every_route import NUMBERED, Ids, Json, Route

# A regular expression of 'dialect METHOD path' -> names and values; '?name' goes into the query, '@name' is a header, '' is the
# whole body. '{kind}' is the id of a thing, None takes a field out of the request.
STEP = {"type": "email", "delay": 2, "variants": [{"subject": "Hello", "body": "Body"}]}
SCHEDULE = {"name": "x", "timing": {"from": "08:00", "to": "18:00"}, "days": {"1": True}, "timezone": "America/Chicago"}
FILTERS = {
    "title": {"include": ["Founder"], "exclude": ["Intern"]},
    "keyword_filter": {"include": "people, machines"},
    "employeeCount": [{"op": "gte", "min": 1}],
}
PASSWORD = "a password"  # of every mailbox of the test's mail servers
WEEKLY = {"days": {"1": True}, "timing": {"from": "08:00"}, "timezone": "America/Chicago"}
MAILBOX = {
    "from_name": "Sample", "from_email": "new@wire.example", "username": "new@wire.example", "password": PASSWORD,
    "smtp_host": "{mail_host}", "smtp_port": "{smtp_port}", "imap_host": "{mail_host}", "imap_port": "{imap_port}",
}  # fmt: skip
ACCOUNT = {
    "email": "new@wire.example", "first_name": "Sample", "last_name": "Sample", "provider_code": 1,
    "smtp_username": "new@wire.example", "smtp_password": PASSWORD, "smtp_host": "{mail_host}", "smtp_port": "{smtp_port}",
    "imap_username": "new@wire.example", "imap_password": PASSWORD, "imap_host": "{mail_host}", "imap_port": "{imap_port}",
    "warmup": {"limit": 5},
}  # fmt: skip
SERVERS = {
    "smtp": {"host": "{mail_host}", "port": "{smtp_port}", "password": PASSWORD},
    "imap": {"host": "{mail_host}", "port": "{imap_port}", "password": PASSWORD},
}
NEEDED: Mapping[str, Json] = {
    r"outrider POST /templates": {"steps": [{"subject": "Hello", "body": "Body"}]},
    r"outrider POST /senders": {"address": "new@wire.example", **SERVERS},
    r"multilead .*/change_password": {"oldPassword": "Sample-1234", "newPassword": "Sample-12345"},
    r"multilead .*/resend_confirmation": {"email": "owner@example.com"},
    r"multilead .*/send_message": {"leadId": "{enrollment}"},
    r"multilead .*/transfer_credits": {"destinationUserId": "{other_user}"},
    r"multilead .*/delete_global_webhook": {"url": "https://hooks.example/x", "arrayOfActions": [4], "arrayOfIds": ["{webhook}"]},
    r"multilead .*/connect_linkedin": {"linkedinPassword": "Sample-1234", "linkedinEmail": "sample@prospect.example"},
    r"multilead .*/saved_sequences": {"steps": [{"action": "message", "message": "Sample"}]},
    r"multilead .*/update_team_member": {"email": "own@foreign.example"},
    r"networkhq POST .*/lead_lists/{lead_list_id}/leads": {
        "": {
            "leads": [
                {"first_name": "Sample", "last_name": "Sample", "linkedin_url": "https://www.linkedin.com/in/sample-7"},
            ]
        }
    },
    r"makinari .*/qualify": {"email": "lead1@prospect.example"},
    r"makinari GET /v/.*": {"@User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"},
    r"outrider POST /campaigns(/{campaign_id})?": {
        "steps": [
            {"action": "email", "wait_days": 0, "subject": "Sample", "body": "Sample"},
        ]
    },
    r"outrider POST /conversations/{conversation_id}/category": {"category": "Interested"},
    r"smartlead .*/send-email/initiate": {"to": "sample@prospect.example"},
    r"smartlead .*/spam-test/(manual|schedule)": {"sender_accounts": ["{address}"]},
    r"smartlead .*/(add-domain-block-list)": {"domain_block_list": ["sample.example"]},
    r"smartlead .*/block-domains": {"domains": ["sample.example"]},
    r"smartlead .*/remove-domain-block-list": {"?domain": "own.example"},
    r"smartlead .*/push-to-list": {"list_id": "{list}", "lead_ids": ["{lead}"], "list_name": None},
    r"smartlead .*/send-test-email": {"custom_email_address": "sample@prospect.example"},
    r"smartlead .*/email-accounts/save": MAILBOX,
    r"smartlead .*/(top-level-analytics|analytics)-by-date": {"?start_date": "2026-02-01", "?end_date": "2026-03-03"},
    r"smartlead DELETE .*/campaigns/{campaign_id}/webhooks": {"id": "{webhook}"},
    r"instantly .*-leads-from-supersearch": {"search_filters": FILTERS},
    r"instantly .*/enrich-leads-from-supersearch": {"limit": 5, "resource_type": 2},
    r"instantly .*/signal-keywords-facet": {"field": "title", "category": "x"},
    r"instantly .*/supersearch-enrichment": {"type": "fully_enriched_profile"},
    r"instantly .*/supersearch-enrichment/{resource_id}/settings": {"auto_update": True},
    r"instantly .*/supersearch-enrichment/ai": {"prompt": "Sample", "resource_type": 2, "model_version": "gpt-4o"},
    r"instantly (POST|PATCH) .*/(campaigns|campaigns/{id}|subsequences|subsequences/{id})": {
        "sequences": [{"steps": [STEP, STEP]}]
    },
    r"instantly (POST|PATCH) .*/subsequences(/{id})?": {"subsequence_schedule": {"schedules": [SCHEDULE]}},
    r"instantly .*/leads/merge": {"lead_id": "{enrollment}", "destination_lead_id": "{list_member}"},
    r"instantly .*/leads/move": {"ids": ["{enrollment}"], "to_list_id": "{list}"},
    r"instantly POST .*/accounts": ACCOUNT,
    r"instantly .*/accounts/warmup/(enable|disable)": {"emails": ["{address}"]},
    r"instantly .*/emails/forward": {"to_address_email_list": "sample@prospect.example", "body": {"text": "Sample"}},
    r"instantly .*/emails/test": {"to_address_email_list": "sample@prospect.example", "body": {"html": "<p>Sample</p>"}},
    r"instantly .*/custom-tags/toggle-resource": {"resource_type": 2, "resource_ids": ["{campaign}"]},
    r"instantly POST .*/api-keys": {"scopes": ["leads:read"]},
    r"instantly POST .*/workspace-members": {"permissions": ["campaigns.view"], "role": "editor"},
    r"instantly PATCH .*/leads/{id}": {"email": None},
    r"instantly POST .*/inbox-placement-tests": {"emails": ["{address}"]},
    r"instantly PATCH .*/inbox-placement-tests/{id}": {
        "schedule": {"days": {"1": True}, "timing": {"from": "08:00"}, "timezone": "America/Chicago"},
    },
}
OWN = "workspace_id = {workspace}"
# What must be so before a request: SQL by the same kind of expression. {kind} is the id of a thing.
PREPARED: Mapping[str, tuple[str, ...]] = {
    r"instantly .*/supersearch-enrichment.*": (
        "UPDATE workspaces SET credits = 1000 WHERE id = {workspace}",
        "INSERT INTO leads (workspace_id, email, email_domain, created_at, updated_at)"
        " VALUES ({workspace}, 'bruno.adler@northwind.example', 'northwind.example', now(), now())",
        "INSERT INTO enrichment_plans (workspace_id, list_id, enrichment, columns, created_at, updated_at)"
        ' VALUES ({workspace}, {list}, \'profile\', \'{"Sample": {"column": "Sample", "prompt": "x"}}\', now(), now())',
    ),
    r"instantly .*/lead-labels/.*": (
        "UPDATE categories SET interest_value = 777, key = NULL WHERE " + OWN + " AND id = {category}",
    ),
    r"instantly .*/emails/test": (
        "UPDATE senders SET connection = jsonb_set(connection, '{smtp,port}', '{smtp_port}') WHERE " + OWN,
    ),
    r"instantly PATCH .*/inbox-placement-tests/{id}": (
        'UPDATE placement_tests SET recurrence = \'{"at": "08:00", "timezone": "UTC", "first": "2026-03-02",'
        ' "every_days": 1, "weekdays": [], "until": null}\' WHERE ' + OWN,
    ),
    r"instantly .*/webhook.*": ("UPDATE webhooks SET dialect = 'instantly' WHERE " + OWN,),
    r"instantly .*/background-jobs.*": ("UPDATE jobs SET kind = 'leads.move' WHERE " + OWN,),
    r"smartlead POST .*/sequences": ("UPDATE campaigns SET status = 'paused' WHERE " + OWN,),
    r"smartlead .*/update-lead-email-account": (
        "UPDATE enrollments SET status = 'paused', due_at = NULL WHERE " + OWN + " AND id = {enrollment}",
    ),
    r"smartlead .*/reply-status": ("UPDATE messages SET direction = 'out', state = 'sent' WHERE " + OWN + " AND id = {message}",),
    r"smartlead .*/untracked-replies": ("UPDATE messages SET enrollment_id = NULL, campaign_id = NULL WHERE " + OWN,),
    r"smartlead .*/master-inbox/archived": ("UPDATE conversations SET archived = true WHERE " + OWN,),
    r"smartlead .*/master-inbox/important": ("UPDATE conversations SET important = true WHERE " + OWN,),
    r"smartlead .*/master-inbox/(snoozed|reminders)": ("UPDATE conversations SET snoozed_until = '2099-01-01' WHERE " + OWN,),
    r"smartlead .*/client/api-key": ("UPDATE api_keys SET seat_id = {seat} WHERE " + OWN + " AND id = {api_key}",),
    r"outrider .*/webhooks.*": ("UPDATE webhooks SET dialect = 'outrider' WHERE " + OWN,),
    r"outrider POST /campaigns/{campaign_id}": ("UPDATE campaigns SET status = 'paused' WHERE " + OWN,),
    r"networkhq PUT .*/message-overrides": ("UPDATE steps SET action = 'message', channel = 'linkedin' WHERE " + OWN,),
    r"multilead .*/reactivate": ("UPDATE seats SET status = 'cancelled' WHERE " + OWN + " AND id = {seat}",),
    r"multilead .*/(send_message|linkedin_code)": (
        "UPDATE senders SET channel = 'linkedin', status = 'active', connection = '{\"account_id\": \"x\"}' WHERE "
        + OWN
        + " AND id = {sender}",
        "UPDATE leads SET linkedin_key = 'sample-' || id, linkedin_url = 'https://www.linkedin.com/in/sample-' || id WHERE "
        + OWN,
    ),
    r"multilead .*/resend_confirmation": ("UPDATE users SET confirmed_at = NULL WHERE id = {user}",),
    r"multilead .*/transfer_credits": (
        "UPDATE workspaces SET credits = 1000 WHERE id = {workspace}",
        "UPDATE workspaces SET owner_user_id = {other_user} WHERE name = 'Other branch'",
    ),
    r"multilead .*/delete_global_webhook": (
        "UPDATE webhooks SET dialect = 'multilead', seat_id = {seat}, campaign_id = NULL, url = 'https://hooks.example/x',"
        ' vendor = \'{"global": true, "action": 4, "url": "https://hooks.example/x"}\' WHERE ' + OWN,
    ),
}


# What must be so for a field to matter, by an expression of 'dialect METHOD path field'.
STATES: Mapping[str, tuple[str, ...]] = {
    r"instantly .*/inbox-placement-reports \?limit": (
        "UPDATE placement_mails SET test_id = {placement_test}, sender_address = 'own@' || id || '.example' WHERE " + OWN,
    ),
    r"instantly .*/background-jobs/{id} \?data_fields": ("UPDATE jobs SET result = '{\"moved\": 5}' WHERE " + OWN,),
    r"instantly .*/sending-status \?with_ai_summary": (
        "UPDATE campaigns SET status = 'paused' WHERE " + OWN,
        "UPDATE senders SET status = 'paused' WHERE " + OWN,
    ),
    r"makinari .*/qualify phone": ("UPDATE leads SET phone = '+4915112345678' WHERE " + OWN + " AND id = {lead}",),
    r"multilead .*/change_campaign step": ("UPDATE enrollments SET mark = 1 WHERE " + OWN + " AND id = {enrollment}",),
    r"multilead .*/send_message (linkedinUserId|publicIdentifier)": (
        "UPDATE leads SET linkedin_key = 'sample-own' WHERE " + OWN + " AND id = {lead}",
    ),
    r"multilead .*/send_email_manually signatureId": ("UPDATE senders SET signature = 'Own' WHERE " + OWN,),
    r"smartlead .*/assigned-me \?fetch_message_history": (
        "UPDATE conversations c SET assigned_user_id = k.user_id FROM api_keys k WHERE c.workspace_id = {workspace}"
        " AND k.workspace_id = {workspace} AND k.user_id IS NOT NULL",
    ),
    r"smartlead .*/master-inbox/sent \?fetch_message_history": ("UPDATE conversations SET last_sent_at = now() WHERE " + OWN,),
    r"smartlead .* resume_lead_with_delay_days": (
        "UPDATE enrollments SET status = 'paused', due_at = NULL WHERE " + OWN + " AND id = {enrollment}",
    ),
    r"smartlead .* override_lead_email_account": (
        "UPDATE enrollments SET status = 'active', due_at = now() WHERE " + OWN + " AND id = {enrollment}",
    ),
    r"smartlead .*/push-to-campaign settings.ignore_global_block_list": (
        "UPDATE suppressions SET value = 'prospect.example', seat_id = NULL, reason = 'manual' WHERE "
        + OWN
        + " AND id = {suppression}",
    ),
    r"smartlead .*/push-to-campaign settings.ignore_unsubscribe_list": ("UPDATE leads SET unsubscribed_at = now() WHERE " + OWN,),
    r"smartlead .*/push-to-campaign settings.ignore_community_bounce_list": ("UPDATE leads SET bounced_at = now() WHERE " + OWN,),
    r"smartlead .*/mailbox-statistics \?(limit|offset)": ("UPDATE sender_figures SET campaign_id = {campaign} WHERE " + OWN,),
    r"outrider GET /api-keys \?revoked": ("UPDATE api_keys SET revoked_at = now() WHERE " + OWN + " AND id = {api_key}",),
    r"outrider GET /approvals \?waiting": ("UPDATE approvals SET state = 'rejected' WHERE " + OWN + " AND id = {approval}",),
}
# What a field needs besides, to be told from its absence: by the same kind of expression.
BESIDE: Mapping[str, Json] = {
    r"instantly .*/signal-keywords-facet category": {"field": "x"},
    r"multilead .*/connect_linkedin userAgent": {"sessionCookie": "AQEDAT-anna", "linkedinPassword": None},
    r"multilead .*/lead_sources leadSources.\[\].autoReuseInterval": {
        "leadSources": [
            {"campaignId": "{campaign}", "leadSourceUrl": "https://www.linkedin.com/search/results/people/", "autoReuse": True},
        ]
    },
    r"instantly .*supersearch .*employeeCount.\[\].max": {
        "search_filters": {**FILTERS, "employeeCount": [{"op": "lte", "max": 1000}]},
    },
    r"instantly .*/leads/move ignore_resource_filter_clauses": {"campaign": "{campaign}"},
    r"instantly GET .*/accounts \?sort_order": {"?sort_by": "email"},
    r"instantly .*/warmup/(enable|disable) include_all_emails": {"emails": None},
    r"instantly .*/warmup/(enable|disable) (excluded_emails|filter\..*|search)": {"emails": None, "include_all_emails": True},
    r"instantly .*/toggle-resource (excluded_resource_ids|filter\..*|search)": {"resource_ids": None, "selected_all": True},
    r"instantly POST .*/inbox-placement-tests (type|run_immediately|schedule\..*)": {"type": 2, "schedule": WEEKLY},
    r"instantly .*/deliverability-insights previous_.*": {
        "show_previous": True,
        "date_from": "2026-02-10",
        "date_to": "2026-03-03",
        "previous_date_from": "2026-01-01",
        "previous_date_to": "2026-01-20",
    },
    r"multilead .*/send_message (linkedinUserId|publicIdentifier)": {"leadId": None},
    r"multilead .*/send_message subject": {"messageType": "INMAIL"},
    r"multilead .*/conversations/leads \?limit": {"?leadIds": "{enrollment}"},
    r"smartlead .*/send-email/initiate from_email": {"from_email_id": None},
    r"smartlead .*/push-between-lists action": {"from_list_id": "{list}", "to_list_id": "{other_list}", "lead_ids": None},
    r"smartlead .*/push-to-list list_name": {"list_id": None},
    r"smartlead .*/push-to-campaign campaign_name": {"campaign_id": None},
    r"smartlead .*/push-to-campaign settings\..*": {"lead_ids": ["{other_lead}"]},
    r"smartlead .*/spam-test/(manual|schedule) all_email_sent_without_time_gap": {"min_time_btwn_emails": 5},
    r"smartlead .*/update-lead-email-account \?lead_id": {"lead_id": None},
    r"smartlead .*/update-lead-email-account \?email_account_id": {"email_account_id": None},
    r"smartlead .*/update-lead-email-account \?campaign_id": {"campaign_id": None},
    r"smartlead .* \?full_data": {"?limit": 1},
    r"smartlead .*/mailbox-statistics \?time_zone": {"?start_date": "2026-02-01", "?end_date": "2026-02-10"},
    r"smartlead .* attachments.\[\].\w+": {
        "attachments": [{"filename": "Sample", "content": "SGVsbG8=", "mime_type": "text/plain"}]
    },
    r"instantly PATCH .*/accounts/{email} tracking_domain_status": {"tracking_domain_name": "go.acme.example"},
    r"instantly .*/subsequences(/{id})? .*pre_delay_unit": {"sequences": [{"steps": [{**STEP, "pre_delay": 2}, STEP]}]},
    r"networkhq POST .*/lead_lists/{lead_list_id}/leads (?!leads).*": {
        "": {"first_name": "Sample", "last_name": "Sample", "linkedin_url": "https://www.linkedin.com/in/sample-8"}
    },
    r"outrider POST /templates campaign_id": {"steps": None},
    r"outrider GET /leads \?standing": {"?campaign_id": "{campaign}"},
    r"outrider GET /why \?lead_id": {"?campaign_id": "{campaign}"},
    r"makinari .*/qualify phone": {"email": None},
    r"makinari .*/sendEmail placeholder_policy": {"message": "Hello {{lead.position}}"},
}
# Values to try before all others, by the same kind of expression.
VALUES: Mapping[str, tuple[object, ...]] = {
    r"instantly .*/signal-keywords-facet category": ("title",),
    r"instantly .* schedule.timezone": ("Europe/Belgrade",),
    r"multilead .*/send_message linkedinUserId": ("{person}",),
    r"multilead .*/send_message publicIdentifier": ("sample-own",),
    r"smartlead .*/send-email/initiate from_email": ("{address}",),
    r"instantly .*/update-interest-status lead_email": ("lead1@further.example",),
    r"instantly .*/ai-reply-label reply_text": ("I am interested, please send me more.", "Please take me off your list."),
    r"instantly .* (campaign|subsequence)_schedule.schedules.\[\].days": ({"2": True},),
    r"instantly .* schedule.days": ({"2": True},),
    r"instantly .*/warmup/(enable|disable) excluded_emails": (["{address}"],),
    r"instantly .*/background-jobs \?status": ("pending", "success"),
    r"instantly .*/background-jobs/{id} \?data_fields": ("nothing",),
    r"makinari .*/qualify phone": ("+4915112345678",),
    r"multilead .*/change_campaign step": ("{step}",),
    r"multilead .*/send_email_manually signatureId": ("{sender}",),
    r"multilead .*/delete_global_webhook arrayOfActions": ([3],),
    r"smartlead .* attachments.\[\].content": ("SGVsbG8gd29ybGQ=",),
    r"smartlead .* attachments.\[\].mime_type": ("application/pdf",),
    r"smartlead .* event_type_map": ({"EMAIL_OPEN": True},),
    r"smartlead .*/spam-test/(manual|schedule) provider_ids": ([22],),
    r"outrider .* \??category": ("Interested", "Not Interested"),
}


def prepared(route: Route, ids: Ids) -> list[str]:
    """The statements that make a route's request possible."""
    return _statements(PREPARED, str(route), ids)


def stated(route: Route, field: str, ids: Ids) -> list[str]:
    """The statements that let a field of the route matter."""
    return _statements(STATES, f"{route} {field}", ids)


def _statements(table: Mapping[str, tuple[str, ...]], case: str, ids: Ids) -> list[str]:
    found = [text for which, texts in table.items() if re.match(which + "$", case) for text in texts]
    return [re.sub(r"{(\w+)}", lambda kind: str(ids[kind[1]]) if kind[1] in ids else kind[0], text) for text in found]


def completed(route: Route, request: Json, ids: Ids) -> Json:
    """The request with what its route needs."""
    return _with(route, request, NEEDED, str(route), ids)


def refined(route: Route, field: str, request: Json, ids: Ids) -> Json:
    """The request with what one of its fields needs."""
    return _with(route, request, BESIDE, f"{route} {field}", ids)


def extra_values(route: Route, field: str, ids: Ids) -> list[object]:
    """Values to try that the field's schema does not suggest."""
    found = [value for which, values in VALUES.items() if re.match(which + "$", f"{route} {field}") for value in values]
    return [_filled(route, value, ids) for value in found]


def _with(route: Route, request: Json, table: Mapping[str, Json], case: str, ids: Ids) -> Json:
    made = json.loads(json.dumps(request))
    for which, values in table.items():
        if re.match(which + "$", case):
            for name, value in _filled(route, values, ids).items():
                if not name:
                    made["json"] = value
                    continue
                inside = made.setdefault(PLACES.get(name[0], "json"), {})
                if value is None:
                    inside.pop(name.lstrip("?@"), None)
                else:
                    inside[name.lstrip("?@")] = value
    return made


PLACES = {"?": "params", "@": "headers"}


def _filled(route: Route, values: Any, ids: Ids) -> Any:
    text = json.dumps(values)
    for kind, id in ids.items():
        of = kind.removeprefix("other_")
        shown = str(to_uuid(of, id)) if isinstance(id, int) and route.dialect not in NUMBERED and of in UUIDS else id
        text = text.replace(f'"{{{kind}}}"', json.dumps(shown))
    return json.loads(text)
