"""The steps from an empty workspace to the first message: which are done, and which is next."""

from collections.abc import Sequence
from dataclasses import dataclass

from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns
from outrider.outreach.leads import leads
from outrider.outreach.senders import senders
from outrider.web.kit.text import _
from outrider.web.kit.visit import Visit


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `button` leads to `href`, where it is done."""

    title: str
    text: str
    done: bool
    href: str
    button: str


async def read(visit: Visit, scope: Scope) -> Sequence[Step]:
    """The steps; none once a campaign has been started, and for visitors whose role does not allow them."""
    if not visit.access.manages or await campaigns.count(scope, launched=True):
        return []
    has_senders, has_leads = bool(await senders.count(scope)), bool(await leads.search(scope, limit=1))
    drafts = await campaigns.find_all(scope, status="draft", limit=1)
    to_review = f"/campaigns/{drafts[0].id}/review" if drafts else "/campaigns"
    return [
        Step(
            _("Connect a mailbox"),
            _("Your own, or a sandbox mailbox to try things safely.")
            if visit.site.sandbox
            else _("Your own. To try things safely first, start Outrider with --sandbox."),
            has_senders,
            visit.url("/senders/new"),
            _("Connect"),
        ),
        Step(
            _("Bring in leads"), _("Import a file, or paste a few addresses."), has_leads, visit.url("/leads/import"), _("Import")
        ),
        Step(
            _("Write a sequence"),
            _("Start from a proven one and adapt it."),
            bool(drafts),
            visit.url("/campaigns/new"),
            _("Write"),
        ),
        Step(
            _("Review and start"),
            _("See who gets what, and when, before anything is sent."),
            False,
            visit.url(to_review),
            _("Review"),
        ),
    ]


async def following(visit: Visit, scope: Scope) -> Step | None:
    """The next step; None once a campaign has been started."""
    return next((step for step in await read(visit, scope) if not step.done), None)
