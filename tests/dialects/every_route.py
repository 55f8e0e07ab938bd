"""Requests to every route of a dialect, made from its own OpenAPI document: what tests of all hold them to.

A *place* is where a request names a thing by an id: in the path, in the query, or anywhere in the body. Names of places are told
from other words by how they end; which kind of thing each names stands in KINDS, and one that is not there fails the test.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI
from starlette import routing

from outrider.store.ids import to_uuid
from tests.dialects.clients import Api, client

Json = dict[str, Any]
Ids = Mapping[str, int | str]  # by kind: a row's id, or what the dialect calls the thing instead

# The kind of thing that a name stands for, by dialect; "<expression for the path> <name>" goes before the bare name. None: no
# thing of ours.
KINDS: dict[str, dict[str, str | None]] = {
    "smartlead": {
        "campaign_id": "campaign", "campaign_ids": "campaign", "lead_id": "lead", "lead_ids": "lead", "list_id": "list",
        "list_ids": "list", "from_list_id": "list", "to_list_id": "list", "account_id": "sender", "email_account_id": "sender",
        "email_account_ids": "sender", "selected_email_account_id": "sender", "map_id": "enrollment",
        "email_lead_map_id": "enrollment", "webhook_id": "webhook", "client_id": "seat", "tag_ids": "tag",
        "remove_tag_ids": "tag", "campaign_tag_id": "tag", "lead_category_id": "category", "category_id": "category",
        "category_ids_in": "category", "category_ids_not_in": "category", "campaign_team_member_id": "user",
        "team_member_id": "user", "email_stats_id": "stats", "stats_id": "stats", "message_id": "wire",
        "reply_message_id": "wire", "warmup_key_id": None, "return_lead_ids": None, "/webhooks id": "webhook",
        "/sequences id": "step", "block-list id": "suppression", "/tag-manager id": "tag", "/email-accounts id": "sender",
        "lead_map_id": "enrollment", "task_id": "task", "tag_mapping_id": "tagging", "key_id": "api_key", "clientId": "seat",
        "leadId": "lead", "client_ids": "seat", "parent_campaign_id": "campaign", "sub_sequence_id": "subsequence",
        "from_email_id": "sender", "email_ids": None, "/client/save id": "seat", "/webhook/delete id": "webhook",
        "filter_client_id": "seat",
        "spam_test_id": "placement_test", "spam_test_ids": "placement_test", "reply_id": "placement_mail", "folder_id": "folder",
        "sequence_mapping_id": "step", "sequence_variant_id": "variant", "provider_ids": None,
    },
    "instantly": {
        "/campaigns id": "campaign", "/campaigns/analytics ids": "campaign", "/leads id": "enrollment",
        "/leads ids": "enrollment", "/lead-lists id": "list", "/lead-labels id": "category", "/webhooks id": "webhook",
        "/subsequences id": "subsequence", "/webhook-events id": "webhook_delivery", "/block-lists-entries id": "suppression",
        "/block-lists-entries ids": "suppression", "/custom-tags id": "tag", "/background-jobs id": "job_hex",
        "/background-jobs ids": "job_hex", "/api-keys id": "api_key", "/workspace-members id": "member", "/emails id": "message",
        "/accounts email": "address", "/account-campaign-mappings email": "address", "campaign": "campaign",
        "campaign_id": "campaign", "to_campaign_id": "campaign", "parent_campaign": "campaign", "parent_campaign_not": "campaign",
        "in_campaign": None, "in_list": None, "list_id": "list",
        "/background-jobs excluded_ids": "job_hex", "/background-jobs included_ids": "job_hex",
        "to_list_id": "list", "lead_id": "enrollment",
        "destination_lead_id": "enrollment", "excluded_ids": "enrollment", "included_ids": "enrollment",
        "subsequence_id": "subsequence", "organization_user_ids": "user", "assigned_to": "user", "tag_id": "tag",
        "email_tag_list": "tag", "tag_ids": "tag", "tag_ids_all": "tag", "thread_id": "enrollment", "eaccount": "address",
        "email_list": "address", "/accounts/move emails": "address", "/warmup emails": "address", "accounts": "address",
        "reply_to_uuid": "message", "resource_ids": "campaign", "excluded_resource_ids": "campaign", "blocklist_id": "workspace",
        "smart_view_id": None, "ai_sdr_id": None, "ai_sales_agent_id": None, "source_workspace_id": "workspace",
        "destination_workspace_id": "workspace", "sub_workspace_id": "workspace", "sessionId": "mailbox_consent",
        "/workspace-group-members id": "workspace_group", "/inbox-placement-tests id": "placement_test",
        "/inbox-placement-analytics id": "placement_mail", "/inbox-placement-reports id": "placement_report",
        "test_id": "placement_test", "test_ids": "placement_test", "entity_id": "campaign", "assigned_to_user_ids": "user",
        "resource_id": "list", "company_list_id": None, "template_id": None, "lead_ids": "list_member", "place_id": None,
    },
    "multilead": {
        "userId": "user", "accountId": "seat", "teamId": "workspace", "leadId": "enrollment", "^/v1/leads leadId": "lead",
        "leadIds": "enrollment",
        "tagId": "tag", "tagIds": "tag", "campaignId": "campaign", "thread": "conversation", "threads": "conversation",
        "webhookId": "webhook", "arrayOfIds": "webhook", "destinationUserId": "user", "linkedinAccountId": "seat",
        "templateId": "template", "roleId": "role_uuid", "accounts": "seat", "ids": None, "linkedinUserId": None, "planId": None,
        "whitelabelId": None, "invitationId": None, "linkedinSubscriptionId": None, "signatureId": None,
        "accountWebhookActionId": None,
        "filterBySelectedLeads": "enrollment", "identifiers": None, "/create_role id": None,
    },
    "networkhq": {
        "campaign_id": "campaign", "lead_id": "lead", "lead_list_id": "list", "list_ids": "list",
        "conversation_id": "conversation", "linkedin_account_id": "sender",
    },
    "makinari": {
        "site_id": "workspace", "user_id": "user", "assignee_id": "user", "segment_id": "segment", "campaign_id": "campaign",
        "lead_id": "lead", "visitor_id": "visitor", "conversation_id": "conversation", "agent_id": None,
        "/visitors id": "visitor",
    },
    "outrider": {
        "campaign_id": "campaign", "lead_id": "lead", "lead_ids": "lead", "list_id": "list", "sender_id": "sender",
        "sender_ids": "sender", "conversation_id": "conversation", "draft_id": "draft", "approval_id": "approval",
        "webhook_id": "webhook", "delivery_id": "webhook_delivery", "tag_id": "tag", "suppression_id": "suppression",
        "key_id": "api_key", "template_id": "template", "snippet_id": "snippet", "category_id": "category",
        "reassign_to": "category",
    },
}  # fmt: skip
# What a request must name besides the thing tried, where its schema says of both that they may be left out.
BESIDES = {
    "smartlead .*/master-inbox/(change|update|set|resume)": ("campaign_id", "lead_id"),
    "smartlead .*/push-to-subsequence": ("email_lead_map_id",),
    "smartlead .*/spam-test/(manual|schedule)": ("campaign_id", "sequence_mapping_id"),
    "smartlead .*/(create-note|create-task|crm/leads/notes|crm/leads/tasks)$": ("lead_id",),
    "smartlead .*/send-email/initiate": ("from_email_id",),
    "smartlead .*/push-to-list": ("list_id",),
    "smartlead .*/update-lead-email-account": ("campaign_id", "lead_id", "email_account_id"),
    "smartlead .*/push-to-campaign": ("campaign_id", "lead_ids"),
    "smartlead .*/push-between-lists": ("lead_ids",),
    "smartlead .*/assign-tags": ("tag_ids",),
    "smartlead .*/tag-mapping": ("email_account_ids", "tag_ids"),
    "smartlead .*/(reply-email-thread|forward-email|forward-reply-email)": ("email_stats_id", "stats_id"),
    "instantly POST .*/leads(/add)?$": ("campaign", "campaign_id"),
    "instantly .*/leads/(move|bulk-assign)": ("ids",),
    "instantly DELETE .*/leads$": ("campaign_id",),
    "instantly .*/toggle-resource": ("tag_ids", "resource_ids"),
}
NUMBERED = ("smartlead", "multilead", "outrider")  # dialects that show ids as they are
IS_ID = re.compile(r"(^|_)ids?$|(?<=[a-z])Ids?$|^(campaign|accounts|eaccount|thread|threads)$")

# Values of other fields, by name; whatever else is required is made from its schema.
SAMPLES: Json = {
    "name": "Sample", "title": "Sample", "list_name": "Sample", "subject": "Sample", "message": "Sample", "content": "Sample",
    "email": "sample@prospect.example", "url": "https://hooks.example/x", "webhook_url": "https://hooks.example/x",
    "profileUrl": "https://www.linkedin.com/in/sample", "linkedin_url": "https://www.linkedin.com/in/sample",
    "target_hook_url": "https://hooks.example/x", "reason": "Sample", "notes": "Sample", "first_name": "Sample",
    "changedValues": {"company": "Sample"}, "actions": [4], "arrayOfActions": [4], "traits": {"email": "sample@prospect.example"},
    "email_body": "Sample", "event_types": ["EMAIL_SENT"], "startUTCTime": "08:00", "endUTCTime": "17:00", "countryCode": "US",
    "recipientEmail": "sample@prospect.example", "to_emails": "sample@prospect.example",
    "permissions": [{"id": 1, "isViewOnly": True}],
    "steps": [{"action": "SEND_MESSAGE", "message": "Sample"}], "start_date": "2026-02-01", "end_date": "2026-03-01",
    "bl_value": "sample.example", "label": "Sample", "nickname": "Sample", "is_unread": 1, "body": {"text": "Sample"},
    "lead_email": "lead1@prospect.example", "resource_type": 2, "assign": True, "campaign_schedule": {"schedules": [
        {"name": "x", "timing": {"from": "08:00", "to": "18:00"}, "days": {"1": True}, "timezone": "America/Chicago"},
    ]},
    "messageType": "EMAIL", "recipient": "sample@prospect.example", "from": "2026-02-01",
    "to": "2026-03-01", "curves": [1], "timeZone": "UTC", "leadSourceUrl": "https://www.linkedin.com/search/results/people/?a=b",
    "action": "pause",
}  # fmt: skip


def resolved(schema: Json, defined: Callable[[str], Json]) -> Json:
    """A schema without references and alternatives: the first of them that is not null, objects before others. `defined` gives
    the definition of a name.
    """
    while True:
        if "$ref" in schema:
            schema = defined(schema["$ref"].rpartition("/")[2])
        elif parts := schema.get("anyOf") or schema.get("oneOf"):
            real = [resolved({**typed(schema), **part}, defined) for part in parts if part.get("type") != "null"]
            schema = next((part for part in real if "properties" in part or "items" in part), real[0] if real else {})
        elif "allOf" in schema:
            rest = {name: part for name, part in schema.items() if name != "allOf"}
            schema = {**rest, **resolved(schema["allOf"][0], defined)}
        elif isinstance(kind := schema.get("type"), list):
            return {**schema, "type": next((one for one in kind if one != "null"), "null")}
        else:
            return schema


def typed(schema: Json) -> Json:
    """What a schema says of each of its alternatives: their type, where it stands beside them."""
    return {"type": schema["type"]} if "type" in schema else {}


@dataclass(frozen=True, slots=True)
class Route:
    """An operation of a dialect's document."""

    dialect: str
    method: str
    path: str
    operation: Json
    components: Json
    body: Json | None = None  # the schema of its body

    def __str__(self) -> str:
        return f"{self.dialect} {self.method} {self.path}"

    def kind(self, name: str) -> str | None:
        """The kind of thing that an id of this name is of. Raises KeyError for a name that nobody has told."""
        known = KINDS[self.dialect]
        for told, kind in known.items():
            fragment, _, word = told.rpartition(" ")
            if fragment and word == name and re.search(fragment, self.path):
                return kind
        return known[name]

    def is_place(self, name: str) -> bool:
        try:
            return self.kind(name) is not None
        except KeyError:
            assert not IS_ID.search(name), f"KINDS[{self.dialect!r}] does not say what {name!r} names ({self})"
            return False

    @property
    def places(self) -> list[str]:
        """Where this route names things: 'path campaign_id', 'query tag_ids', 'body filters.campaign_id'."""
        found = [f"{p['in']} {p['name']}" for p in self.parameters if self.is_place(p["name"])]
        return [*found, *(f"body {place}" for place in self._within(self.body or {}, "", 0))]

    @property
    def besides(self) -> tuple[str, ...]:
        return next((names for which, names in BESIDES.items() if re.match(which, str(self))), ())

    @property
    def parameters(self) -> list[Json]:
        """Those of the path, whether they are documented or not, and of the query."""
        named = [{"in": "path", "name": name, "required": True, "schema": {}} for name in re.findall(r"{(\w+)}", self.path)]
        told = {p["name"]: p for p in self.operation.get("parameters", ()) if p["in"] == "path"}
        return [told.get(p["name"], p) for p in named] + [p for p in self.operation.get("parameters", ()) if p["in"] == "query"]

    def _within(self, schema: Json, prefix: str, depth: int) -> Iterator[str]:
        schema = self.resolved(schema)
        if depth > 3:
            return
        for name, part in schema.get("properties", {}).items():
            if self.is_place(name):
                yield prefix + name
            else:
                yield from self._within(part, f"{prefix}{name}.", depth + 1)
        if "items" in schema:
            yield from self._within(schema["items"], prefix, depth)

    def resolved(self, schema: Json) -> Json:
        return resolved(schema, lambda name: self.components.get(name) or (self.body or {}).get("$defs", {})[name])

    def request(self, ids: Ids, others: Ids, place: str | None, turn: int = 0) -> Json:
        """Arguments for `client.request`: `ids` name the thing at `place`, `others` whatever else must be named. `turn` makes
        sample addresses that no request before had.
        """
        path, query = self.path, {}
        for parameter in self.parameters:
            name, where = parameter["name"], f"{parameter['in']} {parameter['name']}"
            if self.is_place(name):
                value = self.named(name, ids if where == place else others)
            else:
                value = self._sample(parameter["schema"], name, "", ids, others)
            if parameter["in"] == "path":
                path = path.replace(f"{{{name}}}", str(value))
            elif parameter.get("required") or where == place:
                query[name] = value
        body_place = place.removeprefix("body ") if place and place.startswith("body ") else ""
        asked: Json = {"method": self.method, "url": path, "params": query}
        if self.body is not None:
            asked["json"] = self._sample(self.body, "", body_place, ids, others)
        return json.loads(json.dumps(asked).replace("sample@", f"sample{turn}@").replace("in/sample", f"in/sample{turn}"))

    def named(self, name: str, ids: Ids) -> int | str:
        """What the dialect calls the thing that an id of this name is of."""
        kind = self.kind(name)
        assert kind is not None, f"there is no {kind} to name at {name} of {self}"
        assert kind in ids, f"there is no {kind} to name at {name} of {self}"
        value = ids[kind]
        return value if self.dialect in NUMBERED or isinstance(value, str) else str(to_uuid(kind, value))

    def sample(self, schema: Json, name: str, ids: Ids) -> Any:
        """A value that the schema of a field of this name takes."""
        return self._sample(schema, name, "", ids, ids)

    def _sample(self, schema: Json, name: str, place: str, ids: Ids, others: Ids) -> Any:
        """A value that the schema takes, with the thing at `place` (dotted, within this value) named by `ids`."""
        schema = self.resolved(schema)
        if name and self.is_place(name):
            value = self.named(name, ids if place == "." else others)
            return [value] if schema.get("type") == "array" else value
        if "properties" in schema and not isinstance(SAMPLES.get(name), dict):
            return self._object(schema, place, ids, others)
        if schema.get("type") == "array" and (place or schema.get("minItems") or name in SAMPLES):
            return SAMPLES[name] if name in SAMPLES else [self._sample(schema.get("items", {}), "", place, ids, others)]
        if (
            name in SAMPLES
            and "enum" not in schema
            and type(SAMPLES[name]).__name__ == _PYTHON.get(str(schema.get("type", "string")))
        ):
            return SAMPLES[name]
        return {} if schema.get("type") == "object" else _plain(schema)

    def _object(self, schema: Json, place: str, ids: Ids, others: Ids) -> Json:
        made: Json = {}
        for name, part in schema["properties"].items():
            inside = "." if place == name else place.removeprefix(f"{name}.") if place.startswith(f"{name}.") else ""
            if inside or name in (*schema.get("required", ()), *self.besides) or (name in SAMPLES and not self.is_place(name)):
                made[name] = self._sample(part, name, inside, ids, others)
        return made


