"""Blacklists: keywords for leads that must not be contacted, per team (global) or seat, as JSON or CSV."""

import asyncio
import io
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request, Response
from pydantic import AliasChoices, Field, WithJsonSchema

from outrider.dialects.kit.demands import IMPORTS
from outrider.dialects.kit.texts import iso
from outrider.dialects.multilead import answer_types, webhook_types
from outrider.dialects.multilead.access import NO_PERMISSION, Place, Team, at
from outrider.dialects.multilead.answers import says
from outrider.dialects.multilead.bodies import ONE_OR_MANY, Body, TeamId, body, content_of
from outrider.dialects.multilead.errors import forbidden, refusal, wrong
from outrider.outreach.base import tables
from outrider.outreach.base.scope import Scope
from outrider.outreach.leads import suppression
from outrider.outreach.leads.suppression import Entry, EntryInput
from outrider.values import is_array

router = APIRouter(tags=["Blacklist"])

TEAM, SEAT = "/teams/{teamId}/users/{userId}/global_blacklists", "/users/{userId}/accounts/{accountId}/blacklists"
KINDS = {
    "company_name": "company", "email": "email", "domain": "domain", "full_name": "name", "profile_url": "profile_url",
    "job_title": "job_title",
}  # fmt: skip
COMPARISONS = {"exact": "exact", "contains": "contains", "starts_with": "starts", "ends_with": "ends"}
REASONS = {"manual": "manual", "csv": "csv", "unsubscribe": "unsubscribed", "bounced": "bounced"}
MOST = 100_000
HEADING = "keyword"


class Rule(Body):
    """How keywords are compared with a lead."""

    type: Literal["company_name", "email", "domain", "full_name", "profile_url", "job_title"]
    comparisonType: Literal["exact", "contains", "starts_with", "ends_with"]
    source: Literal["manual", "csv", "unsubscribe", "bounced"] = "manual"


Keyword = Annotated[str, Field(min_length=1, max_length=500)]


class Keywords(Rule):
    keywords: Annotated[list[Keyword], ONE_OR_MANY] = Field(min_length=1, max_length=MOST)
    source: Literal["manual"] = "manual"  # pyright: ignore[reportIncompatibleVariableOverride]


class Import(Rule):
    """A rule, and a file with the keywords it is for: `files`, as some clients spell it `file`."""

    files: Annotated[Any, WithJsonSchema({"type": "string", "format": "binary"})] = Field(
        validation_alias=AliasChoices("files", "file")
    )


Uploaded = Annotated[Import, body(Import, media=["multipart/form-data"])]


async def _add(scope: Scope, rule: Rule, keywords: Sequence[str], seat_id: int | None) -> Entry:
    """Keep the keywords; the first that is kept. All or none: 422 for one that can't be what it is said to be."""
    reason = REASONS[rule.source]
    added = await suppression.add(
        scope, [EntryInput(KINDS[rule.type], word, COMPARISONS[rule.comparisonType], seat_id, reason) for word in keywords]
    )
    if added.invalid:
        index, message = added.invalid[0]
        raise wrong(keywords=f"{keywords[index][:100]}: {message}")
    return min([*added.created, *added.existing], key=lambda entry: entry.id)


def _shown(entry: Entry, rule: Rule) -> webhook_types.Keyword:
    return {
        "id": entry.id,
        "type": rule.type,
        "source": rule.source,
        "sourceName": None,
        "comparisonType": rule.comparisonType,
        "createdAt": iso(entry.created_at),
        "updatedAt": iso(entry.created_at),
    }


def _check_global(place: Place) -> None:
    if not place.access.manages and "manage_global_blacklist" not in place.access.flags:
        raise forbidden(NO_PERMISSION)


@router.patch(f"{TEAM}/add_keyword")
async def add_global(
    place: Team, teamId: TeamId, scope: Annotated[Scope, at("team", None)], data: Annotated[Keywords, body(Keywords)]
) -> answer_types.Result[webhook_types.GlobalBlacklist]:
    """No member of the team contacts leads that match these."""
    _check_global(place)
    entry = await _add(scope, data, data.keywords, None)
    return {"result": {"globalBlacklist": {**_shown(entry, data), "teamId": teamId}}}


@router.patch(f"{SEAT}/add_keyword")
async def add_at_seat(
    scope: Annotated[Scope, at("seat", "blacklist")], data: Annotated[Keywords, body(Keywords)]
) -> answer_types.Result[webhook_types.Blacklist]:
    """This seat does not contact leads that match these."""
    assert scope.seat_id is not None
    entry = await _add(scope, data, data.keywords, scope.seat_id)
    return {"result": {"blacklist": {**_shown(entry, data), "seatId": scope.seat_id}}}


@router.post(f"{TEAM}/import_csv", dependencies=[IMPORTS])
async def import_global(request: Request, place: Team, scope: Annotated[Scope, at("team", None)], data: Uploaded) -> Response:
    """The same with a CSV file (`files`) that has the one column `keyword`."""
    _check_global(place)
    await _import(scope, data, None)
    return says(request, 200, "OK")


@router.post(f"{SEAT}/import_csv", dependencies=[IMPORTS])
async def import_at_seat(request: Request, scope: Annotated[Scope, at("seat", "blacklist")], data: Uploaded) -> Response:
    """The same for the seat."""
    await _import(scope, data, scope.seat_id)
    return says(request, 200, "OK")


async def _import(scope: Scope, data: Import, seat_id: int | None) -> None:
    content = await content_of(data.files[0] if is_array(data.files) else data.files)
    keywords = await asyncio.to_thread(keywords_of, content)
    await _add(scope, data, keywords, seat_id)


def keywords_of(content: bytes) -> list[str]:
    """The keywords of a CSV file or a workbook. Raises the vendor's 400s, and Invalid for what is not a table."""
    if not content.strip():
        raise refusal("CSV should only have 'keyword' header column")
    rows = tables.records(io.BytesIO(content), lambda heading: heading == HEADING)
    header = next(rows)
    if len(header.cells) > 1:
        raise refusal("CSV file has too many headers")
    if header.cells != [HEADING]:
        raise refusal("CSV should only have 'keyword' header column")
    found: list[str] = []
    end = header.end or header.line
    for row in rows:
        if row.error:
            raise refusal(f"CSV file can't be read: line {row.line}: {row.error}")
        if row.line > end + 1:
            raise refusal("CSV row cannot be empty")
        end = row.end or row.line
        found += row.cells
        if len(found) > MOST:
            raise refusal(f"CSV file has more than {MOST} rows")
    if not found:
        raise refusal("CSV row cannot be empty")
    return found
