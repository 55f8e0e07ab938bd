"""What Multilead's tools share: their arguments, how the wire writes them, and what is made of answers."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from urllib.parse import quote

from pydantic import BeforeValidator, Field

from outrider.dialects.kit.toolbox import Toolbox, Wire, camel, texts_of
from outrider.dialects.kit.tools import Answer, ApiError, Schema, read_file, send
from outrider.dialects.multilead.answer_types import CsvText, Done

V1, V2 = "/api/open-api/v1", "/api/open-api/v2"


def toolbox(toolset: str, *, file: str | None = None, **options: Any) -> Toolbox:
    """A toolset whose descriptions are in the file of its name beside this module."""
    options = {"spelling": camel, **options}
    bases = {"seat": seat("{user_id}", "{account_id}"), "v1": V1, "v2": V2}
    return Toolbox(toolset, **options, bases=bases, texts=texts_of(__package__ or "", file or toolset))


def seat(user_id: str, account_id: str) -> str:
    return f"{V1}/users/{user_id}/accounts/{account_id}"


def _text(value: Any) -> Any:
    """Agents give ids as numbers as often as as text."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def number(id: str) -> int | str:
    """An id as the wire's bodies have it."""
    return int(id) if id.isascii() and id.isdigit() else id


def array(values: Iterable[Any] | None) -> str | None:
    """A list as the vendor's query parameters have it: a JSON array."""
    return json.dumps(list(values)) if values else None


def bracketed(ids: Iterable[str] | None) -> str | None:
    """Ids as the vendor's query parameters have them: '[1,2]'."""
    return f"[{','.join(ids)}]" if ids else None


def rebracketed(text: str | None) -> str | None:
    """Ids with commas in between, with or without brackets, as '[1,2]'."""
    return f"[{text.strip().strip('[]')}]" if text else None


def commas(words: Iterable[str] | None) -> str | None:
    return ",".join(words) if words else None


def numbers(ids: Iterable[str]) -> list[int | str]:
    return [number(id) for id in ids]


def milliseconds(time: str | None) -> int | None:
    """An ISO 8601 time, or a Unix time in seconds or milliseconds, in Unix milliseconds. Raises ApiError."""
    if time is None:
        return None
    if time.isascii() and time.isdigit() and len(time) < 16:
        return int(time) if len(time) > 11 else 1000 * int(time)
    try:
        at = datetime.fromisoformat(time)
    except ValueError:
        raise ApiError(0, "scheduled_time is not an ISO 8601 time such as 2026-03-02T09:00:00Z.") from None
    return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() * 1000)


def segment(text: str) -> str:
    """Whatever a thread is called, as one segment of a path."""
    return quote(text, safe="")


def or_none(text: str | None) -> str | None:
    """An empty text asks for nothing."""
    return text or None


def done(answer: Answer) -> Any:
    """For answers that are a word or nothing: what an agent can tell from silence. Any other answer stays as it is."""
    if not isinstance(answer.body, str | None):
        return answer.body
    shown: Done = {"success": True}
    if answer.body:
        shown["result"] = answer.body
    return shown


def or_done(schema: Schema) -> Schema:
    """The schema of `done`."""
    if not schema:
        return {"type": "object", "properties": {"success": {"const": True}}}
    if schema.get("type") not in ("string", "null"):
        return schema
    return {
        "type": "object",
        "properties": {"success": {"const": True}, "result": {"type": "string"}},
        "required": ["success"],
    }


async def silent(method: str, path: str, **options: Any) -> Any:
    """A request whose answer may be a word or nothing."""
    return done(await send(method, path, **options))


async def upload(path: str, file: str, kind: str, comparison: str) -> Any:
    content = read_file(file)
    files = {"files": (file.replace("\\", "/").rsplit("/", 1)[-1], content, "text/csv")}
    data = {"type": kind, "comparisonType": comparison, "source": "csv"}
    return await silent("POST", path, data=data, files=files)


def as_csv(answer: Answer) -> CsvText:
    """For files."""
    return {"csv": answer.body or ""} if isinstance(answer.body, str | None) else answer.body


def or_csv(schema: Schema) -> Schema:
    """The schema of `as_csv`."""
    if schema.get("type", "string") not in ("string", "null"):
        return schema
    return {"type": "object", "properties": {"csv": {"type": "string"}}, "required": ["csv"] if schema else []}


