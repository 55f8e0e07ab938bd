"""Arguments for other people's calls, by name and schema: ids of things that are there, else something plausible."""

import json
import re
from collections.abc import Mapping
from typing import Any

from outrider.store.ids import KINDS as UUIDS
from outrider.store.ids import to_uuid
from tests.dialects.every_route import KINDS, NUMBERED, SAMPLES, Ids, Json, resolved
from tests.ledger.requests import SCHEDULE

# Names that clients use beside those of the routes.
ALSO: dict[str, dict[str, str]] = {
    "smartlead": {"email_account_id": "sender", "id": "campaign"},
    "instantly": {
        "id": "campaign", "email_id": "message", "forward_uuid": "message", "account_ids": "address", "email_account": "address",
        "from_email": "address", "account_email": "address", "job_id": "job_hex", "tag": "tag", "label_id": "category",
        "webhook_id": "webhook", "member_id": "member", "api_key_id": "api_key", "block_list_id": "suppression",
        "entry_id": "suppression", "campaign_ids": "campaign", "lead_ids": "enrollment", "lead_list_id": "list",
        "filter_parent_campaign": "campaign", "accounts": "address", "account_id": "address", "mapping_id": "tagging",
        "from_account": "address", "webhook_event_id": "webhook_delivery", "event_id": "webhook_delivery", "emails": "address",
        "resource_id": "campaign", "key_id": "api_key", "list_ids": "list", "email_account_id": "address",
        "inbox_placement_test_id": "placement_test", "filter_lead_id": "enrollment", "destination_campaign_id": "campaign",
    },
}  # fmt: skip
# What names stand for in some calls, by a part of the call's name: the first that fits.
OF_CALL: dict[str, dict[str, tuple[tuple[str, str | None], ...]]] = {
    "instantly": {
        "id": (
            ("placement_analytics", "placement_mail"), ("placement_reports", "placement_report"), ("placement", "placement_test"),
            ("webhook_event", "webhook_delivery"), ("webhook", "webhook"), ("to_subsequence", "enrollment"),
            ("from_subsequence", "enrollment"), ("accounts_", "address"), ("group_members_", "workspace_group"),
            ("subsequence", "subsequence"), ("api_key", "api_key"), ("job", "job_hex"), ("block", "suppression"),
            ("group_member", "workspace_group"), ("member", "member"), ("label", "category"), ("lead_list", "list"),
            ("tag", "tag"), ("email", "message"), ("lead", "enrollment"), ("campaign", "campaign"),
        ),
        "email": (("accounts_create", None), ("create_account", None), ("accounts_", "address"), ("accounts.", "address"),
                  ("_account", "address"), ("account_", "address"), ("verif", None)),
        "ids": (("background_jobs", "job_hex"), ("lead", "enrollment"), ("campaign", "campaign")),
        "destination_lead_id": (("merge", "list_member"),),
    },
}  # fmt: skip
# Values of other names; 'name call' where they hold for calls of one name only.
MORE: Json = {
    "method": "GET", "path": "/campaigns", "query": ["limit=5"], "query_json": ["offset=0"], "header": ["X-Client=yes"],
    "body_json": '{"name": "Sample"}', "timezone": "America/Chicago", "days": [1, 2, 3], "day": [1],
    "start_hour": "09:00", "end_hour": "17:00", "event_type": "reply_received", "first_name": "Ada", "phone": "+15551234567",
    "website": "https://prospect.example", "email_address": "sample@prospect.example", "body": "Hello", "limit": 10,
    "starting_after": None, "cursor": None, "body_file": None, "custom_fields_file": None, "custom_fields_json": '{"size": "10"}',
    "phone_number": "+15551234567", "to_email": "sample@prospect.example", "to_address_email_list": "sample@prospect.example",
    "reply_to": "sample@prospect.example", "blocklist_id": None, "owned_by": None, "ai_sales_agent_id": None, "sort_order": "asc",
    "sequences": [{"steps": [{"type": "email", "delay": 2, "variants": [{"subject": "Hello", "body": "Body"}]}]}],
    "subsequence_schedule": {"schedules": [SCHEDULE]}, "schedule": SCHEDULE, "leads": [{"email": "sample@prospect.example"}],
    "additional_recipients": ["sample@prospect.example"], "smart_view_id": None, "company_domain": "prospect.example",
    "filter": None, "queries": None, "lead": "lead1@prospect.example", "variables": ["size"],
    "contacts": ["lead1@prospect.example"], "to": "sample@prospect.example", "cc_list": ["sample@prospect.example"],
    "bcc_list": ["sample@prospect.example"], "fields": {"first_name": "Ada"}, "timing_from": "09:00", "timing_to": "17:00",
    "recipient_esp": None, "recipient_geo": None, "recipient_type": None, "esg_code": None, "from_": "2026-03-01",
    "forwarded_attachments": None, "auto_variant_select": {"trigger": "reply_rate"}, "increment": "disabled",
    "interest_status": 1, "interest_value": 1, "schedule_start_time": "2030-01-01T09:00:00Z", "provider_code": 1,
    "start_time": "09:00", "end_time": "17:00", "search": "lead", "emails": None, "reply_to_uuid": None,
}  # fmt: skip
ADDRESS = re.compile(r"email", re.IGNORECASE)


