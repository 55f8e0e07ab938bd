"""One act on many leads at once: at once for a few, as a job (engine.work.bulk) for all that a search finds."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from pydantic import TypeAdapter

from outrider.errors import Invalid
from outrider.outreach.base import jobs
from outrider.outreach.base.jobs import Job
from outrider.outreach.base.scope import Scope
from outrider.outreach.enrollments import leaving, pushes
from outrider.outreach.leads import lists, tags
from outrider.outreach.leads.searches import Search

KIND = "leads.bulk"
What = Literal["tag", "untag", "list", "unlist", "campaign", "unsubscribe", "resubscribe", "delete"]
SEARCH = TypeAdapter(Search)  # as it stands in a job's parameters
NEEDS_TARGET = ("tag", "untag", "list", "unlist", "campaign")


@dataclass(frozen=True, slots=True)
class Act:
    """`target`: the tag, list or campaign that the act is about."""

    what: What
    target: int | None = None


async def apply(scope: Scope, act: Act, lead_ids: Sequence[int]) -> int:
    """Do it to these leads; how many it changed. Doing it twice changes nothing more. Raises NotFound, Invalid."""
    target = act.target or 0
    if act.what in NEEDS_TARGET and not act.target:
        raise Invalid("Choose what the leads are added to or taken from.", field="target")
    match act.what:
        case "tag":
            return len(await tags.assign(scope, "lead", lead_ids, add=[target]))
        case "untag":
            await tags.assign(scope, "lead", lead_ids, remove=[target])
            return len(lead_ids)
        case "list":
            return len(await lists.add_members(scope, target, lead_ids))
        case "unlist":
            return await lists.take_out(scope, target, lead_ids)
        case "campaign":
            return (await pushes.push(scope, target, lead_ids=lead_ids)).pushed
        case "delete":
            return await leaving.delete(scope, lead_ids)
        case "unsubscribe":
            await leaving.unsubscribe_all(scope, lead_ids)
            return len(lead_ids)
        case "resubscribe":
            await leaving.resubscribe_all(scope, lead_ids)
            return len(lead_ids)


async def enqueue(scope: Scope, act: Act, search: Search) -> Job:
    """Ask for a job that does it to every lead that the search finds."""
    if act.what in NEEDS_TARGET and not act.target:
        raise Invalid("Choose what the leads are added to or taken from.", field="target")
    return await jobs.enqueue(scope, KIND, {"act": asdict(act), "search": SEARCH.dump_python(search, mode="json")})
