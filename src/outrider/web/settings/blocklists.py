"""Blocklists: whether the domains and mail servers in use are listed."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from outrider.outreach.deliverability import blocklists
from outrider.outreach.deliverability.blocklists import Check
from outrider.web.kit.text import _
from outrider.web.kit.visit import Visit, page
from outrider.web.settings import frame

MOST = 500


@dataclass(frozen=True, slots=True)
class BlocklistsView:
    """`checks`: listed ones first."""

    checks: Sequence[Check]

    @property
    def listed(self) -> int:
        return sum(bool(check.listings) for check in self.checks)

    def verdict_of(self, check: Check) -> tuple[str, str]:
        """The badge: listed, not listed, or not known yet."""
        if check.listings:
            return _("Listed"), "danger"
        return (_("On no list"), "good") if check.asked else (_("Not asked yet"), "")


async def show(visit: Visit) -> Response:
    frame.require_manager(visit)
    async with visit.scope() as scope:
        checks = await blocklists.find_all(scope, limit=MOST)
    return frame.show(visit, "blocklists.html", BlocklistsView(checks))


ROUTES = [page("/settings/blocklists", show, needs=None)]
