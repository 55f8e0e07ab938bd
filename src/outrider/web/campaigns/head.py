"""The head of every campaign page: name, state, tabs and actions."""

from collections.abc import Sequence
from dataclasses import dataclass

from outrider.errors import NotFound
from outrider.outreach.base.scope import Scope
from outrider.outreach.campaigns import campaigns, deleting, outlines
from outrider.outreach.campaigns.campaigns import Campaign
from outrider.web.kit.text import _
from outrider.web.kit.visit import Visit

STATES: dict[str, tuple[str, str]] = {
    "draft": (_("Draft"), ""),
    "active": (_("Running"), "good"),
    "paused": (_("Paused"), "warn"),
    "stopped": (_("Stopped"), "danger"),
    "completed": (_("Completed"), "info"),
    "archived": (_("Archived"), ""),
}


def state_name(status: str) -> str:
    return STATES[status][0] if status in STATES else status


def state_kind(status: str) -> str:
    """The badge kind of a state."""
    return STATES[status][1] if status in STATES else ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a campaign. `done`: for a draft, whether this part is complete."""

    key: str
    label: str
    path: str
    done: bool


@dataclass(frozen=True, slots=True)
class Head:
    """`tabs` are the parts in the order in which a draft is built. `deleted`: the campaign can still be restored for some
    days.
    """

    id: int
    name: str
    status: str
    parent_id: int | None
    parent_name: str
    tabs: Sequence[Tab]
    can_write: bool
    deleted: bool

    @property
    def state(self) -> str:
        return state_name(self.status)

    @property
    def kind(self) -> str:
        return state_kind(self.status)

    @property
    def draft(self) -> bool:
        return self.status == "draft"

    @property
    def next(self) -> Tab:
        """The first incomplete part of a draft, or the review when all are complete."""
        return next((tab for tab in self.tabs[1:] if not tab.done), self.tabs[-1])


def id_of(visit: Visit) -> int:
    return visit.request.path_params["id"]


async def seen(visit: Visit, scope: Scope, *, write: bool = False, permission: str = "campaigns") -> Campaign:
    """The campaign in the URL. Raises NotFound for a seat that the visitor cannot see, Forbidden if they may not do this."""
    campaign = await campaigns.get(scope, id_of(visit))
    if not visit.access.sees(campaign.seat_id):
        raise NotFound(_("There is no such campaign."))
    visit.require_seat(campaign.seat_id, permission, write=write)
    return campaign


async def of(visit: Visit, scope: Scope, campaign: Campaign) -> Head:
    """The head for a campaign's pages."""
    has = await outlines.parts(scope, campaign.id)
    parent = (await campaigns.get_many(scope, [campaign.parent_id])).get(campaign.parent_id) if campaign.parent_id else None
    base = f"/campaigns/{campaign.id}"
    tabs = (
        Tab("overview", _("Overview"), base, True),
        Tab("leads", _("Leads"), f"{base}/leads", has.leads or campaign.parent_id is not None),
        Tab("sequence", _("Sequence"), f"{base}/sequence", has.steps),
        Tab("senders", _("Senders and schedule"), f"{base}/senders", has.senders),
        Tab("review", _("Review"), f"{base}/review", campaign.status != "draft"),
    )
    return Head(
        campaign.id,
        campaign.name,
        campaign.status,
        campaign.parent_id,
        parent.name if parent else "",
        tabs,
        visit.may("campaigns", write=True, seat_id=campaign.seat_id),
        deleting.is_due(campaign),
    )
