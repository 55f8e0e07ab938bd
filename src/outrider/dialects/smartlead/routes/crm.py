"""Notes, tasks and tags of leads."""

from typing import Annotated, ClassVar, Literal

from fastapi import APIRouter, Query
from pydantic import Field, model_validator
from typing_extensions import TypedDict

from outrider.dialects.kit.access import Scoped
from outrider.dialects.kit.fields import Moment, Offset
from outrider.dialects.kit.scopes import needs
from outrider.dialects.kit.texts import iso
from outrider.dialects.smartlead.bodies import Body, Id, Ids, PathId, utc
from outrider.errors import NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.enrollments import enrollments
from outrider.outreach.leads import leads, notes, tags, tasks

router = APIRouter(tags=["Notes, tasks and tags of leads"])
READ, WRITE = needs("leads:read", "inbox:read"), needs("leads:write", "inbox:write")
Limit = Annotated[int, Query(ge=1, le=1000)]
Priority = Literal["LOW", "MEDIUM", "HIGH"]
PRIORITIES: dict[tasks.Priority, Priority] = {"low": "LOW", "medium": "MEDIUM", "high": "HIGH"}
OURS: dict[Priority, tasks.Priority] = {"LOW": "low", "MEDIUM": "medium", "HIGH": "high"}
STATUSES: dict[str, tasks.Status] = {
    "OPEN": "open", "PENDING": "open", "TODO": "open", "IN_PROGRESS": "open", "DONE": "done", "COMPLETED": "done",
}  # fmt: skip


class Whose(Body):
    """The lead itself (`lead_id`), or the lead's place in a campaign (`email_lead_map_id`)."""

    also: ClassVar[dict[str, str]] = {
        "campaign_lead_map_id": "email_lead_map_id",
        "email_lead_id": "lead_id",
        "email_campaign_id": "campaign_id",
    }

    email_lead_map_id: Id | None = None
    lead_id: Id | None = None
    campaign_id: Id | None = None

    @model_validator(mode="after")
    def _named(self) -> "Whose":
        if self.email_lead_map_id is None and self.lead_id is None:
            raise ValueError("give email_lead_map_id or lead_id")
        return self


class NewNote(Whose):
    also: ClassVar[dict[str, str]] = {**Whose.also, "note": "note_message", "message": "note_message", "body": "note_message"}

    note_message: str = Field(min_length=1, max_length=notes.MAX_LENGTH)


class TaskFields(Body):
    also: ClassVar[dict[str, str]] = {
        "title": "name",
        "task": "name",
        "assignee_id": "assigned_to",
        "team_member_id": "assigned_to",
    }

    name: str | None = Field(default=None, min_length=1, max_length=tasks.MAX_NAME)
    description: str | None = Field(default=None, max_length=tasks.MAX_DESCRIPTION)
    priority: Priority | None = None
    status: str | None = Field(default=None, max_length=20)
    due_date: Moment | None = None
    assigned_to: Id | None = None

    @model_validator(mode="after")
    def _known(self) -> "TaskFields":
        if self.status is not None and self.status.upper() not in STATUSES:
            raise ValueError(f"status is one of {', '.join(STATUSES)}")
        return self


class NewTask(Whose, TaskFields):
    also: ClassVar[dict[str, str]] = {**Whose.also, **TaskFields.also}

    name: str = Field(min_length=1, max_length=tasks.MAX_NAME)  # pyright: ignore[reportIncompatibleVariableOverride]


class LeadTags(Body):
    also: ClassVar[dict[str, str]] = {"tag_id": "tag_ids"}

    lead_id: Id
    tag_ids: Ids = Field(min_length=1, max_length=25)


class Note(TypedDict):
    id: int
    lead_id: int
    campaign_id: int | None
    user_id: int | None
    note: str
    note_message: str
    created_at: str | None
    updated_at: str | None


class Task(TypedDict):
    id: int
    lead_id: int
    campaign_id: int | None
    user_id: int | None
    assigned_to: int | None
    name: str
    description: str
    priority: Priority
    status: Literal["OPEN", "DONE"]
    due_date: str | None
    created_at: str | None
    updated_at: str | None


class LeadTag(TypedDict):
    """`tag_mapping_id`: what takes this tag off this lead; None in the list of all tags."""

    id: int
    tag_id: int
    tag_mapping_id: int | None
    lead_id: int | None
    name: str
    color: str | None


class NoteAnswer(TypedDict):
    ok: bool
    message: str
    data: Note


class NoteList(TypedDict):
    ok: bool
    data: list[Note]


class TaskAnswer(TypedDict):
    ok: bool
    message: str
    data: Task


class TaskList(TypedDict):
    ok: bool
    data: list[Task]


class TagList(TypedDict):
    ok: bool
    data: list[LeadTag]


class Done(TypedDict):
    ok: bool


async def _place(scope: Scope, given: Whose) -> tuple[int, int | None]:
    """The lead and the campaign that a request is about."""
    if given.email_lead_map_id is not None:
        found = await enrollments.get(scope, given.email_lead_map_id)
        return found.lead_id, found.campaign_id
    if given.campaign_id is not None:
        await campaigns.get(scope, given.campaign_id)
    return given.lead_id or 0, given.campaign_id


# Notes


def _note(x: notes.Note) -> Note:
    return {
        "id": x.id,
        "lead_id": x.lead_id,
        "campaign_id": x.campaign_id,
        "user_id": x.user_id,
        "note": x.body,
        "note_message": x.body,
        "created_at": iso(x.created_at),
        "updated_at": iso(x.updated_at),
    }


