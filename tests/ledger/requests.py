"""What requests need beyond the samples of their fields to get through: by route, values of the body and the query."""

import json
import re
from collections.abc import Mapping

from outrider.store.ids import KINDS as UUIDS
from outrider.store.ids import to_uuid
from tests.dialects.every_route import NUMBERED, Ids, Json, Route

# A regular expression of 'dialect METHOD path' -> names and values; '?name' goes into the query. '{kind}' is the id of a thing.
STEP = {"type": "email", "delay": 2, "variants": [{"subject": "Hello", "body": "Body"}]}
SCHEDULE = {"name": "x", "timing": {"from": "08:00", "to": "18:00"}, "days": {"1": True}, "timezone": "America/Chicago"}
FILTERS = {
    "title": {"include": ["Founder"], "exclude": ["Intern"]},
    "keyword_filter": {"include": "people, machines"},
    "employeeCount": [{"op": "gte", "min": 1}],
}
MAILBOX = {
    "from_name": "Sample", "from_email": "new@wire.example", "username": "new@wire.example", "password": "Sample-1234",
    "smtp_host": "smtp.wire.example", "smtp_port": 465, "imap_host": "imap.wire.example", "imap_port": 993,
}  # fmt: skip
ACCOUNT = {
    "email": "new@wire.example", "first_name": "Sample", "last_name": "Sample", "provider_code": 1,
    "smtp_username": "new@wire.example", "smtp_password": "Sample-1234", "smtp_host": "smtp.wire.example", "smtp_port": 465,
    "imap_username": "new@wire.example", "imap_password": "Sample-1234", "imap_host": "imap.wire.example", "imap_port": 993,
    "warmup": {"limit": 5},
}  # fmt: skip
NEEDED: Mapping[str, Json] = {
    r"multilead .*/change_password": {"oldPassword": "Sample-1234", "newPassword": "Sample-12345"},
    r"multilead .*/connect_linkedin": {"linkedinPassword": "Sample-1234", "linkedinEmail": "sample@prospect.example"},
    r"multilead .*/saved_sequences": {"steps": [{"action": "message", "message": "Sample"}]},
    r"multilead .*/update_team_member": {"email": "own@foreign.example"},
    r"networkhq POST .*/lead_lists/{lead_list_id}/leads": {"leads": [{"linkedin_url": "https://www.linkedin.com/in/sample"}]},
    r"makinari .*/qualify": {"email": "lead0@prospect.example"},
    r"smartlead .*/send-email/initiate": {"to": "sample@prospect.example"},
    r"smartlead .*/spam-test/(manual|schedule)": {"sender_accounts": ["{address}"]},
    r"smartlead .*/(add-domain-block-list)": {"domain_block_list": ["sample.example"]},
    r"smartlead .*/block-domains": {"domains": ["sample.example"]},
    r"smartlead .*/remove-domain-block-list": {"?domain": "own.example"},
    r"smartlead .*/push-to-list": {"list_id": "{list}", "lead_ids": ["{lead}"]},
    r"smartlead .*/send-test-email": {"custom_email_address": "sample@prospect.example"},
    r"smartlead .*/email-accounts/save": MAILBOX,
    r"smartlead .*/(top-level-analytics|analytics)-by-date": {"?start_date": "2026-02-01", "?end_date": "2026-03-03"},
    r"smartlead DELETE .*/campaigns/{campaign_id}/webhooks": {"id": "{webhook}"},
    r"instantly .*-leads-from-supersearch": {"search_filters": FILTERS},
    r"instantly .*/enrich-leads-from-supersearch": {"limit": 5},
    r"instantly .*/signal-keywords-facet": {"field": "title", "category": "x"},
    r"instantly .*/supersearch-enrichment": {"type": "fully_enriched_profile"},
    r"instantly .*/supersearch-enrichment/{resource_id}/settings": {"auto_update": True},
    r"instantly .*/supersearch-enrichment/ai": {"prompt": "Sample", "resource_type": 2, "model_version": "gpt-4o"},
    r"instantly (POST|PATCH) .*/(campaigns|campaigns/{id}|subsequences|subsequences/{id})": {"sequences": [{"steps": [STEP]}]},
    r"instantly (POST|PATCH) .*/subsequences(/{id})?": {"subsequence_schedule": {"schedules": [SCHEDULE]}},
    r"instantly .*/leads/merge": {"lead_id": "{enrollment}", "destination_lead_id": "{list_member}"},
    r"instantly .*/leads/move": {"ids": ["{enrollment}"], "to_list_id": "{list}"},
    r"instantly POST .*/accounts": ACCOUNT,
    r"instantly .*/accounts/warmup/(enable|disable)": {"emails": ["{address}"]},
    r"instantly .*/emails/forward": {"to_address_email_list": "sample@prospect.example", "body": {"text": "Sample"}},
    r"instantly .*/emails/test": {"to_address_email_list": "sample@prospect.example", "body": {"html": "<p>Sample</p>"}},
    r"instantly .*/custom-tags/toggle-resource": {"resource_type": 2, "resource_ids": ["{campaign}"]},
    r"instantly POST .*/api-keys": {"scopes": ["leads:read"]},
    r"instantly POST .*/workspace-members": {"permissions": ["campaigns.view"]},
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
    r"multilead .*/reactivate": ("UPDATE seats SET status = 'inactive' WHERE " + OWN + " AND id = {seat}",),
}


def prepared(route: Route, ids: Ids) -> list[str]:
    """The statements that make a route's request possible."""
    found = [text for which, texts in PREPARED.items() if re.match(which + "$", str(route)) for text in texts]
    return [re.sub(r"{(\w+)}", lambda kind: str(ids[kind[1]]) if kind[1] in ids else kind[0], text) for text in found]


def completed(route: Route, request: Json, ids: Ids) -> Json:
    """The request with what its route needs."""
    made = json.loads(json.dumps(request))
    for which, values in NEEDED.items():
        if re.match(which + "$", str(route)):
            for name, value in _filled(route, values, ids).items():
                if name.startswith("?"):
                    made["params"][name[1:]] = value
                else:
                    made.setdefault("json", {})[name] = value
    return made


def _filled(route: Route, values: Json, ids: Ids) -> Json:
    text = json.dumps(values)
    for kind, id in ids.items():
        shown = str(to_uuid(kind, id)) if isinstance(id, int) and route.dialect not in NUMBERED and kind in UUIDS else id
        text = text.replace(f'"{{{kind}}}"', json.dumps(shown))
    return json.loads(text)