def named(dialect: str, call: str, name: str, ids: Ids) -> Any:
    """The thing that an argument of this name stands for, or None."""
    known: Mapping[str, str | None] = {**{k: v for k, v in KINDS[dialect].items() if " " not in k}, **ALSO.get(dialect, {})}
    kind = known.get(name)
    kind = next((kind for part, kind in OF_CALL.get(dialect, {}).get(name, ()) if part in call), kind)
    return None if kind is None or kind not in ids else name_of(dialect, kind, ids)


def filled(dialect: str, given: Json, ids: Ids) -> Json:
    """Arguments as `clients.toml` gives them, with the ids of things where it says '{kind}'."""
    text = json.dumps(given)
    for kind in ids:
        shown = str(name_of(dialect, kind, ids))
        text = text.replace(f"{{{kind}}}", shown)
    return json.loads(text)


def name_of(dialect: str, kind: str, ids: Ids) -> int | str:
    """What a dialect calls a thing."""
    value = ids[kind]
    return value if dialect in NUMBERED or isinstance(value, str) or kind not in UUIDS else str(to_uuid(kind, value))


def arguments(dialect: str, call: str, schema: Json, ids: Ids, turn: int, *, everything: bool) -> Json:
    """For a call whose arguments this JSON Schema describes: those required, or all."""
    return _Made(dialect, call, schema.get("$defs", {}), ids, turn, everything).object(schema)


class _Made:
    def __init__(self, dialect: str, call: str, defs: Json, ids: Ids, turn: int, everything: bool) -> None:
        self.dialect, self.call, self.defs, self.ids, self.turn, self.everything = dialect, call, defs, ids, turn, everything

    def object(self, schema: Json) -> Json:
        schema = self.resolved(schema)
        made: Json = {}
        for name, part in schema.get("properties", {}).items():
            if self.everything or name in schema.get("required", ()):
                value = self.value(self.resolved(part), name)
                if value is not None or name in schema.get("required", ()):
                    made[name] = value
        return made

    def value(self, schema: Json, name: str) -> Any:
        listed = schema.get("type") == "array"
        thing = named(self.dialect, self.call, name, self.ids)
        if thing is not None and schema.get("type") not in ("object", "boolean"):
            return [thing] if listed else thing
        if "enum" in schema:
            return schema["enum"][0]
        if "const" in schema:
            return schema["const"]
        if name in MORE and _fits(schema, MORE[name]):
            return self.fresh(MORE[name])
        if name in SAMPLES and _fits(schema, SAMPLES[name]):
            return self.fresh(SAMPLES[name])
        if schema.get("type") == "object" and schema.get("properties"):
            return self.object(schema)
        if listed:
            items = self.resolved(schema.get("items", {}))
            value = self.value(items, name.removesuffix("s"))
            return [] if value is None else [value]
        return self.plain(schema, name)

    def plain(self, schema: Json, name: str) -> Any:
        match schema.get("type"):
            case "integer" | "number":
                return max(schema.get("minimum", 1), 1)
            case "boolean":
                return True
            case "object":
                return {"sample": "Sample"}
            case "null":
                return None
        if ADDRESS.search(name) or schema.get("format") == "email":
            return self.fresh("sample@prospect.example")
        if schema.get("format") == "date-time" or "timestamp" in name or name.endswith(("_at", "_ts")):
            return "2026-03-01T00:00:00Z"
        if schema.get("format") == "date" or "date" in name:
            return "2026-03-01"
        if "url" in name or schema.get("format") == "uri":
            return "https://hooks.example/x"
        return "Sample"[: schema.get("maxLength", 6)]

    def fresh(self, value: Any) -> Any:
        return json.loads(json.dumps(value).replace("sample@", f"sample{self.turn}@"))

    def resolved(self, schema: Json) -> Json:
        return resolved(schema, lambda name: self.defs[name])


_PYTHON = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "object": dict, "array": list}


def _fits(schema: Json, value: Any) -> bool:
    kind = schema.get("type")
    if value is None or kind is None:
        return True
    return isinstance(value, _PYTHON.get(kind, object)) and (kind == "boolean") == isinstance(value, bool)
