"""Add leads to a campaign: all of the workspace, a list, pasted text or a small file."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.responses import Response

from outrider.errors import Invalid, NotFound
from outrider.outreach.base import jobs
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.enrollments import bulk, imports, placements, pushes
from outrider.outreach.enrollments.bulk import Act
from outrider.outreach.enrollments.placements import Filter
from outrider.outreach.enrollments.pushes import Pushed
from outrider.outreach.leads import leads, lists
from outrider.outreach.leads.searches import Search
from outrider.rules.pasted import people as people_of
from outrider.rules.text import csv_lines
from outrider.web.campaigns import head, people
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act

AT_ONCE = 10_000  # leads of a list that are added while one waits; more are added by a job
EVERYONE_AT_ONCE = 500  # leads of the workspace, likewise
MAX_BYTES = 5_000_000


async def _writable(visit: Visit) -> Campaign:
    async with visit.scope() as scope:
        campaign = await head.seen(visit, scope, write=True)
    visit.require_seat(campaign.seat_id, "leads", write=True)
    if campaign.parent_id is not None:
        raise Invalid(_("Leads are added to a subsequence automatically."))
    return campaign


async def add_list(visit: Visit) -> Response:
    """Add everyone on a list, or in the workspace, who may be contacted. Many are added by a job."""
    campaign = await _writable(visit)
    chosen = visit.numbers("list")
    here = visit.url(f"/campaigns/{campaign.id}/leads")
    async with visit.scope() as scope:
        if visit.text("list") == people.EVERYONE:
            if len(await leads.search(scope, limit=EVERYONE_AT_ONCE + 1)) > EVERYONE_AT_ONCE:
                job = await bulk.enqueue(scope, Act("campaign", campaign.id), Search())
                return visit.done(visit.url(f"/leads/jobs/{job.id}"))
            return visit.done(here, _pushed(await pushes.push(scope, campaign.id, everyone=True)))
        found = (await lists.get_many(scope, chosen[:1])).get(chosen[0]) if chosen else None
        if found is None:
            raise NotFound(_("There is no such list."), field="list")
        if found.lead_count > AT_ONCE:
            wanted = {
                "filter": placements.to_json(Filter(list_ids=[found.id])),
                "move": {"campaign_id": campaign.id, "copy": True},
            }
            await jobs.enqueue(scope, "leads.move", wanted, entity_kind="campaign", entity_id=campaign.id)
            return visit.done(here, Toast(_("Adding {n} leads; they will appear here.").format(n=f"{found.lead_count:,}")))
        return visit.done(here, _pushed(await pushes.push(scope, campaign.id, list_id=found.id)))


def _pushed(done: Pushed) -> Toast:
    left = {
        _("already in the campaign"): done.duplicate,
        _("unsubscribed"): done.unsubscribed,
        _("bounced"): done.bounced,
        _("suppressed"): done.suppressed,
    }
    return _added(done.pushed, left)


def _added(n: int, left: Mapping[str, int]) -> Toast:
    """A summary of how many leads were added and left out."""
    others = ", ".join(f"{count:,} {why}" for why, count in left.items() if count)
    text = _("1 lead added") if n == 1 else _("{n} leads added").format(n=f"{n:,}")
    return Toast(f"{text}. {_('Left out:')} {others}." if others else text, "done" if n or not others else "error")


async def add(visit: Visit) -> Response:
    """Add pasted text or a file. Errors are shown beside the field, and the input is kept."""
    campaign = await _writable(visit)
    pasted = visit.text("pasted", MAX_BYTES)
    try:
        data = await _given(visit, pasted)
        with TemporaryDirectory() as folder:
            path = Path(folder, "leads.csv")
            await asyncio.to_thread(path.write_bytes, data)
            result = await imports.import_csv(visit.core, visit.place.id, path, campaign_id=campaign.id)
    except Invalid as error:
        async with visit.scope() as scope:
            view = await people.read(visit, scope, pasted=pasted, error=error.message)
        return visit.render("campaigns/people.html", view, status=422)
    counts = dict(result.counts)
    taken = counts.pop("created", 0) + counts.pop("updated", 0)
    names = {
        "already_member": _("already in the campaign"),
        "duplicate": _("twice"),
        "suppressed": _("suppressed"),
        "unsubscribed": _("unsubscribed"),
        "bounced": _("bounced"),
        "skipped": _("passed over"),
        "invalid": _("not valid"),
    }
    return visit.done(visit.url(f"/campaigns/{campaign.id}/leads"), _added(taken, {names[name]: n for name, n in counts.items()}))


async def _given(visit: Visit, pasted: str) -> bytes:
    """The file's bytes, or the pasted text as CSV."""
    for file in visit.files("file"):
        data = await file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise Invalid(_("The file is larger than 5 MB. Import it into a list, then add the list here."), field="file")
        return data
    if not pasted:
        raise Invalid(_("Paste at least one address, or choose a file."), field="pasted")
    return as_csv(pasted).encode()


def as_csv(pasted: str) -> str:
    """Pasted text as CSV with headings: rows with headings are kept as they are; otherwise each line is an address, optionally
    with a name.

    Raises Invalid for a line without an address.
    """
    lines = [line for line in pasted.splitlines() if line.strip()]
    if "@" not in lines[0] and len(lines) > 1:
        return "\n".join(lines)
    rows: list[tuple[str, str, str]] = [("email", "first_name", "last_name")]
    for line in lines:
        found = people_of(line)
        if not found:
            raise Invalid(
                _("“{line}” has no email address. If you are pasting rows, put headings in the first line.").format(
                    line=line[:60]
                ),
                field="pasted",
            )
        rows += [(one.email, one.first_name, one.last_name) for one in found]
    return csv_lines(rows, ending="\n").rstrip("\n")


ROUTES = [
    act("/campaigns/{id:int}/add", add, needs="leads"),
    act("/campaigns/{id:int}/add-list", add_list, needs="leads"),
]