_PYTHON = {"string": "str", "integer": "int", "boolean": "bool", "object": "dict", "array": "list"}


def _plain(schema: Json) -> Any:
    if "enum" in schema:
        return schema["enum"][0]
    if "const" in schema:
        return schema["const"]
    match schema.get("type"):
        case "integer" | "number":
            return max(schema.get("minimum", 1), 1)
        case "boolean":
            return True
        case "array":
            return []
    match schema.get("format"):
        case "email":
            return SAMPLES["email"]
        case "uuid":
            return "00000000-0000-4000-8000-000000000000"
        case "date-time":
            return "2026-03-01T00:00:00Z"
        case "date":
            return "2026-03-01"
    return "sample"[: schema.get("maxLength", 6)].ljust(schema.get("minLength", 0), "s")


def routes(app: FastAPI) -> list[Route]:
    """The operations that a dialect documents."""
    document, dialect = app.openapi(), app.state.dialect
    written = set(everything(app))
    found: list[Route] = []
    for path, item in document["paths"].items():
        whole = path if (next(iter(item)).upper(), path) in written else dialect.api_base + path
        for method, operation in item.items():
            content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            body = content.get("schema")
            schemas = document.get("components", {}).get("schemas", {})
            found.append(Route(dialect.name, method.upper(), whole, operation, schemas, body))
    return found


def everything(app: FastAPI) -> list[tuple[str, str]]:
    """Method and path of all that an application answers to, documented or not."""
    found = [route for route in app.routes if isinstance(route, routing.Route) and route.path]
    return sorted({(method, route.path) for route in found for method in route.methods or () if method != "HEAD"})


@dataclass
class Spoken:
    """A dialect's application and how to call it with a key."""

    app: FastAPI
    routes: list[Route] = field(init=False)

    def __post_init__(self) -> None:
        self.routes = routes(self.app)

    @property
    def name(self) -> str:
        return self.app.state.dialect.name

    def client(self, key: str) -> Api:
        return client(self.app, key, base="")
