"""Background jobs: asked for here, done by the engine. Poll until the status is success, failed or cancelled."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from outrider.dialects.instantly import answer_types, answers
from outrider.dialects.instantly.pages import DEFAULT, After, Limit, page
from outrider.dialects.instantly.scopes import scope as needs
from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.fields import some_of
from outrider.dialects.kit.texts import comma_list
from outrider.errors import Invalid, NotFound
from outrider.outreach.base import jobs
from outrider.store import ids as uuids

router = APIRouter(prefix="/background-jobs", tags=["Background jobs"])

_STATE = {status: state for state, status in answers.JOB_STATUS.items()}
_UNUSED = ("draining", "paused")  # words of the vendor's that no job here is ever in
JobType = Literal[
    "move-leads",
    "import-leads",
    "export-leads",
    "update-warmup-accounts",
    "rename-variable",
    "broadcast-ai-generate",
    "broadcast-website-scrape",
    "import-subscribers-from-crm",
    "resync-subscriber-crm-tags",
]
Statuses = Annotated[str, Field(json_schema_extra=some_of((*_STATE, *_UNUSED)))]
EntityType = Literal["list", "campaign", "workspace", "broadcast", "subscriber-group-sync", "subscriber-group"]


def _number(value: str) -> int | None:
    """The job's own id within the one shown; None where there can be none."""
    try:
        number = int(value, 16) if len(value) == 24 else 0
    except ValueError:
        return None
    return number if 0 < number < 1 << 63 and answers.job_id(number) == value.lower() else None


@router.get("", dependencies=[needs("background-jobs:read")])
async def list_jobs(
    scope: Scoped,
    limit: Limit = DEFAULT,
    starting_after: After = None,
    ids: str | None = None,
    included_ids: str | None = None,
    excluded_ids: str | None = None,
    type: Annotated[JobType | None, Query()] = None,
    entity_type: EntityType | None = None,
    entity_id: str | None = None,
    status: Annotated[Statuses | None, Query()] = None,
    sort_column: Literal["created_at", "updated_at"] = "created_at",
    sort_order: Literal["asc", "desc"] = "desc",
) -> answer_types.Page[answer_types.Job]:
    """Jobs, newest first by default. `ids`, `entity_id` and `status` take comma-separated lists."""
    wanted = [*comma_list(ids), *comma_list(included_ids)]
    entities = comma_list(entity_id)
    found_entities = [(kind, id) for value in entities if (kind := uuids.kind_of(value)) and (id := uuids.to_id(kind, value))]
    kinds = [kind for kind, word in answers.JOB_TYPES.items() if type in (None, word)]
    states = [_STATE[word] for word in comma_list(status) if word in _STATE]
    if unknown := [word for word in comma_list(status) if word not in _STATE and word not in _UNUSED]:
        raise Invalid(f"querystring/status must be equal to one of the allowed values: {unknown[0][:50]}")
    if not kinds or (entities and not found_entities) or (comma_list(status) and not states):
        return {"items": []}
    found = await jobs.find_all(
        scope,
        kinds=kinds,
        states=states or None,
        ids=_numbers(wanted) if wanted else None,
        excluded_ids=_numbers(comma_list(excluded_ids)) or None,
        entity_kind=entity_type,
        entity_ids=[id for kind, id in found_entities if entity_type in (None, kind)] if entities else None,
        limit=limit,
        after=_after(starting_after),
        newest_first=sort_order == "desc",
        by="created" if sort_column == "created_at" else "updated",
    )
    return page(found, limit, lambda job: answers.job(scope, job), lambda job: answers.job_id(job.id))


def _numbers(values: list[str]) -> list[int]:
    return [n for value in values if (n := _number(value)) is not None]


def _after(cursor: str | None) -> int | None:
    if not cursor:
        return None
    if (found := _number(cursor)) is None:
        raise Invalid("querystring/starting_after is not a cursor of this list: pass next_starting_after unchanged.")
    return found


@router.get("/{id}", dependencies=[needs("background-jobs:read")])
async def get_job(scope: Scoped, id: str, data_fields: str | None = None) -> answer_types.Job:
    """One job; `data_fields` picks keys of its data."""
    number = _number(id)
    if number is None:
        raise NotFound("Background job not found")
    job = await jobs.get(scope, number)
    if job.kind not in answers.JOB_TYPES:
        raise NotFound("Background job not found")
    answer = answers.job(scope, job)
    if picked := comma_list(data_fields):
        answer["data"] = {name: value for name, value in answer["data"].items() if name in picked}
    return answer
