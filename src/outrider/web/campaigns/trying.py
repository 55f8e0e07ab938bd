"""A step tried out before it is sent: as the engine would write it to a lead of the campaign, and as a test to oneself."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from outrider.errors import Invalid, NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import sequences
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.outreach.correspondence import letters
from outrider.outreach.enrollments import enrollments, preview
from outrider.outreach.enrollments.filters import Filters
from outrider.outreach.senders import senders
from outrider.outreach.senders.senders import SenderFilter
from outrider.rules.text import html_to_text, safe_html
from outrider.web.campaigns import head, people, wordings
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act, announce, page

_CHOICES = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """A preview. `error`: why the campaign would not send this. `texts` and `leads` are what can be chosen."""

    campaign_id: int
    variant: int
    lead: int | None
    sender: str
    subject: str
    text: str
    html: str
    error: str
    texts: Sequence[tuple[int, str]]
    leads: Sequence[tuple[int, str]]
    can_test: bool
    me: str


async def _sender_id(scope: Scope, campaign: Campaign, channel: str = "email") -> int | None:
    """The campaign's first sender of the channel."""
    found = await senders.find_all(scope, SenderFilter(campaign_id=campaign.id, channel=channel), limit=1, order="oldest")
    return found[0].id if found else None


async def read(visit: Visit, scope: Scope) -> Shown:
    """What the address asks for: `variant` of a step, to `lead`; the first of each by default."""
    campaign = await head.seen(visit, scope)
    steps = await sequences.get(scope, campaign.id)
    texts = [(v.id, f"{wordings.title(s)} · {v.label}") for s in steps for v in s.variants]
    some = await enrollments.search(scope, Filters(campaign_ids=[campaign.id]), limit=_CHOICES)
    chosen, lead = visit.numbers("variant"), visit.numbers("lead")
    known = {id for id, _name in texts}
    variant = chosen[0] if chosen and chosen[0] in known else texts[0][0] if texts else 0
    step = next((s for s in steps if any(v.id == variant for v in s.variants)), None)
    sender_id = await _sender_id(scope, campaign, step.channel if step else "email")
    sender = (await senders.get(scope, sender_id)).address if sender_id else ""
    subject = body = error = ""
    try:
        if step is not None:
            written = await preview.of_variant(scope, campaign.id, variant, sender_id, lead_id=lead[0] if lead else None)
            subject, body = written.subject, written.body
    except (Invalid, NotFound) as found:
        error = found.message
    shown_html = safe_html(body) if step and step.channel == "email" and "<" in body.replace("<br>", "") else ""
    return Shown(
        campaign.id,
        variant,
        lead[0] if lead else None,
        sender,
        subject,
        html_to_text(body),
        shown_html,
        error,
        texts,
        [(one.enrollment.lead_id, people.name_of(one)) for one in some],
        bool(step and step.channel == "email" and visit.may("campaigns", write=True, seat_id=campaign.seat_id)),
        visit.visitor.email,
    )


async def show(visit: Visit) -> Response:
    async with visit.scope() as scope:
        view = await read(visit, scope)
    return visit.render("campaigns/preview.html" if visit.partial else "campaigns/preview_page.html", view)


async def test(visit: Visit) -> Response:
    """Send the previewed text to an address of one's own. It counts in no figures."""
    async with visit.scope() as scope:
        campaign = await head.seen(visit, scope, write=True)
        sender_id = await _sender_id(scope, campaign)
        if sender_id is None:
            raise Invalid(_("First choose a mailbox on the Senders and schedule page."), field="to")
        variant, lead = visit.numbers("variant"), visit.numbers("lead")
        if not variant:
            raise Invalid(_("Choose what to send."), field="variant")
        written = await preview.of_variant(scope, campaign.id, variant[0], sender_id, lead_id=lead[0] if lead else None)
        to = visit.text("to", 320)
        await letters.send_new(
            scope,
            sender_id,
            to=[to],
            subject=written.subject,
            body_text=written.text,
            kind="test",
            body_html=None if campaign.settings.plain_text else written.body,
        )
    toast = Toast(_("Test sent to {address}").format(address=to))
    if visit.partial:
        return Response(status_code=204, headers=announce(toast))
    return visit.done(visit.url(f"/campaigns/{campaign.id}/sequence"), toast)


ROUTES = [
    page("/campaigns/{id:int}/preview", show, needs="campaigns"),
    act("/campaigns/{id:int}/test", test, needs="campaigns"),
]
