"""The lead beside a thread: fields, campaigns, next action, notes, tasks, history and colleagues."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from outrider.errors import Invalid, NotFound
from outrider.outreach.base.reasons import sentence
from outrider.outreach.base.scope import Scope
from outrider.outreach.conversations import inbox
from outrider.outreach.conversations.inbox import ConversationRow
from outrider.outreach.enrollments import explain, history
from outrider.outreach.enrollments.explain import Explanation
from outrider.outreach.leads import heat, leads, notes, tasks
from outrider.outreach.leads.leads import Lead
from outrider.outreach.leads.notes import Note
from outrider.outreach.leads.tasks import Task
from outrider.rules.heat import Heat
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act, announce
from outrider.web.leads import view as lead_pages
from outrider.web.leads.view import Happened

_SHOWN = 10  # entries of the history, notes, tasks, colleagues


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A campaign that the lead is or was in."""

    id: int
    campaign_id: int
    campaign: str
    status: str
    why: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """The lead's panel. `colleagues`: (id, name, job title) of other leads at the company's own domain."""

    lead: Lead
    name: str
    heat: Heat | None
    campaigns: Sequence[Enrolled]
    explanation: Explanation | None
    notes: Sequence[Note]
    tasks: Sequence[Task]
    history: Sequence[Happened]
    colleagues: Sequence[tuple[int, str, str]]


def name_of(lead: Mapping[str, object]) -> str:
    """The lead's name, else their address."""
    names = [str(lead.get(part) or "") for part in ("first_name", "last_name")]
    return " ".join(name for name in names if name) or str(lead.get("email") or "")


async def read(visit: Visit, scope: Scope, lead_id: int, enrollment_id: int | None) -> Person:
    """Load the lead as far as the visitor may see it. Raises NotFound."""
    lead = await leads.get(scope, lead_id)
    warmth = await heat.of(scope, [lead_id])
    enrolled = (await leads.campaigns_of(scope, [lead_id]))[lead_id]
    entries = await history.of_lead(scope, lead_id, seat_ids=visit.access.seat_ids(), limit=_SHOWN)
    others = await leads.colleagues(scope, lead, limit=_SHOWN) if visit.may("leads") else []
    return Person(
        lead=lead,
        name=lead_pages.name_of(lead),
        heat=warmth.get(lead_id),
        campaigns=[
            Enrolled(
                e["enrollment_id"],
                e["campaign_id"],
                e["campaign_name"],
                e["status"],
                sentence(e["reason"]) if e["reason"] else None,
            )
            for e in reversed(enrolled)
            if visit.access.sees(e["seat_id"])
        ],
        explanation=await explain.of_enrollment(scope, enrollment_id) if enrollment_id else None,
        notes=await notes.find_all(scope, lead_id, limit=_SHOWN),
        tasks=[task for task in await tasks.find_all(scope, lead_id, limit=_SHOWN) if task.status == "open"],
        history=[lead_pages.happened(entry) for entry in entries],
        colleagues=[(other.id, lead_pages.name_of(other), other.job_title or "") for other in others],
    )


async def _conversation(visit: Visit, scope: Scope) -> tuple[ConversationRow, int]:
    """The conversation in the URL, and its lead. Raises NotFound, or Forbidden if the visitor may not change it."""
    found = await inbox.conversation(scope, visit.request.path_params["id"])
    visit.require_seat(found["sender"]["seat_id"], "inbox", write=True)
    lead_id = found["conversation"].lead_id
    if lead_id is None:
        raise NotFound(_("This conversation does not belong to a lead."))
    return found, lead_id


def _answer(visit: Visit, text: str) -> Response:
    """Show the updated lead; without scripts, the whole conversation."""
    if not visit.partial:
        return visit.done(visit.url(f"/inbox/{visit.request.path_params['id']}"), Toast(text))
    return Response(status_code=204, headers=announce(Toast(text), **{"person-changed": dict[str, str]()}))


async def add_note(visit: Visit) -> Response:
    """Add a note about the lead, visible to the team only."""
    async with visit.scope() as scope:
        found, lead_id = await _conversation(visit, scope)
        await notes.add(scope, lead_id, visit.text("note", notes.MAX_LENGTH), campaign_id=found["conversation"].campaign_id)
    return _answer(visit, _("Note added"))


async def add_task(visit: Visit) -> Response:
    """Add a task for the lead; `day`: due at the end of that day in the viewer's time zone."""
    name, day, assigned = visit.text("task", tasks.MAX_NAME), visit.text("day", 10), visit.numbers("member")
    if not name:
        raise Invalid(_("Describe the task."), field="task")
    async with visit.scope() as scope:
        found, lead_id = await _conversation(visit, scope)
        await tasks.create(
            scope,
            lead_id,
            name,
            campaign_id=found["conversation"].campaign_id,
            due_at=_end_of(visit, day) if day else None,
            assigned_user_id=assigned[0] if assigned else None,
        )
    return _answer(visit, _("Task added"))


def _end_of(visit: Visit, day: str) -> datetime:
    try:
        return datetime.fromisoformat(f"{day}T23:59:59").replace(tzinfo=visit.zone)
    except ValueError:
        raise Invalid(_("Choose a date."), field="day") from None


async def finish_task(visit: Visit) -> Response:
    """Mark the task as done."""
    async with visit.scope() as scope:
        _found, lead_id = await _conversation(visit, scope)
        task = await tasks.get(scope, visit.request.path_params["task"])
        if task.lead_id != lead_id:
            raise NotFound(_("There is no such task."))
        await tasks.update(scope, task.id, status="done")
    return _answer(visit, _("Task done"))


ROUTES = [
    act("/inbox/{id:int}/note", add_note, needs="inbox"),
    act("/inbox/{id:int}/tasks", add_task, needs="inbox"),
    act("/inbox/{id:int}/tasks/{task:int}/done", finish_task, needs="inbox"),
]
