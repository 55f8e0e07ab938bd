"""Every page and act below a workspace: what its address names, and a form that the act would take.

A new route fails here until it has an entry.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from outrider.web import pages
from outrider.web.kit.visit import Declared

# What `{id:int}` names, by how the address begins; the first that fits.
IDS = (
    ("/approvals/", "approval"), ("/campaigns/", "campaign"), ("/inbox/messages/", "message"), ("/inbox/letters/", "message"),
    ("/inbox/drafts/", "draft"), ("/inbox/", "conversation"), ("/leads/import/", "job"), ("/leads/jobs/", "job"),
    ("/leads/lists/", "list"), ("/leads/searches/", "search"), ("/leads/suppression/", "suppression"), ("/leads/tags/", "tag"),
    ("/leads/", "lead"),
    ("/senders/many/", "job"), ("/senders/", "sender"), ("/settings/agents/", "api_key"), ("/settings/categories/", "category"),
    ("/settings/keys/", "api_key"), ("/settings/roles/", "role"), ("/settings/seats/", "seat"),
    ("/settings/snippets/", "snippet"), ("/settings/templates/", "template"),
    ("/settings/webhooks/deliveries/", "webhook_delivery"), ("/settings/webhooks/", "webhook"), ("/account/sessions/", "session"),
)  # fmt: skip
# What other parts of addresses name.
PARTS = {
    "lead:int": "enrollment", "step:int": "step", "variant:int": "variant", "user_id:int": "user", "task:int": "task",
}  # fmt: skip
# Parts that name nothing of a workspace, and a value of each. Where a value differs by address: WORDS.
FIXED = {"place:int": "0", "move:str": "pause", "way:str": "down"}
WORDS = {
    ("/analytics/", "name"): "days", ("/inbox/mark/", "name"): "archive", ("/leads/act/", "what"): "tag",
    ("/senders/act/", "what"): "pause", ("/senders/connect/", "provider"): "google",
    ("/tools/", "system"): "smartlead", ("/tools/", "name"): "get_lead_lists",
}  # fmt: skip
# Ids in the query of a page: the field, and the kind of thing.
QUERIES: Mapping[str, Mapping[str, str]] = {
    "/inbox": {"campaign": "campaign", "sender": "sender", "category": "category", "assignee": "user", "tag": "tag"},
    "/inbox/{id:int}": {"campaign": "campaign"},
    "/leads": {"list": "list", "tag": "tag", "campaign": "campaign", "owner": "user"},
    "/leads/act": {"id": "lead", "list": "list", "tag": "tag", "campaign": "campaign", "owner": "user"},
    "/leads/export.csv": {"list": "list", "tag": "tag", "campaign": "campaign", "owner": "user"},
    "/analytics": {"campaign": "campaign", "sender": "sender"},
    "/campaigns/{id:int}/preview": {"variant": "variant", "lead": "enrollment"},
    "/settings/categories": {"edit": "category"},
    "/settings/roles": {"edit": "role"},
    "/settings/snippets": {"edit": "snippet"},
}
# What each act is sent; "@kind" is an id of that kind. Acts that take no form have an empty one.
FORMS: Mapping[str, Mapping[str, str]] = {
    "/account/factor": {},
    "/account/factor/confirm": {"code": "000000"},
    "/account/factor/remove": {"current": "wrong"},
    "/account/name": {"full_name": "Ada"},
    "/account/password": {"current": "wrong", "password": "another good password"},
    "/account/sessions/end-others": {},
    "/account/sessions/{id:int}/end": {},
    "/approvals/{id:int}/approve": {},
    "/approvals/{id:int}/reject": {},
    "/campaigns/new": {"name": "New", "start": "email"},
    "/campaigns/{id:int}/add": {"pasted": "ada@prospect.example"},
    "/campaigns/{id:int}/add-list": {"list": "@list"},
    "/campaigns/{id:int}/behaviour": {},
    "/campaigns/{id:int}/delete": {},
    "/campaigns/{id:int}/duplicate": {},
    "/campaigns/{id:int}/leads/{lead:int}/return": {"position": "1"},
    "/campaigns/{id:int}/leads/{move:str}": {"lead": "@enrollment"},
    "/campaigns/{id:int}/limits": {},
    "/campaigns/{id:int}/rename": {"name": "Renamed"},
    "/campaigns/{id:int}/schedule": {"timezone": "UTC", "days-0": "1", "start-0": "09:00", "end-0": "17:00"},
    "/campaigns/{id:int}/senders": {"sender": "@sender"},
    "/campaigns/{id:int}/sequence/add": {"action": "email"},
    "/campaigns/{id:int}/sequence/{step:int}/add-variant": {},
    "/campaigns/{id:int}/sequence/{step:int}/move/{way:str}": {},
    "/campaigns/{id:int}/sequence/{step:int}/remove": {},
    "/campaigns/{id:int}/sequence/{step:int}/restore": {},
    "/campaigns/{id:int}/sequence/{step:int}/save": {"delay": "1", "unit": "days"},
    "/campaigns/{id:int}/sequence/{step:int}/variants/{variant:int}": {"subject": "Hello", "body": "Hello", "enabled": "yes"},
    "/campaigns/{id:int}/sequence/{step:int}/variants/{variant:int}/remove": {},
    "/campaigns/{id:int}/sequence/{step:int}/variants/{variant:int}/restore": {},
    "/campaigns/{id:int}/state": {"to": "pause"},
    "/campaigns/{id:int}/subsequence": {"name": "Sub", "reply_contains": "yes"},
    "/campaigns/{id:int}/template": {"title": "Proven"},
    "/campaigns/{id:int}/test": {"to": "me@acme.example", "variant": "@variant", "lead": "@enrollment"},
    "/inbox/assign": {"id": "@conversation", "member": "@user"},
    "/inbox/category": {"id": "@conversation", "category": "@category"},
    "/inbox/drafts/{id:int}/discard": {},
    "/inbox/drafts/{id:int}/restore": {},
    "/inbox/drafts/{id:int}/save": {"body": "Hello"},
    "/inbox/drafts/{id:int}/send": {"body": "Hello"},
    "/inbox/letters/{id:int}/cancel": {},
    "/inbox/mark/{name}": {"id": "@conversation"},
    "/inbox/snooze": {"id": "@conversation", "until": "hour"},
    "/inbox/{id:int}/block": {"what": "email"},
    "/inbox/{id:int}/forward": {"to": "bob@acme.example", "message": "@message"},
    "/inbox/{id:int}/lead": {"what": "pause"},
    "/inbox/{id:int}/note": {"note": "A note"},
    "/inbox/{id:int}/reply": {"body": "Hello"},
    "/inbox/{id:int}/tasks": {"task": "Call", "member": "@user"},
    "/inbox/{id:int}/tasks/{task:int}/done": {},
    "/inbox/{id:int}/unblock": {"entry": "@suppression"},
    "/leads/act/{what}": {"id": "@lead", "target": "@tag"},
    "/leads/import": {"text": "email\nada@prospect.example"},
    "/leads/import/{id:int}": {"into": "list", "list_id": "@list", "campaign_id": "@campaign"},
    "/leads/lists": {"list-name": "New"},
    "/leads/lists/{id:int}": {"name": "Renamed"},
    "/leads/lists/{id:int}/remove": {},
    "/leads/searches": {"name": "New", "list": "@list", "tag": "@tag", "campaign": "@campaign", "owner": "@user"},
    "/leads/searches/{id:int}/remove": {},
    "/leads/suppression": {"kind": "domain", "comparison": "exact", "values": "competitor.example", "seat": "@seat"},
    "/leads/suppression/{id:int}/remove": {},
    "/leads/tags": {"tag-name": "new"},
    "/leads/tags/{id:int}/remove": {},
    "/leads/{id:int}": {"first_name": "Ada"},
    "/leads/{id:int}/erase": {},
    "/senders/act/{what}": {"id": "@sender", "daily_limit": "5"},
    "/senders/linkedin": {"linkedin_user": "ada", "linkedin_password": "secret", "seat": "@seat"},
    "/senders/many": {"pasted": "email,password\nada@acme.example,secret", "seat": "@seat"},
    "/senders/new": {"address": "ada@gmail.com", "seat": "@seat"},
    "/senders/sandbox": {},
    "/senders/{id:int}": {"name": "Ada"},
    "/senders/{id:int}/code": {"code": "123456"},
    "/senders/{id:int}/connection": {},
    "/senders/{id:int}/limits": {},
    "/senders/{id:int}/pause": {},
    "/senders/{id:int}/remove": {},
    "/senders/{id:int}/resume": {},
    "/senders/{id:int}/warmup": {"switch": "off"},
    "/settings/agents/{id:int}/end": {},
    "/settings/categories/save": {"id": "@category", "name": "Renamed", "sentiment": "positive"},
    "/settings/categories/{id:int}/delete": {},
    "/settings/keys/create": {"name": "New"},
    "/settings/keys/{id:int}/revoke": {},
    "/settings/members/invite": {"email": "new@acme.example", "role": "viewer", "seat": "@seat"},
    "/settings/members/{user_id:int}/remove": {},
    "/settings/members/{user_id:int}/save": {"role": "viewer", "seat": "@seat"},
    "/settings/notices": {"approval_mails": "on"},
    "/settings/preferences": {"postal_address": "1 Main Street"},
    "/settings/roles/save": {"id": "@role", "name": "Renamed", "campaigns": "view"},
    "/settings/roles/{id:int}/delete": {},
    "/settings/seats": {"seat_name": "New"},
    "/settings/seats/{id:int}/status": {"status": "suspended"},
    "/settings/snippets/save": {"id": "@snippet", "name": "Renamed", "body": "Hello"},
    "/settings/snippets/{id:int}/delete": {},
    "/settings/templates/{id:int}/delete": {},
    "/settings/webhooks/create": {"url": "https://hooks.example/x", "event": "reply.received"},
    "/settings/webhooks/deliveries/{id:int}/resend": {},
    "/settings/webhooks/{id:int}": {"url": "https://hooks.example/x", "event": "reply.received"},
    "/settings/webhooks/{id:int}/delete": {},
    "/settings/webhooks/{id:int}/enable": {},
    "/settings/webhooks/{id:int}/pause": {},
    "/settings/webhooks/{id:int}/test": {},
    "/settings/workspace": {"name": "Renamed", "timezone": "UTC"},
    "/theme": {"theme": "dark"},
    "/tools/{system}/{name}/run": {},
    "/welcome": {"full_name": "Ada", "email": "ada@acme.example", "workspace": "Acme", "password": "another good password"},
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. Values of `fields` and parts of `path` like "@lead" are ids of that kind."""

    route: str
    path: str
    fields: Mapping[str, str]
    writes: bool

    def kinds(self) -> set[str]:
        """The kinds of things that it names."""
        parts = [*self.path.split("/"), *self.fields.values()]
        return {part.removeprefix("@").partition(".")[0] for part in parts if part.startswith("@")}

    def about(self, ids: Mapping[str, int]) -> "Asked":
        """The same with ids."""
        fields = {name: str(ids[value[1:]]) if value.startswith("@") else value for name, value in self.fields.items()}
        parts = [str(ids[part[1:]]) if part.startswith("@") else part for part in self.path.split("/")]
        return replace(self, path="/".join(parts), fields=fields)


def declared() -> list[Declared]:
    return [route for subject in pages.SUBJECTS for route in subject.ROUTES]


def every_request() -> Iterator[Asked]:
    """One for each route, acts after the pages."""
    for route in sorted(declared(), key=lambda route: route.writes):
        if route.path == "/live":  # a stream without end; it takes no id
            continue
        fields = FORMS[route.path] if route.writes else {name: f"@{kind}" for name, kind in QUERIES.get(route.path, {}).items()}
        yield Asked(route.path, "/".join(_part(route.path, part) for part in route.path.split("/")), fields, route.writes)


def _part(path: str, part: str) -> str:
    if not part.startswith("{"):
        return part
    name, _brace, ending = part[1:].partition("}")
    if name == "id:int":
        return "@" + next(kind for start, kind in IDS if path.startswith(start)) + ending
    if name in PARTS:
        return "@" + PARTS[name] + ending
    return (
        FIXED.get(name) or next(word for (start, of), word in WORDS.items() if path.startswith(start) and of == name)
    ) + ending
