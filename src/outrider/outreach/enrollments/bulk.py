"""One act on many leads at once: at once for a few, as a job (engine.work.bulk) for all that a search finds."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from outrider.errors import Invalid
from outrider.outreach.base import jobs
from outrider.outreach.base.jobs import Job
from outrider.outreach.base.scope import Scope
from outrider.outreach.enrollments import leaving, pushes
from outrider.outreach.leads import leads, lists, tags
from outrider.outreach.leads.leads import LeadFilter, Standing

KIND = "leads.bulk"
What = Literal["tag", "untag", "list", "unlist", "campaign", "unsubscribe", "resubscribe", "delete"]
NEEDS_TARGET = ("tag", "untag", "list", "unlist", "campaign")


@dataclass(frozen=True, slots=True)
class Act:
    """`target`: the tag, list or campaign that the act is about."""

    what: What
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """Which leads: those that pass every filter given."""

    query: str | None = None
    list_id: int | None = None
    tag_id: int | None = None
    campaign_id: int | None = None
    standing: Standing | None = None


def filter_of(search: Search) -> LeadFilter:
    """The search as leads are looked for."""
    chosen = (search.list_id, search.tag_id, search.campaign_id)
    list_ids, tag_ids, campaign_ids = ([id] if id else None for id in chosen)
    return LeadFilter(query=search.query, list_ids=list_ids, tag_ids=tag_ids, campaign_ids=campaign_ids, standing=search.standing)


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
        case "unsubscribe" | "resubscribe":
            verb = leaving.unsubscribe if act.what == "unsubscribe" else leaving.resubscribe
            for id in sorted(await leads.get_many(scope, lead_ids)):
                await verb(scope, id)
            return len(lead_ids)


async def enqueue(scope: Scope, act: Act, search: Search) -> Job:
    """Ask for a job that does it to every lead that the search finds."""
    if act.what in NEEDS_TARGET and not act.target:
        raise Invalid("Choose what the leads are added to or taken from.", field="target")
    return await jobs.enqueue(scope, KIND, {"act": asdict(act), "search": asdict(search)})
