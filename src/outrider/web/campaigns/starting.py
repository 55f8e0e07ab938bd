"""Creating a campaign: its name and its initial sequence."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from starlette.responses import Response

from outrider.errors import Forbidden, Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaign_senders, campaigns, sequences, templates
from outrider.outreach.campaigns.sequences import StepInput, VariantInput
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import SenderFilter
from outrider.rules.text import text_to_html
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act, page

_DAY = 86_400
_TEMPLATES = 50

_FIRST = _(
    "{Hi|Hello} {{first_name | default: 'there'}},\n\n"
    "I noticed that {{company_name | default: 'your team'}} [what you noticed].\n\n"
    "Would it be useful if I showed you how others solve this in ten minutes?\n\n{{signature}}"
)
_SECOND = _(
    "{{first_name | default: 'Hello'}},\n\none thing I did not mention: [one more reason].\n\n"
    "Is this relevant to you, or to a colleague?\n\n{{signature}}"
)
_LAST = _("This is my last message about this. If now is not a good time, tell me when would be better.\n\n{{signature}}")
_NOTE = _(
    "{{first_name | default: 'Hello'}}, I have been following {{company_name | default: 'your work'}} and would like to connect."
)
_THANKS = _("Thank you for connecting, {{first_name | default: 'and hello'}}. [Why you wanted to connect.]")


def _email(subject: str, body: str, days: int) -> StepInput:
    return StepInput([VariantInput(subject, text_to_html(body))], delay_seconds=days * _DAY)


def _linkedin(action: str, body: str, days: int, condition: str | None = None) -> StepInput:
    return StepInput(
        [VariantInput("", body)], action=action, delay_seconds=days * _DAY, condition={"if": condition} if condition else None
    )


def starter(name: str) -> list[StepInput]:
    """The steps of a starter of this name."""
    subject = _("{A question|A short question} about {{company_name | default: 'your team'}}")
    emails = [_email(subject, _FIRST, 0), _email("", _SECOND, 3), _email("", _LAST, 5)]
    if name == "email":
        return emails
    if name == "both":
        return [
            emails[0],
            _linkedin("invite", _NOTE, 2),
            _linkedin("message", _THANKS, 2, "connected"),
            _email("", _LAST, 3),
        ]
    return []


STARTERS: Sequence[tuple[str, str, str]] = (
    ("email", _("Three emails"), _("A question, a reminder and a closing note, over eight days in one thread.")),
    ("both", _("Email and LinkedIn"), _("An email, an invitation, a message to those who accept, and a final email.")),
    ("none", _("Empty"), _("Start from an empty sequence.")),
)


@dataclass(frozen=True, slots=True)
class New:
    """What was typed, what was wrong with it by field, and what there is to begin with."""

    templates: Sequence[tuple[int, str]]
    name: str = ""
    start: str = "email"
    errors: dict[str, str] = field(default_factory=dict[str, str])
    starters: Sequence[tuple[str, str, str]] = STARTERS


async def _templates(scope: Scope) -> list[tuple[int, str]]:
    return [(t.id, t.title) for t in await templates.find_all(scope, limit=_TEMPLATES) if t.seat_id is None]


async def show(visit: Visit) -> Response:
    if not visit.may("campaigns", write=True):
        raise Forbidden(_("Your role does not allow this. Ask a workspace administrator."))
    async with visit.scope() as scope:
        own = await _templates(scope)
    known = {key for key, _title, _text in STARTERS} | {f"template-{id}" for id, _title in own}
    start = visit.request.query_params.get("start", "")
    view = New(own, start=start) if start in known else New(own)
    return visit.render("campaigns/new.html", view)


async def create(visit: Visit) -> Response:
    """A draft with the sequence chosen; the schedule is office hours in the viewer's zone. An only mailbox is attached."""
    name, start = visit.text("name", 250), visit.text("start", 40)
    zone = str(visit.zone)
    office = {"timezone": zone, "windows": [{"days": [1, 2, 3, 4, 5], "start": "09:00", "end": "17:00"}]}
    try:
        async with visit.scope() as scope:
            if not name:
                raise Invalid(_("Give it a name you will recognize."), field="name")
            campaign = await campaigns.create(
                scope,
                name,
                seat_id=visit.own_seat("campaigns"),
                schedule=office,
                owner_user_id=visit.visitor.user_id,
                settings={"winning_metric": "positive_reply"},
            )
            visit.require_seat(campaign.seat_id, "campaigns", write=True)
            steps = starter(start)
            if start.startswith("template-") and start.removeprefix("template-").isdigit():
                steps = list((await templates.get(scope, int(start.removeprefix("template-")))).steps)
            if steps:
                await sequences.replace(scope, campaign.id, steps)
            wanted = SenderFilter(seat_id=campaign.seat_id, channel="email", status="active")
            mailboxes = await senders.find_all(scope, wanted, limit=2)
            if len(mailboxes) == 1:
                await campaign_senders.attach(scope, campaign.id, [mailboxes[0].id])
    except (Invalid, NotFound) as error:
        async with visit.scope() as scope:
            view = New(await _templates(scope), name, start, {error.field or "name": error.message})
        return visit.render("campaigns/new.html", view, status=422)
    return visit.done(visit.url(f"/campaigns/{campaign.id}/leads"), Toast(_("Draft saved. Now add leads.")))


ROUTES = [
    page("/campaigns/new", show, needs="campaigns"),
    act("/campaigns/new", create, needs="campaigns"),
]
