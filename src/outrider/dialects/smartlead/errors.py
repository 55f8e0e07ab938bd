"""How Smartlead says no: both generations' fields, and a sentence for a path that is not there."""

from typing import NotRequired

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from typing_extensions import TypedDict

from outrider.dialects.kit.nouns import Nouns
from outrider.dialects.kit.paths import path_within
from outrider.dialects.kit.problems import Problem, path_of
from outrider.dialects.smartlead import DIALECT

# The core's nouns in Smartlead's.
NOUNS = Nouns(
    {
        "sender": "email account",
        "sender account": "email account",
        "seat": "client",
        "enrollment": "lead",
        "suppression": "block list entry",
        "list member": "lead",
        "user": "team member",
        "workspace": "account",
        "conversation": "thread",
        "placement test": "spam test",
        "webhook delivery": "webhook event",
        "visitor": "lead",
    },
    numbered=True,
)

# The core's names of values, and what routes of Smartlead call them.
FIELD_NAMES = {
    "sender_id": ("email_account_id", "selected_email_account_id", "from_email_id", "account_id", "id"),
    "sender_ids": ("email_account_ids", "sender_accounts"),
    "senders": ("email_account_ids",),
    "object_ids": ("lead_id", "lead_ids", "list_ids", "email_account_ids"),
    "user_id": ("team_member_id", "assigned_to"),
    "assigned_user_id": ("assigned_to", "team_member_id"),
    "seat_id": ("client_id", "id"),
    "campaign_id": ("parent_campaign_id",),
    "from_list": ("from_list_id",),
    "to_list": ("to_list_id",),
    "tag_id": ("id",),
    "placement_test_id": ("spam_test_id",),
    "enrollment_id": ("email_lead_map_id", "lead_map_id", "map_id"),
    "message_id": ("email_stats_id", "stats_id"),
    "webhook_id": ("id",),
    "steps": ("sequences",),
    "variants": ("seq_variants",),
    "body": ("email_body", "body_html"),
    "to": ("to_emails", "to_email"),
    "address": ("from_email", "email"),
    "reply_to": ("different_reply_to_address",),
    "tracking_domain": ("custom_tracking_url",),
    "timezone": ("time_zone", "tz"),
    "url": ("webhook_url",),
    "value": ("domain_block_list", "domain"),
    "category": ("category_id",),
}


class Detail(TypedDict):
    """What is wrong with one field."""

    field: str | None
    message: str


class Refusal(TypedDict):
    """Every answer that is not a success: `error` and `message` say the same."""

    ok: bool
    statusCode: int
    error: str
    message: str
    code: str
    field: NotRequired[str]
    details: NotRequired[list[Detail]]


def error_body(request: Request, problem: Problem) -> Response:
    """Both generations' fields: `error` (newer pages) and `message` (older ones)."""
    unrouted = problem.status == 404 and problem.message == "Not Found"
    if not unrouted and _names_nothing(request, problem):
        unrouted = not _is_there(request)
        problem = Problem(405, "method_not_allowed", "Method Not Allowed")
    if unrouted:
        problem = Problem(404, "not_found", _no_such_path(request))
    message = "Invalid API Key" if problem.code == "unauthorized" and problem.status == 401 else problem.message
    body: dict[str, object] = {
        "ok": False,
        "statusCode": problem.status,
        "error": message,
        "message": message,
        "code": problem.code,
    }
    if problem.field:
        body["field"] = problem.field
    if problem.details:
        body["details"] = [{"field": path_of([d]), "message": d["msg"]} for d in problem.details[:20]]
    return JSONResponse(body, status_code=problem.status)


def _names_nothing(request: Request, problem: Problem) -> bool:
    """Whether a path was taken for one with an id, though what stands there is a word: ids are numbers."""
    return problem.status in (405, 422) and not all(str(value).isdigit() for value in request.path_params.values())


def _is_there(request: Request) -> bool:
    """Whether a route has this very path, for another method: a word that stands where routes of this one have an id."""
    path = path_within(request.scope)
    return any(isinstance(route, APIRoute) and route.path == path for route in request.app.routes)


def _no_such_path(request: Request) -> str:
    path = path_within(request.scope)
    if path.startswith(f"{DIALECT.api_base}/"):
        return f"There is no {request.method} {path} in Smartlead's API; /docs lists what there is."
    mounted = "" if request.url.hostname in DIALECT.hosts else request.scope.get("root_path", "")
    base = request.url.replace(path=mounted + DIALECT.api_base, query="")
    return f"Paths of this API begin with {DIALECT.api_base}: the base URL of a client is {base}."