@router.get("/crm/leads/notes/{lead_id}", dependencies=[READ])
async def lead_notes(scope: Scoped, lead_id: PathId, offset: Offset = 0, limit: Limit = 100) -> NoteList:
    """A lead's notes, newest first."""
    await leads.get(scope, lead_id)
    return {"ok": True, "data": [_note(x) for x in await notes.find_all(scope, lead_id, limit=limit, offset=offset)]}


@router.post("/crm/leads/notes", dependencies=[WRITE])
@router.post("/master-inbox/create-note", dependencies=[WRITE])
async def create_note(scope: Scoped, body: NewNote) -> NoteAnswer:
    """Write a note about a lead."""
    lead_id, campaign_id = await _place(scope, body)
    made = await notes.add(scope, lead_id, body.note_message, campaign_id=campaign_id)
    return {"ok": True, "message": "Note created successfully", "data": _note(made)}


# Tasks


def _task(x: tasks.Task) -> Task:
    return {
        "id": x.id,
        "lead_id": x.lead_id,
        "campaign_id": x.campaign_id,
        "user_id": x.user_id,
        "assigned_to": x.assigned_user_id,
        "name": x.name,
        "description": x.description,
        "priority": PRIORITIES[x.priority],
        "status": "DONE" if x.status == "done" else "OPEN",
        "due_date": iso(x.due_at),
        "created_at": iso(x.created_at),
        "updated_at": iso(x.updated_at),
    }


def _details(body: TaskFields) -> tasks.Details:
    details: tasks.Details = {}
    given = body.given()
    if body.description is not None:
        details["description"] = body.description
    if body.priority is not None:
        details["priority"] = OURS[body.priority]
    if body.status is not None:
        details["status"] = STATUSES[body.status.upper()]
    if "due_date" in given:
        details["due_at"] = utc(body.due_date, "due_date") if body.due_date else None
    if "assigned_to" in given:
        details["assigned_user_id"] = body.assigned_to
    return details


@router.get("/crm/leads/tasks/{lead_id}", dependencies=[READ])
async def lead_tasks(scope: Scoped, lead_id: PathId, offset: Offset = 0, limit: Limit = 100) -> TaskList:
    """A lead's tasks, newest first."""
    await leads.get(scope, lead_id)
    return {"ok": True, "data": [_task(x) for x in await tasks.find_all(scope, lead_id, limit=limit, offset=offset)]}


@router.post("/crm/leads/tasks", dependencies=[WRITE])
@router.post("/master-inbox/create-task", dependencies=[WRITE])
async def create_task(scope: Scoped, body: NewTask) -> TaskAnswer:
    """Note what is to be done about a lead."""
    lead_id, campaign_id = await _place(scope, body)
    made = await tasks.create(scope, lead_id, body.name, campaign_id=campaign_id, **_details(body))
    return {"ok": True, "message": "Task created successfully", "data": _task(made)}


@router.post("/crm/leads/tasks/{task_id}", dependencies=[WRITE])
async def update_task(scope: Scoped, task_id: PathId, body: TaskFields) -> TaskAnswer:
    """Change what is given."""
    changed = await tasks.update(scope, task_id, name=body.name, **_details(body))
    return {"ok": True, "message": "Task updated successfully", "data": _task(changed)}


# Tags


def _tag(x: tags.Tag, lead_id: int | None = None, mapping: int | None = None) -> LeadTag:
    return {"id": x.id, "tag_id": x.id, "tag_mapping_id": mapping, "lead_id": lead_id, "name": x.name, "color": x.color}


async def _of_lead(scope: Scope, lead_id: int) -> list[LeadTag]:
    mapped = {t.tag_id: t.id for t in await tags.taggings(scope, object_ids=[lead_id], kind="lead", limit=1000)}
    return [_tag(x, lead_id, mapped.get(x.id)) for x in (await tags.of_objects(scope, "lead", [lead_id]))[lead_id]]


@router.get("/crm/leads/tags", dependencies=[READ])
async def lead_tags(
    scope: Scoped,
    lead_id: Annotated[Id | None, Query()] = None,
    leadId: Annotated[Id | None, Query()] = None,
) -> TagList:
    """The tags of a lead, each with the id that takes it off; without a lead every tag of the workspace."""
    wanted = leadId or lead_id
    if wanted is None:
        return {"ok": True, "data": [_tag(x) for x in await tags.find_all(scope, limit=1000)]}
    await leads.get(scope, wanted)
    return {"ok": True, "data": await _of_lead(scope, wanted)}


@router.post("/crm/leads/tags", dependencies=[WRITE])
async def tag_lead(scope: Scoped, body: LeadTags) -> TagList:
    """Put tags on a lead."""
    await tags.assign(scope, "lead", [body.lead_id], add=body.tag_ids)
    return {"ok": True, "data": await _of_lead(scope, body.lead_id)}


@router.delete("/crm/leads/tags/{tag_mapping_id}", dependencies=[WRITE])
async def untag_lead(scope: Scoped, tag_mapping_id: PathId) -> Done:
    """Take a tag off a lead. The id is that of the mapping, as GET /crm/leads/tags gives it."""
    if not await tags.take_off(scope, "lead", tag_mapping_id):
        raise NotFound("There is no such tag on a lead.", field="tagMappingId")
    return {"ok": True}