_FILTERS = {
    "search": or_none, "filter_by_status": array, "filter_by_connection_degree": array, "filter_by_current_step": array,
    "filter_by_selected_leads": array,
}  # fmt: skip
SILENT, CSV = Wire(answer=done, shown_as=or_done), Wire(answer=as_csv, shown_as=or_csv)
FILTERED, FILTERED_CSV = Wire(forms=_FILTERS), Wire(forms=_FILTERS, answer=as_csv, shown_as=or_csv)

AS_TEXT = BeforeValidator(_text)
PART = r"^[^\s/\\?#%.][^\s/\\?#%]*$"  # of a path: whatever an id may look like, but nothing that leads elsewhere


def an_id(description: str) -> Any:
    return Field(pattern=PART, description=description)


User = Annotated[str, an_id("Your user id, from get_user_information."), AS_TEXT]
Account = Annotated[str, an_id("The seat's id (account id), from list_all_seats_of_a_specific_user."), AS_TEXT]
Team = Annotated[str, an_id("The team's id, from list_teams_under_the_users_white_label or a seat's teamId."), AS_TEXT]
Campaign = Annotated[str, an_id("The campaign's id, from get_campaign_list."), AS_TEXT]
CampaignNumber = Annotated[int, Field(ge=1, description="The campaign's id, from get_campaign_list.")]
Lead = Annotated[str, an_id("The lead's id, from get_leads_from_campaign or get_leads_from_seat."), AS_TEXT]
LeadNumber = Annotated[int, Field(ge=1, description="The lead's id, from get_leads_from_campaign or a conversation.")]
Tag = Annotated[str, an_id("The tag's id, from get_tags_for_seat."), AS_TEXT]
Thread = Annotated[str, Field(min_length=1, description="The conversation's thread id, as conversations show it.")]
Offset = Annotated[int, Field(ge=0, le=10**9, description="How many rows to skip.")]
Rows = Annotated[int, Field(ge=1, description="Rows a page; here at most 1000.")]
ContactName = Annotated[str | None, Field(description="Only contacts whose name contains this.")]
Kind = Annotated[
    Literal["company_name", "email", "domain", "full_name", "profile_url", "job_title"],
    Field(description="What of a lead the keywords are compared with."),
]
Comparison = Annotated[
    Literal["exact", "contains", "starts_with", "ends_with"], Field(description="How the keywords are compared with it.")
]
Keywords = Annotated[list[str], Field(min_length=1, description="The keywords, e.g. ['acme.com', 'example.org'].")]
CsvPath = Annotated[str, Field(description="A CSV file with the one column 'keyword', on the machine where this server runs.")]

Search = Annotated[str | None, Field(description="Looks in name, email, company, headline and the like; spaces mean AND.")]
Verified = Annotated[bool | None, Field(description="Only leads whose email address was verified.")]
NotVerified = Annotated[bool | None, Field(description="Only leads whose email address was not verified.")]
Statuses = Annotated[
    list[int] | None,
    Field(description="1 discovered, 2 connection pending, 3 connected but not replied, 4 replied."),
]
Degrees = Annotated[
    list[int] | None,
    Field(description="With status 4: [1] those who replied and are connected, [2, 3] those who replied and are not."),
]
Steps = Annotated[list[int] | None, Field(description="Only leads on these steps, by step id as get_campaign_info shows them.")]
Contains = Annotated[str | None, Field(description="Only leads where it contains this.")]
OutOfOffice = Annotated[bool | None, Field(description="Only leads who are out of office.")]
ChangedAfter = Annotated[int | None, Field(description="Only leads whose step changed after this time, in Unix milliseconds.")]
Selected = Annotated[list[int] | None, Field(description="Only these leads, by id.")]

Curves = Annotated[
    list[int],
    Field(
        min_length=1,
        description="What to count: 1 profile views, 2 follows, 3 invitations sent, 4 messages, 5 InMails, 6 invitations"
        " accepted, 7 replies, 8 acceptance rate, 9 reply rate, 10 emails sent, 11 opened, 12 clicked, 13 bounced, 14 open rate,"
        " 15 click rate, 16 emails verified, 17 bounce rate.",
    ),
]
Since = Annotated[int, Field(description="Beginning, as a Unix timestamp in seconds.")]
Until = Annotated[int, Field(description="End, as a Unix timestamp in seconds.")]
TimeZone = Annotated[str, Field(description="The time zone that days are cut in, e.g. 'Europe/Belgrade'.")]
AccountRoles = list[dict[str, object]]
