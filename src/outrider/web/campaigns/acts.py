"""Actions on a campaign as a whole: change its state or name, duplicate it, save its sequence as a template, add a subsequence,
delete it.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.responses import Response

from outrider.errors import Forbidden, Invalid
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_states, campaigns, copying, deleting, templates
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.enrollments.triggers import Activity, Triggers
from outrider.web.campaigns import head
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act


@dataclass(frozen=True, slots=True)
class Change:
    """A change of state. `undo`: the change that reverts it, or None."""

    do: Callable[[Scope, int], Awaitable[Campaign]]
    done: str
    undo: str | None = None


CHANGES: dict[str, Change] = {
    "start": Change(lambda s, id: campaign_states.start(s, id), _("Started"), "pause"),
    "pause": Change(lambda s, id: campaign_states.pause(s, id), _("Paused: nothing more will be sent"), "resume"),
    "resume": Change(lambda s, id: campaign_states.resume(s, id), _("Running again"), "pause"),
    "archive": Change(lambda s, id: campaign_states.archive(s, id), _("Archived"), "restore"),
    "restore": Change(lambda s, id: campaign_states.restore(s, id), _("Restored, but not running"), "archive"),
}


async def change(visit: Visit) -> Response:
    """Apply one of CHANGES, named by the form's `to`, or by the URL when undone from a toast."""
    wanted = visit.text("to", 20) or visit.request.query_params.get("to", "")
    if wanted not in CHANGES:
        raise Invalid(_("A campaign can be started, paused, resumed, archived or restored."), field="to")
    made = CHANGES[wanted]
    async with visit.scope() as scope:
        campaign = await head.seen(visit, scope, write=True)
        await made.do(scope, campaign.id)
    here = f"/campaigns/{campaign.id}"
    undo = visit.url(f"{here}/state", to=made.undo) if made.undo else None
    return visit.done(visit.url(here), Toast(made.done, undo=undo))


async def rename(visit: Visit) -> Response:
    async with visit.scope() as scope:
        campaign = await head.seen(visit, scope, write=True)
        await campaigns.update(scope, campaign.id, name=visit.text("name", 250))
    return visit.done(visit.url(f"/campaigns/{campaign.id}"), Toast(_("Renamed")))


async def duplicate(visit: Visit) -> Response:
    """Copy the campaign as a draft without leads."""
    async with visit.scope() as scope:
        campaign = await head.seen(visit, scope, write=True)
        copy = await copying.duplicate(scope, campaign.id)
    return visit.done(visit.url(f"/campaigns/{copy.id}"), Toast(_("A copy without leads. It is a draft.")))


async def save_template(visit: Visit) -> Response:
    """Save the campaign's sequence as a template for new campaigns."""
    async with visit.scope() as scope:
        campaign = await head.seen(visit, scope, write=True)
        if not visit.may("templates", write=True):
            raise Forbidden(_("Your role does not allow this. Ask a workspace administrator."))
        saved = await templates.save_from_campaign(scope, campaign.id, visit.text("title", templates.MAX_TITLE))
    text = _("Saved as the template “{name}”").format(name=saved.title)
    return visit.done(visit.url(f"/campaigns/{campaign.id}/sequence"), Toast(text))


async def delete(visit: Visit) -> Response:
    """Delete the campaign, restorable for some days. One already deleted is removed permanently if the form says `now`."""
    async with visit.scope() as scope:
        campaign = await head.seen(visit, scope, write=True)
        if not (deleting.is_due(campaign) and visit.text("now", 5)):
            await deleting.later(scope, campaign.id)
            undo = visit.url(f"/campaigns/{campaign.id}/state", to="restore")
            return visit.done(visit.url("/campaigns"), Toast(_("“{name}” was deleted").format(name=campaign.name), undo=undo))
        job = await campaigns.delete(scope, campaign.id)
    if job and visit.may("leads"):
        return visit.done(visit.url(f"/leads/jobs/{job.id}"))
    return visit.done(visit.url("/campaigns"), Toast(_("“{name}” was permanently deleted").format(name=campaign.name)))


_ACTIVITIES: tuple[Activity, ...] = ("opened", "clicked", "completed")


async def subsequence(visit: Visit) -> Response:
    """Create a draft subsequence, which leads of this campaign enter when they meet a condition."""
    given = visit.form.getlist("activity")
    activities: list[Activity] = [a for a in _ACTIVITIES if a in given]
    triggers = Triggers(activities=activities, reply_contains=visit.text("reply_contains", 200))
    if not triggers.activities and not triggers.reply_contains:
        raise Invalid(_("Choose what adds a lead: words in a reply, or an event."), field="reply_contains")
    async with visit.scope() as scope:
        campaign = await head.seen(visit, scope, write=True)
        inner = await campaigns.create(
            scope,
            visit.text("name", 250),
            seat_id=campaign.seat_id,
            settings=campaign.settings,
            schedule=campaign.schedule,
            parent_id=campaign.id,
            triggers=triggers.as_json(),
        )
    return visit.done(visit.url(f"/campaigns/{inner.id}/sequence"), Toast(_("Write its messages, then start it.")))


ROUTES = [
    act("/campaigns/{id:int}/state", change, needs="campaigns"),
    act("/campaigns/{id:int}/rename", rename, needs="campaigns"),
    act("/campaigns/{id:int}/duplicate", duplicate, needs="campaigns"),
    act("/campaigns/{id:int}/template", save_template, needs="campaigns"),
    act("/campaigns/{id:int}/delete", delete, needs="campaigns"),
    act("/campaigns/{id:int}/subsequence", subsequence, needs="campaigns"),
]
