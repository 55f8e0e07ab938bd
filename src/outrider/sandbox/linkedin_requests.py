"""What Unipile's public reference says that each request takes. The sandbox's LinkedIn refuses what is not so, as that API would:
an adapter that works here sends what is documented, and nothing else.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.requests import Request

from outrider.values import is_object

PAGE = "cursor limit"
LOGIN = (
    "provider! username password access_token premium_token recruiter_contract_id user_agent country ip proxy disabled_features"
    " sync_limit"
)
MAX_LIMIT = 250


@dataclass(frozen=True, slots=True)
class Takes:
    """Names of parameters and of the body's fields; those with an exclamation mark are required."""

    query: str = ""
    json: str | None = None
    form: str | None = None
    most: int = MAX_LIMIT  # items on a page


TAKES: dict[str, Takes] = {
    "POST /accounts": Takes(json=LOGIN),
    "POST /accounts/checkpoint": Takes(json="provider! account_id! code!"),
    "POST /accounts/{id}": Takes(json=LOGIN),
    "GET /accounts/{id}": Takes(),
    "DELETE /accounts/{id}": Takes(),
    "GET /users/me": Takes("account_id!"),
    "POST /users/invite": Takes(json="account_id! provider_id! message user_email"),
    "GET /users/invite/sent": Takes(f"account_id! {PAGE}"),
    "DELETE /users/invite/sent/{id}": Takes("account_id!"),
    "GET /users/relations": Takes(f"account_id! filter {PAGE}", most=1000),
    "GET /users/{id}/posts": Takes(f"account_id! is_company {PAGE}", most=100),
    "GET /users/{id}": Takes("account_id! linkedin_api linkedin_sections notify"),
    "POST /posts/reaction": Takes(json="account_id! post_id! reaction_type! comment_id as_organization"),
    "POST /chats": Takes(
        form="account_id! attendees_ids! text subject attachments voice_message video_message linkedin[api] linkedin[inmail]"
    ),
    "GET /chats/{id}": Takes("account_id"),
    "POST /chats/{id}/messages": Takes(form="text account_id thread_id quote_id attachments voice_message video_message"),
    "GET /chats/{id}/messages": Takes(f"before after sender_id {PAGE}"),
    "GET /messages": Takes(f"account_id before after sender_id {PAGE}"),
    "POST /linkedin/search": Takes(f"account_id! {PAGE}", json="url!", most=100),
    "POST /linkedin": Takes(json="account_id! request_url! method body query_params headers encoding"),
}
_VALUES: dict[str, Callable[[str], object]] = {
    "limit": lambda text: text.isdigit() and int(text) >= 1,
    "before": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z").fullmatch,
    "after": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z").fullmatch,
    "linkedin_api": {"recruiter", "sales_navigator"}.__contains__,
    "notify": {"true", "false"}.__contains__,
    "linkedin[inmail]": {"true", "false"}.__contains__,
    "linkedin[api]": {"classic", "recruiter", "sales_navigator"}.__contains__,
    "provider": {"LINKEDIN"}.__contains__,
    "country": re.compile(r"[A-Z]{2}").fullmatch,
    "method": {"GET", "POST", "PUT", "PATCH", "DELETE"}.__contains__,
    "reaction_type": {"like", "celebrate", "support", "love", "insightful", "funny"}.__contains__,
}


async def misfit(request: Request, takes: Takes) -> tuple[str, str] | None:
    """What is wrong with a request, as that API's error type and detail; None: nothing."""
    if request.headers.get("accept") != "application/json":
        return "invalid_headers", "accept"
    if found := _misfit(dict(request.query_params), takes.query):
        return found
    if int(request.query_params.get("limit", 1)) > takes.most:
        return "invalid_parameters", "limit"
    kind = request.headers.get("content-type", "").partition(";")[0]
    if takes.json is not None:
        if kind != "application/json":
            return "invalid_headers", "content-type"
        body = await request.json()
        return _misfit(body, takes.json) if is_object(body) else ("invalid_parameters", "body")
    if takes.form is not None:
        if kind != "multipart/form-data":
            return "invalid_headers", "content-type"
        return _misfit(dict(await request.form()), takes.form)
    return ("invalid_parameters", "body") if await request.body() else None


def _misfit(given: Mapping[str, object], names: str) -> tuple[str, str] | None:
    known = {name.rstrip("!"): name.endswith("!") for name in names.split()}
    if unknown := given.keys() - known.keys():
        return "invalid_parameters", min(unknown)
    for name, required in known.items():
        value = given.get(name)
        if required and value in (None, ""):
            return "missing_parameters", name
        if value is not None and name in _VALUES and not _VALUES[name](str(value)):
            return "invalid_parameters", name
    return None
