"""Notices: which notifications the team gets, the latest alerts, and the delivery state of the installation's own mail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from starlette.responses import Response

from outrider.outreach.tenancy import alerts, notices, preferences
from outrider.outreach.tenancy.alerts import Raised
from outrider.outreach.tenancy.notices import Mailed
from outrider.web.kit.text import _
from outrider.web.kit.visit import Toast, Visit, act, page
from outrider.web.settings import frame

PAGE = 50
# On/off preferences, each with a description.
SWITCHES: Mapping[str, str] = {
    alerts.SETTING: _("Email the owner when a domain, host or mailbox is in trouble"),
    "approval_mails": _("Email the members who may decide when an approval waits"),
}
_ON_BY_DEFAULT = alerts.SETTING
# Alert kind -> (label, color).
ALERTS: Mapping[str, tuple[str, str]] = {
    "listed": (_("Blocklist"), "danger"),
    "delisted": (_("Off a blocklist"), "good"),
    "health_fell": (_("Health fell"), "danger"),
    "health_recovered": (_("Health recovered"), "good"),
    "bounce_rate": (_("Bounces"), "warn"),
    "complaint_rate": (_("Complaints"), "warn"),
}
MAILS: Mapping[str, tuple[str, str]] = {
    "sent": (_("Sent"), "good"),
    "waiting": (_("On its way"), "info"),
    "kept": (_("Not sent"), "warn"),
    "failed": (_("Failed"), "danger"),
}


@dataclass(frozen=True, slots=True)
class NoticesView:
    """`on`: the enabled switches. `has_server`: whether the installation can send its own mail."""

    on: Sequence[str]
    alerts: Sequence[Raised]
    mails: Sequence[Mailed]
    has_server: bool
    switches: Mapping[str, str] = field(default_factory=lambda: SWITCHES)

    def alert_of(self, kind: str) -> tuple[str, str]:
        """The badge of an alert's kind."""
        return ALERTS.get(kind, (kind.replace("_", " ").capitalize(), ""))

    def state_of(self, state: str) -> tuple[str, str]:
        """The badge of a mail's delivery state."""
        return MAILS[state]


async def show(visit: Visit) -> Response:
    frame.require_manager(visit)
    async with visit.scope() as scope:
        decided = await preferences.find_all(scope)
        raised = await alerts.latest(scope, limit=PAGE)
        mailed = await notices.latest(scope, limit=PAGE)
    on = [key for key in SWITCHES if decided[key] or (decided[key] is None and key == _ON_BY_DEFAULT)]
    has_server = visit.site.settings.system_smtp_url is not None
    return frame.show(visit, "notices.html", NoticesView(on, raised, mailed, has_server))


async def decide(visit: Visit) -> Response:
    """Save all switches of the form."""
    frame.require_manager(visit)
    async with visit.scope() as scope:
        for key in SWITCHES:
            await preferences.change(scope, key, "on" if visit.text(key, 5) else "off")
    return visit.done(visit.url("/settings/notices"), Toast(_("Saved")))


ROUTES = [
    page("/settings/notices", show, needs=None),
    act("/settings/notices", decide, needs=None),
]
