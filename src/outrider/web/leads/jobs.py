"""The progress page of a job on leads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from outrider.errors import NotFound
from outrider.outreach.base import purges
from outrider.outreach.base.jobs import Job
from outrider.outreach.enrollments import bulk
from outrider.web.kit.text import _

TITLES: Mapping[str, str] = {
    "tag": _("Adding a tag to leads"),
    "untag": _("Removing a tag from leads"),
    "list": _("Adding leads to a list"),
    "unlist": _("Removing leads from a list"),
    "campaign": _("Adding leads to a campaign"),
    "unsubscribe": _("Unsubscribing leads"),
    "resubscribe": _("Lifting unsubscriptions"),
    "delete": _("Deleting leads"),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """A job of many leads. `figures`: (label, number) pairs of the results so far."""

    id: int
    title: str
    state: str
    percent: int
    ended: bool
    error: str | None
    figures: Sequence[tuple[str, int]]


def shown(job: Job) -> Progress:
    """Load the job. Raises NotFound for a job of another kind."""
    if job.kind == purges.KIND:
        figures = [(_("Removed"), int(job.result.get("done", 0))), (_("In all"), int(job.params["total"]))]
        title = _("Cleaning up after a deletion")
        return Progress(job.id, title, job.state, job.progress, job.ended, job.error, figures)
    if job.kind != bulk.KIND:
        raise NotFound(_("There is no such job."))
    result = job.result
    figures = [(_("Leads looked at"), int(result.get("seen", 0))), (_("Changed"), int(result.get("changed", 0)))]
    title = TITLES[str(job.params["act"]["what"])]
    return Progress(job.id, title, job.state, job.progress, job.ended, job.error, figures)
